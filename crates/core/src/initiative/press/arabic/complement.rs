//! Where what was said begins: the first أن, colon, quotation or preposition that the cue takes.
//!
//! The search goes forward from the cue and ends where another clause begins. Whatever is met first
//! decides, with two exceptions: a short quotation before أن is a name (صحيفة «…» إن), and a preposition
//! before an occasion (في بيان, على هامش) belongs to what stands beside the speaker.

use super::{
    Complement, Objected, Report,
    object::{begins_object, first_noun, guessed, is_alone},
    preposition,
};
use crate::initiative::press::{
    cues::{Cue, takes},
    frame::Mode,
    lexicon::{Attached, Lead, Shape},
    segments::{closes, opens, words_within},
    small,
    words::Kind,
};

/// How many tokens away from its cue what was said can begin.
const REACH: usize = 60;
/// Words from which on a quotation is no name.
const NAME: usize = 5;
/// Words beyond which no name goes.
const LONGEST_NAME: usize = 7;

/// Finds it; `None` when the word reports nothing here.
pub fn find(report: &Report<'_>, at: usize, cue: &Cue) -> Option<Complement> {
    let sentence = report.sentence(at);
    let end = sentence.end.min(at + 1 + REACH);
    let strong = cue.takes & takes::WEAK == 0;
    let mut direct: Option<usize> = None;
    let (mut commas, mut j) = (0, at + 1);
    // وزاد قائلا: the participle tells it.
    if report.tokens.get(j).is_some_and(|next| {
        next.known.cue == report.lexicon.say && next.known.form.shape == Shape::Circumstance
    }) {
        return None;
    }
    if strong && cue.takes & takes::DIRECT != 0 && is_alone(report, at) {
        direct = first_noun(report, at, end);
    }
    while j < end {
        let token = &report.tokens[j];
        match token.kind {
            Kind::Colon if cue.takes & (takes::QUOTE | takes::THAT) != 0 => {
                return if direct.is_some() { None } else { colon(report, j, end) };
            }
            Kind::Quote(_) if opens(report.tokens, j) => {
                if direct.is_none()
                    && let Some(found) = quotation(report, j, end, cue)
                {
                    return Some(found);
                }
                j = report.behind(j);
                continue;
            }
            Kind::Quote(_) if closes(report.tokens, j) && report.tokens[j].partner < at => break,
            Kind::Comma => {
                commas += 1;
                let joined = report.tokens.get(j + 1).is_some_and(|next| {
                    next.known.lead == Lead::And && !next.has(small::PRONOUN) && next.has(!0)
                });
                if commas > 3 || joined || begins_clause(report, j + 1) {
                    break;
                }
            }
            Kind::Stop | Kind::Semicolon | Kind::Line | Kind::Paragraph => break,
            Kind::Word => {
                if token.has(small::THAT) {
                    if token.known.lead != Lead::Nothing {
                        break;
                    }
                    match clause(report, at, j, cue, direct) {
                        Told::Found(found) => return Some(found),
                        Told::Other => {}
                        Told::Nothing => break,
                    }
                } else if token.has(small::B_THAT) {
                    let asks_whom = matches!(cue.past, "أبلغ" | "أخبر");
                    let passive = j == at + 1
                        && (cue.takes & (takes::THAT | takes::B) == 0 || asks_whom)
                        && report.tokens[at].known.form.object == Attached::Nothing;
                    if passive {
                        return None;
                    }
                    if direct.is_none() && cue.takes & (takes::THAT | takes::B | takes::OBJECT_B) != 0 {
                        let object = objected(cue, 0);
                        return Some(Complement {
                            start: j,
                            mode: Mode::Indirect,
                            quote: None,
                            rule: "that",
                            object,
                        });
                    }
                    break;
                } else if j > at + 1 && begins_clause(report, j) && !report.has(j - 1, small::PREPOSITION) {
                    break;
                } else if let Some(place) = preposition(report, j).or_else(|| short_b(report, at, j))
                    && strong
                    && takes_noun(report, at, cue, place)
                    && direct.is_none()
                    && !is_beside(report, j)
                    && !report.has(j + 1, small::THAT)
                    && !has_pronoun(report, at, j)
                    && !report.has(j - 1, small::MADE)
                    && !(place == 4
                        && (report.has(j - 1, small::QUANTITY)
                            || j > at + 2 && report.has(j - 2, small::QUANTITY)))
                    && (commas % 2 == 0 || report.is(j - 1, Kind::Comma))
                    && !(place == 0 && tells_later(report, at, j, end, cue))
                {
                    let object = objected(cue, place);
                    return Some(Complement {
                        start: j,
                        mode: Mode::Nominal,
                        quote: None,
                        rule: "preposition",
                        object,
                    });
                } else if token.has(small::WHICH) && cue.takes & takes::DIRECT != 0 && direct.is_none() {
                    direct = strong.then(|| guessed(report, at, j)).flatten();
                } else if cue.takes & takes::DIRECT != 0 && direct.is_none() && begins_object(report, at, j) {
                    direct = Some(j);
                }
            }
            _ => {}
        }
        j += 1;
    }
    let start =
        (strong && cue.takes & takes::DIRECT != 0).then(|| direct.or_else(|| guessed(report, at, end)))??;
    Some(Complement { start, mode: Mode::Nominal, quote: None, rule: "object", object: Objected::No })
}

/// ما اشتكى منه, الذي يدعو إليه: the preposition takes up what was named before. (طلب منهم كذا goes on.)
fn has_pronoun(report: &Report<'_>, at: usize, j: usize) -> bool {
    let token = &report.tokens[j];
    let keys = &report.lexicon.letters;
    let asks = report.cue(at).is_some_and(|cue| cue.past == "طلب");
    let within = j > at + 1 && keys.in_it.contains(&report.tokens[at + 1].key);
    within
        || token.has(small::TAKEN_PREPOSITIONS)
            && token.key.length() > 1
            && !keys.bare.contains(&token.key)
            && !asks
}

/// ب before a word of two letters, which counts directly behind the cue alone: برد, بما.
fn short_b(report: &Report<'_>, at: usize, j: usize) -> Option<usize> {
    let token = &report.tokens[j];
    let short = j == at + 1 && token.key.length() == 3 && token.key.first(1) == report.lexicon.letters.b;
    (short && !token.has(small::PREPOSITION | small::WHOLE)).then_some(0)
}

/// Whether أن or a colon follows in the clause, behind a preposition that belongs to the speaker
/// (متهمة بمحاولة القتل، إنها …).
fn tells_later(report: &Report<'_>, at: usize, from: usize, end: usize, cue: &Cue) -> bool {
    if cue.takes & takes::QUOTE == 0
        || report.tokens[at].known.form.shape == Shape::Circumstance
        || from == at + 1
    {
        return false;
    }
    for j in from + 1..end.min(from + 16) {
        let token = &report.tokens[j];
        match token.kind {
            Kind::Colon => return true,
            Kind::Stop | Kind::Semicolon | Kind::Line | Kind::Paragraph => return false,
            Kind::Word if token.has(small::THAT) && token.known.lead == Lead::Nothing => {
                // Directly behind a noun it is the noun's own (بقرار أن).
                return report.is(j - 1, Kind::Comma) || report.is(j - 1, Kind::Close);
            }
            Kind::Word if begins_clause(report, j) => return false,
            _ => {}
        }
    }
    false
}

fn takes_noun(report: &Report<'_>, at: usize, cue: &Cue, place: usize) -> bool {
    if place == 0 && cue.past == "صرح" && report.tokens[at].known.form.shape == Shape::Noun {
        return true;
    }
    let taken = cue.takes & ((takes::B | takes::OBJECT_B) << place) != 0;
    // تأكيدهم لعزمهم, but أكد لوكالة: only nouns take ل so, and verbs that call.
    let is_noun = report.tokens[at].known.form.shape == Shape::Noun;
    taken && (place != 5 || is_noun || cue.past == "دعا" || cue.past == "هتف" || cue.past == "أسف")
}

fn objected(cue: &Cue, place: usize) -> Objected {
    let with = cue.takes & (takes::OBJECT_B << place) != 0;
    let without = cue.takes & (takes::B << place) != 0;
    match (with, without) {
        (true, true) => Objected::Maybe,
        (true, false) => Objected::Must,
        (false, _) => Objected::No,
    }
}

/// What أن tells at this place.
enum Told {
    Found(Complement),
    /// It belongs to something else, and the search goes on.
    Other,
    /// The clause of the cue has ended.
    Nothing,
}

fn clause(report: &Report<'_>, at: usize, j: usize, cue: &Cue, direct: Option<usize>) -> Told {
    if direct.is_some() {
        // … باسم خطة فرض القانون لـ«الصحيفة» أن: behind what closes the speaker, أن tells it.
        let last = &report.tokens[j - 1];
        let closed = matches!(last.kind, Kind::Comma | Kind::Close | Kind::Quote(_)) || last.has(small::TIME);
        if !(closed && cue.takes & takes::THAT != 0) {
            return Told::Nothing;
        }
    }
    if j > at + 1 {
        let before = &report.tokens[j - 1];
        if before.has(small::JOINT | small::BREAK) {
            return Told::Nothing;
        }
        if before.has(small::TAKEN_PREPOSITIONS) {
            if before.has(small::ASIDE) {
                // قال فيه أن.
                return Told::Found(Complement {
                    start: j,
                    mode: Mode::Indirect,
                    quote: None,
                    rule: "that",
                    object: Objected::No,
                });
            }
            let start = j - 1;
            let object = preposition(report, start).map_or(Objected::No, |place| objected(cue, place));
            return Told::Found(Complement {
                start,
                mode: Mode::Indirect,
                quote: None,
                rule: "that",
                object,
            });
        }
        if before.has(small::PREPOSITION) {
            return Told::Other;
        }
    }
    if cue.takes & (takes::THAT | takes::PREPOSITION | takes::OBJECT) == 0 {
        return Told::Nothing;
    }
    Told::Found(Complement {
        start: j,
        mode: Mode::Indirect,
        quote: None,
        rule: "that",
        object: Objected::Maybe,
    })
}

fn colon(report: &Report<'_>, j: usize, end: usize) -> Option<Complement> {
    let next = j + 1;
    if next >= end && !report.is(next, Kind::Line) {
        return None;
    }
    if opens(report.tokens, next) {
        return Some(quoted(report, next, "colon"));
    }
    let mode = if report.has(next, small::THAT | small::B_THAT) { Mode::Indirect } else { Mode::Direct };
    let solid = report.tokens.get(next).is_some_and(|token| token.is_solid() || token.kind == Kind::Open);
    (solid && next < end).then_some(Complement {
        start: next,
        mode,
        quote: None,
        rule: "colon",
        object: Objected::No,
    })
}

/// The quotation that opens here, as what was said.
fn quoted(report: &Report<'_>, open: usize, rule: &'static str) -> Complement {
    let start = open + 1;
    let is_that =
        report.has(start, small::THAT | small::B_THAT) && report.tokens[start].known.lead == Lead::Nothing;
    let mode = if is_that { Mode::Indirect } else { Mode::Direct };
    Complement { start, mode, quote: Some(open), rule, object: Objected::No }
}

fn quotation(report: &Report<'_>, open: usize, end: usize, cue: &Cue) -> Option<Complement> {
    // لـ«الشرق الأوسط»: to whom.
    if report.has(open - 1, small::OUTLET) && words_within(report.tokens, open) <= 3
        || (report.has(open - 1, small::TAKEN_PREPOSITIONS) && report.tokens[open - 1].key.length() == 1)
    {
        return None;
    }
    if report.is(open - 1, Kind::Dash) && open > 1 && report.tokens[open - 2].key == report.lexicon.letters.l
    {
        return None;
    }
    let close = report.tokens[open].partner;
    let words = words_within(report.tokens, open);
    let first = open + 1;
    if report.has(first, small::THAT) && cue.takes & takes::THAT != 0 {
        return Some(quoted(report, open, "quotation"));
    }
    if let Some(place) = report.tokens.get(first).and_then(|_| preposition(report, first))
        && cue.takes & (takes::B << place) != 0
        && words >= 3
        && place != 6
    {
        let start = first;
        return Some(Complement {
            start,
            mode: Mode::Nominal,
            quote: Some(open),
            rule: "quotation",
            object: Objected::No,
        });
    }
    let behind = close + 1;
    let ends = behind >= end || !report.tokens[behind].is_solid() || begins_clause(report, behind);
    if cue.takes & takes::DIRECT != 0
        && words >= 2
        && (ends || words >= NAME)
        && begins_with_deed(report, first)
    {
        return Some(Complement {
            start: first,
            mode: Mode::Nominal,
            quote: Some(open),
            rule: "quotation",
            object: Objected::No,
        });
    }
    // دعا «كل الغيورين» إلى كذا: whom, and not what.
    if let Some(place) = (behind < end).then(|| preposition(report, behind)).flatten()
        && cue.takes & (takes::OBJECT_B << place) != 0
    {
        return None;
    }
    // تنظيم «…» المسؤولية: the name of what stands before it.
    let before = &report.tokens[open - 1];
    let noun =
        before.is_word() && before.known.cue == 0 && !before.has(small::TIME | small::ASIDE | small::OUTLET);
    if noun && !ends && words <= LONGEST_NAME {
        return None;
    }
    let says = cue.takes & takes::QUOTE != 0
        && (words >= NAME || (ends && (words >= 2 || report.tokens[open - 1].kind == Kind::Comma)))
        && !is_name(report, open, end);
    says.then(|| quoted(report, open, "quotation"))
}

fn begins_with_deed(report: &Report<'_>, first: usize) -> bool {
    report.has(first, small::DEED)
}

/// Whether the quotation is a name: أن or a colon follows it in its clause.
fn is_name(report: &Report<'_>, open: usize, end: usize) -> bool {
    if words_within(report.tokens, open) > LONGEST_NAME {
        return false;
    }
    let mut j = report.tokens[open].partner + 1;
    let from = j;
    while j < end.min(from + 25) {
        let token = &report.tokens[j];
        match token.kind {
            Kind::Colon => return true,
            Kind::Comma => return report.has(j + 1, small::THAT) && words_within(report.tokens, open) < NAME,
            Kind::Stop | Kind::Semicolon => return false,
            Kind::Word if token.has(small::THAT | small::B_THAT) => {
                return token.known.lead == Lead::Nothing && !report.has(j - 1, small::JOINT | small::BREAK);
            }
            Kind::Word if begins_clause(report, j) => return false,
            _ => {}
        }
        j = report.behind(j);
    }
    false
}

/// Whether another clause of the report begins with the token.
pub fn begins_clause(report: &Report<'_>, at: usize) -> bool {
    let Some(token) = report.tokens.get(at).filter(|token| token.is_word()) else { return false };
    if token.has(small::BREAK) {
        return true;
    }
    let Some(cue) = report.cue(at) else { return false };
    if cue.takes & takes::POSITION != 0 && token.known.lead == Lead::Nothing
        || !super::witness::counts(report, at)
    {
        return false;
    }
    match token.known.form.shape {
        Shape::Circumstance => {
            cue.takes & takes::WEAK == 0 || report.has(at + 1, small::THAT) || says_next(report, at)
        }
        Shape::Past | Shape::Present if report.is_reporting_verb(at) => {
            let relative = at > 0 && report.has(at - 1, small::WHICH);
            !relative
                && (cue.takes & takes::WEAK == 0
                    || (token.known.lead != Lead::Nothing && has_clause_next(report, at)))
        }
        Shape::Noun => cue.takes & takes::SOURCE != 0,
        _ => false,
    }
}

/// Whether a quotation, a colon or a preposition follows at once.
fn says_next(report: &Report<'_>, at: usize) -> bool {
    report.tokens.get(at + 1).is_some_and(|next| {
        matches!(next.kind, Kind::Colon | Kind::Quote(_))
            || next.has(small::B_THAT | small::TAKEN_PREPOSITIONS)
    })
}

/// Whether أن, a colon or a quotation follows within a few words.
pub fn has_clause_next(report: &Report<'_>, at: usize) -> bool {
    (at + 1..at + 8).take_while(|&j| j < report.tokens.len() && !report.is(j, Kind::Comma)).any(|j| {
        let token = &report.tokens[j];
        token.has(small::THAT | small::B_THAT) || token.kind == Kind::Colon || opens(report.tokens, j)
    })
}

/// Whether the preposition stands before what is beside the speaker: an occasion, a day.
fn is_beside(report: &Report<'_>, j: usize) -> bool {
    report.has(j + 1, small::OCCASION | small::TIME) && report.has(j, small::TAKEN_PREPOSITIONS)
        || report.has(j, small::TIME | small::OCCASION)
        || report.tokens[j].has(small::ASIDE)
}
