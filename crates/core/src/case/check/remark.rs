//! Remarks: what a confirmed quote says of the offer, as somebody of the secretariat says it does.

use super::{
    Checking,
    words::{self, Length},
};
use crate::{
    case::{
        Fact, Refusal,
        refusal::{State, Thing, WordFault},
        remark::{REMARK_LIMIT, Reading, Remark, Says, day_of, is_not_before},
        report::named_in,
    },
    dossier::Quote,
    initiative::press::reading::Verdict,
    text::Id,
};

impl Checking<'_> {
    pub(super) fn remark(
        self,
        report: &str,
        span: (u64, u64),
        body: &Id,
        says: Option<&Says>,
    ) -> Result<Fact, Refusal> {
        let place = || format!("{report}?at={}-{}", span.0, span.1);
        let is_it = |it: &&Quote| {
            it.span == Some(span) && it.source.as_deref().and_then(named_in).is_some_and(|own| own == report)
        };
        let quote = self.case.dossier.quotes.iter().find(is_it);
        let (Some(quote), Some(kept)) = (quote, self.case.reports.get(report)) else {
            return Err(Refusal::Unknown { what: Thing::Quote, name: place() });
        };
        if !self.case.dossier.bodies.iter().any(|it| it.id == *body) {
            return Err(Refusal::Unknown { what: Thing::Body, name: body.to_string() });
        }
        let before = self.case.press.remarks.get(&(report.to_owned(), span));
        // Which statement it is held against does not change by a second look.
        let statement = match before {
            Some(before) => before.statement,
            None => {
                self.fits_remarks(1)?;
                let (number, found) =
                    self.case.held_against(self.now).ok_or(Refusal::State(State::NothingToHoldAgainst))?;
                let since = found.public_from().unwrap_or_default();
                if kept.at < since || !is_not_before(day_of(quote, &kept.report), since) {
                    return Err(Refusal::State(State::SaidBefore(number)));
                }
                number
            }
        };
        if let Some(says) = says {
            self.check_says(says, statement)?;
        }
        let remark = Remark {
            report: report.to_owned(),
            span,
            statement,
            body: body.clone(),
            says: says.cloned(),
            by: Reading::Person,
        };
        if before == Some(&remark) {
            return Err(Refusal::State(State::AlreadyThere));
        }
        Ok(Fact::RemarkNoted { remark })
    }

    fn check_says(self, says: &Says, statement: u64) -> Result<(), Refusal> {
        let agreed = self.case.told_by(statement).map(|it| self.case.agreed(it)).unwrap_or_default();
        if let Some(id) = says.conditions.iter().find(|id| !agreed.iter().any(|it| it.id == **id)) {
            return Err(Refusal::Unknown { what: Thing::Condition, name: id.to_string() });
        }
        let lines = &self.case.dossier.red_lines;
        if let Some(id) = says.gives_up.iter().find(|id| !lines.iter().any(|it| it.id == **id)) {
            return Err(Refusal::Unknown { what: Thing::Part, name: id.to_string() });
        }
        if let Some(asks) = &says.asks {
            words::check_given("asks", asks, Length::Lines)?;
        }
        let names_none = says.conditions.is_empty() && says.asks.is_none();
        if says.verdict == Verdict::Conditional && names_none {
            return Err(Refusal::Words { field: "conditions", fault: WordFault::Missing });
        }
        Ok(())
    }

    /// Whether the case has room for more remarks.
    pub(super) fn fits_remarks(self, more: usize) -> Result<(), Refusal> {
        if self.case.press.remarks.len().saturating_add(more) > REMARK_LIMIT {
            return Err(Refusal::Limit { what: "remarks", limit: REMARK_LIMIT });
        }
        Ok(())
    }
}
