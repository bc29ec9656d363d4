//! Agendas that write themselves: of a committee's sitting from what is due, of the meeting after a position was lost from
//! what was reckoned.
//!
//! An agenda enters the record, so that its words stand here in both languages and not in the locales of whoever reads.
//! Names are set apart from the words around them, since they may run the other way.

use super::{
    back::{Back, Outcome, Repair},
    trigger::{Cause, Fired, Inputs},
};
use crate::{
    case::{Case, names::Moment},
    dossier::NAME_LIMIT,
    text::{Id, Text, isolate},
};

/// The most names that one item lists.
const LISTED: usize = 12;

/// The most items that a sitting's agenda has by itself; how many more wait is its last.
pub const SITTING_LIMIT: usize = 200;

/// The longest text that an item quotes, in characters; its tail is told by an ellipsis.
const QUOTED: usize = 120;

/// What a sitting of a committee has on its agenda at a moment: what waits, in the order in which it presses.
pub fn of_sitting(case: &Case, now: Moment) -> Vec<Text> {
    let followup = case.follow_up();
    let mut agenda = Vec::new();
    let waiting = followup.triggers().iter().filter(|(_, it)| it.answer.is_none());
    agenda.extend(waiting.map(|(number, it)| trigger(case, *number, it)));
    let due = case.due_triggers(now);
    agenda.extend(due.iter().map(|it| {
        let [ar, en] = cause(case, it);
        both(format!("يحلّ: {ar}"), format!("Due: {en}"))
    }));
    if let Some(span) = case.bulletin_due(now) {
        let [number, from, until] =
            [span.number.to_string(), span.from.to_string(), span.until.to_string()].map(|it| isolate(&it));
        agenda.push(both(
            format!("تحلّ نشرة المتابعة رقم {number}، من {from} إلى {until}"),
            format!("Due: follow-up bulletin {number}, from {from} to {until}"),
        ));
    }
    let (reports, reviews) = (followup.unlinked().count(), unsettled(case));
    if reports > 0 {
        agenda.push(both(
            format!("بلاغات لم تُربط بواقعة: {}", isolate(&reports.to_string())),
            format!("Reports that no incident rests on: {reports}"),
        ));
    }
    agenda.extend(reviews.into_iter().map(|number| {
        let what = followup.incidents().get(&number).map(|it| &it.incident.what);
        let what = what.cloned().unwrap_or_default();
        both(
            format!("التحقق من الواقعة {}: {}", isolate(&number.to_string()), quoted(&what, "ar")),
            format!("Verify incident {number}: {}", quoted(&what, "en")),
        )
    }));
    let today = case.clock().day(now);
    for (number, task) in followup.tasks().iter().filter(|(_, it)| it.ended.is_none()) {
        let late = task.task.due.is_some_and(|due| due < today);
        let [ar, en] =
            if late { ["مهمة فات موعدها", "Task, overdue"] } else { ["مهمة", "Task"] };
        let owner = |tag| named(case, &task.task.owner, tag);
        agenda.push(both(
            format!(
                "{ar} {} ({}): {}",
                isolate(&number.to_string()),
                owner("ar"),
                quoted(&task.task.what, "ar")
            ),
            format!("{en} {number} ({}): {}", owner("en"), quoted(&task.task.what, "en")),
        ));
    }
    for (_, obstacle) in followup.obstacles().iter().filter(|(_, it)| it.gone.is_none()) {
        agenda.push(both(
            format!("عائق قيد المتابعة: {}", quoted(&obstacle.what, "ar")),
            format!("Obstacle that is watched: {}", quoted(&obstacle.what, "en")),
        ));
    }
    for commitment in &case.dossier().commitments {
        let said = followup.performance(&commitment.id).is_some();
        if !said {
            agenda.push(both(
                format!("هل يُلتزم به: {}", quoted(&commitment.text, "ar")),
                format!("Is it kept: {}", quoted(&commitment.text, "en")),
            ));
        }
    }
    if agenda.len() > SITTING_LIMIT {
        let more = agenda.len() - SITTING_LIMIT;
        agenda.truncate(SITTING_LIMIT);
        agenda.push(both(
            format!("وغير ذلك في صفحة المتابعة: {}", isolate(&more.to_string())),
            format!("More of it on the page of the follow-up: {more}"),
        ));
    }
    if agenda.is_empty() {
        agenda.push(both("النظر في المستجدات".to_owned(), "What is new".to_owned()));
    }
    agenda
}

/// Incidents that two people have not judged alike.
fn unsettled(case: &Case) -> Vec<u64> {
    use super::incident::Verification::{Disputed, Received, UnderReview};
    let all = case.follow_up().incidents().iter();
    let open = all.filter(|(_, it)| matches!(it.verification(), Received | UnderReview | Disputed));
    open.map(|(number, _)| *number).collect()
}

/// The title and the agenda of the meeting that follows when a trigger was confirmed and the position does not stand.
pub fn of_return(case: &Case, fired: &Fired, back: &Back) -> (Text, Vec<Text>) {
    let [ar, en] = cause(case, &fired.inputs);
    let title = both("عودة إلى الموقف بعد خرق".to_owned(), "Back to the position after a breach".to_owned());
    let title = if back.breached.is_empty() {
        both("عودة إلى الموقف".to_owned(), "Back to the position".to_owned())
    } else {
        title
    };
    let mut agenda = vec![both(format!("ما حدث: {ar}"), format!("What happened: {en}"))];
    if !back.breached.is_empty() {
        agenda.push(listed(case, ["شروط تُعدّ مخروقة", "Conditions that count as breached"], &back.breached));
    }
    match back.outcome {
        Outcome::Reopened if !back.pivotal.is_empty() => {
            agenda.push(listed(
                case,
                ["هيئات حاسمة لم تعد توافق", "Pivotal bodies that no longer accept"],
                &back.pivotal,
            ));
        }
        Outcome::Reopened if !back.lost.is_empty() => {
            agenda.push(listed(case, ["هيئات لم تعد توافق", "Bodies that no longer accept"], &back.lost));
        }
        _ => {}
    }
    if !back.ask.is_empty() {
        let label = ["هيئات تُسأل عن موقفها الآن", "Bodies to ask what they say now"];
        agenda.push(listed(case, label, &back.ask));
    }
    agenda.extend(back.repairs.first().map(|it| repair(case, it)));
    agenda.push(both(
        "هل يبقى الموقف أم يُتخذ غيره؟".to_owned(),
        "Does the position stay, or is another taken?".to_owned(),
    ));
    (title, agenda)
}

/// The title and the agenda of the meeting that follows when a trigger was confirmed and there was never a position.
pub fn of_news(case: &Case, fired: &Fired, ask: &[Id]) -> (Text, Vec<Text>) {
    let [ar, en] = cause(case, &fired.inputs);
    let title = both("عودة إلى المبادرة".to_owned(), "Back to the initiative".to_owned());
    let mut agenda = vec![both(format!("ما حدث: {ar}"), format!("What happened: {en}"))];
    if !ask.is_empty() {
        let label = ["هيئات تُسأل عن موقفها الآن", "Bodies to ask what they say now"];
        agenda.push(listed(case, label, ask));
    }
    agenda.push(both("هل صار هناك موقف مشترك؟".to_owned(), "Is there a common position now?".to_owned()));
    (title, agenda)
}

/// The title and the agenda of the meeting that follows when a committee was silent.
pub fn of_silence(case: &Case, number: u64, fired: &Fired) -> (Text, Vec<Text>) {
    let title = both(
        "لجنة المتابعة لم تُجب في الموعد".to_owned(),
        "The committee has not answered in time".to_owned(),
    );
    let decide = both("إقرار الأثر أو صرف النظر عنه".to_owned(), "Confirm it, or waive it".to_owned());
    (title, vec![trigger(case, number, fired), decide])
}

/// What was the matter, for the reason of a reopening.
pub fn reason(case: &Case, fired: &Fired, answered: &Text) -> Text {
    let [ar, en] = cause(case, &fired.inputs);
    both(format!("{ar}. {}", answered.in_language("ar")), format!("{en}. {}", answered.in_language("en")))
}

/// The least that would mend a position.
fn repair(case: &Case, repair: &Repair) -> Text {
    let condition = |id: &Id, tag: &str| named(case, id, tag);
    let list = |ids: &[Id], tag: &str, and: &str| {
        ids.iter().take(LISTED).map(|id| condition(id, tag)).collect::<Vec<_>>().join(and)
    };
    let two = |ids: &[Id]| [list(ids, "ar", "، "), list(ids, "en", "; ")];
    match repair {
        Repair::Restore { conditions, .. } => {
            let [ar, en] = two(conditions);
            both(
                format!("أقل ما يصلح الأمر: أن يُلتزم من جديد بـ{ar}"),
                format!("The least repair: it is kept again: {en}"),
            )
        }
        Repair::Grant { more, .. } => {
            let [ar, en] = two(more);
            both(
                format!("أقل ما يصلح الأمر: أن يُستجاب لـ{ar}"),
                format!("The least repair: it is granted: {en}"),
            )
        }
        Repair::Persuade { bodies, .. } => {
            let [ar, en] = two(bodies);
            both(
                format!("أقل ما يصلح الأمر: أن توافق مع ذلك {ar}"),
                format!("The least repair: these accept nevertheless: {en}"),
            )
        }
    }
}

fn trigger(case: &Case, number: u64, fired: &Fired) -> Text {
    let [ar, en] = cause(case, &fired.inputs);
    both(format!("الأثر {}: {ar}", isolate(&number.to_string())), format!("Trigger {number}: {en}"))
}

/// The promise as it was when a trigger fired, whatever it says since: Arabic, English.
pub(super) fn promised(case: &Case, inputs: &Inputs, id: &Id) -> [String; 2] {
    match &inputs.owed {
        Some(owed) if !owed.written.text.is_empty() => {
            ["ar", "en"].map(|tag| quoted(&owed.written.text, tag))
        }
        _ => ["ar", "en"].map(|tag| named(case, id, tag)),
    }
}

/// What fired, in both languages: Arabic, English.
pub fn cause(case: &Case, inputs: &Inputs) -> [String; 2] {
    let about = |id: &Id| ["ar", "en"].map(|tag| named(case, id, tag));
    let promised = |id: &Id| promised(case, inputs, id);
    let noted =
        |text: Option<&Text>| ["ar", "en"].map(|tag| text.map(|it| quoted(it, tag)).unwrap_or_default());
    let followup = case.follow_up();
    match &inputs.cause {
        Cause::RedLine { commitment, incident, .. } => {
            let [ar, en] = promised(commitment);
            let number = isolate(&incident.to_string());
            [
                format!("خرق خط أحمر في الواقعة {number}: {ar}"),
                format!("a red line was crossed in incident {incident}: {en}"),
            ]
        }
        Cause::Rate { commitment, incidents } => {
            let ([ar, en], many) = (promised(commitment), incidents.len());
            [
                format!("عدد الخروق في أسبوع فوق السقف ({}): {ar}", isolate(&many.to_string())),
                format!("more breaches in a week than the ceiling ({many}): {en}"),
            ]
        }
        Cause::DeadlineMissed { commitment, due } => {
            let ([ar, en], day) = (promised(commitment), due.to_string());
            [format!("فات موعد {}: {ar}", isolate(&day)), format!("the day of {day} was missed: {en}")]
        }
        Cause::AccessDenied { place, .. } => {
            let day = inputs.since.map(|it| it.to_string()).unwrap_or_default();
            let [ar, en] = about(place);
            [format!("تعذّر الوصول منذ {} إلى {ar}", isolate(&day)), format!("no access since {day} to {en}")]
        }
        Cause::Changed { change } => {
            let [ar, en] = noted(followup.changes().get(change).map(|it| &it.what));
            [format!("تغيّر من الخارج: {ar}"), format!("something changed: {en}")]
        }
        Cause::ReviewDate { on } => {
            let day = on.to_string();
            [format!("حلّ موعد المراجعة {}", isolate(&day)), format!("the review of {day} is due")]
        }
        Cause::ObstacleGone { obstacle } => {
            let [ar, en] = noted(followup.obstacles().get(obstacle).map(|it| &it.what));
            [format!("زال عائق: {ar}"), format!("an obstacle is gone: {en}")]
        }
    }
}

fn listed(case: &Case, [ar, en]: [&str; 2], ids: &[Id]) -> Text {
    let list = |tag: &str, and: &str| {
        let mut names: Vec<String> = ids.iter().take(LISTED).map(|id| named(case, id, tag)).collect();
        if ids.len() > LISTED {
            names.push(format!("… {}", ids.len() - LISTED));
        }
        names.join(and)
    };
    both(format!("{ar}: {}", list("ar", "، ")), format!("{en}: {}", list("en", "; ")))
}

/// What something of the dossier is called in a language, set apart; its id when it has no words.
fn named(case: &Case, id: &Id, tag: &str) -> String {
    let dossier = case.dossier();
    let names = (dossier.commitments.iter().map(|it| (&it.id, &it.text)))
        .chain(dossier.conditions.iter().map(|it| (&it.id, &it.text)))
        .chain(dossier.bodies.iter().map(|it| (&it.id, &it.name)))
        .chain(dossier.places.iter().map(|it| (&it.id, &it.name)));
    let mut names = names;
    let words = names.find(|(own, _)| *own == id).map(|(_, text)| text.in_language(tag)).unwrap_or_default();
    if words.is_empty() { isolate(id.as_str()) } else { isolate(&short(words)) }
}

fn quoted(text: &Text, tag: &str) -> String {
    isolate(&short(text.in_language(tag)))
}

/// One line of words, not too long.
fn short(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = line.trim_end_matches('.');
    if line.chars().count() <= QUOTED {
        return line.to_owned();
    }
    line.chars().take(QUOTED).chain(['…']).collect()
}

/// Words in both languages, each no longer than an item may be.
fn both(ar: String, en: String) -> Text {
    let fitted = |words: String| {
        let end = (0..=NAME_LIMIT.min(words.len())).rev().find(|end| words.is_char_boundary(*end));
        words.get(..end.unwrap_or_default()).unwrap_or_default().to_owned()
    };
    Text::by_language(vec![("ar".to_owned(), fitted(ar)), ("en".to_owned(), fitted(en))])
}
