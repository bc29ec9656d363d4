//! The board: every commitment in every area, with a figure and words for each; a map of tiles; and each commitment's line.
//!
//! Everybody who reads along sees it, since nothing in it names a source. It holds what was known against what is owed now: with
//! `known` by the end of a day, and in the past of the case by its last entry then. Nothing in it is told by colour alone.

mod drawn;
pub(super) mod exports;
pub(super) mod map;
mod paper;

use std::sync::Arc;

use askama::Template;
use axum::{
    Extension,
    extract::State,
    http::{StatusCode, Uri},
    response::Response,
};
use mawqif_core::{
    case::{Case, Moment},
    followup::{
        answer::{AreaKept, Score, Why},
        board::{Board, Cell, Row},
        calendar::{Day, Order},
        compliance::{AREA_LIMIT, Excess},
    },
    text::Id,
};

use self::drawn::{Drawing, Tiles};
pub use self::exports::file;
use super::{
    super::{
        Web,
        admit::{At, Visitor},
        form::Form,
        page::{Shell, Tab, show},
        sheet::escaped,
        trouble::Trouble,
        words::Words,
    },
    imports::{kept, share},
    told,
};
use crate::desk::{
    Fault,
    boards::{Eyes, Shown},
    zone,
};

#[derive(Template)]
#[template(path = "kept.html")]
struct Page {
    shell: Shell,
    case: String,
    is_desk: bool,
    known: String,
    is_owed_then: bool,
    sentence: String,
    lines: Vec<String>,
    problem: Option<String>,
    columns: Vec<String>,
    rows: Vec<Told>,
    tiles: Option<Tiles>,
    areas: Vec<Area>,
    themes: Vec<Theme>,
    query: String,
}

/// A theme in the table below the matrix.
struct Theme {
    name: String,
    lenient: String,
    strict: String,
    unobserved: String,
}

/// A commitment in a row of the table, and in a section with its line.
struct Told {
    id: String,
    text: String,
    is_red_line: bool,
    cells: Vec<Square>,
    lines: Vec<String>,
    drawing: Option<Drawing>,
}

/// A commitment in an area.
struct Square {
    /// The class of its look.
    class: &'static str,
    /// The score as a figure, if there is one.
    score: String,
    /// The same in words.
    says: String,
    /// What was counted, in short.
    figure: String,
    /// The same in a sentence.
    figure_says: String,
    /// Verified breaches there.
    verified: String,
    /// Where the rows are that were counted there; empty when none were.
    rows: String,
}

/// An area in the table beside the map.
struct Area {
    id: String,
    name: String,
    share: String,
    counted: String,
    unobserved: String,
    verified: String,
}

/// The board that a page shows.
pub(super) struct Asked {
    /// The board, and what it rests on.
    pub shown: Arc<Shown>,
    /// The case whose commitments are held against.
    pub owed: Arc<Case>,
    /// The case as it was known.
    pub then: Arc<Case>,
    /// The day on which it was known, when one was asked for.
    pub known: Option<Day>,
    /// Whether it is held against what was owed then, and not now.
    pub is_owed_then: bool,
}

/// The board that the address asks for.
pub(super) async fn asked(
    web: &Web,
    at: &At,
    now: Moment,
    (uri, eyes): (&Uri, Eyes),
) -> Result<Asked, Trouble> {
    let form = Form::parse(uri.query().unwrap_or_default().as_bytes())?;
    let known = match form.get("known") {
        "" => None,
        words => {
            let day = Day::read(words, Order::Plain).map_err(|_| Trouble::NoDay(words.to_owned()))?;
            Some(day)
        }
    };
    let owed = at.held.now();
    let clock = zone::of(&owed);
    let today = Day::of(zone::day(now, &clock)).unwrap_or(Day(0));
    let (then, today) = match known {
        Some(day) if day < today => (web.desk.as_of(&at.held, zone::end(day.date(), &clock)).await?, day),
        _ => (at.case.clone(), today),
    };
    let known = known.filter(|day| *day <= today);
    // What is owed may have changed since: a promise that was sharpened was not broken before, nor one kept that was taken out.
    let is_owed_then = form.get("owed") == "then" && (known.is_some() || at.now.is_some());
    let owed = if is_owed_then { then.clone() } else { owed };
    let shown = web.desk.board(&at.held, &then, &owed, (today, eyes)).await?;
    Ok(Asked { shown, owed, then, known, is_owed_then })
}

/// The page.
pub async fn page(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    uri: Uri,
) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    let eyes = if at.sight.is_follow_up() { Eyes::FollowUp } else { Eyes::All };
    let asked = asked(&web, at, visitor.moment(), (&uri, eyes)).await?;
    let doubted = doubted(&web, at, &asked).await?;
    let shell = Shell::of_case(&visitor, Tab::FollowUp)?;
    let words = &shell.words;
    let case = &asked.owed;
    let place = |id: &Id| told::place(case, id, words);
    let (mut sentence, mut problem) = (String::new(), None);
    let (mut columns, mut rows, mut tiles, mut all) = (Vec::new(), Vec::new(), None, Vec::new());
    let mut summed = Vec::new();
    match &asked.shown.board {
        Err(excess) => {
            let count = match excess {
                Excess::Areas(count) | Excess::Periods(count) => *count,
            };
            let values = [("count", words.number(count).into()), ("limit", words.number(AREA_LIMIT).into())];
            problem = Some(words.tell("kept-too-many", &values));
        }
        Ok(board) => {
            sentence = words.about("kept-sentence", &kept(&board.kept, words));
            let has_everywhere =
                board.commitments.iter().any(|it| it.cells.iter().any(|cell| cell.place.is_none()));
            columns = board.areas.iter().map(place).collect();
            if has_everywhere {
                columns.push(words.word("kept-everywhere"));
            }
            rows = board.commitments.iter().map(|it| row(case, board, it, has_everywhere, words)).collect();
            tiles = Tiles::of(board, case, words);
            all = areas(board, case, words);
            summed = themes(board, words);
        }
    }
    let page = Page {
        case: at.case.id().to_string(),
        is_desk: at.sight.is_follow_up(),
        known: asked.known.map(|day| day.date().to_string()).unwrap_or_default(),
        is_owed_then: asked.is_owed_then,
        sentence,
        lines: lines(&asked, doubted, words),
        problem,
        columns,
        rows,
        tiles,
        areas: all,
        themes: summed,
        query: query(&asked, at),
        shell,
    };
    Ok(show(StatusCode::OK, &page))
}

/// What the files of the board are asked for with, so that they are of the same moment.
fn query(asked: &Asked, at: &At) -> String {
    let owed = if asked.is_owed_then { "&owed=then" } else { "" };
    match (asked.known, at.now) {
        (Some(day), _) => format!("?known={}{owed}", day.date()),
        (None, Some(_)) => format!("?as_of={}{owed}", at.case.entries().saturating_sub(1)),
        (None, None) => String::new(),
    }
}

/// How many doubts there are about rows of the tables that count.
async fn doubted(web: &Web, at: &At, asked: &Asked) -> Result<u64, Trouble> {
    let all = web.desk.store().brought_reports(at.held.stored()).await.map_err(Fault::from)?;
    let counted = all.iter().filter(|it| asked.shown.tables.contains(&it.number));
    Ok(counted.filter_map(|it| it.doubted).fold(0, u64::saturating_add))
}

fn lines(asked: &Asked, doubted: u64, words: &Words) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(day) = asked.known {
        lines.push(words.tell("kept-as-known", &[("date", words.date(&day.date()).into())]));
    }
    if asked.is_owed_then {
        lines.push(words.word("kept-owed-then"));
    } else if asked.known.is_some() {
        lines.push(words.word("kept-owed-now"));
    }
    if let Ok(board) = &asked.shown.board {
        lines.push(match board.first.zip(board.last) {
            Some((first, last)) => words.tell(
                "kept-until",
                &[
                    ("from", words.date(&first).into()),
                    ("until", words.date(&last).into()),
                    ("tables", words.count("kept-tables", asked.shown.tables.len()).into()),
                ],
            ),
            None => words.word("kept-no-reports"),
        });
    }
    if let Ok(board) = &asked.shown.board
        && board.untold > 0
    {
        lines.push(words.tell("week-hushed", &[("count", board.untold.into())]));
    }
    let imports = asked.then.follow_up().imports();
    let counted = imports.in_force().filter(|(number, _)| asked.shown.tables.contains(number));
    let (rows, left) = counted.fold((0_u64, 0_u64), |(rows, left), (_, it)| {
        let out = it.import.rows.saturating_sub(it.import.taken);
        (rows.saturating_add(it.import.rows), left.saturating_add(out))
    });
    if left > 0 || doubted > 0 {
        let values = [
            ("rows", words.number(rows).into()),
            ("left", words.number(left).into()),
            ("doubted", words.number(doubted).into()),
        ];
        lines.push(words.tell("kept-left-out", &values));
    }
    if !asked.shown.missing.is_empty() {
        lines.push(words.count("kept-missing", asked.shown.missing.len()));
    }
    lines
}

fn row(case: &Case, board: &Board, row: &Row, has_everywhere: bool, words: &Words) -> Told {
    let dossier = case.dossier();
    let columns = board.areas.iter().map(Some).chain(has_everywhere.then_some(None));
    let square = |place: Option<&Id>| match row.cells.iter().find(|it| it.place.as_ref() == place) {
        Some(cell) => square(&row.id, cell, words),
        None => Square {
            class: "k-none",
            score: String::new(),
            says: words.word("kept-not-asked"),
            figure: String::new(),
            figure_says: String::new(),
            verified: String::new(),
            rows: String::new(),
        },
    };
    let text = words.name_of(&row.id, dossier.commitments.iter().map(|it| (&it.id, &it.text)));
    let mut lines = vec![words.about("kept-sentence", &kept(&row.kept, words))];
    if row.counts.is_none() {
        lines = vec![words.word("kept-committee")];
    }
    lines.extend(row.whole.iter().flat_map(|it| over_time(it, words)));
    if row.verified > 0 {
        lines.push(words.tell("kept-verified", &[("count", row.verified.into())]));
    }
    if row.untold > 0 {
        lines.push(words.tell("kept-untold", &[("count", row.untold.into())]));
    }
    Told {
        id: row.id.to_string(),
        text,
        is_red_line: row.red_line,
        cells: columns.map(square).collect(),
        lines,
        drawing: row
            .whole
            .as_ref()
            .zip(row.course.as_ref())
            .and_then(|(whole, course)| Drawing::of(whole, course, words)),
    }
}

/// A commitment in all its areas, in sentences.
fn over_time(whole: &AreaKept, words: &Words) -> Vec<String> {
    let mut lines = Vec::new();
    let Some(period) = whole.periods.first() else { return lines };
    let figure = |it: f64| words.digits(&format!("{it:.2}"));
    if let Some(rate) = period.per_day {
        lines.push(words.tell(
            "kept-rate",
            &[
                ("rate", figure(rate).into()),
                ("count", words.number(period.count).into()),
                ("days", words.number(period.days).into()),
                ("from", words.date(&period.from).into()),
                ("until", words.date(&period.until).into()),
            ],
        ));
    }
    let before = whole.baseline.as_ref().and_then(|it| it.per_day);
    lines.push(match (before, period.ratio.zip(period.ratio_low).zip(period.ratio_high)) {
        (Some(before), Some(((ratio, low), high))) => words.tell(
            "kept-before",
            &[
                ("rate", figure(before).into()),
                ("ratio", figure(ratio).into()),
                ("low", figure(low).into()),
                ("high", figure(high).into()),
            ],
        ),
        (Some(before), None) => words.tell("kept-before-alone", &[("rate", figure(before).into())]),
        _ => words.word("kept-no-before"),
    });
    lines.extend(whole.alarm.as_ref().map(|alarm| match alarm.day {
        Some(day) => words.tell("kept-alarm", &[("date", words.date(&day).into())]),
        None => words.tell("kept-no-alarm", &[("height", figure(alarm.height).into())]),
    }));
    lines
}

fn square(commitment: &Id, cell: &Cell, words: &Words) -> Square {
    let (class, score, says) = match cell.score {
        Some(Score::Of(score)) => {
            let class = ["k-0", "k-1", "k-2", "k-3"].get(usize::from(score)).copied().unwrap_or("k-none");
            (class, words.number(score), words.tell("kept-score", &[("score", u64::from(score).into())]))
        }
        Some(Score::NotObserved) => ("k-no", String::new(), words.word("kept-not-observed")),
        None if cell.why == Why::Judged => ("k-none", String::new(), words.word("kept-committee")),
        None if cell.why == Why::Untold => ("k-none", String::new(), words.word("week-not-told")),
        None if cell.why == Why::NotBinding => ("k-none", String::new(), words.word("kept-not-binding")),
        None => ("k-none", String::new(), words.word("kept-not-due")),
    };
    let figures = cell.period.as_ref().map(|it| {
        let values = [
            ("count", words.number(it.count).into()),
            ("seen", words.number(it.seen_days).into()),
            ("days", words.number(it.days).into()),
        ];
        (words.tell("kept-figure", &values), words.tell("kept-figure-says", &values))
    });
    let (figure, figure_says) = figures.unwrap_or_default();
    let verified = match cell.verified {
        0 => String::new(),
        count => words.tell("kept-verified", &[("count", count.into())]),
    };
    let counted = cell.period.as_ref().filter(|it| it.count > 0).map(|it| {
        let place =
            cell.place.as_ref().map(|id| format!("&place={}", escaped(id.as_str()))).unwrap_or_default();
        format!("?commitment={}{place}&from={}&until={}", escaped(commitment.as_str()), it.from, it.until)
    });
    Square { class, score, says, figure, figure_says, verified, rows: counted.unwrap_or_default() }
}

fn areas(board: &Board, case: &Case, words: &Words) -> Vec<Area> {
    let area = |it: &mawqif_core::followup::board::AreaSum| Area {
        id: it.place.to_string(),
        name: told::place(case, &it.place, words),
        share: kept(&it.kept, words),
        counted: words.number(it.counted),
        unobserved: words.number(it.kept.not_observed),
        verified: words.number(it.verified),
    };
    board.by_area.iter().map(area).collect()
}

fn themes(board: &Board, words: &Words) -> Vec<Theme> {
    let percent = |it: Option<f64>| match it {
        Some(it) => words.tell("kept-percent", &[("share", share(it, words).into())]),
        None => words.word("kept-no-percent"),
    };
    let told = board.by_theme.iter().map(|it| Theme {
        name: it
            .theme
            .as_ref()
            .map_or_else(|| words.word("kept-no-theme"), |theme| words.text(theme).to_owned()),
        lenient: percent(it.kept.lenient),
        strict: percent(it.kept.strict),
        unobserved: words.number(it.kept.not_observed),
    });
    told.collect()
}
