//! The forms for programs say what the text says.

use crate::run::{county, county_without, json, run, testdata};
use serde_json::Value;
use std::fs;

/// The texts of a list.
fn texts(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

#[test]
fn a_sheet_holds_all_that_the_paper_shows() {
    let scored = json(&run("score {} --format json", &county()));
    let sheet = scored["sheets"].as_array().unwrap().iter().find(|sheet| sheet["id"] == "06").unwrap();
    let text = run("explain {} 06", &county()).out;
    assert_eq!((&sheet["mark"], &sheet["exam_share"]), (&"91".into(), &"0.2974".into()));
    assert!(text.contains("成绩91分") && text.contains("考试占总成绩：0.2974"), "{text}");
    assert_eq!(texts(&sheet["ties"]), ["assessment", "earlier:enlisted", "lot"]);
    let items = sheet["items"].as_array().unwrap().iter().flat_map(|item| texts(&item["assumptions"]));
    let all: Vec<&str> = items.chain(texts(&sheet["assumptions"])).collect();
    assert!(all.iter().all(|assumption| text.contains(&format!("（假定：{assumption}）"))));
    assert_eq!(all.len(), text.matches("（假定：").count());
}

#[test]
fn an_explanation_holds_all_that_the_text_says() {
    let explain = |id: &str| json(&run(&format!("explain {{}} {id} --format json"), &county()));
    // Behind the other by lot, and what came of each preference.
    let tied = explain("21");
    assert_eq!(tied["sitting"], "main");
    assert_eq!(tied["ranking"]["decided_by"], "lot");
    assert_eq!((&tied["ranking"]["behind"], &tied["ranking"]["rank"]), (&"22".into(), &17.into()));
    assert!(tied["ranking"]["why"].as_str().unwrap().contains("签号小者在先"));
    let full = &tied["preferences"][0];
    assert_eq!((&full["reason"], &full["last_turn"]), (&"full".into(), &full["taken_by"][1]["turn"]));
    assert_eq!(full["taken_by"][1]["candidate"], "22");
    assert_eq!(tied["preferences"][1]["reason"], "had");
    assert_eq!((&tied["turns"][0]["event"], &tied["turns"][0]["vacancy"]), (&"chose".into(), &"07-1".into()));
    assert_eq!((&tied["outcome"], &tied["vacancy"]), (&"placed".into(), &"07-1".into()));
    // By ruling, with the ruling, no rank and no turn; a warning stands with the person.
    let by_ruling = explain("24");
    assert_eq!(
        (&by_ruling["rulings"][0]["object"], &by_ruling["rulings"][0]["new"]),
        (&"candidate/24".into(), &"08-1".into())
    );
    assert_eq!((by_ruling.get("ranking"), by_ruling["turns"].as_array().unwrap().len()), (None, 0));
    assert_eq!(explain("12")["warnings"][0]["code"], "fact-not-counted");
    // Conditions and groups.
    let sittings = testdata().join("rounds/two-sittings");
    let closed = json(&run("explain {} B1 --format json", &sittings));
    assert_eq!((&closed["group"], &closed["sitting"]), (&"正职".into(), &"battalion".into()));
    assert_eq!(
        (&closed["preferences"][1]["reason"], &closed["preferences"][1]["condition"]),
        (&"closed".into(), &"relative".into())
    );
}

#[test]
fn an_explanation_names_what_is_open_for_the_person_alone() {
    let dir = county_without(&["lots.csv", "acknowledgements.csv"]);
    let open = json(&run("explain {} 22 --format json", dir.path()));
    let kinds: Vec<_> =
        open["questions"].as_array().unwrap().iter().map(|asked| asked["kind"].clone()).collect();
    assert_eq!(kinds, ["unsigned", "tie"]);
    assert_eq!((&open["ranking"]["decided_by"], open.get("outcome")), (&"open".into(), None));
    assert_eq!(open["preferences"][0]["reason"], "open-so-far");
}

#[test]
fn the_average_share_of_the_exam_and_warnings_stand_everywhere() {
    let scored = json(&run("score {} --format json", &county()));
    let placed = json(&run("place {} --format json", &county()));
    assert_eq!(
        (&scored["average_exam_share"], &placed["average_exam_share"]),
        (&"0.2673".into(), &"0.2673".into())
    );
    assert_eq!(scored["warnings"], placed["warnings"]);
    assert_eq!(scored["warnings"].as_array().unwrap().len(), 4);
    let text = run("score {}", &county());
    assert!(text.out.ends_with("考试占总成绩的平均比重：0.2673（预期0.25至0.42）\n"));
    assert!(text.err.contains("[fact-not-counted]"));
    // Before the exam there is none.
    let dir = county_without(&["exams.csv", "acknowledgements.csv"]);
    assert_eq!(json(&run("score {} --format json", dir.path())).get("average_exam_share"), None);
}

#[test]
fn what_only_ranking_finds_fault_with_keeps_no_sheet_back() {
    let dir = county_without(&[]);
    let path = dir.path().join("lots.csv");
    let lots = fs::read_to_string(&path).unwrap();
    fs::write(path, lots.replace("22,1,", "22,2,")).unwrap();
    assert_eq!(run("place {}", dir.path()).code, 1);
    let scored = run("score {}", dir.path());
    assert_eq!((scored.code, scored.out.matches("\n计分表　").count()), (0, 25), "{}", scored.out);
}
