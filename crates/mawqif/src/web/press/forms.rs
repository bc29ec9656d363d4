//! The sheets of the press desk: a conference, a journalist, a line, and what a remark says of the offer.

use mawqif_core::{
    case::{
        Act,
        press_desk::{Announcement, Conference, Ground, Journalist, Line, LineKind, Speaker},
        remark::{Heard, Says},
    },
    initiative::press::reading::Verdict,
    statement::Language,
    text::{Id, Text},
};

use super::super::{
    page::Tab,
    sheet::{
        About, Kind, Written,
        field::{Cell, Choice, Fields, Input, Need, Size},
        reading::{Reading, as_written},
    },
};

/// The sheets, by the end of their address.
pub const SHEETS: &[Kind] = &[
    Kind {
        lead: "press-conference-lead",
        fields: conference_fields,
        written: conference_written,
        read: conference,
        row: "conference-",
        ..Kind::new("conference", Tab::Press, ["press-conference-new", "press-conference-change"], "/press")
    },
    Kind {
        lead: "press-journalist-lead",
        fields: journalist_fields,
        written: |about, _| about.id.is_empty().then_some(()),
        read: journalist,
        ..Kind::new(
            "journalist",
            Tab::Press,
            ["press-journalist-new", "press-journalist-new"],
            "/press#conferences",
        )
    },
    Kind {
        lead: "press-line-lead",
        fields: line_fields,
        written: line_written,
        read: line,
        row: "line-",
        ..Kind::new("line", Tab::Press, ["press-line-new", "press-line-change"], "/press#lines")
    },
    Kind {
        lead: "remark-lead",
        fields: remark_fields,
        written: remark_written,
        read: remark,
        ..Kind::new("remark", Tab::Press, ["remark-title", "remark-title"], "/press#heard")
    },
];

/// Empty rows below the speakers that are known.
const SPARE: usize = 2;

/// The most speakers that the sheet shows.
const SPEAKERS: usize = 12;

fn bodies(about: &About<'_>) -> Vec<(String, String)> {
    let words = about.words;
    let all = about.at.case.dossier().bodies.iter();
    all.map(|body| (body.id.to_string(), words.name_of(&body.id, [(&body.id, &body.name)].into_iter())))
        .collect()
}

fn chosen(all: Vec<(String, String)>, own: &str) -> Vec<Choice> {
    let choice = |(value, label): (String, String)| {
        let is_chosen = value == own;
        Choice { value, label, is_chosen }
    };
    all.into_iter().map(choice).collect()
}

/// Statements to choose from, the latest first.
fn statements(about: &About<'_>, mark: &str) -> Vec<(String, String)> {
    let words = about.words;
    let all = about.at.case.statements().iter().rev();
    let told = all.filter_map(|(number, it)| {
        let title = words.text(&it.version()?.draft.title).to_owned();
        let values = [("number", words.number(number).into()), ("name", title.into())];
        Some((format!("{mark}{number}"), words.tell("press-statement", &values)))
    });
    told.collect()
}

fn conference_fields(fields: &mut Fields<'_>) {
    let about = fields.about;
    let words = about.words;
    fields.text("title", "press-title", "press-title-hint", Size::Line);
    fields.moment("at", "press-at", "");
    fields.text("place", "press-place", "", Size::Line);
    let mut statements = statements(about, "");
    statements.insert(0, (String::new(), words.word("press-no-statement")));
    fields.one("statement", "press-about", "", statements);
    let known = about.form.below("speaker.").filter(|(_, value)| !value.is_empty());
    let known =
        known.filter_map(|(name, _)| name.split('.').next()?.parse::<usize>().ok()).max().unwrap_or(0);
    for row in 1..=(known + SPARE).min(SPEAKERS) {
        let mut all = bodies(about);
        all.insert(0, (String::new(), words.word("press-no-body")));
        let name = |cell: &str| format!("speaker.{row}.{cell}");
        let value = |cell: &str| about.form.get(&name(cell)).to_owned();
        let written = |cell: &'static str, label: &str| Cell {
            name: name(cell),
            label: words.word(label),
            choices: Vec::new(),
            value: value(cell),
        };
        let body = Cell {
            name: name("body"),
            label: words.word("press-speaker-body"),
            choices: chosen(all, &value("body")),
            value: String::new(),
        };
        let cells = vec![body, written("ar", "press-speaker-ar"), written("en", "press-speaker-en")];
        let label = words.about("press-speaker-number", &words.number(row));
        fields.add(&format!("speaker.{row}"), label, "", Input::Row(cells));
    }
    fields.text("accreditation", "press-accreditation", "press-accreditation-hint", Size::Lines);
    fields.text("notes", "press-notes", "press-notes-hint", Size::Lines);
    let kinds = [("invited", "press-for-invited"), ("public", "press-for-everybody")];
    let kinds = kinds.map(|(value, key)| (value.to_owned(), words.word(key)));
    fields.one("announcement", "press-announcement", "press-announcement-hint", kinds.to_vec());
}

fn conference_written(about: &About<'_>, written: &mut Written) -> Option<()> {
    if about.id.is_empty() {
        return Some(());
    }
    let called = about.at.case.press().conferences().get(&about.id.parse().ok()?)?;
    let it = &called.conference;
    written.text("title", &it.title, about.words);
    written.put("at", as_written(it.at));
    written.text("place", &it.place, about.words);
    if let Some(statement) = it.statement {
        written.put("statement", statement);
    }
    for (row, speaker) in (1..).zip(&it.speakers) {
        written.put(&format!("speaker.{row}.body"), &speaker.body);
        if let Some(name) = &speaker.name {
            written.text(&format!("speaker.{row}"), name, about.words);
        }
    }
    for (name, text) in [("accreditation", &it.accreditation), ("notes", &it.notes)] {
        if let Some(text) = text {
            written.text(name, text, about.words);
        }
    }
    written.put("announcement", if it.announcement == Announcement::Public { "public" } else { "invited" });
    Some(())
}

fn conference(reading: &mut Reading<'_>) -> Option<Act> {
    let number = match reading.about.id {
        "" => None,
        id => Some(id.parse().ok()?),
    };
    let title = reading.text("title", Need::Given, Size::Line, None);
    let at = reading.moment("at");
    if at.is_none() && reading.get("at").is_empty() {
        reading.flaw("at", "sheet-needed");
    }
    let place = reading.text("place", Need::Given, Size::Line, None);
    let mut speakers = Vec::new();
    for row in 1..=SPEAKERS {
        let name = reading.maybe(&format!("speaker.{row}"), Size::Line, None);
        match (reading.one(&format!("speaker.{row}.body")), name) {
            (Some(body), name) => speakers.push(Speaker { body, name }),
            (None, Some(_)) => reading.flaw(&format!("speaker.{row}"), "press-speaker-whose"),
            (None, None) => {}
        }
    }
    let conference = Conference {
        title,
        at: at?,
        place,
        statement: match reading.get("statement") {
            "" => None,
            number => Some(number.parse().ok()?),
        },
        speakers,
        accreditation: reading.maybe("accreditation", Size::Lines, None),
        notes: reading.maybe("notes", Size::Lines, None),
        announcement: match reading.get("announcement") {
            "public" => Announcement::Public,
            _ => Announcement::Invited,
        },
    };
    Some(Act::CallPressConference { number, conference })
}

fn journalist_fields(fields: &mut Fields<'_>) {
    let about = fields.about;
    let words = about.words;
    let all = about.at.case.press().conferences().iter().rev().filter(|(_, it)| it.off.is_none());
    let all = all.map(|(number, it)| (number.to_string(), words.text(&it.conference.title).to_owned()));
    fields.one("conference", "press-journalist-conference", "", all.collect());
    fields.line("name", "press-journalist-name", "");
    fields.line("outlet", "press-journalist-outlet", "");
    fields.line("contact", "press-journalist-contact", "press-journalist-contact-hint");
    let languages = Language::BOTH.map(|it| (it.tag().to_owned(), it.of("العربية", "English").to_owned()));
    fields.one("language", "press-journalist-language", "", languages.to_vec());
}

fn journalist(reading: &mut Reading<'_>) -> Option<Act> {
    for name in ["conference", "name", "outlet"] {
        if reading.get(name).is_empty() {
            reading.flaw(name, "sheet-needed");
        }
    }
    let journalist = Journalist {
        name: Text::plain(reading.get("name")),
        outlet: Text::plain(reading.get("outlet")),
        contact: reading.get("contact").to_owned(),
        language: if reading.get("language") == "en" { Language::English } else { Language::Arabic },
    };
    Some(Act::ListJournalist { conference: reading.get("conference").parse().ok()?, journalist })
}

fn line_fields(fields: &mut Fields<'_>) {
    let about = fields.about;
    let words = about.words;
    let kinds = [("answer", "press-kind-answer"), ("holding", "press-kind-holding")];
    let kinds = kinds.map(|(value, key)| (value.to_owned(), words.word(key)));
    fields.one("kind", "press-line-kind", "", kinds.to_vec());
    fields.text("about", "press-line-about", "press-line-about-hint", Size::Line);
    fields.text("words", "press-line-words", "press-line-words-hint", Size::Lines);
    let mut grounds = statements(about, "statement ");
    let provisions = about.at.case.dossier().provisions.iter();
    grounds.extend(provisions.map(|it| {
        (format!("provision {}", it.id), words.about("press-rests-provision", words.text(&it.text)))
    }));
    fields.one("rests_on", "press-line-rests", "press-line-rests-hint", grounds);
}

fn line_written(about: &About<'_>, written: &mut Written) -> Option<()> {
    if about.id.is_empty() {
        return Some(());
    }
    let line = &about.at.case.press().lines().get(&about.id.parse().ok()?)?.line;
    written.put("kind", if line.kind == LineKind::Holding { "holding" } else { "answer" });
    written.text("about", &line.about, about.words);
    written.text("words", &line.words, about.words);
    written.put(
        "rests_on",
        match &line.rests_on {
            Ground::Statement(number) => format!("statement {number}"),
            Ground::Provision(id) => format!("provision {id}"),
        },
    );
    Some(())
}

fn line(reading: &mut Reading<'_>) -> Option<Act> {
    let number = match reading.about.id {
        "" => None,
        id => Some(id.parse().ok()?),
    };
    let about = reading.text("about", Need::Given, Size::Line, None);
    let words = reading.text("words", Need::Given, Size::Lines, None);
    let rests_on = match reading.get("rests_on").split_once(' ') {
        Some(("statement", number)) => number.parse().ok().map(Ground::Statement),
        Some(("provision", id)) => Id::new(id).ok().map(Ground::Provision),
        _ => None,
    };
    if rests_on.is_none() {
        reading.flaw("rests_on", "press-line-rests-missing");
    }
    let kind = if reading.get("kind") == "holding" { LineKind::Holding } else { LineKind::Answer };
    Some(Act::WritePressLine { number, line: Line { kind, about, words, rests_on: rests_on? } })
}

/// The quote that a sheet is about: the report's hash, and where the words stand in it.
fn heard<'a>(about: &About<'a>) -> Option<Heard<'a>> {
    let (report, span) = place(about.id)?;
    about.at.case.heard_after().into_iter().find(|it| it.report == report && it.span == span)
}

fn place(id: &str) -> Option<(&str, (u64, u64))> {
    let (report, span) = id.split_once('@')?;
    let (start, end) = span.split_once('-')?;
    Some((report, (start.parse().ok()?, end.parse().ok()?)))
}

fn remark_fields(fields: &mut Fields<'_>) {
    let about = fields.about;
    let (words, case) = (about.words, &about.at.case);
    if let Some(heard) = heard(about) {
        let said = words.text(&heard.quote.said).to_owned();
        fields.add("said", words.word("remark-said"), "", Input::Fixed(said));
    }
    fields.one("body", "remark-body", "", bodies(about));
    let verdicts = [
        ("", "remark-verdict-none"),
        ("accept", "remark-verdict-accept"),
        ("conditional", "remark-verdict-conditional"),
        ("reject", "remark-verdict-reject"),
    ];
    let verdicts = verdicts.map(|(value, key)| (value.to_owned(), words.word(key)));
    fields.one("verdict", "remark-verdict", "", verdicts.to_vec());
    let now = case.time(Default::default());
    let statement = heard(about).and_then(|it| it.remark).map(|it| it.statement);
    let statement = statement.or_else(|| case.held_against(now).map(|(number, _)| number));
    let agreed = statement.and_then(|it| case.told_by(it)).map(|it| case.agreed(it)).unwrap_or_default();
    let conditions = agreed.iter().map(|it| {
        let text = words.name_of(&it.id, case.dossier().conditions.iter().map(|own| (&own.id, &own.text)));
        let values = [("number", words.number(it.number).into()), ("name", text.into())];
        (it.id.to_string(), words.tell("remark-condition", &values))
    });
    fields.any("conditions", "remark-conditions", "remark-conditions-hint", conditions.collect());
    fields.text("asks", "remark-asks", "remark-asks-hint", Size::Lines);
    let lines = fields.named(case.dossier().red_lines.iter().map(|it| (&it.id, &it.text)));
    fields.any("gives_up", "remark-lines", "", lines);
}

fn remark_written(about: &About<'_>, written: &mut Written) -> Option<()> {
    let heard = heard(about)?;
    let Some(remark) = heard.remark else { return Some(()) };
    written.put("body", &remark.body);
    if let Some(says) = &remark.says {
        written.put(
            "verdict",
            match says.verdict {
                Verdict::Accept => "accept",
                Verdict::Conditional => "conditional",
                Verdict::Reject => "reject",
            },
        );
        written.all("conditions", &says.conditions);
        written.all("gives_up", &says.gives_up);
        if let Some(asks) = &says.asks {
            written.text("asks", asks, about.words);
        }
    }
    Some(())
}

fn remark(reading: &mut Reading<'_>) -> Option<Act> {
    let (report, span) = place(reading.about.id)?;
    let body = reading.one("body");
    if body.is_none() {
        reading.flaw("body", "sheet-needed");
    }
    let verdict = match reading.get("verdict") {
        "accept" => Some(Verdict::Accept),
        "conditional" => Some(Verdict::Conditional),
        "reject" => Some(Verdict::Reject),
        _ => None,
    };
    let conditions = reading.ids("conditions");
    let gives_up = reading.ids("gives_up");
    let asks = reading.maybe("asks", Size::Lines, None);
    let names_more = !conditions.is_empty() || !gives_up.is_empty() || asks.is_some();
    if verdict.is_none() && names_more {
        reading.flaw("verdict", "remark-verdict-needed");
    }
    if verdict == Some(Verdict::Conditional) && conditions.is_empty() && asks.is_none() {
        reading.flaw("conditions", "remark-conditions-needed");
    }
    let says = verdict.map(|verdict| Says { verdict, conditions, asks, gives_up });
    Some(Act::NoteRemark { report: report.to_owned(), span, body: body?, says })
}
