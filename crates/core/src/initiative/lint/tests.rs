//! Every rule of shape finds what it is about and leaves alone what is right; topics go by words.

use std::collections::BTreeSet;

use super::{Lint, catalogue::catalogue, lint, vocabulary::Vocabulary};
use crate::{
    dossier::{Dossier, read},
    initiative::stress::PackName,
};

fn dossier(source: &str) -> Dossier {
    let reading = read(format!("mawqif = 1\n{source}").as_bytes());
    reading.dossier.unwrap_or_else(|| panic!("{:?}", reading.problems))
}

fn found(source: &str) -> Lint {
    let dossier = dossier(source);
    lint(&dossier, &Vocabulary::of(&dossier))
}

fn rules(source: &str) -> BTreeSet<&'static str> {
    found(source).findings.into_iter().filter(|it| it.allowed.is_none()).map(|it| it.rule).collect()
}

/// An offer with nothing to object to in its shape.
const SOUND: &str = r#"
[initiative]
id = "truce"
received = 2031-03-01
deadline = 2031-03-08
scope = ["city"]
[[place]]
id = "city"
[[place]]
id = "north"
within = "city"
[[place]]
id = "south"
within = "city"
[[place]]
id = "village"
[[party]]
id = "government"
[[harm]]
id = "shelling"
[[body]]
id = "council"
[[provision]]
id = "stop"
text = { en = "The government does not shell the city.", ar = "تكف الحكومة عن قصف المدينة." }
obliged = ["government"]
stops = ["shelling"]
where = ["city"]
from = 2031-03-10
until = 2031-04-21
verified_by = "observers"
on_breach = "The guarantors name who broke it."
status = "agreed"
[[provision]]
id = "hold"
text = { en = "The council's forces do not shell.", ar = "تكف قوات المجلس عن القصف." }
obliged = ["council"]
stops = ["shelling"]
where = ["city"]
from = 2031-03-10
until = 2031-04-21
verified_by = "observers"
on_breach = "The guarantors name who broke it."
status = "agreed"
[[committee]]
id = "followup"
"#;

fn shapes(source: &str) -> BTreeSet<&'static str> {
    let known: BTreeSet<&str> = catalogue().shapes.iter().map(|shape| shape.id.as_str()).collect();
    rules(source).into_iter().filter(|rule| known.contains(rule)).collect()
}

#[test]
fn an_offer_that_says_everything_has_no_finding_of_shape() {
    assert_eq!(shapes(SOUND), BTreeSet::new());
}

/// The one change of the sound offer after which exactly these rules find something.
#[track_caller]
fn after(from: &str, to: &str, expected: &[&str]) {
    assert!(SOUND.contains(from), "{from}");
    let changed = SOUND.replacen(from, to, 1);
    assert_eq!(shapes(&changed), expected.iter().copied().collect::<BTreeSet<_>>(), "{from} -> {to}");
}

#[test]
fn every_rule_of_shape_finds_what_it_is_about() {
    after("obliged = [\"government\"]\n", "", &["no-obliged", "one-side-bound", "party-unbound"]);
    after("where = [\"city\"]\n", "", &["no-place"]);
    after("from = 2031-03-10\n", "", &["no-start"]);
    after("until = 2031-04-21\n", "", &["no-end"]);
    after("verified_by = \"observers\"\n", "", &["no-verifier"]);
    after("on_breach = \"The guarantors name who broke it.\"\n", "", &["no-response"]);
    after("stops = [\"shelling\"]\n", "", &["stops-no-harm"]);
    after("status = \"agreed\"", "status = \"announced\"", &["announced-only"]);
    after("[[harm]]\n", "[[harm]]\nid = \"siege\"\n[[harm]]\n", &["harm-open"]);
    after(
        "verified_by = \"observers\"",
        "verified_by = \"government\"",
        &["contradiction", "verifies-itself"],
    );
    after("does not shell the city", "does not shell terrorists", &["undefined-term"]);
    after("does not shell the city", "ends shelling as soon as possible", &["vague-time"]);
    after("does not shell the city", "strives not to shell", &["weak-duty"]);
    after("where = [\"city\"]", "where = [\"city\", \"village\"]", &["out-of-scope"]);
    after("scope = [\"city\"]", "scope = [\"city\", \"village\"]", &["place-bare"]);
    after("scope = [\"city\"]\n", "", &["no-scope"]);
    after("until = 2031-04-21", "until = 2031-03-12", &["ends-apart"]);
    after("deadline = 2031-03-08", "deadline = 2031-05-01", &["over-before-answer"]);
    after("from = 2031-03-10", "from = 2031-02-10", &["began-before-offer"]);
    after(
        "text = { en = \"The government does not shell the city.\", ar = \"تكف الحكومة عن قصف المدينة.\" }",
        "text = { en = \"No shelling.\" }",
        &["one-language"],
    );
    after(
        "text = { en = \"The government does not shell the city.\", ar = \"تكف الحكومة عن قصف المدينة.\" }\n",
        "",
        &["no-words", "one-language"],
    );
    after("obliged = [\"council\"]", "obliged = [\"government\"]", &["one-side-bound", "overlap"]);
    after("[[party]]\n", "[[party]]\nid = \"militia\"\n[[party]]\n", &["party-unbound"]);
    after("[[committee]]\nid = \"followup\"\n", "", &["no-follow-up"]);
    after(
        "[[committee]]\nid = \"followup\"\n",
        "[[committee]]\nid = \"followup\"\non = [\"reject\"]\n",
        &["no-follow-up"],
    );
    after(
        "[[committee]]\n",
        "[[red_line]]\nid = \"line\"\nagainst = [\"stop\"]\n[[committee]]\n",
        &["crosses-red-line"],
    );
    let gone = SOUND.replace("status = \"agreed\"", "status = \"rejected\"");
    assert_eq!(shapes(&gone), BTreeSet::from(["party-unbound", "place-bare", "turned-down"]));
    let harms = "[[harm]]\nid = \"a\"\n[[harm]]\nid = \"b\"\n[[harm]]\n";
    let bundle = SOUND
        .replace("[[harm]]\n", harms)
        .replace("stops = [\"shelling\"]", "stops = [\"shelling\", \"a\", \"b\"]");
    assert_eq!(shapes(&bundle), BTreeSet::from(["bundle"]));
    let later =
        SOUND.replacen("from = 2031-03-10\nuntil = 2031-04-21", "from = 2031-05-01\nuntil = 2031-06-01", 1);
    assert_eq!(shapes(&later), BTreeSet::from(["ends-apart", "time-gap"]));
    let said = "[[party]]\nid = \"backer\"\n[[quote]]\nbody = \"backer\"\nsaid = \"It pledges to pay.\"\n[[committee]]\n";
    after("[[committee]]\n", said, &["party-unbound", "unheld-word"]);
}

#[test]
fn every_rule_of_shape_is_in_that_test() {
    let source = include_str!("tests.rs");
    for shape in &catalogue().shapes {
        assert!(source.contains(&format!("\"{}\"", shape.id)), "{}", shape.id);
    }
}

#[test]
fn an_allowance_with_a_reason_silences_a_finding_and_an_idle_one_is_told() {
    let allowed = "[[stress.allow]]\nrule = \"no-verifier\"\non = [\"stop\"]\nreason = \"The envoy's staff is there anyway.\"\n";
    let bare = SOUND.replacen("verified_by = \"observers\"\n", "", 1);
    let lint = found(&format!("{bare}{allowed}"));
    let finding = lint.findings.iter().find(|it| it.rule == "no-verifier").unwrap();
    assert_eq!(finding.allowed.as_ref().unwrap().in_language("en"), "The envoy's staff is there anyway.");
    assert_eq!(shapes(&format!("{bare}{allowed}")), BTreeSet::new());
    // For another provision it allows nothing.
    let other = allowed.replace("\"stop\"", "\"hold\"");
    assert_eq!(shapes(&format!("{bare}{other}")), BTreeSet::from(["idle-allowance", "no-verifier"]));
}

#[test]
fn what_is_wrong_in_the_section_is_told() {
    let told = |section: &str| {
        let reading = read(format!("mawqif = 1\n{SOUND}{section}").as_bytes());
        assert!(reading.dossier.is_none(), "{section}");
        reading
            .problems
            .iter()
            .map(|it| (it.code(), it.kind.in_english()))
            .map(|(code, told)| format!("{code}: {} {}", told.message, told.help.unwrap_or_default()))
            .collect::<Vec<_>>()
            .join("; ")
    };
    assert!(
        told("[[stress.allow]]\nrule = \"no-verifyer\"\nreason = \"r\"\n")
            .contains("did you mean `no-verifier`?")
    );
    assert!(told("[[stress.allow]]\nrule = \"no-verifier\"\n").contains("an allowance needs `reason`"));
    assert!(
        told("[[stress.allow]]\nrule = \"no-verifier\"\nreason = \"\"\n")
            .contains("an allowance needs `reason`")
    );
    assert!(told("[[stress.allow]]\nreason = \"r\"\n").contains("an allowance needs `rule`"));
    assert!(
        told("[[stress.allow]]\nrule = \"no-verifier\"\nreason = \"r\"\non = [\"x\"]\n")
            .contains("unknown-id")
    );
    assert!(
        told("[stress]\npack = \"truce\"\n").contains("it can be `general`, `ceasefire` or `bargaining`")
    );
    assert!(told("[stress]\nverifies = [\"nobody\"]\n").contains("unknown condition `nobody`"));
    // Days that are none, and a last day before the first, never come as far as a rule.
    assert!(told("[[provision]]\nid = \"p\"\nfrom = 2031-02-30\n").contains("toml"));
    assert!(
        told("[[provision]]\nid = \"p\"\nfrom = 2031-03-02\nuntil = 2031-03-01\n").contains("date-order")
    );
}

#[test]
fn the_vocabulary_is_that_of_the_field() {
    let of = |source: &str| Vocabulary::of(&dossier(source)).name;
    assert_eq!(of(SOUND), PackName::Ceasefire);
    let offer = "[initiative]\nid = \"x\"\ntitle = \"The employer's offer on wages\"\n[[provision]]\nid = \"pay\"\ntext = \"Pay rises by 4 %. The strike ends.\"\n";
    assert_eq!(of(offer), PackName::Bargaining);
    assert_eq!(of("[initiative]\nid = \"x\"\ntitle = \"خطة سداد الديون\"\n"), PackName::General);
    let missing = rules(offer);
    assert!(missing.contains("missing-no-victimisation") && !missing.contains("missing-pay"));
    assert!(!missing.contains("missing-access"));
    assert!(rules("[initiative]\nid = \"x\"\n").contains("missing-disputes"));
    assert_eq!(of(&format!("{SOUND}[stress]\npack = \"general\"\n")), PackName::General);
}

#[test]
fn very_many_findings_of_a_rule_are_counted() {
    let many: String = (0..150).map(|at| format!("[[provision]]\nid = \"p{at}\"\n")).collect();
    let lint = found(&format!("[initiative]\nid = \"x\"\n{many}"));
    assert_eq!(lint.findings.iter().filter(|it| it.rule == "no-obliged").count(), super::FINDING_LIMIT);
    assert!(lint.untold >= 50);
}

/// What holds elsewhere closes no gap here.
#[test]
fn a_gap_is_looked_for_where_a_provision_holds() {
    let provision = |id: &str, place: &str, from: &str, until: &str| {
        format!(
            "[[provision]]\nid = \"{id}\"\nstops = [\"shelling\"]\nwhere = [\"{place}\"]\nfrom = {from}\nuntil = {until}\n"
        )
    };
    let source = [
        "[initiative]\nid = \"truce\"\n[[place]]\nid = \"north\"\n[[place]]\nid = \"south\"\n[[harm]]\nid = \"shelling\"\n".to_owned(),
        provision("first", "north", "2031-02-01", "2031-03-01"),
        provision("elsewhere", "south", "2031-02-01", "2031-06-30"),
        provision("second", "north", "2031-04-01", "2031-06-30"),
    ];
    let found = found(&source.concat());
    let gaps: Vec<Vec<&str>> = found
        .findings
        .iter()
        .filter(|it| it.rule == "time-gap")
        .map(|it| it.about.iter().map(crate::text::Id::as_str).collect())
        .collect();
    assert_eq!(gaps, [["first", "second"]]);
}
