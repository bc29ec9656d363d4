//! The moves of one player: from every state to those that differ in its own options alone.
//!
//! States that agree on everybody else's options form a block, and inside a block the player goes where
//! it likes, but for options that cannot be undone. So nothing has to be kept for each pair of states:
//! one pass over the blocks tells, for all states at once, the best or worst of what can be reached. The
//! moves of a player are transitive, which is why sequences of moves "in which no player moves twice
//! running" reach the same states as any sequences do; `tests/naive.rs` goes by the letter of that and
//! agrees.
//!
//! Memory: four words of 32 bits for each state and player, and one of 64 where something cannot be undone.

use super::states::{States, Taken};

/// A rank of a state: higher is better.
pub type Rank = u32;

/// The moves of one player.
pub struct Moves {
    /// Positions of states, block by block, and in each block from the best of its player down.
    order: Vec<u32>,
    /// Where each block begins in `order`, and the end.
    starts: Vec<u32>,
    /// For each state, the number of its block.
    block_of: Vec<u32>,
    /// For each state, which of the player's irreversible moves have been made, packed to the low bits;
    /// empty when the player has no such options.
    made: Vec<u64>,
    /// How many options cannot be undone.
    width: u32,
    /// How the player ranks the states.
    ranks: Vec<Rank>,
}

/// Which of two values is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Most,
    Least,
}

impl Wanted {
    fn of(self, one: Rank, other: Rank) -> Rank {
        match self {
            Self::Most => one.max(other),
            Self::Least => one.min(other),
        }
    }

    fn nothing(self) -> Rank {
        match self {
            Self::Most => 0,
            Self::Least => Rank::MAX,
        }
    }
}

/// A table over the patterns of irreversible moves pays when it is not much larger than the block.
const TABLE_FACTOR: usize = 4;

impl Moves {
    /// The moves of the player with these options (which may be those of several, pooled).
    pub fn new(states: &States, own: Taken, ranks: &[Rank]) -> Self {
        let others = !own;
        // States are at most `STATE_LIMIT`, which fits.
        let mut order: Vec<u32> = (0..).take(states.states.len()).collect();
        order.sort_by_key(|&at| {
            (states.states[at as usize] & others, std::cmp::Reverse(ranks[at as usize]), at)
        });
        let mut starts = Vec::new();
        let mut block_of = vec![0; order.len()];
        let (mut last, mut number) = (None, 0);
        for (place, &at) in (0_u32..).zip(&order) {
            let block = states.states[at as usize] & others;
            if last != Some(block) {
                starts.push(place);
                number = starts.len() - 1;
                last = Some(block);
            }
            block_of[at as usize] = u32::try_from(number).unwrap_or(u32::MAX);
        }
        starts.extend((0..).nth(states.states.len()));
        let one_way = own & (states.stays_on | states.stays_off);
        let made = |state: &Taken| pack((state & states.stays_on) | (!state & states.stays_off), one_way);
        let made = if one_way == 0 { Vec::new() } else { states.states.iter().map(made).collect() };
        Self { order, starts, block_of, made, width: one_way.count_ones(), ranks: ranks.to_vec() }
    }

    fn blocks(&self) -> impl Iterator<Item = &[u32]> {
        self.starts.windows(2).map(|pair| &self.order[pair[0] as usize..pair[1] as usize])
    }

    /// For each state, the most of the values that the player can reach from it, itself included.
    pub fn most(&self, values: &[Rank]) -> Vec<Rank> {
        self.reached(values, Wanted::Most)
    }

    /// For each state, the least of the values that the player can reach from it, itself included.
    pub fn least(&self, values: &[Rank]) -> Vec<Rank> {
        self.reached(values, Wanted::Least)
    }

    fn reached(&self, values: &[Rank], wanted: Wanted) -> Vec<Rank> {
        let mut reached = values.to_vec();
        let mut ways = Ways::default();
        for block in self.blocks() {
            if self.made.is_empty() {
                let best =
                    block.iter().fold(wanted.nothing(), |best, &at| wanted.of(best, values[at as usize]));
                block.iter().for_each(|&at| reached[at as usize] = best);
                continue;
            }
            ways.open(block, &self.made, self.width, wanted);
            for &at in block {
                ways.put(self.made[at as usize], values[at as usize]);
            }
            ways.close();
            for &at in block {
                reached[at as usize] = ways.get(self.made[at as usize]);
            }
        }
        reached
    }

    /// For each state, the least of the values that the player reaches from it by improving its own
    /// position, and of the state's own.
    pub fn least_by_improving(&self, values: &[Rank]) -> Vec<Rank> {
        let mut reached = values.to_vec();
        let mut ways = Ways::default();
        for block in self.blocks() {
            let mut least = Rank::MAX;
            if !self.made.is_empty() {
                ways.open(block, &self.made, self.width, Wanted::Least);
            }
            for tie in block.chunk_by(|&a, &b| self.ranks[a as usize] == self.ranks[b as usize]) {
                // First what is better than all of these, then they themselves, for those that are worse.
                for &at in tie {
                    let better = if self.made.is_empty() { least } else { ways.get(self.made[at as usize]) };
                    reached[at as usize] = values[at as usize].min(better);
                }
                for &at in tie {
                    if self.made.is_empty() {
                        least = least.min(values[at as usize]);
                    } else {
                        ways.put_below(self.made[at as usize], values[at as usize]);
                    }
                }
            }
        }
        reached
    }

    /// The states that the player can go to from a state, in the order of its liking.
    pub fn from(&self, state: usize) -> Vec<usize> {
        let block = self.block_of[state] as usize;
        let [start, end] = [self.starts[block] as usize, self.starts[block + 1] as usize];
        let others = self.order[start..end].iter().map(|&at| at as usize).filter(|&at| at != state);
        others.filter(|&at| self.leads(state, at)).collect()
    }

    /// Whether nothing that cannot be undone bars the way between two states of a block.
    pub fn leads(&self, from: usize, to: usize) -> bool {
        self.made.is_empty() || self.made[from] & !self.made[to] == 0
    }

    /// The number of a state's block: whoever walks from one state of it can walk from all of them, but
    /// for what cannot be undone.
    pub fn block(&self, state: usize) -> u32 {
        self.block_of[state]
    }

    /// Whether the player can undo all it does.
    pub fn is_reversible(&self) -> bool {
        self.made.is_empty()
    }

    /// How the player ranks a state.
    pub fn rank(&self, state: usize) -> Rank {
        self.ranks[state]
    }

    /// How the player ranks the states.
    pub fn ranks(&self) -> &[Rank] {
        &self.ranks
    }
}

/// The bits of a word under a mask, moved together at the low end.
fn pack(word: Taken, mask: Taken) -> u64 {
    let (mut packed, mut place, mut rest) = (0, 0, mask);
    while rest != 0 {
        let bit = rest & rest.wrapping_neg();
        packed |= u64::from(word & bit != 0) << place;
        place += 1;
        rest ^= bit;
    }
    packed
}

/// The place of a pattern in the table; patterns are below its length wherever there is one.
fn place(pattern: u64) -> usize {
    usize::try_from(pattern).unwrap_or(usize::MAX)
}

/// Values by pattern of irreversible moves. A move leads to a pattern that has all bits of its own.
#[derive(Default)]
struct Ways {
    /// A table over all patterns, when that pays; else the patterns of the block and their values.
    table: Vec<Rank>,
    patterns: Vec<(u64, Rank)>,
    is_table: bool,
    width: u32,
    wanted: Option<Wanted>,
}

impl Ways {
    fn open(&mut self, block: &[u32], made: &[u64], width: u32, wanted: Wanted) {
        self.wanted = Some(wanted);
        self.width = width;
        self.is_table = width < 20 && 1_usize << width <= TABLE_FACTOR * block.len();
        self.table.clear();
        self.patterns.clear();
        if self.is_table {
            self.table.resize(1 << width, wanted.nothing());
        } else {
            self.patterns.extend(block.iter().map(|&at| (made[at as usize], wanted.nothing())));
            self.patterns.sort_unstable();
            self.patterns.dedup();
        }
    }

    fn wanted(&self) -> Wanted {
        self.wanted.unwrap_or(Wanted::Least)
    }

    /// A value at its own pattern.
    fn put(&mut self, pattern: u64, value: Rank) {
        let wanted = self.wanted();
        let own = if self.is_table {
            self.table.get_mut(place(pattern))
        } else {
            let found = self.patterns.binary_search_by_key(&pattern, |(own, _)| *own).ok();
            found.map(|at| &mut self.patterns[at].1)
        };
        if let Some(own) = own {
            *own = wanted.of(*own, value);
        }
    }

    /// Lets every pattern know what those above it have (the zeta transform over supersets).
    fn close(&mut self) {
        let wanted = self.wanted();
        if self.is_table {
            for bit in 0..self.width {
                for at in 0..self.table.len() {
                    if at >> bit & 1 == 0 {
                        self.table[at] = wanted.of(self.table[at], self.table[at | 1 << bit]);
                    }
                }
            }
            return;
        }
        let known = self.patterns.clone();
        for (own, value) in &mut self.patterns {
            let above = known.iter().filter(|(other, _)| *own & !other == 0);
            *value = above.fold(*value, |best, (_, other)| wanted.of(best, *other));
        }
    }

    /// A value at its own pattern and at all below it.
    fn put_below(&mut self, pattern: u64, value: Rank) {
        let wanted = self.wanted();
        if self.is_table {
            let mut below = pattern;
            loop {
                let own = &mut self.table[place(below)];
                *own = wanted.of(*own, value);
                if below == 0 {
                    return;
                }
                below = (below - 1) & pattern;
            }
        }
        for (_, known) in self.patterns.iter_mut().filter(|(own, _)| own & !pattern == 0) {
            *known = wanted.of(*known, value);
        }
    }

    fn get(&self, pattern: u64) -> Rank {
        if self.is_table {
            return self.table.get(place(pattern)).copied().unwrap_or(self.wanted().nothing());
        }
        let found = self.patterns.binary_search_by_key(&pattern, |(own, _)| *own);
        found.map_or(self.wanted().nothing(), |at| self.patterns[at].1)
    }
}
