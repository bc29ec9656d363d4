//! What enters the case of a report: what was confirmed, and nothing else.

use mawqif_core::{
    case::{
        Case,
        act::Part,
        report::{Heard, Report, Told},
    },
    dossier::{Body, Condition, Initiative, Party, Provision, ProvisionStatus, Quote, QuoteMode, RedLine},
    initiative::press::reading::{Commitment, Frame, Mode, Reading, Span, Stance, Verdict},
    text::{Id, Text},
};

use super::{
    super::super::{form::Form, sheet::reading::made, words::Words},
    choices::{self, Choices, Pick, plain, tidy},
    takes_bodies,
};

/// What somebody must mend: the field, and a sentence.
type Problems = Vec<(String, String)>;

/// What the act enters.
///
/// # Errors
/// What is missing, each with the field of the page that it is about.
pub fn told(
    case: &Case,
    report: &Report,
    reading: &Reading,
    choices: &Choices,
    form: &Form,
    words: &Words,
) -> Result<Told, Problems> {
    let mut making = Making {
        case,
        report,
        words,
        tag: choices::tag(reading),
        told: Told::default(),
        stances: Vec::new(),
        problems: Vec::new(),
    };
    let taken = choices.picks.iter().zip(&reading.frames).enumerate();
    let taken: Vec<_> = taken.filter(|(_, (pick, _))| pick.take == "yes").collect();
    let lines: Vec<Span> = reading
        .red_lines
        .iter()
        .zip(&choices.lines)
        .filter(|(_, taken)| **taken)
        .map(|(line, _)| line.span)
        .collect();
    if taken.is_empty() && lines.is_empty() {
        making.problem("", "report-nothing-confirmed");
    }
    for (at, (pick, frame)) in taken {
        making.quote(at + 1, pick, frame);
    }
    for line in lines {
        let text = making.text(plain(&report.text, line));
        let id = making.id(&text);
        making.told.parts.push(Part::RedLine(RedLine { id, text, against: Vec::new() }));
    }
    making.offer(form);
    making.finish()
}

/// What a body asks for, and how the report says that it answers.
struct Answer {
    body: Id,
    asks: Vec<Id>,
    verdict: Verdict,
    reason: Text,
}

struct Making<'a> {
    case: &'a Case,
    report: &'a Report,
    words: &'a Words,
    /// The report's language.
    tag: &'static str,
    told: Told,
    stances: Vec<Answer>,
    problems: Problems,
}

impl Making<'_> {
    fn problem(&mut self, field: &str, key: &str) {
        self.problems.push((field.to_owned(), self.words.word(key)));
    }

    fn text(&self, words: String) -> Text {
        Text::by_language(vec![(self.tag.to_owned(), words)])
    }

    /// An id made from words, which nothing has that is in the case or enters with it.
    fn id(&self, from: &Text) -> Id {
        let dossier = self.case.dossier();
        let told = self.told.parts.iter().filter_map(|part| match part {
            Part::Party(it) => Some(&it.id),
            Part::Provision(it) => Some(&it.id),
            Part::RedLine(it) => Some(&it.id),
            _ => None,
        });
        let known = dossier.parties.iter().map(|it| &it.id);
        let known = known.chain(dossier.provisions.iter().map(|it| &it.id));
        let known = known.chain(dossier.red_lines.iter().map(|it| &it.id));
        let known = known.chain(dossier.bodies.iter().map(|it| &it.id));
        let known = known.chain(dossier.conditions.iter().map(|it| &it.id));
        let new =
            self.told.bodies.iter().map(|it| &it.id).chain(self.told.conditions.iter().map(|it| &it.id));
        let taken: Vec<String> = known.chain(told).chain(new).map(Id::skeleton).collect();
        made(from, |id| taken.contains(&id.skeleton()))
    }

    fn quote(&mut self, number: usize, pick: &Pick, frame: &Frame) {
        let names = choices::names(&self.report.text, frame);
        let speaker = match pick.who.as_str() {
            "nobody" => String::new(),
            "other" => tidy(&pick.other),
            "" => {
                self.problem(&format!("who-{number}"), "report-who-missing");
                return;
            }
            at => at.parse().ok().and_then(|at: usize| names.get(at).cloned()).unwrap_or_default(),
        };
        if speaker.is_empty() && pick.who != "nobody" {
            self.problem(&format!("who-{number}"), "report-who-missing");
            return;
        }
        let Some(span) = pick.span else {
            self.problem(&format!("words-{number}"), "report-words-missing");
            return;
        };
        let said = self.text(plain(&self.report.text, span));
        let named = |words: &str| (!words.is_empty()).then(|| self.text(tidy(words)));
        let quote = Quote {
            speaker: named(&speaker),
            role: named(&pick.role),
            body: named(&pick.body),
            outlet: frame.outlet.map(|outlet| self.text(plain(&self.report.text, outlet))),
            said: said.clone(),
            mode: match frame.mode {
                Mode::Direct => QuoteMode::Direct,
                Mode::Indirect => QuoteMode::Indirect,
                Mode::Nominal => QuoteMode::Nominal,
            },
            date: self.report.published,
            source: Some(self.report.source()),
            span: u64::try_from(span.start).ok().zip(u64::try_from(span.end).ok()),
        };
        self.told.parts.push(Part::Quote(quote));
        let stands_for = if pick.body.is_empty() { &speaker } else { &pick.body };
        if let Some(commitment) = frame.commitment.as_ref().filter(|_| pick.commitment) {
            self.commitment(number, commitment, said.clone(), &tidy(stands_for));
        }
        if let Some(stance) = frame.stance.as_ref().filter(|_| pick.stance) {
            self.stance(number, pick, stance, said, &tidy(stands_for));
        }
    }

    /// A provision that somebody has announced.
    fn commitment(&mut self, number: usize, commitment: &Commitment, text: Text, speaker: &str) {
        let party =
            commitment.party.map_or_else(|| speaker.to_owned(), |party| plain(&self.report.text, party));
        if party.is_empty() {
            self.problem(&format!("who-{number}"), "report-party-missing");
            return;
        }
        let is_called = |name: &Text| name.versions().any(|(_, name)| name == party);
        let told = self
            .told
            .parts
            .iter()
            .filter_map(|part| if let Part::Party(it) = part { Some(it) } else { None });
        let known = self.case.dossier().parties.iter().chain(told).find(|it| is_called(&it.name));
        let obliged = match known {
            Some(known) => known.id.clone(),
            None => {
                let name = self.text(party);
                let id = self.id(&name);
                self.told.parts.push(Part::Party(Party { id: id.clone(), name }));
                id
            }
        };
        let provision = Provision {
            id: self.id(&text),
            text,
            obliged: vec![obliged],
            stops: Vec::new(),
            places: Vec::new(),
            from: None,
            until: None,
            verified_by: None,
            on_breach: None,
            status: ProvisionStatus::Announced,
        };
        self.told.parts.push(Part::Provision(provision));
    }

    fn stance(&mut self, number: usize, pick: &Pick, stance: &Stance, reason: Text, name: &str) {
        let Some(body) = self.member(pick, name) else {
            self.problem(&format!("member-{number}"), "report-member-missing");
            return;
        };
        let verdict = if stance.condition.is_some() { Verdict::Conditional } else { stance.verdict };
        if self.stances.iter().any(|it| it.body == body && it.verdict != verdict) {
            // Which of them holds is for whoever reads the report to say.
            self.problem(&format!("stance-{number}"), "report-stance-twice");
            return;
        }
        let asks = stance.condition.map(|condition| {
            let text = self.text(choices::asked(&self.report.text, condition));
            let id = self.id(&text);
            self.told.conditions.push(Condition {
                id: id.clone(),
                text,
                burden: 1,
                stops: Vec::new(),
                implies: Vec::new(),
                excludes: Vec::new(),
                proposed_by: Some(Text::plain(body.as_str())),
            });
            id
        });
        if asks.is_none() && stance.verdict == Verdict::Conditional {
            self.problem(&format!("stance-{number}"), "report-stance-unclear");
            return;
        }
        match self.stances.iter_mut().find(|it| it.body == body) {
            Some(answer) => {
                answer.asks.extend(asks);
                answer.reason = reason;
            }
            None => {
                let asks = asks.into_iter().collect();
                self.stances.push(Answer { body, asks, verdict, reason });
            }
        }
    }

    /// The member of the coalition that a stance is of.
    fn member(&mut self, pick: &Pick, name: &str) -> Option<Id> {
        if pick.member != "new" {
            let known = self.case.dossier().bodies.iter().find(|body| body.id.as_str() == pick.member);
            return known.map(|body| body.id.clone());
        }
        if name.is_empty() || !takes_bodies(self.case) {
            return None;
        }
        let is_called = |body: &&Body| body.name.versions().any(|(_, own)| own == name);
        if let Some(known) = self.case.dossier().bodies.iter().chain(&self.told.bodies).find(is_called) {
            return Some(known.id.clone());
        }
        let name = self.text(name.to_owned());
        let id = self.id(&name);
        let body = Body { id: id.clone(), name, chambers: Vec::new(), weight: 1, measures: Vec::new() };
        self.told.bodies.push(body);
        Some(id)
    }

    /// The offer that the report tells of, when the case waits for one.
    fn offer(&mut self, form: &Form) {
        if self.case.received().is_some() {
            return;
        }
        let title = tidy(form.get("offer"));
        if title.is_empty() {
            if !self.stances.is_empty() {
                self.problem("offer", "report-offer-missing");
            }
            return;
        }
        let title = Text::by_language(vec![(self.words.tag().to_owned(), title)]);
        self.told.initiative = Some(Initiative {
            id: made(&title, |_| false),
            title,
            sponsor: None,
            received: self.report.published,
            deadline: None,
            scope: Vec::new(),
            version: 1,
        });
    }

    fn finish(mut self) -> Result<Told, Problems> {
        for Answer { body, asks, verdict, reason } in self.stances {
            let says = match (asks.as_slice(), verdict) {
                ([], Verdict::Accept) => "accept".to_owned(),
                ([], _) => "reject".to_owned(),
                (asks, _) => {
                    format!("accept if {}", asks.iter().map(Id::as_str).collect::<Vec<_>>().join(" and "))
                }
            };
            self.told.stances.push(Heard { body, says, reason: Some(reason) });
        }
        if self.problems.is_empty() { Ok(self.told) } else { Err(self.problems) }
    }
}
