//! What the popular base makes of the position: beside each condition and each package, whether the coalition would lose it.
//!
//! It is told beside the answer and never goes into it: the rule and the bodies decide.

use std::{collections::BTreeMap, sync::Arc};

use mawqif_core::{
    case::Case,
    consultation::public::report::{Base, Offer, Opinion},
    position::unify::{Answer, Options},
};

use super::{
    Asked,
    told::{self, Support, Texts, published},
    unexpected,
};
use crate::{
    opinion::{
        offer,
        words::{letter, percent, share},
    },
    web::{Web, admit::At, kept::Known, trouble::Trouble, words::Words},
};

/// The words of conditions and provisions, by id.
pub type Names = BTreeMap<String, String>;

/// What a case calls its conditions and provisions.
pub fn names(case: &Case, words: &Words) -> Names {
    let dossier = case.dossier();
    let conditions = dossier.conditions.iter().map(|it| (it.id.to_string(), &it.text));
    let provisions = dossier.provisions.iter().map(|it| (it.id.to_string(), &it.text));
    conditions.chain(provisions).map(|(id, text)| (id, words.text(text).to_owned())).collect()
}

/// What the base says to the packages of an answer, before anybody's words are found for it.
pub struct Heard {
    /// The number of the consultation.
    pub number: u64,
    opinion: Opinion,
    case: Arc<Case>,
}

impl Heard {
    fn names(&self, words: &Words) -> Names {
        names(&self.case, words)
    }
}

/// The same in words.
pub struct Backing {
    /// The number of the consultation.
    pub number: u64,
    /// The tables, and the sentence above them.
    pub support: Support,
    /// What is said to each condition.
    pub by_condition: BTreeMap<String, String>,
}

/// What the base of a case says to an answer, if anybody was asked about its conditions.
///
/// # Errors
/// The store's.
pub async fn heard(web: &Web, at: &At, answer: &Answer) -> Result<Option<Heard>, Trouble> {
    let Some(number) = web.desk.public().tied(&at.held) else { return Ok(None) };
    let asked = Asked::at(web, at, &number.to_string())?;
    let opinion = asked_of(web, &asked, offer::of(at.case.dossier(), Some(answer))).await?;
    Ok(opinion.filter(|it| it.base.is_some()).map(|opinion| Heard { number, opinion, case: at.case.clone() }))
}

/// A result with what the base makes of packages.
async fn asked_of(web: &Web, asked: &Asked, offer: Offer) -> Result<Option<Opinion>, Trouble> {
    let Some(outcome) = web.desk.public().settled(&asked.held, asked.number) else { return Ok(None) };
    let base = web.desk.public().base(&asked.held, asked.number, offer).await.map_err(unexpected)?;
    let mut opinion = published(&outcome, &Texts::new());
    opinion.base = kept(base, &opinion);
    Ok(Some(opinion))
}

/// The support for packages, without groups that do not hold.
pub fn kept(base: Option<Base>, opinion: &Opinion) -> Option<Base> {
    let mut base = base?;
    if opinion.groups.is_empty() {
        base.conditions.iter_mut().for_each(|it| it.groups.clear());
        base.packages.iter_mut().for_each(|it| it.groups.clear());
    }
    Some(base)
}

/// What the base makes of the packages of a case as it stands; nothing as long as there is no answer.
///
/// # Errors
/// The store's.
pub async fn of_case(web: &Web, at: &At, number: u64) -> Result<Option<Base>, Trouble> {
    let case = &at.case;
    if case.received().is_none() || case.dossier().bodies.is_empty() {
        return Ok(None);
    }
    let Known::Whole(answer) = web.known(case, None, &Options::default()).await? else { return Ok(None) };
    let offer = offer::of(case.dossier(), Some(&answer));
    web.desk.public().base(&at.held, number, offer).await.map_err(unexpected)
}

/// What was heard, in words.
pub fn backing(heard: &Heard, words: &Words) -> Option<Backing> {
    let base = heard.opinion.base.as_ref()?;
    let locale = words.locale();
    let said = base.conditions.iter().filter_map(|it| {
        let (agree, voted) = (it.all.agree?, it.all.voted?);
        if voted == 0 {
            return None;
        }
        let told = it.groups.iter().enumerate().filter(|(_, cell)| cell.agree.is_some());
        let by_group = told.map(|(at, cell)| {
            let values = [
                ("group", letter(at + 1, locale).into()),
                ("share", words.digits(&share(cell, locale)).into()),
            ];
            words.tell("base-group", &values)
        });
        let by_group: Vec<String> = by_group.collect();
        let values = [
            ("share", words.digits(&percent(agree as f64 / voted as f64)).into()),
            ("count", voted.into()),
            ("list", locale.list(&by_group).into()),
        ];
        let key = if by_group.is_empty() { "base-condition" } else { "base-condition-groups" };
        Some((it.condition.clone(), words.tell(key, &values)))
    });
    Some(Backing {
        number: heard.number,
        by_condition: said.collect(),
        support: told::support(&heard.opinion, &heard.names(words), words)?,
    })
}
