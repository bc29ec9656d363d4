//! Tables of reports: what may be taken in, and taken back.
//!
//! Whether the rows are what the import says is seen to by whoever has read them; here stands what the record alone can say.

use super::{
    super::{
        Checking,
        words::{self, Length},
    },
    unknown,
};
use crate::{
    case::{
        Act, Fact, Refusal, Role,
        followup::{
            imports::{IMPORT_LIMIT, IMPORTED_LIMIT, Import},
            rows::TableRow,
        },
        refusal::{State, Thing, WordFault},
    },
    followup::table::ROW_LIMIT,
};

/// The highest number of a table: those that were discarded have had numbers, too.
const NUMBERS: u64 = 1_000_000_000;

/// The longest name of a kind of table, in bytes.
const FORMAT: usize = 32;

impl Checking<'_> {
    pub(super) fn imports(self, act: &Act) -> Option<Result<Fact, Refusal>> {
        Some(match act {
            Act::ImportReports { number, import } => self.import_reports(*number, import),
            Act::TakeImportBack { number, reason } => {
                let back = || {
                    let known = self.case.follow_up().imports().all().get(number);
                    let known = known.ok_or_else(|| unknown(Thing::Import, *number))?;
                    if known.back.is_some() {
                        return Err(Refusal::State(State::AlreadyThere));
                    }
                    words::check_given("reason", reason, Length::Lines)?;
                    Ok(Fact::ImportTakenBack { number: *number, reason: reason.clone() })
                };
                back()
            }
            _ => return None,
        })
    }

    /// Whether a table counts of which somebody makes a report, and may have such a row. Tables are seen by those who follow up alone.
    pub(super) fn counts(self, row: TableRow) -> Result<(), Refusal> {
        let roles = self.case.roles(self.actor, self.now);
        let sees = roles.iter().any(|it| matches!(it, Role::Secretariat | Role::Committee));
        let table = self.case.follow_up().imports().all().get(&row.table);
        let counts = table.is_some_and(|it| it.back.is_none() && (1..=it.import.rows).contains(&row.row));
        if sees && counts {
            Ok(())
        } else {
            Err(Refusal::Unknown { what: Thing::Import, name: row.client() })
        }
    }

    fn import_reports(self, number: u64, import: &Import) -> Result<Fact, Refusal> {
        let imports = self.case.follow_up().imports();
        if let Some(before) = imports.of_file(&import.sha256) {
            return Err(Refusal::State(State::ImportedBefore(before)));
        }
        if number == 0 || number > NUMBERS {
            return Err(unknown(Thing::Import, number));
        }
        if imports.all().contains_key(&number) {
            return Err(Refusal::State(State::AlreadyThere));
        }
        if imports.all().len() >= IMPORT_LIMIT {
            return Err(Refusal::Limit { what: "tables of reports", limit: IMPORT_LIMIT });
        }
        let counted =
            imports.in_force().fold(import.taken, |sum, (_, it)| sum.saturating_add(it.import.taken));
        if counted > IMPORTED_LIMIT {
            let limit = usize::try_from(IMPORTED_LIMIT).unwrap_or(usize::MAX);
            return Err(Refusal::Limit { what: "rows of reports", limit });
        }
        if usize::try_from(import.rows).map_or(true, |rows| rows > ROW_LIMIT) {
            return Err(Refusal::Limit { what: "rows of a table", limit: ROW_LIMIT });
        }
        if import.taken == 0 || import.taken > import.rows {
            return Err(Refusal::State(State::NothingImported));
        }
        let is_name = |byte: u8| byte.is_ascii_lowercase() || byte == b'-';
        if import.format.is_empty() || import.format.len() > FORMAT || !import.format.bytes().all(is_name) {
            return Err(Refusal::Words { field: "format", fault: WordFault::Character });
        }
        Ok(Fact::ReportsImported { number, import: import.clone() })
    }
}
