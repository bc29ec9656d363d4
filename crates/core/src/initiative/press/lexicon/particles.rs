//! Arabic letters, endings and small words that rules ask for by themselves, each made a key once.
//!
//! What is asked for as one of many stands in the lists of [`small`](super::small); what is asked for alone stands
//! here, under the name of what it does.

use super::{super::letters::Key, cues};

/// Letters and endings by which words are judged that the table does not know.
#[derive(Clone, Copy, Debug)]
pub struct Letters {
    /// و
    pub and: Key,
    /// ف
    pub so: Key,
    /// ب
    pub b: Key,
    /// ل
    pub l: Key,
    /// ال
    pub article: Key,
    /// ال, بال, لل, كال.
    pub articles: [Key; 4],
    /// لل
    pub to_the: Key,
    /// بال
    pub with_the: Key,
    /// Pronouns on nouns that make a thing somebody's: ه ها هم.
    pub his: [Key; 3],
    /// نا
    pub our: Key,
    /// ات
    pub plural: Key,
    /// ا
    pub alif: Key,
    /// فيما
    pub while_in: Key,
    /// بينما
    pub whereas: Key,
    /// ما
    pub what: Key,
    /// عبر
    pub across: Key,
    /// كما
    pub as_: Key,
    /// رغم
    pub spite: Key,
    /// الرغم
    pub the_spite: Key,
    /// في
    pub in_: Key,
    /// لكنه لكنها
    pub but_he: [Key; 2],
    /// مع
    pub with: Key,
    /// يمكن
    pub can: Key,
    /// لم
    pub did_not: Key,
    /// إلا
    pub except: Key,
    /// دون
    pub without: Key,
    /// نحن
    pub we: Key,
    /// أي
    pub any: Key,
    /// ضمن
    pub within: Key,
    /// ضد
    pub against: Key,
    /// على
    pub on: Key,
    /// أن
    pub that: Key,
    /// بعد
    pub after: Key,
    /// قبل
    pub before: Key,
    /// حتى
    pub until: Key,
    /// سوف
    pub soon: Key,
    /// سأ
    pub will_i: Key,
    /// للا, لا before a deed: لاستئناف.
    pub for_deed: Key,
    /// بحال وبحال
    pub in_case: [Key; 2],
    /// مرة
    pub once: Key,
    /// شرط شريطة بشرط
    pub terms: [Key; 3],
    /// متوقف يتوقف تتوقف
    pub halts: [Key; 3],
    /// سيتم ستتم
    pub will_be_done: [Key; 2],
    /// لن
    pub will_not: Key,
    /// ألا
    pub lest: Key,
    /// لا
    pub not: Key,
    /// حال حالة
    pub case: [Key; 2],
    /// سياق إطار
    pub context: [Key; 2],
    /// سي ست سن
    pub will: [Key; 3],
    /// كون ؤدي بقى ظل صبح توجب ؤثر
    pub states: [Key; 7],
    /// ضرورة يجب ينبغي بضرورة شرط شريطة بشرط
    pub must: [Key; 7],
    /// من
    pub from: Key,
    /// مؤتمر
    pub conference: Key,
    /// لجنة
    pub committee: Key,
    /// الأول
    pub first: Key,
    /// أول
    pub first_of: Key,
    /// بيان البيان تقرير التقرير
    pub papers: [Key; 4],
    /// صحفي صحافي
    pub press: [Key; 2],
    /// اجتماع اجتماعا لقاء مؤتمر
    pub meeting: [Key; 4],
    /// تشكيل تأسيس إنشاء بتشكيل بإنشاء
    pub sets_up: [Key; 5],
    /// تشرين كانون
    pub double_months: [Key; 2],
    /// أمس yesterday
    pub yesterday: [Key; 2],
    /// غدا tomorrow
    pub tomorrow: [Key; 2],
    /// اليوم today
    pub today: [Key; 2],
    /// Days of the week from Sunday, each in both languages.
    pub weekdays: [[Key; 2]; 7],
    /// وذلك
    pub and_that: Key,
    /// Where one speaks or writes.
    pub speeches: [Key; 6],
    /// صادر صدر
    pub issued: [Key; 4],
    /// بالنسبة
    pub as_for: Key,
    /// What makes of if whether: ما إذا, عما إذا.
    pub whether: [Key; 3],
    /// ولذلك
    pub therefore: Key,
    /// النقاب
    pub veil: Key,
    /// لأن
    pub because: Key,
    /// The prepositions without a pronoun.
    pub bare: [Key; 7],
    /// Nouns that begin like a future.
    pub no_future: [Key; 11],
    /// ن
    pub n: Key,
    /// سن
    pub will_we: Key,
    /// مطالبة
    pub demand: Key,
    /// الله
    pub god: Key,
    /// لكن
    pub but: Key,
    /// فيه فيها
    pub in_it: [Key; 2],
    /// ون
    pub they: Key,
    /// عن
    pub about: Key,
    /// Beginnings of words that want ل: التابع, المؤيد.
    pub members: [Key; 4],
    /// ت
    pub t: Key,
    /// The first Latin letter; those of Arabic come before.
    pub latin: Key,
    /// ي
    pub y: Key,
}

impl Letters {
    /// Makes the keys.
    pub(super) fn new() -> Self {
        let key = Key::of;
        Self {
            and: key("و"),
            so: key("ف"),
            b: key("ب"),
            l: key("ل"),
            article: key("ال"),
            articles: [key("ال"), key("بال"), key("لل"), key("كال")],
            to_the: key("لل"),
            with_the: key("بال"),
            his: [key("ه"), key("ها"), key("هم")],
            our: key("نا"),
            plural: key("ات"),
            alif: key("ا"),
            while_in: key("فيما"),
            whereas: key("بينما"),
            what: key("ما"),
            across: key("عبر"),
            as_: key("كما"),
            spite: key("رغم"),
            the_spite: key("الرغم"),
            in_: key("في"),
            but_he: [key("لكنه"), key("لكنها")],
            with: key("مع"),
            can: key("يمكن"),
            did_not: key("لم"),
            except: key("إلا"),
            without: key("دون"),
            we: key("نحن"),
            any: key("أي"),
            within: key("ضمن"),
            against: key("ضد"),
            on: key("على"),
            that: key("أن"),
            after: key("بعد"),
            before: key("قبل"),
            until: key("حتى"),
            soon: key("سوف"),
            will_i: key("سأ"),
            for_deed: key("لا"),
            in_case: [key("بحال"), key("وبحال")],
            halts: [key("متوقف"), key("يتوقف"), key("تتوقف")],
            will_be_done: [key("سيتم"), key("ستتم")],
            once: key("مرة"),
            terms: [key("شرط"), key("شريطة"), key("بشرط")],
            will_not: key("لن"),
            lest: key("ألا"),
            not: key("لا"),
            case: [key("حال"), key("حالة")],
            context: [key("سياق"), key("إطار")],
            will: [key("سي"), key("ست"), key("سن")],
            states: [key("كون"), key("ؤدي"), key("بقى"), key("ظل"), key("صبح"), key("توجب"), key("ؤثر")],
            must: [
                key("ضرورة"),
                key("يجب"),
                key("ينبغي"),
                key("بضرورة"),
                key("شرط"),
                key("شريطة"),
                key("بشرط"),
            ],
            from: key("من"),
            conference: key("مؤتمر"),
            committee: key("لجنة"),
            first: key("الأول"),
            first_of: key("أول"),
            papers: [key("بيان"), key("البيان"), key("تقرير"), key("التقرير")],
            press: [key("صحفي"), key("صحافي")],
            meeting: [key("اجتماع"), key("اجتماعا"), key("لقاء"), key("مؤتمر")],
            sets_up: [key("تشكيل"), key("تأسيس"), key("إنشاء"), key("بتشكيل"), key("بإنشاء")],
            double_months: [key("تشرين"), key("كانون")],
            yesterday: [key("أمس"), key("yesterday")],
            tomorrow: [key("غدا"), key("tomorrow")],
            today: [key("اليوم"), key("today")],
            weekdays: [
                [key("الأحد"), key("sunday")],
                [key("الاثنين"), key("monday")],
                [key("الثلاثاء"), key("tuesday")],
                [key("الأربعاء"), key("wednesday")],
                [key("الخميس"), key("thursday")],
                [key("الجمعة"), key("friday")],
                [key("السبت"), key("saturday")],
            ],
            and_that: key("وذلك"),
            speeches: [key("رسالة"), key("بيان"), key("تصريح"), key("خطاب"), key("مقابلة"), key("حديث")],
            issued: [key("صادر"), key("صادرة"), key("صدر"), key("الصادر")],
            as_for: key("بالنسبة"),
            whether: [key("ما"), key("عما"), key("فيما")],
            therefore: key("ولذلك"),
            veil: key("النقاب"),
            because: key("لأن"),
            bare: cues::PREPOSITIONS.map(Key::of),
            no_future: [
                key("سياس"),
                key("سيطر"),
                key("سيار"),
                key("سياد"),
                key("سينا"),
                key("سنوا"),
                key("سنوي"),
                key("ستين"),
                key("ستار"),
                key("ستون"),
                key("سيدت"),
            ],
            n: key("ن"),
            will_we: key("سن"),
            demand: key("مطالبة"),
            god: key("الله"),
            but: key("لكن"),
            in_it: [key("فيه"), key("فيها")],
            they: key("ون"),
            about: key("عن"),
            members: [key("التابع"), key("المؤيد"), key("المنتم"), key("الموال")],
            t: key("ت"),
            latin: key("a"),
            y: key("ي"),
        }
    }
}
