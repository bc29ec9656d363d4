//! Words that tell an attitude: acceptance, rejection, judgement, condition, commitment.
//!
//! Arabic writes person, tense, article and pronoun together with the word, so that a list of words that were met
//! would always be too short. Stems stand here, and the forms are written out when the table is made: «ؤيد» gives
//! نؤيد, يؤيدون and سأؤيد, «رفض» gives رفضنا, برفضه and الرفض. These marks are apart from those of
//! [`small`](super::super::small): they say nothing about where a name or a clause ends.

/// Tells acceptance: نؤيد, ترحيب.
pub const ACCEPTS: u32 = 1;
/// Tells rejection: نرفض, اعتراضه.
pub const REJECTS: u32 = 1 << 1;
/// Begins a condition: إذا, شريطة.
pub const CONDITION: u32 = 1 << 2;
/// Tells a commitment: استعداد, ملتزم.
pub const COMMITS: u32 = 1 << 3;
/// A crime or an event, which nobody accepts or rejects as a plan: قتل, هجوم.
pub const CRIME: u32 = 1 << 4;
/// Giving up, which a red line denies: التخلي, مساومة.
pub const GIVES_UP: u32 = 1 << 5;
/// A judgement in favour, when somebody judges: ضروري, انتصار.
pub const GOOD: u32 = 1 << 6;
/// A judgement against: انتهاك, مؤامرة.
pub const BAD: u32 = 1 << 7;
/// Takes part in what a plan asks for: نشارك, نفاوض. Denied for the future it rejects.
pub const ENGAGES: u32 = 1 << 8;
/// Denies what follows: لن, عدم, غير.
pub const DENIES: u32 = 1 << 9;
/// A deed that is announced before it is done: استقالته, نشر.
pub const PLANNED: u32 = 1 << 10;
/// Brings a judgement: هو, يشكل, بمثابة.
pub const JUDGES: u32 = 1 << 11;
/// Ties what was said to what follows: مرهون, مشروط.
pub const TIES: u32 = 1 << 12;
/// A form of the past, which tells what somebody did.
pub const PAST: u32 = 1 << 13;
/// A form that speaks of the speaker's own side: نؤيد, رفضنا.
pub const OURS: u32 = 1 << 14;
/// A condition by its own word, whatever else the sentence says: شرط, شريطة.
pub const TERMS: u32 = 1 << 15;
/// Says that something must be: ضرورة, يجب.
pub const MUST: u32 = 1 << 16;
/// A noun, which can be anybody's: رفض, تأييد.
pub const NOUN: u32 = 1 << 17;
/// An adjective, which can describe anything: ملتزمة.
pub const ADJECTIVE: u32 = 1 << 18;
/// Says that somebody takes part willingly: إيجابا, بإيجابية.
pub const GLADLY: u32 = 1 << 19;

/// Every form with its marks; a form can come several times.
pub fn all() -> Vec<(String, u32)> {
    let mut forms = Vec::new();
    let listed = |list: &'static [(u32, &'static str)]| {
        list.iter().flat_map(|(mark, words)| words.split_whitespace().map(|word| (word, *mark)))
    };
    for (word, mark) in listed(WORDS).chain(listed(ENGLISH)) {
        forms.push((word.to_owned(), mark));
    }
    for (stem, mark) in listed(PRESENT) {
        present(stem, mark, &mut forms);
    }
    for (stem, mark) in listed(WE_DID) {
        forms.push((format!("{stem}نا"), mark | OURS));
    }
    for (noun, mark) in listed(NOUNS) {
        nouns(noun, mark, &mut forms);
    }
    for (stem, mark) in listed(ADJECTIVES) {
        adjectives(stem, mark, &mut forms);
    }
    forms
}

/// نؤيد, أؤيد, يؤيدون, and with the س of the future.
fn present(stem: &str, mark: u32, forms: &mut Vec<(String, u32)>) {
    for (person, ours) in [("ن", OURS), ("أ", OURS), ("ي", 0), ("ت", 0)] {
        for future in ["", "س"] {
            forms.push((format!("{future}{person}{stem}"), mark | ours));
        }
    }
    for end in ["ون", "وا"] {
        for person in ["ي", "سي"] {
            forms.push((format!("{person}{stem}{end}"), mark));
        }
    }
}

/// رفض, برفض, برفضه, لرفضها, رفضنا, الرفض, بالرفض, للرفض.
fn nouns(noun: &str, mark: u32, forms: &mut Vec<(String, u32)>) {
    let mark = mark | NOUN;
    let joined = match (noun.strip_suffix('ة'), noun.strip_suffix('ء')) {
        (Some(stem), _) => format!("{stem}ت"),
        // استثنائها.
        (None, Some(stem)) => format!("{stem}ئ"),
        (None, None) => noun.to_owned(),
    };
    for before in ["", "ب", "ل"] {
        // لدعم كذا tells what something is for.
        if before != "ل" {
            forms.push((format!("{before}{noun}"), mark));
        }
        for (his, ours) in [("ه", 0), ("ها", 0), ("هم", 0), ("هما", 0), ("نا", OURS), ("ي", OURS)]
        {
            forms.push((format!("{before}{joined}{his}"), mark | ours));
        }
    }
    for article in ["ال", "بال", "لل"] {
        forms.push((format!("{article}{noun}"), mark));
    }
}

/// مرفوض, مرفوضة, مرفوضا, مرفوضون, المرفوض.
fn adjectives(stem: &str, mark: u32, forms: &mut Vec<(String, u32)>) {
    let mark = mark | ADJECTIVE;
    for end in ["", "ة", "ا", "ون", "ين"] {
        forms.push((format!("{stem}{end}"), mark));
    }
    for end in ["", "ة"] {
        forms.push((format!("ال{stem}{end}"), mark));
    }
}

/// Stems of the present, without the letter of the person.
const PRESENT: &[(u32, &str)] = &[
    (ACCEPTS, "ؤيد دعم وافق قبل رحب ساند بارك رتضي حبذ"),
    (REJECTS, "رفض عارض دين ستنكر ندد شجب عترض ستهجن قاطع"),
    (
        ENGAGES,
        "شارك عترف تفاوض فاوض حاور تحاور تعامل تعاون وقع نضم سمح رضخ خضع رضى ستجيب تجاوب تعاطى صافح ساوم مانع",
    ),
    (COMMITS, "عتزم نوي ستعد تعهد"),
    (GIVES_UP, "تخلى تخل تنازل فرط ساوم تراجع"),
];

/// Stems of the past before نا.
const WE_DID: &[(u32, &str)] = &[
    (ACCEPTS, "أيد وافق قبل رحب ساند"),
    (REJECTS, "رفض عارض اعترض أدن استنكر"),
    (COMMITS, "قرر تعهد التزم عزم"),
];

/// Nouns, with the pronouns and prepositions that are written onto them.
const NOUNS: &[(u32, &str)] = &[
    (ACCEPTS, "تأييد دعم موافقة قبول ترحيب مساندة مباركة تمسك"),
    (REJECTS, "رفض اعتراض استنكار إدانة تنديد شجب استهجان"),
    (ENGAGES, "مشاركة تفاوض حوار تعامل تعاون توقيع تفاهم تعاطي تجاوب"),
    (COMMITS, "استعداد عزم التزام تعهد نية تصميم جاهزية"),
    (GIVES_UP, "تخلي تنازل تفريط مساومة تراجع"),
    (
        PLANNED,
        "استقالة انسحاب ترشيح ترشح نشر وقف تعليق تنظيم تشكيل إنشاء تأسيس إقامة بدء إلغاء تأجيل تمديد إرسال استئناف تخصيص خفض \
         تخفيض تجميد استثناء استمرار مواصلة اعتزام حل فتح إغلاق رفع عقد إنهاء إطلاق زيادة منح",
    ),
];

/// Adjectives and participles without endings.
const ADJECTIVES: &[(u32, &str)] = &[
    (ACCEPTS, "مؤيد داعم مرحب متمسك موافق"),
    (REJECTS, "مرفوض رافض"),
    (COMMITS, "مستعد ملتزم عازم مصمم جاهز مهيأ ماض"),
    (
        GOOD,
        "ضروري إيجابي مقبول عادل صائب حكيم مشجع بناء ممتاز منصف واقعي متوازن مفيد شجاع قانوني شرعي دستوري مبرر كاف مجد منطقي معقول \
         مطروح ممكن وارد",
    ),
    (
        BAD,
        "خاطئ باطل مقزز مهين مستفز جائر ظالم مجحف سلبي كارثي عبثي تمييزي تعسفي منحاز مشبوه ناقص مخالف معيب هزيل",
    ),
    (TIES, "مرهون مشروط متوقف منوط"),
];

/// Words as they stand.
const WORDS: &[(u32, &str)] = &[
    (ACCEPTS, "سندعم يؤيدونه"),
    (ACCEPTS | PAST, "أيد أيدت أيدوا وافق وافقت وافقوا رحب رحبت رحبوا قبلت قبلوا"),
    (REJECTS | PAST, "رفضت رفضوا عارضت اعترضت"),
    // معارضة by itself is those who oppose.
    (REJECTS | NOUN, "معارضته معارضتها معارضتهم معارضتنا بمعارضته بمعارضتها لمعارضته لمعارضتها"),
    (CONDITION, "إذا طالما"),
    (CONDITION | TERMS, "شرط شريطة بشرط بشروط شروط شروطه شروطها لشروط كشرط شرطا شرطه شرطها"),
    (COMMITS, "قرر قررت قرروا"),
    (COMMITS | OURS, "نلتزم ألتزم سنلتزم سألتزم"),
    (
        CRIME,
        "قتل مقتل هجوم الهجوم هجمات الهجمات تفجير التفجير تفجيرات التفجيرات اغتيال الاغتيال مجزرة المجزرة عدوان العدوان عنف العنف إرهاب \
         الإرهاب جريمة الجريمة جرائم الجرائم قصف القصف اعتداء الاعتداء اعتداءات الاعتداءات خطف اختطاف تعذيب بالهجوم بالهجمات بالتفجير \
         بالعدوان بالاعتداء بالاعتداءات بالقصف بالجريمة بالمجزرة بقتل بمقتل بالعنف بالإرهاب باغتيال أعمال بأعمال انتهاكات بانتهاكات \
         لهجوم لهجمات لاعتداء لعدوان حادث الحادث الحادثة مذبحة المذبحة بالمذبحة",
    ),
    (GOOD, "انتصار انتصارا مكسب مكسبا إنجاز إنجازا إنصاف إنصافا فرصة ضرورة"),
    (
        BAD,
        "انتهاك انتهاكا خرق خرقا تمييز تمييزا مؤامرة خطأ الخيال خيال عبث عبثا مهزلة استفزاز استفزازا ابتزاز ابتزازا إهانة كارثة \
         استسلام استسلاما تقسيم تجاوز تجاوزا مضيعة خيانة سابقة التفاف التفافا مسرحية انتحار انتحارا",
    ),
    (DENIES, "لا لم لن ليس ليست لسنا لست غير عدم بعدم دون بدون ألا ليسوا"),
    (
        JUDGES,
        "هو هي يعد تعد يعتبر تعتبر نعتبر يعتبره تعتبره يعتبرها تعتبرها نعتبره نعتبرها أعتبر بمثابة يشكل تشكل يمثل تمثل مجرد أنه أنها \
         بأنه بأنها ضرب نوع",
    ),
    (GLADLY, "إيجابا إيجابيا بإيجابية إيجابي بمرونة"),
    (TIES, "رهن رهنا يتوقف تتوقف"),
    (MUST, "ضرورة بضرورة يجب ينبغي لابد وجوب بوجوب"),
];

/// English words as they stand.
const ENGLISH: &[(u32, &str)] = &[
    (
        ACCEPTS,
        "accept accepts accepting support supports supporting back backs welcome welcomes agree agrees approve approves endorse endorses \
         acceptable favour favours favor favors acceptance approval endorsement",
    ),
    (ACCEPTS | PAST, "accepted supported welcomed agreed approved endorsed"),
    (
        REJECTS,
        "reject rejects rejecting rejection oppose opposes opposing opposition unacceptable decline declines boycott refuse refuses refusing \
         refusal veto",
    ),
    (REJECTS | PAST, "rejected opposed refused declined"),
    (
        ENGAGES,
        "sign join participate negotiate recognise recognize allow attend talk cooperate vote tolerate",
    ),
    (CONDITION, "if once"),
    (CONDITION | TERMS, "provided providing condition conditions"),
    (
        COMMITS,
        "commit commits committed commitment ready willing prepared undertake undertakes determined intends intend plans decided",
    ),
    (
        CRIME,
        "killing killings attack attacks bombing bombings murder massacre shelling violence crime crimes assault assassination abduction",
    ),
    (
        GIVES_UP,
        "abandon abandoned abandons surrender surrendered renounce renounced compromise compromised yield relinquish relinquished \
         cede ceded",
    ),
    (
        GOOD,
        "fair necessary positive balanced reasonable constructive workable encouraging sensible victory progress realistic",
    ),
    (
        BAD,
        "unfair unjust wrong illegal unworkable mistake violation insult disaster inadequate insufficient biased unlawful \
         unrealistic betrayal breach capitulation humiliating premature unnecessary",
    ),
    (
        DENIES,
        "not never no cannot can't don't doesn't didn't won't wouldn't neither nor without isn't aren't wasn't hardly",
    ),
    (JUDGES, "is are was were be as being remains considers considered called"),
    (TIES, "depends depend conditional contingent hinges"),
    (
        PLANNED,
        "resignation withdrawal candidacy deployment suspension formation launch cancellation postponement closure opening",
    ),
    (MUST, "must should"),
];
