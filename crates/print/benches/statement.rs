//! From a dossier with its answer to every form of a statement: what a press desk waits for.
//!
//! cargo bench -p mawqif-print

#![allow(missing_docs, clippy::unwrap_used)]

use std::{fs, hint::black_box, path::Path};

use criterion::{Criterion, criterion_group, criterion_main};
use mawqif_core::{
    dossier::{Date, read},
    position::unify::{Options, unify},
    statement::{
        Kind, Language, Occasion, Templates, draft,
        form::{Mark, Sheet, Subject, card::card, html::page, json::json, markdown::markdown},
    },
};
use mawqif_print::{Paper, card as picture, print};

fn forms(criterion: &mut Criterion) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/wadi-nahr.toml");
    let dossier = read(&fs::read(path).unwrap()).dossier.unwrap();
    let answer = unify(&dossier, &Options::default()).unwrap();
    let issued = Some(Date { year: 2031, month: 3, day: 9 });
    let occasion = Occasion { issued, ..Occasion::default() };
    let sheet = || {
        let composed = draft(&dossier, &answer, &occasion, &Templates::house()).unwrap();
        Sheet {
            subject: Subject::Statement(Kind::Position),
            issued,
            coalition: None,
            letterhead: None,
            texts: Language::BOTH.map(|it| (it, composed.text(it).unwrap())).into(),
            signed: Vec::new(),
            mark: Mark::Stands,
            address: None,
        }
    };
    criterion.bench_function("statement/draft", |bencher| bencher.iter(|| black_box(sheet())));
    let drafted = sheet();
    let pdf = print(&Paper { sheet: &drafted, languages: &Language::BOTH }).unwrap();
    println!("statement/pdf: {} bytes", pdf.len());
    criterion.bench_function("statement/pdf", |bencher| {
        bencher.iter(|| print(&Paper { sheet: black_box(&drafted), languages: &Language::BOTH }).unwrap());
    });
    criterion.bench_function("statement/picture", |bencher| {
        bencher.iter(|| picture(black_box(&drafted), Language::Arabic).unwrap());
    });
    criterion.bench_function("statement/every form", |bencher| {
        bencher.iter(|| {
            let sheet = sheet();
            black_box((page(&sheet), json(&sheet)));
            for language in Language::BOTH {
                black_box((
                    markdown(&sheet, language),
                    card(&sheet, language),
                    picture(&sheet, language).unwrap(),
                ));
                black_box(print(&Paper { sheet: &sheet, languages: &[language] }).unwrap());
            }
            print(&Paper { sheet: &sheet, languages: &Language::BOTH }).unwrap()
        });
    });
}

criterion_group!(benches, forms);
criterion_main!(benches);
