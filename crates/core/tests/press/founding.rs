//! The founding report, which is no part of the repository: read when it stands beside it.

use std::{env, fs, path::PathBuf};

use mawqif_core::{
    dossier::{self, Date},
    initiative::press::{
        Options,
        draft::{Source, draft},
        read,
        reading::{EventKind, Span, SpeakerSource, Verdict},
    },
};

use super::{speaker, top, words};

/// A file beside the repository; says that its test is skipped when there is none.
fn beside(name: &str) -> Option<String> {
    let shared = env::var_os("MAWQIF_SHARED").map_or_else(|| top().join("../shared"), PathBuf::from);
    let text = fs::read_to_string(shared.join("data/press").join(name)).ok();
    if text.is_none() {
        eprintln!("skipped: data/press/{name} is not beside the repository (MAWQIF_SHARED)");
    }
    text
}

#[test]
fn the_founding_report_is_read() {
    let Some(text) = beside("kilis.txt") else { return };
    let published = Some(Date { year: 2015, month: 2, day: 28 });
    let reading = read(&text, &Options { published, ..Options::default() });
    assert_eq!(reading.frames.len(), 11);
    let person = "خالد خوجة";
    let alone: Vec<_> = reading.frames.iter().filter(|frame| frame.verb.is_none()).collect();
    assert_eq!(alone.len(), 1);
    assert_eq!(alone[0].speaker_source, SpeakerSource::Nearest);
    assert_eq!(speaker(&text, alone[0]).as_deref(), Some(person));

    let conditional = reading.frames.iter().filter_map(|frame| {
        let stance = frame.stance.as_ref().filter(|stance| stance.verdict == Verdict::Conditional)?;
        Some(words(&text, stance.condition?))
    });
    let conditional: Vec<String> = conditional.collect();
    assert!(conditional.iter().any(|condition| condition.contains("محكمة")), "{conditional:?}");
    assert!(conditional.iter().any(|condition| condition.starts_with("التي تحقن")), "{conditional:?}");

    let red_lines: Vec<String> = reading.red_lines.iter().map(|line| words(&text, line.span)).collect();
    for beginning in ["ألا يستفيد النظام", "لم يتخل عن هدف"] {
        assert!(red_lines.iter().any(|line| line.starts_with(beginning)), "{red_lines:?}");
    }

    // The regime announced it, as the speaker says: his frame holds the regime's.
    let stop =
        reading.frames.iter().find(|frame| words(&text, frame.content.span) == "التزامه بوقف القصف").unwrap();
    assert_eq!(speaker(&text, stop).as_deref(), Some("النظام"));
    assert!(stop.commitment.is_some());
    let outer = &reading.frames[stop.within.unwrap()];
    assert_eq!(speaker(&text, outer).as_deref(), Some(person));
    assert!(outer.verb.is_none());

    for kind in [EventKind::Meeting, EventKind::PressConference, EventKind::Committee] {
        assert!(reading.events.iter().any(|event| event.kind == kind), "{kind:?}");
    }
    let head = reading.dateline.as_ref().unwrap();
    assert_eq!(head.outlet.unwrap().of(&text), "أخبار الآن");
    assert_eq!(head.reporter.unwrap().of(&text), "مصطفى عباس");
    assert!(reading.dates.iter().all(|day| day.date == published));

    let source = Source { name: "kilis.txt".to_owned(), published };
    let written = dossier::write::write(&draft(&text, &reading, &source)).unwrap();
    let drafted = dossier::read(written.as_bytes()).dossier.unwrap();
    assert_eq!(drafted.quotes.len(), 11);
    assert_eq!(drafted.stances.len(), 1, "{written}");
    let obliged: Vec<&str> =
        drafted.provisions.iter().flat_map(|it| &it.obliged).map(|id| id.as_str()).collect();
    assert!(obliged.contains(&"النظام"), "{obliged:?}");
}

/// What a person changes before the founding report can be entered, by the annotation of its frames: speakers and
/// boundaries that are not the annotated ones, frames that are missing or too many, and speakers who are only
/// supposed and have to be chosen.
#[test]
fn the_founding_report_needs_at_most_six_corrections() {
    let Some(annotated) = beside("gold_seed.jsonl") else { return };
    let annotated: serde_json::Value = serde_json::from_str(annotated.lines().next().unwrap()).unwrap();
    let text = annotated["text"].as_str().unwrap();
    let reading = read(text, &Options::default());
    let bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
    let span = |told: &serde_json::Value| {
        let at = |end: usize| told[end].as_u64().map(|point| bytes[usize::try_from(point).unwrap()]);
        at(0).zip(at(1)).map(|(start, end)| Span { start, end })
    };
    // Marks at the ends are nobody's correction.
    let same = |a: Span, b: Span| {
        let bare = |span: Span| span.of(text).trim_matches(|mark: char| !mark.is_alphanumeric());
        a.start.abs_diff(b.start) < 4 && bare(a) == bare(b)
    };
    let mut corrections: Vec<String> = Vec::new();
    let mut left: Vec<_> = reading.frames.iter().collect();
    for gold in annotated["frames"].as_array().unwrap() {
        let verb = span(&gold["verb"]);
        let Some(place) = left.iter().position(|frame| frame.verb == verb) else {
            corrections.push(format!("missing: {gold}"));
            continue;
        };
        let frame = left.remove(place);
        let said = words(text, frame.content.span);
        if !same(frame.content.span, span(&gold["content"]).unwrap()) {
            corrections.push(format!("other words: {said}"));
        }
        let named = frame.speaker.as_ref().filter(|_| frame.speaker_source != SpeakerSource::Nearest);
        match (named, span(&gold["speaker"])) {
            (Some(field), Some(gold)) if same(field.span, gold) => {}
            (None, None) => corrections.push(format!("choose who said: {said}")),
            (None, Some(_)) if frame.speaker_source == SpeakerSource::Nearest => {
                corrections.push(format!("choose who said: {said}"));
            }
            (Some(_), None) if frame.speaker_source == SpeakerSource::Shared => {}
            _ => corrections.push(format!("another speaker: {said}")),
        }
    }
    corrections.extend(left.iter().map(|frame| format!("too many: {}", words(text, frame.content.span))));
    assert!(corrections.len() <= 6, "{corrections:#?}");
}
