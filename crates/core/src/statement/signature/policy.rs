//! The policy: whose signatures count, as it is written down, in the file `signers.toml` and in the record of a case.
//!
//! Both have the same keys, so that what a case keeps is published as the file that whoever verifies goes by. Reading
//! makes [`Signers`] of it, which hold keys instead of lines.

use std::{collections::BTreeSet, fmt::Write as _};

use serde::{Deserialize, Serialize};

use super::{
    PublicKey, is_signer_name, minisign,
    signers::{SIGNER_LIMIT, SIGNERS_LIMIT, Signer, SignerFault, Signers, SignersError},
};
use crate::{dossier::Date, statement::occasion, text::Id};

/// Whose signatures count, and how many are needed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// How many people must have signed with a key of the coalition.
    #[serde(default)]
    pub coalition: usize,
    /// How many bodies must have signed with a key of their own.
    #[serde(default)]
    pub bodies: usize,
    /// Everybody whose signature counts.
    #[serde(default, rename = "signer")]
    pub signers: Vec<Stated>,
}

/// Somebody whose signature counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stated {
    /// The name.
    pub name: String,
    /// The key, as OpenSSH or minisign writes it.
    pub key: String,
    /// The body that the key is of; none for a key of the coalition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Id>,
    /// The first day on which it counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// The file, as it stands.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "mawqif-signers")]
    version: Option<u64>,
    #[serde(default)]
    coalition: usize,
    #[serde(default)]
    bodies: usize,
    #[serde(default, rename = "signer")]
    signers: Vec<Stated>,
}

impl Policy {
    /// The file `signers.toml`.
    pub fn to_toml(&self) -> String {
        let mut file =
            format!("mawqif-signers = 1\ncoalition = {}\nbodies = {}\n", self.coalition, self.bodies);
        for Stated { name, key, body, from, until } in &self.signers {
            // Names, keys and ids have neither quotes nor backslashes.
            let _ = write!(file, "\n[[signer]]\nname = \"{name}\"\nkey = \"{key}\"\n");
            if let Some(body) = body {
                let _ = writeln!(file, "body = \"{body}\"");
            }
            for (word, day) in [("from", from), ("until", until)] {
                if let Some(day) = day {
                    let _ = writeln!(file, "{word} = {day}");
                }
            }
        }
        file
    }
}

impl Signers {
    /// Reads the file.
    ///
    /// # Errors
    /// Any [`SignersError`].
    pub fn read(source: &str) -> Result<Self, SignersError> {
        let value =
            occasion::json(source, SIGNERS_LIMIT).map_err(|error| SignersError::File(error.to_string()))?;
        let File { version, coalition, bodies, signers } =
            serde_json::from_value(value).map_err(|error| SignersError::File(error.to_string()))?;
        if version != Some(1) {
            return Err(SignersError::Version);
        }
        Self::of(&Policy { coalition, bodies, signers })
    }

    /// Reads a policy.
    ///
    /// # Errors
    /// Any [`SignersError`] but those of a file.
    pub fn of(policy: &Policy) -> Result<Self, SignersError> {
        if policy.signers.len() > SIGNER_LIMIT {
            return Err(SignersError::Many);
        }
        let mut signers: Vec<Signer> = Vec::new();
        for (at, stated) in policy.signers.iter().enumerate() {
            let signer = signer(stated, &signers).map_err(|why| {
                let name = stated.name.clone();
                SignersError::Signer { number: at + 1, name, why }
            })?;
            signers.push(signer);
        }
        let read = Self { coalition: policy.coalition, bodies: policy.bodies, signers };
        if read.coalition == 0 && read.bodies == 0 {
            return Err(SignersError::Nobody);
        }
        let people = read.signers.iter().filter(|it| it.body.is_none()).map(|it| it.name.as_str());
        let there = people.collect::<BTreeSet<_>>().len();
        if read.coalition > there {
            return Err(SignersError::TooFew { key: "coalition", needed: read.coalition, there });
        }
        let there = read.signers.iter().filter_map(|it| it.body.as_ref()).collect::<BTreeSet<_>>().len();
        if read.bodies > there {
            return Err(SignersError::TooFew { key: "bodies", needed: read.bodies, there });
        }
        Ok(read)
    }

    /// The policy, every key in the one line that it is written in.
    pub fn policy(&self) -> Policy {
        let signers = self.signers.iter().map(|it| Stated {
            name: it.name.clone(),
            key: it.key_line(),
            body: it.body.clone(),
            from: it.from,
            until: it.until,
        });
        Policy { coalition: self.coalition, bodies: self.bodies, signers: signers.collect() }
    }
}

impl Signer {
    /// The key as one line: minisign's when minisign made it, whose number nothing else tells, else OpenSSH's.
    pub fn key_line(&self) -> String {
        if self.number == minisign::number_of(&self.key) {
            self.key.ssh_line("").trim_end().to_owned()
        } else {
            self.minisign_line()
        }
    }

    /// The key as `minisign -V -P` takes it, with the number that it was made with.
    pub fn minisign_line(&self) -> String {
        minisign::numbered_line(&self.key, self.number)
    }
}

/// A signer, who is none of those before.
fn signer(stated: &Stated, before: &[Signer]) -> Result<Signer, SignerFault> {
    let Stated { name, key, body, from, until } = stated;
    if !is_signer_name(name) {
        return Err(SignerFault::Name);
    }
    let (key, number) = PublicKey::read_numbered(key).map_err(SignerFault::Key)?;
    if let Some(other) =
        before.iter().find(|other| other.key == key || (other.name == *name && other.body != *body))
    {
        let named = other.name.clone();
        return Err(if other.key == key {
            SignerFault::SameKey(named)
        } else {
            SignerFault::OtherBody(named)
        });
    }
    if from.zip(*until).is_some_and(|(from, until)| from > until) {
        return Err(SignerFault::Span);
    }
    Ok(Signer { name: name.clone(), key, number, body: body.clone(), from: *from, until: *until })
}

#[cfg(test)]
mod tests {
    use super::{super::SecretKey, *};

    #[test]
    fn a_policy_is_the_file_that_whoever_verifies_goes_by() {
        let key = |seed| SecretKey::new("a@x", [seed; 32]).unwrap().public();
        let stated = |name: &str, key: String| Stated {
            name: name.to_owned(),
            key,
            body: None,
            from: None,
            until: None,
        };
        let own = minisign::numbered_line(&key(2), [7; 8]);
        let mut policy = Policy {
            coalition: 2,
            bodies: 1,
            signers: vec![
                stated("a@x", key(1).ssh_line("salma's laptop")),
                stated("b@x", own.clone()),
                stated("council@x", key(3).minisign_line()),
            ],
        };
        policy.signers[2].body = Some(Id::new("مجلس-المحافظة").unwrap());
        policy.signers[0].until = Some(Date { year: 2031, month: 12, day: 31 });
        let signers = Signers::of(&policy).unwrap();
        let written = signers.policy();
        // A comment is nobody's business; minisign's own number is kept, since its signatures name it.
        assert_eq!(written.signers[0].key, key(1).ssh_line("").trim_end());
        assert_eq!(written.signers[1].key, own);
        assert_eq!(Signers::read(&written.to_toml()), Ok(signers));
        let json = serde_json::to_string(&written).unwrap();
        assert_eq!(serde_json::from_str::<Policy>(&json).unwrap(), written);
        assert!(serde_json::from_str::<Policy>("{\"coalitoin\":1}").is_err());
    }
}
