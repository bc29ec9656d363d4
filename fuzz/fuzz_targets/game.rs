//! Reading formulas and statements over options is total, and their places lie inside the words; a game
//! that is read is analysed or refused, and what is written of it is read again as the same game.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mawqif_core::{
    consultation::stance::{Formula, preference::Preference},
    dossier::{read, write::game as written},
    initiative::stability::Model,
};

/// Larger games are read, and not analysed: each input should take little time.
const STATES: usize = 12;

fuzz_target!(|source: &str| {
    let inside = |span: &std::ops::Range<usize>| source.get(span.clone()).is_some();
    match Formula::parse(source) {
        Ok((_, names)) => assert!(names.iter().all(|name| inside(&name.span))),
        Err(problem) => assert!(inside(&problem.span) && !problem.to_string().is_empty()),
    }
    match Preference::parse(source) {
        Ok((preference, names)) => {
            assert!(names.iter().all(|name| inside(&name.span)));
            // Whatever is taken, it holds or it does not.
            let _ = (preference.holds(&|_| true), preference.holds(&|_| false));
        }
        Err(problem) => assert!(inside(&problem.span) && !problem.to_string().is_empty()),
    }
    let case = |section: &str| format!("mawqif = 1\n[initiative]\nid = \"x\"\n{section}\n");
    let Some(game) = read(case(source).as_bytes()).dossier.and_then(|dossier| dossier.game) else {
        return;
    };
    let again = read(case(&written(&game).unwrap()).as_bytes());
    assert_eq!(again.dossier.and_then(|dossier| dossier.game).as_ref(), Some(&game), "{:?}", again.problems);
    if game.players.iter().map(|player| player.options.len()).sum::<usize>() <= STATES {
        let _ = Model::new(&game);
    }
});
