//! The initiative: the offer and what belongs to it, its versions, a dossier in and out.
//!
//! What stands on the page of the offer is changed there: its sheet opens below its own words, at an address of
//! its own, and comes back there with what is wrong.

pub mod dossier;
pub mod forms;
pub mod report;
pub mod versions;

use askama::Template;
use axum::{Extension, extract::State, http::StatusCode, response::Response};
use mawqif_core::{
    case::{Case, Moment, Stage, report::named_in},
    dossier::{Date, Dossier, Provision, ProvisionStatus},
    initiative::lint::Lint,
    text::{Id, Text},
};

use super::{
    Web,
    admit::Visitor,
    page::{Shell, Tab, show},
    // The templates of fields name them.
    sheet::{
        Sheet,
        field::{Input, Size},
    },
    stress::findings::{self, Found},
    trouble::Trouble,
    words::{Words, chosen_zone},
    zone,
};

#[derive(Template)]
#[template(path = "initiative.html")]
struct Offer {
    shell: Shell,
    has_offer: bool,
    title: String,
    facts: Vec<(String, String)>,
    provisions: Vec<Clause>,
    /// The other sections, in their order.
    sections: Vec<Section>,
    /// What the rules find in the offer beside what they find in single provisions.
    found: Vec<Found>,
    quotes: Vec<Said>,
    /// Whether who looks may enter and change what stands here.
    is_editor: bool,
    /// Whether a dossier can still be taken over.
    may_import: bool,
    may_revise: bool,
    /// The sheet that is open.
    sheet: Option<Sheet>,
}

impl Offer {
    /// The sheet that is open, if it changes this.
    fn open(&self, kind: &str, id: &str) -> Option<&Sheet> {
        self.sheet.as_ref().filter(|sheet| sheet.kind == kind && sheet.id == id)
    }

    /// The sheet that is open, if it is of this kind and there is no line that it could stand below: it enters
    /// something, or what it was to change has been taken out meanwhile.
    fn open_below(&self, kind: &str) -> Option<&Sheet> {
        let sheet = self.sheet.as_ref().filter(|sheet| sheet.kind == kind)?;
        let lines = self.sections.iter().filter(|section| section.sheet == kind);
        let mut ids = lines.flat_map(|section| &section.lines).map(|(id, ..)| id);
        let is_clause = kind == "provision" && self.provisions.iter().any(|clause| clause.id == sheet.id);
        (!is_clause && !ids.any(|id| *id == sheet.id)).then_some(sheet)
    }
}

/// What is offered, one clause.
pub struct Clause {
    /// Its id.
    pub id: String,
    /// Its words.
    pub text: String,
    /// How far it has come.
    pub status: String,
    /// What else is known of it.
    pub facts: Vec<(String, String)>,
    /// What the rules find in it.
    pub found: Vec<Found>,
}

/// Sections of the dossier that are told by a line each.
struct Section {
    /// Its sheet, and its place on the page.
    sheet: &'static str,
    place: &'static str,
    title: String,
    none: String,
    add: String,
    lines: Vec<(String, String, String)>,
}

struct Said {
    number: usize,
    said: String,
    by: String,
    /// Where it stands in a report that the case keeps.
    place: Option<String>,
}

/// The offer.
pub async fn offer(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
) -> Result<Response, Trouble> {
    let lint = web.lint(&visitor.at()?.case).await?;
    page(&visitor, &lint, None, StatusCode::OK)
}

/// The offer with a sheet open in it.
///
/// # Errors
/// [`Trouble::Missing`] when the visitor is at no case.
pub fn with(visitor: &Visitor, sheet: Sheet, code: StatusCode) -> Result<Response, Trouble> {
    let lint = sheet.lint.clone().ok_or(Trouble::Missing)?;
    page(visitor, &lint, Some(sheet), code)
}

fn page(visitor: &Visitor, lint: &Lint, sheet: Option<Sheet>, code: StatusCode) -> Result<Response, Trouble> {
    let at = visitor.at()?.clone();
    let case = at.case.clone();
    let now = visitor.moment();
    let mut shell = Shell::of_case(visitor, Tab::Initiative)?;
    if let Some(sheet) = &sheet {
        shell.title = format!("{} · {}", sheet.heading, shell.title);
    }
    let words = shell.words.clone();
    let dossier = case.dossier();
    let is_before = matches!(case.stage(), Stage::Preparing | Stage::Consulting);
    let is_editor = at.sight.is_secretariat() && is_before;
    let is_new = dossier.bodies.is_empty() && dossier.conditions.is_empty() && dossier.provisions.is_empty();
    let quotes = dossier.quotes.iter().enumerate().map(|(at, quote)| {
        let told = [&quote.speaker, &quote.role, &quote.outlet].map(|it| it.as_ref());
        let by = told.into_iter().flatten().map(|it| words.text(it).to_owned());
        let date = quote.date.map(|date| words.date(&date));
        let hash = quote.source.as_deref().and_then(named_in);
        let kept = hash.and_then(|hash| case.reports().get(hash).map(|kept| (hash, &kept.report.name)));
        let source = match kept {
            Some((_, name)) => Some(name.clone()).filter(|name| !name.is_empty()),
            None => quote.source.clone(),
        };
        let by: Vec<String> = by.chain(date).chain(source).collect();
        let place = kept.map(|(hash, _)| {
            let at = quote.span.map(|(start, end)| format!("?at={start}-{end}#said")).unwrap_or_default();
            format!("/cases/{}/reports/{hash}{at}", case.id())
        });
        Said { number: at + 1, said: words.text(&quote.said).to_owned(), by: by.join(" · "), place }
    });
    let page = Offer {
        has_offer: case.received().is_some(),
        title: words.text(&dossier.initiative.title).to_owned(),
        facts: facts(dossier, now, &words),
        provisions: dossier
            .provisions
            .iter()
            .map(|it| Clause {
                found: findings::of_provision(lint, &it.id, &case, is_editor, &words),
                ..clause(dossier, it, &words)
            })
            .collect(),
        // What is not there yet cannot be found wanting.
        found: if dossier.provisions.is_empty() {
            Vec::new()
        } else {
            findings::of_offer(lint, &case, is_editor, &words)
        },
        sections: sections(&case, &words),
        quotes: quotes.collect(),
        may_import: is_editor && case.received().is_none() && is_new,
        may_revise: is_editor && case.received().is_some(),
        is_editor,
        sheet,
        shell,
    };
    Ok(show(code, &page))
}

/// What is known of the offer as a whole.
pub fn facts(dossier: &Dossier, now: Moment, words: &Words) -> Vec<(String, String)> {
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
        fact("offer-deadline", format!("{} ({})", words.date(deadline), left(deadline, now, words)));
    }
    fact("offer-version", words.number(initiative.version));
    if !initiative.scope.is_empty() {
        let places: Vec<String> = initiative.scope.iter().map(|id| place(dossier, id, words)).collect();
        fact("offer-scope", words.locale().list(&places));
    }
    facts
}

fn sections(case: &Case, words: &Words) -> Vec<Section> {
    let dossier = case.dossier();
    let name = |id: &Id, name: &Text| words.name_of(id, [(id, name)].into_iter());
    let line = |id: &Id, name: String, more: String| (id.to_string(), name, more);
    let bodies = |ids: &[Id]| {
        let all = || dossier.bodies.iter().map(|it| (&it.id, &it.name));
        let names: Vec<String> = ids.iter().map(|id| words.name_of(id, all())).collect();
        if names.is_empty() { String::new() } else { words.locale().list(&names) }
    };
    let section = |sheet, place, title: &str, none: &str, add: &str, lines| Section {
        sheet,
        place,
        title: words.word(title),
        none: words.word(none),
        add: words.word(add),
        lines,
    };
    let (harms, parties, places) = (&dossier.harms, &dossier.parties, &dossier.places);
    let harms = harms.iter().map(|it| line(&it.id, name(&it.id, &it.name), String::new())).collect();
    let parties = parties.iter().map(|it| line(&it.id, name(&it.id, &it.name), String::new())).collect();
    let places = places.iter().map(|it| {
        let within = it.within.as_ref().map(|id| place(dossier, id, words)).unwrap_or_default();
        line(&it.id, name(&it.id, &it.name), within)
    });
    let red_lines = dossier.red_lines.iter().map(|it| {
        let against: Vec<String> = it.against.iter().map(ToString::to_string).collect();
        let more = if against.is_empty() {
            String::new()
        } else {
            words.about("red-line-crossed-by", &words.locale().list(&against))
        };
        line(&it.id, words.text(&it.text).to_owned(), more)
    });
    // Those that were planned, and those that were formed beyond them.
    let is_planned = |id: &Id| dossier.committees.iter().any(|it| it.id == *id);
    let is_formed = |id: &Id| case.committees().iter().any(|it| it.id == *id);
    let beyond = case.committees().iter().filter(|it| !is_planned(&it.id));
    let committees = dossier.committees.iter().chain(beyond).map(|it| {
        let formed = is_formed(&it.id).then(|| words.word("committee-is-formed"));
        let facts = formed.into_iter().chain([bodies(&it.members)]).filter(|it| !it.is_empty());
        line(&it.id, name(&it.id, &it.name), facts.collect::<Vec<_>>().join(" · "))
    });
    vec![
        section("harm", "harms", "harms-title", "harms-none", "harm-new", harms),
        section("party", "parties", "parties-title", "parties-none", "party-new", parties),
        section("place", "places", "places-title", "places-none", "place-new", places.collect()),
        section(
            "red-line",
            "red-lines",
            "red-lines-title",
            "red-lines-none",
            "red-line-new",
            red_lines.collect(),
        ),
        section(
            "committee",
            "committees",
            "committees-title",
            "committees-none",
            "committee-new",
            committees.collect(),
        ),
    ]
}

/// How long there is until a day has ended by the reader's clock.
pub fn left(deadline: &Date, now: Moment, words: &Words) -> String {
    let part = |number: u8| i8::try_from(number).unwrap_or(1);
    let year = i16::try_from(deadline.year).unwrap_or(i16::MAX);
    let due = jiff::civil::Date::new(year, part(deadline.month), part(deadline.day)).ok();
    let today = zone::local(now, &chosen_zone()).map(|(time, _)| time.date());
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

/// A provision as it is told.
pub fn clause(dossier: &Dossier, provision: &Provision, words: &Words) -> Clause {
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
        id: provision.id.to_string(),
        text: words.text(&provision.text).to_owned(),
        status: words.word(match provision.status {
            ProvisionStatus::Draft => "provision-draft",
            ProvisionStatus::Announced => "provision-announced",
            ProvisionStatus::Agreed => "provision-agreed",
            ProvisionStatus::Rejected => "provision-rejected",
        }),
        facts,
        found: Vec::new(),
    }
}
