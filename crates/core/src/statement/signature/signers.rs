//! Whose signatures count on a coalition's statements, and how many are needed: the file `signers.toml`.
//!
//! A coalition signs with m of n keys, each held by one person; a body may sign with a key of its own. The file is
//! published beside the statements and known to whoever verifies. A person counts once, however many signatures are
//! shown, and every text of a statement is judged for itself.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{PublicKey, Signature, SignatureError};
use crate::{dossier::Date, statement::Canonical, text::Id};

/// Longest file, in bytes.
pub const SIGNERS_LIMIT: usize = 1 << 20;

/// The most signers.
pub const SIGNER_LIMIT: usize = 1_000;

/// Whose signatures count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signers {
    /// How many of the coalition's keys must have signed.
    pub coalition: usize,
    /// How many bodies must have signed with keys of their own.
    pub bodies: usize,
    /// Everybody whose signature counts.
    pub signers: Vec<Signer>,
}

/// Somebody whose signature counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    /// The name.
    pub name: String,
    /// The key.
    pub key: PublicKey,
    /// The number by which minisign's signatures name it.
    pub number: [u8; 8],
    /// The body that the key is of; `None` for a key of the coalition.
    pub body: Option<Id>,
    /// The first day on which it counts.
    pub from: Option<Date>,
    /// The last.
    pub until: Option<Date>,
}

/// Why a file says nothing of signers.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignersError {
    /// The file as such.
    #[error("{0}")]
    File(String),
    /// Another version of the format.
    #[error("`mawqif-signers = 1` is missing at the top")]
    Version,
    /// Too many.
    #[error("there are more than {SIGNER_LIMIT} signers")]
    Many,
    /// A signer who cannot be one.
    #[error("signer {number} (`{name}`): {why}")]
    Signer {
        /// The place, from 1.
        number: usize,
        /// The name.
        name: String,
        /// What is wrong.
        why: SignerFault,
    },
    /// More are needed than there are.
    #[error("`{key} = {needed}`, but {there} can sign")]
    TooFew {
        /// The key.
        key: &'static str,
        /// How many are needed.
        needed: usize,
        /// How many there are.
        there: usize,
    },
    /// Nobody would have to sign.
    #[error("nobody would have to sign; `coalition` or `bodies` is at least 1")]
    Nobody,
}

/// Why somebody cannot be a signer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignerFault {
    /// The name.
    #[error("the name has other characters than letters, digits and @ . _ - +")]
    Name,
    /// The key.
    #[error("`key`: {0}")]
    Key(SignatureError),
    /// Two would share a key.
    #[error("the key is also that of `{0}`")]
    SameKey(String),
    /// One name would be of two bodies.
    #[error("another body is signed for by `{0}`")]
    OtherBody(String),
    /// The last day is before the first.
    #[error("`until` is before `from`")]
    Span,
}

/// What is said of a text's signatures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// SHA-256 of the text, in hexadecimal.
    pub sha256: String,
    /// Who has signed it, each once, in the order of the signers' file.
    pub signed: Vec<Signed>,
    /// Signatures that do not count, by their place.
    pub rejected: Vec<Rejected>,
    /// How many of the coalition's keys have signed, and how many are needed.
    pub coalition: (usize, usize),
    /// The same of the bodies.
    pub bodies: (usize, usize),
}

/// Somebody who has signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Signed {
    /// The name.
    pub name: String,
    /// The body that the key is of.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub body: Option<Id>,
    /// SHA-256 of the key, as OpenSSH shows it.
    pub key: String,
}

/// A signature that does not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rejected {
    /// Its place among those shown, from 0.
    pub signature: usize,
    /// Why.
    pub why: Fault,
}

/// Why a signature does not count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "fault", rename_all = "kebab-case")]
pub enum Fault {
    /// Its key is nobody's in the signers' file.
    #[error("its key {key} is nobody's in the signers' file")]
    Unknown {
        /// The key's fingerprint, or the number that minisign names it by.
        key: String,
    },
    /// It is over another text.
    #[error("it is not over this text: {name} has signed other words, or the text was changed since")]
    OtherText {
        /// Whose key it names.
        name: String,
    },
    /// It is over another version, which is known.
    #[error("it is over another version, {version}, and not over this text")]
    OtherVersion {
        /// Whose it is.
        name: String,
        /// The version.
        version: String,
    },
    /// The key did not count on that day.
    #[error("the key of {name} does not count on {day}: it counts {span}")]
    Day {
        /// Whose it is.
        name: String,
        /// The day that was asked for.
        day: String,
        /// From when until when it counts.
        span: String,
    },
}

impl Verdict {
    /// Whether enough have signed.
    pub fn holds(&self) -> bool {
        self.coalition.0 >= self.coalition.1 && self.bodies.0 >= self.bodies.1
    }
}

impl Signers {
    /// Judges the signatures on a text on a day. Other versions that are known, by name, help to say what a signature
    /// is over that is not over this text.
    pub fn judge(
        &self,
        text: &Canonical,
        signatures: &[Signature],
        day: Date,
        others: &[(String, Canonical)],
    ) -> Verdict {
        let bytes = text.as_str().as_bytes();
        let mut rejected = Vec::new();
        let mut found: BTreeSet<usize> = BTreeSet::new();
        for (at, signature) in signatures.iter().enumerate() {
            let by = self
                .signers
                .iter()
                .position(|it| signature.names(&it.key, it.number) && signature.is_by(&it.key, bytes));
            let why = match by {
                Some(by) if self.signers[by].counts_on(day) => {
                    found.insert(by);
                    continue;
                }
                Some(by) => self.signers[by].day_fault(day),
                None => self.fault(signature, others),
            };
            rejected.push(Rejected { signature: at, why });
        }
        let signed: Vec<&Signer> = found.into_iter().map(|at| &self.signers[at]).collect();
        let people: BTreeSet<&str> =
            signed.iter().filter(|it| it.body.is_none()).map(|it| it.name.as_str()).collect();
        let bodies: BTreeSet<&Id> = signed.iter().filter_map(|it| it.body.as_ref()).collect();
        let told = signed.iter().map(|it| Signed {
            name: it.name.clone(),
            body: it.body.clone(),
            key: it.key.fingerprint(),
        });
        Verdict {
            sha256: text.digest().to_hex(),
            signed: told.collect(),
            rejected,
            coalition: (people.len(), self.coalition),
            bodies: (bodies.len(), self.bodies),
        }
    }

    /// The file of allowed signers for `ssh-keygen -Y verify`.
    pub fn allowed_signers(&self) -> String {
        self.signers
            .iter()
            .fold(String::new(), |file, it| file + &it.key.allowed_signer(&it.name, it.from, it.until) + "\n")
    }

    fn fault(&self, signature: &Signature, others: &[(String, Canonical)]) -> Fault {
        let over = |it: &&Signer| {
            others.iter().find(|(_, other)| signature.is_by(&it.key, other.as_str().as_bytes()))
        };
        for signer in &self.signers {
            if let Some((version, _)) = over(&signer) {
                return Fault::OtherVersion { name: signer.name.clone(), version: version.clone() };
            }
        }
        match self.signers.iter().find(|it| signature.names(&it.key, it.number)) {
            Some(signer) => Fault::OtherText { name: signer.name.clone() },
            None => Fault::Unknown { key: signature.key_name() },
        }
    }
}

impl Signer {
    /// Whether the key counts on a day.
    pub fn counts_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    fn day_fault(&self, day: Date) -> Fault {
        let span = match (self.from, self.until) {
            (Some(from), Some(until)) => format!("from {from} until {until}"),
            (Some(from), None) => format!("from {from} on"),
            (None, Some(until)) => format!("until {until}"),
            (None, None) => "always".to_owned(),
        };
        Fault::Day { name: self.name.clone(), day: day.to_string(), span }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statement::signature::SecretKey;

    const DAY: Date = Date { year: 2031, month: 3, day: 9 };

    fn secret(name: &str, seed: u8) -> SecretKey {
        SecretKey::new(name, [seed; 32]).unwrap()
    }

    fn file(head: &str, signers: &[(&SecretKey, &str)]) -> String {
        let told = signers.iter().map(|(key, more)| {
            format!(
                "[[signer]]\nname = \"{}\"\nkey = \"{}\"\n{more}\n",
                key.name(),
                key.public().ssh_line("")
            )
        });
        format!("mawqif-signers = 1\n{head}\n{}", told.collect::<String>())
    }

    fn signature(key: &SecretKey, text: &Canonical) -> Signature {
        Signature::read(&key.ssh_signature(text.as_str().as_bytes())).unwrap()
    }

    #[test]
    fn two_of_three_suffice_and_nobody_counts_twice() {
        let keys = [secret("a@x", 1), secret("b@x", 2), secret("c@x", 3)];
        let signers = Signers::read(&file("coalition = 2", &keys.each_ref().map(|key| (key, "")))).unwrap();
        let text = Canonical::of("t\n\nwe accept").unwrap();
        let judge = |signatures: &[Signature]| signers.judge(&text, signatures, DAY, &[]);
        assert!(judge(&[signature(&keys[0], &text), signature(&keys[2], &text)]).holds());
        let mini = keys[0].minisign_signature(text.as_str().as_bytes(), "x").unwrap();
        let twice = judge(&[signature(&keys[0], &text), Signature::read(&mini).unwrap()]);
        assert_eq!((twice.coalition, twice.holds(), twice.signed.len()), ((1, 2), false, 1));
        assert!(twice.rejected.is_empty());
    }

    #[test]
    fn a_body_signs_with_a_key_of_its_own() {
        let keys = [secret("a@x", 1), secret("council@x", 2)];
        let source = file("coalition = 1\nbodies = 1", &[(&keys[0], ""), (&keys[1], "body = \"council\"")]);
        let signers = Signers::read(&source).unwrap();
        let text = Canonical::of("t\n\nwe accept").unwrap();
        assert!(!signers.judge(&text, &[signature(&keys[0], &text)], DAY, &[]).holds());
        let both = keys.each_ref().map(|key| signature(key, &text));
        assert!(signers.judge(&text, &both, DAY, &[]).holds());
    }

    #[test]
    fn what_does_not_count_is_told_with_the_reason() {
        let keys = [secret("a@x", 1), secret("b@x", 2), secret("c@x", 3)];
        let source = file(
            "coalition = 1",
            &[(&keys[0], "until = 2031-03-08"), (&keys[1], "from = 2031-03-10"), (&keys[2], "")],
        );
        let signers = Signers::read(&source).unwrap();
        let (text, other) =
            (Canonical::of("t\n\nversion two").unwrap(), Canonical::of("t\n\nversion one").unwrap());
        let third = Canonical::of("t\n\nversion three").unwrap();
        let signatures = [
            signature(&keys[0], &text),
            signature(&keys[1], &text),
            signature(&keys[2], &other),
            signature(&keys[2], &third),
            signature(&secret("d@x", 4), &text),
            Signature::read(&secret("d@x", 4).minisign_signature(b"x", "").unwrap()).unwrap(),
        ];
        let verdict = signers.judge(&text, &signatures, DAY, &[("version 1".to_owned(), other)]);
        assert!(!verdict.holds());
        let told: Vec<String> = verdict.rejected.iter().map(|it| it.why.to_string()).collect();
        insta::assert_snapshot!(told.join("\n"), @r"
        the key of a@x does not count on 2031-03-09: it counts until 2031-03-08
        the key of b@x does not count on 2031-03-09: it counts from 2031-03-10 on
        it is over another version, version 1, and not over this text
        it is not over this text: c@x has signed other words, or the text was changed since
        its key SHA256:vxu9sT7+WkqIPG3kOwohja2DmYBjKw903FLEcS+Xb6o is nobody's in the signers' file
        its key 91C3653FED40B9C5 is nobody's in the signers' file
        ");
    }

    #[test]
    fn a_file_that_decides_nothing_is_refused() {
        let key = secret("a@x", 1);
        let told = |source: &str| Signers::read(source).unwrap_err().to_string();
        let line = key.public().ssh_line("");
        let signer =
            |more: &str| format!("mawqif-signers = 1\ncoalition = 1\n[[signer]]\nname = \"a@x\"\n{more}");
        let cases = [
            String::new(),
            "mawqif-signers = 2".into(),
            "mawqif-signers = 1".into(),
            "mawqif-signers = 1\ncoalition = 1".into(),
            file("coalition = 2", &[(&key, "")]),
            file("coalition = 1\nbodies = 1", &[(&key, "")]),
            file("coalition = 1", &[(&key, ""), (&key, "")]),
            signer("key = \"ssh-rsa AAAA\""),
            signer("key = \"coalition.example+0a1b2c3d+AQ==\""),
            signer(&format!("key = \"{line}\"\nfrom = 2031-02-01\nuntil = 2031-01-01")),
            signer(&format!("key = \"{line}\"\nuntill = 2031-01-01")),
            file("coalition = 1", &[(&key, "")]).replace("a@x", "a x"),
        ];
        let reasons = [
            "`mawqif-signers = 1` is missing at the top",
            "`mawqif-signers = 1` is missing at the top",
            "nobody would have to sign",
            "`coalition = 1`, but 0 can sign",
            "`coalition = 2`, but 1 can sign",
            "`bodies = 1`, but 0 can sign",
            "signer 2 (`a@x`): the key is also that of `a@x`",
            "it is of the kind `ssh-rsa`",
            "it is a key of a record or a witness",
            "`until` is before `from`",
            "unknown field `untill`",
            "the name has other characters than",
        ];
        for (case, reason) in cases.iter().zip(reasons) {
            assert!(told(case).contains(reason), "{}\nfor:\n{case}", told(case));
        }
    }
}
