//! The picture that goes with a link to a statement: SVG, 1200 by 630, the title and whose it is.
//!
//! It is drawn with whatever fonts the viewer has. For places that take no SVG the press draws the same as PNG.

use std::fmt::Write as _;

use super::{Sheet, Subject, html::escaped, kind_word};
use crate::statement::{Language, day, direction::isolated};

const WIDTH: u32 = 1200;
const HEIGHT: u32 = 630;

/// Characters on a line of the title, and the most lines.
const LINE: usize = 34;
const LINES: usize = 4;

/// The card in a language; `None` when the sheet has no text in it.
pub fn card(sheet: &Sheet, language: Language) -> Option<String> {
    let text = sheet.text(language)?;
    let (direction, start) = (language.direction(), language.of(WIDTH - 80, 80));
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" \
         role=\"img\" xml:lang=\"{}\" direction=\"{direction}\">\n<title>{}</title>\n\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fdfcf8\"/>\n<rect width=\"{WIDTH}\" height=\"14\" fill=\"#1d4d4f\"/>\n\
         <g font-family=\"Amiri, 'Noto Naskh Arabic', 'Noto Serif', Georgia, serif\" fill=\"#1c1c1c\" text-anchor=\"start\">\n",
        language.tag(),
        escaped(text.title()),
    );
    let mut line = |y: u32, size: u32, more: &str, words: &str| {
        let words = escaped(&isolated(words, language));
        let _ = writeln!(out, "<text x=\"{start}\" y=\"{y}\" font-size=\"{size}\"{more}>{words}</text>");
    };
    if let Subject::Statement(kind) = sheet.subject {
        let coalition = sheet.coalition.as_ref().map(|it| it.in_language(language.tag()).to_owned());
        let head: Vec<String> = coalition.into_iter().chain([kind_word(kind, language).to_owned()]).collect();
        line(110, 34, " fill=\"#1d4d4f\"", &head.join(" · "));
    }
    let mut y = 230;
    for words in broken(text.title()) {
        line(y, 64, " font-weight=\"bold\"", &words);
        y += 84;
    }
    let mut foot: Vec<String> = sheet.issued.map(|date| day(date, language)).into_iter().collect();
    foot.extend(sheet.mark_line(language));
    if !foot.is_empty() {
        line(HEIGHT - 50, 32, "", &foot.join(" · "));
    }
    out.push_str("</g>\n</svg>\n");
    Some(out)
}

/// A title in lines of about one length; what does not fit is cut, and said to be.
fn broken(title: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in title.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= LINE => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(fitting(word)),
        }
    }
    if lines.len() > LINES {
        lines.truncate(LINES);
        lines.iter_mut().last().into_iter().for_each(|line| line.push('…'));
    }
    lines
}

/// A word, as much of it as there is room for on a line.
fn fitting(word: &str) -> String {
    if word.chars().count() <= LINE {
        return word.to_owned();
    }
    word.chars().take(LINE - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::{LINE, broken};

    #[test]
    fn what_is_cut_is_said_to_be() {
        let long = "x".repeat(LINE + 1);
        assert_eq!(broken(&long), [format!("{}…", "x".repeat(LINE - 1))]);
        assert_eq!(broken(&"y".repeat(LINE)), ["y".repeat(LINE)]);
        assert!(broken(&"word ".repeat(60)).last().unwrap().ends_with('…'));
    }
}
