//! A clock that is put back, while the server runs and while it does not: nobody is refused for it, and no
//! time in a record is before that of the entry before it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, UNIX_EPOCH},
};

use axum::http::Method;
use serde_json::Value;

use super::place::{OURS, Place, Shown};
use crate::desk::clock::Clock;

/// A day, in seconds.
const DAY: u64 = 86_400;

/// 1 May 2030, in seconds.
const TODAY: u64 = 1_903_824_000;

const SALMA: Shown = Shown::Session("salma");
const DALIA: Shown = Shown::Session("dalia");

fn clock(seconds: &Arc<AtomicU64>) -> Clock {
    let seconds = seconds.clone();
    Clock::by(move || UNIX_EPOCH + Duration::from_secs(seconds.load(Ordering::Relaxed)))
}

async fn act(place: &mut Place, who: Shown, act: &str) -> Value {
    let path = format!("/api/cases/{OURS}/acts");
    let body = Some(("application/json", act.to_owned()));
    let (status, answer) = place.ask(who, Method::POST, &path, body).await;
    assert_eq!(status, 201, "{answer}");
    answer
}

async fn times(place: &mut Place) -> Vec<u64> {
    let path = format!("/api/cases/{OURS}/entries");
    let (_, answer) = place.ask(DALIA, Method::GET, &path, None).await;
    answer["entries"].as_array().unwrap().iter().map(|entry| entry["time"].as_u64().unwrap()).collect()
}

#[tokio::test]
async fn a_clock_that_is_put_back_changes_no_order_and_refuses_nobody() {
    let meeting = r#"{"act": "convene-meeting", "title": "Again", "at": 1893456000000000}"#;
    let stance =
        r#"{"act": "file-stance", "body": "relief-union", "says": "accept if routes", "version": 1}"#;
    let seconds = Arc::new(AtomicU64::new(TODAY));
    let mut place = Place::open(tempfile::tempdir().unwrap(), clock(&seconds)).await;
    place.people().await;

    // While the server runs.
    seconds.store(TODAY - DAY, Ordering::Relaxed);
    act(&mut place, SALMA, meeting).await;
    assert_eq!(place.desk.clock().now().micros(), TODAY * 1_000_000);

    // While it does not: to begin with, its clock knows nothing of what it was.
    let folder = place.close().await;
    seconds.store(TODAY - 400 * DAY, Ordering::Relaxed);
    let mut place = Place::open(folder, clock(&seconds)).await;
    assert_eq!(place.desk.clock().now().micros(), (TODAY - 400 * DAY) * 1_000_000);
    // Mandates that were given later by the clock hold, since they hold by the record's time.
    act(&mut place, DALIA, stance).await;
    act(&mut place, SALMA, r#"{"act": "compute-position"}"#).await;
    let told = times(&mut place).await;
    assert!(told.is_sorted(), "{told:?}");
    assert_eq!(told.last(), Some(&(TODAY * 1_000_000)));

    // When the clock has been set right, time goes on.
    seconds.store(TODAY + DAY, Ordering::Relaxed);
    act(&mut place, SALMA, meeting).await;
    let told = times(&mut place).await;
    assert!(told.is_sorted(), "{told:?}");
    assert_eq!(told.last(), Some(&((TODAY + DAY) * 1_000_000)));
    place.close().await;
}
