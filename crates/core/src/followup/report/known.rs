//! Reports beside those of other tables: what is left out because an earlier table has it, how they are kept, and the root by
//! which a record proves them.
//!
//! A report is known again by what its source calls it, and only among tables of one kind: two sources may call different
//! things the same. Without such a name nothing is left out, and likeness alone can suggest that it was told before.

use super::{Doubt, DoubtKind, Names, Report, Reports};
use crate::record::hash::Hash;

impl Reports {
    /// What the source calls the report at a place of `reports`; empty when it does not say.
    pub fn external_id(&self, at: usize) -> &str {
        let end = |at: usize| self.ends.get(at).and_then(|end| usize::try_from(*end).ok());
        let start = at.checked_sub(1).map_or(Some(0), end);
        start.zip(end(at)).and_then(|(start, end)| self.ids.get(start..end)).unwrap_or("")
    }

    /// Leaves out the reports that an earlier table has, by what their source calls them. Their lines are not known any more, so
    /// the doubts name their rows.
    pub fn leave_out_known(&mut self, is_known: impl Fn(&str) -> bool) {
        let known = |at: usize| {
            let id = self.external_id(at);
            !id.is_empty() && is_known(id)
        };
        let out: Vec<bool> = (0..self.reports.len()).map(known).collect();
        if !out.contains(&true) {
            return;
        }
        let (mut ids, mut ends, mut kept) = (String::new(), Vec::new(), Vec::new());
        let mut doubts = Vec::new();
        for (at, (report, is_out)) in self.reports.iter().zip(&out).enumerate() {
            let id = self.external_id(at);
            if *is_out {
                doubts.push((report.row, id.chars().take(80).collect::<String>()));
                continue;
            }
            ids.push_str(id);
            ends.push(u32::try_from(ids.len()).unwrap_or(u32::MAX));
            kept.push(*report);
        }
        (self.ids, self.ends, self.reports) = (ids, ends, kept);
        let most = usize::try_from(super::DOUBT_LIMIT).unwrap_or(usize::MAX);
        let count = u32::try_from(doubts.len()).unwrap_or(u32::MAX);
        self.doubted.insert(DoubtKind::TakenBefore, count);
        let kind = DoubtKind::TakenBefore;
        let told = doubts.into_iter().take(most);
        // Lines and rows differ by the first row, where no cell goes over several lines.
        self.doubts.extend(told.map(|(row, words)| Doubt { row, line: u64::from(row) + 1, kind, words }));
        self.doubts.sort_by_key(|it| (it.row, it.kind));
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
        reports.leave_out_known(|id| id == "zz");
        assert_eq!((reports.reports.len(), reports.root()), (3, root));
        reports.leave_out_known(|id| id == "a1");
        let ids: Vec<&str> = (0..3).map(|at| reports.external_id(at)).collect();
        assert_eq!((ids.as_slice(), reports.reports.len(), reports.left_out()), (&["b2", "", ""][..], 2, 1));
        let doubt = &reports.doubts[0];
        assert_eq!((doubt.kind, doubt.line, doubt.words.as_str()), (DoubtKind::TakenBefore, 2, "a1"));
        assert_ne!(reports.root(), root);
        assert_eq!(
            reports.row(0),
            r#"[2,["2030-01-02","2030-01-02"],1,null,["raid","","","","","","",""],[null,null,null],"b2"]"#
        );
    }
}
