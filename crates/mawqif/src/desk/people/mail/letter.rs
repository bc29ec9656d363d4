//! The words of mails: the reader's language first, then the other one, as plain text.
//!
//! Values are one line each, without anything that is not seen, and isolated: a name cannot add a
//! header, a line or a link, nor turn the words around it. Links stand alone in their lines.

use jiff::Timestamp;
use mawqif_core::text::{has_right_to_left, isolate};
use mawqif_store::Micros;

use super::super::{
    address::in_a_line,
    invitation::{HOURS, Role},
};
use crate::locale::{Language, Locale, Value};

/// What waits for somebody who follows up a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waits {
    /// Something is due to fire.
    Due,
    /// A trigger waits for the committee's answer.
    Answer,
    /// The committee has not answered in time, and nobody has said so.
    Silent,
    /// It was put to everybody.
    Everybody,
}

impl Waits {
    /// What messages call it.
    fn word(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Answer => "answer",
            Self::Silent => "silent",
            Self::Everybody => "everybody",
        }
    }
}

/// What a mail tells.
#[derive(Clone, Copy)]
pub enum Notice<'a> {
    /// A link into a case.
    Invitation {
        /// Who invites.
        inviter: &'a str,
        /// What the case is called.
        case: &'a str,
        /// The role.
        role: Role,
        /// What the body is called.
        body: Option<&'a str>,
        /// The link.
        link: &'a str,
    },
    /// Something waits for those who follow up a case.
    Waiting {
        /// What.
        waits: Waits,
        /// What the case is called.
        case: &'a str,
        /// Where it is.
        link: &'a str,
    },
    /// A browser signed in that no other session is like.
    SignIn {
        /// What it is, or nothing.
        agent: &'a str,
        /// When.
        at: Micros,
    },
    /// The password was changed.
    Password {
        /// When.
        at: Micros,
    },
    /// One-time codes were set up.
    CodesSet {
        /// When.
        at: Micros,
    },
    /// One-time codes were taken away.
    CodesReset {
        /// When.
        at: Micros,
    },
}

/// A mail's words.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// One line.
    pub subject: String,
    /// Lines that end with LF.
    pub text: String,
}

/// Writes a mail.
pub fn letter(language: Language, notice: &Notice<'_>) -> Letter {
    let other = match language {
        Language::En => Language::Ar,
        Language::Ar => Language::En,
    };
    let (subject, first) = written(&Locale::new(language), notice);
    let (_, second) = written(&Locale::new(other), notice);
    Letter { subject, text: format!("{first}\n----\n\n{second}") }
}

fn written(locale: &Locale, notice: &Notice<'_>) -> (String, String) {
    let value = |text: &str| shown(locale, text);
    let when = |at: &Micros| value(&moment(*at));
    let (subject, lines) = match notice {
        Notice::Invitation { inviter, case, role, body, link } => {
            let told = [("inviter", value(inviter).into()), ("case", value(case).into())];
            let role = [("role", Value::from(role.word())), ("body", value(body.unwrap_or_default()).into())];
            let task = if body.is_some() {
                locale.tell("mail-role-body", &role)
            } else {
                locale.tell("mail-role", &role)
            };
            let lines = vec![
                locale.tell("mail-invitation", &told),
                task,
                locale.tell("mail-invitation-link", &[("hours", HOURS.into())]),
                String::new(),
                (*link).to_owned(),
                String::new(),
                locale.word("mail-invitation-unexpected"),
            ];
            (locale.tell("mail-invitation-subject", &told[1..]), lines)
        }
        Notice::Waiting { waits, case, link } => {
            let told = [("waits", Value::from(waits.word())), ("case", value(case).into())];
            let lines = vec![
                locale.tell("mail-waiting", &told),
                String::new(),
                (*link).to_owned(),
                String::new(),
                locale.word("mail-waiting-why"),
            ];
            (locale.tell("mail-waiting-subject", &told), lines)
        }
        Notice::SignIn { agent, at } => {
            let line = if agent.is_empty() {
                locale.tell("mail-sign-in-unknown", &[("time", when(at).into())])
            } else {
                locale.tell("mail-sign-in", &[("agent", value(agent).into()), ("time", when(at).into())])
            };
            (locale.word("mail-sign-in-subject"), vec![line, locale.word("mail-not-you")])
        }
        Notice::Password { at } => {
            let line = locale.tell("mail-password", &[("time", when(at).into())]);
            (locale.word("mail-password-subject"), vec![line, locale.word("mail-not-you")])
        }
        Notice::CodesSet { at } => {
            let line = locale.tell("mail-codes-set", &[("time", when(at).into())]);
            (locale.word("mail-codes-set-subject"), vec![line, locale.word("mail-not-you")])
        }
        Notice::CodesReset { at } => {
            let line = locale.tell("mail-codes-reset", &[("time", when(at).into())]);
            (locale.word("mail-codes-reset-subject"), vec![line, locale.word("mail-codes-again")])
        }
    };
    let lines: Vec<String> = lines
        .into_iter()
        .map(|line| {
            if line.is_empty() || line.contains("://") {
                line
            } else {
                format!("{}{line}", locale.line_start())
            }
        })
        .collect();
    (subject, lines.join("\n") + "\n")
}

/// A value in one line; Arabic messages isolate it by themselves.
fn shown(locale: &Locale, text: &str) -> String {
    let line = in_a_line(text);
    if locale.language == Language::En && has_right_to_left(&line) { isolate(&line) } else { line }
}

/// A moment as `2026-11-25 22:59 UTC`.
fn moment(at: Micros) -> String {
    let time = i64::try_from(at).ok().and_then(|at| Timestamp::from_microsecond(at).ok());
    time.map(|time| time.strftime("%Y-%m-%d %H:%M UTC").to_string()).unwrap_or_default()
}
