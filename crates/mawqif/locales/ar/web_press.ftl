# مكتب الصحافة: المؤتمرات، والجمل المتفق عليها، وما يقوله الأعضاء بعد البيان، وعبارات الدار.

tab-press = الصحافة
press-to-desk = إلى مكتب الصحافة
press-conferences = المؤتمرات الصحفية
press-conferences-none = لم يُدعَ إلى أي مؤتمر صحفي.
press-conference-new = حدّد مؤتمرًا صحفيًّا
press-conference-change = غيّره
press-conference-lead = لا يُرى إلا في القضية حتى تصدر دعوته، ولا يراه الجميع إلا إذا قلت ذلك أدناه.
press-title = العنوان
press-title-hint = موضوعه في سطر واحد.
press-at = يبدأ ({ $name })
press-place = المكان
press-about = عن البيان
press-no-statement = لا بيان
press-statement = { $number }: { $name }
press-speakers = المتحدثون
press-speaker = { $name } ({ $body })
press-speaker-number = المتحدث { $name }
press-speaker-body = يتحدث باسم
press-speaker-ar = الاسم بالعربية
press-speaker-en = الاسم بالإنجليزية
press-speaker-whose = اختر الهيئة التي يتحدث هذا الشخص باسمها.
press-no-body = لا أحد
press-accreditation = كيف يُعتمد الصحفي
press-accreditation-hint = أين يطلب الصحفي ذلك وإلى متى. تذكره الدعوة وصفحة الجميع.
press-notes = ملاحظات المكتب
press-notes-hint = لا تُرى إلا في القضية.
press-announcement = من يعلم به
press-for-invited = المدعوون
press-for-everybody = الجميع
press-announcement-hint = يراه الجميع بجانب المنشور بعد صدور دعوته.
press-in-days = { $count ->
    [one] بعد يوم واحد
    [two] بعد يومين
    [few] بعد { $count } أيام
    [many] بعد { $count } يومًا
   *[other] بعد { $count } يوم
}
press-in-hours = { $count ->
    [one] بعد ساعة واحدة
    [two] بعد ساعتين
    [few] بعد { $count } ساعات
   *[other] بعد { $count } ساعة
}
press-in-minutes = { $count ->
    [zero] بعد أقل من دقيقة
    [one] بعد دقيقة واحدة
    [two] بعد دقيقتين
    [few] بعد { $count } دقائق
   *[other] بعد { $count } دقيقة
}
press-asked = { $count ->
    [zero] لم يطلب أحد الاعتماد.
    [one] طلب الاعتماد صحفي واحد، والمقبولون: { $accepted }.
    [two] طلب الاعتماد صحفيان، والمقبولون: { $accepted }.
    [few] طلب الاعتماد { $count } صحفيين، والمقبولون: { $accepted }.
   *[other] طلب الاعتماد { $count } صحفيًّا، والمقبولون: { $accepted }.
}
press-is-off = لن يُعقد.
press-off = السبب
press-call-off = ألغِه
press-changed-since = تغيّر بعد صدور دعوته. صحّح الدعوة.
press-invite = اكتب الدعوة
press-invitation = الدعوة
press-calendar = ملف للتقويم
press-coming = مؤتمر صحفي
press-journalists = طالبو الاعتماد
press-journalist-new = أدخل صحفيًّا
press-journalist-lead = لا يرى الأسماء ووسائل الاتصال إلا الأمانة، ويستطيع مشغّل الخادم محوها من السجل.
press-journalist-conference = المؤتمر الصحفي
press-journalist-name = الاسم
press-journalist-outlet = الوسيلة الإعلامية
press-journalist-contact = وسيلة الاتصال
press-journalist-contact-hint = عنوان أو رقم، ويمكن تركه.
press-journalist-language = اللغة
press-journalist-standing = الحال
press-waiting = ينتظر
press-accepted = مقبول
press-declined = مرفوض
press-accept = اقبل
press-decline = ارفض
press-door = قائمة الباب
press-door-none = لم يُقبل أحد بعد.
press-door-here = حضر
press-lines = الجمل والأجوبة
press-lines-lead = ما يقوله الجميع في كل موضوع، وأجوبة الأسئلة المتوقعة. يكتب شخص ويوافق آخر.
press-lines-none = لم يُكتب شيء بعد.
press-holding = جمل متفق عليها
press-questions = أسئلة وأجوبة
press-answers = ورقة المتحدث
press-answers-lead = ما وافق عليه شخصان باللغتين. لا تقل ما يتجاوزه.
press-left-out = { $count ->
    [one] تُرك نص واحد لم يوافق عليه أحد بعد.
    [two] تُرك نصان لم يوافق عليهما أحد بعد.
    [few] تُركت { $count } نصوص لم يوافق عليها أحد بعد.
   *[other] تُرك { $count } نصًّا لم يوافق عليها أحد بعد.
}
press-line-new = اكتب جملة
press-line-change = اكتبها من جديد
press-line-lead = ما كُتب من جديد يوافق عليه شخص آخر من جديد.
press-line-kind = نوعها
press-kind-answer = سؤال وجواب
press-kind-holding = جملة متفق عليها
press-line-about = الموضوع أو السؤال
press-line-about-hint = باللغتين حتى يُتفق عليه.
press-line-words = ما يقال
press-line-words-hint = جملة أو جملتان، لا تتجاوزان ما تقرّر.
press-line-rests = تستند إلى
press-line-rests-hint = البيان أو البند الذي تُقاس به.
press-line-rests-missing = اختر ما تستند إليه. من غير بيان ولا بند لا شيء يقال بعد.
press-rests-statement = تستند إلى البيان { $name }
press-rests-provision = تستند إلى: { $name }
press-rests-gone = تستند إلى البند { $name } الذي لم يعد موجودًا
press-drafted = كتبها { $name }، وتنتظر شخصًا ثانيًا
press-agreed = كتبها { $by } ووافق عليها { $name }، { $date }
press-agree = وافق
press-drop = أزلها
confirm-call-off = أتلغي «{ $name }»؟
confirm-agree-line = أتوافق على هذا النص في «{ $name }»؟
confirm-drop-line = أتزيل ما كُتب في «{ $name }»؟
remarks-title = ما يقوله الأعضاء بعد البيان
remarks-lead = ما قاله الأعضاء بعد هذا البيان، مقيسًا به.
remarks-against = يُقاس بالبيان
remarks-no-statement = لم يصدر بيان موقف يُقاس به شيء.
remarks-none = لم يُدخل شيء بعد. اقرأ خبرًا صحفيًّا، فيظهر هنا ما يقوله فيه عضو.
remark-title = ما تقوله الكلمات في العرض
remark-lead = ما تقوله هنا يحل محل ما وجده القارئ، ومنه تُستخلص النتيجة.
remark-settle = بيّن ما تقوله
remark-said = الكلمات
remark-body = قيلت باسم
remark-verdict = تقول في العرض
remark-verdict-none = لا شيء
remark-verdict-accept = إنه مقبول
remark-verdict-conditional = إنه مقبول بشروط
remark-verdict-reject = إنه مرفوض
remark-verdict-needed = بيّن هل تقبل الكلمات أم ترفض، ثم تُذكر الشروط.
remark-conditions = الشروط المتفق عليها التي تذكرها الكلمات
remark-conditions-hint = بأي ألفاظ كانت. ما لم يُعلَّم يُعدّ متروكًا.
remark-conditions-needed = علّم الشروط المذكورة، أو اكتب الشرط الذي ليس منها.
remark-asks = شرط لم يُتفق عليه
remark-asks-hint = يُترك فارغًا إن لم يوجد.
remark-lines = خطوط حمراء تتخلى عنها الكلمات
remark-member = باسم { $name }
remark-by-reader = بقراءة قارئ الصحافة، ولم يؤكدها أحد بعد
remark-by-person = بقول الأمانة
remark-condition = { $number }: { $name }
remark-agrees = موافق للبيان
remark-agrees-why = يقول ما اتُّفق عليه.
remark-departs = مخالف للبيان
remark-silent = لا يقول شيئًا في العرض
remark-silent-why = لا تقبل الكلمات ولا ترفض، فلا شيء يُقاس بالبيان.
remark-unread = لم يوجد موقف
remark-unread-why = لم يجد قارئ الصحافة في هذه الكلمات قبولًا ولا رفضًا، فلا شيء يُقاس بالبيان. اقرأها، وإن أخطأ فبيّن ما تقوله.
remark-unsettled = ينتظر البتّ
remark-unsettled-why = يضع شرطًا بغير الألفاظ المتفق عليها: «{ $name }». لا بد أن يقول أحد هل هو واحد منها.
remark-outside = لا يُقاس
remark-outside-why = قاله من لا يتحدث باسم عضو.
remark-accepts-without = { $count ->
    [one] يقبل من غير الشرط المتفق عليه:
    [two] يقبل من غير الشرطين المتفق عليهما:
    [few] يقبل من غير الشروط المتفق عليها، وهي { $count }:
   *[other] يقبل من غير الشروط المتفق عليها، وعددها { $count }:
}
remark-accepts-rejected = يقبل عرضًا يرفضه التحالف.
remark-rejects = يرفض عرضًا يقبله التحالف.
remark-answers-alone = يجيب حيث لا جواب مشتركًا للتحالف.
remark-drops = { $count ->
    [one] يترك شرطًا متفقًا عليه:
    [two] يترك شرطين متفقًا عليهما:
    [few] يترك { $count } شروط متفق عليها:
   *[other] يترك { $count } شرطًا متفقًا عليه:
}
remark-adds = يضع شرطًا لم يُتفق عليه:
remark-gives-up = { $count ->
    [one] يتخلى عن خط أحمر:
    [two] يتخلى عن خطين أحمرين:
    [few] يتخلى عن { $count } خطوط حمراء:
   *[other] يتخلى عن { $count } خطًّا أحمر:
}
house-title = عبارات الدار
house-lead = القوالب التي تُصاغ بها البيانات باللغتين. وللقضية أن تتخذ قوالبها.
house-phrases = ما تشترك فيه كل الأنواع
house-edited = قالب القضية
house-built-in = كما في البرنامج
house-edit-lead = حرّر الألفاظ، وانظر ما يقوله البيان بها، ثم احفظها. يرى كل من في القضية أنها تغيّرت.
house-words = القالب
house-words-hint = بصيغة TOML: عنوان، وفقرات لها جمل باللغتين. وتقع القيمة بين حاصرتين.
house-preview = اعرض
house-keep = احفظ
house-back = أعد قالب البرنامج
house-names = ما يقع بين الحاصرتين
house-names-lead = قيم القضية والمناسبة، وآخرها عبارات تشترك فيها كل القوالب. وتُترك الجملة التي لا تُعرف قيمة فيها.
house-previewed = ما يقوله البيان
house-no-preview = لا يُصاغ هنا بيان بهذه الألفاظ: { $name }
refusal-template = { $fault ->
    [form] ليس { $file } قالبًا: { $name }
    [long] { $file } أطول من أن يكون قالبًا.
    [name] { $file }، { $place }: لا معنى لـ«{ $name }». ما يصح هناك مسرود أسفل القالب.
    [meant] { $file }، { $place }: لا معنى لـ«{ $name }». أتقصد «{ $meant }»؟
    [brace] { $file }، { $place }: حاصرة مفتوحة لم تُغلق.
   *[deep] { $file }، { $place }: في «{ $name }» عبارات متداخلة أكثر مما يجوز، أو فيها نفسها. اكتب إحداها بألفاظها.
}
