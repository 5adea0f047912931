//! What a condition says of dates that are blank.

use super::Show;
use crate::lang::say;
use anzhi_core::condition::{Condition, Moment};
use anzhi_core::facts::Source;

impl Show<'_> {
    /// A condition on a row in words, and what holds where a date in it is blank.
    pub(super) fn when_row(&self, when: &Condition, source: Source) -> String {
        let (words, blanks) = (self.wording(source).words(when), self.blank_words(when, source));
        format!("{words}{blanks}")
    }

    /// Those for whom or which a condition holds: in Chinese they have a word of their own.
    pub(super) fn those_row(&self, when: &Condition, source: Source) -> String {
        let (words, blanks) = (self.wording(source).words(when), self.blank_words(when, source));
        say!(self.lang, "{words}的{blanks}", "{words}{blanks}")
    }

    /// Those candidates for whom a condition holds.
    pub(super) fn those(&self, when: &Condition) -> String {
        self.those_row(when, Source::Events)
    }

    /// What holds where a date is blank, in brackets.
    fn blank_words(&self, when: &Condition, source: Source) -> String {
        let mut blanks = Vec::new();
        self.blanks(when, source, &mut blanks);
        if blanks.is_empty() {
            return String::new();
        }
        let blanks = blanks.join(self.lang.pick("；", "; "));
        say!(self.lang, "（{blanks}）", " ({blanks})")
    }

    fn blanks(&self, when: &Condition, source: Source, out: &mut Vec<String>) {
        let lang = self.lang;
        let wording = self.wording(source);
        match when {
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|part| self.blanks(part, source, out));
            }
            Condition::Not(part) => self.blanks(part, source, out),
            Condition::AfterCutoff { subject, blank: Some(blank) } => {
                let name = wording.subject(*subject);
                out.push(match blank {
                    true => say!(lang, "{name}空缺的，视为在截止日之后", "a blank {name} counts as after it"),
                    false => {
                        say!(
                            lang,
                            "{name}空缺的，视为不在截止日之后",
                            "a blank {name} counts as not after it"
                        )
                    }
                });
            }
            Condition::Since { since, until, blank: Some(blank), .. } => {
                let facts = [*since, *until].into_iter().filter(|moment| *moment != Moment::Cutoff);
                let names: Vec<String> = facts.map(|moment| wording.moment(moment)).collect();
                let names = names.join(lang.pick("或", " or "));
                out.push(match blank {
                    true => say!(lang, "{names}空缺的，视为符合", "with a blank {names} it counts as so"),
                    false => {
                        say!(lang, "{names}空缺的，视为不符合", "with a blank {names} it counts as not so")
                    }
                });
            }
            Condition::AfterCutoff { blank: None, .. }
            | Condition::Day { .. }
            | Condition::Filled { .. }
            | Condition::Has { .. }
            | Condition::HasClass { .. }
            | Condition::In { .. }
            | Condition::Is { .. }
            | Condition::Kind(_)
            | Condition::Number { .. }
            | Condition::Rows { .. }
            | Condition::Same { .. }
            | Condition::Since { blank: None, .. }
            | Condition::Value { .. } => {}
        }
    }
}
