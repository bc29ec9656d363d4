//! What was said of a plan: acceptance, rejection, a condition, a commitment, a red line.
//!
//! Only what somebody said is judged, and only by [`words`] that tell an attitude. A condition turns acceptance
//! into acceptance under it; a rejection stays one, unless the condition says when it would end (إلا إذا, ما لم).
//! «المبادرات التي تحقن الدماء» sets a condition as well, when what is accepted is told by what it must do. Crimes
//! and events are nothing to accept or reject, so that whoever condemns a killing has no stance by that.

mod commitment;
mod condition;
mod red_line;
mod told;
pub mod words;

use std::ops::Range;

pub use self::red_line::red_lines;
use self::{
    condition::{Condition, Kind as Sort},
    told::Told,
};
use super::{
    arabic::Report,
    cues::takes,
    frame::{Draft, Mode},
    lexicon::Person,
    reading::{Commitment, Span, Stance, Verdict},
    small,
    words::Kind,
};

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
    let told = told::find(report, draft, cue, &said);
    let condition = condition::find(report, &said, told.as_ref());
    let mut commitment = commitment::find(report, draft, cue, &said);
    if let (Some(commitment), Some(found)) = (&mut commitment, &condition) {
        commitment.condition = Some(span(report, found.span.clone()));
    }
    let stance = stance(report, draft, cue, &said, told, condition.as_ref());
    Attitude { stance, commitment }
}

/// The stance that words and condition make together.
fn stance(
    report: &Report<'_>,
    draft: &Draft,
    cue: u32,
    said: &Range<usize>,
    told: Option<Told>,
    condition: Option<&Condition>,
) -> Option<Stance> {
    let made = |verdict, words, condition, rule| Some(filed(report, verdict, words, condition, rule, said));
    let verb = || draft.cue.map_or(said.start..said.start + 1, |at| at..at + 1);
    match (told, condition) {
        (Some(told), None) => {
            let clause = (told.verdict == Verdict::Accept)
                .then(|| condition::required(report, told.words.end, said.end))
                .flatten();
            let verdict = if clause.is_some() { Verdict::Conditional } else { told.verdict };
            made(verdict, told.words, clause, told.rule)
        }
        (Some(told), Some(found)) => {
            let verdict = match told.verdict {
                Verdict::Reject if found.kind != Sort::Unless => Verdict::Reject,
                _ => Verdict::Conditional,
            };
            made(verdict, told.words, Some(found.span.clone()), told.rule)
        }
        // Whoever threatens with something if a plan goes on rejects it; if nothing is done, he asks for it.
        (None, Some(found)) if cue & takes::COMMIT != 0 && threatens(report, draft) && !found.is_denied => {
            made(Verdict::Reject, verb(), Some(found.span.clone()), "threat")
        }
        (None, Some(found)) if found.kind == Sort::Terms || found.kind == Sort::Unless => {
            let words = found.span.start..found.span.start + 1;
            made(Verdict::Conditional, words, Some(found.span.clone()), "terms")
        }
        (None, _) if cue & takes::CONDITION != 0 => {
            made(Verdict::Conditional, verb(), Some(condition::asked(report, said)), "verb")
        }
        (None, _) => {
            let within = condition::within_frame(report, said)?;
            made(Verdict::Conditional, within.start..within.start + 1, Some(within), "frame")
        }
    }
}

fn filed(
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
        confidence: super::confidence::stance(rule),
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
            || token.has(small::THAT)
            || token.tells(words::CONDITION)
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

/// Whether the verb asks somebody for something (طالب, دعا, urge); who tells somebody that (أبلغ, told) asks for nothing.
fn asks(report: &Report<'_>, draft: &Draft, said: &Range<usize>) -> bool {
    let Some(cue) = draft.cue.and_then(|at| report.cue(at)) else { return false };
    let tells = matches!(cue.past, "أبلغ" | "أخبر")
        || cue.past.is_ascii()
            && (draft.mode == Mode::Direct
                || report.has(said.start, small::THAT)
                || draft.content_rule == "bare"
                || draft.content_rule == "clause-before");
    cue.takes & takes::OBJECT != 0 && !tells
}

/// Whether a word denies the one here: directly before it, or before one that stands between (لن يكون مقبولا).
fn is_denied(report: &Report<'_>, from: usize, at: usize) -> Option<usize> {
    let denies = |j: usize| report.tells(j, words::DENIES);
    let near = at.checked_sub(1).filter(|&j| j >= from)?;
    if denies(near) {
        return Some(near);
    }
    let far = near.checked_sub(1).filter(|&j| j >= from)?;
    let between = report.has(near, small::WAS | small::ASIDE | small::PRONOUN)
        || report.tells(near, words::JUDGES)
        || report.tokens[near].key == report.lexicon.english.be;
    (between && denies(far)).then_some(far)
}

/// Whether somebody else is quoted at this place of what was said: a verb of saying stands before it in its sentence
/// (وهو أعلن التزامه).
fn is_of_another(report: &Report<'_>, from: usize, at: usize) -> bool {
    (from..at).rev().take_while(|&k| !matches!(report.tokens[k].kind, Kind::Stop | Kind::Semicolon)).any(
        |k| {
            let form = report.tokens[k].known.form;
            let says = report.is_reporting_verb(k)
                || report.lexicon.cue(report.tokens[k].known).is_some_and(|cue| cue.past.is_ascii());
            says && form.person != Person::We
                && report.cue(k).is_some_and(|cue| {
                    cue.takes & takes::WEAK == 0
                        && cue.takes & takes::POSITION == 0
                        && !report.tells(k, words::ACCEPTS | words::REJECTS)
                })
        },
    )
}

/// Whether a word has the shape of a verb in the future: سيشارك, ستجرى, فسنرد.
fn is_future(report: &Report<'_>, key: super::letters::Key) -> bool {
    let keys = &report.lexicon.letters;
    let begins = key.first(1);
    let bare = if begins == keys.so || begins == keys.and { key.without_first(1) } else { key };
    // سنرد is short, and سيد no verb.
    let least = if bare.starts_with(keys.will_we) { 4 } else { 5 };
    bare.length() >= least
        && keys.will.iter().any(|will| bare.starts_with(*will))
        && !keys.no_future.iter().any(|word| bare.starts_with(*word))
}
