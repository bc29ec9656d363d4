//! How fast press reports are read: the example report repeated, the whole reading and its first steps.

#![allow(missing_docs, clippy::unwrap_used)]

use std::{fs, hint::black_box, path::Path};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use mawqif_core::initiative::press::{Options, lexicon::lexicon, read, segments, words};

/// Bytes of the text that is read.
const LENGTH: usize = 2_000_000;

fn reading(criterion: &mut Criterion) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/report-ar.txt");
    let report = fs::read_to_string(path).unwrap();
    let text = report.repeat(LENGTH / report.len());
    let mut group = criterion.benchmark_group("press");
    group.throughput(Throughput::Bytes(u64::try_from(text.len()).unwrap()));
    group.sample_size(10);
    group.bench_function("words", |bencher| {
        bencher.iter(|| black_box(words::cut(black_box(&text), lexicon())))
    });
    group.bench_function("sentences", |bencher| {
        bencher.iter(|| {
            let mut tokens = words::cut(black_box(&text), lexicon());
            segments::pair(&mut tokens);
            black_box(segments::cut(&text, &tokens))
        });
    });
    group.bench_function("read", |bencher| {
        bencher.iter(|| black_box(read(black_box(&text), &Options::default())))
    });
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);
