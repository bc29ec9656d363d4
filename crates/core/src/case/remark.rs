//! Remarks: what members of the coalition say after its statement is out, held against it.
//!
//! A remark is a quote that somebody has confirmed, by a member body or by whoever speaks for one, of a day on which the
//! statement was out. What it says of the offer is the press reader's reading, or what a person has said of it in its
//! place; the finding follows from that and from the adopted position alone. Nothing is guessed: a condition in other
//! words than the agreed ones waits for a person, and where nothing is said of the offer, nothing is found.

use serde::{Deserialize, Serialize};

use super::{
    Case,
    names::Moment,
    position::Adopted,
    report::{Report, named_in},
    statement::{Kind, Standing, Statement},
};
use crate::{
    dossier::{Body, Date, PositionKind, Quote},
    initiative::press::{
        self, Options,
        events::days_since_epoch,
        letters::folded,
        reading::{Frame, Span, Verdict},
    },
    text::{Id, Text},
};

/// The most remarks of a case.
pub const REMARK_LIMIT: usize = 20_000;

/// Microseconds of a day.
const DAY: u64 = 86_400_000_000;

/// The fewest letters of a word that tells conditions apart.
const TELLING: usize = 3;

/// What a member said of the offer after the statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Remark {
    /// The report, by the SHA-256 of its text.
    pub report: String,
    /// Where the words stand in it, in bytes.
    pub span: (u64, u64),
    /// The statement that it is held against.
    pub statement: u64,
    /// Whose it is.
    pub body: Id,
    /// What it says of the offer; none when it says nothing of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub says: Option<Says>,
    /// Who says so.
    pub by: Reading,
}

/// What a remark says of the offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Says {
    /// For it, against it, or for it under conditions.
    pub verdict: Verdict,
    /// The agreed conditions that it names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<Id>,
    /// A condition in words that are none of the agreed ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asks: Option<Text>,
    /// Red lines that it gives up.
    #[serde(default, rename = "gives_up", skip_serializing_if = "Vec::is_empty")]
    pub gives_up: Vec<Id>,
}

/// Who says what a remark says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reading {
    /// The press reader.
    Reader,
    /// Somebody of the secretariat.
    Person,
}

/// What comes of holding a remark against the statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "finding", content = "departures", rename_all = "kebab-case")]
pub enum Finding {
    /// It says what was agreed.
    Agrees,
    /// It says something else.
    Departs(Vec<Departure>),
    /// It sets a condition in other words, of which nobody has said yet whether it is an agreed one.
    Unsettled(Text),
    /// It says nothing of the offer.
    Silent,
}

/// How a remark departs from the statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "departure", content = "of", rename_all = "kebab-case")]
pub enum Departure {
    /// It accepts without the agreed conditions.
    AcceptsWithout(Vec<Numbered>),
    /// It accepts what the coalition rejects.
    AcceptsRejected,
    /// It rejects what the coalition accepts.
    Rejects,
    /// It answers where the coalition has no answer.
    AnswersAlone,
    /// It leaves out agreed conditions while it names others.
    Drops(Vec<Numbered>),
    /// It sets a condition that was not agreed.
    Adds(Text),
    /// It gives up red lines.
    GivesUp(Vec<Id>),
}

/// An agreed condition, by the number that it has in the statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Numbered {
    /// Its number, from 1.
    pub number: u64,
    /// Which it is.
    pub id: Id,
}

/// A confirmed quote from after the statement.
#[derive(Clone, Copy, Debug)]
pub struct Heard<'c> {
    /// Its place among the quotes of the dossier, from 1.
    pub number: u64,
    /// The quote.
    pub quote: &'c Quote,
    /// The report, by the SHA-256 of its text.
    pub report: &'c str,
    /// Where the words stand in it.
    pub span: (u64, u64),
    /// What was noted of it; nothing of what no member said.
    pub remark: Option<&'c Remark>,
}

impl Case {
    /// The statement of a position that a remark of now is held against: the latest that is out and was not taken back.
    pub fn held_against(&self, now: Moment) -> Option<(u64, &Statement)> {
        let mut latest = self.statements.iter().rev();
        let found = latest.find(|(number, it)| {
            let is_position = it.version().is_some_and(|it| it.draft.kind == Kind::Position);
            let is_back = matches!(self.standing(**number, now), Some(Standing::Withdrawn { .. }));
            is_position && it.is_public(now) && !is_back
        });
        found.map(|(number, statement)| (*number, statement))
    }

    /// The position that a statement tells: the latest that was adopted when it was drafted.
    pub fn told_by(&self, statement: u64) -> Option<&Adopted> {
        let drafted = self.statements.get(&statement)?.version()?.at;
        self.adopted.iter().rev().find(|it| it.at <= drafted)
    }

    /// Quotes from reports that were entered once a statement of a position was out, of a day that is not before it.
    pub fn heard_after(&self) -> Vec<Heard<'_>> {
        let positions = self.statements.values();
        let positions = positions.filter(|it| it.version().is_some_and(|it| it.draft.kind == Kind::Position));
        let Some(first) = positions.filter_map(Statement::public_from).min() else { return Vec::new() };
        let quotes = (1..).zip(&self.dossier.quotes);
        let heard = quotes.filter_map(|(number, quote)| {
            let (report, span) = (named_in(quote.source.as_deref()?)?, quote.span?);
            let (report, kept) = self.reports.get_key_value(report)?;
            let remark = self.press.remarks.get(&(report.clone(), span));
            let is_after = kept.at >= first && is_not_before(day_of(quote, &kept.report), first);
            (is_after || remark.is_some()).then_some(Heard { number, quote, report, span, remark })
        });
        heard.collect()
    }

    /// What comes of holding a remark against the position that its statement tells.
    pub fn finding(&self, remark: &Remark) -> Finding {
        let Some(says) = &remark.says else { return Finding::Silent };
        let Some(adopted) = self.told_by(remark.statement) else { return Finding::Silent };
        let agreed = self.agreed(adopted);
        let mut departures = Vec::new();
        match (adopted.position, says.verdict) {
            (PositionKind::Reject, Verdict::Reject) | (PositionKind::Accept, Verdict::Accept) => {}
            (PositionKind::Reject, _) => departures.push(Departure::AcceptsRejected),
            (PositionKind::None, _) => departures.push(Departure::AnswersAlone),
            (_, Verdict::Reject) => departures.push(Departure::Rejects),
            (PositionKind::AcceptWithConditions, Verdict::Accept) if says.conditions.is_empty() => {
                departures.push(Departure::AcceptsWithout(agreed));
            }
            (_, _) => {
                let is_named = |it: &Numbered| says.conditions.contains(&it.id);
                let dropped: Vec<Numbered> = agreed.iter().filter(|it| !is_named(it)).cloned().collect();
                match &says.asks {
                    // The reader does not know what other words mean.
                    Some(asks) if remark.by == Reading::Reader => return Finding::Unsettled(asks.clone()),
                    Some(asks) => departures.push(Departure::Adds(asks.clone())),
                    None => {}
                }
                if !dropped.is_empty() {
                    departures.push(Departure::Drops(dropped));
                }
            }
        }
        if !says.gives_up.is_empty() {
            departures.push(Departure::GivesUp(says.gives_up.clone()));
        }
        if departures.is_empty() { Finding::Agrees } else { Finding::Departs(departures) }
    }

    /// The conditions of a position, by the numbers that they have in its statement: a ballot keeps them in the order of the
    /// dossier as it stood, which is the statement's as well.
    pub fn agreed(&self, adopted: &Adopted) -> Vec<Numbered> {
        let package = adopted.trade.as_ref().map(|it| it.package.as_slice()).unwrap_or_default();
        (1..).zip(package).map(|(number, id)| Numbered { number, id: id.clone() }).collect()
    }

    /// The member that a quote is of, by the name of the body, of the speaker, or of somebody who speaks for a body at a
    /// press conference. Nobody else is a member.
    pub fn member_of(&self, quote: &Quote) -> Option<&Id> {
        let names: Vec<&Text> = quote.body.iter().chain(&quote.speaker).collect();
        let is_called = |name: &Text| {
            let known =
                |words: &str| names.iter().any(|it| it.versions().any(|(_, own)| is_same(own, words)));
            name.versions().any(|(_, words)| known(words))
        };
        let is_body = |body: &&Body| is_called(&body.name) || is_called(&Text::plain(body.id.as_str()));
        let body = self.dossier.bodies.iter().find(is_body).map(|body| &body.id);
        let speakers = self.press.conferences.values().flat_map(|it| &it.conference.speakers);
        let speaker = || {
            let mut named = speakers.filter(|it| it.name.as_ref().is_some_and(is_called));
            named.find_map(|it| self.dossier.bodies.iter().find(|body| body.id == it.body))
        };
        // A body that is named and is none of ours is somebody else's.
        match (body, &quote.body) {
            (Some(body), _) => Some(body),
            (None, Some(_)) => None,
            (None, None) => speaker().map(|body| &body.id),
        }
    }

    /// What the reader finds in quotes of a report that members said after the statement.
    pub(super) fn remarks_in(&self, report: &Report, quotes: &[&Quote], now: Moment) -> Vec<Remark> {
        let Some((statement, found)) = self.held_against(now) else { return Vec::new() };
        let since = found.public_from().unwrap_or_default();
        let of_members: Vec<(&Quote, (u64, u64), &Id)> = quotes
            .iter()
            .filter(|it| is_not_before(day_of(it, report), since))
            .filter_map(|it| Some((*it, it.span?, self.member_of(it)?)))
            .collect();
        if of_members.is_empty() {
            return Vec::new();
        }
        let read = press::read(&report.text, &Options { language: None, published: report.published });
        let sha256 = report.sha256();
        let noted = of_members.into_iter().map(|(_, span, body)| {
            let says = frame_of(read.frames.iter().chain(&read.attitudes), span)
                .and_then(|frame| self.says(report, frame, span, statement));
            Remark { report: sha256.clone(), span, statement, body: body.clone(), says, by: Reading::Reader }
        });
        noted.collect()
    }

    /// What a frame says of the offer, with the agreed conditions that it names in their own words.
    fn says(&self, report: &Report, frame: &Frame, span: (u64, u64), statement: u64) -> Option<Says> {
        let stance = frame.stance.as_ref()?;
        // Words that were cut off when the quote was confirmed are not held against anybody.
        let is_kept = |it: Span| bytes(span).is_some_and(|own| own.holds(it));
        if !is_kept(stance.words) && frame.verb != Some(stance.words) {
            return None;
        }
        let condition = stance.condition.filter(|it| is_kept(*it)).map(|it| it.of(&report.text));
        let Some(condition) = condition else {
            let verdict = stance.verdict;
            let asks = (verdict == Verdict::Conditional).then(|| Text::plain(stance.words.of(&report.text)));
            return Some(Says { verdict, conditions: Vec::new(), asks, gives_up: Vec::new() });
        };
        let adopted = self.told_by(statement).map(|it| self.agreed(it)).unwrap_or_default();
        // Where a condition ends is the reader's guess; where the quote ends, somebody has confirmed.
        let to_end =
            bytes(span).zip(stance.condition).and_then(|(own, it)| report.text.get(it.start..own.end));
        let (said, mut left) = (telling(to_end.unwrap_or(condition)), telling(condition));
        let mut conditions = Vec::new();
        for it in adopted {
            let known = self.dossier.conditions.iter().find(|known| known.id == it.id);
            let mut all =
                known.iter().flat_map(|known| known.text.versions()).map(|(_, words)| telling(words));
            if let Some(words) =
                all.find(|words| words.len() > 1 && words.iter().all(|word| said.contains(word)))
            {
                left.retain(|word| !words.contains(word));
                conditions.push(it.id);
            }
        }
        let verdict = if stance.verdict == Verdict::Reject { Verdict::Reject } else { Verdict::Conditional };
        let asks = (!left.is_empty()).then(|| Text::plain(tidy(condition)));
        Some(Says { verdict, conditions, asks, gives_up: Vec::new() })
    }
}

/// When a quote was said, as far as it or its report tells.
pub fn day_of(quote: &Quote, report: &Report) -> Option<Date> {
    quote.date.or(report.published)
}

/// Whether a day is not before that of a moment. Of a day that nobody told nothing speaks against it.
pub fn is_not_before(day: Option<Date>, moment: Moment) -> bool {
    let since = i64::try_from(moment.micros() / DAY).unwrap_or(i64::MAX);
    day.is_none_or(|day| days_since_epoch(day) >= since)
}

fn bytes((start, end): (u64, u64)) -> Option<Span> {
    Some(Span { start: usize::try_from(start).ok()?, end: usize::try_from(end).ok()? })
}

/// The frame whose words a quote has; of several the one that begins and ends nearest to it.
fn frame_of<'f>(frames: impl Iterator<Item = &'f Frame>, span: (u64, u64)) -> Option<&'f Frame> {
    let own = bytes(span)?;
    let near = frames.filter(|frame| {
        let said = frame.content.span;
        said.start < own.end && own.start < said.end
    });
    near.min_by_key(|frame| {
        let said = frame.content.span;
        (said.start.abs_diff(own.start) + said.end.abs_diff(own.end), frame.stance.is_none())
    })
}

/// The words of a sentence that tell it from others, without the article, as all spellings have them.
fn telling(words: &str) -> Vec<String> {
    let mut told: Vec<String> = words
        .split(|character: char| !character.is_alphanumeric() && !is_mark(character))
        .map(|word| {
            let rest = word.strip_prefix('و').filter(|rest| rest.chars().count() >= TELLING).unwrap_or(word);
            folded(rest.strip_prefix("ال").unwrap_or(rest))
        })
        .filter(|word| word.chars().count() >= TELLING && !is_joining(word))
        .collect();
    told.sort_unstable();
    told.dedup();
    told
}

/// Marks that are written onto a letter of Arabic and part no words.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{0640}' | '\u{064B}'..='\u{0652}' | '\u{0670}')
}

/// Words that only join a condition to what is accepted.
fn is_joining(word: &str) -> bool {
    const JOINING: [&str; 20] = [
        "the",
        "that",
        "and",
        "provided",
        "providing",
        "condition",
        "only",
        "long",
        "unless",
        "are",
        "شرط",
        "بشرط",
        "شريطة",
        "على",
        "إذا",
        "إن",
        "أن",
        "ما",
        "مع",
        "من",
    ];
    JOINING.iter().any(|joining| folded(joining) == word)
}

fn tidy(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether two spellings are one name, with the article or without.
fn is_same(one: &str, other: &str) -> bool {
    let bare = |words: &str| {
        let words = tidy(words);
        let words =
            words.strip_prefix("ال").or_else(|| words.strip_prefix("the ")).unwrap_or(&words).to_owned();
        folded(&words)
    };
    let (one, other) = (bare(one), bare(other));
    !one.is_empty() && one == other
}
