//! Lab.
use std::io::{BufRead, Write};
fn main() {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let row: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let text = row["text"].as_str().unwrap();
        let cp = |b: usize| text[..b].chars().count();
        let (tokens, drafts) = mawqif_core::initiative::press::drafts(text);
        let frames: Vec<_> = drafts.iter().filter(|d| mawqif_core::initiative::press::lexicon::lexicon().cues[d.row].takes & mawqif_core::initiative::press::cues::takes::POSITION == 0).map(|d| {
            let v = d.cue.map(|c| vec![cp(tokens[c].start), cp(tokens[c].end)]);
            serde_json::json!({"verb": v, "speaker": d.speaker.span().map(|s| vec![cp(s.start), cp(s.end)]), "mode": match d.mode { mawqif_core::initiative::press::frame::Mode::Direct => "D", mawqif_core::initiative::press::frame::Mode::Indirect => "I", _ => "N" }, "content": [cp(d.content.start), cp(d.content.end)], "rule": format!("{}/{}", d.speaker_rule, d.content_rule)})
        }).collect();
        writeln!(out, "{}", serde_json::json!({"id": row["id"], "frames": frames})).unwrap();
    }
}
