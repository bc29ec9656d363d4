# قراءة خبر صحفي.

report-title = قراءة خبر صحفي
report-lead = الصق الخبر أو اختر ملفًا، فيُعلَّم من قال وماذا قال، ثم تنظر في كل قول وتقرر ما يدخل الملف. لا يدخل شيء قبل ذلك.
report-paste = نص الخبر
report-limit = يُحفظ مع الملف كما هو، حتى { $limit } كيبيبايت.
report-file = أو ملف: نص، أو صفحة ويب، أو مستند وورد، أو PDF فيه نص
report-encoding-label = ترميز الملف
report-encoding-found = يُعرَف تلقائيًا
report-name = الناشر
report-published = تاريخ النشر
report-published-hint = تُفهم كلمات مثل «اليوم» و«السبت» بالقياس إلى هذا اليوم.
report-read = اقرأه
report-empty = لا نص هنا. الصق الخبر أو اختر ملفًا.
report-long = هذا أطول من { $limit } كيبيبايت. الصق ما يستند إليه الملف فقط.
report-encoding = ليس الملف بترميز UTF-8. لو قُرئ بترميز { $name } لبدأ هكذا: { $begins }. فإن كان ذلك صحيحًا فاختر { $name } من «ترميز الملف».
report-encoding-unknown = لا يُعرف ترميز اسمه { $name }.
report-misfit = في الملف بايتات لا معنى لها في { $name }. دع الترميز يُعرَف تلقائيًا.
report-no-text = لم يُعثر على نص في هذا الملف. أهو صورة ممسوحة؟ الصق كلماته إذن.
report-nothing-said = لا ينقل هذا النص قول أحد. فإن كان ينبغي ذلك فتأكد أنه أُلصق كاملًا.
report-cut-short = قُرئ أول النص فقط.
report-direction = في النص محارف تقلب اتجاه الحروف، وهي تظهر هكذا ⟨U+…⟩ ولا تغيّر شيئًا.
report-date-needed = تُذكر الأيام بكلمات مثل «اليوم». ارجع واذكر تاريخ النشر لتصير تواريخ.
report-open-quotation = ثمة اقتباس يُفتح ولا يُغلق. انظر أين ينتهي.
report-many = في الخبر أكثر من { $limit } قول، ولا يظهر ما بعدها. اقرأ الخبر أجزاءً.
report-nobody = لا أحد يسميه الخبر
report-direct = بالنص
report-indirect = بكلام الناقل
report-nominal = مذكور اسمًا
report-sure = قراءة أكيدة
report-likely = قراءة مرجَّحة
report-unsure = يحتاج نظرًا
report-stance-if = يقبل بشرط: { $name }
report-stance-accept = يقبل
report-stance-reject = يرفض
report-stance-unclear = لم يتبيّن أهو قبول أم رفض. اترك الموقف، أو أدخله بيدك لاحقًا.
report-stance-twice = ينقل الخبر موقفين مختلفين لهذه الهيئة. اترك أحدهما.
report-kept-already = أُدخل هذا الخبر في { $date }، وما يُؤكَّد الآن يضاف إلى ما دخل.
report-member-none = اختر
report-member-new = الهيئة المذكورة أعلاه، وتنضم إلى الائتلاف بهذا
report-nothing-confirmed = لم يُؤكَّد شيء بعد. اختر «أدخله» لقول واحد على الأقل.
report-who-missing = اذكر القائل.
report-words-missing = هذه الكلمات ليست في الخبر. انسخها منه.
report-party-missing = الالتزام يحتاج إلى من يلتزم به. اذكره.
report-member-missing = اذكر صاحب الموقف.
report-offer-missing = الموقف جواب عن عرض. اذكر المعروض.
report-entered = أُدخل
report-hash = بصمة SHA-256 لنصه
report-untitled = خبر
report-link = في الخبر

reading-title = ما يقوله الخبر
reading-lead = { $count ->
    [0] لم يُعثر على أقوال.
    [one] عُثر على قول واحد. انظر فيه وأصلح ما يلزم وقرر.
    [two] عُثر على قولين. انظر في كل منهما وأصلح ما يلزم وقرر.
    [few] عُثر على { $count } أقوال. انظر في كل منها وأصلح ما يلزم وقرر. وبلوحة المفاتيح: j للتالي وk للسابق، وy للإدخال وn للترك.
   *[other] عُثر على { $count } قولًا. انظر في كل منها وأصلح ما يلزم وقرر. وبلوحة المفاتيح: j للتالي وk للسابق، وy للإدخال وn للترك.
}
reading-text = الخبر
reading-quote = القول
reading-said = ما قيل
reading-speaker = القائل
reading-cue = صيغة النقل
reading-red-line = خط أحمر
reading-see = في النص
reading-take = أدخله
reading-leave = اتركه
reading-take-sure = { $count ->
    [one] أدخل القول الأكيد القراءة
    [two] أدخل القولين الأكيدي القراءة
    [few] أدخل الأقوال الـ{ $count } الأكيدة القراءة
   *[other] أدخل { $count } قولًا أكيد القراءة
}
reading-who = القائل
reading-inferred = لا تسمي الجملة قائلها. هذه تخمينات مما حولها، فاختر بنفسك.
reading-other = شخص آخر:
reading-other-name = الاسم
reading-role = الصفة
reading-body = باسم أي هيئة
reading-words = ما قيل
reading-other-words = كلمات أخرى من الخبر:
reading-from-text = خذ الكلمات المحددة في الخبر
reading-to-text = حرّك أول القول وآخره في الخبر
reading-begins = أول القول {"{"}n{"}"}
reading-ends = آخر القول {"{"}n{"}"}
reading-moved = القول {"{"}n{"}"}: {"{"}words{"}"}
reading-stance = وهو أيضًا موقف من العرض، كما نُقل:
reading-member = موقف من
reading-commitment = وهو أيضًا التزام معلن:
reading-red-lines = خطوط حمراء
reading-offer = المعروض في كلمات قليلة
reading-offer-hint = لا عرض في الملف بعد. بعنوان هنا يُدخَل على أنه وصل، وتلحقه التفاصيل.
reading-enter = أدخل ما تأكد
