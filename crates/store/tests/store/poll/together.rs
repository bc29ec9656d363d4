//! What is done to many at once: codes of one order, ballots on paper, what all servers tell, and ballots that are destroyed.

use mawqif_store::FORGOTTEN;

use super::*;

stories!(
    an_order_makes_its_codes_once,
    codes_are_blocked_together,
    many_ballots_are_entered_at_once_and_quotas_hold,
    one_result_is_told_by_all_servers,
    ballots_are_destroyed_and_the_result_stays,
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
        store.block_poll_codes(&of, NOW, &which, reason).await.unwrap().unwrap()
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
    assert_eq!(store.block_poll_codes(&of, CLOSES, &Which::Code(1), Some("late")).await.unwrap(), None);
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
    store.poll_participants(&of, 0, |row| people.push((row.participant, row.code, row.path))).await.unwrap();
    assert_eq!(people.len(), 503);
    assert_eq!(people[502], (503, Some(2), "union/b".to_owned()));
    assert_eq!(entered(&all, 503).await.len(), 502, "all were entered before");
    assert!(
        matches!(enter(&store, &of, Door::Open, "next").await, Entering::In(it) if it.participant == 504)
    );
}

async fn one_result_is_told_by_all_servers(place: Arc<Place>) {
    let (store, _writer, of) = opened(&place).await;
    let other = place.open().await;
    assert_eq!(store.poll_told(&of).await.unwrap(), None);
    assert!(store.tell_poll(&of, 7, "seven", 5).await.unwrap());
    assert!(!other.tell_poll(&of, 11, "eleven", 5).await.unwrap(), "four people lie between");
    assert!(!other.tell_poll(&of, 7, "seven again", 5).await.unwrap());
    assert_eq!(other.poll_told(&of).await.unwrap(), Some((7, "seven".to_owned())));
    assert!(other.tell_poll(&of, 12, "twelve", 5).await.unwrap());
    assert!(!store.tell_poll(&of, 12, "twelve too", 5).await.unwrap());
    assert!(store.tell_poll(&of, 2, "codes were blocked", 5).await.unwrap());
    assert_eq!(other.poll_told(&of).await.unwrap(), Some((2, "codes were blocked".to_owned())));
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
    assert!(store.has_poll_ballots(&of).await.unwrap());
    assert!(store.seal_poll(&of, NOW, &SEALER).await.unwrap());
    let turn = store.poll(&of).await.unwrap().unwrap().turn;
    let close = AtPoll::Closed { poll: 1, turn, result: "{}".to_owned(), salt: [9; 32] };
    act(&store, &writer, &of, close).await.unwrap();
    let mut steps = 0;
    while store.forget_poll_ballots(&of).await.unwrap() {
        steps += 1;
    }
    assert_eq!(steps, 2);
    assert!(!store.has_poll_ballots(&of).await.unwrap());
    assert_eq!(votes(&store, &of, 0).await.len(), 0);
    assert_eq!(store.poll_result(&of).await.unwrap().as_deref(), Some("{}"));
    assert_eq!(store.poll_statements(&of).await.unwrap().len(), 3);
    let mut intruder = place.intruder().await;
    assert_eq!(intruder.number("SELECT COUNT(*) FROM polls WHERE salt IS NOT NULL").await, 0);
}
