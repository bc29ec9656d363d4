//! What was promised and by what it is seen, and what of the committee's work is late, in the reader's words.

use std::collections::BTreeSet;

use mawqif_core::{
    case::{Case, Moment, followup::trigger::Inputs},
    dossier::{Baseline, Commitment},
    text::Id,
};

use super::{forms::commitment::COUNTED, told};
use crate::web::words::Words;

/// Tasks and sittings that are shown as late; of more, those with the lowest numbers.
const LATE_SHOWN: usize = 20;

/// A commitment.
pub struct Kept {
    /// Its id.
    pub id: String,
    /// Its words.
    pub text: String,
    /// Who owes it, where, by what it is seen, how often it was broken, and what was said of it.
    pub facts: Vec<(String, String)>,
    /// Whether one breach is enough.
    pub is_red_line: bool,
    /// Whether something is alleged.
    pub is_flagged: bool,
}

/// Something that should have been done.
pub struct Late {
    /// What.
    pub what: String,
    /// Where it is done, below the case.
    pub path: String,
    /// What to do.
    pub advice: String,
}

/// All commitments.
pub fn commitments(case: &Case, sees_reports: bool, words: &Words) -> Vec<Kept> {
    let flagged: BTreeSet<Id> = case.flagged(sees_reports).into_iter().map(|(id, _)| id).collect();
    case.dossier().commitments.iter().map(|it| commitment(case, it, &flagged, words)).collect()
}

fn commitment(case: &Case, it: &Commitment, flagged: &BTreeSet<Id>, words: &Words) -> Kept {
    let dossier = case.dossier();
    let parties = || dossier.parties.iter().map(|own| (&own.id, &own.name));
    let bodies = || dossier.bodies.iter().map(|own| (&own.id, &own.name));
    let obliged: Vec<String> =
        it.obliged.iter().map(|id| words.name_of(id, parties().chain(bodies()))).collect();
    let mut facts = vec![(words.word("provision-obliged"), words.locale().list(&obliged))];
    let places: Vec<String> = it.places.iter().map(|id| told::place(case, id, words)).collect();
    if !places.is_empty() {
        facts.push((words.word("provision-where"), words.locale().list(&places)));
    }
    facts.push((words.word("commitment-seen"), seen(case, it, words)));
    facts.extend(it.due.map(|day| (words.word("commitment-due"), words.date(&day))));
    facts.extend(it.ceiling.map(|most| (words.word("commitment-ceiling"), words.digits(&most.to_string()))));
    facts.extend(it.baseline.map(|before| (words.word("commitment-base"), baseline(before, words))));
    let breaches = case.follow_up().breaches(it).count();
    facts.push((words.word("commitment-breaches"), words.number(breaches)));
    let said = case.follow_up().performances().get(&it.id);
    let said = said.map_or_else(
        || words.word("performance-unsaid"),
        |(when, how, why)| {
            let values = [
                ("how", told::performance(*how, words).into()),
                ("date", words.moment(*when).into()),
                ("why", words.text(why).to_owned().into()),
            ];
            words.tell("performance-said", &values)
        },
    );
    facts.push((words.word("commitment-kept"), said));
    Kept {
        id: it.id.to_string(),
        text: words.name_of(&it.id, [(&it.id, &it.text)].into_iter()),
        facts,
        is_red_line: it.red_line,
        is_flagged: flagged.contains(&it.id),
    }
}

/// By what it is seen whether a commitment is kept: what is counted, who judges it, or both.
fn seen(case: &Case, it: &Commitment, words: &Words) -> String {
    let mut seen = Vec::new();
    if let Some(indicator) = &it.indicator {
        let counted = COUNTED.iter().find(|(.., counts)| *counts == indicator.counts);
        let counted = words.word(counted.map_or("commitment-counts-events", |(_, key, _)| key));
        seen.push(if indicator.kinds.is_empty() {
            counted
        } else {
            let kinds = words.locale().list(&indicator.kinds);
            words.tell("commitment-seen-kinds", &[("name", counted.into()), ("kinds", kinds.into())])
        });
    }
    if let Some(judge) = &it.judged_by {
        let formed = case.committees().iter().map(|it| (&it.id, &it.name));
        let planned = case.dossier().committees.iter().map(|it| (&it.id, &it.name));
        seen.push(words.about("commitment-seen-judged", &words.name_of(judge, formed.chain(planned))));
    }
    words.locale().list(&seen)
}

fn baseline(before: Baseline, words: &Words) -> String {
    match before {
        Baseline::Figure(figure) => words
            .tell("commitment-base-figure", &[("count", figure.count.into()), ("days", figure.days.into())]),
        Baseline::Period(period) => {
            let days =
                [("from", words.date(&period.from).into()), ("until", words.date(&period.until).into())];
            words.tell("commitment-base-period", &days)
        }
    }
}

/// What was frozen when a trigger fired: who owed what it is about, what that rests on, its ceiling, and the incidents that
/// were counted.
pub fn frozen(case: &Case, inputs: &Inputs, words: &Words) -> Vec<(String, String)> {
    let dossier = case.dossier();
    let mut facts = Vec::new();
    if let Some(owed) = &inputs.owed {
        let parties = || dossier.parties.iter().map(|own| (&own.id, &own.name));
        let bodies = || dossier.bodies.iter().map(|own| (&own.id, &own.name));
        let conditions = || dossier.conditions.iter().map(|own| (&own.id, &own.text));
        let provisions = || dossier.provisions.iter().map(|own| (&own.id, &own.text));
        let obliged: Vec<String> =
            owed.obliged.iter().map(|id| words.name_of(id, parties().chain(bodies()))).collect();
        facts.push((words.word("provision-obliged"), words.locale().list(&obliged)));
        let grounds: Vec<String> =
            owed.rests_on.iter().map(|id| words.name_of(id, conditions().chain(provisions()))).collect();
        if !grounds.is_empty() {
            facts.push((words.word("commitment-rests"), told::texts(&grounds, words)));
        }
        facts.extend(owed.ceiling.map(|most| (words.word("commitment-ceiling"), words.number(most))));
    }
    let incidents: Vec<String> = inputs.findings.iter().map(|it| words.number(it.incident)).collect();
    if !incidents.is_empty() {
        facts.push((words.word("trigger-incidents"), words.locale().list(&incidents)));
    }
    facts
}

/// Tasks whose day is past, and sittings that did not begin when they should have and that no later one stands in for; and how
/// many there are of both, also of those that are not shown.
pub fn late(case: &Case, now: Moment, words: &Words) -> (Vec<Late>, usize) {
    let today = case.clock().day(now);
    let tasks = case.follow_up().tasks().iter().filter(|(_, it)| it.ended.is_none());
    let tasks = tasks.filter_map(|(number, it)| {
        let due = it.task.due.filter(|due| *due < today)?;
        let values = [
            ("name", words.text(&it.task.what).to_owned().into()),
            ("body", told::body(case, &it.task.owner, words).into()),
            ("date", words.date(&due).into()),
        ];
        Some(Late {
            what: words.tell("late-task", &values),
            path: format!("/follow-up#task-{number}"),
            advice: words.word("late-task-advice"),
        })
    });
    let sittings = case.meetings().iter().filter(|(_, it)| {
        let is_missed = it.committee.is_some() && it.opened.is_none() && it.closed.is_none() && it.at < now;
        let mut others = case.meetings().values();
        is_missed && !others.any(|other| other.committee == it.committee && other.at > it.at)
    });
    let sittings = sittings.map(|(number, it)| Late {
        what: words.tell(
            "late-sitting",
            &[("name", words.text(&it.title).to_owned().into()), ("date", words.moment(it.at).into())],
        ),
        path: format!("/meetings/{number}"),
        advice: words.word("late-sitting-advice"),
    });
    let mut all = tasks.chain(sittings);
    let shown: Vec<Late> = all.by_ref().take(LATE_SHOWN).collect();
    let many = shown.len().saturating_add(all.count());
    (shown, many)
}
