//! Mails: their words, what a name cannot do in them, and how the spool is emptied.

use std::sync::Mutex;

use mawqif_store::MailId;

use super::{super::*, *};
use crate::desk::people::{
    invitation::Role,
    mail::{
        deliver::{Carrier, Fate, deliver},
        letter::{Letter, Notice, letter},
    },
};

fn invitation(language: Language, inviter: &str, case: &str) -> Letter {
    let (body, link) = (Some("مجلس المحافظة"), "https://desk.example.org/invitations/abc");
    letter(language, &Notice::Invitation { inviter, case, role: Role::Delegate, body, link })
}

#[test]
fn a_mail_is_in_both_languages_the_readers_first() {
    let arabic = invitation(Language::Ar, "سناء", "تجميد القتال في حلب");
    assert_eq!(arabic.subject, "دعوة: \u{2068}تجميد القتال في حلب\u{2069}");
    let (first, second) = arabic.text.split_once("\n----\n").unwrap();
    let plain = first.replace(['\u{2068}', '\u{2069}'], "");
    assert!(plain.contains("يدعوك سناء") && plain.contains("72 ساعة") && second.contains("invites you"));
    // The link stands alone in its line, once in each language.
    assert_eq!(
        arabic.text.lines().filter(|line| *line == "https://desk.example.org/invitations/abc").count(),
        2
    );
    let english = invitation(Language::En, "Sana", "The Aleppo freeze");
    let first = english.text.split_once("\n----\n").unwrap().0.replace(['\u{2068}', '\u{2069}'], "|");
    insta::assert_snapshot!(first, @r"
    Sana invites you to take part in “The Aleppo freeze”.
    You will speak for |مجلس المحافظة|.
    The link below works once, within 72 hours. Do not forward it: whoever uses it first takes your place.

    https://desk.example.org/invitations/abc

    If you did not expect this, do not open the link; tell the secretariat.
    ");
}

#[test]
fn a_name_adds_no_header_line_link_or_direction() {
    let evil = "Sana\r\nBcc: all@example.org\u{202E}\u{2069} https://evil.example/<b>\n\n----\n";
    for language in [Language::En, Language::Ar] {
        let plain = invitation(language, "Sana", "case");
        let letter = invitation(language, evil, evil);
        assert!(!letter.subject.contains(['\r', '\n', '\u{202E}']));
        assert_eq!(letter.text.lines().count(), plain.text.lines().count());
        assert!(!letter.text.contains(['\r', '\u{202E}']) && !letter.text.contains("https://evil"));
        let count = |mark: char| letter.text.matches(mark).count();
        assert_eq!(count('\u{2068}'), count('\u{2069}'));
    }
}

#[test]
fn every_mail_has_words_in_both_languages() {
    let link = "https://desk.example.org/invitations/abc";
    let invitations = [
        (Role::Secretariat, None),
        (Role::Committee, None),
        (Role::Committee, Some("the council")),
        (Role::Observer, None),
        (Role::Reporter, None),
        (Role::Participant, None),
    ];
    let mut notices: Vec<Notice<'_>> = invitations
        .iter()
        .map(|&(role, body)| Notice::Invitation { inviter: "Sana", case: "case", role, body, link })
        .collect();
    notices.extend([
        Notice::SignIn { agent: "Firefox, Linux", at: NOW },
        Notice::SignIn { agent: "", at: NOW },
        Notice::Password { at: NOW },
        Notice::CodesSet { at: NOW },
        Notice::CodesReset { at: u64::MAX },
    ]);
    for notice in &notices {
        for language in [Language::En, Language::Ar] {
            let letter = letter(language, notice);
            assert!(!letter.subject.is_empty() && !letter.text.contains("mail-"));
        }
    }
}

/// A server that takes nothing at first, then all but one address.
#[derive(Default)]
struct Post {
    refuses: Mutex<Vec<Fate>>,
    taken: Mutex<Vec<String>>,
}

impl Carrier for Post {
    async fn carry(&self, mail: &Mail) -> Fate {
        match self.refuses.lock().unwrap().pop() {
            Some(fate) => fate,
            None => {
                self.taken.lock().unwrap().push(mail.to.clone());
                Fate::Sent
            }
        }
    }
}

async fn spooled(place: &Place) {
    let mail = Mail {
        id: MailId::new("one").unwrap(),
        to: "amal@example.org".to_owned(),
        subject: "subject".to_owned(),
        text: "text".to_owned(),
        due: NOW,
        attempts: 0,
        sent: None,
    };
    place.people.store.spool_mail(&mail).await.unwrap();
}

#[tokio::test]
async fn a_mail_is_tried_again_more_and_more_rarely() {
    let place = Place::new().await;
    let store = &place.people.store;
    spooled(&place).await;
    let post = Post { refuses: Mutex::new(vec![Fate::Postponed; 3]), ..Post::default() };
    let mut now = NOW;
    for minutes in [1, 2, 4] {
        assert_eq!(deliver(store, &post, now).await.unwrap(), Some(Fate::Postponed));
        assert_eq!(deliver(store, &post, now + minutes * MINUTE - 1).await.unwrap(), None);
        now += minutes * MINUTE;
    }
    assert_eq!(deliver(store, &post, now).await.unwrap(), Some(Fate::Sent));
    assert_eq!(deliver(store, &post, now + DAY).await.unwrap(), None);
    assert_eq!(*post.taken.lock().unwrap(), ["amal@example.org"]);
}

#[tokio::test]
async fn a_mail_that_nobody_takes_is_given_up() {
    let place = Place::new().await;
    let store = &place.people.store;
    spooled(&place).await;
    let never = Post { refuses: Mutex::new(vec![Fate::Dropped]), ..Post::default() };
    assert_eq!(deliver(store, &never, NOW).await.unwrap(), Some(Fate::Dropped));
    assert_eq!(store.waiting_mails().await, Ok(0));

    spooled(&place).await;
    let dead = Post { refuses: Mutex::new(vec![Fate::Postponed; 50]), ..Post::default() };
    let (mut now, mut rounds) = (NOW, 0);
    while store.waiting_mails().await.unwrap() > 0 {
        deliver(store, &dead, now).await.unwrap();
        (now, rounds) = (now + 6 * HOUR, rounds + 1);
    }
    assert_eq!(rounds, 14);
}
