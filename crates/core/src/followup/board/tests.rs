//! Boards: what they say of a file, of verified breaches, and of what nobody looked at.

use super::*;
use crate::{
    dossier,
    followup::{
        calendar::Order,
        compliance::follow,
        cusum,
        report::{Reports, Source, read},
        tallies::tallies,
    },
};

const CASE: &str = r#"
mawqif = 1
[initiative]
id = "offer"
[[body]]
id = "ours"
[[party]]
id = "theirs"
[[place]]
id = "valley"
[[place]]
id = "mill"
within = "valley"
[[place]]
id = "bridge"
[[commitment]]
id = "no-raids"
obliged = ["theirs"]
kind = "abstain"
where = ["valley", "bridge"]
from = 2030-03-01
until = 2030-03-10
indicator = { kinds = ["raid"] }
baseline = { count = 20, days = 10 }
[rule]
fallback = "none"
"#;

fn reports() -> Reports {
    let day = |day: u8| format!("2030-03-{day:02},fire,mill\n");
    let rows: String = (1..=10).map(day).collect();
    let table = format!("date,kind,place\n{rows}2030-03-04,raid,mill\n2030-03-02,fire,bridge\n");
    let today = Day::new(2031, 1, 1).unwrap();
    let source = Source { bytes: table.as_bytes(), today, columns: &[], order: Order::Plain, points: &[] };
    read(&source).unwrap()
}

fn made(breaches: &[Breached]) -> Board {
    let dossier = dossier::read(CASE.as_bytes()).dossier.unwrap();
    let reports = reports();
    let counted = tallies(&dossier.commitments, &dossier.places, &reports.names, &reports.reports);
    let options = Options::new(Day::new(2031, 1, 1).unwrap());
    board(&dossier, &counted, reports.days(), breaches, &options, &cusum::height).unwrap()
}

#[test]
fn a_board_says_what_following_a_file_says() {
    let (dossier, reports) = (dossier::read(CASE.as_bytes()).dossier.unwrap(), reports());
    let options = Options::new(Day::new(2031, 1, 1).unwrap());
    let followed = follow(&dossier, &reports, b"", &options).unwrap();
    let board = made(&[]);
    for (cell, area) in board.commitments[0].cells.iter().zip(&followed.commitments[0].areas) {
        assert_eq!((&cell.place, cell.period.as_ref()), (&area.place, area.periods.first()));
    }
    assert_eq!(board.kept, followed.kept);
    // Nobody looked at the bridge on most days, and a raid in ten days is surely fewer than twenty.
    let scores: Vec<_> = board.commitments[0].cells.iter().map(|it| it.score).collect();
    assert_eq!(scores, [Some(Score::Of(2)), Some(Score::NotObserved)]);
    let whole = board.commitments[0].whole.as_ref().unwrap();
    assert_eq!(whole.periods[0].count, 1);
    let course = board.commitments[0].course.as_ref().unwrap();
    assert_eq!((course.line.len(), course.from.day), (10, 1));
}

#[test]
fn one_verified_breach_is_neither_silence_nor_nothing() {
    let breach = |place: &str, day| Breached {
        incident: 1,
        commitment: Some(Id::new("no-raids").unwrap()),
        place: Some(Id::new(place).unwrap()),
        day: Day::new(2030, 3, day).unwrap(),
    };
    let board = made(&[breach("bridge", 3), breach("mill", 5), breach("mill", 20)]);
    let row = &board.commitments[0];
    assert_eq!(row.verified, 3);
    let cells: Vec<_> = row.cells.iter().map(|it| (it.score, it.verified)).collect();
    // The mill lies in the valley; the twentieth is after the commitment's end.
    assert_eq!(cells, [(Some(Score::Of(2)), 1), (Some(Score::Of(0)), 1)]);
    assert_eq!(board.by_area.iter().map(|it| it.verified).collect::<Vec<_>>(), [1, 1]);
}

#[test]
fn a_red_line_that_was_crossed_once_is_not_kept_whatever_was_counted() {
    for (kind, figure) in [("abstain", Some(Score::Of(2))), ("do", Some(Score::Of(3)))] {
        let case = CASE.replace("kind = \"abstain\"", &format!("kind = \"{kind}\"\nred_line = true"));
        // What is to be done has no rate of before.
        let base = "baseline = { count = 20, days = 10 }\n";
        let case = if kind == "do" { case.replace(base, "") } else { case };
        let (dossier, reports) = (dossier::read(case.as_bytes()).dossier.unwrap(), reports());
        let counted = tallies(&dossier.commitments, &dossier.places, &reports.names, &reports.reports);
        let options = Options::new(Day::new(2031, 1, 1).unwrap());
        let cells = |place: Option<&str>| {
            let breach = Breached {
                incident: 1,
                commitment: Some(Id::new("no-raids").unwrap()),
                place: place.map(|it| Id::new(it).unwrap()),
                day: Day::new(2030, 3, 5).unwrap(),
            };
            let mut made =
                board(&dossier, &counted, reports.days(), &[breach], &options, &cusum::height).unwrap();
            let told: Vec<_> = made
                .commitments
                .remove(0)
                .cells
                .into_iter()
                .map(|it| (it.score, it.why, it.plain.0))
                .collect();
            (told, made.kept)
        };
        let (told, kept) = cells(Some("mill"));
        assert_eq!(told[0], (Some(Score::Of(0)), Why::RedLine, figure), "{kind}");
        assert_ne!(told[1].1, Why::RedLine, "it was in the valley and not at the bridge");
        assert_eq!(kept.lenient, Some(0.0));
        // Where it may have been, nothing is called kept.
        let (hidden, kept) = cells(None);
        assert_eq!((hidden[0].0, hidden[0].1, kept.lenient), (None, Why::Untold, None), "{kind}");
    }
}

#[test]
fn a_breach_whose_place_is_not_told_is_in_no_area_and_counts_all_the_same() {
    let breach = |incident, place: Option<&str>| Breached {
        incident,
        commitment: Some(Id::new("no-raids").unwrap()),
        place: place.map(|it| Id::new(it).unwrap()),
        day: Day::new(2030, 3, 5).unwrap(),
    };
    let board = made(&[breach(1, None), breach(2, Some("valley"))]);
    let row = &board.commitments[0];
    assert_eq!((row.verified, row.untold, &row.rests[..]), (2, 1, &[1, 2][..]));
    assert_eq!(row.cells.iter().map(|it| it.verified).collect::<Vec<_>>(), [1, 0]);
    // It may have been at the bridge, of which nothing is said then; what was counted is seen by itself.
    assert_eq!((row.cells[1].score, row.cells[1].why), (None, Why::Untold));
    assert_eq!(row.cells[1].plain.0, Some(Score::NotObserved));
}

#[test]
fn where_a_breach_is_told_of_a_wider_place_nothing_is_called_kept() {
    let case = CASE.replace("[\"valley\", \"bridge\"]", "[\"mill\", \"bridge\"]").replace("raid\"", "shot\"");
    let breach = |place: &str| Breached {
        incident: 7,
        commitment: Some(Id::new("no-raids").unwrap()),
        place: Some(Id::new(place).unwrap()),
        day: Day::new(2030, 3, 5).unwrap(),
    };
    let (dossier, reports) = (dossier::read(case.as_bytes()).dossier.unwrap(), reports());
    let counted = tallies(&dossier.commitments, &dossier.places, &reports.names, &reports.reports);
    let options = Options::new(Day::new(2031, 1, 1).unwrap());
    let made =
        |all: &[Breached]| board(&dossier, &counted, reports.days(), all, &options, &cusum::height).unwrap();
    let scores = |board: &Board| board.commitments[0].cells.iter().map(|it| it.score).collect::<Vec<_>>();
    assert_eq!(scores(&made(&[])), [Some(Score::Of(3)), Some(Score::NotObserved)]);
    let wide = made(&[breach("valley")]);
    assert_eq!(scores(&wide), [None, Some(Score::NotObserved)], "the valley has the mill, and no bridge");
    assert_eq!((wide.commitments[0].verified, wide.commitments[0].untold), (1, 1));
    assert_eq!(wide.kept.lenient, None);
    // Those who follow up see where it was.
    assert_eq!(scores(&made(&[breach("mill")])), [Some(Score::Of(0)), Some(Score::NotObserved)]);
    // What would tell the place by the commitment alone is counted in none.
    let none = made(&[Breached { commitment: None, ..breach("mill") }]);
    assert_eq!((none.untold, none.commitments[0].verified), (1, 0));
}

/// The board of a case whose commitment never ends, by a day of 2031.
fn open_ended(reports: Option<&Reports>, breaches: &[Breached], from: &str) -> Cell {
    let case = CASE.replace("until = 2030-03-10\n", "").replace("2030-03-01", from);
    let case = case.replace("[\"valley\", \"bridge\"]", "[\"valley\"]");
    let dossier = dossier::read(case.as_bytes()).dossier.unwrap();
    let (counted, days) = match reports {
        Some(it) => (tallies(&dossier.commitments, &dossier.places, &it.names, &it.reports), it.days()),
        None => (Tallies::new(), None),
    };
    let options = Options::new(Day::new(2031, 1, 1).unwrap());
    let mut board = board(&dossier, &counted, days, breaches, &options, &cusum::height).unwrap();
    board.commitments.remove(0).cells.remove(0)
}

#[test]
fn a_commitment_without_an_end_is_not_kept_by_silence() {
    // Ten days of reports, and then nobody looks for months.
    let reports = reports();
    let cell = open_ended(Some(&reports), &[], "2030-03-01");
    assert_eq!((cell.score, cell.why), (Some(Score::NotObserved), Why::NotSeen));
    assert_eq!(cell.period.unwrap().until, Day::new(2031, 1, 1).unwrap().date());
    // A breach after the last report counts.
    let breach = |year| Breached {
        incident: 1,
        commitment: Some(Id::new("no-raids").unwrap()),
        place: Some(Id::new("mill").unwrap()),
        day: Day::new(year, 12, 1).unwrap(),
    };
    for reports in [Some(&reports), None] {
        let cell = open_ended(reports, &[breach(2030), breach(2031)], "2030-03-01");
        assert_eq!((cell.score, cell.verified), (Some(Score::Of(0)), 1));
    }
    // Without any report nobody looked; before its first day it does not bind.
    let cell = open_ended(None, &[], "2030-03-01");
    assert_eq!((cell.score, cell.why), (Some(Score::NotObserved), Why::NotSeen));
    let cell = open_ended(None, &[], "2031-03-01");
    assert_eq!((cell.score, cell.why), (None, Why::NotBinding));
}

#[test]
fn themes_add_up_leniently_and_strictly() {
    let more = r#"
[[commitment]]
id = "no-fire"
theme = { ar = "الأرض", en = "The ground" }
obliged = ["theirs"]
kind = "abstain"
where = ["valley"]
from = 2030-03-01
until = 2030-03-10
indicator = { kinds = ["nothing of this kind"] }
[[commitment]]
id = "talks"
theme = "Talks"
obliged = ["theirs"]
kind = "do"
judged_by = "watch"
[[commitment]]
id = "no-arrests"
obliged = ["theirs"]
kind = "abstain"
where = ["bridge"]
from = 2030-03-01
until = 2030-03-10
indicator = { kinds = ["arrest"] }
[[committee]]
id = "watch"
members = ["ours"]
[rule]"#;
    let of = |theme: &str| {
        let case =
            CASE.replace("id = \"no-raids\"", &format!("id = \"no-raids\"\n{theme}")).replace("[rule]", more);
        let (dossier, reports) = (dossier::read(case.as_bytes()).dossier.unwrap(), reports());
        let counted = tallies(&dossier.commitments, &dossier.places, &reports.names, &reports.reports);
        let options = Options::new(Day::new(2031, 1, 1).unwrap());
        board(&dossier, &counted, reports.days(), &[], &options, &cusum::height).unwrap()
    };
    let told = |board: &Board| -> Vec<_> {
        let of = |it: &ThemeSum| {
            let theme = it.theme.as_ref().map(|it| it.in_language("en").to_owned());
            (theme, it.commitments.len(), it.kept.lenient, it.kept.strict)
        };
        board.by_theme.iter().map(of).collect()
    };
    // Raids: 2 in the valley, not observed at the bridge. Fire: 3 in the valley. So 100 · 5/6 of what was seen, 100 · 5/9 of all.
    let board = of("theme = { ar = \"الأرض\", en = \"The ground\" }");
    let ground = (Some("The ground".to_owned()), 2, Some(83.3), Some(55.6));
    let talks = (Some("Talks".to_owned()), 1, None, None);
    let rounded: Vec<_> = told(&board)
        .into_iter()
        .map(|(theme, many, lenient, strict)| {
            let tenth = |it: f64| (it * 10.0).round() / 10.0;
            (theme, many, lenient.map(tenth), strict.map(tenth))
        })
        .collect();
    assert_eq!(rounded, [ground, talks, (None, 1, None, Some(0.0))]);
    // Neither a capital nor a space makes another theme, nor a hamza; the first that names it is shown.
    let folded = of("theme = { en = \" the  GROUND\", ar = \"ألارض \" }");
    assert_eq!(told(&folded)[0].0.as_deref(), Some(" the  GROUND"));
    assert_eq!(told(&folded)[0].1, told(&board)[0].1);
    assert_eq!(told(&folded)[1..], told(&board)[1..]);
    // Where no commitment has a theme, there are none.
    assert!(made(&[]).by_theme.is_empty());
}
