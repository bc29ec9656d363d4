//! Fields of a sheet: what each is called, what stands in it, and what is wrong with it.

use mawqif_core::text::{Id, Text};

use super::{About, Sheet};
use crate::locale::Language;

/// A field.
pub struct Field {
    /// Its name, as the dossier calls the key.
    pub name: String,
    /// What it is called.
    pub label: String,
    /// What to know of it; empty when there is nothing.
    pub hint: String,
    /// What can stand in it.
    pub input: Input,
    /// What is wrong with it.
    pub problems: Vec<String>,
}

/// What can stand in a field.
pub enum Input {
    /// A line or a few, in one of two languages or both.
    Text(Vec<Version>, Size),
    /// A line.
    Line(String),
    /// Some lines that a program reads.
    Source(String, u8),
    /// A number.
    Number(String),
    /// A day.
    Day(String),
    /// A moment.
    Moment(String),
    /// One of several.
    One(Vec<Choice>),
    /// Any of several.
    Any(Vec<Choice>),
    /// Several that belong together, in a row.
    Row(Vec<Cell>),
    /// Files, each sealed as it comes; what is said of those that must be chosen again, empty when there are none.
    Files(String),
    /// What is known and stays.
    Fixed(String),
    /// What is sent along, and what it is called; nothing is shown of an empty name.
    Hidden(String, String),
}

/// How much is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// A name.
    Line,
    /// Sentences.
    Lines,
    /// A page of them.
    Page,
}

/// Whether something must be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It must.
    Given,
    /// It may be left out.
    Optional,
}

/// A text in one language.
pub struct Version {
    /// The language's tag.
    pub tag: &'static str,
    /// What the language calls itself.
    pub language: &'static str,
    /// The words.
    pub value: String,
}

/// One of several that belong together: something to choose, or a line when there are no choices.
pub struct Cell {
    /// Its name.
    pub name: String,
    /// What it is called.
    pub label: String,
    /// What can be chosen.
    pub choices: Vec<Choice>,
    /// What is written.
    pub value: String,
}

/// Something to choose.
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

impl Field {
    /// Whether a problem of this key is this field's.
    pub fn is_about(&self, key: &str) -> bool {
        let rest = key.strip_prefix(self.name.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    }

    /// The id of the element that a link at the top leads to.
    pub fn anchor(&self) -> String {
        match &self.input {
            Input::Text(versions, _) => {
                let first = versions.first().map_or("", |version| version.tag);
                format!("f-{}.{first}", self.name)
            }
            _ => format!("f-{}", self.name),
        }
    }

    /// Whether something is wrong with it, for templates.
    pub fn is_wrong(&self) -> bool {
        !self.problems.is_empty()
    }

    /// What describes it, for templates.
    pub fn described(&self) -> String {
        let hint = (!self.hint.is_empty()).then(|| format!("h-{}", self.name));
        let problem = self.is_wrong().then(|| format!("p-{}", self.name));
        hint.into_iter().chain(problem).collect::<Vec<_>>().join(" ")
    }
}

impl Sheet {
    /// Whether files can come with it, for templates.
    pub fn has_files(&self) -> bool {
        self.fields.iter().any(|field| matches!(field.input, Input::Files(_)))
    }
}

/// The fields of a sheet while they are put together.
pub struct Fields<'a> {
    /// What the sheet is about.
    pub about: &'a About<'a>,
    /// The fields so far.
    pub all: Vec<Field>,
}

impl<'a> Fields<'a> {
    /// None yet.
    pub fn new(about: &'a About<'a>) -> Self {
        Self { about, all: Vec::new() }
    }

    /// What stands in a field.
    pub fn value(&self, name: &str) -> String {
        self.about.form.get(name).to_owned()
    }

    /// Adds a field; of an empty hint there is none.
    pub fn add(&mut self, name: &str, label: String, hint: &str, input: Input) {
        let hint = if hint.is_empty() { String::new() } else { self.about.words.word(hint) };
        self.all.push(Field { name: name.to_owned(), label, hint, input, problems: Vec::new() });
    }

    /// A text in both languages, the reader's first.
    pub fn text(&mut self, name: &str, label: &str, hint: &str, size: Size) {
        let both = [(Language::Ar, "العربية"), (Language::En, "English")];
        let mut versions: Vec<Version> = both
            .into_iter()
            .map(|(language, called)| {
                let tag = language.tag();
                Version { tag, language: called, value: self.value(&format!("{name}.{tag}")) }
            })
            .collect();
        if self.about.words.language() == Language::En {
            versions.reverse();
        }
        self.add(name, self.about.words.word(label), hint, Input::Text(versions, size));
    }

    /// The id of what is entered, which is made from its words when it is left empty; of what is there, the
    /// id as it is.
    pub fn id(&mut self, hint: &str) {
        let label = self.about.words.word("sheet-id");
        if self.about.id.is_empty() {
            let value = self.value("id");
            self.add("id", label, hint, Input::Line(value));
        } else {
            let id = self.about.id.to_owned();
            self.add("id", label, "", Input::Fixed(id));
        }
    }

    /// A line.
    pub fn line(&mut self, name: &str, label: &str, hint: &str) {
        let value = self.value(name);
        self.add(name, self.about.words.word(label), hint, Input::Line(value));
    }

    /// A number.
    pub fn number(&mut self, name: &str, label: &str, hint: &str, default: u64) {
        let value = self.value(name);
        let value = if value.is_empty() { default.to_string() } else { value };
        self.add(name, self.about.words.word(label), hint, Input::Number(value));
    }

    /// A day.
    pub fn day(&mut self, name: &str, label: &str, hint: &str) {
        let value = self.value(name);
        self.add(name, self.about.words.word(label), hint, Input::Day(value));
    }

    /// A moment; the label says by whose clock.
    pub fn moment(&mut self, name: &str, label: &str, hint: &str) {
        let (value, words) = (self.value(name), self.about.words);
        self.add(name, words.by_clock(label), hint, Input::Moment(value));
    }

    /// One of several: what is sent, and what it is called. The first is chosen when nothing is.
    pub fn one(&mut self, name: &str, label: &str, hint: &str, choices: Vec<(String, String)>) {
        let chosen = self.value(name);
        let choices = choices.into_iter().map(|(value, label)| {
            let is_chosen = value == chosen;
            Choice { value, label, is_chosen }
        });
        let choices = choices.collect();
        self.add(name, self.about.words.word(label), hint, Input::One(choices));
    }

    /// Any of several. Nothing is asked when there is nothing to choose.
    pub fn any(&mut self, name: &str, label: &str, hint: &str, choices: Vec<(String, String)>) {
        if choices.is_empty() {
            return;
        }
        let chosen: Vec<&str> = self.about.form.every(name).collect();
        let choices = choices.into_iter().map(|(value, label)| {
            let is_chosen = chosen.contains(&value.as_str());
            Choice { value, label, is_chosen }
        });
        let choices = choices.collect();
        self.add(name, self.about.words.word(label), hint, Input::Any(choices));
    }

    /// Sections with names, as choices.
    pub fn named<'n>(&self, all: impl Iterator<Item = (&'n Id, &'n Text)>) -> Vec<(String, String)> {
        let words = self.about.words;
        all.map(|(id, name)| (id.to_string(), words.name_of(id, [(id, name)].into_iter()))).collect()
    }
}
