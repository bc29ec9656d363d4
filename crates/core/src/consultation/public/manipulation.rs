//! Whether somebody bends the result: how it would be without some of those who voted.
//!
//! Without everybody who came by one invitation and those they invited (invitations are paths, `a/b` was invited by `a`); without
//! ballots that are nearly the same as others (see [`alike`](super::alike)), of which one stays; and what each channel says by itself. It
//! does not say who cheats: it says what would change. In a large consultation only the same ballots are found ([`PAIRED_LIMIT`](super::alike::PAIRED_LIMIT)), and
//! fewer invitations are left out ([`AGAIN_LIMIT`]).

use std::collections::BTreeMap;

use super::{
    Asked, Crew, Groups, Mode,
    alike::alike,
    ballots::Ballots,
    cluster::adjusted_rand,
    figures::{Common, Side, Tallies, common},
    groups,
    read::Consultation,
    report::FEW,
};

/// The most invitations whose subtrees are left out one by one: those by which most people came.
pub const SUBTREE_LIMIT: usize = 20;

/// The most votes, of all results that are found again together: in a large consultation fewer invitations are left out.
pub const AGAIN_LIMIT: usize = 100_000_000;

/// Subtrees with fewer people are not left out.
pub const SUBTREE_LEAST: usize = 5;

/// What is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Left {
    /// Those who came by this invitation, and those invited by them.
    Subtree(String),
    /// All but one of each set of ballots that are nearly the same.
    NearDuplicates,
}

/// The result without some people.
#[derive(Clone, Debug, PartialEq)]
pub struct Without {
    /// Who is left out.
    pub left: Left,
    /// How many they are.
    pub people: usize,
    /// How many groups there are then.
    pub groups: usize,
    /// How alike the groups of the others are to what they were, as an adjusted Rand index.
    pub likeness: f64,
    /// What all agree on, or disagree with, no longer.
    pub lost: Vec<(Side, usize)>,
    /// What all agree on, or disagree with, only then.
    pub gained: Vec<(Side, usize)>,
}

/// What those of one channel say by themselves.
#[derive(Clone, Debug, PartialEq)]
pub struct Channel {
    /// Its name.
    pub name: String,
    /// How many people came by it.
    pub people: usize,
    /// What they all agree on, or disagree with.
    pub common: Vec<(Side, usize)>,
}

/// The whole report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Manipulation {
    /// Sets of participants with nearly the same ballots.
    pub alike: Vec<Vec<usize>>,
    /// The result without some people.
    pub without: Vec<Without>,
    /// What each channel says.
    pub channels: Vec<Channel>,
}

/// Looks how the result hangs on some of those who voted.
pub fn manipulation(
    asked_of: &Consultation,
    asked: &Asked,
    found: &Groups,
    crew: &impl Crew,
) -> Manipulation {
    let is_out = asked_of.is_out();
    let (kept, _) = asked_of.ballots.without(&is_out);
    let alike = alike(&kept, &found.group_of, found.sizes.len(), crew);
    let mut left: Vec<(Left, Vec<usize>)> = subtrees(asked_of);
    if !alike.is_empty() {
        let copies = alike.iter().flat_map(|set| set.iter().skip(1).copied()).collect();
        left.push((Left::NearDuplicates, copies));
    }
    drop(kept);
    let before = commons(&asked_of.ballots, &is_out, asked.mode, crew);
    let without = left
        .into_iter()
        .map(|(left, people)| {
            let mut stays = vec![true; asked_of.ballots.participants()];
            people.iter().for_each(|&person| stays[person] = false);
            let others: Vec<usize> = (0..stays.len()).filter(|&person| stays[person]).collect();
            let ballots = asked_of.ballots.of(others.iter().copied());
            let then = groups(&ballots, &is_out, asked, crew);
            let after = commons(&ballots, &is_out, asked.mode, crew);
            let both = others.iter().zip(&then.group_of);
            let (one, two): (Vec<usize>, Vec<usize>) = both
                .filter_map(|(&person, now)| {
                    Some((usize::from(found.group_of[person]?), usize::from((*now)?)))
                })
                .unzip();
            let missing = |of: &[(Side, usize)], from: &[(Side, usize)]| {
                of.iter().copied().filter(|told| !from.contains(told)).collect::<Vec<_>>()
            };
            Without {
                left,
                people: people.len(),
                groups: then.sizes.len(),
                likeness: adjusted_rand(&one, &two),
                lost: missing(&before, &after),
                gained: missing(&after, &before),
            }
        })
        .collect();
    Manipulation { alike, without, channels: channels(asked_of, &is_out, asked.mode, crew) }
}

/// What all agree on and disagree with.
fn commons(ballots: &Ballots, is_out: &[bool], mode: Mode, crew: &impl Crew) -> Vec<(Side, usize)> {
    let tallies = Tallies::new(ballots, &[], 0, crew);
    let of = |side: Side| {
        let told: Vec<Common> = common(&tallies, side, is_out, (mode.prior(), FEW));
        told.into_iter().map(move |common| (side, common.statement))
    };
    of(Side::Agree).chain(of(Side::Disagree)).collect()
}

fn channels(asked_of: &Consultation, is_out: &[bool], mode: Mode, crew: &impl Crew) -> Vec<Channel> {
    if asked_of.channels.len() < 2 {
        return Vec::new();
    }
    let mut found: Vec<Channel> = asked_of
        .channels
        .iter()
        .enumerate()
        .map(|(at, name)| {
            let is_of = |channel: &Option<u8>| channel.is_some_and(|channel| usize::from(channel) == at);
            let people: Vec<usize> =
                (0..asked_of.people.len()).filter(|&at| is_of(&asked_of.channel_of[at])).collect();
            let ballots = asked_of.ballots.of(people.iter().copied());
            Channel {
                name: name.clone(),
                people: people.len(),
                common: commons(&ballots, is_out, mode, crew),
            }
        })
        .collect();
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

/// Invitations with everybody below them, by which most people came.
fn subtrees(asked_of: &Consultation) -> Vec<(Left, Vec<usize>)> {
    let mut below: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (person, invite) in asked_of.invite_of.iter().enumerate() {
        let Some(invite) = invite.and_then(|at| asked_of.invites.get(usize::try_from(at).ok()?)) else {
            continue;
        };
        let ends = invite.match_indices('/').map(|(at, _)| at).chain([invite.len()]);
        for end in ends.filter(|end| *end > 0) {
            below.entry(&invite[..end]).or_default().push(person);
        }
    }
    let all = asked_of.ballots.participants();
    let mut found: Vec<(&str, Vec<usize>)> =
        below.into_iter().filter(|(_, people)| people.len() >= SUBTREE_LEAST && people.len() < all).collect();
    found.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then(a.0.cmp(b.0)));
    found.truncate(again(asked_of.ballots.votes()));
    found.into_iter().map(|(invite, people)| (Left::Subtree(invite.to_owned()), people)).collect()
}

/// How many results are found again of a consultation with so many votes.
fn again(votes: usize) -> usize {
    (AGAIN_LIMIT / votes.max(1)).clamp(1, SUBTREE_LIMIT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consultation::public::{Alone, groups, read::VoteReader};

    /// Thirty people in two camps, and twelve sent by one invitation who all vote the same against everything.
    fn stuffed() -> Consultation {
        let mut reader = VoteReader::default();
        reader.push(b"participant,statement,vote,channel,invite\n");
        for person in 0..30_usize {
            for statement in 0..24_usize {
                let is_for = statement == 0 || (person < 15) == (statement % 2 == 0);
                let camp = if is_for { 1 } else { -1 };
                let vote = if (person * 7 + statement * 5) % 11 == 0 { 0 } else { camp };
                reader.push(format!("{person},{statement},{vote},verified,root{}\n", person % 2).as_bytes());
            }
        }
        for person in 30..72_usize {
            for statement in 0..24 {
                let vote = if statement == 3 && person == 31 { 0 } else { -1 };
                reader.push(format!("{person},{statement},{vote},open,farm/{}\n", person % 3).as_bytes());
            }
        }
        reader.finish(None).unwrap()
    }

    #[test]
    fn a_farm_of_ballots_is_seen_by_its_invitation_its_sameness_and_its_channel() {
        let asked_of = stuffed();
        let asked = Asked::default();
        let found = groups(&asked_of.ballots, &[], &asked, &Alone);
        let report = manipulation(&asked_of, &asked, &found, &Alone);
        // People are in the order of their ids; the farm are those from 30 on, the one with a differing vote too.
        assert!(report.alike.contains(&(30..72).collect()), "{:?}", report.alike);
        let farm =
            report.without.iter().find(|without| without.left == Left::Subtree("farm".to_owned())).unwrap();
        assert_eq!(farm.people, 42);
        assert!(farm.gained.contains(&(Side::Agree, 0)), "{farm:?}");
        assert!(farm.lost.iter().any(|(side, _)| *side == Side::Disagree));
        let [open, verified] = report.channels.as_slice() else { panic!("two channels") };
        assert_eq!((open.people, verified.people), (42, 30));
        assert!(verified.common.contains(&(Side::Agree, 0)) && !open.common.contains(&(Side::Agree, 0)));
    }

    #[test]
    fn what_is_found_again_is_limited_in_a_large_consultation() {
        assert_eq!([0, 1_000, 5_000_000, 50_000_000, 400_000_000].map(again), [20, 20, 20, 2, 1]);
    }
}
