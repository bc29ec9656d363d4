//! Polis' own results, given the same votes and the same groups.
//!
//! The sets stand beside the repository (`MAWQIF_SHARED`); without them these tests say so and are skipped. Everything that Polis
//! publishes for given votes and groups is compared exactly, or to [`NEAR`], which is far below the 1e-9 that is promised. Two things take following what Polis did:
//!
//! * In the outputs of a single run its power iteration began with a vector of ones and ended before it had arrived; how many steps it took
//!   hangs on the last digit of its sums. The tests take the same steps and find the one at which it stopped (`golden/iteration.rs`).
//! * The priorities of those outputs are of a second round, which takes some steps more from the published components.

mod figures;
mod iteration;
mod partitions;
mod places;

use std::{collections::BTreeMap, env, fs, path::PathBuf};

use serde_json::Value;

use super::super::{
    Alone,
    ballots::Ballots,
    figures::Tallies,
    plane::{Care, Place, Plane, pair_sums},
    read::{Consultation, Name, VoteReader},
};

/// How near a number must be to that of Polis: no further than the order of additions moves it.
const NEAR: f64 = 1e-13;

const NAMES: [&str; 9] = [
    "bg2050-volunteers",
    "brexit-consensus",
    "london.youth.policing",
    "scoop-hivemind.biodiversity",
    "scoop-hivemind.ubi",
    "vtaiwan.uberx",
    "150ptpt-3gp-no-strict-no-meta",
    "25ptpt-3gp-no-strict-with-meta",
    "above-100-ptpts",
];

/// A base cluster of theirs.
type BaseCluster = (i64, Vec<Name>, Place);

/// A set with Polis' results.
struct Set {
    name: &'static str,
    is_production: bool,
    asked: Consultation,
    theirs: Value,
    is_out: Vec<bool>,
}

fn sets() -> Vec<Set> {
    let top = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let shared = env::var_os("MAWQIF_SHARED").map_or_else(|| top.join("../shared"), PathBuf::from);
    let folder = shared.join("data/opinion");
    let found: Vec<Set> = NAMES.iter().filter_map(|name| set(&folder, name)).collect();
    if found.len() < NAMES.len() {
        eprintln!(
            "skipped: {} of 9 sets of data/opinion are beside the repository (MAWQIF_SHARED)",
            found.len()
        );
    }
    found
}

fn set(folder: &std::path::Path, name: &'static str) -> Option<Set> {
    let production = folder.join("production-output").join(name);
    let is_production = production.is_dir();
    let mut reader = VoteReader::default();
    let theirs = if is_production {
        let votes: Value = serde_json::from_slice(&fs::read(production.join("votes.json")).ok()?).unwrap();
        reader.push(b"participant,statement,vote,time\n");
        for vote in votes.as_array().unwrap() {
            let [person, statement, said] =
                ["participant_id", "statement_id", "vote"].map(|key| vote[key].as_i64().unwrap());
            let time = vote["modified"].as_f64().unwrap();
            reader.push(format!("{person},{statement},{said},{time:.0}\n").as_bytes());
        }
        fs::read(production.join("math-pca2.json")).unwrap()
    } else {
        let votes = fs::read(folder.join(name).join("votes.csv")).ok()?;
        // In pieces, as a file arrives.
        votes.chunks(1_000).for_each(|piece| reader.push(piece));
        fs::read(folder.join("clojure-output").join(format!("{name}.clj.json"))).unwrap()
    };
    let theirs: Value = serde_json::from_slice(&theirs).unwrap();
    let asked = reader.finish(None).unwrap();
    let out: Vec<Name> = ids(&theirs["mod-out"]);
    let is_out = asked.statements.iter().map(|statement| out.contains(&statement.id)).collect();
    Some(Set { name, is_production, asked, theirs, is_out })
}

fn ids(list: &Value) -> Vec<Name> {
    list.as_array().into_iter().flatten().map(|id| Name::new(&id.to_string())).collect()
}

fn numbers(list: &Value) -> Vec<f64> {
    list.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

impl Set {
    /// The position here of each statement as they order them.
    fn order(&self) -> Vec<usize> {
        let at = |id: &Name| self.asked.statements.iter().position(|statement| statement.id == *id).unwrap();
        ids(&self.theirs["tids"]).iter().map(at).collect()
    }

    /// Their plane, over all statements in the order of ids; their agreement is −1, which turns signs around.
    fn plane(&self) -> Plane {
        let pca = &self.theirs["pca"];
        let sorted = |list: &Value, sign: f64| {
            let mut sorted = vec![0.0; self.asked.statements.len()];
            self.order().iter().zip(numbers(list)).for_each(|(&at, number)| sorted[at] = sign * number);
            sorted
        };
        Plane {
            centre: sorted(&pca["center"], -1.0),
            components: [sorted(&pca["comps"][0], 1.0), sorted(&pca["comps"][1], 1.0)],
            ..Plane::default()
        }
    }

    /// The base clusters: their ids, who is in them, and their middles.
    fn base(&self) -> Vec<BaseCluster> {
        let whole = |id: &Value| id.as_i64().unwrap();
        match &self.theirs["base-clusters"] {
            Value::Object(folded) => {
                let [id, members, across, up] =
                    ["id", "members", "x", "y"].map(|key| folded[key].as_array().unwrap());
                let middles =
                    numbers(&Value::from(across.clone())).into_iter().zip(numbers(&Value::from(up.clone())));
                let known = id.iter().zip(members).zip(middles);
                known.map(|((id, members), (x, y))| (whole(id), ids(members), [x, y])).collect()
            }
            list => {
                let middle = |of: &Value| {
                    let middle = numbers(&of["center"]);
                    [middle[0], middle[1]]
                };
                let clusters = list.as_array().unwrap().iter();
                clusters.map(|of| (whole(&of["id"]), ids(&of["members"]), middle(of))).collect()
            }
        }
    }

    /// Which group each base cluster is in.
    fn group_of_base(&self) -> BTreeMap<i64, u8> {
        let mut group_of = BTreeMap::new();
        for group in self.theirs["group-clusters"].as_array().unwrap() {
            let id = u8::try_from(group["id"].as_u64().unwrap()).unwrap();
            group_of
                .extend(group["members"].as_array().unwrap().iter().map(|base| (base.as_i64().unwrap(), id)));
        }
        group_of
    }

    /// The position here of somebody.
    fn person(&self, id: &Name) -> usize {
        self.asked.people.binary_search(id).unwrap()
    }

    /// Who is in which of their groups.
    fn group_of(&self) -> Vec<Option<u8>> {
        let mut group_of = vec![None; self.asked.people.len()];
        let groups = self.group_of_base();
        for (id, members, _) in self.base() {
            members.iter().for_each(|person| group_of[self.person(person)] = groups.get(&id).copied());
        }
        group_of
    }

    fn tallies(&self) -> Tallies {
        let groups = self.theirs["group-clusters"].as_array().unwrap().len();
        Tallies::new(&self.asked.ballots, &self.group_of(), groups, &Alone)
    }

    /// Our plane, without what was moderated out.
    fn ours(&self) -> (Plane, Vec<usize>, Ballots) {
        let (kept, from) = self.asked.ballots.without(&self.is_out);
        let zeroed = self.asked.statements.len() - from.len();
        let plane = Plane::new(&kept, pair_sums(&kept, &Alone).as_ref(), zeroed, Care::Exact, None, &Alone);
        (plane, from, kept.into_owned())
    }

    /// Their plane over what was not moderated out, and the votes on that.
    fn theirs(&self) -> (Plane, Ballots) {
        let (kept, from) = self.asked.ballots.without(&self.is_out);
        let whole = self.plane();
        let some = |list: &[f64]| from.iter().map(|&at| list[at]).collect::<Vec<f64>>();
        let plane = Plane {
            centre: some(&whole.centre),
            components: whole.components.each_ref().map(|component| some(component)),
            zeroed: self.asked.statements.len() - from.len(),
            ..Plane::default()
        };
        (plane, kept.into_owned())
    }
}

#[track_caller]
fn near(name: &str, what: &str, ours: f64, theirs: f64) {
    let off = (ours - theirs).abs();
    assert!(off <= NEAR, "{name}: {what}: {ours} is {off:e} from {theirs}");
}

/// The largest distance between numbers, up to the sign of all of them.
fn apart(own: &[f64], theirs: &[f64]) -> f64 {
    let sign = own.iter().zip(theirs).map(|(a, b)| a * b).sum::<f64>().signum();
    own.iter().zip(theirs).map(|(own, theirs)| (own - sign * theirs).abs()).fold(0.0, f64::max)
}
