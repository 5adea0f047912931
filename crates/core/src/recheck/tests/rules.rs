//! Forged allocations that break one rule of the scheme or one condition of a vacancy, and fit in all else.

use super::fixture::{Person, Values, draft, scheme};
use super::{FIRST, JOBS, MAN, ORDER, V1, person, placed, renumber};
use crate::date::Date;
use crate::facts::{AttributeId, CategoryId};
use crate::outcome::Fate;
use crate::recheck::recheck;
use crate::round::{AgeLimit, CandidateRef, Certificate, Draft, Note, Relative};
use crate::scheme::{ItemId, TieKey};
use crate::session::Event;

/// By each key, and by lot: the two the other way round, everything else made to fit.
#[test]
fn an_order_against_a_tie_key_is_refused() {
    // 10 + 6 + 3 + 8 = 27 in three ways: 8 more years are 4 more points of assessment and 40 less of the mark.
    let plain = |id| Person { lot: None, ..person(id, MAN, "80", &["v3"]) };
    const LONG: Values = &[("sex", "男"), ("enlisted", "1998-03-31"), ("grade", "甲")];
    const LATER: Values = &[("sex", "男"), ("enlisted", "2006-04-01"), ("grade", "甲")];
    // Two more years and 乙 for 甲: the same assessment.
    const LOWER: Values = &[("sex", "男"), ("enlisted", "2004-03-31"), ("grade", "乙")];
    let enlisted = AttributeId(2);
    for (key, second) in [
        (TieKey::Assessment, Person { facts: LONG, mark: "40", ..plain("b") }),
        (TieKey::Item(ItemId(1)), Person { facts: LOWER, ..plain("b") }),
        (TieKey::Earlier(enlisted), Person { facts: LATER, ..plain("b") }),
        (TieKey::Later(enlisted), Person { facts: LATER, ..plain("b") }),
        // Equal by this key: lots.
        (TieKey::Assessment, plain("b")),
    ] {
        let mut scheme = scheme();
        scheme.ranking.ties = vec![key];
        let people = [Person { lot: Some(2), ..plain("a") }, Person { lot: Some(1), ..second }];
        let (round, placement) = placed(draft(scheme, &people, &JOBS));
        let mut forged = placement.sittings[0].clone();
        assert_eq!(forged.ranking.places[0].total, forged.ranking.places[1].total, "{key:?}");
        assert_eq!(recheck(&round, &placement.scores, &[], &forged), Ok(()), "{key:?}");
        forged.ranking.places.swap(0, 1);
        forged.turns.swap(0, 1);
        forged.results.swap(0, 1);
        renumber(&mut forged);
        assert_eq!(recheck(&round, &placement.scores, &[], &forged), Err(ORDER), "{key:?}");
    }
}

/// v1 asks for 教师资格; the one candidate hands something in.
fn certificate(draft: &mut Draft, name: &str, date: &str) {
    draft.heading.filing_date = Some("2026-06-01".parse().unwrap());
    draft.vacancies[0].vacancy.certificate = Some("教师资格".into());
    let (candidate, date) = (CandidateRef(0), date.parse().unwrap());
    let certificate =
        Certificate { line: 2, candidate, certificate: name.into(), date, note: Note::default() };
    draft.certificates.push(certificate);
}

type Condition<'a> = &'a dyn Fn(&mut Draft);

/// One person whose list is v1 alone, and v1 under a condition: whether it is open, and the other way round.
#[test]
fn every_condition_is_held_against_the_candidate_again() {
    let age = |draft: &mut Draft, most, on: &str| {
        let on: Date = on.parse().unwrap();
        draft.vacancies[0].vacancy.age = Some(AgeLimit { most, on });
    };
    let relative = |draft: &mut Draft| {
        let (unit, relation) = ("财政局".into(), "配偶".into());
        let candidate = CandidateRef(0);
        draft.relatives.push(Relative { line: 2, candidate, unit, relation, note: Note::default() });
    };
    let cases: [(bool, Condition<'_>); 12] = [
        (true, &|_| ()),
        (true, &|draft| draft.vacancies[0].vacancy.sex = Some(CategoryId(0))),
        // The set of the sexes is 男, 女.
        (false, &|draft| draft.vacancies[0].vacancy.sex = Some(CategoryId(1))),
        // 本科 is class 1.
        (true, &|draft| draft.vacancies[0].vacancy.education = Some(1)),
        (false, &|draft| draft.vacancies[0].vacancy.education = Some(2)),
        // Born on 1985-05-05.
        (true, &|draft| age(draft, 40, "2026-05-04")),
        (false, &|draft| age(draft, 40, "2026-05-05")),
        (false, &|draft| age(draft, 40, "2026-06-01")),
        (false, &relative),
        // The filing date is 2026-06-01; that day itself is in time.
        (true, &|draft| certificate(draft, "教师资格", "2026-06-01")),
        (false, &|draft| certificate(draft, "教师资格", "2026-06-02")),
        (false, &|draft| certificate(draft, "法律职业资格", "2026-06-01")),
    ];
    for (place, (open, condition)) in cases.into_iter().enumerate() {
        let mut draft = draft(scheme(), &[person("a", MAN, "80", &["v1"])], &JOBS);
        condition(&mut draft);
        let (round, placement) = placed(draft);
        let mut forged = placement.sittings[0].clone();
        let had = forged.turns[0].event == Event::Chose(V1);
        assert_eq!(had, open, "case {place}");
        let (event, fate) = if had {
            (Event::Exhausted, Fate::Exhausted)
        } else {
            (Event::Chose(V1), Fate::Placed { vacancy: V1, turn: 1, preference: Some(1) })
        };
        (forged.turns[0].event, forged.results[0].fate) = (event, fate);
        forged.seats[0].left = u32::from(had);
        forged.seats[0].last_turn = (!had).then_some(1);
        assert_eq!(recheck(&round, &placement.scores, &[], &forged), Err(FIRST), "case {place}");
    }
}
