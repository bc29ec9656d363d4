//! Reasons: who needs what, who is pivotal, how far the answer is from falling.

use super::{answer::Part, cover::fewest_reaching, work::Work};
use crate::{
    consultation::stance::Verdict,
    position::{
        model::{Fixed, Model, Tally, Voice, Voted},
        package::Package,
        quantity::Quantity,
        rule::Base,
    },
};

/// Awaited bodies whose turning is tried in every combination.
const CASCADE_LIMIT: usize = 14;

/// Steps for the margin in all: bodies looked at, while combinations of awaited ones turn and while the
/// fewest are sought that break several requirements at once.
pub const MARGIN_WORK: u64 = 40_000_000;

/// Steps for who is pivotal.
pub const PIVOTAL_WORK: u64 = 40_000_000;

/// Steps that a stance's verdict counts for, besides one for each name in it.
const VERDICT_STEPS: u64 = 8;

/// Bodies whose acceptance a condition turns.
#[derive(Default)]
pub struct Turned {
    /// They accept the package and would not without the condition.
    pub needed_by: Vec<usize>,
    /// They do not accept the package and would without the condition.
    pub opposed_by: Vec<usize>,
}

/// Who accepts a package only with, or only without, one of its conditions.
pub fn turned_by(model: &Model, package: &Package, voted: &[Option<Voted>], condition: usize) -> Turned {
    let mut turned = Turned { needed_by: Vec::new(), opposed_by: Vec::new() };
    if package.contains(condition) {
        let without = model.verdicts(&package.without(condition), &Fixed::new());
        for at in 0..voted.len() {
            match (is_accepting(voted, at), is_accepting(&without, at)) {
                (true, false) => turned.needed_by.push(at),
                (false, true) => turned.opposed_by.push(at),
                _ => {}
            }
        }
    }
    turned
}

/// Accepting members whose turning to reject makes the package lose, and whether some may be missing.
pub fn pivotal(
    model: &Model,
    package: &Package,
    voted: &[Option<Voted>],
    work: &mut Work,
) -> (Vec<usize>, Option<Part>) {
    let awaited = awaited_members(model);
    let standing = Standing::new(model, voted);
    let round = verdict_steps(model);
    let mut is_cut = false;
    let mut pivotal = Vec::new();
    for at in (0..voted.len()).filter(|&at| is_accepting(voted, at)) {
        let is_pivotal = if awaited.binary_search(&at).is_err() {
            // Nobody waits for it, so only its own counts move.
            standing.is_lost_without(&[at])
        } else if work.spend(round) {
            !model.is_won(&model.verdicts(package, &Fixed::from([(at, Verdict::Reject)])))
        } else {
            is_cut = true;
            false
        };
        if is_pivotal {
            pivotal.push(at);
        }
    }
    (pivotal, is_cut.then_some(Part::Pivotal))
}

/// The least number of accepting members that would have to turn to reject for a winning package
/// to lose, and whether that is proven.
pub fn margin(
    model: &Model,
    package: &Package,
    voted: &[Option<Voted>],
    work: &mut Work,
) -> (u64, Option<Part>) {
    let mut awaited = awaited_members(model);
    awaited.retain(|&at| is_accepting(voted, at));
    let is_cut = awaited.len() > CASCADE_LIMIT;
    awaited.truncate(CASCADE_LIMIT);
    let round = verdict_steps(model);
    // Nothing wins when nobody accepts.
    let mut best = (0..voted.len()).filter(|&at| is_accepting(voted, at)).count() as u64;
    for chosen in 0_u32..1 << awaited.len() {
        let turned: Vec<usize> =
            (0..awaited.len()).filter(|bit| chosen >> bit & 1 == 1).map(|bit| awaited[bit]).collect();
        let count = turned.len() as u64;
        if count >= best {
            continue;
        }
        let fixed: Fixed = turned.into_iter().map(|at| (at, Verdict::Reject)).collect();
        let after = model.verdicts(package, &fixed);
        let more = if model.is_won(&after) {
            Standing::new(model, &after).fewest_to_lose(&awaited, best - count, work)
        } else {
            Some(0)
        };
        if let Some(more) = more {
            best = best.min(count + more);
        }
        if !work.spend(round) {
            break;
        }
    }
    (best, (is_cut || work.is_over()).then_some(Part::Margin))
}

/// Steps that the verdicts of all members on one package count for.
fn verdict_steps(model: &Model) -> u64 {
    let mut names = 0;
    let voices = model.members.iter().filter_map(|member| member.voice.as_ref());
    for guard in voices.flat_map(|voice| &voice.clauses).filter_map(|(_, guard)| guard.as_ref()) {
        guard.visit(&mut |_| names += 1);
    }
    VERDICT_STEPS * model.members.len() as u64 + names
}

/// Members that some stance waits for.
fn awaited_members(model: &Model) -> Vec<usize> {
    let voices = model.members.iter().filter_map(|member| member.voice.as_ref());
    let mut awaited: Vec<usize> = voices.flat_map(Voice::awaited).collect();
    awaited.sort_unstable();
    awaited.dedup();
    awaited
}

pub(super) fn is_accepting(voted: &[Option<Voted>], at: usize) -> bool {
    voted[at].is_some_and(|vote| vote.verdict == Verdict::Accept)
}

/// Where the rule stands at given verdicts, when members for whom nobody waits turn one by one
/// from accept to reject: sums fall, and no base changes, since a rejection is cast and present as
/// well.
struct Standing<'a> {
    model: &'a Model,
    accepting: Vec<usize>,
    /// How many more rejections the rule bears.
    bearable: Option<u64>,
    /// By alternative and tally: how far the accepting sum may fall before the tally fails, or
    /// `None` when it fails already.
    slack: Vec<Vec<Option<u64>>>,
}

impl<'a> Standing<'a> {
    fn new(model: &'a Model, voted: &[Option<Voted>]) -> Self {
        let rejects = |at: usize| voted[at].is_some_and(|vote| vote.verdict == Verdict::Reject);
        let slack = |tally: &Tally| {
            let base = tally.sum(|at| match tally.base {
                Base::Members => true,
                Base::Present => voted[at].is_some(),
                Base::Cast => is_accepting(voted, at) || rejects(at),
            });
            let base = match tally.threshold.quantity() {
                Quantity::Count(_) => 0,
                Quantity::Share(_) => base,
            };
            let sum = tally.sum(|at| is_accepting(voted, at));
            sum.checked_sub(tally.threshold.least_sum(base))
        };
        let objections = (0..voted.len()).filter(|&at| rejects(at)).count() as u64;
        Self {
            model,
            accepting: (0..voted.len()).filter(|&at| is_accepting(voted, at)).collect(),
            bearable: model.terms.max_objections.map(|most| most.saturating_sub(objections)),
            slack: model
                .terms
                .alternatives
                .iter()
                .map(|tallies| tallies.iter().map(slack).collect())
                .collect(),
        }
    }

    /// Whether the package loses when these accepting members reject.
    fn is_lost_without(&self, turned: &[usize]) -> bool {
        let terms = &self.model.terms;
        turned.len() >= self.accepting.len()
            || turned.iter().any(|at| terms.veto.contains(at))
            || self.bearable.is_some_and(|most| turned.len() as u64 > most)
            || terms.alternatives.iter().zip(&self.slack).all(|(tallies, slack)| {
                tallies.iter().zip(slack).any(|(tally, slack)| {
                    let fall: u64 = turned.iter().map(|&at| tally.counts[at]).sum();
                    slack.is_none_or(|slack| fall > slack)
                })
            })
    }

    /// The fewest accepting members outside `kept` whose turning loses, if fewer than `room`. When the
    /// work is over there may be fewer still.
    fn fewest_to_lose(&self, kept: &[usize], room: u64, work: &mut Work) -> Option<u64> {
        let free: Vec<usize> = self.accepting.iter().copied().filter(|at| !kept.contains(at)).collect();
        let most = (free.len() as u64).min(room.saturating_sub(1));
        if free.iter().any(|at| self.model.terms.veto.contains(at)) && room > 1 {
            return Some(1);
        }
        let mut best = None;
        let keep_better = |best: &mut Option<u64>, count: u64| {
            if count <= most && best.is_none_or(|known| count < known) {
                *best = Some(count);
            }
        };
        if free.len() == self.accepting.len() {
            keep_better(&mut best, free.len() as u64);
        }
        if let Some(bearable) = self.bearable
            && bearable < free.len() as u64
        {
            keep_better(&mut best, bearable + 1);
        }
        self.break_alternatives(&free, 0, &mut Vec::new(), work, &mut |count| {
            keep_better(&mut best, count);
        });
        best
    }

    /// Chooses one tally of every alternative to break, and reports the fewest members for it. As deep as
    /// the rule has alternatives.
    fn break_alternatives(
        &self,
        free: &[usize],
        alternative: usize,
        chosen: &mut Vec<(usize, usize)>,
        work: &mut Work,
        report: &mut dyn FnMut(u64),
    ) {
        let Some(slack) = self.slack.get(alternative) else {
            let falls: Vec<Vec<u64>> = chosen
                .iter()
                .map(|&(alternative, tally)| {
                    let counts = &self.model.terms.alternatives[alternative][tally].counts;
                    free.iter().map(|&at| counts[at]).collect()
                })
                .collect();
            let needs: Vec<u64> = chosen
                .iter()
                .map(|&(alternative, tally)| self.slack[alternative][tally].map_or(0, |slack| slack + 1))
                .collect();
            if let Some(count) = fewest_reaching(&falls, &needs, work) {
                report(count);
            }
            work.spend((chosen.len() * free.len()) as u64 + 1);
            return;
        };
        if slack.contains(&None) {
            return self.break_alternatives(free, alternative + 1, chosen, work, report);
        }
        for tally in 0..slack.len() {
            chosen.push((alternative, tally));
            self.break_alternatives(free, alternative + 1, chosen, work, report);
            chosen.pop();
            if work.is_over() {
                return;
            }
        }
    }
}
