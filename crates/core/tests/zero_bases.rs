//! Shares of nothing: a chamber nobody of which is present, a measure that is 0 everywhere. At least
//! a share of nothing is reached by nothing; more than a share of nothing is not.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use mawqif_core::{
    dossier::{PositionKind, read},
    position::unify::{Answer, Options, answer::Reason, unify},
};

/// A council that accepts and counts nothing, a brigade that abstains, a front that is absent.
const BODIES: &str = r#"
mawqif = 1
[initiative]
id = "offer"
[[body]]
id = "council"
chamber = "civil"
weight = 0
measures = { fighters = 0 }
[[body]]
id = "brigade"
chamber = "north"
[[body]]
id = "front"
chamber = "south"
[[stance]]
body = "council"
says = "accept"
[[stance]]
body = "brigade"
says = "abstain"
"#;

fn answer(rule: &str) -> Answer {
    let reading = read(format!("{BODIES}[rule]\nfallback = \"none\"\n{rule}\n").as_bytes());
    let dossier = reading.dossier.unwrap_or_else(|| panic!("{rule}: {:?}", reading.problems));
    let answer = unify(&dossier, &Options::default()).unwrap();
    assert!(answer.proof.checked, "{rule}");
    answer
}

fn wins(requirement: &str) -> bool {
    let answer = answer(&format!("requires = [{{ {requirement} }}]"));
    assert_eq!(answer.package.is_some(), answer.position == PositionKind::Accept);
    answer.package.is_some()
}

#[test]
fn at_least_a_share_of_nothing_holds_and_more_than_it_does_not() {
    // Of the southern bodies none is present; of the northern none has cast a vote; nobody is of
    // any weight in the civil chamber; nobody at all has a fighter.
    for nothing in [
        r#"in = "south", measure = "bodies", of = "present""#,
        r#"in = "south", measure = "bodies", of = "cast""#,
        r#"in = "north", measure = "bodies", of = "cast""#,
        r#"in = "civil", of = "members""#,
        r#"in = "civil", of = "cast""#,
        r#"measure = "fighters""#,
        r#"measure = "fighters", of = "present""#,
    ] {
        for share in ["0/1", "1/2", "100%"] {
            assert!(wins(&format!("{nothing}, at_least = \"{share}\"")), "{nothing} {share}");
            assert!(!wins(&format!("{nothing}, more_than = \"{share}\"")), "{nothing} {share}");
        }
    }
}

#[test]
fn a_base_that_is_not_nothing_is_not_met_by_nothing() {
    // The northern brigade is present and a member, whatever it says.
    for base in ["members", "present"] {
        assert!(!wins(&format!(r#"in = "north", measure = "bodies", of = "{base}", at_least = "1/2""#)));
        assert!(wins(&format!(r#"in = "north", measure = "bodies", of = "{base}", at_least = "0/1""#)));
    }
    assert!(!wins(r#"in = "south", measure = "bodies", at_least = "1/2""#));
}

#[test]
fn a_count_of_nothing_is_reached_by_nothing_and_not_passed_by_it() {
    assert!(wins(r#"in = "south", at_least = 0"#));
    assert!(!wins(r#"in = "south", more_than = 0"#));
}

#[test]
fn a_quorum_of_nothing_is_met_by_nothing() {
    let quorum = |words: &str| {
        answer(&format!("quorum = {{ measure = \"fighters\", {words} }}\nrequires = [{{ at_least = 0 }}]"))
    };
    assert_eq!(quorum("at_least = \"1/2\"").position, PositionKind::Accept);
    let missed = quorum("more_than = \"1/2\"");
    assert_eq!((missed.position, missed.reason), (PositionKind::None, Some(Reason::NoQuorum)));
}

#[test]
fn nothing_wins_when_nobody_accepts_however_little_is_required() {
    let source =
        BODIES.replace("says = \"accept\"", "says = \"abstain\"") + "[rule]\nrequires = [{ at_least = 0 }]\n";
    let dossier = read(source.as_bytes()).dossier.unwrap();
    let answer = unify(&dossier, &Options::default()).unwrap();
    assert_eq!((answer.position, answer.reason), (PositionKind::Reject, Some(Reason::NoPackageWins)));
    assert_eq!(answer.unlock.unwrap().size, Some(1));
}

#[test]
fn a_coalition_without_bodies_has_no_position_of_its_own() {
    let dossier = read(b"mawqif = 1\n[initiative]\nid = \"offer\"\n").dossier.unwrap();
    let answer = unify(&dossier, &Options::default()).unwrap();
    assert_eq!((answer.position, answer.support_base), (PositionKind::Reject, 0));
    assert_eq!(answer.unlock.unwrap().size, None);
}
