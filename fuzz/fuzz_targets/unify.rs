//! Whatever dossier is read has an answer, and the answer stands up to its own check. Small cases
//! only, so that many are tried.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mawqif_core::{
    dossier::read,
    position::unify::{Options, unify},
};

fuzz_target!(|bytes: &[u8]| {
    let Some(dossier) = read(bytes).dossier else {
        return;
    };
    if dossier.bodies.len() > 10 || dossier.conditions.len() > 10 {
        return;
    }
    let answer = unify(&dossier, &Options::default()).expect("nothing is supposed");
    assert!(answer.proof.checked, "{answer:?}");
    assert!(answer.proof.optimal, "{answer:?}");
});
