//! How long the stability analysis takes, by criterion: `cargo bench -p mawqif-core --bench stability`.

#![allow(missing_docs, clippy::unwrap_used)]

use std::{fmt::Write, hint::black_box};

use criterion::{Criterion, criterion_group, criterion_main};
use mawqif_core::{
    dossier::{Dossier, read},
    initiative::{
        stability::{
            Model,
            coalition::{Answers, coalitions},
            concepts::{Concept, equilibria},
        },
        stress::stress,
    },
};

/// A game of so many players with two options each. Everybody wants the others to keep, and would rather
/// not keep itself; the second option of each cannot be undone.
fn game(players: usize) -> Dossier {
    let mut case = String::from("mawqif = 1\n[initiative]\nid = \"drawn\"\n[game]\nirreversible = [");
    let ids: Vec<String> = (0..players).map(|at| format!("\"leave{at}\"")).collect();
    writeln!(case, "{}]", ids.join(", ")).unwrap();
    for own in 0..players {
        let others = (0..players).filter(|other| *other != own);
        let wishes = others
            .flat_map(|other| [format!("\"not leave{other}\""), format!("\"keep{other} if keep{own}\"")]);
        let wishes: Vec<String> = wishes.chain([format!("\"not keep{own}\"")]).collect();
        write!(
            case,
            "[[game.player]]\nid = \"p{own}\"\noptions = [\"keep{own}\", \"leave{own}\"]\nprefers = [{}]\n",
            wishes.join(", ")
        )
        .unwrap();
    }
    read(case.as_bytes()).dossier.unwrap()
}

fn bench(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("stability");
    group.sample_size(10);
    for players in [4, 6, 8] {
        let dossier = game(players);
        let model = Model::new(dossier.game.as_ref().unwrap()).unwrap();
        let states = model.states.states.len();
        for concept in Concept::ALL {
            group.bench_function(
                format!("{} of {players} players, {states} states", concept.name()),
                |bencher| {
                    bencher.iter(|| equilibria(black_box(&model.moves), concept));
                },
            );
        }
    }
    for players in [4, 6] {
        let dossier = game(players);
        let model = Model::new(dossier.game.as_ref().unwrap()).unwrap();
        let states = model.states.states.len();
        group.bench_function(
            format!("answers to coalitions of {players} players, {states} states"),
            |bencher| {
                bencher.iter(|| {
                    let mut answers = Answers::new(&model.states, &model.moves, 0).unwrap();
                    coalitions(players).iter().filter_map(|it| answers.stays_under(it)).count()
                });
            },
        );
    }
    group.finish();
    let show = read(include_bytes!("../../../examples/wadi-nahr.toml")).dossier.unwrap();
    criterion.bench_function("the whole stress test of the show case", |bencher| {
        bencher.iter(|| stress(black_box(&show), &[]));
    });
}

criterion_group!(benches, bench);
criterion_main!(benches);
