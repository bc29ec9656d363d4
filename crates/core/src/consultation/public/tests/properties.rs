//! What must hold of any votes: their order, threads and earlier runs change nothing, and brute force finds the same.

use std::ops::Range;

use proptest::prelude::*;

use super::{
    super::{
        Alone, Asked, Crew, Groups, Mode, Running,
        ballots::{Ballots, Cast},
        certificate::certificate,
        cluster::adjusted_rand,
        groups,
        plane::{Care, Plane, pair_sums},
        read::VoteReader,
        spectrum::{dot, jacobi},
    },
    ballots, cast,
};

/// Several hands that work in an order of their own.
struct Backwards(usize);

impl Crew for Backwards {
    fn hands(&self) -> usize {
        self.0
    }

    fn each<T: Send>(&self, parts: &[Range<usize>], work: &(impl Fn(Range<usize>) -> T + Sync)) -> Vec<T> {
        let mut done: Vec<T> = parts.iter().rev().cloned().map(work).collect();
        done.reverse();
        done
    }
}

/// Votes of up to 40 people on up to 12 statements, many of them missing.
fn votes() -> impl Strategy<Value = (usize, Vec<Vec<Option<i64>>>)> {
    (1_usize..12).prop_flat_map(|statements| {
        let vote = prop_oneof![3 => Just(None), 5 => (-1_i64..=1).prop_map(Some)];
        let row = prop::collection::vec(vote, statements);
        (Just(statements), prop::collection::vec(row, 0..40))
    })
}

/// The centred votes, what was not voted on set to the mean: dense, as the definition has it.
fn dense(statements: usize, rows: &[Vec<Option<i64>>]) -> Vec<Vec<f64>> {
    let mean = |statement: usize| {
        let votes: Vec<i64> = rows.iter().filter_map(|row| row[statement]).collect();
        if votes.is_empty() { 0.0 } else { votes.iter().sum::<i64>() as f64 / votes.len() as f64 }
    };
    let centre: Vec<f64> = (0..statements).map(mean).collect();
    let centred = |(vote, mean): (&Option<i64>, &f64)| vote.map_or(0.0, |vote| vote as f64 - mean);
    rows.iter().map(|row| row.iter().zip(&centre).map(centred).collect()).collect()
}

proptest! {
    #[test]
    fn the_plane_is_that_of_the_dense_matrix((statements, rows) in votes()) {
        let votes = ballots(statements, &rows);
        let pairs = pair_sums(&votes, &Alone);
        let plane = Plane::new(&votes, pairs.as_ref(), 0, Care::Exact, None, &Alone);
        // Over the votes instead of over pairs, as with many statements.
        let run = Plane::new(&votes, None, 0, Care::Exact, None, &Alone);
        let matrix = dense(statements, &rows);
        let mut gram = vec![0.0; statements * statements];
        for row in &matrix {
            for one in 0..statements {
                (0..statements).for_each(|two| gram[one * statements + two] += row[one] * row[two]);
            }
        }
        let eigen = jacobi(gram.clone(), statements);
        let total: f64 = eigen.iter().map(|eigen| eigen.value).sum();
        prop_assert!((plane.total - total).abs() <= 1e-9 * total.max(1.0));
        for plane in [&plane, &run] {
            for (at, eigen) in eigen.iter().take(2).enumerate() {
                prop_assert!((plane.along[at] - eigen.value).abs() <= 1e-9 * total.max(1.0));
                let component = &plane.components[at];
                for (row, own) in gram.chunks(statements).zip(component) {
                    prop_assert!((dot(row, component) - plane.along[at] * own).abs() <= 1e-9 * total.max(1.0));
                }
            }
        }
        let places = plane.places(&votes, &Backwards(3));
        for ((row, place), said) in matrix.iter().zip(places).zip(&rows) {
            let cast = said.iter().flatten().count().max(1);
            let scale = (statements as f64 / cast as f64).sqrt();
            for (own, component) in place.into_iter().zip(&plane.components) {
                prop_assert!((own - scale * dot(row, component)).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn threads_and_the_order_of_votes_change_no_digit((statements, rows) in votes(), seed in any::<u64>()) {
        let mut lines: Vec<String> = Vec::new();
        for (person, row) in rows.iter().enumerate() {
            for (statement, vote) in row.iter().enumerate() {
                lines.extend(vote.map(|vote| format!("p{person},{statement},{vote}\n")));
            }
        }
        let read = |lines: &[String], piece: usize| {
            let mut reader = VoteReader::default();
            let file = format!("participant,statement,vote\n{}", lines.concat());
            file.as_bytes().chunks(piece).for_each(|piece| reader.push(piece));
            reader.finish(None).unwrap()
        };
        let plain = read(&lines, 1_000_000);
        let mut state = seed;
        for at in (1..lines.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            lines.swap(at, usize::try_from(state >> 33).unwrap() % (at + 1));
        }
        let shuffled = read(&lines, 7);
        prop_assert_eq!(&plain.people, &shuffled.people);
        prop_assert_eq!(&plain.ballots, &shuffled.ballots);
        for mode in [Mode::Polis, Mode::Mawqif] {
            let asked = Asked { mode, ..Asked::default() };
            let alone = groups(&plain.ballots, &[], &asked, &Alone);
            for hands in [2, 5] {
                prop_assert_eq!(&alone, &groups(&shuffled.ballots, &[], &asked, &Backwards(hands)));
            }
            prop_assert!(alone.sizes.is_sorted_by(|a, b| a >= b));
            prop_assert!(statements < usize::from(u8::MAX));
        }
    }

    #[test]
    fn who_came_first_changes_neither_groups_nor_certificate((statements, rows) in votes(), seed in any::<u64>()) {
        let mut order: Vec<usize> = (0..rows.len()).collect();
        let mut state = seed;
        for at in (1..order.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(at, usize::try_from(state >> 33).unwrap() % (at + 1));
        }
        let asked = Asked::default();
        let whole = ballots(statements, &rows);
        let found = groups(&whole, &[], &asked, &Alone);
        // Half of them were there before, in the other order, and the others came one after the other.
        let moved = whole.of(order.iter().copied());
        let half = moved.of(0..rows.len() / 2);
        let mut running = Running::new(half, vec![false; statements], asked, &Alone);
        for at in rows.len() / 2..rows.len() {
            running.update(&[(at, moved.row(at).to_vec())], &Alone);
        }
        let live = running.groups();
        let together = |of: &[Option<u8>]| -> Vec<(Option<u8>, Option<u8>)> {
            order.iter().map(|&at| found.group_of[at]).zip(of.iter().copied()).collect()
        };
        // The same people are together; groups keep the names that they had.
        let names: std::collections::BTreeSet<(Option<u8>, Option<u8>)> = together(&live.group_of).into_iter().collect();
        prop_assert_eq!(names.iter().filter(|(one, _)| one.is_some()).count(), found.sizes.len());
        prop_assert_eq!(names.iter().filter(|(_, other)| other.is_some()).count(), live.sizes.len());
        let certified = |ballots: &Ballots, found: &Groups| certificate(ballots, &vec![false; statements], &asked, found, &Alone);
        prop_assert_eq!(certified(&whole, &found), certified(&moved, live));
    }

    #[test]
    fn an_update_has_the_sums_and_the_plane_of_a_new_start(
        (statements, rows) in votes(),
        at in 0_usize..45,
        vote in -1_i64..=1,
    ) {
        let before = ballots(statements, &rows);
        let mut running = Running::new(before.clone(), vec![false; statements], Asked::default(), &Alone);
        let new: Vec<Cast> = (0..statements).step_by(2).map(|statement| cast(statement, vote)).collect();
        let at = at.min(rows.len());
        running.update(&[(at, new.clone())], &Alone);
        let after = before.replaced(&[(at, new)]);
        let fresh = groups(&after, &[], &Asked::default(), &Alone);
        let (warm, fresh) = (&running.groups().plane, &fresh.plane);
        prop_assert_eq!(&warm.centre, &fresh.centre);
        prop_assert!((warm.total - fresh.total).abs() <= 1e-9 * fresh.total.max(1.0));
        for (warm, fresh) in warm.along.iter().zip(fresh.along) {
            prop_assert!((warm - fresh).abs() <= 1e-9 * fresh.max(1.0));
        }
    }

    #[test]
    fn whatever_the_order_of_updates_the_sums_are_the_same_and_so_is_a_new_start(
        (statements, rows) in votes(),
        seed in any::<u64>(),
        batch in 1_usize..7,
    ) {
        let whole = ballots(statements, &rows);
        // Everybody is there and has said nothing; then ballots come in some order, some of them twice, the first time otherwise.
        let mut state = seed;
        let mut roll = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 33).unwrap() % below
        };
        let mut changes: Vec<(usize, Vec<Cast>)> =
            (0..rows.len()).map(|at| (at, whole.row(at).to_vec())).collect();
        for at in (1..changes.len()).rev() {
            changes.swap(at, roll(at + 1));
        }
        let before: Vec<(usize, Vec<Cast>)> = changes
            .iter()
            .filter(|(at, _)| at % 3 == 0)
            .map(|(at, row)| (*at, row.iter().map(|it| cast(it.statement(), -1)).collect()))
            .collect();
        let empty = ballots(statements, &vec![vec![None; statements]; rows.len()]);
        for mode in [Mode::Polis, Mode::Mawqif] {
            let asked = Asked { mode, ..Asked::default() };
            let mut running = Running::new(empty.clone(), Vec::new(), asked, &Alone);
            for part in before.chunks(batch).chain(changes.chunks(batch)) {
                running.update(part, &Alone);
            }
            prop_assert_eq!(running.ballots(), &whole);
            let (kept, _) = whole.without(&super::super::absent(&whole.voted(), &[]));
            prop_assert_eq!(&running.pairs, &pair_sums(&kept, &Alone));
            let anew = Running::new(running.shared(), Vec::new(), asked, &Alone);
            prop_assert_eq!(anew.groups(), &groups(&whole, &[], &asked, &Alone));
        }
    }

    #[test]
    fn the_rand_index_counts_pairs(
        (one, two) in (1_usize..25).prop_flat_map(|size| {
            (prop::collection::vec(0_usize..4, size), prop::collection::vec(0_usize..4, size))
        })
    ) {
        let (mut both, mut first, mut second, mut all) = (0.0, 0.0, 0.0, 0.0);
        for a in 0..one.len() {
            for b in 0..a {
                all += 1.0;
                first += f64::from(one[a] == one[b]);
                second += f64::from(two[a] == two[b]);
                both += f64::from(one[a] == one[b] && two[a] == two[b]);
            }
        }
        if all > 0.0 {
            let chance = first * second / all;
            let most = (first + second) / 2.0;
            let expected = if most == chance { 1.0 } else { (both - chance) / (most - chance) };
            prop_assert!((adjusted_rand(&one, &two) - expected).abs() < 1e-12);
        }
    }
}

#[test]
fn nobody_one_statement_and_everybody_alike_have_groups_that_say_so() {
    for mode in [Mode::Polis, Mode::Mawqif] {
        let asked = Asked { mode, ..Asked::default() };
        let nobody = groups(&ballots(3, &[]), &[], &asked, &Alone);
        assert!(nobody.sizes.is_empty() && nobody.base.is_empty());
        let alike = groups(&ballots(8, &vec![vec![Some(1); 8]; 50]), &[], &asked, &Alone);
        assert_eq!(alike.sizes, [50]);
        assert_eq!(alike.plane.along, [0.0, 0.0]);
        let passed = groups(&ballots(8, &vec![vec![Some(0); 8]; 50]), &[], &asked, &Alone);
        assert_eq!(passed.sizes, [50]);
        let rows: Vec<Vec<Option<i64>>> =
            (0..40).map(|at| vec![Some(if at < 25 { 1 } else { -1 })]).collect();
        let one = groups(&ballots(1, &rows), &[], &asked, &Alone);
        assert_eq!(one.sizes, [25, 15]);
        // A statement that is out, and it is the only one.
        let none = groups(&ballots(1, &rows), &[true], &asked, &Alone);
        assert!(none.sizes.len() <= 1);
    }
}

#[test]
fn one_participant_with_ten_thousand_votes_is_one_participant() {
    let mut reader = VoteReader::default();
    reader.push(b"participant,statement,vote\n");
    for statement in 0..10_000 {
        reader.push(format!("zeal,{statement},{}\n", statement % 3 - 1).as_bytes());
    }
    for person in 0..30 {
        for statement in 0..10 {
            let vote = if (person < 15) == (statement < 5) { 1 } else { -1 };
            reader.push(format!("{person},{statement},{vote}\n").as_bytes());
        }
    }
    let read = reader.finish(None).unwrap();
    let found = groups(&read.ballots, &[], &Asked::default(), &Alone);
    assert_eq!(read.ballots.participants(), 31);
    assert_eq!(found.sizes.iter().sum::<usize>(), 31);
    // The fifteen on either side are together.
    let of: Vec<Option<u8>> = found.group_of[..30].to_vec();
    assert!(of[..15].iter().all(|group| *group == of[0]) && of[15..].iter().all(|group| *group == of[15]));
}

#[test]
fn a_statement_that_nobody_voted_on_changes_nothing_until_somebody_does() {
    let rows: Vec<Vec<Option<i64>>> = (0..40)
        .map(|at| {
            (0..9).map(|statement| Some(if (at < 20) == (statement % 2 == 0) { 1 } else { -1 })).collect()
        })
        .collect();
    let more: Vec<Vec<Option<i64>>> = rows.iter().map(|row| [row.clone(), vec![None]].concat()).collect();
    for mode in [Mode::Polis, Mode::Mawqif] {
        let asked = Asked { mode, ..Asked::default() };
        let (without, with) = (
            groups(&ballots(9, &rows), &[], &asked, &Alone),
            groups(&ballots(10, &more), &[], &asked, &Alone),
        );
        assert_eq!(without, with);
        let mut running = Running::new(ballots(10, &more), vec![false; 10], asked, &Alone);
        let first: Vec<Cast> = (0..10).map(|statement| cast(statement, 1)).collect();
        running.update(&[(3, first.clone())], &Alone);
        let after = ballots(10, &more).replaced(&[(3, first)]);
        let fresh = groups(&after, &[], &asked, &Alone);
        assert_eq!(running.groups().plane.centre, fresh.plane.centre);
        assert_eq!(running.groups().kept.len(), 10);
    }
}
