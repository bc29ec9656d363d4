//! Which problems are told, and that each is told in both languages.

use super::*;
use crate::{
    consultation::stance::{Awaited, Misplaced, StanceProblemKind as Said},
    position::quantity::ShareError,
    text::{Id, IdError},
};

#[test]
fn the_nearest_word_is_offered_and_a_far_one_is_not() {
    let known = ["monitors", "ground", "routes"];
    assert_eq!(nearest("monitor", known.into_iter()), Some("monitors"));
    assert_eq!(nearest("gruond", known.into_iter()), Some("ground"));
    assert_eq!(nearest("amnesty", known.into_iter()), None);
}

#[test]
fn of_a_thousand_problems_the_first_hundred_of_the_file_are_told() {
    let at = |place: usize| Problem::warning(place..place, ProblemKind::OtherFormat(place as u64));
    let mut problems = Problems::default();
    // Found from the end of the file to its start, which is the hardest order.
    for place in (0..1_000).rev() {
        problems.push(at(place));
    }
    assert!(!problems.has_error());
    assert!(problems.are_told_at(0) && !problems.are_told_at(999));
    problems.push_untold(7);
    assert!(problems.has_error());
    let (told, unlisted) = problems.into_told();
    assert_eq!(told, (0..PROBLEM_LIMIT).map(at).collect::<Vec<_>>());
    assert_eq!(unlisted, 907);
}

/// Every kind, with what it can be about, and every word that a kind can hold.
fn every_kind() -> Vec<ProblemKind> {
    use ProblemKind as K;
    let id = |name: &str| Id::new(name).unwrap();
    let count = || Count { key: "key".into(), count: 7, limit: 5 };
    let tables = [
        Table::Dossier,
        Table::Initiative,
        Table::Place,
        Table::Party,
        Table::Harm,
        Table::Provision,
        Table::Body,
        Table::Condition,
        Table::Stance,
        Table::Rule,
        Table::Quorum,
        Table::Requirement,
        Table::Alternative,
        Table::Quote,
        Table::RedLine,
        Table::Committee,
        Table::Game,
        Table::Player,
        Table::Choice,
        Table::Stress,
        Table::Allowance,
        Table::Commitment,
        Table::Indicator,
        Table::Baseline,
    ];
    let wanted = [
        Wanted::Id,
        Wanted::Ids,
        Wanted::Version,
        Wanted::Text,
        Wanted::Words,
        Wanted::WordsOrList,
        Wanted::OneOf(vec!["a", "b"]),
        Wanted::WordList,
        Wanted::Flag,
        Wanted::Date,
        Wanted::Table,
        Wanted::Tables("key".into()),
        Wanted::Number,
        Wanted::NamedNumbers,
        Wanted::Quantity,
        Wanted::Pair,
        Wanted::Span,
        Wanted::States,
    ];
    let found =
        [Found::String, Found::Number, Found::Decimal, Found::Flag, Found::Date, Found::List, Found::Table];
    let ids = [IdError::Empty, IdError::Character(' '), IdError::Long(200), IdError::Keyword("if".into())];
    let awaited = [
        Awaited::Verdict,
        Awaited::AfterVerdict,
        Awaited::EndAfterOtherwise,
        Awaited::AfterIf,
        Awaited::AfterUnless,
        Awaited::Operand,
        Awaited::AfterOperand,
        Awaited::Least,
        Awaited::Number,
        Awaited::Of,
        Awaited::Opening,
        Awaited::CommaOrClosing,
        Awaited::Body,
        Awaited::Id,
        Awaited::FormulaEnd,
        Awaited::PreferenceEnd,
    ];
    let misplaced = [Misplaced::Negated, Misplaced::Unless, Misplaced::OtherVerdict];
    let shares = [ShareError::Form, ShareError::ZeroWhole, ShareError::AboveOne, ShareError::Large];
    let mut all = vec![
        K::FileTooLarge,
        K::NotUtf8(Encoding::Utf16),
        K::NotUtf8(Encoding::Other),
        K::Empty,
        K::TooDeep,
        K::TooManyValues,
        K::Toml { wrong: "duplicate key".into(), expected: String::new() },
        K::Toml { wrong: "unheard of".into(), expected: "letters, `]`".into() },
        K::UnknownKey { key: "k".into(), table: Table::Body, meant: None, known: vec!["id"] },
        K::UnknownKey { key: "k".into(), table: Table::Body, meant: Some("id".into()), known: vec!["id"] },
        K::TooManyItems(count()),
        K::TooManyTables(count()),
        K::BadLanguage("xx".into()),
        K::TooLong(count()),
        K::BadCharacter { key: "k".into(), character: '\n' },
        K::BadCharacter { key: "k".into(), character: '\u{202E}' },
        K::BadCharacter { key: "k".into(), character: '\u{7}' },
        K::BadValue { key: "k".into(), value: "v".into(), choices: vec!["a"] },
        K::NumberOutOfRange { key: "k".into(), least: 1 },
        K::BadSpan("span"),
        K::MissingInitiative,
        K::MissingVersion,
        K::OtherFormat(2),
        K::NotOnEarth,
        K::ReservedMeasure("weight".into()),
        K::HiddenStance,
        K::QuorumOfCast,
        K::EmptyAlternative,
        K::TwoRules,
        K::NoThreshold,
        K::TwoThresholds,
        K::DateOrder("from", "until"),
        K::ExcludesItself(id("c")),
        K::CyclicPlace(id("p")),
        K::CyclicImplies(id("c"), 0),
        K::CyclicImplies(id("c"), 2),
        K::NeverChosen(id("c"), [id("d"), id("e")]),
        K::FutureVersion { current: 1, answered: 2 },
        K::TwoStances(id("b"), 1),
        K::Unwritable("too large".into()),
        K::Stance(Said::Empty),
        K::Stance(Said::Long(1)),
        K::Stance(Said::Deep),
        K::Stance(Said::Number),
        K::Stance(Said::Unreachable),
        K::Stance(Said::Unattainable { least: 3, of: 2 }),
    ];
    for table in tables {
        all.push(K::MissingKey { key: "id", table });
        all.push(K::DuplicateId { of: table, id: id("x") });
        all.push(K::LookAlikeId { of: table, id: id("x"), other: id("y") });
        for first in [vec![], vec!["y".to_owned()]] {
            let right = Right::Among(vec![Known { of: table, first, more: 2 }]);
            all.push(K::UnknownId { id: id("x"), of: vec![table], right });
        }
        for right in [Right::NotSought, Right::Meant("y".into()), Right::Body] {
            all.push(K::UnknownId { id: id("x"), of: vec![table, Table::Body], right });
        }
        for (wanted, found) in wanted.iter().zip(found.iter().cycle()) {
            let (key, example, found) = ("k".to_owned(), "1".to_owned(), *found);
            all.push(K::WrongKind { key, table, wanted: wanted.clone(), found, example });
        }
    }
    for of in [Shared::Measure, Shared::Chamber] {
        for (meant, known) in [(None, vec![]), (None, vec!["a".into()]), (Some("a".into()), vec!["a".into()])]
        {
            all.push(K::UnknownName { of, name: "n".into(), meant, known });
        }
    }
    all.extend(super::GameProblem::samples().into_iter().map(K::Game));
    let commitments = [
        CommitmentProblem::NoKind,
        CommitmentProblem::NobodyObliged,
        CommitmentProblem::NothingObservable,
        CommitmentProblem::RateOfDeed,
        CommitmentProblem::NothingCounted,
        CommitmentProblem::ShareOfNothing,
        CommitmentProblem::HalfBaseline,
        CommitmentProblem::TooFar("within_days", 366),
    ];
    all.extend(commitments.map(K::Commitment));
    all.extend(ids.iter().cloned().map(K::BadId));
    all.extend(ids.into_iter().map(|it| K::Stance(Said::Name(it))));
    all.extend(shares.map(K::BadShare));
    all.extend(misplaced.map(|it| K::Stance(Said::MisplacedBody(it))));
    for wanted in awaited {
        for found in [None, Some("a comma"), Some("a semicolon"), Some("`accept`"), Some("`word`")] {
            for meant in [None, Some("if")] {
                let found = found.map(str::to_owned);
                all.push(K::Stance(Said::Expected { wanted, found, meant }));
            }
        }
    }
    all
}

/// What stands between isolates is quoted, and may be in any language.
fn unquoted(sentence: &str) -> String {
    let mut depth = 0_i32;
    let keep = |it: &char| {
        depth += i32::from(*it == '\u{2068}') - i32::from(*it == '\u{2069}');
        depth == 0
    };
    sentence.chars().filter(keep).collect()
}

#[test]
fn every_problem_is_told_in_arabic_without_a_word_of_english() {
    // The compiler asks for words for a new kind; this asks for a case of it here.
    let codes: std::collections::BTreeSet<&str> = every_kind().iter().map(ProblemKind::code).collect();
    assert_eq!(codes.len(), 48, "{codes:?}");
    for kind in every_kind() {
        let english = kind.in_english();
        let arabic = kind.in_arabic(&str::to_owned);
        assert!(!english.message.is_empty(), "{kind:?}");
        for told in std::iter::once(&arabic.message).chain(&arabic.help) {
            let own = unquoted(told);
            assert!(own.chars().any(|it| ('\u{0621}'..='\u{064A}').contains(&it)), "{kind:?}: {told}");
            assert!(!own.chars().any(|it| it.is_ascii_alphabetic()), "{kind:?}: {told}");
        }
        let is_stance = matches!(kind, ProblemKind::Stance(_));
        assert!(is_stance || english.help.is_some() == arabic.help.is_some(), "{kind:?}");
    }
    for see in [See::First, See::FirstDay] {
        assert!(see.in_english().is_ascii() && !see.in_arabic().is_ascii());
    }
}

#[test]
fn counts_are_written_in_the_readers_figures_and_the_file_s_own_stay() {
    let arabic = |words: &str| {
        let digit = |it: char| it.to_digit(10).and_then(|it| char::from_u32(0x0660 + it)).unwrap_or(it);
        words.chars().map(digit).collect::<String>()
    };
    let count = Count { key: "list2".into(), count: 41_000, limit: 40_000 };
    let told = ProblemKind::TooManyItems(count).in_arabic(&arabic).message;
    assert!(told.contains("٤١٠٠٠") && told.contains("list2"), "{told}");
}
