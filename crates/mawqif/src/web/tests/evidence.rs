//! Evidence in the browser: files and names that come with a report, what is not taken and how that is told, who may have it, and
//! that what is taken opens with `age` and the secret key.

mod kept;

use std::io::Read;

use age::{Decryptor, Identity, secrecy::ExposeSecret, x25519};
use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use mawqif_core::{
    case::{Act, Case, followup::seal::SealKey},
    record::hash::Hash,
    text::Text,
};
use tower_service::Service;

use super::{Answer, From, Pages, sheets::field};
use crate::api::tests::place::{OURS, Shown, actor};

const SALMA: Shown = Shown::Session("salma");
const SAMIR: Shown = Shown::Session("samir");
const OMAR: Shown = Shown::Session("omar");
const RANIA: Shown = Shown::Session("rania");
const REPORT: &str = "/cases/ours/follow-up/report";
const PAGE: &str = "/cases/ours/follow-up/evidence";

const FIELDS: [(&str, &str); 8] = [
    ("what.en", "Two were shot at the line."),
    ("where", "north"),
    ("occurred", "2020-03-01T10:30"),
    ("precision", "hour"),
    ("origin", "A nurse of the clinic"),
    ("reliability", "B"),
    ("credibility", "2"),
    ("id.of", ""),
];

/// A file as a browser sends it: name, media type, bytes.
type Sent<'f> = (&'f str, &'f str, &'f [u8]);

const PHOTO: &[u8] = b"\xFF\xD8\xFF\xE0 a picture of the line, taken by Leila";

fn plain(page: &str) -> String {
    page.replace(['\u{2068}', '\u{2069}'], "")
}

/// Our coalition with a place, two in its secretariat, and the committee's keys.
async fn pages(keys: &[&x25519::Identity]) -> Pages {
    let mut pages = Pages::new().await;
    pages.place.act(OURS, "salma", Act::AppointSecretary { account: actor("samir") }).await;
    let place =
        r#"{"act":"enter-part","part":{"place":{"id":"north","name":{"ar":"الشمال","en":"The North"}}}}"#;
    pages.place.act(OURS, "salma", serde_json::from_str(place).unwrap()).await;
    if !keys.is_empty() {
        pages.with_keys(keys).await;
    }
    pages
}

impl Pages {
    async fn with_keys(&mut self, keys: &[&x25519::Identity]) {
        let keys = keys
            .iter()
            .zip(["Salma", "Samir"])
            .map(|(secret, name)| SealKey { name: Text::plain(name), key: secret.to_public().to_string() });
        self.place.act(OURS, "salma", Act::SetSealKeys { keys: keys.collect() }).await;
        let proposal = *self.case().proposals().keys().next_back().unwrap();
        self.place.act(OURS, "samir", Act::ConfirmChange { proposal }).await;
    }

    fn case(&self) -> std::sync::Arc<Case> {
        self.place
            .desk
            .all()
            .into_iter()
            .map(|held| held.now())
            .find(|case| case.id().as_str() == OURS)
            .unwrap()
    }

    /// Sends a form with files as a browser does, by a session of who it is.
    async fn send_files(
        &mut self,
        who: Shown,
        path: &str,
        fields: &[(&str, &str)],
        files: &[Sent<'_>],
    ) -> Answer {
        let (cookie, token) = self.session(who).await;
        let mut body = Vec::new();
        for (name, value) in [("token", token.as_str())].iter().chain(fields) {
            let part = format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend(part.into_bytes());
        }
        for (name, media, bytes) in files {
            let head = format!(
                "--cut\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\nContent-Type: {media}\r\n\r\n"
            );
            body.extend(head.into_bytes());
            body.extend(*bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--cut--\r\n");
        let request = Request::post(path)
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=cut")
            .header("sec-fetch-site", "same-origin");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// Reports with files, under a key of its own.
    async fn report(&mut self, key: &str, more: &[(&str, &str)], files: &[Sent<'_>]) -> Answer {
        let fields = [&[("key", key)], &FIELDS[..], more].concat();
        self.send_files(RANIA, REPORT, &fields, files).await
    }

    /// Takes a piece of evidence: the name of the file and its bytes.
    async fn take(&mut self, who: Shown, step: &str, number: &str) -> (StatusCode, String, Vec<u8>) {
        let (cookie, token) = self.session(who).await;
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("token", &token).append_pair("step", step).append_pair("number", number);
        let request = Request::post(PAGE)
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        let response = self.router.call(request.body(Body::from(form.finish())).unwrap()).await.unwrap();
        let status = response.status();
        let name = response.headers().get(header::CONTENT_DISPOSITION);
        let name = name.map(|it| it.to_str().unwrap().to_owned()).unwrap_or_default();
        (status, name, to_bytes(response.into_body(), 64 << 20).await.unwrap().to_vec())
    }

    /// How many sealed files the store has.
    async fn stored(&self) -> usize {
        let held = self.place.desk.all().into_iter().find(|it| it.id().as_str() == OURS).unwrap();
        self.place.desk.store().sealed_files(held.stored()).await.unwrap().len()
    }
}

/// What `age -d -i key.txt` makes of a file.
fn opened(sealed: &[u8], secret: &x25519::Identity) -> Vec<u8> {
    // As `age-keygen` writes the key, and as `age` reads it.
    let secret: x25519::Identity = secret.to_string().expose_secret().parse().unwrap();
    let mut bytes = Vec::new();
    let decryptor = Decryptor::new(sealed).unwrap();
    decryptor.decrypt(std::iter::once(&secret as &dyn Identity)).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

#[tokio::test]
async fn a_file_and_a_name_are_sealed_and_open_with_the_committees_keys_alone() {
    let (salma, samir) = (x25519::Identity::generate(), x25519::Identity::generate());
    let mut pages = pages(&[&salma, &samir]).await;
    let form = pages.get(RANIA, REPORT).await.text;
    assert!(form.contains("enctype=\"multipart/form-data\"") && form.contains("type=\"file\""), "{form}");
    assert!(form.contains("Write no name here"), "{form}");
    for grade in ["1: confirmed by others", "2: probably true", "5: improbable", "6: I cannot judge"] {
        assert!(form.contains(grade), "{grade}: {form}");
    }
    let names = [("sealed.told-by", "Leila H."), ("sealed.reach", "by the baker, 0999 123")];
    let sent = pages.report("k1", &names, &[("IMG_Leila.jpg", "image/jpeg", PHOTO)]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    assert_eq!(pages.stored().await, 2);
    // Sent again, it has arrived, and nothing more is kept.
    let entries = pages.place.entries();
    let again = pages.report("k1", &names, &[("IMG_Leila.jpg", "image/jpeg", PHOTO)]).await;
    assert_eq!((again.status, again.header("location")), (StatusCode::SEE_OTHER, sent.header("location")));
    assert_eq!((pages.place.entries(), pages.stored().await), (entries, 2));
    // Names are in no entry and on no page.
    let record = pages.get(SALMA, "/cases/ours/record").await.text;
    let page = pages.get(SALMA, PAGE).await.text;
    for seen in [&record, &page, &pages.get(SALMA, "/cases/ours/follow-up").await.text] {
        assert!(!seen.contains("Leila") && !seen.contains("0999"), "{seen}");
    }
    let page = plain(&page);
    for words in [
        "Evidence 1: picture (JPEG)",
        "Evidence 2: names",
        "What is kept is what was sealed",
        "Salma and Samir",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(page.contains(&Hash::of(&[PHOTO]).to_hex()), "{page}");
    // Either key opens it, as age does on any computer.
    let (status, name, bytes) = pages.take(SALMA, "take", "1").await;
    assert_eq!((status, name.as_str()), (StatusCode::OK, "attachment; filename=\"evidence-1.jpg.age\""));
    assert!(!bytes.windows(9).any(|it| it == b"a picture"));
    assert_eq!(opened(&bytes, &salma), PHOTO);
    assert_eq!(opened(&bytes, &samir), PHOTO);
    let (_, name, bytes) = pages.take(SAMIR, "take", "2").await;
    assert!(name.contains("names-2.txt.age"), "{name}");
    let text = String::from_utf8(opened(&bytes, &samir)).unwrap();
    for line in
        ["told by: Leila H.", "reach: by the baker, 0999 123", "IMG_Leila.jpg", &Hash::of(&[PHOTO]).to_hex()]
    {
        assert!(text.contains(line), "{line}: {text}");
    }
    // Whoever has taken it stands in its custody; who is no member of the committee takes nothing and sees nothing.
    let page = plain(&pages.get(SALMA, &format!("{PAGE}?number=1")).await.text);
    assert!(page.contains("took the sealed file"), "{page}");
    let before = pages.place.entries();
    for who in [OMAR, RANIA] {
        assert_eq!(pages.get(who, PAGE).await.status, StatusCode::FORBIDDEN);
        assert_eq!(pages.take(who, "take", "1").await.0, StatusCode::FORBIDDEN);
        assert_eq!(pages.take(who, "bundle", "").await.0, StatusCode::FORBIDDEN);
    }
    assert_eq!(pages.take(SALMA, "take", "9").await.0, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(pages.place.entries(), before);
    let record = pages.get(OMAR, "/cases/ours/record?kind=evidence-received").await.text;
    assert!(record.contains("Evidence came in under seal") && !record.contains("jpeg"), "{record}");
}

#[tokio::test]
async fn files_that_are_not_taken_are_named_and_the_words_come_back() {
    let salma = x25519::Identity::generate();
    let mut pages = pages(&[&salma]).await;
    let entries = pages.place.entries();
    let bomb = [b"PK\x03\x04".as_slice(), &[0; 4_000]].concat();
    let words = "Two were shot at the line.";
    let hold = [("sealed.told-by", "Leila H.")];
    let good: Sent<'_> = ("good.jpg", "image/jpeg", PHOTO);
    let mut key = 0;
    for (bad, told) in [
        (("bomb.zip", "application/zip", &bomb[..]), "bomb.zip is an archive"),
        (("bomb.jpg", "image/jpeg", &bomb[..]), "bomb.jpg is an archive"),
        (
            ("letter.pdf", "application/pdf", PHOTO),
            "letter.pdf says by its name that it is a document (PDF), and is a picture (JPEG)",
        ),
        (("empty.jpg", "image/jpeg", b""), "empty.jpg has nothing in it"),
        (("run.exe", "application/octet-stream", b"MZ\x90\0"), "run.exe is of no kind"),
        (("", "image/jpeg", b"MZ\x90\0"), "#2 is of no kind"),
        (("<b>.svg", "image/svg+xml", b"<svg/>"), "&#60;b&#62;.svg is of no kind"),
    ] {
        key += 1;
        let answer = pages.report(&format!("b{key}"), &hold, &[good, bad]).await;
        let text = plain(&answer.text);
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
        assert!(text.contains(told), "{told}: {text}");
        assert!(
            text.contains(words) && text.contains("A nurse of the clinic") && text.contains("Leila H."),
            "{text}"
        );
        assert!(text.contains("Choose these files again, since none of them was kept: good.jpg"), "{text}");
        assert_eq!(pages.stored().await, 0, "nothing is left of what was refused");
    }
    let six = [good; 6];
    let answer = pages.report("six", &[], &six).await;
    assert!(
        plain(&answer.text).contains("good.jpg is one file too many: a report takes 5"),
        "{}",
        answer.text
    );
    assert_eq!(pages.place.entries(), entries);
    // A chosen file that is none, as browsers send it, is none.
    let answer = pages.report("none", &[], &[("", "application/octet-stream", b"")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    // A file without a name is one.
    let answer = pages.report("unnamed", &[], &[("", "image/jpeg", PHOTO)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    assert_eq!(pages.case().follow_up().evidence().all().len(), 2);
}

#[tokio::test]
async fn a_hundred_megabytes_are_refused_with_the_limit_and_nothing_is_kept() {
    let salma = x25519::Identity::generate();
    let mut pages = pages(&[&salma]).await;
    let mut photo = PHOTO.to_vec();
    photo.resize(100 << 20, 7);
    let answer = pages.report("large", &[], &[("large.jpg", "image/jpeg", &photo)]).await;
    let text = plain(&answer.text);
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
    assert!(text.contains("large.jpg is larger than 20 MB"), "{text}");
    assert!(text.contains("Two were shot at the line."), "{text}");
    assert_eq!(pages.stored().await, 0);
    // Each is short enough, and all of them are not.
    photo.truncate(15 << 20);
    let mut three = [photo.clone(), photo.clone(), photo];
    three[1][40] = 1;
    three[2][40] = 2;
    let files: Vec<Sent<'_>> = three.iter().map(|it| ("part.jpg", "image/jpeg", it.as_slice())).collect();
    let answer = pages.report("all", &[], &files).await;
    assert!(plain(&answer.text).contains("the files are larger than 40 MB together"), "{}", answer.text);
    assert_eq!(pages.stored().await, 0);
}

#[tokio::test]
async fn the_same_file_again_is_told_to_its_sender_alone() {
    let salma = x25519::Identity::generate();
    let mut pages = pages(&[&salma]).await;
    let photo: Sent<'_> = ("a.jpg", "image/jpeg", PHOTO);
    // Chosen twice, it is one.
    assert_eq!(pages.report("k1", &[], &[photo, ("b.jpg", "", PHOTO)]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(pages.stored().await, 2, "the picture, and what it was called");
    let again = pages.report("k2", &[], &[photo]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    let told = plain(&again.text);
    assert!(told.contains("You have sent one of these files before: it is evidence 1"), "{told}");
    assert!(told.contains("Choose these files again") && told.contains("A nurse of the clinic"), "{told}");
    assert_eq!(pages.stored().await, 2);
    let fields = [&[("key", "k3")], &FIELDS[..]].concat();
    assert_eq!(pages.send_files(SALMA, REPORT, &fields, &[photo]).await.status, StatusCode::SEE_OTHER);
    let page = plain(&pages.get(SALMA, PAGE).await.text);
    assert!(page.contains("Same file as evidence"), "{page}");
    // A reporter who sent the other one learns nothing of it.
    let own = pages.get(RANIA, REPORT).await.text;
    assert!(!own.contains("Same file"), "{own}");
}

#[tokio::test]
async fn without_keys_the_form_says_why_and_takes_nothing() {
    let mut pages = pages(&[]).await;
    let form = pages.get(RANIA, REPORT).await.text;
    assert!(form.contains("the committee has set no keys") && !form.contains("type=\"file\""), "{form}");
    for (more, files) in
        [(&[][..], &[("a.jpg", "image/jpeg", PHOTO)][..]), (&[("sealed.told-by", "Leila H.")][..], &[][..])]
    {
        let answer = pages.report("k1", more, files).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
        assert!(answer.text.contains("the committee has set no keys"), "{}", answer.text);
    }
    assert_eq!(pages.stored().await, 0);
    assert_eq!(pages.report("k1", &[], &[]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn nobody_seals_what_may_not_be_sent() {
    let salma = x25519::Identity::generate();
    let mut pages = pages(&[&salma]).await;
    let photo: Sent<'_> = ("a.jpg", "image/jpeg", PHOTO);
    let fields = [&[("key", "k1")], &FIELDS[..]].concat();
    assert_eq!(pages.send_files(OMAR, REPORT, &fields, &[photo]).await.status, StatusCode::FORBIDDEN);
    // Somebody else's form: the token that comes first is a wrong one.
    let foreign = [&[("token", "wrong")], &fields[..]].concat();
    let (cookie, _) = pages.session(RANIA).await;
    let mut body = String::new();
    for (name, value) in &foreign {
        body += &format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    }
    body += "--cut\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.txt\"\r\n\r\nwords\r\n--cut--\r\n";
    let request = Request::post(REPORT)
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=cut")
        .header("sec-fetch-site", "same-origin");
    assert_eq!(pages.send(request.body(Body::from(body)).unwrap()).await.status, StatusCode::FORBIDDEN);
    assert_eq!(pages.stored().await, 0);
    // What the server has not sealed itself, no program says it has.
    let forged = r#"{"act":"report-incident","report":{"client":"p1","what":"x","where":"north","occurred":1,
        "origin":"x","grade":"B2"},"sealed":[{"kind":"jpeg","sha256":"HASH","size":1,
        "under":{"sha256":"HASH","size":1,"keys":["KEY"]}}]}"#;
    let key = pages.case().follow_up().seal_keys()[0].fingerprint().to_hex();
    let forged = forged.replace("HASH", &"1".repeat(64)).replace("KEY", &key);
    assert!(pages.place.is_refused(OURS, "rania", serde_json::from_str(&forged).unwrap()).await);
    let taken = r#"{"act":"take-evidence","numbers":[1]}"#;
    assert!(pages.place.is_refused(OURS, "salma", serde_json::from_str(taken).unwrap()).await);
}

#[tokio::test]
async fn a_secret_key_that_is_pasted_goes_nowhere() {
    let mut pages = pages(&[]).await;
    let secret = x25519::Identity::generate();
    let shown = pages.get(SALMA, "/cases/ours/follow-up/keys").await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
    assert!(shown.text.contains("age-keygen -o key.txt"), "{}", shown.text);
    let key = field(&shown.text, "key");
    let pasted = secret.to_string().expose_secret().to_owned();
    for pasted in [pasted.clone(), pasted.to_lowercase()] {
        let fields =
            [("key", key.as_str()), ("id.of", ""), ("keys.1.name", "Salma"), ("keys.1.key", pasted.as_str())];
        let answer = pages.post(SALMA, From::OurPage, "/cases/ours/follow-up/keys", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text.contains("That is a secret key."), "{}", answer.text);
        assert!(!answer.text.to_lowercase().contains("age-secret-key"), "{}", answer.text);
    }
    let fields = [("key", key.as_str()), ("id.of", ""), ("keys.1.name", "Salma"), ("keys.1.key", "age1qqq")];
    let answer = pages.post(SALMA, From::OurPage, "/cases/ours/follow-up/keys", &fields).await;
    assert!(plain(&answer.text).contains("In key 1 a character is missing or wrong"), "{}", answer.text);
    let public = secret.to_public().to_string();
    let fields =
        [("key", key.as_str()), ("id.of", ""), ("keys.1.name", "Salma"), ("keys.1.key", public.as_str())];
    let answer = pages.post(SALMA, From::OurPage, "/cases/ours/follow-up/keys", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let page = pages.get(SALMA, PAGE).await.text;
    assert!(page.contains("waits for a second person") && page.contains("has no keys yet"), "{page}");
    // Whoever confirms it sees the key.
    let changes = pages.get(SAMIR, "/cases/ours/changes").await.text;
    assert!(changes.contains(&public), "{changes}");
}

#[tokio::test]
async fn evidence_is_handed_on_sealed_anew_and_destroyed() {
    let (old, new) = (x25519::Identity::generate(), x25519::Identity::generate());
    let mut pages = pages(&[&old]).await;
    pages.report("k1", &[], &[("a.jpg", "image/jpeg", PHOTO)]).await;
    let sheet = "/cases/ours/follow-up/handing";
    let shown = pages.get(SALMA, &format!("{sheet}?id=1")).await;
    let key = field(&shown.text, "key");
    let fields = [
        ("key", key.as_str()),
        ("id.of", "1"),
        ("to", "The <prosecutor>"),
        ("at", "2020-03-02T09:00"),
        ("opened", "yes"),
        ("reason.en", "He asked for it."),
    ];
    let answer = pages.post(SALMA, From::OurPage, sheet, &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let page = plain(&pages.get(SALMA, PAGE).await.text);
    assert!(page.contains("was handed opened to The &#60;prosecutor&#62;"), "{page}");
    assert!(!page.contains("Seal it anew"), "{page}");
    pages.with_keys(&[&new]).await;
    let page = pages.get(SALMA, PAGE).await.text;
    assert!(page.contains("Seal it anew") && page.contains("a key that is no longer set"), "{page}");
    let fields = [("step", "reseal"), ("number", "1"), ("reason", "The old key is lost.")];
    let other = pages.send_files(SALMA, PAGE, &fields, &[("a.jpg", "image/jpeg", &PHOTO[..30])]).await;
    assert_eq!(other.status, StatusCode::CONFLICT);
    assert!(plain(&other.text).contains("This is another file than evidence 1"), "{}", other.text);
    let done = pages.send_files(SALMA, PAGE, &fields, &[("a.jpg", "image/jpeg", PHOTO)]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    assert_eq!(pages.stored().await, 2, "the seal before is gone");
    let (_, _, bytes) = pages.take(SALMA, "take", "1").await;
    assert_eq!(opened(&bytes, &new), PHOTO);
    // Everything as a bundle: sealed files, hashes and custody.
    let (status, name, zip) = pages.take(SALMA, "bundle", "").await;
    assert_eq!((status, name.as_str()), (StatusCode::OK, "attachment; filename=\"ours-evidence.zip\""));
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(zip)).unwrap();
    let mut read = |name: &str| {
        let mut bytes = Vec::new();
        zip.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    };
    assert_eq!(opened(&read("evidence/evidence-1.jpg.age"), &new), PHOTO);
    let told: serde_json::Value = serde_json::from_slice(&read("evidence.json")).unwrap();
    assert_eq!(told["evidence"][0]["sha256"], Hash::of(&[PHOTO]).to_hex());
    let events: Vec<_> =
        told["evidence"][0]["custody"].as_array().unwrap().iter().map(|it| it["event"].clone()).collect();
    assert_eq!(events, ["received", "handed", "resealed", "taken", "taken"]);
    let table = String::from_utf8(read("evidence.csv")).unwrap();
    assert_eq!(table.lines().count(), 1 + 5 + 2, "{table}");
    let sums = String::from_utf8(read("SHA256SUMS")).unwrap();
    assert!(sums.contains("evidence/evidence-1.jpg.age") && sums.contains("evidence.csv"), "{sums}");
    // Destroyed, its bytes are gone and its hashes stay.
    let destroy = Act::DestroyEvidence { number: 1, reason: Text::plain("The source asked for it.") };
    pages.place.act(OURS, "salma", destroy).await;
    assert_eq!(pages.stored().await, 1);
    let page = plain(&pages.get(SALMA, &format!("{PAGE}?number=1")).await.text);
    assert!(page.contains("Destroyed") && page.contains(&Hash::of(&[PHOTO]).to_hex()), "{page}");
    assert_eq!(pages.take(SALMA, "take", "1").await.0, StatusCode::CONFLICT);
}
