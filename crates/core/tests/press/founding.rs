//! The founding report, which is no part of the repository: read when it stands beside it.

use std::{env, fs, path::PathBuf};

use mawqif_core::{
    dossier::{self, Date},
    initiative::press::{
        Options,
        draft::{Source, draft},
        read,
        reading::{EventKind, SpeakerSource, Verdict},
    },
};

use super::{speaker, top, words};

fn report() -> Option<String> {
    let shared = env::var_os("MAWQIF_SHARED").map_or_else(|| top().join("../shared"), PathBuf::from);
    fs::read_to_string(shared.join("data/press/kilis.txt")).ok()
}

#[test]
fn the_founding_report_is_read() {
    let Some(text) = report() else {
        eprintln!("skipped: the founding report is not beside the repository (MAWQIF_SHARED)");
        return;
    };
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
    assert!(conditional.len() >= 2, "{conditional:?}");

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
