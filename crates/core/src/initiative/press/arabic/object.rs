//! Where the object of a verb begins when no preposition marks it: أعلن الوزير | استقالته.
//!
//! Subject and object stand side by side, and only their words tell them apart: verbal nouns, nouns with a
//! pronoun, indefinite accusatives and words such as هذا begin objects. Where none of these stands, the shortest
//! likely subject is taken, and the confidence of the rule says what that is worth.

use super::Report;
use crate::initiative::press::{
    lexicon::{Lead, Person, Shape},
    segments::opens,
    small,
};

/// Whether the token begins what is announced or denied, and cannot be the speaker.
pub fn begins_object(report: &Report<'_>, at: usize, j: usize) -> bool {
    let token = &report.tokens[j];
    if token.known.lead != Lead::Nothing || token.key.is_unknown() {
        return false;
    }
    let belongs = small::OFFICE | small::PREPOSITION | small::WHICH | small::OCCASION | small::WITHIN;
    // فيه and له take no noun behind them.
    if j > at + 1 && report.has(j - 1, belongs) && !report.has(j - 1, small::ASIDE) {
        return false;
    }
    if token.has(small::THIS) {
        return !report.has(j.saturating_sub(1), small::PREPOSITION);
    }
    let plural = report.tokens[at].known.form.person == Person::They;
    // في شريط نشر على الإنترنت: a short deed before a preposition is a verb.
    if token.has(small::DEED) && token.key.length() == 3 && report.has(j + 1, small::TAKEN_PREPOSITIONS) {
        return false;
    }
    if token.has(small::DEED) {
        return j > at + 1 || plural || !token.has(small::OFFICE);
    }
    if token.has(!0) || j == at + 1 && !plural {
        return false;
    }
    let keys = &report.lexicon.letters;
    let length = token.key.length();
    if token.key.starts_with(keys.article) {
        return false;
    }
    let last = report.text.get(token.span()).and_then(|word| word.chars().next_back());
    let god = token.key.ends_with(keys.god);
    let his = !god
        && length >= 5
        && (last == Some('ه') || token.key.ends_with(keys.his[1]) || token.key.ends_with(keys.his[2]));
    // في مقابلة تلفزيونية بثتها قناة كذا: a verb that describes the occasion.
    let describes = length <= 6
        && token.key.ends_with(keys.his[1])
        && (j.saturating_sub(2).max(at + 1)..j).any(|place| report.has(place, small::OCCASION));
    if describes {
        return false;
    }
    let judged = matches!(report.cue(at), Some(cue) if cue.past == "اعتبر");
    let office = (at + 1..j).any(|place| report.has(place, small::OFFICE));
    let thing = !judged
        && !office
        && length >= 5
        && token.key.ends_with(keys.alif)
        && last == Some('ا')
        && j > at + 1;
    his || thing || is_deed(report, j)
}

/// Whether the word has the shape of a verbal noun: تنظيم, إطلاق, انسحاب, استخدام.
pub fn is_deed(report: &Report<'_>, j: usize) -> bool {
    let key = report.tokens[j].key;
    let keys = &report.lexicon.letters;
    let letter = |place: u32| key.without_first(place).first(1);
    let begins = |letter: super::super::letters::Key| key.first(1) == letter;
    match key.length() {
        5 => (begins(keys.t) && letter(3) == keys.y) || (begins(keys.alif) && letter(3) == keys.alif),
        6 => begins(keys.alif) && letter(4) == keys.alif,
        7 => begins(keys.alif) && letter(5) == keys.alif,
        _ => false,
    }
}

/// Whether no subject can stand behind the verb.
pub fn is_alone(report: &Report<'_>, at: usize) -> bool {
    let form = report.tokens[at].known.form;
    form.person == Person::They
        || form.shape == Shape::Circumstance
        || form.person == Person::We
        || super::subject::before(report, at).is_some()
}

/// The first word behind the verb, when it is a noun that can be its object.
pub fn first_noun(report: &Report<'_>, at: usize, end: usize) -> Option<usize> {
    let mut first = at + 1;
    while first < end && report.has(first, small::ASIDE | small::TIME) {
        first += 1;
    }
    let token = report.tokens.get(first).filter(|token| first < end && token.is_solid())?;
    let particle = small::PREPOSITION
        | small::THAT
        | small::B_THAT
        | small::BREAK
        | small::JOINT
        | small::OUTLET
        | small::OCCASION;
    (!token.has(particle) && super::attached(report, first).is_none() && token.known.cue == 0
        || token.has(small::DEED))
    .then_some(first)
}

/// Where the object begins when nothing marks it: behind the shortest likely subject.
pub fn guessed(report: &Report<'_>, at: usize, end: usize) -> Option<usize> {
    let form = report.tokens[at].known.form;
    let is_word = |j: usize| j < end && report.tokens[j].is_solid();
    let mut first = at + 1;
    while is_word(first) && report.has(first, small::ASIDE | small::TIME) {
        first += 1;
    }
    let opens_here = first < end && opens(report.tokens, first);
    if !is_word(first) && !opens_here {
        return None;
    }
    if is_alone(report, at) || is_word(first) && !super::subject::agrees(report, form.person, first) {
        return (!report.has(first, small::PREPOSITION)).then_some(first);
    }
    if report.has(first, small::PREPOSITION) || super::attached(report, first).is_some() {
        return None;
    }
    let keys = &report.lexicon.letters;
    let mut second = report.behind(first);
    let definite = |j: usize| is_word(j) && report.tokens[j].key.starts_with(keys.article);
    // A speaker in two words, or in one that is a name or a plural.
    let head_is_whole =
        definite(first) && (!definite(second) || report.tokens[second].key.ends_with(keys.plural));
    if !head_is_whole {
        second = report.behind(second);
        while definite(second) && !report.tokens[second].key.ends_with(keys.plural) {
            second += 1;
        }
    }
    // واعتبر الحوار مع فلان ضروريا: whoever spoke before judges what is named here.
    let judges = matches!(report.cue(at), Some(cue) if cue.past == "اعتبر")
        && report.tokens[at].known.lead == Lead::And
        && definite(first)
        && report.has(first + 1, small::PREPOSITION);
    if judges {
        return Some(first);
    }
    (is_word(second) && !report.has(second, small::PREPOSITION)).then_some(second)
}
