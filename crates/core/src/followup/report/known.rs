//! Reports beside those of other tables: what is left out because an earlier table has it, how they are kept, and the root by
//! which a record proves them.
//!
//! A report is known again by what its source calls it, and only among tables of one kind. UCDP and ACLED give an id once and
//! for all: whatever has it is the same event, perhaps revised. In other tables two sources may call different things the same,
//! so the day, the place and the kind must be the same as well. Without an id nothing is left out, and likeness alone can suggest
//! that it was told before.

use std::{
    collections::{HashMap, hash_map::RandomState},
    hash::BuildHasher,
};

use super::{Doubt, DoubtKind, Names, Report, Reports};
use crate::{
    followup::{calendar::Day, columns::Shape},
    record::hash::Hash,
};

/// A report of an earlier table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Earlier<'e> {
    /// What its source calls it.
    pub id: &'e str,
    /// Its first day.
    pub day: Day,
    /// Its place.
    pub place: &'e str,
    /// What kind of event.
    pub kind: &'e str,
    /// The dead.
    pub deaths: Option<u32>,
}

/// How much of a report an earlier table has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Found {
    #[default]
    Nowhere,
    /// What it is called.
    Id,
    /// Its day, place and kind as well.
    Event,
    /// And the dead.
    Whole,
}

/// A report of the table itself: what it says, as hashes.
struct Own {
    event: u64,
    whole: u64,
    found: Found,
}

/// What earlier tables have of the reports of a table. It grows with that table alone.
pub struct Known {
    state: RandomState,
    own: HashMap<u64, Own>,
}

impl Known {
    /// What is asked of earlier tables.
    pub fn of(reports: &Reports) -> Self {
        let mut known = Self { state: RandomState::new(), own: HashMap::new() };
        for (at, report) in reports.reports.iter().enumerate() {
            let id = reports.external_id(at);
            if id.is_empty() {
                continue;
            }
            let words = |name| reports.names.words(name);
            let (place, kind) = (words(report.place), words(report.kind));
            let (event, whole) =
                known.hashes(&Earlier { id, day: report.day, place, kind, deaths: report.deaths });
            let key = known.state.hash_one(id);
            known.own.insert(key, Own { event, whole, found: Found::Nowhere });
        }
        known
    }

    /// Whether anything is asked.
    pub fn is_empty(&self) -> bool {
        self.own.is_empty()
    }

    /// Takes note of a report of an earlier table.
    pub fn meet(&mut self, earlier: &Earlier<'_>) {
        let (event, whole) = self.hashes(earlier);
        if let Some(own) = self.own.get_mut(&self.state.hash_one(earlier.id)) {
            let found = match () {
                () if own.whole == whole => Found::Whole,
                () if own.event == event => Found::Event,
                () => Found::Id,
            };
            own.found = own.found.max(found);
        }
    }

    fn hashes(&self, of: &Earlier<'_>) -> (u64, u64) {
        let event = (of.day.0, of.place, of.kind);
        (self.state.hash_one(event), self.state.hash_one((event, of.deaths)))
    }
}

impl Reports {
    /// What the source calls the report at a place of `reports`; empty when it does not say.
    pub fn external_id(&self, at: usize) -> &str {
        let end = |at: usize| self.ends.get(at).and_then(|end| usize::try_from(*end).ok());
        let start = at.checked_sub(1).map_or(Some(0), end);
        start.zip(end(at)).and_then(|(start, end)| self.ids.get(start..end)).unwrap_or("")
    }

    /// Leaves out the reports that an earlier table has, as far as [`Known`] has met them. Their lines are not known any more, so
    /// the doubts name their rows.
    pub fn leave_out_known(&mut self, known: &Known) {
        let doubtful = |at: usize| self.doubtful(at, known);
        let doubtful: Vec<Option<DoubtKind>> = (0..self.reports.len()).map(doubtful).collect();
        if doubtful.iter().all(Option::is_none) {
            return;
        }
        let (mut ids, mut ends, mut kept) = (String::new(), Vec::new(), Vec::new());
        let (mut doubts, mut doubted) = (Vec::new(), std::mem::take(&mut self.doubted));
        for (at, (report, kind)) in self.reports.iter().zip(&doubtful).enumerate() {
            let id = self.external_id(at);
            if let Some(kind) = kind {
                let count = doubted.entry(*kind).or_default();
                *count = count.saturating_add(1);
                if *count <= super::DOUBT_LIMIT {
                    let words = id.chars().take(80).collect();
                    // Lines and rows differ by the first row, where no cell goes over several lines.
                    doubts.push(Doubt {
                        row: report.row,
                        line: u64::from(report.row) + 1,
                        kind: *kind,
                        words,
                    });
                }
            }
            if kind.is_some_and(DoubtKind::leaves_out) {
                continue;
            }
            ids.push_str(id);
            ends.push(u32::try_from(ids.len()).unwrap_or(u32::MAX));
            kept.push(*report);
        }
        (self.ids, self.ends, self.reports) = (ids, ends, kept);
        self.doubted = doubted;
        self.doubts.append(&mut doubts);
        self.doubts.sort_by_key(|it| (it.row, it.kind));
    }

    /// How many rows were left out because an earlier table has them.
    pub fn left_to_others(&self) -> u32 {
        let count = |kind| self.doubted.get(&kind).copied().unwrap_or_default();
        count(DoubtKind::TakenBefore).saturating_add(count(DoubtKind::Revised))
    }

    fn doubtful(&self, at: usize, known: &Known) -> Option<DoubtKind> {
        let id = self.external_id(at);
        let found = known.own.get(&known.state.hash_one(id)).filter(|_| !id.is_empty())?.found;
        // Who publishes such a table gives an id once and for all; in a table of one's own it may be a mere number.
        match (self.columns.shape, found) {
            (_, Found::Nowhere) => None,
            (Shape::Plain, Found::Id) => Some(DoubtKind::IdElsewhere),
            (Shape::Plain, _) | (_, Found::Whole) => Some(DoubtKind::TakenBefore),
            _ => Some(DoubtKind::Revised),
        }
    }

    /// The root of the RFC 6962 tree over the reports, each as the JSON of [`Reports::row`].
    pub fn root(&self) -> Hash {
        let mut root = Root::default();
        for at in 0..self.reports.len() {
            root.push(Hash::leaf(self.row(at).as_bytes()));
        }
        root.hash()
    }

    /// A report as one line of JSON: its row, its days, to how many days the first is known, latitude and longitude in millionths
    /// of a degree, kind, subkind, both sides, place, district, region, origin, the dead (fewest, best, most), and its name.
    pub fn row(&self, at: usize) -> String {
        self.reports.get(at).map_or_else(String::new, |it| row(it, &self.names, self.external_id(at)))
    }
}

/// A report as one line of JSON, as [`Reports::row`] has it.
fn row(report: &Report, names: &Names, id: &str) -> String {
    let days = [report.day, report.end].map(|day| day.date().to_string());
    let words = [
        report.kind,
        report.subkind,
        report.actor,
        report.against,
        report.place,
        report.district,
        report.region,
        report.origin,
    ]
    .map(|name| names.words(name));
    let told = (
        report.row,
        days,
        report.within,
        report.at.map(|(latitude, longitude)| [latitude, longitude]),
        words,
        [report.low, report.deaths, report.high],
        id,
    );
    serde_json::to_string(&told).unwrap_or_default()
}

/// The root of a growing tree, of which only the edge is kept.
#[derive(Clone, Debug, Default)]
struct Root(Vec<(u32, Hash)>);

impl Root {
    fn push(&mut self, leaf: Hash) {
        let mut node = (0, leaf);
        while let Some((height, left)) = self.0.last().copied().filter(|(height, _)| *height == node.0) {
            self.0.pop();
            node = (height + 1, Hash::node(&left, &node.1));
        }
        self.0.push(node);
    }

    fn hash(&self) -> Hash {
        let mut edge = self.0.iter().rev().map(|(_, hash)| *hash);
        let last = edge.next().unwrap_or_else(Hash::empty);
        edge.fold(last, |right, left| Hash::node(&left, &right))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        followup::{
            calendar::{Day, Order},
            report::{Source, read},
        },
        record::tree::Tree,
    };

    fn reports(table: &str) -> Reports {
        let today = Day::new(2031, 1, 1).unwrap();
        let source =
            Source { bytes: table.as_bytes(), today, columns: &[], order: Order::Plain, points: &[] };
        read(&source).unwrap()
    }

    #[test]
    fn the_root_is_that_of_the_records_tree() {
        for count in 0..40_u8 {
            let (mut root, mut tree) = (Root::default(), Tree::new());
            for leaf in 0..count {
                root.push(Hash::leaf(&[leaf]));
                tree.push(Hash::leaf(&[leaf]));
            }
            assert_eq!(root.hash(), tree.head().root, "{count}");
        }
    }

    #[test]
    fn what_an_earlier_table_has_is_left_out_and_told() {
        let mut reports = reports("id,date,kind\na1,2030-01-01,raid\nb2,2030-01-02,raid\n,2030-01-03,raid\n");
        let root = reports.root();
        let met = |reports: &Reports, id, day| {
            let mut known = Known::of(reports);
            let day = Day::new(2030, 1, day).unwrap();
            known.meet(&Earlier { id, day, place: "", kind: "raid", deaths: Some(9) });
            known
        };
        let none = met(&reports, "zz", 1);
        reports.leave_out_known(&none);
        assert_eq!((reports.reports.len(), reports.root(), reports.doubts.len()), (3, root, 0));
        // The same id of another day is another event, and is told.
        let other = met(&reports, "b2", 9);
        reports.leave_out_known(&other);
        assert_eq!((reports.reports.len(), reports.doubted[&DoubtKind::IdElsewhere]), (3, 1));
        let same = met(&reports, "a1", 1);
        reports.leave_out_known(&same);
        let ids: Vec<&str> = (0..3).map(|at| reports.external_id(at)).collect();
        assert_eq!((ids.as_slice(), reports.reports.len(), reports.left_out()), (&["b2", "", ""][..], 2, 1));
        let doubt = &reports.doubts[0];
        assert_eq!((doubt.kind, doubt.line, doubt.words.as_str()), (DoubtKind::TakenBefore, 2, "a1"));
        assert_eq!(reports.left_to_others(), 1);
        assert_ne!(reports.root(), root);
        assert_eq!(
            reports.row(0),
            r#"[2,["2030-01-02","2030-01-02"],1,null,["raid","","","","","","",""],[null,null,null],"b2"]"#
        );
    }

    #[test]
    fn what_a_publisher_has_revised_is_left_out_and_told_apart() {
        let mut reports = reports("id,date,kind\na1,2030-01-01,raid\nb2,2030-01-02,raid\n");
        reports.columns.shape = Shape::Acled;
        let mut known = Known::of(&reports);
        for (id, day, deaths) in [("a1", 1, None), ("b2", 2, Some(4))] {
            let day = Day::new(2030, 1, day).unwrap();
            known.meet(&Earlier { id, day, place: "", kind: "raid", deaths });
        }
        reports.leave_out_known(&known);
        assert_eq!((reports.reports.len(), reports.left_to_others()), (0, 2));
        let told: Vec<_> = reports.doubts.iter().map(|it| it.kind).filter(|it| it.leaves_out()).collect();
        assert_eq!(told, [DoubtKind::TakenBefore, DoubtKind::Revised]);
    }
}
