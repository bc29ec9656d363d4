//! What somebody has chosen of a reading, field by field, and what there is to choose from.

use mawqif_core::{
    case::Case,
    initiative::press::reading::{Field, Frame, Language, Mode, Reading, SURE, Span, SpeakerSource, Verdict},
    text::without_directions,
};

use super::{
    super::super::{form::Form, words::Words},
    ITEM_LIMIT, takes_bodies, takes_quotes_alone,
};

/// What was chosen of every quote and red line.
pub struct Choices {
    /// By the place of the frame.
    pub picks: Vec<Pick>,
    /// By the place of the red line.
    pub lines: Vec<bool>,
}

/// What was chosen of a quote.
pub struct Pick {
    /// `yes`, `no`, or nothing yet.
    pub take: String,
    /// Which of the names, `other` or `nobody`; nothing when nobody has said.
    pub who: String,
    /// The name, when it is another.
    pub other: String,
    /// The speaker's office.
    pub role: String,
    /// The body that the speaker speaks for, as the report calls it.
    pub body: String,
    /// The member of the coalition whose stance it is: an id, `new`, or none.
    pub member: String,
    /// Which of the boundaries, or `other`.
    pub said: String,
    /// The words between others.
    pub words: String,
    /// Where the words are; none when they do not stand in the report.
    pub span: Option<Span>,
    /// Whether a stance is entered.
    pub stance: bool,
    /// Whether a commitment is entered.
    pub commitment: bool,
}

/// A quote as the page shows it.
pub struct Item {
    /// Its number, from 1.
    pub number: usize,
    /// `yes`, `no`, or nothing yet.
    pub take: String,
    /// The word that reports it.
    pub cue: String,
    /// How it is told, and how sure the reading is.
    pub facts: String,
    /// Names to choose from.
    pub who: Vec<Choice>,
    /// Another name.
    pub other: String,
    /// Whether it is meant.
    pub is_other: bool,
    /// Whether nobody is named beside the words.
    pub is_inferred: bool,
    /// The office.
    pub role: String,
    /// The body.
    pub body: String,
    /// Boundaries to choose from.
    pub said: Vec<Choice>,
    /// Words between other boundaries.
    pub words: String,
    /// Whether they are meant.
    pub has_own_words: bool,
    /// The stance that it would be, in words.
    pub stance: String,
    /// Whether it is entered.
    pub has_stance: bool,
    /// Whose stance it could be.
    pub members: Vec<Choice>,
    /// What somebody would do or refrain from.
    pub commitment: String,
    /// Whether it is entered.
    pub has_commitment: bool,
    /// Whether every field counts as sure.
    pub is_sure: bool,
}

impl Item {
    /// Leaves nothing to enter but the words.
    pub fn speak_alone(&mut self) {
        self.stance.clear();
        self.commitment.clear();
    }
}

/// Something to choose.
pub struct Choice {
    /// What a form says for it.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// A red line as the page shows it.
pub struct Line {
    /// Its number, from 1.
    pub number: usize,
    /// Its words.
    pub words: String,
    /// Whether it is entered.
    pub is_taken: bool,
}

impl Choices {
    /// Reads what was chosen; the first time what the reading suggests.
    pub fn read(form: &Form, text: &str, reading: &Reading) -> Self {
        let is_first = form.get("seen").is_empty();
        let is_sure = form.get("step") == "sure";
        let frames = reading.frames.iter().enumerate().take(ITEM_LIMIT);
        let picks = frames.map(|(at, frame)| {
            let mut pick = if is_first { suggested(text, frame) } else { sent(form, text, at, frame) };
            if is_sure && pick.take.is_empty() && sure(frame) {
                "yes".clone_into(&mut pick.take);
            }
            pick
        });
        let picks = picks.collect();
        let lines = reading.red_lines.iter().take(ITEM_LIMIT).enumerate();
        let lines = lines.map(|(at, _)| form.get(&format!("line.{}", at + 1)) == "yes").collect();
        Self { picks, lines }
    }

    /// What of it a case takes: once the position is adopted, what was said alone.
    pub fn of(mut self, case: &Case) -> Self {
        if takes_quotes_alone(case) {
            self.lines.iter_mut().for_each(|line| *line = false);
            for pick in &mut self.picks {
                (pick.stance, pick.commitment) = (false, false);
            }
        }
        self
    }

    /// Where the words of a quote are, as chosen.
    pub fn said(&self, at: usize) -> Option<Span> {
        self.picks.get(at).and_then(|pick| pick.span)
    }

    /// The quotes for the page.
    pub fn items(&self, case: &Case, text: &str, reading: &Reading, words: &Words) -> Vec<Item> {
        let frames = reading.frames.iter().zip(&self.picks).enumerate();
        frames.map(|(at, (frame, pick))| item(case, text, at, frame, pick, words)).collect()
    }

    /// The red lines for the page.
    pub fn lines(&self, text: &str, reading: &Reading) -> Vec<Line> {
        let lines = reading.red_lines.iter().zip(&self.lines).enumerate();
        let line =
            |(at, (line, is_taken)): (usize, (&mawqif_core::initiative::press::reading::RedLine, &bool))| {
                Line { number: at + 1, words: plain(text, line.span), is_taken: *is_taken }
            };
        lines.map(line).collect()
    }
}

/// The language of a report, as texts have it.
pub fn tag(reading: &Reading) -> &'static str {
    match reading.language {
        Language::Arabic => "ar",
        Language::English => "en",
    }
}

/// Words of the report on one line, without marks that nobody sees.
pub fn plain(text: &str, span: Span) -> String {
    tidy(span.of(text))
}

/// What is asked for, without the word that makes a condition of it.
pub fn asked(text: &str, span: Span) -> String {
    const JOINS: [&str; 17] = [
        "provided that ",
        "on condition that ",
        "on the condition that ",
        "as long as ",
        "only if ",
        "if ",
        "إذا ما ",
        "إذا ",
        "اذا ",
        "بشرط أن ",
        "بشرط ",
        "شريطة أن ",
        "شريطة ",
        "شرط أن ",
        "شرط ",
        "على أن ",
        "في حال ",
    ];
    let words = plain(text, span);
    let bare = JOINS.iter().find_map(|join| {
        let begins = words.get(..join.len()).is_some_and(|start| start.eq_ignore_ascii_case(join));
        begins.then(|| words[join.len()..].trim_start().to_owned())
    });
    bare.filter(|bare| !bare.is_empty()).unwrap_or(words)
}

/// Words on one line, without marks that nobody sees.
pub fn tidy(words: &str) -> String {
    let words = without_directions(words);
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().filter(|character| !character.is_control()).collect()
}

/// A span as an address or a form says it.
pub fn span(told: &str) -> Option<Span> {
    let (start, end) = told.split_once('-')?;
    let (start, end) = (start.parse().ok()?, end.parse().ok()?);
    (start <= end).then_some(Span { start, end })
}

/// The names that somebody could have meant, the likeliest first.
pub fn names(text: &str, frame: &Frame) -> Vec<String> {
    let spans = |field: &Option<Field>| -> Vec<Span> {
        let all =
            field.iter().flat_map(|field| [field.span].into_iter().chain(field.alternatives.iter().copied()));
        all.collect()
    };
    let named = spans(&frame.speaker);
    let person = frame.person.filter(|_| !named.is_empty());
    let all = person.into_iter().chain(named).chain(spans(&frame.antecedent));
    let mut names: Vec<String> = Vec::new();
    for name in all.map(|span| plain(text, span)) {
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Whether the sentence itself says who speaks.
fn is_named(frame: &Frame) -> bool {
    frame.speaker.is_some() && matches!(frame.speaker_source, SpeakerSource::Explicit | SpeakerSource::Shared)
}

fn sure(frame: &Frame) -> bool {
    let speaker = frame.speaker.as_ref().map_or(0, |field| field.confidence);
    is_named(frame) && speaker >= SURE && frame.content.confidence >= SURE
}

fn boundaries(frame: &Frame) -> impl Iterator<Item = Span> {
    [frame.content.span].into_iter().chain(frame.content.alternatives.iter().copied())
}

fn suggested(text: &str, frame: &Frame) -> Pick {
    let told = |span: Option<Span>| span.map(|span| plain(text, span)).unwrap_or_default();
    Pick {
        take: String::new(),
        who: if is_named(frame) { "0".to_owned() } else { String::new() },
        other: String::new(),
        role: told(frame.role),
        body: told(frame.body),
        member: String::new(),
        said: "0".to_owned(),
        words: plain(text, frame.content.span),
        span: Some(frame.content.span),
        stance: false,
        commitment: false,
    }
}

fn sent(form: &Form, text: &str, at: usize, frame: &Frame) -> Pick {
    let get = |field: &str| form.get(&format!("{field}.{}", at + 1)).to_owned();
    let said = get("said");
    let words = get("words");
    let span = match said.as_str() {
        "other" => found(text, &words, frame.content.span.start),
        told => told.parse().ok().and_then(|at: usize| boundaries(frame).nth(at)),
    };
    Pick {
        take: Some(get("take")).filter(|take| matches!(take.as_str(), "yes" | "no")).unwrap_or_default(),
        who: get("who"),
        other: get("other"),
        role: get("role"),
        body: get("body"),
        member: get("member"),
        said,
        words,
        span,
        stance: get("stance") == "yes",
        commitment: get("commitment") == "yes",
    }
}

/// Where words stand in the report, whatever the space between them; of several places the nearest one.
fn found(text: &str, words: &str, near: usize) -> Option<Span> {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() {
        return None;
    }
    // The report with single spaces, and where each of its bytes was.
    let (mut single, mut places) = (String::with_capacity(text.len()), Vec::with_capacity(text.len() + 1));
    let mut is_space = true;
    for (place, character) in text.char_indices() {
        if character.is_whitespace() {
            if !is_space {
                single.push(' ');
                places.push(place);
            }
            is_space = true;
        } else {
            single.push(character);
            places.extend((place..).take(character.len_utf8()));
            is_space = false;
        }
    }
    let spans = single.match_indices(&words).filter_map(|(start, found)| {
        let last = start + found.len() - 1;
        Some(Span { start: *places.get(start)?, end: *places.get(last)? + 1 })
    });
    spans.min_by_key(|span| span.start.abs_diff(near))
}

fn item(case: &Case, text: &str, at: usize, frame: &Frame, pick: &Pick, words: &Words) -> Item {
    let choice = |value: String, label: String, chosen: &str| {
        let is_chosen = value == chosen;
        Choice { value, label, is_chosen }
    };
    let who = names(text, frame).into_iter().enumerate();
    let who = who.map(|(at, name)| choice(at.to_string(), name, &pick.who));
    let nobody = choice("nobody".to_owned(), words.word("report-nobody"), &pick.who);
    let said = boundaries(frame).enumerate();
    let said = said.map(|(at, span)| choice(at.to_string(), plain(text, span), &pick.said));
    Item {
        number: at + 1,
        take: pick.take.clone(),
        cue: frame.verb.map(|span| plain(text, span)).unwrap_or_default(),
        facts: facts(frame, words),
        who: who.chain([nobody]).collect(),
        other: pick.other.clone(),
        is_other: pick.who == "other",
        is_inferred: !is_named(frame),
        role: pick.role.clone(),
        body: pick.body.clone(),
        said: said.collect(),
        words: pick.words.clone(),
        has_own_words: pick.said == "other",
        stance: stance(text, frame, words),
        has_stance: pick.stance,
        members: members(case, pick, words),
        commitment: match (&frame.commitment, pick.span) {
            (Some(_), span) => plain(text, span.unwrap_or(frame.content.span)),
            (None, _) => String::new(),
        },
        has_commitment: pick.commitment,
        is_sure: sure(frame),
    }
}

fn facts(frame: &Frame, words: &Words) -> String {
    let mode = words.word(match frame.mode {
        Mode::Direct => "report-direct",
        Mode::Indirect => "report-indirect",
        Mode::Nominal => "report-nominal",
    });
    let speaker = frame.speaker.as_ref().or(frame.antecedent.as_ref()).map_or(0, |field| field.confidence);
    let least = speaker.min(frame.content.confidence);
    let sureness = match least {
        SURE.. => "report-sure",
        80.. => "report-likely",
        _ => "report-unsure",
    };
    format!("{mode} · {}", words.word(sureness))
}

fn stance(text: &str, frame: &Frame, words: &Words) -> String {
    let Some(stance) = &frame.stance else { return String::new() };
    match (stance.condition, stance.verdict) {
        (Some(condition), _) => words.about("report-stance-if", &asked(text, condition)),
        (None, Verdict::Accept) => words.word("report-stance-accept"),
        (None, Verdict::Reject) => words.word("report-stance-reject"),
        (None, Verdict::Conditional) => words.word("report-stance-unclear"),
    }
}

/// Whose stance it could be: any member, or, while bodies still join, whoever it is said to be.
fn members(case: &Case, pick: &Pick, words: &Words) -> Vec<Choice> {
    let mut members = vec![Choice {
        value: String::new(),
        label: words.word("report-member-none"),
        is_chosen: pick.member.is_empty(),
    }];
    for body in &case.dossier().bodies {
        members.push(Choice {
            value: body.id.to_string(),
            label: words.text(&body.name).to_owned(),
            is_chosen: pick.member == body.id.as_str(),
        });
    }
    if takes_bodies(case) {
        members.push(Choice {
            value: "new".to_owned(),
            label: words.word("report-member-new"),
            is_chosen: pick.member == "new",
        });
    }
    members
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use mawqif_core::initiative::press::reading::Span;

    use super::{asked, found};

    #[test]
    fn a_condition_is_entered_without_the_word_that_makes_it_one() {
        let of = |words: &str| asked(words, Span { start: 0, end: words.len() });
        assert_eq!(of("إذا توقف القتل على الأرض"), "توقف القتل على الأرض");
        assert_eq!(of("If the road is open"), "the road is open");
        assert_eq!(of("شريطة"), "شريطة");
        assert_eq!(of("ifs and buts"), "ifs and buts");
    }

    #[test]
    fn words_are_found_whatever_the_space_between_them_and_nearest_to_where_they_were() {
        let text = "one  two\nthree; one two three; one two three";
        let at = |near| found(text, "one two\n three", near).map(|span| span.of(text).to_owned());
        assert_eq!(at(0).unwrap(), "one  two\nthree");
        assert_eq!(found(text, "one two three", 40).unwrap().start, text.rfind("one").unwrap());
        assert_eq!(found(text, "four", 0), None);
        assert_eq!(found(text, " ", 0), None);
        let arabic = "قال   إن\nالطريق آمن.";
        assert_eq!(found(arabic, "إن الطريق", 0).unwrap().of(arabic), "إن\nالطريق");
    }
}
