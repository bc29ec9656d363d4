//! Stability: whether an agreement holds when everybody looks to their own advantage.
//!
//! The graph model for conflict resolution (Fang, Hipel and Kilgour 1993): [`game`] is the game as it is
//! written, or [`provisions`] makes one of the offer; [`states`] are its feasible states, [`preference`]
//! how players rank them, [`moves`] who can go where, [`concepts`] whether they would. The other files
//! look around the agreed state: [`coalition`], [`paths`], [`inverse`], [`deterrent`].
//!
//! What it cannot do: say that the preferences are right. It says what follows from them.

pub mod answer;
pub mod coalition;
pub mod concepts;
pub mod deterrent;
pub mod game;
pub mod graph;
pub mod inverse;
pub mod moves;
pub mod paths;
pub mod preference;
pub mod provisions;
pub mod states;
#[cfg(test)]
pub mod tests;

use self::{
    answer::{
        Change, Choice, CoalitionMove, Defection, Deterrent, Equilibria, Move, Outcome, Player, Refusal,
        Requirement, Requirements, Source, Stability, Standing, State, StatusQuo, WouldStay,
    },
    coalition::Answers,
    concepts::{Concept, levels, stable},
    deterrent::{Will, effect},
    game::Game,
    moves::Moves,
    paths::{Kind, Step, Walk},
    preference::{Notice, ranks},
    provisions::{Made, Meaning, made},
    states::{Refused, STATE_LIMIT, States},
};
use crate::{dossier::Dossier, text::Id};

/// The most equilibria listed for each concept; all are counted.
pub const LISTED_LIMIT: usize = 100;

/// The most states of a game for which requirements on rankings are told.
pub const INVERSE_LIMIT: usize = 32;

/// The most ways to equilibria that are listed.
pub const WAY_LIMIT: usize = 20;

/// A game made ready: states, and the moves and ranks of each player.
pub struct Model {
    /// The states.
    pub states: States,
    /// The moves of each player.
    pub moves: Vec<Moves>,
    /// The players' ids.
    pub players: Vec<Id>,
    /// What is doubtful in the preferences.
    pub notices: Vec<Notice>,
    /// The agreed state, when it is given.
    pub agreed: Option<usize>,
    /// Today's state, when it is given.
    pub now: Option<usize>,
}

impl Model {
    /// Makes a game ready.
    ///
    /// # Errors
    /// When it has no states, too many, or a ranking that does not fit them.
    pub fn new(game: &Game) -> Result<Self, Refused> {
        Self::within(game, STATE_LIMIT)
    }

    /// Makes a game ready that has no more than so many states.
    ///
    /// # Errors
    /// As [`Model::new`].
    pub fn within(game: &Game, most: usize) -> Result<Self, Refused> {
        let states = States::within(game, most)?;
        let (ranks, notices) = ranks(game, &states)?;
        let moves = states.of_player.iter().zip(&ranks).map(|(own, ranks)| Moves::new(&states, *own, ranks));
        let moves = moves.collect();
        let named = |ids: &Option<Vec<Id>>| {
            let state = ids.as_ref().map(|ids| states.set(ids));
            let position = |state| states.position(state).ok_or_else(|| Refused::Ruled(states.told(state)));
            state.map(position).transpose()
        };
        let (agreed, now) = (named(&game.agreed)?, named(&game.now)?);
        let players = game.players.iter().map(|player| player.id.clone()).collect();
        Ok(Self { moves, players, notices, agreed, now, states })
    }

    /// The options of a state.
    pub fn state(&self, at: usize) -> State {
        self.states.ids(self.states.states[at])
    }

    /// The options that differ between two states.
    pub fn changes(&self, from: usize, to: usize) -> Vec<Change> {
        let [from, to] = [from, to].map(|at| self.states.states[at]);
        let changed = self.states.ids(from ^ to);
        let is_taken = |option: &Id| to & self.states.set(std::slice::from_ref(option)) != 0;
        changed.into_iter().map(|option| Change { is_taken: is_taken(&option), option }).collect()
    }

    fn way(&self, start: usize, steps: &[Step]) -> Vec<Move> {
        let mut from = start;
        let moves = steps.iter().map(|step| {
            let changes = self.changes(from, step.to);
            from = step.to;
            Move { player: self.players[step.player].clone(), to: self.state(step.to), changes }
        });
        moves.collect()
    }
}

/// The game of a dossier with what its options stand for: its own, or one made of the provisions.
///
/// # Errors
/// When the provisions make none.
pub fn game_of(dossier: &Dossier) -> Result<(Source, Made), Refused> {
    let Some(game) = &dossier.game else {
        return made(dossier).map(|made| (Source::Provisions, made));
    };
    let options = game.players.iter().flat_map(|player| player.options.clone());
    let meanings = options.map(|id| (id, Meaning::Named)).collect();
    let coalition = dossier.initiative.id.clone();
    Ok((Source::Dossier, Made { game: game.clone(), meanings, coalition }))
}

/// Analyses the game of a dossier.
pub fn stability(dossier: &Dossier) -> Outcome {
    stability_within(dossier, STATE_LIMIT)
}

/// Analyses the game of a dossier if it has no more than so many states.
pub fn stability_within(dossier: &Dossier, most: usize) -> Outcome {
    let refused = |refused: Refused| {
        let message = refused.to_string();
        let helpful = match &refused {
            Refused::TooManyStates { helpful, .. } => helpful.clone(),
            _ => Vec::new(),
        };
        Outcome::Refused(Refusal { why: refused, message, helpful })
    };
    let found = game_of(dossier)
        .and_then(|(source, made)| Ok(analysis(&Model::within(&made.game, most)?, &made, source)));
    match found {
        Ok(found) => Outcome::Analysed(Box::new(found)),
        Err(why) => refused(why),
    }
}

fn analysis(model: &Model, made: &Made, source: Source) -> Stability {
    let meaning = |id: &Id| {
        let found = made.meanings.iter().find(|(own, _)| own == id);
        found.map_or(Meaning::Named, |(_, meaning)| meaning.clone())
    };
    let players = made.game.players.iter().map(|player| Player {
        is_coalition: source == Source::Provisions && player.id == made.coalition,
        id: player.id.clone(),
        options: player.options.iter().map(|id| Choice { id: id.clone(), meaning: meaning(id) }).collect(),
    });
    let concepts = Concept::ALL.map(|concept| {
        let stable: Vec<Vec<bool>> =
            (0..model.moves.len()).map(|player| stable(&model.moves, player, concept)).collect();
        (concept, stable)
    });
    let equilibria: Vec<(Concept, Vec<usize>)> = concepts
        .iter()
        .map(|(concept, stable)| {
            let all = (0..model.states.states.len()).filter(|&at| stable.iter().all(|own| own[at]));
            (*concept, all.collect())
        })
        .collect();
    let around = model.agreed.map(|agreed| Around { model, agreed });
    let standings = model.agreed.map_or_else(Vec::new, |agreed| {
        let standing = |(concept, stable): &(Concept, Vec<Vec<bool>>)| {
            let leaving = (0..model.players.len()).filter(|&player| !stable[player][agreed]);
            let unstable_for: Vec<Id> = leaving.map(|player| model.players[player].clone()).collect();
            Standing { concept: *concept, is_equilibrium: unstable_for.is_empty(), unstable_for }
        };
        concepts.iter().map(standing).collect()
    });
    let coalitions = around.as_ref().map(Around::coalitions).unwrap_or_default();
    Stability {
        source,
        players: players.collect(),
        states: model.states.states.len(),
        agreed: model.agreed.map(|at| model.state(at)),
        now: model.now.map(|at| model.state(at)),
        agreed_stable: standings,
        defections: around.as_ref().map_or_else(Vec::new, Around::defections),
        coalitions: coalitions.leaving,
        is_coalition_stable: coalitions.is_stable,
        coalitions_stay_under: coalitions.stay_under,
        status_quo: model.now.map(|now| status_quo(model, now, &equilibria)),
        notices: model.notices.clone(),
        equilibria: equilibria
            .into_iter()
            .map(|(concept, all)| Equilibria {
                concept,
                count: all.len(),
                states: all.into_iter().take(LISTED_LIMIT).map(|at| model.state(at)).collect(),
            })
            .collect(),
    }
}

/// What coalitions would do in the agreed state.
#[derive(Default)]
struct Coalitions {
    leaving: Vec<CoalitionMove>,
    is_stable: bool,
    stay_under: Option<Vec<Concept>>,
}

/// What lies around the agreed state.
struct Around<'m> {
    model: &'m Model,
    agreed: usize,
}

impl Around<'_> {
    fn defections(&self) -> Vec<Defection> {
        (0..self.model.players.len()).filter_map(|player| self.defection(player)).collect()
    }

    fn defection(&self, player: usize) -> Option<Defection> {
        let Self { model, agreed } = *self;
        let own = &model.moves[player];
        // The best of its moves stands first.
        let to = own.from(agreed).first().copied().filter(|&to| own.rank(to) > own.rank(agreed))?;
        let others: Vec<usize> = (0..model.players.len()).filter(|&other| other != player).collect();
        let answer = |kind: Kind| {
            let walk = Walk::new(&model.moves, &others, to, kind);
            let worse = walk.reached.iter().copied().find(|&at| own.rank(at) <= own.rank(agreed))?;
            walk.way_to(worse)
        };
        let expected = answer(Kind::Improving);
        let is_credible = expected.is_some();
        let steps = expected.or_else(|| answer(Kind::Any));
        let (mut stays_under, mut would_stay) = (Vec::new(), Vec::new());
        for concept in Concept::ALL {
            let level = levels(&model.moves, player, concept)[agreed];
            if level <= own.rank(agreed) {
                stays_under.push(concept);
            } else if let Some(at) = own.ranks().iter().position(|&rank| rank == level) {
                would_stay.push(WouldStay { concept, as_good_as: model.state(at) });
            }
        }
        let deterrents = others.iter().flat_map(|&by| {
            [Will::Willing, Will::Unwilling].map(|will| Deterrent {
                by: model.players[by].clone(),
                will,
                stays_under: effect(&model.states, &model.moves, player, by, agreed, will),
            })
        });
        Some(Defection {
            player: model.players[player].clone(),
            to: model.state(to),
            changes: model.changes(agreed, to),
            stays_under,
            answer: steps.map(|steps| model.way(to, &steps)),
            is_credible,
            would_stay,
            requirements: self.requirements(player),
            deterrents: deterrents.collect(),
        })
    }

    fn requirements(&self, player: usize) -> Vec<Requirements> {
        let Self { model, agreed } = *self;
        if model.states.states.len() > INVERSE_LIMIT {
            return Vec::new();
        }
        let states = |group: &Vec<usize>| group.iter().map(|&at| model.state(at)).collect();
        let told = |requirement: inverse::Requirement| Requirement {
            as_good_as: model.state(requirement.to),
            or_as_good_as_all_of: requirement.or.iter().map(states).collect(),
        };
        let of = |concept| inverse::requirements(&model.moves, player, agreed, concept);
        let all = |concept| Requirements { concept, all: of(concept).into_iter().map(told).collect() };
        Concept::ALL.map(all).into()
    }

    fn coalitions(&self) -> Coalitions {
        let Self { model, agreed } = *self;
        let mut answers = Answers::new(&model.states, &model.moves, agreed);
        let mut stay_under = answers.as_ref().map(|_| Concept::ALL.to_vec());
        let mut found: Vec<(Vec<usize>, usize, Option<Vec<Concept>>)> = Vec::new();
        for members in coalition::coalitions(model.players.len()) {
            let Some(to) = coalition::improvement(&model.states, &model.moves, &members, agreed) else {
                continue;
            };
            let own = answers.as_mut().and_then(|answers| answers.stays_under(&members));
            stay_under = stay_under.zip(own.as_ref()).map(|(mut all, own)| {
                all.retain(|concept| own.contains(concept));
                all
            });
            // A larger coalition is told only when none of its parts can leave by itself.
            let has_part = found.iter().any(|(part, ..)| part.iter().all(|member| members.contains(member)));
            if !has_part {
                found.push((members, to, own));
            }
        }
        let is_stable = found.is_empty();
        let leaving = found.into_iter().map(|(members, to, stays_under)| CoalitionMove {
            members: members.into_iter().map(|member| model.players[member].clone()).collect(),
            to: model.state(to),
            changes: model.changes(agreed, to),
            stays_under,
        });
        Coalitions { leaving: leaving.collect(), is_stable, stay_under }
    }
}

fn status_quo(model: &Model, now: usize, equilibria: &[(Concept, Vec<usize>)]) -> StatusQuo {
    let everybody: Vec<usize> = (0..model.players.len()).collect();
    let any = Walk::new(&model.moves, &everybody, now, Kind::Any);
    let improving = Walk::new(&model.moves, &everybody, now, Kind::Improving);
    let way = |walk: &Walk, to: usize| walk.way_to(to).map(|steps| model.way(now, &steps));
    let sequential = equilibria.iter().find(|(concept, _)| *concept == Concept::Seq);
    let sequential = sequential.map_or(&[][..], |(_, all)| all.as_slice());
    StatusQuo {
        reachable: any.reached.len(),
        reachable_by_improving: improving.reached.len(),
        to_agreed_by_improving: model.agreed.and_then(|agreed| way(&improving, agreed)),
        to_agreed: model.agreed.and_then(|agreed| way(&any, agreed)),
        to_equilibria: sequential.iter().filter_map(|&at| way(&improving, at)).take(WAY_LIMIT).collect(),
        is_complete: any.is_complete && improving.is_complete,
    }
}
