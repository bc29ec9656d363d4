//! Signatures in the browser: who signs is set by two, a text is taken away, signed and handed in; everybody sees by how
//! many, checks it, and takes the evidence home. And what is said of a draft's paragraphs.

use axum::http::StatusCode;
use mawqif_core::{
    case::Act,
    statement::signature::{
        SecretKey, Signature,
        policy::{Policy, Stated},
        signers::Signers,
    },
};

use super::{From, Pages, sheets::field, statements};
use crate::api::tests::place::{OURS, Shown};

const SALMA: Shown = Shown::Session("salma");
const SAMIR: Shown = Shown::Session("samir");
const DALIA: Shown = Shown::Session("dalia");

fn key(name: &str, seed: u8) -> SecretKey {
    SecretKey::new(&format!("{name}@coalition.example"), [seed; 32]).unwrap()
}

fn keys() -> [SecretKey; 3] {
    [key("mona", 1), key("nabil", 2), key("amal", 3)]
}

impl Pages {
    async fn acts(&mut self, who: Shown, fields: &[(&str, &str)]) -> StatusCode {
        let fields = [fields, &[("confirmed", "yes")]].concat();
        self.post(who, From::OurPage, &format!("/cases/{OURS}/acts"), &fields).await.status
    }

    /// Two of three sign for the coalition.
    async fn with_signers(&mut self) {
        let keys = keys();
        let signers = keys.iter().map(|it| Stated {
            name: it.name().to_owned(),
            key: it.public().ssh_line(""),
            body: None,
            from: None,
            until: None,
        });
        let signers = Policy { coalition: 2, bodies: 0, signers: signers.collect() };
        self.place.act(OURS, "salma", Act::SetSigners { signers }).await;
        self.confirmed().await;
    }

    async fn confirmed(&mut self) {
        let proposal =
            self.place.desk.all().iter().find_map(|it| it.now().proposals().keys().next().copied());
        let proposal = proposal.unwrap().to_string();
        let done = self.acts(SAMIR, &[("act", "confirm-change"), ("number", &proposal)]).await;
        assert_eq!(done, StatusCode::SEE_OTHER);
    }

    async fn text(&mut self, tag: &str) -> String {
        self.get(SALMA, &format!("/cases/{OURS}/statements/1/statement.{tag}.txt")).await.text
    }

    async fn hand_in(&mut self, who: Shown, tag: &str, signature: &str) -> super::Answer {
        let path = format!("/cases/{OURS}/statements/1/signatures");
        let fields = [("version", "1"), ("language", tag), ("signature", signature)];
        self.post(who, From::OurPage, &path, &fields).await
    }
}

#[tokio::test]
async fn who_signs_is_said_in_a_sheet_and_confirmed_by_another() {
    let mut pages = statements::pages().await;
    let path = format!("/cases/{OURS}/statement/signers");
    let shown = pages.get(SALMA, &path).await;
    assert_eq!(shown.status, StatusCode::OK);
    let [salma, samir, _] = keys().map(|it| it.public().ssh_line("a laptop"));
    let sheet_key = field(&shown.text, "key");
    let mut fields = vec![
        ("key", sheet_key.as_str()),
        ("coalition", "٢"),
        ("bodies", "0"),
        ("signer.1.name", "mona@coalition.example"),
        ("signer.1.key", salma.as_str()),
        ("signer.3.name", "nabil@coalition.example"),
        ("signer.3.key", "ssh-rsa AAAA"),
        ("signer.3.until", "2031-12-31"),
    ];
    let wrong = pages.post(SALMA, From::OurPage, &path, &fields).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("ssh-rsa") && wrong.text.contains("Ed25519"), "{}", wrong.text);
    fields[6].1 = samir.as_str();
    let done = pages.post(SALMA, From::OurPage, &path, &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let held = |pages: &Pages| pages.place.desk.all().iter().any(|it| it.now().signers().is_some());
    assert!(!held(&pages), "one alone says nothing");
    let waits = pages.get(SAMIR, &format!("/cases/{OURS}/changes")).await.text;
    assert!(waits.contains(salma.trim_end_matches(" a laptop")), "the second person compares keys: {waits}");
    pages.confirmed().await;
    assert!(held(&pages));
    let page = pages.get(DALIA, &format!("/cases/{OURS}/statement")).await.text;
    assert!(page.contains("nabil@coalition.example") && page.contains("2031"), "{page}");
    assert_eq!(pages.get(DALIA, &path).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_text_is_taken_away_signed_and_handed_in() {
    let mut pages = statements::pages().await;
    assert_eq!(pages.drafted("?kind=bulletin", &[]).await, StatusCode::SEE_OTHER);
    let english = pages.text("en").await;
    assert!(english.starts_with("The bodies have met\n\nThey met on Saturday."), "{english}");
    let [salma, samir, amal] = keys();
    let good = salma.ssh_signature(english.as_bytes());
    let refused = pages.hand_in(SALMA, "en", &good).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("Nobody has said yet whose keys sign"), "{}", refused.text);
    pages.with_signers().await;

    // What does not fit is told beside what was handed in, with what it is over.
    let arabic = pages.text("ar").await;
    let other = salma.ssh_signature(arabic.as_bytes());
    let refused = pages.hand_in(SALMA, "en", &other).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("Hand it in there"), "{}", refused.text);
    assert!(refused.text.contains(other.lines().nth(1).unwrap()));
    let refused = pages.hand_in(SALMA, "en", "hello").await;
    assert!(refused.text.contains("This is no signature."), "{}", refused.text);

    let before = pages.place.desk.all().iter().find(|it| it.id().as_str() == OURS).unwrap().now().entries();
    // Browsers send other ends of lines, and copying loses the last.
    let pasted = good.trim_end().replace('\n', "\r\n");
    let done = pages.hand_in(DALIA, "en", &pasted).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let page = pages.get(SALMA, &format!("/cases/{OURS}/statements/1")).await.text;
    assert!(
        page.contains("amal@coalition.example")
            && page.contains("statement.en.txt.mona@coalition.example.sig")
    );
    // The past knows nothing of it.
    let past = pages.get(SALMA, &format!("/cases/{OURS}/statements/1?as_of={}", before - 1)).await.text;
    assert!(
        past.contains("statement.en.txt") && !past.contains("statement.en.txt.mona@coalition.example.sig")
    );
    assert!(!past.contains("/signatures#signatures"), "nothing is handed in there");
    for by in [&samir, &amal] {
        let mini = by.minisign_signature(english.as_bytes(), "statement.en.txt").unwrap();
        assert_eq!(pages.hand_in(SALMA, "en", &mini).await.status, StatusCode::SEE_OTHER);
    }
    // An observer reads along, and hands nothing in.
    let observer = pages.hand_in(Shown::Session("omar"), "en", &good).await;
    assert_eq!(observer.status, StatusCode::FORBIDDEN);
    assert_eq!(pages.hand_in(Shown::Session("oscar"), "en", &good).await.status, StatusCode::NOT_FOUND);
    let file = "statement.en.txt.mona@coalition.example.sig";
    assert_eq!(pages.get(SALMA, &format!("/cases/{OURS}/statements/1/{file}")).await.text, good);

    // Nobody outside sees any of it before it is out.
    let public = format!("/public/{OURS}/1");
    for path in ["", "/verify", "/bundle.zip", "/signers.toml", &format!("/{file}")] {
        assert_eq!(pages.get(Shown::Nothing, &format!("{public}{path}")).await.status, StatusCode::NOT_FOUND);
    }
    pages.released(1).await;
    let shown = pages.get(Shown::Nothing, &public).await.text;
    assert!(shown.contains(&format!("/public/{OURS}/1/{file}")), "{shown}");
    assert!(
        shown.contains("og:image\" content=") && shown.contains("/public/ours/1/statement.en.png\""),
        "{shown}"
    );
    let picture = pages.bytes(Shown::Nothing, &format!("{public}/statement.ar.png")).await;
    assert!(picture.starts_with(b"\x89PNG\r\n\x1a\n"));
    let given = pages.get(Shown::Nothing, &format!("{public}/{file}")).await.text;
    assert_eq!(given, good);
    assert!(Signature::read(&given).unwrap().is_by(&salma.public(), english.as_bytes()));
    let signers = pages.get(Shown::Nothing, &format!("{public}/signers.toml")).await.text;
    assert_eq!(Signers::read(&signers).unwrap().coalition, 2);
    let allowed = pages.get(Shown::Nothing, &format!("{public}/allowed_signers")).await.text;
    assert_eq!(allowed, Signers::read(&signers).unwrap().allowed_signers());
}

#[tokio::test]
async fn anybody_checks_a_statement_and_what_they_have() {
    let mut pages = statements::pages().await;
    pages.with_signers().await;
    pages.drafted("?kind=bulletin", &[]).await;
    let english = pages.text("en").await;
    let [salma, ..] = keys();
    pages.hand_in(SALMA, "en", &salma.ssh_signature(english.as_bytes())).await;
    pages.released(1).await;
    let path = format!("/public/{OURS}/1/verify");
    let page = pages.get(Shown::Nothing, &path).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.header("cache-control"), "public, max-age=60");
    for words in [
        "How to check a statement",
        "كيف تتحقق من بيان",
        "ssh-keygen -Y verify -f allowed_signers -I mona@coalition.example -n mawqif-statement",
        "mawqif statement verify statement.en.txt --signers signers.toml",
        "namespaces=",
    ] {
        assert!(page.text.contains(words), "{words}: {}", page.text);
    }
    // Words are compared byte for byte; pasting alone may change the ends of lines.
    let mut ask =
        async |text: &str| pages.post(Shown::Nothing, From::OurPage, &path, &[("text", text)]).await.text;
    assert!(ask(&english.replace('\n', "\r\n")).await.contains("Byte for byte"));
    assert!(ask(english.trim_end()).await.contains("Byte for byte"));
    assert!(ask(&english.replace(' ', "  ")).await.contains("not byte for byte"));
    assert!(ask(&english.replace("Saturday", "Sunday")).await.contains("no text that was published here"));
    assert!(ask("").await.contains("nothing to compare"));
    assert!(!ask("<script>alert(1)</script>").await.contains("<script>alert"));

    // Of a draft nothing is told; what was corrected says so.
    pages
        .drafted(
            "?kind=correction&about=1",
            &[("text.en", "They met on Sunday."), ("text.ar", "اجتمعت يوم الأحد.")],
        )
        .await;
    let draft = pages.get(SALMA, &format!("/cases/{OURS}/statements/2/statement.en.txt")).await.text;
    let mut ask =
        async |text: &str| pages.post(Shown::Nothing, From::OurPage, &path, &[("text", text)]).await.text;
    assert!(ask(&draft).await.contains("no text that was published here"));
    pages.released(2).await;
    let mut ask =
        async |text: &str| pages.post(Shown::Nothing, From::OurPage, &path, &[("text", text)]).await.text;
    assert!(ask(&draft).await.contains("this is statement"));
    let corrected = ask(&english).await;
    assert!(
        corrected.contains("Byte for byte") && corrected.contains("corrected by statement"),
        "{corrected}"
    );
    let far = pages.post(Shown::Nothing, From::OurPage, &path, &[("text", &"x".repeat(2 << 20))]).await;
    assert_eq!(far.status, StatusCode::PAYLOAD_TOO_LARGE);
    let foreign = pages.post(Shown::Nothing, From::AnotherSite, &path, &[("text", "x")]).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_evidence_is_one_file_and_tells_nothing_of_who_did_what() {
    let mut pages = statements::pages().await;
    pages.with_signers().await;
    pages.drafted("?kind=bulletin", &[]).await;
    let english = pages.text("en").await;
    let [salma, ..] = keys();
    pages.hand_in(SALMA, "en", &salma.ssh_signature(english.as_bytes())).await;
    pages.released(1).await;
    let names = async |pages: &mut Pages, who: Shown, path: &str| {
        let bytes = pages.bytes(who, path).await;
        assert_eq!(bytes, pages.bytes(who, path).await, "the same record gives the same bytes");
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let names: Vec<String> = zip.file_names().map(|it| it.unwrap().into_owned()).collect();
        let mut all = String::new();
        for name in names.iter().filter(|name| !name.ends_with("pdf") && !name.ends_with("png")) {
            std::io::Read::read_to_string(&mut zip.by_name(name).unwrap(), &mut all).unwrap();
        }
        (names, all)
    };
    let (public, said) = names(&mut pages, Shown::Nothing, &format!("/public/{OURS}/1/bundle.zip")).await;
    for name in [
        "statement.en.txt",
        "statement.ar.txt",
        "statement.pdf",
        "statement.en.txt.mona@coalition.example.sig",
        "signers.toml",
        "allowed_signers",
        "how-to-check.pdf",
        "record/checkpoint.txt",
        "record/release-receipt.txt",
        "SHA256SUMS",
    ] {
        assert!(public.iter().any(|it| it == name), "{name}: {public:?}");
    }
    assert!(!said.contains("samir") && !said.contains("dossier.toml"), "who did it is the coalition's");
    let (own, said) = names(&mut pages, DALIA, &format!("/cases/{OURS}/statements/1/bundle.zip")).await;
    assert!(
        own.iter().any(|it| it == "dossier.toml") && own.iter().any(|it| it.starts_with("record/entry-"))
    );
    assert!(said.contains("samir"), "a member sees who let it out");
}

#[tokio::test]
async fn what_is_said_of_a_paragraph_stays_with_it() {
    let mut pages = statements::pages().await;
    pages.drafted("?kind=bulletin", &[]).await;
    let path = format!("/cases/{OURS}/statements/1/comments");
    let comment = [("version", "1"), ("paragraph", "2"), ("words", "When, exactly? <b>")];
    let said = pages.post(DALIA, From::OurPage, &path, &comment).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text);
    assert!(said.header("location").ends_with("#p2"));
    let empty = pages.post(DALIA, From::OurPage, &path, &[("version", "1"), ("paragraph", "1")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text.contains("is needed"), "{}", empty.text);
    let observer = pages.post(Shown::Session("omar"), From::OurPage, &path, &comment).await;
    assert_eq!(observer.status, StatusCode::FORBIDDEN);
    let page = pages.get(SALMA, &format!("/cases/{OURS}/statements/1")).await.text;
    let beside = page.split("id=\"p2\"").nth(1).unwrap();
    assert!(beside.contains("When, exactly? &#60;b&#62;"), "{beside}");
    // Another first paragraph leaves it where it is; another second one makes it of an earlier text.
    pages.drafted("?id=1", &[("text.en", "They met on Saturday. At noon.\n\nThey meet again.")]).await;
    let page = pages.get(SALMA, &format!("/cases/{OURS}/statements/1")).await.text;
    assert!(page.split("id=\"p2\"").nth(1).unwrap().contains("When, exactly?"));
    assert!(!page.contains("earlier-talk"));
    pages.drafted("?id=1", &[("text.en", "They met on Saturday. At noon.\n\nThey meet tomorrow.")]).await;
    let page = pages.get(SALMA, &format!("/cases/{OURS}/statements/1")).await.text;
    let earlier = page.split("earlier-talk").nth(1).unwrap();
    assert!(earlier.contains("When, exactly?") && earlier.contains("They meet again."), "{earlier}");
    // Whoever drafts settles it, and nobody else.
    let refused = pages.post(DALIA, From::OurPage, &path, &[("comment", "1")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let settled = pages.post(SALMA, From::OurPage, &path, &[("comment", "1")]).await;
    assert_eq!(settled.status, StatusCode::SEE_OTHER, "{}", settled.text);
    let page = pages.get(SALMA, &format!("/cases/{OURS}/statements/1")).await.text;
    assert!(page.contains("is-settled"));
    // None of it is seen outside.
    pages.released(1).await;
    let public = pages.get(Shown::Nothing, &format!("/public/{OURS}/1")).await.text;
    assert!(!public.contains("When, exactly?"));
}

/// A server that has a key for drafts signs them with it; what it signs is no signature on a statement, and what went out it does
/// not sign.
#[tokio::test]
async fn a_server_may_sign_drafts_and_only_drafts() {
    let mut pages = statements::pages().await;
    assert_eq!(pages.drafted("?kind=bulletin", &[]).await, StatusCode::SEE_OTHER);
    let file = format!("/cases/{OURS}/statements/1/statement.en.txt.draft.sig");
    assert_eq!(pages.get(DALIA, &file).await.status, StatusCode::NOT_FOUND, "it has no key yet");
    let server = key("desk", 9);
    let line = server.public().allowed_for_drafts(server.name());
    pages.place.desk.sign_drafts_by(server);
    let page = pages.get(DALIA, &format!("/cases/{OURS}/statements/1")).await.text;
    assert!(page.contains("statement.en.txt.draft.sig") && page.contains("-n mawqif-draft"), "{page}");
    let signers = pages.get(DALIA, &format!("/cases/{OURS}/statements/1/draft_signers")).await.text;
    assert_eq!(signers.trim_end(), line);
    let signature = pages.get(DALIA, &file).await.text;
    let english = pages.text("en").await;
    assert_eq!(signature, key("desk", 9).draft_signature(english.as_bytes()));
    assert!(Signature::read(&signature).unwrap_err().to_string().contains("mawqif-draft"));

    pages.with_signers().await;
    let refused = pages.hand_in(SALMA, "en", &signature).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
    pages.released(1).await;
    assert_eq!(
        pages.get(DALIA, &file).await.status,
        StatusCode::NOT_FOUND,
        "what went out is signed by people"
    );
}
