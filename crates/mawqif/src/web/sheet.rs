//! Sheets: forms by which something is entered or changed, and what happens when one is sent.
//!
//! A sheet is data, so that all of them keep what was written, tell what is wrong beside the field and
//! at the top, and are sent once however often the button is pressed: by a key that stands in the sheet.
//! What may be entered is the core's to say; a sheet only asks. Where it is shown is its kind's to say:
//! on a page of its own, or on the page that it changes, beside what it is about.

pub mod checking;
pub mod field;
pub mod reading;

use std::sync::Arc;

use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
    http::{StatusCode, Uri},
    response::{IntoResponse, Redirect, Response},
    routing::{MethodRouter, get, post},
};
use mawqif_core::{
    case::{Act, CaseId, Refusal},
    initiative::lint::Lint,
};

use self::{
    field::{Field, Fields, Input, Size},
    reading::{Flaw, Reading},
};
use super::{
    Web, acts,
    admit::{At, Visitor},
    consultation::names::{self, Names},
    form::Form,
    fresh::{self, Fresh},
    page::{Shell, Tab, show},
    stress::findings::Found,
    trouble::{Trouble, sentence, status},
    words::Words,
};
use crate::desk::Fault;

/// The most people to choose from in a sheet.
const PEOPLE_LIMIT: usize = 1_000;

/// A kind of sheet.
#[derive(Clone, Copy)]
pub struct Kind {
    /// The end of its address.
    pub name: &'static str,
    /// The page of the case that it belongs to.
    pub tab: Tab,
    /// The message above it: when something is entered, and when it is changed.
    pub headings: [&'static str; 2],
    /// The message below that; none when it is empty.
    pub lead: &'static str,
    /// Its fields.
    pub fields: fn(&mut Fields<'_>),
    /// What is known of what is to be changed, as the fields would say it; none when there is no such thing.
    pub written: fn(&About<'_>, &mut Written) -> Option<()>,
    /// The act that it asks for.
    pub read: fn(&mut Reading<'_>) -> Option<Act>,
    /// Where to go when it is done, below the case.
    pub on: &'static str,
    /// What anchors of the rows there begin with, before the id of what was changed; none when it is empty.
    pub row: &'static str,
    /// By which act what it is about is taken away, if it can be: the name of the act.
    pub removes: Option<&'static str>,
    /// Whether it asks for a fresh session once bodies are consulted.
    pub weight: Weight,
    /// Whether it asks for somebody by name.
    pub asks: Asks,
    /// Whether what is written is tested before it is entered.
    pub tests: Tests,
    /// Who is shown it, of those whom the table of pages lets through. What they may do with it is the
    /// core's to say.
    pub is_for: fn(&At) -> bool,
    /// The page that it is shown on.
    pub shows: fn(&Visitor, Sheet, StatusCode) -> Result<Response, Trouble>,
}

/// Whether what is written in a sheet is tested before it is entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tests {
    /// A provision is, by the rules.
    Provision,
    /// Nothing is.
    Nothing,
}

/// Whether a sheet asks for somebody by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// It does.
    ForSomebody,
    /// It does not.
    ForNobody,
}

impl Kind {
    /// A kind with nothing in it yet, on a page of its own.
    pub const fn new(
        name: &'static str,
        tab: Tab,
        [new, change]: [&'static str; 2],
        on: &'static str,
    ) -> Self {
        Self {
            name,
            tab,
            headings: [new, change],
            lead: "",
            fields: |_| {},
            written: |_, _| Some(()),
            read: |_| None,
            on,
            row: "",
            removes: None,
            weight: Weight::Little,
            asks: Asks::ForNobody,
            tests: Tests::Nothing,
            is_for: |_| true,
            shows: alone,
        }
    }

    /// Where what it is about stands: the address below the case, and the place on that page.
    fn place(&self, id: &str) -> (&'static str, String) {
        let (path, section) = self.on.split_once('#').unwrap_or((self.on, ""));
        let row = !self.row.is_empty() && !id.is_empty();
        let place = if row { format!("{}{}", self.row, escaped(id)) } else { section.to_owned() };
        (path, if place.is_empty() { place } else { format!("#{place}") })
    }

    /// Where to go when it is done: to what it was about, with the entry that it has left.
    fn on(&self, case: &CaseId, id: &str, entry: u64) -> String {
        let (path, place) = self.place(id);
        format!("/cases/{case}{path}?done={entry}{place}")
    }

    /// Where to go when nothing is to be done.
    fn back(&self, case: &CaseId, id: &str) -> String {
        let (path, place) = self.place(id);
        format!("/cases/{case}{path}{place}")
    }

    /// Password and code, if the sheet may ask for them.
    async fn fresh(&self, web: &Web, visitor: &Visitor) -> Result<Option<Fresh>, Trouble> {
        match self.weight {
            Weight::Much => Fresh::asked(web, visitor, None).await,
            Weight::Little => Ok(None),
        }
    }

    /// What people in the case are called, if the sheet asks for somebody.
    async fn names(&self, web: &Web, at: &At) -> Result<Names, Trouble> {
        match self.asks {
            Asks::ForSomebody => {
                let accounts: Vec<_> = names::everybody(&at.case).take(PEOPLE_LIMIT).cloned().collect();
                names::of(web, &accounts).await
            }
            Asks::ForNobody => Ok(Names::new()),
        }
    }
}

/// Whether an act asks for a fresh session once bodies are consulted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// It does.
    Much,
    /// It does not.
    Little,
}

/// What a sheet is about.
pub struct About<'a> {
    /// The case.
    pub at: &'a At,
    /// The reader's words.
    pub words: &'a Words,
    /// What was written, or is known.
    pub form: &'a Form,
    /// The id of what is changed; empty when something is entered.
    pub id: &'a str,
    /// What people in the case are called, where the sheet asks for somebody.
    pub names: &'a Names,
}

/// What fields say before anybody has written in them.
#[derive(Default)]
pub struct Written(Vec<(String, String)>);

impl Written {
    /// A field with one value.
    pub fn put(&mut self, name: &str, value: impl ToString) {
        self.0.push((name.to_owned(), value.to_string()));
    }

    /// A field with several values.
    pub fn all(&mut self, name: &str, values: &[impl ToString]) {
        values.iter().for_each(|value| self.put(name, value.to_string()));
    }

    /// A text, by language. Words without a language are taken for those of the reader's.
    pub fn text(&mut self, name: &str, text: &mawqif_core::text::Text, words: &Words) {
        for (tag, version) in text.versions() {
            let tag = if tag.is_empty() { words.tag() } else { tag };
            self.put(&format!("{name}.{tag}"), version);
        }
    }
}

/// A sheet as it is shown, filled in as far as something is known or was written.
pub struct Sheet {
    /// The name of its kind.
    pub kind: &'static str,
    /// The id of what it changes; empty when it enters something.
    pub id: String,
    /// The page of the case that it belongs to.
    pub tab: Tab,
    /// What it does.
    pub heading: String,
    /// What to know of it; empty when there is nothing.
    pub lead: String,
    /// Its fields.
    pub fields: Vec<Field>,
    /// What is wrong, with the field that it is about.
    pub problems: Vec<Flaw>,
    /// Where it is sent.
    pub action: String,
    /// By what it is done once.
    pub key: String,
    /// Where to go instead.
    pub back: String,
    /// Password and code, if it asks for them.
    pub fresh: Option<Fresh>,
    /// The act by which what it is about is taken away.
    pub removes: Option<&'static str>,
    /// The case.
    pub case: String,
    /// What the rules find in the offer as it stands, for the pages of the offer.
    pub lint: Option<Arc<Lint>>,
    /// What they find in what is written, where that is tested.
    pub found: Option<Vec<Found>>,
}

impl Sheet {
    /// What the rules find in what is written, for templates.
    pub fn found(&self) -> Option<&[Found]> {
        self.found.as_deref()
    }

    /// Password and code, for templates.
    pub fn fresh(&self) -> Option<&Fresh> {
        self.fresh.as_ref()
    }

    /// The act by which what it is about is taken away, for templates.
    pub fn removes(&self) -> Option<&'static str> {
        self.removes
    }
}

#[derive(Template)]
#[template(path = "sheet.html")]
struct Page {
    shell: Shell,
    sheet: Sheet,
}

/// A page for a sheet alone.
///
/// # Errors
/// [`Trouble::Missing`] when the visitor is at no case.
pub fn alone(visitor: &Visitor, sheet: Sheet, code: StatusCode) -> Result<Response, Trouble> {
    Ok(show(code, &Page { shell: Shell::of_case(visitor, sheet.tab)?, sheet }))
}

/// The handlers of some kinds of sheets, whose name ends the address: shown when it is looked at, read when it
/// is sent.
pub fn pages(kinds: &'static [Kind]) -> MethodRouter<Web> {
    let look = move |State(web): State<Web>,
                     Extension(visitor): Extension<Visitor>,
                     Path((_, name)): Path<(String, String)>,
                     uri: Uri| async move {
        let asked = Form::parse(uri.query().unwrap_or_default().as_bytes())?;
        shown(&web, &visitor, known(kinds, &name, &visitor)?, &asked).await
    };
    get(look).merge(sent_to(kinds))
}

/// The handler of what is sent from some kinds of sheets.
pub fn sent_to(kinds: &'static [Kind]) -> MethodRouter<Web> {
    let send = move |State(web): State<Web>,
                     Extension(visitor): Extension<Visitor>,
                     Path((_, name)): Path<(String, String)>,
                     Extension(form): Extension<Form>| async move {
        sent(&web, &visitor, known(kinds, &name, &visitor)?, &form).await
    };
    post(send)
}

/// The kind of this name, for whom it is.
pub(super) fn known(kinds: &'static [Kind], name: &str, visitor: &Visitor) -> Result<&'static Kind, Trouble> {
    let kind = kinds.iter().find(|kind| kind.name == name).ok_or(Trouble::Missing)?;
    if (kind.is_for)(visitor.at()?) { Ok(kind) } else { Err(Trouble::NotForYou) }
}

/// An id as it stands in an address.
pub fn escaped(id: &str) -> String {
    form_urlencoded::byte_serialize(id.as_bytes()).collect()
}

/// Shows a sheet: empty, with what an address says already, or with what is known of what has this id.
pub(super) async fn shown(
    web: &Web,
    visitor: &Visitor,
    kind: &Kind,
    asked: &Form,
) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    if at.now.is_some() {
        // What is past is not changed.
        return Err(Trouble::NotForYou);
    }
    let id = asked.get("id");
    let names = kind.names(web, at).await?;
    let fresh = kind.fresh(web, visitor).await?;
    let form = {
        let words = Words::of(visitor.language);
        let mut written = Written::default();
        let about = About { at, words: &words, form: asked, id, names: &names };
        (kind.written)(&about, &mut written).ok_or(Trouble::Missing)?;
        // What the address says counts for what is new.
        if id.is_empty() {
            written.0.extend(asked.all().iter().cloned());
        }
        Form::of(written.0)
    };
    page(web, visitor, kind, &form, (id, &names), acts::key()?, Vec::new(), fresh, StatusCode::OK).await
}

/// Does what a sheet asks for, or shows it again with what is wrong.
pub(super) async fn sent(
    web: &Web,
    visitor: &Visitor,
    kind: &Kind,
    form: &Form,
) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    let id = form.get("id.of");
    let key = acts::key_of(form)?;
    let names = kind.names(web, at).await?;
    if kind.tests != Tests::Nothing && form.get("by") == "check" {
        let flaws = checking::flaws(visitor, kind, form, (id, &names))?;
        let code = if flaws.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        let fresh = kind.fresh(web, visitor).await?;
        return page(web, visitor, kind, form, (id, &names), key, flaws, fresh, code).await;
    }
    let digest = form.digest();
    match before(web, visitor, &key, &digest).await? {
        Before::Nothing => {}
        Before::This(first) => return Ok(Redirect::to(&kind.on(at.case.id(), id, first)).into_response()),
        Before::Another => {
            // What was sent before is done; this would be something else.
            let told = vec![Flaw::of_all(Words::of(visitor.language).word("sheet-sent-before"))];
            let fresh = kind.fresh(web, visitor).await?;
            let code = StatusCode::CONFLICT;
            return page(web, visitor, kind, form, (id, &names), acts::key()?, told, fresh, code).await;
        }
    }
    // Words stay on their thread, so nothing of them is kept while others work.
    let (act, flaws) = {
        let words = Words::of(visitor.language);
        let about = About { at, words: &words, form, id, names: &names };
        let mut reading = Reading::new(&about);
        let act = (kind.read)(&mut reading);
        (act, reading.flaws)
    };
    let (Some(act), true) = (act, flaws.is_empty()) else {
        // A name may be taken by the same form, sent a moment before.
        if let Before::This(first) = before(web, visitor, &key, &digest).await? {
            return Ok(Redirect::to(&kind.on(at.case.id(), id, first)).into_response());
        }
        let fresh = kind.fresh(web, visitor).await?;
        let code = StatusCode::UNPROCESSABLE_ENTITY;
        return page(web, visitor, kind, form, (id, &names), key, flaws, fresh, code).await;
    };
    let acted = match fresh::given(web, visitor, form).await {
        Ok(caller) => web.desk.act_by_form(&at.held, act, &caller, key.clone(), digest.clone()).await,
        Err(fault) => Err(fault),
    };
    match acted {
        Ok(done) => {
            let first = done.entries.first().map(|entry| entry.header().seq).unwrap_or_default();
            Ok(Redirect::to(&kind.on(at.case.id(), id, first)).into_response())
        }
        Err(fault) if status(&fault).is_server_error() && !matches!(fault, Fault::Store(_)) => {
            Err(fault.into())
        }
        Err(fault) => {
            if let Before::This(first) = before(web, visitor, &key, &digest).await? {
                return Ok(Redirect::to(&kind.on(at.case.id(), id, first)).into_response());
            }
            let code = status(&fault);
            let fresh = Fresh::asked(web, visitor, Some(&fault)).await?;
            let flaws = told(&fault, fresh.is_some(), &Words::of(visitor.language));
            page(web, visitor, kind, form, (id, &names), key, flaws, fresh, code).await
        }
    }
}

/// What was done by the key of a sheet.
enum Before {
    Nothing,
    /// The same sheet, which left this entry.
    This(u64),
    /// A sheet that said something else.
    Another,
}

async fn before(web: &Web, visitor: &Visitor, key: &str, digest: &str) -> Result<Before, Trouble> {
    let sent = web.desk.sent(&visitor.at()?.held, &visitor.guest()?.caller, key).await?;
    Ok(match sent {
        None => Before::Nothing,
        Some(sent) if sent.form == digest => Before::This(sent.first),
        Some(_) => Before::Another,
    })
}

/// What is wrong, at the fields that it is about.
fn told(fault: &Fault, is_asked: bool, words: &Words) -> Vec<Flaw> {
    if let Fault::Refused(refusal) = fault
        && let Refusal::Dossier { problems, .. } = &**refusal
    {
        return problems.iter().map(|it| Flaw::of_problem(it, words)).collect();
    }
    // What is asked for beside the fields is said there.
    if is_asked && fresh::is_about(fault) { Vec::new() } else { vec![Flaw::of_all(sentence(fault, words))] }
}

#[expect(clippy::too_many_arguments, reason = "each is a part of one page")]
async fn page(
    web: &Web,
    visitor: &Visitor,
    kind: &Kind,
    form: &Form,
    (id, names): (&str, &Names),
    key: String,
    problems: Vec<Flaw>,
    fresh: Option<Fresh>,
    code: StatusCode,
) -> Result<Response, Trouble> {
    let at = visitor.at()?;
    // Words stay on their thread, so what others work out comes first.
    let lint = if kind.tab == Tab::Initiative { Some(web.lint(&at.case).await?) } else { None };
    let found = checking::found(web, visitor, kind, form, (id, names)).await?;
    let words = Words::of(visitor.language);
    let about = About { at, words: &words, form, id, names };
    let mut fields = Fields::new(&about);
    (kind.fields)(&mut fields);
    let mut fields = fields.all;
    let mut problems = problems;
    for problem in &mut problems {
        let field = fields.iter_mut().find(|field| field.is_about(&problem.field));
        match field {
            Some(field) => {
                problem.field = field.anchor();
                field.problems.push(problem.told.clone());
            }
            None => problem.field.clear(),
        }
    }
    let [new, change] = kind.headings;
    let path = visitor.path.split('?').next().unwrap_or_default();
    let asked = if id.is_empty() { String::new() } else { format!("?id={}", escaped(id)) };
    let sheet = Sheet {
        kind: kind.name,
        id: id.to_owned(),
        tab: kind.tab,
        heading: words.word(if id.is_empty() { new } else { change }),
        lead: if kind.lead.is_empty() { String::new() } else { words.word(kind.lead) },
        fields,
        problems,
        // What is wrong is read first, wherever on the page it stands.
        action: format!("{path}{asked}#problems"),
        key,
        back: kind.back(at.case.id(), id),
        fresh,
        removes: kind.removes.filter(|_| !id.is_empty()),
        case: at.case.id().to_string(),
        lint,
        found,
    };
    (kind.shows)(visitor, sheet, code)
}
