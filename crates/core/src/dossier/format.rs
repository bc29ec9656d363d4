//! The canonical form of a dossier file, comments kept.
//!
//! What changes: line ends become LF; a byte order mark goes; sections are set apart by one blank
//! line; keys stand as `key = value`, those of a section in the order in which `docs/dossier.md`
//! lists them; ids are written in NFC; a stance is printed in the canonical words of the language it
//! is written in. What stays: every comment, the order of sections, every value.

use toml_edit::{Array, DocumentMut, Formatted, InlineTable, Item, Table, Value};
use unicode_normalization::UnicodeNormalization;

use super::{problem::Problem, read};
use crate::consultation::stance::{Language, Stance};

/// The keys of each section in canonical order; others keep their place after them.
const ORDER: [&str; 47] = [
    "mawqif",
    "initiative",
    "id",
    "title",
    "name",
    "text",
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
    "stops",
    "where",
    "from",
    "until",
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
];

/// Formats a dossier.
///
/// # Errors
/// When the dossier has errors: what cannot be read cannot be written back safely.
pub fn format(bytes: &[u8]) -> Result<String, Vec<Problem>> {
    let reading = read(bytes);
    if reading.dossier.is_none() {
        return Err(reading.problems);
    }
    let unreadable = || vec![Problem::error("toml", 0..0, "this is not TOML")];
    let source =
        String::from_utf8_lossy(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)).replace("\r\n", "\n");
    let mut document: DocumentMut = source.parse().map_err(|_| unreadable())?;
    table(document.as_table_mut());
    Ok(lines(&document.to_string()))
}

fn table(table: &mut Table) {
    for (mut key, item) in table.iter_mut() {
        let is_words = key.get() == "says";
        if item.is_value() {
            let decor = key.leaf_decor_mut();
            decor.set_suffix(" ");
            let comment = decor.prefix().and_then(|prefix| prefix.as_str()).unwrap_or("");
            if comment.trim().is_empty() {
                decor.set_prefix("");
            }
        }
        match item {
            Item::Value(it) => {
                value(it, is_words);
                it.decor_mut().set_prefix(" ");
            }
            Item::Table(inner) => section(inner),
            Item::ArrayOfTables(tables) => tables.iter_mut().for_each(section),
            Item::None => {}
        }
    }
    table.sort_values_by(|a, _, b, _| place(a.get()).cmp(&place(b.get())));
}

fn section(inner: &mut Table) {
    table(inner);
    let comment = inner.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or("").trim().to_owned();
    let prefix = if comment.is_empty() { "\n".to_owned() } else { format!("\n{comment}\n") };
    inner.decor_mut().set_prefix(prefix);
}

fn place(key: &str) -> usize {
    ORDER.iter().position(|own| *own == key).unwrap_or(ORDER.len())
}

fn value(it: &mut Value, is_words: bool) {
    match it {
        Value::String(words) => {
            let canonical = if is_words { stance(words.value()) } else { words.value().nfc().collect() };
            if canonical != *words.value() {
                let decor = words.decor().clone();
                *words = Formatted::new(canonical);
                *words.decor_mut() = decor;
            }
        }
        Value::Array(items) => array(items),
        Value::InlineTable(inner) => inline(inner),
        _ => {}
    }
}

/// A stance in canonical words: Arabic when its first verdict is Arabic, English otherwise. A stance
/// that mixes both stays as it is.
fn stance(says: &str) -> String {
    let Ok(parsed) = Stance::parse(says) else {
        return says.to_owned();
    };
    let is_arabic = |word: &str| {
        matches!(
            word,
            "قبول"
                | "رفض"
                | "امتناع"
                | "إذا"
                | "إلا"
                | "وإلا"
                | "و"
                | "أو"
                | "ليس"
                | "على"
                | "من"
                | "ما"
                | "لم"
                | "الأقل"
        )
    };
    let is_english = |word: &str| word.is_ascii() && crate::consultation::stance::is_keyword(word);
    let words = || says.split(|character: char| !crate::text::is_id_character(character));
    match (words().any(is_arabic), words().any(is_english)) {
        (true, true) => says.to_owned(),
        (true, false) => parsed.stance.print(Language::Arabic),
        _ => parsed.stance.print(Language::English),
    }
}

fn array(items: &mut Array) {
    let has_comment = |items: &Array| {
        let decors = items.iter().map(Value::decor);
        let texts = decors.flat_map(|decor| [decor.prefix().cloned(), decor.suffix().cloned()]);
        texts
            .flatten()
            .chain([items.trailing().clone()])
            .any(|raw| raw.as_str().is_some_and(|it| it.contains('#')))
    };
    for item in items.iter_mut() {
        value(item, false);
    }
    // Comments inside a list keep the list as it was set.
    if has_comment(items) {
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
    let count = inner.len();
    for (at, (mut key, it)) in inner.iter_mut().enumerate() {
        value(it, false);
        key.leaf_decor_mut().set_prefix(" ");
        key.leaf_decor_mut().set_suffix(" ");
        it.decor_mut().set_prefix(" ");
        it.decor_mut().set_suffix(if at + 1 == count { " " } else { "" });
    }
}

/// Lines without trailing space, no blank line twice, one line end at the end.
fn lines(printed: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    let mut quotes = None;
    for line in printed.lines() {
        // Inside a text of several lines every character is the author's.
        if quotes.is_some() {
            lines.push(line);
        } else if !(line.trim().is_empty() && lines.last().is_none_or(|last| last.is_empty())) {
            lines.push(line.trim_end());
        }
        quotes = open_quotes(line, quotes);
    }
    while lines.last().is_some_and(|last| last.is_empty()) {
        lines.pop();
    }
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

/// Which kind of many-line string, if any, is open after a line.
fn open_quotes<'q>(line: &str, mut open: Option<&'q str>) -> Option<&'q str> {
    let mut rest = line;
    loop {
        match open {
            Some(quotes) => {
                let Some(end) = rest.find(quotes) else {
                    return open;
                };
                rest = &rest[end + quotes.len()..];
                open = None;
            }
            None => {
                let first =
                    ["\"\"\"", "'''"].iter().filter_map(|quotes| Some((rest.find(quotes)?, *quotes))).min();
                let (start, quotes) = first?;
                if rest[..start].contains('#') {
                    return None;
                }
                rest = &rest[start + 3..];
                open = Some(quotes);
            }
        }
        if rest.is_empty() {
            return open;
        }
    }
}
