//! Stability in words: whether the agreed state holds, who would leave it, what would keep them.

use mawqif_core::initiative::stability::{
    answer::{CoalitionMove, Defection, Equilibria, Refusal, Source, Stability, Standing, StatusQuo},
    concepts::Concept,
    deterrent::Will,
    preference::{Notice, Relation},
    states::{Helpful, PLAYER_LIMIT, Refused},
};

use super::{Actors, Teller};
use crate::locale::{Language, Value};

/// The most equilibria of one concept that are told.
const TOLD_LIMIT: usize = 6;

/// The most patterns told that would help.
const HELPFUL_LIMIT: usize = 8;

/// An analysis in sentences.
pub struct Told {
    /// Where the game comes from, and its size.
    pub game: String,
    /// Whether the agreed state holds.
    pub holds: Vec<String>,
    /// Who gains by leaving it, each with what would be answered and what would keep them.
    pub defections: Vec<Vec<String>>,
    /// Who gains by leaving it together.
    pub coalitions: Vec<String>,
    /// How today's state leads there.
    pub today: Option<String>,
    /// Where improving moves lead from today: a way to each equilibrium that they reach. A note leaves it out.
    pub ways: Vec<String>,
    /// The equilibria of each concept.
    pub equilibria: Vec<String>,
    /// What is doubtful in the preferences.
    pub notices: Vec<String>,
}

/// Tells an analysis.
pub fn told(teller: &Teller<'_>, stability: &Stability) -> Told {
    Narrator { actors: Actors { teller, stability } }.told()
}

/// Why a game has no analysis, and then what would help.
pub fn refused(teller: &Teller<'_>, refusal: &Refusal) -> Vec<String> {
    let locale = teller.locale;
    let message = match locale.language {
        Language::En => refusal.message.clone(),
        Language::Ar => reason(teller, &refusal.why),
    };
    let mut lines = vec![locale.tell("stress-refused", &[("message", message.into())])];
    lines.extend(refusal.helpful.iter().take(HELPFUL_LIMIT).map(|helpful| match helpful {
        Helpful::OneAtATime { player, pattern, .. } => {
            let values = [("player", teller.name(player).into()), ("pattern", pattern.as_str().into())];
            locale.tell("stress-helpful-one", &values)
        }
        Helpful::Unspoken { option } => {
            let option = teller.code(option.as_str());
            locale.tell("stress-helpful-unspoken", &[("option", option.into())])
        }
    }));
    lines
}

/// Why a game is refused. The core says it in English; other languages have words of their own.
fn reason(teller: &Teller<'_>, why: &Refused) -> String {
    let locale = teller.locale;
    match why {
        Refused::NoState => locale.word("stress-refused-no-state"),
        Refused::TooManyStates { options, most, .. } => {
            let values = [("options", (*options).into()), ("most", (*most).into())];
            locale.tell("stress-refused-too-many", &values)
        }
        Refused::Ruled(state) => locale.tell("stress-refused-ruled", &[("state", state.as_str().into())]),
        Refused::Unranked { player, missing, states, first } => {
            let values = [
                ("player", teller.name(player).into()),
                ("missing", (*missing).into()),
                ("states", (*states).into()),
                ("first", first.as_str().into()),
            ];
            locale.tell("stress-refused-unranked", &values)
        }
        Refused::RankedTwice(player, state) => {
            let values = [("player", teller.name(player).into()), ("state", state.as_str().into())];
            locale.tell("stress-refused-twice", &values)
        }
        Refused::TooManyPlayers(sides) => locale
            .tell("stress-refused-players", &[("sides", (*sides).into()), ("most", PLAYER_LIMIT.into())]),
        Refused::Nothing => locale.word("stress-refused-nothing"),
    }
}

struct Narrator<'a> {
    actors: Actors<'a>,
}

impl Narrator<'_> {
    fn word(&self, key: &str) -> String {
        self.actors.teller.locale.word(key)
    }

    fn tell(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        self.actors.teller.locale.tell(key, values)
    }

    fn told(&self) -> Told {
        let Stability { source, players, states, .. } = self.actors.stability;
        let key = match source {
            Source::Dossier => "stress-from-dossier",
            Source::Provisions => "stress-from-provisions",
        };
        let game = self.tell(key, &[("players", players.len().into()), ("states", (*states).into())]);
        let stability = self.actors.stability;
        let is_agreed = stability.agreed.is_some();
        let defections = stability.defections.iter().filter(|_| is_agreed);
        let mut coalitions = Vec::new();
        if is_agreed {
            coalitions.extend(stability.coalitions.iter().map(|it| self.coalition(it)));
            if stability.is_coalition_stable && players.len() > 1 {
                coalitions.push(self.word("stress-no-coalition"));
            }
        }
        Told {
            game,
            holds: self.holds(),
            defections: defections.map(|it| self.defection(it)).collect(),
            coalitions,
            today: stability.status_quo.as_ref().filter(|_| is_agreed).map(|it| self.status_quo(it)),
            ways: self.ways(),
            equilibria: stability.equilibria.iter().map(|it| self.equilibrium(it)).collect(),
            notices: stability.notices.iter().map(|it| self.notice(it)).collect(),
        }
    }

    fn concepts(&self, concepts: &[Concept]) -> String {
        if concepts.is_empty() {
            return self.word("stress-nothing");
        }
        let names: Vec<String> = concepts.iter().map(|it| it.name().to_owned()).collect();
        self.actors.teller.locale.list(&names)
    }

    fn holds(&self) -> Vec<String> {
        let stability = self.actors.stability;
        if stability.agreed.is_none() {
            return vec![self.word("stress-no-agreed")];
        }
        let (held, failed): (Vec<_>, Vec<_>) =
            stability.agreed_stable.iter().partition(|it| it.is_equilibrium);
        let list = |of: &[&Standing]| -> String {
            self.concepts(&of.iter().map(|it| it.concept).collect::<Vec<Concept>>())
        };
        match (held.is_empty(), failed.is_empty()) {
            (_, true) => vec![self.word("stress-holds")],
            (true, false) => vec![self.word("stress-holds-not")],
            (false, false) => vec![
                self.tell("stress-holds-under", &[("list", list(&held).into())]),
                self.tell("stress-fails-under", &[("list", list(&failed).into())]),
            ],
        }
    }

    fn coalition(&self, coalition: &CoalitionMove) -> String {
        let values = [
            ("members", self.actors.players(&coalition.members).into()),
            ("list", self.actors.changes(&coalition.changes).into()),
        ];
        let leaves = self.tell("stress-together", &values);
        match &coalition.stays_under {
            None => leaves,
            Some(concepts) if concepts.is_empty() => {
                format!("{leaves} {}", self.word("stress-together-leaves"))
            }
            Some(concepts) => {
                let stays = [("concepts", self.concepts(concepts).into())];
                format!("{leaves} {}", self.tell("stress-together-stays", &stays))
            }
        }
    }

    fn defection(&self, defection: &Defection) -> Vec<String> {
        let actors = &self.actors;
        let values = [
            ("player", actors.player(&defection.player).into()),
            ("list", actors.changes(&defection.changes).into()),
        ];
        let mut lines = vec![self.tell("stress-gains", &values)];
        lines.push(match &defection.answer {
            None => self.word("stress-no-reply"),
            Some(path) => {
                let key = if defection.is_credible { "stress-reply-expected" } else { "stress-reply-threat" };
                self.tell(key, &[("path", actors.path(path).into())])
            }
        });
        // Whoever would deter under sequential stability is worth telling when the player leaves under it.
        if !defection.stays_under.contains(&Concept::Seq) {
            let willing = || defection.deterrents.iter().filter(|it| it.will == Will::Willing);
            let by: Vec<_> = willing().filter(|it| it.stays_under.contains(&Concept::Seq)).collect();
            if let Some(first) = by.first() {
                let ids: Vec<_> = by.iter().map(|it| it.by.clone()).collect();
                let threat =
                    defection.deterrents.iter().find(|it| it.will == Will::Unwilling && it.by == first.by);
                let threat = self.concepts(threat.map_or(&[][..], |it| &it.stays_under));
                let values = [
                    ("list", actors.players(&ids).into()),
                    ("concepts", self.concepts(&first.stays_under).into()),
                    ("threat", threat.into()),
                ];
                lines.push(self.tell("stress-deters", &values));
            }
        }
        // Concepts that ask for the same are told together.
        for same in defection.would_stay.chunk_by(|a, b| a.as_good_as == b.as_good_as) {
            let concepts: Vec<Concept> = same.iter().map(|it| it.concept).collect();
            let values = [
                ("state", actors.state(&same[0].as_good_as).into()),
                ("concepts", self.concepts(&concepts).into()),
            ];
            lines.push(self.tell("stress-would-stay", &values));
        }
        lines
    }

    fn status_quo(&self, from: &StatusQuo) -> String {
        let by = |key: &str, path: &_| self.tell(key, &[("path", self.actors.path(path).into())]);
        match (&from.to_agreed_by_improving, &from.to_agreed) {
            (Some(path), _) if path.is_empty() => self.word("stress-now-there"),
            (Some(path), _) => by("stress-now-improving", path),
            (None, Some(path)) => by("stress-now-any", path),
            (None, None) => self.word("stress-now-never"),
        }
    }

    fn ways(&self) -> Vec<String> {
        let from = self.actors.stability.status_quo.as_ref();
        let ways = from.map_or(&[][..], |from| from.to_equilibria.as_slice());
        ways.iter().filter(|way| !way.is_empty()).map(|way| self.actors.path(way)).collect()
    }

    fn equilibrium(&self, equilibria: &Equilibria) -> String {
        let Equilibria { concept, count, states } = equilibria;
        let mut told: Vec<String> =
            states.iter().take(TOLD_LIMIT).map(|state| self.actors.state(state)).collect();
        let rest = count - told.len();
        if rest > 0 {
            told.push(self.tell("stress-more", &[("count", rest.into())]));
        }
        let values =
            [("concept", concept.name().into()), ("count", (*count).into()), ("list", told.join(" ").into())];
        self.tell("stress-equilibrium", &values)
    }

    fn notice(&self, notice: &Notice) -> String {
        match notice {
            Notice::Idle { player, statement } => {
                let values =
                    [("player", self.actors.player(player).into()), ("statement", statement.as_str().into())];
                self.tell("stress-notice-idle", &values)
            }
            Notice::Decided { player, statement, by, relation } => {
                let key = match relation {
                    Relation::Same => "stress-notice-same",
                    Relation::Opposite => "stress-notice-opposite",
                };
                let values = [
                    ("player", self.actors.player(player).into()),
                    ("statement", statement.as_str().into()),
                    ("by", by.as_str().into()),
                ];
                self.tell(key, &values)
            }
            // A side of a made game that has nothing to decide needs no preferences.
            Notice::Indifferent { player } => {
                self.tell("stress-notice-indifferent", &[("player", self.actors.player(player).into())])
            }
        }
    }
}
