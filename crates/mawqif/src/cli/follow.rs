//! `mawqif follow`: reports held against the commitments of a dossier, for a person or as JSON.

mod asked;
mod note;
pub(crate) mod refused;

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use mawqif_core::followup::{
    self, Options, Source,
    calendar::{Day, Order},
    compliance::TOLERATED,
    likeness::Window,
    table::FILE_LIMIT,
};

use self::note::Note;
use super::{
    Failure, source,
    terminal::{Colour, width},
};
use crate::{
    intake::workbook,
    locale::{Language, Locale},
};

/// Hold reports against commitments: what is kept, how often it is broken, when an alarm was due
#[derive(clap::Args)]
#[command(after_help = "Examples:
  mawqif follow examples/wadi-nahr-followup.toml examples/wadi-nahr-reports.csv
  mawqif follow case.toml reports.csv --lang ar
  mawqif follow case.toml reports.csv --dry-run
  mawqif follow case.toml reports.csv --column date=التاريخ --dates day-first
  mawqif follow case.toml reports.xlsx --sheet March
  mawqif follow case.toml ged.csv --period 2030-03-01..2030-03-31 --every 7
  mawqif follow case.toml - --json < reports.csv | jq .kept")]
pub struct Args {
    /// The dossier; `-` for standard input
    case: PathBuf,
    /// The table of reports, CSV in UTF-8 or a workbook (XLSX); `-` for standard input
    reports: PathBuf,
    /// Print the whole answer as JSON (described in docs/follow.schema.json)
    #[arg(long)]
    json: bool,
    /// Read the table only: which column tells what, and which rows are in doubt
    #[arg(long)]
    dry_run: bool,
    /// The sheet of a workbook to read; the first one when not said
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// Say which column tells something: FIELD=COLUMN, such as `date=التاريخ` (repeatable)
    #[arg(long, value_name = "FIELD=COLUMN")]
    column: Vec<String>,
    /// How days are written that could be read in two ways
    #[arg(long, value_enum, default_value_t)]
    dates: Dates,
    /// A time to look at, both days included: 2030-03-01..2030-03-31 (repeatable)
    #[arg(long, value_name = "FROM..UNTIL")]
    period: Vec<String>,
    /// Cut each time into pieces of so many days
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..=36_600))]
    every: Option<u32>,
    /// The height at which the line raises an alarm, such as 8; otherwise from --false-alarm
    #[arg(long, value_name = "HEIGHT")]
    height: Option<String>,
    /// How many days may lie between two false alarms, at least
    #[arg(long, value_name = "DAYS", default_value_t = TOLERATED, value_parser = clap::value_parser!(u32).range(2..=36_600))]
    false_alarm: u32,
    /// Days within which two reports may be of one event
    #[arg(long, value_name = "DAYS", default_value_t = 1, value_parser = clap::value_parser!(u16).range(0..=30))]
    like_days: u16,
    /// Metres within which two reports may be of one event
    #[arg(long, value_name = "METRES", default_value_t = 3_000, value_parser = clap::value_parser!(u32).range(0..=100_000))]
    like_metres: u32,
    /// Compare only reports of different origin with each other
    #[arg(long)]
    like_across: bool,
    /// The day to take as today; nothing has happened after it
    #[arg(long, value_name = "DAY")]
    today: Option<String>,
    /// The language of the answer
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
    #[command(flatten)]
    colour: Colour,
}

/// How days are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum Dates {
    /// So that they can be read in one way only, such as 2030-03-01 or 1 March 2030
    #[default]
    Plain,
    /// 3/2/2030 is the third of February
    DayFirst,
    /// 3/2/2030 is the second of March
    MonthFirst,
    /// Numbers of days since the first of January 1970
    Counted,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<(), Failure> {
    let locale = Locale::new(args.lang);
    if args.case == Path::new("-") && args.reports == Path::new("-") {
        return Err(Failure::Usage("only one of the two can come from standard input".to_owned()));
    }
    let today = match &args.today {
        Some(day) => asked::day(day, "--today")?,
        None => Day::of(asked::today()).unwrap_or(Day(0)),
    };
    let mut options = Options::new(today);
    options.periods = args.period.iter().map(|words| asked::period(words)).collect::<Result<_, _>>()?;
    options.every = args.every;
    options.height = args.height.as_deref().map(asked::height).transpose()?;
    options.tolerated = args.false_alarm;
    options.window =
        Window { days: args.like_days, metres: args.like_metres, within_origin: !args.like_across };
    let columns = args.column.iter().map(|words| asked::column(words)).collect::<Result<Vec<_>, _>>()?;
    let dossier = source::dossier(&args.case, args.lang, args.colour)?;
    let bytes = source::bytes_up_to(&args.reports, FILE_LIMIT)?;
    let points: Vec<(f64, f64)> = dossier.places.iter().filter_map(|place| place.at).collect();
    let order = match args.dates {
        Dates::Plain => Order::Plain,
        Dates::DayFirst => Order::DayFirst,
        Dates::MonthFirst => Order::MonthFirst,
        Dates::Counted => Order::Counted,
    };
    let name = source::name(&args.reports);
    let refused = |fault| Failure::Usage(format!("{name}: {}", refused::table(&locale, &fault)));
    let opened = workbook::open(&bytes, args.sheet.as_deref()).map_err(refused)?;
    if let (Some(sheet), []) = (&args.sheet, opened.sheets.as_slice()) {
        return Err(Failure::Usage(format!("--sheet {sheet}: {name} is no workbook, so it has no sheets")));
    }
    let read = Source { bytes: &opened.table, today, columns: &columns, order, points: &points };
    let reports = followup::read(&read).map_err(refused)?;
    let dossier_read = if args.dry_run {
        mawqif_core::dossier::Dossier { commitments: Vec::new(), ..dossier.clone() }
    } else {
        dossier.clone()
    };
    if args.dry_run {
        // Nothing is to be compared when the table is only looked at.
        options.window = Window { days: 0, metres: 0, within_origin: false };
    }
    let answer = followup::follow(&dossier_read, &reports, &bytes, &options)
        .map_err(|excess| Failure::Usage(refused::excess(&locale, excess)))?;
    if args.json {
        let json = serde_json::to_string_pretty(&answer).map_err(|error| Failure::Output(error.into()))?;
        writeln!(out, "{json}")?;
        return Ok(());
    }
    let note = Note::new(&dossier, &locale, args.colour.on_output(), width());
    if args.dry_run { note.table(&answer, out) } else { note.tell(&answer, out) }
}
