//! The board of what is kept, as JSON: every commitment in every area, from the tables of reports that count; and the rows of these, of
//! which reports are made by the act that makes any.

use axum::{
    Extension,
    extract::State,
    http::{StatusCode, Uri},
    response::Response,
};
use mawqif_core::{
    case::{Moment, Refusal, followup::rows::TableRow},
    dossier::Date,
    followup::{
        calendar::{Day, Order},
        compliance::AREA_LIMIT,
        report::in_degrees,
        whereabouts::places_of,
    },
    text::Id,
};
use mawqif_store::ListedRow;
use serde_json::{Value, json};

use super::{Api, admit::At, body, cases::as_of, problem::Problem};
use crate::desk::{Fault, boards::Eyes, imports::rows::Wanted, zone};

/// The parameters.
pub const PARAMETERS: [&str; 2] = ["as_of", "owed"];

/// The board of what was known, held against what is owed now, or was then.
pub async fn board(
    State(api): State<Api>,
    Extension(at): Extension<At>,
    uri: Uri,
) -> Result<Response, Problem> {
    let (then, parameters) = as_of(&api, &at, &uri, &PARAMETERS).await?;
    let now = at.held.now();
    let is_now = then.entries() == now.entries();
    let zone = zone::of(&now);
    let (word, owed) = match parameters.iter().find(|(name, _)| name == "owed") {
        None => ("now", now),
        Some((_, word)) if word == "now" => ("now", now),
        Some((_, word)) if word == "then" => ("then", then.clone()),
        Some((name, _)) => return Err(Problem::parameter(name, "write now or then")),
    };
    // In the past of a case nothing has happened after its last entry.
    let now = if is_now { api.desk.clock().now() } else { then.time(Moment::from_micros(0)) };
    let today: Date = zone::day(now, &zone);
    let shown = api.desk.board(&at.held, &then, &owed, (Day::of(today).unwrap_or(Day(0)), Eyes::All)).await?;
    let board = shown.board.as_ref().map_err(|_| too_wide())?;
    let table = |number: &u64| {
        let imported = then.follow_up().imports().all().get(number)?;
        Some(
            json!({ "number": number, "entry": imported.entry, "taken": imported.at, "import": imported.import }),
        )
    };
    let tables: Vec<Value> = shown.tables.iter().filter_map(table).collect();
    let told = json!({ "entries": then.entries(), "owed": word, "board": board, "tables": tables, "missing": shown.missing });
    body::answer(StatusCode::OK, &told)
}

/// The parameters of rows.
pub const ROW_PARAMETERS: [&str; 6] = ["table", "commitment", "place", "from", "until", "after"];

/// Rows of tables, fifty at a time.
pub async fn rows(
    State(api): State<Api>,
    Extension(at): Extension<At>,
    uri: Uri,
) -> Result<Response, Problem> {
    let asked = body::parameters(&uri, &ROW_PARAMETERS)?;
    let wanted = wanted(&asked)?;
    let found = api.desk.rows(&at.held, &at.case, &wanted).await?;
    let reported = at.case.follow_up().reported_rows();
    let row = |(table, row): &(u64, ListedRow)| {
        let it = &row.report;
        let own = TableRow { table: *table, row: u64::from(it.row) };
        let words = |name| Some(row.words(name)).filter(|it| !it.is_empty());
        let named = [it.place, it.district, it.region].map(|name| row.words(name));
        json!({
            "table": table,
            "row": it.row,
            "id": row.id,
            "day": it.day.date(),
            "end": it.end.date(),
            "within_days": it.within,
            "at": it.at.map(in_degrees),
            "kind": words(it.kind),
            "subkind": words(it.subkind),
            "actor": words(it.actor),
            "against": words(it.against),
            "place": words(it.place),
            "district": words(it.district),
            "region": words(it.region),
            "origin": words(it.origin),
            "killed": { "low": it.low, "best": it.deaths, "high": it.high },
            "client": own.client(),
            "report": reported.get(&own),
            "places": places_of(it, named, &at.case.dossier().places),
        })
    };
    let told: Vec<Value> = found.rows.iter().map(row).collect();
    let next = found.next.map(|it| format!("{}.{}", it.table, it.row));
    body::answer(StatusCode::OK, &json!({ "rows": told, "next": next }))
}

fn wanted(asked: &[(String, String)]) -> Result<Wanted, Problem> {
    let mut wanted = Wanted::default();
    let (mut commitment, mut place) = (None, None);
    for (name, words) in asked {
        let wrong = |what: &str| Problem::parameter(name, what);
        let number = |words: &str| words.parse::<u64>().map_err(|_| wrong("write a number"));
        let day = |words: &str| Day::read(words, Order::Plain).map_err(|_| wrong("write a day: 2030-03-01"));
        let id = |words: &str| Id::new(words).map_err(|_| wrong("no id is written so"));
        match name.as_str() {
            "table" => wanted.table = Some(number(words)?),
            "commitment" => commitment = Some(id(words)?),
            "place" => place = Some(id(words)?),
            "from" => wanted.days.0 = day(words)?,
            "until" => wanted.days.1 = day(words)?,
            _ => {
                let (table, row) = words.split_once('.').ok_or_else(|| wrong("write next as it was told"))?;
                wanted.after = Some(TableRow { table: number(table)?, row: number(row)? });
            }
        }
    }
    wanted.square = commitment.map(|commitment| (commitment, place));
    Ok(wanted)
}

fn too_wide() -> Fault {
    Refusal::Limit { what: "commitments times areas", limit: AREA_LIMIT }.into()
}
