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

/// The least height, in thousandths, at which days of a rate raise an alarm no more often than once in
/// `tolerated` days. Days vary so much more than Poisson's as `dispersion` says.
pub fn height(good: f64, dispersion: f64, reference: i64, tolerated: u32) -> i64 {
    let shares = shares(good, dispersion);
    let mut dice = Dice(0x6D61_7771_6966_2E31);
    let days: Vec<u64> = (0..PLAYED_DAYS).map(|_| dice.day(&shares)).collect();
    let is_borne = |step: i64| {
        let height = step * ONE / 2;
        let (mut stands, mut alarms) = (0, 0_u64);
        for day in &days {
            stands = next(stands, *day, reference);
            if stands >= height {
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

/// The share of days with none, with one, with two… of all days, summed up, in parts of 2^32. Each is made from
/// the one before by sums and products alone, which every machine rounds alike.
fn shares(mean: f64, dispersion: f64) -> Vec<u64> {
    let mean = mean.clamp(0.001, 500.0);
    let mut weights: Vec<f64> = Vec::new();
    let mut weight = 1.0_f64;
    let mut at = 0.0_f64;
    // Poisson, or where days vary more the negative binomial with that variance.
    let over = (dispersion - 1.0).clamp(0.0, 1_000.0);
    while weights.len() < 20_000 {
        weights.push(weight);
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
        }
        let largest = weights.iter().copied().fold(0.0, f64::max);
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
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) >> 32
    }

    fn day(&mut self, shares: &[u64]) -> u64 {
        let roll = self.roll();
        u64::try_from(shares.partition_point(|share| *share <= roll)).unwrap_or(u64::MAX)
    }
}

/// A rate from a number and days, for lines: at least what one in a hundred days would be.
pub fn least(count: u64, days: u64) -> f64 {
    (measure(count) / measure(days.max(1))).max(0.01)
}

#[cfg(test)]
mod tests {
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
            let shares = shares(mean, dispersion);
            let mut dice = Dice(1);
            let days: Vec<f64> = (0..100_000).map(|_| measure(dice.day(&shares))).collect();
            let average = days.iter().sum::<f64>() / 100_000.0;
            let spread = days.iter().map(|day| (day - average).powi(2)).sum::<f64>() / 100_000.0;
            assert!((average / mean - 1.0).abs() < 0.02, "{mean} {average}");
            assert!((spread / average / dispersion - 1.0).abs() < 0.04, "{dispersion} {}", spread / average);
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
