//! The statements of the demo's public consultation, and how many of a hundred in each of its three groups agree. All of it is
//! invented: nobody was asked.

/// A statement in Arabic and in English, what it is tied to, and how many of a hundred agree: among families of the city, among those
/// who were driven out, and in the quarters along the line.
pub struct Told {
    /// In Arabic.
    pub ar: &'static str,
    /// In English.
    pub en: &'static str,
    /// What it is tied to.
    pub ties: &'static str,
    /// How many of a hundred agree, by group.
    pub agree: [u8; 3],
}

const fn told(ar: &'static str, en: &'static str, ties: &'static str, agree: [u8; 3]) -> Told {
    Told { ar, en, ties, agree }
}

/// All of them.
pub const STATEMENTS: [Told; 40] = [
    told(
        "تُفتح طرق الإمداد قبل أن نوقّع على شيء.",
        "The supply routes open before we sign anything.",
        "routes",
        [96, 94, 86],
    ),
    told(
        "لا هدنة ما دامت شاحنات الطحين موقوفة.",
        "No truce as long as the flour lorries are held back.",
        "routes",
        [93, 95, 83],
    ),
    told(
        "طريق يُغلق كل أسبوع ليس طريقًا مفتوحًا.",
        "A road that is shut every week is not an open road.",
        "routes",
        [92, 93, 84],
    ),
    told(
        "تكفينا المساعدات من الجو، فلا حاجة إلى الطرق.",
        "Help from the air is enough; we need no roads.",
        "!routes",
        [6, 5, 9],
    ),
    told(
        "تُطلق النساء والأطفال من الاعتقال أولًا.",
        "Women and children come out of detention first.",
        "detainees",
        [95, 97, 88],
    ),
    told(
        "نريد أسماء المعتقلين قبل أي توقيع.",
        "We want the names of those detained before anybody signs.",
        "detainees",
        [91, 95, 80],
    ),
    told(
        "يمكن أن يُترك أمر المعتقلين إلى ما بعد الهدنة.",
        "The detained can wait until after the truce.",
        "!detainees",
        [8, 4, 10],
    ),
    told(
        "من له قريب معتقل لن يقبل هدنة بلا إفراج.",
        "Whoever has a relative in detention accepts no truce without releases.",
        "detainees",
        [90, 94, 79],
    ),
    told(
        "قوة دولية مسلحة وحدها تحمينا.",
        "Only an armed international force protects us.",
        "un-force",
        [64, 83, 4],
    ),
    told(
        "لا جنود أجانب في مدينتنا، مهما كان علمهم.",
        "No foreign soldiers in our city, whatever flag they carry.",
        "!un-force",
        [30, 13, 97],
    ),
    told(
        "تبقى القوة الدولية إن دخلت، ولا تخرج.",
        "If an international force comes in, it never leaves.",
        "!un-force",
        [33, 16, 95],
    ),
    told(
        "نقبل بجنود محايدين بين الخطوط لستة أشهر.",
        "Neutral soldiers between the lines for six months are acceptable.",
        "un-force",
        [69, 86, 3],
    ),
    told(
        "يتوقف القتل على الأرض، لا القصف وحده.",
        "The killing on the ground stops, not only the shelling.",
        "ground",
        [90, 84, 84],
    ),
    told(
        "القنّاص أخطر علينا من الطائرة.",
        "The sniper is more dangerous to us than the aircraft.",
        "ground",
        [82, 21, 76],
    ),
    told(
        "يكفي أن يتوقف القصف، ثم نرى.",
        "It is enough that the shelling stops; then we will see.",
        "!ground",
        [14, 40, 7],
    ),
    told(
        "يدخل المراقبون أي موقع خلال يوم واحد.",
        "Monitors get to any place within a day.",
        "monitors",
        [91, 92, 52],
    ),
    told(
        "هدنة بلا مراقبين حبر على ورق.",
        "A truce without monitors is ink on paper.",
        "monitors",
        [89, 93, 47],
    ),
    told(
        "المراقبون يكتبون التقارير ولا يغيّرون شيئًا.",
        "Monitors write reports and change nothing.",
        "!monitors",
        [12, 10, 66],
    ),
    told(
        "لكل خرق رد يُتفق عليه سلفًا.",
        "Every breach has an answer that was agreed beforehand.",
        "response",
        [82, 76, 78],
    ),
    told(
        "يُحسب الخرق على من أمر به، لا على من أطلق النار وحده.",
        "A breach counts against whoever ordered it, not only whoever fired.",
        "response",
        [79, 81, 66],
    ),
    told(
        "يشمل التجميد الأحياء المحاصرة الأخرى.",
        "The freeze takes in the other besieged districts.",
        "wider",
        [38, 93, 42],
    ),
    told(
        "نبدأ بمدينتنا، ثم نطلب الباقي.",
        "We begin with our city and ask for the rest later.",
        "!wider",
        [78, 8, 64],
    ),
    told(
        "لا نوقّع وجيراننا تحت الحصار.",
        "We do not sign while our neighbours are besieged.",
        "wider",
        [29, 94, 38],
    ),
    told("لا يُكتب أي عفو في النص.", "No amnesty is written into the text.", "no-amnesty", [41, 44, 44]),
    told(
        "من سلّم سلاحه من أبناء البلد يعود إلى بيته بلا محاكمة.",
        "Sons of the place who hand in their arms go home without a trial.",
        "!no-amnesty",
        [66, 55, 62],
    ),
    told(
        "العفو اليوم ظلم لأهل الضحايا.",
        "An amnesty today wrongs the families of the dead.",
        "no-amnesty",
        [39, 46, 43],
    ),
    told(
        "يعود المهجّرون إلى بيوتهم قبل نهاية الهدنة.",
        "Those who were driven out return before the truce ends.",
        "",
        [55, 98, 40],
    ),
    told("تُفتح المدارس في الأسبوع الأول.", "Schools open in the first week.", "", [95, 74, 80]),
    told(
        "الكهرباء أهم من شكل الاتفاق.",
        "Electricity matters more than the form of the agreement.",
        "",
        [86, 13, 41],
    ),
    told("يبقى السلاح عند أهل الأحياء.", "The quarters keep their arms.", "", [18, 14, 96]),
    told("تُسلَّم الأسلحة الثقيلة إلى جهة محايدة.", "Heavy weapons go to somebody neutral.", "", [81, 84, 7]),
    told("يُنتخب مجلس جديد خلال سنة.", "A new council is elected within a year.", "", [66, 90, 28]),
    told("المجلس الحالي يتكلم باسمنا.", "The council that there is speaks for us.", "", [74, 9, 66]),
    told("ستة أسابيع قصيرة جدًّا.", "Six weeks are far too short.", "", [57, 88, 62]),
    told("هدنة قصيرة خير من لا شيء.", "A short truce is better than none.", "", [88, 22, 30]),
    told("لا نثق بوعد لا يضمنه أحد.", "We trust no promise that nobody guarantees.", "", [85, 89, 92]),
    told(
        "يحضر ممثلون عن المهجّرين كل جلسة.",
        "People who speak for the displaced sit in every meeting.",
        "",
        [46, 98, 35],
    ),
    told(
        "تُنشر بنود الاتفاق كلها قبل توقيعه.",
        "All of the agreement is published before it is signed.",
        "",
        [91, 94, 84],
    ),
    told(
        "للنساء ثلث المقاعد في لجنة المتابعة.",
        "Women have a third of the seats in the follow-up committee.",
        "",
        [76, 82, 19],
    ),
    told("نُسأل مرة أخرى قبل التمديد.", "We are asked again before it is prolonged.", "", [88, 92, 86]),
];
