//! Problems on a page in Arabic are told in Arabic, whatever finds them; what is quoted stays as it was written.

use super::Pages;
use crate::api::tests::place::{OURS, Shown};

/// What a page says, without its markup, what stands between isolates, and what is quoted or written in a field.
fn said(page: &str) -> String {
    let main = page.split("<main").nth(1).unwrap_or_default();
    let (mut text, mut is_tag, mut depth, mut quoted) = (String::new(), true, 0_u32, "");
    let mut rest = main;
    while let Some(character) = rest.chars().next() {
        for (begin, end) in
            [("<textarea", "</textarea>"), ("<bdi", "</bdi>"), ("<pre", "</pre>"), ("<code", "</code>")]
        {
            if quoted.is_empty() && rest.starts_with(begin) {
                quoted = end;
            }
        }
        if !quoted.is_empty() && rest.starts_with(quoted) {
            rest = &rest[quoted.len()..];
            quoted = "";
            continue;
        }
        match character {
            '<' => is_tag = true,
            '>' => is_tag = false,
            '\u{2068}' => depth += 1,
            '\u{2069}' => depth = depth.saturating_sub(1),
            _ if !is_tag && depth == 0 && quoted.is_empty() => text.push(character),
            _ => {}
        }
        rest = &rest[character.len_utf8()..];
    }
    text
}

/// Words of three Latin letters and more; shorter ones are signs.
fn english(text: &str) -> Vec<String> {
    let plain = text.replace("&#34;", "").replace("&#38;", "").replace("&nbsp;", "").replace("&amp;", "");
    let words = plain.split(|it: char| !it.is_ascii_alphabetic()).filter(|word| word.len() > 2);
    words.map(str::to_owned).collect()
}

#[tokio::test]
async fn an_arabic_page_tells_every_problem_in_arabic() {
    let mut pages = Pages::new().await;
    let (cookie, token) = pages.session(Shown::Session("salma")).await;
    let session = (format!("{cookie}; mawqif-language=ar"), token);
    let on = |path: &str| format!("/cases/{OURS}{path}");
    // A dossier is taken over in a case that has none.
    let opened = pages.post_as(&session, "/new-case", &[("title.ar", "قضية"), ("key", "new")]).await;
    let case = opened.header("location").split('?').next().unwrap().to_owned();
    let wrong = r#"
mawqif = 1
nonsense = 1
[initiative]
id = "o"
received = "soon"
version = 0
[[body]]
id = "b"
weight = 1.5
[[body]]
id = "b"
[[condition]]
id = "two words"
implies = ["nothing"]
[[condition]]
id = "c"
excludes = ["c"]
[[stance]]
body = "nobody"
says = "accept when c"
[[stance]]
body = "b"
[rule]
quorum = { at_least = "7/5", of = "cast" }
requires = [ { } ]
veto = ["bb"]
[[rule.alternative]]
"#;
    let dossier = format!("{case}/dossier");
    let mut forms: Vec<(String, Vec<(&str, &str)>)> =
        [wrong, "", "mawqif", "a = [", "mawqif = 1\na = 1\na = 2\n"]
            .map(|dossier_text| (dossier.clone(), vec![("dossier", dossier_text)]))
            .to_vec();
    for rule in [
        "[rule]\nveto = [\"relief-unoin\"]",
        "[rule]\nquorum = 3",
        "[rule]\nrequires = [ { at_least = \"x\" } ]",
    ] {
        forms.push((on("/rule/words"), vec![("rule", rule)]));
    }
    let long = "x".repeat(70_000);
    forms.push((on("/initiative/party"), vec![("name.en", &long)]));
    forms.push((on("/initiative/provision"), vec![("text.ar", "نص"), ("obliged", "nobody")]));
    forms.push((
        on("/roll/body"),
        vec![("name.ar", "اسم"), ("measures", "weight 3"), ("weight", "9999999999999")],
    ));
    let mut told = 0;
    for (path, fields) in &forms {
        let answer = pages.post_as(&session, path, fields).await;
        assert!(answer.status.is_client_error(), "{path} {fields:?}: {}", answer.status);
        let (_, problems) = answer.text.split_once("class=\"problem\"").unwrap();
        let end = problems.find("<form").unwrap_or(problems.len());
        let text = said(&format!("<main class=\"problem\"{}", &problems[..end]));
        assert!(text.chars().any(|it| ('\u{0621}'..='\u{064A}').contains(&it)), "{path}: {text}");
        assert_eq!(english(&text), Vec::<String>::new(), "{path}: {text}");
        told += text.lines().filter(|line| !line.trim().is_empty()).count();
    }
    assert!(told > 30, "{told} lines");
    // What cannot be supposed is said in the reader's words as well.
    for query in ["b.nobody=accept", "c.nothing=with", "b.relief-union=perhaps"] {
        let answer = pages.get_as(&session, &on(&format!("?{query}")), "").await;
        let text = said(&answer.text);
        let own = text.split("class").next().unwrap_or_default().to_owned();
        assert!(!own.contains("the dossier has no") && !own.contains("supposed"), "{query}: {own}");
    }
}
