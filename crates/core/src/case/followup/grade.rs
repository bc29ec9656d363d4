//! Grades: how far a source and what it says are to be believed, and who says so.
//!
//! Whoever files a report gives it a grade to begin with. That is a hint and no judgement: a report is enough alone only when
//! somebody else, who follows up, has graded it. Earlier grades are kept, and the latest counts.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{
    FollowUp,
    incident::{Judgement, Opened},
    origin::{Missing, missing},
    report::Filed,
};
use crate::{
    case::names::{AccountId, Moment},
    text::Text,
};

/// The most grades of one report, beside its author's.
pub const GRADING_LIMIT: usize = 50;

/// A grade by the Admiralty code, written `B2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Grade {
    reliability: u8,
    credibility: u8,
}

/// A string that is no grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a grade is a letter from A to F and a figure from 1 to 6, such as B2")]
pub struct GradeError;

impl Grade {
    /// Reads a grade.
    ///
    /// # Errors
    /// When it is not a letter from A to F and a figure from 1 to 6.
    pub fn new(source: &str) -> Result<Self, GradeError> {
        match source.as_bytes() {
            [reliability @ b'A'..=b'F', credibility @ b'1'..=b'6'] => {
                Ok(Self { reliability: *reliability, credibility: *credibility })
            }
            _ => Err(GradeError),
        }
    }

    /// How reliable the source is, `A` to `F`.
    pub fn reliability(self) -> char {
        char::from(self.reliability)
    }

    /// How credible what it says, `1` to `6`.
    pub fn credibility(self) -> char {
        char::from(self.credibility)
    }

    /// Whether the source is known to be reliable: completely or usually.
    pub fn is_reliable(self) -> bool {
        matches!(self.reliability, b'A' | b'B')
    }

    /// Whether it says how reliable the source is: F says that this cannot be judged.
    pub fn is_judged(self) -> bool {
        self.reliability != b'F'
    }

    /// Whether a report of this grade counts towards verification: not when the source is unreliable or what it says
    /// improbable.
    pub fn counts(self) -> bool {
        self.reliability != b'E' && self.credibility != b'5'
    }
}

impl std::fmt::Display for Grade {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.reliability(), self.credibility())
    }
}

impl Serialize for Grade {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Grade {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(&String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

/// What somebody who follows up has graded a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Graded {
    /// When.
    pub at: Moment,
    /// Who.
    pub by: AccountId,
    /// The grade.
    pub grade: Grade,
    /// Why.
    pub reason: Text,
}

impl FollowUp {
    /// A report was graded, and nobody has verified these incidents any more. Which they are was found when it was graded: what
    /// was enough then may have been erased since.
    pub(super) fn grade(&mut self, report: u64, graded: Graded, unverified: &[u64]) {
        if let Some(filed) = self.reports.get_mut(&report) {
            filed.gradings.push(graded);
        }
        for number in unverified {
            if let Some(opened) = self.incidents.get_mut(number) {
                opened.reviews.retain(|_, it| it.judgement != Judgement::Verified);
            }
        }
    }

    /// The verified incidents for which there was enough, and would not be if a report had this grade. One for which there is not
    /// enough now does not fall by a grade; but several origins that one account has named were enough once, and what rests on them
    /// falls when there are not several any more.
    pub(in crate::case) fn unverified_by(&self, report: u64, graded: &Graded) -> Vec<u64> {
        let Some(filed) = self.reports.get(&report) else { return Vec::new() };
        let mut regraded = filed.clone();
        regraded.gradings.push(graded.clone());
        let falls = |opened: &Opened| {
            let rests = || opened.reports.iter().filter_map(|it| Some((*it, self.reports.get(it)?)));
            let after = rests().map(|(number, it)| if number == report { &regraded } else { it });
            let is_verified = opened.reviews.values().any(|it| it.judgement == Judgement::Verified);
            if !opened.reports.contains(&report) || !is_verified {
                return false;
            }
            match missing(rests().map(|(_, it)| it)) {
                None => missing(after).is_some(),
                Some(Missing::Voice) => missing(after).is_some_and(|it| it != Missing::Voice),
                Some(_) => false,
            }
        };
        self.incidents.iter().filter(|(_, it)| falls(it)).map(|(number, _)| *number).collect()
    }
}

impl Filed {
    /// Whether the grade that counts is that of whoever has filed the report.
    pub fn is_graded_by_its_author(&self) -> bool {
        self.gradings.is_empty()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn grades_are_a_letter_and_a_figure() {
        assert_eq!(Grade::new("B2").unwrap().to_string(), "B2");
        for wrong in ["", "B", "G1", "A0", "A7", "b2", "B22", "ب2"] {
            assert_eq!(Grade::new(wrong), Err(GradeError), "{wrong}");
        }
        assert!(serde_json::from_str::<Grade>("\"Z9\"").is_err());
    }
}
