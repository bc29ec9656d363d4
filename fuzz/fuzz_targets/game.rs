//! Reading formulas and statements over options is total, and their places lie inside the words; a game
//! that is read is analysed or refused, and what is written of it, in a file or in a record, is read again as the
//! same game.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mawqif_core::{
    case::Fact,
    consultation::stance::{Formula, preference::Preference},
    dossier::{read, write::game as written},
    initiative::stability::{
        Model,
        coalition::{Answers, coalitions},
        concepts::Concept,
    },
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
    let fact = Fact::GameSet { game: Some(game.clone()) };
    let payload = fact.to_payload().unwrap();
    assert_eq!(Fact::from_payload(fact.kind(), fact.version(), &payload).unwrap(), fact, "{payload}");
    if game.players.iter().map(|player| player.options.len()).sum::<usize>() <= STATES {
        if let Ok(model) = Model::new(&game)
            && let Some(mut answers) =
                model.agreed.and_then(|agreed| Answers::new(&model.states, &model.moves, agreed))
        {
            for members in coalitions(model.players.len()) {
                let stays = answers.stays_under(&members).unwrap_or_default();
                // Whoever is kept by an answer that cannot be escaped is kept by one that can.
                assert!(!stays.contains(&Concept::Smr) || stays.contains(&Concept::Gmr));
                assert!(!stays.contains(&Concept::Sseq) || stays.contains(&Concept::Seq));
            }
        }
    }
});
