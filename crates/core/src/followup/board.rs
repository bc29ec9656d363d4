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
    answer::{AreaKept, PeriodKept, Score, Sum, Why},
    calendar::Day,
    compliance::{AREA_LIMIT, Excess, Following, Heights, Options, sum_of},
    tallies::{Series, Tallies, Where},
};
use crate::{
    dossier::{CommitmentKind, Counts, Date, Dossier, Place},
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
            row.cells.push(cell(commitment.kind, id.cloned(), (period, why), (rests, is_hidden)));
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
/// wider place alone, neither is said that it was nor that it was not.
fn cell(
    kind: CommitmentKind,
    place: Option<Id>,
    (period, without): (Option<PeriodKept>, Why),
    (rests, is_hidden): (Vec<u64>, bool),
) -> Cell {
    let plain = period.as_ref().map_or((None, without), |it| (it.score, it.why));
    let (mut score, mut why) = plain;
    let is_praised = matches!(score, None | Some(Score::NotObserved)) || why == Why::Nothing;
    // One verified breach is no silence, and not nothing.
    if is_praised && kind != CommitmentKind::Do {
        if !rests.is_empty() {
            (score, why) = (Some(Score::Of(0)), Why::Some);
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
mod tests {
    use super::*;
    use crate::{
        dossier,
        followup::{
            calendar::Order,
            compliance::follow,
            cusum,
            report::{Reports, Source, read},
            tallies::tallies,
        },
    };

    const CASE: &str = r#"
mawqif = 1
[initiative]
id = "offer"
[[body]]
id = "ours"
[[party]]
id = "theirs"
[[place]]
id = "valley"
[[place]]
id = "mill"
within = "valley"
[[place]]
id = "bridge"
[[commitment]]
id = "no-raids"
obliged = ["theirs"]
kind = "abstain"
where = ["valley", "bridge"]
from = 2030-03-01
until = 2030-03-10
indicator = { kinds = ["raid"] }
baseline = { count = 20, days = 10 }
[rule]
fallback = "none"
"#;

    fn reports() -> Reports {
        let day = |day: u8| format!("2030-03-{day:02},fire,mill\n");
        let rows: String = (1..=10).map(day).collect();
        let table = format!("date,kind,place\n{rows}2030-03-04,raid,mill\n2030-03-02,fire,bridge\n");
        let today = Day::new(2031, 1, 1).unwrap();
        let source =
            Source { bytes: table.as_bytes(), today, columns: &[], order: Order::Plain, points: &[] };
        read(&source).unwrap()
    }

    fn made(breaches: &[Breached]) -> Board {
        let dossier = dossier::read(CASE.as_bytes()).dossier.unwrap();
        let reports = reports();
        let counted = tallies(&dossier.commitments, &dossier.places, &reports.names, &reports.reports);
        let options = Options::new(Day::new(2031, 1, 1).unwrap());
        board(&dossier, &counted, reports.days(), breaches, &options, &cusum::height).unwrap()
    }

    #[test]
    fn a_board_says_what_following_a_file_says() {
        let (dossier, reports) = (dossier::read(CASE.as_bytes()).dossier.unwrap(), reports());
        let options = Options::new(Day::new(2031, 1, 1).unwrap());
        let followed = follow(&dossier, &reports, b"", &options).unwrap();
        let board = made(&[]);
        for (cell, area) in board.commitments[0].cells.iter().zip(&followed.commitments[0].areas) {
            assert_eq!((&cell.place, cell.period.as_ref()), (&area.place, area.periods.first()));
        }
        assert_eq!(board.kept, followed.kept);
        // Nobody looked at the bridge on most days, and a raid in ten days is surely fewer than twenty.
        let scores: Vec<_> = board.commitments[0].cells.iter().map(|it| it.score).collect();
        assert_eq!(scores, [Some(Score::Of(2)), Some(Score::NotObserved)]);
        let whole = board.commitments[0].whole.as_ref().unwrap();
        assert_eq!(whole.periods[0].count, 1);
        let course = board.commitments[0].course.as_ref().unwrap();
        assert_eq!((course.line.len(), course.from.day), (10, 1));
    }

    #[test]
    fn one_verified_breach_is_neither_silence_nor_nothing() {
        let breach = |place: &str, day| Breached {
            incident: 1,
            commitment: Some(Id::new("no-raids").unwrap()),
            place: Some(Id::new(place).unwrap()),
            day: Day::new(2030, 3, day).unwrap(),
        };
        let board = made(&[breach("bridge", 3), breach("mill", 5), breach("mill", 20)]);
        let row = &board.commitments[0];
        assert_eq!(row.verified, 3);
        let cells: Vec<_> = row.cells.iter().map(|it| (it.score, it.verified)).collect();
        // The mill lies in the valley; the twentieth is after the commitment's end.
        assert_eq!(cells, [(Some(Score::Of(2)), 1), (Some(Score::Of(0)), 1)]);
        assert_eq!(board.by_area.iter().map(|it| it.verified).collect::<Vec<_>>(), [1, 1]);
    }

    #[test]
    fn a_breach_whose_place_is_not_told_is_in_no_area_and_counts_all_the_same() {
        let breach = |incident, place: Option<&str>| Breached {
            incident,
            commitment: Some(Id::new("no-raids").unwrap()),
            place: place.map(|it| Id::new(it).unwrap()),
            day: Day::new(2030, 3, 5).unwrap(),
        };
        let board = made(&[breach(1, None), breach(2, Some("valley"))]);
        let row = &board.commitments[0];
        assert_eq!((row.verified, row.untold, &row.rests[..]), (2, 1, &[1, 2][..]));
        assert_eq!(row.cells.iter().map(|it| it.verified).collect::<Vec<_>>(), [1, 0]);
        // It may have been at the bridge, of which nothing is said then; what was counted is seen by itself.
        assert_eq!((row.cells[1].score, row.cells[1].why), (None, Why::Untold));
        assert_eq!(row.cells[1].plain.0, Some(Score::NotObserved));
    }

    #[test]
    fn where_a_breach_is_told_of_a_wider_place_nothing_is_called_kept() {
        let case =
            CASE.replace("[\"valley\", \"bridge\"]", "[\"mill\", \"bridge\"]").replace("raid\"", "shot\"");
        let breach = |place: &str| Breached {
            incident: 7,
            commitment: Some(Id::new("no-raids").unwrap()),
            place: Some(Id::new(place).unwrap()),
            day: Day::new(2030, 3, 5).unwrap(),
        };
        let (dossier, reports) = (dossier::read(case.as_bytes()).dossier.unwrap(), reports());
        let counted = tallies(&dossier.commitments, &dossier.places, &reports.names, &reports.reports);
        let options = Options::new(Day::new(2031, 1, 1).unwrap());
        let made = |all: &[Breached]| {
            board(&dossier, &counted, reports.days(), all, &options, &cusum::height).unwrap()
        };
        let scores = |board: &Board| board.commitments[0].cells.iter().map(|it| it.score).collect::<Vec<_>>();
        assert_eq!(scores(&made(&[])), [Some(Score::Of(3)), Some(Score::NotObserved)]);
        let wide = made(&[breach("valley")]);
        assert_eq!(scores(&wide), [None, Some(Score::NotObserved)], "the valley has the mill, and no bridge");
        assert_eq!((wide.commitments[0].verified, wide.commitments[0].untold), (1, 1));
        assert_eq!(wide.kept.lenient, None);
        // Those who follow up see where it was.
        assert_eq!(scores(&made(&[breach("mill")])), [Some(Score::Of(0)), Some(Score::NotObserved)]);
        // What would tell the place by the commitment alone is counted in none.
        let none = made(&[Breached { commitment: None, ..breach("mill") }]);
        assert_eq!((none.untold, none.commitments[0].verified), (1, 0));
    }

    /// The board of a case whose commitment never ends, by a day of 2031.
    fn open_ended(reports: Option<&Reports>, breaches: &[Breached], from: &str) -> Cell {
        let case = CASE.replace("until = 2030-03-10\n", "").replace("2030-03-01", from);
        let case = case.replace("[\"valley\", \"bridge\"]", "[\"valley\"]");
        let dossier = dossier::read(case.as_bytes()).dossier.unwrap();
        let (counted, days) = match reports {
            Some(it) => (tallies(&dossier.commitments, &dossier.places, &it.names, &it.reports), it.days()),
            None => (Tallies::new(), None),
        };
        let options = Options::new(Day::new(2031, 1, 1).unwrap());
        let mut board = board(&dossier, &counted, days, breaches, &options, &cusum::height).unwrap();
        board.commitments.remove(0).cells.remove(0)
    }

    #[test]
    fn a_commitment_without_an_end_is_not_kept_by_silence() {
        // Ten days of reports, and then nobody looks for months.
        let reports = reports();
        let cell = open_ended(Some(&reports), &[], "2030-03-01");
        assert_eq!((cell.score, cell.why), (Some(Score::NotObserved), Why::NotSeen));
        assert_eq!(cell.period.unwrap().until, Day::new(2031, 1, 1).unwrap().date());
        // A breach after the last report counts.
        let breach = |year| Breached {
            incident: 1,
            commitment: Some(Id::new("no-raids").unwrap()),
            place: Some(Id::new("mill").unwrap()),
            day: Day::new(year, 12, 1).unwrap(),
        };
        for reports in [Some(&reports), None] {
            let cell = open_ended(reports, &[breach(2030), breach(2031)], "2030-03-01");
            assert_eq!((cell.score, cell.verified), (Some(Score::Of(0)), 1));
        }
        // Without any report nobody looked; before its first day it does not bind.
        let cell = open_ended(None, &[], "2030-03-01");
        assert_eq!((cell.score, cell.why), (Some(Score::NotObserved), Why::NotSeen));
        let cell = open_ended(None, &[], "2031-03-01");
        assert_eq!((cell.score, cell.why), (None, Why::NotBinding));
    }
}
