//! A stance as a sentence in the reader's language, with the conditions in their own words: what people would
//! say to each other, where the stance language has short names.

use mawqif_core::{
    consultation::stance::{Clause, Formula, Guard, Stance, Verdict},
    dossier::Dossier,
    text::Id,
};

use super::super::words::Words;

/// Longest words of a condition within a sentence, in characters; of longer ones, the beginning.
const QUOTED: usize = 160;

/// The sentence.
pub fn sentence(stance: &Stance, dossier: &Dossier, words: &Words) -> String {
    let speaker = Speaker { dossier, words };
    let last = stance.clauses.len().saturating_sub(1);
    let clauses: Vec<String> = stance
        .clauses
        .iter()
        .enumerate()
        .map(|(at, clause)| speaker.clause(clause, at == 0, at == last))
        .collect();
    let is_open = stance.clauses.last().is_some_and(|it| matches!(it.guard, Guard::When { .. }));
    let mut told = clauses.join(&words.word("says-then"));
    if is_open {
        // Where no clause holds, the body rejects.
        told.push_str(&words.word("says-then"));
        told.push_str(&words.about("says-otherwise", &words.word(verb(Verdict::Reject, Place::Within))));
    }
    told.push_str(&words.word("says-end"));
    told
}

/// Where in the sentence something stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    Within,
}

/// How a condition is named: as something that holds, or by its words alone.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Named {
    Holding,
    Bare,
}

fn verb(verdict: Verdict, place: Place) -> &'static str {
    match (verdict, place) {
        (Verdict::Accept, Place::Start) => "says-accept-first",
        (Verdict::Reject, Place::Start) => "says-reject-first",
        (Verdict::Abstain, Place::Start) => "says-abstain-first",
        (Verdict::Accept, Place::Within) => "says-accept",
        (Verdict::Reject, Place::Within) => "says-reject",
        (Verdict::Abstain, Place::Within) => "says-abstain",
    }
}

struct Speaker<'a> {
    dossier: &'a Dossier,
    words: &'a Words,
}

impl Speaker<'_> {
    fn clause(&self, clause: &Clause, is_first: bool, is_last: bool) -> String {
        let words = self.words;
        let place = if is_first { Place::Start } else { Place::Within };
        let verb = words.word(verb(clause.verdict, place));
        let (holds, unless) = match &clause.guard {
            Guard::Always if is_first => return verb,
            Guard::Always | Guard::Otherwise => {
                let key = if is_last { "says-otherwise" } else { "says-else" };
                return words.about(key, &verb);
            }
            Guard::When { holds, unless } => (holds, unless),
        };
        let mut told = verb;
        if let Some(holds) = holds {
            told = words.tell(
                "says-if",
                &[("verb", told.into()), ("holds", self.formula(holds, Named::Holding).into())],
            );
        }
        if let Some(unless) = unless {
            let never = match unless {
                // Any of these is one too many, so they are listed.
                Formula::Any(parts) => self.all(parts, Named::Bare).join(&words.word("says-or")),
                single => self.formula(single, Named::Bare),
            };
            told = words.tell("says-unless", &[("verb", told.into()), ("never", never.into())]);
        }
        told
    }

    fn all(&self, parts: &[Formula], named: Named) -> Vec<String> {
        parts.iter().map(|it| self.formula(it, named)).collect()
    }

    fn formula(&self, formula: &Formula, named: Named) -> String {
        let words = self.words;
        match formula {
            Formula::Condition(id) if named == Named::Holding => words.about("says-holds", &self.text(id)),
            Formula::Condition(id) => words.about("says-condition", &self.text(id)),
            Formula::Accepts(id) => {
                let bodies = self.dossier.bodies.iter().map(|it| (&it.id, &it.name));
                words.about("says-accepts", &words.name_of(id, bodies))
            }
            Formula::Not(inner) => words.about("says-not", &self.formula(inner, Named::Bare)),
            Formula::All(parts) => self.all(parts, named).join(&words.word("says-and")),
            Formula::Any(parts) => {
                words.about("says-any", &self.all(parts, named).join(&words.word("says-or")))
            }
            Formula::AtLeast(least, parts) => {
                let list = self.all(parts, Named::Bare).join(&words.word("says-comma"));
                words.tell("says-at-least", &[("count", (*least).into()), ("list", list.into())])
            }
        }
    }

    /// The words of a condition, without the stop at their end.
    fn text(&self, id: &Id) -> String {
        let condition = self.dossier.conditions.iter().find(|it| it.id == *id);
        let text = condition.map(|it| self.words.text(&it.text)).filter(|it| !it.is_empty());
        let text = text.unwrap_or(id.as_str()).trim_end_matches(['.', '。', '۔', ' ']);
        if text.chars().count() <= QUOTED {
            return text.to_owned();
        }
        text.chars().take(QUOTED).chain(std::iter::once('…')).collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use mawqif_core::{consultation::stance::Stance, dossier::read};

    use super::{Words, sentence};
    use crate::locale::Language;

    fn told(says: &str, language: Language) -> String {
        let dossier = read(include_bytes!("../../../../../examples/wadi-nahr.toml")).dossier.unwrap();
        let told = sentence(&Stance::parse(says).unwrap().stance, &dossier, &Words::of(language));
        mawqif_core::text::without_directions(&told)
    }

    #[test]
    fn a_stance_is_told_in_words() {
        assert_eq!(told("accept", Language::En), "We accept.");
        assert_eq!(
            told("accept if routes and (monitors or wider) unless un-force", Language::En),
            "We accept if “Supply routes are kept open” and either “Neutral monitors can be at any place \
             within 24 hours” or “The freeze takes in the other besieged districts”, but never with “An armed \
             international force stands between the lines”; otherwise we reject."
        );
        assert_eq!(
            told("accept if @joint-operations; abstain otherwise", Language::En),
            "We accept if Joint Operations Room accepts; otherwise we abstain."
        );
        assert_eq!(
            told("قبول إذا detainees؛ امتناع وإلا", Language::Ar),
            "نقبل إذا تحقق «الإفراج عن المعتقلات والأطفال المعتقلين»؛ وإلا نمتنع."
        );
    }
}
