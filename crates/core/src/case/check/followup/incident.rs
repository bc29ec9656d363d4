//! Incidents: opened over reports, judged by two people, attributed, and held against commitments.

use super::{
    super::{
        Checking,
        words::{self, Length},
    },
    unknown,
};
use crate::{
    case::{
        Act, Fact, Refusal,
        followup::{
            grade::{GRADING_LIMIT, Grade, Graded},
            incident::{
                Attribution, Breach, DISSENT_LIMIT, FINDING_LIMIT, Finding, Found, INCIDENT_LIMIT, Incident,
                Judgement, LINK_LIMIT, Opened, Verification,
            },
            origin::Missing,
        },
        refusal::{State, Thing},
    },
    text::Text,
};

impl<'a> Checking<'a> {
    pub(super) fn incident(self, act: &Act) -> Result<Vec<Fact>, Refusal> {
        let fact = match act {
            Act::OpenIncident { incident, reports } => return self.open_incident(incident, reports),
            Act::ChangeIncident { incident: number, to } => {
                let known = &self.known_incident(*number)?.incident;
                if known == to {
                    return Err(Refusal::State(State::AlreadyThere));
                }
                if known.sensitivity != to.sensitivity {
                    return Err(Refusal::State(State::SensitivityApart(*number)));
                }
                self.sound_incident(to)?;
                Fact::IncidentChanged { number: *number, incident: to.clone() }
            }
            Act::SetIncidentSensitivity { incident, sensitivity, reason } => {
                if self.known_incident(*incident)?.incident.sensitivity == *sensitivity {
                    return Err(Refusal::State(State::AlreadyThere));
                }
                words::check_given("reason", reason, Length::Lines)?;
                let (sensitivity, reason) = (*sensitivity, reason.clone());
                Fact::IncidentSensitivitySet { number: *incident, sensitivity, reason }
            }
            Act::LinkReport { incident, report } => {
                let opened = self.known_incident(*incident)?;
                self.linkable(opened.reports.len(), *report)?;
                if opened.reports.contains(report) {
                    return Err(Refusal::State(State::AlreadyThere));
                }
                Fact::ReportLinked { incident: *incident, report: *report }
            }
            Act::UnlinkReport { incident, report, reason } => {
                if !self.known_incident(*incident)?.reports.contains(report) {
                    return Err(unknown(Thing::IncidentReport, *report));
                }
                words::check_given("reason", reason, Length::Lines)?;
                Fact::ReportUnlinked { incident: *incident, report: *report, reason: reason.clone() }
            }
            Act::GradeReport { report, grade, reason } => self.grade(*report, *grade, reason)?,
            Act::AttributeIncident { incident, attribution } => {
                self.attribute(*incident, attribution.as_ref())?
            }
            Act::ReviewIncident { incident, judgement, reason } => {
                self.review(*incident, *judgement, reason)?
            }
            Act::MakeFinding { finding } => self.find(finding)?,
            Act::DissentFromFinding { finding, reason } => {
                let found = self.known_finding(*finding)?;
                words::check_given("reason", reason, Length::Lines)?;
                if found.dissents.len() >= DISSENT_LIMIT {
                    return Err(Refusal::Limit { what: "dissents from a finding", limit: DISSENT_LIMIT });
                }
                if found.dissents.iter().any(|(by, _, known)| by == self.actor && known == reason) {
                    return Err(Refusal::State(State::AlreadyThere));
                }
                Fact::FindingDissented { finding: *finding, reason: reason.clone() }
            }
            _ => return Ok(Vec::new()),
        };
        Ok(vec![fact])
    }

    fn open_incident(self, incident: &Incident, reports: &[u64]) -> Result<Vec<Fact>, Refusal> {
        if self.case.followup.incidents().len() >= INCIDENT_LIMIT {
            return Err(Refusal::Limit { what: "incidents", limit: INCIDENT_LIMIT });
        }
        self.sound_incident(incident)?;
        let number = self.case.followup.next().incident;
        let mut facts = vec![Fact::IncidentOpened { number, incident: incident.clone() }];
        let mut linked = std::collections::BTreeSet::new();
        for report in reports {
            self.linkable(linked.len(), *report)?;
            if linked.insert(*report) {
                facts.push(Fact::ReportLinked { incident: number, report: *report });
            }
        }
        Ok(facts)
    }

    fn sound_incident(self, incident: &Incident) -> Result<(), Refusal> {
        words::check_given("what", &incident.what, Length::Lines)?;
        self.known_place(&incident.place)?;
        self.is_past(incident.occurred)?;
        if incident.killed.is_some_and(|it| !it.is_ordered()) {
            return Err(Refusal::State(State::EstimateOutOfOrder));
        }
        Ok(())
    }

    fn linkable(self, linked: usize, report: u64) -> Result<(), Refusal> {
        if !self.case.followup.reports().contains_key(&report) {
            return Err(unknown(Thing::IncidentReport, report));
        }
        if linked >= LINK_LIMIT {
            return Err(Refusal::Limit { what: "reports of an incident", limit: LINK_LIMIT });
        }
        Ok(())
    }

    /// How far a report is to be believed. What its author says of that is in the report itself.
    fn grade(self, number: u64, grade: Grade, reason: &Text) -> Result<Fact, Refusal> {
        let known = self.case.followup.reports().get(&number);
        let filed = known.ok_or_else(|| unknown(Thing::IncidentReport, number))?;
        if filed.by == *self.actor {
            return Err(Refusal::State(State::GradeIsYours(number)));
        }
        words::check_given("reason", reason, Length::Lines)?;
        if filed.gradings.last().is_some_and(|it| it.grade == grade) {
            return Err(Refusal::State(State::AlreadyThere));
        }
        if filed.gradings.len() >= GRADING_LIMIT {
            return Err(Refusal::Limit { what: "grades of a report", limit: GRADING_LIMIT });
        }
        let graded = Graded { at: self.now, by: self.actor.clone(), grade, reason: reason.clone() };
        let unverified = self.case.followup.unverified_by(number, &graded);
        Ok(Fact::ReportGraded { report: number, grade, reason: graded.reason, unverified })
    }

    fn attribute(self, number: u64, attribution: Option<&Attribution>) -> Result<Fact, Refusal> {
        let opened = self.known_incident(number)?;
        if opened.attribution.as_ref() == attribution {
            return Err(Refusal::State(State::AlreadyThere));
        }
        if let Some(Attribution { to, .. }) = attribution {
            let dossier = &self.case.dossier;
            let parties = dossier.parties.iter().map(|it| &it.id);
            if !parties.chain(dossier.bodies.iter().map(|it| &it.id)).any(|id| id == to) {
                return Err(Refusal::Unknown { what: Thing::Part, name: to.to_string() });
            }
        }
        Ok(Fact::IncidentAttributed { incident: number, attribution: attribution.cloned() })
    }

    /// What one reviewer says. Nobody is a second person to themselves, nor to what they have reported.
    fn review(self, number: u64, judgement: Judgement, reason: &Text) -> Result<Fact, Refusal> {
        let opened = self.known_incident(number)?;
        words::check_given("reason", reason, Length::Lines)?;
        let is_judged = judgement != Judgement::Undecided;
        if is_judged && opened.reviews.get(self.actor).is_some_and(|it| it.judgement == judgement) {
            return Err(Refusal::State(State::ReviewedByYou(number)));
        }
        let reports = || opened.reports.iter().filter_map(|it| self.case.followup.reports().get(it));
        if is_judged && reports().any(|it| it.by == *self.actor) {
            return Err(Refusal::State(State::ReportIsYours(number)));
        }
        if judgement == Judgement::Verified {
            match self.case.followup.missing(opened) {
                Some(Missing::Report | Missing::Origin) => {
                    return Err(Refusal::State(State::TooFewOrigins(number)));
                }
                Some(Missing::Voice) => return Err(Refusal::State(State::OriginsByOne(number))),
                None => {}
            }
        }
        Ok(Fact::IncidentReviewed { incident: number, judgement, reason: reason.clone() })
    }

    fn find(self, finding: &Finding) -> Result<Fact, Refusal> {
        let opened = self.known_incident(finding.incident)?;
        self.known_commitment(&finding.commitment)?;
        words::check_given("reason", &finding.reason, Length::Lines)?;
        if finding.verdict == Breach::Breach && opened.verification() != Verification::Verified {
            return Err(Refusal::State(State::NotVerified(finding.incident)));
        }
        let followup = &self.case.followup;
        let latest = followup.latest(finding.incident, &finding.commitment);
        if latest.is_some_and(|(_, it)| it.finding.verdict == finding.verdict) {
            return Err(Refusal::State(State::AlreadyThere));
        }
        if followup.findings().len() >= FINDING_LIMIT {
            return Err(Refusal::Limit { what: "findings", limit: FINDING_LIMIT });
        }
        Ok(Fact::FindingMade { number: followup.next().finding, finding: finding.clone() })
    }

    fn known_incident(self, number: u64) -> Result<&'a Opened, Refusal> {
        self.case.followup.incidents().get(&number).ok_or_else(|| unknown(Thing::Incident, number))
    }

    fn known_finding(self, number: u64) -> Result<&'a Found, Refusal> {
        self.case.followup.findings().get(&number).ok_or_else(|| unknown(Thing::Finding, number))
    }
}
