//! Outcomes: what a public consultation comes to, found again when votes have changed.
//!
//! The votes are read from the store: all of them at first, then those after the turn that was seen last, so that a server misses nothing
//! that another one took. New votes go on from the groups before (`Running`); a change to statements or codes begins anew, and so does the
//! close, whose result depends on the votes alone. What is published withholds counts below five; [`Outcome::all`] does not, and is for the
//! secretariat.

use std::collections::{BTreeMap, BTreeSet};

use mawqif_core::{
    case::{
        Moment,
        poll::{COUNT_FORMAT, Came, Count, SALT, Tallied},
    },
    consultation::public::{
        Alone, Asked, Groups, Running,
        ballots::{Ballots, Cast, Vote},
        figures::{Tallies, priority},
        read::{Consultation, Name, Statement as Listed},
        report::{Cells, Look, Opinion, Wanting, held_up, opinion, parts},
    },
    record::hash::Hash,
    text::Text,
};
use mawqif_store::{PollId, Store};

use super::{
    Channel, Public, Trouble,
    published::{ByChannel, by_channel},
    statements::{State, Statement, read},
};
use crate::desk::{Desk, Fault, held::Held, keys::random};

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
    /// The last turn at which what is shown or blocked changed.
    rules: u64,
    /// The last turn at which something else of statements changed.
    lists: u64,
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
    lists: u64,
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
        let barred = codes.into_iter().filter(|code| code.blocked.is_some()).map(|code| code.code);
        let barred: BTreeSet<u64> = barred.collect();
        let (mut people, mut left_out) = (BTreeMap::new(), BTreeSet::new());
        store
            .poll_participants(of, 0, |row| {
                if row.code.is_some_and(|code| barred.contains(&code)) {
                    left_out.insert(row.participant);
                } else {
                    let (number, channel) = (row.participant, Channel::of(&row.channel));
                    people.insert(number, Person { number, channel, path: row.path });
                }
            })
            .await?;
        let mut rows: BTreeMap<u64, Vec<Cast>> = BTreeMap::new();
        let mut blocked = BTreeSet::new();
        store
            .poll_votes(of, 0, |row| {
                if left_out.contains(&row.participant) {
                    blocked.insert(row.participant);
                } else if let Some(cast) = place(row.statement).and_then(|at| Cast::new(at, vote(row.vote))) {
                    rows.entry(row.participant).or_default().push(cast);
                }
            })
            .await?;
        let (turn, rules, lists) = (poll.turn, poll.rules, poll.lists);
        Ok(Self { turn, rules, lists, statements, people, blocked: blocked.len(), rows })
    }

    fn start(self) -> Live {
        let Self { turn, rules, lists, statements, mut people, blocked, rows } = self;
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
        Live {
            turn,
            rules,
            lists,
            statements,
            people: voters,
            waiting: people,
            newest,
            places,
            blocked,
            running,
        }
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
        if poll.lists != self.lists {
            let rows = store.poll_statements(of).await?;
            // Those that came since wait, and have no votes; when one is shown, all is read anew.
            let known = rows.into_iter().take(self.statements.len());
            self.statements = known.map(read).collect::<Result<Vec<Statement>, Trouble>>()?;
            self.lists = poll.lists;
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
            opinion(&of, &groups, &Wanting { manipulation: Look::Spared, ..Wanting::default() }, &Alone);
        let wanting = Wanting { cells: Cells::All, manipulation, ..Wanting::default() };
        let mut all = opinion(&of, &groups, &wanting, &Alone);
        let counted = self.counted();
        for opinion in [&mut told, &mut all] {
            (opinion.participants, opinion.votes) = (counted.people.iter().sum(), counted.votes);
        }
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
            channels: by_channel(&of, &counted.people, &self.statements, &is_out),
            priorities: priorities.collect(),
            groups,
            texts: (self.statements.iter().zip(&is_out).filter(|(_, out)| !**out))
                .map(|(it, _)| (it.number, it.text.clone()))
                .collect(),
            without_blocked: self.blocked,
            of,
        }
    }

    /// Who and what counts, for the record and for what is published alike.
    fn counted(&self) -> Tally {
        let is_out = is_out(&self.statements);
        let mut tally = Tally::default();
        for (person, row) in self.people.iter().zip(self.running.ballots().rows()) {
            let counted = row.iter().filter(|cast| is_out.get(cast.statement()) == Some(&false)).count();
            tally.votes += counted;
            if counted > 0
                && let Some(at) = Channel::ALL.iter().position(|it| *it == person.channel)
            {
                tally.people[at] += 1;
            }
        }
        tally
    }

    /// The hash over statements and votes, and how many there are.
    fn count(&self, result: &str, salt: &[u8; SALT]) -> Count {
        let mut tallied = Tallied::new(salt);
        let is_out = is_out(&self.statements);
        for (statement, is_out) in self.statements.iter().zip(&is_out) {
            tallied.statement(statement.number, !is_out, &statement.text);
        }
        for (number, at) in &self.places {
            let row = self.running.ballots().row(*at);
            for cast in row.iter().filter(|cast| is_out.get(cast.statement()) == Some(&false)) {
                let statement = self.statements.get(cast.statement()).map_or(0, |it| it.number);
                tallied.vote(*number, statement, code(cast.vote()));
            }
        }
        let counted = self.counted();
        let told = parts(&counted.people, Cells::Published);
        let came = |channel: Channel| {
            let at = Channel::ALL.iter().position(|it| *it == channel)?;
            told.get(at).copied().flatten().map(wide)
        };
        let channels = Came {
            verified: came(Channel::Verified),
            open: came(Channel::Open),
            paper: came(Channel::Paper),
        };
        Count {
            format: COUNT_FORMAT,
            participants: wide(counted.people.iter().sum()),
            left_out: wide(self.blocked),
            channels,
            votes: wide(counted.votes),
            statements: wide(is_out.iter().filter(|out| !**out).count()),
            root: tallied.root(),
            result: Hash::of(&[result.as_bytes()]),
        }
    }
}

/// Who and what counts.
#[derive(Default)]
struct Tally {
    /// People with a vote that counts, by channel in the order of [`Channel::ALL`].
    people: [usize; 3],
    /// Votes that count.
    votes: usize,
}

fn wide(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
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
            let result = live.outcome(at, true).published(|_| true).map_err(|_| Fault::Busy)?;
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
        // What was published at the close stays as it is, whatever this program would find now.
        let stored = if is_final { self.0.store().poll_result(of).await? } else { None };
        let at = self.now();
        let told = move || {
            let mut outcome = live.outcome(at, is_final);
            if let Some(stored) = stored.and_then(|json| serde_json::from_str(&json).ok()) {
                outcome.opinion = stored;
            }
            (live, Some(outcome))
        };
        Ok(self.0.reckon(told).await?)
    }
}
