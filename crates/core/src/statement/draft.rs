//! A statement drafted from a case: in both languages at once, sentence by sentence.
//!
//! The words are the house's ([`Templates`]) and the values the case's (`values`). A sentence stands when what it
//! asks for by `when` is known and every value in it is; which it is, is the same for both languages, so that they cannot
//! drift apart here. What a value lacks in one language is shown in the other and listed as untranslated.

use std::{cell::Cell, collections::BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    Kind, Language, Occasion, Templates,
    basis::{Basis, Ground},
    canonical::{CANONICAL_LIMIT, Canonical, CanonicalError},
    kind_name,
    template::{Block, Sentence, Shape},
    values::{NAMES, Scope, Value, Values},
};
use crate::{
    case::{Moment, statement as kept},
    dossier::{Dossier, problem::nearest},
    position::unify::Answer,
    text::Text,
};

/// How deep fragments may stand in fragments.
pub const DEPTH_LIMIT: usize = 4;

/// The most values, fragments and forms that are put into the sentences of one draft.
pub const VALUE_LIMIT: usize = 1_000_000;

/// A statement as it was drafted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Composed {
    /// What it is.
    pub kind: Kind,
    /// Its title.
    pub title: Drafted,
    /// What follows.
    pub blocks: Vec<DraftedBlock>,
    /// What is said in one language only.
    pub untranslated: Vec<Untranslated>,
}

/// A block with its sentences.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DraftedBlock {
    /// What it is.
    pub shape: Shape,
    /// A paragraph's sentences; those of every point; the cells of every row, the names of the columns first.
    pub items: Vec<Vec<Drafted>>,
}

/// A sentence in both languages, with what it rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Drafted {
    /// In Arabic.
    pub ar: String,
    /// In English.
    pub en: String,
    /// What it rests on, by path.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rests_on: Vec<Basis>,
}

/// Words that one language lacks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Untranslated {
    /// Where they stand in the case, or in the text that was edited.
    pub path: String,
    /// The language that lacks them.
    pub language: Language,
}

/// Why there is no draft.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DraftError {
    /// The occasion lacks something that this kind needs.
    #[error("a statement of the kind `{kind}` needs `{key}` in the occasion's file")]
    Needs {
        /// The kind.
        kind: &'static str,
        /// The key.
        key: &'static str,
    },
    /// A quote that the dossier does not have.
    #[error("quotes: the dossier has no quote {number}; it has {count}")]
    Quote {
        /// The number, from 1.
        number: usize,
        /// How many there are.
        count: usize,
    },
    /// The answer did not stand up to its own check.
    #[error("the answer is not proven: {0}")]
    Unproven(&'static str),
    /// A name in a template that means nothing.
    #[error("the template `{kind}` names `{name}`, which there is not{}", meant.map(|it| format!("; did you mean `{it}`?")).unwrap_or_default())]
    Name {
        /// The template.
        kind: &'static str,
        /// The name.
        name: String,
        /// A name that is spelt nearly so.
        meant: Option<&'static str>,
    },
    /// A brace without its fellow.
    #[error("the template `{kind}` has `{sentence}`, where a brace is not closed")]
    Brace {
        /// The template.
        kind: &'static str,
        /// The sentence.
        sentence: String,
    },
    /// Too much is put into the sentences of a template.
    #[error("the template `{0}` puts more into its sentences than a statement can hold")]
    Endless(&'static str),
    /// No title of the template can stand.
    #[error("the template `{0}` has no title that can stand here")]
    Title(&'static str),
    /// The words are too many.
    #[error("the text cannot be a statement: {0}")]
    Text(#[from] CanonicalError),
}

/// Drafts a statement.
///
/// # Errors
/// Any [`DraftError`].
pub fn draft(
    dossier: &Dossier,
    answer: &Answer,
    occasion: &Occasion,
    templates: &Templates,
) -> Result<Composed, DraftError> {
    if answer.proof.is_refuted() {
        return Err(DraftError::Unproven("it failed its own check"));
    }
    needs(dossier, occasion)?;
    let kind = kind_name(occasion.kind);
    let template = templates.of(occasion.kind).ok_or(DraftError::Title(kind))?;
    let ground = Ground { dossier, answer, occasion };
    let values = Values::of(&ground, templates);
    let (put, untranslated) = (Cell::new(0), BTreeSet::new());
    let mut writer = Writer { kind, templates, values: &values, ground: &ground, put, untranslated };
    let mut title = None;
    for sentence in &template.title {
        title = title.or(writer.sentence(sentence, &Scope::new())?);
    }
    let title = title.ok_or(DraftError::Title(kind))?;
    let mut blocks = Vec::new();
    for block in &template.blocks {
        blocks.extend(writer.block(block)?);
    }
    let untranslated = writer.untranslated.into_iter().collect();
    let composed = Composed { kind: occasion.kind, title, blocks, untranslated };
    for language in Language::BOTH {
        composed.text(language)?;
    }
    Ok(composed)
}

fn needs(dossier: &Dossier, occasion: &Occasion) -> Result<(), DraftError> {
    let kind = kind_name(occasion.kind);
    let lacks = |key| Err(DraftError::Needs { kind, key });
    match occasion.kind {
        Kind::PressConference if occasion.conference.is_none() => return lacks("conference"),
        Kind::Correction | Kind::Withdrawal if occasion.about.is_none() => return lacks("about"),
        Kind::Correction | Kind::Withdrawal if occasion.reason.is_none() => return lacks("reason"),
        Kind::Correction if occasion.news.is_empty() => return lacks("news"),
        _ => {}
    }
    let count = dossier.quotes.len();
    match occasion.quotes.iter().find(|number| **number == 0 || **number > count) {
        Some(number) => Err(DraftError::Quote { number: *number, count }),
        None => Ok(()),
    }
}

impl Composed {
    /// The canonical text in a language.
    ///
    /// # Errors
    /// [`CanonicalError`], when there is too much of it.
    pub fn text(&self, language: Language) -> Result<Canonical, CanonicalError> {
        Canonical::of(&format!("{}\n\n{}", one_line(self.title.words(language)), self.body(language)))
    }

    /// What follows the title.
    fn body(&self, language: Language) -> String {
        let mut text = String::new();
        for block in &self.blocks {
            for (at, sentences) in block.items.iter().enumerate() {
                let words: Vec<String> = sentences.iter().map(|it| one_line(it.words(language))).collect();
                match block.shape {
                    Shape::Heading => text.push_str(&format!("## {}", words.join(" "))),
                    Shape::Paragraph => text.push_str(&sentences_of(&words)),
                    Shape::Points => text.push_str(&format!("{}. {}", at + 1, sentences_of(&words))),
                    Shape::Items => text.push_str(&format!("- {}", sentences_of(&words))),
                    Shape::Quote => text.push_str(&format!("> {}", words.join(" "))),
                    Shape::Table => {
                        let cells: Vec<String> = words.iter().map(|it| cell(it)).collect();
                        text.push_str(&format!("| {} |", cells.join(" | ")));
                    }
                }
                text.push('\n');
                // Quotes stand apart, since they are of different people.
                if block.shape == Shape::Quote {
                    text.push('\n');
                }
            }
            text.push('\n');
        }
        text
    }

    /// As a case's record keeps it: the entries that it rests on are the caller's to name.
    ///
    /// # Errors
    /// [`CanonicalError`], when there is too much of it.
    pub fn draft(
        &self,
        rests_on: Vec<u64>,
        embargo: Option<Moment>,
        about: Option<u64>,
        untranslated: Option<Text>,
    ) -> Result<kept::Draft, CanonicalError> {
        let mut versions = (Vec::new(), Vec::new());
        for language in Language::BOTH {
            let text = self.text(language)?;
            let body = text.as_str().split_once('\n').map_or("", |(_, body)| body.trim_start_matches('\n'));
            versions.0.push((language.tag().to_owned(), text.title().to_owned()));
            versions.1.push((language.tag().to_owned(), body.to_owned()));
        }
        let (title, text) = (Text::by_language(versions.0), Text::by_language(versions.1));
        let occasion = None;
        Ok(kept::Draft { kind: self.kind, title, text, rests_on, embargo, about, untranslated, occasion })
    }
}

impl Drafted {
    /// Its words in a language.
    pub fn words(&self, language: Language) -> &str {
        language.of(&self.ar, &self.en)
    }
}

/// Sentences one after the other; each but the last has a full stop, which the last has if its template gives it one.
fn sentences_of(words: &[String]) -> String {
    let last = words.len().saturating_sub(1);
    let ended = words.iter().enumerate().map(|(at, sentence)| {
        let inner = sentence.trim_end_matches(['»', '”', '"', ')']);
        let is_ended = inner.ends_with(['.', '!', '?', '؟', ':', '؛', ';', '…']);
        if at == last || is_ended || sentence.is_empty() { sentence.clone() } else { format!("{sentence}.") }
    });
    ended.collect::<Vec<_>>().join(" ")
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn cell(words: &str) -> String {
    let words = words.replace('|', "/");
    if words.trim().is_empty() { "–".to_owned() } else { words }
}

struct Writer<'a> {
    kind: &'static str,
    templates: &'a Templates,
    values: &'a Values,
    ground: &'a Ground<'a>,
    /// How many values were put in.
    put: Cell<usize>,
    untranslated: BTreeSet<Untranslated>,
}

/// Words as far as they are written, with what they rest on.
#[derive(Default)]
struct Written {
    words: String,
    paths: BTreeSet<String>,
    missing: BTreeSet<Untranslated>,
}

impl Writer<'_> {
    fn block(&mut self, block: &Block) -> Result<Option<DraftedBlock>, DraftError> {
        let shape = block.shape;
        let alone = Scope::new();
        let scopes: Vec<&Scope> = match &block.each {
            Some(list) if NAMES.contains(&list.as_str()) => self.values.list(list).iter().collect(),
            Some(list) => return Err(self.unknown(list)),
            None => vec![&alone],
        };
        let mut items = Vec::new();
        for scope in scopes {
            if !self.holds(&block.when, scope)? {
                continue;
            }
            let mut sentences = Vec::new();
            for sentence in &block.sentences {
                match self.sentence(sentence, scope)? {
                    Some(drafted) => sentences.push(drafted),
                    // A row keeps its columns.
                    None if shape == Shape::Table => {
                        sentences.push(Drafted {
                            ar: String::new(),
                            en: String::new(),
                            rests_on: Vec::new(),
                        });
                    }
                    None => {}
                }
            }
            if !sentences.is_empty() {
                items.push(sentences);
            }
        }
        if items.is_empty() {
            return Ok(None);
        }
        if shape == Shape::Table {
            let head = block.head.iter().map(|it| Drafted {
                ar: it.ar.clone(),
                en: it.en.clone(),
                rests_on: Vec::new(),
            });
            items.insert(0, head.collect());
        }
        Ok(Some(DraftedBlock { shape, items }))
    }

    /// A sentence, if it can stand.
    fn sentence(&mut self, sentence: &Sentence, scope: &Scope) -> Result<Option<Drafted>, DraftError> {
        if !self.holds(&sentence.when, scope)? {
            return Ok(None);
        }
        let Some(ar) = self.expand(&sentence.ar, Language::Arabic, scope, DEPTH_LIMIT)? else {
            return Ok(None);
        };
        let Some(en) = self.expand(&sentence.en, Language::English, scope, DEPTH_LIMIT)? else {
            return Ok(None);
        };
        let paths: BTreeSet<&String> = ar.paths.iter().chain(&en.paths).collect();
        let rests_on = paths.into_iter().filter_map(|path| self.ground.basis(path)).collect();
        self.untranslated.extend(ar.missing.into_iter().chain(en.missing));
        Ok(Some(Drafted { ar: ar.words, en: en.words, rests_on }))
    }

    /// Whether what is asked for is known.
    fn holds(&self, when: &[String], scope: &Scope) -> Result<bool, DraftError> {
        for word in when {
            let (name, wanted) = match word.strip_prefix("not ") {
                Some(name) => (name, false),
                None => (word.as_str(), true),
            };
            if !NAMES.contains(&name) {
                return Err(self.unknown(name));
            }
            if self.values.knows(name, scope) != wanted {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The words with values in place of their names; `None` when one of them is not known.
    fn expand(
        &self,
        words: &str,
        language: Language,
        scope: &Scope,
        depth: usize,
    ) -> Result<Option<Written>, DraftError> {
        let mut written = Written::default();
        let mut rest = words;
        while let Some((before, after)) = rest.split_once('{') {
            let brace = || DraftError::Brace { kind: self.kind, sentence: words.to_owned() };
            let (name, after) = after.split_once('}').ok_or_else(brace)?;
            self.put.set(self.put.get() + 1);
            // Fragments in fragments could grow without end, and say nothing all the while.
            if self.put.get() > VALUE_LIMIT || written.words.len() > CANONICAL_LIMIT {
                return Err(DraftError::Endless(self.kind));
            }
            written.words.push_str(before);
            rest = after;
            let Some(inner) = self.value(name, language, scope, depth)? else { return Ok(None) };
            written.words.push_str(&inner.words);
            written.paths.extend(inner.paths);
            written.missing.extend(inner.missing);
        }
        written.words.push_str(rest);
        Ok(Some(written))
    }

    fn value(
        &self,
        name: &str,
        language: Language,
        scope: &Scope,
        depth: usize,
    ) -> Result<Option<Written>, DraftError> {
        if NAMES.contains(&name) {
            return Ok(self.values.value(name, scope).map(|value| told(value, language)));
        }
        let Some(depth) = depth.checked_sub(1) else { return Err(self.unknown(name)) };
        if let Some(form) = self.templates.form(name) {
            let Some(value) = self.values.value(&form.number, scope) else { return Ok(None) };
            let words = form.words(value.number.unwrap_or(0), language);
            let mut written = told(value, language);
            let all = self.values.value("bodies", scope).map_or("", |it| it.words(language));
            written.words = words.replace("{n}", &written.words).replace("{all}", all);
            return Ok(Some(written));
        }
        let Some(fragment) = self.templates.fragment(name) else { return Err(self.unknown(name)) };
        for sentence in fragment {
            // Chosen for both languages at once.
            if !self.holds(&sentence.when, scope)? {
                continue;
            }
            let both = [(Language::Arabic, &sentence.ar), (Language::English, &sentence.en)];
            let mut own = None;
            let mut is_whole = true;
            for (of, words) in both {
                match self.expand(words, of, scope, depth)? {
                    Some(written) if of == language => own = Some(written),
                    Some(_) => {}
                    None => is_whole = false,
                }
            }
            if is_whole {
                return Ok(own);
            }
        }
        Ok(None)
    }

    fn unknown(&self, name: &str) -> DraftError {
        DraftError::Name {
            kind: self.kind,
            name: name.to_owned(),
            meant: nearest(name, NAMES.iter().copied()),
        }
    }
}

fn told(value: &Value, language: Language) -> Written {
    let missing = value.missing.iter().filter(|it| it.language == language).cloned();
    Written {
        words: value.words(language).to_owned(),
        paths: value.rests_on.iter().cloned().collect(),
        missing: missing.collect(),
    }
}

#[cfg(test)]
mod tests;
