//! Another case's offer beside this one: of the cases that whoever looks may see, and no others.

use std::sync::Arc;

use mawqif_core::{
    case::{AccountId, Case, CaseId},
    initiative::{
        beside::{Beside, Clause, beside},
        lint::vocabulary::Vocabulary,
    },
};

use super::{
    super::{Web, kept::Tested, trouble::Trouble, words::Words},
    matrix::{Stands, stands},
};
use crate::{
    desk::sight::Sight,
    stress::{Teller, coverage::verdict},
};

/// The most cases to choose from.
const CHOICE_LIMIT: usize = 500;

/// Another offer beside this one.
pub struct Set {
    case: CaseId,
    beside: Beside,
}

/// The same, as it is told.
pub struct Other {
    /// The address of its test.
    pub link: String,
    /// Which offer it is.
    pub title: String,
    /// The verdict on it.
    pub verdict: String,
    /// Each harm, how it stands here, and how there, if it is known there.
    pub harms: Vec<(String, Stands, Option<Stands>)>,
    /// What is among the provisions of one of both alone.
    pub clauses: Vec<String>,
}

/// The case of this id, if somebody may see it.
fn seen(web: &Web, actor: &AccountId, id: &CaseId) -> Option<(Arc<Case>, Sight)> {
    let case = web.desk.held(id)?.now();
    let sight = Sight::of(&case, actor, web.desk.clock().now())?;
    (!sight.is_narrow() && case.received().is_some()).then_some((case, sight))
}

/// Sets another case's offer beside one that was tested.
///
/// # Errors
/// [`Trouble::Missing`] when there is no such case for whoever looks.
pub async fn set(
    web: &Web,
    actor: &AccountId,
    case: &Arc<Case>,
    tested: &Arc<Tested>,
    id: &CaseId,
) -> Result<Set, Trouble> {
    let (other, sight) = seen(web, actor, id).ok_or(Trouble::Missing)?;
    let (case, tested, id) = (case.clone(), tested.clone(), id.clone());
    let look = move || {
        let vocabulary = Vocabulary::of(case.dossier());
        beside(case.dossier(), &tested.test.coverage, &sight.dossier(&other), &vocabulary)
    };
    Ok(Set { beside: web.desk.reckon(look).await?, case: id })
}

/// The cases that somebody can set beside this one, and whether one is.
pub fn choices(
    web: &Web,
    actor: &AccountId,
    case: &Case,
    chosen: &str,
    words: &Words,
) -> Vec<(String, String, bool)> {
    let all = web.desk.all();
    let others = all.iter().filter(|held| held.id() != *case.id());
    let seen = others.filter_map(|held| Some(seen(web, actor, &held.id())?.0)).take(CHOICE_LIMIT);
    let told = seen.map(|other| {
        let (id, title) = (other.id().to_string(), words.text(other.title()).to_owned());
        let is_chosen = id == chosen;
        (id.clone(), if title.is_empty() { id } else { title }, is_chosen)
    });
    told.collect()
}

impl Set {
    /// Tells it.
    pub fn told(self, teller: &Teller<'_>, words: &Words) -> Other {
        let Self { case, beside } = self;
        let harms = beside.harms.iter().map(|it| {
            let there = it.there.map(|standing| stands(standing, words));
            (teller.name(&it.harm), stands(it.here, words), there)
        });
        let list = |wanted: fn(&&Clause) -> bool| -> Vec<String> {
            let clauses = beside.clauses.iter().filter(wanted);
            clauses.map(|clause| words.text(clause.title).to_owned()).collect()
        };
        let (there, here) = (list(|it| it.there && !it.here), list(|it| it.here && !it.there));
        let clauses = [("stress-beside-clauses", there), ("stress-beside-own", here)];
        let clauses = clauses.into_iter().filter(|(_, titles)| !titles.is_empty());
        let clauses =
            clauses.map(|(key, titles)| words.tell(key, &[("list", words.locale().list(&titles).into())]));
        Other {
            link: format!("/cases/{case}/stress"),
            title: words.text(&beside.title).to_owned(),
            verdict: verdict(teller, &beside.verdict),
            harms: harms.collect(),
            clauses: clauses.collect(),
        }
    }
}
