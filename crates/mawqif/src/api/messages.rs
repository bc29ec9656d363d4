//! Messages from gateways: what a telephone's program or a form on another site sends on, in whatever words it has for it.
//!
//! A gateway has a token that can do this and nothing else, for one case. It sends JSON or a form; the names by which gateways
//! call a sender, words, a time and a message are all known, also one level down. What comes waits in the case's inbox. A message that comes
//! again is answered as if it had come now, so that no gateway keeps trying.

use axum::{
    Extension,
    extract::{Request, State},
    http::{StatusCode, header},
    response::Response,
};
use mawqif_core::{
    case::{Moment, position::Stage},
    followup::{
        calendar::{Day, Order},
        messages::{Clock, Sent, WORDS_LIMIT, when},
    },
};
use mawqif_store::Received;
use serde_json::{Map, Value, json};

use super::{Api, body, problem::Problem};
use crate::desk::messages::{
    Exact, GATEWAY_MESSAGE_LIMIT, Incoming, SENDER_MESSAGE_LIMIT, Via, WAITING_MESSAGE_LIMIT,
    gateways::{Door, GATEWAY_BURST_LIMIT},
};

/// Longest body of a message, in bytes.
pub const MESSAGE_BODY_LIMIT: usize = 64 << 10;

/// Longest name of a sender and longest id, in characters.
const NAME: usize = 200;

/// The most fields of a message that are looked at.
const FIELD_LIMIT: usize = 200;

/// What gateways call the sender.
const SENDER: [&str; 12] = [
    "from",
    "sender",
    "phonenumber",
    "phone",
    "number",
    "msisdn",
    "originator",
    "source",
    "address",
    "contact",
    "fromnumber",
    "mobile",
];

/// What they call the words.
const WORDS: [&str; 8] = ["text", "body", "message", "content", "msg", "sms", "smstext", "messagebody"];

/// What they call the time.
const TIME: [&str; 13] = [
    "sentat",
    "timestamp",
    "senttimestamp",
    "sent",
    "receivedat",
    "receivedtimestamp",
    "received",
    "datetime",
    "date",
    "time",
    "sentstamp",
    "receivedstamp",
    "createdat",
];

/// What they call the message itself.
const ID: [&str; 9] =
    ["messageid", "messagesid", "smssid", "smsmessagesid", "smsid", "msgid", "id", "uuid", "reference"];

/// In what they wrap all that.
const WRAPS: [&str; 5] = ["payload", "data", "message", "sms", "event"];

/// A message arrives.
pub async fn receive(
    State(api): State<Api>,
    Extension(door): Extension<Door>,
    request: Request,
) -> Result<Response, Problem> {
    if !api.desk.lets_in(&door) {
        let detail = format!(
            "a gateway brings {GATEWAY_BURST_LIMIT} messages at once and then two a second; try again"
        );
        let title = "Faster than anybody writes";
        return Err(Problem::new(StatusCode::TOO_MANY_REQUESTS, "too-fast", title, detail).after(60));
    }
    let kind =
        request.headers().get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let now = api.desk.clock().now();
    let incoming = match kind.as_str() {
        "application/x-www-form-urlencoded" => of_form(&body::text(request).await?, now)?,
        "application/json" => {
            let object: Map<String, Value> = body::json(request).await?;
            of_fields(&flat(&object), now)?
        }
        _ => {
            let detail = "send JSON, or a form: `Content-Type: application/json` or `application/x-www-form-urlencoded`";
            let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
            return Err(Problem::new(status, "media-type", "This is no JSON", detail));
        }
    };
    if door.held.now().stage() == Stage::Empty {
        let title = "Nothing is reported here yet";
        let detail = "the case has no initiative, so it takes no reports and no messages";
        return Err(Problem::new(StatusCode::CONFLICT, "no-reports", title, detail));
    }
    match api.desk.receive(&door.held, Via::Gateway(&door.gateway), &incoming).await? {
        Received::New(number) => {
            body::answer(StatusCode::CREATED, &json!({ "message": number, "repeated": false }))
        }
        Received::Before(number) => {
            body::answer(StatusCode::OK, &json!({ "message": number, "repeated": true }))
        }
        // As if it had come: a gateway has nothing to do about it, and whoever floods a case learns nothing.
        Received::Muted => body::answer(StatusCode::OK, &json!({ "message": null, "repeated": false })),
        // Not 503: a gateway that tries again and again would hold up the messages of everybody else.
        Received::SenderFull => {
            let detail = format!(
                "{SENDER_MESSAGE_LIMIT} messages of this sender wait already, which is the most; this one is not kept"
            );
            Err(Problem::new(StatusCode::CONFLICT, "sender-full", "Too many of one sender wait", detail))
        }
        full @ (Received::Full | Received::GatewayFull) => {
            let (limit, of) = match full {
                Received::Full => (WAITING_MESSAGE_LIMIT, ""),
                _ => (GATEWAY_MESSAGE_LIMIT, " of this gateway"),
            };
            let detail = format!(
                "{limit} messages{of} wait already, which is the most; somebody has to deal with them first"
            );
            let problem =
                Problem::new(StatusCode::SERVICE_UNAVAILABLE, "inbox-full", "The inbox is full", detail);
            Err(problem.after(600))
        }
    }
}

fn of_form(text: &str, now: Moment) -> Result<Incoming, Problem> {
    let pairs: Vec<(String, String)> =
        form_urlencoded::parse(text.as_bytes()).into_owned().take(FIELD_LIMIT).collect();
    // Bytes that are no text were written over, which whoever reads the words would take for what was sent.
    if pairs.iter().any(|(_, value)| value.contains('\u{FFFD}')) && !text.contains("%EF%BF%BD") {
        return Err(Problem::field_of("text", "it is not UTF-8"));
    }
    of_fields(&pairs.into_iter().map(|(name, value)| (plain(&name), value)).collect::<Vec<_>>(), now)
}

/// The fields of an object with those that it wraps in front.
fn flat(object: &Map<String, Value>) -> Vec<(String, String)> {
    let inner = object.iter().filter(|(name, _)| WRAPS.contains(&plain(name).as_str()));
    let inner = inner.filter_map(|(_, value)| value.as_object()).flatten();
    let told = |(name, value): (&String, &Value)| {
        let value = match value {
            Value::String(words) => words.clone(),
            Value::Number(number) => number.to_string(),
            _ => return None,
        };
        Some((plain(name), value))
    };
    inner.chain(object).filter_map(told).take(FIELD_LIMIT).collect()
}

/// The name of a field without what gateways differ in.
fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|it| it.to_ascii_lowercase()).collect()
}

fn of_fields(fields: &[(String, String)], now: Moment) -> Result<Incoming, Problem> {
    let said = |names: &[&str]| {
        let found = names
            .iter()
            .find_map(|name| fields.iter().find(|(own, value)| own == name && !value.trim().is_empty()));
        found.map(|(_, value)| value.trim().to_owned())
    };
    let words = said(&WORDS).ok_or_else(|| {
        Problem::field_of("text", "there are no words; they belong into `text`, `body` or `message`")
    })?;
    if words.chars().count() > WORDS_LIMIT {
        return Err(Problem::field_of("text", &format!("a message has at most {WORDS_LIMIT} characters")));
    }
    let [sender, id] = [said(&SENDER), said(&ID)];
    for (name, value) in [("from", &sender), ("id", &id)] {
        if value.as_ref().is_some_and(|value| value.chars().count() > NAME) {
            return Err(Problem::field_of(name, &format!("this has at most {NAME} characters")));
        }
    }
    let sent = said(&TIME).and_then(|told| moment(&told)).filter(|(at, _)| is_past(*at, now));
    Ok(Incoming { id, sender, sent, words })
}

/// Whether something can have been sent then: clocks of telephones are wrong by hours, hardly by days.
fn is_past(at: Moment, now: Moment) -> bool {
    const DAY: u64 = 86_400_000_000;
    at.micros() <= now.micros().saturating_add(DAY) && at.micros() >= 946_684_800_000_000
}

/// A time as gateways write it: seconds, milliseconds or microseconds since 1970, or in words; without a zone it is Greenwich's. What
/// cannot be read is left open, for the message matters more.
fn moment(told: &str) -> Option<(Moment, Exact)> {
    if told.bytes().all(|it| it.is_ascii_digit()) {
        let number: u64 = told.parse().ok()?;
        let micros = match number {
            0..100_000_000_000 => number.checked_mul(1_000_000)?,
            100_000_000_000..100_000_000_000_000 => number.checked_mul(1_000)?,
            _ => number,
        };
        return Some((Moment::from_micros(micros), Exact::Minute));
    }
    let micros = |day: Day, minute: u16| {
        let minutes = i64::from(day.0) * 1_440 + i64::from(minute);
        u64::try_from(minutes).ok().and_then(|it| it.checked_mul(60_000_000)).map(Moment::from_micros)
    };
    match when(told, Order::Plain) {
        Sent::Minute { day, minute, clock: Clock::Utc | Clock::Local } => {
            Some((micros(day, minute)?, Exact::Minute))
        }
        Sent::Day(day) => Some((micros(day, 0)?, Exact::Day)),
        Sent::Unsaid | Sent::Unread | Sent::TwoWays => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Incoming {
        let object: Map<String, Value> = serde_json::from_str(json).unwrap();
        of_fields(&flat(&object), Moment::from_micros(1_900_000_000_000_000)).unwrap()
    }

    #[test]
    fn gateways_are_understood_in_their_own_words() {
        let at = |micros| Some((Moment::from_micros(micros), Exact::Minute));
        for (json, id) in [
            (
                r#"{"from": "+963933000001", "text": "Shells", "sent_at": "2030-03-12T14:05:00+03:00", "id": "7"}"#,
                "7",
            ),
            (
                r#"{"From": "+963933000001", "Body": "Shells", "MessageSid": "SM7", "timestamp": 1899543900}"#,
                "SM7",
            ),
            (
                r#"{"event": "sms:received", "id": "outer", "payload": {"messageId": "m7", "phoneNumber": "+963933000001",
                "message": "Shells", "receivedAt": "2030-03-12T11:05:00.000Z"}}"#,
                "m7",
            ),
            (
                r#"{"sms": {"number": "+963933000001", "msg": "Shells", "sentStamp": 1899543900000}, "uuid": "u"}"#,
                "u",
            ),
        ] {
            let read = read(json);
            assert_eq!(read.id.as_deref(), Some(id), "{json}");
            assert_eq!(read.sender.as_deref(), Some("+963933000001"), "{json}");
            assert_eq!((read.words.as_str(), read.sent), ("Shells", at(1_899_543_900_000_000)), "{json}");
        }
        let read =
            read(r#"{"number": 933000001, "message": "x", "date": "soon", "time": null, "id": {"a": 1}}"#);
        assert_eq!((read.sender.as_deref(), read.sent, read.id), (Some("933000001"), None, None));
    }

    #[test]
    fn a_form_says_the_same() {
        let now = Moment::from_micros(1_900_000_000_000_000);
        let read = of_form("From=%2B963933000001&Body=%D9%82%D8%B5%D9%81+%26&MessageSid=SM7", now).unwrap();
        assert_eq!((read.words.as_str(), read.sender.as_deref()), ("قصف &", Some("+963933000001")));
        assert!(of_form("Body=%FF%FE", now).is_err());
        assert!(of_form("Body=%EF%BF%BD", now).is_ok());
        assert!(of_form("From=1&Body=+", now).is_err());
        let day = of_form("text=x&date=2030-03-12", now).unwrap().sent.unwrap();
        assert_eq!(day.1, Exact::Day);
        assert_eq!(of_form("text=x&date=2040-03-12", now).unwrap().sent, None, "not yet");
        assert!(of_form(&format!("text={}", "a".repeat(WORDS_LIMIT + 1)), now).is_err());
    }
}
