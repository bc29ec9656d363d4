//! The weekly bulletin: which is due, and its words as they are drafted from what was known at the end of its last day.
//!
//! It is a statement like any other from there on: people edit the draft, two let it out, the coalition's keys sign it.

use mawqif_core::{
    case::{Case, Moment, statement::Draft},
    statement::{Kind, Occasion, draft},
};

use super::{
    super::{Web, admit::Visitor, form::Form, trouble::Trouble, words::Words},
    composing::{answer, fields},
};
use crate::desk::{bulletins, zone};

/// A bulletin that is due, or waits to go out, as pages of the case tell it.
pub struct Weekly {
    /// Which, in a sentence.
    pub says: String,
    /// What there is to do.
    pub advice: String,
    /// Where that is done, below the case; nothing for those who cannot.
    pub path: Option<String>,
}

/// The bulletin that is due in a case at a moment; nothing when none is.
pub fn due(case: &Case, now: Moment, is_editor: bool, words: &Words) -> Option<Weekly> {
    let span = case.bulletin_due(now)?;
    let values = [
        ("number", words.number(span.number).into()),
        ("from", words.date(&span.from).into()),
        ("until", words.date(&span.until).into()),
    ];
    let drafted = case.drafted_bulletin(span.number, now);
    Some(Weekly {
        says: words.tell("bulletin-due", &values),
        advice: words.word(match (drafted, is_editor) {
            (Some(_), _) => "bulletin-drafted",
            (None, true) => "bulletin-draft",
            (None, false) => "bulletin-secretariat",
        }),
        path: match drafted {
            Some(statement) => Some(format!("/statements/{statement}")),
            None => is_editor.then(|| "/statement/draft?kind=bulletin&week=yes".to_owned()),
        },
    })
}

/// Whether a draft is a bulletin that cannot go out any more as it is: its days or what it tells are others by now.
pub fn is_past(case: &Case, draft: &Draft, now: Moment) -> bool {
    let week = draft.occasion.as_ref().and_then(|it| it.week.as_deref());
    week.is_some_and(|it| !case.can_go_out(it, now))
}

/// Whether a bulletin of the follow-up can be drafted at a moment, due or not.
pub fn is_possible(case: &Case, now: Moment) -> bool {
    bulletins::span(case, now).is_some()
}

/// What the sheet of a statement says when somebody begins to write the next bulletin; nothing when there is no day to tell of.
///
/// # Errors
/// [`Trouble::Missing`] when the visitor is at no case; the engine's; the store's.
pub(super) async fn begun(web: &Web, visitor: &Visitor) -> Result<Option<Form>, Trouble> {
    let at = visitor.at()?;
    let case = at.case.clone();
    let Some(span) = bulletins::span(&case, visitor.asked_at) else { return Ok(None) };
    let Ok(answer) = answer(web, &case).await else { return Ok(None) };
    let week = {
        let _turn = web.folds.acquire().await.map_err(|_| crate::desk::Fault::Busy)?;
        web.desk.week(&at.held, &case, span, visitor.asked_at).await?
    };
    let entries = week.entries();
    let issued = Some(zone::day(visitor.asked_at, &zone::of(&case)));
    let occasion =
        Occasion { kind: Kind::Bulletin, issued, week: Some(Box::new(week)), ..Occasion::default() };
    let composed = draft(case.dossier(), &answer, &occasion, &case.house_templates());
    let composed = composed.inspect_err(|error| tracing::warn!(%error, case = %case.id(), "no bulletin"));
    // What it tells is reckoned again when it is sent: the sheet names the bulletin alone.
    let named = occasion.week.as_ref().map(|it| Box::new(it.named()));
    let named = Occasion { week: named, ..occasion };
    Ok(composed.ok().and_then(|it| fields(&it, &named, &entries, None)))
}
