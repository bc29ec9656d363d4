//! Reports of what happened: one source says that something happened somewhere, and somebody has graded that.
//!
//! A report says nothing of what is true. Who says it is its origin: two reports of one origin are one witness, however
//! often it is told. The grade is the Admiralty code: how reliable the source is, A to F, and how credible what it says,
//! 1 to 6. Whoever sends a report is known by the account alone; the device names the report, so that a form which is
//! sent again over a bad line enters nothing twice.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    FollowUp,
    grade::{Grade, Graded},
};
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
    /// What those who follow up have graded it since, the latest last.
    pub gradings: Vec<Graded>,
}

/// That a report was made of a message, which stays known when what it says is erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfMessage {
    /// The report.
    pub report: u64,
    /// The entry that says so.
    pub entry: u64,
    /// When it became known.
    pub known: Moment,
}

impl FollowUp {
    /// The report of a message that is called so, whoever has filed it, also when what it says was erased: what is made of messages is
    /// called alike by all.
    pub fn report_of_message(&self, client: &str) -> Option<OfMessage> {
        self.messages.get(&message(client)?).copied()
    }
}

impl Precision {
    /// How far apart two accounts of one moment may be, in microseconds.
    pub(super) fn window(self) -> u64 {
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

/// What names of reports begin with that are made of messages.
pub const MESSAGE: &str = "message";

/// What a message is known by of which a report was made: a hash of what the report is called, which has nothing of the message but a part
/// of a keyed hash.
pub fn message(client: &str) -> Option<Hash> {
    client.starts_with(MESSAGE).then(|| Hash::of(&[b"mawqif-message\n", client.as_bytes()]))
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
    /// The grade that counts: the latest by somebody who follows up, else that of whoever has filed it.
    pub fn grade(&self) -> Grade {
        self.gradings.last().map_or(self.report.grade, |it| it.grade)
    }

    /// Whether there is something that others can look at: a file that is kept, a link, or the hash of a file.
    pub fn has_evidence(&self) -> bool {
        !self.files.is_empty() || self.report.evidence.iter().any(|it| leads_somewhere(it))
    }

    /// Whether it is enough alone: there is evidence, and somebody other than its author has found its source reliable.
    fn is_enough(&self) -> bool {
        !self.gradings.is_empty() && self.grade().is_reliable() && self.has_evidence()
    }
}

/// Whether words lead to something that others can look at: the address of a page, or 64 digits of SHA-256.
fn leads_somewhere(words: &str) -> bool {
    words.split_whitespace().any(|word| {
        let page = word.strip_prefix("https://").or_else(|| word.strip_prefix("http://"));
        let host = page.and_then(|it| it.split(['/', '?', '#']).next()).unwrap_or_default();
        let labels = host.split('.').filter(|it| !it.is_empty()).count();
        let digits = word.strip_prefix("sha256:").unwrap_or(word);
        let is_hash = digits.len() == 64 && digits.bytes().all(|it| it.is_ascii_hexdigit());
        is_hash || (labels >= 2 && labels == host.split('.').count())
    })
}

/// Whether these reports are enough to verify something: two of different origins, or one with evidence of a source that somebody
/// other than its author has found reliable; none of them from an unreliable source or improbable. Two who both say "I" are two. A
/// telephone that is known by its whole number may be the one that another message knows without its country, or by a name: such two
/// are not different by that alone.
pub fn are_enough<'r>(reports: impl Iterator<Item = &'r Filed>) -> bool {
    let mut witnesses = BTreeSet::new();
    for filed in reports.filter(|it| it.grade().counts()) {
        if filed.is_enough() {
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

    const FILM: &str = "https://films.example/7";

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
        let (by, files, gradings) = (AccountId::new(account).unwrap(), BTreeSet::new(), Vec::new());
        Filed { entry: 1, known: Moment::default(), by, report, files, gradings }
    }

    /// As it is when somebody else has graded it.
    fn graded(mut filed: Filed, grade: &str) -> Filed {
        let (by, grade) = (AccountId::new("amina").unwrap(), Grade::new(grade).unwrap());
        filed.gradings.push(Graded {
            at: Moment::default(),
            by,
            grade,
            reason: Text::plain("We know them."),
        });
        filed
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
        assert!(!enough(&[doctor, report("The baker", "B5", &[FILM])]));
        assert!(enough(&[graded(report("Our observer", "F6", &[FILM]), "B3")]));
        assert!(!enough(&[graded(report("Our observer", "A1", &[FILM]), "C1")]), "the latest counts");
        assert!(!enough(&[graded(report("Our observer", "A1", &[]), "A1")]));
        let mut with_file = graded(report("Our observer", "A1", &[]), "A1");
        with_file.files.insert(1);
        assert!(enough(&[with_file]));
    }

    #[test]
    fn whoever_calls_themselves_reliable_is_not_by_that() {
        let own = report("Our observer", "A1", &[FILM]);
        assert!(!are_enough([&own].into_iter()));
        assert!(are_enough([&graded(own, "B2")].into_iter()));
        // What nobody believes any more is no second origin either.
        let other = report("The baker", "B2", &[]);
        assert!(are_enough([&report("A doctor", "C3", &[]), &other].into_iter()));
        assert!(!are_enough([&report("A doctor", "C3", &[]), &graded(other, "E5")].into_iter()));
    }

    #[test]
    fn words_alone_are_no_evidence() {
        let hash = "0aF1".repeat(16);
        let (named, whole) = (format!("film.mp4 sha256:{hash}"), format!("sha256:{hash}0"));
        for (words, is_evidence) in [
            (FILM, true),
            ("see http://archive.example/1?a=b and ask", true),
            (hash.as_str(), true),
            (named.as_str(), true),
            (whole.as_str(), false),
            ("a film", false),
            ("https://", false),
            ("https://film", false),
            ("https://.example./1", false),
            ("ftp://films.example/1", false),
            ("فيلم عندي", false),
        ] {
            assert_eq!(report("Our observer", "C3", &[words]).has_evidence(), is_evidence, "{words}");
        }
    }
}
