//! The sheets of the follow-up: by [`commitment`] what is owed, incidents and what is said of them, and by [`noting`] what the
//! committee notes.
//!
//! They are for the secretariat and the committee; what each may do is the core's to say.

pub mod commitment;
mod judging;
mod noting;
mod seating;

use mawqif_core::{
    case::{
        Act,
        followup::{
            incident::{Estimate, Exactness, Incident, Nearness, Sensitivity},
            report::Precision,
        },
    },
    dossier::Commitment,
};

use super::{evidence::forms as evidence, told};
use crate::web::{
    initiative::forms,
    page::Tab,
    sheet::{
        About, Kind, Weight, Written,
        field::{Fields, Input, Need, Size},
        reading::{Reading, as_written},
    },
};

/// The sheets, by the end of their address.
pub const SHEETS: &[Kind] = &[
    Kind {
        lead: "commitment-lead",
        fields: commitment::fields,
        written: commitment::written,
        read: commitment::read,
        row: "commitment-",
        ..sheet("commitment", ["commitment-new", "commitment-change"], "/follow-up#commitments")
    },
    Kind {
        lead: "incident-lead",
        fields: incident_fields,
        written: incident_written,
        read: incident,
        row: "incident-",
        ..sheet("incident", ["incident-new", "incident-change"], "/follow-up#incidents")
    },
    Kind {
        lead: "sensitivity-lead",
        fields: sensitivity_fields,
        written: sensitivity_written,
        read: sensitivity,
        row: "incident-",
        ..sheet("sensitivity", ["sensitivity-title", "sensitivity-title"], "/follow-up#incidents")
    },
    Kind {
        lead: "link-lead",
        fields: link_fields,
        written: of_incident,
        read: link,
        row: "incident-",
        ..sheet("link", ["link-title", "link-title"], "/follow-up#incidents")
    },
    Kind {
        lead: "attribution-lead",
        fields: judging::attribution_fields,
        written: judging::attribution_written,
        read: judging::attribution,
        row: "incident-",
        ..sheet("attribution", ["attribution-title", "attribution-title"], "/follow-up#incidents")
    },
    Kind {
        lead: "review-lead",
        fields: judging::review_fields,
        written: of_incident,
        read: judging::review,
        row: "incident-",
        ..sheet("review", ["review-title", "review-title"], "/follow-up#incidents")
    },
    Kind {
        lead: "grading-lead",
        fields: judging::grade_fields,
        written: judging::grade_written,
        read: judging::grade,
        row: "report-",
        ..sheet("grade", ["grading-title", "grading-title"], "/follow-up#reports")
    },
    Kind {
        lead: "finding-lead",
        fields: judging::finding_fields,
        written: of_incident,
        read: judging::finding,
        row: "incident-",
        ..sheet("finding", ["finding-title", "finding-title"], "/follow-up#incidents")
    },
    Kind {
        fields: |fields| fields.text("reason", "follow-reason", "", Size::Lines),
        written: |about, _| about.at.case.follow_up().findings().get(&about.id.parse().ok()?).map(|_| ()),
        read: judging::dissent,
        ..sheet("dissent", ["dissent-title", "dissent-title"], "/follow-up#incidents")
    },
    Kind {
        lead: "performance-lead",
        fields: noting::performance_fields,
        written: of_commitment,
        read: noting::performance,
        row: "commitment-",
        ..sheet("performance", ["performance-title", "performance-title"], "/follow-up#commitments")
    },
    Kind {
        fields: noting::access_fields,
        read: noting::access,
        ..sheet("access", ["access-title", "access-title"], "/follow-up#watched")
    },
    Kind {
        lead: "place-lead",
        fields: forms::place_fields,
        written: forms::place_written,
        read: forms::place,
        row: "place-",
        ..sheet("place", ["place-new", "place-change"], "/follow-up#places")
    },
    Kind {
        lead: "change-lead",
        fields: noting::change_fields,
        read: noting::change,
        ..sheet("change", ["change-title", "change-title"], "/follow-up#watched")
    },
    Kind {
        lead: "obstacle-lead",
        fields: noting::obstacle_fields,
        written: |about, _| match about.id {
            "" => Some(()),
            id => about.at.case.follow_up().obstacles().get(&id.parse().ok()?).map(|_| ()),
        },
        read: noting::obstacle,
        ..sheet("obstacle", ["obstacle-new", "obstacle-gone"], "/follow-up#watched")
    },
    Kind {
        fields: noting::task_fields,
        read: noting::task,
        ..sheet("task", ["task-new", "task-new"], "/follow-up#tasks")
    },
    Kind {
        lead: "sitting-lead",
        fields: noting::sitting_fields,
        read: noting::sitting,
        ..sheet("sitting", ["sitting-new", "sitting-new"], "/meetings")
    },
    Kind {
        lead: "seal-keys-lead",
        fields: evidence::key_fields,
        written: evidence::keys_written,
        read: evidence::set_keys,
        weight: Weight::Much,
        ..sheet("keys", ["seal-keys-title", "seal-keys-title"], "/follow-up/evidence#keys")
    },
    Kind {
        lead: "handing-lead",
        fields: evidence::handing_fields,
        written: evidence::of_item,
        read: evidence::hand,
        row: "evidence-",
        ..sheet("handing", ["handing-title", "handing-title"], "/follow-up/evidence#pieces")
    },
    Kind {
        lead: "destruction-lead",
        fields: evidence::destruction_fields,
        written: evidence::of_item,
        read: evidence::destroy,
        row: "evidence-",
        weight: Weight::Much,
        ..sheet("destruction", ["destruction-title", "destruction-title"], "/follow-up/evidence#pieces")
    },
    Kind {
        lead: "forming-lead",
        fields: forms::committee_fields,
        written: forms::committee_written,
        read: |reading| forms::committee_read(reading).map(|committee| Act::FormCommittee { committee }),
        weight: Weight::Much,
        is_for: |at| at.sight.is_secretariat(),
        ..sheet("form", ["forming-title", "forming-title"], "/follow-up#committee")
    },
    Kind {
        lead: "seating-lead",
        fields: seating::fields,
        written: seating::written,
        read: seating::read,
        weight: Weight::Much,
        is_for: |at| at.sight.is_secretariat(),
        ..sheet("members", ["seating-title", "seating-title"], "/changes")
    },
    Kind {
        lead: "terms-lead",
        fields: noting::terms_fields,
        written: noting::terms_written,
        read: noting::terms,
        ..sheet("terms", ["terms-title", "terms-title"], "/follow-up#committee")
    },
];

const fn sheet(name: &'static str, headings: [&'static str; 2], on: &'static str) -> Kind {
    Kind { is_for: |at| at.sight.is_follow_up(), ..Kind::new(name, Tab::FollowUp, headings, on) }
}

/// Choices that each have a message.
fn chosen<const N: usize>(fields: &Fields<'_>, all: [(&str, &str); N]) -> Vec<(String, String)> {
    all.map(|(value, key)| (value.to_owned(), fields.about.words.word(key))).to_vec()
}

fn places(fields: &Fields<'_>) -> Vec<(String, String)> {
    fields.named(fields.about.at.case.dossier().places.iter().map(|it| (&it.id, &it.name)))
}

fn bodies(fields: &Fields<'_>) -> Vec<(String, String)> {
    fields.named(fields.about.at.case.dossier().bodies.iter().map(|it| (&it.id, &it.name)))
}

fn parties(fields: &Fields<'_>) -> Vec<(String, String)> {
    let mut all = fields.named(fields.about.at.case.dossier().parties.iter().map(|it| (&it.id, &it.name)));
    all.extend(bodies(fields));
    all
}

fn committees(fields: &Fields<'_>) -> Vec<(String, String)> {
    let case = &fields.about.at.case;
    let planned = fields.named(case.dossier().committees.iter().map(|it| (&it.id, &it.name)));
    let formed = fields.named(case.committees().iter().map(|it| (&it.id, &it.name)));
    let more = planned.iter().filter(|it| !formed.contains(it)).cloned().collect::<Vec<_>>();
    formed.into_iter().chain(more).collect()
}

fn known<'a>(about: &About<'a>) -> Option<&'a Commitment> {
    about.at.case.dossier().commitments.iter().find(|it| it.id.as_str() == about.id)
}

fn incident_fields(fields: &mut Fields<'_>) {
    fields.text("what", "incident-what", "incident-what-hint", Size::Lines);
    let all = places(fields);
    fields.one("where", "provision-where", "", all);
    let near = chosen(
        fields,
        [("exact", "nearness-exact"), ("near", "nearness-near"), ("district", "nearness-district")],
    );
    fields.one("near", "incident-near", "", near);
    fields.moment("occurred", "incident-occurred", "");
    let exact =
        chosen(fields, [("hour", "precision-hour"), ("day", "precision-day"), ("week", "precision-week")]);
    fields.one("precision", "reporter-precision", "", exact);
    if fields.about.id.is_empty() {
        seen_fields(fields);
    }
    fields.line("low", "incident-low", "incident-killed-hint");
    fields.line("best", "incident-best", "");
    fields.line("high", "incident-high", "");
    if fields.about.id.is_empty() {
        let all = free(fields);
        fields.any("report", "incident-rests", "", all);
    }
}

/// What the public may see of the place.
fn seen_fields(fields: &mut Fields<'_>) {
    let seen =
        [("blurred", "sensitivity-blurred"), ("open", "sensitivity-open"), ("closed", "sensitivity-closed")];
    let seen = chosen(fields, seen);
    fields.one("sensitivity", "incident-sensitivity", "incident-sensitivity-hint", seen);
}

/// What nobody has decided is not open.
fn seen(reading: &Reading<'_>) -> Sensitivity {
    match reading.get("sensitivity") {
        "open" => Sensitivity::Open,
        "closed" => Sensitivity::Closed,
        _ => Sensitivity::Blurred,
    }
}

fn sensitivity_fields(fields: &mut Fields<'_>) {
    shown_incident(fields);
    seen_fields(fields);
    fields.text("reason", "follow-reason", "sensitivity-reason-hint", Size::Lines);
}

fn sensitivity_written(about: &About<'_>, written: &mut Written) -> Option<()> {
    let opened = about.at.case.follow_up().incidents().get(&about.id.parse().ok()?)?;
    written.put(
        "sensitivity",
        match opened.incident.sensitivity {
            Sensitivity::Open => "open",
            Sensitivity::Blurred => "blurred",
            Sensitivity::Closed => "closed",
        },
    );
    Some(())
}

fn sensitivity(reading: &mut Reading<'_>) -> Option<Act> {
    let reason = reading.text("reason", Need::Given, Size::Lines, None);
    let (incident, sensitivity) = (reading.about.id.parse().ok()?, seen(reading));
    Some(Act::SetIncidentSensitivity { incident, sensitivity, reason })
}

/// Reports that no incident rests on, the latest first.
fn free(fields: &Fields<'_>) -> Vec<(String, String)> {
    const SHOWN: usize = 60;
    let words = fields.about.words;
    let all: Vec<_> = fields.about.at.case.follow_up().unlinked().collect();
    let told = all.into_iter().rev().take(SHOWN).map(|(number, it)| {
        let values = [
            ("number", words.number(number).into()),
            ("grade", it.grade().to_string().into()),
            ("name", words.text(&it.report.what).to_owned().into()),
        ];
        (number.to_string(), words.tell("report-line", &values))
    });
    told.collect()
}

fn incident_written(about: &About<'_>, written: &mut Written) -> Option<()> {
    if about.id.is_empty() {
        // Where and when the first report has it is a beginning. What happened is said anew: everybody reads it, and the words of a report are
        // its source's.
        let report = about.form.get("report").parse().ok();
        let report = report.and_then(|it: u64| about.at.case.follow_up().reports().get(&it));
        if let Some(filed) = report {
            written.put("where", &filed.report.place);
            written.put("occurred", as_written(filed.report.occurred));
            written.put("precision", told::precision(filed.report.precision).1);
        }
        return Some(());
    }
    let it = &about.at.case.follow_up().incidents().get(&about.id.parse().ok()?)?.incident;
    written.text("what", &it.what, about.words);
    written.put("where", &it.place);
    written.put("occurred", as_written(it.occurred));
    written.put("precision", told::precision(it.precision.time).1);
    written.put(
        "near",
        match it.precision.place {
            Nearness::Exact => "exact",
            Nearness::Near => "near",
            Nearness::District => "district",
        },
    );
    if let Some(killed) = it.killed {
        for (name, number) in [("low", killed.low), ("best", killed.best), ("high", killed.high)] {
            written.put(name, number);
        }
    }
    Some(())
}

fn incident(reading: &mut Reading<'_>) -> Option<Act> {
    let before = reading.about.id.parse().ok();
    let before = before.and_then(|it: u64| reading.about.at.case.follow_up().incidents().get(&it));
    let what = reading.text("what", Need::Given, Size::Lines, before.map(|it| &it.incident.what));
    let place = reading.one("where");
    let occurred = reading.moment("occurred");
    if occurred.is_none() && reading.get("occurred").is_empty() {
        reading.flaw("occurred", "sheet-needed");
    }
    let written = ["low", "best", "high"].map(|name| !reading.get(name).is_empty());
    let killed = match written {
        [false, false, false] => None,
        [true, true, true] => Some(Estimate {
            low: reading.number("low", 0),
            best: reading.number("best", 0),
            high: reading.number("high", 0),
        }),
        _ => {
            reading.flaw("low", "incident-killed-whole");
            None
        }
    };
    let reports = numbers(reading, "report");
    let precision = Exactness {
        time: match reading.get("precision") {
            "week" => Precision::Week,
            "day" => Precision::Day,
            _ => Precision::Hour,
        },
        place: match reading.get("near") {
            "near" => Nearness::Near,
            "district" => Nearness::District,
            _ => Nearness::Exact,
        },
    };
    let sensitivity = before.map_or_else(|| seen(reading), |it| it.incident.sensitivity);
    let incident = Incident { what, place: place?, occurred: occurred?, precision, sensitivity, killed };
    match reading.about.id {
        "" => Some(Act::OpenIncident { incident, reports }),
        id => Some(Act::ChangeIncident { incident: id.parse().ok()?, to: incident }),
    }
}

fn numbers(reading: &Reading<'_>, name: &str) -> Vec<u64> {
    reading.about.form.every(name).filter_map(|it| it.parse().ok()).collect()
}

/// A sheet about an incident that there is.
fn of_incident(about: &About<'_>, _: &mut Written) -> Option<()> {
    about.at.case.follow_up().incidents().get(&about.id.parse().ok()?).map(|_| ())
}

/// A sheet about a commitment that there is.
fn of_commitment(about: &About<'_>, _: &mut Written) -> Option<()> {
    known(about).map(|_| ())
}

fn shown_incident(fields: &mut Fields<'_>) {
    let about = fields.about;
    let it = about.id.parse().ok().and_then(|it: u64| about.at.case.follow_up().incidents().get(&it));
    if let Some(it) = it {
        let what = about.words.text(&it.incident.what).to_owned();
        fields.add("what", about.words.word("incident-what"), "", Input::Fixed(what));
    }
}

fn link_fields(fields: &mut Fields<'_>) {
    shown_incident(fields);
    let all = free(fields);
    fields.one("report", "link-report", "", all);
}

fn link(reading: &mut Reading<'_>) -> Option<Act> {
    if reading.get("report").is_empty() {
        reading.flaw("report", "link-none");
    }
    let (incident, report) = (reading.about.id.parse().ok()?, reading.get("report").parse().ok()?);
    Some(Act::LinkReport { incident, report })
}
