//! Another offer beside the one that is tested.

use std::io::Write;

use mawqif_core::{
    dossier::Dossier,
    initiative::{
        beside::{Beside, Clause},
        coverage::Standing,
    },
};

use super::note::Note;
use crate::{
    cli::{
        Failure,
        table::{Align, table},
    },
    stress::mark,
};

/// Writes what is the same and what is not.
pub fn tell(note: &Note<'_>, beside: &Beside, other: &Dossier, out: &mut dyn Write) -> Result<(), Failure> {
    let (teller, locale) = (&note.teller, note.teller.locale);
    let title = other.initiative.title.in_language(teller.language());
    note.title(&locale.tell("stress-beside", &[("title", title.into())]), out)?;
    let verdict = &beside.verdict;
    let values = [
        ("covered", verdict.covered.into()),
        ("partial", verdict.partial.into()),
        ("open", verdict.open.into()),
    ];
    note.point(&locale.tell("stress-beside-verdict", &values), out)?;
    let mark = |standing: Option<Standing>| {
        standing.map_or_else(|| locale.word("stress-beside-unknown"), |it| mark(it).to_owned())
    };
    let mut rows = vec![
        ["stress-beside-harm", "stress-beside-here", "stress-beside-there"]
            .map(|key| locale.word(key))
            .to_vec(),
    ];
    rows.extend(
        beside.harms.iter().map(|it| vec![teller.name(&it.harm), mark(Some(it.here)), mark(it.there)]),
    );
    if rows.len() > 1 {
        for line in table(&rows, &[Align::Start, Align::Centre, Align::Centre], locale.language) {
            writeln!(out, "{}  {line}", locale.line_start())?;
        }
    }
    let list = |wanted: fn(&&Clause) -> bool| -> Vec<String> {
        let clauses = beside.clauses.iter().filter(wanted);
        clauses.map(|clause| clause.title.in_language(teller.language()).to_owned()).collect()
    };
    let (there, here) = (list(|it| it.there && !it.here), list(|it| it.here && !it.there));
    for (key, titles) in [("stress-beside-clauses", there), ("stress-beside-own", here)] {
        if !titles.is_empty() {
            let list = locale.list(&titles);
            note.point(&locale.tell(key, &[("list", list.into())]), out)?;
        }
    }
    note.point(&locale.word("stress-beside-no-follow-up"), out)
}
