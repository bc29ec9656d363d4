//! Commitments: what the speaker, his side, or a party whom he names will do or refrain from.
//!
//! The verb that reports may commit (تعهد, هدد); a noun may be announced (أعلن استقالته); else a word of readiness or
//! resolve tells it, or a verb in the future. Who is bound is told when the clause names somebody else than the
//! speaker: «قال إن النظام سيوقف القصف» binds the regime, and stays the speaker's word of it.

use std::ops::Range;

use super::{
    super::{
        cues::takes,
        frame::{Draft, Mode},
        reading::Commitment,
    },
    Kind, Report, asks, is_denied, is_future, is_of_another, small, span,
    words::{ADJECTIVE, COMMITS, CONDITION, OURS, PLANNED},
};

/// How many words of a clause are looked at.
const REACH: usize = 30;
/// How many words of speech.
const SPEECH: usize = 60;
/// How far from the beginning of a clause its verb or noun stands.
const NEAR: usize = 14;
/// How far from the beginning an adjective can say something of the subject.
const PREDICATE: usize = 5;
/// The most words of a party.
const PARTY: usize = 6;

/// What somebody will do.
pub fn find(report: &Report<'_>, draft: &Draft, cue: u32, said: &Range<usize>) -> Option<Commitment> {
    if cue & takes::COMMIT != 0 {
        let at = draft.cue?;
        return Some(made(report, at..at + 1, None, "verb"));
    }
    // What is feared, asked of others or denied commits nobody.
    let denies = draft
        .cue
        .and_then(|at| report.cue(at))
        .is_some_and(|cue| matches!(cue.past, "نفى" | "أنكر" | "deny"));
    if denies || cue & (takes::THOUGHT | takes::REJECT) != 0 || asks(report, draft, said) {
        return None;
    }
    if let Some(at) = planned(report, draft, said) {
        return Some(made(report, at..at + 1, None, "announced"));
    }
    let is_speech = draft.mode == Mode::Direct;
    let reach = if is_speech { SPEECH } else { REACH };
    for j in said.clone().take(reach) {
        let near = j - said.start <= NEAR || is_speech || report.tells(j, OURS) || is_ours(report, j);
        let Some(rule) = rule(report, said, j).filter(|_| near) else { continue };
        // وهو أعلن التزامه: the commitment is the inner speaker's. التي ستجرى: told of something.
        let inner = !report.tells(j, OURS) && !is_ours(report, j) && is_of_another(report, said.start, j);
        let described =
            j > said.start && report.has(j - 1, small::WHICH | small::WHAT | small::THIS | small::QUANTITY);
        let counted =
            report.has(said.start, small::THAT | small::B_THAT) && report.is(said.start + 1, Kind::Number);
        if inner || described || counted {
            continue;
        }
        return Some(made(report, j..j + 1, party(report, said, j), rule));
    }
    None
}

fn made(
    report: &Report<'_>,
    words: Range<usize>,
    party: Option<Range<usize>>,
    rule: &'static str,
) -> Commitment {
    Commitment {
        words: span(report, words),
        condition: None,
        party: party.map(|words| span(report, words)),
        rule,
        confidence: super::super::confidence::commitment(rule),
    }
}

/// أعلن استقالته, أكد على الاستمرار: a deed of one's own that is told before it is done.
fn planned(report: &Report<'_>, draft: &Draft, said: &Range<usize>) -> Option<usize> {
    let cue = draft.cue.and_then(|at| report.cue(at))?;
    let announces = matches!(cue.past, "أعلن" | "أكد" | "شدد" | "announce" | "declare" | "confirm");
    if draft.mode != Mode::Nominal || !announces {
        return None;
    }
    let first = said.start;
    let bare = !report.has(first, small::PREPOSITION)
        && !report.lexicon.english.articles.contains(&report.tokens[first].key);
    let at = if bare { first } else { first + 1 };
    // نشر على الإنترنت is a verb; استقالته من المجلس and the suspension of flights are none.
    let key = report.tokens[first].key;
    let is_arabic = key.first(1) < report.lexicon.letters.latin;
    let is_verb = is_arabic && key.length() == 3 && report.has(at + 1, small::PREPOSITION);
    let deed = at < said.end && report.tells(at, PLANNED) && !is_verb;
    deed.then_some(at)
}

/// The rule by which the word commits.
fn rule(report: &Report<'_>, said: &Range<usize>, j: usize) -> Option<&'static str> {
    let keys = &report.lexicon.letters;
    let english = &report.lexicon.english;
    let token = &report.tokens[j];
    let denied = is_denied(report, said.start, j);
    if token.tells(COMMITS) && denied.is_none() {
        // شخصية ملتزمة بأهداف الثورة: it describes, unless it stands where a clause says something of its subject.
        let says = !token.tells(ADJECTIVE)
            || j - said.start <= PREDICATE
            || report.has(j - 1, small::PRONOUN | small::WAS | small::THAT);
        return says.then_some("words");
    }
    let will = token.key == keys.will_not || token.key == keys.soon || english.commits.contains(&token.key);
    if will {
        let verb = j + 1;
        let act =
            verb < said.end && report.tokens[verb].is_word() && !is_state(report, report.tokens[verb].key, 1);
        return act.then_some("future");
    }
    if keys.will_be_done.contains(&token.key) {
        return Some("future");
    }
    let shape = token.known.flags & !small::OFFICE == 0
        && is_future(report, token.key)
        && !is_state(report, token.key, 2);
    let ours = token.tells(OURS)
        && (keys.will.iter().any(|will| token.key.starts_with(*will)) || token.key.first(2) == keys.will_i);
    (shape || ours).then_some("future")
}

/// Whether a word is a future of our own: سنرد, وسنواصل.
fn is_ours(report: &Report<'_>, j: usize) -> bool {
    let keys = &report.lexicon.letters;
    let key = report.tokens[j].key;
    is_future(report, key)
        && (key.starts_with(keys.will_we) || key.without_first(1).starts_with(keys.will_we))
}

/// Whether a verb tells a state and not an act (سيكون, فستؤدي), behind the letters of tense and person.
fn is_state(report: &Report<'_>, key: super::super::letters::Key, letters: u32) -> bool {
    let keys = &report.lexicon.letters;
    let joined = key.first(1) == keys.so || key.first(1) == keys.and;
    let bare = if joined { key.without_first(1) } else { key };
    let state = bare.without_first(letters);
    keys.states.iter().any(|known| state == *known || state.starts_with(*known) && state.ends_with(keys.they))
        || report.lexicon.english.states.contains(&key)
}

/// Who is bound, when it is not the speaker: what stands between أن and the verb.
fn party(report: &Report<'_>, said: &Range<usize>, at: usize) -> Option<Range<usize>> {
    let first = said.start + 1;
    if !report.has(said.start, small::THAT) || first >= at || !report.tokens[first].is_word() {
        return None;
    }
    let ends = |k: usize| {
        is_future(report, report.tokens[k].key)
            || report.has(k, small::WAS | small::WHICH | small::PREPOSITION | small::NOT)
    };
    let words = first..(first..at).find(|&k| ends(k)).unwrap_or(at);
    // إنه إذا …: a condition is no party.
    let supposes = words.clone().any(|k| report.tells(k, CONDITION));
    (!words.is_empty() && words.len() <= PARTY && !supposes).then_some(words)
}
