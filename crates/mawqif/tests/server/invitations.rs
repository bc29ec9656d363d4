//! Invitations: each opens one door, once, in time, to whom it is for.

use mawqif_core::record::hash::Hash;
use mawqif_store::{AccountId, CaseId, Invitation, Store};
use serde_json::json;

use crate::place::{PASSWORD, Place, newcomer, stories};

stories!(
    an_invitation_is_used_once,
    what_has_ended_or_was_taken_back_opens_nothing,
    what_is_for_one_account_is_for_no_other,
    an_account_is_helped_by_whoever_runs_the_server,
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
    let observers = || {
        let case = server.get(&salma, "/api/cases/ours").of(200);
        case["observers"].as_array().unwrap().len()
    };
    assert_eq!(observers(), 1);
    let id = invited["id"].as_str().unwrap();
    server.delete(&salma, &format!("{path}/{id}")).of(204);
    assert_eq!(observers(), 0);
    let path = format!("/api/invitations/{link}");
    assert_eq!(server.post(None, &path, &newcomer("eve")).problem(404), "no-such-invitation");
}

fn what_is_for_one_account_is_for_no_other(place: Place) {
    let (omars, _) = place.account("omar", &[]);
    let (_, faris) = place.account("faris", &["--opens", "theirs"]);
    let (_, salma) = place.account("salma", &["--opens", "ours"]);
    let server = place.serve(&[]);
    let wish = json!({ "role": "observer", "address": "Omar@example.org" });
    let (link, invited) = server.invite(&salma, "ours", &wish);
    assert_eq!(invited["account"], omars.as_str());
    let path = format!("/api/invitations/{link}");
    // Faris has it forwarded, with an account and without one.
    assert_eq!(server.post(Some(&faris), &path, &json!({})).problem(403), "invitation-foreign");
    assert_eq!(server.post(None, &path, &newcomer("eve")).problem(403), "invitation-foreign");
    assert_eq!(server.get(&faris, "/api/cases/ours").problem(404), "not-found");
    // And he neither sees nor takes back what is another coalition's.
    let id = invited["id"].as_str().unwrap();
    for case in ["ours", "theirs"] {
        let path = format!("/api/cases/{case}/invitations/{id}");
        assert_eq!(server.delete(&faris, &path).problem(404), "not-found");
    }
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
