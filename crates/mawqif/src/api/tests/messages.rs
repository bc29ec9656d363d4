//! Gateways at the door: what they may bring, and who is turned away.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode, header},
};
use base64ct::{Base64, Encoding};
use mawqif_core::record::hash::Hash;
use mawqif_store::{AccountId, MessageRoom, NewMessage, WhichMessages};
use serde_json::Value;
use tower_service::Service;

use super::place::{OURS, Place, THEIRS};
use crate::desk::{
    messages::{SENDER_MESSAGE_LIMIT, gateways::GATEWAY_BURST_LIMIT},
    people::token::gateway_hash,
};

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";
const SHELLS: &str = r#"{"from": "+963933000001", "text": "Shells at the mill", "sent_at": "2026-03-12T14:05:00Z", "id": "7"}"#;

struct Door {
    place: Place,
    router: Router,
}

impl Door {
    /// Our case with a gateway that has the token `ours`, and another coalition's with `theirs`.
    async fn new() -> Self {
        let place = Place::new().await;
        for (case, token) in [(OURS, "ours"), (THEIRS, "theirs")] {
            let (case, account) =
                (mawqif_store::CaseId::new(case).unwrap(), AccountId::new("salma").unwrap());
            let store = place.desk.store();
            store.create_gateway(&case, (&gateway_hash(token), token), (&account, 1), [9, 9]).await.unwrap();
        }
        let router = super::super::router(place.desk.clone());
        Self { place, router }
    }

    async fn send(
        &mut self,
        case: &str,
        who: &str,
        media: &str,
        body: Vec<u8>,
    ) -> (StatusCode, HeaderMap, Value) {
        let mut request =
            Request::post(format!("/api/cases/{case}/messages")).header(header::CONTENT_TYPE, media);
        if !who.is_empty() {
            request = request.header(header::AUTHORIZATION, who);
        }
        let response = self.router.call(request.body(Body::from(body)).unwrap()).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        (status, headers, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
    }

    async fn json(&mut self, body: &str) -> (StatusCode, Value) {
        let (status, _, told) = self.send(OURS, "Bearer ours", JSON, body.into()).await;
        (status, told)
    }

    async fn waiting(&self, case: &str) -> Vec<mawqif_store::MessageRow> {
        let case = mawqif_store::CaseId::new(case).unwrap();
        self.place.desk.store().messages(&case, WhichMessages::Waiting, 1_000).await.unwrap()
    }
}

#[tokio::test]
async fn a_message_waits_in_its_case_without_the_number_of_its_sender() {
    let mut door = Door::new().await;
    let before = door.place.entries();
    let (status, told) = door.json(SHELLS).await;
    assert_eq!(
        (status, &told["message"], &told["repeated"]),
        (StatusCode::CREATED, &1.into(), &false.into())
    );
    let basic = format!("Basic {}", Base64::encode_string(b"gateway:ours"));
    let form = b"From=%2B963+933+000+001&Body=%D9%82%D8%B5%D9%81&MessageSid=8&extra=x".to_vec();
    let (status, _, told) = door.send(OURS, &basic, FORM, form).await;
    assert_eq!((status, &told["message"]), (StatusCode::CREATED, &2.into()));
    let waiting = door.waiting(OURS).await;
    assert_eq!(waiting[0].words.as_deref(), Some("Shells at the mill"));
    assert_eq!(waiting[0].sent, Some(1_773_324_300_000_000));
    assert_eq!((waiting[1].words.as_deref(), waiting[1].sent), (Some("قصف"), None));
    assert_eq!(waiting[0].sender, waiting[1].sender, "one telephone, one mark");
    assert!(!waiting[0].sender.contains("963") && waiting[0].sender.len() == 11, "{}", waiting[0].sender);
    assert_eq!(door.place.entries(), before, "nothing has entered the record");
    assert!(door.waiting(THEIRS).await.is_empty());
    let case = mawqif_store::CaseId::new(OURS).unwrap();
    let gateways = door.place.desk.store().gateways(&case).await.unwrap();
    assert_eq!(gateways[0].received, 2);
    assert!(gateways[0].used.is_some());
}

#[tokio::test]
async fn a_message_that_comes_again_is_one() {
    let mut door = Door::new().await;
    for expected in [StatusCode::CREATED, StatusCode::OK, StatusCode::OK] {
        assert_eq!(door.json(SHELLS).await.0, expected);
    }
    // Without an id, sender, time and words tell; with another id it is another message, which the inbox shows as a twin.
    let bare = r#"{"from": "+963933000002", "text": "quiet  now", "timestamp": 1773324300}"#;
    let again = r#"{"sender": "00963933000002", "message": "quiet now", "date": "2026-03-12 14:05"}"#;
    assert_eq!(door.json(bare).await.0, StatusCode::CREATED);
    assert_eq!(door.json(again).await.0, StatusCode::OK);
    assert_eq!(door.json(&SHELLS.replace("\"7\"", "\"8\"")).await.0, StatusCode::CREATED);
    // Neither a time nor an id: the same words from one telephone on one day.
    let least = r#"{"from": "1234567", "text": "help"}"#;
    assert_eq!(door.json(least).await.0, StatusCode::CREATED);
    assert_eq!(door.json(least).await.0, StatusCode::OK);
    let waiting = door.waiting(OURS).await;
    assert_eq!(waiting.len(), 4);
    assert_eq!(
        waiting.iter().map(|it| it.repeats).collect::<Vec<_>>(),
        [2, 1, 0, 1],
        "what came again is counted"
    );
}

#[tokio::test]
async fn an_id_that_comes_again_with_other_words_is_another_message() {
    let mut door = Door::new().await;
    // A telephone that was reset begins its ids anew; a program gives its own to all.
    for (body, expected) in [
        (r#"{"id": "1", "from": "+963933000001", "text": "Shells at the mill"}"#, StatusCode::CREATED),
        (r#"{"id": "1", "from": "+963933000001", "text": "The road is open"}"#, StatusCode::CREATED),
        (r#"{"id": "1", "from": "+963933000002", "text": "The road is open"}"#, StatusCode::CREATED),
        (r#"{"id": "1", "from": "963933000002", "text": "The road is open"}"#, StatusCode::OK),
    ] {
        assert_eq!(door.json(body).await.0, expected, "{body}");
    }
    // Two who are not named may say the same, at the same second even.
    let nobody = r#"{"text": "help", "timestamp": 1773324300}"#;
    for body in [nobody, nobody, r#"{"text": "help"}"#, r#"{"text": "help"}"#] {
        assert_eq!(door.json(body).await.0, StatusCode::CREATED);
    }
    assert_eq!(door.waiting(OURS).await.len(), 7);
}

#[tokio::test]
async fn one_telephone_does_not_fill_the_inbox() {
    let mut door = Door::new().await;
    let (case, content) = (mawqif_store::CaseId::new(OURS).unwrap(), Hash::of(&[b"content"]));
    let held = door.place.desk.held(&mawqif_core::case::CaseId::new(OURS).unwrap()).unwrap();
    let mark = door.place.desk.marks(&held).sender("+963933000001");
    let room = MessageRoom { waiting: 9_999, of_sender: 9_999, of_gateway: 9_999, all: 9_999 };
    for number in 0..SENDER_MESSAGE_LIMIT {
        let name = Hash::of(&[&number.to_be_bytes()]);
        let new = NewMessage {
            name: &name,
            content: &content,
            same_since: None,
            gateway: Some(1),
            account: None,
            time: 1,
            sent: None,
            sender: &mark,
            sealed: None,
            words: "flood",
        };
        door.place.desk.store().receive_message(&case, new, room).await.unwrap();
    }
    let (status, told) = door.json(r#"{"from": "963933000001", "text": "flood again"}"#).await;
    assert_eq!((status, &told["code"]), (StatusCode::CONFLICT, &"sender-full".into()));
    assert_eq!(door.json(r#"{"from": "+963933000002", "text": "Shells"}"#).await.0, StatusCode::CREATED);
    assert_eq!(door.place.desk.store().gateways(&case).await.unwrap()[0].turned_away, 1);
}

#[tokio::test]
async fn nobody_else_gets_in() {
    let mut door = Door::new().await;
    for (case, who) in [
        (OURS, ""),
        (OURS, "Bearer "),
        (OURS, "Bearer theirs"),
        (THEIRS, "Bearer ours"),
        ("nowhere", "Bearer ours"),
        (OURS, "Basic !!!"),
        (OURS, "Digest ours"),
    ] {
        let (status, _, told) = door.send(case, who, JSON, SHELLS.into()).await;
        assert_eq!(
            (status, &told["code"]),
            (StatusCode::UNAUTHORIZED, &"not-signed-in".into()),
            "{case} {who}"
        );
    }
    // The token is good for nothing else.
    let request = Request::get(format!("/api/cases/{OURS}")).header(header::AUTHORIZATION, "Bearer ours");
    let response = door.router.call(request.body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(door.json(SHELLS).await.0, StatusCode::CREATED);
    let case = mawqif_store::CaseId::new(OURS).unwrap();
    assert!(door.place.desk.store().revoke_gateway(&case, 1, 2).await.unwrap());
    assert_eq!(door.json(SHELLS).await.0, StatusCode::UNAUTHORIZED);
    assert_eq!(door.waiting(OURS).await.len(), 1);
}

#[tokio::test]
async fn what_is_no_message_is_told_why() {
    let mut door = Door::new().await;
    let long = format!(r#"{{"text": "{}"}}"#, "a".repeat(4_001));
    for (body, detail) in [
        ("{}", "there are no words"),
        (r#"{"text": " "}"#, "there are no words"),
        (r#"{"text": ["x"]}"#, "there are no words"),
        ("[]", "begins with `{`"),
        ("{", "ends too early"),
        (long.as_str(), "at most 4000 characters"),
    ] {
        let (status, told) = door.json(body).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
        assert!(told["detail"].as_str().unwrap().contains(detail), "{told}");
    }
    let (status, ..) = door.send(OURS, "Bearer ours", JSON, b"{\"text\": \"\xC8\xE5\"}".to_vec()).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "not UTF-8");
    let (status, ..) = door.send(OURS, "Bearer ours", FORM, b"text=%C8%E5".to_vec()).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "not UTF-8");
    let (status, ..) = door.send(OURS, "Bearer ours", FORM, vec![b'a'; 70_000]).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    let (status, ..) = door.send(OURS, "Bearer ours", "text/plain", b"Shells".to_vec()).await;
    assert_eq!(status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert!(door.waiting(OURS).await.is_empty());
}

#[tokio::test]
async fn a_flood_is_held_up_and_another_gateway_is_not() {
    let mut door = Door::new().await;
    let mut told = (0, 0);
    for number in 0..GATEWAY_BURST_LIMIT + 60 {
        let body = format!(r#"{{"text": "flood", "id": "{number}"}}"#);
        let (status, headers, _) = door.send(OURS, "Bearer ours", JSON, body.into()).await;
        match status {
            StatusCode::CREATED => told.0 += 1,
            StatusCode::TOO_MANY_REQUESTS => {
                assert_eq!(headers["retry-after"], "60");
                told.1 += 1;
            }
            other => panic!("{other}"),
        }
    }
    assert!(told.0 >= GATEWAY_BURST_LIMIT && told.1 > 0, "{told:?}");
    assert_eq!(door.send(THEIRS, "Bearer theirs", JSON, SHELLS.into()).await.0, StatusCode::CREATED);
    let (_, told) = door.json(r#"{"text": "x"}"#).await;
    assert_eq!(told["code"], "too-fast");
}
