//! Tables from nothing, twice at once, and of another program's making.

use std::sync::Arc;

use mawqif_store::{Error, SCHEMA_VERSION, Store};

use crate::harness::*;

stories!(
    tables_are_made_once,
    a_later_schema_is_refused,
    a_step_that_was_changed_is_refused,
    a_server_that_does_not_wait_for_its_disk_is_refused,
);

async fn tables_are_made_once(place: Arc<Place>) {
    let opened = tokio::join!(place.open(), place.open(), place.open(), place.open());
    drop(opened);
    let mut intruder = place.intruder().await;
    let steps = intruder.number("SELECT COUNT(*) FROM schema_versions").await;
    assert_eq!(u64::try_from(steps).unwrap(), SCHEMA_VERSION);
    for table in [
        "cases",
        "entries",
        "checkpoints",
        "outcomes",
        "accounts",
        "recovery_codes",
        "sessions",
        "invitations",
        "urns",
        "cosignatures",
        "report_imports",
        "report_parts",
        "report_names",
        "reports",
        "report_doubts",
        "report_tallies",
        "gateways",
        "messages",
        "sealed_files",
        "sealed_parts",
    ] {
        assert_eq!(intruder.number(&format!("SELECT COUNT(*) FROM {table}")).await, 0);
    }
    place.open().await;
}

async fn a_later_schema_is_refused(place: Arc<Place>) {
    place.open().await.close().await;
    let mut intruder = place.intruder().await;
    intruder.execute("INSERT INTO schema_versions VALUES (99, 'later', 'x', 0)").await;
    let refused = Store::open(&place.address).await.unwrap_err();
    assert_eq!(refused, Error::Newer { found: 99, known: SCHEMA_VERSION });
    assert!(refused.to_string().contains("start a program that is no older"));
}

async fn a_step_that_was_changed_is_refused(place: Arc<Place>) {
    place.open().await.close().await;
    place.intruder().await.execute("UPDATE schema_versions SET hash = 'x' WHERE version = 2").await;
    let refused = Store::open(&place.address).await.unwrap_err();
    assert!(matches!(&refused, Error::Corrupt { place, .. } if place.contains("step 2")), "{refused}");
}

async fn a_server_that_does_not_wait_for_its_disk_is_refused(place: Arc<Place>) {
    place.open().await.close().await;
    let Intruder::Postgres(_) = place.intruder().await else { return };
    let name = place.address.rsplit_once('/').unwrap().1.to_owned();
    let mut intruder = place.intruder().await;
    intruder.execute(&format!("ALTER DATABASE {name} SET synchronous_commit = off")).await;
    let refused = Store::open(&place.address).await.unwrap_err();
    assert!(refused.to_string().contains("synchronous_commit is off"), "{refused}");
    intruder.execute(&format!("ALTER DATABASE {name} RESET synchronous_commit")).await;
    place.open().await;
}
