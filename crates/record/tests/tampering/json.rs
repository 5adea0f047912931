//! JSON texts with one thing changed, such as no JSON library would write.

use serde_json::Value;

/// What is done to one place of a text.
#[derive(Clone, Copy)]
enum Change {
    /// A field or element is left out.
    Remove(usize),
    /// A field or element stands twice.
    Double(usize),
    /// A field or element changes places with the next.
    Swap(usize),
    /// A value of another type stands there.
    Retype(usize),
    /// Another value of the same type stands there.
    Other(usize),
    /// A field that nobody knows.
    Add,
}

/// All texts of that JSON in which one thing is changed, with a word for it.
pub(crate) fn mutations(value: &Value) -> Vec<(String, String)> {
    let mut all = Vec::new();
    each(value, &mut |path, change| {
        let text = write(value, &mut path.to_vec(), change);
        all.push((format!("{} {path:?}", word(change)), text));
    });
    all
}

fn word(change: Change) -> String {
    match change {
        Change::Add => "add to".into(),
        Change::Double(at) => format!("double {at} of"),
        Change::Other(at) => format!("other {at} of"),
        Change::Remove(at) => format!("remove {at} of"),
        Change::Retype(at) => format!("retype {at} of"),
        Change::Swap(at) => format!("swap {at} of"),
    }
}

/// Names every change of every object and list; the path is made of places.
fn each(value: &Value, found: &mut impl FnMut(&[usize], Change)) {
    fn walk(value: &Value, path: &mut Vec<usize>, found: &mut impl FnMut(&[usize], Change)) {
        let inner: Vec<&Value> = inner(value);
        if value.is_object() {
            found(path, Change::Add);
        }
        for at in 0..inner.len() {
            let changes = [Change::Remove(at), Change::Double(at), Change::Retype(at)];
            changes.into_iter().for_each(|change| found(path, change));
            let scalar = !inner[at].is_object() && !inner[at].is_array();
            if scalar {
                found(path, Change::Other(at));
            }
            if at + 1 < inner.len() && (value.is_object() || inner[at] != inner[at + 1]) {
                found(path, Change::Swap(at));
            }
            path.push(at);
            walk(inner[at], path, found);
            path.pop();
        }
    }
    walk(value, &mut Vec::new(), found);
}

fn inner(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(items) => items.iter().collect(),
        Value::Object(fields) => fields.values().collect(),
        Value::Bool(_) | Value::Null | Value::Number(_) | Value::String(_) => Vec::new(),
    }
}

/// The text with the change at the end of the path.
fn write(value: &Value, path: &mut Vec<usize>, change: Change) -> String {
    let here = path.is_empty();
    let next = (!here).then(|| path.remove(0));
    let keys: Vec<String> = if let Value::Object(fields) = value {
        fields.keys().map(|key| format!("{}:", Value::from(key.as_str()))).collect()
    } else {
        vec![String::new(); inner(value).len()]
    };
    let mut parts = Vec::new();
    for (at, item) in inner(value).into_iter().enumerate() {
        let text = if next == Some(at) {
            write(item, path, change)
        } else if here && matches!(change, Change::Retype(place) if place == at) {
            retyped(item)
        } else if here && matches!(change, Change::Other(place) if place == at) {
            other(item)
        } else {
            item.to_string()
        };
        parts.push(format!("{}{text}", keys[at]));
    }
    if here {
        match change {
            Change::Add => parts.push("\"zzz\":\"\"".into()),
            Change::Double(at) => parts.insert(at, parts[at].clone()),
            Change::Remove(at) => drop(parts.remove(at)),
            Change::Swap(at) => parts.swap(at, at + 1),
            Change::Other(_) | Change::Retype(_) => {}
        }
    }
    match value {
        Value::Array(_) => format!("[{}]", parts.join(",")),
        Value::Object(_) => format!("{{{}}}", parts.join(",")),
        Value::Bool(_) | Value::Null | Value::Number(_) | Value::String(_) => value.to_string(),
    }
}

fn retyped(value: &Value) -> String {
    match value {
        Value::Number(number) => format!("\"{number}\""),
        Value::String(text) => text.parse::<u32>().map_or_else(|_| "0".into(), |number| number.to_string()),
        Value::Array(_) | Value::Bool(_) | Value::Null | Value::Object(_) => "null".into(),
    }
}

fn other(value: &Value) -> String {
    match value {
        Value::Number(number) => (number.as_u64().unwrap_or(0) + 1).to_string(),
        Value::String(text) => Value::from(format!("{text}0")).to_string(),
        Value::Array(_) | Value::Bool(_) | Value::Null | Value::Object(_) => value.to_string(),
    }
}
