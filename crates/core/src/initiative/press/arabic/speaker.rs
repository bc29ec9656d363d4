//! Who said it.
//!
//! Behind the verb, up to what was said or to what stands beside the speaker; else before the verb, when the
//! clause begins with him; a participle shares the speaker of the verb before it; and who is not named in the
//! clause is nobody here: the document knows more ([`document`](crate::initiative::press::document)).

use std::ops::Range;

use super::{
    Complement, Objected, Report, attached,
    subject::{agrees, before},
};
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

/// The speaker with the rule that found him, and the byte where an object begins that belongs to what was
/// said.
pub fn find(
    report: &Report<'_>,
    at: usize,
    cue: &Cue,
    found: &Complement,
    drafts: &[Draft],
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
    let elsewhere = || elsewhere(report, at, cue, drafts);
    if region.is_empty() {
        return (elsewhere(), None);
    }
    let plural = form.person == Person::They || form.person == Person::We;
    let objects = cue.takes & (takes::OBJECT | takes::DIRECT) != 0
        && form.object == Attached::Nothing
        && found.mode != Mode::Direct;
    let alone = form.shape == Shape::Circumstance || plural || objects && before(report, at).is_some();
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
            None if !agrees(report, form.person, region.start) || goes_on(report, at, drafts) => {
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
        // قوله, but not another noun.
        let is_verb = |cue: usize| {
            report.tokens[cue].known.form.shape != Shape::Noun
                || report.tokens[cue].known.cue == report.lexicon.say
        };
        let mut shared = drafts.iter().enumerate().rev().take(MEMORY).filter(|(place, draft)| {
            draft.cue.is_some_and(|cue| {
                sentence.contains(&cue) && is_verb(cue) && !is_nested(report, drafts, *place)
            })
        });
        return match shared.find_map(|(_, draft)| draft.speaker.span()) {
            Some(span) => (Who::Shared(Some(span.clone())), "shared"),
            None => match beside_verb(report, at) {
                (Who::Dropped, _) => subject_of_deed(report, at),
                found => found,
            },
        };
    }
    // رفع المتظاهرون لافتات كتب عليها: whose signs they are.
    let on_it = report.has(at + 1, small::ASIDE) && report.has(at + 1, small::PREPOSITION);
    if cue.past == "كتب" && on_it {
        return match subject_of_deed(report, at) {
            (Who::Shared(Some(span)), rule) => (Who::Named(span), rule),
            found => found,
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

/// Whether a frame stands in the words that a frame before it reports.
fn is_nested(report: &Report<'_>, drafts: &[Draft], place: usize) -> bool {
    let Some(cue) = drafts[place].cue else { return false };
    let start = report.tokens[cue].start;
    drafts[..place]
        .iter()
        .rev()
        .take(MEMORY)
        .any(|outer| outer.content.start <= start && start < outer.content.end)
}

/// Whether a verb goes on with the subject of the one before: ورحبت النقابة بالخطة، ودعت الشركة إلى كذا.
fn goes_on(report: &Report<'_>, at: usize, drafts: &[Draft]) -> bool {
    let token = &report.tokens[at];
    let sentence = report.sentence(at);
    let before = drafts.last().and_then(|draft| draft.cue).filter(|cue| sentence.contains(cue));
    token.known.lead == Lead::And
        && before.is_some_and(|cue| {
            let form = report.tokens[cue].known.form;
            form.shape == Shape::Past && form.person == token.known.form.person
        })
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
        // متظاهرون أعلاما: the next noun is no adjective of a plural.
        let plural = |j: usize| report.tokens[j].key.ends_with(keys.they);
        if end == words.start + 1
            && plural(words.start)
            && !plural(end)
            && !report.tokens[end].key.starts_with(keys.article)
        {
            break;
        }
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
        // أكثر من مرة.
        let keys = &report.lexicon.letters;
        let often = first + 2 < end
            && report.tokens[first + 1].key == keys.from
            && report.tokens[first + 2].key == keys.once;
        if often {
            first += 3;
        } else if outlet {
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
        && (attached(report, first).is_none() || is_name_like(report, first));
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
        let alone = token.key.length() == 1;
        return !(follows_member(report, j) || alone && name_goes_on(report, j, end));
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
                3 => !report.lexicon.letters.issued.contains(&report.tokens[j - 1].key),
                1 => true,
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
    let mut j = report.behind(words.start);
    while j < words.end {
        let (token, previous) = (&report.tokens[j], &report.tokens[j - 1]);
        if opens(report.tokens, j) {
            j = report.behind(j);
            continue;
        }
        if token.known.lead != Lead::Nothing || !token.is_word() {
            j = report.behind(j);
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
        j = report.behind(j);
    }
    None
}
