//! Ballots on paper: entered together, each known by what is printed on it, so that none counts twice.

use mawqif_core::record::hash::Hash;

use super::{
    PollId, VoteRow,
    caster::{put_votes, rules},
    codes::{ByCode, Come, Entering, Known, by_code, next_person, put},
    take,
};
use crate::{Micros, database::Store, error::Error};

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
            let Some(turn) = take(&mut transaction, of, now).await? else { return Ok(None) };
            let rules = rules(&mut transaction, of).await?;
            let mut faults = Vec::new();
            let mut votes = Vec::new();
            for (at, paper) in papers.iter().enumerate() {
                let same = "SELECT participant FROM poll_participants
                     WHERE case_id = $1 AND poll = $2 AND ballot = $3";
                if !transaction.rows(of.about(same).text(&paper.ballot)).await?.is_empty() {
                    faults.push((at, PaperFault::Twice));
                    continue;
                }
                let unknown = paper.votes.iter().find(|(statement, _)| !rules.is_shown(*statement));
                if let Some((statement, _)) = unknown {
                    faults.push((at, PaperFault::NoStatement(*statement)));
                    continue;
                }
                let come = match paper.code {
                    None => Come { code: None, channel: String::new(), path: paper.path.clone() },
                    Some(hash) => match by_code(&mut transaction, of, hash).await? {
                        ByCode::New(come) => come,
                        ByCode::Not(Entering::Unknown) => {
                            faults.push((at, PaperFault::Unknown));
                            continue;
                        }
                        ByCode::Not(Entering::Blocked) => {
                            faults.push((at, PaperFault::Blocked));
                            continue;
                        }
                        ByCode::Again(_) | ByCode::Not(_) => {
                            faults.push((at, PaperFault::UsedUp));
                            continue;
                        }
                    },
                };
                let Some(participant) = next_person(&mut transaction, of, most).await? else {
                    faults.push((at, PaperFault::Full));
                    continue;
                };
                let row = Come { channel: "paper".to_owned(), ..come }.row(participant);
                put(&mut transaction, of, &row, now, Known::Ballot(&paper.ballot, &paper.mark)).await?;
                let own = paper.votes.iter();
                votes.extend(own.map(|&(statement, vote)| VoteRow { participant, statement, vote }));
            }
            let is_whole = faults.iter().all(|(_, fault)| *fault == PaperFault::Twice);
            if is_tried || !is_whole {
                return Ok(Some(faults));
            }
            put_votes(&mut transaction, of, turn.turn, &votes).await?;
            transaction.commit(Some(faults)).await
        })
        .await
    }
}
