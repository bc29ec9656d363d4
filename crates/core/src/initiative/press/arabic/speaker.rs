//! Who said it.
//!
//! Behind the verb, up to what was said or to what stands beside the speaker; else before the verb, when the
//! clause begins with him; a participle shares the speaker of the verb before it; and who is not named in the
//! clause is nobody here: the document knows more ([`document`](crate::initiative::press::document)).

use std::ops::Range;

use super::{Complement, Objected, Report, attached, complement};
use crate::initiative::press::{
    cues::{Cue, takes},
    frame::{Draft, Mode, Who},
    lexicon::{Attached, Lead, Person, Shape},
    segments::{closes, opens},
    small,
    words::Kind,
};

/// The most words of a speaker.
const LONGEST: usize = 40;
/// How many frames back a shared speaker is looked for.
const MEMORY: usize = 24;
/// The most words of a speaker before the verb.
const LONGEST_BEFORE: usize = 14;

/// The speaker with the rule that found him, and the byte where an object begins that belongs to what was
/// said.
pub fn find(
    report: &Report<'_>,
    at: usize,
    cue: &Cue,
    found: &Complement,
    before: &[Draft],
) -> ((Who, &'static str), Option<usize>) {
    let form = report.tokens[at].known.form;
    let end = found.quote.unwrap_or(found.start).max(at + 1);
    let mut region = phrase(report, at + 1, end);
    let mut object = None;
    if cue.past == "نقل" {
        // نقلت الوكالة عن فلان أن: whose words they are stands behind عن.
        let about = (at + 1..end).find(|&j| report.tokens[j].key == report.lexicon.letters.about);
        if let Some(place) = about {
            let words = phrase(report, place + 1, end);
            if !words.is_empty() {
                return ((Who::Named(named(report, words)), "quoted"), None);
            }
        }
    }
    if matches!(cue.past, "جاء" | "ورد") {
        let words = phrase(report, at + 2, end);
        if !words.is_empty() {
            return ((Who::Named(named(report, words)), "quoted"), None);
        }
    }
    let elsewhere = || elsewhere(report, at, cue, before);
    if region.is_empty() {
        return (elsewhere(), None);
    }
    let plural = form.person == Person::They || form.person == Person::We;
    let objects = cue.takes & (takes::OBJECT | takes::DIRECT) != 0
        && form.object == Attached::Nothing
        && found.mode != Mode::Direct;
    let alone = form.shape == Shape::Circumstance || plural || objects && self::before(report, at).is_some();
    if alone {
        let object_start = report.tokens[region.start].start;
        let joins = found.object != Objected::No && !matches!(report.cue(at), Some(cue) if cue.past == "قال");
        return (elsewhere(), (joins && found.mode != Mode::Direct).then_some(object_start));
    }
    if found.object != Objected::No && form.object == Attached::Nothing && takes_object(cue) {
        match split(report, region.clone()) {
            Some(place) if place == region.start => {
                return (elsewhere(), Some(report.tokens[place].start));
            }
            Some(place) => {
                object = Some(report.tokens[place].start);
                region.end = place;
            }
            None if !agrees(report, form.person, region.start) => {
                return (elsewhere(), Some(report.tokens[region.start].start));
            }
            None => {}
        }
    }
    ((Who::Named(named(report, region)), "behind"), object)
}

fn takes_object(cue: &Cue) -> bool {
    cue.takes & takes::OBJECT != 0
}

/// The speaker of a verb that has none behind it.
fn elsewhere(report: &Report<'_>, at: usize, cue: &Cue, drafts: &[Draft]) -> (Who, &'static str) {
    let form = report.tokens[at].known.form;
    if form.shape == Shape::Circumstance {
        let sentence = report.sentence(at);
        let mut shared = drafts.iter().rev().take(MEMORY).filter(|draft| {
            draft.cue.is_some_and(|cue| {
                sentence.contains(&cue) && report.tokens[cue].known.form.shape != Shape::Noun
            })
        });
        return match shared.find_map(|draft| draft.speaker.span()) {
            Some(span) => (Who::Shared(Some(span.clone())), "shared"),
            None => match beside_verb(report, at) {
                (Who::Dropped, _) => subject_of_deed(report, at),
                found => found,
            },
        };
    }
    if let Some(span) = before(report, at) {
        return (Who::Named(span), "before");
    }
    // وكان فلان قد أكد خلال الاجتماع، أكد أن: the verb is taken up again.
    let from = report.sentence(at).start.max(at.saturating_sub(LONGEST));
    let again = (from..at)
        .rev()
        .find(|&j| report.tokens[j].known.cue == report.tokens[at].known.cue && report.is_reporting_verb(j));
    if let Some(span) = again
        .filter(|&j| drafts.iter().rev().take(MEMORY).all(|draft| draft.cue != Some(j)))
        .and_then(|j| before(report, j))
    {
        return (Who::Named(span), "before");
    }
    let agentless = form.shape == Shape::Present
        && form.person == Person::He
        && matches!(cue.past, "ذكر" | "اعتقد" | "توقع" | "رجح" | "زعم" | "ظن" | "قدر");
    (Who::Dropped, if agentless { "agentless" } else { "dropped" })
}

/// The subject of the verb of saying before a participle that tells nothing by itself (وخاطبت فلانة
/// المتظاهرين قائلة).
fn beside_verb(report: &Report<'_>, at: usize) -> (Who, &'static str) {
    let from = report.sentence(at).start;
    let verb = (from..at).rev().take(LONGEST).find(|&j| report.is_reporting_verb(j));
    let words = verb.map_or(0..0, |verb| phrase(report, verb + 1, at));
    if words.is_empty() || verb.is_some_and(|verb| report.tokens[verb].known.form.person == Person::They) {
        return (Who::Dropped, "dropped");
    }
    let end = split(report, words.clone()).unwrap_or(words.end);
    (Who::Shared(Some(named(report, words.start..end))), "shared")
}

/// The subject of a verb that reports nothing, before a participle that does (أحرق متظاهرون أعلاما مطالبين).
fn subject_of_deed(report: &Report<'_>, at: usize) -> (Who, &'static str) {
    let from = report.sentence(at).start;
    let keys = &report.lexicon.letters;
    let opens_sentence = |j: usize| {
        let key = report.tokens[j].key;
        j == from
            && (key.first(1) == keys.t || key.first(1) == keys.y)
            && report.tokens[j].known.flags == 0
            && report.has(j + 1, small::OFFICE | small::GROUP | small::SHE)
    };
    let closes_foreign =
        |j: usize| matches!(report.tokens[j].kind, Kind::Quote(_)) && report.tokens[j].partner == j;
    let mut clause = (from..at).rev().take(LONGEST).take_while(|&j| !closes_foreign(j));
    let verb = clause.find(|&j| report.has(j, small::DEED_VERB) || opens_sentence(j));
    let Some(verb) = verb else { return (Who::Dropped, "dropped") };
    let words = phrase(report, verb + 1, at);
    let mut end = words.start;
    while end < words.end
        && !(end > words.start && (report.has(end, small::DEED) || attached(report, end).is_some()))
    {
        // An indefinite head takes its adjectives and ends before the next noun.
        if end == words.start + 1 && !report.has(words.start, small::OFFICE | small::GROUP | small::QUANTITY)
        {
            let article = |j: usize| report.tokens[j].key.starts_with(keys.article);
            if article(end) != article(words.start) {
                break;
            }
        }
        end += 1;
    }
    if end == words.start {
        (Who::Dropped, "dropped")
    } else {
        (Who::Shared(Some(named(report, words.start..end))), "main-clause")
    }
}

/// The words of a noun phrase between two places, without what stands beside it.
pub fn phrase(report: &Report<'_>, from: usize, end: usize) -> Range<usize> {
    let mut first = from;
    while first < end {
        let skip = report.has(first, small::ASIDE | small::TIME | small::WAS)
            || report.is(first, Kind::Comma) && first > from;
        let outlet = report.has(first, small::OUTLET);
        if outlet {
            first = report.behind(first);
            while first < end && (opens(report.tokens, first) || report.is(first, Kind::Dash)) {
                first = report.behind(first);
            }
        } else if skip {
            first += 1;
        } else {
            break;
        }
    }
    let starts = first < end
        && (report.tokens[first].is_solid() || opens(report.tokens, first))
        && !report.has(first, small::PREPOSITION | small::THAT | small::B_THAT | small::BREAK | small::NOT)
        && !(attached(report, first).is_some() && !is_name_like(report, first));
    if !starts {
        return first..first;
    }
    let mut last = first;
    let mut j = first;
    while j < end && j - first < LONGEST {
        if j > first && is_beside(report, first, j, end) {
            break;
        }
        if report.is(j, Kind::Comma) && !appositive(report, j + 1, end) {
            break;
        }
        j = report.behind(j).min(end);
        last = j;
    }
    while last > first && matches!(report.tokens[last - 1].kind, Kind::Comma | Kind::Dash | Kind::Line) {
        last -= 1;
    }
    first..last
}

/// Names that begin with ب or ل are no prepositions when nothing else can be the speaker.
fn is_name_like(report: &Report<'_>, at: usize) -> bool {
    let keys = &report.lexicon.letters;
    let key = report.tokens[at].key;
    !key.starts_with(keys.with_the) && !key.starts_with(keys.to_the)
}

/// Whether a phrase goes on behind a comma.
fn appositive(report: &Report<'_>, next: usize, end: usize) -> bool {
    next < end
        && (report.tokens[next].is_solid() || opens(report.tokens, next))
        && !report.has(
            next,
            small::PREPOSITION | small::TIME | small::ASIDE | small::BREAK | small::OUTLET | small::JOINT,
        )
        && report.tokens[next].known.lead == Lead::Nothing
        && attached(report, next).is_none()
        && !report.is_circumstance(next)
}

/// Whether the token begins what stands beside the speaker: a day, an occasion, an outlet.
fn is_beside(report: &Report<'_>, first: usize, j: usize, end: usize) -> bool {
    let token = &report.tokens[j];
    if token.known.cue > 0
        && token.known.form.shape == Shape::Noun
        && token.known.form.object == Attached::Pronoun
    {
        return true;
    }
    if token.has(small::TIME) {
        return !report.has(j - 1, small::OFFICE)
            || token.known.lead == Lead::Nothing && report.has(j + 1, small::TIME);
    }
    if token.has(small::BREAK) || (token.has(small::JOINT) && token.known.lead == Lead::Nothing) {
        return true;
    }
    if token.has(small::ASIDE) && !token.has(small::PREPOSITION) {
        return true;
    }
    if token.has(small::OUTLET) {
        return !follows_member(report, j);
    }
    if !token.has(small::PREPOSITION) {
        return false;
    }
    let relative = (first..j).any(|place| report.has(place, small::WHICH));
    if report.has(j + 1, small::OCCASION | small::TIME) {
        return true;
    }
    if relative {
        return false;
    }
    match token.known.flags & small::TAKEN_PREPOSITIONS {
        // خلال, بعد, أمام; but من داخل.
        0 => !token.has(small::WITHIN) && !report.has(j - 1, small::TAKEN_PREPOSITIONS),
        flags => {
            let place = (flags / small::FIRST_PREPOSITION).trailing_zeros();
            // في هذا السياق.
            if place == 6 && report.has(j + 1, small::THIS) {
                return true;
            }
            match place {
                // في: of the office when little stands before it, else where he spoke.
                6 => {
                    let ends = (j + 1..end).filter(|&k| report.tokens[k].is_solid()).count() <= 3;
                    ends && j - first >= 4 && !report.is(j - 1, Kind::Close)
                }
                // عن, على, إلى: not of a name.
                1 | 3 => true,
                2 => !follows_member(report, j),
                5 => !follows_member(report, j) && !name_goes_on(report, j, end),
                _ => false,
            }
        }
    }
}

/// رئيس الهيئة لـ«القوات» سمير جعجع: the name goes on behind what ل brings.
fn name_goes_on(report: &Report<'_>, j: usize, end: usize) -> bool {
    let mut next = j + 1;
    while next < end && report.is(next, Kind::Dash) {
        next += 1;
    }
    let behind = report.behind(next);
    next < end
        && opens(report.tokens, next)
        && behind < end
        && report.tokens[behind].is_word()
        && !report.has(behind, small::PREPOSITION | small::TIME | small::ASIDE)
}

/// Whether a word that wants ل stands before: التابعون لـ.
fn follows_member(report: &Report<'_>, j: usize) -> bool {
    let keys = &report.lexicon.letters;
    j > 0 && keys.members.iter().any(|member| report.tokens[j - 1].key.starts_with(*member))
}

/// The bytes of a phrase, without a و that joins it and a comma behind it.
fn named(report: &Report<'_>, words: Range<usize>) -> Range<usize> {
    let mut end = words.end;
    // A mark that closes a quotation within stays; one that closes another does not.
    while end > words.start + 1 {
        let last = &report.tokens[end - 1];
        let foreign = closes(report.tokens, end - 1) && last.partner < words.start;
        if foreign || matches!(last.kind, Kind::Comma | Kind::Colon) {
            end -= 1;
        } else {
            break;
        }
    }
    report.bytes(words.start..end)
}

/// Where the object begins in a phrase that holds subject and object.
fn split(report: &Report<'_>, words: Range<usize>) -> Option<usize> {
    let keys = &report.lexicon.letters;
    for j in words.start + 1..words.end {
        let (token, previous) = (&report.tokens[j], &report.tokens[j - 1]);
        if opens(report.tokens, j) {
            continue;
        }
        if token.known.lead != Lead::Nothing || !token.is_word() {
            continue;
        }
        let group = token.has(small::GROUP | small::SHE | small::OFFICE) || report.has(j, small::WHAT);
        let construct = previous.has(small::OFFICE | small::GROUP | small::PREPOSITION)
            && !previous.key.starts_with(keys.article);
        if group
            && !construct
            && (!token.has(small::OFFICE) || token.has(small::GROUP) || !previous.has(small::OFFICE))
        {
            let is_title = token.has(small::OFFICE) && !token.has(small::GROUP);
            if !is_title {
                return Some(j);
            }
        }
    }
    None
}

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
    let mut first = end;
    while first > from && end - first < LONGEST_BEFORE {
        let j = first - 1;
        let token = &report.tokens[j];
        let stops = match token.kind {
            Kind::Comma if commas > 0 => {
                commas -= 1;
                false
            }
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
            if is_verb && token.kind == Kind::Word {
                return None;
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
    if let Some(verb) = (first..end).find(|&j| clause_begins(j))
        && !(first..verb).any(|j| report.has(j, small::WHICH))
    {
        return None;
    }
    let head = &report.tokens[first];
    let starts = (head.is_word() || opens(report.tokens, first))
        && !head.has(
            small::PREPOSITION
                | small::TIME
                | small::ASIDE
                | small::NOT
                | small::THIS
                | small::WHICH
                | small::PRONOUN,
        )
        && attached(report, first).is_none()
        || head.has(small::PRONOUN) && end - first == 1 && verb.known.form.person == Person::We;
    if !starts {
        return None;
    }
    let mut span = report.bytes(first..end);
    if head.known.lead != Lead::Nothing {
        span.start +=
            report.text.get(span.clone()).and_then(|word| word.chars().next()).map_or(0, char::len_utf8);
    }
    Some(span)
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
