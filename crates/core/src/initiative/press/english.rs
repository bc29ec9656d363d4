//! Frames in English: the speaker stands before the verb, the words behind it, and either can be turned round.
//!
//! «Hallak said the plan is unfair», «"We will not sign," Hallak said», «The plan is unfair, he added»,
//! «…, stressing that …», «…, according to a statement». A verb counts when somebody does it: not behind be,
//! to or a modal, and not when it is negated. A pronoun names nobody; the report knows who is meant.

pub mod cues;
pub mod small;
mod source;

use std::ops::Range;

use self::source::{according, is_quoted_as, noun, possessor, quoted_as, told_before};
use super::{
    arabic::Report,
    attitude::words as attitudes,
    cues::{Cue, takes},
    frame::{Draft, Mode, Who},
    lexicon::{Form, Person, Shape},
    segments::{closes, opens, words_within},
    small as marks,
    words::Kind,
};

/// How many tokens away from its verb what was said can begin.
const REACH: usize = 40;
/// The most tokens of a speaker.
const SPEAKER: usize = 30;
/// The most tokens of what was said without quotation marks.
const LONGEST: usize = 600;
/// How many frames back a shared speaker is looked for.
const MEMORY: usize = 12;
/// The most words of whoever was told, and of a day behind the verb.
const LISTENER: usize = 6;

/// Every form of an English cue.
pub fn forms(cue: &Cue) -> Vec<(String, Form)> {
    let form = |shape, person| Form { shape, person, ..Form::default() };
    [
        (cue.present.to_owned(), form(Shape::Past, Person::He)),
        (cue.short.to_owned(), form(Shape::Present, Person::He)),
        (cue.past.to_owned(), form(Shape::Present, Person::They)),
        (cue.participle.to_owned(), form(Shape::Circumstance, Person::He)),
    ]
    .into_iter()
    .chain(cue.nouns.split_whitespace().map(|noun| (noun.to_owned(), form(Shape::Noun, Person::He))))
    .collect()
}

/// All frames of the text, in the order of their cues.
pub fn frames(report: &Report<'_>) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for at in 0..report.tokens.len() {
        let draft = if report.tokens[at].key == report.lexicon.english.according {
            according(report, at)
        } else if report.tokens[at].known.cue > 0 && at > 0 && possessor(report, at).is_some() {
            noun(report, at)
        } else if is_quoted_as(report, at) {
            quoted_as(report, at)
        } else if report.tokens[at].known.cue > 0 && counts(report, at) {
            verb(report, at, &drafts)
        } else {
            None
        };
        drafts.extend(draft.filter(|draft| !draft.content.is_empty()));
    }
    drafts
}

/// Whether the token is a verb that somebody does.
fn counts(report: &Report<'_>, at: usize) -> bool {
    let token = &report.tokens[at];
    let Some(cue) = report.cue(at).filter(|cue| cue.past.is_ascii()) else { return false };
    let Some(before) = at.checked_sub(1).map(|place| &report.tokens[place]) else { return false };
    if before.has(marks::NOT | marks::PREPOSITION | marks::THIS) {
        return false;
    }
    let english = &report.lexicon.english;
    // officials who asked not to be named: it describes them.
    if before.has(marks::WHICH) && cue.takes & takes::THAT == 0 {
        return false;
    }
    match token.known.form.shape {
        Shape::Circumstance => {
            matches!(before.kind, Kind::Comma | Kind::Dash) || closes(report.tokens, at - 1)
        }
        // was told, is expected; but has said.
        Shape::Past => !before.has(marks::WAS) || english.had.contains(&before.key),
        // A base form wants a plural before it; a noun (the report, a call) does not count.
        Shape::Present => {
            let names = token.known.form.person == Person::They;
            !names
                || before.has(marks::PRONOUN)
                || cue.takes & takes::THAT != 0 && report.has(at + 1, marks::THAT)
                || english.bare.contains(&token.key) && before.is_word() && before.key.ends_with(english.s)
        }
        Shape::Noun => false,
    }
}

/// What was said, and where the report's own words about it end.
struct Said {
    mode: Mode,
    content: Range<usize>,
    rule: &'static str,
}

fn verb(report: &Report<'_>, at: usize, drafts: &[Draft]) -> Option<Draft> {
    let cue = *report.cue(at)?;
    let sentence = report.sentence(at);
    let subject = subject(report, at, &sentence, drafts);
    let first = || before(report, &sentence, &cue, subject.1);
    let said = if told_before(report, at, &sentence, &cue, subject.1) {
        first().or_else(|| behind(report, at, &sentence, &cue))
    } else {
        behind(report, at, &sentence, &cue).or_else(first)
    }?;
    let (who, rule) = subject.0;
    Some(Draft {
        cue: Some(at),
        row: usize::from(report.tokens[at].known.cue) - 1,
        mode: said.mode,
        speaker: who,
        speaker_rule: rule,
        content: report.bytes(said.content.clone()),
        content_rule: said.rule,
        between: at + 1..said.content.start.max(at + 1),
    })
}

/// What stands behind the verb.
fn behind(report: &Report<'_>, at: usize, sentence: &Range<usize>, cue: &Cue) -> Option<Said> {
    let end = sentence.end.min(at + REACH);
    let english = &report.lexicon.english;
    let told = |start: usize, mode, rule| {
        let content = start..extent(report, start, sentence.end);
        (content.start < content.end).then_some(Said { mode, content, rule })
    };
    let mut first = at + 1;
    if report.is(first, Kind::Comma) && opens(report.tokens, first + 1) {
        first += 1;
    }
    if report.is(first, Kind::Colon) && opens(report.tokens, first + 1) {
        first += 1;
    }
    if cue.takes & takes::QUOTE != 0 && opens(report.tokens, first) && words_within(report.tokens, first) >= 2
    {
        let content = first + 1..report.tokens[first].partner;
        return Some(Said { mode: Mode::Direct, content, rule: "quotation" });
    }
    if report.is(first, Kind::Colon) && first + 1 < sentence.end {
        return Some(Said {
            mode: Mode::Direct,
            content: first + 1..last_word(report, first + 1, sentence.end),
            rule: "colon",
        });
    }
    // that, somewhere in the clause; a comma or another verb ends the search.
    if cue.takes & takes::THAT != 0 {
        let clause = (first..end).take_while(|&j| {
            !matches!(report.tokens[j].kind, Kind::Comma | Kind::Stop | Kind::Semicolon | Kind::Quote(_))
                && (j == first || report.tokens[j].known.cue == 0)
        });
        for j in clause {
            if report.has(j, marks::THAT) && !is_relative(report, at, j) {
                return told(j, Mode::Indirect, "that");
            }
        }
    }
    for (place, particle) in english.particles.iter().enumerate() {
        let taken = cue.takes & (takes::B << place) != 0
            && report.tokens.get(first).is_some_and(|token| token.key == *particle);
        if taken && first < end {
            return told(first, Mode::Nominal, "preposition");
        }
        if cue.takes & (takes::OBJECT_B << place) != 0 && cue.takes & takes::THAT == 0 {
            let object = (first..end.min(first + 12))
                .take_while(|&j| report.tokens[j].is_solid() && report.tokens[j].known.cue == 0);
            if object.skip(1).any(|j| report.tokens[j].key == *particle) {
                return told(first, Mode::Nominal, "object");
            }
        }
    }
    let token = report
        .tokens
        .get(first)
        .filter(|token| first < end && (token.is_word() || token.kind == Kind::Number))?;
    let adjunct =
        token.has(marks::PREPOSITION | marks::TIME | marks::BREAK | marks::WHICH) || token.key == english.and;
    if adjunct {
        // said on Monday the plan was dead: behind what stands beside, when a word for a person or an article begins a clause.
        let clause = (first + 1..end.min(first + 8))
            .find(|&j| report.has(j, marks::PRONOUN) || report.is(j, Kind::Comma));
        let clause = clause.filter(|&j| report.has(j, marks::PRONOUN) && cue.takes & takes::THAT != 0)?;
        return told(clause, Mode::Indirect, "bare");
    }
    if cue.takes & takes::DIRECT != 0 {
        return told(first, Mode::Nominal, "object");
    }
    // called the closure a mistake.
    if cue.past == "call"
        && (first + 1..end.min(first + 8)).any(|j| report.tells(j, attitudes::GOOD | attitudes::BAD))
    {
        return told(first, Mode::Nominal, "object");
    }
    // reported hearing a blast: what somebody did.
    if token.key.ends_with(english.doing) {
        return None;
    }
    (cue.takes & takes::THAT != 0 && !is_inverted(report, at))
        .then(|| told(first, Mode::Indirect, "bare"))
        .flatten()
}

/// Whether that belongs to a noun before it (the plan that the company presented).
fn is_relative(report: &Report<'_>, at: usize, that: usize) -> bool {
    let tells = report.lexicon.english.tells.contains(&report.tokens[at].key);
    that > at + 1
        && !tells
        && !report.has(that - 1, marks::TIME)
        && !(at + 1..that).any(|j| report.has(j, marks::PREPOSITION | marks::OCCASION))
}

/// Whether the subject stands behind the verb: «…», said Hallak; the rumour was false, said Hallak.
fn is_inverted(report: &Report<'_>, at: usize) -> bool {
    if at == 0 {
        return false;
    }
    let comma = report.is(at - 1, Kind::Comma);
    if closes(report.tokens, at - 1) || comma && at > 1 && closes(report.tokens, at - 2) {
        return true;
    }
    let sentence = report.sentence(at);
    let says =
        report.cue(at).is_some_and(|cue| cue.takes & takes::THAT != 0 && cue.takes & takes::DIRECT == 0);
    if !(comma && says) {
        return false;
    }
    let from = sentence.start.max(at.saturating_sub(LONGEST));
    let clause = (from..at).any(|j| report.has(j, marks::WAS | marks::NOT))
        && !report.has(sentence.start, marks::PREPOSITION | marks::BREAK);
    let mut name = (at + 1..sentence.end).take_while(|&j| report.tokens[j].is_solid()).take(SPEAKER);
    clause
        && name.all(|j| {
            !report.has(j, marks::WAS | marks::THAT | marks::PRONOUN) && report.tokens[j].known.cue == 0
        })
}

/// What stands before speaker and verb: a quotation, or a clause with a comma.
fn before(report: &Report<'_>, sentence: &Range<usize>, cue: &Cue, subject_start: usize) -> Option<Said> {
    if cue.takes & (takes::THAT | takes::QUOTE) == 0 {
        return None;
    }
    let mut end = subject_start;
    if end > sentence.start && report.is(end - 1, Kind::Comma) {
        end -= 1;
    }
    if end > sentence.start && closes(report.tokens, end - 1) {
        let open = report.tokens[end - 1].partner;
        let mut last = end - 1;
        while last > open + 1 && matches!(report.tokens[last - 1].kind, Kind::Comma) {
            last -= 1;
        }
        return (open + 1 < last).then_some(Said {
            mode: Mode::Direct,
            content: open + 1..last,
            rule: "quotation",
        });
    }
    let comma = subject_start > sentence.start && report.is(subject_start - 1, Kind::Comma);
    let words = (sentence.start..end).filter(|&j| report.tokens[j].is_word()).take(4).count();
    (comma && words >= 3 && cue.takes & takes::POSITION == 0).then_some(Said {
        mode: Mode::Indirect,
        content: sentence.start..end,
        rule: "clause-before",
    })
}

/// The token behind the last one of what begins here.
fn extent(report: &Report<'_>, start: usize, end: usize) -> usize {
    let english = &report.lexicon.english;
    let end = end.min(start + LONGEST);
    let mut j = start;
    while j < end {
        let next = j + 1;
        let own_words = |j: usize| {
            report
                .tokens
                .get(j)
                .is_some_and(|token| token.key == english.according || token.has(marks::BREAK))
                || report
                    .tokens
                    .get(j)
                    .is_some_and(|token| token.known.cue > 0 && token.known.form.shape == Shape::Circumstance)
                || report.tokens.get(j).is_some_and(|token| token.key == english.and)
                    && (j + 1..end.min(j + 4)).any(|k| report.tokens[k].known.cue > 0 && counts(report, k))
        };
        // and called on: the subject goes on with another verb of saying.
        let goes_on = report.tokens[j].key == english.and
            && j > start
            && report
                .tokens
                .get(next)
                .is_some_and(|token| token.known.cue > 0 && token.known.form.shape == Shape::Past);
        match report.tokens[j].kind {
            Kind::Comma if own_words(next) || says_next(report, next, end) => {
                return last_word(report, start, j);
            }
            Kind::Semicolon => return last_word(report, start, j),
            Kind::Word if goes_on || report.tokens[j].key == english.according => {
                return last_word(report, start, j);
            }
            Kind::Quote(_) if closes(report.tokens, j) && report.tokens[j].partner < start => {
                return last_word(report, start, j);
            }
            _ => {}
        }
        j = report.behind(j);
    }
    last_word(report, start, end)
}

/// «…, he told the paper»: behind a comma a short subject and a verb of saying that has nothing of its own behind it.
fn says_next(report: &Report<'_>, from: usize, end: usize) -> bool {
    let verb =
        (from + 1..end.min(from + LISTENER)).find(|&j| report.tokens[j].known.cue > 0 && counts(report, j));
    let solid = |verb: usize| {
        (from..verb).all(|j| {
            report.tokens[j].is_solid() && !report.has(j, marks::BREAK | marks::WHICH | marks::PREPOSITION)
        })
    };
    verb.is_some_and(|verb| {
        let stops = |j: usize| {
            matches!(report.tokens[j].kind, Kind::Comma | Kind::Stop | Kind::Line | Kind::Paragraph)
        };
        let rest = (verb + 1..end).take_while(|&j| !stops(j)).take(LISTENER + 1).count();
        let that = (verb + 1..end.min(verb + LISTENER)).any(|j| report.has(j, marks::THAT));
        solid(verb) && rest <= LISTENER && !that
    })
}

/// Without marks and line ends behind the last word.
fn last_word(report: &Report<'_>, start: usize, end: usize) -> usize {
    let mut last = end;
    while last > start
        && !report.tokens[last - 1].is_solid()
        && !(closes(report.tokens, last - 1) && report.tokens[last - 1].partner >= start)
    {
        last -= 1;
    }
    last
}

/// The speaker, the rule that found him, and the token where he begins.
fn subject(
    report: &Report<'_>,
    at: usize,
    sentence: &Range<usize>,
    drafts: &[Draft],
) -> ((Who, &'static str), usize) {
    let english = &report.lexicon.english;
    if report.tokens[at].known.form.shape == Shape::Circumstance || report.tokens[at - 1].key == english.and {
        let nested = |place: usize, cue: usize| {
            let start = report.tokens[cue].start;
            let before = drafts[..place].iter().rev().take(MEMORY);
            before.into_iter().any(|outer| outer.content.start <= start && start < outer.content.end)
        };
        let mut shared = drafts.iter().enumerate().rev().take(MEMORY).filter(|(place, draft)| {
            draft.cue.is_some_and(|cue| sentence.contains(&cue) && !nested(*place, cue))
        });
        let span = shared.find_map(|(_, draft)| draft.speaker.span()).cloned();
        let who = span.map_or(Who::Dropped, |span| Who::Shared(Some(span)));
        return ((who, "shared"), at);
    }
    if is_inverted(report, at) {
        let end = (at + 1..sentence.end.min(at + SPEAKER))
            .find(|&j| ends_name(report, j))
            .unwrap_or(sentence.end.min(at + SPEAKER));
        let before = if report.is(at - 1, Kind::Comma) { at - 1 } else { at };
        let words = at + 1..last_word(report, at + 1, end);
        return if words.is_empty() {
            ((Who::Dropped, "dropped"), before)
        } else {
            ((Who::Named(report.bytes(words)), "behind"), before)
        };
    }
    let mut end = at;
    while end > sentence.start && report.has(end - 1, marks::WAS | marks::ASIDE) {
        end -= 1;
    }
    if end > sentence.start && report.has(end - 1, marks::WHICH) {
        end -= 1;
    }
    let first = name_start(report, end, sentence.start);
    if first >= end {
        return ((Who::Dropped, "dropped"), first);
    }
    if report.has(first, marks::PRONOUN) && end - first <= 2 {
        return ((Who::Dropped, "dropped"), first);
    }
    let mut last = last_word(report, first, end);
    // The spokeswoman, speaking by telephone, said: what she does is not her name.
    let does = |j: usize| {
        report.is(j, Kind::Comma)
            && report
                .tokens
                .get(j + 1)
                .is_some_and(|next| next.key.ends_with(english.doing) || next.has(marks::PREPOSITION))
    };
    if let Some(comma) = (first + 1..last).find(|&j| does(j)) {
        last = comma;
    }
    if first >= last || report.has(first, marks::PREPOSITION | marks::BREAK | marks::TIME) {
        return ((Who::Dropped, "dropped"), first);
    }
    ((Who::Named(report.bytes(first..last)), "before"), first)
}

fn ends_name(report: &Report<'_>, at: usize) -> bool {
    let token = &report.tokens[at];
    matches!(token.kind, Kind::Stop | Kind::Semicolon | Kind::Quote(_) | Kind::Line | Kind::Paragraph)
        || token.kind == Kind::Comma && report.has(at + 1, marks::BREAK | marks::PREPOSITION | marks::TIME)
        || token.kind == Kind::Comma && report.tokens.get(at + 1).is_some_and(|next| next.known.cue > 0)
        || token.has(marks::TIME | marks::BREAK)
}

/// Where the words before a verb begin that can be its subject: an apposition between commas belongs to it.
fn name_start(report: &Report<'_>, end: usize, from: usize) -> usize {
    let mut first = end;
    let mut apposition = end > from && report.is(end - 1, Kind::Comma);
    if apposition {
        // «Hallak, president of the union, said»; without a comma before it, it is none.
        let comma = (from..end - 1)
            .rev()
            .take(SPEAKER)
            .find(|&j| !report.tokens[j].is_solid() && !closes(report.tokens, j));
        match comma.filter(|&j| report.is(j, Kind::Comma)) {
            Some(comma) => first = comma,
            None => return end,
        }
        apposition = false;
    }
    while first > from && end - first < SPEAKER {
        let j = first - 1;
        let token = &report.tokens[j];
        let stops = match token.kind {
            Kind::Word => {
                token.has(marks::THAT | marks::BREAK)
                    || token.known.cue > 0 && counts(report, j)
                    || token.has(marks::WAS)
                    || token.key == report.lexicon.english.and
                        && (from..j).rev().take(SPEAKER).any(|k| {
                            report.has(k, marks::WAS) || report.tokens[k].known.cue > 0 && counts(report, k)
                        })
            }
            Kind::Number => false,
            Kind::Open | Kind::Close => false,
            Kind::Dash => apposition,
            _ => true,
        };
        if stops {
            break;
        }
        first = j;
    }
    first
}
