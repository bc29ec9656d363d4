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
        followup::origin::{Known, telephone},
    },
    followup::messages::{guessed, has_number},
};
use mawqif_store::MessageRow;

use super::super::{drafted, said};
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
            field::{Fields, Input},
            reading::{Reading, as_written},
        },
        trouble::Trouble,
    },
};

/// Whether the sender's number can no longer be read.
const STALE: &str = "came.stale";

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
    let places = guessed(&said, &at.case.dossier().places);
    let mut fields = drafted::draft(said, &places);
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
    let mut form = drafted::with_known(&form, known(&case, &row));
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
    let mut known = vec![(drafted::CLIENT.to_owned(), client(row))];
    if !row.sender.is_empty() {
        known.push((drafted::ORIGIN.to_owned(), origin(&row.sender)));
    }
    known.extend(told(row).map(|sent| (drafted::TOLD.to_owned(), sent.micros().to_string())));
    if row.sealed.is_some() && unpacked(case, row).is_none() {
        known.push((STALE.to_owned(), "yes".to_owned()));
    }
    known
}

fn fields(fields: &mut Fields<'_>) {
    let about = fields.about;
    let words = about.words;
    let hint = |words: &str| {
        if has_number(words) { "message-what-number-hint" } else { "message-what-hint" }
    };
    drafted::words_field(fields, hint);
    drafted::place_field(fields, ["message-where-guessed", "message-where-hint"]);
    said::time_fields(fields, "message-when-hint");
    match about.form.get(drafted::ORIGIN) {
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
    if about.form.get(STALE) == "yes" {
        let without = vec![("yes".to_owned(), words.word("message-without-number"))];
        fields.any("without", "messages-number", "message-number-stale", without);
    }
    said::weight_fields(fields);
}

fn read(reading: &mut Reading<'_>) -> Option<Act> {
    let report = drafted::report(reading);
    if reading.get(STALE) == "yes" && reading.get("without") != "yes" {
        reading.flaw("without", "message-number-lost");
    }
    let sealed = reading.about.form.came.sealed.iter().map(|(_, sealed)| sealed.clone()).collect();
    Some(Act::ReportIncident { report: report?, sealed })
}
