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
