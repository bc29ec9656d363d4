//! What is too large, too deep or too much: told in a sentence, and soon. None of these tests looks
//! at a clock; what is not bounded shows by never coming to an end.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use mawqif_core::{
    consultation::stance::{DEPTH_LIMIT, LENGTH_LIMIT, Language, Stance},
    dossier::{
        BODY_LIMIT, CONDITION_LIMIT, Dossier, FILE_LIMIT, NAME_LIMIT, Reading, SECTION_LIMIT, TEXT_LIMIT,
        VALUE_LIMIT,
        problem::{PROBLEM_LIMIT, Problem},
        read,
        report::{Paint, report},
    },
    position::{
        quantity::NUMBER_LIMIT,
        unify::{Options, unify},
    },
    text::ID_LIMIT,
};

const HEAD: &str = "mawqif = 1\n[initiative]\nid = \"offer\"\n";

fn reading(rest: &str) -> Reading {
    read(format!("{HEAD}{rest}").as_bytes())
}

fn sound(rest: &str) -> Dossier {
    let reading = reading(rest);
    reading.dossier.unwrap_or_else(|| panic!("{:?}", reading.problems))
}

/// Every problem as `code: message`.
fn told(reading: &Reading) -> Vec<String> {
    let said = |problem: &Problem| format!("{}: {}", problem.code(), problem.kind.in_english().message);
    reading.problems.iter().map(said).collect()
}

fn each(count: usize, entry: impl Fn(usize) -> String) -> String {
    (0..count).map(entry).collect()
}

#[test]
fn a_file_beyond_the_limit_is_not_looked_into() {
    let refused = read(&vec![b'#'; FILE_LIMIT + 1]);
    assert_eq!(told(&refused), ["too-large: a dossier has at most 16 MiB; this file is larger"]);
    let mut largest = HEAD.as_bytes().to_vec();
    largest.resize(FILE_LIMIT, b'#');
    assert!(read(&largest).dossier.is_some());
}

#[test]
fn a_million_bodies_are_one_error_and_not_a_million() {
    let told_of = |rest: &str| told(&reading(rest));
    let wanted = ["too-many: there are 1000000 of `body`; the limit is 20000"];
    assert_eq!(told_of(&"[[body]]\n".repeat(1_000_000)), wanted);
    // Before the initiative, since a key behind it would be the initiative's.
    let inline = format!("mawqif = 1\nbody = [{}]\n[initiative]\nid = \"x\"\n", "{},".repeat(1_000_000));
    assert_eq!(told(&read(inline.as_bytes())), wanted);
}

#[test]
fn every_section_and_list_has_its_limit() {
    let bodies = each(BODY_LIMIT + 1, |at| format!("[[body]]\nid = \"b{at}\"\n"));
    assert_eq!(told(&reading(&bodies)), ["too-many: there are 20001 of `body`; the limit is 20000"]);
    let conditions = each(CONDITION_LIMIT + 1, |at| format!("[[condition]]\nid = \"c{at}\"\n"));
    assert_eq!(told(&reading(&conditions)), ["too-many: there are 2001 of `condition`; the limit is 2000"]);
    let places = each(SECTION_LIMIT + 1, |at| format!("[[place]]\nid = \"p{at}\"\n"));
    assert_eq!(told(&reading(&places)), ["too-many: there are 40001 of `place`; the limit is 40000"]);
    let list = format!("[[body]]\nid = \"b\"\nchamber = [{}]\n", "\"c\",".repeat(SECTION_LIMIT + 1));
    assert_eq!(told(&reading(&list)), ["too-many: `chamber` has 40001 entries; the limit is 40000"]);
    let alternatives = "[[rule.alternative]]\nrequires = [{ at_least = 1 }]\n".repeat(13);
    assert_eq!(told(&reading(&alternatives)), ["too-many: there are 13 of `alternative`; the limit is 12"]);
    let requires = format!("[rule]\nrequires = [{}]\n", "{ at_least = 1 },".repeat(101));
    assert_eq!(told(&reading(&requires)), ["too-many: there are 101 of `requires`; the limit is 100"]);
}

#[test]
fn what_is_no_dossier_at_all_is_refused_before_anything_is_made_of_it() {
    let values = format!("a = [{}]", "1,".repeat(VALUE_LIMIT));
    assert_eq!(
        told(&reading(&values)),
        ["too-many: a dossier has at most 2000000 values; this file has more"]
    );
    let page = read("<p>hello \"world\" & more</p>\n".repeat(200_000).as_bytes());
    assert_eq!((page.problems.len(), page.problems[99].code()), (PROBLEM_LIMIT, "toml"));
    assert!(page.unlisted >= 199_900);
}

#[test]
fn every_word_has_its_limit() {
    let name = |length: usize| {
        let words = "n".repeat(length);
        told(&reading(&format!("[[body]]\nid = \"b\"\nname = \"{words}\"\n")))
    };
    assert!(name(NAME_LIMIT).is_empty());
    assert_eq!(name(NAME_LIMIT + 1), ["too-long: `name` has 1025 bytes; the limit is 1024"]);
    let text = |length: usize| {
        let words = "t".repeat(length);
        told(&reading(&format!("[[condition]]\nid = \"c\"\ntext = \"{words}\"\n")))
    };
    assert!(text(TEXT_LIMIT).is_empty());
    assert_eq!(text(TEXT_LIMIT + 1), ["too-long: `text` has 65537 bytes; the limit is 65536"]);
    // Ids are counted in letters, so that no script has less room than another.
    let id = |length: usize| told(&reading(&format!("[[body]]\nid = \"{}\"\n", "م".repeat(length))));
    assert!(id(ID_LIMIT).is_empty());
    assert_eq!(id(ID_LIMIT + 1), ["bad-id: an id has at most 128 characters, this one has 129"]);
}

#[test]
fn what_nests_too_deeply_is_told_once() {
    let wanted = ["too-deep: lists and tables nest too deeply to be read"];
    let deep = 100_000;
    for value in [
        format!("x = {}1{}", "[".repeat(deep), "]".repeat(deep)),
        format!("x = {}1{}", "{a=".repeat(deep), "}".repeat(deep)),
        format!("x = {}", "[".repeat(deep)),
        format!("x{} = 1", ".a".repeat(deep)),
        format!("[x{}]", ".a".repeat(deep)),
        format!("[[x{}]]", ".a".repeat(deep)),
    ] {
        assert_eq!(told(&reading(&value)), wanted, "{}", &value[..20]);
    }
    // What is no table at all is no nesting, and every line of it would be an error.
    let garbage = read("[[[[\n".repeat(100_000).as_bytes());
    assert_eq!(garbage.problems.len(), PROBLEM_LIMIT);
    assert!(garbage.unlisted >= 99_900);
}

#[test]
fn a_stance_has_its_limits_of_length_and_depth() {
    let nested = |depth: usize| format!("accept if {}a{}", "(".repeat(depth), ")".repeat(depth));
    assert!(Stance::parse(&nested(DEPTH_LIMIT - 1)).is_ok());
    let told_of = |says: &str| {
        let rest = "[[condition]]\nid = \"a\"\n[[body]]\nid = \"b\"\n[[stance]]\nbody = \"b\"\n".to_string();
        told(&reading(&format!("{rest}says = \"{says}\"\n")))
    };
    let deep = ["stance: parentheses and `not` nest at most 64 deep"];
    assert_eq!(told_of(&nested(DEPTH_LIMIT)), deep);
    assert_eq!(told_of(&nested(30_000)), deep);
    assert_eq!(told_of(&format!("accept if {}a", "not ".repeat(10_000))), deep);
    let long = format!("accept if a{}", " or a".repeat(LENGTH_LIMIT / 5));
    assert_eq!(told_of(&long), ["too-long: `says` has 65546 bytes; the limit is 65536"]);
    // In Arabic words it takes two bytes more for each `or`, and must still be within the limit.
    let ways = |count: usize| format!("accept if a{}", " or a".repeat(count));
    assert!(told_of(&ways(LENGTH_LIMIT / " أو a".len() - 10)).is_empty());
    assert!(told_of(&ways(LENGTH_LIMIT / " أو a".len() + 10))[0].contains("at most 65536 bytes"));
}

#[test]
fn a_hundred_problems_are_told_and_the_others_counted() {
    let wrong = each(500, |at| format!("wrong{at} = 1\n"));
    let reading = read(format!("{wrong}{HEAD}").as_bytes());
    assert_eq!((reading.problems.len(), reading.unlisted), (PROBLEM_LIMIT, 400));
    let last = reading.problems.last().unwrap();
    assert_eq!(last.kind.in_english().message, "unknown key `wrong99` in the dossier");
}

#[test]
fn thousands_of_references_to_nobody_are_counted_and_not_each_looked_up() {
    let bodies = each(2_000, |at| format!("[[body]]\nid = \"body{at}\"\n"));
    let stances = each(SECTION_LIMIT, |at| format!("[[stance]]\nbody = \"bady{at}\"\nsays = \"accept\"\n"));
    let reading = reading(&format!("{bodies}{stances}"));
    assert_eq!((reading.problems.len(), reading.unlisted), (PROBLEM_LIMIT, SECTION_LIMIT - PROBLEM_LIMIT));
    assert_eq!(reading.problems[7].kind.in_english().help.as_deref(), Some("did you mean `body7`?"));
}

#[test]
fn a_gazetteer_of_forty_thousand_levels_is_walked_once() {
    let place = |at: usize, within: usize| format!("[[place]]\nid = \"p{at}\"\nwithin = \"p{within}\"\n");
    let ladder = each(SECTION_LIMIT - 1, |at| place(at, at + 1));
    let top = format!("[[place]]\nid = \"p{}\"\n", SECTION_LIMIT - 1);
    assert!(told(&reading(&format!("{ladder}{top}"))).is_empty());
    let circle = each(SECTION_LIMIT, |at| place(at, (at + 1) % SECTION_LIMIT));
    let reading = reading(&circle);
    assert_eq!(told(&reading)[0], "cyclic-place: `p0` lies within itself");
    assert_eq!(reading.unlisted, SECTION_LIMIT - PROBLEM_LIMIT);
}

#[test]
fn two_thousand_conditions_may_imply_each_other_in_any_way() {
    let condition =
        |at: usize, implied: &str| format!("[[condition]]\nid = \"c{at}\"\nimplies = [{implied}]\n");
    let chain = each(CONDITION_LIMIT, |at| match at + 1 {
        CONDITION_LIMIT => condition(at, ""),
        next => condition(at, &format!("\"c{next}\"")),
    });
    assert!(told(&reading(&chain)).is_empty());
    // One warning for a circle, not one for each condition on it.
    let circle = each(CONDITION_LIMIT, |at| condition(at, &format!("\"c{}\"", (at + 1) % CONDITION_LIMIT)));
    assert_eq!(told(&reading(&circle)), ["cyclic-implies: `c0` implies itself by way of others"]);
    let web = each(CONDITION_LIMIT, |at| {
        condition(at, &each(300, |step| format!("\"c{}\",", (at + 1 + step * 7) % CONDITION_LIMIT)))
    });
    assert_eq!(told(&reading(&web)), ["cyclic-implies: `c0` implies itself by way of others"]);
    // The last of a chain cannot stand with the first, so none but the last can be chosen with it.
    let broken = format!("{chain}excludes = [\"c0\"]\n");
    let clash = reading(&broken);
    assert_eq!(
        told(&clash),
        ["never-chosen: `c0` can never be chosen: with it come `c1999` and `c0`, which exclude each other"]
    );
}

#[test]
fn a_problem_in_a_line_as_long_as_the_file_shows_a_piece_of_it() {
    let body = |at: usize| format!("{{ id = \"b{at}\", wight = 1, name = \"{}\" }}, ", "ن".repeat(400));
    let source = format!("mawqif = 1\nbody = [{}]\n[initiative]\nid = \"x\"\n", each(5_000, body));
    let reading = read(source.as_bytes());
    assert_eq!((reading.problems.len(), reading.unlisted), (PROBLEM_LIMIT, 4_900));
    for problem in &reading.problems {
        let shown = report("case.toml", source.as_bytes(), problem, Language::English, Paint::Plain);
        assert!(shown.lines().all(|line| line.chars().count() < 300), "{shown}");
        assert!(shown.contains("wight") && shown.contains('…'), "{shown}");
    }
}

#[test]
fn sums_of_the_largest_numbers_stay_exact() {
    let largest = u128::from(NUMBER_LIMIT);
    let weights = largest * BODY_LIMIT as u128;
    let burdens = largest * CONDITION_LIMIT as u128;
    assert!(weights.max(burdens) < u128::from(u64::MAX));
    // A sum is multiplied by a share's lower part, which is a number as well.
    assert!(weights.checked_mul(largest).is_some());

    // Two thirds of 300 × 10^12 are 200 × 10^12; one body of weight 1 more or less decides.
    let case = |accepting: usize, threshold: &str| {
        let bodies = each(300, |at| format!("[[body]]\nid = \"b{at}\"\nweight = {NUMBER_LIMIT}\n"));
        let feather = "[[body]]\nid = \"feather\"\nweight = 1\n";
        let stances = each(accepting, |at| format!("[[stance]]\nbody = \"b{at}\"\nsays = \"accept\"\n"));
        let rule = format!("[rule]\nrequires = [{{ {threshold} }}]\n");
        unify(&sound(&format!("{bodies}{feather}{stances}{rule}")), &Options::default()).unwrap()
    };
    let share = "at_least = \"200000000000000/300000000000001\"";
    assert!(reading(&format!("[rule]\nrequires = [{{ {share} }}]\n")).dossier.is_none(), "beyond 10^12");
    let won = case(200, "at_least = \"666666666665/999999999999\"");
    assert_eq!((won.support, won.support_base), (Some(200 * NUMBER_LIMIT), 300 * NUMBER_LIMIT + 1));
    // 200 of 300 and a little is less than two thirds.
    assert_eq!(case(200, "at_least = \"2/3\"").package, None);
    assert!(case(201, "at_least = \"2/3\"").package.is_some());
    assert!(case(201, "at_least = 1_000_000_000_000").package.is_some());
}
