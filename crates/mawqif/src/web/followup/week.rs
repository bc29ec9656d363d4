//! What a bulletin tells beside its words: the board and the incidents as they were frozen, in the reader's words.
//!
//! The same is shown to whoever lets a bulletin out and to everybody once it is out, so that nothing is public that nobody has looked
//! at. It has neither hours nor sources, and of places what the public may see.

use mawqif_core::{
    case::followup::incident::Certainty,
    statement::week::{Counted, Happened, Mark, Promise, Square, Theme, Week},
    text::{Id, Text},
};

use super::super::words::Words;

/// A week, for templates.
pub struct Told {
    /// Which bulletin, of which days.
    pub heading: String,
    /// How far all of it is kept.
    pub sentence: String,
    /// What was not observed, what it rests on.
    pub lines: Vec<String>,
    /// The areas.
    pub columns: Vec<String>,
    /// The commitments.
    pub rows: Vec<Row>,
    /// Themes: each with its points where somebody looked, when silence counts nothing, and how much was not observed.
    pub themes: Vec<(String, String, String, String)>,
    /// Incidents that were verified.
    pub incidents: Vec<Incident>,
    /// Of how many nothing is told.
    pub untold: Vec<String>,
}

/// A commitment.
pub struct Row {
    /// Its words.
    pub text: String,
    /// Whether one breach is enough.
    pub is_red_line: bool,
    /// Area by area.
    pub cells: Vec<Cell>,
    /// Verified breaches, new and in all.
    pub breaches: String,
}

/// A commitment in an area.
pub struct Cell {
    /// The class of its look.
    pub class: &'static str,
    /// The score as a figure, if there is one.
    pub score: String,
    /// The same in words.
    pub says: String,
    /// What was counted, in short.
    pub figure: String,
    /// The same in a sentence.
    pub figure_says: String,
    /// Verified breaches there.
    pub verified: String,
}

/// An incident.
pub struct Incident {
    /// Its number.
    pub number: u64,
    /// What happened.
    pub what: String,
    /// Where, in which week, how many died, who did it, what it breaks.
    pub facts: Vec<(String, String)>,
}

/// A week in the reader's words.
pub fn told(week: &Week, words: &Words) -> Told {
    let (points, of, unobserved) = week.points();
    let mut lines = Vec::new();
    if unobserved > 0 {
        if of > 0 {
            let values =
                [("points", words.number(points).into()), ("of", words.number(week.strict()).into())];
            lines.push(words.tell("week-strict", &values));
        }
        lines.push(words.tell("week-unobserved", &[("count", unobserved.into())]));
    }
    if !week.hushed.is_empty() {
        lines.push(words.tell("week-hushed", &[("count", week.hushed.len().into())]));
    }
    lines.extend(week.denied.iter().map(|it| {
        let values =
            [("name", words.text(&it.name).to_owned().into()), ("date", words.date(&it.since).into())];
        words.tell("watched-access", &values)
    }));
    let sentence = match of {
        0 => words.word("week-nothing"),
        _ => words
            .tell("week-points", &[("points", words.number(points).into()), ("of", words.number(of).into())]),
    };
    let has_areas = week.commitments.iter().any(|it| !it.cells.is_empty());
    let has_everywhere = week.commitments.iter().flat_map(|it| &it.cells).any(|it| it.area.is_none());
    let mut areas: Vec<Option<&Id>> =
        week.areas.iter().filter(|_| has_areas).map(|it| Some(&it.id)).collect();
    areas.extend(has_everywhere.then_some(None));
    let mut columns: Vec<String> = areas.iter().map(|it| area(week, *it, words)).collect();
    if !has_areas {
        columns.push(words.word("week-all-areas"));
    }
    let row = |it: &Promise| Row {
        text: called(it, words),
        is_red_line: it.red_line,
        cells: if has_areas {
            areas
                .iter()
                .map(|area| square(it.cells.iter().find(|own| own.area.as_ref() == *area), words))
                .collect()
        } else {
            vec![whole(it, words)]
        },
        breaches: words.tell(
            "week-breaches",
            &[("new", words.number(it.fresh.len()).into()), ("all", words.number(it.rests.len()).into())],
        ),
    };
    let mut untold = Vec::new();
    let closed = u64::try_from(week.closed.len()).unwrap_or(u64::MAX);
    let counts = [("week-withheld", closed), ("week-more", week.more), ("week-others", week.others)];
    for (key, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
        untold.push(words.tell(key, &[("count", count.into())]));
    }
    Told {
        heading: heading(week, words),
        sentence,
        lines,
        columns,
        rows: week.commitments.iter().map(row).collect(),
        themes: week.themes().iter().map(|it| theme(it, words)).collect(),
        incidents: week.incidents.iter().map(|it| incident(week, it, words)).collect(),
        untold,
    }
}

fn theme(theme: &Theme<'_>, words: &Words) -> (String, String, String, String) {
    let points = |of: u64| {
        if of == 0 {
            return words.word("kept-no-percent");
        }
        let values = [("points", words.number(theme.points).into()), ("of", words.number(of).into())];
        words.tell("week-points-short", &values)
    };
    let name = theme.theme.map_or_else(|| words.word("kept-no-theme"), |it| words.text(it).to_owned());
    (name, points(theme.of), points(theme.strict()), words.number(theme.unobserved))
}

/// Which bulletin it is, of which days.
pub fn heading(week: &Week, words: &Words) -> String {
    let day = |it: Option<_>| it.as_ref().map(|it| words.date(it)).unwrap_or_default();
    let values = [
        ("number", words.number(week.number).into()),
        ("from", day(week.from).into()),
        ("until", day(week.until).into()),
    ];
    words.tell("week-heading", &values)
}

fn area(week: &Week, id: Option<&Id>, words: &Words) -> String {
    let Some(id) = id else { return words.word("kept-everywhere") };
    named(week.area(id).unwrap_or(&Text::default()), id, words)
}

fn named(text: &Text, id: &Id, words: &Words) -> String {
    words.name_of(id, [(id, text)].into_iter())
}

fn called(promise: &Promise, words: &Words) -> String {
    named(&promise.text, &promise.id, words)
}

fn blank(class: &'static str, says: String) -> Cell {
    let nothing = String::new;
    Cell { class, score: nothing(), says, figure: nothing(), figure_says: nothing(), verified: nothing() }
}

fn square(square: Option<&Square>, words: &Words) -> Cell {
    let Some(square) = square else { return blank("k-none", words.word("kept-not-asked")) };
    let mut cell = match square.mark {
        Mark::Points(points) => {
            let class = ["k-0", "k-1", "k-2", "k-3"].get(usize::from(points)).copied().unwrap_or("k-none");
            let says = words.tell("kept-score", &[("score", u64::from(points).into())]);
            Cell { score: words.number(points), ..blank(class, says) }
        }
        Mark::Unobserved => blank("k-no", words.word("kept-not-observed")),
        Mark::Judged => blank("k-none", words.word("kept-committee")),
        Mark::NotBinding => blank("k-none", words.word("kept-not-binding")),
        Mark::NotDue => blank("k-none", words.word("kept-not-due")),
        Mark::Withheld => blank("k-none", words.word("week-not-told")),
    };
    if let Some(counted) = square.counted {
        (cell.figure, cell.figure_says) = figures(counted, words);
    }
    if !square.rests.is_empty() {
        cell.verified = words.tell("kept-verified", &[("count", square.rests.len().into())]);
    }
    cell
}

/// A commitment as a whole, where areas have no room.
fn whole(promise: &Promise, words: &Words) -> Cell {
    let values = [("points", words.number(promise.points).into()), ("of", words.number(promise.of).into())];
    let mut cell = match promise.of {
        0 if promise.judged => blank("k-none", words.word("kept-committee")),
        0 => blank("k-no", words.word("kept-not-observed")),
        _ => blank("k-none", words.tell("week-points-short", &values)),
    };
    if let Some(counted) = promise.counted {
        (cell.figure, cell.figure_says) = figures(counted, words);
    }
    cell
}

fn figures(counted: Counted, words: &Words) -> (String, String) {
    let values = [
        ("count", words.number(counted.count).into()),
        ("seen", words.number(counted.seen).into()),
        ("days", words.number(counted.days).into()),
    ];
    (words.tell("kept-figure", &values), words.tell("kept-figure-says", &values))
}

fn incident(week: &Week, it: &Happened, words: &Words) -> Incident {
    let place = match &it.place {
        Some(area) => named(&area.name, &area.id, words),
        None => words.word("week-not-told"),
    };
    let mut facts = vec![
        (words.word("provision-where"), place),
        (words.word("incident-when"), words.about("week-from", &words.date(&it.week))),
    ];
    facts.extend(it.killed.map(|it| {
        let values = [("low", it.low.into()), ("best", it.best.into()), ("high", it.high.into())];
        (words.word("incident-killed"), words.tell("incident-killed-range", &values))
    }));
    facts.extend(it.by.as_ref().map(|by| {
        let certainty = words.word(match by.certainty {
            Certainty::Established => "certainty-established",
            Certainty::Likely => "certainty-likely",
            Certainty::Alleged => "certainty-alleged",
        });
        let values = [("name", words.text(&by.name).to_owned().into()), ("certainty", certainty.into())];
        (words.word("incident-by"), words.tell("incident-by-somebody", &values))
    }));
    let broken = week.commitments.iter().filter(|own| it.breaks.contains(&own.id));
    let broken: Vec<String> = broken.map(|it| called(it, words)).collect();
    if !broken.is_empty() {
        facts.push((words.word("week-breaks"), super::told::texts(&broken, words)));
    }
    if let Some(bulletin) = it.again {
        facts.push((words.word("week-again"), words.about("week-again-in", &words.number(bulletin))));
    }
    Incident {
        number: it.number,
        what: it
            .what
            .as_ref()
            .map_or_else(|| words.word("week-words-not-told"), |it| words.text(it).to_owned()),
        facts,
    }
}
