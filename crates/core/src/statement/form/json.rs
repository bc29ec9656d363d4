//! The statement for programs: words, hashes, signers. `docs/statement.schema.json` describes it.

use serde::Serialize;

use super::{Mark, Sheet, Subject};
#[cfg(feature = "schema")]
use crate::schema;
use crate::{
    dossier::Date,
    statement::{Kind, Language, canonical::Block, signature::signers::Signed},
    text::Text,
};

/// A published statement.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(title = "A Mawqif statement"))]
pub struct Published {
    /// The version of this format: 1.
    #[serde(rename = "mawqif-statement")]
    pub format: u64,
    /// What it is.
    pub kind: Kind,
    /// How it stands.
    pub standing: Standing,
    /// What corrects or withdraws it: a title or an address.
    pub by: Option<String>,
    /// The day that it bears.
    pub issued: Option<Date>,
    /// Whose it is.
    #[cfg_attr(feature = "schema", schemars(with = "Option<schema::Name>"))]
    pub coalition: Option<Text>,
    /// Where it is published.
    pub address: Option<String>,
    /// Its texts.
    pub texts: Vec<PublishedText>,
    /// Who has signed every text.
    pub signed: Vec<Signed>,
}

/// How it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Not released.
    Draft,
    /// It holds.
    Stands,
    /// The position that it tells is under review.
    UnderReview,
    /// A later position stands in its place.
    Replaced,
    /// Another says what is right.
    Corrected,
    /// It was taken back.
    Withdrawn,
}

/// One of its texts.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PublishedText {
    /// The language.
    pub language: Language,
    /// The first line.
    pub title: String,
    /// The canonical text, whose bytes are signed.
    pub text: String,
    /// SHA-256 of it, in hexadecimal.
    pub sha256: String,
    /// What follows the title, part by part.
    pub parts: Vec<Part>,
}

/// A part of a text.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// A heading.
    Heading(String),
    /// A paragraph, by lines.
    Paragraph(Vec<String>),
    /// Points, numbered from 1.
    Points(Vec<String>),
    /// Items behind a dash.
    Items(Vec<String>),
    /// Somebody's words.
    Quote(Vec<String>),
    /// Rows of a table, the names of the columns first.
    Table(Vec<Vec<String>>),
}

/// The statement, if the sheet is one.
pub fn published(sheet: &Sheet) -> Option<Published> {
    let Subject::Statement(kind) = sheet.subject else { return None };
    let texts = sheet.texts.iter().map(|(language, text)| PublishedText {
        language: *language,
        title: text.title().to_owned(),
        text: text.as_str().to_owned(),
        sha256: text.digest().to_hex(),
        parts: text.blocks().iter().map(part).collect(),
    });
    Some(Published {
        format: 1,
        kind,
        standing: match &sheet.mark {
            Mark::Draft => Standing::Draft,
            Mark::Stands => Standing::Stands,
            Mark::UnderReview => Standing::UnderReview,
            Mark::Replaced(_) => Standing::Replaced,
            Mark::Corrected(_) => Standing::Corrected,
            Mark::Withdrawn(_) => Standing::Withdrawn,
        },
        by: match &sheet.mark {
            Mark::Draft | Mark::Stands | Mark::UnderReview => None,
            Mark::Replaced(by) | Mark::Corrected(by) | Mark::Withdrawn(by) => Some(by.clone()),
        },
        issued: sheet.issued,
        coalition: sheet.coalition.clone(),
        address: sheet.address.clone(),
        texts: texts.collect(),
        signed: sheet.signed.clone(),
    })
}

/// The statement as JSON.
pub fn json(sheet: &Sheet) -> Option<String> {
    let mut json = serde_json::to_string_pretty(&published(sheet)?).ok()?;
    json.push('\n');
    Some(json)
}

fn part(block: &Block) -> Part {
    match block.clone() {
        Block::Heading(words) => Part::Heading(words),
        Block::Paragraph(lines) => Part::Paragraph(lines),
        Block::Points(points) => Part::Points(points),
        Block::Items(items) => Part::Items(items),
        Block::Quote(lines) => Part::Quote(lines),
        Block::Table(rows) => Part::Table(rows),
    }
}
