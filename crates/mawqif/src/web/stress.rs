//! The test of the offer on a page: the verdict in a sentence, whom the offer protects where and when, what would
//! mend it, whether it holds, and another case's offer beside it.
//!
//! Everything is also said in words: signs and colours only repeat them, and the drawing of the game is a list as
//! well.

pub mod findings;
pub mod forms;
mod matrix;
mod other;
pub mod rules;

use askama::Template;
use axum::{
    Extension,
    extract::State,
    http::{StatusCode, Uri},
    response::Response,
};
use mawqif_core::{
    case::CaseId,
    initiative::stability::answer::{Outcome, Source},
};

use self::{
    findings::Found,
    matrix::{Matrix, Reasons},
    other::Other,
};
use super::{
    Web,
    admit::Visitor,
    form::Form,
    kept::Tested,
    page::{Shell, Tab, show},
    trouble::Trouble,
};
use crate::stress::{
    Actors, Teller,
    coverage::{brings, mend, verdict},
    drawing::Picture,
    stability::{self, Told},
};

#[derive(Template)]
#[template(path = "stress.html")]
struct Page {
    shell: Shell,
    /// Whether who looks may say something of the test.
    is_editor: bool,
    view: Option<View>,
}

struct View {
    verdict: String,
    counted: String,
    found: Vec<Found>,
    untold: Option<String>,
    matrix: Option<Matrix>,
    /// Why there is no table, though there is something to cover.
    too_large: Option<String>,
    reasons: Vec<Reasons>,
    brings: Vec<Line>,
    mend: Vec<String>,
    holds: Holds,
    /// Cases that can be set beside this one: id, title, whether it is.
    choices: Vec<(String, String, bool)>,
    other: Option<Other>,
}

/// A condition, and what is told of it.
struct Line {
    id: String,
    text: String,
    told: String,
}

/// Whether the offer holds.
struct Holds {
    told: Option<Told>,
    /// Why that is not known, and what would help.
    refused: Vec<String>,
    picture: Option<Picture>,
    /// Whether the game was written, not made of the provisions.
    is_written: bool,
}

/// The test of the offer.
pub async fn page(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    uri: Uri,
) -> Result<Response, Trouble> {
    let at = visitor.at()?.clone();
    let asked = Form::parse(uri.query().unwrap_or_default().as_bytes())?;
    let case = at.case.clone();
    let actor = &visitor.guest()?.caller.actor;
    let tested = match case.received() {
        Some(_) => Some(web.tested(&case).await?),
        None => None,
    };
    let beside = match (&tested, CaseId::new(asked.get("beside"))) {
        (Some(tested), Ok(id)) => Some(other::set(&web, actor, &case, tested, &id).await?),
        _ => None,
    };
    let shell = Shell::of_case(&visitor, Tab::Initiative)?;
    let words = shell.words.clone();
    let is_editor = at.sight.is_secretariat() && case.stage() < mawqif_core::case::Stage::Adopted;
    let view = tested.map(|tested| {
        let teller = Teller::new(case.dossier(), words.locale());
        let test = &tested.test;
        let text = |id: &mawqif_core::text::Id| {
            let all = case.dossier().conditions.iter().map(|it| (&it.id, &it.text));
            words.name_of(id, all)
        };
        let conditions = test.coverage.conditions.iter().map(|it| Line {
            id: it.condition.to_string(),
            text: text(&it.condition),
            told: brings(&teller, it),
        });
        let is_covering = test.coverage.verdict.harms > 0;
        View {
            verdict: verdict(&teller, &test.coverage.verdict),
            counted: findings::counted(&test.lint, &words),
            found: findings::all(&test.lint, &case, is_editor, &words),
            untold: (test.lint.untold > 0).then(|| words.count("stress-untold", test.lint.untold)),
            matrix: Matrix::of(&test.coverage, &teller, &words),
            too_large: (is_covering && !matrix::is_shown(&test.coverage))
                .then(|| words.word("stress-too-large")),
            reasons: matrix::reasons(&test.coverage, &teller, &words),
            brings: conditions.collect(),
            mend: test.coverage.mend.as_ref().map(|it| mend(&teller, it)).unwrap_or_default(),
            holds: holds(&tested, &teller),
            choices: other::choices(&web, actor, &case, asked.get("beside"), &words),
            other: beside.map(|it| it.told(&teller, &words)),
        }
    });
    Ok(show(StatusCode::OK, &Page { shell, is_editor, view }))
}

fn holds(tested: &Tested, teller: &Teller<'_>) -> Holds {
    match &tested.test.stability {
        Outcome::Refused(refusal) => {
            let refused = stability::refused(teller, refusal);
            Holds { told: None, refused, picture: None, is_written: false }
        }
        Outcome::Analysed(analysed) => {
            let actors = Actors { teller, stability: analysed };
            Holds {
                told: Some(stability::told(teller, analysed)),
                refused: Vec::new(),
                picture: tested.graph.as_ref().map(|graph| Picture::new(graph, &actors)),
                is_written: analysed.source == Source::Dossier,
            }
        }
    }
}
