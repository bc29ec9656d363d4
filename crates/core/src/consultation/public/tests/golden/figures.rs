//! What groups and all of them say.

use super::{
    super::super::figures::{Prior, Side, Tally, common, group_informed, representative},
    near, sets,
};

#[test]
fn the_groups_say_what_polis_says_they_do() {
    for set in sets() {
        let tallies = set.tallies();
        for (group, tallies) in tallies.groups.iter().enumerate() {
            let theirs = &set.theirs["group-votes"][group.to_string()]["votes"];
            for (statement, tally) in set.asked.statements.iter().zip(tallies) {
                let theirs = &theirs[statement.id.to_string()];
                let [agree, disagree, seen] =
                    ["A", "D", "S"].map(|key| usize::try_from(theirs[key].as_u64().unwrap()).unwrap());
                assert_eq!(*tally, Tally { agree, disagree, seen }, "{}", set.name);
            }
        }
        for (at, statement) in set.asked.statements.iter().enumerate() {
            let theirs = set.theirs["group-aware-consensus"][statement.id.to_string()].as_f64().unwrap();
            near(set.name, "consensus", group_informed(&tallies, at, Prior::Laplace), theirs);
        }
    }
}

#[test]
fn the_statements_that_stand_for_groups_and_for_all_are_those_of_polis() {
    for set in sets() {
        let tallies = set.tallies();
        let id = |at: usize| set.asked.statements[at].id.to_string();
        for group in 0..tallies.groups.len() {
            let ours = representative(&tallies, group, &set.is_out, (Prior::Laplace, 0));
            let theirs = set.theirs["repness"][group.to_string()].as_array().unwrap();
            let told: Vec<String> = ours.iter().map(|stands| id(stands.statement)).collect();
            let wanted: Vec<String> = theirs.iter().map(|stands| stands["tid"].to_string()).collect();
            assert_eq!(told, wanted, "{}: group {group}", set.name);
            for (own, theirs) in ours.iter().zip(theirs) {
                let number = |key: &str| theirs[key].as_f64().unwrap();
                near(set.name, "share", own.share, number("p-success"));
                near(set.name, "test of the share", own.share_test, number("p-test"));
                near(set.name, "ratio", own.ratio, number("repness"));
                // Polis writes these in single precision.
                assert_eq!(single(own.ratio_test), single(number("repness-test")), "{}", set.name);
                let side = if own.side == Side::Agree { "agree" } else { "disagree" };
                assert_eq!(theirs["repful-for"], side);
                assert_eq!(theirs.get("best-agree").is_some(), own.is_best_agree);
                let counts = [own.success as f64, own.trials as f64];
                assert_eq!(counts, [number("n-success"), number("n-trials")]);
            }
        }
        for (side, key) in [(Side::Agree, "agree"), (Side::Disagree, "disagree")] {
            let ours = common(&tallies, side, &set.is_out, (Prior::Laplace, 0));
            let theirs = set.theirs["consensus"][key].as_array().unwrap();
            assert_eq!(ours.len(), theirs.len(), "{}", set.name);
            for (own, theirs) in ours.iter().zip(theirs) {
                assert_eq!(id(own.statement), theirs["tid"].to_string(), "{}", set.name);
                near(set.name, "share", own.share, theirs["p-success"].as_f64().unwrap());
                near(set.name, "test", own.share_test, theirs["p-test"].as_f64().unwrap());
                let counts = ["n-success", "n-trials"].map(|key| theirs[key].as_u64().unwrap());
                assert_eq!([own.success as u64, own.trials as u64], counts, "{}", set.name);
            }
        }
    }
}

/// A number in single precision.
#[expect(clippy::cast_possible_truncation, reason = "as Polis writes it")]
fn single(number: f64) -> f32 {
    number as f32
}
