//! Whether the Arabic and the English of a statement say the same, as far as a machine can tell.
//!
//! Compared are the parts and their order, the numbers of points, the figures in every part, and names that the case
//! knows in both languages. It finds what went wrong when one language was edited and the other was not; it does not read.
//! Numbers in words (ثلاثة, three) are left alone, since Arabic has its dual where English has a number.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    Language,
    canonical::{Block, Canonical},
    own_words,
};
use crate::{dossier::Dossier, text::Text};

/// The most disagreements that are listed.
pub const DISAGREEMENT_LIMIT: usize = 200;

/// Shortest name that is looked for, in characters: shorter ones stand in other words.
const NAME_FEWEST: usize = 3;

/// Where both languages say different things.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "disagreement", rename_all = "kebab-case")]
pub enum Disagreement {
    /// Another kind of part, or none, stands there in the other language.
    Part {
        /// The part, from 1; 0 is the title.
        part: usize,
        /// What it is in Arabic.
        ar: String,
        /// What it is in English.
        en: String,
    },
    /// Lists or tables of different lengths.
    Count {
        /// The part.
        part: usize,
        /// How many members in Arabic.
        ar: usize,
        /// How many in English.
        en: usize,
    },
    /// A figure that the other language does not have there, or not as often.
    Figure {
        /// The part.
        part: usize,
        /// The figure.
        figure: String,
        /// How often in Arabic.
        ar: usize,
        /// How often in English.
        en: usize,
    },
    /// A name that only one language has there.
    Name {
        /// The part.
        part: usize,
        /// The language that lacks it.
        lacks: Language,
        /// The name in Arabic.
        ar: String,
        /// The name in English.
        en: String,
    },
}

/// A name in both languages.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    ar: String,
    en: String,
}

/// The names that a case knows in both languages, the longest first.
pub fn names(dossier: &Dossier) -> Vec<Name> {
    let bodies = dossier.bodies.iter().map(|it| &it.name);
    let parties = dossier.parties.iter().map(|it| &it.name);
    let places = dossier.places.iter().map(|it| &it.name);
    let committees = dossier.committees.iter().map(|it| &it.name);
    let own = [&dossier.initiative.title].into_iter().chain(&dossier.initiative.sponsor);
    let all = own.chain(bodies).chain(parties).chain(places).chain(committees);
    let mut names: Vec<Name> = all.filter_map(name).collect();
    names.sort_by(|one, other| (other.en.len(), one).cmp(&(one.en.len(), other)));
    names.dedup();
    names
}

fn name(text: &Text) -> Option<Name> {
    let words = |language| own_words(text, language).filter(|it| it.chars().count() >= NAME_FEWEST);
    let (ar, en) = (words(Language::Arabic)?, words(Language::English)?);
    // Words that are the same in both are found as they are.
    (ar != en).then(|| Name { ar: ar.to_owned(), en: en.to_lowercase() })
}

/// Where two texts disagree, in the order of the text, up to [`DISAGREEMENT_LIMIT`].
pub fn disagreements(arabic: &Canonical, english: &Canonical, names: &[Name]) -> Vec<Disagreement> {
    let mut found = Vec::new();
    compare(0, &[arabic.title().to_owned()], &[english.title().to_owned()], names, &mut found);
    let parts = arabic.blocks().len().max(english.blocks().len());
    for at in 0..parts {
        let (ar, en) = (arabic.blocks().get(at), english.blocks().get(at));
        let part = at + 1;
        let kind = |block: Option<&Block>| block.map_or("nothing", shape).to_owned();
        if ar.map(shape) != en.map(shape) {
            found.push(Disagreement::Part { part, ar: kind(ar), en: kind(en) });
            // What follows would be compared with what it is not.
            break;
        }
        let (ar, en) = (ar.map(members).unwrap_or_default(), en.map(members).unwrap_or_default());
        if ar.len() != en.len() {
            found.push(Disagreement::Count { part, ar: ar.len(), en: en.len() });
        }
        compare(part, &ar, &en, names, &mut found);
    }
    found.truncate(DISAGREEMENT_LIMIT);
    found
}

fn shape(block: &Block) -> &'static str {
    match block {
        Block::Heading(_) => "a heading",
        Block::Paragraph(_) => "a paragraph",
        Block::Points(_) => "points",
        Block::Items(_) => "items",
        Block::Quote(_) => "a quote",
        Block::Table(_) => "a table",
    }
}

/// The members of a part that must agree one by one.
fn members(block: &Block) -> Vec<String> {
    match block {
        Block::Heading(words) => vec![words.clone()],
        // Where a line breaks is each language's own.
        Block::Paragraph(lines) | Block::Quote(lines) => vec![lines.join(" ")],
        Block::Points(members) | Block::Items(members) => members.clone(),
        Block::Table(rows) => rows.iter().map(|row| row.join(" ")).collect(),
    }
}

fn compare(part: usize, ar: &[String], en: &[String], names: &[Name], found: &mut Vec<Disagreement>) {
    for (ar, en) in ar.iter().zip(en) {
        let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        figures(ar).into_iter().for_each(|figure| counts.entry(figure).or_default().0 += 1);
        figures(en).into_iter().for_each(|figure| counts.entry(figure).or_default().1 += 1);
        for (figure, (ar, en)) in counts {
            if ar != en {
                found.push(Disagreement::Figure { part, figure, ar, en });
            }
        }
        let (mut ar, mut en) = (ar.clone(), en.to_lowercase());
        for name in names {
            let (in_arabic, in_english) = (taken_arabic(&mut ar, &name.ar), taken(&mut en, &name.en));
            if in_arabic != in_english {
                let lacks = if in_arabic { Language::English } else { Language::Arabic };
                found.push(Disagreement::Name { part, lacks, ar: name.ar.clone(), en: name.en.clone() });
            }
        }
    }
}

/// Takes a name out of the words, so that a shorter one within it is not found again.
fn taken(words: &mut String, name: &str) -> bool {
    let is_there = words.contains(name);
    if is_there {
        *words = words.replace(name, "\u{0}");
    }
    is_there
}

/// The same, also behind «ل», which takes the article's first letter away.
fn taken_arabic(words: &mut String, name: &str) -> bool {
    let plain = taken(words, name);
    let behind = name.strip_prefix("ال").is_some_and(|rest| taken(words, &format!("لل{rest}")));
    plain || behind
}

/// The figures in words: digits of either kind with what joins them, as `2/3`, `11:30`, `80%`.
fn figures(words: &str) -> Vec<String> {
    let european = |it: char| {
        u32::from(it).checked_sub(0x0660).and_then(|value| char::from_digit(value, 10)).unwrap_or(it)
    };
    let words: Vec<char> = words.chars().map(european).collect();
    let mut figures = Vec::new();
    let mut figure = String::new();
    for (at, character) in words.iter().enumerate() {
        let is_digit = |at: usize| words.get(at).is_some_and(char::is_ascii_digit);
        let joint = match character {
            '٪' => '%',
            '٫' => '.',
            '٬' => ',',
            other => *other,
        };
        if character.is_ascii_digit() {
            figure.push(*character);
        } else if !figure.is_empty() && matches!(joint, '.' | ',' | '/' | ':' | '-' | '–') && is_digit(at + 1)
        {
            figure.push(joint);
        } else if !figure.is_empty() {
            // The sign stands behind a space in some languages.
            let is_apart = character.is_whitespace() && matches!(words.get(at + 1), Some('%' | '٪'));
            if joint == '%' || is_apart {
                figure.push('%');
            }
            figures.push(std::mem::take(&mut figure));
        }
    }
    if !figure.is_empty() {
        figures.push(figure);
    }
    figures
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> Canonical {
        Canonical::of(words).unwrap()
    }

    fn known() -> Vec<Name> {
        let name = |ar: &str, en: &str| Name { ar: ar.into(), en: en.to_lowercase() };
        vec![name("المجلس الوطني", "National Council"), name("المبعوث", "the envoy")]
    }

    fn told(ar: &str, en: &str) -> Vec<Disagreement> {
        disagreements(&text(ar), &text(en), &known())
    }

    #[test]
    fn texts_that_say_the_same_agree() {
        let ar =
            "موقف\n\nقبل المجلس الوطني بشرطين حتى ١ آذار، وقلنا للمبعوث 80٪.\n\n1. وقف.\n2. فتح 24 ساعة.";
        let en = "Position\n\nThe National Council accepts on two conditions until 1 March; we told the envoy 80%.\n\n1. Stop.\n2. Open 24 hours.";
        assert_eq!(told(ar, en), []);
    }

    #[test]
    fn what_was_changed_in_one_language_is_found() {
        let figure = |figure: &str, ar, en| Disagreement::Figure { part: 1, figure: figure.into(), ar, en };
        assert_eq!(told("ع\n\nفي 24 ساعة", "T\n\nwithin 48 hours"), [figure("24", 1, 0), figure("48", 0, 1)]);
        assert_eq!(told("ع\n\nأكثر من 2/3", "T\n\nmore than 2/3 and 2/3"), [figure("2/3", 1, 2)]);
        let ar = "المجلس الوطني".to_owned();
        let lacks =
            Disagreement::Name { part: 1, lacks: Language::English, ar, en: "national council".into() };
        assert_eq!(told("ع\n\nقال المجلس الوطني", "T\n\nsaid the council"), [lacks]);
        assert_eq!(told("ع\n\n1. أ\n2. ب", "T\n\n1. a"), [Disagreement::Count { part: 1, ar: 2, en: 1 }]);
        let part = Disagreement::Part { part: 2, ar: "nothing".into(), en: "a heading".into() };
        assert_eq!(told("ع\n\nأ", "T\n\na\n\n## b"), [part]);
    }

    #[test]
    fn figures_are_read_in_either_kind_of_digits() {
        assert_eq!(figures("١١:٣٠ و2031-03-01، 2٫5٪ و3 % في 3."), ["11:30", "2031-03-01", "2.5%", "3%", "3"]);
        assert_eq!(figures("none"), [""; 0]);
    }
}
