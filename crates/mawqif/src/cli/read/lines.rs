//! `mawqif read --jsonl`: many texts, one on a line, so that readings can be scored.
//!
//! A line {"id", "text"} becomes a line {"id", "frames"}; spans count code points, as annotated sets do.
//! Attitudes without words of their own are no frames here.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Write},
    path::Path,
};

use mawqif_core::initiative::press::{
    self, Options,
    reading::{Frame, Mode, Span},
};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::cli::Failure;

#[derive(Deserialize)]
struct Line {
    id: Value,
    text: String,
}

/// Reads every line and writes its frames.
pub fn read(path: &Path, options: &Options, out: &mut dyn Write) -> Result<(), Failure> {
    let failed = |error: io::Error| Failure::File(path.display().to_string(), error);
    let lines: Box<dyn BufRead> = if path == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        Box::new(BufReader::new(File::open(path).map_err(failed)?))
    };
    for (number, line) in lines.lines().enumerate() {
        let line = line.map_err(failed)?;
        if line.trim().is_empty() {
            continue;
        }
        let line: Line = serde_json::from_str(&line).map_err(|error| {
            let place = format!("{}:{}", path.display(), number + 1);
            Failure::Usage(format!("{place}: not a line {{\"id\": …, \"text\": \"…\"}}: {error}"))
        })?;
        let reading = press::read(&line.text, options);
        let points = Points::of(&line.text);
        let frames: Vec<Value> = reading.frames.iter().map(|frame| scored(frame, &points)).collect();
        writeln!(out, "{}", json!({ "id": line.id, "frames": frames }))?;
    }
    Ok(())
}

/// The code point at every byte that begins one.
struct Points(Vec<usize>);

impl Points {
    fn of(text: &str) -> Self {
        Self(text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect())
    }

    fn span(&self, span: Span) -> [usize; 2] {
        [self.0.partition_point(|&byte| byte < span.start), self.0.partition_point(|&byte| byte < span.end)]
    }
}

fn scored(frame: &Frame, points: &Points) -> Value {
    let span = |span: Span| points.span(span);
    let condition = frame.stance.as_ref().and_then(|stance| stance.condition);
    let condition =
        condition.or_else(|| frame.commitment.as_ref().and_then(|commitment| commitment.condition));
    let speaker_confidence = frame.speaker.as_ref().map(|speaker| speaker.confidence);
    json!({
        "verb": frame.verb.map(span),
        "speaker": frame.speaker.as_ref().map(|speaker| span(speaker.span)),
        "antecedent": frame.antecedent.as_ref().map(|antecedent| span(antecedent.span)),
        "mode": match frame.mode {
            Mode::Direct => "D",
            Mode::Indirect => "I",
            Mode::Nominal => "N",
        },
        "content": span(frame.content.span),
        "confidence": speaker_confidence.unwrap_or(frame.content.confidence).min(frame.content.confidence),
        "speaker_confidence": speaker_confidence,
        "content_confidence": frame.content.confidence,
        "rule": format!("{}/{}", frame.speaker.as_ref().map_or("none", |speaker| speaker.rule), frame.content.rule),
        "stance": frame.stance.as_ref().map(|stance| stance.verdict),
        "condition": condition.map(span),
        "commitment": frame.commitment.is_some(),
    })
}
