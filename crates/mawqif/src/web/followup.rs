//! Follow-up: what waits for an answer, what is due, who watches, what was promised and how it is kept, what happened,
//! and the way back to the position, in words.
//!
//! Everybody who reads along sees incidents, findings and triggers. Reports, which name their source, and why somebody
//! believes them, are seen by the secretariat and the committee alone. The page shows what the record has; what is due is reckoned for the moment of
//! looking, and in the past for the moment of its last entry.

pub mod board;
mod drafted;
pub mod evidence;
pub mod forms;
pub mod imports;
pub mod intake;
mod kept;
pub mod lists;
pub mod messages;
pub mod public;
pub mod reporter;
mod said;
mod told;
pub mod week;

use std::collections::BTreeSet;

use askama::Template;
use axum::{Extension, extract::State, http::StatusCode, response::Response};
use mawqif_core::case::{AccountId, Case, Moment, Role, change::Change, followup::agenda};

pub use self::forms::SHEETS;
use self::kept::{Kept, Late, commitments, frozen, late};
use super::{
    Web,
    acts::key,
    admit::{At, Visitor},
    after::{self, Ahead, Ask, Promise, Watch},
    consultation::names::{self, Names},
    page::{Shell, Tab, show},
    statement::weekly::{self, Weekly},
    trouble::Trouble,
    words::Words,
};
use crate::desk::sight::Sight;

/// Incidents, reports and triggers that a page shows; the latest of more.
const SHOWN: usize = 100;

#[derive(Template)]
#[template(path = "follow_up.html")]
struct FollowUp {
    shell: Shell,
    case: String,
    /// Whether who looks is of the secretariat or the committee, and it is now.
    is_desk: bool,
    key: String,
    /// What there is to do, in a sentence.
    sentence: String,
    triggers: Vec<Trigger>,
    due: Vec<Due>,
    commitments: Vec<Kept>,
    incidents: Vec<Happened>,
    reports: Vec<Told>,
    tasks: Vec<Task>,
    late: Vec<Late>,
    /// The bulletin that is due.
    bulletin: Option<Weekly>,
    /// A reopening that waits for a second person.
    reopening: bool,
    /// Whether everybody sees how the answer is kept, as the last bulletin told it.
    is_public: bool,
    watched: Vec<Watched>,
    /// The places of the dossier: id and name.
    places: Vec<(String, String)>,
    committees: Vec<Watch>,
    /// Whether the committees were formed, or are only foreseen.
    are_formed: bool,
    mandate: String,
    asks: Vec<Ask>,
    promises: Vec<Promise>,
    dates: Vec<Ahead>,
    /// What is said of the position when none stands.
    without: Option<&'static str>,
    /// Committees that are planned and not formed, for the secretariat: id and name.
    planned: Vec<(String, String)>,
    /// Whether a committee can be formed by whoever looks.
    may_form: bool,
}

/// A trigger that has fired.
struct Trigger {
    number: u64,
    cause: String,
    /// How it stands, and when it fired.
    standing: String,
    reason: String,
    /// What it means for the position.
    back: Vec<String>,
    sha256: String,
    /// What was frozen when it fired.
    frozen: Vec<(String, String)>,
    waits: bool,
    is_late: bool,
    may_answer: bool,
    /// Whether whoever looks could answer it, were it not theirs.
    needs_another: bool,
    /// Whether what it rests on was taken back, so that it can only be waived.
    is_void: bool,
}

/// What is due to fire.
struct Due {
    cause: String,
    sha256: String,
}

/// An incident.
struct Happened {
    number: u64,
    what: String,
    facts: Vec<(String, String)>,
    /// What is known of whether it happened: the word, and the class that goes with it.
    state: String,
    class: &'static str,
    reviews: Vec<String>,
    /// What is missing before anybody can say that it happened.
    missing: Option<String>,
    /// That two who say that it happened speak for one body.
    warnings: Vec<String>,
    findings: Vec<Judged>,
    reports: Vec<Told>,
}

/// A finding.
struct Judged {
    number: u64,
    told: String,
    reason: String,
    dissents: Vec<String>,
    is_latest: bool,
}

/// A report.
struct Told {
    number: u64,
    what: String,
    facts: Vec<(String, String)>,
    /// The table and the row that it was made of.
    row: Option<(u64, u64)>,
    entry: u64,
}

/// A task.
struct Task {
    number: u64,
    what: String,
    facts: String,
    is_ended: bool,
}

/// An obstacle, a place without access, a change.
struct Watched {
    /// The number of an obstacle that is still there.
    number: Option<u64>,
    told: String,
}

/// What waits in a case for somebody who follows up, in a sentence; nothing for everybody else.
pub fn waits(case: &Case, sight: &Sight, now: Moment, words: &Words) -> Option<String> {
    if sight.is_follow_up() { told::waits(case, now, words) } else { None }
}

/// The page.
pub async fn page(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    let case = &at.case;
    // The past is looked at as it was then, without what has become due since.
    let now = visitor.moment();
    let people = names::of(&web, &reviewers(case)).await?;
    let shell = Shell::of_case(&visitor, Tab::FollowUp)?;
    let words = &shell.words;
    let standing = case.stands();
    let are_formed = !case.committees().is_empty();
    let committees = if are_formed { case.committees() } else { case.dossier().committees.as_slice() };
    let package = standing.and_then(|it| it.trade.as_ref()).map(|it| it.package.as_slice());
    let (is_desk, sees_reports) = (at.sight.is_follow_up() && at.now.is_none(), at.sight.sees_reports());
    let due = case.due_triggers(now);
    let neighbours = case.follow_up().neighbours(&case.dossier().places);
    let beside = told::Beside { people: &people, neighbours: &neighbours };
    let (late, late_in_all) = late(case, now, words);
    let places = case
        .dossier()
        .places
        .iter()
        .take(SHOWN)
        .map(|it| (it.id.to_string(), told::place(case, &it.id, words)));
    let page = FollowUp {
        case: case.id().to_string(),
        is_desk,
        key: key()?,
        sentence: told::sentence(case, now, [due.len(), late_in_all], words),
        triggers: triggers(at, &visitor.guest()?.caller.actor, now, words),
        due: due
            .iter()
            .take(SHOWN)
            .map(|it| Due {
                cause: words.about("trigger-heading-due", &cause(case, it, words)),
                sha256: it.sha256().to_hex(),
            })
            .collect(),
        commitments: commitments(case, sees_reports, words),
        incidents: incidents(case, sees_reports.then_some(now), &beside, words),
        reports: if sees_reports {
            let all: Vec<_> = case.follow_up().unlinked().collect();
            all.into_iter()
                .rev()
                .take(SHOWN)
                .map(|(number, it)| told::report(case, number, it, &beside, words))
                .collect()
        } else {
            Vec::new()
        },
        tasks: case
            .follow_up()
            .tasks()
            .iter()
            .rev()
            .take(SHOWN)
            .map(|(number, it)| told::task(case, *number, it, words))
            .collect(),
        late,
        bulletin: if at.now.is_none() {
            weekly::due(case, now, at.sight.is_secretariat(), words)
        } else {
            None
        },
        reopening: case.proposals().values().any(|it| matches!(it.change, Change::ReopenPosition(_))),
        is_public: public::shown(case, now).is_some(),
        watched: told::watched(case, words),
        places: places.collect(),
        committees: committees.iter().map(|it| after::watch(case, it, words)).collect(),
        are_formed,
        mandate: words.text(&case.follow_up().terms().mandate).to_owned(),
        asks: after::asks(case, package.unwrap_or_default(), words),
        promises: after::promises(case, words),
        dates: after::ahead(case, now, words),
        without: match (standing, case.adopted().last()) {
            (Some(_), _) => None,
            (None, Some(_)) => Some("follow-under-review"),
            (None, None) => Some("follow-not-yet"),
        },
        planned: planned(case, words),
        may_form: at.sight.is_secretariat() && at.now.is_none(),
        shell,
    };
    Ok(show(StatusCode::OK, &page))
}

/// Committees that are planned and not formed: id and name.
fn planned(case: &Case, words: &Words) -> Vec<(String, String)> {
    let all = case.dossier().committees.iter();
    let planned = all.filter(|it| !case.committees().iter().any(|formed| formed.id == it.id));
    planned.map(|it| (it.id.to_string(), words.name_of(&it.id, [(&it.id, &it.name)].into_iter()))).collect()
}

/// Everybody whose name the page tells: those who have judged or graded something or disagree.
fn reviewers(case: &Case) -> Vec<AccountId> {
    let followup = case.follow_up();
    let shown = followup.incidents().iter().rev().take(SHOWN);
    let numbers: BTreeSet<u64> = shown.clone().map(|(number, _)| *number).collect();
    let judged = shown.flat_map(|(_, it)| it.reviews.keys());
    let found = followup.findings().values().filter(|it| numbers.contains(&it.finding.incident));
    let said = found.flat_map(|it| std::iter::once(&it.by).chain(it.dissents.iter().map(|(by, ..)| by)));
    let graded = followup.reports().values().flat_map(|it| &it.gradings).map(|it| &it.by);
    let all: BTreeSet<&AccountId> = judged.chain(said).chain(graded).collect();
    all.into_iter().cloned().collect()
}

/// What fired or is due, in the reader's language.
fn cause(case: &Case, inputs: &mawqif_core::case::followup::trigger::Inputs, words: &Words) -> String {
    let [arabic, english] = agenda::cause(case, inputs);
    words.digits(&if words.tag() == "ar" { arabic } else { english })
}

fn triggers(at: &At, actor: &AccountId, now: Moment, words: &Words) -> Vec<Trigger> {
    let case = &at.case;
    let is_committee = at.sight.roles().contains(&Role::Committee);
    // What waits comes first, however old it is.
    let mut all: Vec<_> = case.follow_up().triggers().iter().rev().collect();
    all.sort_by_key(|(_, it)| it.answer.is_some());
    all.into_iter()
        .take(SHOWN)
        .map(|(number, it)| {
            let waits = it.answer.is_none();
            let answered = it.answer.as_ref();
            let is_for = waits
                && at.now.is_none()
                && (is_committee || (at.sight.is_secretariat() && case.answers_for_committee(it)));
            let needs_another = is_for && case.needs_another(actor, it, now);
            Trigger {
                number: *number,
                cause: words.tell(
                    "trigger-heading",
                    &[("number", (*number).into()), ("name", cause(case, &it.inputs, words).into())],
                ),
                standing: told::standing(it, now, words),
                reason: answered.map(|it| words.text(&it.reason).to_owned()).unwrap_or_default(),
                back: answered
                    .and_then(|it| it.back.as_ref())
                    .map(|it| told::back(case, it, words))
                    .unwrap_or_default(),
                sha256: it.sha256.to_hex(),
                frozen: frozen(case, &it.inputs, words),
                waits,
                is_late: waits && it.escalated.is_none() && it.answer_by <= now,
                may_answer: is_for && !needs_another,
                needs_another,
                is_void: waits && !case.still_counts(it),
            }
        })
        .collect()
}

/// Incidents, with reports and reviewers for those who see them, at a moment.
fn incidents(case: &Case, seen: Option<Moment>, beside: &told::Beside<'_>, words: &Words) -> Vec<Happened> {
    let sees_reports = seen.is_some();
    let people = beside.people;
    let all = case.follow_up().incidents().iter().rev().take(SHOWN);
    all.map(|(number, it)| {
        let (state, class) = told::verification(it.verification(), words);
        let reports = it.reports.iter().filter_map(|at| Some((*at, case.follow_up().reports().get(at)?)));
        let found = case.follow_up().findings().iter().rev().filter(|(_, it)| it.finding.incident == *number);
        Happened {
            number: *number,
            what: words.text(&it.incident.what).to_owned(),
            facts: told::incident(case, it, words),
            state,
            class,
            // Why somebody believes a report tells of it.
            reviews: if sees_reports {
                it.reviews.iter().map(|(who, it)| told::review(who, it, people, words)).collect()
            } else {
                Vec::new()
            },
            missing: seen.and_then(|_| told::missing(case, it, words)),
            warnings: seen.map(|now| told::of_one_body(case, it, now, people, words)).unwrap_or_default(),
            findings: found.map(|(at, it)| told::finding(case, *at, it, people, words)).collect(),
            reports: if sees_reports {
                reports.map(|(at, it)| told::report(case, at, it, beside, words)).collect()
            } else {
                Vec::new()
            },
        }
    })
    .collect()
}
