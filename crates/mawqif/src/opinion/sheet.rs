//! The statements as a table for a spreadsheet, in which nothing is a formula.

use std::{collections::BTreeMap, fmt::Write};

use mawqif_core::consultation::public::{
    csv::cell,
    report::{Cell, Opinion},
};

use crate::locale::Locale;

/// More counts of a table: whose they are, and by statement.
pub type Column = (String, BTreeMap<String, Cell>);

/// The table: a line for each statement, counts of everybody and of each group; withheld counts are empty.
pub fn csv(told: &Opinion, more: &[Column], locale: &Locale) -> String {
    let mut head = vec![locale.word("opinion-column-statement"), locale.word("opinion-column-text")];
    let counts = |who: &str| {
        ["opinion-column-voted", "opinion-column-agree", "opinion-column-disagree", "opinion-column-pass"]
            .map(|key| format!("{} ({who})", locale.word(key)))
    };
    head.extend(counts(&locale.word("opinion-all")));
    for group in &told.groups {
        head.extend(counts(
            &locale.tell("opinion-group", &[("group", super::words::letter(group.group, locale).into())]),
        ));
    }
    more.iter().for_each(|(who, _)| head.extend(counts(who)));
    let line = |cells: Vec<String>| cells.iter().map(|text| cell(text)).collect::<Vec<_>>().join(",");
    let mut sheet = String::from("\u{feff}");
    let _ = writeln!(sheet, "{}\r", line(head));
    for said in &told.statements {
        let mut cells = vec![said.statement.clone(), said.text.clone()];
        let withheld = Cell::default();
        let more = more.iter().map(|(_, own)| own.get(&said.statement).unwrap_or(&withheld));
        for Cell { voted, agree, disagree, pass } in
            std::iter::once(&said.all).chain(&said.groups).chain(more)
        {
            cells.extend(
                [voted, agree, disagree, pass]
                    .map(|count| count.map_or_else(String::new, |count| count.to_string())),
            );
        }
        let _ = writeln!(sheet, "{}\r", line(cells));
    }
    sheet
}
