//! What a bulletin tells of its days, as values: every one rests on what was frozen when it was drafted.

use super::{Scope, Value, Values};
use crate::{
    case::followup::{incident::Certainty, terms::Performance, trigger::Answer},
    statement::{
        basis::Ground,
        week::{Happened, Mark, Promise, Set, Theme, Week},
    },
    text::Text,
};

impl Values {
    /// The values of a week; none when the occasion has none.
    pub(super) fn week(&mut self, ground: &Ground<'_>) {
        let Some(week) = ground.occasion.week.as_deref() else { return };
        let days = [("week.from", "week.from", week.from), ("week.until", "week.until", week.until)];
        for (name, path, day) in days {
            self.set(name, day.map(|it| Value::day(it, path)));
        }
        self.set("week", Value::known("week.number"));
        self.set("week.number", Value::number(week.number, "week.number"));
        let (points, of, unobserved) = week.points();
        if of > 0 {
            self.set("week.points", Value::number(points, "week.kept"));
            self.set("week.of", Value::number(of, "week.kept"));
        }
        if unobserved > 0 {
            self.set("week.strict", Value::number(week.strict(), "week.strict"));
        }
        self.set("week.unobserved", some(unobserved, "week.kept"));
        for (name, count) in
            [("week.reports", week.reports), ("week.tables", week.tables), ("week.rows", week.rows)]
        {
            self.set(name, Value::number(count, name));
        }
        let [closed, hushed] = [&week.closed, &week.hushed].map(|it| count(it));
        for (name, count) in [
            ("week.closed", closed),
            ("week.hushed", hushed),
            ("week.more", week.more),
            ("week.beyond", week.beyond),
            ("week.others", week.others),
        ] {
            self.set(name, some(count, name));
        }
        if week.commitments.iter().any(|it| it.said.is_some()) {
            self.set("week.said", Value::known("week.commitments"));
        }
        let unobserved: Vec<Scope> = week.commitments.iter().filter_map(|it| unseen(week, it)).collect();
        if !unobserved.is_empty() || !week.denied.is_empty() {
            self.set("week.unseen", Value::known("week.kept"));
        }
        self.lists.insert("promises", week.commitments.iter().map(promise).collect());
        self.lists
            .insert("themes", (1..).zip(week.themes()).map(|(number, it)| theme(number, &it)).collect());
        self.lists.insert("unobserved", unobserved);
        self.lists.insert("incidents", week.incidents.iter().map(|it| incident(week, it)).collect());
        self.lists.insert("triggers", week.triggers.iter().map(set).collect());
        let denied = week.denied.iter().map(|it| {
            let path = format!("week.denied.{}", it.id);
            Scope::from([
                ("denied.place", Value::text(&it.name, &path)),
                ("denied.since", Value::day(it.since, &path)),
            ])
        });
        self.lists.insert("denied", denied.collect());
        let tasks = week.tasks.iter().map(|it| {
            let path = format!("week.task.{}", it.number);
            let mut scope = Scope::from([
                ("task.what", Value::text(&it.what, &path)),
                ("task.owner", Value::text(&it.owner, &path)),
            ]);
            scope.extend(it.due.map(|day| ("task.due", Value::day(day, &path))));
            scope
        });
        self.lists.insert("tasks", tasks.collect());
    }
}

fn count(incidents: &[u64]) -> u64 {
    u64::try_from(incidents.len()).unwrap_or(u64::MAX)
}

/// A number that is told when there is any.
fn some(count: u64, path: &str) -> Option<Value> {
    (count > 0).then(|| Value::number(count, path))
}

/// What a commitment is called: its words, or its id when it has none.
fn called(promise: &Promise, path: &str) -> Value {
    Value::name(&promise.text, &promise.id, path)
}

fn promise(promise: &Promise) -> Scope {
    let path = format!("week.commitment.{}", promise.id);
    let mut scope = Scope::from([
        ("promise.text", called(promise, &path)),
        ("promise.breaches", Value::number(count(&promise.fresh), &path)),
        ("promise.verified", Value::number(count(&promise.rests), &path)),
    ]);
    let mut know = |name, is_so: bool| scope.extend(is_so.then(|| (name, Value::known(&path))));
    know("promise.red-line", promise.red_line);
    know("promise.judged", promise.judged);
    know("promise.kept", promise.said == Some(Performance::Kept));
    know("promise.kept-in-part", promise.said == Some(Performance::InPart));
    know("promise.not-kept", promise.said == Some(Performance::NotKept));
    know("promise.not-observed", promise.said == Some(Performance::NotObserved));
    if promise.of > 0 {
        scope.insert("promise.points", Value::number(promise.points, &path));
        scope.insert("promise.of", Value::number(promise.of, &path));
    }
    if let Some(counted) = promise.counted {
        scope.insert("promise.count", Value::number(counted.count, &path));
        scope.insert("promise.seen", Value::number(counted.seen, &path));
        scope.insert("promise.days", Value::number(counted.days, &path));
    }
    scope
}

fn theme(number: u64, theme: &Theme<'_>) -> Scope {
    let path = format!("week.theme.{number}");
    let mut scope = Scope::from([
        ("theme.points", Value::number(theme.points, &path)),
        ("theme.unobserved", Value::number(theme.unobserved, &path)),
    ]);
    scope.extend(theme.theme.map(|it| ("theme.name", Value::text(it, &path))));
    for (name, of) in [("theme.of", theme.of), ("theme.strict", theme.strict())] {
        scope.extend(some(of, &path).map(|it| (name, it)));
    }
    scope
}

/// Where nobody looked on enough days; everywhere when no area is named.
fn unseen(week: &Week, promise: &Promise) -> Option<Scope> {
    let path = format!("week.commitment.{}", promise.id);
    let areas = promise.cells.iter().filter(|it| it.mark == Mark::Unobserved);
    let areas = areas.filter_map(|it| {
        let id = it.area.as_ref()?;
        Some(Value::name(week.area(id).unwrap_or(&Text::default()), id, &path))
    });
    let areas: Vec<Value> = areas.collect();
    if promise.unobserved == 0 {
        return None;
    }
    let mut scope = Scope::from([("unobserved.text", called(promise, &path))]);
    scope.extend(Value::list(&areas).map(|it| ("unobserved.areas", it)));
    Some(scope)
}

fn incident(week: &Week, happened: &Happened) -> Scope {
    let path = format!("week.incident.{}", happened.number);
    let mut scope = Scope::from([("incident.number", Value::number(happened.number, &path))]);
    scope.extend(happened.what.as_ref().map(|it| ("incident.what", Value::text(it, &path))));
    scope.extend(happened.place.as_ref().map(|it| ("incident.place", Value::text(&it.name, &path))));
    if let Some(bulletin) = happened.again {
        scope.insert("incident.again", Value::number(bulletin, &path));
    }
    if happened.earlier {
        scope.insert("incident.week", Value::day(happened.week, &path));
    }
    match happened.killed {
        Some(killed) if killed.low == killed.high => {
            scope.insert("incident.killed", Value::number(killed.best, &path));
        }
        Some(killed) => {
            scope.insert("incident.killed-low", Value::number(killed.low, &path));
            scope.insert("incident.killed-best", Value::number(killed.best, &path));
            scope.insert("incident.killed-high", Value::number(killed.high, &path));
        }
        None => {}
    }
    if let Some(by) = &happened.by {
        scope.insert("incident.by", Value::text(&by.name, &path));
        if by.certainty == Certainty::Established {
            scope.insert("incident.established", Value::known(&path));
        }
    }
    let broken = week.commitments.iter().filter(|it| happened.breaks.contains(&it.id));
    let broken: Vec<Value> = broken.map(|it| called(it, &path)).collect();
    scope.extend(Value::list(&broken).map(|it| ("incident.breaks", it)));
    scope
}

fn set(set: &Set) -> Scope {
    let path = format!("week.trigger.{}", set.number);
    let mut scope = Scope::from([("trigger.cause", Value::text(&set.cause, &path))]);
    let mut know = |name, is_so: bool| scope.extend(is_so.then(|| (name, Value::known(&path))));
    know("trigger.confirmed", set.answer == Some(Answer::Confirm));
    know("trigger.waived", set.answer == Some(Answer::Waive) && !set.groundless);
    know("trigger.groundless", set.answer == Some(Answer::Waive) && set.groundless);
    know("trigger.escalated", set.answer.is_none() && set.escalated);
    know("trigger.reopened", set.reopened);
    scope
}
