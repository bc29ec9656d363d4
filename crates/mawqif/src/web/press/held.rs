//! What members said after the statement, held against it, as pages tell it: the finding, the reason in a sentence, and
//! a link to the words in their report.

use mawqif_core::{
    case::{
        Case,
        remark::{Departure, Finding, Heard, Numbered, Reading},
    },
    text::{Id, Text},
};

use super::super::{admit::At, sheet::escaped, words::Words};

/// Remarks that a page shows, the latest first; earlier ones stand in the record.
const SHOWN: usize = 200;

/// A quote, and what comes of holding it against the statement.
pub struct Told {
    /// Who said it: the speaker and the body, as the report calls them.
    pub who: String,
    /// When.
    pub when: String,
    /// The words.
    pub said: String,
    /// Where they stand in the report.
    pub place: String,
    /// The finding, for the style: `agrees`, `departs`, `unsettled`, `silent` or `outside`.
    pub finding: &'static str,
    /// The finding in a word.
    pub called: String,
    /// Why: a sentence, and what it is about.
    pub reasons: Vec<(String, Vec<String>)>,
    /// Who says what it says.
    pub by: String,
    /// Where somebody of the secretariat can say what it says.
    pub sheet: Option<String>,
}

/// Quotes from after the statement, the latest first; those alone that were held against one statement, when it is
/// given.
pub fn all(at: &At, statement: Option<u64>, words: &Words) -> Vec<Told> {
    let heard = at.case.heard_after();
    let heard = heard.iter().rev().filter(|it| {
        statement.is_none_or(|number| it.remark.is_some_and(|remark| remark.statement == number))
    });
    heard.take(SHOWN).map(|it| told(at, it, words)).collect()
}

fn told(at: &At, heard: &Heard<'_>, words: &Words) -> Told {
    let (case, quote) = (&at.case, heard.quote);
    let text = |text: &Text| words.text(text).to_owned();
    let names: Vec<String> =
        [&quote.speaker, &quote.role, &quote.body].into_iter().flatten().map(text).collect();
    let (start, end) = heard.span;
    let finding = heard.remark.map(|remark| case.finding(remark));
    let (class, called, reasons) = match &finding {
        None => ("outside", "remark-outside", vec![(words.word("remark-outside-why"), Vec::new())]),
        Some(Finding::Agrees) => {
            ("agrees", "remark-agrees", vec![(words.word("remark-agrees-why"), Vec::new())])
        }
        Some(Finding::Silent) => {
            // What the reader does not find may be there all the same.
            let is_read = heard.remark.is_some_and(|it| it.by == Reading::Reader);
            let why = if is_read { "remark-unread-why" } else { "remark-silent-why" };
            (
                "silent",
                if is_read { "remark-unread" } else { "remark-silent" },
                vec![(words.word(why), Vec::new())],
            )
        }
        Some(Finding::Unsettled(asks)) => (
            "unsettled",
            "remark-unsettled",
            vec![(words.about("remark-unsettled-why", words.text(asks)), Vec::new())],
        ),
        Some(Finding::Departs(all)) => {
            ("departs", "remark-departs", all.iter().map(|it| reason(case, it, words)).collect())
        }
    };
    let member = heard.remark.map(|it| {
        let bodies = case.dossier().bodies.iter().map(|body| (&body.id, &body.name));
        words.about("remark-member", &words.name_of(&it.body, bodies))
    });
    let by = heard.remark.map(|it| {
        words.word(match it.by {
            Reading::Reader => "remark-by-reader",
            Reading::Person => "remark-by-person",
        })
    });
    let report = case.reports().get(heard.report).map(|it| &it.report);
    let day = quote.date.or_else(|| report.and_then(|it| it.published));
    let outlet = report.map(|it| it.name.clone()).filter(|name| !name.is_empty());
    let facts: Vec<String> = outlet.into_iter().chain(day.map(|it| words.date(&it))).collect();
    let is_editor = at.sight.is_secretariat() && at.now.is_none();
    let id = format!("{}@{start}-{end}", heard.report);
    Told {
        who: names.join(" · "),
        when: facts.join(" · "),
        said: text(&quote.said),
        place: format!("/cases/{}/reports/{}?at={start}-{end}#said", case.id(), heard.report),
        finding: class,
        called: words.word(called),
        reasons,
        by: member.into_iter().chain(by).collect::<Vec<_>>().join(" · "),
        sheet: is_editor.then(|| format!("/cases/{}/press/remark?id={}", case.id(), escaped(&id))),
    }
}

/// How a remark departs, in a sentence, and the conditions or red lines that it is about.
fn reason(case: &Case, departure: &Departure, words: &Words) -> (String, Vec<String>) {
    let conditions = |all: &[Numbered]| all.iter().map(|it| condition(case, it, words)).collect::<Vec<_>>();
    match departure {
        Departure::AcceptsWithout(all) => (words.count("remark-accepts-without", all.len()), conditions(all)),
        Departure::AcceptsRejected => (words.word("remark-accepts-rejected"), Vec::new()),
        Departure::Rejects => (words.word("remark-rejects"), Vec::new()),
        Departure::AnswersAlone => (words.word("remark-answers-alone"), Vec::new()),
        Departure::Drops(all) => (words.count("remark-drops", all.len()), conditions(all)),
        Departure::Adds(asks) => (words.word("remark-adds"), vec![words.text(asks).to_owned()]),
        Departure::GivesUp(all) => {
            let line =
                |id: &Id| words.name_of(id, case.dossier().red_lines.iter().map(|it| (&it.id, &it.text)));
            (words.count("remark-gives-up", all.len()), all.iter().map(line).collect())
        }
    }
}

/// A condition with its number in the statement.
fn condition(case: &Case, it: &Numbered, words: &Words) -> String {
    let text = words.name_of(&it.id, case.dossier().conditions.iter().map(|own| (&own.id, &own.text)));
    words.tell("remark-condition", &[("number", words.number(it.number).into()), ("name", text.into())])
}
