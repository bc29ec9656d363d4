//! Reading a sheet: from what was written to what an act needs, with everything that is wrong at once.

use jiff::civil;
use mawqif_core::{
    case::{Moment, refusal},
    dossier::{Date, problem::Told},
    text::{Id, IdError, Text, visible, without_directions},
};
use unicode_normalization::UnicodeNormalization;

use super::{
    About,
    field::{Need, Size},
};
use crate::web::{
    words::{Words, chosen_zone},
    zone,
};

/// The most words, and characters, of an id that is made from words.
const ID_WORDS: usize = 4;
const ID_LENGTH: usize = 40;

/// Short words that tell nothing, and so stand in no id that is made from words.
const FILLING: [&str; 17] = [
    "the", "a", "an", "of", "on", "in", "is", "are", "to", "and", "or", "as", "for", "with", "it", "not",
    "only",
];

/// Something wrong with what was written.
#[derive(Clone, Debug)]
pub struct Flaw {
    /// The field; empty when it is about the whole.
    pub field: String,
    /// What is wrong, and what would be right.
    pub told: String,
}

impl Flaw {
    /// Something wrong with the whole.
    pub fn of_all(told: String) -> Self {
        Self { field: String::new(), told }
    }

    /// A problem that the reader of dossiers has with what was written. The way to the value begins with
    /// the section, such as `provision[2].`, which is the sheet itself.
    pub fn of_problem(problem: &refusal::Fault, words: &Words) -> Self {
        let field = problem.field.split_once('.').map_or(problem.field.as_str(), |(_, field)| field);
        let Told { message, help } = words.locale().problem(&problem.kind);
        let told = words.tell(
            "sheet-problem",
            &[
                ("code", problem.problem.into()),
                ("problem", message.into()),
                ("help", help.unwrap_or_default().into()),
            ],
        );
        Self { field: field.to_owned(), told }
    }
}

/// A sheet while it is read.
pub struct Reading<'a> {
    /// What the sheet is about.
    pub about: &'a About<'a>,
    /// What was found wrong.
    pub flaws: Vec<Flaw>,
}

impl<'a> Reading<'a> {
    /// Nothing read yet.
    pub fn new(about: &'a About<'a>) -> Self {
        Self { about, flaws: Vec::new() }
    }

    /// What stands in a field.
    pub fn get(&self, name: &str) -> &'a str {
        self.about.form.get(name)
    }

    /// Tells what is wrong with a field.
    pub fn flaw(&mut self, field: &str, message: &str) {
        let told = self.about.words.word(message);
        self.flaws.push(Flaw { field: field.to_owned(), told });
    }

    /// Something is wrong with a field, by a message that names something.
    pub fn flaw_about(&mut self, field: &str, message: &str, name: &str) {
        let told = self.about.words.about(message, name);
        self.flaws.push(Flaw { field: field.to_owned(), told });
    }

    /// A text in the languages in which something was written. Of what is changed, other languages stay.
    pub fn text(&mut self, name: &str, need: Need, size: Size, before: Option<&Text>) -> Text {
        let mut versions = Vec::new();
        for tag in ["ar", "en"] {
            let words = self.about.form.get(&format!("{name}.{tag}"));
            // Copied words bring marks of direction along, and a name has one line.
            let words = match size {
                Size::Line => without_directions(words).split_whitespace().collect::<Vec<_>>().join(" "),
                Size::Lines | Size::Page => without_directions(words),
            };
            if !words.is_empty() {
                versions.push((tag.to_owned(), words));
            }
        }
        let kept = before.into_iter().flat_map(|text| text.versions());
        let kept = kept.filter(|(tag, words)| !matches!(*tag, "" | "ar" | "en") && !words.is_empty());
        versions.extend(kept.map(|(tag, words)| (tag.to_owned(), words.to_owned())));
        if versions.is_empty() && need == Need::Given {
            self.flaw(name, "sheet-needed");
        }
        Text::by_language(versions)
    }

    /// A text that may be left out.
    pub fn maybe(&mut self, name: &str, size: Size, before: Option<&Text>) -> Option<Text> {
        Some(self.text(name, Need::Optional, size, before)).filter(|text| !text.is_empty())
    }

    /// The id of what is changed; of what is entered, the one that was written, or one made from words.
    pub fn id(&mut self, from: &Text) -> Option<Id> {
        if !self.about.id.is_empty() {
            return Id::new(self.about.id).ok();
        }
        let written = without_directions(self.get("id"));
        if written.is_empty() {
            return Some(made(from, |id| is_taken(self.about, id)));
        }
        match Id::new(&written) {
            // The reader would replace what has the id, or refuse one that looks like it.
            Ok(id) if is_taken(self.about, &id) => {
                self.flaw_about("id", "sheet-id-taken", id.as_str());
                None
            }
            Ok(id) => Some(id),
            Err(IdError::Character(character)) => {
                self.flaw_about("id", "sheet-id-character", &visible(character));
                None
            }
            Err(IdError::Keyword(word)) => {
                self.flaw_about("id", "sheet-id-keyword", &word);
                None
            }
            Err(_) => {
                self.flaw("id", "sheet-id-long");
                None
            }
        }
    }

    /// What was chosen of several.
    pub fn ids(&mut self, name: &str) -> Vec<Id> {
        let mut ids = Vec::new();
        for word in self.about.form.every(name).filter(|word| !word.is_empty()) {
            match Id::new(word) {
                Ok(id) if !ids.contains(&id) => ids.push(id),
                Ok(_) => {}
                Err(_) => self.flaw_about(name, "sheet-unknown", word),
            }
        }
        ids
    }

    /// What was chosen of several that have ids; nothing when that was nothing.
    pub fn one(&mut self, name: &str) -> Option<Id> {
        let word = self.get(name);
        if word.is_empty() {
            return None;
        }
        let id = Id::new(word).ok();
        if id.is_none() {
            self.flaw_about(name, "sheet-unknown", word);
        }
        id
    }

    /// A number from 0; the default when nothing is written.
    pub fn number(&mut self, name: &str, default: u64) -> u64 {
        let written = european_digits(self.get(name));
        if written.is_empty() {
            return default;
        }
        written.parse().unwrap_or_else(|_| {
            self.flaw(name, "sheet-number");
            default
        })
    }

    /// A day, if one is written.
    pub fn day(&mut self, name: &str) -> Option<Date> {
        let written = european_digits(self.get(name));
        if written.is_empty() {
            return None;
        }
        let read = day(&written);
        if read.is_none() {
            self.flaw(name, "sheet-day");
        }
        read
    }

    /// A moment by the reader's clock, if one is written.
    pub fn moment(&mut self, name: &str) -> Option<Moment> {
        let written = european_digits(self.get(name));
        if written.is_empty() {
            return None;
        }
        let read = moment(&written);
        if read.is_none() {
            self.flaw(name, "sheet-moment");
        }
        read
    }
}

/// A moment as forms send it, by the reader's clock.
pub fn moment(written: &str) -> Option<Moment> {
    zone::moment(european_digits(written).parse().ok()?, &chosen_zone())
}

/// A moment as forms have it, by the reader's clock.
pub fn as_written(at: Moment) -> String {
    let local = zone::local(at, &chosen_zone());
    // Seconds are shown only where there are some: an act over the API may have said them.
    let form = |seconds: i8| if seconds == 0 { "%Y-%m-%dT%H:%M" } else { "%Y-%m-%dT%H:%M:%S" };
    local.map(|(shown, _)| shown.strftime(form(shown.second())).to_string()).unwrap_or_default()
}

/// A day as forms send it.
pub fn day(written: &str) -> Option<Date> {
    let read: civil::Date = written.parse().ok()?;
    Some(Date {
        year: u16::try_from(read.year()).ok()?,
        month: u8::try_from(read.month()).ok()?,
        day: u8::try_from(read.day()).ok()?,
    })
}

/// Words with the digits of Arabic and Persian as European ones, which programs read.
pub fn european_digits(words: &str) -> String {
    let digit = |character: char| {
        let zero = match character {
            '\u{0660}'..='\u{0669}' => 0x0660,
            '\u{06F0}'..='\u{06F9}' => 0x06F0,
            _ => return character,
        };
        char::from_digit(u32::from(character) - zero, 10).unwrap_or(character)
    };
    words.trim().chars().map(digit).collect()
}

/// Whether something has this id already, or one that looks like it.
fn is_taken(about: &About<'_>, id: &Id) -> bool {
    let dossier = about.at.case.dossier();
    let skeleton = id.skeleton();
    let ids = (dossier.places.iter().map(|it| &it.id))
        .chain(dossier.parties.iter().map(|it| &it.id))
        .chain(dossier.harms.iter().map(|it| &it.id))
        .chain(dossier.provisions.iter().map(|it| &it.id))
        .chain(dossier.bodies.iter().map(|it| &it.id))
        .chain(dossier.conditions.iter().map(|it| &it.id))
        .chain(dossier.red_lines.iter().map(|it| &it.id))
        .chain(dossier.committees.iter().map(|it| &it.id))
        .chain(dossier.commitments.iter().map(|it| &it.id));
    ids.into_iter().any(|other| other == id || other.skeleton() == skeleton)
}

/// An id made from words, such as `provincial-council`; with a number when it is taken.
pub fn made(from: &Text, is_taken: impl Fn(&Id) -> bool) -> Id {
    let slug = slug(from);
    let numbered =
        (1_u64..).map(|number| if number == 1 { slug.clone() } else { format!("{slug}-{number}") });
    // A word of the stance language becomes an id by its number.
    let mut ids = numbered.filter_map(|it| Id::new(&it).ok()).filter(|id| !is_taken(id));
    #[expect(clippy::expect_used, reason = "of endless numbers, one is not taken")]
    ids.next().expect("numbers do not end")
}

/// The first words that tell something, in English when there is English, joined by hyphens.
fn slug(from: &Text) -> String {
    // Vowel signs and the stretching of letters are no part of a word.
    let is_sign = |it: &char| matches!(it, '\u{0640}' | '\u{064B}'..='\u{0652}' | '\u{0670}');
    let letters = from.in_language("en").nfc().filter(|it| !is_sign(it));
    let plain: String = letters.map(|it| if it.is_alphanumeric() { it } else { ' ' }).collect();
    let plain = plain.to_lowercase();
    let told = |word: &&str| !FILLING.contains(word);
    let mut slug = String::new();
    for word in plain.split_whitespace().filter(told).take(ID_WORDS) {
        let length = slug.chars().count() + word.chars().count();
        if !slug.is_empty() && length >= ID_LENGTH {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.extend(word.chars().take(ID_LENGTH));
    }
    if slug.is_empty() { "n".to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn ids_are_made_from_words_and_never_twice() {
        let made_from = |words: &str, taken: &[&str]| {
            made(&Text::plain(words), |id| taken.contains(&id.as_str())).to_string()
        };
        assert_eq!(made_from("Provincial Council", &[]), "provincial-council");
        assert_eq!(made_from("Provincial Council", &["provincial-council"]), "provincial-council-2");
        assert_eq!(made_from("The killing on the ground ends, as well", &[]), "killing-ground-ends-well");
        assert_eq!(made_from("مَجلس المحافظـة", &[]), "مجلس-المحافظة");
        assert_eq!(made_from("الوصول إلى أي مكان", &[]), "الوصول-إلى-أي-مكان");
        // A word of the stance language, nothing but signs, and a word without an end.
        assert_eq!(made_from("Accept", &[]), "accept-2");
        assert_eq!(made_from("؟!", &["n"]), "n-2");
        assert_eq!(made_from(&"x".repeat(300), &[]).chars().count(), ID_LENGTH);
    }

    #[test]
    fn digits_of_every_keyboard_are_read() {
        assert_eq!(european_digits("٢٠٣١-٠٣-٠١"), "2031-03-01");
        assert_eq!(european_digits(" ۱۲a "), "12a");
        assert!(day("2031-02-30").is_none());
        assert_eq!(day("2031-03-01").unwrap().to_string(), "2031-03-01");
    }
}
