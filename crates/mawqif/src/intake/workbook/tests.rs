//! Workbooks as programs write them, and as nobody should.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::io::{Cursor, Write};

use mawqif_core::followup::table::{Kind, TableFault, WorkbookFault, open as table_of};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::*;

const RELS: &str = r#"<Relationships xmlns="r"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK_RELS: &str = r#"<Relationships xmlns="r">
    <Relationship Id="rId1" Type="http://x/relationships/worksheet" Target="worksheets/sheet1.xml"/>
    <Relationship Id="rId2" Type="http://x/relationships/worksheet" Target="/xl/worksheets/sheet2.xml"/>
    <Relationship Id="rId3" Type="http://x/relationships/sharedStrings" Target="sharedStrings.xml"/>
    <Relationship Id="rId4" Type="http://x/relationships/styles" Target="../xl/styles.xml"/>
    <Relationship Id="rId5" Type="http://x/relationships/chartsheet" Target="chartsheets/sheet1.xml"/>
    <Relationship Id="rId6" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/>
    </Relationships>"#;
const BOOK: &str = r#"<workbook xmlns="m" xmlns:r="r"><workbookPr/><sheets>
    <sheet name="Chart" sheetId="9" r:id="rId5"/>
    <sheet name="Lists" sheetId="2" state="hidden" r:id="rId2"/>
    <sheet name="آذار &amp; March" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const SHARED: &str = r#"<sst xmlns="m"><si><t>date</t></si><si><r><t>pl</t></r><r><t>ace</t></r></si><si/>
    <si><t>Mill, the "old"</t><rPh sb="0" eb="1"><t>SPOKEN</t></rPh></si><si><t>خط
النار</t></si></sst>"#;
const STYLES: &str = r##"<styleSheet xmlns="m"><numFmts><numFmt numFmtId="164" formatCode="[$-409]d\-mmm\-yy;@"/>
    <numFmt numFmtId="165" formatCode="[h]:mm"/><numFmt numFmtId="166" formatCode="#,##0&quot; days&quot;"/></numFmts>
    <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
    <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="22"/></cellXfs></styleSheet>"##;

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let mut writer = ZipWriter::new(&mut bytes);
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap();
    bytes.into_inner()
}

fn book(book: &str, sheet: &str) -> Vec<u8> {
    zipped(&[
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", RELS),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS),
        ("xl/sharedStrings.xml", SHARED),
        ("xl/styles.xml", STYLES),
        (
            "xl/worksheets/sheet1.xml",
            &format!("<worksheet xmlns=\"m\"><sheetData>{sheet}</sheetData></worksheet>"),
        ),
        (
            "xl/worksheets/sheet2.xml",
            "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>id</t></is></c></row></sheetData></worksheet>",
        ),
        ("xl/vbaProject.bin", "Sub Auto_Open()"),
    ])
}

fn text(bytes: &[u8], sheet: Option<&str>) -> String {
    String::from_utf8(open(bytes, sheet).unwrap().table.into_owned()).unwrap()
}

fn fault(bytes: &[u8]) -> WorkbookFault {
    match open(bytes, None).unwrap_err() {
        TableFault::Workbook(fault) => fault,
        other => panic!("{other:?}"),
    }
}

const SHEET: &str = r#"
    <row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" t="inlineStr"><is><t>killed, &#x627;</t></is></c><c r="D2" t="str"><v>seen</v></c></row>
    <row r="3" hidden="1"><c r="A3" s="1"><v>47543</v></c><c r="B3" t="s"><v>3</v></c><c r="C3"><v>36.246800000000001</v></c><c r="D3" t="b"><v>1</v></c></row>
    <row r="5"><c r="A5" s="5"><f>A3+0.5</f><v>47543.5</v></c><c r="B5" t="s"><v>4</v></c><c r="C5" t="e"><v>#DIV/0!</v></c><c r="F5" s="1"/></row>
    <row r="6"><c r="A6" t="d"><v>2030-03-02T00:00:00</v></c><c s="3"><v>0.25</v></c><c s="4"><v>12</v></c><c s="2"><v>59</v></c></row>
    <row r="7"/>
    <row r="8"><c r="A8" s="1"><v>60</v></c><c s="1"><v>61</v></c><c s="1"><v>-4</v></c><c><v>123456789012</v></c></row>"#;

#[test]
fn a_sheet_becomes_a_table_with_a_line_for_each_row() {
    let bytes = book(BOOK, SHEET);
    let opened = open(&bytes, None).unwrap();
    assert_eq!(opened.sheets, ["Lists", "آذار & March"]);
    assert_eq!(opened.sheet, "آذار & March", "the first that is shown");
    let lines: Vec<String> = text(&bytes, None).lines().map(str::to_owned).collect();
    assert_eq!(
        lines,
        [
            "",
            r#""date","place","killed, ا","seen""#,
            r#"2030-03-01,"Mill, the ""old""",36.2468,true"#,
            ",",
            "2030-03-01 12:00:00,خط النار,#DIV/0!,",
            "2030-03-02,06:00:00,12,1900-02-28",
            ",",
            // The day that never was stays a number, and so does one before there were any.
            "60,1900-03-01,-4,123456789012",
        ]
    );
    assert_eq!(text(&bytes, Some("Lists")), "\"id\"\n");
    // What the core makes of it: the comma within the first row sets nothing apart.
    assert_eq!(table_of(text(&bytes, None).as_bytes()).unwrap().delimiter, b',');
}

#[test]
fn days_are_counted_from_1904_where_a_workbook_says_so() {
    let from_1904 = BOOK.replace("<workbookPr/>", "<workbookPr date1904=\"1\"/>");
    let sheet = r#"<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row><row><c s="1"><v>0</v></c><c s="1"><v>46081</v></c></row>"#;
    assert_eq!(text(&book(&from_1904, sheet), None).lines().nth(1), Some("1904-01-01,2030-03-01"));
}

#[test]
fn reports_of_a_workbook_are_read_with_its_rows_for_lines() {
    use mawqif_core::followup::{
        Source,
        calendar::{Day, Order},
        read,
    };
    let opened_from = book(BOOK, SHEET);
    let opened = open(&opened_from, None).unwrap();
    let today = Day::new(2031, 1, 1).unwrap();
    let source = Source { bytes: &opened.table, today, columns: &[], order: Order::Plain, points: &[] };
    let reports = read(&source).unwrap();
    assert_eq!((reports.rows, reports.reports.len()), (4, 3));
    assert_eq!(reports.doubts.iter().map(|it| it.line).collect::<Vec<_>>(), [8]);
    assert_eq!(reports.names.words(reports.reports[0].place), "Mill, the \"old\"");
}

#[test]
fn what_is_no_workbook_is_told_for_what_it_is() {
    assert_eq!(open(b"id,date\n", None).unwrap().table, &b"id,date\n"[..]);
    assert_eq!(fault(&zipped(&[("notes.csv", "id,date\n")])), WorkbookFault::Other);
    let word = [
        ("_rels/.rels", RELS.replace("xl/workbook", "word/document")),
        ("word/document.xml", "<document/>".to_owned()),
        ("word/_rels/document.xml.rels", "<Relationships/>".to_owned()),
    ];
    let word: Vec<(&str, &str)> = word.iter().map(|(name, content)| (*name, content.as_str())).collect();
    assert_eq!(fault(&zipped(&word)), WorkbookFault::Other);
    assert_eq!(fault(b"PK\x03\x04 and nothing more"), WorkbookFault::Damaged("zip".to_owned()));
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let locked = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 600], &name].concat();
    assert_eq!(fault(&locked), WorkbookFault::Encrypted);
    // An old workbook stays what the core calls it.
    let old = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0";
    assert_eq!(table_of(&open(old, None).unwrap().table).err(), Some(TableFault::Other(Kind::OldWorkbook)));
}

#[test]
fn what_is_damaged_is_named_with_its_part() {
    let part = WorkbookFault::Damaged("xl/worksheets/sheet1.xml".to_owned());
    for sheet in [
        "<row r=\"3\"/><row r=\"2\"/>",
        "<row r=\"9999999\"/>",
        "<row r=\"-1\"/>",
        "<row><c r=\"17\"><v>1</v></c></row>",
        "<row><c t=\"s\"><v>99</v></c></row>",
        "<row><c t=\"s\"><v>x</v></c></row>",
        "<row><c><v>1</row>",
    ] {
        assert_eq!(fault(&book(BOOK, sheet)), part, "{sheet}");
    }
    let bytes = book(BOOK, SHEET);
    assert_eq!(
        open(&bytes, Some("April")).unwrap_err(),
        WorkbookFault::NoSheet("April".to_owned(), vec!["Lists".to_owned(), "آذار & March".to_owned()])
            .into()
    );
    let far = "<row><c r=\"XFD1\" t=\"str\"><v>x</v></c></row>";
    assert_eq!(open(&book(BOOK, far), None).unwrap_err(), TableFault::TooManyColumns(16_384));
}

#[test]
fn what_a_workbook_declares_itself_is_read_by_nobody() {
    let dtd = "<!DOCTYPE x [<!ENTITY place \"Mill\">]>";
    let sheet = format!(
        "{dtd}<worksheet><sheetData><row><c t=\"str\"><v>&place;</v></c></row></sheetData></worksheet>"
    );
    let whole = [
        ("_rels/.rels", RELS),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS),
        ("xl/sharedStrings.xml", SHARED),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", sheet.as_str()),
    ];
    let part = "xl/worksheets/sheet1.xml".to_owned();
    assert_eq!(fault(&zipped(&whole)), WorkbookFault::Declares(part));
    let shared = format!("{dtd}{SHARED}");
    let parts = whole.map(|(name, content)| match name {
        "xl/sharedStrings.xml" => (name, shared.as_str()),
        "xl/worksheets/sheet1.xml" => (name, "<worksheet/>"),
        _ => (name, content),
    });
    assert_eq!(fault(&zipped(&parts)), WorkbookFault::Declares("xl/sharedStrings.xml".to_owned()));
}

#[test]
fn a_workbook_that_swells_is_stopped() {
    // One cell of two megabytes; packed it is a few kilobytes.
    let cell = format!("<row><c t=\"str\"><v>{}</v></c></row>", "a".repeat(2 << 20));
    let bytes = book(BOOK, &cell);
    assert!(bytes.len() < 20_000);
    assert_eq!(fault(&bytes), WorkbookFault::Swollen(UNPACKED_LIMIT >> 20));
    // Cells that repeat one long text swell the table instead.
    let shared = format!("<sst><si><t>{}</t></si></sst>", "b".repeat(32_000));
    let rows = "<row><c t=\"s\"><v>0</v></c></row>".repeat(4_000);
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let parts = [
        ("_rels/.rels", RELS),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", BOOK_RELS),
        ("xl/sharedStrings.xml", shared.as_str()),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", sheet.as_str()),
    ];
    assert_eq!(fault(&zipped(&parts)), WorkbookFault::Swollen(FILE_LIMIT as u64 >> 20));
    // And shared texts that are no end of them.
    let shared = format!("<sst>{}</sst>", "<si><t></t></si>".repeat(3_000_000));
    let parts = parts
        .map(|(name, content)| (name, if name.ends_with("Strings.xml") { shared.as_str() } else { content }));
    assert_eq!(fault(&zipped(&parts)), WorkbookFault::Swollen(SHARED_LIMIT as u64 >> 20));
}

#[test]
fn a_row_that_repeats_what_is_shared_is_stopped_before_it_is_held() {
    // A megabyte of shared text, in all cells of one row; packed it is a few kilobytes.
    let shared = format!("<sst><si><t>{}</t></si></sst>", "b".repeat(CELL_LIMIT - 1));
    let row = format!("<row>{}</row>", "<c t=\"s\"><v>0</v></c>".repeat(500));
    let long = format!(
        "<row><c t=\"str\"><v>{}</v></c></row>",
        format!("{}<!-- -->", "a".repeat(600_000)).repeat(3)
    );
    let parts = |shared: &str, rows: &str| {
        zipped(&[
            ("_rels/.rels", RELS),
            ("xl/workbook.xml", BOOK),
            ("xl/_rels/workbook.xml.rels", BOOK_RELS),
            ("xl/sharedStrings.xml", shared),
            ("xl/styles.xml", STYLES),
            ("xl/worksheets/sheet1.xml", &format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")),
        ])
    };
    let bytes = parts(&shared, &row);
    assert!(bytes.len() < 50_000);
    assert_eq!(fault(&bytes), WorkbookFault::Swollen(FILE_LIMIT as u64 >> 20));
    // The same without an end of the row: it is stopped while it grows, not when it is written.
    assert_eq!(
        fault(&parts(&shared, row.trim_end_matches("</row>"))),
        WorkbookFault::Swollen(FILE_LIMIT as u64 >> 20)
    );
    // A cell written over and over is one.
    let over = format!("<row>{}</row>", "<c r=\"A1\" t=\"s\"><v>0</v></c>".repeat(300));
    assert_eq!(open(&parts(&shared, &over), None).unwrap().table.len(), CELL_LIMIT + 2);
    // Marks within one cell, or one shared text, do not let it grow for ever.
    let cell = WorkbookFault::Swollen(CELL_LIMIT as u64 >> 20);
    assert_eq!(fault(&parts(SHARED, &long)), cell);
    let runs = "<r><t>".to_owned() + &"b".repeat(600_000) + "</t></r>";
    assert_eq!(fault(&parts(&format!("<sst><si>{}</si></sst>", runs.repeat(2)), &row)), cell);
}

#[test]
fn a_workbook_with_two_of_a_kind_is_read_alike_each_time() {
    let more = BOOK_RELS.replace(
        "</Relationships>",
        "<Relationship Id=\"a\" Type=\"x/sharedStrings\" Target=\"other.xml\"/></Relationships>",
    );
    let row = "<row><c t=\"s\"><v>0</v></c></row>";
    let sheet = format!("<worksheet><sheetData>{row}</sheetData></worksheet>");
    let bytes = zipped(&[
        ("_rels/.rels", RELS),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", &more),
        ("xl/sharedStrings.xml", SHARED),
        ("xl/other.xml", "<sst><si><t>another</t></si></sst>"),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", &sheet),
    ]);
    for _ in 0..20 {
        assert_eq!(text(&bytes, None), "\"date\"\n");
    }
}

#[test]
fn a_format_with_general_in_it_shows_numbers() {
    let shown = |code: &str| {
        let styles = format!(
            "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"{}\"/></numFmts><cellXfs><xf numFmtId=\"164\"/></cellXfs></styleSheet>",
            code.replace('"', "&quot;")
        );
        let bytes = zipped(&[
            ("_rels/.rels", RELS),
            ("xl/workbook.xml", BOOK),
            ("xl/_rels/workbook.xml.rels", BOOK_RELS),
            ("xl/styles.xml", &styles),
            ("xl/sharedStrings.xml", SHARED),
            (
                "xl/worksheets/sheet1.xml",
                "<worksheet><sheetData><row><c><v>36.25</v></c></row></sheetData></worksheet>",
            ),
        ]);
        text(&bytes, None).trim().trim_matches('"').to_owned()
    };
    for code in [
        "General;-General",
        "General\" km\"",
        "[Red]General",
        "General\\ ",
        "GENERAL",
        "0.00E+00",
        "#,##0\" days\"",
        "[Green]0.0;[Red]-0.0",
        "# ?/?",
        "@",
    ] {
        assert_eq!(shown(code), "36.25", "{code}");
    }
    for code in ["yyyy", "e", "[$-409]d\\-mmm;@", "mmmm", "d\" General\""] {
        assert_eq!(shown(code), "1900-02-05 06:00:00", "{code}");
    }
}

#[test]
fn a_workbook_of_countless_parts_is_not_listed() {
    let mut bytes = zipped(&[("_rels/.rels", RELS)]);
    bytes.extend(b"PK\x01\x02".repeat(PART_LIMIT));
    assert_eq!(fault(&bytes), WorkbookFault::Parts(PART_LIMIT));
}
