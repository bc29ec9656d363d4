//! The board to take home: a table with a row of HXL tags, areas for a map, all of it as JSON, and the evidence.
//!
//! Places are told as areas of the case, each by a point that is rounded to a tenth of a degree, some ten kilometres: no file that
//! everybody in the case may have says where exactly anything happened. The evidence has the tables as they were brought, which
//! name sources, and is for the secretariat and the committee alone.

use axum::{
    Extension,
    extract::{Path, State},
    http::{HeaderValue, Uri, header},
    response::Response,
};
use mawqif_core::{
    dossier::{Dossier, write},
    followup::{
        answer::Score,
        board::{AreaSum, Board, Cell, Row},
    },
    record::hash::Hash,
    text::Id,
};
use serde_json::{Value, json};

use super::{
    super::{evidence::custody_files, lists::evidence as evidence_files},
    Asked, asked, doubted, paper,
};
use crate::{
    desk::{Fault, boards::Eyes},
    statement::{Form, bundle::bundle},
    web::{
        Web,
        admit::{At, Visitor},
        trouble::Trouble,
    },
};

/// Bytes of tables in one bundle of evidence; what is beyond is named by its hash alone.
pub const EVIDENCE_FILES_LIMIT: u64 = 200 << 20;

/// A file of the board.
pub async fn file(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((_, name)): Path<(String, String)>,
    uri: Uri,
) -> Result<Response, Trouble> {
    const NAMES: [&str; 5] = ["board.csv", "board.geojson", "board.json", paper::NAME, "evidence.zip"];
    if !NAMES.contains(&name.as_str()) {
        return Err(Trouble::Missing);
    }
    let at = visitor.at()?;
    if name == "evidence.zip" && !at.sight.sees_reports() {
        return Err(Trouble::NotForYou);
    }
    // Those who follow up see in the evidence where each breach was, as on their page.
    let eyes = if name == "evidence.zip" { Eyes::FollowUp } else { Eyes::All };
    let asked = asked(&web, at, visitor.moment(), (&uri, eyes)).await?;
    let board = asked.shown.board.as_ref().map_err(|_| Trouble::Missing)?;
    let form = if name == "evidence.zip" {
        let mut files = evidence(&web, at, &asked, board).await?;
        files.push(printed(&web, at, &asked, board).await?);
        files.push(hashes(&files));
        let packed = web.desk.reckon(move || bundle(&files)).await?;
        let bytes = packed.map_err(|error| Fault::File(name.clone(), error.to_string()))?;
        Form { name, mime: "application/zip", bytes }
    } else if name == paper::NAME {
        printed(&web, at, &asked, board).await?
    } else {
        let all = files(&asked, board);
        all.into_iter().find(|it| it.name == name).ok_or(Trouble::Missing)?
    };
    let mut response = Response::new(form.bytes.into());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(form.mime));
    if let Ok(named) = HeaderValue::from_str(&format!("attachment; filename=\"{}\"", form.name)) {
        headers.insert(header::CONTENT_DISPOSITION, named);
    }
    Ok(response)
}

/// The board on paper.
async fn printed(web: &Web, at: &At, asked: &Asked, board: &Board) -> Result<Form, Trouble> {
    let sheet = paper::sheet(asked, board, doubted(web, at, asked).await?).ok_or(Trouble::Missing)?;
    // Setting a page takes a moment, which others need not wait for.
    let printed = web.desk.reckon(move || paper::printed(&sheet)).await?;
    let bytes = printed.map_err(|error| Fault::File(paper::NAME.to_owned(), error.to_string()))?;
    Ok(Form { name: paper::NAME.to_owned(), mime: "application/pdf", bytes })
}

/// What a table is called in the bundle, and what it is: a workbook is a ZIP.
fn kept_as(number: u64, bytes: &[u8]) -> (String, &'static str) {
    if bytes.starts_with(b"PK\x03\x04") {
        let mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        return (format!("tables/{number}.xlsx"), mime);
    }
    (format!("tables/{number}.csv"), "text/csv")
}

/// The files that everybody in the case may have.
fn files(asked: &Asked, board: &Board) -> Vec<Form> {
    let pretty = |value: &Value| serde_json::to_vec_pretty(value).unwrap_or_default();
    let dossier = asked.owed.dossier();
    vec![
        Form {
            name: "board.csv".to_owned(),
            mime: "text/csv; charset=utf-8",
            bytes: csv(dossier, board).into_bytes(),
        },
        Form {
            name: "board.geojson".to_owned(),
            mime: "application/geo+json",
            bytes: pretty(&geojson(dossier, board)),
        },
        Form {
            name: "board.json".to_owned(),
            mime: "application/json",
            bytes: serde_json::to_vec_pretty(board).unwrap_or_default(),
        },
    ]
}

/// The SHA-256 and the length of every file of the evidence but this one.
fn hashes(files: &[Form]) -> Form {
    let file = |it: &Form| json!({ "name": it.name, "sha256": Hash::of(&[&it.bytes]).to_hex(), "size": it.bytes.len() });
    let all: Vec<Value> = files.iter().map(file).collect();
    let bytes = serde_json::to_vec_pretty(&json!({ "files": all })).unwrap_or_default();
    Form { name: "files.json".to_owned(), mime: "application/json", bytes }
}

/// Everything by which the board can be made again: the dossier with commitments and places, the tables as they were brought with what the
/// record says of each, and the breaches that it counts; beside it the incidents, findings and triggers, and the board as those who follow
/// up see it.
async fn evidence(web: &Web, at: &At, asked: &Asked, board: &Board) -> Result<Vec<Form>, Trouble> {
    let store = web.desk.store();
    let mut files = files(asked, board);
    let brought = store.brought_reports(at.held.stored()).await.map_err(Fault::from)?;
    let (mut told, mut room) = (Vec::new(), EVIDENCE_FILES_LIMIT);
    for (number, it) in asked.then.follow_up().imports().all() {
        let table = brought.iter().find(|own| own.number == *number);
        let mut file = None;
        let fits = table.filter(|table| table.size <= room && it.back.is_none());
        if let Some(table) = fits {
            room = room.saturating_sub(table.size);
            let bytes = store.report_file(at.held.stored(), *number).await.map_err(Fault::from)?;
            let (name, mime) = kept_as(*number, &bytes);
            files.push(Form { name: name.clone(), mime, bytes });
            file = Some(name);
        }
        told.push(json!({
            "number": number,
            "entry": it.entry,
            "taken": it.at,
            "import": it.import,
            "name": table.map(|table| table.name.as_str()),
            "grade": table.and_then(|table| table.grade.as_deref()),
            "mapping": table.and_then(|table| serde_json::from_str::<Value>(&table.mapping).ok()),
            "taken_back": it.back.as_ref().map(|(when, _, reason)| json!({ "at": when, "reason": reason })),
            "file": file,
        }));
    }
    let manifest = json!({
        "case": asked.then.id().to_string(),
        "entries": asked.then.entries(),
        "today": board.today,
        "tables": told,
        "missing": asked.shown.missing,
    });
    let bytes = serde_json::to_vec_pretty(&manifest).unwrap_or_default();
    // The sealed bytes are taken on the page of the evidence, where whoever takes them leaves an entry.
    files.extend(custody_files(&asked.then));
    let now = at.held.now();
    files.extend(evidence_files((&asked.then, &now), &now.known_breaches(&asked.then, asked.owed.dossier())));
    let dossier = write::write(&at.sight.dossier(&asked.owed)).map_err(|_| Trouble::Missing)?;
    files.push(Form {
        name: "dossier.toml".to_owned(),
        mime: "application/toml; charset=utf-8",
        bytes: dossier.into_bytes(),
    });
    files.push(Form { name: "manifest.json".to_owned(), mime: "application/json", bytes });
    Ok(files)
}

/// The columns of the table: what people call them, and their HXL tags.
const COLUMNS: [(&str, &str); 18] = [
    ("commitment", "#activity+code"),
    ("commitment_text", "#activity+name"),
    ("theme", "#activity+theme"),
    ("theme_kept_lenient", "#indicator+theme+lenient+num"),
    ("theme_kept_strict", "#indicator+theme+strict+num"),
    ("area", "#loc+code"),
    ("area_name", "#loc+name"),
    ("from", "#date+start"),
    ("until", "#date+end"),
    ("score", "#indicator+score"),
    ("why", "#meta+reason"),
    ("counted", "#indicator+events+num"),
    ("days", "#meta+days+num"),
    ("days_seen", "#meta+days+observed+num"),
    ("ratio", "#indicator+ratio"),
    ("ratio_low", "#indicator+ratio+low"),
    ("ratio_high", "#indicator+ratio+high"),
    ("verified_breaches", "#affected+breaches+verified+num"),
];

fn csv(dossier: &Dossier, board: &Board) -> String {
    let mut table = String::new();
    line(&mut table, COLUMNS.iter().map(|(name, _)| (*name).to_owned()));
    line(&mut table, COLUMNS.iter().map(|(_, tag)| (*tag).to_owned()));
    for row in &board.commitments {
        for cell in &row.cells {
            line(&mut table, values(dossier, board, row, cell).into_iter());
        }
    }
    table
}

fn values(dossier: &Dossier, board: &Board, row: &Row, cell: &Cell) -> [String; 18] {
    let period = cell.period.as_ref();
    let number = |it: Option<u64>| it.map(|it| it.to_string()).unwrap_or_default();
    let measure = |it: Option<f64>| it.map(|it| it.to_string()).unwrap_or_default();
    let text = dossier.commitments.iter().find(|it| it.id == row.id);
    let theme = board.by_theme.iter().find(|it| it.commitments.contains(&row.id));
    [
        row.id.to_string(),
        text.map(|it| it.text.in_language("en").to_owned()).unwrap_or_default(),
        theme.and_then(|it| it.theme.as_ref()).map(|it| it.in_language("en").to_owned()).unwrap_or_default(),
        measure(theme.and_then(|it| it.kept.lenient)),
        measure(theme.and_then(|it| it.kept.strict)),
        cell.place.as_ref().map(Id::to_string).unwrap_or_default(),
        cell.place.as_ref().map(|id| name(dossier, id)).unwrap_or_default(),
        period.map(|it| it.from.to_string()).unwrap_or_default(),
        period.map(|it| it.until.to_string()).unwrap_or_default(),
        score(cell.score),
        serde_json::to_value(cell.why).ok().and_then(|it| Some(it.as_str()?.to_owned())).unwrap_or_default(),
        number(period.map(|it| it.count)),
        number(period.map(|it| it.days)),
        number(period.map(|it| it.seen_days)),
        measure(period.and_then(|it| it.ratio)),
        measure(period.and_then(|it| it.ratio_low)),
        measure(period.and_then(|it| it.ratio_high)),
        cell.verified.to_string(),
    ]
}

fn score(score: Option<Score>) -> String {
    match score {
        Some(Score::Of(score)) => score.to_string(),
        Some(Score::NotObserved) => "NO".to_owned(),
        None => String::new(),
    }
}

fn name(dossier: &Dossier, id: &Id) -> String {
    let place = dossier.places.iter().find(|it| it.id == *id);
    place
        .map(|it| it.name.in_language("en").to_owned())
        .filter(|it| !it.is_empty())
        .unwrap_or_else(|| id.to_string())
}

/// A row of a table. What a spreadsheet would take for a formula gets an apostrophe before it.
pub fn line(table: &mut String, cells: impl Iterator<Item = String>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            table.push(',');
        }
        let is_tag = cell.starts_with('#');
        let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
        let cell = if is_formula && !is_tag { format!("'{cell}") } else { cell };
        if cell.contains([',', '"', '\n', '\r']) {
            table.push_str(&format!("\"{}\"", cell.replace('"', "\"\"")));
        } else {
            table.push_str(&cell);
        }
    }
    table.push_str("\r\n");
}

/// A point as GeoJSON has it, longitude first, rounded to a tenth of a degree.
pub fn tenths((latitude, longitude): (f64, f64)) -> [f64; 2] {
    [longitude, latitude].map(|degrees| (degrees * 10.0).round() / 10.0)
}

fn geojson(dossier: &Dossier, board: &Board) -> Value {
    let feature = |area: &AreaSum| {
        let at = dossier.places.iter().find(|it| it.id == area.place).and_then(|it| it.at);
        let cells = board.commitments.iter().flat_map(|row| {
            let here = row.cells.iter().filter(|it| it.place.as_ref() == Some(&area.place));
            here.map(|cell| {
                (
                    row.id.to_string(),
                    json!({ "score": cell.score, "counted": cell.period.as_ref().map(|it| it.count) }),
                )
            })
        });
        json!({
            "type": "Feature",
            "id": area.place,
            "geometry": at.map(|at| json!({ "type": "Point", "coordinates": tenths(at) })),
            "properties": {
                "name": name(dossier, &area.place),
                "kept_lenient": area.kept.lenient,
                "kept_strict": area.kept.strict,
                "not_observed": area.kept.not_observed,
                "counted": area.counted,
                "verified_breaches": area.verified,
                "commitments": cells.collect::<serde_json::Map<String, Value>>(),
            },
        })
    };
    json!({ "type": "FeatureCollection", "features": board.by_area.iter().map(feature).collect::<Vec<_>>() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workbook_is_not_called_a_table_of_words() {
        assert_eq!(kept_as(3, b"PK\x03\x04rest").0, "tables/3.xlsx");
        assert_eq!(kept_as(3, b"date,kind"), ("tables/3.csv".to_owned(), "text/csv"));
    }

    #[test]
    fn a_cell_is_no_formula_and_keeps_its_commas() {
        let mut table = String::new();
        let cells = ["=1+1", "a, \"b\"", "-3.5", "#loc+code", "@x", "لا"];
        line(&mut table, cells.into_iter().map(str::to_owned));
        assert_eq!(table, "'=1+1,\"a, \"\"b\"\"\",-3.5,#loc+code,'@x,لا\r\n");
    }
}
