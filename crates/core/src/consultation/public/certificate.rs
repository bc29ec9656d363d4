//! Whether the groups are more than chance: a certificate beside every result of [`Mode::Mawqif`].
//!
//! k-means finds groups in anything. So people are drawn anew from those in the conversation (with repetition) and the whole way from
//! votes to groups is gone again: groups that are there come out alike (adjusted Rand index). And votes are shuffled among those who
//! voted on the same statement, which leaves every statement's result and everybody's number of votes and takes away what votes
//! have to do with each other: a plane that shows no more of the variance than those of shuffled votes shows nothing.
//! At most [`SAMPLE_LIMIT`] people are drawn, so that the work does not grow with the consultation.

use serde::{Deserialize, Serialize};

use super::{
    Alone, Asked, Crew, Groups, Mode,
    ballots::{Ballots, Cast},
    cluster::adjusted_rand,
    crew::parts,
    dice::Dice,
    groups_of_sample, sample_pairs,
};

/// The most people that are drawn.
pub const SAMPLE_LIMIT: usize = 1_000;

/// How often people are drawn anew.
pub const DRAWS: usize = 20;

/// How often votes are shuffled.
pub const SHUFFLES: usize = 19;

/// Groups of drawn people are the same as those of all from this adjusted Rand index on.
pub const LIKE: f64 = 0.6;

/// What is known of how firm the groups are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Certificate {
    /// Whether there are groups that another draw of the same people would show again.
    pub is_stable: bool,
    /// What speaks against it.
    pub doubts: Vec<Doubt>,
    /// The mean silhouette of the groups.
    pub silhouette: f64,
    /// By how much it is above that of the next best number of groups; `None` when one number only was tried.
    pub margin: Option<f64>,
    /// The median adjusted Rand index between the groups and those of people drawn anew.
    pub likeness: f64,
    /// The share of draws that lead to the same number of groups.
    pub same_number: f64,
    /// The share of the variance that the plane shows.
    pub shown: f64,
    /// How likely shuffled votes show as much: never less than one in the number of shuffles and one.
    pub chance: f64,
}

/// A reason to doubt the groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// There are too few people, or no two groups.
    TooFew,
    /// Shuffled votes show as much.
    NoStructure,
    /// People drawn anew form other groups.
    NotRepeated,
    /// How many groups there are is open: most draws lead to another number. The groups may hold all the same.
    NumberOpen,
}

/// The fewest people whose groups can be firm.
const FEWEST: usize = 15;

/// Certifies groups that were found in these ballots.
pub fn certificate(
    ballots: &Ballots,
    is_out: &[bool],
    asked: &Asked,
    found: &Groups,
    crew: &impl Crew,
) -> Certificate {
    let mut people: Vec<usize> =
        (0..ballots.participants()).filter(|&at| found.group_of[at].is_some()).collect();
    // By their ballots, so that it does not matter who came first.
    people.sort_by(|&one, &other| ballots.row(one).cmp(ballots.row(other)));
    let count = found.sizes.len();
    let silhouette_of =
        |count: usize| found.silhouettes.iter().find(|(of, _)| *of == count).map(|(_, shape)| *shape);
    let silhouette = silhouette_of(count).unwrap_or(0.0);
    let others = found.silhouettes.iter().filter(|(of, _)| *of != count).map(|(_, shape)| *shape);
    let mut certificate = Certificate {
        is_stable: false,
        doubts: vec![Doubt::TooFew],
        silhouette,
        margin: others.reduce(f64::max).map(|next| silhouette - next),
        likeness: 0.0,
        same_number: 0.0,
        shown: found.plane.share(),
        chance: 1.0,
    };
    if people.len() < FEWEST || count < 2 {
        return certificate;
    }
    let sample = Sample { ballots, is_out, asked, found, people: &people };
    let drawn = crew.each(&parts(DRAWS, 1), &|draw| sample.drawn_anew(draw.start));
    let mut likeness: Vec<f64> = drawn.iter().map(|(like, _)| *like).collect();
    likeness.sort_by(f64::total_cmp);
    certificate.likeness = likeness.get(DRAWS / 2).copied().unwrap_or(0.0);
    certificate.same_number =
        drawn.iter().filter(|(_, number)| *number == count).count() as f64 / DRAWS as f64;
    let shown = sample.shown(None);
    let shuffled = crew.each(&parts(SHUFFLES, 1), &|shuffle| sample.shown(Some(shuffle.start)));
    let as_much = shuffled.iter().filter(|share| **share >= shown).count();
    certificate.chance = (1 + as_much) as f64 / (1 + SHUFFLES) as f64;
    certificate.doubts = [
        (certificate.chance > 0.05 + 1e-9, Doubt::NoStructure),
        (certificate.likeness < LIKE, Doubt::NotRepeated),
        (certificate.same_number < 0.5, Doubt::NumberOpen),
    ]
    .into_iter()
    .filter_map(|(is_so, doubt)| is_so.then_some(doubt))
    .collect();
    certificate.is_stable = certificate.doubts.iter().all(|doubt| *doubt == Doubt::NumberOpen);
    certificate
}

struct Sample<'a> {
    ballots: &'a Ballots,
    is_out: &'a [bool],
    asked: &'a Asked,
    found: &'a Groups,
    people: &'a [usize],
}

impl Sample<'_> {
    fn dice(&self, purpose: u64, number: usize) -> Dice {
        Dice::new(self.asked.seed.rotate_left(17) ^ purpose << 32 ^ number as u64)
    }

    fn size(&self) -> usize {
        self.people.len().min(SAMPLE_LIMIT)
    }

    /// How alike the groups of people drawn anew are, and into how many groups they fall when that is open.
    fn drawn_anew(&self, number: usize) -> (f64, usize) {
        let mut dice = self.dice(1, number);
        let drawn: Vec<usize> =
            (0..self.size()).map(|_| self.people[dice.below(self.people.len())]).collect();
        let ballots = self.ballots.of(drawn.iter().copied());
        let seed = dice.roll();
        let count = self.found.sizes.len();
        let given = Asked { seed, groups: Some(count), mode: Mode::Mawqif };
        let open = groups_of_sample(&ballots, self.is_out, &Asked { groups: None, ..given });
        let number = open.sizes.len();
        let again = if number == count { open } else { open.again(&given) };
        let pairs = drawn.iter().zip(&again.group_of);
        let mut both: Vec<(usize, Option<u8>, Option<u8>)> =
            pairs.map(|(&person, again)| (person, self.found.group_of[person], *again)).collect();
        // Whoever was drawn twice is counted once.
        both.sort_unstable();
        both.dedup_by_key(|(person, ..)| *person);
        let (before, after): (Vec<usize>, Vec<usize>) =
            both.into_iter().filter_map(|(_, one, two)| Some((usize::from(one?), usize::from(two?)))).unzip();
        (adjusted_rand(&before, &after), number)
    }

    /// The share of the variance that the plane shows of some of the people; their votes shuffled, or as they are.
    fn shown(&self, shuffle: Option<usize>) -> f64 {
        let mut dice = self.dice(2, 0);
        let mut people = self.people.to_vec();
        let size = self.size();
        for at in 0..size {
            let other = at + dice.below(people.len() - at);
            people.swap(at, other);
        }
        people.truncate(size);
        let mut ballots = self.ballots.of(people);
        if let Some(number) = shuffle {
            ballots = shuffled(&ballots, &mut self.dice(3, number));
        }
        let (kept, _) = ballots.without(self.is_out);
        let pairs = sample_pairs(&kept);
        super::plane::Plane::new(&kept, pairs.as_ref(), 0, super::plane::Care::Rough, None, &Alone).share()
    }
}

/// The same votes on every statement, given to the same people in another order.
fn shuffled(ballots: &Ballots, dice: &mut Dice) -> Ballots {
    let mut on: Vec<Vec<Cast>> = vec![Vec::new(); ballots.statements()];
    ballots.rows().flatten().for_each(|cast| on[cast.statement()].push(*cast));
    for votes in &mut on {
        for at in (1..votes.len()).rev() {
            votes.swap(at, dice.below(at + 1));
        }
    }
    let mut shuffled = Ballots::empty(ballots.statements());
    for row in ballots.rows() {
        shuffled.add(row.iter().filter_map(|cast| on[cast.statement()].pop()).collect());
    }
    shuffled
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consultation::public::{groups, tests::cast};

    /// People in two camps who vote with their camp in so many of a hundred votes.
    fn camps(people: usize, statements: usize, loyal: usize, seed: u64) -> Ballots {
        let mut dice = Dice::new(seed);
        let mut ballots = Ballots::empty(statements);
        for person in 0..people {
            let camp = if person < people / 2 { 1 } else { -1 };
            let row = (0..statements).map(|statement| {
                let side = if statement % 2 == 0 { camp } else { -camp };
                let drawn = if dice.below(100) < loyal { side } else { -side };
                cast(statement, drawn)
            });
            ballots.add(row.collect());
        }
        ballots
    }

    fn certified(ballots: &Ballots) -> Certificate {
        let asked = Asked::default();
        certificate(ballots, &[], &asked, &groups(ballots, &[], &asked, &Alone), &Alone)
    }

    #[test]
    fn two_camps_are_stable_groups() {
        let certificate = certified(&camps(80, 20, 85, 3));
        assert!(certificate.is_stable, "{certificate:?}");
        assert!(certificate.likeness > 0.9 && certificate.chance <= 0.05, "{certificate:?}");
    }

    #[test]
    fn votes_by_chance_have_no_stable_groups() {
        for seed in 0..6 {
            let certificate = certified(&camps(80, 20, 50, seed));
            assert!(!certificate.is_stable, "{seed}: {certificate:?}");
        }
    }

    #[test]
    fn few_people_and_people_who_all_say_the_same_have_none() {
        assert_eq!(certified(&camps(10, 20, 95, 1)).doubts, [Doubt::TooFew]);
        assert!(!certified(&camps(50, 20, 100, 1).of((0..50).map(|at| at % 25))).is_stable);
        assert!(!certified(&Ballots::empty(3)).is_stable);
    }

    #[test]
    fn shuffling_leaves_every_result_and_every_number_of_votes() {
        let ballots = camps(30, 9, 80, 5);
        let other = shuffled(&ballots, &mut Dice::new(1));
        assert_ne!(ballots, other);
        let sums = |ballots: &Ballots| {
            (0..9)
                .map(|at| {
                    ballots
                        .rows()
                        .flatten()
                        .filter(|cast| cast.statement() == at)
                        .map(|cast| cast.code())
                        .sum::<u64>()
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(sums(&ballots), sums(&other));
        assert!(ballots.rows().zip(other.rows()).all(|(one, two)| one.len() == two.len()));
    }
}
