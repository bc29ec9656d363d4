//! Reports: the rows of a table, read one by one, and what is in doubt about them.
//!
//! A row that cannot be placed in time, or that was there before, is left out and listed; whatever else is
//! doubtful is listed and taken as it is. Nothing is mended: coordinates that seem swapped are not swapped
//! back, they count as unknown. Names are kept once, so that a million reports are small.

mod known;
mod names;
mod row;

use std::{
    collections::{BTreeMap, HashMap, hash_map::DefaultHasher},
    hash::{Hash, Hasher},
};

use self::row::Row;
pub use self::{
    known::{Earlier, Known},
    names::{Name, Names},
    row::in_degrees,
};
use super::{
    calendar::{Day, DayFault, Order},
    columns::{Columns, Field, Shape},
    table::{self, COLUMN_LIMIT, ROW_LIMIT, TableFault},
};

/// The most doubts of one kind that are told one by one; of the others there is the number.
pub const DOUBT_LIMIT: u32 = 100;

/// From how many days on an event that is not dated any better is told of.
pub const LONG_DAYS: u32 = 28;

/// How a table is to be read.
#[derive(Clone, Debug)]
pub struct Source<'s> {
    /// Its bytes.
    pub bytes: &'s [u8],
    /// Today: nothing has happened after that.
    pub today: Day,
    /// Columns that somebody has named: what they tell, and what they are called.
    pub columns: &'s [(String, String)],
    /// How days are written.
    pub order: Order,
    /// Points of the case, latitude and longitude: what is far from all of them and near when turned
    /// around has its coordinates swapped.
    pub points: &'s [(f64, f64)],
}

/// One row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Report {
    /// Its place under the first row, from 1.
    pub row: u32,
    /// The first day.
    pub day: Day,
    /// The last day.
    pub end: Day,
    /// To how many days the day is known.
    pub within: u16,
    /// Latitude and longitude, in millionths of a degree.
    pub at: Option<(i32, i32)>,
    /// What kind of event.
    pub kind: Name,
    /// What kind within that.
    pub subkind: Name,
    /// One side.
    pub actor: Name,
    /// The other.
    pub against: Name,
    /// The place.
    pub place: Name,
    /// Its district.
    pub district: Name,
    /// Its region.
    pub region: Name,
    /// Who says so.
    pub origin: Name,
    /// The fewest dead.
    pub low: Option<u32>,
    /// The dead.
    pub deaths: Option<u32>,
    /// The most dead.
    pub high: Option<u32>,
}

/// What is doubtful about a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DoubtKind {
    /// It has another number of cells than the first row.
    Width,
    /// It says no day.
    NoDay,
    /// What it says is no day.
    BadDay,
    /// Its day can be two days.
    TwoWays,
    /// Its day stands for "unknown".
    Sentinel,
    /// Its day is of another calendar.
    OtherCalendar,
    /// It has not happened yet.
    Future,
    /// It ends before it begins.
    EndsFirst,
    /// The same row was there before.
    Repeated,
    /// Another row has its id.
    SameId,
    /// An earlier table has it.
    TakenBefore,
    /// An earlier table has it, and says something else.
    Revised,
    /// A row of an earlier table has its id, and is another event.
    IdElsewhere,
    /// It goes over a month or more.
    Long,
    /// How surely its day is known cannot be read; it counts as known to a year.
    BadPrecision,
    /// It has no coordinates.
    NoPoint,
    /// Its coordinates are no numbers.
    BadPoint,
    /// Its coordinates are nowhere on the earth.
    OffEarth,
    /// Its coordinates are swapped, it seems.
    Swapped,
    /// Its coordinates are both 0, which stands for "unknown".
    Zero,
    /// A number of dead is no number.
    BadDeaths,
    /// The best number of dead is not between the fewest and the most.
    DeathsOrder,
}

impl DoubtKind {
    /// What JSON calls it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Width => "width",
            Self::NoDay => "no-day",
            Self::BadDay => "bad-day",
            Self::TwoWays => "two-ways",
            Self::Sentinel => "sentinel",
            Self::OtherCalendar => "other-calendar",
            Self::Future => "future",
            Self::EndsFirst => "ends-first",
            Self::Repeated => "repeated",
            Self::SameId => "same-id",
            Self::TakenBefore => "taken-before",
            Self::Revised => "revised",
            Self::IdElsewhere => "id-elsewhere",
            Self::Long => "long",
            Self::BadPrecision => "bad-precision",
            Self::NoPoint => "no-point",
            Self::BadPoint => "bad-point",
            Self::OffEarth => "off-earth",
            Self::Swapped => "swapped",
            Self::Zero => "zero",
            Self::BadDeaths => "bad-deaths",
            Self::DeathsOrder => "deaths-order",
        }
    }

    /// Whether the row is left out for it.
    pub fn leaves_out(self) -> bool {
        self <= Self::Revised
    }
}

/// A doubt about a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The row, from 1.
    pub row: u32,
    /// The line of the file on which the row begins, from 1.
    pub line: u64,
    /// What is doubtful.
    pub kind: DoubtKind,
    /// What stands there, in short.
    pub words: String,
}

/// Everything that a table tells.
#[derive(Clone, Debug)]
pub struct Reports {
    /// Which column tells what.
    pub columns: Columns,
    /// The rows that are counted, in the order of the file.
    pub reports: Vec<Report>,
    /// The names in them.
    pub names: Names,
    ids: String,
    /// Where the id of each report ends.
    ends: Vec<u32>,
    /// How many rows there are under the first.
    pub rows: u32,
    /// The first doubts of each kind.
    pub doubts: Vec<Doubt>,
    /// How many doubts there are of each kind.
    pub doubted: BTreeMap<DoubtKind, u32>,
}

/// What reading came to.
pub type Reading = Result<Reports, TableFault>;

impl Reports {
    /// What the report at a place of `reports` is called; its row when the table names none.
    pub fn id(&self, at: usize) -> String {
        match (self.external_id(at), self.reports.get(at)) {
            ("", Some(report)) => report.row.to_string(),
            (id, _) => id.to_owned(),
        }
    }

    /// The days of the first and of the last report.
    pub fn days(&self) -> Option<(Day, Day)> {
        let days = self.reports.iter().map(|it| it.day);
        days.clone().min().zip(days.max())
    }

    /// How many rows are left out.
    pub fn left_out(&self) -> u32 {
        self.rows.saturating_sub(u32::try_from(self.reports.len()).unwrap_or(u32::MAX))
    }

    fn doubt(&mut self, row: &Row<'_>, kind: DoubtKind, words: &str) {
        let count = self.doubted.entry(kind).or_default();
        *count = count.saturating_add(1);
        if *count <= DOUBT_LIMIT {
            let mut short: String = words.chars().take(80).collect();
            if short.len() < words.len() {
                short.push('…');
            }
            self.doubts.push(Doubt { row: row.number, line: row.line, kind, words: short });
        }
    }
}

/// Reads a table of reports.
///
/// # Errors
/// When it is no such table.
pub fn read(source: &Source<'_>) -> Reading {
    let table = table::open(source.bytes)?;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(table.delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(table.text.as_bytes());
    let mut record = csv::ByteRecord::new();
    // Reading from memory fails for nothing that can be in it.
    if !reader.read_byte_record(&mut record).unwrap_or(false) {
        return Err(TableFault::Empty);
    }
    if record.len() > COLUMN_LIMIT {
        return Err(TableFault::TooManyColumns(record.len()));
    }
    let width = record.len();
    let names = record.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect();
    let columns = Columns::find(names, source.columns)?;
    let mut reports = Reports {
        columns,
        reports: Vec::new(),
        names: Names::default(),
        ids: String::new(),
        ends: Vec::new(),
        rows: 0,
        doubts: Vec::new(),
        doubted: BTreeMap::new(),
    };
    let mut known: HashMap<u64, u32> = HashMap::new();
    while reader.read_byte_record(&mut record).unwrap_or(false) {
        // A line of nothing but empty cells is how spreadsheets end.
        if record.iter().all(<[u8]>::is_empty) {
            continue;
        }
        reports.rows = reports.rows.saturating_add(1);
        if usize::try_from(reports.rows).unwrap_or(usize::MAX) > ROW_LIMIT {
            return Err(TableFault::TooManyRows);
        }
        let line = record.position().map_or(0, csv::Position::line);
        let row = Row { number: reports.rows, line, cells: &record };
        if record.len() != width {
            let words = format!("{} ≠ {width}", record.len());
            reports.doubt(&row, DoubtKind::Width, &words);
            continue;
        }
        if let Some(report) = reports.report(&row, source) {
            reports.keep(&row, report, &mut known);
        }
    }
    if reports.rows == 0 {
        return Err(TableFault::NoRows);
    }
    reports.reports.shrink_to_fit();
    Ok(reports)
}

impl Reports {
    /// The report that a row is, unless it is left out.
    fn report(&mut self, row: &Row<'_>, source: &Source<'_>) -> Option<Report> {
        let cell = |columns: &Columns, field| columns.at(field).map_or("", |at| row.cell(at));
        let words = cell(&self.columns, Field::Date);
        let day = match Day::read(words, source.order) {
            Ok(day) => day,
            Err(fault) => {
                let kind = match fault {
                    DayFault::Missing => DoubtKind::NoDay,
                    DayFault::Unread => DoubtKind::BadDay,
                    DayFault::TwoWays => DoubtKind::TwoWays,
                    DayFault::Sentinel => DoubtKind::Sentinel,
                    DayFault::OtherCalendar => DoubtKind::OtherCalendar,
                };
                self.doubt(row, kind, words);
                return None;
            }
        };
        if day > source.today {
            self.doubt(row, DoubtKind::Future, words);
            return None;
        }
        let last = cell(&self.columns, Field::End);
        let end = Day::read(last, source.order).unwrap_or(day);
        if end < day {
            self.doubt(row, DoubtKind::EndsFirst, &format!("{words} – {last}"));
            return None;
        }
        let within = self.within(row, day, end);
        if u32::from(within) >= LONG_DAYS {
            self.doubt(row, DoubtKind::Long, &format!("{words} – {last}"));
        }
        let at = self.point(row, source.points);
        let deaths = self.deaths(row);
        let shape = self.columns.shape;
        let mut name = |field| {
            let words = row.cell(self.columns.at(field)?);
            let words = if field == Field::Kind && shape == Shape::Ucdp { violence(words) } else { words };
            Some(self.names.enter(words))
        };
        let kind = name(Field::Kind);
        let subkind = name(Field::Subkind);
        let (actor, against) = (name(Field::Actor), name(Field::Against));
        let (place, district, region) = (name(Field::Place), name(Field::District), name(Field::Region));
        let origin = name(Field::Origin);
        let or_none = |name: Option<Name>| name.unwrap_or_default();
        Some(Report {
            row: row.number,
            day,
            end,
            within,
            at,
            kind: or_none(kind),
            subkind: or_none(subkind),
            actor: or_none(actor),
            against: or_none(against),
            place: or_none(place),
            district: or_none(district),
            region: or_none(region),
            origin: or_none(origin),
            low: deaths[0],
            deaths: deaths[1],
            high: deaths[2],
        })
    }

    /// Keeps a report, unless it was there before.
    fn keep(&mut self, row: &Row<'_>, report: Report, known: &mut HashMap<u64, u32>) {
        let id = self.columns.at(Field::Id).map_or("", |at| row.cell(at));
        let mut hasher = DefaultHasher::new();
        if id.is_empty() {
            row.cells.iter().for_each(|cell| cell.hash(&mut hasher));
        } else {
            id.hash(&mut hasher);
        }
        let place = u32::try_from(self.reports.len()).unwrap_or(u32::MAX);
        let before = *known.entry(hasher.finish()).or_insert(place);
        if before != place {
            let first = usize::try_from(before).ok();
            let first_row = first.and_then(|at| self.reports.get(at)).map_or(0, |it| it.row);
            let same = Report { row: first_row, ..report };
            let is_same = first.and_then(|at| self.reports.get(at)) == Some(&same);
            let kind = if is_same { DoubtKind::Repeated } else { DoubtKind::SameId };
            let words = if id.is_empty() { first_row.to_string() } else { format!("{id} ({first_row})") };
            // Two whole rows that differ have one hash by chance only; both are kept then.
            if is_same || !id.is_empty() {
                self.doubt(row, kind, &words);
                return;
            }
        }
        self.ids.push_str(id);
        self.ends.push(u32::try_from(self.ids.len()).unwrap_or(u32::MAX));
        self.reports.push(report);
    }
}

/// What UCDP's numbers of kinds of violence stand for.
fn violence(number: &str) -> &str {
    match number {
        "1" => "state-based",
        "2" => "non-state",
        "3" => "one-sided",
        other => other,
    }
}
