//! Upcasting: payloads of older versions brought to the newest, one version at a time.
//!
//! Records are never rewritten, so the steps stay here for good. A step knows nothing of the case:
//! only the payload, as JSON.

use serde_json::{Map, Value, json};

use super::FactError;

/// One version of a kind made into the next; an error says what the old form should have.
type Step = fn(Map<String, Value>) -> Result<Value, &'static str>;

/// The steps, by kind and the version they start from.
const STEPS: &[(&str, u32, Step)] = &[
    ("observer-admitted", 1, observer_admitted_1),
    ("initiative-received", 1, initiative_received_1),
    ("change-proposed", 1, change_proposed_1),
    ("change-proposed", 2, change_proposed_2),
    ("change-proposed", 3, change_proposed_3),
    ("change-proposed", 4, change_proposed_4),
    ("public-consultation-opened", 1, public_consultation_opened_1),
    ("stance-filed", 1, stance_filed_1),
];

/// Brings a payload from one version to another.
///
/// # Errors
/// [`FactError::Payload`] when it has not the form of its version, [`FactError::Version`] when a step
/// is missing.
pub fn upcast(kind: &'static str, from: u32, to: u32, payload: Value) -> Result<Value, FactError> {
    (from..to).try_fold(payload, |payload, version| {
        let Some((.., step)) = STEPS.iter().find(|(of, start, _)| *of == kind && *start == version) else {
            return Err(FactError::Version { kind, version, newest: to });
        };
        let Value::Object(old) = payload else {
            return Err(FactError::Payload { kind, message: "it is no object".to_owned() });
        };
        step(old).map_err(|message| FactError::Payload { kind, message: message.to_owned() })
    })
}

/// Version 1 knew no acceptance: whoever was admitted could read along at once.
fn observer_admitted_1(mut old: Map<String, Value>) -> Result<Value, &'static str> {
    if old.contains_key("acceptance") {
        return Err("version 1 has `account` only");
    }
    old.insert("acceptance".to_owned(), json!("given"));
    Ok(Value::Object(old))
}

/// Version 1 had the initiative's id and version only; version 2 has the initiative as it stands in a
/// dossier.
fn initiative_received_1(mut old: Map<String, Value>) -> Result<Value, &'static str> {
    let id = old.remove("initiative").ok_or("version 1 has `initiative`")?;
    let version = old.remove("version").unwrap_or(json!(1));
    let title = id.clone();
    Ok(json!({ "initiative": { "id": id, "title": title, "version": version } }))
}

/// Version 1 knew no change of who speaks for a body.
fn change_proposed_1(old: Map<String, Value>) -> Result<Value, &'static str> {
    match old.get("change") {
        Some(change) if change.get("name-delegate").is_none() => Ok(Value::Object(old)),
        _ => Err("version 1 has `change`, and no mandate in it"),
    }
}

/// Version 2 knew no release of a statement.
fn change_proposed_2(old: Map<String, Value>) -> Result<Value, &'static str> {
    match old.get("change") {
        Some(change) if change.get("release-statement").is_none() => Ok(Value::Object(old)),
        _ => Err("version 2 has `change`, and no statement in it"),
    }
}

/// Version 3 knew no change of who signs.
fn change_proposed_3(old: Map<String, Value>) -> Result<Value, &'static str> {
    match old.get("change") {
        Some(change) if change.get("set-signers").is_none() => Ok(Value::Object(old)),
        _ => Err("version 3 has `change`, and no signers in it"),
    }
}

/// Version 4 knew no change of the keys that evidence is sealed to or of a committee, no destroying of ballots, and no reopening that
/// waits.
fn change_proposed_4(old: Map<String, Value>) -> Result<Value, &'static str> {
    let later = [
        "set-seal-keys",
        "forget-public-ballots",
        "reopen-position",
        "change-committee-members",
        "form-committee",
    ];
    match old.get("change") {
        Some(change) if later.iter().all(|key| change.get(key).is_none()) => Ok(Value::Object(old)),
        _ => Err("version 4 has `change`, and no seal keys, ballots, reopening or committee in it"),
    }
}

/// Version 1 did not say who asks: the case did.
fn public_consultation_opened_1(old: Map<String, Value>) -> Result<Value, &'static str> {
    match old.get("terms") {
        Some(terms) if terms.get("asks").is_none() => Ok(Value::Object(old)),
        _ => Err("version 1 has `terms`, and nobody who asks in it"),
    }
}

/// Version 1 had the keys of the stance at the top and could leave out the version it answers, when
/// there was but one.
fn stance_filed_1(mut old: Map<String, Value>) -> Result<Value, &'static str> {
    if !old.contains_key("body") || !old.contains_key("says") {
        return Err("version 1 has `body` and `says`");
    }
    old.entry("version").or_insert(json!(1));
    Ok(json!({ "stance": old }))
}
