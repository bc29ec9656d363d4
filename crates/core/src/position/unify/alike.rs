//! Alike: members that could change places without any count, verdict or winner changing.
//!
//! They have the same stance (or none), count the same in every requirement and in support, and have a
//! veto all or none. Whoever is waited for stands apart, since those who wait name it. What is found of some
//! of them therefore holds of as many others, and searches need to know only how many.

use std::collections::HashMap;

use crate::position::model::{Model, Voice};

/// By member: the first of those that are like it, or itself.
pub fn alike(model: &Model) -> Vec<usize> {
    let mut is_awaited = vec![false; model.members.len()];
    for voice in model.members.iter().filter_map(|member| member.voice.as_ref()) {
        voice.awaited().for_each(|at| is_awaited[at] = true);
    }
    let tallies: Vec<&Vec<u64>> = model.terms.alternatives.iter().flatten().map(|it| &it.counts).collect();
    let mut first: HashMap<(Option<&Voice>, bool, Vec<u64>), usize> = HashMap::new();
    (0..model.members.len())
        .map(|at| {
            if is_awaited[at] {
                return at;
            }
            let counts = tallies.iter().map(|counts| counts[at]).chain([model.terms.support[at]]);
            let has_veto = model.terms.veto.binary_search(&at).is_ok();
            *first.entry((model.members[at].voice.as_ref(), has_veto, counts.collect())).or_insert(at)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{dossier::read, position::model::Suppositions};

    #[test]
    fn members_are_alike_when_only_their_names_differ() {
        let bodies = [
            ("a", "weight = 2", "accept if c"),
            ("b", "weight = 2", "accept if c"),
            ("heavy", "weight = 3", "accept if c"),
            ("none", "weight = 2", ""),
            ("other", "weight = 2", "reject"),
            ("vetoes", "weight = 2", "accept if c"),
            ("waited-for", "weight = 2", "accept if c"),
            ("waits", "weight = 2", "accept if @waited-for"),
            ("z", "weight = 2", "accept if c"),
        ];
        let mut source =
            "mawqif = 1\ninitiative = { id = \"offer\" }\n[[condition]]\nid = \"c\"\n".to_owned();
        for (id, weight, says) in bodies {
            source += &format!("[[body]]\nid = \"{id}\"\n{weight}\n");
            if !says.is_empty() {
                source += &format!("[[stance]]\nbody = \"{id}\"\nsays = \"{says}\"\n");
            }
        }
        source += "[rule]\nveto = [\"vetoes\"]\nrequires = [{ at_least = \"1/2\" }]\n";
        let dossier = read(source.as_bytes()).dossier.unwrap();
        let model = Model::new(&dossier, &Suppositions::default()).unwrap();
        assert_eq!(alike(&model), [0, 0, 2, 3, 4, 5, 6, 7, 0]);
    }
}
