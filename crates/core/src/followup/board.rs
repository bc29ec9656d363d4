//! The board: every commitment in every area, from tallies and from what the record has found.
//!
//! It is made of tallies alone, so it takes as long for a million reports as for a thousand. What two people have verified and
//! somebody has found to be a breach stands beside the figures, and is no part of them, since the same event may be in a table
//! as well; it stands in the area that is told of where it happened, or in none. But where it happened, nothing is called kept or
//! not observed; and where it may have happened, since what is told of its place is no nearer, nothing is said of either. A
//! commitment without an end binds until today: when reports stop, what follows is silence, and no compliance.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    answer::{AreaKept, PeriodKept, Score, Sum, ThemeSum, Why},
    calendar::Day,
    compliance::{AREA_LIMIT, Excess, Following, Heights, Options, sum_of},
    tallies::{Series, Tallies, Where},
    themes::by_theme,
};
use crate::{
    dossier::{Commitment, CommitmentKind, Counts, Date, Dossier, Place},
    text::Id,
};

/// A verified incident that was found to break a commitment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breached {
    /// The incident.
    pub incident: u64,
    /// The commitment; `None` when everybody may know that something was broken, and not what.
    pub commitment: Option<Id>,
    /// Where it happened, as far as may be told; `None` when nothing may.
    pub place: Option<Id>,
    /// When.
    pub day: Day,
}

/// Every commitment in every area.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Board {
    /// The day that was taken as today.
    pub today: Date,
    /// The first day of a report.
    pub first: Option<Date>,
    /// The last.
    pub last: Option<Date>,
    /// The areas that some commitment has, in the order of the dossier.
    pub areas: Vec<Id>,
    /// The commitments, in the order of the dossier.
    pub commitments: Vec<Row>,
    /// How far all of it is kept.
    pub kept: Sum,
    /// How far it is kept in each theme, in the order in which commitments name them; what has no theme comes last, where others have one.
    pub by_theme: Vec<ThemeSum>,
    /// How far it is kept in each area, in their order.
    pub by_area: Vec<AreaSum>,
    /// Incidents that are verified breaches and count in no commitment, since that would tell where they were.
    pub untold: u64,
    /// Which those are.
    #[serde(skip)]
    pub untold_rests: Vec<u64>,
}

/// An area, over all commitments.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AreaSum {
    /// The area.
    pub place: Id,
    /// How far commitments are kept there.
    pub kept: Sum,
    /// What was counted there.
    pub counted: u64,
    /// Verified breaches there.
    pub verified: u64,
}

/// A commitment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// The commitment.
    pub id: Id,
    /// What is owed.
    pub kind: CommitmentKind,
    /// What is counted; `None` when a committee alone judges.
    pub counts: Option<Counts>,
    /// Whether a single verified breach is enough.
    pub red_line: bool,
    /// Area by area.
    pub cells: Vec<Cell>,
    /// All its areas together, each report once, with its line; `None` when nothing is counted.
    pub whole: Option<AreaKept>,
    /// The line.
    pub course: Option<Course>,
    /// Verified breaches of it, wherever they were.
    pub verified: u64,
    /// The incidents that those are.
    #[serde(skip)]
    pub rests: Vec<u64>,
    /// Those of them of whose place not enough is told for them to count in an area.
    pub untold: u64,
    /// How far it is kept.
    pub kept: Sum,
}

/// A commitment in an area.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cell {
    /// The place; `None` everywhere.
    pub place: Option<Id>,
    /// What was counted in the whole time in which it binds; `None` when it binds no longer, or not yet.
    pub period: Option<PeriodKept>,
    /// The score.
    pub score: Option<Score>,
    /// Why.
    pub why: Why,
    /// Verified breaches there in that time.
    pub verified: u64,
    /// The incidents that those are.
    #[serde(skip)]
    pub rests: Vec<u64>,
    /// What the figures alone come to, and why.
    #[serde(skip)]
    pub plain: (Option<Score>, Why),
}

/// Where a line went, day by day, in thousandths.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Course {
    /// Its first day.
    pub from: Date,
    /// Where it stood after each day.
    pub line: Vec<i64>,
    /// The height of the alarm.
    pub height: i64,
}

/// Makes the board of tallies of reports from these days.
///
/// # Errors
/// When there are too many commitments and areas.
pub fn board(
    dossier: &Dossier,
    tallies: &Tallies,
    days: Option<(Day, Day)>,
    breaches: &[Breached],
    options: &Options,
    heights: &Heights<'_>,
) -> Result<Board, Excess> {
    let count: usize = dossier.commitments.iter().map(|it| it.places.len().max(1)).sum();
    if count > AREA_LIMIT {
        return Err(Excess::Areas(count));
    }
    let within = within(&dossier.places);
    let nothing = Series::default();
    let mut rows = Vec::new();
    for commitment in &dossier.commitments {
        let mine: Vec<&Breached> =
            breaches.iter().filter(|it| it.commitment.as_ref() == Some(&commitment.id)).collect();
        let mut row = Row {
            id: commitment.id.clone(),
            kind: commitment.kind,
            counts: commitment.indicator.as_ref().map(|it| it.counts),
            red_line: commitment.red_line,
            cells: Vec::new(),
            whole: None,
            course: None,
            verified: number(mine.len()),
            rests: mine.iter().map(|it| it.incident).collect(),
            untold: 0,
            kept: Sum::default(),
        };
        let following = Following { commitment, options, goes_on: true };
        let judged = |place: &Where, lines: Option<&Heights<'_>>| {
            // Without any report, nobody has looked anywhere.
            let days = days.unwrap_or((options.today, options.today));
            let series = tallies.get(&(commitment.id.clone(), place.clone())).unwrap_or(&nothing);
            let tally = series.tally(following.needs(days)?, days.1);
            let id = if let Where::Place(id) = place { Some(id.clone()) } else { None };
            following.judged(id, &tally, days, lines)
        };
        let places: Vec<Where> = match commitment.places.as_slice() {
            [] => vec![Where::Everywhere],
            places => places.iter().cloned().map(Where::Place).collect(),
        };
        let is_then = |it: &Breached| {
            let from = commitment.from.and_then(Day::of).is_none_or(|from| from <= it.day);
            let until = commitment.until.and_then(Day::of).is_none_or(|until| it.day <= until);
            from && until && it.day <= options.today
        };
        for place in &places {
            let id = if let Where::Place(id) = place { Some(id) } else { None };
            let kept = row.counts.map(|_| judged(place, None)).transpose()?;
            let period = kept.and_then(|(kept, _)| kept.periods.into_iter().next());
            let (mut rests, mut is_hidden) = (Vec::new(), false);
            for it in mine.iter().filter(|it| is_then(it)) {
                match lies(&within, it.place.as_ref(), id) {
                    Lies::There => rests.push(it.incident),
                    Lies::Perhaps => is_hidden = true,
                    Lies::Elsewhere => {}
                }
            }
            let why = if row.counts.is_some() { Why::NotBinding } else { Why::Judged };
            row.cells.push(cell(commitment, id.cloned(), (period, why), (rests, is_hidden)));
        }
        let is_in_none = |it: &&&Breached| !row.cells.iter().any(|cell| cell.rests.contains(&it.incident));
        row.untold = number(mine.iter().filter(|it| is_then(it)).filter(is_in_none).count());
        if row.counts.is_some() && days.is_some() {
            let first = places.first().cloned().unwrap_or(Where::Everywhere);
            let whole = if places.len() > 1 { Where::Anywhere } else { first };
            let (kept, course) = judged(&whole, Some(heights))?;
            let from = kept.alarm.as_ref().map(|it| it.from);
            row.course = course.zip(from).map(|(course, from)| Course {
                from,
                height: course.height,
                line: course.line,
            });
            row.whole = Some(kept);
        }
        row.kept = sum_of(row.cells.iter().filter_map(|it| it.score));
        rows.push(row);
    }
    let is_asked = |id: &Id| dossier.commitments.iter().any(|it| it.places.contains(id));
    let areas: Vec<Id> = dossier.places.iter().map(|it| it.id.clone()).filter(is_asked).collect();
    let by_area = areas.iter().map(|place| {
        let here = || rows.iter().flat_map(|it| &it.cells).filter(|it| it.place.as_ref() == Some(place));
        AreaSum {
            place: place.clone(),
            kept: sum_of(here().filter_map(|it| it.score)),
            counted: here()
                .filter_map(|it| it.period.as_ref())
                .map(|it| it.count)
                .fold(0, u64::saturating_add),
            verified: here().map(|it| it.verified).fold(0, u64::saturating_add),
        }
    });
    let mut untold_rests: Vec<u64> =
        breaches.iter().filter(|it| it.commitment.is_none()).map(|it| it.incident).collect();
    untold_rests.sort_unstable();
    untold_rests.dedup();
    Ok(Board {
        by_theme: by_theme(dossier, &rows, |it| it.cells.iter().filter_map(|it| it.score).collect()),
        by_area: by_area.collect(),
        untold: number(untold_rests.len()),
        untold_rests,
        today: options.today.date(),
        first: days.map(|(first, _)| first.date()),
        last: days.map(|(_, last)| last.date()),
        areas,
        kept: sum_of(rows.iter().flat_map(|it| &it.cells).filter_map(|it| it.score)),
        commitments: rows,
    })
}

/// A cell; without a time in which it binds, for the reason that is given. Of what may have been broken there and is told of a
/// wider place alone, neither is said that it was nor that it was not. One verified breach of a red line is enough, whatever was
/// counted.
fn cell(
    commitment: &Commitment,
    place: Option<Id>,
    (period, without): (Option<PeriodKept>, Why),
    (rests, is_hidden): (Vec<u64>, bool),
) -> Cell {
    let plain = period.as_ref().map_or((None, without), |it| (it.score, it.why));
    let (mut score, mut why) = plain;
    let is_praised = matches!(score, None | Some(Score::NotObserved)) || why == Why::Nothing;
    // One verified breach is no silence, and not nothing.
    let is_lowered = is_praised && commitment.kind != CommitmentKind::Do;
    if is_lowered || (commitment.red_line && score != Some(Score::Of(0))) {
        if !rests.is_empty() {
            let crossed = if commitment.red_line { Why::RedLine } else { Why::Some };
            (score, why) = (Some(Score::Of(0)), crossed);
        } else if is_hidden && why != Why::NotBinding {
            (score, why) = (None, Why::Untold);
        }
    }
    Cell { place, period, score, why, verified: number(rests.len()), rests, plain }
}

/// Whether a breach was in an area, by what is told of its place.
enum Lies {
    There,
    /// What is told of its place is wider than the area, or nothing.
    Perhaps,
    Elsewhere,
}

fn lies(within: &BTreeMap<&Id, Vec<&Id>>, place: Option<&Id>, area: Option<&Id>) -> Lies {
    let is_in = |inner: &Id, outer: &Id| within.get(inner).is_some_and(|all| all.contains(&outer));
    match (place, area) {
        (_, None) => Lies::There,
        (None, Some(_)) => Lies::Perhaps,
        // A place that this dossier does not have, or not yet, is nowhere else either.
        (Some(place), Some(_)) if !within.contains_key(place) => Lies::Perhaps,
        (Some(place), Some(area)) if is_in(place, area) => Lies::There,
        (Some(place), Some(area)) if is_in(area, place) => Lies::Perhaps,
        _ => Lies::Elsewhere,
    }
}

fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// Each place with all that it lies in, itself first.
fn within(places: &[Place]) -> BTreeMap<&Id, Vec<&Id>> {
    let outer: BTreeMap<&Id, &Id> =
        places.iter().filter_map(|it| Some((&it.id, it.within.as_ref()?))).collect();
    let mut within = BTreeMap::new();
    for place in places {
        let chain = std::iter::successors(Some(&place.id), |id| outer.get(id).copied());
        within.insert(&place.id, chain.take(places.len()).collect());
    }
    within
}

#[cfg(test)]
mod tests;
