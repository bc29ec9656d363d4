//! A report in our own words, in both languages, and what is read in it.

use std::{fmt::Write, fs};

use mawqif_core::{
    dossier::{Date, write::write},
    initiative::press::{
        Options,
        draft::{Source, draft},
        read,
        reading::Reading,
    },
};

use super::{speaker, top, words};

fn told(text: &str, reading: &Reading) -> String {
    let mut told = String::new();
    for (at, frame) in reading.frames.iter().enumerate() {
        let verb = frame.verb.map_or_else(|| "–".to_owned(), |verb| words(text, verb));
        let who = speaker(text, frame).unwrap_or_else(|| "?".to_owned());
        writeln!(told, "{at}. {verb} | {who} ({:?}) | {:?}", frame.speaker_source, frame.mode).unwrap();
        for (name, part) in
            [("person", frame.person), ("role", frame.role), ("body", frame.body), ("outlet", frame.outlet)]
        {
            if let Some(part) = part {
                writeln!(told, "   {name}: {}", words(text, part)).unwrap();
            }
        }
        writeln!(told, "   said: {}", words(text, frame.content.span)).unwrap();
        if let Some(stance) = &frame.stance {
            let condition = stance.condition.map(|condition| words(text, condition));
            writeln!(told, "   stance: {:?} {condition:?}", stance.verdict).unwrap();
        }
        if let Some(commitment) = &frame.commitment {
            writeln!(told, "   commitment: {}", words(text, commitment.words)).unwrap();
        }
        if let Some(outer) = frame.within {
            writeln!(told, "   within: {outer}").unwrap();
        }
    }
    for frame in &reading.attitudes {
        let verb = frame.verb.map(|verb| words(text, verb)).unwrap_or_default();
        let who = speaker(text, frame).unwrap_or_else(|| "?".to_owned());
        writeln!(told, "attitude: {who} | {verb} | {}", words(text, frame.content.span)).unwrap();
    }
    for line in &reading.red_lines {
        writeln!(told, "red line: {}", words(text, line.span)).unwrap();
    }
    for event in &reading.events {
        writeln!(told, "{:?}: {}", event.kind, words(text, event.span)).unwrap();
    }
    for day in &reading.dates {
        let date = day.date.map(|date| date.to_string());
        writeln!(told, "day: {} = {date:?}", words(text, day.span)).unwrap();
    }
    if let Some(head) = &reading.dateline {
        let parts = [head.outlet, head.place, head.reporter].map(|part| part.map(|part| words(text, part)));
        writeln!(told, "head: {parts:?}").unwrap();
    }
    told
}

fn golden(name: &str) {
    let text = fs::read_to_string(top().join(format!("examples/{name}.txt"))).unwrap();
    let published = Some(Date { year: 2031, month: 4, day: 12 });
    let reading = read(&text, &Options { published, ..Options::default() });
    insta::assert_snapshot!(name, told(&text, &reading));
    let source = Source { name: format!("{name}.txt"), published };
    insta::assert_snapshot!(format!("{name}-dossier"), write(&draft(&text, &reading, &source)).unwrap());
}

#[test]
fn the_arabic_report() {
    golden("report-ar");
}

#[test]
fn the_english_report() {
    golden("report-en");
}
