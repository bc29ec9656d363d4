//! Cookies: the session, who votes in a public consultation, and the language, digits and time zone that somebody has chosen.
//!
//! The session's is out of every script's reach, goes with requests that begin here or by a link, and where
//! the site is reached by https, only over that.

use axum::http::{HeaderMap, HeaderValue, header};
use jiff::tz::TimeZone;

use super::zone;
use crate::locale::{Digits, Language};

/// Longest header with cookies that is read, in bytes.
const COOKIE_LIMIT: usize = 4_096;

/// How long a chosen language is remembered, in seconds.
const LANGUAGE_KEPT: u64 = 365 * 86_400;

/// How long somebody who votes is known again, in seconds.
const VOTER_KEPT: u64 = 180 * 86_400;

/// How long the seal of forms for everybody is kept, in seconds.
const SEAL_KEPT: u64 = 86_400;

/// How long a code of a link is kept, in seconds.
const CODE_KEPT: u64 = 600;

const LANGUAGE: &str = "mawqif-language";
const DIGITS: &str = "mawqif-digits";
const ZONE: &str = "mawqif-zone";

/// Whether the site is reached by https.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Site {
    /// It is.
    Secure,
    /// It is not, as on one's own machine.
    Plain,
}

impl Site {
    /// What a site's address says.
    pub fn of(address: &str) -> Self {
        if address.starts_with("https://") { Self::Secure } else { Self::Plain }
    }

    /// The session's cookie. The prefix makes browsers refuse one that another host has set.
    fn session(self) -> &'static str {
        match self {
            Self::Secure => "__Host-mawqif",
            Self::Plain => "mawqif",
        }
    }

    fn secure(self) -> &'static str {
        match self {
            Self::Secure => "; Secure",
            Self::Plain => "",
        }
    }

    /// The token of the session, if there is one.
    pub fn token(self, headers: &HeaderMap) -> Option<String> {
        find(headers, self.session())
    }

    /// Sets the session's cookie.
    pub fn begin(self, token: &str) -> Option<HeaderValue> {
        let (name, secure) = (self.session(), self.secure());
        HeaderValue::from_str(&format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax{secure}")).ok()
    }

    /// Takes the session's cookie away.
    pub fn end(self) -> Option<HeaderValue> {
        let (name, secure) = (self.session(), self.secure());
        HeaderValue::from_str(&format!("{name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax{secure}")).ok()
    }

    /// The cookie of somebody who votes without an account. It is sent to the pages of one consultation alone.
    fn voting(self) -> &'static str {
        match self {
            Self::Secure => "__Secure-mawqif-voter",
            Self::Plain => "mawqif-voter",
        }
    }

    /// The token of somebody who votes, if there is one.
    pub fn voter(self, headers: &HeaderMap) -> Option<String> {
        find(headers, self.voting())
    }

    /// Remembers who votes at the consultation that is at this path.
    pub fn remember_voter(self, token: &str, path: &str) -> Option<HeaderValue> {
        self.known_voter(token, path, VOTER_KEPT)
    }

    /// The code that somebody came with by a link, if there is one.
    pub fn code(self, headers: &HeaderMap) -> Option<String> {
        find(headers, self.linked()).filter(|code| !code.is_empty())
    }

    /// Keeps a code of a link for a moment, so that it stays in no address that others find on the device.
    pub fn remember_code(self, code: &str, path: &str) -> Option<HeaderValue> {
        let is_sound = code.chars().all(|it| it.is_ascii_alphanumeric() || it == '-');
        let value = if is_sound { code } else { "" };
        self.of_poll(self.linked(), value, path, if value.is_empty() { 0 } else { CODE_KEPT })
    }

    fn linked(self) -> &'static str {
        match self {
            Self::Secure => "__Secure-mawqif-code",
            Self::Plain => "mawqif-code",
        }
    }

    /// What the forms of a page for everybody are known by, where a browser says nothing of where a form comes from.
    pub fn seal(self, headers: &HeaderMap) -> Option<String> {
        find(headers, self.sealing()).filter(|seal| !seal.is_empty())
    }

    /// Remembers that for the pages of the consultation at this path.
    pub fn remember_seal(self, seal: &str, path: &str) -> Option<HeaderValue> {
        self.of_poll(self.sealing(), seal, path, SEAL_KEPT)
    }

    fn sealing(self) -> &'static str {
        match self {
            Self::Secure => "__Secure-mawqif-form",
            Self::Plain => "mawqif-form",
        }
    }

    /// Forgets who voted there.
    pub fn forget_voter(self, path: &str) -> Option<HeaderValue> {
        self.known_voter("", path, 0)
    }

    fn known_voter(self, token: &str, path: &str, kept: u64) -> Option<HeaderValue> {
        self.of_poll(self.voting(), token, path, kept)
    }

    /// A cookie that goes to the pages of one consultation alone.
    fn of_poll(self, name: &str, value: &str, path: &str, kept: u64) -> Option<HeaderValue> {
        let secure = self.secure();
        let cookie = format!("{name}={value}; Path={path}; Max-Age={kept}; HttpOnly; SameSite=Lax{secure}");
        HeaderValue::from_str(&cookie).ok()
    }

    /// Remembers a language.
    pub fn speak(self, language: Language) -> Option<HeaderValue> {
        self.remember(LANGUAGE, language.tag())
    }

    /// Remembers digits.
    pub fn count_in(self, digits: Digits) -> Option<HeaderValue> {
        self.remember(DIGITS, digits.tag())
    }

    /// Remembers a time zone.
    pub fn tell_time_in(self, zone: &TimeZone) -> Option<HeaderValue> {
        self.remember(ZONE, zone::name(zone))
    }

    fn remember(self, name: &str, tag: &str) -> Option<HeaderValue> {
        let secure = self.secure();
        let cookie = format!("{name}={tag}; Path=/; Max-Age={LANGUAGE_KEPT}; HttpOnly; SameSite=Lax{secure}");
        HeaderValue::from_str(&cookie).ok()
    }
}

/// The language that was chosen, if one was.
pub fn language(headers: &HeaderMap) -> Option<Language> {
    match find(headers, LANGUAGE)?.as_str() {
        "ar" => Some(Language::Ar),
        "en" => Some(Language::En),
        _ => None,
    }
}

/// The digits that were chosen; those of Arabic when none were.
pub fn digits(headers: &HeaderMap) -> Digits {
    find(headers, DIGITS).and_then(|tag| Digits::from_tag(&tag)).unwrap_or(Digits::Arabic)
}

/// The time zone that was chosen, if one was.
pub fn zone(headers: &HeaderMap) -> Option<TimeZone> {
    find(headers, ZONE).and_then(|name| zone::named(&name).ok())
}

fn find(headers: &HeaderMap, name: &str) -> Option<String> {
    let all = headers.get_all(header::COOKIE).iter().filter(|it| it.len() <= COOKIE_LIMIT);
    let mut pairs = all.filter_map(|it| it.to_str().ok()).flat_map(|it| it.split(';'));
    let value = pairs.find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))?;
    (!value.is_empty()).then(|| value.to_owned())
}
