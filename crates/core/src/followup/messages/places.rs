//! Which places of a case words may speak of: a guess by names, for somebody to confirm.

use std::cmp::Reverse;

use crate::{dossier::Place, followup::calendar::folded, text::Id};

/// How far a place can be within others.
const DEPTH: usize = 20;

/// What stands in front of Arabic words as one with them: and, so, in, to, as.
const JOINED: [&str; 5] = ["و", "ف", "ب", "ل", "ك"];

/// The places whose names stand in words, the narrowest first.
pub fn guessed<'p>(words: &str, places: &'p [Place]) -> Vec<&'p Id> {
    let words = cut(words);
    let mut found: Vec<(Reverse<usize>, Reverse<usize>, &Id)> = Vec::new();
    for place in places {
        let names = place.name.versions().map(|(_, name)| cut(name));
        let longest = names.filter(|name| stands_in(name, &words)).map(|name| name.concat().len()).max();
        if let Some(length) = longest {
            found.push((Reverse(depth(place, places)), Reverse(length), &place.id));
        }
    }
    found.sort_unstable();
    found.into_iter().map(|(.., id)| id).collect()
}

/// The words of a text with letters folded, without the article of English.
fn cut(text: &str) -> Vec<String> {
    let folded = folded(text);
    let words = folded.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty() && *it != "the");
    words.map(str::to_owned).collect()
}

fn stands_in(name: &[String], words: &[String]) -> bool {
    if name.iter().map(|it| it.chars().count()).sum::<usize>() < 3 {
        return false;
    }
    words.windows(name.len()).any(|window| {
        let mut pairs = name.iter().zip(window);
        let is_first = pairs.next().is_some_and(|(own, word)| is_joined(own, word));
        is_first && pairs.all(|(own, word)| bare(own) == bare(word))
    })
}

/// Whether a word is a name, perhaps with small words joined in front.
fn is_joined(name: &str, word: &str) -> bool {
    let mut word = word.to_owned();
    for _ in 0..3 {
        if bare(&word) == bare(name) {
            return true;
        }
        // Before the article, "to" swallows its first letter.
        word = match word.strip_prefix("لل") {
            Some(rest) if bare(rest) == bare(name) => return true,
            _ => match JOINED.iter().find_map(|it| word.strip_prefix(it)) {
                Some(rest) => rest.to_owned(),
                None => return false,
            },
        };
    }
    bare(&word) == bare(name)
}

/// A word without the article of Arabic.
fn bare(word: &str) -> &str {
    word.strip_prefix("ال").filter(|rest| rest.chars().count() > 1).unwrap_or(word)
}

fn depth(place: &Place, places: &[Place]) -> usize {
    let mut depth = 0;
    let mut within = place.within.as_ref();
    while let Some(outer) = within.and_then(|id| places.iter().find(|it| it.id == *id)) {
        depth += 1;
        if depth > DEPTH {
            break;
        }
        within = outer.within.as_ref();
    }
    depth
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    fn place(id: &str, names: [&str; 2], within: Option<&str>) -> Place {
        let [arabic, english] = names.map(str::to_owned);
        Place {
            id: Id::new(id).unwrap(),
            name: Text::by_language(vec![("ar".to_owned(), arabic), ("en".to_owned(), english)]),
            within: within.map(|it| Id::new(it).unwrap()),
            at: None,
        }
    }

    #[test]
    fn names_are_found_in_both_languages_with_what_is_joined_to_them() {
        let places = [
            place("north", ["الخط الشمالي", "The Northern Line"], None),
            place("mill", ["المطحنة القديمة", "Old Mill"], Some("north")),
            place("bridge", ["الجسر", "Bridge"], None),
        ];
        let found = |words: &str| guessed(words, &places).into_iter().map(Id::as_str).collect::<Vec<_>>();
        assert_eq!(found("Shells fell on the old mill, on the Northern line"), ["mill", "north"]);
        assert_eq!(found("قصف على المطحنة القديمة"), ["mill"]);
        assert_eq!(found("وبالجسر قناص"), ["bridge"]);
        assert_eq!(found("الطريق للجسر مغلق"), ["bridge"]);
        assert_eq!(found("على الخطّ الشمالى"), ["north"]);
        assert_eq!(found("Cambridge, milling about, الشمال"), Vec::<&str>::new());
    }
}
