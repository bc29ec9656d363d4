//! The sheets that judge an incident: who did it, whether it happened, and whether it breaks a promise.

use mawqif_core::case::{
    Act,
    followup::incident::{Attribution, Breach, Certainty, Finding, Judgement},
};

use super::{
    super::{said, told},
    parties, shown_incident,
};
use crate::web::sheet::{
    About, Written,
    field::{Fields, Input, Need, Size},
    reading::Reading,
};

pub(super) fn attribution_fields(fields: &mut Fields<'_>) {
    shown_incident(fields);
    let mut all = parties(fields);
    all.insert(0, (String::new(), fields.about.words.word("incident-by-nobody")));
    fields.one("to", "incident-by", "", all);
    let all = [Certainty::Alleged, Certainty::Likely, Certainty::Established];
    let names = ["alleged", "likely", "established"];
    let words = fields.about.words;
    let all = names.into_iter().zip(all).map(|(name, it)| (name.to_owned(), words.word(told::certainty(it))));
    let all = all.collect();
    fields.one("certainty", "attribution-certainty", "attribution-certainty-hint", all);
}

pub(super) fn attribution_written(about: &About<'_>, written: &mut Written) -> Option<()> {
    let opened = about.at.case.follow_up().incidents().get(&about.id.parse().ok()?)?;
    if let Some(it) = &opened.attribution {
        written.put("to", &it.to);
        let certainty = match it.certainty {
            Certainty::Alleged => "alleged",
            Certainty::Likely => "likely",
            Certainty::Established => "established",
        };
        written.put("certainty", certainty);
    }
    Some(())
}

pub(super) fn attribution(reading: &mut Reading<'_>) -> Option<Act> {
    let certainty = match reading.get("certainty") {
        "established" => Certainty::Established,
        "likely" => Certainty::Likely,
        _ => Certainty::Alleged,
    };
    let attribution = reading.one("to").map(|to| Attribution { to, certainty });
    Some(Act::AttributeIncident { incident: reading.about.id.parse().ok()?, attribution })
}

pub(super) fn review_fields(fields: &mut Fields<'_>) {
    shown_incident(fields);
    let (about, words) = (fields.about, fields.about.words);
    let it = about.id.parse().ok().and_then(|it: u64| about.at.case.follow_up().incidents().get(&it));
    if let Some(missing) = it.and_then(|it| told::missing(&about.at.case, it, words)) {
        fields.add("missing", words.word("review-missing"), "", Input::Fixed(missing));
    }
    let all = [Judgement::Verified, Judgement::NotVerifiable, Judgement::Refuted, Judgement::Undecided];
    let names = ["verified", "not-verifiable", "refuted", "undecided"];
    let all = names.into_iter().zip(all).map(|(name, it)| (name.to_owned(), words.word(told::judgement(it))));
    let all = all.collect();
    fields.one("judgement", "review-judgement", "review-judgement-hint", all);
    fields.text("reason", "follow-reason", "", Size::Lines);
}

pub(super) fn review(reading: &mut Reading<'_>) -> Option<Act> {
    let judgement = match reading.get("judgement") {
        "verified" => Judgement::Verified,
        "not-verifiable" => Judgement::NotVerifiable,
        "refuted" => Judgement::Refuted,
        _ => Judgement::Undecided,
    };
    let reason = reading.text("reason", Need::Given, Size::Lines, None);
    Some(Act::ReviewIncident { incident: reading.about.id.parse().ok()?, judgement, reason })
}

pub(super) fn grade_fields(fields: &mut Fields<'_>) {
    let about = fields.about;
    let it = about.id.parse().ok().and_then(|it: u64| about.at.case.follow_up().reports().get(&it));
    if let Some(it) = it {
        let what = about.words.text(&it.report.what).to_owned();
        fields.add("what", about.words.word("incident-what"), "", Input::Fixed(what));
    }
    said::grade_fields(fields);
    fields.text("reason", "follow-reason", "grading-reason-hint", Size::Lines);
}

pub(super) fn grade_written(about: &About<'_>, written: &mut Written) -> Option<()> {
    let filed = about.at.case.follow_up().reports().get(&about.id.parse().ok()?)?;
    let grade = filed.grade();
    written.put("reliability", grade.reliability());
    written.put("credibility", grade.credibility());
    Some(())
}

pub(super) fn grade(reading: &mut Reading<'_>) -> Option<Act> {
    let reason = reading.text("reason", Need::Given, Size::Lines, None);
    let (report, grade) = (reading.about.id.parse().ok()?, said::grade(reading)?);
    Some(Act::GradeReport { report, grade, reason })
}

pub(super) fn finding_fields(fields: &mut Fields<'_>) {
    shown_incident(fields);
    let all = fields.named(fields.about.at.case.dossier().commitments.iter().map(|it| (&it.id, &it.text)));
    fields.one("commitment", "finding-commitment", "", all);
    let words = fields.about.words;
    let all = [Breach::Breach, Breach::NoBreach, Breach::OutsideScope, Breach::Undetermined];
    let names = ["breach", "no-breach", "outside-scope", "undetermined"];
    let all = names.into_iter().zip(all).map(|(name, it)| (name.to_owned(), words.word(told::breach(it))));
    let all = all.collect();
    fields.one("verdict", "finding-verdict", "", all);
    fields.text("reason", "follow-reason", "", Size::Lines);
}

pub(super) fn finding(reading: &mut Reading<'_>) -> Option<Act> {
    let commitment = reading.one("commitment");
    if commitment.is_none() {
        reading.flaw("commitment", "sheet-needed");
    }
    let verdict = match reading.get("verdict") {
        "breach" => Breach::Breach,
        "no-breach" => Breach::NoBreach,
        "outside-scope" => Breach::OutsideScope,
        _ => Breach::Undetermined,
    };
    let reason = reading.text("reason", Need::Given, Size::Lines, None);
    let incident = reading.about.id.parse().ok()?;
    Some(Act::MakeFinding { finding: Finding { incident, commitment: commitment?, verdict, reason } })
}

pub(super) fn dissent(reading: &mut Reading<'_>) -> Option<Act> {
    let reason = reading.text("reason", Need::Given, Size::Lines, None);
    Some(Act::DissentFromFinding { finding: reading.about.id.parse().ok()?, reason })
}
