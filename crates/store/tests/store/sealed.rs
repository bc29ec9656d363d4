//! Sealed files: kept part by part, compared with their name, dropped without a trace, and copied with a dump.

use std::sync::Arc;

use mawqif_core::record::hash::Hash;
use mawqif_store::{Blob, CaseId, Error, SEALED_PART, SealedFile, Store, Stored};

use crate::harness::*;

stories!(
    a_sealed_file_is_read_back_as_it_was_kept,
    what_is_kept_is_compared_with_its_name,
    what_never_became_whole_is_swept_away,
    a_dump_holds_sealed_files,
);

const BLOB: Blob = [7; 16];

async fn opened(place: &Place) -> (Store, CaseId) {
    let (store, case) = (place.open().await, case_id("kilis"));
    store.create_case(&case, &origin(&case), NOW).await.unwrap();
    (store, case)
}

fn film() -> Vec<u8> {
    (0..2 * SEALED_PART + 9).map(|at| u8::try_from(at % 251).unwrap()).collect()
}

async fn keep(store: &Store, case: &CaseId, blob: Blob, bytes: &[u8]) -> Hash {
    for (part, bytes) in (0..).zip(bytes.chunks(SEALED_PART)) {
        store.keep_sealed_part(case, &blob, part, NOW, bytes).await.unwrap();
    }
    let file =
        SealedFile { sha256: Hash::of(&[bytes]), size: u64::try_from(bytes.len()).unwrap(), blob, time: NOW };
    store.keep_sealed(case, &file).await.unwrap();
    file.sha256
}

async fn a_sealed_file_is_read_back_as_it_was_kept(place: Arc<Place>) {
    let (store, case) = opened(&place).await;
    let film = film();
    let sha256 = keep(&store, &case, BLOB, &film).await;
    assert!(store.sealed_bytes(&case, &sha256).await.unwrap() == film);
    assert_eq!(store.sealed_files(&case).await.unwrap().len(), 1);
    let twice = store.keep_sealed_part(&case, &BLOB, 0, NOW, b"other").await.unwrap_err();
    assert!(matches!(twice, Error::Taken(_)), "{twice}");
    // Another case has nothing of it.
    let other = case_id("aa");
    store.create_case(&other, &origin(&other), NOW).await.unwrap();
    assert_eq!(store.sealed_bytes(&other, &sha256).await.unwrap_err(), Error::Missing("such sealed file"));
    store.drop_sealed(&case, &BLOB).await.unwrap();
    let mut intruder = place.intruder().await;
    for table in ["sealed_files", "sealed_parts"] {
        assert_eq!(intruder.number(&format!("SELECT COUNT(*) FROM {table}")).await, 0);
    }
}

async fn what_is_kept_is_compared_with_its_name(place: Arc<Place>) {
    let (store, case) = opened(&place).await;
    let sha256 = keep(&store, &case, BLOB, &film()).await;
    assert_eq!(store.compare_sealed(&case, &sha256).await.unwrap(), Stored::Whole);
    place.intruder().await.set_bytes("UPDATE sealed_parts SET bytes = $1 WHERE part = 1", b"other").await;
    assert_eq!(store.compare_sealed(&case, &sha256).await.unwrap(), Stored::Other);
    let error = store.sealed_bytes(&case, &sha256).await.unwrap_err();
    assert!(matches!(error, Error::Corrupt { .. }), "{error}");
    place.intruder().await.execute("DELETE FROM sealed_parts WHERE part = 1").await;
    assert_eq!(store.compare_sealed(&case, &sha256).await.unwrap(), Stored::Other);
    store.drop_sealed(&case, &BLOB).await.unwrap();
    assert_eq!(store.compare_sealed(&case, &sha256).await.unwrap(), Stored::Missing);
}

async fn what_never_became_whole_is_swept_away(place: Arc<Place>) {
    let (store, case) = opened(&place).await;
    let sha256 = keep(&store, &case, BLOB, b"whole").await;
    store.keep_sealed_part(&case, &[1; 16], 0, NOW - 1, b"early").await.unwrap();
    store.keep_sealed_part(&case, &[2; 16], 0, NOW, b"late").await.unwrap();
    assert_eq!(store.drop_unfinished(&case, NOW).await.unwrap(), 1);
    assert_eq!(store.drop_unfinished(&case, NOW).await.unwrap(), 0);
    assert_eq!(store.sealed_bytes(&case, &sha256).await.unwrap(), b"whole");
    assert_eq!(place.intruder().await.number("SELECT COUNT(*) FROM sealed_parts").await, 2);
}

async fn a_dump_holds_sealed_files(place: Arc<Place>) {
    let (store, case) = opened(&place).await;
    let film = film();
    let sha256 = keep(&store, &case, BLOB, &film).await;
    let mut dump = Vec::new();
    store.dump(&mut dump).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let copy = Store::open(folder.path().join("copy.db").to_str().unwrap()).await.unwrap();
    copy.load(dump.as_slice()).await.unwrap();
    assert!(copy.sealed_bytes(&case, &sha256).await.unwrap() == film);
}
