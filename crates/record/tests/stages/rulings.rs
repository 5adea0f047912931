//! Every row of the table of what needs a ruling: each object, added, changed and removed, before the posting and after
//! it; with the ruling, without it, with a wrong one, and with one that only the earlier side had.

use crate::tables::{Tables, uncovered};
use anzhi_record::stage::{How, StageChange, StageKind};

/// The table of the record's document, by hand: object; when an addition, a change and a removal need a ruling.
const NEEDS: [(&str, &str, &str, &str); 13] = [
    ("vacancy", "plan", "plan", "plan"),
    ("round", "", "plan", ""),
    ("person", "scores ranking", "scores ranking", "scores ranking"),
    ("papers", "scores ranking", "scores ranking", "scores ranking"),
    ("mark", "exams ranking", "always", "always"),
    ("lot", "ranking", "always", "always"),
    ("preferences", "never", "always", "always"),
    ("give-up", "never", "always", "always"),
    ("ruling", "never", "", "always"),
    ("answer", "never", "", "always"),
    ("scheme", "", "always", ""),
    ("ranking", "always", "always", "always"),
    ("choosing", "always", "always", "always"),
];

/// The tables in which the object is not there, is there, and is another.
fn three(object: &str) -> [Tables; 3] {
    let [mut none, mut one, mut other] = [Tables::new(), Tables::new(), Tables::new()];
    let mut rows = |table: &str, begins: &str, first: &str, second: &str| {
        [&mut none, &mut one, &mut other].into_iter().for_each(|tables| tables.drop(table, begins));
        one.add(table, first);
        other.add(table, second);
    };
    match object {
        "vacancy" => rows("vacancies", "V9", "V9,某局,某职,1,,", "V9,某局,某职,2,,"),
        "papers" => rows("certificates", "3,", "3,某证,2026-05-01,,", "3,某证,2026-05-02,,"),
        "lot" => rows("lots", "3,", "3,2,本人,2026-06-24,,", "3,3,本人,2026-06-24,,"),
        "preferences" => rows("preferences", "3,", "3,1,V1,,", "3,1,V2,,"),
        "give-up" => rows("give_ups", "5,", "5,gave_up,2026-06-25,,", "5,absent,2026-06-25,,"),
        "ruling" => rows("rulings", "exclude", "exclude,candidate/5,,,组,2026-06-01,1号,,", ""),
        "answer" => rows("answers", "Q9", "Q9W1-DFWF-077Y-MGA1-W,stands,组,2026-06-01,1号,,", ""),
        "mark" | "person" => {
            let person = "9,测九,M,1988-01-25,2007-12-10,,技12,,,";
            rows("candidates", "9,", person, &person.replace("测九", "测十"));
            for tables in [&mut one, &mut other] {
                tables.add("degrees", "9,本科,2011-07-01,yes,,");
                tables.add("exams", "9,71.5,,");
                tables.add("preferences", "9,1,V2,,");
            }
            if object == "mark" {
                other = one.clone();
                other.replace("exams.csv", "9,71.5", "9,72.5");
            }
        }
        "round" => other.replace("round.toml", "虚构年度", "虚构年度（改）"),
        "scheme" => {
            let text = anzhi_schemes::shipped("county-reference").unwrap();
            other.0.insert("own.toml".into(), text.replace("edition = \"2026-1\"", "edition = \"2026-9\""));
            other.replace("round.toml", "\"county-reference\"", "\"./own.toml\"");
        }
        "ranking" | "choosing" => {
            let name = if object == "ranking" { "qianan-2023" } else { "nanchang-2015" };
            one.0.get_mut("round.toml").unwrap().push_str(&format!("{object} = \"{name}\"\n"));
            let text = anzhi_schemes::shipped(name).unwrap();
            let own = text.replacen("edition = \"", "edition = \"9-", 1);
            assert_ne!(text, own);
            other.0.insert("own.toml".into(), own);
            other.0.get_mut("round.toml").unwrap().push_str(&format!("{object} = \"./own.toml\"\n"));
        }
        _ => unreachable!("{object}"),
    }
    [none, one, other]
}

/// Whether the text says so.
fn is_needed(when: &str, kind: StageKind) -> bool {
    when == "always" || when.split(' ').any(|word| word == kind.as_str())
}

fn is_on(change: &StageChange, object: &str, how: How) -> bool {
    // Somebody who comes and goes has other things too.
    let own = change.object.candidate().is_none_or(|id| object != "mark" || id.as_str() == "9");
    change.object.kind() == object && change.how == how && own
}

#[test]
fn what_the_table_says_is_found_and_nothing_else() {
    let mut tried = 0;
    for (object, added, changed, removed) in NEEDS {
        let [none, one, other] = three(object);
        for (when, how, before, after) in [
            (added, How::Added, &none, &one),
            (changed, How::Changed, &one, &other),
            (removed, How::Removed, &one, &none),
        ] {
            // An answer to a question that nobody asks keeps sheets from being made.
            let kinds = StageKind::ALL
                .into_iter()
                .filter(|kind| object != "answer" || matches!(kind, StageKind::Plan | StageKind::Exams));
            for kind in kinds.filter(|_| !when.is_empty()) {
                tried += 1;
                let case = format!("{object} {} after {}", how.as_str(), kind.as_str());
                let stage = before.seal(kind, &[]).unwrap_or_else(|why| panic!("{case}: {why:?}"));
                let found = uncovered(&after.judged(&[stage]));
                let found = found.iter().find(|change| is_on(change, object, how));
                assert_eq!(found.is_some(), is_needed(when, kind), "{case}");
                if let Some(change) = found {
                    judged_by_rulings(&case, (object, how), (before, after, kind), change);
                }
            }
        }
    }
    assert_eq!(tried, 31 * 4 + 2 * 2);
}

/// The same change under rulings that fit and that do not.
fn judged_by_rulings(
    case: &str,
    (object, how): (&str, How),
    (before, after, kind): (&Tables, &Tables, StageKind),
    change: &StageChange,
) {
    let stage = before.seal(kind, &[]).unwrap();
    let name = change.object.to_string();
    let code =
        |code: Option<anzhi_core::digest::ShortCode>| code.map(|code| code.to_string()).unwrap_or_default();
    let (old, new) = (code(change.old), code(change.new));
    let wrong = anzhi_core::digest::Digest::of(b"something else").short_code().to_string();
    let found = |tables: &Tables, stage| {
        uncovered(&tables.judged(&[stage])).iter().any(|change| is_on(change, object, how))
    };
    for (what, named, old, new, covers) in [
        ("as it is", &*name, &*old, &*new, true),
        ("wrong old", &name, &wrong, &new, false),
        ("wrong new", &name, &old, &wrong, false),
        ("of another object", "vacancy/V7", &old, &new, false),
    ] {
        let mut tables = after.clone();
        tables.rule(named, old, new);
        assert_eq!(found(&tables, stage.clone()), !covers, "{case}: a ruling {what}");
    }
    let mut earlier = before.clone();
    earlier.rule(&name, &old, &new);
    let stage = earlier.seal(kind, &[]).unwrap();
    assert!(found(after, stage), "{case}: a ruling on the earlier side alone");
}

#[test]
fn a_ruling_or_an_answer_may_be_replaced_under_a_ruling() {
    let mut tables = Tables::new();
    tables.add("rulings", "exclude,candidate/5,,,组,2026-06-01,一号,,");
    let stage = tables.seal(StageKind::Plan, &[]).unwrap();
    // The document was mistyped.
    tables.replace("rulings.csv", "一号", "二号");
    let judged = tables.judged(std::slice::from_ref(&stage));
    let gone = uncovered(&judged).remove(0);
    let come = judged.transitions[0].changes.iter().find(|change| change.how == How::Added).unwrap();
    let (old, new) = (gone.old.unwrap().to_string(), come.new.unwrap().to_string());
    let mut replaced = tables.clone();
    replaced.rule(&format!("ruling/{old}"), &old, &new);
    assert_eq!(uncovered(&replaced.judged(std::slice::from_ref(&stage))), []);
    tables.rule(&format!("ruling/{old}"), &old, "");
    assert_eq!(uncovered(&tables.judged(&[stage])), []);
}

#[test]
fn a_scheme_that_scores_otherwise_is_refused_whatever_is_ruled() {
    let mut tables = Tables::new();
    let stage = tables.seal(StageKind::Plan, &[]).unwrap();
    let text = anzhi_schemes::shipped("county-reference").unwrap();
    let own = text.replace("edition = \"2026-1\"", "edition = \"2026-9\"").replace("\"03-31\"", "\"03-30\"");
    tables.0.insert("own.toml".into(), own);
    tables.replace("round.toml", "\"county-reference\"", "\"./own.toml\"");
    let judged = tables.judged(std::slice::from_ref(&stage));
    assert_eq!(crate::tables::codes(&judged), ["scoring-changed"]);
    let change = judged.transitions[0].changes[0].clone();
    tables.rule("scheme", &change.old.unwrap().to_string(), &change.new.unwrap().to_string());
    assert_eq!(crate::tables::codes(&tables.judged(&[stage])), ["scoring-changed"]);
}
