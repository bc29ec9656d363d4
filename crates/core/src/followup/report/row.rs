//! What single cells of a row say: how surely a day is known, where it was, how many died.

use super::{DoubtKind, Reports};
use crate::followup::{
    calendar::{Day, folded},
    columns::{Field, Shape},
    likeness::kilometres,
};

/// A row of a table.
pub struct Row<'r> {
    /// Its place under the first row, from 1.
    pub number: u32,
    /// The line of the file.
    pub line: u64,
    /// Its cells.
    pub cells: &'r csv::ByteRecord,
}

/// Further than that from every point of the case, coordinates are looked at the other way around, in
/// kilometres.
const FAR: f64 = 100.0;

/// And nearer than that they are taken to be swapped.
const NEAR: f64 = 50.0;

impl<'r> Row<'r> {
    /// What a cell says, without blanks around it.
    pub fn cell(&self, at: usize) -> &'r str {
        // The whole table was UTF-8, and cells end at characters of ASCII.
        self.cells.get(at).and_then(|cell| std::str::from_utf8(cell).ok()).map_or("", str::trim)
    }
}

impl Reports {
    fn cell<'r>(&self, row: &Row<'r>, field: Field) -> &'r str {
        self.columns.at(field).map_or("", |at| row.cell(at))
    }

    /// To how many days the day is known.
    pub(super) fn within(&mut self, row: &Row<'_>, day: Day, end: Day) -> u16 {
        let span = u16::try_from(end.0.saturating_sub(day.0).saturating_add(1)).unwrap_or(u16::MAX);
        let precision = self.cell(row, Field::DatePrecision);
        if precision.is_empty() {
            return span;
        }
        let known = match (self.columns.shape, precision) {
            (_, "1") => Some(1),
            (Shape::Ucdp, "2") => Some(6),
            (Shape::Acled, "2") | (Shape::Ucdp, "3") => Some(7),
            (Shape::Acled, "3") | (Shape::Ucdp, "4") => Some(31),
            (Shape::Ucdp, "5") => Some(366),
            (Shape::Plain, days) => folded(days).parse().ok().filter(|days| (1..=366).contains(days)),
            _ => None,
        };
        if known.is_none() {
            self.doubt(row, DoubtKind::BadPrecision, precision);
        }
        known.unwrap_or(366)
    }

    /// Where it was, unless that is in doubt.
    pub(super) fn point(&mut self, row: &Row<'_>, points: &[(f64, f64)]) -> Option<(i32, i32)> {
        self.columns.at(Field::Latitude).zip(self.columns.at(Field::Longitude))?;
        let (first, second) = (self.cell(row, Field::Latitude), self.cell(row, Field::Longitude));
        if first.is_empty() && second.is_empty() {
            self.doubt(row, DoubtKind::NoPoint, "");
            return None;
        }
        let doubt = match (degrees(first), degrees(second)) {
            (Some(0), Some(0)) => DoubtKind::Zero,
            (Some(latitude), Some(longitude)) => {
                let on_earth = |latitude: i64, longitude: i64| {
                    latitude.abs() <= 90_000_000 && longitude.abs() <= 180_000_000
                };
                let is_far = |latitude: i64, longitude: i64, least: f64| {
                    let point = (small(latitude), small(longitude));
                    points.iter().all(|known| kilometres(*known, in_degrees(point)) > least)
                };
                if !on_earth(latitude, longitude) {
                    if on_earth(longitude, latitude) { DoubtKind::Swapped } else { DoubtKind::OffEarth }
                } else if !points.is_empty()
                    && on_earth(longitude, latitude)
                    && is_far(latitude, longitude, FAR)
                    && !is_far(longitude, latitude, NEAR)
                {
                    DoubtKind::Swapped
                } else {
                    return Some((small(latitude), small(longitude)));
                }
            }
            _ => DoubtKind::BadPoint,
        };
        self.doubt(row, doubt, &format!("{first}, {second}"));
        None
    }

    /// The fewest dead, the best number and the most.
    pub(super) fn deaths(&mut self, row: &Row<'_>) -> [Option<u32>; 3] {
        let mut read = [None; 3];
        for (field, place) in [Field::Low, Field::Deaths, Field::High].into_iter().zip(&mut read) {
            let words = self.cell(row, field);
            if words.is_empty() {
                continue;
            }
            *place = count(words);
            if place.is_none() {
                self.doubt(row, DoubtKind::BadDeaths, words);
            }
        }
        let [low, best, high] = read;
        let (least, most) = (low.unwrap_or(0), high.unwrap_or(u32::MAX));
        if best.is_some_and(|best| best < least || best > most) || least > most {
            let words = read.map(|it| it.map_or_else(|| "–".to_owned(), |it| it.to_string()));
            self.doubt(row, DoubtKind::DeathsOrder, &words.join(" / "));
        }
        read
    }
}

/// Degrees as millionths, from decimals alone.
fn degrees(words: &str) -> Option<i64> {
    if words.bytes().all(|it| it.is_ascii_digit() || matches!(it, b'.' | b'-')) {
        return decimal(words);
    }
    decimal(&folded(words).replace(',', "."))
}

fn decimal(words: &str) -> Option<i64> {
    let (sign, rest) = words.strip_prefix('-').map_or((1, words), |rest| (-1, rest));
    let (whole, part) = rest.split_once('.').unwrap_or((rest, ""));
    let is_number = |digits: &str| digits.bytes().all(|it| it.is_ascii_digit());
    if whole.is_empty() || whole.len() > 5 || part.len() > 40 || !is_number(whole) || !is_number(part) {
        return None;
    }
    let mut millionths: i64 = whole.parse().ok()?;
    let mut digits = part.bytes().map(|it| i64::from(it - b'0'));
    for _ in 0..6 {
        millionths = millionths * 10 + digits.next().unwrap_or(0);
    }
    let rounded = millionths + i64::from(digits.next().is_some_and(|next| next >= 5));
    Some(sign * rounded)
}

fn small(millionths: i64) -> i32 {
    i32::try_from(millionths).unwrap_or(i32::MAX)
}

/// Millionths as degrees.
pub fn in_degrees((latitude, longitude): (i32, i32)) -> (f64, f64) {
    (f64::from(latitude) / 1_000_000.0, f64::from(longitude) / 1_000_000.0)
}

/// A number of dead: whole, and no more than live anywhere.
fn count(words: &str) -> Option<u32> {
    let plain = words.bytes().all(|it| it.is_ascii_digit());
    let number: u32 = if plain {
        words.parse().ok()?
    } else {
        let folded = folded(words);
        let (whole, part) = folded.split_once('.').unwrap_or((&folded, ""));
        whole.parse().ok().filter(|_| part.bytes().all(|it| it == b'0'))?
    };
    Some(number).filter(|it| *it <= 10_000_000)
}
