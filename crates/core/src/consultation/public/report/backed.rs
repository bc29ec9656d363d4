//! What the base makes of conditions and packages, as far as it may be told.

use super::{
    Cell, Cells, Content, Offer, all_cells,
    told::{Base, Package, Wanted},
};
use crate::consultation::public::{
    base::{Backing, Wishes, backing, wishes},
    figures::Tally,
    tied::Tied,
};

/// What the base makes of conditions, and of the packages of an offer.
pub fn base(tied: &Tied, offer: Option<&Offer>, cells: Cells) -> Base {
    let Tied { ballots, statements, group_of, groups: count } = tied;
    let count = *count;
    let asked = wishes(ballots, statements, group_of, count);
    let tally =
        |wishes: &Wishes| Tally { agree: wishes.wanted, disagree: wishes.unwanted, seen: wishes.voted };
    let is_known = |id: &str| offer.is_none_or(|offer| offer.known.contains(id));
    let conditions = asked.iter().filter(|(id, _)| is_known(id)).map(|(id, wishes)| {
        let tallies: Vec<Tally> = wishes.iter().map(tally).collect();
        let all = tallies.iter().fold(Tally::default(), |sum, &tally| sum.plus(tally));
        let (groups, all) = all_cells(tallies.get(..count).unwrap_or_default(), all, cells);
        Wanted { condition: id.clone(), all, groups }
    });
    let packages = offer.into_iter().flat_map(|offer| {
        offer.packages.iter().enumerate().map(|(at, package)| {
            let set = package.iter().map(String::as_str).collect();
            let backing = backing(ballots, statements, group_of, count, &set);
            let sum = |sum: Backing, one: &Backing| Backing {
                asked: sum.asked + one.asked,
                content: sum.content + one.content,
            };
            let tally =
                |it: &Backing| Tally { agree: it.content, disagree: it.asked - it.content, seen: it.asked };
            let whole = backing.iter().fold(Backing::default(), sum);
            let groups: Vec<Tally> = backing.iter().take(count).map(tally).collect();
            let (told, all) = all_cells(&groups, tally(&whole), cells);
            let content = |(cell, backing): (&Cell, &Backing)| Content::new(*cell, *backing, cells);
            let groups = told.iter().zip(&backing).map(content).collect();
            let all = content((&all, &whole));
            Package {
                package: package.clone(),
                is_recommended: at == 0 && offer.is_first_recommended,
                all,
                groups,
            }
        })
    });
    Base {
        conditions: conditions.collect(),
        packages: packages.collect(),
        unknown_ties: asked.keys().filter(|id| !is_known(id)).cloned().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consultation::public::{read::statements, tests::ballots};

    #[test]
    fn two_small_parts_do_not_give_each_other_away() {
        // Of twenty in the first group all are content, of nine in the second two, of eight in the third one.
        let group = |group: u8, content: usize, all: usize| (0..all).map(move |at| (group, at < content));
        let people: Vec<(u8, bool)> = group(0, 20, 20).chain(group(1, 2, 9)).chain(group(2, 1, 8)).collect();
        let rows: Vec<Vec<Option<i64>>> =
            people.iter().map(|&(_, is_content)| vec![Some(if is_content { 1 } else { -1 })]).collect();
        let tied = Tied {
            statements: statements(b"statement,text,tie\n1,a,routes\n").unwrap(),
            ballots: ballots(1, &rows),
            group_of: people.iter().map(|&(group, _)| Some(group)).collect(),
            groups: 3,
        };
        let offer = Offer {
            known: ["routes".to_owned()].into(),
            packages: vec![vec!["routes".to_owned()]],
            is_first_recommended: true,
        };
        let told = &base(&tied, Some(&offer), Cells::Published).packages[0];
        let shown: usize = told.groups.iter().filter_map(|it| it.content).sum();
        assert!(told.all.content.is_none_or(|all| all - shown >= 5), "{told:?}");
        assert_eq!(told.groups[1].is_lost, Some(true), "that is told of nine people");
        let all = &base(&tied, Some(&offer), Cells::All).packages[0];
        assert_eq!(all.groups.iter().map(|it| it.content).collect::<Vec<_>>(), [20, 2, 1].map(Some));
    }
}
