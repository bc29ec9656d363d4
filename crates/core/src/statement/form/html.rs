//! One page of HTML that needs nothing else: no script, no font and no picture from anywhere.
//!
//! Both languages stand side by side on a wide screen and one after the other elsewhere and on paper. Foreign
//! stretches are isolated by `bdi`, so that copying a line gives the words that were signed.

use std::fmt::Write as _;

use super::{Sheet, Subject, Word, kind_word};
use crate::statement::{
    Canonical, Language,
    canonical::Block,
    day,
    direction::{Way, stretches},
};

/// How the page looks, which stands in it.
pub const STYLE: &str = include_str!("page.css");

/// The page, with every text of the sheet.
pub fn page(sheet: &Sheet) -> String {
    let first = sheet.texts.first();
    let language = first.map_or(Language::Arabic, |(language, _)| *language);
    let title = first.map_or("", |(_, text)| text.title());
    let mut out = String::with_capacity(16 << 10);
    let (tag, direction) = (language.tag(), language.direction());
    // Writing to a string cannot fail, here and below.
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"{tag}\" dir=\"{direction}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n",
        escaped(title)
    );
    for (language, text) in &sheet.texts {
        section(sheet, *language, text, &mut out);
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn section(sheet: &Sheet, language: Language, text: &Canonical, out: &mut String) {
    let _ = writeln!(out, "<article lang=\"{}\" dir=\"{}\">", language.tag(), language.direction());
    head(sheet, language, out);
    let _ = writeln!(out, "<h1>{}</h1>", line(text.title(), language));
    body(text, language, out);
    foot(sheet, language, text, out);
    out.push_str("</article>\n");
}

fn head(sheet: &Sheet, language: Language, out: &mut String) {
    let Subject::Statement(kind) = sheet.subject else { return };
    out.push_str("<header>\n");
    if let Some(coalition) = &sheet.coalition {
        let _ =
            writeln!(out, "<p class=\"who\">{}</p>", line(coalition.in_language(language.tag()), language));
    }
    for words in sheet.letterhead.iter().flat_map(|it| it.in_language(language.tag()).lines()) {
        let _ = writeln!(out, "<p>{}</p>", line(words, language));
    }
    let kind = kind_word(kind, language);
    match sheet.issued {
        Some(date) => {
            let _ = writeln!(out, "<p>{kind} · <time datetime=\"{date}\">{}</time></p>", day(date, language));
        }
        None => {
            let _ = writeln!(out, "<p>{kind}</p>");
        }
    }
    if let Some(mark) = sheet.mark_line(language) {
        let _ = writeln!(out, "<p class=\"mark\"><strong>{}</strong></p>", escaped(&mark));
    }
    out.push_str("</header>\n");
}

/// The blocks of a text, below its title; for pages that have a frame of their own.
pub fn body(text: &Canonical, language: Language, out: &mut String) {
    let list = |tag: &str, items: &[String], out: &mut String| {
        let _ = writeln!(out, "<{tag}>");
        for words in items {
            let _ = writeln!(out, "<li>{}</li>", line(words, language));
        }
        let _ = writeln!(out, "</{tag}>");
    };
    let lines =
        |lines: &[String]| lines.iter().map(|it| line(it, language)).collect::<Vec<_>>().join("<br>\n");
    for block in text.blocks() {
        match block {
            Block::Heading(words) => {
                let _ = writeln!(out, "<h2>{}</h2>", line(words, language));
            }
            Block::Paragraph(words) => {
                let _ = writeln!(out, "<p>{}</p>", lines(words));
            }
            Block::Points(points) => list("ol", points, out),
            Block::Items(items) => list("ul", items, out),
            Block::Quote(words) => {
                let _ = writeln!(out, "<blockquote><p>{}</p></blockquote>", lines(words));
            }
            Block::Table(rows) => table(rows, language, out),
        }
    }
}

fn table(rows: &[Vec<String>], language: Language, out: &mut String) {
    let cells = |row: &[String], open: &str, tag: &str| -> String {
        row.iter().map(|cell| format!("<{open}>{}</{tag}>", line(cell, language))).collect()
    };
    out.push_str("<table>\n");
    if let Some((names, rows)) = rows.split_first() {
        let _ = writeln!(out, "<thead><tr>{}</tr></thead>\n<tbody>", cells(names, "th scope=\"col\"", "th"));
        for row in rows {
            let _ = writeln!(out, "<tr>{}</tr>", cells(row, "td", "td"));
        }
        out.push_str("</tbody>\n");
    }
    out.push_str("</table>\n");
}

fn foot(sheet: &Sheet, language: Language, text: &Canonical, out: &mut String) {
    let Subject::Statement(_) = sheet.subject else { return };
    out.push_str("<footer>\n");
    let word = |word: Word| word.in_language(language);
    if sheet.is_said_unsigned() {
        let _ = writeln!(out, "<p>{}</p>", word(Word::Unsigned));
    } else if !sheet.signed.is_empty() {
        let columns =
            [Word::Signer, Word::For, Word::Key].map(|it| format!("<th scope=\"col\">{}</th>", word(it)));
        let _ = writeln!(
            out,
            "<h2>{}</h2>\n<table><thead><tr>{}</tr></thead>\n<tbody>",
            word(Word::SignedBy),
            columns.concat()
        );
        for signed in &sheet.signed {
            let body = signed.body.as_ref().map_or(word(Word::Coalition), |it| it.as_str());
            let _ = writeln!(
                out,
                "<tr><td><bdi dir=\"ltr\">{}</bdi></td><td><bdi>{}</bdi></td><td><code dir=\"ltr\">{}</code></td></tr>",
                escaped(&signed.name),
                escaped(body),
                escaped(&signed.key)
            );
        }
        out.push_str("</tbody></table>\n");
    }
    let _ =
        writeln!(out, "<p>{}: <code dir=\"ltr\">{}</code></p>", word(Word::TextHash), text.digest().to_hex());
    if let Some(address) = &sheet.address {
        let address = escaped(address);
        let _ = writeln!(out, "<p><a href=\"{address}\"><bdi dir=\"ltr\">{address}</bdi></a></p>");
    }
    out.push_str("</footer>\n");
}

/// Words with their foreign stretches isolated.
pub fn line(words: &str, language: Language) -> String {
    let mut out = String::with_capacity(words.len() + 16);
    for stretch in stretches(words, language) {
        match stretch.way {
            Way::With => out.push_str(&escaped(stretch.words)),
            Way::Against => {
                let direction = language.of("ltr", "rtl");
                let _ = write!(out, "<bdi dir=\"{direction}\">{}</bdi>", escaped(stretch.words));
            }
        }
    }
    out
}

/// Words as HTML and XML hold them.
pub fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for character in words.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Nothing else below a space may stand in XML, nor what is no character.
            control if control < ' ' && !matches!(control, '\n' | '\t') => out.push('\u{FFFD}'),
            '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            other => out.push(other),
        }
    }
    out
}
