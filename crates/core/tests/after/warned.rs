//! What deserves a look once seats are given anew.

use crate::{MAN, WOMAN, draft, meeting, people, person, placed, refill, scheme, void};
use anzhi_core::round::{Draft, GiveUpKind, RulingKind};
use anzhi_core::scheme::Attend;

/// `CODE CANDIDATE VACANCY` for each warning.
fn warned(draft: Draft) -> Vec<String> {
    let (_, placement) = placed(draft);
    let line = |warning: &anzhi_core::warning::Warning| {
        let who = warning.candidate.as_ref().map_or_else(String::new, ToString::to_string);
        let at = warning.vacancy.as_ref().map_or_else(String::new, ToString::to_string);
        format!("{} {who} {at}", warning.code.as_str())
    };
    placement.warnings.iter().map(line).collect()
}

#[test]
fn the_next_in_order_is_no_warning_and_a_free_seat_is_none() {
    let mut draft = meeting();
    void(&mut draft, "a", "v1", "gave_up");
    void(&mut draft, "c", "v3", "gave_up");
    refill(&mut draft, "d", "v1");
    assert_eq!(warned(draft), [""; 0]);
}

#[test]
fn a_seat_given_past_somebody_who_wanted_it_is_seen() {
    // d ranks before e, had listed v1, and has nothing.
    let mut draft = meeting();
    void(&mut draft, "a", "v1", "gave_up");
    refill(&mut draft, "e", "v1");
    assert_eq!(warned(draft.clone()), ["refill-out-of-order e v1"]);
    // With a seat of his own d waits for nothing.
    void(&mut draft, "c", "v3", "gave_up");
    refill(&mut draft, "d", "v3");
    assert_eq!(warned(draft), [""; 0]);
}

#[test]
fn only_those_count_who_could_have_had_it() {
    // v2 is for women: d, who has listed it now, could not have had it. b is gone by her own ruling.
    let mut everybody = people();
    everybody[3].list = &["v2", "v1"];
    let mut round = draft(scheme(), &everybody, &crate::JOBS);
    void(&mut round, "b", "v2", "gave_up");
    refill(&mut round, "e", "v2");
    // Without rulings f is ranked first, and has nothing: she listed nothing.
    round.give_ups.push(anzhi_core::round::GiveUp {
        line: 2,
        candidate: anzhi_core::round::CandidateRef(5),
        kind: GiveUpKind::GaveUp,
        date: "2026-09-01".parse().unwrap(),
        note: Default::default(),
    });
    round.give_ups.push(anzhi_core::round::GiveUp {
        line: 3,
        candidate: anzhi_core::round::CandidateRef(6),
        kind: GiveUpKind::Absent,
        date: "2026-09-01".parse().unwrap(),
        note: Default::default(),
    });
    assert_eq!(warned(round), [""; 0]);
}

#[test]
fn whoever_had_not_asked_for_it_is_not_passed_over() {
    // d, ranked before e, had listed v3 alone.
    let mut everybody = people();
    everybody[3].list = &["v3"];
    let mut round = draft(scheme(), &everybody, &crate::JOBS);
    crate::rule(&mut round, RulingKind::Place, "candidate/f", ["", "v2"]);
    crate::rule(&mut round, RulingKind::Exclude, "candidate/g", ["", ""]);
    void(&mut round, "a", "v1", "gave_up");
    refill(&mut round, "e", "v1");
    assert_eq!(warned(round), [""; 0]);
}

#[test]
fn whoever_got_a_seat_in_a_later_sitting_is_not_passed_over() {
    let mut scheme = scheme();
    scheme.choosing.attend = Attend::UntilPlaced;
    // b finds v1 taken and gets w1 in the second sitting, unless its seat goes before the meeting.
    let people = [
        person("a", MAN, "90", &["v1"]),
        person("b", MAN, "80", &["v1", "w1"]),
        person("c", MAN, "70", &["v1"]),
        person("d", MAN, "60", &[]),
    ];
    let mut draft = draft(scheme, &people, &crate::JOBS);
    void(&mut draft, "a", "v1", "gave_up");
    refill(&mut draft, "c", "v1");
    let mut other = draft.clone();
    crate::rule(&mut draft, RulingKind::Exclude, "candidate/d", ["", ""]);
    assert_eq!(warned(draft), [""; 0]);
    crate::rule(&mut other, RulingKind::Place, "candidate/d", ["", "w1"]);
    assert_eq!(warned(other), ["refill-out-of-order c v1"]);
}

#[test]
fn a_seat_for_somebody_who_had_given_up_is_seen() {
    let gone = |id, kind| crate::Person { give_up: Some(kind), ..person(id, MAN, "80", &[]) };
    for kind in [GiveUpKind::GaveUp, GiveUpKind::Absent, GiveUpKind::TimedOut] {
        let people = [person("a", WOMAN, "90", &["v1"]), gone("b", kind)];
        let mut draft = draft(scheme(), &people, &crate::JOBS);
        refill(&mut draft, "b", "v3");
        assert_eq!(warned(draft), ["refill-after-giving-up b v3"], "{kind:?}");
    }
}
