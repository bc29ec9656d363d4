//! A frame in the making: who said what, as tokens, before it becomes what readers of a reading see.

use std::ops::Range;

/// How something is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Word for word: a quotation, or speech behind a colon.
    Direct,
    /// As a clause: said that.
    Indirect,
    /// As a noun: announced his resignation.
    Nominal,
}

/// Whose words they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// Named beside the cue; bytes of the source.
    Named(Range<usize>),
    /// Whoever the main verb speaks of; bytes of the source when named there.
    Shared(Option<Range<usize>>),
    /// Not named in the clause.
    Dropped,
}

impl Who {
    /// The bytes that name the speaker.
    pub fn span(&self) -> Option<&Range<usize>> {
        match self {
            Self::Named(span) | Self::Shared(Some(span)) => Some(span),
            Self::Shared(None) | Self::Dropped => None,
        }
    }
}

/// A frame as tokens.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The token of the cue; `None` for a quotation that stands alone.
    pub cue: Option<usize>,
    /// The row of the cue in the table of its language.
    pub row: usize,
    /// How it is told.
    pub mode: Mode,
    /// The speaker.
    pub speaker: Who,
    /// The rule that found the speaker.
    pub speaker_rule: &'static str,
    /// The bytes of what was said.
    pub content: Range<usize>,
    /// The rule that found it.
    pub content_rule: &'static str,
    /// Tokens between cue and content where outlet and occasion stand.
    pub between: Range<usize>,
}
