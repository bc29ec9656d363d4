//! The sheet by which other bodies sit in a committee that was formed: all bodies, ticked as they sit now, and the keys that go with
//! those who leave.
//!
//! The sheet carries who sat there when it was drawn, and asks for the difference to that: whoever joined or left meanwhile has been
//! decided on by others, and an old sheet says nothing of them.

use mawqif_core::{
    case::{Act, change::Seating},
    dossier::Committee,
    text::Id,
};

use super::super::evidence;
use crate::web::sheet::{
    About, Written,
    field::{Fields, Input, Need, Size},
    reading::Reading,
};

/// The field of those who sat there when the sheet was drawn, by their ids with spaces in between.
const DRAWN: &str = "drawn";

fn formed<'a>(about: &About<'a>) -> Option<&'a Committee> {
    about.at.case.committees().iter().find(|it| it.id.as_str() == about.id)
}

pub(super) fn fields(fields: &mut Fields<'_>) {
    let all = super::bodies(fields);
    fields.any("members", "committee-members", "", all);
    let drawn = match (fields.about.form.get(DRAWN), formed(fields.about)) {
        ("", Some(formed)) => formed.members.iter().map(Id::as_str).collect::<Vec<_>>().join(" "),
        (drawn, _) => drawn.to_owned(),
    };
    fields.add(DRAWN, String::new(), "", Input::Hidden(drawn, String::new()));
    let keys = fields.about.at.case.follow_up().seal_keys();
    let keys = evidence::keys(keys, fields.about.words);
    let keys = keys.into_iter().map(|(name, key)| {
        let label = format!("{name} · {key}");
        (key, label)
    });
    fields.any("without", "seating-without", "seating-without-hint", keys.collect());
    fields.text("reason", "follow-reason", "seating-reason-hint", Size::Lines);
}

pub(super) fn written(about: &About<'_>, written: &mut Written) -> Option<()> {
    written.all("members", &formed(about)?.members);
    Some(())
}

pub(super) fn read(reading: &mut Reading<'_>) -> Option<Act> {
    let formed = formed(reading.about)?;
    let reason = reading.text("reason", Need::Given, Size::Lines, None);
    let members = reading.ids("members");
    let drawn: Vec<Id> = match reading.get(DRAWN) {
        "" => formed.members.clone(),
        drawn => drawn.split(' ').filter_map(|it| Id::new(it).ok()).collect(),
    };
    let sits = |it: &&Id| formed.members.contains(*it);
    let joining: Vec<Id> = members.iter().filter(|it| !drawn.contains(it) && !sits(it)).cloned().collect();
    let leaving: Vec<Id> = drawn.iter().filter(|it| !members.contains(it) && sits(it)).cloned().collect();
    if members.is_empty() {
        reading.flaw("members", "seating-nobody");
    } else if joining.is_empty() && leaving.is_empty() {
        reading.flaw("members", "seating-same");
    }
    let seating = Seating {
        committee: formed.id.clone(),
        joining,
        leaving,
        without_keys: reading.about.form.every("without").map(str::to_owned).collect(),
        reason,
    };
    Some(Act::ChangeCommitteeMembers { seating })
}
