//! Any text can be read as a report; spans lie on characters; the draft of a dossier is sound.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mawqif_core::{
    dossier::{read as read_dossier, write::write},
    initiative::press::{
        Options,
        draft::{Source, draft},
        read,
    },
};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let reading = read(&text, &Options::default());
    for frame in reading.frames.iter().chain(&reading.attitudes) {
        let fields = [&frame.speaker, &frame.antecedent].into_iter().flatten().chain([&frame.content]);
        for span in fields.flat_map(|field| field.alternatives.iter().chain([&field.span])) {
            assert!(span.start < span.end && text.get(span.start..span.end).is_some(), "{span:?}");
        }
        if let Some(outer) = frame.within {
            assert!(reading.frames[outer].content.span.holds(frame.verb.unwrap()));
        }
    }
    let source = Source { name: "report.txt".to_owned(), published: None };
    let written = write(&draft(&text, &reading, &source)).unwrap();
    let checked = read_dossier(written.as_bytes());
    assert!(checked.dossier.is_some(), "{:?}\n{written}", checked.problems);
});
