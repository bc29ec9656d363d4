//! Writing a dossier back: the canonical file that says exactly what was read.
//!
//! The names of keys, and which of them may be left out, are those of the types' serialisation. What
//! a file has beyond that is settled here: sections as tables of their own, days as TOML dates, and
//! silence about what another key of the file says already.

#[cfg(test)]
mod tests;

use std::{convert::identity, mem};

use serde::Serialize;
use toml_edit::{
    Datetime, DocumentMut, Item, Table, Value,
    ser::{self, ValueSerializer},
    value,
};

use super::{Dossier, format::canonical};
use crate::initiative::stability::game::Game;

/// The version of the format that is written.
const FORMAT: i64 = 1;

/// The keys of sections that hold days.
const DAYS: [&str; 6] = ["received", "deadline", "from", "until", "due", "date"];

/// The keys of sections that mean the section's id when they are left out.
const NAMES: [&str; 3] = ["title", "name", "text"];

/// The keys of sections that hold tables of their own.
const TABLES: [&str; 3] = ["alternative", "player", "allow"];

/// Why a dossier cannot be written: nor could it have been read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the dossier holds what no file can hold: {0}")]
pub struct Unwritable(#[from] ser::Error);

/// Writes a dossier in the canonical form, in which [`format`](super::format::format) changes nothing:
/// sections in the order of `docs/dossier.md`, and no key that says only the default.
///
/// Reading what was written gives the same dossier, as long as that stays within
/// [`FILE_LIMIT`](super::FILE_LIMIT). Comments are no part of a dossier and are not written.
///
/// # Errors
/// When a number is beyond 2^63. A dossier that was read has none beyond 10^12.
pub fn write(dossier: &Dossier) -> Result<String, Unwritable> {
    let mut document = ser::to_document(dossier)?;
    let mut places = 0..;
    for (_, item) in document.iter_mut() {
        section(item, &mut places);
    }
    let stances = document.get_mut("stance").and_then(Item::as_array_of_tables_mut);
    for (written, stance) in stances.into_iter().flat_map(|it| it.iter_mut()).zip(&dossier.stances) {
        if stance.version == dossier.initiative.version {
            written.remove("version");
        }
    }
    document.insert("mawqif", value(FORMAT));
    Ok(canonical(&mut document))
}

/// A game as a section, to be put into a dossier.
///
/// # Errors
/// As for [`write()`].
pub fn game(game: &Game) -> Result<String, Unwritable> {
    let mut document = DocumentMut::new();
    document.insert("game", Item::Value(game.serialize(ValueSerializer::new())?));
    let mut places = 0..;
    document.iter_mut().for_each(|(_, item)| section(item, &mut places));
    Ok(canonical(&mut document))
}

/// Makes a section of what was serialised as a value, at the next places of the file.
fn section(item: &mut Item, places: &mut impl Iterator<Item = isize>) {
    *item = match mem::take(item) {
        Item::Value(Value::InlineTable(table)) => Item::Table(table.into_table()),
        other => other.into_array_of_tables().map_or_else(identity, Item::ArrayOfTables),
    };
    match item {
        Item::Table(table) => settle(table, places),
        Item::ArrayOfTables(tables) => tables.iter_mut().for_each(|table| settle(table, places)),
        _ => {}
    }
}

fn settle(table: &mut Table, places: &mut impl Iterator<Item = isize>) {
    table.set_position(places.next());
    for key in DAYS {
        if let Some(item) = table.get_mut(key)
            && let Some(day) = item.as_str().and_then(|day| day.parse::<Datetime>().ok())
        {
            *item = value(day);
        }
        if let Some(inner) = table.get_mut("baseline").and_then(Item::as_inline_table_mut)
            && let Some(stated) = inner.get_mut(key)
            && let Some(day) = stated.as_str().and_then(|day| day.parse::<Datetime>().ok())
        {
            *stated = Value::from(day);
        }
    }
    if let Some(id) = table.get("id").and_then(Item::as_str).map(str::to_owned) {
        for key in NAMES {
            if table.get(key).and_then(Item::as_str) == Some(&id) {
                table.remove(key);
            }
        }
    }
    for key in TABLES {
        if let Some(inner) = table.get_mut(key) {
            section(inner, places);
            // A section that has nothing but tables of its own needs no header.
            table.set_implicit(true);
        }
    }
}
