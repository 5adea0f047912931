//! The forms for programs say what the text says.

use crate::run::{county, json, run};
use serde_json::Value;

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
