//! What of the board is drawn: tiles for a map, and lines.
//!
//! Drawings are made of whole numbers and told in words beside them. Tiles stand in rows from north to south where every area
//! has coordinates, and in each row from west to east, in Arabic as well: a map is not mirrored. Lines go with the reading.

use mawqif_core::{
    case::Case,
    followup::{
        answer::{AreaKept, Sum},
        board::{Board, Course},
    },
    text::Id,
};

use super::super::{
    super::words::Words,
    imports::{kept, share},
    told,
};

/// The side of a tile, and the room between two.
pub const TILE: usize = 96;
pub const GAP: usize = 6;

/// Letters of a name that fit on a tile.
const LETTERS: usize = 12;

/// The size of a line's drawing.
const WIDE: usize = 320;
const HIGH: usize = 88;

/// Days that the drawing of a line has room for; of more, the highest of several are drawn.
const POINTS: usize = 160;

/// The map.
pub struct Tiles {
    /// The room that it takes.
    pub width: usize,
    /// The same, downwards.
    pub height: usize,
    /// The tiles.
    pub all: Vec<Tile>,
}

/// An area on the map.
pub struct Tile {
    /// The area's id.
    pub id: String,
    /// Where it begins.
    pub x: usize,
    /// The same, downwards.
    pub y: usize,
    /// The middle of it.
    pub middle: usize,
    /// Where its name stands.
    pub name_at: usize,
    /// Where its figure stands.
    pub figure_at: usize,
    /// The class of its look.
    pub class: &'static str,
    /// Its name, shortened.
    pub name: String,
    /// Its share, in short.
    pub figure: String,
    /// All of it in words.
    pub says: String,
}

/// How many tiles stand in a row, and in which order they come: from north to south and in each row from west to east where points are known.
/// Nothing when there is none.
pub fn laid(count: usize, points: Option<&[(f64, f64)]>) -> Option<(usize, Vec<usize>)> {
    let columns = (1..).find(|side| side * side >= count).filter(|_| count > 0)?;
    let mut order: Vec<usize> = (0..count).collect();
    if let Some(points) = points {
        let point = |at: &usize| points.get(*at).copied().unwrap_or_default();
        order.sort_by(|one, other| point(other).0.total_cmp(&point(one).0));
        for row in order.chunks_mut(columns) {
            row.sort_by(|one, other| point(one).1.total_cmp(&point(other).1));
        }
    }
    Some((columns, order))
}

/// A name as a tile has room for it.
pub fn short(name: &str) -> String {
    let mut short: String = name.chars().take(LETTERS).collect();
    if short.len() < name.len() {
        short.push('…');
    }
    short
}

impl Tiles {
    /// The map of a board; `None` when no commitment names an area.
    pub fn of(board: &Board, case: &Case, words: &Words) -> Option<Self> {
        let count = board.by_area.len();
        let at = |id: &Id| case.dossier().places.iter().find(|it| it.id == *id).and_then(|it| it.at);
        let points: Option<Vec<(f64, f64)>> = board.by_area.iter().map(|it| at(&it.place)).collect();
        let (columns, order) = laid(count, points.as_deref())?;
        let tile = |(place, area): (usize, &usize)| {
            let area = board.by_area.get(*area)?;
            let (x, y) = ((place % columns) * (TILE + GAP), (place / columns) * (TILE + GAP));
            let name = told::place(case, &area.place, words);
            let short = short(&name);
            let figure =
                area.kept.lenient.map_or_else(|| "–".to_owned(), |it| format!("{} %", share(it, words)));
            Some(Tile {
                id: area.place.to_string(),
                x,
                y,
                middle: x + TILE / 2,
                name_at: y + TILE / 2 - 8,
                figure_at: y + TILE / 2 + 18,
                class: class(&area.kept),
                says: format!("{name}: {}", kept(&area.kept, words)),
                name: short,
                figure,
            })
        };
        let rows = count.div_ceil(columns);
        Some(Self {
            width: columns * (TILE + GAP) - GAP,
            height: rows * (TILE + GAP) - GAP,
            all: order.iter().enumerate().filter_map(tile).collect(),
        })
    }

    /// The side of a tile.
    pub fn side(&self) -> usize {
        TILE
    }
}

/// How an area looks: by the score that is nearest to its share, hatched when nobody looked.
fn class(sum: &Sum) -> &'static str {
    match sum.lenient {
        None if sum.not_observed > 0 => "k-no",
        None => "k-none",
        Some(share) if share >= 83.0 => "k-3",
        Some(share) if share >= 50.0 => "k-2",
        Some(share) if share >= 17.0 => "k-1",
        Some(_) => "k-0",
    }
}

/// A line over time.
pub struct Drawing {
    /// The room that it takes.
    pub width: usize,
    /// The same, downwards.
    pub height: usize,
    /// The line, as SVG has points.
    pub points: String,
    /// How high the alarm is.
    pub alarm_at: usize,
    /// Where the alarm was, if there was one.
    pub alarm_x: Option<usize>,
    /// All of it in words.
    pub says: String,
}

impl Drawing {
    /// Draws the line of a commitment; `None` when it has no day.
    pub fn of(whole: &AreaKept, course: &Course, words: &Words) -> Option<Self> {
        let alarm = whole.alarm.as_ref()?;
        let most = course.line.iter().copied().max()?.max(course.height).max(1);
        let step = course.line.len().div_ceil(POINTS).max(1);
        let tops: Vec<i64> = course.line.chunks(step).filter_map(|it| it.iter().copied().max()).collect();
        let inner = HIGH - 16;
        let is_mirrored = words.direction() == "rtl";
        let across = |at: usize| {
            let x = at * WIDE / tops.len().saturating_sub(1).max(1);
            if is_mirrored { WIDE - x.min(WIDE) } else { x.min(WIDE) }
        };
        let down = |stands: i64| {
            let share =
                i128::from(stands.clamp(0, most)) * i128::try_from(inner).unwrap_or(0) / i128::from(most);
            HIGH - 8 - usize::try_from(share).unwrap_or(0)
        };
        let points: Vec<String> =
            tops.iter().enumerate().map(|(at, it)| format!("{},{}", across(at), down(*it))).collect();
        let crossed = course.line.iter().position(|it| *it >= course.height);
        let figure = |it: f64| words.digits(&format!("{it:.1}"));
        let says = words.tell(
            "kept-line-says",
            &[
                ("from", words.date(&course.from).into()),
                ("peak", figure(alarm.peak).into()),
                ("stands", figure(alarm.stands).into()),
                ("height", figure(alarm.height).into()),
            ],
        );
        Some(Self {
            width: WIDE,
            height: HIGH,
            points: points.join(" "),
            alarm_at: down(course.height),
            alarm_x: crossed.map(|at| across(at / step)),
            says,
        })
    }
}
