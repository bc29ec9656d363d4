//! The canonical form of a dossier file, comments kept.
//!
//! What changes: line ends become LF; a byte order mark goes; sections are set apart by one blank
//! line; keys stand as `key = value`, those of a section in the order in which `docs/dossier.md`
//! lists them; ids are written in NFC; a stance is printed in the canonical words of the language it
//! is written in; keys and the comments above them begin their lines. What stays: every comment, the order of
//! sections, every other value.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};
use toml_edit::{Array, Decor, DocumentMut, Formatted, InlineTable, Item, Key, RawString, Table, Value};
use unicode_normalization::UnicodeNormalization;

use super::{
    problem::{Problem, ProblemKind},
    read,
};
use crate::consultation::stance::Stance;

/// The keys of each section in canonical order; others keep their place after them.
const ORDER: [&str; 65] = [
    "mawqif",
    "initiative",
    "id",
    "title",
    "name",
    "text",
    "theme",
    "body",
    "says",
    "sponsor",
    "speaker",
    "role",
    "outlet",
    "said",
    "mode",
    "received",
    "deadline",
    "scope",
    "within",
    "at",
    "burden",
    "obliged",
    "rests_on",
    "kind",
    "stops",
    "where",
    "from",
    "until",
    "due",
    "date",
    "verified_by",
    "on_breach",
    "status",
    "implies",
    "excludes",
    "proposed_by",
    "chamber",
    "weight",
    "measures",
    "version",
    "confidential",
    "standing",
    "reason",
    "source",
    "span",
    "quorum",
    "requires",
    "veto",
    "max_objections",
    "fallback",
    "support",
    "now",
    "agreed",
    "options",
    "irreversible",
    "infeasible",
    "prefers",
    "ranking",
    "pack",
    "verifies",
    "responds",
    "indicator",
    "baseline",
    "ceiling",
    "judged_by",
];

/// The keys that hold ids, wherever they stand.
const IDS: [&str; 19] = [
    "id",
    "within",
    "scope",
    "obliged",
    "rests_on",
    "judged_by",
    "stops",
    "where",
    "implies",
    "excludes",
    "against",
    "members",
    "veto",
    "now",
    "agreed",
    "options",
    "ranking",
    "verifies",
    "responds",
];

/// What the strings of a value are.
#[derive(Clone, Copy)]
enum Strings {
    /// A stance.
    Stance,
    /// Ids.
    Ids,
    /// Anything else; every character is the author's.
    Words,
}

/// Formats a dossier.
///
/// # Errors
/// When the dossier has errors: what cannot be read cannot be written back safely.
pub fn format(bytes: &[u8]) -> Result<String, Vec<Problem>> {
    let reading = read(bytes);
    if reading.dossier.is_none() {
        return Err(reading.problems);
    }
    let kind = ProblemKind::Toml { wrong: String::new(), expected: String::new() };
    let unreadable = || vec![Problem::error(0..0, kind)];
    let source =
        String::from_utf8_lossy(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)).replace("\r\n", "\n");
    let mut document: DocumentMut = source.parse().map_err(|_| unreadable())?;
    Ok(canonical(&mut document))
}

/// The canonical text of a document.
pub(super) fn canonical(document: &mut DocumentMut) -> String {
    table("", document.as_table_mut());
    let trailing = flush(document.trailing().as_str());
    document.set_trailing(trailing);
    lines(&document.to_string())
}

/// Sets a table right that stands under a name; the whole document has none.
fn table(name: &str, table: &mut Table) {
    for (mut key, item) in table.iter_mut() {
        if item.is_value() {
            let decor = key.leaf_decor_mut();
            decor.set_suffix(" ");
            let comment = flush(decor.prefix().and_then(RawString::as_str));
            decor.set_prefix(if comment.trim().is_empty() { String::new() } else { comment });
        }
        match item {
            Item::Value(it) => {
                value(it, strings(name, key.get()));
                it.decor_mut().set_prefix(" ");
            }
            Item::Table(inner) => section(key.get(), inner),
            Item::ArrayOfTables(tables) => tables.iter_mut().for_each(|inner| section(key.get(), inner)),
            Item::None => {}
        }
    }
    table.sort_values_by(|a, _, b, _| place(a.get()).cmp(&place(b.get())));
}

fn section(name: &str, inner: &mut Table) {
    table(name, inner);
    let comment = flush(inner.decor().prefix().and_then(RawString::as_str));
    let prefix = match comment.trim() {
        "" => "\n".to_owned(),
        comment => format!("\n{comment}\n"),
    };
    inner.decor_mut().set_prefix(prefix);
}

/// Comments and blank lines, each from the beginning of its line.
fn flush(above: Option<&str>) -> String {
    above.unwrap_or("").split('\n').map(str::trim).collect::<Vec<_>>().join("\n")
}

fn place(key: &str) -> usize {
    ORDER.iter().position(|own| *own == key).unwrap_or(ORDER.len())
}

fn strings(section: &str, key: &str) -> Strings {
    match (section, key) {
        (_, "says") => Strings::Stance,
        // The body of a quote is a name as the press gives it.
        ("stance", "body") => Strings::Ids,
        _ if IDS.contains(&key) => Strings::Ids,
        _ => Strings::Words,
    }
}

fn value(it: &mut Value, strings: Strings) {
    match it {
        Value::String(words) => {
            let canonical = match strings {
                Strings::Stance => stance(words.value()),
                Strings::Ids => words.value().nfc().collect(),
                Strings::Words => return,
            };
            if canonical != *words.value() {
                let decor = words.decor().clone();
                *words = Formatted::new(canonical);
                *words.decor_mut() = decor;
            }
        }
        Value::Array(items) => array(items, strings),
        Value::InlineTable(inner) => inline(inner),
        _ => {}
    }
}

/// A stance in the canonical words of its language. One that mixes both stays as it is.
fn stance(says: &str) -> String {
    let printed = Stance::parse(says).ok().and_then(|parsed| Some(parsed.stance.print(parsed.language?)));
    printed.unwrap_or_else(|| says.to_owned())
}

fn array(items: &mut Array, strings: Strings) {
    for item in items.iter_mut() {
        value(item, strings);
    }
    // Comments inside a list keep the list as it was set.
    if has_comment(items.iter().map(Value::decor), items.trailing()) {
        return;
    }
    let is_long = items.iter().filter(|item| item.is_inline_table()).count() > 1;
    let count = items.len();
    for (at, item) in items.iter_mut().enumerate() {
        let decor = item.decor_mut();
        decor.set_prefix(match (is_long, at) {
            (true, _) => "\n  ",
            (false, 0) => "",
            (false, _) => " ",
        });
        decor.set_suffix("");
    }
    items.set_trailing(if is_long { "\n" } else { "" });
    items.set_trailing_comma(is_long && count > 0);
}

fn inline(inner: &mut InlineTable) {
    for (_, it) in inner.iter_mut() {
        value(it, Strings::Words);
    }
    let keys = inner.iter().filter_map(|(key, _)| inner.key(key)).map(Key::leaf_decor);
    if has_comment(keys.chain(inner.iter().map(|(_, it)| it.decor())), inner.trailing()) {
        return;
    }
    let count = inner.len();
    for (at, (mut key, it)) in inner.iter_mut().enumerate() {
        key.leaf_decor_mut().set_prefix(" ");
        key.leaf_decor_mut().set_suffix(" ");
        it.decor_mut().set_prefix(" ");
        it.decor_mut().set_suffix(if at + 1 == count { " " } else { "" });
    }
    inner.set_trailing("");
    inner.set_trailing_comma(false);
}

/// Whether there is a comment around the parts of a value or behind the last of them.
fn has_comment<'d>(mut around: impl Iterator<Item = &'d Decor>, behind: &RawString) -> bool {
    let is_comment =
        |raw: Option<&RawString>| raw.and_then(RawString::as_str).is_some_and(|it| it.contains('#'));
    is_comment(Some(behind)) || around.any(|decor| is_comment(decor.prefix()) || is_comment(decor.suffix()))
}

/// Lines without trailing space, no blank line twice, one line end at the end. Inside a text of
/// several lines every character is the author's.
fn lines(printed: &str) -> String {
    let Ok(document) = DeTable::parse(printed) else {
        return printed.to_owned();
    };
    let mut texts = Vec::new();
    document.get_ref().values().for_each(|it| texts_of_several_lines(printed, it, &mut texts));
    texts.sort_by_key(|text| text.start);
    let is_inside = |at: usize| {
        let after = texts.partition_point(|text| text.start < at);
        texts[..after].last().is_some_and(|text| at < text.end)
    };
    let mut lines: Vec<&str> = Vec::new();
    let mut start = 0;
    for line in printed.split('\n') {
        let end = start + line.len();
        let kept = if is_inside(end) { line } else { line.trim_end() };
        if !kept.is_empty() || is_inside(start) || lines.last().is_some_and(|last| !last.is_empty()) {
            lines.push(kept);
        }
        start = end + 1;
    }
    while lines.last().is_some_and(|last| last.is_empty()) {
        lines.pop();
    }
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

/// The places of the strings that go over several lines.
fn texts_of_several_lines(printed: &str, value: &Spanned<DeValue<'_>>, texts: &mut Vec<Range<usize>>) {
    match value.get_ref() {
        DeValue::String(_) if printed[value.span()].contains('\n') => texts.push(value.span()),
        DeValue::Array(items) => items.iter().for_each(|it| texts_of_several_lines(printed, it, texts)),
        DeValue::Table(table) => table.values().for_each(|it| texts_of_several_lines(printed, it, texts)),
        _ => {}
    }
}
