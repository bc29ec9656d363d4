//! The board: which position the coalition can take, why, and what would change it.
//!
//! The sentence first, then the rule's gauges, the bodies and what each makes of each condition, the trades
//! of burden against support, and in the end what may be done. Suppositions stand in the address alone, so
//! that nothing of them can enter the record.

mod checklist;
mod frontier;
mod matrix;
mod projector;
mod rule;
mod steps;
pub mod tested;
mod what_if;

use std::sync::Arc;

use askama::Template;
use axum::{
    Extension,
    extract::State,
    http::{StatusCode, Uri},
    response::Response,
};
use mawqif_core::{
    case::{Case, position::Adopted},
    dossier::{Dossier, PositionKind, report::Paint},
    position::{
        model::{Fixed, Model},
        package::Package,
        unify::{
            Answer, Options,
            answer::{Reason, Role},
        },
    },
    text::Id,
};

use self::{frontier::Plot, matrix::Matrix, steps::Steps, what_if::Supposed};
pub use self::{projector::projector, rule::Gauge, steps::choice};
use super::{
    Web,
    admit::{At, Visitor},
    form::Form,
    kept::{Known, Tested},
    page::{Shell, Tab, show},
    public::base::{self, Backing},
    trouble::Trouble,
    words::Words,
};
use crate::{
    cli::{Columns, Labels, Note},
    desk::{
        Fault,
        what_if::{Ground, veil},
    },
    stress::Teller,
};

#[derive(Template)]
#[template(path = "board.html")]
struct Board {
    shell: Shell,
    /// What has been adopted, above everything else.
    adopted: Option<String>,
    /// Committees that were formed.
    formed: Vec<String>,
    view: Option<View>,
    /// What the popular base makes of it, if it was asked.
    base: Option<Backing>,
    /// That the answer is being worked out, when not all of it is known.
    working: Option<String>,
    /// What is to be done before there can be an answer.
    waits: Option<String>,
    /// That suppositions were reckoned without some stances.
    left_out: Option<String>,
    what_if: Supposed,
    steps: Steps,
    /// The way of the case, until bodies answer.
    checklist: Vec<checklist::Step>,
    /// Changes that wait for who looks to confirm them.
    awaited: usize,
    /// What waits in the follow-up for who looks.
    followed: Option<String>,
}

/// The answer, as it is shown.
struct View {
    sentence: String,
    asks: Vec<Ask>,
    lines: Vec<String>,
    gauges: Vec<Gauge>,
    vetoes: Vec<String>,
    matrix: Matrix,
    plot: Option<Plot>,
    others: Vec<Vec<String>>,
    unlock: Vec<String>,
    clash: Vec<String>,
    red_lines: Vec<String>,
    committees: Vec<String>,
}

/// A condition of the package.
struct Ask {
    id: String,
    text: String,
    burden: String,
    /// Whether it is in every package; empty as long as that is not known.
    role: String,
    needed_by: String,
    /// What the test of the offer has to do with it.
    tested: Option<String>,
    /// What the popular base says to it.
    base: Option<String>,
}

/// The board of a case.
pub async fn board(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    uri: Uri,
) -> Result<Response, Trouble> {
    let at = visitor.at()?.clone();
    let asked = Form::parse(uri.query().unwrap_or_default().as_bytes())?;
    let case = at.case.clone();
    let waits = waits(&case);
    let found = match waits {
        None => Some(found(&web, &at, &asked).await?),
        Some(_) => None,
    };
    let tested = if found.is_some() { web.tested_soon(&case).await } else { None };
    let heard = match found.as_ref().and_then(Found::answer_as_it_stands) {
        Some(answer) if at.now.is_none() => base::heard(&web, &at, answer).await?,
        _ => None,
    };
    let now = visitor.moment();
    let shell = Shell::of_case(&visitor, Tab::Board)?;
    let words = shell.words.clone();
    let what_if = Supposed::of(&case, &asked, &words);
    let steps = Steps::of(&case, &at.sight, &words, now);
    let left_out = found.as_ref().and_then(|found| found.ground.as_ref()).map(|it| it.left_out);
    let working = found.as_ref().and_then(|found| found.working()).map(|key| words.word(key));
    let view = found.and_then(|found| {
        let dossier = found.ground.as_ref().map_or(case.dossier(), |it| &it.dossier);
        view(dossier, &found, tested.as_deref(), &asked, &words)
    });
    let base = heard.and_then(|heard| base::backing(&heard, &words));
    let view = view.map(|mut view: View| {
        for ask in &mut view.asks {
            ask.base = base.as_ref().and_then(|base| base.by_condition.get(&ask.id).cloned());
        }
        view
    });
    let page = Board {
        adopted: adopted(&case, &words),
        formed: formed(&case, &words),
        view,
        base,
        working,
        // Whoever runs the case is told by the way what comes first.
        waits: waits.filter(|_| !at.sight.is_secretariat()).map(|key| words.word(key)),
        left_out: left_out.map(|count| words.count("what-if-left-out", count)),
        what_if,
        steps,
        checklist: checklist::of(&case, &at.sight, &words),
        followed: super::followup::waits(&case, &at.sight, now, &words),
        awaited: super::consultation::changes::awaited(&at, &visitor.guest()?.caller.actor),
        shell,
    };
    Ok(show(StatusCode::OK, &page))
}

/// What is missing before the engine can be asked anything.
fn waits(case: &Case) -> Option<&'static str> {
    let dossier = case.dossier();
    if case.received().is_none() {
        Some("board-no-offer")
    } else if dossier.bodies.is_empty() {
        Some("board-no-bodies")
    } else {
        None
    }
}

/// What is shown, the options that it answers, and what it was reckoned from when that is not the whole dossier.
struct Found {
    options: Options,
    shown: Shown,
    ground: Option<Arc<Ground>>,
}

/// What there is to show.
enum Shown {
    /// An answer, the one that the trades are from, and which trade is looked at.
    Whole { answer: Arc<Answer>, whole: Arc<Answer>, trade: Option<usize> },
    /// A package, before the reasons for it are known.
    First(Arc<Answer>),
    /// Nothing yet.
    Nothing,
}

impl Found {
    /// The answer to the case as it stands: without suppositions, and not to another trade.
    fn answer_as_it_stands(&self) -> Option<&Answer> {
        match &self.shown {
            Shown::Whole { whole, .. } if self.ground.is_none() => Some(whole),
            _ => None,
        }
    }

    /// That something is being worked out.
    fn working(&self) -> Option<&'static str> {
        match &self.shown {
            Shown::Whole { .. } => None,
            Shown::First(_) => Some("board-working-first"),
            Shown::Nothing => Some("board-working"),
        }
    }
}

async fn found(web: &Web, at: &At, asked: &Form) -> Result<Found, Trouble> {
    let supposed = what_if::asked(asked);
    let options = supposed.options(at.case.dossier()).map_err(Fault::from)?;
    let ground = supposed.ground(&at.case, &at.sight).map(Arc::new);
    let whole = match web.known(&at.case, ground.as_ref(), &options).await? {
        Known::Whole(whole) => whole,
        Known::First(first) => return Ok(Found { options, shown: Shown::First(first), ground }),
        Known::Nothing => return Ok(Found { options, shown: Shown::Nothing, ground }),
    };
    let trade = asked.get("trade").parse::<usize>().ok().filter(|at| *at < whole.frontier.len());
    let package = trade.map(|at| whole.frontier[at].package.clone());
    let Some(package) = package.filter(|package| Some(package) != whole.package.as_ref()) else {
        return Ok(Found { options, shown: Shown::Whole { answer: whole.clone(), whole, trade }, ground });
    };
    // Another trade is the answer when exactly its conditions are to be in the package.
    let mut options = options;
    let all = at.case.dossier().conditions.iter().map(|condition| condition.id.clone());
    (options.suppositions.with, options.suppositions.without) = all.partition(|id| package.contains(id));
    let mut answer = web.answer(&at.case, ground.as_ref(), &options).await?;
    if ground.is_none() && !at.sight.hidden(&at.case).is_empty() {
        veil(Arc::make_mut(&mut answer));
    }
    Ok(Found { options, shown: Shown::Whole { answer, whole, trade }, ground })
}

/// The view of an answer; of a first one, what will not change: the package, and who answers what with it.
fn view(
    dossier: &Dossier,
    found: &Found,
    tested: Option<&Tested>,
    asked: &Form,
    words: &Words,
) -> Option<View> {
    let options = &found.options;
    let (answer, whole) = match &found.shown {
        Shown::Whole { answer, whole, trade } => (answer, Some((whole, *trade))),
        Shown::First(answer) => (answer, None),
        Shown::Nothing => return None,
    };
    let note = Note {
        dossier,
        options,
        answer,
        locale: words.locale(),
        paint: Paint::Plain,
        columns: Columns::Most,
        width: None,
        labels: Labels::default(),
    };
    let package: Vec<Id> = answer.package.clone().unwrap_or_default();
    let chosen: Package = package
        .iter()
        .filter_map(|id| dossier.conditions.iter().position(|condition| condition.id == *id))
        .collect();
    let mut lines = note.figures();
    // That another trade is looked at is said by the plot; its conditions were fixed only to show it.
    if whole.is_some_and(|(_, trade)| trade.is_none()) {
        lines.extend(note.doubts());
    }
    lines.extend(note.presence());
    // Of a first answer it is said anyway that the rest is being worked out.
    if whole.is_some() {
        lines.extend(note.cut_short());
    }
    let teller = Teller::new(dossier, words.locale());
    let mut view = View {
        sentence: sentence(answer, words),
        asks: package
            .iter()
            .filter_map(|id| {
                let tested = tested.and_then(|it| tested::line(id, &it.test, &teller, words));
                Some(Ask { tested, ..ask(dossier, answer, id, words)? })
            })
            .collect(),
        lines,
        gauges: Vec::new(),
        vetoes: Vec::new(),
        matrix: Matrix::default(),
        plot: whole.and_then(|(whole, trade)| Plot::of(dossier, whole, trade, asked, words, &note)),
        others: others(answer),
        unlock: told(answer.unlock.as_ref().map(|it| note.unlock(it))),
        clash: told(answer.clash.as_ref().map(|it| note.clash(it))),
        red_lines: told(Some(note.red_lines())),
        committees: note.committees(),
    };
    // What is in every package, and what can be exchanged, takes all of them to tell.
    if whole.is_none() {
        view.asks.iter_mut().for_each(|ask| ask.role.clear());
    }
    // The engine has answered with these options, so the model exists.
    if let Ok(model) = Model::new(dossier, &options.suppositions) {
        let voted = model.verdicts(&chosen, &Fixed::new());
        view.gauges = rule::gauges(dossier, &model, &voted, &note, words);
        view.vetoes = note.objections(&voted, &model);
        view.matrix = Matrix::of(dossier, &model, answer, &chosen, words);
        view.lines.extend(note.waiting(&model));
    }
    Some(view)
}

/// The position in one sentence; the conditions stand below it in their own words.
fn sentence(answer: &Answer, words: &Words) -> String {
    match (answer.position, answer.reason, &answer.package) {
        (_, Some(Reason::NoQuorum), _) => words.word("no-quorum"),
        (PositionKind::Accept, _, _) => words.word("can-accept"),
        (_, _, Some(package)) => words.count("board-can-accept-with", package.len()),
        _ if !answer.proof.optimal => words.word("nothing-proven"),
        (PositionKind::Reject, ..) => words.word("must-reject"),
        _ => words.word("no-package"),
    }
}

fn ask(dossier: &Dossier, answer: &Answer, id: &Id, words: &Words) -> Option<Ask> {
    let condition = dossier.conditions.iter().find(|condition| condition.id == *id)?;
    let told = answer.conditions.get(id.as_str())?;
    let name = |id: &Id| words.name_of(id, dossier.bodies.iter().map(|body| (&body.id, &body.name)));
    let needed: Vec<String> = told.needed_by.iter().map(name).collect();
    let list = words.locale().list(&needed);
    Some(Ask {
        id: id.to_string(),
        text: words.text(&condition.text).to_owned(),
        burden: words.tell("condition-burden", &[("burden", condition.burden.into())]),
        role: words.word(match told.role {
            Role::Indispensable => "condition-role-indispensable",
            Role::Exchangeable => "condition-role-exchangeable",
            Role::Unneeded if answer.minimal_complete => "condition-role-unneeded",
            Role::Unneeded => "condition-role-not-found",
        }),
        needed_by: if needed.is_empty() {
            String::new()
        } else {
            words.tell("condition-needed-by", &[("list", list.into())])
        },
        tested: None,
        base: None,
    })
}

/// Other packages that win and cannot be made smaller.
fn others(answer: &Answer) -> Vec<Vec<String>> {
    /// Packages that are listed; of more, the first.
    const OTHER_LIMIT: usize = 8;
    let others = answer.minimal_packages.iter().filter(|it| Some(*it) != answer.package.as_ref());
    others.take(OTHER_LIMIT).map(|it| it.iter().map(ToString::to_string).collect()).collect()
}

/// The lines of a section of the note, without its title.
fn told(section: Option<Vec<String>>) -> Vec<String> {
    section.into_iter().flatten().skip(1).map(|line| line.trim().to_owned()).collect()
}

/// What has been adopted last, in a sentence.
fn adopted(case: &Case, words: &Words) -> Option<String> {
    let adopted = case.adopted().last()?;
    Some(match &adopted.reopened {
        Some(reopened) => {
            let (date, reason) = (words.moment(reopened.at), words.text(&reopened.reason).to_owned());
            words.tell("adopted-reopened", &[("date", date.into()), ("reason", reason.into())])
        }
        None => adopted_as(adopted, words),
    })
}

/// What was adopted, in a sentence.
pub fn adopted_as(adopted: &Adopted, words: &Words) -> String {
    let count = adopted.trade.as_ref().map_or(0, |trade| trade.package.len());
    let key = match adopted.position {
        PositionKind::Accept => "adopted-accept",
        PositionKind::AcceptWithConditions => "adopted-with",
        PositionKind::Reject => "adopted-reject",
        PositionKind::None => "adopted-none",
    };
    words.tell(key, &[("date", words.moment(adopted.at).into()), ("count", count.into())])
}

/// The committees that follow up, and who sits in them.
pub fn formed(case: &Case, words: &Words) -> Vec<String> {
    let bodies = || case.dossier().bodies.iter().map(|body| (&body.id, &body.name));
    let told = case.committees().iter().map(|committee| {
        let members: Vec<String> = committee.members.iter().map(|id| words.name_of(id, bodies())).collect();
        let name = words.name_of(&committee.id, [(&committee.id, &committee.name)].into_iter());
        let list = words.locale().list(&members);
        words.tell("committee-formed", &[("name", name.into()), ("list", list.into())])
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use mawqif_core::{
        dossier::read,
        position::unify::{
            answer::{Claim, Part},
            unify,
        },
    };

    use super::*;
    use crate::locale::Language;

    #[test]
    fn what_was_cut_short_or_not_rechecked_is_said_beside_the_answer() {
        let source = include_str!("../../../../examples/wadi-nahr.toml");
        let dossier = read(source.as_bytes()).dossier.unwrap();
        let mut answer = unify(&dossier, &Options::default()).unwrap();
        let words = Words::of(Language::En);
        let lines = |answer: &Answer| {
            let answer = Arc::new(answer.clone());
            let shown = Shown::Whole { answer: answer.clone(), whole: answer, trade: None };
            let found = Found { options: Options::default(), shown, ground: None };
            view(&dossier, &found, None, &Form::default(), &words).unwrap().lines
        };
        let whole = lines(&answer);
        assert!(
            !whole.iter().any(|line| line.contains("limit") || line.contains("second time")),
            "{whole:?}"
        );
        answer.incomplete.push(Part::Pivotal);
        answer.proof.unchecked.push(Claim::Optimal);
        let cut = lines(&answer);
        let is_said =
            |start: &str, part: &str| cut.iter().any(|it| it.starts_with(start) && it.contains(part));
        assert!(is_said("Cut short by a limit", "who is pivotal"), "{cut:?}");
        assert!(is_said("Not checked a second time", "that no package is better"), "{cut:?}");
    }
}
