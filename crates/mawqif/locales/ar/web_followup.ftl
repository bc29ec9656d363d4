# المتابعة: الآثار والالتزامات والوقائع والبلاغات وما يُراقَب والمهام والعودة إلى الموقف.

follow-now-nothing = لا شيء ينتظر جوابًا، ولا شيء حلّ أوانه.
follow-now-due = { $count ->
    [one] حدث ما يعيد الائتلاف إلى موقفه، ولم يُطلَق أثره بعد.
    [two] حدث أمران يعيدان الائتلاف إلى موقفه، ولم يُطلَق أثرهما بعد.
    [few] حدثت { $count } أمور تعيد الائتلاف إلى موقفه، ولم يُطلَق أثرها بعد.
    [many] حدث { $count } أمرًا يعيد الائتلاف إلى موقفه، ولم يُطلَق أثرها بعد.
   *[other] حدث { $count } أمر يعيد الائتلاف إلى موقفه، ولم يُطلَق أثرها بعد.
}
follow-now-undone = { $count ->
    [one] تأخر عمل واحد من أعمال اللجنة.
    [two] تأخر عملان من أعمال اللجنة.
    [few] تأخرت { $count } أعمال من أعمال اللجنة.
    [many] تأخر { $count } عملًا من أعمال اللجنة.
   *[other] تأخر { $count } عمل من أعمال اللجنة.
}
follow-now-waiting = { $count ->
    [one] أثر واحد ينتظر جواب اللجنة.
    [two] أثران ينتظران جواب اللجنة.
    [few] { $count } آثار تنتظر جواب اللجنة.
    [many] { $count } أثرًا تنتظر جواب اللجنة.
   *[other] { $count } أثر تنتظر جواب اللجنة.
}
follow-now-late = { $count ->
    [one] لم تُجب اللجنة عن أثر في موعده. اعرضه على الجميع.
    [two] لم تُجب اللجنة عن أثرين في موعدهما. اعرضهما على الجميع.
    [few] لم تُجب اللجنة عن { $count } آثار في موعدها. اعرضها على الجميع.
    [many] لم تُجب اللجنة عن { $count } أثرًا في موعدها. اعرضها على الجميع.
   *[other] لم تُجب اللجنة عن { $count } أثر في موعدها. اعرضها على الجميع.
}
follow-reason = السبب
follow-look = إلى المتابعة
late-title = ما تأخر
late-task = { $name } ({ $body })، قبل { $date }
late-task-advice = قل كيف انتهت، أو اسأل الهيئة.
late-sitting = { $name }، { $date }
late-sitting-advice = لم تبدأ. افتحها وسجّل الحضور، أو ادعُ إلى غيرها.

triggers-title = الآثار
trigger-heading = الأثر { $number }: { $name }
trigger-heading-due = حلّ أوانه: { $name }
trigger-due = حلّ أوانه ولم يُطلَق بعد. إطلاقه يثبّت ما يستند إليه ويبدأ به وقت اللجنة.
trigger-fire = أطلقه
trigger-waits = { $count ->
    [one] أُطلق في { $fired }. تجيب اللجنة حتى { $date }، وبقيت ساعة واحدة.
    [two] أُطلق في { $fired }. تجيب اللجنة حتى { $date }، وبقيت ساعتان.
    [few] أُطلق في { $fired }. تجيب اللجنة حتى { $date }، وبقيت { $count } ساعات.
    [many] أُطلق في { $fired }. تجيب اللجنة حتى { $date }، وبقيت { $count } ساعة.
   *[other] أُطلق في { $fired }. تجيب اللجنة حتى { $date }، وبقيت { $count } ساعة.
}
trigger-late = أُطلق في { $fired }. كان على اللجنة أن تجيب حتى { $date } ولم تفعل.
trigger-escalated = أُطلق في { $fired }. لم تُجب اللجنة، فدُعي إلى اجتماع، وللأمانة أن تجيب أيضًا.
trigger-confirmed = أُطلق في { $fired }. أُقرّ في { $date }:
trigger-waived = أُطلق في { $fired }. صُرف النظر عنه في { $date }:
trigger-frozen = ما يستند إليه، كما كان حين أُطلق
trigger-incidents = الوقائع
trigger-inputs = بصمة SHA-256 لما يستند إليه
trigger-confirm = يُعتدّ به
trigger-waive = لا يترتب عليه شيء
trigger-escalate = اعرضه على الجميع
trigger-void = ما استند إليه رُجع عنه بعد إطلاقه، فيُصرف النظر عنه ولا يُقرّ.
trigger-needs-another = أنت من أطلق هذا الأثر، أو من حكم وحده بما يستند إليه. يجيب عنه غيرك.
back-maintained = الموقف باقٍ، فما زال ائتلاف كافٍ قائمًا، والخرق مسجّل.
back-reopened = الموقف مفتوح من جديد، إذ لم يعد الائتلاف قائمًا. يبقى القديم إلى أن يُتخذ غيره، ويقول بيانه إنه قيد المراجعة.
back-unanswered = ليس في المواقف المسجلة ما يبيّن ما يترتب على ذلك، فتُسأل الهيئات، والموقف قيد المراجعة.
back-breached = يُعدّ مخروقًا: { $name }.
back-lost = لم تعد توافق: { $name }.
back-pivotal = الحاسمة منها: { $name }.
back-ask = تُسأل، إذ لا يبيّن موقفها ما تفعله الآن: { $name }.
back-more = { $count ->
    [one] هيئة أخرى
    [two] هيئتان أخريان
    [few] { $count } هيئات أخرى
    [many] { $count } هيئة أخرى
   *[other] { $count } هيئة أخرى
}
back-partial = لم يتسع الوقت أو المكان لكل ما يصلح الأمر، وقد يكون ثمة ما هو أقل.
repair-least = أقل ما يصلح الأمر: { $name }
repair-else = أو: { $name }
repair-restore = أن يُلتزم به من جديد: { $name } (العبء { $burden }).
repair-grant = أن يُستجاب له: { $name } (العبء { $burden }، والتأييد عندئذ { $support }).
repair-grant-veiled = أن يُستجاب له: { $name } (العبء { $burden }).
repair-persuade = أن توافق مع ذلك: { $name }؛ على: { $package }.

commitments-title = ما وُعد به، وهل يُلتزم به
commitments-lead = الصمت ليس تنفيذًا: ما لم يرصده أحد لا يُعدّ منفَّذًا.
commitments-none = لم يُدخل أي التزام.
commitment-new = أدخل التزامًا
commitment-change = عدّله
commitment-lead = مَن عليه ماذا، وبمَ يُعرف. وما يترتب على الخرق يتبع الشروط التي يستند إليها الالتزام.
commitment-text = ما الواجب
commitment-text-hint = بحيث يقول فيه اثنان رأيا الشيء نفسه قولًا واحدًا.
commitment-rests = يستند إلى
commitment-rests-hint = تُعدّ الشروط مخروقة متى أُقرّ خرق لهذا الالتزام.
commitment-kind = الواجب
commitment-abstain = الكفّ عن فعل
commitment-do = القيام بفعل
commitment-allow = السماح للآخرين بفعل
commitment-due = يُنجز قبل
commitment-seen = بمَ يُعرف
commitment-seen-hint = ما يُعدّ من البلاغات، أو أنه لا يُعدّ شيء وتحكم فيه لجنة.
commitment-seen-choose = اختر
commitment-seen-needed = اختر ما يُعدّ أو لجنة تحكم فيه. فالوعد الذي لا يُنظر فيه لا يُقاس به أحد.
commitment-seen-kinds = { $name }: { $kinds }
commitment-seen-judged = تحكم فيه { $name }
commitment-counts-events = الحوادث
commitment-counts-deaths = القتلى، على الأرجح
commitment-counts-deaths-low = القتلى، على الأقل
commitment-counts-deaths-high = القتلى، على الأكثر
commitment-counts-nothing = لا يُعدّ شيء، وتحكم فيه اللجنة
commitment-nothing-counted = ما كان قبل، وأكثر ما يُحتمل، إنما هما لما يُعدّ. اختر ما يُعدّ.
commitment-kinds = أنواع الحوادث
commitment-kinds-hint = كما تسمّيها البلاغات، وبينها فواصل. اتركه فارغًا لكل نوع.
commitment-theme = الموضوع
commitment-theme-hint = ما يدور حوله، مثل «المعتقلون». والالتزامات التي يُكتب موضوعها بالكلمات نفسها، ولو اختلفت الهمزات أو الحركات، تُجمع نتائجها في اللوحة. ويجوز تركه.
commitment-actors = الفاعلون
commitment-actors-hint = كما تسمّيهم البلاغات، وبينهم فواصل. اتركه فارغًا أيًّا كان الفاعل.
commitment-base = قبل ذلك
commitment-base-count = قبل ذلك: العدد
commitment-base-days = قبل ذلك: عدد الأيام
commitment-base-hint = رقم من خارج البلاغات، مثل 30 في 30 يومًا. يلزم لأثر كثرة الخروق إذا كان السقف نسبة.
commitment-base-from = قبل ذلك: البلاغات من يوم
commitment-base-until = قبل ذلك: البلاغات إلى يوم
commitment-base-period-hint = بدل الرقم: ما تقوله البلاغات نفسها عن مدة.
commitment-base-half = اكتب العددين معًا أو اليومين معًا، لا النوعين.
commitment-base-figure = { $days ->
    [one] { $count } في يوم
    [two] { $count } في يومين
    [few] { $count } في { $days } أيام
    [many] { $count } في { $days } يومًا
   *[other] { $count } في { $days } يوم
}
commitment-base-period = البلاغات من { $from } إلى { $until }
commitment-ceiling = السقف
commitment-ceiling-hint = عدد في الأسبوع، أو نسبة مما كان قبل ذلك: 1/2 أو 50 %. ما زاد عليه من الخروق في أسبوع يُطلق أثرًا.
commitment-ceiling-form = اكتب عددًا مثل 3، أو نسبة مثل 1/2 أو 50 %.
commitment-judged = يحكم فيه
commitment-judged-nobody = لا أحد، فما يُعدّ يكفي
commitment-judged-hint = مع ما يُعدّ، أو بدلًا منه.
commitment-weight = خرق واحد يكفي
commitment-weight-hint = الخط الأحمر يُطلَق بخرق واحد متحقَّق منه ومنسوب.
commitment-red-line = خط أحمر
commitment-flagged = للمراقبة: ثمة ادعاء
commitment-breaches = الخروق
commitment-kept = الالتزام به
performance-title = قل كيف يُلتزم به
performance-lead = ما تقوله اللجنة مع سببه. وما لم تره فهي لم ترصده.
performance-unsaid = لم يقل أحد فيه شيئًا
performance-said = { $how }، { $date }: { $why }
performance-kept = ملتزم به
performance-in-part = ملتزم ببعضه
performance-not-kept = غير ملتزم به
performance-not-observed = لم يُرصد

incidents-title = ما حدث
incidents-lead = هل حدث، ومن فعله، وهل يخرق وعدًا: ثلاثة أسئلة. يجيب عن أولها اثنان.
incidents-none = لم تُدخل أي واقعة.
incident-new = أدخل واقعة
incident-change = صِفها من جديد
incident-lead = تستند الواقعة إلى بلاغات ولا تقول أكثر مما تقول. والربط يمكن الرجوع عنه.
incident-what = ماذا حدث
incident-what-hint = في جملة، من غير ذكر الفاعل.
incident-occurred = متى (بتوقيت { $name })
incident-when = متى
incident-near = مدى الدقة في المكان
incident-nearly = { $name } ({ $how })
incident-public = يرى الجمهور
incident-sensitivity = ما يجوز أن يراه الجمهور من المكان
incident-sensitivity-hint = كل من في القضية يرى المكان نفسه. احجبه إن كان المكان وحده يدل على من كان فيه.
nearness-exact = في المكان نفسه
nearness-near = قربه
nearness-district = في محيطه
sensitivity-open = المكان نفسه
sensitivity-blurred = المحيط الذي يقع فيه، كالحي أو الناحية
sensitivity-closed = لا شيء
sensitivity-nothing = بلا مكان
incident-low = القتلى، على الأقل
incident-best = القتلى، على الأرجح
incident-high = القتلى، على الأكثر
incident-killed-hint = الأعداد الثلاثة كلها، أو لا شيء منها إن لم تُعرف.
incident-killed-whole = اكتب الأعداد الثلاثة كلها، أو لا تكتب أيًّا منها.
incident-killed = القتلى
incident-killed-range = { $best } (من { $low } إلى { $high })
incident-by = الفاعل
incident-by-nobody = غير معروف
incident-by-somebody = { $name }، { $certainty }
incident-rests = تستند إلى
incident-reports = { $count ->
    [0] لا بلاغ
    [one] بلاغ واحد
    [two] بلاغين
    [few] { $count } بلاغات
    [many] { $count } بلاغًا
   *[other] { $count } بلاغ
}
incident-review = { $name }: { $judgement }. { $why }
incident-of-report = أدخل واقعة منه
verification-received = وردت
verification-under-review = قيد النظر
verification-verified = متحقَّق منها
verification-not-verifiable = يتعذر التحقق منها
verification-refuted = منفية
verification-disputed = مختلف فيها
judgement-verified = حدثت
judgement-not-verifiable = لا سبيل إلى معرفة ذلك
judgement-refuted = لم تحدث
judgement-undecided = أنظر فيها
certainty-alleged = ادعاءً
certainty-likely = على الأرجح
certainty-established = ثبوتًا
verdict-breach = خرق
verdict-no-breach = ليس خرقًا
verdict-outside-scope = خارج ما وُعد به
verdict-undetermined = لا يمكن الجزم
link-title = أسندها إلى بلاغ آخر
link-lead = الناس وحدهم يربطون، ولا شيء يُدمج من تلقاء نفسه.
link-report = البلاغ
link-none = لم يبقَ بلاغ غير مربوط بواقعة.
attribution-title = قل من الفاعل
attribution-lead = لا يترتب على الادعاء وحده شيء سوى أن يُراقَب الأمر.
attribution-certainty = مدى اليقين
attribution-certainty-hint = المرجّح والثابت يُطلقان أثرًا، والادعاء لا يُطلقه.
review-title = احكم هل حدثت
review-lead = يلزم اثنان، وليس لمن أبلغ عنها أن يحكم فيها. ولا يرى سببك سوى الأمانة واللجنة. و«لا سبيل إلى معرفة ذلك» غير «لم تحدث».
review-judgement = أقول
review-judgement-hint = القول إنها حدثت يحتاج إلى مصدرين مستقلين (وما يذكره حساب واحد من مصادر قوله وحده، حتى يقيّم غيرُه مصدر أحدها (من A إلى D) أو يكون معه دليل)، أو مصدر واحد معه دليل (ملف أو رابط أو بصمة SHA-256) منحه غيرُ المبلِّغ A أو B.
review-missing = ما ينقص
incident-missing-report = لا يمكن القول بعد إنها حدثت: لا يُعتد بأي بلاغ تستند إليه. أسندها إلى بلاغ يذكر مصدره وليس غير موثوق (E) ولا مستبعدًا (5).
incident-missing-origin = لا يمكن القول بعد إنها حدثت: كل ما تستند إليه قد يكون من مصدر واحد. ينقص مصدر ثانٍ، أو دليل (ملف أو رابط أو بصمة SHA-256) مع تقييم A أو B من غير المبلِّغ.
incident-missing-voice = لا يمكن القول بعد إنها حدثت: مصادرها كلها ذكرها حساب واحد. ينقص تقييم من غيره لمصدر أحد البلاغات (من A إلى D)، أو بلاغ من حساب آخر، أو دليل، أو رسالة من هاتف.
review-one-body = { $name } يقولان إنها حدثت، وكلاهما يتكلم باسم هيئة واحدة: { $body }. القاعدة تعدّهما شخصين، فليحكم فيها كذلك أحد من هيئة أخرى.
finding-title = قِسها بالتزام
finding-lead = لا يكون خرقًا إلا ما تُحقّق منه. والحكم اللاحق يحل محل السابق، والسابق يبقى في السجل.
finding-commitment = الالتزام
finding-verdict = الحكم
finding-told = { $verdict }: { $commitment } ({ $name })
finding-earlier = حكم سابق
finding-dissent = { $name } يخالف: { $why }
dissent-title = خالفه
unlink-why = لماذا لا مكان له هنا
unlink-button = أخرجه
grading-title = قيّم هذا البلاغ
grading-lead = ما أعطاه المبلِّغ إشارة أولى لا أكثر. يكفي مصدر واحد للتحقق إذا منحه غيرُ المبلِّغ A أو B، وكان معه ملف أو رابط أو بصمة SHA-256. الدرجة الأخيرة هي المعتمدة، وما قبلها يبقى. وإذا لم يعد ما تستند إليه واقعة كافيًا، فعلى من قال إنها حدثت أن يقول ذلك من جديد.
grading-reason-hint = ما تعرفه عن هذا المصدر، وما يؤيد قوله. لا يراه سوى الأمانة واللجنة.

reports-title = بلاغات لم تُربط بواقعة
reports-lead = لا يرى البلاغات سوى الأمانة واللجنة، لأنها تسمّي مصادرها.
report-number = البلاغ { $number }
report-line = { $number } ({ $grade }): { $name }
report-when = { $date }، بدقة: { $how }
report-origin = من يقول ذلك
report-oneself = من أرسل البلاغ
report-grade = الدرجة
report-grade-by-author = { $name } (من المبلِّغ نفسه، ولا يُعتدّ بها في التحقق بمصدر واحد)
report-grade-given = { $grade } ({ $name }، { $date }): { $why }
report-grade-before = درجة سابقة
report-known = عُرف في
report-told = قيل في
report-commitment = قد يتعلق بـ
report-evidence = الدليل
report-alike = قد يكون عن الأمر نفسه مع
alike-report = { $number } ({ $why })
alike-same = المكان نفسه
alike-within = أحد المكانين داخل الآخر
alike-near = { $count ->
    [0] مكانان متلاصقان
    [one] مكانان بينهما كيلومتر واحد
    [two] مكانان بينهما كيلومتران
    [few] مكانان بينهما { $count } كيلومترات
   *[other] مكانان بينهما { $count } كيلومترًا
}
alike-beside = مكانان في المنطقة نفسها
alike-at-once = في الوقت نفسه
alike-hours = { $count ->
    [one] بينهما ساعة على الأكثر
    [two] بينهما ساعتان على الأكثر
    [few] بينهما { $count } ساعات على الأكثر
   *[other] بينهما { $count } ساعة على الأكثر
}
alike-days = { $count ->
    [one] بينهما يوم على الأكثر
    [two] بينهما يومان على الأكثر
    [few] بينهما { $count } أيام على الأكثر
   *[other] بينهما { $count } يومًا على الأكثر
}
alike-commitment = الوعد نفسه
precision-hour = ساعة
precision-day = يوم
precision-week = أسبوع

reporter-title = أبلغ عن واقعة
reporter-lead = قل ما تعرفه ولا تقل ما تظنه. إن انقطع الخط فأرسله ثانية، فهو يصل مرة واحدة.
reporter-what = ماذا حدث
reporter-when = متى (بتوقيت { $name })
reporter-precision = بدقة
reporter-origin = من يقول ذلك
reporter-seen = هل كنت هناك؟
reporter-oneself = رأيته بنفسي
reporter-origin-hint = صفة من أخبرك إن لم تر ذلك بنفسك: «ممرضة في العيادة». لا تكتب هنا اسماً. ولا يراها إلا الأمانة واللجنة.
reporter-reliability = المصدر
reporter-credibility = ما يقوله
reporter-commitment = أي وعد قد يخرقه
reporter-no-commitment = لا أعرف
reporter-told = متى قيل لك (بتوقيت { $name })
reporter-told-hint = إن سمعته من غيرك، وقبل الآن. وإلا فاتركه فارغًا.
reporter-map = اختر المكان هنا أو من القائمة أدناه. الخريطة بلا مقياس، والشمال في أعلاها.
reporter-evidence = الدليل، إن وُجد
reporter-evidence-hint = أين تُرى صورة أو شريط أو ورقة: عنوانها (https://…) أو بصمتها SHA-256. وما عدا ذلك من كلام يُحفظ، ولا يكون دليلًا وحده.
reporter-arrived = وصل. هو البلاغ { $name }.
reporter-own = ما أبلغت عنه
grade-source = { $grade ->
    [A] A: موثوق دائمًا حتى الآن
    [B] B: موثوق في العادة
    [C] C: موثوق إلى حد ما
    [D] D: غير موثوق في العادة
    [E] E: غير موثوق
   *[other] F: لا أستطيع الحكم
}
grade-content = { $grade ->
    [1] 1: أكّده غيره
    [2] 2: صحيح على الأرجح
    [3] 3: قد يكون صحيحًا
    [4] 4: مشكوك فيه
    [5] 5: مستبعد
   *[other] 6: لا أستطيع الحكم
}

watched-title = ما يُراقَب
watched-none = لا عائق، ولا مكان يتعذر الوصول إليه، ولا تغيّر من الخارج.
watched-obstacle = عائق: { $name }
watched-gone = زال: { $name }
watched-access = يتعذر الوصول إلى { $name } منذ { $date }
watched-text = تغيّر النص: { $name }
watched-party = تغيّر طرف: { $name }
obstacle-new = راقب عائقًا
obstacle-gone = زال
obstacle-lead = ما يحول دون القبول يُراقَب بعد الرفض أيضًا، فإذا زال أُعيد النظر في الموقف.
obstacle-what = ما العائق
obstacle-gone-how = كيف عُرف أنه زال
access-title = سجّل إمكان الوصول إلى مكان
access-which = المكان
access-denied = يتعذر الوصول إليه
access-given = يمكن الوصول إليه
access-since = منذ
change-title = سجّل تغيّرًا من الخارج
change-lead = إذا لم يعد نص العرض أو أحد أطرافه كما كان أُعيد النظر في الموقف.
change-of = ما الذي تغيّر
change-of-text = النص
change-of-party = طرف
change-what = كيف تغيّر، وأين قُرئ ذلك
follow-places = الأماكن
follow-places-count = { $count ->
    [one] مكان واحد
    [two] مكانان
    [few] { $count } أماكن
    [many] { $count } مكانًا
   *[other] { $count } مكان
}
place-lead = الأماكن تدل على الموضع ولا تغيّر موقفًا، فتُدخل في أي وقت.

tasks-title = المهام
tasks-none = لم تُسند أي مهمة.
task-new = أسند مهمة
task-what = ما المطلوب
task-owner = على أي هيئة
task-by = قبل أي يوم
task-due = قبل { $name }
task-done = أُنجزت
task-dropped = تُركت
task-end-done = أُنجزت
task-end-dropped = لا حاجة إليها
sitting-new = ادعُ إلى جلسة
sitting-lead = جدول أعمالها مما حلّ أوانه، ومحضرها وملف تقويمها كما للاجتماع.
sitting-committee = اللجنة
forming-title = شكّل لجنة
forming-now = شكّل { $name } الآن
forming-lead = تتابع من الآن فصاعدًا، أيًّا كان الرد، وإن لم يكن ثمة رد. وما شُكّل لا يُقرَّر من جديد.
seating-title = غيّر أعضاءها
seating-lead = علّم على من يكون فيها. يؤكد ذلك غيرك من الأمانة أو اللجنة. ولا بد أن تبقى فيها هيئة واحدة على الأقل؛ والجلسة التي بدأت تبقى بأعضائها عند بدئها.
seating-nobody = في اللجنة هيئة واحدة على الأقل.
seating-same = هؤلاء أعضاؤها الآن.
seating-without = مفاتيح تذهب مع من يخرج
seating-without-hint = لا يُختم لهذه المفاتيح شيء بعد ذلك. أما ما خُتم لها من قبل فتفتحه أينما كان: اختمه من جديد في صفحة الأدلة.
seating-reason-hint = يقرؤه كل من في القضية.
change-form-committee = لجنة أخرى: { $name }
change-committee-members = أعضاء { $name }
terms-title = شروط عمل المتابعة
terms-lead = كم للجنة من الوقت، ومتى يُعاد النظر في الموقف.
terms-mandate = ما على اللجنة أن تفعله
terms-answer = ساعات الجواب عن أثر
terms-answer-hint = إذا مضت من غير جواب عُرض الأثر على الجميع.
terms-meet = ساعات حتى يجتمع الائتلاف إذا سقط موقفه
terms-access = أيام بلا وصول حتى يُسأل عنها
terms-review = أعيدوا النظر في الموقف يوم
terms-review-hint = يُضاف إلى الأيام المقررة.

confirm-fire-trigger = أتطلق هذا الأثر؟
confirm-answer-confirm = أتقرّ الأثر { $name }؟ إن لم يبقَ بعده ائتلاف قائم فُتح الموقف من جديد ودُعي إلى اجتماع في الحال.
confirm-answer-waive = أتصرف النظر عن الأثر { $name }؟ ما استند إليه لا يُطلَق ثانية.
confirm-escalate-trigger = أتعرض الأثر { $name } على الجميع؟ يُدعى إلى اجتماع في الحال.
confirm-unlink-report = أتخرج البلاغ { $name } من الواقعة؟ من حكم فيها يحكم من جديد.
queue-title = لم تُرسل بعد
queue-waiting = تعذّر الإرسال الآن. ما هنا محفوظ على هذا الجهاز، ويُرسل متى أمكن.
queue-sending = جارٍ الإرسال…
queue-door = خرجتَ من حسابك. ادخل من هذا الجهاز ليُرسل ما هنا.
queue-refused = فيه ما ينبغي تصحيحه.
queue-open = صحّحه
queue-drop = احذفه
queue-sure = لم يُرسل هذا البلاغ بعد. أتحذفه؟
queue-leaving = على هذا الجهاز بلاغات لم تُرسل بعد، والخروج يحذفها. أتخرج؟
queue-send = أرسل الآن
queue-keep-it = تعذّر الإرسال الآن. هل يُحفظ البلاغ على هذا الجهاز إلى أن يمكن إرساله؟
queue-files-stay = تبقى ملفاته هنا إلى أن تُرسل: ومن يمسك الجهاز يستطيع فتحها.
queue-full = لم يُحفظ شيء على هذا الجهاز: المتصفح لا يحفظ أو لا متسع فيه، أو ينتظر عليه ما يكفي (٥٠ بلاغًا أو ملفات حجمها ١٠٠ ميغابايت). ما كتبته باقٍ هنا: اترك الصفحة مفتوحة، وأرسله حين تعود الشبكة.
queue-lost = لم تعد ملفاته على هذا الجهاز. اخترها من جديد:
queue-tried = انقطع الخط عشر مرات أثناء إرسال ملفاته. حاول مرة أخرى، أو بملفات أقل أو أصغر.
keep-form = احفظ هذه الاستمارة على هذا الجهاز
keep-form-offer = فتُفتح من دون شبكة أيضًا. من يمسك الجهاز يرَ أنك تُبلغ هنا؛ والخروج من الحساب يزيلها.
keep-form-kept = تُفتح هذه الاستمارة على هذا الجهاز من دون شبكة. والخروج من الحساب يزيلها.
keep-form-forget = أزلها من هذا الجهاز
