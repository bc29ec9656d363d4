//! The words of problems in Arabic: what is quoted, lists, and what tables and values are called.

use super::super::kind::{Found, Table, Wanted};
use crate::text::{is_bidi_control, isolate};

/// Words of the file, as they are written there, but for what could turn the sentence around.
pub(super) fn code(words: &str) -> String {
    let plain: String = words.chars().map(|it| if is_bidi_control(it) { '\u{FFFD}' } else { it }).collect();
    isolate(&format!("`{plain}`"))
}

/// The words as alternatives: `a` أو `b` أو `c`.
pub(super) fn listed(words: &[&str]) -> String {
    words.iter().map(|word| code(word)).collect::<Vec<_>>().join(" أو ")
}

/// How a section begins.
pub(super) fn section(table: Table) -> &'static str {
    match table {
        Table::Dossier => "mawqif = 1",
        Table::Initiative => "[initiative]",
        Table::Place => "[[place]]",
        Table::Party => "[[party]]",
        Table::Harm => "[[harm]]",
        Table::Provision => "[[provision]]",
        Table::Body => "[[body]]",
        Table::Condition => "[[condition]]",
        Table::Stance => "[[stance]]",
        Table::Rule | Table::Quorum | Table::Requirement => "[rule]",
        Table::Alternative => "[[rule.alternative]]",
        Table::Quote => "[[quote]]",
        Table::RedLine => "[[red_line]]",
        Table::Committee => "[[committee]]",
        Table::Game => "[game]",
        Table::Player | Table::Choice => "[[game.player]]",
        Table::Stress => "[stress]",
        Table::Allowance => "[[stress.allow]]",
        Table::Commitment | Table::Indicator | Table::Baseline => "[[commitment]]",
    }
}

pub(super) fn indefinite(table: Table) -> &'static str {
    match table {
        Table::Dossier => "ملف",
        Table::Initiative => "عرض",
        Table::Place => "مكان",
        Table::Party => "طرف",
        Table::Harm => "ضرر",
        Table::Provision => "بند",
        Table::Body => "هيئة",
        Table::Condition => "شرط",
        Table::Stance => "موقف",
        Table::Rule => "قاعدة",
        Table::Quorum => "نصاب",
        Table::Requirement => "متطلب",
        Table::Alternative => "بديل",
        Table::Quote => "قول",
        Table::RedLine => "خط أحمر",
        Table::Committee => "لجنة",
        Table::Game => "لعبة",
        Table::Player => "لاعب",
        Table::Choice => "خيار",
        Table::Stress => "اختبار",
        Table::Allowance => "سماح",
        Table::Commitment => "التزام",
        Table::Indicator => "مؤشر",
        Table::Baseline => "خط أساس",
    }
}

/// Where a key stands.
pub(super) fn within(table: Table) -> &'static str {
    match table {
        Table::Dossier => "في الملف",
        Table::Initiative => "في العرض",
        Table::Place => "في المكان",
        Table::Party => "في الطرف",
        Table::Harm => "في الضرر",
        Table::Provision => "في البند",
        Table::Body => "في الهيئة",
        Table::Condition => "في الشرط",
        Table::Stance => "في الموقف",
        Table::Rule => "في القاعدة",
        Table::Quorum => "في النصاب",
        Table::Requirement => "في المتطلب",
        Table::Alternative => "في البديل",
        Table::Quote => "في القول",
        Table::RedLine => "في الخط الأحمر",
        Table::Committee => "في اللجنة",
        Table::Game => "في اللعبة",
        Table::Player => "عند اللاعب",
        Table::Choice => "في الخيار",
        Table::Stress => "في الاختبار",
        Table::Allowance => "في السماح",
        Table::Commitment => "في الالتزام",
        Table::Indicator => "في المؤشر",
        Table::Baseline => "في خط الأساس",
    }
}

pub(super) fn wanted(wanted: &Wanted) -> String {
    match wanted {
        Wanted::Id => "اسم بين علامتي اقتباس",
        Wanted::Ids => "قائمة أسماء",
        Wanted::Version => "نص في كل لغة",
        Wanted::Text => "نص، أو جدول نصوص باللغات",
        Wanted::Words => "نص",
        Wanted::WordsOrList => "نص أو قائمة نصوص",
        Wanted::OneOf(words) => return listed(words),
        Wanted::WordList => "قائمة كلمات",
        Wanted::Flag => return listed(&["true", "false"]),
        Wanted::Date => "تاريخ بلا علامتي اقتباس",
        Wanted::Table => "جدول",
        Wanted::Tables(key) => return format!("قائمة تُكتب {}", code(&format!("[[{key}]]"))),
        Wanted::Number => "عدد صحيح",
        Wanted::NamedNumbers => "جدول أعداد بأسمائها",
        Wanted::Quantity => {
            return format!(
                "عدد مثل {} أو كسر مثل {} أو نسبة مئوية مثل {}",
                code("9"),
                code("\"2/3\""),
                code("\"55%\"")
            );
        }
        Wanted::Pair => "عددان",
        Wanted::Span => "قائمة من عددين",
        Wanted::States => "قائمة قوائم حالات، والحالة قائمة خيارات",
    }
    .to_owned()
}

pub(super) fn found(found: Found) -> &'static str {
    match found {
        Found::String => "نص",
        Found::Number => "عدد",
        Found::Decimal => "عدد عشري",
        Found::Flag => "قيمة منطقية",
        Found::Date => "تاريخ",
        Found::List => "قائمة",
        Found::Table => "جدول",
    }
}
