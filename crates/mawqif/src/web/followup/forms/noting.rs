//! The sheets by which a committee notes what it sees: how commitments are kept, access, changes, obstacles; its tasks, its
//! sittings and its terms.
//!
//! Their table stands in [`super`].

use mawqif_core::{
    case::{
        Act,
        followup::terms::{Access, BulletinDay, Changed, Of, Performance, Publication, Task, Terms},
    },
    text::Id,
};

use super::{bodies, chosen, known, places};
use crate::web::{
    sheet::{
        About, Written,
        field::{Fields, Input, Need, Size},
        reading::Reading,
    },
    zone,
};

pub fn performance_fields(fields: &mut Fields<'_>) {
    if let Some(it) = known(fields.about) {
        let text = fields.about.words.text(&it.text).to_owned();
        fields.add("text", fields.about.words.word("commitment-text"), "", Input::Fixed(text));
    }
    let all = [
        ("kept", "performance-kept"),
        ("in-part", "performance-in-part"),
        ("not-kept", "performance-not-kept"),
        ("not-observed", "performance-not-observed"),
    ];
    let all = chosen(fields, all);
    fields.one("performance", "commitment-kept", "", all);
    fields.text("reason", "follow-reason", "", Size::Lines);
}

pub fn performance(reading: &mut Reading<'_>) -> Option<Act> {
    let performance = match reading.get("performance") {
        "kept" => Performance::Kept,
        "in-part" => Performance::InPart,
        "not-kept" => Performance::NotKept,
        _ => Performance::NotObserved,
    };
    let reason = reading.text("reason", Need::Given, Size::Lines, None);
    let commitment = Id::new(reading.about.id).ok()?;
    Some(Act::NotePerformance { commitment, performance, reason })
}

pub fn access_fields(fields: &mut Fields<'_>) {
    let all = places(fields);
    fields.one("where", "provision-where", "", all);
    let all = chosen(fields, [("denied", "access-denied"), ("given", "access-given")]);
    fields.one("access", "access-which", "", all);
    fields.day("since", "access-since", "");
}

pub fn access(reading: &mut Reading<'_>) -> Option<Act> {
    let place = reading.one("where");
    let access = if reading.get("access") == "given" { Access::Given } else { Access::Denied };
    let since = reading.day("since");
    if since.is_none() && reading.get("since").is_empty() {
        reading.flaw("since", "sheet-needed");
    }
    Some(Act::NoteAccess { place: place?, access, since: since? })
}

pub fn change_fields(fields: &mut Fields<'_>) {
    let all = chosen(fields, [("text", "change-of-text"), ("party", "change-of-party")]);
    fields.one("of", "change-of", "", all);
    fields.text("what", "change-what", "", Size::Lines);
}

pub fn change(reading: &mut Reading<'_>) -> Option<Act> {
    let of = if reading.get("of") == "party" { Of::Party } else { Of::Text };
    let what = reading.text("what", Need::Given, Size::Lines, None);
    Some(Act::NoteChange { change: Changed { of, what } })
}

pub fn obstacle_fields(fields: &mut Fields<'_>) {
    let label = if fields.about.id.is_empty() { "obstacle-what" } else { "obstacle-gone-how" };
    fields.text("what", label, "", Size::Lines);
}

pub fn obstacle(reading: &mut Reading<'_>) -> Option<Act> {
    let what = reading.text("what", Need::Given, Size::Lines, None);
    match reading.about.id {
        "" => Some(Act::NoteObstacle { what }),
        id => Some(Act::ClearObstacle { obstacle: id.parse().ok()?, reason: what }),
    }
}

pub fn task_fields(fields: &mut Fields<'_>) {
    fields.text("what", "task-what", "", Size::Lines);
    let all = bodies(fields);
    fields.one("owner", "task-owner", "", all);
    fields.day("due", "task-by", "");
    let told = chosen(fields, [("no", "task-public-no"), ("yes", "task-public-yes")]);
    fields.one("public", "task-public", "task-public-hint", told);
}

pub fn task(reading: &mut Reading<'_>) -> Option<Act> {
    let what = reading.text("what", Need::Given, Size::Lines, None);
    let (owner, due) = (reading.one("owner"), reading.day("due"));
    Some(Act::GiveTask { task: Task { what, owner: owner?, due, public: reading.get("public") == "yes" } })
}

pub fn sitting_fields(fields: &mut Fields<'_>) {
    let all = fields.named(fields.about.at.case.committees().iter().map(|it| (&it.id, &it.name)));
    fields.one("committee", "sitting-committee", "", all);
    fields.moment("at", "press-at", "");
    fields.text("place", "press-place", "", Size::Line);
}

pub fn sitting(reading: &mut Reading<'_>) -> Option<Act> {
    let committee = reading.one("committee");
    if committee.is_none() {
        reading.flaw("committee", "sheet-needed");
    }
    let at = reading.moment("at");
    if at.is_none() && reading.get("at").is_empty() {
        reading.flaw("at", "sheet-needed");
    }
    let place = reading.maybe("place", Size::Line, None);
    Some(Act::ConveneSitting { committee: committee?, at: at?, place })
}

pub fn terms_fields(fields: &mut Fields<'_>) {
    let terms = Terms::default();
    fields.text("mandate", "terms-mandate", "", Size::Lines);
    fields.number("answer_hours", "terms-answer", "terms-answer-hint", terms.answer_hours);
    fields.number("meet_hours", "terms-meet", "", terms.meet_hours);
    fields.number("access_days", "terms-access", "", terms.access_days);
    fields.day("review_on", "terms-review", "terms-review-hint");
    let words = fields.about.words;
    let mut days: Vec<(String, String)> = BulletinDay::ALL
        .iter()
        .map(|it| (it.name().to_owned(), words.tell("terms-bulletin-day", &[("day", it.name().into())])))
        .collect();
    // The first is chosen when nothing is.
    days.rotate_right(1);
    fields.one("bulletin", "terms-bulletin", "terms-bulletin-hint", days);
    let seen = chosen(fields, [("kept", "terms-public-kept"), ("public", "terms-public-public")]);
    fields.one("public", "terms-public", "terms-public-hint", seen);
    let chosen = zone::named(&fields.value("zone")).unwrap_or(jiff::tz::TimeZone::UTC);
    let zones = zone::choices(&chosen, words).into_iter().map(|(value, called, _)| (value, called));
    fields.one("zone", "terms-zone", "terms-zone-hint", zones.collect());
}

pub fn terms_written(about: &About<'_>, written: &mut Written) -> Option<()> {
    let terms = about.at.case.follow_up().terms();
    written.text("mandate", &terms.mandate, about.words);
    written.put("answer_hours", terms.answer_hours);
    written.put("meet_hours", terms.meet_hours);
    written.put("access_days", terms.access_days);
    written.put("bulletin", terms.bulletin.name());
    written.put(
        "public",
        match terms.public {
            Publication::Kept => "kept",
            Publication::Public => "public",
        },
    );
    written.put("zone", terms.zone.as_deref().unwrap_or("UTC"));
    Some(())
}

pub fn terms(reading: &mut Reading<'_>) -> Option<Act> {
    let known = reading.about.at.case.follow_up().terms().clone();
    let mandate = reading.text("mandate", Need::Optional, Size::Lines, Some(&known.mandate));
    // A day is added to those that there are; the fold keeps them in order.
    let mut review_on = known.review_on;
    review_on.extend(reading.day("review_on"));
    let bulletin = BulletinDay::ALL.into_iter().find(|it| it.name() == reading.get("bulletin"));
    let public = match reading.get("public") {
        "public" => Publication::Public,
        "kept" => Publication::Kept,
        _ => known.public,
    };
    let zone = match reading.get("zone") {
        "" => known.zone,
        // Without one, a case goes by that.
        "UTC" => None,
        name => Some(name.to_owned()),
    };
    Some(Act::SetFollowUp {
        terms: Terms {
            answer_hours: reading.number("answer_hours", known.answer_hours),
            meet_hours: reading.number("meet_hours", known.meet_hours),
            access_days: reading.number("access_days", known.access_days),
            review_on,
            mandate,
            bulletin: bulletin.unwrap_or(known.bulletin),
            public,
            zone,
        },
    })
}
