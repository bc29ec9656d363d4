//! Inviting: the words of an invitation, drafted in both languages from a press conference as it was called.

use mawqif_core::{
    case::press_desk::{Called, Speaker},
    statement::{Kind, Occasion, draft, occasion},
    text::Text,
};

use super::super::{
    Web,
    admit::Visitor,
    form::Form,
    statement::{answer, day_of, fields},
    trouble::Trouble,
    words::{Words, chosen_zone},
    zone,
};
use crate::locale::Language;

/// What the sheet of a statement says when somebody begins to invite to a press conference; nothing when there is none of
/// this number.
///
/// # Errors
/// [`Trouble::Missing`] when the visitor is at no case.
pub async fn invitation(web: &Web, visitor: &Visitor, number: &str) -> Result<Option<Form>, Trouble> {
    let case = visitor.at()?.case.clone();
    let Some(called) = number.parse().ok().and_then(|number: u64| case.press().conferences().get(&number))
    else {
        return Ok(None);
    };
    // A case without bodies has no answer, and can invite all the same, in words of its own.
    let Ok(answer) = answer(web, &case).await else { return Ok(None) };
    let issued = day_of(visitor.asked_at, &chosen_zone());
    let occasion = Occasion { kind: Kind::PressConference, issued, ..Occasion::default() };
    let occasion = Occasion { conference: conference(&case, called), ..occasion };
    let composed = draft(case.dossier(), &answer, &occasion, &case.house_templates());
    // Words of one's own can be written all the same.
    let composed = composed.inspect_err(|error| tracing::warn!(%error, case = %case.id(), "no invitation"));
    // The invitation rests on the entry that called the conference last, by which it is known to invite to it.
    let Some(entry) = called.entries.last() else { return Ok(None) };
    Ok(composed.ok().and_then(|it| fields(&it, &occasion, &[*entry], None)))
}

/// A press conference as templates know it, by the clock of whoever writes.
pub fn conference(case: &mawqif_core::case::Case, called: &Called) -> Option<occasion::Conference> {
    let (it, zone) = (&called.conference, chosen_zone());
    let (shown, _) = zone::local(it.at, &zone)?;
    let by_language = |word: &dyn Fn(&Words) -> String| {
        let versions = [Language::Ar, Language::En];
        Text::by_language(versions.map(|it| (it.tag().to_owned(), word(&Words::of(it)))).to_vec())
    };
    let day = shown.date();
    let part = |number: i8| u8::try_from(number).ok();
    let speakers = it
        .speakers
        .iter()
        .map(|speaker: &Speaker| by_language(&|words| super::speaker(case, speaker, words)));
    Some(occasion::Conference {
        on: mawqif_core::dossier::Date {
            year: u16::try_from(day.year()).ok()?,
            month: part(day.month())?,
            day: part(day.day())?,
        },
        at: shown.strftime("%H:%M").to_string(),
        zone: Some(by_language(&|words| zone::city(&zone, words))),
        place: it.place.clone(),
        speakers: speakers.collect(),
        contact: it.accreditation.clone(),
    })
}
