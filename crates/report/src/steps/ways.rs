//! Which of several ways is taken, and who says so.

use super::Teller;
use crate::lang::say;
use crate::questions::gap_name;
use anzhi_core::scheme::{Filling, GapId};
use anzhi_core::steps::OneOf;

impl Teller<'_> {
    /// That a ruling has picked the way whose steps follow, or that all ways come to the same for this person.
    pub(super) fn chosen(&self, one_of: &OneOf, way: u16, reached: &[(GapId, Filling)]) -> String {
        let (lang, id) = (self.lang, one_of.gap());
        let gap = self.scoring.gap(id);
        let (name, why) = (gap_name(self.round, &gap.key, lang), &gap.why);
        let word = gap.fills.text(Filling::Word(way));
        if reached.iter().any(|(reached, _)| *reached == id) {
            let paper = self.filled_by(id);
            return say!(
                lang,
                "计分办法没有规定{name}（{why}），经裁定{paper}选定“{word}”，以下照此计算",
                "the paper leaves out {name} ({why}); a ruling{paper} picks “{word}”, by which the following is counted"
            );
        }
        say!(
            lang,
            "计分办法没有规定{name}（{why}），各种计法对本人结果相同，不须裁定，以下照“{word}”列算",
            "the paper leaves out {name} ({why}); all ways come to the same for this person, and no ruling is needed; \
             the following is counted by “{word}”"
        )
    }
}
