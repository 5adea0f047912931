//! Roster, plan and the record as a whole.

use super::told::{More, Teller, Told};
use crate::keys::grouped;
use crate::lang::say;
use crate::numbers::count;
use crate::verification::not_done;
use anzhi_core::fault::Table;
use anzhi_record::audit::{BasisLead, BasisPaper, RecordLead};

pub(super) fn basis(teller: &Teller<'_>, lead: BasisLead) -> Told {
    let lang = teller.lang;
    match lead {
        BasisLead::Differs { of, stated, found } => {
            let basis = of.of(teller.round);
            let (document, issuer) =
                basis.map(|basis| (&*basis.document, &*basis.issuer)).unwrap_or_default();
            let apart = stated.abs_diff(found);
            let (people, seats) = (count(found, "candidate"), count(found, "seat"));
            let text = match of {
                BasisPaper::Roster => say!(
                    lang,
                    "移交名册（{issuer}，{document}）载明{stated}人，案卷有候选人{found}人，相差{apart}人",
                    "The roster ({issuer}, {document}) states {stated}, and the record has {people}: {apart} apart"
                ),
                BasisPaper::Plan => say!(
                    lang,
                    "岗位计划（{issuer}，{document}）载明名额{stated}个，案卷有名额{found}个，相差{apart}个",
                    "The plan ({issuer}, {document}) states {stated}, and the record has {seats}: {apart} apart"
                ),
            };
            let told = Told::new(text).figure("stated", stated).figure("found", found);
            told.more(match of {
                BasisPaper::Roster => More::Table(Table::Candidates),
                BasisPaper::Plan => More::Table(Table::Vacancies),
            })
        }
        BasisLead::NotNamed(BasisPaper::Roster) => {
            let people = teller.round.candidates().len();
            let counted = count(people, "candidate");
            let text = say!(
                lang,
                "没有写明移交名册的文号、发文机关和人数，候选人（{people}人）是否齐全无从核对",
                "The round names no roster: whether everybody is there ({counted}) cannot be told"
            );
            Told::new(text).figure("found", people)
        }
        BasisLead::NotNamed(BasisPaper::Plan) => {
            let seats: u64 = teller.round.vacancies().iter().map(|vacancy| u64::from(vacancy.seats)).sum();
            let counted = count(seats, "seat");
            let text = say!(
                lang,
                "没有写明岗位计划的文号、发文机关和名额总数，岗位（名额{seats}个）是否齐全无从核对",
                "The round names no plan: whether all of it is there ({counted}) cannot be told"
            );
            Told::new(text).figure("found", seats)
        }
    }
}

pub(super) fn record(teller: &Teller<'_>, lead: &RecordLead) -> Told {
    let lang = teller.lang;
    match lead {
        RecordLead::OriginalsUnread(why) => {
            let why = not_done(why, lang);
            Told::new(say!(
                lang,
                "原始文件没有与规范形式核对：{why}",
                "The files as handed in were not held against the normal form: {why}"
            ))
        }
        RecordLead::Replaces(replaced) => {
            let other = grouped(replaced);
            let text = say!(
                lang,
                "本案卷取代了另一份案卷，请调取原案卷，查明改了什么；原案卷指纹：{other}",
                "The record replaces another; get that one and see what was changed. Its fingerprint: {other}"
            );
            Told::new(text).naming([replaced.to_string()])
        }
        RecordLead::Unsigned => Told::new(
            lang.pick(
                "案卷上没有任何签名，任何人都可以另造一份",
                "Nobody has signed the record: anybody could have made another",
            )
            .into(),
        )
        .more(More::VerifyByKey),
    }
}
