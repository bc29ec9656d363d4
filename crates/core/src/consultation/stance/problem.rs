//! What can be wrong with a stance, said so that the writer can mend it.

use std::{fmt, ops::Range};

use super::{
    parse::{DEPTH_LIMIT, LENGTH_LIMIT},
    words::keywords,
};
use crate::text::{IdError, is_one_slip_apart};

/// What is wrong at a place of a stance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StanceProblem {
    /// The bytes it is about.
    pub span: Range<usize>,
    /// What is wrong.
    pub kind: StanceProblemKind,
}

/// What can be wrong with a stance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StanceProblemKind {
    /// Nothing is said.
    Empty,
    /// Longer than [`LENGTH_LIMIT`].
    Long(usize),
    /// Nested deeper than [`DEPTH_LIMIT`].
    Deep,
    /// Something else should stand here.
    Expected {
        /// What could stand here.
        wanted: Awaited,
        /// What stands here; `None` at the end.
        found: Option<String>,
        /// A keyword that may have been meant.
        meant: Option<&'static str>,
    },
    /// A name that cannot be an id.
    Name(IdError),
    /// `@body` where acceptance would not be monotone.
    MisplacedBody(Misplaced),
    /// The number of an `at least` is too large.
    Number,
    /// A clause that is never reached.
    Unreachable,
    /// `at least` more than there are.
    Unattainable {
        /// How many are asked for.
        least: u64,
        /// How many there are.
        of: usize,
    },
}

/// What can stand at a place of a stance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Awaited {
    /// What a clause begins with.
    Verdict,
    /// What follows a verdict.
    AfterVerdict,
    /// What follows `otherwise`.
    EndAfterOtherwise,
    /// What follows the formula after `if`.
    AfterIf,
    /// What follows the formula after `unless`.
    AfterUnless,
    /// What a formula begins with.
    Operand,
    /// What follows a formula in parentheses.
    AfterOperand,
    /// The second word of `at least`.
    Least,
    /// How many.
    Number,
    /// The word before the list.
    Of,
    /// The beginning of the list.
    Opening,
    /// What follows a formula in the list.
    CommaOrClosing,
    /// The id of a body.
    Body,
    /// An id.
    Id,
    /// What follows a formula that stands by itself.
    FormulaEnd,
    /// What follows the first formula of a preference.
    PreferenceEnd,
}

impl Awaited {
    fn english(self) -> &'static str {
        match self {
            Self::Verdict => "`accept`, `reject` or `abstain`",
            Self::AfterVerdict => "`if`, `unless`, `otherwise`, `;` or the end after the verdict",
            Self::EndAfterOtherwise => "`;` or the end after `otherwise`",
            Self::AfterIf => "`and`, `or`, `unless`, `;` or the end",
            Self::AfterUnless => "`and`, `or`, `;` or the end",
            Self::Operand => "a condition, `@body`, `not`, `at least`, or `(`",
            Self::AfterOperand => "`and`, `or` or `)`",
            Self::Least => "`least` after `at`",
            Self::Number => "a number after `at least`",
            Self::Of => "`of` after the number",
            Self::Opening => "`(` after `of`",
            Self::CommaOrClosing => "`,` or `)`",
            Self::FormulaEnd => "`and`, `or` or the end",
            Self::PreferenceEnd => "`and`, `or`, `if`, `iff` or the end",
            Self::Body => "a body's id after `@`",
            Self::Id => "an id",
        }
    }
}

/// Where `@body` may not stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misplaced {
    /// Under `not`.
    Negated,
    /// After `unless`.
    Unless,
    /// In a clause that does not accept.
    OtherVerdict,
}

impl fmt::Display for StanceProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            StanceProblemKind::Empty => f.write_str("the stance says nothing"),
            StanceProblemKind::Long(length) => {
                write!(f, "a stance, written out, has at most {LENGTH_LIMIT} bytes; this one has {length}")
            }
            StanceProblemKind::Deep => {
                write!(f, "parentheses and `not` nest at most {DEPTH_LIMIT} deep")
            }
            StanceProblemKind::Expected { wanted, found, .. } => match found {
                Some(found) => write!(f, "expected {}, found {found}", wanted.english()),
                None => write!(f, "expected {}, but the stance ends here", wanted.english()),
            },
            StanceProblemKind::Name(error) => error.fmt(f),
            StanceProblemKind::MisplacedBody(misplaced) => f.write_str(match misplaced {
                Misplaced::Negated => "`@body` cannot be negated",
                Misplaced::Unless => "`@body` cannot stand after `unless`",
                Misplaced::OtherVerdict => "`@body` can stand only in an `accept` clause",
            }),
            StanceProblemKind::Number => f.write_str("the number after `at least` goes up to 10^12"),
            StanceProblemKind::Unreachable => {
                f.write_str("this clause is never reached: the one before it always holds")
            }
            StanceProblemKind::Unattainable { least, of } => {
                write!(f, "at least {least} of {of} can never hold")
            }
        }
    }
}

impl StanceProblem {
    /// What would be right, when there is something to say beyond the message.
    pub fn suggestion(&self) -> Option<String> {
        match &self.kind {
            StanceProblemKind::Empty => Some("write `accept`, `reject`, `abstain`, or for example `accept if ground`".into()),
            StanceProblemKind::Expected { meant: Some(meant), .. } => Some(format!("did you mean `{meant}`?")),
            StanceProblemKind::Expected { wanted: Awaited::Verdict, found: Some(_), .. } => {
                Some("a clause begins with its verdict, for example `accept if ground`".into())
            }
            StanceProblemKind::MisplacedBody(_) => Some(
                "when bodies wait for each other, the answer is settled only if every acceptance helps the others; \
                 say what must be in the package instead, or wait for a body to accept"
                    .into(),
            ),
            StanceProblemKind::Unreachable => Some("leave it out, or give the one before it a condition".into()),
            StanceProblemKind::Unattainable { of, .. } => Some(format!("ask for {of} at most, or name more")),
            StanceProblemKind::Name(IdError::Keyword(_)) => Some("give the condition or body another id".into()),
            _ => None,
        }
    }

    pub(super) fn new(span: Range<usize>, kind: StanceProblemKind) -> Self {
        Self { span, kind }
    }
}

/// The keyword that a word may have been meant for: other spellings of hamza, capitals, plurals,
/// or one letter off.
pub(super) fn meant(word: &str) -> Option<&'static str> {
    let plain = |word: &str| -> String {
        word.chars()
            .filter(|character| *character != '\u{0640}')
            .map(|character| match character {
                'أ' | 'إ' | 'آ' => 'ا',
                other => other,
            })
            .flat_map(char::to_lowercase)
            .collect()
    };
    const SYNONYMS: [(&str, &str); 14] = [
        ("when", "if"),
        ("yes", "accept"),
        ("accepts", "accept"),
        ("approve", "accept"),
        ("no", "reject"),
        ("rejects", "reject"),
        ("refuse", "reject"),
        ("abstains", "abstain"),
        ("else", "otherwise"),
        ("except", "unless"),
        ("نقبل", "قبول"),
        ("نرفض", "رفض"),
        ("نمتنع", "امتناع"),
        ("لو", "إذا"),
    ];
    let wanted = plain(word);
    let synonym = SYNONYMS.iter().find(|(own, _)| plain(own) == wanted).map(|(_, keyword)| *keyword);
    synonym.or_else(|| keywords().find(|keyword| plain(keyword) == wanted)).or_else(|| {
        keywords()
            .filter(|keyword| keyword.chars().count() > 3)
            .find(|keyword| is_one_slip_apart(keyword, &wanted))
    })
}
