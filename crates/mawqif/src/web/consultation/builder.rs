//! The builder: a stance put together from choices, without a word of the stance language.
//!
//! What it makes is text in that language, which is then read like any other: there is one way from words
//! to a stance.

use mawqif_core::dossier::Dossier;

use super::super::{form::Form, words::Words};

/// What is chosen.
pub struct Builder {
    /// The verdict: `accept`, `reject`, `abstain`.
    pub verdict: String,
    /// Each condition, and what is asked of it.
    pub conditions: Vec<Wish>,
    /// How many of the "one of these" must be there.
    pub least: String,
    /// Each other body, and whether it is waited for.
    pub bodies: Vec<(String, String, bool)>,
    /// What is said otherwise: `reject`, `abstain`.
    pub otherwise: String,
}

/// A condition, and what is asked of it.
pub struct Wish {
    /// Its id.
    pub id: String,
    /// Its words.
    pub text: String,
    /// What may be asked: value, message, whether it is.
    pub options: [(&'static str, &'static str, bool); 4],
}

const WISHES: [(&str, &str); 4] =
    [("", "wish-nothing"), ("need", "wish-need"), ("any", "wish-any"), ("never", "wish-never")];

impl Builder {
    /// The choices as a form has them, for a body.
    pub fn of(dossier: &Dossier, body: &str, form: &Form, words: &Words) -> Self {
        let known = |word: &str, all: &[&str], default: &str| {
            if all.contains(&word) { word.to_owned() } else { default.to_owned() }
        };
        let conditions = dossier.conditions.iter().map(|condition| {
            let wish = form.get(&format!("n.{}", condition.id));
            Wish {
                id: condition.id.to_string(),
                text: words.text(&condition.text).to_owned(),
                options: WISHES.map(|(value, key)| (value, key, value == wish)),
            }
        });
        let others = dossier.bodies.iter().filter(|it| it.id.as_str() != body);
        let bodies = others.map(|it| {
            let is_waited_for = !form.get(&format!("w.{}", it.id)).is_empty();
            let name = words.name_of(&it.id, [(&it.id, &it.name)].into_iter());
            (it.id.to_string(), name, is_waited_for)
        });
        let least = form.get("least");
        Self {
            verdict: known(form.get("verdict"), &["accept", "reject", "abstain"], "accept"),
            conditions: conditions.collect(),
            least: if least.is_empty() { "1".to_owned() } else { least.to_owned() },
            bodies: bodies.collect(),
            otherwise: known(form.get("otherwise"), &["reject", "abstain"], "reject"),
        }
    }

    /// The stance that was put together, in the stance language.
    pub fn says(&self) -> String {
        if self.verdict != "accept" {
            return self.verdict.clone();
        }
        let wished = |wish: &str| -> Vec<String> {
            let is_wished = |it: &&Wish| it.options.iter().any(|(own, _, chosen)| *own == wish && *chosen);
            self.conditions.iter().filter(is_wished).map(|it| it.id.clone()).collect()
        };
        let mut holds = wished("need");
        let any = wished("any");
        match (any.as_slice(), self.least.as_str()) {
            ([], _) => {}
            ([only], "1") => holds.push(only.clone()),
            (_, "1") => holds.push(format!("({})", any.join(" or "))),
            (_, least) => holds.push(format!("at least {least} of ({})", any.join(", "))),
        }
        holds.extend(self.bodies.iter().filter(|(_, _, is)| *is).map(|(id, _, _)| format!("@{id}")));
        let mut says = "accept".to_owned();
        if !holds.is_empty() {
            says.push_str(&format!(" if {}", holds.join(" and ")));
        }
        let never = wished("never");
        if !never.is_empty() {
            says.push_str(&format!(" unless {}", never.join(" or ")));
        }
        let is_bare = holds.is_empty() && never.is_empty();
        if self.otherwise == "abstain" && !is_bare {
            says.push_str("; abstain otherwise");
        }
        says
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use mawqif_core::{
        consultation::stance::{Language::English, Stance},
        dossier::read,
    };

    use super::{Builder, Form, Words};
    use crate::locale::Language;

    fn built(fields: &str) -> String {
        let dossier = read(include_bytes!("../../../../../examples/wadi-nahr.toml")).dossier.unwrap();
        let form = Form::parse(fields.as_bytes()).unwrap();
        let says = Builder::of(&dossier, "relief-union", &form, &Words::of(Language::En)).says();
        Stance::parse(&says).unwrap().stance.print(English)
    }

    #[test]
    fn choices_become_a_stance() {
        assert_eq!(built(""), "accept");
        assert_eq!(built("verdict=reject&n.ground=need"), "reject");
        assert_eq!(built("n.ground=need&n.routes=any&n.wider=any"), "accept if ground and (routes or wider)");
        assert_eq!(
            built("n.ground=any&n.routes=any&n.wider=any&least=2&n.un-force=never&otherwise=abstain"),
            "accept if at least 2 of (ground, routes, wider) unless un-force; abstain otherwise"
        );
        assert_eq!(
            built("n.routes=any&w.joint-operations=on&w.relief-union=on"),
            "accept if routes and @joint-operations"
        );
    }
}
