//! The record's document in English and in Chinese: both have the same parts, tables and examples, name every key that
//! the files have, and lead where they say. The examples are so.
#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

use anzhi_core::digest::Digest;
use anzhi_core::warning::WarningCode;
use anzhi_record::Package;
use anzhi_record::receipt::Receipts;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const ENGLISH: &str = include_str!("../../../docs/record-format.md");
const CHINESE: &str = include_str!("../../../docs/zh/record-format.md");
const STAGE_FINDINGS: &str = include_str!("../src/stage/findings.rs");

/// The part of a document under one heading, up to the next one.
struct Section<'t> {
    /// The signs before the heading; nothing for what stands above the first one.
    level: &'t str,
    heading: &'t str,
    /// Paragraphs, lists and tables.
    prose: Vec<&'t str>,
    /// Each block of code or example: fenced or indented.
    blocks: Vec<Vec<&'t str>>,
}

fn sections(text: &str) -> Vec<Section<'_>> {
    let part = |level, heading| Section { level, heading, prose: Vec::new(), blocks: Vec::new() };
    let mut sections = vec![part("", "")];
    let (mut fenced, mut within, mut blank) = (false, false, true);
    for line in text.lines() {
        let fence = line.starts_with("```");
        // Without a blank line before it is the rest of something listed.
        let indented = line.strip_prefix("    ").filter(|_| !fenced && (within || blank));
        if !fenced && !fence && line.starts_with('#') {
            let (level, heading) = line.split_once(' ').unwrap();
            sections.push(part(level, heading));
        }
        let section = sections.last_mut().unwrap();
        match indented.or((fenced && !fence).then_some(line)) {
            Some(code) if within => section.blocks.last_mut().unwrap().push(code),
            Some(code) => section.blocks.push(vec![code]),
            None => section.prose.push(line),
        }
        within = fenced && !fence || indented.is_some();
        fenced ^= fence;
        blank = line.is_empty();
    }
    sections
}

/// The sections of both documents side by side.
fn twins() -> Vec<(Section<'static>, Section<'static>)> {
    let (english, chinese) = (sections(ENGLISH), sections(CHINESE));
    assert_eq!(english.len(), chinese.len());
    english.into_iter().zip(chinese).collect()
}

/// What stands in code font.
fn code(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The cells of the rows of each table.
fn tables<'t>(section: &Section<'t>) -> Vec<Vec<Vec<&'t str>>> {
    let mut tables: Vec<Vec<Vec<&str>>> = Vec::new();
    let mut within = false;
    for line in &section.prose {
        let row = line.strip_prefix('|').and_then(|row| row.strip_suffix('|'));
        if let Some(row) = row {
            if !within {
                tables.push(Vec::new());
            }
            // A bar within a cell is written `\|`.
            let bars = row.match_indices('|').map(|(at, _)| at).filter(|at| !row[..*at].ends_with('\\'));
            let mut from = 0;
            let mut cells: Vec<&str> = Vec::new();
            for at in bars.chain([row.len()]) {
                cells.push(row[from..at].trim());
                from = at + 1;
            }
            tables.last_mut().unwrap().push(cells);
        }
        within = row.is_some();
    }
    tables
}

/// What a reader copies of a block: no remarks, which are another language's in the other document.
fn copied<'t>(block: &[&'t str]) -> Vec<&'t str> {
    let remark = |line: &&&str| line.starts_with("# ") || line.starts_with("            ");
    let without = |line: &'t str| {
        let code = line.trim_start();
        code.split("   ").next().unwrap_or(code)
    };
    let lines = block.iter().filter(|line| !remark(line)).map(|line| without(line));
    // The drawing says in words what leads where.
    lines.filter(|line| !line.starts_with('│')).collect()
}

#[test]
fn both_documents_have_the_same_parts_and_tables() {
    for (english, chinese) in twins() {
        let at = format!("{} / {}", english.heading, chinese.heading);
        assert_eq!(english.level, chinese.level, "{at}");
        if english.heading.ends_with(".json") {
            assert_eq!(english.heading, chinese.heading);
        }
        let (own, other) = (tables(&english), tables(&chinese));
        assert_eq!(own.len(), other.len(), "{at}");
        for (own, other) in own.iter().zip(&other) {
            assert_eq!(own.len(), other.len(), "{at}: {own:?} {other:?}");
            for (own, other) in own.iter().zip(other) {
                assert_eq!(own.len(), other.len(), "{at}: {own:?} {other:?}");
                assert_eq!(code(own[0]), code(other[0]), "{at}");
                let there: BTreeSet<&str> = other.iter().flat_map(|cell| code(cell)).collect();
                let missing = own.iter().flat_map(|cell| code(cell)).find(|code| !there.contains(code));
                assert_eq!(missing, None, "{at}: {other:?}");
            }
        }
    }
    let all: usize = sections(ENGLISH).iter().map(|section| tables(section).len()).sum();
    assert!(all > 15, "only {all} tables are found");
}

#[test]
fn the_chinese_document_names_all_that_the_english_one_names() {
    // The first two say how the documents are called and lead to others.
    for (english, chinese) in twins().into_iter().skip(2) {
        let (own, other) = (english.prose.join(" "), chinese.prose.join(" "));
        let there: BTreeSet<&str> = code(&other).into_iter().collect();
        let missing: Vec<&str> = code(&own).into_iter().filter(|code| !there.contains(code)).collect();
        assert!(missing.is_empty(), "{}: {missing:?}", chinese.heading);
    }
}

#[test]
fn both_documents_show_the_same_examples() {
    let mut shown = 0;
    for (english, chinese) in twins() {
        let of = |section: &Section<'static>| -> Vec<Vec<&str>> {
            section.blocks.iter().map(|block| copied(block)).collect()
        };
        assert_eq!(of(&english), of(&chinese), "{}", chinese.heading);
        shown += english.blocks.len();
    }
    assert_eq!(shown, 8, "blocks are written otherwise now");
}

/// All keys of a schema, but those by which every file names another.
fn keys(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Object(map) => {
            if let Some(Value::Object(properties)) = map.get("properties") {
                found.extend(properties.keys().cloned());
            }
            map.values().for_each(|value| keys(value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| keys(value, found)),
        Value::Bool(_) | Value::Null | Value::Number(_) | Value::String(_) => {}
    }
}

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs")
}

#[test]
fn every_key_of_every_file_is_named_where_the_file_is_described() {
    // Shown under “Bytes” once for all.
    let everywhere = ["digest", "name", "sha256", "sm3", "subject"];
    let described = [
        ("manifest", &["manifest.json"][..]),
        ("statement", &["statement.json"]),
        ("envelope", &["endorsements/KEY.json"]),
        ("endorsement", &["statement.json", "endorsements/KEY.json"]),
        ("result", &["result.json"]),
        ("stage", &["statement.json", "endorsements/KEY.json", "The file of a stage"]),
        ("edition", &["edition.json"]),
        (
            "receipt",
            &["statement.json", "endorsements/KEY.json", "The leaf of a person", "The file of a receipt"],
        ),
    ];
    for (file, headings) in described {
        let schema = fs::read_to_string(docs().join(format!("schemas/{file}.json"))).unwrap();
        let mut known = BTreeSet::new();
        keys(&serde_json::from_str(&schema).unwrap(), &mut known);
        known.retain(|key| !everywhere.contains(&key.as_str()));
        assert!(!known.is_empty(), "{file}");
        for chinese in [false, true] {
            let of = |(own, other): (Section<'static>, Section<'static>)| {
                headings.contains(&own.heading).then_some(if chinese { other } else { own })
            };
            let text: Vec<&str> = twins().into_iter().filter_map(of).flat_map(|part| part.prose).collect();
            let text = text.join(" ");
            let word = |c: char| !c.is_ascii_alphanumeric() && c != '_';
            let named: BTreeSet<&str> = code(&text).into_iter().flat_map(|code| code.split(word)).collect();
            let missing: Vec<_> = known.iter().filter(|key| !named.contains(key.as_str())).collect();
            assert!(missing.is_empty(), "{file}, Chinese {chinese}: {missing:?}");
        }
    }
}

#[test]
fn every_code_of_a_closed_set_is_named() {
    let rest = STAGE_FINDINGS.split("impl StageFinding").nth(1).unwrap();
    let codes: BTreeSet<&str> =
        rest.split("=> \"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(codes.len() > 7, "the findings are written otherwise now: {codes:?}");
    for text in [ENGLISH, CHINESE] {
        let all: Vec<_> = sections(text).iter().flat_map(tables).collect();
        let first = |row: &Vec<&'static str>| code(row[0]);
        let listed = all.iter().find(|table| first(&table[2]) == ["changed-without-ruling"]).unwrap();
        assert_eq!(listed.iter().flat_map(first).collect::<BTreeSet<_>>(), codes);
    }
    // Those who read Chinese have no other list.
    let named: BTreeSet<&str> = code(CHINESE).into_iter().collect();
    let missing: Vec<_> = WarningCode::ALL.iter().filter(|code| !named.contains(code.as_str())).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// The places of a document to which a link can lead.
fn anchors(text: &str) -> BTreeSet<String> {
    let stated = text.split("<a id=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned);
    let made = sections(text).into_iter().map(|section| {
        let kept = section.heading.to_lowercase().replace(' ', "-");
        kept.chars().filter(|c| c.is_alphanumeric() || *c == '-' || *c == '_').collect()
    });
    stated.chain(made).collect()
}

/// The places to which the links of a text to a document lead.
fn links<'t>(text: &'t str, to: &str) -> BTreeSet<&'t str> {
    text.split(&format!("]({to}#")).skip(1).filter_map(|rest| rest.split(')').next()).collect()
}

#[test]
fn links_lead_somewhere() {
    for (text, name) in [(ENGLISH, "English"), (CHINESE, "Chinese")] {
        let there = anchors(text);
        let gone: Vec<_> = links(text, "").into_iter().filter(|at| !there.contains(*at)).collect();
        assert!(gone.is_empty(), "{name}: {gone:?}");
    }
    let files = |dir: PathBuf| {
        let all = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
        let texts = all.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
        texts.map(|path| fs::read_to_string(path).unwrap()).collect::<Vec<_>>().join("\n")
    };
    let (english, chinese) = (files(docs()), files(docs().join("zh")));
    let led: BTreeSet<&str> = links(&english, "record-format.md");
    assert!(led.len() > 4, "{led:?}");
    // Whoever follows a link of an English document finds the same place in the Chinese one.
    for (led, there) in [(&led, ENGLISH), (&led, CHINESE), (&links(&chinese, "record-format.md"), CHINESE)] {
        let there = anchors(there);
        let gone: Vec<_> = led.iter().filter(|at| !there.contains(**at)).collect();
        assert!(gone.is_empty(), "{gone:?}");
    }
}

#[test]
fn the_sheet_and_the_facts_that_are_shown_are_those_of_the_kept_record() {
    let block = |heading: &str| {
        let section = sections(ENGLISH).into_iter().find(|section| section.heading == heading).unwrap();
        section.blocks[0].iter().map(|line| format!("{line}\n")).collect::<String>()
    };
    let record = Package::read(&docs().join("../testdata/records/v2-small")).unwrap();
    let receipts = Receipts::of(&record).unwrap();
    let receipt = receipts.receipt(receipts.find("4").unwrap()).unwrap();
    let sheet = block("The canonical sheet");
    assert_eq!(receipt.sheet.as_ref(), Some(&sheet));
    let facts = Digest::of(block("The facts of a candidate").as_bytes());
    assert!(sheet.contains(&format!("\nfacts {facts}\n")), "{facts}");
    let code = receipt.result.sheet.unwrap().parse::<Digest>().unwrap().short_code();
    assert!(ENGLISH.contains(&format!("`{code}`")), "{code}");
}
