//! Statements: drafted, asked to be released, looked at again before they are.

use super::{
    Checking,
    roll::next,
    words::{self, Length},
};
use crate::{
    case::{
        Fact, Refusal, Stage,
        ballot::Urn,
        change::Change,
        refusal::{State, Thing, WordFault},
        statement::{
            BLANK, Draft, Kind, LANGUAGES, OCCASION_KEPT_LIMIT, RESTS_LIMIT, Release, STATEMENT_LIMIT,
            Standing, Statement, VERSION_LIMIT,
        },
    },
    statement::{
        Canonical, Language,
        agreement::{Disagreement, disagreements},
        canonical::{BLOCK_LIMIT, CANONICAL_LIMIT, CanonicalError},
        occasion::CHOSEN_LIMIT,
        week::Week,
    },
    text::Text,
};

impl Checking<'_> {
    pub(super) fn draft(
        self,
        number: Option<u64>,
        after: Option<u64>,
        draft: &Draft,
    ) -> Result<Vec<Fact>, Refusal> {
        let mut draft = draft.clone();
        check_language("title", &draft.title)?;
        check_language("text", &draft.text)?;
        words::check_given("title", &draft.title, Length::Line)?;
        words::check_given("text", &draft.text, Length::Statement)?;
        if let Some(reason) = &draft.untranslated {
            words::check_given("untranslated", reason, Length::Lines)?;
        }
        canonical(&mut draft)?;
        self.with_week(number, &mut draft)?;
        check_occasion(&mut draft)?;
        if draft.rests_on.len() > RESTS_LIMIT {
            return Err(Refusal::Limit { what: "entries that a statement rests on", limit: RESTS_LIMIT });
        }
        if let Some(seq) = draft.rests_on.iter().find(|seq| **seq >= self.case.entries) {
            return Err(Refusal::Unknown { what: Thing::Entry, name: seq.to_string() });
        }
        draft.rests_on.sort_unstable();
        draft.rests_on.dedup();
        self.check_about(&draft)?;
        let (statement, version) = match number {
            None if self.case.statements.len() >= STATEMENT_LIMIT => {
                return Err(Refusal::Limit { what: "statements", limit: STATEMENT_LIMIT });
            }
            None => (next(self.case.statements.keys()), 1),
            Some(number) => {
                let known = self.statement(number)?;
                if known.released.is_some() {
                    return Err(Refusal::State(State::StatementReleased(number)));
                }
                if known.versions.len() >= VERSION_LIMIT {
                    return Err(Refusal::Limit { what: "versions of a statement", limit: VERSION_LIMIT });
                }
                let before = known.version().map(|it| (it.draft.kind, it.draft.about));
                if before.is_some_and(|before| before != (draft.kind, draft.about)) {
                    return Err(Refusal::State(State::StatementKeepsKind(number)));
                }
                if after.is_some_and(|after| after != known.newest()) {
                    return Err(Refusal::State(State::StatementMoved(known.newest())));
                }
                (number, known.newest().saturating_add(1))
            }
        };
        Ok(vec![Fact::StatementDrafted { statement, version, draft }])
    }

    /// Asks for a second person, at every stage: nothing goes out by one alone.
    pub(super) fn release(self, release: Release) -> Result<Vec<Fact>, Refusal> {
        let change = self.sound_change(Change::ReleaseStatement(release))?;
        if self.case.proposals.values().any(|it| it.change == change) {
            return Err(Refusal::State(State::AlreadyThere));
        }
        self.propose_change(change)
    }

    /// The release as it could happen now.
    pub(super) fn sound_release(self, release: Release) -> Result<Release, Refusal> {
        let Release { statement: number, version } = release;
        let statement = self.statement(number)?;
        if statement.released.is_some() {
            return Err(Refusal::State(State::StatementReleased(number)));
        }
        let unknown = || Refusal::Unknown { what: Thing::Statement, name: format!("{number}/{version}") };
        let found = statement.versions.get(&version).ok_or_else(unknown)?;
        if version != statement.newest() {
            return Err(Refusal::State(State::StatementChanged(number)));
        }
        if found.draft.kind == Kind::Position {
            if self.case.stage != Stage::Adopted {
                return Err(Refusal::Stage { stage: self.case.stage, needs: vec![Stage::Adopted] });
            }
            if self.case.adopted.last().is_some_and(|adopted| found.at < adopted.at) {
                return Err(Refusal::State(State::StatementOlder(number)));
            }
        }
        if found.draft.kind == Kind::PressConference {
            let mut all = self.case.press().conferences().iter();
            let is_it = |entry: &u64| found.draft.rests_on.contains(entry);
            let called = all.find(|(_, it)| it.entries.iter().any(is_it));
            if let Some((number, _)) = called.filter(|(_, it)| it.off.is_some()) {
                return Err(Refusal::State(State::ConferenceOff(*number)));
            }
        }
        // What was reckoned when it was drafted is shown to everybody beside the words.
        if let Some(week) = found.draft.occasion.as_ref().and_then(|it| it.week.as_deref()) {
            self.check_week(number, week)?;
        }
        let mut all = found.draft.title.versions().chain(found.draft.text.versions());
        if all.any(|(_, words)| words.contains(BLANK)) {
            return Err(Refusal::State(State::StatementUnfinished(number)));
        }
        // A reason why words are missing stands in the statement, and two people answer for it.
        if found.draft.untranslated.is_none() {
            self.check_languages(number, &found.draft)?;
        }
        self.check_about(&found.draft)?;
        Ok(release)
    }

    /// What a bulletin tells of its days is no part of an act: a further version tells what the first one does, and that was reckoned
    /// by the server for the bulletin that the act names.
    fn with_week(self, number: Option<u64>, draft: &mut Draft) -> Result<(), Refusal> {
        if let Some(number) = number {
            let before = self.statement(number)?.version().and_then(|it| it.draft.occasion.as_ref());
            let week = before.and_then(|it| it.week.clone());
            match &mut draft.occasion {
                Some(occasion) => occasion.week = week,
                None if week.is_some() => draft.occasion = before.cloned(),
                None => {}
            }
            return Ok(());
        }
        let Some(week) = draft.occasion.as_mut().and_then(|it| it.week.as_mut()) else { return Ok(()) };
        if draft.kind != Kind::Bulletin {
            return Err(Refusal::State(State::WeekUnreckoned));
        }
        let act = |it: &Week| (it.number, it.from, it.until, it.by);
        match self.urn {
            Urn::Reckoned(reckoned)
                if act(reckoned) == act(week) && self.case.is_next(reckoned, self.now) =>
            {
                week.clone_from(reckoned);
                Ok(())
            }
            _ if self.case.is_named_next(week, self.now) => Err(Refusal::State(State::WeekUnreckoned)),
            _ => Err(Refusal::State(State::BulletinNotNext(week.number))),
        }
    }

    /// Whether a bulletin that was drafted tells what would be told of its days now.
    fn check_week(self, number: u64, week: &Week) -> Result<(), Refusal> {
        if !self.case.is_next(week, self.now) {
            return Err(Refusal::State(State::BulletinNotNext(week.number)));
        }
        // Only how many entries the case has is another by now.
        let without = |it: &Week| Week { known: 0, ..it.clone() };
        match self.urn {
            _ if self.case.permitted(week) != *week => Err(Refusal::State(State::BulletinTellsMore(number))),
            Urn::Reckoned(reckoned) if without(reckoned) == without(week) => Ok(()),
            Urn::Reckoned(_) => Err(Refusal::State(State::BulletinTellsMore(number))),
            _ => Err(Refusal::State(State::WeekUnreckoned)),
        }
    }

    /// Whether a correction or withdrawal is about what was released and still holds, and nothing else is
    /// about anything. What waits for the end of its embargo can be withdrawn, too.
    fn check_about(self, draft: &Draft) -> Result<(), Refusal> {
        let number = match (draft.kind.is_about_another(), draft.about) {
            (false, None) => return Ok(()),
            (false, Some(_)) => return Err(Refusal::State(State::StatementAboutNone)),
            (true, None) => return Err(Refusal::Words { field: "about", fault: WordFault::Missing }),
            (true, Some(number)) => number,
        };
        if self.statement(number)?.released.is_none() {
            return Err(Refusal::State(State::StatementNotReleased(number)));
        }
        match self.case.standing(number, self.now) {
            Some(Standing::Withdrawn { .. } | Standing::HeldBack) => {
                Err(Refusal::State(State::StatementWithdrawn(number)))
            }
            _ => Ok(()),
        }
    }

    /// Whether both languages say the same: the same parts, and the same figures. That one names somebody whom the other
    /// does not name there is shown to whoever drafts, and refuses nothing: names have other forms in a sentence.
    fn check_languages(self, number: u64, draft: &Draft) -> Result<(), Refusal> {
        let untranslated = || Refusal::State(State::StatementUntranslated(number));
        let arabic = draft.canonical(Language::Arabic).ok_or_else(untranslated)?;
        let english = draft.canonical(Language::English).ok_or_else(untranslated)?;
        match disagreements(&arabic, &english, &[]).into_iter().next() {
            None => Ok(()),
            Some(Disagreement::Part { .. } | Disagreement::Count { .. }) => Err(untranslated()),
            Some(fault) => Err(Refusal::Disagreement { statement: number, fault }),
        }
    }

    pub(super) fn statement(&self, number: u64) -> Result<&Statement, Refusal> {
        let unknown = || Refusal::Unknown { what: Thing::Statement, name: number.to_string() };
        self.case.statements.get(&number).ok_or_else(unknown)
    }
}

/// Holds what was chosen to its limit. What it is chosen for is what the draft is.
fn check_occasion(draft: &mut Draft) -> Result<(), Refusal> {
    let Some(occasion) = &mut draft.occasion else { return Ok(()) };
    occasion.kind = draft.kind;
    if occasion.quotes.len() > CHOSEN_LIMIT || occasion.news.len() > CHOSEN_LIMIT {
        return Err(Refusal::Limit { what: "quotes or news of an occasion", limit: CHOSEN_LIMIT });
    }
    let size = serde_json::to_vec(occasion).map_or(usize::MAX, |json| json.len());
    if size > OCCASION_KEPT_LIMIT {
        return Err(Refusal::Limit { what: "bytes of an occasion", limit: OCCASION_KEPT_LIMIT });
    }
    Ok(())
}

/// Brings words into the form in which they are signed. Whoever reads them before they go out then reads what everybody
/// will: nothing in them is unseen, and no line is told in another order.
fn canonical(draft: &mut Draft) -> Result<(), Refusal> {
    let refused = |field| {
        move |error| match error {
            CanonicalError::Empty => Refusal::Words { field, fault: WordFault::Blank },
            CanonicalError::Blocks => Refusal::Limit { what: "parts of a statement", limit: BLOCK_LIMIT },
            _ => Refusal::Words { field, fault: WordFault::Long { limit: CANONICAL_LIMIT } },
        }
    };
    let read = |field, words: &str| Canonical::of(words).map_err(refused(field));
    let [mut titles, mut texts] = [Vec::new(), Vec::new()];
    for (tag, title) in draft.title.versions() {
        titles.push((tag.to_owned(), read("title", title)?.title().to_owned()));
    }
    for (tag, text) in draft.text.versions() {
        // Any title does: it is taken off again.
        let read = read("text", &format!("-\n\n{text}"))?;
        let words = read.as_str().trim_start_matches('-').trim();
        if words.is_empty() {
            return Err(Refusal::Words { field: "text", fault: WordFault::Blank });
        }
        texts.push((tag.to_owned(), words.to_owned()));
    }
    draft.title = Text::by_language(titles);
    draft.text = Text::by_language(texts);
    Ok(())
}

/// Refuses words that are not marked as Arabic or English.
fn check_language(field: &'static str, text: &Text) -> Result<(), Refusal> {
    if text.versions().all(|(tag, _)| LANGUAGES.contains(&tag)) {
        return Ok(());
    }
    Err(Refusal::Words { field, fault: WordFault::Language })
}
