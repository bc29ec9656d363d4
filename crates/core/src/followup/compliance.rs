//! Compliance: every commitment in every area, time by time, with a score that says what it rests on.
//!
//! A score goes from 0 to 3, and silence is not compliance: what would be a good score is none, `NO`, when
//! on fewer than half of the days anybody reported anything from there. Bad news needs no such proof.

use super::{
    answer::{
        Alarm, AreaKept, Before, FollowUp, Kept, PeriodKept, Score, Sum, Told, ToldAlike, ToldDoubt,
        ToldPair, ToldReport, Why, rounded,
    },
    calendar::Day,
    cusum::{self, Course},
    likeness::{Likeness, Window, alike},
    rate::{Ratio, dispersion, measure, per_day, ratio},
    report::{Doubt, Reports},
    tally::{Area, Matcher, Tally},
    themes::by_theme,
};
use crate::{
    dossier::{Baseline, Commitment, CommitmentKind, Dossier, Place},
    position::quantity::Quantity,
    record::hash::Hash,
    text::Id,
};

/// The most commitments times areas that are looked at.
pub const AREA_LIMIT: usize = 2_500;

/// The most times that one commitment is looked at in.
pub const PERIOD_LIMIT: usize = 1_000;

/// How many days lie between two false alarms, when nothing else is asked for.
pub const TOLERATED: u32 = 365;

/// What is asked of a follow-up.
#[derive(Clone, Debug)]
pub struct Options {
    /// Today.
    pub today: Day,
    /// The times to look at; none for all the time in which a commitment binds.
    pub periods: Vec<(Day, Day)>,
    /// Cut each time into pieces of so many days.
    pub every: Option<u32>,
    /// The height of alarms, in thousandths; by `tolerated` without one.
    pub height: Option<i64>,
    /// How many days may lie between two false alarms, at least.
    pub tolerated: u32,
    /// How near reports must be to be alike.
    pub window: Window,
}

impl Options {
    /// What is asked when nothing is said but the day.
    pub fn new(today: Day) -> Self {
        let window = Window::default();
        Self { today, periods: Vec::new(), every: None, height: None, tolerated: TOLERATED, window }
    }
}

/// There is more to look at than a follow-up does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excess {
    /// More commitments times areas than [`AREA_LIMIT`].
    Areas(usize),
    /// More times than [`PERIOD_LIMIT`].
    Periods(usize),
}

/// Holds reports against the commitments of a dossier.
///
/// # Errors
/// When there are too many commitments, areas or times.
pub fn follow(
    dossier: &Dossier,
    reports: &Reports,
    bytes: &[u8],
    options: &Options,
) -> Result<FollowUp, Excess> {
    let areas: usize = dossier.commitments.iter().map(|it| it.places.len().max(1)).sum();
    if areas > AREA_LIMIT {
        return Err(Excess::Areas(areas));
    }
    let commitments = dossier
        .commitments
        .iter()
        .map(|commitment| Following { commitment, options, goes_on: false }.kept(reports, &dossier.places))
        .collect::<Result<Vec<Kept>, Excess>>()?;
    let listed = u64::try_from(reports.doubts.len()).unwrap_or(u64::MAX);
    let doubts: u64 = reports.doubted.values().map(|count| u64::from(*count)).sum();
    let days = reports.days();
    Ok(FollowUp {
        case: dossier.initiative.id.clone(),
        today: options.today.date(),
        reports: Told {
            sha256: Hash::of(&[bytes]).to_hex(),
            format: reports.columns.shape.name(),
            rows: reports.rows,
            taken: reports.rows.saturating_sub(reports.left_out()),
            left_out: reports.left_out(),
            columns: reports.columns.told().map(|(field, name)| (field, name.to_owned())).collect(),
            first: days.map(|(first, _)| first.date()),
            last: days.map(|(_, last)| last.date()),
            doubted: reports.doubted.iter().map(|(kind, count)| (kind.code(), *count)).collect(),
        },
        doubts: reports.doubts.iter().map(told_doubt).collect(),
        doubts_unlisted: doubts.saturating_sub(listed),
        kept: sum(&commitments),
        by_theme: by_theme(dossier, &commitments, |it| scores(it).collect()),
        commitments,
        alike: told_alike(reports, alike(reports, options.window)),
    })
}

fn told_doubt(doubt: &Doubt) -> ToldDoubt {
    ToldDoubt {
        row: doubt.row,
        line: doubt.line,
        kind: doubt.kind.code(),
        left_out: doubt.kind.leaves_out(),
        words: doubt.words.clone(),
    }
}

fn told_alike(reports: &Reports, likeness: Likeness) -> ToldAlike {
    let told = |at: usize| {
        let report = reports.reports.get(at)?;
        let place = reports.names.words(report.place).to_owned();
        Some(ToldReport { row: report.row, id: reports.id(at), day: report.day.date(), place })
    };
    let pairs = likeness.pairs.into_iter().filter_map(|pair| {
        Some(ToldPair {
            first: told(pair.first)?,
            second: told(pair.second)?,
            days: pair.days,
            metres: pair.metres,
            same_kind: pair.same_kind,
            same_sides: pair.same_sides,
            same_deaths: pair.same_deaths,
            other_origin: pair.other_origin,
        })
    });
    ToldAlike { found: likeness.found, complete: likeness.is_complete, pairs: pairs.collect() }
}

fn sum(commitments: &[Kept]) -> Sum {
    sum_of(commitments.iter().flat_map(scores))
}

/// What a commitment was scored in its areas and times.
fn scores(kept: &Kept) -> impl Iterator<Item = Score> {
    kept.areas.iter().flat_map(|it| &it.periods).filter_map(|it| it.score)
}

/// What scores come to: over what was observed, and over everything.
pub(super) fn sum_of(scores: impl Iterator<Item = Score>) -> Sum {
    let (mut sum, mut points) = (Sum::default(), 0_u64);
    for score in scores {
        match score {
            Score::Of(score) => {
                sum.scored += 1;
                points += u64::from(score);
            }
            Score::NotObserved => sum.not_observed += 1,
        }
    }
    let share = |of: u64| (of > 0).then(|| rounded(100.0 * measure(points) / (3.0 * measure(of))));
    sum.lenient = share(sum.scored);
    sum.strict = share(sum.scored + sum.not_observed);
    sum
}

/// A rate of before: so many in so many days.
#[derive(Clone, Copy)]
struct Rate {
    count: u64,
    days: u64,
    dispersion: f64,
}

/// A commitment that counts are held against.
#[derive(Clone, Copy)]
pub(super) struct Following<'f> {
    /// What is owed.
    pub(super) commitment: &'f Commitment,
    /// What is asked.
    pub(super) options: &'f Options,
    /// Whether one without an end goes on until today, rather than until the last report.
    pub(super) goes_on: bool,
}

/// How a height is found for a rate, its dispersion, a reference and the tolerated days: by [`cusum::height`], or from what
/// was found before.
pub type Heights<'h> = dyn Fn(f64, f64, i64, u32) -> i64 + 'h;

impl Following<'_> {
    /// What a tally of all days from the first report to the last comes to in an area, with the line that it draws when heights
    /// are asked for.
    pub(super) fn judged(
        self,
        place: Option<Id>,
        tally: &Tally,
        days: (Day, Day),
        heights: Option<&Heights<'_>>,
    ) -> Result<(AreaKept, Option<Course>), Excess> {
        let binds = self.binds(days);
        Ok(self.area(place, tally, &self.periods(binds.0, binds.1)?, binds, heights))
    }

    /// The first day that a tally must have, for reports from these days.
    pub(super) fn needs(self, days: (Day, Day)) -> Result<Day, Excess> {
        let (from, until) = self.binds(days);
        Ok(self.begins(days.0.min(from), &self.periods(from, until)?))
    }

    /// The days on which it binds, as far as reports and today go.
    fn binds(self, (first, last): (Day, Day)) -> (Day, Day) {
        let from = self.commitment.from.and_then(Day::of).unwrap_or(first);
        let open = if self.goes_on { self.options.today } else { last };
        (from, self.commitment.until.and_then(Day::of).unwrap_or(open).min(self.options.today))
    }

    fn kept(self, reports: &Reports, places: &[Place]) -> Result<Kept, Excess> {
        let commitment = self.commitment;
        let mut kept = Kept {
            id: commitment.id.clone(),
            kind: commitment.kind,
            counts: commitment.indicator.as_ref().map(|it| it.counts),
            judged_by: commitment.judged_by.clone(),
            red_line: commitment.red_line,
            areas: Vec::new(),
        };
        let (Some(indicator), Some((first, last))) = (&commitment.indicator, reports.days()) else {
            return Ok(kept);
        };
        let (from, until) = self.binds((first, last));
        let periods = self.periods(from, until)?;
        let matcher = Matcher::new(indicator, &reports.names);
        let everywhere = [None];
        let here: Vec<Option<&Id>> = commitment.places.iter().map(Some).collect();
        for place in if here.is_empty() { everywhere.as_slice() } else { here.as_slice() } {
            let area = Area::new(*place, places, &reports.names);
            let tally = matcher.tally(reports, &area, self.begins(first.min(from), &periods), last);
            let (area, _) = self.area(place.cloned(), &tally, &periods, (from, until), Some(&cusum::height));
            kept.areas.push(area);
        }
        Ok(kept)
    }

    /// The first day that anything is asked of.
    fn begins(self, first: Day, periods: &[(Day, Day)]) -> Day {
        periods.iter().map(|(from, _)| *from).fold(first, Day::min)
    }

    fn periods(self, from: Day, until: Day) -> Result<Vec<(Day, Day)>, Excess> {
        if self.commitment.kind == CommitmentKind::Do {
            return Ok(vec![(from, until)]);
        }
        let asked =
            if self.options.periods.is_empty() { vec![(from, until)] } else { self.options.periods.clone() };
        let mut periods = Vec::new();
        for (from, until) in asked {
            let step = self.options.every.and_then(|days| i32::try_from(days).ok()).filter(|days| *days > 0);
            let Some(step) = step else {
                periods.push((from, until));
                continue;
            };
            let mut start = from;
            while start <= until && periods.len() <= PERIOD_LIMIT {
                periods.push((start, start.plus(step - 1).min(until)));
                start = start.plus(step);
            }
        }
        periods.retain(|(from, until)| from <= until);
        if periods.len() > PERIOD_LIMIT {
            return Err(Excess::Periods(periods.len()));
        }
        Ok(periods)
    }

    fn area(
        self,
        place: Option<Id>,
        tally: &Tally,
        periods: &[(Day, Day)],
        binds: (Day, Day),
        heights: Option<&Heights<'_>>,
    ) -> (AreaKept, Option<Course>) {
        let before = self.before(tally, binds);
        let told = self.commitment.baseline.zip(before).map(|(baseline, rate)| {
            let period = match baseline {
                Baseline::Period(period) => Some(period),
                Baseline::Figure(_) => None,
            };
            Before {
                from: period.map(|it| it.from),
                until: period.map(|it| it.until),
                count: rate.count,
                days: rate.days,
                per_day: per_day(rate.count, rate.days),
                dispersion: rate.dispersion,
            }
        });
        let line =
            before.zip(heights).and_then(|(before, heights)| self.alarm(tally, before, binds, heights));
        let (alarm, course) = line.unzip();
        let kept = AreaKept {
            place,
            baseline: told,
            periods: periods.iter().map(|period| self.period(tally, *period, before)).collect(),
            alarm,
            undated: tally.undated,
            uncounted: tally.uncounted,
        };
        (kept, course)
    }

    fn before(self, tally: &Tally, (from, until): (Day, Day)) -> Option<Rate> {
        Some(match self.commitment.baseline? {
            Baseline::Period(period) => {
                let (from, until) = (Day::of(period.from)?, Day::of(period.until)?);
                let (days, _) = tally.between(from, until);
                // Days before the first report are days on which nothing was reported.
                let length = u64::try_from(until.0.saturating_sub(from.0).saturating_add(1)).unwrap_or(0);
                let silent = usize::try_from(length).unwrap_or(0).saturating_sub(days.len());
                let whole: Vec<u64> =
                    days.iter().copied().chain(std::iter::repeat_n(0, silent.min(55_000))).collect();
                let count = days.iter().fold(0, |sum: u64, day| sum.saturating_add(*day));
                Rate { count, days: length, dispersion: dispersion(&whole) }
            }
            // A figure says nothing of single days; those of the time since are the best there is.
            Baseline::Figure(figure) => {
                let (days, _) = tally.between(from, until);
                Rate { count: figure.count, days: figure.days, dispersion: dispersion(days) }
            }
        })
    }

    fn period(self, tally: &Tally, (from, until): (Day, Day), before: Option<Rate>) -> PeriodKept {
        let (days, seen) = tally.between(from, until);
        let length = u64::try_from(until.0.saturating_sub(from.0).saturating_add(1)).unwrap_or(0);
        let seen_days = u64::try_from(seen.iter().filter(|it| **it).count()).unwrap_or(0);
        let count = days.iter().fold(0, |sum: u64, day| sum.saturating_add(*day));
        let rate = Rate { count, days: length, dispersion: 1.0 };
        let compared = before.and_then(|it| ratio((count, length), (it.count, it.days), it.dispersion));
        let is_seen = seen_days.saturating_mul(2) >= length;
        let (score, why) = if self.commitment.kind == CommitmentKind::Do {
            self.deed(days, from, is_seen)
        } else {
            let (score, why) = self.restraint(days, rate, before, compared);
            // Silence is not compliance.
            if score > 0 && !is_seen { (None, Why::NotSeen) } else { (Some(score), why) }
        };
        let score = match (score, why) {
            (Some(score), _) => Some(Score::Of(score)),
            (None, Why::NotSeen) => Some(Score::NotObserved),
            (None, _) => None,
        };
        PeriodKept {
            from: from.date(),
            until: until.date(),
            days: length,
            seen_days,
            count,
            per_day: per_day(count, length),
            ratio: compared.map(|it| it.ratio),
            ratio_low: compared.map(|it| it.low),
            ratio_high: compared.map(|it| it.high),
            score,
            why,
        }
    }

    /// Something that must not happen.
    fn restraint(self, days: &[u64], now: Rate, before: Option<Rate>, compared: Option<Ratio>) -> (u8, Why) {
        if now.count == 0 {
            return (3, Why::Nothing);
        }
        let is_under = match (self.commitment.ceiling, before) {
            (Some(Quantity::Count(most)), _) => {
                let weeks = days.windows(7.min(days.len().max(1)));
                weeks
                    .map(|week| week.iter().fold(0, |sum: u64, it| sum.saturating_add(*it)))
                    .all(|it| it <= most)
            }
            (Some(Quantity::Share(share)), Some(before)) => {
                is_at_most(now, before, (share.part(), share.whole()))
            }
            _ => false,
        };
        if is_under {
            return (3, Why::UnderCeiling);
        }
        match (before, compared) {
            (Some(before), Some(ratio)) if ratio.high < 1.0 => {
                if is_at_most(now, before, (1, 2)) {
                    (2, Why::MuchLess)
                } else {
                    (1, Why::Less)
                }
            }
            (Some(before), _) if before.count > 0 => (0, Why::NotLess),
            _ => (0, Why::Some),
        }
    }

    /// Something that must happen.
    fn deed(self, days: &[u64], from: Day, is_seen: bool) -> (Option<u8>, Why) {
        let due = self.commitment.due.and_then(Day::of);
        let done = days.iter().position(|it| *it > 0).and_then(|at| i32::try_from(at).ok());
        match (done.map(|at| from.plus(at)), due) {
            (Some(day), Some(due)) if day > due => (Some(2), Why::Late),
            (Some(_), _) => (Some(3), Why::Done),
            (None, Some(due)) if due < self.options.today => {
                if is_seen {
                    (Some(0), Why::Missed)
                } else {
                    (None, Why::NotSeen)
                }
            }
            (None, _) => (None, Why::NotDue),
        }
    }

    fn alarm(
        self,
        tally: &Tally,
        before: Rate,
        (from, until): (Day, Day),
        heights: &Heights<'_>,
    ) -> Option<(Alarm, Course)> {
        if before.count == 0 || from > until {
            return None;
        }
        let bad = cusum::least(before.count, before.days);
        let good = match self.commitment.ceiling {
            Some(Quantity::Share(share)) if share.part() > 0 => {
                bad * measure(share.part()) / measure(share.whole())
            }
            Some(Quantity::Count(most)) if most > 0 => measure(most) / 7.0,
            _ => bad / 2.0,
        };
        let good = if good < bad { good } else { bad / 2.0 };
        let reference = cusum::reference(bad, good)?;
        let height = self
            .options
            .height
            .unwrap_or_else(|| heights(good, before.dispersion, reference, self.options.tolerated));
        let (days, _) = tally.between(from, until);
        let start = from.max(tally.first);
        let course = cusum::follow(days, cusum::Line { reference, height });
        let day = course.alarm.and_then(|at| i32::try_from(at).ok()).map(|at| start.plus(at).date());
        let ones = |thousandths: i64| {
            let size = measure(thousandths.unsigned_abs()) / 1_000.0;
            if thousandths < 0 { -size } else { size }
        };
        let alarm = Alarm {
            from: start.date(),
            bad: rounded(bad),
            good: rounded(good),
            reference: ones(reference),
            height: ones(height),
            day,
            stands: ones(course.last),
            peak: ones(course.peak),
        };
        Some((alarm, course))
    }
}

/// Whether a rate is at most a share of another, exactly.
fn is_at_most(now: Rate, before: Rate, (part, whole): (u64, u64)) -> bool {
    let product = |factors: [u64; 3]| {
        factors
            .iter()
            .try_fold(1_u128, |product, it| product.checked_mul(u128::from(*it)))
            .unwrap_or(u128::MAX)
    };
    product([now.count, before.days, whole]) <= product([before.count, now.days, part])
}
