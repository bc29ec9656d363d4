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
    /// to, of, on, for, against, about
    pub particles: [Key; 6],
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
        }
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
    (
        ACCEPTS,
        "accept accepts accepted support supports supported back backs welcome welcomes welcomed agree agrees agreed approve approves endorse endorses",
    ),
    (
        REJECTS,
        "reject rejects rejected oppose opposes opposed refuse refuses refused unacceptable decline declines",
    ),
    (CONDITION, "if unless provided"),
    (
        COMMITS,
        "pledge pledges commit commits committed commitment ready willing prepared promise promises undertake undertakes",
    ),
    (
        CRIME,
        "killing killings attack attacks bombing bombings murder massacre shelling violence crime crimes assault assassination abduction",
    ),
    (
        GIVES_UP,
        "abandon abandoned abandons surrender surrendered renounce renounced compromise compromised yield",
    ),
    (TITLE, "mr mrs ms dr gen sen gov prof st lt col capt sgt rev"),
];
