//! The catalogue of rules, listed and explained.

use std::io::Write;

use mawqif_core::{
    dossier::{problem::nearest, report::Paint},
    initiative::lint::catalogue::{Rule, explained, rules},
};

use crate::{
    cli::{
        Failure,
        terminal::{bold, broken, width},
    },
    locale::{Language, Locale},
    stress::severity_key,
};

/// Lines of this width where the output is no terminal.
const WIDTH: usize = 100;

/// Writes every rule on a line.
pub fn list(locale: &Locale, out: &mut dyn Write) -> Result<(), Failure> {
    let rules = explained();
    line(locale, &locale.tell("stress-rules", &[("count", rules.len().into())]), out)?;
    for rule in rules {
        line(locale, &format!("  {}", head(&rule, locale)), out)?;
    }
    Ok(())
}

/// Writes what a rule is about.
pub fn explain(wanted: &str, locale: &Locale, paint: Paint, out: &mut dyn Write) -> Result<(), Failure> {
    let Some(rule) = explained().into_iter().find(|rule| rule.id == wanted) else {
        let meant =
            nearest(wanted, rules()).map_or_else(String::new, |meant| format!(" (did you mean `{meant}`?)"));
        return Err(Failure::Usage(format!("--explain: {}{meant}", locale.word("stress-unknown-rule"))));
    };
    line(locale, &bold(&head(&rule, locale), paint), out)?;
    let tag = locale.language.tag();
    let told = [
        ("stress-reason", rule.reason.in_language(tag)),
        ("stress-suggest", rule.suggest.in_language(tag)),
        ("stress-source", rule.source),
    ];
    for (key, words) in told {
        line(locale, &format!("  {}", locale.tell(key, &[("words", words.into())])), out)?;
    }
    if let Some(pack) = rule.pack {
        line(locale, &format!("  {}", locale.tell("stress-pack", &[("words", pack.name().into())])), out)?;
    }
    Ok(())
}

fn head(rule: &Rule, locale: &Locale) -> String {
    let id = match locale.language {
        Language::En => rule.id.to_owned(),
        Language::Ar => mawqif_core::text::isolate(rule.id),
    };
    let severity = locale.word(severity_key(rule.severity));
    format!("{id} ({severity}): {}", rule.title.in_language(locale.language.tag()))
}

fn line(locale: &Locale, words: &str, out: &mut dyn Write) -> Result<(), Failure> {
    for line in broken(words, width().unwrap_or(WIDTH)) {
        writeln!(out, "{}{line}", locale.line_start())?;
    }
    Ok(())
}
