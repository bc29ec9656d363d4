//! What is said when a table of reports cannot be read, or holds more than is looked at.

use mawqif_core::followup::{
    columns::Field,
    compliance::{AREA_LIMIT, Excess, PERIOD_LIMIT},
    table::{COLUMN_LIMIT, FILE_LIMIT, Kind, ROW_LIMIT, TableFault, WorkbookFault},
};

use crate::locale::Locale;

/// Columns that are named of a table that has many.
const NAMED: usize = 12;

fn names(locale: &Locale, names: &[String]) -> String {
    let mut shown: Vec<String> = names.iter().take(NAMED).map(|name| format!("`{}`", tame(name))).collect();
    if names.len() > NAMED {
        shown.push("…".to_owned());
    }
    locale.list(&shown)
}

/// Foreign words without what could move the cursor of a terminal or turn a sentence around.
pub fn tame(words: &str) -> String {
    let is_barred = |letter: char| letter.is_control() || mawqif_core::text::is_bidi_control(letter);
    words.chars().map(|letter| if is_barred(letter) { '\u{FFFD}' } else { letter }).collect()
}

/// Why a table is not read.
pub fn table(locale: &Locale, fault: &TableFault) -> String {
    let told = |key: &str, count: usize| locale.tell(key, &[("count", count.into())]);
    match fault {
        TableFault::TooLarge => told("follow-too-large", FILE_LIMIT >> 20),
        TableFault::TooManyRows => told("follow-too-many-rows", ROW_LIMIT),
        TableFault::TooManyColumns(count) => locale
            .tell("follow-too-many-columns", &[("count", (*count).into()), ("limit", COLUMN_LIMIT.into())]),
        TableFault::Empty => locale.word("follow-empty"),
        TableFault::NotUtf8(at) => told("follow-not-utf8", *at),
        TableFault::NoRows => locale.word("follow-no-rows"),
        TableFault::Other(kind) => {
            let kind = locale.word(match kind {
                Kind::Workbook => "follow-is-workbook",
                Kind::OldWorkbook => "follow-is-old-workbook",
                Kind::Pdf => "follow-is-pdf",
                Kind::Compressed => "follow-is-compressed",
                Kind::Picture => "follow-is-picture",
                Kind::Markup => "follow-is-markup",
                Kind::Json => "follow-is-json",
                Kind::Utf16 => "follow-is-utf16",
                Kind::Binary => "follow-is-binary",
            });
            locale.tell("follow-is-other", &[("kind", kind.into())])
        }
        TableFault::NoDate(columns) => {
            locale.tell("follow-no-date", &[("list", names(locale, columns).into())])
        }
        TableFault::NoColumn(column, columns) => locale.tell(
            "follow-no-column",
            &[("name", tame(column).into()), ("list", names(locale, columns).into())],
        ),
        TableFault::Workbook(fault) => workbook(locale, fault),
        TableFault::NoField(field) => {
            let fields: Vec<String> = Field::ALL.iter().map(|(name, _)| (*name).to_owned()).collect();
            let fields = fields.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>();
            locale.tell(
                "follow-no-field",
                &[("name", tame(field).into()), ("list", locale.list(&fields).into())],
            )
        }
    }
}

/// Why no table is taken from a workbook.
fn workbook(locale: &Locale, fault: &WorkbookFault) -> String {
    match fault {
        WorkbookFault::Other => locale.word("follow-book-other"),
        WorkbookFault::Encrypted => locale.word("follow-book-encrypted"),
        WorkbookFault::Damaged(part) => locale.tell("follow-book-damaged", &[("name", tame(part).into())]),
        WorkbookFault::Declares(part) => locale.tell("follow-book-declares", &[("name", tame(part).into())]),
        WorkbookFault::Swollen(limit) => locale.tell("follow-book-swollen", &[("count", (*limit).into())]),
        WorkbookFault::Parts(limit) => locale.tell("follow-book-parts", &[("count", (*limit).into())]),
        WorkbookFault::NoSheet(name, sheets) if name.is_empty() && sheets.is_empty() => {
            locale.word("follow-book-empty")
        }
        WorkbookFault::NoSheet(name, sheets) => locale.tell(
            "follow-book-no-sheet",
            &[("name", tame(name).into()), ("list", names(locale, sheets).into())],
        ),
    }
}

/// Why reports are not held against so much.
pub fn excess(locale: &Locale, excess: Excess) -> String {
    let (key, count, limit) = match excess {
        Excess::Areas(count) => ("follow-too-many-areas", count, AREA_LIMIT),
        Excess::Periods(count) => ("follow-too-many-periods", count, PERIOD_LIMIT),
    };
    locale.tell(key, &[("count", count.into()), ("limit", limit.into())])
}
