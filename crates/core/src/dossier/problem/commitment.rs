//! Problems of the section `[[commitment]]`, in both languages.

use super::Told;
use crate::text::isolate;

/// What can be wrong with a commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommitmentProblem {
    /// It does not say whether something is done, left or allowed.
    NoKind,
    /// Nobody owes it.
    NobodyObliged,
    /// There is nothing to see it by, and nobody who judges it.
    NothingObservable,
    /// A deed has a baseline or a ceiling.
    RateOfDeed,
    /// A baseline or a ceiling of nothing that is counted.
    NothingCounted,
    /// A ceiling that is a share of a baseline that is not there.
    ShareOfNothing,
    /// A baseline that is neither a time nor a figure.
    HalfBaseline,
    /// A number that is larger than it can be: its key, and how large it can be.
    TooFar(&'static str, u64),
}

impl CommitmentProblem {
    /// Its short name, which does not change.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::NoKind | Self::NobodyObliged => "missing-key",
            Self::NothingObservable => "nothing-observable",
            Self::RateOfDeed => "rate-of-deed",
            Self::NothingCounted => "nothing-counted",
            Self::ShareOfNothing => "share-of-nothing",
            Self::HalfBaseline => "half-baseline",
            Self::TooFar(..) => "out-of-range",
        }
    }

    pub(super) fn in_english(self) -> Told {
        let (message, help) = match self {
            Self::NoKind => (
                "a commitment needs `kind`".to_owned(),
                "`kind = \"do\"` when something must happen, \"abstain\" when it must not, \"allow\" when others \
                 must not be kept from it"
                    .to_owned(),
            ),
            Self::NobodyObliged => (
                "nobody owes this commitment".to_owned(),
                "name who does: `obliged = [\"…\"]`, parties or bodies".to_owned(),
            ),
            Self::NothingObservable => (
                "nothing shows whether this commitment is kept".to_owned(),
                "say what is counted (`indicator = { kinds = [\"shelling\"] }`) or which committee judges it \
                 (`judged_by = \"…\"`)"
                    .to_owned(),
            ),
            Self::RateOfDeed => (
                "a commitment to do something has no baseline and no ceiling".to_owned(),
                "it is done or it is not; say by when with `due`, or write `kind = \"abstain\"`".to_owned(),
            ),
            Self::NothingCounted => (
                "a baseline or a ceiling, and nothing is counted".to_owned(),
                "say what is counted: `indicator = { kinds = [\"…\"] }`".to_owned(),
            ),
            Self::ShareOfNothing => (
                "`ceiling` is a share of a baseline, and there is none".to_owned(),
                "add `baseline`, or write `ceiling` as a number: the most in any week".to_owned(),
            ),
            Self::HalfBaseline => (
                "`baseline` is neither a time nor a figure".to_owned(),
                "write `{ from = 2030-01-01, until = 2030-02-28 }` or `{ count = 26, days = 10 }`".to_owned(),
            ),
            Self::TooFar(key, most) => {
                (format!("`{key}` goes from 1 to {most}"), format!("write a whole number from 1 to {most}"))
            }
        };
        Told { message, help: Some(help) }
    }

    pub(super) fn in_arabic(self, figures: &dyn Fn(&str) -> String) -> Told {
        let code = |words: &str| isolate(&format!("`{words}`"));
        let (message, help) = match self {
            Self::NoKind => (
                format!("يلزم الالتزامَ {}", code("kind")),
                format!(
                    "اكتب {} إن وجب فعل شيء، و{} إن وجب الامتناع عنه، و{} إن وجب ألا يُمنع غيره منه",
                    code("kind = \"do\""),
                    code("\"abstain\""),
                    code("\"allow\"")
                ),
            ),
            Self::NobodyObliged => (
                "لا أحد ملزَم بهذا الالتزام".to_owned(),
                format!("اذكر من يُلزَم به: {}، من الأطراف أو الهيئات", code("obliged = [\"…\"]")),
            ),
            Self::NothingObservable => (
                "لا شيء يبيّن الوفاء بهذا الالتزام من عدمه".to_owned(),
                format!(
                    "اذكر ما يُحصى ({}) أو اللجنة التي تحكم فيه ({})",
                    code("indicator = { kinds = [\"shelling\"] }"),
                    code("judged_by = \"…\"")
                ),
            ),
            Self::RateOfDeed => (
                "الالتزام بفعل شيء لا خط أساس له ولا سقف".to_owned(),
                format!(
                    "إما أن يُفعل وإما ألا يُفعل؛ اذكر موعده بـ{}، أو اكتب {}",
                    code("due"),
                    code("kind = \"abstain\"")
                ),
            ),
            Self::NothingCounted => (
                "خط أساس أو سقف، ولا شيء يُحصى".to_owned(),
                format!("اذكر ما يُحصى: {}", code("indicator = { kinds = [\"…\"] }")),
            ),
            Self::ShareOfNothing => (
                format!("{} حصة من خط أساس، ولا خط أساس هنا", code("ceiling")),
                format!("أضف {}، أو اكتب {} عددًا: الحد الأقصى في أي أسبوع", code("baseline"), code("ceiling")),
            ),
            Self::HalfBaseline => (
                format!("{} ليس مدة ولا عددًا", code("baseline")),
                format!(
                    "اكتب {} أو {}",
                    code("{ from = 2030-01-01, until = 2030-02-28 }"),
                    code("{ count = 26, days = 10 }")
                ),
            ),
            Self::TooFar(key, most) => {
                let most = figures(&most.to_string());
                let least = figures("1");
                (
                    format!("{} من {least} إلى {most}", code(key)),
                    format!("اكتب عددًا صحيحًا من {least} إلى {most}"),
                )
            }
        };
        Told { message, help: Some(help) }
    }
}
