//! What is wrong with a payload that is no fact, without quoting what it says.

/// Why a payload is no fact.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FactError {
    /// No fact has this kind; perhaps a later program wrote it.
    #[error("no fact is called `{kind}`{}", meant.map(|it| format!("; did you mean `{it}`?")).unwrap_or_default())]
    Kind {
        /// The kind.
        kind: String,
        /// A kind that is spelt nearly so.
        meant: Option<&'static str>,
    },
    /// A later program wrote it.
    #[error("`{kind}` has version {version}; this program reads it up to version {newest}")]
    Version {
        /// The kind.
        kind: &'static str,
        /// The version of the payload's form.
        version: u32,
        /// The newest that is known.
        newest: u32,
    },
    /// The payload does not have the form of its kind and version.
    #[error("the payload is no `{kind}`: {message}")]
    Payload {
        /// The kind.
        kind: &'static str,
        /// What does not fit; it does not quote the payload's texts.
        message: String,
    },
    /// The fact cannot be written.
    #[error("the fact `{kind}` cannot be written")]
    Unwritable {
        /// The kind.
        kind: &'static str,
    },
}
