//! What the groups say: counts by group, the statements that stand for a group, what all agree on, and which
//! statement to show next.
//!
//! The formulas are those of Polis (Small and others 2021; docs/opinion.md has them all); the tests hold them against
//! Polis' own published results. The one thing that a mode changes is the prior of a share.

use super::ballots::{Ballots, Cast, Vote};
use crate::consultation::public::{Crew, crew::parts};

/// The one-sided 90 % point of the normal distribution, as Polis writes it.
const SIGNIFICANT: f64 = 1.2816;

/// The most statements that stand for a group, and that all agree on.
pub const TOP: usize = 5;

/// Participants counted at once.
const ROWS: usize = 65_536;

/// How many said what to a statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Agreeing.
    pub agree: usize,
    /// Disagreeing.
    pub disagree: usize,
    /// Voting at all.
    pub seen: usize,
}

impl Tally {
    fn count(&mut self, cast: Cast) {
        self.seen += 1;
        match cast.vote() {
            Vote::Agree => self.agree += 1,
            Vote::Disagree => self.disagree += 1,
            Vote::Pass => {}
        }
    }

    /// Both together.
    pub fn plus(self, other: Self) -> Self {
        Self {
            agree: self.agree + other.agree,
            disagree: self.disagree + other.disagree,
            seen: self.seen + other.seen,
        }
    }

    /// Those who are left when others are taken away.
    pub fn without(self, other: Self) -> Self {
        Self {
            agree: self.agree.saturating_sub(other.agree),
            disagree: self.disagree.saturating_sub(other.disagree),
            seen: self.seen.saturating_sub(other.seen),
        }
    }

    /// Those who passed.
    pub fn passed(self) -> usize {
        self.seen - self.agree - self.disagree
    }

    fn on(self, side: Side) -> usize {
        match side {
            Side::Agree => self.agree,
            Side::Disagree => self.disagree,
        }
    }
}

/// Counts by statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tallies {
    /// Of everybody who voted, in a group or not.
    pub all: Vec<Tally>,
    /// Of each group.
    pub groups: Vec<Vec<Tally>>,
}

impl Tallies {
    /// Counts the votes, given who is in which group.
    pub fn new(ballots: &Ballots, group_of: &[Option<u8>], groups: usize, crew: &impl Crew) -> Self {
        let none = || vec![vec![Tally::default(); ballots.statements()]; groups + 1];
        let part = |range: std::ops::Range<usize>| {
            let mut counts = none();
            for participant in range {
                let group = group_of.get(participant).copied().flatten().map_or(groups, usize::from);
                if let Some(counts) = counts.get_mut(group) {
                    ballots.row(participant).iter().for_each(|&cast| counts[cast.statement()].count(cast));
                }
            }
            counts
        };
        let mut groups = none();
        for part in crew.each(&parts(ballots.participants(), ROWS), &part) {
            for (own, part) in groups.iter_mut().flatten().zip(part.into_iter().flatten()) {
                *own = own.plus(part);
            }
        }
        let sum = |at: usize| groups.iter().fold(Tally::default(), |sum, group| sum.plus(group[at]));
        let all = (0..ballots.statements()).map(sum).collect();
        groups.pop();
        Self { all, groups }
    }

    /// What all groups but one say to a statement.
    fn rest(&self, group: usize, statement: usize) -> Tally {
        let others = self.groups.iter().enumerate().filter(|(other, _)| *other != group);
        others.fold(Tally::default(), |sum, (_, tallies)| sum.plus(tallies[statement]))
    }

    /// What the members of all groups say to a statement: what its [`priority`] comes from. While nobody is in a group, what
    /// everybody says.
    pub fn grouped(&self, statement: usize) -> Tally {
        if self.groups.is_empty() {
            return self.all[statement];
        }
        self.groups.iter().fold(Tally::default(), |sum, tallies| sum.plus(tallies[statement]))
    }
}

/// What is believed of a share before anybody votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prior {
    /// One on either side (Laplace), as in Polis.
    Laplace,
    /// Half of one on either side (Jeffreys).
    Jeffreys,
}

impl Prior {
    fn share(self, success: usize, trials: usize) -> f64 {
        let extra = match self {
            Self::Laplace => 1.0,
            Self::Jeffreys => 0.5,
        };
        (success as f64 + extra) / (trials as f64 + 2.0 * extra)
    }
}

/// Agreeing or disagreeing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Agreeing.
    Agree,
    /// Disagreeing.
    Disagree,
}

/// A statement that stands for a group: by what it says to it, and by how much more than the others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Representative {
    /// The statement's position.
    pub statement: usize,
    /// What the group says to it.
    pub side: Side,
    /// How many of the group say so.
    pub success: usize,
    /// How many of the group voted on it.
    pub trials: usize,
    /// The share that says so, with the prior.
    pub share: f64,
    /// How far that is from a half, as a z score.
    pub share_test: f64,
    /// The share among the others that it is a multiple of.
    pub ratio: f64,
    /// How far the two shares are from each other, as a z score.
    pub ratio_test: f64,
    /// Whether it stands first as what the group agrees to most.
    pub is_best_agree: bool,
}

impl Representative {
    fn rank(&self) -> f64 {
        self.ratio * self.ratio_test * self.share * self.share_test
    }
}

/// A statement that all agree on, or all disagree with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Common {
    /// The statement's position.
    pub statement: usize,
    /// How many say so.
    pub success: usize,
    /// How many voted on it.
    pub trials: usize,
    /// The share that says so, with the prior.
    pub share: f64,
    /// How far that is from a half, as a z score.
    pub share_test: f64,
}

/// How far a share is from a half: z with one more success and one more trial.
fn share_test(success: usize, trials: usize) -> f64 {
    let (success, trials) = (success as f64 + 1.0, trials as f64 + 1.0);
    2.0 * trials.sqrt() * (success / trials - 0.5)
}

/// How far two shares are from each other: z with one added to all four counts and the pooled share.
fn ratio_test(within: (usize, usize), without: (usize, usize)) -> f64 {
    let [success, trials, other_success, other_trials] =
        [within.0, within.1, without.0, without.1].map(|count| count as f64 + 1.0);
    let pooled = (success + other_success) / (trials + other_trials);
    if success + other_success == trials + other_trials {
        return 0.0;
    }
    let error = (pooled * (1.0 - pooled) * (1.0 / trials + 1.0 / other_trials)).sqrt();
    (success / trials - other_success / other_trials) / error
}

/// What a group says to a statement on one side, against the rest.
fn said(statement: usize, own: Tally, rest: Tally, side: Side, prior: Prior) -> Representative {
    let share = prior.share(own.on(side), own.seen);
    Representative {
        statement,
        side,
        success: own.on(side),
        trials: own.seen,
        share,
        share_test: share_test(own.on(side), own.seen),
        ratio: share / prior.share(rest.on(side), rest.seen),
        ratio_test: ratio_test((own.on(side), own.seen), (rest.on(side), rest.seen)),
        is_best_agree: false,
    }
}

/// Whether a statement takes the place of what a group agreed to most so far.
fn is_agreed_more(new: &Representative, best: Option<&Representative>, tally: Tally) -> bool {
    if tally.agree == 0 && tally.disagree == 0 {
        return false;
    }
    match best {
        Some(best) if best.ratio > 1.0 => new.rank() > best.rank(),
        Some(best) => new.share * new.share_test > best.share * best.share_test,
        None => new.share_test > SIGNIFICANT || (new.ratio > 1.0 && new.share > 0.5),
    }
}

/// The statements that stand for a group, what it agrees to first; at least one if anybody in it voted. None that fewer than `least`
/// say, or to which so few others said anything that it tells what they did.
pub fn representative(
    tallies: &Tallies,
    group: usize,
    is_out: &[bool],
    (prior, least): (Prior, usize),
) -> Vec<Representative> {
    let Some(own) = tallies.groups.get(group) else { return Vec::new() };
    let mut enough: Vec<Representative> = Vec::new();
    let mut best: Option<Representative> = None;
    let mut best_agree: Option<Representative> = None;
    for (statement, &tally) in own.iter().enumerate() {
        if is_out.get(statement).copied().unwrap_or(false) {
            continue;
        }
        let rest = tallies.rest(group, statement);
        let agree = said(statement, tally, rest, Side::Agree, prior);
        let disagree = said(statement, tally, rest, Side::Disagree, prior);
        let stands = if agree.ratio_test > disagree.ratio_test { agree } else { disagree };
        if stands.success < least || (1..least).contains(&rest.seen) {
            continue;
        }
        let is_clear = |said: &Representative| said.ratio_test > SIGNIFICANT && said.share_test > SIGNIFICANT;
        if is_clear(&agree) || is_clear(&disagree) {
            enough.push(stands);
        }
        if enough.is_empty() && best.is_none_or(|best| stands.ratio_test > best.ratio_test) {
            best = Some(stands);
        }
        if is_agreed_more(&agree, best_agree.as_ref(), tally) {
            best_agree = Some(agree);
        }
    }
    // What is agreed to most is told by the side that stands for the group, like the others.
    let best_agree = best_agree.map(|agree| {
        let statement = agree.statement;
        let disagree = said(statement, own[statement], tallies.rest(group, statement), Side::Disagree, prior);
        let stands = if agree.ratio_test > disagree.ratio_test { agree } else { disagree };
        Representative { is_best_agree: true, ..stands }
    });
    if enough.is_empty() {
        return best_agree.or(best).filter(|stands| stands.trials > 0).into_iter().collect();
    }
    enough.retain(|stands| best_agree.is_none_or(|first| first.statement != stands.statement));
    enough.sort_by(|a, b| b.rank().total_cmp(&a.rank()));
    let mut chosen: Vec<Representative> = best_agree.into_iter().chain(enough).take(TOP).collect();
    chosen.sort_by_key(|stands| stands.side == Side::Disagree);
    chosen
}

/// What all agree on, or all disagree with, the strongest first; nothing that fewer than `least` say.
pub fn common(tallies: &Tallies, side: Side, is_out: &[bool], (prior, least): (Prior, usize)) -> Vec<Common> {
    let told = tallies.all.iter().enumerate().filter_map(|(statement, tally)| {
        let (success, trials) = (tally.on(side), tally.seen);
        let common = Common {
            statement,
            success,
            trials,
            share: prior.share(success, trials),
            share_test: share_test(success, trials),
        };
        let is_in = !is_out.get(statement).copied().unwrap_or(false);
        (is_in && success >= least && common.share > 0.5 && common.share_test > SIGNIFICANT).then_some(common)
    });
    let mut told: Vec<Common> = told.collect();
    told.sort_by(|a, b| (b.share * b.share_test).total_cmp(&(a.share * a.share_test)));
    told.truncate(TOP);
    told
}

/// Whether every group agrees: the product of the groups' shares, or, with Jeffreys' prior, their geometric mean, which
/// does not fall only because there are more groups. 0 when there are no groups.
pub fn group_informed(tallies: &Tallies, statement: usize, prior: Prior) -> f64 {
    if tallies.groups.is_empty() {
        return 0.0;
    }
    let shares = tallies.groups.iter().map(|group| {
        let tally = group.get(statement).copied().unwrap_or_default();
        prior.share(tally.agree, tally.seen)
    });
    let product: f64 = shares.product();
    match prior {
        Prior::Laplace => product,
        Prior::Jeffreys => product.powf(1.0 / tallies.groups.len() as f64),
    }
}

/// Whether a statement is about the person rather than the matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// About the matter.
    Matter,
    /// About the person who votes.
    Person,
}

/// How much is to be learnt from showing a statement to the next person.
pub fn priority(tally: Tally, extremity: f64, about: About) -> f64 {
    const ABOUT_A_PERSON: f64 = 7.0;
    if about == About::Person {
        return ABOUT_A_PERSON * ABOUT_A_PERSON;
    }
    let [agree, seen, passed] = [tally.agree, tally.seen, tally.passed()].map(|count| count as f64);
    let importance = (1.0 - (passed + 1.0) / (seen + 2.0)) * (extremity + 1.0) * (agree + 1.0) / (seen + 2.0);
    // What is new is shown more often.
    let new = 1.0 + 8.0 * (seen / -5.0).exp2();
    (importance * new).powi(2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consultation::public::Alone;

    fn cast(statement: usize, vote: Vote) -> Cast {
        Cast::new(statement, vote).unwrap()
    }

    #[test]
    fn while_nobody_is_in_a_group_everybody_says_what_is_shown_next() {
        let mut ballots = Ballots::empty(1);
        (0..3).for_each(|_| _ = ballots.add(vec![cast(0, Vote::Agree)]));
        let grouped = |group_of: &[Option<u8>], groups| {
            Tallies::new(&ballots, group_of, groups, &Alone).grouped(0).agree
        };
        assert_eq!(grouped(&[None; 3], 0), 3);
        assert_eq!(grouped(&[Some(0), Some(0), None], 1), 2);
    }

    #[test]
    fn a_split_statement_stands_for_both_groups_and_a_shared_one_for_all() {
        let mut ballots = Ballots::empty(2);
        for participant in 0..40 {
            let vote = if participant < 20 { Vote::Agree } else { Vote::Disagree };
            ballots.add(vec![cast(0, vote), cast(1, Vote::Agree)]);
        }
        let group_of: Vec<Option<u8>> = (0..40).map(|at| Some(u8::from(at >= 20))).collect();
        let tallies = Tallies::new(&ballots, &group_of, 2, &Alone);
        for (group, side) in [(0, Side::Agree), (1, Side::Disagree)] {
            let stands = representative(&tallies, group, &[], (Prior::Laplace, 0));
            assert!(stands.iter().any(|stands| stands.statement == 0 && stands.side == side));
        }
        let agreed = common(&tallies, Side::Agree, &[], (Prior::Laplace, 0));
        assert_eq!(agreed.iter().map(|common| common.statement).collect::<Vec<_>>(), [1]);
        assert!(common(&tallies, Side::Agree, &[false, true], (Prior::Laplace, 0)).is_empty());
        let of = |prior| group_informed(&tallies, 1, prior);
        assert!((of(Prior::Laplace) - (21.0_f64 / 22.0).powi(2)).abs() < 1e-15);
        assert!((of(Prior::Jeffreys) - 20.5 / 21.0).abs() < 1e-15);
    }
}
