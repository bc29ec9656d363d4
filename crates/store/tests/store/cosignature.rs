//! Cosignatures: the latest of each witness, and nobody takes all the room.

use std::sync::Arc;

use mawqif_store::{AccountId, Cosignature, Handed};

use crate::harness::*;

stories!(the_latest_signature_of_each_witness_is_kept, nobody_brings_witnesses_without_end);

fn given(witness: &str, size: u64, account: &str) -> Cosignature {
    let line = format!("{witness} signs {size}");
    Cosignature {
        witness: witness.to_owned(),
        size,
        line,
        account: AccountId::new(account).unwrap(),
        time: NOW,
    }
}

async fn the_latest_signature_of_each_witness_is_kept(place: Arc<Place>) {
    let (store, case) = (place.open().await, case_id("kilis"));
    store.create_case(&case, &origin(&case), NOW).await.unwrap();
    assert_eq!(store.cosigned(&case, None).await.unwrap(), None);
    let hand = async |given: Cosignature| store.add_cosignature(&case, &given, 8).await.unwrap();
    assert_eq!(hand(given("bar", 3, "of-a")).await, Handed::Kept);
    assert_eq!(hand(given("union", 5, "of-b")).await, Handed::Kept);
    assert_eq!(hand(given("bar", 2, "of-a")).await, Handed::Known(3));
    let seen = async |witness| store.cosigned(&case, witness).await.unwrap();
    let any = seen(None).await.unwrap();
    assert_eq!((any.size, any.signatures.len()), (5, 1));
    assert_eq!(seen(Some("bar")).await.unwrap().size, 3);
    assert_eq!(seen(Some("press")).await, None);
    // Whoever brings it, the newer one takes its place; both stand on one checkpoint then.
    assert_eq!(hand(given("bar", 5, "of-c")).await, Handed::Kept);
    assert_eq!(hand(given("bar", 5, "of-c")).await, Handed::Known(5));
    let both = seen(Some("union")).await.unwrap();
    assert_eq!(both.signatures[0], ("union".to_owned(), "union signs 5".to_owned()));
    assert_eq!(both.signatures[1], ("bar".to_owned(), "bar signs 5".to_owned()));
}

async fn nobody_brings_witnesses_without_end(place: Arc<Place>) {
    let (store, case) = (place.open().await, case_id("kilis"));
    store.create_case(&case, &origin(&case), NOW).await.unwrap();
    let hand = async |given: Cosignature| store.add_cosignature(&case, &given, 2).await.unwrap();
    for (witness, account, wanted) in [
        ("one", "of-a", Handed::Kept),
        ("two", "of-a", Handed::Kept),
        ("three", "of-a", Handed::Many),
        ("three", "of-b", Handed::Kept),
    ] {
        assert_eq!(hand(given(witness, 1, account)).await, wanted, "{witness}");
    }
    // Those that are there go on.
    assert_eq!(hand(given("one", 9, "of-a")).await, Handed::Kept);
}
