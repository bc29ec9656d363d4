//! Forms: what a browser sends, within limits, and what keeps others from sending it.

use axum::{
    body::{Body, Bytes, to_bytes},
    http::{HeaderMap, header},
};
use mawqif_core::{
    case::followup::evidence::Sealed,
    record::{encoding, hash::Hash},
};

use super::trouble::Trouble;
use crate::desk::{evidence::kind::FileFault, keys::random};

/// Longest form, in bytes: every condition and body of a large case, chosen one by one.
pub const FORM_LIMIT: usize = 256 << 10;

/// Longest form with a statement in it, in bytes: an annex of 50,000 words in both languages, of which a form needs three
/// bytes for every one of Arabic.
pub const STATEMENT_FORM_LIMIT: usize = 4 << 20;

/// Longest form with a file in it, in bytes: a dossier as long as one may be, and what stands around it.
pub const FILE_FORM_LIMIT: usize = 17 << 20;

/// The most fields of a form or an address.
pub const FIELD_LIMIT: usize = 4_000;

/// The fields of a form, in their order, and the files that came with them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Form {
    fields: Vec<(String, String)>,
    files: Vec<File>,
    /// Evidence that came with it.
    pub came: Came,
}

/// Evidence that came with a form, and was sealed while the form was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Came {
    /// What was sealed, by what each file was called.
    pub sealed: Vec<(String, Sealed)>,
    /// Files that were not taken, and why.
    pub refused: Vec<(String, FileFault)>,
}

/// What a field's name begins with that is sealed: it stands in no record, no digest and on no device.
pub const SEALED_FIELD: &str = "sealed.";

/// What a field's name begins with that the server itself adds to a form, of how it came; nobody can send one.
pub const CAME_FIELD: &str = "came.";

/// A file as it was sent.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    field: String,
    /// What its sender calls it, without the way to it.
    pub name: String,
    /// What is in it.
    pub bytes: Bytes,
}

impl From<Vec<(String, String)>> for Form {
    fn from(fields: Vec<(String, String)>) -> Self {
        Self { fields, ..Self::default() }
    }
}

impl Form {
    /// Reads a form's body, of no more bytes than this.
    ///
    /// # Errors
    /// [`Trouble::TooLong`].
    pub async fn read(headers: &HeaderMap, body: Body, limit: usize) -> Result<Self, Trouble> {
        let bytes = to_bytes(body, limit).await.map_err(|_| Trouble::TooLong)?;
        let kind =
            headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        match multer::parse_boundary(kind) {
            Ok(boundary) => Self::parts(bytes, boundary).await,
            Err(_) => Self::parse(&bytes),
        }
    }

    /// Reads a form that may have a file in it. A file is a field like any other, too; there, one that is no
    /// UTF-8 has marks in it where its bytes could not be read, which whoever reads the words will find.
    async fn parts(bytes: Bytes, boundary: String) -> Result<Self, Trouble> {
        let stream = futures_util::stream::once(std::future::ready(Ok::<_, std::convert::Infallible>(bytes)));
        let mut parts = multer::Multipart::new(stream, boundary);
        let (mut fields, mut files) = (Vec::new(), Vec::new());
        while let Some(part) = parts.next_field().await.map_err(|_| Trouble::TooLong)? {
            if fields.len() >= FIELD_LIMIT {
                return Err(Trouble::TooLong);
            }
            let name = part.name().unwrap_or_default().to_owned();
            let file =
                part.file_name().map(|file| file.rsplit(['/', '\\']).next().unwrap_or(file).to_owned());
            let bytes = part.bytes().await.map_err(|_| Trouble::TooLong)?;
            // What is longer than any text is a file alone: words of it would only take room.
            if file.is_none() || bytes.len() <= FILE_FORM_LIMIT {
                fields.push((name.clone(), String::from_utf8_lossy(&bytes).into_owned()));
            }
            files.extend(file.map(|file| File { field: name, name: file, bytes }));
        }
        Ok(Self { fields, files, came: Came::default() })
    }

    /// Reads fields as a form or an address has them.
    ///
    /// # Errors
    /// [`Trouble::TooLong`].
    pub fn parse(bytes: &[u8]) -> Result<Self, Trouble> {
        let fields: Vec<_> = form_urlencoded::parse(bytes).into_owned().take(FIELD_LIMIT + 1).collect();
        if fields.len() > FIELD_LIMIT { Err(Trouble::TooLong) } else { Ok(fields.into()) }
    }

    /// The first field with this name, without space around it; empty when there is none.
    pub fn get(&self, name: &str) -> &str {
        self.fields.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value.trim())
    }

    /// Whether a file came with it that has something in it.
    pub fn has_file(&self) -> bool {
        self.files.iter().any(|file| !file.bytes.is_empty())
    }

    /// The file of a field, if one was sent.
    pub fn file(&self, field: &str) -> Option<&File> {
        self.files.iter().find(|file| file.field == field)
    }

    /// The first field with this name as it was typed: a password may begin with a space.
    pub fn raw(&self, name: &str) -> &str {
        self.fields.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value)
    }

    /// What every field says whose name begins so, by the rest of the name.
    pub fn below<'f>(&'f self, prefix: &'f str) -> impl Iterator<Item = (&'f str, &'f str)> {
        self.fields.iter().filter_map(move |(name, value)| Some((name.strip_prefix(prefix)?, value.trim())))
    }

    /// What every field of this name says.
    pub fn every<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.fields.iter().filter(move |(own, _)| own == name).map(|(_, value)| value.trim())
    }

    /// Fields as they are.
    pub fn of(fields: Vec<(String, String)>) -> Self {
        fields.into()
    }

    /// What the form says, as a digest: all fields but those by which it is known whose it is, and those that are sealed: the
    /// digest is kept, and whoever has it could try names.
    pub fn digest(&self) -> String {
        let own = |name: &str| {
            matches!(name, "token" | "key")
                || ["fresh.", SEALED_FIELD, CAME_FIELD].iter().any(|begin| name.starts_with(begin))
        };
        let mut parts: Vec<&[u8]> = vec![b"mawqif sheet\0"];
        for (name, value) in self.fields.iter().filter(|(name, _)| !own(name)) {
            // No field can hold this byte as text does, so no two forms run into each other.
            parts.extend([name.as_bytes(), b"\xFF", value.as_bytes(), b"\xFF"]);
        }
        Hash::of(&parts).to_hex()
    }

    /// All fields, for a page that asks once more before they count.
    pub fn all(&self) -> &[(String, String)] {
        &self.fields
    }
}

/// The token that forms of a session carry. Whoever cannot read the session's cookie cannot tell it.
pub fn token(session: &str) -> String {
    Hash::of(&[b"mawqif form\0", session.as_bytes()]).to_hex()
}

/// A token as a page shows it: other bytes each time, since pages are compressed, and the length of a compressed
/// page would otherwise tell whoever can put words into it how much of the token they have guessed.
pub fn masked(token: &str) -> String {
    match (random::<32>(), encoding::from_hex::<32>(token)) {
        (Ok(mask), Some(bytes)) => encoding::to_hex(&mask) + &encoding::to_hex(&both(&mask, &bytes)),
        _ => token.to_owned(),
    }
}

/// Whether a form's token is the session's, as it is or as a page has shown it.
pub fn is_token(given: &str, own: &str) -> bool {
    let unmasked = given.split_at_checked(own.len()).and_then(|(mask, hidden)| {
        let (mask, hidden) = (encoding::from_hex::<32>(mask)?, encoding::from_hex::<32>(hidden)?);
        Some(encoding::to_hex(&both(&mask, &hidden)))
    });
    !own.is_empty() && (given == own || unmasked.as_deref() == Some(own))
}

fn both(one: &[u8; 32], other: &[u8; 32]) -> [u8; 32] {
    std::array::from_fn(|at| one[at] ^ other[at])
}

/// Whether a request begins on one of our own pages. Browsers say so, and a page elsewhere cannot say
/// otherwise; whoever sends neither header is no browser with somebody's cookie in it, and is refused.
pub fn is_ours(headers: &HeaderMap) -> bool {
    let told = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(from) = told("sec-fetch-site") {
        return from == "same-origin";
    }
    let host = told(header::HOST.as_str()).unwrap_or_default();
    let origin = told(header::ORIGIN.as_str()).and_then(|origin| origin.split_once("://"));
    origin.is_some_and(|(_, origin)| !host.is_empty() && origin == host)
}

/// Whether a request that says nothing of where it begins comes from one of our own pages by its referrer. Old telephones send
/// neither of the headers above; of them, only who votes without an account is let through.
pub fn is_referred(headers: &HeaderMap) -> bool {
    let told = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if told("sec-fetch-site").is_some() || headers.contains_key(header::ORIGIN) {
        return false;
    }
    let host = told(header::HOST.as_str()).unwrap_or_default();
    let from = told(header::REFERER.as_str()).and_then(|from| from.split_once("://"));
    let from = from.and_then(|(_, rest)| rest.split(['/', '?', '#']).next());
    !host.is_empty() && from == Some(host)
}

/// Whether a request says nothing at all of where it begins: some browsers are told not to. Of them, whoever votes without an account
/// is let through by a form that carries what a cookie of that very page says.
pub fn is_silent(headers: &HeaderMap) -> bool {
    let own = [header::ORIGIN.as_str(), header::REFERER.as_str(), "sec-fetch-site"];
    own.iter().all(|name| !headers.contains_key(*name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_that_says_nothing_else_is_known_by_its_referrer() {
        let with = |named: &[(&'static str, &str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in [("host", "desk.example.org")].iter().chain(named) {
                headers.insert(*name, value.parse().unwrap());
            }
            is_referred(&headers)
        };
        assert!(with(&[("referer", "https://desk.example.org/p/ours/1")]));
        for foreign in [
            &[][..],
            &[("referer", "https://elsewhere.example/desk.example.org")],
            &[("referer", "https://desk.example.org.elsewhere.example/")],
            &[("referer", "https://desk.example.org@elsewhere.example/")],
            &[("referer", "https://desk.example.org/"), ("origin", "null")],
            &[("referer", "https://desk.example.org/"), ("sec-fetch-site", "cross-site")],
        ] {
            assert!(!with(foreign), "{foreign:?}");
        }
    }

    #[test]
    fn a_token_is_shown_otherwise_each_time_and_known_again() {
        let own = token("a session");
        let (one, other) = (masked(&own), masked(&own));
        assert!(one != other && !one.contains(&own) && !other.contains(&own));
        assert!(is_token(&one, &own) && is_token(&other, &own) && is_token(&own, &own));
        for foreign in
            ["", "x", &one[..64], &masked(&token("another")), &"é".repeat(64), &one.replace('a', "g")]
        {
            assert!(!is_token(foreign, &own), "{foreign}");
        }
        assert!(!is_token("", ""));
    }
}
