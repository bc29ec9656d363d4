//! Drafting: the sheet in which a statement is written, both languages side by side. A further version of a
//! statement, a correction and a withdrawal are written in the same sheet.

use mawqif_core::{
    case::{
        Act,
        statement::{Draft, Kind as Sort, Statement},
    },
    statement::kind_name,
    text::Text,
};

use super::{
    super::{
        page::Tab,
        sheet::{
            About, Kind, Written,
            field::{Fields, Input, Need, Size},
            reading::{Reading, as_written, european_digits},
        },
    },
    called, kind, numbered,
};

/// The sheet; `id` is the number of the statement that gets a further version.
pub const SHEET: Kind = Kind {
    lead: "statement-sheet-lead",
    fields,
    written,
    read,
    ..Kind::new("draft", Tab::Statement, ["statement-sheet-new", "statement-sheet-change"], "/statement")
};

/// What a sheet is about: the statement that gets a further version.
fn known<'a>(about: &About<'a>) -> Option<(u64, &'a Statement)> {
    let number = about.id.parse().ok()?;
    Some((number, about.at.case.statements().get(&number)?))
}

/// The kind of what is written, and the statement that it is about.
fn sort(about: &About<'_>) -> (Sort, Option<u64>) {
    if let Some(version) = known(about).and_then(|(_, it)| it.version()) {
        return (version.draft.kind, version.draft.about);
    }
    let sort = kind(about.form.get("kind")).unwrap_or(Sort::Bulletin);
    (sort, about.form.get("about").parse().ok().filter(|_| sort.is_about_another()))
}

fn fields(fields: &mut Fields<'_>) {
    let about = fields.about;
    let words = about.words;
    let (sort, other) = sort(about);
    if about.id.is_empty() {
        let called = words.word(called(sort));
        fields.add(
            "kind",
            words.word("statement-sheet-kind"),
            "",
            Input::Hidden(kind_name(sort).to_owned(), called),
        );
        if let Some(other) = other {
            let statement = about.at.case.statements().get(&other).and_then(Statement::version);
            let called = statement.map_or_else(String::new, |it| numbered(other, it.draft.kind, words));
            let label = words.word("statement-sheet-about");
            fields.add("about", label, "", Input::Hidden(other.to_string(), called));
        }
        // What was chosen when the words were drafted goes along with them.
        let occasion = about.form.get("occasion").to_owned();
        fields.add("occasion", String::new(), "", Input::Hidden(occasion, String::new()));
    } else {
        let newest = known(about).map_or(0, |(_, it)| it.newest()).to_string();
        fields.add("after", String::new(), "", Input::Hidden(newest, String::new()));
        fields.add("kind", words.word("statement-sheet-kind"), "", Input::Fixed(words.word(called(sort))));
    }
    fields.text("title", "statement-sheet-title", "", Size::Line);
    fields.text("text", "statement-sheet-text", "statement-sheet-text-hint", Size::Page);
    fields.moment("embargo", "statement-sheet-embargo", "statement-sheet-embargo-hint");
    fields.text(
        "untranslated",
        "statement-sheet-untranslated",
        "statement-sheet-untranslated-hint",
        Size::Lines,
    );
    fields.line("rests_on", "statement-sheet-rests", "statement-sheet-rests-hint");
}

fn written(about: &About<'_>, written: &mut Written) -> Option<()> {
    if about.id.is_empty() {
        return Some(());
    }
    let (_, statement) = known(about)?;
    let number = statement.newest();
    let draft = &statement.versions.get(&number)?.draft;
    written.text("title", &draft.title, about.words);
    written.text("text", &draft.text, about.words);
    if let Some(reason) = &draft.untranslated {
        written.text("untranslated", reason, about.words);
    }
    if let Some(embargo) = draft.embargo {
        written.put("embargo", as_written(embargo));
    }
    let rests: Vec<String> = draft.rests_on.iter().map(u64::to_string).collect();
    written.put("rests_on", rests.join(" "));
    Some(())
}

fn read(reading: &mut Reading<'_>) -> Option<Act> {
    let about = reading.about;
    let statement = known(about).map(|(number, _)| number);
    if statement.is_none() && !about.id.is_empty() {
        reading.flaw("kind", "statement-sheet-gone");
        return None;
    }
    // Another version may have been written while this one was.
    let after = statement.and_then(|_| european_digits(reading.get("after")).parse::<u64>().ok());
    let newest = known(about).map(|(_, it)| it.newest());
    if let (Some(_), Some(newest)) = (after.filter(|it| Some(*it) != newest), newest) {
        reading.flaw_about("text", "statement-sheet-moved", &about.words.number(newest));
    }
    let occasion = match known(about).and_then(|(_, it)| it.version()) {
        Some(before) => before.draft.occasion.clone(),
        None => serde_json::from_str(reading.get("occasion")).ok().map(Box::new),
    };
    let (kind, other) = sort(about);
    let title = reading.text("title", Need::Given, Size::Line, None);
    let text = reading.text("text", Need::Given, Size::Page, None);
    let embargo = reading.moment("embargo");
    let untranslated: Option<Text> = reading.maybe("untranslated", Size::Lines, None);
    let mut rests_on = Vec::new();
    for word in reading.get("rests_on").split([' ', ',', '،']).filter(|word| !word.is_empty()) {
        match european_digits(word).parse() {
            Ok(seq) => rests_on.push(seq),
            Err(_) => reading.flaw("rests_on", "statement-sheet-rests-wrong"),
        }
    }
    let draft = Draft { kind, title, text, rests_on, embargo, about: other, untranslated, occasion };
    Some(Act::DraftStatement { statement, after, draft })
}
