//! The fonts that are drawn with: Amiri Regular and Bold, as their authors publish them but for the names of their glyphs, which nothing
//! here reads; left out and deflated by `fonts/pack.py`.

use std::{
    io::{Read, Result},
    sync::LazyLock,
};

use flate2::read::ZlibDecoder;

/// The family's name within the fonts.
pub const FAMILY: &str = "Amiri";

const PACKED: [&[u8]; 2] =
    [include_bytes!("../fonts/Amiri-Regular.ttf.zz"), include_bytes!("../fonts/Amiri-Bold.ttf.zz")];

/// Both weights: regular, then bold.
pub fn files() -> [&'static [u8]; 2] {
    static FILES: LazyLock<[Vec<u8>; 2]> = LazyLock::new(|| {
        // The bytes are in the program, and a test inflates them; without them every letter is one that is missing.
        PACKED.map(|packed| inflated(packed).unwrap_or_default())
    });
    let [regular, bold] = &*FILES;
    [regular, bold]
}

fn inflated(packed: &[u8]) -> Result<Vec<u8>> {
    let mut font = Vec::new();
    ZlibDecoder::new(packed).read_to_end(&mut font)?;
    Ok(font)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_fonts_are_whole() {
        assert_eq!(PACKED.map(|packed| inflated(packed).unwrap().len()), [425_600, 404_144]);
    }
}
