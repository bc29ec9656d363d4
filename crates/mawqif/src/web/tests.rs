//! Pages as browsers ask for them, without a network.

#![allow(clippy::unwrap_used)]

mod account;
mod admission;
mod arabic;
mod bulletins;
mod clocks;
mod ended;
mod evidence;
mod followup;
mod forms;
mod imports;
mod in_place;
mod inert;
mod meetings;
mod messages;
mod narrow;
mod past;
mod press;
mod public;
mod reports;
mod sheets;
mod signing;
mod statements;
mod stress;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use tower_service::Service;

use super::{form, router};
use crate::api::tests::place::{Place, Shown};

/// A place with pages.
struct Pages {
    place: Place,
    router: Router,
}

/// What came back.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|it| it.to_str().unwrap()).unwrap_or_default()
    }
}

/// Where a form says that it comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum From {
    OurPage,
    OurPageByOrigin,
    AnotherSite,
    Nowhere,
}

/// Every sheet, below its case: what fills the last part of the address of each page that shows one.
const SHEETS: [(&str, &[&str]); 10] = [
    (
        "/initiative/{sheet}",
        &["offer", "revision", "provision", "harm", "party", "place", "red-line", "quote", "committee"],
    ),
    ("/stress/{sheet}", &["allow?rule=no-verifier&on=stop-shelling", "test", "game"]),
    ("/roll/{sheet}", &["body"]),
    ("/mandates/{sheet}", &["mandate", "substitute?id=1"]),
    ("/rule/{form}", &["choices", "words"]),
    ("/statement/{sheet}", &["draft?kind=bulletin", "draft?kind=position", "signers"]),
    ("/asking/{sheet}", &["open"]),
    ("/press/{sheet}", &["conference", "journalist", "line"]),
    (
        "/follow-up/{sheet}",
        &["commitment", "incident", "access", "change", "obstacle", "task", "sitting", "terms", "keys"],
    ),
    ("/conditions/{sheet}", &["condition", "change?id=ground", "wording?of=ground&into=3"]),
];

/// The addresses of a page of the table, with a case and what else stands in them.
fn addresses(path: &str, case: &str) -> Vec<String> {
    let path = path.replace("{case}", case).replace("{body}", "relief-union").replace("{seq}", "0");
    let path = path.replace("{link}", "made-up").replace("{mark}", "0").replace("{name}", "style.css");
    let path = path
        .replace("{hash}", "00")
        .replace("{number}", "1")
        .replace("{row}", "1")
        .replace("{topic}", "words")
        .replace("{code}", "made-up")
        .replace("{rule}", "no-verifier")
        .replace("{file}", "statement.pdf");
    match SHEETS.iter().find(|(end, _)| path.ends_with(end)) {
        Some((end, sheets)) => {
            let begin = path.strip_suffix(end).unwrap();
            let folder = end.rsplit_once('/').unwrap().0;
            sheets.iter().map(|sheet| format!("{begin}{folder}/{sheet}")).collect()
        }
        None => vec![path],
    }
}

impl Pages {
    async fn new() -> Self {
        let place = Place::new().await;
        let router = router(place.desk.clone(), jiff::tz::TimeZone::UTC);
        Self { place, router }
    }

    async fn send(&mut self, request: Request<Body>) -> Answer {
        let response = self.router.call(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let is_stream = headers.get(header::CONTENT_TYPE).is_some_and(|it| it == "text/event-stream");
        let text = if is_stream {
            String::new()
        } else {
            let bytes = to_bytes(response.into_body(), 16 << 20).await.unwrap();
            String::from_utf8_lossy(&bytes).into_owned()
        };
        Answer { status, headers, text }
    }

    /// The session of who is shown: the cookie, and the token of its forms.
    async fn session(&mut self, shown: Shown) -> (String, String) {
        match self.place.token(shown).await {
            Some((token, _)) => (format!("__Host-mawqif={token}"), form::token(&token)),
            None => (String::new(), String::new()),
        }
    }

    async fn get(&mut self, shown: Shown, path: &str) -> Answer {
        let (cookie, _) = self.session(shown).await;
        let request = Request::get(path).header(header::COOKIE, cookie).header(header::ACCEPT, "text/html");
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// What stands at an address, byte for byte.
    async fn bytes(&mut self, shown: Shown, path: &str) -> Vec<u8> {
        let (cookie, _) = self.session(shown).await;
        let request = Request::get(path).header(header::COOKIE, cookie).body(Body::empty()).unwrap();
        let response = self.router.call(request).await.unwrap();
        to_bytes(response.into_body(), 16 << 20).await.unwrap().to_vec()
    }

    /// Sends a form by a session that is there already.
    async fn post_as(&mut self, session: &(String, String), path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.append_pair("token", &session.1).extend_pairs(fields);
        let request = Request::post(path)
            .header(header::COOKIE, &session.0)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.send(request.body(Body::from(body.finish())).unwrap()).await
    }

    /// Looks at a page by a session that is there already, with what else its browser says.
    async fn get_as(&mut self, session: &(String, String), path: &str, cookies: &str) -> Answer {
        let request = Request::get(path)
            .header(header::COOKIE, format!("{}; {cookies}", session.0))
            .header(header::ACCEPT, "text/html");
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// Sends a form, with its token when there is a session.
    async fn post(&mut self, shown: Shown, from: From, path: &str, fields: &[(&str, &str)]) -> Answer {
        let (cookie, token) = self.session(shown).await;
        let mut body = form_urlencoded::Serializer::new(String::new());
        if !fields.iter().any(|(name, _)| *name == "token") {
            body.append_pair("token", &token);
        }
        body.extend_pairs(fields);
        let mut request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::HOST, "desk.example.org")
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        request = match from {
            From::OurPage => request.header("sec-fetch-site", "same-origin"),
            From::OurPageByOrigin => request.header(header::ORIGIN, "https://desk.example.org"),
            From::AnotherSite => {
                request.header("sec-fetch-site", "cross-site").header(header::ORIGIN, "https://evil.example")
            }
            From::Nowhere => request,
        };
        self.send(request.body(Body::from(body.finish())).unwrap()).await
    }
}
