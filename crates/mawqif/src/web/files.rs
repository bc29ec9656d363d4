//! Files: the style, the script, the fonts and the mark, from within the program.
//!
//! Their addresses bear a mark of what is in them, so that a browser keeps them until they change.

use std::sync::LazyLock;

use axum::{
    extract::Path,
    http::header,
    response::{IntoResponse, Response},
};
use mawqif_core::record::hash::Hash;

use super::trouble::Trouble;

/// A file: its name, its media type, what is in it.
type File = (&'static str, &'static str, &'static [u8]);

const FILES: [File; 13] = [
    ("style.css", "text/css; charset=utf-8", include_bytes!("../../static/style.css")),
    ("public.css", "text/css; charset=utf-8", include_bytes!("../../static/public.css")),
    ("projector.css", "text/css; charset=utf-8", include_bytes!("../../static/projector.css")),
    ("field.css", "text/css; charset=utf-8", include_bytes!("../../static/field.css")),
    ("live.js", "text/javascript; charset=utf-8", include_bytes!("../../static/live.js")),
    ("report.js", "text/javascript; charset=utf-8", include_bytes!("../../static/report.js")),
    ("field.js", "text/javascript; charset=utf-8", include_bytes!("../../static/field.js")),
    ("keys.js", "text/javascript; charset=utf-8", include_bytes!("../../static/keys.js")),
    ("mark.svg", "image/svg+xml", include_bytes!("../../static/mark.svg")),
    ("naskh-regular.woff2", "font/woff2", include_bytes!("../../static/fonts/naskh-regular.woff2")),
    ("naskh-regular-rest.woff2", "font/woff2", include_bytes!("../../static/fonts/naskh-regular-rest.woff2")),
    ("naskh-bold.woff2", "font/woff2", include_bytes!("../../static/fonts/naskh-bold.woff2")),
    ("naskh-bold-rest.woff2", "font/woff2", include_bytes!("../../static/fonts/naskh-bold-rest.woff2")),
];

/// The mark of all files together.
pub static MARK: LazyLock<String> = LazyLock::new(|| {
    let all: Vec<&[u8]> = FILES.iter().map(|(_, _, bytes)| *bytes).collect();
    Hash::of(&all).to_hex().chars().take(12).collect()
});

/// A file. One with an earlier mark is answered with what there is now, and not kept.
pub async fn file(Path((mark, name)): Path<(String, String)>) -> Result<Response, Trouble> {
    let (_, media, bytes) = FILES.iter().find(|(own, _, _)| *own == name).ok_or(Trouble::Missing)?;
    let kept = if mark == *MARK { "public, max-age=31536000, immutable" } else { "no-cache" };
    Ok(([(header::CONTENT_TYPE, *media), (header::CACHE_CONTROL, kept)], *bytes).into_response())
}
