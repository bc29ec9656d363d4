//! What bulletins tell and do not: nothing that betrays a place, nothing that no longer holds, nothing twice, nothing made up.

use mawqif_core::{
    case::{Act, Moment, Refusal, refusal::State},
    followup::calendar::Day,
    statement::{
        Language,
        week::{Mark, Week},
    },
};
use serde_json::{Value, json};

use crate::{
    bulletins::{
        ahead, ask, at_the_mill, composed, drafted, judged, out, promise, released, sensitivity, today,
    },
    desk::Desk,
    followup::{
        COUNCIL, DAY, adopted, answer, attribute, commitment, finding, fire, incident, report, review,
    },
};

/// A promise that binds at the mill and at a camp beside it.
fn owed_at_the_mill(desk: &mut Desk, text: &str, areas: &[&str]) {
    let camp = json!({ "id": "camp", "within": "district", "name": { "ar": "المخيم", "en": "The camp" } });
    desk.done("amina", json!({ "act": "enter-part", "part": { "place": camp } }));
    let mut owed = commitment("no-raids", "ground", true);
    owed["part"]["commitment"]["where"] = json!(areas);
    owed["part"]["commitment"]["text"] = json!({ "ar": "لا مداهمات", "en": text });
    desk.done("amina", owed);
    desk.done(COUNCIL, finding("no-raids", "breach"));
}

#[test]
fn what_is_closed_is_gone_from_drafts_and_from_what_is_out() {
    let mut desk = adopted();
    at_the_mill(&mut desk, &json!({ "ar": "إطلاق نار", "en": "Shots at the Old Mill." }), "open");
    owed_at_the_mill(&mut desk, "No raids", &["mill", "camp"]);
    let week = ahead(&desk);
    assert_eq!(promise(&week, "no-raids").cells[0].rests, [1]);
    let (statement, waits) = (drafted(&mut desk, &week), drafted(&mut desk, &week));
    released(&mut desk, statement);
    // Another draft of the same bulletin, or of the same days, does not go out beside it.
    assert_eq!(desk.refused("amina", ask(waits))["state"], "bulletin-not-next");
    assert_eq!(desk.case.drafted_bulletin(1, Moment::from_micros(desk.now)), None);
    // Blurred, it is told by its district, and its words of then are not told any more.
    desk.done("amina", sensitivity("blurred"));
    let now = desk.case.permitted(&week);
    assert_eq!(now.incidents[0].place.as_ref().unwrap().id.as_str(), "district");
    assert_eq!(now.incidents[0].what, None);
    let withheld = |desk: &Desk| {
        let now = desk.case.permitted(&week);
        let cell = &promise(&now, "no-raids").cells[0];
        (cell.mark, cell.rests.len(), promise(&now, "no-raids").of)
    };
    assert_eq!(withheld(&desk), (Mark::Withheld, 0, 0));
    // Whatever becomes of it, the area is not told again.
    let apart =
        json!({ "act": "unlink-report", "incident": 1, "report": 2, "reason": "It is of another day." });
    desk.done("amina", apart);
    assert_eq!(withheld(&desk), (Mark::Withheld, 0, 0));
    desk.done("amina", json!({ "act": "link-report", "incident": 1, "report": 2 }));
    desk.done("basil", json!({ "act": "attribute-incident", "incident": 1 }));
    assert_eq!(withheld(&desk), (Mark::Withheld, 0, 0));
    desk.done("basil", attribute("established"));
    judged(&mut desk, "verified");
    // Closed, nothing of it is left, nor of which promise it broke; opened again, it is told as it was.
    desk.done("amina", sensitivity("closed"));
    let now = desk.case.permitted(&week);
    assert!(now.incidents.is_empty() && promise(&now, "no-raids").rests.is_empty());
    assert_eq!(now.hushed, [1]);
    assert!(ahead(&desk).closed.is_empty(), "a bulletin has told it");
    desk.done("amina", sensitivity("open"));
    assert_eq!(desk.case.permitted(&week).incidents, week.incidents);
    assert!(ahead(&desk).incidents.is_empty());
}

#[test]
fn neither_a_promise_nor_a_trigger_betrays_where_it_was() {
    for (text, areas, how) in [
        ("No raids on the Old Mill", &["mill", "camp"][..], "blurred"),
        ("No raids", &["mill"][..], "blurred"),
        ("No raids", &["mill", "camp"][..], "closed"),
    ] {
        let mut desk = adopted();
        at_the_mill(&mut desk, &json!({ "ar": "قتل اثنان", "en": "Two were shot." }), how);
        owed_at_the_mill(&mut desk, text, areas);
        while let Some(inputs) = crate::followup::due(&desk).first() {
            let sha256 = inputs.sha256().to_hex();
            desk.done("amina", json!({ "act": "fire-trigger", "inputs": sha256 }));
        }
        let give = json!({ "what": "Bring a doctor to the old mill.", "owner": "national-council", "due": today(&desk), "public": true });
        desk.done("amina", json!({ "act": "give-task", "task": give }));
        let week = ahead(&desk);
        assert_eq!(week.hushed, [1], "{text} {how}");
        let owed = promise(&week, "no-raids");
        assert!(owed.rests.is_empty() && owed.cells.iter().all(|it| it.rests.is_empty()));
        assert!(week.incidents.iter().all(|it| it.breaks.iter().all(|it| it.as_str() != "no-raids")));
        let raid =
            &week.triggers.iter().find(|it| it.cause.in_language("en").contains("no more of it")).unwrap();
        for secret in ["Mill", "raids", "1", "مداهمات"] {
            assert!(raid.cause.versions().all(|(_, it)| !it.contains(secret)), "{secret}: {:?}", raid.cause);
        }
        assert!(week.tasks.is_empty());
        let text = composed(&desk.case, week).text(Language::English).unwrap();
        assert!(
            text.as_str().contains("One more verified breach counts for no commitment"),
            "{}",
            text.as_str()
        );
        assert!(!text.as_str().contains("What led back"), "{}", text.as_str());
    }
}

#[test]
fn a_figure_counts_what_still_holds() {
    let mut desk = adopted();
    at_the_mill(&mut desk, &json!({ "ar": "قتل اثنان", "en": "Two were shot." }), "open");
    owed_at_the_mill(&mut desk, "No raids", &["mill", "camp"]);
    let (_, week) = out(&mut desk);
    let cell = &promise(&week, "no-raids").cells[0];
    assert_eq!(
        (cell.mark, cell.plain, promise(&week, "no-raids").of),
        (Mark::Points(0), Some(Mark::Judged), 3)
    );
    // The next bulletin is drafted, in which the breach is not new, and then it is refuted.
    desk.now += DAY;
    let next = ahead(&desk);
    assert!(promise(&next, "no-raids").fresh.is_empty() && next.incidents.is_empty());
    assert_eq!(promise(&next, "no-raids").rests, [1]);
    let statement = drafted(&mut desk, &next);
    desk.done("basil", review("refuted"));
    assert_eq!(desk.refused("amina", ask(statement))["state"], "bulletin-tells-more");
    let now = desk.case.permitted(&week);
    let owed = promise(&now, "no-raids");
    assert!(owed.rests.is_empty() && owed.fresh.is_empty() && now.incidents.is_empty());
    assert_eq!((owed.cells[0].mark, owed.cells[0].rests.len(), owed.of), (Mark::Judged, 0, 0));
}

#[test]
fn who_is_accused_and_of_how_much_is_looked_at_again() {
    let mut desk = adopted();
    at_the_mill(&mut desk, &json!({ "ar": "قتل اثنان", "en": "Two were shot." }), "blurred");
    let week = ahead(&desk);
    assert!(week.incidents[0].by.is_some() && week.incidents[0].killed.is_some());
    let statement = drafted(&mut desk, &week);
    desk.done("basil", attribute("likely"));
    assert_eq!(desk.refused("amina", ask(statement))["state"], "bulletin-tells-more");
    assert_eq!(desk.case.permitted(&week).incidents[0].by, None);
    desk.done("basil", attribute("established"));
    assert_eq!(desk.case.permitted(&week), week);
    // Another number is judged anew by two, and so is a nearer place.
    let known = desk.case.follow_up().incidents()[&1].incident.clone();
    for (field, value) in [
        ("killed", json!({ "low": 4, "best": 40, "high": 40 })),
        ("precision", json!({ "time": "moment", "place": "district" })),
    ] {
        let mut to = serde_json::to_value(&known).unwrap();
        if field == "precision" {
            to["precision"]["place"] = value["place"].clone();
            to["precision"]["time"] = serde_json::to_value(known.precision.time).unwrap();
        } else {
            to[field] = value;
        }
        desk.done("amina", json!({ "act": "change-incident", "incident": 1, "to": to }));
        assert!(desk.case.permitted(&week).incidents.is_empty(), "{field}");
        judged(&mut desk, "verified");
    }
    assert_eq!(desk.refused("amina", ask(statement))["state"], "bulletin-tells-more");
}

#[test]
fn each_is_told_once_and_again_when_more_is_known() {
    let mut desk = adopted();
    let [one, other] = [report(&desk, "a-1", "A doctor", "B2"), report(&desk, "b-1", "A baker", "C3")];
    desk.done("rima", one);
    desk.done("jad", other);
    let mut opened = incident(&desk, &[1, 2]);
    opened["incident"]["sensitivity"] = json!("closed");
    desk.done("amina", opened);
    judged(&mut desk, "verified");
    let (_, first) = out(&mut desk);
    assert_eq!((first.number, &first.closed[..], first.incidents.len()), (1, &[1][..], 0));
    // Opened, it comes with the next bulletin.
    desk.now += DAY;
    desk.done("amina", sensitivity("open"));
    let (second, week) = out(&mut desk);
    assert_eq!((week.number, week.incidents.len(), week.incidents[0].again), (2, 1, None));
    // Attributed and found a breach after it was told, it is told again, and the breach is new.
    desk.now += DAY;
    assert!(ahead(&desk).incidents.is_empty());
    desk.done("basil", attribute("established"));
    desk.done(COUNCIL, finding("no-killing", "breach"));
    let week = ahead(&desk);
    assert_eq!((week.incidents[0].again, &promise(&week, "no-killing").fresh[..]), (Some(2), &[1][..]));
    let text = composed(&desk.case, week).text(Language::English).unwrap();
    assert!(text.as_str().contains("Bulletin 2 has told it"), "{}", text.as_str());
    let (third, _) = out(&mut desk);
    // Judged anew, it is told no second time.
    desk.now += DAY;
    judged(&mut desk, "undecided");
    judged(&mut desk, "verified");
    let week = ahead(&desk);
    assert!(week.incidents.is_empty() && promise(&week, "no-killing").fresh.is_empty());
    assert_eq!(promise(&week, "no-killing").rests, [1]);
    // What a bulletin told that was taken back, the next one tells, by a number of its own.
    let words = |_| json!({ "ar": "سُحبت النشرة.", "en": "It is withdrawn." });
    let draft = json!({ "kind": "withdrawal", "title": words(0), "text": words(1), "about": third });
    desk.done("amina", json!({ "act": "draft-statement", "draft": draft }));
    let withdrawal = *desk.case.statements().keys().next_back().unwrap();
    released(&mut desk, withdrawal);
    let week = ahead(&desk);
    assert_eq!((week.number, week.incidents[0].again), (4, Some(2)));
    assert_eq!(promise(&week, "no-killing").fresh, [1]);
    let before = desk.case.bulletins().find(|(number, ..)| *number == second).unwrap().2;
    assert_eq!((week.after, week.from.map(|it| it.day)), (before.by, before.until.map(|it| it.day)));
}

#[test]
fn what_a_bulletin_tells_is_the_servers_alone() {
    let mut desk = adopted();
    at_the_mill(&mut desk, &json!({ "ar": "قتل اثنان", "en": "Two were shot." }), "blurred");
    let week = ahead(&desk);
    let draft = |kind: &str, week: &Value| {
        let words = json!({ "ar": "كلام.", "en": "Words." });
        json!({ "act": "draft-statement", "draft": {
            "kind": kind, "title": words, "text": words, "occasion": { "kind": kind, "week": week },
        } })
    };
    let mut made_up = serde_json::to_value(&week).unwrap();
    made_up["known"] = json!(u64::MAX);
    made_up["commitments"][0]["points"] = json!(3);
    made_up["incidents"] = json!([]);
    desk.done("amina", draft("bulletin", &made_up));
    let statement = *desk.case.statements().keys().next_back().unwrap();
    let kept = desk.case.statements()[&statement].version().unwrap().draft.occasion.clone().unwrap();
    let kept = kept.week.unwrap();
    assert_eq!(Week { known: 0, ..(*kept).clone() }, Week { known: 0, ..week.clone() });
    // A further version tells the same, whatever it brings along.
    let mut further = draft("bulletin", &made_up);
    further["statement"] = json!(statement);
    desk.done("amina", further);
    let version = desk.case.statements()[&statement].version().unwrap().clone();
    assert_eq!(version.draft.occasion.unwrap().week.unwrap(), kept);
    for (field, value) in [("number", json!(7)), ("from", json!("2030-01-01")), ("by", json!(u64::MAX / 4))] {
        let mut other = serde_json::to_value(week.named()).unwrap();
        other[field] = value;
        assert_eq!(desk.refused("amina", draft("bulletin", &other))["state"], "bulletin-not-next", "{field}");
    }
    let named = serde_json::to_value(week.named()).unwrap();
    assert_eq!(desk.refused("amina", draft("position", &named))["state"], "week-unreckoned");
    // Nobody reckons it but whoever has the tables.
    let act: Act = serde_json::from_value(draft("bulletin", &named)).unwrap();
    let amina = mawqif_core::case::AccountId::new("amina").unwrap();
    let sealed = desk.case.check(&act, &amina, Moment::from_micros(desk.now));
    assert_eq!(sealed, Err(Refusal::State(State::WeekUnreckoned)));
}

#[test]
fn a_trigger_without_ground_is_told_as_one() {
    let mut desk = adopted();
    at_the_mill(&mut desk, &json!({ "ar": "قتل اثنان", "en": "Two were shot." }), "open");
    desk.done(COUNCIL, finding("free-prisoners", "breach"));
    let act = fire(&desk);
    desk.done("amina", act);
    desk.done("basil", review("refuted"));
    desk.done("national-council", answer(1, "waive"));
    let week = ahead(&desk);
    assert!(week.triggers[0].groundless);
    let text = composed(&desk.case, week).text(Language::English).unwrap();
    let says = "was found to cross a red line";
    assert!(text.as_str().contains(says) && text.as_str().contains("without ground"), "{}", text.as_str());
}

#[test]
fn days_end_by_the_clock_of_the_case() {
    let mut desk = adopted();
    let mut owed = commitment("withdraw", "ground", false);
    owed["part"]["commitment"]["kind"] = json!("do");
    owed["part"]["commitment"]["due"] = json!(today(&desk));
    desk.done("amina", owed);
    // An hour after midnight at Greenwich it is the evening of the day before in Los Angeles, and the day is not past.
    desk.now = (desk.now / DAY + 1) * DAY + DAY / 24;
    let is_due = |desk: &Desk| !crate::followup::due(desk).is_empty();
    assert!(is_due(&desk));
    let before = desk.case.bulletin_ahead(Moment::from_micros(desk.now)).unwrap().until;
    desk.done("amina", json!({ "act": "set-follow-up", "terms": { "zone": "America/Los_Angeles" } }));
    assert!(!is_due(&desk));
    let after = desk.case.bulletin_ahead(Moment::from_micros(desk.now)).unwrap().until;
    assert_eq!(Day::of(after).unwrap().plus(1), Day::of(before).unwrap());
}
