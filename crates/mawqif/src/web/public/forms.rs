//! The sheets of public consultations: opening one, and changing until when it goes and who sees what comes of it.

use mawqif_core::case::{
    Act,
    poll::{Doors, Results, Terms},
};

use crate::web::{
    page::Tab,
    sheet::{
        About, Kind, Written,
        field::{Fields, Need, Size},
        reading::{Reading, as_written},
    },
};

/// The sheets, by the end of their address.
pub const SHEETS: &[Kind] = &[
    Kind {
        lead: "asking-open-lead",
        fields: open_fields,
        written: |about, _| about.id.is_empty().then_some(()),
        read: open,
        ..Kind::new("open", Tab::Base, ["asking-open", "asking-open"], "/consultations")
    },
    Kind {
        lead: "asking-change-lead",
        fields: change_fields,
        written: change_written,
        read: change,
        row: "c-",
        ..Kind::new("change", Tab::Base, ["asking-change", "asking-change"], "/consultations")
    },
];

const DOORS: [(&str, &str, Doors); 3] = [
    ("both", "doors-both", Doors::Both),
    ("code", "doors-code", Doors::Code),
    ("open", "doors-open", Doors::Open),
];

const RESULTS: [(&str, &str, Results); 3] = [
    ("after-closing", "results-after", Results::AfterClosing),
    ("always", "results-always", Results::Always),
    ("kept", "results-kept", Results::Kept),
];

/// The message that names the ways in.
pub fn doors(doors: Doors) -> &'static str {
    DOORS.iter().find(|(_, _, own)| *own == doors).map_or("doors-both", |(_, key, _)| key)
}

/// The message that says who sees results.
pub fn results(results: Results) -> &'static str {
    RESULTS.iter().find(|(_, _, own)| *own == results).map_or("results-after", |(_, key, _)| key)
}

fn open_fields(fields: &mut Fields<'_>) {
    let words = fields.about.words;
    fields.text("title", "asking-title", "asking-title-hint", Size::Line);
    fields.text("question", "asking-question", "asking-question-hint", Size::Lines);
    fields.text("asks", "asking-asks", "asking-asks-hint", Size::Line);
    fields.moment("closes", "asking-closes", "asking-closes-hint");
    let all = DOORS.map(|(value, key, _)| (value.to_owned(), words.word(key)));
    fields.one("doors", "asking-doors", "asking-doors-hint", all.to_vec());
    results_field(fields);
}

fn results_field(fields: &mut Fields<'_>) {
    let words = fields.about.words;
    let all = RESULTS.map(|(value, key, _)| (value.to_owned(), words.word(key)));
    fields.one("results", "asking-results", "asking-results-hint", all.to_vec());
}

fn read_results(reading: &Reading<'_>) -> Results {
    let written = reading.get("results");
    RESULTS.iter().find(|(value, ..)| *value == written).map_or(Results::AfterClosing, |(.., own)| *own)
}

fn open(reading: &mut Reading<'_>) -> Option<Act> {
    let title = reading.text("title", Need::Given, Size::Line, None);
    let question = reading.text("question", Need::Given, Size::Lines, None);
    let asks = reading.text("asks", Need::Optional, Size::Line, None);
    let closes = reading.moment("closes");
    if closes.is_none() && reading.get("closes").is_empty() {
        reading.flaw("closes", "sheet-needed");
    }
    let written = reading.get("doors");
    let doors = DOORS.iter().find(|(value, ..)| *value == written).map_or(Doors::Both, |(.., own)| *own);
    let results = read_results(reading);
    Some(Act::OpenPublicConsultation {
        terms: Terms { title, question, asks, closes: closes?, doors, results },
    })
}

fn change_fields(fields: &mut Fields<'_>) {
    fields.moment("closes", "asking-closes", "asking-closes-hint");
    results_field(fields);
    fields.text("reason", "asking-change-reason", "asking-change-reason-hint", Size::Lines);
}

fn change_written(about: &About<'_>, written: &mut Written) -> Option<()> {
    let poll = about.at.case.polls().get(&about.id.parse().ok()?)?;
    written.put("closes", as_written(poll.terms.closes));
    let results = poll.terms.results;
    let value = RESULTS.iter().find(|(.., own)| *own == results).map(|(value, ..)| *value)?;
    written.put("results", value);
    Some(())
}

fn change(reading: &mut Reading<'_>) -> Option<Act> {
    let number: u64 = reading.about.id.parse().ok()?;
    let terms = &reading.about.at.case.polls().get(&number)?.terms;
    let before = as_written(terms.closes);
    let closes = reading.moment("closes").filter(|_| reading.get("closes") != before);
    let results = Some(read_results(reading)).filter(|it| *it != terms.results);
    let reason = reading.text("reason", Need::Given, Size::Lines, None);
    Some(Act::ChangePublicConsultation { number, closes, results, reason })
}
