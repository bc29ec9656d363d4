//! What the base makes of conditions and packages, as far as it may be told.

use super::{
    Cells, Content, Offer, all_cells,
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
            let told = |backing: &Backing| Content::new(*backing, cells);
            let groups: Vec<Content> = backing.iter().take(count).map(told).collect();
            let mut all = told(&backing.iter().fold(Backing::default(), sum));
            // The sum and all parts but one give that one away; those in no group are a part as well.
            let parts: Vec<Content> = backing.iter().map(told).collect();
            let is_alone = |of: fn(&Content) -> Option<usize>| {
                !groups.is_empty() && parts.iter().filter(|part| of(part).is_none()).count() == 1
            };
            if is_alone(|part| part.asked) {
                all = Content { is_lost: all.is_lost, ..Content::default() };
            } else if is_alone(|part| part.content) {
                all.content = None;
            }
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
