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
            grade::Grade,
            incident::{
                Attribution, Breach, Certainty, Estimate, Exactness, Finding, Incident, Judgement, Nearness,
                Sensitivity,
            },
            report::{IncidentReport, Precision},
        },
    },
    dossier::{Commitment, CommitmentKind, Counts, Date, Indicator, WITHIN_DAYS, WITHIN_KM},
    followup::calendar::Day,
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
    let party = dossier.parties.first().ok_or(Refused::Missing("party"))?.id.clone();
    let place = dossier.places.first().ok_or(Refused::Missing("place"))?.id.clone();
    let committee = case.committees().first().ok_or(Refused::Missing("committee"))?.id.clone();
    let id = Id::new("no-killing").map_err(|_| Refused::Missing("id"))?;
    let owed = Owed {
        by: party.clone(),
        at: place.clone(),
        judge: committee,
        today: case.clock().day(desk.clock().now()),
    };
    for promise in promised(&owed)? {
        // What was not asked for in the end is owed by nobody; what an earlier start has entered stands.
        let is_there = dossier.commitments.iter().any(|it| it.id == promise.id);
        if !is_there && promise.rests_on.iter().all(|it| dossier.conditions.iter().any(|own| own.id == *it)) {
            act(Act::EnterPart { part: Part::Commitment(promise) }, first).await?;
        }
    }
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

/// Who owes what was promised, where, and who judges what is not counted.
struct Owed {
    by: Id,
    at: Id,
    judge: Id,
    today: Date,
}

/// Five promises of the adopted conditions, each by what can be counted of it or by the committee's judgement.
fn promised(owed: &Owed) -> Result<Vec<Commitment>, Fault> {
    let id = |word: &str| Id::new(word).map_err(|_| Refused::Missing("id"));
    let in_days = |days: i32| Day::of(owed.today).map(|it| it.plus(days).date());
    let seen = |counts: Counts, kind: &str, actors: &[&str]| {
        let words = |all: &[&str]| all.iter().map(|it| (*it).to_owned()).collect();
        let against = Vec::new();
        Indicator {
            counts,
            kinds: words(&[kind]),
            actors: words(actors),
            against,
            within_days: WITHIN_DAYS,
            within_km: WITHIN_KM,
        }
    };
    let of = |name: &str, condition: &str, text: Text, theme: Text, kind: CommitmentKind| {
        Ok::<_, Fault>(Commitment {
            id: id(name)?,
            text,
            theme,
            obliged: vec![owed.by.clone()],
            rests_on: vec![id(condition)?],
            kind,
            places: vec![owed.at.clone()],
            from: None,
            until: None,
            due: None,
            indicator: None,
            baseline: None,
            ceiling: None,
            judged_by: Some(owed.judge.clone()),
            red_line: false,
        })
    };
    let access = || both("الوصول والرقابة", "Access and monitoring");
    Ok(vec![
        Commitment {
            indicator: Some(seen(Counts::DeathsLow, "killing", &["army"])),
            red_line: true,
            ..of(
                "no-killing",
                "ground",
                both("ألا يُقتل أحد على خط التماس", "Nobody is killed along the line."),
                both("الأرواح", "Lives"),
                CommitmentKind::Abstain,
            )?
        },
        Commitment {
            indicator: Some(seen(Counts::Events, "monitors' visit", &[])),
            due: in_days(14),
            ..of(
                "monitors-come",
                "monitors",
                both("أن يصل المراقبون إلى خط التماس", "Monitors reach the line."),
                access(),
                CommitmentKind::Do,
            )?
        },
        Commitment {
            indicator: Some(seen(Counts::Events, "convoy turned back", &["army"])),
            ..of(
                "routes-open",
                "routes",
                both("ألا تُردّ قافلة على الطرق", "No convoy is turned back on the roads."),
                access(),
                CommitmentKind::Allow,
            )?
        },
        Commitment {
            indicator: Some(seen(Counts::Events, "release", &[])),
            due: in_days(30),
            ..of(
                "detainees-freed",
                "detainees",
                both(
                    "أن يُفرج عن المحتجزين بالأسماء المتفق عليها",
                    "Detainees are released by the agreed list.",
                ),
                both("المحتجزون", "Detainees"),
                CommitmentKind::Do,
            )?
        },
        of(
            "breaches-answered",
            "response",
            both("أن يُجاب عن كل خرق بما اتُّفق عليه", "Every breach is answered as was agreed."),
            both("الرد على الخروق", "Answers to breaches"),
            CommitmentKind::Do,
        )?,
    ])
}

fn both(ar: &str, en: &str) -> Text {
    Text::by_language(vec![("ar".to_owned(), ar.to_owned()), ("en".to_owned(), en.to_owned())])
}
