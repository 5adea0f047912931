//! The keys of the forms against what the readers ask for, over all schemes that come with the program and all
//! that are refused.

use super::head::SCHEME;
use super::{Form, Shape};
use crate::form::read_with_form;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What the readers have asked for in one file, by the place of the table or value in memory.
type Asked<'a> = &'a crate::form::Asked;

/// What was asked for of each form: keys, and words of keys.
#[derive(Default)]
struct Seen {
    keys: BTreeMap<&'static str, BTreeSet<&'static str>>,
    words: BTreeSet<(&'static str, &'static str)>,
}

impl Seen {
    fn form(&mut self, form: &'static Form, table: &DeTable<'_>, asked: Asked<'_>) {
        let found = asked.keys.borrow().get(&std::ptr::from_ref(table).addr()).cloned().unwrap_or_default();
        for key in &found {
            let known = form.keys.iter().any(|other| other.name == *key);
            assert!(known, "a reader asks for {key:?} in {:?}, which the schema does not know", form.name);
        }
        self.keys.entry(form.name).or_default().extend(found);
        for key in form.keys {
            if let Some(value) = table.get(key.name) {
                self.value((form.name, key.name), &key.shape, value, asked);
            }
        }
    }

    fn value(
        &mut self,
        key: (&'static str, &'static str),
        shape: &'static Shape,
        value: &Spanned<DeValue<'_>>,
        asked: Asked<'_>,
    ) {
        match (shape, value.get_ref()) {
            (Shape::Form(form), DeValue::Table(table)) => self.form(form, table, asked),
            (Shape::Map(of), DeValue::Table(table)) => {
                table.values().for_each(|value| self.value(key, of, value, asked));
            }
            (Shape::List(of), DeValue::Array(list)) => {
                list.iter().for_each(|value| self.value(key, of, value, asked));
            }
            (Shape::AnyOf(shapes), found) => {
                let fits = |shape: &&'static Shape| fits(shape, found);
                // A table with the key `gap` is a gap, whatever else may stand there.
                if let Some(shape) = shapes.iter().find(fits) {
                    self.value(key, shape, value, asked);
                }
            }
            (Shape::Word(words), DeValue::String(_)) => {
                let words: BTreeSet<&str> = words.iter().copied().collect();
                if let Some(offered) = asked.words.borrow().get(&std::ptr::from_ref(value).addr()) {
                    let offered: BTreeSet<&str> = offered.iter().map(|word| &**word).collect();
                    assert_eq!(offered, words, "the words of {key:?}");
                    self.words.insert(key);
                }
            }
            _ => {}
        }
    }
}

fn fits(shape: &Shape, value: &DeValue<'_>) -> bool {
    match (shape, value) {
        (Shape::Form(form), DeValue::Table(table)) => {
            form.keys.iter().any(|key| key.name == "gap") == table.contains_key("gap")
                || form.name == "overlap"
        }
        (Shape::Map(_), DeValue::Table(_)) | (Shape::List(_), DeValue::Array(_)) => true,
        (Shape::Text | Shape::Word(_), DeValue::String(_)) => true,
        _ => false,
    }
}

/// Every form that can be reached, by name.
fn all(form: &'static Form, forms: &mut BTreeMap<&'static str, &'static Form>) {
    if let Some(same) = forms.insert(form.name, form) {
        assert!(std::ptr::eq(same, form), "two forms are called {:?}", form.name);
        return;
    }
    form.keys.iter().for_each(|key| within(&key.shape, forms));
}

fn within(shape: &'static Shape, forms: &mut BTreeMap<&'static str, &'static Form>) {
    match shape {
        Shape::Form(form) => all(form, forms),
        Shape::Map(of) | Shape::List(of) => within(of, forms),
        Shape::AnyOf(shapes) => shapes.iter().for_each(|shape| within(shape, forms)),
        Shape::Text | Shape::Figure | Shape::Word(_) | Shape::Flag | Shape::Integer => {}
    }
}

fn has_words(shape: &Shape) -> bool {
    match shape {
        Shape::Word(_) => true,
        Shape::List(of) | Shape::Map(of) => has_words(of),
        Shape::AnyOf(shapes) => shapes.iter().any(has_words),
        Shape::Text | Shape::Figure | Shape::Flag | Shape::Integer | Shape::Form(_) => false,
    }
}

fn texts() -> Vec<String> {
    let mut texts: Vec<String> =
        crate::shipped_names().filter_map(crate::shipped).map(str::to_owned).collect();
    texts.push(include_str!("../../tests/forms/rare.toml").into());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/refused/schemes");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    texts.extend(files.filter_map(|path| std::fs::read_to_string(path).ok()));
    texts
}

#[test]
fn every_key_and_word_is_that_of_a_reader() {
    let mut seen = Seen::default();
    for text in texts() {
        read_with_form(&text, |form, top, table| {
            crate::scheme::read_alone(top, &text);
            seen.form(&SCHEME, table, &form.asked);
        });
    }
    let mut forms = BTreeMap::new();
    let mut unread: Vec<(&str, &str)> = Vec::new();
    all(&SCHEME, &mut forms);
    for form in forms.values().filter(|form| !form.one) {
        let asked = seen.keys.remove(form.name).unwrap_or_default();
        let known: BTreeSet<&str> = form.keys.iter().map(|key| key.name).collect();
        unread.extend(known.difference(&asked).map(|key| (form.name, *key)));
        let words = form.keys.iter().filter(|key| has_words(&key.shape)).map(|key| (form.name, key.name));
        unread.extend(words.filter(|key| !seen.words.contains(key)));
    }
    assert!(unread.is_empty(), "no scheme here asks for these keys, or has words there: {unread:?}");
}

#[test]
fn every_kind_of_step_is_known() {
    let known: Vec<&str> = super::steps::STEP.keys.iter().map(|key| key.name).collect();
    assert_eq!(known, crate::steps::kinds().collect::<Vec<_>>());
}
