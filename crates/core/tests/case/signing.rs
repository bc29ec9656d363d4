//! Signatures that a case keeps: whose count is said by two, each is held against its exact text, and what is not
//! taken is refused with what it is over. And what is said of the paragraphs of a draft.

use mawqif_core::{
    case::{Moment, comments::Belongs},
    statement::{Language, signature::SecretKey},
};
use serde_json::{Value, json};

use crate::{
    desk::{Desk, folded},
    whole::{answered, both, release},
};

const DAY: u64 = 86_400_000_000;

fn key(name: &str, seed: u8) -> SecretKey {
    SecretKey::new(&format!("{name}@coalition.example"), [seed; 32]).unwrap()
}

fn signer(key: &SecretKey) -> Value {
    json!({ "name": key.name(), "key": key.public().ssh_line("a laptop") })
}

fn three() -> [SecretKey; 3] {
    [key("amina", 1), key("basil", 2), key("chadi", 3)]
}

/// Two of three sign for the coalition, and one body with a key of its own may.
fn policy() -> Value {
    let mut council = signer(&key("council", 4));
    council["body"] = "council".into();
    let mut signers: Vec<Value> = three().iter().map(signer).collect();
    signers.push(council);
    json!({ "coalition": 2, "bodies": 0, "signer": signers })
}

fn set(desk: &mut Desk, policy: Value) {
    desk.done("amina", json!({ "act": "set-signers", "signers": policy }));
    let proposal = *desk.case.proposals().keys().next_back().unwrap();
    desk.done("basil", json!({ "act": "confirm-change", "proposal": proposal }));
}

fn draft(desk: &mut Desk, english: &str) -> u64 {
    let draft = json!({ "kind": "bulletin", "title": both("News"), "text": both(english) });
    desk.done("amina", json!({ "act": "draft-statement", "draft": draft }));
    *desk.case.statements().keys().next_back().unwrap()
}

fn again(desk: &mut Desk, statement: u64, english: &str) {
    let draft = json!({ "kind": "bulletin", "title": both("News"), "text": both(english) });
    desk.done("amina", json!({ "act": "draft-statement", "statement": statement, "draft": draft }));
}

fn bytes(desk: &Desk, (statement, version, language): (u64, u64, Language)) -> Vec<u8> {
    let draft = &desk.case.statements()[&statement].versions[&version].draft;
    draft.canonical(language).unwrap().as_str().as_bytes().to_vec()
}

fn hand_in(statement: u64, version: u64, language: &str, signature: &str) -> Value {
    json!({
        "act": "sign-statement", "statement": statement, "version": version, "language": language,
        "signature": signature,
    })
}

fn fault(refused: Value) -> Value {
    assert_eq!(refused["code"], "signature", "{refused}");
    refused["fault"].clone()
}

fn tally(desk: &Desk, statement: u64, language: Language) -> ((usize, usize), Vec<String>, Vec<String>) {
    let now = Moment::from_micros(desk.now);
    let version = desk.case.statements()[&statement].signable();
    let tally = desk.case.tally(statement, version, language, now).unwrap();
    let names = |all: Vec<&str>| all.into_iter().map(|it| it.split('@').next().unwrap().to_owned()).collect();
    let signed = names(tally.signed.iter().map(|(it, _)| it.name.as_str()).collect());
    (tally.coalition, signed, names(tally.missing.iter().map(|it| it.name.as_str()).collect()))
}

#[test]
fn who_signs_is_said_by_two() {
    let mut desk = answered();
    assert!(desk.case.signers().is_none());
    let set = json!({ "act": "set-signers", "signers": policy() });
    assert_eq!(Desk::kinds(&desk.done("amina", set.clone())), ["change-proposed"]);
    assert_eq!(desk.refused("basil", set.clone())["state"], "already-there");
    let confirm = json!({ "act": "confirm-change", "proposal": 1 });
    assert_eq!(desk.refused("amina", confirm.clone())["code"], "same-person");
    assert_eq!(desk.refused("of-union", confirm.clone())["code"], "not-allowed");
    assert!(desk.case.signers().is_none());
    assert_eq!(Desk::kinds(&desk.done("basil", confirm)), ["change-confirmed", "signers-set"]);
    assert_eq!(desk.case.signers().unwrap().signers.len(), 4);
    assert_eq!(desk.refused("amina", set)["state"], "already-there");
    // Before bodies are consulted as well.
    let mut desk = Desk::new();
    desk.done("amina", json!({ "act": "open-case" }));
    let alone = json!({ "coalition": 1, "signer": [signer(&key("amina", 1))] });
    desk.done("amina", json!({ "act": "set-signers", "signers": alone }));
    assert!(desk.case.signers().is_none());
}

#[test]
fn signers_who_cannot_be_are_refused_with_the_reason() {
    let mut desk = answered();
    let mut refused = |change: &dyn Fn(&mut Value)| {
        let mut bad = policy();
        change(&mut bad);
        desk.refused("amina", json!({ "act": "set-signers", "signers": bad }))
    };
    let nobody = refused(&|it| it["coalition"] = 0.into());
    assert_eq!(nobody, json!({ "code": "signers", "fault": { "fault": "nobody" } }));
    let few = refused(&|it| it["coalition"] = 4.into());
    assert_eq!(few["fault"], json!({ "fault": "too-few", "of": "coalition", "needed": 4, "there": 3 }));
    let why = |refused: Value| (refused["fault"]["number"].clone(), refused["fault"]["why"].clone());
    let told = |number: u64, why: &str| (Value::from(number), Value::from(why));
    assert_eq!(why(refused(&|it| it["signer"][1]["name"] = "two words".into())), told(2, "name"));
    assert_eq!(why(refused(&|it| it["signer"][1]["key"] = "ssh-rsa AAAA".into())), told(2, "kind"));
    assert_eq!(why(refused(&|it| it["signer"][1]["key"] = "hello".into())), told(2, "key"));
    assert_eq!(
        why(refused(&|it| it["signer"][1]["key"] = it["signer"][0]["key"].clone())),
        told(2, "same-key")
    );
    assert_eq!(
        why(refused(&|it| it["signer"][3]["name"] = it["signer"][0]["name"].clone())),
        told(4, "other-body")
    );
    let span = refused(&|it| {
        it["signer"][0]["from"] = "2031-03-02".into();
        it["signer"][0]["until"] = "2031-03-01".into();
    });
    assert_eq!(why(span), told(1, "span"));
    assert_eq!(refused(&|it| it["signer"][3]["body"] = "nobody".into())["what"], "body");
    let many = refused(&|it| it["signer"] = vec![it["signer"][0].clone(); 101].into());
    assert_eq!((&many["code"], &many["limit"]), (&"limit".into(), &100.into()));
}

#[test]
fn two_of_three_sign_each_text_for_itself() {
    let mut desk = answered();
    set(&mut desk, policy());
    let statement = draft(&mut desk, "The bodies have met.");
    let [amina, basil, _] = three();
    let council = key("council", 4);
    let english = bytes(&desk, (statement, 1, Language::English));
    assert_eq!(tally(&desk, statement, Language::English).0, (0, 2));
    // Whoever hands it in need not be who has signed.
    let facts = desk.done("of-union", hand_in(statement, 1, "en", &amina.ssh_signature(&english)));
    assert_eq!(Desk::kinds(&facts), ["statement-signed"]);
    // A person counts once, in whatever form; a body is none of the coalition's keys.
    let minisign = amina.minisign_signature(&english, "statement.en.txt").unwrap();
    desk.done("amina", hand_in(statement, 1, "en", &minisign));
    desk.done("of-council", hand_in(statement, 1, "en", &council.ssh_signature(&english)));
    let names = |all: &[&str]| all.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    let (coalition, signed, missing) = tally(&desk, statement, Language::English);
    assert_eq!((coalition, signed), ((1, 2), names(&["amina", "council"])));
    assert_eq!(missing, names(&["basil", "chadi"]));
    desk.done("amina", hand_in(statement, 1, "en", &basil.ssh_signature(&english)));
    let (coalition, _, missing) = tally(&desk, statement, Language::English);
    assert_eq!((coalition, missing), ((2, 2), names(&["chadi"])));
    assert_eq!(tally(&desk, statement, Language::Arabic).0, (0, 2));
    // Nothing counts of it for the next version.
    again(&mut desk, statement, "The bodies meet tomorrow.");
    assert_eq!(tally(&desk, statement, Language::English).0, (0, 2));
    // What stands in the record makes the same of it.
    assert_eq!(folded(&desk.record), desk.case);
}

#[test]
fn what_is_not_over_this_text_is_told_by_what_it_is_over() {
    let mut desk = answered();
    set(&mut desk, policy());
    let other =
        release(&mut desk, json!({ "kind": "bulletin", "title": both("Old"), "text": both("Before.") }));
    let statement = draft(&mut desk, "The bodies have met.");
    again(&mut desk, statement, "The bodies meet tomorrow.");
    let [amina, ..] = three();
    let over = |desk: &Desk, at: (u64, u64, Language)| amina.ssh_signature(&bytes(desk, at));
    let mut refused =
        |version: u64, file: &str| fault(desk.refused("amina", hand_in(statement, version, "en", file)));
    let read = |desk: &Desk, at| over(desk, at);
    let (english, arabic) = (Language::English, Language::Arabic);
    let texts = {
        let desk = answered_with(&[("Old", "Before."), ("News", "The bodies have met.")]);
        (read(&desk, (1, 1, arabic)), read(&desk, (2, 1, english)))
    };
    let current = SecretSigned::of(&amina, "The bodies meet tomorrow.");
    assert_eq!(refused(1, &current.english), json!({ "fault": "other-newest", "newest": 2 }));
    assert_eq!(refused(2, &current.arabic), json!({ "fault": "other-language", "language": "ar" }));
    assert_eq!(refused(2, &texts.1), json!({ "fault": "other-version", "version": 1, "language": "en" }));
    assert_eq!(
        refused(2, &texts.0),
        json!({ "fault": "other-statement", "statement": other, "version": 1, "language": "ar" })
    );
    let unknown = amina.ssh_signature(b"Other words.\n");
    assert_eq!(refused(2, &unknown), json!({ "fault": "other-text", "name": "amina@coalition.example" }));
    let stranger = key("stranger", 9);
    let foreign = stranger.ssh_signature(&current.bytes);
    assert_eq!(refused(2, &foreign), json!({ "fault": "unknown", "key": stranger.public().fingerprint() }));
    let minisign = stranger.minisign_signature(&current.bytes, "x").unwrap();
    assert_eq!(refused(2, &minisign)["fault"], "unknown");
}

/// What somebody has signed of a text in both languages.
struct SecretSigned {
    bytes: Vec<u8>,
    english: String,
    arabic: String,
}

impl SecretSigned {
    fn of(key: &SecretKey, english: &str) -> Self {
        let desk = answered_with(&[("News", english)]);
        let [ar, en] = Language::BOTH.map(|language| bytes(&desk, (1, 1, language)));
        Self { english: key.ssh_signature(&en), arabic: key.ssh_signature(&ar), bytes: en }
    }
}

fn answered_with(drafts: &[(&str, &str)]) -> Desk {
    let mut desk = answered();
    for (title, text) in drafts {
        let draft = json!({ "kind": "bulletin", "title": both(title), "text": both(text) });
        desk.done("amina", json!({ "act": "draft-statement", "draft": draft }));
    }
    desk
}

#[test]
fn what_is_no_good_signature_is_refused_with_the_reason() {
    let mut desk = answered();
    let statement = draft(&mut desk, "The bodies have met.");
    let english = bytes(&desk, (statement, 1, Language::English));
    let [amina, ..] = three();
    let good = amina.ssh_signature(&english);
    let none = fault(desk.refused("amina", hand_in(statement, 1, "en", &good)));
    assert_eq!(none, json!({ "fault": "no-signers" }));
    set(&mut desk, policy());
    let mut why = |file: &str| {
        let told = fault(desk.refused("amina", hand_in(statement, 1, "en", file)));
        assert_eq!(told["fault"], "unreadable", "{told}");
        told["why"].as_str().unwrap().to_owned()
    };
    assert_eq!(why("hello"), "form");
    assert_eq!(why(&"x".repeat(20_000)), "long");
    assert_eq!(why(&good[..good.len() - 2]), "damaged");
    assert_eq!(why(&good.replacen("U1NIU0lH", "U1NIU0lI", 1)), "damaged");
    let minisign = amina.minisign_signature(&english, "x").unwrap();
    assert_eq!(why(&minisign.replacen("by mawqif", "by \u{202E}mawqif", 1)), "damaged");
    // Every byte counts: changed anywhere, it is refused, whatever the reason is.
    let head = "-----BEGIN SSH SIGNATURE-----\n".len();
    for at in (head..good.len()).step_by(7) {
        let mut changed = good.clone().into_bytes();
        changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(changed).unwrap();
        fault(desk.refused("amina", hand_in(statement, 1, "en", &changed)));
    }
    assert_eq!(desk.refused("amina", hand_in(statement, 7, "en", &good))["what"], "statement");
    assert_eq!(desk.refused("amina", hand_in(9, 1, "en", &good))["what"], "statement");
    desk.done("amina", hand_in(statement, 1, "en", &good));
    let twice = fault(desk.refused("basil", hand_in(statement, 1, "en", &good)));
    assert_eq!(twice, json!({ "fault": "twice", "name": "amina@coalition.example" }));
    assert_eq!(desk.case.statements()[&statement].signatures[0].signature, good);
    assert_eq!(
        desk.case.statements()[&statement].signatures[0].file_name(),
        "statement.en.txt.amina@coalition.example.sig"
    );
}

#[test]
fn a_key_counts_within_its_days_and_keeps_what_it_has_signed() {
    let mut desk = answered();
    let (from, today) = (Moment::from_micros(desk.now + DAY).day(), Moment::from_micros(desk.now).day());
    let mut dated = policy();
    dated["signer"][0]["until"] = today.to_string().into();
    dated["signer"][1]["from"] = from.to_string().into();
    set(&mut desk, dated.clone());
    let statement = draft(&mut desk, "The bodies have met.");
    let english = bytes(&desk, (statement, 1, Language::English));
    let [amina, basil, _] = three();
    let early = fault(desk.refused("amina", hand_in(statement, 1, "en", &basil.ssh_signature(&english))));
    assert_eq!(early, json!({ "fault": "early", "name": basil.name(), "day": from.to_string() }));
    desk.done("amina", hand_in(statement, 1, "en", &amina.ssh_signature(&english)));
    desk.now += DAY;
    let minisign = amina.minisign_signature(&english, "x").unwrap();
    let late = fault(desk.refused("amina", hand_in(statement, 1, "en", &minisign)));
    assert_eq!(late, json!({ "fault": "expired", "name": amina.name(), "day": today.to_string() }));
    desk.done("amina", hand_in(statement, 1, "en", &basil.ssh_signature(&english)));
    assert_eq!(tally(&desk, statement, Language::English).0, (2, 2));
    // A key that is taken out loses what it has signed.
    dated["signer"].as_array_mut().unwrap().remove(0);
    set(&mut desk, dated);
    assert_eq!(tally(&desk, statement, Language::English).0, (1, 2));
}

#[test]
fn what_is_released_is_signed_and_what_is_withdrawn_is_not() {
    let mut desk = answered();
    set(&mut desk, policy());
    let first =
        release(&mut desk, json!({ "kind": "bulletin", "title": both("Old"), "text": both("Before.") }));
    let [amina, basil, _] = three();
    let english = bytes(&desk, (first, 1, Language::English));
    desk.done("amina", hand_in(first, 1, "en", &amina.ssh_signature(&english)));
    let now = Moment::from_micros(desk.now);
    let hash = mawqif_core::record::hash::Hash::of(&[&english]);
    let found = desk.case.released_text(hash, now).unwrap();
    assert_eq!((found.statement, found.version, found.language), (first, 1, Language::English));
    // A draft is nobody's business outside.
    draft(&mut desk, "Not yet.");
    let secret = mawqif_core::record::hash::Hash::of(&[&bytes(&desk, (2, 1, Language::English))]);
    assert_eq!(desk.case.released_text(secret, now), None);
    let about =
        json!({ "kind": "withdrawal", "title": both("Back"), "text": both("Taken back."), "about": first });
    release(&mut desk, about);
    let late = desk.refused("amina", hand_in(first, 1, "en", &basil.ssh_signature(&english)));
    assert_eq!(late["state"], "statement-withdrawn");
    assert_eq!(desk.case.signed_all(first, 1, now), Vec::new(), "the Arabic text was signed by nobody");
}

#[test]
fn a_comment_stays_with_its_paragraph_for_as_long_as_that_reads_the_same() {
    let mut desk = answered();
    let statement = draft(&mut desk, "One.\n\nTwo.\n\nThree.");
    let comment = |version: u64, paragraph: u64| {
        json!({
            "act": "comment-statement", "statement": 1, "version": version, "paragraph": paragraph,
            "words": both("Why?"),
        })
    };
    for paragraph in 0..4 {
        desk.done("of-union", comment(1, paragraph));
    }
    assert_eq!(desk.refused("of-union", comment(1, 4))["what"], "paragraph");
    assert_eq!(desk.refused("hala", comment(1, 1))["code"], "not-allowed");
    let places = |desk: &Desk| {
        let statement = &desk.case.statements()[&1];
        statement.places(statement.newest()).into_iter().map(|(_, it)| it).collect::<Vec<_>>()
    };
    assert_eq!(places(&desk), [0, 1, 2, 3].map(Belongs::To));
    // One word before, one changed, one moved.
    again(&mut desk, statement, "Zero.\n\nThree.\n\nTwo and a half.\n\nOne.");
    let moved = [Belongs::To(0), Belongs::Earlier, Belongs::Earlier, Belongs::To(2)];
    // The Arabic of the first paragraph begins otherwise, so that it has moved in English alone.
    assert_eq!(places(&desk), moved);
    assert_eq!(desk.refused("of-union", comment(1, 1))["state"], "statement-changed");
    let resolve = |comment: u64| json!({ "act": "resolve-comment", "statement": 1, "comment": comment });
    assert_eq!(desk.refused("of-union", resolve(1))["code"], "not-allowed");
    desk.done("basil", resolve(1));
    assert_eq!(desk.refused("basil", resolve(1))["state"], "already-there");
    assert_eq!(desk.refused("basil", resolve(9))["what"], "comment");
    assert!(desk.case.statements()[&1].comments[&1].resolved.is_some());
    // Back to the words that there were, it is where it was.
    again(&mut desk, statement, "One.\n\nTwo.\n\nThree.");
    assert_eq!(places(&desk), [0, 1, 2, 3].map(Belongs::To));
    assert_eq!(folded(&desk.record), desk.case);
}

#[test]
fn what_has_gone_out_is_no_longer_talked_about() {
    let mut desk = answered();
    let first =
        release(&mut desk, json!({ "kind": "bulletin", "title": both("Old"), "text": both("Before.") }));
    let late = json!({
        "act": "comment-statement", "statement": first, "version": 1, "paragraph": 1, "words": "Late.",
    });
    assert_eq!(desk.refused("of-union", late)["state"], "statement-released");
    let blank = json!({
        "act": "comment-statement", "statement": first, "version": 1, "paragraph": 1, "words": "",
    });
    assert_eq!(desk.refused("of-union", blank)["code"], "words");
}
