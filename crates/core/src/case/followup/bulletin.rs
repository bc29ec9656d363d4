//! Bulletins: which is due, what it tells of its week, and what of that everybody may still see.
//!
//! A bulletin tells what was known at the end of its last day. Its days follow those of the bulletin before, so that every
//! incident that is verified is told once, however late it was verified. What is frozen when it is drafted is held against the case
//! of today by [`Case::permitted`] before it goes out, and again whenever it is shown beside the signed words: what the public
//! may no longer see goes out of it, and nothing is put in.

use super::{
    agenda,
    back::Outcome,
    incident::{Breach, Certainty, Incident, Opened, Sensitivity, Verification},
    terms::BulletinDay,
    trigger::Fired,
};
use crate::{
    case::{
        Case,
        names::Moment,
        statement::{OCCASION_KEPT_LIMIT, RESTS_LIMIT, Statement},
    },
    dossier::{Date, Place},
    followup::{
        answer::{AreaKept, Score, Why},
        board::{Board, Cell, Row},
        calendar::{Day, folded},
    },
    statement::week::{
        Area, By, Counted, Happened, Mark, Promise, Set, Square, ToDo, Unreached, WEEK_CELL_LIMIT,
        WEEK_TOLD_LIMIT, WEEK_WORDS_LIMIT, Week,
    },
    text::{Id, Text, without_directions},
};

/// The days of a week.
const WEEK: i32 = 7;

/// The shortest name of a place that is looked for in words, in characters: shorter ones stand in other words.
const NAME_FEWEST: usize = 3;

/// What day it is at a moment, by the case's clock.
pub type Clock<'c> = dyn Fn(Moment) -> Date + 'c;

/// The days of a bulletin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The bulletin's number, from 1.
    pub number: u64,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// What was known by then the bulletin before has told.
    pub after: Moment,
}

/// What a bulletin tells of: what became known after one moment and by another.
#[derive(Clone, Copy)]
struct News {
    span: Span,
    by: Moment,
}

impl News {
    fn has(&self, at: Moment) -> bool {
        self.span.after < at && at <= self.by
    }
}

impl Case {
    /// Bulletins of the follow-up that were let out, by number of the statement, with what each tells.
    pub fn bulletins(&self) -> impl Iterator<Item = (u64, &Statement, &Week)> {
        self.statements.iter().filter(|(_, it)| it.released.is_some()).filter_map(|(number, it)| {
            let week = it.version()?.draft.occasion.as_ref()?.week.as_deref()?;
            Some((*number, it, week))
        })
    }

    /// The draft of a bulletin of this number that waits to go out, if there is one: its statement.
    pub fn drafted_bulletin(&self, number: u64) -> Option<u64> {
        let drafts = self.statements.iter().rev().filter(|(_, it)| it.released.is_none());
        let mut of = drafts.filter(|(_, it)| {
            let week = it.version().and_then(|it| it.draft.occasion.as_ref()?.week.as_ref());
            week.is_some_and(|it| it.number == number)
        });
        of.next().map(|(statement, _)| *statement)
    }

    /// The bulletin that is due on a day: from the day after the last one, or from the first adoption, until the day before the
    /// last weekday on which one is due.
    pub fn bulletin_due(&self, today: Date, clock: &Clock<'_>) -> Option<Span> {
        let first = self.week_of(today, self.followup.terms.bulletin)?;
        self.span_until(first.plus(-1), clock)
    }

    /// The bulletin that can be drafted on a day, whether or not it is due: of the time until now.
    pub fn bulletin_ahead(&self, today: Date, clock: &Clock<'_>) -> Option<Span> {
        self.span_until(Day::of(today)?, clock)
    }

    fn span_until(&self, until: Day, clock: &Clock<'_>) -> Option<Span> {
        let adopted = self.adopted.first()?;
        let last = self.bulletins().map(|(.., week)| (week.by, week.number)).max();
        let (number, from, after) = match last {
            // At the end of a day the next begins.
            Some((by, number)) => {
                let next = Moment::from_micros(by.micros().saturating_add(1));
                (number.saturating_add(1), Day::of(clock(next))?, by)
            }
            None => (1, Day::of(clock(adopted.at))?, Moment::from_micros(0)),
        };
        (from <= until).then(|| Span { number, from: from.date(), until: until.date(), after })
    }

    /// The first of the seven days that a day is one of.
    fn week_of(&self, day: Date, begins: BulletinDay) -> Option<Day> {
        // The first day of 1970 was a Thursday, the fourth of a week that begins with Monday.
        let day = Day::of(day)?;
        let past = (day.0.saturating_add(3) - begins.place()?).rem_euclid(WEEK);
        Some(day.plus(-past))
    }

    /// What a bulletin tells of its days: what was known by a moment, at which the case was `then` and its board was this, of what is
    /// owed now. What the public may see is decided by this case, and by the one then.
    pub fn week(
        &self,
        then: &Self,
        board: Option<&Board>,
        (span, by): (Span, Moment),
        clock: &Clock<'_>,
    ) -> Week {
        let (followup, news) = (&then.followup, News { span, by });
        let filed = followup.reports.values().filter(|it| news.has(it.known)).count();
        let counted: Vec<_> = followup.imports.in_force().collect();
        let (areas, rows) = board.map_or((&[][..], &[][..]), |it| (&it.areas, &it.commitments));
        let mut week = Week {
            number: span.number,
            from: Some(span.from),
            until: Some(span.until),
            by,
            known: self.entries,
            reports: number(filed),
            tables: number(counted.len()),
            rows: counted.iter().map(|(_, it)| it.import.taken).fold(0, u64::saturating_add),
            areas: areas.iter().map(|id| self.area_of(id)).collect(),
            commitments: rows.iter().map(|row| self.promise(then, row, news)).collect(),
            triggers: then.set_off_in(news),
            denied: self.unreached(then, span),
            tasks: self.to_do(then, span),
            ..Week::default()
        };
        let cells: usize = week.commitments.iter().map(|it| it.cells.len()).sum();
        if cells > WEEK_CELL_LIMIT {
            week.commitments.iter_mut().for_each(|it| it.cells.clear());
        }
        let all = followup.incidents.iter();
        let verified = all.filter(|(_, it)| it.verified_at().is_some_and(|at| news.has(at)));
        for (incident, opened) in verified {
            match self.happened(then, (*incident, opened), span, clock) {
                None => week.withheld += 1,
                Some(_) if week.incidents.len() >= WEEK_TOLD_LIMIT => week.more += 1,
                Some(happened) => week.incidents.push(happened),
            }
        }
        self.permitted(&fitted(week))
    }

    fn promise(&self, then: &Self, row: &Row, news: News) -> Promise {
        let commitment = self.dossier.commitments.iter().find(|it| it.id == row.id);
        let breaches = commitment.map_or(0, |it| {
            let incidents = then
                .followup
                .breaches(it)
                .filter_map(|(_, found)| then.followup.incidents.get(&found.finding.incident)?.verified_at());
            incidents.filter(|at| news.has(*at)).count()
        });
        let points = row.cells.iter().filter_map(|it| match it.score {
            Some(Score::Of(points)) => Some(u64::from(points)),
            _ => None,
        });
        let unobserved = row.cells.iter().filter(|it| it.score == Some(Score::NotObserved)).count();
        Promise {
            id: row.id.clone(),
            text: commitment.map(|it| short(&it.text)).unwrap_or_default(),
            red_line: row.red_line,
            judged: row.counts.is_none(),
            said: then.followup.performance(&row.id),
            points: points.clone().fold(0, u64::saturating_add),
            of: number(points.count()).saturating_mul(3),
            unobserved: number(unobserved),
            counted: row.whole.as_ref().and_then(whole),
            breaches: number(breaches),
            verified: row.verified,
            cells: row.cells.iter().map(square).collect(),
        }
    }

    /// An incident as everybody may see it; nothing of one that is closed, or was.
    fn happened(
        &self,
        then: &Self,
        (number, opened): (u64, &Opened),
        span: Span,
        clock: &Clock<'_>,
    ) -> Option<Happened> {
        let mut incident = opened.incident.clone();
        let now = self.followup.incidents.get(&number).map(|it| it.incident.sensitivity);
        incident.sensitivity = incident.sensitivity.max(now.unwrap_or_default());
        if incident.sensitivity == Sensitivity::Closed {
            return None;
        }
        let day = clock(incident.occurred);
        let begins = match self.followup.terms.bulletin {
            BulletinDay::Never => BulletinDay::Monday,
            day => day,
        };
        let week = self.week_of(day, begins)?.date();
        let place = incident.public_place(&self.dossier.places);
        let findings = self.dossier.commitments.iter().filter_map(|it| {
            let (_, found) =
                then.followup.breaches(it).find(|(_, found)| found.finding.incident == number)?;
            Some((it.id.clone(), found.entry))
        });
        let (breaks, mut entries): (Vec<Id>, Vec<u64>) = findings.unzip();
        entries.insert(0, opened.entry);
        let by = opened.attribution.as_ref().filter(|it| it.certainty > Certainty::Alleged);
        Some(Happened {
            number,
            what: (!self.names_hidden(&incident)).then(|| short(&incident.what)),
            place: place.map(|it| self.area_of(&it.id)),
            week,
            earlier: day < span.from,
            killed: incident.killed,
            by: by.map(|it| By { name: self.called(&it.to), certainty: it.certainty }),
            breaks,
            entries,
        })
    }

    /// Whether the words of an incident name a place that the public may not see: the place itself, what lies in it, and what
    /// contains it, up to the one that is shown.
    fn names_hidden(&self, incident: &Incident) -> bool {
        let places = &self.dossier.places;
        let shown = incident.public_place(places).map(|it| &it.id);
        let chain = around(places, &incident.place);
        let hidden: Vec<&Id> = chain.iter().copied().take_while(|id| Some(*id) != shown).collect();
        if hidden.is_empty() {
            return false;
        }
        let is_hidden =
            |it: &&Place| hidden.contains(&&it.id) || around(places, &it.id).contains(&&incident.place);
        let names = places.iter().filter(is_hidden).flat_map(|it| {
            it.name.versions().map(|(_, name)| name).chain([it.id.as_str()]).map(folded).collect::<Vec<_>>()
        });
        let names: Vec<String> = names.filter(|it| it.chars().count() >= NAME_FEWEST).collect();
        let mut words = incident.what.versions().map(|(_, words)| folded(words));
        words.any(|words| names.iter().any(|name| words.contains(name.as_str())))
    }

    fn set_off_in(&self, news: News) -> Vec<Set> {
        let is_told = |it: &Fired| {
            let answered = it.answer.as_ref().map(|it| it.at);
            [Some(it.at), it.escalated, answered].into_iter().flatten().any(|at| news.has(at))
        };
        let all = self.followup.triggers.iter().filter(|(_, it)| is_told(it)).take(WEEK_TOLD_LIMIT);
        let set = all.map(|(number, it)| {
            let [ar, en] = agenda::cause(self, &it.inputs).map(|it| begun(&without_directions(&it)));
            let back = it.answer.as_ref().and_then(|it| it.back.as_ref());
            Set {
                number: *number,
                cause: Text::by_language(vec![("ar".to_owned(), ar), ("en".to_owned(), en)]),
                answer: it.answer.as_ref().map(|it| it.answer),
                reopened: back.is_some_and(|it| it.outcome != Outcome::Maintained),
                escalated: it.escalated.is_some(),
                entry: it.entry,
            }
        });
        set.collect()
    }

    fn unreached(&self, then: &Self, span: Span) -> Vec<Unreached> {
        let all = then.followup.denied.iter().filter(|(_, it)| it.since <= span.until);
        let told = all.take(WEEK_TOLD_LIMIT).map(|(id, it)| {
            let Area { id, name } = self.area_of(id);
            Unreached { id, name, since: it.since, entry: it.denial }
        });
        told.collect()
    }

    /// What is to be done in the seven days after, and what is late.
    fn to_do(&self, then: &Self, span: Span) -> Vec<ToDo> {
        let until = Day::of(span.until).map(|it| it.plus(WEEK).date());
        let open = then.followup.tasks.iter().filter(|(_, it)| it.ended.is_none());
        let soon =
            open.filter(|(_, it)| it.task.due.is_some_and(|due| until.is_none_or(|until| due <= until)));
        let told = soon.take(WEEK_TOLD_LIMIT).map(|(number, it)| ToDo {
            number: *number,
            what: short(&it.task.what),
            owner: self.called(&it.task.owner),
            due: it.task.due,
        });
        told.collect()
    }

    /// What of a week everybody may see now. Of an incident that is no longer verified, or that
    /// was closed since, nothing; of one whose place was blurred, the place that is shown now.
    pub fn permitted(&self, week: &Week) -> Week {
        let mut now = week.clone();
        now.incidents = week.incidents.iter().filter_map(|it| self.still_told(it)).collect();
        // Where breaches were is told by area, and so is not, once it may be seen less of one of them.
        for promise in &mut now.commitments {
            let Some(commitment) = self.dossier.commitments.iter().find(|it| it.id == promise.id) else {
                continue;
            };
            let is_guarded = self.followup.breaches(commitment).any(|(_, found)| {
                let incident = self.followup.incidents.get(&found.finding.incident);
                incident.and_then(|it| it.guarded).is_some_and(|entry| entry >= week.known)
            });
            for cell in promise.cells.iter_mut().filter(|it| is_guarded && it.verified > 0) {
                (cell.mark, cell.verified) = (Mark::Withheld, 0);
            }
        }
        now
    }

    fn still_told(&self, told: &Happened) -> Option<Happened> {
        let opened = self.followup.incidents.get(&told.number)?;
        let incident = &opened.incident;
        let is_told =
            opened.verification() == Verification::Verified && incident.sensitivity != Sensitivity::Closed;
        if !is_told {
            return None;
        }
        let mut now = told.clone();
        let places = &self.dossier.places;
        let shown = incident.public_place(places);
        now.place = match (&told.place, shown) {
            // What was told may be seen still, since it lies no deeper than what may be seen now.
            (Some(before), Some(shown)) if around(places, &shown.id).contains(&&before.id) => {
                told.place.clone()
            }
            (Some(before), Some(shown)) if around(places, &before.id).contains(&&shown.id) => {
                Some(self.area_of(&shown.id))
            }
            _ => None,
        };
        if now.place != told.place && self.names_hidden(incident) {
            now.what = None;
        }
        // Only what still is a breach is told as one.
        now.breaks.retain(|id| {
            let latest = self.followup.latest(told.number, id);
            latest.is_some_and(|(_, found)| found.finding.verdict == Breach::Breach)
        });
        Some(now)
    }

    fn area_of(&self, id: &Id) -> Area {
        let place = self.dossier.places.iter().find(|it| it.id == *id);
        let name = place.map(|it| it.name.clone()).filter(|it| !it.is_empty());
        Area { id: id.clone(), name: name.unwrap_or_else(|| Text::plain(id.as_str())) }
    }

    /// What a party or a body is called.
    fn called(&self, id: &Id) -> Text {
        let parties = self.dossier.parties.iter().map(|it| (&it.id, &it.name));
        let mut all = parties.chain(self.dossier.bodies.iter().map(|it| (&it.id, &it.name)));
        let name = all.find(|(own, _)| *own == id).map(|(_, name)| name.clone());
        name.filter(|it| !it.is_empty()).unwrap_or_else(|| Text::plain(id.as_str()))
    }
}

/// A place and all that it lies in, itself first.
fn around<'p>(places: &'p [Place], id: &'p Id) -> Vec<&'p Id> {
    let outer = |id: &&'p Id| places.iter().find(|it| it.id == **id)?.within.as_ref();
    std::iter::successors(Some(id), outer).take(places.len().max(1)).collect()
}

fn whole(kept: &AreaKept) -> Option<Counted> {
    let period = kept.periods.first()?;
    Some(Counted { count: period.count, seen: period.seen_days, days: period.days })
}

fn square(cell: &Cell) -> Square {
    let mark = match (cell.score, cell.why) {
        (Some(Score::Of(points)), _) => Mark::Points(points),
        (Some(Score::NotObserved), _) => Mark::Unobserved,
        (None, Why::Judged) => Mark::Judged,
        (None, Why::NotBinding) => Mark::NotBinding,
        (None, _) => Mark::NotDue,
    };
    let counted =
        cell.period.as_ref().map(|it| Counted { count: it.count, seen: it.seen_days, days: it.days });
    Square { area: cell.place.clone(), mark, counted, verified: cell.verified }
}

/// Words in one line in every language, no longer than a bulletin has room for.
fn short(text: &Text) -> Text {
    let one = |words: &str| {
        let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let line = line.trim_end_matches('.');
        if line.chars().count() <= WEEK_WORDS_LIMIT {
            return line.to_owned();
        }
        line.chars().take(WEEK_WORDS_LIMIT).chain(['…']).collect()
    };
    let versions: Vec<(String, String)> =
        text.versions().map(|(tag, words)| (tag.to_owned(), one(words))).collect();
    Text::by_language(versions)
}

/// Words as they stand at the beginning of a sentence.
fn begun(words: &str) -> String {
    let mut letters = words.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    first + letters.as_str()
}

fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// A week that a draft can be kept with: without areas, and with fewer incidents, when it would be too large.
fn fitted(mut week: Week) -> Week {
    let is_large = |week: &Week| {
        let size = serde_json::to_string(week).map_or(usize::MAX, |it| it.len());
        size > OCCASION_KEPT_LIMIT / 4 * 3 || week.entries().len() >= RESTS_LIMIT
    };
    if is_large(&week) {
        week.commitments.iter_mut().for_each(|it| it.cells.clear());
    }
    while is_large(&week) && !week.incidents.is_empty() {
        let kept = week.incidents.len() / 2;
        week.more += number(week.incidents.len() - kept);
        week.incidents.truncate(kept);
    }
    while is_large(&week) && !week.commitments.is_empty() {
        let kept = week.commitments.len() / 2;
        week.others += number(week.commitments.len() - kept);
        week.commitments.truncate(kept);
    }
    week
}
