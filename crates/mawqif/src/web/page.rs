//! The frame of every page: title, language, who is signed in, the case and its pages.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};
use mawqif_core::case::{Moment, Stage};

use super::{
    admit::{Visitor, page_of},
    files::MARK,
    form,
    trouble::Trouble,
    words::Words,
};
use crate::locale::Language;

/// The frame of a page.
pub struct Shell {
    /// The reader's words.
    pub words: Words,
    /// What the page is called.
    pub title: String,
    /// The address to come back to with another language.
    pub here: String,
    /// Who is signed in.
    pub name: Option<String>,
    /// The token of their forms.
    pub token: String,
    /// What forms for everybody carry, where the browser does not say where they come from.
    pub seal: String,
    /// The case.
    pub case: Option<Head>,
    /// The mark of the files.
    pub mark: &'static str,
    /// When the page was written.
    pub written: String,
}

/// The case above its pages.
pub struct Head {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The line below that: stage, version of the offer, deadline.
    pub line: String,
    /// Which of the pages this is.
    pub tab: Tab,
    /// How many entries it has.
    pub entries: u64,
    /// Roles of who looks, in words.
    pub roles: String,
    /// The past that is looked at.
    pub past: Option<Past>,
    /// What links to other pages of the case end with, so that they stay in the past.
    pub query: String,
    /// What a printed page says of where it comes from.
    pub source: String,
}

/// A past of the case.
pub struct Past {
    /// The entry after which it was so.
    pub seq: u64,
    /// The last entry that there is now.
    pub last: u64,
    /// Which past it is, in a sentence.
    pub says: String,
    /// The page, without anything else that its address says.
    pub path: String,
}

/// The pages of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// The offer.
    Initiative,
    /// The bodies, and who speaks for them.
    Bodies,
    /// When they meet, and what they decide there.
    Meetings,
    /// What bodies ask for.
    Conditions,
    /// What bodies say.
    Stances,
    /// What the popular base is asked.
    Base,
    /// The board.
    Board,
    /// What was adopted and what is announced.
    Statement,
    /// What the press is told, and what members say.
    Press,
    /// Who watches over it, and what was promised.
    FollowUp,
    /// The record.
    Record,
}

impl Tab {
    /// All pages of a case, in the order of the flow.
    pub const ALL: [Self; 11] = [
        Self::Initiative,
        Self::Bodies,
        Self::Meetings,
        Self::Conditions,
        Self::Stances,
        Self::Base,
        Self::Board,
        Self::Statement,
        Self::Press,
        Self::FollowUp,
        Self::Record,
    ];

    /// What it is called.
    pub fn key(self) -> &'static str {
        match self {
            Self::Initiative => "tab-initiative",
            Self::Bodies => "tab-bodies",
            Self::Meetings => "tab-meetings",
            Self::Conditions => "tab-conditions",
            Self::Stances => "tab-stances",
            Self::Base => "tab-base",
            Self::Board => "tab-board",
            Self::Statement => "tab-statement",
            Self::Press => "tab-press",
            Self::FollowUp => "tab-follow-up",
            Self::Record => "tab-record",
        }
    }

    /// Where it is, below the case.
    pub fn path(self) -> &'static str {
        match self {
            Self::Initiative => "/initiative",
            Self::Bodies => "/bodies",
            Self::Meetings => "/meetings",
            Self::Conditions => "/conditions",
            Self::Stances => "/stances",
            Self::Base => "/consultations",
            Self::Board => "",
            Self::Statement => "/statement",
            Self::Press => "/press",
            Self::FollowUp => "/follow-up",
            Self::Record => "/record",
        }
    }
}

impl Shell {
    /// The frame of a page that belongs to no case; its title is a message's.
    pub fn plain(visitor: &Visitor, title: &str) -> Self {
        let words = Words::of(visitor.language);
        let title = words.word(title);
        Self::titled(visitor, words, title)
    }

    fn titled(visitor: &Visitor, words: Words, title: String) -> Self {
        // A page that answers a form has no address of its own to come back to.
        let here = page_of(&visitor.path).to_owned();
        let guest = visitor.guest.as_ref();
        let written = words.moment(visitor.asked_at);
        Self {
            words,
            title,
            here,
            name: guest.map(|it| it.name.clone()),
            token: guest.map(|it| form::masked(&it.token)).unwrap_or_default(),
            seal: visitor.seal.as_ref().map(|it| form::masked(&it.token)).unwrap_or_default(),
            case: None,
            mark: &MARK,
            written,
        }
    }

    /// The frame of a page of a case.
    ///
    /// # Errors
    /// [`Trouble::Missing`] when the visitor is at no case.
    pub fn of_case(visitor: &Visitor, tab: Tab) -> Result<Self, Trouble> {
        let case = &visitor.at()?.case;
        let words = Words::of(visitor.language);
        let title = words.text(case.title()).to_owned();
        let initiative = &case.dossier().initiative;
        let stage = words.word(stage(case.stage()));
        let mut line = vec![stage];
        if case.received().is_some() {
            line.push(words.tell("head-version", &[("version", initiative.version.into())]));
        }
        if let Some(due) = initiative.deadline {
            let date = words.date(&due);
            line.push(words.tell("head-due", &[("date", date.into())]));
        }
        let at = visitor.at()?;
        let path = visitor.path.split('?').next().unwrap_or_default().to_owned();
        let past = at.now.map(|now| Past {
            seq: case.entries().saturating_sub(1),
            last: now.saturating_sub(1),
            says: words.tell(
                "past-says",
                &[
                    ("seq", words.number(case.entries().saturating_sub(1)).into()),
                    ("last", words.number(now.saturating_sub(1)).into()),
                    ("date", words.moment(case.time(Moment::default())).into()),
                ],
            ),
            path,
        });
        let head = Head {
            query: past.as_ref().map(|past| format!("?as_of={}", past.seq)).unwrap_or_default(),
            source: at.checkpoint.as_ref().map_or_else(String::new, |(size, root)| {
                words.tell(
                    "print-source",
                    &[
                        ("origin", at.held.origin().into()),
                        ("size", words.number(size).into()),
                        ("root", root.as_str().into()),
                    ],
                )
            }),
            past,
            id: case.id().to_string(),
            title: if title.is_empty() { case.id().to_string() } else { title.clone() },
            line: line.join(" · "),
            tab,
            entries: case.entries(),
            roles: super::cases::roles(case, &visitor.at()?.sight, &words),
        };
        let title = format!("{} · {title}", words.word(tab.key()));
        Ok(Self { case: Some(head), ..Self::titled(visitor, words, title) })
    }

    /// The entry that an act has just left, when this page is what came after it.
    pub fn done(&self) -> Option<u64> {
        let case = self.case.as_ref()?;
        let (_, asked) = self.here.split_once('?')?;
        let done = asked.split('&').find_map(|field| field.strip_prefix("done="))?;
        done.parse().ok().filter(|seq| *seq < case.entries)
    }

    /// A message, for templates.
    pub fn w(&self, key: &str) -> String {
        self.words.word(key)
    }

    /// The pages of a case, for templates.
    pub fn tabs(&self) -> [Tab; 11] {
        Tab::ALL
    }

    /// Where help about this page is.
    pub fn help(&self) -> &'static str {
        match self.case.as_ref().map(|case| case.tab) {
            None => "/help",
            Some(Tab::Stances) => "/help/stances",
            Some(Tab::Board) => "/help/position",
            Some(Tab::Meetings) => "/help/meetings",
            Some(Tab::Record) => "/help/receipts",
            Some(_) => "/help/words",
        }
    }

    /// The keys, and what each does.
    pub fn keys(&self) -> [(&'static str, String); 4] {
        [
            ("← ↑ ↓ →", self.w("keys-arrows")),
            ("Home End", self.w("keys-ends")),
            ("Tab", self.w("keys-tab")),
            ("?", self.w("keys-question")),
        ]
    }

    /// The other language: its tag, and what it calls itself.
    pub fn other(&self) -> (&'static str, &'static str) {
        match self.words.language() {
            Language::En => ("ar", "العربية"),
            Language::Ar => ("en", "English"),
        }
    }
}

/// The message that names a stage.
pub fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Empty => "stage-empty",
        Stage::Preparing => "stage-preparing",
        Stage::Consulting => "stage-consulting",
        Stage::Adopted => "stage-adopted",
    }
}

/// A page.
pub fn show(status: StatusCode, page: &impl Template) -> Response {
    match page.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(error) => {
            tracing::error!(%error, "a page cannot be written");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

#[derive(Template)]
#[template(path = "trouble.html")]
struct TroublePage {
    shell: Shell,
    told: String,
    /// Where to go from here.
    on: String,
}

/// The page of what was not done.
pub fn trouble(visitor: &Visitor, status: StatusCode, told: String) -> Response {
    let shell = Shell::plain(visitor, "trouble-title");
    show(status, &TroublePage { shell, told, on: "/cases".to_owned() })
}
