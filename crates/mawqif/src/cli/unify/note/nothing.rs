//! What the note says when nothing wins: who would have to move, and what cannot all hold.

use mawqif_core::{
    position::unify::answer::{Clash, Unlock},
    text::Id,
};

use super::{LIST_LIMIT, NAME_LIMIT, Note};
use crate::cli::terminal::bold;

impl Note<'_> {
    pub fn unlock(&self, unlock: &Unlock) -> Vec<String> {
        let mut lines = vec![bold(&self.locale.word("unlock-title"), self.paint)];
        let Some(size) = unlock.size else {
            lines.push(match self.contradiction() {
                Some(told) => told,
                None => self.locale.word("unlock-none"),
            });
            return lines;
        };
        lines.push(self.locale.tell("unlock-size", &[("count", size.into())]));
        for set in unlock.sets.iter().take(LIST_LIMIT) {
            let mut names = self.names(&set.bodies);
            if set.confidential > 0 {
                names.push(self.locale.tell("hidden-bodies", &[("count", set.confidential.into())]));
            }
            let package = match set.package.as_slice() {
                [] => self.locale.word("unlock-empty"),
                package => self.list(package),
            };
            let values = [("bodies", self.locale.list(&names).into()), ("list", package.into())];
            lines.push(format!("  {}", self.locale.tell("unlock-line", &values)));
        }
        if unlock.sets.len() > LIST_LIMIT {
            let rest = unlock.sets.len() - LIST_LIMIT;
            lines.push(format!("  {}", self.locale.tell("unlock-more", &[("count", rest.into())])));
        }
        lines
    }

    /// Why what was asked for leaves no package at all, if it does not: a condition that must be in
    /// cannot be there with another, or brings one that must be out.
    fn contradiction(&self) -> Option<String> {
        let suppositions = &self.options.suppositions;
        let mut within = suppositions.with.clone();
        let mut at = 0;
        while let Some(id) = within.get(at) {
            let condition = self.dossier.conditions.iter().find(|condition| condition.id == *id)?;
            let brought: Vec<Id> =
                condition.implies.iter().filter(|it| !within.contains(it)).cloned().collect();
            within.extend(brought);
            at += 1;
        }
        let out = within.iter().find(|id| suppositions.without.contains(id));
        if let Some(out) = out {
            let values = [("out", self.label(out).into()), ("list", self.list(&suppositions.with).into())];
            return Some(self.locale.tell("nothing-left-out", &values));
        }
        let mut all = self.dossier.conditions.iter().filter(|condition| within.contains(&condition.id));
        let (one, other) = all.find_map(|condition| {
            let other = condition.excludes.iter().find(|other| within.contains(other))?;
            Some((&condition.id, other))
        })?;
        let values = [
            ("one", self.label(one).into()),
            ("other", self.label(other).into()),
            ("list", self.list(&suppositions.with).into()),
        ];
        Some(self.locale.tell("nothing-left-excluded", &values))
    }

    pub fn clash(&self, clash: &Clash) -> Vec<String> {
        let tell = |key: &str, body: &Id| self.locale.tell(key, &[("body", self.name(body).into())]);
        let mut parts: Vec<String> = clash
            .bodies
            .iter()
            .take(NAME_LIMIT)
            .map(|body| {
                tell(if self.answer.absent.contains(body) { "clash-absence" } else { "clash-stance" }, body)
            })
            .collect();
        let others = clash.bodies.len().saturating_sub(NAME_LIMIT);
        if others > 0 {
            parts.push(self.locale.tell("clash-others", &[("count", others.into())]));
        }
        if clash.confidential > 0 {
            parts.push(self.locale.tell("clash-hidden", &[("count", clash.confidential.into())]));
        }
        let requirements = clash.requirements.iter();
        // Alternatives and requirements are numbered from 1.
        parts.extend(requirements.filter_map(|(alternative, number)| {
            self.requirement(alternative.checked_sub(1)?, number.checked_sub(1)?)
        }));
        parts.extend(clash.vetoes.iter().map(|body| tell("clash-veto", body)));
        if clash.objections {
            parts.push(self.locale.word("clash-objections"));
        }
        if parts.is_empty() {
            return Vec::new();
        }
        let title = bold(&self.locale.word("clash-title"), self.paint);
        vec![title, self.locale.tell("clash-line", &[("list", self.locale.list(&parts).into())])]
    }
}
