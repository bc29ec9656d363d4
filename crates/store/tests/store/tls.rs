//! Connections to PostgreSQL through a network: encrypted when the address asks for it, and with whom.
//!
//! `.ci/postgres` starts a server that takes only encrypted connections by TCP, with a certificate for
//! `localhost` from an authority of its own.

#[cfg(feature = "tls")]
mod encrypted;

/// A program without TLS sends nothing in the clear that was meant to be encrypted, or that goes over a network unasked.
#[cfg(not(feature = "tls"))]
#[tokio::test]
async fn without_tls_what_would_go_in_the_clear_is_refused() {
    use mawqif_store::{Error, Store};
    for address in [
        "postgres://mawqif@db.example.org/mawqif",
        "postgres://mawqif@192.0.2.7/mawqif?sslmode=prefer",
        "postgres://mawqif@db.example.org/mawqif?sslmode=verify-full",
        "postgres://mawqif@localhost/mawqif?sslmode=require",
    ] {
        let refused = Store::open(address).await;
        assert!(matches!(refused, Err(Error::Unencrypted(_))), "{address}: {refused:?}");
    }
}
