//! A dossier from a reading: a draft for a person to correct, which the dossier's reader accepts.
//!
//! Everything in it is reported: quotes with their place in the source, stances marked as read in the press,
//! commitments of others as announced provisions, red lines in the speaker's words. Nobody's consent is
//! inferred from it; what the report does not tell (the rule, the bodies that said nothing) is left out.

use super::{
    letters::folded,
    reading::{EventKind, Frame, Language, Mode, Reading, Span, Verdict},
};
use crate::{
    consultation::stance::Stance,
    dossier::{
        Body, Committee, Condition, Confidence, Date, Dossier, FiledStance, Initiative, NAME_LIMIT, Party,
        Provision, ProvisionStatus, Quote, QuoteMode, RedLine, SECTION_LIMIT, Standing, TEXT_LIMIT,
    },
    position::rule::Rule,
    text::{ID_LIMIT, Id, Text, without_directions},
};

/// What the source is called, and when it was published.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// A file name or an address.
    pub name: String,
    /// The day of publication.
    pub published: Option<Date>,
}

/// Drafts a dossier.
pub fn draft(text: &str, reading: &Reading, source: &Source) -> Dossier {
    let mut made = Making { text, reading, source, ids: Vec::new(), bodies: Vec::new(), parties: Vec::new() };
    let speakers: Vec<Option<Known>> = (0..reading.frames.len()).map(|at| made.speaker(at)).collect();
    let quotes =
        reading.frames.iter().zip(&speakers).map(|(frame, speaker)| made.quote(frame, speaker.as_ref()));
    let quotes: Vec<Quote> = quotes.take(SECTION_LIMIT).collect();
    let (conditions, stances) = made.stances(&speakers);
    let provisions = made.provisions(&speakers);
    let red_lines = made.red_lines();
    let committees = made.committees();
    Dossier {
        initiative: Initiative {
            id: made.id("initiative", "initiative"),
            title: Text::default(),
            sponsor: None,
            received: source.published,
            deadline: None,
            scope: Vec::new(),
            version: 1,
        },
        places: Vec::new(),
        parties: made.parties,
        harms: Vec::new(),
        provisions,
        bodies: made.bodies.into_iter().map(|(_, body)| body).collect(),
        conditions,
        stances,
        rule: Rule::default(),
        quotes,
        red_lines,
        committees,
        commitments: Vec::new(),
        game: None,
        stress: Default::default(),
    }
}

/// A speaker as far as the report knows him.
#[derive(Clone, Debug)]
struct Known {
    /// The name he is called by.
    name: String,
    role: Option<String>,
    body: Option<String>,
}

impl Known {
    /// For whom he speaks: his body, else himself.
    fn stands_for(&self) -> &str {
        self.body.as_deref().unwrap_or(&self.name)
    }
}

struct Making<'a> {
    text: &'a str,
    reading: &'a Reading,
    source: &'a Source,
    ids: Vec<Id>,
    bodies: Vec<(String, Body)>,
    parties: Vec<Party>,
}

impl Making<'_> {
    fn words(&self, span: Span) -> String {
        let words = without_directions(span.of(self.text));
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        words.chars().filter(|character| !character.is_control()).collect()
    }

    fn name_of(&self, span: Span) -> String {
        cut(&self.words(span), NAME_LIMIT)
    }

    /// The speaker of a frame, with what other frames tell of the same name.
    fn speaker(&self, at: usize) -> Option<Known> {
        let frame = &self.reading.frames[at];
        let field = frame.speaker.as_ref().or(frame.antecedent.as_ref())?;
        let name = frame.person.map_or_else(|| self.name_of(field.span), |person| self.name_of(person));
        let mut known = Known {
            name,
            role: frame.role.map(|role| self.name_of(role)),
            body: frame.body.map(|body| self.name_of(body)),
        };
        if known.body.is_none()
            && let Some(other) = self
                .reading
                .frames
                .iter()
                .find(|other| self.is_same(other, &known.name) && other.body.is_some())
        {
            known.role = known.role.or_else(|| other.role.map(|role| self.name_of(role)));
            known.body = other.body.map(|body| self.name_of(body));
            known.name = other.person.map_or(known.name, |person| self.name_of(person));
        }
        Some(known)
    }

    /// Whether a frame's person bears the name, whole or by its last word.
    fn is_same(&self, frame: &Frame, name: &str) -> bool {
        let Some(person) = frame.person else { return false };
        let whole = self.words(person);
        let last = whole.split(' ').next_back().unwrap_or_default();
        super::document::same_name(&whole, name) || super::document::same_name(last, name)
    }

    fn id(&mut self, words: &str, kind: &str) -> Id {
        let mut base: String = words
            .chars()
            .filter(|character| !crate::text::is_bidi_control(*character))
            .map(|character| if crate::text::is_id_character(character) { character } else { '-' })
            .collect();
        while base.contains("--") {
            base = base.replace("--", "-");
        }
        let base: String = base.trim_matches('-').chars().take(ID_LIMIT / 2).collect();
        let tries = (1..).map(|count| match (count, base.is_empty()) {
            (1, false) => base.clone(),
            (_, false) if count < 10 => format!("{base}-{count}"),
            _ => format!("{kind}-{count}"),
        });
        let free = tries.filter_map(|name| Id::new(&name).ok()).find(|id| {
            let skeleton = id.skeleton();
            !self.ids.iter().any(|taken| taken == id || taken.skeleton() == skeleton)
        });
        // The counted names do not end; one of them is free and an id.
        #[expect(clippy::expect_used, reason = "an endless sequence has a member outside any finite list")]
        let id = free.expect("a free id");
        self.ids.push(id.clone());
        id
    }

    fn text_of(&self, words: String) -> Text {
        let tag = match self.reading.language {
            Language::Arabic => "ar",
            Language::English => "en",
        };
        Text::by_language(vec![(tag.to_owned(), words)])
    }

    fn body(&mut self, name: &str) -> Id {
        let key = folded(name.strip_prefix("ال").unwrap_or(name));
        let known = self
            .bodies
            .iter()
            .find(|(other, _)| *other == key || key.starts_with(other.as_str()) || other.starts_with(&key));
        if let Some((_, body)) = known {
            return body.id.clone();
        }
        let id = self.id(name, "body");
        let body = Body {
            id: id.clone(),
            name: self.text_of(name.to_owned()),
            chambers: Vec::new(),
            weight: 1,
            measures: Vec::new(),
        };
        self.bodies.push((key, body));
        id
    }

    fn place(&self, span: Span) -> String {
        cut(&format!("{}, bytes {}–{}", self.source.name, span.start, span.end), NAME_LIMIT)
    }

    fn quote(&self, frame: &Frame, speaker: Option<&Known>) -> Quote {
        let text = |words: &String| self.text_of(words.clone());
        let span = frame.content.span;
        Quote {
            speaker: speaker.map(|known| text(&known.name)),
            role: speaker.and_then(|known| known.role.as_ref()).map(text),
            body: speaker.and_then(|known| known.body.as_ref()).map(text),
            outlet: frame.outlet.map(|outlet| self.text_of(self.name_of(outlet))),
            said: self.text_of(cut(&self.words(span), TEXT_LIMIT)),
            mode: match frame.mode {
                Mode::Direct => QuoteMode::Direct,
                Mode::Indirect => QuoteMode::Indirect,
                Mode::Nominal => QuoteMode::Nominal,
            },
            date: None,
            source: Some(cut(&self.source.name, NAME_LIMIT)),
            span: u64::try_from(span.start).ok().zip(u64::try_from(span.end).ok()),
        }
    }

    /// One stance for each body that has one: its conditions together, else the last thing it said.
    fn stances(&mut self, speakers: &[Option<Known>]) -> (Vec<Condition>, Vec<FiledStance>) {
        let mut conditions = Vec::new();
        let mut told: Vec<(Id, Vec<Id>, Verdict, Span)> = Vec::new();
        for (frame, speaker) in self.reading.frames.iter().zip(speakers) {
            let (Some(stance), Some(speaker)) = (&frame.stance, speaker) else { continue };
            if conditions.len() + 1 >= SECTION_LIMIT {
                break;
            }
            let body = self.body(speaker.stands_for());
            let asked = stance.condition.map(|span| {
                let id = self.id("condition", "condition");
                let text = self.text_of(cut(&self.words(span), TEXT_LIMIT));
                let proposed_by = Some(self.text_of(speaker.stands_for().to_owned()));
                conditions.push(Condition {
                    id: id.clone(),
                    text,
                    burden: 1,
                    stops: Vec::new(),
                    implies: Vec::new(),
                    excludes: Vec::new(),
                    proposed_by,
                });
                id
            });
            match told.iter_mut().find(|(other, ..)| *other == body) {
                Some((_, all, verdict, span)) => {
                    // The words that name a condition tell the answer; others do not take their place.
                    if asked.is_some() || all.is_empty() {
                        (*verdict, *span) = (stance.verdict, frame.content.span);
                    }
                    all.extend(asked);
                }
                None => told.push((body, asked.into_iter().collect(), stance.verdict, frame.content.span)),
            }
        }
        let stances = told.into_iter().filter_map(|(body, asked, verdict, span)| {
            let said = match (asked.as_slice(), verdict) {
                ([], Verdict::Accept) => "accept".to_owned(),
                ([], Verdict::Reject | Verdict::Conditional) => "reject".to_owned(),
                (asked, _) => {
                    let names: Vec<&str> = asked.iter().map(Id::as_str).collect();
                    format!("accept if {}", names.join(" and "))
                }
            };
            Some(FiledStance {
                body,
                says: Stance::parse(&said).ok()?.said(),
                version: 1,
                confidence: Confidence::Open,
                standing: Standing::Reported,
                reason: Some(self.text_of(cut(&self.words(span), TEXT_LIMIT))),
                source: Some(Text::plain(self.place(span))),
            })
        });
        let stances = stances.collect();
        (conditions, stances)
    }

    /// What somebody outside the coalition is reported to have announced.
    fn provisions(&mut self, speakers: &[Option<Known>]) -> Vec<Provision> {
        let mut provisions = Vec::new();
        for (frame, speaker) in self.reading.frames.iter().zip(speakers) {
            let Some(commitment) = &frame.commitment else { continue };
            let party = commitment.party.map(|party| self.name_of(party));
            let Some(party) =
                party.or_else(|| speaker.as_ref().map(|speaker| speaker.stands_for().to_owned()))
            else {
                continue;
            };
            let key = folded(party.strip_prefix("ال").unwrap_or(&party));
            let is_member = self
                .bodies
                .iter()
                .any(|(body, _)| *body == key || key.starts_with(body.as_str()) || body.starts_with(&key));
            if is_member || provisions.len() >= SECTION_LIMIT {
                continue;
            }
            let known = self.parties.iter().find(|known| {
                known.name.versions().any(|(_, name)| folded(name.strip_prefix("ال").unwrap_or(name)) == key)
            });
            let obliged = match known {
                Some(known) => known.id.clone(),
                None => {
                    let id = self.id(&party, "party");
                    self.parties.push(Party { id: id.clone(), name: self.text_of(party) });
                    id
                }
            };
            provisions.push(Provision {
                id: self.id("commitment", "commitment"),
                text: self.text_of(cut(&self.words(frame.content.span), TEXT_LIMIT)),
                obliged: vec![obliged],
                stops: Vec::new(),
                places: Vec::new(),
                from: None,
                until: None,
                verified_by: None,
                on_breach: None,
                status: ProvisionStatus::Announced,
            });
        }
        provisions
    }

    fn red_lines(&mut self) -> Vec<RedLine> {
        let lines = self.reading.red_lines.iter().take(SECTION_LIMIT);
        lines
            .map(|line| RedLine {
                id: self.id("red-line", "red-line"),
                text: self.text_of(cut(&self.words(line.span), TEXT_LIMIT)),
                against: Vec::new(),
            })
            .collect()
    }

    fn committees(&mut self) -> Vec<Committee> {
        let set_up = self.reading.events.iter().filter(|event| event.kind == EventKind::Committee);
        set_up
            .take(SECTION_LIMIT)
            .map(|event| Committee {
                id: self.id("committee", "committee"),
                name: self.text_of(self.name_of(event.span)),
                members: Vec::new(),
                on: Vec::new(),
            })
            .collect()
    }
}

/// At most so many bytes, between characters.
fn cut(words: &str, limit: usize) -> String {
    let end = (0..=limit.min(words.len())).rev().find(|&end| words.is_char_boundary(end)).unwrap_or(0);
    words[..end].to_owned()
}
