//! What people said to the statements that are tied to something, and in which group they are: all that is needed to tell what they
//! make of packages, so that no other votes have to be kept for it.
//!
//! As it is stored, a participant takes a byte for the group and two bits for each statement.

use serde::{Deserialize, Serialize};

use super::{
    Groups,
    ballots::{Ballots, Cast, Vote},
    base::{Wishes, wishes},
    figures::About,
    read::{Consultation, Name, Speaks, Statement, Tie},
};
use crate::record::encoding::{from_base64, to_base64};

/// Votes on tied statements.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(into = "Kept", try_from = "Kept")]
pub struct Tied {
    /// The statements.
    pub(super) statements: Vec<Statement>,
    /// The votes on them.
    pub(super) ballots: Ballots,
    /// Which group everybody is in.
    pub(super) group_of: Vec<Option<u8>>,
    /// How many groups there are.
    pub(super) groups: usize,
}

impl Tied {
    /// Those of a result; none when no statement that counts is tied to anything.
    pub fn of(of: &Consultation, found: &Groups) -> Option<Self> {
        let is_left = |it: &Statement| it.is_out || it.ties.is_empty();
        let left: Vec<bool> = of.statements.iter().map(is_left).collect();
        let statements: Vec<Statement> = of.statements.iter().filter(|it| !is_left(it)).cloned().collect();
        if statements.is_empty() {
            return None;
        }
        let ballots = of.ballots.without(&left).0.into_owned();
        Some(Self { statements, ballots, group_of: found.group_of.clone(), groups: found.sizes.len() })
    }

    /// Whether those who are for or against something, in one of the groups or in none, changed by somebody and by fewer than `few`
    /// since another moment. Groups that are not as many are not compared; everybody together is.
    pub fn moved_little(&self, was: &Self, few: usize) -> bool {
        let of = |tied: &Self| wishes(&tied.ballots, &tied.statements, &tied.group_of, tied.groups);
        let (was, is) = (of(was), of(self));
        let little = |was: &Wishes, is: &Wishes| was != is && was.voted.abs_diff(is.voted) < few;
        let whole = |all: &[Wishes]| {
            all.iter().fold(Wishes::default(), |sum, it| Wishes {
                wanted: sum.wanted + it.wanted,
                unwanted: sum.unwanted + it.unwanted,
                voted: sum.voted + it.voted,
            })
        };
        is.iter().filter_map(|(id, is)| Some((was.get(id)?, is))).any(|(was, is)| {
            let are_same = was.len() == is.len();
            little(&whole(was), &whole(is))
                || (are_same && was.iter().zip(is).any(|(was, is)| little(was, is)))
        })
    }

    /// How many people there are, those who said nothing to any of them included.
    pub fn people(&self) -> usize {
        self.ballots.participants()
    }
}

/// The same as it is stored.
#[derive(Serialize, Deserialize)]
struct Kept {
    /// Id and ties of each statement.
    statements: Vec<(String, Vec<String>)>,
    groups: usize,
    rows: String,
}

/// What stands for nobody's group.
const NO_GROUP: u8 = u8::MAX;

/// Votes that a byte holds.
const IN_BYTE: usize = 4;

impl From<Tied> for Kept {
    fn from(tied: Tied) -> Self {
        let written =
            |tie: &Tie| format!("{}{}", if tie.speaks == Speaks::Against { "!" } else { "" }, tie.to);
        let statement = |it: &Statement| (it.id.to_string(), it.ties.iter().map(written).collect());
        let width = tied.statements.len().div_ceil(IN_BYTE);
        let mut rows = Vec::with_capacity(tied.ballots.participants() * (width + 1));
        for (person, row) in tied.ballots.rows().enumerate() {
            rows.push(tied.group_of.get(person).copied().flatten().unwrap_or(NO_GROUP));
            let mut bits = vec![0_u8; width];
            for cast in row {
                let code = match cast.vote() {
                    Vote::Disagree => 1,
                    Vote::Pass => 2,
                    Vote::Agree => 3,
                };
                if let Some(byte) = bits.get_mut(cast.statement() / IN_BYTE) {
                    *byte |= code << (2 * (cast.statement() % IN_BYTE));
                }
            }
            rows.extend(bits);
        }
        let statements = tied.statements.iter().map(statement).collect();
        Self { statements, groups: tied.groups, rows: to_base64(&rows) }
    }
}

impl TryFrom<Kept> for Tied {
    type Error = &'static str;

    fn try_from(kept: Kept) -> Result<Self, Self::Error> {
        let rows = from_base64(&kept.rows).ok_or("the votes on tied statements are no base64")?;
        let width = kept.statements.len().div_ceil(IN_BYTE);
        let mut ballots = Ballots::empty(kept.statements.len());
        let mut group_of = Vec::with_capacity(rows.len() / (width + 1));
        for row in rows.chunks(width + 1) {
            let (Some((&group, bits)), true) = (row.split_first(), row.len() == width + 1) else {
                return Err("votes on tied statements are missing");
            };
            group_of.push((group != NO_GROUP).then_some(group));
            let casts = (0..kept.statements.len()).filter_map(|at| {
                let vote = match (bits.get(at / IN_BYTE)? >> (2 * (at % IN_BYTE))) & 3 {
                    1 => Vote::Disagree,
                    2 => Vote::Pass,
                    3 => Vote::Agree,
                    _ => return None,
                };
                Cast::new(at, vote)
            });
            ballots.add(casts.collect());
        }
        let statements = kept.statements.into_iter().map(|(id, ties)| Statement {
            id: Name::new(&id),
            text: String::new(),
            is_out: false,
            about: About::Matter,
            ties: ties.iter().filter_map(|tie| Tie::new(tie)).collect(),
        });
        Ok(Self { statements: statements.collect(), ballots, group_of, groups: kept.groups })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consultation::public::{Alone, Asked, groups, read::VoteReader, report};

    /// Twenty people on six statements, five of which are tied to something and one of these taken out.
    fn asked() -> Consultation {
        let mut reader = VoteReader::default();
        reader.push(b"participant,statement,vote\n");
        for person in 0..20_usize {
            for statement in (0..6_usize).filter(|it| (person + it) % 7 != 0) {
                let vote = [1, -1, 0, 1][(person * 3 + statement) % 4];
                reader.push(format!("{person},{statement},{vote}\n").as_bytes());
            }
        }
        let mut of = reader.finish(None).unwrap();
        for (at, ties) in [(0, "routes"), (1, "!un-force"), (2, "routes"), (3, "monitors"), (5, "ground")] {
            of.statements[at].ties = vec![Tie::new(ties).unwrap()];
        }
        of.statements[3].is_out = true;
        of
    }

    #[test]
    fn what_is_kept_tells_the_same_of_packages_as_all_votes() {
        let of = asked();
        let found = groups(&of.ballots, &of.is_out(), &Asked::default(), &Alone);
        let tied = Tied::of(&of, &found).unwrap();
        assert_eq!((tied.statements.len(), tied.people()), (4, 20));
        let back: Tied = serde_json::from_str(&serde_json::to_string(&tied).unwrap()).unwrap();
        let offer = report::Offer {
            known: ["routes", "un-force", "ground"].map(str::to_owned).into(),
            packages: vec![vec!["routes".to_owned()], vec!["ground".to_owned(), "un-force".to_owned()]],
            is_first_recommended: true,
        };
        let told = |tied: &Tied| report::base(tied, Some(&offer), report::Cells::All);
        assert_eq!(told(&back), told(&tied));
        let whole =
            super::super::base::wishes(&of.ballots, &of.statements, &found.group_of, found.sizes.len());
        let routes = whole["routes"].iter().map(|it| it.voted).sum::<usize>();
        let base = told(&back);
        let said = base.conditions.iter().find(|it| it.condition == "routes").unwrap();
        assert_eq!(said.all.voted, Some(routes));
        assert!(base.conditions.iter().all(|it| it.condition != "monitors"), "it was taken out");
    }

    #[test]
    fn it_moves_by_nobody_or_by_enough() {
        let tied = |people: usize| {
            let rows: Vec<Vec<Option<i64>>> = (0..people).map(|_| vec![Some(1)]).collect();
            Tied {
                statements: crate::consultation::public::read::statements(
                    b"statement,text,tie\n1,a,routes\n",
                )
                .unwrap(),
                ballots: crate::consultation::public::tests::ballots(1, &rows),
                group_of: vec![Some(0); people],
                groups: 1,
            }
        };
        assert!(!tied(9).moved_little(&tied(9), 5));
        assert!(tied(10).moved_little(&tied(9), 5) && tied(9).moved_little(&tied(13), 5));
        assert!(!tied(14).moved_little(&tied(9), 5));
    }

    #[test]
    fn what_was_cut_is_refused() {
        let of = asked();
        let found = groups(&of.ballots, &of.is_out(), &Asked::default(), &Alone);
        let mut kept = Kept::from(Tied::of(&of, &found).unwrap());
        let rows = from_base64(&kept.rows).unwrap();
        kept.rows = to_base64(&rows[1..]);
        assert!(Tied::try_from(kept).is_err());
        let mut none = of;
        none.statements.iter_mut().for_each(|it| it.ties.clear());
        assert_eq!(Tied::of(&none, &found), None);
    }
}
