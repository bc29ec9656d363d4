//! The versions of the offer, and what changed from each to the next: word for word, so that nobody has to
//! lay two papers side by side.

use std::collections::BTreeSet;

use askama::Template;
use axum::{Extension, extract::State, http::StatusCode, response::Response};
use mawqif_core::{dossier::Dossier, text::Id};
use similar::{ChangeTag, TextDiff};

use super::{
    super::{
        Web,
        admit::Visitor,
        page::{Shell, Tab, show},
        trouble::Trouble,
        words::Words,
    },
    clause, facts,
};
use crate::desk::versions::Version;

/// How long two texts are compared by words; what takes longer is shown as one text in place of the other.
const PATIENCE: std::time::Duration = std::time::Duration::from_millis(200);

#[derive(Template)]
#[template(path = "versions.html")]
struct Versions {
    shell: Shell,
    /// The latest first.
    versions: Vec<Told>,
    is_editor: bool,
}

struct Told {
    heading: String,
    since: String,
    /// What changed since the version before; none of the first.
    changes: Option<Vec<Change>>,
    /// What the version says, of the first.
    clauses: Vec<(String, String)>,
}

/// A provision or a fact that is other than it was.
struct Change {
    what: String,
    kind: &'static str,
    class: &'static str,
    words: Vec<Piece>,
    /// What else changed of it: what, and how.
    facts: Vec<(String, Vec<Piece>)>,
}

/// Words that stayed, went or came.
pub struct Piece {
    kind: Kind,
    /// The words.
    pub words: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Same,
    Gone,
    New,
}

impl Piece {
    /// Whether they went.
    pub fn is_gone(&self) -> bool {
        self.kind == Kind::Gone
    }

    /// Whether they came.
    pub fn is_new(&self) -> bool {
        self.kind == Kind::New
    }
}

/// The versions.
pub async fn versions(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
) -> Result<Response, Trouble> {
    let at = visitor.at()?.clone();
    let versions = web.desk.versions(&at.held).await?;
    let now = web.desk.clock().now();
    let language = visitor.language;
    // Long texts take a moment to compare, which others need not wait for.
    let told = web.desk.reckon(move || told(&versions, now, language)).await?;
    let shell = Shell::of_case(&visitor, Tab::Initiative)?;
    let words = shell.words.clone();
    let is_editor = at.sight.is_secretariat() && at.case.received().is_some() && at.case.adopted().is_empty();
    let versions = told.into_iter().map(|(number, since, changes, clauses)| Told {
        heading: words.about("version-number", &words.number(number)),
        since: words.about("version-since", &words.moment(since)),
        changes,
        clauses,
    });
    let versions = versions.collect();
    Ok(show(StatusCode::OK, &Versions { versions, is_editor, shell }))
}

type Compared = (u64, mawqif_core::case::Moment, Option<Vec<Change>>, Vec<(String, String)>);

fn told(
    versions: &[Version],
    now: mawqif_core::case::Moment,
    language: crate::locale::Language,
) -> Vec<Compared> {
    let words = Words::of(language);
    let mut told: Vec<Compared> = Vec::new();
    for (at, version) in versions.iter().enumerate() {
        let number = version.dossier.initiative.version;
        let before = at.checked_sub(1).map(|at| &versions[at].dossier);
        let changes = before.map(|before| changes(before, &version.dossier, now, &words));
        let clauses = match before {
            Some(_) => Vec::new(),
            None => {
                let clauses = version.dossier.provisions.iter();
                clauses.map(|it| (it.id.to_string(), words.text(&it.text).to_owned())).collect()
            }
        };
        told.push((number, version.since, changes, clauses));
    }
    told.reverse();
    told
}

fn changes(before: &Dossier, after: &Dossier, now: mawqif_core::case::Moment, words: &Words) -> Vec<Change> {
    let mut changes = Vec::new();
    let (old, new) = (facts(before, now, words), facts(after, now, words));
    let version = words.word("offer-version");
    let title = (words.word("offer-title"), words.text(&before.initiative.title).to_owned());
    let title_now = (title.0.clone(), words.text(&after.initiative.title).to_owned());
    let (old, new) = ([vec![title], old].concat(), [vec![title_now], new].concat());
    for (key, pieces) in compared(&old, &new) {
        if key != version {
            changes.push(Change {
                what: key,
                kind: "change-altered",
                class: "altered",
                words: pieces,
                facts: Vec::new(),
            });
        }
    }
    let ids: BTreeSet<&Id> = before.provisions.iter().map(|it| &it.id).collect();
    for provision in &after.provisions {
        let now_told = clause(after, provision, words);
        let Some(was) = before.provisions.iter().find(|it| it.id == provision.id) else {
            let words = vec![Piece { kind: Kind::New, words: now_told.text }];
            let what = now_told.id;
            changes.push(Change { what, kind: "change-added", class: "added", words, facts: Vec::new() });
            continue;
        };
        let was_told = clause(before, was, words);
        let status = words.word("provision-status");
        let old = [vec![(status.clone(), was_told.status.clone())], was_told.facts].concat();
        let new = [vec![(status, now_told.status.clone())], now_told.facts].concat();
        let facts = compared(&old, &new);
        let pieces = by_words(&was_told.text, &now_told.text);
        if !facts.is_empty() || pieces.iter().any(|it| it.kind != Kind::Same) {
            let what = now_told.id;
            changes.push(Change { what, kind: "change-altered", class: "altered", words: pieces, facts });
        }
    }
    for id in ids {
        let is_gone = !after.provisions.iter().any(|it| it.id == *id);
        if let Some(was) = before.provisions.iter().find(|it| is_gone && it.id == *id) {
            let words = vec![Piece { kind: Kind::Gone, words: words.text(&was.text).to_owned() }];
            let what = id.to_string();
            changes.push(Change { what, kind: "change-removed", class: "removed", words, facts: Vec::new() });
        }
    }
    changes
}

/// Facts that are not as they were.
fn compared(old: &[(String, String)], new: &[(String, String)]) -> Vec<(String, Vec<Piece>)> {
    let of = |all: &[(String, String)], key: &str| {
        all.iter().find(|(own, _)| own == key).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let mut keys: Vec<&String> = Vec::new();
    for (key, _) in new.iter().chain(old) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    let changed = keys.into_iter().filter(|key| of(old, key) != of(new, key));
    changed.map(|key| (key.clone(), whole(&of(old, key), &of(new, key)))).collect()
}

/// One text in place of another.
fn whole(old: &str, new: &str) -> Vec<Piece> {
    let pieces = [(Kind::Gone, old), (Kind::New, new)].into_iter().filter(|(_, words)| !words.is_empty());
    pieces.map(|(kind, words)| Piece { kind, words: words.to_owned() }).collect()
}

/// What went and what came, by words.
pub fn by_words(old: &str, new: &str) -> Vec<Piece> {
    let compared = TextDiff::configure().timeout(PATIENCE).diff_words(old, new);
    let mut pieces: Vec<Piece> = Vec::new();
    for change in compared.iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => Kind::Same,
            ChangeTag::Delete => Kind::Gone,
            ChangeTag::Insert => Kind::New,
        };
        match pieces.last_mut().filter(|last| last.kind == kind) {
            Some(last) => last.words.push_str(change.value()),
            None => pieces.push(Piece { kind, words: change.value().to_owned() }),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::{Kind, by_words};

    #[test]
    fn what_changed_is_told_by_words_in_either_script() {
        let told = |old: &str, new: &str| {
            let pieces = by_words(old, new).into_iter();
            pieces
                .filter(|it| it.kind != Kind::Same)
                .map(|it| format!("{}{}", if it.is_gone() { '-' } else { '+' }, it.words.trim()))
                .collect::<Vec<_>>()
        };
        assert_eq!(told("For six weeks it stops.", "For eight weeks it stops."), ["-six", "+eight"]);
        assert_eq!(told("ستة أسابيع كاملة", "ثمانية أسابيع كاملة"), ["-ستة", "+ثمانية"]);
        assert!(told("as it was", "as it was").is_empty());
    }
}
