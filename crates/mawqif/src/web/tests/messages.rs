//! Messages from telephones in the browser: pasted, kept, made reports of, discarded; and the gateways that bring them.

use std::io::Read;

use age::{Decryptor, Identity, x25519};
use axum::http::StatusCode;
use mawqif_core::{
    case::{Act, CaseId, followup::seal::SealKey},
    text::Text,
};
use mawqif_store::WhichMessages;

use super::{Answer, From, Pages};
use crate::{
    api::tests::place::{OURS, Shown, actor},
    desk::messages::{Incoming, Via},
};

const SALMA: Shown = Shown::Session("salma");
const OMAR: Shown = Shown::Session("omar");
const PAGE: &str = "/cases/ours/follow-up/messages";
const GATEWAYS: &str = "/cases/ours/follow-up/gateways";

const CHAT: &str = "[12/03/2026, 14:05] +963 933 000 001: Shells at the old mill\n\
    [13/03/2026, 09:30] +963 933 000 002: quiet <b>today</b>\n\
    [13/03/2026, 09:30] +963 933 000 002: quiet <b>today</b>\n";

async fn pages() -> Pages {
    let pages = Pages::new().await;
    let part = r#"{"place":{"id":"mill","name":{"ar":"المطحنة القديمة","en":"The Old Mill"}}}"#;
    let act: Act = serde_json::from_str(&format!(r#"{{"act":"enter-part","part":{part}}}"#)).unwrap();
    pages.place.act(OURS, "salma", act).await;
    pages
}

fn plain(page: &str) -> String {
    page.replace(['\u{2068}', '\u{2069}'], "")
}

impl Pages {
    async fn send_step(&mut self, fields: &[(&str, &str)]) -> Answer {
        self.post(SALMA, From::OurPage, PAGE, fields).await
    }

    async fn messages(&self, which: WhichMessages) -> Vec<mawqif_store::MessageRow> {
        let case = mawqif_store::CaseId::new(OURS).unwrap();
        self.place.desk.store().messages(&case, which, 100).await.unwrap()
    }

    /// The value of a field on a page.
    async fn key(&mut self, path: &str) -> String {
        let page = self.get(SALMA, path).await.text;
        let key = page.split_once("name=\"key\" value=\"").and_then(|(_, rest)| rest.split_once('"'));
        key.map(|(key, _)| key.to_owned()).unwrap_or_else(|| panic!("{page}"))
    }
}

#[tokio::test]
async fn what_is_pasted_is_shown_before_anything_is_kept() {
    let mut pages = pages().await;
    let page = plain(&pages.send_step(&[("step", "look"), ("text", CHAT)]).await.text);
    // 12 March and 3 December; the thirteenth can be one day only.
    for words in [
        "3 messages. Nothing of them is kept yet.",
        "Some days can be read in two ways.",
        "<strong>two days are possible</strong>",
        "13 March 2026",
        "+963 933 000 001",
        "Perhaps: The Old Mill",
        "quiet &#60;b&#62;today&#60;/b&#62;",
        "The same as 2 above.",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(pages.messages(WhichMessages::Waiting).await.is_empty());
    let page = plain(&pages.send_step(&[("step", "look"), ("text", CHAT), ("days", "day-first")]).await.text);
    assert!(page.contains("12 March 2026") && !page.contains("two days are possible"), "{page}");
    // Nothing pasted, nothing ticked.
    let nothing = pages.send_step(&[("step", "look"), ("text", " \n")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.text.contains("Paste one message or more."), "{}", nothing.text);
    let unticked = pages.send_step(&[("step", "keep"), ("text", CHAT)]).await;
    assert_eq!(unticked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(pages.messages(WhichMessages::Waiting).await.is_empty());
    // Nobody else pastes or sees messages.
    for path in [PAGE.to_owned(), format!("{PAGE}/1")] {
        assert_eq!(pages.get(OMAR, &path).await.status, StatusCode::FORBIDDEN);
        assert_eq!(pages.post(OMAR, From::OurPage, &path, &[]).await.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn a_message_becomes_a_report_once_and_loses_its_words() {
    let mut pages = pages().await;
    let before = pages.place.entries();
    let all = [
        ("step", "keep"),
        ("text", CHAT),
        ("days", "day-first"),
        ("keep", "0"),
        ("keep", "1"),
        ("keep", "2"),
    ];
    let kept = pages.send_step(&all).await;
    assert_eq!(kept.header("location"), format!("{PAGE}?kept=2&before=1#waiting"));
    let again = pages.send_step(&all).await;
    assert_eq!(again.header("location"), format!("{PAGE}?kept=0&before=3#waiting"));
    assert_eq!(pages.place.entries(), before, "the record knows nothing of them");
    let inbox = plain(&pages.get(SALMA, PAGE).await.text);
    assert!(
        inbox.contains("2 messages wait, the oldest first.") && inbox.contains("Shells at the old mill"),
        "{inbox}"
    );
    assert!(!inbox.contains("933"), "no number is kept: {inbox}");
    let mark = pages.messages(WhichMessages::Waiting).await[0].sender.clone();
    assert!(inbox.contains(&mark), "{mark}: {inbox}");

    // The form is filled in as far as the message says, and what is guessed is marked.
    let path = format!("{PAGE}/1");
    let form = plain(&pages.get(SALMA, &path).await.text);
    for words in [
        "Shells at the old mill</textarea>",
        "<option value=\"mill\" selected>",
        "A guess by the names of places in the words.",
        "2026-03-12T14:05",
        &format!("tel:{mark}"),
    ] {
        assert!(form.contains(words), "{words}: {form}");
    }
    let key = pages.key(&path).await;
    let fields = [
        ("key", key.as_str()),
        ("what.en", "Shells at the old mill"),
        ("where", "mill"),
        ("occurred", "2026-03-12T14:00"),
        ("precision", "hour"),
        // What is known is not the form's to say.
        ("origin", "somebody else"),
        ("came.origin", "tel:FORGED"),
        ("came.client", "forged"),
        ("reliability", "C"),
        ("credibility", "3"),
    ];
    let without: Vec<_> = fields.iter().copied().filter(|(name, _)| *name != "where").collect();
    let refused = pages.post(SALMA, From::OurPage, &path, &without).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
    assert_eq!(pages.place.entries(), before);
    let sent = pages.post(SALMA, From::OurPage, &path, &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    assert_eq!(pages.place.entries(), before + 2);
    let held = pages.place.desk.held(&CaseId::new(OURS).unwrap()).unwrap();
    let report = held.now().follow_up().reports()[&1].report.clone();
    assert_eq!((report.origin, report.oneself), (format!("tel:{mark}"), false));
    assert!(report.client.starts_with("message1x") && report.told.is_some());
    // Sent twice, or looked at again, it stays one.
    let again = pages.post(SALMA, From::OurPage, &path, &fields).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    assert_eq!(pages.get(SALMA, &path).await.status, StatusCode::SEE_OTHER);
    assert_eq!(pages.place.entries(), before + 2);
    let ended = pages.messages(WhichMessages::Ended).await;
    assert_eq!((ended.len(), ended[0].words.as_deref()), (1, None));
    let inbox = plain(&pages.get(SALMA, &format!("{PAGE}?done=9")).await.text);
    assert!(
        inbox.contains("The message is dealt with.") && inbox.contains("made a report of it,"),
        "{inbox}"
    );

    // The other is discarded, with a reason.
    let bare = pages.send_step(&[("step", "discard"), ("number", "2"), ("reason", "")]).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    let gone = pages.send_step(&[("step", "discard"), ("number", "2"), ("reason", "Not about this.")]).await;
    assert_eq!(gone.header("location"), format!("{PAGE}?discarded=2#waiting"));
    let inbox = plain(&pages.get(SALMA, PAGE).await.text);
    assert!(inbox.contains("Nothing waits.") && inbox.contains("Not about this."), "{inbox}");
    assert!(!inbox.contains("today"), "its words are gone: {inbox}");
    assert_eq!(pages.place.entries(), before + 2);
    // A message that is gone is not kept anew.
    let again = pages.send_step(&all).await;
    assert_eq!(again.header("location"), format!("{PAGE}?kept=0&before=3#waiting"));
    assert_eq!(pages.get(SALMA, &format!("{PAGE}/9")).await.status, StatusCode::NOT_FOUND);
}

/// A report of a message as the record would have it.
fn report_of(row: &mawqif_store::MessageRow) -> Act {
    let client = crate::desk::messages::dealt::client(row);
    let report = format!(
        r#"{{"act":"report-incident","report":{{"client":"{client}","what":{{"en":"Shells"}},"where":"mill",
        "occurred":1773324300000000,"origin":"tel:{}","grade":"C3"}}}}"#,
        row.sender
    );
    serde_json::from_str(&report).unwrap()
}

#[tokio::test]
async fn whoever_looks_later_is_not_who_has_filed_or_discarded_a_message() {
    let mut pages = pages().await;
    let keep = [("step", "keep"), ("text", CHAT), ("days", "day-first"), ("keep", "0"), ("keep", "1")];
    pages.send_step(&keep).await;
    pages.place.act(OURS, "salma", Act::AppointSecretary { account: actor("samir") }).await;
    let rows = pages.messages(WhichMessages::Waiting).await;
    // A mark is nobody's to write, and the name of such a report neither.
    let Act::ReportIncident { report, sealed } = report_of(&rows[0]) else { panic!() };
    for (client, origin) in [
        ("own-1", report.origin.as_str()),
        ("own-1", "TEL: local-AAAAA 00000"),
        (report.client.as_str(), "tel:AAAAA-00000"),
        ("message1x000000000000", report.origin.as_str()),
        ("message99x000000000000", "The baker"),
    ] {
        let mut forged = report.clone();
        (forged.client, forged.origin) = (client.to_owned(), origin.to_owned());
        let forged = Act::ReportIncident { report: forged, sealed: sealed.clone() };
        assert!(pages.place.is_refused(OURS, "samir", forged).await, "{client} {origin}");
    }
    // Another server has entered the report and could not say so here.
    pages.place.act(OURS, "samir", report_of(&rows[0])).await;
    assert!(pages.place.is_refused(OURS, "salma", report_of(&rows[0])).await, "of one message there is one");
    let late = pages.send_step(&[("step", "discard"), ("number", "1"), ("reason", "Not about this.")]).await;
    assert_eq!(late.header("location"), format!("{PAGE}?over=1#waiting"));
    let ended = pages.messages(WhichMessages::Ended).await.remove(0).ended.unwrap();
    assert_eq!((ended.how.as_str(), ended.by.as_str()), ("report", "samir"));
    let page = plain(&pages.get(SALMA, &format!("{PAGE}?discarded=1")).await.text);
    assert!(!page.contains("Message 1 was discarded."), "an address alone says nothing: {page}");
    assert!(page.contains("made a report of it,"), "{page}");
    // While somebody makes a report of the other, nobody discards it.
    let (case, now) = (mawqif_store::CaseId::new(OURS).unwrap(), pages.place.desk.clock().now().micros());
    let claim = mawqif_store::Claim { by: [7; 16], now, until: now + 1_000_000_000 };
    let store = pages.place.desk.store().clone();
    assert!(store.claim_message(&case, 2, &claim).await.unwrap());
    let held_up = [("step", "discard"), ("number", "2"), ("reason", "Not about this.")];
    let refused = pages.send_step(&held_up).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(plain(&refused.text).contains("Somebody is making a report of message 2"), "{}", refused.text);
    store.release_message(&case, 2, &claim.by).await.unwrap();
    assert_eq!(pages.send_step(&held_up).await.header("location"), format!("{PAGE}?discarded=2#waiting"));
}

#[tokio::test]
async fn all_messages_of_one_sender_are_discarded_for_one_reason() {
    let mut pages = pages().await;
    let rows: String = (0..5).map(|at| format!("0933000009 | 2026-03-12 14:0{at} | buy {at}\n")).collect();
    let text = format!("{rows}0933000001 | 2026-03-12 14:09 | Shells at the mill, call 0933 111 222");
    let mut fields = vec![("step", "keep"), ("text", text.as_str())];
    fields.extend(["0", "1", "2", "3", "4", "5"].map(|at| ("keep", at)));
    pages.send_step(&fields).await;
    let inbox = plain(&pages.get(SALMA, PAGE).await.text);
    assert!(inbox.contains("Discard all 5 of this sender"), "{inbox}");
    assert!(inbox.contains("There seems to be a number in them."), "{inbox}");
    assert!(inbox.contains("local-"), "a number without its country: {inbox}");
    let gone = pages.send_step(&[("step", "discard-all"), ("number", "2"), ("reason", "Advertising.")]).await;
    assert_eq!(gone.header("location"), format!("{PAGE}?all=5#waiting"));
    let waiting = pages.messages(WhichMessages::Waiting).await;
    assert_eq!(waiting.iter().map(|it| it.number).collect::<Vec<_>>(), [6]);
    let ended = pages.messages(WhichMessages::Ended).await;
    assert!(ended.iter().all(|it| it.ended.as_ref().unwrap().reason.as_deref() == Some("Advertising.")));
    let form = pages.get(SALMA, &format!("{PAGE}/6")).await.text;
    assert!(form.contains("The mark of a number without its country."), "{form}");
    assert!(form.contains("There seems to be a number in the words."), "{form}");
    assert!(form.contains("3: possibly true") && form.matches("6: I cannot judge").count() == 1, "{form}");
}

#[tokio::test]
async fn a_time_that_is_still_to_come_does_not_stop_a_report() {
    let mut pages = pages().await;
    let text = "0933000001 | 2126-03-12 14:05 | Shells at the mill";
    let page = plain(&pages.send_step(&[("step", "look"), ("text", text)]).await.text);
    assert!(page.contains("That is still to come:"), "{page}");
    pages.send_step(&[("step", "keep"), ("text", text), ("keep", "0")]).await;
    let path = format!("{PAGE}/1");
    let key = pages.key(&path).await;
    let fields = [
        ("key", key.as_str()),
        ("what.en", "Shells at the mill"),
        ("where", "mill"),
        ("occurred", "2026-03-12T14:00"),
        ("precision", "day"),
        ("reliability", "C"),
        ("credibility", "3"),
    ];
    let sent = pages.post(SALMA, From::OurPage, &path, &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    // What is longer than a message is kept in parts, and says so.
    let long = format!("[12/03/2026, 14:05] Sami: {}", "word ".repeat(1_000));
    let page = plain(&pages.send_step(&[("step", "look"), ("text", &long)]).await.text);
    assert!(page.contains("2 messages.") && page.contains("It goes on from the one above"), "{page}");
}

#[tokio::test]
async fn words_that_nobody_has_dealt_with_go_in_the_end() {
    let mut pages = pages().await;
    pages.send_step(&[("step", "keep"), ("text", CHAT), ("days", "day-first"), ("keep", "0")]).await;
    let inbox = plain(&pages.get(SALMA, PAGE).await.text);
    assert!(inbox.contains("after 180 days are deleted"), "{inbox}");
    pages.place.desk.sweep_messages().await.unwrap();
    assert_eq!(pages.messages(WhichMessages::Waiting).await.len(), 1);
    let mut row = pages.messages(WhichMessages::Waiting).await.remove(0);
    let late = row.time + (crate::desk::messages::WAITING_DAYS + 1) * 86_400_000_000;
    pages.place.desk.sweep_messages_at(mawqif_core::case::Moment::from_micros(late)).await.unwrap();
    row = pages.messages(WhichMessages::Ended).await.remove(0);
    assert_eq!((row.words, row.ended.unwrap().how.as_str()), (None, "expired"));
    let inbox = plain(&pages.get(SALMA, PAGE).await.text);
    assert!(inbox.contains("Nobody dealt with it; its words were deleted"), "{inbox}");
}

#[tokio::test]
async fn a_number_is_sealed_to_the_committee_and_comes_along_with_the_report() {
    let (secret, mut pages) = (x25519::Identity::generate(), pages().await);
    let page = pages.send_step(&[("step", "look"), ("text", CHAT)]).await.text;
    assert!(page.contains("A number is not kept, since the committee has no keys"), "{page}");
    pages.place.act(OURS, "salma", Act::AppointSecretary { account: actor("samir") }).await;
    let key = SealKey { name: Text::plain("Salma"), key: secret.to_public().to_string() };
    pages.place.act(OURS, "salma", Act::SetSealKeys { keys: vec![key] }).await;
    let held = pages.place.desk.held(&CaseId::new(OURS).unwrap()).unwrap();
    let proposal = *held.now().proposals().keys().next_back().unwrap();
    pages.place.act(OURS, "samir", Act::ConfirmChange { proposal }).await;
    pages.send_step(&[("step", "keep"), ("text", CHAT), ("days", "day-first"), ("keep", "0")]).await;
    let row = pages.messages(WhichMessages::Waiting).await.remove(0);
    let packed = row.sealed.clone().unwrap();
    assert!(!packed.windows(3).any(|it| it == b"933"), "not in clear");
    let inbox = plain(&pages.get(SALMA, PAGE).await.text);
    assert!(inbox.contains("sealed to the committee&#39;s keys; it comes along"), "{inbox}");

    let path = format!("{PAGE}/1");
    let key = pages.key(&path).await;
    let fields = [
        ("key", key.as_str()),
        ("what.en", "Shells at the old mill"),
        ("where", "mill"),
        ("occurred", "2026-03-12T14:00"),
        ("precision", "hour"),
        ("reliability", "C"),
        ("credibility", "3"),
    ];
    // An attempt was cut off after the number was kept: the next one is not held up by what it left.
    let (sealed, bytes) = crate::desk::messages::unpacked(&held.now(), &row).unwrap();
    pages.place.desk.keep_names(&held, &sealed, &bytes).await.unwrap();
    let without: Vec<_> = fields.iter().copied().filter(|(name, _)| *name != "where").collect();
    assert_eq!(
        pages.post(SALMA, From::OurPage, &path, &without).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let stored = pages.place.desk.store().sealed_files(held.stored()).await.unwrap();
    assert!(stored.is_empty(), "of a report that was refused nothing is left");
    let sent = pages.post(SALMA, From::OurPage, &path, &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let case = held.now();
    let (_, item) = case.follow_up().evidence().all().iter().next().unwrap();
    let bytes =
        pages.place.desk.store().sealed_bytes(held.stored(), &item.sealed.under.sha256).await.unwrap();
    let mut opened = String::new();
    let decryptor = Decryptor::new(&bytes[..]).unwrap();
    decryptor
        .decrypt(std::iter::once(&secret as &dyn Identity))
        .unwrap()
        .read_to_string(&mut opened)
        .unwrap();
    assert!(opened.contains("reach: +963 933 000 001"), "{opened}");
    let ended = pages.messages(WhichMessages::Ended).await;
    assert_eq!((ended[0].sealed.as_deref(), ended[0].words.as_deref()), (None, None));

    // Once the keys are others, a number that was sealed before cannot come along, and does not go without a word.
    pages.send_step(&[("step", "keep"), ("text", CHAT), ("days", "day-first"), ("keep", "1")]).await;
    let other = x25519::Identity::generate().to_public().to_string();
    let keys = vec![SealKey { name: Text::plain("Salma"), key: other }];
    pages.place.act(OURS, "salma", Act::SetSealKeys { keys }).await;
    let proposal = *held.now().proposals().keys().next_back().unwrap();
    pages.place.act(OURS, "samir", Act::ConfirmChange { proposal }).await;
    let inbox = plain(&pages.get(SALMA, PAGE).await.text);
    assert!(inbox.contains("sealed to keys that are no longer the committee"), "{inbox}");
    let path = format!("{PAGE}/2");
    let key = pages.key(&path).await;
    let mut fields = fields.to_vec();
    fields[0] = ("key", key.as_str());
    let asked = pages.post(SALMA, From::OurPage, &path, &fields).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", asked.text);
    assert!(asked.text.contains("Make the report without the number"), "{}", asked.text);
    assert!(pages.messages(WhichMessages::Waiting).await[0].sealed.is_some(), "it is there still");
    fields.push(("without", "yes"));
    let sent = pages.post(SALMA, From::OurPage, &path, &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
}

#[tokio::test]
async fn a_gateway_is_made_seen_once_and_taken_back() {
    let mut pages = pages().await;
    let refused = pages.post(SALMA, From::OurPage, GATEWAYS, &[("label", "")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let made = pages.post(SALMA, From::OurPage, GATEWAYS, &[("label", "Telephone <north>")]).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text);
    let token =
        made.text.split_once("<code dir=\"ltr\">mawqif_in_").and_then(|(_, rest)| rest.split_once('<'));
    let token = format!("mawqif_in_{}", token.unwrap().0);
    assert!(made.text.contains("https://desk.example.org/api/cases/ours/messages"), "{}", made.text);
    let page = pages.get(SALMA, GATEWAYS).await.text;
    assert!(!page.contains("mawqif_in_") && page.contains("Telephone &#60;north&#62;"), "{page}");
    assert!(page.contains("Never used"), "{page}");
    assert!(pages.place.desk.gateway(OURS, &token).await.unwrap().is_some());
    let back = pages.post(SALMA, From::OurPage, GATEWAYS, &[("step", "revoke"), ("number", "1")]).await;
    assert_eq!(back.header("location"), GATEWAYS);
    assert!(pages.place.desk.gateway(OURS, &token).await.unwrap().is_none());
    assert!(pages.get(SALMA, GATEWAYS).await.text.contains("Taken back"));
    assert_eq!(pages.get(OMAR, GATEWAYS).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn messages_speak_arabic() {
    let mut pages = pages().await;
    let text = "المرسل: 0933000001\nالتاريخ: 13/3/2026 9:30 ص\nالنص: قصف على المطحنة القديمة";
    pages.send_step(&[("step", "keep"), ("text", text), ("keep", "0")]).await;
    let session = pages.session(SALMA).await;
    let inbox = plain(&pages.get_as(&session, PAGE, "mawqif-language=ar").await.text);
    for words in ["رسالة واحدة تنتظر.", "قصف على المطحنة القديمة", "لعل المكان: المطحنة القديمة"]
    {
        assert!(inbox.contains(words), "{words}: {inbox}");
    }
    let form = plain(&pages.get_as(&session, &format!("{PAGE}/1"), "mawqif-language=ar").await.text);
    assert!(form.contains("name=\"what.ar\"") && form.contains("تخمين من أسماء الأماكن"), "{form}");
}

#[tokio::test]
async fn a_sender_who_floods_is_muted_by_its_mark_and_heard_again() {
    let mut pages = pages().await;
    let held = pages.place.desk.held(&CaseId::new(OURS).unwrap()).unwrap();
    let account = mawqif_store::AccountId::new("salma").unwrap();
    let token = crate::desk::people::token::gateway_hash("ours");
    let store = pages.place.desk.store();
    store.create_gateway(held.stored(), (&token, "phone"), (&account, 1), [9, 9]).await.unwrap();
    let door = pages.place.desk.gateway(OURS, "ours").await.unwrap().unwrap();
    let bring = |from: &str, words: String| {
        let incoming = Incoming { sender: Some(from.to_owned()), words, ..Incoming::default() };
        let (desk, held, gateway) = (pages.place.desk.clone(), held.clone(), door.gateway.clone());
        async move { desk.receive(&held, Via::Gateway(&gateway), &incoming).await.unwrap() }
    };
    for at in 0..3 {
        bring("+963 933 000 009", format!("noise {at}")).await;
    }
    bring("+963 933 000 001", "Shells at the old mill".to_owned()).await;
    // The committee discards; what is not to be seen at all is the secretariat's to say, with a reason.
    let unsaid = pages.send_step(&[("step", "mute"), ("number", "1"), ("reason", "")]).await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = pages.send_step(&[("step", "mute"), ("number", "1"), ("reason", "Noise all day.")]).await;
    assert_eq!(done.header("location"), format!("{PAGE}?muted=3#muted"), "{}", done.text);
    // What was discarded does not fill up again, and others are heard.
    let store = pages.place.desk.store().clone();
    let incoming = Incoming {
        sender: Some("+963933000009".to_owned()),
        words: "noise 4".to_owned(),
        ..Incoming::default()
    };
    let came = pages.place.desk.receive(&held, Via::Gateway(&door.gateway), &incoming).await.unwrap();
    assert_eq!(came, mawqif_store::Received::Muted);
    assert_eq!(store.messages_waiting(held.stored()).await.unwrap(), 1);
    let page = plain(&pages.get(SALMA, PAGE).await.text);
    assert!(page.contains("Noise all day.") && page.contains("one message was turned away since"), "{page}");
    let mark = store.muted_senders(held.stored()).await.unwrap()[0].sender.clone();
    assert!(!page.contains("933000009") && page.contains(&mark), "{page}");
    let heard = pages.send_step(&[("step", "unmute"), ("sender", &mark)]).await;
    assert_eq!(heard.status, StatusCode::SEE_OTHER);
    let came = pages.place.desk.receive(&held, Via::Gateway(&door.gateway), &incoming).await.unwrap();
    assert!(matches!(came, mawqif_store::Received::New(_)), "{came:?}");
}
