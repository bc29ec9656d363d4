//! How long the engine takes, by criterion: `cargo bench -p mawqif-core`.
//!
//! The cases are drawn here, in the manner of coalitions whose bodies have a few shared demands, some
//! red lines and weights of every size; the same number gives the same case everywhere.

#![allow(missing_docs, clippy::unwrap_used)]

use std::{fmt::Write, hint::black_box};

use criterion::{Criterion, criterion_group, criterion_main};
use mawqif_core::{
    dossier::{Dossier, read},
    position::{
        model::{Model, Suppositions},
        power::power,
        unify::{Options, least_burden, unify},
    },
};

struct Dice(u64);

impl Dice {
    /// A number below `sides` (Steele, Lea, Flood, "Fast splittable pseudorandom number generators",
    /// OOPSLA 2014).
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ mixed >> 31) % sides
    }
}

/// A coalition of so many bodies and conditions.
fn coalition(bodies: u64, conditions: u64, seed: u64) -> String {
    let mut dice = Dice(seed);
    let mut case = String::from("mawqif = 1\n[initiative]\nid = \"drawn\"\n");
    for at in 0..conditions {
        write!(case, "[[condition]]\nid = \"c{at}\"\nburden = {}\n", 1 + dice.roll(4)).unwrap();
    }
    for at in 0..bodies {
        let weight = 1 + dice.roll(3) * dice.roll(12);
        let camp = dice.roll(conditions.div_ceil(6)) * 6;
        let mut ways = Vec::new();
        for _ in 0..=dice.roll(3) {
            let ids = (0..=dice.roll(3)).map(|_| format!("c{}", (camp + dice.roll(6)) % conditions));
            ways.push(format!("({})", ids.collect::<Vec<_>>().join(" and ")));
        }
        let mut says = match dice.roll(12) {
            0 => "accept".to_owned(),
            1 => "reject".to_owned(),
            _ => format!("accept if {}", ways.join(" or ")),
        };
        if says.len() > 6 && dice.roll(4) == 0 {
            write!(says, " unless c{}", dice.roll(conditions)).unwrap();
        }
        write!(
            case,
            "[[body]]\nid = \"b{at}\"\nweight = {weight}\n[[stance]]\nbody = \"b{at}\"\nsays = \"{says}\"\n"
        )
        .unwrap();
    }
    case + "[rule]\nrequires = [{ more_than = \"1/2\" }, { measure = \"bodies\", at_least = \"3/5\" }]\n"
}

fn dossier(source: &str) -> Dossier {
    read(source.as_bytes()).dossier.unwrap()
}

fn reading(criterion: &mut Criterion) {
    let source = coalition(60, 25, 1);
    criterion
        .bench_function("read 60 bodies, 25 conditions", |it| it.iter(|| read(black_box(source.as_bytes()))));
}

fn least(criterion: &mut Criterion) {
    for (bodies, conditions) in [(30, 15), (60, 25), (100, 40), (200, 60)] {
        let dossier = dossier(&coalition(bodies, conditions, 1));
        let model = Model::new(&dossier, &Suppositions::default()).unwrap();
        criterion.bench_function(&format!("least burden, {bodies} bodies, {conditions} conditions"), |it| {
            it.iter(|| least_burden(black_box(&model), None));
        });
    }
}

fn answer(criterion: &mut Criterion) {
    for (bodies, conditions) in [(11, 8), (30, 15), (60, 25)] {
        let dossier = dossier(&coalition(bodies, conditions, 1));
        criterion.bench_function(&format!("whole answer, {bodies} bodies, {conditions} conditions"), |it| {
            it.iter(|| unify(black_box(&dossier), &Options::default()));
        });
    }
}

fn of_the_rule(criterion: &mut Criterion) {
    for bodies in [15, 60] {
        let dossier = dossier(&coalition(bodies, 5, 1));
        let model = Model::new(&dossier, &Suppositions::default()).unwrap();
        criterion
            .bench_function(&format!("power, {bodies} bodies"), |it| it.iter(|| power(black_box(&model))));
    }
}

criterion_group! {
    name = unifying;
    config = Criterion::default().sample_size(10);
    targets = reading, least, answer, of_the_rule
}
criterion_main!(unifying);
