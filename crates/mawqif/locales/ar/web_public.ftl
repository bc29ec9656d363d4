# الاستشارات الشعبية: صفحات التصويت للجميع، وما خرجت به، وصفحات الأمانة.

tab-base = القاعدة الشعبية
voter-title = استشارة
voter-to-door = صفحة البداية
voter-foot = تعمل هذه الصفحة بلا جافاسكربت، ولا تطلب شيئًا من غير هذا الخادم.
voter-asks = الجهة السائلة: { $name }
voter-open-until = مفتوحة حتى { $name }.
voter-closed-since = أُغلقت في { $name }، ولم تعد تُقبل أصوات.
voter-results-kept = لا يرى النتيجة إلا المشاركون في القضية.
voter-results-after = يرى الجميع النتيجة هنا بعد إغلاق الاستشارة.
voter-results-always = يرى الجميع النتيجة هنا، في أثناء التصويت أيضًا.
voter-begin = ابدأ
voter-go-on = تابع التصويت
voter-known-here = بدأ أحدهم على هذا الجهاز من قبل. أهو أنت؟ تابع إذن، فأصواتك محفوظة.
voter-somebody-else = لست من بدأ: أبدأ من جديد
voter-code = رمزك
voter-code-hint = كما هو مكتوب على قصاصتك. لا فرق بين الأحرف الكبيرة والصغيرة، ولا تهم الشرطات.
voter-begin-by-code = ابدأ بالرمز
voter-without-code = ليس معك رمز؟ يمكنك المشاركة أيضًا. تُعرض الأصوات برمز والأصوات من دون رمز جنبًا إلى جنب.
voter-begin-open = ابدأ من دون رمز
voter-how-title = كيف تجري
voter-how = تظهر لك عبارة قصيرة بعد أخرى، فتقول هل توافق عليها. لك أن تتوقف متى شئت، وأن تغيّر أي صوت حتى النهاية، وأن تضيف عبارات من عندك؛ وتُقرأ كل عبارة قبل أن تُعرض.
voter-kept-title = ما يُحفظ عنك
voter-kept = يُحفظ صوتك، واليوم الذي جئت فيه، وما تضيفه من عبارات، والرمز الذي جئت به، تحت رقم ليس اسمك. ولا يُحفظ اسمك ولا عنوانك ولا هاتفك ولا جهازك ولا عنوان اتصالك بالشبكة.
voter-then-title = ما مصير الأصوات
voter-then = تُظهر الأصوات ما يتفق عليه كثيرون وأين تفترق الآراء؛ ويقرؤها من يفاوض إلى جانب أجوبة الهيئات الأعضاء، والقرار لها. وما يقوله أقل من خمسة أشخاص لا يُنشر في أي مكان.
voter-results = النتائج
voter-own = أصواتك
voter-own-title = أصواتك
voter-own-count = { $count ->
    [0] لم تصوّت على أي عبارة بعد.
    [one] صوّتّ على عبارة واحدة.
    [two] صوّتّ على عبارتين.
    [few] صوّتّ على { $count } عبارات.
   *[other] صوّتّ على { $count } عبارة.
}
voter-own-all = أصواتك كلها
voter-own-more = المزيد من أصواتك
voter-last-counts = يُحسب آخر صوت على كل عبارة.
voter-vote-changed = تغيّر صوتك.
voter-vote-kept = حُفظ صوتك.
voter-vote-change = غيّره
voter-agree = أوافق
voter-disagree = لا أوافق
voter-pass = لا رأي لي
voter-progress-none = { $count ->
    [one] أمامك عبارة واحدة.
    [two] أمامك عبارتان.
    [few] أمامك { $count } عبارات.
   *[other] أمامك { $count } عبارة.
}
voter-progress = { $count ->
    [one] صوّتّ على عبارة واحدة من أصل { $all }.
    [two] صوّتّ على عبارتين من أصل { $all }.
    [few] صوّتّ على { $count } عبارات من أصل { $all }.
   *[other] صوّتّ على { $count } عبارة من أصل { $all }.
}
voter-progress-all = { $count ->
    [one] صوّتّ على العبارة الوحيدة هنا.
    [two] صوّتّ على العبارتين كلتيهما.
    [few] صوّتّ على العبارات كلها، وعددها { $count }.
   *[other] صوّتّ على العبارات كلها، وعددها { $count }.
}
voter-no-statements = ليست هنا عبارات للتصويت بعد.
voter-all-done = هذا كل شيء الآن. شكرًا لك.
voter-all-done-next = يضيف غيرك عبارات ما دامت الاستشارة مفتوحة؛ عُد إن شئت. ويمكنك أيضًا أن تضيف عبارة من عندك.
voter-add = أضف عبارة
voter-add-title = أضف عبارة
voter-add-lead = فكرة واحدة في جملة واحدة يمكن الموافقة عليها أو رفضها. تُقرأ قبل أن تُعرض: بلا روابط وبلا أسماء أشخاص. وتُعرض من دون اسمك.
voter-add-words = عبارتك
voter-add-button = أرسلها
voter-added = وصلت عبارتك برقم { $name }. تُعرض بعد أن تُقرأ.
voter-leave-lead = هل يشاركك غيرك في هذا الهاتف؟ فاخرج بعد أن تنتهي، واحذف الرسالة التي فيها الرابط أيضًا: فالرابط نفسه يُدخل من يفتحه. ومن جاء من دون رمز لا يعود بعد ذلك إلى أصواته.
voter-leave = اخرج من هذا الجهاز
voter-take-part = شارك
voter-results-title = النتائج
voter-results-few = تُنشر أول نتيجة بعد أن يصوّت خمسة أشخاص.
voter-results-soon = تُحسب النتيجة الآن. عُد بعد دقيقة.
voter-results-from = تُنشر النتيجة هنا عند إغلاق الاستشارة: { $name }.

voter-no-open-door = المشاركة في هذه الاستشارة بالرمز فقط. اكتب الرمز الذي أُعطيته؛ وهو عند من دعاك.
voter-no-code-door = لا يحتاج أحد إلى رمز هنا. ابدأ من دون رمز.
voter-code-unknown = لا يوجد رمز كهذا. قارنه بقصاصتك حرفًا حرفًا.
voter-code-used-up = بدأ بهذا الرمز كل من خُصّص لهم. اطلب رمزًا آخر ممن أعطاك إياه.
voter-code-blocked = أُوقف هذا الرمز، ولا تُحسب الأصوات التي جاءت به. اسأل من أعطاك إياه.
voter-not-entered = هذا الجهاز غير معروف هنا بعد. ابدأ أولًا: برمزك، أو من دون رمز إن كان ذلك متاحًا.
voter-no-statement = لم تعد العبارة { $name } معروضة. تابع بالتالية.
voter-crowd = الإقبال شديد الآن. حاول ثانية بعد دقيقة.
voter-busy = لم يؤخذ صوتك لأن الخادم مشغول. اضغط مرة أخرى.
voter-vote-limit = هذا أسرع مما يقرأ أي إنسان. انتظر دقيقة ثم تابع.
voter-own-limit = { $count ->
    [one] لكل مشارك أن يضيف عبارة واحدة، وقد أضفتها.
    [two] لكل مشارك أن يضيف عبارتين، وقد أضفتهما.
    [few] لكل مشارك أن يضيف { $count } عبارات، وقد أضفتها.
   *[other] لكل مشارك أن يضيف { $count } عبارة، وقد أضفتها.
}
voter-statement-limit = لا تُقبل عبارات أخرى الآن: المعروض أو المنتظر قراءته { $count }. يمكنك متابعة التصويت.
voter-twice-waits = وصلت عبارة بالمعنى نفسه من قبل، وتُقرأ قبل أن تُعرض.
voter-twice = قيل هذا من قبل في العبارة { $name }. يمكنك التصويت عليها.
voter-twice-vote = صوّت عليها
voter-own-added = عبارات أضفتَها
voter-added-waits = لم يقرأها أحد بعد، وتُعرض متى قُرئت.
voter-added-shown = هي معروضة برقم { $name }.
voter-added-out = لا تُعرض.
voter-added-out-for = لا تُعرض لهذا السبب: { $name }
voter-words-empty = اكتب عبارتك أولًا.
voter-words-long = هذا طويل: نحو { $count } حرف يكفي لفكرة واحدة.
voter-words-lines = العبارة سطر واحد. اكتبها من دون أسطر جديدة.
voter-words-link = لا روابط في العبارة ولا عناوين. اكتبها بكلماتك.
voter-words-markup = لا تصح في العبارة العلامات < و> و`. اكتبها من دونها.
voter-words-direction = فيها علامة لا تُرى تقلب اتجاه الكلمات. اكتبها من جديد بدل لصقها.
voter-words-character = فيها محرف لا يُرى. اكتبها من جديد بدل لصقها.

result-shared = ما يجمع الكل
result-divides = ما يفرّق
result-agree = موافقة
result-disagree = رفض
result-parts = موافقة { $agree }، رفض { $disagree }، بلا رأي { $pass }، من { $count }
result-most = معظمهم، من { $count }
result-says = { $name } ({ $side })
result-holds = نعم: لو سُحبت عيّنات أخرى من الناس لتوزّعوا على المجموعات نفسها، والمصادفة لا تُظهر ذلك.
result-computed = حُسبت في { $name }.
result-steps = ما دام التصويت جاريًا لا تُنشر نتيجة جديدة إلا بعد أن يصوّت خمسة آخرون على الأقل، ولا يتغير رقم عبارة ما إلا إذا صوّت عليها خمسة جدد على الأقل من كل طريق جاء منه أحد، كي يصعب استنتاج صوت أحد من نتيجتين.
result-final = نهائية: حُسبت عند الإغلاق، { $name }.
result-blocked = { $count ->
    [one] استُثني شخص واحد لأن رمزه أو ورقته أُوقفت.
    [two] استُثني شخصان لأن رمزيهما أو ورقتيهما أُوقفا.
    [few] استُثني { $count } أشخاص لأن رموزهم أو أوراقهم أُوقفت.
    [many] استُثني { $count } شخصًا لأن رموزهم أو أوراقهم أُوقفت.
   *[other] استُثني { $count } شخص لأن رموزهم أو أوراقهم أُوقفت.
}
result-blocked-few = استُثني أقل من خمسة أشخاص لأن رموزهم أو أوراقهم أُوقفت.
result-no-poll = هذا ما قاله من شاركوا، ولا يقول شيئًا عن غيرهم.
result-channels = بأي طريق جاء الناس
result-channels-lead = وُزّعت الرموز على أناس معروفين، والرابط المفتوح للجميع. وحيث يقول الطريقان الشيء نفسه لا يحتاج أحد إلى السؤال عمن جاء بأيهما.
result-channel = { $name } ({ $count ->
    [one] شخص واحد
    [two] شخصان
    [few] { $count } أشخاص
    [many] { $count } شخصًا
   *[other] { $count } شخص
})
result-channel-few = { $name } (أقل من خمسة أشخاص)
channel-verified = بالرمز
channel-open = بالرابط المفتوح
channel-paper = على الورق
result-table = العبارات كلها
result-withheld = تُحجب الأعداد دون الخمسة وما يدل عليها.
result-left-out = في الملفات عبارات أخرى: { $count }.
result-csv = جدول (CSV)
report-hangs-lead = تُحسب النتيجة ثانية من دون كل من جاء عبر دعوة بعينها، ومن دون الأوراق التي تكاد تتطابق. يُظهر ذلك بمن يتعلق ماذا، ولا يُثبت أن أحدًا غشّ.
report-hangs-none = لا شيء منها يتعلق بدعوة واحدة أو بنسخ.

base-title = هل نخسر قاعدتنا الشعبية؟
base-lead = من الاستشارة الشعبية. يُعرض ذلك إلى جانب الموقف ولا يدخل فيه: قاعدة القرار والهيئات هي التي تقرر.
base-packages-more = { $count ->
    [one] ثمة حزمة أخرى يمكن للائتلاف الأخذ بها وليست في هذا الجدول، وتعطي واجهة البرمجة نسبة التأييد لها في «consultations/…/base».
    [two] ثمة حزمتان أخريان يمكن للائتلاف الأخذ بهما وليستا في هذا الجدول، وتعطي واجهة البرمجة نسبة التأييد لهما في «consultations/…/base».
    [few] ثمة { $count } حزم أخرى يمكن للائتلاف الأخذ بها وليست في هذا الجدول، وتعطي واجهة البرمجة نسبة التأييد لها في «consultations/…/base».
    [many] ثمة { $count } حزمة أخرى يمكن للائتلاف الأخذ بها وليست في هذا الجدول، وتعطي واجهة البرمجة نسبة التأييد لها في «consultations/…/base».
   *[other] ثمة { $count } حزمة أخرى يمكن للائتلاف الأخذ بها وليست في هذا الجدول، وتعطي واجهة البرمجة نسبة التأييد لها في «consultations/…/base».
}
base-condition = { $share } من المصوّتين على هذا الشرط يطلبونه، من أصل { $count }.
base-condition-groups = { $share } من المصوّتين على هذا الشرط يطلبونه، من أصل { $count } ({ $list }).
base-group = المجموعة { $group } { $share }
base-more = الاستشارة

asking-lead = اسأل كثيرين عمّا يوافقون عليه: برابط أو برموز أو على الورق. تظهر مجموعات الرأي وما يجمع الكل إلى جانب الموقف، ولا تقرره.
asking-none = لم يُسأل أحد بعد.
asking-open = افتح استشارة
asking-open-lead = يُقيَّد في السجل ما يُسأل عنه، وإلى متى، وبأي طريق يدخل الناس. وتضاف العبارات بعد ذلك.
asking-change = غيّرها
asking-change-lead = يُقيَّد التغيير في السجل مع سببه، ويراه كل من في القضية.
asking-title = العنوان
asking-title-hint = موضوعها في كلمات قليلة؛ يراه الجميع.
asking-question = السؤال
asking-question-hint = جملة أو جملتان، كما تسأل جارًا.
asking-closes = مفتوحة حتى ({ $name })
asking-closes-hint = لا يُقبل بعد ذلك أي صوت، سواء أغلقها أحد أم لم يغلقها.
asking-doors = كيف يدخل الناس
asking-doors-hint = الرموز لمن يعرفهم أحد، والرابط المفتوح للجميع. ويُعرض الطريقان جنبًا إلى جنب.
doors-both = بالرمز أو بالرابط المفتوح
doors-code = بالرمز فقط
doors-open = بالرابط المفتوح فقط
asking-results = من يرى النتيجة
asking-results-hint = يراها المشاركون في القضية في أي وقت.
results-after = الجميع بعد الإغلاق
results-always = الجميع، في أثناء التصويت أيضًا
results-kept = المشاركون في القضية فقط
asking-change-reason = السبب
asking-change-reason-hint = لماذا تتغير والناس يصوّتون.
asking-report = التقرير
asking-no-result = لا نتيجة بعد. تظهر أول نتيجة بعد ثوانٍ من أول الأصوات.
asking-waiting = { $count ->
    [one] عبارة واحدة تنتظر القراءة.
    [two] عبارتان تنتظران القراءة.
    [few] { $count } عبارات تنتظر القراءة.
   *[other] { $count } عبارة تنتظر القراءة.
}
asking-opened = فُتحت
asking-until = مفتوحة حتى
asking-counted = ما عُدّ
asking-counted-few = صوّت أقل من خمسة أشخاص، ولا يُقال عنهم أكثر من ذلك.
asking-counted-says = المشاركون { $people }، والأصوات { $votes }، والعبارات { $statements }
asking-root = بصمة الأصوات والعبارات
asking-work = ما تفعله هنا
asking-statements = العبارات
asking-codes = الرموز
asking-paper = أوراق التصويت
asking-link = رابط للجميع
asking-link-lead = أرسله أو اطبعه أو ضع الصورة على ملصق. يقود إلى صفحة البداية، ومن نظر إليها فقط لم يصوّت.
asking-picture = الرابط صورةً للمسح
asking-changes = ما تغيّر
asking-changed = { $date }: مفتوحة حتى { $until }.
asking-close = أغلق الاستشارة
asking-close-lead = لا تُقبل أصوات بعد ذلك، وتُحسب النتيجة للمرة الأخيرة، وتُقيَّد بصماتها في السجل. لا رجعة عن ذلك.
asking-all = كل الاستشارات
confirm-close-consultation = إغلاق «{ $name }»؟
confirm-withhold-words = حجب كلمات العبارة { $name }؟
confirm-show-words = إظهار كلمات العبارة { $name } ثانية؟
confirm-forget-ballots = إتلاف أصوات «{ $name }»؟ لا بد أن يؤكد ذلك شخص ثانٍ.
change-forget-ballots = إتلاف أصوات «{ $name }»
asking-asks = صاحب السؤال
asking-asks-hint = من يقف وراء السؤال، في سطر واحد؛ يراه الجميع، وعلى القصاصات أيضًا. وإن تُرك فارغًا ذُكرت القضية.
asking-result-hash = بصمة SHA-256 للنتيجة المنشورة
asking-forgotten = أُتلفت الأصوات
asking-forget = إتلاف الأصوات
asking-forget-lead = تُتلف الأصوات، وأرقام المشاركين، وبأي رمز دخل كل منهم، ومن أضاف أي عبارة، بلا رجعة متى أكد ذلك شخص ثانٍ من الأمانة. تبقى النتيجة المنشورة وبصماتها في السجل، والعبارات، والرموز مع عدد من دخلوا بكل منها. وبعد ذلك لا يستطيع أحد إعادة العد، ولا يُعرف المزيد عن الحزم، وتزول الخريطة.
asking-forget-waits = ما زال على شخص ثانٍ من الأمانة أن يؤكده.
asking-withhold = احجب كلماتها
asking-withhold-lead = لا يرى بعد ذلك أحد خارج الأمانة ما تقوله، كأن تسمّي شخصًا: لا في الصفحات ولا في الملفات. أما أعدادها فتبقى، وكذلك البصمات في السجل. ويُدوَّن الفعل وسببه في السجل، والسبب يراه الجميع، فلا تسمِّ فيه أحدًا.
asking-withheld-now = كلماتها محجوبة:
asking-show-again = أظهر كلماتها ثانية
words-withheld = (العبارة { $name }: كلماتها محجوبة)
words-withheld-title = كلمات محجوبة
words-withheld-lead = نُشرت النتيجة وفيها هذه الكلمات، ثم حُجبت؛ ولم يتغيّر شيء مما عُدّ.
words-withheld-since = العبارة { $number }، منذ { $date }: { $reason }
words-withheld-hash = تذكر الملفات هنا ما ينقصها، وليست هي ما نُشر. أما ما نُشر فبصمته باقية في السجل، وتعطيه الأمانة لمن عليه أن يتحقق. بصمة SHA-256:
result-as-published = الملف كما نُشر (JSON) بجميع كلماته، للتحقق من البصمة في السجل

asking-list-waiting = تنتظر القراءة: { $count }
asking-list-shown = معروضة: { $count }
asking-list-out = أُخرجت: { $count }
asking-list-empty = لا شيء هنا.
asking-by-house = من الأمانة
asking-by-somebody = من أحد المشاركين
asking-by-participant = من المشارك { $name }
asking-show = اعرضها
asking-wait = أعدها إلى الانتظار
asking-other-reason = أخرجها لسبب آخر
asking-why = السبب
asking-take-out = أخرجها
reason-off-question = خارج السؤال
reason-said-already = قيلت من قبل
reason-against-persons = تمس أشخاصًا
reason-not-one = لا شيء فيها للموافقة
asking-tie = اربطها بالعرض
asking-tie-lead = من يوافق على العبارة يطلب عندئذ هذه الشروط أو البنود أو يرفضها، وتقول اللوحة ما رأي القاعدة الشعبية في كل حزمة.
asking-tie-button = احفظ
asking-asks-for = الموافقة تطلب
asking-asks-against = الموافقة ترفض
asking-tie-for = تطلب: { $name }
asking-tie-against = ترفض: { $name }
asking-about-persons = عن المصوّت نفسه
asking-more = المزيد
asking-seeds = عبارات للبداية
asking-seeds-label = عبارة في كل سطر
asking-seeds-hint = بلغة واحدة، أو باللغتين وبينهما خط عمودي: العربية | English. عشر عبارات إلى ثلاثين لا تقول كلها الشيء نفسه بداية حسنة. تُعرض فورًا.
asking-seeds-button = أضفها
asking-seeds-none = اكتب عبارة في كل سطر.
asking-seeds-many = الحد الأقصى { $count } سطر في المرة الواحدة.
asking-seed-language = في السطر { $name } جزءان باللغة نفسها. اكتب: العربية | English، أو أحدهما.
asking-seed-twice = السطر { $line } يقول ما يقوله السطر { $other }.
asking-seed-there = السطر { $line } يقول ما تقوله العبارة { $other }، وهي موجودة من قبل.
asking-seed-wrong = السطر { $line }: { $told }
asking-did-seed = العبارات معروضة.
asking-did-moderate = تم ذلك، ويمكن الرجوع عنه في القوائم الأخرى.
asking-did-tie = حُفظ.
asking-unknown-tie = لم يعد في العرض شرط أو بند باسم { $name }. اختر ثانية.
asking-no-reason = اذكر السبب في سطر واحد.

asking-codes-lead = يدخل بالرمز عدد من الناس لا يتجاوز ما خُصّص له. والرمز المخصص لشخص واحد يُدخل صاحبه ثانية من جهاز آخر. أنت وحدك تعرف من أخذ أي قصاصة، فلا يُحفظ من ذلك شيء هنا.
asking-codes-make = أنشئ رموزًا
asking-codes-count = عدد الرموز
asking-codes-quota = كم شخصًا لكل رمز
asking-codes-label = لمن
asking-codes-label-hint = لك أنت كي تعرفها، كاسم حي مثلًا. من دون أسماء أشخاص.
asking-codes-within = بدعوة من
asking-codes-within-hint = إن كان من يأخذها يوزعها على غيره: مسار مثل north/school. ويقول التقرير ما تكون النتيجة من دون كل فرع.
asking-codes-channel = تُحسب
asking-codes-button = أنشئها
asking-codes-csv = جدولًا (CSV)
asking-codes-made = الرموز المنشأة
asking-codes-counted = { $count ->
    [0] لا رموز بعد.
    [one] رمز واحد.
    [two] رمزان.
    [few] { $count } رموز.
    [many] { $count } رمزًا.
   *[other] { $count } رمز.
}
asking-codes-number = الرقم
asking-codes-used = استُعمل
asking-codes-count-wrong = اكتب عدد الرموز التي تحتاج إليها، من ١ فصاعدًا.
asking-codes-quota-wrong = اكتب كم شخصًا لكل رمز، من ١ فصاعدًا.
asking-codes-label-wrong = اكتب لمن هي وبدعوة من، كلًّا في سطر واحد ومن دون محارف لا تُرى.
asking-code-used = { $count } من { $quota }
asking-code-blocked = موقوف:
asking-code-block = أوقفه
asking-code-block-lead = لا يدخل به أحد بعد ذلك، ولا تُحسب الأصوات التي جاءت به. يمكنك الرجوع عن هذا.
asking-code-admit = اسمح به ثانية
asking-codes-sheet = رموز للتوزيع
asking-codes-once = تظهر هذه الرموز هذه المرة فقط. اطبع الصفحة أو احفظ الجدول الآن؛ فلن يستطيع أحد قراءتها بعد ذلك، ولا أنت.
asking-code-for = { $count ->
    [one] لشخص واحد
    [two] لشخصين
    [few] لـ{ $count } أشخاص
    [many] لـ{ $count } شخصًا
   *[other] لـ{ $count } شخص
}
asking-code-limit = هذا أكثر من { $count }. أنشئ رموزًا أقل، أو لأشخاص أقل.
asking-no-code = لا يوجد رمز برقم { $name }.
asking-no-codes = لا رمز بهذا الاسم أو على هذا المسار يتغيّر بذلك.
asking-codes-which = اذكر الرموز المقصودة: إما بالاسم الذي تُعرف به، وإما بمن دعا أصحابها، لا بالاثنين معًا.
asking-codes-several = إيقاف رموز معًا
asking-codes-called = كل ما هو لـ
asking-codes-below = أو كل ما جاء بدعوة من
asking-codes-below-hint = مسار مثل { "\u2066" }north{ "\u2069" }: كل ما عليه أو تحته.
asking-codes-block = أوقفها
asking-codes-admit = أعد قبولها
asking-codes-again-title = صُنعت هذه الرموز من قبل
asking-codes-again = { $count ->
    [one] وصل الطلب مرتين ونُفّذ مرة واحدة: صُنع الرمز { $first }.
    [two] وصل الطلب مرتين ونُفّذ مرة واحدة: صُنع الرمزان { $first } و{ $last }.
   *[other] وصل الطلب مرتين ونُفّذ مرة واحدة: صُنعت الرموز من { $first } إلى { $last }.
}
asking-codes-again-lead = تظهر الرموز مرة واحدة، ولا تستطيع هذه الصفحة إظهارها ثانية. فإن كانت الورقة أو الجدول في نافذة أخرى أو بين ما نزّلته فلا بأس. وإلا فأوقف هذه الرموز واصنع غيرها، كي لا يدخل أحد بورقة ضاعت.
asking-codes-again-why = لم تصل الورقة.
asking-codes-block-made = أوقف هذه الرموز
asking-codes-have-sheet = الورقة عندي
asking-did-block = { $count ->
    [one] أُوقف الرمز.
    [two] أُوقف رمزان.
    [few] أُوقفت { $count } رموز.
    [many] أُوقف { $count } رمزًا.
   *[other] أُوقف { $count } رمز.
}
asking-did-papers = { $count ->
    [one] ومعها ورقة واحدة جاءت على هذا المسار.
    [two] ومعها ورقتان جاءتا على هذا المسار.
    [few] ومعها { $count } أوراق جاءت على هذا المسار.
    [many] ومعها { $count } ورقة جاءت على هذا المسار.
   *[other] ومعها { $count } ورقة جاءت على هذا المسار.
}
asking-did-admit = { $count ->
    [one] صار الرمز يُدخل الناس ثانية.
    [two] صار رمزان يُدخلان الناس ثانية.
    [few] صارت { $count } رموز تُدخل الناس ثانية.
    [many] صار { $count } رمزًا يُدخل الناس ثانية.
   *[other] صار { $count } رمز يُدخل الناس ثانية.
}

paper-lead = أوراق مُلئت باليد. جرّبها أولًا: يُذكر كل خطأ مع سطره، ولا يُدخل شيء ما لم تُقرأ كلها. ورقم الورقة يمنع إدخالها مرتين.
paper-ballots = الأوراق
paper-ballots-hint = ورقة في كل سطر: رقم الورقة، ثم رمزها أو شرطة، ثم أرقام العبارات مع «+» للموافقة و«-» للرفض و«/» لمن لا رأي له:
paper-form = ما هذا
paper-lines = ورقة في كل سطر
paper-table = جدول (CSV) فيه صوت في كل سطر
paper-file = أو ملف
paper-file-hint = جدول بهذه الأعمدة؛ ويمكن ترك الأخيرين:
paper-try = جرّبها
paper-enter = أدخلها
paper-withdraw = سحب أوراق
paper-withdraw-lead = للأوراق التي أُدخلت خطأً. يحدّدها ما يرد أولًا في كل سطر أعلاه، أو في عمود participant، ولا يهم ما بعده، فيمكن إرسال الجدول نفسه. لا تُحتسب بعد ذلك، ويمكن إدخالها ثانية بعلاماتها نفسها حتى إغلاق الاستشارة.
paper-withdrawn = { $count ->
    [one] سُحبت ورقة واحدة.
    [two] سُحبت ورقتان.
    [few] سُحبت { $count } أوراق.
    [many] سُحبت { $count } ورقة.
   *[other] سُحبت { $count } ورقة.
}
paper-no-ballot = لا ورقة محتسبة بالعلامة { $name }، ولم يُسحب شيء.
paper-no-marks = اكتب أولًا علامات الأوراق، كل واحدة في سطر.
paper-too-many-votes = { $count ->
   *[other] لا يُدخل أكثر من { $count } صوت دفعة واحدة، فأرسل الأوراق على دفعات
}
paper-would-enter = { $count ->
    [0] لن تُدخل أي ورقة.
    [one] ستُدخل ورقة واحدة، وعدد أصواتها { $votes }. لم يُدخل شيء بعد.
    [two] ستُدخل ورقتان، وعدد أصواتهما { $votes }. لم يُدخل شيء بعد.
    [few] ستُدخل { $count } أوراق، وعدد أصواتها { $votes }. لم يُدخل شيء بعد.
   *[other] ستُدخل { $count } ورقة، وعدد أصواتها { $votes }. لم يُدخل شيء بعد.
}
paper-entered = { $count ->
    [0] لم تُدخل أي ورقة.
    [one] أُدخلت ورقة واحدة، وعدد أصواتها { $votes }.
    [two] أُدخلت ورقتان، وعدد أصواتهما { $votes }.
    [few] أُدخلت { $count } أوراق، وعدد أصواتها { $votes }.
   *[other] أُدخلت { $count } ورقة، وعدد أصواتها { $votes }.
}
paper-more = …وأخطاء أخرى: { $count }.
paper-mistake = السطر { $line }: { $told }
paper-no-votes = ليس في الورقة أصوات؛ اكتب أرقام العبارات مع + أو - أو /.
paper-bad-vote = { $name } ليس صوتًا؛ اكتب مثلًا { "\u2066" }12+{ "\u2069" } أو { "\u2066" }12-{ "\u2069" } أو { "\u2066" }12/{ "\u2069" }.
paper-no-statement = العبارة { $name } غير معروضة.
paper-no-vote = { $name } ليس صوتًا؛ اكتب { "\u2066" }1{ "\u2069" } أو { "\u2066" }0{ "\u2069" } أو { "\u2066" }-1{ "\u2069" }، أو «أوافق» أو «محايد» أو «لا أوافق».
paper-no-number = { $name } ليس رقم عبارة.
paper-twice = أُدخلت الورقة { $name } من قبل، فتُترك.
paper-double = وردت الورقة { $name } في السطر { $other } أيضًا. قارن الورقتين: فكل رقم لورقة واحدة.
paper-contradicts = في السطر { $other } صوت آخر للورقة { $name } على العبارة { $about }. أبقِ السطر الذي تؤيده الورقة.
paper-again = في السطر { $other } الصوت نفسه للورقة { $name } على العبارة { $about }. احذف أحد السطرين، أو انظر هل لورقتين رقم واحد.
paper-differs = في السطر { $other } شيء آخر للورقة { $name } في العمود { $about }. اكتب الشيء نفسه في جميع أسطر الورقة.
paper-bad-invite = { $name } ليس مسار دعوة؛ اكتب كلمات بينها خط مائل، مثل { "\u2066" }north/school{ "\u2069" }.
paper-code-unknown = لا يوجد رمز كهذا؛ قارنه بالقصاصة.
paper-code-used-up = دخل بهذا الرمز كل من خُصّص لهم.
paper-code-blocked = هذا الرمز موقوف.
paper-no-column = ليس في السطر الأول عمود { $name }. السطر الأول لأسماء الأعمدة.
paper-empty-column = لا شيء في العمود { $name }.
paper-too-many = الحد الأقصى { $count } في المرة الواحدة؛ أدخل الباقي بعد ذلك.
paper-both = هنا ملف وأسطر معًا. أرسل أحدهما: أزل الملف أو أفرغ الحقل.
paper-not-utf8 = الملف ليس نصًّا بترميز UTF-8. احفظه من جديد، ومن برنامج الجداول بصيغة «CSV UTF-8».
paper-long-id = لا يصلح هذا رقمًا لورقة: فهو أطول مما ينبغي، أو ليس فيه ما يُرى، أو فيه سطر جديد.
