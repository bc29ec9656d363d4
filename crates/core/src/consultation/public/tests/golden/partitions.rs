//! Our groups beside those of Polis, set by set.

use super::{
    super::super::{Alone, Asked, Groups, Mode, cluster::adjusted_rand, groups},
    NAMES, Set, sets,
};

/// The adjusted Rand indices of red-dwarf 0.4.0 against Polis' groups, of everybody whom both group: measured by
/// `bench/opinion/run.sh partitions`, and told beside ours.
const RED_DWARF: [f64; 9] = [0.194, 0.791, 0.570, 0.921, 0.206, 0.848, 0.197, 0.633, 0.971];

/// Ours in the mode `polis`, none of which may become worse. The last three were run for months by Polis, from one result to the next,
/// which no single run can follow.
const LIKE: [f64; 9] = [1.0, 1.0, 1.0, 1.0, 1.0, 0.93, 0.25, 0.63, 0.88];

/// How alike our groups are to theirs, over those whom both group.
fn likeness(set: &Set, ours: &Groups) -> (usize, f64) {
    let both = set.group_of().into_iter().zip(&ours.group_of);
    let (theirs, own): (Vec<usize>, Vec<usize>) =
        both.filter_map(|(theirs, own)| Some((usize::from(theirs?), usize::from((*own)?)))).unzip();
    (theirs.len(), adjusted_rand(&theirs, &own))
}

#[test]
fn partitions_are_like_those_of_polis() {
    for set in sets() {
        let at = NAMES.iter().position(|name| *name == set.name).unwrap();
        let (red_dwarf, least) = (RED_DWARF[at], LIKE[at]);
        let theirs = set.theirs["group-clusters"].as_array().unwrap().len();
        for mode in [Mode::Polis, Mode::Mawqif] {
            let ours = groups(&set.asked.ballots, &set.is_out, &Asked { mode, ..Asked::default() }, &Alone);
            let given = Asked { mode, groups: Some(theirs), ..Asked::default() };
            let given = groups(&set.asked.ballots, &set.is_out, &given, &Alone);
            let ((people, like), (_, with_theirs)) = (likeness(&set, &ours), likeness(&set, &given));
            println!(
                "{} | {mode:?} | {people} | {} of {theirs} groups | {like:.3} | with {theirs}: {with_theirs:.3} | {red_dwarf:.3}",
                set.name,
                ours.sizes.len(),
            );
            assert!(mode == Mode::Mawqif || like >= least, "{}: {like}", set.name);
        }
    }
}
