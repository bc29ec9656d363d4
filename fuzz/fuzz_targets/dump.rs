//! Reading a dump is total: whatever it is, it is loaded whole or not at all, and what was loaded is dumped
//! again as something that loads to the same.
//!
//! Bytes are tried as they are and with an end that fits them, since hardly any mutation would get past the
//! hash otherwise.

#![no_main]

use std::sync::{LazyLock, Mutex};

use libfuzzer_sys::fuzz_target;
use mawqif_core::record::hash::Hash;
use mawqif_store::Store;
use tokio::runtime::Runtime;

static RUNTIME: LazyLock<Runtime> =
    LazyLock::new(|| tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap());

type Place = (tempfile::TempDir, Store);

/// An empty database, used for as long as what is loaded into it is refused.
static EMPTY: Mutex<Option<Place>> = Mutex::new(None);

async fn open() -> Place {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path().join("fuzz.db").to_str().unwrap()).await.unwrap();
    (folder, store)
}

/// The bytes with an end behind them that says how many rows and which bytes there are.
fn sealed(bytes: &[u8]) -> Vec<u8> {
    let rows = u16::try_from(bytes.windows(4).filter(|window| *window == b"\x63row").count()).unwrap_or(u16::MAX);
    let mut sealed = bytes.to_vec();
    sealed.extend(b"\x83\x63end");
    match rows {
        0..24 => sealed.push(rows.to_be_bytes()[1]),
        24..256 => sealed.extend([0x18, rows.to_be_bytes()[1]]),
        _ => sealed.extend([&[0x19][..], &rows.to_be_bytes()].concat()),
    }
    sealed.extend(b"\x58\x20");
    sealed.extend(Hash::of(&[bytes]).as_bytes());
    sealed
}

async fn dumped(store: &Store) -> Vec<u8> {
    let mut bytes = Vec::new();
    store.dump(&mut bytes).await.unwrap();
    bytes
}

async fn load(slot: &mut Option<Place>, bytes: &[u8]) {
    let (_folder, store) = match slot {
        Some(place) => place,
        None => slot.insert(open().await),
    };
    if store.load(bytes).await.is_err() {
        assert_eq!(store.cases().await.unwrap(), []);
        return;
    }
    let once = dumped(store).await;
    let (_other_folder, other) = open().await;
    other.load(once.as_slice()).await.unwrap();
    assert_eq!(dumped(&other).await, once);
    other.close().await;
    // The next is loaded into nothing again.
    *slot = None;
}

fuzz_target!(|bytes: &[u8]| {
    let mut slot = EMPTY.lock().unwrap();
    RUNTIME.block_on(async {
        load(&mut slot, bytes).await;
        load(&mut slot, &sealed(bytes)).await;
    });
});
