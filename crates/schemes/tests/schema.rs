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
    schema.as_object().unwrap().iter().find_map(|(word, wants)| match word.as_str() {
        "$schema" | "$id" | "$defs" | "title" | "description" => None,
        "$ref" => {
            let path = wants.as_str().unwrap().trim_start_matches('#');
            invalid(whole.pointer(path).unwrap(), whole, value, at)
        }
        "anyOf" => {
            let ways = wants.as_array().unwrap();
            let all = ways.iter().all(|way| invalid(way, whole, value, at).is_some());
            all.then(|| format!("{at}: anyOf"))
        }
        "items" => {
            let mut items = value.as_array().into_iter().flatten().enumerate();
            items.find_map(|(place, item)| invalid(wants, whole, item, &format!("{at}/{place}")))
        }
        "properties" => {
            let mut own = value.as_object().into_iter().flatten();
            own.find_map(|(key, value)| invalid(wants.get(key)?, whole, value, &format!("{at}/{key}")))
        }
        "additionalProperties" => {
            let own = |key: &str| schema.get("properties").is_some_and(|own| own.get(key).is_some());
            let mut others = value.as_object().into_iter().flatten().filter(|(key, _)| !own(key));
            others.find_map(|(key, value)| {
                if wants == false {
                    return Some(format!("{at}: {key}"));
                }
                invalid(wants, whole, value, &format!("{at}/{key}"))
            })
        }
        "required" => {
            let keys = wants.as_array().unwrap().iter().map(|key| key.as_str().unwrap());
            keys.into_iter().find(|key| value.get(key).is_none()).map(|key| format!("{at}: {key}"))
        }
        word => (!fits(word, wants, value)).then(|| format!("{at}: {word}")),
    })
}

/// The words of JSON Schema on a value alone.
fn fits(word: &str, wants: &Value, value: &Value) -> bool {
    match (word, wants.as_str().unwrap_or_default()) {
        ("enum", _) => wants.as_array().unwrap().contains(value),
        ("type", "string") => value.is_string(),
        ("type", "boolean") => value.is_boolean(),
        ("type", "integer") => value.is_i64(),
        ("type", "array") => value.is_array(),
        ("type", "object") => value.is_object(),
        // There is one pattern, and a reader of it.
        ("pattern", r"^-?(0|[1-9][0-9]*)(\.[0-9]{1,6})?$") => {
            value.as_str().is_none_or(|text| text.parse::<Points>().is_ok())
        }
        ("minProperties", _) => {
            value.as_object().is_some_and(|table| table.len() as u64 >= wants.as_u64().unwrap())
        }
        ("maxProperties", _) => {
            value.as_object().is_some_and(|table| table.len() as u64 <= wants.as_u64().unwrap())
        }
        (_, _) => false,
    }
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
