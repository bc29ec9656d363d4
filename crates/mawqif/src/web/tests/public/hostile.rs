//! What people send who mean no good, slip, or come too late.

use super::*;

#[tokio::test]
async fn ten_thousand_votes_of_one_are_one_vote_and_hold_nobody_up() {
    let mut pages = Pages::asking(Doors::Open, Results::Kept).await;
    pages.seeded("The shelling stops first.").await;
    let voter = pages.enters(None).await.ok().unwrap();
    let mut taken = 0;
    let mut last = "agree";
    for at in 0..10_000 {
        let vote = ["agree", "pass", "disagree"][at % 3];
        let fields = [("do", "vote"), ("statement", "1"), ("vote", vote)];
        let sent = pages.sends(&voter, DOOR, &fields).await;
        match sent.status {
            StatusCode::SEE_OTHER => (taken, last) = (taken + 1, vote),
            status => {
                assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
                assert!(sent.text.contains("faster than anybody reads"), "{}", sent.text);
                break;
            }
        }
    }
    assert!((120..1_000).contains(&taken), "{taken} were taken");
    let own = pages.sees(&voter, "/p/ours/1/votes").await;
    assert!(own.contains(&format!("value=\"{last}\" aria-pressed=\"true\"")), "{own}");
    let other = pages.enters(None).await.ok().unwrap();
    let fields = [("do", "vote"), ("statement", "1"), ("vote", "agree")];
    assert_eq!(pages.sends(&other, DOOR, &fields).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_code_lets_no_more_people_in_than_it_is_for_however_many_try() {
    let mut pages = Pages::asking(Doors::Code, Results::Kept).await;
    let codes = pages.made(&[("count", "1"), ("quota", "3")]).await;
    let mut voters = Vec::new();
    for _ in 0..30 {
        match pages.enters(Some(&codes[0])).await {
            Ok(voter) => voters.push(voter.0),
            Err(refused) => {
                assert_eq!(refused.status, StatusCode::CONFLICT);
                assert!(refused.text.contains("As many people have begun"), "{}", refused.text);
            }
        }
    }
    voters.sort();
    voters.dedup();
    assert_eq!(voters.len(), 3, "three people, and nobody else");
    for wrong in ["", "abc", "-----", &"ع".repeat(60), "<script>alert(1)</script>", "'; DROP TABLE polls; --"]
    {
        let refused = pages.enters(Some(wrong)).await.err().unwrap();
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(!refused.text.contains("<script>"), "{}", refused.text);
    }
}

#[tokio::test]
async fn a_vote_on_what_is_not_shown_or_after_the_end_is_told_and_not_kept() {
    let mut pages = Pages::asking(Doors::Open, Results::Kept).await;
    pages.seeded("The shelling stops first.\nMonitors may go anywhere.").await;
    let voter = pages.enters(None).await.ok().unwrap();
    let out = [("do", "moderate"), ("statement", "2"), ("list", "shown"), ("reason", "off-question")];
    let path = format!("{HOUSE}/statements");
    assert_eq!(pages.post(SALMA, From::OurPage, &path, &out).await.status, StatusCode::SEE_OTHER);
    for statement in ["2", "3", "99999999999999999999", "0", "one", ""] {
        let fields = [("do", "vote"), ("statement", statement), ("vote", "agree")];
        let sent = pages.sends(&voter, DOOR, &fields).await;
        assert!(sent.status.is_client_error(), "{statement}: {}", sent.status);
    }
    let sent = pages.sends(&voter, DOOR, &[("do", "vote"), ("statement", "2"), ("vote", "agree")]).await;
    assert!(plain(&sent.text).contains("Statement 2 is no longer shown"), "{}", sent.text);
    for vote in ["yes", "", "agree,disagree", "<b>"] {
        let sent = pages.sends(&voter, DOOR, &[("do", "vote"), ("statement", "1"), ("vote", vote)]).await;
        assert!(sent.status.is_client_error(), "{vote}");
    }
    let own = pages.sees(&voter, "/p/ours/1/votes").await;
    assert!(own.contains("You have not voted on any statement yet"), "{own}");
    pages.closed().await;
    for path in [DOOR, "/p/ours/1/votes"] {
        let fields = [("do", "vote"), ("statement", "1"), ("vote", "agree")];
        let late = pages.sends(&voter, path, &fields).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "{path}");
        assert!(late.text.contains("Votes are no longer taken"), "{}", late.text);
    }
    let late = pages.sends(&voter, "/p/ours/1/add", &[("words", "One more.")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.text);
    assert!(pages.enters(None).await.is_err_and(|it| it.status == StatusCode::CONFLICT));
}

#[tokio::test]
async fn nothing_that_anybody_writes_is_a_formula_or_markup_where_it_is_told() {
    let mut pages = Pages::asking(Doors::Open, Results::Always).await;
    pages.seeded("The shelling stops first.").await;
    let writer = pages.enters(None).await.ok().unwrap();
    for words in ["=cmd|'/C calc'!A1", "＝1+1 in wide signs", "+49 & \"quotes\", 'too'", "-1+1; DROP TABLE"]
    {
        let sent = pages.sends(&writer, "/p/ours/1/add", &[("words", words)]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{words}: {}", sent.text);
    }
    for statement in ["2", "3", "4", "5"] {
        let show = [("do", "moderate"), ("statement", statement), ("state", "shown")];
        pages.post(SALMA, From::OurPage, &format!("{HOUSE}/statements"), &show).await;
    }
    for _ in 0..6 {
        let voter = pages.enters(None).await.ok().unwrap();
        for statement in ["1", "2", "3", "4", "5"] {
            let fields = [("do", "vote"), ("statement", statement), ("vote", "agree")];
            assert_eq!(pages.sends(&voter, DOOR, &fields).await.status, StatusCode::SEE_OTHER);
        }
    }
    pages.until("/p/ours/1/results", "class=\"lead\"").await;
    let table = pages.get(Shown::Nothing, "/p/ours/1/files/results.csv").await.text;
    for line in table.lines().skip(1) {
        let words = line.split_once(',').map_or(line, |(_, rest)| rest).trim_start_matches('"');
        assert!(!words.starts_with(['=', '@', '+', '-', '＝']), "{line}");
    }
    assert!(table.contains("'=cmd") && table.contains("'＝1"), "{table}");
}

#[tokio::test]
async fn a_table_of_ballots_is_refused_line_by_line_and_nothing_of_it_is_entered() {
    let mut pages = Pages::asking(Doors::Both, Results::Kept).await;
    pages.seeded("The shelling stops first.\nMonitors may go anywhere.").await;
    let path = format!("{HOUSE}/paper");
    let table =
        "participant,statement,vote\nB-1,1,1\nB-2,1,agree\n\nB-1,1,-1\nB-2,7,1\nB-3,x,1\nB-3,1,=1+1\n";
    let fields = [("ballots", table), ("form", "table"), ("run", "real")];
    let refused = pages.post(SALMA, From::OurPage, &path, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let told = plain(&refused.text);
    for says in [
        "Line 5: for ballot B-1, line 2 says something else to statement 1",
        "Line 6: statement 7 is not shown",
        "Line 7: x is no number of a statement",
        "Line 8: =1+1 is no vote; write 1, 0 or -1",
    ] {
        assert!(told.contains(says), "{says}: {told}");
    }
    let table = "participant,statement,vote,code\nB-1,1,1,-\nB-1,2,-1,-\nB-2,1,0,\n";
    let fields = [("ballots", table), ("form", "table"), ("run", "real")];
    let entered = pages.post(SALMA, From::OurPage, &path, &fields).await;
    assert!(plain(&entered.text).contains("2 ballots with 3 votes are entered"), "{}", entered.text);
    let lines = [("ballots", "b1 - 1+\n\nB-9 - 1+\nb9 - 1-"), ("form", "lines"), ("run", "real")];
    let again = plain(&pages.post(SALMA, From::OurPage, &path, &lines).await.text);
    assert!(again.contains("Line 4: ballot b9 stands in line 3 already"), "{again}");
    // What was typed wrongly is withdrawn by its mark, and entered again.
    let withdraw = |marks: &'static str, reason: &'static str| {
        [("ballots", marks), ("form", "lines"), ("run", "withdraw"), ("reason", reason)]
    };
    for (marks, reason, says) in [
        ("B-1\nB-7", "Swapped.", "No ballot with the mark B-7"),
        ("B-1", " ", "Say why"),
        ("", "x", "Write the marks"),
    ] {
        let refused = pages.post(SALMA, From::OurPage, &path, &withdraw(marks, reason)).await;
        assert!(
            refused.status.is_client_error() && plain(&refused.text).contains(says),
            "{says}: {}",
            refused.text
        );
    }
    let done = pages.post(SALMA, From::OurPage, &path, &withdraw("b1 - 1+\nB-2", "Swapped.")).await;
    assert!(plain(&done.text).contains("2 ballots are withdrawn."), "{}", done.text);
    let entered = pages.post(SALMA, From::OurPage, &path, &fields).await;
    assert!(plain(&entered.text).contains("2 ballots with 3 votes are entered"), "{}", entered.text);
}
