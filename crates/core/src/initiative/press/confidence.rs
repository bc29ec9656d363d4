//! How often rules were right, counted on the annotated development sets.
//!
//! A figure is the share of a rule's findings that were right among those whose frame was right, rounded
//! down; `bench/press/calibrate.py` counts them again. What was right every time, or met fewer than ten times,
//! gets no more than the figure of its neighbours: a few dozen sentences prove no certainty.

/// How often in a hundred the speaker was right, by the rule that found him and the one that found what he
/// said.
pub fn speaker(rule: &str, content_rule: &str) -> u8 {
    match (rule, content_rule) {
        ("behind", "that" | "quotation" | "colon") => 97,
        ("behind", "preposition") => 95,
        ("behind", _) => 88,
        ("source" | "quoted" | "noun", _) => 90,
        ("before", _) => 88,
        ("shared", _) => 78,
        ("main-clause", _) => 70,
        _ => 60,
    }
}

/// How often in a hundred the boundaries of what was said were right; a clause could end at each comma in it, and at
/// each word that reports.
pub fn content(rule: &str, ends: usize) -> u8 {
    match (rule, ends) {
        ("colon" | "that", 0) => 97,
        ("colon" | "quotation", _) => 95,
        ("that", _) => 82,
        ("preposition", _) => 92,
        ("object", _) => 90,
        ("source-before" | "source-behind", _) => 70,
        _ => 60,
    }
}

/// How often in a hundred a stance was right, by its rule.
pub fn stance(rule: &str) -> u8 {
    match rule {
        "refusal" | "judgement" | "terms" => 80,
        "verb" => 72,
        "words" => 66,
        _ => 60,
    }
}

/// How often in a hundred a commitment was one, by its rule.
pub fn commitment(rule: &str) -> u8 {
    match rule {
        "verb" | "words" => 90,
        "announced" => 80,
        _ => 68,
    }
}
