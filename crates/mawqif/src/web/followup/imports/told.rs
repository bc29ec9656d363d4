//! What the pages of tables say, in the reader's words.

use mawqif_core::{
    case::{
        Case,
        followup::{imports::Imported, rows::TableRow},
    },
    followup::{
        answer::Sum,
        board::Board,
        columns::{Field, Shape},
        likeness::Likeness,
        report::Reports,
        table::TableFault,
    },
    text::isolate,
};
use mawqif_store::BroughtReports;

use super::super::super::{
    trouble::{sentence, status},
    words::Words,
};
use crate::{
    cli::refused,
    desk::imports::{
        Looked, Mapping,
        kept::Alike,
        outcome::{Outcome, Why, may_count},
    },
};

/// Other tables that a page of one speaks of.
const OTHERS_SHOWN: usize = 20;

/// Pairs of reports in two tables that a page lists.
const ALIKE_SHOWN: usize = 20;

/// A table in a list.
pub struct Line {
    /// Its number.
    pub number: u64,
    /// What its file is called.
    pub name: String,
    /// How it stands.
    pub state: String,
    /// How much there is in it.
    pub facts: String,
    /// Whether it no longer counts.
    pub is_back: bool,
}

/// What can be said of what a column tells.
pub struct Choice {
    /// The field.
    pub field: &'static str,
    /// What it is.
    pub label: String,
    /// The columns, and which is chosen.
    pub columns: Vec<(String, bool)>,
    /// Whether none is.
    pub is_open: bool,
}

/// What may be told in two tables.
pub struct Pair {
    /// Which rows.
    pub told: String,
    /// The other table and its row, of which a report can be made.
    pub row: Option<(u64, u64)>,
}

/// A report that was made of a row.
pub struct Reported {
    /// The row.
    pub row: u64,
    /// The report.
    pub report: u64,
    /// The same in words.
    pub told: String,
}

/// A row in doubt.
pub struct Doubtful {
    /// The line of the file.
    pub line: String,
    /// What is doubtful, and whether the row is left out for it.
    pub what: String,
    /// What stands there.
    pub words: String,
    /// What would be right.
    pub right: String,
    /// The row, when it counts and a report can be made of it.
    pub row: Option<u64>,
}

/// A table that waits.
pub fn waiting(table: &BroughtReports, words: &Words) -> Line {
    let brought = words.moment(mawqif_core::case::Moment::from_micros(table.time));
    Line {
        number: table.number,
        name: table.name.clone(),
        state: words.word("tables-waits"),
        facts: words
            .tell("tables-brought", &[("date", brought.into()), ("size", size(table.size, words).into())]),
        is_back: false,
    }
}

/// A table that the record has.
pub fn taken(number: u64, imported: &Imported, table: Option<&BroughtReports>, words: &Words) -> Line {
    let values = [
        ("taken", words.number(imported.import.taken).into()),
        ("rows", words.number(imported.import.rows).into()),
        ("format", format(&imported.import.format, words).into()),
    ];
    Line {
        number,
        name: table.map(|it| it.name.clone()).unwrap_or_default(),
        state: state(imported, words),
        facts: words.tell("tables-counts", &values),
        is_back: imported.back.is_some(),
    }
}

/// How a table of the record stands.
pub fn state(imported: &Imported, words: &Words) -> String {
    match &imported.back {
        None => words.tell("tables-taken", &[("date", words.moment(imported.at).into())]),
        Some((at, _, reason)) => words.tell(
            "tables-taken-back",
            &[("date", words.moment(*at).into()), ("why", words.text(reason).to_owned().into())],
        ),
    }
}

/// What is known of a file.
pub fn facts(table: &BroughtReports, words: &Words) -> Vec<(String, String)> {
    let brought = words.moment(mawqif_core::case::Moment::from_micros(table.time));
    let mut facts = vec![
        (words.word("tables-when"), brought),
        (words.word("tables-size"), size(table.size, words)),
        ("SHA-256".to_owned(), table.sha256.to_hex()),
    ];
    facts.extend(table.grade.clone().map(|grade| (words.word("tables-grade"), grade)));
    facts
}

/// What was read of a table.
pub fn read(reports: &Reports, words: &Words) -> Vec<(String, String)> {
    let mut facts = vec![
        (words.word("tables-format"), format(reports.columns.shape.name(), words)),
        (words.word("tables-rows"), words.number(reports.rows)),
        (words.word("tables-rows-taken"), words.number(reports.reports.len())),
        (words.word("tables-rows-out"), words.number(reports.left_out())),
    ];
    facts.extend(reports.days().map(|(first, last)| {
        let days = [("from", words.date(&first.date()).into()), ("until", words.date(&last.date()).into())];
        (words.word("tables-days"), words.tell("tables-from-until", &days))
    }));
    facts
}

/// What the record says of a table.
pub fn imported(imported: &Imported, words: &Words) -> Vec<(String, String)> {
    let import = &imported.import;
    let mut facts = vec![
        (words.word("tables-format"), format(&import.format, words)),
        (words.word("tables-rows"), words.number(import.rows)),
        (words.word("tables-rows-taken"), words.number(import.taken)),
        (words.word("tables-rows-out"), words.number(import.rows.saturating_sub(import.taken))),
        (words.word("tables-root"), import.root.to_hex()),
        (words.word("tables-entry"), words.number(imported.entry)),
    ];
    facts.extend(import.first.zip(import.last).map(|(first, last)| {
        let days = [("from", words.date(&first).into()), ("until", words.date(&last).into())];
        (words.word("tables-days"), words.tell("tables-from-until", &days))
    }));
    facts
}

/// What each column tells, as it is taken, to be changed.
pub fn fields(looked: &Looked, words: &Words) -> Vec<Choice> {
    let names: &[String] = match looked.read() {
        Ok(reports) => &reports.columns.names,
        Err(TableFault::NoDate(names) | TableFault::NoColumn(_, names)) => names,
        Err(_) => return Vec::new(),
    };
    let told: Vec<(&str, &str)> = match looked.read() {
        Ok(reports) => reports.columns.told().collect(),
        Err(_) => {
            looked.mapping.columns.iter().map(|(field, name)| (field.as_str(), name.as_str())).collect()
        }
    };
    let choice = |(field, _): &(&'static str, Field)| {
        let chosen = told.iter().find(|(own, _)| own == field).map(|(_, name)| *name);
        Choice {
            field,
            label: words.tell("tables-field", &[("field", (*field).into())]),
            columns: names.iter().map(|name| (name.clone(), Some(name.as_str()) == chosen)).collect(),
            is_open: chosen.is_none(),
        }
    };
    Field::ALL.iter().map(choice).collect()
}

/// How days can be written, and how they are.
pub fn days(mapping: &Mapping, words: &Words) -> Vec<(&'static str, String, bool)> {
    ["plain", "day-first", "month-first", "counted"]
        .map(|days| {
            let is_chosen = mapping.days == days || (mapping.days.is_empty() && days == "plain");
            (days, words.tell("tables-days-written", &[("days", days.into())]), is_chosen)
        })
        .to_vec()
}

/// A row in doubt: its line, the code of what is doubtful, and what stands there.
pub fn doubt((line, kind, stands): (u64, &str, &str), row: Option<u64>, words: &Words) -> Doubtful {
    let kinds = [("kind", kind.into())];
    // The command line has an option for it, a page a choice.
    let what =
        if kind == "two-ways" { words.word("tables-two-ways") } else { words.tell("follow-doubt", &kinds) };
    Doubtful {
        line: words.number(line),
        what,
        words: refused::tame(stands),
        right: words.tell("tables-right", &kinds),
        row,
    }
}

/// How many rows are in doubt, kind by kind.
pub fn counted(reports: &Reports, words: &Words) -> Vec<String> {
    let told = |(kind, count): (&mawqif_core::followup::report::DoubtKind, &u32)| {
        let kind = words.tell("follow-doubt", &[("kind", kind.code().into())]);
        words.tell("follow-doubted", &[("count", words.number(count).into()), ("kind", kind.into())])
    };
    reports.doubted.iter().map(told).collect()
}

/// How many pairs may be told twice.
pub fn alike(likeness: &Likeness, words: &Words) -> String {
    let found =
        words.about("tables-within", &words.tell("follow-found-alike", &[("count", likeness.found.into())]));
    match (likeness.found, likeness.is_complete) {
        (0, true) => words.word("tables-none-alike"),
        (_, true) => found,
        (_, false) => format!("{found} {}", words.word("follow-alike-incomplete")),
    }
}

/// What may be told in a table and in others that count: how much, and the most alike.
pub fn across(alike: &Alike, reports: &Reports, words: &Words) -> Vec<Pair> {
    let likeness = &alike.across;
    if likeness.found == 0 && likeness.is_complete {
        return Vec::new();
    }
    let count = words.tell("follow-found-alike", &[("count", likeness.found.into())]);
    let mut told = vec![Pair { told: words.about("tables-across", &count), row: None }];
    if !likeness.is_complete {
        told.push(Pair { told: words.word("follow-alike-incomplete"), row: None });
    }
    let pairs = likeness.pairs.iter().zip(&alike.others).take(ALIKE_SHOWN);
    told.extend(pairs.filter_map(|(pair, (table, row))| {
        let own = reports.reports.get(pair.first)?;
        let values = [
            ("row", words.number(own.row).into()),
            ("date", words.date(&own.day.date()).into()),
            ("place", isolate(&refused::tame(reports.names.words(own.place))).into()),
            ("other", words.number(*row).into()),
            ("number", words.number(*table).into()),
        ];
        let told = words.tell("tables-across-pair", &values);
        Some(Pair { told, row: Some((*table, u64::from(*row))) })
    }));
    told
}

/// A report that was made of a row.
pub fn reported(row: TableRow, report: u64, words: &Words) -> Reported {
    let called = words.tell("report-number", &[("number", report.into())]);
    Reported { row: row.row, report, told: format!("{}: {called}", super::rows::number(row, words)) }
}

/// The sheets of a workbook, and which is read; none when there is nothing to choose.
pub fn sheets(looked: &Looked) -> Vec<(String, bool)> {
    let all = looked.dry.sheets.iter();
    all.map(|name| (name.clone(), *name == looked.dry.sheet)).collect()
}

/// Tables that count and have reports of the same days: what is in both counts twice, unless its id tells.
pub fn overlapping(case: &Case, own: u64, reports: &Reports, words: &Words) -> Vec<String> {
    let Some((first, last)) = reports.days() else { return Vec::new() };
    let imports = case.follow_up().imports();
    let both = |(number, it): (u64, &Imported)| {
        let (from, until) = it.import.first.zip(it.import.last)?;
        let (from, until) = (from.max(first.date()), until.min(last.date()));
        let values = [
            ("number", words.number(number).into()),
            ("from", words.date(&from).into()),
            ("until", words.date(&until).into()),
        ];
        (number != own && from <= until).then(|| words.tell("tables-overlap", &values))
    };
    imports.in_force().filter_map(both).take(OTHERS_SHOWN).collect()
}

/// Tables that were taken back after a table that counts had left out rows for them, it may be.
pub fn left_behind(case: &Case, own: u64, before: Option<u64>, words: &Words) -> Vec<String> {
    let imports = case.follow_up().imports().all();
    let (Some(me), Some(count)) = (imports.get(&own), before) else { return Vec::new() };
    if count == 0 || me.back.is_some() {
        return Vec::new();
    }
    let is_behind = |it: &Imported| {
        let back = it.back.as_ref().is_some_and(|(at, _, _)| *at >= me.at);
        it.entry < me.entry && it.import.format == me.import.format && back
    };
    let behind = imports.iter().filter(|(_, it)| is_behind(it)).take(OTHERS_SHOWN);
    let told = |(number, _): (&u64, &Imported)| {
        let values = [("number", words.number(*number).into()), ("count", count.into())];
        words.tell("tables-left-behind", &values)
    };
    behind.map(told).collect()
}

/// How far commitments are kept now, and with the table.
pub fn comes_to(before: &Board, after: &Board, words: &Words) -> Vec<String> {
    if after.commitments.is_empty() {
        return vec![words.word("follow-no-commitments-page")];
    }
    vec![
        words.about("tables-kept-now", &kept(&before.kept, words)),
        words.about("tables-kept-then", &kept(&after.kept, words)),
    ]
}

/// How far something is kept, leniently and strictly.
pub fn kept(sum: &Sum, words: &Words) -> String {
    match (sum.lenient, sum.strict) {
        (Some(lenient), Some(strict)) => words.tell(
            "kept-shares",
            &[("lenient", share(lenient, words).into()), ("strict", share(strict, words).into())],
        ),
        (None, Some(_)) => words.word("kept-unseen"),
        _ => words.word("kept-nothing"),
    }
}

/// Per cent, whole.
pub fn share(share: f64, words: &Words) -> String {
    words.digits(&format!("{share:.0}"))
}

/// How it stands with a table that somebody wanted to be taken in, and what to do.
pub fn tried(outcome: &Outcome, words: &Words) -> String {
    let (at, why) = match outcome {
        Outcome::Begun => return words.word("tables-begun"),
        Outcome::Failed(at, why) => (*at, why),
    };
    let mut what = "tables-failed";
    let (why, then) = match why {
        Why::Changed => (words.word("tables-changed"), "tables-failed-right"),
        Why::Fault(fault) => {
            let then =
                if status(fault).is_server_error() { "tables-failed-wait" } else { "tables-failed-right" };
            if may_count(fault) {
                what = "tables-unclear";
            }
            (sentence(fault, words), then)
        }
    };
    let values = [("date", words.moment(at).into()), ("why", why.into()), ("then", words.word(then).into())];
    words.tell(what, &values)
}

/// Why nothing can be read.
pub fn refused(fault: &TableFault, words: &Words) -> String {
    match fault {
        TableFault::NoDate(_) => words.word("tables-no-date"),
        TableFault::NoColumn(name, _) => words.about("tables-no-column", &refused::tame(name)),
        fault => {
            let told = refused::table(words.locale(), fault);
            let mut letters = told.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        }
    }
}

fn format(name: &str, words: &Words) -> String {
    let shapes = [Shape::Ucdp, Shape::Acled, Shape::Plain];
    let key = match shapes.into_iter().find(|shape| shape.name() == name) {
        Some(Shape::Ucdp) => "follow-format-ucdp",
        Some(Shape::Acled) => "follow-format-acled",
        Some(Shape::Plain) => "follow-format-plain",
        None => return isolate(name),
    };
    words.word(key)
}

fn size(bytes: u64, words: &Words) -> String {
    let kib = bytes.div_ceil(1 << 10);
    if kib > 9_999 {
        words.tell("tables-mib", &[("count", words.number(kib >> 10).into())])
    } else {
        words.tell("tables-kib", &[("count", words.number(kib).into())])
    }
}
