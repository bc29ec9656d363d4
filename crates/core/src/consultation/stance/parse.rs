//! Reading a stance: recursive descent, one clause at a time.
//!
//! A clause that cannot be read is skipped to its semicolon, so that every clause's first mistake is
//! reported at once. Nested `and` in `and`, and `or` in `or`, are flattened: parentheses that change
//! nothing leave no trace.

use std::ops::Range;

use super::{
    Clause, Formula, Guard, Language, Said, Stance, Verdict,
    problem::{Awaited, Misplaced, StanceProblem, StanceProblemKind, meant},
    words::{Keyword, Spanned, Token, language, number, tokens},
};
use crate::text::{Id, visible};

/// The longest stance, in bytes, as it is filed and in the canonical words of either language.
pub const LENGTH_LIMIT: usize = 65_536;

/// The deepest nesting of parentheses and `not`.
pub const DEPTH_LIMIT: usize = 64;

/// A stance that has been read, with the places of its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// The stance.
    pub stance: Stance,
    /// The language of its keywords; `None` when it mixes both.
    pub language: Option<Language>,
    /// Every name in it, in order.
    pub names: Vec<NameUse>,
    /// What is allowed and yet surely not meant.
    pub doubts: Vec<StanceProblem>,
}

impl Parsed {
    /// The stance as it was said; one that mixes languages is printed in English.
    pub fn said(self) -> Said {
        Said { stance: self.stance, language: self.language.unwrap_or_default() }
    }
}

/// A name and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameUse {
    /// The name.
    pub id: Id,
    /// What it names.
    pub kind: NameKind,
    /// Its bytes in the source.
    pub span: Range<usize>,
}

/// What a name in a stance refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameKind {
    /// A condition.
    Condition,
    /// A body, after `@`.
    Body,
}

impl Stance {
    /// Reads a stance.
    ///
    /// # Errors
    /// Every problem found, at most one for each clause.
    pub fn parse(source: &str) -> Result<Parsed, Vec<StanceProblem>> {
        Self::parse_with_names(source).0
    }

    /// Reads a stance, and tells the names found before each problem, so that they can be looked up
    /// even where the stance cannot be read.
    pub fn parse_with_names(source: &str) -> (Result<Parsed, Vec<StanceProblem>>, Vec<NameUse>) {
        let refused = |kind| (Err(vec![StanceProblem::new(0..source.len(), kind)]), Vec::new());
        if source.len() > LENGTH_LIMIT {
            return refused(StanceProblemKind::Long(source.len()));
        }
        let mut parser = Parser {
            tokens: tokens(source),
            at: 0,
            end: source.len(),
            names: Vec::new(),
            doubts: Vec::new(),
            place: Place::Accepting,
        };
        if parser.tokens.is_empty() {
            return refused(StanceProblemKind::Empty);
        }
        let (clauses, problems) = parser.clauses();
        if !problems.is_empty() {
            return (Err(problems), parser.names);
        }
        let stance = Self { clauses };
        let printed = stance.longest_print(source.len());
        if printed > LENGTH_LIMIT {
            return refused(StanceProblemKind::Long(printed));
        }
        let names = parser.names.clone();
        let parsed =
            Parsed { stance, language: language(source), names: parser.names, doubts: parser.doubts };
        (Ok(parsed), names)
    }

    /// How long the stance is in the words of the longer language: spaces left out and short words
    /// can make what was filed shorter, and what was read must be readable once it is printed. No
    /// word or sign grows fourfold, so that a stance far from the limit need not be printed.
    fn longest_print(&self, filed: usize) -> usize {
        if filed <= LENGTH_LIMIT / 4 {
            return filed;
        }
        [Language::English, Language::Arabic]
            .map(|it| self.print(it).len())
            .into_iter()
            .fold(filed, usize::max)
    }
}

/// Where in a clause the parser is, as far as `@body` is concerned.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Where a body may be awaited.
    Accepting,
    /// Where it may not.
    Barred(Misplaced),
}

pub(super) struct Parser {
    tokens: Vec<Spanned>,
    at: usize,
    end: usize,
    names: Vec<NameUse>,
    doubts: Vec<StanceProblem>,
    place: Place,
}

pub(super) type Parse<T> = Result<T, StanceProblem>;

impl Parser {
    /// A parser for a formula that stands by itself, where no body can be awaited.
    ///
    /// # Errors
    /// When there is nothing to read, or more than [`LENGTH_LIMIT`].
    pub(super) fn of_formula(source: &str) -> Parse<Self> {
        let refused = |kind| Err(StanceProblem::new(0..source.len(), kind));
        if source.len() > LENGTH_LIMIT {
            return refused(StanceProblemKind::Long(source.len()));
        }
        let tokens = tokens(source);
        if tokens.is_empty() {
            return refused(StanceProblemKind::Empty);
        }
        let place = Place::Barred(Misplaced::OtherVerdict);
        Ok(Self { tokens, at: 0, end: source.len(), names: Vec::new(), doubts: Vec::new(), place })
    }

    /// The names read so far.
    pub(super) fn into_names(self) -> Vec<NameUse> {
        self.names
    }

    /// Steps over these tokens when they come next.
    pub(super) fn takes_all(&mut self, wanted: &[Token]) -> bool {
        let next = self.tokens[self.at..].iter().map(|spanned| &spanned.token);
        let is_next = next.take(wanted.len()).eq(wanted);
        self.at += if is_next { wanted.len() } else { 0 };
        is_next
    }

    /// Nothing more may follow.
    pub(super) fn ends(&self, wanted: Awaited) -> Parse<()> {
        if self.peek().is_none() { Ok(()) } else { Err(self.expected(wanted)) }
    }

    fn clauses(&mut self) -> (Vec<Clause>, Vec<StanceProblem>) {
        let (mut clauses, mut problems) = (Vec::<Clause>::new(), Vec::new());
        loop {
            let start = self.here().start;
            match self.clause() {
                Ok(clause) => {
                    let is_settled = clauses
                        .last()
                        .is_some_and(|before| matches!(before.guard, Guard::Always | Guard::Otherwise));
                    if is_settled {
                        let span = start..self.before();
                        self.doubts.push(StanceProblem::new(span, StanceProblemKind::Unreachable));
                    }
                    clauses.push(clause);
                }
                Err(problem) => {
                    problems.push(problem);
                    while self.peek().is_some_and(|token| *token != Token::Semicolon) {
                        self.at += 1;
                    }
                }
            }
            if self.peek().is_none() {
                return (clauses, problems);
            }
            self.at += 1;
        }
    }

    fn clause(&mut self) -> Parse<Clause> {
        let verdict = match self.keyword() {
            Some(Keyword::Accept) => Verdict::Accept,
            Some(Keyword::Reject) => Verdict::Reject,
            Some(Keyword::Abstain) => Verdict::Abstain,
            _ => return Err(self.expected(Awaited::Verdict)),
        };
        self.at += 1;
        let place = match verdict {
            Verdict::Accept => Place::Accepting,
            _ => Place::Barred(Misplaced::OtherVerdict),
        };
        if self.takes(Keyword::Otherwise) {
            self.clause_end(Awaited::EndAfterOtherwise)?;
            return Ok(Clause { verdict, guard: Guard::Otherwise });
        }
        self.place = place;
        let holds = if self.takes(Keyword::If) { Some(self.formula(0)?) } else { None };
        let unless = if self.takes(Keyword::Unless) {
            if place == Place::Accepting {
                self.place = Place::Barred(Misplaced::Unless);
            }
            Some(self.formula(0)?)
        } else {
            None
        };
        self.clause_end(match (&holds, &unless) {
            (None, None) => Awaited::AfterVerdict,
            (Some(_), None) => Awaited::AfterIf,
            (_, Some(_)) => Awaited::AfterUnless,
        })?;
        let guard = match (holds, unless) {
            (None, None) => Guard::Always,
            (holds, unless) => Guard::When { holds, unless },
        };
        Ok(Clause { verdict, guard })
    }

    fn clause_end(&self, wanted: Awaited) -> Parse<()> {
        match self.peek() {
            None | Some(Token::Semicolon) => Ok(()),
            Some(_) => Err(self.expected(wanted)),
        }
    }

    pub(super) fn formula(&mut self, depth: usize) -> Parse<Formula> {
        self.list(depth, Keyword::Or, Self::conjunction, |parts| match parts {
            Formula::Any(parts) => Ok(parts),
            other => Err(other),
        })
        .map(|mut parts| if parts.len() == 1 { parts.remove(0) } else { Formula::Any(parts) })
    }

    fn conjunction(&mut self, depth: usize) -> Parse<Formula> {
        self.list(depth, Keyword::And, Self::unary, |parts| match parts {
            Formula::All(parts) => Ok(parts),
            other => Err(other),
        })
        .map(|mut parts| if parts.len() == 1 { parts.remove(0) } else { Formula::All(parts) })
    }

    /// One or more parts between a connective, those of the same connective flattened.
    fn list(
        &mut self,
        depth: usize,
        connective: Keyword,
        part: fn(&mut Self, usize) -> Parse<Formula>,
        flat: fn(Formula) -> Result<Vec<Formula>, Formula>,
    ) -> Parse<Vec<Formula>> {
        let mut parts = Vec::new();
        loop {
            match flat(part(self, depth)?) {
                Ok(inner) => parts.extend(inner),
                Err(single) => parts.push(single),
            }
            if !self.takes(connective) {
                return Ok(parts);
            }
        }
    }

    fn unary(&mut self, depth: usize) -> Parse<Formula> {
        if depth >= DEPTH_LIMIT {
            return Err(StanceProblem::new(self.here(), StanceProblemKind::Deep));
        }
        match self.peek() {
            Some(Token::Open) => {
                self.at += 1;
                let inner = self.formula(depth + 1)?;
                self.takes_sign(&Token::Close, Awaited::AfterOperand)?;
                Ok(inner)
            }
            Some(Token::At) => self.awaited(),
            Some(Token::Word(_)) => self.name(NameKind::Condition).map(Formula::Condition),
            Some(Token::Keyword(Keyword::Not)) => {
                self.at += 1;
                let place = self.place;
                if place == Place::Accepting {
                    self.place = Place::Barred(Misplaced::Negated);
                }
                let inner = self.unary(depth + 1)?;
                self.place = place;
                Ok(Formula::Not(Box::new(inner)))
            }
            Some(Token::Keyword(Keyword::At)) => {
                self.at += 1;
                if !self.takes(Keyword::Least) {
                    return Err(self.expected(Awaited::Least));
                }
                self.at_least(depth)
            }
            Some(Token::Keyword(Keyword::AtLeast)) => {
                self.at += 1;
                self.at_least(depth)
            }
            _ => Err(self.expected(Awaited::Operand)),
        }
    }

    fn at_least(&mut self, depth: usize) -> Parse<Formula> {
        let start = self.here().start;
        let least = match self.peek() {
            Some(Token::Word(word)) if word.chars().all(char::is_numeric) => match number(word) {
                Some(least) => least,
                None => return Err(StanceProblem::new(self.here(), StanceProblemKind::Number)),
            },
            _ => return Err(self.expected(Awaited::Number)),
        };
        self.at += 1;
        if !self.takes(Keyword::Of) {
            return Err(self.expected(Awaited::Of));
        }
        self.takes_sign(&Token::Open, Awaited::Opening)?;
        let mut parts = vec![self.formula(depth + 1)?];
        while self.peek() == Some(&Token::Comma) {
            self.at += 1;
            parts.push(self.formula(depth + 1)?);
        }
        self.takes_sign(&Token::Close, Awaited::CommaOrClosing)?;
        if least > parts.len() as u64 {
            let kind = StanceProblemKind::Unattainable { least, of: parts.len() };
            self.doubts.push(StanceProblem::new(start..self.before(), kind));
        }
        Ok(Formula::AtLeast(least, parts))
    }

    fn awaited(&mut self) -> Parse<Formula> {
        let start = self.here().start;
        self.at += 1;
        if !matches!(self.peek(), Some(Token::Word(_))) {
            return Err(self.expected(Awaited::Body));
        }
        let id = self.name(NameKind::Body)?;
        match self.place {
            Place::Accepting => Ok(Formula::Accepts(id)),
            Place::Barred(misplaced) => {
                let kind = StanceProblemKind::MisplacedBody(misplaced);
                Err(StanceProblem::new(start..self.before(), kind))
            }
        }
    }

    fn name(&mut self, kind: NameKind) -> Parse<Id> {
        let span = self.here();
        let Some(Token::Word(word)) = self.peek() else {
            return Err(self.expected(Awaited::Id));
        };
        let id = Id::new(word)
            .map_err(|error| StanceProblem::new(span.clone(), StanceProblemKind::Name(error)))?;
        self.at += 1;
        self.names.push(NameUse { id: id.clone(), kind, span });
        Ok(id)
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|spanned| &spanned.token)
    }

    fn keyword(&self) -> Option<Keyword> {
        match self.peek() {
            Some(Token::Keyword(keyword)) => Some(*keyword),
            _ => None,
        }
    }

    fn takes(&mut self, keyword: Keyword) -> bool {
        let is_next = self.keyword() == Some(keyword);
        self.at += usize::from(is_next);
        is_next
    }

    fn takes_sign(&mut self, sign: &Token, wanted: Awaited) -> Parse<()> {
        if self.peek() != Some(sign) {
            return Err(self.expected(wanted));
        }
        self.at += 1;
        Ok(())
    }

    /// The bytes of the next token; the end of the source when there is none.
    fn here(&self) -> Range<usize> {
        self.tokens.get(self.at).map_or(self.end..self.end, |spanned| spanned.span.clone())
    }

    /// Where the last token taken ends.
    fn before(&self) -> usize {
        let last = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        last.map_or(0, |spanned| spanned.span.end)
    }

    fn expected(&self, wanted: Awaited) -> StanceProblem {
        let token = self.peek();
        let found = token.map(|token| match token {
            Token::Keyword(keyword) => format!("`{}`", keyword.english()),
            Token::Word(word) => format!("`{word}`"),
            Token::At => "`@`".into(),
            Token::Open => "`(`".into(),
            Token::Close => "`)`".into(),
            Token::Comma => "a comma".into(),
            Token::Semicolon => "a semicolon".into(),
            Token::Stray(character) => visible(*character),
        });
        let meant = match token {
            Some(Token::Word(word)) => meant(word),
            _ => None,
        };
        StanceProblem::new(self.here(), StanceProblemKind::Expected { wanted, found, meant })
    }
}

impl Keyword {
    /// The keyword in English.
    pub fn english(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::Abstain => "abstain",
            Self::If => "if",
            Self::Unless => "unless",
            Self::Otherwise => "otherwise",
            Self::And => "and",
            Self::Or => "or",
            Self::Not => "not",
            Self::At => "at",
            Self::Least => "least",
            Self::AtLeast => "at least",
            Self::Of => "of",
        }
    }
}
