//! Whoever changes the database behind the store's back is found out.

use std::sync::Arc;

use mawqif_core::record::{entry::Entry, tree::Tree};
use mawqif_store::{CaseId, Error, Store};

use crate::harness::*;

stories!(
    every_missing_end_is_reported,
    a_database_that_was_put_back_is_reported_by_what_was_kept_elsewhere,
    every_flipped_bit_is_reported,
    a_record_that_was_written_anew_is_reported,
    entries_without_a_checkpoint_are_reported,
    appending_goes_on_during_an_audit,
);

const SIZE: u64 = 40;

/// A record of 40 entries in 8 batches, and a copy of the tables beside it.
async fn record(place: &Place) -> (Store, CaseId, Intruder) {
    let (store, case) = (place.open().await, case_id("kilis"));
    store.create_case(&case, &origin(&case), NOW).await.unwrap();
    let mut tree = Tree::new();
    for _ in 0..8 {
        store.append(&[batch(&case, &mut tree, SIZE / 8)]).await.unwrap();
    }
    store.erase(&case, 11).await.unwrap();
    let mut intruder = place.intruder().await;
    for table in ["cases", "entries", "checkpoints"] {
        intruder.execute(&format!("CREATE TABLE {table}_before AS SELECT * FROM {table}")).await;
    }
    (store, case, intruder)
}

async fn put_right(intruder: &mut Intruder) {
    for table in ["entries", "checkpoints"] {
        intruder.execute(&format!("DELETE FROM {table}")).await;
        intruder.execute(&format!("INSERT INTO {table} SELECT * FROM {table}_before")).await;
    }
    intruder.execute(&format!("UPDATE cases SET size = {SIZE}")).await;
}

async fn every_missing_end_is_reported(place: Arc<Place>) {
    let (store, case, mut intruder) = record(&place).await;
    for end in 0..SIZE {
        intruder.execute(&format!("DELETE FROM entries WHERE seq >= {end}")).await;
        if end % 2 == 0 {
            intruder.execute(&format!("UPDATE cases SET size = {end}")).await;
        }
        let error = store.audit(&case, &key(&case), None).await.unwrap_err();
        let wanted = Error::Shortened {
            case: case.clone(),
            have: end,
            wanted: SIZE,
            by: "the latest checkpoint in the database",
        };
        assert_eq!(error, wanted);
        assert!(error.to_string().contains(&format!("entries {end} to 39 are missing")), "{error}");
        put_right(&mut intruder).await;
    }
    // Checkpoints are gone, too, but the case remembers how many there were.
    intruder.execute("DELETE FROM entries WHERE seq >= 20").await;
    intruder.execute("DELETE FROM checkpoints WHERE size > 20").await;
    let error = store.audit(&case, &key(&case), None).await.unwrap_err();
    assert!(matches!(error, Error::Shortened { have: 20, wanted: SIZE, .. }), "{error}");
    put_right(&mut intruder).await;
    store.audit(&case, &key(&case), None).await.unwrap();
}

async fn a_database_that_was_put_back_is_reported_by_what_was_kept_elsewhere(place: Arc<Place>) {
    let (store, case, mut intruder) = record(&place).await;
    let known = store.checkpoint(&case).await.unwrap().unwrap();
    for end in (0..SIZE).step_by(5) {
        intruder.execute(&format!("DELETE FROM entries WHERE seq >= {end}")).await;
        intruder.execute(&format!("DELETE FROM checkpoints WHERE size > {end}")).await;
        intruder.execute(&format!("UPDATE cases SET size = {end}")).await;
        // The database alone looks sound: that is why something is kept elsewhere.
        assert_eq!(store.audit(&case, &key(&case), None).await.unwrap().tree.size(), end);
        let error = store.audit(&case, &key(&case), Some(&known)).await.unwrap_err();
        let wanted = Error::Shortened {
            case: case.clone(),
            have: end,
            wanted: SIZE,
            by: "the checkpoint kept outside the database",
        };
        assert_eq!(error, wanted);
        put_right(&mut intruder).await;
    }
    store.audit(&case, &key(&case), Some(&known)).await.unwrap();
}

async fn every_flipped_bit_is_reported(place: Arc<Place>) {
    let (store, case, mut intruder) = record(&place).await;
    let mut chance = Chance(20_141_130);
    let columns =
        ["time", "version", "seq", "actor", "kind", "payload", "salt", "commitment", "leaf", "note"];
    for round in 0..300 {
        let column = columns[round % columns.len()];
        let seq = match chance.below(SIZE) {
            11 => 12,
            seq => seq,
        };
        let place = if column == "note" {
            format!("checkpoints WHERE size = {SIZE}")
        } else {
            format!("entries WHERE seq = {seq}")
        };
        let update = format!("UPDATE {}", place.replacen(" WHERE", &format!(" SET {column} = $1 WHERE"), 1));
        match column {
            "time" | "version" | "seq" => {
                let old = intruder.number(&format!("SELECT {column} FROM {place}")).await;
                let new = old ^ (1 << (6 + chance.below(57)));
                intruder.execute(&update.replace("$1", &new.to_string())).await;
            }
            "actor" | "kind" | "payload" | "note" => {
                let text = if matches!(intruder, Intruder::Sqlite(_)) { "CAST" } else { "CONVERT_TO" };
                let bytes = match text {
                    "CAST" => format!("SELECT CAST({column} AS BLOB) FROM {place}"),
                    _ => format!("SELECT CONVERT_TO({column}, 'UTF8') FROM {place}"),
                };
                let mut bytes = intruder.bytes(&bytes).await;
                // Texts that are no UTF-8 any more would be refused by PostgreSQL itself.
                let at = loop {
                    let at = usize::try_from(chance.below(bytes.len() as u64)).unwrap();
                    if bytes[at].is_ascii_alphanumeric() {
                        break at;
                    }
                };
                bytes[at] ^= 1;
                let new = String::from_utf8(bytes).unwrap().replace('\'', "''");
                intruder.execute(&update.replace("$1", &format!("'{new}'"))).await;
            }
            _ => {
                let mut bytes = intruder.bytes(&format!("SELECT {column} FROM {place}")).await;
                let bit = chance.below(256);
                bytes[usize::try_from(bit / 8).unwrap()] ^= 1 << (bit % 8);
                intruder.set_bytes(&update, &bytes).await;
            }
        }
        let error = store.audit(&case, &key(&case), None).await.unwrap_err();
        match &error {
            Error::Corrupt { place, .. } if column == "note" => {
                assert!(place.contains("checkpoint"), "{error}")
            }
            // A record whose last entry was renumbered has lost its end.
            Error::Shortened { .. } => assert_eq!((column, seq), ("seq", SIZE - 1), "{error}"),
            Error::Corrupt { place, .. } => {
                assert!(place.starts_with(&format!("entry {seq} ")), "{column}: {error}")
            }
            _ => panic!("{column} of {seq}: {error}"),
        }
        put_right(&mut intruder).await;
    }
    store.audit(&case, &key(&case), None).await.unwrap();
}

async fn a_record_that_was_written_anew_is_reported(place: Arc<Place>) {
    let (store, case, mut intruder) = record(&place).await;
    let known = store.checkpoint_at(&case, 15).await.unwrap().unwrap();
    // Payload, commitment and leaf all fit together, but the root is another.
    let other = entry(14, "we never agreed");
    intruder.execute("UPDATE entries SET payload = '{\"says\":\"we never agreed\"}' WHERE seq = 14").await;
    let salt = match other.content() {
        mawqif_core::record::entry::Content::Kept { salt, .. } => *salt,
        mawqif_core::record::entry::Content::Erased { .. } => unreachable!(),
    };
    for (column, bytes) in [
        ("salt", salt),
        ("commitment", *other.commitment().as_bytes()),
        ("leaf", *other.leaf_hash().as_bytes()),
    ] {
        intruder.set_bytes(&format!("UPDATE entries SET {column} = $1 WHERE seq = 14"), &bytes).await;
    }
    let error = store.audit(&case, &key(&case), None).await.unwrap_err();
    assert!(matches!(&error, Error::Corrupt { place, .. } if place.contains("in the database")), "{error}");

    // Even whoever has the record's key and signs the new root cannot undo what others keep.
    let tree: Tree = store.leaves(&case, 0).await.unwrap().into_iter().collect();
    let forged = signed(&case, tree.head()).to_string();
    intruder.execute("DELETE FROM checkpoints").await;
    intruder.execute(&format!("INSERT INTO checkpoints VALUES ('kilis', {SIZE}, '{forged}')")).await;
    store.audit(&case, &key(&case), None).await.unwrap();
    let error = store.audit(&case, &key(&case), Some(&known)).await.unwrap_err();
    assert!(matches!(&error, Error::Corrupt { place, .. } if place.contains("outside")), "{error}");
    // Nor does another's signature pass.
    let stranger = mawqif_core::record::key::Signer::new(
        &origin(&case),
        mawqif_core::record::key::Algorithm::Record,
        &[8; 32],
    );
    let error = store.audit(&case, stranger.unwrap().verifier_key(), None).await.unwrap_err();
    assert!(matches!(error, Error::Corrupt { .. }), "{error}");
}

async fn entries_without_a_checkpoint_are_reported(place: Arc<Place>) {
    let (store, case, mut intruder) = record(&place).await;
    let mut tree: Tree = store.leaves(&case, 0).await.unwrap().into_iter().collect();
    let mut unsigned = batch(&case, &mut tree, 2);
    unsigned.checkpoint = None;
    store.append(&[unsigned]).await.unwrap();
    let error = store.audit(&case, &key(&case), None).await.unwrap_err();
    assert!(matches!(&error, Error::Corrupt { place, .. } if place.starts_with("entry 40 ")), "{error}");
    put_right(&mut intruder).await;
    store.audit(&case, &key(&case), None).await.unwrap();
}

async fn appending_goes_on_during_an_audit(place: Arc<Place>) {
    let (store, case, _) = record(&place).await;
    let (other, cases) = (place.open().await, case.clone());
    let appending = tokio::spawn(async move {
        let mut tree: Tree = other.leaves(&cases, 0).await.unwrap().into_iter().collect();
        for _ in 0..50 {
            other.append(&[batch(&cases, &mut tree, 1)]).await.unwrap();
        }
    });
    while !appending.is_finished() {
        let mut visited = 0;
        let count = |entry: Entry| {
            assert_eq!(entry.header().seq, visited);
            visited += 1;
            Ok::<(), Error>(())
        };
        let audited = store.audit_each(&case, &key(&case), None, count).await.unwrap();
        assert_eq!(audited.tree.size(), visited);
    }
    appending.await.unwrap();
    assert_eq!(store.audit(&case, &key(&case), None).await.unwrap().tree.size(), SIZE + 50);
}
