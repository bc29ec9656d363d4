//! The blocks of a text as rows: what stands side by side at one height and is not parted by the end of a page.

use mawqif_core::statement::{Language, canonical::Block};

use crate::{
    PrintError,
    press::{Line, Setter, Style, Weight},
    tags::{Element, Role, Tags},
};

/// Lines side by side.
pub struct Row {
    /// Each with its distance from the left of the text's area.
    pub lines: Vec<(f32, Line, Element)>,
    /// Space above, which the top of a page does not have.
    pub above: f32,
    /// Whether it may be the last of a page.
    pub hold: Hold,
    /// A rule below it, from the left of the area.
    pub rule: Option<(f32, f32)>,
    /// The heading that begins here, with its depth.
    pub landmark: Option<(String, usize)>,
}

/// Whether a row may be the last of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// It may.
    Free,
    /// The next row stands on the same page.
    WithNext,
}

impl Row {
    /// The height, without the space above.
    pub fn height(&self) -> f32 {
        self.lines.iter().map(|(_, line, _)| line.height).fold(0.0, f32::max)
    }
}

/// Turns words into rows.
pub struct Flow<'a> {
    /// Sets the words.
    pub setter: &'a mut Setter,
    /// Takes the elements.
    pub tags: &'a mut Tags,
    /// The language of the words.
    pub language: Language,
    /// The element that everything belongs to.
    pub section: Element,
    /// The width of the text's area.
    pub width: f32,
    /// The rows so far.
    pub rows: Vec<Row>,
}

/// Where a list's words begin, and the space around a quote.
const INDENT: f32 = 24.0;

/// Between the columns of a table.
const GUTTER: f32 = 12.0;

impl Flow<'_> {
    /// The size for reading: Arabic letters are smaller in their square than Latin ones.
    pub fn body(&self) -> Style {
        self.language.of(
            Style { size: 13.0, leading: 1.62, weight: Weight::Regular },
            Style { size: 11.5, leading: 1.42, weight: Weight::Regular },
        )
    }

    /// The size for what stands around the text.
    pub fn small(&self) -> Style {
        let Style { size, leading, weight } = self.body();
        Style { size: size * 0.78, leading: leading * 0.95, weight }
    }

    fn heading(&self, level: u16) -> Style {
        let Style { size, leading, .. } = self.body();
        let scale = if level == 1 { 1.5 } else { 1.12 };
        Style { size: size * scale, leading: leading * 0.9, weight: Weight::Bold }
    }

    /// Words over the whole width.
    pub fn words(&mut self, words: &str, style: Style, above: f32, role: Role) -> Result<(), PrintError> {
        let element = self.tags.add(role, Some(self.section));
        let lines = self.setter.lines(words, self.language, style, self.width)?;
        self.stack(lines, 0.0, above, element);
        Ok(())
    }

    /// A heading: 1 is the title.
    pub fn title(&mut self, words: &str, level: u16) -> Result<(), PrintError> {
        let style = self.heading(level);
        let first = self.rows.len();
        self.words(
            words,
            style,
            if level == 1 { 20.0 } else { 11.0 },
            Role::Heading(level, words.to_owned()),
        )?;
        for row in &mut self.rows[first..] {
            row.hold = Hold::WithNext;
        }
        if let Some(row) = self.rows.get_mut(first) {
            row.landmark = Some((words.to_owned(), usize::from(level > 1)));
        }
        Ok(())
    }

    /// A block of the text.
    pub fn block(&mut self, block: &Block) -> Result<(), PrintError> {
        match block {
            Block::Heading(words) => self.title(words, 2),
            Block::Paragraph(lines) => {
                let element = self.tags.add(Role::Paragraph, Some(self.section));
                for (at, words) in lines.iter().enumerate() {
                    let lines = self.setter.lines(words, self.language, self.body(), self.width)?;
                    self.stack(lines, 0.0, if at == 0 { 6.0 } else { 0.0 }, element);
                }
                Ok(())
            }
            Block::Points(points) => self.list(
                points.iter().enumerate().map(|(at, it)| (format!("{}.", at + 1), it.as_str())),
                Role::Points,
            ),
            Block::Items(items) => {
                self.list(items.iter().map(|it| ("–".to_owned(), it.as_str())), Role::Items)
            }
            Block::Quote(lines) => {
                let quote = self.tags.add(Role::Quote, Some(self.section));
                let element = self.tags.add(Role::Paragraph, Some(quote));
                for (at, words) in lines.iter().enumerate() {
                    let lines =
                        self.setter.lines(words, self.language, self.body(), self.width - 2.0 * INDENT)?;
                    self.stack(lines, INDENT, if at == 0 { 9.0 } else { 0.0 }, element);
                }
                Ok(())
            }
            Block::Table(rows) => self.table(rows, self.body(), None),
        }
    }

    fn list<'w>(
        &mut self,
        members: impl Iterator<Item = (String, &'w str)>,
        role: Role,
    ) -> Result<(), PrintError> {
        let list = self.tags.add(role, Some(self.section));
        let style = self.body();
        let width = self.width - INDENT;
        for (at, (label, words)) in members.enumerate() {
            let member = self.tags.add(Role::Member, Some(list));
            let (of_label, of_words) =
                (self.tags.add(Role::Label, Some(member)), self.tags.add(Role::Words, Some(member)));
            // A label wider than its column takes the room of two.
            let room = if label.chars().count() > 3 { INDENT * 1.6 } else { INDENT };
            let width = width - (room - INDENT);
            let lines = self.setter.lines(words, self.language, style, width)?;
            let label = self.setter.lines(&label, self.language, style, room)?;
            let (label_at, words_at) = self.language.of((width, 0.0), (0.0, room));
            let first = self.rows.len();
            self.stack(lines, words_at, if at == 0 { 6.0 } else { 3.0 }, of_words);
            if let (Some(row), Some(line)) = (self.rows.get_mut(first), label.into_iter().next()) {
                // What is read first is drawn first.
                row.lines.insert(0, (label_at, line, of_label));
            }
        }
        Ok(())
    }

    /// A table; without shares, its columns are as wide as their words ask for.
    pub fn table(
        &mut self,
        rows: &[Vec<String>],
        style: Style,
        shares: Option<&[f32]>,
    ) -> Result<(), PrintError> {
        let table = self.tags.add(Role::Table, Some(self.section));
        let columns = rows.first().map_or(0, Vec::len);
        if columns == 0 {
            return Ok(());
        }
        let shares = shares.map_or_else(|| shares_of(rows, columns), <[f32]>::to_vec);
        let gutters = u16::try_from(columns - 1).unwrap_or(u16::MAX);
        let room = self.width - GUTTER * f32::from(gutters);
        for (at, row) in rows.iter().enumerate() {
            let style = if at == 0 { Style { weight: Weight::Bold, ..style } } else { style };
            let element = self.tags.add(Role::Row, Some(table));
            let mut cells = Vec::new();
            let mut before = 0.0;
            for (cell, share) in row.iter().zip(&shares) {
                let width = room * share;
                let role = if at == 0 { Role::Name } else { Role::Cell };
                let element = self.tags.add(role, Some(element));
                let lines = self.setter.lines(cell, self.language, style, width)?;
                let x = self.language.of(self.width - before - width, before);
                cells.push((x, element, lines.into_iter()));
                before += width + GUTTER;
            }
            self.cells(cells, at, rows.len());
        }
        Ok(())
    }

    /// A row of cells, line by line, so that one longer than a page goes on upon the next.
    fn cells(&mut self, mut cells: Vec<(f32, Element, std::vec::IntoIter<Line>)>, at: usize, rows: usize) {
        let first = self.rows.len();
        loop {
            let next = cells
                .iter_mut()
                .filter_map(|(x, element, lines)| lines.next().map(|line| (*x, line, *element)));
            let lines: Vec<(f32, Line, Element)> = next.collect();
            if lines.is_empty() {
                break;
            }
            let above = match (self.rows.len() == first, at) {
                (true, 0) => 10.0,
                (true, _) => 4.0,
                _ => 0.0,
            };
            self.rows.push(Row { lines, above, hold: Hold::Free, rule: None, landmark: None });
        }
        self.keep_ends(first);
        if let Some(last) = self.rows[first..].last_mut() {
            last.rule = Some((0.0, self.width));
            // The names of the columns do not stand alone, nor does the last row.
            if at == 0 || at + 2 == rows {
                last.hold = Hold::WithNext;
            }
        }
    }

    /// Lines one below the other.
    fn stack(&mut self, lines: Vec<Line>, x: f32, above: f32, element: Element) {
        let first = self.rows.len();
        for (at, line) in lines.into_iter().enumerate() {
            let above = if at == 0 { above } else { 0.0 };
            self.rows.push(Row {
                lines: vec![(x, line, element)],
                above,
                hold: Hold::Free,
                rule: None,
                landmark: None,
            });
        }
        self.keep_ends(first);
    }

    /// Neither the first line of several nor the last stands alone on a page.
    fn keep_ends(&mut self, first: usize) {
        let count = self.rows.len() - first;
        if count > 1 {
            self.rows[first].hold = Hold::WithNext;
            self.rows[first + count - 2].hold = Hold::WithNext;
        }
    }
}

/// Shares of the width by the longest cell of each column, none below a sixth of an even share.
fn shares_of(rows: &[Vec<String>], columns: usize) -> Vec<f32> {
    const LONGEST: usize = 60;
    let longest = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|it| it.chars().count()).max().unwrap_or(1)
    };
    let asked: Vec<u16> =
        (0..columns).map(|at| u16::try_from(longest(at).clamp(8, LONGEST)).unwrap_or(8)).collect();
    let all: f32 = asked.iter().map(|it| f32::from(*it)).sum();
    asked.into_iter().map(|it| f32::from(it) / all).collect()
}
