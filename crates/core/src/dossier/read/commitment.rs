//! The section `[[commitment]]`: who owes what, and what is counted to see whether they keep it.

use std::ops::Range;

use super::{
    SECTION_LIMIT,
    fields::{At, Fields, Length},
    references::in_order,
    rule::quantity,
    sections::or_id,
};
use crate::{
    dossier::{
        Baseline, Commitment, CommitmentKind, Counts, DAYS_LIMIT, Date, Figure, Indicator, Period,
        RADIUS_LIMIT, WITHIN_DAYS, WITHIN_KM,
        problem::{CommitmentProblem, Problem, ProblemKind, Problems, Table},
    },
    position::quantity::Quantity,
    text::{Id, Text},
};

/// A commitment whose references have not been followed yet.
pub struct ReadCommitment {
    pub id: At<Id>,
    text: Text,
    theme: Text,
    pub obliged: Vec<At<Id>>,
    pub rests_on: Vec<At<Id>>,
    kind: CommitmentKind,
    pub places: Vec<At<Id>>,
    from: Option<At<Date>>,
    until: Option<At<Date>>,
    due: Option<At<Date>>,
    indicator: Option<Indicator>,
    baseline: Option<ReadBaseline>,
    ceiling: Option<Quantity>,
    pub judged_by: Option<At<Id>>,
    red_line: bool,
}

enum ReadBaseline {
    Period(At<Date>, At<Date>),
    Figure(Figure),
    /// It has been reported.
    Unread,
}

fn error(span: Range<usize>, problem: CommitmentProblem) -> Problem {
    Problem::error(span, ProblemKind::Commitment(problem))
}

fn first_line(fields: &Fields<'_, '_>) -> Range<usize> {
    let span = fields.span.clone();
    let line = fields.source()[span.clone()].lines().next().map_or(0, str::len);
    span.start..span.start + line
}

/// Reads every `[[commitment]]`.
pub fn read_commitments(fields: &mut Fields<'_, '_>) -> Vec<ReadCommitment> {
    fields.tables("commitment", Table::Commitment, SECTION_LIMIT, commitment).into_iter().flatten().collect()
}

fn commitment(fields: &mut Fields<'_, '_>) -> Option<ReadCommitment> {
    const KINDS: [(&str, CommitmentKind); 3] =
        [("do", CommitmentKind::Do), ("abstain", CommitmentKind::Abstain), ("allow", CommitmentKind::Allow)];
    let has_kind = fields.has("kind");
    let has_judge = fields.has("judged_by");
    let has_indicator = fields.has("indicator");
    let has_obliged = fields.has_items("obliged");
    let id = fields.id("id");
    let text = fields.text("text", Length::Long);
    let theme = fields.text("theme", Length::Short).unwrap_or_default();
    let obliged = fields.ids("obliged");
    let rests_on = fields.ids("rests_on");
    let kind = fields.choice("kind", &KINDS);
    let places = fields.ids("where");
    let from = fields.date("from");
    let until = fields.date("until");
    let due = fields.date("due");
    let indicator = fields.table("indicator", Table::Indicator, indicator);
    let has_ceiling = fields.has("ceiling");
    let baseline = fields.table("baseline", Table::Baseline, baseline);
    let ceiling = quantity(fields, "ceiling").flatten();
    let judged_by = fields.optional_id("judged_by");
    let red_line = fields.flag("red_line").unwrap_or(false);
    let line = first_line(fields);
    if !has_kind {
        fields.report(error(line.clone(), CommitmentProblem::NoKind));
    }
    if !has_obliged {
        fields.report(error(line.clone(), CommitmentProblem::NobodyObliged));
    }
    if !has_indicator && !has_judge {
        fields.report(error(line.clone(), CommitmentProblem::NothingObservable));
    }
    if kind == Some(CommitmentKind::Do) && (baseline.is_some() || has_ceiling) {
        fields.report(error(line.clone(), CommitmentProblem::RateOfDeed));
    }
    if (baseline.is_some() || has_ceiling) && !has_indicator {
        fields.report(error(line.clone(), CommitmentProblem::NothingCounted));
    }
    if matches!(ceiling, Some(Quantity::Share(_))) && baseline.is_none() {
        fields.report(error(line, CommitmentProblem::ShareOfNothing));
    }
    let id = id?;
    Some(ReadCommitment {
        text: or_id(text, &id),
        theme,
        id,
        obliged,
        rests_on,
        kind: kind?,
        places,
        from,
        until,
        due,
        indicator,
        baseline,
        ceiling,
        judged_by,
        red_line,
    })
}

fn indicator(fields: &mut Fields<'_, '_>) -> Indicator {
    const COUNTS: [(&str, Counts); 4] = [
        ("events", Counts::Events),
        ("deaths", Counts::Deaths),
        ("deaths-low", Counts::DeathsLow),
        ("deaths-high", Counts::DeathsHigh),
    ];
    let values = |words: Vec<At<String>>| words.into_iter().map(|it| it.value).collect();
    Indicator {
        counts: fields.choice("counts", &COUNTS).unwrap_or_default(),
        kinds: values(fields.list_of_words("kinds")),
        actors: values(fields.list_of_words("actors")),
        against: values(fields.list_of_words("against")),
        within_days: up_to(fields, "within_days", DAYS_LIMIT).unwrap_or(WITHIN_DAYS),
        within_km: up_to(fields, "within_km", RADIUS_LIMIT).unwrap_or(WITHIN_KM),
    }
}

fn up_to(fields: &mut Fields<'_, '_>, key: &'static str, most: u64) -> Option<u64> {
    let number = fields.number(key, 1)?;
    if number.value > most {
        fields.report(error(number.span, CommitmentProblem::TooFar(key, most)));
        return None;
    }
    Some(number.value)
}

fn baseline(fields: &mut Fields<'_, '_>) -> ReadBaseline {
    let given = ["from", "until", "count", "days"].map(|key| fields.has(key));
    let (from, until) = (fields.date("from"), fields.date("until"));
    let (count, days) = (fields.number("count", 0), fields.number("days", 1));
    match given {
        [true, true, false, false] => match (from, until) {
            (Some(from), Some(until)) => ReadBaseline::Period(from, until),
            _ => ReadBaseline::Unread,
        },
        [false, false, true, true] => match (count, days) {
            (Some(count), Some(days)) => {
                ReadBaseline::Figure(Figure { count: count.value, days: days.value })
            }
            _ => ReadBaseline::Unread,
        },
        _ => {
            fields.report(error(first_line(fields), CommitmentProblem::HalfBaseline));
            ReadBaseline::Unread
        }
    }
}

impl ReadCommitment {
    /// Reports days in the wrong order.
    pub fn check(&self, problems: &mut Problems) {
        in_order(("from", &self.from), ("until", &self.until), problems);
        in_order(("from", &self.from), ("due", &self.due), problems);
        if let Some(ReadBaseline::Period(from, until)) = &self.baseline {
            in_order(("from", &Some(from.clone())), ("until", &Some(until.clone())), problems);
        }
    }

    /// The commitment.
    pub fn commitment(self) -> Commitment {
        let values = |ids: Vec<At<Id>>| -> Vec<Id> { ids.into_iter().map(|id| id.value).collect() };
        let date = |date: Option<At<Date>>| date.map(|date| date.value);
        Commitment {
            id: self.id.value,
            text: self.text,
            theme: self.theme,
            obliged: values(self.obliged),
            rests_on: values(self.rests_on),
            kind: self.kind,
            places: values(self.places),
            from: date(self.from),
            until: date(self.until),
            due: date(self.due),
            indicator: self.indicator,
            baseline: self.baseline.and_then(|it| match it {
                ReadBaseline::Period(from, until) => {
                    Some(Baseline::Period(Period { from: from.value, until: until.value }))
                }
                ReadBaseline::Figure(figure) => Some(Baseline::Figure(figure)),
                ReadBaseline::Unread => None,
            }),
            ceiling: self.ceiling,
            judged_by: self.judged_by.map(|id| id.value),
            red_line: self.red_line,
        }
    }
}
