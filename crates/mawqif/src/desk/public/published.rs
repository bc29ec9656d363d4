//! What is published of a result: by channel beside each other, and as JSON.

use std::collections::BTreeMap;

use mawqif_core::{
    consultation::public::{
        Alone,
        figures::Tallies,
        read::Consultation,
        report::{Cell, Cells, Opinion, group_cells, parts},
    },
    text::Text,
};
use serde::Serialize;

use super::{Channel, Outcome, Statement};

/// What those say who came by a channel.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ByChannel {
    /// The channel.
    pub channel: Channel,
    /// How many they are; none when they are few, or would tell how many few others are.
    pub people: Option<usize>,
    /// Counts by statement, withheld where they are small.
    pub votes: Vec<(u64, Cell)>,
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
    /// The result as everybody may have it, as JSON. Before it was found for good, a statement that is not shown any more is left out.
    ///
    /// # Errors
    /// Never, as long as numbers can be written.
    pub fn published(&self, is_shown: impl Fn(u64) -> bool) -> Result<String, serde_json::Error> {
        let is_told = |id: &str| id.parse().is_ok_and(&is_shown);
        let (mut opinion, mut channels, mut texts) =
            (self.opinion.clone(), self.channels.clone(), self.texts.clone());
        // What a statement is tied to says what the coalition weighs, and is for the case.
        opinion.base = None;
        opinion.statements.retain(|it| is_told(&it.statement));
        opinion.agreed.retain(|it| is_told(&it.statement));
        opinion.disagreed.retain(|it| is_told(&it.statement));
        opinion.groups.iter_mut().for_each(|it| it.stands_for.retain(|it| is_told(&it.statement)));
        channels.iter_mut().for_each(|it| it.votes.retain(|(number, _)| is_shown(*number)));
        texts.retain(|number, _| is_shown(*number));
        serde_json::to_string(&Published { opinion: &opinion, channels: &channels, texts: &texts })
    }
}

/// What those say who came by each channel, of whom there are so many.
pub(super) fn by_channel(
    of: &Consultation,
    people: &[usize],
    statements: &[Statement],
    is_out: &[bool],
) -> Vec<ByChannel> {
    let tallies = Tallies::new(&of.ballots, &of.channel_of, Channel::ALL.len(), &Alone);
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
