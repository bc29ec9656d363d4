//! The press desk: the next conference and who comes, what is said on each subject, answers to questions, what members
//! said after the statement, and the words of the house.
//!
//! Whoever reads along sees all of it but the journalists, whom the secretariat alone sees. What is a tap at the door is
//! done at once, since it can be undone by another; a line is agreed on a page that shows the words first.

pub mod announced;
pub mod forms;
pub mod held;
pub mod house;
pub mod inviting;

use askama::Template;
use axum::{
    Extension,
    extract::State,
    http::{StatusCode, Uri},
    response::Response,
};
use mawqif_core::{
    case::{
        Case, Moment,
        press_desk::{Admission, Applicant, Called, Ground, LineKind, Written},
    },
    statement::{Language as Tongue, own_words, template},
    text::Text,
};

pub use self::forms::SHEETS;
use super::{
    Web,
    acts::key,
    admit::{At, Visitor},
    consultation::names::{self, Names},
    form::Form,
    page::{Shell, Tab, show},
    trouble::Trouble,
    words::Words,
};
use crate::api;

/// Press conferences and lines that a page shows; more than that nobody looks through.
const SHOWN: usize = 200;

const HOUR: u64 = 3_600_000_000;

#[derive(Template)]
#[template(path = "press.html")]
struct Desk {
    shell: Shell,
    case: String,
    is_editor: bool,
    key: String,
    /// The next conference first, then the others, the latest first.
    conferences: Vec<Conference>,
    holding: Vec<Line>,
    answers: Vec<Line>,
    heard: Vec<held::Told>,
    /// The statement that remarks are held against.
    against: Option<(u64, String)>,
    house: Vec<House>,
}

/// A press conference.
struct Conference {
    number: u64,
    title: String,
    /// When, and how long it is until then.
    when: String,
    left: Option<String>,
    facts: Vec<(String, String)>,
    /// Who speaks, in a sentence whose names are set apart already; empty when nobody does.
    speakers: String,
    is_next: bool,
    is_off: bool,
    /// Its invitation, and how that stands.
    invitation: Option<(u64, String)>,
    /// Whether it was called anew since it was invited to.
    is_changed: bool,
    /// How many asked to be let in, and how many are.
    asked: String,
    journalists: Vec<Guest>,
}

/// A journalist.
struct Guest {
    number: u64,
    name: String,
    outlet: String,
    contact: String,
    language: String,
    standing: String,
    is_accepted: bool,
    is_declined: bool,
    entry: u64,
}

/// A holding line, or a question with its answer.
struct Line {
    number: u64,
    version: u64,
    /// By language: tag, direction, subject or question, words.
    columns: Vec<(&'static str, &'static str, String, String)>,
    rests_on: String,
    standing: String,
    is_agreed: bool,
    may_agree: bool,
}

/// A house template.
struct House {
    name: String,
    called: String,
    is_edited: bool,
}

/// The press desk.
pub async fn desk(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    let case = &at.case;
    let now = visitor.moment();
    let people = writers(&web, case).await?;
    let shell = Shell::of_case(&visitor, Tab::Press)?;
    let words = &shell.words;
    let is_editor = at.sight.is_secretariat() && at.now.is_none();
    let lines = |kind: LineKind| {
        let all = case.press().lines().iter().filter(|(_, it)| it.line.kind == kind).take(SHOWN);
        all.map(|(number, it)| line(at, &visitor, *number, it, &people, words)).collect::<Vec<Line>>()
    };
    let page = Desk {
        case: case.id().to_string(),
        is_editor,
        key: key()?,
        conferences: conferences(at, now, words),
        holding: lines(LineKind::Holding),
        answers: lines(LineKind::Answer),
        heard: held::all(at, None, words),
        against: case
            .held_against(now)
            .and_then(|(number, it)| Some((number, words.text(&it.version()?.draft.title).to_owned()))),
        house: template::file_names().map(|name| house(case, name, words)).collect(),
        shell,
    };
    Ok(show(StatusCode::OK, &page))
}

/// What those are called who wrote lines, or agreed to them.
async fn writers(web: &Web, case: &Case) -> Result<Names, Trouble> {
    let all = case.press().lines().values();
    let all = all.flat_map(|it| std::iter::once(&it.by).chain(it.agreed.as_ref().map(|(who, _)| who)));
    let mut accounts: Vec<_> = all.cloned().collect();
    accounts.sort_unstable();
    accounts.dedup();
    names::of(web, &accounts).await
}

fn conferences(at: &At, now: Moment, words: &Words) -> Vec<Conference> {
    let press = at.case.press();
    let next = press.next(now).map(|(number, _)| number);
    let mut all: Vec<_> = press.conferences().iter().collect();
    all.sort_by_key(|(number, it)| (Some(**number) != next, std::cmp::Reverse((it.conference.at, **number))));
    all.into_iter().take(SHOWN).map(|(number, it)| conference(at, now, *number, it, words)).collect()
}

fn conference(at: &At, now: Moment, number: u64, called: &Called, words: &Words) -> Conference {
    let (case, it) = (&at.case, &called.conference);
    let invitation = case.invitation_to(number);
    let rests_on = invitation.and_then(|(_, it)| it.version()).map(|it| it.draft.rests_on.as_slice());
    let newest = called.entries.last();
    let applicants = case.press().applicants().values().filter(|it| it.conference == number);
    let accepted = applicants.clone().filter(|it| it.admission == Some(Admission::Accepted)).count();
    let values = [("count", applicants.count().into()), ("accepted", accepted.into())];
    let mut facts = vec![(words.word("press-place"), words.text(&it.place).to_owned())];
    let speakers: Vec<String> = it.speakers.iter().map(|it| speaker(case, it, words)).collect();
    if let Some(about) = it.statement {
        facts.push((words.word("press-about"), words.number(about)));
    }
    let texts = [("press-accreditation", &it.accreditation), ("press-notes", &it.notes)];
    facts.extend(
        texts
            .into_iter()
            .filter_map(|(key, text)| Some((words.word(key), words.text(text.as_ref()?).to_owned()))),
    );
    facts.extend(called.off.as_ref().map(|why| (words.word("press-off"), words.text(why).to_owned())));
    Conference {
        number,
        title: words.text(&it.title).to_owned(),
        when: words.moment(it.at),
        left: left(it.at, now, words).filter(|_| called.off.is_none()),
        facts,
        speakers: words.locale().list(&speakers),
        is_next: case.press().next(now).is_some_and(|(next, _)| next == number),
        is_off: called.off.is_some(),
        is_changed: called.off.is_none()
            && rests_on.is_some_and(|it| newest.is_some_and(|seq| !it.contains(seq))),
        invitation: invitation
            .map(|(by, it)| (by, super::statement::standing(case, by, it, now, words).unwrap_or_default())),
        asked: words.tell("press-asked", &values),
        journalists: if at.sight.is_secretariat() { journalists(case, number, words) } else { Vec::new() },
    }
}

/// Who speaks: the person, and the body.
fn speaker(case: &Case, it: &mawqif_core::case::press_desk::Speaker, words: &Words) -> String {
    let body = words.name_of(&it.body, case.dossier().bodies.iter().map(|body| (&body.id, &body.name)));
    match &it.name {
        Some(name) => {
            let values = [("name", words.text(name).to_owned().into()), ("body", body.into())];
            words.tell("press-speaker", &values)
        }
        None => body,
    }
}

fn journalists(case: &Case, conference: u64, words: &Words) -> Vec<Guest> {
    let all = case.press().applicants().iter().filter(|(_, it)| it.conference == conference);
    all.map(|(number, it)| journalist(*number, it, words)).collect()
}

fn journalist(number: u64, it: &Applicant, words: &Words) -> Guest {
    let standing = match it.admission {
        Some(Admission::Accepted) => "press-accepted",
        Some(Admission::Declined) => "press-declined",
        None => "press-waiting",
    };
    Guest {
        number,
        name: words.text(&it.journalist.name).to_owned(),
        outlet: words.text(&it.journalist.outlet).to_owned(),
        contact: it.journalist.contact.clone(),
        language: it.journalist.language.of("العربية", "English").to_owned(),
        standing: words.word(standing),
        is_accepted: it.admission == Some(Admission::Accepted),
        is_declined: it.admission == Some(Admission::Declined),
        entry: it.entry,
    }
}

/// How long it is until a moment; nothing once it has come.
fn left(at: Moment, now: Moment, words: &Words) -> Option<String> {
    let left = at.micros().checked_sub(now.micros())?;
    let (days, hours) = (left / HOUR / 24, left / HOUR % 24);
    Some(match days {
        0 if hours == 0 => words.tell("press-in-minutes", &[("count", (left / (HOUR / 60)).into())]),
        0 => words.tell("press-in-hours", &[("count", hours.into())]),
        _ => words.tell("press-in-days", &[("count", days.into())]),
    })
}

fn line(at: &At, visitor: &Visitor, number: u64, it: &Written, people: &Names, words: &Words) -> Line {
    let name = |who| people.get(who).cloned().unwrap_or_default();
    let standing = match &it.agreed {
        Some((who, when)) => words.tell(
            "press-agreed",
            &[("by", name(&it.by).into()), ("name", name(who).into()), ("date", words.moment(*when).into())],
        ),
        None => words.about("press-drafted", &name(&it.by)),
    };
    let is_own = visitor.guest.as_ref().is_some_and(|guest| guest.caller.actor == it.by);
    let is_editor = at.sight.is_secretariat() && at.now.is_none();
    Line {
        number,
        version: it.version,
        columns: columns(&it.line.about, &it.line.words, words),
        rests_on: rests_on(&at.case, &it.line.rests_on, words),
        standing,
        is_agreed: it.agreed.is_some(),
        may_agree: is_editor && !is_own && it.agreed.is_none(),
    }
}

/// Both languages of a line, the reader's first.
fn columns(about: &Text, said: &Text, words: &Words) -> Vec<(&'static str, &'static str, String, String)> {
    let own = |text: &Text, language| own_words(text, language).unwrap_or_default().to_owned();
    let column =
        |language: Tongue| (language.tag(), language.direction(), own(about, language), own(said, language));
    let mut columns: Vec<_> = Tongue::BOTH.into_iter().map(column).collect();
    columns.retain(|(_, _, about, said)| !about.is_empty() || !said.is_empty());
    columns.sort_by_key(|(tag, ..)| *tag != words.tag());
    columns
}

/// What a line rests on, in words; that it is gone, if it is.
fn rests_on(case: &Case, ground: &Ground, words: &Words) -> String {
    match ground {
        Ground::Statement(number) => words.about("press-rests-statement", &words.number(number)),
        Ground::Provision(id) => {
            let found = case.dossier().provisions.iter().find(|it| it.id == *id);
            match found {
                Some(it) => words.about("press-rests-provision", words.text(&it.text)),
                None => words.about("press-rests-gone", id.as_str()),
            }
        }
    }
}

fn house(case: &Case, name: String, words: &Words) -> House {
    let called = house::called(&name, words);
    House { is_edited: case.press().templates().contains_key(&name), called, name }
}

#[derive(Template)]
#[template(path = "press_door.html")]
struct Door {
    shell: Shell,
    case: String,
    title: String,
    when: String,
    place: String,
    /// Those who are let in, by name.
    journalists: Vec<Guest>,
}

/// Who is let in, for the door: without what the desk alone has to know.
pub async fn door(Extension(visitor): Extension<Visitor>, uri: Uri) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    let asked = Form::parse(uri.query().unwrap_or_default().as_bytes())?;
    let press = at.case.press();
    let number = match asked.get("conference") {
        "" => press.next(visitor.moment()).map(|(number, _)| number).ok_or(Trouble::Missing)?,
        number => number.parse().map_err(|_| Trouble::Missing)?,
    };
    let called = press.conferences().get(&number).ok_or(Trouble::Missing)?;
    let shell = Shell::of_case(&visitor, Tab::Press)?;
    let words = &shell.words;
    let mut let_in: Vec<Guest> =
        journalists(&at.case, number, words).into_iter().filter(|it| it.is_accepted).collect();
    let_in.sort_by(|one, other| one.name.cmp(&other.name));
    let page = Door {
        case: at.case.id().to_string(),
        title: words.text(&called.conference.title).to_owned(),
        when: words.moment(called.conference.at),
        place: words.text(&called.conference.place).to_owned(),
        journalists: let_in,
        shell,
    };
    Ok(show(StatusCode::OK, &page))
}

#[derive(Template)]
#[template(path = "press_answers.html")]
struct Answers {
    shell: Shell,
    case: String,
    holding: Vec<Line>,
    answers: Vec<Line>,
    /// How many are left out, since nobody has agreed to them.
    waiting: Option<String>,
}

/// What was agreed, for whoever speaks: holding lines, and questions with their answers, in both languages.
pub async fn answers(Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    let shell = Shell::of_case(&visitor, Tab::Press)?;
    let words = &shell.words;
    let nobody = Names::new();
    let all = at.case.press().lines().iter();
    let waiting = at.case.press().lines().values().filter(|it| it.agreed.is_none()).count();
    let agreed = all.filter(|(_, it)| it.agreed.is_some());
    let (holding, answers): (Vec<_>, Vec<_>) = agreed.partition(|(_, it)| it.line.kind == LineKind::Holding);
    let told = |lines: Vec<(&u64, &Written)>| {
        lines.into_iter().map(|(number, it)| line(at, &visitor, *number, it, &nobody, words)).collect()
    };
    let page = Answers {
        case: at.case.id().to_string(),
        holding: told(holding),
        answers: told(answers),
        waiting: (waiting > 0).then(|| words.count("press-left-out", waiting)),
        shell,
    };
    Ok(show(StatusCode::OK, &page))
}

/// The press conferences as a file for a calendar.
pub async fn calendar(Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    let all =
        at.case.press().conferences().iter().map(|(number, it)| (*number, &it.conference, it.off.is_some()));
    Ok(api::calendar::conferences(&at.case, all, at.held.origin()))
}
