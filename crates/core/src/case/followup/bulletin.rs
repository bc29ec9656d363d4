//! Bulletins: which is due, what it tells of its days, and what of that everybody may still see.
//!
//! A bulletin tells what was known at the end of its last day and no bulletin that stands has told, or not so: incidents, breaches
//! and triggers, each with what it told last. So nothing is told twice, however often it is judged anew, and what a bulletin told that
//! was taken back is told by the next. What is frozen when it is drafted is held against the case of today by [`Case::permitted`]
//! before it goes out, and again whenever it is shown beside the signed words.

mod permitted;
mod seen;

use std::collections::{BTreeMap, BTreeSet};

use self::seen::{Hidden, Telling, has_one};
use super::{
    back::Outcome,
    incident::{Certainty, Incident, Opened, Sensitivity, Verification},
    terms::BulletinDay,
};
use crate::{
    case::{
        Act, Case,
        change::Change,
        names::Moment,
        statement::{OCCASION_KEPT_LIMIT, RESTS_LIMIT, Standing, Statement},
    },
    dossier::{Date, Place},
    followup::{
        answer::{AreaKept, Score, Why},
        board::{Board, Cell, Row},
        calendar::Day,
    },
    statement::week::{
        Area, By, Counted, Happened, Mark, Promise, Set, Square, ToDo, Unreached, WEEK_CELL_LIMIT,
        WEEK_TOLD_LIMIT, WEEK_WORDS_LIMIT, Week,
    },
    text::{Id, Text},
};

/// The days of a week.
const WEEK: i32 = 7;

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

/// What bulletins that stand have told.
#[derive(Default)]
struct Before<'c> {
    /// Of each incident what was told last, and by which bulletin.
    incidents: BTreeMap<u64, (u64, &'c Happened)>,
    /// Incidents of which it was told that there is one.
    closed: BTreeSet<u64>,
    /// What has counted as a breach of a commitment.
    breaches: BTreeSet<(&'c Id, u64)>,
    /// Of each trigger what was told last.
    triggers: BTreeMap<u64, &'c Set>,
}

impl Case {
    /// Bulletins of the follow-up that were let out, by number of the statement, with what each tells.
    pub fn bulletins(&self) -> impl Iterator<Item = (u64, &Statement, &Week)> {
        self.statements.iter().filter(|(_, it)| it.released.is_some()).filter_map(|(number, it)| {
            let week = week_of(it).filter(|_| it.is_bulletin())?;
            Some((*number, it, week))
        })
    }

    /// Bulletins that count as told at a moment, in their order: those that were neither taken back nor held back. One that was
    /// corrected counts: its correction says what was wrong.
    fn standing_bulletins(&self, now: Moment) -> Vec<&Week> {
        let stands = |number: u64| {
            !matches!(
                self.standing(number, now),
                None | Some(Standing::Draft | Standing::HeldBack | Standing::Withdrawn { .. })
            )
        };
        let mut all: Vec<&Week> =
            self.bulletins().filter(|(number, ..)| stands(*number)).map(|(.., week)| week).collect();
        all.sort_by_key(|it| (it.by, it.number));
        all
    }

    /// The draft of the bulletin of this number that waits to go out and may, if there is one: its statement.
    pub fn drafted_bulletin(&self, number: u64, now: Moment) -> Option<u64> {
        let drafts = self.statements.iter().rev().filter(|(_, it)| it.released.is_none());
        let mut of = drafts.filter(|(_, it)| {
            week_of(it).is_some_and(|week| week.number == number && self.can_go_out(week, now))
        });
        of.next().map(|(statement, _)| *statement)
    }

    /// Whether a week that was drafted still is that of the next bulletin, and tells no more than everybody may see.
    pub fn can_go_out(&self, week: &Week, now: Moment) -> bool {
        self.is_next(week, now) && self.permitted(week) == *week
    }

    /// Whether a week is that of the next bulletin, by its number, its days and what was told before.
    pub(in crate::case) fn is_next(&self, week: &Week, now: Moment) -> bool {
        self.named_span(week, now).is_some_and(|(span, _)| {
            (span.number, Some(span.from), span.after) == (week.number, week.from, week.after)
        })
    }

    /// Whether a week that has to be reckoned yet names the next bulletin and its first day.
    pub(in crate::case) fn is_named_next(&self, week: &Week, now: Moment) -> bool {
        self.named_span(week, now)
            .is_some_and(|(span, _)| (span.number, Some(span.from)) == (week.number, week.from))
    }

    /// The bulletin that is due at a moment: from the day after the last one, or from the first adoption, until the day before the
    /// last weekday on which one is due.
    pub fn bulletin_due(&self, now: Moment) -> Option<Span> {
        let first = first_of_seven(self.clock().day(now), self.followup.terms.bulletin)?;
        self.span_until(first.plus(-1), now)
    }

    /// The bulletin that can be drafted at a moment, whether or not it is due: of the time until now.
    pub fn bulletin_ahead(&self, now: Moment) -> Option<Span> {
        self.span_until(Day::of(self.clock().day(now))?, now)
    }

    fn span_until(&self, until: Day, now: Moment) -> Option<Span> {
        let (adopted, clock) = (self.adopted.first()?, self.clock());
        // A number is given once, also when its bulletin was taken back.
        let last = self.bulletins().map(|(.., week)| week.number).max().unwrap_or(0);
        let (from, after) = match self.standing_bulletins(now).last() {
            // At the end of a day the next begins.
            Some(week) => {
                let next = Moment::from_micros(week.by.micros().saturating_add(1));
                (Day::of(clock.day(next))?, week.by)
            }
            None => (Day::of(clock.day(adopted.at))?, Moment::from_micros(0)),
        };
        let number = last.saturating_add(1);
        (from <= until).then(|| Span { number, from: from.date(), until: until.date(), after })
    }

    /// The days of the bulletin that a week names, and by when what it tells was known; nothing when there is no such bulletin to be
    /// drafted now.
    fn named_span(&self, week: &Week, now: Moment) -> Option<(Span, Moment)> {
        let until = week.until?;
        let clock = self.clock();
        let is_then = week.by <= now && week.by > Moment::from_micros(0) && clock.day(week.by) == until;
        let span = self.span_until(Day::of(until)?, now).filter(|_| is_then)?;
        (span.after < week.by).then_some((span, week.by))
    }

    /// The bulletin whose week has to be reckoned before an act can be checked, and by when what it tells was known.
    pub fn asked_week(&self, act: &Act, now: Moment) -> Option<(Span, Moment)> {
        let of = |statement: &u64| week_of(self.statements.get(statement)?);
        let week = match act {
            Act::DraftStatement { statement: None, draft, .. } => draft.occasion.as_ref()?.week.as_deref()?,
            Act::ReleaseStatement { statement, .. } => of(statement)?,
            Act::ConfirmChange { proposal } => match &self.proposals.get(proposal)?.change {
                Change::ReleaseStatement(release) => of(&release.statement)?,
                _ => return None,
            },
            _ => return None,
        };
        self.named_span(week, self.time(now))
    }

    /// What a bulletin tells of its days: what was known by a moment, at which the case was `then` and its board was this, of what is
    /// owed now. What the public may see is decided by this case, and by the one then.
    pub fn week(&self, then: &Self, board: Option<&Board>, span: Span, (by, now): (Moment, Moment)) -> Week {
        let (followup, clock) = (&then.followup, self.clock());
        let (standing, hidden) = (self.standing_bulletins(now), self.all_hidden());
        let before = Before::of(&standing);
        let is_new = |at: Moment| span.after < at && at <= by;
        let counted: Vec<_> = followup.imports.in_force().collect();
        let (areas, rows) = board.map_or((&[][..], &[][..]), |it| (&it.areas, &it.commitments));
        let mut week = Week {
            number: span.number,
            from: Some(span.from),
            until: Some(span.until),
            by,
            after: span.after,
            known: self.entries,
            reports: number(followup.reports.values().filter(|it| is_new(it.known)).count()),
            tables: number(counted.len()),
            rows: counted.iter().map(|(_, it)| it.import.taken).fold(0, u64::saturating_add),
            areas: areas.iter().map(|id| self.area_of(id)).collect(),
            commitments: rows.iter().map(|row| self.promise(then, row, &before)).collect(),
            hushed: board.map(|it| it.untold_rests.clone()).unwrap_or_default(),
            ..Week::default()
        };
        let cells: usize = week.commitments.iter().map(|it| it.cells.len()).sum();
        if cells > WEEK_CELL_LIMIT {
            week.commitments.iter_mut().for_each(|it| it.cells.clear());
        }
        self.tell_incidents(then, span, (&before, &clock), &mut week);
        let triggers = self.set_off(then, &before, &hidden);
        let (denied, tasks) = (self.unreached(then, span, &hidden), self.to_do(then, span, &hidden));
        let beyond = [triggers.len(), denied.len(), tasks.len()].map(|it| it.saturating_sub(WEEK_TOLD_LIMIT));
        week.beyond = number(beyond.iter().sum());
        week.triggers = triggers.into_iter().take(WEEK_TOLD_LIMIT).collect();
        week.denied = denied.into_iter().take(WEEK_TOLD_LIMIT).collect();
        week.tasks = tasks.into_iter().take(WEEK_TOLD_LIMIT).collect();
        self.permitted(&fitted(week))
    }

    /// The incidents that were verified then and still are, as they were described, and that no bulletin has told so.
    fn tell_incidents(
        &self,
        then: &Self,
        span: Span,
        (before, clock): (&Before<'_>, &crate::case::clock::Clock),
        week: &mut Week,
    ) {
        let mut breaks: BTreeMap<u64, Vec<(&Id, u64)>> = BTreeMap::new();
        for owed in &self.dossier.commitments {
            for (_, found) in then.followup.breaches(owed) {
                let incident = self.guarded(then, found.finding.incident);
                let is_told = |it: &Incident| self.telling(it, &owed.text, &owed.places) != Telling::InSum;
                if incident.as_ref().is_some_and(is_told) {
                    breaks.entry(found.finding.incident).or_default().push((&owed.id, found.entry));
                }
            }
        }
        for (incident, opened) in &then.followup.incidents {
            let is_same = |now: &Opened| {
                now.verification() == Verification::Verified && now.incident.is_told_as(&opened.incident)
            };
            let is_now = self.followup.incidents.get(incident).is_some_and(is_same);
            if !is_now || opened.verification() != Verification::Verified {
                continue;
            }
            let of = breaks.get(incident).map_or(&[][..], Vec::as_slice);
            let told_before = before.incidents.get(incident);
            match self.happened(then, (*incident, opened), (span, clock), of) {
                None if told_before.is_none() && !before.closed.contains(incident) => {
                    week.closed.push(*incident);
                }
                None => {}
                Some(mut now) => {
                    if let Some((bulletin, told)) = told_before {
                        if self.still_told(told).is_some_and(|it| is_alike(&it, &now)) {
                            continue;
                        }
                        now.again = Some(*bulletin);
                    }
                    if week.incidents.len() < WEEK_TOLD_LIMIT {
                        week.incidents.push(now);
                    } else {
                        week.more = week.more.saturating_add(1);
                    }
                }
            }
        }
    }

    fn promise(&self, then: &Self, row: &Row, before: &Before<'_>) -> Promise {
        let commitment = self.dossier.commitments.iter().find(|it| it.id == row.id);
        let is_fresh = |it: &u64| !before.breaches.contains(&(&row.id, *it));
        let mut promise = Promise {
            id: row.id.clone(),
            text: commitment.map(|it| short(&it.text)).unwrap_or_default(),
            theme: commitment.map(|it| short(&it.theme)).unwrap_or_default(),
            red_line: row.red_line,
            judged: row.counts.is_none(),
            said: then.followup.performance(&row.id),
            points: 0,
            of: 0,
            unobserved: 0,
            counted: row.whole.as_ref().and_then(whole),
            fresh: row.rests.iter().copied().filter(is_fresh).collect(),
            rests: row.rests.clone(),
            cells: row.cells.iter().map(square).collect(),
        };
        promise.add_up();
        promise
    }

    /// An incident as everybody may see it; nothing of one that is closed, or was.
    fn happened(
        &self,
        then: &Self,
        (number, opened): (u64, &Opened),
        (span, clock): (Span, &crate::case::clock::Clock),
        findings: &[(&Id, u64)],
    ) -> Option<Happened> {
        let incident = self.guarded(then, number)?;
        if incident.sensitivity == Sensitivity::Closed {
            return None;
        }
        let day = clock.day(incident.occurred);
        let begins = match self.followup.terms.bulletin {
            BulletinDay::Never => BulletinDay::Monday,
            day => day,
        };
        let place = incident.public_place(&self.dossier.places);
        let (breaks, mut entries): (Vec<Id>, Vec<u64>) =
            findings.iter().map(|(id, entry)| ((*id).clone(), *entry)).unzip();
        entries.insert(0, opened.entry);
        let by = opened.attribution.as_ref().filter(|it| it.certainty > Certainty::Alleged);
        let what = short(&incident.what);
        Some(Happened {
            number,
            what: (!self.names_hidden(&incident, &incident.what)).then_some(what),
            place: place.map(|it| self.area_of(&it.id)),
            week: first_of_seven(day, begins)?.date(),
            earlier: day < span.from,
            killed: incident.killed,
            by: by.map(|it| By { id: it.to.clone(), name: self.called(&it.to), certainty: it.certainty }),
            breaks,
            again: None,
            entries,
        })
    }

    /// Triggers of which no bulletin has told what is so now.
    fn set_off(&self, then: &Self, before: &Before<'_>, hidden: &Hidden) -> Vec<Set> {
        let all = then.followup.triggers.iter().map(|(number, it)| {
            let back = it.answer.as_ref().and_then(|it| it.back.as_ref());
            Set {
                number: *number,
                cause: self.told_cause(&it.inputs, hidden).0,
                answer: it.answer.as_ref().map(|it| it.answer),
                groundless: it.answer.as_ref().is_some_and(|it| it.groundless),
                reopened: back.is_some_and(|it| it.outcome != Outcome::Maintained),
                escalated: it.escalated.is_some(),
                entry: it.entry,
            }
        });
        let state = |it: &Set| (it.answer, it.groundless, it.reopened, it.escalated);
        let is_told = |it: &Set| before.triggers.get(&it.number).is_some_and(|told| state(told) == state(it));
        all.filter(|it| !is_told(it)).collect()
    }

    /// Places that could not be reached, but for those that are hidden of some incident.
    fn unreached(&self, then: &Self, span: Span, hidden: &Hidden) -> Vec<Unreached> {
        let all = then.followup.denied.iter().filter(|(_, it)| it.since <= span.until);
        let told = all.map(|(id, it)| {
            let Area { id, name } = self.area_of(id);
            Unreached { id, name, since: it.since, entry: it.denial }
        });
        told.filter(|it| self.may_be_named(&it.id, &it.name, hidden)).collect()
    }

    /// What is to be done in the seven days after, and what is late, of what everybody may know.
    fn to_do(&self, then: &Self, span: Span, hidden: &Hidden) -> Vec<ToDo> {
        let until = Day::of(span.until).map(|it| it.plus(WEEK).date());
        let is_open = |it: &super::terms::Kept| it.ended.is_none() && it.task.public;
        let open = then.followup.tasks.iter().filter(|(_, it)| is_open(it));
        let soon =
            open.filter(|(_, it)| it.task.due.is_some_and(|due| until.is_none_or(|until| due <= until)));
        let told = soon.filter(|(_, it)| !has_one(&it.task.what, &hidden.names)).map(|(number, it)| ToDo {
            number: *number,
            what: short(&it.task.what),
            owner: self.called(&it.task.owner),
            due: it.task.due,
        });
        told.collect()
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

impl<'c> Before<'c> {
    /// What bulletins have told, in their order.
    fn of(standing: &[&'c Week]) -> Self {
        let mut before = Self::default();
        for week in standing {
            before.incidents.extend(week.incidents.iter().map(|it| (it.number, (week.number, it))));
            before.closed.extend(week.closed.iter().copied());
            before.triggers.extend(week.triggers.iter().map(|it| (it.number, it)));
            for promise in &week.commitments {
                before.breaches.extend(promise.rests.iter().map(|it| (&promise.id, *it)));
            }
        }
        before
    }
}

/// What a statement tells of the follow-up, if it is a bulletin that does.
fn week_of(statement: &Statement) -> Option<&Week> {
    statement.version()?.draft.occasion.as_ref()?.week.as_deref()
}

/// Whether two bulletins tell the same of an incident.
fn is_alike(one: &Happened, other: &Happened) -> bool {
    let of = |it: &Happened| Happened {
        earlier: false,
        week: Date { year: 1970, month: 1, day: 1 },
        again: None,
        entries: Vec::new(),
        ..it.clone()
    };
    of(one) == of(other)
}

/// The first of the seven days that a day is one of.
fn first_of_seven(day: Date, begins: BulletinDay) -> Option<Day> {
    // The first day of 1970 was a Thursday, the fourth of a week that begins with Monday.
    let day = Day::of(day)?;
    let past = (day.0.saturating_add(3) - begins.place()?).rem_euclid(WEEK);
    Some(day.plus(-past))
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
    let mark = |(score, why)| match (score, why) {
        (Some(Score::Of(points)), _) => Mark::Points(points),
        (Some(Score::NotObserved), _) => Mark::Unobserved,
        (None, Why::Judged) => Mark::Judged,
        (None, Why::NotBinding) => Mark::NotBinding,
        (None, Why::Untold) => Mark::Withheld,
        (None, _) => Mark::NotDue,
    };
    let (own, plain) = (mark((cell.score, cell.why)), mark(cell.plain));
    let counted =
        cell.period.as_ref().map(|it| Counted { count: it.count, seen: it.seen_days, days: it.days });
    // Where nothing may be said, it is not said what would be.
    let plain = Some(plain).filter(|it| *it != own && own != Mark::Withheld);
    Square { area: cell.place.clone(), mark: own, counted, rests: cell.rests.clone(), plain }
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
        week.more = week.more.saturating_add(number(week.incidents.len() - kept));
        week.incidents.truncate(kept);
    }
    while is_large(&week) && !week.commitments.is_empty() {
        let kept = week.commitments.len() / 2;
        week.others = number(week.commitments.len() - kept);
        week.commitments.truncate(kept);
    }
    week
}
