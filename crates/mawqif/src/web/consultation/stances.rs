//! Stances: what bodies say, and the page on which it is said.
//!
//! A delegate says it for a body, by choosing or in words; the secretariat enters what is known from reports
//! of a body that has not answered itself. Both begin with what was said before.

use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use mawqif_core::{
    case::{Case, Role, Stage, mandate::Scope},
    consultation::stance::{NameKind, Parsed, Stance, StanceProblem, StanceProblemKind},
    dossier::{Confidence, Dossier, FiledStance, Standing, problem::nearest},
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
    sentence::sentence,
};

#[derive(Template)]
#[template(path = "stances.html")]
struct Stances {
    shell: Shell,
    stances: Vec<Line>,
    /// Bodies that say nothing to this version: id, name, whether they said something to an earlier one.
    silent: Vec<(String, String, bool)>,
    /// How many stances are confidential to others.
    hidden: usize,
    /// Bodies that one files for.
    own: Vec<(String, String)>,
    /// Whether stances can be filed now.
    is_open: bool,
    is_secretariat: bool,
    version: u64,
}

struct Line {
    body: String,
    name: String,
    told: String,
    says: String,
    standing: String,
    reason: String,
    is_confidential: bool,
    may_withdraw: bool,
}

/// What is wrong with a stance in words: the words around it, and what would be right.
struct Fault {
    before: String,
    words: String,
    after: String,
    told: String,
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
    source: String,
    is_confidential: bool,
    standing: &'static str,
    /// Whether it is the secretariat that enters what is known from reports.
    is_report: bool,
    /// What is wrong with the words, and what would be right.
    problems: Vec<Fault>,
    /// What is wrong beside the words.
    told: Option<String>,
    /// That the offer has changed since the body spoke.
    again: Option<String>,
    /// Whether what was said is beyond what choices can say.
    is_by_hand: bool,
    /// What is being said, in words.
    sentence: Option<String>,
    /// Names that can stand in a stance, for whoever writes one: the name, and what it is.
    names: Vec<(String, String)>,
}

/// How somebody may enter a stance for a body.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Entry {
    /// As its delegate.
    Own,
    /// As the secretariat, of what is known from reports.
    Report,
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
    let is_open = case.stage() == Stage::Consulting && case.open_ballot().is_none();
    let own: Vec<(String, String)> = sight
        .roles()
        .iter()
        .filter_map(|role| match role {
            Role::Delegate { body, scope, .. } if scope.contains(&Scope::Stances) => {
                Some((body.to_string(), name(&dossier, body, words)))
            }
            _ => None,
        })
        .collect();
    let is_secretariat = sight.is_secretariat();
    let stances = current.clone().map(|stance| {
        let is_own = own.iter().any(|(id, _)| *id == stance.body.as_str());
        let is_reported = stance.standing == Standing::Reported;
        Line {
            body: stance.body.to_string(),
            name: name(&dossier, &stance.body, words),
            told: sentence(&stance.says.stance, &dossier, words),
            says: stance.says.stance.print(words.stances()),
            standing: words.word(match stance.standing {
                Standing::Mandated => "standing-mandated",
                Standing::Expected => "standing-expected",
                Standing::Reported => "standing-reported",
            }),
            reason: stance.reason.as_ref().map(|it| words.text(it).to_owned()).unwrap_or_default(),
            is_confidential: stance.confidence == Confidence::Confidential,
            may_withdraw: is_open && (is_own || (is_reported && is_secretariat)),
        }
    });
    let is_heard = |id: &Id| current.clone().chain(hidden.clone().copied()).any(|it| it.body == *id);
    let again = case.must_be_asked_again();
    let silent = dossier.bodies.iter().filter(|it| !is_heard(&it.id));
    let silent = silent
        .map(|it| (it.id.to_string(), name(&dossier, &it.id, words), again.contains(&&it.id)))
        .collect();
    let (stances, hidden) = (stances.collect(), hidden.count());
    let page = Stances { stances, silent, hidden, own, is_open, is_secretariat, version, shell };
    Ok(show(StatusCode::OK, &page))
}

/// The page on which it is said what a body says.
pub async fn one(
    Extension(visitor): Extension<Visitor>,
    Path((_, body)): Path<(String, String)>,
) -> Result<Response, Trouble> {
    let At { case, sight, .. } = visitor.at()?;
    let (body, entry) = own(&visitor, &body)?;
    let dossier = sight.dossier(case);
    let words = Words::of(visitor.language);
    let version = dossier.initiative.version;
    // What was said last: to this version, or to one before.
    let said = dossier.stances.iter().filter(|it| it.body == body && it.version <= version);
    let said = said
        .max_by_key(|it| it.version)
        .filter(|it| entry == Entry::Own || it.standing == Standing::Reported);
    let mut fields = vec![("version".to_owned(), version.to_string())];
    let mut is_by_hand = false;
    if let Some(said) = said {
        fields.extend(written(said, &words));
        match Builder::choices(&said.says.stance) {
            Some(choices) => fields.extend(choices),
            None => is_by_hand = true,
        }
    }
    let again = said.filter(|it| it.version < version).map(|it| {
        let values = [("version", version.into()), ("before", it.version.into())];
        words.tell("stance-again", &values)
    });
    let told = said.map(|it| sentence(&it.says.stance, &dossier, &words));
    let form = Form::of(fields);
    let shown = Shown { again, is_by_hand, sentence: told, ..Shown::default() };
    page(&visitor, case, (&body, entry), &form, shown)
}

/// A stance as the fields of its page, but for the choices.
fn written(said: &FiledStance, words: &Words) -> Vec<(String, String)> {
    let mut fields = vec![("says".to_owned(), said.says.stance.print(words.stances()))];
    for (name, text) in [("reason", &said.reason), ("source", &said.source)] {
        if let Some(text) = text {
            fields.push((name.to_owned(), words.text(text).to_owned()));
        }
    }
    if said.confidence == Confidence::Confidential {
        fields.push(("confidential".to_owned(), "on".to_owned()));
    }
    fields.push(("standing".to_owned(), standing(said.standing).to_owned()));
    fields
}

fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Mandated => "mandated",
        Standing::Expected => "expected",
        Standing::Reported => "reported",
    }
}

/// Reads what was chosen or written: shows the sentence, or shows it once more before it is filed.
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

/// What is shown before a stance is filed, or the page with the sentence or what is wrong.
fn previewed(visitor: &Visitor, form: &Form, body: &str) -> Result<Result<Confirm, Response>, Trouble> {
    let At { case, .. } = visitor.at()?;
    let (body, entry) = own(visitor, body)?;
    let key = acts::key()?;
    let words = Words::of(visitor.language);
    let dossier = case.dossier();
    let version = dossier.initiative.version;
    let is_chosen = matches!(form.get("by"), "choices" | "show");
    let says = if is_chosen {
        Builder::of(dossier, body.as_str(), form, &words).says()
    } else {
        without_directions(form.get("says"))
    };
    let again = |shown: Shown| page(visitor, case, (&body, entry), form, shown).map(Err);
    let stance = match read(dossier, &says, &words) {
        Ok(parsed) => parsed,
        Err(problems) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return again(Shown { status, problems, ..Shown::default() });
        }
    };
    let told = sentence(&stance.stance, dossier, &words);
    if matches!(form.get("by"), "show" | "show-words") {
        return again(Shown { sentence: Some(told), ..Shown::default() });
    }
    // Whoever has written while the offer changed is asked again, with everything kept.
    if form.get("version").parse() != Ok(version) {
        let values = [("code", "version".into()), ("current", version.into())];
        let problem = Some(words.tell("refusal", &values));
        let status = StatusCode::CONFLICT;
        return again(Shown { status, told: problem, sentence: Some(told), ..Shown::default() });
    }
    let reported = entry == Entry::Report || form.get("standing") == "reported";
    if reported && form.get("source").is_empty() {
        let problem = Some(words.word("stance-source-hint"));
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return again(Shown { status, told: problem, sentence: Some(told), ..Shown::default() });
    }
    let quotes = stance.names.iter().filter(|it| it.kind == NameKind::Condition).map(|it| &it.id);
    let mut named: Vec<&Id> = Vec::new();
    quotes.for_each(|id| {
        if !named.contains(&id) {
            named.push(id)
        }
    });
    let text = |id: &&Id| {
        let condition = dossier.conditions.iter().find(|it| it.id == **id)?;
        Some((id.to_string(), words.text(&condition.text).to_owned()))
    };
    let named = named.iter().filter_map(text).collect();
    let printed = stance.stance.print(words.stances());
    let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let standing = if entry == Entry::Report { "reported" } else { form.get("standing") };
    let confidential = if entry == Entry::Report { "" } else { form.get("confidential") };
    let fields = [
        field("act", "file-stance"),
        field("body", body.as_str()),
        field("says", &says),
        field("version", form.get("version")),
        field("confidential", confidential),
        field("standing", standing),
        field("reason", form.get("reason")),
        field("source", form.get("source")),
    ];
    let mut lines = vec![told];
    if !confidential.is_empty() {
        lines.push(words.word("stance-confidential-note"));
    }
    Ok(Ok(Confirm {
        heading: words.about("confirm-file-stance", &name(dossier, &body, &words)),
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

/// The body, and how the visitor may enter a stance for it; nobody else has business here.
fn own(visitor: &Visitor, body: &str) -> Result<(Id, Entry), Trouble> {
    let at = visitor.at()?;
    let id = Id::new(body).map_err(|_| Trouble::Missing)?;
    if !at.case.dossier().bodies.iter().any(|it| it.id == id) {
        return Err(Trouble::Missing);
    }
    let is_own = at.sight.roles().iter().any(|role| {
        matches!(role, Role::Delegate { body, scope, .. } if *body == id && scope.contains(&Scope::Stances))
    });
    match (is_own, at.sight.is_secretariat()) {
        (true, _) => Ok((id, Entry::Own)),
        (false, true) => Ok((id, Entry::Report)),
        (false, false) => Err(Trouble::NotForYou),
    }
}

/// What a page of a stance shows beside its fields.
struct Shown {
    status: StatusCode,
    problems: Vec<Fault>,
    told: Option<String>,
    again: Option<String>,
    is_by_hand: bool,
    sentence: Option<String>,
}

impl Default for Shown {
    fn default() -> Self {
        Self {
            status: StatusCode::OK,
            problems: Vec::new(),
            told: None,
            again: None,
            is_by_hand: false,
            sentence: None,
        }
    }
}

fn page(
    visitor: &Visitor,
    case: &Case,
    (body, entry): (&Id, Entry),
    form: &Form,
    shown: Shown,
) -> Result<Response, Trouble> {
    let shell = Shell::of_case(visitor, Tab::Stances)?;
    let dossier = case.dossier();
    let words = &shell.words;
    let text = |text| super::forms::short(text, words.tag());
    let conditions = dossier.conditions.iter().map(|it| (it.id.to_string(), text(&it.text)));
    let bodies = dossier.bodies.iter().map(|it| (format!("@{}", it.id), text(&it.name)));
    let standing = match form.get("standing") {
        "expected" => "expected",
        "reported" => "reported",
        _ => "mandated",
    };
    let page = StancePage {
        body: body.to_string(),
        name: name(dossier, body, words),
        // Whoever was told that the offer has changed answers the new version.
        version: dossier.initiative.version,
        builder: Builder::of(dossier, body.as_str(), form, words),
        says: form.get("says").to_owned(),
        reason: form.get("reason").to_owned(),
        source: form.get("source").to_owned(),
        is_confidential: !form.get("confidential").is_empty(),
        standing: if entry == Entry::Report { "reported" } else { standing },
        is_report: entry == Entry::Report,
        names: conditions.chain(bodies).collect(),
        problems: shown.problems,
        told: shown.told,
        again: shown.again,
        is_by_hand: shown.is_by_hand,
        sentence: shown.sentence,
        shell,
    };
    Ok(show(shown.status, &page))
}

/// Reads a stance, and says in the reader's language what is wrong with it.
fn read(dossier: &Dossier, says: &str, words: &Words) -> Result<Parsed, Vec<Fault>> {
    let fault = |span: std::ops::Range<usize>, told: String| Fault {
        before: says.get(..span.start).unwrap_or_default().to_owned(),
        words: says.get(span.clone()).unwrap_or_default().to_owned(),
        after: says.get(span.end..).unwrap_or_default().to_owned(),
        told,
    };
    let parsed = Stance::parse(says).map_err(|problems| {
        let faults = problems.iter().map(|it| fault(it.span.clone(), problem(it, says, words)));
        faults.collect::<Vec<_>>()
    })?;
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
    let problems: Vec<Fault> = parsed
        .names
        .iter()
        .filter_map(|it| unknown(it.kind, &it.id).map(|told| fault(it.span.clone(), told)))
        .collect();
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
