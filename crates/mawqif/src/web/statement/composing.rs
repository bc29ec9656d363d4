//! Composing: the words of a position, drafted in both languages from what was adopted; and which of them no
//! longer rest on what stands.
//!
//! What is told is what was adopted, which need not be what was recommended: the answer is worked out again with
//! the conditions that were adopted and without all others, on the dossier as it stood then.

use std::{collections::BTreeSet, sync::Arc};

use jiff::tz::TimeZone;
use mawqif_core::{
    case::{
        Case, CaseId, Moment,
        press_desk::Called,
        statement::{Kind, Statement, Version},
    },
    dossier::Date,
    position::unify::Answer,
    statement::{
        Composed, Drafted, Language, Occasion, basis, draft, kind_name,
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
use super::weekly;
use crate::desk::Fault;

/// What a statement is made of.
struct Told {
    case: Arc<Case>,
    answer: Arc<Answer>,
    occasion: Occasion,
    /// The entry that adopted the position that stands.
    adopted: Option<u64>,
}

impl Told {
    /// What a statement of an occasion is made of; nothing when it tells a position and none stands, or when there is no
    /// answer to tell of.
    ///
    /// # Errors
    /// Those of the engine.
    async fn of(web: &Web, case: &Arc<Case>, occasion: Occasion) -> Result<Option<Self>, Trouble> {
        if occasion.kind == Kind::Position && case.stands().is_none() {
            return Ok(None);
        }
        Self::today(web, case, occasion).await
    }

    /// The same, whether or not a position stands.
    ///
    /// # Errors
    /// Those of the engine.
    async fn today(web: &Web, case: &Arc<Case>, occasion: Occasion) -> Result<Option<Self>, Trouble> {
        // A case without bodies has no answer, and can say something all the same, in words of its own.
        if case.dossier().bodies.is_empty() {
            return Ok(None);
        }
        let (answer, adopted) = (answer(web, case).await?, case.stands().map(|it| it.seq));
        Ok(Some(Self { case: case.clone(), answer, occasion, adopted }))
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
    web.answer(case, None, &case.as_it_stands()).await
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
        Some(Kind::Bulletin) if !is_begun && asked.get("week") == "yes" => {
            return weekly::begun(web, visitor).await;
        }
        Some(kind) if !is_begun => return house::begun(web, visitor, kind, asked.get("about")).await,
        _ => return Ok(None),
    }
    let occasion = Occasion { issued: day_of(visitor.asked_at, &web.zone), ..chosen(asked)? };
    let told = Told::of(web, &visitor.at()?.case, occasion).await?;
    Ok(told.and_then(|it| {
        let entries: Vec<u64> = it.adopted.into_iter().collect();
        fields(&it.composed()?, &it.occasion, &entries, None)
    }))
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

/// The fields of the sheet for what was composed: its words, the occasion that they are told of, the entries that they rest on, and
/// the statement that they are about.
pub fn fields(composed: &Composed, occasion: &Occasion, entries: &[u64], about: Option<u64>) -> Option<Form> {
    let draft = composed.draft(entries.to_vec(), None, about, None).ok()?;
    let mut fields = vec![
        ("kind".to_owned(), kind_name(composed.kind).to_owned()),
        ("occasion".to_owned(), serde_json::to_string(occasion).ok()?),
    ];
    if !entries.is_empty() {
        let entries: Vec<String> = entries.iter().map(u64::to_string).collect();
        fields.push(("rests_on".to_owned(), entries.join(" ")));
    }
    fields.extend(about.map(|about| ("about".to_owned(), about.to_string())));
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

/// The sentences of a statement as it was drafted, by what was chosen for it, in both languages, with what each rests on. It was
/// drafted with the first version that has what the newest has of that; later ones were written by people.
///
/// # Errors
/// Those of the engine.
pub(super) async fn sentences(
    web: &Web,
    visitor: &Visitor,
    statement: &Statement,
) -> Result<Vec<Sentence>, Trouble> {
    let at = visitor.at()?;
    let Some(newest) = statement.version() else { return Ok(Vec::new()) };
    let mut versions = statement.versions.values();
    let drafted = versions.find(|it| it.draft.occasion == newest.draft.occasion).map_or(newest, |it| it);
    let kept = match &newest.draft.occasion {
        Some(kept) => (**kept).clone(),
        // Before there was this, positions alone were drafted so.
        None if newest.draft.kind == Kind::Position => {
            Occasion { issued: day_of(drafted.at, &web.zone), ..Occasion::default() }
        }
        None => return Ok(Vec::new()),
    };
    let then = {
        let _turn = web.folds.acquire().await.map_err(|_| Fault::Busy)?;
        web.desk.as_of_entry(&at.held, drafted.entry).await?
    };
    let today = today(&at.case, newest, &kept);
    let Some(then) = Told::of(web, &then, kept).await? else { return Ok(Vec::new()) };
    let now = Told::today(web, &at.case, today).await?;
    let leads = Leads {
        case: then.case.id().clone(),
        adopted: then.adopted,
        entry: drafted.entry,
        about: newest.draft.about,
        conference: invited_to(&at.case, newest).map(|(number, _)| number),
    };
    // Many sentences take a moment to draft and compare, which others need not wait for.
    Ok(web.desk.reckon(move || told(&then, now.as_ref(), &leads)).await?)
}

/// Every sentence of a statement, and whether it still stands.
fn told(then: &Told, now: Option<&Told>, leads: &Leads) -> Vec<Sentence> {
    let Some(composed) = then.composed() else { return Vec::new() };
    let stale: BTreeSet<(Option<usize>, usize, usize)> = now
        .map(|now| basis::stale(&composed, &now.ground()))
        .unwrap_or_default()
        .into_iter()
        .map(|it| (it.block, it.item, it.sentence))
        .collect();
    // Nothing stands any more of what was adopted.
    let is_open = then.adopted.is_some() && now.is_none_or(|it| it.adopted != then.adopted);
    let mut all = vec![((None, 0, 0), &composed.title)];
    for (block, of) in composed.blocks.iter().enumerate() {
        for (item, sentences) in of.items.iter().enumerate() {
            let own = sentences.iter().enumerate();
            all.extend(own.map(|(sentence, said)| ((Some(block), item, sentence), said)));
        }
    }
    let sentence = |(own, said): ((Option<usize>, usize, usize), &Drafted)| {
        let rests_on_answer = said.rests_on.iter().any(|it| it.path.starts_with("answer."));
        let is_stale = stale.contains(&own) || (is_open && rests_on_answer);
        let place = leads.place(&said.rests_on);
        Language::BOTH.map(|it| Sentence { words: said.words(it).to_owned(), is_stale, place: place.clone() })
    };
    all.into_iter().flat_map(sentence).filter(|it| !it.words.is_empty()).collect()
}

/// What was chosen, as it would be chosen today: a press conference that was called anew since reads as it was called last, one
/// that was called off is there no more.
fn today(case: &Case, version: &Version, kept: &Occasion) -> Occasion {
    let mut occasion = kept.clone();
    if occasion.conference.is_some()
        && let Some((_, called)) = invited_to(case, version)
    {
        let is_newest = called.entries.last().is_some_and(|entry| version.draft.rests_on.contains(entry));
        match called.off {
            Some(_) => occasion.conference = None,
            // It would read the same, and perhaps by another clock.
            None if is_newest => {}
            None => occasion.conference = inviting::conference(case, called),
        }
    }
    // What the public may see of an incident today.
    occasion.week = kept.week.as_ref().map(|it| Box::new(case.permitted(it)));
    occasion
}

/// The press conference that a statement invites to, by its number.
fn invited_to<'a>(case: &'a Case, version: &Version) -> Option<(u64, &'a Called)> {
    let mut all = case.press().conferences().iter();
    let is_it = |called: &Called| called.entries.iter().any(|entry| version.draft.rests_on.contains(entry));
    all.find(|(_, called)| is_it(called)).map(|(number, called)| (*number, called))
}

/// Where what sentences rest on can be looked at.
struct Leads {
    case: CaseId,
    adopted: Option<u64>,
    /// The entry that drafted them.
    entry: u64,
    about: Option<u64>,
    conference: Option<u64>,
}

impl Leads {
    /// Where in the case stands what a sentence rests on: the most particular of it.
    fn place(&self, rests_on: &[basis::Basis]) -> Option<String> {
        let receipt = |entry: u64| format!("record/{entry}/receipt");
        let places = rests_on.iter().filter_map(|it| {
            let (rank, place) = match it.path.split_once('.').unwrap_or((&it.path, "")) {
                ("condition", id) => (0, format!("conditions#{id}")),
                ("provision", id) => (1, format!("initiative#provision-{id}")),
                ("red_line", id) => (2, format!("initiative#red-line-{id}")),
                ("quote", _) => (3, "initiative#quotes".to_owned()),
                ("committee", _) => (4, "follow-up".to_owned()),
                ("harm", id) => (5, format!("initiative#harm-{id}")),
                ("body", _) => (6, "bodies".to_owned()),
                ("week", of) => match of.split_once('.') {
                    Some((part @ ("incident" | "trigger" | "commitment" | "task"), id)) => {
                        (7, format!("follow-up#{part}-{id}"))
                    }
                    Some(_) => (7, "follow-up#watched".to_owned()),
                    None => (8, "follow-up/board".to_owned()),
                },
                ("occasion", "conference") => (7, format!("press#conference-{}", self.conference?)),
                ("occasion", "about") => (7, format!("statements/{}", self.about?)),
                ("rule", _) => (8, "rule".to_owned()),
                ("answer", _) => (9, self.adopted.map_or_else(|| "stances".to_owned(), receipt)),
                ("initiative", _) => (10, "initiative".to_owned()),
                // What was chosen for it was chosen with the draft.
                ("occasion", _) => (11, receipt(self.entry)),
                _ => return None,
            };
            Some((rank, place))
        });
        places.min().map(|(_, place)| format!("/cases/{}/{place}", self.case))
    }
}

/// The day of a moment, where the clock of this zone is told.
pub fn day_of(at: Moment, zone: &TimeZone) -> Option<Date> {
    let stamp = jiff::Timestamp::from_microsecond(i64::try_from(at.micros()).ok()?).ok()?;
    let date = zone.to_datetime(stamp).date();
    let part = |number: i8| u8::try_from(number).ok();
    Some(Date { year: u16::try_from(date.year()).ok()?, month: part(date.month())?, day: part(date.day())? })
}
