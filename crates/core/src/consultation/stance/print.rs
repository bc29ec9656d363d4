//! Printing a stance: canonical words in either language, with the fewest parentheses.
//!
//! Reading what was printed gives the same stance, provided that no `All` stands directly in an
//! `All` and no `Any` in an `Any`, which is how stances are read.

use super::{Clause, Formula, Guard, Stance, Verdict};

/// A language that has keywords.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Arabic.
    Arabic,
}

/// The keywords of a language, and its signs.
struct Words {
    verdicts: [&'static str; 3],
    holds: &'static str,
    unless: &'static str,
    otherwise: &'static str,
    and: &'static str,
    or: &'static str,
    not: &'static str,
    at_least: &'static str,
    of: &'static str,
    comma: &'static str,
    semicolon: &'static str,
}

const ENGLISH: Words = Words {
    verdicts: ["accept", "reject", "abstain"],
    holds: "if",
    unless: "unless",
    otherwise: "otherwise",
    and: "and",
    or: "or",
    not: "not",
    at_least: "at least",
    of: "of",
    comma: ", ",
    semicolon: "; ",
};

const ARABIC: Words = Words {
    verdicts: ["قبول", "رفض", "امتناع"],
    holds: "إذا",
    unless: "إلا إذا",
    otherwise: "وإلا",
    and: "و",
    or: "أو",
    not: "ليس",
    at_least: "على الأقل",
    of: "من",
    comma: "، ",
    semicolon: "؛ ",
};

/// How tightly the place of a formula binds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tightness {
    Or,
    And,
    Unary,
}

impl Stance {
    /// The stance in the words of a language.
    pub fn print(&self, language: Language) -> String {
        let words = words(language);
        let clauses: Vec<String> = self.clauses.iter().map(|clause| clause.print(words)).collect();
        clauses.join(words.semicolon)
    }
}

impl Clause {
    fn print(&self, words: &Words) -> String {
        let verdict = match self.verdict {
            Verdict::Accept => words.verdicts[0],
            Verdict::Reject => words.verdicts[1],
            Verdict::Abstain => words.verdicts[2],
        };
        let mut printed = verdict.to_owned();
        let mut add = |keyword: &str, formula: Option<&Formula>| {
            if let Some(formula) = formula {
                printed.push_str(&format!(" {keyword} {}", formula.print(words, Tightness::Or)));
            }
        };
        match &self.guard {
            Guard::Always => {}
            Guard::Otherwise => printed.push_str(&format!(" {}", words.otherwise)),
            Guard::When { holds, unless } => {
                add(words.holds, holds.as_ref());
                add(words.unless, unless.as_ref());
            }
        }
        printed
    }
}

impl Formula {
    fn print(&self, words: &Words, place: Tightness) -> String {
        let joined = |parts: &[Self], keyword: &str, inner: Tightness, own: Tightness| {
            let parts: Vec<String> = parts.iter().map(|part| part.print(words, inner)).collect();
            let joined = parts.join(&format!(" {keyword} "));
            if place > own { format!("({joined})") } else { joined }
        };
        match self {
            Self::Condition(id) => id.to_string(),
            Self::Accepts(id) => format!("@{id}"),
            Self::Not(inner) => format!("{} {}", words.not, inner.print(words, Tightness::Unary)),
            Self::All(parts) => joined(parts, words.and, Tightness::Unary, Tightness::And),
            Self::Any(parts) => joined(parts, words.or, Tightness::And, Tightness::Or),
            Self::AtLeast(least, parts) => {
                let parts: Vec<String> = parts.iter().map(|part| part.print(words, Tightness::Or)).collect();
                format!("{} {least} {} ({})", words.at_least, words.of, parts.join(words.comma))
            }
        }
    }
}

fn words(language: Language) -> &'static Words {
    match language {
        Language::English => &ENGLISH,
        Language::Arabic => &ARABIC,
    }
}
