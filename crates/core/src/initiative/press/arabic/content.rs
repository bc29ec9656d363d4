//! How far what was said goes.
//!
//! A quotation ends where it closes. A clause ends with its sentence, or before the report's own next words:
//! another verb of saying that is joined by و, a participle that shares the speaker, فيما, حسب. What is joined
//! without any of these belongs to what was said.

use std::ops::Range;

use super::{Complement, Report, complement::has_clause_next};
use crate::initiative::press::{
    cues::takes,
    frame::Mode,
    lexicon::{Attached, Lead, Person, Shape},
    segments::{closes, opens},
    small,
    words::Kind,
};

/// The most tokens of what was said without quotation marks.
const LONGEST: usize = 600;

/// The bytes of what was said.
pub fn extent(report: &Report<'_>, at: usize, found: &Complement) -> Range<usize> {
    let mut sentence = report.sentence(at);
    let first = found.start;
    sentence.end = sentence.end.min(first.saturating_add(LONGEST));
    if first >= report.tokens.len() {
        return 0..0;
    }
    let end = match found.quote {
        Some(open) => {
            let close = report.tokens[open].partner;
            if found.mode == Mode::Direct {
                return report.tokens[first].start..quotation_end(report, first, last_of_row(report, close));
            }
            if is_bounded(report, close + 1, sentence.end) {
                return report.tokens[first].start..quotation_end(report, first, close);
            }
            walk(report, close + 1, sentence.end, first)
        }
        None => {
            let end = walk(report, first, sentence.end, first);
            // وفيما أكد فلان كذا، …: the main clause follows behind the first comma.
            match (first..end).find(|&j| report.is(j, Kind::Comma)).filter(|_| is_subordinate(report, at)) {
                Some(comma) if found.mode != Mode::Direct => comma,
                _ => end,
            }
        }
    };
    let end = if found.mode == Mode::Nominal { without_adjunct(report, first, end) } else { end };
    report.tokens[first].start..trimmed(report, first, end)
}

/// The closing mark of the last quotation of a row (هتفوا «…» و«…»).
fn last_of_row(report: &Report<'_>, close: usize) -> usize {
    let mut last = close;
    loop {
        let joined = report.tokens.get(last + 1).is_some_and(|token| token.key == report.lexicon.letters.and);
        let next = last + 2;
        if !(joined && next < report.tokens.len() && opens(report.tokens, next)) {
            return last;
        }
        last = report.tokens[next].partner;
    }
}

/// The byte where a quotation ends: before its closing mark, or behind the stop that follows when the
/// sentence ends there.
fn quotation_end(report: &Report<'_>, first: usize, close: usize) -> usize {
    if !closes(report.tokens, close) {
        return trimmed(report, first, close + 1);
    }
    if report.is(close + 1, Kind::Stop) && ends_text(report, close + 1) {
        return report.tokens[close + 1].end;
    }
    if close + 1 >= report.tokens.len() && report.tokens[close - 1].kind == Kind::Stop {
        return report.tokens[close].end;
    }
    report.tokens[close.saturating_sub(1).max(first)].end
}

fn is_bounded(report: &Report<'_>, at: usize, end: usize) -> bool {
    at >= end || !report.tokens[at].is_solid() || ends_before(report, at, true)
}

/// The token behind the last one of a clause that begins before `from`.
fn walk(report: &Report<'_>, from: usize, end: usize, first: usize) -> usize {
    let mut j = from;
    while j < end {
        let token = &report.tokens[j];
        match token.kind {
            Kind::Comma if ends_before(report, j + 1, true) || others_speak(report, j + 1, end) => return j,
            Kind::Close if report.opened_before(j, first) => return j,
            Kind::Word if j > first + 1 && ends_before(report, j, false) => return j,
            Kind::Semicolon if ends_before(report, j + 1, true) => return j,
            Kind::Quote(_) if closes(report.tokens, j) && token.partner < first => return j,
            Kind::Line | Kind::Paragraph => return j,
            _ => {}
        }
        j = report.behind(j);
    }
    end.max(first + 1).min(report.tokens.len())
}

/// Whether the cue's clause only opens the sentence: وفيما أكد, وبينما أشار.
fn is_subordinate(report: &Report<'_>, at: usize) -> bool {
    let start = report.sentence(at).start;
    let keys = &report.lexicon.letters;
    at == start + 1
        && [keys.while_in, keys.whereas].iter().any(|key| {
            let first = report.tokens[start].key;
            first == *key || first.without_first(1) == *key
        })
}

/// What a noun tells ends before where and in spite of what it was said.
fn without_adjunct(report: &Report<'_>, first: usize, end: usize) -> usize {
    let keys = &report.lexicon.letters;
    for j in first + 1..end {
        let token = &report.tokens[j];
        let spite = token.key == keys.spite
            || (report.has(j, small::TAKEN_PREPOSITIONS)
                && report.tokens.get(j + 1).is_some_and(|next| next.key == keys.the_spite));
        let aside = token.kind == Kind::Comma
            && report.tokens.get(j + 1).is_some_and(|next| next.key == keys.and_that);
        let occasion = token.key == keys.in_
            && report
                .tokens
                .get(j + 1)
                .is_some_and(|next| keys.speeches.iter().any(|speech| next.key.starts_with(*speech)));
        let verb = report.is_reporting_verb(j)
            && token.known.lead == Lead::Nothing
            && token.known.form.shape == Shape::Past
            && strong(report, j)
            && !is_position(report, j)
            && has_clause_next(report, j)
            && token.known.form.object == Attached::Nothing
            && !is_what(report, j - 1)
            && !report.has(j - 1, small::WHICH | small::WHAT | small::THAT | small::PREPOSITION);
        if spite || aside || occasion || verb {
            return j;
        }
    }
    end
}

/// بما, عما, مما: what somebody says goes on.
fn is_what(report: &Report<'_>, at: usize) -> bool {
    let token = &report.tokens[at];
    token.is_word() && token.key.length() == 3 && token.key.ends_with(report.lexicon.letters.what)
}

/// Whether the report goes on in its own words with this token.
fn ends_before(report: &Report<'_>, at: usize, comma: bool) -> bool {
    let Some(token) = report.tokens.get(at).filter(|token| token.is_word()) else { return false };
    let next_is = |flags| report.has(at + 1, flags);
    let keys = &report.lexicon.letters;
    if comma && (token.key == keys.as_for || token.key == keys.therefore) {
        return true;
    }
    // وساخرا من كذا: a participle that reports nothing goes on with the subject.
    let last = report.text.get(token.span()).and_then(|word| word.trim_end_matches('ً').chars().next_back());
    let joined = token.known.lead == Lead::And || token.key.first(1) == keys.and;
    if comma
        && joined
        && last == Some('ا')
        && token.key.length() >= 6
        && next_is(small::TAKEN_PREPOSITIONS)
        && token.known.flags == 0
    {
        return true;
    }
    // كما at a new clause, وهو الذي, لكنه: the report goes on.
    if comma && token.key == keys.as_ && !next_is(small::PREPOSITION) {
        return true;
    }
    if token.has(small::BREAK) {
        return breaks(report, at, comma);
    }
    // فإن أوساط المعارضة: another clause of the report.
    if comma && token.known.lead == Lead::So && token.has(small::THAT) && token.key.length() == 3 {
        return true;
    }
    let definite = |j: usize| report.tokens.get(j).is_some_and(|next| next.key.starts_with(keys.article));
    if comma
        && token.known.lead == Lead::And
        && token.has(small::PRONOUN)
        && definite(at + 1)
        && !next_is(small::WHICH)
    {
        return true;
    }
    if comma && token.has(small::JOINT) && token.key.ends_with(keys.but) && definite(at + 1) {
        return true;
    }
    if token.has(small::JOINT)
        && keys.but_he.iter().any(|but| token.key.ends_with(*but))
        && token.key.length() > 3
    {
        return true;
    }
    if token.has(small::JOINT) && report.tokens.get(at + 1).is_some_and(|_| report.is_reporting_verb(at + 1))
    {
        return strong(report, at + 1);
    }
    if comma && token.known.lead == Lead::And && token.has(small::PRONOUN) && next_is(small::WHAT) {
        return true;
    }
    match token.known.form.shape {
        _ if token.known.cue == 0 => false,
        Shape::Circumstance => {
            token.known.lead != Lead::So
                && (comma || tells(report, at) || token.known.form.person == Person::He && strong(report, at))
                && (strong(report, at) || has_clause_next(report, at))
        }
        Shape::Past if report.is_reporting_verb(at) => {
            token.known.lead != Lead::Nothing
                && ((strong(report, at) && !is_position(report, at))
                    || token.known.lead == Lead::And && token.known.form.person == Person::They
                    || (comma && has_clause_next(report, at)))
                || token.known.lead == Lead::Nothing
                    && comma
                    && strong(report, at)
                    && super::witness::counts(report, at)
                    && !report.tokens.get(at + 1).is_some_and(|next| keys.in_it.contains(&next.key))
        }
        Shape::Present if report.is_reporting_verb(at) => {
            comma && token.known.lead != Lead::Nothing && strong(report, at) && !is_position(report, at)
        }
        Shape::Noun => {
            report.cue(at).is_some_and(|cue| cue.takes & takes::SOURCE != 0) && is_source(report, at)
        }
        _ => false,
    }
}

/// Whether somebody else speaks behind a comma (وفريق المعارضة يتهم).
fn others_speak(report: &Report<'_>, from: usize, end: usize) -> bool {
    // An unknown word that begins with و is taken for a joined one when a comma closes what it begins (وفريق
    // المعارضة، يتهم); وزير and واشنطن are known.
    let Some(first) = report.tokens.get(from) else { return false };
    let joined = first.known.lead == Lead::And;
    let looks_joined = first.is_word()
        && !first.has(!0)
        && first.key.length() > 3
        && first.key.first(1) == report.lexicon.letters.and;
    if !(joined || looks_joined) {
        return false;
    }
    (from + 1..end.min(from + 7)).any(|j| {
        (joined || report.is(j - 1, Kind::Comma))
            && report.is_reporting_verb(j)
            && report.tokens[j].known.lead == Lead::Nothing
            && strong(report, j)
            && !is_position(report, j)
            && super::witness::counts(report, j)
            && super::subject::before(report, j).is_some()
    })
}

fn is_source(report: &Report<'_>, at: usize) -> bool {
    let what = report.has(at + 1, small::WHAT);
    let says = |j: usize| {
        report.cue(j).is_some_and(|cue| cue.takes & takes::THAT != 0 && cue.takes & takes::OBJECT == 0)
    };
    !report.has(at + 1, small::MEASURE | small::THIS) && (!what || says(at + 2))
}

/// Whether a participle without a comma before it reports: a mark of speech follows.
fn tells(report: &Report<'_>, at: usize) -> bool {
    report.tokens.get(at + 1).is_some_and(|next| {
        next.has(small::THAT | small::B_THAT)
            || next.has(small::TAKEN_PREPOSITIONS)
            || matches!(next.kind, Kind::Colon | Kind::Quote(_))
    })
}

fn strong(report: &Report<'_>, at: usize) -> bool {
    report.cue(at).is_some_and(|cue| cue.takes & takes::WEAK == 0)
}

fn is_position(report: &Report<'_>, at: usize) -> bool {
    report.cue(at).is_some_and(|cue| cue.takes & takes::POSITION != 0)
}

/// فيما and بينما go on in the report's words; حيث, كما and their like when a verb of saying follows.
fn breaks(report: &Report<'_>, at: usize, comma: bool) -> bool {
    let token = &report.tokens[at];
    let says = |j: usize| report.tokens.get(j).is_some_and(|_| report.is_reporting_verb(j));
    let keys = &report.lexicon.letters;
    if token.key == keys.while_in || token.key.without_first(1) == keys.while_in {
        return true;
    }
    if token.key == keys.whereas || token.key.without_first(1) == keys.whereas {
        return comma || !report.has(at + 1, small::WAS);
    }
    says(at + 1) || (report.has(at + 1, small::WAS) && says(at + 2))
}

/// Whether nothing but line ends stands behind the token. The stop of a text's last sentence belongs to what
/// was said, as in the annotated sets; within a report it parts sentences.
fn ends_text(report: &Report<'_>, at: usize) -> bool {
    report.tokens[at + 1..].iter().all(|token| matches!(token.kind, Kind::Line | Kind::Paragraph))
}

/// Without marks at the end that close nothing within.
fn trimmed(report: &Report<'_>, first: usize, end: usize) -> usize {
    let mut last = end.max(first + 1);
    let stopped = !ends_text(report, last.saturating_sub(1));
    while last > first + 1 {
        let token = &report.tokens[last - 1];
        let drop = match token.kind {
            Kind::Comma | Kind::Semicolon | Kind::Line | Kind::Paragraph | Kind::Dash => true,
            Kind::Stop => !ends_text(report, last - 1) && report.text.get(token.span()) == Some("."),
            Kind::Quote(_) => last == end || opens(report.tokens, last - 1) || stopped,
            _ => false,
        };
        if !drop {
            break;
        }
        last -= 1;
    }
    report.tokens[last - 1].end
}
