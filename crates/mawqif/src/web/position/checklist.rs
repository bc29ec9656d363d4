//! The way of a case as a list: what is done, what comes next, and where that is done. It stands on the board
//! until the bodies have begun to answer, and teaches by doing.

use std::collections::BTreeSet;

use mawqif_core::{
    case::{Case, Stage, mandate::Scope},
    position::rule::Rule,
    text::Id,
};

use super::Words;
use crate::desk::sight::Sight;

/// A step of the way.
pub struct Step {
    /// What is to be done.
    pub what: String,
    /// How far that is.
    pub state: String,
    /// How it is shown: `done`, `next`, `later`.
    pub class: &'static str,
    /// Where it is done, below the case, by whoever can do it.
    pub link: Option<&'static str>,
    /// What the link says.
    pub go: String,
}

/// The way of a case; nothing once bodies answer.
pub fn of(case: &Case, sight: &Sight, words: &Words) -> Vec<Step> {
    let dossier = case.dossier();
    let version = dossier.initiative.version;
    let answered = dossier.stances.iter().filter(|it| it.version == version).count();
    let all = dossier.bodies.len();
    let is_under_way = case.stage() == Stage::Consulting && answered > 0 && answered >= all;
    if case.stage() == Stage::Adopted || is_under_way || !case.ballots().is_empty() {
        return Vec::new();
    }
    let now = case.time(Default::default());
    let voiced: BTreeSet<&Id> = case
        .mandates()
        .iter()
        .filter(|(number, _)| case.lack(**number, Scope::Stances, now).is_none())
        .map(|(_, mandate)| &mandate.body)
        .collect();
    let is_open = case.stage() == Stage::Consulting;
    let count = |key: &str, count: usize| words.count(key, count);
    let of_all = |key: &str, part: usize| match all {
        0 => String::new(),
        _ => words.tell(key, &[("count", part.into()), ("all", all.into())]),
    };
    let offer = case.received().is_some();
    // What, how far, whether it is done, where, what the link says.
    let steps = [
        ("way-offer", String::new(), offer, "/initiative/offer#edit", "offer-new"),
        (
            "way-provisions",
            count("way-count", dossier.provisions.len()),
            !dossier.provisions.is_empty(),
            "/initiative/provision#edit",
            "provision-new",
        ),
        ("way-bodies", count("way-count", all), all > 0, "/roll/body", "body-new"),
        (
            "way-delegates",
            of_all("way-of-all", voiced.len()),
            all > 0 && voiced.len() >= all,
            "/bodies#invite",
            "invite-title",
        ),
        (
            "way-rule",
            if dossier.rule == Rule::default() { words.word("way-rule-default") } else { String::new() },
            dossier.rule != Rule::default(),
            "/rule/choices",
            "rule-set-title",
        ),
        (
            "way-conditions",
            count("way-count", dossier.conditions.len()),
            !dossier.conditions.is_empty(),
            "/conditions/condition",
            "condition-new",
        ),
        ("way-consultation", String::new(), is_open, "#next", "way-below"),
        (
            "way-stances",
            of_all("way-of-all", answered),
            all > 0 && answered >= all,
            "/stances",
            "tab-stances",
        ),
        ("way-decide", String::new(), false, "#next", "way-below"),
    ];
    let next = steps.iter().position(|(_, _, is_done, ..)| !is_done);
    let told = steps.into_iter().enumerate().map(|(at, (what, state, is_done, link, go))| {
        let class = match is_done {
            true => "done-step",
            false if next == Some(at) => "next-step",
            false => "later-step",
        };
        // The last steps have their buttons below, when it is their turn.
        let is_turn = link != "#next" || next == Some(at);
        let may = sight.is_secretariat() && (!is_done || matches!(what, "way-provisions" | "way-conditions"));
        Step {
            what: words.word(what),
            state,
            class,
            link: (may && is_turn && (offer || at == 0 || what == "way-bodies")).then_some(link),
            go: words.word(go),
        }
    });
    told.collect()
}
