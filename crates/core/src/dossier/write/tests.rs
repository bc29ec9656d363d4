//! What is written is read again as the same, and is its own canonical form.

use proptest::prelude::*;

use super::write;
use crate::dossier::{format::format, random, read};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn what_is_written_is_read_again_and_canonical(seed: u64) {
        let dossier = random::dossier(seed);
        let written = write(&dossier).unwrap();
        let reading = read(written.as_bytes());
        prop_assert!(reading.dossier.is_some(), "{:?}\n{written}", reading.problems);
        prop_assert_eq!(reading.dossier.unwrap(), dossier, "{}", &written);
        prop_assert_eq!(format(written.as_bytes()).unwrap(), written);
    }
}

/// A file as a person writes it, and as it is written back.
fn written_back(source: &str) -> String {
    let reading = read(source.as_bytes());
    write(&reading.dossier.unwrap_or_else(|| panic!("{:?}", reading.problems))).unwrap()
}

#[test]
fn what_says_only_the_default_is_left_out() {
    let explicit = r#"
        mawqif = 1
        [initiative]
        id = "offer"
        title = "offer"
        version = 1
        scope = []
        [[body]]
        id = "council"
        name = "council"
        chamber = ["civil"]
        weight = 1
        measures = {}
        [[condition]]
        id = "ground"
        burden = 1
        [[stance]]
        body = "council"
        says = "accept  if (ground)"
        version = 1
        confidential = false
        standing = "mandated"
        [rule]
        requires = [{ measure = "bodies", more_than = "50%", of = "members" }]
        veto = []
        fallback = "reject"
        support = "weight"
    "#;
    insta::assert_snapshot!(written_back(explicit), @r#"
    mawqif = 1

    [initiative]
    id = "offer"

    [[body]]
    id = "council"
    chamber = "civil"

    [[condition]]
    id = "ground"

    [[stance]]
    body = "council"
    says = "accept if ground"
    "#);
}

#[test]
fn every_section_has_its_place() {
    let shuffled = r#"
        [[commitment]]
        red_line = true
        ceiling = "50%"
        baseline = { until = 2015-02-27, from = 2015-01-01 }
        indicator = { actors = ["the army"], within_days = 7, kinds = ["shelling"] }
        judged_by = "followup"
        due = 2015-03-20
        from = 2015-03-10
        kind = "abstain"
        rests_on = ["stop", "ground"]
        obliged = ["government"]
        id = "kept"
        [[committee]]
        members = ["council"]
        id = "followup"
        [[rule.alternative]]
        requires = [{ at_least = 2 }, { in = "civil", measure = "members", more_than = "66.6%", of = "cast" }]
        name = { en = "both", ar = "كلاهما" }
        [[rule.alternative]]
        requires = [{ at_least = "3/6" }]
        [[quote]]
        said = """
One line.

Another."""
        span = [0, 20]
        date = 2015-03-01
        [[stance]]
        says = "قبول إذا (ground)"
        body = "council"
        version = 1
        confidential = true
        [[red_line]]
        id = "sovereignty"
        against = ["ground", "stop"]
        [[condition]]
        id = "ground"
        burden = 3
        [[body]]
        id = "council"
        chamber = ["civil", "northern"]
        measures.members = 9
        [[provision]]
        id = "stop"
        until = 2015-04-21
        where = ["town"]
        [[harm]]
        id = "shelling"
        [[party]]
        id = "government"
        name = 'the "government"'
        [[place]]
        id = "town"
        at = [36, 37.16]
        [initiative]
        version = 2
        id = "offer"
    "#;
    let source = format!("mawqif = 1\n{shuffled}");
    insta::assert_snapshot!(written_back(&source), @r#"
    mawqif = 1

    [initiative]
    id = "offer"
    version = 2

    [[place]]
    id = "town"
    at = [36.0, 37.16]

    [[party]]
    id = "government"
    name = 'the "government"'

    [[harm]]
    id = "shelling"

    [[provision]]
    id = "stop"
    where = ["town"]
    until = 2015-04-21

    [[body]]
    id = "council"
    chamber = ["civil", "northern"]
    measures = { members = 9 }

    [[condition]]
    id = "ground"
    burden = 3

    [[stance]]
    body = "council"
    says = "قبول إذا ground"
    version = 1
    confidential = true

    [[rule.alternative]]
    name = { en = "both", ar = "كلاهما" }
    requires = [
      { at_least = 2 },
      { in = "civil", measure = "members", more_than = "333/500", of = "cast" },
    ]

    [[rule.alternative]]
    requires = [{ at_least = "1/2" }]

    [[quote]]
    said = """
    One line.

    Another."""
    date = 2015-03-01
    span = [0, 20]

    [[red_line]]
    id = "sovereignty"
    against = ["ground", "stop"]

    [[committee]]
    id = "followup"
    members = ["council"]

    [[commitment]]
    id = "kept"
    obliged = ["government"]
    rests_on = ["stop", "ground"]
    kind = "abstain"
    from = 2015-03-10
    due = 2015-03-20
    indicator = { kinds = ["shelling"], actors = ["the army"] }
    baseline = { from = 2015-01-01, until = 2015-02-27 }
    ceiling = "1/2"
    judged_by = "followup"
    red_line = true
    "#);
}

#[test]
fn what_no_file_can_hold_is_refused() {
    let mut dossier = random::dossier(1);
    dossier.bodies[0].weight = u64::MAX;
    let told = write(&dossier).unwrap_err().to_string();
    assert!(told.starts_with("the dossier holds what no file can hold"), "{told}");
}
