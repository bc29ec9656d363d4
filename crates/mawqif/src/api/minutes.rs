//! Minutes: what happened at a meeting, as a text that can be read out and signed.
//!
//! The core drafts them from the record; here they get words, in the reader's language. They are a draft: what
//! was said is not in any record. Who was there at each decision is told by number, since the list of the
//! opening and what came after it say the rest, and a thousand lists of thousands would be no text.

use std::{collections::BTreeMap, fmt::Write};

use axum::{
    Extension,
    extract::{Path, State},
    http::{HeaderMap, Uri, header},
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use mawqif_core::{
    case::{
        Case, Moment,
        meeting::{Attendance, Quorum, QuorumState},
        minutes::{Decided, Minutes, Stated},
    },
    dossier::Body,
    text::{Id, Text, has_right_to_left, isolate},
};

use super::{Api, admit::At, body, cases, language, problem::Problem};
use crate::locale::{Language, Locale, Value};

/// Parameters of the route.
pub const PARAMETERS: [&str; 2] = ["lang", "as_of"];

/// The minutes of a meeting, as far as it has come.
pub async fn minutes(
    State(api): State<Api>,
    Extension(at): Extension<At>,
    Path((_, number)): Path<(String, String)>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, Problem> {
    let number = body::number("number", &number)?;
    let (case, parameters) = cases::as_of(&api, &at, &uri, &PARAMETERS).await?;
    let mut asked = language(&headers);
    for (name, word) in parameters.iter().filter(|(name, _)| name == "lang") {
        asked = match word.as_str() {
            "en" => Language::En,
            "ar" => Language::Ar,
            _ => return Err(Problem::parameter(name, "write en or ar")),
        };
    }
    let minutes = case.minutes(number).ok_or_else(|| Problem::missing("meeting"))?;
    let text = Writing::new(&case, asked).whole(&minutes, at.held.origin());
    let headers =
        [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CONTENT_LANGUAGE, asked.tag())];
    Ok((headers, text).into_response())
}

/// Minutes being written.
pub struct Writing<'c> {
    locale: Locale,
    /// How moments and numbers are written.
    figures: Figures,
    title: &'c Text,
    bodies: BTreeMap<&'c Id, &'c Body>,
    entries: u64,
    text: String,
}

/// How a text writes moments and numbers.
pub struct Figures {
    /// Moments.
    pub moment: Box<dyn Fn(Moment) -> String>,
    /// Numbers.
    pub number: Box<dyn Fn(u64) -> String>,
}

impl Default for Figures {
    /// As programs and people far apart read them alike.
    fn default() -> Self {
        Self { moment: Box::new(moment), number: Box::new(|number| number.to_string()) }
    }
}

impl<'c> Writing<'c> {
    /// Of a case, in a language.
    pub fn new(case: &'c Case, language: Language) -> Self {
        Self::by(case, Locale::new(language), Figures::default())
    }

    /// Of a case, in these words.
    pub fn by(case: &'c Case, locale: Locale, figures: Figures) -> Self {
        Self {
            locale,
            figures,
            title: case.title(),
            bodies: case.dossier().bodies.iter().map(|body| (&body.id, body)).collect(),
            entries: case.entries(),
            text: String::new(),
        }
    }

    /// The whole text, which ends with a newline.
    pub fn whole(mut self, minutes: &Minutes, origin: &str) -> String {
        let number = (self.figures.number)(minutes.meeting);
        let title = self.words(&minutes.title);
        self.tell("minutes-title", &[("number", number.into()), ("title", title.into())]);
        let case = self.words(self.title);
        self.tell("minutes-case", &[("case", case.into())]);
        self.tell("minutes-convened", &[("time", (self.figures.moment)(minutes.convened_for).into())]);
        if let Some(place) = &minutes.place {
            let place = self.words(place);
            self.tell("minutes-place", &[("place", place.into())]);
        }
        self.blank();
        self.opening(minutes);
        self.blank();
        self.agenda(minutes);
        if minutes.opened.is_some() {
            self.blank();
            self.events(minutes);
            self.blank();
            self.end(minutes.closed);
        }
        self.blank();
        let origin = self.value(origin);
        self.tell("minutes-drafted", &[("count", self.entries.into()), ("origin", origin.into())]);
        self.text
    }

    fn opening(&mut self, minutes: &Minutes) {
        let Some(Stated { at, quorum }) = minutes.opened else {
            return self.tell("minutes-not-opened", &[]);
        };
        self.tell("minutes-opened", &[("time", (self.figures.moment)(at).into())]);
        self.tell("minutes-quorum", &quorum_values(quorum));
        for (key, bodies) in [("minutes-present", &minutes.present), ("minutes-absent", &minutes.absent)] {
            let names: Vec<String> = bodies.iter().map(|id| self.name(id)).collect();
            let list = self.locale.list(&names);
            self.tell(key, &[("count", names.len().into()), ("list", list.into())]);
        }
    }

    fn agenda(&mut self, minutes: &Minutes) {
        if minutes.items.is_empty() {
            return self.tell("minutes-no-agenda", &[]);
        }
        self.tell("minutes-agenda", &[]);
        for item in &minutes.items {
            let title = self.words(&item.title);
            self.tell(
                "minutes-item",
                &[("number", (self.figures.number)(item.number).into()), ("title", title.into())],
            );
        }
    }

    /// Comings, goings and decisions, in the order in which they happened.
    fn events(&mut self, minutes: &Minutes) {
        self.tell("minutes-events", &[]);
        let decisions =
            minutes.items.iter().flat_map(|item| item.decisions.iter().map(|it| (item.number, it)));
        let mut decisions: Vec<(u64, &Decided)> = decisions.collect();
        decisions.sort_by_key(|(_, decided)| decided.at);
        if decisions.is_empty() && minutes.movements.is_empty() {
            return self.tell("minutes-nothing", &[]);
        }
        let mut decisions = decisions.into_iter().peekable();
        for movement in &minutes.movements {
            while let Some((item, decided)) = decisions.next_if(|(_, decided)| decided.at < movement.at) {
                self.decision(item, decided);
            }
            let values = [
                ("time", (self.figures.moment)(movement.at).into()),
                ("body", self.name(&movement.body).into()),
            ];
            match movement.attendance {
                Attendance::Present => self.tell("minutes-came", &values),
                Attendance::Absent => self.tell("minutes-left", &values),
            }
        }
        decisions.for_each(|(item, decided)| self.decision(item, decided));
    }

    fn decision(&mut self, item: u64, decided: &Decided) {
        let quorum = self.locale.tell("minutes-quorum", &quorum_values(decided.quorum));
        let values = [
            ("time", (self.figures.moment)(decided.at).into()),
            ("number", (self.figures.number)(item).into()),
            ("count", decided.present.len().into()),
            ("quorum", quorum.into()),
        ];
        self.tell("minutes-decision", &values);
        for line in decided.decision.in_language(self.locale.language.tag()).lines() {
            let is_foreign = self.locale.language == Language::Ar || has_right_to_left(line);
            let line = if is_foreign && !line.is_empty() { isolate(line) } else { line.to_owned() };
            self.line(&format!("    {line}"));
        }
    }

    fn end(&mut self, closed: Option<Stated>) {
        match closed {
            Some(Stated { at, quorum }) => {
                self.tell("minutes-closed", &[("time", (self.figures.moment)(at).into())]);
                self.tell("minutes-quorum", &quorum_values(quorum));
            }
            None => self.tell("minutes-open", &[]),
        }
    }

    fn tell(&mut self, key: &str, values: &[(&str, Value<'_>)]) {
        let told = self.locale.tell(key, values);
        self.line(&told);
    }

    fn line(&mut self, line: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{}{}", self.locale.line_start(), line.trim_end());
    }

    fn blank(&mut self) {
        self.text.push('\n');
    }

    fn words(&self, text: &Text) -> String {
        self.value(text.in_language(self.locale.language.tag()))
    }

    /// What a body is called; its id when it has left the coalition.
    fn name(&self, id: &Id) -> String {
        let body = self.bodies.get(id).filter(|body| !body.name.is_empty());
        body.map_or_else(|| self.value(id.as_str()), |body| self.words(&body.name))
    }

    /// A value in one line; Arabic messages isolate it by themselves.
    fn value(&self, words: &str) -> String {
        let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if self.locale.language == Language::En && has_right_to_left(&line) { isolate(&line) } else { line }
    }
}

fn quorum_values(quorum: Quorum) -> [(&'static str, Value<'static>); 3] {
    let state = match quorum.state {
        QuorumState::Met => "met",
        QuorumState::Lost => "lost",
        QuorumState::NotAsked => "none",
    };
    [("state", state.into()), ("sum", quorum.sum.into()), ("base", quorum.base.into())]
}

/// A moment as `2026-11-25 22:59 UTC`; its microseconds when no calendar reaches so far.
fn moment(at: Moment) -> String {
    let time = i64::try_from(at.micros()).ok().and_then(|at| Timestamp::from_microsecond(at).ok());
    time.map_or_else(|| at.micros().to_string(), |time| time.strftime("%Y-%m-%d %H:%M UTC").to_string())
}
