//! Would we lose our base? What people said to statements that are tied to conditions, held against packages.
//!
//! A statement may be tied to a condition (or a provision). Agreeing then asks for the condition, or against it when the tie says so; a
//! wish is met by a package that has what is asked for, or that leaves out what is asked against. Somebody is content with a package that meets more
//! than half of the wishes. Passing is no wish, and who has none is not counted. All of it are counts; the rule and the bodies' stances alone decide.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    ballots::{Ballots, Vote},
    read::{Speaks, Statement},
};

/// For and against a condition, in one group: people, each of them once, by what most of their votes on it ask for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// Who asks for it.
    pub wanted: usize,
    /// Who asks against it.
    pub unwanted: usize,
    /// Who voted on a statement tied to it.
    pub voted: usize,
}

/// What a group makes of a package.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Backing {
    /// Members with a wish.
    pub asked: usize,
    /// Members of whose wishes more than half are met.
    pub content: usize,
}

impl Backing {
    /// Whether fewer than half of those with a wish are content.
    pub fn is_lost(self) -> bool {
        self.asked > 0 && 2 * self.content < self.asked
    }
}

/// For and against everything that statements are tied to: by id, then by group, those in no group last.
pub fn wishes(
    ballots: &Ballots,
    statements: &[Statement],
    group_of: &[Option<u8>],
    groups: usize,
) -> BTreeMap<String, Vec<Wishes>> {
    let mut wishes: BTreeMap<String, Vec<Wishes>> = BTreeMap::new();
    for tie in statements.iter().filter(|statement| !statement.is_out).flat_map(|statement| &statement.ties) {
        wishes.entry(tie.to.clone()).or_insert_with(|| vec![Wishes::default(); groups + 1]);
    }
    for (participant, row) in ballots.rows().enumerate() {
        let group = group_of.get(participant).copied().flatten().map_or(groups, usize::from);
        // What this person's votes ask for and against each.
        let mut own: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for cast in row {
            let statement = statements.get(cast.statement()).filter(|statement| !statement.is_out);
            for tie in statement.into_iter().flat_map(|statement| &statement.ties) {
                let (wanted, unwanted) = own.entry(&tie.to).or_default();
                match (cast.vote(), tie.speaks) {
                    (Vote::Pass, _) => {}
                    (Vote::Agree, Speaks::For) | (Vote::Disagree, Speaks::Against) => *wanted += 1,
                    (Vote::Disagree, Speaks::For) | (Vote::Agree, Speaks::Against) => *unwanted += 1,
                }
            }
        }
        for (id, (wanted, unwanted)) in own {
            if let Some(counts) = wishes.get_mut(id).and_then(|groups| groups.get_mut(group)) {
                counts.voted += 1;
                counts.wanted += usize::from(wanted > unwanted);
                counts.unwanted += usize::from(unwanted > wanted);
            }
        }
    }
    wishes
}

/// What each group makes of a package, those in no group last.
pub fn backing(
    ballots: &Ballots,
    statements: &[Statement],
    group_of: &[Option<u8>],
    groups: usize,
    package: &BTreeSet<&str>,
) -> Vec<Backing> {
    let mut backing = vec![Backing::default(); groups + 1];
    for (participant, row) in ballots.rows().enumerate() {
        let (mut all, mut met) = (0, 0);
        for cast in row {
            let statement = statements.get(cast.statement()).filter(|statement| !statement.is_out);
            for tie in statement.into_iter().flat_map(|statement| &statement.ties) {
                let is_wanted = match (cast.vote(), tie.speaks) {
                    (Vote::Pass, _) => continue,
                    (Vote::Agree, Speaks::For) | (Vote::Disagree, Speaks::Against) => true,
                    (Vote::Disagree, Speaks::For) | (Vote::Agree, Speaks::Against) => false,
                };
                all += 1;
                met += usize::from(is_wanted == package.contains(tie.to.as_str()));
            }
        }
        let group = group_of.get(participant).copied().flatten().map_or(groups, usize::from);
        if let Some(backing) = backing.get_mut(group).filter(|_| all > 0) {
            backing.asked += 1;
            backing.content += usize::from(2 * met > all);
        }
    }
    backing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consultation::public::{
        read::{Tie, statements},
        tests::ballots,
    };

    #[test]
    fn a_package_without_what_a_group_asks_for_loses_it() {
        let listed =
            statements(b"statement,text,tie\n1,We need monitors,monitors\n2,No amnesty,!amnesty\n").unwrap();
        assert_eq!(listed[1].ties, [Tie { to: "amnesty".to_owned(), speaks: Speaks::Against }]);
        let mut rows = vec![vec![Some(1), Some(1)]; 6];
        rows.extend(vec![vec![Some(-1), Some(0)]; 5]);
        rows.push(vec![Some(0), None]);
        let votes = ballots(2, &rows);
        let group_of: Vec<Option<u8>> = (0..12).map(|at| (at < 11).then_some(u8::from(at >= 6))).collect();
        let wishes = wishes(&votes, &listed, &group_of, 2);
        assert_eq!(wishes["monitors"][0], Wishes { wanted: 6, unwanted: 0, voted: 6 });
        assert_eq!(wishes["monitors"][1], Wishes { wanted: 0, unwanted: 5, voted: 5 });
        assert_eq!(wishes["amnesty"][0], Wishes { wanted: 0, unwanted: 6, voted: 6 });
        let of =
            |package: &[&str]| backing(&votes, &listed, &group_of, 2, &package.iter().copied().collect());
        assert_eq!(of(&["monitors"])[0], Backing { asked: 6, content: 6 });
        // One wish of two is not more than half.
        assert_eq!(of(&[])[0], Backing { asked: 6, content: 0 });
        assert!(of(&["monitors"])[1].is_lost() && !of(&[])[1].is_lost());
        assert_eq!(of(&["monitors"])[2], Backing::default());
    }

    #[test]
    fn somebody_with_many_votes_on_a_condition_is_one_person() {
        let listed =
            statements(b"statement,text,tie\n1,a,routes\n2,b,routes\n3,c,routes\n4,d,!routes\n5,e,routes\n")
                .unwrap();
        let one = vec![Some(1), Some(1), Some(-1), Some(-1), Some(1)];
        let torn = vec![Some(1), Some(-1), None, None, Some(0)];
        let wishes = wishes(&ballots(5, &[one, torn]), &listed, &[Some(0), Some(0)], 1);
        assert_eq!(wishes["routes"][0], Wishes { wanted: 1, unwanted: 0, voted: 2 });
    }
}
