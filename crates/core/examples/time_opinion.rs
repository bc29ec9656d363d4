//! How long opinion groups take, stage by stage: for bench/opinion/run.sh.
//!
//! `time_opinion draw PEOPLE STATEMENTS VOTES SEED [invited]` writes drawn votes, with invitations if wanted; `time_opinion FILE [mawqif|polis] [HANDS]` reads votes and times the
//! way to groups; with `often` behind it, a hundred times, with `hangs` also looking on whom the result hangs, and with `update` taking in a ballot afterwards. Drawn people stand in four camps of unequal size.

#![allow(missing_docs, clippy::cast_possible_truncation, clippy::panic, clippy::unwrap_used)]

use std::{
    env,
    fs::File,
    hint::black_box,
    io::{self, BufWriter, Read, Write},
    ops::Range,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Instant,
};

use mawqif_core::consultation::public::{
    Asked, Crew, Mode, Running,
    ballots::{Cast, Vote},
    certificate::certificate,
    figures::{Side, Tallies, common, representative},
    manipulation::manipulation,
    read::VoteReader,
};

/// How often groups are found with `often`, so that processor seconds of one can be told.
const OFTEN: usize = 100;

/// Threads that take the next part when they are done with one.
struct Threads(usize);

impl Crew for Threads {
    fn hands(&self) -> usize {
        self.0
    }

    fn each<T: Send>(&self, parts: &[Range<usize>], work: &(impl Fn(Range<usize>) -> T + Sync)) -> Vec<T> {
        // As the program does it.
        if self.0 == 1 || parts.len() < 2 {
            return parts.iter().cloned().map(work).collect();
        }
        let next = AtomicUsize::new(0);
        let done: Mutex<Vec<(usize, T)>> = Mutex::new(Vec::new());
        thread::scope(|scope| {
            for _ in 0..self.0.min(parts.len()) {
                scope.spawn(|| {
                    loop {
                        let at = next.fetch_add(1, Ordering::Relaxed);
                        let Some(part) = parts.get(at) else { break };
                        let result = work(part.clone());
                        done.lock().unwrap().push((at, result));
                    }
                });
            }
        });
        let mut done = done.into_inner().unwrap();
        done.sort_by_key(|(at, _)| *at);
        done.into_iter().map(|(_, result)| result).collect()
    }
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["draw", rest @ ..] => {
            let numbers: Vec<u64> = rest.iter().take(4).map(|number| number.parse().unwrap()).collect();
            let are_invited = rest.get(4).is_some_and(|word| *word == "invited");
            draw(numbers[0], numbers[1], numbers[2], numbers[3], are_invited);
        }
        [file, rest @ ..] => time(file, rest),
        [] => panic!("time_opinion FILE, or time_opinion draw PEOPLE STATEMENTS VOTES SEED"),
    }
}

/// Writes votes of people in camps: each voter has about as many statements as any other, in an order of their own. Invitations are
/// forty, with ten below each.
fn draw(people: u64, statements: u64, votes: u64, seed: u64, are_invited: bool) {
    let mut state = seed;
    let mut roll = || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    };
    let mut out = BufWriter::with_capacity(1 << 20, io::stdout().lock());
    writeln!(out, "participant,statement,vote{}", if are_invited { ",invite" } else { "" }).unwrap();
    let camp_of = |person: u64| [0, 0, 0, 1, 1, 2, 0, 1, 3, 2][(person % 10) as usize];
    let opinion = |camp: u64, statement: u64| (statement.wrapping_mul(2_654_435_761) >> (7 + 3 * camp)) & 1;
    // Round after round everybody votes once, as time goes by: neighbours in the file are not the same person.
    for round in 0..votes.div_ceil(people) {
        for person in 0..people {
            if round * people + person >= votes {
                break;
            }
            // Steps through the statements, from a place of one's own, so that nobody votes twice.
            let statement = (person.wrapping_mul(40_503) % statements + round * 7) % statements;
            let drawn = roll() % 100;
            let side = opinion(camp_of(person), statement);
            let vote = if drawn < 12 {
                0
            } else if (drawn < 85) == (side == 1) {
                1
            } else {
                -1
            };
            write!(out, "{person},{statement},{vote}").unwrap();
            if are_invited {
                write!(out, ",i{}/{}", person % 40, person % 400).unwrap();
            }
            writeln!(out).unwrap();
        }
    }
}

/// Processor seconds of this process so far, in steps of a hundredth; 0 where nobody tells.
fn processor() -> f64 {
    let told = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind = told.rsplit(')').next().unwrap_or_default();
    behind.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>()
        / 100.0
}

/// A stage that has begun, and how often it runs.
struct Stage(Instant, f64, f64);

impl Stage {
    fn begin(often: usize) -> Self {
        Self(Instant::now(), processor(), often as f64)
    }

    fn told(&self) -> String {
        let Self(begun, before, often) = self;
        let (clock, cpu) = (begun.elapsed().as_secs_f64() / often, (processor() - before) / often);
        format!("{clock:.5} s ({cpu:.5} s CPU)")
    }
}

fn time(path: &str, rest: &[&str]) {
    let mode = if rest.contains(&"polis") { Mode::Polis } else { Mode::Mawqif };
    let hands = rest.iter().find_map(|word| word.parse().ok()).unwrap_or(1);
    let crew = Threads(hands);
    let begun = Stage::begin(1);
    let mut reader = VoteReader::default();
    let mut file = File::open(path).unwrap();
    let mut piece = vec![0; 1 << 17];
    loop {
        let length = file.read(&mut piece).unwrap();
        if length == 0 {
            break;
        }
        reader.push(&piece[..length]);
    }
    let of = reader.finish(None).unwrap();
    let read = begun.told();
    let often = if rest.contains(&"often") { OFTEN } else { 1 };
    let asked = Asked { mode, ..Asked::default() };
    let is_out = of.is_out();
    let begun = Stage::begin(often);
    for _ in 1..often {
        black_box(Running::new(of.ballots.clone(), is_out.clone(), asked, &crew));
    }
    let mut running = Running::new(of.ballots.clone(), is_out.clone(), asked, &crew);
    let grouped = begun.told();
    let found = running.groups();
    let prior = mode.prior();
    let figures = || {
        let tallies = Tallies::new(running.ballots(), &found.group_of, found.sizes.len(), &crew);
        let stands = |group| representative(&tallies, group, &is_out, (prior, 0)).len();
        let stands: usize = (0..found.sizes.len()).map(stands).sum();
        (stands, common(&tallies, Side::Agree, &is_out, (prior, 0)).len())
    };
    let begun = Stage::begin(often);
    (1..often).for_each(|_| _ = black_box(figures()));
    let (stands, shared) = figures();
    let said = begun.told();
    let begun = Stage::begin(1);
    let certified =
        rest.contains(&"certify").then(|| certificate(running.ballots(), &is_out, &asked, found, &crew));
    let certifying = begun.told();
    let begun = Stage::begin(1);
    let hanging = rest.contains(&"hangs").then(|| manipulation(&of, &asked, found, &crew));
    let looking = begun.told();
    drop(of);
    let sizes = format!("{:?}", found.sizes);
    let mut update = String::from("not asked");
    if rest.contains(&"update") {
        let row: Vec<Cast> = (0..running.ballots().statements().min(40))
            .filter_map(|at| Cast::new(at, if at % 3 == 0 { Vote::Agree } else { Vote::Disagree }))
            .collect();
        let begun = Stage::begin(1);
        running.update(&[(0, row.clone()), (running.ballots().participants(), row)], &crew);
        update = begun.told();
    }
    println!(
        "read {read}, groups {grouped}, figures {said}, certificate {certifying}, on whom it hangs {looking}, \
         update {update}; groups {sizes}, stand for them {stands}, shared {shared}, stable {:?}, without {:?}",
        certified.map(|certificate| certificate.is_stable),
        hanging.map(|hanging| hanging.without.len()),
    );
}
