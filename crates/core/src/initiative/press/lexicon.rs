//! What is known of words before a sentence is looked at: the forms of the cues, and the small words
//! that hold sentences together.
//!
//! The table is made once, from [`cues`] and [`small`], by writing out the
//! inflections of every cue. Looking a word up then costs one probe, or two when و or ف stands before
//! it, which Arabic writes together with the word.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    sync::LazyLock,
};

use super::{
    cues::{self, Cue},
    english::{self, small::English},
    inflect,
    letters::Key,
    small,
};

/// What the lexicon knows of a word; all zero when nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Marks of [`small`].
    pub flags: u64,
    /// The cue of which it is a form, counted from 1.
    pub cue: u16,
    /// Which form.
    pub form: Form,
    /// Letters written before it that are words of their own.
    pub lead: Lead,
}

/// A form of a cue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Its kind.
    pub shape: Shape,
    /// Who it speaks of.
    pub person: Person,
    /// Whether an object is written onto it.
    pub object: Attached,
}

/// Whether a pronoun is written onto a form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Attached {
    /// Nothing is.
    #[default]
    Nothing,
    /// A pronoun is.
    Pronoun,
}

/// What kind of form it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// قال, said.
    #[default]
    Past,
    /// يقول, says.
    Present,
    /// قائلا, saying: shares the speaker of another verb.
    Circumstance,
    /// قول, saying: a noun.
    Noun,
}

/// Who a form speaks of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Person {
    /// He.
    #[default]
    He,
    /// She, or things that count as she.
    She,
    /// They.
    They,
    /// I or we.
    We,
}

/// What is written before a word and together with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lead {
    /// Nothing.
    #[default]
    Nothing,
    /// و, and.
    And,
    /// ف, so.
    So,
}

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
    /// لن
    pub will_not: Key,
    /// ألا
    pub lest: Key,
    /// لا
    pub not: Key,
    /// حال حالة
    pub case: [Key; 2],
    /// إذا طالما
    pub if_: [Key; 2],
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
    fn new() -> Self {
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
            will_not: key("لن"),
            lest: key("ألا"),
            not: key("لا"),
            case: [key("حال"), key("حالة")],
            if_: [key("إذا"), key("طالما")],
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

/// The table of known words.
#[derive(Debug)]
pub struct Lexicon {
    words: HashMap<Key, Known, BuildHasherDefault<KeyHasher>>,
    /// The cues, in the table's order.
    pub cues: Vec<Cue>,
    /// The number of قال.
    pub say: u16,
    /// English words that are asked for.
    pub english: English,
    /// Letters and endings that are asked for.
    pub letters: Letters,
}

/// The table, made when it is first used.
pub fn lexicon() -> &'static Lexicon {
    static TABLE: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);
    &TABLE
}

impl Lexicon {
    fn new() -> Self {
        let mut cues = cues::all();
        let arabic = cues.len();
        cues.extend(english::cues::all());
        let mut words: HashMap<Key, Known, BuildHasherDefault<KeyHasher>> = HashMap::default();
        for (word, flags) in small::all().chain(english::small::all()) {
            words.entry(Key::of(word)).or_default().flags |= flags;
        }
        for (number, (place, cue)) in (1..).zip(cues.iter().enumerate()) {
            let forms = if place < arabic { inflect::forms(cue) } else { english::forms(cue) };
            for (word, form) in forms {
                let known = words.entry(Key::of(&word)).or_default();
                if known.cue == 0 && known.flags & small::NO_CUE == 0 {
                    (known.cue, known.form) = (number, form);
                }
            }
        }
        Self { words, cues, say: 1, letters: Letters::new(), english: English::new() }
    }

    /// What is known of a word.
    pub fn known(&self, key: Key) -> Known {
        if key.is_unknown() {
            return Known::default();
        }
        if let Some(known) = self.words.get(&key) {
            return *known;
        }
        let lead = match key.first(1) {
            first if first == self.letters.and => Lead::And,
            first if first == self.letters.so => Lead::So,
            _ => return Known::default(),
        };
        match self.words.get(&key.without_first(1)) {
            Some(known) => Known { lead, ..*known },
            None if self
                .letters
                .articles
                .iter()
                .any(|article| key.without_first(1).starts_with(*article)) =>
            {
                Known { lead, ..Known::default() }
            }
            None => Known::default(),
        }
    }

    /// The cue of a word.
    pub fn cue(&self, known: Known) -> Option<&Cue> {
        self.cues.get(usize::from(known.cue).checked_sub(1)?)
    }

    /// How many words are known, for tests and figures.
    pub fn size(&self) -> usize {
        self.words.len()
    }
}

/// Mixes a packed word; keys are chosen by us, so that nobody can make them collide on purpose more
/// than a few at a time.
#[derive(Debug, Default)]
pub struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        }
    }

    fn write_u128(&mut self, key: u128) {
        let folded = key ^ (key >> 61);
        let low = u64::try_from(folded & u128::from(u64::MAX)).unwrap_or(0);
        let mixed = u128::from(low) * 0x9E37_79B9_7F4A_7C15;
        self.0 = u64::try_from((mixed ^ (mixed >> 64)) & u128::from(u64::MAX)).unwrap_or(0);
    }
}
