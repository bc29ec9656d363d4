//! Words of a result: the sentence that leads, what a group is called, counts and shares, and what speaks against the groups.

use mawqif_core::{
    consultation::public::{
        certificate::{Certificate, Doubt},
        report::{Cell, Content, Opinion},
    },
    text::without_directions,
};

use crate::locale::{Language, Locale};

/// The most characters of a statement that are told.
const TEXT: usize = 160;

/// The letter of a group, from 1.
pub fn letter(group: usize, locale: &Locale) -> String {
    let letters = match locale.language {
        Language::En => ["A", "B", "C", "D", "E"],
        Language::Ar => ["أ", "ب", "ج", "د", "هـ"],
    };
    group
        .checked_sub(1)
        .and_then(|at| letters.get(at))
        .map_or_else(|| group.to_string(), |it| (*it).to_owned())
}

/// Words as they may stand on a line: no controls, no change of direction, and not without end.
pub fn shown(text: &str) -> String {
    let plain: Vec<&str> =
        text.split(|it: char| it.is_whitespace() || it.is_control()).filter(|it| !it.is_empty()).collect();
    let plain = without_directions(&plain.join(" "));
    match plain.char_indices().nth(TEXT) {
        Some((end, _)) => format!("{}…", &plain[..end]),
        None => plain,
    }
}

/// The whole result in one sentence.
pub fn sentence(told: &Opinion, locale: &Locale) -> String {
    let values = [
        ("people", told.participants.into()),
        ("count", told.groups.len().into()),
        ("agreed", told.agreed.len().into()),
        ("disagreed", told.disagreed.len().into()),
    ];
    if told.few {
        return locale.tell("opinion-few", &values);
    }
    let key = match (told.participants, told.groups.len()) {
        (0, _) => "opinion-nobody",
        (_, 2..) if is_stable(told) => "opinion-groups",
        _ => "opinion-no-groups",
    };
    let mut words = locale.tell(key, &values);
    if let Some(lost) = base(told, locale) {
        words.push(' ');
        words += &lost;
    }
    words
}

/// Whether there are groups that hold; in the mode of Polis nobody asks.
pub fn is_stable(told: &Opinion) -> bool {
    told.certificate.as_ref().is_none_or(|certificate| certificate.is_stable)
}

/// Whether the recommended package would lose a group.
pub fn base(told: &Opinion, locale: &Locale) -> Option<String> {
    let package = told.base.iter().flat_map(|base| &base.packages).find(|package| package.is_recommended)?;
    let lost = package.groups.iter().enumerate().filter(|(_, group)| group.is_lost == Some(true));
    let names: Vec<String> = lost.map(|(at, _)| letter(at + 1, locale)).collect();
    Some(if names.is_empty() {
        locale.word("opinion-base-kept")
    } else {
        let values = [("list", locale.list(&names).into()), ("count", names.len().into())];
        locale.tell("opinion-base-lost", &values)
    })
}

/// What speaks against the groups.
pub fn doubts(certificate: &Certificate, locale: &Locale) -> Vec<String> {
    let key = |doubt: &Doubt| match doubt {
        Doubt::TooFew => "opinion-doubt-too-few",
        Doubt::NoStructure => "opinion-doubt-no-structure",
        Doubt::NotRepeated => "opinion-doubt-not-repeated",
        Doubt::NumberOpen => "opinion-doubt-number-open",
    };
    certificate.doubts.iter().map(|doubt| locale.word(key(doubt))).collect()
}

/// What the certificate measured.
pub fn certificate_figures(certificate: &Certificate, locale: &Locale) -> String {
    let values = [
        ("likeness", figure(certificate.likeness).into()),
        ("same", percent(certificate.same_number).into()),
        ("silhouette", figure(certificate.silhouette).into()),
        ("chance", percent(certificate.chance).into()),
    ];
    locale.tell("opinion-certificate-figures", &values)
}

/// How many of how many; that it is withheld when it is.
pub fn count(success: Option<usize>, trials: Option<usize>, locale: &Locale) -> String {
    match (success, trials) {
        (Some(success), Some(trials)) => {
            locale.tell("opinion-of", &[("success", success.into()), ("trials", trials.into())])
        }
        _ => locale.word("opinion-withheld"),
    }
}

/// The share of a cell that agrees.
pub fn share(cell: &Cell, locale: &Locale) -> String {
    part(cell.agree, cell.voted, locale)
}

/// The share of those with a wish who are content.
pub fn content(content: &Content, locale: &Locale) -> String {
    part(content.content, content.asked, locale)
}

fn part(part: Option<usize>, whole: Option<usize>, locale: &Locale) -> String {
    match (part, whole) {
        (Some(_), Some(0)) => "–".to_owned(),
        (Some(part), Some(whole)) => percent(part as f64 / whole as f64),
        _ => locale.word("opinion-withheld"),
    }
}

/// A figure with two decimals.
pub fn figure(figure: f64) -> String {
    format!("{figure:.2}")
}

/// A share as a percentage, for reading only.
pub fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}
