//! What limits leave of an answer: it stays an answer, says what is missing, and does not fall over.

use std::{cell::Cell, time::Duration};

use super::{
    super::{
        Options, Preference,
        answer::{Claim, Part, Reason, Role},
        borne_out,
        check::{Case, Roll},
        deadline::Deadline,
        exhaustive::Question,
        landscape::{Landscape, Trade},
        unify,
    },
    cases,
};
use crate::{
    dossier::{Dossier, PositionKind, read},
    position::model::{Fixed, Model, Suppositions},
    text::Id,
};
use proptest::prelude::*;

thread_local! {
    static LOOKS: Cell<u64> = const { Cell::new(0) };
}

/// A clock that goes on by a second whenever somebody looks.
fn looked_at() -> Duration {
    LOOKS.with(|looks| {
        looks.set(looks.get() + 1);
        Duration::from_secs(looks.get())
    })
}

/// The deadline that is over after so many looks.
fn after_looks(looks: u64) -> Option<Deadline> {
    LOOKS.with(|own| own.set(0));
    Some(Deadline { now: looked_at, at: Duration::from_secs(looks) })
}

const OVER: Option<Deadline> = Some(Deadline { now: || Duration::from_secs(1), at: Duration::ZERO });

pub fn sound(source: &str) -> Dossier {
    let reading = read(source.as_bytes());
    reading.dossier.unwrap_or_else(|| panic!("{:?}", reading.problems.iter().take(3).collect::<Vec<_>>()))
}

/// So many bodies that accept, a weight for each, and this rule.
fn accepting(bodies: usize, weight: impl Fn(usize) -> usize, rule: &str) -> Dossier {
    let mut source = "mawqif = 1\ninitiative = { id = \"offer\" }\n".to_owned();
    for at in 0..bodies {
        source += &format!("[[body]]\nid = \"b{at}\"\nweight = {}\n", weight(at));
        source += &format!("[[stance]]\nbody = \"b{at}\"\nsays = \"accept\"\n");
    }
    sound(&(source + rule))
}

/// Does it on a thread with the two megabytes that a server's threads have.
fn on_a_small_stack(work: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(2 << 20).spawn(work).unwrap().join().unwrap();
}

#[test]
fn the_margin_of_twenty_thousand_bodies_needs_no_deep_stack() {
    on_a_small_stack(|| {
        let dossier = accepting(20_000, |_| 1, "[rule]\nrequires = [{ at_least = \"1/4\" }]\n");
        let answer = unify(&dossier, &Options::default()).unwrap();
        assert_eq!((answer.position, answer.margin), (PositionKind::Accept, Some(15_001)));
        assert!(!answer.incomplete.contains(&Part::Margin));
    });
}

#[test]
fn the_margin_of_many_bodies_by_two_rules_at_once_needs_no_deep_stack_either() {
    on_a_small_stack(|| {
        let rule = "[[rule.alternative]]\nrequires = [{ at_least = \"1/4\" }]\n\
                    [[rule.alternative]]\nrequires = [{ measure = \"bodies\", at_least = \"1/4\" }]\n";
        let dossier = accepting(20_000, |at| at % 7 + 1, rule);
        let answer = unify(&dossier, &Options::default()).unwrap();
        // Of bodies alone, 15,001 have to turn, and the heaviest of them take the weight along.
        assert_eq!(answer.margin, Some(15_001));
    });
}

#[test]
fn branching_on_two_thousand_conditions_needs_no_deep_stack() {
    on_a_small_stack(|| {
        let ids: Vec<String> = (0..2_000).map(|at| format!("c{at}")).collect();
        let conditions: String = ids.iter().map(|id| format!("[[condition]]\nid = \"{id}\"\n")).collect();
        // The cheapest way is tried first, so that all but the last nine are left out before one is in.
        let dossier = sound(&format!(
            "mawqif = 1\ninitiative = {{ id = \"offer\" }}\n{conditions}[[body]]\nid = \"b\"\n[[stance]]\n\
             body = \"b\"\nsays = \"accept if {}\"\n[rule]\nrequires = [{{ at_least = 1 }}]\n",
            ids.join(" or ")
        ));
        let model = Model::new(&dossier, &Suppositions::default()).unwrap();
        assert!(Question::new(&model, &Fixed::new(), None).any_won().unwrap().is_some());
    });
}

#[test]
fn a_chain_of_twenty_thousand_that_wait_for_each_other_is_followed_link_by_link() {
    let mut source = "mawqif = 1\ninitiative = { id = \"offer\" }\n".to_owned();
    for at in 0..20_000 {
        source += &format!("[[body]]\nid = \"b{at:05}\"\n[[stance]]\nbody = \"b{at:05}\"\n");
        let says = if at == 19_999 { "reject".to_owned() } else { format!("accept if @b{:05}", at + 1) };
        source += &format!("says = \"{says}\"\n");
    }
    source += "[rule]\nrequires = [{ at_least = 1 }]\n";
    let model = Model::new(&sound(&source), &Suppositions::default()).unwrap();
    assert!(Question::new(&model, &Fixed::new(), None).any_won().unwrap().is_none());
    let answer = unify(&sound(&source), &Options { deadline: OVER, ..Options::default() }).unwrap();
    assert!(answer.package.is_none() && !answer.proof.is_refuted());
}

/// Twenty conditions, each of which one body asks for; the more burdensome, the heavier the body.
fn auction() -> Dossier {
    let mut source = "mawqif = 1\ninitiative = { id = \"offer\" }\n".to_owned();
    for at in 0..21 {
        source += &format!("[[condition]]\nid = \"c{at}\"\nburden = {}\n", 1 + at);
        source += &format!("[[body]]\nid = \"b{at}\"\nweight = {}\n", 1 + at % 5);
        source += &format!("[[stance]]\nbody = \"b{at}\"\nsays = \"accept if c{at}\"\n");
    }
    sound(&(source + "[rule]\nrequires = [{ at_least = 12 }]\n"))
}

#[test]
fn the_most_supported_package_that_was_found_in_time_is_kept() {
    let dossier = auction();
    let full = unify(&dossier, &Options { prefer: Preference::Support, ..Options::default() }).unwrap();
    let mut was_better = false;
    for looks in [3, 5, 8, 13, 40, 120, 400] {
        let cut = |prefer| {
            let deadline = after_looks(looks);
            unify(&dossier, &Options { prefer, deadline, ..Options::default() }).unwrap()
        };
        let [cheap, loud] = [Preference::Burden, Preference::Support].map(cut);
        assert!(!cheap.proof.is_refuted() && !loud.proof.is_refuted());
        if loud.proof.optimal {
            assert_eq!(loud.support, full.support);
            continue;
        }
        assert!(loud.support >= cheap.support && loud.support <= full.support);
        assert!(loud.incomplete.contains(&Part::Position));
        // What is told to be the bound is one, each on what is preferred.
        assert!(loud.proof.bound >= full.support);
        assert!(cheap.proof.bound <= full.frontier.first().map(|trade| trade.burden));
        was_better |= loud.support > cheap.support && cheap.support.is_some();
    }
    assert!(was_better);
}

#[test]
fn the_margin_and_power_stop_at_the_deadline_and_say_so() {
    let mut source = "mawqif = 1\ninitiative = { id = \"offer\" }\n".to_owned();
    for at in 0..200 {
        source += &format!("[[body]]\nid = \"b{at}\"\nweight = {}\n", 1_000 + at * at % 977);
        let says = if at < 14 { "accept".to_owned() } else { format!("accept if @b{}", at % 14) };
        source += &format!("[[stance]]\nbody = \"b{at}\"\nsays = \"{says}\"\n");
    }
    source += "[rule]\nrequires = [{ at_least = \"1/2\" }, { measure = \"bodies\", at_least = \"1/3\" }]\n";
    let dossier = sound(&source);
    let answer = unify(&dossier, &Options { deadline: OVER, ..Options::default() }).unwrap();
    assert_eq!(answer.position, PositionKind::Accept);
    assert!(answer.incomplete.contains(&Part::Margin) && answer.incomplete.contains(&Part::Power));
    // What was found by then is a number of bodies that do make it lose, though perhaps not the fewest.
    let whole = unify(&dossier, &Options::default()).unwrap();
    assert!(answer.margin >= whole.margin && whole.margin.is_some());
    assert!(!whole.incomplete.contains(&Part::Margin));
    assert_ne!(answer.power_method, whole.power_method);
    assert!(!answer.proof.is_refuted());
}

#[test]
fn a_rule_of_many_alternatives_does_not_keep_the_margin_going_for_ever() {
    let requirement = "{ measure = \"bodies\", at_least = 3 }, ".repeat(100);
    let rule = format!("[[rule.alternative]]\nrequires = [{requirement}]\n").repeat(12);
    let dossier = accepting(20, |_| 1, &rule);
    let answer = unify(&dossier, &Options::default()).unwrap();
    assert_eq!(answer.margin, Some(18));
    assert!(answer.incomplete.contains(&Part::Margin));
}

/// A case beyond the enumeration in which nothing wins, and only arithmetic shows it: whoever asks for the
/// odd conditions asks that no even one stands beside it.
#[test]
fn a_rejection_is_proven_in_whole_numbers_where_a_solver_found_nothing() {
    let mut source = "mawqif = 1\ninitiative = { id = \"offer\" }\n".to_owned();
    for at in 0..40 {
        source += &format!("[[condition]]\nid = \"c{at}\"\nexcludes = [\"c{}\"]\n", (at + 1) % 40);
        source += &format!("[[body]]\nid = \"b{at}\"\n[[stance]]\nbody = \"b{at}\"\n");
        source += &format!("says = \"accept if c{at}\"\n");
    }
    let dossier = sound(&(source + "[rule]\nrequires = [{ measure = \"bodies\", more_than = \"1/2\" }]\n"));
    let answer = unify(&dossier, &Options::default()).unwrap();
    if answer.proof.optimal {
        assert_eq!(answer.position, PositionKind::Reject);
        assert_ne!(answer.proof.method, "milp");
    } else {
        assert_eq!((answer.position, answer.reason), (PositionKind::None, None));
    }
    assert!(
        answer.proof.checked
            || answer.proof.unchecked.contains(&Claim::NoPackageWins)
            || !answer.proof.optimal
    );
}

#[test]
fn a_rejection_that_takes_too_long_to_recheck_is_neither_checked_nor_refuted() {
    let mut source = "mawqif = 1\ninitiative = { id = \"offer\" }\n".to_owned();
    let ids: Vec<String> = (0..24).map(|at| format!("c{at}")).collect();
    ids.iter().for_each(|id| source += &format!("[[condition]]\nid = \"{id}\"\n"));
    for (body, guard) in [("much", "if"), ("little", "unless")] {
        source += &format!("[[body]]\nid = \"{body}\"\n[[stance]]\nbody = \"{body}\"\n");
        source += &format!("says = \"accept {guard} at least 13 of ({})\"\n", ids.join(", "));
    }
    let dossier = sound(&(source + "[rule]\nrequires = [{ measure = \"bodies\", at_least = 2 }]\n"));
    let answer = unify(&dossier, &Options::default()).unwrap();
    assert_eq!((answer.position, answer.reason), (PositionKind::Reject, Some(Reason::NoPackageWins)));
    assert!(!answer.proof.checked && !answer.proof.is_refuted());
}

#[test]
fn a_long_stance_counts_for_several_in_the_check() {
    let cost = |names: usize| {
        let ids: Vec<String> = (0..names).map(|at| format!("c{at}")).collect();
        let conditions: String = ids.iter().map(|id| format!("[[condition]]\nid = \"{id}\"\n")).collect();
        let says = ids.join(" and ");
        let dossier = sound(&format!(
            "mawqif = 1\ninitiative = {{ id = \"offer\" }}\n{conditions}[[body]]\nid = \"b\"\n[[stance]]\n\
             body = \"b\"\nsays = \"accept if {says}\"\n"
        ));
        Roll::new(&Case::new(&dossier, &Suppositions::default())).cost()
    };
    assert_eq!((cost(2), cost(160)), (1, 11));
}

#[test]
fn a_set_that_is_not_named_in_full_is_no_claim_that_takes_too_long() {
    let dossier = sound(
        "mawqif = 1\ninitiative = { id = \"offer\" }\n[[body]]\nid = \"b\"\n[[stance]]\nbody = \"b\"\n\
         says = \"reject\"\nconfidential = true\n[rule]\nrequires = [{ at_least = 1 }]\n",
    );
    let answer = unify(&dossier, &Options::default()).unwrap();
    assert_eq!(answer.unlock.unwrap().sets[0].confidential, 1);
    assert!(answer.proof.checked && answer.proof.unchecked.is_empty());
}

#[test]
fn a_package_that_the_solver_has_not_seen_is_kept_as_the_best_found() {
    let model = Model::new(&auction(), &Suppositions::default()).unwrap();
    let nobody = Fixed::new();
    let given_up = Question::new(&model, &nobody, None).within(0).least_burden();
    let (found, proven) = borne_out(&model, &given_up, None);
    let found = found.unwrap();
    assert!(model.is_consistent(&found.package) && !proven.is_optimal);
    assert!(model.is_won(&model.verdicts(&found.package, &Fixed::new())));
    assert_eq!((found.burden, found.support >= 12), (model.burden(&found.package), true));
}

#[test]
fn the_offer_as_it_stands_comes_before_whatever_was_found_in_time() {
    let dossier = sound(
        "mawqif = 1\ninitiative = { id = \"offer\" }\n[[condition]]\nid = \"idle\"\n[[condition]]\nid = \"won\"\n\
         burden = 5\n[[body]]\nid = \"a\"\n[[stance]]\nbody = \"a\"\nsays = \"accept\"\n[[body]]\nid = \"b\"\n\
         [[stance]]\nbody = \"b\"\nsays = \"accept if won\"\n[rule]\nrequires = [{ at_least = 1 }]\n",
    );
    let model = Model::new(&dossier, &Suppositions::default()).unwrap();
    let trade = |conditions: &[usize]| Trade::of(&model, &Fixed::new(), conditions.iter().copied().collect());
    for prefer in [Preference::Burden, Preference::Support] {
        for (found, left) in [(trade(&[0]), vec![trade(&[])]), (trade(&[1]), vec![trade(&[]), trade(&[1])])] {
            let mut landscape = Landscape::nothing(2);
            (landscape.frontier, landscape.proof.is_optimal) = (vec![found], false);
            landscape.found_at_once(&model, prefer);
            assert_eq!(landscape.frontier, left);
            assert_eq!(landscape.proof.is_optimal, prefer == Preference::Burden);
        }
    }
}

proptest! {
    #![proptest_config(cases(40))]

    /// Whatever the moment at which time is up, what is told stands up to the check.
    #[test]
    fn an_answer_cut_short_is_never_refuted(seed in any::<u64>(), looks in 0_u64..60, support in any::<bool>()) {
        let (dossier, suppositions) = super::dossier(seed, 12, 22);
        let prefer = if support { Preference::Support } else { Preference::Burden };
        let options = Options { suppositions, prefer, deadline: after_looks(looks) };
        let answer = unify(&dossier, &options).unwrap();
        prop_assert!(!answer.proof.is_refuted());
        let whole = unify(&dossier, &Options { deadline: None, ..options }).unwrap();
        prop_assert!(!whole.proof.is_refuted());
        if answer.proof.optimal {
            prop_assert_eq!(answer.package, whole.package);
        } else {
            let (told, whole) = match prefer {
                Preference::Burden => (whole.burden.unwrap_or(u64::MAX), answer.proof.bound.unwrap_or(0)),
                Preference::Support => (answer.proof.bound.unwrap_or(u64::MAX), whole.support.unwrap_or(0)),
            };
            prop_assert!(told >= whole, "the bound is none");
        }
    }
}

#[test]
fn that_something_settling_a_verdict_might_be_spared_is_said() {
    let told = |names: usize| {
        let ids: Vec<String> = (0..names).map(|at| format!("c{at}")).collect();
        let conditions: String = ids.iter().map(|id| format!("[[condition]]\nid = \"{id}\"\n")).collect();
        // Whatever holds, so that all of them can be spared; but that is only seen by trying.
        let parts: Vec<String> = ids.iter().map(|id| format!("({id} or not {id})")).collect();
        let dossier = sound(&format!(
            "mawqif = 1\ninitiative = {{ id = \"offer\" }}\n{conditions}[[body]]\nid = \"b\"\n[[stance]]\n\
             body = \"b\"\nsays = \"accept if {}\"\n[rule]\nrequires = [{{ at_least = 1 }}]\n",
            parts.join(" and ")
        ));
        let with = dossier.conditions.iter().map(|condition| condition.id.clone()).collect();
        let suppositions = Suppositions { with, ..Suppositions::default() };
        let answer = unify(&dossier, &Options { suppositions, ..Options::default() }).unwrap();
        let because = answer.verdicts.get("b").unwrap().because.len();
        (because, answer.incomplete.contains(&Part::Because))
    };
    assert_eq!(told(12), (0, false));
    let (because, is_cut) = told(30);
    assert!(is_cut && (1..30).contains(&because), "{because}");
}

/// Half of thirty bodies are enough, each of which asks for a condition of its own: there are more minimal packages than are asked for.
#[test]
fn what_is_supposed_is_in_every_package_however_many_there_are() {
    let mut source = "mawqif = 1\ninitiative = { id = \"offer\" }\n[[condition]]\nid = \"f\"\n".to_owned();
    for at in 0..30 {
        source += &format!(
            "[[condition]]\nid = \"c{at}\"\n[[body]]\nid = \"b{at}\"\n[[stance]]\nbody = \"b{at}\"\n\
             says = \"accept if c{at}{}\"\n",
            if at == 0 { " and f" } else { "" }
        );
    }
    source += "[rule]\nrequires = [{ at_least = 15 }]\n";
    let suppositions = Suppositions { with: vec![Id::new("f").unwrap()], ..Suppositions::default() };
    let answer = unify(&sound(&source), &Options { suppositions, ..Options::default() }).unwrap();
    assert!(!answer.minimal_complete && answer.incomplete.contains(&Part::MinimalPackages));
    let supposed = answer.conditions.get("f").unwrap();
    assert_eq!((supposed.role, supposed.burden_without), (Role::Indispensable, None));
    assert_eq!(answer.conditions.get("c1").unwrap().burden_without, Some(16));
}
