//! What an act does to the row of a public consultation, together with its entries or not at all.

use crate::{
    Micros,
    database::{statement::Statement, transaction::Transaction},
    error::{Attempt, Error},
    record::append::Batch,
    urn::AtUrn,
};

/// What an act does to a public consultation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AtPoll {
    /// It begins, and takes votes until then.
    Opened {
        /// Its number.
        poll: u64,
        /// Until when.
        closes: Micros,
    },
    /// It takes votes until then instead.
    Moved {
        /// Its number.
        poll: u64,
        /// Until when.
        closes: Micros,
    },
    /// It was sealed and counted, and this is what is published; for good.
    Closed {
        /// Its number.
        poll: u64,
        /// The turn at which it was counted: nothing may have changed since.
        turn: u64,
        /// The result, as JSON.
        result: String,
        /// What the hash over its statements and votes begins with.
        salt: [u8; 32],
    },
}

/// Does what the acts of a transaction do to public consultations.
pub(crate) async fn write(transaction: &mut Transaction, batches: &[(usize, &Batch)]) -> Result<(), Attempt> {
    for (_, batch) in batches {
        let Some(AtUrn::Poll(at)) = &batch.urn else { continue };
        let case = batch.case.as_str();
        let statement = match at {
            AtPoll::Opened { poll, closes } => {
                let insert = Statement::new(
                    "INSERT INTO polls (case_id, poll, closes, turn, rules, lists, people, statements, codes)
                     VALUES ($1, $2, $3, 1, 1, 1, 0, 0, 0)",
                );
                insert.text(case).number(*poll).number(*closes)
            }
            AtPoll::Moved { poll, closes } => {
                let update = Statement::new(
                    "UPDATE polls SET closes = $3, sealed = NULL, sealer = NULL, turn = turn + 1
                     WHERE case_id = $1 AND poll = $2 AND (result IS NULL OR closes = $3)",
                );
                update.text(case).number(*poll).number(*closes)
            }
            AtPoll::Closed { poll, turn, result, salt } => {
                let update = Statement::new(
                    "UPDATE polls SET result = $4, salt = $5, turn = turn + 1
                     WHERE case_id = $1 AND poll = $2 AND turn = $3 AND sealed IS NOT NULL AND result IS NULL",
                );
                update.text(case).number(*poll).number(*turn).text(result).bytes(salt)
            }
        };
        if transaction.execute(statement).await? == 0 {
            let why = "a public consultation changed while it was counted".to_owned();
            return Err(Error::Internal(why).into());
        }
    }
    Ok(())
}
