//! The rule by choosing: a quorum, requirements one below the other, vetoes, objections, and what holds when
//! nothing wins. Several alternatives are beyond it, and are set in the words of the file.

use mawqif_core::{
    case::Act,
    position::{
        quantity::{Quantity, Threshold},
        rule::{Alternative, Base, Fallback, Measure, Requirement, Rule},
    },
    text::Id,
};

use super::{
    super::super::sheet::{
        About, Written,
        field::{Cell, Choice, Fields, Input},
        reading::{Flaw, Reading, european_digits},
    },
    measure,
};

/// The most requirements that the sheet shows; a rule with more is set in the words of the file.
const ROWS: usize = 12;

/// Empty rows below those that say something.
const SPARE: usize = 2;

const BASES: [(&str, Base, &str); 3] = [
    ("members", Base::Members, "base-members"),
    ("present", Base::Present, "base-present"),
    ("cast", Base::Cast, "base-cast"),
];

/// Whether choices can say all of a rule.
pub fn can_say(rule: &Rule) -> bool {
    matches!(rule.alternatives.as_slice(), [Alternative { name: None, requires }] if requires.len() <= ROWS)
}

/// Measures that there are, as they are sent, and what they are called.
fn measures(about: &About<'_>) -> Vec<(String, String)> {
    let mut all = vec![Measure::Weight, Measure::Bodies];
    for (name, _) in about.at.case.dossier().bodies.iter().flat_map(|it| &it.measures) {
        let named = Measure::named(name.clone());
        if !all.contains(&named) {
            all.push(named);
        }
    }
    all.truncate(100);
    all.iter().map(|it| (word(it), measure(it, about.words))).collect()
}

fn word(measure: &Measure) -> String {
    match measure {
        Measure::Bodies => "bodies".to_owned(),
        Measure::Weight => "weight".to_owned(),
        Measure::Named(name) => name.clone(),
    }
}

/// The cells of one requirement.
fn row(fields: &Fields<'_>, name: &str, has_cast: bool) -> Vec<Cell> {
    let about = fields.about;
    let words = about.words;
    let choices = |cell: &str, all: Vec<(String, String)>| {
        let chosen = about.form.get(&format!("{name}.{cell}")).to_owned();
        let choice = |(value, label): (String, String)| {
            let is_chosen = value == chosen;
            Choice { value, label, is_chosen }
        };
        all.into_iter().map(choice).collect::<Vec<_>>()
    };
    let mut chambers: Vec<(String, String)> = vec![(String::new(), words.word("rule-of-everybody"))];
    for chamber in about.at.case.dossier().bodies.iter().flat_map(|it| &it.chambers) {
        if !chambers.iter().any(|(known, _)| known == chamber) {
            chambers.push((chamber.clone(), words.about("rule-of-chamber", chamber)));
        }
    }
    let thresholds = [("more_than", "threshold-more-than"), ("at_least", "threshold-at-least")];
    let thresholds = thresholds.map(|(value, key)| (value.to_owned(), words.word(key))).to_vec();
    let bases = BASES.iter().filter(|(_, base, _)| has_cast || *base != Base::Cast);
    let bases = bases.map(|(value, _, key)| ((*value).to_owned(), words.word(key))).collect();
    let cell = |own: &str, label: &str, choices: Vec<Choice>| Cell {
        name: format!("{name}.{own}"),
        label: words.word(label),
        choices,
        value: String::new(),
    };
    vec![
        cell("in", "rule-cell-in", choices("in", chambers)),
        cell("op", "rule-cell-op", choices("op", thresholds)),
        Cell {
            name: format!("{name}.quantity"),
            label: words.word("rule-cell-quantity"),
            choices: Vec::new(),
            value: about.form.get(&format!("{name}.quantity")).to_owned(),
        },
        cell("measure", "rule-cell-measure", choices("measure", measures(about))),
        cell("of", "rule-cell-of", choices("of", bases)),
    ]
}

/// The fields of the sheet.
pub fn fields(fields: &mut Fields<'_>) {
    let words = fields.about.words;
    let quorum = row(fields, "quorum", false);
    fields.add("quorum", words.word("rule-field-quorum"), "rule-quorum-hint", Input::Row(quorum));
    let said = |at: usize| !fields.about.form.get(&format!("requires.{at}.quantity")).is_empty();
    let last = (1..=ROWS).rev().find(|at| said(*at)).unwrap_or(0);
    for at in 1..=(last + SPARE).min(ROWS) {
        let name = format!("requires.{at}");
        let cells = row(fields, &name, true);
        let label = words.about("rule-field-requires", &words.number(at));
        let hint = if at == 1 { "rule-requires-hint" } else { "" };
        fields.add(&name, label, hint, Input::Row(cells));
    }
    let bodies = fields.named(fields.about.at.case.dossier().bodies.iter().map(|it| (&it.id, &it.name)));
    fields.any("veto", "rule-field-veto", "rule-veto-hint", bodies);
    fields.line("max_objections", "rule-field-objections", "rule-objections-hint");
    let fallbacks = [("reject", "fallback-reject"), ("none", "fallback-none")];
    let fallbacks = fallbacks.map(|(value, key)| (value.to_owned(), words.word(key)));
    fields.one("fallback", "rule-field-fallback", "", fallbacks.to_vec());
    let all = measures(fields.about);
    fields.one("support", "rule-field-support", "rule-support-hint", all);
}

/// The rule as it is.
pub fn written(about: &About<'_>, written: &mut Written) -> Option<()> {
    let rule = &about.at.case.dossier().rule;
    if let Some(quorum) = &rule.quorum {
        write(written, "quorum", quorum);
    }
    let requires = rule.alternatives.first().map(|it| it.requires.as_slice()).unwrap_or_default();
    for (at, it) in requires.iter().take(ROWS).enumerate() {
        write(written, &format!("requires.{}", at + 1), it);
    }
    written.all("veto", &rule.veto);
    written.all("max_objections", rule.max_objections.as_slice());
    written.put("fallback", if rule.fallback == Fallback::None { "none" } else { "reject" });
    written.put("support", word(&rule.support));
    Some(())
}

fn write(written: &mut Written, name: &str, it: &Requirement) {
    written.put(&format!("{name}.in"), it.chamber.as_deref().unwrap_or_default());
    let op = if matches!(it.threshold, Threshold::AtLeast(_)) { "at_least" } else { "more_than" };
    written.put(&format!("{name}.op"), op);
    written.put(&format!("{name}.quantity"), it.threshold.quantity());
    written.put(&format!("{name}.measure"), word(&it.measure));
    let base = BASES.iter().find(|(_, base, _)| *base == it.base);
    written.put(&format!("{name}.of"), base.map_or("members", |(value, ..)| value));
}

/// The act that sets it.
pub fn read(reading: &mut Reading<'_>) -> Option<Act> {
    let quorum = requirement(reading, "quorum");
    let mut requires: Vec<Requirement> = Vec::new();
    for at in 1..=ROWS {
        requires.extend(requirement(reading, &format!("requires.{at}")));
    }
    let veto: Vec<Id> = reading.ids("veto");
    let max_objections =
        (!reading.get("max_objections").is_empty()).then(|| reading.number("max_objections", 0));
    let fallback = if reading.get("fallback") == "none" { Fallback::None } else { Fallback::Reject };
    let support = named(reading.get("support"));
    let alternatives = if requires.is_empty() {
        Rule::default().alternatives
    } else {
        vec![Alternative { name: None, requires }]
    };
    let rule = Rule { quorum, alternatives, veto, max_objections, fallback, support };
    Some(Act::SetRule { rule })
}

/// The measure of that name; weight when none is chosen.
fn named(word: &str) -> Measure {
    if word.is_empty() { Measure::default() } else { Measure::named(word.to_owned()) }
}

fn requirement(reading: &mut Reading<'_>, name: &str) -> Option<Requirement> {
    let cell = |own: &str| reading.about.form.get(&format!("{name}.{own}")).to_owned();
    let (chamber, op, measure, of) = (cell("in"), cell("op"), cell("measure"), cell("of"));
    let quantity = european_digits(&cell("quantity"));
    if quantity.is_empty() {
        return None;
    }
    let read = match quantity.parse::<u64>() {
        Ok(count) => Some(Quantity::Count(count)),
        Err(_) => quantity.parse().ok().map(Quantity::Share),
    };
    let Some(quantity) = read else {
        let told = reading.about.words.about("rule-quantity-form", &quantity);
        reading.flaws.push(Flaw { field: name.to_owned(), told });
        return None;
    };
    let base = BASES.iter().find(|(value, ..)| *value == of);
    Some(Requirement {
        chamber: Some(chamber).filter(|it| !it.is_empty()),
        measure: named(&measure),
        threshold: if op == "at_least" {
            Threshold::AtLeast(quantity)
        } else {
            Threshold::MoreThan(quantity)
        },
        base: base.map(|(_, base, _)| *base).unwrap_or_default(),
    })
}
