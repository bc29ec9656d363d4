//! Frames in Arabic: for every cue, where what was said begins and ends, and who said it.
//!
//! The order of an Arabic report is verb, speaker, where and to whom, then أن, a colon, a quotation or a
//! preposition, and what was said. So the mark of what was said is looked for first
//! ([`complement`]); what lies between it and the verb is the speaker and what stands beside
//! him ([`speaker`]); how far it goes is told by the report's own next words ([`content`]).

pub mod complement;
pub mod content;
pub mod nouns;
pub mod object;
pub mod source;
pub mod speaker;
pub mod subject;
mod witness;

use std::ops::Range;

use super::{
    cues::{Cue, takes},
    frame::{Draft, Mode},
    lexicon::{Lead, Lexicon, Shape},
    segments::{self, Segments},
    small,
    words::{Kind, Token},
};

/// How far back a bracket that closes behind a content is looked for, in tokens.
const BRACKET: usize = 200;
/// How many frames back a cue with the same content is looked for.
const TWINS: usize = 8;

/// A text with all that is known of it before frames.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// The source.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a [Token],
    /// Its sentences.
    pub segments: &'a Segments,
    /// The table of words.
    pub lexicon: &'a Lexicon,
}

impl Report<'_> {
    /// The sentence a token is in.
    pub fn sentence(&self, at: usize) -> Range<usize> {
        self.segments.all[self.segments.of[at]].clone()
    }

    /// The cue of a token.
    pub fn cue(&self, at: usize) -> Option<&Cue> {
        self.lexicon.cue(self.tokens.get(at)?.known)
    }

    /// The token behind this one, behind the whole quotation when it opens one.
    pub fn behind(&self, at: usize) -> usize {
        if segments::opens(self.tokens, at) { self.tokens[at].partner + 1 } else { at + 1 }
    }

    /// Whether the token is a verb that reports.
    pub fn is_reporting_verb(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        token.known.cue > 0
            && token.key.first(1) < self.lexicon.letters.latin
            && matches!(token.known.form.shape, Shape::Past | Shape::Present)
            && (token.known.flags & (small::PREPOSITION | small::THIS) == 0
                || (token.known.lead == Lead::And
                    && token.key.without_first(1) == self.lexicon.letters.across))
    }

    /// Whether the token is a participle that shares a speaker (مشيرا).
    pub fn is_circumstance(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        token.known.cue > 0 && token.known.form.shape == Shape::Circumstance
    }

    /// Whether the token stands in a quotation that is long enough to have sentences.
    pub fn in_quotation(&self, at: usize) -> bool {
        self.segments.quoted[self.segments.of[at]]
    }

    /// Whether the closing bracket was opened before the content began.
    pub fn opened_before(&self, close: usize, first: usize) -> bool {
        let mut depth = 1;
        for j in (first..close).rev() {
            match self.tokens[j].kind {
                Kind::Close => depth += 1,
                Kind::Open => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return false;
            }
        }
        let sentence = self.sentence(first);
        (sentence.start..first).rev().take(BRACKET).any(|j| self.is(j, Kind::Open))
    }

    /// The token's marks of the small words.
    pub fn has(&self, at: usize, flags: u64) -> bool {
        self.tokens.get(at).is_some_and(|token| token.known.flags & flags != 0)
    }

    /// The token's marks of attitude.
    pub fn tells(&self, at: usize, marks: u32) -> bool {
        self.tokens.get(at).is_some_and(|token| token.tells(marks))
    }

    /// Whether the token is of this kind.
    pub fn is(&self, at: usize, kind: Kind) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == kind)
    }

    /// The bytes from one token to before another, without marks at its ends.
    pub fn bytes(&self, tokens: Range<usize>) -> Range<usize> {
        match (
            self.tokens.get(tokens.start),
            tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last)),
        ) {
            (Some(first), Some(last)) if first.start <= last.end => first.start..last.end,
            _ => 0..0,
        }
    }
}

/// All frames of the text, in the order of their cues.
pub fn frames(report: &Report<'_>) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for at in 0..report.tokens.len() {
        if report.tokens[at].known.cue == 0 || report.tokens[at].key.first(1) >= report.lexicon.letters.latin
        {
            continue;
        }
        if !witness::counts(report, at) {
            // على مطالبة الحكومة بكذا: the participle's twin, a noun.
            let noun = report.tokens[at].key == report.lexicon.letters.demand
                && at > 0
                && report.has(at - 1, small::PREPOSITION);
            drafts.extend(noun.then(|| nouns::frame(report, at)).flatten());
            continue;
        }
        let drafted = match report.tokens[at].known.form.shape {
            Shape::Past | Shape::Present | Shape::Circumstance => verb(report, at, &drafts),
            Shape::Noun => match report.cue(at) {
                Some(cue) if cue.takes & takes::SOURCE != 0 => source::frame(report, at),
                Some(_) => nouns::frame(report, at),
                None => None,
            },
        };
        let Some(draft) = drafted else { continue };
        // Two cues with one content: the noun of the pair (في تصريح … إن) yields; قوله does not.
        let recent = drafts.len().saturating_sub(TWINS);
        let twin = (recent..drafts.len()).find(|&other| drafts[other].content.start == draft.content.start);
        match twin {
            Some(other) => {
                let is_noun = |draft: &Draft| {
                    draft.cue.is_some_and(|cue| report.tokens[cue].known.form.shape == Shape::Noun)
                };
                if !is_noun(&draft) && is_noun(&drafts[other]) {
                    drafts[other] = draft;
                }
            }
            None => drafts.push(draft),
        }
    }
    drafts
}

/// The frame of a verb or of a participle.
fn verb(report: &Report<'_>, at: usize, before: &[Draft]) -> Option<Draft> {
    let cue = report.cue(at)?;
    let Some(found) = complement::find(report, at, cue) else { return source::as_said(report, at) };
    let said = content::extent(report, at, &found);
    if said.is_empty() || quotes_another(report, at, &found, cue) {
        return None;
    }
    let row = usize::from(report.tokens[at].known.cue) - 1;
    let (speaker, object) = speaker::find(report, at, cue, &found, before);
    let start = match object {
        Some(object) => object,
        None => said.start,
    };
    let (who, speaker_rule) = speaker;
    if speaker_rule == "agentless" {
        return None;
    }
    Some(Draft {
        cue: Some(at),
        row,
        mode: found.mode,
        speaker: who,
        speaker_rule,
        content: start..said.end.max(start),
        content_rule: found.rule,
        between: at + 1..found.start,
    })
}

/// نقلت الوكالة عن فلان قوله: the second cue tells it.
fn quotes_another(report: &Report<'_>, at: usize, found: &Complement, cue: &Cue) -> bool {
    cue.past == "نقل"
        && (at + 1..found.start).any(|j| {
            report.tokens[j].known.cue > 0
                && report.tokens[j].known.form.shape == Shape::Noun
                && !report.has(j, small::OFFICE)
        })
}

/// Whether and with what the token is joined to what stands before it.
pub fn lead(token: &Token) -> Lead {
    token.known.lead
}

/// The preposition that is written together with a word: its place in
/// [`PREPOSITIONS`](super::cues::PREPOSITIONS).
pub fn attached(report: &Report<'_>, at: usize) -> Option<usize> {
    let token = report.tokens.get(at)?;
    if !token.is_word()
        || token.key.is_unknown()
        || token.has(small::WHOLE | small::OUTLET | small::WITHIN | small::ASIDE)
    {
        return None;
    }
    if token.has(small::THAT | small::PREPOSITION | small::BREAK | small::WHICH | small::THIS) {
        return None;
    }
    if report.is_reporting_verb(at) {
        return None;
    }
    let key = match token.known.lead {
        Lead::Nothing => token.key,
        Lead::And | Lead::So => token.key.without_first(1),
    };
    let first = key.first(1);
    let keys = &report.lexicon.letters;
    // بلده and بيانهم are whole words as well.
    let whole = |ending| {
        key.ends_with(ending)
            && report.lexicon.known(key.without_last(ending.length())).flags & small::WHOLE != 0
    };
    if (first == keys.b || first == keys.l) && (keys.his.iter().any(|his| whole(*his)) || whole(keys.our)) {
        return None;
    }
    if first == keys.b && (key.length() >= 4 || token.has(small::B_THAT)) {
        Some(0)
    } else if first == keys.l && key.length() >= 4 {
        Some(5)
    } else {
        None
    }
}

/// The preposition a word is, or has written onto it: its place in the list.
pub fn preposition(report: &Report<'_>, at: usize) -> Option<usize> {
    let token = report.tokens.get(at)?;
    let flags = token.known.flags & small::TAKEN_PREPOSITIONS;
    if flags != 0 && token.is_word() {
        return usize::try_from((flags / small::FIRST_PREPOSITION).trailing_zeros()).ok();
    }
    attached(report, at)
}

/// What marks the beginning of what was said.
#[derive(Clone, Debug)]
pub struct Complement {
    /// The token where it begins: أن, or the preposition before it, or the first word of a quotation.
    pub start: usize,
    /// How it is told.
    pub mode: Mode,
    /// The quotation mark that opens it, for direct speech.
    pub quote: Option<usize>,
    /// The rule.
    pub rule: &'static str,
    /// Whether an object stands before it, which belongs to what was said.
    pub object: Objected,
}

/// Whether a cue has an object before its preposition (اتهم فلانا بكذا).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Objected {
    /// It has none.
    No,
    /// It may have one.
    Maybe,
    /// It must.
    Must,
}
