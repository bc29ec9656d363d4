//! What is wrong with a stance, in Arabic.

use super::{
    super::Told,
    Figures, do_you_mean, id_wrong,
    words::{code, listed},
};
use crate::{
    consultation::stance::{Awaited, DEPTH_LIMIT, LENGTH_LIMIT, Misplaced, StanceProblemKind, in_arabic},
    position::quantity::NUMBER_LIMIT,
    text::IdError,
};

/// What is wrong with a stance, and what would be right.
pub(super) fn told(kind: &StanceProblemKind, figures: Figures<'_>) -> Told {
    use StanceProblemKind as S;
    let size = |size: usize| figures(&size.to_string());
    let (message, help) = match kind {
        S::Empty => (
            "لا يقول الموقف شيئًا".to_owned(),
            Some(format!("اكتب {}، أو مثلًا {}", listed(&["قبول", "رفض", "امتناع"]), code("قبول إذا مراقبون"))),
        ),
        S::Long(length) => (
            format!("الموقف أطول من الحد حين يُكتب كاملًا: {} بايت من {}", size(*length), size(LENGTH_LIMIT)),
            None,
        ),
        S::Deep => (format!("الأقواس وأدوات النفي متداخلة أكثر من الحد، وهو {}", size(DEPTH_LIMIT)), None),
        S::Expected { wanted, found, meant } => {
            let stands = match found.as_deref() {
                None => "والموقف ينتهي هنا".to_owned(),
                Some("a comma") => "وهنا فاصلة".to_owned(),
                Some("a semicolon") => "وهنا فاصلة منقوطة".to_owned(),
                Some(word) => format!("وهنا {}", code(in_arabic(word.trim_matches('`')))),
            };
            let help = match (meant, wanted, found) {
                (Some(meant), ..) => Some(do_you_mean(meant)),
                (None, Awaited::Verdict, Some(_)) => {
                    Some(format!("تبدأ الجملة بالحكم، مثل {}", code("قبول إذا مراقبون")))
                }
                _ => None,
            };
            (format!("المطلوب {}، {stands}", awaited(*wanted)), help)
        }
        S::Name(error) => {
            let help = matches!(error, IdError::Keyword(_)).then(|| "سمِّ الشرط أو الهيئة باسم آخر".to_owned());
            (id_wrong(error, figures), help)
        }
        S::MisplacedBody(misplaced) => {
            let place = match misplaced {
                Misplaced::Negated => "بعد نفي",
                Misplaced::Unless => "بعد استثناء",
                Misplaced::OtherVerdict => "إلا في جملة قبول",
            };
            let help = "لا تُحسم الأجوبة حين تنتظر الهيئات بعضها بعضًا إلا إذا كان كل قبول يعين غيره؛ \
                        اذكر ما يجب أن يُستجاب له بدلًا من ذلك، أو انتظر قبول هيئة";
            (format!("لا يصح {} {place}", code("@هيئة")), Some(help.to_owned()))
        }
        S::Number => (
            format!("لا يزيد العدد بعد {} على {}", code("على الأقل"), figures(&NUMBER_LIMIT.to_string())),
            None,
        ),
        S::Unreachable => (
            "لا تُبلغ هذه الجملة أبدًا، لأن التي قبلها تصح دائمًا".to_owned(),
            Some("احذفها، أو علّق التي قبلها بشرط".to_owned()),
        ),
        S::Unattainable { least, of } => (
            format!("لا يصح أبدًا أن يجتمع {} من أصل {}", figures(&least.to_string()), size(*of)),
            Some(format!("لا تطلب أكثر من {}، أو سمِّ المزيد", size(*of))),
        ),
    };
    Told { message, help }
}

fn awaited(wanted: Awaited) -> String {
    match wanted {
        Awaited::Verdict => listed(&["قبول", "رفض", "امتناع"]),
        Awaited::AfterVerdict => format!("{} أو نهاية الموقف", listed(&["إذا", "إلا إذا", "وإلا", "؛"])),
        Awaited::EndAfterOtherwise => format!("{} أو نهاية الموقف بعد {}", code("؛"), code("وإلا")),
        Awaited::FormulaEnd => format!("{} أو نهاية", listed(&["و", "أو"])),
        Awaited::PreferenceEnd => {
            format!("{} أو نهاية", listed(&["و", "أو", "إذا", "إذا وفقط إذا"]))
        }
        Awaited::AfterIf => format!("{} أو نهاية الموقف", listed(&["و", "أو", "إلا إذا", "؛"])),
        Awaited::AfterUnless => format!("{} أو نهاية الموقف", listed(&["و", "أو", "؛"])),
        Awaited::Operand => format!("شرط أو {}", listed(&["@هيئة", "ليس", "على الأقل", "("])),
        Awaited::AfterOperand => listed(&["و", "أو", ")"]),
        Awaited::Least => format!("{} بعد {}", code("least"), code("at")),
        Awaited::Number => format!("عدد بعد {}", code("على الأقل")),
        Awaited::Of => format!("{} بعد العدد", code("من")),
        Awaited::Opening => format!("{} بعد {}", code("("), code("من")),
        Awaited::CommaOrClosing => listed(&["،", ")"]),
        Awaited::Body => format!("اسم هيئة بعد {}", code("@")),
        Awaited::Id => "اسم".to_owned(),
    }
}
