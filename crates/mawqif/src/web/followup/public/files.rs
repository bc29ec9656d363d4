//! What the public page says, as files for programs: the board and the incidents as tables with a row of HXL tags, and as GeoJSON.
//!
//! They are made of what may still be told of the bulletin and of nothing else. A point is that of the place which the public may see,
//! rounded to a tenth of a degree; where nothing may be told there is none.

use axum::{
    Extension,
    extract::{Path, State},
    http::{HeaderValue, Uri, header},
    response::Response,
};
use mawqif_core::{
    case::{Case, followup::incident::Certainty},
    dossier::Place,
    statement::week::{Counted, Happened, Mark, Promise, Square, Week},
    text::{Id, Text},
};
use serde_json::{Value, json};

use super::{
    super::{
        super::{Web, admit::Visitor, statement::public::kept_for, trouble::Trouble},
        board::exports::{line, tenths},
    },
    asked, corrected,
};
use crate::statement::Form;

/// The files that there are.
pub const NAMES: [&str; 4] = ["board.csv", "board.geojson", "incidents.csv", "incidents.geojson"];

/// A file of what a bulletin told.
pub async fn file(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((case, name)): Path<(String, String)>,
    uri: Uri,
) -> Result<Response, Trouble> {
    if !NAMES.contains(&name.as_str()) {
        return Err(Trouble::Missing);
    }
    let (case, statement) = asked(&web, &case, &uri)?;
    let week = case.bulletins().find(|(number, ..)| *number == statement).map(|(.., week)| week);
    let week = case.permitted(week.ok_or(Trouble::Missing)?);
    let files = files(&case, &week, corrected(&case, statement, web.desk.clock().now()));
    let file = files.into_iter().find(|it| it.name == name).ok_or(Trouble::Missing)?;
    let mut response = Response::new(file.bytes.into());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.mime));
    if let Ok(named) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, named);
    }
    Ok(kept_for(&visitor, response))
}

fn files(case: &Case, week: &Week, corrected: Option<u64>) -> Vec<Form> {
    let places = &case.dossier().places;
    let csv = |name: &str, bytes: String| Form {
        name: name.to_owned(),
        mime: "text/csv; charset=utf-8",
        bytes: bytes.into_bytes(),
    };
    let map = |name: &str, value: &Value| Form {
        name: name.to_owned(),
        mime: "application/geo+json",
        bytes: serde_json::to_vec_pretty(value).unwrap_or_default(),
    };
    vec![
        csv("board.csv", board(week, corrected)),
        map("board.geojson", &areas(week, corrected, places)),
        csv("incidents.csv", incidents(week, corrected)),
        map("incidents.geojson", &points(week, corrected, places)),
    ]
}

/// The columns of the board, with their HXL tags.
const BOARD: [(&str, &str); 16] = [
    ("bulletin", "#meta+bulletin+num"),
    ("from", "#date+start"),
    ("until", "#date+end"),
    ("commitment", "#activity+code"),
    ("commitment_en", "#activity+name+i_en"),
    ("commitment_ar", "#activity+name+i_ar"),
    ("area", "#loc+code"),
    ("area_en", "#loc+name+i_en"),
    ("area_ar", "#loc+name+i_ar"),
    ("points", "#indicator+score+num"),
    ("mark", "#indicator+score+code"),
    ("counted", "#indicator+events+num"),
    ("days", "#meta+days+num"),
    ("days_seen", "#meta+days+observed+num"),
    ("verified_breaches", "#affected+breaches+verified+num"),
    ("corrected_by", "#meta+correction+num"),
];

fn board(week: &Week, corrected: Option<u64>) -> String {
    let mut table = String::new();
    line(&mut table, BOARD.iter().map(|(name, _)| (*name).to_owned()));
    line(&mut table, BOARD.iter().map(|(_, tag)| (*tag).to_owned()));
    for promise in &week.commitments {
        for cell in &promise.cells {
            let area = cell.area.as_ref();
            let name = area.and_then(|id| week.area(id));
            let (points, mark) = marked(cell.mark);
            let told = (points, mark, cell.counted, cell.rests.len());
            let row = row(week, promise, (area, name), told);
            line(&mut table, row.into_iter().chain([number(corrected)]));
        }
        // Where areas have no room, each commitment is told as a whole.
        if promise.cells.is_empty() {
            let points = if promise.of > 0 { promise.points.to_string() } else { String::new() };
            let mark = if promise.of > 0 { format!("of-{}", promise.of) } else { String::new() };
            let told = (points, mark, promise.counted, promise.rests.len());
            let row = row(week, promise, (None, None), told);
            line(&mut table, row.into_iter().chain([number(corrected)]));
        }
    }
    table
}

fn row(
    week: &Week,
    promise: &Promise,
    (area, name): (Option<&Id>, Option<&Text>),
    (points, mark, counted, breaches): (String, String, Option<Counted>, usize),
) -> [String; 15] {
    let figure = |of: fn(&Counted) -> u64| counted.as_ref().map(|it| of(it).to_string()).unwrap_or_default();
    let named = |tag: &str| name.map(|it| it.in_language(tag).to_owned()).unwrap_or_default();
    [
        week.number.to_string(),
        week.from.map(|it| it.to_string()).unwrap_or_default(),
        week.until.map(|it| it.to_string()).unwrap_or_default(),
        promise.id.to_string(),
        promise.text.in_language("en").to_owned(),
        promise.text.in_language("ar").to_owned(),
        area.map(Id::to_string).unwrap_or_default(),
        named("en"),
        named("ar"),
        points,
        mark,
        figure(|it| it.count),
        figure(|it| it.days),
        figure(|it| it.seen),
        breaches.to_string(),
    ]
}

/// A number in a table; nothing where there is none.
fn number(of: Option<u64>) -> String {
    of.map(|it| it.to_string()).unwrap_or_default()
}

/// The points of a square, and the word for it.
fn marked(mark: Mark) -> (String, String) {
    let word = serde_json::to_value(mark).ok();
    let word = word.as_ref().and_then(Value::as_str).unwrap_or("points").to_owned();
    match mark {
        Mark::Points(points) => (points.to_string(), word),
        _ => (String::new(), word),
    }
}

/// The columns of the incidents, with their HXL tags.
const INCIDENTS: [(&str, &str); 17] = [
    ("incident", "#event+code"),
    ("what_en", "#event+description+i_en"),
    ("what_ar", "#event+description+i_ar"),
    ("place", "#loc+code"),
    ("place_en", "#loc+name+i_en"),
    ("place_ar", "#loc+name+i_ar"),
    ("week_from", "#date+week+start"),
    ("killed_low", "#affected+killed+min+num"),
    ("killed_best", "#affected+killed+num"),
    ("killed_high", "#affected+killed+max+num"),
    ("by", "#group+code"),
    ("by_en", "#group+name+i_en"),
    ("by_ar", "#group+name+i_ar"),
    ("certainty", "#meta+certainty"),
    ("breaks", "#activity+code+list"),
    ("told_before_in", "#meta+bulletin+num"),
    ("corrected_by", "#meta+correction+num"),
];

fn incidents(week: &Week, corrected: Option<u64>) -> String {
    let mut table = String::new();
    line(&mut table, INCIDENTS.iter().map(|(name, _)| (*name).to_owned()));
    line(&mut table, INCIDENTS.iter().map(|(_, tag)| (*tag).to_owned()));
    for it in &week.incidents {
        let (what, place, by) = (it.what.as_ref(), it.place.as_ref(), it.by.as_ref());
        let text = |text: Option<&Text>, tag: &str| {
            text.map(|it| it.in_language(tag).to_owned()).unwrap_or_default()
        };
        let killed = it.killed.map(|it| [it.low, it.best, it.high].map(|it| it.to_string()));
        let [low, best, high] = killed.unwrap_or_default();
        let row = [
            it.number.to_string(),
            text(what, "en"),
            text(what, "ar"),
            place.map(|it| it.id.to_string()).unwrap_or_default(),
            text(place.map(|it| &it.name), "en"),
            text(place.map(|it| &it.name), "ar"),
            it.week.to_string(),
            low,
            best,
            high,
            by.map(|it| it.id.to_string()).unwrap_or_default(),
            text(by.map(|it| &it.name), "en"),
            text(by.map(|it| &it.name), "ar"),
            by.map(|it| certainty(it.certainty).to_owned()).unwrap_or_default(),
            broken(it).join(" "),
            number(it.again),
            number(corrected),
        ];
        line(&mut table, row.into_iter());
    }
    table
}

fn broken(it: &Happened) -> Vec<String> {
    it.breaks.iter().map(Id::to_string).collect()
}

/// The word for a certainty.
fn certainty(it: Certainty) -> &'static str {
    match it {
        Certainty::Alleged => "alleged",
        Certainty::Likely => "likely",
        Certainty::Established => "established",
    }
}

/// The point of a place, as exactly as it is told; none of a place that has none.
fn point(id: Option<&Id>, places: &[Place]) -> Value {
    let at = id.and_then(|id| places.iter().find(|it| it.id == *id)).and_then(|it| it.at);
    at.map_or(Value::Null, |at| json!({ "type": "Point", "coordinates": tenths(at) }))
}

fn areas(week: &Week, corrected: Option<u64>, places: &[Place]) -> Value {
    let feature = |id: &Id, name: &Text| {
        let here = week.commitments.iter().flat_map(|promise| {
            let own = promise.cells.iter().filter(|it| it.area.as_ref() == Some(id));
            own.map(|cell: &Square| {
                let told = json!({
                    "mark": cell.mark,
                    "counted": cell.counted,
                    "verified_breaches": cell.rests.len(),
                });
                (promise.id.to_string(), told)
            })
        });
        json!({
            "type": "Feature",
            "id": id,
            "geometry": point(Some(id), places),
            "properties": {
                "name": name,
                "bulletin": week.number,
                "corrected_by": corrected,
                "commitments": here.collect::<serde_json::Map<String, Value>>(),
            },
        })
    };
    let features: Vec<Value> = week.areas.iter().map(|it| feature(&it.id, &it.name)).collect();
    json!({ "type": "FeatureCollection", "features": features })
}

fn points(week: &Week, corrected: Option<u64>, places: &[Place]) -> Value {
    let feature = |it: &Happened| {
        json!({
            "type": "Feature",
            "id": it.number,
            "geometry": point(it.place.as_ref().map(|it| &it.id), places),
            "properties": {
                "what": it.what,
                "place": it.place,
                "week_from": it.week,
                "killed": it.killed,
                "by": it.by,
                "breaks": it.breaks,
                "told_before_in": it.again,
                "bulletin": week.number,
                "corrected_by": corrected,
            },
        })
    };
    json!({ "type": "FeatureCollection", "features": week.incidents.iter().map(feature).collect::<Vec<_>>() })
}
