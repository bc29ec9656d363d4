//! Reading a stance is total; a stance printed in either language is read again as the same stance;
//! what is printed is its own print; places lie inside the words.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mawqif_core::consultation::stance::{LENGTH_LIMIT, Language, Stance};

fuzz_target!(|source: &str| {
    let inside = |span: &std::ops::Range<usize>| source.get(span.clone()).is_some();
    match Stance::parse(source) {
        Ok(parsed) => {
            assert!(!parsed.stance.clauses.is_empty());
            assert!(parsed.doubts.iter().all(|doubt| inside(&doubt.span)));
            assert!(parsed.names.iter().all(|name| inside(&name.span)));
            for language in [Language::English, Language::Arabic] {
                let printed = parsed.stance.print(language);
                if printed.len() > LENGTH_LIMIT {
                    continue;
                }
                let again = Stance::parse(&printed)
                    .unwrap_or_else(|problems| panic!("{source:?} printed as {printed:?}: {problems:?}"));
                assert_eq!(again.stance, parsed.stance, "{source:?} printed as {printed:?}");
                assert_eq!(again.stance.print(language), printed);
                let ids = |parsed: &mawqif_core::consultation::stance::Parsed| -> Vec<_> {
                    parsed.names.iter().map(|name| (name.id.clone(), name.kind)).collect()
                };
                assert_eq!(ids(&again), ids(&parsed));
            }
        }
        Err(problems) => {
            assert!(!problems.is_empty());
            for problem in problems {
                assert!(inside(&problem.span), "{problem:?}");
                assert!(!problem.to_string().is_empty());
            }
        }
    }
});
