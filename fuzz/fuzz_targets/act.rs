//! Whatever act somebody sends in whatever state of a case, checking it is total, and the facts that follow
//! become entries that fold.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use mawqif_core::case::{AccountId, Act, Case, CaseId, Moment};

/// Acts that bring a case through its stages; the case after each of them is tried.
const COURSE: [&str; 5] = [
    r#"{"act":"open-case","title":"A case"}"#,
    r#"{"act":"import-dossier","dossier":DOSSIER}"#,
    r#"{"act":"open-consultation"}"#,
    r#"{"act":"mandate-delegate","body":"union","account":"salma","from":1}"#,
    r#"{"act":"compute-position"}"#,
];

const DOSSIER: &str = "mawqif = 1\n[initiative]\nid = \"offer\"\n[[condition]]\nid = \"ground\"\n\
     [[body]]\nid = \"union\"\n[[body]]\nid = \"league\"\n";

fn account(name: &str) -> AccountId {
    AccountId::new(name).expect("a name")
}

/// Folds what an act leaves in a case; nothing when it is refused.
fn done(case: &Case, act: &Act, actor: &AccountId, now: u64) -> Option<Case> {
    let now = Moment::from_micros(now);
    let facts = case.check(act, actor, now).ok()?;
    let mut after = case.clone();
    for fact in facts {
        let entry = fact.to_entry(after.entries(), case.time(now), actor, [7; 32]);
        after.apply(&entry.expect("a fact that was checked is an entry")).expect("it follows");
    }
    Some(after)
}

static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let mut cases = vec![Case::empty(CaseId::new("ours").expect("an id"))];
    for (at, text) in COURSE.iter().enumerate() {
        let text = text.replace("DOSSIER", &serde_json::to_string(DOSSIER).expect("text"));
        let Ok(act) = serde_json::from_str::<Act>(&text) else { continue };
        let next = cases.last().and_then(|case| done(case, &act, &account("salma"), 1 + at as u64));
        cases.extend(next);
    }
    assert!(cases.len() > 2, "the course of a case has other acts now");
    cases
});

fuzz_target!(|bytes: &[u8]| {
    let Ok(act) = serde_json::from_slice::<Act>(bytes) else { return };
    for case in CASES.iter() {
        for actor in ["salma", "badr"] {
            if let Some(after) = done(case, &act, &account(actor), 1_000) {
                // The same again, with a clock that goes backwards.
                let _ = after.check(&act, &account(actor), Moment::from_micros(5));
            }
        }
    }
});
