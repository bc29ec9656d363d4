//! How long opinion groups take, by criterion: `cargo bench -p mawqif-core --bench opinion`.

#![allow(missing_docs, clippy::unwrap_used)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use mawqif_core::consultation::public::{
    Alone, Asked, Running,
    ballots::{Ballots, Cast, Vote},
    certificate::certificate,
    groups,
    plane::pair_sums,
};

/// Votes of so many people on so many statements, each on a third of them, in three camps.
fn drawn(people: usize, statements: usize) -> Ballots {
    let mut state = 1_u64;
    let mut roll = move |sides: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % sides
    };
    let mut ballots = Ballots::empty(statements);
    for person in 0..people {
        let row = (0..statements).filter_map(|statement| {
            if roll(3) > 0 {
                return None;
            }
            let is_for = (statement * 7 + person % 3) % 5 < 2 + person % 3 / 2;
            let vote = if roll(10) == 0 {
                Vote::Pass
            } else if is_for == (roll(10) > 1) {
                Vote::Agree
            } else {
                Vote::Disagree
            };
            Cast::new(statement, vote)
        });
        let row = row.collect();
        ballots.add(row);
    }
    ballots
}

fn opinion(criterion: &mut Criterion) {
    let asked = Asked::default();
    for (people, statements) in [(500, 60), (5_000, 200)] {
        let ballots = drawn(people, statements);
        let name = |what: &str| format!("{what} {people}×{statements}");
        criterion.bench_function(&name("sums over pairs"), |bench| {
            bench.iter(|| pair_sums(black_box(&ballots), &Alone));
        });
        criterion.bench_function(&name("groups"), |bench| {
            bench.iter(|| groups(black_box(&ballots), &[], &asked, &Alone));
        });
        let found = groups(&ballots, &[], &asked, &Alone);
        criterion.bench_function(&name("certificate"), |bench| {
            bench.iter(|| certificate(black_box(&ballots), &[], &asked, &found, &Alone));
        });
        let mut running = Running::new(ballots.clone(), Vec::new(), asked, &Alone);
        let row: Vec<Cast> = ballots.row(1).to_vec();
        criterion.bench_function(&name("update"), |bench| {
            bench.iter(|| running.update(black_box(&[(0, row.clone())]), &Alone));
        });
    }
}

criterion_group!(benches, opinion);
criterion_main!(benches);
