//! Tables as they come: every kind of dirt has a stated behaviour.

use mawqif_core::followup::{
    Reports, Source,
    calendar::Order,
    columns::Shape,
    read,
    table::{Kind, ROW_LIMIT, TableFault},
};

use crate::{day, reports, source};

/// The doubts about a table: row, kind, whether it is left out.
fn doubts(reports: &Reports) -> Vec<(u32, &'static str, bool)> {
    reports.doubts.iter().map(|it| (it.row, it.kind.code(), it.kind.leaves_out())).collect()
}

#[test]
fn rows_that_have_no_day_are_listed_and_not_lost() {
    let table = "date,end,kind\n\
        2030-01-01,,a\n\
        ,,a\n\
        1900-01-01,,a\n\
        soon,,a\n\
        1451-06-01,,a\n\
        2032-01-01,,a\n\
        3/2/2030,,a\n\
        2030-01-02,2030-01-01,a\n\
        2030-01-03,2030-02-20,a\n\
        2030-01-04,a\n\
        \n\
        ,,\n";
    let reports = reports(table);
    assert_eq!(
        doubts(&reports),
        [
            (2, "no-day", true),
            (3, "sentinel", true),
            (4, "bad-day", true),
            (5, "other-calendar", true),
            (6, "future", true),
            (7, "two-ways", true),
            (8, "ends-first", true),
            (9, "long", false),
            (10, "width", true),
        ]
    );
    assert_eq!((reports.rows, reports.reports.len(), reports.left_out()), (10, 2, 8));
    assert_eq!(reports.doubts[0].line, 3);
}

#[test]
fn the_same_upload_twice_counts_once() {
    let rows = "7,2030-01-01,shelling,2\n8,2030-01-01,shelling,2\n";
    let twice = format!("id,date,kind,deaths\n{rows}{rows}7,2030-01-02,shelling,3\n");
    let reports_twice = reports(&twice);
    assert_eq!(doubts(&reports_twice), [(3, "repeated", true), (4, "repeated", true), (5, "same-id", true)]);
    assert_eq!(reports_twice.reports.len(), 2);
    // Without ids whole rows are compared.
    let table = "date,kind\n2030-01-01,a\n2030-01-01,a\n2030-01-01,b\n";
    assert_eq!(doubts(&reports(table)), [(2, "repeated", true)]);
}

#[test]
fn coordinates_that_cannot_be_are_taken_for_unknown_and_never_turned_around() {
    let table = "date,lat,lon\n\
        2030-01-01,36.2,37.16\n\
        2030-01-02,37.16,136.2\n\
        2030-01-03,136.2,37.16\n\
        2030-01-04,136.2,237.16\n\
        2030-01-05,0,0\n\
        2030-01-06,,\n\
        2030-01-07,north,37\n\
        2030-01-08,٣٦٫٢,٣٧٫١٦\n\
        2030-01-09,\"36,2\",\"37,16\"\n";
    let plain = reports(table);
    let expected = [
        (3, "swapped", false),
        (4, "off-earth", false),
        (5, "zero", false),
        (6, "no-point", false),
        (7, "bad-point", false),
    ];
    assert_eq!(doubts(&plain), expected);
    let there = Some((36_200_000, 37_160_000));
    let points: Vec<_> = plain.reports.iter().map(|it| it.at).collect();
    assert_eq!([points[0], points[7], points[8]], [there; 3]);
    assert!(points[2..7].iter().all(Option::is_none));
    // With the places of the case known, a point on the other side of the earth is told as well.
    let table = "date,lat,lon\n2030-01-01,10.5,60.2\n2030-01-02,60.2,10.5\n";
    let known = read(&Source { points: &[(60.0, 10.0)], ..source(table) }).unwrap();
    assert_eq!(doubts(&known), [(1, "swapped", false)]);
}

#[test]
fn numbers_of_dead_are_read_in_any_digits_and_doubted_when_they_are_none() {
    let table = "date,low,deaths,high\n\
        2030-01-01,١,٢,٣\n\
        2030-01-02,,4.0,\n\
        2030-01-03,,-4,\n\
        2030-01-04,5,4,6\n\
        2030-01-05,,many,\n";
    let reports = reports(table);
    assert_eq!(
        doubts(&reports),
        [(3, "bad-deaths", false), (4, "deaths-order", false), (5, "bad-deaths", false)]
    );
    let dead: Vec<_> = reports.reports.iter().map(|it| it.deaths).collect();
    assert_eq!(dead, [Some(2), Some(4), None, Some(4), None]);
}

#[test]
fn collections_are_known_by_their_columns() {
    let acled = "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,actor2,admin1,admin2,\
        location,latitude,longitude,source,fatalities\n\
        SYR1,27 February 2016,1,Explosions/Remote violence,Shelling,Military Forces (2000-),Civilians,A,B,C,36.2,37.1,X,3\n\
        SYR2,28 February 2016,3,Battles,Armed clash,Military Forces (2000-),Others,A,B,C,36.2,37.1,X,0\n";
    let told = reports(acled);
    assert_eq!(told.columns.shape, Shape::Acled);
    assert_eq!((told.reports[0].day, told.reports[0].within), (day(2016, 2, 27), 1));
    assert_eq!((told.id(1).as_str(), told.reports[1].within), ("SYR2", 31));
    assert_eq!(told.names.words(told.reports[0].subkind), "Shelling");
    let arabic = "التاريخ؛x\n".replace('؛', ";") + "٢٧ شباط ٢٠١٦;1\n";
    assert_eq!(reports(&arabic).reports[0].day, day(2016, 2, 27));
    let named = [("date".to_owned(), "متى".to_owned()), ("place".to_owned(), "أين".to_owned())];
    let table = "متى\tأين\n2030-01-01\tحلب\n";
    let told = read(&Source { columns: &named, ..source(table) }).unwrap();
    assert_eq!(told.names.words(told.reports[0].place), "حلب");
    let counted = read(&Source { order: Order::Counted, ..source("date\n15340.0\n") }).unwrap();
    assert_eq!(counted.reports[0].day, day(2012, 1, 1));
}

#[test]
fn what_is_no_table_of_reports_is_refused() {
    let fault = |table: &str| read(&source(table)).unwrap_err();
    assert_eq!(fault(""), TableFault::Empty);
    assert_eq!(fault("date,kind\n"), TableFault::NoRows);
    assert_eq!(fault("when,what\n1,2\n"), TableFault::NoDate(vec!["when".into(), "what".into()]));
    assert_eq!(fault("{\"date\": 1}"), TableFault::Other(Kind::Json));
    let named = [("date".to_owned(), "day of it".to_owned())];
    let wrong = read(&Source { columns: &named, ..source("date\n2030-01-01\n") }).unwrap_err();
    assert_eq!(wrong, TableFault::NoColumn("day of it".into(), vec!["date".into()]));
    let named = [("dat".to_owned(), "date".to_owned())];
    let wrong = read(&Source { columns: &named, ..source("date\n2030-01-01\n") }).unwrap_err();
    assert_eq!(wrong, TableFault::NoField("dat".into()));
    assert_eq!(fault(&format!("date{}\n1\n", ",x".repeat(500))), TableFault::TooManyColumns(501));
    let long = format!("date\n{}", "x\n".repeat(ROW_LIMIT + 1));
    assert_eq!(fault(&long), TableFault::TooManyRows);
}

#[test]
fn quotes_lines_and_formulas_in_cells_stay_words() {
    let table = "id,date,place\n\"=1+1\",2030-01-01,\"a, \"\"b\"\"\nc\"\n\"@x\",2030-01-02,\u{202E}abc\n";
    let reports = reports(table);
    assert_eq!(reports.id(0), "=1+1");
    assert_eq!(reports.names.words(reports.reports[0].place), "a, \"b\"\nc");
    assert_eq!(reports.reports.len(), 2);
}
