//! Checkpoints in a folder of their own.

use std::{fs, sync::Arc};

use mawqif_core::record::tree::Tree;
use mawqif_store::{Error, Kept, Writer};

use crate::harness::*;

stories!(the_writer_keeps_checkpoints_outside, an_older_checkpoint_replaces_nothing);

async fn the_writer_keeps_checkpoints_outside(place: Arc<Place>) {
    let (store, case) = (place.open().await, case_id("kilis"));
    store.create_case(&case, &origin(&case), NOW).await.unwrap();
    let kept = Kept::open(&place.folder.path().join("checkpoints")).unwrap();
    assert_eq!(kept.checkpoint(&case).unwrap(), None);
    let writer = Writer::start(store.clone(), sign(), Some(kept.clone()));
    for number in 0..5 {
        say(&store, &writer, &case, &format!("act {number}")).await;
    }
    // A writer that ends keeps what it has not kept yet.
    writer.end().await;
    let known = kept.checkpoint(&case).unwrap().unwrap();
    assert_eq!(known.checkpoint().head().size, 5);
    store.audit(&case, &key(&case), Some(&known)).await.unwrap();
}

async fn an_older_checkpoint_replaces_nothing(place: Arc<Place>) {
    let case = case_id("kilis");
    let kept = Kept::open(&place.folder.path().join("checkpoints")).unwrap();
    let mut tree = Tree::new();
    let older = batch(&case, &mut tree, 2).checkpoint.unwrap();
    let newer = batch(&case, &mut tree, 2).checkpoint.unwrap();
    for checkpoint in [&newer, &older] {
        kept.keep(&case, checkpoint).unwrap();
        assert_eq!(kept.checkpoint(&case).unwrap().as_ref(), Some(&newer));
    }
    let file = place.folder.path().join("checkpoints/kilis.checkpoint");
    fs::write(&file, "no checkpoint").unwrap();
    assert!(matches!(kept.checkpoint(&case), Err(Error::Corrupt { place, .. }) if place.contains("kilis")));
    assert!(matches!(kept.keep(&case, &newer), Err(Error::Corrupt { .. })));
}
