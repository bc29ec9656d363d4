//! The board of what is kept, as JSON: every commitment in every area, from the tables of reports that count.

use axum::{
    Extension,
    extract::State,
    http::{StatusCode, Uri},
    response::Response,
};
use mawqif_core::{
    case::{Moment, Refusal},
    dossier::Date,
    followup::{calendar::Day, compliance::AREA_LIMIT},
};
use serde_json::{Value, json};

use super::{Api, admit::At, body, cases::as_of, problem::Problem};
use crate::desk::{Fault, boards::Eyes, zone};

/// The parameters.
pub const PARAMETERS: [&str; 1] = ["as_of"];

/// The board of what was known, held against what is owed now.
pub async fn board(
    State(api): State<Api>,
    Extension(at): Extension<At>,
    uri: Uri,
) -> Result<Response, Problem> {
    let (then, _) = as_of(&api, &at, &uri, &PARAMETERS).await?;
    let owed = at.held.now();
    let is_now = then.entries() == owed.entries();
    // In the past of a case nothing has happened after its last entry.
    let now = if is_now { api.desk.clock().now() } else { then.time(Moment::from_micros(0)) };
    let today: Date = zone::day(now, &zone::of(&owed));
    let shown = api.desk.board(&at.held, &then, &owed, (Day::of(today).unwrap_or(Day(0)), Eyes::All)).await?;
    let board = shown.board.as_ref().map_err(|_| too_wide())?;
    let table = |number: &u64| {
        let imported = then.follow_up().imports().all().get(number)?;
        Some(
            json!({ "number": number, "entry": imported.entry, "taken": imported.at, "import": imported.import }),
        )
    };
    let tables: Vec<Value> = shown.tables.iter().filter_map(table).collect();
    let told =
        json!({ "entries": then.entries(), "board": board, "tables": tables, "missing": shown.missing });
    body::answer(StatusCode::OK, &told)
}

fn too_wide() -> Fault {
    Refusal::Limit { what: "commitments times areas", limit: AREA_LIMIT }.into()
}
