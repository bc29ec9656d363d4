//! Stances: what bodies say, and the page on which a delegate says it.

use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use mawqif_core::{
    case::{Case, Role, mandate::Scope},
    consultation::stance::{NameKind, Parsed, Stance, StanceProblem, StanceProblemKind},
    dossier::{Confidence, Dossier, Standing, problem::nearest},
    text::{Id, without_directions},
};

use super::{
    super::{
        Web,
        acts::{self, Confirm},
        admit::{At, Visitor},
        form::Form,
        page::{Shell, Tab, show},
        trouble::Trouble,
        words::Words,
    },
    builder::Builder,
};

#[derive(Template)]
#[template(path = "stances.html")]
struct Stances {
    shell: Shell,
    stances: Vec<Line>,
    /// Bodies that say nothing to this version.
    silent: Vec<String>,
    /// How many stances are confidential to others.
    hidden: usize,
    /// Bodies that one files for.
    own: Vec<(String, String)>,
}

struct Line {
    name: String,
    says: String,
    standing: String,
    reason: String,
    is_confidential: bool,
}

#[derive(Template)]
#[template(path = "stance.html")]
struct StancePage {
    shell: Shell,
    body: String,
    name: String,
    version: u64,
    builder: Builder,
    says: String,
    reason: String,
    is_confidential: bool,
    is_expected: bool,
    /// What is wrong with the words, and what would be right.
    problems: Vec<String>,
    /// Names that can stand in a stance, for whoever writes one.
    names: Vec<String>,
}

/// What all bodies say, as far as it may be seen.
pub async fn all(Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    let At { case, sight, .. } = visitor.at()?;
    let shell = Shell::of_case(&visitor, Tab::Stances)?;
    let words = &shell.words;
    let dossier = sight.dossier(case);
    let version = dossier.initiative.version;
    let hidden = sight.hidden(case);
    let hidden = hidden.iter().filter(|it| it.version == version);
    let current = dossier.stances.iter().filter(|it| it.version == version);
    let stances = current.clone().map(|stance| Line {
        name: name(&dossier, &stance.body, words),
        says: stance.says.stance.print(words.stances()),
        standing: words.word(match stance.standing {
            Standing::Mandated => "standing-mandated",
            Standing::Expected => "standing-expected",
            Standing::Reported => "standing-reported",
        }),
        reason: stance.reason.as_ref().map(|it| words.text(it).to_owned()).unwrap_or_default(),
        is_confidential: stance.confidence == Confidence::Confidential,
    });
    let is_heard = |id: &Id| current.clone().chain(hidden.clone().copied()).any(|it| it.body == *id);
    let silent = dossier.bodies.iter().filter(|it| !is_heard(&it.id)).map(|it| name(&dossier, &it.id, words));
    let own = sight.roles().iter().filter_map(|role| match role {
        Role::Delegate { body, scope, .. } if scope.contains(&Scope::Stances) => {
            Some((body.to_string(), name(&dossier, body, words)))
        }
        _ => None,
    });
    let (stances, silent, own) = (stances.collect(), silent.collect(), own.collect());
    let hidden = hidden.count();
    Ok(show(StatusCode::OK, &Stances { stances, silent, hidden, own, shell }))
}

/// The page on which a delegate says what the body says.
pub async fn one(
    Extension(visitor): Extension<Visitor>,
    Path((_, body)): Path<(String, String)>,
) -> Result<Response, Trouble> {
    let At { case, sight, .. } = visitor.at()?;
    let body = own(&visitor, &body)?;
    let dossier = sight.dossier(case);
    let version = dossier.initiative.version;
    let filed = dossier.stances.iter().find(|it| it.body == body && it.version == version);
    let mut fields = form_urlencoded::Serializer::new(String::new());
    if let Some(filed) = filed {
        fields.append_pair("says", &filed.says.stance.print(Words::of(visitor.language).stances()));
        let reason = filed.reason.as_ref().map(|it| it.in_language(visitor.language.tag()));
        fields.append_pair("reason", reason.unwrap_or_default());
        if filed.confidence == Confidence::Confidential {
            fields.append_pair("confidential", "on");
        }
        if filed.standing == Standing::Expected {
            fields.append_pair("standing", "expected");
        }
    }
    let form = Form::parse(fields.finish().as_bytes())?;
    page(&visitor, case, &body, &form, StatusCode::OK, Vec::new())
}

/// Reads what was chosen or written, and shows it once more before it is filed.
pub async fn preview(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Extension(form): Extension<Form>,
    Path((_, body)): Path<(String, String)>,
) -> Result<Response, Trouble> {
    match previewed(&visitor, &form, &body)? {
        // Whether it could be done is asked at once, so that nobody confirms in vain.
        Ok(confirm) => acts::offer(&web, &visitor, confirm).await,
        Err(page) => Ok(page),
    }
}

/// What is shown before a stance is filed, or the page with what is wrong with it.
fn previewed(visitor: &Visitor, form: &Form, body: &str) -> Result<Result<Confirm, Response>, Trouble> {
    let At { case, .. } = visitor.at()?;
    let body = own(visitor, body)?;
    let key = acts::key()?;
    let words = Words::of(visitor.language);
    let says = if form.get("by") == "choices" {
        Builder::of(case.dossier(), body.as_str(), form, &words).says()
    } else {
        without_directions(form.get("says"))
    };
    let stance = match read(case.dossier(), &says, &words) {
        Ok(parsed) => parsed,
        Err(problems) => {
            let code = StatusCode::UNPROCESSABLE_ENTITY;
            return page(visitor, case, &body, form, code, problems).map(Err);
        }
    };
    let quotes = stance.names.iter().filter(|it| it.kind == NameKind::Condition).map(|it| &it.id);
    let mut named: Vec<&Id> = Vec::new();
    quotes.for_each(|id| {
        if !named.contains(&id) {
            named.push(id)
        }
    });
    let text = |id: &&Id| {
        let condition = case.dossier().conditions.iter().find(|it| it.id == **id)?;
        Some((id.to_string(), words.text(&condition.text).to_owned()))
    };
    let named = named.iter().filter_map(text).collect();
    let printed = stance.stance.print(words.stances());
    let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let fields = [
        field("act", "file-stance"),
        field("body", body.as_str()),
        field("says", &says),
        field("version", form.get("version")),
        field("confidential", form.get("confidential")),
        field("standing", form.get("standing")),
        field("reason", form.get("reason")),
    ];
    let mut lines = Vec::new();
    if !form.get("confidential").is_empty() {
        lines.push(words.word("stance-confidential-note"));
    }
    Ok(Ok(Confirm {
        heading: words.about("confirm-file-stance", &name(case.dossier(), &body, &words)),
        quote: Some(printed),
        named,
        lines,
        fields: fields.to_vec(),
        button: words.word("confirm-file-stance-button"),
        back: format!("/cases/{}/stances/{body}", case.id()),
        key,
        problem: None,
    }))
}

/// The body, if the visitor may file stances for it; nobody else has business here.
fn own(visitor: &Visitor, body: &str) -> Result<Id, Trouble> {
    let at = visitor.at()?;
    let id = Id::new(body).map_err(|_| Trouble::Missing)?;
    if !at.case.dossier().bodies.iter().any(|it| it.id == id) {
        return Err(Trouble::Missing);
    }
    let is_own = at.sight.roles().iter().any(|role| {
        matches!(role, Role::Delegate { body, scope, .. } if *body == id && scope.contains(&Scope::Stances))
    });
    if is_own { Ok(id) } else { Err(Trouble::NotForYou) }
}

fn page(
    visitor: &Visitor,
    case: &Case,
    body: &Id,
    form: &Form,
    status: StatusCode,
    problems: Vec<String>,
) -> Result<Response, Trouble> {
    let shell = Shell::of_case(visitor, Tab::Stances)?;
    let dossier = case.dossier();
    let conditions = dossier.conditions.iter().map(|it| it.id.to_string());
    let bodies = dossier.bodies.iter().map(|it| format!("@{}", it.id));
    let version = form.get("version").parse().unwrap_or(dossier.initiative.version);
    let page = StancePage {
        body: body.to_string(),
        name: name(dossier, body, &shell.words),
        version,
        builder: Builder::of(dossier, body.as_str(), form, &shell.words),
        says: form.get("says").to_owned(),
        reason: form.get("reason").to_owned(),
        is_confidential: !form.get("confidential").is_empty(),
        is_expected: form.get("standing") == "expected",
        problems,
        names: conditions.chain(bodies).collect(),
        shell,
    };
    Ok(show(status, &page))
}

/// Reads a stance, and says in the reader's language what is wrong with it.
fn read(dossier: &Dossier, says: &str, words: &Words) -> Result<Parsed, Vec<String>> {
    let parsed = Stance::parse(says)
        .map_err(|problems| problems.iter().map(|it| problem(it, says, words)).collect::<Vec<_>>())?;
    let unknown = |kind: NameKind, id: &Id| {
        let known: Vec<&str> = match kind {
            NameKind::Body => dossier.bodies.iter().map(|it| it.id.as_str()).collect(),
            NameKind::Condition => dossier.conditions.iter().map(|it| it.id.as_str()).collect(),
        };
        if known.contains(&id.as_str()) {
            return None;
        }
        let key = if kind == NameKind::Body { "stance-unknown-body" } else { "stance-unknown-condition" };
        let told = words.about(key, id.as_str());
        let meant = nearest(id.as_str(), known.into_iter());
        Some(match meant {
            Some(meant) => format!("{told} {}", words.about("stance-meant", meant)),
            None => told,
        })
    };
    let problems: Vec<String> = parsed.names.iter().filter_map(|it| unknown(it.kind, &it.id)).collect();
    if problems.is_empty() { Ok(parsed) } else { Err(problems) }
}

fn problem(problem: &StanceProblem, says: &str, words: &Words) -> String {
    let place = says.get(problem.span.clone()).unwrap_or_default().to_owned();
    let about = |key: &str| words.about(key, &place);
    match &problem.kind {
        StanceProblemKind::Empty => words.word("stance-empty"),
        StanceProblemKind::Long(_) => words.word("stance-long"),
        StanceProblemKind::Deep => words.word("stance-deep"),
        StanceProblemKind::Expected { found: None, .. } => words.word("stance-ends"),
        StanceProblemKind::Expected { meant: Some(meant), .. } => {
            format!("{} {}", about("stance-unexpected"), words.about("stance-meant", meant))
        }
        StanceProblemKind::Expected { .. } => about("stance-unexpected"),
        StanceProblemKind::Name(_) => about("stance-name"),
        StanceProblemKind::MisplacedBody(_) => about("stance-misplaced"),
        StanceProblemKind::Number => about("stance-number"),
        StanceProblemKind::Unreachable => about("stance-unreachable"),
        StanceProblemKind::Unattainable { .. } => about("stance-unattainable"),
    }
}

fn name(dossier: &Dossier, id: &Id, words: &Words) -> String {
    words.name_of(id, dossier.bodies.iter().map(|body| (&body.id, &body.name)))
}
