//! The archive of a case, for a member to take home.

use std::{io, sync::Arc};

use axum::{
    Extension,
    body::Body,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use futures_util::stream;

use super::{Api, admit::At, problem::Problem};

/// The whole record as one may see it. It is sent while it is read.
pub async fn archive(State(api): State<Api>, Extension(at): Extension<At>) -> Result<Response, Problem> {
    let busy = || {
        let detail = "others are taking archives; try again soon";
        Problem::new(StatusCode::SERVICE_UNAVAILABLE, "busy", "Too busy", detail)
    };
    let place = Arc::clone(&api.archives).try_acquire_owned().map_err(|_| busy())?;
    let sending = api.desk.archive(&at.held, &at.sight).await?;
    // Reading page by page weighs little, and may take as long as it takes.
    drop(place);
    let headers = [
        (header::CONTENT_TYPE, "application/x-tar".to_owned()),
        (header::CONTENT_LENGTH, sending.length().to_string()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}.tar\"", at.held.stored())),
    ];
    let bytes = stream::try_unfold((api.desk, sending), |(desk, mut sending)| async move {
        match sending.next(&desk).await {
            Ok(next) => Ok(next.map(|bytes| (bytes, (desk, sending)))),
            Err(fault) => {
                tracing::warn!(%fault, "an archive ends before its time");
                Err(io::Error::other("the archive ends here"))
            }
        }
    });
    Ok((headers, Body::from_stream(bytes)).into_response())
}
