//! Public consultations: the last vote counts, quotas hold, and another server misses nothing.

mod together;

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use mawqif_core::record::hash::Hash;
use mawqif_store::{
    Act, Added, AtPoll, AtUrn, Blocked, Cast, Caster, Door, Entering, Hand, Made, NewCode, NewStatement,
    PaperFault, PaperRow, PollId, Room, SEALED, Store, Taken, VoteRow, Which, Writer,
};

use crate::harness::*;

stories!(
    the_last_vote_counts,
    nothing_is_taken_from_its_end_on,
    a_quota_holds_whoever_comes_at_once,
    a_code_for_one_lets_that_one_in_again,
    what_was_blocked_or_taken_out_is_refused_in_the_same_moment,
    a_statement_stands_once_and_there_is_an_end_to_them,
    a_ballot_on_paper_counts_once,
    another_server_reads_what_came_since,
    votes_of_many_reach_the_disk_together,
    a_poll_is_closed_as_it_was_counted,
    a_dump_has_all_of_it,
);

const CLOSES: u64 = NOW + 1_000_000;
const ROOM: Room = Room { seeds: 7, others: 5, own: 2, door: 5, waiting: 3, all: 12 };

const SEALER: [u8; 16] = [1; 16];

fn hand(at: u64) -> Hand {
    Arc::new(move || at)
}

async fn act(store: &Store, writer: &Writer, of: &PollId, at: AtPoll) -> Result<(), mawqif_store::Error> {
    let (expected, follows) = last(store, &of.case).await;
    let entries = vec![entry(expected, "a public consultation")];
    let urn = Some(AtUrn::Poll(at));
    let act = Act { case: of.case.clone(), expected, follows, entries, idempotency: None, urn };
    writer.append(act).await.map(|_| ())
}

async fn opened(place: &Place) -> (Store, Writer, PollId) {
    let (store, case) = (place.open().await, case_id("kilis"));
    store.create_case(&case, &origin(&case), NOW).await.unwrap();
    let writer = Writer::start(store.clone(), sign(), None);
    let of = PollId { case, poll: 1 };
    act(&store, &writer, &of, AtPoll::Opened { poll: 1, closes: CLOSES }).await.unwrap();
    let seeds: Vec<NewStatement> = ["one", "two", "three"].map(|words| statement(words, None)).into();
    assert_eq!(store.add_poll_statements(&of, NOW, &seeds, ROOM).await.unwrap(), Added::As(vec![1, 2, 3]));
    (store, writer, of)
}

fn statement(words: &str, author: Option<u64>) -> NewStatement {
    NewStatement {
        text: format!("\"{words}\""),
        form: Hash::of(&[words.as_bytes()]),
        author,
        state: if author.is_some() { "waiting" } else { "shown" },
        ties: String::new(),
        about: "matter",
    }
}

fn code(name: &str, quota: u64) -> NewCode {
    let (label, path) = (name.to_owned(), format!("union/{name}"));
    NewCode { hash: Hash::of(&[name.as_bytes()]), label, quota, path, channel: "verified" }
}

async fn enter(store: &Store, of: &PollId, door: Door, token: &str) -> Entering {
    store.enter_poll(of, (NOW, 1_000), door, Hash::of(&[token.as_bytes()])).await.unwrap()
}

fn cast(participant: u64, statement: u64, vote: u8) -> Cast {
    Cast { vote: VoteRow { participant, statement, vote }, code: None }
}

async fn votes(store: &Store, of: &PollId, after: u64) -> BTreeMap<(u64, u64), u8> {
    let mut all = BTreeMap::new();
    let mut take = |row: VoteRow| all.extend([((row.participant, row.statement), row.vote)]);
    store.poll_votes(of, after, &mut take).await.unwrap();
    all
}

async fn the_last_vote_counts(place: Arc<Place>) {
    let (store, _writer, of) = opened(&place).await;
    let caster = Caster::start(store.clone(), hand(NOW));
    for vote in [2, 0, 1, 1] {
        assert_eq!(caster.cast(of.clone(), cast(1, 2, vote)).await.unwrap(), Some(Taken::Yes));
    }
    assert_eq!(store.poll_ballot(&of, 1).await.unwrap(), [(2, 1)]);
    let many = (0..300)
        .map(|at| caster.cast(of.clone(), cast(1 + at % 3, 1 + at % 2, u8::try_from(at % 3).unwrap())));
    for taken in futures_util::future::join_all(many).await {
        assert_eq!(taken.unwrap(), Some(Taken::Yes));
    }
    assert_eq!(votes(&store, &of, 0).await.len(), 6);
}

async fn nothing_is_taken_from_its_end_on(place: Arc<Place>) {
    let (store, writer, of) = opened(&place).await;
    let time = Arc::new(AtomicU64::new(CLOSES - 1));
    let clock = time.clone();
    let caster = Caster::start(store.clone(), Arc::new(move || clock.load(Ordering::SeqCst)));
    assert_eq!(caster.cast(of.clone(), cast(1, 1, 2)).await.unwrap(), Some(Taken::Yes));
    time.store(CLOSES, Ordering::SeqCst);
    assert_eq!(caster.cast(of.clone(), cast(1, 1, 0)).await.unwrap(), Some(Taken::Closed));
    let (words, token) = (statement("late", None), Hash::of(&[b"late"]));
    assert_eq!(store.add_poll_statements(&of, CLOSES, &[words], ROOM).await.unwrap(), Added::Closed);
    assert_eq!(store.enter_poll(&of, (CLOSES, 9), Door::Open, token).await.unwrap(), Entering::Closed);
    assert_eq!(store.add_poll_codes(&of, (CLOSES, 9), None, &[code("late", 1)]).await.unwrap(), Made::Closed);
    // What has to be put right can be until the close.
    assert_eq!(store.enter_poll_papers(&of, (CLOSES, 9), &[], false).await.unwrap(), Some(Vec::new()));
    assert!(store.moderate_poll_statement(&of, CLOSES, 3, ("out", Some("an insult"))).await.unwrap());
    // The end is moved by an act, and what holds is what is stored.
    act(&store, &writer, &of, AtPoll::Moved { poll: 1, closes: CLOSES + 5 }).await.unwrap();
    assert_eq!(caster.cast(of.clone(), cast(1, 1, 0)).await.unwrap(), Some(Taken::Yes));
    assert_eq!(store.poll_ballot(&of, 1).await.unwrap(), [(1, 0)]);
    let other = PollId { poll: 2, ..of };
    assert_eq!(caster.cast(other, cast(1, 1, 0)).await.unwrap(), Some(Taken::Closed));
}

async fn a_quota_holds_whoever_comes_at_once(place: Arc<Place>) {
    let (store, _writer, of) = opened(&place).await;
    assert_eq!(
        store.add_poll_codes(&of, (NOW, 10), None, &[code("a", 7), code("b", 2)]).await.unwrap(),
        Made::As(1)
    );
    assert_eq!(
        store.add_poll_codes(&of, (NOW, 2), None, &[code("c", 1)]).await.unwrap(),
        Made::Full,
        "a limit"
    );
    let door = Door::Code(Hash::of(&[b"a"]));
    let others = place.open().await;
    let coming = (0..40).map(|at| {
        let store = if at % 2 == 0 { store.clone() } else { others.clone() };
        let of = of.clone();
        async move { enter(&store, &of, door, &format!("token {at}")).await }
    });
    let came = futures_util::future::join_all(coming).await;
    let mut numbers: Vec<u64> = came
        .iter()
        .filter_map(|it| match it {
            Entering::In(row) => Some(row.participant),
            other => {
                assert_eq!(*other, Entering::UsedUp);
                None
            }
        })
        .collect();
    numbers.sort_unstable();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7]);
    let codes = store.poll_codes(&of).await.unwrap();
    assert_eq!((codes[0].used, codes[0].path.as_str(), codes[1].used), (7, "union/a", 0));
    assert_eq!(enter(&store, &of, Door::Code(Hash::of(&[b"none"])), "x").await, Entering::Unknown);
    // The consultation as a whole has an end, too.
    let token = Hash::of(&[b"one too many"]);
    assert_eq!(store.enter_poll(&of, (NOW, 7), Door::Open, token).await.unwrap(), Entering::Full);
}

async fn a_code_for_one_lets_that_one_in_again(place: Arc<Place>) {
    let (store, _writer, of) = opened(&place).await;
    store.add_poll_codes(&of, (NOW, 10), None, &[code("a", 1)]).await.unwrap();
    let door = Door::Code(Hash::of(&[b"a"]));
    let Entering::In(first) = enter(&store, &of, door, "phone").await else { panic!("it is new") };
    let Entering::In(again) = enter(&store, &of, door, "desktop").await else { panic!("it is theirs") };
    assert_eq!(
        (first.participant, &first.channel, &first.path),
        (1, &"verified".to_owned(), &"union/a".to_owned())
    );
    assert_eq!(again.participant, first.participant);
    let of_token = async |token: &str| {
        store.poll_participant(&of, &Hash::of(&[token.as_bytes()])).await.unwrap().map(|row| row.participant)
    };
    assert_eq!((of_token("phone").await, of_token("desktop").await), (None, Some(1)));
    assert_eq!(store.poll(&of).await.unwrap().unwrap().people, 1);
}

async fn what_was_blocked_or_taken_out_is_refused_in_the_same_moment(place: Arc<Place>) {
    let (store, _writer, of) = opened(&place).await;
    store.add_poll_codes(&of, (NOW, 10), None, &[code("a", 5)]).await.unwrap();
    let caster = Caster::start(store.clone(), hand(NOW));
    let with_code = Cast { code: Some(1), ..cast(1, 1, 2) };
    assert_eq!(caster.cast(of.clone(), with_code).await.unwrap(), Some(Taken::Yes));
    assert_eq!(caster.cast(of.clone(), cast(2, 9, 2)).await.unwrap(), Some(Taken::NoStatement));
    // Another server decides; this one holds to it at once.
    let other = place.open().await;
    assert!(
        other.block_poll_codes(&of, NOW, &Which::Code(1), Some("sold")).await.unwrap().unwrap().codes == 1
    );
    assert!(other.moderate_poll_statement(&of, NOW, 2, ("out", Some("an insult"))).await.unwrap());
    assert_eq!(caster.cast(of.clone(), with_code).await.unwrap(), Some(Taken::Blocked));
    assert_eq!(caster.cast(of.clone(), cast(2, 2, 2)).await.unwrap(), Some(Taken::NoStatement));
    assert_eq!(enter(&store, &of, Door::Code(Hash::of(&[b"a"])), "x").await, Entering::Blocked);
    assert!(other.block_poll_codes(&of, NOW, &Which::Code(1), None).await.unwrap().unwrap().codes == 1);
    assert_eq!(caster.cast(of.clone(), with_code).await.unwrap(), Some(Taken::Yes));
    assert_eq!(
        other.block_poll_codes(&of, NOW, &Which::Code(7), None).await.unwrap(),
        Some(Blocked::default()),
        "there is none"
    );
    assert!(!other.tie_poll_statement(&of, NOW, 7, ("routes", "matter")).await.unwrap());
    assert!(other.tie_poll_statement(&of, NOW, 1, ("routes !amnesty", "person")).await.unwrap());
    let rows = store.poll_statements(&of).await.unwrap();
    assert_eq!((rows[0].ties.as_str(), rows[0].about.as_str()), ("routes !amnesty", "person"));
    assert_eq!((rows[1].state.as_str(), rows[1].reason.as_deref()), ("out", Some("an insult")));
}

async fn a_statement_stands_once_and_there_is_an_end_to_them(place: Arc<Place>) {
    let (store, _writer, of) = opened(&place).await;
    let add = async |new: &[NewStatement]| store.add_poll_statements(&of, NOW, new, ROOM).await.unwrap();
    assert_eq!(add(&[statement("four", None), statement("two", None)]).await, Added::Twice(1, 2));
    assert_eq!(add(&[statement("x", None), statement("x", None)]).await, Added::Twice(1, 0));
    assert_eq!(add(&[statement("by 7", Some(7))]).await, Added::As(vec![4]));
    assert_eq!(add(&[statement("again by 7", Some(7))]).await, Added::As(vec![5]));
    assert_eq!(add(&[statement("once more", Some(7))]).await, Added::OwnFull);
    assert_eq!(add(&[statement("by 8", Some(8))]).await, Added::As(vec![6]));
    assert_eq!(add(&[statement("by 9", Some(9))]).await, Added::Full, "too many wait");
    assert!(store.moderate_poll_statement(&of, NOW, 4, ("shown", None)).await.unwrap());
    assert_eq!(add(&[statement("by 9", Some(9))]).await, Added::As(vec![7]));
    // Whatever newcomers add, the secretariat has room of its own.
    let seeds: Vec<NewStatement> = (0..5).map(|at| statement(&format!("seed {at}"), None)).collect();
    assert_eq!(add(&seeds).await, Added::Full, "all together");
    assert_eq!(add(&seeds[..3]).await, Added::As(vec![8, 9, 10]));
    // What was taken out makes room.
    assert!(store.moderate_poll_statement(&of, NOW, 5, ("out", Some("an insult"))).await.unwrap());
    assert_eq!(add(&[statement("by 10", Some(10))]).await, Added::As(vec![11]));
    assert!(store.moderate_poll_statement(&of, NOW, 11, ("shown", None)).await.unwrap());
    assert_eq!(add(&[statement("by 11", Some(11))]).await, Added::Full, "what a result can hold");
    assert_eq!(add(&seeds[3..4]).await, Added::As(vec![12]));
    let authors: Vec<Option<u64>> =
        store.poll_statements(&of).await.unwrap().iter().map(|it| it.author).collect();
    assert_eq!(authors[3..7], [Some(7), Some(7), Some(8), Some(9)]);
}

async fn a_ballot_on_paper_counts_once(place: Arc<Place>) {
    let (store, _writer, of) = opened(&place).await;
    store.add_poll_codes(&of, (NOW, 10), None, &[code("a", 1)]).await.unwrap();
    let paper = |ballot: &str, code: Option<&str>, votes: &[(u64, u8)]| PaperRow {
        ballot: ballot.to_lowercase(),
        mark: ballot.to_owned(),
        channel: "paper",
        code: code.map(|code| Hash::of(&[code.as_bytes()])),
        path: "hall".to_owned(),
        votes: votes.to_vec(),
    };
    let enter = async |papers: &[PaperRow], is_tried| {
        store.enter_poll_papers(&of, (NOW, 100), papers, is_tried).await.unwrap().unwrap()
    };
    let both = [paper("B-1", None, &[(1, 2), (2, 0)]), paper("B-2", Some("a"), &[(3, 1)])];
    assert_eq!(enter(&both, true).await, []);
    assert!(votes(&store, &of, 0).await.is_empty(), "it was only tried");
    assert_eq!(enter(&both, false).await, []);
    assert_eq!(votes(&store, &of, 0).await, BTreeMap::from([((1, 1), 2), ((1, 2), 0), ((2, 3), 1)]));
    let more = [both[0].clone(), paper("B-3", None, &[(1, 0)])];
    assert_eq!(enter(&more, false).await, [(0, PaperFault::Twice)]);
    assert_eq!(votes(&store, &of, 0).await.len(), 4);
    let wrong = [
        paper("B-4", Some("a"), &[(1, 0)]),
        paper("B-5", Some("none"), &[(1, 0)]),
        paper("B-6", None, &[(9, 0)]),
        paper("B-7", None, &[(1, 0)]),
    ];
    let faults = [(0, PaperFault::UsedUp), (1, PaperFault::Unknown), (2, PaperFault::NoStatement(9))];
    assert_eq!(enter(&wrong, false).await, faults);
    assert_eq!(votes(&store, &of, 0).await.len(), 4, "all or none");
    let mut rows = Vec::new();
    store.poll_participants(&of, |row| rows.push((row.channel, row.path))).await.unwrap();
    let paper = |path: &str| ("paper".to_owned(), path.to_owned());
    assert_eq!(rows, [paper("hall"), paper("union/a"), paper("hall")]);
    // Whoever handed the ballot in cannot also vote by its code.
    let door = Door::Code(Hash::of(&[b"a"]));
    assert_eq!(store.enter_poll(&of, (NOW, 100), door, Hash::of(&[b"t"])).await.unwrap(), Entering::UsedUp);
}

async fn another_server_reads_what_came_since(place: Arc<Place>) {
    let (store, _writer, of) = opened(&place).await;
    let other = place.open().await;
    let casters = [Caster::start(store.clone(), hand(NOW)), Caster::start(other.clone(), hand(NOW))];
    let voting = {
        let (casters, of) = (casters.clone(), of.clone());
        tokio::spawn(async move {
            for round in 0..30_u64 {
                let all = (0..20_u64).map(|at| {
                    let caster = &casters[usize::try_from(at % 2).unwrap()];
                    caster.cast(
                        of.clone(),
                        cast(1 + at, 1 + round % 3, u8::try_from((round + at) % 3).unwrap()),
                    )
                });
                for taken in futures_util::future::join_all(all).await {
                    assert_eq!(taken.unwrap(), Some(Taken::Yes));
                }
            }
        })
    };
    let (mut seen, mut turn) = (BTreeMap::new(), 0);
    let mut looks = 0;
    while looks == 0 || !voting.is_finished() {
        let now = other.poll(&of).await.unwrap().unwrap().turn;
        seen.extend(votes(&other, &of, turn).await);
        turn = now;
        looks += 1;
    }
    voting.await.unwrap();
    seen.extend(votes(&other, &of, turn).await);
    assert_eq!(seen, votes(&store, &of, 0).await);
    assert_eq!(seen.len(), 60);
}

async fn votes_of_many_reach_the_disk_together(place: Arc<Place>) {
    let (store, _writer, of) = opened(&place).await;
    let caster = Caster::start(store.clone(), hand(NOW));
    let before = store.poll(&of).await.unwrap().unwrap().turn;
    let many = (0..3_000_u64).map(|at| caster.cast(of.clone(), cast(1 + at / 3, 1 + at % 3, 2)));
    for taken in futures_util::future::join_all(many).await {
        assert_eq!(taken.unwrap(), Some(Taken::Yes));
    }
    let turns = store.poll(&of).await.unwrap().unwrap().turn - before;
    assert!(turns < 100, "{turns} transactions for 3,000 votes");
    assert_eq!(votes(&store, &of, 0).await.len(), 3_000);
    // More than can wait are told to come again, and nothing of theirs is stored.
    let flood = (0..20_000_u64).map(|at| caster.cast(of.clone(), cast(10_000 + at, 1, 2)));
    let taken: Vec<_> = futures_util::future::join_all(flood).await.into_iter().map(Result::unwrap).collect();
    let stored = taken.iter().filter(|it| **it == Some(Taken::Yes)).count();
    assert!(taken.iter().any(Option::is_none), "the queue has an end");
    assert_eq!(votes(&store, &of, 0).await.len(), 3_000 + stored);
}

async fn a_poll_is_closed_as_it_was_counted(place: Arc<Place>) {
    let (store, writer, of) = opened(&place).await;
    let caster = Caster::start(store.clone(), hand(NOW));
    caster.cast(of.clone(), cast(1, 1, 2)).await.unwrap();
    let close = |turn: u64| AtPoll::Closed { poll: 1, turn, result: "{}".to_owned(), salt: [3; 32] };
    let turn = async || store.poll(&of).await.unwrap().unwrap().turn;
    assert!(act(&store, &writer, &of, close(turn().await)).await.is_err(), "it is not sealed");
    assert!(store.seal_poll(&of, NOW, &SEALER).await.unwrap());
    assert_eq!(caster.cast(of.clone(), cast(1, 1, 0)).await.unwrap(), Some(Taken::Closed));
    let counted = turn().await;
    // Another one can neither count it meanwhile nor take the seal off; whoever sealed it can do both.
    let other = [2; 16];
    assert!(!store.seal_poll(&of, NOW, &other).await.unwrap());
    store.unseal_poll(&of, &other).await.unwrap();
    assert_eq!(caster.cast(of.clone(), cast(1, 1, 0)).await.unwrap(), Some(Taken::Closed));
    store.unseal_poll(&of, &SEALER).await.unwrap();
    assert_eq!(caster.cast(of.clone(), cast(1, 1, 0)).await.unwrap(), Some(Taken::Yes));
    assert!(store.seal_poll(&of, NOW, &other).await.unwrap());
    assert!(act(&store, &writer, &of, close(counted)).await.is_err(), "votes came in meanwhile");
    // Moving its end takes the seal off; and whoever died over it has shut nobody out for long.
    act(&store, &writer, &of, AtPoll::Moved { poll: 1, closes: NOW + 2 * SEALED }).await.unwrap();
    assert!(store.seal_poll(&of, NOW, &other).await.unwrap());
    let later = Caster::start(store.clone(), hand(NOW + SEALED));
    assert_eq!(later.cast(of.clone(), cast(1, 1, 0)).await.unwrap(), Some(Taken::Yes));
    assert!(store.seal_poll(&of, NOW + SEALED, &SEALER).await.unwrap());
    assert_eq!(store.poll_result(&of).await.unwrap(), None);
    act(&store, &writer, &of, close(turn().await)).await.unwrap();
    assert_eq!(store.poll_result(&of).await.unwrap().as_deref(), Some("{}"));
    store.unseal_poll(&of, &SEALER).await.unwrap();
    assert!(!store.seal_poll(&of, NOW + 3 * SEALED, &SEALER).await.unwrap());
    let end = turn().await;
    assert!(act(&store, &writer, &of, close(end)).await.is_err(), "it is closed once");
    assert_eq!(later.cast(of.clone(), cast(1, 1, 2)).await.unwrap(), Some(Taken::Closed), "for good");
    assert_eq!(store.poll_ballot(&of, 1).await.unwrap(), [(1, 0)]);
}

async fn a_dump_has_all_of_it(place: Arc<Place>) {
    let (store, _writer, of) = opened(&place).await;
    let batch = Some(Hash::of(&[b"a page"]));
    store.add_poll_codes(&of, (NOW, 10), batch, &[code("a", 1)]).await.unwrap();
    store.tell_poll(&of, None, (7, "seven"), 5).await.unwrap();
    assert!(matches!(enter(&store, &of, Door::Code(Hash::of(&[b"a"])), "phone").await, Entering::In(_)));
    let caster = Caster::start(store.clone(), hand(NOW));
    caster.cast(of.clone(), Cast { code: Some(1), ..cast(1, 2, 0) }).await.unwrap();
    let mut dump = Vec::new();
    store.dump(&mut dump).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let there = Store::open(folder.path().join("other.db").to_str().unwrap()).await.unwrap();
    there.load(dump.as_slice()).await.unwrap();
    assert_eq!(there.poll(&of).await.unwrap(), store.poll(&of).await.unwrap());
    assert_eq!(there.poll_statements(&of).await.unwrap(), store.poll_statements(&of).await.unwrap());
    assert_eq!(there.poll_codes(&of).await.unwrap(), store.poll_codes(&of).await.unwrap());
    let again = there.add_poll_codes(&of, (NOW, 10), batch, &[code("b", 1)]).await.unwrap();
    assert_eq!(again, Made::Before { first: 1, count: 1 });
    assert_eq!(there.poll_told(&of).await.unwrap(), store.poll_told(&of).await.unwrap());
    assert_eq!(there.poll_told(&of).await.unwrap().unwrap().told, "seven");
    assert_eq!(votes(&there, &of, 0).await, BTreeMap::from([((1, 2), 0)]));
    // Whoever had come in is known there, and votes on.
    let known = there.poll_participant(&of, &Hash::of(&[b"phone"])).await.unwrap().unwrap();
    assert_eq!((known.participant, known.code), (1, Some(1)));
    let caster = Caster::start(there.clone(), hand(NOW));
    assert_eq!(caster.cast(of.clone(), cast(1, 2, 2)).await.unwrap(), Some(Taken::Yes));
}
