//! Sheets: what is entered through them, what is told of what is wrong, and that nothing is entered twice.

use axum::http::StatusCode;
use mawqif_core::{
    case::{Act, CaseId, Stage},
    text::Id,
};
use mawqif_store::Session;

use super::{From, Pages, SHEETS, addresses};
use crate::{
    api::tests::place::{OURS, Shown, caller},
    desk::people::DAY,
};

const SECRETARY: Shown = Shown::Session("salma");

/// The value of a hidden field.
pub(super) fn field(text: &str, name: &str) -> String {
    let begin = format!("name=\"{name}\" value=\"");
    text.split(&begin).nth(1).unwrap().split('"').next().unwrap().to_owned()
}

impl Pages {
    /// Opens a case of its own for Salma by form, and gives its address.
    async fn opened(&mut self) -> String {
        let fields = [("title.en", "An offer"), ("title.ar", ""), ("key", "open")];
        let done = self.post(SECRETARY, From::OurPage, "/new-case", &fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        done.header("location").split('?').next().unwrap().to_owned()
    }

    async fn entered(&mut self, path: &str, fields: &[(&str, &str)]) -> String {
        let done = self.post(SECRETARY, From::OurPage, path, fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{path}: {}", done.text);
        done.header("location").to_owned()
    }
}

#[tokio::test]
async fn every_page_of_an_empty_case_says_what_comes_first() {
    let mut pages = Pages::new().await;
    let case = pages.opened().await;
    // Sent once more, it is the same case.
    let cases = pages.place.desk.all().len();
    assert_eq!(pages.opened().await, case);
    assert_eq!(pages.place.desk.all().len(), cases);
    for page in
        ["", "/initiative", "/initiative/versions", "/bodies", "/rule", "/changes", "/conditions", "/stances"]
    {
        let answer = pages.get(SECRETARY, &format!("{case}{page}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{page}");
        let tells = ["notice", "rule-lines", "way"].map(|class| format!("class=\"{class}\""));
        let tells = tells.iter().any(|it| answer.text.contains(it));
        assert!(tells, "{page}: {}", answer.text);
    }
    let way = pages.get(SECRETARY, &case).await.text;
    assert!(
        way.contains("aria-current=\"step\"")
            && way.contains(&format!("href=\"{case}/initiative/offer#edit\""))
    );
    for (end, _) in SHEETS {
        for path in addresses(&format!("/cases/{{case}}{end}"), case.strip_prefix("/cases/").unwrap()) {
            let answer = pages.get(SECRETARY, &path).await;
            // What does not exist yet cannot be changed.
            assert!(matches!(answer.status, StatusCode::OK | StatusCode::NOT_FOUND), "{path}");
        }
    }
    let unnamed = pages.post(SECRETARY, From::OurPage, "/new-case", &[("title.en", " ")]).await;
    assert_eq!(unnamed.status, StatusCode::UNPROCESSABLE_ENTITY);
    let foreign = pages.get(Shown::Session("oscar"), "/new-case").await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN, "whoever runs no case opens none");
}

#[tokio::test]
async fn an_offer_is_entered_by_sheets_as_the_api_would() {
    let mut pages = Pages::new().await;
    let case = pages.opened().await;
    let on = |path: &str| format!("{case}{path}");
    let offer = [("title.en", "A freeze"), ("title.ar", "تجميد"), ("deadline", "٢٠٣١-٠٣-٠٨"), ("key", "a")];
    pages.entered(&on("/initiative/offer"), &offer).await;
    pages.entered(&on("/initiative/party"), &[("name.en", "The government"), ("key", "b")]).await;
    pages.entered(&on("/initiative/harm"), &[("name.ar", "القصف"), ("key", "c")]).await;
    let provision = [
        ("text.en", "For six weeks it stops."),
        ("obliged", "government"),
        ("stops", "القصف"),
        ("status", "announced"),
        ("from", "2031-03-10"),
        ("until", "2031-04-21"),
        ("key", "d"),
    ];
    let place = pages.entered(&on("/initiative/provision"), &provision).await;
    assert!(place.ends_with("#provisions"), "{place}");
    let body =
        [("name.en", "City Council"), ("chamber.new", "civil, political"), ("weight", "٤"), ("key", "e")];
    pages.entered(&on("/roll/body"), &[body.as_slice(), &[("measures", "seats 12")]].concat()).await;
    let rule = [
        ("requires.1.in", "civil"),
        ("requires.1.op", "at_least"),
        ("requires.1.quantity", "66.6٪"),
        ("requires.1.measure", "seats"),
        ("requires.1.of", "present"),
        ("max_objections", "0"),
        ("fallback", "none"),
        ("key", "f"),
    ];
    pages.entered(&on("/rule/choices"), &rule).await;
    let held = pages.place.desk.held(&CaseId::new(case.strip_prefix("/cases/").unwrap()).unwrap()).unwrap();
    let now = held.now();
    let dossier = now.dossier();
    assert_eq!(dossier.initiative.deadline.unwrap().to_string(), "2031-03-08");
    assert_eq!(dossier.initiative.title.in_language("ar"), "تجميد");
    let provision = &dossier.provisions[0];
    assert_eq!(provision.id.as_str(), "six-weeks-stops");
    assert_eq!(provision.obliged, [Id::new("government").unwrap()]);
    let body = &dossier.bodies[0];
    assert_eq!(
        (body.chambers.as_slice(), body.weight),
        (["civil", "political"].map(str::to_owned).as_slice(), 4)
    );
    assert_eq!(body.measures, [("seats".to_owned(), 12)]);
    let written = serde_json::to_value(&dossier.rule).unwrap();
    assert_eq!(
        written,
        serde_json::json!({
            "requires": [{ "in": "civil", "measure": "seats", "at_least": "333/500", "of": "present" }],
            "max_objections": 0,
            "fallback": "none",
        })
    );
    // The sheet of the rule says what is set; sent as it is, it sets the same.
    let sheet = pages.get(SECRETARY, &on("/rule/choices")).await.text;
    assert!(sheet.contains("value=\"333/500\"") && sheet.contains("value=\"present\" selected"));
    let words = pages.get(SECRETARY, &on("/rule/words")).await.text;
    assert!(words.contains("[rule]") && words.contains("333/500"), "{words}");
    // Changed in place, it keeps its short name and what the sheet does not show.
    let change = [("id.of", "six-weeks-stops"), ("text.en", "For eight weeks it stops."), ("key", "g")];
    pages.entered(&on("/initiative/provision"), &change).await;
    let now = held.now();
    assert_eq!(now.dossier().provisions.len(), 1);
    assert_eq!(now.dossier().provisions[0].text.in_language("en"), "For eight weeks it stops.");
    // A file taken home says the same.
    let file = pages.get(SECRETARY, &on("/dossier/file")).await;
    let read = mawqif_core::dossier::read(file.text.as_bytes()).dossier.unwrap();
    assert_eq!(read, *now.dossier());
}

#[tokio::test]
async fn a_sheet_that_is_sent_twice_enters_once_and_another_content_is_asked_about() {
    let mut pages = Pages::new().await;
    let path = format!("/cases/{OURS}/initiative/party");
    let before = pages.place.entries();
    let first = [("name.en", "The government"), ("id", "state"), ("key", "k")];
    let places = [pages.entered(&path, &first).await, pages.entered(&path, &first).await];
    assert_eq!(places[0], places[1]);
    assert_eq!(pages.place.entries(), before + 1);
    // Back, and something else in the same form.
    let other = [("name.en", "The army"), ("key", "k")];
    let answer = pages.post(SECRETARY, From::OurPage, &path, &other).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.text.contains("value=\"The army\"") && answer.text.contains("has been entered already"));
    assert_eq!(pages.place.entries(), before + 1);
    let key = field(&answer.text, "key");
    assert_ne!(key, "k");
    pages.entered(&path, &[("name.en", "The army"), ("key", &key)]).await;
    assert_eq!(pages.place.entries(), before + 2);
}

#[tokio::test]
async fn what_is_wrong_is_told_beside_its_field_with_everything_kept() {
    let mut pages = Pages::new().await;
    let before = pages.place.entries();
    let long = "x".repeat(2_000);
    for (sheet, fields, told) in [
        (
            "initiative/provision",
            vec![("text.en", ""), ("from", "2031-03-10")],
            "Something has to be written",
        ),
        ("initiative/provision", vec![("text.en", "w"), ("from", "soon")], "Write a day as"),
        (
            "initiative/provision",
            vec![("text.en", "w"), ("from", "2031-03-10"), ("until", "2031-03-09")],
            "The last day is before the first.",
        ),
        ("initiative/party", vec![("name.en", long.as_str())], "This is too long."),
        ("initiative/party", vec![("name.en", "w"), ("id", "a b")], "cannot stand in a short name"),
        ("initiative/party", vec![("name.en", "w"), ("id", "accept")], "means something in stances"),
        ("initiative/party", vec![("name.en", "w"), ("id", "gr\u{43E}und")], "or one that looks like it"),
        ("roll/body", vec![("name.en", "w"), ("weight", "many")], "Write a whole number here."),
        ("roll/body", vec![("name.en", "w"), ("measures", "twelve seats")], "is not a name and a number"),
        ("rule/choices", vec![("requires.1.quantity", "half")], "is no quantity"),
        ("rule/words", vec![("rule", "[rule]\nveto = [\"relief-unoin\"]")], "line \u{2068}2\u{2069}"),
        ("conditions/wording", vec![("by.1.text.en", "w")], "Choose at least one condition"),
        ("mandates/mandate", vec![("account", "nobody"), ("body", "relief-union")], "Choose somebody."),
    ] {
        let path = format!("/cases/{OURS}/{sheet}");
        let answer = pages.post(SECRETARY, From::OurPage, &path, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{sheet} {fields:?}: {}", answer.text);
        assert!(answer.text.contains(told), "{sheet} {fields:?}: {}", answer.text);
        // At the top with a way to the field, and beside the field.
        let (_, problems) = answer.text.split_once("id=\"problems\"").unwrap();
        assert!(problems.split("</ul>").next().unwrap().contains("<a href=\"#f-"), "{sheet}: {problems}");
        assert!(answer.text.contains("class=\"wrong\" id=\"p-"), "{sheet}");
        for (name, value) in &fields {
            let is_kept = value.is_empty()
                || answer.text.contains(&format!("value=\"{}\"", value.replace('"', "&#34;")))
                || answer.text.contains(&format!(">{}</textarea>", value.replace('"', "&#34;")));
            assert!(is_kept || *name == "account", "{sheet}: {name} is not kept");
        }
    }
    assert_eq!(pages.place.entries(), before);
}

#[tokio::test]
async fn a_hundred_conditions_stay_in_their_pages_and_are_found() {
    let mut pages = Pages::new().await;
    let case = pages.opened().await;
    let id = CaseId::new(case.strip_prefix("/cases/").unwrap()).unwrap();
    let mut dossier = "mawqif = 1\n[initiative]\nid = \"o\"\ntitle = \"O\"\n".to_owned();
    for number in 1..=100 {
        dossier +=
            &format!("[[condition]]\nid = \"c{number}\"\ntext = {{ en = \"Demand number {number}.\" }}\n");
    }
    let held = pages.place.desk.held(&id).unwrap();
    pages.place.desk.act(&held, Act::ImportDossier { dossier }, &caller("salma"), None).await.unwrap();
    let first = pages.get(SECRETARY, &format!("{case}/conditions")).await.text;
    assert_eq!(first.matches("<li id=\"").count(), 25);
    assert!(first.contains("\u{2068}100\u{2069} conditions") && first.contains("conditions?page=4\""));
    let last = pages.get(SECRETARY, &format!("{case}/conditions?page=999")).await.text;
    assert!(last.contains("Demand number 100.") && !last.contains("Demand number 75."));
    let found = pages.get(SECRETARY, &format!("{case}/conditions?q=NUMBER+77")).await.text;
    assert_eq!(found.matches("<li id=\"").count(), 1);
    assert!(found.contains("Demand number 77."));
    // A page of a hundred choices is sent and read.
    let sheet = pages.get(SECRETARY, &format!("{case}/conditions/condition")).await;
    assert_eq!(sheet.text.matches("name=\"implies\"").count(), 100);
}

#[tokio::test]
async fn a_dossier_is_taken_over_or_told_where_it_is_wrong() {
    let mut pages = Pages::new().await;
    let case = pages.opened().await;
    let path = format!("{case}/dossier");
    let wrong = "mawqif = 1\n[initiative]\nid = \"o\"\n[[stance]]\nbody = \"nobody\"\nsays = \"accept\"";
    let answer = pages.post(SECRETARY, From::OurPage, &path, &[("dossier", wrong)]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer.text.contains("line \u{2068}5\u{2069}") && answer.text.contains("<mark>"),
        "{}",
        answer.text
    );
    assert!(answer.text.contains("says = &#34;accept&#34;</textarea>"), "what was pasted stays");
    let offer = include_str!("../../../../../examples/wadi-nahr.toml");
    // As a file, and as it was pasted: with a form of parts, and with one of fields.
    let form = |token: &str| {
        let part = |name: &str, more: &str, value: &str| {
            format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"{more}\r\n\r\n{value}\r\n")
        };
        [
            part("token", "", token),
            part("key", "", "import"),
            part("dossier", "", ""),
            part("file", "; filename=\"wadi.toml\"\r\nContent-Type: application/toml", offer),
            "--b--\r\n".to_owned(),
        ]
        .concat()
    };
    let (cookie, token) = pages.session(SECRETARY).await;
    let request = axum::http::Request::post(&path)
        .header("cookie", cookie)
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "multipart/form-data; boundary=b");
    let answer = pages.send(request.body(form(&token).into()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let again = pages.post(SECRETARY, From::OurPage, &path, &[("dossier", offer), ("key", "other")]).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "a case has one beginning");
    let foreign = pages.post(Shown::Session("omar"), From::OurPage, &path, &[("dossier", offer)]).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn whoever_has_not_given_a_code_lately_is_asked_beside_what_was_written() {
    let mut pages = Pages::new().await;
    let before = pages.place.entries();
    let desk = pages.place.desk.clone();
    let now = desk.clock().now().micros();
    let session = Session {
        token: mawqif_core::record::hash::Hash::of(&[b"mawqif session\0", b"stale"]),
        account: mawqif_store::AccountId::new("salma").unwrap(),
        created: now,
        seen: now,
        expires: now + DAY,
        confirmed: None,
        agent: String::new(),
    };
    desk.store().create_session(&session).await.unwrap();
    let stale = ("__Host-mawqif=stale".to_owned(), super::form::token("stale"));
    let path = format!("/cases/{OURS}/roll/body");
    let fields = [("name.en", "Teachers"), ("weight", "3"), ("key", "k")];
    let answer = pages.post_as(&stale, &path, &fields).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", answer.text);
    assert!(answer.text.contains("value=\"Teachers\"") && answer.text.contains("href=\"/account\""));
    // Where the password is enough, as in the demo, it is asked for; what was typed is never shown again.
    let wrong = [fields.as_slice(), &[("fresh.password", "not the password")]].concat();
    let answer = pages.post_as(&stale, &path, &wrong).await;
    assert!(!answer.text.contains("not the password"));
    // The page that asks once more asks for it as well.
    let drop = [("act", "dismiss-body"), ("id", "eastern-front")];
    let acts = format!("/cases/{OURS}/acts");
    let answer = pages.post_as(&stale, &acts, &drop).await;
    assert!(answer.text.contains("class=\"fresh\""), "{}", answer.text);
    assert_eq!(pages.place.entries(), before);
    // Somebody who has just given one asks for the change, which then waits for another.
    let place = pages.entered(&path, &fields).await;
    assert!(place.contains("/bodies?done="));
    let held = desk.held(&CaseId::new(OURS).unwrap()).unwrap();
    assert_eq!((held.now().stage(), held.now().proposals().len()), (Stage::Consulting, 1));
    let waits = pages.get(SECRETARY, &format!("/cases/{OURS}/changes")).await.text;
    assert!(waits.contains("Teachers") && !waits.contains("value=\"confirm-change\""), "{waits}");
}

#[tokio::test]
async fn a_delegate_names_a_substitute_for_a_time_and_a_purpose() {
    let mut pages = Pages::new().await;
    let delegate = Shown::Session("dalia");
    let path = format!("/cases/{OURS}/mandates/substitute");
    let sheet = pages.get(delegate, &format!("{path}?id=1")).await;
    assert_eq!(sheet.status, StatusCode::OK, "{}", sheet.text);
    assert!(sheet.text.contains(">omar</option>") && !sheet.text.contains(">dalia</option>"));
    let fields = |until: &'static str| {
        [("id.of", "1"), ("account", "omar"), ("until", until), ("scope", "stances"), ("key", until)]
    };
    let foreign = pages.post(Shown::Session("omar"), From::OurPage, &path, &fields("2099-01-01T10:00")).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    let past = pages.post(delegate, From::OurPage, &path, &fields("1999-01-01T10:00")).await;
    assert_eq!(past.status, StatusCode::CONFLICT, "{}", past.text);
    assert!(past.text.contains("value=\"1999-01-01T10:00\""), "what was written stays");
    let done = pages.post(delegate, From::OurPage, &path, &fields("2099-01-01T10:00")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let case = pages.place.desk.held(&CaseId::new(OURS).unwrap()).unwrap().now();
    let given = &case.mandates()[&2];
    assert_eq!((given.substitute_of, given.account.as_str(), given.scope.len()), (Some(1), "omar", 1));
    assert_eq!(given.until.unwrap().micros(), 4_070_944_800_000_000);
    let roll = pages.get(SECRETARY, &format!("/cases/{OURS}/bodies")).await.text;
    assert!(
        roll.contains("stands in for \u{2068}dalia\u{2069}")
            && roll.contains("only for: \u{2068}stances\u{2069}")
    );
}
