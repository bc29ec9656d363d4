//! Evidence: all that anybody needs to check a statement without us, as one zip.
//!
//! Texts, every form, signatures, whose keys count, the leaflet, and the record's proof that the release stands in it. What
//! would tell who did what inside is not in it: the proof of an entry holds hashes, not the entry. The same record
//! gives the same bytes.

use std::sync::Arc;

use mawqif_core::case::{Case, Moment, statement::Statement};

use super::{
    super::super::{Web, trouble::Trouble},
    sheet,
};
use crate::{
    desk::{Fault, held::Held, witness::Under},
    statement::{Form, SIGNERS, forms, leaflet, signature_files, signers_file},
};

/// What the file is called.
pub const BUNDLE: &str = "bundle.zip";

/// The files of a statement that everybody may have.
///
/// # Errors
/// [`Trouble::Missing`] when it has no words, or cannot be printed; the store's.
pub async fn files(
    web: &Web,
    held: &Arc<Held>,
    case: &Arc<Case>,
    number: u64,
    statement: &Statement,
    now: Moment,
) -> Result<Vec<Form>, Trouble> {
    let sheet = sheet(web, case, number, statement, now).ok_or(Trouble::Missing)?;
    let made =
        web.desk.reckon(move || Ok::<_, mawqif_print::PrintError>((forms(&sheet)?, leaflet()?))).await?;
    let (mut files, leaflet) = made.map_err(|error| {
        tracing::warn!(%error, case = %case.id(), number, "a statement cannot be printed");
        Trouble::Missing
    })?;
    files.extend(leaflet);
    files.extend(signature_files(case, number, statement, now));
    files.extend(SIGNERS.iter().filter_map(|name| signers_file(case, name)));
    if let Some(seq) = statement.entry.filter(|seq| *seq < case.entries()) {
        let receipt = web.desk.receipt(held, seq, &Under::Latest).await?;
        let text = "text/plain; charset=utf-8";
        files.push(Form {
            name: "record/checkpoint.txt".to_owned(),
            mime: text,
            bytes: receipt.checkpoint().to_string().into_bytes(),
        });
        files.push(Form {
            name: "record/release-receipt.txt".to_owned(),
            mime: text,
            bytes: receipt.to_string().into_bytes(),
        });
        files.push(Form {
            name: "record/key.txt".to_owned(),
            mime: text,
            bytes: format!("{}\n", held.key()).into_bytes(),
        });
    }
    Ok(files)
}

/// Packing can fail only for what no statement has: too many files.
pub fn unpacked(error: &std::io::Error) -> Fault {
    Fault::File(BUNDLE.to_owned(), error.to_string())
}
