//! What `bench/press/run.sh` times: the text of a file, read so many times. The script takes the processor time of
//! the whole program, which a busy machine does not change as it changes the clock's.
//!
//! usage: time_press FILE words|read ROUNDS

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

use std::{env, fs, hint::black_box};

use mawqif_core::initiative::press::{Options, lexicon::lexicon, read, words};

fn main() {
    let mut args = env::args().skip(1);
    let text = fs::read_to_string(args.next().expect("a file")).unwrap();
    let step = args.next().expect("words or read");
    let rounds: usize = args.next().expect("a number").parse().unwrap();
    for _ in 0..rounds {
        if step == "words" {
            black_box(words::cut(black_box(&text), lexicon()));
        } else {
            black_box(read(black_box(&text), &Options::default()));
        }
    }
}
