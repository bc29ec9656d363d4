//! The analysis of stability, narrated.

use std::io::Write;

use mawqif_core::initiative::stability::{
    answer::{Defection, Equilibria, Outcome, Refusal, Source, Stability, StatusQuo},
    concepts::Concept,
    deterrent::Will,
    preference::{Notice, Relation},
    states::Helpful,
};

use super::words::{Actors, Teller};
use crate::cli::Failure;

/// The most equilibria of one concept that are told.
const TOLD_LIMIT: usize = 6;

/// The most patterns told that would help.
const HELPFUL_LIMIT: usize = 8;

/// Writes the analysis.
pub fn tell(teller: &Teller<'_>, outcome: &Outcome, out: &mut dyn Write) -> Result<(), Failure> {
    teller.heading("stress-stability", out)?;
    match outcome {
        Outcome::Refused(refusal) => refused(teller, refusal, out),
        Outcome::Analysed(stability) => Narrator { actors: Actors { teller, stability } }.tell(out),
    }
}

fn refused(teller: &Teller<'_>, refusal: &Refusal, out: &mut dyn Write) -> Result<(), Failure> {
    let message = teller.code(&refusal.message);
    teller.line(&teller.locale.tell("stress-refused", &[("message", message.into())]), out)?;
    for helpful in refusal.helpful.iter().take(HELPFUL_LIMIT) {
        let words = match helpful {
            Helpful::OneAtATime { player, pattern, .. } => {
                let values = [("player", teller.name(player).into()), ("pattern", pattern.as_str().into())];
                teller.locale.tell("stress-helpful-one", &values)
            }
            Helpful::Unspoken { option } => {
                let option = teller.code(option.as_str());
                teller.locale.tell("stress-helpful-unspoken", &[("option", option.into())])
            }
        };
        teller.line(&format!("  {words}"), out)?;
    }
    Ok(())
}

struct Narrator<'a> {
    actors: Actors<'a>,
}

impl Narrator<'_> {
    fn word(&self, key: &str, out: &mut dyn Write) -> Result<(), Failure> {
        let teller = self.actors.teller;
        teller.line(&format!("  {}", teller.locale.word(key)), out)
    }

    fn told(&self, key: &str, values: &[(&str, String)], out: &mut dyn Write) -> Result<(), Failure> {
        let teller = self.actors.teller;
        let values: Vec<(&str, crate::locale::Value<'_>)> =
            values.iter().map(|(name, words)| (*name, words.as_str().into())).collect();
        teller.line(&format!("  {}", teller.locale.tell(key, &values)), out)
    }

    fn tell(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let Stability { source, players, states, .. } = self.actors.stability;
        let key = match source {
            Source::Dossier => "stress-from-dossier",
            Source::Provisions => "stress-from-provisions",
        };
        self.told(key, &[("players", players.len().to_string()), ("states", states.to_string())], out)?;
        self.agreed(out)?;
        self.equilibria(out)?;
        for notice in &self.actors.stability.notices {
            self.notice(notice, out)?;
        }
        Ok(())
    }

    fn concepts(&self, concepts: &[Concept]) -> String {
        if concepts.is_empty() {
            return self.actors.teller.locale.word("stress-nothing");
        }
        let names: Vec<String> = concepts.iter().map(|it| it.name().to_owned()).collect();
        self.actors.teller.locale.list(&names)
    }

    fn agreed(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let stability = self.actors.stability;
        if stability.agreed.is_none() {
            return self.word("stress-no-agreed", out);
        }
        let (held, failed): (Vec<_>, Vec<_>) =
            stability.agreed_stable.iter().partition(|it| it.is_equilibrium);
        let names = |of: &[_]| -> Vec<Concept> {
            of.iter().map(|it: &&mawqif_core::initiative::stability::answer::Standing| it.concept).collect()
        };
        match (held.is_empty(), failed.is_empty()) {
            (_, true) => self.word("stress-holds", out)?,
            (true, false) => self.word("stress-holds-not", out)?,
            (false, false) => {
                self.told("stress-holds-under", &[("list", self.concepts(&names(&held)))], out)?;
                self.told("stress-fails-under", &[("list", self.concepts(&names(&failed)))], out)?;
            }
        }
        for defection in &stability.defections {
            self.defection(defection, out)?;
        }
        for coalition in &stability.coalitions {
            let values = [
                ("members", self.actors.players(&coalition.members)),
                ("list", self.actors.changes(&coalition.changes)),
            ];
            self.told("stress-together", &values, out)?;
        }
        if stability.is_coalition_stable && stability.players.len() > 1 {
            self.word("stress-no-coalition", out)?;
        }
        match &stability.status_quo {
            Some(from) => self.status_quo(from, out),
            None => Ok(()),
        }
    }

    fn defection(&self, defection: &Defection, out: &mut dyn Write) -> Result<(), Failure> {
        let actors = &self.actors;
        let values =
            [("player", actors.player(&defection.player)), ("list", actors.changes(&defection.changes))];
        self.told("stress-gains", &values, out)?;
        match &defection.answer {
            None => self.word("stress-no-reply", out)?,
            Some(path) => {
                let key = if defection.is_credible { "stress-reply-expected" } else { "stress-reply-threat" };
                self.told(key, &[("path", actors.path(path))], out)?;
            }
        }
        // Whoever would deter under sequential stability is worth telling when the player leaves under it.
        if !defection.stays_under.contains(&Concept::Seq) {
            let willing = || defection.deterrents.iter().filter(|it| it.will == Will::Willing);
            let by: Vec<_> = willing().filter(|it| it.stays_under.contains(&Concept::Seq)).collect();
            if let Some(first) = by.first() {
                let ids: Vec<_> = by.iter().map(|it| it.by.clone()).collect();
                let threat =
                    defection.deterrents.iter().find(|it| it.will == Will::Unwilling && it.by == first.by);
                let values = [
                    ("list", actors.players(&ids)),
                    ("concepts", self.concepts(&first.stays_under)),
                    ("threat", self.concepts(threat.map_or(&[][..], |it| &it.stays_under))),
                ];
                self.told("stress-deters", &values, out)?;
            }
        }
        // Concepts that ask for the same are told together.
        for same in defection.would_stay.chunk_by(|a, b| a.as_good_as == b.as_good_as) {
            let concepts: Vec<Concept> = same.iter().map(|it| it.concept).collect();
            let values =
                [("state", actors.state(&same[0].as_good_as)), ("concepts", self.concepts(&concepts))];
            self.told("stress-would-stay", &values, out)?;
        }
        Ok(())
    }

    fn status_quo(&self, from: &StatusQuo, out: &mut dyn Write) -> Result<(), Failure> {
        match (&from.to_agreed_by_improving, &from.to_agreed) {
            (Some(path), _) if path.is_empty() => self.word("stress-now-there", out),
            (Some(path), _) => self.told("stress-now-improving", &[("path", self.actors.path(path))], out),
            (None, Some(path)) => self.told("stress-now-any", &[("path", self.actors.path(path))], out),
            (None, None) => self.word("stress-now-never", out),
        }
    }

    fn equilibria(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let teller = self.actors.teller;
        teller.heading("stress-equilibria", out)?;
        for Equilibria { concept, count, states } in &self.actors.stability.equilibria {
            let mut told: Vec<String> =
                states.iter().take(TOLD_LIMIT).map(|state| self.actors.state(state)).collect();
            let rest = count - told.len();
            if rest > 0 {
                told.push(teller.locale.tell("stress-more", &[("count", rest.into())]));
            }
            let values = [
                ("concept", concept.name().into()),
                ("count", (*count).into()),
                ("list", told.join(" ").into()),
            ];
            teller.line(&format!("  {}", teller.locale.tell("stress-equilibrium", &values)), out)?;
        }
        Ok(())
    }

    fn notice(&self, notice: &Notice, out: &mut dyn Write) -> Result<(), Failure> {
        match notice {
            Notice::Idle { player, statement } => {
                let values = [("player", self.actors.player(player)), ("statement", statement.clone())];
                self.told("stress-notice-idle", &values, out)
            }
            Notice::Decided { player, statement, by, relation } => {
                let key = match relation {
                    Relation::Same => "stress-notice-same",
                    Relation::Opposite => "stress-notice-opposite",
                };
                let values = [
                    ("player", self.actors.player(player)),
                    ("statement", statement.clone()),
                    ("by", by.clone()),
                ];
                self.told(key, &values, out)
            }
            // A side of a made game that has nothing to decide needs no preferences.
            Notice::Indifferent { player } => {
                self.told("stress-notice-indifferent", &[("player", self.actors.player(player))], out)
            }
        }
    }
}
