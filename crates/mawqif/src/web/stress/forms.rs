//! The sheets of the test: a finding that is accepted for a reason, how the offer is tested, and the model of
//! stability in the words of the file.

use mawqif_core::{
    case::{Act, Case},
    dossier::{problem::Severity, read as read_dossier, report::place, write},
    initiative::{
        lint::catalogue::{catalogue, explained},
        stability::game_of,
        stress::PackName,
    },
    text::Id,
};

use super::super::{
    page::Tab,
    sheet::{
        About, Kind, Written,
        field::{Fields, Input, Need, Size},
        reading::{Flaw, Reading},
    },
};

/// Longest game in words, in bytes.
const LIMIT: usize = 131_072;

/// The most problems that are told.
const TOLD: usize = 20;

/// The sheets, by the end of their address.
pub const SHEETS: &[Kind] = &[
    Kind {
        lead: "allow-lead",
        fields: allow_fields,
        read: allow,
        ..Kind::new("allow", Tab::Initiative, ["allow-title", "allow-title"], "/stress#findings")
    },
    Kind {
        lead: "test-lead",
        fields: test_fields,
        written: test_written,
        read: test,
        ..Kind::new("test", Tab::Initiative, ["test-title", "test-title"], "/stress")
    },
    Kind {
        lead: "game-lead",
        fields: game_fields,
        written: game_written,
        read: game,
        ..Kind::new("game", Tab::Initiative, ["game-title", "game-title"], "/stress#stability")
    },
];

fn allow_fields(fields: &mut Fields<'_>) {
    let words = fields.about.words;
    let asked = fields.value("rule");
    let title =
        explained().into_iter().find(|rule| rule.id == asked).map(|rule| words.text(rule.title).to_owned());
    let title = title.unwrap_or_else(|| asked.clone());
    fields.add("rule", words.word("allow-rule"), "", Input::Hidden(asked, title));
    let on: Vec<String> = fields.about.form.every("on").map(str::to_owned).collect();
    for id in on.into_iter().filter(|id| !id.is_empty()) {
        fields.add("on", words.word("allow-on"), "", Input::Hidden(id.clone(), id));
    }
    fields.text("reason", "allow-reason", "allow-reason-hint", Size::Lines);
}

fn allow(reading: &mut Reading<'_>) -> Option<Act> {
    let reason = reading.text("reason", Need::Given, Size::Lines, None);
    Some(Act::AllowFinding { rule: reading.get("rule").to_owned(), on: reading.ids("on"), reason })
}

fn test_fields(fields: &mut Fields<'_>) {
    let words = fields.about.words;
    let mut packs = vec![(String::new(), words.word("test-pack-found"))];
    let named = catalogue().packs.iter();
    packs.extend(named.map(|(name, pack)| (name.name().to_owned(), words.text(&pack.name).to_owned())));
    fields.one("pack", "test-pack", "test-pack-hint", packs);
    let conditions: Vec<(&Id, _)> =
        fields.about.at.case.dossier().conditions.iter().map(|it| (&it.id, &it.text)).collect();
    let choices = fields.named(conditions.iter().copied());
    fields.any("verifies", "test-verifies", "", choices);
    let choices = fields.named(conditions.into_iter());
    fields.any("responds", "test-responds", "test-responds-hint", choices);
}

fn test_written(about: &About<'_>, written: &mut Written) -> Option<()> {
    let stress = &about.at.case.dossier().stress;
    written.put("pack", stress.pack.map(PackName::name).unwrap_or_default());
    written.all("verifies", &stress.verifies);
    written.all("responds", &stress.responds);
    Some(())
}

fn test(reading: &mut Reading<'_>) -> Option<Act> {
    let named = PackName::ALL.into_iter().find(|(name, _)| *name == reading.get("pack"));
    let (verifies, responds) = (reading.ids("verifies"), reading.ids("responds"));
    Some(Act::SetTest { pack: named.map(|(_, pack)| pack), verifies, responds })
}

fn game_fields(fields: &mut Fields<'_>) {
    let value = fields.value("game");
    let label = fields.about.words.word("game-field");
    fields.add("game", label, "game-hint", Input::Source(value, 22));
}

/// The game as it is, or the one that is made of the provisions.
fn game_written(about: &About<'_>, written: &mut Written) -> Option<()> {
    if let Ok((_, mut made)) = game_of(about.at.case.dossier()) {
        // A side with nothing to decide is no player of a game that is written down.
        made.game.players.retain(|player| !player.options.is_empty());
        written.put("game", write::game(&made.game).ok()?.trim());
    }
    Some(())
}

fn game(reading: &mut Reading<'_>) -> Option<Act> {
    let about = reading.about;
    let words = about.form.get("game");
    if words.is_empty() {
        return Some(Act::SetGame { game: None });
    }
    if words.len() > LIMIT {
        reading.flaw("game", "game-long");
        return None;
    }
    // Players are named by it alone, so that a case with nothing else in it will do.
    let bare = Case::empty(about.at.case.id().clone());
    let mut source = write::write(bare.dossier()).ok()?;
    source.push('\n');
    let begin = source.len();
    source.push_str(words);
    let read = read_dossier(source.as_bytes());
    for problem in read.problems.into_iter().filter(|it| it.severity == Severity::Error).take(TOLD) {
        // Lines are counted from the first that was written here.
        let at = place(words.as_bytes(), problem.span.start.saturating_sub(begin));
        let line =
            about.words.tell("import-place", &[("line", at.line.into()), ("column", at.column.into())]);
        let said = about.words.locale().problem(&problem.kind);
        let values = [
            ("place", line.into()),
            ("problem", said.message.into()),
            ("help", said.help.unwrap_or_default().into()),
        ];
        reading
            .flaws
            .push(Flaw { field: "game".to_owned(), told: about.words.tell("game-problem", &values) });
    }
    let game = read.dossier?.game;
    if game.is_none() {
        reading.flaw("game", "game-none");
    }
    Some(Act::SetGame { game })
}
