//! English words that hold sentences together, and those that tell an attitude; marks as in
//! [`small`](super::super::small).

use super::super::{letters::Key, small::*};

/// Every small word with its mark.
pub fn all() -> impl Iterator<Item = (&'static str, u64)> {
    LISTS.iter().flat_map(|(mark, words)| words.split_whitespace().map(|word| (word, *mark)))
}

/// Words that are asked for by themselves.
#[derive(Clone, Copy, Debug)]
pub struct English {
    /// according
    pub according: Key,
    /// and
    pub and: Key,
    /// to, of, on, for, against, about, as
    pub particles: [Key; 7],
    /// Verbs that tell somebody something.
    pub tells: [Key; 6],
    /// press
    pub press: Key,
    /// conference
    pub conference: Key,
    /// meeting
    pub meeting: Key,
    /// committee
    pub committee: Key,
    /// Words for setting something up.
    pub sets_up: [Key; 6],
    /// will
    pub will: Key,
    /// must
    pub must: Key,
    /// unless
    pub unless: Key,
    /// be
    pub be: Key,
    /// as
    pub as_: Key,
    /// long
    pub long: Key,
    /// quoted
    pub quoted: Key,
    /// has have had
    pub had: [Key; 3],
    /// the a an
    pub articles: [Key; 3],
    /// his her its their our
    pub their: [Key; 5],
    /// ing
    pub doing: Key,
    /// s
    pub s: Key,
    /// Verbs of saying whose bare form is no noun.
    pub bare: [Key; 11],
    /// not
    pub not: Key,
    /// on
    pub on: Key,
    /// until till
    pub until: Key,
    /// before
    pub before: Key,
    /// any every
    pub any: [Key; 2],
    /// only even
    pub only: [Key; 2],
    /// What makes of if a question: ask if, see if.
    pub whether: [Key; 4],
    /// provided providing condition conditions
    pub terms: [Key; 4],
    /// condition conditions
    pub conditions: [Key; 2],
    /// on upon to
    pub ties: [Key; 3],
    /// Words by which somebody refuses for the time to come.
    pub refusing: [Key; 8],
    /// Words of the future that commit.
    pub commits: [Key; 5],
    /// Verbs that tell a state.
    pub states: [Key; 8],
}

impl English {
    /// Makes the keys.
    pub fn new() -> Self {
        let key = Key::of;
        Self {
            according: key("according"),
            and: key("and"),
            particles: super::cues::PARTICLES.map(Key::of),
            tells: ["told", "tell", "tells", "informed", "warned", "promised"].map(Key::of),
            press: key("press"),
            conference: key("conference"),
            meeting: key("meeting"),
            committee: key("committee"),
            sets_up: ["form", "forming", "formation", "formed", "create", "set"].map(Key::of),
            will: key("will"),
            must: key("must"),
            unless: key("unless"),
            be: key("be"),
            as_: key("as"),
            long: key("long"),
            quoted: key("quoted"),
            had: ["has", "have", "had"].map(key),
            articles: ["the", "a", "an"].map(key),
            their: ["his", "her", "its", "their", "our"].map(key),
            doing: key("ing"),
            s: key("s"),
            bare: [
                "say", "believe", "insist", "argue", "think", "deny", "admit", "warn", "explain", "complain",
                "assert",
            ]
            .map(key),
            not: key("not"),
            on: key("on"),
            until: key("until"),
            before: key("before"),
            any: ["any", "every"].map(key),
            only: ["only", "even"].map(key),
            whether: ["ask", "asked", "see", "know"].map(key),
            terms: ["provided", "providing", "condition", "conditions"].map(key),
            conditions: ["condition", "conditions"].map(key),
            ties: ["on", "upon", "to"].map(key),
            refusing: ["won't", "wouldn't", "not", "never", "cannot", "can't", "don't", "doesn't"].map(key),
            commits: ["will", "won't", "shall", "would", "wouldn't"].map(key),
            states: ["be", "have", "mean", "become", "remain", "lead", "cause", "take"].map(key),
        }
    }

    /// Whether the word refuses.
    pub fn refuses(&self, key: Key) -> bool {
        self.refusing.contains(&key)
    }
}

impl Default for English {
    fn default() -> Self {
        Self::new()
    }
}

const LISTS: &[(u64, &str)] = &[
    (THAT, "that"),
    (
        PREPOSITION,
        "in at by with from during after before since of on for to against about into over under between through without \
         within among near despite via as amid regarding",
    ),
    (BREAK, "while when although though whereas but as because after before"),
    (WHICH, "who whom whose which"),
    (THIS, "this these those"),
    (PRONOUN, "he she they it we i you"),
    (
        NOT,
        "not never no cannot didn't doesn't don't won't wouldn't can would could may might should must to will shall",
    ),
    (WAS, "is are was were be been being has have had"),
    (ASIDE, "also later earlier again repeatedly further then however meanwhile publicly"),
    (OCCASION, "statement interview conference speech report letter message meeting press briefing"),
    (TIME, "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow"),
    (
        OFFICE,
        "president chair chairman chairwoman chairperson head leader minister spokesman spokeswoman spokesperson secretary director \
         official officials commander governor mayor ambassador envoy representative delegate deputy chief general coordinator \
         statement report",
    ),
    (
        GROUP,
        "union committee council company government ministry party coalition army association guild federation movement organisation \
         organization agency board office commission parliament assembly syndicate",
    ),
    (TITLE, "mr mrs ms dr gen sen gov prof st lt col capt sgt rev"),
];
