//! Composing: the words of a position, drafted in both languages from what was adopted.
//!
//! What is told is what was adopted, which need not be what was recommended: the answer is worked out again with
//! the conditions that were adopted and without all others, on the dossier as it stood then.

use mawqif_core::{
    case::{Case, Moment, Stage, statement::Kind},
    dossier::Date,
    position::{
        model::Suppositions,
        unify::{Options, answer::Answer},
    },
    statement::{Language, Occasion, Templates, draft, kind_name},
};

use super::super::{Web, admit::Visitor, form::Form, trouble::Trouble};

/// What the sheet says when somebody asks for a position to be drafted from the case; nothing when something else is
/// to be written, when nothing stands that was adopted, or when the case lacks what a position is made of.
///
/// # Errors
/// Those of the engine.
pub(super) async fn composed(web: &Web, visitor: &Visitor, asked: &Form) -> Result<Option<Form>, Trouble> {
    let at = visitor.at()?;
    let is_position = super::kind(asked.get("kind")) == Some(Kind::Position);
    let adopted = at.case.adopted().last().filter(|it| it.reopened.is_none());
    let Some(adopted) = adopted.filter(|_| {
        is_position
            && asked.get("id").is_empty()
            && asked.get("title.ar").is_empty()
            && asked.get("title.en").is_empty()
    }) else {
        return Ok(None);
    };
    if at.case.stage() != Stage::Adopted {
        return Ok(None);
    }
    let options = match &adopted.trade {
        Some(trade) => {
            let others = at.case.dossier().conditions.iter().map(|it| it.id.clone());
            let without = others.filter(|id| !trade.package.contains(id)).collect();
            let suppositions =
                Suppositions { with: trade.package.clone(), without, ..Suppositions::default() };
            Options { suppositions, ..Options::default() }
        }
        None => Options::default(),
    };
    let answer = web.answer(&at.case, None, &options).await?;
    let occasion = Occasion { issued: day_of(visitor.asked_at), ..Occasion::default() };
    Ok(written(&at.case, &answer, &occasion, adopted.seq))
}

/// The fields of the sheet.
fn written(case: &Case, answer: &Answer, occasion: &Occasion, adopted: u64) -> Option<Form> {
    let composed = match draft(case.dossier(), answer, occasion, &Templates::house()) {
        Ok(composed) => composed,
        Err(error) => {
            // The sheet is there all the same, for words of one's own.
            tracing::warn!(%error, case = %case.id(), "no statement could be drafted");
            return None;
        }
    };
    let draft = composed.draft(vec![adopted], None, None, None).ok()?;
    let mut fields = vec![
        ("kind".to_owned(), kind_name(Kind::Position).to_owned()),
        ("rests_on".to_owned(), adopted.to_string()),
    ];
    for language in Language::BOTH {
        let tag = language.tag();
        fields.push((format!("title.{tag}"), draft.title.in_language(tag).to_owned()));
        fields.push((format!("text.{tag}"), draft.text.in_language(tag).to_owned()));
    }
    Some(Form::of(fields))
}

/// The day of a moment, in Greenwich.
pub fn day_of(at: Moment) -> Option<Date> {
    let stamp = jiff::Timestamp::from_microsecond(i64::try_from(at.micros()).ok()?).ok()?;
    let date = jiff::tz::Offset::UTC.to_datetime(stamp).date();
    let part = |number: i8| u8::try_from(number).ok();
    Some(Date { year: u16::try_from(date.year()).ok()?, month: part(date.month())?, day: part(date.day())? })
}
