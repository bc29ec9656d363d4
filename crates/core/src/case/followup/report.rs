//! Reports of what happened: one source says that something happened somewhere, and somebody has graded that.
//!
//! A report says nothing of what is true. Who says it is its origin: two reports of one origin are one witness, however
//! often it is told. The grade is the Admiralty code: how reliable the source is, A to F, and how credible what it says,
//! 1 to 6. Whoever sends a report is known by the account alone; the device names the report, so that a form which is
//! sent again over a bad line enters nothing twice.

use std::collections::BTreeSet;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::FollowUp;
use crate::{
    case::names::{AccountId, Moment},
    dossier::keys::is_default,
    record::hash::Hash,
    text::{Id, Text},
};

/// The most incident reports of a case.
pub const INCIDENT_REPORT_LIMIT: usize = 10_000;

/// The most of them from one account, so that nobody fills a case alone.
pub const OWN_REPORT_LIMIT: usize = 1_000;

/// The most other reports that are named as perhaps of the same.
const ALIKE_SHOWN: usize = 5;

/// The longest name that a device gives a report, in bytes.
pub const CLIENT_LIMIT: usize = 64;

/// The most pieces of evidence of one report.
pub const EVIDENCE_LIMIT: usize = 20;

/// What a source says that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct IncidentReport {
    /// What the device calls it, such as a UUID; once for each report.
    pub client: String,
    /// What happened, in the words of the source.
    pub what: Text,
    /// Where, of the places in the dossier.
    #[serde(rename = "where")]
    pub place: Id,
    /// When it happened.
    pub occurred: Moment,
    /// How exactly that is known.
    #[serde(default)]
    pub precision: Precision,
    /// When the source told it; without it, when the report was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<Moment>,
    /// Whether whoever files the report is the source; then `origin` names nobody.
    #[serde(default, skip_serializing_if = "is_default")]
    pub oneself: bool,
    /// Who says so. Only the secretariat and the committee see it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub origin: String,
    /// How far the source and what it says are to be believed.
    pub grade: Grade,
    /// The commitment that it may be about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commitment: Option<Id>,
    /// What there is to show beside files: where a picture or a paper is kept, or its hash.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
}

/// How exactly it is known when something happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Precision {
    /// To the hour.
    #[default]
    Hour,
    /// To the day.
    Day,
    /// To the week.
    Week,
}

/// A grade by the Admiralty code, written `B2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Grade {
    reliability: u8,
    credibility: u8,
}

/// A string that is no grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a grade is a letter from A to F and a figure from 1 to 6, such as B2")]
pub struct GradeError;

impl Grade {
    /// Reads a grade.
    ///
    /// # Errors
    /// When it is not a letter from A to F and a figure from 1 to 6.
    pub fn new(source: &str) -> Result<Self, GradeError> {
        match source.as_bytes() {
            [reliability @ b'A'..=b'F', credibility @ b'1'..=b'6'] => {
                Ok(Self { reliability: *reliability, credibility: *credibility })
            }
            _ => Err(GradeError),
        }
    }

    /// How reliable the source is, `A` to `F`.
    pub fn reliability(self) -> char {
        char::from(self.reliability)
    }

    /// How credible what it says, `1` to `6`.
    pub fn credibility(self) -> char {
        char::from(self.credibility)
    }

    /// Whether the source is known to be reliable: completely or usually.
    pub fn is_reliable(self) -> bool {
        matches!(self.reliability, b'A' | b'B')
    }

    /// Whether a report of this grade counts towards verification: not when the source is unreliable or what it says
    /// improbable.
    pub fn counts(self) -> bool {
        self.reliability != b'E' && self.credibility != b'5'
    }
}

impl std::fmt::Display for Grade {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.reliability(), self.credibility())
    }
}

impl Serialize for Grade {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Grade {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(&String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

/// What is kept of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    /// The entry, by which it can be erased.
    pub entry: u64,
    /// When it became known.
    pub known: Moment,
    /// Who sent it.
    pub by: AccountId,
    /// What it says.
    pub report: IncidentReport,
    /// The numbers of the files that came with it and are kept.
    pub files: BTreeSet<u64>,
}

impl FollowUp {
    /// Other reports that may be of the same: of the same place, and no further apart in time than is known of either. It
    /// is for people to look at; nothing is linked by it.
    pub fn alike(&self, number: u64) -> Vec<u64> {
        let Some(filed) = self.reports.get(&number) else { return Vec::new() };
        let report = &filed.report;
        let others = self.reports.iter().filter(|(other, it)| {
            let apart = it.report.occurred.micros().abs_diff(report.occurred.micros());
            let window = it.report.precision.window().max(report.precision.window());
            **other != number && it.report.place == report.place && apart <= window
        });
        others.map(|(other, _)| *other).take(ALIKE_SHOWN).collect()
    }
}

impl FollowUp {
    /// The report of a message that is called so, whoever has filed it: what is made of messages is called alike by all.
    pub fn report_of_message(&self, client: &str) -> Option<u64> {
        if !client.starts_with("message") {
            return None;
        }
        self.reports.iter().find(|(_, it)| it.report.client == client).map(|(number, _)| *number)
    }
}

impl Precision {
    /// How far apart two accounts of one moment may be, in microseconds.
    fn window(self) -> u64 {
        const HOUR: u64 = 3_600_000_000;
        match self {
            Self::Hour => 6 * HOUR,
            Self::Day => 36 * HOUR,
            Self::Week => 8 * 24 * HOUR,
        }
    }
}

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

/// What a report is known by that a device sends again: a hash of whose it is and what the device calls it.
pub fn name(account: &AccountId, client: &str) -> Hash {
    Hash::of(&[account.as_str().as_bytes(), b"\n", client.as_bytes()])
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

impl Filed {
    /// Whether there is something to show: a file that is kept, or words that say where it is.
    pub fn has_evidence(&self) -> bool {
        !self.files.is_empty() || !self.report.evidence.is_empty()
    }
}

/// Whether these reports are enough to verify something: two of different origins, or one of a reliable source with
/// evidence; none of them from an unreliable source or improbable. Two who both say "I" are two. A telephone that is known by its whole
/// number may be the one that another message knows without its country, or by a name: such two are not different by that alone.
pub fn are_enough<'r>(reports: impl Iterator<Item = &'r Filed>) -> bool {
    let mut witnesses = BTreeSet::new();
    for filed in reports.filter(|it| it.report.grade.counts()) {
        if filed.report.grade.is_reliable() && filed.has_evidence() {
            return true;
        }
        witnesses.extend(filed.witness());
    }
    let of = |known| {
        witnesses.iter().filter(|it| matches!(it, Witness::Telephone(own, _) if *own == known)).count()
    };
    let telephones = [Known::Whole, Known::Local, Known::Name].map(of);
    let others = witnesses.len() - telephones.iter().sum::<usize>();
    others + telephones.into_iter().max().unwrap_or(0) >= 2
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn report(origin: &str, grade: &str, evidence: &[&str]) -> Filed {
        by("rima", origin, grade, evidence)
    }

    fn by(account: &str, origin: &str, grade: &str, evidence: &[&str]) -> Filed {
        let report = IncidentReport {
            client: "1".into(),
            what: Text::plain("Shots at the northern line."),
            place: Id::new("north").unwrap(),
            occurred: Moment::default(),
            precision: Precision::Hour,
            told: None,
            oneself: false,
            origin: origin.into(),
            grade: Grade::new(grade).unwrap(),
            commitment: None,
            evidence: evidence.iter().map(|it| (*it).to_owned()).collect(),
        };
        let (by, files) = (AccountId::new(account).unwrap(), BTreeSet::new());
        Filed { entry: 1, known: Moment::default(), by, report, files }
    }

    #[test]
    fn whoever_says_i_is_whoever_has_filed_it() {
        let enough = |all: &[Filed]| are_enough(all.iter());
        for (one, other) in [
            ("I", "me"),
            ("أنا", "انا."),
            ("Myself", "أنا بنفسي"),
            ("I saw it.", "شاهد عيان"),
            ("We", "رأيتُه"),
            ("شاهدة عيان", "I was a witness"),
        ] {
            assert!(!enough(&[by("rima", one, "C3", &[]), by("rima", other, "C3", &[])]), "{one} {other}");
            assert!(enough(&[by("rima", one, "C3", &[]), by("jad", other, "C3", &[])]), "{one} {other}");
        }
        // The form has a box for it, whatever stands in the other.
        let seen = |account| {
            let mut filed = by(account, "", "C3", &[]);
            filed.report.oneself = true;
            filed
        };
        assert!(
            !enough(&[seen("rima"), by("rima", "أنا", "C3", &[])]) && enough(&[seen("rima"), seen("jad")])
        );
        // Whoever has seen it and whoever was told are two.
        assert!(enough(&[by("rima", "I", "C3", &[]), by("rima", "A baker", "C3", &[])]));
        // Nobody else's name begins to be oneself by that.
        assert!(!enough(&[by("rima", "Imad", "C3", &[]), by("jad", "IMAD", "C3", &[])]));
    }

    #[test]
    fn one_telephone_in_two_forms_is_not_two_witnesses() {
        let enough = |all: &[&str]| {
            let all: Vec<Filed> = all.iter().map(|it| report(it, "C3", &[])).collect();
            are_enough(all.iter())
        };
        let (whole, local, name) = ("tel:K7M2Q-9X4TB", "tel:local-AAAAA-00000", "tel:name-BBBBB-11111");
        for may_be_one in [[whole, local], [whole, name], [local, name], [whole, "TEL K7M2Q 9X4TB"]] {
            assert!(!enough(&may_be_one), "{may_be_one:?}");
        }
        assert!(!enough(&[whole, local, name]));
        // Two numbers in one form are two, and whoever is named is another than a telephone.
        assert!(enough(&[whole, "tel:K7M2Q-9X4TC"]) && enough(&[local, "tel:local-AAAAA-00001", name]));
        assert!(enough(&[name, "The baker"]));
        assert_eq!(telephone("Telephone No. 1"), None);
        assert_eq!(telephone(local), Some((Known::Local, "aaaaa00000".to_owned())));
    }

    #[test]
    fn words_for_oneself_are_as_keys_are() {
        for word in words_for_oneself() {
            assert_eq!(origin_key(word), word);
        }
    }

    #[test]
    fn grades_are_a_letter_and_a_figure() {
        assert_eq!(Grade::new("B2").unwrap().to_string(), "B2");
        for wrong in ["", "B", "G1", "A0", "A7", "b2", "B22", "ب2"] {
            assert_eq!(Grade::new(wrong), Err(GradeError), "{wrong}");
        }
        assert!(serde_json::from_str::<Grade>("\"Z9\"").is_err());
    }

    #[test]
    fn two_origins_or_one_reliable_with_evidence_are_enough() {
        let enough = |all: &[Filed]| are_enough(all.iter());
        let doctor = report("A doctor of the field hospital", "C3", &[]);
        assert!(!enough(&[]) && !enough(std::slice::from_ref(&doctor)));
        // The same witness twice is one, however it is written.
        assert!(!enough(&[doctor.clone(), report("a doctor, of the field  hospital", "A1", &[])]));
        assert!(!enough(&[report("أحمد 1", "C3", &[]), report("اَحـمد ١", "C3", &[])]));
        assert!(!enough(&[doctor.clone(), report("…", "C3", &[])]), "a mark names nobody");
        assert!(enough(&[doctor.clone(), report("The baker", "D4", &[])]));
        // Nobody is believed who is known to be unreliable, nor what is improbable.
        assert!(!enough(&[doctor.clone(), report("The baker", "E2", &[])]));
        assert!(!enough(&[doctor, report("The baker", "B5", &["a film"])]));
        assert!(enough(&[report("Our observer", "B3", &["a film"])]));
        assert!(!enough(&[report("Our observer", "C1", &["a film"])]));
        assert!(!enough(&[report("Our observer", "A1", &[])]));
        // A file is as good as words that say where one is.
        let mut with_file = report("Our observer", "A1", &[]);
        with_file.files.insert(1);
        assert!(enough(&[with_file]));
    }
}
