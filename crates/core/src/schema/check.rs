//! Checking a value against a schema: as much of draft 2020-12 as the schemas here use, for tests.
//!
//! The crates that know all of it take longer to build than the whole core, and every run of the
//! tests would pay for that. A keyword that is not known here fails, so that nothing goes unchecked.

use regex_lite::Regex;
use serde_json::{Map, Value};

/// The first place at which a value does not fit the schema.
pub fn misfit(schema: &Value, value: &Value) -> Option<String> {
    Root(schema).misfit(schema, value, "").err()
}

/// The whole schema, which references lead into.
struct Root<'s>(&'s Value);

impl Root<'_> {
    fn misfit(&self, schema: &Value, value: &Value, at: &str) -> Result<(), String> {
        let Value::Object(schema) = schema else {
            let is_any = schema.as_bool().expect("a schema is an object or a boolean");
            return if is_any { Ok(()) } else { Err(format!("{at}: nothing may stand here")) };
        };
        for (keyword, wanted) in schema {
            let is_fit = match keyword.as_str() {
                "$schema" | "$defs" | "title" | "description" | "default" | "examples" | "format" => true,
                "$ref" => {
                    let place = wanted.as_str().unwrap().strip_prefix('#').unwrap();
                    self.misfit(self.0.pointer(place).unwrap(), value, at)?;
                    true
                }
                "type" => match wanted {
                    Value::Array(kinds) => kinds.iter().any(|kind| is_of(kind, value)),
                    kind => is_of(kind, value),
                },
                "const" => value == wanted,
                "enum" => list(wanted).contains(value),
                "anyOf" => list(wanted).iter().any(|choice| self.misfit(choice, value, at).is_ok()),
                "oneOf" => {
                    list(wanted).iter().filter(|choice| self.misfit(choice, value, at).is_ok()).count() == 1
                }
                "allOf" => {
                    list(wanted).iter().try_for_each(|part| self.misfit(part, value, at))?;
                    true
                }
                "not" => self.misfit(wanted, value, at).is_err(),
                "minimum" => value.as_f64().is_none_or(|it| it >= wanted.as_f64().unwrap()),
                "maximum" => value.as_f64().is_none_or(|it| it <= wanted.as_f64().unwrap()),
                "minLength" => value.as_str().is_none_or(|it| it.chars().count() >= count(wanted)),
                "maxLength" => value.as_str().is_none_or(|it| it.chars().count() <= count(wanted)),
                "pattern" => {
                    let pattern = Regex::new(wanted.as_str().unwrap()).unwrap();
                    value.as_str().is_none_or(|it| pattern.is_match(it))
                }
                "minItems" => value.as_array().is_none_or(|it| it.len() >= count(wanted)),
                "maxItems" => value.as_array().is_none_or(|it| it.len() <= count(wanted)),
                "prefixItems" => {
                    let items = value.as_array().into_iter().flatten().enumerate();
                    for ((index, item), schema) in items.zip(list(wanted)) {
                        self.misfit(schema, item, &format!("{at}/{index}"))?;
                    }
                    true
                }
                "items" => {
                    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.misfit(wanted, item, &format!("{at}/{index}"))?;
                    }
                    true
                }
                "required" => value
                    .as_object()
                    .is_none_or(|it| list(wanted).iter().all(|key| it.contains_key(key.as_str().unwrap()))),
                "properties" | "additionalProperties" | "propertyNames" => {
                    self.object(schema, keyword, value, at)?;
                    true
                }
                unknown => panic!("the keyword `{unknown}` is not known here"),
            };
            if !is_fit {
                return Err(format!("{at}: `{keyword}` is not met by {value}"));
            }
        }
        Ok(())
    }

    fn object(
        &self,
        schema: &Map<String, Value>,
        keyword: &str,
        value: &Value,
        at: &str,
    ) -> Result<(), String> {
        for (key, inner) in value.as_object().into_iter().flatten() {
            let named = schema.get("properties").and_then(|properties| properties.get(key));
            let place = format!("{at}/{key}");
            match (keyword, named) {
                ("properties", Some(named)) => self.misfit(named, inner, &place)?,
                ("additionalProperties", None) => self.misfit(&schema[keyword], inner, &place)?,
                ("propertyNames", _) => self.misfit(&schema[keyword], &Value::from(key.as_str()), &place)?,
                _ => {}
            }
        }
        Ok(())
    }
}

fn is_of(kind: &Value, value: &Value) -> bool {
    match kind.as_str().unwrap() {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("`{other}` is no type of JSON"),
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

fn count(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}
