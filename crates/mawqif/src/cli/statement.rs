//! `mawqif statement`: the coalition's word from a dossier, in every form, without a server.

mod verify;

use std::{
    collections::BTreeMap,
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};

use clap::{Subcommand, ValueEnum};
use mawqif_core::{
    dossier::{Confidence, Date, Dossier, write::write as dossier_text},
    position::unify::{Answer, Options, unify},
    statement::{
        Canonical, Kind, Language, Occasion, Templates,
        basis::Ground,
        form::{Mark, Sheet, Subject},
        occasion::Voters,
        release::hindrances,
        signature::{Signature, signers::Signers},
        template::{TEMPLATE_LIMIT, file_names},
    },
};

use super::{Failure, source, terminal::Colour};
use crate::statement::{Form, allowed_signers, bundle::bundle, forms, leaflet};

/// Write the coalition's statement from a dossier: text, Markdown, HTML, PDF, JSON and a bundle to check it by
#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
#[command(after_help = "Examples:
  mawqif statement case.toml --out statement
  mawqif statement case.toml --occasion adoption.toml --names --out statement
  mawqif statement case.toml --kind press-conference --occasion conference.toml --out invitation
  mawqif statement case.toml --out statement --signers signers.toml --signature statement.ar.txt.salma.sig
  mawqif statement verify statement.en.txt --signers signers.toml --signature statement.en.txt.salma.sig

A statement says what the dossier's answer is, and what the occasion's file adds to it (docs/statement.md). What is
not given in both languages stands in the way, and so do figures and names that differ between them. Sign the files
statement.ar.txt and statement.en.txt with `mawqif sign`, and make the forms again with the signatures.")]
pub struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    /// The dossier; `-` for standard input
    #[arg(required = true)]
    case: Option<PathBuf>,
    /// The folder to write into; it is made when it is not there
    #[arg(long, value_name = "DIR", required = true)]
    out: Option<PathBuf>,
    /// What the statement says beyond the case, as TOML
    #[arg(long, value_name = "FILE")]
    occasion: Option<PathBuf>,
    /// The kind of statement, instead of the occasion's
    #[arg(long, value_enum)]
    kind: Option<KindName>,
    /// Name the bodies, instead of counting them
    #[arg(long)]
    names: bool,
    /// The day that the statement bears, as 2031-03-09
    #[arg(long, value_name = "DAY", value_parser = day)]
    date: Option<Date>,
    /// A folder of house templates that replace the program's
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,
    /// Write the drafted sentences as well, each with what it rests on
    #[arg(long)]
    drafted: bool,
    /// Whose signatures count
    #[arg(long, value_name = "FILE")]
    signers: Option<PathBuf>,
    /// A signature on one of the texts; may be given several times
    #[arg(long, value_name = "FILE", requires = "signers")]
    signature: Vec<PathBuf>,
    /// A receipt, checkpoint or other file to put into the bundle; may be given several times
    #[arg(long, value_name = "FILE")]
    attach: Vec<PathBuf>,
    #[command(flatten)]
    colour: Colour,
}

#[derive(Subcommand)]
enum Command {
    /// Check who has signed a text, and whether they are enough
    Verify(verify::Args),
    /// Write the program's templates into a folder, to be edited
    Templates {
        /// The folder
        out: PathBuf,
    },
}

/// A kind, as the command line names it.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum KindName {
    /// The coalition's answer
    Position,
    /// News of the case
    Bulletin,
    /// An invitation
    PressConference,
    /// What stands in place of something that was said
    Correction,
    /// That something is taken back
    Withdrawal,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<(), Failure> {
    match &args.command {
        Some(Command::Verify(args)) => return verify::run(args, out),
        Some(Command::Templates { out: folder }) => return templates_into(folder, out),
        None => {}
    }
    let (Some(case), Some(folder)) = (&args.case, &args.out) else {
        return Err(Failure::Usage("a dossier and --out are needed".to_owned()));
    };
    let dossier = source::dossier(case, crate::locale::Language::En, args.colour)?;
    let answer = unify(&dossier, &Options::default()).map_err(|error| Failure::Usage(error.to_string()))?;
    if answer.proof.is_refuted() {
        return Err(Failure::Unchecked);
    }
    let files = statement(args, &dossier, &answer)?;
    fs::create_dir_all(folder).map_err(|error| Failure::File(folder.display().to_string(), error))?;
    for Form { name, bytes, .. } in &files {
        let path = folder.join(name);
        fs::write(&path, bytes).map_err(|error| Failure::File(path.display().to_string(), error))?;
        writeln!(out, "{}", path.display())?;
    }
    Ok(())
}

fn statement(args: &Args, dossier: &Dossier, answer: &Answer) -> Result<Vec<Form>, Failure> {
    let occasion = occasion(args)?;
    let templates = templates(args.templates.as_deref())?;
    let composed = mawqif_core::statement::draft(dossier, answer, &occasion, &templates)
        .map_err(|error| Failure::Usage(error.to_string()))?;
    let text = |language| composed.text(language).map_err(|error| Failure::Usage(error.to_string()));
    let texts = [text(Language::Arabic)?, text(Language::English)?];
    let ground = Ground { dossier, answer, occasion: &occasion };
    let found = hindrances(&composed, &ground, texts.each_ref());
    if !found.is_empty() {
        let told: Vec<String> = found.iter().map(|it| format!("  {it}")).collect();
        return Err(Failure::Usage(format!(
            "the statement cannot go out:\n{}\nWords in one language only may, when two people waive it: \
             waiver = {{ by = [\"…\", \"…\"], reason = {{ ar = \"…\", en = \"…\" }} }} in the occasion's file",
            told.join("\n")
        )));
    }
    let [ar, en] = texts;
    let mut sheet = Sheet {
        subject: Subject::Statement(occasion.kind),
        issued: occasion.issued,
        coalition: occasion.coalition.clone(),
        letterhead: occasion.letterhead.clone(),
        texts: vec![(Language::Arabic, ar), (Language::English, en)],
        signed: Vec::new(),
        mark: Mark::Draft,
        address: None,
    };
    let mut evidence = Vec::new();
    if let Some(path) = &args.signers {
        let signers = signers(path)?;
        sign(args, &signers, &occasion, &mut sheet, &mut evidence)?;
        evidence.push(allowed_signers(&signers));
        evidence.push(attached(path, "signers.toml")?);
    }
    let print = |error: mawqif_print::PrintError| Failure::Usage(error.to_string());
    let mut files = forms(&sheet).map_err(print)?;
    evidence.extend(leaflet().map_err(print)?);
    let json = |value: serde_json::Result<String>| value.map_err(|error| Failure::Output(error.into()));
    // Only a position rests on the answer, and what is confidential would stand in the dossier by name and in the
    // answer by subtraction.
    if occasion.kind == Kind::Position && dossier.stances.iter().all(|it| it.confidence == Confidence::Open) {
        let written = dossier_text(dossier).map_err(|error| Failure::Usage(error.to_string()))?;
        let told = json(serde_json::to_string_pretty(answer))?;
        let form =
            |name: &str, mime, text: String| Form { name: name.into(), mime, bytes: text.into_bytes() };
        evidence.push(form("dossier.toml", "application/toml", written));
        evidence.push(form("answer.json", "application/json", told + "\n"));
    }
    for path in &args.attach {
        let name = path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        evidence.push(attached(path, &format!("record/{name}"))?);
    }
    if args.drafted {
        let told = json(serde_json::to_string_pretty(&composed))?;
        files.push(Form {
            name: "drafted.json".into(),
            mime: "application/json",
            bytes: (told + "\n").into_bytes(),
        });
    }
    let whole: Vec<Form> =
        files.iter().filter(|it| it.name != "drafted.json").chain(&evidence).cloned().collect();
    let mut names: Vec<&str> = whole.iter().map(|it| it.name.as_str()).collect();
    names.sort_unstable();
    if let Some([name, _]) = names.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(Failure::Usage(format!(
            "two files of the evidence are called `{name}`: rename one, so that both are kept"
        )));
    }
    let zip = bundle(&whole).map_err(|error| Failure::File("evidence.zip".to_owned(), error))?;
    files.push(Form { name: "evidence.zip".into(), mime: "application/zip", bytes: zip });
    Ok(files)
}

/// Takes signatures in: each must be by somebody who counts over one of the texts, and enough of them on every text release it.
fn sign(
    args: &Args,
    signers: &Signers,
    occasion: &Occasion,
    sheet: &mut Sheet,
    evidence: &mut Vec<Form>,
) -> Result<(), Failure> {
    let day = occasion.issued.map_or_else(verify::today, Ok)?;
    let mut read = Vec::new();
    for path in &args.signature {
        read.push((path, verify::signature(path)?));
    }
    let signatures: Vec<Signature> = read.iter().map(|(_, it)| it.clone()).collect();
    let verdicts: Vec<_> =
        sheet.texts.iter().map(|(_, text)| signers.judge(text, &signatures, day, &[])).collect();
    for (at, (path, _)) in read.iter().enumerate() {
        // Over one of the texts a signature is rejected, over its own it is not.
        if let [Some(why), Some(_)] = [0, 1].map(|text: usize| {
            verdicts
                .get(text)
                .and_then(|it| it.rejected.iter().find(|it| it.signature == at))
                .map(|it| &it.why)
        }) {
            return Err(Failure::Usage(format!("{}: {why}", path.display())));
        }
        let name = path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        evidence.push(attached(path, &name)?);
    }
    if verdicts.iter().all(mawqif_core::statement::signature::signers::Verdict::holds) {
        sheet.mark = Mark::Stands;
    }
    if let Some((first, others)) = verdicts.split_first() {
        let has_signed_all = |name: &str| others.iter().all(|it| it.signed.iter().any(|it| it.name == name));
        sheet.signed = first.signed.iter().filter(|it| has_signed_all(&it.name)).cloned().collect();
    }
    Ok(())
}

fn occasion(args: &Args) -> Result<Occasion, Failure> {
    let mut occasion = match &args.occasion {
        None => Occasion::default(),
        Some(path) => {
            let wrong =
                |error: &dyn std::fmt::Display| Failure::Usage(format!("{}: {error}", path.display()));
            let bytes = source::bytes(path)?;
            let words = std::str::from_utf8(&bytes).map_err(|error| wrong(&error))?;
            Occasion::read(words).map_err(|error| wrong(&error))?
        }
    };
    if let Some(kind) = args.kind {
        occasion.kind = match kind {
            KindName::Position => Kind::Position,
            KindName::Bulletin => Kind::Bulletin,
            KindName::PressConference => Kind::PressConference,
            KindName::Correction => Kind::Correction,
            KindName::Withdrawal => Kind::Withdrawal,
        };
    }
    if args.names {
        occasion.voters = Voters::Names;
    }
    occasion.issued = args.date.or(occasion.issued);
    Ok(occasion)
}

/// The templates of a house: files of a folder in place of the program's.
fn templates(folder: Option<&Path>) -> Result<Templates, Failure> {
    let mut replaced = BTreeMap::new();
    if let Some(folder) = folder {
        let failed = |error: io::Error| Failure::File(folder.display().to_string(), error);
        for entry in fs::read_dir(folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.extension().is_none_or(|it| it != "toml") {
                continue;
            }
            let name = path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
            let bytes = source::bytes(&path)?;
            let words = String::from_utf8(bytes)
                .map_err(|error| Failure::Usage(format!("{}: {error}", path.display())))?;
            if words.len() > TEMPLATE_LIMIT {
                return Err(Failure::Usage(format!(
                    "{}: a template has at most {TEMPLATE_LIMIT} bytes",
                    path.display()
                )));
            }
            replaced.insert(name, words);
        }
    }
    Templates::with(&replaced).map_err(|error| Failure::Usage(error.to_string()))
}

fn templates_into(folder: &Path, out: &mut dyn Write) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| Failure::File(folder.display().to_string(), error))?;
    for name in file_names() {
        let path = folder.join(&name);
        if path.exists() {
            let error = io::Error::from(io::ErrorKind::AlreadyExists);
            return Err(Failure::File(path.display().to_string(), error));
        }
        let words = mawqif_core::statement::template::built_in(&name).unwrap_or_default();
        fs::write(&path, words).map_err(|error| Failure::File(path.display().to_string(), error))?;
        writeln!(out, "{}", path.display())?;
    }
    Ok(())
}

fn signers(path: &Path) -> Result<Signers, Failure> {
    let bytes = source::bytes(path)?;
    let wrong = |error: &dyn std::fmt::Display| Failure::Usage(format!("{}: {error}", path.display()));
    let words = std::str::from_utf8(&bytes).map_err(|error| wrong(&error))?;
    Signers::read(words).map_err(|error| wrong(&error))
}

fn attached(path: &Path, name: &str) -> Result<Form, Failure> {
    Ok(Form { name: name.to_owned(), mime: "application/octet-stream", bytes: source::bytes(path)? })
}

/// A text that is canonical already.
pub(super) fn canonical_text(path: &Path) -> Result<Canonical, Failure> {
    let bytes = source::bytes(path)?;
    Canonical::read(&bytes).map_err(|error| Failure::Usage(format!("{}: {error}", path.display())))
}

/// A day as `2031-03-09`.
fn day(word: &str) -> Result<Date, String> {
    let wrong = || "a day is written as 2031-03-09".to_owned();
    let found: jiff::civil::Date = word.parse().map_err(|_| wrong())?;
    let (Ok(year), Ok(month), Ok(day)) =
        (u16::try_from(found.year()), u8::try_from(found.month()), u8::try_from(found.day()))
    else {
        return Err(wrong());
    };
    Ok(Date { year, month, day })
}
