//! An Atom feed (RFC 4287) of published statements, newest first.

use std::fmt::Write as _;

use super::{
    Sheet,
    html::{body, escaped},
};
use crate::statement::Language;

/// The most entries of a feed.
pub const ENTRY_LIMIT: usize = 100;

/// What a feed is.
#[derive(Clone, Debug)]
pub struct Feed<'a> {
    /// Its own address.
    pub address: &'a str,
    /// What stays the same whatever its address, as RFC 4287 wants it.
    pub id: &'a str,
    /// The title.
    pub title: &'a str,
    /// Whose it is.
    pub author: &'a str,
    /// The language.
    pub language: Language,
    /// When anything in it last changed, as RFC 3339 writes it.
    pub updated: &'a str,
}

/// A statement in a feed.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// What stays the same.
    pub id: &'a str,
    /// When it went out.
    pub published: &'a str,
    /// When it, or how it stands, last changed.
    pub updated: &'a str,
    /// The statement.
    pub sheet: &'a Sheet,
}

/// The feed; entries without a text in its language are left out.
pub fn feed(feed: &Feed<'_>, entries: &[Entry<'_>]) -> String {
    let mut out = String::new();
    let tag = feed.language.tag();
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{tag}\">\n\
         <id>{}</id>\n<title>{}</title>\n<updated>{}</updated>\n<author><name>{}</name></author>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n",
        escaped(feed.id),
        escaped(feed.title),
        escaped(feed.updated),
        escaped(feed.author),
        escaped(feed.address),
    );
    for entry in entries.iter().take(ENTRY_LIMIT) {
        let Some(text) = entry.sheet.text(feed.language) else { continue };
        let mark = entry.sheet.mark_line(feed.language);
        let title = mark
            .as_ref()
            .map_or_else(|| text.title().to_owned(), |mark| format!("{} ({mark})", text.title()));
        let mut content = format!("<div lang=\"{tag}\" dir=\"{}\">\n", feed.language.direction());
        if let Some(mark) = &mark {
            let _ = writeln!(content, "<p><strong>{}</strong></p>", escaped(mark));
        }
        body(text, feed.language, &mut content);
        content.push_str("</div>");
        let _ = write!(
            out,
            "<entry>\n<id>{}</id>\n<title>{}</title>\n<published>{}</published>\n<updated>{}</updated>\n",
            escaped(entry.id),
            escaped(&title),
            escaped(entry.published),
            escaped(entry.updated),
        );
        if let Some(address) = &entry.sheet.address {
            let _ =
                writeln!(out, "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>", escaped(address));
        }
        let _ = write!(out, "<content type=\"html\">{}</content>\n</entry>\n", escaped(&content));
    }
    out.push_str("</feed>\n");
    out
}
