//! The words that tell acceptance or rejection.
//!
//! The verb that reports may tell it (رحب, ندد); else words of what was said do: of acceptance and rejection, of
//! taking part when it is denied (لن نشارك), and judgements when somebody judges (اعتبر القرار باطلا, هي مؤامرة). Whose
//! attitude it is matters: «قال إن إيران ترفض» is not the speaker's.

use std::ops::Range;

use super::{
    super::{
        arabic,
        cues::takes,
        document,
        frame::{Draft, Mode},
        reading::Verdict,
    },
    Report, asks, is_denied, is_future, is_of_another, small,
    words::{
        ACCEPTS, BAD, COMMITS, CRIME, DENIES, ENGAGES, GIVES_UP, GLADLY, GOOD, JUDGES, NOUN, OURS, PAST,
        REJECTS,
    },
};

/// How many words from the beginning an attitude is looked for.
const REACH: usize = 30;
/// How many words of speech.
const SPEECH: usize = 250;
/// How far from its verb a judgement stands.
const JUDGEMENT: usize = 14;
/// How far from the beginning لا يمكن speaks of the whole.
const CLAUSE: usize = 4;
/// Words behind a rejection among which a crime makes it a condemnation.
const CONDEMNED: usize = 6;

/// An attitude and the words that tell it.
#[derive(Clone, Debug)]
pub struct Told {
    /// Which.
    pub verdict: Verdict,
    /// The words.
    pub words: Range<usize>,
    /// The rule.
    pub rule: &'static str,
}

/// The attitude that the verb or the words tell.
pub fn find(report: &Report<'_>, draft: &Draft, cue: u32, said: &Range<usize>) -> Option<Told> {
    let crime = said.clone().take(CONDEMNED).any(|j| report.tells(j, CRIME));
    if let Some(at) = draft.cue {
        let verdict = if cue & takes::ACCEPT != 0 {
            Some(Verdict::Accept)
        } else if cue & takes::REJECT != 0 {
            Some(Verdict::Reject)
        } else {
            None
        };
        if let Some(verdict) = verdict {
            return (!crime).then_some(Told { verdict, words: at..at + 1, rule: "verb" });
        }
    }
    // What somebody expects or asks about is not what he wants.
    if cue & takes::THOUGHT != 0 {
        return None;
    }
    // Speech is looked through; a clause tells its attitude soon.
    let reach = if draft.mode == Mode::Direct { SPEECH } else { REACH };
    let judging = judges(report, draft);
    for j in said.clone().take(reach) {
        if !report.tokens[j].is_word() {
            continue;
        }
        // قبولها أو رفضها: both are thought of, and neither is told.
        if report.tells(j, ACCEPTS) && (j + 1..said.end.min(j + 4)).any(|k| report.tells(k, REJECTS)) {
            return None;
        }
        let at = Place { report, draft, said, j };
        if let Some(told) = at.word().or_else(|| at.refusal()).or_else(|| at.judgement(judging)) {
            return Some(told);
        }
    }
    None
}

/// How far from the verb a judgement can stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Judging {
    /// The verb itself judges: اعتبر, وصف.
    Verb,
    /// Words must say that it is one.
    Words,
}

fn judges(report: &Report<'_>, draft: &Draft) -> Judging {
    let cue = draft.cue.and_then(|at| report.cue(at));
    if cue.is_some_and(|cue| matches!(cue.past, "اعتبر" | "رأى" | "وصف" | "call" | "describe")) {
        Judging::Verb
    } else {
        Judging::Words
    }
}

/// Whether a word is denied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Denied {
    Yes,
    No,
}

/// A word of what was said.
struct Place<'a> {
    report: &'a Report<'a>,
    draft: &'a Draft,
    said: &'a Range<usize>,
    j: usize,
}

impl Place<'_> {
    fn is_crime_near(&self) -> bool {
        (self.j..self.said.end).take(CONDEMNED).any(|k| self.report.tells(k, CRIME))
    }

    /// A word of acceptance or rejection.
    fn word(&self) -> Option<Told> {
        let (report, j) = (self.report, self.j);
        let token = &report.tokens[j];
        let keys = &report.lexicon.letters;
        let denial = is_denied(report, self.said.start, j);
        let told = |verdict| Some(Told { verdict, words: denial.unwrap_or(j)..j + 1, rule: "words" });
        // نحن مع أي حل.
        if token.key == keys.with && j > self.said.start && report.has(j - 1, small::PRONOUN) {
            return told(Verdict::Accept);
        }
        if token.key == keys.against && j > self.said.start && report.has(j - 1, small::PRONOUN) {
            return told(Verdict::Reject);
        }
        // نتعاطى مع المبادرة إيجابا.
        let from = self.said.start.max(j.saturating_sub(CONDEMNED));
        if token.tells(GLADLY) && denial.is_none() && (from..j).any(|k| report.tells(k, ENGAGES)) {
            return told(Verdict::Accept);
        }
        if self.is_ready(if denial.is_some() { Denied::Yes } else { Denied::No }) {
            return told(Verdict::Accept);
        }
        if !token.tells(ACCEPTS | REJECTS) || !self.is_own() {
            return None;
        }
        match (token.tells(ACCEPTS), denial) {
            (true, None) => told(Verdict::Accept),
            (true, Some(_)) => told(Verdict::Reject),
            (false, Some(_)) => told(Verdict::Accept),
            (false, None) if self.is_crime_near() => None,
            (false, None) => told(Verdict::Reject),
        }
    }

    /// على استعداد للحوار, سنشارك, سنواصل الحوار: somebody takes part in what is offered.
    fn is_ready(&self, denied: Denied) -> bool {
        let (report, j) = (self.report, self.j);
        let token = &report.tokens[j];
        let engages = |k: usize| k < self.said.end && report.tells(k, ENGAGES);
        if denied == Denied::Yes || is_of_another(report, self.said.start, j) && !token.tells(OURS) {
            return false;
        }
        let soon = j > self.said.start && {
            let before = report.tokens[j - 1].key;
            before == report.lexicon.letters.soon || before == report.lexicon.english.will
        };
        let future = is_future(report, token.key) || soon;
        token.tells(COMMITS)
            && !token.tells(PAST)
            && (j + 1..j + 4).any(engages)
            && report.tokens[j].is_word()
            || future && token.tells(ENGAGES) && self.is_own()
            || future && engages(j + 1) && report.tells(j + 1, NOUN) && self.is_own()
    }

    /// لن نشارك, لا يمكن أن, لم نتخل.
    fn refusal(&self) -> Option<Told> {
        let (report, j) = (self.report, self.j);
        let token = &report.tokens[j];
        let keys = &report.lexicon.letters;
        let denial = is_denied(report, self.said.start, j)?;
        let words = denial..j + 1;
        let will_not = report.tokens[denial].key == keys.will_not
            || report.lexicon.english.refuses(report.tokens[denial].key);
        if token.tells(ENGAGES) && (will_not || token.tells(OURS)) && !token.tells(PAST) && self.is_own() {
            return Some(Told { verdict: Verdict::Reject, words, rule: "refusal" });
        }
        if token.key == keys.can && report.tokens[denial].key == keys.not && j <= self.said.start + CLAUSE {
            return Some(Told { verdict: Verdict::Reject, words, rule: "refusal" });
        }
        // أن لا تتخلى سوريا عن المبادرة.
        (token.tells(GIVES_UP) && token.tells(OURS)).then_some(Told {
            verdict: Verdict::Accept,
            words,
            rule: "refusal",
        })
    }

    /// اعتبر القرار باطلا, إن هذه الإجراءات هي تمييز.
    fn judgement(&self, judging: Judging) -> Option<Told> {
        let (report, j) = (self.report, self.j);
        let token = &report.tokens[j];
        if !token.tells(GOOD | BAD) || self.said.clone().take(JUDGEMENT + 6).any(|k| report.tells(k, CRIME)) {
            return None;
        }
        let denial = is_denied(report, self.said.start, j);
        let from = self.said.start.max(j.saturating_sub(4));
        let linked = (from..j).any(|k| report.tells(k, JUDGES));
        let far = j - self.said.start;
        let direct = j > self.said.start && report.tells(j - 1, JUDGES);
        let says = match judging {
            Judging::Verb => far <= JUDGEMENT,
            Judging::Words => linked && far <= JUDGEMENT || direct && far < REACH,
        };
        // ضرب من الخيال is one, المستحيل by itself is none.
        let definite = token.key.starts_with(report.lexicon.letters.article);
        if !says || definite && !linked {
            return None;
        }
        let verdict = match (token.tells(GOOD), denial) {
            (true, None) | (false, Some(_)) => Verdict::Accept,
            (true, Some(_)) | (false, None) => Verdict::Reject,
        };
        Some(Told { verdict, words: denial.unwrap_or(j)..j + 1, rule: "judgement" })
    }

    /// Whether the attitude that the word tells is the speaker's: in the first person, at the beginning of what
    /// was said, or of somebody whom the speaker's own name, a pronoun or a word for a body names (إن بلاده ترفض).
    fn is_own(&self) -> bool {
        let Self { report, draft, said, j } = *self;
        let token = &report.tokens[j];
        if token.tells(OURS) {
            return true;
        }
        // دعا فلانا إلى التعبير عن رفضهم: theirs; إلى رفض الخطة: what he wants.
        if asks(report, draft, said) {
            let whose = his(report, j);
            let wanted = j > said.start && [Some(0), Some(1)].contains(&arabic::preposition(report, j - 1));
            return !whose && (token.tells(NOUN) && wanted && j - said.start <= JUDGEMENT || j == said.start);
        }
        if is_of_another(report, said.start, j) {
            return false;
        }
        let past = token.tells(PAST);
        // أن رفض إيرلندا كذا: whose it is follows.
        let follows =
            token.tells(NOUN) && !his(report, j) && j > said.start && report.has(j - 1, small::THAT);
        if follows {
            return false;
        }
        // أن المتظاهرين يؤيدون: a subject stands between.
        let subject_between = report.has(said.start, small::THAT)
            && report.tokens[said.start].key.length() <= 2
            && j == said.start + 2
            && !his(report, j - 1);
        if j <= said.start + 2 && !past && !subject_between {
            return true;
        }
        let speaker =
            draft.speaker.span().map(|span| document::tokens_of(report.tokens, span, j)).unwrap_or_default();
        let named = |k: usize| {
            let word = &report.tokens[k];
            let his = his(report, k);
            let same = |other: usize| {
                let other = report.tokens[other].key;
                !other.is_unknown() && other == word.key && word.key.length() > 3
            };
            // they would accept, her country: English says whose it is before the word.
            let theirs = report.lexicon.english.their.contains(&word.key)
                || word.has(small::PRONOUN) && word.key.first(1) >= report.lexicon.letters.latin;
            word.is_word() && (his || theirs || speaker.clone().any(same))
        };
        let from = if draft.mode == Mode::Direct { j.saturating_sub(3).max(said.start) } else { said.start };
        let near = if token.tells(NOUN) { j.saturating_sub(3).max(said.start) } else { from };
        if (near..j).take(6).any(named) {
            return true;
        }
        // إن المعارضة لن تقبل: a body in whose name somebody speaks, when nothing tells that it is another's.
        let subject = said.start + 1;
        let future = is_future(report, token.key)
            || is_denied(report, said.start, j).is_some_and(|k| report.tells(k, DENIES));
        // السكان يرفضون: people, for whom nobody speaks by that; a body takes the singular.
        let people = token.key.ends_with(report.lexicon.letters.they);
        let body = |k: usize| !people && report.has(k, small::GROUP) && !report.has(k, small::SHE);
        if draft.mode == Mode::Direct {
            return !token.tells(NOUN) && !past && (from..j).any(body);
        }
        report.has(said.start, small::THAT) && j <= said.start + 5 && body(subject) && (future || !past)
    }
}

/// Whether a word is somebody's: بلاده, رفضهم; a ة is no pronoun.
fn his(report: &Report<'_>, at: usize) -> bool {
    let token = &report.tokens[at];
    let keys = &report.lexicon.letters;
    let long = token.key.length() > 3;
    long && !token.has(small::THAT | small::PREPOSITION)
        && (token.key.ends_with(keys.his[1])
            || token.key.ends_with(keys.his[2])
            || report.text.get(token.span()).is_some_and(|word| word.ends_with('ه')))
}
