//! The picture that goes with a link to a statement, as PNG: 1200 by 630, the title and whose it is.
//!
//! Places that show links take no SVG, and have fonts of their own or none; here the letters are drawn, Arabic joined and from
//! right to left. A title that is too long for four lines is cut at a word, and said to be. The same sheet gives the same bytes.

use mawqif_core::{
    statement::{
        Language, day,
        form::{Sheet, Subject, kind_word},
    },
    text::is_bidi_control,
};

use crate::{
    PrintError,
    press::{Line, Setter, Style, Weight},
    raster::Canvas,
};

/// Pixels from side to side.
pub const WIDTH: u16 = 1200;
/// Pixels from top to bottom.
pub const HEIGHT: u16 = 630;

/// The most lines of a title.
const LINES: usize = 4;

/// The most characters of a title that are looked at; four lines hold far fewer.
const TITLE: usize = 400;

/// From the sides.
const MARGIN: f32 = 80.0;

const PAPER: [u8; 3] = [0xFD, 0xFC, 0xF8];
const INK: [u8; 3] = [0x1C, 0x1C, 0x1C];
const ACCENT: [u8; 3] = [0x1D, 0x4D, 0x4F];

/// The card in a language.
///
/// # Errors
/// [`PrintError::Language`] when the sheet has no text in it; [`PrintError::Glyph`]; [`PrintError::Write`].
pub fn card(sheet: &Sheet, language: Language) -> Result<Vec<u8>, PrintError> {
    let text = sheet.text(language).ok_or(PrintError::Language(language))?;
    let (width, height) = (f32::from(WIDTH), f32::from(HEIGHT));
    let mut setter = Setter::new();
    let mut canvas = Canvas::new(WIDTH, HEIGHT, PAPER)?;
    canvas.bar(width, 14.0, ACCENT);
    let style = |size: f32, weight: Weight| Style { size, leading: 1.3, weight };
    let inner = width - 2.0 * MARGIN;
    if let Subject::Statement(kind) = sheet.subject {
        let coalition = sheet.coalition.as_ref().map(|it| it.in_language(language.tag()).to_owned());
        let head: Vec<String> = coalition.into_iter().chain([kind_word(kind, language).to_owned()]).collect();
        for line in
            setter.lines(&head.join(" · "), language, style(34.0, Weight::Regular), inner)?.iter().take(1)
        {
            canvas.line(line, MARGIN, 68.0, ACCENT);
        }
    }
    let mut y = 160.0;
    for line in title(&mut setter, text.title(), language, style(64.0, Weight::Bold), inner)? {
        canvas.line(&line, MARGIN, y, INK);
        y += line.height;
    }
    let mut foot: Vec<String> = sheet.issued.map(|date| day(date, language)).into_iter().collect();
    // Isolation is the setter's to do.
    foot.extend(sheet.mark_line(language).map(|it| it.replace(is_bidi_control, "")));
    if !foot.is_empty() {
        let lines = setter.lines(&foot.join(" · "), language, style(32.0, Weight::Regular), inner)?;
        for line in lines.iter().take(1) {
            canvas.line(line, MARGIN, height - 90.0, INK);
        }
    }
    canvas.png()
}

/// A title in lines; of one that is too long, as many words as there is room for.
fn title(
    setter: &mut Setter,
    words: &str,
    language: Language,
    style: Style,
    width: f32,
) -> Result<Vec<Line>, PrintError> {
    let lines = setter.lines(words, language, style, width)?;
    if lines.len() <= LINES {
        return Ok(lines);
    }
    let begun: String = words.chars().take(TITLE).collect();
    let all: Vec<&str> = begun.split(' ').collect();
    // Every word more takes as much room or more, so the most words that fit are found by halving.
    let (mut fits, mut beyond) = (0, all.len());
    let mut found = Vec::new();
    while fits < beyond {
        let middle = fits + (beyond - fits).div_ceil(2);
        let lines = setter.lines(&format!("{}…", all[..middle].join(" ")), language, style, width)?;
        if lines.len() <= LINES {
            (fits, found) = (middle, lines);
        } else {
            beyond = middle - 1;
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use mawqif_core::statement::{Canonical, Kind, form::Mark};

    use super::*;
    use crate::raster::unpacked;

    fn sheet(arabic: &str, english: &str) -> Sheet {
        let text = |title: &str| Canonical::of(&format!("{title}\n\nنقبل.")).unwrap();
        Sheet {
            subject: Subject::Statement(Kind::Position),
            issued: None,
            coalition: None,
            letterhead: None,
            texts: vec![(Language::Arabic, text(arabic)), (Language::English, text(english))],
            signed: Vec::new(),
            mark: Mark::Stands,
            address: None,
        }
    }

    /// How many pixels of a row are not paper, left and right of the middle.
    fn ink(png: &[u8]) -> (usize, usize) {
        let pixels = unpacked(png);
        let width = usize::from(WIDTH);
        let is_ink = |at: usize| pixels[at * 3] < 0x80;
        let rows = 150..usize::from(HEIGHT) - 120;
        let mut counted = (0, 0);
        for at in rows.flat_map(|y| (0..width).map(move |x| y * width + x)).filter(|at| is_ink(*at)) {
            if at % width < width / 2 { counted.0 += 1 } else { counted.1 += 1 }
        }
        counted
    }

    #[test]
    fn arabic_stands_at_the_right_and_english_at_the_left() {
        let sheet = sheet("موقفنا", "Our answer");
        let (left, right) = ink(&card(&sheet, Language::Arabic).unwrap());
        assert!(left == 0 && right > 1_000, "{left} {right}");
        let (left, right) = ink(&card(&sheet, Language::English).unwrap());
        assert!(right == 0 && left > 1_000, "{left} {right}");
    }

    #[test]
    fn letters_that_join_are_joined() {
        // The letters of a word apart take far more room than together.
        let wide = |words: &str| {
            let mut setter = Setter::new();
            let style = Style { size: 64.0, leading: 1.3, weight: Weight::Bold };
            let lines = setter.lines(words, Language::Arabic, style, 2_000.0).unwrap();
            lines[0]
                .glyphs()
                .map(|it| it.x)
                .fold((f32::MAX, f32::MIN), |(low, high), x| (low.min(x), high.max(x)))
        };
        let (joined, apart) = (wide("بيننا"), wide("ب ي ن ن ا"));
        assert!(joined.1 - joined.0 < (apart.1 - apart.0) * 0.8, "{joined:?} {apart:?}");
    }

    #[test]
    fn the_same_sheet_gives_the_same_bytes_and_a_long_title_is_cut() {
        let short = sheet("موقفنا", "Our answer");
        assert_eq!(card(&short, Language::English).unwrap(), card(&short, Language::English).unwrap());
        let long = sheet(&"موقفنا من العرض ".repeat(60), &"Our answer to the offer ".repeat(60));
        for language in Language::BOTH {
            let mut setter = Setter::new();
            let style = Style { size: 64.0, leading: 1.3, weight: Weight::Bold };
            let words = long.text(language).unwrap().title().to_owned();
            let lines = title(&mut setter, &words, language, style, 1_040.0).unwrap();
            assert_eq!(lines.len(), LINES);
            card(&long, language).unwrap();
        }
        let endless = sheet(&"ب".repeat(900), "x");
        card(&endless, Language::Arabic).unwrap();
    }

    #[test]
    fn a_letter_that_the_fonts_lack_is_named() {
        let foreign = sheet("موقفنا", "Our 答");
        assert!(matches!(card(&foreign, Language::English), Err(PrintError::Glyph { character: '答', .. })));
    }
}
