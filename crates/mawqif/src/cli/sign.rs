//! `mawqif sign`: a signature on a statement's text, offline, in the two forms that ordinary tools verify.

use std::{
    io::{Read, Write},
    path::{Path, PathBuf},
};

use mawqif_core::statement::signature::{NAMESPACE, SecretKey};

use super::{
    Failure,
    sealed::{self, Fresh},
    source,
    statement::canonical_text,
};

/// Longest passphrase that is read, in bytes.
const PASSPHRASE_LIMIT: u64 = 1_024;

/// The fewest characters of a passphrase.
const PASSPHRASE_FEWEST: usize = 12;

/// Sign a statement's text with a key of your own, offline
#[derive(clap::Args)]
#[command(after_help = "Examples:
  mawqif sign statement.ar.txt statement.en.txt --key salma.key < passphrase
  mawqif sign statement.en.txt --key salma.key --passphrase-file passphrase --out signatures

Read the texts first: a signature says that you have. Writes TEXT.NAME.sig for `ssh-keygen -Y verify` and
TEXT.NAME.minisig for `minisign -V`. A key is made by `mawqif key new`. The passphrase is the first line of standard
input, or of the file given.")]
pub struct Args {
    /// The text, as `mawqif statement` wrote it; may be given several times
    #[arg(required = true)]
    text: Vec<PathBuf>,
    /// The sealed key
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// The passphrase's file, instead of standard input
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    /// The folder for the signatures; beside the texts when not given
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// A key for statements.
#[derive(clap::Args)]
#[command(after_help = "Example:
  mawqif key new salma@coalition.example --out salma.key < passphrase

Writes the key, sealed with the passphrase (age), and beside it FILE.pub for OpenSSH and FILE.minisign.pub for
minisign. Prints a line for the file of allowed signers. Keep the sealed key on a machine of your own: a server never
needs it.")]
pub struct New {
    /// Whose key it is: an address, as it stands in the file of allowed signers
    name: String,
    /// The file for the sealed key; it must not be there yet
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// The passphrase's file, instead of standard input
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
}

/// Signs.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<(), Failure> {
    // Whatever is wrong with a text is told before anybody types a passphrase.
    let texts = args
        .text
        .iter()
        .map(|path| Ok((path, canonical_text(path)?)))
        .collect::<Result<Vec<_>, Failure>>()?;
    let key = secret(&args.key, args.passphrase_file.as_deref())?;
    for (path, text) in texts {
        let file = path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        let folder = args.out.clone().or_else(|| path.parent().map(Path::to_path_buf)).unwrap_or_default();
        let bytes = text.as_str().as_bytes();
        let comment = format!("{NAMESPACE} {file} sha256:{}", text.digest().to_hex());
        let minisign = key.minisign_signature(bytes, &comment);
        let minisign = minisign
            .ok_or_else(|| Failure::Usage(format!("{file}: the name cannot stand in a signature")))?;
        for (ending, signature) in [("sig", key.ssh_signature(bytes)), ("minisig", minisign)] {
            let path = folder.join(format!("{file}.{}.{ending}", key.name()));
            let fresh = Fresh::begin(&path)?;
            fresh.writer()?.write_all(signature.as_bytes())?;
            fresh.finish()?;
            writeln!(out, "{}", path.display())?;
        }
    }
    Ok(())
}

/// Makes a key.
pub fn new(args: &New, out: &mut dyn Write) -> Result<(), Failure> {
    let seed = crate::desk::keys::random::<32>()?;
    let key = SecretKey::new(&args.name, seed).map_err(|error| Failure::Usage(error.to_string()))?;
    let passphrase = passphrase(args.passphrase_file.as_deref())?;
    if passphrase.chars().count() < PASSPHRASE_FEWEST {
        let why = format!(
            "the passphrase has fewer than {PASSPHRASE_FEWEST} characters; several words make a good one"
        );
        return Err(Failure::Usage(why));
    }
    let public = key.public();
    let minisign =
        format!("untrusted comment: minisign public key of {}\n{}\n", key.name(), public.minisign_line());
    let beside = [(".pub", public.ssh_line(key.name()) + "\n"), (".minisign.pub", minisign)];
    let fresh = Fresh::begin(&args.out)?;
    let mut sealed = sealed::seal_with(fresh.writer()?, passphrase)?;
    sealed.write_all(key.secret_text().as_bytes())?;
    sealed.finish()?.flush()?;
    let mut files = vec![fresh];
    for (ending, words) in beside {
        let mut path = args.out.as_os_str().to_owned();
        path.push(ending);
        let fresh = Fresh::begin(Path::new(&path))?;
        fresh.writer()?.write_all(words.as_bytes())?;
        files.push(fresh);
    }
    files.into_iter().try_for_each(Fresh::finish)?;
    writeln!(out, "{}", public.allowed_signer(key.name(), None, None))?;
    Ok(())
}

/// A sealed key, opened with the first line of a file or of standard input.
pub fn secret(path: &Path, passphrase_file: Option<&Path>) -> Result<SecretKey, Failure> {
    let wrong = |why: String| Failure::Usage(format!("{}: {why}", path.display()));
    let bytes = source::bytes(path)?;
    if !bytes.starts_with(b"age-encryption.org/") {
        // An unsealed key, or one of another kind, is told apart before a passphrase is asked for.
        let words = String::from_utf8_lossy(&bytes);
        return match SecretKey::read(&words) {
            Ok(_) => Err(wrong("the key is not sealed; make another with `mawqif key new`".to_owned())),
            Err(error) => Err(wrong(error.to_string())),
        };
    }
    let passphrase = passphrase(passphrase_file)?;
    let mut text = String::new();
    let mut opened = sealed::open_with(&bytes, passphrase).map_err(wrong)?;
    opened
        .by_ref()
        .take(PASSPHRASE_LIMIT)
        .read_to_string(&mut text)
        .map_err(|error| wrong(error.to_string()))?;
    SecretKey::read(&text).map_err(|error| wrong(error.to_string()))
}

fn passphrase(file: Option<&Path>) -> Result<String, Failure> {
    let mut words = String::new();
    match file {
        None => std::io::stdin().lock().take(PASSPHRASE_LIMIT).read_to_string(&mut words)?,
        Some(path) => {
            let failed = |error| Failure::File(path.display().to_string(), error);
            std::fs::File::open(path)
                .and_then(|file| file.take(PASSPHRASE_LIMIT).read_to_string(&mut words))
                .map_err(failed)?
        }
    };
    Ok(words.lines().next().unwrap_or_default().to_owned())
}
