//! 岗位条件: what closes a vacancy to whom.

use crate::build::{Person, Town, date, person};
use crate::show::{Done, done, faults, scored};
use anzhi_core::date::MissingDay;
use anzhi_core::eligibility::{Closed, Education, closed};
use anzhi_core::facts::{CategoryId, FactSchema};
use anzhi_core::round::{AgeLimit, RulingKind, Vacancy, VacancyRef};

/// Why a vacancy with these conditions is closed to this person.
fn why(person: &Person, condition: impl Fn(&mut Vacancy)) -> Option<Closed> {
    let mut town = Town::new();
    condition(town.vacancy("V", 1));
    town.add(person);
    let found = scored(&town);
    let who = found.who("1");
    closed(&found.round, who, found.scores.education(who), VacancyRef(0))
}

/// The place of a class of the ladder 学历, lowest first.
fn at_least(class: &str) -> impl Fn(&mut Vacancy) {
    let place = ["高中及以下", "中专", "大专", "本科", "硕士", "博士"].iter().position(|c| *c == class);
    let place = u16::try_from(place.unwrap()).unwrap();
    move |vacancy| vacancy.education = Some(place)
}

fn young(most: u16, on: &str) -> impl Fn(&mut Vacancy) {
    let on = date(on);
    move |vacancy| vacancy.age = Some(AgeLimit { most, on })
}

fn sex(term: &str) -> impl Fn(&mut Vacancy) {
    // The built-in set has 男, then 女.
    let sex = CategoryId(u16::from(term == "女"));
    move |vacancy| vacancy.sex = Some(sex)
}

fn certified(vacancy: &mut Vacancy) {
    vacancy.certificate = Some("法律职业资格证书".into());
}

#[test]
fn without_conditions_it_is_open() {
    assert_eq!(why(&person("1"), |_| {}), None);
}

#[test]
fn at_most_35_holds_until_the_day_before_the_36th_birthday() {
    // Born on 1990-04-01: 36 on 2026-04-01, so 35 on 2026-03-31. Born on 1990-03-31: 36 on that very day.
    for (born, most, on, expected) in [
        ("1990-04-01", 35, "2026-03-31", None),
        ("1990-03-31", 35, "2026-03-31", Some(Closed::Age)),
        ("1990-03-31", 35, "2026-03-30", None),
        ("1990-03-31", 36, "2026-03-31", None),
        ("1990-03-31", 36, "2027-03-30", None),
        ("1990-03-31", 36, "2027-03-31", Some(Closed::Age)),
        // The day of the vacancy counts, not the cut-off: 36 on 2026-07-01.
        ("1990-07-01", 35, "2026-06-30", None),
        ("1990-07-01", 35, "2026-07-01", Some(Closed::Age)),
        // Born on 29 February: 30 on 2026-02-28, the last day of the month in a common year.
        ("1996-02-29", 29, "2026-02-27", None),
        ("1996-02-29", 29, "2026-02-28", Some(Closed::Age)),
        // In a leap year on the 29th itself: 32 on 2028-02-29.
        ("1996-02-29", 31, "2028-02-28", None),
        ("1996-02-29", 31, "2028-02-29", Some(Closed::Age)),
    ] {
        let enlisted = person("1").set("born", born).set("enlisted", "2014-09-10");
        assert_eq!(why(&enlisted, young(most, on)), expected, "born {born}, at most {most} on {on}");
    }
}

#[test]
fn under_another_anniversary_rule_the_leap_day_falls_later() {
    // On 1 March instead: still 29 on 2026-02-28.
    for (on, expected) in [("2026-02-28", None), ("2026-03-01", Some(Closed::Age))] {
        let mut town = Town::new();
        young(29, on)(town.vacancy("V", 1));
        town.add(&person("1").set("born", "1996-02-29").set("enlisted", "2014-09-10"));
        town.draft.scheme.scoring.anniversary = MissingDay::Next;
        let found = scored(&town);
        let who = found.who("1");
        assert_eq!(closed(&found.round, who, found.scores.education(who), VacancyRef(0)), expected, "{on}");
    }
}

#[test]
fn education_is_the_highest_degree_that_the_sheet_counts() {
    let educated = |degrees: &[(&str, &str)]| {
        degrees.iter().fold(person("1").no_degrees(), |person, (class, date)| person.degree(class, date))
    };
    for (degrees, least, expected) in [
        (&[("本科", "2010-07-01")][..], "本科", None),
        (&[("本科", "2010-07-01")][..], "大专", None),
        (&[("本科", "2010-07-01")][..], "硕士", Some(Closed::Education)),
        // The highest of several; without a date and on the cut-off it counts, the day after it does not.
        (&[("硕士", "2012-07-01"), ("本科", "2010-07-01")][..], "硕士", None),
        (&[("硕士", ""), ("本科", "2010-07-01")][..], "硕士", None),
        (&[("硕士", "2026-03-31"), ("本科", "2010-07-01")][..], "硕士", None),
        (&[("硕士", "2026-04-01"), ("本科", "2010-07-01")][..], "硕士", Some(Closed::Education)),
        (&[("硕士", "2026-04-01"), ("本科", "2010-07-01")][..], "本科", None),
        // 0 points, and a class all the same.
        (&[("高中及以下", "")][..], "高中及以下", None),
        (&[("高中及以下", "")][..], "中专", Some(Closed::Education)),
        // No degree counts: not even the lowest class is reached.
        (&[("本科", "2026-04-01")][..], "高中及以下", Some(Closed::Education)),
    ] {
        assert_eq!(why(&educated(degrees), at_least(least)), expected, "{degrees:?}, at least {least}");
    }
}

#[test]
fn a_certificate_stands_in_the_table_dated_on_or_before_the_filing_date() {
    // Filing date 2026-06-15.
    for (certificates, expected) in [
        (&[("法律职业资格证书", "2026-06-14")][..], None),
        (&[("法律职业资格证书", "2026-06-15")][..], None),
        (&[("法律职业资格证书", "2026-06-16")][..], Some(Closed::Certificate)),
        (&[("教师资格证书", "2026-06-01")][..], Some(Closed::Certificate)),
        (&[][..], Some(Closed::Certificate)),
        // Handed in again too late: the first time counts.
        (&[("法律职业资格证书", "2026-06-16"), ("法律职业资格证书", "2026-06-01")][..], None),
    ] {
        let holder =
            certificates.iter().fold(person("1"), |person, (name, day)| person.certificate(name, day));
        assert_eq!(why(&holder, certified), expected, "{certificates:?}");
    }
}

#[test]
fn a_relative_closes_all_vacancies_of_the_unit() {
    let mut town = Town::new();
    for (id, unit) in [("A1", "甲局"), ("A2", "甲局"), ("B", "甲局二中心"), ("C", "乙局")] {
        town.vacancy(id, 1).unit = unit.into();
    }
    town.add(&person("1").relative("甲局").relative("乙局一中心"));
    town.add(&person("2"));
    let found = scored(&town);
    let all = |id| {
        let who = found.who(id);
        (0..4).map(|v| closed(&found.round, who, Education::Uncounted, VacancyRef(v))).collect::<Vec<_>>()
    };
    // A unit whose name is only the beginning of another's is another one; nobody else is kept away.
    assert_eq!(all("1"), [Some(Closed::Relative), Some(Closed::Relative), None, None]);
    assert_eq!(all("2"), [None; 4]);
}

#[test]
fn sex_as_the_vacancy_says() {
    assert_eq!(why(&person("1"), sex("男")), None);
    assert_eq!(why(&person("1"), sex("女")), Some(Closed::Sex));
    assert_eq!(why(&person("1").set("sex", "女"), sex("女")), None);
}

#[test]
fn the_list_goes_past_what_is_closed() {
    let mut town = Town::new();
    sex("女")(town.vacancy("A", 1));
    at_least("硕士")(town.vacancy("B", 1));
    young(35, "2026-03-31")(town.vacancy("C", 1));
    certified(town.vacancy("D", 1));
    town.vacancy("E", 1).unit = "甲局".into();
    town.vacancy("F", 1);
    // Born 1985: 41 in 2026; a relative at 甲局, and one at a unit without vacancies.
    let one = person("1").relative("甲局").relative("戊局").certificate("教师资格证书", "2026-06-01");
    town.add(&one.list(&["A", "B", "C", "D", "E", "F"]));
    let found: Done = done(&town);
    assert_eq!(found.fates(), ["1 1 F turn 1 preference 6"]);
    assert_eq!(found.warnings(), ["certificate-unasked 1", "relative-unit-unknown 1"]);
    // A ruling may place against a condition; a warning says so.
    town.ruling(RulingKind::Place, "candidate/1", "", "A");
    assert_eq!(
        done(&town).warnings(),
        ["certificate-unasked 1", "placed-against-condition 1 A", "relative-unit-unknown 1"]
    );
}

#[test]
fn what_a_condition_asks_for_must_be_known() {
    let with = |person: &Person, condition: &dyn Fn(&mut Vacancy)| {
        let mut town = Town::new();
        condition(town.vacancy("V", 1));
        town.add(person);
        town
    };
    let fault = "missing-value Candidates.sex:2";
    assert_eq!(faults(&with(&person("1").set("sex", ""), &sex("男"))), [fault]);
    let fault = "missing-value Candidates.born:2";
    assert_eq!(faults(&with(&person("1").set("born", ""), &young(35, "2026-03-31"))), [fault]);
    // Without such a condition both may be blank.
    let unknown = person("1").set("sex", "").set("born", "");
    assert_eq!(faults(&with(&unknown, &|_| {})), [""; 0]);
    // A vacancy that asks for a certificate needs a filing date.
    let mut undated = with(&person("1"), &certified);
    undated.draft.heading.filing_date = None;
    assert_eq!(faults(&undated), ["no-filing-date Vacancies.certificate:2 法律职业资格证书"]);
    assert_eq!(undated.draft.scheme.scoring.facts.attribute(FactSchema::SEX).key.as_str(), "sex");
}
