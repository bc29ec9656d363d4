//! Pages: rows are placed first, so that every page can say of how many it is one, and drawn then.

use mawqif_core::statement::{
    Language, day,
    form::{Subject, Word, kind_word},
};

use crate::{
    PAGE_LIMIT, Paper, PrintError,
    flow::{Flow, Hold, Row},
    press::{About, Claim, File, Landmark, Line, PAGE_HEIGHT, PAGE_WIDTH, Setter},
    tags::{Role, Tags},
};

/// Left and right of the text.
const SIDE: f32 = 68.0;
/// Above it.
const TOP: f32 = 58.0;
/// Below it, with the foot.
const BOTTOM: f32 = 68.0;
/// From the bottom of the page to the foot's top.
const FOOT: f32 = 52.0;

const WIDTH: f32 = PAGE_WIDTH - 2.0 * SIDE;

/// Prints a paper.
///
/// # Errors
/// Any [`PrintError`].
pub fn print(paper: &Paper<'_>) -> Result<Vec<u8>, PrintError> {
    print_with(paper, Claim::Nothing)
}

fn print_with(paper: &Paper<'_>, claim: Claim) -> Result<Vec<u8>, PrintError> {
    let first = *paper.languages.first().ok_or(PrintError::Language(Language::Arabic))?;
    let mut setter = Setter::new();
    let mut tags = Tags::default();
    let mut pages: Vec<(Language, Vec<Row>)> = Vec::new();
    for language in paper.languages {
        let rows = rows(paper, *language, &mut setter, &mut tags)?;
        pages.extend(paged(rows).into_iter().map(|rows| (*language, rows)));
        if pages.len() > PAGE_LIMIT {
            return Err(PrintError::Pages);
        }
    }
    let mut file = File::begin(claim)?;
    let mut landmarks = Vec::new();
    let count = pages.len();
    for (at, (language, rows)) in pages.into_iter().enumerate() {
        let foot = foot(paper, language, (at + 1, count), &mut setter)?;
        let drawn = file.page(|page| {
            let mut y = TOP;
            for (place, row) in rows.iter().enumerate() {
                if place > 0 {
                    y += row.above;
                }
                if let Some((words, depth)) = &row.landmark {
                    landmarks.push(Landmark { words: words.clone(), page: at, y, depth: *depth });
                }
                for (x, line, element) in &row.lines {
                    let drawn = page.line(line, SIDE + x, y);
                    tags.fill(*element, drawn);
                }
                y += row.height();
                if let Some((x, width)) = row.rule {
                    page.rule(SIDE + x, y + 1.5, width);
                }
            }
            page.rule(SIDE, PAGE_HEIGHT - FOOT - 4.0, WIDTH);
            for line in &foot {
                page.furniture(line, SIDE, PAGE_HEIGHT - FOOT);
            }
        });
        drawn.ok_or_else(|| PrintError::Write("a page could not be begun".to_owned()))?;
    }
    let text = paper.sheet.text(first).ok_or(PrintError::Language(first))?;
    let author = paper.sheet.coalition.as_ref().map(|it| it.in_language(first.tag()).to_owned());
    let hashes: Vec<String> = paper.sheet.texts.iter().map(|(_, text)| text.digest().to_hex()).collect();
    let about = About {
        title: text.title().to_owned(),
        author,
        language: first,
        date: paper.date(),
        id: hashes.concat(),
    };
    file.finish(about, &landmarks, &tags)
}

/// Everything that is said in one language.
fn rows(
    paper: &Paper<'_>,
    language: Language,
    setter: &mut Setter,
    tags: &mut Tags,
) -> Result<Vec<Row>, PrintError> {
    let sheet = paper.sheet;
    let text = sheet.text(language).ok_or(PrintError::Language(language))?;
    let section = tags.add(Role::Section(language), None);
    let mut flow = Flow { setter, tags, language, section, width: WIDTH, rows: Vec::new() };
    head(paper, &mut flow)?;
    flow.title(text.title(), 1)?;
    for block in text.blocks() {
        flow.block(block)?;
    }
    if paper.is_statement() {
        let word = |word: Word| word.in_language(language).to_owned();
        let small = flow.small();
        if sheet.is_said_unsigned() {
            flow.words(&word(Word::Unsigned), small, 18.0, Role::Paragraph)?;
        } else if !sheet.signed.is_empty() {
            flow.title(&word(Word::SignedBy), 2)?;
            let mut table = vec![vec![word(Word::Signer), word(Word::For), word(Word::Key)]];
            table.extend(sheet.signed.iter().map(|it| {
                let body = it.body.as_ref().map_or_else(|| word(Word::Coalition), ToString::to_string);
                vec![it.name.clone(), body, it.key.clone()]
            }));
            flow.table(&table, small, Some(&[0.3, 0.22, 0.48]))?;
        }
        let hash = format!("{}: {}", word(Word::TextHash), text.digest().to_hex());
        flow.words(&hash, small, 10.0, Role::Paragraph)?;
        if let Some(address) = &sheet.address {
            flow.words(address, small, 2.0, Role::Paragraph)?;
        }
    }
    Ok(flow.rows)
}

/// The letterhead.
fn head(paper: &Paper<'_>, flow: &mut Flow<'_>) -> Result<(), PrintError> {
    let (sheet, language) = (paper.sheet, flow.language);
    let Subject::Statement(kind) = sheet.subject else { return Ok(()) };
    let (body, small) = (flow.body(), flow.small());
    if let Some(coalition) = &sheet.coalition {
        let style = crate::press::Style { weight: crate::press::Weight::Bold, ..body };
        flow.words(coalition.in_language(language.tag()), style, 0.0, Role::Paragraph)?;
    }
    for words in sheet.letterhead.iter().flat_map(|it| it.in_language(language.tag()).lines()) {
        flow.words(words, small, 0.0, Role::Paragraph)?;
    }
    let mut line = vec![kind_word(kind, language).to_owned()];
    line.extend(sheet.issued.map(|it| day(it, language)));
    line.extend(sheet.mark_line(language));
    flow.words(&line.join(" · "), small, 0.0, Role::Paragraph)?;
    if let Some(last) = flow.rows.last_mut() {
        last.rule = Some((0.0, WIDTH));
    }
    for row in &mut flow.rows {
        row.hold = Hold::WithNext;
    }
    Ok(())
}

/// Rows by page. A group of rows that hold together is moved as one, unless it is longer than a page.
fn paged(rows: Vec<Row>) -> Vec<Vec<Row>> {
    const ROOM: f32 = PAGE_HEIGHT - TOP - BOTTOM;
    let mut pages: Vec<Vec<Row>> = vec![Vec::new()];
    let mut used = 0.0;
    let mut group: Vec<Row> = Vec::new();
    for row in rows {
        let is_last = row.hold == Hold::Free;
        group.push(row);
        if !is_last {
            continue;
        }
        place(std::mem::take(&mut group), ROOM, &mut pages, &mut used);
    }
    place(group, ROOM, &mut pages, &mut used);
    pages
}

fn place(group: Vec<Row>, room: f32, pages: &mut Vec<Vec<Row>>, used: &mut f32) {
    let needed: f32 = group.iter().map(|row| row.above + row.height()).sum();
    if *used + needed > room && *used > 0.0 && needed <= room {
        pages.push(Vec::new());
        *used = 0.0;
    }
    for row in group {
        let height = row.above + row.height();
        if *used + height > room && *used > 0.0 {
            pages.push(Vec::new());
            *used = 0.0;
        }
        *used += if *used > 0.0 { height } else { row.height() };
        if let Some(page) = pages.last_mut() {
            page.push(row);
        }
    }
}

/// The foot of a page: its number and of how many, and the title.
fn foot(
    paper: &Paper<'_>,
    language: Language,
    number: (usize, usize),
    setter: &mut Setter,
) -> Result<Vec<Line>, PrintError> {
    let mut tags = Tags::default();
    let section = tags.add(Role::Section(language), None);
    let flow = Flow { setter, tags: &mut tags, language, section, width: WIDTH, rows: Vec::new() };
    let small = flow.small();
    let word = |word: Word| word.in_language(language);
    let title = paper.sheet.text(language).map_or("", |text| text.title());
    let words = format!("{} {} {} {} · {title}", word(Word::Page), number.0, word(Word::PageOf), number.1);
    let mut lines = flow.setter.lines(&words, language, small, WIDTH)?;
    lines.truncate(1);
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use mawqif_core::statement::{Canonical, form::Sheet};

    use super::*;

    #[test]
    fn papers_pass_the_writers_own_check_of_archival_and_accessible_files() {
        let mut sheet = Sheet::leaflet();
        sheet.issued = Some(mawqif_core::dossier::Date { year: 2031, month: 3, day: 9 });
        let table = "t\n\n## h\n\n1. a\n2. b\n\n- c\n\n> q\n\n| x | y |\n| 1 | 2 |\n";
        sheet.texts.push((Language::English, Canonical::of(table).unwrap()));
        let languages = [Language::Arabic, Language::English];
        print_with(&Paper { sheet: &sheet, languages: &languages }, Claim::Archival).unwrap();
    }
}
