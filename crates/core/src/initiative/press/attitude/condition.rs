//! Conditions: where they begin, what kind they are, and how far they go.
//!
//! A condition that comes first ends before its answer (إذا …، فسنقبل); one that comes behind goes on with its
//! sentence, over commas that join another part of it. Words that say that they are terms (شرط, شريطة) come before
//! those that only suppose.

use std::ops::Range;

use super::{
    super::{letters::Key, lexicon::Lead, reading::Verdict},
    Kind as Mark, Report, is_future, small,
    told::Told,
    words,
};

/// How many words from the beginning ضمن سياق is looked for.
const REACH: usize = 30;
/// The places of على and ب among the prepositions.
const ON: usize = 2;
/// See [`ON`].
const WITH: usize = 0;
/// How far before قبل its refusal stands.
const CLAUSE: usize = 12;

/// A condition that was found.
#[derive(Clone, Debug)]
pub struct Condition {
    /// Its tokens, with the word that begins it.
    pub span: Range<usize>,
    /// What kind.
    pub kind: Kind,
    /// Whether it supposes that something is not done (إذا لم).
    pub is_denied: bool,
}

/// What a condition does to what it stands beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// إذا, في حال: it is supposed.
    If,
    /// ما لم, إلا إذا: it must be met, or the answer is no.
    Unless,
    /// شرط: the word itself says that it is a condition.
    Terms,
    /// على أن: what is accepted is accepted so; of anything else it tells what comes next.
    Proviso,
}

/// Where a condition stands to what depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Before it.
    First,
    /// Behind it.
    Behind,
}

/// The condition of what was said; terms before suppositions, else the first.
pub fn find(report: &Report<'_>, said: &Range<usize>, told: Option<&Told>) -> Option<Condition> {
    let mut first: Option<Condition> = None;
    let mut j = said.start;
    while j < said.end {
        let Some(found) = at(report, said, j) else {
            j += 1;
            continue;
        };
        j = found.span.end.max(j + 1);
        // قبولها بشروط tells no condition, only that there are some.
        if found.span.len() < 2 {
            continue;
        }
        match found.kind {
            Kind::Unless | Kind::Terms => return Some(found),
            Kind::Proviso if told.is_none_or(|told| told.verdict != Verdict::Accept) => {}
            Kind::If | Kind::Proviso => first = first.or(Some(found)),
        }
    }
    first
}

/// The condition whose word stands here.
fn at(report: &Report<'_>, said: &Range<usize>, j: usize) -> Option<Condition> {
    let keys = &report.lexicon.letters;
    let english = &report.lexicon.english;
    let token = &report.tokens[j];
    let before = j.checked_sub(1).filter(|&k| k >= said.start).map(|k| report.tokens[k].key);
    let before_is = |key: Key| before == Some(key);
    let next = |key: Key| j + 1 < said.end && report.tokens[j + 1].key == key;
    let (start, kind) = if token.tells(words::CONDITION) {
        // ما إذا, عما إذا: whether. دون شرط: none.
        if before.is_some_and(|key| {
            keys.whether.contains(&key) || key == keys.without || english.whether.contains(&key)
        }) {
            return None;
        }
        let terms = token.tells(words::TERMS);
        match before {
            Some(key) if key == keys.except || english.only.contains(&key) => (j - 1, Kind::Unless),
            // بشروط وضعها, شروط الاتفاق: terms are told when a clause or their content follows.
            _ if terms && !(states_terms(report, said, j)) => return None,
            _ if terms => (if before_is(english.on) { j - 1 } else { j }, Kind::Terms),
            _ => (j, Kind::If),
        }
    } else if token.key == english.long && before_is(english.as_) && next(english.as_) {
        (j - 1, Kind::Terms)
    } else if token.key == english.unless {
        (j, Kind::Unless)
    } else if keys.case.contains(&token.key) && before_is(keys.in_) || keys.in_case.contains(&token.key) {
        (if before_is(keys.in_) { j - 1 } else { j }, Kind::If)
    } else if token.key == keys.did_not && before_is(keys.what) {
        (j - 1, Kind::Unless)
    } else if token.key == keys.except && (next(keys.after) || next(keys.in_)) {
        (j, Kind::Unless)
    } else if token.tells(words::TIES) && ties(report, said, j) {
        (j, Kind::Terms)
    } else if token.key == keys.on
        && next(keys.that)
        && j > said.start + 2
        && !report.tokens[j - 1].is_solid()
    {
        // نوافق على الخطة، على أن تنسحب القوات.
        (j, Kind::Proviso)
    } else if let Some(kind) = until(report, said, j) {
        (j, kind)
    } else {
        return None;
    };
    let first = kind != Kind::Terms && leads(report, said, start);
    let end = extent(report, said, j, if first { Place::First } else { Place::Behind });
    let is_denied = (j + 1..end.min(j + 3)).any(|k| {
        report.tokens[k].key == keys.did_not
            || english.refuses(report.tokens[k].key)
            || report.tokens[k].key == english.not
    });
    Some(Condition { span: start..end, kind, is_denied })
}

/// شرط أن, بشرط توافق السوريين, شروطه للتفاوض ضرورة: whether what is asked follows.
fn states_terms(report: &Report<'_>, said: &Range<usize>, j: usize) -> bool {
    let english = &report.lexicon.english;
    let key = report.tokens[j].key;
    let next = j + 1;
    if next >= said.end {
        return false;
    }
    if english.terms.contains(&key) {
        return report.has(next, small::THAT) || !english.conditions.contains(&key);
    }
    let keys = &report.lexicon.letters;
    if keys.terms.contains(&key) {
        return report.tokens[next].is_word() && !report.has(next, small::WHICH);
    }
    // شروط: only when it is said what they are.
    (next..said.end.min(j + 4)).any(|k| report.tells(k, words::MUST) || report.is(k, Mark::Colon))
}

/// مرهون بكذا, يتوقف على كذا; what stands still (سيارة متوقفة بالقرب) ties nothing.
fn ties(report: &Report<'_>, said: &Range<usize>, j: usize) -> bool {
    let next = j + 1;
    let english = &report.lexicon.english;
    let halts = report.lexicon.letters.halts.iter().any(|halt| report.tokens[j].key.starts_with(*halt));
    let on = |at: usize| {
        super::super::arabic::preposition(report, at) == Some(ON)
            || english.ties.contains(&report.tokens[at].key)
    };
    next < said.end && (on(next) || !halts && super::super::arabic::attached(report, next) == Some(WITH))
}

/// لن نفاوض قبل وقف القصف: behind a refusal it says when that would end; behind a future that goes on (سيفرض حصاره حتى
/// تسليم القتلة), how long.
fn until(report: &Report<'_>, said: &Range<usize>, j: usize) -> Option<Kind> {
    let keys = &report.lexicon.letters;
    let english = &report.lexicon.english;
    let key = report.tokens[j].key;
    let until = key == keys.until || key == english.until;
    if !(until || key == keys.before || key == english.before) || j + 1 >= said.end {
        return None;
    }
    let next = &report.tokens[j + 1];
    if !next.is_word() || next.has(small::TIME | small::THIS | small::MONTH | small::PREPOSITION) {
        return None;
    }
    let mut clause = (said.start..j)
        .rev()
        .take(CLAUSE)
        .take_while(|&k| !matches!(report.tokens[k].kind, Mark::Comma | Mark::Stop));
    let refused = clause.clone().any(|k| {
        let key = report.tokens[k].key;
        key == keys.will_not || english.refuses(key)
    });
    let goes_on = until && clause.any(|k| is_future(report, report.tokens[k].key));
    if refused { Some(Kind::Unless) } else { goes_on.then_some(Kind::If) }
}

/// The token behind the last one of a condition.
fn extent(report: &Report<'_>, said: &Range<usize>, word: usize, place: Place) -> usize {
    let leads = place == Place::First;
    let mut end = word + 1;
    while end < said.end {
        let token = &report.tokens[end];
        let stops = match token.kind {
            Mark::Stop | Mark::Semicolon | Mark::Line | Mark::Paragraph => end > word + 1,
            Mark::Comma => end > word + 1 && !goes_on(report, said, end + 1, place),
            Mark::Word => {
                let answer = end > word + 2 && (token.known.lead == Lead::So || is_answer(report, end));
                answer
                    || leads && end > word + 3 && begins_answer(report, end)
                    || !leads
                        && end > word + 2
                        && report.has(end, small::JOINT)
                        && token.key.ends_with(report.lexicon.letters.but)
            }
            _ => false,
        };
        if stops {
            break;
        }
        end += 1;
    }
    end
}

/// Whether the condition comes before what depends on it: at the beginning of what was said or of its sentence.
fn leads(report: &Report<'_>, said: &Range<usize>, start: usize) -> bool {
    let joins = |k: usize| {
        let token = &report.tokens[k];
        !token.is_solid() || token.has(small::JOINT | small::THAT | small::PREPOSITION)
    };
    (said.start..start).all(joins)
        || start > said.start && joins(start - 1) && !report.is(start - 1, Mark::Comma)
        || start > said.start + 1 && report.is(start - 1, Mark::Comma) && report.has(start, small::JOINT)
}

/// Whether a condition goes on behind a comma: another part is joined, or what describes the last one follows.
fn goes_on(report: &Report<'_>, said: &Range<usize>, next: usize, place: Place) -> bool {
    if next >= said.end {
        return false;
    }
    let token = &report.tokens[next];
    let keys = &report.lexicon.letters;
    let joined = token.known.lead == Lead::And || token.key.first(1) == keys.and;
    let clause = token.has(small::THAT | small::JOINT | small::PRONOUN | small::BREAK);
    if place == Place::First {
        // إذا تعذر ذلك، ولم يبق خيار: only a verb that is joined goes on.
        return joined
            && !clause
            && (report.tells(next, words::DENIES) || token.key.without_first(1) == keys.did_not);
    }
    joined && !clause && !report.is_reporting_verb(next) && !report.is_circumstance(next)
        || token.has(small::PREPOSITION) && !clause
}

/// فنحن, فسأقبل: the answer to a condition.
fn is_answer(report: &Report<'_>, at: usize) -> bool {
    let key = report.tokens[at].key;
    let keys = &report.lexicon.letters;
    key.first(1) == keys.so
        && (is_future(report, key.without_first(1))
            || key.without_first(1) == keys.we
            || report.lexicon.known(key.without_first(1)).attitude != 0)
}

/// سأقبل, لن نشارك: an answer without ف.
fn begins_answer(report: &Report<'_>, at: usize) -> bool {
    let key = report.tokens[at].key;
    let keys = &report.lexicon.letters;
    report.tokens[at].known.lead == Lead::Nothing
        && (is_future(report, key)
            || key == keys.will_not
            || key == keys.soon
            || report.tells(at, words::OURS) && keys.will_i == key.first(2))
}

/// A relative clause that says what something must do to be accepted: المبادرات التي تحقن الدماء, أي حل يحقن الدماء.
pub fn required(report: &Report<'_>, from: usize, end: usize) -> Option<Range<usize>> {
    let keys = &report.lexicon.letters;
    let english = &report.lexicon.english;
    let any = (from..end.min(from + 2))
        .find(|&j| report.tokens[j].key == keys.any || english.any.contains(&report.tokens[j].key));
    let present = |j: usize| {
        j < end && {
            let key = report.tokens[j].key;
            let begins = key.first(1) == keys.t || key.first(1) == keys.y;
            // توصلت is a past that begins so, too.
            begins && key.length() >= 4 && !(key.first(1) == keys.t && key.ends_with(keys.t))
        }
    };
    let start = match any {
        Some(any) => {
            (any + 2..end.min(any + 5)).find(|&j| present(j) || report.has(j, small::THAT | small::WHICH))?
        }
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
pub fn within_frame(report: &Report<'_>, said: &Range<usize>) -> Option<Range<usize>> {
    let keys = &report.lexicon.letters;
    let start = said.clone().take(REACH).find(|&j| {
        report.tokens[j].key == keys.within
            && (j + 1..said.end.min(j + 3)).any(|k| keys.context.contains(&report.tokens[k].key))
    })?;
    let stop = (start + 1..said.end).find(|&j| !report.tokens[j].is_solid()).unwrap_or(said.end);
    Some(start..stop)
}

/// What a verb such as اشترط asks for: up to what it is for (لاستئناف المحادثات).
pub fn asked(report: &Report<'_>, said: &Range<usize>) -> Range<usize> {
    let keys = &report.lexicon.letters;
    let purpose = (said.start + 2..said.end).find(|&j| {
        let key = report.tokens[j].key;
        key.starts_with(keys.for_deed) && key.length() >= 6
    });
    said.start..purpose.unwrap_or(said.end)
}
