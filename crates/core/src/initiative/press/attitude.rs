//! What was said of a plan: acceptance, rejection, a condition, a commitment, a red line.
//!
//! Only what somebody said is judged, and only by words that tell an attitude. A condition begins with إذا,
//! شريطة, ما لم and their like and goes to the end of its clause; «المبادرات التي تحقن الدماء» sets one as
//! well, when what is accepted is told by what it must do. Crimes and events are nothing to accept or
//! reject, so that whoever condemns a killing has no stance by that.

use std::ops::Range;

use super::{
    arabic::Report,
    cues::takes,
    frame::{Draft, Mode},
    lexicon::Lead,
    reading::{Commitment, RedLine, Span, Stance, Verdict},
    small,
    words::Kind,
};

/// How many words from the beginning a future verb or an attitude is looked for.
const REACH: usize = 30;
/// How many words of speech.
const SPEECH: usize = 250;
/// How far back a word of necessity is looked for.
const LOOK_BACK: usize = 200;
/// Words of a target.
const TARGET: usize = 12;

/// What a frame tells, beside who said what.
#[derive(Clone, Debug, Default)]
pub struct Attitude {
    /// Of a plan.
    pub stance: Option<Stance>,
    /// Of an act to come.
    pub commitment: Option<Commitment>,
}

/// Judges what was said.
pub fn judge(report: &Report<'_>, draft: &Draft, said: Range<usize>) -> Attitude {
    let cue = draft.cue.and_then(|at| report.cue(at)).map_or(0, |cue| cue.takes);
    let condition = condition(report, said.clone());
    let told = told(report, draft, cue, &said);
    let mut commitment = commitment(report, draft, cue, &said);
    if let (Some(commitment), Some(found)) = (&mut commitment, &condition) {
        commitment.condition = Some(span(report, found.span.clone()));
    }
    let stance = match (told, &condition) {
        (Some((verdict, words, rule)), None) => {
            let clause =
                (verdict == Verdict::Accept).then(|| required(report, words.end, said.end)).flatten();
            let verdict = if clause.is_some() { Verdict::Conditional } else { verdict };
            Some(stance(report, verdict, words, clause, rule, &said))
        }
        (Some((verdict, words, rule)), Some(found)) => {
            let verdict = match verdict {
                Verdict::Reject if !found.unless => Verdict::Reject,
                _ => Verdict::Conditional,
            };
            Some(stance(report, verdict, words, Some(found.span.clone()), rule, &said))
        }
        (None, Some(found)) if cue & takes::COMMIT != 0 && threatens(report, draft) => {
            let verb = draft.cue.map_or(said.clone(), |at| at..at + 1);
            Some(stance(report, Verdict::Reject, verb, Some(found.span.clone()), "threat", &said))
        }
        (None, Some(found)) if found.terms || found.unless => {
            let words = found.span.start..found.span.start + 1;
            Some(stance(report, Verdict::Conditional, words, Some(found.span.clone()), "terms", &said))
        }
        (None, _) if cue & takes::CONDITION != 0 => {
            let verb = draft.cue.map_or(said.clone(), |at| at..at + 1);
            Some(stance(report, Verdict::Conditional, verb, Some(said.clone()), "verb", &said))
        }
        (None, _) => within_frame(report, &said).map(|span| {
            let words = span.start..span.start + 1;
            stance(report, Verdict::Conditional, words, Some(span), "frame", &said)
        }),
    };
    Attitude { stance, commitment }
}

fn stance(
    report: &Report<'_>,
    verdict: Verdict,
    words: Range<usize>,
    condition: Option<Range<usize>>,
    rule: &'static str,
    said: &Range<usize>,
) -> Stance {
    let from = if said.contains(&words.start) { words.end } else { said.start };
    let until = condition
        .as_ref()
        .map_or(said.end, |condition| if condition.start > from { condition.start } else { said.end });
    let target = target(report, from, until);
    Stance {
        verdict,
        words: span(report, words),
        target: target.map(|words| span(report, words)),
        condition: condition.map(|words| span(report, words)),
        rule,
        confidence: if rule == "verb" { 70 } else { 50 },
    }
}

fn span(report: &Report<'_>, words: Range<usize>) -> Span {
    report.bytes(words).into()
}

/// What an attitude is to: the words behind it, up to the end of their clause.
fn target(report: &Report<'_>, from: usize, until: usize) -> Option<Range<usize>> {
    let mut end = from;
    while end < until.min(from + TARGET) {
        let token = &report.tokens[end];
        if !token.is_solid() && !matches!(token.kind, Kind::Quote(_))
            || token.has(small::THAT | small::CONDITION)
        {
            break;
        }
        end += 1;
    }
    (end > from).then_some(from..end)
}

/// Whether the verb threatens.
fn threatens(report: &Report<'_>, draft: &Draft) -> bool {
    draft.cue.and_then(|at| report.cue(at)).is_some_and(|cue| matches!(cue.past, "هدد" | "توعد" | "threaten"))
}

/// The attitude that a verb or the words tell.
fn told(
    report: &Report<'_>,
    draft: &Draft,
    cue: u32,
    said: &Range<usize>,
) -> Option<(Verdict, Range<usize>, &'static str)> {
    let crime = said.clone().take(5).any(|j| report.has(j, small::CRIME));
    if let Some(at) = draft.cue {
        let verdict = if cue & takes::ACCEPT != 0 {
            Some(Verdict::Accept)
        } else if cue & takes::REJECT != 0 {
            Some(Verdict::Reject)
        } else {
            None
        };
        if let Some(verdict) = verdict {
            return (!crime).then_some((verdict, at..at + 1, "verb"));
        }
    }
    // Speech is looked through; a clause tells its attitude soon.
    let reach = if draft.mode == Mode::Direct { SPEECH } else { REACH };
    for j in said.clone().take(reach) {
        let token = &report.tokens[j];
        let negated = j > said.start && report.has(j - 1, small::NOT);
        let quoted_by_other = report.is_reporting_verb(j) && draft.cue.is_some_and(|cue| cue == j);
        if quoted_by_other {
            continue;
        }
        if !is_own(report, draft, said, j) {
            continue;
        }
        // نحن مع أي حل.
        let with =
            token.key == report.lexicon.letters.with && j > said.start && report.has(j - 1, small::PRONOUN);
        // قبولها أو رفضها: both are thought of, and neither is told.
        if token.has(small::ACCEPTS) && (j + 1..said.end.min(j + 4)).any(|k| report.has(k, small::REJECTS)) {
            return None;
        }
        if (token.has(small::ACCEPTS) || with) && !negated {
            return Some((Verdict::Accept, j..j + 1, "words"));
        }
        if token.has(small::ACCEPTS) && negated {
            return Some((Verdict::Reject, j - 1..j + 1, "words"));
        }
        if token.has(small::REJECTS)
            && !negated
            && !(j..said.end).take(5).any(|k| report.has(k, small::CRIME))
        {
            return Some((Verdict::Reject, j..j + 1, "words"));
        }
        // لا يمكن أن.
        if token.key == report.lexicon.letters.can && negated {
            return Some((Verdict::Reject, j - 1..j + 1, "words"));
        }
    }
    None
}

/// Whether the attitude that a word tells is the speaker's: in the first person, at the beginning of what was
/// said, or of somebody whom the speaker's own name or a pronoun names (إن بلاده ترفض).
fn is_own(report: &Report<'_>, draft: &Draft, said: &Range<usize>, at: usize) -> bool {
    let keys = &report.lexicon.letters;
    let key = report.tokens[at].key;
    let first_person = key.first(1) == keys.n || key.starts_with(keys.will_we) || key.ends_with(keys.our);
    if first_person || at <= said.start + 2 || draft.mode == Mode::Direct {
        return true;
    }
    let speaker = draft
        .speaker
        .span()
        .map(|span| super::document::tokens_of(report.tokens, span, at))
        .unwrap_or_default();
    (said.start..at).take(6).any(|j| {
        let token = &report.tokens[j];
        let his = token.key.length() > 3 && (token.key.ends_with(keys.his[1]) || ends_with_his(report, j));
        token.is_word()
            && (his
                || speaker.clone().any(|k| {
                    !report.tokens[k].key.is_unknown()
                        && report.tokens[k].key == token.key
                        && token.key.length() > 3
                }))
    })
}

/// Whether a word ends with the pronoun ه, and not with ة.
fn ends_with_his(report: &Report<'_>, at: usize) -> bool {
    let token = &report.tokens[at];
    !token.has(small::THAT | small::PREPOSITION)
        && report.text.get(token.span()).is_some_and(|word| word.ends_with('ه'))
}

/// A condition that was found.
struct Condition {
    span: Range<usize>,
    /// ما لم, إلا إذا: it must be met, or the answer is no.
    unless: bool,
    /// شرط: the word itself says that it is one.
    terms: bool,
}

fn condition(report: &Report<'_>, said: Range<usize>) -> Option<Condition> {
    let keys = &report.lexicon.letters;
    for j in said.clone() {
        let token = &report.tokens[j];
        let before = |flags| j > said.start && report.has(j - 1, flags);
        let mut start = j;
        let mut unless;
        let case = keys.case.contains(&token.key)
            && before(small::PREPOSITION)
            && report.tokens[j - 1].key == keys.in_;
        let unmet = token.key == keys.did_not && j > said.start && report.tokens[j - 1].key == keys.what;
        if token.has(small::CONDITION) {
            // ما إذا, عما إذا: whether.
            if j > said.start && keys.whether.contains(&report.tokens[j - 1].key) {
                continue;
            }
            unless = token.key == report.lexicon.english.unless;
            if j > said.start && report.tokens[j - 1].key == keys.except {
                (start, unless) = (j - 1, true);
            }
            if j > said.start && report.tokens[j - 1].key == keys.without {
                continue;
            }
        } else if case || unmet {
            (start, unless) = (j - 1, unmet);
        } else {
            continue;
        }
        let mut end = j + 1;
        while end < said.end {
            let next = &report.tokens[end];
            let stops = match next.kind {
                Kind::Comma | Kind::Stop | Kind::Semicolon => end > j + 1,
                Kind::Word => {
                    next.known.lead == Lead::So && end > j + 2 || is_answer(report, end) && end > j + 3
                }
                _ => false,
            };
            if stops {
                break;
            }
            end += 1;
        }
        // قبولها بشروط tells no condition, only that there are some.
        if end - start < 2 {
            continue;
        }
        let terms = token.has(small::CONDITION) && !keys.if_.contains(&token.key);
        return Some(Condition { span: start..end, unless, terms });
    }
    None
}

/// فنحن, فسأقبل: the answer to a condition.
fn is_answer(report: &Report<'_>, at: usize) -> bool {
    let key = report.tokens[at].key;
    let keys = &report.lexicon.letters;
    key.first(1) == keys.so && (is_future(report, key.without_first(1)) || key.without_first(1) == keys.we)
}

/// A relative clause that says what something must do to be accepted: المبادرات التي تحقن الدماء, أي حل يحقن الدماء.
fn required(report: &Report<'_>, from: usize, end: usize) -> Option<Range<usize>> {
    let keys = &report.lexicon.letters;
    let any = (from..end.min(from + 2)).find(|&j| report.tokens[j].key == keys.any);
    let present = |j: usize| {
        j < end && {
            let key = report.tokens[j].key;
            (key.first(1) == keys.t || key.first(1) == keys.y) && key.length() >= 4
        }
    };
    let start = match any {
        Some(any) => (any + 2..end.min(any + 4)).find(|&j| present(j))?,
        None => {
            let which = (from..end.min(from + 4)).find(|&j| report.has(j, small::WHICH))?;
            let plural = report.tokens[which - 1].key.ends_with(keys.plural);
            if !(plural && present(which + 1)) {
                return None;
            }
            which
        }
    };
    let stop = (start + 1..end).find(|&j| !report.tokens[j].is_solid()).unwrap_or(end);
    Some(start..stop)
}

/// ضمن سياق كذا: a call for something within a frame sets the frame as its condition.
fn within_frame(report: &Report<'_>, said: &Range<usize>) -> Option<Range<usize>> {
    let keys = &report.lexicon.letters;
    let start = said.clone().take(REACH).find(|&j| {
        report.tokens[j].key == keys.within
            && (j + 1..said.end.min(j + 3)).any(|k| keys.context.contains(&report.tokens[k].key))
    })?;
    let stop = (start + 1..said.end).find(|&j| !report.tokens[j].is_solid()).unwrap_or(said.end);
    Some(start..stop)
}

fn is_future(report: &Report<'_>, key: super::letters::Key) -> bool {
    let keys = &report.lexicon.letters;
    key.length() >= 5
        && keys.will.iter().any(|will| key.starts_with(*will))
        && !keys.no_future.iter().any(|word| key.starts_with(*word))
}

/// What somebody will do.
fn commitment(report: &Report<'_>, draft: &Draft, cue: u32, said: &Range<usize>) -> Option<Commitment> {
    if cue & takes::COMMIT != 0 {
        let at = draft.cue?;
        return Some(Commitment {
            words: span(report, at..at + 1),
            condition: None,
            party: None,
            rule: "verb",
            confidence: 85,
        });
    }
    if cue & (takes::THOUGHT | takes::REJECT | takes::OBJECT) != 0 {
        return None;
    }
    let keys = &report.lexicon.letters;
    for j in said.clone().take(REACH) {
        let token = &report.tokens[j];
        let negated = j > said.start && report.has(j - 1, small::NOT);
        let future = token.known.flags == 0
            && is_future(report, token.key)
            && j - said.start <= 14
            && is_act(report, token.key);
        let will_not =
            (token.key == keys.will_not || token.key == report.lexicon.english.will) && j - said.start <= 10;
        if !(token.has(small::COMMITS) && !negated && j - said.start <= 14 || future || will_not) {
            continue;
        }
        // وهو أعلن التزامه: the commitment is the inner speaker's.
        let inner = (said.start..j).rev().take(2).any(|k| report.is_reporting_verb(k));
        let described = j > said.start && report.has(j - 1, small::WHICH);
        if inner || described {
            continue;
        }
        let first = if report.has(said.start, small::THAT) { said.start + 1 } else { said.start };
        let party = (first < j && report.has(said.start, small::THAT) && report.tokens[first].is_word())
            .then(|| {
                let ends = |k: usize| {
                    is_future(report, report.tokens[k].key)
                        || report.has(k, small::WAS | small::WHICH | small::PREPOSITION | small::NOT)
                };
                first..(first..j).find(|&k| ends(k)).unwrap_or(j)
            });
        let party = party
            .filter(|words| !words.is_empty() && words.len() <= 6 && said.start + 1 == words.start)
            .map(|words| span(report, words));
        return Some(Commitment {
            words: span(report, j..j + 1),
            condition: None,
            party,
            rule: if future { "future" } else { "words" },
            confidence: 60,
        });
    }
    None
}

/// Whether a future form tells an act and not a state (سيكون, سيؤدي).
fn is_act(report: &Report<'_>, key: super::letters::Key) -> bool {
    let keys = &report.lexicon.letters;
    !keys.states.iter().any(|state| key.without_first(2) == *state)
}

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
        let kept =
            token.has(small::GIVES_UP) && (said.start..j).rev().take(2).any(|k| report.has(k, small::NOT));
        let (start, rule) = if must_not {
            let first = if report.has(said.start, small::THAT) { said.start + 1 } else { said.start };
            (first, "must-not")
        } else if that_not && must(report, &said, j) {
            (j, "must-not")
        } else if kept {
            ((said.start..j).rev().take(2).find(|&k| report.has(k, small::NOT)).unwrap_or(j), "not-given-up")
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
