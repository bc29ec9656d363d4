//! What a page tells of messages that are kept.

use mawqif_core::{
    case::{AccountId, Moment},
    followup::messages::has_number,
};
use mawqif_store::MessageRow;

use super::Line;
use crate::{
    desk::messages::{Exact, goes},
    web::{consultation::names, words::Words},
};

/// How long before words go it is said of each message, in microseconds.
const SOON: u64 = 30 * 86_400_000_000;

/// What is told of messages that are kept.
pub(super) struct Told<'t> {
    pub(super) people: &'t names::Names,
    pub(super) words: &'t Words,
    /// Now.
    pub(super) now: Moment,
    /// Messages whose number is sealed to keys that are no longer the committee's.
    pub(super) stale: &'t [u64],
}

impl Told<'_> {
    fn name(&self, account: &str) -> String {
        let known = AccountId::new(account).ok().and_then(|it| self.people.get(&it).cloned());
        known.unwrap_or_else(|| self.words.word("messages-somebody"))
    }

    pub(super) fn facts(&self, row: &MessageRow, gateway: Option<&str>) -> Vec<(String, String)> {
        let words = self.words;
        let mut facts = Vec::new();
        let sender = if row.sender.is_empty() { words.word("messages-nobody") } else { row.sender.clone() };
        facts.push((words.word("messages-sender"), sender));
        if !row.sender.is_empty() {
            let key = match row.sealed {
                Some(_) if self.stale.contains(&row.number) => "messages-number-stale",
                Some(_) => "messages-number-sealed",
                None => "messages-number-gone",
            };
            facts.push((words.word("messages-number"), words.word(key)));
        }
        if let Some(sent) = row.sent {
            let moment = words.moment(Moment::from_micros(sent));
            let is_day = row.sent_to.as_deref() == Some(Exact::Day.word());
            let told = if is_day { words.about("messages-on-that-day", &moment) } else { moment };
            facts.push((words.word("messages-sent"), told));
        }
        let came = words.moment(Moment::from_micros(row.time));
        let by = match (gateway, &row.account) {
            (Some(label), _) => words.about("messages-by-gateway", label),
            (None, Some(account)) => words.about("messages-by-paste", &self.name(account)),
            (None, None) => String::new(),
        };
        facts.push((words.word("messages-came"), [came, by].join(" · ")));
        if let Some(last) = row.repeated {
            let values =
                [("count", row.repeats.into()), ("date", words.moment(Moment::from_micros(last)).into())];
            facts.push((words.word("messages-again"), words.tell("messages-again-times", &values)));
        }
        if row.words.as_deref().is_some_and(has_number) {
            facts.push((words.word("messages-words"), words.word("messages-has-number")));
        }
        let gone = goes(Moment::from_micros(row.time));
        if gone.micros() < self.now.micros().saturating_add(SOON) {
            facts.push((words.word("messages-goes"), words.date(&gone.day())));
        }
        facts
    }

    pub(super) fn ended(&self, row: &MessageRow) -> Option<Line> {
        let (words, ended) = (self.words, row.ended.as_ref()?);
        let values = [
            ("how", ended.how.as_str().into()),
            ("date", words.moment(Moment::from_micros(ended.time)).into()),
            ("name", self.name(&ended.by).into()),
            ("entry", words.number(ended.entry.unwrap_or_default()).into()),
        ];
        Some(Line {
            number: words.number(row.number),
            told: words.tell("messages-ended", &values),
            reason: ended.reason.clone().unwrap_or_default(),
        })
    }
}
