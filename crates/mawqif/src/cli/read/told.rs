//! A reading for a person: the report itself with marks, and below each of its lines who said what there, how sure
//! that is, and what a case could take from it.

use std::io::Write;

use mawqif_core::{
    dossier::report::Paint,
    initiative::press::reading::{
        EventKind, Frame, Language, Mode, NoticeKind, Reading, SURE, Span, SpeakerSource, Verdict,
    },
    text::{is_bidi_control, visible},
};

use super::marked::{self, Mark};
use crate::{
    cli::{
        Failure,
        terminal::{bold, broken, painted, width},
    },
    locale::Locale,
};

/// Lines of this width where the output is no terminal.
const WIDTH: usize = 100;
/// Words from which on a quote is told by its first and last ones; the whole stands in the text above.
const SHORT: usize = 14;

/// Writes the reading.
pub fn tell(
    text: &str,
    reading: &Reading,
    name: &str,
    locale: &Locale,
    paint: Paint,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let teller = Teller { text, reading, locale, paint, width: width().unwrap_or(WIDTH) };
    let frames = reading.frames.len();
    let lead = locale.tell("read-lead", &[("count", frames.into()), ("name", name.into())]);
    teller.line(&bold(&lead, paint), out)?;
    teller.head(out)?;
    if frames > 0 {
        teller.line(&teller.legend(), out)?;
    }
    let mut numbered = (1..).zip(&reading.frames).peekable();
    for line in marked::lines(text, reading, paint) {
        writeln!(out)?;
        teller.text(&line.words, out)?;
        while let Some((number, frame)) = numbered.next_if(|(_, frame)| begins(frame) < line.span.end) {
            teller.frame(number, frame, out)?;
        }
    }
    teller.list("read-attitudes", &teller.attitudes(), out)?;
    teller.list("read-red-lines", &teller.red_lines(), out)?;
    teller.list("read-events", &teller.events(), out)?;
    teller.list("read-days", &teller.days(), out)?;
    teller.list("read-notices", &teller.notices(), out)?;
    if frames > 0 {
        writeln!(out)?;
        teller.line(&locale.word("read-unconfirmed"), out)?;
    }
    Ok(())
}

/// Where a quote begins; the frames of a reading are in this order.
fn begins(frame: &Frame) -> usize {
    frame.verb.map_or(frame.content.span.start, |verb| verb.start)
}

struct Teller<'a> {
    text: &'a str,
    reading: &'a Reading,
    locale: &'a Locale,
    paint: Paint,
    width: usize,
}

impl Teller<'_> {
    fn line(&self, words: &str, out: &mut dyn Write) -> Result<(), Failure> {
        for line in broken(words, self.width) {
            writeln!(out, "{}{line}", self.locale.line_start())?;
        }
        Ok(())
    }

    /// A line of the report, in its own direction.
    fn text(&self, words: &str, out: &mut dyn Write) -> Result<(), Failure> {
        let start = match self.reading.language {
            Language::Arabic => "\u{200F}",
            Language::English if self.locale.line_start().is_empty() => "",
            Language::English => "\u{200E}",
        };
        for line in broken(words, self.width) {
            writeln!(out, "{start}{}", line.trim_start())?;
        }
        Ok(())
    }

    /// What the marks mean.
    fn legend(&self) -> String {
        let marks = [
            (Mark::Said(1), "read-mark-said"),
            (Mark::Speaker, "read-mark-speaker"),
            (Mark::Verb, "read-mark-verb"),
            (Mark::Condition, "read-mark-condition"),
            (Mark::RedLine, "read-mark-red-line"),
        ];
        let shown = marks.map(|(mark, key)| mark.around(&self.locale.word(key), self.paint));
        self.locale.tell("read-legend", &[("marks", shown.join("  ").into())])
    }

    /// Words of the source, the middle left out when they are many.
    fn short(&self, span: Span) -> String {
        let whole = self.words(span);
        let words: Vec<&str> = whole.split(' ').collect();
        if words.len() <= SHORT {
            return whole;
        }
        let (first, last) = (&words[..SHORT / 2], &words[words.len() - SHORT / 3..]);
        format!("{} … {}", first.join(" "), last.join(" "))
    }

    /// Words of the source on one line; what would change their direction is shown by its code point.
    fn words(&self, span: Span) -> String {
        let words = span.of(self.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let shown: Vec<String> = words
            .chars()
            .map(|character| {
                if is_bidi_control(character) || character.is_control() {
                    format!("[{}]", visible(character))
                } else {
                    character.to_string()
                }
            })
            .collect();
        shown.concat()
    }

    fn head(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let Some(dateline) = &self.reading.dateline else { return Ok(()) };
        let parts = [dateline.outlet, dateline.place, dateline.reporter];
        let parts: Vec<String> = parts.into_iter().flatten().map(|span| self.words(span)).collect();
        self.line(&self.locale.tell("read-dateline", &[("list", self.locale.list(&parts).into())]), out)
    }

    fn frame(&self, number: usize, frame: &Frame, out: &mut dyn Write) -> Result<(), Failure> {
        let locale = self.locale;
        self.line(&format!("  {number}. {}", self.speaker(frame)), out)?;
        let content = painted(&self.short(frame.content.span), "36", self.paint);
        let sure = locale.word(if frame.content.confidence >= SURE {
            "read-words-sure"
        } else {
            "read-words-check"
        });
        let verb = frame.verb.map_or_else(|| locale.word("read-alone"), |verb| self.words(verb));
        let mode = locale.word(match frame.mode {
            Mode::Direct => "read-direct",
            Mode::Indirect => "read-indirect",
            Mode::Nominal => "read-nominal",
        });
        let values = [
            ("verb", verb.into()),
            ("mode", mode.into()),
            ("sure", sure.into()),
            ("content", content.into()),
        ];
        self.line(&format!("     {}", locale.tell("read-said", &values)), out)?;
        if let Some(outlet) = frame.outlet {
            let told = locale.tell("read-outlet", &[("outlet", self.words(outlet).into())]);
            self.line(&format!("     {told}"), out)?;
        }
        if let Some(stance) = &frame.stance {
            let verdict = painted(&locale.word(verdict(stance.verdict)), "33", self.paint);
            let told = match stance.condition {
                Some(condition) => locale.tell(
                    "read-stance-if",
                    &[("verdict", verdict.into()), ("condition", self.words(condition).into())],
                ),
                None => locale.tell("read-stance", &[("verdict", verdict.into())]),
            };
            self.line(&format!("     {told}"), out)?;
        }
        if let Some(commitment) = &frame.commitment {
            let words = self.words(commitment.words);
            let told = match commitment.party {
                Some(party) => locale.tell(
                    "read-commitment-of",
                    &[("words", words.into()), ("party", self.words(party).into())],
                ),
                None => locale.tell("read-commitment", &[("words", words.into())]),
            };
            self.line(&format!("     {told}"), out)?;
        }
        Ok(())
    }

    /// Who spoke, and how sure that is.
    fn speaker(&self, frame: &Frame) -> String {
        let locale = self.locale;
        let sure = |confidence: u8| {
            if confidence >= SURE { locale.word("read-sure") } else { locale.word("read-check") }
        };
        match (&frame.speaker, &frame.antecedent) {
            (Some(speaker), _) => {
                let who = bold(&self.words(speaker.span), self.paint);
                let how = match frame.speaker_source {
                    SpeakerSource::Nearest => locale.word("read-nearest"),
                    SpeakerSource::Shared => locale.word("read-shared"),
                    SpeakerSource::Explicit | SpeakerSource::Dropped => sure(speaker.confidence),
                };
                locale.tell("read-speaker", &[("who", who.into()), ("how", how.into())])
            }
            (None, Some(guess)) => {
                let who = bold(&self.words(guess.span), self.paint);
                locale
                    .tell("read-speaker", &[("who", who.into()), ("how", locale.word("read-guessed").into())])
            }
            (None, None) => locale.word("read-nobody"),
        }
    }

    fn list(&self, title: &str, lines: &[String], out: &mut dyn Write) -> Result<(), Failure> {
        if lines.is_empty() {
            return Ok(());
        }
        writeln!(out)?;
        self.line(&bold(&self.locale.word(title), self.paint), out)?;
        for line in lines {
            self.line(&format!("  · {line}"), out)?;
        }
        Ok(())
    }

    fn attitudes(&self) -> Vec<String> {
        let told = |frame: &Frame| {
            let who = frame.speaker.as_ref().or(frame.antecedent.as_ref());
            let who = who.map_or_else(|| self.locale.word("read-nobody"), |field| self.words(field.span));
            let verb = frame.verb.map(|verb| self.words(verb)).unwrap_or_default();
            let values = [
                ("who", who.into()),
                ("verb", verb.into()),
                ("content", self.words(frame.content.span).into()),
            ];
            self.locale.tell("read-attitude", &values)
        };
        self.reading.attitudes.iter().map(told).collect()
    }

    fn red_lines(&self) -> Vec<String> {
        self.reading.red_lines.iter().map(|line| self.words(line.span)).collect()
    }

    fn events(&self) -> Vec<String> {
        let told = |event: &mawqif_core::initiative::press::reading::Event| {
            let kind = self.locale.word(match event.kind {
                EventKind::Meeting => "read-meeting",
                EventKind::PressConference => "read-press-conference",
                EventKind::Committee => "read-committee",
            });
            self.locale.tell("read-event", &[("kind", kind.into()), ("words", self.words(event.span).into())])
        };
        let mut told: Vec<String> = self.reading.events.iter().map(told).collect();
        told.dedup();
        told
    }

    fn days(&self) -> Vec<String> {
        let known = self.reading.dates.iter().filter_map(|day| Some((day.span, day.date?)));
        let told = known.map(|(span, date)| {
            let values = [("words", self.words(span).into()), ("date", date.to_string().into())];
            self.locale.tell("read-day", &values)
        });
        told.collect()
    }

    fn notices(&self) -> Vec<String> {
        let told = |notice: &mawqif_core::initiative::press::reading::Notice| {
            let key = match notice.kind {
                NoticeKind::NothingSaid => "read-nothing-said",
                NoticeKind::CutShort => "read-cut-short",
                NoticeKind::DirectionControl => "read-direction-control",
                NoticeKind::DateNeeded => "read-date-needed",
                NoticeKind::OpenQuotation => "read-open-quotation",
            };
            let at = notice.span.map_or(0, |span| span.start);
            self.locale.tell(key, &[("place", at.into())])
        };
        self.reading.notices.iter().map(told).collect()
    }
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Accept => "read-accepts",
        Verdict::Reject => "read-rejects",
        Verdict::Conditional => "read-accepts-if",
    }
}
