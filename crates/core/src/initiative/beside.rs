//! An offer beside another one, or beside one of the past: the same harms, the same clauses.
//!
//! Harms are the same when their ids are, or when they are called the same in some language. Clauses are
//! the topics of the vocabulary of the first offer, and what provisions say for themselves. How an
//! offer fared afterwards is a matter of follow-up, of which a dossier says nothing yet.

use serde::Serialize;

use super::{
    coverage::{Coverage, Standing, Verdict, coverage},
    lint::{
        catalogue::Topic,
        vocabulary::{Vocabulary, Words},
    },
};
use crate::{
    dossier::{Dossier, Harm, ProvisionStatus},
    text::{Id, Text},
};

/// Another offer, as it looks beside the one that is tested.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Beside {
    /// The other offer.
    pub initiative: Id,
    /// What it is called.
    pub title: Text,
    /// The verdict on it.
    pub verdict: Verdict,
    /// The harms of the tested offer, with those of the other that are the same.
    pub harms: Vec<SameHarm>,
    /// Harms of the other offer alone.
    pub only_there: Vec<Id>,
    /// The clauses of the field.
    pub clauses: Vec<Clause>,
}

/// A harm here and there.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SameHarm {
    /// Its id here.
    pub harm: Id,
    /// How it stands here.
    pub here: Standing,
    /// How it stands there; `None` when the other offer does not know it.
    pub there: Option<Standing>,
}

/// A clause here and there.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Clause {
    /// The rule that asks for it.
    pub rule: &'static str,
    /// What it is about.
    pub title: &'static Text,
    /// Whether the tested offer has it.
    pub here: bool,
    /// Whether the other has it.
    pub there: bool,
}

/// Sets another offer beside one.
pub fn beside(dossier: &Dossier, own: &Coverage, other: &Dossier, vocabulary: &Vocabulary) -> Beside {
    let covered = coverage(other, &Vocabulary::of(other));
    let standing_of = |harm: &Id| covered.harms.iter().find(|row| row.harm == *harm).map(|row| row.standing);
    let harms = dossier.harms.iter().filter_map(|harm| {
        let here = own.harms.iter().find(|row| row.harm == harm.id)?.standing;
        let same = other.harms.iter().find(|it| is_same(harm, it));
        Some(SameHarm { harm: harm.id.clone(), here, there: same.and_then(|it| standing_of(&it.id)) })
    });
    let only_there = other.harms.iter().filter(|it| !dossier.harms.iter().any(|harm| is_same(harm, it)));
    let (here, there) = (words(dossier), words(other));
    let touches = |topic: &Topic, words: &Words| topic.terms.iter().any(|term| words.has(term));
    let topics = vocabulary.packs().flat_map(|pack| &pack.topics);
    Beside {
        initiative: other.initiative.id.clone(),
        title: other.initiative.title.clone(),
        harms: harms.collect(),
        only_there: only_there.map(|harm| harm.id.clone()).collect(),
        clauses: topics
            .map(|topic| Clause {
                rule: &topic.id,
                title: &topic.title,
                here: touches(topic, &here),
                there: touches(topic, &there),
            })
            .collect(),
        verdict: covered.verdict,
    }
}

fn is_same(one: &Harm, other: &Harm) -> bool {
    let is_called = |name: &str| other.name.versions().any(|(_, own)| own == name);
    one.id == other.id || one.name.versions().any(|(_, name)| is_called(name))
}

/// The words of an offer's provisions; what bodies ask for is not in the offer.
fn words(dossier: &Dossier) -> Words {
    let provisions = dossier.provisions.iter().filter(|it| it.status != ProvisionStatus::Rejected);
    Words::of(provisions.flat_map(|it| std::iter::once(&it.text).chain(&it.verified_by).chain(&it.on_breach)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::read;

    fn offer(id: &str, rest: &str) -> Dossier {
        let source = format!("mawqif = 1\n[initiative]\nid = \"{id}\"\n[[party]]\nid = \"g\"\n{rest}");
        read(source.as_bytes()).dossier.unwrap()
    }

    #[test]
    fn harms_are_the_same_by_id_or_by_name_and_clauses_by_words() {
        let here = offer(
            "freeze",
            "[[harm]]\nid = \"shelling\"\nname = { ar = \"القصف\" }\n[[harm]]\nid = \"siege\"\n\
             [[provision]]\nid = \"p\"\ntext = \"The siege is lifted for convoys.\"\nstops = [\"siege\"]\n",
        );
        let there = offer(
            "truce",
            "[[harm]]\nid = \"bombs\"\nname = \"القصف\"\n[[harm]]\nid = \"arrests\"\n\
             [[provision]]\nid = \"p\"\ntext = \"Shelling ends. Prisoners are set free.\"\nobliged = [\"g\"]\nstops = [\"bombs\"]\n",
        );
        let vocabulary = Vocabulary::of(&here);
        let beside = beside(&here, &coverage(&here, &vocabulary), &there, &vocabulary);
        let harms: Vec<(Standing, Option<Standing>)> =
            beside.harms.iter().map(|it| (it.here, it.there)).collect();
        assert_eq!(harms, [(Standing::Open, Some(Standing::Partial)), (Standing::Partial, None)]);
        assert_eq!(beside.only_there, [Id::new("arrests").unwrap()]);
        let clause =
            |rule: &str| beside.clauses.iter().find(|it| it.rule == rule).map(|it| (it.here, it.there));
        assert_eq!(clause("missing-access"), Some((true, false)));
        assert_eq!(clause("missing-detainees"), Some((false, true)));
    }
}
