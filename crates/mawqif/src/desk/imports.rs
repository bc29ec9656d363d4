//! Tables of reports: brought, looked at, taken in and taken back.
//!
//! A file is kept as it came, and read when it is looked at, so that another way to read its columns costs nothing and a reader who is
//! mended later reads the same bytes; what was read is kept for a while, so that taking it in reads nothing again. Rows are written before the act that lets them count: when that comes to
//! nothing, a table waits as before. Whether somebody may is the core's to say, before anything is written. Whoever takes a table in or drops
//! it claims it in the database first: of two servers one does, and a table that was taken in stays claimed.

mod beside;
pub mod kept;
pub mod outcome;
pub mod rows;

use std::{sync::Arc, time::Duration};

use mawqif_core::{
    case::{Act, Case, followup::imports::Import},
    dossier::Dossier,
    followup::{
        self, Reports, Source,
        calendar::{Day, Order},
        report::Known,
        table::{FILE_LIMIT, TableFault, WorkbookFault},
    },
    record::hash::Hash,
};
use mawqif_store::{BroughtReports, Claim, NewTable, Read};
use serde::{Deserialize, Serialize};
use tokio::sync::OnceCell;

use self::{
    kept::{Basis, Dry},
    outcome::{Outcome, may_count},
};
use super::{Desk, Fault, access::Caller, act::Done, held::Held, keys::random};
use crate::intake::workbook;

/// The most tables of a case that wait to be taken in; the oldest makes room for a new one.
pub const WAITING_LIMIT: usize = 20;

/// How long a claim to a table holds that nobody gives back, in microseconds: longer than the largest takes.
const CLAIMED_FOR: u64 = 600_000_000;

/// The longest name of a file that is kept, in characters.
const NAME: usize = 120;

/// How the columns of a table are read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// What somebody said a column tells: the field and the column's name.
    #[serde(default)]
    pub columns: Vec<(String, String)>,
    /// How days are written: `plain`, `day-first`, `month-first` or `counted`.
    #[serde(default)]
    pub days: String,
    /// The sheet of a workbook; the first that is shown when it is empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sheet: String,
}

impl Mapping {
    /// What days are written in.
    pub fn order(&self) -> Order {
        match self.days.as_str() {
            "day-first" => Order::DayFirst,
            "month-first" => Order::MonthFirst,
            "counted" => Order::Counted,
            _ => Order::Plain,
        }
    }

    fn of(table: &BroughtReports) -> Self {
        serde_json::from_str(&table.mapping).unwrap_or_default()
    }

    fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// A file as somebody brings it.
pub struct Brought {
    /// What it is called.
    pub name: String,
    /// What is in it.
    pub bytes: axum::body::Bytes,
    /// How its source is graded, when that is said.
    pub grade: Option<String>,
}

/// What becomes of a file that is brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It waits under this number.
    Waits(u64),
    /// It was brought before, and is this table.
    Before(u64),
    /// It is longer than a table may be.
    TooLong,
}

/// A table that was read.
pub struct Looked {
    /// What is known of it.
    pub table: BroughtReports,
    /// How it is read.
    pub mapping: Mapping,
    /// What it was read as.
    pub dry: Arc<Dry>,
}

/// What became of a table that somebody wants to be taken in.
#[derive(Debug)]
pub enum Taking {
    /// It counts.
    Done(Done),
    /// The record has it already.
    Already,
    /// Nothing can be read.
    Unread,
    /// What would be taken in is not what was looked at.
    Changed,
    /// Somebody else is taking it in or dropping it at this moment.
    Claimed,
    /// It is being taken in, which takes longer than whoever asked waits.
    Begun,
}

/// Whether a table of the store is the one that the record names: the same file, and the same rows.
pub fn is_of(table: &BroughtReports, import: &Import) -> bool {
    table.sha256 == import.sha256 && table.root == Some(import.root)
}

impl Looked {
    /// What it says, or why nothing can be read.
    ///
    /// # Errors
    /// Why nothing can be read.
    pub fn read(&self) -> Result<&Arc<Reports>, &TableFault> {
        self.dry.read.as_ref().map(|(reports, _)| reports)
    }

    fn root(&self) -> Option<Hash> {
        self.dry.read.as_ref().ok().map(|(_, root)| *root)
    }

    /// What the record would say of it.
    fn import(&self, reports: &Reports, root: Hash) -> Import {
        let days = reports.days();
        Import {
            sha256: self.table.sha256,
            format: reports.columns.shape.name().to_owned(),
            rows: u64::from(reports.rows),
            taken: u64::try_from(reports.reports.len()).unwrap_or(u64::MAX),
            root,
            first: days.map(|(first, _)| first.date()),
            last: days.map(|(_, last)| last.date()),
        }
    }

    /// What was looked at, in one hash: the rows that would count, how they are read, and how the source is graded.
    pub fn seal(&self) -> Option<Hash> {
        let grade = self.table.grade.as_deref().unwrap_or_default();
        let mapping = self.mapping.json();
        self.root().map(|root| Hash::of(&[root.as_bytes(), mapping.as_bytes(), b"\0", grade.as_bytes()]))
    }
}

impl Desk {
    /// Keeps a file that somebody brings, unless the same bytes count or wait already.
    ///
    /// # Errors
    /// The store's.
    pub async fn bring_table(&self, held: &Held, caller: &Caller, file: Brought) -> Result<Kept, Fault> {
        if file.bytes.len() > FILE_LIMIT {
            return Ok(Kept::TooLong);
        }
        let (sha256, case) = (Hash::of(&[&file.bytes]), held.now());
        let imports = case.follow_up().imports();
        if let Some(number) = imports.of_file(&sha256) {
            return Ok(Kept::Before(number));
        }
        let store = self.store();
        let all = store.brought_reports(held.stored()).await?;
        let waiting: Vec<&BroughtReports> =
            all.iter().filter(|it| !imports.all().contains_key(&it.number)).collect();
        if let Some(same) = waiting.iter().find(|it| it.sha256 == sha256) {
            return Ok(Kept::Before(same.number));
        }
        let over = (waiting.len() + 1).saturating_sub(WAITING_LIMIT);
        if over > 0 {
            // Not while one of them is taken in.
            let _turn = self.0.boards.turn(case.id()).await;
            let now = held.now();
            let waits = |it: &&&BroughtReports| !now.follow_up().imports().all().contains_key(&it.number);
            for old in waiting.iter().filter(waits).take(over) {
                // Nor while another server does.
                if self.claim_table(held, old.number).await?.is_some() {
                    store.drop_reports(held.stored(), old.number).await?;
                }
            }
        }
        let name: String = file.name.chars().filter(|it| !it.is_control()).take(NAME).collect();
        let table = NewTable {
            account: &caller.who.account,
            time: self.clock().now().micros(),
            name: &name,
            bytes: &file.bytes,
            mapping: &Mapping::default().json(),
            grade: file.grade.as_deref(),
            above: held.now().follow_up().imports().next().saturating_sub(1),
        };
        Ok(Kept::Waits(store.bring_reports(held.stored(), table).await?))
    }

    /// Reads a table, without what earlier tables of its kind have; or gives what was read of it a while ago, when nothing has changed
    /// on which that depends. Once begun it is read to the end, and kept, even if whoever asked does not wait for it.
    ///
    /// # Errors
    /// The store's, [`mawqif_store::Error::Missing`] among them.
    pub async fn look_at_table(&self, held: &Arc<Held>, number: u64) -> Result<Looked, Fault> {
        let table = self.store().brought_table(held.stored(), number).await?;
        let mapping = Mapping::of(&table);
        // Where the sun rises first it is tomorrow already.
        let (case, today, now) = (held.now(), self.today(&held.now()).plus(1), self.clock().now());
        let points = points(case.dossier());
        let basis = Basis {
            case: case.id().clone(),
            number,
            sha256: table.sha256,
            mapping: table.mapping.clone(),
            today,
            beside: beside(&case, &points),
        };
        if let Some(dry) = self.0.looked.find(&basis, now) {
            return Ok(Looked { table, mapping, dry });
        }
        let (desk, held, own) = (self.clone(), held.clone(), mapping.clone());
        let reading = async move {
            let _turn = desk.0.looked.turn(&basis.case).await;
            if let Some(dry) = desk.0.looked.find(&basis, now) {
                return Ok(dry);
            }
            // An older reading of the same table is asked for no more, and its memory is needed now.
            desk.0.looked.forget(&basis.case, number);
            let dry = desk.read_table(&held, &case, number, (own, points, today)).await?;
            Ok(desk.0.looked.keep(basis, dry, now))
        };
        let dry = tokio::spawn(reading).await.unwrap_or(Err(Fault::Busy))?;
        Ok(Looked { table, mapping, dry })
    }

    /// Reads a table from its file.
    async fn read_table(
        &self,
        held: &Held,
        case: &Case,
        number: u64,
        (mapping, points, today): (Mapping, Vec<(f64, f64)>, Day),
    ) -> Result<Dry, Fault> {
        let bytes = self.store().report_file(held.stored(), number).await?;
        let (order, columns, sheet) = (mapping.order(), mapping.columns, mapping.sheet);
        let (opened, read) = self
            .reckon(move || {
                let opened = workbook::open(&bytes, Some(&sheet));
                let read = opened.as_ref().map_err(Clone::clone).and_then(|opened| {
                    let bytes = &opened.table;
                    followup::read(&Source { bytes, today, columns: &columns, order, points: &points })
                });
                (opened.map(|it| (it.sheets, it.sheet)), read)
            })
            .await?;
        let read = match read {
            Ok(mut reports) => {
                let (known, own) = self.reckon(move || (Known::of(&reports), reports)).await?;
                reports = own;
                let known = self.known(held, case, number, (known, reports.columns.shape.name())).await?;
                let left = move || {
                    reports.leave_out_known(&known);
                    let root = reports.root();
                    (Arc::new(reports), root)
                };
                Ok(self.reckon(left).await?)
            }
            Err(fault) => Err(fault),
        };
        let (sheets, sheet) = match opened {
            Ok(of) => of,
            Err(TableFault::Workbook(WorkbookFault::NoSheet(_, sheets))) => (sheets, String::new()),
            Err(_) => Default::default(),
        };
        Ok(Dry { read, sheets, sheet, alike: OnceCell::new() })
    }

    /// Lets a table that waits be read in another way; one that is in the record stays as it is.
    ///
    /// # Errors
    /// The store's.
    pub async fn remap_table(
        &self,
        held: &Held,
        number: u64,
        mapping: &Mapping,
        grade: Option<&str>,
    ) -> Result<(), Fault> {
        let _turn = self.0.boards.turn(held.now().id()).await;
        if held.now().follow_up().imports().all().contains_key(&number) {
            return Ok(());
        }
        let now = self.clock().now().micros();
        self.0.outcomes.forget(held.now().id(), number);
        // Whoever takes it in has looked at it as it was.
        self.store().remap_reports(held.stored(), number, &mapping.json(), grade, now).await?;
        Ok(())
    }

    /// Drops a table that waits; one that is in the record stays.
    ///
    /// # Errors
    /// The store's.
    pub async fn drop_table(&self, held: &Held, number: u64) -> Result<(), Fault> {
        let _turn = self.0.boards.turn(held.now().id()).await;
        if held.now().follow_up().imports().all().contains_key(&number) {
            return Ok(());
        }
        if self.claim_table(held, number).await?.is_none() {
            return Ok(());
        }
        self.0.looked.forget(held.now().id(), number);
        self.0.outcomes.forget(held.now().id(), number);
        Ok(self.store().drop_reports(held.stored(), number).await?)
    }

    /// Claims a table that waits; none when somebody else has, or it was taken in.
    async fn claim_table(&self, held: &Held, number: u64) -> Result<Option<[u8; 16]>, Fault> {
        let (by, now) = (random()?, self.clock().now().micros());
        let claim = Claim { by, now, until: now.saturating_add(CLAIMED_FOR) };
        if !self.store().claim_reports(held.stored(), number, &claim).await? {
            return Ok(None);
        }
        // A claim that has ended by itself may be of a server that had the table in the record by then.
        self.catch_up(held).await?;
        let counts = held.now().follow_up().imports().all().contains_key(&number);
        Ok((!counts).then_some(by))
    }

    /// Takes a table in as it was looked at: its rows are written, what they count is counted, and the record says so. Once begun
    /// it is brought to an end, also when whoever asked waits no longer, which is after `patience`.
    ///
    /// # Errors
    /// Those of [`Desk::act`].
    pub async fn take_table(
        &self,
        held: &Arc<Held>,
        number: u64,
        (caller, key): (&Caller, Option<String>),
        seen: Option<Hash>,
        patience: Duration,
    ) -> Result<Taking, Fault> {
        let (desk, held, caller) = (self.clone(), held.clone(), caller.clone());
        let (told, case) = (self.clone(), held.now().id().clone());
        let taking = async move {
            // Two tables at once would not know each other's rows.
            let _turn = desk.0.boards.turn(held.now().id()).await;
            if held.now().follow_up().imports().all().contains_key(&number) {
                return Ok(Taking::Already);
            }
            // Another server is at it, or was, and the record says so in a moment.
            let Some(claim) = desk.claim_table(&held, number).await? else { return Ok(Taking::Claimed) };
            desk.0.outcomes.begin(held.now().id(), number);
            let taken = desk.take_claimed(&held, number, (&caller, key), seen).await;
            let counts = matches!(taken, Ok(Taking::Done(_)));
            // What is not known to have failed may count: then the claim ends by itself, and the record is read before.
            if counts || !taken.as_ref().is_err_and(may_count) {
                desk.store().settle_reports(held.stored(), number, &claim, counts).await?;
            }
            if let Err(fault) = &taken {
                tracing::warn!(case = %held.now().id(), number, %fault, "a table was not taken in");
            }
            taken
        };
        // Also when the task itself ends badly, the page says what became of it.
        let taking = async move {
            let taken = tokio::spawn(taking).await.unwrap_or(Err(Fault::Busy));
            told.0.outcomes.end(&case, number, told.clock().now(), &taken);
            taken
        };
        match tokio::time::timeout(patience, tokio::spawn(taking)).await {
            Ok(taken) => taken.unwrap_or(Err(Fault::Busy)),
            Err(_) => Ok(Taking::Begun),
        }
    }

    /// How it stands with a table that somebody wanted to be taken in, on this server.
    pub fn table_outcome(&self, case: &Case, number: u64) -> Option<Outcome> {
        self.0.outcomes.of(case.id(), number)
    }

    /// Takes in a table that is claimed.
    async fn take_claimed(
        &self,
        held: &Arc<Held>,
        number: u64,
        (caller, key): (&Caller, Option<String>),
        seen: Option<Hash>,
    ) -> Result<Taking, Fault> {
        let looked = self.look_at_table(held, number).await?;
        let Ok((reports, root)) = &looked.dry.read else { return Ok(Taking::Unread) };
        let root = *root;
        if looked.seal() != seen {
            return Ok(Taking::Changed);
        }
        let import = looked.import(reports, root);
        let act = Act::ImportReports { number, import };
        held.now().check(&act, &caller.actor, self.clock().now())?;
        self.store().write_reports(held.stored(), number, Read { reports, root }).await?;
        let case = held.now();
        let (basis, tallies) = self.count(&case, reports.clone()).await?;
        self.store().set_tallies(held.stored(), number, basis, &tallies).await?;
        let done = self.act_by(held, act, caller, key, String::new()).await?;
        self.0.looked.forget(case.id(), number);
        Ok(Taking::Done(done))
    }

    /// Today, by the desk's clock and the case's.
    pub fn today(&self, case: &Case) -> Day {
        Day::of(case.clock().day(self.clock().now())).unwrap_or(Day(0))
    }

    /// What tables of one kind that count have of a table's reports.
    async fn known(
        &self,
        held: &Held,
        case: &Case,
        number: u64,
        (mut known, format): (Known, &str),
    ) -> Result<Known, Fault> {
        if known.is_empty() {
            return Ok(known);
        }
        let imports = case.follow_up().imports();
        let others = imports.in_force().filter(|(own, it)| *own != number && it.import.format == format);
        for (other, imported) in others {
            let table = match self.store().brought_table(held.stored(), other).await {
                Ok(table) => table,
                Err(mawqif_store::Error::Missing(_)) => continue,
                Err(error) => return Err(error.into()),
            };
            if is_of(&table, &imported.import) {
                self.store().report_ids(held.stored(), other, |it| known.meet(it)).await?;
            }
        }
        Ok(known)
    }
}

fn points(dossier: &Dossier) -> Vec<(f64, f64)> {
    dossier.places.iter().filter_map(|place| place.at).collect()
}

/// What beside its own bytes a table is read by: the points of the case, and the tables that count.
fn beside(case: &Case, points: &[(f64, f64)]) -> Hash {
    let points = points.iter().flat_map(|(north, east)| [north.to_bits(), east.to_bits()]);
    let mut told: Vec<u8> = points.flat_map(u64::to_be_bytes).collect();
    told.push(b'\n');
    for (number, it) in case.follow_up().imports().in_force() {
        told.extend(number.to_be_bytes());
        told.extend(it.import.root.as_bytes());
    }
    Hash::of(&[&told])
}
