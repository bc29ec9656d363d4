//! Messages from telephones in the browser: pasted, looked at, made reports of, discarded.
//!
//! What is pasted is shown as it was understood, before anything is kept, and kept only as far as somebody has ticked it. A message that waits
//! becomes a report by [`report`], or is discarded with a reason. Numbers of senders are on the page that shows what was pasted and
//! on no other: what is kept of them is a mark.

pub mod gateways;
mod muted;
pub mod report;
mod told;

use askama::Template;
use axum::{
    Extension,
    extract::State,
    http::{StatusCode, Uri},
    response::{IntoResponse, Redirect, Response},
};
use mawqif_core::{
    case::{AccountId, Moment},
    followup::{
        calendar::Order,
        messages::{Clock, PASTED_LIMIT, Sent, WORDS_LIMIT, guessed, read},
    },
};
use mawqif_store::{MessageRow, Received, WhichMessages};

use self::told::Told;
use super::told as told_of;
use crate::{
    desk::{
        Fault,
        messages::{
            Exact, Incoming, REASON_LIMIT, Via, WAITING_DAYS, WAITING_MESSAGE_LIMIT,
            dealt::{Discarding, filed},
            unpacked,
        },
    },
    web::{
        Web,
        admit::{At, Visitor},
        consultation::names,
        form::Form,
        page::{Shell, Tab, show},
        sheet::reading,
        trouble::Trouble,
        words::Words,
    },
};

/// Messages that wait which a page shows, the oldest first.
const WAITING_SHOWN: u64 = 50;

/// Messages that were dealt with which a page tells of, the latest first.
const ENDED_SHOWN: u64 = 50;

/// Letters of a message that a list shows.
const WORDS_SHOWN: usize = 600;

#[derive(Template)]
#[template(path = "messages.html")]
struct Inbox {
    shell: Shell,
    case: String,
    is_secretariat: bool,
    /// Whether it is now, and something can be done.
    is_now: bool,
    done: Option<String>,
    problem: Option<String>,
    /// What was pasted, and how its days are read.
    pasted: String,
    days: Vec<(&'static str, String, bool)>,
    limit: String,
    /// What becomes of the numbers.
    keep_hint: String,
    understood: Vec<Understood>,
    /// What is said of what was understood as a whole.
    remarks: Vec<String>,
    waiting_title: String,
    /// When words go that nobody deals with.
    age: String,
    waiting: Vec<Waiting>,
    more: Option<String>,
    ended: Vec<Line>,
    /// Senders that are muted.
    muted: Vec<muted::Muted>,
}

/// A message of what was pasted.
struct Understood {
    at: usize,
    who: String,
    when: String,
    is_doubtful: bool,
    words: String,
    places: String,
    /// What it repeats.
    before: Option<String>,
    /// What else is to be said of it.
    notes: Vec<String>,
}

/// A message that waits.
struct Waiting {
    number: u64,
    title: String,
    facts: Vec<(String, String)>,
    words: String,
    places: String,
    /// What discards all of its sender, when there are more.
    all: Option<String>,
    /// Whether a gateway has brought it, and its sender can be muted.
    can_mute: bool,
}

/// A message that was dealt with.
struct Line {
    number: String,
    told: String,
    reason: String,
}

/// What was pasted, as a form has it.
#[derive(Default)]
struct Pasted<'f> {
    text: &'f str,
    days: &'f str,
    problem: Option<(StatusCode, String)>,
}

/// The page.
pub async fn page(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    uri: Uri,
) -> Result<Response, Trouble> {
    let asked = Form::parse(uri.query().unwrap_or_default().as_bytes())?;
    inbox(&web, &visitor, &asked, Pasted::default()).await
}

/// Looks at what was pasted, keeps it, or discards a message.
pub async fn sent(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Extension(form): Extension<Form>,
) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    let here = format!("/cases/{}/follow-up/messages", at.case.id());
    let caller = &visitor.guest()?.caller;
    let pasted = Pasted { text: form.raw("text"), days: form.get("days"), problem: None };
    let refused = |key: &str| Some((StatusCode::UNPROCESSABLE_ENTITY, Words::of(visitor.language).word(key)));
    let asked = Form::default();
    match form.get("step") {
        "keep" => {
            let all = understood(pasted.text, pasted.days);
            let chosen: Vec<usize> = form.every("keep").filter_map(|it| it.parse().ok()).collect();
            let (mut new, mut before) = (0_usize, 0_usize);
            for message in all.iter().enumerate().filter(|(place, _)| chosen.contains(place)).map(|it| it.1) {
                match web.desk.receive(&at.held, Via::Pasted(caller), message).await? {
                    Received::New(_) => new += 1,
                    Received::Before(_) => before += 1,
                    // Of what is pasted nobody is muted.
                    Received::Muted => {}
                    // Of what is pasted there is no share of a sender or a gateway.
                    Received::Full | Received::SenderFull | Received::GatewayFull => {
                        let problem = Some((StatusCode::CONFLICT, full(&visitor)));
                        return inbox(&web, &visitor, &asked, Pasted { problem, ..pasted }).await;
                    }
                }
            }
            if new + before == 0 {
                let problem = refused("messages-none-chosen");
                return inbox(&web, &visitor, &asked, Pasted { problem, ..pasted }).await;
            }
            Ok(Redirect::to(&format!("{here}?kept={new}&before={before}#waiting")).into_response())
        }
        "mute" | "unmute" => match muted::sent(&web, &visitor, &form).await? {
            muted::Came::Done(response) => Ok(response),
            muted::Came::Refused(code, told) => {
                inbox(&web, &visitor, &asked, Pasted { problem: Some((code, told)), ..Pasted::default() })
                    .await
            }
        },
        step @ ("discard" | "discard-all") => {
            let number: u64 = form.get("number").parse().map_err(|_| Trouble::Missing)?;
            let reason = form.get("reason");
            if reason.is_empty() || reason.chars().count() > REASON_LIMIT {
                let problem = Some((
                    StatusCode::UNPROCESSABLE_ENTITY,
                    with_number(&visitor, "messages-reason", REASON_LIMIT),
                ));
                return inbox(&web, &visitor, &asked, Pasted { problem, ..Pasted::default() }).await;
            }
            if step == "discard-all" {
                let row = web.desk.store().message(at.held.stored(), number).await.map_err(Fault::from)?;
                if !row.sender.is_empty() {
                    let count = web.desk.discard_sender(&at.held, &row.sender, caller, reason).await?;
                    return Ok(Redirect::to(&format!("{here}?all={count}#waiting")).into_response());
                }
            }
            let told = match web.desk.discard_message(&at.held, number, caller, reason).await? {
                Discarding::Done => "discarded",
                Discarding::Over => "over",
                Discarding::Claimed => {
                    let problem =
                        Some((StatusCode::CONFLICT, with_number(&visitor, "messages-claimed", number)));
                    return inbox(&web, &visitor, &asked, Pasted { problem, ..Pasted::default() }).await;
                }
            };
            Ok(Redirect::to(&format!("{here}?{told}={number}#waiting")).into_response())
        }
        _ => {
            let problem = if pasted.text.trim().is_empty() { refused("messages-nothing") } else { None };
            inbox(&web, &visitor, &asked, Pasted { problem, ..pasted }).await
        }
    }
}

/// Why nothing more is kept.
fn full(visitor: &Visitor) -> String {
    with_number(visitor, "messages-full", WAITING_MESSAGE_LIMIT)
}

/// A sentence with a number in it, in the reader's digits.
fn with_number(visitor: &Visitor, key: &str, number: impl std::fmt::Display) -> String {
    let words = Words::of(visitor.language);
    words.about(key, &words.number(number))
}

/// How days are read that can be read in two ways.
fn order(days: &str) -> Order {
    match days {
        "day-first" => Order::DayFirst,
        "month-first" => Order::MonthFirst,
        _ => Order::Plain,
    }
}

/// What was pasted, message by message.
fn understood(text: &str, days: &str) -> Vec<Incoming> {
    let messages = read(text, order(days)).messages.into_iter();
    let incoming = |it: mawqif_core::followup::messages::Message| Incoming {
        id: None,
        sender: it.sender,
        sent: sent_at(it.sent),
        words: it.words,
    };
    messages.map(incoming).collect()
}

/// When a message was sent: a telephone's time is taken for one by the reader's clock.
fn sent_at(sent: Sent) -> Option<(Moment, Exact)> {
    match sent {
        Sent::Minute { day, minute, clock: Clock::Local } => {
            let written = format!("{}T{:02}:{:02}", day.date(), minute / 60, minute % 60);
            Some((reading::moment(&written)?, Exact::Minute))
        }
        Sent::Minute { day, minute, clock: Clock::Utc } => {
            let minutes = i64::from(day.0) * 1_440 + i64::from(minute);
            let micros = u64::try_from(minutes).ok()?.checked_mul(60_000_000)?;
            Some((Moment::from_micros(micros), Exact::Minute))
        }
        Sent::Day(day) => Some((reading::moment(&format!("{}T12:00", day.date()))?, Exact::Day)),
        Sent::Unsaid | Sent::Unread | Sent::TwoWays => None,
    }
}

async fn inbox(web: &Web, visitor: &Visitor, asked: &Form, pasted: Pasted<'_>) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    let store = web.desk.store();
    let is_now = at.now.is_none() && at.sight.is_follow_up();
    let mut waiting =
        store.messages(at.held.stored(), WhichMessages::Waiting, WAITING_SHOWN).await.map_err(Fault::from)?;
    let case = at.held.now();
    for message in &waiting {
        // The record had it before some server could say so here.
        if let Some(filed) = filed(&case, message) {
            web.desk.message_filed(&at.held, message.number, filed).await?;
        }
    }
    waiting.retain(|it| filed(&case, it).is_none());
    let stale: Vec<u64> = (waiting.iter())
        .filter(|it| it.sealed.is_some() && unpacked(&case, it).is_none())
        .map(|it| it.number)
        .collect();
    let of_senders = store.messages_waiting_of(at.held.stored()).await.map_err(Fault::from)?;
    let is_discarded = match asked.get("discarded").parse() {
        Ok(number) => match store.message(at.held.stored(), number).await {
            Ok(row) => row.ended.is_some_and(|it| it.how == "discarded"),
            Err(mawqif_store::Error::Missing(_)) => false,
            Err(error) => return Err(Fault::from(error).into()),
        },
        Err(_) => false,
    };
    let count = store.messages_waiting(at.held.stored()).await.map_err(Fault::from)?;
    let ended =
        store.messages(at.held.stored(), WhichMessages::Ended, ENDED_SHOWN).await.map_err(Fault::from)?;
    let gateways = store.gateways(at.held.stored()).await.map_err(Fault::from)?;
    let muted = web.desk.muted_senders(&at.held).await?;
    let people: Vec<AccountId> = (ended.iter().filter_map(|it| Some(it.ended.as_ref()?.by.as_str())))
        .chain(waiting.iter().filter_map(|it| it.account.as_deref()))
        .filter_map(|it| AccountId::new(it).ok())
        .chain(muted::hands(&muted))
        .collect();
    let people = names::of(web, &people).await?;
    let found = read(pasted.text, order(pasted.days));
    let incoming = understood(pasted.text, pasted.days);
    let mut before = Vec::new();
    for message in &incoming {
        before.push(web.desk.received_before(&at.held, message).await?);
    }
    let shell = Shell::of_case(visitor, Tab::FollowUp)?;
    let words = &shell.words;
    let (code, problem) = pasted.problem.map_or((StatusCode::OK, None), |(code, told)| (code, Some(told)));
    let now = web.desk.clock().now();
    let mut all = Vec::new();
    for (place, (message, own)) in found.messages.iter().zip(&incoming).enumerate() {
        let is_ahead = is_ahead(own, now);
        let notes = [
            (is_ahead, words.word("messages-ahead")),
            (message.goes_on, words.about("messages-goes-on", &words.number(WORDS_LIMIT))),
        ];
        let twin = incoming.iter().take(place).position(|it| is_twin(it, own));
        all.push(Understood {
            at: place,
            who: message.sender.clone().unwrap_or_else(|| words.word("messages-nobody")),
            when: when(message.sent, own, words),
            is_doubtful: is_ahead || matches!(message.sent, Sent::TwoWays | Sent::Unread),
            notes: notes.into_iter().filter(|(is_so, _)| *is_so).map(|(_, told)| told).collect(),
            words: message.words.clone(),
            places: places(at, &message.words, words),
            before: match (twin, before.get(place).copied().flatten()) {
                (Some(twin), _) => Some(words.about("messages-twin", &words.number(twin + 1))),
                (None, Some(number)) => Some(words.about("messages-before", &words.number(number))),
                (None, None) => None,
            },
        });
    }
    let mut remarks = Vec::new();
    if !all.is_empty() {
        remarks.push(words.count("messages-understood", all.len()));
    }
    if found.messages.iter().any(|it| it.sent == Sent::TwoWays) {
        remarks.push(words.word("messages-two-ways"));
    }
    if found.more > 0 {
        remarks.push(words.tell(
            "messages-more",
            &[("count", words.number(found.more).into()), ("limit", words.number(PASTED_LIMIT).into())],
        ));
    }
    let shown = waiting.len();
    let waiting = if is_now { waiting } else { Vec::new() };
    let more = usize::try_from(count).unwrap_or(usize::MAX).saturating_sub(shown);
    let label =
        |number: Option<u64>| gateways.iter().find(|it| Some(it.number) == number).map(|it| &it.label);
    let told = Told { people: &people, words, now, stale: &stale };
    let more_of = |row: &MessageRow| {
        let count =
            of_senders.iter().find(|(sender, _)| *sender == row.sender).map_or(0, |(_, count)| *count);
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        (count > 1).then(|| words.count("messages-discard-all", count))
    };
    let page = Inbox {
        case: at.case.id().to_string(),
        is_secretariat: at.sight.is_secretariat(),
        is_now,
        done: done(asked, words, is_discarded),
        problem,
        pasted: pasted.text.to_owned(),
        days: days(pasted.days, words),
        limit: words.about("messages-limit", &words.number(PASTED_LIMIT)),
        keep_hint: words.word(if at.case.follow_up().seal_keys().is_empty() {
            "messages-keep-hint"
        } else {
            "messages-keep-hint-sealed"
        }),
        understood: all,
        remarks,
        age: words.about("messages-age", &words.number(WAITING_DAYS)),
        waiting_title: words.count("messages-waiting", usize::try_from(count).unwrap_or(usize::MAX)),
        muted: muted::told(&muted, &people, words),
        waiting: waiting
            .iter()
            .map(|it| Waiting {
                number: it.number,
                title: words.about("messages-message", &words.number(it.number)),
                facts: told.facts(it, label(it.gateway).map(String::as_str)),
                words: short(it.words.as_deref().unwrap_or_default()),
                places: places(at, it.words.as_deref().unwrap_or_default(), words),
                all: more_of(it),
                can_mute: it.gateway.is_some() && !it.sender.is_empty(),
            })
            .collect(),
        more: (more > 0 && is_now).then(|| words.count("messages-waiting-more", more)),
        ended: ended.iter().filter_map(|it| told.ended(it)).collect(),
        shell,
    };
    Ok(show(code, &page))
}

/// Whether a message says that it was sent when that is still to come. A day is taken for its noon.
fn is_ahead(message: &Incoming, now: Moment) -> bool {
    message.sent.is_some_and(|(at, exact)| match exact {
        Exact::Minute => at > now,
        Exact::Day => at.day() > now.day(),
    })
}

/// Whether two messages of one paste are the same.
fn is_twin(one: &Incoming, other: &Incoming) -> bool {
    one.sender == other.sender && one.sent == other.sent && one.words == other.words
}

fn when(sent: Sent, incoming: &Incoming, words: &Words) -> String {
    match (sent, incoming.sent) {
        (_, Some((at, Exact::Minute))) => words.moment(at),
        (Sent::Day(day), _) => words.date(&day.date()),
        (Sent::TwoWays, _) => words.word("messages-when-two-ways"),
        (Sent::Unread, _) => words.word("messages-when-unread"),
        _ => words.word("messages-when-unsaid"),
    }
}

/// The places that words may speak of, marked as a guess.
fn places(at: &At, words_of: &str, words: &Words) -> String {
    let found = guessed(words_of, &at.case.dossier().places);
    let named: Vec<String> =
        found.into_iter().take(3).map(|id| told_of::place(&at.case, id, words)).collect();
    if named.is_empty() {
        String::new()
    } else {
        words.about("messages-places", &words.locale().list(&named))
    }
}

fn short(words: &str) -> String {
    let mut short: String = words.chars().take(WORDS_SHOWN).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    short
}

fn days(chosen: &str, words: &Words) -> Vec<(&'static str, String, bool)> {
    ["plain", "day-first", "month-first"]
        .map(|days| {
            let is_chosen = chosen == days || (chosen.is_empty() && days == "plain");
            (days, words.tell("tables-days-written", &[("days", days.into())]), is_chosen)
        })
        .to_vec()
}

/// What was done, as the address says.
fn done(asked: &Form, words: &Words, is_discarded: bool) -> Option<String> {
    let number = |name: &str| asked.get(name).parse::<u64>().ok();
    if let Some(number) = number("discarded").filter(|_| is_discarded) {
        return Some(words.about("messages-discarded", &words.number(number)));
    }
    if let Some(number) = number("over") {
        return Some(words.about("messages-over", &words.number(number)));
    }
    if let Some(count) = number("muted") {
        return Some(words.count("muted-done", usize::try_from(count).unwrap_or(usize::MAX)));
    }
    if !asked.get("heard").is_empty() {
        return Some(words.word("muted-heard"));
    }
    if let Some(count) = number("all") {
        return Some(words.count("messages-all-discarded", usize::try_from(count).unwrap_or(usize::MAX)));
    }
    if let (Some(kept), Some(before)) = (number("kept"), number("before")) {
        let values = [("count", kept.into()), ("before", before.into())];
        return Some(words.tell("messages-kept", &values));
    }
    (!asked.get("done").is_empty()).then(|| words.word("messages-filed"))
}
