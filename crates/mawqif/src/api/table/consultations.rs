//! The routes of public consultations: for voters without an account, for members, and for the secretariat.

use axum::routing::{MethodRouter, get, post};

use super::{
    super::{Api, admit::Who, body, consultations, voting},
    Gives, Method, Route, Takes,
};

const PUBLIC: [&str; 6] = [
    "/api/public/cases/{case}/consultations/{number}",
    "/api/public/cases/{case}/consultations/{number}/participants",
    "/api/public/cases/{case}/consultations/{number}/votes",
    "/api/public/cases/{case}/consultations/{number}/next",
    "/api/public/cases/{case}/consultations/{number}/statements",
    "/api/public/cases/{case}/consultations/{number}/results",
];

const STATEMENTS: &str = "/api/cases/{case}/consultations/{number}/statements";
const CODES: &str = "/api/cases/{case}/consultations/{number}/codes";

fn looks(
    path: &'static str,
    who: Who,
    says: &'static str,
    gives: &'static str,
    serve: fn() -> MethodRouter<Api>,
) -> Route {
    let (method, takes, gives) = (Method::Get, Takes::Nothing, Gives::Json(gives));
    Route { method, path, who, says, query: &[], takes, most: body::PEOPLE_LIMIT, gives, serve }
}

fn sends(
    path: &'static str,
    who: Who,
    says: &'static str,
    (takes, gives): (&'static str, Gives),
    serve: fn() -> MethodRouter<Api>,
) -> Route {
    // What anybody may send is short; many statements or ballots are not.
    let most = if who == Who::Anybody { body::PEOPLE_LIMIT } else { body::ACT_LIMIT };
    Route { method: Method::Post, path, who, says, query: &[], takes: Takes::Json(takes), most, gives, serve }
}

/// All of them.
pub fn routes() -> Vec<Route> {
    use Gives::{Json, Made, Nothing};
    use Who::{Anybody, Member, Secretariat};
    let [consultation, participants, votes, next, suggested, results] = PUBLIC;
    vec![
        looks(
            consultation,
            Anybody,
            "A public consultation: what is asked, until when, and the statements that are shown; without an account",
            "Consultation",
            || get(voting::consultation),
        ),
        sends(
            participants,
            Anybody,
            "Take part, by a code or without; gives the secret by which one is known",
            ("EnteringConsultation", Made("Voter")),
            || post(voting::enter),
        ),
        sends(
            votes,
            Anybody,
            "Vote on a statement: 1 agrees, 0 passes, -1 disagrees; the last vote counts",
            ("Vote", Nothing),
            || post(voting::cast),
        ),
        sends(
            next,
            Anybody,
            "What one has voted, and the statement to ask next",
            ("VoterAsking", Json("NextStatement")),
            || post(voting::next),
        ),
        sends(
            suggested,
            Anybody,
            "Add a statement, which is read before it is shown",
            ("Suggestion", Made("Suggested")),
            || post(voting::suggest),
        ),
        looks(
            results,
            Anybody,
            "The result, if it is published (docs/opinion.schema.json)",
            "Opinion",
            || get(voting::results),
        ),
        looks(
            "/api/cases/{case}/consultations",
            Member,
            "The public consultations of the case",
            "Consultations",
            || get(consultations::list),
        ),
        looks(
            "/api/cases/{case}/consultations/{number}/results",
            Member,
            "The result so far, as it may be published, and by channel",
            "Results",
            || get(consultations::results),
        ),
        looks(
            "/api/cases/{case}/consultations/{number}/results/all",
            Secretariat,
            "The whole result, small counts included: not to be published",
            "Opinion",
            || get(consultations::whole),
        ),
        looks(
            "/api/cases/{case}/consultations/{number}/base",
            Member,
            "What the base makes of the conditions and of the packages that the coalition can take",
            "BaseSupport",
            || get(consultations::base),
        ),
        looks(
            STATEMENTS,
            Secretariat,
            "All statements, with what was decided on each",
            "PublicStatements",
            || get(consultations::statements),
        ),
        sends(
            STATEMENTS,
            Secretariat,
            "Put statements in, which are shown at once",
            ("Seeding", Made("Numbers")),
            || post(consultations::seed),
        ),
        sends(
            "/api/cases/{case}/consultations/{number}/moderation",
            Secretariat,
            "Show a statement, or take it out for a reason",
            ("Moderating", Nothing),
            || post(consultations::moderate),
        ),
        sends(
            "/api/cases/{case}/consultations/{number}/ties",
            Secretariat,
            "Tie a statement to conditions and provisions",
            ("Tying", Nothing),
            || post(consultations::tie),
        ),
        looks(
            CODES,
            Secretariat,
            "The codes, by number; the codes themselves are not kept",
            "PublicCodes",
            || get(consultations::codes),
        ),
        sends(
            CODES,
            Secretariat,
            "Make codes, which are told this once",
            ("CodeOrder", Made("MadeCodes")),
            || post(consultations::make_codes),
        ),
        sends(
            "/api/cases/{case}/consultations/{number}/codes/blocked",
            Secretariat,
            "Block codes for a reason, or without one let them in again: one, all of a label, or all below a path",
            ("Blocking", Nothing),
            || post(consultations::block),
        ),
        sends(
            "/api/cases/{case}/consultations/{number}/paper",
            Secretariat,
            "Enter ballots on paper, only look at them, or withdraw some",
            ("Papers", Json("PapersDone")),
            || post(consultations::paper),
        ),
    ]
}
