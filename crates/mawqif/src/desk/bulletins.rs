//! Bulletins: what is frozen of the follow-up when one is drafted, from the case as it was at the end of its last day.

use std::sync::Arc;

use mawqif_core::{
    case::{AccountId, Act, Case, Moment, Refusal, followup::bulletin::Span, refusal::State},
    followup::calendar::Day,
    statement::week::Week,
};

use super::{Desk, Fault, boards::Eyes, held::Held, zone};

/// The bulletin that can be drafted at a moment: the one that is due, or one of the time until now; nothing before a position was
/// adopted.
pub fn span(case: &Case, now: Moment) -> Option<Span> {
    case.bulletin_due(now).or_else(|| case.bulletin_ahead(now))
}

impl Desk {
    /// What a bulletin of these days tells, of a case that is looked at now. A board with too many areas is left out.
    ///
    /// # Errors
    /// The store's; [`Fault::Busy`].
    pub async fn week(
        &self,
        held: &Arc<Held>,
        case: &Arc<Case>,
        span: Span,
        now: Moment,
    ) -> Result<Week, Fault> {
        let by = zone::end(span.until, &zone::of(case)).min(now);
        self.week_by(held, case, span, (by, now)).await
    }

    /// The week that has to be reckoned before an act can be checked, if there is one. Whoever may not draft or release it does not
    /// have it reckoned.
    ///
    /// # Errors
    /// Those of [`Desk::week`].
    pub(super) async fn asked_week(
        &self,
        held: &Arc<Held>,
        case: &Arc<Case>,
        (act, actor): (&Act, &AccountId),
        now: Moment,
    ) -> Result<Option<Box<Week>>, Fault> {
        let Some((span, by)) = case.asked_week(act, now) else { return Ok(None) };
        if case.check(act, actor, now) != Err(Refusal::State(State::WeekUnreckoned)) {
            return Ok(None);
        }
        Ok(Some(Box::new(self.week_by(held, case, span, (by, now)).await?)))
    }

    /// As [`Desk::week`], of what was known by a moment.
    async fn week_by(
        &self,
        held: &Arc<Held>,
        case: &Arc<Case>,
        span: Span,
        (by, now): (Moment, Moment),
    ) -> Result<Week, Fault> {
        let then = self.as_of(held, by).await?;
        let until = Day::of(span.until).unwrap_or(Day(0));
        let shown = self.board(held, &then, case, (until, Eyes::All)).await?;
        let case = case.clone();
        self.reckon(move || case.week(&then, shown.board.as_ref().ok(), span, (by, now))).await
    }
}
