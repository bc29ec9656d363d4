//! What conditions, chambers and measures are called in the reader's language: by their ids and names where
//! the reader can read them, otherwise in the words that the dossier or the house has for them.

use std::{cell::OnceCell, collections::HashMap};

use mawqif_core::{
    position::rule::Measure,
    text::{Id, Text, has_right_to_left, is_bidi_control, isolate},
};

use super::{LIST_LIMIT, Note};
use crate::locale::{Language, Locale};

/// Letters of a condition's words that name it in a sentence; longer words are cut.
const LABEL_LIMIT: usize = 40;

/// What many rules call their chambers, and the house's word for it.
const CHAMBERS: [(&str, &str); 7] = [
    ("political", "chamber-political"),
    ("military", "chamber-military"),
    ("civil", "chamber-civil"),
    ("elected", "chamber-elected"),
    ("permanent", "chamber-permanent"),
    ("secured", "chamber-secured"),
    ("unsecured", "chamber-unsecured"),
];

/// What many rules count, and the house's word for it.
const COUNTED: [(&str, &str); 3] =
    [("population", "counted-population"), ("members", "counted-members"), ("staff", "counted-staff")];

/// What conditions and provisions are called, found out once for a note.
#[derive(Default)]
pub struct Labels(OnceCell<HashMap<Id, String>>);

impl Note<'_> {
    /// Whether an id or name is in the letters of the reader's language.
    pub(super) fn is_readable(&self, name: &str) -> bool {
        match self.locale.language {
            Language::En => !has_right_to_left(name),
            Language::Ar => !name.contains(|letter: char| letter.is_ascii_alphabetic()),
        }
    }

    /// Whether conditions are numbered, since the reader cannot read some of their ids.
    pub(super) fn are_numbered(&self) -> bool {
        self.dossier.conditions.iter().any(|condition| !self.is_readable(condition.id.as_str()))
    }

    /// The number of a condition, by its position.
    pub(super) fn number(&self, at: usize) -> String {
        self.locale.figures(&(at + 1).to_string())
    }

    /// How a sentence names a condition or a provision: by its id, or by its own words when the reader cannot
    /// read that.
    pub(super) fn label(&self, id: &Id) -> String {
        if self.is_readable(id.as_str()) {
            return id.to_string();
        }
        let own = self.labels.0.get_or_init(|| self.labels()).get(id);
        match (own, self.locale.language) {
            (None, _) => id.to_string(),
            (Some(short), Language::En) => format!("“{short}”"),
            (Some(short), Language::Ar) => format!("«{short}»"),
        }
    }

    /// The first words of all conditions and provisions that these tell apart.
    fn labels(&self) -> HashMap<Id, String> {
        let conditions = self.dossier.conditions.iter().map(|it| (&it.id, &it.text));
        let provisions = self.dossier.provisions.iter().map(|it| (&it.id, &it.text));
        let mut times: HashMap<String, usize> = HashMap::new();
        let mut labels = HashMap::new();
        for (id, text) in conditions.chain(provisions) {
            let short = self.short(text);
            *times.entry(short.clone()).or_default() += 1;
            labels.entry(id.clone()).or_insert(short);
        }
        // Words that begin alike do not tell conditions apart.
        labels.retain(|id, short| short.as_str() != id.as_str() && times.get(short.as_str()) == Some(&1));
        labels
    }

    /// The first words of a text, up to a comma or a limit.
    fn short(&self, text: &Text) -> String {
        let words = Self::flat(text.in_language(self.locale.language.tag()));
        let whole = words.trim_end_matches(['.', '؛', ';', '،', ',']);
        if whole.chars().count() <= LABEL_LIMIT {
            return whole.to_owned();
        }
        let end = whole.char_indices().nth(LABEL_LIMIT).map_or(whole.len(), |(end, _)| end);
        let cut = &whole[..end];
        let clause = cut.rfind(['،', ',', '؛', ';', ':']).filter(|&end| cut[..end].contains(' '));
        let cut = clause.or_else(|| cut.rfind(' ')).map_or(cut, |end| &cut[..end]);
        format!("{cut}…")
    }

    /// The conditions recommended, in their own words.
    pub(super) fn in_full(&self) -> Vec<String> {
        let package = self.answer.package.as_deref().unwrap_or_default();
        let all = package.iter().filter_map(|id| {
            let condition = self.dossier.conditions.iter().find(|condition| condition.id == *id)?;
            let words = Self::flat(condition.text.in_language(self.locale.language.tag()));
            // A condition without words has been named already.
            let is_worded = words != id.as_str();
            is_worded.then(|| {
                let words = self.isolated(&words);
                if self.is_readable(id.as_str()) {
                    format!("  {id}: {words}")
                } else {
                    format!("  ■ {words}")
                }
            })
        });
        let mut lines: Vec<String> = all.collect();
        if lines.len() > LIST_LIMIT {
            let rest = lines.len() - LIST_LIMIT;
            lines.truncate(LIST_LIMIT);
            lines.push(format!("  {}", self.locale.tell("unlock-more", &[("count", rest.into())])));
        }
        lines
    }

    /// What a chamber is called.
    pub(super) fn chamber(&self, name: &str) -> String {
        house_word(self.locale, &CHAMBERS, name)
    }

    /// What is counted, in words.
    pub fn measure(&self, measure: &Measure) -> String {
        Self::measure_in(self.locale, measure)
    }

    /// The same without an answer.
    pub fn measure_in(locale: &Locale, measure: &Measure) -> String {
        match measure {
            Measure::Weight => locale.word("measure-weight"),
            Measure::Bodies => locale.word("measure-bodies"),
            Measure::Named(name) => house_word(locale, &COUNTED, name),
        }
    }

    /// Words of the dossier on one line, their direction kept to themselves.
    pub(super) fn isolated(&self, words: &str) -> String {
        let flat = Self::flat(words);
        match self.locale.language {
            Language::En if !has_right_to_left(&flat) => flat,
            _ => isolate(&flat),
        }
    }

    /// Words on one line, without marks of direction.
    fn flat(words: &str) -> String {
        let flat: Vec<&str> = words.split_whitespace().collect();
        let is_unsafe = |character: &char| is_bidi_control(*character) || character.is_control();
        flat.join(" ").chars().filter(|character| !is_unsafe(character)).collect()
    }
}

/// The house's word for a name that many rules have, or the name itself: dossiers give chambers and measures
/// no names by language.
fn house_word(locale: &Locale, words: &[(&str, &str)], name: &str) -> String {
    let known = words.iter().find(|(word, _)| *word == name);
    known.map_or_else(|| name.to_owned(), |(_, key)| locale.word(key))
}
