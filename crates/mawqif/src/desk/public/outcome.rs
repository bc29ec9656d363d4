//! Outcomes: what a public consultation comes to, found again when votes have changed.
//!
//! New votes go on from the groups before (`Running`); a change to statements or codes begins anew, and so does the close, whose result
//! depends on the votes alone. What is published withholds counts below five; [`Outcome::all`] does not, and is for the secretariat's
//! programs. No votes are kept in an outcome but those on statements that are tied to something.

use std::{collections::BTreeMap, sync::Arc};

use mawqif_core::{
    case::{
        Moment,
        poll::{Count, Poll, SALT},
    },
    consultation::public::{
        Alone, BaseCluster,
        ballots::Vote,
        figures::{Tallies, priority},
        read::{Consultation, Name, Statement as Listed},
        report::{Cells, Hangs, Look, Opinion, Wanting, held_up, opinion, withheld},
        tied::Tied,
    },
    text::Text,
};
use mawqif_store::PollId;

use super::{
    Channel, Public, Trouble,
    live::{Live, Person, Seen, is_out},
    published::{ByChannel, Stored, by_channel},
    statements::Statement,
    steps::Steps,
};
use crate::desk::{Fault, held::Held, keys::random};

/// Up to so many votes it is looked, while people vote, how the result hangs on some of them; when it is closed it always is.
const HANGING_LIMIT: usize = 300_000;

/// What a consultation came to so far.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// When it was found.
    pub at: Moment,
    /// Whether nothing will change it any more.
    pub is_final: bool,
    /// What may be published: without counts below five, statements that are not shown, and on whom it hangs.
    pub opinion: Opinion,
    /// All of it, for the secretariat alone; none where it is told as another server has told it, or as it was published.
    pub all: Option<Arc<Opinion>>,
    /// On whom it hangs, without what few people did, for the secretariat.
    pub hangs: Option<Hangs>,
    /// Where people stand, for the map.
    pub map: Vec<BaseCluster>,
    /// What those say who came by each channel.
    pub channels: Vec<ByChannel>,
    /// The statements that were shown, in all their languages, by number.
    pub texts: BTreeMap<u64, Text>,
    /// Whether it was found once the record had the close.
    pub(super) is_closed: bool,
    /// The turn up to which votes are in it.
    pub(super) turn: u64,
    /// What was counted of it, for what is told after it; told to nobody.
    pub(super) steps: Option<Arc<Steps>>,
    /// People who do not count because their code, or their ballot on paper, is blocked; none when that is not known any more, because
    /// they were few.
    pub without_blocked: Option<usize>,
    /// How much is to be learnt from each statement, by number.
    pub(super) priorities: BTreeMap<u64, f64>,
    /// The votes on tied statements, for what is asked of them later.
    pub(crate) tied: Option<Arc<Tied>>,
}

/// A vote by its code in the store.
pub(super) fn vote(code: u8) -> Vote {
    match code {
        0 => Vote::Disagree,
        1 => Vote::Pass,
        _ => Vote::Agree,
    }
}

/// The code of a vote in the store.
pub fn code(vote: Vote) -> u8 {
    match vote {
        Vote::Disagree => 0,
        Vote::Pass => 1,
        Vote::Agree => 2,
    }
}

impl Live {
    /// What it comes to.
    pub(super) fn outcome(&self, at: Moment, is_final: bool) -> Outcome {
        let ballots = self.running.shared();
        let groups = self.running.groups();
        let channels: Vec<String> = Channel::ALL.iter().map(|channel| channel.name().to_owned()).collect();
        let channel_of: Vec<Option<u8>> = self
            .people
            .iter()
            .map(|person| Channel::ALL.iter().position(|it| *it == person.channel))
            .map(|at| at.and_then(|at| u8::try_from(at).ok()))
            .collect();
        let (invites, invite_of) = invitations(&self.people);
        let is_out = is_out(&self.statements);
        let votes = ballots.votes();
        let of = Consultation {
            people: self.people.iter().map(|person| Name::new(&person.number.to_string())).collect(),
            statements: self.statements.iter().zip(&is_out).map(|(it, out)| listed(it, *out)).collect(),
            channels,
            channel_of,
            invites,
            invite_of,
            ballots,
            replaced: 0,
            repeated: Vec::new(),
            unknown: 0,
        };
        let manipulation = if is_final || votes <= HANGING_LIMIT { Look::Taken } else { Look::Spared };
        // On whom it hangs names invitations, and is for the secretariat.
        let mut told =
            opinion(&of, groups, &Wanting { manipulation: Look::Spared, ..Wanting::default() }, &Alone);
        let wanting = Wanting { cells: Cells::All, manipulation, ..Wanting::default() };
        let mut all = opinion(&of, groups, &wanting, &Alone);
        let hangs = all.manipulation.clone().map(|all| withheld(all, of.ballots.participants()));
        let counted = self.counted();
        for opinion in [&mut told, &mut all] {
            (opinion.participants, opinion.votes) = (counted.people.iter().sum(), counted.votes);
        }
        let tallies = Tallies::new(&of.ballots, &groups.group_of, groups.sizes.len(), &Alone);
        let by_way = Tallies::new(&of.ballots, &of.channel_of, Channel::ALL.len(), &Alone);
        let inside: usize = groups.sizes.iter().sum();
        let rest = of.ballots.participants().saturating_sub(inside);
        let sizes = groups.sizes.iter().copied().chain([rest]).collect();
        let steps = Steps::of(&self.statements, &is_out, (&tallies, &by_way), (&counted.people[..], sizes));
        let priorities = self.statements.iter().enumerate().map(|(at, statement)| {
            let extremity = groups.kept.binary_search(&at).map_or(0.0, |at| groups.plane.extremity(at));
            (statement.number, priority(tallies.grouped(at), extremity, statement.about))
        });
        Outcome {
            at,
            is_final,
            opinion: held_up(told),
            all: Some(Arc::new(all)),
            hangs,
            map: groups.base.clone(),
            channels: by_channel(&by_way, &counted.people, &self.statements, &is_out),
            priorities: priorities.collect(),
            texts: (self.statements.iter().zip(&is_out).filter(|(_, out)| !**out))
                .map(|(it, _)| (it.number, it.text.clone()))
                .collect(),
            without_blocked: Some(self.blocked),
            is_closed: false,
            turn: self.turn,
            steps: Some(Arc::new(steps)),
            tied: Tied::of(&of, groups).map(Arc::new),
        }
    }
}

/// The statement as the method knows it.
fn listed(statement: &Statement, is_out: bool) -> Listed {
    Listed {
        id: Name::new(&statement.number.to_string()),
        text: statement.text.in_language("ar").to_owned(),
        is_out,
        about: statement.about,
        ties: statement.ties.clone(),
    }
}

fn invitations(people: &[Person]) -> (Vec<String>, Vec<Option<u32>>) {
    let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
    let mut invites = Vec::new();
    let mut of = Vec::with_capacity(people.len());
    for person in people {
        if person.path.is_empty() {
            of.push(None);
            continue;
        }
        let next = u32::try_from(invites.len()).unwrap_or(u32::MAX);
        let number = *numbers.entry(&person.path).or_insert_with(|| {
            invites.push(person.path.clone());
            next
        });
        of.push(Some(number));
    }
    (invites, of)
}

/// What a consultation came to when it was closed, and what is published of it, as JSON.
pub struct Counted {
    /// For the record.
    pub count: Count,
    /// What is published.
    pub result: String,
    /// The turn at which it was counted.
    pub turn: u64,
    /// What the hash over statements and votes begins with.
    pub salt: [u8; SALT],
}

impl Public {
    /// Seals a consultation and counts it.
    ///
    /// # Errors
    /// [`Trouble::NoConsultation`], [`Fault::Busy`] while somebody else counts it, the store's.
    pub(in crate::desk) async fn count(
        &self,
        held: &Held,
        number: u64,
        sealer: &[u8; 16],
    ) -> Result<Counted, Trouble> {
        let (of, _) = self.poll(held, number)?;
        if !self.0.store().seal_poll(&of, self.now().micros(), sealer).await? {
            return Err(Trouble::Desk(Fault::Busy));
        }
        let salt = random()?;
        let (seen, at) = (Seen::all(self.0.store(), &of).await?, self.now());
        let counted = move || {
            let live = seen.start();
            let result =
                live.outcome(at, true).for_everybody().published(|_| true).map_err(|_| Fault::Busy)?;
            Ok::<Counted, Fault>(Counted { count: live.count(&result, &salt), result, turn: live.turn, salt })
        };
        Ok(self.0.reckon(counted).await??)
    }

    /// Takes the seal off again, when the record did not take what was counted.
    pub(in crate::desk) async fn unseal(&self, held: &Held, number: u64, sealer: &[u8; 16]) {
        let of = PollId { case: held.stored().clone(), poll: number };
        if let Err(error) = self.0.store().unseal_poll(&of, sealer).await {
            tracing::warn!(%error, number, "a consultation that was not closed stays sealed for some minutes");
        }
    }

    /// Finds what a consultation comes to, from what was kept of it; none when nothing has changed, be it since the turn of the last
    /// result that was found before the close.
    pub(super) async fn look(
        &self,
        of: &PollId,
        (poll, is_final, found): (&Poll, bool, Option<u64>),
        kept: Option<Live>,
    ) -> Result<(Option<Live>, Option<Outcome>), Trouble> {
        // What was published at the close stays as it is, whatever this program would find now.
        if found.is_some() && poll.closed.is_none() {
            let turn = self.0.store().poll(of).await?.map(|row| row.turn);
            if turn == found {
                return Ok((None, None));
            }
        }
        let stored = if is_final { self.0.store().poll_result(of).await? } else { None };
        let stored = stored.and_then(|json| Stored::read(&json));
        let at = self.now();
        if poll.forgotten.is_some() {
            let left_out = poll.closed.map_or(Some(0), |(_, count)| count.left_out);
            return Ok((None, stored.map(|stored| stored.outcome(poll.ends(), left_out))));
        }
        let (live, is_new) = match kept {
            // The last result depends on the votes alone, and on nothing that came before.
            Some(live) if !is_final => live.went_on(&self.0, of).await?,
            _ => {
                let seen = Seen::all(self.0.store(), of).await?;
                (self.0.reckon(move || seen.start()).await?, true)
            }
        };
        if !is_new {
            return Ok((Some(live), None));
        }
        let is_closed = poll.closed.is_some();
        let told = move || {
            let mut outcome = Outcome { is_closed, ..live.outcome(at, is_final) };
            if let Some(stored) = stored {
                stored.put(&mut outcome);
            }
            (Some(live), Some(outcome))
        };
        Ok(self.0.reckon(told).await?)
    }
}
