//! A desk for tests: it checks an act, appends its facts and folds them, as the real one does.

use mawqif_core::{
    case::{
        AccountId, Act, Case, CaseId, Fact, Moment, Refusal,
        ballot::Urn,
        followup::bulletin::Span,
        poll::{COUNT_FORMAT, Came, Count},
    },
    followup::{Options, board::board, calendar::Day, cusum, tallies::Tallies},
    record::{entry::Entry, hash::Hash},
    statement::week::Week,
};
use serde_json::{Value, json};

/// The show case, as everybody has it.
pub const SHOW_CASE: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/wadi-nahr.toml"));

pub struct Desk {
    pub case: Case,
    pub record: Vec<Entry>,
    pub now: u64,
    urn: Vec<mawqif_core::case::ballot::Choice>,
}

impl Desk {
    pub fn new() -> Self {
        Self { case: empty(), record: Vec::new(), now: 1_930_000_000_000_000, urn: Vec::new() }
    }

    /// Somebody asks for an act, and it happens; the facts it left.
    #[track_caller]
    pub fn done(&mut self, who: &str, act: Value) -> Vec<Fact> {
        match self.ask(who, act.clone()) {
            Ok(facts) => facts,
            Err(refusal) => panic!("{who} {act}: {refusal:?}"),
        }
    }

    /// Somebody asks for an act, and is refused; the refusal as JSON.
    #[track_caller]
    pub fn refused(&mut self, who: &str, act: Value) -> Value {
        let before = self.case.clone();
        match self.ask(who, act.clone()) {
            Ok(facts) => panic!("{who} {act} was allowed: {facts:?}"),
            Err(refusal) => {
                assert_eq!(self.case, before);
                serde_json::to_value(refusal).unwrap()
            }
        }
    }

    pub fn ask(&mut self, who: &str, act: Value) -> Result<Vec<Fact>, Refusal> {
        let act: Act = serde_json::from_value(act.clone()).unwrap_or_else(|error| panic!("{act}: {error}"));
        self.act(who, &act)
    }

    pub fn act(&mut self, who: &str, act: &Act) -> Result<Vec<Fact>, Refusal> {
        let actor = AccountId::new(who).unwrap();
        let now = Moment::from_micros(self.now);
        let urn = match act {
            Act::CloseBallot { .. } => Urn::Opened(self.urn.clone()),
            Act::ClosePublicConsultation { .. } => Urn::Counted(counted()),
            _ => match self.case.asked_week(act, now) {
                Some((span, by)) => Urn::Reckoned(Box::new(self.week(span, by))),
                None => Urn::Sealed,
            },
        };
        let facts = self.case.check_with_urn(act, &actor, now, &urn)?;
        self.urn.extend(self.case.slip(act).map(|slip| slip.choice));
        if matches!(urn, Urn::Opened(_)) {
            self.urn.clear();
        }
        let time = self.case.time(now);
        for fact in &facts {
            let seq = self.case.entries();
            let salt = [u8::try_from(seq % 251).unwrap(); 32];
            let entry = fact.to_entry(seq, time, &actor, salt).unwrap();
            self.case.apply(&entry).unwrap();
            self.record.push(entry);
        }
        self.now += 1_000_000;
        Ok(facts)
    }

    /// What a bulletin of these days tells of what was known by a moment, without tables of reports, as the real desk reckons it.
    pub fn week(&self, span: Span, by: Moment) -> Week {
        let then = folded(self.record.iter().filter(|it| it.header().time <= by.micros()));
        let (case, options) = (&self.case, Options::new(Day::of(span.until).unwrap()));
        let breaches = case.told_breaches(&then, case.dossier());
        let board =
            board(case.dossier(), &Tallies::new(), None, &breaches, &options, &cusum::height).unwrap();
        case.week(&then, Some(&board), span, (by, Moment::from_micros(self.now)))
    }

    /// One asks to put the position under review, and another confirms it.
    #[track_caller]
    pub fn reopened(&mut self, [one, other]: [&str; 2], reason: &str) -> Vec<Fact> {
        let facts = self.done(one, json!({ "act": "reopen-position", "reason": reason }));
        assert_eq!(Self::kinds(&facts), ["change-proposed"], "nobody opens it alone");
        let proposal = self.case.proposals().keys().next_back().copied().unwrap();
        let confirm = json!({ "act": "confirm-change", "proposal": proposal });
        assert_eq!(self.refused(one, confirm.clone())["code"], "same-person");
        self.done(other, confirm)
    }

    /// Appends what nobody asks for by an act.
    pub fn append(&mut self, who: &str, fact: &Fact) {
        let time = self.case.time(Moment::from_micros(self.now));
        let entry = fact.to_entry(self.case.entries(), time, &AccountId::new(who).unwrap(), [7; 32]).unwrap();
        self.case.apply(&entry).unwrap();
        self.record.push(entry);
        self.now += 1_000_000;
    }

    /// The kinds of facts since an entry.
    pub fn kinds(facts: &[Fact]) -> Vec<&'static str> {
        facts.iter().map(Fact::kind).collect()
    }
}

/// What a public consultation came to, as the real desk would have counted it.
pub fn counted() -> Count {
    let hash = Hash::of(&[b"what was counted"]);
    let channels = Came { verified: Some(12), ..Came::default() };
    Count {
        format: COUNT_FORMAT,
        participants: Some(15),
        left_out: Some(2),
        channels,
        votes: Some(70),
        statements: 2,
        root: hash,
        result: hash,
    }
}

pub fn empty() -> Case {
    Case::empty(CaseId::new("case-1").unwrap())
}

/// The fold of a record from nothing.
pub fn folded<'e>(record: impl IntoIterator<Item = &'e Entry>) -> Case {
    let mut case = empty();
    for entry in record {
        case.apply(entry).unwrap();
    }
    case
}
