//! Words about words: how values and lists are named in a message.

use toml::de::DeValue;

use crate::text::is_bidi_control;

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

/// The words as alternatives: "`a`, `b` or `c`".
pub fn listed(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => "nothing".to_owned(),
    }
}

/// What kind of value it is, in a sentence.
pub fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "a number",
        DeValue::Float(_) => "a decimal number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
