//! Signing: how each text of a statement stands with its signatures, how one is made offline, and where it is handed in.
//!
//! A key never comes here: the text is taken away, signed where the key is, and what comes back is held against it by the
//! core. The same is told to everybody of what was released, by the page on which anyone checks it.

use axum::{
    Extension,
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use mawqif_core::{
    case::{
        Act, Case, Moment,
        signing::{Kept, Tally},
    },
    statement::{
        Language,
        signature::{
            DRAFT_NAMESPACE, NAMESPACE,
            signers::{Signer, Signers},
        },
    },
};

use super::{
    super::{
        Web,
        acts::{self, Came},
        admit::Visitor,
        form::Form,
        trouble::Trouble,
        words::Words,
    },
    files::{DRAFT_SIGNERS, draft_signature_name},
    one::{self, Vain},
};

/// How the texts of a version stand.
pub(super) struct Signing {
    /// The version.
    pub version: u64,
    /// Its texts, Arabic first.
    pub texts: Vec<Signable>,
    /// Whether anybody has said whose keys count.
    pub has_signers: bool,
}

/// A text that is signed.
pub(super) struct Signable {
    /// The language's tag.
    pub tag: &'static str,
    /// What the language calls itself.
    pub language: &'static str,
    /// The text's file.
    pub file: String,
    /// SHA-256 of the text.
    pub digest: String,
    /// How many have signed it, and how many are needed.
    pub says: Vec<String>,
    /// Whether they are enough.
    pub is_enough: bool,
    /// Who has signed.
    pub signed: Vec<By>,
    /// Who could and has not: the name, and for whom.
    pub missing: Vec<(String, String)>,
    /// How it is signed: with what, and the command.
    pub commands: [(&'static str, String); 3],
    /// The file of the server's own signature on a draft, and how anybody checks it.
    pub of_draft: Option<(String, String)>,
    /// What was wrong with what was handed in.
    pub problem: Option<String>,
    /// What was handed in.
    pub written: String,
}

/// Somebody who has signed.
pub(super) struct By {
    /// The name.
    pub name: String,
    /// For whom.
    pub whose: String,
    /// When it came.
    pub since: String,
    /// The files.
    pub files: Vec<String>,
    /// How anybody checks it: with what, and the command.
    pub checks: Vec<(&'static str, String)>,
}

impl Signable {
    /// What was wrong, for templates.
    pub fn problem(&self) -> Option<&String> {
        self.problem.as_ref()
    }

    /// The server's own signature, for templates.
    pub fn of_draft(&self) -> Option<&(String, String)> {
        self.of_draft.as_ref()
    }
}

/// How the texts of a version stand at a moment, and what the server's key for drafts is called, if it signs this one.
pub(super) fn told(
    case: &Case,
    (number, version): (u64, u64),
    now: Moment,
    words: &Words,
    (drafts, vain): (Option<&str>, Option<&Vain>),
) -> Signing {
    let draft = case.statements().get(&number).and_then(|it| it.versions.get(&version));
    let signable = |language: Language| {
        let text = draft?.draft.canonical(language)?;
        let tally = case.tally(number, version, language, now);
        let file = format!("statement.{}.txt", language.tag());
        let vain = vain.filter(|it| it.place == language.tag());
        Some(Signable {
            tag: language.tag(),
            language: language.of("العربية", "English"),
            digest: text.digest().to_hex(),
            says: tally.as_ref().map(|it| says(it, words)).unwrap_or_default(),
            is_enough: tally.as_ref().is_some_and(Tally::holds),
            signed: tally.as_ref().map(|it| signed(case, it, &file, words)).unwrap_or_default(),
            missing: tally.map(|it| missing(case, &it, words)).unwrap_or_default(),
            commands: commands(&file),
            of_draft: drafts.map(|name| of_draft(name, language, &file)),
            problem: vain.map(|it| it.told.clone()),
            written: vain.map(|it| it.written.clone()).unwrap_or_default(),
            file,
        })
    };
    let texts = Language::BOTH.into_iter().filter_map(signable).collect();
    Signing { version, texts, has_signers: case.signers().is_some() }
}

/// How many have signed, and how many are needed.
fn says(tally: &Tally<'_>, words: &Words) -> Vec<String> {
    let line = |key: &str, (signed, needed): (usize, usize)| {
        words.tell(key, &[("count", signed.into()), ("needed", needed.into())])
    };
    let coalition = (tally.coalition.1 > 0).then(|| line("signing-coalition", tally.coalition));
    let bodies = (tally.bodies.1 > 0).then(|| line("signing-bodies", tally.bodies));
    coalition.into_iter().chain(bodies).collect()
}

fn signed(case: &Case, tally: &Tally<'_>, text: &str, words: &Words) -> Vec<By> {
    let by = |(signer, kept): &(&Signer, Vec<&Kept>)| By {
        name: signer.name.clone(),
        whose: whose(case, signer, words),
        since: kept.first().map(|it| words.moment(it.at)).unwrap_or_default(),
        files: kept.iter().map(|it| it.file_name()).collect(),
        checks: kept.iter().map(|it| check(signer, it, text)).collect(),
    };
    tally.signed.iter().map(by).collect()
}

fn missing(case: &Case, tally: &Tally<'_>, words: &Words) -> Vec<(String, String)> {
    tally.missing.iter().map(|it| (it.name.clone(), whose(case, it, words))).collect()
}

/// For whom somebody signs.
pub(super) fn whose(case: &Case, signer: &Signer, words: &Words) -> String {
    match &signer.body {
        None => words.word("signing-for-coalition"),
        Some(body) => words.name_of(body, case.dossier().bodies.iter().map(|it| (&it.id, &it.name))),
    }
}

/// How a text is signed offline.
fn commands(file: &str) -> [(&'static str, String); 3] {
    [
        ("mawqif", format!("mawqif sign {file} --key KEY < passphrase")),
        ("OpenSSH", format!("ssh-keygen -Y sign -n {NAMESPACE} -f KEY {file}")),
        ("minisign", format!("minisign -S -H -s KEY -m {file}")),
    ]
}

/// The file of the server's signature on a draft, and how anybody checks it.
fn of_draft(name: &str, language: Language, text: &str) -> (String, String) {
    let file = draft_signature_name(language);
    let verify =
        format!("ssh-keygen -Y verify -f {DRAFT_SIGNERS} -I {name} -n {DRAFT_NAMESPACE} -s {file} < {text}");
    (file, verify)
}

/// How anybody checks a signature.
fn check(signer: &Signer, kept: &Kept, text: &str) -> (&'static str, String) {
    let file = kept.file_name();
    if kept.extension() == "minisig" {
        return ("minisign", format!("minisign -V -P {} -m {text} -x {file}", signer.minisign_line()));
    }
    // A key that has a last day is judged by the day on which it signed.
    let day = kept.at.day();
    let dated = format!(" -O verify-time={:04}{:02}{:02}", day.year, day.month, day.day);
    let dated = if signer.until.is_some() { dated } else { String::new() };
    let name = &signer.name;
    let verify =
        format!("ssh-keygen -Y verify -f allowed_signers -I {name} -n {NAMESPACE}{dated} -s {file} < {text}");
    ("OpenSSH", verify)
}

/// How our own program counts all signatures over a text; nothing when there is none.
pub(super) fn count(signable: &Signable, tally: &Tally<'_>) -> Option<String> {
    let all: Vec<&Kept> = tally.signed.iter().flat_map(|(_, kept)| kept.iter().copied()).collect();
    let last = all.iter().map(|it| it.at).max()?.day();
    let files: String = all.iter().map(|it| format!(" --signature {}", it.file_name())).collect();
    Some(format!("mawqif statement verify {} --signers signers.toml --on {last}{files}", signable.file))
}

/// Who signs, line by line: the name, and for whom, with which key and for how long.
pub fn lines(case: &Case, signers: &Signers, words: &Words) -> Vec<(String, String)> {
    let needed = words.tell(
        "signers-needed",
        &[("coalition", signers.coalition.into()), ("bodies", signers.bodies.into())],
    );
    let line = |it: &Signer| {
        let days = [("signers-from", it.from), ("signers-until", it.until)];
        let days = days.into_iter().filter_map(|(key, day)| Some(words.about(key, &words.date(&day?))));
        let told: Vec<String> = [whose(case, it, words), it.key_line()].into_iter().chain(days).collect();
        (it.name.clone(), told.join(" · "))
    };
    [(words.word("signers-how-many"), needed)].into_iter().chain(signers.signers.iter().map(line)).collect()
}

/// Takes a signature in, or says why not, beside what was handed in.
pub async fn hand_in(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((_, number)): Path<(String, String)>,
    Extension(form): Extension<Form>,
) -> Result<Response, Trouble> {
    let at = visitor.at()?.clone();
    let statement: u64 = number.parse().map_err(|_| Trouble::Missing)?;
    let version: u64 = form.get("version").parse().map_err(|_| Trouble::Missing)?;
    let tag = form.get("language");
    let language = Language::BOTH.into_iter().find(|it| it.tag() == tag).ok_or(Trouble::Missing)?;
    let signature = brought(&form);
    let key = acts::key_of(&form)?;
    let act = Act::SignStatement { statement, version, language, signature: signature.clone() };
    match acts::attempt(&web, &visitor, act, key).await? {
        Came::Done(first) => {
            let on = format!("/cases/{}/statements/{statement}?done={first}#signatures", at.case.id());
            Ok(Redirect::to(&on).into_response())
        }
        Came::Refused(told, code) => {
            // What is far too long for a signature is not shown again.
            let written = Some(signature).filter(|it| it.len() <= 4_096).unwrap_or_default();
            let vain = Vain { place: language.tag().to_owned(), told, written };
            one::page(&web, &visitor, statement, Some(vain), code).await
        }
    }
}

/// What was handed in: a file byte for byte, or what was pasted, whose lines browsers send as Windows ends them and
/// whose end is easily lost.
fn brought(form: &Form) -> String {
    match form.file("file").filter(|file| !file.bytes.is_empty()) {
        Some(file) => String::from_utf8_lossy(&file.bytes).into_owned(),
        None => match form.raw("signature").replace("\r\n", "\n").trim() {
            "" => String::new(),
            pasted => format!("{pasted}\n"),
        },
    }
}
