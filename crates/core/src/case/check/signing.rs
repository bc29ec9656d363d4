//! Signing: whose keys count, which two people set; and signatures, each held against the exact text that it is said to
//! be over before it is kept.

use super::{
    Checking,
    roll::next,
    words::{self, Length},
};
use crate::{
    case::{
        Fact, Refusal,
        change::Change,
        comments::COMMENT_LIMIT,
        refusal::{State, Thing},
        signing::{HELD_AGAINST_LIMIT, Handed, KEY_LIMIT, SignatureFault, SignersFault},
        statement::{Standing, Statement},
    },
    statement::{
        Canonical, Language,
        signature::{
            Signature, SignatureError,
            policy::Policy,
            signers::{Signer, Signers},
        },
    },
    text::{Text, is_bidi_control},
};

impl Checking<'_> {
    /// Asks for a second person, at every stage: who signs for the coalition is not said by one alone.
    pub(super) fn set_signers(self, policy: &Policy) -> Result<Vec<Fact>, Refusal> {
        let change = self.sound_change(Change::SetSigners(policy.clone()))?;
        if self.case.proposals.values().any(|it| it.change == change) {
            return Err(Refusal::State(State::AlreadyThere));
        }
        self.propose_change(change)
    }

    /// The signers as they could be set now, each key in the one line that it is written in.
    pub(super) fn sound_signers(self, policy: &Policy) -> Result<Policy, Refusal> {
        if policy.signers.len() > KEY_LIMIT {
            return Err(Refusal::Limit { what: "signers", limit: KEY_LIMIT });
        }
        for body in policy.signers.iter().filter_map(|it| it.body.as_ref()) {
            if !self.case.dossier.bodies.iter().any(|known| known.id == *body) {
                return Err(super::roll::no_body(body));
            }
        }
        let signers =
            Signers::of(policy).map_err(|error| Refusal::Signers { fault: SignersFault::from(error) })?;
        if self.case.signers().is_some_and(|known| *known == signers) {
            return Err(Refusal::State(State::AlreadyThere));
        }
        Ok(signers.policy())
    }

    pub(super) fn sign(self, handed: Handed<'_>) -> Result<Vec<Fact>, Refusal> {
        let Handed { statement: number, version, language, signature: file } = handed;
        let refused = |fault: SignatureFault| Refusal::Signature { fault };
        let statement = self.statement(number)?;
        let unknown = || Refusal::Unknown { what: Thing::Statement, name: format!("{number}/{version}") };
        let found = statement.versions.get(&version).ok_or_else(unknown)?;
        let newest = statement.signable();
        if version != newest {
            return Err(refused(SignatureFault::OtherNewest { newest }));
        }
        if let Some(Standing::Withdrawn { .. }) = self.case.standing(number, self.now) {
            return Err(Refusal::State(State::StatementWithdrawn(number)));
        }
        let signers = self.case.signers().ok_or_else(|| refused(SignatureFault::NoSigners))?;
        let text = found.draft.canonical(language);
        let text = text.ok_or_else(|| refused(SignatureFault::NoText { version }))?;
        let signature = read(file).map_err(|error| refused(error.into()))?;
        let bytes = text.as_str().as_bytes();
        let by = signers
            .signers
            .iter()
            .find(|it| signature.names(&it.key, it.number) && signature.is_by(&it.key, bytes));
        let Some(by) = by else {
            return Err(refused(self.over(handed, &signature, signers)));
        };
        let (name, day) = (by.name.clone(), self.now.day());
        if let Some(from) = by.from.filter(|from| day < *from) {
            return Err(refused(SignatureFault::Early { name, day: from.to_string() }));
        }
        if let Some(until) = by.until.filter(|until| *until < day) {
            return Err(refused(SignatureFault::Expired { name, day: until.to_string() }));
        }
        let is_same = |it: &crate::case::signing::Kept| {
            (it.version, it.language, it.signer.as_str()) == (version, language, name.as_str())
                && it.extension() == signature.extension()
        };
        if statement.signatures.iter().any(is_same) {
            return Err(refused(SignatureFault::Twice { name }));
        }
        let (key, sha256, signature) = (by.key.fingerprint(), text.digest(), file.to_owned());
        let signer = name;
        Ok(vec![Fact::StatementSigned {
            statement: number,
            version,
            language,
            signer,
            key,
            sha256,
            signature,
        }])
    }

    /// What a signature is over that is not over the text it was handed in for.
    fn over(self, handed: Handed<'_>, signature: &Signature, signers: &Signers) -> SignatureFault {
        let named: Vec<&Signer> =
            signers.signers.iter().filter(|it| signature.names(&it.key, it.number)).collect();
        let Some(first) = named.first() else {
            return SignatureFault::Unknown { key: signature.key_name() };
        };
        let is_over =
            |text: &Canonical| named.iter().any(|it| signature.is_by(&it.key, text.as_str().as_bytes()));
        // The nearest first: the other language, earlier versions, then other statements, the latest first.
        let own = self
            .case
            .statements
            .get(&handed.statement)
            .into_iter()
            .flat_map(|it| it.versions.keys().rev().map(|version| (handed.statement, *version)));
        let others = self.case.statements.iter().rev().filter(|(number, _)| **number != handed.statement);
        let others = others.map(|(number, it)| (*number, it.signable()));
        let texts = own
            .chain(others)
            .flat_map(|(statement, version)| Language::BOTH.map(|language| (statement, version, language)));
        let mut held = texts
            .filter(|it| *it != (handed.statement, handed.version, handed.language))
            .take(HELD_AGAINST_LIMIT)
            .filter(|(statement, version, language)| {
                let versions = self.case.statements.get(statement).map(|it| &it.versions);
                let draft = versions.and_then(|it| it.get(version)).map(|it| &it.draft);
                draft.and_then(|it| it.canonical(*language)).is_some_and(|text| is_over(&text))
            });
        match held.next() {
            None => SignatureFault::OtherText { name: first.name.clone() },
            Some((statement, version, language)) if statement != handed.statement => {
                SignatureFault::OtherStatement { statement, version, language }
            }
            Some((_, version, language)) if version != handed.version => {
                SignatureFault::OtherVersion { version, language }
            }
            Some((.., language)) => SignatureFault::OtherLanguage { language },
        }
    }

    pub(super) fn comment(
        self,
        number: u64,
        version: u64,
        paragraph: u64,
        words: &Text,
    ) -> Result<Vec<Fact>, Refusal> {
        words::check_given("words", words, Length::Lines)?;
        let statement = self.draft_of(number)?;
        if version != statement.newest() {
            return Err(Refusal::State(State::StatementChanged(number)));
        }
        let draft = statement.versions.get(&version).map(|it| &it.draft);
        let count = draft.map_or(0, |it| it.paragraphs().len());
        if usize::try_from(paragraph).map_or(true, |at| at >= count) {
            return Err(Refusal::Unknown { what: Thing::Paragraph, name: paragraph.to_string() });
        }
        if statement.comments.len() >= COMMENT_LIMIT {
            return Err(Refusal::Limit { what: "comments on a statement", limit: COMMENT_LIMIT });
        }
        let (statement, comment) = (number, next(statement.comments.keys()));
        Ok(vec![Fact::StatementCommented { statement, version, comment, paragraph, words: words.clone() }])
    }

    pub(super) fn resolve(self, number: u64, comment: u64) -> Result<Vec<Fact>, Refusal> {
        let unknown = || Refusal::Unknown { what: Thing::Comment, name: format!("{number}/{comment}") };
        let found = self.statement(number)?.comments.get(&comment).ok_or_else(unknown)?;
        if found.resolved.is_some() {
            return Err(Refusal::State(State::AlreadyThere));
        }
        Ok(vec![Fact::CommentResolved { statement: number, comment }])
    }

    /// A statement that was not released.
    fn draft_of(&self, number: u64) -> Result<&Statement, Refusal> {
        let statement = self.statement(number)?;
        if statement.released.is_some() {
            return Err(Refusal::State(State::StatementReleased(number)));
        }
        Ok(statement)
    }
}

/// A signature's file. It is published as it is, so nothing may stand in it that nobody sees; minisign separates the parts of
/// its comment by tabs.
fn read(file: &str) -> Result<Signature, SignatureError> {
    let signature = Signature::read(file)?;
    if file.contains(|it: char| (it.is_control() && !matches!(it, '\n' | '\t')) || is_bidi_control(it)) {
        return Err(SignatureError::Damaged("a character stands in it that nobody sees"));
    }
    Ok(signature)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statement::signature::SecretKey;

    #[test]
    fn the_comment_that_minisign_writes_by_itself_is_no_hindrance() {
        let key = SecretKey::new("amal@coalition.example", [1; 32]).unwrap();
        let file =
            key.minisign_signature(b"text", "timestamp:1930000000 file:statement.en.txt hashed").unwrap();
        assert!(read(&file.replace(" file:", "\tfile:").replace(" hashed", "\thashed")).is_ok());
        for unseen in ['\u{202E}', '\u{1B}', '\r'] {
            let told = read(&file.replace(" file:", &format!("{unseen}file:")));
            assert!(matches!(told, Err(SignatureError::Damaged(_))), "{unseen:?}");
        }
    }
}
