//! A session that ended while a form was open: what was written comes back with the page that says so.
//!
//! Browsers with a script keep drafts by themselves and are only sent to sign in. Without one, what was sent is
//! shown on a page that can be left open while one signs in beside it, and sent from there, by a form that bears the
//! new session's token; nothing is stored on the server meanwhile.

use askama::Template;
use axum::{Extension, http::StatusCode, response::Response};

use super::{
    admit::Visitor,
    form::Form,
    page::{Shell, show},
    people::local,
    trouble::Trouble,
};

/// The longest form that is given back, in bytes.
pub const ENDED_LIMIT: usize = 1 << 20;

/// The field that says where what was written was to be sent.
const TO: &str = "ended.to";

/// A form that was sent when nobody was signed in any more.
#[derive(Clone, Debug, PartialEq)]
pub struct Ended {
    to: String,
    fields: Vec<(String, String)>,
}

impl Ended {
    /// What of a form is given back; `None` when it is kept in the browser, or nothing in it was written.
    /// Passwords and codes are asked for again.
    pub fn of(path: &str, form: &Form) -> Option<Self> {
        // A file is still where it was chosen.
        if form.get("kept") == "yes" || form.has_file() {
            return None;
        }
        let is_secret =
            |name: &str| name.starts_with("fresh.") || name.contains("password") || name == "code";
        if form.all().iter().any(|(name, _)| !name.starts_with("fresh.") && is_secret(name)) {
            return None;
        }
        let told = form.all().iter().filter(|(name, _)| name != "token" && name != TO && !is_secret(name));
        let fields: Vec<_> = told.cloned().collect();
        let to = form.get(TO);
        let to = if to.is_empty() { path } else { to };
        fields.iter().any(is_written).then(|| Self { to: local(to), fields })
    }
}

/// Whether somebody has written a field, so that the page shows it.
fn is_written((name, value): &(String, String)) -> bool {
    const OWN: [&str; 8] = ["kept", "act", "key", "confirmed", "id.of", "step", "seen", TO];
    !OWN.contains(&name.as_str()) && !value.trim().is_empty()
}

#[derive(Template)]
#[template(path = "ended.html")]
struct Page {
    shell: Shell,
    /// Where the form goes.
    action: String,
    heading: String,
    lead: String,
    button: String,
    signs_in: bool,
    /// What pages put into forms by themselves.
    own: Vec<(String, String)>,
    written: Vec<(String, String)>,
}

/// The page that gives back what was written.
pub fn page(visitor: &Visitor, ended: &Ended) -> Response {
    let shell = Shell::plain(visitor, "ended-title");
    let mut fields = ended.fields.clone();
    fields.push((TO.to_owned(), ended.to.clone()));
    let (written, own) = fields.into_iter().partition(is_written);
    let page = Page {
        action: "/again".to_owned(),
        heading: shell.w("ended-title"),
        lead: shell.w("ended-lead"),
        button: shell.w("ended-on"),
        signs_in: true,
        own,
        written,
        shell,
    };
    show(StatusCode::UNAUTHORIZED, &page)
}

/// What was written, to be sent once more by whoever has signed in.
pub async fn again(
    Extension(visitor): Extension<Visitor>,
    Extension(form): Extension<Form>,
) -> Result<Response, Trouble> {
    let ended = Ended::of("/cases", &form).ok_or(Trouble::Missing)?;
    if visitor.guest.is_none() {
        return Ok(page(&visitor, &ended));
    }
    let Ended { to, fields } = ended;
    let shell = Shell::plain(&visitor, "again-title");
    let (written, own) = fields.into_iter().partition(is_written);
    let page = Page {
        action: to,
        heading: shell.w("again-title"),
        lead: shell.w("again-lead"),
        button: shell.w("again-send"),
        signs_in: false,
        own,
        written,
        shell,
    };
    Ok(show(StatusCode::OK, &page))
}
