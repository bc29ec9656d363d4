//! Words: what is asked of titles, decisions and reasons, and of every title and name alike.
//!
//! Those that do not go into the dossier are held to what its reader asks of names and texts. And
//! whatever names something is to be seen: a title of blanks would leave a line of every page empty, and
//! two names that differ in what nobody sees would be one.

use crate::{
    case::{Fact, Refusal, change::Change, refusal::WordFault, statement::STATEMENT_TEXT_LIMIT},
    dossier::{Condition, NAME_LIMIT, TEXT_LIMIT},
    text::{Text, is_bidi_control, is_unseen},
};

/// How long words may be, and whether they may have several lines.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// A title: one line.
    Line,
    /// Any number of lines.
    Lines,
    /// Any number of lines, and as long as a statement.
    Statement,
}

/// Refuses words that are too long, have characters nobody can see, or nothing else.
///
/// # Errors
/// [`Refusal::Words`].
pub fn check(field: &'static str, words: &Text, length: Length) -> Result<(), Refusal> {
    let limit = match length {
        Length::Line => NAME_LIMIT,
        Length::Lines => TEXT_LIMIT,
        Length::Statement => STATEMENT_TEXT_LIMIT,
    };
    let is_barred = |character: char| match length {
        Length::Line => character.is_control() || is_bidi_control(character),
        Length::Lines | Length::Statement => character.is_control() && !matches!(character, '\n' | '\t'),
    };
    for (_, version) in words.versions() {
        let fault = if version.len() > limit {
            WordFault::Long { limit }
        } else if version.contains(is_barred) {
            WordFault::Character
        } else {
            continue;
        };
        return Err(Refusal::Words { field, fault });
    }
    seen(field, words)
}

/// As [`check`], and refuses silence.
///
/// # Errors
/// [`Refusal::Words`].
pub fn check_given(field: &'static str, words: &Text, length: Length) -> Result<(), Refusal> {
    if words.is_empty() {
        return Err(Refusal::Words { field, fault: WordFault::Missing });
    }
    check(field, words, length)
}

/// Refuses a fact in which a title or a name is given and cannot be seen.
///
/// # Errors
/// [`Refusal::Words`].
pub fn check_seen(fact: &Fact) -> Result<(), Refusal> {
    let named = |words: &Text| seen("name", words);
    let asked = |condition: &Condition| seen("text", &condition.text);
    match fact {
        Fact::CaseOpened { title, .. } | Fact::MeetingConvened { title, .. } => seen("title", title),
        Fact::InitiativeReceived { initiative } | Fact::InitiativeRevised { initiative } => {
            initiative.sponsor.iter().try_for_each(|sponsor| seen("sponsor", sponsor))?;
            seen("title", &initiative.title)
        }
        Fact::PlaceEntered { place } => named(&place.name),
        Fact::PartyEntered { party } => named(&party.name),
        Fact::HarmEntered { harm } => named(&harm.name),
        Fact::ProvisionEntered { provision } => seen("text", &provision.text),
        Fact::RedLineEntered { red_line } => seen("text", &red_line.text),
        Fact::CommitmentEntered { commitment } => seen("text", &commitment.text),
        Fact::QuoteEntered { quote } => seen("said", &quote.said),
        Fact::CommitteePlanned { committee } | Fact::CommitteeFormed { committee } => named(&committee.name),
        Fact::BodyAdmitted { body } | Fact::BodyChanged { body } => named(&body.name),
        Fact::ChangeProposed { change: Change::AdmitBody(body) | Change::ChangeBody(body), .. } => {
            named(&body.name)
        }
        Fact::ConditionProposed { condition } | Fact::ConditionChanged { condition } => asked(condition),
        Fact::FindingAllowed { allowance } => seen("reason", &allowance.reason),
        Fact::WordingOffered { by, .. } => by.iter().try_for_each(asked),
        Fact::PublicConsultationOpened { terms, .. } => {
            seen("title", &terms.title)?;
            seen("asks", &terms.asks)?;
            seen("question", &terms.question)
        }
        _ => Ok(()),
    }
}

/// Whether words, where they are given, have something in them that can be seen.
fn seen(field: &'static str, words: &Text) -> Result<(), Refusal> {
    let is_blank = |words: &str| !words.is_empty() && words.chars().all(is_unseen);
    if words.versions().any(|(tag, words)| is_blank(words) || (!tag.is_empty() && words.is_empty())) {
        return Err(Refusal::Words { field, fault: WordFault::Blank });
    }
    Ok(())
}
