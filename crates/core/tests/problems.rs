//! Every way in which a dossier can be wrong, and what its author is told.

#![allow(missing_docs, clippy::unwrap_used)]

use mawqif_core::{
    consultation::stance::Language,
    dossier::{
        problem::Severity,
        read,
        report::{Paint, report},
    },
};

const HEAD: &str = "mawqif = 1\n[initiative]\nid = \"offer\"\nversion = 2\n";

/// A sound dossier to which one wrong thing is added.
const CASE: &str = r#"
[[harm]]
id = "shelling"
[[place]]
id = "city"
[[party]]
id = "government"
[[condition]]
id = "ground"
[[condition]]
id = "monitors"
[[body]]
id = "council"
chamber = "civil"
[[body]]
id = "brigade"
chamber = "military"
measures = { fighters = 300 }
"#;

/// What the author of a dossier is told.
fn told(source: &[u8]) -> String {
    let reading = read(source);
    let errors = reading.problems.iter().any(|problem| problem.severity == Severity::Error);
    assert_eq!(errors, reading.dossier.is_none(), "a dossier with an error is not read, one without is");
    for problem in reading.problems.iter().filter(|problem| problem.severity == Severity::Error) {
        // What is wrong in a stance says itself what could stand there.
        let said = problem.kind.in_english();
        assert!(
            said.help.is_some() || problem.code() == "stance",
            "`{}` does not say what would be right",
            said.message
        );
    }
    let reports = reading.problems.iter().map(|problem| {
        let in_arabic = report("case.toml", source, problem, Language::Arabic, Paint::Plain);
        assert!(in_arabic.starts_with('\u{200F}') && in_arabic.contains("--> case.toml:"), "{in_arabic}");
        report("case.toml", source, problem, Language::English, Paint::Plain)
    });
    reports.collect::<Vec<_>>().join("\n")
}

fn told_of(addition: &str) -> String {
    told(format!("{HEAD}{CASE}{addition}\n").as_bytes())
}

/// Each addition, and what is told of it.
fn told_of_each(additions: &[&str]) -> String {
    let told = additions.iter().map(|it| format!("# {}\n{}", it.escape_debug(), told_of(it)));
    told.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_sound_dossier_has_no_problems() {
    assert_eq!(told_of(""), "");
    assert_eq!(told_of("").len(), told(format!("{HEAD}{CASE}").replace('\n', "\r\n").as_bytes()).len());
    assert_eq!(told(format!("\u{FEFF}{HEAD}{CASE}").as_bytes()), "");
}

#[test]
fn files_that_are_no_dossier() {
    let sources: [(&str, &[u8]); 15] = [
        ("empty", b""),
        ("blank", b" \n\n"),
        ("a byte order mark alone", b"\xEF\xBB\xBF"),
        ("windows-1256", b"mawqif = 1\ntitle = \"\xE3\xE6\xDE\xDD\"\n"),
        ("cut in the middle of a letter", b"mawqif = 1\ntitle = \"\xD8\xA7\xD9"),
        ("a letter without its beginning", b"\x80\x80x"),
        ("utf-16", b"\xFF\xFEm\0a\0w\0"),
        ("utf-16, big end first", b"\xFE\xFF\0m\0a\0w"),
        ("utf-16 without a mark", b"m\0a\0w\0q\0i\0f\0"),
        ("a terminal's escape", b"mawqif = 1\n\x1B[2Jx = 1\n"),
        ("nul", b"mawqif = 1\n[initiative]\nid = \"a\0b\"\n"),
        ("escaped nul", b"mawqif = 1\n[initiative]\nid = \"a\"\ntitle = \"a\\u0000b\"\n"),
        ("not toml", b"mawqif = 1\n[initiative\nid = offer\nx = \n"),
        ("no version", b"[initiative]\nid = \"offer\"\n"),
        ("later version", b"mawqif = 2\n"),
    ];
    let all: Vec<String> =
        sources.iter().map(|(name, source)| format!("# {name}\n{}", told(source))).collect();
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn a_place_is_found_behind_a_byte_order_mark_and_windows_line_ends() {
    let wrong = "[[body]]\r\nid = \"relief\"\r\nwieght = 3\r\n";
    let plain = told(format!("{HEAD}{wrong}").replace("\r\n", "\n").as_bytes());
    insta::assert_snapshot!(plain, @r#"
    error[unknown-key]: unknown key `wieght` in a body
     --> case.toml:7:1
      |
    7 | wieght = 3
      | ^^^^^^
      help: did you mean `weight`?
    "#);
    let windows = format!("\u{FEFF}{HEAD}{wrong}").replace("\r\n", "\n").replace('\n', "\r\n");
    assert_eq!(told(windows.as_bytes()), plain);
    // On the first line the mark is in front of the place and is not counted.
    assert!(told("\u{FEFF}mawqif = 2\n".as_bytes()).contains("case.toml:1:10"));
}

#[test]
fn what_is_wrong_in_a_section() {
    let additions = [
        "[[bodies]]\nid = \"x\"",
        "[[body]]\nid = \"relief\"\nwieght = 3",
        "[[body]]\nname = \"no id\"",
        "[[body]]\nid = \"two words\"",
        "[[body]]\nid = \"a\u{202E}b\"",
        "[[body]]\nid = \"unless\"",
        "[[body]]\nid = \"x\"\nname = \"a\u{202E}b\"",
        "[[body]]\nid = \"x\"\nname = 7",
        "[[body]]\nid = \"x\"\nname = { english = \"a\", \"e n\" = \"b\" }",
        "[[body]]\nid = \"x\"\nweight = -1",
        "[[body]]\nid = \"x\"\nweight = 1_000_000_000_001",
        "[[body]]\nid = \"x\"\nweight = 9223372036854775808",
        "[[body]]\nid = \"x\"\nweight = 18446744073709551616",
        "[[body]]\nid = \"x\"\nweight = 170141183460469231731687303715884105728",
        "[[body]]\nid = \"x\"\nmeasures = { people = -170141183460469231731687303715884105729 }",
        "[[body]]\nid = \"x\"\nweight = 1.5",
        "[[body]]\nid = \"x\"\nmeasures = { weight = 2 }",
        "[[body]]\nid = \"council\"",
        "[[body]]\nid = \"соuncil\"",
        "[[condition]]\nid = \"x\"\nburden = 0",
        "[[condition]]\nid = \"x\"\nimplies = [\"monitor\"]",
        "[[condition]]\nid = \"x\"\nexcludes = [\"x\"]",
        "[[condition]]\nid = \"x\"\nimplies = [\"y\"]\n[[condition]]\nid = \"y\"\nimplies = [\"x\"]",
        "[[condition]]\nid = \"x\"\nimplies = [\"ground\", \"y\"]\n[[condition]]\nid = \"y\"\nexcludes = [\"ground\"]",
        "[[condition]]\nid = \"x\"\nimplies = [\"ground\"]\nexcludes = [\"ground\"]",
        "[[condition]]\nid = \"x\"\nimplies = [\"y\"]\n[[condition]]\nid = \"y\"\nexcludes = [\"x\"]",
        "[[condition]]\nid = \"x\"\nimplies = [\"x\"]",
        "[[condition]]\nid = \"x\"\nimplies = [\"monitor\"]\nexcludes = [\"grund\"]",
        "[[condition]]\nid = \"monitors\"",
        "[[condition]]\nid = \"monit\u{0640}ors\"",
        "[[condition]]\nid = \"x\"\nstops = [\"shellin\"]",
        "[[place]]\nid = \"x\"\nwithin = \"y\"\n[[place]]\nid = \"y\"\nwithin = \"x\"",
        "[[place]]\nid = \"x\"\nat = [136.2, 37.1]",
        "[[provision]]\nid = \"p\"\nobliged = [\"goverment\"]",
        "[[provision]]\nid = \"p\"\nfrom = 2030-03-02\nuntil = 2030-03-01",
        "[[provision]]\nid = \"p\"\nfrom = \"2030-03-02\"",
        "[[provision]]\nid = \"p\"\nstatus = \"anounced\"",
        "[[red_line]]\nid = \"r\"\nagainst = [\"amnesty\"]",
        "[[committee]]\nid = \"c\"\nmembers = [\"counsil\"]\non = [\"acept\"]",
        "[[quote]]\nspeaker = \"S\"",
        "[[quote]]\nsaid = \"S\"\nspan = [9, 3]",
    ];
    insta::assert_snapshot!(told_of_each(&additions));
}

#[test]
fn what_is_wrong_in_a_commitment() {
    let counted = "obliged = [\"council\"]\nkind = \"abstain\"\nindicator = {}";
    let additions = [
        "[[commitment]]\nid = \"x\"".to_owned(),
        "[[commitment]]\nid = \"x\"\nobliged = []\nkind = \"refrain\"\njudged_by = \"folowup\"".to_owned(),
        "[[commitment]]\nid = \"x\"\nobliged = [\"goverment\"]\nkind = \"do\"\nindicator = {}\nceiling = 3".to_owned(),
        "[[commitment]]\nid = \"x\"\nobliged = [\"council\"]\nkind = \"allow\"\njudged_by = \"x\"\nceiling = 3".to_owned(),
        format!("[[commitment]]\nid = \"x\"\n{counted}\nceiling = \"1/2\"\nrests_on = [\"grund\"]"),
        format!("[[commitment]]\nid = \"x\"\n{counted}\nwhere = [\"nowhere\"]\nfrom = 2030-03-02\nuntil = 2030-03-01"),
        format!("[[commitment]]\nid = \"x\"\n{counted}\nbaseline = {{ from = 2030-03-02, days = 7 }}"),
        format!("[[commitment]]\nid = \"x\"\n{counted}\nbaseline = {{ from = 2030-03-02, until = 2030-03-01 }}"),
        "[[commitment]]\nid = \"x\"\nobliged = [\"council\"]\nkind = \"abstain\"\nindicator = { counts = \"dead\", kind = [], within_days = 400, within_km = 0 }".to_owned(),
        format!("[[commitment]]\nid = \"x\"\n{counted}\n[[commitment]]\nid = \"x\"\n{counted}"),
    ];
    let additions: Vec<&str> = additions.iter().map(String::as_str).collect();
    insta::assert_snapshot!(told_of_each(&additions));
}

#[test]
fn what_is_wrong_in_a_stance() {
    let additions = [
        "[[stance]]\nbody = \"council\"",
        "[[stance]]\nbody = \"counsil\"\nsays = \"accept\"",
        "[[stance]]\nbody = \"council\"\nsays = \"accept if monitor and @brigad\"",
        "[[stance]]\nbody = \"council\"\nsays = \"accept if brigade\"",
        "[[stance]]\nbody = \"council\"\nsays = \"قبول اذا ground\"",
        "[[stance]]\nbody = \"council\"\nsays = \"accept if not @brigade; accept when ground\"",
        "[[stance]]\nbody = \"council\"\nsays = \"accept; reject if ground\"",
        "[[stance]]\nbody = \"council\"\nsays = \"accept if at least 5 of (ground, monitors)\"",
        "[[stance]]\nbody = \"council\"\nsays = \"accept if \\u0067round and grund\"",
        "[[stance]]\nbody = \"council\"\nsays = \"accept\"\n[[stance]]\nbody = \"council\"\nsays = \"reject\"",
        "[[stance]]\nbody = \"council\"\nsays = \"accept\"\nversion = 3",
        "[[stance]]\nbody = \"council\"\nsays = \"accept\"\nstanding = \"sure\"\nconfidential = \"yes\"",
    ];
    insta::assert_snapshot!(told_of_each(&additions));
}

#[test]
fn what_is_wrong_in_the_rule() {
    let additions = [
        "[rule]\nrequires = [{ measure = \"fighter\", more_than = \"1/2\" }]",
        "[rule]\nrequires = [{ in = \"militry\", more_than = \"1/2\" }]",
        "[rule]\nrequires = [{ measure = \"bodies\" }]",
        "[rule]\nrequires = [{ at_least = 1, more_than = 1 }]",
        "[rule]\nrequires = [{ at_least = \"120%\" }, { at_least = \"1/0\" }, { at_least = \"half\" }, { at_least = 0.5 }]",
        "[rule]\nquorum = { at_least = \"1/2\", of = \"cast\" }",
        "[rule]\nrequires = [{ at_least = 1 }]\n[[rule.alternative]]\nrequires = [{ at_least = 1 }]",
        "[[rule.alternative]]\nname = \"free\"",
        "[rule]\nveto = [\"council\", \"brigad\"]\nfallback = \"maybe\"\nmax_objections = -1\nsupport = \"love\"",
    ];
    insta::assert_snapshot!(told_of_each(&additions));
}

#[test]
fn a_line_that_begins_in_the_middle_of_a_letter_is_told() {
    // Found by fuzzing: the excerpt began behind the byte it was about.
    for stray in [b"\n\xA7\xD9\x84".as_slice(), b"\n\x84", b"\x84\x84", b"\n\x84\x84\x84\x84\x84"] {
        let source = [b"mawqif = 1\n".as_slice(), stray, b"\n"].concat();
        assert!(told(&source).contains("the file is not UTF-8 text"), "{stray:?}");
    }
}

#[test]
fn what_else_is_wrong_is_told_beside_a_stance_or_share_that_cannot_be_read() {
    let stances = "[[stance]]\nbody = \"council\"\nsays = \"accept if grund and (ground or\"\n\
                   [[stance]]\nbody = \"council\"\nsays = \"accept\"";
    let told = told_of(stances);
    for words in ["expected a condition", "unknown condition `grund`", "two stances"] {
        assert!(told.contains(words), "{words}:\n{told}");
    }
    let told = told_of("[rule]\nrequires = [{ measure = \"fighter\", more_than = \"3/0\" }]");
    assert!(told.contains("bad-share") && told.contains("no body has the measure"), "{told}");
}

#[test]
fn an_id_that_stands_twice_is_told_once_among_those_that_could_stand_there() {
    let told =
        told_of("[[condition]]\nid = \"ground\"\n[[condition]]\nid = \"air\"\nimplies = [\"zzzzzzzz\"]");
    assert!(told.contains("the ids of a condition in this file: `ground`, `monitors`, `air`\n"), "{told}");
}

#[test]
fn a_party_and_a_body_may_have_one_id() {
    let obliged = "[[party]]\nid = \"council\"\n[[provision]]\nid = \"halt\"\nobliged = [\"council\"]";
    assert_eq!(told_of(obliged), "");
}
