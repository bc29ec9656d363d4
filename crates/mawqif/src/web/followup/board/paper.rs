//! The board on paper: every commitment in every area with its score, its figures and on how many days anybody looked, in both
//! languages, for those who carry it into a room.
//!
//! It is set by the press that sets statements, from a text of the same form, and is signed by nobody: what it says is the board's of
//! the day that stands at its head.

use mawqif_core::{
    case::Case,
    followup::board::{Board, Row},
    statement::{
        Canonical, Language as Written,
        form::{Mark, Sheet, Subject},
    },
    text::Id,
};
use mawqif_print::{Paper, PrintError, print};

use super::{
    super::{imports::kept, told},
    Asked, square,
};
use crate::{locale::Language, web::words::Words};

/// What the file is called.
pub const NAME: &str = "board.pdf";

/// The sheet, which says how many rows are in doubt; nothing of a board that has more than a text can hold.
pub fn sheet(asked: &Asked, board: &Board, doubted: u64) -> Option<Sheet> {
    let text = |(written, language): (Written, Language)| {
        Some((written, Canonical::of(&text(asked, board, doubted, &Words::of(language))).ok()?))
    };
    let both = [(Written::Arabic, Language::Ar), (Written::English, Language::En)];
    let texts: Option<Vec<_>> = both.into_iter().map(text).collect();
    Some(Sheet {
        subject: Subject::Board,
        issued: Some(board.today),
        coalition: None,
        letterhead: None,
        texts: texts?,
        signed: Vec::new(),
        mark: Mark::Stands,
        address: None,
    })
}

/// The file.
///
/// # Errors
/// [`PrintError`].
pub fn printed(sheet: &Sheet) -> Result<Vec<u8>, PrintError> {
    let languages: Vec<Written> = sheet.texts.iter().map(|(language, _)| *language).collect();
    print(&Paper { sheet, languages: &languages })
}

fn text(asked: &Asked, board: &Board, doubted: u64, words: &Words) -> String {
    let case = &asked.owed;
    let title = [words.word("kept-title"), words.text(case.title()).to_owned()];
    let title: Vec<String> = title.into_iter().filter(|it| !it.is_empty()).collect();
    let mut text = title.join(" · ");
    let mut part = |words: String| {
        text.push_str("\n\n");
        text.push_str(&words);
    };
    part(words.about("paper-day", &words.date(&board.today)));
    part(words.about("kept-sentence", &kept(&board.kept, words)));
    super::lines(asked, doubted, words).into_iter().for_each(&mut part);
    if !board.by_theme.is_empty() {
        part(format!("## {}", words.word("kept-themes")));
        part(themes(board, words));
    }
    for row in &board.commitments {
        part(format!("## {}", called(case, row, words)));
        part(table(case, row, words));
        for line in lines(row, words) {
            part(line);
        }
    }
    part(format!("## {}", words.word("paper-legend")));
    part(words.word("kept-legend"));
    part(words.word("board-paper-lead"));
    text
}

fn called(case: &Case, row: &Row, words: &Words) -> String {
    let text = words.name_of(&row.id, case.dossier().commitments.iter().map(|it| (&it.id, &it.text)));
    let text = text.trim_end_matches('.').split_whitespace().collect::<Vec<_>>().join(" ");
    if row.red_line { format!("{text} ({})", words.word("commitment-red-line")) } else { text }
}

fn table(case: &Case, row: &Row, words: &Words) -> String {
    let head = ["kept-area", "paper-score", "paper-counted", "paper-seen", "kept-breaches"];
    let mut rows = vec![head.map(|key| words.word(key)).to_vec()];
    for cell in &row.cells {
        let area = |id: &Id| told::place(case, id, words);
        let told = square(&row.id, cell, words);
        let score = [told.score, told.says].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>();
        let period = cell.period.as_ref();
        let seen = period.map(|it| {
            let values =
                [("seen", words.number(it.seen_days).into()), ("days", words.number(it.days).into())];
            words.tell("paper-seen-of", &values)
        });
        rows.push(vec![
            cell.place.as_ref().map_or_else(|| words.word("kept-everywhere"), area),
            score.join(" · "),
            period.map(|it| words.number(it.count)).unwrap_or_default(),
            seen.unwrap_or_default(),
            words.number(cell.verified),
        ]);
    }
    drawn(&rows)
}

/// How far each theme is kept.
fn themes(board: &Board, words: &Words) -> String {
    let head = ["commitment-theme", "kept-lenient", "kept-strict", "kept-unobserved"];
    let mut rows = vec![head.map(|key| words.word(key)).to_vec()];
    let told = super::themes(board, words).into_iter();
    rows.extend(told.map(|it| vec![it.name, it.lenient, it.strict, it.unobserved]));
    drawn(&rows)
}

/// A table as the text has it.
fn drawn(rows: &[Vec<String>]) -> String {
    let line = |cells: &Vec<String>| {
        let cells: Vec<String> = cells.iter().map(|it| cell(it)).collect();
        format!("| {} |", cells.join(" | "))
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Words that do not end their cell.
fn cell(words: &str) -> String {
    let words = words.replace('|', "/").split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() { "–".to_owned() } else { words }
}

fn lines(row: &Row, words: &Words) -> Vec<String> {
    let mut lines: Vec<String> = row.whole.iter().flat_map(|it| super::over_time(it, words)).collect();
    if row.untold > 0 {
        lines.push(words.tell("kept-untold", &[("count", row.untold.into())]));
    }
    lines
}
