//! The result of a consultation as it is published: for programs as JSON, and what the note for people is written from.
//!
//! Counts below [`FEW`] are withheld, because they can say how somebody voted who is known to have taken part; and with them what
//! they could be worked out from: the next count of the same people, and the smallest other group when one group alone would be missing.
//! Shares and tests of a withheld count are withheld as well. [`Cells::All`] keeps everything, for those who run the consultation.

mod backed;
mod hangs;
mod told;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use self::{
    backed::base,
    hangs::withheld,
    told::{
        Base, Channel, Group, Hangs, Opinion, Package, Said, Says, Shared, Silhouette, Stands, Wanted,
        Without,
    },
};

use super::{
    Asked, Crew, Groups, Mode,
    base::Backing,
    certificate::certificate,
    figures::{
        Common, Representative, Side, Tallies, Tally, common, group_informed, priority, representative,
    },
    manipulation::{Left, Manipulation, manipulation},
    read::Consultation,
    tied::Tied,
};

/// Counts below this are withheld.
pub const FEW: usize = 5;

/// Where the sum of a row is.
const VOTED: usize = 3;

/// Which counts are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cells {
    /// None that is below [`FEW`]: to be published.
    #[default]
    Published,
    /// All.
    All,
}

/// Counts; `null` where they are withheld.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cell {
    /// Who voted.
    pub voted: Option<usize>,
    /// Who agrees.
    pub agree: Option<usize>,
    /// Who disagrees.
    pub disagree: Option<usize>,
    /// Who passed.
    pub pass: Option<usize>,
}

impl Cell {
    /// A count with what may be told of it.
    pub fn new(tally: Tally, cells: Cells) -> Self {
        let counts = [tally.agree, tally.disagree, tally.passed()];
        if cells == Cells::Published && (1..FEW).contains(&tally.seen) {
            return Self::default();
        }
        // With the sum, parts that are missing alone or few together follow from the others.
        let told = parts(&counts, cells);
        let [agree, disagree, pass] = std::array::from_fn(|at| told[at]);
        Self { voted: Some(tally.seen), agree, disagree, pass }
    }

    /// What is told, the sum last: at [`VOTED`].
    fn row(self) -> [Option<usize>; 4] {
        [self.agree, self.disagree, self.pass, self.voted]
    }

    /// Whether something is withheld.
    pub fn is_withheld(self) -> bool {
        self.row().contains(&None)
    }
}

/// The cells of parts that make up a whole, such as channels. Sums of rows and columns are told as well, so that a count that is
/// missing alone in its row or its column would follow from the others: then the smallest of these is missing, too, until none is
/// alone, and until those that are missing are not few together.
pub fn group_cells(tallies: &[Tally], cells: Cells) -> Vec<Cell> {
    told_cells(tallies, None, cells)
}

/// The cells of groups, and that of everybody. Those in no group are what is left when the groups are taken from everybody, so that
/// they are a part like any other here, though nobody is told of them.
pub fn all_cells(groups: &[Tally], all: Tally, cells: Cells) -> (Vec<Cell>, Cell) {
    if groups.is_empty() {
        return (Vec::new(), Cell::new(all, cells));
    }
    let grouped = groups.iter().fold(Tally::default(), |sum, &tally| sum.plus(tally));
    let parts: Vec<Tally> = groups.iter().copied().chain([all.without(grouped)]).collect();
    let mut told = told_cells(&parts, Some(all), cells);
    let whole = told.pop().unwrap_or_default();
    told.truncate(groups.len());
    (told, whole)
}

fn told_cells(parts: &[Tally], all: Option<Tally>, cells: Cells) -> Vec<Cell> {
    let tallies: Vec<Tally> = parts.iter().copied().chain(all).collect();
    let mut rows: Vec<[Option<usize>; 4]> =
        tallies.iter().map(|&tally| Cell::new(tally, cells).row()).collect();
    let counts: Vec<[usize; 4]> =
        tallies.iter().map(|it| [it.agree, it.disagree, it.passed(), it.seen]).collect();
    loop {
        let lines = (0..rows.len()).map(|row| (false, (0..4).map(|at| (row, at)).collect::<Vec<_>>()));
        let columns = (0..4).map(|at| (true, (0..rows.len()).map(|row| (row, at)).collect::<Vec<_>>()));
        let hidden = lines.chain(columns).find_map(|(is_column, line)| {
            let (missing, shown): (Vec<_>, Vec<_>) =
                line.into_iter().partition(|&(row, at)| rows[row][at].is_none());
            let next = shown.into_iter().min_by_key(|&(row, at)| (counts[row][at] == 0, counts[row][at]));
            // What is told of everybody, or of all votes of a row, says how many those together are whose counts are missing.
            let is_whole_told =
                missing.iter().all(|&(row, at)| if is_column { row < parts.len() } else { at < VOTED });
            let together: usize = missing.iter().map(|&(row, at)| counts[row][at]).sum();
            let is_few = is_whole_told && (1..FEW).contains(&together);
            next.filter(|_| missing.len() == 1 || is_few)
        });
        let Some((row, at)) = hidden.filter(|_| cells == Cells::Published) else { break };
        rows[row][at] = None;
    }
    rows.into_iter().map(|[agree, disagree, pass, voted]| Cell { voted, agree, disagree, pass }).collect()
}

/// Sizes of parts of which the whole is told: none that is small, and none that would follow from the others.
pub fn parts(sizes: &[usize], cells: Cells) -> Vec<Option<usize>> {
    let mut told: Vec<Option<usize>> = sizes
        .iter()
        .map(|&size| (cells == Cells::All || !(1..FEW).contains(&size)).then_some(size))
        .collect();
    loop {
        let missing = || (0..sizes.len()).filter(|&at| told[at].is_none());
        let together: usize = missing().map(|at| sizes[at]).sum();
        let is_open = missing().count() == 1 || (1..FEW).contains(&together);
        let shown = (0..sizes.len()).filter(|&at| told[at].is_some_and(|size| size > 0));
        match shown.min_by_key(|&at| sizes[at]).filter(|_| is_open) {
            Some(next) => told[next] = None,
            None => return told,
        }
    }
}

/// How many are content; `null` where that is withheld.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Content {
    /// People with a wish.
    pub asked: Option<usize>,
    /// People of whose wishes more than half are met.
    pub content: Option<usize>,
    /// Whether fewer than half of those with a wish are content.
    pub is_lost: Option<bool>,
}

impl Content {
    /// What may be told, by the cell of those with a wish among the others; whether a group is lost is told of five people and more.
    fn new(cell: Cell, backing: Backing, cells: Cells) -> Self {
        let is_few = cells == Cells::Published && (1..FEW).contains(&backing.asked);
        let is_lost = (!is_few).then_some(backing.is_lost());
        Self { asked: cell.voted, content: cell.voted.and(cell.agree), is_lost }
    }
}

/// A case that statements are tied to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    /// Ids that ties may name.
    pub known: BTreeSet<String>,
    /// The recommended package first, then the others of the frontier.
    pub packages: Vec<Vec<String>>,
    /// Whether the first of them is recommended.
    pub is_first_recommended: bool,
}

/// What is to be found out and told.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanting<'a> {
    /// How the groups are found.
    pub asked: Asked,
    /// Which counts are told.
    pub cells: Cells,
    /// Whether to look how the result hangs on some of those who voted.
    pub manipulation: Look,
    /// The case, if there is one.
    pub offer: Option<&'a Offer>,
}

/// Whether something is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// It is.
    #[default]
    Taken,
    /// It is not.
    Spared,
}

/// A result as everybody may have it: without statements that were taken out, and without groups that do not hold, since a name
/// and a number would make them believed.
pub fn held_up(mut told: Opinion) -> Opinion {
    told.statements.retain(|said| !said.is_out);
    if told.certificate.as_ref().is_some_and(|certificate| !certificate.is_stable) {
        told.groups.clear();
        told.statements.iter_mut().for_each(|said| said.groups.clear());
        told.base.iter_mut().flat_map(|base| &mut base.conditions).for_each(|wanted| wanted.groups.clear());
        told.base.iter_mut().flat_map(|base| &mut base.packages).for_each(|package| package.groups.clear());
    }
    told
}

/// Tells the result.
pub fn opinion(of: &Consultation, found: &Groups, wanting: &Wanting<'_>, crew: &impl Crew) -> Opinion {
    let (asked, cells, is_out) = (&wanting.asked, wanting.cells, of.is_out());
    let tallies = Tallies::new(&of.ballots, &found.group_of, found.sizes.len(), crew);
    let prior = asked.mode.prior();
    // What few people say is what each of them says.
    let least = if cells == Cells::All { 0 } else { FEW };
    let teller = Teller { of, cells };
    let sizes = parts(&found.sizes, cells);
    let groups = sizes.into_iter().enumerate().map(|(group, told)| Group {
        group: group + 1,
        people: told,
        stands_for: representative(&tallies, group, &is_out, (prior, least))
            .iter()
            .map(|stands| teller.stands(stands, &tallies, group))
            .collect(),
    });
    let shared = |side| {
        let common = common(&tallies, side, &is_out, (prior, least));
        common.iter().map(|common| teller.shared(common, &tallies, side)).collect()
    };
    let in_plane = |statement: usize| found.kept.binary_search(&statement).ok();
    let statements = of.statements.iter().enumerate().map(|(at, statement)| {
        let (groups, all) = teller.cells_of(&tallies, at);
        let is_told = !groups.is_empty() && !groups.iter().any(|cell| cell.is_withheld());
        let extremity = in_plane(at).map_or(0.0, |at| found.plane.extremity(at));
        Said {
            statement: statement.id.to_string(),
            text: statement.text.clone(),
            is_out: statement.is_out,
            all,
            group_informed: is_told.then(|| group_informed(&tallies, at, prior)),
            priority: is_told.then(|| priority(tallies.grouped(at), extremity, statement.about)),
            groups,
        }
    });
    let hangs =
        (wanting.manipulation == Look::Taken).then(|| teller.hangs(&manipulation(of, asked, found, crew)));
    Opinion {
        mode: asked.mode,
        few: false,
        participants: of.ballots.participants(),
        in_conversation: found.sizes.iter().sum(),
        votes: of.ballots.votes(),
        replaced: of.replaced,
        unknown: of.unknown,
        groups: groups.collect(),
        silhouettes: found
            .silhouettes
            .iter()
            .map(|&(groups, silhouette)| Silhouette { groups, silhouette })
            .collect(),
        certificate: (asked.mode == Mode::Mawqif)
            .then(|| certificate(&of.ballots, &is_out, asked, found, crew)),
        agreed: shared(Side::Agree),
        disagreed: shared(Side::Disagree),
        statements: statements.collect(),
        manipulation: hangs,
        base: Tied::of(of, found).map(|tied| base(&tied, wanting.offer, cells)),
    }
}

struct Teller<'a> {
    of: &'a Consultation,
    cells: Cells,
}

impl Teller<'_> {
    /// What is told of a statement: of each group, and of everybody.
    fn cells_of(&self, tallies: &Tallies, statement: usize) -> (Vec<Cell>, Cell) {
        let own: Vec<Tally> = tallies.groups.iter().map(|group| group[statement]).collect();
        all_cells(&own, tallies.all[statement], self.cells)
    }

    fn id(&self, statement: usize) -> String {
        self.of.statements.get(statement).map_or_else(String::new, |statement| statement.id.to_string())
    }

    fn says(&self, told: &[(Side, usize)]) -> Vec<Says> {
        told.iter().map(|&(side, at)| Says { statement: self.id(at), side }).collect()
    }

    fn stands(&self, stands: &Representative, tallies: &Tallies, group: usize) -> Stands {
        let cells = self.cells_of(tallies, stands.statement).0;
        let cell = cells.get(group).copied().unwrap_or_default();
        let on = |cell: &Cell| if stands.side == Side::Agree { cell.agree } else { cell.disagree };
        let success = on(&cell);
        // Held against the other groups, it tells theirs.
        let is_open = cells.iter().all(|cell| on(cell).and(cell.voted).is_some());
        let told = |figure: f64| success.and(cell.voted).map(|_| figure);
        Stands {
            statement: self.id(stands.statement),
            side: stands.side,
            best_agree: stands.is_best_agree,
            success,
            trials: success.and(cell.voted),
            share: told(stands.share),
            share_test: told(stands.share_test),
            ratio: told(stands.ratio).filter(|_| is_open),
            ratio_test: told(stands.ratio_test).filter(|_| is_open),
        }
    }

    fn shared(&self, common: &Common, tallies: &Tallies, side: Side) -> Shared {
        let cell = self.cells_of(tallies, common.statement).1;
        let success = if side == Side::Agree { cell.agree } else { cell.disagree };
        Shared {
            statement: self.id(common.statement),
            success,
            trials: success.and(cell.voted),
            share: success.map(|_| common.share),
            share_test: success.map(|_| common.share_test),
        }
    }

    fn hangs(&self, found: &Manipulation) -> Hangs {
        let without = found.without.iter().map(|without| Without {
            invite: match &without.left {
                Left::Subtree(invite) => Some(invite.clone()),
                Left::NearDuplicates => None,
            },
            people: without.people,
            groups: without.groups,
            likeness: without.likeness,
            lost: self.says(&without.lost),
            gained: self.says(&without.gained),
        });
        let channels = found.channels.iter().map(|channel| Channel {
            channel: channel.name.clone(),
            people: Some(channel.people),
            says: self.says(&channel.common),
        });
        let all = Hangs {
            alike: found.alike.iter().map(Vec::len).collect(),
            without: without.collect(),
            channels: channels.collect(),
        };
        if self.cells == Cells::All { all } else { withheld(all, self.of.ballots.participants()) }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn a_small_count_is_withheld_and_cannot_be_worked_out() {
        let cell = |agree, disagree, pass| {
            Cell::new(Tally { agree, disagree, seen: agree + disagree + pass }, Cells::Published)
        };
        assert_eq!(cell(2, 1, 1), Cell::default());
        assert_eq!(cell(9, 7, 0), Cell { voted: Some(16), agree: Some(9), disagree: Some(7), pass: Some(0) });
        // Three disagree: who passed would tell it.
        assert_eq!(cell(20, 3, 6), Cell { voted: Some(29), agree: Some(20), disagree: None, pass: None });
        assert_eq!(cell(20, 3, 0), Cell { voted: Some(23), agree: None, disagree: None, pass: Some(0) });
        assert_eq!(cell(20, 3, 2), Cell { voted: Some(25), agree: Some(20), disagree: None, pass: None });
        let all = Cell::new(Tally { agree: 1, disagree: 0, seen: 1 }, Cells::All);
        assert_eq!(all.agree, Some(1));
    }

    #[test]
    fn what_is_withheld_of_a_row_does_not_follow_from_the_rest() {
        let rows = (0..=11_usize).flat_map(|agree| (0..=11).map(move |disagree| (agree, disagree)));
        let all: Vec<(Tally, Cell)> = rows
            .flat_map(|(agree, disagree)| {
                (0..=11).map(move |pass| (agree, disagree, agree + disagree + pass))
            })
            .map(|(agree, disagree, seen)| Tally { agree, disagree, seen })
            .map(|tally| (tally, Cell::new(tally, Cells::Published)))
            .collect();
        let counts = |tally: &Tally| [tally.agree, tally.disagree, tally.passed(), tally.seen];
        // Whoever knows the rule knows what could have been told like this.
        let mut by_told: HashMap<[Option<usize>; 4], Vec<[usize; 4]>> = HashMap::new();
        for (tally, cell) in &all {
            by_told.entry(cell.row()).or_default().push(counts(tally));
        }
        // Beyond eleven there are more.
        for (told, could_be) in
            by_told.into_iter().filter(|(told, _)| told[VOTED].is_none_or(|voted| voted <= 11))
        {
            for at in (0..4).filter(|&at| told[at].is_none()) {
                let values: BTreeSet<usize> = could_be.iter().map(|counts| counts[at]).collect();
                assert!(values.len() > 1, "{told:?} is only {could_be:?}");
            }
        }
        let row = |agree, disagree, pass| {
            Cell::new(Tally { agree, disagree, seen: agree + disagree + pass }, Cells::Published).row()
        };
        assert_eq!(row(20, 1, 1), [None, None, None, Some(22)], "one and one would be the only two");
        assert_eq!(row(20, 3, 2), [Some(20), None, None, Some(25)]);
    }

    #[test]
    fn a_group_is_not_withheld_alone() {
        let tally = |agree, seen| Tally { agree, disagree: seen - agree, seen };
        let cells = group_cells(&[tally(30, 60), tally(10, 20), tally(1, 3)], Cells::Published);
        assert_eq!(cells[2], Cell::default());
        // Of every sum two parts at least are missing, or none.
        let column = |of: fn(&Cell) -> Option<usize>| cells.iter().filter(|cell| of(cell).is_none()).count();
        for missing in [column(|cell| cell.voted), column(|cell| cell.agree), column(|cell| cell.disagree)] {
            assert!(missing >= 2, "{cells:?}");
        }
        for cell in &cells {
            assert_ne!(cell.row().iter().filter(|count| count.is_none()).count(), 1, "{cells:?}");
        }
        // Few people who are in no group do not follow from everybody less the groups.
        let groups = [tally(30, 60), tally(10, 20)];
        let all = groups[0].plus(groups[1]).plus(tally(2, 2));
        let (cells, whole) = all_cells(&groups, all, Cells::Published);
        assert_eq!(whole.voted, Some(82));
        for of in [|cell: &Cell| cell.voted, |cell: &Cell| cell.agree] {
            let rest =
                of(&whole).map(|whole| cells.iter().map(of).sum::<Option<usize>>().map(|it| whole - it));
            assert_eq!(rest.flatten(), None, "{cells:?}");
        }
        // Two that are few together do not follow either.
        let (cells, whole) =
            all_cells(&[tally(30, 60), tally(1, 2), tally(9, 20)], tally(41, 84), Cells::Published);
        let shown: usize = cells.iter().filter_map(|cell| cell.voted).sum();
        assert!(whole.voted.is_none_or(|whole| whole - shown >= FEW), "{cells:?}");
        assert_eq!(parts(&[40, 20, 3], Cells::Published), [Some(40), None, None]);
        assert_eq!(parts(&[40, 20, 2, 1], Cells::Published), [Some(40), None, None, None]);
        assert_eq!(parts(&[40, 0, 20], Cells::Published), [Some(40), Some(0), Some(20)]);
        // Where nothing is small, nothing is missing.
        let cells = group_cells(&[tally(30, 60), tally(10, 20)], Cells::Published);
        assert!(!cells.iter().any(|cell| cell.is_withheld()));
    }

    #[test]
    fn what_few_say_is_in_no_list() {
        use crate::consultation::public::{Alone, groups, read::VoteReader};
        let mut reader = VoteReader::default();
        reader.push(b"participant,statement,vote\n");
        for person in 0..40 {
            let vote = if person < 20 { 1 } else { -1 };
            let row = (1..=8).map(|statement| format!("{person},{statement},{vote}\n"));
            row.for_each(|line| reader.push(line.as_bytes()));
        }
        // One disagrees with nine, four agree to ten; five agree to eleven.
        for line in ["3,9,-1", "4,10,1", "5,10,1", "6,10,1", "7,10,1"] {
            reader.push(format!("{line}\n").as_bytes());
        }
        (1..6).for_each(|person| reader.push(format!("{person},11,1\n").as_bytes()));
        let of = reader.finish(None).unwrap();
        let asked = Asked::default();
        let found = groups(&of.ballots, &of.is_out(), &asked, &Alone);
        let told = |cells| {
            let wanting = Wanting { cells, manipulation: Look::Spared, ..Wanting::default() };
            let told = opinion(&of, &found, &wanting, &Alone);
            let shared = told.agreed.iter().chain(&told.disagreed).map(|it| it.statement.clone());
            let stands = told.groups.iter().flat_map(|it| &it.stands_for).map(|it| it.statement.clone());
            (shared.collect::<Vec<String>>(), stands.collect::<Vec<String>>())
        };
        let (shared, stands) = told(Cells::All);
        assert!(["9", "10", "11"].iter().all(|it| shared.iter().any(|id| id == it)), "{shared:?}");
        assert!(stands.iter().any(|it| it == "1"), "{stands:?}");
        let (shared, stands) = told(Cells::Published);
        assert_eq!(shared, ["11"]);
        assert!(stands.iter().any(|it| it == "1") && !stands.iter().any(|it| it == "9" || it == "10"));
    }
}
