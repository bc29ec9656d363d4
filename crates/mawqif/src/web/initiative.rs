//! The initiative: the offer and what belongs to it.

use askama::Template;
use axum::{Extension, extract::State, http::StatusCode, response::Response};
use mawqif_core::{
    case::Moment,
    dossier::{Date, Dossier, Provision, ProvisionStatus},
    text::Id,
};

use super::{
    Web,
    admit::Visitor,
    page::{Shell, Tab, show},
    trouble::Trouble,
    words::Words,
};

#[derive(Template)]
#[template(path = "initiative.html")]
struct Offer {
    shell: Shell,
    has_offer: bool,
    title: String,
    facts: Vec<(String, String)>,
    provisions: Vec<Clause>,
    conditions: Vec<(String, String, String)>,
    parties: Vec<String>,
    harms: Vec<String>,
    places: Vec<String>,
    red_lines: Vec<String>,
}

struct Clause {
    text: String,
    status: String,
    facts: Vec<(String, String)>,
}

/// The offer.
pub async fn offer(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
) -> Result<Response, Trouble> {
    let case = visitor.at()?.case.clone();
    let now = web.desk.clock().now();
    let shell = Shell::of_case(&visitor, Tab::Initiative)?;
    let words = shell.words.clone();
    let dossier = case.dossier();
    let initiative = &dossier.initiative;
    let mut facts = Vec::new();
    let mut fact = |key: &str, value: String| facts.push((words.word(key), value));
    if let Some(sponsor) = &initiative.sponsor {
        fact("offer-sponsor", words.text(sponsor).to_owned());
    }
    if let Some(received) = &initiative.received {
        fact("offer-received", words.date(received));
    }
    if let Some(deadline) = &initiative.deadline {
        fact("offer-deadline", format!("{} ({})", words.date(deadline), left(deadline, now, &words)));
    }
    fact("offer-version", words.number(initiative.version));
    if !initiative.scope.is_empty() {
        let places: Vec<String> = initiative.scope.iter().map(|id| place(dossier, id, &words)).collect();
        fact("offer-scope", words.locale().list(&places));
    }
    let names = |all: Vec<(&Id, &mawqif_core::text::Text)>| -> Vec<String> {
        all.into_iter().map(|(id, name)| words.name_of(id, [(id, name)].into_iter())).collect()
    };
    let conditions = dossier.conditions.iter().map(|it| {
        let burden = words.tell("condition-burden", &[("burden", it.burden.into())]);
        (it.id.to_string(), words.text(&it.text).to_owned(), burden)
    });
    let page = Offer {
        has_offer: case.received().is_some(),
        title: words.text(&initiative.title).to_owned(),
        provisions: dossier.provisions.iter().map(|it| clause(dossier, it, &words)).collect(),
        conditions: conditions.collect(),
        parties: names(dossier.parties.iter().map(|it| (&it.id, &it.name)).collect()),
        harms: names(dossier.harms.iter().map(|it| (&it.id, &it.name)).collect()),
        places: names(dossier.places.iter().map(|it| (&it.id, &it.name)).collect()),
        red_lines: dossier.red_lines.iter().map(|it| words.text(&it.text).to_owned()).collect(),
        facts,
        shell,
    };
    Ok(show(StatusCode::OK, &page))
}

/// How long there is until a day has ended.
pub fn left(deadline: &Date, now: Moment, words: &Words) -> String {
    let part = |number: u8| i8::try_from(number).unwrap_or(1);
    let year = i16::try_from(deadline.year).unwrap_or(i16::MAX);
    let due = jiff::civil::Date::new(year, part(deadline.month), part(deadline.day)).ok();
    let micros = i64::try_from(now.micros()).ok();
    let today = micros.and_then(|it| jiff::Timestamp::from_microsecond(it).ok());
    let today = today.map(|it| jiff::tz::Offset::UTC.to_datetime(it).date());
    let days = due.zip(today).and_then(|(due, today)| today.until(due).ok()).map(|it| it.get_days());
    match days.map(|days| (days, u64::from(days.unsigned_abs()))) {
        Some((0, _)) => words.word("deadline-today"),
        Some((1.., days)) => words.tell("deadline-left", &[("count", days.into())]),
        Some((_, days)) => words.tell("deadline-past", &[("count", days.into())]),
        None => String::new(),
    }
}

fn place(dossier: &Dossier, id: &Id, words: &Words) -> String {
    words.name_of(id, dossier.places.iter().map(|it| (&it.id, &it.name)))
}

fn clause(dossier: &Dossier, provision: &Provision, words: &Words) -> Clause {
    let anybody = |id: &Id| {
        let parties = dossier.parties.iter().map(|it| (&it.id, &it.name));
        let bodies = dossier.bodies.iter().map(|it| (&it.id, &it.name));
        words.name_of(id, parties.chain(bodies))
    };
    let harm = |id: &Id| words.name_of(id, dossier.harms.iter().map(|it| (&it.id, &it.name)));
    let list = |all: Vec<String>| words.locale().list(&all);
    let mut facts = Vec::new();
    let mut fact = |key: &str, value: Option<String>| {
        facts.push((words.word(key), value.unwrap_or_else(|| words.word("provision-nothing"))));
    };
    let some = |ids: &[Id], name: &dyn Fn(&Id) -> String| {
        (!ids.is_empty()).then(|| list(ids.iter().map(name).collect()))
    };
    fact("provision-obliged", some(&provision.obliged, &anybody));
    fact("provision-stops", some(&provision.stops, &harm));
    fact("provision-where", some(&provision.places, &|id| place(dossier, id, words)));
    let day = |date: &Option<Date>| date.as_ref().map(|date| words.date(date));
    fact("provision-from", day(&provision.from));
    fact("provision-until", day(&provision.until));
    fact("provision-verified", provision.verified_by.as_ref().map(|it| words.text(it).to_owned()));
    fact("provision-breach", provision.on_breach.as_ref().map(|it| words.text(it).to_owned()));
    Clause {
        text: words.text(&provision.text).to_owned(),
        status: words.word(match provision.status {
            ProvisionStatus::Draft => "provision-draft",
            ProvisionStatus::Announced => "provision-announced",
            ProvisionStatus::Agreed => "provision-agreed",
            ProvisionStatus::Rejected => "provision-rejected",
        }),
        facts,
    }
}
