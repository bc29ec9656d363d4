//! What is said of a refusal, in the reader's language: one source for pages and API.
//!
//! A page says it in its own language. The API says it in Arabic to whoever asks for Arabic; in English it
//! says what the core says, which names more and is what programs have read so far.

use mawqif_core::{
    case::{
        Refusal,
        refusal::WordFault,
        signing::{SignatureFault, SignersFault},
    },
    dossier::problem::ProblemKind,
    statement::{
        agreement::Disagreement,
        template::{Fault, Misworded},
    },
};

use crate::{
    desk::{
        people::{Refused, token::Scope},
        what_if::Wrong,
    },
    locale::{Locale, Value},
};

/// Why somebody is not let through.
pub fn refused(refused: &Refused, locale: &Locale) -> String {
    let (most, scope) = match refused {
        Refused::Limit(most) => (*most, ""),
        Refused::Scope(scope) => (0, Scope::word(*scope)),
        _ => (0, ""),
    };
    let values: [(&str, Value<'_>); 4] = [
        ("code", refused.code().into()),
        ("seconds", refused.retry_after().unwrap_or_default().into()),
        ("most", most.into()),
        ("scope", scope.into()),
    ];
    locale.tell("refused", &values)
}

/// Why a case does not allow an act.
pub fn refusal(refusal: &Refusal, locale: &Locale) -> String {
    let written = serde_json::to_value(refusal).unwrap_or_default();
    let code = written["code"].as_str().unwrap_or_default().to_owned();
    let mut values: Vec<(&str, Value<'_>)> = vec![("code", code.into())];
    match refusal {
        Refusal::State(_) => {
            let state = written["state"].as_str().unwrap_or_default().to_owned();
            let number = written["number"].as_u64().unwrap_or_default();
            return locale.tell("refusal-state", &[("state", state.into()), ("number", number.into())]);
        }
        Refusal::Version { current, .. } => values.push(("current", (*current).into())),
        Refusal::Unknown { name, .. } => values.push(("name", name.as_str().into())),
        Refusal::Words { field, fault } => {
            let key = match fault {
                WordFault::Missing => "refusal-words-missing",
                WordFault::Long { .. } => "refusal-words-long",
                WordFault::Character => "refusal-words-character",
                WordFault::Blank => "refusal-words-blank",
                WordFault::Language => "refusal-words-language",
            };
            return locale.tell(key, &[("name", (*field).into())]);
        }
        Refusal::Dossier { problems, .. } => {
            let first = problems.first().map(|it| locale.problem(&it.kind).message).unwrap_or_default();
            values.push(("problem", first.into()));
        }
        Refusal::Signature { fault } => return signature(fault, locale),
        Refusal::Signers { fault } => return signers(fault, locale),
        Refusal::SealKey { number, .. } => {
            let fault = written["fault"].as_str().unwrap_or_default().to_owned();
            return locale.tell("refusal-seal-key", &[("fault", fault.into()), ("number", (*number).into())]);
        }
        Refusal::Template(wrong) => return template(wrong, locale),
        Refusal::Disagreement { fault, .. } => return disagreement(fault, locale),
        Refusal::Limit { limit, .. } => values.push(("limit", (*limit).into())),
        _ => {}
    }
    locale.tell("refusal", &values)
}

/// Where the languages of a statement disagree.
pub fn disagreement(fault: &Disagreement, locale: &Locale) -> String {
    let part = |part: &usize| ("part", (*part).into());
    match fault {
        Disagreement::Part { part: at, .. } | Disagreement::Count { part: at, .. } => {
            locale.tell("disagreement-part", &[part(at)])
        }
        Disagreement::Figure { part: at, figure, ar, en } => locale.tell(
            "disagreement-figure",
            &[part(at), ("figure", figure.as_str().into()), ("ar", (*ar).into()), ("en", (*en).into())],
        ),
        Disagreement::Name { part: at, lacks, ar, en } => locale.tell(
            "disagreement-name",
            &[
                part(at),
                ("lacks", lacks.tag().into()),
                ("ar", ar.as_str().into()),
                ("en", en.as_str().into()),
            ],
        ),
    }
}

/// Why a signature is not taken.
fn signature(fault: &SignatureFault, locale: &Locale) -> String {
    let written = serde_json::to_value(fault).unwrap_or_default();
    let word = |key: &str| written[key].as_str().unwrap_or_default().to_owned();
    if let SignatureFault::Unreadable { .. } = fault {
        return locale.tell(
            "refusal-signature-unreadable",
            &[("why", word("why").into()), ("name", word("name").into())],
        );
    }
    let number = |key: &str| written[key].as_u64().unwrap_or_default();
    let name = ["name", "key"].into_iter().map(word).find(|it| !it.is_empty()).unwrap_or_default();
    let version = ["version", "newest"].into_iter().map(number).find(|it| *it > 0).unwrap_or_default();
    let values = [
        ("fault", word("fault").into()),
        ("name", name.into()),
        ("day", word("day").into()),
        ("statement", number("statement").into()),
        ("version", version.into()),
        ("language", word("language").into()),
    ];
    locale.tell("refusal-signature", &values)
}

/// Why signers cannot be set.
fn signers(fault: &SignersFault, locale: &Locale) -> String {
    match fault {
        SignersFault::Nobody => locale.word("refusal-signers-nobody"),
        SignersFault::TooFew { of, needed, there } => locale.tell(
            "refusal-signers-few",
            &[("of", (*of).into()), ("needed", (*needed).into()), ("there", (*there).into())],
        ),
        SignersFault::Signer { number, why, name, .. } => locale.tell(
            "refusal-signers-signer",
            &[("number", (*number).into()), ("why", (*why).into()), ("name", name.as_str().into())],
        ),
    }
}

/// Why a house template cannot be used, with the place in it and what would be right.
fn template(wrong: &Misworded, locale: &Locale) -> String {
    let (fault, name, meant) = match &wrong.fault {
        Fault::Form { told } => ("form", told.as_str(), ""),
        Fault::Long { .. } => ("long", "", ""),
        Fault::Name { name, meant: None } => ("name", name.as_str(), ""),
        Fault::Name { name, meant: Some(meant) } => ("meant", name.as_str(), meant.as_str()),
        Fault::Brace => ("brace", "", ""),
        Fault::Deep { name } => ("deep", name.as_str(), ""),
    };
    let values: [(&str, Value<'_>); 5] = [
        ("fault", fault.into()),
        ("file", wrong.file.as_str().into()),
        ("place", wrong.place.as_str().into()),
        ("name", name.into()),
        ("meant", meant.into()),
    ];
    locale.tell("refusal-template", &values)
}

/// Why something cannot be supposed.
pub fn supposed(wrong: &Wrong, locale: &Locale) -> String {
    let about = |kind: &'static str, name: &str| {
        locale.tell("trouble-what-if", &[("kind", kind.into()), ("name", name.into())])
    };
    match wrong {
        Wrong::Unknown { of, name, .. } => about(of.word(), name),
        Wrong::Twice(body) => about("twice", body.as_str()),
        Wrong::TooMany => about("many", ""),
        Wrong::Form | Wrong::Engine(_) => about("other", ""),
        Wrong::Stance(problems) => {
            let told =
                problems.iter().map(|it| locale.problem(&ProblemKind::Stance(it.kind.clone())).message);
            about("stance", &told.collect::<Vec<_>>().join(" "))
        }
    }
}
