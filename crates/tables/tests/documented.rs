//! What people look up stands in the documents: every table, column, key, word and code in `docs/round-folder.md`,
//! every Chinese one in the operator's guide; and nothing there that the program does not know. The examples are done.
#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

use anzhi_core::digest::ShortCode;
use anzhi_core::fault::Table;
use anzhi_core::outcome::Outcome;
use anzhi_core::place::{place, score_all, stand};
use anzhi_core::round::{AnswerWord, GiveUpKind, Round, RulingKind};
use anzhi_core::warning::WarningCode;
use anzhi_schemes::{LoadedScheme, load, shipped};
use anzhi_tables::layout::{Column, TABLES, columns, file_names};
use anzhi_tables::{Directory, read_round};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const REFERENCE: &str = include_str!("../../../docs/round-folder.md");
const GUIDE: &str = include_str!("../../../docs/zh/operator-guide.md");

const FAULTS: &str = include_str!("../../core/src/fault.rs");
const STAGE_FINDINGS: &str = include_str!("../../record/src/stage/findings.rs");
const FORM_FAULTS: &str = include_str!("../../schemes/src/form.rs");
const QUESTIONS: &str = include_str!("../../core/src/question.rs");
const HEADING: &str = include_str!("../src/heading.rs");

/// The columns that end every table and are described once.
const COMMON: [&str; 2] = ["evidence", "remark"];

fn scheme() -> LoadedScheme {
    let loaded = shipped("county-reference").and_then(|text| load(text).ok());
    loaded.unwrap_or_else(|| unreachable!("the shipped scheme loads"))
}

/// The text from the line that begins so on, up to the next line that begins with `next`.
fn section<'t>(text: &'t str, head: &str, next: &str) -> &'t str {
    let from = text.find(&format!("\n{head}")).map_or(text.len(), |place| place + 1);
    let rest = &text[from..];
    let first = rest.find('\n').unwrap_or(rest.len());
    let length = rest[first..].find(&format!("\n{next}")).map_or(rest.len(), |place| first + place);
    &rest[..length]
}

/// The cells of all tables, the header first.
fn tables(text: &str) -> Vec<Vec<Vec<&str>>> {
    let mut tables = Vec::new();
    let mut within = false;
    for line in text.lines() {
        let Some(cells) = line.strip_prefix("| ").and_then(|line| line.strip_suffix('|')) else {
            within = false;
            continue;
        };
        if !within {
            tables.push(Vec::new());
            within = true;
        }
        if let Some(table) = tables.last_mut().filter(|_| !cells.starts_with("---")) {
            table.push(cells.split('|').map(|cell| cell.trim().trim_matches('`')).collect());
        }
    }
    tables
}

/// The cells of the rows of all tables whose header begins with a word.
fn rows<'t>(text: &'t str, header: &str) -> Vec<Vec<&'t str>> {
    let tables = tables(text).into_iter().filter(|table| table[0][0] == header);
    tables.flat_map(|table| table.into_iter().skip(1)).collect()
}

/// What stands in a text as a block: the indented lines.
fn block(text: &str) -> String {
    text.lines().filter_map(|line| line.strip_prefix("    ")).map(|line| format!("{line}\n")).collect()
}

/// The first cells of those rows.
fn listed(text: &str, header: &str) -> BTreeSet<String> {
    rows(text, header).into_iter().map(|cells| cells[0].to_owned()).collect()
}

/// Shows what is not documented, and what is and should not be.
fn assert_same(documented: &BTreeSet<String>, known: &BTreeSet<String>, what: &str) {
    let missing: Vec<_> = known.difference(documented).collect();
    let gone: Vec<_> = documented.difference(known).collect();
    assert!(missing.is_empty() && gone.is_empty(), "{what}: missing {missing:?}, unknown {gone:?}");
}

/// The columns that a table has beside the common ones.
fn own(table: anzhi_core::fault::Table, loaded: &LoadedScheme) -> Vec<Column> {
    let all = columns(table, &loaded.scheme.scoring.facts);
    all.into_iter().filter(|column| !COMMON.contains(&&*column.key)).collect()
}

/// The codes in the table of the kinds of fault, from the source: no API lists them.
fn codes(source: &str) -> BTreeSet<String> {
    let code = |line: &str| {
        let (_, code) = line.strip_suffix("\";")?.rsplit_once(" = \"")?;
        line.starts_with("    ").then(|| code.to_owned())
    };
    let codes: BTreeSet<String> = source.lines().filter_map(code).collect();
    assert!(codes.len() > 10, "the codes are written otherwise now");
    codes
}

/// The texts that follow a piece of source, up to the next quotation mark.
fn quoted_after(source: &str, piece: &str) -> BTreeSet<String> {
    source.split(piece).skip(1).filter_map(|rest| rest.split('"').next()).map(Into::into).collect()
}

#[test]
fn every_column_stands_in_the_section_of_its_table() {
    let loaded = scheme();
    for table in TABLES {
        let (key, title) = file_names(table);
        let section = section(REFERENCE, &format!("### `{key}` {title}\n"), "##");
        let documented: Vec<_> = rows(section, "English")
            .into_iter()
            .map(|cells| (cells[0], cells[1], cells[4] == "yes"))
            .collect();
        let own = own(table, &loaded);
        let known: Vec<_> = own.iter().map(|c| (c.key.as_str(), c.title.as_str(), c.needed)).collect();
        assert_eq!(documented, known, "{key}: English, 中文 and whether it is always needed");
    }
}

#[test]
fn the_columns_of_every_table_are_described_once() {
    let loaded = scheme();
    let section = section(REFERENCE, "## The tables\n", "##");
    let documented: Vec<_> = rows(section, "English").into_iter().map(|cells| (cells[0], cells[1])).collect();
    assert_eq!(documented.iter().map(|(key, _)| *key).collect::<Vec<_>>(), COMMON);
    for table in TABLES {
        let all = columns(table, &loaded.scheme.scoring.facts);
        let common: Vec<_> = all.iter().rev().take(COMMON.len()).rev().collect();
        let common: Vec<_> = common.iter().map(|c| (c.key.as_str(), c.title.as_str())).collect();
        assert_eq!(common, documented, "{table:?}");
    }
}

#[test]
fn the_guide_says_how_every_column_is_filled() {
    let loaded = scheme();
    for table in TABLES {
        let (_, title) = file_names(table);
        let section = section(GUIDE, &format!("**{title}.csv**"), "**");
        let documented: Vec<&str> =
            rows(section, "列").into_iter().flat_map(|cells| cells[0].split('、')).collect();
        let own = own(table, &loaded);
        let known: BTreeSet<&str> = own.iter().map(|column| column.title.as_str()).collect();
        assert_eq!(documented.iter().copied().collect::<BTreeSet<_>>(), known, "{title}");
        assert_eq!(documented.len(), known.len(), "{title}: a column stands twice");
    }
    for column in columns(TABLES[0], &loaded.scheme.scoring.facts) {
        let common = COMMON.contains(&&*column.key);
        assert!(!common || GUIDE.contains(&format!("“{}”", column.title)), "{}", column.title);
    }
}

#[test]
fn every_code_is_explained_and_no_other() {
    let faults = section(REFERENCE, "## Faults\n", "## ");
    let known: BTreeSet<String> = codes(FAULTS).union(&codes(FORM_FAULTS)).cloned().collect();
    assert_same(&listed(faults, "code"), &known, "faults");

    let warnings = section(REFERENCE, "## Warnings\n", "## ");
    let known: BTreeSet<String> = WarningCode::ALL.iter().map(|code| code.as_str().to_owned()).collect();
    assert_same(&listed(warnings, "code"), &known, "warnings");

    let questions = section(REFERENCE, "## Questions\n", "## ");
    let known = quoted_after(section(QUESTIONS, "impl QuestionKind", "}"), "=> \"");
    assert!(known.len() > 4, "the kinds of question are written otherwise now");
    assert_same(&listed(questions, "kind"), &known, "questions");
}

#[test]
fn the_guide_names_no_code_that_is_gone() {
    let mut known: BTreeSet<String> = codes(FAULTS).union(&codes(FORM_FAULTS)).cloned().collect();
    known.extend(quoted_after(section(STAGE_FINDINGS, "impl StageFinding", "}"), "=> \""));
    let is_code =
        |text: &&str| text.contains('-') && text.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    let named: BTreeSet<&str> =
        GUIDE.split('[').skip(1).filter_map(|rest| rest.split(']').next()).filter(is_code).collect();
    assert!(named.len() >= 10, "the guide shows only {named:?}");
    let gone: Vec<_> = named.iter().filter(|code| !known.contains(**code)).collect();
    assert!(gone.is_empty(), "no fault has the codes {gone:?}");
}

#[test]
fn every_key_of_the_heading_is_explained() {
    let calls =
        ["form.name(\"", "form.text(\"", "form.need(\"", "form.get(\"", "filled(form, \"", "paper(\""];
    let mut known: BTreeSet<String> = calls.iter().flat_map(|call| quoted_after(HEADING, call)).collect();
    let inner: BTreeSet<String> =
        ["told(&paper, \"", "paper.need(\""].iter().flat_map(|call| quoted_after(HEADING, call)).collect();
    for paper in quoted_after(HEADING, "basis(form, \"") {
        known.extend(inner.iter().map(|key| format!("{paper}.{key}")));
    }
    assert!(known.contains("plan.count"), "the papers are read otherwise now");
    assert!(known.contains("id") && known.contains("filing_date"), "the keys are read otherwise now");
    assert_same(&listed(section(REFERENCE, "### round.toml\n", "##"), "key"), &known, "keys");
    let step = section(GUIDE, "### 第2步", "### ");
    assert_same(&listed(step, "行"), &known, "keys in the guide");
}

#[test]
fn every_word_of_a_closed_set_is_named() {
    let words = RulingKind::WORDS.map(|(_, english, chinese)| (english, chinese)).into_iter();
    let words = words.chain(GiveUpKind::WORDS.map(|(_, english, chinese)| (english, chinese)));
    let words = words.chain(AnswerWord::WORDS.map(|(_, english, chinese)| (english, chinese)));
    for (english, chinese) in words {
        assert!(REFERENCE.contains(&format!("{chinese} `{english}`")), "{english}");
        assert!(GUIDE.contains(chinese), "{chinese}");
    }
    let rulings = section(REFERENCE, "## Rulings\n", "## ");
    assert_eq!(listed(rulings, "kind").len(), RulingKind::WORDS.len());
    let rulings = listed(section(GUIDE, "## 七", "## "), "类别");
    let named = |(_, _, chinese): &(RulingKind, &str, &str)| rulings.contains(*chinese);
    assert!(RulingKind::WORDS.iter().all(named), "{rulings:?}");
}

type Files = BTreeMap<String, Vec<u8>>;

/// A table as a file.
fn file(table: &[Vec<&str>]) -> Vec<u8> {
    table.iter().map(|cells| cells.join(",") + "\n").collect::<String>().into_bytes()
}

/// The round of the guide, from the tables that its steps tell people to fill in, without the signatures.
fn example() -> Files {
    let loaded = scheme();
    let heading = block(section(GUIDE, "### 第2步", "### ")) + "filing_date = \"2026-06-15\"\n";
    assert!(GUIDE.contains("`filing_date = \"2026-06-15\"`"));
    let mut files = Files::from([
        ("round.toml".into(), heading.into_bytes()),
        ("secret.hex".into(), ("2026".repeat(16) + "\n").into_bytes()),
    ]);
    for table in tables(section(GUIDE, "## 三", "## ")) {
        let is_of = |known: &anzhi_core::fault::Table| {
            let columns = columns(*known, &loaded.scheme.scoring.facts);
            table[0].iter().all(|title| columns.iter().any(|column| column.title == *title))
                && columns.iter().all(|column| !column.needed || table[0].contains(&&*column.title))
        };
        if let Some(known) = TABLES.iter().find(|known| is_of(known)) {
            files.insert(format!("{}.csv", file_names(*known).1), file(&table));
        }
    }
    assert_eq!(files.len(), 11, "{:?}", files.keys());
    files.remove("签认.csv");
    files
}

fn read(files: &Files) -> Round {
    read_round(files).unwrap().round.unwrap()
}

#[test]
fn the_example_of_the_guide_comes_to_its_end() {
    let mut files = example();
    let round = read(&files);
    let (scores, questions) = score_all(&round).unwrap();
    assert_eq!(questions.len(), 0);
    let mut signed = String::from("候选人,签认码,日期,方式\n");
    for candidate in round.all_candidates() {
        let (id, (_, digest)) = (round.candidate(candidate).id(), scores.sheet(candidate).unwrap());
        let code = digest.code(round.scheme().scoring.signed);
        signed += &format!("{id},{code},2026-06-20,当面签字\n");
    }
    files.insert("签认.csv".into(), signed.into_bytes());
    let round = read(&files);
    let Outcome::Done(placement) = place(&round) else { unreachable!("questions are open") };
    let placed: Vec<_> = placement.sittings[0]
        .results
        .iter()
        .map(|result| {
            let vacancy = result.fate.vacancy().map(|vacancy| round.vacancy(vacancy).id.to_string());
            [result.rank.unwrap().to_string(), round.candidate(result.candidate).id().to_string()]
                .into_iter()
                .chain([vacancy.unwrap_or_default()])
                .collect::<Vec<_>>()
        })
        .collect();
    let shown: Vec<_> = section(GUIDE, "### 第12步", "### ")
        .lines()
        .filter_map(|line| line.strip_prefix("    │ "))
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split('│').map(str::trim).collect();
            [0, 1, 7].map(|place| cells[place].to_owned()).to_vec()
        })
        .collect();
    assert_eq!(placed, shown);
}

#[test]
fn the_rulings_that_are_shown_hold() {
    let shown = tables(section(GUIDE, "## 七", "## "));
    let table = shown.into_iter().find(|table| table[0].contains(&"决定人")).unwrap();
    let gap = table.iter().find(|row| row[0] == "补定缺项").unwrap();
    assert_eq!(table.len(), 6);
    for row in &table[1..] {
        let mut rulings = vec![table[0].clone(), gap.clone(), row.clone()];
        rulings.dedup();
        let mut files = example();
        files.insert("裁定.csv".into(), file(&rulings));
        assert!(stand(&read(&files)).is_ok(), "{row:?}");
    }
    let county = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/rounds/county");
    let reading = read_round(&Directory(&county)).unwrap();
    // The scheme is a shipped one, and no file of the folder.
    let files = reading.files.iter().filter(|(table, _)| **table != Table::Scheme).map(|(_, name)| name);
    let mut files: Files =
        files.map(|name| (name.clone(), std::fs::read(county.join(name)).unwrap())).collect();
    let rulings = block(section(REFERENCE, "## Rulings\n", "#"));
    assert_eq!(rulings.lines().count(), 6);
    files.insert("rulings.csv".into(), rulings.into_bytes());
    assert!(stand(&read(&files)).is_ok());
}

#[test]
fn what_is_shown_of_the_time_after_the_meeting_holds() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/rounds/after-meeting");
    let entries = std::fs::read_dir(&dir).unwrap().map(Result::unwrap);
    let mut files: Files = entries
        .map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap()))
        .collect();
    let shown = block(section(REFERENCE, "### After the meeting\n", "#"));
    assert_eq!(shown.lines().count(), 4);
    let placed = "place,candidate/06,,C01,某县军转安置工作小组,2026-07-06,\n";
    files.insert("rulings.csv".into(), (shown + placed).into_bytes());
    let Outcome::Done(placement) = place(&read(&files)) else { unreachable!("it is refused") };
    assert_eq!(placement.after.len(), 2);
    // The same in the guide, chapter by chapter.
    let placed = "直接安置,候选人/06,,C01,某县军转安置工作小组,2026-07-06,\n".as_bytes();
    for (chapter, rulings) in [("## 十一", 2), ("## 十二", 2)] {
        let shown =
            tables(section(GUIDE, chapter, "## ")).into_iter().find(|table| table[0].contains(&"决定人"));
        files.insert("rulings.csv".into(), [file(&shown.unwrap()), placed.to_vec()].concat());
        let round = read(&files);
        assert!(matches!(place(&round), Outcome::Done(_)), "{chapter}");
        assert_eq!(round.rulings().len(), rulings + 1, "{chapter}");
    }
}

#[test]
fn every_code_that_is_shown_is_one() {
    let is_code = |text: &&str| text.len() == 21 && text.split('-').count() == 5;
    let between = |c: char| !c.is_ascii_alphanumeric() && c != '-';
    for document in [REFERENCE, GUIDE] {
        // The guide shows one wrong code, in the fault that says so.
        let shown = document.lines().filter(|line| !line.contains("[wrong-check-character]"));
        let codes: Vec<&str> = shown.flat_map(|line| line.split(between)).filter(is_code).collect();
        assert!(codes.len() > 2);
        for code in codes {
            assert!(code.parse::<ShortCode>().is_ok(), "{code}");
        }
    }
}
