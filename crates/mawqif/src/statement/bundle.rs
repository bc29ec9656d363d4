//! The bundle: everything by which a statement can be checked, as one zip.
//!
//! Entries are sorted by name and bear no time of their own, so that the same files give the same bundle. `SHA256SUMS` is what
//! `sha256sum -c` reads.

use std::io::{self, Cursor, Write};

use mawqif_core::record::hash::Hash;
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use super::Form;

/// The most files of a bundle.
pub const FILE_LIMIT: usize = 2_000;

/// The name of a bundle's list of hashes.
const SUMS: &str = "SHA256SUMS";

/// Packs files into a zip; of two with one name the first stays.
///
/// # Errors
/// When there are more than [`FILE_LIMIT`], or a zip cannot hold them.
pub fn bundle(files: &[Form]) -> io::Result<Vec<u8>> {
    if files.len() > FILE_LIMIT {
        return Err(io::Error::other(format!("a bundle has at most {FILE_LIMIT} files")));
    }
    let mut files: Vec<&Form> = files.iter().collect();
    files.sort_by(|one, other| one.name.cmp(&other.name));
    files.dedup_by(|one, other| one.name == other.name);
    let sums = files.iter().fold(String::new(), |sums, file| {
        sums + &format!("{}  {}\n", Hash::of(&[&file.bytes]).to_hex(), file.name)
    });
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in
        files.iter().map(|file| (file.name.as_str(), file.bytes.as_slice())).chain([(SUMS, sums.as_bytes())])
    {
        zip.start_file(name, options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_files_give_the_same_bundle_in_whatever_order() {
        let form = |name: &str| Form { name: name.to_owned(), mime: "text/plain", bytes: name.into() };
        let one = bundle(&[form("a"), form("b")]).unwrap();
        assert_eq!(one, bundle(&[form("b"), form("a"), form("a")]).unwrap());
        let mut zip = zip::ZipArchive::new(Cursor::new(one)).unwrap();
        let names: Vec<String> = zip.file_names().map(|it| it.unwrap().into_owned()).collect();
        assert_eq!(names, ["a", "b", "SHA256SUMS"]);
        let sums = io::read_to_string(zip.by_name("SHA256SUMS").unwrap()).unwrap();
        assert!(sums.contains("ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb  a\n"));
    }

    #[test]
    fn too_many_files_are_refused() {
        let form = Form { name: "a".into(), mime: "text/plain", bytes: Vec::new() };
        assert!(bundle(&vec![form; FILE_LIMIT + 1]).unwrap_err().to_string().contains("at most 2000"));
    }
}
