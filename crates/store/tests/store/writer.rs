//! Many who append at once, in one process and in two.

use std::{
    collections::BTreeSet,
    sync::Arc,
    task::{Context, Waker},
};

use mawqif_core::record::{
    entry::{Entry, Header},
    hash::Hash,
    tree::Tree,
};
use mawqif_store::{Act, Batch, CaseId, Error, Reply, Store, Writer, Written};
use tokio::task::JoinSet;

use crate::harness::*;

stories!(
    acts_in_a_row_share_transactions,
    hundreds_at_once_are_all_written,
    two_servers_work_on_one_case,
    one_of_many_repetitions_is_written,
    a_repetition_on_its_way_beside_the_act_is_told_what_was_stored,
    who_builds_on_a_lost_act_has_lost,
    an_act_that_builds_on_what_never_came_to_be_is_refused,
    a_record_that_was_put_back_under_a_server_is_not_gone_on_with,
    time_does_not_go_backwards_in_a_record,
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

/// The beginning of a record.
const NOTHING: (u64, Option<Hash>) = (0, None);

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
    let (mut replies, mut before) = (Vec::new(), NOTHING);
    for seq in 0..400 {
        let (writer, act) = (writer.clone(), after(&case, before, &format!("act {seq}")));
        before = end(&act.entries[0]);
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
                let mut act = after(&case, last(&store, &case).await, "once");
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

async fn a_repetition_on_its_way_beside_the_act_is_told_what_was_stored(place: Arc<Place>) {
    let case = case_id("kilis");
    let (store, writer) = begun(&place, std::slice::from_ref(&case)).await;
    for round in 0..20 {
        let before = last(&store, &case).await;
        let key = format!("click {round}");
        // As two requests are that each were checked against what the one before leaves behind, with an act
        // of somebody else between them and one that builds on the repetition.
        let mut first = after(&case, before, "done");
        first.idempotency = keyed("delegate-7", &key, "at the first place");
        let between = after(&case, end(&first.entries[0]), "between");
        let mut again = after(&case, end(&between.entries[0]), "done");
        again.idempotency = keyed("delegate-7", &key, "at another place");
        let behind = after(&case, end(&again.entries[0]), "behind");
        let mut sent = Vec::new();
        for act in [first, between, again, behind] {
            sent.push(writer.send(act).await.unwrap());
        }
        let mut replies = Vec::new();
        for one in sent {
            replies.push(one.stored().await);
        }
        let [first, between, again, behind] = replies.try_into().unwrap();
        let (first, between) = (written(first), written(between));
        assert_eq!((first.first, between.first), (before.0, before.0 + 1));
        assert_eq!(again, Ok(Reply::Replayed("at the first place".to_owned())));
        assert!(matches!(behind, Err(Error::Lost { .. })), "{behind:?}");
        assert_eq!(store.case(&case).await.unwrap().size, before.0 + 2);
    }
    store.audit(&case, &key(&case), None).await.unwrap();
}

async fn who_builds_on_a_lost_act_has_lost(place: Arc<Place>) {
    let case = case_id("kilis");
    let (store, writer) = begun(&place, std::slice::from_ref(&case)).await;
    let other = Writer::start(place.open().await, sign(), None);
    let theirs = {
        written(other.append(after(&case, NOTHING, "theirs")).await);
        last(&store, &case).await
    };
    let lost = Err(Error::Lost { case: case.clone(), actual: 1 });
    let more = after(&case, end(&entry(1, "also mine")), "more");
    let (first, second) = tokio::join!(writer.append(after(&case, NOTHING, "mine")), writer.append(more));
    assert_eq!((first, second), (lost.clone(), lost));
    let next = {
        written(writer.append(after(&case, theirs, "after theirs")).await);
        last(&store, &case).await
    };
    written(other.append(after(&case, next, "after that")).await);
    let missing = writer.append(after(&case_id("nowhere"), NOTHING, "nothing")).await;
    assert_eq!(missing, Err(Error::Missing("such case")));
    assert_eq!(store.audit(&case, &key(&case), None).await.unwrap().tree.size(), 3);
}

/// The number alone would let the second act pass: it is checked against one entry, and there is one.
async fn an_act_that_builds_on_what_never_came_to_be_is_refused(place: Arc<Place>) {
    let case = case_id("kilis");
    let (store, writer) = begun(&place, std::slice::from_ref(&case)).await;
    let other = Writer::start(place.open().await, sign(), None);
    let mine = after(&case, NOTHING, "mine");
    let then = after(&case, end(&mine.entries[0]), "what only mine allows");
    let theirs = {
        written(other.append(after(&case, NOTHING, "theirs")).await);
        last(&store, &case).await
    };
    let lost = Error::Lost { case: case.clone(), actual: 1 };
    assert_eq!(writer.append(mine).await, Err(lost.clone()));
    assert_eq!(writer.append(then.clone()).await, Err(lost.clone()));
    // Nor does it get in past the writer.
    let Act { expected, follows, entries, .. } = then;
    let mut tree: Tree = store.leaves(&case, 0).await.unwrap().into_iter().collect();
    tree.extend(entries.iter().map(Entry::leaf_hash));
    let checkpoint = Some(signed(&case, tree.head()));
    let batch =
        Batch { case: case.clone(), expected, follows, entries, checkpoint, idempotency: None, urn: None };
    assert_eq!(store.append(&[batch]).await.unwrap_err(), lost);
    written(writer.append(after(&case, theirs, "checked again")).await);
    assert_eq!(store.audit(&case, &key(&case), None).await.unwrap().tree.size(), 2);
}

async fn a_record_that_was_put_back_under_a_server_is_not_gone_on_with(place: Arc<Place>) {
    let cases = [case_id("kilis"), case_id("other")];
    let (store, writer) = begun(&place, &cases).await;
    for says in ["one", "two", "three"] {
        say(&store, &writer, &cases[0], says).await;
    }
    let mut seen = NOTHING;
    for says in ["one", "two", "three"] {
        seen = end(&entry(seen.0, says));
    }
    // Somebody puts an older copy in its place, and another server goes on with it.
    let mut intruder = place.intruder().await;
    for sql in [
        "DELETE FROM entries WHERE case_id = 'kilis' AND seq > 0",
        "DELETE FROM checkpoints WHERE case_id = 'kilis' AND size > 1",
        "UPDATE cases SET size = 1 WHERE case_id = 'kilis'",
    ] {
        intruder.execute(sql).await;
    }
    let put_back = writer.append(after(&cases[0], seen, "four")).await;
    assert!(matches!(put_back, Err(Error::Shortened { have: 1, wanted: 3, .. })), "{put_back:?}");
    let other = Writer::start(place.open().await, sign(), None);
    for says in ["another two", "another three"] {
        say(&store, &other, &cases[0], says).await;
    }
    let (forked, beside) = tokio::join!(
        writer.append(after(&cases[0], seen, "four")),
        writer.append(after(&cases[1], NOTHING, "of another case"))
    );
    assert!(matches!(forked, Err(Error::Corrupt { .. })), "{forked:?}");
    written(beside);
    say(&store, &other, &cases[0], "another four").await;
    let longer = writer.append(after(&cases[0], seen, "four")).await;
    assert!(matches!(longer, Err(Error::Corrupt { .. })), "{longer:?}");
    assert_eq!(store.audit(&cases[0], &key(&cases[0]), None).await.unwrap().tree.size(), 4);
}

async fn time_does_not_go_backwards_in_a_record(place: Arc<Place>) {
    let case = case_id("kilis");
    let (store, writer) = begun(&place, std::slice::from_ref(&case)).await;
    let at = |seq: u64, time: u64| {
        let header = Header { time, ..entry(seq, "").header().clone() };
        Entry::new(header, entry(seq, "").content().clone()).unwrap()
    };
    let act = |(expected, follows), entries| Act {
        case: case.clone(),
        expected,
        follows,
        entries,
        idempotency: None,
        urn: None,
    };
    let first = at(0, NOW);
    written(writer.append(act(NOTHING, vec![first.clone()])).await);
    for entries in [vec![at(1, NOW - 1)], vec![at(1, NOW + 2), at(2, NOW + 1)]] {
        let refused = writer.append(act(end(&first), entries)).await;
        assert!(matches!(&refused, Err(Error::Internal(what)) if what.contains("time")), "{refused:?}");
    }
    // Time may stand still: that is what a server does whose clock is behind.
    written(writer.append(act(end(&first), vec![at(1, NOW), at(2, NOW)])).await);
    // Of two on their way at once, the one that would go back is refused alone.
    let (second, third) = (at(3, NOW + 9), at(4, NOW + 8));
    let (on, back) = tokio::join!(
        writer.append(act(end(&at(2, NOW)), vec![second.clone()])),
        writer.append(act(end(&second), vec![third]))
    );
    written(on);
    assert!(matches!(&back, Err(Error::Internal(what)) if what.contains("time")), "{back:?}");
    assert_eq!(store.audit(&case, &key(&case), None).await.unwrap().tree.size(), 4);
}

async fn one_bad_act_is_not_the_others_loss(place: Arc<Place>) {
    let cases = [case_id("one"), case_id("two"), case_id("three")];
    let (store, writer) = begun(&place, &cases).await;
    let mut bad = after(&cases[1], NOTHING, "bad");
    bad.idempotency = keyed("delegate-7", "a\0b", "never");
    let mut crooked = after(&cases[2], NOTHING, "crooked");
    crooked.entries = vec![entry(4, "elsewhere")];
    let mut none = after(&cases[2], NOTHING, "none");
    none.entries.clear();
    let replies = tokio::join!(
        writer.append(after(&cases[0], NOTHING, "first")),
        writer.append(bad),
        writer.append(after(&cases[0], end(&entry(0, "first")), "second")),
        writer.append(crooked),
        writer.append(none),
        writer.append(after(&cases[2], NOTHING, "third")),
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
    written(other.append(after(&case, end(&entry(4, "act 4")), "act 5")).await);
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
