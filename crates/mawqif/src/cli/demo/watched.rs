//! The follow-up of the demo's third case: a promise, two reports of a killing, two who verify it, a finding and a trigger
//! that waits for the committee's answer, so that whoever sits in it can send the coalition back to its position.
//!
//! Nothing of it has happened: the case is invented.

use std::sync::Arc;

use mawqif_core::{
    case::{
        Act, Moment, Stage,
        act::Part,
        followup::{
            incident::{
                Attribution, Breach, Certainty, Estimate, Exactness, Finding, Incident, Judgement, Nearness,
                Sensitivity,
            },
            report::{Grade, IncidentReport, Precision},
        },
    },
    dossier::{Commitment, CommitmentKind},
    text::{Id, Text},
};

use crate::desk::{Desk, Fault, access::Caller, held::Held, people::Refused};

const HOUR: u64 = 3_600_000_000;

/// Those who follow up in the demo.
pub struct People<'a> {
    /// Who runs the case, and another.
    pub secretariat: (&'a Caller, &'a Caller),
    /// Who reports.
    pub reporter: &'a Caller,
    /// Who sits in the committee.
    pub member: &'a Caller,
}

/// Takes the follow-up to a trigger that waits for its answer.
pub async fn watch(desk: &Desk, held: &Arc<Held>, people: &People<'_>) -> Result<(), Fault> {
    let case = held.now();
    if case.stage() != Stage::Adopted || !case.follow_up().incidents().is_empty() {
        return Ok(());
    }
    let (first, second) = people.secretariat;
    let act = async |act: Act, who: &Caller| desk.act(held, act, who, None).await.map(|_| ());
    let dossier = case.dossier();
    let ground = dossier.conditions.first().ok_or(Refused::Missing("condition"))?.id.clone();
    let party = dossier.parties.first().ok_or(Refused::Missing("party"))?.id.clone();
    let place = dossier.places.first().ok_or(Refused::Missing("place"))?.id.clone();
    let committee = case.committees().first().ok_or(Refused::Missing("committee"))?.id.clone();
    let id = Id::new("no-killing").map_err(|_| Refused::Missing("id"))?;
    let commitment = Commitment {
        id: id.clone(),
        text: both("ألا يُقتل أحد على خط التماس", "Nobody is killed along the line."),
        obliged: vec![party.clone()],
        rests_on: vec![ground],
        kind: CommitmentKind::Abstain,
        places: vec![place.clone()],
        from: None,
        until: None,
        due: None,
        indicator: None,
        baseline: None,
        ceiling: None,
        judged_by: Some(committee),
        red_line: true,
    };
    act(Act::EnterPart { part: Part::Commitment(commitment) }, first).await?;
    let occurred = Moment::from_micros(desk.clock().now().micros().saturating_sub(6 * HOUR));
    let report = |client: &str, origin: &str, grade: &str| {
        let report = IncidentReport {
            client: client.to_owned(),
            what: both(
                "أُطلق النار على اثنين عند الجسر فقُتل أحدهما.",
                "Two were shot at by the bridge, and one of them died.",
            ),
            place: place.clone(),
            occurred,
            precision: Precision::Hour,
            told: None,
            oneself: false,
            origin: origin.to_owned(),
            grade: Grade::new(grade).map_err(|_| Refused::Missing("grade"))?,
            commitment: Some(id.clone()),
            evidence: Vec::new(),
        };
        Ok::<_, Fault>(Act::ReportIncident { report, sealed: Vec::new() })
    };
    act(report("demo-1", "أنا", "B2")?, people.reporter).await?;
    act(report("demo-2", "طبيبة في المستشفى الميداني", "C3")?, people.member).await?;
    let incident = Incident {
        what: both("قتيل عند الجسر", "A killing by the bridge"),
        place,
        occurred,
        precision: Exactness { time: Precision::Hour, place: Nearness::Near },
        sensitivity: Sensitivity::Open,
        killed: Some(Estimate { low: 1, best: 1, high: 2 }),
    };
    act(Act::OpenIncident { incident, reports: vec![1, 2] }, first).await?;
    for who in [first, second] {
        let reason =
            both("الروايتان متفقتان، ومصدراهما مختلفان.", "Both accounts agree, and their sources differ.");
        act(Act::ReviewIncident { incident: 1, judgement: Judgement::Verified, reason }, who).await?;
    }
    let attribution = Some(Attribution { to: party, certainty: Certainty::Likely });
    act(Act::AttributeIncident { incident: 1, attribution }, second).await?;
    let reason = both(
        "القتل على خط التماس هو ما وُعد بألا يكون.",
        "A killing along the line is what was promised not to be.",
    );
    let finding = Finding { incident: 1, commitment: id, verdict: Breach::Breach, reason };
    act(Act::MakeFinding { finding }, second).await?;
    let due = held.now().due_triggers(desk.clock().now());
    let inputs = due.first().ok_or(Refused::Missing("trigger"))?.sha256();
    act(Act::FireTrigger { inputs }, first).await
}

fn both(ar: &str, en: &str) -> Text {
    Text::by_language(vec![("ar".to_owned(), ar.to_owned()), ("en".to_owned(), en.to_owned())])
}
