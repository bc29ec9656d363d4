//! A report made of a row: filled in as far as the table tells it, and everything that somebody has to decide.
//!
//! The report is called by its table and row, so that of a row there is one, and every page can say which it is. Nothing else of the row is
//! entered but what is in the form when it is sent.

use axum::{
    Extension,
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use mawqif_core::{
    case::{Act, followup::rows::TableRow},
    followup::whereabouts::places_of,
    text::has_right_to_left,
};
use mawqif_store::ListedRow;

use super::{
    super::{drafted, said},
    rows,
};
use crate::{
    cli::refused,
    desk::Fault,
    locale::Language,
    web::{
        Web,
        admit::Visitor,
        form::Form,
        page::Tab,
        sheet::{
            self, Kind,
            field::{Fields, Input},
            reading::Reading,
        },
        trouble::Trouble,
        words::Words,
    },
};

/// The row as the form shows it.
const SHOWN: &str = "came.row";

/// Whether the table does not know the day to a week.
const LONG: &str = "came.long";

const ROW: Kind = Kind {
    lead: "row-lead",
    fields,
    read,
    ..Kind::new("row", Tab::FollowUp, ["row-title", "row-title"], "/follow-up#reports")
};

/// The form, filled in as far as the row says; or the report that was made of it.
pub async fn blank(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((_, table, row)): Path<(String, String, String)>,
) -> Result<Response, Trouble> {
    let (own, listed) = found(&web, &visitor, (&table, &row)).await?;
    let at = visitor.at()?;
    if let Some(number) = at.held.now().follow_up().report_of_row(own) {
        let there = format!("/cases/{}/follow-up#report-{number}", at.case.id());
        return Ok(Redirect::to(&there).into_response());
    }
    let grade = web.desk.store().brought_table(at.held.stored(), own.table).await.map_err(Fault::from)?.grade;
    let form = filled(&visitor, own, &listed, grade.as_deref())?;
    sheet::shown(&web, &visitor, &ROW, &form).await
}

/// The report is entered.
pub async fn sent(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((_, table, row)): Path<(String, String, String)>,
    Extension(form): Extension<Form>,
) -> Result<Response, Trouble> {
    let (own, listed) = found(&web, &visitor, (&table, &row)).await?;
    let known = known(own, &listed, &Words::of(visitor.language));
    let form = drafted::with_known(&form, known);
    sheet::sent(&web, &visitor, &ROW, &form).await
}

async fn found(
    web: &Web,
    visitor: &Visitor,
    (table, row): (&str, &str),
) -> Result<(TableRow, ListedRow), Trouble> {
    let number = |words: &str| words.parse().map_err(|_| Trouble::Missing);
    let own = TableRow { table: number(table)?, row: number(row)? };
    let listed = web.desk.row(&visitor.at()?.held, own).await?;
    Ok((own, listed.ok_or(Trouble::Missing)?))
}

/// What the form says before anybody has written in it.
fn filled(visitor: &Visitor, own: TableRow, row: &ListedRow, grade: Option<&str>) -> Result<Form, Trouble> {
    let it = &row.report;
    let named = [it.place, it.district, it.region].map(|name| row.words(name));
    let places = &visitor.at()?.case.dossier().places;
    let mut fields = drafted::draft(told(row), &places_of(it, named, places));
    // Of the hour a table says nothing: noon is in the middle of the day.
    fields.push(("occurred".to_owned(), format!("{}T12:00", it.day.date())));
    fields.push(("precision".to_owned(), if it.within > 1 { "week" } else { "day" }.to_owned()));
    fields.push(("origin".to_owned(), said::line(&refused::tame(row.words(it.origin)))));
    let mut letters = grade.unwrap_or_default().chars();
    let graded = ["reliability", "credibility"].into_iter().zip(letters.by_ref().take(2));
    fields.extend(graded.map(|(name, letter)| (name.to_owned(), letter.to_string())));
    fields.extend(known(own, row, &Words::of(visitor.language)));
    Ok(Form::of(fields))
}

/// The row in a sentence or two, in the language in which it is written.
fn told(row: &ListedRow) -> String {
    let plain = |words: String| mawqif_core::text::without_directions(&words);
    let (what, place) = (plain(rows::what(row)), plain(rows::places(row)));
    let language = if has_right_to_left(&format!("{what} {place}")) { Language::Ar } else { Language::En };
    let words = Words::of(language);
    let mut parts: Vec<String> = [what, place].into_iter().filter(|it| !it.is_empty()).collect();
    let dead = plain(rows::dead(row, &words));
    if !dead.is_empty() {
        parts.push(words.about("row-dead", &dead));
    }
    if parts.is_empty() {
        parts.push(words.word("row-nothing"));
    }
    plain(parts.join(". "))
}

/// What is known of a row and not asked for.
fn known(own: TableRow, row: &ListedRow, words: &Words) -> Vec<(String, String)> {
    let named = rows::number(own, words);
    let parts = [named, rows::days(row, words), rows::what(row), rows::places(row), rows::dead(row, words)];
    let parts = parts.into_iter().chain((!row.id.is_empty()).then(|| refused::tame(&row.id)));
    let parts: Vec<String> = parts.filter(|it| !it.is_empty()).collect();
    let mut known = vec![(drafted::CLIENT.to_owned(), own.client()), (SHOWN.to_owned(), parts.join(" · "))];
    if row.report.within > 7 {
        known.push((LONG.to_owned(), "yes".to_owned()));
    }
    known
}

fn fields(fields: &mut Fields<'_>) {
    let about = fields.about;
    fields.add("row", about.words.word("row-of"), "", Input::Fixed(about.form.get(SHOWN).to_owned()));
    drafted::words_field(fields, |_| "row-what-hint");
    drafted::place_field(fields, ["row-where-guessed", "row-where-hint"]);
    let is_long = about.form.get(LONG) == "yes";
    said::time_fields(fields, if is_long { "row-when-long" } else { "row-when-hint" });
    fields.line("origin", "reporter-origin", "row-origin-hint");
    said::weight_fields(fields);
}

fn read(reading: &mut Reading<'_>) -> Option<Act> {
    Some(Act::ReportIncident { report: drafted::report(reading)?, sealed: Vec::new() })
}
