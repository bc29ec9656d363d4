//! The statement: what was adopted, exactly; the words in which it is announced, drafted in versions and let out by
//! two people; and what went out, for everybody.

mod composing;
mod drafting;
mod files;
mod one;
pub mod public;
mod signers;
mod signing;
mod talk;
pub mod weekly;

use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
    http::{StatusCode, Uri},
    response::Response,
};
use mawqif_core::{
    case::{
        Case, Moment, Stage,
        position::Adopted,
        statement::{Kind, Standing, Statement as Announced},
    },
    statement::{KINDS, kind_name, occasion::CHOSEN_LIMIT},
};

pub use self::{
    composing::{answer, day_of, fields},
    files::file,
    one::one,
    signing::hand_in,
    signing::lines as signer_lines,
    talk::say,
    weekly::Weekly,
};
use super::{
    Web,
    admit::Visitor,
    after::{Ask, asks},
    form::Form,
    page::{Shell, Tab, show},
    position::adopted_as,
    sheet,
    trouble::Trouble,
    words::Words,
};

/// The sheets: a statement, and who signs it.
pub const SHEETS: &[sheet::Kind] = &[drafting::SHEET, signers::SHEET];

#[derive(Template)]
#[template(path = "statement.html")]
struct Page {
    shell: Shell,
    /// The latest position first.
    adopted: Vec<Held>,
    /// What is to be done before there is one.
    waits: String,
    /// What was drafted and released, the latest first.
    told: Vec<Told>,
    /// What can be drafted: the kind, and what it is called.
    kinds: Vec<(&'static str, String)>,
    /// Whether a position's statement can be drafted, with what is chosen for it.
    may_choose: bool,
    /// What the record quotes: the place of each from 1, who said it, and their words.
    quotes: Vec<(usize, String, String)>,
    /// The bulletin that is due.
    bulletin: Option<Weekly>,
    /// Whether a bulletin of the follow-up can be drafted.
    may_tell_week: bool,
    /// Whether something is public.
    is_public: bool,
    /// Who signs, line by line; none when that was never said.
    signers: Vec<(String, String)>,
    /// Whether that can be set.
    may_set: bool,
}

/// A statement, in its newest version or the one that was released.
struct Told {
    number: u64,
    kind: String,
    standing: String,
    title: String,
}

/// A position that was adopted.
struct Held {
    says: String,
    reopened: Option<String>,
    asks: Vec<Ask>,
    figures: Option<String>,
    ballot: Option<String>,
    seq: u64,
    dossier: String,
    answer: String,
}

/// What was adopted, and what is announced of it.
pub async fn all(Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    let case = &at.case;
    let now = visitor.moment();
    let shell = Shell::of_case(&visitor, Tab::Statement)?;
    let words = &shell.words;
    let is_editor = at.sight.is_secretariat() && at.now.is_none();
    let may_choose = is_editor && case.stage() == Stage::Adopted;
    let quotes = case.dossier().quotes.iter().enumerate().take(if may_choose { CHOSEN_LIMIT } else { 0 });
    let quotes = quotes.map(|(at, quote)| {
        let speaker = quote.speaker.as_ref().map(|it| words.text(it).to_owned()).unwrap_or_default();
        (at + 1, speaker, words.text(&quote.said).to_owned())
    });
    let quotes = quotes.collect();
    let kinds = [Kind::Position, Kind::Bulletin, Kind::PressConference];
    let kinds =
        kinds.into_iter().filter(|kind| is_editor && (*kind != Kind::Position || !case.adopted().is_empty()));
    let page = Page {
        adopted: case.adopted().iter().rev().map(|it| held(case, it, words)).collect(),
        waits: words.word(match case.stage() {
            Stage::Empty | Stage::Preparing => "statement-waits-preparing",
            _ if case.computed().is_none() => "statement-waits-computing",
            _ => "statement-waits-adopting",
        }),
        told: case.statements().iter().rev().filter_map(|it| told(case, it, now, words)).collect(),
        kinds: kinds.map(|kind| (kind_name(kind), words.word(called(kind)))).collect(),
        may_choose,
        quotes,
        bulletin: if at.now.is_none() { weekly::due(case, now, is_editor, words) } else { None },
        may_tell_week: is_editor && weekly::is_possible(case, now),
        is_public: case.published(now).next().is_some(),
        signers: case.signers().map(|it| signing::lines(case, it, words)).unwrap_or_default(),
        may_set: is_editor,
        shell,
    };
    Ok(show(StatusCode::OK, &page))
}

/// The sheet in which a statement is drafted.
pub async fn sheet(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((_, name)): Path<(String, String)>,
    uri: Uri,
) -> Result<Response, Trouble> {
    let asked = Form::parse(uri.query().unwrap_or_default().as_bytes())?;
    let kind = sheet::known(SHEETS, &name, &visitor)?;
    // What is drafted from the case is there to be changed.
    let asked = match composing::composed(&web, &visitor, &asked).await? {
        Some(composed) => composed,
        None => asked,
    };
    sheet::shown(&web, &visitor, kind, &asked).await
}

fn held(case: &Case, adopted: &Adopted, words: &Words) -> Held {
    let reopened = adopted.reopened.as_ref().map(|it| {
        let (date, reason) = (words.moment(it.at), words.text(&it.reason).to_owned());
        words.tell("adopted-reopened", &[("date", date.into()), ("reason", reason.into())])
    });
    let trade = adopted.trade.as_ref();
    Held {
        says: adopted_as(adopted, words),
        reopened,
        asks: trade.map(|it| asks(case, &it.package, words)).unwrap_or_default(),
        figures: trade.map(|it| {
            let values = [("burden", it.burden.into()), ("support", it.support.into())];
            words.tell("statement-figures", &values)
        }),
        ballot: adopted.ballot.map(|ballot| words.about("statement-ballot", &words.number(ballot))),
        seq: adopted.seq,
        dossier: adopted.dossier.to_hex(),
        answer: adopted.answer.to_hex(),
    }
}

/// A statement; nothing of one that was erased.
fn told(case: &Case, (number, statement): (&u64, &Announced), now: Moment, words: &Words) -> Option<Told> {
    let draft = &statement.version()?.draft;
    Some(Told {
        number: *number,
        kind: numbered(*number, draft.kind, words),
        standing: standing(case, *number, statement, now, words)?,
        title: words.text(&draft.title).to_owned(),
    })
}

/// A statement's number and kind, in words.
fn numbered(number: u64, kind: Kind, words: &Words) -> String {
    let values = [("number", words.number(number).into()), ("kind", words.word(called(kind)).into())];
    words.tell("statement-number", &values)
}

/// How a statement stands, in words.
pub(super) fn standing(
    case: &Case,
    number: u64,
    statement: &Announced,
    now: Moment,
    words: &Words,
) -> Option<String> {
    let other = |key: &str, by: u64| words.about(key, &words.number(by));
    Some(match case.standing(number, now)? {
        Standing::Draft => words.word("statement-draft"),
        Standing::Embargoed { until } => words.about("statement-embargoed", &words.moment(until)),
        Standing::HeldBack => words.word("statement-held-back"),
        Standing::Stands => {
            let from = statement.public_from().map(|at| words.moment(at)).unwrap_or_default();
            words.about("statement-stands", &from)
        }
        Standing::UnderReview { since } => words.about("statement-under-review", &words.moment(since)),
        Standing::Replaced { by } => other("statement-replaced", by),
        Standing::Corrected { by } => other("statement-corrected", by),
        Standing::Withdrawn { by } => other("statement-withdrawn", by),
    })
}

/// The message that names a kind.
pub(super) fn called(kind: Kind) -> &'static str {
    match kind {
        Kind::Position => "statement-kind-position",
        Kind::Bulletin => "statement-kind-bulletin",
        Kind::PressConference => "statement-kind-press-conference",
        Kind::Correction => "statement-kind-correction",
        Kind::Withdrawal => "statement-kind-withdrawal",
    }
}

/// The kind that a form calls so.
fn kind(tag: &str) -> Option<Kind> {
    KINDS.into_iter().find(|kind| kind_name(*kind) == tag)
}
