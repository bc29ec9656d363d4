//! Help: what one needs to begin in each role, the five words, how a position comes about, how to check a receipt.
//!
//! The pages are the same for everybody and tell nothing of any case. Their words stand in the locales: a message
//! is a section's paragraphs, with an empty line between two.

use askama::Template;
use axum::{Extension, extract::Path, http::StatusCode, response::Response};

use super::{
    admit::Visitor,
    page::{Shell, show},
    trouble::Trouble,
};

/// A page of help: its address, its title, its sections.
struct Topic {
    path: &'static str,
    title: &'static str,
    /// Title and words of each.
    sections: &'static [(&'static str, &'static str)],
}

const TOPICS: [Topic; 9] = [
    Topic {
        path: "words",
        title: "help-words",
        sections: &[
            ("help-words-initiative-title", "help-words-initiative"),
            ("help-words-consultation-title", "help-words-consultation"),
            ("help-words-position-title", "help-words-position"),
            ("help-words-statement-title", "help-words-statement"),
            ("help-words-follow-up-title", "help-words-follow-up"),
        ],
    },
    Topic {
        path: "secretariat",
        title: "help-secretariat",
        sections: &[
            ("help-secretariat-offer-title", "help-secretariat-offer"),
            ("help-secretariat-bodies-title", "help-secretariat-bodies"),
            ("help-secretariat-consult-title", "help-secretariat-consult"),
            ("help-secretariat-decide-title", "help-secretariat-decide"),
            ("help-secretariat-two-title", "help-secretariat-two"),
        ],
    },
    Topic {
        path: "delegate",
        title: "help-delegate",
        sections: &[
            ("help-delegate-begin-title", "help-delegate-begin"),
            ("help-delegate-say-title", "help-delegate-say"),
            ("help-delegate-secret-title", "help-delegate-secret"),
            ("help-delegate-vote-title", "help-delegate-vote"),
        ],
    },
    Topic {
        path: "observer",
        title: "help-observer",
        sections: &[
            ("help-observer-see-title", "help-observer-see"),
            ("help-observer-past-title", "help-observer-past"),
        ],
    },
    Topic {
        path: "stances",
        title: "help-stances",
        sections: &[
            ("help-stances-choose-title", "help-stances-choose"),
            ("help-stances-words-title", "help-stances-words"),
            ("help-stances-silence-title", "help-stances-silence"),
        ],
    },
    Topic {
        path: "statement",
        title: "help-statement",
        sections: &[
            ("help-statement-write-title", "help-statement-write"),
            ("help-statement-sign-title", "help-statement-sign"),
            ("help-statement-check-title", "help-statement-check"),
            ("help-statement-press-title", "help-statement-press"),
        ],
    },
    Topic {
        path: "meetings",
        title: "help-meetings",
        sections: &[
            ("help-meetings-call-title", "help-meetings-call"),
            ("help-meetings-sit-title", "help-meetings-sit"),
        ],
    },
    Topic {
        path: "position",
        title: "help-position",
        sections: &[
            ("help-position-what-title", "help-position-what"),
            ("help-position-least-title", "help-position-least"),
            ("help-position-board-title", "help-position-board"),
            ("help-position-if-title", "help-position-if"),
            ("help-position-check-title", "help-position-check"),
        ],
    },
    Topic {
        path: "receipts",
        title: "help-receipts",
        sections: &[
            ("help-receipts-what-title", "help-receipts-what"),
            ("help-receipts-check-title", "help-receipts-check"),
            ("help-receipts-erased-title", "help-receipts-erased"),
        ],
    },
];

/// Where the keys are told.
const KEYS: &str = "keys";

#[derive(Template)]
#[template(path = "help.html")]
struct Help {
    shell: Shell,
    /// The pages: address, title, whether it is this one.
    contents: Vec<(&'static str, String, bool)>,
    /// Title and paragraphs of each section.
    sections: Vec<(String, Vec<String>)>,
    /// Whether the keys are told here.
    keys: bool,
}

/// The pages that there are.
pub async fn contents(Extension(visitor): Extension<Visitor>) -> Result<Response, Trouble> {
    page(&visitor, "")
}

/// One of them.
pub async fn topic(
    Extension(visitor): Extension<Visitor>,
    Path(path): Path<String>,
) -> Result<Response, Trouble> {
    page(&visitor, &path)
}

fn page(visitor: &Visitor, path: &str) -> Result<Response, Trouble> {
    let topic = TOPICS.iter().find(|it| it.path == path);
    let title = match topic {
        Some(topic) => topic.title,
        None if path == KEYS => "keys-title",
        None if path.is_empty() => "help-title",
        None => return Err(Trouble::Missing),
    };
    let shell = Shell::plain(visitor, title);
    let sections: &[(&str, &str)] = match topic {
        Some(topic) => topic.sections,
        None if path.is_empty() => &[("help-lead-title", "help-lead")],
        None => &[],
    };
    let sections = sections.iter().map(|(title, words)| {
        let paragraphs = shell.w(words);
        let paragraphs = paragraphs.split("\n\n").map(str::to_owned).collect();
        (shell.w(title), paragraphs)
    });
    let contents = TOPICS.iter().map(|it| (it.path, shell.w(it.title), it.path == path));
    let keys = (KEYS, shell.w("keys-title"), path == KEYS);
    let page = Help {
        sections: sections.collect(),
        contents: contents.chain([keys]).collect(),
        keys: path == KEYS,
        shell,
    };
    Ok(show(StatusCode::OK, &page))
}
