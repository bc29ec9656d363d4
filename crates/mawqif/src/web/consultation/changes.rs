//! Changes that wait for a second person: what was asked for, by whom, and who can confirm it.

use askama::Template;
use axum::{Extension, extract::State, http::StatusCode, response::Response};
use mawqif_core::{
    case::{
        AccountId, Case, Role, Stage,
        change::{Change, Proposal},
        mandate::Scope,
    },
    dossier::{Body, Dossier},
    statement::signature::signers::Signers,
    text::Id,
};

use super::{
    super::{
        Web, acts,
        admit::{At, Visitor},
        followup::evidence::keys as seal_keys,
        page::{Shell, Tab, show},
        trouble::Trouble,
        words::Words,
    },
    names::{self, Names},
    rule,
};

/// Changes that are told; of more, the earliest, which have waited longest.
const SHOWN: usize = 100;

#[derive(Template)]
#[template(path = "changes.html")]
struct Page {
    shell: Shell,
    case: String,
    changes: Vec<Told>,
}

/// A change that waits.
struct Told {
    number: u64,
    what: String,
    /// What would be other than it is: what, before, after.
    facts: Vec<(String, String, String)>,
    /// Who asked for it, and when.
    by: String,
    /// Who can confirm it.
    waits: String,
    may_confirm: bool,
    may_drop: bool,
}

/// The changes that wait.
pub async fn waiting(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
) -> Result<Response, Trouble> {
    let at = visitor.at()?.clone();
    let actor = visitor.guest()?.caller.actor.clone();
    let case = &at.case;
    let accounts = case.proposals().values().take(SHOWN).flat_map(|it| involved(case, it));
    let accounts: Vec<AccountId> = accounts.cloned().collect();
    let names = names::of(&web, &accounts).await?;
    let shell = Shell::of_case(&visitor, Tab::Bodies)?;
    let words = shell.words.clone();
    let told = case.proposals().iter().take(SHOWN);
    let changes = told.map(|(number, it)| told_of(&at, *number, it, &actor, &names, &words)).collect();
    Ok(show(StatusCode::OK, &Page { case: case.id().to_string(), changes, shell }))
}

/// How many changes wait that this person can confirm.
pub fn awaited(at: &At, actor: &AccountId) -> usize {
    at.case.proposals().values().filter(|it| may_confirm(at, it, actor)).count()
}

/// Those whose names are told with a change.
fn involved<'c>(case: &'c Case, proposal: &'c Proposal) -> impl Iterator<Item = &'c AccountId> {
    let named = match &proposal.change {
        Change::AppointSecretary(account) | Change::DismissSecretary(account) => Some(account),
        Change::NameDelegate(naming) => Some(&naming.account),
        _ => None,
    };
    case.secretariat().iter().chain([&proposal.by]).chain(named)
}

/// Whether this person can confirm a change; the core says so again when they do.
fn may_confirm(at: &At, proposal: &Proposal, actor: &AccountId) -> bool {
    let is_other = proposal.by != *actor;
    let is_now = proposal.change.is_beside_the_dossier()
        || (at.case.stage() != Stage::Adopted && at.case.open_ballot().is_none());
    let is_whom = match &proposal.change {
        Change::NameDelegate(naming) => {
            speaks_for(at, &naming.body) || (!has_voice(&at.case, &naming.body) && at.sight.is_secretariat())
        }
        change if is_of_the_follow_up(change) => at.sight.is_follow_up(),
        _ => at.sight.is_secretariat(),
    };
    is_other && is_now && is_whom
}

/// Whether the committee can confirm a change as well.
fn is_of_the_follow_up(change: &Change) -> bool {
    matches!(
        change,
        Change::ReopenPosition(_)
            | Change::SetSealKeys(_)
            | Change::ChangeCommitteeMembers(_)
            | Change::FormCommittee(_)
    )
}

fn bodies_of(ids: &[Id], dossier: &Dossier, words: &Words) -> String {
    let bodies = || dossier.bodies.iter().map(|it| (&it.id, &it.name));
    let names: Vec<String> = ids.iter().map(|id| words.name_of(id, bodies())).collect();
    words.locale().list(&names)
}

fn speaks_for(at: &At, id: &Id) -> bool {
    let speaks = |role: &Role| matches!(role, Role::Delegate { body, scope, .. } if body == id && scope.contains(&Scope::Stances));
    at.sight.roles().iter().any(speaks)
}

/// Whether somebody who could confirm a mandate for a body speaks for it in stances.
fn has_voice(case: &Case, id: &Id) -> bool {
    let now = case.time(mawqif_core::case::Moment::default());
    let mut mandates = case.mandates().iter().filter(|(_, it)| it.body == *id);
    mandates.any(|(number, _)| case.lack(*number, Scope::Stances, now).is_none())
}

fn told_of(
    at: &At,
    number: u64,
    proposal: &Proposal,
    actor: &AccountId,
    names: &Names,
    words: &Words,
) -> Told {
    let case = &at.case;
    let name =
        |account: &AccountId| names.get(account).cloned().unwrap_or_else(|| words.word("somebody-invited"));
    let others = case.secretariat().iter().filter(|it| **it != proposal.by).map(name);
    let others: Vec<String> = others.collect();
    let waits = match &proposal.change {
        Change::NameDelegate(naming) if has_voice(case, &naming.body) => {
            let bodies = case.dossier().bodies.iter().map(|it| (&it.id, &it.name));
            words.about("change-waits-delegate", &words.name_of(&naming.body, bodies))
        }
        change if is_of_the_follow_up(change) => words.word("change-waits-follow-up"),
        _ if others.is_empty() => words.word("change-waits-nobody"),
        _ => words.about("change-waits", &words.locale().list(&others)),
    };
    let values = [("name", name(&proposal.by).into()), ("date", words.moment(proposal.at).into())];
    Told {
        number,
        what: acts::told(case, &proposal.change, words),
        facts: facts(case, &proposal.change, &name, words),
        by: words.tell("change-by", &values),
        waits,
        may_confirm: may_confirm(at, proposal, actor),
        may_drop: at.sight.is_secretariat()
            || (matches!(proposal.change, Change::ReopenPosition(_)) && at.sight.is_follow_up()),
    }
}

fn facts(
    case: &Case,
    change: &Change,
    name: &dyn Fn(&AccountId) -> String,
    words: &Words,
) -> Vec<(String, String, String)> {
    let dossier = case.dossier();
    let mut facts = Vec::new();
    match change {
        Change::AdmitBody(body) => {
            for (key, value) in of_body(body, words) {
                facts.push((key, String::new(), value));
            }
        }
        Change::ChangeBody(body) => {
            let before = dossier.bodies.iter().find(|it| it.id == body.id);
            let before = before.map(|it| of_body(it, words)).unwrap_or_default();
            for (at, (key, value)) in of_body(body, words).into_iter().enumerate() {
                let was = before.get(at).map(|(_, value)| value.clone()).unwrap_or_default();
                if was != value {
                    facts.push((key, was, value));
                }
            }
        }
        Change::SetRule(set) => {
            let lines = |it| rule::lines(it, dossier, words).join(" ");
            facts.push((words.word("rule-title"), lines(&dossier.rule), lines(set)));
        }
        Change::DismissBody(_) | Change::ForgetPublicBallots(_) => {}
        Change::FormCommittee(committee) => {
            facts.push((
                words.word("committee-members"),
                String::new(),
                bodies_of(&committee.members, dossier, words),
            ));
        }
        Change::ChangeCommitteeMembers(seating) => {
            let list = |all: &[Id]| bodies_of(all, dossier, words);
            let formed = case.committees().iter().find(|it| it.id == seating.committee);
            let before = formed.map(|it| it.members.as_slice()).unwrap_or_default();
            let members = words.word("committee-members");
            facts.push((members, list(before), list(&seating.of(before))));
            for (name, key) in seal_keys(case.follow_up().seal_keys(), words) {
                if seating.without_keys.contains(&key) {
                    facts.push((name, key, String::new()));
                }
            }
            facts.push((words.word("follow-reason"), String::new(), words.text(&seating.reason).to_owned()));
        }
        Change::ReopenPosition(reason) => {
            facts.push((words.word("follow-reason"), String::new(), words.text(reason).to_owned()));
        }
        Change::AppointSecretary(account) | Change::DismissSecretary(account) => {
            facts.push((words.word("change-who"), String::new(), name(account)));
        }
        Change::NameDelegate(naming) => {
            facts.push((words.word("change-who"), String::new(), name(&naming.account)));
        }
        Change::SetSigners(policy) => {
            let lines = |it: &Signers| crate::web::statement::signer_lines(case, it, words);
            let before = case.signers().map(lines).unwrap_or_default();
            let now = Signers::of(policy).map(|it| lines(&it)).unwrap_or_default();
            let was = |name: &str| before.iter().find(|(own, _)| own == name).map(|(_, it)| it.clone());
            for (name, told) in &now {
                let before = was(name).unwrap_or_default();
                if before != *told {
                    facts.push((name.clone(), before, told.clone()));
                }
            }
            let gone = before.iter().filter(|(name, _)| !now.iter().any(|(own, _)| own == name));
            facts.extend(gone.map(|(name, told)| (name.clone(), told.clone(), String::new())));
        }
        Change::SetSealKeys(keys) => {
            let (before, now) = (seal_keys(case.follow_up().seal_keys(), words), seal_keys(keys, words));
            let was = |key: &str| before.iter().find(|(_, own)| own == key);
            for (name, key) in now.iter().filter(|(_, key)| was(key).is_none()) {
                facts.push((name.clone(), String::new(), key.clone()));
            }
            let gone = before.iter().filter(|(_, key)| !now.iter().any(|(_, own)| own == key));
            facts.extend(gone.map(|(name, key)| (name.clone(), key.clone(), String::new())));
        }
        Change::ReleaseStatement(release) => {
            let versions = case.statements().get(&release.statement).map(|it| &it.versions);
            if let Some(version) = versions.and_then(|it| it.get(&release.version)) {
                let said = acts::in_both_languages(&version.draft);
                facts.push((words.text(&version.draft.title).to_owned(), String::new(), said));
            }
        }
    }
    facts
}

fn of_body(body: &Body, words: &Words) -> Vec<(String, String)> {
    let measures: Vec<String> =
        body.measures.iter().map(|(name, it)| format!("{name} {}", words.number(it))).collect();
    vec![
        (words.word("sheet-name"), words.text(&body.name).to_owned()),
        (words.word("body-chambers"), body.chambers.join(" · ")),
        (words.word("body-weight-label"), words.number(body.weight)),
        (words.word("body-measures"), measures.join(" · ")),
    ]
}
