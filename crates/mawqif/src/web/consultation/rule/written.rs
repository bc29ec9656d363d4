//! The rule in the words of the file: everything that a rule can say, with problems shown where they are.

use mawqif_core::{
    case::Act,
    dossier::{Dossier, problem::Severity, read as read_dossier, report::place, write},
    position::rule::Rule,
};

use super::super::super::sheet::{
    About, Written,
    field::{Fields, Input},
    reading::{Flaw, Reading},
};

/// Longest rule in words, in bytes.
const LIMIT: usize = 65_536;

/// The most problems that are told.
const TOLD: usize = 20;

/// The fields of the sheet.
pub fn fields(fields: &mut Fields<'_>) {
    let value = fields.value("rule");
    let label = fields.about.words.word("rule-field-words");
    fields.add("rule", label, "rule-words-hint", Input::Source(value, 14));
}

/// The rule as a file says it.
pub fn written(about: &About<'_>, written: &mut Written) -> Option<()> {
    let with = write::write(&Dossier { rule: about.at.case.dossier().rule.clone(), ..without_rule(about) });
    let with = with.ok()?;
    let lines: Vec<&str> = with.lines().collect();
    let start = lines.iter().position(|line| line.trim() == "[rule]");
    let rule = match start {
        Some(start) => {
            let is_rules = |line: &&str| !line.starts_with('[') || line.contains("rule");
            lines[start..].iter().copied().take_while(is_rules).collect::<Vec<_>>().join("\n")
        }
        None => "[rule]\n".to_owned(),
    };
    written.put("rule", rule.trim_end());
    Some(())
}

/// The case without rule, stances and what follows the rule in a file.
fn without_rule(about: &About<'_>) -> Dossier {
    let dossier = about.at.case.dossier().clone();
    Dossier {
        rule: Rule::default(),
        stances: Vec::new(),
        quotes: Vec::new(),
        red_lines: Vec::new(),
        committees: Vec::new(),
        commitments: Vec::new(),
        ..dossier
    }
}

/// The act that sets it.
pub fn read(reading: &mut Reading<'_>) -> Option<Act> {
    let about = reading.about;
    let written = about.form.get("rule");
    if written.len() > LIMIT {
        reading.flaw("rule", "rule-words-long");
        return None;
    }
    let mut source = write::write(&without_rule(about)).ok()?;
    source.push('\n');
    let begin = source.len();
    source.push_str(written);
    let read = read_dossier(source.as_bytes());
    let errors = read.problems.into_iter().filter(|it| it.severity == Severity::Error).take(TOLD);
    for problem in errors {
        // Lines are counted from the first that was written here.
        let at = place(written.as_bytes(), problem.span.start.saturating_sub(begin));
        let place =
            about.words.tell("import-place", &[("line", at.line.into()), ("column", at.column.into())]);
        let end = problem.span.end.min(source.len());
        let word = source.get(problem.span.start.max(begin)..end).unwrap_or_default();
        let word = word.lines().next().unwrap_or_default();
        let said = about.words.locale().problem(&problem.kind);
        let values = [
            ("place", place.into()),
            ("word", word.into()),
            ("problem", said.message.into()),
            ("help", said.help.unwrap_or_default().into()),
        ];
        let told = about.words.tell("rule-words-problem", &values);
        reading.flaws.push(Flaw { field: "rule".to_owned(), told });
    }
    Some(Act::SetRule { rule: read.dossier?.rule })
}
