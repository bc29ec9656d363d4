//! What is kept in memory between pages: answers to cases as they stand, their offers tested, and cases as they
//! once were.
//!
//! All follow from a case and the number of its entries alone, so they never grow old; they only make room for
//! others. What is being worked out for one page is waited for by others that need the same.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use mawqif_core::{
    case::{Case, CaseId},
    initiative::{
        lint::{Lint, lint, vocabulary::Vocabulary},
        stability::{Model, game_of, graph::Graph},
        stress::{StressTest, stress_within},
    },
    position::{
        model::Suppositions,
        unify::{Answer, Options, unify},
    },
};
use tokio::sync::OnceCell;

use super::{Web, admit::At, trouble::Trouble};
use crate::{
    desk::{
        Fault,
        what_if::{Ground, WhatIfError, Wrong, patience},
    },
    stress::{SERVED_STATES, served},
};

/// How long the engine looks for an answer to a page; what is proven by then is told.
const LOOK: Duration = Duration::from_secs(10);

/// How long a page waits for a test that it could do without.
const SOON: Duration = Duration::from_millis(500);

/// The most answers that are kept.
const ANSWER_LIMIT: usize = 64;

/// The most tests of offers that are kept, and findings of as many.
const TEST_LIMIT: usize = 64;

/// The most past cases that are folded at once, each of which reads a record from its beginning.
pub const FOLD_LIMIT: usize = 2;

/// The most past cases that are kept: somebody who moves through the past, and a few others.
const PAST_LIMIT: usize = 16;

/// What is kept, the latest used first.
pub struct Kept<T>(Mutex<VecDeque<Place<T>>>);

/// A case, the number of its entries, and what belongs to them.
type Place<T> = ((CaseId, u64), Arc<OnceCell<Arc<T>>>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Kept<T> {
    /// The place of something, which may be empty still.
    fn place(&self, case: &CaseId, entries: u64, most: usize) -> Arc<OnceCell<Arc<T>>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (case.clone(), entries);
        let found = kept.iter().position(|(own, _)| *own == key).and_then(|at| kept.remove(at));
        let (key, cell) = found.unwrap_or_else(|| (key, Arc::default()));
        kept.push_front((key, cell.clone()));
        kept.truncate(most);
        cell
    }
}

/// An offer tested, and what can be drawn of its game.
pub struct Tested {
    /// The test.
    pub test: StressTest,
    /// The states around the agreed one; none when the game has no analysis.
    pub graph: Option<Graph>,
}

impl Web {
    /// What the rules find in the offer of a case.
    ///
    /// # Errors
    /// When the server is too busy.
    pub async fn lint(&self, case: &Arc<Case>) -> Result<Arc<Lint>, Trouble> {
        let place = self.lints.place(case.id(), case.entries(), TEST_LIMIT);
        let look = || async {
            let asked = case.clone();
            let look = move || lint(asked.dossier(), &Vocabulary::of(asked.dossier()));
            Ok::<_, Trouble>(Arc::new(self.desk.reckon(look).await?))
        };
        place.get_or_try_init(look).await.cloned()
    }

    /// The whole test of the offer of a case, if it is there soon. It is worked out and kept all the same, for
    /// whoever looks next.
    pub async fn tested_soon(&self, case: &Arc<Case>) -> Option<Arc<Tested>> {
        let (web, case) = (self.clone(), case.clone());
        let task = tokio::spawn(async move { web.tested(&case).await.ok() });
        tokio::time::timeout(SOON, task).await.ok()?.ok()?
    }

    /// The whole test of the offer of a case.
    ///
    /// # Errors
    /// When the server is too busy.
    pub async fn tested(&self, case: &Arc<Case>) -> Result<Arc<Tested>, Trouble> {
        let place = self.tested.place(case.id(), case.entries(), TEST_LIMIT);
        let test = || async {
            let asked = case.clone();
            let test = move || {
                let dossier = asked.dossier();
                let test = stress_within(dossier, &[], &served());
                let model =
                    game_of(dossier).and_then(|(_, made)| Model::within(&made.game, SERVED_STATES).ok());
                Tested { test, graph: model.as_ref().map(Graph::new) }
            };
            Ok::<_, Trouble>(Arc::new(self.desk.reckon(test).await?))
        };
        place.get_or_try_init(test).await.cloned()
    }

    /// What the engine answers, on another ground than the case when there is one; the answer to a case as it
    /// stands is kept.
    ///
    /// # Errors
    /// When the options make no sense for the case, and when the answer was not found sound.
    pub async fn answer(
        &self,
        case: &Arc<Case>,
        ground: Option<&Arc<Ground>>,
        options: &Options,
    ) -> Result<Arc<Answer>, Trouble> {
        let Suppositions { assumed, with, without, .. } = &options.suppositions;
        if ground.is_some() || !assumed.is_empty() || !with.is_empty() || !without.is_empty() {
            return self.reckoned(case, ground, options).await;
        }
        let place = self.answers.place(case.id(), case.entries(), ANSWER_LIMIT);
        place.get_or_try_init(|| self.reckoned(case, None, options)).await.cloned()
    }

    async fn reckoned(
        &self,
        case: &Arc<Case>,
        ground: Option<&Arc<Ground>>,
        options: &Options,
    ) -> Result<Arc<Answer>, Trouble> {
        let (asked, ground) = (case.clone(), ground.cloned());
        let options = options.clone();
        let reckoning = move || {
            // The time that somebody waited for their turn is not the engine's.
            let options = Options { deadline: Some(patience(LOOK)), ..options };
            unify(ground.as_ref().map_or(asked.dossier(), |it| &it.dossier), &options)
        };
        let answer = self.desk.reckon(reckoning).await?;
        let answer = answer.map_err(|error| {
            let wrong = Wrong::Engine(error.to_string());
            Fault::WhatIf(WhatIfError { parameter: "assume", word: String::new(), wrong })
        })?;
        if answer.proof.checked { Ok(Arc::new(answer)) } else { Err(Fault::Unchecked.into()) }
    }

    /// What there was to see after an entry, for whoever may see what there is now.
    ///
    /// # Errors
    /// The store's.
    pub async fn back(&self, at: At, seq: u64) -> Result<At, Trouble> {
        let place = self.past.place(at.case.id(), seq + 1, PAST_LIMIT);
        let fold = || async {
            let _turn = self.folds.acquire().await.map_err(|_| Fault::Busy)?;
            Ok::<_, Trouble>(self.desk.as_of_entry(&at.held, seq).await?)
        };
        let case = place.get_or_try_init(fold).await?.clone();
        let now = Some(at.case.entries());
        Ok(At { case, now, sight: at.sight.back(), ..at })
    }
}
