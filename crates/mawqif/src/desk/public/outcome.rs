//! Outcomes: what a public consultation comes to, found again when votes have changed.
//!
//! The votes are read from the store: all of them at first, then those after the turn that was seen last, so that a server misses nothing
//! that another one took. New votes go on from the groups before (`Running`); a change to statements or codes begins anew, and so does the
//! close, whose result depends on the votes alone. What is published withholds counts below five; [`Outcome::all`] does not, and is for the
//! secretariat.

use std::collections::BTreeMap;

use mawqif_core::{
    case::{
        Moment,
        poll::{Count, Tallied},
    },
    consultation::public::{
        Alone, Asked, Groups, Running,
        ballots::{Ballots, Cast, Vote},
        figures::{Tallies, priority},
        read::{Consultation, Name, Statement as Listed},
        report::{Cell, Cells, Look, Opinion, Wanting, group_cells, held_up, opinion, told_sizes},
    },
    record::hash::Hash,
    text::Text,
};
use mawqif_store::{PollId, Store};
use serde::Serialize;

use super::{
    Channel, Public, Trouble,
    statements::{State, Statement, read},
};
use crate::desk::{Desk, held::Held};

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
    /// All of it, for the secretariat alone.
    pub all: Opinion,
    /// The groups, for the map.
    pub groups: Groups,
    /// What those say who came by each channel.
    pub channels: Vec<ByChannel>,
    /// The statements that were shown, in all their languages, by number.
    pub texts: BTreeMap<u64, Text>,
    /// People who do not count because their code is blocked.
    pub without_blocked: usize,
    /// How much is to be learnt from each statement, by number.
    pub(super) priorities: BTreeMap<u64, f64>,
    /// The votes, for what is asked of them later.
    pub(super) of: Consultation,
}

/// What those say who came by a channel.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ByChannel {
    /// The channel.
    pub channel: Channel,
    /// How many they are; none when they are few.
    pub people: Option<usize>,
    /// Counts by statement, withheld where they are small.
    pub votes: Vec<(u64, Cell)>,
}

/// A result as everybody may have it, as JSON: what the method's schema has, and with it the channels beside each other and the
/// statements in all their languages.
#[derive(Serialize)]
struct Published<'a> {
    #[serde(flatten)]
    opinion: &'a Opinion,
    channels: &'a [ByChannel],
    texts: &'a BTreeMap<u64, Text>,
}

impl Outcome {
    /// The result as everybody may have it, as JSON. Before it was found for good, a statement that is not shown any more is left out.
    ///
    /// # Errors
    /// Never, as long as numbers can be written.
    pub fn published(&self, is_shown: impl Fn(u64) -> bool) -> Result<String, serde_json::Error> {
        let is_told = |id: &str| id.parse().is_ok_and(&is_shown);
        let (mut opinion, mut channels, mut texts) =
            (self.opinion.clone(), self.channels.clone(), self.texts.clone());
        // What a statement is tied to says what the coalition weighs, and is for the case.
        opinion.base = None;
        opinion.statements.retain(|it| is_told(&it.statement));
        opinion.agreed.retain(|it| is_told(&it.statement));
        opinion.disagreed.retain(|it| is_told(&it.statement));
        opinion.groups.iter_mut().for_each(|it| it.stands_for.retain(|it| is_told(&it.statement)));
        channels.iter_mut().for_each(|it| it.votes.retain(|(number, _)| is_shown(*number)));
        texts.retain(|number, _| is_shown(*number));
        serde_json::to_string(&Published { opinion: &opinion, channels: &channels, texts: &texts })
    }
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

/// Somebody who has voted, as far as results need it.
struct Person {
    number: u64,
    channel: Channel,
    path: String,
}

/// What is kept of a consultation between two looks.
pub(super) struct Live {
    /// The last turn whose votes are in it.
    turn: u64,
    /// The last turn at which statements or codes changed.
    rules: u64,
    statements: Vec<Statement>,
    people: Vec<Person>,
    /// Those who came in and have not voted.
    waiting: BTreeMap<u64, Person>,
    /// The number of the last who came in.
    newest: u64,
    /// Where each participant is among them.
    places: BTreeMap<u64, usize>,
    blocked: usize,
    running: Running,
}

/// Everything that is read at once.
struct Seen {
    turn: u64,
    rules: u64,
    statements: Vec<Statement>,
    people: BTreeMap<u64, Person>,
    blocked: usize,
    /// By participant, in the order of their numbers.
    rows: BTreeMap<u64, Vec<Cast>>,
}

/// Where a statement is among all, which are numbered from 1 without a gap.
fn place(statement: u64) -> Option<usize> {
    usize::try_from(statement.checked_sub(1)?).ok()
}

impl Seen {
    async fn all(store: &Store, of: &PollId) -> Result<Self, Trouble> {
        let poll = store.poll(of).await?.ok_or(Trouble::NoConsultation)?;
        let statements = store.poll_statements(of).await?;
        let statements = statements.into_iter().map(read).collect::<Result<Vec<Statement>, Trouble>>()?;
        let codes = store.poll_codes(of).await?;
        let is_blocked = |code: u64| codes.iter().any(|it| it.code == code && it.blocked.is_some());
        let (mut people, mut left_out) = (BTreeMap::new(), std::collections::BTreeSet::new());
        let any_blocked = codes.iter().any(|code| code.blocked.is_some());
        store
            .poll_participants(of, 0, |row| {
                if any_blocked && row.code.is_some_and(is_blocked) {
                    left_out.insert(row.participant);
                } else {
                    let (number, channel) = (row.participant, Channel::of(&row.channel));
                    people.insert(number, Person { number, channel, path: row.path });
                }
            })
            .await?;
        let mut rows: BTreeMap<u64, Vec<Cast>> = BTreeMap::new();
        let mut blocked = std::collections::BTreeSet::new();
        store
            .poll_votes(of, 0, |row| {
                if left_out.contains(&row.participant) {
                    blocked.insert(row.participant);
                } else if let Some(cast) = place(row.statement).and_then(|at| Cast::new(at, vote(row.vote))) {
                    rows.entry(row.participant).or_default().push(cast);
                }
            })
            .await?;
        let (turn, rules) = (poll.turn, poll.rules);
        Ok(Self { turn, rules, statements, people, blocked: blocked.len(), rows })
    }

    fn start(self) -> Live {
        let Self { turn, rules, statements, mut people, blocked, rows } = self;
        let is_out = is_out(&statements);
        let mut ballots = Ballots::empty(statements.len());
        let mut voters = Vec::with_capacity(rows.len());
        let mut places = BTreeMap::new();
        let newest = people.keys().next_back().copied().unwrap_or_default();
        for (number, row) in rows {
            let unknown = || Person { number, channel: Channel::Open, path: String::new() };
            places.insert(number, voters.len());
            voters.push(people.remove(&number).unwrap_or_else(unknown));
            ballots.add(row);
        }
        let running = Running::new(ballots, is_out, Asked::default(), &Alone);
        Live { turn, rules, statements, people: voters, waiting: people, newest, places, blocked, running }
    }
}

fn is_out(statements: &[Statement]) -> Vec<bool> {
    statements
        .iter()
        .map(|statement| statement.state != State::Shown || statement.about == super::About::Person)
        .collect()
}

impl Live {
    /// Takes in what changed since; gives the same back when nothing did.
    async fn went_on(mut self, desk: &Desk, of: &PollId) -> Result<(Self, bool), Trouble> {
        let store = desk.store();
        let poll = store.poll(of).await?.ok_or(Trouble::NoConsultation)?;
        if poll.turn == self.turn {
            return Ok((self, false));
        }
        if poll.rules != self.rules {
            let seen = Seen::all(store, of).await?;
            return Ok((desk.reckon(move || seen.start()).await?, true));
        }
        let mut changed: BTreeMap<u64, Vec<Cast>> = BTreeMap::new();
        store
            .poll_votes(of, self.turn, |row| {
                if let Some(cast) = place(row.statement).and_then(|at| Cast::new(at, vote(row.vote))) {
                    changed.entry(row.participant).or_default().push(cast);
                }
            })
            .await?;
        // Whoever has voted had come in before, so that they are among those who are read now.
        let (mut newest, waiting) = (self.newest, &mut self.waiting);
        store
            .poll_participants(of, self.newest, |row| {
                let (number, channel) = (row.participant, Channel::of(&row.channel));
                newest = newest.max(number);
                waiting.insert(number, Person { number, channel, path: row.path });
            })
            .await?;
        self.newest = newest;
        let grown = move || {
            let mut rows = Vec::with_capacity(changed.len());
            for (number, casts) in changed {
                let at = match self.places.get(&number) {
                    Some(at) => *at,
                    None => {
                        let at = self.people.len();
                        let unknown = || Person { number, channel: Channel::Open, path: String::new() };
                        self.people.push(self.waiting.remove(&number).unwrap_or_else(unknown));
                        self.places.insert(number, at);
                        at
                    }
                };
                let ballots = self.running.ballots();
                let mut row: Vec<Cast> =
                    if at < ballots.participants() { ballots.row(at).to_vec() } else { Vec::new() };
                row.extend(casts);
                rows.push((at, row));
            }
            self.running.update(&rows, &Alone);
            self.turn = poll.turn;
            self
        };
        Ok((desk.reckon(grown).await?, true))
    }

    /// What it comes to.
    fn outcome(&self, at: Moment, is_final: bool) -> Outcome {
        let ballots = self.running.ballots().clone();
        let groups = self.running.groups().clone();
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
            channel_of: channel_of.clone(),
            invites,
            invite_of,
            ballots,
            replaced: 0,
            unknown: 0,
        };
        let manipulation = if is_final || votes <= HANGING_LIMIT { Look::Taken } else { Look::Spared };
        // On whom it hangs names invitations, and is for the secretariat.
        let told =
            opinion(&of, &groups, &Wanting { manipulation: Look::Spared, ..Wanting::default() }, &Alone);
        let wanting = Wanting { cells: Cells::All, manipulation, ..Wanting::default() };
        let all = opinion(&of, &groups, &wanting, &Alone);
        let tallies = Tallies::new(&of.ballots, &groups.group_of, groups.sizes.len(), &Alone);
        let priorities = self.statements.iter().enumerate().filter_map(|(at, statement)| {
            let extremity = groups.kept.binary_search(&at).map_or(0.0, |at| groups.plane.extremity(at));
            Some((statement.number, priority(*tallies.all.get(at)?, extremity, statement.about)))
        });
        Outcome {
            at,
            is_final,
            opinion: held_up(told),
            all,
            channels: by_channel(&of, &channel_of, &self.statements, &is_out),
            priorities: priorities.collect(),
            groups,
            texts: (self.statements.iter().zip(&is_out).filter(|(_, out)| !**out))
                .map(|(it, _)| (it.number, it.text.clone()))
                .collect(),
            without_blocked: self.blocked,
            of,
        }
    }

    /// The hash over statements and votes, and how many there are.
    fn count(&self, result: &str) -> Count {
        let mut tallied = Tallied::default();
        let is_out = is_out(&self.statements);
        for (statement, is_out) in self.statements.iter().zip(&is_out) {
            tallied.statement(statement.number, !is_out, &statement.text);
        }
        let (mut participants, mut votes) = (0, 0);
        let mut order: Vec<(u64, usize)> = self.places.iter().map(|(number, at)| (*number, *at)).collect();
        order.sort_unstable();
        for (number, at) in order {
            let row = self.running.ballots().row(at);
            let counted = row.iter().filter(|cast| is_out.get(cast.statement()) == Some(&false));
            let before = votes;
            for cast in counted {
                let statement = self.statements.get(cast.statement()).map_or(0, |it| it.number);
                tallied.vote(number, statement, code(cast.vote()));
                votes += 1;
            }
            participants += u64::from(votes > before);
        }
        let shown = is_out.iter().filter(|out| !**out).count();
        Count {
            participants,
            votes,
            statements: u64::try_from(shown).unwrap_or(u64::MAX),
            root: tallied.root(),
            result: Hash::of(&[result.as_bytes()]),
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

fn by_channel(
    of: &Consultation,
    channel_of: &[Option<u8>],
    statements: &[Statement],
    is_out: &[bool],
) -> Vec<ByChannel> {
    let tallies = Tallies::new(&of.ballots, channel_of, Channel::ALL.len(), &Alone);
    let sizes: Vec<usize> = (0_u8..)
        .take(Channel::ALL.len())
        .map(|at| channel_of.iter().filter(|of| **of == Some(at)).count())
        .collect();
    let sizes = told_sizes(&sizes, Cells::Published);
    let mut channels: Vec<ByChannel> = Channel::ALL
        .iter()
        .zip(sizes)
        .map(|(channel, people)| ByChannel { channel: *channel, people, votes: Vec::new() })
        .collect();
    for (at, statement) in statements.iter().enumerate().filter(|(at, _)| is_out.get(*at) == Some(&false)) {
        let own: Vec<_> =
            tallies.groups.iter().map(|group| group.get(at).copied().unwrap_or_default()).collect();
        for (channel, cell) in channels.iter_mut().zip(group_cells(&own, Cells::Published)) {
            channel.votes.push((statement.number, cell));
        }
    }
    channels
}

/// What a consultation came to when it was closed, and what is published of it, as JSON.
pub struct Counted {
    /// For the record.
    pub count: Count,
    /// What is published.
    pub result: String,
    /// The turn at which it was counted.
    pub turn: u64,
}

impl Public {
    /// Seals a consultation and counts it.
    ///
    /// # Errors
    /// [`Trouble::NoConsultation`], the store's.
    pub(in crate::desk) async fn count(&self, held: &Held, number: u64) -> Result<Counted, Trouble> {
        let (of, _) = self.poll(held, number)?;
        self.0.store().seal_poll(&of, self.now().micros()).await?;
        let (seen, at) = (Seen::all(self.0.store(), &of).await?, self.now());
        let counted = move || {
            let live = seen.start();
            let result = live.outcome(at, true).published(|_| true).unwrap_or_default();
            Counted { count: live.count(&result), result, turn: live.turn }
        };
        Ok(self.0.reckon(counted).await?)
    }

    /// Takes the seal off again, when the record did not take what was counted.
    pub(in crate::desk) async fn unseal(&self, held: &Held, number: u64) {
        let of = PollId { case: held.stored().clone(), poll: number };
        if let Err(error) = self.0.store().unseal_poll(&of).await {
            tracing::warn!(%error, number, "a consultation that was not closed stays sealed");
        }
    }

    /// Finds what a consultation comes to, from what was kept of it; none when nothing has changed.
    pub(super) async fn look(
        &self,
        of: &PollId,
        is_final: bool,
        kept: Option<Live>,
    ) -> Result<(Live, Option<Outcome>), Trouble> {
        let (live, is_new) = match kept {
            // The last result depends on the votes alone, and on nothing that came before.
            Some(live) if !is_final => live.went_on(&self.0, of).await?,
            _ => {
                let seen = Seen::all(self.0.store(), of).await?;
                (self.0.reckon(move || seen.start()).await?, true)
            }
        };
        if !is_new {
            return Ok((live, None));
        }
        let at = self.now();
        let told = move || {
            let outcome = live.outcome(at, is_final);
            (live, Some(outcome))
        };
        Ok(self.0.reckon(told).await?)
    }
}
