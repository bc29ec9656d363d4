//! The canonical form keeps comments and meaning, and is its own canonical form.

#![allow(missing_docs, clippy::unwrap_used)]

use mawqif_core::dossier::{format::format, read};
use proptest::prelude::*;

const UNTIDY: &str = r#"
# A case.
mawqif=1   # the format


[initiative]
  version=2
id="offer"
title={ar="عرض",en="An offer"}


# The first of them.
[[body]]
weight  =  3
# Who they are.
id = "council" # a comment behind
[[body]]
id = "brigade"
chamber = ["military","north"]
[[condition]]
id="ground"
burden=2
[[stance]]
says="accept   if (ground)"
body="council"
[[stance]]
says="قبول إذا (ground)"
body="brigade"
[rule]
requires=[{more_than="1/2"},
   {in="military",at_least=1}]
"#;

#[test]
fn an_untidy_dossier_is_set_right() {
    insta::assert_snapshot!(format(UNTIDY.as_bytes()).unwrap());
}

#[test]
fn a_wrong_dossier_is_left_alone() {
    assert!(format(b"mawqif = 1").is_err());
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_go() {
    let there = format!("\u{FEFF}{}", UNTIDY.replace('\n', "\r\n"));
    assert_eq!(format(there.as_bytes()).unwrap(), format(UNTIDY.as_bytes()).unwrap());
}

#[test]
fn what_the_author_wrote_in_quotes_is_left_alone() {
    let head = "mawqif = 1\n\n[initiative]\nid = \"offer\"\n\n";
    let kept = [
        // A `#` in one language, several lines with gaps and trailing space in the other.
        "[[condition]]\nid = \"a\"\ntext = { ar = \"#1\", en = \"\"\"one  \n\n\n\ntwo\"\"\" }\n",
        // Quotation marks of the other kind.
        "[[condition]]\nid = \"a\"\ntext = \"'''\"\n\n[[condition]]\nid = \"b\"\ntext = '\"\"\"'\n",
        // Letters that NFC would join.
        "[[condition]]\nid = \"a\"\ntext = \"e\u{301}\"\n",
        "[[body]]\nid = \"a\"\nmeasures = { \"e\u{301}\" = 2 }\n\n[rule]\nsupport = \"e\u{301}\"\n",
        "[[quote]]\nbody = \"e\u{301}\"\nsaid = \"\"\"\n\n  no\t\n\"\"\" # comment\n",
        // Comments inside a table on several lines.
        "[[condition]]\nid = \"a\"\ntext = {\n  ar = \"س\", # Arabic first\n  en = \"x\",\n}\n",
    ];
    for case in kept {
        let source = format!("{head}{case}");
        assert_eq!(format(source.as_bytes()).unwrap(), source);
    }
}

#[test]
fn what_follows_a_comment_begins_its_line_like_everything_else() {
    let source = "mawqif = 1\n  # The offer.\n    # As it came.\n  [initiative]\n  # Its name.\n\n\t# Short.\n  \
                  id = \"offer\" # behind\n\n  # The end.\n    # Really.\n";
    let set = format(source.as_bytes()).unwrap();
    assert_eq!(
        set,
        "mawqif = 1\n\n# The offer.\n# As it came.\n[initiative]\n# Its name.\n\n# Short.\nid = \"offer\" # behind\n\n\
         # The end.\n# Really.\n"
    );
    assert_eq!(format(set.as_bytes()).unwrap(), set);
}

#[test]
fn ids_are_joined_wherever_they_stand() {
    let source = "mawqif = 1\n\n[initiative]\nid = \"offer\"\n\n[[body]]\nid = \"e\u{301}\"\n\n\
                  [[stance]]\nbody = \"e\u{301}\"\nsays = \"accept if @e\u{301}\"\n\n\
                  [rule]\nveto = [\"e\u{301}\"]\n";
    assert_eq!(format(source.as_bytes()).unwrap(), source.replace("e\u{301}", "é"));
}

#[test]
fn a_file_from_windows_says_the_same() {
    let source = "mawqif = 1\n\n[initiative]\nid = \"offer\"\n\n\
                  [[condition]]\nid = \"a\"\ntext = \"\"\"\none\n\ntwo\n\"\"\"\n";
    let from_windows = source.replace('\n', "\r\n");
    assert_eq!(read(from_windows.as_bytes()).dossier, read(source.as_bytes()).dossier);
    assert_eq!(format(from_windows.as_bytes()).unwrap(), source);
}

proptest! {
    /// Blank lines, comments and spaces anywhere between lines change neither meaning nor, after
    /// formatting, anything but the comments.
    #[test]
    fn formatting_keeps_meaning_and_comments_and_is_idempotent(
        cuts in prop::collection::vec((0_usize..40, prop::sample::select(vec!["", "\n", "# note\n", "  \n# ملاحظة\n"])), 0..8)
    ) {
        let mut lines: Vec<String> = UNTIDY.lines().map(|line| format!("{line}\n")).collect();
        for (at, extra) in &cuts {
            // Not inside the list of requirements, which is one value.
            if *at < 30 {
                lines[*at].insert_str(0, extra);
            }
        }
        let source = lines.concat();
        let once = format(source.as_bytes()).unwrap();
        prop_assert_eq!(format(once.as_bytes()).unwrap(), once.clone());
        prop_assert_eq!(read(once.as_bytes()).dossier, read(source.as_bytes()).dossier);
        prop_assert_eq!(once.matches("note").count(), source.matches("note").count());
        prop_assert_eq!(once.matches("ملاحظة").count(), source.matches("ملاحظة").count());
        prop_assert_eq!(once.matches('#').count(), source.matches('#').count());
    }
}
