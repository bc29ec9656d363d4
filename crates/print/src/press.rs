//! Shaping and line breaking by parley, writing by krilla: the one file that knows them.
//!
//! Points are used throughout, y from the top of the page down, as parley counts; krilla turns them for PDF. What the two leave to
//! whoever joins them: the offset of a line carries its alignment; a ligature has one glyph for several characters, and in
//! a run from right to left those that have none come before the one that has; glyphs of a cluster are given its characters one
//! by one where there are as many, so that a viewer copies the words that were set.

use std::{collections::HashMap, num::NonZeroU16, ops::Range, sync::Arc};

use krilla::{
    Document, SerializeSettings,
    color::rgb,
    configure::{Accessibility, Archival, ConfigurationBuilder},
    destination::XyzDestination,
    geom::{PathBuilder, Point, Rect},
    metadata::{DateTime, Metadata, TextDirection},
    num::NormalizedF32,
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::Fill,
    surface::Surface,
    tagging::{
        Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, Node, SpanTag, TableHeaderScope, Tag,
        TagGroup, TagTree,
    },
    text::{Font, GlyphId, KrillaGlyph},
};
use mawqif_core::{
    dossier::Date,
    statement::{Language, direction::isolated},
    text::is_bidi_control,
};
use parley::{
    Alignment, AlignmentOptions, BaseDirection, FontContext, Layout, LayoutContext,
    fontique::{Blob, Collection, CollectionOptions, SourceCache},
    style::{FontFamily, FontFamilyName, FontWeight, LineHeight, StyleProperty},
};

use crate::{
    PrintError, fonts,
    tags::{Child, Element, Role, Tags},
};

/// Something that was drawn and has a place in the order of reading.
pub type Drawn = Identifier;

/// A4, in points.
pub const PAGE_WIDTH: f32 = 595.28;
/// A4, in points.
pub const PAGE_HEIGHT: f32 = 841.89;

/// How words are set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// The size, in points.
    pub size: f32,
    /// Line to line, as a multiple of the size.
    pub leading: f32,
    /// The weight.
    pub weight: Weight,
}

/// The weight of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// For reading.
    Regular,
    /// For headings.
    Bold,
}

/// A line that is ready to be drawn.
#[derive(Clone)]
pub struct Line {
    /// From its top to that of the next.
    pub height: f32,
    baseline: f32,
    runs: Vec<Run>,
    words: Arc<str>,
    language: Language,
}

/// Glyphs of one font side by side.
#[derive(Clone)]
struct Run {
    x: f32,
    weight: Weight,
    size: f32,
    glyphs: Vec<KrillaGlyph>,
}

/// A glyph of a line, for whoever draws it otherwise: where it stands from the line's top left corner, y downwards.
#[derive(Clone, Copy, Debug)]
pub struct Placed {
    /// The glyph.
    pub id: u32,
    /// The weight of its font.
    pub weight: Weight,
    /// The size.
    pub size: f32,
    /// From the left.
    pub x: f32,
    /// Its baseline, from the top.
    pub y: f32,
}

impl Line {
    /// The glyphs, from left to right.
    pub fn glyphs(&self) -> impl Iterator<Item = Placed> + '_ {
        self.runs.iter().flat_map(move |run| {
            let mut pen = run.x;
            run.glyphs.iter().map(move |glyph| {
                let x = pen + glyph.x_offset * run.size;
                let y = self.baseline - glyph.y_offset * run.size;
                pen += glyph.x_advance * run.size;
                Placed { id: glyph.glyph_id.to_u32(), weight: run.weight, size: run.size, x, y }
            })
        })
    }
}

/// Sets words in lines.
pub struct Setter {
    fonts: FontContext,
    layouts: LayoutContext<[u8; 4]>,
    /// Which weight a font is, by the number that parley gives it.
    weights: HashMap<u64, Weight>,
}

impl Setter {
    /// A setter with the program's fonts and no others.
    pub fn new() -> Self {
        let options = CollectionOptions { shared: false, system_fonts: false };
        let mut collection = Collection::new(options);
        let mut weights = HashMap::new();
        for (bytes, weight) in fonts::files().into_iter().zip([Weight::Regular, Weight::Bold]) {
            let blob = Blob::new(Arc::new(bytes));
            weights.insert(blob.id(), weight);
            collection.register_fonts(blob, None);
        }
        let fonts = FontContext { collection, source_cache: SourceCache::default() };
        Self { fonts, layouts: LayoutContext::new(), weights }
    }

    /// Words in lines of a width, from the side where the language begins.
    ///
    /// # Errors
    /// [`PrintError::Glyph`].
    pub fn lines(
        &mut self,
        words: &str,
        language: Language,
        style: Style,
        width: f32,
    ) -> Result<Vec<Line>, PrintError> {
        let words: Arc<str> = isolated(words, language).into();
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, &words, 1.0, false);
        builder.set_base_direction(language.of(BaseDirection::Rtl, BaseDirection::Ltr));
        builder.push_default(StyleProperty::FontFamily(FontFamily::Single(FontFamilyName::Named(
            fonts::FAMILY.into(),
        ))));
        builder.push_default(StyleProperty::FontSize(style.size));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(style.leading)));
        let weight = match style.weight {
            Weight::Regular => FontWeight::NORMAL,
            Weight::Bold => FontWeight::BOLD,
        };
        builder.push_default(StyleProperty::FontWeight(weight));
        let mut layout = builder.build(&*words);
        layout.break_all_lines(Some(width));
        layout.align(Alignment::Start, AlignmentOptions::default());
        self.taken(&layout, &words, language)
    }

    fn taken(
        &self,
        layout: &Layout<[u8; 4]>,
        words: &Arc<str>,
        language: Language,
    ) -> Result<Vec<Line>, PrintError> {
        let mut lines = Vec::with_capacity(layout.len());
        for line in layout.lines() {
            let metrics = line.metrics();
            let mut x = metrics.offset;
            let mut runs = Vec::new();
            for run in line.runs() {
                let start = x;
                let mut glyphs = Vec::new();
                // Characters whose glyph is the next one's, in a run from right to left.
                let mut before: Option<Range<usize>> = None;
                for cluster in run.visual_clusters() {
                    let range = cluster.text_range();
                    if cluster.is_ligature_continuation() {
                        if run.is_rtl() {
                            before = Some(joined(before, range));
                        } else if let Some(last) = glyphs.last_mut() {
                            let last: &mut KrillaGlyph = last;
                            last.text_range.end = last.text_range.end.max(range.end);
                        }
                        continue;
                    }
                    let range = joined(before.take(), range);
                    let drawn = words.get(range.clone()).unwrap_or_default();
                    if drawn.chars().all(is_bidi_control) {
                        continue;
                    }
                    let own: Vec<_> = cluster.glyphs().collect();
                    let mut parts = parts(drawn, range.start, own.len());
                    // From right to left, the glyph of the last comes first.
                    if run.is_rtl() {
                        parts.reverse();
                    }
                    for (at, glyph) in own.iter().enumerate() {
                        let part = parts.get(at).cloned().unwrap_or_else(|| range.clone());
                        if glyph.id == 0 && !drawn.chars().all(char::is_control) {
                            let character =
                                words.get(part).and_then(|it| it.chars().next()).unwrap_or('\u{FFFD}');
                            let words = words.chars().filter(|it| !is_bidi_control(*it)).collect();
                            return Err(PrintError::Glyph { character, words });
                        }
                        let size = run.font_size();
                        glyphs.push(KrillaGlyph::new(
                            GlyphId::new(glyph.id),
                            glyph.advance / size,
                            glyph.x / size,
                            -glyph.y / size,
                            0.0,
                            part,
                            None,
                        ));
                        x += glyph.advance;
                    }
                }
                let weight = self.weights.get(&run.font().data.id()).copied().unwrap_or(Weight::Regular);
                runs.push(Run { x: start, weight, size: run.font_size(), glyphs });
            }
            let height = metrics.line_height;
            lines.push(Line {
                height,
                baseline: metrics.baseline - metrics.block_min_coord,
                runs,
                words: Arc::clone(words),
                language,
            });
        }
        Ok(lines)
    }
}

fn joined(one: Option<Range<usize>>, other: Range<usize>) -> Range<usize> {
    one.map_or(other.clone(), |one| one.start.min(other.start)..one.end.max(other.end))
}

/// The characters of a cluster by glyph, when there are as many.
fn parts(words: &str, start: usize, glyphs: usize) -> Vec<Range<usize>> {
    if glyphs < 2 || words.chars().count() != glyphs {
        return Vec::new();
    }
    words.char_indices().map(|(at, it)| start + at..start + at + it.len_utf8()).collect()
}

/// What a file says of itself.
pub struct About {
    /// The title.
    pub title: String,
    /// Whose it is.
    pub author: Option<String>,
    /// The language that it begins in.
    pub language: Language,
    /// The day that it bears.
    pub date: Date,
    /// What tells it apart from others.
    pub id: String,
}

/// A place in the file's outline.
pub struct Landmark {
    /// The words.
    pub words: String,
    /// The page, from 0.
    pub page: usize,
    /// From the top of the page.
    pub y: f32,
    /// How deep, from 0.
    pub depth: usize,
}

/// Which standards a file says that it keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// None.
    Nothing,
    /// PDF/A-2a and PDF/UA-1, as far as the writer can check them; not used outside of tests before an independent
    /// validator has been run.
    Archival,
}

/// A file that is being written, page by page.
pub struct File {
    document: Document,
    fonts: [Font; 2],
}

/// A page that is being drawn on.
pub struct Page<'p> {
    surface: Surface<'p>,
    fonts: &'p [Font; 2],
}

impl File {
    /// Begins a file.
    ///
    /// # Errors
    /// [`PrintError::Write`].
    pub fn begin(claim: Claim) -> Result<Self, PrintError> {
        let mut settings = SerializeSettings::default();
        if claim == Claim::Archival {
            let standards = ConfigurationBuilder::new()
                .with_archival_validator(Archival::A2_A)
                .with_accessibility_validator(Accessibility::UA1)
                .finish();
            settings.configuration = standards.map_err(|error| PrintError::Write(format!("{error:?}")))?;
        }
        let font = |bytes: &'static [u8]| Font::new(bytes.into(), 0);
        let [regular, bold] = fonts::files().map(font);
        let fonts = regular.zip(bold).ok_or_else(|| PrintError::Write("a font cannot be read".to_owned()))?;
        Ok(Self { document: Document::new_with(settings), fonts: fonts.into() })
    }

    /// Draws a page.
    pub fn page<T>(&mut self, draw: impl FnOnce(&mut Page<'_>) -> T) -> Option<T> {
        let settings = PageSettings::from_wh(PAGE_WIDTH, PAGE_HEIGHT)?;
        let mut page = self.document.start_page_with(settings);
        let result = {
            let mut drawn = Page { surface: page.surface(), fonts: &self.fonts };
            let result = draw(&mut drawn);
            drawn.surface.finish();
            result
        };
        page.finish();
        Some(result)
    }

    /// Ends the file.
    ///
    /// # Errors
    /// [`PrintError::Write`].
    pub fn finish(
        mut self,
        about: About,
        landmarks: &[Landmark],
        tags: &Tags,
    ) -> Result<Vec<u8>, PrintError> {
        let mut outline = Outline::new();
        let mut open: Option<OutlineNode> = None;
        for landmark in landmarks {
            let place = XyzDestination::new(landmark.page, Point::from_xy(0.0, landmark.y));
            let node = OutlineNode::new(landmark.words.clone(), place);
            match (landmark.depth, &mut open) {
                (1.., Some(parent)) => parent.push_child(node),
                _ => open.replace(node).into_iter().for_each(|before| outline.push_child(before)),
            }
        }
        open.into_iter().for_each(|last| outline.push_child(last));
        self.document.set_outline(outline);
        let Date { year, month, day } = about.date;
        let date = DateTime::new(year)
            .month(month)
            .day(day)
            .hour(0)
            .minute(0)
            .second(0)
            .utc_offset_hour(0)
            .utc_offset_minute(0);
        let direction = about.language.of(TextDirection::RightToLeft, TextDirection::LeftToRight);
        let metadata = Metadata::new()
            .title(about.title)
            .authors(about.author.into_iter().collect())
            .language(about.language.tag().to_owned())
            .creator("Mawqif".to_owned())
            .creation_date(date)
            .document_id(about.id)
            .text_direction(direction);
        self.document.set_metadata(metadata);
        self.document.set_tag_tree(tree(tags, about.language));
        self.document.finish().map_err(|error| PrintError::Write(format!("{error:?}")))
    }
}

impl Page<'_> {
    /// Draws a line of the text with its top left corner at a point; what marks it in the order of reading.
    pub fn line(&mut self, line: &Line, x: f32, y: f32) -> Drawn {
        let tag = ContentTag::Span(SpanTag::empty().with_lang(Some(line.language.tag())));
        let id = self.surface.start_tagged(tag);
        self.glyphs(line, x, y);
        self.surface.end_tagged();
        id
    }

    /// Draws a line that is no part of the text: the head or the foot of a page.
    pub fn furniture(&mut self, line: &Line, x: f32, y: f32) {
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)));
        self.glyphs(line, x, y);
        self.surface.end_tagged();
    }

    /// Draws a thin rule.
    pub fn rule(&mut self, x: f32, y: f32, width: f32) {
        let Some(rect) = Rect::from_xywh(x, y, width, 0.5) else { return };
        let mut path = PathBuilder::new();
        path.push_rect(rect);
        let Some(path) = path.finish() else { return };
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        self.surface.set_fill(Some(fill(110)));
        self.surface.draw_path(&path);
        self.surface.end_tagged();
    }

    fn glyphs(&mut self, line: &Line, x: f32, y: f32) {
        self.surface.set_fill(Some(fill(0)));
        for run in &line.runs {
            let [regular, bold] = self.fonts;
            let font = match run.weight {
                Weight::Regular => regular,
                Weight::Bold => bold,
            };
            let start = Point::from_xy(x + run.x, y + line.baseline);
            self.surface.draw_glyphs(start, &run.glyphs, font.clone(), &line.words, run.size, false);
        }
    }
}

fn fill(grey: u8) -> Fill {
    Fill {
        paint: rgb::Color::new(grey, grey, grey).into(),
        opacity: NormalizedF32::ONE,
        rule: Default::default(),
    }
}

/// The order of reading, as the file has it.
fn tree(tags: &Tags, language: Language) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(language.tag().to_owned()));
    tree.children.extend(tags.top().iter().filter_map(|it| node(tags, *it)));
    tree
}

fn node(tags: &Tags, element: Element) -> Option<Node> {
    let (role, children) = tags.element(element)?;
    let mut group = match role {
        Role::Section(language) => TagGroup::new(Tag::Section.with_lang(Some(language.tag().to_owned()))),
        Role::Heading(level, words) => {
            TagGroup::new(Tag::Hn(NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN), Some(words.clone())))
        }
        Role::Paragraph => TagGroup::new(Tag::P),
        Role::Quote => TagGroup::new(Tag::BlockQuote),
        Role::Points => TagGroup::new(Tag::L(ListNumbering::Decimal)),
        Role::Items => TagGroup::new(Tag::L(ListNumbering::Disc)),
        Role::Member => TagGroup::new(Tag::LI),
        Role::Label => TagGroup::new(Tag::Lbl),
        Role::Words => TagGroup::new(Tag::LBody),
        Role::Table => TagGroup::new(Tag::Table),
        Role::Row => TagGroup::new(Tag::TR),
        Role::Name => TagGroup::new(Tag::TH(TableHeaderScope::Column)),
        Role::Cell => TagGroup::new(Tag::TD),
    };
    for child in children {
        match child {
            Child::Element(element) => group.children.extend(node(tags, *element)),
            Child::Content(drawn) => group.push(*drawn),
        }
    }
    Some(group.into())
}
