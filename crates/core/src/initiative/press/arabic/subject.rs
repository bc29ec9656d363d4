//! The subject that stands before its verb, and whether a word can be the subject of a verb's form.
//!
//! «المتحدثة باسم الشركة نفت»: the clause begins with the speaker. Going back from the verb, the words before it
//! are taken up to where the clause begins; when a verb stands among them they are a clause of their own, and
//! nobody is taken.

use std::ops::Range;

use super::{Report, attached, complement};
use crate::initiative::press::{
    cues::takes,
    lexicon::{Lead, Person, Shape},
    segments::{closes, opens},
    small,
    words::Kind,
};

/// The most words of a speaker before the verb.
const LONGEST_BEFORE: usize = 14;

/// Whether a verb can have the word as its subject.
pub fn agrees(report: &Report<'_>, person: Person, head: usize) -> bool {
    let token = &report.tokens[head];
    let keys = &report.lexicon.letters;
    let last = report.text.get(token.span()).and_then(|word| word.chars().next_back());
    let article = token.key.starts_with(keys.article);
    let she = last == Some('ة') || token.key.ends_with(keys.plural) || token.has(small::SHE);
    match person {
        Person::She => she || !article,
        Person::He => !(she && (article || token.has(small::SHE))),
        Person::They | Person::We => false,
    }
}

/// Whether a speaker named elsewhere can be meant by a verb of this form; whoever is unknown can.
pub fn can_be(report: &Report<'_>, person: Person, head: usize) -> bool {
    match person {
        Person::He | Person::She => agrees(report, person, head),
        Person::They => true,
        Person::We => false,
    }
}

/// The subject that stands before its verb.
pub fn before(report: &Report<'_>, at: usize) -> Option<Range<usize>> {
    let verb = &report.tokens[at];
    if verb.known.lead != Lead::Nothing || verb.known.form.shape == Shape::Circumstance {
        return None;
    }
    // كلمة قال فيها: the subject is that of another clause.
    if report.tokens.get(at + 1).is_some_and(|next| report.lexicon.letters.in_it.contains(&next.key)) {
        return None;
    }
    let from = report.sentence(at).start;
    let mut end = at;
    while end > from
        && report.has(end - 1, small::WAS | small::ASIDE)
        && report.tokens[end - 1].known.lead == Lead::Nothing
    {
        end -= 1;
    }
    let relative = end > from && report.has(end - 1, small::WHICH);
    if relative {
        end -= 1;
        // التي أعلنت السلطات كذا: the subject stands behind the verb.
        let next = at + 1;
        let other = report.cue(at).is_some_and(|cue| cue.takes & takes::OBJECT == 0)
            && report.tokens.get(next).is_some_and(|token| {
                token.key.starts_with(report.lexicon.letters.article)
                    || token.has(small::GROUP | small::SHE | small::OFFICE)
            })
            && !report.has(next, small::DEED | small::PREPOSITION | small::TIME);
        if other {
            return None;
        }
    }
    // «…، المتحدثة باسمه، نفت»: the comma closes an apposition.
    let mut commas = 0;
    if end > from && report.is(end - 1, Kind::Comma) {
        end -= 1;
        commas = if relative { 0 } else { 1 };
    }
    // تخص النظام، وهو أعلن كذا: the pronoun takes up the word before the comma.
    if !relative
        && end >= from + 3
        && report.has(end - 1, small::PRONOUN)
        && report.tokens[end - 1].known.lead == Lead::And
        && verb.known.form.person != Person::We
    {
        let noun = end - 3;
        let named = report.is(end - 2, Kind::Comma)
            && report.tokens[noun].key.starts_with(report.lexicon.letters.article);
        return named.then(|| report.bytes(noun..noun + 1));
    }
    let mut first = end;
    while first > from && end - first < LONGEST_BEFORE {
        let j = first - 1;
        let token = &report.tokens[j];
        let stops = match token.kind {
            Kind::Comma if commas > 0 => {
                commas -= 1;
                // ، وفريق المعارضة ، يتهم: what stands between the commas is the subject itself.
                first < end && report.tokens[first].key.first(1) == report.lexicon.letters.and
            }
            Kind::Word if relative && first < end && ends_antecedent(report, j) => true,
            Kind::Word => {
                token.has(small::THAT | small::B_THAT | small::BREAK | small::JOINT | small::WAS)
                    || token.has(small::WHAT) && !token.has(small::PREPOSITION)
                    || report.is_circumstance(j)
                    || (report.is_reporting_verb(j)
                        && !report.has(j.saturating_sub(1), small::WHICH)
                        && !is_weak(report, j))
            }
            Kind::Number => false,
            Kind::Quote(_) if closes(report.tokens, j) && token.partner >= from => {
                first = token.partner;
                continue;
            }
            Kind::Close => false,
            Kind::Open => !(first..end).any(|k| report.is(k, Kind::Close)),
            _ => true,
        };
        if stops {
            let is_verb = report.is_reporting_verb(j) || report.is_circumstance(j);
            if is_verb && token.kind == Kind::Word && !relative {
                return described(report, at, end);
            }
            let pronoun = token.has(small::THAT | small::B_THAT) && token.key.length() > 3;
            if pronoun && first == end {
                return None;
            }
            break;
        }
        first = j;
    }
    let short = end - first <= 5 && verb.known.form.shape == Shape::Present;
    if commas > 0 && !short || first >= end || end - first >= LONGEST_BEFORE {
        return None;
    }
    let clause_begins = |j: usize| report.has(j, small::DEED_VERB) || is_present_like(report, j);
    // إطلاق النار الذي قال إنه كان في الهواء: what was said of it, and not by it.
    let persons = small::OFFICE | small::GROUP | small::SHE | small::PRONOUN;
    let told_of = relative && report.has(at + 1, small::THAT) && report.tokens[at + 1].key.length() > 2;
    if told_of && !(first..end).any(|j| report.has(j, persons)) {
        return None;
    }
    let when = |j: usize| {
        report.has(j, small::PREPOSITION) && !report.has(j, small::TAKEN_PREPOSITIONS | small::WITHIN)
    };
    if !relative && (first + 1..end).any(|j| when(j) && !report.has(j - 1, small::TAKEN_PREPOSITIONS)) {
        return None;
    }
    if let Some(span) = described(report, at, end)
        && (first..end).any(clause_begins)
    {
        return Some(span);
    }
    if let Some(verb) = (first..end).find(|&j| clause_begins(j))
        && !(first..verb).any(|j| report.has(j, small::WHICH))
    {
        return None;
    }
    let head = &report.tokens[first];
    let starts = (head.is_word() || opens(report.tokens, first))
        && !head.has(
            small::PREPOSITION | small::TIME | small::ASIDE | small::NOT | small::WHICH | small::PRONOUN,
        )
        && attached(report, first).is_none()
        || head.has(small::PRONOUN) && end - first == 1 && verb.known.form.person == Person::We;
    if !starts {
        return None;
    }
    let mut span = report.bytes(first..end);
    let joined = first > from
        && report.is(first - 1, Kind::Comma)
        && head.key.first(1) == report.lexicon.letters.and
        && !head.has(!0);
    if head.known.lead != Lead::Nothing || joined {
        span.start +=
            report.text.get(span.clone()).and_then(|word| word.chars().next()).map_or(0, char::len_utf8);
    }
    // A و that stands alone joins nothing.
    (span.start < span.end).then_some(span)
}

/// Whether the antecedent of الذي begins behind the token.
fn ends_antecedent(report: &Report<'_>, at: usize) -> bool {
    report.has(at, small::PREPOSITION | small::DEED_VERB | small::DEED) || attached(report, at).is_some()
}

/// شعارات ترحب, معلومات استخباراتية تفيد: the indefinite noun that the verb describes.
fn described(report: &Report<'_>, at: usize, end: usize) -> Option<Range<usize>> {
    let form = report.tokens[at].known.form;
    if form.shape != Shape::Present || form.person != Person::She || end == 0 {
        return None;
    }
    let keys = &report.lexicon.letters;
    let noun = |j: usize| {
        let token = &report.tokens[j];
        let word = report.text.get(token.span()).unwrap_or_default();
        token.is_word()
            && !token.key.starts_with(keys.article)
            && (token.key.ends_with(keys.plural) || word.ends_with('ة'))
            && !token.has(small::PREPOSITION | small::THAT | small::WAS)
    };
    let last = end - 1;
    if !noun(last) {
        return None;
    }
    let first = if last > 0 && noun(last - 1) { last - 1 } else { last };
    Some(report.bytes(first..end))
}

/// Whether an unknown word looks like a verb of the present: يخرجون.
fn is_present_like(report: &Report<'_>, j: usize) -> bool {
    let token = &report.tokens[j];
    let key = match token.known.lead {
        Lead::Nothing => token.key,
        Lead::And | Lead::So => token.key.without_first(1),
    };
    let keys = &report.lexicon.letters;
    let bare = if key.first(1) == keys.and && !key.is_unknown() { key.without_first(1) } else { key };
    bare.first(1) == keys.y && bare.length() >= 5 && token.known.flags == 0 && bare.ends_with(keys.they)
}

fn is_weak(report: &Report<'_>, at: usize) -> bool {
    report.cue(at).is_some_and(|cue| cue.takes & takes::WEAK != 0) && !complement::has_clause_next(report, at)
}
