//! What one process appends, another hears of.

use std::{sync::Arc, time::Duration};

use mawqif_core::record::tree::Tree;
use mawqif_store::Growth;

use crate::harness::*;

stories!(what_others_append_is_told, giving_up_a_wait_misses_nothing);

async fn what_others_append_is_told(place: Arc<Place>) {
    let (here, there) = (place.open().await, place.open().await);
    let cases = [case_id("one"), case_id("two")];
    let mut trees = [Tree::new(), Tree::new()];
    for case in &cases {
        there.create_case(case, &origin(case), NOW).await.unwrap();
    }
    there.append(&[batch(&cases[0], &mut trees[0], 3)]).await.unwrap();
    // PostgreSQL tells without being asked: the interval is longer than the story may take.
    let interval = if place.address.starts_with("postgres") { 600_000 } else { 20 };
    let mut follower = here.follow(Duration::from_millis(interval));
    let grown = |case: usize, size| vec![Growth { case: cases[case].clone(), size }];
    assert_eq!(follower.next().await.unwrap(), grown(0, 3));
    for round in 1..=5 {
        there.append(&[batch(&cases[1], &mut trees[1], 1)]).await.unwrap();
        let told = tokio::time::timeout(Duration::from_secs(20), follower.next()).await.unwrap();
        assert_eq!(told.unwrap(), grown(1, round));
    }
    // What one's own process appends is told as well.
    here.append(&[batch(&cases[0], &mut trees[0], 2)]).await.unwrap();
    let told = tokio::time::timeout(Duration::from_secs(20), follower.next()).await.unwrap();
    assert_eq!(told.unwrap(), grown(0, 5));
}

async fn giving_up_a_wait_misses_nothing(place: Arc<Place>) {
    let (here, there) = (place.open().await, place.open().await);
    let case = case_id("one");
    there.create_case(&case, &origin(&case), NOW).await.unwrap();
    let mut tree = Tree::new();
    let mut follower = here.follow(Duration::from_millis(10));
    let mut seen = 0;
    for _ in 0..40 {
        there.append(&[batch(&case, &mut tree, 1)]).await.unwrap();
        // Given up after times that hit the wait, the noticing and the looking.
        for micros in [0, 100, 1000, 11_000] {
            if let Ok(told) = tokio::time::timeout(Duration::from_micros(micros), follower.next()).await {
                seen = told.unwrap()[0].size;
            }
        }
    }
    while seen < 40 {
        let told = tokio::time::timeout(Duration::from_secs(20), follower.next()).await.unwrap();
        seen = told.unwrap()[0].size;
    }
    assert_eq!(seen, 40);
}
