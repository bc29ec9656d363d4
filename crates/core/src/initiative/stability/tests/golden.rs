//! Cases with published models and results, entered from the literature.

use super::games::game;
use crate::initiative::stability::{
    Model, coalition,
    concepts::{Concept, equilibria},
};

/// The equilibria of a game under a concept, as the numbers of its states from 1. States are numbered
/// as the literature does it: by the number whose lowest bit is the first option.
fn numbers(model: &Model, concept: Concept) -> Vec<usize> {
    let all = equilibria(&model.moves, concept);
    all.iter().enumerate().filter(|(_, is)| **is).map(|(at, _)| at + 1).collect()
}

fn model(source: &str) -> Model {
    Model::new(&game(source)).unwrap()
}

/// A ranking by numbers of states, from best to worst, written as a dossier writes it.
fn ranking(model: &Model, ties: &[&[usize]]) -> String {
    let told = |number: &usize| {
        let ids: Vec<String> = model.state(number - 1).iter().map(|id| format!("\"{id}\"")).collect();
        format!("[{}]", ids.join(", "))
    };
    let ties: Vec<String> =
        ties.iter().map(|tie| format!("[{}]", tie.iter().map(told).collect::<Vec<_>>().join(", "))).collect();
    format!("ranking = [{}]\n", ties.join(", "))
}

/// A game whose players rank states by number.
fn ranked(head: &str, players: &[(&str, &str, &[&[usize]])]) -> Model {
    let player = |(id, options, _): &(&str, &str, &[&[usize]])| {
        format!("[[game.player]]\nid = \"{id}\"\noptions = [{options}]\n")
    };
    let bare = model(&format!("{head}{}", players.iter().map(player).collect::<String>()));
    let with = |of: &(&str, &str, &[&[usize]])| format!("{}{}", player(of), ranking(&bare, of.2));
    model(&format!("{head}{}", players.iter().map(with).collect::<String>()))
}

const ELMIRA: &str = "irreversible = [\"modify\", \"delay off\", \"abandon\"]\n\
    infeasible = [\"at least 2 of (delay, consent, abandon)\", \"not delay and not consent and not abandon\"]\n";

fn elmira() -> Model {
    ranked(
        ELMIRA,
        &[
            ("ministry", "\"modify\"", &[&[9], &[3], &[4], &[10], &[7], &[1], &[2], &[8], &[11, 5, 6, 12]]),
            (
                "company",
                "\"delay\", \"consent\", \"abandon\"",
                &[&[1], &[4], &[10], &[7], &[5, 11, 6, 12], &[2], &[3], &[9], &[8]],
            ),
            ("town", "\"insist\"", &[&[9], &[3], &[7], &[1], &[10], &[8], &[4], &[2], &[11, 5, 12, 6]]),
        ],
    )
}

#[test]
fn prisoners_dilemma() {
    // Each would rather not cooperate, and above all wants the other to.
    let model = model(
        "[[game.player]]\nid = \"a\"\noptions = [\"c1\"]\nprefers = [\"c2\", \"not c1\"]\n\
         [[game.player]]\nid = \"b\"\noptions = [\"c2\"]\nprefers = [\"c1\", \"not c2\"]\n",
    );
    assert_eq!(numbers(&model, Concept::Nash), [1]);
    for concept in [Concept::Gmr, Concept::Smr, Concept::Seq, Concept::Sseq] {
        assert_eq!(numbers(&model, concept), [1, 4], "{concept:?}");
    }
}

#[test]
fn chicken() {
    // 1: both hold on, 2 and 3: one swerves, 4: both swerve.
    let model =
        ranked("", &[("a", "\"s1\"", &[&[3], &[4], &[2], &[1]]), ("b", "\"s2\"", &[&[2], &[4], &[3], &[1]])]);
    assert_eq!(numbers(&model, Concept::Nash), [2, 3]);
    assert_eq!(numbers(&model, Concept::Seq), [2, 3]);
    assert_eq!(numbers(&model, Concept::Gmr), [2, 3, 4]);
}

#[test]
fn syria_and_iraq_1975() {
    // Hipel, Kilgour and Kinsara, "Strategic investigations of water conflicts in the Middle East", Group
    // Decision and Negotiation 23 (2014).
    let model = ranked(
        "infeasible = [\"release and escalate\"]\n",
        &[
            ("syria", "\"release\", \"escalate\"", &[&[1], &[3], &[6], &[2], &[4], &[5]]),
            ("iraq", "\"attack\"", &[&[2], &[4], &[6], &[1], &[5], &[3]]),
        ],
    );
    for concept in [Concept::Nash, Concept::Smr, Concept::Seq] {
        assert_eq!(numbers(&model, concept), [6], "{concept:?}");
    }
    assert_eq!(numbers(&model, Concept::Gmr), [1, 6]);
}

#[test]
fn elmira_1991() {
    // Groundwater pollution at Elmira, Ontario (Hipel, Fang, Kilgour and Haight 1993), with twelve states.
    let model = elmira();
    assert_eq!(model.states.states.len(), 12);
    assert_eq!(numbers(&model, Concept::Nash), [5, 6, 7, 10, 11, 12]);
    for concept in [Concept::Gmr, Concept::Smr] {
        assert_eq!(numbers(&model, concept), [1, 4, 5, 6, 7, 10, 11, 12], "{concept:?}");
    }
}

#[test]
fn at_elmira_ministry_and_company_leave_seven_together_and_not_ten() {
    let model = elmira();
    let together = |state: usize| coalition::improvement(&model.states, &model.moves, &[0, 1], state - 1);
    assert_eq!(together(7).map(|to| to + 1), Some(10));
    assert_eq!(together(10), None);
}

#[test]
fn cuba_1962() {
    // Fraser and Hipel, "Conflict Analysis" (1984): the United States may strike or blockade, the Soviet
    // Union may withdraw or escalate; a strike cannot be undone. Preference vectors from best to worst.
    let head = "irreversible = [\"strike\"]\ninfeasible = [\"withdraw and escalate\"]\n";
    let model = ranked(
        head,
        &[
            (
                "us",
                "\"strike\", \"blockade\"",
                &[&[5], &[7], &[6], &[8], &[3], &[2], &[4], &[1], &[12], &[10], &[11], &[9]],
            ),
            (
                "ussr",
                "\"withdraw\", \"escalate\"",
                &[&[1], &[5], &[7], &[3], &[6], &[2], &[8], &[4], &[12], &[10], &[11], &[9]],
            ),
        ],
    );
    assert_eq!(numbers(&model, Concept::Seq), [5, 6, 7]);
    assert_eq!(numbers(&model, Concept::Nash), [6]);
}

#[test]
fn garrison() {
    // The Garrison Diversion Unit (Fraser and Hipel 1984; Hipel and Fraser, Water Resources Research 16,
    // 1980): nine options of four players leave 23 states.
    let head = "infeasible = [\"at least 2 of (full, reduced, appease)\", \"not full and not reduced and not appease\", \
        \"at least 2 of (ijc-full, ijc-reduced, lonetree, suspend)\", \
        \"not ijc-full and not ijc-reduced and not lonetree and not suspend\", \"full and not legal\", \
        \"appease and legal\", \"full and not treaty and not ijc-full\", \
        \"(reduced or appease) and not treaty and (lonetree or suspend)\"]\n";
    let all: Vec<usize> = (1..=23).collect();
    let model = ranked(
        head,
        &[
            (
                "support",
                "\"full\", \"reduced\", \"appease\"",
                &[
                    &[3],
                    &[7],
                    &[1, 2],
                    &[4],
                    &[5, 6],
                    &[8],
                    &[9],
                    &[12],
                    &[11],
                    &[15],
                    &[10],
                    &[13],
                    &[14],
                    &[17],
                    &[16],
                    &[18],
                    &[19],
                    &[21],
                    &[20],
                    &[22],
                    &[23],
                ],
            ),
            (
                "opposition",
                "\"legal\"",
                &[
                    &[21, 17, 13, 10, 6, 2],
                    &[23, 19],
                    &[15],
                    &[11],
                    &[8],
                    &[4],
                    &[22],
                    &[18],
                    &[14],
                    &[7],
                    &[3],
                    &[20],
                    &[16],
                    &[12],
                    &[9],
                    &[5],
                    &[1],
                ],
            ),
            (
                "canada",
                "\"treaty\"",
                &[
                    &[23],
                    &[20, 21],
                    &[19],
                    &[16, 17],
                    &[11],
                    &[9, 10],
                    &[15],
                    &[12, 13],
                    &[2],
                    &[4],
                    &[1],
                    &[8],
                    &[5, 6],
                    &[22],
                    &[18],
                    &[14],
                    &[3],
                    &[7],
                ],
            ),
            ("ijc", "\"ijc-full\", \"ijc-reduced\", \"lonetree\", \"suspend\"", &[&all]),
        ],
    );
    assert_eq!(model.states.states.len(), 23);
    assert_eq!(numbers(&model, Concept::Nash), [2, 3, 11, 17, 18, 21, 22]);
    assert_eq!(numbers(&model, Concept::Seq), [2, 3, 11, 17, 18, 21, 22]);
    // When each opponent may answer by a single move only, there are these; joint answers add 4, 6 and 10.
    let by_single_moves = [2, 3, 8, 11, 13, 14, 15, 17, 18, 19, 21, 22];
    for concept in [Concept::Gmr, Concept::Smr] {
        let mut all = numbers(&model, concept);
        all.retain(|state| ![4, 6, 10].contains(state));
        assert_eq!(all, by_single_moves, "{concept:?}");
    }
}
