//! Cosignatures: what witnesses have signed, kept beside the checkpoints that they signed.
//!
//! Of each witness of a case the latest is kept: it stands for every entry that an earlier one stood for. So
//! there are as many rows as witnesses, however often they sign. Whoever hands one in has verified it; the
//! store believes.

use crate::{
    Micros,
    database::{
        Store,
        statement::{Row, Statement},
    },
    error::{Attempt, Error},
    id::{AccountId, CaseId},
};

/// The most cosignatures that are given out with one checkpoint; those that came first are.
pub const COSIGNATURE_LIMIT: u64 = 64;

/// A cosignature as it is handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cosignature {
    /// The witness's key, as people write it.
    pub witness: String,
    /// How many entries the checkpoint has that it signed.
    pub size: u64,
    /// The signature's line, as it stands in the note.
    pub line: String,
    /// Who brings it.
    pub account: AccountId,
    /// When.
    pub time: Micros,
}

/// What became of a cosignature that was handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handed {
    /// It is kept.
    Kept,
    /// This witness's signature of a checkpoint of so many entries, no fewer, was there already and stays.
    Known(u64),
    /// This account has brought so many witnesses to this case that no further one is taken from it.
    Many,
}

/// A checkpoint's cosignatures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cosigned {
    /// How many entries the checkpoint has.
    pub size: u64,
    /// Keys and signatures' lines, [`COSIGNATURE_LIMIT`] at most.
    pub signatures: Vec<(String, String)>,
}

impl Store {
    /// Keeps a cosignature in place of an earlier one by the same witness. An account brings at most `most`
    /// witnesses to a case, so that nobody takes all the room; two requests at once may bring one more.
    ///
    /// # Errors
    /// [`Error::Unavailable`], [`Error::Full`].
    pub async fn add_cosignature(
        &self,
        case: &CaseId,
        given: &Cosignature,
        most: u64,
    ) -> Result<Handed, Error> {
        let done = self.attempts(|mut transaction| async move {
            let Cosignature { witness, size, line, account, time } = given;
            let (case, account) = (case.as_str(), account.as_str());
            let replace = Statement::new(
                "UPDATE cosignatures SET size = $3, line = $4, time = $5
                 WHERE case_id = $1 AND witness = $2 AND size < $3",
            );
            let replace = replace.text(case).text(witness).number(*size).text(line).number(*time);
            if transaction.execute(replace).await? == 1 {
                return transaction.commit(Handed::Kept).await;
            }
            let known = Statement::new("SELECT size FROM cosignatures WHERE case_id = $1 AND witness = $2");
            if let Some(row) = transaction.rows(known.text(case).text(witness)).await?.first() {
                return Ok(Handed::Known(row.number(0)?));
            }
            let brought =
                Statement::new("SELECT COUNT(*) FROM cosignatures WHERE case_id = $1 AND account_id = $2");
            let brought = transaction.rows(brought.text(case).text(account)).await?;
            if brought.first().map_or(Ok(0), |row| row.number(0))? >= most {
                return Ok(Handed::Many);
            }
            let insert = Statement::new(
                "INSERT INTO cosignatures (case_id, witness, size, line, account_id, time)
                 VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
            );
            let insert = insert.text(case).text(witness).number(*size).text(line).text(account).number(*time);
            match transaction.execute(insert).await? {
                1 => transaction.commit(Handed::Kept).await,
                _ => Err(Attempt::Retry("the same witness was just brought by somebody else".to_owned())),
            }
        });
        done.await.map_err(Attempt::into_error)
    }

    /// The cosignatures of the latest checkpoint that any witness has signed, or that a certain one has.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn cosigned(&self, case: &CaseId, witness: Option<&str>) -> Result<Option<Cosigned>, Error> {
        let latest = match witness {
            Some(witness) => {
                let by = "SELECT size FROM cosignatures WHERE case_id = $1 AND witness = $2";
                Statement::new(by).text(case.as_str()).text(witness)
            }
            None => {
                let by = "SELECT size FROM cosignatures WHERE case_id = $1 ORDER BY size DESC LIMIT 1";
                Statement::new(by).text(case.as_str())
            }
        };
        let Some(row) = self.row(latest).await? else { return Ok(None) };
        let size = row.number(0)?;
        let all = Statement::new(
            "SELECT witness, line FROM cosignatures WHERE case_id = $1 AND size = $2
             ORDER BY CASE WHEN witness = $3 THEN 0 ELSE 1 END, time, witness LIMIT $4",
        );
        let all = all.text(case.as_str()).number(size).text(witness.unwrap_or_default());
        let rows = self.rows(all.number(COSIGNATURE_LIMIT)).await?;
        let signature = |row: &Row| Ok((row.text(0)?, row.text(1)?));
        let signatures = rows.iter().map(signature).collect::<Result<Vec<_>, Error>>()?;
        // A witness that has just signed something newer has left this one.
        Ok((!signatures.is_empty()).then_some(Cosigned { size, signatures }))
    }
}
