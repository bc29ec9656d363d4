//! The few words that forms have of their own, around a statement.

use crate::statement::{Kind, Language};

/// A word of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// That it is not released.
    Draft,
    /// That its position is under review.
    UnderReview,
    /// That a later position stands in its place.
    Replaced,
    /// That another says what is right.
    Corrected,
    /// That it was taken back.
    Withdrawn,
    /// Who has signed.
    SignedBy,
    /// A column: the name.
    Signer,
    /// A column: for whom.
    For,
    /// A column: the key.
    Key,
    /// That nobody has signed.
    Unsigned,
    /// The hash of the text.
    TextHash,
    /// A page's number.
    Page,
    /// Between a page's number and how many there are.
    PageOf,
    /// That a key is the coalition's.
    Coalition,
}

impl Word {
    /// The word in a language.
    pub fn in_language(self, language: Language) -> &'static str {
        let (arabic, english) = match self {
            Self::Draft => ("مسودة لم تصدر", "Draft, not released"),
            Self::UnderReview => (
                "الموقف الذي يعلنه هذا البيان قيد المراجعة",
                "The position in this statement is under review",
            ),
            Self::Replaced => {
                ("حلّ محل هذا البيان موقف لاحق", "A later position has taken the place of this statement")
            }
            Self::Corrected => ("صُحّح هذا البيان", "This statement was corrected"),
            Self::Withdrawn => ("سُحب هذا البيان", "This statement was withdrawn"),
            Self::SignedBy => ("الموقّعون", "Signed by"),
            Self::Signer => ("الموقّع", "Signer"),
            Self::For => ("عن", "For"),
            Self::Key => ("المفتاح", "Key"),
            Self::Unsigned => ("لا توقيع على هذا النص بعد", "Nobody has signed this text yet"),
            Self::TextHash => ("بصمة النص (SHA-256)", "SHA-256 of the text"),
            Self::Page => ("صفحة", "Page"),
            Self::PageOf => ("من", "of"),
            Self::Coalition => ("الائتلاف", "The coalition"),
        };
        language.of(arabic, english)
    }
}

/// What a kind of statement is called.
pub fn kind_word(kind: Kind, language: Language) -> &'static str {
    let (arabic, english) = match kind {
        Kind::Position => ("بيان", "Statement"),
        Kind::Bulletin => ("نشرة", "Bulletin"),
        Kind::PressConference => ("دعوة إلى مؤتمر صحفي", "Invitation to a press conference"),
        Kind::Correction => ("تصحيح", "Correction"),
        Kind::Withdrawal => ("سحب بيان", "Withdrawal"),
    };
    language.of(arabic, english)
}
