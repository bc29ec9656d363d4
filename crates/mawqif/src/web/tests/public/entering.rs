//! Coming in: once however often it is pressed, by a code or without one, and on a device that several share.

use super::*;

#[tokio::test]
async fn whoever_begins_twice_is_one_person_and_leaves_for_the_next() {
    let mut pages = Pages::asking(Doors::Both, Results::Kept).await;
    pages
        .seeded("The shelling stops first.\nMonitors may go anywhere.\nNobody is expelled.\nA road is open.")
        .await;
    let once = field(&pages.get(Shown::Nothing, DOOR).await.text, "once");
    let nobody = Voter(String::new());
    let begin = [("do", "enter"), ("by", "open"), ("once", once.as_str())];
    let first = pages.sends(&nobody, DOOR, &begin).await.header("set-cookie").to_owned();
    let second = pages.sends(&nobody, DOOR, &begin).await.header("set-cookie").to_owned();
    assert!(!first.is_empty() && first == second, "{first} {second}");
    let voter = Voter(first.split(';').next().unwrap_or_default().to_owned());
    assert_eq!(pages.sends(&voter, DOOR, &begin).await.status, StatusCode::SEE_OTHER);
    // The same statement again, in another language too.
    let seen = asked(&pages.sees(&voter, DOOR).await).unwrap();
    for language in ["en", "ar", "ar", "en"] {
        let cookie = (voter.0.clone(), String::new());
        let page = pages.get_as(&cookie, DOOR, &format!("mawqif-language={language}")).await.text;
        assert_eq!(asked(&page).unwrap(), seen);
        assert!(page.contains("value=\"leave\""), "who shares a telephone leaves here");
    }
    // Somebody else with a link is asked who they are.
    let link = Voter(format!("{}; __Secure-mawqif-code=abc-def", voter.0));
    let page = pages.sees(&link, DOOR).await;
    assert!(page.contains("value=\"stay\"") && page.contains("I am somebody else"), "{page}");
    let other = field(&page, "once");
    let begin = [("do", "enter"), ("by", "open"), ("once", other.as_str())];
    let page = pages.sends(&voter, DOOR, &begin).await;
    assert!(page.status == StatusCode::OK && page.text.contains("I am somebody else"), "{}", page.text);
    let begin = [&begin[..], &[("as", "other")]].concat();
    let other = pages.sends(&voter, DOOR, &begin).await.header("set-cookie").to_owned();
    assert!(other.starts_with("__Secure-mawqif-voter=") && other != first);
}

#[tokio::test]
async fn whoever_types_their_code_again_goes_on_as_themselves() {
    let mut pages = Pages::asking(Doors::Code, Results::Kept).await;
    pages.seeded("The shelling stops first.\nMonitors may go anywhere.").await;
    let codes = pages.made(&[("count", "2"), ("quota", "20")]).await;
    let voter = pages.enters(Some(&codes[0])).await.ok().unwrap();
    let vote = [("do", "vote"), ("statement", "1"), ("vote", "agree")];
    assert_eq!(pages.sends(&voter, DOOR, &vote).await.status, StatusCode::SEE_OTHER);
    let once = "5".repeat(32);
    let typed = codes[0].to_uppercase().replace('-', " ");
    let again = [("do", "enter"), ("code", typed.as_str()), ("once", once.as_str())];
    let sent = pages.sends(&voter, DOOR, &again).await;
    assert_eq!(sent.header("location"), "/p/ours/1#statement", "{}", sent.text);
    assert!(!sent.header("set-cookie").contains("-voter="), "the same person: {}", sent.header("set-cookie"));
    // Another code could be somebody else's, who is asked.
    let other = [("do", "enter"), ("code", codes[1].as_str()), ("once", once.as_str())];
    let asks = pages.sends(&voter, DOOR, &other).await;
    assert!(asks.status == StatusCode::OK && asks.text.contains("I am somebody else"), "{}", asks.text);
    let held = pages.place.desk.held(&CaseId::new(OURS).unwrap()).unwrap();
    let all = pages.place.desk.public().codes(&held, 1, &caller("salma")).await.unwrap();
    assert_eq!(all.iter().map(|it| it.used).collect::<Vec<u64>>(), [1, 0]);
}

#[tokio::test]
async fn a_browser_that_says_nothing_votes_by_the_seal_of_the_page() {
    let mut pages = Pages::asking(Doors::Open, Results::Kept).await;
    pages.seeded("The shelling stops first.").await;
    let door = pages.get(Shown::Nothing, DOOR).await;
    let seal = field(&door.text, "seal");
    let kept = door.header("set-cookie").to_owned();
    assert!(
        kept.starts_with("__Secure-mawqif-form=")
            && kept.contains("; Path=/p/ours/1; Max-Age=86400; HttpOnly")
    );
    let cookie = kept.split(';').next().unwrap_or_default().to_owned();
    let send = |cookie: String, fields: Vec<(&'static str, String)>| {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        axum::http::Request::post(DOOR)
            .header("cookie", cookie)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(axum::body::Body::from(body))
            .unwrap()
    };
    let enter = |seal: &str| {
        [("do", "enter"), ("by", "open"), ("seal", seal)]
            .map(|(name, value)| (name, value.to_owned()))
            .to_vec()
    };
    for (cookie, seal) in [
        (String::new(), seal.clone()),
        (cookie.clone(), String::new()),
        (cookie.clone(), "0".repeat(128)),
        ("__Secure-mawqif-form=made-up".to_owned(), seal.clone()),
    ] {
        let refused = pages.send(send(cookie, enter(&seal))).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{seal}");
    }
    let entered = pages.send(send(cookie.clone(), enter(&seal))).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text);
    let voter = entered.header("set-cookie").split(';').next().unwrap_or_default().to_owned();
    let both = format!("{cookie}; {voter}");
    let page = pages.get_as(&(both.clone(), String::new()), DOOR, "mawqif-language=en").await;
    assert_eq!(page.header("set-cookie"), "", "the seal stays");
    let seal = field(&page.text, "seal");
    let fields = [("do", "vote"), ("statement", "1"), ("vote", "agree"), ("seal", seal.as_str())];
    let fields = fields.map(|(name, value)| (name, value.to_owned())).to_vec();
    assert_eq!(pages.send(send(both, fields)).await.status, StatusCode::SEE_OTHER);
    // Who says where a form comes from needs none.
    let says =
        axum::http::Request::get(DOOR).header("sec-fetch-site", "none").body(axum::body::Body::empty());
    let door = pages.send(says.unwrap()).await;
    assert!(door.header("set-cookie").is_empty() && !door.text.contains("name=\"seal\""), "{}", door.text);
}

#[tokio::test]
async fn whoever_adds_a_statement_hears_what_became_of_it_and_finds_its_twin() {
    let mut pages = Pages::asking(Doors::Open, Results::Kept).await;
    pages.seeded("The shelling stops first.\nMonitors may go anywhere.").await;
    let voter = pages.enters(None).await.ok().unwrap();
    let twin = pages.sends(&voter, "/p/ours/1/add", &[("words", "monitors may go ANYWHERE!")]).await;
    assert_eq!(twin.status, StatusCode::CONFLICT);
    assert!(twin.text.contains("href=\"/p/ours/1?on=2#statement\""), "{}", twin.text);
    assert_eq!(asked(&pages.sees(&voter, "/p/ours/1?on=2").await).as_deref(), Some("2"));
    assert_eq!(asked(&pages.sees(&voter, "/p/ours/1?on=1").await).as_deref(), Some("1"));
    pages.sees(&voter, "/p/ours/1?on=77").await;
    for words in ["Nobody is expelled.", "Ask my neighbour Somebody."] {
        let sent = pages.sends(&voter, "/p/ours/1/add", &[("words", words)]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    }
    let twin = pages.sends(&voter, "/p/ours/1/add", &[("words", "Nobody is expelled")]).await;
    assert!(twin.text.contains("has arrived already") && !twin.text.contains("?on="), "{}", twin.text);
    let path = format!("{HOUSE}/statements");
    for fields in [
        [("do", "moderate"), ("statement", "3"), ("state", "shown")],
        [("do", "moderate"), ("statement", "4"), ("reason", "against-persons")],
    ] {
        assert_eq!(pages.post(SALMA, From::OurPage, &path, &fields).await.status, StatusCode::SEE_OTHER);
    }
    let own = pages.sees(&voter, "/p/ours/1/votes").await;
    assert!(own.contains("It is shown, as statement 3."), "{own}");
    assert!(own.contains("It is not shown, for this reason: Against persons"), "{own}");
    let other = pages.enters(None).await.ok().unwrap();
    assert!(!pages.sees(&other, "/p/ours/1/votes").await.contains("Against persons"), "it is nobody else's");
}

#[tokio::test]
async fn a_code_is_seen_once_and_lets_in_as_many_as_it_is_for() {
    let mut pages = Pages::asking(Doors::Code, Results::AfterClosing).await;
    let path = format!("{HOUSE}/codes");
    let make =
        [("do", "make"), ("count", "٢"), ("quota", "2"), ("label", "<i>Old town</i>"), ("within", "north")];
    let sheet = pages.post(SALMA, From::OurPage, &path, &make).await;
    assert_eq!(sheet.status, StatusCode::OK, "{}", sheet.text);
    assert!(!sheet.text.contains("<i>") && sheet.text.contains("&#60;i&#62;Old town"));
    assert_eq!(sheet.text.matches("class=\"qr\"").count(), 2);
    let codes: Vec<String> = sheet
        .text
        .split("<code dir=\"ltr\">")
        .skip(1)
        .map(|it| it.split('<').next().unwrap().to_owned())
        .collect();
    assert_eq!(codes.len(), 2);
    assert!(!pages.get(SALMA, &path).await.text.contains(&codes[0]), "nobody sees it again");
    // A link that is looked at lets nobody in.
    for _ in 0..4 {
        let door = pages.get(Shown::Nothing, &format!("{DOOR}/{}", codes[0])).await;
        assert_eq!(door.status, StatusCode::SEE_OTHER);
        assert_eq!(door.header("location"), DOOR, "the code stands in no history");
        let kept = door.header("set-cookie").to_owned();
        assert!(kept.starts_with(&format!("__Secure-mawqif-code={}; Path=/p/ours/1; Max-Age=600", codes[0])));
        let linked = Voter(kept.split(';').next().unwrap_or_default().to_owned());
        let door = pages.sees(&linked, DOOR).await;
        assert!(door.contains(&format!("name=\"code\" value=\"{}\"", codes[0])), "{door}");
    }
    assert!(pages.enters(None).await.is_err_and(|it| it.status == StatusCode::FORBIDDEN));
    assert!(pages.enters(Some("")).await.is_err_and(|it| it.status == StatusCode::UNPROCESSABLE_ENTITY));
    let typed = codes[0].to_uppercase().replace('-', " ");
    assert!(pages.enters(Some(&typed)).await.is_ok(), "capital letters and hyphens do not matter");
    assert!(pages.enters(Some(&codes[0])).await.is_ok());
    let refused = pages.enters(Some(&codes[0])).await.err().unwrap();
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.text.contains("As many people have begun by this code"), "{}", refused.text);
    let block = [("do", "block"), ("code", "2"), ("reason", "It went astray.")];
    assert_eq!(pages.post(SALMA, From::OurPage, &path, &block).await.status, StatusCode::SEE_OTHER);
    let refused = pages.enters(Some(&codes[1])).await.err().unwrap();
    assert!(refused.text.contains("This code has been blocked"), "{}", refused.text);
    let list = pages.get(SALMA, &path).await.text;
    assert!(list.contains("It went astray.") && list.contains("Old town") && !list.contains("<i>"), "{list}");
    let admit = [("do", "admit"), ("code", "2")];
    assert_eq!(pages.post(SALMA, From::OurPage, &path, &admit).await.status, StatusCode::SEE_OTHER);
    assert!(pages.enters(Some(&codes[1])).await.is_ok());
    let wrong =
        pages.post(SALMA, From::OurPage, &path, &[("do", "make"), ("count", "many"), ("quota", "1")]).await;
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.text.contains("how many codes"));
    let table = [("do", "make"), ("count", "1"), ("quota", "1"), ("label", "=2+2"), ("as", "csv")];
    let table = pages.post(SALMA, From::OurPage, &path, &table).await;
    assert!(table.text.contains(",'=2+2,") && table.text.contains("https://desk.example.org/p/ours/1/"));
}
