//! What if: suppositions about a case, as words, checked against its dossier.
//!
//! The command line and the API ask in the same words; each says in its own way where they stood.
//!
//! Whoever may not see a confidential stance may suppose nothing of its body, nor a stance that waits for
//! it: the answer would tell its verdict on any package, one question each.

use std::{
    collections::BTreeSet,
    sync::LazyLock,
    time::{Duration, Instant},
};

use mawqif_core::{
    consultation::stance::{NameKind, Stance},
    dossier::{Dossier, problem::nearest},
    position::{
        model::{Counted, Suppositions},
        unify::{Answer, Deadline, Options, Preference},
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

/// The moment from now on after which the engine begins no more work.
pub fn patience(length: Duration) -> Deadline {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let now = || START.elapsed();
    Deadline { now, at: now() + length }
}

/// Takes out of an answer to suppositions what counts stances that its reader may not see: only the answer
/// that counts tells that.
pub fn veil(answer: &mut Answer) {
    answer.confidential = None;
    answer.pivotal_confidential = 0;
    answer.unlock = answer.unlock.take().filter(|it| it.sets.iter().all(|set| set.confidential == 0));
    answer.clash = answer.clash.take().filter(|it| it.confidential == 0);
}

impl WhatIf {
    /// Whether anything is supposed, so that the answer is not the one that counts.
    pub fn supposes(&self) -> bool {
        let words = [&self.assume, &self.with, &self.without];
        self.counted != Counted::default() || words.iter().any(|words| !words.is_empty())
    }

    /// What the engine is asked, by somebody from whom confidential stances of some bodies are hidden.
    ///
    /// # Errors
    /// When a word names nothing in the dossier, is no stance, or asks about what is hidden.
    pub fn options(&self, dossier: &Dossier, hidden: &BTreeSet<&Id>) -> Result<Options, WhatIfError> {
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
            let (body, stance) = assumption(dossier, word, hidden)?;
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

fn assumption(dossier: &Dossier, word: &str, hidden: &BTreeSet<&Id>) -> Result<(Id, Stance), WhatIfError> {
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
    if hidden.contains(&id) {
        let message = format!(
            "`{id}` has a confidential stance that is not for you, and an answer that supposes another \
             would show, beside the one without, what it says"
        );
        return Err(unknown(message));
    }
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
        if name.kind == NameKind::Body && hidden.contains(&name.id) {
            let message = format!(
                "`@{}` cannot be waited for in a stance that is supposed: it has a confidential stance that is \
                 not for you, and the verdict of whoever waits for it would show its own",
                name.id
            );
            return Err(unknown(message));
        }
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
