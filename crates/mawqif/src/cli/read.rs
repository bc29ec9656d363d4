//! `mawqif read`: a press report, read for a person, for programs, or as the draft of a dossier.

mod lines;
mod marked;
mod told;

use std::{
    fs::File,
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use mawqif_core::{
    dossier::{Date, write::write},
    initiative::press::{
        self, Options,
        draft::{Source, draft},
        reading::{Language as Reports, TEXT_LIMIT},
    },
};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{Failure, source, terminal::Colour};
use crate::{
    intake,
    locale::{Language, Locale},
};

/// Read a press report: who said what, which stances and commitments are reported
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  mawqif read examples/report-en.txt\n  \
                        mawqif read examples/report-ar.txt --lang ar --date 2031-04-12\n  \
                        mawqif read examples/report-ar.txt --dossier > draft.toml\n  \
                        mawqif read --jsonl sentences.jsonl")]
pub struct Args {
    /// The report, as text; `-` for standard input
    report: PathBuf,
    /// Print the whole reading as JSON, with every span in bytes
    #[arg(long, conflicts_with_all = ["dossier", "jsonl"])]
    json: bool,
    /// Print the draft of a dossier: everything in it is reported, and nothing confirmed
    #[arg(long, conflicts_with = "jsonl")]
    dossier: bool,
    /// Read lines {"id", "text"} and print lines {"id", "frames"}, with spans in code points
    #[arg(long)]
    jsonl: bool,
    /// The day of publication, which today and yesterday are told against (2015-02-28)
    #[arg(long, value_parser = day)]
    date: Option<Date>,
    /// The language of the report, when its letters do not say
    #[arg(long, value_enum)]
    text_lang: Option<Language>,
    /// The encoding of the report, when it is not UTF-8 (windows-1256, utf-16le)
    #[arg(long)]
    encoding: Option<String>,
    /// The language of the answer
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
    #[command(flatten)]
    colour: Colour,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<(), Failure> {
    let options = Options {
        language: args.text_lang.map(|language| match language {
            Language::En => Reports::English,
            Language::Ar => Reports::Arabic,
        }),
        published: args.date,
    };
    if args.jsonl {
        return lines::read(&args.report, &options, out);
    }
    let name = source::name(&args.report);
    let bytes = bytes(&args.report)?;
    let refused = |refused: intake::Refused| Failure::Usage(format!("{name}: {refused}"));
    let text = intake::text(&bytes, args.encoding.as_deref()).map_err(refused)?;
    let reading = press::read(&text, &options);
    if args.json {
        let answer = json!({
            "source": { "name": name, "sha256": hex(&Sha256::digest(&text)), "bytes": text.len() },
            "reading": reading,
        });
        writeln!(out, "{answer:#}")?;
    } else if args.dossier {
        let source = Source { name: file_name(&args.report), published: args.date };
        let written = write(&draft(&text, &reading, &source))
            .map_err(|unwritable| Failure::Usage(format!("{name}: {unwritable}")))?;
        let locale = Locale::new(args.lang);
        for line in locale.word("read-draft-head").lines() {
            writeln!(out, "# {line}")?;
        }
        write!(out, "{written}")?;
    } else {
        told::tell(&text, &reading, &name, &Locale::new(args.lang), args.colour.on_output(), out)?;
    }
    Ok(())
}

/// The bytes of a file, or of standard input, up to four times the limit: other encodings can be longer.
fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(TEXT_LIMIT).unwrap_or(u64::MAX).saturating_mul(4);
    let read = if path == Path::new("-") {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes))
    };
    read.map_err(|error| Failure::File(path.display().to_string(), error))?;
    Ok(bytes)
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| source::name(path), |name| name.to_string_lossy().into_owned())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn day(words: &str) -> Result<Date, String> {
    let told = || format!("`{words}` is no day; write it as 2015-02-28");
    let date: jiff::civil::Date = words.parse().map_err(|_| told())?;
    let part = |part: i8| u8::try_from(part).map_err(|_| told());
    Ok(Date {
        year: u16::try_from(date.year()).map_err(|_| told())?,
        month: part(date.month())?,
        day: part(date.day())?,
    })
}
