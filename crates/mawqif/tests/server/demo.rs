//! The demo: positions first, then a server with a token for each role, which ends with its input.

use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};

use serde_json::Value;

use crate::client::Ask;

/// Four thousand people who do not exist have voted in the first case, and say which of its packages is the better one.
fn the_base_was_asked(site: std::net::SocketAddr, token: &str) {
    let ask = |path: &str| {
        let path = format!("/api/cases/wadi-nahr/consultations{path}");
        Ask { method: "GET", path: &path, token: Some(token), ..Ask::default() }.send(site)
    };
    // Results are worked out beside the votes, so that the first of them may have been before the last ballot.
    let told = loop {
        let told = ask("/1/results").of(200);
        if told["opinion"]["participants"] == 4_000 {
            break told;
        }
        std::thread::sleep(std::time::Duration::from_millis(200));
    };
    let base = ask("/1/base").of(200)["base"].clone();
    assert_eq!(told["opinion"]["certificate"]["is_stable"], true, "{}", told["opinion"]["certificate"]);
    let groups: Vec<u64> =
        told["opinion"]["groups"].as_array().unwrap().iter().filter_map(|it| it["people"].as_u64()).collect();
    assert_eq!(groups.len(), 3, "{groups:?}");
    let share = |cell: &Value| cell["agree"].as_f64().unwrap() / cell["voted"].as_f64().unwrap();
    let wanted = |id: &str| {
        let all = base["conditions"].as_array().unwrap();
        let it = all.iter().find(|it| it["condition"] == id).unwrap();
        it["groups"].as_array().unwrap().iter().map(share).collect::<Vec<f64>>()
    };
    for id in ["routes", "detainees"] {
        assert!(wanted(id).iter().all(|it| *it > 0.7), "{id}: {:?}", wanted(id));
    }
    assert!(wanted("un-force").iter().any(|it| *it < 0.1), "{:?}", wanted("un-force"));
    // Nine burdens carry, eleven carry more people, and a twelfth carries no more of them.
    let content = |extra: &[&str]| {
        let is_it = |it: &&Value| {
            let has = |id: &&str| it["package"].as_array().unwrap().iter().any(|own| own == *id);
            ["ground", "monitors", "routes", "response"].iter().chain(extra).all(has)
                && it["package"].as_array().unwrap().len() == 4 + extra.len()
        };
        let package = base["packages"].as_array().unwrap().iter().find(is_it).unwrap();
        package["all"]["content"].as_u64().unwrap()
    };
    let by_burden = [content(&[]), content(&["detainees"]), content(&["detainees", "no-amnesty"])];
    assert!(by_burden[1] > by_burden[0] + 200 && by_burden[1] >= by_burden[2], "{by_burden:?}");
}

#[test]
fn the_demo_serves_its_cases_to_each_role_until_its_input_ends() {
    let mut demo = Command::new(env!("CARGO_BIN_EXE_mawqif"))
        .arg("demo")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut site, mut tokens, mut links) = (None, Vec::new(), Vec::new());
    for line in BufReader::new(demo.stdout.take().unwrap()).lines() {
        let line = line.unwrap();
        if let Some(place) = line.strip_prefix("The API listens at http://") {
            site = place.split(';').next().unwrap().parse().ok();
        }
        if line.starts_with("  http://") {
            links.push(line.trim().split_once("/enter/").unwrap().1.to_owned());
        }
        if let Some(token) = line.strip_prefix("  mawqif_") {
            tokens.push(format!("mawqif_{token}"));
        }
        if line.starts_with("The server ends with") {
            break;
        }
    }
    let site = site.unwrap();
    assert_eq!(
        tokens.len(),
        3 * 8 + 1,
        "two secretaries, three delegates, three guests; one of the committee"
    );
    let mut roles = Vec::new();
    for token in &tokens {
        let cases = Ask { method: "GET", path: "/api/cases", token: Some(token), ..Ask::default() };
        let cases = cases.send(site).of(200)["cases"].clone();
        assert_eq!(cases.as_array().unwrap().len(), 1, "{cases}");
        let case = cases[0]["id"].as_str().unwrap();
        for role in cases[0]["roles"].as_array().unwrap() {
            // Whoever sits in the committee finds a trigger that waits for them.
            if role["role"] == "committee" {
                let path = format!("/api/cases/{case}");
                let whole = Ask { method: "GET", path: &path, token: Some(token), ..Ask::default() };
                let trigger = whole.send(site).of(200)["follow_up"]["triggers"]["1"].clone();
                assert_eq!(trigger["inputs"]["cause"]["trigger"], "red-line", "{trigger}");
                assert!(trigger["answer"].is_null(), "{trigger}");
            }
            roles.push(format!("{case}: {}", role["role"].as_str().unwrap()));
        }
    }
    roles.sort_unstable();
    roles.dedup();
    let all = ["delegate", "observer", "participant", "reporter", "secretariat"];
    let of = |case: &str| all.map(|role| format!("{case}: {role}"));
    let mut expected = [of("kilis"), of("wadi-nahr"), of("wadi-nahr-agreed")].concat();
    expected.push("wadi-nahr-agreed: committee".to_owned());
    expected.sort_unstable();
    assert_eq!(roles, expected, "every role that there is");
    // What was decided in the third case can be read by everybody.
    let path = "/api/public/cases/wadi-nahr-agreed/statements";
    let told = Ask { method: "GET", path, ..Ask::default() }.send(site).of(200);
    assert!(told["statements"][0]["text"]["en"].as_str().unwrap().contains("1. "), "{told}");
    the_base_was_asked(site, &tokens[0]);
    assert_eq!(links.len(), tokens.len());
    // A link shows a page however often, and signs in once, and only from that page.
    let path = format!("/enter/{}", links[0]);
    let ours = vec![("Sec-Fetch-Site", "same-origin"), ("Content-Type", "application/x-www-form-urlencoded")];
    let sent = |headers: Vec<(&'static str, &'static str)>| {
        Ask { method: "POST", path: &path, headers, body: Some(b""), ..Ask::default() }.send(site).status
    };
    for _ in 0..2 {
        assert_eq!(Ask { method: "GET", path: &path, ..Ask::default() }.send(site).status, 200);
    }
    assert_eq!(sent(Vec::new()), 403);
    assert_eq!([sent(ours.clone()), sent(ours)], [303, 410]);
    drop(demo.stdin.take());
    assert!(demo.wait().unwrap().success());
}
