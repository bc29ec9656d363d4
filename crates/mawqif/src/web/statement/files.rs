//! Files of a statement for members: its texts as they are signed, every other form, signatures, and the evidence of it.
//!
//! A draft is marked as one in every form but the text, which is what is signed and has nothing beside it.

use axum::{
    Extension,
    extract::{Path, State},
    http::{HeaderValue, header},
    response::Response,
};
use mawqif_core::{
    case::{
        Moment,
        statement::{Kind, Statement},
    },
    dossier::write,
    statement::Language,
};

use super::{
    super::{
        Web,
        admit::{At, Visitor},
        trouble::Trouble,
    },
    public::{
        evidence::{self, BUNDLE},
        sheet,
    },
};
use crate::{
    desk::{Fault, witness::Under},
    statement::{Form, bundle::bundle, form, signature_files, signers_file},
};

/// The most entries that go into a bundle with their receipts.
const ENTRY_LIMIT: usize = 200;

/// A file of a statement, in the version that counts.
pub async fn file(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((_, number, name)): Path<(String, String, String)>,
) -> Result<Response, Trouble> {
    let at = visitor.at()?.clone();
    let number: u64 = number.parse().map_err(|_| Trouble::Missing)?;
    let now = web.desk.clock().now();
    let statement = at.case.statements().get(&number).ok_or(Trouble::Missing)?;
    if name == BUNDLE {
        let files = all(&web, &at, number, statement, now).await?;
        let packed = web.desk.reckon(move || bundle(&files)).await?;
        let bytes = packed.map_err(|error| evidence::unpacked(&error))?;
        return Ok(given(Form { name, mime: "application/zip", bytes }));
    }
    if let Some(form) = of_draft(&web, at.now, statement, &name) {
        return Ok(given(form));
    }
    let signatures = signature_files(&at.case, number, statement, now);
    let found = signatures.into_iter().find(|it| it.name == name);
    if let Some(form) = found.or_else(|| signers_file(&at.case, &name)) {
        return Ok(given(form));
    }
    let sheet = sheet(&web, &at.case, number, statement, now).ok_or(Trouble::Missing)?;
    let made = web.desk.reckon(move || form(&sheet, &name)).await?;
    let form = made.map_err(|error| {
        tracing::warn!(%error, case = %at.case.id(), number, "a statement cannot be printed");
        Trouble::Missing
    })?;
    Ok(given(form.ok_or(Trouble::Missing)?))
}

/// The file of the line by which a signature on a draft is checked.
pub(super) const DRAFT_SIGNERS: &str = "draft_signers";

/// What the file of the server's signature on a draft's text is called.
pub(super) fn draft_signature_name(language: Language) -> String {
    format!("statement.{}.txt.draft.sig", language.tag())
}

/// The server's own signature on the text of a draft, and the line by which it is checked. What went out is signed by people.
fn of_draft(web: &Web, past: Option<u64>, statement: &Statement, name: &str) -> Option<Form> {
    // In the past what has gone out since is a draft; it is signed by people now.
    let key = web.desk.draft_key().filter(|_| past.is_none() && statement.released.is_none())?;
    let plain = |words: String| text(name.to_owned(), "text/plain; charset=utf-8", words);
    if name == DRAFT_SIGNERS {
        return Some(plain(key.public().allowed_for_drafts(key.name()) + "\n"));
    }
    let language = Language::BOTH.into_iter().find(|it| draft_signature_name(*it) == name)?;
    let words = statement.version()?.draft.canonical(language)?;
    Some(plain(key.draft_signature(words.as_str().as_bytes())))
}

/// What everybody may have of a statement, and what members may have besides: the entries that it rests on and those of
/// its own with their receipts, the dossier, and its answer, all of it as this member may see it.
async fn all(
    web: &Web,
    at: &At,
    number: u64,
    statement: &Statement,
    now: Moment,
) -> Result<Vec<Form>, Trouble> {
    let version = statement.version().ok_or(Trouble::Missing)?;
    let mut files = evidence::files(web, &at.held, &at.case, number, statement, now).await?;
    let entries = statement.entry.into_iter().chain(version.draft.rests_on.iter().copied());
    for seq in entries.filter(|seq| *seq < at.case.entries()).take(ENTRY_LIMIT) {
        let found = web.desk.store().entries(at.held.stored(), seq, 1).await.map_err(Fault::from)?;
        let Some(entry) = found.into_iter().next() else { continue };
        let entry = at.sight.entry(entry);
        let receipt = web.desk.receipt(&at.held, seq, &Under::Latest).await?;
        files.push(text(format!("record/entry-{seq}.json"), "application/json", entry.to_json().to_string()));
        files.push(text(
            format!("record/receipt-{seq}.txt"),
            "text/plain; charset=utf-8",
            receipt.to_string(),
        ));
    }
    // A position is told of the case as it was adopted, whatever has become of it since.
    let mut adopted = at.case.adopted().iter().rev();
    let adopted = adopted.find(|it| it.seq < version.entry && version.draft.kind == Kind::Position);
    let then = match adopted {
        Some(adopted) => web.desk.as_of_entry(&at.held, adopted.seq).await?,
        None => at.case.clone(),
    };
    // What is confidential to others is left out, as it is of every dossier that this member takes home.
    if let Ok(dossier) = write::write(&at.sight.dossier(&then)) {
        files.push(text("dossier.toml".to_owned(), "application/toml", dossier));
    }
    // The answer counts every stance, so it is given where none is hidden.
    if at.sight.hidden(&then).is_empty() {
        let answer = web.answer(&then, None, &then.as_it_stands()).await?;
        let told = serde_json::to_string_pretty(&*answer).ok();
        files.extend(told.map(|it| text("answer.json".to_owned(), "application/json", it + "\n")));
    }
    Ok(files)
}

fn text(name: String, mime: &'static str, words: String) -> Form {
    Form { name, mime, bytes: words.into_bytes() }
}

/// A file to take home.
fn given(form: Form) -> Response {
    let mut response = Response::new(form.bytes.into());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(form.mime));
    // Names are made of tags, numbers and signers' names, which have no quotes.
    if let Ok(named) = HeaderValue::from_str(&format!("attachment; filename=\"{}\"", form.name)) {
        headers.insert(header::CONTENT_DISPOSITION, named);
    }
    response
}
