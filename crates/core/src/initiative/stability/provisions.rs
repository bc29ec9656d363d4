//! The game that an offer plays when nobody has written one: each obliged side may keep a provision or
//! break it.
//!
//! It supposes the worst that is still reasonable, since it is there to test the offer:
//!
//! - Every side gains by what the others keep, and a little by what it does not keep itself.
//! - A harm that no provision stops can go on, and the only party outside the coalition gains by that.
//! - A provision with a response to breach gives the other side an option to answer. It uses it when the
//!   breach is established, that is when the provision says who verifies; without that it would rather not.
//!
//! The members of the coalition play as one. With many provisions, those of one side become one option.

use std::collections::HashSet;

use super::{
    game::{Game, Pattern, Player, Wish},
    states::{PLAYER_LIMIT, Refused},
};
use crate::{
    consultation::stance::{Formula, preference::Preference},
    dossier::{Dossier, Provision, ProvisionStatus},
    text::Id,
};

/// The most options before the provisions of one side become one.
pub const MERGE_LIMIT: usize = 12;

/// What an option stands for.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Meaning {
    /// What its name says.
    Named,
    /// The player keeps these provisions.
    Keeps {
        /// The provisions.
        provisions: Vec<Id>,
    },
    /// The player goes on with a harm.
    GoesOn {
        /// The harm.
        harm: Id,
    },
    /// The player answers a breach of these provisions.
    Answers {
        /// The provisions.
        provisions: Vec<Id>,
    },
}

/// A game with what its options stand for.
#[derive(Clone, Debug)]
pub struct Made {
    /// The game.
    pub game: Game,
    /// For each option, in the order of the players.
    pub meanings: Vec<(Id, Meaning)>,
    /// The player that stands for the coalition.
    pub coalition: Id,
}

struct Keeping {
    id: Id,
    provisions: Vec<Id>,
    answer: Option<Answer>,
}

struct Answer {
    id: Id,
    is_verified: bool,
}

struct Side {
    id: Id,
    keeps: Vec<Keeping>,
    goes_on: Vec<(Id, Id)>,
}

/// The game of a dossier's provisions.
///
/// # Errors
/// When nobody is obliged to anything and nothing goes on, and when more sides are than a game holds.
pub fn made(dossier: &Dossier) -> Result<Made, Refused> {
    let mut ids = Ids::new(dossier);
    let coalition = ids.free("coalition");
    let mut sides: Vec<Side> = Vec::new();
    let provisions: Vec<&Provision> =
        dossier.provisions.iter().filter(|it| it.status != ProvisionStatus::Rejected).collect();
    for party in dossier.parties.iter().map(|party| Some(&party.id)).chain([None]) {
        let is_obliged = |provision: &Provision| match party {
            Some(party) => provision.obliged.contains(party),
            None => provision.obliged.iter().any(|id| dossier.bodies.iter().any(|body| body.id == *id)),
        };
        let own: Vec<&Provision> = provisions.iter().copied().filter(|it| is_obliged(it)).collect();
        let side = party.unwrap_or(&coalition);
        let groups: Vec<Vec<&Provision>> = if provisions.len() * 2 > MERGE_LIMIT && !own.is_empty() {
            vec![own]
        } else {
            own.into_iter().map(|provision| vec![provision]).collect()
        };
        let keeps = groups.into_iter().map(|group| ids.keeping(side, &group)).collect();
        let goes_on = match (party, dossier.parties.as_slice()) {
            (Some(_), [_]) => {
                let open = dossier
                    .harms
                    .iter()
                    .filter(|harm| provisions.iter().all(|it| !it.stops.contains(&harm.id)));
                let open = open.take(MERGE_LIMIT / 2);
                open.map(|harm| (ids.free(&format!("{}-goes-on", harm.id)), harm.id.clone())).collect()
            }
            _ => Vec::new(),
        };
        let side = Side { id: side.clone(), keeps, goes_on };
        if !side.keeps.is_empty() || !side.goes_on.is_empty() || party.is_none() {
            sides.push(side);
        }
    }
    let is_idle = sides.iter().all(|side| side.keeps.is_empty() && side.goes_on.is_empty());
    if is_idle {
        return Err(Refused::Nothing);
    }
    // Beyond what a game holds, the analyst has to say who plays.
    if sides.len() > PLAYER_LIMIT {
        Err(Refused::TooManyPlayers(sides.len()))
    } else {
        Ok(game(&sides, coalition))
    }
}

fn game(sides: &[Side], coalition: Id) -> Made {
    let (mut players, mut infeasible, mut meanings) = (Vec::new(), Vec::new(), Vec::new());
    // Answers to a party are the coalition's; answers to the coalition are the first party's.
    let answerer = |of: usize| if sides[of].id == coalition { 0 } else { sides.len() - 1 };
    for (at, side) in sides.iter().enumerate() {
        let mut options = Vec::new();
        let (mut prefers, mut own, mut uses) = (Vec::new(), Vec::new(), Vec::new());
        for keeping in &side.keeps {
            options.push(keeping.id.clone());
            meanings.push((keeping.id.clone(), Meaning::Keeps { provisions: keeping.provisions.clone() }));
            own.push(format!("not {}", keeping.id));
            if let Some(answer) = keeping.answer.as_ref().filter(|_| answerer(at) != at) {
                prefers.push(format!("not {}", answer.id));
                infeasible.extend(pattern(&format!("{} and {}", answer.id, keeping.id)));
            }
        }
        for (id, harm) in &side.goes_on {
            options.push(id.clone());
            meanings.push((id.clone(), Meaning::GoesOn { harm: harm.clone() }));
            own.push(id.to_string());
        }
        for (of, other) in sides.iter().enumerate().filter(|(of, _)| *of != at) {
            prefers.extend(other.keeps.iter().map(|keeping| keeping.id.to_string()));
            prefers.extend(other.goes_on.iter().map(|(id, _)| format!("not {id}")));
            for keeping in other.keeps.iter().filter(|_| answerer(of) == at) {
                let Some(answer) = &keeping.answer else { continue };
                options.push(answer.id.clone());
                meanings
                    .push((answer.id.clone(), Meaning::Answers { provisions: keeping.provisions.clone() }));
                uses.push(match answer.is_verified {
                    true => format!("{} iff not {}", answer.id, keeping.id),
                    false => format!("not {}", answer.id),
                });
            }
        }
        prefers.extend(uses.into_iter().chain(own));
        let prefers = prefers.iter().filter_map(|words| wish(words)).collect();
        players.push(Player { id: side.id.clone(), options, prefers, ranking: Vec::new() });
    }
    let keeps = sides.iter().flat_map(|side| side.keeps.iter().map(|keeping| keeping.id.clone()));
    let goes_on = sides.iter().flat_map(|side| side.goes_on.iter().map(|(id, _)| id.clone()));
    let game = Game {
        now: Some(goes_on.collect()),
        agreed: Some(keeps.collect()),
        irreversible: Vec::new(),
        infeasible,
        players,
    };
    Made { game, meanings, coalition }
}

fn wish(words: &str) -> Option<Wish> {
    let (preference, _) = Preference::parse(words).ok()?;
    Some(Wish { words: words.to_owned(), preference })
}

fn pattern(words: &str) -> Option<Pattern> {
    let (formula, _) = Formula::parse(words).ok()?;
    Some(Pattern { words: words.to_owned(), formula })
}

/// Ids that are still free.
struct Ids {
    taken: HashSet<Id>,
}

impl Ids {
    fn new(dossier: &Dossier) -> Self {
        Self { taken: dossier.parties.iter().map(|party| party.id.clone()).collect() }
    }

    /// An id like this one that nothing has yet.
    fn free(&mut self, wanted: &str) -> Id {
        let wanted: String = wanted.chars().take(crate::text::ID_LIMIT - 8).collect();
        let numbered = (2..).map(|number| format!("{wanted}-{number}"));
        let names = std::iter::once(wanted.clone()).chain(numbered);
        let mut free = names.filter(|name| name != "iff").filter_map(|name| Id::new(&name).ok());
        loop {
            // The names are made of an id with a number behind it, so that most are ids and none ends.
            if let Some(id) = free.next()
                && self.taken.insert(id.clone())
            {
                return id;
            }
        }
    }

    fn keeping(&mut self, side: &Id, group: &[&Provision]) -> Keeping {
        let id = match group {
            [single] if single.obliged.len() == 1 => self.free(single.id.as_str()),
            [single] => self.free(&format!("{}-by-{side}", single.id)),
            _ => self.free(&format!("all-by-{side}")),
        };
        let answered: Vec<&&Provision> = group.iter().filter(|it| it.on_breach.is_some()).collect();
        let answer = (answered.len() == group.len()).then(|| Answer {
            id: self.free(&format!("answer-{id}")),
            is_verified: group.iter().all(|it| it.verified_by.is_some()),
        });
        Keeping { id, provisions: group.iter().map(|it| it.id.clone()).collect(), answer }
    }
}
