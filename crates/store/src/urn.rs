//! The urn: what was voted in a secret ballot, until the ballot is closed.
//!
//! The record says who voted, the urn how many voted how, and nothing in the database leads from one to
//! the other. A slip is therefore not a row: rows have an order (SQLite's number them, PostgreSQL's say
//! which transaction wrote them), and the order of the roll is known. The urn of a ballot is three
//! numbers of constant length, and every vote writes all three, so that none of them shows that it was the
//! one that grew.
//! The numbers change in the transaction that appends the mark on the roll: there is never a mark without
//! a slip or a slip without a mark.
//!
//! To vote, an act takes its slip along ([`AtUrn::Cast`]). To close, [`Store::urn`] opens the urn of a case as
//! far as it was seen, the core counts it, and the act takes [`AtUrn::Emptied`] along, which destroys it: by
//! then the record has the slips, sorted. A ballot that is cancelled is emptied unread.
//!
//! It does not protect from whoever can watch: who reads the numbers before and after a vote sees how it
//! went, and so does who compares two backups, or reads the database's own log (SQLite's file `-wal`,
//! PostgreSQL's WAL, archive, standbys and dead rows), in which changes stand in the order in which they
//! were made; a log of statements with their values tells as much. [`Store::finish_erasing`] destroys what the
//! database itself keeps of these copies; nothing destroys a backup but its owner. Nor does it protect from
//! a vote that all cast alike.

use std::{collections::BTreeMap, fmt};

use mawqif_core::case::{
    SLIP_LIMIT,
    ballot::{Choice, Slip, Urn},
};

use crate::{
    database::{Store, statement::Statement, transaction::Transaction},
    error::{Attempt, Error},
    id::CaseId,
    poll::AtPoll,
    record::append::Batch,
};

/// What an act does at the urn of a secret ballot, together with its entries or not at all.
#[derive(Clone, PartialEq, Eq)]
pub enum AtUrn {
    /// A slip goes in; what the core's `Case::slip` gives for the act.
    Cast(Slip),
    /// What is in it is destroyed, because the ballot is closed or cancelled.
    Emptied {
        /// The ballot.
        ballot: u64,
    },
    /// It is no urn but a public consultation that changes.
    Poll(AtPoll),
}

impl fmt::Debug for AtUrn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Whoever logs an act must not log what was voted.
        match self {
            Self::Cast(slip) => write!(f, "Cast(ballot {})", slip.ballot),
            Self::Emptied { ballot } => write!(f, "Emptied(ballot {ballot})"),
            Self::Poll(at) => at.fmt(f),
        }
    }
}

/// The choices, in the order in which the numbers stand below.
const CHOICES: [(Choice, &str); 3] =
    [(Choice::Accept, "accept"), (Choice::Reject, "reject"), (Choice::Abstain, "abstain")];

/// What the numbers are counted from.
const NONE: u64 = 1 << 40;

impl Store {
    /// Opens the urn of a secret ballot as it was when the record had `expected` entries: for the core's
    /// `Case::check_with_urn`, when the ballot is to be closed, and for nothing else. An urn into which
    /// nobody has cast is open and empty.
    ///
    /// # Errors
    /// [`Error::Lost`] when the record has other than the expected number of entries, so that the roll as
    /// it was seen and the urn would disagree; [`Error::Missing`] when there is no such case;
    /// [`Error::Corrupt`], [`Error::Unavailable`].
    pub async fn urn(&self, case: &CaseId, ballot: u64, expected: u64) -> Result<Urn, Error> {
        // One statement, so that both are of one moment.
        let urn = Statement::new(
            "SELECT cases.size, urns.choice, urns.slips FROM cases
             LEFT JOIN urns ON urns.case_id = cases.case_id AND urns.ballot = $2 WHERE cases.case_id = $1",
        );
        let rows = self.rows(urn.text(case.as_str()).number(ballot)).await?;
        let actual = rows.first().ok_or(Error::Missing("such case"))?.number(0)?;
        if actual != expected {
            return Err(Error::Lost { case: case.clone(), actual });
        }
        let corrupt = |what: &str| {
            let place = format!("the urn of ballot {ballot} of the case {case}");
            Error::Corrupt { place, what: what.to_owned() }
        };
        let mut choices = Vec::new();
        for row in &rows {
            let Some(text) = row.maybe_text(1)? else { continue };
            let choice = CHOICES.iter().find(|(_, word)| *word == text).map(|(choice, _)| *choice);
            let choice = choice.ok_or_else(|| corrupt("nobody can have voted so"))?;
            let slips =
                row.number(2)?.checked_sub(NONE).ok_or_else(|| corrupt("it has less than no slips"))?;
            let slips = usize::try_from(slips).unwrap_or(usize::MAX);
            if slips > SLIP_LIMIT.saturating_sub(choices.len()) {
                return Err(corrupt("it has more slips than a ballot can have"));
            }
            choices.extend(std::iter::repeat_n(choice, slips));
        }
        choices.sort_unstable();
        Ok(Urn::Opened(choices))
    }
}

/// Puts the slips of a transaction in, those of one ballot together, and empties what is to be emptied.
pub(crate) async fn write(transaction: &mut Transaction, batches: &[(usize, &Batch)]) -> Result<(), Attempt> {
    let mut cast: BTreeMap<(&CaseId, u64), [u64; 3]> = BTreeMap::new();
    for (_, batch) in batches {
        if let Some(AtUrn::Cast(slip)) = &batch.urn {
            let numbers = cast.entry((&batch.case, slip.ballot)).or_default();
            for ((choice, _), number) in CHOICES.iter().zip(numbers) {
                *number += u64::from(*choice == slip.choice);
            }
        }
    }
    for ((case, ballot), numbers) in cast {
        let mut begin = Statement::new(
            "INSERT INTO urns (case_id, ballot, choice, slips)
             VALUES ($1, $2, $3, $6), ($1, $2, $4, $6), ($1, $2, $5, $6) ON CONFLICT DO NOTHING",
        );
        let mut grow = Statement::new(
            "UPDATE urns SET slips = slips + CASE choice WHEN $3 THEN $6 WHEN $4 THEN $7 ELSE $8 END
             WHERE case_id = $1 AND ballot = $2 AND choice IN ($3, $4, $5)",
        );
        begin = begin.text(case.as_str()).number(ballot);
        grow = grow.text(case.as_str()).number(ballot);
        for (_, word) in CHOICES {
            begin = begin.text(word);
            grow = grow.text(word);
        }
        transaction.execute(begin.number(NONE)).await?;
        transaction.execute(numbers.iter().fold(grow, |grow, number| grow.number(*number))).await?;
    }
    for (_, batch) in batches {
        if let Some(AtUrn::Emptied { ballot }) = &batch.urn {
            let empty = Statement::new("DELETE FROM urns WHERE case_id = $1 AND ballot = $2");
            transaction.execute(empty.text(batch.case.as_str()).number(*ballot)).await?;
        }
    }
    Ok(())
}
