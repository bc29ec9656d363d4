//! Mawqif's press: canonical texts as PDF, Arabic shaped and set from right to left.
//!
//! A paper has a letterhead, one text for each language and the signatures on them. Five kinds of block are enough for all of it:
//! headings, paragraphs, lists, tables and signatures. Pages are A4. The same paper gives the same bytes; a date
//! that a file should bear is given, never taken from a clock. What is drawn is also tagged, in reading order and in its
//! language, so that a reader who hears a page hears it right; what stands on every page is marked as no part
//! of the text.
//!
//! Fonts are in the program: Amiri (SIL Open Font License), which has Arabic and Latin letters of one kind. A character
//! that it lacks refuses the paper: a statement with a hole in it does not go out.
//!
//! `press.rs` alone knows the crates that shape, break and write, and `raster.rs` those that draw the picture for a link (`card.rs`).

#![cfg_attr(test, allow(missing_docs))]

pub mod card;
mod flow;
mod fonts;
mod page;
mod press;
mod raster;
mod tags;

pub use self::{card::card, page::print};
use mawqif_core::{
    dossier::Date,
    statement::{
        Language,
        form::{Sheet, Subject},
    },
};

/// The most pages of a paper.
pub const PAGE_LIMIT: usize = 2_000;

/// What is printed.
#[derive(Clone, Copy, Debug)]
pub struct Paper<'a> {
    /// The texts, and what stands around them.
    pub sheet: &'a Sheet,
    /// The languages that are printed, in this order; each begins a page.
    pub languages: &'a [Language],
}

/// Why nothing was printed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PrintError {
    /// The fonts have no letter for a character.
    #[error("the fonts lack {}, which stands in: {words}", mawqif_core::text::visible(*.character))]
    Glyph {
        /// The character.
        character: char,
        /// The line that it stands in.
        words: String,
    },
    /// The sheet has no text in a language.
    #[error("there is no text in {}", .0.of("Arabic", "English"))]
    Language(Language),
    /// Beyond [`PAGE_LIMIT`].
    #[error("it would have more than {PAGE_LIMIT} pages")]
    Pages,
    /// The file could not be written.
    #[error("the PDF could not be written: {0}")]
    Write(String),
}

impl Paper<'_> {
    /// The day that the file bears: the sheet's, or one that says nothing.
    fn date(&self) -> Date {
        self.sheet.issued.unwrap_or(Date { year: 2000, month: 1, day: 1 })
    }

    fn is_statement(&self) -> bool {
        matches!(self.sheet.subject, Subject::Statement(_))
    }
}
