//! What a server keeps of evidence: nothing that can be read, nothing that nobody names, and nothing of what was erased.

use std::io::{Read, Seek};

use age::x25519;
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use futures_util::{StreamExt, stream};
use mawqif_core::{case::CaseId, record::hash::Hash};
use mawqif_store::{SealedFile, Stored};
use tower_service::Service;

use super::{PAGE, PHOTO, RANIA, REPORT, SALMA, Sent, opened, pages, plain};
use crate::{
    api::tests::place::{OURS, Place},
    desk::{Fault, Options, archive, clock::Clock, erase, people::mail::Delivery},
    web::tests::Pages,
};

/// Whether any file below a folder has these bytes.
fn is_anywhere(folder: &std::path::Path, bytes: &[u8]) -> bool {
    std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).any(|path| {
        if path.is_dir() {
            return is_anywhere(&path, bytes);
        }
        std::fs::read(&path).unwrap().windows(bytes.len()).any(|it| it == bytes)
    })
}

#[tokio::test]
async fn the_files_of_a_server_have_nothing_of_what_was_sealed() {
    let salma = x25519::Identity::generate();
    let mut pages = pages(&[&salma]).await;
    let letter = "من ليلى: رأيتهم يطلقون النار، وأسماؤهم عندي.".repeat(2_000);
    let names = [("sealed.told-by", "Leila Haddad"), ("sealed.reach", "by the baker of Bab al-Hadid")];
    let files: [Sent<'_>; 2] = [("from Leila.txt", "text/plain", letter.as_bytes()), ("a.jpg", "", PHOTO)];
    assert_eq!(pages.report("k1", &names, &files).await.status, StatusCode::SEE_OTHER);
    // What was refused leaves nothing either.
    let bad: Sent<'_> = ("letter of Leila.pdf", "", letter.as_bytes());
    assert_eq!(pages.report("k2", &names, &[bad]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let entry = pages.case().follow_up().reports()[&1].entry;
    let Pages { place, router } = pages;
    drop(router);
    let folder = place.close().await;
    for words in ["Leila", "Bab al-Hadid", "ليلى", "a picture of the line"] {
        assert!(!is_anywhere(folder.path(), words.as_bytes()), "{words}");
    }
    // What a report itself says is not sealed; so the search finds what there is.
    assert!(is_anywhere(folder.path(), b"Two were shot at the line."));
    // The archive of whoever runs the server has the sealed files, and verifies.
    let options = Options {
        folder: folder.path().to_owned(),
        database: None,
        name: "coalition.example".to_owned(),
        site: String::new(),
        delivery: Delivery::Shown,
        freshness: Default::default(),
    };
    let id = CaseId::new(OURS).unwrap();
    let mut tar = tempfile::tempfile().unwrap();
    let archived = archive::archive(&options, &id, tar.try_clone().unwrap()).await.unwrap();
    tar.rewind().unwrap();
    archive::verify(tar.try_clone().unwrap(), &archived.key).unwrap();
    tar.rewind().unwrap();
    let mut sealed = Vec::new();
    for file in tar::Archive::new(tar).entries().unwrap() {
        let mut file = file.unwrap();
        if file.path().unwrap().starts_with("sealed") {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            sealed.push(opened(&bytes, &salma));
        }
    }
    assert_eq!(sealed.len(), 3);
    assert!(sealed.iter().any(|it| it == letter.as_bytes()) && sealed.iter().any(|it| it == PHOTO));
    // Whoever erases the report destroys what came with it; its custody stays.
    erase::erase(&options, &id, &[entry]).await.unwrap();
    let refused = erase::erase(&options, &id, &[entry + 2]).await.unwrap_err();
    assert!(matches!(refused, Fault::Decides(_)), "{refused}");
    let place = Place::open(folder, Clock::default()).await;
    let held = place.desk.held(&id).unwrap();
    assert!(place.desk.store().sealed_files(held.stored()).await.unwrap().is_empty());
    let case = held.now();
    let evidence = case.follow_up().evidence();
    assert_eq!((evidence.all().len(), evidence.kept().count()), (3, 0));
}

#[tokio::test]
async fn what_was_given_up_is_swept_away() {
    let salma = x25519::Identity::generate();
    let mut pages = pages(&[&salma]).await;
    assert_eq!(pages.report("k1", &[], &[("a.jpg", "", PHOTO)]).await.status, StatusCode::SEE_OTHER);
    let held = pages.place.desk.held(&CaseId::new(OURS).unwrap()).unwrap();
    let (store, desk) = (pages.place.desk.store(), &pages.place.desk);
    let now = desk.clock().now().micros();
    let hours = 3 * 3_600_000_000;
    // A file that no entry names, and one that never became whole: as they are left when the power goes.
    for (blob, time, is_whole) in [
        ([1; 16], now - hours, true),
        ([2; 16], now - hours, false),
        ([3; 16], now, true),
        ([4; 16], now, false),
    ] {
        store.keep_sealed_part(held.stored(), &blob, 0, time, b"sealed").await.unwrap();
        if is_whole {
            let file = SealedFile { sha256: Hash::of(&[&blob]), size: 6, blob, time };
            store.keep_sealed(held.stored(), &file).await.unwrap();
        }
    }
    desk.sweep_sealed().await.unwrap();
    let left = store.sealed_files(held.stored()).await.unwrap();
    assert_eq!(left.len(), 3, "the picture, its name, and what may still be on its way: {left:?}");
    assert_eq!(
        store.drop_unfinished(held.stored(), now + 1).await.unwrap(),
        1,
        "the fourth was left, the second was not"
    );
    // What is kept is compared with the record.
    let seal = held.now().follow_up().evidence().all()[&1].sealed.under.sha256;
    assert_eq!(store.compare_sealed(held.stored(), &seal).await.unwrap(), Stored::Whole);
    assert_eq!(store.compare_sealed(held.stored(), &Hash::of(&[&[3; 16]])).await.unwrap(), Stored::Other);
    assert_eq!(store.compare_sealed(held.stored(), &Hash::of(&[b"none"])).await.unwrap(), Stored::Missing);
}

#[tokio::test]
async fn a_line_that_is_cut_leaves_nothing_behind() {
    let salma = x25519::Identity::generate();
    let mut pages = pages(&[&salma]).await;
    let (cookie, token) = pages.session(RANIA).await;
    let head = |name: &str| {
        format!(
            "--cut\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\nContent-Type: image/jpeg\r\n\r\n"
        )
    };
    let mut begun =
        format!("--cut\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n{token}\r\n").into_bytes();
    for (name, end) in [("one.jpg", "\r\n"), ("two.jpg", "")] {
        begun.extend(head(name).into_bytes());
        begun.extend(PHOTO);
        begun.extend(end.bytes());
    }
    // The first picture came whole, the second breaks off when the line is cut.
    let (cut, is_cut) = tokio::sync::oneshot::channel::<()>();
    let broken = async move {
        let _ = is_cut.await;
        Err(std::io::Error::other("the line was cut"))
    };
    let body = stream::once(async move { Ok(begun) }).chain(stream::once(broken));
    let request = Request::post(REPORT)
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=cut")
        .header("sec-fetch-site", "same-origin");
    let answer = pages.router.call(request.body(Body::from_stream(body)).unwrap());
    let waiting = tokio::spawn(answer);
    let until = async |count| {
        for _ in 0..200 {
            if pages.stored().await == count {
                return true;
            }
            tokio::time::sleep(std::time::Duration::from_millis(25)).await;
        }
        false
    };
    assert!(until(1).await, "the first picture is kept while the second comes");
    // As a server does when the other side is gone.
    waiting.abort();
    cut.send(()).unwrap();
    assert!(until(0).await, "nothing is left of it");
}

#[tokio::test]
async fn a_step_that_needs_no_file_seals_none() {
    let key = x25519::Identity::generate();
    let mut pages = pages(&[&key]).await;
    assert_eq!(
        pages.report("k1", &[], &[("line.jpg", "image/jpeg", PHOTO)]).await.status,
        StatusCode::SEE_OTHER
    );
    let (entries, stored) = (pages.place.entries(), pages.stored().await);
    let picture: &[Sent<'_>] = &[("other.jpg", "image/jpeg", b"\xFF\xD8\xFF\xE0 another")];
    for step in [
        &[("step", "take"), ("number", "1")][..],
        &[("step", "bundle")],
        &[("number", "1")],
        // There is nothing that it could be of.
        &[("step", "reseal"), ("number", "7")],
    ] {
        let sent = pages.send_files(SALMA, PAGE, step, picture).await;
        assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY, "{step:?}: {}", sent.text);
        assert!(
            plain(&sent.text).contains("“other.jpg” belongs to nothing that was asked for here"),
            "{step:?}"
        );
    }
    // A step that comes after the file is none yet when the file comes.
    let late = pages.send_files(SALMA, PAGE, &[("number", "1")], picture).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Whoever reports does not get as far as a file.
    let reporter = pages.send_files(RANIA, PAGE, &[("step", "reseal"), ("number", "1")], picture).await;
    assert_eq!(reporter.status, StatusCode::FORBIDDEN, "{}", reporter.text);
    assert_eq!((pages.place.entries(), pages.stored().await), (entries, stored));
}
