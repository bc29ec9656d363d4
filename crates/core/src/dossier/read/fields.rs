//! The fields of a table: each is taken by its key and kind; what is left over is unknown.

mod numbers;
mod states;

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    NAME_LIMIT, SECTION_LIMIT, TEXT_LIMIT,
    words::{kind, shown},
};
use crate::{
    dossier::{
        Date,
        problem::{Count, Problem, ProblemKind, Problems, Table, Wanted, nearest},
    },
    text::{Id, Text, is_bidi_control, is_language_tag},
};

/// A value that stands somewhere in the file.
#[derive(Clone, Debug)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Its bytes.
    pub span: Range<usize>,
}

/// A table being read.
pub struct Fields<'s, 'p> {
    source: &'s str,
    table: DeTable<'s>,
    /// The keys asked for so far: what may stand in the table.
    known: Vec<&'static str>,
    /// The table's own place, for what is missing.
    pub span: Range<usize>,
    /// What the table is.
    what: Table,
    problems: &'p mut Problems,
}

/// How long a text may be, and whether it may have several lines.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// A name, a title: one line.
    Short,
    /// A text: any number of lines.
    Long,
}

type Value<'s> = Spanned<DeValue<'s>>;

/// How a text by language is written.
const TEXT_EXAMPLE: &str = "{ ar = \"…\", en = \"…\" }";

impl<'s, 'p> Fields<'s, 'p> {
    /// Begins to read a table.
    pub fn new(
        source: &'s str,
        table: DeTable<'s>,
        span: Range<usize>,
        what: Table,
        problems: &'p mut Problems,
    ) -> Self {
        Self { source, table, known: Vec::new(), span, what, problems }
    }

    /// Reports every key that nobody asked for.
    pub fn finish(self) {
        for key in self.table.keys() {
            if !self.problems.are_told_at(key.span().start) {
                self.problems.push_untold(1);
                continue;
            }
            let word: &str = key.get_ref();
            let kind = ProblemKind::UnknownKey {
                key: shown(word),
                table: self.what,
                meant: nearest(word, self.known.iter().copied()).map(str::to_owned),
                known: self.known.clone(),
            };
            self.problems.push(Problem::error(key.span(), kind));
        }
    }

    /// Adds a problem.
    pub fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// The source text.
    pub fn source(&self) -> &'s str {
        self.source
    }

    fn take(&mut self, key: &'static str) -> Option<Value<'s>> {
        self.known.push(key);
        self.table.remove(key)
    }

    fn wrong_kind(&mut self, key: &str, value: &Value<'_>, wanted: Wanted, example: &str) {
        let kind = ProblemKind::WrongKind {
            key: key.to_owned(),
            table: self.what,
            wanted,
            found: kind(value.get_ref()),
            example: example.to_owned(),
        };
        self.report(Problem::error(value.span(), kind));
    }

    /// Reports that a key is missing.
    pub fn missing(&mut self, key: &'static str) {
        // A table's span can be long; its first line says enough.
        let line = self.source[self.span.clone()].lines().next().map_or(0, str::len);
        let span = self.span.start..self.span.start + line;
        self.report(Problem::error(span, ProblemKind::MissingKey { key, table: self.what }));
    }

    /// An id that must be there.
    pub fn id(&mut self, key: &'static str) -> Option<At<Id>> {
        let Some(value) = self.take(key) else {
            self.missing(key);
            return None;
        };
        self.read_id(key, &value)
    }

    /// An id that may be there.
    pub fn optional_id(&mut self, key: &'static str) -> Option<At<Id>> {
        let value = self.take(key)?;
        self.read_id(key, &value)
    }

    fn read_id(&mut self, key: &str, value: &Value<'_>) -> Option<At<Id>> {
        let DeValue::String(word) = value.get_ref() else {
            self.wrong_kind(key, value, Wanted::Id, "\"relief-union\"");
            return None;
        };
        match Id::new(word) {
            Ok(id) => Some(At { value: id, span: value.span() }),
            Err(error) => {
                self.report(Problem::error(value.span(), ProblemKind::BadId(error)));
                None
            }
        }
    }

    /// A list of ids; empty when absent.
    pub fn ids(&mut self, key: &'static str) -> Vec<At<Id>> {
        let items = self.items(key, Wanted::Ids);
        items.iter().filter_map(|item| self.read_id(key, item)).collect()
    }

    fn items(&mut self, key: &'static str, wanted: Wanted) -> Vec<Value<'s>> {
        let Some(value) = self.take(key) else {
            return Vec::new();
        };
        let span = value.span();
        match value.into_inner() {
            DeValue::Array(items) if items.len() <= SECTION_LIMIT => items.into_iter().collect(),
            DeValue::Array(items) => {
                let count = Count { key: key.to_owned(), count: items.len(), limit: SECTION_LIMIT };
                self.report(Problem::error(span, ProblemKind::TooManyItems(count)));
                Vec::new()
            }
            other => {
                self.wrong_kind(key, &Spanned::new(span, other), wanted, "[\"…\", \"…\"]");
                Vec::new()
            }
        }
    }

    /// A text by language, or a bare string.
    pub fn text(&mut self, key: &'static str, length: Length) -> Option<Text> {
        let value = self.take(key)?;
        match value.get_ref() {
            DeValue::String(words) => {
                self.check_words(key, words, value.span(), length).then(|| Text::plain(words.as_ref()))
            }
            DeValue::Table(versions) => {
                let mut read = Vec::new();
                for (tag, words) in versions.iter() {
                    if !is_language_tag(tag.get_ref()) {
                        let kind = ProblemKind::BadLanguage(shown(tag.get_ref()));
                        self.report(Problem::error(tag.span(), kind));
                    }
                    match words.get_ref() {
                        DeValue::String(told) if self.check_words(key, told, words.span(), length) => {
                            read.push((tag.get_ref().to_string(), told.to_string()));
                        }
                        DeValue::String(_) => {}
                        _ => self.wrong_kind(key, words, Wanted::Version, TEXT_EXAMPLE),
                    }
                }
                Some(Text::by_language(read))
            }
            _ => {
                self.wrong_kind(key, &value, Wanted::Text, TEXT_EXAMPLE);
                None
            }
        }
    }

    /// A single line of words without a language.
    pub fn words(&mut self, key: &'static str) -> Option<At<String>> {
        let value = self.take(key)?;
        self.read_words(key, &value)
    }

    /// Words of any length, without a language.
    pub fn long_words(&mut self, key: &'static str) -> Option<At<String>> {
        let value = self.take(key)?;
        let DeValue::String(words) = value.get_ref() else {
            self.wrong_kind(key, &value, Wanted::Words, "\"…\"");
            return None;
        };
        let is_clean = self.check_words(key, words, value.span(), Length::Long);
        is_clean.then(|| At { value: words.to_string(), span: value.span() })
    }

    fn read_words(&mut self, key: &str, value: &Value<'_>) -> Option<At<String>> {
        let DeValue::String(words) = value.get_ref() else {
            self.wrong_kind(key, value, Wanted::Words, "\"…\"");
            return None;
        };
        let is_clean = self.check_words(key, words, value.span(), Length::Short);
        is_clean.then(|| At { value: words.to_string(), span: value.span() })
    }

    /// A string or a list of strings.
    pub fn one_or_more_words(&mut self, key: &'static str) -> Vec<At<String>> {
        let Some(value) = self.table.get(key) else {
            self.known.push(key);
            return Vec::new();
        };
        if value.get_ref().is_str() {
            return self.words(key).into_iter().collect();
        }
        let items = self.items(key, Wanted::WordsOrList);
        items.iter().filter_map(|item| self.read_words(key, item)).collect()
    }

    fn check_words(&mut self, key: &str, words: &str, span: Range<usize>, length: Length) -> bool {
        let limit = if length == Length::Short { NAME_LIMIT } else { TEXT_LIMIT };
        if words.len() > limit {
            let count = Count { key: key.to_owned(), count: words.len(), limit };
            self.report(Problem::error(span, ProblemKind::TooLong(count)));
            return false;
        }
        let barred = |character: char| match length {
            Length::Short => character.is_control() || is_bidi_control(character),
            Length::Long => character.is_control() && !matches!(character, '\n' | '\t' | '\r'),
        };
        if let Some(character) = words.chars().find(|&character| barred(character)) {
            let kind = ProblemKind::BadCharacter { key: key.to_owned(), character };
            self.report(Problem::error(span, kind));
            return false;
        }
        true
    }

    /// One of a few words.
    pub fn choice<T: Copy>(&mut self, key: &'static str, choices: &[(&'static str, T)]) -> Option<T> {
        let value = self.take(key)?;
        self.read_choice(key, &value, choices)
    }

    /// A list of some of a few words.
    pub fn choices<T: Copy>(&mut self, key: &'static str, choices: &[(&'static str, T)]) -> Vec<T> {
        let items = self.items(key, Wanted::WordList);
        items.iter().filter_map(|item| self.read_choice(key, item, choices)).collect()
    }

    fn read_choice<T: Copy>(
        &mut self,
        key: &str,
        value: &Value<'_>,
        choices: &[(&'static str, T)],
    ) -> Option<T> {
        let names: Vec<&'static str> = choices.iter().map(|(name, _)| *name).collect();
        let DeValue::String(word) = value.get_ref() else {
            let example = names.first().map_or_else(String::new, |name| format!("\"{name}\""));
            self.wrong_kind(key, value, Wanted::OneOf(names), &example);
            return None;
        };
        let found = choices.iter().find(|(name, _)| *name == word.as_ref()).map(|(_, choice)| *choice);
        if found.is_none() {
            let kind = ProblemKind::BadValue { key: key.to_owned(), value: shown(word), choices: names };
            self.report(Problem::error(value.span(), kind));
        }
        found
    }

    /// Yes or no.
    pub fn flag(&mut self, key: &'static str) -> Option<bool> {
        let value = self.take(key)?;
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong_kind(key, &value, Wanted::Flag, "true");
        }
        flag
    }

    /// A day.
    pub fn date(&mut self, key: &'static str) -> Option<At<Date>> {
        let value = self.take(key)?;
        let date = match value.get_ref() {
            DeValue::Datetime(datetime) => datetime.date,
            _ => None,
        };
        let date = date.map(|date| Date { year: date.year, month: date.month, day: date.day });
        if date.is_none() {
            self.wrong_kind(key, &value, Wanted::Date, "2015-02-28");
        }
        Some(At { value: date?, span: value.span() })
    }

    /// Where the value of a key stands; where the table does when there is none.
    pub fn place_of(&self, key: &str) -> Range<usize> {
        self.table.get(key).map_or_else(|| self.span.clone(), Spanned::span)
    }

    /// Whether the key stands in the table, whatever its value.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// A table inside the table.
    pub fn table<T>(
        &mut self,
        key: &'static str,
        what: Table,
        read: impl FnOnce(&mut Fields<'s, '_>) -> T,
    ) -> Option<T> {
        let value = self.take(key)?;
        self.read_table(key, value, what, read)
    }

    fn read_table<T>(
        &mut self,
        key: &str,
        value: Value<'s>,
        what: Table,
        read: impl FnOnce(&mut Fields<'s, '_>) -> T,
    ) -> Option<T> {
        let span = value.span();
        match value.into_inner() {
            DeValue::Table(table) => {
                let mut fields = Fields::new(self.source, table, span, what, self.problems);
                let read = read(&mut fields);
                fields.finish();
                Some(read)
            }
            other => {
                self.wrong_kind(key, &Spanned::new(span, other), Wanted::Table, "{ … }");
                None
            }
        }
    }

    /// A list of tables, written `[[key]]` or `key = [ { … } ]`.
    pub fn tables<T>(
        &mut self,
        key: &'static str,
        what: Table,
        limit: usize,
        mut read: impl FnMut(&mut Fields<'s, '_>) -> T,
    ) -> Vec<T> {
        let Some(value) = self.take(key) else {
            return Vec::new();
        };
        let span = value.span();
        let items = match value.into_inner() {
            DeValue::Array(items) => items,
            other => {
                self.wrong_kind(key, &Spanned::new(span, other), Wanted::Tables(key.to_owned()), "[{ … }]");
                return Vec::new();
            }
        };
        if items.len() > limit {
            let count = Count { key: key.to_owned(), count: items.len(), limit };
            self.report(Problem::error(span, ProblemKind::TooManyTables(count)));
            return Vec::new();
        }
        items.into_iter().filter_map(|item| self.read_table(key, item, what, &mut read)).collect()
    }
}
