//! The sections `[game]` and `[stress]`: a model of stability, and what is said about the test.

use std::ops::Range;

use super::{
    SECTION_LIMIT,
    fields::{At, Fields, Length},
    places::WordPlace,
    references::{Known, unique},
};
use crate::{
    consultation::stance::{Formula, NameUse, StanceProblem, preference::Preference},
    dossier::problem::{GameProblem, Problem, ProblemKind, Problems, Table, nearest},
    initiative::{
        lint::catalogue,
        stability::{
            game::{Direction, Game, Irreversible, Pattern, Player, Wish},
            preference::STATEMENT_LIMIT,
            states::PLAYER_LIMIT,
        },
        stress::{Allowance, PackName, Stress},
    },
    text::Id,
};

/// A game whose references have not been followed yet.
pub struct ReadGame {
    span: Range<usize>,
    now: Option<Vec<At<Id>>>,
    agreed: Option<Vec<At<Id>>>,
    irreversible: Vec<(At<Id>, Direction)>,
    infeasible: Vec<Pattern>,
    players: Vec<ReadPlayer>,
    /// Every option that a formula names.
    names: Vec<At<Id>>,
}

struct ReadPlayer {
    id: At<Id>,
    options: Vec<At<Id>>,
    prefers: Vec<Wish>,
    ranking: Vec<Vec<Vec<At<Id>>>>,
}

fn error(span: Range<usize>, problem: GameProblem) -> Problem {
    Problem::error(span, ProblemKind::Game(problem))
}

/// Reads `[game]`.
pub fn read_game(fields: &mut Fields<'_, '_>) -> Option<ReadGame> {
    fields.table("game", Table::Game, game)
}

fn game(fields: &mut Fields<'_, '_>) -> ReadGame {
    let span = first_line(fields);
    let mut names = Vec::new();
    let (now, agreed) = (fields.optional_ids("now"), fields.optional_ids("agreed"));
    let irreversible = fields.one_or_more_words("irreversible");
    let irreversible = irreversible.into_iter().filter_map(|words| one_way(fields, &words)).collect();
    let infeasible = formulas(fields, "infeasible", Formula::parse, &mut names);
    let infeasible = infeasible.into_iter().map(|(words, formula)| Pattern { words, formula }).collect();
    // One more is read than can play, so that the problem can be told with its place.
    let players = fields.tables("player", Table::Player, SECTION_LIMIT, |fields| player(fields, &mut names));
    let players: Vec<ReadPlayer> = players.into_iter().flatten().collect();
    ReadGame { span, now, agreed, irreversible, infeasible, players, names }
}

fn first_line(fields: &Fields<'_, '_>) -> Range<usize> {
    let span = fields.span.clone();
    let line = fields.source()[span.clone()].lines().next().map_or(0, str::len);
    span.start..span.start + line
}

/// An option with the direction in which it cannot be undone.
fn one_way(fields: &mut Fields<'_, '_>, words: &At<String>) -> Option<(At<Id>, Direction)> {
    let mut parts = words.value.split_whitespace();
    let (option, direction) = (parts.next().unwrap_or(""), parts.next());
    let direction = match (direction, parts.next()) {
        (None | Some("on"), None) => Some(Direction::On),
        (Some("off"), None) => Some(Direction::Off),
        _ => None,
    };
    match (Id::new(option), direction) {
        (Ok(id), Some(direction)) => Some((At { value: id, span: words.span.clone() }, direction)),
        _ => {
            let problem = GameProblem::NoDirection(words.value.clone());
            fields.report(error(words.span.clone(), problem));
            None
        }
    }
}

type Parse<T> = fn(&str) -> Result<(T, Vec<NameUse>), StanceProblem>;

/// A list of formulas in words; the names in them are collected with their places.
fn formulas<T>(
    fields: &mut Fields<'_, '_>,
    key: &'static str,
    parse: Parse<T>,
    names: &mut Vec<At<Id>>,
) -> Vec<(String, T)> {
    let mut read = Vec::new();
    for words in fields.one_or_more_words(key) {
        let place = WordPlace::new(fields.source(), &words);
        match parse(&words.value) {
            Ok((formula, used)) => {
                names.extend(used.into_iter().map(|name| At { value: name.id, span: place.of(&name.span) }));
                read.push((words.value, formula));
            }
            Err(problem) => {
                fields.report(error(place.of(&problem.span), GameProblem::Formula(problem.kind)));
            }
        }
    }
    read
}

fn player(fields: &mut Fields<'_, '_>, names: &mut Vec<At<Id>>) -> Option<ReadPlayer> {
    let id = fields.id("id");
    let options = fields.ids("options");
    let prefers = formulas(fields, "prefers", Preference::parse, names);
    let prefers: Vec<Wish> =
        prefers.into_iter().map(|(words, preference)| Wish { words, preference }).collect();
    let ranking = fields.ranking("ranking");
    if options.is_empty() {
        fields.report(error(first_line(fields), GameProblem::NoOptions));
    }
    if prefers.len() > STATEMENT_LIMIT {
        let problem = GameProblem::TooManyStatements(prefers.len(), STATEMENT_LIMIT);
        fields.report(error(first_line(fields), problem));
    }
    if !prefers.is_empty() && !ranking.is_empty() {
        fields.report(error(first_line(fields), GameProblem::TwoPreferences));
    }
    Some(ReadPlayer { id: id?, options, prefers, ranking })
}

impl ReadGame {
    /// Follows the references and builds the game.
    pub fn follow(self, problems: &mut Problems) -> Game {
        unique(Table::Player, self.players.iter().map(|player| &player.id), problems);
        let of_players = || self.players.iter().flat_map(|player| &player.options);
        let options = Known::new(Table::Choice, of_players(), problems);
        for option in of_players().filter(|option| option.value.as_str() == "iff") {
            problems.push(error(option.span.clone(), GameProblem::Keyword));
        }
        if self.players.is_empty() {
            problems.push(error(self.span.clone(), GameProblem::NoPlayers));
        }
        if let Some(player) = self.players.get(PLAYER_LIMIT) {
            let problem = GameProblem::TooManyPlayers(self.players.len(), PLAYER_LIMIT);
            problems.push(error(player.id.span.clone(), problem));
        }
        options.check(self.now.iter().flatten().chain(self.agreed.iter().flatten()), problems);
        options.check(self.irreversible.iter().map(|(option, _)| option), problems);
        options.check(&self.names, problems);
        for player in &self.players {
            options.check(player.ranking.iter().flatten().flatten(), problems);
        }
        let ids = |ids: Vec<At<Id>>| -> Vec<Id> { ids.into_iter().map(|id| id.value).collect() };
        let players = self.players.into_iter().map(|player| Player {
            id: player.id.value,
            options: ids(player.options),
            prefers: player.prefers,
            ranking: player
                .ranking
                .into_iter()
                .map(|tie| tie.into_iter().map(ids).collect::<Vec<_>>())
                .collect(),
        });
        Game {
            now: self.now.map(ids),
            agreed: self.agreed.map(ids),
            irreversible: self
                .irreversible
                .into_iter()
                .map(|(option, direction)| Irreversible { option: option.value, direction })
                .collect(),
            infeasible: self.infeasible,
            players: players.collect(),
        }
    }
}

/// What is said about the test, before its references are followed.
#[derive(Default)]
pub struct ReadStress {
    pack: Option<PackName>,
    verifies: Vec<At<Id>>,
    responds: Vec<At<Id>>,
    allow: Vec<(Allowance, Vec<At<Id>>)>,
}

/// Reads `[stress]`.
pub fn read_stress(fields: &mut Fields<'_, '_>) -> ReadStress {
    fields.table("stress", Table::Stress, stress).unwrap_or_default()
}

fn stress(fields: &mut Fields<'_, '_>) -> ReadStress {
    ReadStress {
        pack: fields.choice("pack", &PackName::ALL),
        verifies: fields.ids("verifies"),
        responds: fields.ids("responds"),
        allow: fields
            .tables("allow", Table::Allowance, SECTION_LIMIT, allowance)
            .into_iter()
            .flatten()
            .collect(),
    }
}

fn allowance(fields: &mut Fields<'_, '_>) -> Option<(Allowance, Vec<At<Id>>)> {
    let rule = fields.words("rule");
    let on = fields.ids("on");
    let reason = fields.text("reason", Length::Long).filter(|reason| !reason.is_empty());
    let line = first_line(fields);
    match &rule {
        None => fields.report(error(line.clone(), GameProblem::NoRule)),
        Some(rule) if !catalogue::rules().any(|known| known == rule.value) => {
            let meant = nearest(&rule.value, catalogue::rules());
            fields.report(error(rule.span.clone(), GameProblem::UnknownRule(rule.value.clone(), meant)));
        }
        Some(_) => {}
    }
    if reason.is_none() {
        fields.report(error(line, GameProblem::NoReason));
    }
    let ids = on.iter().map(|id| id.value.clone()).collect();
    Some((Allowance { rule: rule?.value, on: ids, reason: reason? }, on))
}

impl ReadStress {
    /// Follows the references and builds the section.
    pub fn follow(self, conditions: &Known<'_>, about: &[&Known<'_>], problems: &mut Problems) -> Stress {
        conditions.check(self.verifies.iter().chain(&self.responds), problems);
        for (_, on) in &self.allow {
            for id in on.iter().filter(|id| !about.iter().any(|known| known.has(&id.value))) {
                problems.push(error(id.span.clone(), GameProblem::UnknownId(id.value.clone())));
            }
        }
        Stress {
            pack: self.pack,
            verifies: self.verifies.into_iter().map(|id| id.value).collect(),
            responds: self.responds.into_iter().map(|id| id.value).collect(),
            allow: self.allow.into_iter().map(|(allowance, _)| allowance).collect(),
        }
    }
}
