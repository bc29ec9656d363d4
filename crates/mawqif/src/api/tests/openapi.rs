//! The OpenAPI document: what it says is what there is.

use std::collections::BTreeSet;

use serde_json::Value;

use super::super::{openapi::document, table::table};

#[test]
fn the_document_is_as_published() {
    let written = serde_json::to_string_pretty(&document()).unwrap();
    insta::assert_snapshot!("openapi", written);
}

#[test]
fn every_route_is_there_once_and_every_schema_that_is_named() {
    let document = document();
    let mut seen = BTreeSet::new();
    for route in table() {
        assert!(seen.insert((route.path, format!("{:?}", route.method))), "{} twice", route.path);
        let method = format!("{:?}", route.method).to_lowercase();
        assert_eq!(document["paths"][route.path][method]["summary"], route.says, "{}", route.path);
    }
    let operations: usize =
        document["paths"].as_object().unwrap().values().map(|path| path.as_object().unwrap().len()).sum();
    assert_eq!(operations, seen.len());

    let mut named = BTreeSet::new();
    references(&document, &mut named);
    for name in &named {
        assert!(document.pointer(name).is_some(), "{name} leads nowhere");
    }
    for schema in document["components"]["schemas"].as_object().unwrap().keys() {
        assert!(named.contains(&format!("/components/schemas/{schema}")), "{schema} is never used");
    }
}

fn references(value: &Value, named: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                match (key.as_str(), value) {
                    ("$ref", Value::String(to)) => {
                        named.insert(to.trim_start_matches('#').to_owned());
                    }
                    _ => references(value, named),
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|value| references(value, named)),
        _ => {}
    }
}
