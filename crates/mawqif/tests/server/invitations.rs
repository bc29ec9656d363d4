//! Invitations: each opens one door, once, in time, to whom it is for.

use mawqif_core::record::hash::Hash;
use mawqif_store::{AccountId, CaseId, Invitation, Store};
use serde_json::json;

use crate::place::{PASSWORD, Place, example, newcomer, offer, stories};

stories!(
    an_invitation_is_used_once,
    what_has_ended_or_was_taken_back_opens_nothing,
    whoever_has_an_account_accepts_by_it,
    a_newcomer_may_give_an_address_that_is_taken,
    an_account_is_helped_by_whoever_runs_the_server,
    each_link_is_about_its_own_body,
    a_secretary_who_waits_to_be_confirmed_is_told_so_and_can_be_taken_back,
    addresses_are_read_as_those_of_accounts,
    another_password_ends_tokens,
);

fn an_invitation_is_used_once(place: Place) {
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let server = place.serve(&[]);
    let (link, invited) = server.invite(&salma, "ours", &json!({ "role": "observer" }));
    let path = format!("/api/invitations/{link}");
    let looked = server.get_openly(&path).of(200);
    assert_eq!(
        (&looked["case"], &looked["role"], &looked["used"]),
        (&"ours".into(), &"observer".into(), &json!(null))
    );

    // What was typed badly leaves the link good.
    let weak = json!({ "name": "Omar", "address": "omar@example.org", "password": "password1234" });
    assert_eq!(server.post(None, &path, &weak).problem(422), "password-common");
    let accepted = server.post(None, &path, &newcomer("omar")).of(201);
    assert_eq!(accepted["account"], invited["account"]);
    let session = accepted["session"]["token"].as_str().unwrap().to_owned();
    assert_eq!(server.get(&session, "/api/cases/ours").of(200)["roles"][0]["role"], "observer");

    // Whoever comes second is told so; whoever has used it may come again.
    assert_eq!(server.post(None, &path, &newcomer("eve")).problem(410), "invitation-used");
    assert_eq!(server.get_openly(&path).problem(410), "invitation-used");
    assert_eq!(server.post(Some(&session), &path, &json!({})).of(201)["account"], accepted["account"]);
    assert_eq!(server.get_openly("/api/invitations/forged").problem(404), "no-such-invitation");
    let log_in = json!({ "address": "eve@example.org", "password": PASSWORD });
    assert_eq!(server.post(None, "/api/log-in", &log_in).problem(401), "wrong-credentials");
    let log_in = json!({ "address": "OMAR@example.org", "password": PASSWORD });
    server.post(None, "/api/log-in", &log_in).of(200);
}

fn what_has_ended_or_was_taken_back_opens_nothing(place: Place) {
    let (salmas, salma) = place.account("salma", &["--opens", "ours"]);
    // Nobody waits 72 hours: an invitation is stored that has ended.
    let invitation = Invitation {
        token: Hash::of(&[b"mawqif ", b"invitation", b"\0", b"late"]),
        case: CaseId::new("ours").unwrap(),
        role: "observer".to_owned(),
        body: None,
        account: AccountId::new(&salmas).unwrap(),
        expires: 1_417_872_600_000_000,
        used: None,
        accepted_by: None,
    };
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
        let store = Store::open(&place.address()).await.unwrap();
        store.create_invitation(&invitation).await.unwrap();
        store.close().await;
    });
    let server = place.serve(&[]);
    let late = "/api/invitations/late";
    assert_eq!(server.get_openly(late).problem(410), "invitation-ended");
    assert_eq!(server.post(None, late, &newcomer("eve")).problem(410), "invitation-ended");

    let wish = json!({ "role": "delegate", "body": "nobody" });
    let path = "/api/cases/ours/invitations";
    assert_eq!(server.post(Some(&salma), path, &wish).problem(422), "unknown");
    let (link, invited) = server.invite(&salma, "ours", &json!({ "role": "observer" }));
    let awaited = || {
        let case = server.get(&salma, "/api/cases/ours").of(200);
        case["awaited"].as_array().unwrap().len()
    };
    assert_eq!(awaited(), 1);
    let id = invited["id"].as_str().unwrap();
    server.delete(&salma, &format!("{path}/{id}")).of(204);
    assert_eq!(awaited(), 0);
    let path = format!("/api/invitations/{link}");
    assert_eq!(server.post(None, &path, &newcomer("eve")).problem(404), "no-such-invitation");
}

/// Whoever invites an address learns nothing of accounts, and whoever has one takes it by that: the record
/// says so.
fn whoever_has_an_account_accepts_by_it(place: Place) {
    let (_, faris) = place.account("faris", &["--opens", "theirs"]);
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let server = place.serve(&[]);
    let (link, _) = server.invite(&faris, "theirs", &json!({ "role": "observer" }));
    let made = server.post(None, &format!("/api/invitations/{link}"), &newcomer("omar")).of(201);
    let (omars, omar) = (made["account"].as_str().unwrap(), made["session"]["token"].as_str().unwrap());
    let wish = json!({ "role": "observer", "address": "Omar@example.org" });
    let (link, invited) = server.invite(&salma, "ours", &wish);
    assert_ne!(invited["account"], omars);
    // Without the link nobody takes it, whoever asks.
    let act = json!({ "act": "take-invitation", "invited": invited["account"] });
    assert_eq!(server.post(Some(&salma), "/api/cases/ours/acts", &act).problem(422), "unknown");
    // Another coalition's secretary neither sees it nor takes it back.
    let id = invited["id"].as_str().unwrap();
    for case in ["ours", "theirs"] {
        let path = format!("/api/cases/{case}/invitations/{id}");
        assert_eq!(server.delete(&faris, &path).problem(404), "not-found");
    }
    let path = format!("/api/invitations/{link}");
    for _ in 0..2 {
        let accepted = server.post(Some(omar), &path, &json!({})).of(201);
        assert_eq!((&accepted["account"], &accepted["confirmed"]), (&omars.into(), &true.into()));
    }
    assert_eq!(server.get(omar, "/api/cases/ours").of(200)["roles"][0]["role"], "observer");
    let case = server.get(&salma, "/api/cases/ours").of(200);
    assert!(case["awaited"].as_array().unwrap().is_empty());
    assert_eq!(server.post(Some(&faris), &path, &json!({})).problem(410), "invitation-used");
}

/// An address that is taken makes an account as one that is free does.
fn a_newcomer_may_give_an_address_that_is_taken(place: Place) {
    let (omars, _) = place.account("omar", &[]);
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let server = place.serve(&[]);
    let (link, invited) = server.invite(&salma, "ours", &json!({ "role": "observer" }));
    let path = format!("/api/invitations/{link}");
    let accepted = server.post(None, &path, &newcomer("omar")).of(201);
    assert_eq!(accepted["account"], invited["account"]);
    assert_ne!(accepted["account"], omars.as_str());
    let log_in = json!({ "address": "omar@example.org", "password": PASSWORD });
    let session = server.post(None, "/api/log-in", &log_in).of(200);
    let me = server.get(session["token"].as_str().unwrap(), "/api/me").of(200);
    assert_eq!(me["account"], invited["account"]);
    // Whoever runs the server is told that there are two.
    let mut shut = server.place.command(&["account", "shut", "omar@example.org"]);
    let shut = shut.stderr(std::process::Stdio::piped()).output().unwrap();
    let told = String::from_utf8(shut.stderr).unwrap();
    assert!(told.contains(omars.as_str()) && told.contains(invited["account"].as_str().unwrap()), "{told}");
    server.post(None, "/api/log-in", &log_in).of(200);
    let id = invited["account"].as_str().unwrap();
    assert!(server.place.command(&["account", "shut", id]).output().unwrap().status.success());
    assert_eq!(server.post(None, "/api/log-in", &log_in).problem(401), "wrong-credentials");
}

fn an_account_is_helped_by_whoever_runs_the_server(place: Place) {
    let (_, omar) = place.account("omar", &["--opens", "ours"]);
    let helped = |words: &[&str]| place.command(&[&["account"], words].concat()).output().unwrap();
    assert!(helped(&["shut", "omar@example.org"]).status.success());
    assert_eq!(helped(&["shut", "nobody@example.org"]).status.code(), Some(1));
    let short = helped(&["set-password", "omar@example.org"]);
    assert_eq!(short.status.code(), Some(1), "an empty password is no password");
    let mut again = place.command(&["account", "reopen", "omar@example.org"]);
    let server = place.serve(&[]);
    // What was opened meanwhile by another process is so for the server at once.
    assert_eq!(server.get(&omar, "/api/cases").problem(401), "not-signed-in");
    assert!(again.output().unwrap().status.success());
    let reset = server.place.command(&["account", "reset-codes", "omar@example.org"]).output().unwrap();
    assert!(reset.status.success());
}

fn each_link_is_about_its_own_body(place: Place) {
    let (_, omar) = place.account("omar", &["--opens", "theirs"]);
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let server = place.serve(&[]);
    server.import(&salma, "ours", &offer()).of(201);
    // Omar has a session by accepting something else first.
    let (link, _) = server.invite(&omar, "theirs", &json!({ "role": "observer" }));
    let nour = server.post(None, &format!("/api/invitations/{link}"), &newcomer("nour")).of(201);
    let nour = nour["session"]["token"].as_str().unwrap();
    let wish = |body: &str| json!({ "role": "delegate", "body": body, "address": "nour@example.org" });
    let (_, union) = server.invite(&salma, "ours", &wish("relief-union"));
    let (network, _) = server.invite(&salma, "ours", &wish("women-network"));
    let mandates = || {
        let case = server.get(&salma, "/api/cases/ours").of(200);
        let told = case["mandates"].as_object().unwrap().values().map(|it| {
            let word = |name: &str| !it[name].is_null();
            (it["body"].as_str().unwrap().to_owned(), word("accepted"), word("ended"))
        });
        told.collect::<Vec<_>>()
    };
    let accepted = server.post(Some(nour), &format!("/api/invitations/{network}"), &json!({})).of(201);
    assert_eq!((&accepted["body"], &accepted["confirmed"]), (&"women-network".into(), &true.into()));
    let union_waits = ("relief-union".to_owned(), false, false);
    let network_counts = ("women-network".to_owned(), true, false);
    assert_eq!(mandates(), [union_waits, network_counts.clone()]);
    let path = format!("/api/cases/ours/invitations/{}", union["id"].as_str().unwrap());
    server.delete(&salma, &path).of(204);
    assert_eq!(mandates(), [("relief-union".to_owned(), false, true), network_counts]);
}

fn a_secretary_who_waits_to_be_confirmed_is_told_so_and_can_be_taken_back(place: Place) {
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let server = place.serve(&[]);
    server.import(&salma, "ours", &example("wadi-nahr.toml")).of(201);
    let invite = || server.invite(&salma, "ours", &json!({ "role": "secretariat" }));
    let accept = |link: &str, name: &str| {
        server.post(None, &format!("/api/invitations/{link}"), &newcomer(name)).of(201)
    };
    // The second is let in by the first, who is alone; from then on two are needed.
    assert_eq!(accept(&invite().0, "amal")["confirmed"], true);
    let (link, _) = invite();
    let waits = accept(&link, "omar");
    assert_eq!((&waits["role"], &waits["confirmed"]), (&"secretariat".into(), &false.into()));
    let (link, invited) = invite();
    let proposals = || {
        let case = server.get(&salma, "/api/cases/ours").of(200);
        case["proposals"].as_object().unwrap().len()
    };
    assert_eq!(proposals(), 2);
    let path = format!("/api/cases/ours/invitations/{}", invited["id"].as_str().unwrap());
    server.delete(&salma, &path).of(204);
    assert_eq!(proposals(), 1, "nobody can confirm any more what was taken back");
    let path = format!("/api/invitations/{link}");
    assert_eq!(server.post(None, &path, &newcomer("eve")).problem(404), "no-such-invitation");
}

fn addresses_are_read_as_those_of_accounts(place: Place) {
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let server = place.serve(&[]);
    let wish = json!({ "role": "observer", "address": " OMAR@example.org\t" });
    server.invite(&salma, "ours", &wish);
    let path = "/api/cases/ours/invitations";
    let wish = json!({ "role": "observer", "address": "omar@example.org\u{200b}" });
    assert_eq!(server.post(Some(&salma), path, &wish).problem(422), "not-an-address");
    // Nobody has mails sent to many addresses at once.
    let told: Vec<u16> = (0..60)
        .map(|number| {
            let wish =
                json!({ "role": "secretariat", "body": "none", "address": format!("a{number}@example.org") });
            server.post(Some(&salma), path, &wish).status
        })
        .collect();
    assert!(told.contains(&422) && !told.contains(&429), "what is refused anyhow takes no turn: {told:?}");
    let told: Vec<u16> = (0..60)
        .map(|number| {
            let wish = json!({ "role": "observer", "address": format!("a{number}@example.org") });
            server.post(Some(&salma), path, &wish).status
        })
        .collect();
    assert_eq!(told.iter().filter(|status| **status == 201).count(), 49, "{told:?}");
    assert_eq!(told.last(), Some(&429));
}

fn another_password_ends_tokens(place: Place) {
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let server = place.serve(&[]);
    server.get(&salma, "/api/cases/ours").of(200);
    let mut command = server.place.command(&["account", "set-password", "Salma@example.org"]);
    let mut child = command.stdin(std::process::Stdio::piped()).spawn().unwrap();
    std::io::Write::write_all(child.stdin.as_mut().unwrap(), b"nine pomegranate trees\n").unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(server.get(&salma, "/api/cases/ours").problem(401), "not-signed-in");
    let log_in = json!({ "address": "salma@example.org", "password": "nine pomegranate trees" });
    let session = server.post(None, "/api/log-in", &log_in).of(200);
    let none = json!({ "label": "nothing", "scopes": [], "days": 1 });
    let reply = server.post(session["token"].as_str(), "/api/me/tokens", &none);
    assert_eq!(reply.problem(422), "body");
}
