//! With TLS: what the address asks for is what is done.

use std::{env, sync::Arc};

use mawqif_store::{Error, Store};

use crate::harness::*;

stories!(the_address_says_how_a_connection_is_secured);

async fn the_address_says_how_a_connection_is_secured(place: Arc<Place>) {
    if !place.address.starts_with("postgres") {
        return;
    }
    let (Ok(server), Ok(authority)) =
        (env::var("MAWQIF_TEST_POSTGRES_TLS"), env::var("MAWQIF_TEST_POSTGRES_CA"))
    else {
        eprintln!("skipped: MAWQIF_TEST_POSTGRES_TLS is not set");
        return;
    };
    let name = place.address.rsplit_once('/').unwrap().1;
    let address = |host: &str, rest: &str| {
        let server = server.rsplit_once('/').unwrap().0.replace("localhost", host);
        format!("{server}/{name}?{rest}")
    };
    let by_authority = format!("sslrootcert={authority}");

    for (host, mode) in [
        ("localhost", format!("sslmode=verify-full&{by_authority}")),
        ("127.0.0.1", format!("sslmode=verify-ca&{by_authority}")),
        ("localhost", "sslmode=require".to_owned()),
        ("localhost", "sslmode=prefer".to_owned()),
    ] {
        let store = Store::open(&address(host, &mode)).await.unwrap();
        let mut other = place.intruder().await;
        let connections = "FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
            WHERE application_name = 'mawqif' AND datname = current_database()";
        let encrypted = other.number(&format!("SELECT COUNT(*) {connections} AND ssl")).await;
        let plain = other.number(&format!("SELECT COUNT(*) {connections} AND NOT ssl")).await;
        assert!(encrypted > 0 && plain == 0, "{mode}: {encrypted} encrypted, {plain} plain");
        store.close().await;
    }

    // Another name than the certificate's; an authority that nobody knows.
    for (host, mode) in [
        ("127.0.0.1", format!("sslmode=verify-full&{by_authority}")),
        ("localhost", "sslmode=verify-full".to_owned()),
    ] {
        let refused = Store::open(&address(host, &mode)).await;
        assert!(matches!(refused, Err(Error::Unavailable(_))), "{mode}: {refused:?}");
    }
    // This server takes nothing that is not encrypted.
    assert!(Store::open(&address("localhost", "sslmode=disable")).await.is_err());
    // By a socket there is no encryption to demand.
    let by_socket = format!("{}?sslmode=require", place.address);
    assert!(matches!(Store::open(&by_socket).await, Err(Error::Unavailable(_))));
    let unknown = Store::open(&address("localhost", "sslmode=perhaps")).await;
    assert!(matches!(unknown, Err(Error::Address(_))), "{unknown:?}");
}
