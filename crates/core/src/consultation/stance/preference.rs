//! What a player of a game wants: statements over its options, and patterns that cannot be.
//!
//! The formulas are those of stances, over options in place of conditions. A statement may join two of
//! them by `if` or by `iff` (`إذا`, `إذا وفقط إذا`), as in option prioritising (Fang, Hipel, Kilgour and
//! Peng, "A decision support system for interactive decision making", IEEE SMC-C 33, 2003). Neither can
//! be chained: what `a iff b iff c` means depends on where one begins.

use super::{
    Formula, StanceProblem,
    parse::{NameUse, Parse, Parser},
    problem::Awaited,
    words::{Keyword, Token},
};

/// A statement of preference.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Preference {
    /// The formula holds.
    Holds(Formula),
    /// The first holds wherever the second does.
    If(Formula, Formula),
    /// The first holds exactly where the second does.
    Iff(Formula, Formula),
}

impl Formula {
    /// Reads a formula that stands by itself, and the names in it.
    ///
    /// # Errors
    /// The first thing that cannot be read.
    pub fn parse(source: &str) -> Result<(Self, Vec<NameUse>), StanceProblem> {
        let mut parser = Parser::of_formula(source)?;
        let formula = parser.formula(0)?;
        parser.ends(Awaited::FormulaEnd)?;
        Ok((formula, parser.into_names()))
    }
}

impl Preference {
    /// Reads a statement, and the names in it.
    ///
    /// # Errors
    /// The first thing that cannot be read; a second `if` or `iff` is one.
    pub fn parse(source: &str) -> Result<(Self, Vec<NameUse>), StanceProblem> {
        let mut parser = Parser::of_formula(source)?;
        let wanted = parser.formula(0)?;
        let preference = if takes_iff(&mut parser) {
            Self::Iff(wanted, condition(&mut parser)?)
        } else if parser.takes_all(&[Token::Keyword(Keyword::If)]) {
            Self::If(wanted, condition(&mut parser)?)
        } else {
            parser.ends(Awaited::PreferenceEnd)?;
            Self::Holds(wanted)
        };
        Ok((preference, parser.into_names()))
    }

    /// Whether it holds, given which options are taken.
    pub fn holds(&self, is_taken: &impl Fn(&crate::text::Id) -> bool) -> bool {
        match self {
            Self::Holds(formula) => formula.holds(is_taken),
            Self::If(wanted, when) => wanted.holds(is_taken) || !when.holds(is_taken),
            Self::Iff(one, other) => one.holds(is_taken) == other.holds(is_taken),
        }
    }
}

fn takes_iff(parser: &mut Parser) -> bool {
    let single = Token::Keyword(Keyword::If);
    parser.takes_all(&[Token::Word("iff".to_owned())])
        || parser.takes_all(&[single.clone(), Token::Word("وفقط".to_owned()), single])
}

fn condition(parser: &mut Parser) -> Parse<Formula> {
    let condition = parser.formula(0)?;
    parser.ends(Awaited::FormulaEnd)?;
    Ok(condition)
}

impl Formula {
    /// Whether it holds, given which conditions or options are taken. A body that is awaited does not
    /// accept.
    pub fn holds(&self, is_taken: &impl Fn(&crate::text::Id) -> bool) -> bool {
        match self {
            Self::Condition(id) => is_taken(id),
            Self::Accepts(_) => false,
            Self::Not(part) => !part.holds(is_taken),
            Self::All(parts) => parts.iter().all(|part| part.holds(is_taken)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(is_taken)),
            Self::AtLeast(least, parts) => {
                parts.iter().filter(|part| part.holds(is_taken)).count() as u64 >= *least
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Preference {
        Preference::parse(source).unwrap().0
    }

    fn refused(source: &str) -> String {
        Preference::parse(source).unwrap_err().to_string()
    }

    #[test]
    fn both_languages_say_the_same() {
        assert_eq!(read("a and not b iff c"), read("a و ليس b إذا وفقط إذا c"));
        assert_eq!(read("a or b if at least 1 of (c, d)"), read("a أو b إذا على الأقل ١ من (c، d)"));
        assert_eq!(read("a"), Preference::Holds(Formula::Condition(crate::text::Id::new("a").unwrap())));
    }

    #[test]
    fn if_and_iff_hold_where_logic_says() {
        let table = |statement: &str| -> Vec<bool> {
            let statement = read(statement);
            let cases = [(false, false), (true, false), (false, true), (true, true)];
            cases.map(|(a, b)| statement.holds(&|id| if id.as_str() == "a" { a } else { b })).to_vec()
        };
        assert_eq!(table("a if b"), [true, true, false, true]);
        assert_eq!(table("a iff b"), [true, false, false, true]);
        assert_eq!(table("not a iff b"), [false, true, true, false]);
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        assert!(refused("a iff b iff c").contains("expected `and`, `or` or the end, found `iff`"));
        assert!(refused("a if b if c").contains("found `if`"));
        assert!(refused("a iff").contains("ends here"));
        assert!(refused("").contains("says nothing"));
        assert!(refused("a b").contains("`if`, `iff` or the end"));
        assert!(refused("@b").contains("`@body`"));
        assert!(Formula::parse("a if b").is_err());
    }

    #[test]
    fn whatever_the_words_they_are_read_or_refused_with_a_place_inside_them() {
        const WORDS: [&str; 22] = [
            "a",
            "b",
            "iff",
            "if",
            "and",
            "or",
            "not",
            "(",
            ")",
            ",",
            "at",
            "least",
            "of",
            "2",
            "@",
            "إذا",
            "وفقط",
            "ليس",
            "و",
            "على الأقل",
            "\u{202E}",
            ";",
        ];
        let (mut state, mut read) = (5_u64, 0);
        for _ in 0..20_000 {
            let mut words = Vec::new();
            loop {
                // Numbers that look random and are the same everywhere (Lehmer's generator).
                state = state.wrapping_mul(0xD134_2543_DE82_EF95).wrapping_add(1);
                let drawn = usize::try_from(state >> 40).unwrap();
                if drawn % 6 == 0 || words.len() > 12 {
                    break;
                }
                words.push(WORDS[drawn / 6 % WORDS.len()]);
            }
            let source = words.join(" ");
            match Preference::parse(&source) {
                Ok((preference, names)) => {
                    read += 1;
                    assert!(names.iter().all(|name| source.get(name.span.clone()).is_some()));
                    // Of all options or of none, it holds or it does not.
                    let _ = (preference.holds(&|_| true), preference.holds(&|_| false));
                }
                Err(problem) => assert!(source.get(problem.span).is_some(), "{source}"),
            }
        }
        assert!(read > 300, "{read}");
    }
}
