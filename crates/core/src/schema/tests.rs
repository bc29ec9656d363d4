//! The committed schemas are those of the types, and say of files what the reader says.

use std::{env, fs, path::PathBuf};

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use toml::de::{DeTable, DeValue};

use super::check::misfit;
use crate::{
    dossier::{Dossier, random, read, write::write},
    followup,
    initiative::{
        press::{Options as Report, read as read_report},
        stress::stress,
    },
    position::unify::{Options, unify},
};

fn top() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A dossier's TOML as JSON; what cannot be said in JSON otherwise becomes a string.
fn json_of(source: &str) -> Value {
    Value::Object(table(DeTable::parse(source).unwrap().get_ref()))
}

fn table(table: &DeTable<'_>) -> Map<String, Value> {
    table.iter().map(|(key, value)| (key.get_ref().to_string(), value_of(value.get_ref()))).collect()
}

fn value_of(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(words) => json!(words),
        DeValue::Integer(number) => json!(i64::from_str_radix(number.as_str(), number.radix()).unwrap()),
        DeValue::Float(number) => json!(number.as_str().parse::<f64>().unwrap()),
        DeValue::Boolean(flag) => json!(flag),
        DeValue::Datetime(day) => json!(day.to_string()),
        DeValue::Array(items) => items.iter().map(|item| value_of(item.get_ref())).collect(),
        DeValue::Table(inner) => Value::Object(table(inner)),
    }
}

#[test]
fn the_committed_schemas_are_those_of_the_types() {
    let schemas = [
        ("dossier", super::dossier()),
        ("answer", super::answer()),
        ("follow", super::follow()),
        ("reading", super::reading()),
        ("statement", super::statement()),
        ("stress", super::stress()),
    ];
    for (name, schema) in schemas {
        let path = top().join(format!("docs/{name}.schema.json"));
        let made = format!("{schema:#}\n");
        if env::var_os("UPDATE_SCHEMAS").is_some() {
            fs::write(&path, &made).unwrap();
        }
        assert!(
            fs::read_to_string(&path).is_ok_and(|committed| committed == made),
            "{} is not what the types say; write it again with\n\
             UPDATE_SCHEMAS=1 cargo test -p mawqif-core --features schema --lib schema",
            path.display()
        );
    }
}

/// The answer as `mawqif unify --json` prints it.
fn answer(dossier: &Dossier) -> Value {
    serde_json::to_value(unify(dossier, &Options::default()).unwrap()).unwrap()
}

#[test]
fn every_example_and_its_answer_fit() {
    let (of_dossier, of_answer, of_test) = (super::dossier(), super::answer(), super::stress());
    let mut seen = 0;
    for folder in ["examples", "crates/mawqif/skeletons"] {
        for entry in fs::read_dir(top().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "toml") {
                let source = fs::read_to_string(&path).unwrap();
                let dossier = read(source.as_bytes()).dossier.unwrap();
                assert_eq!(misfit(&of_dossier, &json_of(&source)), None, "{}", path.display());
                assert_eq!(misfit(&of_answer, &answer(&dossier)), None, "{}", path.display());
                let test = serde_json::to_value(stress(&dossier, std::slice::from_ref(&dossier))).unwrap();
                assert_eq!(misfit(&of_test, &test), None, "{}", path.display());
                seen += 1;
            }
        }
    }
    assert!(seen >= 8);
}

proptest! {
    /// Every form of the language and of the rule, confidential stances, nothing that wins.
    #[test]
    fn whatever_is_written_or_answered_fits(seed: u64) {
        let dossier = random::dossier(seed);
        let written = write(&dossier).unwrap();
        prop_assert_eq!(misfit(&super::dossier(), &json_of(&written)), None, "{}", written);
        prop_assert_eq!(misfit(&super::answer(), &answer(&dossier)), None, "{}", written);
    }
}

#[test]
fn what_the_reader_refuses_for_itself_is_refused_by_the_schema() {
    const CASE: &str = "mawqif = 1\n[initiative]\nid = \"offer\"\n[[body]]\nid = \"council\"\n\
                        [[condition]]\nid = \"ground\"\n";
    let schema = super::dossier();
    assert_eq!(misfit(&schema, &json_of(CASE)), None);
    assert!(misfit(&schema, &json_of("[initiative]\nid = \"offer\"")).is_some());
    assert!(misfit(&schema, &json_of("mawqif = 2\n[initiative]\nid = \"offer\"")).is_some());
    assert!(misfit(&schema, &json_of("mawqif = 1")).is_some());
    let additions = [
        "[[bodies]]\nid = \"x\"",
        "[[harm]]\n[harm.name]\nar = \"x\"",
        "[[body]]\nid = \"x\"\nwieght = 3",
        "[[body]]\nname = \"no id\"",
        "[[body]]\nid = \"\"",
        "[[body]]\nid = \"two words\"",
        "[[body]]\nid = \"a\u{202E}b\"",
        "[[body]]\nid = \"unless\"",
        "[[body]]\nid = \"x\"\nname = \"a\u{202E}b\"",
        "[[body]]\nid = \"x\"\nname = \"a\\nb\"",
        "[[body]]\nid = \"x\"\nname = 7",
        "[[body]]\nid = \"x\"\nname = { ar = 7 }",
        "[[body]]\nid = \"x\"\nname = { \"e n\" = \"b\" }",
        "[[body]]\nid = \"x\"\nchamber = [7]",
        "[[body]]\nid = \"x\"\nweight = -1",
        "[[body]]\nid = \"x\"\nweight = 1_000_000_000_001",
        "[[body]]\nid = \"x\"\nweight = 1.5",
        "[[body]]\nid = \"x\"\nmeasures = { weight = 2 }",
        "[[body]]\nid = \"x\"\nmeasures = { people = -2 }",
        "[[condition]]\nid = \"x\"\nburden = 0",
        "[[condition]]\nid = \"x\"\ntext = \"a\\u0000b\"",
        "[[condition]]\nid = \"x\"\nimplies = \"ground\"",
        "[[place]]\nid = \"x\"\nat = [136.2, 37.1]",
        "[[place]]\nid = \"x\"\nat = [36.2]",
        "[[provision]]\nid = \"p\"\nfrom = \"soon\"",
        "[[provision]]\nid = \"p\"\nstatus = \"anounced\"",
        "[[committee]]\nid = \"c\"\non = [\"acept\"]",
        "[[quote]]\nspeaker = \"S\"",
        "[[quote]]\nsaid = \"S\"\nspan = [9]",
        "[[quote]]\nsaid = \"S\"\nmode = \"written\"",
        "[[stance]]\nbody = \"council\"",
        "[[stance]]\nbody = \"council\"\nsays = \"accept\"\nversion = 0",
        "[[stance]]\nbody = \"council\"\nsays = \"accept\"\nstanding = \"sure\"",
        "[[stance]]\nbody = \"council\"\nsays = \"accept\"\nconfidential = \"yes\"",
        "[rule]\nrequires = [{ measure = \"bodies\" }]",
        "[rule]\nrequires = [{ at_least = 1, more_than = 1 }]",
        "[rule]\nrequires = [{ at_least = \"half\" }]",
        "[rule]\nrequires = [{ at_least = 0.5 }]",
        "[rule]\nrequires = [{ at_least = 1, of = \"all\" }]",
        "[rule]\nquorum = { at_least = \"1/2\", of = \"cast\" }",
        "[rule]\nrequires = [{ at_least = 1 }]\n[[rule.alternative]]\nrequires = [{ at_least = 1 }]",
        "[[rule.alternative]]\nname = \"free\"",
        "[rule]\nfallback = \"maybe\"",
        "[rule]\nmax_objections = -1",
        "[game]\nplayers = []",
        "[[game.player]]\nid = \"a\"\noptions = \"keep\"",
        "[[game.player]]\nid = \"a\"\noptions = [\"keep\"]\nranking = [[\"keep\"]]",
        "[game]\nirreversible = [\"keep sideways\"]\n[[game.player]]\nid = \"a\"\noptions = [\"keep\"]",
        "[stress]\npack = \"truce\"",
        "[[stress.allow]]\nrule = \"no-end\"",
        "[[commitment]]\nid = \"x\"\nobliged = [\"council\"]\nkind = \"refrain\"\nindicator = {}",
        "[[commitment]]\nid = \"x\"\nobliged = []\nkind = \"abstain\"\nindicator = {}",
        "[[commitment]]\nid = \"x\"\nobliged = [\"council\"]\nkind = \"abstain\"\nindicator = { within_days = 0 }",
        "[[commitment]]\nid = \"x\"\nobliged = [\"council\"]\nkind = \"abstain\"\nindicator = {}\nbaseline = { count = 3 }",
    ];
    for addition in additions {
        let source = format!("{CASE}{addition}\n");
        assert!(read(source.as_bytes()).dossier.is_none(), "{addition}");
        assert!(misfit(&schema, &json_of(&source)).is_some(), "{addition}");
    }
}

#[test]
fn the_reading_of_the_example_report_fits() {
    let text = fs::read_to_string(top().join("examples/report-ar.txt")).unwrap();
    let reading = read_report(&text, &Report::default());
    assert!(reading.frames.len() > 5);
    assert_eq!(misfit(&super::reading(), &serde_json::to_value(reading).unwrap()), None);
}

#[test]
fn what_the_example_reports_tell_fits() {
    let dossier = read(&fs::read(top().join("examples/follow-up.toml")).unwrap()).dossier.unwrap();
    let bytes = fs::read(top().join("examples/reports.csv")).unwrap();
    let today = followup::calendar::Day::new(2031, 4, 22).unwrap();
    let order = followup::calendar::Order::Plain;
    let source = followup::Source { bytes: &bytes, today, columns: &[], order, points: &[] };
    let reports = followup::read(&source).unwrap();
    let told = followup::follow(&dossier, &reports, &bytes, &followup::Options::new(today)).unwrap();
    assert!(told.doubts.len() > 5 && told.alike.found > 0);
    assert_eq!(misfit(&super::follow(), &serde_json::to_value(told).unwrap()), None);
}
