//! The parts of a workbook: where each is, what the sheets are called, which texts cells share, and which formats are days.
//!
//! Every part is unpacked while it is read, against one allowance for all of them.

use std::{
    collections::HashMap,
    io::{self, BufRead, BufReader, Cursor, Read},
};

use mawqif_core::followup::table::{TableFault, WorkbookFault};
use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};
use zip::ZipArchive;

use super::{
    super::formats::letter, CELL_LIMIT, MARK_LIMIT, PART_LIMIT, PART_NAME_LIMIT, SHARED_LIMIT, SHEET_LIMIT,
    UNPACKED_LIMIT, damaged,
};

/// How an entry of an archive's list begins.
const LISTED: &[u8] = b"PK\x01\x02";

/// A workbook's parts.
pub struct Parts<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// How many bytes may still be unpacked.
    rest: u64,
}

/// What a workbook says of its sheets.
pub struct Book {
    /// The sheets, in their order.
    pub sheets: Vec<Listed>,
    /// What cells share.
    pub shared: Vec<Box<str>>,
    /// What the numbers of formats show, by place.
    pub formats: Vec<Shows>,
    /// Whether days are counted from 1904.
    pub counts_from_1904: bool,
}

/// A sheet.
pub struct Listed {
    /// What it is called.
    pub name: String,
    /// The part that it is.
    pub part: String,
    /// Whether it is not shown.
    pub is_hidden: bool,
}

/// What a format makes of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// A number.
    Number,
    /// A day, perhaps with a time.
    Day,
    /// A time alone.
    Time,
}

impl From<io::Error> for Stopped {
    fn from(_: io::Error) -> Self {
        Self
    }
}

/// That a part holds more than it may, or cannot be unpacked.
#[derive(Debug)]
struct Stopped;

impl std::fmt::Display for Stopped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("more than may be unpacked")
    }
}

impl std::error::Error for Stopped {}

/// A reader that stops where an allowance ends.
struct Metered<R> {
    inner: R,
    rest: u64,
    /// Bytes since the last mark.
    since: usize,
    is_over: bool,
}

impl<R: BufRead> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let filled = self.fill_buf()?;
        let length = filled.len().min(buffer.len());
        buffer[..length].copy_from_slice(&filled[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Metered<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.rest == 0 || self.since > MARK_LIMIT {
            self.is_over = true;
            return Err(io::Error::other(Stopped));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.inner.consume(amount);
        self.since = self.since.saturating_add(amount);
        self.rest = self.rest.saturating_sub(amount as u64);
    }
}

impl<'b> Parts<'b> {
    /// Opens an archive.
    ///
    /// # Errors
    /// [`WorkbookFault::Parts`], [`WorkbookFault::Damaged`].
    pub fn of(bytes: &'b [u8]) -> Result<Self, TableFault> {
        // The list of parts is read as a whole, and a long one takes many times its own length.
        let listed = bytes.windows(LISTED.len()).filter(|it| *it == LISTED).take(PART_LIMIT + 1).count();
        if listed > PART_LIMIT {
            return Err(WorkbookFault::Parts(PART_LIMIT).into());
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged("zip"))?;
        Ok(Self { archive, rest: UNPACKED_LIMIT })
    }

    fn has(&self, part: &str) -> bool {
        self.archive.index_for_name(part).is_some()
    }

    /// Reads a part mark by mark, as long as `each` does not stop.
    ///
    /// # Errors
    /// [`WorkbookFault::Damaged`] when it is not there or no XML, [`WorkbookFault::Declares`], [`WorkbookFault::Swollen`], and what `each`
    /// says.
    pub fn read(
        &mut self,
        part: &str,
        mut each: impl FnMut(Event<'_>) -> Result<(), TableFault>,
    ) -> Result<(), TableFault> {
        let file = self.archive.by_name(part).map_err(|_| damaged(part))?;
        let metered = Metered {
            inner: BufReader::with_capacity(1 << 16, file),
            rest: self.rest,
            since: 0,
            is_over: false,
        };
        let mut reader = Reader::from_reader(metered);
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            reader.get_mut().since = 0;
            match reader.read_event_into(&mut buffer) {
                Ok(Event::Eof) => break,
                // A part has no DTD (ECMA-376 part 2, 8.1.4), and what one declares is not looked up.
                Ok(Event::DocType(_)) => return Err(WorkbookFault::Declares(part.to_owned()).into()),
                Ok(event) => each(event)?,
                Err(_) if reader.get_ref().is_over => {
                    return Err(WorkbookFault::Swollen(UNPACKED_LIMIT >> 20).into());
                }
                Err(_) => return Err(damaged(part)),
            }
        }
        self.rest = reader.get_ref().rest;
        Ok(())
    }

    /// What the workbook says of its sheets.
    ///
    /// # Errors
    /// [`WorkbookFault::Other`] when it is something else, and those of [`Parts::read`].
    pub fn book(&mut self) -> Result<Book, TableFault> {
        if !self.has("_rels/.rels") {
            return Err(WorkbookFault::Other.into());
        }
        let links = self.links("_rels/.rels", "")?;
        let main = links.into_iter().find(|it| it.kind == "officeDocument").map(|it| it.part);
        let main = main.filter(|part| self.has(part)).ok_or(WorkbookFault::Other)?;
        let (folder, name) = main.rsplit_once('/').unwrap_or(("", &main));
        let links = self.links(&joined(folder, &format!("_rels/{name}.rels")), folder)?;
        let (mut sheets, mut counts_from_1904, mut is_book) = (Vec::new(), false, false);
        self.read(&main, |event| {
            let (Event::Start(mark) | Event::Empty(mark)) = event else { return Ok(()) };
            match mark.local_name().as_ref() {
                "workbook" => is_book = true,
                "workbookPr" => {
                    counts_from_1904 = matches!(said(&mark, "date1904").as_deref(), Some("1" | "true"));
                }
                "sheet" => {
                    if sheets.len() >= SHEET_LIMIT {
                        return Err(WorkbookFault::Parts(SHEET_LIMIT).into());
                    }
                    let link = said(&mark, "id").and_then(|id| links.iter().find(|it| it.id == id));
                    // A chart can be a sheet, too.
                    if let Some(link) = link.filter(|it| it.kind == "worksheet") {
                        let is_hidden =
                            matches!(said(&mark, "state").as_deref(), Some("hidden" | "veryHidden"));
                        let name = said(&mark, "name").unwrap_or_default();
                        sheets.push(Listed { name, part: link.part.clone(), is_hidden });
                    }
                }
                _ => {}
            }
            Ok(())
        })?;
        if !is_book {
            return Err(WorkbookFault::Other.into());
        }
        let part = |kind: &str| links.iter().find(|it| it.kind == kind).map(|it| it.part.clone());
        let (strings, styles) = (part("sharedStrings"), part("styles"));
        let shared = strings.map_or(Ok(Vec::new()), |part| self.shared(&part))?;
        let formats = styles.map_or(Ok(Vec::new()), |part| self.formats(&part))?;
        Ok(Book { sheets, shared, formats, counts_from_1904 })
    }

    /// The links of a part, in their order: of two that say the same, the first counts whenever the file is read.
    fn links(&mut self, part: &str, folder: &str) -> Result<Vec<Link>, TableFault> {
        let mut links = Vec::new();
        self.read(part, |event| {
            let (Event::Start(mark) | Event::Empty(mark)) = event else { return Ok(()) };
            if mark.local_name().as_ref() == "Relationship" && links.len() < PART_LIMIT {
                let [id, kind, target] =
                    ["Id", "Type", "Target"].map(|key| said(&mark, key).unwrap_or_default());
                if id.len().max(target.len()) > PART_NAME_LIMIT {
                    return Err(damaged(part));
                }
                let kind = kind.rsplit('/').next().unwrap_or_default();
                // Links to pictures and pages elsewhere are never followed.
                if ["officeDocument", "worksheet", "sharedStrings", "styles"].contains(&kind) {
                    links.push(Link { id, kind: kind.to_owned(), part: joined(folder, &target) });
                }
            }
            Ok(())
        })?;
        Ok(links)
    }

    /// The texts that cells share, without how they are spoken.
    fn shared(&mut self, part: &str) -> Result<Vec<Box<str>>, TableFault> {
        let (mut shared, mut text, mut size) = (Vec::new(), String::new(), 0_usize);
        let (mut is_text, mut is_spoken) = (false, false);
        self.read(part, |event| {
            match event {
                Event::Start(mark) => match mark.local_name().as_ref() {
                    "t" => is_text = !is_spoken,
                    "rPh" => is_spoken = true,
                    _ => {}
                },
                Event::Empty(mark) if mark.local_name().as_ref() == "si" => shared.push("".into()),
                Event::End(mark) => match mark.local_name().as_ref() {
                    "t" => is_text = false,
                    "rPh" => is_spoken = false,
                    "si" => {
                        // A text of nothing takes its place, too.
                        size = size.saturating_add(text.len() + 24);
                        shared.push(std::mem::take(&mut text).into_boxed_str());
                    }
                    _ => {}
                },
                other if is_text => told(&other, &mut text),
                _ => {}
            }
            if text.len() > CELL_LIMIT {
                return Err(WorkbookFault::Swollen(CELL_LIMIT as u64 >> 20).into());
            }
            if size.saturating_add(text.len()) > SHARED_LIMIT {
                return Err(WorkbookFault::Swollen(SHARED_LIMIT as u64 >> 20).into());
            }
            Ok(())
        })?;
        Ok(shared)
    }

    /// What the formats of cells show, by place.
    fn formats(&mut self, part: &str) -> Result<Vec<Shows>, TableFault> {
        let (mut own, mut formats, mut are_cells) = (HashMap::new(), Vec::new(), false);
        self.read(part, |event| {
            match event {
                Event::Start(mark) | Event::Empty(mark) => match mark.local_name().as_ref() {
                    "numFmt" if own.len() < PART_LIMIT => {
                        let code = said(&mark, "formatCode").unwrap_or_default();
                        if let Some(id) = said(&mark, "numFmtId").and_then(|id| id.parse::<u32>().ok()) {
                            own.entry(id).or_insert_with(|| shows(&code));
                        }
                    }
                    "cellXfs" => are_cells = true,
                    "xf" if are_cells && formats.len() < usize::from(u16::MAX) => {
                        let id = said(&mark, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or_default();
                        formats.push(own.get(&id).copied().unwrap_or_else(|| built_in(id)));
                    }
                    _ => {}
                },
                Event::End(mark) if mark.local_name().as_ref() == "cellXfs" => are_cells = false,
                _ => {}
            }
            Ok(())
        })?;
        Ok(formats)
    }
}

struct Link {
    id: String,
    kind: String,
    part: String,
}

/// A target as it is written in a folder's links, as the name of a part.
fn joined(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|it| !it.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "." | "" => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// What a mark says under a name, whatever its prefix.
pub fn said(mark: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = mark.attributes().flatten().find(|it| it.key.local_name().as_ref() == name)?;
    Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}

/// Adds what is told between two marks.
pub fn told(event: &Event<'_>, text: &mut String) {
    match event {
        Event::Text(words) => text.push_str(words),
        Event::CData(words) => text.push_str(words),
        Event::GeneralRef(reference) => text.extend(letter(reference)),
        _ => {}
    }
}

/// What the formats show that every workbook has (ECMA-376 part 1, 18.8.30), those for East Asia and Thailand among them.
fn built_in(id: u32) -> Shows {
    match id {
        14..=17 | 22 | 27..=31 | 34..=36 | 50..=58 => Shows::Day,
        18..=21 | 32 | 33 | 45..=47 => Shows::Time,
        _ => Shows::Number,
    }
}

/// What a format that somebody has written shows: letters outside quotation marks and brackets tell, when they are not of "General",
/// in which an `e` is no year.
fn shows(code: &str) -> Shows {
    let (mut told, mut is_span) = (String::new(), false);
    let mut letters = code.chars().map(|it| it.to_ascii_lowercase());
    while let Some(letter) = letters.next() {
        match letter {
            ';' => break,
            '"' => drop(letters.by_ref().find(|it| *it == '"')),
            '[' => {
                // A span of time is [h]; a colour, a condition or a language is longer.
                let within: String = letters.by_ref().take_while(|it| *it != ']').collect();
                is_span |= !within.is_empty() && within.chars().all(|it| matches!(it, 'h' | 'm' | 's'));
            }
            '\\' | '_' | '*' => drop(letters.next()),
            letter => told.push(letter),
        }
    }
    let told = told.replace("general", "");
    // E+00 stands in numbers.
    if told.contains(['0', '#', '?']) && !told.contains(['y', 'd', 'h', 's']) && !is_span {
        return Shows::Number;
    }
    let (is_day, is_time) = (told.contains(['y', 'd', 'e', 'b']), is_span || told.contains(['h', 's']));
    match (is_day || (told.contains('m') && !is_time), is_time) {
        (true, _) => Shows::Day,
        (false, true) => Shows::Time,
        _ => Shows::Number,
    }
}
