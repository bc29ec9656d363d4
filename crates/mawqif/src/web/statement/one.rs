//! One statement: its words in both languages side by side, what it rests on, and its versions with what changed.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use mawqif_core::{
    case::{
        Case, Role,
        change::Change,
        statement::{Draft, Standing, Statement, Version},
    },
    statement::{
        Language,
        agreement::{disagreements, names as names_of_case},
        own_words,
    },
    text::Text,
};

use super::{
    super::{
        Web, acts,
        admit::Visitor,
        consultation::names,
        followup::week,
        initiative::versions::{Piece, by_words},
        page::{Shell, Tab, show},
        press::held,
        trouble::Trouble,
        words::Words,
    },
    composing::{Sentence, sentences},
    numbered,
    signing::{self, Signing},
    standing,
    talk::{self, Talk},
    weekly,
};
use crate::told::disagreement;

/// The most places of a text that lead somewhere.
const MARKED_LIMIT: usize = 20_000;

/// Versions that are shown with what changed, the newest first; earlier ones stand in the record.
const SHOWN: usize = 20;

#[derive(Template)]
#[template(path = "statement_one.html")]
struct Page {
    shell: Shell,
    case: String,
    number: u64,
    kind: String,
    standing: String,
    columns: Vec<Column>,
    /// Whether something in it rests on what has changed.
    is_stale: bool,
    /// Whether its sentences lead to what they rest on.
    is_led: bool,
    /// Where the languages disagree, as long as that can be mended.
    differences: Vec<String>,
    untranslated: Option<String>,
    embargo: Option<String>,
    /// What a bulletin tells beside its words.
    week: Option<week::Told>,
    /// Whether it is a bulletin that cannot go out as it was drafted.
    is_past: bool,
    /// Entries that it rests on.
    rests_on: Vec<u64>,
    /// The version that can be asked to go out.
    releasable: Option<u64>,
    /// What waits for a second person.
    waits: Option<u64>,
    /// Whether a further version can be written.
    is_editable: bool,
    /// Whether it can be corrected and withdrawn.
    is_out: bool,
    is_public: bool,
    /// What members said after it.
    heard: Vec<held::Told>,
    /// The newest first.
    versions: Vec<Told>,
    /// How its texts stand with their signatures.
    signing: Signing,
    /// Whether a signature can be handed in.
    may_sign: bool,
    /// What is said of its paragraphs.
    talk: Talk,
    /// Whether one can say something, and settle what was said.
    may_talk: bool,
    may_settle: bool,
    /// By what a form is done once.
    key: String,
}

/// What was sent in vain from a form of the page.
pub(super) struct Vain {
    /// The form: a language's tag, or a paragraph.
    pub place: String,
    /// What is wrong.
    pub told: String,
    /// What was written.
    pub written: String,
}

/// A statement in one language.
struct Column {
    tag: &'static str,
    direction: &'static str,
    language: &'static str,
    /// The title and the words, those apart that rest on what has changed.
    title: Vec<Said>,
    text: Vec<Said>,
}

/// Words of a statement.
struct Said {
    words: String,
    is_stale: bool,
    /// Where in the case stands what they rest on.
    place: Option<String>,
}

impl Said {
    /// Where it leads, for templates.
    fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }
}

/// A version, and how it differs from the one before.
struct Told {
    heading: String,
    by: String,
    is_first: bool,
    /// By language: its tag, its direction, what changed of title and text.
    changes: Vec<(&'static str, &'static str, Vec<Piece>)>,
}

/// A statement.
pub async fn one(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((_, number)): Path<(String, String)>,
) -> Result<Response, Trouble> {
    let number: u64 = number.parse().map_err(|_| Trouble::Missing)?;
    page(&web, &visitor, number, None, StatusCode::OK).await
}

/// The page of a statement, with what was sent from it in vain.
pub(super) async fn page(
    web: &Web,
    visitor: &Visitor,
    number: u64,
    vain: Option<Vain>,
    code: StatusCode,
) -> Result<Response, Trouble> {
    let at = visitor.at()?.clone();
    let statement = at.case.statements().get(&number).ok_or(Trouble::Missing)?;
    let accounts: Vec<_> = statement.versions.values().rev().take(SHOWN).map(|it| it.by.clone()).collect();
    let settled = statement.comments.values().filter_map(|it| it.resolved.as_ref());
    let accounts: Vec<_> = accounts
        .into_iter()
        .chain(statement.comments.values().map(|it| it.by.clone()))
        .chain(settled.map(|(account, _)| account.clone()))
        .collect();
    let names = names::of(web, &accounts).await?;
    let compared = {
        let statement = statement.clone();
        // Long texts take a moment to compare, which others need not wait for.
        web.desk.reckon(move || compared(&statement)).await?
    };
    let version = statement.version().ok_or(Trouble::Missing)?;
    // What went out and stands is what it was; only drafts and what is under review are looked at again.
    let is_looked_at = statement.released.is_none() || statement.reviewed.is_some();
    let drafted = if is_looked_at { sentences(web, visitor, statement).await? } else { Vec::new() };
    let shell = Shell::of_case(visitor, Tab::Statement)?;
    let words = &shell.words;
    let now = visitor.moment();
    let draft = &version.draft;
    let is_editor = at.sight.is_secretariat() && at.now.is_none();
    let is_draft = statement.released.is_none();
    let drafts = web.desk.draft_key().filter(|_| is_draft && at.now.is_none()).map(|it| it.name());
    let waits = waiting(&at.case, number);
    let is_late = matches!(at.case.standing(number, now), Some(Standing::Withdrawn { .. }));
    let counts = statement.signable();
    let is_voice = at.sight.roles().iter().any(|it| matches!(it, Role::Delegate { .. }));
    let is_now = at.now.is_none() && (at.sight.is_secretariat() || is_voice);
    let page = Page {
        case: at.case.id().to_string(),
        number,
        signing: signing::told(&at.case, (number, counts), now, words, (drafts, vain.as_ref())),
        may_sign: is_now && !is_late && at.case.signers().is_some(),
        talk: talk::told(statement, &names, words, vain.as_ref()),
        may_talk: is_now && is_draft,
        may_settle: is_editor,
        key: acts::key()?,
        kind: numbered(number, draft.kind, words),
        standing: standing(&at.case, number, statement, now, words).unwrap_or_default(),
        columns: columns(version, &drafted),
        is_stale: drafted.iter().any(|it| it.is_stale),
        is_led: drafted.iter().any(|it| it.place.is_some()),
        differences: if is_draft { differences(&at.case, draft, words) } else { Vec::new() },
        untranslated: draft
            .untranslated
            .as_ref()
            .map(|it| words.about("statement-untranslated", words.text(it))),
        embargo: draft.embargo.map(|it| words.about("statement-embargo", &words.moment(it))),
        week: told_week(&at.case, draft, words),
        is_past: is_draft && at.now.is_none() && weekly::is_past(&at.case, draft, now),
        rests_on: draft.rests_on.clone(),
        releasable: (is_editor && is_draft && waits.is_none()).then(|| statement.newest()),
        waits,
        is_editable: is_editor && is_draft,
        is_out: is_editor && !is_draft && !is_late,
        is_public: statement.is_public(now),
        heard: held::all(&at, Some(number), words),
        versions: told(statement, compared, &names, words),
        shell,
    };
    Ok(show(code, &page))
}

/// What a bulletin tells everybody beside its words, as it may be told now.
fn told_week(case: &Case, draft: &Draft, words: &Words) -> Option<week::Told> {
    let week = draft.occasion.as_ref()?.week.as_ref()?;
    Some(week::told(&case.permitted(week), words))
}

/// The statement's languages, Arabic first: that is what most read.
fn columns(version: &Version, drafted: &[Sentence]) -> Vec<Column> {
    let column = |language: Language| {
        let of = |text: &Text| own_words(text, language).unwrap_or_default().to_owned();
        let (title, text) = (of(&version.draft.title), of(&version.draft.text));
        let is_said = !title.is_empty() || !text.is_empty();
        is_said.then(|| Column {
            tag: language.tag(),
            direction: language.direction(),
            language: language.of("العربية", "English"),
            title: marked(&title, drafted),
            text: marked(&text, drafted),
        })
    };
    Language::BOTH.into_iter().filter_map(column).collect()
}

/// Where the languages of a draft disagree, the first few.
fn differences(case: &Case, draft: &Draft, words: &Words) -> Vec<String> {
    /// Differences that are told; whoever has mended these is told of more.
    const TOLD: usize = 8;
    let (Some(arabic), Some(english)) =
        (draft.canonical(Language::Arabic), draft.canonical(Language::English))
    else {
        return Vec::new();
    };
    let found = disagreements(&arabic, &english, &names_of_case(case.dossier()));
    found.iter().take(TOLD).map(|it| disagreement(it, words.locale())).collect()
}

/// The words of a text, the sentences apart that were drafted from the case and stand in it as they were.
fn marked(text: &str, drafted: &[Sentence]) -> Vec<Said> {
    let plain = |words: &str| Said { words: words.to_owned(), is_stale: false, place: None };
    let mut own: BTreeMap<&str, &Sentence> = BTreeMap::new();
    for sentence in drafted {
        // Of two that say the same, the one that has to be looked at.
        let it = own.entry(&sentence.words).or_insert(sentence);
        if sentence.is_stale {
            *it = sentence;
        }
    }
    let all = own.values().flat_map(|it| text.match_indices(it.words.as_str()).map(move |(at, _)| (at, *it)));
    let mut found: Vec<(usize, &Sentence)> = all.take(MARKED_LIMIT).collect();
    // Of sentences that begin at one place, the longest.
    found.sort_by_key(|(at, it)| (*at, std::cmp::Reverse(it.words.len())));
    let (mut said, mut done) = (Vec::new(), 0);
    for (at, sentence) in found {
        if at < done {
            continue;
        }
        if done < at {
            said.push(plain(&text[done..at]));
        }
        done = at + sentence.words.len();
        let (words, is_stale, place) = (sentence.words.clone(), sentence.is_stale, sentence.place.clone());
        said.push(Said { words, is_stale, place });
    }
    if done < text.len() {
        said.push(plain(&text[done..]));
    }
    said
}

/// The change that waits for a second person to let it out.
fn waiting(case: &Case, number: u64) -> Option<u64> {
    let mut proposals = case.proposals().iter();
    let found = proposals.find(
        |(_, it)| matches!(&it.change, Change::ReleaseStatement(release) if release.statement == number),
    );
    found.map(|(number, _)| *number)
}

type Compared = Vec<(u64, Vec<(&'static str, &'static str, Vec<Piece>)>)>;

/// What changed from each version to the next, the newest first; of the first, its words.
fn compared(statement: &Statement) -> Compared {
    let versions: Vec<(&u64, _)> = statement.versions.iter().rev().take(SHOWN + 1).collect();
    let words = |version: &Version, language: Language| {
        let of = |text: &Text| own_words(text, language).unwrap_or_default().to_owned();
        format!("{}\n\n{}", of(&version.draft.title), of(&version.draft.text)).trim().to_owned()
    };
    let shown = versions.iter().enumerate().take(SHOWN);
    let shown = shown.map(|(at, (number, version))| {
        let before = versions.get(at + 1).map(|(_, version)| version);
        let changes = Language::BOTH.into_iter().filter_map(|language| {
            let then = before.map(|it| words(it, language)).unwrap_or_default();
            let now = words(version, language);
            let is_other = before.is_some() && now != then;
            is_other.then(|| (language.tag(), language.direction(), by_words(&then, &now)))
        });
        (**number, changes.collect())
    });
    shown.collect()
}

fn told(statement: &Statement, compared: Compared, names: &names::Names, words: &Words) -> Vec<Told> {
    let told = compared.into_iter().filter_map(|(number, changes)| {
        let version = statement.versions.get(&number)?;
        let by = names.get(&version.by).cloned().unwrap_or_default();
        let values = [("name", by.into()), ("date", words.moment(version.at).into())];
        Some(Told {
            heading: words.about("version-number", &words.number(number)),
            by: words.tell("statement-version-by", &values),
            is_first: number == 1,
            changes,
        })
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use super::{Sentence, marked};

    #[test]
    fn words_that_rest_on_what_has_changed_stand_apart() {
        let told = |text: &str, stale: &[&str]| {
            let sentence = |it: &&str| Sentence { words: (*it).to_owned(), is_stale: true, place: None };
            let stale: Vec<Sentence> = stale.iter().map(sentence).collect();
            let said = marked(text, &stale).into_iter();
            said.map(|it| if it.is_stale { format!("[{}]", it.words) } else { it.words }).collect::<String>()
        };
        assert_eq!(told("We accept. They stop.", &["They stop."]), "We accept. [They stop.]");
        assert_eq!(told("نقبل. يتوقفون.", &["نقبل.", "لا شيء"]), "[نقبل.] يتوقفون.");
        assert_eq!(told("", &["x"]), "");
        assert_eq!(told("aa", &["a"]), "[a][a]");
        assert_eq!(told("a. a. b. c", &["a.", "a. b."]), "[a.] [a. b.] c", "the longest that begins there");
    }
}
