# جداول البلاغات، ولوحة الالتزام.

tables-title = جداول البلاغات
tables-lead = جدول بما وقع، كما تنشره UCDP GED أو ACLED، أو جدول من عندكم. ترون ما قُرئ منه قبل أن يُحسب شيء.
tables-waiting-title = لم تُحسب بعد
tables-taken-title = أُدخلت
tables-none = لم يُدخل أي جدول.
tables-bring = إحضار جدول
tables-file = الملف
tables-paste = أو الصقوا الجدول مع سطره الأول
tables-pasted = ملصق
tables-limit = ملف CSV بترميز UTF-8 أو مصنف Excel بصيغة XLSX، حجمه { $count } ميبيبايت على الأكثر.
tables-formats = تُقرأ من المصنف ورقة واحدة، وتُحسب المعادلات بآخر قيمة لها.
tables-grade = درجة المصدر
tables-grade-none = بلا درجة
tables-grade-hint = مدى الوثوق بالمصدر من A إلى F، ومدى صدقية ما يقوله من 1 إلى 6.
tables-look = معاينته
tables-look-again = قراءته من جديد
tables-nothing = اختاروا ملفًا أو الصقوا جدولًا.
tables-before = أُحضر هذا الملف نفسه من قبل، وها هو. والملف يُحسب مرة واحدة.
tables-waits = ينتظر: لم يُحسب منه شيء بعد.
tables-brought = أُحضر { $date } · { $size }
tables-counts = السطور المحسوبة: { $taken } من { $rows } · { $format }
tables-taken = أُدخل { $date }.
tables-taken-back = سُحب { $date }: { $why }
tables-facts = ما هو
tables-when = أُحضر
tables-size = الحجم
tables-format = النوع
tables-rows = السطور
tables-rows-taken = السطور المحسوبة
tables-rows-out = السطور المتروكة
tables-days = الأيام
tables-from-until = { $from } – { $until }
tables-root = جذر السطور
tables-entry = قيده في السجل
tables-kib = { $count } كيبيبايت
tables-mib = { $count } ميبيبايت
tables-comes-to = ما يؤول إليه الالتزام
tables-kept-now = الآن: { $name }
tables-kept-then = مع هذا الجدول: { $name }
tables-take = إدخاله
tables-take-hint = تدخل السجلَّ بصمتُه وعدد سطوره وجذرها. ويمكن سحبه بسبب مكتوب.
tables-changed = لم يعد ما سيُدخل هو ما عاينتموه. عاينوه من جديد أدناه.
tables-begun = يجري إدخال هذا الجدول. يطول ذلك لكثرة السطور ويستمر من تلقاء نفسه: افتحوا هذه الصفحة من جديد بعد دقيقة.
tables-failed = كان مقررًا إدخال هذا الجدول في { $date } ولم يُدخل، فلا يُحسب منه شيء. { $why } { $then }
tables-unclear = كان مقررًا إدخال هذا الجدول في { $date }، ولا يُعرف هل أُدخل. { $why } { $then }
tables-failed-right = الملف باقٍ هنا: أدخلوه من جديد أدناه حين يزول ما يمنع ذلك.
tables-failed-wait = الملف باقٍ هنا: انتظروا عشر دقائق ثم أدخلوه من جديد أدناه. وإن فشل مرة أخرى فأخبروا من يدير هذا الخادم، واذكروا له متى حدث ذلك.
tables-claimed = هناك من يُدخل هذا الجدول أو يُسقطه في هذه اللحظة. انظروا بعد قليل إلامَ آل أمره.
tables-others = إلى جانب جداول أخرى
tables-overlap = في الجدول { $number } أيضًا بلاغات من { $from } إلى { $until }. والحدث المذكور في الجدولين يُحسب مرتين، ما لم يكن معرّفه واحدًا فيهما.
tables-left-behind = سُحب الجدول { $number }. { $count ->
    [one] وقد يكون سطر واحد تركه هذا الجدول
    [two] وقد يكون سطران تركهما هذا الجدول
    [few] وقد تكون { $count } أسطر تركها هذا الجدول
    [many] وقد يكون { $count } سطرًا تركها هذا الجدول
   *[other] وقد يكون { $count } سطر تركها هذا الجدول
} لأجله غير محسوب في أي مكان: اسحبوا هذا الجدول أولًا ثم أحضروه من جديد.
tables-within = داخل هذا الجدول: { $name }
tables-across = بين هذا الجدول وجداول محسوبة غيره: { $name }
tables-across-pair = السطر { $row } ({ $date }، { $place }) والسطر { $other } من الجدول { $number }.
tables-sheet = ورقة المصنف
tables-drop = ترك هذا الجدول
tables-back = سحب الجدول
tables-back-hint = لا يُحسب منه شيء بعد ذلك، ويبقى الملف وقيده. والسطور التي تركها جدول لاحق لأنها في هذا لا تُحسب عندئذٍ في أي مكان: اسحبوا ذلك الجدول أولًا ثم أحضروه من جديد.
tables-gone = يذكر السجل هذا الجدول، وليس لدى الخادم. ربما ضاع مع قاعدة بيانات.
tables-field = { $field ->
    [id] معرّفه عند المصدر
    [date] أول يوم
    [end] آخر يوم
    [date-precision] مدى دقة اليوم
    [latitude] خط العرض
    [longitude] خط الطول
    [kind] نوع الحدث
    [subkind] النوع الفرعي
    [actor] طرف
    [against] الطرف الآخر
    [place] المكان
    [district] المنطقة
    [region] المحافظة
    [low] أقل عدد للقتلى
    [deaths] القتلى
    [high] أكثر عدد للقتلى
   *[origin] من يقول ذلك
}
tables-no-column-chosen = لا شيء
tables-days-label = كيف كُتبت الأيام
tables-days-written = { $days ->
    [day-first] ⁦3/2/2030⁩ هو الثالث من شباط
    [month-first] ⁦3/2/2030⁩ هو الثاني من آذار
    [counted] بعدد الأيام منذ 1 كانون الثاني 1970
   *[plain] بصورة لا تُقرأ إلا على وجه واحد
}
tables-line = السطر
tables-doubt = موضع الشك
tables-stands = المكتوب
tables-right-title = الصواب
tables-two-ways = يوم يُقرأ على وجهين
tables-doubts-more = { $count ->
    [one] وواحد آخر غير مذكور هنا.
    [two] واثنان آخران غير مذكورين هنا.
    [few] و{ $count } أخرى غير مذكورة هنا.
   *[other] و{ $count } غيرها لم يُذكر هنا.
}
tables-none-alike = لا شيء: لا سطرين يبدوان حدثًا واحدًا.
tables-right = { $kind ->
    [width] خانات بعدد خانات السطر الأول، وعلامتا اقتباس حول خانة فيها فاصلة.
    [no-day] يوم، مثل ⁦2030-03-01⁩.
    [bad-day] يوم، مثل ⁦2030-03-01⁩.
    [two-ways] اختاروا أعلاه كيف كُتبت الأيام.
    [sentinel] اليوم الحقيقي، أو ترك السطر إن لم يعرفه أحد.
    [other-calendar] اليوم بالتقويم الميلادي.
    [future] يوم قد أتى.
    [ends-first] يوم أخير ليس قبل الأول.
    [repeated] لا شيء: السطر يُحسب مرة.
    [same-id] معرّف خاص به.
    [taken-before] لا شيء: يُحسب في الجدول السابق.
    [revised] لا شيء، أو النسخة الجديدة: اسحبوا الجدول السابق أولًا ثم أحضروا الجدولين من جديد.
    [id-elsewhere] لا شيء إن كان حدثًا آخر، فهو محسوب.
    [long] يوم معروف ضمن أسبوع، أو كما هو: لا يُحسب إلا حيث يسمح الالتزام.
    [bad-precision] عدد الأيام التي يُعرف اليوم ضمنها.
    [no-point] إحداثيات، أو اسم مكان في القضية.
    [bad-point] درجات، مثل 36.2 و37.1.
    [off-earth] العرض بين ⁦-90⁩ و90، والطول بين ⁦-180⁩ و180.
    [swapped] العرض أولًا؛ بدّلوا العمودين أعلاه إن كانت السطور كلها كذلك.
    [zero] إحداثيات، أو لا شيء.
    [bad-deaths] عدد صحيح.
   *[deaths-order] الأقل ثم الأرجح ثم الأكثر، بهذا الترتيب.
}
tables-no-date = لا يُعرف أي عمود يذكر اليوم. قولوا أدناه أيها.
tables-no-column = لم يعد هناك عمود { $name }. اختاروا من جديد أدناه.
follow-no-commitments-page = ليس في القضية بعد التزامات تُقاس بها البلاغات.

kept-title = مدى الالتزام بالتعهدات
kept-lead = كل تعهد في كل منطقة: من ٣، ملتزم به، إلى ٠، غير ملتزم به. والمخطّط بخطوط مائلة لم يُرصد: الصمت ليس تنفيذًا أبدًا.
kept-shares = { $lenient }٪ حيث نظر أحد، و{ $strict }٪ إذا لم يُحسب الصمت شيئًا
kept-unseen = لم ينظر أحد في أي مكان
kept-nothing = لم يمكن تقدير شيء
kept-sentence = الالتزام: { $name }.
kept-until = بلاغات من { $from } إلى { $until }، من { $tables }.
kept-tables = { $count ->
    [0] لا جدول
    [one] جدول واحد
    [two] جدولين
    [few] { $count } جداول
    [many] { $count } جدولًا
   *[other] { $count } جدول
}
kept-no-reports = لا يُحسب أي جدول بلاغات بعد، فلا تقدير.
kept-missing = { $count ->
    [one] جدول يذكره السجل ليس على هذا الخادم، والأرقام من دونه.
    [two] جدولان يذكرهما السجل ليسا على هذا الخادم، والأرقام من دونهما.
   *[other] جداول يذكرها السجل ({ $count }) ليست على هذا الخادم، والأرقام من دونها.
}
kept-left-out = من أصل { $rows } سطر فيها استُبعد { $left }، ومواضع الشك المذكورة عند الجداول { $doubted }.
kept-as-known = كما عُرف في { $date }: ما أُدخل من جداول وما حُكم فيه من وقائع حتى آخر ذلك اليوم.
kept-known-label = كما عُرف في
kept-owed-label = قياسًا بما
kept-owed-now-choice = يُلتزم به الآن
kept-owed-then-choice = كان يُلتزم به يومئذ
kept-owed-now = قياسًا بما يُلتزم به الآن.
kept-owed-then = قياسًا بما كان يُلتزم به يومئذ: الالتزامات وأماكنها وأرقامها كما كانت.
kept-known-go = عرض
kept-known-now = كما يُعرف الآن
kept-too-many = الالتزامات في المناطق { $count }، واللوحة تسع { $limit } على الأكثر.
kept-matrix = التعهدات والمناطق
kept-commitment = التعهد
kept-everywhere = في كل مكان
kept-score = { $score ->
    [3] ملتزم به
    [2] ملتزم به في الأغلب
    [1] قليل الالتزام به
   *[0] غير ملتزم به
}
kept-not-observed = لم يُرصد
kept-not-due = لم يحن
kept-not-binding = غير سارٍ
kept-not-asked = –
kept-committee = تحكم فيه لجنة
kept-figure = { $count } · { $seen }/{ $days } ي
kept-figure-says = المحسوب { $count }، والأيام التي جاءت فيها بلاغات { $seen } من أصل { $days }
kept-verified = { $count ->
    [one] خرق واحد متحقَّق منه في السجل
    [two] خرقان متحقَّق منهما في السجل
    [few] { $count } خروق متحقَّق منها في السجل
    [many] { $count } خرقًا متحقَّقًا منها في السجل
   *[other] { $count } خرق متحقَّق منها في السجل
}
kept-legend = تحت كل تقدير: ما حُسب، وفي كم يوم جاءت بلاغات من هناك.
kept-map = الخريطة
kept-map-lead = مربع لكل منطقة، والشمال في الأعلى حيث تُعرف الإحداثيات، بلا مقياس.
kept-area = المنطقة
kept-share = مدى الالتزام
kept-counted = المحسوب
kept-themes = بحسب الموضوع
kept-themes-lead = التزامات كل موضوع في مناطقها جميعًا، نسبةً إلى أقصى ما يمكن أن تبلغه: حيث نظر أحد، وحين لا يُحتسب للصمت شيء.
kept-lenient = حيث نظر أحد
kept-strict = لا يُحتسب للصمت شيء
kept-percent = { $share }٪
kept-no-percent = –
kept-no-theme = بلا موضوع
kept-unobserved = لم يُرصد
kept-breaches = خروق متحقَّق منها
kept-lines = كل تعهد عبر الزمن
kept-rate = { $rate } في اليوم: المحسوب { $count } من { $from } إلى { $until }، وعدد الأيام { $days }.
kept-before = من قبل: { $rate } في اليوم، والآن { $ratio } من ذلك (٩٥٪: من { $low } إلى { $high }).
kept-before-alone = من قبل: { $rate } في اليوم، ولا شيء يُقارن به.
kept-no-before = لا رقم معروفًا من قبل، فلا خط.
kept-alarm = إنذار في { $date }: عندها اتضح أن المعدل لم يبقَ منخفضًا.
kept-no-alarm = لا إنذار: بقي الخط دون { $height }.
kept-line-says = الخط منذ { $from }: أعلاه { $peak }، والآن { $stands }، والإنذار عند { $height }.
kept-take-home = للأخذ معكم
kept-print = تُطبع الصفحة كما هي.
kept-bundle = الأدلة: الجداول واللوحة والبصمات (ZIP)

rows-title = سطور الجداول
rows-lead = سطور الجداول المحسوبة. ما يُراد له أن يصير واقعة يُصاغ منه بلاغ أولًا، فلا شيء يثبت لمجرد وروده في جدول.
rows-square = المحسوب في «{ $name }»: { $place }.
rows-read = بلغ عدد الأسطر المفحوصة هنا { $name }، وتتابع الصفحة التالية فحص ما يليها.
rows-none = لا سطر كهذا.
rows-from = من
rows-until = إلى
rows-which = السطر
rows-day = اليوم
rows-what = ماذا
rows-where = أين
rows-dead = القتلى
rows-report = البلاغ
rows-make = صياغة بلاغ
rows-next = سطور أخرى
rows-row = السطر { $row } من الجدول { $number }
rows-within = { $date } (معروف ضمن { $count } أيام)
rows-dead-range = { $best } ({ $low }–{ $high })
rows-of-table = كل السطور المحسوبة
rows-reported = بلاغات صيغت من سطوره
rows-of-square = السطور
row-title = بلاغ من سطر
row-lead = في الاستمارة ما يقوله الجدول. أما المكان والوقت والدرجة فقرارها لكم، ولا يدخل السجل إلا ما هو مكتوب هنا.
row-of = من
row-what-hint = يجوز اختصاره وصوغه جملًا.
row-where-guessed = أقرب أماكن القضية إليه، أو ما سُمّي باسمه. تحققوا من صحته.
row-where-hint = لا مكان من أماكن القضية قريب منه أو مسمى فيه.
row-when-hint = يذكر الجدول يومًا، والظهر يقوم مقامه.
row-when-long = لا يحدد الجدول اليوم ضمن أسبوع. ابحثوا عن تحديد أدق، أو اتركوا السطر سطرًا.
row-origin-hint = من يقول ذلك كما يسميه الجدول. ومن كان وراء سطور عدة فهو شاهد واحد.
row-dead = القتلى: { $name }
row-nothing = لا يقول السطر إلا متى وقع.
report-row = صيغ من
report-row-back = { $name }، وقد سُحب الجدول
