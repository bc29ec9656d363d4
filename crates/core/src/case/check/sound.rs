//! Soundness: nothing enters a case that a dossier could not hold.
//!
//! There is one judge of that, the reader of dossiers. The dossier as it would be is written and
//! read; what the reader finds wrong is the refusal, and what it has read is what the fact says.

use toml::de::{DeTable, DeValue};

use crate::{
    case::{Fact, Refusal, refusal::Fault},
    dossier::{
        Dossier, FiledStance,
        problem::{Problem, ProblemKind, Severity},
        read, write,
    },
    record::entry::PAYLOAD_LIMIT,
    text::Id,
};

/// What a problem of a stance is about, when nobody is told of which.
const STANCE: &str = "stance";

/// The dossier as the reader takes it.
///
/// Problems of stances are told without saying whose, and those of confidential ones in the same words
/// as those of open ones; the stance of the body `own` on the current version, which is being filed, is
/// told about in full.
///
/// # Errors
/// [`Refusal::Dossier`].
pub fn sound(dossier: &Dossier, own: Option<&Id>) -> Result<Dossier, Refusal> {
    let written = write::write(dossier).map_err(|error| {
        let fault = Fault::new(ProblemKind::Unwritable(error.to_string()), String::new());
        Refusal::Dossier { problems: vec![fault], unlisted: 0 }
    })?;
    let is_filed = |stance: &FiledStance| {
        own.is_some_and(|own| stance.body == *own) && stance.version == dossier.initiative.version
    };
    let is_hidden = |at: usize| dossier.stances.get(at).is_some_and(|stance| !is_filed(stance));
    read_sound(written.as_bytes(), is_hidden)
}

/// Reads a file as a dossier, hiding problems of some stances.
///
/// # Errors
/// [`Refusal::Dossier`].
pub fn read_sound(bytes: &[u8], is_hidden: impl Fn(usize) -> bool) -> Result<Dossier, Refusal> {
    let reading = read(bytes);
    if let Some(dossier) = reading.dossier {
        return Ok(dossier);
    }
    let source = std::str::from_utf8(bytes).unwrap_or_default();
    let errors = reading.problems.into_iter().filter(|problem| problem.severity == Severity::Error);
    let mut problems: Vec<Fault> = Vec::new();
    for fault in errors.map(|problem| fault(source, problem, &is_hidden)) {
        // How many stances it is about is kept as well.
        if fault.field != STANCE || !problems.contains(&fault) {
            problems.push(fault);
        }
    }
    Err(Refusal::Dossier { problems, unlisted: reading.unlisted })
}

fn fault(source: &str, problem: Problem, is_hidden: &impl Fn(usize) -> bool) -> Fault {
    let path = DeTable::parse(source).ok().and_then(|it| in_table(it.get_ref(), problem.span.start));
    let path = path.unwrap_or_default();
    if let [Step::Key(section), Step::Place(at), ..] = path.as_slice()
        && section == STANCE
        && is_hidden(*at)
    {
        return Fault::new(ProblemKind::HiddenStance, STANCE.to_owned());
    }
    let mut field = String::new();
    for step in path {
        match step {
            Step::Key(key) if field.is_empty() => field.push_str(&key),
            Step::Key(key) => field.push_str(&format!(".{key}")),
            Step::Place(at) => field.push_str(&format!("[{at}]")),
        }
    }
    Fault::new(problem.kind, field)
}

/// A step on the way to a value.
enum Step {
    Key(String),
    Place(usize),
}

/// The way to the value at a byte. Spans of tables are of no help: a section's covers its header only.
fn in_table(table: &DeTable<'_>, at: usize) -> Option<Vec<Step>> {
    table.iter().find_map(|(key, value)| {
        let inner = in_value(value.get_ref(), at);
        let is_here = || key.span().contains(&at) || value.span().contains(&at);
        let rest = inner.or_else(|| is_here().then(Vec::new))?;
        Some([Step::Key(key.get_ref().to_string())].into_iter().chain(rest).collect())
    })
}

fn in_value(value: &DeValue<'_>, at: usize) -> Option<Vec<Step>> {
    match value {
        DeValue::Table(table) => in_table(table, at),
        DeValue::Array(items) => items.iter().enumerate().find_map(|(place, item)| {
            let inner = in_value(item.get_ref(), at);
            let rest = inner.or_else(|| item.span().contains(&at).then(Vec::new))?;
            Some([Step::Place(place)].into_iter().chain(rest).collect())
        }),
        _ => None,
    }
}

/// Refuses facts whose payloads the record cannot hold.
///
/// # Errors
/// [`Refusal::Limit`].
pub fn check_sizes(facts: &[Fact]) -> Result<(), Refusal> {
    let fits = |fact: &Fact| fact.to_payload().is_ok_and(|payload| payload.len() <= PAYLOAD_LIMIT);
    if facts.iter().all(fits) {
        return Ok(());
    }
    Err(Refusal::Limit { what: "bytes of one fact", limit: PAYLOAD_LIMIT })
}
