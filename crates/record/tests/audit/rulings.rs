//! Rulings, and what those on facts and gaps changed.

use crate::office::{Office, codes};
use anzhi_core::points::Points;
use anzhi_core::round::{CandidateRef, RulingKind};
use anzhi_record::audit::{Lead, RulingLead, RulingRef};

fn rulings(office: &Office) -> Vec<RulingLead> {
    let of = |lead: Lead| if let Lead::Ruling(ruling) = lead { Some(ruling) } else { None };
    office.leads().into_iter().filter_map(of).collect()
}

fn with_codes(office: &Office) -> Vec<&'static str> {
    let leads = office.leads();
    codes(&leads)
        .into_iter()
        .filter(|code| code.contains("rul") || code.contains("document") || code.contains("gap"))
        .collect()
}

#[test]
fn a_fact_by_ruling_is_told_with_total_and_rank_without_it() {
    // 3 has 25.5, rank 3; by the ruling 副团 gives a point more: 26.5, still behind 27.
    let office =
        Office::unsealed().rule("set_fact,candidate/3/post_grade,正营,副团,领导小组,2026-06-01,3号\n");
    let leads = rulings(&office);
    let one = |points: &str, rank| Some((points.parse::<Points>().unwrap(), Some(rank)));
    let facts = RulingLead::Facts {
        candidate: CandidateRef(2),
        rulings: vec![RulingRef(0)],
        without: one("25.5", 3),
        with: one("26.5", 3),
    };
    let kind =
        RulingLead::Kind {
            kind: RulingKind::SetFact, who: "领导小组".into(), rulings: vec![RulingRef(0)]
        };
    assert_eq!(leads, [facts, kind]);
    // And two of one person are one line: 正团 and the enlistment of 1996 make 30.5, which is first.
    let office = Office::unsealed().rule(
        "set_fact,candidate/3/post_grade,正营,正团,领导小组,2026-06-01,3号\n\
         set_fact,candidate/3/enlisted,2004-12-10,1998-12-10,领导小组,2026-06-01,3号\n",
    );
    let RulingLead::Facts { rulings, without, with, .. } = &rulings(&office)[0] else { unreachable!() };
    assert_eq!((rulings.len(), *without, *with), (2, one("25.5", 3), one("30.5", 1)));
}

#[test]
fn whoever_gained_most_comes_first() {
    let office = Office::unsealed().rule(
        "set_fact,candidate/2/post_grade,正营,副营,领导小组,2026-06-01,3号\n\
         set_fact,candidate/4/post_grade,副营,正团,领导小组,2026-06-01,3号\n\
         set_fact,candidate/5/post_grade,副营,副团,领导小组,2026-06-01,3号\n",
    );
    let whom = rulings(&office).into_iter().filter_map(|lead| match lead {
        RulingLead::Facts { candidate, .. } => Some(candidate.0),
        _ => None,
    });
    assert!(whom.eq([3, 4, 1])); // by 3, by 2, by −1
}

#[test]
fn a_gap_filled_for_one_person_comes_before_one_for_several() {
    let office = Office::unsealed().replace("candidates.csv", "2002-12-10,正营,,", "2002-12-10,,技7,");
    let office = office.replace("candidates.csv", "2004-12-10,正营,,", "2004-12-10,,技6,");
    let office = office.replace("candidates.csv", "2006-12-10,副营,,", "2006-12-10,,技6,");
    let office = office.rule(
        "fill_gap,gap/grade.技6,,4,领导小组,2026-06-01,3号\nfill_gap,gap/grade.技7,,4,领导小组,2026-06-01,3号\n",
    );
    let people: Vec<usize> = rulings(&office)
        .iter()
        .filter_map(|lead| if let RulingLead::Gap { people, .. } = lead { Some(people.len()) } else { None })
        .collect();
    assert_eq!(people, [1, 2]);
}

#[test]
fn papers_that_cannot_be_are_told_and_others_are_not() {
    let two = |rows: &str| {
        with_codes(&Office::unsealed().rule(rows))
            .into_iter()
            .filter(|code| *code != "rulings-of-kind")
            .collect::<Vec<_>>()
    };
    let first = "exclude,candidate/5,,,领导小组,2026-07-01,3号\n";
    assert_eq!(two(first), [] as [&str; 0]);
    assert_eq!(two("exclude,candidate/5,,,领导小组,2026-07-01,\n"), ["ruling-without-document"]);
    // One document of two days; of two deciders; of one.
    let second = |who: &str, day: &str| format!("{first}exclude,candidate/4,,,{who},{day},3号\n");
    assert_eq!(two(&second("领导小组", "2026-07-02")), ["one-document-several-days"]);
    assert_eq!(two(&second("某局长", "2026-07-01")), ["one-document-several-days"]);
    assert_eq!(two(&second("领导小组", "2026-07-01")), [] as [&str; 0]);
    // Two without a document are no document of several days.
    let none = "exclude,candidate/5,,,领导小组,2026-07-01,\nexclude,candidate/4,,,某局长,2026-07-02,\n";
    assert_eq!(two(none), ["ruling-without-document", "ruling-without-document"]);
}

#[test]
fn nobody_who_operates_enters_or_checks_decides() {
    for (who, told) in
        [("经办01", true), ("录02", true), ("核01", true), ("经办", false), ("领导小组", false)]
    {
        let office = Office::unsealed().rule(&format!("exclude,candidate/5,,,{who},2026-07-01,3号\n"));
        assert_eq!(with_codes(&office).contains(&"ruling-by-operator"), told, "{who}");
    }
}

#[test]
fn all_rulings_are_told_by_kind_and_decider() {
    let office = Office::unsealed().rule(
        "exclude,candidate/5,,,领导小组,2026-07-01,3号\n\
         exclude,candidate/4,,,某局,2026-07-01,4号\n\
         place,candidate/3,,V3,领导小组,2026-07-01,3号\n",
    );
    let kinds = rulings(&office).into_iter().filter_map(|lead| match lead {
        RulingLead::Kind { kind, who, rulings } => Some((kind, who.to_string(), rulings.len())),
        _ => None,
    });
    let of = |kind, who: &str| (kind, who.to_owned(), 1);
    assert!(kinds.eq([
        of(RulingKind::Exclude, "某局"),
        of(RulingKind::Exclude, "领导小组"),
        of(RulingKind::Place, "领导小组")
    ]));
}
