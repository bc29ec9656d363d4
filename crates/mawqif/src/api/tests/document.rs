//! `docs/api.md` has every route, as the table has it.

use super::super::{
    admit::Who,
    table::{Method, table},
};

#[test]
fn the_document_has_every_route_and_no_other() {
    let document = include_str!("../../../../../docs/api.md");
    let rows: Vec<&str> = document.lines().filter(|line| line.starts_with("| `/")).collect();
    let expected: Vec<String> = table()
        .iter()
        .map(|route| {
            let method = match route.method {
                Method::Get => "GET",
                Method::Post => "POST",
                Method::Delete => "DELETE",
            };
            let who = match route.who {
                Who::Anybody => "anybody",
                Who::Account => "an account",
                Who::Opener => "whoever may open cases",
                Who::Guest => "whoever has a role",
                Who::Member => "a member",
                Who::FollowUp => "those who follow up",
                Who::Secretariat => "the secretariat",
                Who::Gateway => "a gateway",
            };
            format!("| `{}` | {method} | {who} | {} |", route.path, route.says)
        })
        .collect();
    assert_eq!(rows, expected, "docs/api.md should have:\n{}", expected.join("\n"));
}
