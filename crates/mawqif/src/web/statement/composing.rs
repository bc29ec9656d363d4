//! Composing: the words of a position, drafted in both languages from what was adopted; and which of them no
//! longer rest on what stands.
//!
//! What is told is what was adopted, which need not be what was recommended: the answer is worked out again with
//! the conditions that were adopted and without all others, on the dossier as it stood then.

use std::sync::Arc;

use jiff::tz::TimeZone;
use mawqif_core::{
    case::{Case, CaseId, Moment, Stage, statement::Kind},
    dossier::Date,
    position::{
        model::Suppositions,
        unify::{Answer, Options},
    },
    statement::{
        Composed, Language, Occasion, basis, draft, kind_name,
        occasion::{CHOSEN_LIMIT, Voters},
    },
};

use super::super::{
    Web,
    admit::Visitor,
    form::Form,
    press::{house, inviting},
    sheet::reading::{day, european_digits},
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
    pub(super) async fn of(
        web: &Web,
        case: &Arc<Case>,
        at: Moment,
        occasion: Occasion,
    ) -> Result<Option<Self>, Trouble> {
        let adopted = case.adopted().last().filter(|it| it.reopened.is_none());
        let Some(adopted) = adopted.filter(|_| case.stage() == Stage::Adopted) else {
            return Ok(None);
        };
        let answer = answer(web, case).await?;
        let occasion = Occasion { issued: day_of(at, &web.zone), ..occasion };
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
    let position = Position::of(web, &visitor.at()?.case, visitor.asked_at, chosen(asked)?).await?;
    Ok(position.and_then(|it| written(&it)))
}

/// What was chosen to stand in a position's statement beyond what was adopted.
///
/// # Errors
/// [`Trouble::NoDay`].
fn chosen(asked: &Form) -> Result<Occasion, Trouble> {
    let day_in = |name: &str| {
        let written = european_digits(asked.get(name));
        let read = day(&written);
        let is_wrong = read.is_none() && !written.is_empty();
        if is_wrong { Err(Trouble::NoDay(asked.get(name).to_owned())) } else { Ok(read) }
    };
    let quotes = asked.every("quote").filter_map(|it| it.parse().ok()).take(CHOSEN_LIMIT);
    Ok(Occasion {
        voters: if asked.get("voters") == "names" { Voters::Names } else { Voters::Counts },
        review: day_in("review")?,
        reply_by: day_in("reply_by")?,
        quotes: quotes.collect(),
        ..Occasion::default()
    })
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

/// A sentence that was drafted from the case.
pub(super) struct Sentence {
    /// Its words, in one language.
    pub words: String,
    /// Whether what it rests on reads differently now, or is gone.
    pub is_stale: bool,
    /// Where in the case that stands.
    pub place: Option<String>,
}

/// The sentences of a position as it would have been drafted at a moment, in both languages, with what each rests on.
///
/// # Errors
/// Those of the engine.
pub(super) async fn sentences(
    web: &Web,
    visitor: &Visitor,
    drafted: Moment,
) -> Result<Vec<Sentence>, Trouble> {
    let at = visitor.at()?;
    let then = web.desk.as_of(&at.held, drafted).await?;
    let Some(then) = Position::of(web, &then, drafted, Occasion::default()).await? else {
        return Ok(Vec::new());
    };
    let now = Position::of(web, &at.case, drafted, Occasion::default()).await?;
    let Some(composed) = then.composed() else { return Ok(Vec::new()) };
    let stale = now.as_ref().map(|now| basis::stale(&composed, &now.ground()));
    let mut all = Vec::new();
    for (block, of) in composed.blocks.iter().enumerate() {
        for (item, sentences) in of.items.iter().enumerate() {
            for (sentence, said) in sentences.iter().enumerate() {
                let is_stale = match &stale {
                    Some(stale) => {
                        let own = (Some(block), item, sentence);
                        stale.iter().any(|it| (it.block, it.item, it.sentence) == own)
                    }
                    // Nothing stands any more of what was adopted.
                    None => said.rests_on.iter().any(|it| it.path.starts_with("answer.")),
                };
                let place = place(then.case.id(), &said.rests_on, then.adopted);
                all.extend(Language::BOTH.map(|language| Sentence {
                    words: said.words(language).to_owned(),
                    is_stale,
                    place: place.clone(),
                }));
            }
        }
    }
    all.retain(|it| !it.words.is_empty());
    Ok(all)
}

/// Where in a case stands what a sentence rests on: the most particular of it.
fn place(case: &CaseId, rests_on: &[basis::Basis], adopted: u64) -> Option<String> {
    let places = rests_on.iter().filter_map(|it| {
        let (rank, place) = match it.path.split_once('.').unwrap_or((&it.path, "")) {
            ("condition", id) => (0, format!("conditions#{id}")),
            ("provision", id) => (1, format!("initiative#provision-{id}")),
            ("red_line", id) => (2, format!("initiative#red-line-{id}")),
            ("quote", _) => (3, "initiative#quotes".to_owned()),
            ("committee", _) => (4, "follow-up".to_owned()),
            ("harm", id) => (5, format!("initiative#harm-{id}")),
            ("body", _) => (6, "bodies".to_owned()),
            ("rule", _) => (7, "rule".to_owned()),
            ("answer", _) => (8, format!("record/{adopted}/receipt")),
            ("initiative", _) => (9, "initiative".to_owned()),
            // What the occasion says is nobody's entry.
            _ => return None,
        };
        Some((rank, place))
    });
    places.min().map(|(_, place)| format!("/cases/{case}/{place}"))
}

/// The day of a moment, where the clock of this zone is told.
pub fn day_of(at: Moment, zone: &TimeZone) -> Option<Date> {
    let stamp = jiff::Timestamp::from_microsecond(i64::try_from(at.micros()).ok()?).ok()?;
    let date = zone.to_datetime(stamp).date();
    let part = |number: i8| u8::try_from(number).ok();
    Some(Date { year: u16::try_from(date.year()).ok()?, month: part(date.month())?, day: part(date.day())? })
}
