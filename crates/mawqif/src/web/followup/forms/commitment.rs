//! The sheet of a commitment: who owes what, and by what it is seen whether they keep it.
//!
//! By what it is seen must be said: something is counted, or a committee judges it. What the sheet does not ask for, such as
//! the days between which it binds, stays as it was.

use mawqif_core::{
    case::{Act, act::Part},
    dossier::{
        Baseline, Commitment, CommitmentKind, Counts, Figure, Indicator, Period, WITHIN_DAYS, WITHIN_KM,
    },
    position::quantity::Quantity,
};

use super::{chosen, committees, known, parties, places};
use crate::web::sheet::{
    About, Written,
    field::{Fields, Need, Size},
    reading::{Reading, european_digits},
};

/// What can be counted: the name of the choice, its message, and what it is.
pub const COUNTED: [(&str, &str, Counts); 4] = [
    ("events", "commitment-counts-events", Counts::Events),
    ("deaths", "commitment-counts-deaths", Counts::Deaths),
    ("deaths-low", "commitment-counts-deaths-low", Counts::DeathsLow),
    ("deaths-high", "commitment-counts-deaths-high", Counts::DeathsHigh),
];

/// The choice by which nothing is counted.
const JUDGED: &str = "judged";

pub fn fields(fields: &mut Fields<'_>) {
    let dossier = fields.about.at.case.dossier();
    fields.text("text", "commitment-text", "commitment-text-hint", Size::Lines);
    fields.text("theme", "commitment-theme", "commitment-theme-hint", Size::Line);
    fields.id("sheet-id-hint");
    let who = parties(fields);
    fields.any("obliged", "provision-obliged", "", who);
    let mut grounds = fields.named(dossier.conditions.iter().map(|it| (&it.id, &it.text)));
    grounds.extend(fields.named(dossier.provisions.iter().map(|it| (&it.id, &it.text))));
    fields.any("rests_on", "commitment-rests", "commitment-rests-hint", grounds);
    let kinds = chosen(
        fields,
        [("abstain", "commitment-abstain"), ("do", "commitment-do"), ("allow", "commitment-allow")],
    );
    fields.one("kind", "commitment-kind", "", kinds);
    let where_ = places(fields);
    fields.any("where", "provision-where", "", where_);
    fields.day("due", "commitment-due", "");
    let words = fields.about.words;
    let mut seen = vec![(String::new(), words.word("commitment-seen-choose"))];
    seen.extend(COUNTED.map(|(name, key, _)| (name.to_owned(), words.word(key))));
    seen.push((JUDGED.to_owned(), words.word("commitment-counts-nothing")));
    fields.one("seen", "commitment-seen", "commitment-seen-hint", seen);
    fields.line("kinds", "commitment-kinds", "commitment-kinds-hint");
    fields.line("actors", "commitment-actors", "commitment-actors-hint");
    let mut judges = committees(fields);
    judges.push((String::new(), words.word("commitment-judged-nobody")));
    fields.one("judged_by", "commitment-judged", "commitment-judged-hint", judges);
    fields.line("base_count", "commitment-base-count", "commitment-base-hint");
    fields.line("base_days", "commitment-base-days", "");
    fields.day("base_from", "commitment-base-from", "commitment-base-period-hint");
    fields.day("base_until", "commitment-base-until", "");
    fields.line("ceiling", "commitment-ceiling", "commitment-ceiling-hint");
    let line = chosen(fields, [("yes", "commitment-red-line")]);
    fields.any("red_line", "commitment-weight", "commitment-weight-hint", line);
}

pub fn written(about: &About<'_>, written: &mut Written) -> Option<()> {
    if about.id.is_empty() {
        return Some(());
    }
    let it = known(about)?;
    written.text("text", &it.text, about.words);
    written.text("theme", &it.theme, about.words);
    written.all("obliged", &it.obliged);
    written.all("rests_on", &it.rests_on);
    written.put(
        "kind",
        match it.kind {
            CommitmentKind::Do => "do",
            CommitmentKind::Abstain => "abstain",
            CommitmentKind::Allow => "allow",
        },
    );
    written.all("where", &it.places);
    it.due.iter().for_each(|day| written.put("due", day));
    match &it.indicator {
        Some(indicator) => {
            let counted = COUNTED.iter().find(|(.., counts)| *counts == indicator.counts);
            written.put("seen", counted.map_or("events", |(name, ..)| *name));
            written.put("kinds", indicator.kinds.join(", "));
            written.put("actors", indicator.actors.join(", "));
        }
        None => written.put("seen", JUDGED),
    }
    written.put("judged_by", it.judged_by.as_ref().map(ToString::to_string).unwrap_or_default());
    match it.baseline {
        Some(Baseline::Figure(figure)) => {
            written.put("base_count", figure.count);
            written.put("base_days", figure.days);
        }
        Some(Baseline::Period(period)) => {
            written.put("base_from", period.from);
            written.put("base_until", period.until);
        }
        None => {}
    }
    it.ceiling.iter().for_each(|ceiling| written.put("ceiling", ceiling));
    if it.red_line {
        written.put("red_line", "yes");
    }
    Some(())
}

pub fn read(reading: &mut Reading<'_>) -> Option<Act> {
    let before = known(reading.about).cloned();
    let text = reading.text("text", Need::Given, Size::Lines, before.as_ref().map(|it| &it.text));
    let theme = reading.text("theme", Need::Optional, Size::Line, before.as_ref().map(|it| &it.theme));
    let id = reading.id(&text);
    let obliged = reading.ids("obliged");
    if obliged.is_empty() {
        reading.flaw("obliged", "sheet-needed");
    }
    let (rests_on, places) = (reading.ids("rests_on"), reading.ids("where"));
    let kind = match reading.get("kind") {
        "do" => CommitmentKind::Do,
        "allow" => CommitmentKind::Allow,
        _ => CommitmentKind::Abstain,
    };
    let (due, judged_by) = (reading.day("due"), reading.one("judged_by"));
    let indicator = indicator(reading, before.as_ref().and_then(|it| it.indicator.as_ref()));
    // Without either nobody could say whether it is kept.
    if indicator.is_none() && reading.get("seen") != JUDGED {
        reading.flaw("seen", "commitment-seen-needed");
    } else if indicator.is_none() && judged_by.is_none() {
        reading.flaw("judged_by", "commitment-seen-needed");
    }
    let (baseline, ceiling) = (baseline(reading), ceiling(reading));
    if indicator.is_none() && (baseline.is_some() || ceiling.is_some()) {
        reading.flaw("seen", "commitment-nothing-counted");
    }
    let red_line = reading.get("red_line") == "yes";
    let id = id?;
    let before = before.unwrap_or_else(|| blank(&id, &text));
    let commitment = Commitment {
        id,
        text,
        theme,
        obliged,
        rests_on,
        kind,
        places,
        due,
        indicator,
        baseline,
        ceiling,
        judged_by,
        red_line,
        ..before
    };
    Some(Act::EnterPart { part: Part::Commitment(commitment) })
}

fn blank(id: &mawqif_core::text::Id, text: &mawqif_core::text::Text) -> Commitment {
    Commitment {
        id: id.clone(),
        text: text.clone(),
        theme: mawqif_core::text::Text::default(),
        obliged: Vec::new(),
        rests_on: Vec::new(),
        kind: CommitmentKind::Abstain,
        places: Vec::new(),
        from: None,
        until: None,
        due: None,
        indicator: None,
        baseline: None,
        ceiling: None,
        judged_by: None,
        red_line: false,
    }
}

/// What is counted. Those on the other side, and how near a report must be, stay.
fn indicator(reading: &Reading<'_>, before: Option<&Indicator>) -> Option<Indicator> {
    let (.., counts) = COUNTED.iter().find(|(name, ..)| *name == reading.get("seen"))?;
    let list = |name: &str| -> Vec<String> {
        let words = reading.get(name).split([',', '،']).map(|it| it.split_whitespace().collect::<Vec<_>>());
        words.map(|it| it.join(" ")).filter(|it| !it.is_empty()).collect()
    };
    let (kinds, actors) = (list("kinds"), list("actors"));
    let before = before.cloned().unwrap_or(Indicator {
        counts: Counts::Events,
        kinds: Vec::new(),
        actors: Vec::new(),
        against: Vec::new(),
        within_days: WITHIN_DAYS,
        within_km: WITHIN_KM,
    });
    Some(Indicator { counts: *counts, kinds, actors, ..before })
}

/// How it was before: so many in so many days, or what reports tell of a time.
fn baseline(reading: &mut Reading<'_>) -> Option<Baseline> {
    let is_written =
        ["base_count", "base_days", "base_from", "base_until"].map(|name| !reading.get(name).is_empty());
    match is_written {
        [false, false, false, false] => None,
        [true, true, false, false] => {
            let (count, days) = (reading.number("base_count", 0), reading.number("base_days", 0));
            Some(Baseline::Figure(Figure { count, days }))
        }
        [false, false, true, true] => {
            let (from, until) = (reading.day("base_from"), reading.day("base_until"));
            Some(Baseline::Period(Period { from: from?, until: until? }))
        }
        _ => {
            reading.flaw("base_count", "commitment-base-half");
            None
        }
    }
}

/// The most that is still kept: a number for any week, or a share of how it was before.
fn ceiling(reading: &mut Reading<'_>) -> Option<Quantity> {
    let written = european_digits(reading.get("ceiling"));
    if written.is_empty() {
        return None;
    }
    let read = match written.parse() {
        Ok(count) => Some(Quantity::Count(count)),
        Err(_) => written.parse().ok().map(Quantity::Share),
    };
    if read.is_none() {
        reading.flaw("ceiling", "commitment-ceiling-form");
    }
    read
}
