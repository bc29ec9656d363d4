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
    case::{
        Act,
        followup::{report::IncidentReport, rows::TableRow},
    },
    followup::whereabouts::places_of,
    text::has_right_to_left,
};
use mawqif_store::ListedRow;

use super::{super::said, rows};
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
            field::{Fields, Input, Need, Size, Version},
            reading::Reading,
        },
        trouble::Trouble,
        words::Words,
    },
};

/// What a form cannot say, since it is known.
const KNOWN: &str = "row.";

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
    let written = form.all().iter().filter(|(name, _)| !name.starts_with(KNOWN)).cloned();
    let form = Form::of(written.chain(known).collect());
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
    let said = told(row);
    let mut fields = vec![(format!("what.{}", tag(&said)), said)];
    let named = [it.place, it.district, it.region].map(|name| row.words(name));
    let places = &visitor.at()?.case.dossier().places;
    if let Some(id) = places_of(it, named, places).first() {
        fields.push(("where".to_owned(), id.to_string()));
        fields.push(("row.guessed".to_owned(), "yes".to_owned()));
    }
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
    let mut known = vec![("row.client".to_owned(), own.client()), ("row.told".to_owned(), parts.join(" · "))];
    if row.report.within > 7 {
        known.push(("row.long".to_owned(), "yes".to_owned()));
    }
    known
}

/// The language that words are written in, by their letters.
fn tag(words: &str) -> &'static str {
    if has_right_to_left(words) { "ar" } else { "en" }
}

fn fields(fields: &mut Fields<'_>) {
    let about = fields.about;
    let (words, dossier) = (about.words, about.at.case.dossier());
    fields.add("row", words.word("row-of"), "", Input::Fixed(about.form.get("row.told").to_owned()));
    let written = ["ar", "en"].into_iter().find(|tag| !fields.value(&format!("what.{tag}")).is_empty());
    let tag = written.unwrap_or(words.tag());
    let value = fields.value(&format!("what.{tag}"));
    let called = if tag == "ar" { "العربية" } else { "English" };
    let version = Version { tag, language: called, value };
    fields.add("what", words.word("reporter-what"), "row-what-hint", Input::Text(vec![version], Size::Lines));
    let mut places = fields.named(dossier.places.iter().map(|it| (&it.id, &it.name)));
    places.insert(0, (String::new(), words.word("message-choose")));
    let is_guessed = about.form.get("row.guessed") == "yes";
    fields.one(
        "where",
        "provision-where",
        if is_guessed { "row-where-guessed" } else { "row-where-hint" },
        places,
    );
    let is_long = about.form.get("row.long") == "yes";
    said::time_fields(fields, if is_long { "row-when-long" } else { "row-when-hint" });
    fields.line("origin", "reporter-origin", "row-origin-hint");
    said::weight_fields(fields);
}

fn read(reading: &mut Reading<'_>) -> Option<Act> {
    let what = reading.text("what", Need::Given, Size::Lines, None);
    let (place, occurred) = said::place_and_time(reading);
    let origin = said::line(reading.get("origin"));
    if origin.is_empty() {
        reading.flaw("origin", "sheet-needed");
    }
    let commitment = reading.one("commitment");
    let report = IncidentReport {
        client: reading.get("row.client").to_owned(),
        what,
        place: place?,
        occurred: occurred?,
        precision: said::precision(reading),
        told: None,
        oneself: false,
        origin,
        grade: said::grade(reading)?,
        commitment,
        evidence: Vec::new(),
    };
    Some(Act::ReportIncident { report, sealed: Vec::new() })
}
