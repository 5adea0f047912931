//! The JSON Schema of the scheme file.

use super::head::SCHEME;
use super::{Form, Shape};
use serde_json::{Map, Value, json};

/// A plain decimal number with at most six places.
const FIGURE: &str = r"^-?(0|[1-9][0-9]*)(\.[0-9]{1,6})?$";

/// The JSON Schema of a scheme file, by which an editor offers its keys and words and marks what it does not know.
/// It knows the form alone: names, figures that belong together, and how steps compose are what [`load`] checks.
///
/// [`load`]: crate::load
///
/// ```
/// let schema: serde_json::Value = serde_json::from_str(&anzhi_schemes::scheme_schema())?;
/// assert_eq!(schema["$ref"], "#/$defs/scheme");
/// assert_eq!(schema["$defs"]["anniversary"]["properties"]["missing_day"]["enum"][0], "last");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn scheme_schema() -> String {
    format!("{:#}\n", scheme_schema_json())
}

/// The same as a value.
///
/// Shown at [`scheme_schema`].
pub fn scheme_schema_json() -> Value {
    let mut forms = Map::new();
    define(&SCHEME, &mut forms);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:anzhi:schema:scheme:1",
        "title": "计分办法 / scheme",
        "$ref": reference(&SCHEME),
        "$defs": forms,
    })
}

fn reference(form: &Form) -> String {
    format!("#/$defs/{}", form.name)
}

/// Writes down a form and every form that it refers to.
fn define(form: &Form, forms: &mut Map<String, Value>) {
    if forms.contains_key(form.name) {
        return;
    }
    // Conditions hold conditions: the name must stand there before the keys are followed.
    forms.insert(form.name.into(), Value::Null);
    let properties: Map<String, Value> =
        form.keys.iter().map(|key| (key.name.into(), value(&key.shape, forms))).collect();
    let needed: Vec<&str> = form.keys.iter().filter(|key| key.needed).map(|key| key.name).collect();
    let (chinese, english) = form.about;
    let mut defined = json!({
        "description": format!("{chinese} / {english}"),
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    });
    if !needed.is_empty() {
        defined["required"] = json!(needed);
    }
    if form.one {
        (defined["minProperties"], defined["maxProperties"]) = (json!(1), json!(1));
    }
    forms.insert(form.name.into(), defined);
}

fn value(shape: &Shape, forms: &mut Map<String, Value>) -> Value {
    match shape {
        Shape::Text => json!({ "type": "string" }),
        Shape::Figure => json!({ "type": "string", "pattern": FIGURE }),
        Shape::Word(words) => json!({ "enum": words }),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Integer => json!({ "type": "integer" }),
        Shape::Form(form) => {
            define(form, forms);
            json!({ "$ref": reference(form) })
        }
        Shape::Map(of) => json!({ "type": "object", "additionalProperties": value(of, forms) }),
        Shape::List(of) => json!({ "type": "array", "items": value(of, forms) }),
        Shape::AnyOf(shapes) => {
            let shapes: Vec<Value> = shapes.iter().map(|shape| value(shape, forms)).collect();
            json!({ "anyOf": shapes })
        }
    }
}
