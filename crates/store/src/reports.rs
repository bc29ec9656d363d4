//! Tables of reports: their files as they were brought, their rows, and what these count.
//!
//! A table is brought, looked at, and taken in; that it counts says the record alone, so nothing here has to change together with
//! it: rows are written first, and a table that no entry names is dropped or taken in later. Rows are written in transactions of
//! [`REPORT_BATCH`], so that acts do not wait for a million of them.

pub(crate) mod listed;
pub(crate) mod rows;
mod tallies;

use mawqif_core::{followup::report::Reports, record::hash::Hash};

use crate::{
    Micros,
    database::{
        Store,
        statement::{Row, Statement},
        transaction::Transaction,
    },
    error::{Attempt, Error},
    id::{AccountId, CaseId},
    messages::Claim,
};

/// Bytes of one part of a file.
pub const FILE_PART: usize = 1 << 20;

/// Rows of one transaction.
pub const REPORT_BATCH: usize = 20_000;

/// Rows that one transaction removes at most.
const REMOVED: u64 = 100_000;

/// A table of reports as it is brought.
#[derive(Clone, Copy, Debug)]
pub struct NewTable<'t> {
    /// Who brings it.
    pub account: &'t AccountId,
    /// When.
    pub time: Micros,
    /// What the file is called.
    pub name: &'t str,
    /// The file.
    pub bytes: &'t [u8],
    /// How its columns are read, as JSON.
    pub mapping: &'t str,
    /// How its source is graded.
    pub grade: Option<&'t str>,
    /// The highest number that the record has: a number that it names is never given again.
    pub above: u64,
}

/// A table of reports that was brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BroughtReports {
    /// Its number in the case.
    pub number: u64,
    /// Who brought it.
    pub account: AccountId,
    /// When.
    pub time: Micros,
    /// What the file was called.
    pub name: String,
    /// The SHA-256 of the file.
    pub sha256: Hash,
    /// Its length in bytes.
    pub size: u64,
    /// How its columns are read, as JSON.
    pub mapping: String,
    /// How its source is graded.
    pub grade: Option<String>,
    /// How many of its rows are in doubt, once they were read.
    pub doubted: Option<u64>,
    /// What its tallies were counted for.
    pub basis: Option<Hash>,
    /// The root of its rows that count, once they were written.
    pub root: Option<Hash>,
    /// How many rows were left out because an earlier table has them, once they were written.
    pub before: Option<u64>,
}

/// What a table was read as.
#[derive(Clone, Copy, Debug)]
pub struct Read<'r> {
    /// Its rows.
    pub reports: &'r Reports,
    /// The root of those that count.
    pub root: Hash,
}

const COLUMNS: &str =
    "number, account_id, time, name, sha256, size, mapping, grade, rows_doubted, basis, root, rows_before
    FROM report_imports";

impl BroughtReports {
    fn of(row: &Row) -> Result<Self, Error> {
        let account = row.text(1)?;
        let maybe_hash = |column| {
            let hash = row.maybe_bytes(column)?.map(|_| row.hash(column)).transpose()?;
            Ok::<_, Error>(hash.map(Hash::from_bytes))
        };
        Ok(Self {
            number: row.number(0)?,
            account: AccountId::new(&account).ok_or_else(|| broken("its account has no id"))?,
            time: row.time(2)?,
            name: row.text(3)?,
            sha256: Hash::from_bytes(row.hash(4)?),
            size: row.number(5)?,
            mapping: row.text(6)?,
            grade: row.maybe_text(7)?,
            doubted: row.maybe_number(8)?,
            basis: maybe_hash(9)?,
            root: maybe_hash(10)?,
            before: row.maybe_number(11)?,
        })
    }
}

impl Store {
    /// Keeps a table of reports as it was brought, under the next number of the case.
    ///
    /// # Errors
    /// [`Error::Full`]; [`Error::Unavailable`], also when others keep bringing tables in the same moment.
    pub async fn bring_reports(&self, case: &CaseId, table: NewTable<'_>) -> Result<u64, Error> {
        let (sha256, name) = (Hash::of(&[table.bytes]), plain(table.name));
        let size = u64::try_from(table.bytes.len()).unwrap_or(u64::MAX);
        let (sha256, name) = (&sha256, name.as_str());
        let bring = |mut transaction: Transaction| async move {
            let next =
                Statement::new("SELECT COALESCE(MAX(number), 0) + 1 FROM report_imports WHERE case_id = $1");
            let rows = transaction.rows(next.text(case.as_str())).await?;
            let number = rows.first().map_or(Ok(1), |row| row.number(0))?;
            let number = number.max(table.above.saturating_add(1));
            let insert = Statement::new(
                "INSERT INTO report_imports (case_id, number, account_id, time, name, sha256, size, mapping, grade)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            );
            let insert = insert.text(case.as_str()).number(number).text(table.account.as_str());
            let insert = insert.number(table.time).text(name).bytes(sha256.as_bytes()).number(size);
            let inserted = transaction.execute(insert.text(table.mapping).maybe_text(table.grade)).await;
            // Others that come at once want the same number: whoever is second asks for the next.
            inserted.map_err(Attempt::again)?;
            for (part, bytes) in (0_u64..).zip(table.bytes.chunks(FILE_PART)) {
                let insert = Statement::new(
                    "INSERT INTO report_parts (case_id, number, part, bytes) VALUES ($1, $2, $3, $4)",
                );
                let insert = insert.text(case.as_str()).number(number).number(part).bytes(bytes);
                transaction.execute(insert).await?;
            }
            transaction.commit(number).await
        };
        self.attempts(bring).await.map_err(Attempt::into_error)
    }

    /// The tables that were brought to a case, by number.
    ///
    /// # Errors
    /// [`Error::Corrupt`], [`Error::Unavailable`].
    pub async fn brought_reports(&self, case: &CaseId) -> Result<Vec<BroughtReports>, Error> {
        let select = format!("SELECT {COLUMNS} WHERE case_id = $1 ORDER BY number");
        let rows = self.rows(Statement::composed(select).text(case.as_str())).await?;
        rows.iter().map(BroughtReports::of).collect()
    }

    /// The table with a number.
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::Corrupt`], [`Error::Unavailable`].
    pub async fn brought_table(&self, case: &CaseId, number: u64) -> Result<BroughtReports, Error> {
        let select = format!("SELECT {COLUMNS} WHERE case_id = $1 AND number = $2");
        let select = Statement::composed(select).text(case.as_str()).number(number);
        let row = self.row(select).await?.ok_or(Error::Missing("such table of reports"))?;
        BroughtReports::of(&row)
    }

    /// The file of a table, byte for byte.
    ///
    /// # Errors
    /// [`Error::Missing`]; [`Error::Corrupt`] when it is not what was brought; [`Error::Unavailable`].
    pub async fn report_file(&self, case: &CaseId, number: u64) -> Result<Vec<u8>, Error> {
        let table = self.brought_table(case, number).await?;
        let mut bytes = Vec::with_capacity(usize::try_from(table.size).unwrap_or(0).min(1 << 28));
        let select =
            Statement::new("SELECT bytes FROM report_parts WHERE case_id = $1 AND number = $2 ORDER BY part");
        self.each(select.text(case.as_str()).number(number), |row| {
            bytes.extend(row.maybe_bytes(0)?.unwrap_or_default());
            Ok::<_, Error>(())
        })
        .await?;
        if Hash::of(&[&bytes]) != table.sha256 {
            return Err(broken("its file is not the one that was brought"));
        }
        Ok(bytes)
    }

    /// Claims a table; false when another has claimed it, or it was taken in.
    ///
    /// # Errors
    /// [`Error::Full`], [`Error::Unavailable`].
    pub async fn claim_reports(&self, case: &CaseId, number: u64, claim: &Claim) -> Result<bool, Error> {
        let update = Statement::new(
            "UPDATE report_imports SET claim = $3, claimed_until = $4 WHERE case_id = $1 AND number = $2
             AND (claimed_until IS NULL OR claimed_until <= $5)",
        );
        let update = update.text(case.as_str()).number(number).bytes(&claim.by);
        let update = update.number(claim.until).number(claim.now);
        Ok(self.execute(update, "a table of reports").await? == 1)
    }

    /// Gives a claim to a table back, or lets it stand for ever, since the table counts.
    ///
    /// # Errors
    /// [`Error::Full`], [`Error::Unavailable`].
    pub async fn settle_reports(
        &self,
        case: &CaseId,
        number: u64,
        by: &[u8; 16],
        counts: bool,
    ) -> Result<(), Error> {
        let update = Statement::new(
            "UPDATE report_imports SET claimed_until = $4 WHERE case_id = $1 AND number = $2 AND claim = $3",
        );
        let until = counts.then_some(i64::MAX.unsigned_abs());
        let update = update.text(case.as_str()).number(number).bytes(by).maybe_number(until);
        self.execute(update, "a table of reports").await.map(|_| ())
    }

    /// Lets a table that nobody has claimed be read in another way, and graded in another; false when somebody has.
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::Unavailable`].
    pub async fn remap_reports(
        &self,
        case: &CaseId,
        number: u64,
        mapping: &str,
        grade: Option<&str>,
        now: Micros,
    ) -> Result<bool, Error> {
        let update = Statement::new(
            "UPDATE report_imports SET mapping = $3, grade = $4 WHERE case_id = $1 AND number = $2
             AND (claimed_until IS NULL OR claimed_until <= $5)",
        );
        let update = update.text(case.as_str()).number(number).text(mapping).maybe_text(grade).number(now);
        let changed = self.execute(update, "a table of reports").await?;
        if changed == 0 {
            self.brought_table(case, number).await?;
        }
        Ok(changed == 1)
    }

    /// Removes a table that does not count, with its file and its rows. Whoever calls it has claimed the table.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn drop_reports(&self, case: &CaseId, number: u64) -> Result<(), Error> {
        self.clear_reports(case, number).await?;
        let of = |text: &'static str| Statement::new(text).text(case.as_str()).number(number);
        let drop = |mut transaction: Transaction| async move {
            transaction.execute(of("DELETE FROM report_parts WHERE case_id = $1 AND number = $2")).await?;
            transaction.execute(of("DELETE FROM report_imports WHERE case_id = $1 AND number = $2")).await?;
            transaction.commit(()).await
        };
        self.transaction("a table of reports", drop).await
    }

    /// Removes the rows of a table, and what they count.
    async fn clear_reports(&self, case: &CaseId, number: u64) -> Result<(), Error> {
        let of = |text: &'static str| Statement::new(text).text(case.as_str()).number(number);
        let last = of("SELECT COALESCE(MAX(report), 0) FROM reports WHERE case_id = $1 AND number = $2");
        let last = self.row(last).await?.map_or(Ok(0), |row| row.number(0))?;
        let mut until = 0;
        while until < last {
            until += REMOVED;
            let delete = of("DELETE FROM reports WHERE case_id = $1 AND number = $2 AND report <= $3");
            self.execute(delete.number(until), "reports").await?;
        }
        let clear = |mut transaction: Transaction| async move {
            for text in [
                "DELETE FROM report_names WHERE case_id = $1 AND number = $2",
                "DELETE FROM report_doubts WHERE case_id = $1 AND number = $2",
                "DELETE FROM report_tallies WHERE case_id = $1 AND number = $2",
            ] {
                transaction.execute(of(text)).await?;
            }
            transaction.commit(()).await
        };
        self.transaction("reports", clear).await
    }
}

/// Words without what PostgreSQL cannot hold.
fn plain(words: &str) -> String {
    words.replace('\0', "\u{FFFD}")
}

fn broken(what: &str) -> Error {
    Error::Corrupt { place: "a table of reports".to_owned(), what: what.to_owned() }
}
