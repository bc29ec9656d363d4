//! Times reading for `bench/press/run.sh`: the text of a file, read as often as makes it worth timing.
//!
//! usage: time_press FILE [ROUNDS]; prints megabytes (10^6 bytes) a second for the steps, best of the rounds

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

use std::{env, fs, hint::black_box, time::Instant};

use mawqif_core::initiative::press::{Options, lexicon::lexicon, read, words};

fn main() {
    let mut args = env::args().skip(1);
    let text = fs::read_to_string(args.next().expect("a file")).unwrap();
    let rounds: usize = args.next().map_or(5, |rounds| rounds.parse().unwrap());
    black_box(lexicon());
    let megabytes = f64::from(u32::try_from(text.len()).unwrap()) / 1e6;
    let best = |step: &dyn Fn()| {
        let times = (0..rounds).map(|_| {
            let begun = Instant::now();
            step();
            begun.elapsed().as_secs_f64()
        });
        megabytes / times.fold(f64::INFINITY, f64::min)
    };
    println!("words {:.1}", best(&|| drop(black_box(words::cut(&text, lexicon())))));
    println!("read {:.1}", best(&|| drop(black_box(read(&text, &Options::default())))));
}
