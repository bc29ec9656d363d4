//! Stories of the stance language: what is read, what is refused and in which words.

use proptest::prelude::*;

use super::{Clause, Formula, Guard, Language, Stance, Verdict};
use crate::text::Id;

fn read(source: &str) -> Stance {
    Stance::parse(source).unwrap_or_else(|problems| panic!("{source}: {problems:?}")).stance
}

/// Every problem as `[what it is about] message — suggestion`.
fn refusals(source: &str) -> String {
    let problems = Stance::parse(source).expect_err(source);
    let told = problems.iter().map(|problem| {
        let help = problem.suggestion().map_or(String::new(), |help| format!(" — {help}"));
        format!("[{}] {problem}{help}", &source[problem.span.clone()])
    });
    told.collect::<Vec<_>>().join("\n")
}

#[test]
fn arabic_english_and_mixed_stances_are_the_same() {
    let english = read("accept if ground and (wider or response) unless un-force; abstain otherwise");
    let arabic = read("قبول إذا ground و (wider أو response) إلا إذا un-force؛ امتناع وإلا");
    let mixed = read("accept إذا ground and (wider أو response) ما لم un-force ; abstain وإلا");
    assert_eq!(english, arabic);
    assert_eq!(english, mixed);
    let language = |source: &str| Stance::parse(source).unwrap().language;
    assert_eq!(language("accept if مراقبون"), Some(Language::English));
    assert_eq!(language("قبول إذا monitors"), Some(Language::Arabic));
    assert_eq!(language("accept إذا monitors"), None);
    assert_eq!(
        read("قبول إذا على الأقل ٢ من (أمن، مراقبون، @غرفة)"),
        read("accept if at least 2 of (أمن, مراقبون, @غرفة)")
    );
}

#[test]
fn and_binds_tighter_than_or_and_needless_parentheses_vanish() {
    assert_eq!(read("accept if a or b and c"), read("accept if a or (b and c)"));
    assert_eq!(read("accept if (a and (b and c))"), read("accept if a and b and c"));
    assert_ne!(read("accept if (a or b) and c"), read("accept if a or b and c"));
}

#[test]
fn a_stance_prints_in_either_language() {
    let stance =
        read("accept if (a or b) and not (c or d) unless at least 2 of (e, f or g, h); reject if a; abstain");
    insta::assert_snapshot!(stance.print(Language::English), @"accept if (a or b) and not (c or d) unless at least 2 of (e, f or g, h); reject if a; abstain");
    insta::assert_snapshot!(stance.print(Language::Arabic), @"قبول إذا (a أو b) و ليس (c أو d) إلا إذا على الأقل 2 من (e، f أو g، h)؛ رفض إذا a؛ امتناع");
}

#[test]
fn a_stance_that_would_be_too_long_once_printed_is_refused_at_once() {
    let says = |names: usize| format!("accept if at least 1 of (a{})", ",a".repeat(names));
    let longest = read(&says(16_000)).print(Language::Arabic);
    assert_eq!(read(&longest).print(Language::Arabic), longest);
    insta::assert_snapshot!(Stance::parse(&says(30_000)).unwrap_err()[0].to_string(), @"a stance, written out, has at most 65536 bytes; this one has 120044");
}

#[test]
fn refusals_point_at_the_word_and_say_what_could_stand_there() {
    let sources = [
        "",
        "perhaps",
        "yes",
        "Accept",
        "accept when ground",
        "accept ground",
        "accept if",
        "accept if (a or b",
        "accept if a b",
        "accept if a,",
        "accept otherwise if a",
        "accept if at least two of (a, b)",
        "accept if at least 2 (a, b)",
        "accept if at least 9999999999999999 of (a)",
        "accept if at least 1 of a",
        "accept if @",
        "accept if not @b",
        "accept unless @b",
        "reject if @b",
        "accept if a & b",
        "accept if a\u{202E}b",
        "accept if least",
        "قبول اذا a",
        "accept if a;; reject if",
        "accept if a; ",
        "نرفض",
        "accept if ما",
    ];
    let told: Vec<String> =
        sources.iter().map(|source| format!("{source:?}\n{}", refusals(source))).collect();
    insta::assert_snapshot!(told.join("\n\n"));
}

#[test]
fn limits_are_kept_without_a_crash() {
    let deep = format!("accept if {}a{}", "(".repeat(100_000 / 2), ")".repeat(10));
    assert!(refusals(&deep).contains("nest at most 64 deep"));
    let nots = format!("accept if {} a", "not ".repeat(1_000));
    assert!(refusals(&nots).contains("nest at most 64 deep"));
    assert!(refusals(&"a".repeat(70_000)).contains("at most 65536 bytes"));
}

#[test]
fn what_is_allowed_and_surely_not_meant_is_doubted() {
    let doubts =
        |source| Stance::parse(source).unwrap().doubts.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        doubts("accept; reject if a"),
        ["this clause is never reached: the one before it always holds"]
    );
    assert_eq!(doubts("accept if at least 3 of (a, b)"), ["at least 3 of 2 can never hold"]);
    assert!(doubts("accept if a; reject").is_empty());
}

/// Formulas in the form in which they are read: no `All` in an `All`, no `Any` in an `Any`.
fn formula(awaits: bool) -> impl Strategy<Value = Formula> {
    let id = prop::sample::select(vec!["a", "b", "ج", "42", "x-y"]).prop_map(|id| Id::new(id).unwrap());
    let leaf = if awaits {
        prop_oneof![3 => id.clone().prop_map(Formula::Condition), 1 => id.prop_map(Formula::Accepts)].boxed()
    } else {
        id.prop_map(Formula::Condition).boxed()
    };
    leaf.prop_recursive(4, 24, 4, |inner| {
        let parts = || prop::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            parts().prop_map(|parts| flat(
                parts,
                |part| match part {
                    Formula::All(parts) => Ok(parts),
                    other => Err(other),
                },
                Formula::All
            )),
            parts().prop_map(|parts| flat(
                parts,
                |part| match part {
                    Formula::Any(parts) => Ok(parts),
                    other => Err(other),
                },
                Formula::Any
            )),
            (0_u64..5, parts()).prop_map(|(least, parts)| Formula::AtLeast(least, parts)),
        ]
    })
}

fn flat(
    parts: Vec<Formula>,
    inner: fn(Formula) -> Result<Vec<Formula>, Formula>,
    outer: fn(Vec<Formula>) -> Formula,
) -> Formula {
    outer(parts.into_iter().flat_map(|part| inner(part).unwrap_or_else(|part| vec![part])).collect())
}

fn clause() -> impl Strategy<Value = Clause> {
    let when = |awaits: bool| {
        let unless = formula(false).prop_map(|inner| Formula::Not(Box::new(inner))).boxed();
        prop_oneof![
            Just(Guard::Always),
            Just(Guard::Otherwise),
            formula(awaits).prop_map(|holds| Guard::When { holds: Some(holds), unless: None }),
            unless.clone().prop_map(|unless| Guard::When { holds: None, unless: Some(unless) }),
            (formula(awaits), unless)
                .prop_map(|(holds, unless)| Guard::When { holds: Some(holds), unless: Some(unless) }),
        ]
    };
    prop_oneof![
        when(true).prop_map(|guard| Clause { verdict: Verdict::Accept, guard }),
        when(false).prop_map(|guard| Clause { verdict: Verdict::Reject, guard }),
        when(false).prop_map(|guard| Clause { verdict: Verdict::Abstain, guard }),
    ]
}

proptest! {
    #[test]
    fn what_is_printed_is_read_again(clauses in prop::collection::vec(clause(), 1..4)) {
        let stance = Stance { clauses };
        for language in [Language::English, Language::Arabic] {
            let printed = stance.print(language);
            prop_assert_eq!(&read(&printed), &stance, "{}", printed);
        }
    }

    #[test]
    fn reading_is_total(source in r#"(accept|reject|if|unless|not|and|or|at least|of|\(|\)|@|a|;|,|٢| |إذا|إلا|و|\PC){0,40}"#) {
        let _ = Stance::parse(&source);
    }
}
