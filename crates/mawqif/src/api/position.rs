//! The position that the coalition can take, as the engine finds it; and what if.

use std::time::Duration;

use axum::{
    Extension,
    extract::State,
    http::{HeaderMap, StatusCode, Uri},
    response::Response,
};
use mawqif_core::position::{
    model::Counted,
    unify::{Answer, Options, Preference, unify},
};
use serde::Serialize;

use super::{Api, admit::At, body, cases::as_of, language, problem::Problem};
use crate::{
    desk::{
        Fault,
        what_if::{WhatIf, patience},
    },
    locale::Locale,
};

/// How long the engine looks; what is proven by then is told.
const PATIENCE: Duration = Duration::from_secs(20);

/// The parameters, named as the command line's options.
pub const PARAMETERS: [&str; 6] = ["as_of", "only", "assume", "with", "without", "prefer"];

/// The position; nothing enters the record.
pub async fn position(
    State(api): State<Api>,
    Extension(at): Extension<At>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let (case, parameters) = as_of(&api, &at, &uri, &PARAMETERS).await?;
    let what_if = what_if(parameters)?;
    let (ground, left_out) = match what_if.ground(&case, &at.sight) {
        Some(ground) => (Some(ground.dossier), Some(ground.left_out)),
        None => (None, None),
    };
    let options = what_if.options(case.dossier()).map_err(Fault::from)?;
    let options = Options { deadline: Some(patience(PATIENCE)), ..options };
    let reckoning = move || unify(ground.as_ref().unwrap_or(case.dossier()), &options);
    let answer = api.desk.reckon(reckoning).await?;
    let answer = answer.map_err(|error| Problem::parameter("assume", &error.to_string()))?;
    if answer.proof.is_refuted() {
        return Err(Fault::Unchecked.into());
    }
    let Some(stances) = left_out else { return body::answer(StatusCode::OK, &answer) };
    let says = Locale::new(language(&headers)).tell("what-if-left-out", &[("count", stances.into())]);
    let told = Told { answer: &answer, left_out: LeftOut { stances, says } };
    body::answer(StatusCode::OK, &told)
}

/// An answer to a supposition that was reckoned without some stances, and the sentence that says so.
#[derive(Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    answer: &'a Answer,
    left_out: LeftOut,
}

#[derive(Serialize)]
struct LeftOut {
    stances: usize,
    says: String,
}

fn what_if(parameters: Vec<(String, String)>) -> Result<WhatIf, Problem> {
    let mut what_if = WhatIf::default();
    for (name, word) in parameters {
        match (name.as_str(), word.as_str()) {
            ("assume", _) => what_if.assume.push(word),
            ("with", _) => what_if.with.push(word),
            ("without", _) => what_if.without.push(word),
            ("only", "mandated") => what_if.counted = Counted::Mandated,
            ("only", _) => return Err(Problem::parameter("only", "write `mandated`")),
            ("prefer", "burden") => what_if.prefer = Preference::Burden,
            ("prefer", "support") => what_if.prefer = Preference::Support,
            ("prefer", _) => return Err(Problem::parameter("prefer", "write `burden` or `support`")),
            _ => {}
        }
    }
    Ok(what_if)
}
