//! On whom a result hangs, as far as it may be told: nothing about fewer than five people, and nothing from which that follows.
//!
//! Invitations are paths, and who came by `a/b` is among those of `a`. So a number that is told of `a` and those that are told of its
//! branches say together how many came by `a` and by none of these. Where they would be few, the smallest branch is left out as well.

use super::{
    Cells, FEW, parts,
    told::{Hangs, Without},
};

/// What may be published of a result's hanging on some of so many participants.
pub fn withheld(mut all: Hangs, participants: usize) -> Hangs {
    let is_whole = all.alike.iter().all(|&count| count >= FEW);
    all.alike.retain(|&count| count >= FEW);
    let told: usize = all.alike.iter().map(|count| count.saturating_sub(1)).sum();
    all.without.retain(|it| {
        // Of each set one ballot stays; what is left of all copies are those of the sets that are not told.
        let is_copies = it.invite.is_none();
        let rest = if is_copies && !is_whole { it.people.saturating_sub(told) } else { 0 };
        it.people >= FEW && !is_few(participants.saturating_sub(it.people)) && !is_few(rest)
    });
    while let Some(at) = given_away(&all.without, participants) {
        all.without.remove(at);
    }
    let people: Vec<usize> = all.channels.iter().map(|it| it.people.unwrap_or_default()).collect();
    for (channel, told) in all.channels.iter_mut().zip(parts(&people, Cells::Published)) {
        channel.people = told;
        if told.is_none() {
            channel.says.clear();
        }
    }
    all
}

fn is_few(count: usize) -> bool {
    (1..FEW).contains(&count)
}

/// The smallest branch that gives away how many few others are; none when all can be told.
fn given_away(without: &[Without], participants: usize) -> Option<usize> {
    let paths = || without.iter().filter_map(|it| Some((it.invite.as_deref()?, it.people)));
    std::iter::once((None, participants)).chain(paths().map(|(path, people)| (Some(path), people))).find_map(
        |(above, people)| {
            let is_below = |path: &str| above.is_none_or(|above| hangs_on(path, above));
            // Branches of branches are counted with these.
            let next: Vec<(usize, &Without)> = without
                .iter()
                .enumerate()
                .filter(|(_, it)| {
                    it.invite.as_deref().is_some_and(|path| {
                        let is_next = |(other, _): (&str, usize)| is_below(other) && hangs_on(path, other);
                        is_below(path) && !paths().any(is_next)
                    })
                })
                .collect();
            let branches: usize = next.iter().map(|(_, it)| it.people).sum();
            let smallest = next
                .into_iter()
                .min_by(|(_, one), (_, other)| (one.people, &one.invite).cmp(&(other.people, &other.invite)));
            smallest.filter(|_| is_few(people.saturating_sub(branches))).map(|(at, _)| at)
        },
    )
}

/// Whether an invitation came by another one.
fn hangs_on(path: &str, above: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::{super::told::Channel, *};

    fn without(invites: &[(&str, usize)]) -> Vec<Without> {
        let of = |(invite, people): &(&str, usize)| Without {
            invite: (!invite.is_empty()).then(|| (*invite).to_owned()),
            people: *people,
            groups: 2,
            likeness: 1.0,
            lost: Vec::new(),
            gained: Vec::new(),
        };
        invites.iter().map(of).collect()
    }

    fn told(invites: &[(&str, usize)], participants: usize) -> Vec<String> {
        let all = Hangs { alike: Vec::new(), without: without(invites), channels: Vec::new() };
        withheld(all, participants).without.into_iter().map(|it| it.invite.unwrap_or_default()).collect()
    }

    #[test]
    fn few_people_of_an_invitation_are_not_told_and_do_not_follow_from_others() {
        assert_eq!(told(&[("a", 30), ("b", 4)], 100), ["a"]);
        // Three came by a alone.
        assert_eq!(told(&[("a", 12), ("a/b", 9)], 100), ["a"]);
        assert_eq!(told(&[("a", 12), ("a/b", 12)], 100), ["a", "a/b"]);
        assert_eq!(told(&[("a", 12), ("a/b", 7)], 100), ["a", "a/b"]);
        // Three are left of a when both branches are told, and of all when all are.
        assert_eq!(told(&[("a", 20), ("a/b", 9), ("a/c", 8)], 100), ["a", "a/b"]);
        assert_eq!(told(&[("a", 50), ("b", 47)], 100), ["a"]);
        assert_eq!(told(&[("a", 97), ("a/b", 60)], 100), ["a/b"], "all but three came by a");
        // A branch of a branch is no second part of the whole, and one that only begins alike is no branch.
        assert_eq!(told(&[("a", 30), ("a/b", 20), ("a/b/c", 10)], 100), ["a", "a/b", "a/b/c"]);
        assert_eq!(told(&[("a", 30), ("a/b", 20), ("a/b/c", 17)], 100), ["a", "a/b"]);
        assert_eq!(told(&[("a", 12), ("ab", 9)], 100), ["a", "ab"]);
    }

    #[test]
    fn few_copies_and_channels_of_few_are_not_told() {
        let copies = |alike: &[usize], people| {
            let all =
                Hangs { alike: alike.to_vec(), without: without(&[("", people)]), channels: Vec::new() };
            let told = withheld(all, 100);
            (told.alike, told.without.len())
        };
        assert_eq!(copies(&[12, 6], 16), (vec![12, 6], 1));
        assert_eq!(copies(&[12, 3], 13), (vec![12], 0), "the set of three would follow");
        assert_eq!(copies(&[3], 2), (Vec::new(), 0));
        let channel = |name: &str, people| Channel {
            channel: name.to_owned(),
            people: Some(people),
            says: vec![super::super::Says {
                statement: "1".to_owned(),
                side: crate::consultation::public::figures::Side::Agree,
            }],
        };
        let channels = vec![channel("open", 40), channel("paper", 3), channel("verified", 30)];
        let all = Hangs { alike: Vec::new(), without: Vec::new(), channels };
        let told = withheld(all, 73).channels;
        assert_eq!(told.iter().map(|it| it.people).collect::<Vec<_>>(), [Some(40), None, None]);
        assert!(told[1].says.is_empty() && told[2].says.is_empty() && told[0].says.len() == 1);
    }
}
