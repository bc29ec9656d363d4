//! What the page of the follow-up says, in the reader's words.

use std::collections::{BTreeMap, BTreeSet};

use mawqif_core::{
    case::{
        AccountId, Case, Moment, Role,
        followup::{
            alike::{self, Alike, Neighbours},
            back::{Back, Outcome, Repair},
            incident::{Breach, Certainty, Found, Judgement, Nearness, Opened, Review, Verification},
            origin::Missing,
            report::{Filed, Precision},
            terms::{self, Of, Performance, TaskEnd},
            trigger::{Answer, Fired},
        },
    },
    text::{Id, isolate},
};

use super::{Judged, Names, Task, Told, Watched, evidence, imports};
use crate::web::words::Words;

const HOUR: u64 = 3_600_000_000;

/// What there is to do, in a sentence: when so many triggers are due, and so much of the committee's work is late.
pub fn sentence(case: &Case, now: Moment, [due, undone]: [usize; 2], words: &Words) -> String {
    let waiting = case.follow_up().triggers().values().filter(|it| it.answer.is_none()).count();
    let late = case.silent_triggers(now).count();
    let (key, count) = match (late, waiting, due, undone) {
        (1.., ..) => ("follow-now-late", late),
        (_, 1.., ..) => ("follow-now-waiting", waiting),
        (_, _, 1.., _) => ("follow-now-due", due),
        (.., 1..) => ("follow-now-undone", undone),
        _ => ("follow-now-nothing", 0),
    };
    words.count(key, count)
}

/// What waits for those who follow up, in a sentence: where the committee is silent, what it has to answer, or what is due.
pub fn waits(case: &Case, now: Moment, words: &Words) -> Option<String> {
    let due = case.due_triggers(now).len();
    let open = case.follow_up().triggers().values().any(|it| it.answer.is_none());
    (due > 0 || open).then(|| sentence(case, now, [due, 0], words))
}

/// How a trigger stands.
pub fn standing(fired: &Fired, now: Moment, words: &Words) -> String {
    let fired_at = words.moment(fired.at);
    match &fired.answer {
        Some(answered) => {
            let key = match answered.answer {
                Answer::Confirm => "trigger-confirmed",
                Answer::Waive => "trigger-waived",
            };
            words.tell(key, &[("fired", fired_at.into()), ("date", words.moment(answered.at).into())])
        }
        None if fired.escalated.is_some() => words.tell("trigger-escalated", &[("fired", fired_at.into())]),
        None if fired.answer_by <= now => words.tell(
            "trigger-late",
            &[("fired", fired_at.into()), ("date", words.moment(fired.answer_by).into())],
        ),
        None => {
            // A part of an hour counts as one, so that nobody is told that none is left while some is.
            let left = fired.answer_by.micros().saturating_sub(now.micros()).div_ceil(HOUR);
            let values = [
                ("fired", fired_at.into()),
                ("date", words.moment(fired.answer_by).into()),
                ("count", left.into()),
            ];
            words.tell("trigger-waits", &values)
        }
    }
}

/// What a breach means for the position, sentence by sentence.
pub fn back(case: &Case, back: &Back, words: &Words) -> Vec<String> {
    let conditions = |ids: &[Id]| {
        let all: Vec<String> = ids.iter().map(|id| condition(case, id, words)).collect();
        texts(&all, words)
    };
    let listed = |ids: &[Id], unlisted: usize| {
        let mut names: Vec<String> = ids.iter().map(|id| body(case, id, words)).collect();
        names.extend((unlisted > 0).then(|| words.count("back-more", unlisted)));
        words.locale().list(&names)
    };
    let bodies = |ids: &[Id]| listed(ids, 0);
    let mut told = vec![words.word(match back.outcome {
        Outcome::Maintained => "back-maintained",
        Outcome::Reopened => "back-reopened",
        Outcome::Unanswered => "back-unanswered",
    })];
    if !back.breached.is_empty() {
        told.push(words.about("back-breached", &conditions(&back.breached)));
    }
    if !back.lost.is_empty() {
        told.push(words.about("back-lost", &listed(&back.lost, back.unlisted.lost)));
    }
    if !back.pivotal.is_empty() {
        told.push(words.about("back-pivotal", &listed(&back.pivotal, back.unlisted.pivotal)));
    }
    if !back.ask.is_empty() {
        told.push(words.about("back-ask", &listed(&back.ask, back.unlisted.ask)));
    }
    for (at, repair) in back.repairs.iter().enumerate() {
        let said = match repair {
            Repair::Restore { conditions: ids, burden } => words
                .tell("repair-restore", &[("name", conditions(ids).into()), ("burden", (*burden).into())]),
            Repair::Grant { more, burden, support, .. } => {
                let (name, burden) = (conditions(more).into(), (*burden).into());
                match support {
                    Some(support) => {
                        let values = [("name", name), ("burden", burden), ("support", (*support).into())];
                        words.tell("repair-grant", &values)
                    }
                    None => words.tell("repair-grant-veiled", &[("name", name), ("burden", burden)]),
                }
            }
            Repair::Persuade { bodies: ids, package } => {
                let values = [("name", bodies(ids).into()), ("package", conditions(package).into())];
                words.tell("repair-persuade", &values)
            }
        };
        told.push(words.about(if at == 0 { "repair-least" } else { "repair-else" }, &said));
    }
    if back.is_partial {
        told.push(words.word("back-partial"));
    }
    told
}

/// What is known of whether something happened: the word for it, and its class.
pub fn verification(state: Verification, words: &Words) -> (String, &'static str) {
    let (key, class) = match state {
        Verification::Received => ("verification-received", "received"),
        Verification::UnderReview => ("verification-under-review", "under-review"),
        Verification::Verified => ("verification-verified", "verified"),
        Verification::NotVerifiable => ("verification-not-verifiable", "not-verifiable"),
        Verification::Refuted => ("verification-refuted", "refuted"),
        Verification::Disputed => ("verification-disputed", "disputed"),
    };
    (words.word(key), class)
}

/// The facts of an incident.
pub fn incident(case: &Case, opened: &Opened, words: &Words) -> Vec<(String, String)> {
    let incident = &opened.incident;
    let near = match incident.precision.place {
        Nearness::Exact => None,
        Nearness::Near => Some("nearness-near"),
        Nearness::District => Some("nearness-district"),
    };
    let at = place(case, &incident.place, words);
    let at = match near {
        Some(near) => words.tell("incident-nearly", &[("name", at.into()), ("how", words.word(near).into())]),
        None => at,
    };
    let public = match incident.public_place(&case.dossier().places) {
        Some(shown) => place(case, &shown.id, words),
        None => words.word("sensitivity-nothing"),
    };
    let mut facts = vec![
        (words.word("provision-where"), at),
        (words.word("incident-when"), when(incident.occurred, incident.precision.time, words)),
        (words.word("incident-public"), public),
    ];
    facts.extend(incident.killed.map(|it| {
        let values = [("low", it.low.into()), ("best", it.best.into()), ("high", it.high.into())];
        (words.word("incident-killed"), words.tell("incident-killed-range", &values))
    }));
    let by = opened.attribution.as_ref().map_or_else(
        || words.word("incident-by-nobody"),
        |it| {
            let certainty = words.word(certainty(it.certainty));
            words.tell(
                "incident-by-somebody",
                &[("name", anybody(case, &it.to, words).into()), ("certainty", certainty.into())],
            )
        },
    );
    facts.push((words.word("incident-by"), by));
    facts.push((words.word("incident-rests"), words.count("incident-reports", opened.reports.len())));
    facts
}

/// When something happened, and how exactly that is known: the message for it, and the name of the choice.
pub fn precision(precision: Precision) -> (&'static str, &'static str) {
    match precision {
        Precision::Hour => ("precision-hour", "hour"),
        Precision::Day => ("precision-day", "day"),
        Precision::Week => ("precision-week", "week"),
    }
}

fn when(at: Moment, exact: Precision, words: &Words) -> String {
    let how = words.word(precision(exact).0);
    words.tell("report-when", &[("date", words.moment(at).into()), ("how", how.into())])
}

/// What one reviewer says.
pub fn review(who: &AccountId, review: &Review, people: &Names, words: &Words) -> String {
    let values = [
        ("name", people.get(who).cloned().unwrap_or_default().into()),
        ("judgement", words.word(judgement(review.judgement)).into()),
        ("why", words.text(&review.reason).to_owned().into()),
    ];
    words.tell("incident-review", &values)
}

/// What is missing before anybody can say that it happened; nothing where enough is there, or was once.
pub fn missing(case: &Case, opened: &Opened, words: &Words) -> Option<String> {
    let is_open = matches!(
        opened.verification(),
        Verification::Received | Verification::UnderReview | Verification::Disputed
    );
    let key = match case.follow_up().missing(opened).filter(|_| is_open)? {
        Missing::Report => "incident-missing-report",
        Missing::Origin => "incident-missing-origin",
        Missing::Voice => "incident-missing-voice",
    };
    Some(words.word(key))
}

/// That several who say that something happened speak for one body: two people to the rule, and one voice of the coalition.
pub fn of_one_body(case: &Case, opened: &Opened, now: Moment, people: &Names, words: &Words) -> Vec<String> {
    let mut voices: BTreeMap<Id, Vec<String>> = BTreeMap::new();
    let said = opened.reviews.iter().filter(|(_, it)| it.judgement == Judgement::Verified);
    for (who, _) in said {
        let bodies: BTreeSet<Id> = case
            .roles(who, now)
            .into_iter()
            .filter_map(|role| if let Role::Delegate { body, .. } = role { Some(body) } else { None })
            .collect();
        for of in bodies {
            voices.entry(of).or_default().push(people.get(who).cloned().unwrap_or_default());
        }
    }
    let shared = voices.into_iter().filter(|(_, all)| all.len() > 1).map(|(of, all)| {
        let values = [("name", words.locale().list(&all).into()), ("body", body(case, &of, words).into())];
        words.tell("review-one-body", &values)
    });
    shared.collect()
}

/// A finding, and who disagrees.
pub fn finding(case: &Case, number: u64, found: &Found, people: &Names, words: &Words) -> Judged {
    let name = |who: &AccountId| people.get(who).cloned().unwrap_or_default();
    let it = &found.finding;
    let dissents = found.dissents.iter().map(|(who, _, why)| {
        words.tell(
            "finding-dissent",
            &[("name", name(who).into()), ("why", words.text(why).to_owned().into())],
        )
    });
    let values = [
        ("verdict", words.word(breach(it.verdict)).into()),
        ("commitment", named_commitment(case, &it.commitment, words).into()),
        ("name", name(&found.by).into()),
    ];
    Judged {
        number,
        told: words.tell("finding-told", &values),
        reason: words.text(&it.reason).to_owned(),
        dissents: dissents.collect(),
        is_latest: case.follow_up().latest(it.incident, &it.commitment).is_some_and(|(at, _)| at == number),
    }
}

/// What reports are told with: the names of people, and which reports may be of the same.
pub struct Beside<'c> {
    /// The names of people.
    pub people: &'c Names,
    /// Reports by place and time.
    pub neighbours: &'c Neighbours<'c>,
}

/// Another report that may be of the same, and why.
fn alike(it: &Alike, words: &Words) -> String {
    let place = match it.place {
        alike::Beside::Same => words.word("alike-same"),
        alike::Beside::Within => words.word("alike-within"),
        alike::Beside::Near(Some(km)) => words.tell("alike-near", &[("count", u64::from(km).into())]),
        alike::Beside::Near(None) => words.word("alike-beside"),
    };
    // A part of an hour counts as one.
    let time = match it.apart.div_ceil(HOUR) {
        0 => words.word("alike-at-once"),
        hours @ 1..48 => words.tell("alike-hours", &[("count", hours.into())]),
        hours => words.tell("alike-days", &[("count", hours.div_ceil(24).into())]),
    };
    let about = it.same_commitment.then(|| words.word("alike-commitment"));
    let why: Vec<String> = [place, time].into_iter().chain(about).collect();
    let values = [("number", words.number(it.report).into()), ("why", words.locale().list(&why).into())];
    words.tell("alike-report", &values)
}

/// A report, with who says so.
pub fn report(case: &Case, number: u64, filed: &Filed, beside: &Beside<'_>, words: &Words) -> Told {
    let it = &filed.report;
    let mut facts = vec![
        (words.word("incident-when"), when(it.occurred, it.precision, words)),
        (words.word("provision-where"), place(case, &it.place, words)),
        (
            words.word("report-origin"),
            if it.oneself { words.word("report-oneself") } else { it.origin.clone() },
        ),
    ];
    facts.extend(grades(filed, beside.people, words));
    facts.push((words.word("report-known"), words.moment(filed.known)));
    facts.extend(it.told.map(|at| (words.word("report-told"), words.moment(at))));
    facts.extend(
        it.commitment.iter().map(|id| (words.word("report-commitment"), named_commitment(case, id, words))),
    );
    facts.extend(it.evidence.iter().map(|shown| (words.word("report-evidence"), shown.clone())));
    let sealed = case.follow_up().evidence().of_report(number).filter(|(_, it)| !it.is_destroyed);
    let sealed: Vec<String> = sealed.map(|(at, it)| evidence::told::heading(at, it, words)).collect();
    if !sealed.is_empty() {
        facts.push((words.word("report-sealed"), words.locale().list(&sealed)));
    }
    if let Some(row) = case.follow_up().row_of(filed) {
        let name = imports::rows::number(row, words);
        let table = case.follow_up().imports().all().get(&row.table);
        let is_back = table.is_some_and(|it| it.back.is_some());
        let told = if is_back { words.about("report-row-back", &name) } else { name };
        facts.push((words.word("report-row"), told));
    }
    let alike: Vec<String> = beside.neighbours.of(number).iter().map(|it| alike(it, words)).collect();
    if !alike.is_empty() {
        facts.push((words.word("report-alike"), texts(&alike, words)));
    }
    let row = case.follow_up().row_of(filed).map(|it| (it.table, it.row));
    Told { number, what: words.text(&it.what).to_owned(), facts, row, entry: filed.entry }
}

/// The grade that counts with who has given it and why, and those before it.
fn grades(filed: &Filed, people: &Names, words: &Words) -> Vec<(String, String)> {
    let by_author = words.about("report-grade-by-author", &filed.report.grade.to_string());
    let given = filed.gradings.iter().map(|it| {
        let values = [
            ("grade", it.grade.to_string().into()),
            ("name", people.get(&it.by).cloned().unwrap_or_default().into()),
            ("date", words.moment(it.at).into()),
            ("why", words.text(&it.reason).to_owned().into()),
        ];
        words.tell("report-grade-given", &values)
    });
    let all = std::iter::once(by_author).chain(given).rev();
    let keys = std::iter::once("report-grade").chain(std::iter::repeat("report-grade-before"));
    keys.zip(all).map(|(key, grade)| (words.word(key), grade)).collect()
}

/// A task.
pub fn task(case: &Case, number: u64, kept: &terms::Kept, words: &Words) -> Task {
    let mut facts = vec![body(case, &kept.task.owner, words)];
    facts.extend(kept.task.due.map(|day| words.about("task-due", &words.date(&day))));
    facts.extend(kept.ended.map(|(_, end)| {
        words.word(match end {
            TaskEnd::Done => "task-done",
            TaskEnd::Dropped => "task-dropped",
        })
    }));
    let what = words.text(&kept.task.what).to_owned();
    Task { number, what, facts: facts.join(" · "), is_ended: kept.ended.is_some() }
}

/// Obstacles, places without access, and changes from outside.
pub fn watched(case: &Case, words: &Words) -> Vec<Watched> {
    let followup = case.follow_up();
    let obstacles = followup.obstacles().iter().map(|(number, it)| {
        let key = if it.gone.is_some() { "watched-gone" } else { "watched-obstacle" };
        Watched { number: it.gone.is_none().then_some(*number), told: words.about(key, words.text(&it.what)) }
    });
    let denied = followup.denied().iter().map(|(id, denied)| {
        let values = [("name", place(case, id, words).into()), ("date", words.date(&denied.since).into())];
        Watched { number: None, told: words.tell("watched-access", &values) }
    });
    let changes = followup.changes().values().map(|it| {
        let key = match it.of {
            Of::Text => "watched-text",
            Of::Party => "watched-party",
        };
        Watched { number: None, told: words.about(key, words.text(&it.what)) }
    });
    obstacles.chain(denied).chain(changes).collect()
}

/// How a commitment is kept.
pub fn performance(how: Performance, words: &Words) -> String {
    words.word(match how {
        Performance::Kept => "performance-kept",
        Performance::InPart => "performance-in-part",
        Performance::NotKept => "performance-not-kept",
        Performance::NotObserved => "performance-not-observed",
    })
}

/// The message for a judgement.
pub fn judgement(it: Judgement) -> &'static str {
    match it {
        Judgement::Verified => "judgement-verified",
        Judgement::NotVerifiable => "judgement-not-verifiable",
        Judgement::Refuted => "judgement-refuted",
        Judgement::Undecided => "judgement-undecided",
    }
}

/// The message for a certainty.
pub fn certainty(it: Certainty) -> &'static str {
    match it {
        Certainty::Alleged => "certainty-alleged",
        Certainty::Likely => "certainty-likely",
        Certainty::Established => "certainty-established",
    }
}

/// The message for a verdict.
pub fn breach(it: Breach) -> &'static str {
    match it {
        Breach::Breach => "verdict-breach",
        Breach::NoBreach => "verdict-no-breach",
        Breach::OutsideScope => "verdict-outside-scope",
        Breach::Undetermined => "verdict-undetermined",
    }
}

/// What a place is called.
pub fn place(case: &Case, id: &Id, words: &Words) -> String {
    words.name_of(id, case.dossier().places.iter().map(|it| (&it.id, &it.name)))
}

/// What a body is called.
pub fn body(case: &Case, id: &Id, words: &Words) -> String {
    words.name_of(id, case.dossier().bodies.iter().map(|it| (&it.id, &it.name)))
}

fn anybody(case: &Case, id: &Id, words: &Words) -> String {
    let dossier = case.dossier();
    let parties = dossier.parties.iter().map(|it| (&it.id, &it.name));
    words.name_of(id, parties.chain(dossier.bodies.iter().map(|it| (&it.id, &it.name))))
}

fn condition(case: &Case, id: &Id, words: &Words) -> String {
    let text = words.name_of(id, case.dossier().conditions.iter().map(|it| (&it.id, &it.text)));
    text.trim_end_matches('.').to_owned()
}

/// What a commitment says, without the full stop.
pub fn named_commitment(case: &Case, id: &Id, words: &Words) -> String {
    let text = words.name_of(id, case.dossier().commitments.iter().map(|it| (&it.id, &it.text)));
    text.trim_end_matches('.').to_owned()
}

/// Texts one after the other, set apart by semicolons, since they have commas of their own.
pub fn texts(all: &[String], words: &Words) -> String {
    let and = if words.tag() == "ar" { "؛ " } else { "; " };
    all.iter().map(|it| isolate(it.trim_end_matches('.'))).collect::<Vec<_>>().join(and)
}
