//! Scores, areas and times, each on a table small enough to count by hand.

use mawqif_core::followup::{
    Options,
    answer::{FollowUp, Score, Why},
    compliance::Excess,
    follow,
};

use crate::{day, dossier_of, followed, reports};

const HEAD: &str = r#"
mawqif = 1
[initiative]
id = "freeze"
[[place]]
id = "city"
name = { en = "City", ar = "المدينة" }
at = [36.2, 37.16]
[[place]]
id = "old-town"
name = "Old Town"
within = "city"
[[party]]
id = "government"
[[committee]]
id = "followup"
"#;

fn case(commitment: &str) -> String {
    format!("{HEAD}[[commitment]]\nid = \"c\"\nobliged = [\"government\"]\n{commitment}\n")
}

/// A day of January 2031 for each of these lists: how many are shelled; `-` for a day of which nothing is told.
fn table(days: &str) -> String {
    let mut table = "date,kind,place\n".to_owned();
    let mut id = 0;
    for (at, count) in days.split(' ').enumerate().filter(|(_, it)| *it != "-") {
        table = table.replacen("date,", "id,date,", usize::from(id == 0));
        for kind in std::iter::once("visit").chain(std::iter::repeat_n("shelling", count.parse().unwrap())) {
            id += 1;
            table += &format!("{id},2031-01-{:02},{kind},City\n", at + 1);
        }
    }
    table
}

fn options() -> Options {
    Options { height: Some(3_000), ..Options::new(day(2031, 2, 1)) }
}

fn of(told: &FollowUp) -> (Option<Score>, Why) {
    let period = &told.commitments[0].areas[0].periods[0];
    (period.score, period.why)
}

/// The score of days of which each has so many shellings.
fn score(commitment: &str, days: &str) -> (Option<Score>, Why) {
    of(&followed(&case(commitment), &table(days), &options()))
}

const SHELLING: &str = "kind = \"abstain\"\nfrom = 2031-01-08\nindicator = { kinds = [\"Shelling\"] }";
const BEFORE: &str = "baseline = { from = 2031-01-01, until = 2031-01-07 }";

#[test]
fn silence_is_not_compliance() {
    let kept = |days| score(SHELLING, days);
    assert_eq!(kept("9 9 9 9 9 9 9 0 0 0 0 0 0 0"), (Some(Score::Of(3)), Why::Nothing));
    assert_eq!(kept("9 9 9 9 9 9 9 - - - 0 0 0 0"), (Some(Score::Of(3)), Why::Nothing));
    assert_eq!(kept("9 9 9 9 9 9 9 - - - - 0 0 0"), (Some(Score::NotObserved), Why::NotSeen));
    // Bad news needs no such proof.
    assert_eq!(kept("9 9 9 9 9 9 9 - - - - - - 1"), (Some(Score::Of(0)), Why::Some));
}

#[test]
fn a_score_says_what_it_rests_on() {
    let before = format!("{SHELLING}\n{BEFORE}");
    let ceiling = |most: &str| format!("{before}\nceiling = {most}");
    assert_eq!(score(&before, "9 8 9 8 9 8 9 1 0 1 0 1 0 1"), (Some(Score::Of(2)), Why::MuchLess));
    assert_eq!(score(&before, "9 8 9 8 9 8 9 6 5 6 5 6 5 5"), (Some(Score::Of(1)), Why::Less));
    assert_eq!(score(&before, "9 8 9 8 9 8 9 8 9 8 9 8 9 8"), (Some(Score::Of(0)), Why::NotLess));
    assert_eq!(score(&ceiling("4"), "9 8 9 8 9 8 9 1 0 1 0 1 0 1"), (Some(Score::Of(3)), Why::UnderCeiling));
    assert_eq!(score(&ceiling("3"), "9 8 9 8 9 8 9 1 0 1 0 1 0 1"), (Some(Score::Of(2)), Why::MuchLess));
    // Thirty of sixty is a half, exactly.
    assert_eq!(
        score(&ceiling("\"1/2\""), "9 8 9 8 9 8 9 5 4 4 4 4 4 5"),
        (Some(Score::Of(3)), Why::UnderCeiling)
    );
    assert_eq!(score(&ceiling("\"1/2\""), "9 8 9 8 9 8 9 5 4 4 4 4 5 5").0, Some(Score::Of(1)));
    let figure = format!("{SHELLING}\nbaseline = {{ count = 60, days = 7 }}");
    assert_eq!(score(&figure, "0 0 0 0 0 0 0 1 0 1 0 1 0 1"), (Some(Score::Of(2)), Why::MuchLess));
}

#[test]
fn a_deed_is_done_late_missed_or_not_due() {
    let deed = |due: &str| {
        format!("kind = \"do\"\nfrom = 2031-01-01\ndue = {due}\nindicator = {{ kinds = [\"shelling\"] }}")
    };
    assert_eq!(score(&deed("2031-01-03"), "0 0 1 0"), (Some(Score::Of(3)), Why::Done));
    assert_eq!(score(&deed("2031-01-02"), "0 0 1 0"), (Some(Score::Of(2)), Why::Late));
    assert_eq!(score(&deed("2031-01-02"), "0 0 0 0"), (Some(Score::Of(0)), Why::Missed));
    assert_eq!(score(&deed("2031-03-01"), "0 0 0 0"), (None, Why::NotDue));
    assert_eq!(score(&deed("2031-01-02"), "0 - - - - 0"), (Some(Score::NotObserved), Why::NotSeen));
}

#[test]
fn an_area_is_a_point_with_a_circle_or_a_name() {
    let rows = "id,date,lat,lon,place,region\n\
        1,2031-01-01,36.2,37.16,,\n\
        2,2031-01-01,36.3,37.16,,\n\
        3,2031-01-01,37.2,37.16,City,\n\
        4,2031-01-01,,,المَدِينَة,\n\
        5,2031-01-01,,,old town (north),\n\
        6,2031-01-01,,,,CITY\n\
        7,2031-01-01,,,Elsewhere,\n";
    let counted = |indicator: &str| {
        let case = case(&format!("kind = \"abstain\"\nwhere = [\"city\"]\nindicator = {indicator}"));
        followed(&case, rows, &options()).commitments[0].areas[0].periods[0].count
    };
    // Rows 1 and 2 by their points, 4, 5 and 6 by name; 3 lies elsewhere, whatever it is called.
    assert_eq!(counted("{}"), 5);
    assert_eq!(counted("{ within_km = 5 }"), 4);
    assert_eq!(counted("{ within_km = 200 }"), 6);
}

#[test]
fn the_first_side_did_it_unless_nobody_says_who_began() {
    let rows = |kind: &str| {
        format!(
            "id,date,kind,actor,against,deaths\n\
            1,2031-01-01,{kind},Army,Rebels,1\n\
            2,2031-01-01,{kind},Rebels,ARMY (2001-),2\n\
            3,2031-01-01,{kind},Army,Others,4\n\
            4,2031-01-01,{kind},Others,Rebels,8\n"
        )
    };
    let counted = |kind: &str, indicator: &str| {
        let case = case(&format!("kind = \"abstain\"\nindicator = {indicator}"));
        followed(&case, &rows(kind), &options()).commitments[0].areas[0].periods[0].count
    };
    for (kind, figures) in [("shelling", [2, 1, 1]), ("Battles", [3, 2, 3]), ("state-based", [3, 2, 3])] {
        let told = [
            "{ actors = [\"army\"] }",
            "{ actors = [\"army\"], against = [\"rebels\"] }",
            "{ actors = [\"army\"], against = [\"rebels\"], counts = \"deaths\" }",
        ]
        .map(|indicator| counted(kind, indicator));
        assert_eq!(told, figures, "{kind}");
    }
}

#[test]
fn times_can_be_cut_and_what_a_committee_judges_is_not_counted() {
    let mut cut = options();
    cut.every = Some(3);
    let told = followed(&case(SHELLING), &table("9 9 9 9 9 9 9 0 0 0 0 0 0 1"), &cut);
    let periods: Vec<String> =
        told.commitments[0].areas[0].periods.iter().map(|it| format!("{} {}", it.from, it.count)).collect();
    assert_eq!(periods, ["2031-01-08 0", "2031-01-11 0", "2031-01-14 1"]);
    assert_eq!((told.kept.scored, told.kept.not_observed), (3, 0));
    assert_eq!(told.kept.lenient.map(|it| format!("{it:.1}")).as_deref(), Some("66.7"));
    cut.every = Some(1);
    cut.periods = vec![(day(2001, 1, 1), day(2031, 1, 1))];
    let dossier = dossier_of(&case(SHELLING));
    let rows = table("1 1");
    let refused = follow(&dossier, &reports(&rows), rows.as_bytes(), &cut);
    assert!(matches!(refused, Err(Excess::Periods(_))));
    let judged = followed(&case("kind = \"do\"\njudged_by = \"followup\""), &table("1 1"), &options());
    assert!(judged.commitments[0].areas.is_empty());
    assert_eq!(judged.kept.lenient, None);
}

#[test]
fn lenient_leaves_out_what_nobody_saw_and_strict_does_not() {
    let places = "where = [\"city\", \"old-town\"]";
    let told =
        followed(&case(&format!("{SHELLING}\n{places}")), &table("9 9 9 9 9 9 9 0 0 0 0 0 0 0"), &options());
    assert_eq!((told.kept.scored, told.kept.not_observed), (1, 1));
    assert_eq!((told.kept.lenient, told.kept.strict), (Some(100.0), Some(50.0)));
}
