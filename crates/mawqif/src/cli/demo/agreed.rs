//! The demo's third case: the show case after the decision, so that there is a position to look at, a committee
//! that follows it up, and a statement that everybody may read.

use std::sync::Arc;

use mawqif_core::{
    case::{Act, Stage, ballot::Choice, change::Change, statement::Draft},
    position::unify::unify,
    statement::{Occasion, draft as composed},
    text::{Id, Text},
};

use crate::desk::{Desk, Fault, access::Caller, held::Held, people::Refused};

/// The case's id.
pub const CASE: &str = "wadi-nahr-agreed";

/// What it is called.
pub fn title() -> Text {
    let by_language = [("ar", "وادي النهر، بعد القرار"), ("en", "Wadi Nahr, after the decision")];
    Text::by_language(by_language.map(|(tag, words)| (tag.to_owned(), words.to_owned())).to_vec())
}

/// Takes the case to its adopted position and its statement: who runs it, the second who confirms, and whoever
/// speaks for which bodies.
pub async fn decide(
    desk: &Desk,
    held: &Arc<Held>,
    (first, second): (&Caller, &Caller),
    delegates: &[(Caller, Vec<Id>)],
) -> Result<(), Fault> {
    if held.now().stage() != Stage::Consulting {
        return Ok(());
    }
    let act = async |act: Act, who: &Caller| desk.act(held, act, who, None).await.map(|_| ());
    act(Act::ComputePosition {}, first).await?;
    let best = held.now().computed().and_then(|it| it.trade.as_ref()).map(|it| it.package.clone());
    let package = best.ok_or(Refused::Missing("package"))?;
    act(Act::OpenBallot { package, form: Default::default(), closes: None }, first).await?;
    let ballot = held.now().open_ballot().ok_or(Refused::Missing("ballot"))?;
    for (delegate, bodies) in delegates {
        for body in bodies {
            let vote = Act::CastBallot { ballot, body: body.clone(), choice: Choice::Accept, reason: None };
            act(vote, delegate).await?;
        }
    }
    act(Act::CloseBallot { ballot }, first).await?;
    act(Act::AdoptPosition { ballot: Some(ballot) }, first).await?;
    act(Act::DraftStatement { statement: None, after: None, draft: draft(desk, held).await? }, first).await?;
    act(Act::ReleaseStatement { statement: 1, version: 1 }, first).await?;
    let case = held.now();
    let mut waiting = case.proposals().iter();
    let asked = waiting.find(|(_, it)| matches!(it.change, Change::ReleaseStatement(_)));
    let proposal = *asked.ok_or(Refused::Missing("change"))?.0;
    act(Act::ConfirmChange { proposal }, second).await
}

/// The statement, as anybody would begin it: drafted from what was adopted.
async fn draft(desk: &Desk, held: &Held) -> Result<Draft, Fault> {
    let case = held.now();
    let adopted = case.stands().map(|it| it.seq);
    let today = desk.clock().now().day();
    let work = move || {
        let answer = unify(case.dossier(), &case.as_it_stands()).ok()?;
        let occasion = Occasion { issued: Some(today), ..Occasion::default() };
        let composed = composed(case.dossier(), &answer, &occasion, &case.house_templates()).ok()?;
        let draft = composed.draft(adopted.into_iter().collect(), None, None, None).ok()?;
        Some(Draft { occasion: Some(Box::new(occasion)), ..draft })
    };
    desk.reckon(work).await?.ok_or(Refused::Missing("statement").into())
}
