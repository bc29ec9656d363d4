//! Comments: what members say of a paragraph of a draft, and where that paragraph is in a later version.
//!
//! A paragraph is a block of the canonical text, the same in both languages, numbered from 1; 0 is the title. A comment
//! stays with a paragraph for as long as that reads as it did when it was written, wherever it has moved; once it reads
//! differently the comment is about an earlier text, and is shown as that.

use super::{
    Case,
    fact::Fact,
    names::{AccountId, Moment},
    statement::{Draft, Statement},
};
use crate::{
    statement::{Language, canonical::Block},
    text::Text,
};

/// The most comments on a statement.
pub const COMMENT_LIMIT: usize = 1_000;

/// What somebody said of a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Comment {
    /// When.
    pub at: Moment,
    /// Who.
    pub by: AccountId,
    /// The version.
    pub version: u64,
    /// The paragraph, from 1; 0 is the title.
    pub paragraph: u64,
    /// What they said.
    pub words: Text,
    /// By whom it was settled, and when.
    pub resolved: Option<(AccountId, Moment)>,
}

/// Where a comment belongs in a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Belongs {
    /// To this paragraph, which reads as it did.
    To(u64),
    /// To none: the paragraph reads differently, or is gone.
    Earlier,
}

/// A paragraph in each language that has it.
pub type Paragraph = [Option<Block>; 2];

impl Draft {
    /// The paragraphs, the title before them.
    pub fn paragraphs(&self) -> Vec<Paragraph> {
        let texts = Language::BOTH.map(|language| self.canonical(language));
        let block = |text: &crate::statement::Canonical, at: usize| match at.checked_sub(1) {
            None => Some(Block::Heading(text.title().to_owned())),
            Some(at) => text.blocks().get(at).cloned(),
        };
        let count = texts.iter().flatten().map(|text| text.blocks().len() + 1).max().unwrap_or(0);
        let paragraph = |at: usize| texts.each_ref().map(|text| text.as_ref().and_then(|it| block(it, at)));
        (0..count).map(paragraph).collect()
    }
}

impl Statement {
    /// Where comments belong in a version, by their numbers.
    pub fn places(&self, version: u64) -> Vec<(u64, Belongs)> {
        let Some(now) = self.versions.get(&version).map(|it| it.draft.paragraphs()) else {
            return Vec::new();
        };
        // Comments come version by version, so the paragraphs of each are made once.
        let mut then: Option<(u64, Vec<Paragraph>)> = None;
        let mut places = Vec::new();
        for (number, comment) in self.comments.iter().filter(|(_, it)| it.version <= version) {
            if then.as_ref().is_none_or(|(of, _)| *of != comment.version) {
                let known = self.versions.get(&comment.version);
                then = Some((comment.version, known.map(|it| it.draft.paragraphs()).unwrap_or_default()));
            }
            let then = then.as_ref().map(|(_, all)| all.as_slice()).unwrap_or_default();
            places.push((*number, belongs(comment.paragraph, then, &now)));
        }
        places
    }
}

/// Where a paragraph of one version is in another.
fn belongs(paragraph: u64, then: &[Paragraph], now: &[Paragraph]) -> Belongs {
    let Some(at) = usize::try_from(paragraph).ok() else { return Belongs::Earlier };
    let Some(read) = then.get(at) else { return Belongs::Earlier };
    if now.get(at) == Some(read) {
        return Belongs::To(paragraph);
    }
    // The title is nowhere else, and what stands twice has not moved to one place.
    let mut same = now.iter().enumerate().skip(1).filter(|(_, it)| at > 0 && *it == read);
    match (same.next(), same.next()) {
        (Some((moved, _)), None) => u64::try_from(moved).map_or(Belongs::Earlier, Belongs::To),
        _ => Belongs::Earlier,
    }
}

impl Case {
    pub(super) fn fold_comment(&mut self, fact: Fact, actor: &AccountId, at: Moment) {
        match fact {
            Fact::StatementCommented { statement, version, comment, paragraph, words } => {
                if let Some(statement) = self.statements.get_mut(&statement) {
                    let by = actor.clone();
                    let said = Comment { at, by, version, paragraph, words, resolved: None };
                    statement.comments.insert(comment, said);
                }
            }
            Fact::CommentResolved { statement, comment } => {
                let statement = self.statements.get_mut(&statement);
                if let Some(comment) = statement.and_then(|it| it.comments.get_mut(&comment)) {
                    comment.resolved = Some((actor.clone(), at));
                }
            }
            _ => {}
        }
    }
}
