//! Talk: a draft paragraph by paragraph, with what members say of each, and what was said of words that are no more.

use std::collections::BTreeMap;

use axum::{
    Extension,
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use mawqif_core::{
    case::{
        Act,
        comments::{Belongs, Comment},
        statement::Statement,
    },
    statement::{Language, canonical::Block},
    text::Text,
};

use super::{
    super::{
        Web,
        acts::{self, Came},
        admit::Visitor,
        consultation::names::Names,
        form::Form,
        trouble::Trouble,
        words::Words,
    },
    one::{self, Vain},
};

/// The most paragraphs that are shown with a form each; a statement has far fewer.
const PARAGRAPH_LIMIT: usize = 200;

/// A draft paragraph by paragraph.
pub(super) struct Talk {
    /// The version.
    pub version: u64,
    /// Its paragraphs, the title first.
    pub paragraphs: Vec<Paragraph>,
    /// What was said of words that read differently now.
    pub earlier: Vec<Said>,
    /// How many comments wait to be settled.
    pub open: Option<String>,
}

/// A paragraph.
pub(super) struct Paragraph {
    /// Its number; 0 is the title.
    pub number: usize,
    /// What it is called.
    pub called: String,
    /// Its words in each language that has them: the tag, the direction, the words.
    pub words: Vec<(&'static str, &'static str, String)>,
    /// What was said of it.
    pub said: Vec<Said>,
    /// What was wrong with what was sent.
    pub problem: Option<String>,
    /// What was sent.
    pub written: String,
}

/// Something that somebody said.
pub(super) struct Said {
    /// Its number.
    pub number: u64,
    /// Who said it, and when.
    pub by: String,
    /// What they said.
    pub words: String,
    /// Which words it is about, when those are no more.
    pub about: String,
    /// Who has settled it; nothing when nobody has.
    pub settled: Option<String>,
}

impl Paragraph {
    /// What was wrong, for templates.
    pub fn problem(&self) -> Option<&String> {
        self.problem.as_ref()
    }
}

impl Said {
    /// Who has settled it, for templates.
    pub fn settled(&self) -> Option<&String> {
        self.settled.as_ref()
    }
}

/// The newest version of a statement, or the one that went out, with what was said of it.
pub(super) fn told(statement: &Statement, names: &Names, words: &Words, vain: Option<&Vain>) -> Talk {
    let version = statement.signable();
    let all = statement.versions.get(&version).map(|it| it.draft.paragraphs()).unwrap_or_default();
    let mut said: BTreeMap<usize, Vec<Said>> = BTreeMap::new();
    let mut earlier = Vec::new();
    for (number, belongs) in statement.places(version) {
        let Some(comment) = statement.comments.get(&number) else { continue };
        match belongs {
            Belongs::To(at) => {
                let at = usize::try_from(at).unwrap_or(usize::MAX);
                said.entry(at).or_default().push(said_of(number, comment, String::new(), names, words));
            }
            Belongs::Earlier => {
                let about = beginning(statement, comment, words);
                earlier.push(said_of(number, comment, about, names, words));
            }
        }
    }
    let open = statement.comments.values().filter(|it| it.resolved.is_none()).count();
    let paragraph = |(number, blocks): (usize, [Option<Block>; 2])| {
        let vain = vain.filter(|it| it.place == format!("p{number}"));
        Paragraph {
            number,
            called: called(number, words),
            words: Language::BOTH
                .into_iter()
                .zip(blocks)
                .filter_map(|(language, block)| Some((language.tag(), language.direction(), plain(&block?))))
                .collect(),
            said: said.remove(&number).unwrap_or_default(),
            problem: vain.map(|it| it.told.clone()),
            written: vain.map(|it| it.written.clone()).unwrap_or_default(),
        }
    };
    let paragraphs = all.into_iter().take(PARAGRAPH_LIMIT).enumerate().map(paragraph).collect();
    Talk { version, paragraphs, earlier, open: (open > 0).then(|| words.count("talk-open", open)) }
}

/// What a paragraph is called.
fn called(number: usize, words: &Words) -> String {
    if number == 0 { words.word("talk-title") } else { words.about("talk-paragraph", &words.number(number)) }
}

fn said_of(number: u64, comment: &Comment, about: String, names: &Names, words: &Words) -> Said {
    let name = |account| names.get(account).cloned().unwrap_or_else(|| words.word("somebody-invited"));
    let by = [("name", name(&comment.by).into()), ("date", words.moment(comment.at).into())];
    let settled = comment.resolved.as_ref().map(|(account, at)| {
        words.tell("talk-settled", &[("name", name(account).into()), ("date", words.moment(*at).into())])
    });
    Said {
        number,
        by: words.tell("statement-version-by", &by),
        words: words.text(&comment.words).to_owned(),
        about,
        settled,
    }
}

/// Which paragraph of which version a comment was about, and how that began.
fn beginning(statement: &Statement, comment: &Comment, words: &Words) -> String {
    const SHOWN: usize = 80;
    let paragraphs = statement.versions.get(&comment.version).map(|it| it.draft.paragraphs());
    let at = usize::try_from(comment.paragraph).unwrap_or(usize::MAX);
    let blocks = paragraphs.and_then(|all| all.get(at).cloned()).unwrap_or_default();
    let [arabic, english] = blocks;
    let own = if words.tag() == "ar" { arabic.or(english) } else { english.or(arabic) };
    let said: String = own.map(|it| plain(&it)).unwrap_or_default();
    let begin: String = said.chars().take(SHOWN).collect();
    let begin = if begin.len() < said.len() { format!("{begin}…") } else { begin };
    words.tell(
        "talk-earlier-about",
        &[("version", words.number(comment.version).into()), ("words", begin.into())],
    )
}

/// The words of a block, line by line.
fn plain(block: &Block) -> String {
    match block {
        Block::Heading(words) => words.clone(),
        Block::Paragraph(lines) | Block::Quote(lines) | Block::Items(lines) => lines.join("\n"),
        Block::Points(points) => {
            let numbered = (1..).zip(points).map(|(number, it): (usize, _)| format!("{number}. {it}"));
            numbered.collect::<Vec<_>>().join("\n")
        }
        Block::Table(rows) => rows.iter().map(|row| row.join(" · ")).collect::<Vec<_>>().join("\n"),
    }
}

/// Takes a comment in, or settles one.
pub async fn say(
    State(web): State<Web>,
    Extension(visitor): Extension<Visitor>,
    Path((_, number)): Path<(String, String)>,
    Extension(form): Extension<Form>,
) -> Result<Response, Trouble> {
    let at = visitor.at()?.clone();
    let given = |name: &str| form.get(name).parse::<u64>().map_err(|_| Trouble::Missing);
    let statement: u64 = number.parse().map_err(|_| Trouble::Missing)?;
    let written = form.get("words").replace("\r\n", "\n");
    let (act, place) = if form.get("comment").is_empty() {
        let (version, paragraph) = (given("version")?, given("paragraph")?);
        // People write in the language of the page.
        let words = match written.as_str() {
            "" => Text::default(),
            said => Text::by_language(vec![(visitor.language.tag().to_owned(), said.to_owned())]),
        };
        (Act::CommentStatement { statement, version, paragraph, words }, format!("p{paragraph}"))
    } else {
        (Act::ResolveComment { statement, comment: given("comment")? }, "talk".to_owned())
    };
    let key = acts::key_of(&form)?;
    match acts::attempt(&web, &visitor, act, key).await? {
        Came::Done(first) => {
            let on = format!("/cases/{}/statements/{statement}?done={first}#{place}", at.case.id());
            Ok(Redirect::to(&on).into_response())
        }
        Came::Refused(told, code) => {
            one::page(&web, &visitor, statement, Some(Vain { place, told, written }), code).await
        }
    }
}
