//! Incidents and findings: what happened, by several reports; who did it; and what it is to a commitment.
//!
//! Three questions are kept apart, since each can be answered without the others: whether it happened (verification, by
//! two people), who did it (attribution, with how certain that is), and whether it breaks a promise (a finding).
//! "Not verifiable" is never "refuted": the first says what is not known, the second that it did not happen.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::report::Precision;
use crate::{
    case::names::{AccountId, Moment},
    dossier::{Place, keys::is_default},
    text::{Id, Text},
};

/// The most incidents of a case.
pub const INCIDENT_LIMIT: usize = 10_000;

/// The most reports that one incident rests on.
pub const LINK_LIMIT: usize = 200;

/// The most findings of a case.
pub const FINDING_LIMIT: usize = 20_000;

/// The most dissents from one finding.
pub const DISSENT_LIMIT: usize = 200;

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Incident {
    /// What happened.
    pub what: Text,
    /// Where, of the places in the dossier.
    #[serde(rename = "where")]
    pub place: Id,
    /// When it began.
    pub occurred: Moment,
    /// How exactly both are known.
    #[serde(default, skip_serializing_if = "is_default")]
    pub precision: Exactness,
    /// What the public may see of where it was.
    #[serde(default)]
    pub sensitivity: Sensitivity,
    /// How many people it killed, when that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub killed: Option<Estimate>,
}

/// How exactly it is known when and where something happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Exactness {
    /// When.
    pub time: Precision,
    /// Where.
    pub place: Nearness,
}

/// How exactly it is known where something happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Nearness {
    /// At the place.
    #[default]
    Exact,
    /// Near it.
    Near,
    /// Somewhere in what contains it.
    District,
}

/// What the public may see of where something happened, from the most to the least. Whoever reads along in the case sees all of
/// it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sensitivity {
    /// The place.
    Open,
    /// What contains the place, such as its district.
    #[default]
    Blurred,
    /// Nothing.
    Closed,
}

impl Incident {
    /// Whether another description tells of the same: what, where and how near to it, when, and how many were killed. That is what
    /// two people have judged, and what everybody is told.
    pub fn is_told_as(&self, other: &Self) -> bool {
        let of = |it: &Self| (it.occurred, it.precision.place, it.killed);
        (&self.what, &self.place, of(self)) == (&other.what, &other.place, of(other))
    }

    /// The place that the public may be shown, of those in the dossier: of an open incident the place itself, unless it is
    /// known no better than to the district; else the place that contains it, if there is one; of a closed one none.
    pub fn public_place<'p>(&self, places: &'p [Place]) -> Option<&'p Place> {
        let own = places.iter().find(|it| it.id == self.place)?;
        let is_exact = self.precision.place != Nearness::District;
        match self.sensitivity {
            Sensitivity::Open if is_exact || own.within.is_none() => Some(own),
            Sensitivity::Open | Sensitivity::Blurred => {
                let around = own.within.as_ref()?;
                places.iter().find(|it| it.id == *around)
            }
            Sensitivity::Closed => None,
        }
    }
}

/// A number that is known between bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Estimate {
    /// At least.
    pub low: u64,
    /// Most likely.
    pub best: u64,
    /// At most.
    pub high: u64,
}

impl Estimate {
    /// Whether the bounds are bounds.
    pub fn is_ordered(self) -> bool {
        self.low <= self.best && self.best <= self.high
    }
}

/// Who did it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Attribution {
    /// A party or a body.
    pub to: Id,
    /// How certain that is.
    pub certainty: Certainty,
}

/// How certain it is who did something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// It is said; nothing follows from it but that people watch.
    Alleged,
    /// It is likely.
    Likely,
    /// It is established.
    Established,
}

/// What one reviewer says of whether something happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Judgement {
    /// It happened.
    Verified,
    /// It cannot be known.
    NotVerifiable,
    /// It did not happen.
    Refuted,
    /// It is being looked at.
    Undecided,
}

/// What is known of whether something happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verification {
    /// Nobody has looked at it.
    Received,
    /// Somebody has.
    UnderReview,
    /// Two people say that it happened.
    Verified,
    /// Two people say that it cannot be known.
    NotVerifiable,
    /// Two people say that it did not happen.
    Refuted,
    /// One says that it happened and another that it did not.
    Disputed,
}

/// What somebody has judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// When.
    pub at: Moment,
    /// What they say.
    pub judgement: Judgement,
    /// Why.
    pub reason: Text,
}

/// What is kept of an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The entry.
    pub entry: u64,
    /// When.
    pub at: Moment,
    /// What happened, as it was described last.
    pub incident: Incident,
    /// The reports that it rests on.
    pub reports: BTreeSet<u64>,
    /// Who did it, as far as that was said.
    pub attribution: Option<Attribution>,
    /// What each reviewer says last.
    pub reviews: BTreeMap<AccountId, Review>,
}

impl Opened {
    /// What is known of whether it happened.
    pub fn verification(&self) -> Verification {
        verification(self.reviews.values().map(|it| it.judgement))
    }

    /// Whether it happened and it is known who did it, so that something follows from it.
    pub fn is_established(&self) -> bool {
        let is_known = self.attribution.as_ref().is_some_and(|it| it.certainty > Certainty::Alleged);
        is_known && self.verification() == Verification::Verified
    }
}

/// What several judgements come to, one of each reviewer; their order does not matter.
pub fn verification(judgements: impl Iterator<Item = Judgement>) -> Verification {
    let (mut verified, mut refuted, mut unknown, mut all) = (0_u64, 0_u64, 0_u64, 0_u64);
    for judgement in judgements {
        all += 1;
        match judgement {
            Judgement::Verified => verified += 1,
            Judgement::Refuted => refuted += 1,
            Judgement::NotVerifiable => unknown += 1,
            Judgement::Undecided => {}
        }
    }
    match (verified, refuted, unknown, all) {
        (.., 0) => Verification::Received,
        (1.., 1.., ..) => Verification::Disputed,
        (2.., ..) => Verification::Verified,
        (_, 2.., ..) => Verification::Refuted,
        (0, 0, 2.., _) => Verification::NotVerifiable,
        _ => Verification::UnderReview,
    }
}

/// What an incident is to a commitment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Finding {
    /// The incident.
    pub incident: u64,
    /// The commitment.
    pub commitment: Id,
    /// What it is.
    pub verdict: Breach,
    /// Why.
    pub reason: Text,
}

/// Whether something breaks a commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Breach {
    /// It does.
    Breach,
    /// It does not.
    NoBreach,
    /// The commitment does not speak of it.
    OutsideScope,
    /// That cannot be said.
    Undetermined,
}

/// What is kept of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The entry.
    pub entry: u64,
    /// When.
    pub at: Moment,
    /// Who has made it.
    pub by: AccountId,
    /// What was found.
    pub finding: Finding,
    /// Who disagrees, and why.
    pub dissents: Vec<(AccountId, Moment, Text)>,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;

    const ALL: [Judgement; 4] =
        [Judgement::Verified, Judgement::NotVerifiable, Judgement::Refuted, Judgement::Undecided];

    fn of(judgements: &[Judgement]) -> Verification {
        verification(judgements.iter().copied())
    }

    #[test]
    fn one_person_settles_nothing() {
        use Judgement::{NotVerifiable, Refuted, Undecided, Verified};
        assert_eq!(of(&[]), Verification::Received);
        for judgement in ALL {
            assert_eq!(of(&[judgement]), Verification::UnderReview);
            assert_eq!(of(&[judgement, Undecided]), Verification::UnderReview);
        }
        assert_eq!(of(&[Verified, Verified]), Verification::Verified);
        assert_eq!(of(&[Refuted, Refuted]), Verification::Refuted);
        assert_eq!(of(&[NotVerifiable, NotVerifiable]), Verification::NotVerifiable);
        assert_eq!(of(&[Verified, Refuted]), Verification::Disputed);
        // What one cannot know, two others may.
        assert_eq!(of(&[NotVerifiable, Verified, Verified]), Verification::Verified);
    }

    #[test]
    fn the_public_sees_no_more_of_the_place_than_it_may() {
        let id = |word: &str| Id::new(word).unwrap();
        let place = |own: &str, within: Option<&str>| Place {
            id: id(own),
            name: Text::plain(own),
            within: within.map(id),
            at: None,
        };
        let places = [place("city", None), place("quarter", Some("city")), place("lane", Some("quarter"))];
        let shown = |at: &str, sensitivity, nearness| {
            let incident = Incident {
                what: Text::plain("Shots."),
                place: id(at),
                occurred: Moment::default(),
                precision: Exactness { place: nearness, ..Exactness::default() },
                sensitivity,
                killed: None,
            };
            incident.public_place(&places).map(|it| it.id.to_string())
        };
        use Nearness::{District, Exact, Near};
        use Sensitivity::{Blurred, Closed, Open};
        assert_eq!(shown("lane", Open, Exact).as_deref(), Some("lane"));
        assert_eq!(shown("lane", Open, Near).as_deref(), Some("lane"));
        assert_eq!(shown("lane", Open, District).as_deref(), Some("quarter"));
        assert_eq!(shown("city", Open, District).as_deref(), Some("city"));
        assert_eq!(shown("lane", Blurred, Exact).as_deref(), Some("quarter"));
        assert_eq!(shown("city", Blurred, Exact), None, "nothing contains it that could stand in its place");
        assert_eq!(shown("lane", Closed, Exact), None);
        assert_eq!(shown("nowhere", Open, Exact), None);
        // What nobody has decided is not open.
        assert_eq!(Sensitivity::default(), Blurred);
    }

    proptest! {
        /// Neither order nor anybody's "cannot be known" makes a refutation.
        #[test]
        fn judgements_come_to_the_same_in_any_order(
            judgements in proptest::collection::vec(0_usize..4, 0..8),
            rotate in 0_usize..8,
        ) {
            let judgements: Vec<Judgement> = judgements.into_iter().map(|at| ALL[at]).collect();
            let mut turned = judgements.clone();
            turned.reverse();
            if !turned.is_empty() {
                let by = rotate % turned.len();
                turned.rotate_left(by);
            }
            prop_assert_eq!(of(&judgements), of(&turned));
            if !judgements.contains(&Judgement::Refuted) {
                prop_assert_ne!(of(&judgements), Verification::Refuted);
            }
            if judgements.iter().filter(|it| **it == Judgement::Verified).count() < 2 {
                prop_assert_ne!(of(&judgements), Verification::Verified);
            }
        }
    }
}
