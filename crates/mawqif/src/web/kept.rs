//! What is kept in memory between pages: answers to cases, their offers tested, and cases as they once were.
//!
//! All follow from a case, the number of its entries and what is asked, so they never grow old; they only make room
//! for others. What is being worked out for one page is waited for by others that need the same. A page that cannot
//! wait shows what is known so far, and the work goes on for whoever looks next.

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
        unify::{Answer, Options, Preference, unify},
    },
};
use tokio::{sync::OnceCell, time::timeout};

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

/// How long the engine looks for the first answer to a large case: a package, before there are reasons for it.
const FIRST_LOOK: Duration = Duration::from_millis(400);

/// How long a page waits for the whole answer before the first one is looked for as well, and how long for either.
const WAITS: [Duration; 2] = [Duration::from_millis(10), Duration::from_millis(55)];

/// How long a page waits for a test that it could do without; an offer of common size is tested in less.
const SOON: Duration = Duration::from_millis(15);

/// The most answers to cases as they stand that are kept, and as many to suppositions.
const ANSWER_LIMIT: usize = 64;

/// The most tests of offers that are kept, and findings of as many.
const TEST_LIMIT: usize = 64;

/// The most past cases that are folded at once, each of which reads a record from its beginning.
pub const FOLD_LIMIT: usize = 2;

/// The most past cases that are kept: somebody who moves through the past, and a few others.
const PAST_LIMIT: usize = 16;

/// What is kept, the latest used first.
pub struct Kept<T>(Mutex<VecDeque<Place<T>>>);

/// A case, the number of its entries, what is asked of it, and what belongs to them.
type Place<T> = ((CaseId, u64, Asked), Arc<OnceCell<Arc<T>>>);

/// What is asked of a case, and on which ground.
#[derive(Clone, Debug, Default, PartialEq)]
struct Asked {
    suppositions: Suppositions,
    prefer: Preference,
    ground: Option<Arc<Ground>>,
}

impl Asked {
    fn is_case_as_it_stands(&self) -> bool {
        *self == Self::default()
    }
}

/// What is known of an answer when a page has to be shown.
pub enum Known {
    /// All of it.
    Whole(Arc<Answer>),
    /// A package, before the reasons for it.
    First(Arc<Answer>),
    /// Nothing yet.
    Nothing,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Kept<T> {
    /// The place of something, which may be empty still.
    fn place(&self, case: &CaseId, entries: u64, asked: Asked, most: usize) -> Arc<OnceCell<Arc<T>>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (case.clone(), entries, asked);
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
        let place = self.lints.place(case.id(), case.entries(), Asked::default(), TEST_LIMIT);
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
        let place = self.tested.place(case.id(), case.entries(), Asked::default(), TEST_LIMIT);
        let test = || async {
            let asked = case.clone();
            let test = move || {
                let dossier = asked.dossier();
                let test = stress_within(dossier, &[], &served());
                let model =
                    game_of(dossier).ok().and_then(|(_, made)| Model::within(&made.game, SERVED_STATES).ok());
                Tested { test, graph: model.as_ref().map(Graph::new) }
            };
            Ok::<_, Trouble>(Arc::new(self.desk.reckon(test).await?))
        };
        place.get_or_try_init(test).await.cloned()
    }

    /// What the engine answers, on another ground than the case when there is one.
    ///
    /// # Errors
    /// When the options make no sense for the case, and when the answer was not found sound.
    pub async fn answer(
        &self,
        case: &Arc<Case>,
        ground: Option<&Arc<Ground>>,
        options: &Options,
    ) -> Result<Arc<Answer>, Trouble> {
        let asked = asked(ground, options);
        let kept = if asked.is_case_as_it_stands() { &self.answers } else { &self.supposed };
        let place = kept.place(case.id(), case.entries(), asked.clone(), ANSWER_LIMIT);
        place.get_or_try_init(|| self.reckoned(case, asked, LOOK)).await.cloned()
    }

    /// What is known of the answer by the time a page has to be shown; the rest is worked out meanwhile, for
    /// whoever asks again.
    ///
    /// # Errors
    /// As for [`Self::answer`].
    pub async fn known(
        &self,
        case: &Arc<Case>,
        ground: Option<&Arc<Ground>>,
        options: &Options,
    ) -> Result<Known, Trouble> {
        let (web, own, under, whole) = (self.clone(), case.clone(), ground.cloned(), options.clone());
        let mut whole = tokio::spawn(async move { web.answer(&own, under.as_ref(), &whole).await });
        if let Ok(found) = timeout(WAITS[0], &mut whole).await {
            return Ok(Known::Whole(found.map_err(|_| Fault::Busy)??));
        }
        let asked = asked(ground, options);
        let place = self.first.place(case.id(), case.entries(), asked.clone(), ANSWER_LIMIT);
        let (web, own) = (self.clone(), case.clone());
        let first = tokio::spawn(async move {
            place.get_or_try_init(|| web.reckoned(&own, asked, FIRST_LOOK)).await.cloned()
        });
        if let Ok(found) = timeout(WAITS[1], &mut whole).await {
            return Ok(Known::Whole(found.map_err(|_| Fault::Busy)??));
        }
        if !first.is_finished() {
            return Ok(Known::Nothing);
        }
        let first = first.await.map_err(|_| Fault::Busy)??;
        // That nothing was found so soon says nothing.
        Ok(if first.package.is_some() { Known::First(first) } else { Known::Nothing })
    }

    async fn reckoned(&self, case: &Arc<Case>, asked: Asked, look: Duration) -> Result<Arc<Answer>, Trouble> {
        let case = case.clone();
        let reckoning = move || {
            let Asked { suppositions, prefer, ground } = asked;
            // The time that somebody waited for their turn is not the engine's.
            let options = Options { suppositions, prefer, deadline: Some(patience(look)) };
            unify(ground.as_ref().map_or(case.dossier(), |it| &it.dossier), &options)
        };
        let answer = self.desk.reckon(reckoning).await?;
        let answer = answer.map_err(|error| {
            let wrong = Wrong::Engine(error.to_string());
            Fault::WhatIf(WhatIfError { parameter: "assume", word: String::new(), wrong })
        })?;
        if answer.proof.is_refuted() { Err(Fault::Unchecked.into()) } else { Ok(Arc::new(answer)) }
    }

    /// What there was to see after an entry, for whoever may see what there is now.
    ///
    /// # Errors
    /// The store's.
    pub async fn back(&self, at: At, seq: u64) -> Result<At, Trouble> {
        let place = self.past.place(at.case.id(), seq + 1, Asked::default(), PAST_LIMIT);
        let fold = || async {
            let _turn = self.folds.acquire().await.map_err(|_| Fault::Busy)?;
            Ok::<_, Trouble>(self.desk.as_of_entry(&at.held, seq).await?)
        };
        let case = place.get_or_try_init(fold).await?.clone();
        let now = Some(at.case.entries());
        Ok(At { case, now, sight: at.sight.back(), ..at })
    }
}

fn asked(ground: Option<&Arc<Ground>>, options: &Options) -> Asked {
    let Options { suppositions, prefer, .. } = options.clone();
    Asked { suppositions, prefer, ground: ground.cloned() }
}
