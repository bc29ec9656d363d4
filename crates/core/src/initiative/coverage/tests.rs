//! The matrix and what would mend it: the show case, places and periods, and a brute force over all sets.

use super::{Coverage, Draft, Element, Standing, coverage};
use crate::{
    dossier::{Dossier, read},
    initiative::{lint::vocabulary::Vocabulary, stability::tests::games::Dice},
};

fn dossier(source: &str) -> Dossier {
    let reading = read(source.as_bytes());
    reading.dossier.unwrap_or_else(|| panic!("{source}\n{:?}", reading.problems))
}

fn covered(source: &str) -> Coverage {
    let dossier = dossier(&format!("mawqif = 1\n[initiative]\nid = \"x\"\n{source}"));
    coverage(&dossier, &Vocabulary::of(&dossier))
}

#[test]
fn the_show_case_is_partial_as_the_story_tells_it() {
    let dossier = dossier(include_str!("../../../../../examples/wadi-nahr.toml"));
    let coverage = coverage(&dossier, &Vocabulary::of(&dossier));
    let verdict = &coverage.verdict;
    assert!(!verdict.is_watertight);
    assert_eq!((verdict.harms, verdict.covered, verdict.partial, verdict.open), (4, 0, 1, 3));
    assert_eq!((verdict.verified, verdict.answered, verdict.sides_bound), (0, 0, 1));
    let shelling = &coverage.harms[0].cells[0].slots[0];
    assert_eq!(shelling.missing, [Element::Verifier, Element::Response]);
    // What the coalition asks for in the trade of burden 11 would make it watertight, and nothing less.
    let mend = coverage.mend.unwrap();
    let ids: Vec<&str> = mend.conditions.iter().map(|id| id.as_str()).collect();
    assert_eq!(ids, ["ground", "monitors", "routes", "detainees", "response"]);
    assert_eq!((mend.burden, mend.drafts.len(), mend.is_least), (11, 0, true));
    let brings = |id: &str| coverage.conditions.iter().find(|it| it.condition.as_str() == id).unwrap();
    assert_eq!((brings("ground").opened, brings("ground").elements.len()), (1, 0));
    assert_eq!(brings("monitors").elements, [Element::Verifier]);
    assert_eq!(brings("response").elements, [Element::Response]);
    assert_eq!(brings("un-force").elements, []);
}

const PLACES: &str = "[[place]]\nid = \"city\"\n[[place]]\nid = \"north\"\nwithin = \"city\"\n\
    [[place]]\nid = \"south\"\nwithin = \"city\"\n[[party]]\nid = \"g\"\n[[harm]]\nid = \"h\"\n";

fn provision(id: &str, more: &str) -> String {
    format!(
        "[[provision]]\nid = \"{id}\"\nobliged = [\"g\"]\nstops = [\"h\"]\nverified_by = \"v\"\non_breach = \"r\"\n{more}\n"
    )
}

#[test]
fn a_place_within_another_is_covered_with_it_and_not_the_other_way_round() {
    let standings = |of: &str| -> Vec<Standing> {
        let source = format!(
            "scope = [\"city\"]\n{PLACES}{}",
            provision("p", &format!("where = [\"{of}\"]\nfrom = 2031-01-01"))
        );
        covered(&source).harms[0].cells.iter().map(|cell| cell.standing).collect()
    };
    assert_eq!(standings("city"), [Standing::Covered, Standing::Covered]);
    assert_eq!(standings("south"), [Standing::Open, Standing::Covered]);
}

#[test]
fn a_cell_is_as_good_as_its_worst_period() {
    let two = |second: &str| {
        let source = format!(
            "{PLACES}{}{}",
            provision("p", "where = [\"city\"]\nfrom = 2031-01-01\nuntil = 2031-01-31"),
            provision("q", &format!("where = [\"city\"]\nfrom = {second}\nuntil = 2031-03-31"))
        );
        covered(&source)
    };
    let apart = two("2031-02-15");
    assert_eq!(apart.periods.len(), 3);
    let slots: Vec<Standing> = apart.harms[0].cells[0].slots.iter().map(|slot| slot.standing).collect();
    assert_eq!(slots, [Standing::Covered, Standing::Open, Standing::Covered]);
    assert_eq!(apart.harms[0].standing, Standing::Partial);
    assert!(!apart.verdict.is_watertight);
    let joined = two("2031-02-01");
    assert_eq!(joined.periods.len(), 2);
    assert!(joined.verdict.is_watertight && joined.mend.is_none());
}

#[test]
fn what_was_turned_down_does_not_count() {
    let source =
        format!("{PLACES}{}", provision("p", "where = [\"city\"]\nfrom = 2031-01-01\nstatus = \"rejected\""));
    assert_eq!(covered(&source).harms[0].standing, Standing::Open);
}

#[test]
fn what_no_condition_brings_is_drafted() {
    let source = "[[party]]\nid = \"g\"\n[[harm]]\nid = \"h\"\n[[provision]]\nid = \"p\"\nobliged = [\"g\"]\nstops = [\"h\"]\nverified_by = \"v\"\n";
    let mend = covered(source).mend.unwrap();
    assert!(mend.conditions.is_empty() && mend.is_least);
    // A whole new provision is one thing to draft, three amendments are three.
    assert_eq!(mend.drafts, [Draft::Provision { harm: crate::text::Id::new("h").unwrap() }]);
    let one = format!(
        "{PLACES}{}",
        provision("p", "where = [\"city\"]\nfrom = 2031-01-01").replace("on_breach = \"r\"\n", "")
    );
    assert_eq!(covered(&one).mend.unwrap().drafts.len(), 1);
}

#[test]
fn the_dossier_can_say_what_brings_verifiers_against_the_words() {
    let source = |section: &str| {
        format!(
            "[[party]]\nid = \"g\"\n[[place]]\nid = \"city\"\n[[harm]]\nid = \"h\"\n{}{section}[[condition]]\nid = \"c\"\ntext = \"Monitors.\"\n\
             [[condition]]\nid = \"d\"\n",
            provision("p", "where = [\"city\"]\nfrom = 2031-01-01").replace("verified_by = \"v\"\n", "")
        )
    };
    let chosen = |section: &str| covered(&source(section)).mend.unwrap().conditions;
    assert_eq!(chosen("")[0].as_str(), "c");
    assert_eq!(chosen("[stress]\nverifies = [\"d\"]\n")[0].as_str(), "d");
}

#[test]
fn an_offer_without_harms_has_nothing_to_cover_and_is_not_called_watertight() {
    let coverage = covered("[[provision]]\nid = \"p\"\n");
    assert!(!coverage.verdict.is_watertight && coverage.mend.is_none() && coverage.harms.is_empty());
}

#[test]
fn the_least_set_is_the_least_of_all_sets() {
    let mut dice = Dice(23);
    let mut settled_by_conditions = 0;
    for _ in 0..60 {
        let harms = 1 + dice.roll(3);
        let conditions = 2 + dice.roll(4);
        let mut source = String::from("[[party]]\nid = \"g\"\n[[place]]\nid = \"city\"\n");
        for harm in 0..harms {
            source += &format!("[[harm]]\nid = \"h{harm}\"\n");
            if dice.roll(2) == 0 {
                source += &format!(
                    "[[provision]]\nid = \"p{harm}\"\nobliged = [\"g\"]\nwhere = [\"city\"]\nfrom = 2031-01-01\nstops = [\"h{harm}\"]\n{}",
                    if dice.roll(2) == 0 { "verified_by = \"v\"\n" } else { "" }
                );
            }
        }
        let (mut burdens, mut stops, mut verifies, mut responds) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for condition in 0..conditions {
            burdens.push(1 + dice.roll(4));
            let own: Vec<usize> = (0..harms).filter(|_| dice.roll(2) == 0).collect();
            let ids: Vec<String> = own.iter().map(|harm| format!("\"h{harm}\"")).collect();
            source += &format!(
                "[[condition]]\nid = \"c{condition}\"\nburden = {}\nstops = [{}]\n",
                burdens[condition],
                ids.join(", ")
            );
            stops.push(own);
            verifies.push(condition == 0 || dice.roll(4) == 0);
            responds.push(condition == 1 || dice.roll(4) == 0);
        }
        let named = |which: &[bool]| {
            let ids = which.iter().enumerate().filter(|(_, is)| **is).map(|(at, _)| format!("\"c{at}\""));
            ids.collect::<Vec<_>>().join(", ")
        };
        source +=
            &format!("[stress]\nverifies = [{}]\nresponds = [{}]\n", named(&verifies), named(&responds));
        let coverage = covered(&source);
        let Some(mend) = coverage.mend.clone() else {
            assert!(coverage.verdict.is_watertight);
            continue;
        };
        // Every set of conditions, by the letter of what covers a harm.
        let covers = |set: usize| {
            let has = |which: &[bool]| (0..conditions).any(|at| set >> at & 1 == 1 && which[at]);
            coverage.harms.iter().enumerate().all(|(harm, row)| {
                let slot = &row.cells[0].slots[0];
                let by_provision = slot.by.is_some()
                    && (!slot.missing.contains(&Element::Verifier) || has(&verifies))
                    && (!slot.missing.contains(&Element::Response) || has(&responds));
                let by_condition = (0..conditions).any(|at| set >> at & 1 == 1 && stops[at].contains(&harm));
                by_provision || (by_condition && has(&verifies) && has(&responds))
            })
        };
        let burden =
            |set: usize| (0..conditions).filter(|at| set >> at & 1 == 1).map(|at| burdens[at]).sum::<usize>();
        let least = (0..1_usize << conditions).filter(|set| covers(*set)).map(burden).min();
        if let Some(least) = least {
            assert!(mend.drafts.is_empty(), "{source}");
            assert_eq!(usize::try_from(mend.burden).unwrap(), least, "{source}");
            settled_by_conditions += 1;
        } else {
            assert!(!mend.drafts.is_empty(), "{source}");
        }
    }
    assert!(settled_by_conditions > 15, "{settled_by_conditions}");
}
