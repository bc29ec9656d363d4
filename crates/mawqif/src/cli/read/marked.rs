//! The text of a report with marks: who speaks, the word that reports, what was said, under which condition.
//!
//! Where colours are seen, words are painted, each for itself, so that a line can be broken anywhere; else
//! characters stand around them. The number of a quote stands in both, since the notes below the text use it.

use mawqif_core::{
    dossier::report::Paint,
    initiative::press::reading::{Reading, Span},
    text::{is_bidi_control, visible},
};

/// What words are marked as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// What was said, by the number of the quote.
    Said(usize),
    /// Who says it.
    Speaker,
    /// The word that reports.
    Verb,
    /// Under which condition.
    Condition,
    /// What must not happen.
    RedLine,
}

impl Mark {
    /// The characters before and behind the words where there are no colours; the number stays in any case.
    fn signs(self, paint: Paint) -> (String, &'static str) {
        match (self, paint) {
            (Self::Said(number), Paint::Plain) => (format!("[{number}: "), "]"),
            (Self::Said(number), Paint::Colours) => {
                (format!("\u{1b}[2m[{number}:\u{1b}[0m "), "\u{1b}[2m]\u{1b}[0m")
            }
            (_, Paint::Colours) => (String::new(), ""),
            (Self::Speaker, Paint::Plain) => ("{".to_owned(), "}"),
            (Self::Verb, Paint::Plain) => ("_".to_owned(), "_"),
            (Self::Condition, Paint::Plain) => ("<".to_owned(), ">"),
            (Self::RedLine, Paint::Plain) => ("!".to_owned(), "!"),
        }
    }

    /// Words with this mark alone, as the legend shows it.
    pub fn around(self, words: &str, paint: Paint) -> String {
        let (before, behind) = self.signs(paint);
        format!("{before}{}{behind}", styled(words, &[self], paint))
    }
}

/// A line of the report.
pub struct Line {
    /// Where it stands.
    pub span: Span,
    /// Its words with their marks, apart by single spaces.
    pub words: String,
}

/// The lines of a report that have words.
pub fn lines(text: &str, reading: &Reading, paint: Paint) -> Vec<Line> {
    let marks = marks(reading);
    let mut start = 0;
    let mut lines = Vec::new();
    // Marks in the order of their beginnings; a line looks only at those that can reach into it.
    let mut first = 0;
    for raw in text.split_inclusive('\n') {
        let span = Span { start, end: start + raw.trim_end().len() };
        start += raw.len();
        if raw.trim().is_empty() {
            continue;
        }
        while marks.get(first).is_some_and(|(mark, _)| mark.end <= span.start) {
            first += 1;
        }
        let here = marks[first..].iter().take_while(|(mark, _)| mark.start < span.end);
        let here: Vec<(Span, Mark)> = here.filter(|(mark, _)| mark.end > span.start).copied().collect();
        lines.push(Line { span, words: line(text, span, &here, paint) });
    }
    lines
}

fn marks(reading: &Reading) -> Vec<(Span, Mark)> {
    let mut marks: Vec<(Span, Mark)> = Vec::new();
    for (number, frame) in (1..).zip(&reading.frames) {
        marks.push((frame.content.span, Mark::Said(number)));
        marks.extend(frame.verb.map(|span| (span, Mark::Verb)));
        marks.extend(frame.speaker.as_ref().map(|field| (field.span, Mark::Speaker)));
        let stance = frame.stance.as_ref().and_then(|stance| stance.condition);
        let condition = stance.or_else(|| frame.commitment.as_ref().and_then(|it| it.condition));
        marks.extend(condition.map(|span| (span, Mark::Condition)));
    }
    marks.extend(reading.red_lines.iter().map(|line| (line.span, Mark::RedLine)));
    // At one place the longer mark begins first. A speaker of several quotes is marked once.
    marks.sort_by_key(|(span, mark)| (span.start, std::cmp::Reverse(span.end), *mark));
    marks.dedup();
    marks
}

/// A line with the marks that touch it; a mark that goes on over its ends is cut there.
fn line(text: &str, span: Span, marks: &[(Span, Mark)], paint: Paint) -> String {
    let mut cuts: Vec<usize> = marks.iter().flat_map(|(mark, _)| [mark.start, mark.end]).collect();
    cuts.retain(|cut| span.start < *cut && *cut < span.end && text.is_char_boundary(*cut));
    cuts.extend([span.start, span.end]);
    cuts.sort_unstable();
    cuts.dedup();
    let mut told = String::new();
    for pair in cuts.windows(2) {
        let here = Span { start: pair[0], end: pair[1] };
        for (_, mark) in marks.iter().filter(|(mark, _)| mark.start.max(span.start) == here.start) {
            told.push_str(&mark.signs(paint).0);
        }
        let over: Vec<Mark> =
            marks.iter().filter(|(mark, _)| mark.holds(here)).map(|(_, mark)| *mark).collect();
        told.push_str(&styled(here.of(text), &over, paint));
        for (_, mark) in marks.iter().rev().filter(|(mark, _)| mark.end.min(span.end) == here.end) {
            told.push_str(mark.signs(paint).1);
        }
    }
    told.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words painted one by one; what would change their direction is shown by its code point.
fn styled(words: &str, marks: &[Mark], paint: Paint) -> String {
    let mut told = String::with_capacity(words.len());
    let code = code(marks);
    for part in words.split_inclusive(char::is_whitespace) {
        let word = part.trim_end_matches(char::is_whitespace);
        let is_painted = paint == Paint::Colours && !code.is_empty() && !word.is_empty();
        if is_painted {
            told.push_str(&format!("\u{1b}[{code}m"));
        }
        for character in word.chars() {
            if is_bidi_control(character) || character.is_control() {
                told.push_str(&format!("[{}]", visible(character)));
            } else {
                told.push(character);
            }
        }
        if is_painted {
            told.push_str("\u{1b}[0m");
        }
        if part.len() > word.len() {
            told.push(' ');
        }
    }
    told
}

/// The ANSI codes of marks: one colour, the most telling, with bold and underline beside it.
fn code(marks: &[Mark]) -> String {
    let mut codes: Vec<&str> = Vec::new();
    let is_said = marks.iter().any(|mark| matches!(mark, Mark::Said(_)));
    if marks.contains(&Mark::RedLine) {
        codes.push("31");
    } else if marks.contains(&Mark::Condition) {
        codes.push("33");
    } else if is_said {
        codes.push("36");
    }
    if marks.contains(&Mark::Speaker) {
        codes.push("1");
    }
    if marks.contains(&Mark::Verb) {
        codes.push("4");
    }
    codes.join(";")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use mawqif_core::initiative::press::{self, Options};

    use super::*;

    fn told(text: &str, paint: Paint) -> Vec<String> {
        let reading = press::read(text, &Options::default());
        lines(text, &reading, paint).into_iter().map(|line| line.words).collect()
    }

    #[test]
    fn words_stand_in_characters_where_there_are_no_colours() {
        let text = "Samer said the union accepts the plan if the gate stays open.\n\nMona added that it must not be closed.";
        let expected = [
            "{Samer} _said_ [1: the union accepts the plan <if the gate stays open>].",
            "{Mona} _added_ [2: that !it must not be closed!].",
        ];
        assert_eq!(told(text, Paint::Plain), expected);
        let text = "قال سامر إن الاتحاد يؤيد الخطة إذا فُتحت البوابة.";
        let expected = ["_قال_ {سامر} [1: إن الاتحاد يؤيد الخطة <إذا فُتحت البوابة>.]"];
        assert_eq!(told(text, Paint::Plain), expected);
    }

    #[test]
    fn without_its_marks_a_line_is_the_line_of_the_report() {
        let text = "وأضاف الحلاق \"لن نوقع على ورقة\n  لا يعرف أحد من   يراقب تنفيذها\".\r\n\nوقال \u{202E}إن البوابة مغلقة.";
        let coloured = told(text, Paint::Colours).join(" ");
        let mut plain = String::new();
        let mut rest = coloured.as_str();
        while let Some(at) = rest.find('\u{1b}') {
            plain.push_str(&rest[..at]);
            rest = &rest[at + rest[at..].find('m').unwrap() + 1..];
        }
        plain.push_str(rest);
        for number in 1..4 {
            plain = plain.replace(&format!("[{number}: "), "").replace(']', "");
        }
        let whole = text.replace('\u{202E}', "[U+202E").split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(plain, whole);
    }
}
