//! What the whole report knows of a speaker: who is meant when a clause names nobody, whose a quotation is
//! that stands alone, and which part of a name is the person, the office and the body.
//!
//! All of it is inference. An antecedent never becomes the speaker by itself; it stands beside, for a person
//! to confirm.

use std::ops::Range;

use super::{
    arabic::Report,
    cues::takes,
    frame::{Draft, Mode, Who},
    lexicon::Lead,
    segments::{opens, words_within},
    small,
    words::{Kind, Token},
};

/// Words from which on a quotation that stands alone is somebody's speech.
const SPEECH: usize = 9;
/// How many frames back an antecedent is looked for.
const MEMORY: usize = 12;

/// The tokens within a range of bytes, looked for around a token that is near: reports are long, and what
/// belongs together stands together.
pub fn tokens_of(tokens: &[Token], bytes: &Range<usize>, near: usize) -> Range<usize> {
    // The first may begin before: لمصادر without its preposition.
    let first = place(tokens, near, |token| token.end <= bytes.start);
    let last = place(tokens, first, |token| token.start < bytes.end);
    first..last.max(first)
}

/// The first token that does not lie before what is looked for.
fn place(tokens: &[Token], near: usize, lies_before: impl Fn(&Token) -> bool) -> usize {
    let begins_before = |at: usize| tokens.get(at).is_some_and(&lies_before);
    let near = near.min(tokens.len());
    let mut step = 8;
    let (mut low, mut high) = (near, near);
    while low > 0 && !begins_before(low) {
        low = low.saturating_sub(step);
        step *= 2;
    }
    step = 8;
    while begins_before(high) {
        high = (high + step).min(tokens.len());
        step *= 2;
    }
    low + tokens[low..high.max(low)].partition_point(lies_before)
}

/// Who is meant by a frame without a speaker: the last one named before it whom the verb can mean.
pub fn antecedent(report: &Report<'_>, drafts: &[Draft], of: usize) -> Option<Range<usize>> {
    let at = drafts[of].cue?;
    let person = report.tokens[at].known.form.person;
    let told_by_other = |place: usize| {
        let start = drafts[place].cue.map_or(0, |cue| report.tokens[cue].start);
        let before = &drafts[place.saturating_sub(MEMORY)..place];
        before.iter().any(|outer| outer.content.start <= start && start < outer.content.end)
    };
    let before =
        drafts[..of].iter().enumerate().rev().take(MEMORY).filter(|(place, _)| !told_by_other(*place));
    let mut named = before
        .filter_map(|(_, draft)| draft.speaker.span())
        .filter(|span| span.end <= report.tokens[at].start);
    named
        .find(|span| {
            let words = tokens_of(report.tokens, span, at);
            !words.is_empty() && super::arabic::subject::can_be(report, person, words.start)
        })
        .cloned()
}

/// Quotations that stand alone, with the nearest speaker. The drafts are in the order of their cues.
pub fn orphans(report: &Report<'_>, drafts: &[Draft]) -> Vec<Draft> {
    let taken = Taken::of(drafts);
    let mut found = Vec::new();
    let mut at = 0;
    while at < report.tokens.len() {
        if !opens(report.tokens, at) {
            at += 1;
            continue;
        }
        let close = report.tokens[at].partner;
        let begins =
            at == 0 || matches!(report.tokens[at - 1].kind, Kind::Line | Kind::Paragraph | Kind::Stop);
        if !begins || words_within(report.tokens, at) < SPEECH {
            at += 1;
            continue;
        }
        let said = report.tokens[at + 1].start..report.tokens[close.saturating_sub(1).max(at + 1)].end;
        if let (false, Some(speaker)) = (taken.at(said.start), nearest(report, drafts, said.start)) {
            found.push(Draft {
                cue: None,
                row: 0,
                mode: Mode::Direct,
                speaker: Who::Named(speaker),
                speaker_rule: "nearest",
                content: said,
                content_rule: "quotation",
                between: at..at,
            });
        }
        at = close + 1;
    }
    found
}

/// Which bytes are somebody's words already.
struct Taken(Vec<(usize, usize)>);

impl Taken {
    fn of(drafts: &[Draft]) -> Self {
        let mut contents: Vec<(usize, usize)> =
            drafts.iter().map(|draft| (draft.content.start, draft.content.end)).collect();
        contents.sort_unstable();
        let mut furthest = 0;
        for content in &mut contents {
            furthest = furthest.max(content.1);
            content.1 = furthest;
        }
        Self(contents)
    }

    fn at(&self, byte: usize) -> bool {
        let place = self.0.partition_point(|content| content.0 <= byte);
        place > 0 && self.0[place - 1].1 > byte
    }
}

/// The speaker of the last frame before a byte, or of the first behind it when there is none.
fn nearest(report: &Report<'_>, drafts: &[Draft], byte: usize) -> Option<Range<usize>> {
    let begins = |draft: &Draft| draft.cue.map_or(0, |at| report.tokens[at].start);
    let place = drafts.partition_point(|draft| begins(draft) < byte);
    let speaks = |draft: &&Draft| {
        let cue = draft.cue.and_then(|at| report.cue(at));
        cue.is_none_or(|cue| cue.takes & takes::POSITION == 0)
    };
    let before =
        drafts[..place].iter().rev().filter(speaks).take(MEMORY).find_map(|draft| draft.speaker.span());
    let behind = || drafts[place..].iter().filter(speaks).take(MEMORY).find_map(|draft| draft.speaker.span());
    before.or_else(behind).cloned()
}

/// A speaker's person, office and body, as tokens.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// The name.
    pub person: Option<Range<usize>>,
    /// The office.
    pub role: Option<Range<usize>>,
    /// The body.
    pub body: Option<Range<usize>>,
}

/// Takes a speaker apart: «خالد خوجة رئيس الائتلاف الوطني», «رئيس الائتلاف خالد خوجة», «بيان صادر عن الائتلاف».
pub fn parts(report: &Report<'_>, words: Range<usize>) -> Parts {
    if words.is_empty() {
        return Parts::default();
    }
    let keys = &report.lexicon.letters;
    let article = |j: usize| report.tokens[j].key.starts_with(keys.article);
    let office =
        words.clone().find(|&j| report.has(j, small::OFFICE) && report.tokens[j].known.lead == Lead::Nothing);
    let Some(office) = office else {
        let head = report.tokens.get(words.start).and_then(|token| report.text.get(token.span()));
        let she = (words.len() > 1 || article(words.start)) && head.is_some_and(|head| head.ends_with('ة'));
        let group = she || report.has(words.start, small::GROUP | small::SHE);
        let whole = (!words.is_empty()).then(|| words.clone());
        return if group {
            Parts { body: whole, ..Parts::default() }
        } else {
            Parts { person: whole, ..Parts::default() }
        };
    };
    let end = words.end;
    // Statements and reports are nobody; what stands behind عن, or directly behind them, is the body.
    if keys.papers.contains(&report.tokens[office].key) {
        let about =
            (office..end).find(|&j| report.tokens[j].key == keys.about || report.tokens[j].key == keys.from);
        let from = about.map_or(office + 1, |about| about + 1);
        return Parts { body: (from < end).then_some(from..end), ..Parts::default() };
    }
    let group = report.has(office, small::GROUP);
    if group && office == words.start {
        return Parts { body: Some(words), ..Parts::default() };
    }
    // The office goes as far as its own words: in the construct to the first definite one and its adjectives.
    let mut last = office + 1;
    let mut definite = article(office);
    while last < end {
        let token = &report.tokens[last];
        if token.kind == Kind::Comma {
            break;
        }
        let quoted = opens(report.tokens, last);
        let joins = token.has(small::PREPOSITION | small::WITHIN | small::GROUP | small::OFFICE | small::SHE)
            || super::arabic::attached(report, last).is_some()
            || token.known.lead == Lead::And
            || quoted;
        if !joins && !article(last) && definite {
            break;
        }
        definite = definite || article(last) || token.has(small::SHE) || quoted;
        last = report.behind(last).min(end);
    }
    let before = words.start..office;
    let behind = last..end;
    let name = |range: Range<usize>| {
        // «a» before an office is no name.
        let words =
            report.tokens[range.clone()].iter().any(|token| token.is_word() && token.key.length() != 1);
        (words && range.len() <= 7).then_some(range)
    };
    let person = name(trim(report, before)).or_else(|| name(trim(report, behind)));
    let body = (office + 1..last).find(|&j| {
        let named = !report.has(j, small::OFFICE) || report.has(j, small::GROUP);
        named && !report.has(j, small::WITHIN | small::PREPOSITION) && report.tokens[j].is_solid()
            || opens(report.tokens, j)
    });
    let body = body.or_else(|| (office + 1 < last).then_some(office + 1)).map(|from| from..last);
    Parts { person, role: Some(office..last), body: body.filter(|body| body.len() <= 14) }
}

fn trim(report: &Report<'_>, mut words: Range<usize>) -> Range<usize> {
    let mark = |j: usize| matches!(report.tokens[j].kind, Kind::Comma | Kind::Dash);
    while !words.is_empty() && mark(words.start) {
        words.start += 1;
    }
    while !words.is_empty() && mark(words.end - 1) {
        words.end -= 1;
    }
    words
}

/// The outlet that a speaker spoke to, between the cue and what was said.
pub fn outlet(report: &Report<'_>, between: &Range<usize>) -> Option<Range<usize>> {
    for j in between.clone() {
        let token = &report.tokens[j];
        let to = token.has(small::OUTLET) || (token.key == report.lexicon.letters.l && j + 1 < between.end);
        if !to {
            continue;
        }
        let mut next = j + 1;
        while next < between.end && report.is(next, Kind::Dash) {
            next += 1;
        }
        let end = if next < between.end && opens(report.tokens, next) {
            report.behind(next)
        } else {
            // لوكالة رويترز, لأخبار الآن.
            (next..between.end.min(next + 2))
                .take_while(|&k| {
                    report.tokens[k].is_word()
                        && !report.has(k, small::PREPOSITION | small::THAT | small::TIME)
                })
                .last()
                .map_or(next, |k| k + 1)
        };
        return Some(j..end.min(between.end).max(j + 1));
    }
    None
}

/// Whether two spellings name one speaker: ديمستورا and دي ميستورا, خوجة and خالد خوجة.
pub fn same_name(a: &str, b: &str) -> bool {
    let folded = |words: &str| -> String { super::letters::folded(words) };
    let (a, b) = (folded(a), folded(b));
    if a.is_empty() || b.is_empty() {
        return false;
    }
    a == b || a.chars().count() > 4 && crate::text::is_one_slip_apart(&a, &b)
}

#[cfg(test)]
mod tests {
    use super::{
        super::{lexicon::lexicon, words},
        *,
    };

    #[test]
    fn tokens_are_found_from_anywhere() {
        let text = "قال سامر إن الماء كثير في الوادي هذا العام، وأضاف أن المطر نزل. ".repeat(9);
        let tokens = words::cut(&text, lexicon());
        for bytes in [0..0, 0..6, 7..40, 100..101, 300..text.len(), text.len()..text.len()] {
            let first = tokens.partition_point(|token| token.end <= bytes.start);
            let last = tokens.partition_point(|token| token.start < bytes.end);
            for near in 0..tokens.len() + 3 {
                assert_eq!(tokens_of(&tokens, &bytes, near), first..last.max(first), "{bytes:?} from {near}");
            }
        }
    }
}
