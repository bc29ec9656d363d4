//! What may be done next by whoever looks: the forms at the end of the board.
//!
//! They offer what the role and the stage allow; whether an act is done is the core's to say when it is
//! asked for.

use mawqif_core::{
    case::{
        Case, Moment, Role, Stage,
        ballot::{BallotForm, BallotState, Outcome},
        mandate::Scope,
    },
    text::Id,
};

use super::{super::consultation::rule::lines, Words};
use crate::desk::sight::Sight;

/// What may be done, and how ballots stand.
#[derive(Default)]
pub struct Steps {
    /// Acts that need nothing but a click: act, number, and what the button says.
    pub acts: Vec<(&'static str, Option<u64>, String)>,
    /// Packages that a ballot can be opened on: ids, and what the button says.
    pub packages: Vec<(String, String)>,
    /// Bodies to file a stance for.
    pub stances: Vec<(String, String)>,
    /// Votes to cast: ballot, body, its name, and whether a reason can go with it.
    pub votes: Vec<(u64, String, String, bool)>,
    /// Whether a committee may be formed beyond those that are.
    pub forms: bool,
    /// Whether the adopted position may be put under review.
    pub reopens: bool,
    /// The ballot that may be cancelled.
    pub cancels: Option<u64>,
    /// Ballots, the latest first.
    pub ballots: Vec<Vote>,
}

/// A ballot, as it is told.
pub struct Vote {
    /// Its number.
    pub number: String,
    /// What it asks.
    pub asks: String,
    /// How it stands or what it came to.
    pub state: String,
    /// What is to be known of it: its form, its end, who has not voted.
    pub facts: Vec<String>,
    /// How it is counted.
    pub counted: Vec<String>,
    /// Who voted, and how where that may be known.
    pub roll: Vec<(String, String)>,
}

impl Steps {
    /// What may be done by whoever has this sight.
    pub fn of(case: &Case, sight: &Sight, words: &Words, now: Moment) -> Self {
        let dossier = case.dossier();
        let name = |id: &Id| words.name_of(id, dossier.bodies.iter().map(|body| (&body.id, &body.name)));
        let mut steps = Self { ballots: ballots(case, words), ..Self::default() };
        let open = case.open_ballot();
        let is_consulting = case.stage() == Stage::Consulting;
        for role in sight.roles() {
            match role {
                Role::Secretariat => steps.secretary(case, words),
                Role::Delegate { body, scope, .. } if is_consulting => {
                    if scope.contains(&Scope::Stances) && open.is_none() {
                        steps.stances.push((body.to_string(), name(body)));
                    }
                    let has_voted = |number: &u64| case.ballots()[number].roll.contains_key(body);
                    let may_vote = |number: &u64| case.ballots()[number].electorate.contains(body);
                    let is_over = |number: &u64| {
                        case.ballots()[number].closes.is_some_and(|closes| closes <= case.time(now))
                    };
                    let ballot = open.filter(|it| may_vote(it) && !has_voted(it) && !is_over(it));
                    if let Some(ballot) = ballot.filter(|_| scope.contains(&Scope::Ballots)) {
                        let is_open = case.ballots()[&ballot].form == BallotForm::Open;
                        steps.votes.push((ballot, body.to_string(), name(body), is_open));
                    }
                }
                Role::Invited { mandate, body } => {
                    let label = words.about("do-accept-mandate", &name(body));
                    steps.acts.push(("accept-mandate", Some(*mandate), label));
                }
                Role::Committee => steps.reopens |= case.stage() == Stage::Adopted,
                _ => {}
            }
        }
        steps
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.acts.is_empty()
            && self.packages.is_empty()
            && self.stances.is_empty()
            && self.votes.is_empty()
            && !self.reopens
            && !self.forms
    }

    fn secretary(&mut self, case: &Case, words: &Words) {
        let mut act = |act, number| self.acts.push((act, number, words.word(label(act))));
        match (case.stage(), case.open_ballot()) {
            (Stage::Preparing, _) if case.received().is_some() => act("open-consultation", None),
            (Stage::Consulting, Some(ballot)) => {
                act("close-ballot", Some(ballot));
                self.cancels = Some(ballot);
            }
            (Stage::Consulting, None) => {
                act("compute-position", None);
                // A ballot from before a reopening ratifies nothing any more.
                let lapsed = case.adopted().last().and_then(|it| it.reopened.as_ref()?.last_ballot);
                let latest = case.ballots().iter().next_back();
                let is_ratified = |state: &BallotState| {
                    matches!(state, BallotState::Closed { outcome: Outcome::Ratified, .. })
                };
                let ratified =
                    latest.filter(|(number, it)| is_ratified(&it.state) && Some(**number) > lapsed);
                if let Some((number, _)) = ratified {
                    act("adopt-position", Some(*number));
                }
                match case.computed() {
                    Some(computed) if computed.trade.is_none() => act("adopt-position", None),
                    Some(computed) => {
                        let packages = computed.frontier.iter().map(|trade| {
                            let ids: Vec<String> = trade.package.iter().map(ToString::to_string).collect();
                            let list = if ids.is_empty() {
                                words.word("nothing-asked")
                            } else {
                                words.locale().list(&ids)
                            };
                            (ids.join(" "), words.about("do-open-ballot", &list))
                        });
                        self.packages = packages.collect();
                    }
                    None => {}
                }
            }
            (Stage::Adopted, _) => (self.reopens, self.forms) = (true, true),
            _ => {}
        }
    }
}

/// What the button of an act says.
fn label(act: &str) -> &'static str {
    match act {
        "open-consultation" => "do-open-consultation",
        "compute-position" => "do-compute-position",
        "close-ballot" => "do-close-ballot",
        _ => "do-adopt-position",
    }
}

fn ballots(case: &Case, words: &Words) -> Vec<Vote> {
    let name = |id: &Id| words.name_of(id, case.dossier().bodies.iter().map(|body| (&body.id, &body.name)));
    let told = case.ballots().iter().rev().map(|(number, ballot)| {
        let ids: Vec<String> = ballot.package.iter().map(ToString::to_string).collect();
        let list = if ids.is_empty() { words.word("nothing-asked") } else { words.locale().list(&ids) };
        let state = match &ballot.state {
            BallotState::Open => {
                let values = [("count", ballot.roll.len().into()), ("all", ballot.electorate.len().into())];
                words.tell("ballot-open", &values)
            }
            BallotState::Closed { tally, outcome, .. } => {
                let outcome = match outcome {
                    Outcome::Ratified => "ratified",
                    Outcome::NotRatified => "not-ratified",
                    Outcome::NoQuorum => "no-quorum",
                };
                let values = [
                    ("outcome", outcome.into()),
                    ("accept", tally.accept.into()),
                    ("reject", tally.reject.into()),
                    ("abstain", tally.abstain.into()),
                    ("absent", tally.absent.into()),
                ];
                words.tell("ballot-closed", &values)
            }
            BallotState::Cancelled(reason) => words.about("ballot-cancelled", words.text(reason)),
        };
        let is_secret = ballot.form == BallotForm::Secret;
        let roll = ballot.roll.iter().map(|(body, vote)| {
            let said = match vote {
                Some(vote) if !is_secret => words.word(choice(vote.choice)),
                _ => words.word("ballot-voted"),
            };
            (name(body), said)
        });
        let is_open = ballot.state == BallotState::Open;
        let mut facts = vec![words.word(if is_secret { "ballot-is-secret" } else { "ballot-is-open" })];
        if let Some(closes) = ballot.closes {
            facts.push(words.about("ballot-closes", &words.moment(closes)));
        }
        let missing = ballot.electorate.iter().filter(|body| !ballot.roll.contains_key(*body)).map(name);
        let missing: Vec<String> = missing.collect();
        if is_open && !missing.is_empty() {
            facts.push(words.about("ballot-missing", &words.locale().list(&missing)));
        }
        let counted = if is_open { lines(&case.dossier().rule, case.dossier(), words) } else { Vec::new() };
        Vote {
            facts,
            counted,
            number: words.number(number),
            asks: words.about("ballot-asks", &list),
            state,
            roll: roll.collect(),
        }
    });
    told.collect()
}

/// The message that says what was voted.
pub fn choice(choice: mawqif_core::case::ballot::Choice) -> &'static str {
    use mawqif_core::consultation::stance::Verdict;
    match choice {
        Verdict::Accept => "verdict-accept",
        Verdict::Reject => "verdict-reject",
        Verdict::Abstain => "verdict-abstain",
    }
}
