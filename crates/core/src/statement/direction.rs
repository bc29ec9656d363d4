//! Where a line turns: runs of the other direction inside Arabic or English words.
//!
//! A canonical text has no marks of direction, and by the plain rules of UAX #9 `2031-03-01` or `80%` inside an
//! Arabic sentence comes out with its parts reversed. Every form that is shown therefore isolates such runs,
//! found here and nowhere else. A run is what people read in one go: a date, a share, a name and its
//! full stops, not a whole clause.

use crate::text::has_right_to_left;

use super::Language;

/// Words longer than this may break at their spaces, in characters.
const SHORT: usize = 24;

/// A stretch of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch<'a> {
    /// Its words.
    pub words: &'a str,
    /// Whether it runs against the line.
    pub way: Way,
}

/// How a stretch runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// With the line.
    With,
    /// Against it.
    Against,
}

/// The stretches of a line in a language, in order; together they are the line.
pub fn stretches(line: &str, language: Language) -> Vec<Stretch<'_>> {
    // A command or an address that has the line for itself is read in one go, whatever signs it has.
    let is_own = |it: char| it.is_alphabetic() && is_arabic(it) == (language == Language::Arabic);
    if line.chars().any(|it| begins(it, language))
        && !line.contains(is_own)
        && line.contains(char::is_alphabetic)
    {
        return vec![Stretch { words: line, way: Way::Against }];
    }
    let mut found = Vec::new();
    let (mut done, mut from) = (0, 0);
    while let Some(start) =
        line[from..].char_indices().map(|(at, it)| (from + at, it)).find(|(_, it)| begins(*it, language))
    {
        let (start, _) = start;
        let mut end = start + length(&line[start..], language);
        // A name and what stands in brackets behind it are read in one go.
        while let Some(inner) =
            line[end..].strip_prefix(" (").filter(|it| it.starts_with(|it| begins(it, language)))
        {
            let behind = length(inner, language);
            if !inner[behind..].starts_with(')') {
                break;
            }
            end += 2 + behind + 1;
        }
        let run = &line[start..end];
        from = end;
        if needs_isolation(run, language) {
            if done < start {
                found.push(Stretch { words: &line[done..start], way: Way::With });
            }
            found.push(Stretch { words: run, way: Way::Against });
            done = end;
        }
    }
    if done < line.len() {
        found.push(Stretch { words: &line[done..], way: Way::With });
    }
    found
}

/// The line with its foreign stretches between U+2066 or U+2067 and U+2069, for what draws by UAX #9 itself; short
/// ones do not break.
pub fn isolated(line: &str, language: Language) -> String {
    let mut isolated = String::with_capacity(line.len() + 16);
    for stretch in stretches(line, language) {
        match stretch.way {
            Way::With => isolated.push_str(stretch.words),
            Way::Against => {
                isolated.push(match language {
                    Language::Arabic => '\u{2066}',
                    Language::English => '\u{2067}',
                });
                isolated.push_str(&unbroken(stretch.words));
                isolated.push('\u{2069}');
            }
        }
    }
    isolated
}

/// A short value with spaces that do not break.
pub fn unbroken(words: &str) -> String {
    if words.chars().count() <= SHORT { words.replace(' ', "\u{A0}") } else { words.to_owned() }
}

fn is_arabic(character: char) -> bool {
    has_right_to_left(character.encode_utf8(&mut [0; 4]))
}

fn is_latin(character: char) -> bool {
    character.is_alphanumeric() && !is_arabic(character)
}

fn begins(character: char, language: Language) -> bool {
    match language {
        Language::Arabic => is_latin(character) || matches!(character, '+' | '$' | '€' | '£' | '#' | '@'),
        Language::English => is_arabic(character) && character.is_alphanumeric(),
    }
}

/// Bytes of the run that begins here.
fn length(words: &str, language: Language) -> usize {
    let is_own = |it: char| match language {
        Language::Arabic => is_latin(it) || matches!(it, '%' | '‰' | '°'),
        Language::English => {
            is_arabic(it) && (it.is_alphanumeric() || !is_punctuation(it))
                || matches!(it, '\u{64B}'..='\u{65F}')
        }
    };
    // What may stand within a run, though not at its end.
    let is_joint = |it: char| match language {
        Language::Arabic => {
            !it.is_whitespace()
                && !is_arabic(it)
                && !matches!(it, '«' | '»' | '(' | ')' | '[' | ']' | '“' | '”' | '|')
        }
        Language::English => matches!(it, '-' | '–' | '/' | '.'),
    };
    let mut end = words.chars().next().map_or(0, char::len_utf8);
    let mut is_gap = false;
    let mut before = words.chars().next().unwrap_or(' ');
    let is_telephone = language == Language::Arabic && before == '+';
    for (at, character) in words.char_indices().skip(1) {
        if is_own(character) {
            // Figures that stand apart are two runs: a list of them goes with the line. The groups of a telephone
            // number stand together.
            let is_word = before.is_alphabetic() || character.is_alphabetic();
            if is_gap && !is_word && !is_telephone {
                break;
            }
            end = at + character.len_utf8();
            is_gap = false;
            before = character;
        } else if character == ' ' && !is_gap && words[..at].ends_with(|it: char| is_own(it)) {
            is_gap = true;
        } else if is_gap || !is_joint(character) {
            break;
        }
    }
    end
}

/// Arabic punctuation, which goes with the line that it stands in.
fn is_punctuation(character: char) -> bool {
    matches!(character, '،' | '؛' | '؟' | '٪' | '٫' | '٬' | '۔')
}

/// Plain digits are set right by every line; so is a single letter.
fn needs_isolation(run: &str, language: Language) -> bool {
    match language {
        Language::Arabic => !run.chars().all(|it| it.is_ascii_digit()),
        Language::English => true,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(line: &str, language: Language) -> String {
        let mark = |it: &Stretch<'_>| match it.way {
            Way::With => it.words.to_owned(),
            Way::Against => format!("[{}]", it.words),
        };
        stretches(line, language).iter().map(mark).collect()
    }

    #[test]
    fn dates_shares_and_names_are_found_in_arabic() {
        let shown = |line| shown(line, Language::Arabic);
        assert_eq!(shown("حتى 2031-03-01، ثم"), "حتى [2031-03-01]، ثم");
        assert_eq!(shown("بنسبة 80%."), "بنسبة [80%].");
        assert_eq!(shown("أكثر من 2/3 من الجميع"), "أكثر من [2/3] من الجميع");
        assert_eq!(shown("في غضون 24 ساعة"), "في غضون 24 ساعة");
        assert_eq!(shown("بيان UN OCHA (Aleppo) اليوم"), "بيان [UN OCHA (Aleppo)] اليوم");
        assert_eq!(
            shown("البريد salma@coalition.example، والهاتف +963 11 222"),
            "البريد [salma@coalition.example]، والهاتف [+963 11 222]"
        );
        assert_eq!(shown("الأرقام 12 و 34 و 56"), "الأرقام 12 و 34 و 56");
        assert_eq!(shown("في 11:30 صباحًا"), "في [11:30] صباحًا");
        assert_eq!(shown("“Freeze”: تجميد"), "“[Freeze]”: تجميد");
    }

    #[test]
    fn a_line_without_a_word_of_its_own_is_read_in_one_go() {
        let command = "ssh-keygen -Y verify -n mawqif-statement < text.txt";
        assert_eq!(shown(command, Language::Arabic), format!("[{command}]"));
        assert_eq!(shown("2/3", Language::Arabic), "[2/3]");
        assert_eq!(shown("12", Language::Arabic), "12");
        assert_eq!(shown("«نعم»", Language::English), "[«نعم»]");
    }

    #[test]
    fn arabic_words_are_found_in_english() {
        assert_eq!(
            shown("the council (مجلس المحافظة), and", Language::English),
            "the council ([مجلس المحافظة]), and"
        );
        assert_eq!(shown("said “نعم، لا”.", Language::English), "said “[نعم]، [لا]”.");
        assert_eq!(
            shown("nothing of it: 80%, 2031-03-01", Language::English),
            "nothing of it: 80%, 2031-03-01"
        );
    }

    #[test]
    fn isolated_values_do_not_break() {
        assert_eq!(
            isolated("بيان UN OCHA اليوم", Language::Arabic),
            "بيان \u{2066}UN\u{A0}OCHA\u{2069} اليوم"
        );
    }

    proptest! {
        #[test]
        fn stretches_together_are_the_line(line in "[a-z0-9أبجم%/:.,، ()«»+\u{64E}]{0,40}") {
            for language in [Language::Arabic, Language::English] {
                let whole: String = stretches(&line, language).iter().map(|it| it.words).collect();
                prop_assert_eq!(&whole, &line);
            }
        }
    }
}
