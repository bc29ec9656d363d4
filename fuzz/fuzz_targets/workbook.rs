//! Any bytes are a workbook or are refused; a table that is taken from one is text of few columns that the reader of tables reads on.
//!
//! An archive that is broken anywhere is refused at once, so the bytes are also put into a sound one, as its sheet.

#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use mawqif::workbook;
use mawqif_core::followup::{
    Source,
    calendar::{Day, Order},
    read,
    table::{COLUMN_LIMIT, FILE_LIMIT},
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

const LINK: &str = r#"<R><Relationship Id="a" Type="/officeDocument" Target="b.xml"/></R>"#;
const LINKS: &str = r#"<R><Relationship Id="a" Type="/worksheet" Target="s.xml"/><Relationship Id="t" Type="/sharedStrings" Target="t.xml"/></R>"#;
const BOOK: &str = r#"<workbook><sheets><sheet name="S" id="a"/></sheets></workbook>"#;
const SHARED: &str = "<sst><si><t>date</t></si><si><t>kind</t></si></sst>";

fn wrapped(sheet: &[u8]) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let mut writer = ZipWriter::new(&mut bytes);
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let parts: [(&str, &[u8]); 5] = [
        ("_rels/.rels", LINK.as_bytes()),
        ("b.xml", BOOK.as_bytes()),
        ("_rels/b.xml.rels", LINKS.as_bytes()),
        ("t.xml", SHARED.as_bytes()),
        ("s.xml", sheet),
    ];
    for (name, content) in parts {
        writer.start_file(name, stored).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap();
    bytes.into_inner()
}

fuzz_target!(|bytes: &[u8]| {
    let book = wrapped(bytes);
    for bytes in [bytes, &book] {
        let Ok(opened) = workbook::open(bytes, None) else { continue };
        if opened.sheets.is_empty() {
            continue;
        }
        assert!(std::str::from_utf8(&opened.table).is_ok() && opened.table.len() <= FILE_LIMIT + 64_000_000);
        let today = Day::new(2031, 1, 1).unwrap();
        let source = Source { bytes: &opened.table, today, columns: &[], order: Order::Plain, points: &[] };
        if let Ok(reports) = read(&source) {
            assert!(reports.columns.names.len() <= COLUMN_LIMIT);
        }
    }
});
