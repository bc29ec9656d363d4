//! Invitations: links by which somebody gets an account and a role in a case, once.

use mawqif_core::record::hash::Hash;

use super::account::{Account, Rank, TAKEN, insert};
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

/// A link into a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// The hash of the link's token.
    pub token: Hash,
    /// The case that it leads to.
    pub case: CaseId,
    /// The role that it gives, as the desk writes it.
    pub role: String,
    /// The body that a delegate will speak for.
    pub body: Option<String>,
    /// The account that it is for: one to be, or one there is.
    pub account: AccountId,
    /// When it ends.
    pub expires: Micros,
    /// When it was used, if it was.
    pub used: Option<Micros>,
    /// The account that used it, if it was.
    pub accepted_by: Option<AccountId>,
}

impl Store {
    /// Stores an invitation.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is no such case; [`Error::Taken`] when there is such a token.
    pub async fn create_invitation(&self, invitation: &Invitation) -> Result<(), Error> {
        let insert = Statement::new(
            "INSERT INTO invitations (token_hash, case_id, role, body, account_id, expires, used, accepted_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        );
        let insert = insert.hash(&invitation.token).text(invitation.case.as_str()).text(&invitation.role);
        let insert = insert.maybe_text(invitation.body.as_deref()).text(invitation.account.as_str());
        let insert = insert.number(invitation.expires).maybe_number(invitation.used);
        let insert = insert.maybe_text(invitation.accepted_by.as_ref().map(AccountId::as_str));
        self.execute(insert, "an invitation with this token").await.map(|_| ())
    }

    /// The invitation with a token, if it can still be used.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn invitation(&self, token: &Hash, now: Micros) -> Result<Option<Invitation>, Error> {
        let select = Statement::new(
            "SELECT token_hash, case_id, role, body, account_id, expires, used, accepted_by FROM invitations
             WHERE token_hash = $1 AND expires > $2 AND used IS NULL",
        );
        self.row(select.hash(token).number(now)).await?.as_ref().map(read).transpose()
    }

    /// The invitation with a token, used, ended or neither: for whoever holds the link and asks why it
    /// does not open.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn any_invitation(&self, token: &Hash) -> Result<Option<Invitation>, Error> {
        let select = Statement::new(
            "SELECT token_hash, case_id, role, body, account_id, expires, used, accepted_by FROM invitations
             WHERE token_hash = $1",
        );
        self.row(select.hash(token)).await?.as_ref().map(read).transpose()
    }

    /// All invitations to a case, used or not, by when they end.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn invitations(&self, case: &CaseId) -> Result<Vec<Invitation>, Error> {
        let select = Statement::new(
            "SELECT token_hash, case_id, role, body, account_id, expires, used, accepted_by FROM invitations
             WHERE case_id = $1 ORDER BY expires, token_hash",
        );
        self.rows(select.text(case.as_str())).await?.iter().map(read).collect()
    }

    /// Uses an invitation up and creates the account that it is for, both or neither. Gives the invitation, or nothing when it had ended or was used:
    /// of two that use it at once, one gets nothing.
    ///
    /// # Errors
    /// [`Error::Taken`] when there is an account with this id, or one with the address that was to be its first:
    /// the invitation stays unused.
    /// [`Error::Internal`] when the account is not the one that it is for.
    pub async fn accept_invitation(
        &self,
        token: &Hash,
        account: &Account,
        rank: Rank,
        now: Micros,
    ) -> Result<Option<Invitation>, Error> {
        self.transaction(TAKEN, |mut transaction| async move {
            let Some(invitation) = take(&mut transaction, token, &account.id, now).await? else {
                return Ok(None);
            };
            if account.id != invitation.account {
                return Err(Attempt::Failed(Error::Internal("an invitation of another account".to_owned())));
            }
            insert(&mut transaction, account, rank).await?;
            transaction.commit(Some(invitation)).await
        })
        .await
    }

    /// Uses an invitation up for somebody who has an account already. Gives the invitation, or nothing
    /// when it had ended or was used.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn attach_invitation(
        &self,
        token: &Hash,
        account: &AccountId,
        now: Micros,
    ) -> Result<Option<Invitation>, Error> {
        self.transaction("", |mut transaction| async move {
            let Some(invitation) = take(&mut transaction, token, account, now).await? else {
                return Ok(None);
            };
            transaction.commit(Some(invitation)).await
        })
        .await
    }

    /// Takes an unused invitation to a case back; tells whether there was one.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn revoke_invitation(&self, case: &CaseId, token: &Hash) -> Result<bool, Error> {
        let delete =
            Statement::new("DELETE FROM invitations WHERE case_id = $1 AND token_hash = $2 AND used IS NULL");
        Ok(self.execute(delete.text(case.as_str()).hash(token), "").await? == 1)
    }
}

async fn take(
    transaction: &mut Transaction,
    token: &Hash,
    by: &AccountId,
    now: Micros,
) -> Result<Option<Invitation>, Attempt> {
    let change = Statement::new(
        "UPDATE invitations SET used = $2, accepted_by = $3 WHERE token_hash = $1 AND expires > $2 AND used IS NULL",
    );
    if transaction.execute(change.hash(token).number(now).text(by.as_str())).await? == 0 {
        return Ok(None);
    }
    let select = Statement::new(
        "SELECT token_hash, case_id, role, body, account_id, expires, used, accepted_by FROM invitations WHERE token_hash = $1",
    );
    let rows = transaction.rows(select.hash(token)).await?;
    Ok(rows.first().map(read).transpose()?)
}

fn read(row: &Row) -> Result<Invitation, Error> {
    let case = CaseId::new(&row.text(1)?);
    Ok(Invitation {
        token: Hash::from_bytes(row.hash(0)?),
        case: case.ok_or_else(|| Error::Corrupt {
            place: "an invitation".to_owned(),
            what: "its case".to_owned(),
        })?,
        role: row.text(2)?,
        body: row.maybe_text(3)?,
        account: row.account(4)?,
        expires: row.time(5)?,
        used: row.maybe_number(6)?,
        accepted_by: accepted_by(row)?,
    })
}

fn accepted_by(row: &Row) -> Result<Option<AccountId>, Error> {
    if row.maybe_text(7)?.is_none() { Ok(None) } else { row.account(7).map(Some) }
}
