//! Nonsense: acts that somebody might have asked for, with one thing in them spoilt. Either the act cannot be
//! read, or it is refused and changes nothing, or it happens and the case is as sound as before.

use mawqif_core::{
    case::Act,
    dossier::{read, write},
};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::{
    desk::{Desk, folded},
    random::{Dice, assemble, assert_stored, pass},
};

const NUMBERS: [u64; 9] =
    [0, 1, 7, 1_000_000_000_000, 1_000_000_000_001, 1 << 53, (1 << 63) - 1, 1 << 63, u64::MAX];

/// Words that are no id, look like another, turn the text around, or mean something to somebody else.
const WORDS: [&str; 18] = [
    "",
    " ",
    "a",
    "A",
    "а",
    "nobody-knows",
    "accept",
    "قبول",
    "a b",
    "a\u{202E}b",
    "a\u{200B}",
    "a\0b",
    "two\nlines",
    "<script>alert(1)</script>",
    "'; DROP TABLE entries; --",
    "../../etc/passwd",
    "accept if ((((((((((((x))))))))))))",
    "accept if at least 9 of (x, y",
];

/// Something else in the place of a value.
fn nonsense(dice: &mut Dice, was: &Value) -> Value {
    match (dice.roll(8), was) {
        (0, _) => Value::Null,
        (1, _) => json!(dice.one_of(&NUMBERS)),
        (2, _) => json!(-1),
        (3, _) => json!({ "ar": dice.one(&WORDS), "x-y": dice.one(&WORDS) }),
        (4, Value::Array(list)) => list.iter().chain(list).cloned().collect(),
        (4, _) => json!([dice.one(&WORDS), dice.one(&WORDS)]),
        (5, _) => json!("long ".repeat(usize::try_from(dice.roll(20_000)).unwrap())),
        (_, Value::Number(_)) => json!(dice.one_of(&NUMBERS)),
        _ => json!(dice.one(&WORDS)),
    }
}

/// Spoils one value somewhere in an act, or leaves out or adds a key.
fn spoil(dice: &mut Dice, value: &mut Value) {
    match value {
        Value::Object(map) if !map.is_empty() && dice.roll(8) > 0 => {
            // The name of an act stays, or hardly any could be read.
            let keys: Vec<String> = map.keys().filter(|key| *key != "act").cloned().collect();
            let Some(key) =
                usize::try_from(dice.roll(keys.len().max(1) as u64)).ok().and_then(|at| keys.get(at))
            else {
                return add(dice, map);
            };
            match dice.roll(12) {
                0 => drop(map.remove(key)),
                1 => add(dice, map),
                _ => spoil(dice, &mut map[key]),
            }
        }
        Value::Array(list) if !list.is_empty() && dice.roll(4) > 0 => {
            let at = usize::try_from(dice.roll(list.len() as u64)).unwrap();
            spoil(dice, &mut list[at]);
        }
        other if other.get("act").is_none() => *other = nonsense(dice, other),
        _ => {}
    }
}

fn add(dice: &mut Dice, map: &mut Map<String, Value>) {
    map.insert(
        dice.one(&["body", "id", "reason", "confidential", "nothing"]).to_owned(),
        json!(dice.one(&WORDS)),
    );
}

/// What became of spoilt acts.
#[derive(Debug, Default)]
struct Came {
    unread: u64,
    refused: u64,
    done: u64,
}

/// A case in which people ask for nonsense as often as for anything else.
fn spoilt(seed: u64, acts: u64, came: &mut Came) -> Desk {
    let (mut desk, mut dice) = (Desk::new(), Dice(seed));
    desk.done("amina", json!({ "act": "open-case", "secretariat": ["basil"] }));
    if dice.roll(3) > 0 {
        assemble(&mut desk);
    }
    for _ in 0..acts {
        let (mut who, mut act) = dice.act(&desk);
        let is_spoilt = dice.roll(2) == 0;
        if is_spoilt {
            spoil(&mut dice, &mut act);
        }
        if dice.roll(20) == 0 {
            who = dice.one(&["nobody", "a", "of-", "Amina", "amina-"]);
        }
        let Ok(asked) = serde_json::from_value::<Act>(act) else {
            came.unread += 1;
            continue;
        };
        let before = desk.case.clone();
        match desk.act(who, &asked) {
            Ok(facts) => {
                assert_stored(&desk, &facts);
                came.done += u64::from(is_spoilt);
            }
            Err(refusal) => {
                assert_eq!(desk.case, before, "{asked:?}");
                // Whoever is refused is told why, in words and as data.
                assert!(!refusal.to_string().is_empty());
                serde_json::to_value(&refusal).unwrap();
                came.refused += u64::from(is_spoilt);
            }
        }
        pass(&mut desk, &mut dice);
    }
    desk
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn nonsense_leaves_a_sound_case(seed: u64) {
        let desk = spoilt(seed, 150, &mut Came::default());
        prop_assert_eq!(&folded(&desk.record), &desk.case);
        let written = write::write(desk.case.dossier()).unwrap();
        let reading = read(written.as_bytes());
        prop_assert!(reading.dossier.is_some(), "{:?}\n{}", reading.problems, written);
        prop_assert_eq!(reading.dossier.as_ref(), Some(desk.case.dossier()));
        let times: Vec<u64> = desk.record.iter().map(|entry| entry.header().time).collect();
        prop_assert!(times.is_sorted());
    }
}

#[test]
fn nonsense_is_met_in_every_way() {
    let mut came = Came::default();
    for seed in 0..60 {
        spoilt(seed, 150, &mut came);
    }
    assert!(came.unread > 200 && came.refused > 200 && came.done > 100, "{came:?}");
}
