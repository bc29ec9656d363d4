//! What if: suppositions about a case, as words, checked against its dossier.
//!
//! The command line and the API ask in the same words; each says in its own way where they stood.
//!
//! Whoever may not see some confidential stances is answered as if those had not been filed: asked often
//! enough, answers that count them would tell what they say. Only the answer that counts, to which nothing is
//! supposed, is reckoned from all.

use std::{
    sync::LazyLock,
    time::{Duration, Instant},
};

use mawqif_core::{
    case::Case,
    consultation::stance::{NameKind, Stance, StanceProblem},
    dossier::{Dossier, problem::nearest},
    position::{
        model::{Counted, Suppositions},
        unify::{Answer, Deadline, Options, Preference},
    },
    text::{Id, without_directions},
};

use super::sight::Sight;

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
#[error("{wrong}")]
pub struct WhatIfError {
    /// Where they stood: `assume`, `with`, `without`.
    pub parameter: &'static str,
    /// The words; empty when they are not one word's fault.
    pub word: String,
    /// What is wrong with them.
    pub wrong: Wrong,
}

/// What is wrong with a supposition. Pages say it in their own words, by the kind.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// There is no such body or condition.
    #[error("the dossier has no {} `{name}`{}", of.word(), did_you_mean(meant))]
    Unknown {
        /// What it would be.
        of: Named,
        /// What was written.
        name: String,
        /// What may have been meant.
        meant: Option<String>,
    },
    /// Two things are supposed of one body.
    #[error("`{0}` is supposed twice; one of them is enough")]
    Twice(Id),
    /// Too much is supposed.
    #[error("at most {SUPPOSED_LIMIT} can be given")]
    TooMany,
    /// It is no supposition about a body.
    #[error("write BODY=\"STANCE\", for example relief-union=\"accept if routes\"")]
    Form,
    /// The stance cannot be read.
    #[error("{}", stances(.0))]
    Stance(Vec<StanceProblem>),
    /// What the engine says.
    #[error("{0}")]
    Engine(String),
}

/// What has a name that can be supposed something of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// A body.
    Body,
    /// A condition.
    Condition,
}

impl Named {
    /// The word for it, as messages choose by it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Condition => "condition",
        }
    }
}

fn did_you_mean(meant: &Option<String>) -> String {
    meant.as_ref().map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"))
}

fn stances(problems: &[StanceProblem]) -> String {
    let told = problems.iter().map(|problem| match problem.suggestion() {
        Some(suggestion) => format!("{problem} ({suggestion})"),
        None => problem.to_string(),
    });
    told.collect::<Vec<_>>().join("; ")
}

/// The moment from now on after which the engine begins no more work.
pub fn patience(length: Duration) -> Deadline {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let now = || START.elapsed();
    Deadline { now, at: now() + length }
}

/// Takes out of an answer to one trade what counts stances that its reader may not see: only the answer that
/// counts tells that.
pub fn veil(answer: &mut Answer) {
    answer.confidential = None;
    answer.pivotal_confidential = 0;
    answer.unlock = answer.unlock.take().filter(|it| it.sets.iter().all(|set| set.confidential == 0));
    answer.clash = answer.clash.take().filter(|it| it.confidential == 0);
}

/// What suppositions are reckoned from, when it is not the whole dossier.
#[derive(Clone, Debug, PartialEq)]
pub struct Ground {
    /// The dossier without the stances that whoever asks may not see.
    pub dossier: Dossier,
    /// How many stances on the current version of the offer it is without.
    pub left_out: usize,
}

impl WhatIf {
    /// Whether anything is supposed, so that the answer is not the one that counts.
    pub fn supposes(&self) -> bool {
        let words = [&self.assume, &self.with, &self.without];
        self.counted != Counted::default() || words.iter().any(|words| !words.is_empty())
    }

    /// What this is reckoned from for somebody; `None` when it is the case's dossier: nothing is supposed, or
    /// they may see every stance.
    pub fn ground(&self, case: &Case, sight: &Sight) -> Option<Ground> {
        let hidden = sight.hidden(case);
        if hidden.is_empty() || !self.supposes() {
            return None;
        }
        let current = case.dossier().initiative.version;
        let left_out = hidden.iter().filter(|stance| stance.version == current).count();
        (left_out > 0).then(|| Ground { dossier: sight.dossier(case), left_out })
    }

    /// What the engine is asked.
    ///
    /// # Errors
    /// When a word names nothing in the dossier or is no stance.
    pub fn options(&self, dossier: &Dossier) -> Result<Options, WhatIfError> {
        let ids = |parameter: &'static str, words: &[String]| -> Result<Vec<Id>, WhatIfError> {
            limited(parameter, words)?;
            let known = || dossier.conditions.iter().map(|condition| &condition.id);
            let id = |word: &String| {
                let word = without_directions(word);
                known_id(Named::Condition, &word, known()).map_err(|wrong| WhatIfError {
                    parameter,
                    word: String::new(),
                    wrong,
                })
            };
            words.iter().map(id).collect()
        };
        limited("assume", &self.assume)?;
        let mut assumed: Vec<(Id, Stance)> = Vec::new();
        for word in &self.assume {
            let (body, stance) = assumption(dossier, word)?;
            if assumed.iter().any(|(other, _)| *other == body) {
                let wrong = Wrong::Twice(body);
                return Err(WhatIfError { parameter: "assume", word: String::new(), wrong });
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
    Err(WhatIfError { parameter, word: String::new(), wrong: Wrong::TooMany })
}

fn assumption(dossier: &Dossier, word: &str) -> Result<(Id, Stance), WhatIfError> {
    let word = &without_directions(word);
    let told = |wrong: Wrong| WhatIfError { parameter: "assume", word: word.to_string(), wrong };
    let Some((body, says)) = word.split_once('=') else {
        return Err(told(Wrong::Form));
    };
    let bodies = || dossier.bodies.iter().map(|body| &body.id);
    let conditions = || dossier.conditions.iter().map(|condition| &condition.id);
    let unknown = |wrong: Wrong| WhatIfError { parameter: "assume", word: String::new(), wrong };
    let id = known_id(Named::Body, body.trim(), bodies()).map_err(unknown)?;
    let parsed = Stance::parse(says).map_err(|problems| told(Wrong::Stance(problems)))?;
    for name in &parsed.names {
        match name.kind {
            NameKind::Body => known_id(Named::Body, name.id.as_str(), bodies()),
            NameKind::Condition => known_id(Named::Condition, name.id.as_str(), conditions()),
        }
        .map_err(unknown)?;
    }
    Ok((id, parsed.stance))
}

fn known_id<'i>(of: Named, word: &str, known: impl Iterator<Item = &'i Id> + Clone) -> Result<Id, Wrong> {
    let found = Id::new(word).ok().filter(|id| known.clone().any(|other| other == id));
    found.ok_or_else(|| {
        let meant = nearest(word, known.map(Id::as_str)).map(str::to_owned);
        Wrong::Unknown { of, name: word.to_owned(), meant }
    })
}

#[cfg(test)]
mod tests {
    use mawqif_core::{
        case::{AccountId, Act, CaseId, Moment},
        position::unify::unify,
    };

    use super::*;

    const OFFER: &str = include_str!("../../../../examples/wadi-nahr.toml");

    /// What a body may say in confidence.
    const SECRETS: [&str; 7] = [
        "accept",
        "reject",
        "abstain",
        "accept if routes",
        "accept if routes and detainees",
        "accept unless wider",
        "accept if @women-network",
    ];

    fn act(case: &mut Case, who: &str, act: serde_json::Value) {
        let (act, actor): (Act, _) = (serde_json::from_value(act).unwrap(), AccountId::new(who).unwrap());
        let now = Moment::from_micros(1_930_000_000_000_000);
        for fact in case.check(&act, &actor, now).unwrap() {
            let entry = fact.to_entry(case.entries(), case.time(now), &actor, [7; 32]).unwrap();
            case.apply(&entry).unwrap();
        }
    }

    /// The show case, in which a body says something in confidence.
    fn confided(secret: &str) -> Case {
        let mut case = Case::empty(CaseId::new("ours").unwrap());
        act(&mut case, "salma", serde_json::json!({ "act": "open-case" }));
        act(&mut case, "salma", serde_json::json!({ "act": "import-dossier", "dossier": OFFER }));
        let mandate =
            serde_json::json!({ "act": "mandate-delegate", "account": "dalia", "body": "relief-union" });
        act(&mut case, "salma", mandate);
        act(&mut case, "dalia", serde_json::json!({ "act": "accept-mandate", "mandate": 1 }));
        let stance = serde_json::json!({
            "act": "file-stance", "body": "relief-union", "says": secret, "version": 1, "confidential": true,
        });
        act(&mut case, "dalia", stance);
        case
    }

    fn answered(case: &Case, who: &str, what_if: &WhatIf) -> (Answer, Option<usize>) {
        let now = Moment::from_micros(1_930_000_000_000_000);
        let sight = Sight::of(case, &AccountId::new(who).unwrap(), now).unwrap();
        let ground = what_if.ground(case, &sight);
        let options = what_if.options(case.dossier()).unwrap();
        let dossier = ground.as_ref().map_or(case.dossier(), |it| &it.dossier);
        (unify(dossier, &options).unwrap(), ground.map(|it| it.left_out))
    }

    /// Cases that differ in nothing but what is said in confidence give an outsider the same answers to
    /// whatever is supposed.
    #[test]
    fn no_supposition_tells_what_is_hidden() {
        let cases = SECRETS.map(confided);
        let conditions: Vec<String> =
            cases[0].dossier().conditions.iter().map(|condition| condition.id.to_string()).collect();
        let bodies: Vec<String> = cases[0].dossier().bodies.iter().map(|body| body.id.to_string()).collect();
        let mut asked: Vec<WhatIf> = vec![WhatIf { counted: Counted::Mandated, ..WhatIf::default() }];
        for (at, condition) in conditions.iter().enumerate() {
            let other = conditions[(at + 3) % conditions.len()].clone();
            asked.push(WhatIf { with: vec![condition.clone()], ..WhatIf::default() });
            asked.push(WhatIf { without: vec![condition.clone()], ..WhatIf::default() });
            asked.push(WhatIf { with: vec![condition.clone()], without: vec![other], ..WhatIf::default() });
            asked.push(WhatIf {
                with: conditions[..at].to_vec(),
                without: conditions[at..].to_vec(),
                ..WhatIf::default()
            });
        }
        for body in &bodies {
            for says in ["accept", "reject", "accept if routes", "accept if @relief-union"] {
                if body == "relief-union" && says.contains('@') {
                    continue;
                }
                asked.push(WhatIf { assume: vec![format!("{body}={says}")], ..WhatIf::default() });
            }
        }
        let mut would_tell = 0;
        for what_if in &asked {
            let told = answered(&cases[0], "salma", what_if);
            assert_eq!(told.1, Some(1));
            for case in &cases {
                assert_eq!(answered(case, "salma", what_if), told, "{what_if:?}");
                // Whoever said it is answered by it.
                would_tell += usize::from(answered(case, "dalia", what_if).0 != told.0);
            }
        }
        assert!(would_tell > asked.len(), "{would_tell} of {}", asked.len());
    }
}
