//! Acting: an act on its way into the record.
//!
//! The core checks the act against the case as it is stored and says which facts follow; they become entries, and only what the store has
//! for good becomes part of the case in memory. When another process was faster, the act is checked again against what that one has done.
//!
//! An act with an idempotency key is done once: a repetition is told what the first one came to, and another is refused, for [`KEPT_DAYS`] days.

mod asked;
mod beside;

use std::{sync::Arc, time::Duration};

use mawqif_core::{
    case::{
        AccountId, Act, Case, CaseId, Fact, Refusal,
        ballot::{Choice, Urn},
        refusal::State,
    },
    record::{entry::Entry, hash::Hash, receipt::Receipt},
    text::Text,
};
use mawqif_store::{AtUrn, Error, Idempotency, Reply};
use serde::{Deserialize, Serialize};

use self::beside::{at_urn, fault_of, is_secret, is_unsealed, unreadable};
use super::{
    Desk, Fault,
    access::Caller,
    evidence::seals_lost,
    held::{Held, apply},
    keys::random,
    public::outcome::Counted,
    watching,
    what_if::patience,
};

/// How often an act is checked again because other servers were faster.
const ATTEMPTS: u64 = 60;

/// How long it is looked for what would mend a position that a breach has cost. It may be looked for while others wait.
const REPAIR_PATIENCE: Duration = Duration::from_secs(3);

/// The longest pause before that, in milliseconds. Without one, a server that answers a hurried client
/// keeps ahead of all others, for it knows its own entries first.
const PAUSE: u64 = 20;

/// The most receipts that an answer has; those of further entries can be asked for one by one.
pub const RECEIPT_LIMIT: usize = 200;

/// Longest idempotency key, in bytes.
pub const KEY_LIMIT: usize = 128;

/// How long outcomes of acts with an idempotency key are kept.
pub const KEPT_DAYS: u64 = 7;

/// What came of an act.
#[derive(Clone, Debug)]
pub struct Done {
    /// The entries that it appended.
    pub entries: Vec<Entry>,
    /// Receipts for the first of them, [`RECEIPT_LIMIT`] at most.
    pub receipts: Vec<Receipt>,
    /// How many entries the record had after it.
    pub size: u64,
    /// Whether it was done now.
    pub turn: Turn,
}

/// Whether an act was done now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It was.
    First,
    /// An earlier request by the same idempotency key had done it.
    Repeated,
}

/// What is stored beside an act for its repetition.
#[derive(Serialize, Deserialize)]
struct Outcome {
    request: String,
    first: u64,
    count: u64,
    /// What the form said that asked for it, as a digest; empty when it was no form.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    form: String,
}

/// What a form came to that was sent before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The first entry that it appended.
    pub first: u64,
    /// What it said, as a digest.
    pub form: String,
}

impl Desk {
    /// Does what an act asks for, if the case allows it, and gives receipts for it.
    ///
    /// Once begun it is brought to an end even if whoever asked does not wait for it.
    ///
    /// # Errors
    /// [`Fault::Refused`], [`Fault::KeyReused`], [`Fault::Contended`], and the store's.
    /// After [`Error::Unavailable`] the act may have been done; the same key will tell.
    pub async fn act(
        &self,
        held: &Arc<Held>,
        act: Act,
        caller: &Caller,
        key: Option<String>,
    ) -> Result<Done, Fault> {
        is_unsealed(&act)?;
        self.can_be_asked(held, &act).await?;
        self.act_by(held, act, caller, key, String::new()).await
    }

    /// Takes an invitation for somebody who has shown its link: the one act that nobody can ask for without it.
    pub(super) async fn take_invitation(
        &self,
        held: &Arc<Held>,
        invited: AccountId,
        caller: &Caller,
    ) -> Result<Done, Fault> {
        self.act_by(held, Act::TakeInvitation { invited }, caller, None, String::new()).await
    }

    /// Does what a form asks for, as [`Desk::act`] does. What a form means may depend on what is there, as
    /// when it leaves a name to be made; [`Desk::sent`] tells by the digest that the same form was sent twice.
    ///
    /// # Errors
    /// Those of [`Desk::act`].
    pub async fn act_by_form(
        &self,
        held: &Arc<Held>,
        act: Act,
        caller: &Caller,
        key: String,
        form: String,
    ) -> Result<Done, Fault> {
        self.can_be_asked(held, &act).await?;
        self.act_by(held, act, caller, Some(key), form).await
    }

    /// What a form with this key came to, if it was done.
    ///
    /// # Errors
    /// The store's.
    pub async fn sent(&self, held: &Held, caller: &Caller, key: &str) -> Result<Option<Sent>, Fault> {
        let found = self.store().outcome(held.stored(), &caller.who.account, key).await?;
        let read = |outcome: String| serde_json::from_str::<Outcome>(&outcome).map_err(unreadable);
        let outcome = found.map(read).transpose()?;
        Ok(outcome.map(|Outcome { first, form, .. }| Sent { first, form }))
    }

    pub(super) async fn act_by(
        &self,
        held: &Arc<Held>,
        act: Act,
        caller: &Caller,
        key: Option<String>,
        form: String,
    ) -> Result<Done, Fault> {
        let (desk, held, caller) = (self.clone(), held.clone(), caller.clone());
        let acting = async move {
            if let Act::WithholdPublicWords { number, statement, .. } = act {
                desk.public().is_told(&held, (number, statement), &caller).await?;
            }
            if let Act::ReleaseStatement { statement, version } = act {
                desk.is_printable(&held.now(), (statement, version), &caller).await?;
            }
            let closed = match act {
                Act::ClosePublicConsultation { number } => Some(number),
                _ => None,
            };
            let lost = seals_lost(&held.now(), &act);
            let is_watched = watching::sets_off(&act);
            let sealer = if closed.is_some() { random()? } else { [0; 16] };
            let asked = Asked { held: &held, act: Arc::new(act), caller: &caller, key, form, sealer };
            let done = asked.run(&desk).await;
            // Whatever kept it from being closed, people can go on voting; what is closed, or another one seals, stays so.
            if let (Err(_), Some(number)) = (&done, closed) {
                desk.public().unseal(&held, number, &sealer).await;
            }
            if done.is_ok() && !lost.is_empty() {
                desk.destroy_sealed(&held, &lost).await;
            }
            if done.is_ok() && is_watched {
                desk.tell_what_waits(&held).await;
            }
            done
        };
        tokio::spawn(acting).await.unwrap_or(Err(Fault::Busy))
    }

    /// Opens a case: begins its record, with this person in its secretariat.
    ///
    /// # Errors
    /// [`Fault::CaseTaken`], [`Fault::CaseIdForm`], [`Fault::CaseLimit`], and those of [`Desk::act`].
    pub async fn open_case(
        &self,
        id: &CaseId,
        title: Text,
        secretariat: Vec<AccountId>,
        caller: &Caller,
        key: Option<String>,
    ) -> Result<(Arc<Held>, Done), Fault> {
        let act = Act::OpenCase { title, secretariat };
        // Refusals come before anything is begun.
        Case::empty(id.clone()).check(&act, &caller.actor, self.clock().now())?;
        let held = match (self.begin(id).await, &key) {
            // A repetition finds the case that it has opened itself.
            (Err(Fault::CaseTaken), Some(key)) => {
                let held = self.held(id).ok_or(Fault::CaseTaken)?;
                let before = self.store().outcome(held.stored(), &caller.who.account, key).await?;
                before.map(|_| held).ok_or(Fault::CaseTaken)
            }
            (begun, _) => begun,
        }?;
        let done = self.act(&held, act, caller, key).await.map_err(|fault| match fault {
            Fault::Refused(refusal) if matches!(*refusal, Refusal::Stage { .. }) => Fault::CaseTaken,
            other => other,
        })?;
        Ok((held, done))
    }

    /// Forgets outcomes that are older than promised.
    ///
    /// # Errors
    /// The store's.
    pub async fn forget_outcomes(&self) -> Result<u64, Fault> {
        let kept = KEPT_DAYS * 86_400_000_000;
        Ok(self.store().forget_outcomes(self.clock().now().micros().saturating_sub(kept)).await?)
    }
}

/// An act that somebody asks for.
struct Asked<'a> {
    held: &'a Arc<Held>,
    act: Arc<Act>,
    caller: &'a Caller,
    key: Option<String>,
    /// What the form said that asks for it; empty when it is no form.
    form: String,
    /// By what a public consultation is sealed for it.
    sealer: [u8; 16],
}

/// Facts that follow from an act, and the last entry of the case that they follow from.
struct Checked {
    leaf: Option<Hash>,
    facts: Result<Vec<Fact>, Refusal>,
    /// What the public consultation came to that is to be closed.
    counted: Option<Counted>,
}

/// An act that is ready to be sent.
struct Prepared {
    act: mawqif_store::Act,
    entries: Vec<Entry>,
    /// The case as it will be.
    after: Arc<Case>,
}

impl Asked<'_> {
    async fn run(&self, desk: &Desk) -> Result<Done, Fault> {
        if let Some(done) = self.repeated(desk).await? {
            return Ok(done);
        }
        // What takes long to reckon is reckoned before others have to wait for it.
        let mut early = match *self.act {
            Act::ComputePosition {}
            | Act::ImportDossier { .. }
            | Act::OpenBallot { .. }
            | Act::AnswerTrigger { .. }
            | Act::DraftStatement { .. }
            | Act::ReleaseStatement { .. }
            | Act::ConfirmChange { .. }
            | Act::ClosePublicConsultation { .. } => Some(self.check(desk, &self.held.now()).await?),
            _ => None,
        };
        let mut attempt = 0;
        while attempt < ATTEMPTS {
            let mut underway = self.held.turn().await;
            let now = self.held.now();
            let case = match &*underway {
                Some(case) if case.entries() > now.entries() => case.clone(),
                _ => now,
            };
            // An urn is opened as it is stored.
            if matches!(*self.act, Act::CloseBallot { .. }) && !self.held.settled(&case).await {
                continue;
            }
            let checked = match early.take().filter(|it| it.leaf == case.leaf()) {
                Some(checked) => checked,
                None => self.check(desk, &case).await?,
            };
            let facts = match checked.facts {
                Ok(facts) => facts,
                Err(refusal) => {
                    // Nobody is refused for what may never come to be,
                    if !self.held.settled(&case).await {
                        continue;
                    }
                    drop(underway);
                    // Perhaps it is refused because it was done: the same request, sent twice at once.
                    if let Some(done) = self.repeated(desk).await? {
                        return Ok(done);
                    }
                    // nor for what another server has changed already.
                    desk.catch_up(self.held).await?;
                    if self.held.now().entries() > case.entries() {
                        attempt += 1;
                        continue;
                    }
                    return Err(refusal.into());
                }
            };
            // Whoever may not do it at all is told that, and is not asked for a code first.
            self.caller.who.require_weight(desk, &case, &self.act)?;
            let Prepared { act, entries, after } = self.prepare(desk, &case, &facts, checked.counted)?;
            let mark = match &act.urn {
                Some(AtUrn::Emptied { ballot }) => Some(desk.0.marks.put(self.held.stored(), *ballot)?),
                _ => None,
            };
            let sent = desk.writer().send(act).await?;
            *underway = Some(after.clone());
            drop(underway);
            match sent.stored().await {
                Ok(Reply::Written(written)) => {
                    let size = after.entries();
                    self.held.publish(after);
                    if let Some(mark) = mark {
                        desk.0.marks.is_emptied(mark);
                    }
                    let receipts = written.receipts.into_iter().take(RECEIPT_LIMIT).collect();
                    return Ok(Done { entries, receipts, size, turn: Turn::First });
                }
                Ok(Reply::Replayed(outcome)) => {
                    self.held.give_up(case.entries()).await;
                    return self.replay(desk, &outcome).await;
                }
                Err(Error::Lost { .. }) => {
                    self.held.give_up(case.entries()).await;
                    attempt += 1;
                    // By chance, so that two servers do not go on in step.
                    let [chance] = random()?;
                    let pause = u64::from(chance) % attempt.min(PAUSE);
                    tokio::time::sleep(Duration::from_millis(pause)).await;
                    desk.catch_up(self.held).await?;
                }
                Err(error) => {
                    self.held.give_up(case.entries()).await;
                    return Err(error.into());
                }
            }
        }
        Err(Fault::Contended)
    }

    /// Checks the act against a case. To close a secret ballot its urn is opened, as it was when the roll
    /// was seen.
    async fn check(&self, desk: &Desk, case: &Arc<Case>) -> Result<Checked, Fault> {
        let (mut case, act, actor) = (case.clone(), self.act.clone(), self.caller.actor.clone());
        let mut urn = Urn::Sealed;
        if let Act::CloseBallot { ballot } = *act {
            for _ in 0..ATTEMPTS {
                // Whoever may not close it does not have it opened.
                match case.check(&act, &actor, desk.clock().now()) {
                    Ok(_) | Err(Refusal::State(State::UrnDisagrees(_))) if is_secret(&case, ballot) => {}
                    _ => break,
                }
                match desk.store().urn(self.held.stored(), ballot, case.entries()).await {
                    Ok(opened) => {
                        urn = opened;
                        break;
                    }
                    Err(Error::Lost { .. }) => {
                        desk.catch_up(self.held).await?;
                        case = self.held.now();
                    }
                    Err(error) => return Err(error.into()),
                }
            }
        }
        let mut counted = None;
        if let Act::ClosePublicConsultation { number } = *act
            && case.check(&act, &actor, desk.clock().now())
                == Err(Refusal::State(State::PublicConsultationUncounted(number)))
        {
            let found = desk.public().count(self.held, number, &self.sealer).await.map_err(fault_of)?;
            urn = Urn::Counted(found.count);
            counted = Some(found);
        }
        let (leaf, now) = (case.leaf(), desk.clock().now());
        if let Some(week) = desk.asked_week(self.held, &case, (&act, &actor), now).await? {
            urn = Urn::Reckoned(week);
        }
        let check = move || {
            // Its time begins with the work, not while others are being reckoned.
            let deadline = matches!(*act, Act::AnswerTrigger { .. }).then(|| patience(REPAIR_PATIENCE));
            case.check_within(&act, &actor, now, &urn, deadline)
        };
        let facts = desk.reckon(check).await?;
        Ok(Checked { leaf, facts, counted })
    }

    fn prepare(
        &self,
        desk: &Desk,
        case: &Arc<Case>,
        facts: &[Fact],
        counted: Option<Counted>,
    ) -> Result<Prepared, Fault> {
        let first = case.entries();
        let time = case.time(desk.clock().now());
        let mut after = Case::clone(case);
        let mut entries = Vec::with_capacity(facts.len());
        for (seq, fact) in (first..).zip(facts) {
            let entry = fact.to_entry(seq, time, &self.caller.actor, random()?)?;
            apply(&mut after, &entry)?;
            entries.push(entry);
        }
        let count = after.entries() - first;
        let idempotency = self.key.as_ref().map(|key| Idempotency {
            account: self.caller.who.account.clone(),
            key: key.clone(),
            outcome: serde_json::to_string(&Outcome {
                request: self.request(case),
                first,
                count,
                form: self.form.clone(),
            })
            .unwrap_or_default(),
            time: time.micros(),
        });
        let act = mawqif_store::Act {
            case: self.held.stored().clone(),
            expected: first,
            follows: case.leaf(),
            entries: entries.clone(),
            idempotency,
            urn: at_urn(case, &self.act, facts, counted),
        };
        Ok(Prepared { act, entries, after: Arc::new(after) })
    }

    /// What tells this act from another. How somebody voted in a secret ballot is left out: whoever reads
    /// the outcome could find it by trying the three choices.
    fn request(&self, case: &Case) -> String {
        let mut act = Act::clone(&self.act);
        if case.slip(&act).is_some()
            && let Act::CastBallot { choice, .. } = &mut act
        {
            *choice = Choice::Abstain;
        }
        Hash::of(&[serde_json::to_string(&act).unwrap_or_default().as_bytes()]).to_hex()
    }

    async fn repeated(&self, desk: &Desk) -> Result<Option<Done>, Fault> {
        let Some(key) = &self.key else { return Ok(None) };
        match desk.store().outcome(self.held.stored(), &self.caller.who.account, key).await? {
            Some(outcome) => self.replay(desk, &outcome).await.map(Some),
            None => Ok(None),
        }
    }

    async fn replay(&self, desk: &Desk, outcome: &str) -> Result<Done, Fault> {
        let Outcome { request, first, count, .. } = serde_json::from_str(outcome).map_err(unreadable)?;
        if request != self.request(&self.held.now()) {
            return Err(Fault::KeyReused);
        }
        let stored = self.held.stored();
        let entries = desk.store().entries(stored, first, count).await?;
        let shown = count.min(u64::try_from(RECEIPT_LIMIT).unwrap_or(u64::MAX));
        let issue = |tree: &_, checkpoint: &_| {
            (first..first + shown).map(|seq| Receipt::issue(tree, seq, checkpoint)).collect()
        };
        let receipts: Vec<Receipt> = desk.writer().proved(stored, issue).await?;
        Ok(Done { entries, receipts, size: first + count, turn: Turn::Repeated })
    }
}
