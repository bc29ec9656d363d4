//! The table of cues against a lexicon of Modern Standard Arabic, which is no part of the repository: read when it
//! stands beside it. Every past must be a lemma there, and every stem of the present a form of that lemma.

use std::{
    collections::{HashMap, HashSet},
    env, fs,
    path::PathBuf,
};

use mawqif_core::initiative::press::{
    cues::{all, takes},
    letters::folded,
};

use super::top;

/// Buckwalter's transliteration of a word, in folded letters.
fn arabic(word: &str) -> String {
    let letters = word.chars().filter_map(|letter| {
        Some(match letter {
            '\'' => 'ء',
            '|' | '>' | '<' | 'A' | '{' => 'ا',
            '&' => 'ؤ',
            '}' => 'ئ',
            'b' => 'ب',
            'p' | 'h' => 'ه',
            't' => 'ت',
            'v' => 'ث',
            'j' => 'ج',
            'H' => 'ح',
            'x' => 'خ',
            'd' => 'د',
            '*' => 'ذ',
            'r' => 'ر',
            'z' => 'ز',
            's' => 'س',
            '$' => 'ش',
            'S' => 'ص',
            'D' => 'ض',
            'T' => 'ط',
            'Z' => 'ظ',
            'E' => 'ع',
            'g' => 'غ',
            'f' => 'ف',
            'q' => 'ق',
            'k' => 'ك',
            'l' => 'ل',
            'm' => 'م',
            'n' => 'ن',
            'w' => 'و',
            'Y' | 'y' => 'ي',
            _ => return None,
        })
    });
    letters.collect()
}

#[test]
fn every_cue_is_a_verb_of_the_language() {
    let shared = env::var_os("MAWQIF_SHARED").map_or_else(|| top().join("../shared"), PathBuf::from);
    let file = |name: &str| fs::read_to_string(shared.join("data/press/camel_morph_msa").join(name));
    let (Ok(past), Ok(present)) = (file("MSA-Verb-LEX-PV.csv"), file("MSA-Verb-LEX-IV.csv")) else {
        eprintln!("skipped: the lexicon is not beside the repository (MAWQIF_SHARED)");
        return;
    };
    let rows = |table: &str| -> Vec<(String, String)> {
        let columns = table.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
        columns.filter(|row| row.len() > 10).map(|row| (arabic(row[9]), arabic(row[10]))).collect()
    };
    let lemmas: HashSet<String> = rows(&past).into_iter().map(|(lemma, _)| lemma).collect();
    let mut stems: HashMap<String, HashSet<String>> = HashMap::new();
    for (lemma, form) in rows(&present) {
        stems.entry(lemma).or_default().insert(form);
    }
    let mut checked = 0;
    for cue in all().iter().filter(|cue| cue.takes & takes::SOURCE == 0 && !cue.short.is_empty()) {
        let lemma = folded(cue.past);
        assert!(lemmas.contains(&lemma), "{} is no verb of the lexicon", cue.past);
        if cue.present.is_empty() {
            continue;
        }
        // The lexicon leaves weak ends and the hamza of the first letter to its own rules.
        let stem = folded(cue.present);
        let (first, last) = (stem.chars().next().unwrap(), stem.chars().next_back().unwrap());
        let forms = [stem.as_str(), &stem[first.len_utf8()..], &stem[..stem.len() - last.len_utf8()]];
        let known = &stems[&lemma];
        assert!(forms.iter().any(|form| known.contains(*form)), "{}: {stem} is none of {known:?}", cue.past);
        checked += 1;
    }
    assert!(checked > 100, "{checked}");
}
