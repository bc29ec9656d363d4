//! Words of a field, found in texts of either language.
//!
//! A text is cut into words; a term is found where its words stand one behind the other. Case, hamza,
//! short vowels and tatweel do not matter. An Arabic word may carry the article and the particles that
//! are written with it, and any word may go on: `monitor` is found in "monitors", `مراقب` in «والمراقبون».
//! That is as far as it goes: it knows no grammar, and a text that says "no monitors" has the word.

use unicode_normalization::UnicodeNormalization;

use super::catalogue::{Pack, catalogue};
use crate::{
    dossier::{Condition, Dossier},
    initiative::stress::PackName,
    text::Text,
};

/// Shorter words must be met exactly.
const STEM: usize = 4;

/// What may stand before an Arabic word without a space, the longest first.
const PARTICLES: [&str; 13] =
    ["وبال", "وال", "فال", "بال", "كال", "ولل", "لل", "ال", "و", "ف", "ب", "ل", "ك"];

/// A list of terms of a pack.
pub type Terms = fn(&Pack) -> &Vec<String>;

/// The words that an offer is read with.
pub struct Vocabulary {
    /// Which pack it is.
    pub name: PackName,
    /// The pack.
    pub pack: &'static Pack,
    general: &'static Pack,
}

impl Vocabulary {
    /// The vocabulary of an offer: the one that its dossier names, else the one whose words occur most.
    pub fn of(dossier: &Dossier) -> Self {
        let name = dossier.stress.pack.unwrap_or_else(|| {
            let words = everything(dossier);
            let count = |pack: &Pack| pack.signs.iter().filter(|sign| words.has(sign)).count();
            let counted = catalogue().packs.iter().map(|(name, pack)| (count(pack), *name));
            // The first of several with as many; the general pack has no signs and stands first.
            let best =
                counted.fold((0, PackName::General), |best, next| if next.0 > best.0 { next } else { best });
            best.1
        });
        Self::named(name)
    }

    /// The vocabulary of this name.
    pub fn named(name: PackName) -> Self {
        let of =
            |wanted: PackName| catalogue().packs.iter().find(|(own, _)| *own == wanted).map(|(_, pack)| pack);
        static NOTHING: std::sync::OnceLock<Pack> = std::sync::OnceLock::new();
        let nothing = || {
            NOTHING.get_or_init(|| Pack {
                name: Text::default(),
                signs: Vec::new(),
                verifies: Vec::new(),
                responds: Vec::new(),
                vague: Vec::new(),
                soon: Vec::new(),
                weak: Vec::new(),
                commits: Vec::new(),
                topics: Vec::new(),
                suggestions: Vec::new(),
            })
        };
        let general = of(PackName::General).unwrap_or_else(nothing);
        Self { name, pack: of(name).unwrap_or(general), general }
    }

    /// The packs that count: the general one, and that of the field.
    pub fn packs(&self) -> impl Iterator<Item = &'static Pack> {
        let own = (self.name != PackName::General).then_some(self.pack);
        std::iter::once(self.general).chain(own)
    }

    /// Whether a condition brings somebody who verifies, by its words.
    pub fn verifies(&self, condition: &Condition) -> bool {
        self.first_in(&Words::of_condition(condition), |pack| &pack.verifies).is_some()
    }

    /// Whether a condition brings a response to breach, by its words.
    pub fn responds(&self, condition: &Condition) -> bool {
        self.first_in(&Words::of_condition(condition), |pack| &pack.responds).is_some()
    }

    /// The first term of a list that is found.
    pub fn first_in(&self, words: &Words, list: Terms) -> Option<&'static str> {
        let terms = self.packs().flat_map(list);
        terms.map(String::as_str).find(|term| words.has(term))
    }
}

/// The words of a text, made alike.
pub struct Words(Vec<String>);

impl Words {
    /// The words of texts in all their languages.
    pub fn of<'t>(texts: impl IntoIterator<Item = &'t Text>) -> Self {
        let versions = texts.into_iter().flat_map(|text| text.versions().map(|(_, words)| cut(words)));
        // A text ends where the next begins: no term goes over the border.
        let words = versions.flat_map(|words| words.into_iter().chain([String::new()]));
        Self(words.collect())
    }

    fn of_condition(condition: &Condition) -> Self {
        Self::of([&condition.text, &Text::plain(condition.id.as_str())])
    }

    /// Whether a term stands in the text.
    pub fn has(&self, term: &str) -> bool {
        let term = cut(term);
        !term.is_empty()
            && self
                .0
                .windows(term.len())
                .any(|words| words.iter().zip(&term).all(|(word, part)| is_met(word, part)))
    }
}

fn is_met(word: &str, part: &str) -> bool {
    let begins = |word: &str| {
        if part.chars().count() < STEM { word == part } else { word.starts_with(part) }
    };
    begins(word) || PARTICLES.iter().filter_map(|particle| word.strip_prefix(particle)).any(begins)
}

/// The words of a string, each in its plainest form.
fn cut(words: &str) -> Vec<String> {
    let plain: String = words
        .nfkd()
        .filter(|&it| !unicode_normalization::char::is_combining_mark(it) && it != '\u{0640}')
        .flat_map(char::to_lowercase)
        .map(|it| match it {
            'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
            'ى' => 'ي',
            'ة' => 'ه',
            other => other,
        })
        .collect();
    let words = plain.split(|it: char| !it.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn everything(dossier: &Dossier) -> Words {
    let provisions = dossier.provisions.iter().map(|it| &it.text);
    let conditions = dossier.conditions.iter().map(|it| &it.text);
    let harms = dossier.harms.iter().map(|it| &it.name);
    Words::of(std::iter::once(&dossier.initiative.title).chain(provisions).chain(conditions).chain(harms))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(text: &str, term: &str) -> bool {
        Words::of([&Text::plain(text)]).has(term)
    }

    #[test]
    fn terms_are_found_in_either_language_whatever_their_ending_and_particles() {
        assert!(has("Neutral Monitors, everywhere", "monitor"));
        assert!(has("وصول المراقبين المحايدين", "مراقب"));
        assert!(has("وبالمراقبة الدائمة", "مراقب"));
        assert!(has("الأسلحة الثَّقيلة", "اسلحة"));
        assert!(has("as soon as possible.", "as soon as possible"));
        assert!(!has("as soon as it is possible", "as soon as possible"));
        // Short words have no endings, or "aid" would stand in "aided" and "pay" in "payload".
        assert!(!has("payload", "pay") && has("no pay", "pay"));
        assert!(!has("demonitoring", "monitor"));
    }

    #[test]
    fn no_term_goes_from_one_text_into_the_next() {
        let words = Words::of([&Text::plain("a right to"), &Text::plain("strike")]);
        assert!(!words.has("right to strike") && words.has("right to"));
    }
}
