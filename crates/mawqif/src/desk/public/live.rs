//! The votes of a consultation as they are kept between two looks at what it comes to, and what is counted of them.
//!
//! They are read from the store: all of them at first, then those after the turn that was seen last, so that a server misses nothing
//! that another one took.

use std::collections::{BTreeMap, BTreeSet};

use mawqif_core::{
    case::poll::{COUNT_FORMAT, Came, Count, SALT, Tallied},
    consultation::public::{
        Alone, Asked, Running,
        ballots::{Ballots, Cast},
        report::{Cells, FEW, parts},
    },
    record::hash::Hash,
};
use mawqif_store::{ParticipantRow, PollId, Store};

use super::{
    About, Channel, Trouble,
    outcome::{code, vote},
    statements::{State, Statement, read},
};
use crate::desk::Desk;

/// Somebody who has voted, as far as results need it.
pub(super) struct Person {
    pub(super) number: u64,
    pub(super) channel: Channel,
    pub(super) path: String,
}

/// What is kept of a consultation between two looks.
pub(super) struct Live {
    /// The last turn whose votes are in it.
    pub(super) turn: u64,
    /// The last turn at which what is shown or blocked changed.
    rules: u64,
    /// The last turn at which something else of statements changed.
    lists: u64,
    pub(super) statements: Vec<Statement>,
    pub(super) people: Vec<Person>,
    /// Where each participant is among them.
    places: BTreeMap<u64, usize>,
    pub(super) blocked: usize,
    pub(super) running: Running,
}

/// Everything that is read at once.
pub(super) struct Seen {
    turn: u64,
    rules: u64,
    lists: u64,
    statements: Vec<Statement>,
    /// Those who have voted and count.
    people: BTreeMap<u64, Person>,
    blocked: usize,
    /// The votes of each of them.
    rows: BTreeMap<u64, Vec<Cast>>,
}

/// A participant as results need them.
fn person(row: ParticipantRow) -> Person {
    Person { number: row.participant, channel: Channel::of(&row.channel), path: row.path }
}

/// Where a statement is among all, which are numbered from 1 without a gap.
fn place(statement: u64) -> Option<usize> {
    usize::try_from(statement.checked_sub(1)?).ok()
}

impl Seen {
    pub(super) async fn all(store: &Store, of: &PollId) -> Result<Self, Trouble> {
        let poll = store.poll(of).await?.ok_or(Trouble::NoConsultation)?;
        let statements = store.poll_statements(of).await?;
        let statements = statements.into_iter().map(read).collect::<Result<Vec<Statement>, Trouble>>()?;
        let codes = store.poll_codes(of).await?;
        let barred = codes.into_iter().filter(|code| code.blocked.is_some()).map(|code| code.code);
        let barred: BTreeSet<u64> = barred.collect();
        let mut rows: BTreeMap<u64, Vec<Cast>> = BTreeMap::new();
        store
            .poll_votes(of, 0, |row| {
                if let Some(cast) = place(row.statement).and_then(|at| Cast::new(at, vote(row.vote))) {
                    rows.entry(row.participant).or_default().push(cast);
                }
            })
            .await?;
        // Whoever has voted had come in before, so that they are among those who are read now.
        let (mut people, mut blocked) = (BTreeMap::new(), 0);
        store
            .poll_participants(of, |row| {
                let is_barred = row.is_blocked || row.code.is_some_and(|code| barred.contains(&code));
                if !rows.contains_key(&row.participant) {
                    // Whoever has not voted is not kept.
                } else if row.is_withdrawn {
                    // Nobody's any more; another ballot may have come in its place.
                    rows.remove(&row.participant);
                } else if is_barred {
                    rows.remove(&row.participant);
                    blocked += 1;
                } else {
                    people.insert(row.participant, person(row));
                }
            })
            .await?;
        let (turn, rules, lists) = (poll.turn, poll.rules, poll.lists);
        Ok(Self { turn, rules, lists, statements, people, blocked, rows })
    }

    pub(super) fn start(self) -> Live {
        let Self { turn, rules, lists, statements, mut people, blocked, rows } = self;
        let is_out = is_out(&statements);
        let mut ballots = Ballots::empty(statements.len());
        let mut voters = Vec::with_capacity(rows.len());
        let mut places = BTreeMap::new();
        for (number, row) in rows {
            let Some(person) = people.remove(&number) else { continue };
            places.insert(number, voters.len());
            voters.push(person);
            ballots.add(row);
        }
        let running = Running::new(ballots, is_out, Asked::default(), &Alone);
        Live { turn, rules, lists, statements, people: voters, places, blocked, running }
    }
}

/// Which statements do not count.
pub(super) fn is_out(statements: &[Statement]) -> Vec<bool> {
    statements
        .iter()
        .map(|statement| statement.state != State::Shown || statement.about == About::Person)
        .collect()
}

impl Live {
    /// Takes in what changed since; gives the same back when nothing did.
    pub(super) async fn went_on(mut self, desk: &Desk, of: &PollId) -> Result<(Self, bool), Trouble> {
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
        let new: Vec<u64> = changed.keys().copied().filter(|it| !self.places.contains_key(it)).collect();
        let came = store.poll_participants_of(of, &new).await?;
        let mut came: BTreeMap<u64, Person> =
            came.into_iter().map(|row| (row.participant, person(row))).collect();
        let grown = move || {
            let mut rows = Vec::with_capacity(changed.len());
            for (number, casts) in changed {
                let at = match self.places.get(&number) {
                    Some(at) => *at,
                    None => {
                        let Some(person) = came.remove(&number) else { continue };
                        let at = self.people.len();
                        self.people.push(person);
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

    /// Who and what counts, for the record and for what is published alike.
    pub(super) fn counted(&self) -> Tally {
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
    pub(super) fn count(&self, result: &str, salt: &[u8; SALT]) -> Count {
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
        let people: usize = counted.people.iter().sum();
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
            participants: Some(wide(people)).filter(|_| !is_few(people)),
            left_out: Some(wide(self.blocked)).filter(|_| !is_few(self.blocked)),
            channels,
            votes: Some(wide(counted.votes)).filter(|_| !is_few(people)),
            statements: wide(is_out.iter().filter(|out| !**out).count()),
            root: tallied.root(),
            result: Hash::of(&[result.as_bytes()]),
        }
    }
}

/// Whether a count is not told.
pub(super) fn is_few(count: usize) -> bool {
    (1..FEW).contains(&count)
}

/// Who and what counts.
#[derive(Default)]
pub(super) struct Tally {
    /// People with a vote that counts, by channel in the order of [`Channel::ALL`].
    pub(super) people: [usize; 3],
    /// Votes that count.
    pub(super) votes: usize,
}

pub(super) fn wide(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use mawqif_core::{case::Moment, text::Text};

    use super::{
        super::{Author, Outcome, Vote},
        *,
    };

    /// What came of so many people by each way, each of whom says the same to some statements.
    fn found(people: &[(Channel, usize, Vote, &[usize])]) -> Outcome {
        let statement = |number: u64| Statement {
            number,
            text: Text::by_language([("en".to_owned(), format!("Statement {number}"))].into()),
            author: Author::Seed,
            state: State::Shown,
            reason: None,
            ties: Vec::new(),
            about: About::Matter,
        };
        let (mut all, mut rows) = (BTreeMap::new(), BTreeMap::new());
        let each = people.iter().flat_map(|it| std::iter::repeat_n(it, it.1));
        for (number, (channel, _, vote, on)) in (1..).zip(each) {
            all.insert(number, Person { number, channel: *channel, path: String::new() });
            rows.insert(number, on.iter().filter_map(|at| Cast::new(at - 1, *vote)).collect());
        }
        let statements = (1..=3).map(statement).collect();
        let seen = Seen { turn: 1, rules: 1, lists: 1, statements, people: all, blocked: 0, rows };
        seen.start().outcome(Moment::from_micros(1), false)
    }

    fn told(outcome: &Outcome) -> Vec<(Option<usize>, Option<usize>)> {
        let paper = &outcome.channels[2].votes;
        let each = outcome.opinion.statements.iter().zip(paper);
        each.map(|(said, (_, paper))| (said.all.voted, paper.voted)).collect()
    }

    #[test]
    fn a_statement_is_told_anew_when_five_have_voted_on_it_by_each_way() {
        let first =
            [(Channel::Open, 30, Vote::Agree, &[1, 2, 3][..]), (Channel::Paper, 12, Vote::Agree, &[1, 2, 3])];
        let before = found(&first);
        assert_eq!(told(&before), [(Some(42), Some(12)); 3]);
        // Five came: one of them on paper voted on the first; all five by the link on the second.
        let more = [(Channel::Paper, 1, Vote::Disagree, &[1][..]), (Channel::Open, 5, Vote::Agree, &[1, 2])];
        let next = found(&[&first[..], &more].concat());
        let after = next.after(&before);
        assert_eq!(told(&after), [(Some(42), Some(12)), (Some(47), Some(12)), (Some(42), Some(12))]);
        assert_eq!((after.opinion.participants, after.opinion.votes), (48, 131));
        assert_eq!(after.channels[2].people, Some(12), "nor is it said that one more came on paper");
        // Held against what was told, and not against what was found: one and four are five.
        let four = [(Channel::Paper, 4, Vote::Disagree, &[1][..])];
        let last = found(&[&first[..], &more, &four].concat()).after(&after);
        assert_eq!(told(&last)[0], (Some(52), Some(17)));
        assert_eq!(told(&last)[1], (Some(47), Some(12)));
        // Another server, or another start, goes on from what is stored.
        let stored = Outcome::of_kept(&after.kept().unwrap()).unwrap();
        assert_eq!(told(&next.after(&stored)), told(&after));
        assert!(!after.published(|_| true).unwrap().contains("steps"));
    }

    #[test]
    fn nothing_is_told_of_few_people() {
        let few = found(&[(Channel::Open, 4, Vote::Agree, &[1, 2])]);
        assert!(!few.opinion.statements.is_empty());
        let json = few.clone().for_everybody().published(|_| true).unwrap();
        let told: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(
            (&told["few"], &told["participants"], &told["votes"]),
            (&true.into(), &0.into(), &0.into())
        );
        for empty in ["statements", "agreed", "disagreed", "groups"] {
            assert_eq!(told[empty], serde_json::json!([]), "{empty}");
        }
        let five = found(&[(Channel::Open, 5, Vote::Agree, &[1, 2])]).for_everybody();
        assert!(!five.opinion.few && five.opinion.participants == 5);
    }
}
