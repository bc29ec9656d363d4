//! Reading a dossier is total, and what it says has a place: every span lies inside the file, on
//! the borders of characters, and can be reported; a dossier comes out exactly when there is no
//! error.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mawqif_core::{
    consultation::stance::Language,
    dossier::{
        problem::{PROBLEM_LIMIT, Severity},
        read,
        report::{Paint, place, report},
    },
};

fuzz_target!(|bytes: &[u8]| {
    let reading = read(bytes);
    let has_error = reading.problems.iter().any(|problem| problem.severity == Severity::Error);
    assert!(reading.problems.len() <= PROBLEM_LIMIT);
    assert!(reading.unlisted == 0 || reading.problems.len() == PROBLEM_LIMIT);
    assert!(if has_error { reading.dossier.is_none() } else { reading.dossier.is_some() || reading.unlisted > 0 });
    assert!(reading.problems.is_sorted_by_key(|problem| problem.span.start));
    let text = std::str::from_utf8(bytes).ok();
    for problem in &reading.problems {
        for span in [&problem.span].into_iter().chain(problem.see.as_ref().map(|(span, _)| span)) {
            assert!(span.start <= span.end && span.end <= bytes.len(), "{problem:?}");
            if let Some(text) = text {
                assert!(text.is_char_boundary(span.start), "{problem:?}");
                assert!(text.is_char_boundary(span.end), "{problem:?}");
            }
            assert!(place(bytes, span.start).line >= 1);
        }
        assert!(!problem.kind.in_english().message.is_empty());
        let arabic = report("case.toml", bytes, problem, Language::Arabic, Paint::Plain);
        assert!(!arabic.chars().any(|it| (it.is_control() && it != '\n') || "\u{202E}\u{2066}".contains(it)), "{arabic:?}");
        let told = report("case.toml", bytes, problem, Language::English, Paint::Plain);
        // Nothing in a file reaches a terminal that could move its cursor or turn its text.
        assert!(!told.chars().any(|it| (it.is_control() && it != '\n') || "\u{202E}\u{2066}".contains(it)), "{told:?}");
    }
});
