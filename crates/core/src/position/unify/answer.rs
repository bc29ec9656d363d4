//! The answer of unify, as `docs/dossier.md` specifies its JSON.
//!
//! Bodies are listed by id and conditions in the file's order, so that neither the order of bodies
//! nor the number of threads changes a byte.

use serde::{Deserialize, Serialize, Serializer, ser::SerializeMap};

use crate::{consultation::stance::Verdict, dossier::PositionKind, position::power::PowerAnswer, text::Id};

/// Which position the coalition can take, and why.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(title = "A Mawqif answer"))]
pub struct Answer {
    /// The position.
    pub position: PositionKind,
    /// Why there is no package.
    pub reason: Option<Reason>,
    /// The recommended package; `None` when nothing wins.
    pub package: Option<Vec<Id>>,
    /// Its burden.
    pub burden: Option<u64>,
    /// Its support.
    pub support: Option<u64>,
    /// The support that all bodies together would give.
    pub support_base: u64,
    /// What each body with an open stance says to the recommended package, or to the offer as it
    /// is when there is none.
    pub verdicts: Keyed<VerdictAnswer>,
    /// How many confidential stances say what; left out when no stance is confidential.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Counts"))]
    pub confidential: Option<Counts>,
    /// Bodies without a counted stance.
    pub absent: Vec<Id>,
    /// Those of them whose stance answers an older version of the initiative.
    pub must_ask_again: Vec<Id>,
    /// Winning packages without a winning consistent proper subset, by burden.
    pub minimal_packages: Vec<Vec<Id>>,
    /// Whether no minimal package is missing.
    pub minimal_complete: bool,
    /// The best trades of burden against support, by burden.
    pub frontier: Vec<TradeAnswer>,
    /// What each condition does, in the file's order.
    pub conditions: Keyed<ConditionAnswer>,
    /// Accepting bodies whose turning to reject makes the recommended package lose.
    pub pivotal: Vec<Id>,
    /// How many more of them have a confidential stance; left out when none has.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub pivotal_confidential: u64,
    /// The least number of accepting bodies that would have to turn for that.
    pub margin: Option<u64>,
    /// When nothing wins: who would have to accept.
    pub unlock: Option<Unlock>,
    /// When nothing wins: what cannot all hold.
    pub clash: Option<Clash>,
    /// The power that the rule alone gives each body.
    pub power: Keyed<PowerAnswer>,
    /// Whether the power figures are exact.
    pub power_method: String,
    /// What is proven.
    pub proof: Proof,
    /// The parts of this answer that a limit has cut short.
    pub incomplete: Vec<Part>,
}

/// Why there is no package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Too few bodies have a counted stance.
    NoQuorum,
    /// No consistent package meets the rule.
    NoPackageWins,
}

/// What a body says, and by which of its clauses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VerdictAnswer {
    /// The verdict.
    pub verdict: Verdict,
    /// The clause that gave it, from 1; `None` when no clause held, which is a rejection.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub clause: Option<usize>,
    /// What in the package (and, with `@`, which accepting bodies) settles it, given all that is not;
    /// none of it can be left out, unless `incomplete` names `because`.
    pub because: Vec<String>,
}

/// How many confidential stances give each verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Counts {
    /// Accepting.
    pub accept: u64,
    /// Rejecting.
    pub reject: u64,
    /// Abstaining.
    pub abstain: u64,
}

/// A winning package and what it trades.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TradeAnswer {
    /// The sum of its burdens.
    pub burden: u64,
    /// The support it has.
    pub support: u64,
    /// The package.
    pub package: Vec<Id>,
}

/// What a condition does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ConditionAnswer {
    /// Whether the coalition can do without it.
    pub role: Role,
    /// Bodies that accept the recommended package and would not without it.
    pub needed_by: Vec<Id>,
    /// Bodies that would accept if it were dropped from the recommended package.
    pub opposed_by: Vec<Id>,
    /// The least burden of a winning package without it.
    pub burden_without: Option<u64>,
}

/// Whether the coalition can do without a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// It is in every winning package.
    Indispensable,
    /// It is in some minimal package.
    Exchangeable,
    /// It is in none.
    Unneeded,
}

/// Who would have to accept for something to win.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Unlock {
    /// The fewest bodies; `None` when not even all of them suffice.
    pub size: Option<u64>,
    /// Every such set of bodies with the package it would carry.
    pub sets: Vec<UnlockSet>,
    /// Whether no set is missing and the size is proven.
    pub complete: bool,
}

/// Bodies that together would carry a package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UnlockSet {
    /// The bodies, those with a confidential stance left out.
    pub bodies: Vec<Id>,
    /// How many bodies with a confidential stance belong to the set.
    #[serde(skip_serializing_if = "is_zero")]
    pub confidential: u64,
    /// The package they would carry.
    pub package: Vec<Id>,
}

/// Stances and requirements that cannot all hold, none of which can be spared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Clash {
    /// Bodies whose stances (or absence) take part, those with a confidential stance left out.
    pub bodies: Vec<Id>,
    /// How many of the parts are stances or vetoes of bodies with a confidential stance.
    pub confidential: u64,
    /// The requirements that take part, as positions in the rule: alternative and requirement,
    /// both from 1.
    pub requirements: Vec<(usize, usize)>,
    /// Bodies whose veto takes part, those with a confidential stance left out.
    pub vetoes: Vec<Id>,
    /// Whether the limit on objections takes part.
    pub objections: bool,
    /// Whether no smaller set exists; if not, none of its members can be spared all the same.
    pub smallest: bool,
}

/// What is proven about the recommended package, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Proof {
    /// Whether no better package exists (or none wins at all).
    pub optimal: bool,
    /// The bound on the objective: least burden, or most support when that is preferred.
    pub bound: Option<u64>,
    /// What proved it.
    pub method: String,
    /// Whether the position was recomputed from the dossier by separate code, and nothing that was
    /// recomputed came out differently.
    pub checked: bool,
    /// The claims that were not recomputed, since that would take too long; left out when none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unchecked: Vec<Claim>,
}

impl Proof {
    /// Whether something came out differently when it was recomputed, so that the answer cannot be used.
    pub fn is_refuted(&self) -> bool {
        !self.checked && !self.unchecked.contains(&Claim::NoPackageWins)
    }
}

/// A claim of the answer that separate code recomputes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Claim {
    /// That nothing wins.
    NoPackageWins,
    /// That no package is better, by burden and support.
    Optimal,
    /// That the trades are such.
    Frontier,
    /// That the minimal packages win and no part of them does.
    MinimalPackages,
    /// Who accepts with a condition and not without, and the reverse.
    Turning,
    /// Who is pivotal.
    Pivotal,
    /// The margin.
    Margin,
    /// That the sets of bodies would unlock their packages.
    Unlock,
}

/// A part of the answer that may be cut short.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The position itself: a package may win that was not found.
    Position,
    /// Ties between packages of equal burden and support.
    Ties,
    /// The list of minimal packages, and with it the roles of conditions.
    MinimalPackages,
    /// The best trades.
    Frontier,
    /// The least burdens without a condition.
    BurdenWithout,
    /// What settles verdicts: some of it may be spared.
    Because,
    /// Who is pivotal; some may be missing.
    Pivotal,
    /// The margin; the figure given is an upper bound.
    Margin,
    /// Who would have to accept.
    Unlock,
    /// The clash, which may not be the smallest.
    Clash,
    /// The power figures, which are sampled.
    Power,
}

/// A JSON object whose keys are ids in a chosen order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keyed<T>(pub Vec<(Id, T)>);

impl<T> Keyed<T> {
    /// What stands under an id.
    pub fn get(&self, id: &str) -> Option<&T> {
        self.0.iter().find(|(own, _)| own.as_str() == id).map(|(_, value)| value)
    }
}

impl<T: Serialize> Serialize for Keyed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (id, value) in &self.0 {
            map.serialize_entry(id, value)?;
        }
        map.end()
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
fn is_zero(count: &u64) -> bool {
    *count == 0
}
