//! The forms of a cue, written out.
//!
//! Arabic verbs change at both ends, and pronouns are written onto them; nouns take an article, ب, and a
//! possessor. What a verb's stems do not tell (which of them is weak) follows from the stems themselves:
//! a past that ends in ى or ا loses its end before some endings. Future forms are left out, since they
//! report nothing that was said; so are imperatives and passives.

use super::{
    cues::{Cue, takes},
    lexicon::{Attached, Form, Person, Shape},
};

const PRONOUNS: [&str; 6] = ["ه", "ها", "هم", "هما", "نا", "هن"];

/// Every form of a cue, those first that are more likely when two cues share a word.
pub fn forms(cue: &Cue) -> Vec<(String, Form)> {
    let mut forms = Vec::new();
    if cue.takes & takes::SOURCE != 0 {
        return vec![(cue.past.to_owned(), Form { shape: Shape::Noun, ..Form::default() })];
    }
    if !cue.short.is_empty() {
        past(cue, &mut forms);
    }
    if !cue.present.is_empty() {
        present(cue, &mut forms);
    }
    if !cue.participle.is_empty() {
        circumstance(cue, &mut forms);
    }
    for noun in cue.nouns.split(' ').filter(|noun| !matches!(*noun, "" | "-")) {
        nouns(noun, &mut forms);
    }
    forms
}

fn add(word: String, shape: Shape, person: Person, object: Attached, forms: &mut Vec<(String, Form)>) {
    forms.push((word, Form { shape, person, object }));
}

/// The stem of a weak past without its end, and whether it is weak at all.
fn weak(past: &str) -> Option<&str> {
    past.strip_suffix(['ى', 'ا'])
}

fn past(cue: &Cue, forms: &mut Vec<(String, Form)>) {
    let (stem, short) = (cue.past, cue.short);
    let mut put = |word: String, person, object| add(word, Shape::Past, person, object, forms);
    let (he, she, they) = match weak(stem) {
        Some(stem) => (format!("{stem}ا"), format!("{stem}ت"), format!("{stem}و")),
        None => (stem.to_owned(), format!("{stem}ت"), format!("{stem}و")),
    };
    put(stem.to_owned(), Person::He, Attached::Nothing);
    put(she.clone(), Person::She, Attached::Nothing);
    put(format!("{they}ا"), Person::They, Attached::Nothing);
    let two = if weak(stem).is_some() { short } else { stem };
    // قالا; of short stems it would be a noun (طلبا).
    if stem.chars().count() > 3 || weak(stem).is_some() || cue.short.chars().count() < 3 {
        put(format!("{two}ا"), Person::They, Attached::Nothing);
    }
    put(format!("{she}ا"), Person::They, Attached::Nothing);
    put(format!("{short}ن"), Person::They, Attached::Nothing);
    put(format!("{short}ت"), Person::We, Attached::Nothing);
    put(format!("{short}نا"), Person::We, Attached::Nothing);
    for pronoun in PRONOUNS {
        put(format!("{he}{pronoun}"), Person::He, Attached::Pronoun);
        put(format!("{she}{pronoun}"), Person::She, Attached::Pronoun);
        put(format!("{they}{pronoun}"), Person::They, Attached::Pronoun);
    }
}

fn present(cue: &Cue, forms: &mut Vec<(String, Form)>) {
    let stem = cue.present;
    let mut put = |word: String, person, object| add(word, Shape::Present, person, object, forms);
    let bare = stem.strip_suffix(['ي', 'و', 'ى']).filter(|_| weak(cue.past).is_some()).unwrap_or(stem);
    for (prefix, person) in [("ي", Person::He), ("ت", Person::She), ("ن", Person::We), ("أ", Person::We)]
    {
        put(format!("{prefix}{stem}"), person, Attached::Nothing);
    }
    for prefix in ["ي", "ت"] {
        put(format!("{prefix}{bare}ون"), Person::They, Attached::Nothing);
        put(format!("{prefix}{stem}ان"), Person::They, Attached::Nothing);
        put(format!("{prefix}{bare}وا"), Person::They, Attached::Nothing);
    }
    for pronoun in PRONOUNS {
        put(format!("ي{stem}{pronoun}"), Person::He, Attached::Pronoun);
        put(format!("ت{stem}{pronoun}"), Person::She, Attached::Pronoun);
    }
}

fn circumstance(cue: &Cue, forms: &mut Vec<(String, Form)>) {
    let stem = cue.participle;
    let endings = if weak(cue.past).is_some() {
        [("يا", Person::He), ("ية", Person::She), ("ين", Person::They), ("يات", Person::They)]
    } else {
        [("ا", Person::He), ("ة", Person::She), ("ين", Person::They), ("ات", Person::They)]
    };
    for (ending, person) in endings {
        add(format!("{stem}{ending}"), Shape::Circumstance, person, Attached::Nothing, forms);
    }
}

fn nouns(noun: &str, forms: &mut Vec<(String, Form)>) {
    let open = noun.strip_suffix('ة').map_or_else(|| noun.to_owned(), |stem| format!("{stem}ت"));
    for lead in ["", "ب", "ل"] {
        for pronoun in ["ه", "ها", "هم", "هما"] {
            add(format!("{lead}{open}{pronoun}"), Shape::Noun, Person::He, Attached::Pronoun, forms);
        }
        add(format!("{lead}{noun}"), Shape::Noun, Person::He, Attached::Nothing, forms);
    }
    for lead in ["ال", "بال"] {
        add(format!("{lead}{noun}"), Shape::Noun, Person::He, Attached::Nothing, forms);
    }
}

#[cfg(test)]
mod tests {
    use super::{super::cues, *};

    fn of(past: &str) -> Vec<String> {
        let cue = cues::all().into_iter().find(|cue| cue.past == past).unwrap();
        forms(&cue).into_iter().map(|(word, _)| word).collect()
    }

    #[test]
    fn sound_hollow_and_weak_verbs_change_as_they_should() {
        let expected = [
            (
                "أعلن",
                vec![
                    "أعلن",
                    "أعلنت",
                    "أعلنوا",
                    "يعلن",
                    "تعلن",
                    "يعلنون",
                    "معلنا",
                    "معلنة",
                    "أعلنها",
                    "إعلان",
                    "بإعلانه",
                ],
            ),
            (
                "قال",
                vec![
                    "قالت",
                    "قالوا",
                    "قلنا",
                    "يقول",
                    "نقول",
                    "يقولون",
                    "قائلا",
                    "قائلة",
                    "قوله",
                    "القول",
                    "مقولة",
                    "مقولته",
                ],
            ),
            ("نفى", vec!["نفت", "نفوا", "نفيا", "نفاه", "نفته", "ينفي", "ينفون", "نافيا", "نافية", "نفيه"]),
            ("دعا", vec!["دعت", "دعوا", "دعاه", "دعته", "يدعو", "يدعون", "داعيا", "داعين", "دعوته"]),
        ];
        for (past, words) in expected {
            let forms = of(past);
            for word in words {
                assert!(forms.iter().any(|form| form == word), "{past}: {word}");
            }
        }
    }
}
