//! After the position: what follows from it: who watches, what was asked for, what was promised, and which date
//! comes next.
//!
//! [`followup`](super::followup) shows it, beside what has happened since. Nothing is promised on anybody's behalf.

use mawqif_core::{
    case::{Case, Moment},
    dossier::{Committee, Date, PositionKind},
    text::Id,
};

use super::{
    initiative,
    statement::day_of,
    words::{Words, chosen_zone},
};

/// Dates that are told ahead; of more, the first.
const AHEAD_LIMIT: usize = 12;

/// A condition of a position.
pub struct Ask {
    /// Its id.
    pub id: String,
    /// Its words.
    pub text: String,
    /// What it weighs and stops.
    pub facts: String,
}

/// Conditions in their words, as they stand in the case that is looked at.
pub fn asks(case: &Case, package: &[Id], words: &Words) -> Vec<Ask> {
    let dossier = case.dossier();
    let ask = |id: &Id| {
        let condition = dossier.conditions.iter().find(|condition| condition.id == *id);
        let mut facts = Vec::new();
        if let Some(condition) = condition {
            facts.push(words.tell("condition-burden", &[("burden", condition.burden.into())]));
            let harm = |id: &Id| words.name_of(id, dossier.harms.iter().map(|it| (&it.id, &it.name)));
            let stops: Vec<String> = condition.stops.iter().map(harm).collect();
            if !stops.is_empty() {
                facts.push(words.about("follow-stops", &words.locale().list(&stops)));
            }
        }
        Ask {
            id: id.to_string(),
            text: condition.map(|it| words.text(&it.text).to_owned()).unwrap_or_default(),
            facts: facts.join(" · "),
        }
    };
    package.iter().map(ask).collect()
}

/// A committee.
pub struct Watch {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// The bodies that sit in it.
    pub members: Vec<String>,
    /// Which answers call it into being.
    pub on: String,
}

/// A provision that somebody is bound by.
pub struct Promise {
    /// Its words.
    pub text: String,
    /// Who is bound, until when, who verifies, what follows a breach.
    pub facts: Vec<(String, String)>,
}

/// A date to come.
pub struct Ahead {
    /// The day.
    pub when: String,
    /// How far it is.
    pub left: String,
    /// What happens then.
    pub what: String,
}

/// A committee, in the reader's words.
pub fn watch(case: &Case, committee: &Committee, words: &Words) -> Watch {
    let bodies = || case.dossier().bodies.iter().map(|body| (&body.id, &body.name));
    let kinds = committee.on.iter().map(|kind| {
        words.word(match kind {
            PositionKind::Accept => "follow-on-accept",
            PositionKind::AcceptWithConditions => "follow-on-conditions",
            PositionKind::Reject => "follow-on-reject",
            PositionKind::None => "follow-on-none",
        })
    });
    let kinds: Vec<String> = kinds.collect();
    Watch {
        id: committee.id.to_string(),
        name: words.name_of(&committee.id, [(&committee.id, &committee.name)].into_iter()),
        members: committee.members.iter().map(|id| words.name_of(id, bodies())).collect(),
        on: if kinds.is_empty() {
            words.word("follow-on-any")
        } else {
            words.about("follow-on", &words.locale().list(&kinds))
        },
    }
}

/// What the offer binds somebody to, by whom it is to be verified, and what follows a breach.
pub fn promises(case: &Case, words: &Words) -> Vec<Promise> {
    let dossier = case.dossier();
    let anybody = |id: &Id| {
        let parties = dossier.parties.iter().map(|it| (&it.id, &it.name));
        words.name_of(id, parties.chain(dossier.bodies.iter().map(|it| (&it.id, &it.name))))
    };
    let bound = dossier.provisions.iter().filter(|it| !it.obliged.is_empty());
    let promise = bound.map(|provision| {
        let obliged: Vec<String> = provision.obliged.iter().map(anybody).collect();
        let nothing = || words.word("provision-nothing");
        let mut facts = vec![("provision-obliged", words.locale().list(&obliged))];
        let days = [("provision-from", &provision.from), ("provision-until", &provision.until)];
        facts.extend(days.into_iter().filter_map(|(key, date)| Some((key, words.date(date.as_ref()?)))));
        let verified = provision.verified_by.as_ref().map(|it| words.text(it).to_owned());
        facts.push(("provision-verified", verified.unwrap_or_else(nothing)));
        let breach = provision.on_breach.as_ref().map(|it| words.text(it).to_owned());
        facts.push(("provision-breach", breach.unwrap_or_else(nothing)));
        Promise {
            text: words.text(&provision.text).to_owned(),
            facts: facts.into_iter().map(|(key, value)| (words.word(key), value)).collect(),
        }
    });
    promise.collect()
}

/// Days to come: the answer's deadline, meetings, and when provisions begin and end.
pub fn ahead(case: &Case, now: Moment, words: &Words) -> Vec<Ahead> {
    let dossier = case.dossier();
    let today = day_of(now, &chosen_zone());
    let mut dates: Vec<(Date, String)> = Vec::new();
    if let Some(deadline) = dossier.initiative.deadline {
        dates.push((deadline, words.word("ahead-deadline")));
    }
    for meeting in case.meetings().values().filter(|it| it.closed.is_none()) {
        if let Some(day) = day_of(meeting.at, &chosen_zone()) {
            dates.push((day, words.about("ahead-meeting", words.text(&meeting.title))));
        }
    }
    for provision in &dossier.provisions {
        let text = words.text(&provision.text);
        dates.extend(provision.from.map(|day| (day, words.about("ahead-from", text))));
        dates.extend(provision.until.map(|day| (day, words.about("ahead-until", text))));
    }
    let key = |date: &Date| (date.year, date.month, date.day);
    dates.retain(|(date, _)| today.is_none_or(|today| key(date) >= key(&today)));
    dates.sort_by_key(|(date, _)| key(date));
    let told = dates.into_iter().take(AHEAD_LIMIT).map(|(date, what)| Ahead {
        when: words.date(&date),
        left: initiative::left(&date, now, words),
        what,
    });
    told.collect()
}
