//! Problems in Arabic.
//!
//! Whatever is quoted from the file is isolated, so that a Latin key does not disturb the sentence around it; numbers
//! that the program counts itself go through the reader's digits. No noun is counted in these sentences: Arabic
//! would inflect it by the number, so the number stands beside it.

mod stance;
mod words;

use self::words::{code, indefinite, listed, section, within};
use super::{
    Told,
    kind::{Count, Encoding, Known, ProblemKind as Kind, Right, See, Shared, Table},
};
use crate::{
    dossier::read::{FILE_LIMIT, VALUE_LIMIT},
    position::quantity::{NUMBER_LIMIT, ShareError},
    text::{ID_LIMIT, IdError, is_bidi_control, isolate, visible},
};

/// How numbers are written for the reader.
type Figures<'f> = &'f dyn Fn(&str) -> String;

/// What to do when there is too much of something.
const TOO_MANY: &str = "ابحث عما لُصق مرتين، وإلا فأبقِ ما يتوقف عليه الموقف";

/// What is wrong, and what would be right.
pub(super) fn told(kind: &Kind, figures: Figures<'_>) -> Told {
    let said = |message: String, help: &str| Told { message, help: Some(help.to_owned()) };
    let number = |number: u64| figures(&number.to_string());
    let size = |size: usize| figures(&size.to_string());
    match kind {
        Kind::FileTooLarge => said(
            format!("الملف أكبر من الحد الأقصى، وهو {} ميغابايت", size(FILE_LIMIT >> 20)),
            "احذف ما لا يتوقف عليه الموقف، كالأقوال الطويلة والملاحق",
        ),
        Kind::NotUtf8(encoding) => said(
            format!("ترميز الملف ليس {}", isolate("UTF-8")),
            &match encoding {
                Encoding::Utf16 => {
                    format!("يبدو أنه {}؛ احفظه بترميز {}", isolate("UTF-16"), isolate("UTF-8"))
                }
                Encoding::Other => format!(
                    "احفظه بترميز {}؛ كثيرًا ما تكون الملفات العربية القديمة بترميز {}",
                    isolate("UTF-8"),
                    isolate("Windows-1256")
                ),
            },
        ),
        Kind::Empty => said(
            "الملف فارغ".into(),
            &format!("يبدأ الملف بـ{}، ويكتب الأمر {} ملفًا يُملأ", code("mawqif = 1"), code("mawqif new")),
        ),
        Kind::TooDeep => said(
            "القوائم والجداول متداخلة أكثر مما يُقرأ".into(),
            "تكفي مستويات قليلة، ولعل هنا قوسًا زائدًا أو نقطة بين مفتاحين",
        ),
        Kind::TooManyValues => said(
            format!("في الملف قيم أكثر من الحد الأقصى، وهو {}", size(VALUE_LIMIT)),
            "ابحث عن قائمة مكررة؛ القيمة التي جاوزت الحد هنا",
        ),
        Kind::Toml { wrong, expected } => {
            let wrong = toml_wrong(wrong);
            let end = wrong.map_or_else(String::new, |it| format!("، {it}"));
            said(format!("ليس هذا على صيغة {}{end}", isolate("TOML")), &toml_help(kind, expected))
        }
        Kind::UnknownKey { key, table, meant, known } => {
            let help = meant.as_ref().map(|it| do_you_mean(it));
            let help =
                help.unwrap_or_else(|| format!("المفاتيح الممكنة {}: {}", within(*table), listed(known)));
            said(format!("لا مفتاح باسم {} {}", code(key), within(*table)), &help)
        }
        Kind::WrongKind { key, table, wanted, found, example } => said(
            format!(
                "المطلوب في {} {} {}، والمكتوب {}",
                code(key),
                within(*table),
                words::wanted(wanted),
                words::found(*found)
            ),
            &format!("مثل {}", code(&format!("{key} = {example}"))),
        ),
        Kind::MissingKey { key, table } => said(
            format!("ينقص {} {}", code(key), within(*table)),
            &match (table, *key) {
                (Table::Stance, "says") => format!("مثل {}", code("says = \"قبول إذا مراقبون\"")),
                (Table::Quote, "said") => format!("أضف {} بالكلمات التي قيلت", code("said = \"…\"")),
                _ => format!("أضف {}", code(&format!("{key} = \"…\""))),
            },
        ),
        Kind::BadId(error) => said(id_wrong(error, figures), id_help(error)),
        Kind::TooManyItems(it) | Kind::TooManyTables(it) => {
            let Count { key, count, limit } = it;
            said(format!("في {} أكثر من الحد: {} من {}", code(key), size(*count), size(*limit)), TOO_MANY)
        }
        Kind::BadLanguage(tag) => said(
            format!("ليس {} رمز لغة", code(tag)),
            &format!("اكتب رمزًا مثل {} أو {}", code("ar"), code("en")),
        ),
        Kind::TooLong(Count { key, count, limit }) => said(
            format!("{} أطول من الحد: {} بايت من {}", code(key), size(*count), size(*limit)),
            "اختصره؛ الحرف العربي بايتان",
        ),
        Kind::BadCharacter { key, character } => said(
            format!("لا يصح {} في {}", isolate(&visible(*character)), code(key)),
            match character {
                '\n' | '\r' => "اكتبه في سطر واحد",
                it if is_bidi_control(*it) => "احذف علامة الاتجاه الخفية، فالبرنامج يضبط الاتجاه بنفسه",
                _ => "احذف حرف التحكم الخفي",
            },
        ),
        Kind::BadValue { key, value, choices } => said(
            format!("ليس {} من قيم {}", code(value), code(key)),
            &format!("القيم الممكنة: {}", listed(choices)),
        ),
        Kind::NumberOutOfRange { key, least } => said(
            format!("{} بين {} و{}", code(key), number(*least), number(NUMBER_LIMIT)),
            "اكتب عددًا صحيحًا ضمن هذا المجال",
        ),
        Kind::BadSpan(key) => said(
            format!("ليس ما في {} موضعًا من نص", code(key)),
            "اكتب موضع أول بايت ثم الموضع الذي يلي الأخير",
        ),
        Kind::MissingInitiative => said(
            format!("ليس في الملف عرض: ينقص {}", code("[initiative]")),
            &format!("اكتب ما المطروح: {} وفيه {} و{}", code("[initiative]"), code("id"), code("title")),
        ),
        Kind::MissingVersion => {
            said("لا يذكر الملف إصدار صيغته".into(), &format!("اكتب {} في أوله", code("mawqif = 1")))
        }
        Kind::OtherFormat(version) => said(
            format!("يقرأ هذا البرنامج الإصدار {} من الصيغة، لا {}", number(1), number(*version)),
            &format!("{}؛ أما الإصدار الأحدث فيقرؤه برنامج أحدث", code("mawqif = 1")),
        ),
        Kind::NotOnEarth => said(
            format!("ليس ما في {} مكانًا على الأرض", code("at")),
            &format!(
                "خط العرض أولًا، من {} إلى {}، ثم خط الطول، من {} إلى {}",
                isolate("-90"),
                isolate("90"),
                isolate("-180"),
                isolate("180")
            ),
        ),
        Kind::ReservedMeasure(name) => said(
            format!("{} مقياس موجود دائمًا، فلا يُعطى", code(name)),
            &format!("اختر اسمًا آخر، مثل {} أو {}", code("fighters"), code("seats")),
        ),
        Kind::Stance(kind) => stance::told(kind, figures),
        Kind::HiddenStance => {
            Told { message: "لن يسلم موقف مقدَّم بعد ذلك".into(), help: None }
        }
        Kind::QuorumOfCast => said(
            "لا يكون النصاب نسبة ممن حسموا رأيهم".into(),
            &format!("يُحسب النصاب قبل أن يجيب أحد؛ اكتب {}", code("of = \"members\"")),
        ),
        Kind::EmptyAlternative => {
            said("بديل لا يشترط شيئًا".into(), &format!("اكتب فيه {}، وإلا صح كل شيء", code("requires")))
        }
        Kind::TwoRules => {
            said(format!("في القاعدة {} وبدائل معًا", code("requires")), "ضع المتطلبات في كل بديل يحتاج إليها")
        }
        Kind::NoThreshold => {
            said(format!("يحتاج المتطلب إلى {} أو {}", code("at_least"), code("more_than")), &thresholds())
        }
        Kind::TwoThresholds => said(
            format!("في المتطلب إما {} وإما {}، لا كلاهما", code("at_least"), code("more_than")),
            &thresholds(),
        ),
        Kind::BadShare(error) => said(
            match error {
                ShareError::Form => {
                    format!("النسبة كسر مثل {} أو نسبة مئوية مثل {}", code("2/3"), code("55%"))
                }
                ShareError::ZeroWhole => "لا يكون مقام الكسر صفرًا".into(),
                ShareError::AboveOne => "لا تزيد النسبة على الكل".into(),
                ShareError::Large => format!("لا تزيد أعداد النسبة على {}", number(NUMBER_LIMIT)),
            },
            &format!("اكتب العدد مثل {}، والنسبة مثل {} أو {}", code("9"), code("\"2/3\""), code("\"55%\"")),
        ),
        Kind::UnknownId { id, of, right } => {
            let nouns = of.iter().map(|it| indefinite(*it)).collect::<Vec<_>>().join(" ولا ");
            let help = match right {
                Right::NotSought => None,
                Right::Meant(meant) => Some(do_you_mean(meant)),
                Right::Body => Some(format!("هو اسم هيئة، ومعنى {} أنها تقبل", code(&format!("@{id}")))),
                Right::Among(all) => {
                    let told: Vec<String> = all.iter().map(|it| choices(it, figures)).collect();
                    Some(told.join("؛ "))
                }
            };
            Told { message: format!("لا {nouns} باسم {}", code(id.as_str())), help }
        }
        Kind::UnknownName { of, name, meant, known } => {
            let (of, counts) = match of {
                Shared::Measure => ("المقياس", "وإلى أن تحمله هيئة يُحسب صفرًا"),
                Shared::Chamber => ("الغرفة", "وإلى أن تكون فيها هيئة تُحسب صفرًا"),
            };
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let help = match (meant, known.as_slice()) {
                (Some(meant), _) => do_you_mean(meant),
                (None, []) => counts.to_owned(),
                (None, known) => format!("الموجود: {}، {counts}", listed(known)),
            };
            said(format!("ليس لأي هيئة {of} {}", code(name)), &help)
        }
        Kind::DuplicateId { of, id } => said(
            format!("{} باسم {} مرتين", indefinite(*of), code(id.as_str())),
            "أعطِ أحدهما اسمًا آخر، أو احذفه",
        ),
        Kind::LookAlikeId { id, other, .. } => said(
            format!("يشبه {} الاسمَ {} وليس هو", code(id.as_str()), code(other.as_str())),
            "سيحسب القارئ أحدهما الآخر؛ اختر اسمين يسهل التمييز بينهما",
        ),
        Kind::DateOrder(first, second) => {
            said(format!("{} قبل {}", code(second), code(first)), "لعل اليومين معكوسان")
        }
        Kind::ExcludesItself(id) => said(
            format!("يستبعد {} نفسه", code(id.as_str())),
            &format!("لا تذكر في {} إلا شروطًا أخرى", code("excludes")),
        ),
        Kind::CyclicPlace(id) => said(
            format!("يقع {} ضمن نفسه", code(id.as_str())),
            &format!("يشير {} من المكان الأصغر إلى الأكبر", code("within")),
        ),
        Kind::CyclicImplies(id, 0) => said(
            format!("يستتبع {} نفسه", code(id.as_str())),
            &format!("احذفه من {} الخاصة به", code("implies")),
        ),
        Kind::CyclicImplies(id, _) => {
            said(format!("يستتبع {} نفسه عن طريق شروط أخرى", code(id.as_str())), "لا تُختار هذه الشروط إلا معًا")
        }
        Kind::NeverChosen(id, [one, other]) => said(
            format!(
                "لا يمكن اختيار {}، فهو يستتبع {} و{}، وهما لا يجتمعان",
                code(id.as_str()),
                code(one.as_str()),
                code(other.as_str())
            ),
            &format!("أصلح {} أو {} في أحدها، أو احذفه", code("implies"), code("excludes")),
        ),
        Kind::FutureVersion { current, answered } => said(
            format!("العرض في نسخته {}، ولم يبلغ النسخة {}", number(*current), number(*answered)),
            &format!(
                "اكتب النسخة التي يجيب عنها الموقف، ولا تزيد على {}، أو ارفع {} في العرض",
                number(*current),
                code("version")
            ),
        ),
        Kind::TwoStances(id, version) => said(
            format!("للهيئة {} موقفان من النسخة {}", code(id.as_str()), number(*version)),
            "أبقِ الموقف المعتمد منهما",
        ),
        Kind::Game(problem) => problem.in_arabic(figures),
        Kind::Commitment(problem) => problem.in_arabic(figures),
        Kind::Unwritable(_) => {
            said("لا يمكن أن يُكتب هذا ملفًا".into(), &format!("لا تزيد الأعداد على {}", number(NUMBER_LIMIT)))
        }
    }
}

/// What another place has to do with it.
pub(super) fn see(see: See) -> &'static str {
    match see {
        See::First => "الأول هنا",
        See::FirstDay => "اليوم الذي ينبغي أن يسبق هنا",
    }
}

fn id_wrong(error: &IdError, figures: Figures<'_>) -> String {
    let size = |size: usize| figures(&size.to_string());
    match error {
        IdError::Empty => "الاسم فارغ".to_owned(),
        IdError::Character(character) => format!("لا يصح {} في اسم", isolate(&visible(*character))),
        IdError::Long(length) => {
            format!("الاسم أطول من الحد، وحروفه {} من {}", size(*length), size(ID_LIMIT))
        }
        IdError::Keyword(word) => format!("{} من كلمات لغة المواقف", code(word)),
    }
}

fn id_help(error: &IdError) -> &'static str {
    match error {
        IdError::Character(character) if is_bidi_control(*character) => "احذف علامة الاتجاه الخفية",
        IdError::Keyword(_) => "اختر اسمًا آخر، فلهذه الكلمة معنى في المواقف",
        _ => "في الاسم حروف وأرقام و- و_ من أي كتابة، بلا مسافات",
    }
}

/// What the parser of TOML says, as far as it is known in Arabic.
fn toml_wrong(wrong: &str) -> Option<&'static str> {
    const KNOWN: [(&str, &str); 16] = [
        ("duplicate key", "فالمفتاح مكرر"),
        ("string values must be quoted", "فالنص بلا علامتي اقتباس"),
        ("key with no value", "فالمفتاح بلا قيمة"),
        ("missing value for key", "فالمفتاح بلا قيمة"),
        ("missing value", "فالمفتاح بلا قيمة"),
        ("extra `=`", "ففيه علامة = زائدة"),
        ("unclosed table", "فقوس الجدول لم يُغلق"),
        ("unclosed array table", "فقوس الجدول لم يُغلق"),
        ("unclosed inline table", "فقوس الجدول لم يُغلق"),
        ("unclosed array", "فقوس القائمة لم يُغلق"),
        ("extra comma in array", "ففي القائمة فاصلة زائدة"),
        ("missing comma between array elements", "ففي القائمة فاصلة ناقصة"),
        ("missing comma between key-value pairs", "ففي الجدول فاصلة ناقصة"),
        ("invalid basic string", "فالنص لم يُكتب كما يجب"),
        ("invalid unquoted key", "فالمفتاح لم يُكتب كما يجب"),
        ("unexpected key or value", "ففي السطر زيادة"),
    ];
    KNOWN.iter().find(|(own, _)| *own == wrong).map(|(_, told)| *told)
}

fn toml_help(kind: &Kind, expected: &str) -> String {
    let Kind::Toml { wrong, .. } = kind else { return String::new() };
    let line = || {
        let forms = listed(&["key = value", "[table]", "[[list]]"]);
        format!("السطر من هذه: {forms}؛ والنص بين علامتي اقتباس")
    };
    match wrong.as_str() {
        "duplicate key" => {
            format!("يرد المفتاح مرة في جدوله: احذف أحدهما، أو ابدأ جدولًا آخر بـ{}", code("[[…]]"))
        }
        "string values must be quoted" => format!("ضعه بين علامتي اقتباس: {}", code("\"…\"")),
        "key with no value" | "missing value for key" | "missing value" => {
            format!("اكتب {}، والنص بين علامتي اقتباس", code("key = value"))
        }
        // Signs are the same in every language; what is described in English is not repeated.
        _ => {
            let signs: Vec<&str> = expected.split(", ").filter_map(sign).collect();
            if signs.is_empty() { line() } else { format!("ما يصح هنا: {}", listed(&signs)) }
        }
    }
}

fn sign(told: &str) -> Option<&str> {
    let inner = told.strip_prefix('`')?.strip_suffix('`')?;
    (!inner.is_empty() && !inner.contains('`')).then_some(inner)
}

fn thresholds() -> String {
    format!("مثل {} أو {}", code("at_least = \"2/3\""), code("more_than = \"50%\""))
}

fn do_you_mean(meant: &str) -> String {
    format!("هل تقصد {}؟", code(meant))
}

/// What could stand where an unknown id stands.
fn choices(known: &Known, figures: Figures<'_>) -> String {
    let Known { of, first, more } = known;
    if first.is_empty() {
        return format!(
            "ليس في الملف {} بعد: أضف قسمًا يبدأ بـ{} وفيه هذا الاسم",
            indefinite(*of),
            code(section(*of))
        );
    }
    let ids: Vec<&str> = first.iter().map(String::as_str).collect();
    let told = format!("الموجود في الملف من {}: {}", code(section(*of)), listed(&ids));
    if *more == 0 { told } else { format!("{told} وغيرها ({})", figures(&more.to_string())) }
}
