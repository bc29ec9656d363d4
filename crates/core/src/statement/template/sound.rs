//! Whether templates can be used: every name in them means something, and every brace is closed.
//!
//! A draft would find it as well, but only in a sentence that stands. Whoever edits a template is told at once, with the
//! place as a path through the file (`block[2].sentences[1].ar`, counted from 1) and what would be right.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use serde::Serialize;

use super::{
    super::{KINDS, Language, draft::DEPTH_LIMIT, kind_name, values::NAMES},
    PHRASES, Sentence, TEMPLATE_LIMIT, Templates,
};
use crate::dossier::problem::nearest;

/// Why templates cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Misworded {
    /// The file.
    pub file: String,
    /// The place in it, as a path; empty when it is about the whole.
    pub place: String,
    /// What is wrong there.
    #[serde(flatten)]
    pub fault: Fault,
}

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "fault", rename_all = "kebab-case")]
pub enum Fault {
    /// It is no template.
    Form {
        /// What its reader says.
        told: String,
    },
    /// It is too long.
    Long {
        /// The most bytes.
        limit: usize,
    },
    /// A name means nothing.
    Name {
        /// The name.
        name: String,
        /// A name that is spelt nearly so.
        #[serde(skip_serializing_if = "Option::is_none")]
        meant: Option<String>,
    },
    /// A brace is not closed.
    Brace,
    /// Fragments stand in fragments too deeply, or in themselves.
    Deep {
        /// The fragment.
        name: String,
    },
}

impl fmt::Display for Misworded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, place, fault } = self;
        match fault {
            Fault::Form { told } => write!(f, "{file} is no template: {told}"),
            Fault::Long { limit } => write!(f, "{file} has more than {limit} bytes"),
            Fault::Name { name, meant } => {
                write!(f, "{file}, {place}: `{name}` means nothing")?;
                meant.iter().try_for_each(|it| write!(f, "; did you mean `{it}`?"))
            }
            Fault::Brace => write!(f, "{file}, {place}: a brace is not closed"),
            Fault::Deep { name } => {
                write!(f, "{file}, {place}: `{name}` stands more than {DEPTH_LIMIT} fragments deep")
            }
        }
    }
}

/// The names that templates may use between braces and in `when`, without fragments and forms.
pub fn names() -> &'static [&'static str] {
    NAMES
}

impl Templates {
    /// The built-in templates, with some files replaced, if all of them can be used.
    ///
    /// # Errors
    /// [`Misworded`], for the first thing that is wrong.
    pub fn sound(replaced: &BTreeMap<String, String>) -> Result<Self, Misworded> {
        if let Some((file, _)) = replaced.iter().find(|(_, words)| words.len() > TEMPLATE_LIMIT) {
            let fault = Fault::Long { limit: TEMPLATE_LIMIT };
            return Err(Misworded { file: file.clone(), place: String::new(), fault });
        }
        let templates = Self::with(replaced).map_err(|error| Misworded {
            file: error.file,
            place: String::new(),
            fault: Fault::Form { told: error.why },
        })?;
        if let Some(name) = templates.too_deep().first() {
            let (file, place) = (PHRASES.to_owned(), format!("fragment.{name}"));
            return Err(Misworded { file, place, fault: Fault::Deep { name: (*name).to_owned() } });
        }
        for kind in KINDS {
            let file = format!("{}.toml", kind_name(kind));
            templates.check_kind(kind).map_err(|(place, fault)| Misworded { file, place, fault })?;
        }
        let file = PHRASES.to_owned();
        templates.check_phrases().map_err(|(place, fault)| Misworded { file, place, fault })?;
        Ok(templates)
    }

    /// The names of fragments and forms, which stand between braces as well.
    pub fn phrases(&self) -> Vec<String> {
        self.phrases.fragment.keys().chain(self.phrases.form.keys()).cloned().collect()
    }

    fn check_kind(&self, kind: super::Kind) -> Result<(), (String, Fault)> {
        let Some(template) = self.of(kind) else { return Ok(()) };
        for (at, sentence) in (1..).zip(&template.title) {
            self.check_sentence(&format!("title[{at}]"), sentence)?;
        }
        for (at, block) in (1..).zip(&template.blocks) {
            let place = format!("block[{at}]");
            if let Some(list) = &block.each {
                self.check_known(&format!("{place}.each"), list)?;
            }
            self.check_when(&place, &block.when)?;
            for (at, sentence) in (1..).zip(&block.sentences) {
                self.check_sentence(&format!("{place}.sentences[{at}]"), sentence)?;
            }
        }
        Ok(())
    }

    fn check_phrases(&self) -> Result<(), (String, Fault)> {
        for (name, wordings) in &self.phrases.fragment {
            for (at, sentence) in (1..).zip(wordings) {
                self.check_sentence(&format!("fragment.{name}[{at}]"), sentence)?;
            }
        }
        for (name, form) in &self.phrases.form {
            self.check_known(&format!("form.{name}.number"), &form.number)?;
            for (language, forms) in [(Language::Arabic, &form.ar), (Language::English, &form.en)] {
                for (plural, words) in forms {
                    let place = format!("form.{name}.{}.{plural}", language.tag());
                    let other = braced(words).map_err(|fault| (place.clone(), fault))?;
                    if let Some(name) = other.into_iter().find(|name| !matches!(*name, "n" | "all")) {
                        return Err((place, misnamed(name, ["n", "all"].into_iter())));
                    }
                }
            }
        }
        Ok(())
    }

    fn check_sentence(&self, place: &str, sentence: &Sentence) -> Result<(), (String, Fault)> {
        self.check_when(place, &sentence.when)?;
        for (language, words) in [(Language::Arabic, &sentence.ar), (Language::English, &sentence.en)] {
            let place = format!("{place}.{}", language.tag());
            for name in braced(words).map_err(|fault| (place.clone(), fault))? {
                if !NAMES.contains(&name) && self.form(name).is_none() && self.fragment(name).is_none() {
                    let phrases = self.phrases.fragment.keys().chain(self.phrases.form.keys());
                    let known = NAMES.iter().copied().chain(phrases.map(String::as_str));
                    return Err((place, misnamed(name, known)));
                }
            }
        }
        Ok(())
    }

    /// Fragments that have more others in each other than can be put in, or themselves.
    fn too_deep(&self) -> BTreeSet<&str> {
        let fragments = || self.phrases.fragment.iter().map(|(name, wordings)| (name.as_str(), wordings));
        let mut deep: BTreeSet<&str> = fragments().map(|(name, _)| name).collect();
        deep.extend(self.phrases.form.keys().map(String::as_str));
        for _ in 0..DEPTH_LIMIT {
            let holds =
                |words: &String| braced(words).unwrap_or_default().iter().any(|name| deep.contains(name));
            let above = fragments().filter(|(_, all)| all.iter().any(|it| holds(&it.ar) || holds(&it.en)));
            deep = above.map(|(name, _)| name).collect();
        }
        deep
    }

    fn check_when(&self, place: &str, when: &[String]) -> Result<(), (String, Fault)> {
        let names = when.iter().map(|word| word.strip_prefix("not ").unwrap_or(word));
        names.into_iter().try_for_each(|name| self.check_known(&format!("{place}.when"), name))
    }

    fn check_known(&self, place: &str, name: &str) -> Result<(), (String, Fault)> {
        if NAMES.contains(&name) {
            return Ok(());
        }
        Err((place.to_owned(), misnamed(name, NAMES.iter().copied())))
    }
}

fn misnamed<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> Fault {
    Fault::Name { name: name.to_owned(), meant: nearest(name, known).map(str::to_owned) }
}

/// The names between braces.
fn braced(words: &str) -> Result<Vec<&str>, Fault> {
    let (mut names, mut rest) = (Vec::new(), words);
    while let Some((_, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').ok_or(Fault::Brace)?;
        names.push(name);
        rest = after;
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(file: &str, words: &str) -> String {
        let replaced = BTreeMap::from([(file.to_owned(), words.to_owned())]);
        Templates::sound(&replaced).map(|_| String::new()).unwrap_or_else(|it| it.to_string())
    }

    #[test]
    fn the_built_in_templates_can_be_used() {
        assert!(Templates::sound(&BTreeMap::new()).is_ok());
    }

    #[test]
    fn a_name_that_means_nothing_is_told_with_its_place_and_what_would_be_right() {
        let title = "title = [{ ar = \"خبر\", en = \"News\" }]\n";
        let block = |ar: &str, en: &str| {
            format!("{title}[[block]]\nas = \"paragraph\"\nsentences = [{{ ar = \"{ar}\", en = \"{en}\" }}]")
        };
        assert_eq!(told("bulletin.toml", &block("{offer}", "{offer}")), "");
        assert_eq!(
            told("bulletin.toml", &block("{offer}", "{ofer}")),
            "bulletin.toml, block[1].sentences[1].en: `ofer` means nothing; did you mean `offer`?"
        );
        assert_eq!(
            told("bulletin.toml", &block("{offer", "x")),
            "bulletin.toml, block[1].sentences[1].ar: a brace is not closed"
        );
        let when = format!("{title}[[block]]\nas = \"paragraph\"\nwhen = [\"not isued\"]\nsentences = []");
        assert!(told("bulletin.toml", &when).contains("block[1].when: `isued` means nothing"));
        assert!(told("bulletin.toml", "title = [").contains("is no template"));
        assert!(told("bulletin.toml", &"#".repeat(TEMPLATE_LIMIT + 1)).contains("more than"));
    }

    #[test]
    fn a_fragment_in_itself_is_told() {
        let house = super::super::built_in(PHRASES).unwrap();
        let loops = house.replacen("نحن، هيئات الائتلاف،", "{we}", 1);
        assert!(
            told(PHRASES, &loops).contains("`we` stands more than 4 fragments deep"),
            "{}",
            told(PHRASES, &loops)
        );
    }
}
