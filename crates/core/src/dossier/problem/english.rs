//! Problems in English.

use super::{
    Told,
    kind::{Encoding, Found, Known, ProblemKind as Kind, Right, See, Shared, Table, Wanted},
};
use crate::{
    consultation::stance::StanceProblem,
    dossier::read::{FILE_LIMIT, VALUE_LIMIT},
    position::quantity::NUMBER_LIMIT,
    text::{IdError, is_bidi_control, visible},
};

/// What to do when there is too much of something.
const TOO_MANY: &str = "look for what was pasted twice; otherwise keep what the position depends on";

/// What is wrong, and what would be right.
pub(super) fn told(kind: &Kind) -> Told {
    let said = |message: String, help: &str| Told { message, help: Some(help.to_owned()) };
    match kind {
        Kind::FileTooLarge => said(
            // Whoever reads the file stops a byte behind the limit, so its size is not known here.
            format!("a dossier has at most {} MiB; this file is larger", FILE_LIMIT >> 20),
            "leave out what the position does not depend on, such as long quotes and annexes",
        ),
        Kind::NotUtf8(encoding) => said(
            "the file is not UTF-8 text".into(),
            match encoding {
                Encoding::Utf16 => "it looks like UTF-16; save it as UTF-8",
                Encoding::Other => "save it as UTF-8; older Arabic files are often Windows-1256",
            },
        ),
        Kind::Empty => said(
            "the file is empty".into(),
            "a dossier starts with `mawqif = 1`; `mawqif new` writes one to fill in",
        ),
        Kind::TooDeep => said(
            "lists and tables nest too deeply to be read".into(),
            "a dossier needs a few levels; there is likely a bracket too many, or a dot between keys",
        ),
        Kind::TooManyValues => said(
            format!("a dossier has at most {VALUE_LIMIT} values; this file has more"),
            "look for a list that was repeated; the value at which the limit is passed is here",
        ),
        Kind::Toml { wrong, expected } => {
            let end = if wrong.is_empty() { String::new() } else { format!(": {wrong}") };
            said(format!("this is not TOML{end}"), &toml_help(wrong, expected))
        }
        Kind::UnknownKey { key, table, meant, known } => {
            let help = meant.as_ref().map(|it| did_you_mean(it));
            let help = help.unwrap_or_else(|| format!("{} has {}", a(*table), listed(known)));
            said(format!("unknown key `{key}` in {}", a(*table)), &help)
        }
        Kind::WrongKind { key, table, wanted, found, example } => said(
            format!("`{key}` of {} is {}, not {}", a(*table), self::wanted(wanted), self::found(*found)),
            &format!("for example `{key} = {example}`"),
        ),
        Kind::MissingKey { key, table } => said(
            format!("{} needs `{key}`", a(*table)),
            &match (table, *key) {
                (Table::Stance, "says") => "for example says = \"accept if ground\"".to_owned(),
                (Table::Quote, "said") => "add `said = \"…\"`, in the words that were said".to_owned(),
                _ => format!("add `{key} = \"…\"`"),
            },
        ),
        Kind::BadId(error) => said(
            error.to_string(),
            match error {
                IdError::Character(character) if is_bidi_control(*character) => {
                    "delete the invisible direction mark"
                }
                IdError::Keyword(_) => "choose another id; this word means something in `says`",
                _ => "an id is letters, digits, `-` and `_` of any script, without spaces",
            },
        ),
        Kind::TooManyItems(it) => {
            said(format!("`{}` has {} entries; the limit is {}", it.key, it.count, it.limit), TOO_MANY)
        }
        Kind::TooManyTables(it) => {
            said(format!("there are {} of `{}`; the limit is {}", it.count, it.key, it.limit), TOO_MANY)
        }
        Kind::BadLanguage(tag) => {
            said(format!("`{tag}` is not a language"), "write a tag such as `ar` or `en`")
        }
        Kind::TooLong(it) => said(
            format!("`{}` has {} bytes; the limit is {}", it.key, it.count, it.limit),
            "shorten it; a letter here takes one to four bytes, an Arabic one two",
        ),
        Kind::BadCharacter { key, character } => said(
            format!("{} cannot stand in `{key}`", visible(*character)),
            match character {
                '\n' | '\r' => "write it on one line",
                it if is_bidi_control(*it) => {
                    "delete the invisible direction mark; the program sets directions itself"
                }
                _ => "delete the invisible control character",
            },
        ),
        Kind::BadValue { key, value, choices } => {
            said(format!("`{value}` is not a value of `{key}`"), &format!("it can be {}", listed(choices)))
        }
        Kind::NumberOutOfRange { key, least } => said(
            format!("`{key}` goes from {least} to 10^12"),
            &format!("write a whole number from {least} to {NUMBER_LIMIT}"),
        ),
        Kind::BadSpan(key) => said(format!("`{key}` is not a span"), "write [first byte, one past the last]"),
        Kind::MissingInitiative => said(
            "the dossier has no [initiative]".into(),
            "say what is on the table: [initiative] with `id` and `title`",
        ),
        Kind::MissingVersion => {
            said("the dossier does not say its format's version".into(), "write `mawqif = 1` at the top")
        }
        Kind::OtherFormat(version) => said(
            format!("this program reads version 1 of the format, not {version}"),
            "`mawqif = 1`; a newer program reads a newer version",
        ),
        Kind::NotOnEarth => said(
            "`at` is not a place on the earth".into(),
            "latitude first (-90 to 90), then longitude (-180 to 180)",
        ),
        Kind::ReservedMeasure(name) => said(
            format!("`{name}` is always a measure and cannot be given"),
            "choose another name, such as `fighters` or `seats`",
        ),
        Kind::Stance(kind) => {
            let problem = StanceProblem { span: 0..0, kind: kind.clone() };
            Told { message: problem.to_string(), help: problem.suggestion() }
        }
        Kind::HiddenStance => Told { message: "a stance would no longer be sound".into(), help: None },
        Kind::QuorumOfCast => said(
            "a quorum cannot be a share of those cast".into(),
            "a quorum is counted before anybody answers; write of = \"members\"",
        ),
        Kind::EmptyAlternative => {
            said("an alternative requires nothing".into(), "give it `requires`, or anything would do")
        }
        Kind::TwoRules => said(
            "the rule has both `requires` and alternatives".into(),
            "put the requirements into each alternative that needs them",
        ),
        Kind::NoThreshold => said(
            "a requirement needs `at_least` or `more_than`".into(),
            "for example at_least = \"2/3\" or more_than = \"50%\"",
        ),
        Kind::TwoThresholds => said(
            "a requirement has either `at_least` or `more_than`, not both".into(),
            "for example at_least = \"2/3\" or more_than = \"50%\"",
        ),
        Kind::BadShare(error) => said(error.to_string(), "write a count as 9, a share as \"2/3\" or \"55%\""),
        Kind::UnknownId { id, of, right } => {
            let message = match of.as_slice() {
                [one, other] => format!("`{id}` is neither a {} nor a {}", noun(*one), noun(*other)),
                of => format!("unknown {} `{id}`", of.first().map_or("id", |it| noun(*it))),
            };
            let help = match right {
                Right::NotSought => None,
                Right::Meant(meant) => Some(did_you_mean(meant)),
                Right::Body => Some(format!("it is a body; `@{id}` means that it accepts")),
                Right::Among(all) => Some(all.iter().map(choices).collect::<Vec<_>>().join("; ")),
            };
            Told { message, help }
        }
        Kind::UnknownName { of, name, meant, known } => {
            let of = match of {
                Shared::Measure => "measure",
                Shared::Chamber => "chamber",
            };
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let help = match (meant, known.as_slice()) {
                (Some(meant), _) => did_you_mean(meant),
                (None, []) => format!("no body has a {of} yet; until one has it, it counts 0"),
                (None, known) => format!("there is {}; until a body has it, it counts 0", listed(known)),
            };
            said(format!("no body has the {of} `{name}`"), &help)
        }
        Kind::DuplicateId { of, id } => said(
            format!("there are two of {} `{id}`", noun(*of)),
            "give one of them another id, or leave one out",
        ),
        Kind::LookAlikeId { of, id, other } => said(
            format!("{} `{id}` looks like `{other}` and is not the same", noun(*of)),
            "readers would take one for the other; choose ids that can be told apart",
        ),
        Kind::DateOrder(first, second) => {
            said(format!("`{second}` is before `{first}`"), "are the two days the wrong way round?")
        }
        Kind::ExcludesItself(id) => {
            said(format!("`{id}` excludes itself"), "name only other conditions in `excludes`")
        }
        Kind::CyclicPlace(id) => {
            said(format!("`{id}` lies within itself"), "`within` leads from the smaller place to the larger")
        }
        Kind::CyclicImplies(id, 0) => {
            said(format!("`{id}` implies itself"), "leave it out of its own `implies`")
        }
        Kind::CyclicImplies(id, _) => said(
            format!("`{id}` implies itself by way of others"),
            "these conditions can only be chosen all together",
        ),
        Kind::NeverChosen(id, [one, other]) => said(
            format!(
                "`{id}` can never be chosen: with it come `{one}` and `{other}`, which exclude each other"
            ),
            "mend `implies` or `excludes` of one of them, or leave it out",
        ),
        Kind::FutureVersion { current, answered } => said(
            format!("the initiative is at version {current}, not yet at {answered}"),
            &format!(
                "write the version that the stance answers, up to {current}, or raise `version` of the \
                 initiative"
            ),
        ),
        Kind::TwoStances(id, version) => {
            said(format!("`{id}` has two stances on version {version}"), "keep the one that counts")
        }
        Kind::Game(problem) => problem.in_english(),
        Kind::Commitment(problem) => problem.in_english(),
        Kind::Unwritable(error) => said(error.clone(), "numbers go up to 10^12"),
    }
}

/// What another place has to do with it.
pub(super) fn see(see: See) -> &'static str {
    match see {
        See::First => "the first is here",
        See::FirstDay => "the day that should come first is here",
    }
}

fn did_you_mean(meant: &str) -> String {
    format!("did you mean `{meant}`?")
}

fn toml_help(wrong: &str, expected: &str) -> String {
    match (wrong, expected) {
        ("duplicate key", _) => {
            "a key stands once in its table: delete one, or begin another with `[[…]]`".to_owned()
        }
        ("string values must be quoted", _) => "put it in quotes: `\"…\"`".to_owned(),
        ("key with no value" | "missing value for key" | "missing value", _) => {
            "write `key = value`; text stands in quotes".to_owned()
        }
        (_, "" | "nothing") => {
            "a line is `key = value`, `[table]` or `[[list]]`; text stands in quotes".to_owned()
        }
        (_, expected) => format!("what can stand here: {expected}"),
    }
}

/// What could stand where an unknown id stands.
fn choices(known: &Known) -> String {
    let of = noun(known.of);
    if known.first.is_empty() {
        return format!("the file has no {of} yet: add a section `[[{of}]]` with this `id`");
    }
    let ids = known.first.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
    match known.more {
        0 => format!("the ids of a {of} in this file: {ids}"),
        more => format!("the ids of a {of} in this file: {ids} and {more} more"),
    }
}

/// The words as alternatives: "`a`, `b` or `c`".
fn listed(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => "nothing".to_owned(),
    }
}

fn noun(table: Table) -> &'static str {
    let words = a(table);
    words.split_once(' ').map_or(words, |(_, noun)| noun)
}

fn a(table: Table) -> &'static str {
    match table {
        Table::Dossier => "the dossier",
        Table::Initiative => "the initiative",
        Table::Place => "a place",
        Table::Party => "a party",
        Table::Harm => "a harm",
        Table::Provision => "a provision",
        Table::Body => "a body",
        Table::Condition => "a condition",
        Table::Stance => "a stance",
        Table::Rule => "the rule",
        Table::Quorum => "the quorum",
        Table::Requirement => "a requirement",
        Table::Alternative => "an alternative",
        Table::Quote => "a quote",
        Table::RedLine => "a red line",
        Table::Committee => "a committee",
        Table::Game => "the game",
        Table::Player => "a player",
        Table::Choice => "an option",
        Table::Stress => "the stress test",
        Table::Allowance => "an allowance",
        Table::Commitment => "a commitment",
        Table::Indicator => "an indicator",
        Table::Baseline => "a baseline",
    }
}

fn wanted(wanted: &Wanted) -> String {
    match wanted {
        Wanted::Id => "an id in quotes",
        Wanted::Ids => "a list of ids",
        Wanted::Version => "a string in each language",
        Wanted::Text => "a string, or a table by language",
        Wanted::Words => "a string",
        Wanted::WordsOrList => "a string or a list of strings",
        Wanted::OneOf(words) => return format!("one of {}", listed(words)),
        Wanted::WordList => "a list of words",
        Wanted::Flag => "`true` or `false`",
        Wanted::Date => "a date without quotes",
        Wanted::Table => "a table",
        Wanted::Tables(key) => return format!("a list; write [[{key}]]"),
        Wanted::Number => "a whole number",
        Wanted::NamedNumbers => "a table of named numbers",
        Wanted::Quantity => "a count such as 9, a fraction such as \"2/3\" or a percentage such as \"55%\"",
        Wanted::Pair => "a pair of numbers",
        Wanted::Span => "a list of two numbers",
        Wanted::States => "a list of lists of states, and a state is a list of options",
    }
    .to_owned()
}

fn found(found: Found) -> &'static str {
    match found {
        Found::String => "a string",
        Found::Number => "a number",
        Found::Decimal => "a decimal number",
        Found::Flag => "true or false",
        Found::Date => "a date",
        Found::List => "a list",
        Found::Table => "a table",
    }
}
