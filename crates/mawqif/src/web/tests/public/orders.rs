//! Orders of codes: made once however often they are pressed, and blocked together.

use super::*;

#[tokio::test]
async fn a_double_click_makes_no_second_batch() {
    let mut pages = Pages::asking(Doors::Code, Results::Kept).await;
    let path = format!("{HOUSE}/codes");
    let key = field(&pages.get(SALMA, &path).await.text, "key");
    let order =
        [("do", "make"), ("key", key.as_str()), ("count", "3"), ("quota", "1"), ("label", "Old town")];
    let sheet = pages.post(SALMA, From::OurPage, &path, &order).await;
    assert_eq!(sheet.text.matches("<code dir=\"ltr\">").count(), 3);
    for fields in [&order[..], &[&order[..], &[("as", "csv")]].concat()] {
        let again = pages.post(SALMA, From::OurPage, &path, fields).await;
        assert_eq!(again.status, StatusCode::CONFLICT, "{}", again.text);
        let told = plain(&again.text);
        assert!(told.contains("codes 1 to 3 are made") && told.contains("Codes are shown once"), "{told}");
        assert!(!told.contains("<code dir"), "and nobody sees them again");
    }
    let held = pages.place.desk.held(&CaseId::new(OURS).unwrap()).unwrap();
    let count = async |pages: &Pages| {
        pages.place.desk.public().codes(&held, 1, &caller("salma")).await.unwrap().len()
    };
    assert_eq!(count(&pages).await, 3);
    // Whoever goes back and writes another order has another one.
    let west = [("do", "make"), ("key", key.as_str()), ("count", "2"), ("quota", "1"), ("label", "West")];
    let other = pages.post(SALMA, From::OurPage, &path, &west).await;
    assert_eq!(other.text.matches("<code dir=\"ltr\">").count(), 2, "{}", other.text);
    assert_eq!(count(&pages).await, 5);
    // The sheet went astray: what the page offers blocks exactly these.
    pages.made(&[("count", "2"), ("quota", "1")]).await;
    let block = [("do", "block"), ("first", "1"), ("made", "3"), ("reason", "The sheet did not arrive.")];
    let done = pages.post(SALMA, From::OurPage, &path, &block).await;
    assert!(done.header("location").starts_with(&format!("{path}?did=block&count=3")), "{}", done.text);
    let list = plain(&pages.get(SALMA, &format!("{path}?did=block&count=3")).await.text);
    assert!(
        list.contains("3 codes are blocked.") && list.matches("The sheet did not arrive.").count() == 3,
        "{list}"
    );
    assert_eq!(count(&pages).await, 7);
}

#[tokio::test]
async fn codes_are_blocked_by_what_they_are_called_or_by_whom_they_were_invited() {
    let mut pages = Pages::asking(Doors::Both, Results::Kept).await;
    pages.seeded("The shelling stops first.").await;
    let path = format!("{HOUSE}/codes");
    let north =
        pages.made(&[("count", "2"), ("quota", "1"), ("label", "School"), ("within", "north/school")]).await;
    let south = pages.made(&[("count", "1"), ("quota", "1"), ("label", "School"), ("within", "south")]).await;
    let voter = pages.enters(Some(&north[0])).await.ok().unwrap();
    for (fields, says) in [
        (vec![("do", "block"), ("reason", "x")], "Say which codes"),
        (vec![("do", "block"), ("called", "School"), ("below", "north"), ("reason", "x")], "Say which codes"),
        (vec![("do", "block"), ("called", "Nobody"), ("reason", "x")], "No code is called so"),
        (vec![("do", "block"), ("below", "nor"), ("reason", "x")], "No code is called so"),
        (vec![("do", "block"), ("below", "a b"), ("reason", "x")], "No code is called so"),
        (vec![("do", "block"), ("below", "north"), ("reason", " ")], "Say why"),
    ] {
        let refused = pages.post(SALMA, From::OurPage, &path, &fields).await;
        assert!(refused.status.is_client_error() && refused.text.contains(says), "{says}: {}", refused.text);
    }
    let block = [("do", "block"), ("below", "north"), ("reason", "Sold in the market.")];
    let done = pages.post(SALMA, From::OurPage, &path, &block).await;
    assert!(done.header("location").contains("count=2"), "{}", done.text);
    let vote = [("do", "vote"), ("statement", "1"), ("vote", "agree")];
    assert_eq!(pages.sends(&voter, DOOR, &vote).await.status, StatusCode::FORBIDDEN);
    assert!(pages.enters(Some(&south[0])).await.is_ok(), "the others are not touched");
    let admit = [("do", "admit"), ("called", "School")];
    let done = pages.post(SALMA, From::OurPage, &path, &admit).await;
    assert!(done.header("location").contains("count=2"), "{}", done.text);
    assert_eq!(pages.sends(&voter, DOOR, &vote).await.status, StatusCode::SEE_OTHER);
}
