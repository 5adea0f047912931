//! Facts without evidence, in words.

use super::told::{More, Teller, Told};
use crate::lang::say;
use crate::words::table_name;
use anzhi_core::fault::Table;
use anzhi_core::points::Points;
use anzhi_core::round::CandidateRef;
use anzhi_core::scheme::ItemId;
use anzhi_record::audit::{EvidenceLead, FactPlace};

pub(super) fn told(teller: &Teller<'_>, lead: &EvidenceLead) -> Told {
    let lang = teller.lang;
    match lead {
        EvidenceLead::Person { candidate, facts, points } => person(teller, *candidate, facts, points),
        EvidenceLead::Table { table, without, of } => {
            let name = table_name(*table, lang);
            let text = say!(
                lang,
                "{name}表{of}条中有{without}条没有写明依据",
                "{without} of {of} lines of {name} have no evidence"
            );
            Told::new(text).figure("without", without).figure("of", of).more(More::Table(*table))
        }
    }
}

fn person(
    teller: &Teller<'_>,
    candidate: CandidateRef,
    facts: &[FactPlace],
    points: &[(ItemId, Points)],
) -> Told {
    let (lang, id) = (teller.lang, teller.id(candidate));
    let places = teller.list(facts.iter().map(|fact| place(teller, *fact)));
    let scoring = &teller.round.scheme().scoring;
    let each = points.iter().map(|(item, points)| {
        let title = &scoring.item(*item).title;
        say!(lang, "{title}{points}分", "{title} {points}")
    });
    let each = teller.list(each);
    let text = say!(
        lang,
        "{id}：{places}没有写明依据，涉及{each}",
        "{id}: no evidence of {places}; on them rest {each}"
    );
    let items = points.iter().map(|(item, _)| scoring.item(*item).key.to_string());
    let told = Told::new(text).of([candidate]).naming(items).figure("facts", facts.len());
    told.explained(candidate)
}

/// Where a fact stands, as sheets print it.
fn place(teller: &Teller<'_>, fact: FactPlace) -> String {
    let lang = teller.lang;
    match fact {
        FactPlace::Own => {
            let name = table_name(Table::Candidates, lang);
            say!(lang, "{name}表本人一行", "the line in {name}")
        }
        FactPlace::Row(source, row) => {
            let (name, row) = (table_name(source.table(), lang), row + 1);
            say!(lang, "{name}第{row}条", "{name} {row}")
        }
    }
}
