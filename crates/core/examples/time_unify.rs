//! Times the parts of unify on one dossier, in this process: reading, building the model, finding
//! the least burden, the whole answer. Prints one line of JSON; used by `bench/unify/compare.py`.
//!
//! usage: time_unify CASE.toml [heart|answer] [seconds]

#![allow(missing_docs, clippy::unwrap_used)]

use std::time::{Duration, Instant};

use mawqif_core::{
    dossier::read,
    position::{
        model::{Model, Suppositions},
        unify::{Options, least_burden, unify},
    },
};

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let limit = arguments.get(3).map(|seconds| Duration::from_secs(seconds.parse().unwrap()));
    let bytes = std::fs::read(&arguments[1]).unwrap();
    let start = Instant::now();
    let dossier = read(&bytes).dossier.unwrap();
    let reading = start.elapsed();
    let start = Instant::now();
    let model = Model::new(&dossier, &Suppositions::default()).unwrap();
    let (burden, proven) = least_burden(&model, limit);
    let heart = start.elapsed();
    let start = Instant::now();
    if arguments.get(2).is_some_and(|what| what == "answer") {
        unify(&dossier, &Options { time_limit: limit, ..Options::default() }).unwrap();
    }
    println!(
        r#"{{"read": {}, "heart": {}, "answer": {}, "burden": {}, "optimal": {}, "method": "{}"}}"#,
        reading.as_secs_f64(),
        heart.as_secs_f64(),
        start.elapsed().as_secs_f64(),
        burden.map_or("null".to_owned(), |burden| burden.to_string()),
        proven.is_optimal,
        proven.method,
    );
}
