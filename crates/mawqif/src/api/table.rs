//! The table of routes: the one place that says what there is, who may use it, what it takes and gives.
//!
//! The router is built from it, so nothing is served that is not here; the test of who may what goes
//! through it, so nothing is served that is not tested; and the OpenAPI document is written from it.

mod consultations;

use axum::routing::{MethodRouter, delete, get, post};

use super::{
    Api, admit::Who, archive, body, calendar, cases, followup, messages, minutes, openapi, operation, people,
    position, press, record, statements, stress, witness,
};

/// A method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Looks.
    Get,
    /// Acts.
    Post,
    /// Ends or takes back.
    Delete,
}

/// What a body holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// There is none.
    Nothing,
    /// JSON of a schema.
    Json(&'static str),
    /// JSON of a schema, or a form of the same fields.
    JsonOrForm(&'static str),
    /// A dossier's file.
    Dossier,
}

/// What an answer holds when all is well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gives {
    /// JSON of a schema.
    Json(&'static str),
    /// JSON of a schema; 202 when more is asked for before it is done.
    Unfinished(&'static str),
    /// Text of a media type.
    Text(&'static str),
    /// JSON of a schema, made now: 201.
    Made(&'static str),
    /// Nothing: 204.
    Nothing,
    /// JSON of a schema; 201 when it was done now, 200 when it had been.
    Done(&'static str),
}

/// A route.
#[derive(Clone, Copy)]
pub struct Route {
    /// Its method.
    pub method: Method,
    /// Its path, with parameters in braces.
    pub path: &'static str,
    /// Who may use it.
    pub who: Who,
    /// What it does.
    pub says: &'static str,
    /// Parameters after the question mark.
    pub query: &'static [&'static str],
    /// What its body holds.
    pub takes: Takes,
    /// The longest body that is read, in bytes.
    pub most: usize,
    /// What its answer holds.
    pub gives: Gives,
    /// Its handler.
    pub serve: fn() -> MethodRouter<Api>,
}

const JSON: &str = "application/json";
const PLAIN: &str = "text/plain";

/// All routes.
pub fn table() -> Vec<Route> {
    use Gives::{Done, Json, Text};
    use Who::{Account, Anybody, FollowUp, Guest, Member, Opener, Secretariat};
    let looks = |path, who, says, query, gives, serve| Route {
        method: Method::Get,
        path,
        who,
        says,
        query,
        takes: Takes::Nothing,
        most: body::PEOPLE_LIMIT,
        gives,
        serve,
    };
    let acts = |path, who, says, takes, serve| Route {
        method: Method::Post,
        path,
        who,
        says,
        query: &[],
        takes,
        most: if takes == Takes::Dossier { body::DOSSIER_LIMIT } else { body::ACT_LIMIT },
        gives: Done("Done"),
        serve,
    };
    let people = |method, path, who, says, takes, gives, serve| Route {
        method,
        path,
        who,
        says,
        query: &[],
        takes,
        most: body::PEOPLE_LIMIT,
        gives,
        serve,
    };
    let mut all = vec![
        people(
            Method::Post,
            "/api/log-in",
            Anybody,
            "Sign in by address and password; 202 asks for a code",
            Takes::Json("LogIn"),
            Gives::Unfinished("Session"),
            || post(people::log_in),
        ),
        people(
            Method::Post,
            "/api/log-in/code",
            Anybody,
            "Bring a log-in to its end by a code",
            Takes::Json("Code"),
            Json("Session"),
            || post(people::enter_code),
        ),
        people(Method::Post, "/api/log-out", Account, "Sign out", Takes::Nothing, Gives::Nothing, || {
            post(people::log_out)
        }),
        people(Method::Get, "/api/me", Account, "Who is asking", Takes::Nothing, Json("Me"), || {
            get(people::me)
        }),
        people(
            Method::Post,
            "/api/me",
            Account,
            "Set another name and language",
            Takes::Json("Naming"),
            Gives::Nothing,
            || post(people::rename),
        ),
        people(
            Method::Post,
            "/api/me/password",
            Account,
            "Set another password",
            Takes::Json("NewPassword"),
            Gives::Nothing,
            || post(people::change_password),
        ),
        people(
            Method::Get,
            "/api/me/codes",
            Account,
            "A new secret for one-time codes",
            Takes::Nothing,
            Json("Setup"),
            || get(people::begin_codes),
        ),
        people(
            Method::Post,
            "/api/me/codes",
            Account,
            "Put one-time codes in force",
            Takes::Json("SetUp"),
            Json("Codes"),
            || post(people::set_up_codes),
        ),
        people(
            Method::Post,
            "/api/me/confirm",
            Account,
            "Give password and code again",
            Takes::Json("Confirm"),
            Gives::Nothing,
            || post(people::confirm),
        ),
        people(
            Method::Get,
            "/api/me/sessions",
            Account,
            "Your sessions",
            Takes::Nothing,
            Json("Sessions"),
            || get(people::sessions),
        ),
        people(
            Method::Delete,
            "/api/me/sessions",
            Account,
            "End all sessions of yours but this one",
            Takes::Nothing,
            Json("Ended"),
            || delete(people::end_other_sessions),
        ),
        people(
            Method::Delete,
            "/api/me/sessions/{id}",
            Account,
            "End a session of yours",
            Takes::Nothing,
            Gives::Nothing,
            || delete(people::end_session),
        ),
        people(Method::Get, "/api/me/tokens", Account, "Your tokens", Takes::Nothing, Json("Tokens"), || {
            get(people::tokens)
        }),
        people(
            Method::Post,
            "/api/me/tokens",
            Account,
            "Make a token for a program",
            Takes::Json("NewToken"),
            Gives::Made("Token"),
            || post(people::create_token),
        ),
        people(
            Method::Delete,
            "/api/me/tokens/{id}",
            Account,
            "End a token of yours",
            Takes::Nothing,
            Gives::Nothing,
            || delete(people::revoke_token),
        ),
        people(
            Method::Get,
            "/api/invitations/{token}",
            Anybody,
            "What an invitation leads to",
            Takes::Nothing,
            Json("Invitation"),
            || get(people::invitation),
        ),
        people(
            Method::Post,
            "/api/invitations/{token}",
            Anybody,
            "Accept an invitation: signed in, or with a new account",
            Takes::Json("Acceptance"),
            Gives::Made("Accepted"),
            || post(people::accept),
        ),
        people(
            Method::Get,
            "/api/cases/{case}/invitations",
            Secretariat,
            "Invitations to the case",
            Takes::Nothing,
            Json("Invitations"),
            || get(people::invitations),
        ),
        people(
            Method::Post,
            "/api/cases/{case}/invitations",
            Secretariat,
            "Invite somebody to a role",
            Takes::Json("Inviting"),
            Gives::Made("Invited"),
            || post(people::invite),
        ),
        people(
            Method::Delete,
            "/api/cases/{case}/invitations/{id}",
            Secretariat,
            "Take an invitation back, and its role",
            Takes::Nothing,
            Gives::Nothing,
            || delete(people::revoke_invitation),
        ),
    ];
    all.extend([
        looks("/healthz", Anybody, "Whether the server runs", &[], Text(PLAIN), || get(operation::health)),
        looks("/readyz", Anybody, "Whether the server can do its work", &[], Text(PLAIN), || {
            get(operation::readiness)
        }),
        looks("/metrics", Anybody, "Figures for Prometheus", &[], Text(PLAIN), || get(operation::metrics)),
        looks("/api/openapi.json", Anybody, "This document", &[], Text(JSON), || get(openapi::serve)),
        looks("/api/cases", Account, "The cases in which you have a role", &[], Json("Cases"), || {
            get(cases::list)
        }),
        acts("/api/cases", Opener, "Open a case", Takes::Json("Opening"), || post(cases::open)),
        looks(
            "/api/cases/{case}",
            Member,
            "The case as you may see it, now or as of a moment",
            &["as_of"],
            Json("Case"),
            || get(cases::view),
        ),
        acts("/api/cases/{case}/acts", Guest, "Do an act", Takes::Json("Act"), || post(cases::act)),
        looks(
            "/api/cases/{case}/dossier",
            Member,
            "The dossier as a file, without stances that you may not see",
            &["as_of"],
            Text("application/toml"),
            || get(cases::export),
        ),
        acts("/api/cases/{case}/dossier", Member, "Take a dossier over", Takes::Dossier, || {
            post(cases::import)
        }),
        looks(
            "/api/cases/{case}/position",
            Member,
            "The position that the coalition can take, and what if",
            &position::PARAMETERS,
            Json("Answer"),
            || get(position::position),
        ),
        looks(
            "/api/cases/{case}/stress",
            Member,
            "The offer tested: findings, coverage, stability, and other cases beside it",
            &stress::PARAMETERS,
            Json("StressTest"),
            || get(stress::stress),
        ),
        looks(
            "/api/cases/{case}/follow-up/board",
            Member,
            "How far commitments are kept, by the tables of reports that count",
            &followup::PARAMETERS,
            Json("Board"),
            || get(followup::board),
        ),
        looks(
            "/api/cases/{case}/follow-up/rows",
            FollowUp,
            "Rows of the tables of reports that count, each with what a report of it is called",
            &followup::ROW_PARAMETERS,
            Json("Rows"),
            || get(followup::rows),
        ),
        looks(
            "/api/cases/{case}/entries",
            Member,
            "Entries of the record from a place on",
            &["from", "limit"],
            Json("Entries"),
            || get(record::entries),
        ),
        looks(
            "/api/cases/{case}/entries/{seq}",
            Member,
            "An entry's file, for `mawqif verify --entry`",
            &[],
            Json("EntryFile"),
            || get(record::entry),
        ),
        looks(
            "/api/cases/{case}/entries/{seq}/receipt",
            Member,
            "A receipt for an entry under the latest checkpoint, or the latest witnessed one (tlog-proof)",
            &witness::PARAMETERS,
            Text(PLAIN),
            || get(record::receipt),
        ),
        looks(
            "/api/cases/{case}/checkpoint",
            Member,
            "The latest checkpoint, or the latest witnessed one",
            &witness::PARAMETERS,
            Text(PLAIN),
            || get(record::checkpoint),
        ),
        looks(
            "/api/cases/{case}/witness",
            Member,
            "A request to a witness that has seen `old` entries (tlog-witness)",
            &["old"],
            Text(PLAIN),
            || get(witness::request),
        ),
        people(
            Method::Post,
            "/api/cases/{case}/cosignatures",
            Member,
            "Hand in a witness's signature of a checkpoint",
            Takes::Json("Cosigning"),
            Json("Cosigned"),
            || post(witness::cosign),
        ),
        looks("/api/cases/{case}/key", Member, "The key that verifies checkpoints", &[], Text(PLAIN), || {
            get(record::key)
        }),
        looks(
            "/api/cases/{case}/events",
            Member,
            "Every entry as it is stored (server-sent events)",
            &["from"],
            Text("text/event-stream"),
            || get(record::events),
        ),
        looks(
            "/api/cases/{case}/archive",
            Member,
            "The whole record as you may see it, for `mawqif verify --archive`",
            &[],
            Text("application/x-tar"),
            || get(archive::archive),
        ),
        looks(
            "/api/cases/{case}/meetings.ics",
            Member,
            "The meetings as a calendar",
            &[],
            Text("text/calendar"),
            || get(calendar::meetings),
        ),
        people(
            Method::Post,
            "/api/cases/{case}/calendar-links",
            Member,
            "Make a link to the meetings for a calendar's program",
            Takes::Nothing,
            Gives::Made("CalendarLink"),
            || post(calendar::link),
        ),
        looks(
            "/calendar/{token}",
            Anybody,
            "The meetings that such a link leads to",
            &[],
            Text("text/calendar"),
            || get(calendar::linked),
        ),
        looks(
            "/api/cases/{case}/meetings/{number}/minutes",
            Member,
            "The minutes of a meeting, drafted from the record",
            &minutes::PARAMETERS,
            Text(PLAIN),
            || get(minutes::minutes),
        ),
        looks(
            "/api/cases/{case}/statements/{number}",
            Member,
            "A statement with its versions",
            &[],
            Json("Statement"),
            || get(statements::statement),
        ),
        looks(
            "/api/cases/{case}/press",
            Member,
            "The press desk: conferences, lines, and what members said after the statement, held against it",
            &[],
            Json("Press"),
            || get(press::desk),
        ),
        looks(
            "/api/public/cases/{case}/statements",
            Anybody,
            "What a case has published, the newest first; without an account",
            &statements::PARAMETERS,
            Json("Published"),
            || get(statements::published),
        ),
    ]);
    all.push(Route {
        method: Method::Post,
        path: "/api/cases/{case}/messages",
        who: Who::Gateway,
        says: "Bring a message from a telephone, by a gateway's own token",
        query: &[],
        takes: Takes::JsonOrForm("Message"),
        most: messages::MESSAGE_BODY_LIMIT,
        gives: Done("Received"),
        serve: || post(messages::receive),
    });
    all.extend(consultations::routes());
    all
}
