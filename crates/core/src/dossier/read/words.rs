//! Values as a message names them.

use toml::de::DeValue;

use crate::{dossier::problem::Found, text::is_bidi_control};

/// A word as it may be shown: short, and with nothing invisible.
pub fn shown(word: &str) -> String {
    let mut shown: String = word
        .chars()
        .take(60)
        .map(
            |character| {
                if character.is_control() || is_bidi_control(character) { '\u{FFFD}' } else { character }
            },
        )
        .collect();
    if word.chars().nth(60).is_some() {
        shown.push('…');
    }
    shown
}

/// What kind of value it is.
pub fn kind(value: &DeValue<'_>) -> Found {
    match value {
        DeValue::String(_) => Found::String,
        DeValue::Integer(_) => Found::Number,
        DeValue::Float(_) => Found::Decimal,
        DeValue::Boolean(_) => Found::Flag,
        DeValue::Datetime(_) => Found::Date,
        DeValue::Array(_) => Found::List,
        DeValue::Table(_) => Found::Table,
    }
}
