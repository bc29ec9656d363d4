//! A CUSUM line: when did it become clear that a lower rate does not hold.
//!
//! Each day adds what was counted and takes away a reference, which lies between the rate to be kept
//! and the one before; below zero the line begins anew. Where it passes a height, an alarm is due. The
//! height follows from how often a false alarm can be borne, by playing many days at the rate to be kept
//! with chance from a generator written out here. All of it is counted in thousandths, as whole numbers.

use super::rate::measure;

/// Thousandths of one.
pub const ONE: i64 = 1_000;

/// Days that are played to find a height.
const PLAYED_DAYS: u64 = 400_000;

/// The highest line that is looked for, in steps of a half.
const STEPS: i64 = 400;

/// What a line is set up with, in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// What each day takes away.
    pub reference: i64,
    /// The height of the alarm.
    pub height: i64,
}

/// Where a line went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// The height that it was held against.
    pub height: i64,
    /// The day, from 0, of the first alarm.
    pub alarm: Option<usize>,
    /// How high it stands after the last day.
    pub last: i64,
    /// How high it stood at its highest.
    pub peak: i64,
    /// Where it stood after each day.
    pub line: Vec<i64>,
}

/// A measure in thousandths; what is too large is cut.
pub fn thousandths(number: f64) -> i64 {
    let cut = (number * 1_000.0).round().clamp(-4.0e15, 4.0e15);
    format!("{cut:.0}").parse().unwrap_or(0)
}

/// What each day takes away when `bad` is the rate to be found out and `good` the one to be kept.
pub fn reference(bad: f64, good: f64) -> Option<i64> {
    (good > 0.0 && bad > good).then(|| thousandths((bad - good) / (bad / good).ln()))
}

/// Follows a line through days.
pub fn follow(days: &[u64], line: Line) -> Course {
    let mut course =
        Course { height: line.height, alarm: None, last: 0, peak: 0, line: Vec::with_capacity(days.len()) };
    for (at, day) in days.iter().enumerate() {
        course.last = next(course.last, *day, line.reference);
        course.peak = course.peak.max(course.last);
        course.line.push(course.last);
        if course.last >= line.height && course.alarm.is_none() {
            course.alarm = Some(at);
        }
    }
    course
}

fn next(stands: i64, day: u64, reference: i64) -> i64 {
    let added = i64::try_from(day).unwrap_or(i64::MAX / ONE).saturating_mul(ONE);
    stands.saturating_add(added).saturating_sub(reference).max(0)
}

/// The least height, in thousandths and in halves of one, at which days of a rate raise an alarm no more often than once in
/// `tolerated` days. Days vary so much more than Poisson's as `dispersion` says.
pub fn height(good: f64, dispersion: f64, reference: i64, tolerated: u32) -> i64 {
    let chance = Chance::new(shares(good, dispersion), reference);
    let most = PLAYED_DAYS / u64::from(tolerated.max(1));
    let highest = Highest::of(&chance, usize::try_from(most).unwrap_or(usize::MAX));
    let (mut low, mut high) = (0, STEPS);
    while high - low > 1 {
        let middle = (low + high) / 2;
        if highest.are_borne(&chance, middle * ONE / 2) { high = middle } else { low = middle }
    }
    high * ONE / 2
}

/// The highest climbs of a line over the days that are played, one more than alarms are borne.
///
/// A line that begins anew at each alarm is never above one that does not, so both are at zero where the latter is: alarms of one
/// climb have nothing to do with those of another, and a climb raises one at least at every height that it comes to. So where
/// more climbs than are borne come to a height, that is enough to know, and elsewhere few days are looked at. Days are not kept
/// but rolled again.
struct Highest {
    most: usize,
    climbs: Vec<Climb>,
}

/// Days from one on which a line leaves zero until it is there again.
struct Climb {
    dice: Dice,
    days: u32,
    peak: i64,
}

impl Highest {
    fn of(chance: &Chance, most: usize) -> Self {
        let mut highest = Self { most, climbs: Vec::new() };
        let (mut dice, mut stands, mut floor) = (Dice(0x6D61_7771_6966_2E31), 0, 0);
        let mut climb = Climb { dice, days: 0, peak: 0 };
        for _ in 0..PLAYED_DAYS {
            let before = dice;
            stands = i64::max(stands + chance.step(&mut dice), 0);
            if stands > 0 {
                if climb.days == 0 {
                    climb.dice = before;
                }
                climb.days += 1;
                climb.peak = climb.peak.max(stands);
            } else if climb.days > 0 {
                if climb.peak > floor {
                    floor = highest.put(climb, floor);
                }
                climb = Climb { dice, days: 0, peak: 0 };
            }
        }
        highest.put(climb, floor);
        highest
    }

    /// Keeps a climb, and drops what is not needed when there are many; a climb that is no higher than what this tells is not needed.
    fn put(&mut self, climb: Climb, floor: i64) -> i64 {
        self.climbs.push(climb);
        let kept = self.most.saturating_add(1);
        if self.climbs.len() < kept.saturating_mul(2) {
            return floor;
        }
        let (_, lowest, _) =
            self.climbs.select_nth_unstable_by_key(self.most, |it| std::cmp::Reverse(it.peak));
        let floor = lowest.peak;
        self.climbs.truncate(kept);
        floor
    }

    /// Whether a line that begins anew at each alarm raises no more than are borne at a height, which is above 0.
    fn are_borne(&self, chance: &Chance, height: i64) -> bool {
        let come = || self.climbs.iter().filter(|it| it.peak >= height);
        if come().count() > self.most {
            return false;
        }
        let mut alarms = 0_usize;
        for climb in come() {
            let (mut dice, mut stands) = (climb.dice, 0);
            for _ in 0..climb.days {
                stands = i64::max(stands + chance.step(&mut dice), 0);
                if stands >= height {
                    alarms += 1;
                    stands = 0;
                }
            }
            if alarms > self.most {
                return false;
            }
        }
        true
    }
}

/// The share of days with none, with one, with two… of all days, summed up, in parts of 2^32. Each is made from
/// the one before by sums and products alone, which every machine rounds alike.
fn shares(mean: f64, dispersion: f64) -> Vec<u64> {
    let mean = mean.clamp(0.001, 500.0);
    let mut weights: Vec<f64> = Vec::new();
    let mut weight = 1.0_f64;
    let mut at = 0.0_f64;
    // Poisson, or where days vary more the negative binomial with that variance.
    let over = (dispersion - 1.0).clamp(0.0, 1_000.0);
    let mut largest = 0.0_f64;
    while weights.len() < 20_000 {
        weights.push(weight);
        largest = largest.max(weight);
        let step = if over < 0.001 {
            mean / (at + 1.0)
        } else {
            (at + mean / over) / (at + 1.0) * (over / (1.0 + over))
        };
        weight *= step;
        at += 1.0;
        if weight > 1.0e200 {
            weights.iter_mut().for_each(|it| *it *= 1.0e-200);
            weight *= 1.0e-200;
            largest *= 1.0e-200;
        }
        if step < 1.0 && weight < largest * 1.0e-12 {
            break;
        }
    }
    let whole: f64 = weights.iter().sum();
    let mut sum = 0.0;
    weights
        .iter()
        .map(|weight| {
            sum += weight / whole;
            format!("{:.0}", (sum * 4_294_967_296.0).min(4_294_967_296.0)).parse().unwrap_or(u64::MAX)
        })
        .collect()
}

/// Chance, the same on every machine: a step of splitmix, written out in whole numbers.
#[derive(Clone, Copy)]
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) >> 32
    }
}

/// Shares of days, where to begin to look for a roll among them, and what each adds to a line.
struct Chance {
    shares: Vec<u64>,
    /// By the first bits of a roll, the share that the least such roll falls in.
    begins: Vec<usize>,
    /// By what a day has: how much higher a line stands after it.
    steps: Vec<i64>,
}

impl Chance {
    /// Bits of a roll of 32 that are not looked up.
    const REST: u32 = 20;

    fn new(shares: Vec<u64>, reference: i64) -> Self {
        let begin = |bits: u64| shares.partition_point(|share| *share <= bits << Self::REST);
        let begins = (0..1_u64 << (32 - Self::REST)).map(begin).collect();
        let steps = (0..=shares.len()).map(|day| {
            let added = i64::try_from(day).unwrap_or(i64::MAX).saturating_mul(ONE);
            added.saturating_sub(reference)
        });
        let steps = steps.collect();
        Self { shares, begins, steps }
    }

    /// How much a day has by a roll: how many shares are at most that.
    fn day(&self, dice: &mut Dice) -> usize {
        let roll = dice.roll();
        let begin = usize::try_from(roll >> Self::REST).ok().and_then(|bits| self.begins.get(bits));
        let mut day = begin.copied().unwrap_or(0);
        while self.shares.get(day).is_some_and(|share| *share <= roll) {
            day += 1;
        }
        day
    }

    /// How much higher a line stands after a day, were there nothing below zero.
    fn step(&self, dice: &mut Dice) -> i64 {
        self.steps.get(self.day(dice)).copied().unwrap_or(0)
    }
}

/// A rate from a number and days, for lines: at least what one in a hundred days would be.
pub fn least(count: u64, days: u64) -> f64 {
    (measure(count) / measure(days.max(1))).max(0.01)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_line_rises_by_what_is_above_the_reference_and_never_sinks_below_zero() {
        let line = Line { reference: 1_500, height: 4_000 };
        let course = follow(&[0, 3, 1, 4, 9], line);
        assert_eq!(course.line, [0, 1_500, 1_000, 3_500, 11_000]);
        assert_eq!((course.alarm, course.peak, course.last), (Some(4), 11_000, 11_000));
    }

    #[test]
    fn the_reference_lies_between_both_rates() {
        // (2 - 1) / ln 2.
        assert_eq!(reference(2.0, 1.0), Some(1_443));
        assert_eq!((reference(1.0, 1.0), reference(1.0, 0.0)), (None, None));
    }

    #[test]
    fn played_days_have_the_mean_and_the_spread_that_are_asked_for() {
        for (mean, dispersion) in [(0.5, 1.0), (1.3, 1.964), (40.0, 3.0)] {
            let (chance, mut dice) = (Chance::new(shares(mean, dispersion), 0), Dice(1));
            let day = |dice: &mut Dice| measure(chance.day(dice).try_into().unwrap());
            let days: Vec<f64> = (0..100_000).map(|_| day(&mut dice)).collect();
            let average = days.iter().sum::<f64>() / 100_000.0;
            let spread = days.iter().map(|day| (day - average).powi(2)).sum::<f64>() / 100_000.0;
            assert!((average / mean - 1.0).abs() < 0.02, "{mean} {average}");
            assert!((spread / average / dispersion - 1.0).abs() < 0.04, "{dispersion} {}", spread / average);
        }
    }

    /// Every day is played for every height that is tried.
    fn plain_height(good: f64, dispersion: f64, reference: i64, tolerated: u32) -> i64 {
        let shares = shares(good, dispersion);
        let mut dice = Dice(0x6D61_7771_6966_2E31);
        let day = |roll: u64| shares.partition_point(|share| *share <= roll).try_into().unwrap();
        let days: Vec<u64> = (0..PLAYED_DAYS).map(|_| day(dice.roll())).collect();
        let is_borne = |step: i64| {
            let (mut stands, mut alarms) = (0, 0_u64);
            for day in &days {
                stands = next(stands, *day, reference);
                if stands >= step * ONE / 2 {
                    alarms += 1;
                    stands = 0;
                }
            }
            alarms.saturating_mul(u64::from(tolerated)) <= PLAYED_DAYS
        };
        let (mut low, mut high) = (0, STEPS);
        while high - low > 1 {
            let middle = (low + high) / 2;
            if is_borne(middle) { high = middle } else { low = middle }
        }
        high * ONE / 2
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn a_height_is_that_of_all_days_played_for_each(
            (bad, part) in (0.01_f64..60.0, 0.2_f64..0.99),
            dispersion in 1.0_f64..40.0,
            tolerated in 1_u32..4_000,
        ) {
            let good = bad * part;
            let reference = reference(bad, good).unwrap();
            let found = height(good, dispersion, reference, tolerated);
            prop_assert_eq!(found, plain_height(good, dispersion, reference, tolerated));
        }
    }

    #[test]
    fn a_height_is_borne_and_half_a_step_less_is_not() {
        let reference = reference(2.0, 1.0).unwrap();
        let height = height(1.0, 1.0, reference, 365);
        assert_eq!(height, super::height(1.0, 1.0, reference, 365));
        assert!((4_000..=9_000).contains(&height), "{height}");
        assert!(super::height(1.0, 2.0, reference, 365) > height);
        assert!(super::height(1.0, 1.0, reference, 3_650) > height);
    }
}
