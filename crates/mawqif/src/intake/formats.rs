//! Files that are no plain text: Word documents and PDFs. Of each only its words are taken; pictures and styles are
//! left where they are.
//!
//! What a PDF holds is its drawing, not its text. Where its letters stand in the order of drawing, as in some
//! older Arabic ones, the words come out wrong, and have to be pasted instead.

use std::{
    io::{Cursor, Read},
    panic::catch_unwind,
};

use lopdf::{Document, LoadOptions};
use quick_xml::{
    Reader,
    events::{BytesRef, Event},
};
use zip::ZipArchive;

use super::Refused;

/// The longest document within a Word file, in bytes: what a small file can swell to.
const DOCUMENT_LIMIT: u64 = 64 * 1024 * 1024;

/// The longest PDF, in bytes. What little of it is text takes far less; the rest is pictures.
const PDF_LIMIT: usize = 4 * 1024 * 1024;

/// The most pages of a PDF.
const PAGE_LIMIT: usize = 50;

/// The most bytes of a page, or of anything else packed in a PDF, once it is unpacked.
const PAGE_SIZE_LIMIT: usize = 2 * 1024 * 1024;

/// The format of a file, by how it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A PDF.
    Pdf,
    /// An archive, which a Word document is one.
    Archive,
}

impl Format {
    /// The format that bytes begin as; none when they may be text.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"%PDF-") {
            Some(Self::Pdf)
        } else if bytes.starts_with(b"PK\x03\x04") {
            Some(Self::Archive)
        } else {
            None
        }
    }

    /// The words of a file.
    ///
    /// # Errors
    /// [`Refused::NoText`].
    pub fn text(self, bytes: &[u8]) -> Result<String, Refused> {
        let text = match self {
            Self::Pdf => pdf(bytes)?,
            Self::Archive => word(bytes)?,
        };
        if text.trim().is_empty() {
            let what = if self == Self::Pdf {
                "a PDF without text, such as a scan"
            } else {
                "a document without text"
            };
            return Err(Refused::NoText(what));
        }
        Ok(text)
    }
}

/// The letter that a reference in XML stands for.
pub(super) fn letter(reference: &BytesRef<'_>) -> Option<char> {
    match reference.as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}

/// The paragraphs of a Word document (ECMA-376, part 1, 17.3).
fn word(bytes: &[u8]) -> Result<String, Refused> {
    const OTHER: Refused = Refused::NoText("an archive that is no Word document");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| OTHER)?;
    let document = archive.by_name("word/document.xml").map_err(|_| OTHER)?;
    let mut xml = String::new();
    document.take(DOCUMENT_LIMIT + 1).read_to_string(&mut xml).map_err(|_| OTHER)?;
    if xml.len() as u64 > DOCUMENT_LIMIT {
        return Err(Refused::Long);
    }
    let mut reader = Reader::from_str(&xml);
    let (mut text, mut is_text, mut is_run, mut is_spare) = (String::new(), false, false, false);
    loop {
        match reader.read_event().map_err(|_| Refused::NoText("a Word document that is damaged"))? {
            Event::Start(start) => match start.local_name().as_ref() {
                "t" => is_text = !is_spare,
                "r" => is_run = true,
                // What older programs show instead is there a second time.
                "Fallback" => is_spare = true,
                _ => {}
            },
            Event::End(end) => match end.local_name().as_ref() {
                "t" => is_text = false,
                "r" => is_run = false,
                "Fallback" => is_spare = false,
                "p" => text.push('\n'),
                _ => {}
            },
            // Outside a run a tab is where tabs stop.
            Event::Empty(empty) if is_run => match empty.local_name().as_ref() {
                "tab" => text.push('\t'),
                "br" | "cr" => text.push('\n'),
                _ => {}
            },
            Event::Text(words) if is_text => {
                text.push_str(&words);
            }
            Event::GeneralRef(reference) if is_text => text.extend(letter(&reference)),
            Event::Eof => return Ok(text),
            _ => {}
        }
    }
}

/// The words that a PDF draws, page by page.
fn pdf(bytes: &[u8]) -> Result<String, Refused> {
    if bytes.len() > PDF_LIMIT {
        return Err(Refused::Long);
    }
    // The reader of PDFs is somebody else's, and files that people are sent are of every kind.
    catch_unwind(|| drawn(bytes)).unwrap_or(Err(Refused::NoText("a PDF that is damaged")))
}

fn drawn(bytes: &[u8]) -> Result<String, Refused> {
    let options = LoadOptions { max_decompressed_size: Some(PAGE_SIZE_LIMIT), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options)
        .map_err(|_| Refused::NoText("a PDF that is damaged"))?;
    if document.is_encrypted() {
        return Err(Refused::NoText("a PDF that asks for a password"));
    }
    let pages: Vec<u32> = document.get_pages().keys().copied().take(PAGE_LIMIT + 1).collect();
    if pages.len() > PAGE_LIMIT {
        return Err(Refused::Long);
    }
    // A page that cannot be read leaves the others as they are.
    let read = document.extract_text_chunks_with_limit(&pages, PAGE_SIZE_LIMIT);
    Ok(read.into_iter().flatten().collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::io::Write;

    use super::*;

    fn archive(name: &str, content: &str) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        let mut writer = zip::ZipWriter::new(&mut bytes);
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
        writer.finish().unwrap();
        bytes.into_inner()
    }

    #[test]
    fn a_word_document_gives_its_paragraphs() {
        let document = "<w:document xmlns:w=\"w\"><w:body><w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>قال سامر &amp; سلمى:</w:t></w:r>\
                        <w:r><w:tab/><w:t xml:space=\"preserve\"> «نعم&#1548; غدا».</w:t></w:r></w:p>\
                        <w:p><w:r><w:instrText>HIDDEN</w:instrText><w:t>وانتهى.</w:t></w:r></w:p></w:body></w:document>";
        let bytes = archive("word/document.xml", document);
        assert_eq!(Format::of(&bytes), Some(Format::Archive));
        assert_eq!(Format::Archive.text(&bytes).unwrap(), "قال سامر & سلمى:\t «نعم، غدا».\nوانتهى.\n");
        let other = archive("notes.txt", "words");
        assert_eq!(Format::Archive.text(&other), Err(Refused::NoText("an archive that is no Word document")));
        assert!(matches!(Format::Archive.text(b"PK\x03\x04rubbish"), Err(Refused::NoText(_))));
        let empty = archive("word/document.xml", "<w:document/>");
        assert_eq!(Format::Archive.text(&empty), Err(Refused::NoText("a document without text")));
    }

    /// A PDF of one page with one line, as small as one can be.
    fn drawn(line: &str) -> Vec<u8> {
        use lopdf::{
            Document, Object, Stream,
            content::{Content, Operation},
            dictionary,
        };
        let mut document = Document::with_version("1.5");
        let pages = document.new_object_id();
        let font = document.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Courier", "Encoding" => "WinAnsiEncoding" });
        let resources = document.add_object(dictionary! { "Font" => dictionary! { "F1" => font } });
        let operations = vec![
            Operation::new("BT", vec![]),
            Operation::new("Tf", vec!["F1".into(), 12.into()]),
            Operation::new("Tj", vec![Object::string_literal(line)]),
            Operation::new("ET", vec![]),
        ];
        let content =
            document.add_object(Stream::new(dictionary! {}, Content { operations }.encode().unwrap()));
        let page =
            document.add_object(dictionary! { "Type" => "Page", "Parent" => pages, "Contents" => content });
        let all = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1, "Resources" => resources, "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()] };
        document.objects.insert(pages, Object::Dictionary(all));
        let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
        document.trailer.set("Root", catalog);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn a_pdf_gives_the_words_that_it_draws_and_one_without_says_so() {
        let bytes = drawn("The mayor said the road is safe.");
        assert_eq!(Format::of(&bytes), Some(Format::Pdf));
        assert_eq!(Format::Pdf.text(&bytes).unwrap().trim(), "The mayor said the road is safe.");
        assert_eq!(Format::Pdf.text(&drawn("")), Err(Refused::NoText("a PDF without text, such as a scan")));
        assert_eq!(Format::Pdf.text(b"%PDF-1.7 rubbish"), Err(Refused::NoText("a PDF that is damaged")));
    }
}
