//! What every form of a report asks for alike: where, when and how exactly, how far it is to be believed, and which promise it may break.

use mawqif_core::{
    case::{
        Moment,
        followup::{grade::Grade, report::Precision},
    },
    text::{Id, without_directions},
};

use crate::web::sheet::{field::Fields, reading::Reading};

/// When it happened, and how exactly that is known.
pub(super) fn time_fields(fields: &mut Fields<'_>, hint: &str) {
    let words = fields.about.words;
    fields.moment("occurred", "reporter-when", hint);
    let all = [("hour", "precision-hour"), ("day", "precision-day"), ("week", "precision-week")];
    let all = all.map(|(value, key)| (value.to_owned(), words.word(key)));
    fields.one("precision", "reporter-precision", "", all.to_vec());
}

/// The grade of the Admiralty code, and the commitment.
pub(super) fn weight_fields(fields: &mut Fields<'_>) {
    grade_fields(fields);
    let about = fields.about;
    let commitments = &about.at.case.dossier().commitments;
    let mut all = fields.named(commitments.iter().map(|it| (&it.id, &it.text)));
    all.insert(0, (String::new(), about.words.word("reporter-no-commitment")));
    fields.one("commitment", "reporter-commitment", "", all);
}

/// The grade of the Admiralty code.
pub(super) fn grade_fields(fields: &mut Fields<'_>) {
    let words = fields.about.words;
    let graded = |letter: char| {
        (letter.to_string(), words.tell("grade-source", &[("grade", letter.to_string().into())]))
    };
    let all = ['F', 'A', 'B', 'C', 'D', 'E'].map(graded).to_vec();
    fields.one("reliability", "reporter-reliability", "", all);
    // The words go by the number, not by its letter.
    let graded = |figure: u64| (figure.to_string(), words.tell("grade-content", &[("grade", figure.into())]));
    let all = [6, 1, 2, 3, 4, 5].map(graded).to_vec();
    fields.one("credibility", "reporter-credibility", "", all);
}

/// Where and when it happened, with a flaw for what is not said.
pub(super) fn place_and_time(reading: &mut Reading<'_>) -> (Option<Id>, Option<Moment>) {
    let place = reading.one("where");
    if place.is_none() && reading.get("where").is_empty() {
        reading.flaw("where", "sheet-needed");
    }
    let occurred = reading.moment("occurred");
    if occurred.is_none() && reading.get("occurred").is_empty() {
        reading.flaw("occurred", "sheet-needed");
    }
    (place, occurred)
}

/// How exactly the time is known.
pub(super) fn precision(reading: &Reading<'_>) -> Precision {
    match reading.get("precision") {
        "week" => Precision::Week,
        "day" => Precision::Day,
        _ => Precision::Hour,
    }
}

/// The grade; none when the form has none that there is.
pub(super) fn grade(reading: &Reading<'_>) -> Option<Grade> {
    Grade::new(&format!("{}{}", reading.get("reliability"), reading.get("credibility"))).ok()
}

/// Words in one line, without what turns their direction.
pub(super) fn line(words: &str) -> String {
    without_directions(words).split_whitespace().collect::<Vec<_>>().join(" ")
}
