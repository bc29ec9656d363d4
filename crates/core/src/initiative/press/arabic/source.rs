//! Clauses with their source beside them: «…، بحسب مصادر الشرطة», «وحسب قولها فإن …».
//!
//! The source stands behind the cue and what it said before it, or, when the cue begins the sentence,
//! behind the comma. A rule or a measure (وفق القانون) is no source. With ما a verb follows and is the cue
//! (حسبما قال فلان).

use std::ops::Range;

use super::{Report, speaker};
use crate::initiative::press::{
    cues::takes,
    frame::{Draft, Mode, Who},
    lexicon::{Attached, Lead, Shape},
    segments::closes,
    small,
    words::Kind,
};

/// The most tokens of a source.
const LONGEST: usize = 60;

/// The frame of a source.
pub fn frame(report: &Report<'_>, at: usize) -> Option<Draft> {
    let sentence = report.sentence(at);
    let keys = &report.lexicon.letters;
    let mut cue = at;
    let mut next = at + 1;
    let what = report.tokens[at].key.ends_with(keys.what)
        || report.has(next, small::WHAT) && !report.has(next, small::PREPOSITION);
    if report.has(next, small::WHAT) && !report.has(next, small::PREPOSITION) {
        next += 1;
    } else if report.has(next, small::TAKEN_PREPOSITIONS) {
        // استنادا إلى كذا.
        next += 1;
    }
    let mut named: Option<Range<usize>> = None;
    let mut row = usize::from(report.tokens[at].known.cue) - 1;
    let mut who = None;
    if what {
        let says = |j: usize| {
            report.cue(j).is_some_and(|cue| {
                cue.takes & (takes::THAT | takes::QUOTE) != 0 && !matches!(cue.past, "دعا" | "جاء" | "ورد")
            })
        };
        if next < sentence.end && report.is_reporting_verb(next) && says(next) {
            cue = next;
            row = usize::from(report.tokens[next].known.cue) - 1;
            next += 1;
        } else {
            // حسب ما جاء في البيان; what somebody calls for is no source (حسب ما تدعو إليه).
            if report.cue(next).is_some_and(|cue| !matches!(cue.past, "جاء" | "ورد")) {
                return None;
            }
            let place = (next..(next + 3).min(sentence.end)).find(|&j| report.has(j, small::PREPOSITION))?;
            next = place + 1;
        }
    }
    let noun = report.tokens.get(next).filter(|token| token.is_word())?;
    let is_saying = noun.known.cue > 0 && noun.known.form.shape == Shape::Noun && !noun.has(small::OFFICE);
    if is_saying && noun.known.form.object == Attached::Pronoun {
        who = Some(Who::Dropped);
        cue = next;
        next += 1;
    } else if is_saying && !what {
        next += 1;
    }
    if report.has(next, small::MEASURE | small::THIS) || is_measure(report, next) {
        return None;
    }
    let mut phrase_end = end_of_source(report, next, sentence.end);
    if who.is_none() {
        let words = phrase(report, next, phrase_end)?;
        phrase_end = words.end;
        let mut span = report.bytes(words.clone());
        let head = &report.tokens[words.start];
        if head.key.starts_with(keys.l)
            && !head.key.starts_with(keys.to_the)
            && !head.has(small::WHOLE)
            && report.tokens[at].key.ends_with(keys.alif)
        {
            // وفقا لمصادر: the preposition is not of the name.
            span.start += 'ل'.len_utf8();
        }
        named = Some(span);
    }
    let first = at == sentence.start;
    let content = if first {
        content_behind(report, phrase_end, sentence.end)
    } else {
        content_before(report, sentence.start, at)
    }?;
    let speaker = who.or(named.map(Who::Named))?;
    Some(Draft {
        cue: Some(cue),
        row,
        mode: Mode::Indirect,
        speaker,
        speaker_rule: "source",
        content,
        content_rule: if first { "source-before" } else { "source-behind" },
        between: next..next,
    })
}

fn phrase(report: &Report<'_>, from: usize, end: usize) -> Option<Range<usize>> {
    let head = report.tokens.get(from)?;
    let keys = &report.lexicon.letters;
    let with_l = head.key.starts_with(keys.l) && !head.has(small::WHOLE);
    let words = if with_l { from..end } else { speaker::phrase(report, from, end) };
    (!words.is_empty()).then_some(words)
}

/// Where the words of a source end at the latest.
fn end_of_source(report: &Report<'_>, from: usize, end: usize) -> usize {
    let end = end.min(from.saturating_add(LONGEST));
    let mut j = from;
    while j < end {
        let token = &report.tokens[j];
        let ends = match token.kind {
            Kind::Comma
            | Kind::Stop
            | Kind::Semicolon
            | Kind::Colon
            | Kind::Line
            | Kind::Paragraph
            | Kind::Dash => true,
            Kind::Word => {
                token.has(small::THAT | small::B_THAT | small::BREAK)
                    || (j > from && report.is_reporting_verb(j))
            }
            Kind::Quote(_) => closes(report.tokens, j) && token.partner < from,
            _ => false,
        };
        if ends {
            break;
        }
        j = report.behind(j);
    }
    j.min(end)
}

fn content_behind(report: &Report<'_>, from: usize, end: usize) -> Option<Range<usize>> {
    let mut first = from;
    while first < end && !report.tokens[first].is_solid() {
        first += 1;
    }
    (first < end).then(|| {
        let mut last = end;
        while last > first + 1 && matches!(report.tokens[last - 1].kind, Kind::Line | Kind::Paragraph) {
            last -= 1;
        }
        report.bytes(first..last)
    })
}

/// The clause before the source: from the beginning of the sentence, without what introduces it
/// (من جهة أخرى،).
fn content_before(report: &Report<'_>, start: usize, at: usize) -> Option<Range<usize>> {
    let mut last = at;
    while last > start && !report.tokens[last - 1].is_solid() {
        if closes(report.tokens, last - 1) && report.tokens[last - 1].partner >= start {
            break;
        }
        last -= 1;
    }
    let mut first = start;
    if let Some(comma) = (start..last).take(5).find(|&j| report.is(j, Kind::Comma)) {
        let introduces = report.has(start, small::PREPOSITION | small::ASIDE | small::BREAK | small::TIME);
        if introduces && comma + 3 < last {
            first = comma + 1;
        }
    }
    // …، وهذا خيار الأغلبية وفقا لكذا: the last clause that takes up what stands before.
    let takes_up = |j: &usize| {
        report.is(*j, Kind::Comma)
            && report.has(j + 1, small::THIS)
            && report.tokens[j + 1].known.lead == Lead::And
    };
    if let Some(comma) = (first..last.saturating_sub(3)).rev().find(takes_up) {
        first = comma + 1;
    }
    while first < last
        && !report.tokens[first].is_solid()
        && !matches!(report.tokens[first].kind, Kind::Quote(_) | Kind::Open)
    {
        first += 1;
    }
    (last > first).then(|| report.bytes(first..last))
}

/// Whether the word is a rule behind ل, or somebody's own: للقانون, مصالحهم.
fn is_measure(report: &Report<'_>, at: usize) -> bool {
    let Some(token) = report.tokens.get(at) else { return true };
    let keys = &report.lexicon.letters;
    let bare = [token.key.without_first(1), token.key.without_first(2)];
    let rule = token.key.starts_with(keys.l)
        && bare.iter().any(|key| report.lexicon.known(*key).flags & small::MEASURE != 0);
    let last = report.text.get(token.span()).and_then(|word| word.chars().next_back());
    let own = token.known.cue == 0
        && token.key.length() > 4
        && (last == Some('ه') || token.key.ends_with(keys.his[1]) || token.key.ends_with(keys.his[2]));
    rule || own
}

/// كما قال فلان: what was said stands before.
pub fn as_said(report: &Report<'_>, at: usize) -> Option<Draft> {
    let sentence = report.sentence(at);
    let keys = &report.lexicon.letters;
    let before = at.checked_sub(1).filter(|&place| place > sentence.start + 2)?;
    let cue = report.cue(at)?;
    if cue.takes & takes::WEAK != 0 || cue.takes & (takes::THAT | takes::QUOTE) == 0 {
        return None;
    }
    if report.tokens[before].key != keys.as_ || report.tokens[at].known.lead != Lead::Nothing {
        return None;
    }
    let end = end_of_source(report, at + 1, sentence.end);
    let words = speaker::phrase(report, at + 1, end);
    let ends = |j: usize| j >= sentence.end || !report.tokens[j].is_solid();
    if !ends(if words.is_empty() { at + 1 } else { words.end }) {
        return None;
    }
    let speaker = if words.is_empty() { Who::Dropped } else { Who::Named(report.bytes(words)) };
    Some(Draft {
        cue: Some(at),
        row: usize::from(report.tokens[at].known.cue) - 1,
        mode: Mode::Indirect,
        speaker,
        speaker_rule: "source",
        content: content_before(report, sentence.start, before)?,
        content_rule: "source-behind",
        between: at + 1..at + 1,
    })
}
