//! The cases in which somebody has a role, and what that role is called.

use askama::Template;
use axum::{Extension, extract::State, http::StatusCode, response::Response};
use mawqif_core::case::{Case, Role, guest::Guest};

use super::{
    Web,
    admit::Visitor,
    page::{Shell, show, stage},
    trouble::Trouble,
    words::Words,
};
use crate::desk::sight::Sight;

#[derive(Template)]
#[template(path = "cases.html")]
struct Cases {
    shell: Shell,
    cases: Vec<Line>,
}

struct Line {
    id: String,
    title: String,
    stage: String,
    due: String,
    roles: String,
}

/// The list of one's cases.
pub async fn list(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
) -> Result<Response, Trouble> {
    let (actor, now) = (&visitor.guest()?.caller.actor, web.desk.clock().now());
    let words = Words::of(visitor.language);
    let all = web.desk.all();
    let cases = all.iter().filter_map(|held| {
        let case = held.now();
        let sight = Sight::of(&case, actor, now)?;
        let title = words.text(case.title());
        Some(Line {
            id: case.id().to_string(),
            title: if title.is_empty() { case.id().to_string() } else { title.to_owned() },
            stage: if sight.is_narrow() { String::new() } else { words.word(stage(case.stage())) },
            due: case
                .dossier()
                .initiative
                .deadline
                .filter(|_| !sight.is_narrow())
                .map(|due| words.date(&due))
                .unwrap_or_default(),
            roles: roles(&case, &sight, &words),
        })
    });
    let cases = cases.collect();
    Ok(show(StatusCode::OK, &Cases { shell: Shell::plain(&visitor, "cases-title"), cases }))
}

/// What somebody is in a case.
pub fn roles(case: &Case, sight: &Sight, words: &Words) -> String {
    let name = |id: &mawqif_core::text::Id| {
        words.name_of(id, case.dossier().bodies.iter().map(|body| (&body.id, &body.name)))
    };
    let told = sight.roles().iter().map(|role| match role {
        Role::Secretariat => words.word("role-secretariat"),
        Role::Delegate { body, .. } => words.about("role-delegate", &name(body)),
        Role::Invited { body, .. } => words.about("role-invited", &name(body)),
        Role::Committee => words.word("role-committee"),
        Role::Observer => words.word("role-observer"),
        Role::Reporter => words.word("role-reporter"),
        Role::Participant => words.word("role-participant"),
        Role::Admitted { guest } => words.word(match guest {
            Guest::Observer => "role-observer-awaited",
            Guest::Reporter => "role-reporter-awaited",
            Guest::Participant => "role-participant-awaited",
        }),
    });
    told.collect::<Vec<_>>().join(" · ")
}
