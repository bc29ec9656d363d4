//! QR codes (ISO/IEC 18004) as paths, for pages and for files.

use qrcode::{Color, EcLevel, QrCode};

/// Modules of white around the picture, as its standard asks for.
const QUIET: usize = 4;

/// Words as a QR code: its side, and its runs of dark modules, row by row. None when they are too long for one.
pub fn picture(words: &str) -> Option<(usize, String)> {
    let code = QrCode::with_error_correction_level(words, EcLevel::M).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (row, modules) in code.to_colors().chunks(width).enumerate() {
        let mut from = 0;
        for run in modules.chunk_by(|one, other| one == other) {
            if run.first() == Some(&Color::Dark) {
                let (x, y, length) = (from + QUIET, row + QUIET, run.len());
                path += &format!("M{x} {y}h{length}v1h-{length}z");
            }
            from += run.len();
        }
    }
    Some((width + 2 * QUIET, path))
}

/// The same as a file.
pub fn file(words: &str) -> Option<String> {
    let (side, path) = picture(words)?;
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\"><rect width=\"{side}\" \
         height=\"{side}\" fill=\"#fff\"/><path d=\"{path}\" shape-rendering=\"crispEdges\"/></svg>\n"
    ))
}

#[cfg(test)]
mod tests {
    use super::{file, picture};

    #[test]
    fn words_become_a_picture_with_its_three_corners() {
        let (side, path) =
            picture("otpauth://totp/Mawqif:amal@example.org?secret=ABCDEFGH").expect("a picture");
        let width = side - 8;
        // The top rows of the finder patterns: seven dark modules at three corners.
        for corner in [
            "M4 4h7v1h-7z".to_owned(),
            format!("M{} 4h7v1h-7z", 4 + width - 7),
            format!("M4 {}h7v1h-7z", 4 + width - 7),
        ] {
            assert!(path.contains(&corner), "{corner}");
        }
        assert!(picture(&"x".repeat(10_000)).is_none());
        let file = file("https://desk.example.org/p/ours/1").expect("a file");
        assert!(file.starts_with("<svg xmlns") && file.ends_with("</svg>\n"));
    }
}
