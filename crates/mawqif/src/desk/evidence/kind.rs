//! What a file is, as its leading bytes tell; and whether its name says the same.
//!
//! Pictures, films, recordings, PDF and plain text are taken. An archive is not, nor are office files, which are archives, too:
//! nobody opens one here, and what is in it nobody has seen. Nothing is read of a file beyond what tells its kind.

use mawqif_core::case::followup::evidence::EvidenceKind;

/// Bytes at the beginning of a file that tell its kind.
const HEAD: usize = 512;

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFault {
    /// There is nothing in it.
    Empty,
    /// It is longer than a file may be.
    TooLong,
    /// All files together are longer than those of a report may be.
    TooLongInAll,
    /// There are too many.
    TooMany,
    /// It is an archive or an office file.
    Archive,
    /// It is of no kind that is taken.
    NoKind,
    /// It is of another kind than its name says.
    Lies {
        /// What its name says.
        says: EvidenceKind,
        /// What it is.
        is: EvidenceKind,
    },
    /// Nothing was asked for that a file belongs to.
    NotAsked,
    /// There is nothing that it could be sealed to.
    NoKeys,
    /// It cannot be kept now; why is logged.
    NotKept,
}

/// What is known of a file while it comes.
pub struct Judge {
    name: String,
    media: String,
    head: Vec<u8>,
    kind: Option<EvidenceKind>,
    /// What is left of a letter at the end of the bytes so far, where they are text.
    letter: Vec<u8>,
}

impl Judge {
    /// A file of which its name and media type are known.
    pub fn new(name: &str, media: &str) -> Self {
        Self {
            name: name.to_owned(),
            media: media.to_owned(),
            head: Vec::new(),
            kind: None,
            letter: Vec::new(),
        }
    }

    /// Looks at the next bytes.
    ///
    /// # Errors
    /// When it is clear that the file is not taken.
    pub fn look(&mut self, bytes: &[u8]) -> Result<(), FileFault> {
        match self.kind {
            Some(EvidenceKind::Text) => self.read(bytes),
            Some(_) => Ok(()),
            None => {
                self.head.extend_from_slice(bytes);
                if self.head.len() >= HEAD { self.judge() } else { Ok(()) }
            }
        }
    }

    /// What the file is, now that it is whole.
    ///
    /// # Errors
    /// When it is not taken.
    pub fn finish(mut self) -> Result<EvidenceKind, FileFault> {
        if self.kind.is_none() {
            if self.head.is_empty() {
                return Err(FileFault::Empty);
            }
            self.judge()?;
        }
        if !self.letter.is_empty() {
            return Err(FileFault::NoKind);
        }
        self.kind.ok_or(FileFault::NoKind)
    }

    fn judge(&mut self) -> Result<(), FileFault> {
        let head = std::mem::take(&mut self.head);
        if is_archive(&head) {
            return Err(FileFault::Archive);
        }
        let is = known(&head).unwrap_or(EvidenceKind::Text);
        if is == EvidenceKind::Text {
            self.read(&head)?;
        }
        let by_name = by_ending(&self.name).map_err(|()| FileFault::NoKind)?;
        let says = [by_name, by_media(&self.media)];
        if let Some(says) = says.into_iter().flatten().find(|says| family(*says) != family(is)) {
            return Err(FileFault::Lies { says, is });
        }
        self.kind = Some(is);
        Ok(())
    }

    /// Whether bytes go on as text: UTF-8 without what no text has.
    fn read(&mut self, bytes: &[u8]) -> Result<(), FileFault> {
        let mut all = std::mem::take(&mut self.letter);
        all.extend_from_slice(bytes);
        let (text, rest) = match std::str::from_utf8(&all) {
            Ok(text) => (text, &[][..]),
            Err(error) if error.error_len().is_none() => {
                let (text, rest) = all.split_at(error.valid_up_to());
                (std::str::from_utf8(text).unwrap_or_default(), rest)
            }
            Err(_) => return Err(FileFault::NoKind),
        };
        let is_barred = |it: char| it.is_control() && !matches!(it, '\n' | '\r' | '\t' | '\u{C}');
        if text.contains(is_barred) {
            return Err(FileFault::NoKind);
        }
        self.letter = rest.to_vec();
        Ok(())
    }
}

/// The kind that leading bytes tell; none when they are no sign of one.
fn known(head: &[u8]) -> Option<EvidenceKind> {
    use EvidenceKind::{Heic, Jpeg, M4a, Mov, Mp3, Mp4, Ogg, Pdf, Png, ThreeGp, Webp};
    let begins = |sign: &[u8]| head.starts_with(sign);
    let at = |from: usize, sign: &[u8]| head.get(from..).is_some_and(|rest| rest.starts_with(sign));
    Some(match head {
        _ if begins(b"\xFF\xD8\xFF") => Jpeg,
        _ if begins(b"\x89PNG\r\n\x1A\n") => Png,
        _ if begins(b"RIFF") && at(8, b"WEBP") => Webp,
        _ if begins(b"%PDF-") => Pdf,
        _ if begins(b"OggS") => Ogg,
        _ if begins(b"ID3") => Mp3,
        // A frame of MPEG audio, layer III.
        [0xFF, 0xE2 | 0xE3 | 0xF2 | 0xF3 | 0xFA | 0xFB, ..] => Mp3,
        _ if at(4, b"ftyp") => match head.get(8..12)? {
            b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1" => Heic,
            b"M4A " | b"M4B " => M4a,
            b"qt  " => Mov,
            brand if brand.starts_with(b"3g") => ThreeGp,
            brand if brand.starts_with(b"avi") => return None,
            _ => Mp4,
        },
        _ => return None,
    })
}

/// Whether leading bytes are those of an archive, or of an office file.
fn is_archive(head: &[u8]) -> bool {
    const SIGNS: [&[u8]; 13] = [
        b"PK\x03\x04",
        b"PK\x05\x06",
        b"PK\x07\x08",
        b"7z\xBC\xAF\x27\x1C",
        b"\x1F\x8B",
        b"\x1F\x9D",
        b"Rar!\x1A\x07",
        b"BZh",
        b"\xFD7zXZ\x00",
        b"\x28\xB5\x2F\xFD",
        b"\x04\x22\x4D\x18",
        b"MSCF",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
    ];
    SIGNS.iter().any(|sign| head.starts_with(sign)) || head.get(257..262) == Some(b"ustar")
}

/// What the end of a name says; nothing when it has none.
fn by_ending(name: &str) -> Result<Option<EvidenceKind>, ()> {
    use EvidenceKind::{Heic, Jpeg, M4a, Mov, Mp3, Mp4, Ogg, Pdf, Png, Text, ThreeGp, Webp};
    // What begins with a dot is a name, and what follows a sentence's point is none.
    let ending = name.trim_end_matches([' ', '.']).rsplit_once('.').map(|(_, ending)| ending);
    let Some(ending) = ending.filter(|it| it.len() <= 5 && !it.contains(' ')) else { return Ok(None) };
    Ok(Some(match ending.to_ascii_lowercase().as_str() {
        "jpg" | "jpeg" | "jpe" | "jfif" => Jpeg,
        "png" => Png,
        "webp" => Webp,
        "heic" | "heif" | "hif" => Heic,
        "pdf" => Pdf,
        "mp4" | "m4v" => Mp4,
        "3gp" | "3gpp" | "3g2" => ThreeGp,
        "mov" | "qt" => Mov,
        "mp3" => Mp3,
        "ogg" | "oga" | "ogv" | "opus" => Ogg,
        "m4a" | "m4b" => M4a,
        "txt" | "text" | "csv" | "log" | "md" => Text,
        _ => return Err(()),
    }))
}

/// What a browser calls it, where that is a kind that is taken.
fn by_media(media: &str) -> Option<EvidenceKind> {
    use EvidenceKind::{Heic, Jpeg, M4a, Mov, Mp3, Mp4, Ogg, Pdf, Png, Text, ThreeGp, Webp};
    let media = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    Some(match media.as_str() {
        "image/jpeg" => Jpeg,
        "image/png" => Png,
        "image/webp" => Webp,
        "image/heic" | "image/heif" => Heic,
        "application/pdf" => Pdf,
        "video/mp4" => Mp4,
        "video/3gpp" | "video/3gpp2" | "audio/3gpp" => ThreeGp,
        "video/quicktime" => Mov,
        "audio/mpeg" => Mp3,
        "audio/ogg" | "video/ogg" => Ogg,
        "audio/mp4" | "audio/x-m4a" => M4a,
        "text/plain" => Text,
        _ => return None,
    })
}

/// Kinds that share a container are one: telephones do not agree on what to call a film.
fn family(kind: EvidenceKind) -> EvidenceKind {
    match kind {
        EvidenceKind::ThreeGp | EvidenceKind::Mov | EvidenceKind::M4a => EvidenceKind::Mp4,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use EvidenceKind::{Heic, Jpeg, M4a, Mov, Mp3, Mp4, Ogg, Pdf, Png, Text, ThreeGp, Webp};

    use super::*;

    fn judged(name: &str, media: &str, bytes: &[u8], piece: usize) -> Result<EvidenceKind, FileFault> {
        let mut judge = Judge::new(name, media);
        for piece in bytes.chunks(piece) {
            judge.look(piece)?;
        }
        judge.finish()
    }

    fn box_of(brand: &[u8]) -> Vec<u8> {
        [b"\0\0\0\x18ftyp".as_slice(), brand, &[0; 600]].concat()
    }

    #[test]
    fn a_file_is_what_its_first_bytes_say() {
        let long = |sign: &[u8]| [sign, &[7; 2_000]].concat();
        for (name, bytes, kind) in [
            ("IMG_1.JPG", long(b"\xFF\xD8\xFF\xE0"), Jpeg),
            ("a.png", long(b"\x89PNG\r\n\x1A\n"), Png),
            ("a.webp", long(b"RIFF\x10\0\0\0WEBPVP8 "), Webp),
            ("a.heic", box_of(b"heic"), Heic),
            ("a.pdf", long(b"%PDF-1.7\n"), Pdf),
            ("film.mp4", box_of(b"isom"), Mp4),
            ("film.mp4", box_of(b"3gp4"), ThreeGp),
            ("film.3gp", box_of(b"3gp5"), ThreeGp),
            ("film.MOV", box_of(b"qt  "), Mov),
            ("note.m4a", box_of(b"mp42"), Mp4),
            ("note.m4a", box_of(b"M4A "), M4a),
            ("note.mp3", long(b"ID3\x04"), Mp3),
            ("note.mp3", long(b"\xFF\xFB\x90"), Mp3),
            ("note.opus", long(b"OggS\0"), Ogg),
            ("note.txt", "رأيت الدخان.\n".repeat(200).into_bytes(), Text),
            ("", long(b"\xFF\xD8\xFF\xE0"), Jpeg),
            ("no ending", b"short".to_vec(), Text),
        ] {
            for piece in [1, 7, 511, 4_096] {
                assert_eq!(judged(name, "", &bytes, piece), Ok(kind), "{name} in pieces of {piece}");
            }
        }
    }

    #[test]
    fn a_file_that_lies_is_found_out() {
        let jpeg = [b"\xFF\xD8\xFF\xE0".as_slice(), &[7; 600]].concat();
        let lies = |says, is| Err(FileFault::Lies { says, is });
        assert_eq!(judged("a.pdf", "", &jpeg, 100), lies(Pdf, Jpeg));
        assert_eq!(judged("a.jpg", "", b"%PDF-1.4 and so on", 100), lies(Jpeg, Pdf));
        assert_eq!(judged("a.jpg", "", b"I am no picture", 100), lies(Jpeg, Text));
        assert_eq!(judged("photo", "image/png", &jpeg, 100), lies(Png, Jpeg));
        assert_eq!(judged("a.jpg", "", &box_of(b"heic"), 100), lies(Jpeg, Heic));
        assert_eq!(judged("a.jpg", "application/octet-stream", &jpeg, 100), Ok(Jpeg));
        // A program that calls itself a picture is of no kind that is taken, whatever its name.
        assert_eq!(judged("a.exe", "", &jpeg, 100), Err(FileFault::NoKind));
        assert_eq!(judged("a.jpg", "", b"MZ\x90\0\x03\0\0\0", 100), Err(FileFault::NoKind));
        assert_eq!(judged("a.svg", "", b"<svg onload='x()'/>", 100), Err(FileFault::NoKind));
    }

    #[test]
    fn archives_and_nothing_are_refused() {
        let tar = [&[b'a'; 257][..], b"ustar\0", &[0; 400]].concat();
        for (name, bytes) in [
            ("bomb.zip", b"PK\x03\x04rest".to_vec()),
            ("bomb.jpg", b"PK\x03\x04rest".to_vec()),
            ("letter.docx", b"PK\x03\x04rest".to_vec()),
            ("letter.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec()),
            ("a.txt", b"\x1F\x8B\x08".to_vec()),
            ("a.tar", tar),
        ] {
            assert_eq!(judged(name, "", &bytes, 3), Err(FileFault::Archive), "{name}");
        }
        assert_eq!(judged("a.jpg", "image/jpeg", b"", 1), Err(FileFault::Empty));
    }

    #[test]
    fn text_is_text_to_its_end() {
        let letters = "ط".repeat(5_000);
        assert_eq!(judged("a.txt", "", letters.as_bytes(), 3), Ok(Text));
        let cut = &letters.as_bytes()[..letters.len() - 1];
        assert_eq!(judged("a.txt", "", cut, 3), Err(FileFault::NoKind));
        let late = [letters.as_bytes(), b"\0\x01"].concat();
        assert_eq!(judged("a.txt", "", &late, 1_000), Err(FileFault::NoKind));
        assert_eq!(judged("a.txt", "", b"\xFF\xFE\0h", 100), Err(FileFault::NoKind));
    }
}
