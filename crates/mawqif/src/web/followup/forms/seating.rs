//! The sheet by which other bodies sit in a committee that was formed: all bodies, ticked as they sit now, and the keys that go with
//! those who leave.

use mawqif_core::{
    case::{Act, change::Seating},
    dossier::Committee,
    text::Id,
};

use super::super::evidence;
use crate::web::sheet::{
    About, Written,
    field::{Fields, Need, Size},
    reading::Reading,
};

fn formed<'a>(about: &About<'a>) -> Option<&'a Committee> {
    about.at.case.committees().iter().find(|it| it.id.as_str() == about.id)
}

pub(super) fn fields(fields: &mut Fields<'_>) {
    let all = super::bodies(fields);
    fields.any("members", "committee-members", "", all);
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
    if members.is_empty() {
        reading.flaw("members", "seating-nobody");
    } else if members.len() == formed.members.len() && members.iter().all(|it| formed.members.contains(it)) {
        reading.flaw("members", "seating-same");
    }
    let without = |all: &[Id], others: &[Id]| -> Vec<Id> {
        all.iter().filter(|it| !others.contains(it)).cloned().collect()
    };
    let seating = Seating {
        committee: formed.id.clone(),
        joining: without(&members, &formed.members),
        leaving: without(&formed.members, &members),
        without_keys: reading.about.form.every("without").map(str::to_owned).collect(),
        reason,
    };
    Some(Act::ChangeCommitteeMembers { seating })
}
