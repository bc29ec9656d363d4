//! Frames without a verb of the speaker's own: a noun that is somebody's, «quoted as saying», «according to»; and
//! whether what was said stands before its verb.

use std::ops::Range;

use super::{
    super::{
        arabic::Report,
        cues::{Cue, takes},
        frame::{Draft, Mode, Who},
        letters::Key,
        lexicon::Shape,
        segments::closes,
        small as marks,
        words::Kind,
    },
    LISTENER, LONGEST, REACH, SPEAKER, before, behind, counts, last_word, name_start,
};

/// «…, according to a statement by the company»; at the beginning of a sentence, what follows the comma.
pub fn according(report: &Report<'_>, at: usize) -> Option<Draft> {
    let sentence = report.sentence(at);
    let start = at + 2;
    let to = report.tokens.get(at + 1)?.key == report.lexicon.english.particles[0];
    let end = (start..sentence.end.min(start + LONGEST)).find(|&j| {
        matches!(
            report.tokens[j].kind,
            Kind::Comma | Kind::Stop | Kind::Semicolon | Kind::Line | Kind::Paragraph
        )
    });
    let end = end.unwrap_or(sentence.end);
    let last = last_word(report, start, end.min(start + SPEAKER));
    if !to || start >= last {
        return None;
    }
    let content = if at == sentence.start {
        end + 1..last_word(report, end + 1, sentence.end)
    } else {
        sentence.start..last_word(report, sentence.start, at)
    };
    (content.start < content.end).then(|| Draft {
        cue: Some(at),
        row: 0,
        mode: Mode::Indirect,
        speaker: Who::Named(report.bytes(start..last)),
        speaker_rule: "source",
        content: report.bytes(content),
        content_rule: "source-behind",
        between: at..at,
    })
}

/// Who a noun is of: «the bishop's warning», «their refusal»; the tokens that name him, none for a pronoun.
pub fn possessor(report: &Report<'_>, at: usize) -> Option<Range<usize>> {
    let english = &report.lexicon.english;
    let cue = report.cue(at)?;
    let named = cue.nouns.split_whitespace().any(|noun| Key::of(noun) == report.tokens[at].key);
    let before = &report.tokens[at - 1];
    if !named || !before.is_word() {
        return None;
    }
    if english.their.contains(&before.key) {
        return Some(at..at);
    }
    let word = report.text.get(before.span()).unwrap_or_default();
    if !(word.ends_with("'s") || word.ends_with("’s") || word.ends_with("s'") || word.ends_with("s’")) {
        return None;
    }
    let first = name_start(report, at, report.sentence(at).start);
    (first < at).then_some(first..at)
}

/// The frame of a noun that is somebody's: what was said follows with that, to, of or for.
pub fn noun(report: &Report<'_>, at: usize) -> Option<Draft> {
    let cue = report.cue(at)?;
    let owner = possessor(report, at)?;
    let sentence = report.sentence(at);
    let english = &report.lexicon.english;
    let next = at + 1;
    let that = report.has(next, marks::THAT) && cue.takes & takes::THAT != 0;
    let taken = |place: usize| cue.takes & ((takes::B | takes::OBJECT_B) << place) != 0;
    let particle = report.tokens.get(next).is_some_and(|token| {
        english.particles.iter().enumerate().any(|(place, it)| *it == token.key && taken(place))
    });
    if !(that || particle) || next >= sentence.end {
        return None;
    }
    // The noun is a part of the report's own sentence, whose verb comes behind.
    let limit = sentence.end.min(next + REACH);
    let end = (next + 2..limit)
        .find(|&j| {
            let token = &report.tokens[j];
            let verb = token.has(marks::WAS) || token.known.cue > 0 && counts(report, j);
            !token.is_solid() || verb && (!that || clause_has_verb(report, next + 1, j))
        })
        .unwrap_or(limit);
    let content = next..last_word(report, next, end);
    Some(Draft {
        cue: Some(at),
        row: usize::from(report.tokens[at].known.cue) - 1,
        mode: if that { Mode::Indirect } else { Mode::Nominal },
        speaker: if owner.is_empty() { Who::Dropped } else { Who::Named(report.bytes(owner)) },
        speaker_rule: "noun",
        content: report.bytes(content),
        content_rule: if that { "that" } else { "preposition" },
        between: next..next,
    })
}

/// Whether a clause has its verb before a place.
fn clause_has_verb(report: &Report<'_>, from: usize, before: usize) -> bool {
    (from..before).any(|j| report.has(j, marks::WAS | marks::NOT))
}

/// «… was quoted as saying», «… quoted the chief as saying».
pub fn is_quoted_as(report: &Report<'_>, at: usize) -> bool {
    let english = &report.lexicon.english;
    report.tokens[at].known.form.shape == Shape::Circumstance
        && at > 1
        && report.tokens[at - 1].key == english.as_
        && (at.saturating_sub(SPEAKER)..at).any(|j| report.tokens[j].key == english.quoted)
}

/// Its frame.
pub fn quoted_as(report: &Report<'_>, at: usize) -> Option<Draft> {
    let cue = *report.cue(at)?;
    let sentence = report.sentence(at);
    let quoted =
        (sentence.start..at).rev().find(|&j| report.tokens[j].key == report.lexicon.english.quoted)?;
    let (words, clause_end) = if quoted + 2 == at {
        let mut end = quoted;
        while end > sentence.start && report.has(end - 1, marks::WAS | marks::ASIDE) {
            end -= 1;
        }
        (name_start(report, end, sentence.start)..end, sentence.start)
    } else {
        (quoted + 1..at - 1, name_start(report, quoted, sentence.start))
    };
    let said = behind(report, at, &sentence, &cue).or_else(|| before(report, &sentence, &cue, clause_end))?;
    let last = last_word(report, words.start, words.end);
    (words.start < last).then(|| Draft {
        cue: Some(at),
        row: usize::from(report.tokens[at].known.cue) - 1,
        mode: said.mode,
        speaker: Who::Named(report.bytes(words.start..last)),
        speaker_rule: "quoted",
        content: report.bytes(said.content.clone()),
        content_rule: said.rule,
        between: at + 1..said.content.start.max(at + 1),
    })
}

/// Whether what was said stands before subject and verb: a quotation that closes there, or a clause with nothing but
/// a listener or a day behind the verb.
pub fn told_before(
    report: &Report<'_>,
    at: usize,
    sentence: &Range<usize>,
    cue: &Cue,
    subject_start: usize,
) -> bool {
    let Some(last) = subject_start.checked_sub(1).filter(|&last| last >= sentence.start) else {
        return false;
    };
    let quoted = |j: usize| closes(report.tokens, j);
    if quoted(last) || report.is(last, Kind::Comma) && last > sentence.start && quoted(last - 1) {
        return true;
    }
    let first = &report.tokens[sentence.start];
    let adverbial = first.has(marks::PREPOSITION | marks::BREAK | marks::TIME | marks::ASIDE)
        || first.key.ends_with(report.lexicon.english.doing)
        || first.known.form.shape == Shape::Past && first.known.cue > 0;
    if adverbial || !report.is(last, Kind::Comma) || cue.takes & takes::THAT == 0 {
        return false;
    }
    let english = &report.lexicon.english;
    let stops = |j: usize| matches!(report.tokens[j].kind, Kind::Comma | Kind::Stop | Kind::Semicolon);
    let rest: Vec<usize> = (at + 1..sentence.end).take_while(|&j| !stops(j)).take(LISTENER + 1).collect();
    let tells = english.tells.contains(&report.tokens[at].key);
    let beside = |j: &usize| report.has(*j, marks::PREPOSITION | marks::TIME | marks::ASIDE);
    let clause = |j: &usize| report.has(*j, marks::THAT | marks::WAS) || report.tokens[*j].known.cue > 0;
    rest.len() <= LISTENER
        && !rest.iter().any(clause)
        && (tells || rest.first().is_none_or(beside) || rest.get(1).is_some_and(beside))
}
