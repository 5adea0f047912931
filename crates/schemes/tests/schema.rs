//! The JSON Schema of the scheme file: the committed copy is the present one, and every scheme that loads is valid
//! by it.
//!
//! `ANZHI_RENEW=1 cargo test -p anzhi-schemes --test schema` writes the copy anew.
#![expect(clippy::unwrap_used, reason = "a helper that fails fails its test")]

use anzhi_core::points::Points;
use anzhi_schemes::{load, scheme_schema, shipped, shipped_names};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use toml::de::{DeTable, DeValue};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn the_committed_schema_is_the_present_one() {
    let path = root().join("docs/schemas/scheme.json");
    let present = scheme_schema();
    if std::env::var_os("ANZHI_RENEW").is_some() {
        fs::write(&path, &present).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == present, "docs/schemas/scheme.json is not the present schema: renew it");
}

/// A text in TOML as JSON.
fn parsed(text: &str) -> Value {
    of_table(DeTable::parse(text).unwrap().get_ref())
}

fn of_table(table: &DeTable<'_>) -> Value {
    table.iter().map(|(key, value)| (key.get_ref().to_string(), of_value(value.get_ref()))).collect()
}

fn of_value(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => json!(text),
        DeValue::Integer(number) => json!(i64::from_str_radix(number.as_str(), number.radix()).unwrap()),
        DeValue::Float(number) => json!(number.as_str().parse::<f64>().unwrap()),
        DeValue::Boolean(flag) => json!(flag),
        DeValue::Datetime(date) => json!({ "datetime": date.to_string() }),
        DeValue::Array(list) => list.iter().map(|value| of_value(value.get_ref())).collect(),
        DeValue::Table(table) => of_table(table),
    }
}

/// As much of JSON Schema as the schema of schemes uses. Gives the place of the first thing that is not valid.
fn invalid(schema: &Value, whole: &Value, value: &Value, at: &str) -> Option<String> {
    let wrong = |what: &str| Some(format!("{at}: {what}"));
    for (word, wants) in schema.as_object().unwrap() {
        let found = match word.as_str() {
            "$schema" | "$id" | "$defs" | "title" | "description" => None,
            "$ref" => {
                let path = wants.as_str().unwrap().trim_start_matches('#');
                invalid(whole.pointer(path).unwrap(), whole, value, at)
            }
            "type" => {
                let fits = match wants.as_str().unwrap() {
                    "string" => value.is_string(),
                    "boolean" => value.is_boolean(),
                    "integer" => value.is_i64(),
                    "array" => value.is_array(),
                    "object" => value.is_object(),
                    other => return wrong(other),
                };
                if fits { None } else { wrong("type") }
            }
            // There is one pattern, and a reader of it.
            "pattern" => {
                assert_eq!(wants, r"^-?(0|[1-9][0-9]*)(\.[0-9]{1,6})?$");
                let figure = value.as_str().is_none_or(|text| text.parse::<Points>().is_ok());
                if figure { None } else { wrong("pattern") }
            }
            "enum" => {
                if wants.as_array().unwrap().contains(value) {
                    None
                } else {
                    wrong("enum")
                }
            }
            "anyOf" => {
                let ways = wants.as_array().unwrap();
                let all = ways.iter().all(|way| invalid(way, whole, value, at).is_some());
                if all { wrong("anyOf") } else { None }
            }
            "items" => value
                .as_array()
                .into_iter()
                .flatten()
                .enumerate()
                .find_map(|(place, item)| invalid(wants, whole, item, &format!("{at}/{place}"))),
            "properties" => value
                .as_object()
                .into_iter()
                .flatten()
                .find_map(|(key, value)| invalid(wants.get(key)?, whole, value, &format!("{at}/{key}"))),
            "additionalProperties" => value.as_object().into_iter().flatten().find_map(|(key, value)| {
                let own = schema.get("properties").is_some_and(|own| own.get(key).is_some());
                match wants {
                    _ if own => None,
                    Value::Bool(false) => wrong(key),
                    _ => invalid(wants, whole, value, &format!("{at}/{key}")),
                }
            }),
            "required" => {
                let missing = |key: &&Value| value.get(key.as_str().unwrap()).is_none();
                let missing = wants.as_array().unwrap().iter().find(missing);
                missing.and_then(|key| wrong(key.as_str().unwrap()))
            }
            "minProperties" | "maxProperties" => {
                assert_eq!(wants, 1);
                if value.as_object().is_some_and(|table| table.len() == 1) { None } else { wrong(word) }
            }
            other => wrong(other),
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

fn verdict(text: &str) -> Option<String> {
    let schema: Value = serde_json::from_str(&scheme_schema()).unwrap();
    invalid(&schema, &schema, &parsed(text), "")
}

#[test]
fn whatever_loads_is_valid() {
    for text in shipped_names().filter_map(shipped) {
        assert_eq!(verdict(text), None);
    }
    for text in [include_str!("forms/least.toml"), include_str!("forms/rare.toml")] {
        assert_eq!(verdict(text), None);
    }
    // What is warned of loads, too.
    let files = fs::read_dir(root().join("testdata/refused/schemes")).unwrap();
    for path in files.map(|entry| entry.unwrap().path()) {
        let text = fs::read_to_string(&path).ok().filter(|_| path.extension().unwrap() == "toml");
        if let Some(text) = text.filter(|text| load(text).is_ok()) {
            assert_eq!(verdict(&text), None, "{}", path.display());
        }
    }
}

#[test]
fn mistakes_of_form_are_not_valid() {
    let least = include_str!("forms/least.toml");
    for (from, to, at) in [
        ("edition = '1'", "editoin = '1'", ": editoin"),
        ("each = '0.5'", "each = 0.5", "/items/0/steps/2/scale: anyOf"),
        ("{ best = {", "{ bset = {", "/items/2/steps/7: bset"),
        ("missing_day = 'last'", "missing_day = 'lst'", "/anniversary/missing_day: enum"),
        ("decimals = 1", "decimals = '1'", "/exam/decimals: type"),
        ("full_mark = '100'", "full_mark = '100分'", "/exam/full_mark: pattern"),
        ("{ sum = {} }", "{ sum = {}, best = { n = 1, per = 'all' } }", "/items/2/steps/8: maxProperties"),
        (", because = '太晚'", "", "/items/2/steps/1/drop: because"),
    ] {
        assert_eq!(least.matches(from).count(), 1, "{from}");
        assert_eq!(verdict(&least.replacen(from, to, 1)).as_deref(), Some(at), "{from} → {to}");
    }
}
