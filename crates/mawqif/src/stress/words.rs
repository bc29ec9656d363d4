//! What the parts of the test share in words: names by id, lists, what somebody does in a game.

use std::collections::HashMap;

use mawqif_core::{
    dossier::Dossier,
    initiative::stability::{
        answer::{Change, Move, Stability, State},
        provisions::Meaning,
    },
    text::{Id, Text},
};

use crate::locale::{Language, Locale};

/// Longer texts are told by their id.
const NAME_WIDTH: usize = 90;

/// Tells an answer about a dossier.
pub struct Teller<'a> {
    /// The words of the language.
    pub locale: &'a Locale,
    names: HashMap<&'a Id, &'a Text>,
}

impl<'a> Teller<'a> {
    /// Tells about this dossier.
    pub fn new(dossier: &'a Dossier, locale: &'a Locale) -> Self {
        let provisions = dossier.provisions.iter().map(|it| (&it.id, &it.text));
        let conditions = dossier.conditions.iter().map(|it| (&it.id, &it.text));
        let harms = dossier.harms.iter().map(|it| (&it.id, &it.name));
        let places = dossier.places.iter().map(|it| (&it.id, &it.name));
        let bodies = dossier.bodies.iter().map(|it| (&it.id, &it.name));
        let parties = dossier.parties.iter().map(|it| (&it.id, &it.name));
        // Where two sections have one id, who acts goes before what is done.
        let names = provisions.chain(conditions).chain(harms).chain(places).chain(bodies).chain(parties);
        Self { locale, names: names.collect() }
    }

    /// The tag of the language.
    pub fn language(&self) -> &'static str {
        self.locale.language.tag()
    }

    /// Something by its id as it stands in a sentence.
    pub fn name(&self, id: &Id) -> String {
        match self.names.get(id).map(|name| name.in_language(self.language())) {
            Some(name) if !name.is_empty() && name.chars().count() <= NAME_WIDTH => {
                name.trim_end_matches('.').to_owned()
            }
            _ => id.to_string(),
        }
    }

    /// A list of such.
    pub fn names(&self, ids: &[Id]) -> String {
        self.locale.list(&ids.iter().map(|id| self.name(id)).collect::<Vec<_>>())
    }

    /// An id or the name of a rule, kept in its own direction.
    pub fn code(&self, word: &str) -> String {
        match self.locale.language {
            Language::En => word.to_owned(),
            Language::Ar => mawqif_core::text::isolate(word),
        }
    }
}

/// Tells of a game.
pub struct Actors<'a> {
    /// What it shares with the rest of the test.
    pub teller: &'a Teller<'a>,
    /// The game.
    pub stability: &'a Stability,
}

impl Actors<'_> {
    /// A player.
    pub fn player(&self, id: &Id) -> String {
        let player = self.stability.players.iter().find(|player| player.id == *id);
        if player.is_some_and(|player| player.is_coalition) {
            return self.teller.locale.word("stress-the-coalition");
        }
        self.teller.name(id)
    }

    /// Players as a list.
    pub fn players(&self, ids: &[Id]) -> String {
        self.teller.locale.list(&ids.iter().map(|id| self.player(id)).collect::<Vec<_>>())
    }

    /// An option that changes, as what somebody does.
    pub fn change(&self, change: &Change) -> String {
        let locale = self.teller.locale;
        let options = self.stability.players.iter().flat_map(|player| &player.options);
        let meaning = options.into_iter().find(|option| option.id == change.option).map(|it| &it.meaning);
        let of = |key: &str, name: &str, words: String| locale.tell(key, &[(name, words.into())]);
        let provisions = |ids: &[Id]| {
            let ids: Vec<String> = ids.iter().map(|id| self.teller.code(id.as_str())).collect();
            locale.list(&ids)
        };
        match (meaning, change.is_taken) {
            (Some(Meaning::Keeps { provisions: ids }), true) => {
                of("stress-keeps", "provision", provisions(ids))
            }
            (Some(Meaning::Keeps { provisions: ids }), false) => {
                of("stress-breaks", "provision", provisions(ids))
            }
            (Some(Meaning::GoesOn { harm }), true) => of("stress-goes-on", "harm", self.teller.name(harm)),
            (Some(Meaning::GoesOn { harm }), false) => of("stress-ends", "harm", self.teller.name(harm)),
            (Some(Meaning::Answers { provisions: ids }), true) => {
                of("stress-answers", "provision", provisions(ids))
            }
            (Some(Meaning::Answers { provisions: ids }), false) => {
                of("stress-answers-no-more", "provision", provisions(ids))
            }
            (_, true) => of("stress-takes", "option", self.teller.code(change.option.as_str())),
            (_, false) => of("stress-drops", "option", self.teller.code(change.option.as_str())),
        }
    }

    /// Options that change, as a list.
    pub fn changes(&self, changes: &[Change]) -> String {
        self.teller.locale.list(&changes.iter().map(|change| self.change(change)).collect::<Vec<_>>())
    }

    /// A path, move by move.
    pub fn path(&self, moves: &[Move]) -> String {
        let told = moves.iter().map(|step| {
            let values =
                [("player", self.player(&step.player).into()), ("list", self.changes(&step.changes).into())];
            self.teller.locale.tell("stress-move", &values)
        });
        told.collect::<Vec<_>>().join(match self.teller.locale.language {
            Language::En => "; ",
            Language::Ar => "؛ ",
        })
    }

    /// A state, as its options.
    pub fn state(&self, state: &State) -> String {
        if state.is_empty() {
            return self.teller.locale.word("stress-nothing-taken");
        }
        let ids: Vec<String> = state.iter().map(|id| self.teller.code(id.as_str())).collect();
        format!(
            "{{{}}}",
            ids.join(match self.teller.locale.language {
                Language::En => ", ",
                Language::Ar => "، ",
            })
        )
    }
}
