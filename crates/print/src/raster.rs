//! Drawing in pixels: outlines by skrifa, filled by tiny-skia, written as PNG. The one file that knows them.
//!
//! PNG is written out here, in its simplest form (RGB, no filters, one chunk of data): the checksum and the compression are flate2's, which
//! is here already.

use std::io::Write as _;

use flate2::{Compression, Crc, write::ZlibEncoder};
use skrifa::{
    FontRef, GlyphId, MetadataProvider as _,
    instance::{LocationRef, Size},
    outline::{DrawSettings, OutlinePen},
};
use tiny_skia::{Color, FillRule, Paint, PathBuilder, Pixmap, Rect, Transform};

use crate::{
    PrintError, fonts,
    press::{Line, Weight},
};

/// A picture that is being drawn.
pub struct Canvas {
    pixels: Pixmap,
    fonts: [FontRef<'static>; 2],
}

/// An outline on its way into a path: y from the baseline up becomes y from the top down.
struct Pen {
    path: PathBuilder,
    x: f32,
    y: f32,
}

impl Canvas {
    /// An empty picture.
    ///
    /// # Errors
    /// [`PrintError::Write`].
    pub fn new(width: u16, height: u16, paper: [u8; 3]) -> Result<Self, PrintError> {
        let none = || PrintError::Write("a picture cannot be begun".to_owned());
        let mut pixels = Pixmap::new(width.into(), height.into()).ok_or_else(none)?;
        pixels.fill(colour(paper));
        let [regular, bold] = fonts::files().map(FontRef::new);
        let unreadable = |error: skrifa::raw::ReadError| PrintError::Write(error.to_string());
        let fonts = [regular.map_err(unreadable)?, bold.map_err(unreadable)?];
        Ok(Self { pixels, fonts })
    }

    /// A bar across the top.
    pub fn bar(&mut self, width: f32, height: f32, ink: [u8; 3]) {
        if let Some(rect) = Rect::from_xywh(0.0, 0.0, width, height) {
            self.pixels.fill_rect(rect, &paint(ink), Transform::identity(), None);
        }
    }

    /// A line with its top left corner at a point.
    pub fn line(&mut self, line: &Line, x: f32, y: f32, ink: [u8; 3]) {
        let [regular, bold] = self.fonts.each_ref().map(|it| it.outline_glyphs());
        let mut pen = Pen { path: PathBuilder::new(), x: 0.0, y: 0.0 };
        for glyph in line.glyphs() {
            let font = match glyph.weight {
                Weight::Regular => &regular,
                Weight::Bold => &bold,
            };
            (pen.x, pen.y) = (x + glyph.x, y + glyph.y);
            let settings = DrawSettings::unhinted(Size::new(glyph.size), LocationRef::default());
            if let Some(outline) = font.get(GlyphId::new(glyph.id)) {
                // What cannot be drawn of a font of ours would be seen by the first test.
                let _ = outline.draw(settings, &mut pen);
            }
        }
        if let Some(path) = pen.path.finish() {
            self.pixels.fill_path(&path, &paint(ink), FillRule::Winding, Transform::identity(), None);
        }
    }

    /// The picture as a file.
    ///
    /// # Errors
    /// [`PrintError::Write`].
    pub fn png(&self) -> Result<Vec<u8>, PrintError> {
        let unwritten = |error: std::io::Error| PrintError::Write(error.to_string());
        let (width, height) = (self.pixels.width(), self.pixels.height());
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
        let row = usize::try_from(width).unwrap_or(usize::MAX).max(1);
        for row in self.pixels.pixels().chunks(row) {
            // Each row begins with its filter: none.
            packed.write_all(&[0]).map_err(unwritten)?;
            let bytes: Vec<u8> = row.iter().flat_map(|it| [it.red(), it.green(), it.blue()]).collect();
            packed.write_all(&bytes).map_err(unwritten)?;
        }
        let packed = packed.finish().map_err(unwritten)?;
        let mut file = SIGNATURE.to_vec();
        // Eight bits of each of three colours, in the one way to compress, to filter and to order rows.
        let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
        for (kind, data) in [(b"IHDR", head), (b"IDAT", packed), (b"IEND", Vec::new())] {
            let length = u32::try_from(data.len());
            let length = length.map_err(|_| PrintError::Write("a picture is too large".to_owned()))?;
            let mut check = Crc::new();
            check.update(kind);
            check.update(&data);
            file.extend([&length.to_be_bytes()[..], kind, &data, &check.sum().to_be_bytes()].concat());
        }
        Ok(file)
    }
}

/// What a PNG begins with.
const SIGNATURE: [u8; 8] = [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n'];

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.x + x, self.y - y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.x + x, self.y - y);
    }

    fn quad_to(&mut self, bend_x: f32, bend_y: f32, x: f32, y: f32) {
        self.path.quad_to(self.x + bend_x, self.y - bend_y, self.x + x, self.y - y);
    }

    fn curve_to(&mut self, one_x: f32, one_y: f32, other_x: f32, other_y: f32, x: f32, y: f32) {
        let (left, base) = (self.x, self.y);
        self.path.cubic_to(left + one_x, base - one_y, left + other_x, base - other_y, left + x, base - y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

fn colour([red, green, blue]: [u8; 3]) -> Color {
    Color::from_rgba8(red, green, blue, 255)
}

fn paint(ink: [u8; 3]) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color(colour(ink));
    paint.anti_alias = true;
    paint
}

/// The colours of a file of ours, for tests.
#[cfg(test)]
pub fn unpacked(png: &[u8]) -> Vec<u8> {
    use std::io::Read as _;
    let at = png.windows(4).position(|it| it == b"IDAT").expect("there is data") + 4;
    let mut rows = Vec::new();
    flate2::read::ZlibDecoder::new(&png[at..]).read_to_end(&mut rows).expect("it is packed");
    let width = usize::from(crate::card::WIDTH) * 3;
    rows.chunks(width + 1).flat_map(|row| row[1..].to_vec()).collect()
}
