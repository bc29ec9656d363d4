//! The builder: a stance put together from choices, without a word of the stance language.
//!
//! What it makes is text in that language, which is then read like any other: there is one way from words
//! to a stance.

use mawqif_core::{
    consultation::stance::{Clause, Formula, Guard, Stance, Verdict},
    dossier::Dossier,
    text::Id,
};

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

    /// The choices that say what a stance says, as fields; none when it says more than choices can.
    pub fn choices(stance: &Stance) -> Option<Vec<(String, String)>> {
        let mut fields = Vec::new();
        let mut put = |name: &str, value: &str| fields.push((name.to_owned(), value.to_owned()));
        let (first, otherwise) = match stance.clauses.as_slice() {
            [only] => (only, Verdict::Reject),
            [first, Clause { verdict, guard: Guard::Otherwise | Guard::Always }] => (first, *verdict),
            _ => return None,
        };
        if otherwise == Verdict::Accept {
            return None;
        }
        put("otherwise", if otherwise == Verdict::Abstain { "abstain" } else { "reject" });
        let (holds, unless) = match (&first.guard, first.verdict) {
            (Guard::Always, verdict) => {
                put(
                    "verdict",
                    match verdict {
                        Verdict::Accept => "accept",
                        Verdict::Reject => "reject",
                        Verdict::Abstain => "abstain",
                    },
                );
                return Some(fields);
            }
            (Guard::When { holds, unless }, Verdict::Accept) => (holds, unless),
            _ => return None,
        };
        put("verdict", "accept");
        let parts: &[Formula] = match holds {
            None => &[],
            Some(Formula::All(parts)) => parts,
            Some(single) => std::slice::from_ref(single),
        };
        let mut has_any = false;
        for part in parts {
            let (least, any) = match part {
                Formula::Condition(id) => {
                    put(&format!("n.{id}"), "need");
                    continue;
                }
                Formula::Accepts(id) => {
                    put(&format!("w.{id}"), "on");
                    continue;
                }
                Formula::Any(any) => (1, any),
                Formula::AtLeast(least, any) => (*least, any),
                Formula::Not(_) | Formula::All(_) => return None,
            };
            // There is one row of "one of these".
            if std::mem::replace(&mut has_any, true) {
                return None;
            }
            put("least", &least.to_string());
            conditions(any)?.iter().for_each(|id| put(&format!("n.{id}"), "any"));
        }
        let never: &[Formula] = match unless {
            None => &[],
            Some(Formula::Any(parts)) => parts,
            Some(single) => std::slice::from_ref(single),
        };
        conditions(never)?.iter().for_each(|id| put(&format!("n.{id}"), "never"));
        // A condition that stands in two places has two wishes, and a row has one.
        let mut names: Vec<&String> = fields.iter().map(|(name, _)| name).collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        (names.len() == count).then_some(fields)
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

/// The conditions, if there is nothing else.
fn conditions(formulas: &[Formula]) -> Option<Vec<&Id>> {
    let condition = |formula: &'_ Formula| matches!(formula, Formula::Condition(_));
    let ids = formulas.iter().filter_map(|it| match it {
        Formula::Condition(id) => Some(id),
        _ => None,
    });
    formulas.iter().all(condition).then(|| ids.collect())
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
    fn what_was_chosen_is_chosen_again() {
        for says in [
            "accept",
            "reject",
            "abstain",
            "accept if ground and (routes or wider)",
            "accept if at least 2 of (ground, routes, wider) unless un-force; abstain otherwise",
            "accept if routes and @joint-operations unless monitors or un-force",
            "accept unless un-force",
        ] {
            let stance = Stance::parse(says).unwrap().stance;
            let fields = Builder::choices(&stance).unwrap();
            let query: String = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
            assert_eq!(built(&query), says);
        }
        for beyond in [
            "reject if ground; accept otherwise",
            "accept if (ground or routes) and (wider or response)",
            "accept if not ground",
            "accept if ground unless routes and wider",
            "accept if ground and (ground or routes)",
            "accept if ground; accept if routes; abstain otherwise",
        ] {
            let stance = Stance::parse(beyond).unwrap().stance;
            assert_eq!(Builder::choices(&stance), None, "{beyond}");
        }
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
