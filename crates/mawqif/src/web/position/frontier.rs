//! The trades of burden against support, as a plot and as a list: each can be looked at.

use mawqif_core::{dossier::Dossier, position::unify::Answer, text::Id};

use super::{super::form::Form, Words};
use crate::{cli::Note, locale::Language};

/// The plot's room for points, in its own units.
const WIDTH: u64 = 360;
const HEIGHT: u64 = 150;
/// The room around it, for axes and their words.
const LEFT: u64 = 40;
const TOP: u64 = 20;

/// The plot.
pub struct Plot {
    /// The trades, by burden.
    pub points: Vec<Point>,
    /// The steps from each trade to the next, as a line.
    pub line: String,
    /// Where the axes begin and end: left, top, right, bottom.
    pub frame: [u64; 4],
}

/// A trade.
pub struct Point {
    /// Where it is looked at.
    pub link: String,
    /// Whether it is looked at now.
    pub is_chosen: bool,
    /// Where it stands.
    pub x: u64,
    /// Where it stands.
    pub y: u64,
    /// Its burden, in figures.
    pub burden: String,
    /// What it is, in a sentence.
    pub says: String,
}

impl Plot {
    /// The plot of an answer with more than one trade.
    pub fn of(
        dossier: &Dossier,
        answer: &Answer,
        chosen: Option<usize>,
        asked: &Form,
        words: &Words,
        note: &Note<'_>,
    ) -> Option<Self> {
        let trades = &answer.frontier;
        let (first, last) = (trades.first()?, trades.last()?);
        if trades.len() < 2 {
            return None;
        }
        let scaled = |value: u64, from: u64, to: u64, length: u64| {
            let scaled = u128::from(value - from) * u128::from(length) / u128::from((to - from).max(1));
            u64::try_from(scaled).unwrap_or(length)
        };
        let recommended = trades.iter().position(|it| Some(&it.package) == answer.package.as_ref());
        let chosen = chosen.or(recommended);
        let points: Vec<Point> = trades
            .iter()
            .enumerate()
            .map(|(at, trade)| {
                let across = scaled(trade.burden, first.burden, last.burden, WIDTH);
                // Burden grows in the reading direction.
                let across = if words.language() == Language::Ar { WIDTH - across } else { across };
                let before = at.checked_sub(1).map(|before| trades[before].package.as_slice());
                Point {
                    link: link(asked, at),
                    is_chosen: chosen == Some(at),
                    x: LEFT + across,
                    y: TOP + HEIGHT - scaled(trade.support, first.support, last.support, HEIGHT),
                    burden: words.number(trade.burden),
                    says: says(dossier, trade.burden, trade.support, &trade.package, before, words, note),
                }
            })
            .collect();
        let line: Vec<String> = points.iter().map(|it| format!("{},{}", it.x, it.y)).collect();
        Some(Self {
            points,
            line: line.join(" "),
            frame: [LEFT - 16, TOP, LEFT + WIDTH + 16, TOP + HEIGHT + 16],
        })
    }
}

/// The address of a trade, with all else that is asked.
fn link(asked: &Form, at: usize) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    let kept = |name: &str| name.starts_with("c.") || name.starts_with("b.");
    for (name, value) in asked.all().iter().filter(|(name, value)| kept(name) && !value.is_empty()) {
        query.append_pair(name, value);
    }
    query.append_pair("trade", &at.to_string());
    format!("?{}#trades", query.finish())
}

fn says(
    dossier: &Dossier,
    burden: u64,
    support: u64,
    package: &[Id],
    before: Option<&[Id]>,
    words: &Words,
    note: &Note<'_>,
) -> String {
    let ids = |ids: &[Id]| {
        let all: Vec<String> = ids.iter().map(ToString::to_string).collect();
        if all.is_empty() { words.word("nothing-asked") } else { words.locale().list(&all) }
    };
    let mut values = vec![("burden", burden.into()), ("support", support.into())];
    let Some(before) = before.filter(|before| before.iter().all(|id| package.contains(id))) else {
        values.push(("list", ids(package).into()));
        return words.tell("frontier-line", &values);
    };
    let added: Vec<Id> = package.iter().filter(|id| !before.contains(id)).cloned().collect();
    values.push(("list", ids(&added).into()));
    let name = |id: &Id| words.name_of(id, dossier.bodies.iter().map(|body| (&body.id, &body.name)));
    let won: Vec<String> = note.won_over(before, package).iter().map(name).collect();
    // Nobody to name: who was won over has a confidential stance.
    let key = if won.is_empty() { "frontier-adds-hidden" } else { "frontier-adds" };
    values.push(("bodies", words.locale().list(&won).into()));
    words.tell(key, &values)
}
