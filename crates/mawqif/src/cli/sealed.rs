//! Files that leave the server sealed: encrypted with age to keys whose secret half is kept elsewhere.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufReader, Read, Write},
    path::{Path, PathBuf},
};

use age::{
    Decryptor, Encryptor, Identity, Recipient, scrypt,
    secrecy::{ExposeSecret, SecretString},
    stream::{StreamReader, StreamWriter},
    x25519,
};

use super::Failure;

/// Longest file of identities that is read, in bytes.
const IDENTITY_LIMIT: u64 = 64 << 10;

/// Makes a secret key in a new file; its public half, for `--to`.
pub fn new_key(path: &Path) -> Result<String, Failure> {
    let secret = x25519::Identity::generate();
    let public = secret.to_public().to_string();
    let mut file = create(path)?;
    let text = format!("# public key: {public}\n{}\n", secret.to_string().expose_secret());
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(|error| failed(path, error))?;
    Ok(public)
}

/// A new file that is there under its name only once it is whole and on the disk.
pub struct Fresh {
    path: PathBuf,
    partial: PathBuf,
    file: Option<File>,
}

impl Fresh {
    /// Begins a file that must not be there yet.
    pub fn begin(path: &Path) -> Result<Self, Failure> {
        if path.exists() {
            return Err(failed(path, io::Error::from(io::ErrorKind::AlreadyExists)));
        }
        let mut partial = path.as_os_str().to_owned();
        partial.push(".partial");
        let partial = PathBuf::from(partial);
        // What a run that was killed has left behind is of no use.
        let _ = fs::remove_file(&partial);
        let file = create(&partial)?;
        Ok(Self { path: path.to_owned(), partial, file: Some(file) })
    }

    /// What to write to.
    pub fn writer(&self) -> Result<File, Failure> {
        let file = self.file.as_ref().map(File::try_clone);
        file.unwrap_or_else(|| Err(io::Error::other("closed"))).map_err(|error| failed(&self.path, error))
    }

    /// Brings it to the disk and gives it its name.
    pub fn finish(mut self) -> Result<(), Failure> {
        let Some(file) = self.file.take() else { return Ok(()) };
        let named = file.sync_all().and_then(|()| fs::rename(&self.partial, &self.path));
        named.map_err(|error| failed(&self.path, error))?;
        #[cfg(unix)]
        if let Some(folder) = self.path.parent() {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            File::open(folder).and_then(|it| it.sync_all()).map_err(|error| failed(folder, error))?;
        }
        Ok(())
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        if self.file.is_some() {
            let _ = fs::remove_file(&self.partial);
        }
    }
}

/// Encrypts what is written, to each of some public keys.
pub fn seal<W: Write>(to: W, recipients: &[String]) -> Result<StreamWriter<W>, Failure> {
    let keys: Vec<x25519::Recipient> = recipients
        .iter()
        .map(|text| {
            let wrong = |why: &str| Failure::Usage(format!("--to {text}: {why}; it begins with age1"));
            text.trim().parse().map_err(wrong)
        })
        .collect::<Result<_, _>>()?;
    let sealed = Encryptor::with_recipients(keys.iter().map(|key| key as &dyn Recipient));
    let sealed = sealed.map_err(|error| Failure::Usage(format!("--to: {error}")))?;
    Ok(sealed.wrap_output(to)?)
}

/// Decrypts a file with the secret keys in another.
pub fn open(path: &Path, identity: &Path) -> Result<StreamReader<BufReader<File>>, Failure> {
    let wrong = |why: String| failed(path, io::Error::new(io::ErrorKind::InvalidData, why));
    let mut text = String::new();
    let read = File::open(identity).and_then(|file| file.take(IDENTITY_LIMIT).read_to_string(&mut text));
    read.map_err(|error| failed(identity, error))?;
    let keys = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let keys: Vec<x25519::Identity> = keys
        .map(|line| {
            let wrong = |why: &str| failed(identity, io::Error::new(io::ErrorKind::InvalidData, why));
            line.parse().map_err(wrong)
        })
        .collect::<Result<_, _>>()?;
    let file = File::open(path).map_err(|error| failed(path, error))?;
    let sealed = Decryptor::new_buffered(BufReader::new(file)).map_err(|error| wrong(error.to_string()))?;
    let opened = sealed.decrypt(keys.iter().map(|key| key as &dyn Identity));
    opened.map_err(|error| wrong(error.to_string()))
}

/// Encrypts what is written with a passphrase.
pub fn seal_with<W: Write>(to: W, passphrase: String) -> Result<StreamWriter<W>, Failure> {
    Ok(Encryptor::with_user_passphrase(SecretString::from(passphrase)).wrap_output(to)?)
}

/// Decrypts bytes with a passphrase; says why when it cannot.
pub fn open_with(bytes: &[u8], passphrase: String) -> Result<StreamReader<&[u8]>, String> {
    let sealed = Decryptor::new_buffered(bytes).map_err(|error| error.to_string())?;
    if !sealed.is_scrypt() {
        return Err("it is not sealed with a passphrase".to_owned());
    }
    let identity = scrypt::Identity::new(SecretString::from(passphrase));
    let opened = sealed.decrypt(std::iter::once(&identity as &dyn Identity));
    opened.map_err(|_| "the passphrase does not open it".to_owned())
}

fn create(path: &Path) -> Result<File, Failure> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|error| failed(path, error))
}

fn failed(path: &Path, error: io::Error) -> Failure {
    Failure::File(path.display().to_string(), error)
}
