//! Nouns that report: قوله إن, تأكيد زعماء المعارضة لعزمهم, مطالبة الحكومة بإعادة التفاوض.
//!
//! Such a noun counts when it says whose it is (by a pronoun or by the name behind it) and what was said.

use super::{Objected, Report, complement, content, speaker};
use crate::initiative::press::{
    cues::takes,
    frame::{Draft, Mode, Who},
    lexicon::Attached,
    small,
};

/// The frame of a noun.
pub fn frame(report: &Report<'_>, at: usize) -> Option<Draft> {
    let cue = report.cue(at)?;
    let form = report.tokens[at].known.form;
    let owned = form.object == Attached::Pronoun;
    let keys = &report.lexicon.letters;
    let saying = matches!(cue.past, "قال" | "صرح");
    let follows_cue = at > 0 && report.tokens[at - 1].known.cue > 0 && !report.has(at - 1, small::OFFICE);
    if cue.takes & takes::THOUGHT != 0 || follows_cue && !saying {
        return None;
    }
    let found = complement::find(report, at, cue)?;
    if found.rule == "object" || found.mode == Mode::Direct && !owned && !saying {
        return None;
    }
    let region = speaker::phrase(report, at + 1, found.quote.unwrap_or(found.start));
    let definite =
        report.tokens[at].key.starts_with(keys.article) || report.tokens[at].key.starts_with(keys.with_the);
    if region.is_empty() && !owned && !(saying && definite) {
        return None;
    }
    if found.start - at > 16 || report.has(at, small::OFFICE) || definite && !saying {
        return None;
    }
    // Whose it is must be somebody: a name or a known group, not an adjective.
    if !owned && !region.is_empty() {
        let head = &report.tokens[region.start];
        let known = head.has(small::OFFICE | small::GROUP | small::SHE) || head.key.starts_with(keys.article);
        if found.mode == Mode::Nominal && !known {
            return None;
        }
    }
    if cue.past == "اتهم" && !owned {
        return None;
    }
    let said = content::extent(report, at, &found);
    if said.is_empty() {
        return None;
    }
    let mut start = said.start;
    let speaker = if owned || (saying && definite) {
        if !region.is_empty() && found.object != Objected::No && cue.takes & takes::OBJECT != 0 {
            start = report.tokens[region.start].start;
        }
        quoted_from(report, at).map_or(Who::Dropped, Who::Named)
    } else {
        Who::Named(report.bytes(region))
    };
    Some(Draft {
        cue: Some(at),
        row: usize::from(report.tokens[at].known.cue) - 1,
        mode: found.mode,
        speaker,
        speaker_rule: "noun",
        content: start..said.end,
        content_rule: found.rule,
        between: at + 1..found.start,
    })
}

/// ونقلت الوكالة عن فلان قوله: who stands behind عن.
fn quoted_from(report: &Report<'_>, at: usize) -> Option<std::ops::Range<usize>> {
    let from = report.sentence(at).start.max(at.saturating_sub(20));
    let about = report.lexicon.letters.about;
    let quotes = |j: usize| report.cue(j).is_some_and(|cue| cue.past == "نقل");
    if !(from..at).any(quotes) {
        return None;
    }
    let place = (from..at).rev().find(|&j| report.tokens[j].key == about)?;
    let words = speaker::phrase(report, place + 1, at);
    (!words.is_empty()).then(|| report.bytes(words))
}
