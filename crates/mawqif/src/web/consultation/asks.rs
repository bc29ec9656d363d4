//! The sheets of conditions: one that is proposed, what one costs and binds, and other wordings.

use mawqif_core::{
    case::{Act, Role, mandate::Scope},
    dossier::Condition,
    text::{Id, Text},
};

use super::{
    super::{
        admit::At,
        page::Tab,
        sheet::{
            About, Kind, Written,
            field::{Fields, Input, Need, Size},
            reading::{Reading, made},
        },
    },
    forms::short,
};

/// The most conditions that one is split into by a sheet.
const PART_LIMIT: usize = 4;

/// The sheets, by the end of their address.
pub const SHEETS: &[Kind] = &[
    Kind {
        lead: "condition-lead",
        fields: proposal_fields,
        written: proposal_written,
        read: propose,
        is_for: is_for_proposers,
        ..sheet("condition", ["condition-new", "condition-new"])
    },
    Kind {
        lead: "condition-change-lead",
        fields: change_fields,
        written: change_written,
        read: change,
        ..sheet("change", ["condition-change", "condition-change"])
    },
    Kind {
        lead: "wording-lead",
        fields: wording_fields,
        written: wording_written,
        read: wording,
        ..sheet("wording", ["wording-new", "wording-new"])
    },
];

const fn sheet(name: &'static str, headings: [&'static str; 2]) -> Kind {
    Kind {
        is_for: |at| at.sight.is_secretariat(),
        ..Kind::new(name, Tab::Conditions, headings, "/conditions")
    }
}

/// The secretariat, and delegates who are mandated to ask for something.
fn is_for_proposers(at: &At) -> bool {
    let proposes =
        |role: &Role| matches!(role, Role::Delegate { scope, .. } if scope.contains(&Scope::Conditions));
    at.sight.is_secretariat() || at.sight.roles().iter().any(proposes)
}

/// The condition that a sheet is about.
fn known<'c>(about: &About<'c>) -> Option<&'c Condition> {
    about.at.case.dossier().conditions.iter().find(|it| it.id.as_str() == about.id)
}

/// The conditions but one, as choices.
fn others(fields: &Fields<'_>) -> Vec<(String, String)> {
    let about = fields.about;
    let all = about.at.case.dossier().conditions.iter().filter(|it| it.id.as_str() != about.id);
    all.map(|it| (it.id.to_string(), format!("{} · {}", it.id, short(&it.text, about.words.tag())))).collect()
}

/// What a condition costs and binds.
fn binding_fields(fields: &mut Fields<'_>) {
    fields.number("burden", "condition-burden-label", "condition-burden-hint", 1);
    let harms = fields.named(fields.about.at.case.dossier().harms.iter().map(|it| (&it.id, &it.name)));
    fields.any("stops", "condition-stops", "", harms);
    let others = others(fields);
    fields.any("implies", "condition-implies", "condition-implies-hint", others.clone());
    fields.any("excludes", "condition-excludes", "condition-excludes-hint", others);
}

fn proposal_fields(fields: &mut Fields<'_>) {
    let about = fields.about;
    let bodies = || about.at.case.dossier().bodies.iter().map(|it| (&it.id, &it.name));
    let mut by = Vec::new();
    for role in about.at.sight.roles() {
        match role {
            Role::Delegate { body, scope, .. } if scope.contains(&Scope::Conditions) => {
                by.push((body.to_string(), about.words.name_of(body, bodies())));
            }
            Role::Secretariat => by.push((String::new(), about.words.word("condition-for-nobody"))),
            _ => {}
        }
    }
    if by.len() > 1 {
        fields.one("body", "condition-proposer", "", by);
    } else if let Some((id, name)) = by.pop().filter(|(id, _)| !id.is_empty()) {
        fields.add("body", about.words.word("condition-proposer"), "", Input::Hidden(id, name));
    }
    fields.text("text", "condition-text", "condition-text-hint", Size::Lines);
    binding_fields(fields);
    fields.id("condition-id-hint");
}

fn proposal_written(about: &About<'_>, _: &mut Written) -> Option<()> {
    about.id.is_empty().then_some(())
}

fn propose(reading: &mut Reading<'_>) -> Option<Act> {
    let body = reading.one("body");
    let text = reading.text("text", Need::Given, Size::Lines, None);
    let id = reading.id(&text)?;
    let condition = bound(reading, id, text, None);
    Some(Act::ProposeCondition { condition, body })
}

fn bound(reading: &mut Reading<'_>, id: Id, text: Text, proposed_by: Option<Text>) -> Condition {
    Condition {
        id,
        text,
        burden: reading.number("burden", 1),
        stops: reading.ids("stops"),
        implies: reading.ids("implies"),
        excludes: reading.ids("excludes"),
        proposed_by,
    }
}

fn change_fields(fields: &mut Fields<'_>) {
    let Some(condition) = known(fields.about) else { return };
    let words = fields.about.words;
    if fields.about.at.case.proposers(&condition.id).is_empty() {
        fields.text("text", "condition-text", "", Size::Lines);
    } else {
        let text = words.text(&condition.text).to_owned();
        fields.add("text", words.word("condition-text"), "condition-text-proposers", Input::Fixed(text));
    }
    binding_fields(fields);
    fields.id("");
}

fn change_written(about: &About<'_>, written: &mut Written) -> Option<()> {
    let it = known(about)?;
    written.text("text", &it.text, about.words);
    written.put("burden", it.burden);
    written.all("stops", &it.stops);
    written.all("implies", &it.implies);
    written.all("excludes", &it.excludes);
    Some(())
}

fn change(reading: &mut Reading<'_>) -> Option<Act> {
    let before = known(reading.about)?.clone();
    let text = if reading.about.at.case.proposers(&before.id).is_empty() {
        reading.text("text", Need::Given, Size::Lines, Some(&before.text))
    } else {
        before.text.clone()
    };
    let condition = bound(reading, before.id, text, before.proposed_by);
    Some(Act::ChangeCondition { condition })
}

/// How many conditions would stand in place of those chosen.
fn parts(about: &About<'_>) -> usize {
    about.form.get("into").parse().unwrap_or(1).clamp(1, PART_LIMIT)
}

fn wording_fields(fields: &mut Fields<'_>) {
    let words = fields.about.words;
    let parts = parts(fields.about);
    fields.add("into", String::new(), "", Input::Hidden(parts.to_string(), String::new()));
    let others = others(fields);
    fields.any("of", "wording-of", "wording-of-hint", others);
    for part in 1..=parts {
        let (text, burden) = (format!("by.{part}.text"), format!("by.{part}.burden"));
        if parts == 1 {
            fields.text(&text, "wording-text", "wording-text-hint", Size::Lines);
        } else {
            fields.text(&text, "wording-part", if part > 2 { "wording-part-hint" } else { "" }, Size::Lines);
            if let Some(field) = fields.all.last_mut() {
                field.label = words.about("wording-part", &words.number(part));
            }
        }
        fields.number(&burden, "condition-burden-label", "", 1);
    }
}

fn wording_written(about: &About<'_>, written: &mut Written) -> Option<()> {
    let chosen: Vec<&Condition> = chosen(about);
    let most = chosen.iter().map(|it| it.burden).max().unwrap_or(1);
    for part in 1..=parts(about) {
        written.put(&format!("by.{part}.burden"), most);
    }
    // Another wording begins with the one there is.
    if let ([first], 1) = (chosen.as_slice(), parts(about)) {
        written.text("by.1.text", &first.text, about.words);
    }
    Some(())
}

fn chosen<'c>(about: &About<'c>) -> Vec<&'c Condition> {
    let ids: Vec<&str> = about.form.every("of").collect();
    about.at.case.dossier().conditions.iter().filter(|it| ids.contains(&it.id.as_str())).collect()
}

fn wording(reading: &mut Reading<'_>) -> Option<Act> {
    let about = reading.about;
    let old = chosen(about);
    let replaces: Vec<Id> = old.iter().map(|it| it.id.clone()).collect();
    if replaces.is_empty() {
        reading.flaw("of", "wording-of-none");
    }
    // What stands in their place binds and stops what they did.
    let union = |list: &dyn Fn(&Condition) -> Vec<Id>| {
        let mut all: Vec<Id> = Vec::new();
        for id in old.iter().flat_map(|it| list(it)) {
            if !all.contains(&id) && !replaces.contains(&id) {
                all.push(id);
            }
        }
        all
    };
    let parts = parts(about);
    let mut by: Vec<Condition> = Vec::new();
    for part in 1..=parts {
        let name = format!("by.{part}.text");
        let need = if part <= 2 { Need::Given } else { Need::Optional };
        let before = (parts == 1).then(|| old.first().map(|it| &it.text)).flatten();
        let text = reading.text(&name, need, Size::Lines, before);
        let burden = reading.number(&format!("by.{part}.burden"), 1);
        if text.is_empty() {
            continue;
        }
        // One in place of others goes on under the name of the first; a part is something new.
        let id = match replaces.first() {
            Some(first) if parts == 1 => first.clone(),
            _ => made(&text, |id| {
                let known = about.at.case.dossier().conditions.iter().map(|it| &it.id);
                known.chain(by.iter().map(|it| &it.id)).any(|it| it.skeleton() == id.skeleton())
            }),
        };
        by.push(Condition {
            id,
            text,
            burden,
            stops: union(&|it| it.stops.clone()),
            implies: union(&|it| it.implies.clone()),
            excludes: union(&|it| it.excludes.clone()),
            proposed_by: None,
        });
    }
    Some(Act::OfferWording { replaces, by })
}
