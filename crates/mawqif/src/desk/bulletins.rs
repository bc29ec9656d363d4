//! Bulletins: what is frozen of the follow-up when one is drafted, from the case as it was at the end of its last day.

use std::sync::Arc;

use mawqif_core::{
    case::{Case, Moment, followup::bulletin::Span},
    followup::calendar::Day,
    statement::week::Week,
};

use super::{Desk, Fault, held::Held, zone};

/// The bulletin that can be drafted at a moment: the one that is due, or one of the time until now; nothing before a position was
/// adopted.
pub fn span(case: &Case, now: Moment) -> Option<Span> {
    let clock = zone::of(case);
    let (today, day) = (zone::day(now, &clock), |at: Moment| zone::day(at, &clock));
    case.bulletin_due(today, &day).or_else(|| case.bulletin_ahead(today, &day))
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
        let clock = zone::of(case);
        let by = zone::end(span.until, &clock).min(now);
        let then = self.as_of(held, by).await?;
        let shown = self.board(held, &then, case, Day::of(span.until).unwrap_or(Day(0))).await?;
        Ok(case.week(&then, shown.board.as_ref().ok(), (span, by), &|at| zone::day(at, &clock)))
    }
}
