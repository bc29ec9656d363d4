//! Where in a file the sections with these ids stand, for findings that point into it.

use std::{collections::HashMap, ops::Range};

use toml::de::{DeTable, DeValue};

/// The sections that findings are about.
const SECTIONS: [&str; 6] = ["provision", "harm", "place", "party", "condition", "body"];

/// The bytes of each section's id, by the id. Nothing when the file is not TOML.
pub fn spans(source: &str) -> HashMap<String, Range<usize>> {
    let mut spans = HashMap::new();
    let Ok(document) = DeTable::parse(source) else {
        return spans;
    };
    for section in SECTIONS {
        let Some(DeValue::Array(tables)) = document.get_ref().get(section).map(|value| value.get_ref())
        else {
            continue;
        };
        for table in tables.iter() {
            let DeValue::Table(table) = table.get_ref() else { continue };
            if let Some(id) = table.get("id")
                && let DeValue::String(words) = id.get_ref()
            {
                spans.entry(words.to_string()).or_insert_with(|| id.span());
            }
        }
    }
    spans
}
