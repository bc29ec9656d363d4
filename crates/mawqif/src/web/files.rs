//! Files: the style, the script, the fonts and the mark, from within the program.
//!
//! Their addresses bear a mark of what is in them, so that a browser keeps them until they change. Text is in the program as
//! `build.rs` packs it, and goes out so to whoever takes gzip: it is compressed once, and not for each browser.

use std::{borrow::Cow, io::Read, sync::LazyLock};

use axum::{
    extract::Path,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use flate2::read::GzDecoder;
use mawqif_core::record::hash::Hash;

use super::trouble::Trouble;

/// A file: its name, its media type, what is in it.
type File = (&'static str, &'static str, Content);

/// What is in a file.
enum Content {
    /// Gzip of it.
    Packed(&'static [u8]),
    /// Itself: fonts are compressed in a way of their own.
    Plain(&'static [u8]),
}

macro_rules! packed {
    ($name:literal) => {
        Content::Packed(include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".gz")))
    };
}

macro_rules! font {
    ($name:literal) => {
        ($name, "font/woff2", Content::Plain(include_bytes!(concat!("../../static/fonts/", $name))))
    };
}

const CSS: &str = "text/css; charset=utf-8";

const SCRIPT: &str = "text/javascript; charset=utf-8";

static FILES: [File; 13] = [
    ("style.css", CSS, packed!("style.css")),
    ("public.css", CSS, packed!("public.css")),
    ("projector.css", CSS, packed!("projector.css")),
    ("field.css", CSS, packed!("field.css")),
    ("live.js", SCRIPT, packed!("live.js")),
    ("report.js", SCRIPT, packed!("report.js")),
    ("field.js", SCRIPT, packed!("field.js")),
    ("keys.js", SCRIPT, packed!("keys.js")),
    ("mark.svg", "image/svg+xml", packed!("mark.svg")),
    font!("naskh-regular.woff2"),
    font!("naskh-regular-rest.woff2"),
    font!("naskh-bold.woff2"),
    font!("naskh-bold-rest.woff2"),
];

impl Content {
    /// What a browser reads in the end.
    fn plain(&self) -> Cow<'static, [u8]> {
        match self {
            Self::Packed(packed) => {
                let mut plain = Vec::new();
                // The bytes are in the program; a test reads all of them.
                let read = GzDecoder::new(*packed).read_to_end(&mut plain);
                Cow::Owned(if read.is_ok() { plain } else { Vec::new() })
            }
            Self::Plain(plain) => Cow::Borrowed(plain),
        }
    }
}

/// The mark of all files together, as they are unpacked.
pub static MARK: LazyLock<String> = LazyLock::new(|| {
    let all: Vec<Cow<[u8]>> = FILES.iter().map(|(_, _, content)| content.plain()).collect();
    let all: Vec<&[u8]> = all.iter().map(AsRef::as_ref).collect();
    Hash::of(&all).to_hex().chars().take(12).collect()
});

/// A file. One with an earlier mark is answered with what there is now, and not kept.
pub async fn file(
    Path((mark, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Trouble> {
    let (_, media, content) = FILES.iter().find(|(own, _, _)| *own == name).ok_or(Trouble::Missing)?;
    let kept = if mark == *MARK { "public, max-age=31536000, immutable" } else { "no-cache" };
    let told = [(header::CONTENT_TYPE, *media), (header::CACHE_CONTROL, kept)];
    let varies = (header::VARY, "accept-encoding");
    Ok(match content {
        Content::Plain(plain) => (told, *plain).into_response(),
        Content::Packed(packed) if is_gzip_taken(&headers) => {
            (told, [varies, (header::CONTENT_ENCODING, "gzip")], *packed).into_response()
        }
        Content::Packed(_) => (told, [varies], content.plain()).into_response(),
    })
}

/// Whether whoever asks takes gzip: by its name, or by that of everything (RFC 9110, section 12.5.3).
fn is_gzip_taken(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    let (mut by_name, mut by_star) = (None, None);
    for coding in accepted.flat_map(|value| value.split(',')) {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
        let weight = weight.trim().trim_start_matches(['q', 'Q']).trim_start_matches('=').trim();
        let is_taken = weight.is_empty() || weight.parse::<f32>().is_ok_and(|weight| weight > 0.0);
        match name.trim() {
            name if ["gzip", "x-gzip"].iter().any(|it| name.eq_ignore_ascii_case(it)) => {
                by_name = Some(is_taken);
            }
            "*" => by_star = Some(is_taken),
            _ => {}
        }
    }
    by_name.or(by_star).unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use axum::{body::to_bytes, http::HeaderValue};

    use super::*;

    const SOURCES: [(&str, &[u8]); 9] = [
        ("style.css", include_bytes!("../../static/style.css")),
        ("public.css", include_bytes!("../../static/public.css")),
        ("projector.css", include_bytes!("../../static/projector.css")),
        ("field.css", include_bytes!("../../static/field.css")),
        ("live.js", include_bytes!("../../static/live.js")),
        ("report.js", include_bytes!("../../static/report.js")),
        ("field.js", include_bytes!("../../static/field.js")),
        ("keys.js", include_bytes!("../../static/keys.js")),
        ("mark.svg", include_bytes!("../../static/mark.svg")),
    ];

    /// What is served of a file: of a script what is no comment.
    fn served(name: &str, source: &[u8]) -> String {
        let lines = str::from_utf8(source).unwrap().split_inclusive('\n');
        lines.filter(|it| !name.ends_with(".js") || !it.trim_start().starts_with("//")).collect()
    }

    fn asking(accepted: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_str(accepted).unwrap())])
    }

    #[tokio::test]
    async fn what_is_sent_is_what_the_files_hold_packed_or_not() {
        for (name, source) in SOURCES {
            let served = served(name, source);
            let path = || Path((MARK.clone(), name.to_owned()));
            let plain = file(path(), HeaderMap::new()).await.unwrap();
            assert!(!plain.headers().contains_key(header::CONTENT_ENCODING), "{name}");
            let packed = file(path(), asking("gzip")).await.unwrap();
            assert_eq!(packed.headers()[header::CONTENT_ENCODING], "gzip", "{name}");
            for answer in [&plain, &packed] {
                assert_eq!(answer.headers()[header::VARY], "accept-encoding", "{name}");
                assert!(answer.headers()[header::CACHE_CONTROL].to_str().unwrap().ends_with("immutable"));
            }
            assert_eq!(to_bytes(plain.into_body(), usize::MAX).await.unwrap(), served, "{name}");
            let packed = to_bytes(packed.into_body(), usize::MAX).await.unwrap();
            assert!(packed.len() < served.len(), "{name}");
            let mut unpacked = Vec::new();
            GzDecoder::new(&packed[..]).read_to_end(&mut unpacked).unwrap();
            assert_eq!(unpacked, served.as_bytes(), "{name}");
        }
    }

    #[test]
    fn every_text_is_among_the_sources() {
        let packed = FILES.iter().filter(|(_, _, content)| matches!(content, Content::Packed(_)));
        assert!(packed.map(|(name, _, _)| *name).eq(SOURCES.map(|(name, _)| name)));
    }

    #[test]
    fn gzip_is_sent_to_those_who_take_it() {
        for (accepted, is_taken) in [
            ("gzip, deflate, br", true),
            ("br;q=1.0, GZIP;q=0.8", true),
            ("x-gzip", true),
            ("*", true),
            ("gzip; q=0.001", true),
            ("gzip;q=0", false),
            ("gzip;q=0, *", false),
            ("*;q=0", false),
            ("identity", false),
            ("br, deflate", false),
            ("gzip;q=much", false),
            ("", false),
        ] {
            assert_eq!(is_gzip_taken(&asking(accepted)), is_taken, "{accepted}");
        }
        assert!(!is_gzip_taken(&HeaderMap::new()));
    }
}
