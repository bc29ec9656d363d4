//! Problems of the sections `[game]` and `[stress]`, in both languages.

use super::Told;
use crate::{
    consultation::stance::{StanceProblem, StanceProblemKind},
    dossier::read::words::shown,
    text::{Id, isolate},
};

/// What can be wrong with a game, or with what is said about the test of an offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GameProblem {
    /// Words that are no option with a direction.
    NoDirection(String),
    /// A formula that cannot be read.
    Formula(StanceProblemKind),
    /// A player decides on nothing.
    NoOptions,
    /// A player has more statements than are read: how many, and how many there may be.
    TooManyStatements(usize, usize),
    /// A player has statements and a ranking.
    TwoPreferences,
    /// An option is called like a word of the formulas.
    Keyword,
    /// Nobody plays.
    NoPlayers,
    /// More play than can: how many, and how many may.
    TooManyPlayers(usize, usize),
    /// An allowance names no rule.
    NoRule,
    /// An allowance names a rule that there is not, and one that may have been meant.
    UnknownRule(String, Option<&'static str>),
    /// An allowance gives no reason.
    NoReason,
    /// An allowance is about something that is nowhere.
    UnknownId(Id),
}

impl GameProblem {
    /// Its short name, which does not change.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::NoDirection(_) => "bad-value",
            Self::Formula(_) => "formula",
            Self::NoOptions => "no-options",
            Self::TooManyStatements(..) | Self::TooManyPlayers(..) => "too-many",
            Self::TwoPreferences => "two-preferences",
            Self::Keyword => "bad-id",
            Self::NoPlayers => "no-players",
            Self::NoRule | Self::NoReason => "missing-key",
            Self::UnknownRule(..) => "unknown-rule",
            Self::UnknownId(_) => "unknown-id",
        }
    }

    pub(super) fn in_english(&self) -> Told {
        let (message, help) = match self {
            Self::NoDirection(words) => (
                format!("`{}` is no option with a direction", shown(words)),
                "write the option's id; behind it `on` (once taken it stays taken, the default) or `off`"
                    .to_owned(),
            ),
            Self::Formula(kind) => {
                let said = StanceProblem { span: 0..0, kind: kind.clone() }.to_string();
                let said = said.replace("the stance", "the formula").replace("a stance", "a formula");
                (
                    said,
                    "for example \"a and not b\", \"a if b\", \"a iff not b\"; `iff` is not chained"
                        .to_owned(),
                )
            }
            Self::NoOptions => (
                "a player has no options".to_owned(),
                "name what it decides on in `options`, or leave the player out".to_owned(),
            ),
            Self::TooManyStatements(count, limit) => (
                format!("a player has {count} statements; the limit is {limit}"),
                "the first few dozen settle the ranking; leave out the last".to_owned(),
            ),
            Self::TwoPreferences => (
                "a player has both `prefers` and `ranking`".to_owned(),
                "keep the one that tells what it wants".to_owned(),
            ),
            Self::Keyword => {
                ("`iff` is a word of the formulas".to_owned(), "choose another id for the option".to_owned())
            }
            Self::NoPlayers => (
                "the game has no players".to_owned(),
                "add [[game.player]] with `id`, `options` and `prefers`".to_owned(),
            ),
            Self::TooManyPlayers(count, limit) => (
                format!("the game has {count} players; the limit is {limit}"),
                "let those who act together play as one".to_owned(),
            ),
            Self::NoRule => (
                "an allowance needs `rule`".to_owned(),
                "for example rule = \"no-end\"; `mawqif stress --rules` lists them".to_owned(),
            ),
            Self::UnknownRule(rule, meant) => (
                format!("there is no rule `{}`", shown(rule)),
                meant.map_or_else(
                    || "`mawqif stress --rules` lists them".to_owned(),
                    |meant| format!("did you mean `{meant}`?"),
                ),
            ),
            Self::NoReason => (
                "an allowance needs `reason`".to_owned(),
                "say in a sentence why the finding is accepted".to_owned(),
            ),
            Self::UnknownId(id) => (
                format!("there is no provision, harm, place, party or condition `{id}`"),
                "name the id of one that the dossier has".to_owned(),
            ),
        };
        Told { message, help: Some(help) }
    }

    pub(super) fn in_arabic(&self, figures: &dyn Fn(&str) -> String) -> Told {
        let count = |count: &usize| figures(&count.to_string());
        let (message, help) = match self {
            Self::NoDirection(words) => (
                format!("{} ليس خيارًا مع اتجاه", isolate(&shown(words))),
                format!(
                    "اكتب معرّف الخيار، وبعده {} (إذا اتُّخذ بقي متخذًا، وهو الافتراضي) أو {}",
                    isolate("on"),
                    isolate("off")
                ),
            ),
            Self::Formula(kind) => {
                // What is wrong with a formula is what is wrong with a stance at the same place.
                let told = super::ProblemKind::Stance(kind.clone()).in_arabic(figures);
                let examples = ["a and not b", "a if b", "a iff not b"].map(isolate).join("، ");
                let message = told.message.replace("الموقف", "الصيغة");
                (message, format!("مثلًا {examples}؛ ولا تتسلسل {}", isolate("iff")))
            }
            Self::NoOptions => {
                ("لاعب بلا خيارات".to_owned(), format!("سمِّ في {} ما يقرّره، أو احذف اللاعب", isolate("options")))
            }
            Self::TooManyStatements(own, limit) => (
                format!("عبارات تفضيل أكثر من الحد عند لاعب: {}، والحد {}", count(own), count(limit)),
                "العبارات الأولى تحسم الترتيب؛ احذف الأخيرة".to_owned(),
            ),
            Self::TwoPreferences => (
                format!("عند لاعب {} و{} معًا", isolate("prefers"), isolate("ranking")),
                "أبقِ ما يعبّر عمّا يريده منهما".to_owned(),
            ),
            Self::Keyword => {
                (format!("{} كلمة من كلمات الصيغ", isolate("iff")), "اختر للخيار معرّفًا آخر".to_owned())
            }
            Self::NoPlayers => (
                "لا لاعبين في اللعبة".to_owned(),
                format!(
                    "أضف {} وفيه {} و{} و{}",
                    isolate("[[game.player]]"),
                    isolate("id"),
                    isolate("options"),
                    isolate("prefers")
                ),
            ),
            Self::TooManyPlayers(own, limit) => (
                format!("لاعبون أكثر من الحد: {}، والحد {}", count(own), count(limit)),
                "اجعل من يتصرفون معًا لاعبًا واحدًا".to_owned(),
            ),
            Self::NoRule => (
                format!("ينقص السماحَ {}", isolate("rule")),
                format!("مثلًا {}؛ و{} يسردها", isolate("rule = \"no-end\""), isolate("mawqif stress --rules")),
            ),
            Self::UnknownRule(rule, meant) => (
                format!("لا قاعدة بهذا الاسم: {}", isolate(&shown(rule))),
                meant.map_or_else(
                    || format!("{} يسرد القواعد", isolate("mawqif stress --rules")),
                    |meant| format!("أتقصد {}؟", isolate(meant)),
                ),
            ),
            Self::NoReason => {
                (format!("ينقص السماحَ {}", isolate("reason")), "قل في جملة لماذا قُبلت الملاحظة".to_owned())
            }
            Self::UnknownId(id) => (
                format!("لا بند ولا ضرر ولا مكان ولا طرف ولا شرط بهذا المعرّف: {}", isolate(id.as_str())),
                "سمِّ معرّف واحد مما في الملف".to_owned(),
            ),
        };
        Told { message, help: Some(help) }
    }

    /// One of each, for tests.
    #[cfg(test)]
    pub(super) fn samples() -> Vec<Self> {
        #[allow(clippy::unwrap_used)]
        let id = Id::new("nowhere").unwrap();
        vec![
            Self::NoDirection("a sideways".into()),
            Self::Formula(StanceProblemKind::Empty),
            Self::NoOptions,
            Self::TooManyStatements(200, 128),
            Self::TwoPreferences,
            Self::Keyword,
            Self::NoPlayers,
            Self::TooManyPlayers(9, 8),
            Self::NoRule,
            Self::UnknownRule("no-ends".into(), Some("no-end")),
            Self::UnknownRule("x".into(), None),
            Self::NoReason,
            Self::UnknownId(id),
        ]
    }
}
