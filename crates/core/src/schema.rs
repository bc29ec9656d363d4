//! JSON Schemas (draft 2020-12) of what other programs write and read: the dossier, as JSON data of
//! its TOML, the answer of unify, and what is published of a statement.
//!
//! Both are made from the types. What the types do not say about a file stands here: how ids, texts
//! and shares are written, and the reader's limits. A schema sees one value at a time, so that some
//! things are left to the reader: whether references lead anywhere, whether days are in order,
//! whether a stance can be parsed. Patterns are those that every dialect of regular expressions
//! understands; the reader is stricter about the letters of an id.

#[cfg(test)]
mod check;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use schemars::{
    JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings, json_schema, transform::RecursiveTransform,
};
use serde_json::{Value, json};

use crate::{
    consultation::stance::{LENGTH_LIMIT, Said, keywords},
    dossier::{ALTERNATIVE_LIMIT, Date, Dossier, NAME_LIMIT, REQUIREMENT_LIMIT, SECTION_LIMIT, TEXT_LIMIT},
    followup::FollowUp,
    initiative::{
        press::reading::Reading,
        stability::game::{Irreversible, Pattern, Wish},
        stress::StressTest,
    },
    position::{
        quantity::{NUMBER_LIMIT, Quantity},
        rule::{Alternative, Measure, Requirement},
        unify::{Answer, answer::Keyed},
    },
    statement::form::json::Published,
    text::{ID_LIMIT, Id, Text},
};

/// The schema of a dossier.
pub fn dossier() -> Value {
    made::<Dossier>(limited)
}

/// The schema of the answer of unify.
pub fn answer() -> Value {
    made::<Answer>(closed)
}

/// The schema of a stress test.
pub fn stress() -> Value {
    made::<StressTest>(closed)
}

/// The schema of what follow answers.
pub fn follow() -> Value {
    made::<FollowUp>(closed)
}

/// The schema of a reading of a press report.
pub fn reading() -> Value {
    made::<Reading>(closed)
}

/// The schema of a statement's JSON.
pub fn statement() -> Value {
    made::<Published>(closed)
}

fn made<T: JsonSchema>(finish: fn(&mut Schema)) -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let settings = settings.with_transform(RecursiveTransform(finish));
    settings.into_generator().into_root_schema_for::<T>().to_value()
}

/// What holds everywhere: an object has no key beside those that are named, and a description speaks
/// of JSON.
fn closed(schema: &mut Schema) {
    let is_object = schema.get("type").is_some_and(|kind| kind == "object");
    if is_object && schema.get("properties").is_some() {
        schema.ensure_object().entry("additionalProperties").or_insert(json!(false));
    }
    // How wide a number is in this program says nothing to another.
    if schema.get("type").is_some_and(|kind| kind != "string") {
        schema.remove("format");
    }
    if let Some(Value::String(description)) = schema.get_mut("description") {
        *description = description.replace("`None`", "`null`").replace('\n', " ");
    }
}

/// What holds everywhere in a dossier, beside that: TOML has no null, and the reader has limits.
fn limited(schema: &mut Schema) {
    closed(schema);
    without_null(schema);
    let limit = match schema.get("type").and_then(Value::as_str) {
        Some("array") => ("maxItems", json!(SECTION_LIMIT)),
        Some("integer") => ("maximum", json!(NUMBER_LIMIT)),
        _ => return,
    };
    schema.ensure_object().entry(limit.0).or_insert(limit.1);
}

fn without_null(schema: &mut Schema) {
    let null = json!("null");
    if let Some(Value::Array(kinds)) = schema.get_mut("type") {
        kinds.retain(|kind| *kind != null);
        if let [single] = kinds.as_slice() {
            let single = single.clone();
            schema.insert("type".to_owned(), single);
        }
    }
    if let Some(Value::Array(choices)) = schema.get_mut("anyOf") {
        choices.retain(|choice| choice.get("type") != Some(&null));
        if let [Value::Object(single)] = choices.as_slice() {
            let single = single.clone();
            schema.remove("anyOf");
            schema.ensure_object().extend(single);
        }
    }
}

/// What a file has beside the sections of a dossier.
pub(crate) fn file(schema: &mut Schema) {
    let beside = json!({
        "mawqif": { "description": "The version of the format.", "const": 1 },
    });
    if let (Some(Value::Object(properties)), Value::Object(beside)) = (schema.get_mut("properties"), beside) {
        properties.extend(beside);
    }
    if let Some(Value::Array(required)) = schema.get_mut("required") {
        required.insert(0, json!("mawqif"));
    }
}

/// A quorum is counted before anybody answers.
pub(crate) fn quorum(schema: &mut Schema) {
    let of_those_cast = json!({ "properties": { "of": { "const": "cast" } }, "required": ["of"] });
    schema.insert("not".to_owned(), of_those_cast);
}

/// A text on one line.
pub(crate) struct Name;
/// Words on one line, in no language.
pub(crate) struct Line;
/// Latitude and longitude.
pub(crate) struct Coordinates;
/// The chambers a body sits in.
pub(crate) struct Chambers;
/// A body's named measures.
pub(crate) struct Measures;
/// The two keys of a requirement that say how much it takes.
pub(crate) struct Threshold;
/// The two keys of a rule that say what it requires.
pub(crate) struct Alternatives;

/// Characters that one line of words cannot have: controls, and those that change its direction.
const NO_CONTROLS: &str = r"^[^\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]*$";

/// The same for a text, which may have tabs and line ends, and any direction.
const NO_CONTROLS_BUT_LINE_ENDS: &str = r"^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]*$";

/// Words by language, or in no stated one.
fn by_language(words: &Value) -> Value {
    json!([
        words,
        {
            "type": "object",
            "propertyNames": { "pattern": "^[A-Za-z0-9-]{1,35}$" },
            "additionalProperties": words,
        },
    ])
}

fn described<T: JsonSchema>(generator: &mut SchemaGenerator, description: &str) -> Schema {
    let mut schema = generator.subschema_for::<T>();
    schema.insert("description".to_owned(), json!(description));
    schema
}

/// An exact fraction.
pub(crate) const FRACTION: &str = "^[0-9]+(/[0-9]+)?$";

/// Schemas of what serialises by hand.
macro_rules! schemas {
    ($($kind:ty, $name:literal, |$generator:pat_param| $schema:tt)*) => {$(
        impl JsonSchema for $kind {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema($generator: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    )*};
}

schemas! {
    Id, "Id", |_| {
        "description": "Letters, digits, `-` and `_` of any script, in NFC; no word of the stance language.",
        "type": "string",
        "minLength": 1,
        "maxLength": ID_LIMIT,
        "pattern": concat!(
            r"^[^\s\u0000-\u002C\u002E\u002F\u003A-\u0040\u005B-\u005E\u0060\u007B-\u00A9",
            r"\u200B\u200D-\u206F]+$",
        ),
        "not": { "enum": keywords().collect::<Vec<_>>() },
    }
    Text, "Text", |_| {
        "description": "Words, or a table of words by language (`ar`, `en`…).",
        "anyOf": by_language(&json!({
            "type": "string",
            "maxLength": TEXT_LIMIT,
            "pattern": NO_CONTROLS_BUT_LINE_ENDS,
        })),
    }
    Name, "Name", |generator| {
        "description": "Words on one line, or a table of them by language (`ar`, `en`…).",
        "anyOf": by_language(&generator.subschema_for::<Line>().to_value()),
    }
    Line, "Line", |_| {
        "description": "Words on one line. The limit is one of bytes; here it can be given in characters only.",
        "type": "string",
        "maxLength": NAME_LIMIT,
        "pattern": NO_CONTROLS,
    }
    Said, "Stance", |_| {
        "description": "A stance, in English or Arabic words.",
        "type": "string",
        "minLength": 1,
        "maxLength": LENGTH_LIMIT,
        "examples": ["accept if ground and monitors unless amnesty", "قبول إذا ground؛ امتناع وإلا"],
    }
    Pattern, "Pattern", |_| {
        "description": "A formula over options that no state fulfils.",
        "type": "string",
        "minLength": 1,
        "maxLength": NAME_LIMIT,
        "examples": ["answer and keep", "at least 2 of (delay, consent, abandon)"],
    }
    Wish, "Wish", |_| {
        "description": "A statement of preference over options, with at most one `if` or `iff`.",
        "type": "string",
        "minLength": 1,
        "maxLength": NAME_LIMIT,
        "examples": ["not advance if keep", "answer iff not keep"],
    }
    Irreversible, "Irreversible", |_| {
        "description": "An option that cannot be undone once it is taken, or once it is dropped (`off`).",
        "type": "string",
        "minLength": 1,
        "maxLength": NAME_LIMIT,
        "pattern": r"^\s*[^\s]+(\s+(on|off))?\s*$",
    }
    Date, "Date", |_| {
        "description": "A day: a date of TOML (without quotes), which is a string in JSON.",
        "type": "string",
        "format": "date",
        "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    }
    Coordinates, "Coordinates", |_| {
        "description": "Latitude and longitude, in degrees.",
        "type": "array",
        "prefixItems": [
            { "type": "number", "minimum": -90, "maximum": 90 },
            { "type": "number", "minimum": -180, "maximum": 180 },
        ],
        "minItems": 2,
        "maxItems": 2,
    }
    Chambers, "Chambers", |generator| {
        "description": "One chamber, or several.",
        "anyOf": [
            generator.subschema_for::<Line>(),
            { "type": "array", "items": generator.subschema_for::<Line>() },
        ],
    }
    Measures, "Measures", |generator| {
        "description": "Numbers by name. `bodies` and `weight` are measures of every body already.",
        "type": "object",
        "propertyNames": {
            "allOf": [generator.subschema_for::<Line>()],
            "not": { "enum": ["bodies", "weight"] },
        },
        "additionalProperties": { "type": "integer", "minimum": 0 },
    }
    Measure, "Measure", |_| {
        "description": "`bodies`, of which each counts 1; `weight`; or the name of a measure that bodies have.",
        "type": "string",
        "default": Measure::default(),
        "maxLength": NAME_LIMIT,
        "pattern": NO_CONTROLS,
    }
    Quantity, "Quantity", |_| {
        "description": "A count, or a share as a fraction or a percentage.",
        "anyOf": [
            { "type": "integer", "minimum": 0 },
            {
                "type": "string",
                "pattern": r"^\s*([0-9]+\s*/\s*[0-9]+|[0-9]+(\.[0-9]{1,9})?\s*[%٪])\s*$",
                "examples": ["2/3", "55%"],
            },
        ],
    }
    Threshold, "Threshold", |generator| {
        "properties": {
            "at_least": described::<Quantity>(generator, "The sum is this or more."),
            "more_than": described::<Quantity>(generator, "The sum is more than this."),
        },
        "oneOf": [{ "required": ["at_least"] }, { "required": ["more_than"] }],
    }
    Alternatives, "Alternatives", |generator| {
        "properties": {
            "requires": {
                "description": "All of these must hold.",
                "type": "array",
                "items": generator.subschema_for::<Requirement>(),
                "maxItems": REQUIREMENT_LIMIT,
            },
            "alternative": {
                "description": "Instead of `requires`: one of these must hold in full.",
                "type": "array",
                "items": generator.subschema_for::<Alternative>(),
                "maxItems": ALTERNATIVE_LIMIT,
            },
        },
        "not": { "required": ["requires", "alternative"] },
    }
}

impl<T: JsonSchema> JsonSchema for Keyed<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("By_id_{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "propertyNames": generator.subschema_for::<Id>(),
            "additionalProperties": generator.subschema_for::<T>(),
        })
    }
}
