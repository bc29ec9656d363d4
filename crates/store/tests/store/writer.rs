//! Many who append at once, in one process and in two.

use std::{
    collections::BTreeSet,
    sync::Arc,
    task::{Context, Waker},
};

use mawqif_core::record::entry::Entry;
use mawqif_store::{Act, CaseId, Error, Reply, Store, Writer, Written};
use tokio::task::JoinSet;

use crate::harness::*;

stories!(
    acts_in_a_row_share_transactions,
    hundreds_at_once_are_all_written,
    two_servers_work_on_one_case,
    one_of_many_repetitions_is_written,
    who_builds_on_a_lost_act_has_lost,
    one_bad_act_is_not_the_others_loss,
    receipts_of_any_age_are_issued,
);

async fn begun(place: &Place, cases: &[CaseId]) -> (Store, Writer) {
    let store = place.open().await;
    for case in cases {
        store.create_case(case, &origin(case), NOW).await.unwrap();
    }
    let writer = Writer::start(store.clone(), sign(), None);
    (store, writer)
}

fn act(case: &CaseId, expected: u64, says: &str) -> Act {
    Act { case: case.clone(), expected, entries: vec![entry(expected, says)], idempotency: None }
}

fn written(reply: Result<Reply, Error>) -> Written {
    match reply {
        Ok(Reply::Written(written)) => written,
        other => panic!("{other:?}"),
    }
}

async fn acts_in_a_row_share_transactions(place: Arc<Place>) {
    let case = case_id("kilis");
    let (store, writer) = begun(&place, std::slice::from_ref(&case)).await;
    let mut acts = JoinSet::new();
    // Tasks start in any order; the queue keeps what each of them is checked against in order only when
    // they are sent in order, so the sending is done here.
    let mut replies = Vec::new();
    for seq in 0..400 {
        let (writer, act) = (writer.clone(), act(&case, seq, &format!("act {seq}")));
        let mut sending = Box::pin(tokio::task::unconstrained(async move { writer.append(act).await }));
        let mut context = Context::from_waker(Waker::noop());
        assert!(sending.as_mut().poll(&mut context).is_pending());
        replies.push(sending);
    }
    for reply in replies {
        acts.spawn(reply);
    }
    while let Some(reply) = acts.join_next().await {
        let written = written(reply.unwrap());
        let receipt = &written.receipts[0];
        assert_eq!(receipt.index(), written.first);
        let entry = entry(written.first, &format!("act {}", written.first));
        receipt.verify(&entry, &key(&case), &[]).unwrap();
    }
    assert_eq!(store.audit(&case, &key(&case), None).await.unwrap().tree.size(), 400);
    let transactions = place.intruder().await.number("SELECT COUNT(*) FROM checkpoints").await;
    assert!(transactions < 20, "{transactions} transactions for 400 acts");
}

async fn hundreds_at_once_are_all_written(place: Arc<Place>) {
    let cases: Vec<CaseId> = (0..20).map(|number| case_id(&format!("case-{number}"))).collect();
    let (store, writer) = begun(&place, &cases).await;
    let mut acts = JoinSet::new();
    for number in 0..400 {
        let (store, writer, case) = (store.clone(), writer.clone(), cases[number % 20].clone());
        acts.spawn(async move { say(&store, &writer, &case, &format!("act {number}")).await });
    }
    acts.join_all().await;
    let mut said = BTreeSet::new();
    for case in &cases {
        let collect = |entry: Entry| {
            assert!(said.insert(entry.payload().unwrap().to_owned()));
            Ok::<(), Error>(())
        };
        assert_eq!(store.audit_each(case, &key(case), None, collect).await.unwrap().tree.size(), 20);
    }
    assert_eq!(said.len(), 400);
    assert_eq!(writer.waiting(), 0);
}

async fn two_servers_work_on_one_case(place: Arc<Place>) {
    let case = case_id("kilis");
    let (one, here) = begun(&place, std::slice::from_ref(&case)).await;
    let other = place.open().await;
    let there = Writer::start(other.clone(), sign(), None);
    let mut acts = JoinSet::new();
    for number in 0..120 {
        let (store, writer) = if number % 2 == 0 { (&one, &here) } else { (&other, &there) };
        let (store, writer, case) = (store.clone(), writer.clone(), case.clone());
        acts.spawn(async move { (number, say(&store, &writer, &case, &format!("act {number}")).await) });
    }
    let mut acknowledged = BTreeSet::new();
    while let Some(done) = acts.join_next().await {
        let (number, reply) = done.unwrap();
        let written = written(Ok(reply));
        let entry = entry(written.first, &format!("act {number}"));
        written.receipts[0].verify(&entry, &key(&case), &[]).unwrap();
        acknowledged.insert(written.first);
    }
    assert_eq!(acknowledged.len(), 120);
    let mut said = BTreeSet::new();
    let collect = |entry: Entry| {
        assert!(said.insert(entry.payload().unwrap().to_owned()));
        Ok::<(), Error>(())
    };
    assert_eq!(one.audit_each(&case, &key(&case), None, collect).await.unwrap().tree.size(), 120);
}

async fn one_of_many_repetitions_is_written(place: Arc<Place>) {
    let case = case_id("kilis");
    let (store, here) = begun(&place, std::slice::from_ref(&case)).await;
    let there = Writer::start(place.open().await, sign(), None);
    let mut acts = JoinSet::new();
    for number in 0..40 {
        let writer = if number % 2 == 0 { here.clone() } else { there.clone() };
        let (store, case) = (store.clone(), case.clone());
        acts.spawn(async move {
            loop {
                let expected = store.case(&case).await.unwrap().size;
                let mut act = act(&case, expected, "once");
                act.idempotency = keyed("delegate-7", "click", &format!("by {number}"));
                match writer.append(act).await {
                    Err(Error::Lost { .. }) => {}
                    reply => return (number, reply.unwrap()),
                }
            }
        });
    }
    let replies = acts.join_all().await;
    let first = |reply: &&(i32, Reply)| matches!(reply.1, Reply::Written(_));
    let winners: Vec<i32> = replies.iter().filter(first).map(|reply| reply.0).collect();
    let [winner] = winners[..] else { panic!("{winners:?} were written") };
    let told = Reply::Replayed(format!("by {winner}"));
    assert!(replies.iter().all(|(number, reply)| *number == winner || *reply == told));
    assert_eq!(store.audit(&case, &key(&case), None).await.unwrap().tree.size(), 1);
}

async fn who_builds_on_a_lost_act_has_lost(place: Arc<Place>) {
    let case = case_id("kilis");
    let (store, writer) = begun(&place, std::slice::from_ref(&case)).await;
    let other = Writer::start(place.open().await, sign(), None);
    written(other.append(act(&case, 0, "theirs")).await);
    let lost = Err(Error::Lost { case: case.clone(), actual: 1 });
    let (first, second) =
        tokio::join!(writer.append(act(&case, 0, "mine")), writer.append(act(&case, 2, "more")));
    assert_eq!((first, second), (lost.clone(), lost));
    written(writer.append(act(&case, 1, "after theirs")).await);
    written(other.append(act(&case, 2, "after that")).await);
    let missing = writer.append(act(&case_id("nowhere"), 0, "nothing")).await;
    assert_eq!(missing, Err(Error::Missing("such case")));
    assert_eq!(store.audit(&case, &key(&case), None).await.unwrap().tree.size(), 3);
}

async fn one_bad_act_is_not_the_others_loss(place: Arc<Place>) {
    let cases = [case_id("one"), case_id("two"), case_id("three")];
    let (store, writer) = begun(&place, &cases).await;
    let mut bad = act(&cases[1], 0, "bad");
    bad.idempotency = keyed("delegate-7", "a\0b", "never");
    let mut crooked = act(&cases[2], 0, "crooked");
    crooked.entries = vec![entry(4, "elsewhere")];
    let mut none = act(&cases[2], 0, "none");
    none.entries.clear();
    let replies = tokio::join!(
        writer.append(act(&cases[0], 0, "first")),
        writer.append(bad),
        writer.append(act(&cases[0], 1, "second")),
        writer.append(crooked),
        writer.append(none),
        writer.append(act(&cases[2], 0, "third")),
    );
    written(replies.0);
    assert!(matches!(replies.1, Err(Error::Internal(_))));
    written(replies.2);
    assert!(matches!(replies.3, Err(Error::Internal(_))));
    assert!(matches!(replies.4, Err(Error::Internal(_))));
    written(replies.5);
    let sizes = store.cases().await.unwrap().into_iter().map(|case| (case.id.to_string(), case.size));
    assert_eq!(
        sizes.collect::<BTreeSet<_>>(),
        BTreeSet::from([("one".to_owned(), 2), ("three".to_owned(), 1), ("two".to_owned(), 0)])
    );
}

async fn receipts_of_any_age_are_issued(place: Arc<Place>) {
    let case = case_id("kilis");
    let (store, writer) = begun(&place, std::slice::from_ref(&case)).await;
    assert_eq!(writer.receipt(&case, 0).await.unwrap_err(), Error::Missing("checkpoint yet"));
    for number in 0..5 {
        say(&store, &writer, &case, &format!("act {number}")).await;
    }
    // Another server has appended what this one has not read yet.
    let other = Writer::start(place.open().await, sign(), None);
    other.adopt(case.clone(), store.audit(&case, &key(&case), None).await.unwrap().tree).await;
    written(other.append(act(&case, 5, "act 5")).await);
    for seq in 0..6 {
        let receipt = writer.receipt(&case, seq).await.unwrap();
        receipt.verify(&entry(seq, &format!("act {seq}")), &key(&case), &[]).unwrap();
        assert_eq!(receipt.checkpoint().checkpoint().head().size, 6);
    }
    assert!(writer.receipt(&case, 6).await.is_err());
    let earlier = store.checkpoint_at(&case, 2).await.unwrap().unwrap();
    let prove = |tree: &mawqif_core::record::tree::Tree,
                 latest: &mawqif_core::record::checkpoint::SignedCheckpoint| {
        let proof = tree.prove_consistency(2, latest.checkpoint().head().size)?;
        latest.checkpoint().check_continues(earlier.checkpoint(), &proof)
    };
    writer.proved(&case, prove).await.unwrap();
}
