//! What holds of the reading of any text.

use mawqif_core::{
    dossier::{self, Date},
    initiative::press::{
        Options,
        draft::{Source, draft},
        read,
        reading::{NoticeKind, Reading, Span, TEXT_LIMIT},
    },
};
use proptest::prelude::*;

/// Every span of a reading.
fn spans(reading: &Reading) -> Vec<Span> {
    let frames = reading.frames.iter().chain(&reading.attitudes);
    let mut spans: Vec<Span> = frames
        .flat_map(|frame| {
            let fields = [&frame.speaker, &frame.antecedent].into_iter().flatten().chain([&frame.content]);
            let own = fields.flat_map(|field| field.alternatives.iter().copied().chain([field.span]));
            let stance =
                frame.stance.iter().flat_map(|stance| [Some(stance.words), stance.target, stance.condition]);
            let commitment = frame.commitment.iter();
            let commitment = commitment.flat_map(|it| [Some(it.words), it.condition, it.party]);
            own.chain([frame.verb, frame.person, frame.role, frame.body, frame.outlet].into_iter().flatten())
                .chain(stance.flatten())
                .chain(commitment.flatten())
                .collect::<Vec<_>>()
        })
        .collect();
    spans.extend(reading.red_lines.iter().map(|line| line.span));
    spans.extend(reading.events.iter().map(|event| event.span));
    spans.extend(reading.dates.iter().map(|day| day.span));
    spans.extend(&reading.places);
    spans.extend(reading.notices.iter().filter_map(|notice| notice.span));
    let head = reading.dateline.iter();
    spans.extend(head.flat_map(|head| [head.outlet, head.place, head.reporter]).flatten());
    spans
}

fn holds(text: &str) {
    let options = Options { published: Some(Date { year: 2031, month: 4, day: 12 }), ..Options::default() };
    let reading = read(text, &options);
    assert_eq!(reading, read(text, &options), "the same text, another reading");
    for span in spans(&reading) {
        assert!(span.start < span.end, "an empty span {span:?} in {text:?}");
        assert!(text.get(span.start..span.end).is_some(), "{span:?} parts a character of {text:?}");
    }
    let frames: Vec<Span> = reading.frames.iter().map(|frame| frame.content.span).collect();
    for (at, frame) in reading.frames.iter().enumerate() {
        let verb = frame.verb.map_or(frame.content.span.start, |verb| verb.start);
        assert!(at == 0 || reading.frames[at - 1].verb.map_or(0, |verb| verb.start) <= verb, "out of order");
        assert!(frame.content.alternatives.len() <= 3 && frame.content.confidence <= 100);
        if let Some(outer) = frame.within {
            assert!(outer < at && frame.verb.is_some_and(|verb| frames[outer].holds(verb)));
        }
        // A cue does not stand in the words it reports.
        if let Some(verb) = frame.verb {
            assert!(
                verb.end <= frame.content.span.start
                    || frame.content.span.end <= verb.start
                    || frame.content.rule.starts_with("source")
            );
        }
    }
    let source = Source { name: "report.txt".to_owned(), published: options.published };
    let written = dossier::write::write(&draft(text, &reading, &source)).unwrap();
    let checked = dossier::read(written.as_bytes());
    assert!(checked.dossier.is_some(), "{:?}\n{written}", checked.problems);
}

/// Pieces that reports are made of, and pieces that they are not.
const PIECES: [&str; 48] = [
    "قال",
    "وقالت",
    "مشيرا",
    "أعلن",
    "ودعا",
    "يتهم",
    "بحسب",
    "كما",
    "إن",
    "أن",
    "إلى",
    "بـ",
    "ب",
    "«",
    "»",
    "\"",
    ":",
    "،",
    ".",
    "\n",
    "\n\n",
    "رئيس الاتحاد",
    "الحكومة",
    "الذي",
    "ضرورة",
    "ألا",
    "إذا",
    "شرط",
    "نرفض",
    "نؤيد",
    "سنفتح",
    "لن",
    "خلال مؤتمر صحفي",
    "اليوم",
    "3 آذار 2031",
    "(",
    ")",
    "said",
    "that",
    "“",
    "”",
    "\u{202E}",
    "ـ",
    "1,000",
    "حسبما",
    "وفقا",
    "لمصادر",
    "و",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn any_text_can_be_read(text in any::<String>()) {
        holds(&text);
    }

    #[test]
    fn pieces_of_reports_in_any_order_can_be_read(
        pieces in proptest::collection::vec((0..PIECES.len(), any::<bool>()), 0..60)
    ) {
        let text: String =
            pieces.iter().map(|&(piece, space)| format!("{}{}", PIECES[piece], if space { " " } else { "" })).collect();
        holds(&text);
    }
}

#[test]
fn a_text_beyond_the_limit_is_read_up_to_there() {
    let text = "قال فلان إن الماء كثير.\n".repeat(TEXT_LIMIT / 40 + 10_000);
    assert!(text.len() > TEXT_LIMIT);
    let reading = read(&text, &Options::default());
    assert!(reading.notices.iter().any(|notice| notice.kind == NoticeKind::CutShort));
    assert!(reading.frames.len() > 100_000);
    assert!(reading.frames.iter().all(|frame| frame.content.span.end <= TEXT_LIMIT));
}

#[test]
fn texts_that_quote_nobody_say_so() {
    for text in ["", "   ", "أحمد، سلمى، خالد، ليلى", "الماء نزل على الصخر ثم سال", "one two three"]
    {
        let reading = read(text, &Options::default());
        assert!(reading.frames.is_empty(), "{text}");
        assert!(reading.notices.iter().any(|notice| notice.kind == NoticeKind::NothingSaid), "{text}");
    }
}

#[test]
fn a_control_of_direction_is_told_and_hides_nothing() {
    let plain = "قال رئيس الاتحاد إن الخطة عادلة.";
    let text = plain.replace("رئيس", "\u{202E}رئيس\u{202C}");
    let reading = read(&text, &Options::default());
    assert_eq!(reading.frames.len(), 1);
    assert_eq!(reading.frames[0].speaker.as_ref().unwrap().span.of(&text).chars().count(), 13);
    let told = reading.notices.iter().filter(|notice| notice.kind == NoticeKind::DirectionControl);
    assert_eq!(told.count(), 2);
}

#[test]
fn a_source_that_ends_the_text_is_read() {
    // Found by trying words of reports in any order: a name without its preposition at the end, and nothing there.
    for text in [
        " خيار الأغلبية منذ ثلاثين عاما «:وفقاً لمؤشرات",
        "مظاهرات في لتحقيق تحت قادرة الماضي الناس وحسبما",
        "ويرى فلان، و وقد اعترف: بذلك",
    ] {
        holds(text);
    }
}
