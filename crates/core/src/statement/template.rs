//! House templates: how the statements of each kind are worded, as data that a secretariat can edit.
//!
//! A template is a TOML file: a title, and blocks with sentences in both languages. `{name}` is replaced by a value
//! (`values` has them all), a fragment or a form; `when` names what must be known for a sentence to stand. Arabic
//! counts its nouns in six ways, which is why forms are chosen by number here and not in the code.

mod sound;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use self::sound::{Fault, Misworded, names};
use super::{KINDS, Kind, Language, kind_name, occasion};
use crate::text::Text;

/// Longest file, in bytes.
pub const TEMPLATE_LIMIT: usize = 256 << 10;

/// The most blocks of a template, and the most sentences of a block.
pub const PART_LIMIT: usize = 500;

/// The templates of a house: one for each kind, and the phrases that all of them share.
#[derive(Clone, Debug)]
pub struct Templates {
    kinds: BTreeMap<Kind, Template>,
    phrases: Phrases,
}

/// How the statements of a kind are worded.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// The title; the first sentence that can stand.
    pub title: Vec<Sentence>,
    /// What follows.
    #[serde(rename = "block")]
    pub blocks: Vec<Block>,
}

/// A block.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// What it becomes.
    #[serde(rename = "as")]
    pub shape: Shape,
    /// The list whose members it is told for, one after the other.
    #[serde(default)]
    pub each: Option<String>,
    /// What must be known; `not x` for what must not.
    #[serde(default)]
    pub when: Vec<String>,
    /// The names of a table's columns.
    #[serde(default)]
    pub head: Vec<Pair>,
    /// Its sentences; the cells of a row of a table.
    pub sentences: Vec<Sentence>,
}

/// What a block becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    /// A heading.
    Heading,
    /// A paragraph.
    Paragraph,
    /// Numbered points.
    Points,
    /// Items behind a dash.
    Items,
    /// Somebody's words.
    Quote,
    /// A table.
    Table,
}

/// Words in both languages.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// In Arabic.
    pub ar: String,
    /// In English.
    pub en: String,
}

/// A sentence in both languages.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sentence {
    /// What must be known for it to stand.
    #[serde(default)]
    pub when: Vec<String>,
    /// In Arabic.
    pub ar: String,
    /// In English.
    pub en: String,
}

/// What templates share.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Phrases {
    /// Parts of sentences: the first that can stand.
    pub fragment: BTreeMap<String, Vec<Sentence>>,
    /// Words that follow a number.
    pub form: BTreeMap<String, Form>,
    /// What chambers and measures of the rule are called.
    #[serde(default)]
    pub term: BTreeMap<String, Text>,
}

/// Words that follow a number.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Form {
    /// The value with the number.
    pub number: String,
    /// In Arabic.
    pub ar: BTreeMap<String, String>,
    /// In English.
    pub en: BTreeMap<String, String>,
}

/// Why a file is no template.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {why}")]
pub struct TemplateError {
    /// The file's name.
    pub file: String,
    /// What is wrong with it.
    pub why: String,
}

const PHRASES: &str = "phrases.toml";

/// The names of the files that a house may replace.
pub fn file_names() -> impl Iterator<Item = String> {
    let kinds = KINDS.into_iter().map(|kind| format!("{}.toml", kind_name(kind)));
    std::iter::once(PHRASES.to_owned()).chain(kinds)
}

/// The text of a built-in file, for somebody who wants to edit it.
pub fn built_in(name: &str) -> Option<&'static str> {
    Some(match name {
        PHRASES => include_str!("templates/phrases.toml"),
        "position.toml" => include_str!("templates/position.toml"),
        "bulletin.toml" => include_str!("templates/bulletin.toml"),
        "press-conference.toml" => include_str!("templates/press-conference.toml"),
        "correction.toml" => include_str!("templates/correction.toml"),
        "withdrawal.toml" => include_str!("templates/withdrawal.toml"),
        _ => return None,
    })
}

impl Templates {
    /// The built-in templates.
    pub fn house() -> Self {
        #[expect(clippy::expect_used, reason = "a test reads the built-in templates")]
        Self::with(&BTreeMap::new()).expect("the built-in templates are sound")
    }

    /// The built-in templates, with some files replaced.
    ///
    /// # Errors
    /// [`TemplateError`], for a file that is no template or has no name of one.
    pub fn with(replaced: &BTreeMap<String, String>) -> Result<Self, TemplateError> {
        if let Some(name) = replaced.keys().find(|name| built_in(name).is_none()) {
            let names: Vec<String> = file_names().collect();
            let why = format!("there is no such template; there are {}", names.join(", "));
            return Err(TemplateError { file: name.clone(), why });
        }
        let source = |name: &str| {
            replaced.get(name).map_or_else(|| built_in(name).unwrap_or_default(), String::as_str)
        };
        let mut phrases: Phrases = read(PHRASES, source(PHRASES))?;
        if replaced.contains_key(PHRASES) {
            // What a house wrote before there was a phrase, it does not have.
            let own: Phrases = read(PHRASES, built_in(PHRASES).unwrap_or_default())?;
            own.fragment.into_iter().for_each(|(name, it)| {
                phrases.fragment.entry(name).or_insert(it);
            });
            own.form.into_iter().for_each(|(name, it)| {
                phrases.form.entry(name).or_insert(it);
            });
        }
        for (name, form) in &phrases.form {
            if !form.ar.contains_key("other") || !form.en.contains_key("other") {
                let why = format!("the form `{name}` has no `other` in both languages");
                return Err(TemplateError { file: PHRASES.to_owned(), why });
            }
        }
        let mut kinds = BTreeMap::new();
        for kind in KINDS {
            let name = format!("{}.toml", kind_name(kind));
            let template: Template = read(&name, source(&name))?;
            check(&template).map_err(|why| TemplateError { file: name, why })?;
            kinds.insert(kind, template);
        }
        Ok(Self { kinds, phrases })
    }

    /// The template of a kind.
    pub(super) fn of(&self, kind: Kind) -> Option<&Template> {
        self.kinds.get(&kind)
    }

    pub(super) fn fragment(&self, name: &str) -> Option<&[Sentence]> {
        self.phrases.fragment.get(name).map(Vec::as_slice)
    }

    pub(super) fn term(&self, name: &str) -> Option<&Text> {
        self.phrases.term.get(name)
    }

    pub(super) fn form(&self, name: &str) -> Option<&Form> {
        self.phrases.form.get(name)
    }
}

impl Form {
    /// The words for a number: those given for it alone, else those of its plural (CLDR).
    pub(super) fn words(&self, number: u64, language: Language) -> &str {
        let (forms, plural) = match language {
            Language::Arabic => (&self.ar, arabic_plural(number)),
            Language::English => (&self.en, if number == 1 { "one" } else { "other" }),
        };
        let own = forms.get(&number.to_string()).or_else(|| forms.get(plural)).or_else(|| forms.get("other"));
        own.map_or("", String::as_str)
    }
}

/// The plural of a number in Arabic, as CLDR names it.
fn arabic_plural(number: u64) -> &'static str {
    match (number, number % 100) {
        (0, _) => "zero",
        (1, _) => "one",
        (2, _) => "two",
        (_, 3..=10) => "few",
        (_, 11..=99) => "many",
        _ => "other",
    }
}

fn read<T: for<'de> Deserialize<'de>>(file: &str, source: &str) -> Result<T, TemplateError> {
    let wrong = |why: String| TemplateError { file: file.to_owned(), why };
    let value = occasion::json(source, TEMPLATE_LIMIT).map_err(|error| wrong(error.to_string()))?;
    serde_json::from_value(value).map_err(|error| wrong(error.to_string()))
}

fn check(template: &Template) -> Result<(), String> {
    if template.blocks.len() > PART_LIMIT {
        return Err(format!("it has more than {PART_LIMIT} blocks"));
    }
    for (at, block) in template.blocks.iter().enumerate() {
        let wrong = |why: &str| Err(format!("block {}: {why}", at + 1));
        if block.sentences.len() > PART_LIMIT {
            return wrong(&format!("it has more than {PART_LIMIT} sentences"));
        }
        match block.shape {
            Shape::Table if block.head.len() != block.sentences.len() => {
                return wrong("a table has one sentence for each of its columns in `head`");
            }
            Shape::Table if block.head.len() > super::canonical::COLUMN_LIMIT => {
                return wrong("a table has at most 8 columns");
            }
            Shape::Table => {}
            _ if !block.head.is_empty() => return wrong("only a table has a `head`"),
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_templates_are_sound() {
        let house = Templates::house();
        assert!(KINDS.iter().all(|kind| house.of(*kind).is_some()));
        assert_eq!(file_names().filter_map(|name| built_in(&name)).count(), 6);
    }

    #[test]
    fn a_house_may_replace_a_file_and_is_told_what_is_wrong_with_it() {
        let with = |name: &str, source: &str| {
            Templates::with(&BTreeMap::from([(name.to_owned(), source.to_owned())]))
                .map(|_| ())
                .map_err(|it| it.to_string())
        };
        assert_eq!(with("bulletin.toml", "title = []\nblock = []"), Ok(()));
        assert!(with("buletin.toml", "").unwrap_err().contains("there is no such template"));
        assert!(
            with("bulletin.toml", "title = [").unwrap_err().starts_with("bulletin.toml: TOML parse error")
        );
        assert!(
            with("bulletin.toml", "title = []\nblocks = []").unwrap_err().contains("unknown field `blocks`")
        );
        let table =
            "title = []\n[[block]]\nas = \"table\"\nhead = []\nsentences = [{ ar = \"\", en = \"\" }]";
        assert!(with("bulletin.toml", table).unwrap_err().contains("block 1: a table has one sentence"));
        let form = "[fragment]\n[form.x]\nnumber = \"n\"\nar = {}\nen = {}";
        assert!(with("phrases.toml", form).unwrap_err().contains("no `other`"));
    }

    #[test]
    fn arabic_counts_by_the_last_two_digits() {
        let plurals = [0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 111, 200].map(arabic_plural);
        let expected =
            ["zero", "one", "two", "few", "few", "many", "many", "other", "other", "few", "many", "other"];
        assert_eq!(plurals, expected);
    }
}
