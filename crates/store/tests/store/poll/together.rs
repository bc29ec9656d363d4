//! What is done to many at once: codes of one order, ballots on paper, what all servers tell, and ballots that are destroyed.

use std::time::Duration;

use mawqif_store::{FORGOTTEN, Kind, SHARE};

use super::*;

stories!(
    an_order_makes_its_codes_once,
    codes_are_blocked_together,
    many_ballots_are_entered_at_once_and_quotas_hold,
    one_result_is_told_by_all_servers,
    ballots_on_paper_are_withdrawn_and_entered_again,
    whoever_holds_up_one_consultation_holds_up_no_other,
    ballots_are_destroyed_and_the_result_stays,
    postgresql_looks_at_tables_as_they_grow,
);

async fn an_order_makes_its_codes_once(place: Arc<Place>) {
    let (store, _writer, of) = opened(&place).await;
    let other = place.open().await;
    let many: Vec<NewCode> = (0..300).map(|at| code(&format!("code {at}"), 1)).collect();
    let batch = Some(Hash::of(&[b"a page"]));
    let order = |store: Store, new: Vec<NewCode>, batch| {
        let of = of.clone();
        async move { store.add_poll_codes(&of, (NOW, 1_000), batch, &new).await.unwrap() }
    };
    assert_eq!(order(store.clone(), many.clone(), batch).await, Made::As(1));
    // Pressed again, at another server, with codes that were drawn anew.
    let anew: Vec<NewCode> = (0..300).map(|at| code(&format!("anew {at}"), 1)).collect();
    assert_eq!(order(other, anew.clone(), batch).await, Made::Before { first: 1, count: 300 });
    assert_eq!(store.poll_codes(&of).await.unwrap().len(), 300);
    assert_eq!(order(store.clone(), anew, Some(Hash::of(&[b"another page"]))).await, Made::As(301));
    let codes = store.poll_codes(&of).await.unwrap();
    assert_eq!(codes.iter().map(|it| it.code).collect::<Vec<u64>>(), (1..=600).collect::<Vec<u64>>());
    assert_eq!((codes[299].label.as_str(), codes[300].label.as_str()), ("code 299", "anew 0"));
    assert_eq!(store.poll_code(&of, &Hash::of(&[b"code 7"])).await.unwrap(), Some(8));
    assert_eq!(store.poll_code(&of, &Hash::of(&[b"none"])).await.unwrap(), None);
}

async fn codes_are_blocked_together(place: Arc<Place>) {
    let (store, _writer, of) = opened(&place).await;
    let with = |name: &str, label: &str, path: &str| NewCode {
        label: label.to_owned(),
        path: path.to_owned(),
        ..code(name, 1)
    };
    let new = [
        with("a", "north", "union"),
        with("b", "north", "union/youth"),
        with("c", "south", "union/youth/7"),
        with("d", "south", "unions"),
        with("e", "north", "unio_"),
        with("f", "west", "الاتحاد/الشباب"),
        with("g", "west", "الاتحادات"),
    ];
    store.add_poll_codes(&of, (NOW, 10), None, &new).await.unwrap();
    let block = async |which: Which, reason: Option<&str>| {
        store.block_poll_codes(&of, NOW, &which, reason).await.unwrap().unwrap().codes
    };
    let blocked = async || -> Vec<(u64, String)> {
        let codes = store.poll_codes(&of).await.unwrap();
        codes.into_iter().filter_map(|it| Some((it.code, it.blocked?))).collect()
    };
    assert_eq!(block(Which::Code(2), Some("lost")).await, 1);
    assert_eq!(
        block(Which::Path("union".to_owned()), Some("sold")).await,
        2,
        "what was blocked keeps its reason"
    );
    let told = [(1, "sold"), (2, "lost"), (3, "sold")].map(|(code, why)| (code, why.to_owned()));
    assert_eq!(blocked().await, told);
    assert_eq!(block(Which::Path("union".to_owned()), None).await, 3);
    assert_eq!(block(Which::Label("north".to_owned()), Some("sold")).await, 3);
    assert_eq!(block(Which::Made { first: 1, count: 5 }, None).await, 3);
    assert_eq!(block(Which::Path("الاتحاد".to_owned()), Some("sold")).await, 1);
    assert_eq!(block(Which::Path("nobody".to_owned()), Some("sold")).await, 0);
    let late = store.block_poll_codes(&of, CLOSES, &Which::Code(1), Some("late")).await.unwrap().unwrap();
    assert_eq!(late.codes, 1, "until the close");
}

async fn many_ballots_are_entered_at_once_and_quotas_hold(place: Arc<Place>) {
    let (store, _writer, of) = opened(&place).await;
    store.add_poll_codes(&of, (NOW, 10), None, &[code("a", 500), code("b", 3)]).await.unwrap();
    assert!(matches!(enter(&store, &of, Door::Code(Hash::of(&[b"b"])), "phone").await, Entering::In(_)));
    let paper = |at: u64, code: &str| PaperRow {
        ballot: format!("b{at}"),
        mark: format!("B-{at}"),
        code: Some(Hash::of(&[code.as_bytes()])),
        path: String::new(),
        channel: "paper",
        votes: vec![(1, 2), (2, 0), (3, 1)],
    };
    let mut all: Vec<PaperRow> = (0..500).map(|at| paper(at, "a")).collect();
    all.extend((500..503).map(|at| paper(at, "b")));
    let entered = async |all: &[PaperRow], most: u64| {
        store.enter_poll_papers(&of, (NOW, most), all, false).await.unwrap().unwrap()
    };
    assert_eq!(entered(&all, 1_000).await, [(502, PaperFault::UsedUp)], "one had come by the code before");
    all.pop();
    assert_eq!(entered(&all, 502).await, [(501, PaperFault::Full)]);
    assert_eq!(entered(&all, 503).await, []);
    let used: Vec<u64> = store.poll_codes(&of).await.unwrap().iter().map(|it| it.used).collect();
    assert_eq!(used, [500, 3]);
    assert_eq!(votes(&store, &of, 0).await.len(), 3 * 502);
    let mut people = Vec::new();
    store.poll_participants(&of, |row| people.push((row.participant, row.code, row.path))).await.unwrap();
    assert_eq!(people.len(), 503);
    assert_eq!(people[502], (503, Some(2), "union/b".to_owned()));
    assert_eq!(entered(&all, 503).await.len(), 502, "all were entered before");
    assert!(
        matches!(enter(&store, &of, Door::Open, "next").await, Entering::In(it) if it.participant == 504)
    );
}

async fn one_result_is_told_by_all_servers(place: Arc<Place>) {
    let (store, writer, of) = opened(&place).await;
    let other = place.open().await;
    let tell = async |store: &Store, after: Option<u64>, people: u64, told: &str| {
        store.tell_poll(&of, after, (people, told), 5).await.unwrap()
    };
    assert_eq!(store.poll_told(&of).await.unwrap(), None);
    assert_eq!(tell(&store, None, 7, "seven").await, Some(1));
    assert_eq!(tell(&other, None, 20, "first, too").await, None);
    assert_eq!(tell(&other, Some(1), 11, "eleven").await, None, "four people lie between");
    assert_eq!(tell(&other, Some(1), 7, "seven again").await, None);
    assert_eq!(other.poll_told(&of).await.unwrap().unwrap().told, "seven");
    assert_eq!(tell(&other, Some(1), 12, "twelve").await, Some(2));
    assert_eq!(tell(&store, Some(1), 30, "thirty").await, None, "it was made from another one");
    assert_eq!(tell(&store, Some(2), 2, "codes were blocked").await, Some(3));
    // As many as once before, and another result.
    assert_eq!(tell(&store, Some(3), 7, "codes were let in").await, Some(4));
    assert_eq!(other.poll_told_serial(&of).await.unwrap(), Some(4));
    closed(&store, &writer, &of).await;
    assert_eq!(tell(&store, Some(4), 70, "too late").await, None);
    store.forget_poll_ballots(&of).await.unwrap();
    assert_eq!(store.poll_told(&of).await.unwrap(), None);
    assert_eq!(tell(&other, None, 70, "too late").await, None, "what was destroyed does not come back");
}

async fn closed(store: &Store, writer: &Writer, of: &PollId) {
    assert!(store.seal_poll(of, NOW, &SEALER).await.unwrap());
    let turn = store.poll(of).await.unwrap().unwrap().turn;
    let close = AtPoll::Closed { poll: 1, turn, result: "{}".to_owned(), salt: [9; 32] };
    act(store, writer, of, close).await.unwrap();
}

async fn ballots_on_paper_are_withdrawn_and_entered_again(place: Arc<Place>) {
    let (store, _writer, of) = opened(&place).await;
    store.add_poll_codes(&of, (NOW, 10), None, &[code("a", 1)]).await.unwrap();
    let paper = |at: u64, with: Option<&str>, vote: u8| PaperRow {
        ballot: format!("b{at}"),
        mark: format!("B-{at}"),
        code: with.map(|code| Hash::of(&[code.as_bytes()])),
        path: "hall/north".to_owned(),
        channel: "paper",
        votes: vec![(1, vote)],
    };
    let enter = async |all: &[PaperRow]| {
        store.enter_poll_papers(&of, (CLOSES, 100), all, false).await.unwrap().unwrap()
    };
    let withdraw = async |ballots: &[&str]| {
        let ballots: Vec<String> = ballots.iter().map(|it| (*it).to_owned()).collect();
        store.withdraw_poll_papers(&of, CLOSES, &ballots, "swapped").await.unwrap()
    };
    let people = async || {
        let mut all = Vec::new();
        store
            .poll_participants(&of, |row| all.push((row.participant, row.is_blocked, row.is_withdrawn)))
            .await
            .unwrap();
        all
    };
    assert_eq!(enter(&[paper(1, Some("a"), 0), paper(2, None, 0)]).await, []);
    assert_eq!(withdraw(&["b1", "b9"]).await, Some(vec!["b9".to_owned()]));
    assert_eq!(people().await, [(1, false, false), (2, false, false)], "all or none");
    let rules = store.poll(&of).await.unwrap().unwrap().rules;
    assert_eq!(withdraw(&["b1"]).await, Some(Vec::new()));
    assert!(store.poll(&of).await.unwrap().unwrap().rules > rules, "results are found anew");
    assert_eq!(store.poll_codes(&of).await.unwrap()[0].used, 0);
    assert_eq!(withdraw(&["b1"]).await, Some(vec!["b1".to_owned()]), "it is no longer there");
    assert_eq!(enter(&[paper(1, Some("a"), 2)]).await, []);
    assert_eq!(people().await, [(1, true, true), (2, false, false), (3, false, false)]);
    let door = Door::Code(Hash::of(&[b"a"]));
    assert_eq!(enter_by(&store, &of, door).await, Entering::UsedUp, "it came on paper");
    // A path takes its paper along, and lets it in again; what was withdrawn stays so.
    let block = async |reason: Option<&str>| {
        let which = Which::Path("hall".to_owned());
        store.block_poll_codes(&of, CLOSES, &which, reason).await.unwrap().unwrap()
    };
    assert_eq!(block(Some("a brigade")).await, Blocked { codes: 0, papers: 1 });
    assert_eq!(people().await, [(1, true, true), (2, true, false), (3, false, false)]);
    assert_eq!(block(None).await, Blocked { codes: 0, papers: 1 });
    assert_eq!(people().await, [(1, true, true), (2, false, false), (3, false, false)]);
}

async fn enter_by(store: &Store, of: &PollId, door: Door) -> Entering {
    store.enter_poll(of, (NOW, 100), door, Hash::of(&[b"t"])).await.unwrap()
}

async fn whoever_holds_up_one_consultation_holds_up_no_other(place: Arc<Place>) {
    let (store, writer, of) = opened(&place).await;
    let Intruder::Postgres(_) = place.intruder().await else { return };
    let other = PollId { poll: 2, ..of.clone() };
    act(&store, &writer, &other, AtPoll::Opened { poll: 2, closes: CLOSES }).await.unwrap();
    store.add_poll_statements(&other, NOW, &[statement("one", None)], ROOM).await.unwrap();
    let caster = Caster::start(store.clone(), hand(NOW));
    let mut intruder = place.intruder().await;
    intruder.execute("BEGIN").await;
    intruder.execute("UPDATE polls SET people = people WHERE poll = 1").await;
    let held_up = tokio::spawn({
        let (caster, of) = (caster.clone(), of.clone());
        async move { caster.cast(of, cast(1, 1, 2)).await }
    });
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    // A flood takes the places of its own consultation and no more.
    let flood = (2..SHARE as u64 + 52).map(|at| {
        let (caster, of) = (caster.clone(), of.clone());
        tokio::spawn(async move { caster.cast(of, cast(at, 1, 2)).await })
    });
    let flood: Vec<_> = flood.collect();
    let is_refused = async {
        while flood.iter().filter(|sent| sent.is_finished()).count() < 51 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(60), is_refused).await.unwrap();
    assert_eq!(caster.cast(other, cast(1, 1, 2)).await.unwrap(), Some(Taken::Yes));
    // And whoever only looks at paper does not wait either.
    assert_eq!(store.enter_poll_papers(&of, (NOW, 9), &[], true).await.unwrap(), Some(Vec::new()));
    assert!(!held_up.is_finished());
    intruder.execute("COMMIT").await;
    assert_eq!(held_up.await.unwrap().unwrap(), Some(Taken::Yes));
    let mut refused = 0;
    for taken in flood {
        refused += usize::from(taken.await.unwrap().unwrap().is_none());
    }
    assert_eq!(refused, 51, "one was there before");
}

async fn ballots_are_destroyed_and_the_result_stays(place: Arc<Place>) {
    let (store, writer, of) = opened(&place).await;
    let caster = Caster::start(store.clone(), hand(NOW));
    let paper = |at: u64| PaperRow {
        ballot: format!("b{at}"),
        mark: format!("B-{at}"),
        code: None,
        path: String::new(),
        channel: "paper",
        votes: vec![(1, 2)],
    };
    let all: Vec<PaperRow> = (0..FORGOTTEN + 10).map(paper).collect();
    for part in all.chunks(2_000) {
        store.enter_poll_papers(&of, (NOW, 100_000), part, false).await.unwrap();
    }
    caster.cast(of.clone(), cast(1, 2, 0)).await.unwrap();
    assert!(!store.forget_poll_ballots(&of).await.unwrap(), "not before it is closed");
    store.add_poll_statements(&of, NOW, &[statement("mine", Some(7))], ROOM).await.unwrap();
    store.mark_poll_emptied(&of).await.unwrap();
    assert!(!store.is_poll_emptied(&of).await.unwrap(), "not before it is closed");
    store.tell_poll(&of, None, (7, "seven"), 5).await.unwrap();
    closed(&store, &writer, &of).await;
    let mut steps = 0;
    while store.forget_poll_ballots(&of).await.unwrap() {
        steps += 1;
    }
    assert_eq!(steps, 2);
    assert!(!store.is_poll_emptied(&of).await.unwrap(), "the files are not yet");
    store.finish_forgetting().await.unwrap();
    let mut intruder = place.intruder().await;
    if let Intruder::Postgres(_) = intruder {
        // Written anew, a table has nothing of what was deleted.
        let before = intruder.number("SELECT pg_relation_size('poll_participants') + pg_relation_size('poll_votes') + pg_relation_size('poll_told')").await;
        assert_eq!(before, 0);
    }
    store.mark_poll_emptied(&of).await.unwrap();
    assert!(store.is_poll_emptied(&of).await.unwrap());
    assert_eq!(votes(&store, &of, 0).await.len(), 0);
    assert_eq!(store.poll_result(&of).await.unwrap().as_deref(), Some("{}"));
    assert_eq!(store.poll_statements(&of).await.unwrap()[3].author, Some(0), "by whom is destroyed, too");
    assert_eq!(intruder.number("SELECT COUNT(*) FROM polls WHERE salt IS NOT NULL").await, 0);
    assert_eq!(intruder.number("SELECT COUNT(*) FROM poll_told").await, 0);
}

async fn postgresql_looks_at_tables_as_they_grow(place: Arc<Place>) {
    let (store, _writer, of) = opened(&place).await;
    for at in 0..64 {
        assert!(matches!(enter(&store, &of, Door::Open, &format!("token {at}")).await, Entering::In(_)));
    }
    let caster = Caster::start(store.clone(), hand(NOW));
    for at in 1..=64 {
        assert_eq!(caster.cast(of.clone(), cast(at, 1, 2)).await.unwrap(), Some(Taken::Yes));
    }
    if store.kind() == Kind::Sqlite {
        return;
    }
    // Until it has looked, a table has -1 rows.
    let mut intruder = place.intruder().await;
    for table in ["poll_participants", "poll_votes"] {
        let known = format!("SELECT reltuples::bigint FROM pg_class WHERE oid = '{table}'::regclass");
        let looked = async {
            while intruder.number(&known).await < 64 {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(30), looked).await.expect(table);
    }
}
