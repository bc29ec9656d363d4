//! The cues: verbs and nouns by which a report says that somebody said something.
//!
//! A cue stands here once, by its stems and by what it takes; `inflect` writes its forms
//! out. The last column, word by word:
//!
//! - `ان` a clause with أن or إن, `"` a quotation or a colon, `=` a noun (أعلن استقالته);
//! - `ب` `الى` `على` `عن` `من` `ل` `في`: this preposition, before a noun or before أن;
//! - `~ب` `~الى` …: somebody or something first, then this preposition (اتهم فلانا بكذا);
//! - `?` the word has other meanings, and counts only before a clause, a colon or a quotation;
//! - `^` it tells an attitude and reports no words; `+` `-` `%` `&` what it tells by itself: acceptance,
//!   rejection, acceptance under a condition, a commitment;
//! - `*` it tells a thought, which counts only when somebody in the clause has it;
//! - `@` it names the source of the clause beside it (وفق, بحسب).

/// Bits of what a cue takes.
pub mod takes {
    /// A clause with أن or إن.
    pub const THAT: u32 = 1;
    /// A quotation or a colon.
    pub const QUOTE: u32 = 1 << 1;
    /// A noun.
    pub const DIRECT: u32 = 1 << 2;
    /// ب before a noun or a clause; the other prepositions follow in the order of [`super::PREPOSITIONS`].
    pub const B: u32 = 1 << 3;
    /// All prepositions.
    pub const PREPOSITION: u32 = 0b111_1111 << 3;
    /// An object, then ب; the others follow.
    pub const OBJECT_B: u32 = 1 << 10;
    /// All of these.
    pub const OBJECT: u32 = 0b111_1111 << 10;
    /// Counts only before a clause, a colon or a quotation.
    pub const WEAK: u32 = 1 << 20;
    /// An attitude.
    pub const POSITION: u32 = 1 << 21;
    /// Acceptance.
    pub const ACCEPT: u32 = 1 << 22;
    /// Rejection.
    pub const REJECT: u32 = 1 << 23;
    /// Acceptance under a condition.
    pub const CONDITION: u32 = 1 << 24;
    /// A commitment.
    pub const COMMIT: u32 = 1 << 25;
    /// What somebody thinks rather than says.
    pub const THOUGHT: u32 = 1 << 27;
    /// The source of the clause beside it.
    pub const SOURCE: u32 = 1 << 26;
}

/// The prepositions a cue can take, in the order of their bits.
pub const PREPOSITIONS: [&str; 7] = ["ب", "الى", "على", "عن", "من", "ل", "في"];

/// A cue.
#[derive(Clone, Copy, Debug)]
pub struct Cue {
    /// He said; what it is called by.
    pub past: &'static str,
    /// The stem before endings that begin with a consonant.
    pub short: &'static str,
    /// The stem of the present, without its prefix.
    pub present: &'static str,
    /// The active participle.
    pub participle: &'static str,
    /// Nouns, apart by spaces.
    pub nouns: &'static str,
    /// Bits of [`takes`].
    pub takes: u32,
}

/// All cues.
pub fn all() -> Vec<Cue> {
    let lines = TABLE.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.filter_map(read).collect()
}

/// Reads a row of the table.
fn read(line: &'static str) -> Option<Cue> {
    let mut columns = line.split('|').map(str::trim);
    let mut stems = columns.next()?.split(' ').map(|stem| if stem == "-" { "" } else { stem });
    let nouns = columns.next()?;
    let takes = columns.next()?.split(' ').filter_map(bit).fold(0, |all, bit| all | bit);
    Some(Cue {
        past: stems.next()?,
        short: stems.next()?,
        present: stems.next()?,
        participle: stems.next()?,
        nouns,
        takes,
    })
}

fn bit(word: &str) -> Option<u32> {
    let preposition = |word: &str, first: u32| {
        let place = PREPOSITIONS.iter().position(|preposition| *preposition == word)?;
        Some(first << place)
    };
    match word {
        "ان" => Some(takes::THAT),
        "\"" => Some(takes::QUOTE),
        "=" => Some(takes::DIRECT),
        "?" => Some(takes::WEAK),
        "^" => Some(takes::POSITION),
        "+" => Some(takes::ACCEPT),
        "-" => Some(takes::REJECT),
        "%" => Some(takes::CONDITION),
        "&" => Some(takes::COMMIT),
        "*" => Some(takes::THOUGHT),
        "@" => Some(takes::SOURCE),
        _ => match word.strip_prefix('~') {
            Some(behind) => preposition(behind, takes::OBJECT_B),
            None => preposition(word, takes::B),
        },
    }
}

/// Past, short stem, stem of the present, participle | nouns | what it takes.
const TABLE: &str = r#"
قال قل قول قائل | قول مقولة | ان "
صرح صرح صرح مصرح | تصريح | ان "
أعلن أعلن علن معلن | إعلان | ان عن " =
أكد أكد ؤكد مؤكد | تأكيد | ان على " = ل
أضاف أضف ضيف مضيف | - | ان " ?
أوضح أوضح وضح موضح | - | ان " ?
أشار أشر شير مشير | إشارة | ان الى "
لفت لفت لفت لافت | - | ان الى "
ذكر ذكر ذكر ذاكر | - | ان " ?
أفاد أفد فيد مفيد | إفادة | ان ب "
أبلغ أبلغ بلغ مبلغ | - | ان ب ~ب ~عن "
أخبر أخبر خبر مخبر | - | ان ب ~ب ~عن "
روى روي روي راو | رواية | ان " ?
نقل نقل نقل ناقل | - | ان ?
تحدث تحدث تحدث متحدث | حديث | عن ب ان "
كتب كتب كتب كاتب | - | ان " ?
رأى رأي رى - | رأي | ان " ?
اعتبر اعتبر عتبر معتبر | اعتبار | ان " =
زعم زعم زعم زاعم | زعم مزاعم | ان "
ادعى ادعي دعي مدع | ادعاء | ان "
اعتقد اعتقد عتقد معتقد | اعتقاد | ان " *
ظن ظنن ظن ظان | - | ان *
توقع توقع توقع متوقع | توقع | ان " = *
رجح رجح رجح مرجح | - | ان =
شدد شدد شدد مشدد | تشديد | ان على "
طالب طالب طالب مطالب | مطالبة | ان ب ~ب "
دعا دعو دعو داع | دعوة | ان الى ل ~الى ~ل "
ناشد ناشد ناشد مناشد | مناشدة | ان ~ب ~الى = "
حث حثث حث حاث | حث | ~على على
طلب طلب طلب طالب | طلب | ان من =
أمر أمر أمر آمر | - | ب ان ~ب
سأل سأل سأل سائل | سؤال | ان " عن ~عن ?
تساءل تساءل تساءل متسائل | تساؤل | ان " عن
استفسر استفسر ستفسر مستفسر | - | عن ان "
رد ردد رد راد | - | ان " ب على ?
أجاب أجب جيب مجيب | - | ان " ب ?
علق علق علق معلق | - | ان " ?
تابع تابع تابع متابع | - | ان " ?
واصل واصل واصل مواصلا | - | " ?
استطرد استطرد ستطرد مستطرد | - | ان " ب
استدرك استدرك ستدرك مستدرك | - | ان "
أردف أردف ردف مردف | - | ان "
زاد زد زيد - | - | ان " ?
ختم ختم ختم خاتم | - | ان " ب ?
اختتم اختتم ختتم مختتم | - | " ب ?
نفى نفي نفي ناف | نفي | ان " =
أنكر أنكر نكر منكر | إنكار | ان =
كذب كذب كذب مكذب | تكذيب | = ?
اعترف اعترف عترف معترف | اعتراف | ان ب "
أقر أقرر قر مقر | إقرار | ان ب "
كشف كشف كشف كاشف | - | ان عن "
بين بين بين مبين | - | ان " ?
أظهر أظهر ظهر مظهر | - | ان ?
حذر حذر حذر محذر | تحذير | ان من ~من "
هدد هدد هدد مهدد | تهديد | ان ب ~ب " &
توعد توعد توعد متوعد | - | ان ب ~ب " &
أنذر أنذر نذر منذر | إنذار | ان ب ~ب "
تعهد تعهد تعهد متعهد | تعهد | ان ب " &
وعد وعد عد واعد | وعد | ان ب ~ب " &
التزم - - ملتزم | التزام | ب ان &
أقسم أقسم قسم مقسم | - | ان على ب " &
اتهم اتهم تهم متهم | اتهام | ان ~ب "
انتقد انتقد نتقد منتقد | انتقاد | = "
أدان أدن دين مدين | إدانة | = " -
دان دن دين دائن | - | = -
ندد ندد ندد مندد | تنديد | ان ب " -
استنكر استنكر ستنكر مستنكر | استنكار | ان = " -
شجب شجب شجب شاجب | شجب | = -
استهجن استهجن ستهجن مستهجن | - | ان = " -
استغرب استغرب ستغرب مستغرب | - | ان = "
رحب رحب رحب مرحب | ترحيب | ان ب " +
أشاد أشد شيد مشيد | إشادة | ان ب "
أثنى أثني ثني مثن | - | على
أيد أيد ؤيد مؤيد | - | = ^ +
وافق وافق وافق موافق | - | على ان ^ +
ساند ساند ساند مساند | - | = ^ +
رفض رفض رفض رافض | - | ان = ^ -
عارض عارض عارض معارض | - | = ^ -
اعترض اعترض عترض معترض | - | على ^ -
اقترح اقترح قترح مقترح | اقتراح | ان " = على
اشترط اشترط شترط مشترط | اشتراط | ان = ل %
أصر أصرر صر مصر | - | ان على "
أعرب أعرب عرب معرب | - | عن
عبر عبر عبر معبر | - | عن
أبدى أبدي بدي مبد | - | =
جدد جدد جدد مجدد | - | =
كرر كرر كرر مكرر | - | ان "
ألمح ألمح لمح ملمح | - | ان الى "
نوه نوه نوه منوه | - | ان الى ب "
نبه نبه نبه منبه | - | ان الى من ~الى "
جزم جزم جزم جازم | - | ان ب "
استبعد استبعد ستبعد مستبعد | - | ان = -
شكك شكك شكك مشكك | - | في ب
شك شكك شك - | - | ان ? *
تمنى تمني تمنى متمن | - | ان = على " *
أمل أمل أمل آمل | - | ان ب " ? *
خلص خلص خلص - | - | ان الى ?
استنتج استنتج ستنتج مستنتج | - | ان "
استخلص استخلص ستخلص مستخلص | - | ان "
هتف هتف هتف هاتف | - | ان "
ردد ردد ردد مردد | - | ان "
صاح صح صيح صائح | - | ان "
صرخ صرخ صرخ صارخ | - | ان "
نادى نادي نادي مناد | - | ب "
خاطب خاطب خاطب مخاطب | - | "
شرح شرح شرح شارح | - | ان عن = "
فسر فسر فسر مفسر | - | ان ب ?
برر برر برر مبرر | - | ان ب ?
نصح نصح نصح ناصح | - | ان ب ~ب
أوصى أوصي وصي موص | - | ان ب
طمأن طمأن طمئن مطمئن | - | ان ~الى
شكا شكو شكو شاك | - | ان من
اشتكى اشتكي شتكي مشتك | - | ان من
تذرع تذرع تذرع متذرع | - | ان ب
لوح لوح لوح ملوح | - | ان ب ?
قدر قدر قدر مقدر | - | ان ب ?
أفتى أفتي فتي مفت | - | ان ب
أسف أسف أسف آسف | - | ل ان
صور صور صور - | - | ان ?
حكى حكي حكي حاك | - | ان عن ?
وصف وصف صف واصف | - | ~ب ?
عزا عزو عزو عاز | - | ~الى ?
أرجع أرجع رجع مرجع | - | ~الى ?
باح بح بوح - | - | ب
جادل جادل جادل مجادل | - | ان ب
أنبأ أنبأ نبئ - | - | ان ب
فند فند فند مفند | - | =
أجمع أجمع جمع مجمع | - | ان على ?
اتفق اتفق تفق متفق | - | ان على ^
احتج احتجج حتج محتج | - | ان ب على ?
بشر بشر بشر مبشر | - | ب ان
تنبأ تنبأ تنبأ متنبئ | - | ان ب
تكهن تكهن تكهن متكهن | - | ان ب
مفاد - - - | مفاد فحوى | ان " ?
تطرق تطرق تطرق متطرق | - | الى
لمح لمح لمح ملمح | - | الى ان
أورد أورد ورد مورد | - | ان " ?
ورد ورد رد - | - | ان " ?
لخص لخص لخص ملخص | - | ب ان ?
برأي - - - | - | @
وفق - - - | - | @
وفقا - - - | - | @
بحسب - - - | - | @
حسب - - - | - | @
حسبما - - - | - | @
طبقا - - - | - | @
استنادا - - - | - | @
جاء جئ - - | - | ان " ?
"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_takes_something() {
        let cues = all();
        assert_eq!(cues.len(), TABLE.lines().filter(|line| !line.trim().is_empty()).count());
        for cue in &cues {
            let what = takes::THAT
                | takes::QUOTE
                | takes::DIRECT
                | takes::PREPOSITION
                | takes::OBJECT
                | takes::SOURCE;
            assert!(cue.takes & what != 0, "{} takes nothing", cue.past);
        }
    }
}
