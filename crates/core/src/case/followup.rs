//! Follow-up: what a case knows of how its answer is kept.
//!
//! Reports come in, people link them to incidents, two judge whether each happened, somebody says who did it, findings
//! hold it against commitments, and triggers send the coalition back to its position. Everything here is the fold of
//! facts and can be undone by later ones; what was known at a moment is the fold of the entries until then.
//!
//! Reports stand in the record itself so far, which bounds how many there can be: `docs/decisions/0023-reports-in-the-record.md`
//! says why, and what comes next.

pub mod agenda;
pub mod alike;
pub mod back;
pub mod bulletin;
pub mod due;
pub mod evidence;
pub mod grade;
pub mod imports;
pub mod incident;
pub mod origin;
pub mod report;
pub mod rows;
pub mod seal;
pub mod terms;
pub mod trigger;

use std::collections::{BTreeMap, BTreeSet};

use self::{
    due::{Hand, Known},
    evidence::{Custody, Evidence, EvidenceKind, Item, Link},
    grade::Graded,
    imports::{Imported, Imports},
    incident::{Found, Opened, Review},
    origin::Missing,
    report::{Filed, OfMessage},
    rows::TableRow,
    seal::SealKey,
    terms::{Access, Changed, Denied, Kept, Obstacle, Performance, Terms},
    trigger::{Answer, Answered, Cause, Fired},
};
use super::{
    Case,
    fact::Fact,
    names::{AccountId, Moment},
};
use crate::{
    dossier::Date,
    record::hash::Hash,
    text::{Id, Text},
};

/// What is kept of the follow-up.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FollowUp {
    terms: Terms,
    reports: BTreeMap<u64, Filed>,
    /// Reports by [`report::name`], which stays when what they say is erased.
    names: BTreeMap<Hash, u64>,
    /// Reports by the row of a table that they were made of, which stays as well.
    rows: BTreeMap<TableRow, u64>,
    /// Reports by [`report::message`], which stays as well.
    messages: BTreeMap<Hash, OfMessage>,
    /// How many were ever filed; numbers are not given twice, also when one was erased.
    filed: u64,
    incidents: BTreeMap<u64, Opened>,
    opened: u64,
    findings: BTreeMap<u64, Found>,
    found: u64,
    /// By commitment and incident, the number of the latest finding.
    latest: BTreeMap<Id, BTreeMap<u64, u64>>,
    performances: BTreeMap<Id, (Moment, Performance, Text)>,
    /// Places that cannot be reached, and since when.
    denied: BTreeMap<Id, Denied>,
    /// Since when a place could be reached that could not before.
    given_access: BTreeMap<Id, Date>,
    /// Who noted what a trigger may rest on.
    hands: BTreeMap<Hand, BTreeSet<AccountId>>,
    changes: BTreeMap<u64, Changed>,
    noted: u64,
    obstacles: BTreeMap<u64, Obstacle>,
    obstructed: u64,
    triggers: BTreeMap<u64, Fired>,
    triggered: u64,
    /// The causes of all triggers that have fired.
    fired: BTreeSet<Cause>,
    /// What was known when the last position was adopted.
    known: Known,
    tasks: BTreeMap<u64, Kept>,
    given: u64,
    imports: Imports,
    seal_keys: Vec<SealKey>,
    evidence: Evidence,
}

impl FollowUp {
    /// The terms.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// Reports, by number.
    pub fn reports(&self) -> &BTreeMap<u64, Filed> {
        &self.reports
    }

    /// The report that an account's device has called this.
    pub fn report_of(&self, account: &AccountId, client: &str) -> Option<u64> {
        self.names.get(&report::name(account, client)).copied()
    }

    /// Reports that no incident rests on.
    pub fn unlinked(&self) -> impl Iterator<Item = (u64, &Filed)> {
        let linked: BTreeSet<u64> =
            self.incidents.values().flat_map(|it| it.reports.iter().copied()).collect();
        self.reports
            .iter()
            .filter(move |(number, _)| !linked.contains(number))
            .map(|(number, it)| (*number, it))
    }

    /// Incidents, by number.
    pub fn incidents(&self) -> &BTreeMap<u64, Opened> {
        &self.incidents
    }

    /// What is missing before anybody can say that an incident happened.
    pub fn missing(&self, opened: &Opened) -> Option<Missing> {
        origin::missing(opened.reports.iter().filter_map(|it| self.reports.get(it)))
    }

    /// Findings, by number.
    pub fn findings(&self) -> &BTreeMap<u64, Found> {
        &self.findings
    }

    /// Places that cannot be reached, and since when.
    pub fn denied(&self) -> &BTreeMap<Id, Denied> {
        &self.denied
    }

    /// Since when a place can be reached again, as it was said last.
    pub fn given_access(&self, place: &Id) -> Option<Date> {
        self.given_access.get(place).copied()
    }

    /// Changes from outside that were noted, by number.
    pub fn changes(&self) -> &BTreeMap<u64, Changed> {
        &self.changes
    }

    /// Obstacles that are watched, by number.
    pub fn obstacles(&self) -> &BTreeMap<u64, Obstacle> {
        &self.obstacles
    }

    /// Triggers that have fired, by number.
    pub fn triggers(&self) -> &BTreeMap<u64, Fired> {
        &self.triggers
    }

    /// Tasks, by number.
    pub fn tasks(&self) -> &BTreeMap<u64, Kept> {
        &self.tasks
    }

    /// Tables of reports that were taken in.
    pub fn imports(&self) -> &Imports {
        &self.imports
    }

    /// The keys that evidence is sealed to; none as long as nobody has set them.
    pub fn seal_keys(&self) -> &[SealKey] {
        &self.seal_keys
    }

    /// Seals nothing more to these keys.
    pub(super) fn drop_seal_keys(&mut self, keys: &[String]) {
        self.seal_keys.retain(|it| !keys.contains(&it.key));
    }

    /// Evidence that came with reports.
    pub fn evidence(&self) -> &Evidence {
        &self.evidence
    }

    /// What the committee said last of how each commitment was kept: when, what, why.
    pub fn performances(&self) -> &BTreeMap<Id, (Moment, Performance, Text)> {
        &self.performances
    }

    /// The number that the next of each gets: report, incident, finding, change, obstacle, trigger, task.
    pub(super) fn next(&self) -> Next {
        let after = |last: u64| last.saturating_add(1);
        Next {
            report: after(self.filed),
            incident: after(self.opened),
            finding: after(self.found),
            change: after(self.noted),
            obstacle: after(self.obstructed),
            trigger: after(self.triggered),
            task: after(self.given),
        }
    }

    /// An entry of this kind was erased: the number that it gave is not given again.
    pub(super) fn skip(&mut self, kind: &str) {
        let last = match kind {
            // The number of a report stands beside what it says, where it stays.
            "report-received" => &mut self.filed,
            "evidence-received" => return self.evidence.skip(),
            "incident-opened" => &mut self.opened,
            "finding-made" => &mut self.found,
            "outside-change-noted" => &mut self.noted,
            "obstacle-noted" => &mut self.obstructed,
            "trigger-fired" => &mut self.triggered,
            "task-given" => &mut self.given,
            _ => return,
        };
        *last = last.saturating_add(1);
    }

    /// Folds a fact of the follow-up in; gives back what is none.
    pub(super) fn fold(&mut self, fact: Fact, seq: u64, actor: &AccountId, at: Moment) -> Option<Fact> {
        match fact {
            Fact::FollowUpSet { terms } => self.terms = terms,
            // The entry's actor is nobody, so that it can be seen without being told who has filed it.
            Fact::ReportReceived { number, name, row, message } => {
                self.filed = self.filed.max(number);
                self.names.insert(name, number);
                self.rows.extend(row.map(|row| (row, number)));
                self.messages
                    .extend(message.map(|it| (it, OfMessage { report: number, entry: seq, known: at })));
            }
            Fact::IncidentReported { number, by, report } => {
                self.filed = self.filed.max(number);
                let (files, gradings) = (BTreeSet::new(), Vec::new());
                self.rows.extend(TableRow::of_client(&report.client).map(|row| (row, number)));
                let of_message = OfMessage { report: number, entry: seq, known: at };
                self.messages.extend(report::message(&report.client).map(|it| (it, of_message)));
                self.reports.insert(number, Filed { entry: seq, known: at, by, report, files, gradings });
            }
            Fact::ReportGraded { report, grade, reason, unverified } => {
                self.grade(report, Graded { at, by: actor.clone(), grade, reason }, &unverified);
            }
            Fact::FindingMade { number, finding } => {
                self.found = self.found.max(number);
                let of = self.latest.entry(finding.commitment.clone()).or_default();
                of.insert(finding.incident, number);
                let found = Found { entry: seq, at, by: actor.clone(), finding, dissents: Vec::new() };
                self.findings.insert(number, found);
            }
            Fact::FindingDissented { finding, reason } => {
                if let Some(found) = self.findings.get_mut(&finding) {
                    found.dissents.push((actor.clone(), at, reason));
                }
            }
            Fact::PerformanceNoted { commitment, performance, reason } => {
                self.performances.insert(commitment, (at, performance, reason));
            }
            Fact::AccessNoted { place, access: Access::Denied, since } => {
                // A denial is one from when it was first noted until there is access; its first day is the earliest.
                let denied = self.denied.entry(place).or_insert(Denied { since, denial: seq });
                denied.since = denied.since.min(since);
                let denial = denied.denial;
                self.touch(Hand::Denial(denial), actor);
            }
            Fact::AccessNoted { place, access: Access::Given, since } => {
                self.denied.remove(&place);
                self.given_access.insert(place, since);
            }
            Fact::OutsideChangeNoted { number, change } => {
                self.noted = self.noted.max(number);
                self.touch(Hand::Change(number), actor);
                self.changes.insert(number, change);
            }
            Fact::ObstacleNoted { number, what } => {
                self.obstructed = self.obstructed.max(number);
                self.touch(Hand::Obstacle(number), actor);
                self.obstacles.insert(number, Obstacle { what, gone: None });
            }
            Fact::ObstacleCleared { number, reason } => {
                if let Some(obstacle) = self.obstacles.get_mut(&number) {
                    obstacle.gone = Some((at, reason));
                    self.touch(Hand::Obstacle(number), actor);
                }
            }
            Fact::TaskGiven { number, task } => {
                self.given = self.given.max(number);
                self.tasks.insert(number, Kept { task, ended: None });
            }
            Fact::TaskEnded { number, end } => {
                if let Some(task) = self.tasks.get_mut(&number) {
                    task.ended = Some((at, end));
                }
            }
            Fact::ReportsImported { number, import } => {
                let by = actor.clone();
                self.imports.take(number, Imported { entry: seq, at, by, import, back: None });
            }
            Fact::ImportTakenBack { number, reason } => self.imports.take_back(number, actor, at, reason),
            fact @ (Fact::TriggerFired { .. }
            | Fact::TriggerAnswered { .. }
            | Fact::TriggerEscalated { .. }) => self.fold_trigger(fact, seq, actor, at),
            fact @ (Fact::SealKeysSet { .. }
            | Fact::EvidenceReceived { .. }
            | Fact::EvidenceTaken { .. }
            | Fact::EvidenceHanded { .. }
            | Fact::EvidenceResealed { .. }
            | Fact::EvidenceDestroyed { .. }) => self.fold_evidence(fact, seq, actor, at),
            fact => return self.fold_incident(fact, seq, actor, at),
        }
        None
    }

    fn fold_incident(&mut self, fact: Fact, seq: u64, actor: &AccountId, at: Moment) -> Option<Fact> {
        let fact = match fact {
            Fact::IncidentOpened { number, incident } => {
                self.opened = self.opened.max(number);
                let opened = Opened {
                    entry: seq,
                    at,
                    incident,
                    reports: BTreeSet::new(),
                    attribution: None,
                    reviews: BTreeMap::new(),
                };
                self.incidents.insert(number, opened);
                return None;
            }
            fact => fact,
        };
        let number = match &fact {
            Fact::IncidentChanged { number, .. }
            | Fact::IncidentSensitivitySet { number, .. }
            | Fact::ReportLinked { incident: number, .. }
            | Fact::ReportUnlinked { incident: number, .. }
            | Fact::IncidentAttributed { incident: number, .. }
            | Fact::IncidentReviewed { incident: number, .. } => *number,
            _ => return Some(fact),
        };
        let filer = match &fact {
            Fact::ReportLinked { report, .. } => self.reports.get(report).map(|it| it.by.clone()),
            _ => None,
        };
        let opened = self.incidents.get_mut(&number)?;
        match fact {
            Fact::IncidentChanged { incident, .. } => {
                // What two people judged was something else. What the public may see of it is none of that.
                if !incident.is_told_as(&opened.incident) {
                    opened.reviews.clear();
                }
                opened.incident = incident;
            }
            // What two people judged stays: that it happened is not touched by who may know where.
            Fact::IncidentSensitivitySet { sensitivity, .. } => {
                opened.incident.sensitivity = sensitivity;
            }
            Fact::ReportLinked { report, .. } => {
                opened.reports.insert(report);
                // Nobody judges what they have reported.
                filer.iter().for_each(|it| {
                    opened.reviews.remove(it);
                });
            }
            Fact::ReportUnlinked { report, .. } => {
                opened.reports.remove(&report);
                // What was judged rested on other reports than there are now.
                opened.reviews.clear();
            }
            Fact::IncidentAttributed { attribution, .. } => opened.attribution = attribution,
            Fact::IncidentReviewed { judgement, reason, .. } => {
                opened.reviews.insert(actor.clone(), Review { at, judgement, reason });
            }
            _ => {}
        }
        None
    }

    fn fold_evidence(&mut self, fact: Fact, seq: u64, actor: &AccountId, at: Moment) {
        let link = |what| Link { entry: seq, at, by: actor.clone(), what };
        match fact {
            Fact::SealKeysSet { keys } => self.seal_keys = keys,
            Fact::EvidenceReceived { number, report, sealed, same_as } => {
                let filed = self.reports.get_mut(&report);
                // What came with a report that was erased is gone with it.
                let is_destroyed = filed.is_none();
                if let Some(filed) = filed.filter(|_| sealed.kind != EvidenceKind::Names) {
                    filed.files.insert(number);
                }
                let custody = Vec::new();
                let item = Item { entry: seq, at, report, sealed, same_as, custody, is_destroyed };
                self.evidence.take(number, item);
            }
            Fact::EvidenceTaken { numbers } => {
                for number in numbers {
                    self.evidence.link(number, link(Custody::Taken));
                }
            }
            Fact::EvidenceHanded { number, handing } => {
                self.evidence.link(number, link(Custody::Handed(handing)));
            }
            Fact::EvidenceResealed { number, under, reason } => {
                self.evidence.reseal(number, under, |before| link(Custody::Resealed { before, reason }));
            }
            Fact::EvidenceDestroyed { number, reason } => {
                let of = self.evidence.link(number, link(Custody::Destroyed { reason })).map(|it| it.report);
                if let Some(filed) = of.and_then(|report| self.reports.get_mut(&report)) {
                    filed.files.remove(&number);
                }
            }
            _ => {}
        }
    }

    /// Somebody had a hand in what a trigger may rest on.
    fn touch(&mut self, hand: Hand, actor: &AccountId) {
        self.hands.entry(hand).or_default().insert(actor.clone());
    }

    /// Those who could answer when a trigger fired.
    pub(super) fn attend(&mut self, number: u64, present: BTreeSet<AccountId>) {
        if let Some(fired) = self.triggers.get_mut(&number) {
            fired.present = present;
        }
    }

    fn fold_trigger(&mut self, fact: Fact, seq: u64, actor: &AccountId, at: Moment) {
        match fact {
            Fact::TriggerFired { number, inputs, sha256, answer_by } => {
                self.triggered = self.triggered.max(number);
                self.fired.insert(inputs.cause.clone());
                let by = actor.clone();
                let (present, escalated, answer) = (BTreeSet::new(), None, None);
                let fired =
                    Fired { entry: seq, at, by, inputs, sha256, answer_by, present, escalated, answer };
                self.triggers.insert(number, fired);
            }
            Fact::TriggerAnswered { number, answer, reason, groundless, back } => {
                if let Some(fired) = self.triggers.get_mut(&number) {
                    // What had no ground has set nothing off, and may yet.
                    if groundless {
                        self.fired.remove(&fired.inputs.cause);
                    }
                    let by = actor.clone();
                    fired.answer = Some(Answered { at, by, answer, reason, groundless, back });
                }
            }
            Fact::TriggerEscalated { number } => {
                if let Some(fired) = self.triggers.get_mut(&number) {
                    fired.escalated = Some(at);
                }
            }
            _ => {}
        }
    }

    /// Conditions that confirmed triggers count as breached since a moment, which is the adoption that stands.
    pub fn breached_since(&self, adopted: Moment) -> BTreeSet<Id> {
        let confirmed = self.triggers.values().filter_map(|it| it.answer.as_ref());
        let since = confirmed.filter(|it| it.answer == Answer::Confirm && it.at >= adopted);
        since.filter_map(|it| it.back.as_ref()).flat_map(|it| it.breached.iter().cloned()).collect()
    }
}

/// The next numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Next {
    pub report: u64,
    pub incident: u64,
    pub finding: u64,
    pub change: u64,
    pub obstacle: u64,
    pub trigger: u64,
    pub task: u64,
}

impl Case {
    /// What is known of how the answer is kept.
    pub fn follow_up(&self) -> &FollowUp {
        &self.followup
    }
}
