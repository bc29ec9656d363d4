# مقابلة البلاغات بالالتزامات: `mawqif follow`.

follow-no-commitments = ليس في الملف التزامات تُقابَل بها البلاغات. أضف أقسام `[[commitment]]`.
follow-sentence = الالتزامات: { $count }. الوفاء بها { $lenient } % حيث كان من يراقب، و{ $strict } % إذا لم يُحسب الصمت وفاءً؛ { $alarms }.
follow-sentence-unseen = الالتزامات: { $count }. لا يمكن تقدير أيّ منها من هذه البلاغات؛ { $alarms }.
follow-alarms = { $count ->
    [zero] لا إنذار
    [one] إنذار واحد
    [two] إنذاران
    [few] { $count } إنذارات
    [many] { $count } إنذارًا
   *[other] { $count } إنذار
}
follow-read = السطور: { $rows } من { $format }؛ حُسب منها { $taken } وتُرك { $left }.
follow-days = البلاغات من { $from } إلى { $until }.
follow-format-ucdp = أحداث UCDP ذات الإحداثيات
follow-format-acled = أحداث ACLED
follow-format-plain = جدول عادي
follow-columns = أي عمود يقول ماذا
follow-red-line = خط أحمر
follow-owed = الملزَمون: { $list }؛ { $kind }.
follow-kind-do = يجب فعله
follow-kind-abstain = يجب ألا يقع
follow-kind-allow = يجب ألا يُمنع منه أحد
follow-judged = تحكم فيه: { $name }.
follow-not-counted = لا شيء يُحصى هنا.
follow-where = أين
follow-when = متى
follow-seen = أيام الرصد
follow-events = أحداث
follow-deaths = قتلى
follow-deaths-low = قتلى، الأدنى
follow-deaths-high = قتلى، الأعلى
follow-a-day = في اليوم
follow-of-before = من قبل (95 %)
follow-score = التقدير
follow-not-observed = لم يُرصد
follow-everywhere = في كل مكان
follow-before = من قبل، { $place }: { $rate } في اليوم (المجموع { $count }، الأيام { $days }، من { $from } إلى { $until }؛ التشتت { $dispersion }).
follow-before-figure = من قبل، { $place }: { $rate } في اليوم (المجموع { $count }، الأيام { $days }، رقم من مصدر آخر).
follow-alarm = إنذار، { $place }: في { $day } تجاوز الخط { $height }، وهو الآن عند { $stands }.
follow-no-alarm = لا إنذار، { $place }: لم يتجاوز الخط { $height }، وكان أعلى ما بلغه { $peak }.
follow-undated = { $place }: لو عُرف اليوم بدقة أكبر لزاد المحصى بمقدار { $count }.
follow-uncounted = { $place }: لا يُذكر عدد القتلى في { $count } مما يُحصى.
follow-themes = بحسب الموضوع
follow-theme = الموضوع
follow-lenient = حيث كان من يراقب
follow-strict = إذا لم يُحسب الصمت وفاءً
follow-unobserved = لم يُرصد
follow-share = { $share } %
follow-no-theme = بلا موضوع
follow-legend = التقدير من 0 (لم يُوفَ به) إلى 3 (وُفي به)، و«لم يُرصد» تعني أن أحدًا لم يراقب بما يكفي. وأيام الرصد هي التي ورد فيها أي تقرير من هناك: الصمت ليس وفاءً.
follow-why-nothing = لم يقع شيء
follow-why-under-ceiling = دون السقف
follow-why-much-less = أقل يقينًا، النصف على الأكثر
follow-why-less = أقل يقينًا
follow-why-not-less = ليس أقل يقينًا
follow-why-some = وقع
follow-why-not-seen = الرصد قليل
follow-why-done = فُعل
follow-why-late = فُعل متأخرًا
follow-why-missed = لم يُفعل في موعده
follow-why-not-due = لم يحن موعده
follow-why-not-binding = غير سارٍ
follow-why-judged = تحكم فيه لجنة
follow-why-red-line = جرى تجاوز خط أحمر
follow-why-untold = قد يكون خرق جرى التحقق منه وقع هنا
follow-doubts = سطور فيها شك
follow-no-doubts = لا شيء.
follow-doubted = { $count } × { $kind }
follow-row = السطر { $line }: { $kind }: { $words }
follow-row-left-out = السطر { $line }، متروك: { $kind }: { $words }
follow-more = … وغيرها { $count }؛ يسرد --json حتى مئة من كل نوع.
follow-doubt = { $kind ->
    [width] عدد خاناته غير عدد خانات السطر الأول
    [no-day] لا يوم
    [bad-day] يوم لا يُقرأ
    [two-ways] يوم يُقرأ على وجهين؛ بيّن أيهما بـ--dates
    [sentinel] يوم يعني «غير معروف»
    [other-calendar] يوم من تقويم آخر، ولا يُحوَّل
    [future] يوم لم يأت بعد
    [ends-first] ينتهي قبل أن يبدأ
    [repeated] السطر نفسه مرة أخرى
    [same-id] معرّف سطر آخر
    [taken-before] هو في جدول أُدخل من قبل
    [revised] هو في جدول أُدخل من قبل، ويقول الآن غير ما قاله
    [id-elsewhere] معرّفه لحدث آخر في جدول أُدخل من قبل
    [long] معروف إلى شهر أو أكثر
    [bad-precision] لا تُقرأ دقة اليوم
    [no-point] بلا إحداثيات
    [bad-point] إحداثيات ليست أعدادًا
    [off-earth] إحداثيات ليست على الأرض
    [swapped] إحداثيات تبدو معكوسة
    [zero] الإحداثيات 0 و0، وتعني «غير معروف»
    [bad-deaths] عدد قتلى ليس عددًا
   *[deaths-order] أعداد القتلى ليست بترتيبها
}
follow-alike = بلاغات قد تكون عن حدث واحد
follow-none-alike = لا شيء.
follow-found-alike = { $count ->
    [zero] لا أزواج
    [one] زوج واحد
    [two] زوجان
    [few] { $count } أزواج
    [many] { $count } زوجًا
   *[other] { $count } زوج
}. هي اقتراحات فقط، ولا يُدمج شيء.
follow-alike-incomplete = الجيران كثيرون فلم تُقارن كلها.
follow-pair = { $first } و{ $second }: { $reasons }
follow-days-apart = { $count ->
    [zero] اليوم نفسه
    [one] بينهما يوم
    [two] بينهما يومان
    [few] بينهما { $count } أيام
    [many] بينهما { $count } يومًا
   *[other] بينهما { $count } يوم
}
follow-metres = { $count ->
    [zero] النقطة نفسها
   *[other] بينهما { $count } م
}
follow-same-place = المكان نفسه بالاسم
follow-same-kind = النوع نفسه
follow-same-sides = الطرفان أنفسهما
follow-same-deaths = عدد القتلى نفسه
follow-other-origin = مصدران
follow-comma = ،{" "}
follow-too-large = الحد الأقصى لجدول البلاغات { $count } ميبيبايت، وهذا الملف أكبر. قسّمه بحسب السنة أو المكان.
follow-too-many-rows = الحد الأقصى لصفوف الجدول { $count }، وهنا أكثر. قسّمه بحسب السنة أو المكان.
follow-too-many-columns = أعمدة السطر الأول { $count }، والحد { $limit }. لعل الخانات مفصولة بغير الفواصل والفواصل المنقوطة وعلامات الجدولة.
follow-empty = الملف فارغ؛ يبدأ جدول البلاغات بسطر فيه أسماء الأعمدة.
follow-no-rows = لا شيء تحت السطر الأول.
follow-not-utf8 = من البايت { $count } فصاعدًا ليس هذا نصًا بترميز UTF-8. احفظه «CSV UTF-8»؛ الملفات العربية القديمة غالبًا بترميز Windows-1256.
follow-is-other = هذا { $kind }، أيًا كان اسم الملف. احفظ الجدول بصيغة CSV وترميز UTF-8، أو مصنفًا بصيغة XLSX.
follow-is-workbook = مصنف Excel أو ملف مضغوط آخر
follow-is-old-workbook = مصنف Excel قديم
follow-is-pdf = ملف PDF
follow-is-compressed = ملف مضغوط
follow-is-picture = صورة
follow-is-markup = صفحة ويب أو ما يشبهها
follow-is-json = ملف JSON
follow-is-utf16 = نص بترميز UTF-16
follow-is-binary = ليس نصًا
follow-book-other = هذا ملف مضغوط أو مستند من برنامج آخر، لا مصنف Excel ‏(XLSX). احفظ الجدول بصيغة XLSX، أو CSV بترميز UTF-8.
follow-book-encrypted = هذا المصنف محمي بكلمة مرور. أزلها في البرنامج الذي أنشأه ثم احفظه من جديد.
follow-book-damaged = هذا المصنف معطوب: لا يمكن قراءة { $name } فيه. افتحه في برنامج الجداول واحفظه من جديد، أو احفظ الجدول بصيغة CSV.
follow-book-declares = هذا المصنف يعرّف لنفسه رموزًا تقوم مقام نصوص (DTD في { $name })، فقد تقول خلية غير ما يبدو منها. افتحه في برنامج الجداول واحفظه من جديد، أو احفظ الجدول بصيغة CSV.
follow-book-swollen = حجم هذا المصنف بعد فك ضغطه يتجاوز { $count } ميبيبايت، وهو الحد الأقصى. احفظ الورقة المطلوبة وحدها بصيغة CSV، أو قسّمها بحسب السنة أو المكان.
follow-book-parts = أجزاء هذا المصنف أو أوراقه أكثر من { $count }، وهو الحد الأقصى. احفظ الورقة المطلوبة وحدها بصيغة CSV.
follow-book-empty = ليس في هذا المصنف ورقة فيها خانات.
follow-book-no-sheet = لا ورقة باسم { $name }؛ والأوراق: { $list }.
follow-no-date = لا عمود معروفًا يقول اليوم. بيّنه بـ--column date=NAME؛ والأعمدة: { $list }.
follow-no-column = لا عمود باسم { $name }؛ والأعمدة: { $list }.
follow-no-field = { $name } ليس مما يقوله عمود؛ يمكن أن يكون { $list }.
follow-too-many-areas = الالتزامات مضروبة في الأماكن { $count }، والحد { $limit }.
follow-too-many-periods = المدد المطلوبة { $count }، والحد { $limit }.
