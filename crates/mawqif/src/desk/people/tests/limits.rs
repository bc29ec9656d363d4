//! Limits: how often, for whom, and in how little memory.

use super::{super::*, *};
use crate::desk::people::limits::{Gate, Limits};

fn limits() -> Limits {
    Limits::new(&Seeded(AtomicU64::new(0))).unwrap()
}

#[test]
fn after_the_wait_that_was_told_there_is_one_more() {
    let limits = limits();
    for gate in [Gate::LogIn, Gate::Code, Gate::Password, Gate::Link] {
        let mut now = NOW;
        while limits.take(gate, "amal", now).is_ok() {}
        for _ in 0..3 {
            let Err(Refused::Slow(seconds)) = limits.take(gate, "amal", now) else { panic!() };
            now += seconds * SECOND;
            limits.take(gate, "amal", now).unwrap();
        }
        assert!(limits.take(gate, "amal", now).is_err());
    }
}

#[test]
fn whoever_is_refused_takes_nothing_from_others() {
    let limits = limits();
    for _ in 0..10_000 {
        let _ = limits.take(Gate::LogIn, "amal", NOW);
    }
    limits.take(Gate::LogIn, "badr", NOW).unwrap();
    limits.take(Gate::Code, "amal", NOW).unwrap();
}

#[test]
fn a_flood_of_addresses_is_slowed_and_forgotten() {
    let limits = limits();
    let (mut most, mut let_through) = (0, 0);
    for tick in 0..60_000_u64 {
        // A hundred addresses a second for ten minutes, each another one.
        let now = NOW + tick * SECOND / 100;
        let_through += usize::from(limits.take(Gate::LogIn, &format!("{tick}@example.org"), now).is_ok());
        most = most.max(limits.remembered());
    }
    assert!((6_000..6_200).contains(&let_through), "{let_through}");
    assert!(most <= 16_384);
    for round in 0..20_000_u64 {
        let now = NOW + DAY + round * SECOND / 10;
        limits.take(Gate::LogIn, &format!("{round}@example.net"), now).unwrap();
        most = most.max(limits.remembered());
    }
    assert!(most <= 16_384);
}

#[test]
fn a_clock_that_is_set_back_shuts_nobody_out_for_long() {
    let limits = limits();
    while limits.take(Gate::Code, "amal", NOW + 365 * DAY).is_ok() {}
    let Err(Refused::Slow(seconds)) = limits.take(Gate::Code, "amal", NOW) else { panic!() };
    assert!(seconds <= 300);
}

#[tokio::test]
async fn passwords_wait_in_a_short_queue() {
    let place = Place::new().await;
    let tries =
        (0..200).map(|count| {
            let people = &place.people;
            async move {
                people.log_in(&format!("{count}@example.org"), PASSWORD, FIREFOX, NOW).await.unwrap_err()
            }
        });
    let answers = futures_util::future::join_all(tries).await;
    let count = |code| answers.iter().filter(|answer| answer.code() == code).count();
    // The server lets a hundred through, of whom 64 are in the queue or before it.
    assert_eq!(count("too-many-tries"), 100);
    assert_eq!(count("wrong-credentials") + count("busy"), 100);
    assert!(count("wrong-credentials") >= 64);
    assert!(
        answers.iter().all(|answer| answer.code() == "wrong-credentials" || answer.retry_after().is_some())
    );
}
