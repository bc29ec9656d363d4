//! Minutes: what happened at a meeting, drafted from the record.
//!
//! Plain data, in the order in which it is read out. The words around it stand with whoever prints
//! them, in every language.

use serde::Serialize;

use super::{
    Case, Moment,
    meeting::{Decision, Meeting, Movement, Quorum},
};
use crate::text::{Id, Text};

/// The minutes of a meeting.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Minutes {
    /// The meeting's number in its case.
    pub meeting: u64,
    /// What it was called.
    pub title: Text,
    /// When it was to begin.
    pub convened_for: Moment,
    /// Where.
    pub place: Option<Text>,
    /// When it began, and with which quorum; absent when it has not.
    pub opened: Option<Stated>,
    /// Who was there when it began.
    pub present: Vec<Id>,
    /// Who was not, of those who are in the coalition now.
    pub absent: Vec<Id>,
    /// Who came and left while it sat.
    pub movements: Vec<Movement>,
    /// The agenda, and what was decided on each item.
    pub items: Vec<Item>,
    /// When it ended, and with which quorum; absent while it sits.
    pub closed: Option<Stated>,
}

/// A moment at which the quorum was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Stated {
    /// When.
    pub at: Moment,
    /// How it stood.
    pub quorum: Quorum,
}

/// An item of the agenda.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Item {
    /// Its number, from 1.
    pub number: u64,
    /// What it was about.
    pub title: Text,
    /// What was decided, in order; empty when nothing was.
    pub decisions: Vec<Decided>,
}

/// What was decided.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Decided {
    /// When.
    pub at: Moment,
    /// The decision.
    pub decision: Text,
    /// Who was there.
    pub present: Vec<Id>,
    /// How the quorum stood.
    pub quorum: Quorum,
}

impl Case {
    /// The minutes of a meeting, as far as it has come; `None` when there is no such meeting.
    pub fn minutes(&self, number: u64) -> Option<Minutes> {
        let meeting = self.meetings.get(&number)?;
        // To a committee's sitting its own bodies are called.
        let sitting = self.sitting(meeting);
        let is_called = |id: &&Id| sitting.is_none_or(|it| it.contains(id));
        let bodies = self.dossier.bodies.iter().map(|body| &body.id).filter(is_called);
        let absent = bodies.filter(|id| meeting.opened.is_some() && !meeting.present_at_opening.contains(id));
        let stated = |(at, quorum)| Stated { at, quorum };
        Some(Minutes {
            meeting: number,
            title: meeting.title.clone(),
            convened_for: meeting.at,
            place: meeting.place.clone(),
            opened: meeting.opened.map(stated),
            present: meeting.present_at_opening.iter().cloned().collect(),
            absent: absent.cloned().collect(),
            movements: meeting.movements.clone(),
            items: items(meeting),
            closed: meeting.closed.map(stated),
        })
    }
}

impl Case {
    /// The bodies that are called to a committee's sitting: those of its opening, and before it those of the moment; nothing of
    /// a meeting of the coalition.
    pub fn sitting<'m>(&'m self, meeting: &'m Meeting) -> Option<&'m [Id]> {
        let committee = self.committees.iter().find(|it| meeting.committee.as_ref() == Some(&it.id));
        meeting.sitting.as_deref().or(committee.map(|it| it.members.as_slice()))
    }
}

fn items(meeting: &Meeting) -> Vec<Item> {
    let numbered = (1..).zip(&meeting.agenda);
    numbered
        .map(|(number, title)| {
            let decisions = meeting.decisions.iter().filter(|it| it.item == number).cloned();
            Item { number, title: title.clone(), decisions: decisions.map(decided).collect() }
        })
        .collect()
}

fn decided(Decision { at, decision, present, quorum, .. }: Decision) -> Decided {
    Decided { at, decision, present, quorum }
}
