//! Pages as they come out: their words as other programs extract them, their look, and the traps of two directions.
//!
//! What needs poppler's programs says that it is skipped where they are not.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use mawqif_core::{
    dossier::{Date, read},
    position::unify::{Options, unify},
    statement::{
        Canonical, Kind, Language, Occasion, Templates,
        canonical::Block,
        draft,
        form::{Mark, Sheet, Subject},
    },
    text::Text,
};
use mawqif_print::{Paper, PrintError, print};

const DATE: Date = Date { year: 2031, month: 3, day: 9 };

fn sheet(texts: &[(Language, String)]) -> Sheet {
    let texts = texts.iter().map(|(language, words)| (*language, Canonical::of(words).unwrap()));
    let coalition =
        vec![("ar".into(), "هيئات وادي نهر".into()), ("en".into(), "The bodies of Wadi Nahr".into())];
    Sheet {
        subject: Subject::Statement(Kind::Position),
        issued: Some(DATE),
        coalition: Some(Text::by_language(coalition)),
        letterhead: None,
        texts: texts.collect(),
        signed: Vec::new(),
        mark: Mark::Stands,
        address: None,
    }
}

fn arabic(words: &str) -> Sheet {
    sheet(&[(Language::Arabic, words.to_owned())])
}

fn printed(sheet: &Sheet) -> Result<Vec<u8>, PrintError> {
    let languages: Vec<Language> = sheet.texts.iter().map(|(language, _)| *language).collect();
    print(&Paper { sheet, languages: &languages })
}

/// The statement of the show case.
fn show_case() -> Sheet {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/wadi-nahr.toml");
    let dossier = read(&fs::read(path).unwrap()).dossier.unwrap();
    let answer = unify(&dossier, &Options::default()).unwrap();
    let occasion = Occasion { issued: Some(DATE), ..Occasion::default() };
    let composed = draft(&dossier, &answer, &occasion, &Templates::house()).unwrap();
    sheet(&Language::BOTH.map(|it| (it, composed.text(it).unwrap().as_str().to_owned())))
}

fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, bytes).unwrap();
    path
}

/// What `pdftotext` extracts, without marks of direction; `None` when it is not there.
fn extracted(name: &str, bytes: &[u8]) -> Option<String> {
    let path = file(name, bytes);
    let Ok(output) = Command::new("pdftotext").args(["-enc", "UTF-8"]).arg(&path).arg("-").output() else {
        eprintln!("skipped: pdftotext is not installed (Debian: poppler-utils)");
        return None;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    Some(text.chars().filter(|it| !matches!(it, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')).collect())
}

/// The letters and digits of a text. Where a word ends is for a viewer to guess from the room between letters, which it does badly
/// beside vowel signs; those are drawn above the letters and come in any order.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|it| it.is_alphanumeric() && !matches!(it, '\u{64B}'..='\u{652}' | '\u{670}' | '\u{640}'))
        .collect()
}

#[test]
fn the_show_case_comes_out_with_its_words_in_order_in_both_languages() {
    let sheet = show_case();
    let pdf = printed(&sheet).unwrap();
    assert!(pdf.len() < 100_000, "{} bytes", pdf.len());
    let Some(text) = extracted("show-case.pdf", &pdf) else { return };
    let found = letters(&text);
    let mut rest = found.as_str();
    for (language, text) in &sheet.texts {
        for block in text.blocks() {
            let Block::Paragraph(lines) = block else { continue };
            let wanted = letters(&lines.join(" "));
            let Some((_, after)) = rest.split_once(&wanted) else {
                panic!("{language:?}: {lines:?} does not follow in\n{rest}");
            };
            rest = after;
        }
    }
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    assert_eq!(printed(&show_case()).unwrap(), printed(&show_case()).unwrap());
}

#[test]
fn dates_shares_and_foreign_names_stay_whole_in_arabic() {
    let pdf = printed(&arabic(
        "موقف\n\nحتى 2031-03-01 وبنسبة 80% وأكثر من 2/3، وفق بيان UN OCHA (Aleppo)، الساعة 11:30.\n\nالبريد salma@coalition.example هو عنواننا.",
    ))
    .unwrap();
    let Some(text) = extracted("traps.pdf", &pdf) else { return };
    for whole in ["2031-03-01", "80%", "2/3", "UN OCHA (Aleppo", "11:30", "salma@coalition.example"] {
        assert!(text.replace('\u{A0}', " ").contains(whole), "{whole} is not whole in:\n{text}");
    }
}

#[test]
fn the_leaflet_is_one_page_in_each_language() {
    let pdf = printed(&Sheet::leaflet()).unwrap();
    if let Some(text) = extracted("leaflet.pdf", &pdf) {
        assert_eq!(text.matches('\u{C}').count(), 2);
        assert!(text.contains("ssh-keygen -Y verify -f allowed_signers"));
    }
}

#[test]
fn a_character_without_a_letter_is_named_with_its_line() {
    let error = printed(&arabic("موقف\n\nنقبل 漢字 كلها")).unwrap_err();
    let PrintError::Glyph { character, words } = &error else { panic!("{error}") };
    assert_eq!((*character, words.contains("نقبل")), ('漢', true));
    assert!(error.to_string().contains("`漢`"), "{error}");
    let emoji = sheet(&[(Language::English, "Title\n\nWe accept 🙂".to_owned())]);
    assert!(matches!(printed(&emoji), Err(PrintError::Glyph { character: '🙂', .. })));
}

#[test]
fn a_text_that_is_not_there_is_refused() {
    let sheet = arabic("موقف");
    let error = print(&Paper { sheet: &sheet, languages: &[Language::English] });
    assert_eq!(error, Err(PrintError::Language(Language::English)));
}

#[test]
fn two_hundred_conditions_and_a_long_annex_are_many_pages() {
    let mut conditions = "شروطنا\n\n".to_owned();
    for number in 1..=200 {
        writeln!(conditions, "{number}. وقف القصف في الحي رقم {number} خلال 24 ساعة من دون استثناء.").unwrap();
    }
    let pdf = printed(&arabic(&conditions)).unwrap();
    if let Some(text) = extracted("conditions.pdf", &pdf) {
        assert!(text.matches('\u{C}').count() > 5);
        assert!(text.contains("200") && letters(&text).contains("الحيرقم200خلال24ساعة"));
    }
    let paragraph = "كلمات كثيرة من نص طويل جدا تتلوها كلمات أخرى ".repeat(50);
    let annex = format!("ملحق\n\n{}", format!("{paragraph}\n\n").repeat(112));
    assert!(annex.split_whitespace().count() > 50_000);
    let pdf = printed(&arabic(&annex)).unwrap();
    if let Some(text) = extracted("annex.pdf", &pdf) {
        assert!(text.matches('\u{C}').count() > 60);
    }
}

#[test]
fn the_first_page_looks_as_it_did() {
    // A picture small enough to forgive a pixel's breadth, large enough to see a line that moved.
    let path = file("look.pdf", &printed(&show_case()).unwrap());
    let Ok(output) =
        Command::new("pdftoppm").args(["-gray", "-r", "18", "-f", "1", "-l", "1"]).arg(&path).output()
    else {
        eprintln!("skipped: pdftoppm is not installed (Debian: poppler-utils)");
        return;
    };
    assert!(output.status.success());
    let picture = blocks(&output.stdout);
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/look.txt");
    if std::env::var_os("UPDATE_LOOK").is_some() {
        fs::write(&kept, &picture).unwrap();
    }
    let before = fs::read_to_string(&kept).unwrap_or_default();
    let (now, before): (Vec<&str>, Vec<&str>) = (picture.lines().collect(), before.lines().collect());
    assert_eq!(now.len(), before.len(), "write it again with UPDATE_LOOK=1, and look at it");
    let differing: usize = now
        .iter()
        .zip(&before)
        .map(|(now, before)| {
            now.bytes().zip(before.bytes()).filter(|(now, before)| now.abs_diff(*before) > 1).count()
        })
        .sum();
    let all: usize = now.iter().map(|line| line.len()).sum();
    assert!(differing * 50 < all, "{differing} of {all} blocks look different:\n{picture}");
}

/// The darkness of a picture (PGM), as digits from 0 to 9, a block of four by four pixels each.
fn blocks(picture: &[u8]) -> String {
    let mut parts = picture.splitn(4, |byte| *byte == b'\n' || *byte == b' ');
    assert_eq!(parts.next(), Some(b"P5".as_slice()));
    let number =
        |bytes: Option<&[u8]>| std::str::from_utf8(bytes.unwrap()).unwrap().parse::<usize>().unwrap();
    let (width, height) = (number(parts.next()), number(parts.next()));
    let rest = parts.next().unwrap();
    let pixels = &rest[rest.len() - width * height..];
    let mut drawn = String::new();
    for top in (0..height / 4).map(|it| it * 4) {
        for left in (0..width / 4).map(|it| it * 4) {
            let of = (0..16).map(|at| usize::from(255 - pixels[(top + at / 4) * width + left + at % 4]));
            let darkness = of.sum::<usize>() * 9 / (16 * 255);
            drawn.push(char::from_digit(u32::try_from(darkness).unwrap(), 10).unwrap());
        }
        drawn.push('\n');
    }
    drawn
}
