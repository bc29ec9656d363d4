//! The places of a case as a map of tiles, by which whoever reports says where something was: each tile is a link that chooses its place in
//! the form, with and without a script.
//!
//! It has those places of which coordinates are known, as long as there are few; the list in the form has all.

use mawqif_core::{case::Case, text::Id};

use super::{
    super::{
        super::{sheet::escaped, words::Words},
        told,
    },
    drawn::{GAP, TILE, laid, short},
};

/// The most places of a map: more are neither found nor touched on a telephone, and are sent over a bad line.
pub const MAP_PLACES_LIMIT: usize = 36;

/// A map.
pub struct Map {
    /// The room that it takes.
    pub width: usize,
    /// The same, downwards.
    pub height: usize,
    /// The tiles.
    pub tiles: Vec<Tile>,
}

/// A place on it.
pub struct Tile {
    /// The id of the place, as an address has it.
    pub id: String,
    /// The same as it is.
    pub place: String,
    /// Where it begins.
    pub x: usize,
    /// The same, downwards.
    pub y: usize,
    /// Where its name stands.
    pub middle: usize,
    /// The same, downwards.
    pub name_at: usize,
    /// What it is called.
    pub name: String,
    /// The same, shortened.
    pub short: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

impl Map {
    /// The map of a case; nothing when fewer than two of its places have coordinates, or too many.
    pub fn of(case: &Case, chosen: &str, words: &Words) -> Option<Self> {
        let places = case.dossier().places.iter();
        let all: Vec<(&Id, (f64, f64))> = places.filter_map(|it| Some((&it.id, it.at?))).collect();
        if !(2..=MAP_PLACES_LIMIT).contains(&all.len()) {
            return None;
        }
        let points: Vec<(f64, f64)> = all.iter().map(|(_, at)| *at).collect();
        let (columns, order) = laid(all.len(), Some(&points))?;
        let tile = |(place, own): (usize, &usize)| {
            let (id, _) = all.get(*own)?;
            let (x, y) = ((place % columns) * (TILE + GAP), (place / columns) * (TILE + GAP));
            let name = told::place(case, id, words);
            Some(Tile {
                id: escaped(id.as_str()),
                place: id.to_string(),
                x,
                y,
                middle: x + TILE / 2,
                name_at: y + TILE / 2 + 5,
                short: short(&name),
                name,
                is_chosen: id.as_str() == chosen,
            })
        };
        let rows = all.len().div_ceil(columns);
        Some(Self {
            width: columns * (TILE + GAP) - GAP,
            height: rows * (TILE + GAP) - GAP,
            tiles: order.iter().enumerate().filter_map(tile).collect(),
        })
    }

    /// The side of a tile, for templates.
    pub fn side(&self) -> usize {
        TILE
    }
}
