//! Gateways: the tokens by which programs bring messages to a case, and nothing else.

use mawqif_core::record::hash::Hash;

use crate::{
    Micros,
    database::{
        Store,
        statement::{Row, Statement},
        transaction::Transaction,
    },
    error::{Attempt, Error},
    id::{AccountId, CaseId},
};

/// A gateway of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GatewayRow {
    /// Its number.
    pub number: u64,
    /// What whoever made it calls it.
    pub label: String,
    /// Who made it.
    pub account: AccountId,
    /// When.
    pub created: Micros,
    /// When it was last used.
    pub used: Option<Micros>,
    /// How many messages came by it.
    pub received: u64,
    /// How many were turned away, since too many of their sender or of the gateway waited.
    pub turned_away: u64,
    /// When it was taken back.
    pub revoked: Option<Micros>,
}

const COLUMNS: &str =
    "gateway, label, account_id, created, used, received, revoked, turned_away FROM gateways";

fn read(row: &Row) -> Result<GatewayRow, Error> {
    Ok(GatewayRow {
        number: row.number(0)?,
        label: row.text(1)?,
        account: AccountId::new(&row.text(2)?).ok_or_else(broken)?,
        created: row.time(3)?,
        used: row.maybe_number(4)?,
        received: row.number(5)?,
        revoked: row.maybe_number(6)?,
        turned_away: row.maybe_number(7)?.unwrap_or_default(),
    })
}

impl Store {
    /// Makes a gateway, unless there are as many in force as there may be, or as many in all.
    ///
    /// # Errors
    /// [`Error::Taken`], [`Error::Full`], [`Error::Unavailable`].
    pub async fn create_gateway(
        &self,
        case: &CaseId,
        (token, label): (&Hash, &str),
        (account, now): (&AccountId, Micros),
        [in_force, in_all]: [u64; 2],
    ) -> Result<Option<u64>, Error> {
        let make = |mut transaction: Transaction| async move {
            let counts = Statement::new(
                "SELECT COALESCE(MAX(gateway), 0), COALESCE(SUM(CASE WHEN revoked IS NULL THEN 1 ELSE 0 END), 0)
                 FROM gateways WHERE case_id = $1",
            );
            let rows = transaction.rows(counts.text(case.as_str())).await?;
            let count = |column: usize| rows.first().map_or(Ok(0), |row| row.number(column));
            let (last, own) = (count(0)?, count(1)?);
            if own >= in_force || last >= in_all {
                return transaction.commit(None).await;
            }
            let insert = Statement::new(
                "INSERT INTO gateways (case_id, gateway, token_hash, label, account_id, created, received)
                 VALUES ($1, $2, $3, $4, $5, $6, 0)",
            );
            let insert = insert.text(case.as_str()).number(last + 1).bytes(token.as_bytes()).text(label);
            transaction.execute(insert.text(account.as_str()).number(now)).await?;
            transaction.commit(Some(last + 1)).await
        };
        // Two that are made at once want the same number; the second gets the next.
        match self.attempts(make).await {
            Err(Attempt::Duplicate(_)) => self.transaction("a gateway with this number", make).await,
            done => done.map_err(Attempt::into_error),
        }
    }

    /// The gateways of a case, by number.
    ///
    /// # Errors
    /// [`Error::Corrupt`], [`Error::Unavailable`].
    pub async fn gateways(&self, case: &CaseId) -> Result<Vec<GatewayRow>, Error> {
        let select = format!("SELECT {COLUMNS} WHERE case_id = $1 ORDER BY gateway");
        self.rows(Statement::composed(select).text(case.as_str())).await?.iter().map(read).collect()
    }

    /// The gateway of a case with the hash of a token, unless it was taken back.
    ///
    /// # Errors
    /// [`Error::Corrupt`], [`Error::Unavailable`].
    pub async fn gateway_of(&self, case: &CaseId, token: &Hash) -> Result<Option<GatewayRow>, Error> {
        let select = format!("SELECT {COLUMNS} WHERE token_hash = $2 AND case_id = $1 AND revoked IS NULL");
        let row = self.row(Statement::composed(select).text(case.as_str()).bytes(token.as_bytes())).await?;
        row.as_ref().map(read).transpose()
    }

    /// Takes a gateway back; false when there is none that was not.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn revoke_gateway(&self, case: &CaseId, number: u64, now: Micros) -> Result<bool, Error> {
        let change = Statement::new(
            "UPDATE gateways SET revoked = $3 WHERE case_id = $1 AND gateway = $2 AND revoked IS NULL",
        );
        Ok(self.execute(change.text(case.as_str()).number(number).number(now), "a gateway").await? == 1)
    }
}

fn broken() -> Error {
    Error::Corrupt { place: "a gateway".to_owned(), what: "its account has no id".to_owned() }
}
