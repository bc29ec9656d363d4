# صفحات التشاور: الهيئات والتفويضات، والقاعدة، والتغييرات التي يجريها شخصان، والشروط.

tab-conditions = الشروط
somebody-invited = شخص مدعوّ

body-new = أدخِل هيئة
body-change = عدّل هيئة
body-lead = عضو في الائتلاف: مجلس أو نقابة أو لواء. بعد بدء التشاور لا بد أن يؤكد ذلك شخص ثانٍ من الأمانة.
body-chambers = المجالس التي تجلس فيها
body-chamber-new = مجلس آخر
body-chamber-hint = يُترك فارغًا إذا لم تكن للائتلاف مجالس. وإذا تعددت فُصل بينها بفواصل.
body-weight-label = الوزن
body-weight-hint = ما تُحسب به حين تحسب القاعدة الأوزان.
body-measures = مقاييس أخرى
body-measures-hint = مثل «مقاعد 12، أعضاء 3000»، إذا كانت القاعدة تحسب غير ذلك أيضًا.
body-measures-form = «{ $name }» ليس اسمًا يليه عدد، مثل «مقاعد 12».
confirm-dismiss-body = أتغادر { $name } الائتلاف؟ تذهب مواقفها معها.
confirm-withdraw-part = أتزيل «{ $name }»؟
confirm-withdraw-condition = أتسحب هذا الشرط؟ { $name }
confirm-withdraw-stance = أتسحب ما قالته { $name }؟
confirm-agree-to-wording = أتوافق { $name } على الصياغة الجديدة؟
confirm-refuse-wording = أترفض { $name } الصياغة الجديدة؟
confirm-retract-wording = أتسحب الصياغة المعروضة؟
confirm-end-mandate = أتنهي التفويض بالتحدث باسم { $name }؟ تنتهي معه تفويضات النواب عنه.
confirm-confirm-change = أتؤكد هذا التغيير؟ { $name }
confirm-drop-change = أتصرف النظر عن هذا التغيير؟ { $name }

mandate-new = فوّض من هو هنا
mandate-lead = من له دور في القضية يتحدث باسم هيئة، ويقبل ذلك في صفحاته. أما غيره فيُدعى.
mandate-who = من
mandate-who-hint = من ليس هنا بعد يُدعى أولًا.
mandate-body = باسم أي هيئة
mandate-nobody = اختر شخصًا.
mandate-end = إنهاء التفويض
mandate-for = نيابة عن { $name }
mandate-from = من { $name }
mandate-until = حتى { $name }
mandate-scope = فقط في: { $name }
mandate-from-label = من (بتوقيت { $name })
mandate-from-hint = من الآن إذا تُرك فارغًا.
mandate-until-label = حتى (بتوقيت { $name })
mandate-until-hint = بلا نهاية إذا تُرك فارغًا.
mandate-scope-label = في ماذا
mandate-scope-hint = إذا لم تختر شيئًا: في كل شيء.
scope-conditions = الشروط
scope-stances = المواقف
scope-meetings = الاجتماعات
scope-ballots = التصويت
substitute-new = تسمية نائب
substitute-lead = ما دام تفويض النائب ساريًا يسكت المندوب فيما للنائب أن يفعله.
invite-term = من متى، وحتى متى، وفي ماذا
invite-link-here = دعوة مندوب

changes-title = تغييرات تنتظر
changes-lead = بعد بدء التشاور يغيّر الهيئاتِ والقاعدةَ شخصان: أحدهما يطلب، والآخر يؤكد.
changes-none = لا تغيير ينتظر.
changes-look = انظر فيها
changes-awaited = { $count ->
    [one] تغيير واحد ينتظر أن تؤكده أو ترفضه.
    [two] تغييران ينتظران أن تؤكدهما أو ترفضهما.
    [few] { $count } تغييرات تنتظر أن تؤكدها أو ترفضها.
   *[other] { $count } تغييرًا تنتظر أن تؤكدها أو ترفضها.
}
changes-waiting = { $count ->
    [one] تغيير واحد ينتظر شخصًا ثانيًا.
    [two] تغييران ينتظران شخصًا ثانيًا.
    [few] { $count } تغييرات تنتظر شخصًا ثانيًا.
   *[other] { $count } تغييرًا تنتظر شخصًا ثانيًا.
}
change-admit-body = تنضم { $name } إلى الائتلاف
change-change-body = تُعدَّل { $name }
change-dismiss-body = تغادر { $name } الائتلاف
change-set-rule = قاعدة أخرى
change-appoint-secretary = ينضم شخص إلى الأمانة
change-dismiss-secretary = يغادر شخص الأمانة
change-name-delegate = يتحدث شخص من الأمانة باسم { $name }
change-release-statement = يُنشر البيان { $number }
change-who = من
change-by = طلبه { $name }، { $date }.
change-waits = يمكن أن يؤكده: { $name }.
change-waits-delegate = يمكن أن يؤكده مندوب يتحدث باسم { $name } في المواقف.
change-waits-nobody = ليس في الأمانة سواه من يؤكده. ادعُ شخصًا ثانيًا.
change-confirm = أكّده
change-drop = اصرف النظر عنه

rule-page-title = كيف يقرر الائتلاف
rule-set-title = حدّد القاعدة بالاختيار
rule-set-lead = ما يجب أن يتحقق كي يقبل الائتلاف. لا بد أن تتحقق الشروط كلها معًا.
rule-words-title = حدّد القاعدة بالكلمات
rule-words-lead = القاعدة كما ترد في ملف. وهنا فقط تُذكر بدائل يكفي أحدها.
rule-needs-two = بدأ التشاور، فلا بد أن يؤكد شخص ثانٍ أي قاعدة أخرى.
rule-to-bodies = إلى الهيئات
rule-field-quorum = النصاب: من يجب أن يكون قد أجاب
rule-quorum-hint = لا نصاب إذا تُرك المقدار فارغًا.
rule-field-requires = المطلب { $name }
rule-requires-hint = المقدار نسبة مثل 2/3 أو 55% أو عدد. لا يُحسب سطر بلا مقدار، وإذا خلت السطور كلها لزم أكثر من نصف الهيئات.
rule-field-veto = من له حق النقض
rule-veto-hint = إذا رفضت إحداها لم يُقبل العرض.
rule-field-objections = أقصى عدد من الهيئات يجوز أن ترفض
rule-objections-hint = بلا حد إذا تُرك فارغًا.
rule-field-fallback = إذا لم يفز شيء
rule-field-support = كيف يُحسب التأييد عند المفاضلة بين الشروط
rule-support-hint = به يُفاضَل بين ما يفوز، ولا يُقرَّر ما يفوز.
rule-cell-in = من يُحسب
rule-cell-op = كم
rule-cell-quantity = المقدار
rule-cell-measure = بحسب
rule-cell-of = نسبة من
rule-of-everybody = الهيئات كلها
rule-of-chamber = فقط { $name }
threshold-more-than = أكثر من
threshold-at-least = على الأقل
base-members = جميعها
base-present = ما أجاب منها
base-cast = ما حسم رأيه منها
fallback-reject = يُرفض العرض
fallback-none = لا موقف مشترك
measure-is-bodies = عدد الهيئات
measure-is-weight = الوزن
measure-is-named = «{ $name }»
rule-quantity-form = «{ $name }» ليس مقدارًا. اكتب نسبة مثل 2/3 أو 55%، أو عددًا.
rule-field-words = القاعدة
rule-words-hint = مثل requires = [ {"{"} more_than = "1/2" {"}"} ].
rule-words-long = القاعدة أطول مما يجوز.
rule-words-problem = { $place }، عند «{ $word }»: { $problem } { $help }
rule-requirement = { $threshold ->
    [at-least] ما لا يقل عن
   *[more-than] أكثر من
} { $quantity }{ $kind ->
    [share] { $base ->
        [present] {" "}مما أجاب
        [cast] {" "}مما حسم رأيه
       *[members] {" "}من الجميع
    }
   *[count] {""}
} بحسب { $measure }
rule-in-chamber = { $told } ضمن { $chamber } وحدها
rule-line-quorum = قبل أن يُقرَّر شيء لا بد أن يكون قد أجاب: { $name }.
rule-line-requires = يلزم للقبول { $name }.
rule-line-alternative = أو بالطريق «{ $name }»:
rule-line-veto = إذا رفضت إحدى هذه لم يُقبل العرض: { $name }.
rule-line-objections = { $count ->
    [one] لا يجوز أن ترفض أكثر من هيئة واحدة.
    [two] لا يجوز أن ترفض أكثر من هيئتين.
    [few] لا يجوز أن ترفض أكثر من { $count } هيئات.
   *[other] لا يجوز أن ترفض أكثر من { $count } هيئة.
}
rule-line-fallback-reject = إذا لم يفز شيء رُفض العرض.
rule-line-fallback-none = إذا لم يفز شيء فلا موقف مشترك.
rule-line-support = يُحسب التأييد بحسب { $name }.

condition-new = اقترح شرطًا
condition-propose = اقترح شرطًا باسم { $name }
condition-lead = ما المطلوب، بكلمات يمكن أن يُحاسَب عليها الطرف الآخر. للأمانة أن تعرض صياغة أخرى، فيوافق عليها صاحبها أو يرفضها.
condition-change = عبؤه وما يرتبط به
condition-change-lead = ما يكلّفه الشرط الطرفَ الآخر، وما يرتبط به من شروط. أما كلماته فتتغير بصياغة أخرى.
condition-text = الشرط
condition-text-hint = مطلب واحد في جملة واحدة. وما لا ينفصل عنه يُذكر أدناه.
condition-text-proposers = هذه كلمات صاحب الشرط: اعرض صياغة أخرى لتغييرها.
condition-id-hint = به يُسمّى في المواقف وفي الصفحة المشتركة، مثل «مراقبون». يُصاغ من الكلمات إذا تُرك فارغًا.
condition-burden-label = العبء على الطرف الآخر
condition-burden-hint = كم يصعب على الطرف الآخر أن يقبله، بدءًا من 1. يُوصى بأخف الشروط التي تفوز.
condition-stops = ما الذي يوقفه
condition-implies = ما يجب أن يُطلب معه
condition-implies-hint = كالمراقبين مع الرد على كل خرق.
condition-excludes = ما لا يجتمع معه
condition-excludes-hint = كالمراقبين إلى جانب قوة مسلحة.
condition-proposer = مقترحه
condition-for-nobody = الأمانة
condition-by = اقترحته { $name }
condition-by-nobody = أدخلته الأمانة
condition-with = فقط مع { $name }
condition-not-beside = لا يجتمع مع { $name }
condition-against = يوقف { $name }
condition-from = نشأ من: { $name }.
condition-is-asked = صياغة أخرى تنتظر الرد.
condition-withdraw = سحب الشرط
conditions-none-yet = لم يُقترح أي شرط. ما الذي يجب أن يتضمنه العرض كي يقبله الائتلاف؟
conditions-no-offer = تُقترح الشروط بعد ورود عرض.
conditions-ballot = هناك تصويت مفتوح: تبقى الشروط كما هي حتى يُغلق.
conditions-adopted = اعتُمد الموقف: تبقى الشروط كما هي.
conditions-search = ابحث عن شرط
conditions-search-button = ابحث
conditions-count = { $count ->
    [one] شرط واحد
    [two] شرطان
    [few] { $count } شروط
    [many] { $count } شرطًا
   *[other] { $count } شرط
}
conditions-all = اعرضها كلها
conditions-choose = اختر { $name }
conditions-merge = ادمج ما اخترته في شرط واحد
conditions-pages = شروط أخرى
wordings-title = صياغات تنتظر الرد
wordings-past = صياغات سابقة، وما نشأ منها
wording-new = اعرض صياغة أخرى
wording-lead = لا يتغير شيء قبل أن توافق كل هيئة اقترحت أحد هذه الشروط.
wording-of = بدلًا من
wording-of-hint = شرط واحد لصياغة أخرى أو للتقسيم، وعدة شروط لدمجها.
wording-of-none = اختر شرطًا واحدًا على الأقل يحل هذا محله.
wording-text = الصياغة الجديدة
wording-text-hint = تستمر بالاسم المختصر لأول شرط تحل محله.
wording-part = الجزء { $name }
wording-part-hint = يمكن تركه فارغًا.
wording-other = صياغة أخرى
wording-merger = دمج
wording-split = تقسيم
wording-other-link = صياغة أخرى
wording-split-link = تقسيم
wording-old = بدلًا من
wording-by = يحل
wording-waits = تنتظر: { $name }.
wording-agreed = وافقت: { $name }.
wording-taken = أُخذ بها { $name }.
wording-refused = رفضتها { $name }.
wording-refused-for = رفضتها { $name }: { $reason }
wording-retracted = سُحبت.
wording-answer = الرد باسم { $name }
wording-reason = السبب إذا رفضت (يمكن تركه)
wording-agree = موافقة
wording-refuse = رفض
wording-retract = سحب الصياغة

way-title = الطريق إلى الرد
way-done = تمّ
way-below = في أسفل هذه الصفحة
way-count = { $count ->
    [zero] لا شيء بعد
    [one] واحد حتى الآن
    [two] اثنان حتى الآن
    [few] { $count } حتى الآن
   *[other] { $count } حتى الآن
}
way-of-all = { $count } من { $all }
way-offer = سجّل العرض الوارد
way-provisions = أدخل بنوده واحدًا واحدًا
way-bodies = أدخل هيئات الائتلاف
way-delegates = ادعُ مندوبًا لكل هيئة
way-rule = حدّد كيف يقرر الائتلاف
way-rule-default = أكثر من نصف الهيئات، ما لم تحدد قاعدة أخرى
way-conditions = اقترح الشروط
way-consultation = افتح باب التشاور
way-stances = تقول كل هيئة موقفها
way-decide = احسب الموقف، ثم صادِق عليه واعتمده

says-accept-first = نقبل
says-reject-first = نرفض
says-abstain-first = نمتنع
says-accept = نقبل
says-reject = نرفض
says-abstain = نمتنع
says-then = {"؛ "}
says-end = .
says-otherwise = وإلا { $name }
says-else = أو { $name }
says-if = { $verb } إذا { $holds }
says-unless = { $verb }، ولكن ليس مع { $never } أبدًا
says-holds = تحقق «{ $name }»
says-condition = «{ $name }»
says-accepts = قبلت { $name }
says-not = من دون { $name }
says-and = {" و"}
says-or = {" أو "}
says-comma = {"، "}
says-any = إما { $name }
says-at-least = تحقق { $count } على الأقل مما يلي: { $list }

stance-show = اعرض العبارة
stance-sentence = بالكلمات
stance-sentence-none = اختر، فتظهر العبارة هنا.
stance-by-hand = يقول هذا الموقف أكثر مما يُقال بالاختيار، وهو مكتوب أدناه بلغة المواقف. ومن يختر هنا يضع موقفًا آخر مكانه.
stance-again = أصبح العرض في النسخة { $version }. وعن النسخة { $before } قالت هذه الهيئة ما يرد أدناه. انظر ما الذي تغيّر، ثم أجب من جديد.
stance-standing = مدى ثباته
stance-is-mandated = قررته الهيئة
stance-is-reported = معروف من الأخبار فقط
stance-source = أين ورد
stance-source-hint = لا بد منه إذا كان معروفًا من الأخبار فقط.
stance-report = أدخِل موقفًا ورد في الأخبار
stance-report-lead = لم تجب الهيئة بنفسها. ما يُدخل هنا يُعلَّم بأنه معروف من الأخبار، ويحل محله ما تقوله الهيئة.
stance-withdraw = سحبه
stance-asked-again = تُسأل من جديد لأن العرض تغيّر
stance-complete = اقتراحات

ballot-is-secret = سري: يُعرف من صوّت ولا يُعرف كيف صوّت.
ballot-is-open = علني: يرى الجميع كيف تصوّت الهيئات.
ballot-closes = تُؤخذ الأصوات حتى { $name }.
ballot-missing = لم تصوّت بعد: { $name }.
ballot-counted = كيف تُحسب الأصوات
ballot-closes-label = تُؤخذ الأصوات حتى (بتوقيت { $name }، وبلا نهاية إذا تُرك فارغًا)
vote-reason = السبب (يمكن تركه)
committee-form = شكّل لجنة
committee-is-formed = شُكّلت
