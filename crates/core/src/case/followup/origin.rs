//! Origins: who says that something happened, who stands for that, and when it is enough to verify something.
//!
//! An origin is words that whoever has filed the report has typed, or the mark of a telephone that a gateway or a pasted message
//! knows. What somebody has typed is their word alone, however many sources it names, until somebody else grades the report or
//! there is something to look at. So two reports are independent when their origins differ and they do not both speak by one account.

use std::collections::BTreeSet;

use serde::Serialize;

use super::report::Filed;
use crate::case::names::AccountId;

/// What tells one origin from another: its letters and digits alone, so that neither a space nor a capital makes a second witness,
/// nor a hamza, a vowel sign, or a digit of another keyboard.
pub fn origin_key(origin: &str) -> String {
    let folded = origin.chars().filter_map(|it| match it {
        'أ' | 'إ' | 'آ' | 'ٱ' => Some('ا'),
        'ى' | 'ی' => Some('ي'),
        'ة' => Some('ه'),
        'ؤ' => Some('و'),
        'ئ' => Some('ي'),
        'ک' => Some('ك'),
        '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}' => None,
        '٠'..='٩' | '۰'..='۹' => {
            it.to_digit(10).or(Some(u32::from(it) & 0xF)).and_then(|it| char::from_digit(it, 10))
        }
        other => Some(other),
    });
    folded.filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What people write who have seen it themselves, or name nobody, as [`origin_key`] has it. It says who the source is only
/// together with who has filed the report.
const SELF: [&str; 7] = [
    "i me my mine myself self imyself meself isawit isawitmyself iwasthere eyewitness aneyewitness",
    "witness awitness source asource anonymous unknown nobody none na x localsource alocalsource",
    "eyewitnesses we us ourselves wesawit iwasawitness iwaspresent wewerethere iwitnessedit isawthis",
    "انا نفسي بنفسي انانفسي انابنفسي شخصيا اناشخصيا رايت رايتبنفسي رايتهبنفسي انارايت انارايته",
    "رايته رايتها رايناه راينا نحن نحنانفسنا شاهده شاهدهعيان كنتحاضرا كنتحاضره كناهناك شهدت شهدته",
    "شاهدت شاهدته شاهدتبنفسي شهود حاضر حاضره كنتشاهدا كنتشاهده",
    "كنتهناك شاهد شاهدعيان انااشاهد اناالشاهد مصدر مجهول غيرمعروف لااحد مصدرمحلي مصدرخاص شهودعيان",
];

fn words_for_oneself() -> impl Iterator<Item = &'static str> {
    SELF.iter().flat_map(|it| it.split(' '))
}

/// What origins begin with that are marks of telephones.
pub const TELEPHONE: &str = "tel:";

/// Letters and digits of a telephone's mark.
const MARK: usize = 10;

/// What is known of a telephone whose number is not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Known {
    /// The number, with its country's code.
    Whole,
    /// The number without its country.
    Local,
    /// What somebody calls it.
    Name,
}

impl Known {
    /// What stands in front of such a mark.
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Whole => "",
            Self::Local => "local-",
            Self::Name => "name-",
        }
    }
}

/// The mark of a telephone that an origin is, `tel:K7M2Q-9X4TB` or `tel:local-K7M2Q-9X4TB`, however it is written, with what is known of it.
pub fn telephone(origin: &str) -> Option<(Known, String)> {
    let key = origin_key(origin);
    let rest = key.strip_prefix("tel")?;
    [Known::Local, Known::Name, Known::Whole].into_iter().find_map(|known| {
        let mark = rest.strip_prefix(known.prefix().trim_end_matches('-'))?;
        // The alphabet of marks: letters that look like figures are not in it.
        let is_mark = |it: u8| {
            it.is_ascii_digit() || it.is_ascii_lowercase() && !matches!(it, b'i' | b'l' | b'o' | b'u')
        };
        (mark.len() == MARK && mark.bytes().all(is_mark)).then(|| (known, mark.to_owned()))
    })
}

/// Who says something: an origin that was named, or whoever has filed the report.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Witness<'f> {
    /// By [`origin_key`].
    Named(String),
    /// A telephone, by what is known of it and its mark.
    Telephone(Known, String),
    /// The account.
    Filer(&'f AccountId),
}

impl Filed {
    /// Who says so; nobody when the origin is a mark alone.
    pub fn witness(&self) -> Option<Witness<'_>> {
        let key = origin_key(&self.report.origin);
        match key.as_str() {
            _ if self.report.oneself => Some(Witness::Filer(&self.by)),
            "" => None,
            own if words_for_oneself().any(|it| it == own) => Some(Witness::Filer(&self.by)),
            _ => Some(match telephone(&self.report.origin) {
                Some((known, mark)) => Witness::Telephone(known, mark),
                None => Witness::Named(key),
            }),
        }
    }
}

/// By whom an origin speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Voice<'f> {
    /// By whoever has typed it, alone.
    Filer(&'f AccountId),
    /// By itself: somebody else has judged its source, there is something to look at, or a telephone is known that it comes from.
    Own,
}

/// What reports lack to be enough for verifying something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    /// None of them counts.
    Report,
    /// They may all have one origin.
    Origin,
    /// One account has named all their origins, and nobody else stands for any.
    Voice,
}

impl Filed {
    /// Whether it is enough alone: there is evidence, and somebody other than its author has found its source reliable.
    fn is_enough(&self) -> bool {
        !self.gradings.is_empty() && self.grade().is_reliable() && self.has_evidence()
    }

    fn voice(&self, witness: &Witness<'_>) -> Voice<'_> {
        let by_others = self.gradings.iter().rev().find(|it| it.by != self.by);
        let is_judged = by_others.is_some_and(|it| it.grade.is_judged());
        let is_own = is_judged || self.has_evidence() || matches!(witness, Witness::Telephone(..));
        if is_own { Voice::Own } else { Voice::Filer(&self.by) }
    }
}

/// What reports lack to be enough for verifying something: two that are independent, or one with evidence of a source that somebody
/// other than its author has found reliable; none of them from an unreliable source or improbable. Two who both say "I" are two.
///
/// It takes one look at each: reports that are no two independent ones all have one origin or all speak by one account, since each
/// that speaks by itself has a voice that no other has (two edges of a bipartite graph are disjoint unless one vertex is on all).
pub fn missing<'r>(reports: impl Iterator<Item = &'r Filed>) -> Option<Missing> {
    let (mut witnesses, mut voices) = (BTreeSet::new(), BTreeSet::new());
    for filed in reports.filter(|it| it.grade().counts()) {
        if filed.is_enough() {
            return None;
        }
        if let Some(witness) = filed.witness() {
            voices.insert(filed.voice(&witness));
            witnesses.insert(witness);
        }
    }
    let is_one_account = voices.len() == 1 && !voices.contains(&Voice::Own);
    match different(&witnesses) {
        0 => Some(Missing::Report),
        1 => Some(Missing::Origin),
        _ if is_one_account => Some(Missing::Voice),
        _ => None,
    }
}

/// How many witnesses are different ones. A telephone that is known by its whole number may be the one that another message knows
/// without its country, or by a name: such two are not different by that alone.
fn different(witnesses: &BTreeSet<Witness<'_>>) -> usize {
    let of = |known| {
        witnesses.iter().filter(|it| matches!(it, Witness::Telephone(own, _) if *own == known)).count()
    };
    let telephones = [Known::Whole, Known::Local, Known::Name].map(of);
    let others = witnesses.len() - telephones.iter().sum::<usize>();
    others + telephones.into_iter().max().unwrap_or(0)
}

#[cfg(test)]
mod tests;
