//! Messages from telephones and the gateways that bring them: one of each, no more than there is room for, without words once dealt with.

use std::sync::Arc;

use mawqif_core::record::hash::Hash;
use mawqif_store::{
    AccountId, CaseId, Claim, Ended, Ending, Error, MessageRoom, NewMessage, Received, Store, WhichMessages,
};

use crate::harness::*;

stories!(
    a_message_is_kept_once_and_loses_its_words,
    messages_that_come_at_once_have_numbers_of_their_own,
    no_more_wait_than_there_is_room_for,
    one_sender_or_gateway_does_not_fill_the_room,
    whoever_is_muted_brings_nothing_and_is_counted,
    whoever_claims_a_message_is_the_only_one,
    all_of_a_sender_are_ended_at_once,
    a_gateway_is_known_by_its_token_in_its_own_case,
    a_dump_holds_messages_and_gateways,
);

const ROOM: MessageRoom = MessageRoom { waiting: 100, of_sender: 50, of_gateway: 50, all: 200 };

async fn opened(place: &Place) -> (Store, CaseId) {
    let (store, case) = (place.open().await, case_id("kilis"));
    store.create_case(&case, &origin(&case), NOW).await.unwrap();
    (store, case)
}

async fn come(store: &Store, case: &CaseId, name: &str, room: MessageRoom) -> Received {
    let (name, content) = (Hash::of(&[name.as_bytes()]), Hash::of(&[b"content"]));
    let new = NewMessage {
        name: &name,
        content: &content,
        same_since: None,
        gateway: None,
        account: None,
        time: NOW,
        sent: Some((NOW - 5, "minute")),
        sender: "K7M2",
        sealed: Some(b"sealed"),
        words: "Shells at the\0 mill",
    };
    store.receive_message(case, new, room).await.unwrap()
}

fn discarded() -> Ended {
    let reason = Some("Not about this.".to_owned());
    Ended { how: "discarded".to_owned(), time: NOW + 1, by: "salma".to_owned(), entry: None, reason }
}

async fn a_message_is_kept_once_and_loses_its_words(place: Arc<Place>) {
    let (store, case) = opened(&place).await;
    assert_eq!(come(&store, &case, "one", ROOM).await, Received::New(1));
    assert_eq!(come(&store, &case, "one", ROOM).await, Received::Before(1));
    assert_eq!(come(&store, &case, "two", ROOM).await, Received::New(2));
    let row = store.message(&case, 1).await.unwrap();
    assert_eq!(row.words.as_deref(), Some("Shells at the\u{FFFD} mill"));
    assert_eq!(
        (row.sent, row.sent_to.as_deref(), row.sender.as_str()),
        (Some(NOW - 5), Some("minute"), "K7M2")
    );
    assert_eq!(store.message_of(&case, &Hash::of(&[b"content"])).await.unwrap(), Some(1));
    assert_eq!(store.message_of(&case, &Hash::of(&[b"other"])).await.unwrap(), None);
    assert_eq!(store.end_messages(&case, Ending::One(1), &discarded()).await.unwrap(), 1);
    assert_eq!(store.end_messages(&case, Ending::One(1), &discarded()).await.unwrap(), 0, "once");
    assert_eq!(store.end_messages(&case, Ending::One(9), &discarded()).await.unwrap(), 0);
    let row = store.message(&case, 1).await.unwrap();
    assert_eq!((row.words, row.sealed, row.ended), (None, None, Some(discarded())));
    // What was dealt with is not taken for new.
    assert_eq!(come(&store, &case, "one", ROOM).await, Received::Before(1));
    let numbers = |rows: Vec<mawqif_store::MessageRow>| rows.iter().map(|it| it.number).collect::<Vec<_>>();
    assert_eq!(numbers(store.messages(&case, WhichMessages::Waiting, 10).await.unwrap()), [2]);
    assert_eq!(numbers(store.messages(&case, WhichMessages::Ended, 10).await.unwrap()), [1]);
    assert_eq!(store.messages_waiting(&case).await.unwrap(), 1);
    assert!(matches!(store.message(&case, 9).await, Err(Error::Missing(_))));
}

async fn messages_that_come_at_once_have_numbers_of_their_own(place: Arc<Place>) {
    let (store, case) = opened(&place).await;
    let (one, two, three) = tokio::join!(
        come(&store, &case, "one", ROOM),
        come(&store, &case, "two", ROOM),
        come(&store, &case, "one", ROOM),
    );
    let mut all = [one, two, three].map(|it| match it {
        Received::New(number) => (number, true),
        Received::Before(number) => (number, false),
        other => panic!("there was room: {other:?}"),
    });
    all.sort_unstable();
    assert_eq!(all.iter().filter(|(_, is_new)| *is_new).count(), 2, "{all:?}");
    assert_eq!(store.messages_waiting(&case).await.unwrap(), 2);
}

async fn no_more_wait_than_there_is_room_for(place: Arc<Place>) {
    let (store, case) = opened(&place).await;
    let room = MessageRoom { waiting: 2, all: 3, ..ROOM };
    for name in ["a", "b"] {
        assert!(matches!(come(&store, &case, name, room).await, Received::New(_)));
    }
    assert_eq!(come(&store, &case, "c", room).await, Received::Full);
    assert_eq!(
        come(&store, &case, "b", room).await,
        Received::Before(2),
        "what is there is told all the same"
    );
    for number in [1, 2] {
        store.end_messages(&case, Ending::One(number), &discarded()).await.unwrap();
    }
    assert_eq!(come(&store, &case, "c", room).await, Received::New(3));
    // The oldest that was dealt with makes room.
    assert_eq!(come(&store, &case, "d", room).await, Received::New(4));
    assert!(matches!(store.message(&case, 1).await, Err(Error::Missing(_))));
    assert!(store.message(&case, 2).await.is_ok());
}

/// A message by gateway 1, from a sender, with words of its own.
async fn brought(store: &Store, case: &CaseId, sender: &str, words: &str, since: Option<u64>) -> Received {
    let (name, content) = (Hash::of(&[sender.as_bytes(), words.as_bytes()]), Hash::of(&[words.as_bytes()]));
    let new = NewMessage {
        name: &name,
        content: &content,
        same_since: since,
        gateway: Some(1),
        account: None,
        time: NOW,
        sent: None,
        sender,
        sealed: None,
        words,
    };
    let room = MessageRoom { waiting: 9, of_sender: 2, of_gateway: 4, all: 20 };
    store.receive_message(case, new, room).await.unwrap()
}

async fn one_sender_or_gateway_does_not_fill_the_room(place: Arc<Place>) {
    let (store, case) = opened(&place).await;
    let (token, account) = (Hash::of(&[b"token"]), AccountId::new("delegate-7").unwrap());
    store.create_gateway(&case, (&token, "phone"), (&account, NOW), [5, 9]).await.unwrap();
    for (sender, words, expected) in [
        ("A", "1", Received::New(1)),
        ("A", "2", Received::New(2)),
        ("A", "3", Received::SenderFull),
        ("A", "2", Received::Before(2)),
        ("", "4", Received::New(3)),
        ("", "5", Received::New(4)),
        ("", "6", Received::GatewayFull),
        ("B", "7", Received::GatewayFull),
    ] {
        assert_eq!(brought(&store, &case, sender, words, None).await, expected, "{sender} {words}");
    }
    assert_eq!(store.gateways(&case).await.unwrap()[0].turned_away, 3);
    assert_eq!(store.message(&case, 2).await.unwrap().repeats, 1);
    // Whoever pastes one is not held up by that.
    assert_eq!(come(&store, &case, "pasted", ROOM).await, Received::New(5));
    // The same content is the same message where a time is known since when it is.
    assert_eq!(brought(&store, &case, "other", "4", Some(NOW)).await, Received::Before(3));
    assert_eq!(brought(&store, &case, "other", "4", Some(NOW + 1)).await, Received::GatewayFull);
    assert_eq!(store.messages_waiting_of(&case).await.unwrap().len(), 2);
}

async fn whoever_is_muted_brings_nothing_and_is_counted(place: Arc<Place>) {
    let (store, case) = opened(&place).await;
    let (token, account) = (Hash::of(&[b"token"]), AccountId::new("delegate-7").unwrap());
    store.create_gateway(&case, (&token, "phone"), (&account, NOW), [5, 9]).await.unwrap();
    assert_eq!(brought(&store, &case, "A", "1", None).await, Received::New(1));
    let mute = |sender: &'static str| store.mute_sender(&case, sender, (&account, NOW, "A flood."), 2);
    assert!(mute("A").await.unwrap() && mute("A").await.unwrap() && mute("B").await.unwrap());
    assert!(!mute("C").await.unwrap(), "as many as may be");
    for words in ["1", "2", "3"] {
        assert_eq!(brought(&store, &case, "A", words, None).await, Received::Muted, "{words}");
    }
    // Nobody who is not named is muted, and whoever pastes a message has read it.
    assert_eq!(brought(&store, &case, "", "4", None).await, Received::New(2));
    assert_eq!(come(&store, &case, "pasted", ROOM).await, Received::New(3));
    let muted = store.muted_senders(&case).await.unwrap();
    let told: Vec<(&str, u64)> = muted.iter().map(|it| (it.sender.as_str(), it.turned_away)).collect();
    assert_eq!(told, [("A", 3), ("B", 0)]);
    assert!(muted[0].last.is_some() && muted[1].last.is_none() && muted[0].reason == "A flood.");
    assert!(
        store.unmute_sender(&case, "A").await.unwrap() && !store.unmute_sender(&case, "A").await.unwrap()
    );
    assert_eq!(brought(&store, &case, "A", "2", None).await, Received::New(4));
    // Another case hears it all the time.
    assert!(store.muted_senders(&case_id("idlib")).await.unwrap().is_empty());
}

async fn whoever_claims_a_message_is_the_only_one(place: Arc<Place>) {
    let (store, case) = opened(&place).await;
    come(&store, &case, "one", ROOM).await;
    let claim = |by: u8, now| Claim { by: [by; 16], now, until: now + 100 };
    assert!(store.claim_message(&case, 1, &claim(1, NOW)).await.unwrap());
    assert!(!store.claim_message(&case, 1, &claim(2, NOW + 99)).await.unwrap());
    assert_eq!(store.end_messages(&case, Ending::One(1), &discarded()).await.unwrap(), 0, "claimed");
    assert_eq!(store.end_messages(&case, Ending::Of("K7M2"), &discarded()).await.unwrap(), 0, "claimed");
    // Another's claim cannot be given back; one that nobody gave back ends by itself.
    store.release_message(&case, 1, &[2; 16]).await.unwrap();
    assert!(!store.claim_message(&case, 1, &claim(2, NOW + 99)).await.unwrap());
    assert!(store.claim_message(&case, 1, &claim(2, NOW + 100)).await.unwrap());
    store.release_message(&case, 1, &[2; 16]).await.unwrap();
    assert!(store.claim_message(&case, 1, &claim(3, NOW)).await.unwrap());
    // What the record says is so, whoever claims it.
    let filed = Ended { how: "report".to_owned(), entry: Some(4), reason: None, ..discarded() };
    assert_eq!(store.end_messages(&case, Ending::Filed(1), &filed).await.unwrap(), 1);
    assert!(!store.claim_message(&case, 1, &claim(4, NOW + 9_999)).await.unwrap(), "it is done");
}

async fn all_of_a_sender_are_ended_at_once(place: Arc<Place>) {
    let (store, case) = opened(&place).await;
    for (sender, words) in [("A", "1"), ("A", "2"), ("B", "3")] {
        brought(&store, &case, sender, words, None).await;
    }
    assert_eq!(store.end_messages(&case, Ending::Of("A"), &discarded()).await.unwrap(), 2);
    assert_eq!(store.messages_waiting(&case).await.unwrap(), 1);
    let old = Ended { how: "expired".to_owned(), by: String::new(), reason: None, ..discarded() };
    assert_eq!(store.end_messages(&case, Ending::Before(NOW), &old).await.unwrap(), 0);
    assert_eq!(store.end_messages(&case, Ending::Before(NOW + 1), &old).await.unwrap(), 1);
}

async fn a_gateway_is_known_by_its_token_in_its_own_case(place: Arc<Place>) {
    let (store, case) = opened(&place).await;
    let other = case_id("other");
    store.create_case(&other, &origin(&other), NOW).await.unwrap();
    let (token, account) = (Hash::of(&[b"token"]), AccountId::new("delegate-7").unwrap());
    let by = (&account, NOW);
    assert_eq!(store.create_gateway(&case, (&token, "phone"), by, [1, 9]).await.unwrap(), Some(1));
    let second = Hash::of(&[b"second"]);
    assert_eq!(store.create_gateway(&case, (&second, "form"), by, [1, 9]).await.unwrap(), None);
    let found = store.gateway_of(&case, &token).await.unwrap().unwrap();
    assert_eq!((found.number, found.label.as_str(), found.received, found.used), (1, "phone", 0, None));
    assert_eq!(store.gateway_of(&other, &token).await.unwrap(), None);
    let (name, content) = (Hash::of(&[b"n"]), Hash::of(&[b"c"]));
    let new = NewMessage {
        name: &name,
        content: &content,
        same_since: None,
        gateway: Some(1),
        account: None,
        time: NOW + 3,
        sent: None,
        sender: "",
        sealed: None,
        words: "x",
    };
    for _ in 0..2 {
        store.receive_message(&case, new, ROOM).await.unwrap();
    }
    let all = store.gateways(&case).await.unwrap();
    assert_eq!((all[0].received, all[0].used), (1, Some(NOW + 3)));
    assert!(store.revoke_gateway(&case, 1, NOW).await.unwrap());
    assert!(!store.revoke_gateway(&case, 1, NOW).await.unwrap());
    assert_eq!(store.gateway_of(&case, &token).await.unwrap(), None);
    assert_eq!(store.create_gateway(&case, (&second, "form"), by, [1, 9]).await.unwrap(), Some(2));
}

async fn a_dump_holds_messages_and_gateways(place: Arc<Place>) {
    let (store, case) = opened(&place).await;
    let (token, account) = (Hash::of(&[b"token"]), AccountId::new("delegate-7").unwrap());
    store.create_gateway(&case, (&token, "phone"), (&account, NOW), [5, 9]).await.unwrap();
    come(&store, &case, "one", ROOM).await;
    come(&store, &case, "two", ROOM).await;
    store.end_messages(&case, Ending::One(1), &discarded()).await.unwrap();
    store.mute_sender(&case, "A", (&account, NOW, "A flood."), 9).await.unwrap();
    let mut dump = Vec::new();
    store.dump(&mut dump).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let copy = Store::open(folder.path().join("copy.db").to_str().unwrap()).await.unwrap();
    copy.load(dump.as_slice()).await.unwrap();
    assert_eq!(copy.message(&case, 1).await.unwrap(), store.message(&case, 1).await.unwrap());
    assert_eq!(copy.message(&case, 2).await.unwrap().words, store.message(&case, 2).await.unwrap().words);
    assert_eq!(copy.muted_senders(&case).await.unwrap(), store.muted_senders(&case).await.unwrap());
    assert_eq!(copy.gateways(&case).await.unwrap(), store.gateways(&case).await.unwrap());
    assert!(copy.gateway_of(&case, &token).await.unwrap().is_some());
}
