//! What is published of a result: by channel beside each other, and as JSON.

use std::{collections::BTreeMap, sync::Arc};

use mawqif_core::{
    case::{
        Moment,
        poll::{Poll, Withheld},
    },
    consultation::public::{
        BaseCluster,
        figures::Tallies,
        report::{Cell, Cells, Opinion, group_cells, parts},
        tied::Tied,
    },
    text::Text,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{Channel, Outcome, Statement, steps::Steps};

/// What those say who came by a channel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ByChannel {
    /// The channel.
    pub channel: Channel,
    /// How many they are; none when they are few, or would tell how many few others are.
    pub people: Option<usize>,
    /// Counts by statement, withheld where they are small.
    pub votes: Vec<(u64, Cell)>,
}

/// People up to whom what they said to tied statements is kept with what is told.
const TIED_KEPT_LIMIT: usize = 200_000;

/// A result as it was published.
pub(super) struct Stored {
    /// The result.
    pub(super) opinion: Opinion,
    rest: Rest,
}

#[derive(Deserialize)]
struct Rest {
    channels: Vec<ByChannel>,
    texts: BTreeMap<u64, Text>,
}

impl Stored {
    /// Reads what was published.
    pub(super) fn read(json: &str) -> Option<Self> {
        Some(Self { opinion: serde_json::from_str(json).ok()?, rest: serde_json::from_str(json).ok()? })
    }

    /// What was published stands where another server would have found something else.
    pub(super) fn put(self, outcome: &mut Outcome) {
        (outcome.opinion, outcome.channels, outcome.texts) =
            (self.opinion, self.rest.channels, self.rest.texts);
    }

    /// All that is left to tell once the ballots are destroyed.
    pub(super) fn outcome(self, at: Moment, left_out: Option<u64>) -> Outcome {
        Outcome {
            at,
            is_final: true,
            opinion: self.opinion,
            all: None,
            hangs: None,
            map: Vec::new(),
            channels: self.rest.channels,
            texts: self.rest.texts,
            without_blocked: left_out.map(|count| usize::try_from(count).unwrap_or(usize::MAX)),
            is_closed: true,
            turn: 0,
            steps: None,
            priorities: BTreeMap::new(),
            tied: None,
        }
    }
}

/// A result as servers tell it to each other.
#[derive(Serialize, Deserialize)]
struct Kept {
    at: Moment,
    opinion: Opinion,
    channels: Vec<ByChannel>,
    texts: BTreeMap<u64, Text>,
    without_blocked: Option<usize>,
    /// What was counted of it: told to nobody.
    #[serde(default)]
    steps: Option<Steps>,
    /// Of each circle of the map its middle, its people and its group.
    map: Vec<([f64; 2], usize, u8)>,
    tied: Option<Tied>,
}

/// A result as everybody may have it, as JSON: what the method's schema has, and with it the channels beside each other and the
/// statements in all their languages.
#[derive(Serialize)]
struct Published<'a> {
    #[serde(flatten)]
    opinion: &'a Opinion,
    channels: &'a [ByChannel],
    texts: &'a BTreeMap<u64, Text>,
}

impl Outcome {
    /// All that is told of it, as JSON for other servers; none when it cannot be written so that they could read it.
    pub(super) fn kept(&self) -> Option<String> {
        let tied = self.tied.as_ref().filter(|tied| tied.people() <= TIED_KEPT_LIMIT);
        let kept = Kept {
            at: self.at,
            opinion: self.opinion.clone(),
            channels: self.channels.clone(),
            texts: self.texts.clone(),
            without_blocked: self.without_blocked,
            steps: self.steps.as_deref().cloned(),
            map: self.map.iter().map(|it| (it.centre, it.people, it.group)).collect(),
            tied: tied.map(|tied| Tied::clone(tied)),
        };
        serde_json::to_string(&kept).ok()
    }

    /// What another server tells.
    pub(crate) fn of_kept(json: &str) -> Option<Self> {
        let kept: Kept = serde_json::from_str(json).ok()?;
        let circle = |(centre, people, group)| BaseCluster { centre, people, group };
        Some(Self {
            at: kept.at,
            is_final: false,
            opinion: kept.opinion,
            all: None,
            hangs: None,
            map: kept.map.into_iter().map(circle).collect(),
            channels: kept.channels,
            texts: kept.texts,
            without_blocked: kept.without_blocked,
            is_closed: false,
            turn: 0,
            steps: kept.steps.map(Arc::new),
            priorities: BTreeMap::new(),
            tied: kept.tied.map(Arc::new),
        })
    }

    /// What may be published, without words that were withheld since it was.
    pub fn told(&self, withheld: &BTreeMap<u64, Withheld>) -> Opinion {
        let mut opinion = self.opinion.clone();
        for said in &mut opinion.statements {
            if said.statement.parse().is_ok_and(|number: u64| withheld.contains_key(&number)) {
                said.text.clear();
            }
        }
        opinion
    }

    /// The result as everybody may have it, as JSON. Before it was found for good, a statement that is not shown any more is left out.
    ///
    /// # Errors
    /// Never, as long as numbers can be written.
    pub fn published(&self, is_shown: impl Fn(u64) -> bool) -> Result<String, serde_json::Error> {
        let mut shown = self.shown(&is_shown);
        // What a statement is tied to says what the coalition weighs, and is for the case.
        shown.opinion.base = None;
        let (opinion, channels, texts) = (&shown.opinion, &shown.channels, &shown.texts);
        serde_json::to_string(&Published { opinion, channels, texts })
    }

    /// The same without the statements that are not shown any more.
    pub fn shown(&self, is_shown: impl Fn(u64) -> bool) -> Self {
        let is_told = |id: &str| id.parse().is_ok_and(&is_shown);
        let mut shown = self.clone();
        let (opinion, channels, texts) = (&mut shown.opinion, &mut shown.channels, &mut shown.texts);
        opinion.statements.retain(|it| is_told(&it.statement));
        opinion.agreed.retain(|it| is_told(&it.statement));
        opinion.disagreed.retain(|it| is_told(&it.statement));
        opinion.groups.iter_mut().for_each(|it| it.stands_for.retain(|it| is_told(&it.statement)));
        channels.iter_mut().for_each(|it| it.votes.retain(|(number, _)| is_shown(*number)));
        texts.retain(|number, _| is_shown(*number));
        shown
    }
}

/// A published result without the words that were withheld since: counts stay, and it says what is missing, since when and why, and
/// names the hash of what was published, which is not its own.
pub(super) fn without_words(json: &str, poll: &Poll) -> Option<String> {
    let (_, count) = poll.closed?;
    let mut whole: Map<String, Value> = serde_json::from_str(json).ok()?;
    for said in whole.get_mut("statements")?.as_array_mut()?.iter_mut().filter_map(Value::as_object_mut) {
        let number = said.get("statement").and_then(Value::as_str).and_then(|id| id.parse::<u64>().ok());
        if number.is_some_and(|number| poll.withheld.contains_key(&number)) {
            said.insert("text".to_owned(), "".into());
        }
    }
    let texts = whole.get_mut("texts")?.as_object_mut()?;
    for number in poll.withheld.keys() {
        texts.insert(number.to_string(), "".into());
    }
    let told = poll
        .withheld
        .iter()
        .map(|(number, it)| json!({ "statement": number.to_string(), "since": it.at, "reason": it.reason }));
    whole.insert("withheld".to_owned(), told.collect());
    whole.insert("published_sha256".to_owned(), count.result.to_hex().into());
    serde_json::to_string(&whole).ok()
}

/// What those say who came by each channel, of whom there are so many.
pub(super) fn by_channel(
    tallies: &Tallies,
    people: &[usize],
    statements: &[Statement],
    is_out: &[bool],
) -> Vec<ByChannel> {
    let people = parts(people, Cells::Published);
    let mut channels: Vec<ByChannel> = Channel::ALL
        .iter()
        .zip(people)
        .map(|(channel, people)| ByChannel { channel: *channel, people, votes: Vec::new() })
        .collect();
    for (at, statement) in statements.iter().enumerate().filter(|(at, _)| is_out.get(*at) == Some(&false)) {
        let own: Vec<_> =
            tallies.groups.iter().map(|group| group.get(at).copied().unwrap_or_default()).collect();
        for (channel, cell) in channels.iter_mut().zip(group_cells(&own, Cells::Published)) {
            // How many voted would tell how many they are at least.
            let cell = if channel.people.is_some() { cell } else { Cell::default() };
            channel.votes.push((statement.number, cell));
        }
    }
    channels
}
