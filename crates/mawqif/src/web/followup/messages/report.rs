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
        Act, Moment,
        followup::report::{Grade, IncidentReport, Precision},
    },
    followup::messages::guessed,
    text::{has_right_to_left, without_directions},
};
use mawqif_store::MessageRow;

use crate::{
    desk::{
        Fault,
        messages::{Exact, client, filed, origin, unpacked},
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
    fields.extend(row.sent.map(|sent| ("occurred".to_owned(), as_written(Moment::from_micros(sent)))));
    let is_day = row.sent_to.as_deref() != Some(Exact::Minute.word());
    fields.push(("precision".to_owned(), if is_day { "day" } else { "hour" }.to_owned()));
    fields.extend(known(&row));
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
    // Two who deal with one message in the same moment would make two reports of it.
    let _turn = web.desk.messages_turn(&at.held).await;
    let row = found(&web, &visitor, &number).await?;
    let caller = &visitor.guest()?.caller;
    if let Some(entry) = filed(&at.held.now(), &row) {
        web.desk.message_filed(&at.held, row.number, caller, entry).await?;
        return Ok(inbox(&visitor)?.into_response());
    }
    if row.ended.is_some() {
        return Ok(inbox(&visitor)?.into_response());
    }
    let own = form.all().iter().filter(|(name, _)| !name.starts_with(KNOWN)).cloned();
    let mut form = Form::of(own.chain(known(&row)).collect());
    if let Some((sealed, bytes)) = unpacked(&at.held.now(), &row) {
        web.desk.keep_names(&at.held, &sealed, &bytes).await?;
        form.came.sealed.push((String::new(), sealed));
    }
    let response = sheet::sent(&web, &visitor, &MESSAGE, &form).await?;
    if !response.status().is_server_error() {
        // What no entry names is of no use here; the message has it still.
        let sealed: Vec<_> = form.came.sealed.into_iter().map(|(_, sealed)| sealed).collect();
        web.desk.forget_sealed(&at.held, &sealed).await;
    }
    if let Some(entry) = filed(&at.held.now(), &row) {
        web.desk.message_filed(&at.held, row.number, caller, entry).await?;
    }
    Ok(response)
}

async fn found(web: &Web, visitor: &Visitor, number: &str) -> Result<MessageRow, Trouble> {
    let number: u64 = number.parse().map_err(|_| Trouble::Missing)?;
    let at = visitor.at()?;
    Ok(web.desk.store().message(at.held.stored(), number).await.map_err(Fault::from)?)
}

fn inbox(visitor: &Visitor) -> Result<Redirect, Trouble> {
    Ok(Redirect::to(&format!("/cases/{}/follow-up/messages?done=yes", visitor.at()?.case.id())))
}

/// What is known of a message and not asked for.
fn known(row: &MessageRow) -> Vec<(String, String)> {
    let mut known = vec![("message.client".to_owned(), client(row))];
    if !row.sender.is_empty() {
        known.push(("message.origin".to_owned(), origin(&row.sender)));
    }
    known.extend(row.sent.map(|sent| ("message.told".to_owned(), sent.to_string())));
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
    let version = Version { tag, language: called, value };
    fields.add(
        "what",
        words.word("reporter-what"),
        "message-what-hint",
        Input::Text(vec![version], Size::Page),
    );
    let mut places = fields.named(dossier.places.iter().map(|it| (&it.id, &it.name)));
    places.insert(0, (String::new(), words.word("message-choose")));
    let is_guessed = about.form.get("message.guessed") == "yes";
    let hint = if is_guessed { "message-where-guessed" } else { "message-where-hint" };
    fields.one("where", "provision-where", hint, places);
    fields.moment("occurred", "reporter-when", "message-when-hint");
    let all = [("hour", "precision-hour"), ("day", "precision-day"), ("week", "precision-week")];
    let all = all.map(|(value, key)| (value.to_owned(), words.word(key)));
    fields.one("precision", "reporter-precision", "", all.to_vec());
    match about.form.get("message.origin") {
        "" => fields.line("origin", "reporter-origin", "message-origin-hint"),
        origin => {
            fields.add(
                "origin",
                words.word("reporter-origin"),
                "message-origin-known",
                Input::Fixed(origin.to_owned()),
            );
        }
    }
    let graded = |letter: char| {
        (letter.to_string(), words.tell("grade-source", &[("grade", letter.to_string().into())]))
    };
    let all = ['F', 'A', 'B', 'C', 'D', 'E'].map(graded).to_vec();
    fields.one("reliability", "reporter-reliability", "", all);
    let graded = |figure: char| {
        (figure.to_string(), words.tell("grade-content", &[("grade", figure.to_string().into())]))
    };
    let all = ['6', '1', '2', '3', '4', '5'].map(graded).to_vec();
    fields.one("credibility", "reporter-credibility", "", all);
    let mut commitments = fields.named(dossier.commitments.iter().map(|it| (&it.id, &it.text)));
    commitments.insert(0, (String::new(), words.word("reporter-no-commitment")));
    fields.one("commitment", "reporter-commitment", "", commitments);
}

fn read(reading: &mut Reading<'_>) -> Option<Act> {
    let what = reading.text("what", Need::Given, Size::Lines, None);
    let place = reading.one("where");
    if place.is_none() && reading.get("where").is_empty() {
        reading.flaw("where", "sheet-needed");
    }
    let occurred = reading.moment("occurred");
    if occurred.is_none() && reading.get("occurred").is_empty() {
        reading.flaw("occurred", "sheet-needed");
    }
    let known = reading.get("message.origin");
    let named = without_directions(reading.get("origin"));
    let named = named.split_whitespace().collect::<Vec<_>>().join(" ");
    let origin = if known.is_empty() { named } else { known.to_owned() };
    if origin.is_empty() {
        reading.flaw("origin", "sheet-needed");
    }
    let precision = match reading.get("precision") {
        "week" => Precision::Week,
        "day" => Precision::Day,
        _ => Precision::Hour,
    };
    let grade = Grade::new(&format!("{}{}", reading.get("reliability"), reading.get("credibility")));
    let commitment = reading.one("commitment");
    let told = reading.get("message.told").parse().ok().map(Moment::from_micros);
    let report = IncidentReport {
        client: reading.get("message.client").to_owned(),
        what,
        place: place?,
        occurred: occurred?,
        precision,
        told,
        oneself: false,
        origin,
        grade: grade.ok()?,
        commitment,
        evidence: Vec::new(),
    };
    let sealed = reading.about.form.came.sealed.iter().map(|(_, sealed)| sealed.clone()).collect();
    Some(Act::ReportIncident { report, sealed })
}
