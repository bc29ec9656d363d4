//! Composing: the words of a position, drafted in both languages from what was adopted; and which of them no
//! longer rest on what stands.
//!
//! What is told is what was adopted, which need not be what was recommended: the answer is worked out again with
//! the conditions that were adopted and without all others, on the dossier as it stood then.

use std::sync::Arc;

use mawqif_core::{
    case::{Case, Moment, Stage, statement::Kind},
    dossier::Date,
    position::{
        model::Suppositions,
        unify::{Answer, Options},
    },
    statement::{Composed, Language, Occasion, basis, draft, kind_name},
};

use jiff::tz::TimeZone;

use super::super::{
    Web,
    admit::Visitor,
    form::Form,
    press::{house, inviting},
    trouble::Trouble,
};

/// A position that stands, and what its statement is made of.
pub(super) struct Position {
    case: Arc<Case>,
    answer: Arc<Answer>,
    occasion: Occasion,
    /// The entry that adopted it.
    adopted: u64,
}

impl Position {
    /// The position that stands in a case; nothing when none does. Its statement bears the day of a moment.
    ///
    /// # Errors
    /// Those of the engine.
    pub(super) async fn of(web: &Web, case: &Arc<Case>, at: Moment) -> Result<Option<Self>, Trouble> {
        let adopted = case.adopted().last().filter(|it| it.reopened.is_none());
        let Some(adopted) = adopted.filter(|_| case.stage() == Stage::Adopted) else {
            return Ok(None);
        };
        let answer = answer(web, case).await?;
        let occasion = Occasion { issued: day_of(at, &web.zone), ..Occasion::default() };
        Ok(Some(Self { case: case.clone(), answer, occasion, adopted: adopted.seq }))
    }

    /// The statement, if the case has what it is made of.
    fn composed(&self) -> Option<Composed> {
        let composed = draft(self.case.dossier(), &self.answer, &self.occasion, &self.case.house_templates());
        // Words of one's own can be written all the same.
        composed
            .inspect_err(
                |error| tracing::warn!(%error, case = %self.case.id(), "no statement could be drafted"),
            )
            .ok()
    }

    fn ground(&self) -> basis::Ground<'_> {
        basis::Ground { dossier: self.case.dossier(), answer: &self.answer, occasion: &self.occasion }
    }
}

/// The answer that statements are drafted by: the one that was adopted, while it stands, else that of the bodies as they
/// stand.
///
/// # Errors
/// Those of the engine.
pub async fn answer(web: &Web, case: &Arc<Case>) -> Result<Arc<Answer>, Trouble> {
    let adopted = case.adopted().last().filter(|it| it.reopened.is_none() && case.stage() == Stage::Adopted);
    let options = match adopted.and_then(|it| it.trade.as_ref()) {
        Some(trade) => {
            let others = case.dossier().conditions.iter().map(|it| it.id.clone());
            let without = others.filter(|id| !trade.package.contains(id)).collect();
            let with = trade.package.clone();
            let suppositions = Suppositions { with, without, ..Suppositions::default() };
            Options { suppositions, ..Options::default() }
        }
        None => Options::default(),
    };
    web.answer(case, None, &options).await
}

/// What the sheet says when somebody begins to write, by the words of the house; nothing when something else is to be written, or
/// no position stands.
///
/// # Errors
/// Those of the engine.
pub(super) async fn composed(web: &Web, visitor: &Visitor, asked: &Form) -> Result<Option<Form>, Trouble> {
    let is_begun =
        ["id", "title.ar", "title.en", "text.ar", "text.en"].iter().any(|it| !asked.get(it).is_empty());
    match super::kind(asked.get("kind")) {
        Some(Kind::PressConference) if !is_begun => {
            return inviting::invitation(web, visitor, asked.get("conference")).await;
        }
        Some(Kind::Position) if !is_begun => {}
        Some(kind) if !is_begun => return house::begun(web, visitor, kind, asked.get("about")).await,
        _ => return Ok(None),
    }
    let position = Position::of(web, &visitor.at()?.case, visitor.asked_at).await?;
    Ok(position.and_then(|it| written(&it)))
}

/// The fields of the sheet.
fn written(position: &Position) -> Option<Form> {
    let draft = position.composed()?.draft(vec![position.adopted], None, None, None).ok()?;
    let mut fields = vec![
        ("kind".to_owned(), kind_name(Kind::Position).to_owned()),
        ("rests_on".to_owned(), position.adopted.to_string()),
    ];
    for language in Language::BOTH {
        let tag = language.tag();
        fields.push((format!("title.{tag}"), draft.title.in_language(tag).to_owned()));
        fields.push((format!("text.{tag}"), draft.text.in_language(tag).to_owned()));
    }
    Some(Form::of(fields))
}

/// The sentences of a position as it would have been drafted at a moment, in both languages, that rest on what
/// reads differently now, or is gone.
///
/// # Errors
/// Those of the engine.
pub(super) async fn stale(web: &Web, visitor: &Visitor, drafted: Moment) -> Result<Vec<String>, Trouble> {
    let at = visitor.at()?;
    let then = web.desk.as_of(&at.held, drafted).await?;
    let Some(then) = Position::of(web, &then, drafted).await? else { return Ok(Vec::new()) };
    let now = Position::of(web, &at.case, drafted).await?;
    let Some(composed) = then.composed() else { return Ok(Vec::new()) };
    let stale = match &now {
        Some(now) => basis::stale(&composed, &now.ground()),
        // Nothing stands any more of what was adopted.
        None => Vec::new(),
    };
    let is_stale = |block: Option<usize>, item: usize, sentence: usize, rests_on: &[basis::Basis]| match &now
    {
        Some(_) => stale.iter().any(|it| (it.block, it.item, it.sentence) == (block, item, sentence)),
        None => rests_on.iter().any(|it| it.path.starts_with("answer.")),
    };
    let mut found = Vec::new();
    for (block, of) in composed.blocks.iter().enumerate() {
        for (item, sentences) in of.items.iter().enumerate() {
            let said = sentences.iter().enumerate();
            let said = said.filter(|(at, it)| is_stale(Some(block), item, *at, &it.rests_on));
            found.extend(
                said.flat_map(|(_, it)| Language::BOTH.map(|language| it.words(language).to_owned())),
            );
        }
    }
    found.retain(|words| !words.is_empty());
    Ok(found)
}

/// The day of a moment, where the clock of this zone is told.
pub fn day_of(at: Moment, zone: &TimeZone) -> Option<Date> {
    let stamp = jiff::Timestamp::from_microsecond(i64::try_from(at.micros()).ok()?).ok()?;
    let date = zone.to_datetime(stamp).date();
    let part = |number: i8| u8::try_from(number).ok();
    Some(Date { year: u16::try_from(date.year()).ok()?, month: part(date.month())?, day: part(date.day())? })
}
