//! Evidence under its seal: bytes that only whoever has a committee's secret key can read.
//!
//! Parts are written while a file still comes, and get their name, the SHA-256 of all sealed bytes, when it is whole. Which of them
//! are to be kept says the record, so nothing here has to change together with it: a file is there before the act that names it,
//! and is removed after the one that says it is destroyed. What nobody has named, or never became whole, is swept away later.

use mawqif_core::record::hash::{Hash, Hashing};

use crate::{
    Micros,
    database::{
        Store,
        statement::{Row, Statement},
        transaction::Transaction,
    },
    error::Error,
    id::CaseId,
};

/// Bytes of one part of a sealed file.
pub const SEALED_PART: usize = 256 << 10;

/// By what the parts of a file are known before it is whole.
pub type Blob = [u8; 16];

/// A sealed file that is whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SealedFile {
    /// The SHA-256 of its bytes.
    pub sha256: Hash,
    /// Its length in bytes.
    pub size: u64,
    /// By what its parts are known.
    pub blob: Blob,
    /// When it was whole.
    pub time: Micros,
}

/// How the bytes that are kept compare with those that were sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stored {
    /// They are the same.
    Whole,
    /// They are others.
    Other,
    /// There are none.
    Missing,
}

const COLUMNS: &str = "sha256, size, blob, time FROM sealed_files";

impl SealedFile {
    fn of(row: &Row) -> Result<Self, Error> {
        let blob = row.maybe_bytes(2)?.and_then(|bytes| bytes.try_into().ok());
        Ok(Self {
            sha256: Hash::from_bytes(row.hash(0)?),
            size: row.number(1)?,
            blob: blob.ok_or_else(|| broken("its parts have no name"))?,
            time: row.time(3)?,
        })
    }
}

impl Store {
    /// Keeps a part of a sealed file, from 0, of [`SEALED_PART`] bytes at most.
    ///
    /// # Errors
    /// [`Error::Taken`] when there is such a part; [`Error::Full`], [`Error::Unavailable`].
    pub async fn keep_sealed_part(
        &self,
        case: &CaseId,
        blob: &Blob,
        part: u64,
        time: Micros,
        bytes: &[u8],
    ) -> Result<(), Error> {
        let insert = Statement::new(
            "INSERT INTO sealed_parts (case_id, blob, part, time, bytes) VALUES ($1, $2, $3, $4, $5)",
        );
        let insert = insert.text(case.as_str()).bytes(blob).number(part).number(time).bytes(bytes);
        self.execute(insert, "a part of a sealed file").await.map(|_| ())
    }

    /// Gives a sealed file its name when all its parts are kept.
    ///
    /// # Errors
    /// [`Error::Taken`] when there is a file of these bytes; [`Error::Full`], [`Error::Unavailable`].
    pub async fn keep_sealed(&self, case: &CaseId, file: &SealedFile) -> Result<(), Error> {
        let insert = Statement::new(
            "INSERT INTO sealed_files (case_id, sha256, blob, size, time) VALUES ($1, $2, $3, $4, $5)",
        );
        let insert = insert.text(case.as_str()).bytes(file.sha256.as_bytes()).bytes(&file.blob);
        self.execute(insert.number(file.size).number(file.time), "a sealed file").await.map(|_| ())
    }

    /// The sealed files of a case that are whole, in the order in which they came.
    ///
    /// # Errors
    /// [`Error::Corrupt`], [`Error::Unavailable`].
    pub async fn sealed_files(&self, case: &CaseId) -> Result<Vec<SealedFile>, Error> {
        let select = format!("SELECT {COLUMNS} WHERE case_id = $1 ORDER BY time, sha256");
        let rows = self.rows(Statement::composed(select).text(case.as_str())).await?;
        rows.iter().map(SealedFile::of).collect()
    }

    /// The bytes of a sealed file, as they were kept.
    ///
    /// # Errors
    /// [`Error::Missing`]; [`Error::Corrupt`] when they are not what was kept; [`Error::Unavailable`].
    pub async fn sealed_bytes(&self, case: &CaseId, sha256: &Hash) -> Result<Vec<u8>, Error> {
        let select = format!("SELECT {COLUMNS} WHERE case_id = $1 AND sha256 = $2");
        let select = Statement::composed(select).text(case.as_str()).bytes(sha256.as_bytes());
        let row = self.row(select).await?.ok_or(Error::Missing("such sealed file"))?;
        let file = SealedFile::of(&row)?;
        let mut bytes = Vec::with_capacity(usize::try_from(file.size).unwrap_or(0).min(1 << 26));
        let select =
            Statement::new("SELECT bytes FROM sealed_parts WHERE case_id = $1 AND blob = $2 ORDER BY part");
        self.each(select.text(case.as_str()).bytes(&file.blob), |row| {
            bytes.extend(row.maybe_bytes(0)?.unwrap_or_default());
            Ok::<_, Error>(())
        })
        .await?;
        if Hash::of(&[&bytes]) != *sha256 {
            return Err(broken("its bytes are not those that were sealed"));
        }
        Ok(bytes)
    }

    /// Compares the bytes of a sealed file with its name, a part at a time.
    ///
    /// # Errors
    /// [`Error::Corrupt`], [`Error::Unavailable`].
    pub async fn compare_sealed(&self, case: &CaseId, sha256: &Hash) -> Result<Stored, Error> {
        let select = format!("SELECT {COLUMNS} WHERE case_id = $1 AND sha256 = $2");
        let select = Statement::composed(select).text(case.as_str()).bytes(sha256.as_bytes());
        let Some(row) = self.row(select).await? else { return Ok(Stored::Missing) };
        let file = SealedFile::of(&row)?;
        let mut hashing = Hashing::default();
        let select =
            Statement::new("SELECT bytes FROM sealed_parts WHERE case_id = $1 AND blob = $2 ORDER BY part");
        self.each(select.text(case.as_str()).bytes(&file.blob), |row| {
            hashing.update(&row.maybe_bytes(0)?.unwrap_or_default());
            Ok::<_, Error>(())
        })
        .await?;
        Ok(if hashing.hash() == *sha256 { Stored::Whole } else { Stored::Other })
    }

    /// Removes a sealed file, whole or not.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn drop_sealed(&self, case: &CaseId, blob: &Blob) -> Result<(), Error> {
        let of = |text: &'static str| Statement::new(text).text(case.as_str()).bytes(blob);
        let drop = |mut transaction: Transaction| async move {
            transaction.execute(of("DELETE FROM sealed_files WHERE case_id = $1 AND blob = $2")).await?;
            transaction.execute(of("DELETE FROM sealed_parts WHERE case_id = $1 AND blob = $2")).await?;
            transaction.commit(()).await
        };
        self.transaction("a sealed file", drop).await
    }

    /// Removes parts from before a moment whose files never became whole; says how many.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn drop_unfinished(&self, case: &CaseId, before: Micros) -> Result<u64, Error> {
        let delete = Statement::new(
            "DELETE FROM sealed_parts WHERE case_id = $1 AND time < $2 AND NOT EXISTS (SELECT 1 FROM sealed_files
             WHERE sealed_files.case_id = sealed_parts.case_id AND sealed_files.blob = sealed_parts.blob)",
        );
        self.execute(delete.text(case.as_str()).number(before), "parts of sealed files").await
    }
}

fn broken(what: &str) -> Error {
    Error::Corrupt { place: "a sealed file".to_owned(), what: what.to_owned() }
}
