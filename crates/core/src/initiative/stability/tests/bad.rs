//! Games that cannot be, or cannot be meant.

use super::games::{dossier, game};
use crate::{
    dossier::read,
    initiative::stability::{
        Model,
        answer::Outcome,
        preference::{Notice, Relation},
        stability,
        states::{Helpful, Refused},
    },
};

fn problems(game: &str) -> Vec<String> {
    let source = format!("mawqif = 1\n[initiative]\nid = \"x\"\n[game]\n{game}");
    let reading = read(source.as_bytes());
    assert!(reading.dossier.is_none(), "{game}");
    reading
        .problems
        .iter()
        .map(|problem| format!("{}: {}", problem.code(), problem.kind.in_english().message))
        .collect()
}

const PLAYER: &str = "[[game.player]]\nid = \"a\"\noptions = [\"keep\", \"help\"]\n";

#[test]
fn what_cannot_be_read_is_told_with_its_place() {
    let told = |game: &str, wanted: &str| {
        let problems = problems(game);
        assert!(problems.iter().any(|problem| problem.contains(wanted)), "{problems:?}");
    };
    told("", "no-players: the game has no players");
    told("[[game.player]]\nid = \"a\"\n", "no-options: a player has no options");
    told(&format!("infeasible = [\"keep and hepl\"]\n{PLAYER}"), "unknown option `hepl`");
    told(&format!("infeasible = [\"keep if help\"]\n{PLAYER}"), "formula: expected `and`, `or` or the end");
    told(&format!("{PLAYER}prefers = [\"keep iff help iff keep\"]\n"), "found `iff`");
    told(&format!("{PLAYER}prefers = [\"keep\"]\nranking = [[[]]]\n"), "two-preferences");
    told(&format!("irreversible = [\"keep sideways\"]\n{PLAYER}"), "no option with a direction");
    told(&format!("{PLAYER}{}", PLAYER.replace("\"a\"", "\"b\"")), "there are two of option `keep`");
    told(&format!("{PLAYER}ranking = [[\"keep\"]]\n"), "wrong-kind");
    told("[[game.player]]\nid = \"a\"\noptions = [\"iff\"]\n", "`iff` is a word of the formulas");
    let nine: String =
        (0..9).map(|at| format!("[[game.player]]\nid = \"p{at}\"\noptions = [\"o{at}\"]\n")).collect();
    told(&nine, "the game has 9 players; the limit is 8");
}

#[test]
fn contradictory_and_cyclic_statements_are_noticed() {
    let game = game(&format!(
        "{PLAYER}prefers = [\"keep\", \"not keep\", \"keep iff help\", \"help iff keep\", \"keep or not keep\"]\n"
    ));
    let notices = Model::new(&game).unwrap().notices;
    let decided = |statement: &str, by: &str, of: Relation| {
        notices.iter().any(|notice| {
            matches!(notice, Notice::Decided { statement: own, by: other, relation, .. }
                if own == statement && other == by && *relation == of)
        })
    };
    assert!(decided("not keep", "keep", Relation::Opposite));
    assert!(decided("help iff keep", "keep iff help", Relation::Same));
    assert!(matches!(&notices[..], [.., Notice::Idle { statement, .. }] if statement == "keep or not keep"));
    assert_eq!(notices.len(), 3);
}

#[test]
fn a_game_without_states_is_refused() {
    let game = game(&format!("infeasible = [\"keep\", \"not keep\"]\n{PLAYER}"));
    assert_eq!(Model::new(&game).err(), Some(Refused::NoState));
}

#[test]
fn forty_free_options_are_refused_with_patterns_that_would_help() {
    let options: Vec<String> = (0..40).map(|at| format!("\"o{at}\"")).collect();
    let source = format!(
        "[[game.player]]\nid = \"a\"\noptions = [{}]\nprefers = [\"o1 if o2\"]\n",
        options.join(", ")
    );
    let Err(Refused::TooManyStates { options: 40, helpful, .. }) = Model::new(&game(&source)).map(|_| ())
    else {
        panic!("not refused");
    };
    let Helpful::OneAtATime { pattern, .. } = &helpful[0] else { panic!("{helpful:?}") };
    // What is suggested does help.
    assert!(Model::new(&game(&format!("infeasible = [\"{pattern}\"]\n{source}"))).is_ok());
    let unspoken = helpful.iter().filter(|it| matches!(it, Helpful::Unspoken { .. })).count();
    assert_eq!(unspoken, 38);
    assert!(matches!(stability(&dossier(&source)), Outcome::Refused(refusal) if !refusal.helpful.is_empty()));
}

#[test]
fn forty_options_with_strict_patterns_are_a_small_game() {
    let options = |from: usize| -> Vec<String> { (from..from + 20).map(|at| format!("o{at}")).collect() };
    let quoted = |of: &[String]| of.iter().map(|id| format!("\"{id}\"")).collect::<Vec<_>>().join(", ");
    let (a, b) = (options(0), options(20));
    let source = format!(
        "infeasible = [\"at least 2 of ({})\", \"at least 2 of ({})\"]\n[[game.player]]\nid = \"a\"\noptions = [{}]\n\
         [[game.player]]\nid = \"b\"\noptions = [{}]\n",
        a.join(", "),
        b.join(", "),
        quoted(&a),
        quoted(&b)
    );
    assert_eq!(Model::new(&game(&source)).unwrap().states.states.len(), 21 * 21);
}

#[test]
fn a_ranking_must_tell_of_every_state_once() {
    let refused = |ranking: &str| {
        let game = game(&format!("infeasible = [\"keep and help\"]\n{PLAYER}ranking = {ranking}\n"));
        Model::new(&game).err().unwrap().to_string()
    };
    assert!(refused("[[[\"keep\"]], [[]]]").contains("leaves out 1 of 3 states, the first of them {help}"));
    assert!(refused("[[[\"keep\"], [\"keep\"]], [[]], [[\"help\"]]]").contains("the state {keep} twice"));
    assert!(refused("[[[\"keep\", \"help\"]]]").contains("{keep, help} is ruled out"));
    let agreed = game(&format!("agreed = [\"keep\", \"help\"]\ninfeasible = [\"keep and help\"]\n{PLAYER}"));
    assert!(matches!(Model::new(&agreed).err(), Some(Refused::Ruled(_))));
}
