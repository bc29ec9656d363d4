//! A report made of a message: the words of the message, the place that they may mean, and everything that somebody has to decide.
//!
//! Nothing is entered but what is in the form when it is sent. Who sent the message, and when, comes from what is kept and not from the
//! form, so that two messages of one telephone stay two of one witness.

use axum::{
    Extension,
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use mawqif_core::{
    case::{
        Act, Case, Moment,
        followup::report::{IncidentReport, Known, telephone},
    },
    followup::messages::{guessed, has_number},
    text::has_right_to_left,
};
use mawqif_store::MessageRow;

use super::super::said;
use crate::{
    desk::{
        Fault,
        messages::{
            Exact,
            dealt::{client, filed},
            origin, unpacked,
        },
    },
    web::{
        Web,
        admit::Visitor,
        form::Form,
        page::Tab,
        sheet::{
            self, Kind,
            field::{Fields, Input, Need, Size, Version},
            reading::{Reading, as_written},
        },
        trouble::Trouble,
    },
};

/// What a form cannot say, since it is known.
const KNOWN: &str = "message.";

const MESSAGE: Kind = Kind {
    lead: "message-lead",
    fields,
    read,
    ..Kind::new("message", Tab::FollowUp, ["message-title", "message-title"], "/follow-up/messages")
};

/// The form, filled in as far as the message says.
pub async fn blank(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((_, number)): Path<(String, String)>,
) -> Result<Response, Trouble> {
    let row = found(&web, &visitor, &number).await?;
    let at = visitor.at()?;
    if row.ended.is_some() || filed(&at.held.now(), &row).is_some() {
        return Ok(inbox(&visitor)?.into_response());
    }
    let said = row.words.clone().unwrap_or_default();
    let mut fields = vec![(format!("what.{}", tag(&said)), said.clone())];
    let guess = guessed(&said, &at.case.dossier().places);
    fields.extend(guess.first().map(|id| ("where".to_owned(), id.to_string())));
    fields.extend(guess.first().map(|_| ("message.guessed".to_owned(), "yes".to_owned())));
    fields.extend(told(&row).map(|sent| ("occurred".to_owned(), as_written(sent))));
    let is_day = row.sent_to.as_deref() != Some(Exact::Minute.word());
    fields.push(("precision".to_owned(), if is_day { "day" } else { "hour" }.to_owned()));
    fields.extend(known(&at.held.now(), &row));
    sheet::shown(&web, &visitor, &MESSAGE, &Form::of(fields)).await
}

/// The report is entered, and the message loses its words here.
pub async fn sent(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((_, number)): Path<(String, String)>,
    Extension(form): Extension<Form>,
) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    let row = found(&web, &visitor, &number).await?;
    if is_over(&web, &visitor, &row).await? {
        return Ok(inbox(&visitor)?.into_response());
    }
    // Two who deal with one message in the same moment would make two reports of it.
    let Some(claimed) = web.desk.claim_message(&at.held, row.number).await? else {
        return Ok(inbox(&visitor)?.into_response());
    };
    let response = file(&web, &visitor, &row, form).await;
    if !is_over(&web, &visitor, &row).await? {
        web.desk.release_message(&at.held, &claimed).await;
    }
    response
}

/// Whether something has become of a message; when the record has a report of it, that is said here as well.
async fn is_over(web: &Web, visitor: &Visitor, row: &MessageRow) -> Result<bool, Trouble> {
    let held = &visitor.at()?.held;
    if let Some(filed) = filed(&held.now(), row) {
        web.desk.message_filed(held, row.number, filed).await?;
        return Ok(true);
    }
    Ok(row.ended.is_some())
}

/// Enters the report of a message that is claimed.
async fn file(web: &Web, visitor: &Visitor, row: &MessageRow, form: Form) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    // What somebody has done with it meanwhile, perhaps on another server.
    let row = found(web, visitor, &row.number.to_string()).await?;
    if row.ended.is_some() {
        return Ok(inbox(visitor)?.into_response());
    }
    let case = at.held.now();
    let own = form.all().iter().filter(|(name, _)| !name.starts_with(KNOWN)).cloned();
    let mut form = Form::of(own.chain(known(&case, &row)).collect());
    let packed = unpacked(&case, &row);
    if let Some((sealed, bytes)) = &packed {
        // Of an attempt that was cut off they may be there still.
        web.desk.forget_sealed(&at.held, std::slice::from_ref(sealed)).await;
        web.desk.keep_names(&at.held, sealed, bytes).await?;
        form.came.sealed.push((String::new(), sealed.clone()));
    }
    let response = sheet::sent(web, visitor, &MESSAGE, &form).await;
    if response.as_ref().is_ok_and(|it| !it.status().is_server_error()) {
        // What no entry names is of no use here; the message has it still. Of what is not known to have failed the next attempt does it.
        let sealed: Vec<_> = packed.into_iter().map(|(sealed, _)| sealed).collect();
        web.desk.forget_sealed(&at.held, &sealed).await;
    }
    response
}

async fn found(web: &Web, visitor: &Visitor, number: &str) -> Result<MessageRow, Trouble> {
    let number: u64 = number.parse().map_err(|_| Trouble::Missing)?;
    let at = visitor.at()?;
    Ok(web.desk.store().message(at.held.stored(), number).await.map_err(Fault::from)?)
}

fn inbox(visitor: &Visitor) -> Result<Redirect, Trouble> {
    Ok(Redirect::to(&format!("/cases/{}/follow-up/messages?done=yes", visitor.at()?.case.id())))
}

/// When a message was sent, and not after it came: clocks of telephones are ahead at times, and days misread.
fn told(row: &MessageRow) -> Option<Moment> {
    row.sent.map(|sent| Moment::from_micros(sent.min(row.time)))
}

/// What is known of a message and not asked for.
fn known(case: &Case, row: &MessageRow) -> Vec<(String, String)> {
    let mut known = vec![("message.client".to_owned(), client(row))];
    if !row.sender.is_empty() {
        known.push(("message.origin".to_owned(), origin(&row.sender)));
    }
    known.extend(told(row).map(|sent| ("message.told".to_owned(), sent.micros().to_string())));
    if row.sealed.is_some() && unpacked(case, row).is_none() {
        known.push(("message.stale".to_owned(), "yes".to_owned()));
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
    let written = ["ar", "en"].into_iter().find(|tag| !fields.value(&format!("what.{tag}")).is_empty());
    let tag = written.unwrap_or(words.tag());
    let value = fields.value(&format!("what.{tag}"));
    let called = if tag == "ar" { "العربية" } else { "English" };
    let hint = if has_number(&value) { "message-what-number-hint" } else { "message-what-hint" };
    let version = Version { tag, language: called, value };
    fields.add("what", words.word("reporter-what"), hint, Input::Text(vec![version], Size::Lines));
    let mut places = fields.named(dossier.places.iter().map(|it| (&it.id, &it.name)));
    places.insert(0, (String::new(), words.word("message-choose")));
    let is_guessed = about.form.get("message.guessed") == "yes";
    let hint = if is_guessed { "message-where-guessed" } else { "message-where-hint" };
    fields.one("where", "provision-where", hint, places);
    said::time_fields(fields, "message-when-hint");
    match about.form.get("message.origin") {
        "" => fields.line("origin", "reporter-origin", "message-origin-hint"),
        origin => {
            let hint = match telephone(origin) {
                Some((Known::Local, _)) => "message-origin-local",
                Some((Known::Name, _)) => "message-origin-name",
                _ => "message-origin-known",
            };
            fields.add("origin", words.word("reporter-origin"), hint, Input::Fixed(origin.to_owned()));
        }
    }
    if about.form.get("message.stale") == "yes" {
        let without = vec![("yes".to_owned(), words.word("message-without-number"))];
        fields.any("without", "messages-number", "message-number-stale", without);
    }
    said::weight_fields(fields);
}

fn read(reading: &mut Reading<'_>) -> Option<Act> {
    let what = reading.text("what", Need::Given, Size::Lines, None);
    let (place, occurred) = said::place_and_time(reading);
    let known = reading.get("message.origin");
    let origin = if known.is_empty() { said::line(reading.get("origin")) } else { known.to_owned() };
    if origin.is_empty() {
        reading.flaw("origin", "sheet-needed");
    }
    if reading.get("message.stale") == "yes" && reading.get("without") != "yes" {
        reading.flaw("without", "message-number-lost");
    }
    let commitment = reading.one("commitment");
    let told = reading.get("message.told").parse().ok().map(Moment::from_micros);
    let report = IncidentReport {
        client: reading.get("message.client").to_owned(),
        what,
        place: place?,
        occurred: occurred?,
        precision: said::precision(reading),
        told,
        oneself: false,
        origin,
        grade: said::grade(reading)?,
        commitment,
        evidence: Vec::new(),
    };
    let sealed = reading.about.form.came.sealed.iter().map(|(_, sealed)| sealed.clone()).collect();
    Some(Act::ReportIncident { report, sealed })
}
