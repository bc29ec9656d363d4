//! Rows of tables that count, in a list: of one table, of some days, or what a commitment counts in a place. From each row leads a way to
//! the report that was made of it, or to the form by which one is made.

use askama::Template;
use axum::{
    Extension,
    extract::State,
    http::{StatusCode, Uri},
    response::Response,
};
use mawqif_core::{
    case::followup::rows::TableRow,
    followup::calendar::{Day, Order},
    text::{Id, isolate},
};
use mawqif_store::ListedRow;

use super::super::{
    super::{
        Web,
        admit::Visitor,
        form::Form,
        page::{Shell, Tab, show},
        sheet::escaped,
        trouble::Trouble,
        words::Words,
    },
    told::{named_commitment, place},
};
use crate::{
    cli::refused,
    desk::imports::rows::{ROWS_READ_LIMIT, ROWS_SHOWN, Wanted},
};

#[derive(Template)]
#[template(path = "rows.html")]
struct Page {
    shell: Shell,
    case: String,
    /// What the rows are of, in sentences.
    lead: Vec<String>,
    table: String,
    commitment: String,
    place: String,
    from: String,
    until: String,
    rows: Vec<Line>,
    /// Where the next ones are.
    next: Option<String>,
}

/// A row.
struct Line {
    /// The address of its form.
    path: String,
    number: String,
    day: String,
    what: String,
    place: String,
    dead: String,
    /// The report that was made of it: its number, and what it is called.
    report: Option<(u64, String)>,
}

/// The list.
pub async fn page(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    uri: Uri,
) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    let form = Form::parse(uri.query().unwrap_or_default().as_bytes())?;
    let wanted = wanted(&form)?;
    let found = web.desk.rows(&at.held, &at.case, &wanted).await?;
    let shell = Shell::of_case(&visitor, Tab::FollowUp)?;
    let words = &shell.words;
    let reported = at.case.follow_up().reported_rows();
    let case = at.case.id().to_string();
    let line = |(table, row): &(u64, ListedRow)| {
        let own = TableRow { table: *table, row: u64::from(row.report.row) };
        Line {
            path: path(&case, own),
            number: number(own, words),
            day: days(row, words),
            what: what(row),
            place: places(row),
            dead: dead(row, words),
            report: reported
                .get(&own)
                .map(|it| (*it, words.tell("report-number", &[("number", (*it).into())]))),
        }
    };
    let mut lead = vec![words.word("rows-lead")];
    if let Some((commitment, area)) = &wanted.square {
        let values = [
            ("name", named_commitment(&at.case, commitment, words).into()),
            (
                "place",
                area.as_ref()
                    .map_or_else(|| words.word("kept-everywhere"), |it| place(&at.case, it, words))
                    .into(),
            ),
        ];
        lead.push(words.tell("rows-square", &values));
    }
    if found.rows.len() < ROWS_SHOWN && found.next.is_some() {
        lead.push(words.about("rows-read", &words.number(ROWS_READ_LIMIT)));
    }
    let (from, until) = (form.get("from").to_owned(), form.get("until").to_owned());
    let next = found.next.map(|it| next(&form, it));
    let page = Page {
        rows: found.rows.iter().map(line).collect(),
        case: case.clone(),
        lead,
        table: form.get("table").to_owned(),
        commitment: form.get("commitment").to_owned(),
        place: form.get("place").to_owned(),
        from,
        until,
        next,
        shell,
    };
    Ok(show(StatusCode::OK, &page))
}

/// Which rows an address asks for.
fn wanted(form: &Form) -> Result<Wanted, Trouble> {
    let mut wanted = Wanted::default();
    let number = |words: &str| words.parse::<u64>().map_err(|_| Trouble::Missing);
    let day = |words: &str| Day::read(words, Order::Plain).map_err(|_| Trouble::NoDay(words.to_owned()));
    let id = |words: &str| Id::new(words).map_err(|_| Trouble::Missing);
    if !form.get("table").is_empty() {
        wanted.table = Some(number(form.get("table"))?);
    }
    if !form.get("commitment").is_empty() {
        let place = Some(form.get("place")).filter(|it| !it.is_empty()).map(id).transpose()?;
        wanted.square = Some((id(form.get("commitment"))?, place));
    }
    if !form.get("from").is_empty() {
        wanted.days.0 = day(form.get("from"))?;
    }
    if !form.get("until").is_empty() {
        wanted.days.1 = day(form.get("until"))?;
    }
    if let Some((table, row)) = form.get("after").split_once('.') {
        wanted.after = Some(TableRow { table: number(table)?, row: number(row)? });
    }
    Ok(wanted)
}

fn next(form: &Form, after: TableRow) -> String {
    let asked = ["table", "commitment", "place", "from", "until"].into_iter();
    let asked = asked.filter(|name| !form.get(name).is_empty());
    let asked: String = asked.map(|name| format!("{name}={}&", escaped(form.get(name)))).collect();
    format!("?{asked}after={}.{}", after.table, after.row)
}

/// Where the form of a row is.
pub fn path(case: &str, row: TableRow) -> String {
    format!("/cases/{case}/follow-up/imports/{}/rows/{}", row.table, row.row)
}

/// What a row is called.
pub fn number(row: TableRow, words: &Words) -> String {
    let values = [("row", words.number(row.row).into()), ("number", words.number(row.table).into())];
    words.tell("rows-row", &values)
}

/// On which days it happened, and how exactly that is known.
pub fn days(row: &ListedRow, words: &Words) -> String {
    let it = &row.report;
    let mut told = words.date(&it.day.date());
    if it.end > it.day {
        let values = [("from", told.into()), ("until", words.date(&it.end.date()).into())];
        told = words.tell("tables-from-until", &values);
    }
    if it.within > 1 {
        told = words.tell("rows-within", &[("date", told.into()), ("count", u64::from(it.within).into())]);
    }
    told
}

/// What kind of event, and between whom, in the words of the table.
pub fn what(row: &ListedRow) -> String {
    let it = &row.report;
    let kinds = [it.subkind, it.kind].map(|name| row.words(name));
    let kind = kinds.into_iter().find(|it| !it.is_empty()).unwrap_or_default();
    let sides: Vec<String> = [it.actor, it.against]
        .map(|name| row.words(name))
        .into_iter()
        .filter(|it| !it.is_empty())
        .map(tame)
        .collect();
    let parts = [tame(kind), sides.join(" – ")];
    parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(": ")
}

/// Where, in the words of the table.
pub fn places(row: &ListedRow) -> String {
    let it = &row.report;
    let all = [it.place, it.district, it.region].map(|name| row.words(name));
    let mut told: Vec<String> = Vec::new();
    for name in all.into_iter().filter(|it| !it.is_empty()).map(tame) {
        if !told.contains(&name) {
            told.push(name);
        }
    }
    told.join(" · ")
}

/// How many died.
pub fn dead(row: &ListedRow, words: &Words) -> String {
    let it = &row.report;
    let figure = |count: Option<u32>| count.map(|it| words.number(it));
    match (figure(it.deaths), figure(it.low).zip(figure(it.high))) {
        (Some(best), Some((low, high))) if it.low != it.high => words
            .tell("rows-dead-range", &[("best", best.into()), ("low", low.into()), ("high", high.into())]),
        (Some(best), _) => best,
        (None, Some((low, high))) => {
            words.tell("tables-from-until", &[("from", low.into()), ("until", high.into())])
        }
        (None, None) => String::new(),
    }
}

/// Words of a table on a page: nothing in them turns what stands around them.
fn tame(words: &str) -> String {
    isolate(&refused::tame(words))
}
