//! The fonts that are drawn with: Amiri Regular and Bold, as their authors publish them.

/// The family's name within the fonts.
pub const FAMILY: &str = "Amiri";

/// Both weights.
pub const FILES: [&[u8]; 2] =
    [include_bytes!("../fonts/Amiri-Regular.ttf"), include_bytes!("../fonts/Amiri-Bold.ttf")];
