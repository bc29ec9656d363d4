//! Coalitions: whether several players together can leave a state so that each of them gains, and whether what the
//! others would answer keeps them.
//!
//! Members pool their options and move at once (Kilgour, Hipel, Fang and Peng, "Coalition analysis in group decision
//! support", Group Decision and Negotiation 10, 2001). A coalition leaves when each member gains; what the others
//! answer counts as in Inohara and Hipel, "Coalition analysis in the graph model for conflict resolution", Systems
//! Engineering 11, 2008: an answer deters when it leaves some member no better off than before. Under GMR and SMR
//! all others together make any move; under SEQ and SSEQ coalitions of the others answer one after the other, by moves
//! that are better for each of those who make them. Under the symmetric concepts the answer must also hold whatever
//! the coalition does next.
//!
//! A coalition's moves are transitive, and so are those by which all members gain, so that "no coalition moves twice
//! running" takes nothing away; `tests/coalitions.rs` goes by the letter of that and agrees.

use super::{
    concepts::Concept,
    moves::{Moves, Rank},
    states::States,
};

/// The most states of a game in which the answers to coalitions are looked at.
pub const ANSWERED_STATES: usize = 4_096;

/// The most moves looked at for the answers to all coalitions.
pub const ANSWER_LIMIT: usize = 20_000_000;

/// The best improvement of a coalition away from a state: that by which its least gaining member gains
/// most ranks, then the first. `None` when there is none: the state is stable for the coalition.
pub fn improvement(states: &States, players: &[Moves], members: &[usize], state: usize) -> Option<usize> {
    let gain = |to: usize| least_gain(players, members, state, to);
    let improving = ways(states, members, state).filter_map(|to| Some((gain(to)?, std::cmp::Reverse(to))));
    improving.max().map(|(_, std::cmp::Reverse(to))| to)
}

/// The states that a coalition can move to.
fn ways<'s>(states: &'s States, members: &[usize], state: usize) -> impl Iterator<Item = usize> + 's {
    let pooled = pooled(states, members);
    let here = states.states[state];
    let can = move |there: u64| {
        let changed = here ^ there;
        changed & !pooled == 0
            && here & changed & states.stays_on == 0
            && !here & changed & states.stays_off == 0
    };
    (0..states.states.len()).filter(move |&to| to != state && can(states.states[to]))
}

fn pooled(states: &States, members: &[usize]) -> u64 {
    members.iter().fold(0, |pooled, &member| pooled | states.of_player[member])
}

/// By how many ranks the least gaining member gains; `None` when somebody does not gain.
fn least_gain(players: &[Moves], members: &[usize], from: usize, to: usize) -> Option<Rank> {
    let mut gains = members.iter().map(|&member| {
        let moves = &players[member];
        moves.rank(to).checked_sub(moves.rank(from)).filter(|gain| *gain > 0)
    });
    gains.try_fold(Rank::MAX, |least, gain| Some(least.min(gain?)))
}

/// Every set of two or more players, the smaller first.
pub fn coalitions(players: usize) -> Vec<Vec<usize>> {
    let mut sets: Vec<Vec<usize>> =
        (0_u32..1 << players).filter(|set| set.count_ones() > 1).map(|set| members(set, players)).collect();
    sets.sort_by_key(Vec::len);
    sets
}

fn members(set: u32, players: usize) -> Vec<usize> {
    (0..players).filter(|member| set >> member & 1 == 1).collect()
}

/// What the others would answer to coalitions that leave a state.
pub struct Answers<'m> {
    states: &'m States,
    players: &'m [Moves],
    state: usize,
    /// The moves of each set of players, by its bits; made when they are first asked for.
    pooled: Vec<Option<Moves>>,
    work: usize,
}

impl<'m> Answers<'m> {
    /// The answers around a state; `None` when there are too many states.
    pub fn new(states: &'m States, players: &'m [Moves], state: usize) -> Option<Self> {
        if states.states.len() > ANSWERED_STATES {
            return None;
        }
        let pooled = (0..1_usize << players.len()).map(|_| None).collect();
        Some(Self { states, players, state, pooled, work: 0 })
    }

    /// The concepts under which a coalition stays in the state. `None` when that was not settled within
    /// [`ANSWER_LIMIT`].
    pub fn stays_under(&mut self, members: &[usize]) -> Option<Vec<Concept>> {
        let improvements: Vec<usize> = ways(self.states, members, self.state)
            .filter(|&to| least_gain(self.players, members, self.state, to).is_some())
            .collect();
        if improvements.is_empty() {
            return Some(Concept::ALL.into());
        }
        // Where somebody is no better off than before, and where that holds whatever the coalition does next.
        let gains = |at: usize| least_gain(self.players, members, self.state, at).is_some();
        let deters: Vec<bool> = (0..self.states.states.len()).map(|at| !gains(at)).collect();
        let escapes: Vec<Rank> = deters.iter().map(|deters| Rank::from(!deters)).collect();
        let escapes = self.moves_of(set_of(members)).most(&escapes);
        let holds: Vec<bool> =
            deters.iter().zip(&escapes).map(|(deters, escape)| *deters && *escape == 0).collect();
        let others = ((1_usize << self.players.len()) - 1) & !set_of(members);
        let mut stays = Vec::new();
        for (concept, wanted) in [
            (Concept::Gmr, &deters),
            (Concept::Smr, &holds),
            (Concept::Seq, &deters),
            (Concept::Sseq, &holds),
        ] {
            let is_answered = match concept {
                Concept::Seq | Concept::Sseq => self.answered_by_gaining(&improvements, others, wanted)?,
                _ => {
                    let wanted: Vec<Rank> = wanted.iter().map(|wanted| Rank::from(*wanted)).collect();
                    let reached = self.moves_of(others).most(&wanted);
                    others != 0 && improvements.iter().all(|&to| reached[to] == 1)
                }
            };
            if is_answered {
                stays.push(concept);
            }
        }
        Some(stays)
    }

    fn moves_of(&mut self, set: usize) -> &Moves {
        let (states, players) = (self.states, self.players.len());
        self.pooled[set].get_or_insert_with(|| {
            let members: Vec<usize> = (0..players).filter(|member| set >> member & 1 == 1).collect();
            // Where a set goes does not depend on what it likes.
            Moves::new(states, pooled(states, &members), &vec![0; states.states.len()])
        })
    }

    /// Whether each of some states leads to one that is wanted, by moves of coalitions of the others that are better
    /// for each who makes them.
    fn answered_by_gaining(&mut self, from: &[usize], others: usize, wanted: &[bool]) -> Option<bool> {
        // What is known of a state: that it leads there, or that it does not.
        let mut known: Vec<Option<bool>> = wanted.iter().map(|wanted| wanted.then_some(true)).collect();
        for &start in from {
            if !self.leads(start, others, &mut known)? {
                return Some(false);
            }
        }
        Some(true)
    }

    fn leads(&mut self, start: usize, others: usize, known: &mut [Option<bool>]) -> Option<bool> {
        if let Some(known) = known[start] {
            return Some(known);
        }
        let mut came: Vec<Option<usize>> = vec![None; known.len()];
        let mut reached = vec![start];
        came[start] = Some(start);
        let mut next = 0;
        while let Some(&here) = reached.get(next) {
            next += 1;
            for set in (1..=others).filter(|set| set & !others == 0) {
                let members: Vec<usize> =
                    (0..self.players.len()).filter(|member| set >> member & 1 == 1).collect();
                let ways = self.moves_of(set).from(here);
                self.work = self.work.saturating_add(ways.len());
                if self.work > ANSWER_LIMIT {
                    return None;
                }
                for to in ways {
                    if came[to].is_some() || known[to] == Some(false) {
                        continue;
                    }
                    if least_gain(self.players, &members, here, to).is_none() {
                        continue;
                    }
                    came[to] = Some(here);
                    if known[to] == Some(true) {
                        // Whatever lies on the way leads there as well.
                        let mut back = to;
                        while back != start {
                            back = came[back].unwrap_or(start);
                            known[back] = Some(true);
                        }
                        return Some(true);
                    }
                    reached.push(to);
                }
            }
        }
        for at in reached {
            known[at] = Some(false);
        }
        Some(false)
    }
}

fn set_of(members: &[usize]) -> usize {
    members.iter().fold(0, |set, member| set | 1 << member)
}
