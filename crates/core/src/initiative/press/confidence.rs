//! How often rules were right, counted on the annotated development sets.
//!
//! A rule's figure is the share of its findings that were right among all that found their frame, rounded
//! down; `bench/press/calibrate.py` prints the table. What was met fewer than ten times gets the figure of
//! its kind.

/// How often in a hundred the speaker was right.
pub fn speaker(rule: &str) -> u8 {
    match rule {
        "behind" => 95,
        "source" => 90,
        "quoted" => 90,
        "before" => 80,
        "shared" => 85,
        "dropped" => 85,
        "main-clause" => 60,
        "noun" => 60,
        _ => 50,
    }
}

/// How often in a hundred the boundaries of what was said were right.
pub fn content(rule: &str) -> u8 {
    match rule {
        "colon" => 90,
        "quotation" => 90,
        "that" => 88,
        "preposition" => 85,
        "source-before" | "source-behind" => 75,
        "object" => 70,
        _ => 50,
    }
}
