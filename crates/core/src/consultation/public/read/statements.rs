//! The file of statements: their words, what was moderated out, and which condition or provision they are about.
//!
//! As Polis exports it (`comment-id, moderated, is-meta, comment-body`) or plainly (`statement, text, moderated, tie`). A tie names a
//! condition or a provision; with `!` before it, agreeing with the statement speaks against it.

use std::collections::BTreeSet;

use super::{Mistake, MistakeKind, Mistakes, NAME_LIMIT, Name, STATEMENT_LIMIT, column};
use crate::consultation::public::{
    csv::{self, Field, Row, Rows},
    figures::About,
};

/// The longest text of a statement that is kept, in bytes; what is longer is cut.
pub const TEXT_LIMIT: usize = 4_096;

/// The most ties of a statement.
pub const TIE_LIMIT: usize = 16;

/// A statement that is voted on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Its id.
    pub id: Name,
    /// Its words; empty when they are not known. Whoever shows them isolates and escapes them.
    pub text: String,
    /// Whether it was moderated out.
    pub is_out: bool,
    /// Whether it is about the matter or about the person who votes.
    pub about: About,
    /// What it is tied to.
    pub ties: Vec<Tie>,
}

/// What a statement has to do with a condition or a provision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// The id of the condition or the provision.
    pub to: String,
    /// Whether agreeing with the statement speaks for it.
    pub speaks: Speaks,
}

/// For or against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaks {
    /// For it.
    For,
    /// Against it.
    Against,
}

impl Tie {
    /// A tie as it is written: an id, with `!` before it when agreeing speaks against it.
    pub fn new(written: &str) -> Option<Self> {
        let written = written.trim();
        let (speaks, to) = match written.strip_prefix('!') {
            Some(to) => (Speaks::Against, to.trim()),
            None => (Speaks::For, written),
        };
        (!to.is_empty()).then(|| Self { to: to.to_owned(), speaks })
    }
}

impl Statement {
    /// A statement of which only the id is known.
    pub(super) fn unlisted(id: Name) -> Self {
        Self { id, text: String::new(), is_out: false, about: About::Matter, ties: Vec::new() }
    }
}

/// Reads the file of statements.
///
/// # Errors
/// Its mistakes.
pub fn statements(bytes: &[u8]) -> Result<Vec<Statement>, Mistakes> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let separator = csv::separator(bytes.split(|&byte| byte == b'\n').next().unwrap_or_default());
    let (mut rows, mut taken) = (Rows::new(bytes, 0, separator), 0);
    let mut fields: Vec<Field> = Vec::new();
    let (mut mistakes, mut line) = (Mistakes::default(), 1);
    let mut columns: Option<[Option<usize>; 5]> = None;
    let mut found: Vec<Statement> = Vec::new();
    let mut known = BTreeSet::new();
    while taken < bytes.len() {
        let Row::Whole(end, lines) = rows.next(true, &mut fields) else { break };
        if !bytes[taken..end].trim_ascii().is_empty() {
            match &columns {
                None => {
                    let at = |names: &[&str]| column(bytes, &fields, names);
                    let id = at(super::STATEMENT);
                    if id.is_none() {
                        mistakes.add(line, MistakeKind::NoColumn(super::STATEMENT));
                        return Err(mistakes);
                    }
                    let text = at(&["text", "comment-body", "body", "نص"]);
                    let ties = at(&["tie", "condition", "provision", "شرط"]);
                    columns = Some([id, text, at(&["moderated"]), at(&["is-meta", "meta"]), ties]);
                }
                Some(columns) => match statement(bytes, &fields, *columns) {
                    Ok(statement) if !known.insert(statement.id.clone()) => {
                        mistakes
                            .add(line, MistakeKind::Twice(super::shown(statement.id.to_string().as_bytes())));
                    }
                    Ok(statement) => found.push(statement),
                    Err(kind) => mistakes.add(line, kind),
                },
            }
        }
        if found.len() > STATEMENT_LIMIT {
            mistakes.add(line, MistakeKind::TooMany("statements", STATEMENT_LIMIT));
            return Err(mistakes);
        }
        line += lines;
        taken = end;
    }
    if columns.is_none() {
        let kind = MistakeKind::NoColumn(super::STATEMENT);
        return Err(Mistakes { told: vec![Mistake { line: 1, kind }], more: 0 });
    }
    if mistakes.is_none() { Ok(found) } else { Err(mistakes) }
}

fn statement(bytes: &[u8], fields: &[Field], columns: [Option<usize>; 5]) -> Result<Statement, MistakeKind> {
    let [id, text, moderated, meta, ties] = columns
        .map(|at| at.and_then(|at| fields.get(at)).map_or_else(String::new, |field| field.text(bytes)));
    if id.is_empty() {
        return Err(MistakeKind::NoField("statement"));
    }
    if id.len() > NAME_LIMIT {
        return Err(MistakeKind::LongName);
    }
    let is_personal = matches!(meta.to_lowercase().as_str(), "true" | "1" | "yes");
    let is_rejected = matches!(moderated.to_lowercase().as_str(), "-1" | "out" | "false" | "rejected");
    let ties: Vec<Tie> = ties.split([' ', ';', '|', '،']).filter_map(Tie::new).collect();
    if ties.len() > TIE_LIMIT {
        return Err(MistakeKind::TooMany("ties", TIE_LIMIT));
    }
    let mut text = text;
    let end = (0..=TEXT_LIMIT.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    text.truncate(end);
    Ok(Statement {
        id: Name::new(&id),
        text,
        // What is about the person is no opinion on the matter, and Polis leaves it out like what was rejected.
        is_out: is_rejected || is_personal,
        about: if is_personal { About::Person } else { About::Matter },
        ties,
    })
}
