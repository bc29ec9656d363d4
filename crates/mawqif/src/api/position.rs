//! The position that the coalition can take, as the engine finds it; and what if.

use std::{collections::BTreeSet, time::Duration};

use axum::{
    Extension,
    extract::State,
    http::{StatusCode, Uri},
    response::Response,
};
use mawqif_core::{
    position::{
        model::Counted,
        unify::{Options, Preference, unify},
    },
    text::Id,
};

use super::{Api, admit::At, body, cases::as_of, problem::Problem};
use crate::desk::{
    Fault,
    what_if::{WhatIf, patience, veil},
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
) -> Result<Response, Problem> {
    let (case, parameters) = as_of(&api, &at, &uri, &PARAMETERS).await?;
    let what_if = what_if(parameters)?;
    let hidden: BTreeSet<&Id> = at.sight.hidden(&case).into_iter().map(|stance| &stance.body).collect();
    // Of stances that one may not see, only the answer that counts tells how many say what.
    let is_told = hidden.is_empty() || !what_if.supposes();
    let options = what_if.options(case.dossier(), &hidden).map_err(Fault::from)?;
    let options = Options { deadline: Some(patience(PATIENCE)), ..options };
    let answer = api.desk.reckon(move || unify(case.dossier(), &options)).await?;
    let mut answer = answer.map_err(|error| Problem::parameter("assume", &error.to_string()))?;
    if !answer.proof.checked {
        return Err(Fault::Unchecked.into());
    }
    if !is_told {
        veil(&mut answer);
    }
    body::answer(StatusCode::OK, &answer)
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
