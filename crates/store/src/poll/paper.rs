//! Ballots on paper: entered together, each known by what is printed on it, so that none counts twice.
//!
//! All of them are looked up together and written together, since everybody who votes waits meanwhile.

use std::collections::{BTreeMap, HashMap, HashSet};

use mawqif_core::record::hash::Hash;

use super::{
    Moves, PollId, VoteRow, bulk,
    caster::{Rules, put_votes, rules},
    codes::{CODE, CodeRow, code_row},
    look_late, moved, take_late,
};
use crate::{
    Micros,
    database::{Store, statement::Statement, transaction::Transaction},
    error::{Attempt, Error},
};

/// A ballot on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperRow {
    /// What is printed on it, without what does not tell two ballots apart.
    pub ballot: String,
    /// What is printed on it, as it was written.
    pub mark: String,
    /// The hash of the code that it came with.
    pub code: Option<Hash>,
    /// By which invitation it came, when no code says so.
    pub path: String,
    /// `paper`; or another channel, for votes that were taken elsewhere.
    pub channel: &'static str,
    /// Statement and vote: 0 disagrees, 1 passes, 2 agrees.
    pub votes: Vec<(u64, u8)>,
}

/// Why a ballot cannot be entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperFault {
    /// It was entered before.
    Twice,
    /// There is no such code.
    Unknown,
    /// As many came by its code as that is for.
    UsedUp,
    /// Its code is blocked.
    Blocked,
    /// There are as many participants as there may be.
    Full,
    /// No such statement is shown.
    NoStatement(u64),
}

/// What ballots are held against, as it is in their transaction.
struct Held {
    rules: Rules,
    known: HashSet<String>,
    codes: HashMap<Vec<u8>, CodeRow>,
    /// How many come by each code.
    came: BTreeMap<u64, u64>,
    /// The number of the last participant.
    people: u64,
}

/// A ballot that can be entered: its participant, the code's number, the path.
struct Entered<'a> {
    paper: &'a PaperRow,
    participant: u64,
    code: Option<u64>,
    path: &'a str,
}

impl Store {
    /// Enters ballots, unless one of them cannot be for another reason than that it was entered before; gives what is wrong with
    /// which, by its place in the call. None when nothing is taken any more. What is only tried is not stored.
    ///
    /// # Errors
    /// [`Error::Full`], [`Error::Unavailable`].
    pub async fn enter_poll_papers(
        &self,
        of: &PollId,
        (now, most): (Micros, u64),
        papers: &[PaperRow],
        is_tried: bool,
    ) -> Result<Option<Vec<(usize, PaperFault)>>, Error> {
        self.transaction("such a ballot", |mut transaction| async move {
            // Nobody waits for what is only looked at.
            let turn = match is_tried {
                true => look_late(&mut transaction, of, now).await?,
                false => take_late(&mut transaction, of, now).await?,
            };
            let Some(turn) = turn else { return Ok(None) };
            let Held { rules, mut known, codes, mut came, mut people } =
                held(&mut transaction, of, papers).await?;
            let (mut faults, mut entered) = (Vec::new(), Vec::new());
            for (at, paper) in papers.iter().enumerate() {
                if !known.insert(paper.ballot.clone()) {
                    faults.push((at, PaperFault::Twice));
                    continue;
                }
                let code = match paper.code.map(|hash| codes.get(hash.as_bytes().as_slice())) {
                    None => Ok(None),
                    Some(None) => Err(PaperFault::Unknown),
                    Some(Some(code)) if code.blocked.is_some() => Err(PaperFault::Blocked),
                    Some(Some(code)) => {
                        let came = came.entry(code.code).or_default();
                        let is_room = code.used.saturating_add(*came) < code.quota;
                        *came += u64::from(is_room);
                        if is_room { Ok(Some(code)) } else { Err(PaperFault::UsedUp) }
                    }
                };
                let unknown = paper.votes.iter().find(|(statement, _)| !rules.is_shown(*statement));
                match (unknown, code) {
                    (Some((statement, _)), _) => faults.push((at, PaperFault::NoStatement(*statement))),
                    (None, Err(fault)) => faults.push((at, fault)),
                    (None, Ok(_)) if people >= most => faults.push((at, PaperFault::Full)),
                    (None, Ok(code)) => {
                        people += 1;
                        let path = code.map_or(paper.path.as_str(), |code| code.path.as_str());
                        let code = code.map(|code| code.code);
                        entered.push(Entered { paper, participant: people, code, path });
                    }
                }
            }
            let is_whole = faults.iter().all(|(_, fault)| *fault == PaperFault::Twice);
            if is_tried || !is_whole {
                return Ok(Some(faults));
            }
            let last = "UPDATE polls SET people = $3 WHERE case_id = $1 AND poll = $2";
            transaction.execute(of.about(last).number(people)).await?;
            put_people(&mut transaction, of, now, &entered).await?;
            count_codes(&mut transaction, of, came, "+").await?;
            let votes: Vec<VoteRow> = entered
                .iter()
                .flat_map(|it| {
                    let participant = it.participant;
                    let row = move |&(statement, vote)| VoteRow { participant, statement, vote };
                    it.paper.votes.iter().map(row)
                })
                .collect();
            put_votes(&mut transaction, of, turn.turn, &votes).await?;
            transaction.commit(Some(faults)).await
        })
        .await
    }

    /// Withdraws ballots for a reason, all or none: they count no more, and others can be entered with these marks and by their codes.
    /// Gives those that are not there. None when nothing is taken any more, which is from the close on.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn withdraw_poll_papers(
        &self,
        of: &PollId,
        now: Micros,
        ballots: &[String],
        reason: &str,
    ) -> Result<Option<Vec<String>>, Error> {
        self.transaction("such a ballot", |mut transaction| async move {
            if take_late(&mut transaction, of, now).await?.is_none() {
                return Ok(None);
            }
            let (mut there, mut people, mut came) = (HashSet::new(), Vec::new(), BTreeMap::new());
            for part in bulk::parts(ballots) {
                let select = format!(
                    "SELECT ballot, participant, code FROM poll_participants
                     WHERE case_id = $1 AND poll = $2 AND ballot IN ({})",
                    bulk::places(3, part.len())
                );
                let select = of.bind(Statement::composed(select));
                let select = part.iter().fold(select, |select, ballot| select.text(ballot));
                for row in transaction.rows(select).await? {
                    if there.insert(row.text(0)?) {
                        people.push(row.number(1)?);
                        if let Some(code) = row.maybe_number(2)? {
                            *came.entry(code).or_insert(0_u64) += 1;
                        }
                    }
                }
            }
            let missing: Vec<String> = ballots.iter().filter(|it| !there.contains(*it)).cloned().collect();
            if !missing.is_empty() {
                return Ok(Some(missing));
            }
            for part in bulk::parts(&people) {
                let update = format!(
                    "UPDATE poll_participants SET blocked = $3, ballot = NULL
                     WHERE case_id = $1 AND poll = $2 AND participant IN ({})",
                    bulk::places(4, part.len())
                );
                let update = of.bind(Statement::composed(update)).text(reason);
                transaction.execute(part.iter().fold(update, |update, it| update.number(*it))).await?;
            }
            count_codes(&mut transaction, of, came, "-").await?;
            moved(&mut transaction, of, Moves::Rules).await?;
            transaction.commit(Some(Vec::new())).await
        })
        .await
    }
}

/// Reads what ballots are held against.
async fn held(transaction: &mut Transaction, of: &PollId, papers: &[PaperRow]) -> Result<Held, Attempt> {
    let rules = rules(transaction, of).await?;
    let mut known = HashSet::new();
    for part in bulk::parts(papers) {
        let same = format!(
            "SELECT ballot FROM poll_participants WHERE case_id = $1 AND poll = $2 AND ballot IN ({})",
            bulk::places(3, part.len())
        );
        let same = of.bind(Statement::composed(same));
        let same = part.iter().fold(same, |same, paper| same.text(&paper.ballot));
        for row in transaction.rows(same).await? {
            known.insert(row.text(0)?);
        }
    }
    let hashes: HashSet<Hash> = papers.iter().filter_map(|paper| paper.code).collect();
    let hashes: Vec<Hash> = hashes.into_iter().collect();
    let mut codes = HashMap::new();
    for part in bulk::parts(&hashes) {
        let select = format!(
            "SELECT {CODE}, code_hash FROM poll_codes WHERE case_id = $1 AND poll = $2 AND code_hash IN ({})",
            bulk::places(3, part.len())
        );
        let select = of.bind(Statement::composed(select));
        let select = part.iter().fold(select, |select, hash| select.bytes(hash.as_bytes()));
        for row in transaction.rows(select).await? {
            codes.insert(row.maybe_bytes(7)?.unwrap_or_default(), code_row(&row)?);
        }
    }
    let people = "SELECT people FROM polls WHERE case_id = $1 AND poll = $2";
    let rows = transaction.rows(of.about(people)).await?;
    let people = rows.first().map(|row| row.number(0)).transpose()?.unwrap_or_default();
    Ok(Held { rules, known, codes, came: BTreeMap::new(), people })
}

async fn put_people(
    transaction: &mut Transaction,
    of: &PollId,
    now: Micros,
    entered: &[Entered<'_>],
) -> Result<(), Attempt> {
    let day = now / 86_400_000_000;
    for part in bulk::parts(entered) {
        let insert = format!(
            "INSERT INTO poll_participants (case_id, poll, participant, ballot, mark, code, channel, path, day)
             VALUES {}",
            bulk::rows(part.len(), 7, "")
        );
        let insert = part.iter().fold(of.bind(Statement::composed(insert)), |insert, it| {
            let insert = insert.number(it.participant).text(&it.paper.ballot).text(&it.paper.mark);
            insert.maybe_number(it.code).text(it.paper.channel).text(it.path).number(day)
        });
        transaction.execute(insert).await?;
    }
    Ok(())
}

/// Counts those who came at their codes, or who are taken from them.
async fn count_codes(
    transaction: &mut Transaction,
    of: &PollId,
    came: BTreeMap<u64, u64>,
    sign: &str,
) -> Result<(), Attempt> {
    let mut by_count: BTreeMap<u64, Vec<u64>> = BTreeMap::new();
    for (code, count) in came.into_iter().filter(|(_, count)| *count > 0) {
        by_count.entry(count).or_default().push(code);
    }
    for (count, codes) in by_count {
        for part in bulk::parts(&codes) {
            let update = format!(
                "UPDATE poll_codes SET used = used {sign} $3 WHERE case_id = $1 AND poll = $2 AND code IN ({})",
                bulk::places(4, part.len())
            );
            let update = of.bind(Statement::composed(update)).number(count);
            transaction.execute(part.iter().fold(update, |update, code| update.number(*code))).await?;
        }
    }
    Ok(())
}
