//! Watching: whoever follows up a case is told by mail what waits for them there, so that silence does not depend on who looks.
//!
//! The same is looked for that the page of the follow-up shows: what is due to fire, what waits for the committee's answer, and
//! where the committee is silent. A mail says which of these it is and where to look, and nothing of the case beside its title. It is known by what
//! it tells and to whom, so that several servers write one; as long as the thing waits, it is written again when the mail before
//! is forgotten, a week later. Nothing is fired or escalated by it: that stays with people.

use std::{
    collections::{BTreeSet, HashMap},
    sync::{Mutex, PoisonError},
    time::Duration,
};

use mawqif_core::{
    case::{AccountId, Act, Case, CaseId, Moment},
    record::hash::Hash,
};

use super::{
    Closing, Desk, Fault,
    held::Held,
    people::mail::{Delivery, letter::Waits},
};

/// How often it is looked through all cases: days and hours pass without an act.
const LOOK: Duration = Duration::from_secs(600);

/// The most things of each kind in one case that mails are written about; the page has the others.
pub const WAITING_TOLD: usize = 5;

/// Of each case what was waiting when mails were last written, as a digest.
#[derive(Debug, Default)]
pub(super) struct Watched(Mutex<HashMap<CaseId, (Hash, u64)>>);

impl Watched {
    /// Whether the same waited on the same day.
    fn is_known(&self, case: &CaseId, digest: Hash, day: u64) -> bool {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(case) == Some(&(digest, day))
    }

    fn know(&self, case: CaseId, digest: Hash, day: u64) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(case, (digest, day));
    }
}

/// Something that waits: what it is, and what it is known by.
type Thing = (Waits, String);

/// What waits in a case at a moment, and for whom.
fn waiting(case: &Case, now: Moment) -> (Vec<Thing>, BTreeSet<AccountId>) {
    let due = case.due_triggers(now);
    let due = due.iter().take(WAITING_TOLD).map(|it| (Waits::Due, it.sha256().to_hex()));
    let silent: BTreeSet<u64> = case.silent_triggers(now).map(|(number, _)| number).collect();
    let open = case.follow_up().triggers().iter().filter(|(_, it)| it.answer.is_none());
    let asked = open.filter(|(number, it)| it.escalated.is_some() || !silent.contains(number));
    let asked = asked.take(WAITING_TOLD).map(|(number, it)| {
        let kind = if it.escalated.is_some() { Waits::Everybody } else { Waits::Answer };
        (kind, number.to_string())
    });
    let late = silent.iter().take(WAITING_TOLD).map(|number| (Waits::Silent, number.to_string()));
    (due.chain(asked).chain(late).collect(), case.who_follow_up(now))
}

/// Whether something can wait after an act that did not before.
pub(super) fn sets_off(act: &Act) -> bool {
    matches!(
        act,
        Act::FireTrigger { .. }
            | Act::EscalateTrigger { .. }
            | Act::MakeFinding { .. }
            | Act::ReviewIncident { .. }
            | Act::AttributeIncident { .. }
            | Act::ChangeIncident { .. }
            | Act::NoteChange { .. }
            | Act::ClearObstacle { .. }
            | Act::NoteAccess { .. }
            | Act::NotePerformance { .. }
            | Act::SetFollowUp { .. }
            | Act::EnterPart { .. }
    )
}

impl Desk {
    /// Looks through all cases, for as long as the server runs.
    pub(super) async fn watch_over(self) {
        if self.people().delivery() == Delivery::Shown {
            return;
        }
        let mut closing = self.closing();
        while *closing.borrow_and_update() == Closing::No {
            for held in self.all() {
                self.tell_what_waits(&held).await;
            }
            tokio::select! {
                () = tokio::time::sleep(LOOK) => {}
                _ = closing.changed() => {}
            }
        }
    }

    /// Writes to those who follow up a case what waits for them. What cannot be written now is written at the next look.
    pub(super) async fn tell_what_waits(&self, held: &Held) {
        if self.people().delivery() == Delivery::Mail
            && let Err(fault) = self.write_what_waits(held).await
        {
            tracing::warn!(%fault, "those who follow up cannot be written to now");
        }
    }

    async fn write_what_waits(&self, held: &Held) -> Result<(), Fault> {
        const DAY: u64 = 86_400_000_000;
        let (case, now) = (held.now(), self.clock().now());
        let (things, people) = waiting(&case, now);
        if things.is_empty() {
            return Ok(());
        }
        let known = format!("{things:?} {people:?}");
        let digest = Hash::of(&[known.as_bytes()]);
        let day = now.micros() / DAY;
        let id = case.id().clone();
        if self.0.watched.is_known(&id, digest, day) {
            return Ok(());
        }
        let link = format!("{}/cases/{id}/follow-up", self.people().site());
        for account in &people {
            for (waits, thing) in &things {
                let told = format!("{id}\n{waits:?}\n{thing}\n{account}");
                let mail = format!("waits-{}", &Hash::of(&[told.as_bytes()]).to_hex()[..40]);
                self.people()
                    .notify_once(&mail, account, (*waits, &title(&case), &link), now.micros())
                    .await?;
            }
        }
        self.0.watched.know(id, digest, day);
        Ok(())
    }
}

/// What a case is called: by its title, or its id.
fn title(case: &Case) -> String {
    let title = ["ar", "en"].map(|tag| case.title().in_language(tag));
    let named = title.into_iter().find(|it| !it.is_empty());
    named.map_or_else(|| case.id().to_string(), str::to_owned)
}
