//! A secret ballot from its opening to its close, by two servers, with the core and the store together: how a
//! desk uses the urn.

use std::sync::Arc;

use mawqif_core::{
    case::{
        self, Case, Fact, Moment,
        ballot::{BallotForm, BallotState, Tally, Urn},
    },
    record::entry::Entry,
};
use mawqif_store::{Act, AtUrn, CaseId, Error, Reply, Store, Writer};
use serde_json::{Value, json};

use crate::harness::*;

stories!(bodies_vote_secretly_at_two_servers, a_cancelled_ballot_is_emptied_unread);

/// A server: the case as it has folded it, and what it needs to go on.
struct Desk {
    store: Store,
    writer: Writer,
    id: CaseId,
    case: Case,
}

impl Desk {
    async fn open(place: &Place) -> Self {
        let store = place.open().await;
        let writer = Writer::start(store.clone(), sign(), None);
        let case = Case::empty(case::CaseId::new("kilis").unwrap());
        Self { store, writer, id: case_id("kilis"), case }
    }

    async fn catch_up(&mut self) {
        let from = self.case.entries();
        let case = &mut self.case;
        let apply = |entry: Entry| {
            case.apply(&entry).unwrap();
            Ok::<(), Error>(())
        };
        self.store.read(&self.id, from, apply).await.unwrap();
    }

    async fn done(&mut self, who: &str, act: Value) -> Vec<Fact> {
        let told = format!("{who} {act}");
        let (act, actor): (case::Act, _) =
            (serde_json::from_value(act).unwrap(), case::AccountId::new(who).unwrap());
        loop {
            let (expected, follows) = (self.case.entries(), self.case.leaf());
            let (urn, at_urn) = match self.at_urn(&act).await {
                Err(Error::Lost { .. }) => {
                    self.catch_up().await;
                    continue;
                }
                urn => urn.unwrap(),
            };
            let now = Moment::from_micros(NOW + expected);
            let facts = self.case.check_with_urn(&act, &actor, now, &urn);
            let facts = facts.unwrap_or_else(|refusal| panic!("{told}: {refusal:?}"));
            let time = self.case.time(now);
            let entry = |(seq, fact): (u64, &Fact)| fact.to_entry(seq, time, &actor, [7; 32]).unwrap();
            let entries: Vec<Entry> = (expected..).zip(&facts).map(entry).collect();
            let act =
                Act { case: self.id.clone(), expected, follows, entries, idempotency: None, urn: at_urn };
            match self.writer.append(act).await {
                Ok(Reply::Written(_)) => {
                    self.catch_up().await;
                    return facts;
                }
                Err(Error::Lost { .. }) => self.catch_up().await,
                other => panic!("{told}: {other:?}"),
            }
        }
    }

    /// What the core is shown of the urn, and what happens to it with the act.
    async fn at_urn(&self, act: &case::Act) -> Result<(Urn, Option<AtUrn>), Error> {
        let is_secret = |ballot: &u64| {
            self.case.ballots().get(ballot).is_some_and(|ballot| ballot.form == BallotForm::Secret)
        };
        match act {
            case::Act::CloseBallot { ballot } if is_secret(ballot) => {
                let urn = self.store.urn(&self.id, *ballot, self.case.entries()).await?;
                Ok((urn, Some(AtUrn::Emptied { ballot: *ballot })))
            }
            case::Act::CancelBallot { ballot, .. } if is_secret(ballot) => {
                Ok((Urn::Sealed, Some(AtUrn::Emptied { ballot: *ballot })))
            }
            _ => Ok((Urn::Sealed, self.case.slip(act).map(AtUrn::Cast))),
        }
    }
}

/// Three bodies, a package that wins, and a secret ballot on it that is open.
async fn opened(place: &Place) -> Desk {
    let mut desk = Desk::open(place).await;
    desk.store.create_case(&desk.id, &origin(&desk.id), NOW).await.unwrap();
    desk.done("amina", json!({ "act": "open-case" })).await;
    let offer = json!({ "id": "freeze", "title": "Freeze" });
    desk.done("amina", json!({ "act": "receive-initiative", "initiative": offer })).await;
    for (number, body) in [(1, "council"), (2, "brigade"), (3, "union")] {
        desk.done("amina", json!({ "act": "admit-body", "body": { "id": body } })).await;
        let account = format!("of-{body}");
        let mandate = json!({ "act": "mandate-delegate", "account": account, "body": body });
        desk.done("amina", mandate).await;
        desk.done(&account, json!({ "act": "accept-mandate", "mandate": number })).await;
    }
    desk.done("amina", json!({ "act": "open-consultation" })).await;
    for body in ["council", "brigade", "union"] {
        let stance = json!({ "act": "file-stance", "body": body, "says": "accept", "version": 1 });
        desk.done(&format!("of-{body}"), stance).await;
    }
    desk.done("amina", json!({ "act": "compute-position" })).await;
    desk.done("amina", json!({ "act": "open-ballot", "package": [], "form": "secret" })).await;
    desk
}

fn vote(body: &str, choice: &str) -> Value {
    json!({ "act": "cast-ballot", "ballot": 1, "body": body, "choice": choice })
}

async fn bodies_vote_secretly_at_two_servers(place: Arc<Place>) {
    let mut here = opened(&place).await;
    let mut there = Desk::open(&place).await;
    there.catch_up().await;
    tokio::join!(
        here.done("of-union", vote("union", "reject")),
        there.done("of-council", vote("council", "accept"))
    );
    there.done("of-brigade", vote("brigade", "accept")).await;
    // The one that closes has not heard of the last vote yet.
    let closed = here.done("amina", json!({ "act": "close-ballot", "ballot": 1 })).await;
    let Fact::UrnOpened { slips, .. } = &closed[0] else { panic!("{closed:?}") };
    assert_eq!(serde_json::to_value(slips).unwrap(), json!(["accept", "accept", "reject"]));
    let BallotState::Closed { tally, .. } = here.case.ballots()[&1].state else { panic!("it is not closed") };
    assert_eq!(tally, Tally { accept: 2, reject: 1, abstain: 0, absent: 0 });
    assert_eq!(place.intruder().await.number("SELECT COUNT(*) FROM urns").await, 0);
    here.store.audit(&here.id, &key(&here.id), None).await.unwrap();
}

async fn a_cancelled_ballot_is_emptied_unread(place: Arc<Place>) {
    let mut desk = opened(&place).await;
    desk.done("of-union", vote("union", "reject")).await;
    let cancel = json!({ "act": "cancel-ballot", "ballot": 1, "reason": "a mistake in the package" });
    desk.done("amina", cancel).await;
    assert_eq!(place.intruder().await.number("SELECT COUNT(*) FROM urns").await, 0);
    assert_eq!(desk.case.ballots()[&1].urn, []);
}
