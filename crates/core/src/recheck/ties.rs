//! Whether the tie keys allow one to stand before another.

use super::Papers;
use crate::facts::{AttributeId, Cell, FieldKind};
use crate::place::Scores;
use crate::round::{CandidateRef, Round};
use crate::scheme::{KindId, LadderId, TieKey};
use crate::score::number_alone;

pub(super) fn tie_keys_allow(
    round: &Round,
    scores: &Scores,
    papers: &Papers<'_>,
    kind: Option<KindId>,
    [first, second]: [CandidateRef; 2],
) -> bool {
    let assessment = |who| scores.sheet(who).map(|(sheet, _)| sheet.assessment_for(kind));
    for key in &round.scheme().ranking.ties {
        let (better, worse) = match key {
            TieKey::Assessment => {
                (assessment(first) > assessment(second), assessment(first) < assessment(second))
            }
            TieKey::Item(item) => {
                let points = |who| {
                    let (sheet, _) = scores.sheet(who)?;
                    sheet.items.iter().find(|line| line.item == *item).map(|line| line.points)
                };
                (points(first) > points(second), points(first) < points(second))
            }
            TieKey::Exam => {
                let part = |who| scores.sheet(who).and_then(|(sheet, _)| sheet.exam.map(|exam| exam.points));
                (part(first) > part(second), part(first) < part(second))
            }
            TieKey::Value(value) => {
                let number = |who| number_alone(round.scheme(), round.cohort(), round.dossier(who), *value);
                (number(first) > number(second), number(first) < number(second))
            }
            TieKey::Higher(attribute, ladder) => {
                let place = |who| class_by_name(round, who, *attribute, *ladder);
                (place(first) > place(second), place(first) < place(second))
            }
            TieKey::Earlier(date) | TieKey::Later(date) => {
                let (a, b) = (round.dossier(first).date(*date), round.dossier(second).date(*date));
                let earlier = matches!(key, TieKey::Earlier(_));
                (if earlier { a < b } else { a > b }, if earlier { a > b } else { a < b })
            }
        };
        if better || worse {
            return better;
        }
    }
    matches!((papers.lots.get(&first), papers.lots.get(&second)), (Some(a), Some(b)) if a < b)
}

/// The place of a category on a ladder, read from the term as tables write it.
fn class_by_name(
    round: &Round,
    who: CandidateRef,
    attribute: AttributeId,
    ladder: LadderId,
) -> Option<usize> {
    let scoring = &round.scheme().scoring;
    let kind: FieldKind = scoring.facts.attribute(attribute).kind;
    let cell: &Cell = round.dossier(who).attribute(attribute);
    let term = cell.to_normal(&scoring.facts, kind);
    scoring.ladder(ladder).classes.iter().position(|class| **class == *term)
}
