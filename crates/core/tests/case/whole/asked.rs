//! A public consultation, from its opening to what follows its close.

use serde_json::json;

use super::both;
use crate::desk::Desk;

/// Asks the popular base, withholds words and destroys ballots.
pub(super) fn the_base_is_asked(desk: &mut Desk) {
    let terms = json!({
        "title": both("The offer"), "question": both("What matters to you?"), "asks": both("The council"),
        "closes": desk.now + 86_400_000_000, "doors": "both", "results": "after-closing",
    });
    desk.done("amina", json!({ "act": "open-public-consultation", "terms": terms }));
    let change = json!({
        "act": "change-public-consultation", "number": 1, "closes": desk.now + 90_000_000_000, "reason": both("A day more."),
    });
    desk.done("basil", change);
    desk.done("amina", json!({ "act": "close-public-consultation", "number": 1 }));
    let words =
        |act: &str| json!({ "act": act, "number": 1, "statement": 2, "reason": both("It names somebody.") });
    desk.done("amina", words("withhold-public-words"));
    desk.done("basil", words("show-public-words"));
    desk.done("amina", json!({ "act": "forget-public-ballots", "number": 1 }));
    let proposal = *desk.case.proposals().keys().next_back().unwrap();
    desk.done("basil", json!({ "act": "confirm-change", "proposal": proposal }));
}
