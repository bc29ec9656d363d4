//! Addresses, names, passwords, browsers: one form each, nothing unseen.

use mawqif_core::text::is_bidi_control;
use proptest::prelude::*;

use super::{super::*, *};
use crate::desk::people::{
    address::{Address, Name, in_a_line},
    agent::agent,
    password::acceptable,
    refused::PasswordProblem,
};

#[test]
fn addresses_that_read_alike_are_one() {
    let one = Address::new(" Amal@Example.ORG\n").unwrap();
    assert_eq!(one.as_str(), "amal@example.org");
    // Composed and decomposed; the sign for kelvin is the letter k.
    assert_eq!(Address::new("rene\u{301}@example.org"), Address::new("REN\u{c9}@example.org"));
    assert_eq!(Address::new("\u{212A}arim@example.org"), Address::new("karim@example.org"));
    assert_eq!(Address::new("أمل@مثال.موقع").unwrap().as_str(), "أمل@مثال.موقع");
}

#[test]
fn what_is_no_address_is_refused() {
    let long = format!("{}@example.org", "a".repeat(65));
    let huge = "a@".to_owned() + &"b".repeat(1_000_000);
    let bad = [
        "",
        "@",
        "amal",
        "amal@",
        "@example.org",
        "a@b@c",
        "a..b@example.org",
        ".a@example.org",
        "a.@example.org",
        "a@-example.org",
        "a@example..org",
        "a@example.org.",
        "a b@example.org",
        "\"a b\"@example.org",
        "amal <amal@example.org>",
        "amal@example.org,eve@example.org",
        "amal@example.org\r\nBcc: eve@example.org",
        "amal\u{202E}@example.org",
        "amal\u{200B}@example.org",
        "amal\u{2066}@example.org",
        "a\0@example.org",
        "a(b)@example.org",
        "a@[127.0.0.1]",
        &long,
        &huge,
    ];
    for text in bad {
        assert_eq!(Address::new(text), Err(Refused::Address), "{text:?}");
    }
}

#[test]
fn a_name_is_one_line_that_can_be_seen() {
    assert_eq!(Name::new("  أمل   بنت  سعيد ").unwrap().as_str(), "أمل بنت سعيد");
    assert_eq!(Name::new("<script>").unwrap().as_str(), "<script>");
    // Persian needs the zero-width non-joiner.
    assert!(Name::new("می\u{200C}خواهم").is_ok());
    let long = "x".repeat(101);
    for text in
        ["", " ", "a\nb", "a\tb", "\u{202E}lame", "a\u{2069}", "\u{200C}", "\u{301}", "\u{FEFF}a", &long]
    {
        assert_eq!(Name::new(text), Err(Refused::Name), "{text:?}");
    }
}

proptest! {
    #[test]
    fn an_address_is_read_as_it_is_written(text in "\\PC{0,12}@\\PC{1,12}|[a-zA-Z.+ÄéİΣK]{1,9}@[a-z-]{1,5}\\.[A-Z]{2,3}") {
        if let Ok(address) = Address::new(&text) {
            prop_assert_eq!(Address::new(address.as_str()), Ok(address.clone()));
            prop_assert!(address.as_str().len() <= 254 && address.as_str().matches('@').count() == 1);
            let is_unseen = |c: char| c.is_control() || c.is_whitespace() || is_bidi_control(c);
            prop_assert!(!address.as_str().chars().any(is_unseen));
        }
    }

    #[test]
    fn capitals_make_no_other_address(text in "[a-z0-9.+éüø]{1,20}@[a-z]{1,10}\\.org") {
        prop_assert_eq!(Address::new(&text.to_uppercase()), Address::new(&text));
    }

    #[test]
    fn a_name_is_read_as_it_is_written(text: String) {
        if let Ok(name) = Name::new(&text) {
            prop_assert_eq!(Name::new(name.as_str()), Ok(name.clone()));
            prop_assert_eq!(in_a_line(name.as_str()).replace(": ", "://"), name.as_str().replace(": ", "://"));
        }
    }

    #[test]
    fn a_line_is_a_line(text: String) {
        let line = in_a_line(&text);
        prop_assert!(!line.chars().any(|c| c.is_control() || is_bidi_control(c)) && !line.contains("://"));
    }

    #[test]
    fn whatever_a_browser_says_is_short(text: String) {
        prop_assert!(agent(&text).len() <= 40);
    }
}

#[test]
fn passwords_that_others_would_try_are_refused() {
    let about = ["Amal Haddad", "amal.haddad@example.org"];
    let problem = |password: &str| match acceptable(password, &about) {
        Err(Refused::Password(problem)) => Some(problem),
        _ => None,
    };
    assert_eq!(problem("elevenchars"), Some(PasswordProblem::Short));
    // Characters are counted, not bytes.
    assert_eq!(problem("أربعزيتونات"), Some(PasswordProblem::Short));
    assert_eq!(problem(&"long words ".repeat(30)), Some(PasswordProblem::Long));
    assert_eq!(problem(&"x".repeat(1_000_000)), Some(PasswordProblem::Long));
    let common = [
        "password1234",
        "PasswordPassword",
        "123456789012",
        "aaaaaaaaaaaa",
        "abababababab",
        "qwertyuiop123",
        "abcdefghijkl",
        "amal.haddad2025",
        "amal.haddad@example.org",
        "Amal Haddad",
        "Mawqif!!!2025",
        "كلمة المرور1",
    ];
    for password in common {
        let expected =
            if password.chars().count() < 12 { PasswordProblem::Short } else { PasswordProblem::Common };
        assert_eq!(problem(password), Some(expected), "{password}");
    }
    for password in [PASSWORD, "سبع شجرات زيتون", "correct donkey battery staple"] {
        assert_eq!(problem(password), None, "{password}");
    }
}

#[test]
fn a_browser_is_known_by_little() {
    assert_eq!(agent(FIREFOX), "Firefox, Linux");
    assert_eq!(agent(PHONE), "Chrome, Android");
    assert_eq!(agent("<script>alert(1)</script>"), "");
    assert_eq!(agent(&"ع".repeat(1000)), "");
}
