//! Lab.
use mawqif_core::initiative::press::{
    Options, read,
    reading::{Mode, Span},
};
use std::io::{BufRead, Write};
fn main() {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let row: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let text = row["text"].as_str().unwrap();
        let cp = |s: Span| vec![text[..s.start].chars().count(), text[..s.end].chars().count()];
        let reading = read(text, &Options::default());
        let frames: Vec<_> = reading.frames.iter().map(|d| {
            serde_json::json!({"verb": d.verb.map(cp), "speaker": d.speaker.as_ref().map(|s| cp(s.span)), "mode": match d.mode { Mode::Direct => "D", Mode::Indirect => "I", _ => "N" }, "content": cp(d.content.span),
             "stance": d.stance.as_ref().map(|s| serde_json::to_value(s.verdict).unwrap()), "condition": d.stance.as_ref().and_then(|s| s.condition).or(d.commitment.as_ref().and_then(|c| c.condition)).map(cp), "commitment": d.commitment.is_some(),
             "rule": format!("{}/{}", d.speaker.as_ref().map_or("dropped", |s| s.rule), d.content.rule), "cue": d.cue})
        }).collect();
        writeln!(out, "{}", serde_json::json!({"id": row["id"], "frames": frames})).unwrap();
    }
}
