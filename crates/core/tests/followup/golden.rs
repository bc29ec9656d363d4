//! The published collection of Aleppo's events of 2016, with figures that were worked out by hand.

use mawqif_core::followup::{
    Options, Source,
    answer::{FollowUp, Score, Why},
    calendar::Order,
    follow, read,
};

use crate::{data, day, dossier_of};

/// Facts only: the cessation of hostilities of 27 February 2016, and what came after it.
const CASE: &str = r#"
mawqif = 1

[initiative]
id = "cessation"

[[party]]
id = "government"

[[commitment]]
id = "cessation"
obliged = ["government"]
kind = "abstain"
from = 2016-02-27
indicator = { actors = ["Government of Syria"], against = ["Syrian insurgents", "Civilians"], within_days = 6 }
baseline = { from = 2016-01-01, until = 2016-02-26 }
"#;

fn aleppo(options: &Options) -> Option<FollowUp> {
    let bytes = data("ucdp_ged_aleppo_2016.csv")?;
    let source =
        Source { bytes: &bytes, today: options.today, columns: &[], order: Order::Plain, points: &[] };
    let reports = read(&source).unwrap();
    Some(follow(&dossier_of(CASE), &reports, &bytes, options).unwrap())
}

fn options() -> Options {
    let mut options = Options::new(day(2017, 1, 1));
    options.periods = vec![
        (day(2016, 1, 1), day(2016, 2, 26)),
        (day(2016, 2, 27), day(2016, 3, 26)),
        (day(2016, 3, 27), day(2016, 4, 21)),
        (day(2016, 4, 22), day(2016, 5, 4)),
    ];
    options.height = Some(8_000);
    options
}

#[test]
fn the_whole_collection_comes_in_with_its_doubts_listed() {
    let Some(told) = aleppo(&options()) else { return };
    assert_eq!(told.reports.format, "ucdp-ged");
    assert_eq!((told.reports.rows, told.reports.taken, told.reports.left_out), (1_975, 1_975, 0));
    assert_eq!(told.reports.first.unwrap().to_string(), "2016-01-01");
    assert_eq!(told.reports.last.unwrap().to_string(), "2016-12-31");
    // Eighteen events are dated to a month or worse.
    let doubted = &told.reports.doubted;
    assert!(doubted.contains(&("long", 18)), "{doubted:?}");
    assert!(told.doubts.iter().all(|doubt| !doubt.left_out));
}

#[test]
fn the_rates_are_those_that_were_worked_out_by_hand() {
    let Some(told) = aleppo(&options()) else { return };
    let area = &told.commitments[0].areas[0];
    let rates: Vec<String> = area.periods.iter().map(|it| format!("{:.2}", it.per_day.unwrap())).collect();
    assert_eq!(rates, ["2.61", "1.10", "2.42", "3.62"]);
    let counts: Vec<(u64, u64)> = area.periods.iter().map(|it| (it.count, it.days)).collect();
    assert_eq!(counts, [(149, 57), (32, 29), (63, 26), (47, 13)]);
    let before = area.baseline.as_ref().unwrap();
    assert_eq!(format!("{:.3}", before.dispersion), "1.964");
    let month = &area.periods[1];
    let told = [month.ratio, month.ratio_low, month.ratio_high].map(|it| format!("{:.2}", it.unwrap()));
    assert_eq!(told, ["0.42", "0.25", "0.72"]);
    assert_eq!((month.score, month.why), (Some(Score::Of(2)), Why::MuchLess));
    assert_eq!((area.periods[3].score, area.periods[3].why), (Some(Score::Of(0)), Why::NotLess));
}

#[test]
fn the_line_raises_its_alarm_on_the_tenth_of_april() {
    let Some(told) = aleppo(&options()) else { return };
    let alarm = told.commitments[0].areas[0].alarm.clone().unwrap();
    assert_eq!(alarm.from.to_string(), "2016-02-27");
    assert_eq!((format!("{:.3}", alarm.bad), format!("{:.3}", alarm.good)), ("2.614".into(), "1.307".into()));
    assert_eq!((alarm.height, alarm.day.unwrap().to_string()), (8.0, "2016-04-10".to_owned()));
}

#[test]
fn a_height_from_a_tolerated_rate_of_false_alarms_is_above_that_of_poisson() {
    let Some(told) = aleppo(&Options { height: None, ..options() }) else { return };
    let alarm = told.commitments[0].areas[0].alarm.clone().unwrap();
    assert!(alarm.height > 8.0 && alarm.height < 40.0, "{alarm:?}");
    assert!(alarm.day.is_some_and(|day| day.to_string().as_str() > "2016-04-10"));
}

#[test]
fn near_pairs_are_suggested_and_every_report_stays() {
    let Some(told) = aleppo(&options()) else { return };
    assert!(told.alike.complete && told.alike.found > 0);
    assert!(told.alike.pairs.len() <= 1_000);
    assert!(told.alike.pairs.iter().all(|pair| pair.days <= 1 && pair.metres.is_none_or(|it| it <= 3_000)));
    assert_eq!(told.reports.taken, 1_975);
}
