//! Secret ballots: a mark on the roll and a slip in the urn, and nothing that leads from one to the other.

use std::sync::Arc;

use mawqif_core::{
    case::ballot::{Choice, Slip, Urn},
    consultation::stance::Verdict::{Abstain, Accept, Reject},
    record::entry::{Content, Entry, Header},
};
use mawqif_store::{Act, AtUrn, CaseId, Error, Kind, Reply, Store, Writer};

use crate::harness::*;

stories!(
    a_vote_is_a_mark_and_a_slip_or_neither,
    a_repeated_vote_is_one_slip,
    an_urn_is_opened_as_the_roll_was_seen,
    an_emptied_urn_is_gone,
    no_row_of_the_urn_belongs_to_a_vote,
    the_order_of_the_votes_leaves_no_trace,
    votes_on_their_way_at_once_are_all_counted,
);

const BALLOT: u64 = 7;

async fn polling(place: &Place) -> (Store, Writer, CaseId) {
    let (store, case) = (place.open().await, case_id("kilis"));
    store.create_case(&case, &origin(&case), NOW).await.unwrap();
    let writer = Writer::start(store.clone(), sign(), None);
    (store, writer, case)
}

/// A body's vote, as the desk has it: the entry names the body, the slip the choice.
async fn vote(store: &Store, case: &CaseId, body: &str, choice: Choice) -> Act {
    let (expected, follows) = last(store, case).await;
    let kind = "ballot-marked".to_owned();
    let header = Header { kind, ..entry(expected, "").header().clone() };
    let payload = format!("{{\"ballot\":{BALLOT},\"body\":\"{body}\"}}");
    let entries = vec![Entry::new(header, Content::Kept { salt: [9; 32], payload }).unwrap()];
    let urn = Some(AtUrn::Cast(Slip { ballot: BALLOT, choice }));
    Act { case: case.clone(), expected, follows, entries, idempotency: None, urn }
}

async fn cast(store: &Store, writer: &Writer, case: &CaseId, body: &str, choice: Choice) {
    let act = vote(store, case, body, choice).await;
    assert!(matches!(writer.append(act).await, Ok(Reply::Written(_))));
}

async fn opened(store: &Store, case: &CaseId) -> Vec<Choice> {
    let size = store.case(case).await.unwrap().size;
    match store.urn(case, BALLOT, size).await.unwrap() {
        Urn::Opened(choices) => choices,
        _ => panic!("it was opened"),
    }
}

async fn a_vote_is_a_mark_and_a_slip_or_neither(place: Arc<Place>) {
    let (store, writer, case) = polling(&place).await;
    assert_eq!(opened(&store, &case).await, []);
    let late = vote(&store, &case, "late", Reject).await;
    cast(&store, &writer, &case, "union", Accept).await;
    assert!(matches!(writer.append(late).await, Err(Error::Lost { .. })));
    cast(&store, &writer, &case, "league", Abstain).await;
    cast(&store, &writer, &case, "front", Accept).await;
    assert_eq!(opened(&store, &case).await, [Accept, Accept, Abstain]);
    // Other ballots have urns of their own.
    let size = store.case(&case).await.unwrap().size;
    assert_eq!(store.urn(&case, BALLOT + 1, size).await.unwrap(), Urn::Opened(Vec::new()));
    assert_eq!(store.audit(&case, &key(&case), None).await.unwrap().tree.size(), 3);
}

async fn a_repeated_vote_is_one_slip(place: Arc<Place>) {
    let (store, writer, case) = polling(&place).await;
    for _ in 0..3 {
        let mut act = vote(&store, &case, "union", Reject).await;
        act.idempotency = keyed("delegate-7", "click", "voted");
        writer.append(act).await.unwrap();
    }
    assert_eq!(opened(&store, &case).await, [Reject]);
    assert_eq!(store.case(&case).await.unwrap().size, 1);
}

async fn an_urn_is_opened_as_the_roll_was_seen(place: Arc<Place>) {
    let (store, writer, case) = polling(&place).await;
    cast(&store, &writer, &case, "union", Accept).await;
    cast(&store, &writer, &case, "league", Accept).await;
    let lost = Error::Lost { case: case.clone(), actual: 2 };
    assert_eq!(store.urn(&case, BALLOT, 1).await.unwrap_err(), lost);
    let missing = store.urn(&case_id("nowhere"), BALLOT, 0).await.unwrap_err();
    assert_eq!(missing, Error::Missing("such case"));
    for (change, what) in [
        ("slips = slips + 30000", "more slips"),
        ("slips = 1", "less than no"),
        ("choice = 'maybe', slips = 1", "voted so"),
    ] {
        let change = format!("UPDATE urns SET {change} WHERE choice = 'accept'");
        place.intruder().await.execute(&change).await;
        let corrupt = store.urn(&case, BALLOT, 2).await.unwrap_err();
        assert!(corrupt.to_string().contains(what), "{corrupt}");
    }
}

async fn an_emptied_urn_is_gone(place: Arc<Place>) {
    let (store, writer, case) = polling(&place).await;
    cast(&store, &writer, &case, "union", Accept).await;
    let mut close = after(&case, last(&store, &case).await, "closed");
    close.urn = Some(AtUrn::Emptied { ballot: BALLOT });
    let mut late = close.clone();
    late.follows = Some(entry(0, "never").leaf_hash());
    assert!(matches!(writer.append(late).await, Err(Error::Lost { .. })));
    assert_eq!(opened(&store, &case).await, [Accept]);
    writer.append(close).await.unwrap();
    assert_eq!(opened(&store, &case).await, []);
    assert_eq!(place.intruder().await.number("SELECT COUNT(*) FROM urns").await, 0);
    store.finish_emptying().await.unwrap();
}

async fn no_row_of_the_urn_belongs_to_a_vote(place: Arc<Place>) {
    let (store, writer, case) = polling(&place).await;
    let mut intruder = place.intruder().await;
    for (body, choice) in [("union", Reject), ("league", Accept), ("front", Reject), ("women", Abstain)] {
        cast(&store, &writer, &case, body, choice).await;
        assert_eq!(intruder.number("SELECT COUNT(*) FROM urns").await, 3);
        match store.kind() {
            // Which row was written when: all of them, by the vote that came last.
            Kind::Postgres => {
                let writers = "SELECT COUNT(DISTINCT xmin::text) FROM urns";
                assert_eq!(intruder.number(writers).await, 1);
                let last = "SELECT COUNT(*) FROM urns WHERE xmin <> (SELECT xmin FROM entries ORDER BY seq DESC LIMIT 1)";
                assert_eq!(intruder.number(last).await, 0);
            }
            Kind::Sqlite => {
                let numbers = "SELECT COUNT(*) FROM urns WHERE rowid > 3";
                assert_eq!(intruder.number(numbers).await, 0);
            }
        }
    }
    // Nothing but the ballot, the choices and how many there are.
    let columns = match store.kind() {
        Kind::Postgres => "SELECT COUNT(*) FROM information_schema.columns WHERE table_name = 'urns'",
        Kind::Sqlite => "SELECT COUNT(*) FROM pragma_table_info('urns')",
    };
    assert_eq!(intruder.number(columns).await, 4);
    for column in ["case_id", "ballot", "choice", "slips"] {
        intruder.number(&format!("SELECT COUNT({column}) FROM urns")).await;
    }
    // What logs an act does not log the vote.
    let act = vote(&store, &case, "relief", Reject).await;
    assert!(!format!("{act:?}").to_lowercase().contains("reject"));
}

/// The same bodies vote in the same order, and other ones of them for and against. On SQLite the whole
/// files are compared, byte by byte.
async fn the_order_of_the_votes_leaves_no_trace(place: Arc<Place>) {
    let (store, writer, case) = polling(&place).await;
    if store.kind() != Kind::Sqlite {
        return;
    }
    let mut files = Vec::new();
    for choices in [[Accept, Reject, Reject, Abstain, Accept], [Reject, Accept, Abstain, Accept, Reject]] {
        let folder = tempfile::tempdir().unwrap();
        let address = folder.path().join("mawqif.db").to_str().unwrap().to_owned();
        let place = Place { address: address.clone(), folder };
        let (store, writer, case) = polling(&place).await;
        for (at, choice) in choices.into_iter().enumerate() {
            cast(&store, &writer, &case, &format!("body-{at}"), choice).await;
        }
        // As long as a moment, so that it stands where the moment stood.
        place.intruder().await.execute("UPDATE schema_versions SET applied = 1000000000000000").await;
        store.finish_erasing().await.unwrap();
        files.push(std::fs::read(address).unwrap());
    }
    assert!(files[0].len() > 10_000);
    assert!(files[0] == files[1], "the files differ");
    cast(&store, &writer, &case, "union", Accept).await;
}

async fn votes_on_their_way_at_once_are_all_counted(place: Arc<Place>) {
    let (store, here, case) = polling(&place).await;
    let there = Writer::start(place.open().await, sign(), None);
    let mut votes = tokio::task::JoinSet::new();
    for number in 0..60 {
        let (store, case) = (store.clone(), case.clone());
        let writer = if number % 2 == 0 { here.clone() } else { there.clone() };
        votes.spawn(async move {
            let choice = [Accept, Reject, Abstain][number % 3];
            loop {
                match writer.append(vote(&store, &case, &format!("body-{number}"), choice).await).await {
                    Err(Error::Lost { .. }) => {}
                    reply => return reply.map(|_| ()).unwrap(),
                }
            }
        });
    }
    votes.join_all().await;
    let choices = opened(&store, &case).await;
    for choice in [Accept, Reject, Abstain] {
        assert_eq!(choices.iter().filter(|given| **given == choice).count(), 20);
    }
    assert_eq!(store.audit(&case, &key(&case), None).await.unwrap().tree.size(), 60);
}
