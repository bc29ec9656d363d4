//! Witnesses: the request that a member takes to one, and the signature that comes back.

use axum::{
    Extension,
    extract::{Request, State},
    http::{StatusCode, Uri},
    response::Response,
};
use mawqif_core::record::{error::RecordError, note::SignatureLine};
use serde::Deserialize;
use serde_json::json;

use super::{Api, admit::At, body, problem::Problem, record::plain};
use crate::desk::{
    Fault,
    access::Caller,
    witness::{Under, witness_key},
};

/// Parameters that say under which checkpoint something is asked for.
pub const PARAMETERS: [&str; 2] = ["witnessed", "witness"];

/// What a witness has signed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cosigning {
    key: String,
    signature: String,
    #[serde(default)]
    size: Option<u64>,
}

/// What a witness is to be asked: the body of C2SP's `add-checkpoint`.
pub async fn request(
    State(api): State<Api>,
    Extension(at): Extension<At>,
    uri: Uri,
) -> Result<Response, Problem> {
    let parameters = body::parameters(&uri, &["old"])?;
    let old = parameters.first().map_or(Ok(0), |(name, word)| body::number(name, word))?;
    match api.desk.witness_request(&at.held, old).await {
        Ok(request) => Ok(plain(request.to_string())),
        Err(Fault::Record(RecordError::Shrunk { new, .. })) => {
            let message = format!("the record has {new} entries; a witness that has seen more saw another");
            Err(Problem::parameter("old", &message))
        }
        Err(fault) => Err(fault.into()),
    }
}

/// Takes what a witness has signed.
pub async fn cosign(
    State(api): State<Api>,
    Extension(at): Extension<At>,
    Extension(caller): Extension<Caller>,
    request: Request,
) -> Result<Response, Problem> {
    let Cosigning { key, signature, size } = body::json(request).await?;
    let key = witness_key(&key).map_err(|error| Problem::field_of("key", &error.to_string()))?;
    let line = SignatureLine::parse(signature.trim_end());
    let form = || Problem::field_of("signature", "send the line that `mawqif witness sign` prints");
    let line = line.ok_or_else(form)?;
    let size = api.desk.take_cosignature(&at.held, &caller, &key, line, size).await?;
    body::answer(StatusCode::OK, &json!({ "witness": key.to_string(), "size": size }))
}

/// Under which checkpoint something is asked for.
pub fn under(uri: &Uri) -> Result<Under, Problem> {
    let mut under = Under::Latest;
    for (name, word) in body::parameters(uri, &PARAMETERS)? {
        under = match (name.as_str(), word.as_str()) {
            ("witness", key) => {
                let key = witness_key(key).map_err(|error| Problem::parameter(&name, &error.to_string()))?;
                Under::Witness(Box::new(key))
            }
            // A witness that is named is asked for more than that.
            (_, "true") if under == Under::Latest => Under::Witnessed,
            (_, "true" | "false") => under,
            _ => return Err(Problem::parameter(&name, "write true or false")),
        };
    }
    Ok(under)
}
