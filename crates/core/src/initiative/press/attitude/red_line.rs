//! Red lines: what must not happen, and what will not be given up.
//!
//! ألا behind a word of necessity, also when و joins a second one; a word of giving up that is denied. In English
//! «must not» and the same words of giving up.

use std::ops::Range;

use super::{Kind, Report, small, span, words};
use crate::initiative::press::{lexicon::Lead, reading::RedLine};

/// How far back a word of necessity is looked for.
const LOOK_BACK: usize = 200;

/// What must not happen or will not be given up.
pub fn red_lines(report: &Report<'_>, frame: usize, said: Range<usize>) -> Vec<RedLine> {
    let keys = &report.lexicon.letters;
    let mut found: Vec<RedLine> = Vec::new();
    let mut j = said.start;
    while j < said.end {
        let token = &report.tokens[j];
        let english = &report.lexicon.english;
        let must_not = token.key == english.must && j + 1 < said.end && report.has(j + 1, small::NOT);
        let that_not = token.has(small::THAT) && token.key.ends_with(keys.lest)
            || token.has(small::THAT) && j + 1 < said.end && report.tokens[j + 1].key == keys.not;
        let denial = (said.start..j).rev().take(2).find(|&k| report.has(k, small::NOT));
        let kept = denial.filter(|_| token.tells(words::GIVES_UP));
        let (start, rule) = if must_not {
            let first = if report.has(said.start, small::THAT) { said.start + 1 } else { said.start };
            (first, "must-not")
        } else if that_not && must(report, &said, j) {
            (j, "must-not")
        } else if let Some(denial) = kept {
            (denial, "not-given-up")
        } else {
            j += 1;
            continue;
        };
        let end = (j + 1..said.end)
            .find(|&k| {
                matches!(report.tokens[k].kind, Kind::Comma | Kind::Stop | Kind::Semicolon | Kind::Quote(_))
                    && k > j + 2
            })
            .unwrap_or(said.end);
        found.push(RedLine { span: span(report, start..end), frame, rule });
        j = end.max(j + 1);
    }
    found
}

/// Whether ألا tells what must not be: behind a word of necessity, or joined to such a clause.
fn must(report: &Report<'_>, said: &Range<usize>, at: usize) -> bool {
    let keys = &report.lexicon.letters;
    let from = said.start.saturating_sub(2).max(at.saturating_sub(LOOK_BACK));
    let must = |j: usize| keys.must.contains(&report.tokens[j].key);
    (from..at).rev().take(6).any(must) || report.tokens[at].known.lead == Lead::And && (from..at).any(must)
}
