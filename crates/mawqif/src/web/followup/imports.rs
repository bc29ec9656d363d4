//! Tables of reports in the browser: brought, looked at, taken in, taken back.
//!
//! A file is kept when it is brought, and counts only when somebody who has seen what was read takes it in. Which column tells
//! what can be changed before that, as often as is needed. Everything is a form that is sent and a page that answers.

pub mod row;
pub mod rows;
mod told;

use std::time::Duration;

use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use mawqif_core::{
    case::{Act, followup::grade::Grade},
    followup::{
        board::Board,
        columns::Field,
        table::{FILE_LIMIT, TableFault},
    },
    record::hash::Hash,
    text::Text,
};

use self::told::{Choice, Doubtful, Line, Pair, Reported};
pub(super) use self::told::{kept, share};
use super::super::{
    Web,
    acts::{self, Came},
    admit::{At, Visitor},
    form::Form,
    page::{Shell, Tab, show},
    trouble::{Trouble, sentence, status},
    words::Words,
};
use crate::desk::{
    Fault,
    boards::Eyes,
    imports::{Brought, Kept, Looked, Mapping, Taking, is_of, kept::Alike},
};

/// The longest form with a table in it, in bytes: a table as long as one may be, and what stands around it.
pub const TABLE_FORM_LIMIT: usize = 97 << 20;

/// How long whoever takes a table in waits for it; it goes on without them.
const TAKING: Duration = Duration::from_secs(20);

/// Rows in doubt that a page lists.
const DOUBTS_SHOWN: usize = 50;

#[derive(Template)]
#[template(path = "imports.html")]
struct All {
    shell: Shell,
    case: String,
    is_desk: bool,
    limit: String,
    problem: Option<String>,
    waiting: Vec<Line>,
    taken: Vec<Line>,
    grades: Vec<(String, bool)>,
}

#[derive(Template)]
#[template(path = "import.html")]
struct One {
    shell: Shell,
    case: String,
    key: String,
    number: u64,
    name: String,
    is_desk: bool,
    /// Whether the record has it; then nothing can be changed but that it counts.
    is_taken: bool,
    is_back: bool,
    /// Whether its rows can be looked at.
    has_rows: bool,
    /// Reports that were made of its rows.
    reported: Vec<Reported>,
    state: String,
    problem: Option<String>,
    facts: Vec<(String, String)>,
    fields: Vec<Choice>,
    days: Vec<(&'static str, String, bool)>,
    grades: Vec<(String, bool)>,
    doubts: Vec<Doubtful>,
    doubts_more: Option<String>,
    counted: Vec<String>,
    alike: Option<String>,
    /// What may be told in this table and in another.
    across: Vec<Pair>,
    /// The sheets of a workbook, and which is read.
    sheets: Vec<(String, bool)>,
    /// What is said of other tables.
    others: Vec<String>,
    comes_to: Vec<String>,
    may_take: bool,
    /// What is looked at, so that nothing else is taken in.
    seal: String,
}

/// All tables of a case, and the form by which one is brought.
pub async fn all(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
) -> Result<Response, Trouble> {
    listed(&web, &visitor, StatusCode::OK, None).await
}

/// Keeps a table that is brought, and leads to where it is looked at.
pub async fn bring(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Extension(form): Extension<Form>,
) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    let file = form.file("file").filter(|file| !file.bytes.is_empty());
    let (name, bytes) = match file {
        Some(file) => (file.name.clone(), file.bytes.clone()),
        None => {
            let name = Words::of(visitor.language).word("tables-pasted");
            (name, form.raw("text").as_bytes().to_vec().into())
        }
    };
    if bytes.is_empty() {
        let told = Words::of(visitor.language).word("tables-nothing");
        return listed(&web, &visitor, StatusCode::UNPROCESSABLE_ENTITY, Some(told)).await;
    }
    let grade = grade(&form);
    let kept =
        web.desk.bring_table(&at.held, &visitor.guest()?.caller, Brought { name, bytes, grade }).await?;
    let here = format!("/cases/{}/follow-up/imports", at.case.id());
    match kept {
        Kept::Waits(number) => Ok(Redirect::to(&format!("{here}/{number}")).into_response()),
        Kept::Before(number) => Ok(Redirect::to(&format!("{here}/{number}?before=yes")).into_response()),
        Kept::TooLong => {
            let told = told::refused(&TableFault::TooLarge, &Words::of(visitor.language));
            listed(&web, &visitor, StatusCode::PAYLOAD_TOO_LARGE, Some(told)).await
        }
    }
}

async fn listed(
    web: &Web,
    visitor: &Visitor,
    code: StatusCode,
    problem: Option<String>,
) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    let brought = web.desk.store().brought_reports(at.held.stored()).await.map_err(Fault::from)?;
    let shell = Shell::of_case(visitor, Tab::FollowUp)?;
    let words = &shell.words;
    let imports = at.case.follow_up().imports();
    let now = at.held.now();
    let is_waiting = |number: u64| !now.follow_up().imports().all().contains_key(&number);
    let page = All {
        case: at.case.id().to_string(),
        is_desk: at.sight.is_follow_up(),
        limit: words.tell("tables-limit", &[("count", (FILE_LIMIT >> 20).into())]),
        problem,
        waiting: brought
            .iter()
            .rev()
            .filter(|it| is_waiting(it.number) && at.now.is_none())
            .map(|it| told::waiting(it, words))
            .collect(),
        taken: imports
            .all()
            .iter()
            .rev()
            .map(|(number, it)| {
                let own = brought.iter().find(|own| own.number == *number);
                told::taken(*number, it, own.filter(|own| is_of(own, &it.import)), words)
            })
            .collect(),
        grades: grades(""),
        shell,
    };
    Ok(show(code, &page))
}

/// A table: what was read of it, and what can be done with it.
pub async fn one(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((_, number)): Path<(String, String)>,
) -> Result<Response, Trouble> {
    let number = number.parse().map_err(|_| Trouble::Missing)?;
    let told = visitor.path.contains("before=yes").then(|| Words::of(visitor.language).word("tables-before"));
    shown(&web, &visitor, number, StatusCode::OK, told).await
}

/// Reads a table in another way, takes it in, drops it, or takes it back.
pub async fn sent(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((_, number)): Path<(String, String)>,
    Extension(form): Extension<Form>,
) -> Result<Response, Trouble> {
    let number: u64 = number.parse().map_err(|_| Trouble::Missing)?;
    let at = visitor.at()?;
    let here = format!("/cases/{}/follow-up/imports", at.case.id());
    let is_taken = at.held.now().follow_up().imports().all().contains_key(&number);
    match form.get("step") {
        "look" if !is_taken => {
            let mapping = mapping(&form);
            web.desk.remap_table(&at.held, number, &mapping, grade(&form).as_deref()).await?;
            Ok(Redirect::to(&format!("{here}/{number}")).into_response())
        }
        "drop" if !is_taken => {
            web.desk.drop_table(&at.held, number).await?;
            Ok(Redirect::to(&here).into_response())
        }
        "take" => {
            let key = acts::key_of(&form)?;
            let (caller, seen) = (&visitor.guest()?.caller, Hash::from_hex(form.get("seen")));
            match web.desk.take_table(&at.held, number, (caller, Some(key)), seen, TAKING).await {
                Ok(Taking::Done(done)) => {
                    let first = done.entries.first().map(|entry| entry.header().seq).unwrap_or_default();
                    Ok(Redirect::to(&format!("{here}/{number}?done={first}")).into_response())
                }
                // Sent twice: it counts already.
                Ok(Taking::Already) => Ok(Redirect::to(&format!("{here}/{number}")).into_response()),
                Ok(Taking::Unread) => {
                    shown(&web, &visitor, number, StatusCode::UNPROCESSABLE_ENTITY, None).await
                }
                Ok(taking @ (Taking::Changed | Taking::Claimed | Taking::Begun)) => {
                    let (key, code) = match taking {
                        Taking::Begun => ("tables-begun", StatusCode::ACCEPTED),
                        Taking::Claimed => ("tables-claimed", StatusCode::CONFLICT),
                        _ => ("tables-changed", StatusCode::CONFLICT),
                    };
                    let told = Words::of(visitor.language).word(key);
                    shown(&web, &visitor, number, code, Some(told)).await
                }
                Err(fault) if status(&fault).is_server_error() => Err(fault.into()),
                Err(fault) => {
                    let told = sentence(&fault, &Words::of(visitor.language));
                    shown(&web, &visitor, number, status(&fault), Some(told)).await
                }
            }
        }
        "back" => {
            let reason = Text::plain(form.get("reason"));
            let act = Act::TakeImportBack { number, reason };
            match acts::attempt(&web, &visitor, act, acts::key_of(&form)?).await? {
                Came::Done(first) => {
                    Ok(Redirect::to(&format!("{here}/{number}?done={first}")).into_response())
                }
                Came::Refused(told, code) => shown(&web, &visitor, number, code, Some(told)).await,
            }
        }
        _ => Ok(Redirect::to(&format!("{here}/{number}")).into_response()),
    }
}

async fn shown(
    web: &Web,
    visitor: &Visitor,
    number: u64,
    code: StatusCode,
    problem: Option<String>,
) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    if let Some(imported) = at.held.now().follow_up().imports().all().get(&number).cloned() {
        return counted(web, visitor, number, &imported, (code, problem)).await;
    }
    let looked = web.desk.look_at_table(&at.held, number).await?;
    let (mut alike, mut boards) = (None, None);
    if let Ok(reports) = looked.read() {
        alike = web.desk.alike(&at.held, &looked).await?;
        let case = at.held.now();
        let before = web.desk.board(&at.held, &case, &case, (web.desk.today(&case), Eyes::FollowUp)).await?;
        let after = web.desk.board_with(&at.held, &case, reports.clone()).await?;
        boards = before.board.as_ref().ok().cloned().zip(after.board.ok());
    }
    let shell = Shell::of_case(visitor, Tab::FollowUp)?;
    let tried = web.desk.table_outcome(&at.held.now(), number);
    let problem = problem.or_else(|| tried.map(|it| told::tried(&it, &shell.words)));
    let page = dry(at, number, &looked, (alike, boards), shell, problem)?;
    Ok(show(code, &page))
}

/// The page of a table that waits.
fn dry(
    at: &At,
    number: u64,
    looked: &Looked,
    (alike, boards): (Option<Alike>, Option<(Board, Board)>),
    shell: Shell,
    problem: Option<String>,
) -> Result<One, Trouble> {
    let words = &shell.words;
    let reports = looked.read().ok();
    let problem = problem.or_else(|| looked.read().err().map(|fault| told::refused(fault, words)));
    let doubts = reports.map(|it| it.doubts.as_slice()).unwrap_or_default();
    let more = doubts.len().saturating_sub(DOUBTS_SHOWN);
    let mut facts = told::facts(&looked.table, words);
    facts.extend(reports.map(|it| told::read(it, words)).into_iter().flatten());
    Ok(One {
        case: at.case.id().to_string(),
        key: acts::key()?,
        number,
        name: looked.table.name.clone(),
        is_desk: at.sight.is_follow_up() && at.now.is_none(),
        is_taken: false,
        is_back: false,
        state: words.word("tables-waits"),
        has_rows: false,
        reported: Vec::new(),
        problem,
        facts,
        fields: told::fields(looked, words),
        days: told::days(&looked.mapping, words),
        grades: grades(looked.table.grade.as_deref().unwrap_or_default()),
        doubts: doubts
            .iter()
            .take(DOUBTS_SHOWN)
            .map(|it| told::doubt((it.line, it.kind.code(), &it.words), None, words))
            .collect(),
        doubts_more: (more > 0).then(|| words.count("tables-doubts-more", more)),
        counted: reports.map(|it| told::counted(it, words)).unwrap_or_default(),
        across: alike.as_ref().zip(reports).map(|(it, own)| told::across(it, own, words)).unwrap_or_default(),
        alike: alike.map(|it| told::alike(&it.within, words)),
        sheets: told::sheets(looked),
        others: reports.map(|it| told::overlapping(&at.held.now(), number, it, words)).unwrap_or_default(),
        comes_to: boards.map(|(before, after)| told::comes_to(&before, &after, words)).unwrap_or_default(),
        may_take: reports.is_some_and(|it| !it.reports.is_empty()),
        seal: looked.seal().map(|it| it.to_hex()).unwrap_or_default(),
        shell,
    })
}

/// The page of a table that the record has.
async fn counted(
    web: &Web,
    visitor: &Visitor,
    number: u64,
    imported: &mawqif_core::case::followup::imports::Imported,
    (code, problem): (StatusCode, Option<String>),
) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    let store = web.desk.store();
    let brought = store.brought_reports(at.held.stored()).await.map_err(Fault::from)?;
    let table = brought.into_iter().find(|it| it.number == number).filter(|it| is_of(it, &imported.import));
    let before = table.as_ref().and_then(|it| it.before);
    let doubts = store.report_doubts(at.held.stored(), number).await.map_err(Fault::from)?;
    let has_rows = table.is_some() && at.now.is_none() && imported.back.is_none();
    // A row that is left out counts nowhere, and nothing is made of it.
    let mut listed: Vec<u64> = doubts.iter().take(DOUBTS_SHOWN).map(|it| it.row).collect();
    listed.retain(|_| has_rows);
    let counted = store.report_rows(at.held.stored(), number, &listed).await.map_err(Fault::from)?;
    let counts = |row: u64| counted.iter().any(|it| u64::from(it.report.row) == row).then_some(row);
    let reported = at.case.follow_up().reported_rows().iter().filter(|(it, _)| it.table == number);
    let shell = Shell::of_case(visitor, Tab::FollowUp)?;
    let words = &shell.words;
    let more = doubts.len().saturating_sub(DOUBTS_SHOWN);
    let mut facts = table.as_ref().map(|it| told::facts(it, words)).unwrap_or_default();
    facts.extend(told::imported(imported, words));
    let page = One {
        case: at.case.id().to_string(),
        key: acts::key()?,
        number,
        name: table.as_ref().map_or_else(String::new, |it| it.name.clone()),
        is_desk: at.sight.is_follow_up() && at.now.is_none(),
        is_taken: true,
        is_back: imported.back.is_some(),
        state: told::state(imported, words),
        has_rows,
        reported: reported.map(|(row, report)| told::reported(*row, *report, words)).collect(),
        problem: problem.or_else(|| table.is_none().then(|| words.word("tables-gone"))),
        facts,
        fields: Vec::new(),
        days: Vec::new(),
        grades: Vec::new(),
        doubts: doubts
            .iter()
            .take(DOUBTS_SHOWN)
            .map(|it| told::doubt((it.line, &it.kind, &it.words), counts(it.row), words))
            .collect(),
        doubts_more: (more > 0).then(|| words.count("tables-doubts-more", more)),
        counted: Vec::new(),
        alike: None,
        across: Vec::new(),
        sheets: Vec::new(),
        others: told::left_behind(&at.held.now(), number, before, words),
        comes_to: Vec::new(),
        may_take: false,
        seal: String::new(),
        shell,
    };
    Ok(show(code, &page))
}

/// What the form says of columns and days.
fn mapping(form: &Form) -> Mapping {
    let known = |field: &str| Field::ALL.iter().any(|(name, _)| *name == field);
    let columns = form.below("column.").filter(|(field, column)| known(field) && !column.is_empty());
    Mapping {
        columns: columns.map(|(field, column)| (field.to_owned(), column.to_owned())).collect(),
        days: form.get("days").to_owned(),
        sheet: form.get("sheet").to_owned(),
    }
}

/// How the source is graded, when the form says so.
fn grade(form: &Form) -> Option<String> {
    Some(form.get("grade").to_owned()).filter(|grade| Grade::new(grade).is_ok())
}

/// All grades, and which is chosen.
fn grades(chosen: &str) -> Vec<(String, bool)> {
    let all = ('A'..='F').flat_map(|letter| ('1'..='6').map(move |figure| format!("{letter}{figure}")));
    all.map(|grade| (grade.clone(), grade == chosen)).collect()
}
