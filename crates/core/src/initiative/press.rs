//! Reading a press report: who said what, in which words, for whom, and how sure the reading is.
//!
//! Deterministic, without a trained model and without a network: the same text gives the same reading on
//! every machine, and every field names the rule that found it. Nothing that is read here is a fact of a
//! case; it is a proposal that a person confirms. `docs/press.md` tells the method and what it cannot do.
//!
//! The way of a text: [`words`] cuts it into tokens and asks [`lexicon`] what is known of each;
//! [`segments`] pairs quotation marks and cuts sentences; [`arabic`] finds the frames;
//! [`document`] looks at the whole report; [`attitude`] and [`events`] read what was said and what else there
//! is. Offsets of all steps are bytes of the source, which nothing changes.

pub mod arabic;
pub mod attitude;
pub mod confidence;
pub mod cues;
pub mod document;
pub mod draft;
pub mod english;
pub mod events;
pub mod frame;
mod inflect;
pub mod letters;
pub mod lexicon;
pub mod reading;
pub mod segments;
pub mod small;
#[cfg(test)]
mod tests;
pub mod words;

use std::{cmp::Reverse, ops::Range};

use self::{
    arabic::Report,
    document::tokens_of,
    frame::{Draft, Who},
    reading::{
        Field, Frame, Language, Notice, NoticeKind, Reading, RedLine, Span, SpeakerSource, TEXT_LIMIT,
    },
    segments::opens,
    words::{Kind, Token},
};
use crate::{dossier::Date, text::is_bidi_control};

/// How many notices of one kind are kept.
const NOTICE_LIMIT: usize = 20;
/// Other boundaries that a field offers.
const ALTERNATIVES: usize = 3;

/// What the reader is told beside the text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// The language to read as; the script of most letters decides when it is not given.
    pub language: Option<Language>,
    /// The day of publication, which today and Saturday are told against.
    pub published: Option<Date>,
}

/// Reads a report. Any text can be read; what is longer than [`TEXT_LIMIT`] is read up to there.
pub fn read(text: &str, options: &Options) -> Reading {
    let mut notices = Vec::new();
    let text = within_limit(text, &mut notices);
    let lexicon = lexicon::lexicon();
    let mut tokens = words::cut(text, lexicon);
    segments::pair(&mut tokens);
    let segments = segments::cut(text, &tokens);
    let report = Report { text, tokens: &tokens, segments: &segments, lexicon };
    let language = options.language.unwrap_or_else(|| language_of(&tokens));

    let mut drafts = match language {
        Language::Arabic => arabic::frames(&report),
        Language::English => english::frames(&report),
    };
    let orphans = document::orphans(&report, &drafts);
    drafts.extend(orphans);
    drafts.sort_by_key(|draft| beginning(&report, draft));
    let (mut frames, mut attitudes, mut red_lines) = (Vec::new(), Vec::new(), Vec::new());
    for at in 0..drafts.len() {
        let draft = &drafts[at];
        let is_attitude = draft
            .cue
            .and_then(|cue| report.cue(cue))
            .is_some_and(|cue| cue.takes & cues::takes::POSITION != 0);
        let frame = frame(&report, &drafts, at);
        if is_attitude {
            attitudes.push(frame);
        } else {
            let said = tokens_of(report.tokens, &draft.content, near(draft));
            red_lines.extend(attitude::red_lines(&report, frames.len(), said));
            frames.push(frame);
        }
    }
    nest(&mut frames);
    // What stands in a content within another's is told once, by the inner speaker.
    red_lines.sort_by_key(|line: &RedLine| (line.span.start, Reverse(line.frame)));
    red_lines.dedup_by_key(|line| line.span.start);
    let (dates, needed) = events::days(&report, options.published);
    notice(&report, text, needed, frames.is_empty(), &mut notices);
    Reading {
        language,
        dateline: events::dateline(&report),
        frames,
        attitudes,
        red_lines,
        events: events::events(&report),
        dates,
        places: events::places(&report),
        notices,
    }
}

fn within_limit<'a>(text: &'a str, notices: &mut Vec<Notice>) -> &'a str {
    if text.len() <= TEXT_LIMIT {
        return text;
    }
    let end = (0..=TEXT_LIMIT).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
    notices.push(Notice { kind: NoticeKind::CutShort, span: Some(Span { start: end, end: text.len() }) });
    &text[..end]
}

/// The language of most words that are known to be of a script.
fn language_of(tokens: &[Token]) -> Language {
    let latin = letters::Key::of("a");
    let known = tokens.iter().filter(|token| !token.key.is_unknown());
    let (mut arabic, mut english) = (0_usize, 0_usize);
    for token in known {
        if token.key.first(1) >= latin { english += 1 } else { arabic += 1 }
    }
    if english > arabic { Language::English } else { Language::Arabic }
}

/// A token that the frame stands around.
fn near(draft: &Draft) -> usize {
    draft.cue.unwrap_or(draft.between.start)
}

fn beginning(report: &Report<'_>, draft: &Draft) -> usize {
    draft.cue.map_or(draft.content.start, |cue| report.tokens[cue].start)
}

/// A draft as readers see it.
fn frame(report: &Report<'_>, drafts: &[Draft], at: usize) -> Frame {
    let draft = &drafts[at];
    let said = tokens_of(report.tokens, &draft.content, near(draft));
    let attitude = attitude::judge(report, draft, said.clone());
    let source = match (&draft.speaker, draft.cue) {
        (_, None) => SpeakerSource::Nearest,
        (Who::Named(_), _) => SpeakerSource::Explicit,
        (Who::Shared(_), _) => SpeakerSource::Shared,
        (Who::Dropped, _) => SpeakerSource::Dropped,
    };
    let named = draft.speaker.span().cloned();
    let guessed = if named.is_none() { document::antecedent(report, drafts, at) } else { None };
    let meant = named.clone().or_else(|| guessed.clone());
    let parts = meant
        .map(|span| document::parts(report, tokens_of(report.tokens, &span, near(draft))))
        .unwrap_or_default();
    let part = |words: Option<Range<usize>>| words.map(|words| Span::from(report.bytes(words)));
    let mut speaker = named.map(|span| Field {
        alternatives: other_speakers(report, draft, &span),
        span: span.into(),
        rule: draft.speaker_rule,
        confidence: confidence::speaker(draft.speaker_rule, draft.content_rule),
    });
    let (person, role, body) = (part(parts.person), part(parts.role), part(parts.body));
    // A quotation that stands alone is a person's, not an office's.
    if let (None, Some(field), Some(person)) = (draft.cue, &mut speaker, person) {
        field.span = person;
    }
    Frame {
        verb: draft.cue.map(|cue| report.tokens[cue].span().into()),
        cue: draft.cue.and_then(|cue| report.cue(cue)).map(|cue| cue.past),
        mode: draft.mode,
        speaker,
        speaker_source: source,
        antecedent: guessed.map(|span| Field {
            span: span.into(),
            rule: "antecedent",
            confidence: confidence::speaker("antecedent", draft.content_rule),
            alternatives: Vec::new(),
        }),
        person,
        role,
        body,
        outlet: document::outlet(report, &draft.between).map(|words| without_l(report, words)),
        content: Field {
            span: draft.content.clone().into(),
            rule: draft.content_rule,
            confidence: confidence::content(
                draft.content_rule,
                said.clone().skip(1).filter(|&j| could_end(report, j)).count(),
            ),
            alternatives: other_contents(report, draft, said),
        },
        stance: attitude.stance,
        commitment: attitude.commitment,
        within: None,
    }
}

/// لأخبار الآن: the outlet without its preposition; للصحفيين stays whole.
fn without_l(report: &Report<'_>, words: Range<usize>) -> Span {
    let keys = &report.lexicon.letters;
    let key = report.tokens[words.start].key;
    let mut span = report.bytes(words.clone());
    if key == keys.l {
        span.start = report.bytes(words.start + 1..words.end).start.max(span.start);
    } else if key.starts_with(keys.l) && !key.starts_with(keys.to_the) {
        span.start +=
            report.text.get(span.clone()).and_then(|word| word.chars().next()).map_or(0, char::len_utf8);
    }
    span.into()
}

/// Where a speaker could end or begin otherwise: at a comma, at the first bracket, with all that stands before
/// what was said.
fn other_speakers(report: &Report<'_>, draft: &Draft, span: &Range<usize>) -> Vec<Span> {
    let words = tokens_of(report.tokens, span, near(draft));
    let mut found: Vec<Span> = Vec::new();
    let mut offer = |tokens: Range<usize>| {
        let other = Span::from(report.bytes(tokens.clone()));
        if !tokens.is_empty()
            && other != Span::from(span.clone())
            && !found.contains(&other)
            && found.len() < ALTERNATIVES
        {
            found.push(other);
        }
    };
    if draft.between.contains(&words.start) {
        let end = (words.start..draft.between.end).rev().find(|&j| report.tokens[j].is_solid());
        offer(words.start..end.map_or(words.end, |end| end + 1));
    }
    if let Some(comma) = words.clone().find(|&j| report.is(j, Kind::Comma)) {
        offer(words.start..comma);
    }
    let parts = document::parts(report, words.clone());
    for part in [parts.person, parts.body].into_iter().flatten() {
        offer(part);
    }
    found
}

/// Where what was said could end otherwise: with the sentence, at the last comma, at the first.
fn other_contents(report: &Report<'_>, draft: &Draft, said: Range<usize>) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let own = Span::from(draft.content.clone());
    let mut offer = |end: usize| {
        let other = Span { start: own.start, end };
        if end > own.start && other != own && !found.contains(&other) && found.len() < ALTERNATIVES {
            found.push(other);
        }
    };
    if said.is_empty() {
        return found;
    }
    let commas = said.clone().filter(|&j| j > said.start && report.is(j, Kind::Comma));
    let ends: Vec<usize> = commas.map(|comma| report.tokens[comma - 1].end).collect();
    if let Some(last) = ends.last() {
        offer(*last);
    }
    let sentence = report.sentence(said.start);
    let last = (said.end..sentence.end).rev().find(|&j| report.tokens[j].is_solid());
    if let Some(last) = last {
        offer(report.tokens[last].end);
    }
    if let Some(first) = ends.first() {
        offer(*first);
    }
    found
}

/// Whether what was said could end before this token: a comma, or another word that reports.
fn could_end(report: &Report<'_>, at: usize) -> bool {
    let takes = report.cue(at).map_or(0, |cue| cue.takes);
    let source = takes & cues::takes::SOURCE != 0;
    // يؤيد, يرفض: an attitude goes on with what was said.
    let says = report.is_reporting_verb(at) && takes & cues::takes::POSITION == 0;
    report.is(at, Kind::Comma) || source || says
}

/// Tells every frame in whose content it stands. Frames are in the order of the text.
fn nest(frames: &mut [Frame]) {
    let mut open: Vec<usize> = Vec::new();
    for at in 0..frames.len() {
        let Some(own) = frames[at].verb else {
            open.push(at);
            continue;
        };
        while open.last().is_some_and(|&outer| frames[outer].content.span.end <= own.start) {
            open.pop();
        }
        frames[at].within = open.iter().rev().copied().find(|&outer| frames[outer].content.span.holds(own));
        open.push(at);
        if open.len() > 32 {
            open.remove(0);
        }
    }
}

fn notice(report: &Report<'_>, text: &str, date_needed: bool, nothing_said: bool, notices: &mut Vec<Notice>) {
    if nothing_said {
        notices.push(Notice { kind: NoticeKind::NothingSaid, span: None });
    }
    if date_needed {
        notices.push(Notice { kind: NoticeKind::DateNeeded, span: None });
    }
    let controls = text.char_indices().filter(|(_, character)| is_bidi_control(*character));
    let spans = controls.map(|(at, character)| Span { start: at, end: at + character.len_utf8() });
    notices.extend(
        spans.take(NOTICE_LIMIT).map(|span| Notice { kind: NoticeKind::DirectionControl, span: Some(span) }),
    );
    let open = (0..report.tokens.len())
        .filter(|&j| opens(report.tokens, j) && !segments::closes(report.tokens, report.tokens[j].partner));
    let spans = open.map(|j| Span::from(report.tokens[j].span()));
    notices.extend(
        spans.take(NOTICE_LIMIT).map(|span| Notice { kind: NoticeKind::OpenQuotation, span: Some(span) }),
    );
}
