//! The first bulletin of the demo's third case, and the page on which everybody sees how the answer is kept.

use std::sync::Arc;

use mawqif_core::{
    case::{
        Act,
        change::Change,
        followup::terms::{Publication, Terms},
        statement::Draft,
    },
    position::unify::unify,
    statement::{Kind, Occasion, draft},
};

use crate::desk::{Desk, Fault, access::Caller, bulletins, held::Held, people::Refused};

/// Lets everybody see the follow-up, and lets a bulletin out: who asks for it, and who confirms.
pub async fn tell(desk: &Desk, held: &Arc<Held>, (first, second): (&Caller, &Caller)) -> Result<(), Fault> {
    let case = held.now();
    if case.adopted().is_empty() || case.bulletins().next().is_some() {
        return Ok(());
    }
    let act = async |act: Act, who: &Caller| desk.act(held, act, who, None).await.map(|_| ());
    let terms = Terms { public: Publication::Public, ..case.follow_up().terms().clone() };
    act(Act::SetFollowUp { terms }, first).await?;
    let (case, now) = (held.now(), desk.clock().now());
    let span = bulletins::span(&case, now).ok_or(Refused::Missing("bulletin"))?;
    let week = desk.week(held, &case, span, now).await?;
    let entries = week.entries();
    let occasion = Occasion { kind: Kind::Bulletin, week: Some(Box::new(week)), ..Occasion::default() };
    let composed = {
        let case = case.clone();
        let work = move || {
            let answer = unify(case.dossier(), &case.as_it_stands()).ok()?;
            let composed = draft(case.dossier(), &answer, &occasion, &case.house_templates()).ok()?;
            let drafted = composed.draft(entries, None, None, None).ok()?;
            Some(Draft { occasion: Some(Box::new(occasion)), ..drafted })
        };
        desk.reckon(work).await?
    };
    let drafted = composed.ok_or(Refused::Missing("statement"))?;
    act(Act::DraftStatement { statement: None, after: None, draft: drafted }, first).await?;
    let number = *held.now().statements().keys().next_back().ok_or(Refused::Missing("statement"))?;
    act(Act::ReleaseStatement { statement: number, version: 1 }, first).await?;
    let case = held.now();
    let mut waiting = case.proposals().iter();
    let asked = waiting.find(
        |(_, it)| matches!(&it.change, Change::ReleaseStatement(release) if release.statement == number),
    );
    let proposal = *asked.ok_or(Refused::Missing("change"))?.0;
    act(Act::ConfirmChange { proposal }, second).await
}
