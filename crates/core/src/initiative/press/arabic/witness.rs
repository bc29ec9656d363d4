//! Whether a word that looks like a cue is one here.
//!
//! Arabic writes كشف the verb and كشف the noun alike, and leaves to the reader who denies, supposes or only
//! wishes. What stands directly before the word tells most of it: no verb follows a preposition or إنّ, and
//! what is negated, supposed or intended has not been said.

use super::{Report, complement::has_clause_next};
use crate::initiative::press::{
    cues::takes,
    lexicon::{Attached, Lead, Person, Shape},
    segments::{closes, opens},
    small,
    words::Kind,
};

/// Whether the token counts as a cue.
pub fn counts(report: &Report<'_>, at: usize) -> bool {
    let token = &report.tokens[at];
    match token.known.form.shape {
        Shape::Past | Shape::Present => report.is_reporting_verb(at) && verb(report, at),
        Shape::Circumstance => circumstance(report, at),
        Shape::Noun => true,
    }
}

fn verb(report: &Report<'_>, at: usize) -> bool {
    let token = &report.tokens[at];
    let form = token.known.form;
    let word = report.text.get(token.span()).unwrap_or_default();
    // No verb ends in ة.
    if word.ends_with('ة') {
        return false;
    }
    let Some(cue) = report.cue(at) else { return false };
    let keys = &report.lexicon.letters;
    // كشف النقاب عن كذا: nobody is named who did.
    if report.tokens.get(at + 1).is_some_and(|next| next.key == keys.veil) {
        return false;
    }
    // يطالبنا, ما تعتبره كذا: said of us, or a judgement in passing.
    if form.object == Attached::Pronoun && (token.key.ends_with(keys.our) || cue.past == "اعتبر") {
        return false;
    }
    let Some(before) = at.checked_sub(1).map(|place| &report.tokens[place]) else { return true };
    // وهو ما أكده النائب: what was said stands before.
    if before.key == keys.what && at > 1 && report.has(at - 2, small::PRONOUN) {
        return false;
    }
    if token.known.lead == Lead::Nothing {
        let negated =
            before.has(small::NOT) && !before.has(small::WHAT) && !matches!(cue.past, "استبعد" | "نفى");
        let supposed = before.has(small::IF) && !before.has(small::WHAT) && !before.has(small::THAT);
        if negated || supposed {
            return false;
        }
        if before.has(small::PREPOSITION)
            && !before.has(small::WHAT)
            && before.known.flags & small::WHICH == 0
        {
            let what = before.key.ends_with(report.lexicon.letters.what) || report.has(at - 1, small::BREAK);
            if !what {
                return false;
            }
        }
        // أن يعلن is intended, and إنّ is followed by a noun.
        if before.has(small::THAT | small::B_THAT) && before.key.length() <= 2 {
            return false;
        }
        let to_that = before.known.lead == Lead::Nothing && at > 1 && report.has(at - 2, small::PREPOSITION);
        if before.has(small::THIS) && !to_that {
            return false;
        }
        // رفض كشف هويته: the second is a noun.
        if report.is_reporting_verb(at - 1) && form.shape == Shape::Past {
            return false;
        }
        // كان يأمل, إنها تعتقد: what somebody thinks, told in passing.
        let thinks = cue.takes & takes::THOUGHT != 0 && form.shape == Shape::Present;
        let which = before.has(small::WHICH) && report.has(at + 1, small::THAT | small::B_THAT);
        let because = before.key.starts_with(keys.because);
        // مسلحون يعتقد أنهم: nobody is named who thinks so.
        let nobody = form.person == Person::He
            && (before.key.ends_with(keys.they) || before.key.ends_with(keys.plural));
        let inside = report.tokens.get(at + 1).is_some_and(|next| keys.in_it.contains(&next.key));
        if thinks && (before.has(small::THAT | small::B_THAT | small::WAS) || which || because || nobody)
            || cue.takes & takes::THOUGHT != 0 && inside
        {
            return false;
        }
        // التي تدعو إلى كذا describes; التي تقول إن reports.
        if before.has(small::WHICH) && form.shape == Shape::Present && !has_clause_next(report, at) {
            return false;
        }
    }
    if form.object == Attached::Pronoun && cue.takes & takes::OBJECT == 0 {
        let what = before.has(small::WHICH | small::WHAT) || before.known.cue > 0;
        if !what && !has_clause_next(report, at) {
            return false;
        }
    }
    // جاء في البيان أن: elsewhere the word tells nothing.
    if matches!(cue.past, "جاء" | "ورد")
        && !(report.has(at + 1, small::PREPOSITION) && report.has(at + 2, small::OCCASION))
    {
        return false;
    }
    if form.person == Person::We || begins_with_i(report, at) {
        return !report.in_quotation(at) || before.has(small::PRONOUN);
    }
    true
}

/// «أعتقد أن»: at the beginning of a quotation, what could be said of oneself is.
fn begins_with_i(report: &Report<'_>, at: usize) -> bool {
    let token = &report.tokens[at];
    at > 0
        && opens(report.tokens, at - 1)
        && token.known.form.shape == Shape::Past
        && token.known.form.person == Person::He
        && token.key.starts_with(report.lexicon.letters.alif)
}

fn circumstance(report: &Report<'_>, at: usize) -> bool {
    let token = &report.tokens[at];
    if token.known.form.person == Person::He {
        return true;
    }
    // مؤكدة is also an adjective: then it stands directly behind its noun.
    let Some(before) = at.checked_sub(1).map(|place| &report.tokens[place]) else { return true };
    matches!(before.kind, Kind::Comma | Kind::Close | Kind::Semicolon | Kind::Dash)
        || closes(report.tokens, at - 1)
        || before.has(small::TIME | small::ASIDE)
        || token.known.lead == Lead::And
        || has_clause_next(report, at) && !before.has(small::OFFICE | small::PREPOSITION)
}
