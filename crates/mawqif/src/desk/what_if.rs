//! What if: suppositions about a case, as words, checked against its dossier.
//!
//! The command line and the API ask in the same words; each says in its own way where they stood.

use mawqif_core::{
    consultation::stance::{NameKind, Stance},
    dossier::{Dossier, problem::nearest},
    position::{
        model::{Counted, Suppositions},
        unify::{Options, Preference},
    },
    text::{Id, without_directions},
};

/// The most suppositions of one kind.
pub const SUPPOSED_LIMIT: usize = 1_000;

/// What is asked beyond the dossier.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WhatIf {
    /// Which stances count.
    pub counted: Counted,
    /// Stances to suppose, as `body=stance`.
    pub assume: Vec<String>,
    /// Conditions that the package must have.
    pub with: Vec<String>,
    /// Conditions that it must not have.
    pub without: Vec<String>,
    /// Which winning package is recommended.
    pub prefer: Preference,
}

/// Words that make no sense for a dossier.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct WhatIfError {
    /// Where they stood: `assume`, `with`, `without`.
    pub parameter: &'static str,
    /// The words; empty when they are not one word's fault.
    pub word: String,
    /// What is wrong with them.
    pub message: String,
}

impl WhatIf {
    /// What the engine is asked.
    ///
    /// # Errors
    /// When a word names nothing in the dossier, or is no stance.
    pub fn options(&self, dossier: &Dossier) -> Result<Options, WhatIfError> {
        let ids = |parameter: &'static str, words: &[String]| -> Result<Vec<Id>, WhatIfError> {
            limited(parameter, words)?;
            let known = || dossier.conditions.iter().map(|condition| &condition.id);
            let id = |word: &String| {
                let word = without_directions(word);
                known_id("condition", &word, known()).map_err(|message| WhatIfError {
                    parameter,
                    word: String::new(),
                    message,
                })
            };
            words.iter().map(id).collect()
        };
        limited("assume", &self.assume)?;
        let mut assumed: Vec<(Id, Stance)> = Vec::new();
        for word in &self.assume {
            let (body, stance) = assumption(dossier, word)?;
            if assumed.iter().any(|(other, _)| *other == body) {
                let message = format!("`{body}` is supposed twice; one of them is enough");
                return Err(WhatIfError { parameter: "assume", word: String::new(), message });
            }
            assumed.push((body, stance));
        }
        Ok(Options {
            suppositions: Suppositions {
                counted: self.counted,
                assumed,
                with: ids("with", &self.with)?,
                without: ids("without", &self.without)?,
            },
            prefer: self.prefer,
            deadline: None,
        })
    }
}

fn limited(parameter: &'static str, words: &[String]) -> Result<(), WhatIfError> {
    if words.len() <= SUPPOSED_LIMIT {
        return Ok(());
    }
    let message = format!("at most {SUPPOSED_LIMIT} can be given");
    Err(WhatIfError { parameter, word: String::new(), message })
}

fn assumption(dossier: &Dossier, word: &str) -> Result<(Id, Stance), WhatIfError> {
    let word = &without_directions(word);
    let wrong = |message: String| WhatIfError { parameter: "assume", word: word.to_string(), message };
    let Some((body, says)) = word.split_once('=') else {
        let message = "write BODY=\"STANCE\", for example relief-union=\"accept if routes\"";
        return Err(wrong(message.to_owned()));
    };
    let bodies = || dossier.bodies.iter().map(|body| &body.id);
    let conditions = || dossier.conditions.iter().map(|condition| &condition.id);
    let unknown = |message: String| WhatIfError { parameter: "assume", word: String::new(), message };
    let id = known_id("body", body.trim(), bodies()).map_err(unknown)?;
    let parsed = Stance::parse(says).map_err(|problems| {
        let told = problems.iter().map(|problem| match problem.suggestion() {
            Some(suggestion) => format!("{problem} ({suggestion})"),
            None => problem.to_string(),
        });
        wrong(told.collect::<Vec<_>>().join("; "))
    })?;
    for name in &parsed.names {
        match name.kind {
            NameKind::Body => known_id("body", name.id.as_str(), bodies()),
            NameKind::Condition => known_id("condition", name.id.as_str(), conditions()),
        }
        .map_err(unknown)?;
    }
    Ok((id, parsed.stance))
}

fn known_id<'i>(what: &str, word: &str, known: impl Iterator<Item = &'i Id> + Clone) -> Result<Id, String> {
    let found = Id::new(word).ok().filter(|id| known.clone().any(|other| other == id));
    found.ok_or_else(|| {
        let nearest = nearest(word, known.map(Id::as_str));
        let meant = nearest.map_or(String::new(), |meant| format!("; did you mean `{meant}`?"));
        format!("the dossier has no {what} `{word}`{meant}")
    })
}
