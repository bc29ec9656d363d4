//! The OpenAPI document, written from the table of routes.
//!
//! Sections of the dossier are described by `docs/dossier.schema.json`, the answer by
//! `docs/answer.schema.json`, acts by `docs/acts.md`; here they are objects with what every program needs.

use axum::{http::header, response::IntoResponse};
use mawqif_core::case::act::ACTS;
use serde_json::{Map, Value, json};

use super::{
    admit::Who,
    table::{Gives, Method, Route, Takes, table},
};

/// Gives the document.
pub async fn serve() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], document().to_string())
}

/// The document.
pub fn document() -> Value {
    let mut paths = Map::new();
    for route in table() {
        let path = paths.entry(route.path).or_insert_with(|| json!({}));
        let method = match route.method {
            Method::Get => "get",
            Method::Post => "post",
            Method::Delete => "delete",
        };
        path[method] = operation(&route);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Mawqif", "version": env!("CARGO_PKG_VERSION"),
            "description": "A coalition answers an outside offer with one voice. Moments are microseconds since 1970 UTC.",
            "license": { "name": "Apache-2.0 OR MIT", "identifier": "Apache-2.0 OR MIT" },
        },
        "paths": paths,
        "components": {
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
            "schemas": schemas(),
            "responses": { "Problem": {
                "description": "A refusal or failure",
                "content": { "application/problem+json": { "schema": reference("Problem") } },
            } },
        },
    })
}

fn operation(route: &Route) -> Value {
    let in_path = route.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let mut parameters: Vec<Value> = in_path
        .map(|name| {
            let schema = if matches!(name, "seq" | "number") {
                json!({ "type": "integer", "minimum": 0 })
            } else {
                json!({ "type": "string", "minLength": 1, "maxLength": 64 })
            };
            json!({ "name": name, "in": "path", "required": true, "schema": schema })
        })
        .collect();
    parameters.extend(route.query.iter().map(|name| query(name)));
    let mut operation = json!({ "summary": route.says });
    if route.takes != Takes::Nothing {
        if route.gives == Gives::Done("Done") {
            parameters.push(json!({
                "name": "Idempotency-Key", "in": "header", "description": "An act with a key is done once.",
                "schema": { "type": "string", "minLength": 1, "maxLength": 128, "pattern": "^[!-~]+$" },
            }));
        }
        let content = match route.takes {
            Takes::Json(name) => json!({ "application/json": { "schema": reference(name) } }),
            Takes::JsonOrForm(name) => {
                let schema = || json!({ "schema": reference(name) });
                json!({ "application/json": schema(), "application/x-www-form-urlencoded": schema() })
            }
            Takes::Dossier | Takes::Nothing => {
                let text = json!({ "schema": { "type": "string" } });
                json!({ "application/toml": text, "text/plain": text })
            }
        };
        operation["requestBody"] = json!({ "required": true, "content": content });
    }
    let content = |media: &str, schema: Value| json!({ media: { "schema": schema } });
    let mut responses = Map::new();
    match route.gives {
        Gives::Json(name) => {
            let content = content("application/json", reference(name));
            responses.insert("200".into(), json!({ "description": "Here it is", "content": content }));
        }
        Gives::Unfinished(name) => {
            for (status, says) in [("200", "Here it is"), ("202", "A code is asked for before it is done")] {
                let content = content("application/json", reference(name));
                responses.insert(status.into(), json!({ "description": says, "content": content }));
            }
        }
        Gives::Text(media) => {
            let is_text = !matches!(media, "application/json" | "application/x-tar");
            let schema = if is_text { json!({ "type": "string" }) } else { json!({}) };
            let content = content(media, schema);
            responses.insert("200".into(), json!({ "description": "Here it is", "content": content }));
        }
        Gives::Made(name) => {
            let content = content("application/json", reference(name));
            responses.insert("201".into(), json!({ "description": "Made", "content": content }));
        }
        Gives::Nothing => {
            responses.insert("204".into(), json!({ "description": "Done" }));
        }
        Gives::Done(name) => {
            for (status, says) in [("201", "Done now"), ("200", "Done before, by the same key")] {
                let content = content("application/json", reference(name));
                responses.insert(status.into(), json!({ "description": says, "content": content }));
            }
        }
    }
    responses.insert("default".into(), json!({ "$ref": "#/components/responses/Problem" }));
    operation["responses"] = responses.into();
    if !parameters.is_empty() {
        operation["parameters"] = parameters.into();
    }
    if route.who != Who::Anybody {
        operation["security"] = json!([{ "token": [] }]);
    }
    operation
}

fn query(name: &str) -> Value {
    let several = json!({ "type": "array", "items": { "type": "string" } });
    let (schema, says) = match name {
        "as_of" => {
            (json!({ "type": "string" }), "Microseconds since 1970, or a time such as 2030-04-30T12:00:00Z")
        }
        "owed" => {
            (json!({ "enum": ["now", "then"] }), "Held against what is owed now, or was at `as_of`; else now")
        }
        "lang" => (json!({ "enum": ["en", "ar"] }), "The language; else that of Accept-Language"),
        "old" => {
            (json!({ "type": "integer", "minimum": 0 }), "How many entries the witness has seen; 0 if none")
        }
        "witnessed" => {
            (json!({ "type": "boolean" }), "Under the latest checkpoint that any witness has signed")
        }
        "witness" => {
            (json!({ "type": "string" }), "Under the latest that this witness has signed, by its key")
        }
        "before" => (json!({ "type": "integer", "minimum": 0 }), "Only those with a smaller number"),
        "from" => (json!({ "type": "integer", "minimum": 0 }), "The first entry"),
        "limit" => (json!({ "type": "integer", "minimum": 0 }), "The most entries; 500 at most"),
        "only" => (json!({ "enum": ["mandated"] }), "Count only stances of this standing"),
        "beside" => (several, "Another case whose offer is set beside this one, by its id"),
        "assume" => (several, "Suppose a stance: `body=stance`"),
        "with" => (several, "Only packages with this condition"),
        "without" => (several, "Only packages without this condition"),
        _ => (json!({ "enum": ["burden", "support"] }), "Recommend the least burden or the most support"),
    };
    json!({ "name": name, "in": "query", "description": says, "schema": schema })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// An object of properties; all are required but those whose names end with `?`.
fn object(properties: &[(&str, Value)]) -> Value {
    let required: Vec<&str> =
        properties.iter().map(|(name, _)| *name).filter(|name| !name.ends_with('?')).collect();
    let properties: Map<String, Value> = properties
        .iter()
        .map(|(name, schema)| (name.trim_end_matches('?').to_owned(), schema.clone()))
        .collect();
    json!({ "type": "object", "required": required, "properties": properties })
}

fn schemas() -> Value {
    let text = || json!({ "type": "string" });
    let whole = || json!({ "type": "integer", "minimum": 0 });
    let whole_or_none = || json!({ "type": ["integer", "null"], "minimum": 0 });
    let moment = whole_or_none;
    let list = |of: Value| json!({ "type": "array", "items": of });
    let words = || json!({ "type": ["string", "object"], "description": "Text, or texts by language" });
    let anything = || json!({});
    let scope = || json!({ "enum": ["read", "act", "manage"] });
    let tongue = || json!({ "enum": ["en", "ar"] });
    let yes_or_no = || json!({ "type": "boolean" });
    let header =
        [("seq", whole()), ("time", whole()), ("actor", text()), ("kind", text()), ("version", whole())];
    let with = |more: &[(&'static str, Value)]| object(&[header.as_slice(), more].concat());
    let line = [
        ("id", text()),
        ("title", words()),
        ("stage?", json!({ "enum": ["empty", "preparing", "consulting", "adopted"] })),
        ("entries?", whole()),
        ("received?", moment()),
        ("roles", list(json!({ "type": "object" }))),
    ];
    let kind = || json!({ "enum": ["position", "bulletin", "press-conference", "correction", "withdrawal"] });
    let by_number = || json!({ "type": "object" });
    let whole_case = [
        ("as_of", json!({ "type": ["string", "null"] })),
        ("dossier", json!({ "type": "object" })),
        ("confidential", list(json!({ "type": "object" }))),
        ("asked_again", list(text())),
        ("secretariat", list(text())),
        ("observers", list(text())),
        ("guests", list(json!({ "type": "object" }))),
        ("awaited", list(json!({ "type": "object" }))),
        ("proposals", by_number()),
        ("mandates", by_number()),
        ("meetings", by_number()),
        ("minutes", by_number()),
        ("wordings", by_number()),
        ("ballots", by_number()),
        ("computed", json!({ "type": ["object", "null"] })),
        ("adopted", list(json!({ "type": "object" }))),
        ("committees", list(json!({ "type": "object" }))),
        ("statements", by_number()),
        ("signers", json!({ "type": ["object", "null"] })),
    ];
    let mut all = json!({
        "Problem": object(&[
            ("code", text()), ("title", text()), ("status", whole()), ("detail", text()),
            ("fields?", list(object(&[("field", text()), ("message", text())]))),
            ("refusal?", json!({ "type": "object" })),
        ]),
        "LogIn": object(&[("address", text()), ("password", text())]),
        "Code": object(&[("token", text()), ("code", text())]),
        "Session": object(&[
            ("token?", text()), ("account?", text()), ("expires?", whole()), ("code_needed?", text()),
        ]),
        "Naming": object(&[("name", text()), ("language", tongue())]),
        "Ended": object(&[("ended", whole())]),
        "NewPassword": object(&[("before", text()), ("password", text())]),
        "Confirm": object(&[("password", text()), ("code", text())]),
        "Setup": object(&[("secret", text()), ("uri", text())]),
        "SetUp": object(&[("password", text()), ("secret", text()), ("code", text())]),
        "Codes": object(&[("recovery_codes", list(text()))]),
        "Sessions": object(&[("sessions", list(json!({ "type": "object" })))]),
        "NewToken": object(&[("label", text()), ("scopes", list(scope())), ("days", whole())]),
        "Token": object(&[("token", text())]),
        "Tokens": object(&[("tokens", list(json!({ "type": "object" })))]),
        "Inviting": object(&[
            ("role", json!({ "enum": ["secretariat", "delegate", "observer", "reporter", "participant"] })), ("body?", text()),
            ("address?", text()), ("language?", tongue()),
        ]),
        "Invited": object(&[
            ("id", text()), ("account", text()), ("expires", whole()),
            ("link", json!({ "type": ["string", "null"] })),
        ]),
        "Invitations": object(&[("invitations", list(json!({ "type": "object" })))]),
        "Invitation": object(&[
            ("case", text()), ("role", text()), ("body", json!({ "type": ["string", "null"] })),
            ("expires", whole()), ("used", moment()),
        ]),
        "Acceptance": object(&[
            ("name", text()), ("address", text()), ("password", text()), ("language?", tongue()),
        ]),
        "Accepted": object(&[
            ("account", text()), ("case", text()), ("role", text()),
            ("body", json!({ "type": ["string", "null"] })), ("confirmed", yes_or_no()),
            ("session", json!({ "type": ["object", "null"] })),
        ]),
        "Me": object(&[
            ("account", text()), ("name", text()), ("address", text()), ("language", tongue()),
            ("recovery_codes", moment()), ("scopes", list(scope())), ("may_open_cases", yes_or_no()),
        ]),
        "CalendarLink": object(&[("id", text()), ("link", text()), ("expires", whole())]),
        "Line": object(&line),
        "Cases": object(&[("cases", list(reference("Line")))]),
        "Case": object(&[line.as_slice(), &whole_case].concat()),
        "Opening": object(&[("id", text()), ("title?", words()), ("secretariat?", list(text()))]),
        "Act": object(&[("act", json!({ "enum": ACTS }))]),
        "Fact": with(&[("fact?", anything()), ("receipt?", text())]),
        "Done": object(&[
            ("facts", list(reference("Fact"))), ("size", whole()), ("repeated", yes_or_no()),
            ("id?", text()), ("key?", text()),
        ]),
        "Entries": object(&[("entries", list(reference("Fact"))), ("size", whole())]),
        "EntryFile": with(&[("salt?", text()), ("payload?", text()), ("commitment?", text())]),
        "Cosigning": object(&[("key", text()), ("signature", text()), ("size?", whole())]),
        "Cosigned": object(&[("witness", text()), ("size", whole())]),
        "Statement": object(&[
            ("number", whole()), ("kind", kind()), ("title", words()), ("about", moment()), ("newest", whole()),
            ("released", json!({ "type": ["object", "null"] })), ("public_from", moment()),
            ("reviewed", moment()), ("standing", json!({ "type": ["object", "null"] })),
            ("versions", by_number()), ("comments", by_number()),
            ("signatures", list(json!({ "type": "object" }))), ("tallies", json!({ "type": "object" })),
        ]),
        "Press": object(&[
            ("conferences", by_number()), ("lines", by_number()), ("held_against", moment()),
            ("heard", list(json!({ "type": "object" }))), ("house", json!({ "type": "object" })),
        ]),
        "Published": object(&[
            ("case", text()), ("title", words()),
            ("statements", list(object(&[
                ("number", whole()), ("kind", kind()), ("title", words()), ("text", words()),
                ("public_from", moment()), ("about", moment()),
                ("untranslated", json!({ "type": ["string", "object", "null"] })),
                ("standing", json!({ "type": "object" })), ("signed", json!({ "type": "object" })),
            ]))),
        ]),
        "Answer": json!({ "type": "object" }),
        "Message": object(&[("text", text()), ("from?", text()), ("sent_at?", text()), ("id?", text())]),
        "Received": object(&[("message", whole_or_none()), ("repeated", yes_or_no())]),
    });
    // One macro takes so many and no more.
    let strings = || list(text());
    let secret = || json!({ "type": "string", "maxLength": 64 });
    let maybe = || json!({ "type": ["string", "null"] });
    let ballot = || json!({ "type": "object", "additionalProperties": { "enum": [-1, 0, 1] } });
    let subject = || json!({ "enum": ["matter", "person"] });
    let things = || list(json!({ "type": "object" }));
    for (name, properties) in [
        (
            "Consultation",
            vec![
                ("number", whole()),
                ("title", words()),
                ("question", words()),
                ("closes", whole()),
                ("doors", json!({ "enum": ["code", "open", "both"] })),
                ("open", yes_or_no()),
                ("published", yes_or_no()),
                ("statements", list(object(&[("number", whole()), ("text", words())]))),
            ],
        ),
        ("EnteringConsultation", vec![("code?", text())]),
        ("Voter", vec![("participant", secret())]),
        (
            "Vote",
            vec![("participant", secret()), ("statement", whole()), ("vote", json!({ "enum": [-1, 0, 1] }))],
        ),
        ("VoterAsking", vec![("participant", secret())]),
        (
            "NextStatement",
            vec![
                ("next", json!({ "type": ["object", "null"] })),
                ("voted", whole()),
                ("shown", whole()),
                ("votes", ballot()),
            ],
        ),
        ("Suggestion", vec![("participant", secret()), ("text", text()), ("language?", tongue())]),
        ("Suggested", vec![("number", whole())]),
        ("Consultations", vec![("consultations", things()), ("board", moment())]),
        ("BaseSupport", vec![("base", json!({ "type": ["object", "null"] }))]),
        (
            "Results",
            vec![
                ("at", whole()),
                ("final", yes_or_no()),
                ("without_blocked", json!({ "type": ["integer", "null"] })),
                ("channels", things()),
                ("opinion", reference("Opinion")),
            ],
        ),
        ("PublicStatements", vec![("statements", things())]),
        (
            "Seeding",
            vec![(
                "statements",
                list(object(&[("text", words()), ("ties?", strings()), ("about?", subject())])),
            )],
        ),
        ("Numbers", vec![("numbers", list(whole()))]),
        (
            "Moderating",
            vec![
                ("statement", whole()),
                ("state", json!({ "enum": ["waiting", "shown", "out"] })),
                ("reason?", text()),
            ],
        ),
        ("Tying", vec![("statement", whole()), ("ties?", strings()), ("about?", subject())]),
        ("PublicCodes", vec![("codes", things())]),
        (
            "CodeOrder",
            vec![
                ("count", whole()),
                ("quota?", whole()),
                ("label?", text()),
                ("path?", text()),
                ("channel?", json!({ "enum": ["verified", "open"] })),
                ("key?", text()),
            ],
        ),
        (
            "MadeCodes",
            vec![
                ("codes", things()),
                ("csv", text()),
                ("made_before?", object(&[("first", whole()), ("count", whole())])),
            ],
        ),
        ("Blocking", vec![("code?", whole()), ("label?", text()), ("path?", text()), ("reason?", maybe())]),
        (
            "Papers",
            vec![
                ("lines?", text()),
                ("csv?", text()),
                (
                    "ballots?",
                    list(object(&[
                        ("ballot", text()),
                        ("code?", maybe()),
                        ("invite?", maybe()),
                        ("votes", ballot()),
                    ])),
                ),
                ("dry?", yes_or_no()),
                ("withdraw?", list(text())),
                ("reason?", text()),
            ],
        ),
        (
            "PapersDone",
            vec![("entered", whole()), ("votes", whole()), ("mistakes", things()), ("withdrawn", whole())],
        ),
    ] {
        all[name] = object(&properties);
    }
    all["Opinion"] = json!({ "type": "object", "description": "docs/opinion.schema.json" });
    all["Board"] = object(&[
        ("entries", whole()),
        ("owed", json!({ "enum": ["now", "then"] })),
        ("board", json!({ "type": "object", "description": "docs/committee.md" })),
        ("tables", list(json!({ "type": "object" }))),
        ("missing", list(whole())),
    ]);
    all["Rows"] = object(&[
        ("rows", list(json!({ "type": "object", "description": "docs/api.md" }))),
        ("next", json!({ "type": ["string", "null"] })),
    ]);
    all["StressTest"] = json!({ "type": "object", "description": "docs/stress.schema.json" });
    all
}
