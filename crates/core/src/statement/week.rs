//! What a bulletin tells of a week of the follow-up: the figures as they were frozen when it was drafted.
//!
//! Everything in it may be seen by everybody: of an incident the place that the public may see and no hour, of reports how many
//! there were, and nothing of sources or of those who judged. The bulletin's words are drafted from it, the public page of the
//! follow-up is made of it, and the record keeps it with the draft, so that a year later both can be held against it.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::{
    case::{
        Moment,
        followup::{
            incident::{Certainty, Estimate},
            terms::Performance,
            trigger::Answer,
        },
    },
    dossier::{Date, keys::is_default},
    followup::themes::{ThemeKey, theme_key},
    text::{Id, Text},
};

/// The most of each kind that a bulletin tells: incidents, triggers, tasks, places without access. Of more, how many there are.
pub const WEEK_TOLD_LIMIT: usize = 100;

/// The most cells of commitments and areas that a bulletin keeps; of more, each commitment is told as a whole.
pub const WEEK_CELL_LIMIT: usize = 1_000;

/// The longest words of one incident, commitment or task in one language, in characters; their tail is told by an ellipsis.
pub const WEEK_WORDS_LIMIT: usize = 400;

/// A week of the follow-up, or as many days as passed since the last bulletin.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Week {
    /// The bulletin's number, from 1.
    pub number: u64,
    /// The first day, as `2031-03-01`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// What was known by then is told; the next bulletin tells what became known after it.
    pub by: Moment,
    /// Up to when the bulletin before told what was known.
    #[serde(skip_serializing_if = "is_default")]
    pub after: Moment,
    /// How many entries the case had when it was drafted: what the public may see was decided by them.
    pub known: u64,
    /// Reports that people filed in these days.
    pub reports: u64,
    /// Tables of reports that count.
    pub tables: u64,
    /// Rows of them that count.
    pub rows: u64,
    /// The areas that some commitment has: what each is called.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<Area>,
    /// How every commitment is kept.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub commitments: Vec<Promise>,
    /// Commitments that have no room here.
    #[serde(skip_serializing_if = "is_default")]
    pub others: u64,
    /// Verified incidents that no bulletin before has told, or not so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub incidents: Vec<Happened>,
    /// Verified incidents that no bulletin before has counted and of which nothing is told, for the safety of people there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub closed: Vec<u64>,
    /// Incidents that are verified breaches since the commitments bind and count in none of them here, since that would tell
    /// where they were.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hushed: Vec<u64>,
    /// Incidents that have no room here; the next bulletin tells them.
    #[serde(skip_serializing_if = "is_default")]
    pub more: u64,
    /// Triggers, places without access and tasks that have no room here.
    #[serde(skip_serializing_if = "is_default")]
    pub beyond: u64,
    /// Triggers that fired or were answered.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub triggers: Vec<Set>,
    /// Places that nobody could reach.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub denied: Vec<Unreached>,
    /// What is to be done next.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tasks: Vec<ToDo>,
}

/// An area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// Its id.
    pub id: Id,
    /// What it is called.
    pub name: Text,
}

/// How a commitment is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    /// The commitment.
    pub id: Id,
    /// Its words.
    pub text: Text,
    /// What it is about; commitments of one theme are added up.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub theme: Text,
    /// Whether one breach is enough.
    #[serde(default, skip_serializing_if = "is_default")]
    pub red_line: bool,
    /// Whether a committee alone judges it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub judged: bool,
    /// What the committee said last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<Performance>,
    /// Points, 0 to 3 for every area that was scored.
    #[serde(default, skip_serializing_if = "is_default")]
    pub points: u64,
    /// The most points that there could be.
    #[serde(default, skip_serializing_if = "is_default")]
    pub of: u64,
    /// Areas where nobody looked on enough days.
    #[serde(default, skip_serializing_if = "is_default")]
    pub unobserved: u64,
    /// What was counted since it binds, in all its areas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<Counted>,
    /// Incidents that are verified breaches and that no bulletin before has counted for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fresh: Vec<u64>,
    /// Incidents that are verified breaches since it binds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rests: Vec<u64>,
    /// Area by area.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<Square>,
}

/// What was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    /// How many.
    pub count: u64,
    /// On how many days there was any report from there.
    pub seen: u64,
    /// Of how many days.
    pub days: u64,
}

/// A commitment in an area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Square {
    /// The area; `None` everywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<Id>,
    /// How far it is kept.
    pub mark: Mark,
    /// What was counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<Counted>,
    /// Incidents that are verified breaches there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rests: Vec<u64>,
    /// How far it would be kept by what was counted alone, where verified breaches say otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plain: Option<Mark>,
}

/// How far a commitment is kept in an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// From 0, not kept, to 3, kept.
    Points(u8),
    /// Nobody looked on enough days.
    Unobserved,
    /// A committee judges it.
    Judged,
    /// It does not bind then.
    NotBinding,
    /// Its day has not come.
    NotDue,
    /// It would tell where something was that the public may not see, or a verified breach may have been there.
    Withheld,
}

/// An incident that was verified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Happened {
    /// Its number.
    pub number: u64,
    /// What happened; `None` when its words name a place that the public may not see.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub what: Option<Text>,
    /// Where, as far as the public may see.
    #[serde(rename = "where", default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Area>,
    /// The first day of the seven in which it happened.
    pub week: Date,
    /// Whether those are before the days of the bulletin, so that they are told.
    #[serde(default, skip_serializing_if = "is_default")]
    pub earlier: bool,
    /// How many people it killed, when that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub killed: Option<Estimate>,
    /// Who did it, when that is likely or established.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<By>,
    /// The commitments that it breaks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub breaks: Vec<Id>,
    /// The bulletin that has told it before, otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub again: Option<u64>,
    /// The entries of the record that it rests on: what opened it, and the findings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<u64>,
}

/// Who did something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct By {
    /// The party or body.
    pub id: Id,
    /// What they are called.
    pub name: Text,
    /// How certain that is.
    pub certainty: Certainty,
}

/// A trigger that fired or was answered in these days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Set {
    /// Its number.
    pub number: u64,
    /// What fired it.
    pub cause: Text,
    /// What the committee answered, when it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
    /// Whether it was waived because what it rested on was taken back.
    #[serde(default, skip_serializing_if = "is_default")]
    pub groundless: bool,
    /// Whether the position is under review by it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub reopened: bool,
    /// Whether the committee was silent and everybody was asked.
    #[serde(default, skip_serializing_if = "is_default")]
    pub escalated: bool,
    /// The entry that fired it.
    pub entry: u64,
}

/// A place that nobody could reach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unreached {
    /// The place.
    pub id: Id,
    /// What it is called.
    pub name: Text,
    /// Since when.
    pub since: Date,
    /// The entry that noted it first.
    pub entry: u64,
}

/// Something that is to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ToDo {
    /// The task's number.
    pub number: u64,
    /// What.
    pub what: Text,
    /// What the body is called that is to do it.
    pub owner: Text,
    /// By which day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
}

/// How commitments of a theme are kept, together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Theme<'w> {
    /// The theme; `None` for what has none.
    pub theme: Option<&'w Text>,
    /// Points, as a commitment has them.
    pub points: u64,
    /// The most points that there could be.
    pub of: u64,
    /// Areas where nobody looked on enough days.
    pub unobserved: u64,
}

impl Theme<'_> {
    /// The most points that there could be when an area where nobody looked counts as one where nothing was kept.
    pub fn strict(&self) -> u64 {
        self.of.saturating_add(self.unobserved.saturating_mul(3))
    }
}

impl Promise {
    /// Reckons points anew from its areas, which it has.
    pub fn add_up(&mut self) {
        let points = || {
            self.cells.iter().filter_map(|it| match it.mark {
                Mark::Points(points) => Some(u64::from(points)),
                _ => None,
            })
        };
        let [scored, unobserved] =
            [points().count(), self.cells.iter().filter(|it| it.mark == Mark::Unobserved).count()]
                .map(|count| u64::try_from(count).unwrap_or(u64::MAX));
        (self.points, self.of, self.unobserved) =
            (points().fold(0, u64::saturating_add), scored.saturating_mul(3), unobserved);
    }
}

impl Week {
    /// The entries of the record that it rests on, each once, in their order.
    pub fn entries(&self) -> Vec<u64> {
        let incidents = self.incidents.iter().flat_map(|it| it.entries.iter().copied());
        let triggers = self.triggers.iter().map(|it| it.entry);
        let denied = self.denied.iter().map(|it| it.entry);
        let mut all: Vec<u64> = incidents.chain(triggers).chain(denied).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// All commitments together: points, the most that there could be, and areas where nobody looked on enough days.
    pub fn points(&self) -> (u64, u64, u64) {
        self.commitments.iter().fold((0, 0, 0), |(points, of, unobserved), it| {
            (
                u64::saturating_add(points, it.points),
                u64::saturating_add(of, it.of),
                u64::saturating_add(unobserved, it.unobserved),
            )
        })
    }

    /// The commitments that it tells, added up by theme, in the order in which they name them; what has no theme comes last, and where
    /// none has one there are none. Those that have no room are in no sum.
    pub fn themes(&self) -> Vec<Theme<'_>> {
        let mut themes: Vec<Theme<'_>> = Vec::new();
        let mut places: HashMap<ThemeKey, usize> = HashMap::new();
        for promise in &self.commitments {
            let key = theme_key(&promise.theme);
            let theme = Some(&promise.theme).filter(|_| !key.is_empty());
            let at = *places.entry(key).or_insert(themes.len());
            if at == themes.len() {
                themes.push(Theme { theme, points: 0, of: 0, unobserved: 0 });
            }
            if let Some(own) = themes.get_mut(at) {
                own.points = own.points.saturating_add(promise.points);
                own.of = own.of.saturating_add(promise.of);
                own.unobserved = own.unobserved.saturating_add(promise.unobserved);
            }
        }
        themes.sort_by_key(|it| it.theme.is_none());
        if themes.iter().all(|it| it.theme.is_none()) { Vec::new() } else { themes }
    }

    /// The most points that there could be when an area where nobody looked counts as one where nothing was kept.
    pub fn strict(&self) -> u64 {
        let (_, of, unobserved) = self.points();
        of.saturating_add(unobserved.saturating_mul(3))
    }

    /// Which bulletin of which days it is, without what it tells.
    pub fn named(&self) -> Self {
        Self { number: self.number, from: self.from, until: self.until, by: self.by, ..Self::default() }
    }

    /// What an area is called.
    pub fn area(&self, id: &Id) -> Option<&Text> {
        self.areas.iter().find(|it| it.id == *id).map(|it| &it.name)
    }

    /// What stands at a place of it, as JSON: `commitment.ID`, `incident.N`, `trigger.N`, `denied.ID`, `task.N`,
    /// `theme.N` from 1, or a key.
    pub fn at(&self, path: &str) -> Option<serde_json::Value> {
        let (section, id) = path.split_once('.').unwrap_or((path, ""));
        let number = || id.parse::<u64>().ok();
        let told = match section {
            "commitment" => serde_json::to_value(self.commitments.iter().find(|it| it.id.as_str() == id)?),
            "incident" => serde_json::to_value(self.incidents.iter().find(|it| Some(it.number) == number())?),
            "trigger" => serde_json::to_value(self.triggers.iter().find(|it| Some(it.number) == number())?),
            "denied" => serde_json::to_value(self.denied.iter().find(|it| it.id.as_str() == id)?),
            "task" => serde_json::to_value(self.tasks.iter().find(|it| Some(it.number) == number())?),
            "theme" => {
                let at = usize::try_from(number()?.checked_sub(1)?).ok()?;
                serde_json::to_value(self.themes().get(at)?)
            }
            "kept" => serde_json::to_value(self.points()),
            "strict" => serde_json::to_value(self.strict()),
            key => return serde_json::to_value(self).ok()?.get(key).cloned(),
        };
        told.ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn themes_that_are_spelt_otherwise_are_one() {
        let promise = |id: &str, theme: &str, points: u64| {
            serde_json::from_value(serde_json::json!({
                "id": id, "text": id, "theme": theme, "points": points, "of": 3,
            }))
            .unwrap()
        };
        let commitments = vec![
            promise("a", "Killing", 1),
            promise("b", "", 2),
            promise("c", "killing ", 3),
            promise("d", "الأسرى", 3),
            promise("e", "الاسرى", 0),
            promise("f", "المسؤولون", 1),
            promise("g", "المسوولون", 1),
        ];
        let week = Week { commitments, ..Week::default() };
        let told: Vec<_> = week
            .themes()
            .iter()
            .map(|it| (it.theme.map(|it| it.in_language("en").to_owned()), it.points, it.of))
            .collect();
        let named = |name: &str| Some(name.to_owned());
        assert_eq!(
            told,
            [(named("Killing"), 4, 6), (named("الأسرى"), 3, 6), (named("المسؤولون"), 2, 6), (None, 2, 3)]
        );
    }
}
