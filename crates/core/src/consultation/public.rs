//! Asking the popular base: from votes on statements to groups of opinion, and what each of them says.
//!
//! Everybody may agree, disagree or pass on short statements. From the votes come a plane in which people who vote alike are near each
//! other, groups in it, the statements that stand for each group and those that all share. Two modes: [`Mode::Polis`] is the published
//! mathematics of Polis, number for number (docs/opinion.md says to how many digits); [`Mode::Mawqif`] leaves moderated statements out
//! altogether, draws its starts, and says by a [`certificate`] whether the groups are any more than chance.
//!
//! Everything here is pure and sparse: the votes take two bytes each, sums are whole numbers first, and neither the order of votes nor
//! the number of threads changes a digit of what is found anew. A consultation that goes on ([`Running`]) has the same sums whatever the
//! order, and looks for groups from where they were, so that these can depend on what came first; its last result is found anew. There is floating point here, and none of it decides the position: what the base says is told
//! beside the answer of unify and never goes into it.
//!
//! Limits: [`ballots::PARTICIPANT_LIMIT`], [`ballots::STATEMENT_LIMIT`]. A statement is a point of view of those who were asked, and no
//! poll of those who were not.

pub mod alike;
pub mod ballots;
pub mod base;
pub mod certificate;
pub mod cluster;
mod crew;
pub mod csv;
mod dice;
pub mod figures;
pub mod manipulation;
pub mod pairs;
pub mod plane;
pub mod read;
pub mod report;
mod spectrum;
#[cfg(test)]
mod tests;
pub mod tied;

use std::sync::Arc;

pub use self::crew::{Alone, Crew};
use self::{
    ballots::Ballots,
    cluster::{Clusters, first_distinct, k_means, silhouette, tightest},
    dice::Dice,
    figures::Prior,
    pairs::PairSums,
    plane::{Care, Place, Plane, pair_sums},
};

/// The most base clusters.
pub const BASE_LIMIT: usize = 100;

/// The most groups.
pub const GROUP_LIMIT: usize = 5;

/// Votes that put somebody into the conversation, when there are as many statements.
const ENOUGH_VOTES: usize = 7;

/// The conversation is filled up to this many people.
const ENOUGH_PEOPLE: usize = 15;

/// So many participants are looked at from the beginning after new votes, so that a result does not depend on those before; of more, the
/// search goes on from where it was.
pub const COLD_LIMIT: usize = 50_000;

/// Rounds of k-means after new votes: its centres were nearly still before.
const WARM_ROUNDS: usize = 20;

/// Starts that are tried for each number of groups.
const TRIES: usize = 10;

/// Whose mathematics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// Our own.
    #[default]
    Mawqif,
    /// That of Polis.
    Polis,
}

impl Mode {
    /// What is believed of a share before anybody votes.
    pub fn prior(self) -> Prior {
        match self {
            Self::Mawqif => Prior::Jeffreys,
            Self::Polis => Prior::Laplace,
        }
    }
}

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Whose mathematics.
    pub mode: Mode,
    /// What chance follows from, in [`Mode::Mawqif`].
    pub seed: u64,
    /// As many groups, if there are places for them, instead of the number with the best silhouette.
    pub groups: Option<usize>,
}

impl Default for Asked {
    fn default() -> Self {
        Self { mode: Mode::Mawqif, seed: 1, groups: None }
    }
}

/// People who stand close together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BaseCluster {
    /// The middle of them.
    pub centre: Place,
    /// How many they are.
    pub people: usize,
    /// Which group they are in.
    pub group: u8,
}

/// The groups of a consultation.
#[derive(Clone, Debug, PartialEq)]
pub struct Groups {
    /// The plane, over the statements that are in [`Groups::kept`].
    pub plane: Plane,
    /// Which statements the plane knows, by position.
    pub kept: Vec<usize>,
    /// Where everybody stands.
    pub places: Vec<Place>,
    /// Which group everybody is in; `None` for those who voted too little to be in the conversation.
    pub group_of: Vec<Option<u8>>,
    /// How many people are in each group, the largest first.
    pub sizes: Vec<usize>,
    /// Those who stand close together.
    pub base: Vec<BaseCluster>,
    /// The mean silhouette for each number of groups that was tried.
    pub silhouettes: Vec<(usize, f64)>,
}

/// Finds the groups.
pub fn groups(ballots: &Ballots, is_out: &[bool], asked: &Asked, crew: &impl Crew) -> Groups {
    let voted = ballots.voted();
    let (kept, from) = ballots.without(&absent(&voted, is_out));
    let pairs = pair_sums(&kept, crew);
    grouped(ballots, &voted, &kept, from, pairs.as_ref(), asked, Care::Exact, None, crew)
}

/// The groups of a small sample, by the shorter way to the same plane.
fn groups_of_sample(ballots: &Ballots, is_out: &[bool], asked: &Asked) -> Groups {
    let voted = ballots.voted();
    let (kept, from) = ballots.without(&absent(&voted, is_out));
    let pairs = sample_pairs(&kept);
    grouped(ballots, &voted, &kept, from, pairs.as_ref(), asked, Care::Rough, None, &Alone)
}

/// Sums over pairs, unless running over the votes takes less.
fn sample_pairs(kept: &Ballots) -> Option<PairSums> {
    let is_sparse = kept.votes() * 4 < kept.statements() * kept.statements();
    if is_sparse { None } else { pair_sums(kept, &Alone) }
}

/// Which statements the plane does not know: what was moderated out, and what nobody voted on.
fn absent(voted: &[bool], is_out: &[bool]) -> Vec<bool> {
    let is_out = |at: usize| is_out.get(at).copied().unwrap_or(false);
    voted.iter().enumerate().map(|(at, is_voted)| !is_voted || is_out(at)).collect()
}

#[expect(clippy::too_many_arguments, reason = "what a new start and an update share")]
fn grouped(
    ballots: &Ballots,
    voted: &[bool],
    kept: &Ballots,
    from: Vec<usize>,
    pairs: Option<&PairSums>,
    asked: &Asked,
    care: Care,
    earlier: Option<&Groups>,
    crew: &impl Crew,
) -> Groups {
    let there = voted.iter().filter(|is_voted| **is_voted).count();
    let zeroed = match asked.mode {
        Mode::Polis => there - kept.statements(),
        Mode::Mawqif => 0,
    };
    let start = earlier.filter(|_| ballots.participants() > COLD_LIMIT);
    let plane = Plane::new(kept, pairs, zeroed, care, start.map(|groups| &groups.plane), crew);
    let places = plane.places(kept, crew);
    let (counted, statements) = match asked.mode {
        Mode::Polis => (ballots, there),
        Mode::Mawqif => (kept, kept.statements()),
    };
    let mut found = Groups {
        plane,
        kept: from,
        places,
        group_of: Vec::new(),
        sizes: Vec::new(),
        base: Vec::new(),
        silhouettes: Vec::new(),
    };
    found.settle(in_conversation(counted, statements, asked.mode), asked, earlier, crew);
    found
}

/// Who voted enough to be grouped; when they are few, those who voted most beside them: by Polis until there are [`ENOUGH_PEOPLE`], by us also
/// those who voted as much as the last of these.
fn in_conversation(ballots: &Ballots, statements: usize, mode: Mode) -> Vec<usize> {
    let enough = ENOUGH_VOTES.min(statements);
    let votes = |participant: usize| ballots.row(participant).len();
    let everybody = 0..ballots.participants();
    let mut people: Vec<usize> =
        everybody.clone().filter(|&participant| votes(participant) >= enough.max(1)).collect();
    if people.len() < ENOUGH_PEOPLE {
        let mut others: Vec<usize> =
            everybody.filter(|&participant| (1..enough.max(1)).contains(&votes(participant))).collect();
        others.sort_by_key(|&participant| std::cmp::Reverse(votes(participant)));
        let mut room = ENOUGH_PEOPLE - people.len();
        if mode == Mode::Mawqif
            && let Some(&last) = others.get(..room).and_then(<[usize]>::last)
        {
            room = others.partition_point(|&participant| votes(participant) >= votes(last));
        }
        people.extend(others.into_iter().take(room));
        people.sort_unstable();
    }
    people
}

/// Base clusters, silhouettes by number of groups, and the group of each base cluster.
fn cluster(
    standing: &[Place],
    asked: &Asked,
    earlier: Option<&Groups>,
    crew: &impl Crew,
) -> (Clusters, Vec<(usize, f64)>, Vec<u8>) {
    let mut dice = Dice::new(asked.seed);
    let known = earlier.map(|groups| groups.base.iter().map(|base| base.centre).collect::<Vec<Place>>());
    let starts = match (known, asked.mode) {
        (Some(known), _) if known.len() == BASE_LIMIT => known,
        (_, Mode::Mawqif) if standing.len() > BASE_LIMIT => {
            // A sample has room for every start, and drawing from it takes no longer with more people.
            let some: Vec<Place> = standing.iter().step_by(standing.len().div_ceil(4_000)).copied().collect();
            cluster::drawn(&some, &vec![1.0; some.len()], BASE_LIMIT, &mut dice)
        }
        _ => first_distinct(standing, BASE_LIMIT),
    };
    let rounds = if earlier.is_some() { WARM_ROUNDS } else { 100 };
    let base = k_means(standing, None, starts, rounds, crew);
    let mut weights = vec![0.0; base.centres.len()];
    base.of.iter().for_each(|&of| weights[usize::from(of)] += 1.0);
    let most = GROUP_LIMIT.min(2 + base.centres.len() / 12).min(base.centres.len());
    let counts = match asked.groups {
        Some(wanted) => vec![wanted.clamp(1, base.centres.len().clamp(1, GROUP_LIMIT))],
        None => (2..=most).collect(),
    };
    let even = vec![1.0; weights.len()];
    let mut best: Option<(f64, Clusters)> = None;
    let mut silhouettes = Vec::new();
    for count in counts {
        let (clusters, by) = match asked.mode {
            Mode::Polis => {
                let starts = first_distinct(&base.centres, count);
                (k_means(&base.centres, Some(&weights), starts, 20, &Alone), &even)
            }
            Mode::Mawqif => (tightest(&base.centres, &weights, count, TRIES, &mut dice), &weights),
        };
        let shape = silhouette(&base.centres, by, &clusters);
        silhouettes.push((count, shape));
        if best.as_ref().is_none_or(|(most, _)| shape > *most) {
            best = Some((shape, clusters));
        }
    }
    let of = best.map_or_else(|| vec![0; base.centres.len()], |(_, clusters)| clusters.of);
    (base, silhouettes, of)
}

impl Groups {
    /// The groups of the same people in the same plane, asked for otherwise.
    fn again(&self, asked: &Asked) -> Self {
        let people = (0..self.group_of.len()).filter(|&at| self.group_of[at].is_some()).collect();
        let mut again = self.clone();
        again.settle(people, asked, None, &Alone);
        again
    }

    /// Gathers the people of the conversation into groups.
    fn settle(&mut self, mut people: Vec<usize>, asked: &Asked, earlier: Option<&Self>, crew: &impl Crew) {
        if asked.mode == Mode::Mawqif {
            // So that it does not matter who came first.
            let by_place = |one: &usize, other: &usize| {
                let [one, other] = [self.places[*one], self.places[*other]];
                one[0].total_cmp(&other[0]).then(one[1].total_cmp(&other[1]))
            };
            people.sort_by(by_place);
        }
        let standing: Vec<Place> = people.iter().map(|&at| self.places[at]).collect();
        let start = earlier.filter(|_| self.places.len() > COLD_LIMIT);
        let (base, silhouettes, group_of_base) = cluster(&standing, asked, start, crew);
        self.group_of = vec![None; self.places.len()];
        self.sizes = vec![0; group_of_base.iter().copied().max().map_or(0, |most| usize::from(most) + 1)];
        let mut counts = vec![0; base.centres.len()];
        for (&participant, &of) in people.iter().zip(&base.of) {
            let group = group_of_base.get(usize::from(of)).copied().unwrap_or(0);
            self.group_of[participant] = Some(group);
            self.sizes[usize::from(group)] += 1;
            counts[usize::from(of)] += 1;
        }
        let base = base.centres.iter().zip(counts).zip(group_of_base);
        self.base = base.map(|((&centre, people), group)| BaseCluster { centre, people, group }).collect();
        self.silhouettes = silhouettes;
        self.name(earlier);
    }

    /// Names the groups: as they were called before, as far as the same people are in them; else by size.
    fn name(&mut self, earlier: Option<&Self>) {
        let count = self.sizes.len();
        let mut order: Vec<usize> = (0..count).filter(|&group| self.sizes[group] > 0).collect();
        let middle = |group: usize| {
            let mut own = self.base.iter().filter(|base| usize::from(base.group) == group);
            own.next().map_or([0.0; 2], |base| base.centre)
        };
        order.sort_by(|&a, &b| {
            let (left, right) = (middle(a), middle(b));
            self.sizes[b]
                .cmp(&self.sizes[a])
                .then(left[0].total_cmp(&right[0]))
                .then(left[1].total_cmp(&right[1]))
        });
        if let Some(earlier) = earlier {
            order = aligned(&earlier.group_of, &self.group_of, &order);
        }
        let mut names = vec![0_u8; count];
        for (name, &group) in order.iter().enumerate() {
            names[group] = u8::try_from(name).unwrap_or(0);
        }
        self.group_of.iter_mut().flatten().for_each(|group| *group = names[usize::from(*group)]);
        self.base.iter_mut().for_each(|base| base.group = names[usize::from(base.group)]);
        self.sizes = order.iter().map(|&group| self.sizes[group]).collect();
    }
}

/// The new groups in the order of the old ones that they share most people with; those without one keep their
/// order and fill what is left.
fn aligned(old: &[Option<u8>], new: &[Option<u8>], order: &[usize]) -> Vec<usize> {
    let mut shared = std::collections::BTreeMap::<(usize, usize), usize>::new();
    for (old, new) in old.iter().zip(new) {
        if let (Some(old), Some(new)) = (old, new) {
            *shared.entry((usize::from(*old), usize::from(*new))).or_default() += 1;
        }
    }
    let mut pairs: Vec<((usize, usize), usize)> = shared.into_iter().collect();
    pairs.sort_by_key(|&(pair, count)| (std::cmp::Reverse(count), pair));
    let mut places: Vec<Option<usize>> = vec![None; order.len()];
    for ((name, group), _) in pairs {
        let is_known = places.contains(&Some(group));
        if let Some(place) = places.get_mut(name).filter(|place| place.is_none())
            && !is_known
        {
            *place = Some(group);
        }
    }
    let mut rest =
        order.iter().copied().filter(|group| !places.contains(&Some(*group))).collect::<Vec<_>>().into_iter();
    places.into_iter().filter_map(|place| place.or_else(|| rest.next())).collect()
}

/// A consultation that goes on: its sums are kept, so that new votes cost what they are and not what all are.
#[derive(Clone, Debug)]
pub struct Running {
    ballots: Arc<Ballots>,
    is_out: Vec<bool>,
    pairs: Option<PairSums>,
    asked: Asked,
    found: Groups,
}

impl Running {
    /// Finds the groups and keeps what they came from.
    pub fn new(ballots: impl Into<Arc<Ballots>>, is_out: Vec<bool>, asked: Asked, crew: &impl Crew) -> Self {
        let ballots = ballots.into();
        let voted = ballots.voted();
        let (kept, from) = ballots.without(&absent(&voted, &is_out));
        let pairs = pair_sums(&kept, crew);
        let found = grouped(&ballots, &voted, &kept, from, pairs.as_ref(), &asked, Care::Exact, None, crew);
        drop(kept);
        Self { ballots, is_out, pairs, asked, found }
    }

    /// The groups.
    pub fn groups(&self) -> &Groups {
        &self.found
    }

    /// The votes they come from.
    pub fn ballots(&self) -> &Ballots {
        &self.ballots
    }

    /// The same, to be kept as they are now: what changes later is put beside it.
    pub fn shared(&self) -> Arc<Ballots> {
        self.ballots.clone()
    }

    /// Takes in the whole ballots of those who voted since, by position; one behind the last is somebody new. Groups keep their
    /// names, and the search starts from where they were.
    pub fn update(&mut self, changed: &[(usize, Vec<ballots::Cast>)], crew: &impl Crew) {
        let ballots = self.ballots.replaced(changed);
        let voted = ballots.voted();
        let is_absent = absent(&voted, &self.is_out);
        let is_same = is_absent == absent(&self.ballots.voted(), &self.is_out);
        let (kept, from) = ballots.without(&is_absent);
        match &mut self.pairs {
            Some(pairs) if is_same => {
                let mut touched: Vec<usize> = changed.iter().map(|(participant, _)| *participant).collect();
                touched.extend(self.ballots.participants()..ballots.participants());
                touched.retain(|&participant| participant < ballots.participants());
                touched.sort_unstable();
                touched.dedup();
                let before = self.ballots.of(touched.iter().copied());
                before.without(&is_absent).0.rows().for_each(|row| pairs.take_out(row));
                touched.into_iter().for_each(|participant| pairs.put_in(kept.row(participant)));
            }
            // A statement has its first votes, or has lost its last one.
            pairs => *pairs = pair_sums(&kept, crew),
        }
        self.found = grouped(
            &ballots,
            &voted,
            &kept,
            from,
            self.pairs.as_ref(),
            &self.asked,
            Care::Exact,
            Some(&self.found),
            crew,
        );
        drop(kept);
        self.ballots = Arc::new(ballots);
    }
}
