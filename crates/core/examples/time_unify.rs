//! Times the parts of unify on one dossier, in this process: reading, building the model, finding
//! the least burden, the whole answer, which takes the place of finding the least burden. Prints one line of JSON; used by `bench/unify/compare.py`.
//!
//! usage: time_unify CASE.toml [heart|answer] [seconds]

#![allow(missing_docs, clippy::unwrap_used)]

use std::{
    sync::LazyLock,
    time::{Duration, Instant},
};

use mawqif_core::{
    dossier::read,
    position::{
        model::{Model, Suppositions},
        unify::{Deadline, Options, least_burden, unify},
    },
};

fn now() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    START.elapsed()
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let limit = || {
        let seconds = Duration::from_secs(arguments.get(3)?.parse().unwrap());
        Some(Deadline { now, at: now() + seconds })
    };
    let bytes = std::fs::read(&arguments[1]).unwrap();
    let start = Instant::now();
    let dossier = read(&bytes).dossier.unwrap();
    let reading = start.elapsed();
    let start = Instant::now();
    let model = Model::new(&dossier, &Suppositions::default()).unwrap();
    let (burden, proven) = least_burden(&model, limit());
    let heart = start.elapsed();
    let start = Instant::now();
    let answer = arguments
        .get(2)
        .filter(|what| *what == "answer")
        .map(|_| unify(&dossier, &Options { deadline: limit(), ..Options::default() }).unwrap());
    let whole = start.elapsed();
    let told = answer.as_ref().map(|answer| (&answer.incomplete, &answer.proof.unchecked));
    let (incomplete, unchecked) = told.unzip();
    println!(
        r#"{{"read": {}, "heart": {}, "answer": {}, "burden": {}, "optimal": {}, "method": "{}", "incomplete": {}, "unchecked": {}}}"#,
        reading.as_secs_f64(),
        heart.as_secs_f64(),
        whole.as_secs_f64(),
        burden.map_or("null".to_owned(), |burden| burden.to_string()),
        proven.is_optimal,
        proven.method,
        serde_json::to_string(&incomplete.unwrap_or(&Vec::new())).unwrap(),
        serde_json::to_string(&unchecked.unwrap_or(&Vec::new())).unwrap(),
    );
}
