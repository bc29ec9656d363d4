//! What holds of every reading, and readings of small texts by hand.

use super::*;

fn frames(text: &str) -> Vec<(Option<String>, Option<String>, String)> {
    let reading = read(text, &Options::default());
    let own = |span: Span| span.of(text).to_owned();
    reading
        .frames
        .into_iter()
        .map(|frame| {
            (frame.verb.map(own), frame.speaker.map(|speaker| own(speaker.span)), own(frame.content.span))
        })
        .collect()
}

#[test]
fn a_plain_sentence_is_taken_apart() {
    let text = "وقالت رئيسة لجنة السكان سلمى الحداد إن البلدية ستفتح الطريق، مشيرة إلى أن العمل يبدأ غدا.";
    let said = frames(text);
    assert_eq!(said.len(), 2, "{said:?}");
    assert_eq!(said[0].1.as_deref(), Some("رئيسة لجنة السكان سلمى الحداد"));
    assert_eq!(said[0].2, "إن البلدية ستفتح الطريق");
    assert_eq!(said[1].1, said[0].1);
}
