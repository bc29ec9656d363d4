//! The kinds of problems, with what each is about. What is said of them stands in `english.rs` and `arabic.rs`:
//! whoever adds a kind is held up by the compiler until both languages have words for it.

use super::{commitment::CommitmentProblem, game::GameProblem};
use crate::{
    consultation::stance::StanceProblemKind,
    position::quantity::ShareError,
    text::{Id, IdError},
};

/// What can be wrong, or doubtful, in a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// It is larger than a dossier may be.
    FileTooLarge,
    /// It is in no encoding that is read.
    NotUtf8(Encoding),
    /// There is nothing in it.
    Empty,
    /// Lists and tables nest too deeply.
    TooDeep,
    /// It has more values than a dossier may have.
    TooManyValues,
    /// It is not TOML: what the parser says, and what it says could stand there.
    Toml {
        /// What is wrong.
        wrong: String,
        /// What could stand there; empty when the parser does not say.
        expected: String,
    },
    /// Nothing is called that.
    UnknownKey {
        /// The key.
        key: String,
        /// Where it stands.
        table: Table,
        /// A key that may have been meant.
        meant: Option<String>,
        /// What could stand there.
        known: Vec<&'static str>,
    },
    /// A value is of another kind than is read.
    WrongKind {
        /// The key.
        key: String,
        /// Where it stands.
        table: Table,
        /// What is read.
        wanted: Wanted,
        /// What stands there.
        found: Found,
        /// A value that could stand there.
        example: String,
    },
    /// A key is missing.
    MissingKey {
        /// The key.
        key: &'static str,
        /// Where it should stand.
        table: Table,
    },
    /// An id is none.
    BadId(IdError),
    /// A list is too long.
    TooManyItems(Count),
    /// There are too many of a section.
    TooManyTables(Count),
    /// A text is in a language that is none.
    BadLanguage(String),
    /// Words are too long, in bytes.
    TooLong(Count),
    /// A character that cannot be shown.
    BadCharacter {
        /// The key.
        key: String,
        /// The character.
        character: char,
    },
    /// A word that is not among those which can stand there.
    BadValue {
        /// The key.
        key: String,
        /// The word.
        value: String,
        /// Those that can.
        choices: Vec<&'static str>,
    },
    /// A number that is too small or too large.
    NumberOutOfRange {
        /// The key.
        key: String,
        /// The least that it can be.
        least: u64,
    },
    /// Two places of a text in the wrong order.
    BadSpan(&'static str),
    /// There is no offer.
    MissingInitiative,
    /// The format's version is not said.
    MissingVersion,
    /// The format is of another version.
    OtherFormat(u64),
    /// A place that is nowhere on the earth.
    NotOnEarth,
    /// A measure has a name that is always one.
    ReservedMeasure(String),
    /// A stance cannot be read, or says what cannot be meant.
    Stance(StanceProblemKind),
    /// A stance that not everybody may see would no longer be sound.
    HiddenStance,
    /// A quorum that is a share of those cast.
    QuorumOfCast,
    /// An alternative that requires nothing.
    EmptyAlternative,
    /// Requirements beside alternatives.
    TwoRules,
    /// A requirement without a threshold.
    NoThreshold,
    /// A requirement with two thresholds.
    TwoThresholds,
    /// A share that is none.
    BadShare(ShareError),
    /// An id that leads nowhere.
    UnknownId {
        /// The id.
        id: Id,
        /// What it could be the id of.
        of: Vec<Table>,
        /// What would be right.
        right: Right,
    },
    /// A measure or a chamber that no body has.
    UnknownName {
        /// What it is.
        of: Shared,
        /// Its name.
        name: String,
        /// A name that may have been meant.
        meant: Option<String>,
        /// Names that there are.
        known: Vec<String>,
    },
    /// An id that stands twice.
    DuplicateId {
        /// Of what.
        of: Table,
        /// The id.
        id: Id,
    },
    /// Two ids that would be taken for each other.
    LookAlikeId {
        /// Of what.
        of: Table,
        /// The later one.
        id: Id,
        /// The earlier one.
        other: Id,
    },
    /// Two days in the wrong order: the keys of the one that should come first, and of the other.
    DateOrder(&'static str, &'static str),
    /// A condition that excludes itself.
    ExcludesItself(Id),
    /// A place that lies within itself.
    CyclicPlace(Id),
    /// A condition that implies itself, by way of so many others.
    CyclicImplies(Id, usize),
    /// A condition that can never be chosen, and the two that exclude each other.
    NeverChosen(Id, [Id; 2]),
    /// A stance to a version that there is not yet.
    FutureVersion {
        /// The version of the offer.
        current: u64,
        /// The version that the stance answers.
        answered: u64,
    },
    /// Two stances of one body to one version.
    TwoStances(Id, u64),
    /// It cannot be written as a file: what whoever writes it says.
    Unwritable(String),
    /// Something of a game, or of what is said about the test of an offer.
    Game(GameProblem),
    /// Something of a commitment.
    Commitment(CommitmentProblem),
}

/// How many there are of something that has a limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The key.
    pub key: String,
    /// How many there are.
    pub count: usize,
    /// How many there may be.
    pub limit: usize,
}

/// What an encoding looks like that is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-16.
    Utf16,
    /// Another one.
    Other,
}

/// A table of a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// The whole.
    Dossier,
    /// `[initiative]`.
    Initiative,
    /// `[[place]]`.
    Place,
    /// `[[party]]`.
    Party,
    /// `[[harm]]`.
    Harm,
    /// `[[provision]]`.
    Provision,
    /// `[[body]]`.
    Body,
    /// `[[condition]]`.
    Condition,
    /// `[[stance]]`.
    Stance,
    /// `[rule]`.
    Rule,
    /// The rule's quorum.
    Quorum,
    /// A requirement of the rule.
    Requirement,
    /// An alternative of the rule.
    Alternative,
    /// `[[quote]]`.
    Quote,
    /// `[[red_line]]`.
    RedLine,
    /// `[[committee]]`.
    Committee,
    /// `[game]`.
    Game,
    /// `[[game.player]]`.
    Player,
    /// An option of a player.
    Choice,
    /// `[stress]`.
    Stress,
    /// `[[stress.allow]]`.
    Allowance,
    /// `[[commitment]]`.
    Commitment,
    /// What reports a commitment counts.
    Indicator,
    /// How it was before.
    Baseline,
}

/// What kind of value is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// An id.
    Id,
    /// A list of ids.
    Ids,
    /// Words in each language.
    Version,
    /// Words, or words by language.
    Text,
    /// Words.
    Words,
    /// Words, or a list of them.
    WordsOrList,
    /// One of these.
    OneOf(Vec<&'static str>),
    /// A list of some of a few words.
    WordList,
    /// Yes or no.
    Flag,
    /// A day.
    Date,
    /// A table.
    Table,
    /// A list of tables under this key.
    Tables(String),
    /// A whole number.
    Number,
    /// Numbers with names.
    NamedNumbers,
    /// What a threshold compares with.
    Quantity,
    /// Two numbers.
    Pair,
    /// A list of two numbers.
    Span,
    /// A ranking: a list of lists of states, each of which is a list of options.
    States,
}

/// What kind of value stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Words.
    String,
    /// A whole number.
    Number,
    /// A decimal number.
    Decimal,
    /// Yes or no.
    Flag,
    /// A date.
    Date,
    /// A list.
    List,
    /// A table.
    Table,
}

/// What would be right in place of an id that leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Right {
    /// It was not looked for: too much else is wrong.
    NotSought,
    /// An id that may have been meant.
    Meant(String),
    /// It is a body, which stands behind `@`.
    Body,
    /// One of those that there are, by what they are the ids of.
    Among(Vec<Known>),
}

/// Ids of one kind that there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Of what.
    pub of: Table,
    /// The first of them.
    pub first: Vec<String>,
    /// How many more there are.
    pub more: usize,
}

/// What bodies have in common, by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shared {
    /// A measure.
    Measure,
    /// A chamber.
    Chamber,
}

/// Another place that takes part in a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum See {
    /// The first of two that are the same.
    First,
    /// The day that should come first.
    FirstDay,
}

impl ProblemKind {
    /// Its short name, which does not change, and which several kinds can share.
    pub fn code(&self) -> &'static str {
        match self {
            Self::FileTooLarge => "too-large",
            Self::NotUtf8(_) => "not-utf8",
            Self::Empty => "empty",
            Self::TooDeep => "too-deep",
            Self::TooManyValues | Self::TooManyItems(_) | Self::TooManyTables(_) => "too-many",
            Self::Toml { .. } => "toml",
            Self::UnknownKey { .. } => "unknown-key",
            Self::WrongKind { .. } => "wrong-kind",
            Self::MissingKey { .. } => "missing-key",
            Self::BadId(_) => "bad-id",
            Self::BadLanguage(_) => "bad-language",
            Self::TooLong(_) => "too-long",
            Self::BadCharacter { .. } => "bad-character",
            Self::BadValue { .. } => "bad-value",
            Self::NumberOutOfRange { .. } | Self::NotOnEarth => "out-of-range",
            Self::BadSpan(_) => "bad-span",
            Self::MissingInitiative => "missing-section",
            Self::MissingVersion => "missing-version",
            Self::OtherFormat(_) => "format-version",
            Self::ReservedMeasure(_) => "bad-measure",
            Self::Stance(_) | Self::HiddenStance => "stance",
            Self::QuorumOfCast => "bad-quorum",
            Self::EmptyAlternative => "empty-alternative",
            Self::TwoRules => "two-rules",
            Self::NoThreshold | Self::TwoThresholds => "bad-requirement",
            Self::BadShare(_) => "bad-share",
            Self::UnknownId { .. } => "unknown-id",
            Self::UnknownName { .. } => "unknown-name",
            Self::DuplicateId { .. } => "duplicate-id",
            Self::LookAlikeId { .. } => "look-alike-id",
            Self::DateOrder(..) => "date-order",
            Self::ExcludesItself(_) => "excludes-itself",
            Self::CyclicPlace(_) => "cyclic-place",
            Self::CyclicImplies(..) => "cyclic-implies",
            Self::NeverChosen(..) => "never-chosen",
            Self::FutureVersion { .. } => "future-version",
            Self::TwoStances(..) => "two-stances",
            Self::Unwritable(_) => "unwritable",
            Self::Game(problem) => problem.code(),
            Self::Commitment(problem) => problem.code(),
        }
    }
}
