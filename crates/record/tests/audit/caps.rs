//! Items at their cap, by schemes that have one.

use crate::office::Office;
use anzhi_record::audit::{AtCap, CapLead, Capped, Lead};

/// The reference scheme with another end of the awards, and further parts.
fn office(end: &str, parts: &str) -> Office {
    let text = anzhi_schemes::shipped("county-reference").unwrap();
    let ending = "{ best = { n = 2, per = \"points\" } },\n  { sum = {} },";
    assert!(text.contains(ending));
    let own = text.replacen(ending, end, 1).replacen("\"county-reference\"", "\"own-paper\"", 1) + parts;
    let mut office = Office::unsealed().replace("round.toml", "\"county-reference\"", "\"./own.toml\"");
    office.files.insert("own.toml".into(), own);
    office
}

fn caps(office: &Office) -> Vec<CapLead> {
    let of = |lead: Lead| if let Lead::Cap(cap) = lead { Some(cap) } else { None };
    office.leads().into_iter().filter_map(of).collect()
}

fn merit(who: u32, class: &str, year: u32) -> String {
    format!("{who},奖励,{class},{year}-12-20,no,no,{year}年度,卷四\n")
}

/// 1 has 1 point, 2 has 5, 3 has 10.
fn awards() -> String {
    merit(1, "三等功", 2010)
        + &merit(2, "二等功", 2011)
        + &merit(3, "二等功", 2012)
        + &merit(3, "二等功", 2013)
}

/// Who is at the cap: with what counted and what was cut.
fn told(lead: &CapLead) -> Vec<(u32, String, String)> {
    let of = |Capped { candidate, points, cut }: &Capped| (candidate.0, points.to_string(), cut.to_string());
    lead.people.iter().map(of).collect()
}

fn at(who: u32, points: &str, cut: &str) -> (u32, String, String) {
    (who, points.into(), cut.into())
}

#[test]
fn whoever_is_at_the_cap_is_told_with_what_was_cut() {
    let entries = "{ limit = { per = \"all\", to = \"4\" } },\n  { sum = {} },";
    let points = "{ sum = {} },\n  { limit = { to = \"4\" } },";
    for end in [entries, points] {
        let leads = caps(&office(end, "").add("events.csv", "", &awards()));
        assert_eq!(leads.len(), 1, "{end}");
        assert!(matches!(leads[0].of, AtCap::Item(item) if item.0 == 3));
        assert_eq!(told(&leads[0]), [at(2, "4", "6"), at(1, "4", "1")], "{end}");
        // Below it nothing is told.
        assert_eq!(caps(&office(end, "").add("events.csv", "", &merit(1, "三等功", 2010))), [], "{end}");
    }
    // Without a cap nobody is at one.
    assert_eq!(caps(&office("{ sum = {} },", "").add("events.csv", "", &awards())), []);
}

#[test]
fn a_cap_that_is_reached_exactly_is_told() {
    for end in [
        "{ limit = { per = \"all\", to = \"5\" } },\n  { sum = {} },",
        "{ sum = {} },\n  { limit = { to = \"5\" } },",
    ] {
        let leads = caps(&office(end, "").add("events.csv", "", &awards()));
        assert_eq!(told(&leads[0]), [at(2, "5", "5"), at(1, "5", "0")], "{end}");
    }
}

#[test]
fn a_cap_on_a_class_is_told_where_it_cut() {
    let end = "{ limit = { per = \"class\", to = { \"二等功\" = \"5\" } } },\n  { sum = {} },";
    let leads = caps(&office(end, "").add("events.csv", "", &awards()));
    assert_eq!(told(&leads[0]), [at(2, "5", "5")]);
}

#[test]
fn a_cap_on_the_assessment_is_told() {
    // 20, 19, 18, 16 and 15 points.
    let with = |cap: &str| {
        caps(&office("{ sum = {} },", &format!("\n[assessment]\ncap = \"{cap}\"\nclause = \"封顶\"\n")))
    };
    let leads = with("18");
    assert!(leads.len() == 1 && leads[0].of == AtCap::Assessment);
    assert_eq!(told(&leads[0]), [at(0, "18", "2"), at(1, "18", "1"), at(2, "18", "0")]);
    assert_eq!(with("20.5"), []);
}
