# ما يقوله «توحيد الموقف» لقارئه.

title-line = { $title } · النسخة { $version }
due = آخر موعد للجواب { $date }

can-accept = يستطيع الائتلاف قبول العرض كما هو.
can-accept-with = يستطيع الائتلاف القبول { $count ->
    [one] بشرط واحد
    [two] بشرطين
    [few] بـ{ $count } شروط
    [many] بـ{ $count } شرطًا
   *[other] بـ{ $count } شرط
}: { $list }.
can-accept-with-these = يستطيع الائتلاف القبول { $count ->
    [one] بشرط واحد
    [two] بشرطين
    [few] بـ{ $count } شروط
    [many] بـ{ $count } شرطًا
   *[other] بـ{ $count } شرط
}:
must-reject = لا تنجح أي مجموعة شروط، فموقف الائتلاف رفض العرض.
no-package = لا تنجح أي مجموعة شروط، فلا موقف مشتركًا للائتلاف.
no-quorum = لم يكتمل النصاب، فلا موقف حتى الآن.
only-counted = لم تُحسب إلا المواقف التي أقرّتها الهيئات نفسها.
assumed = افتُرض في هذا الجواب: { $list }.
assumed-with = { $condition } في كل مجموعة
assumed-without = من دون { $condition }

who-accepts = { $bodies ->
    [one] تقبل هيئة واحدة
    [two] تقبل هيئتان
    [few] تقبل { $bodies } هيئات
   *[other] تقبل { $bodies } هيئة
} من أصل { $all } ({ $support } من { $base } بحسب { $measure })، والعبء { $burden }.
who-accepts-only = تقبل الهيئة الوحيدة ({ $support } من { $base } بحسب { $measure })، والعبء { $burden }.
hidden-stances = المواقف السرية: القبول { $accept }، والرفض { $reject }، والامتناع { $abstain }.
measure-weight = الوزن
measure-bodies = عدد الهيئات
counted-population = عدد السكان
counted-members = عدد الأعضاء
counted-staff = عدد الموظفين
chamber-political = الهيئات السياسية
chamber-military = الهيئات العسكرية
chamber-civil = الهيئات المدنية
chamber-elected = الأعضاء المنتخبون
chamber-permanent = الأعضاء الدائمون
chamber-secured = الدائنون المضمونون
chamber-unsecured = الدائنون غير المضمونين
pivotal-one = تسقط المجموعة إذا تراجعت هيئة واحدة: { $list }.
pivotal-many = تسقط المجموعة إذا تراجعت أي من { $count ->
    [two] هاتين الهيئتين
   *[other] هذه الهيئات الـ{ $count }
}: { $list }.
margin = لا تسقط المجموعة إلا إذا تراجعت عن القبول { $count ->
    [one] هيئة واحدة
    [two] هيئتان معًا على الأقل
    [few] { $count } هيئات معًا على الأقل
   *[other] { $count } هيئة معًا على الأقل
}.

not-proven = هذه أفضل مجموعة وُجدت قبل أن يبلغ البحث حدّه، ولا يُستبعد وجود أفضل منها.
ties-open-burden = لا مجموعة أقل عبئًا، أما هل لغيرها العبءُ نفسه وتأييدٌ أكثر أو شروط أقل فلم يُحسم قبل أن يبلغ البحث حدّه.
ties-open-support = لا مجموعة أكثر تأييدًا، أما هل لغيرها التأييدُ نفسه وعبءٌ أقل أو شروط أقل فلم يُحسم قبل أن يبلغ البحث حدّه.
not-proven-bound = هذه أفضل مجموعة وُجدت قبل أن يبلغ البحث حدّه، ولا يمكن أن يقل العبء عن { $bound }.
nothing-proven = بلغ البحث حدّه ولم يعثر على مجموعة شروط ناجحة، ولا يعني هذا أنها غير موجودة.
cut-short = لم يكتمل البحث، إذ بلغ حدّه، في: { $list }.

part-position = الموقف نفسه
part-ties = المفاضلة بين مجموعات متساوية
part-minimal-packages = المجموعات التي لا يمكن تصغيرها
part-frontier = المقايضات بين العبء والتأييد
part-burden-without = كلفة الاستغناء عن شرط
part-because = ما يحسم كل موقف (وقد يُستغنى عن بعضه)
part-pivotal = الهيئات الحاسمة
part-margin = بُعد المجموعة عن السقوط
part-unlock = من يلزم قبوله
part-clash = أصغر تعارض
part-power = أرقام القوة (بالعينة)

not-rechecked = لم يُتحقق ثانيةً، لطول ما يستغرقه ذلك، من: { $list }.
claim-no-package-wins = أنه لا مجموعة ناجحة
claim-optimal = أنه لا مجموعة أفضل
claim-turning = من يحتاج إلى شرط ومن يعترض عليه

rule-title = القاعدة
rule-title-offer = القاعدة، للعرض كما هو بلا شروط
rule-quorum = النصاب، بحسب { $measure }
rule-quorum-chamber = نصاب { $chamber }، بحسب { $measure }
share-percent = { $share }٪
rule-everybody = كل الهيئات، بحسب { $measure }
rule-chamber = { $chamber }، بحسب { $measure }
rule-alternative = البديل { $number }
rule-figures = { $sum } من { $base }
rule-needs = المطلوب { $needs }
rule-at-least = { $quantity } على الأقل
rule-more-than = أكثر من { $quantity }
rule-of-members = { $share } من الجميع
rule-of-present = { $share } من الحاضرين
rule-of-cast = { $share } من القابلين والرافضين
rule-vetoes = حق النقض لـ{ $list }: { $count ->
    [0] لم يُستعمل
   *[other] استُعمل
}
rule-objections = الاعتراضات: { $count }، والحد { $most }

conditions-title = الشروط
condition-role-indispensable = لا غنى عنه
condition-role-exchangeable = له بديل
condition-role-unneeded = غير لازم للنجاح
condition-role-not-found = ليس في ما عُثر عليه من مجموعات لا يمكن تصغيرها
condition-needed-by = تتوقف عليه موافقة { $list }
condition-opposed-by = يحول دون موافقة { $list }
condition-without = أقل عبء من دونه { $burden }
condition-burden = العبء { $burden }

bodies-title = الهيئات والشروط
column-now = كما عُرض
column-with = مع الشروط
legend = ● لا قبول من دونه · ◐ أحد البدائل · ✕ لا قبول معه · ◌ قد يضر · ± قد ينفع وقد يضر · ■ شرط موصى به · ◆ هيئة حاسمة
legend-numbers = الأرقام هي أرقام الشروط الواردة أعلاه.
matrix-left-out = { $count ->
    [one] لا عمود هنا لشرط واحد، ويُظهره الخيار { "\u2066" }--all-conditions{ "\u2069" }.
    [two] لا عمود هنا لشرطين تذكرهما هيئات أقل، ويُظهرهما الخيار { "\u2066" }--all-conditions{ "\u2069" }.
    [few] لا عمود هنا لـ{ $count } شروط تذكرها هيئات أقل، ويُظهرها الخيار { "\u2066" }--all-conditions{ "\u2069" }.
    [many] لا عمود هنا لـ{ $count } شرطًا تذكرها هيئات أقل، ويُظهرها الخيار { "\u2066" }--all-conditions{ "\u2069" }.
   *[other] لا عمود هنا لـ{ $count } شرط تذكرها هيئات أقل، ويُظهرها الخيار { "\u2066" }--all-conditions{ "\u2069" }.
}
verdict-accept = قبول
verdict-reject = رفض
verdict-abstain = امتناع
verdict-absent = غياب
waits-for = { $body } على { $list }
waits-line = تعلّق بعض الهيئات قبولها على قبول غيرها: { $list }.
verdict-hidden = سري

frontier-title = تأييد أوسع بعبء أكبر
frontier-line = العبء { $burden } والتأييد { $support }: { $list }
frontier-adds = العبء { $burden } والتأييد { $support }: بإضافة { $list } تُكسب موافقة { $bodies }
frontier-axis = التأييد ↑   العبء ←
frontier-adds-hidden = العبء { $burden } والتأييد { $support }: بإضافة { $list } يُكسب موقف سري
nothing-asked = بلا شروط
nobody = لا أحد

others-title = مجموعات أخرى ناجحة لا يُستغنى عن شيء منها

unlock-title = ما الذي يلزم للنجاح
nothing-left-out = لا تبقى مجموعة يُختار منها: فمع { $list } يأتي { $out }، والمطلوب تركه.
nothing-left-excluded = لا تبقى مجموعة يُختار منها: فمع { $list } يأتي { $one } و{ $other }، وكل منهما يستبعد الآخر.
unlock-none = لا تتحقق القاعدة ولو قبلت الهيئات كلها.
unlock-size = { $count ->
    [one] يلزم أن تقبل هيئة واحدة أخرى، وكل سطر يكفي وحده:
    [two] يلزم أن تقبل هيئتان أخريان، وكل سطر يكفي وحده:
    [few] يلزم أن تقبل { $count } هيئات أخرى، وكل سطر يكفي وحده:
   *[other] يلزم أن تقبل { $count } هيئة أخرى، وكل سطر يكفي وحده:
}
unlock-line = { $bodies }، على أساس { $list }
unlock-more = … و{ $count } غيرها.
unlock-empty = العرض كما هو

clash-title = ما لا يجتمع
clash-line = لا بد أن يتغيّر واحد على الأقل مما يأتي: { $list }.
clash-stance = موقف { $body }
clash-absence = غياب موقف { $body }
clash-requirement = قاعدة «{ $who }: { $needs }»
clash-veto = حق { $body } في النقض
clash-objections = الحد الأقصى للاعتراضات
clash-others = { $count ->
    [one] موقف هيئة أخرى
    [two] موقفا هيئتين أخريين
    [few] مواقف { $count } هيئات أخرى
   *[other] مواقف { $count } هيئة أخرى
}
clash-hidden = { $count ->
    [one] موقف أو حق نقض لهيئة لا تُسمّى
    [two] موقفان أو حقّا نقض لهيئات لا تُسمّى
    [few] { $count } مواقف أو حقوق نقض لهيئات لا تُسمّى
   *[other] { $count } موقفًا أو حق نقض لهيئات لا تُسمّى
}
hidden-bodies = { $count ->
    [one] هيئة موقفها سري
    [two] هيئتان موقفهما سري
    [few] { $count } هيئات مواقفها سرية
   *[other] { $count } هيئة مواقفها سرية
}

ask-line = يُطلب الموقف من: { $list }.
ask-again = موقفها يخص نسخة أقدم، فيُطلب من جديد: { $list }.
reported-line = موقفها معروف من الأخبار وحدها، لا منها مباشرة: { $list }.
# الخيارات كلها معزولة باتجاهها، وإلا انقلبت الشرطات وعلامات التنصيص.
try-assume = لمعرفة ما يغيّره القبول: { "\u2066" }{ $options }{ "\u2069" }
try-outcome = وعندها يستطيع الائتلاف القبول بهذه الشروط: { $list }.
try-outcome-accept = وعندها يستطيع الائتلاف قبول العرض كما هو.

red-lines-title = الخطوط الحمراء
red-line-crossed = يتجاوزه { $list }
red-lines-more = … و{ $count } غيرها.
committee-line = المتابعة: { $name } ({ $list }).

# ما يقوله الأمر mawqif check.
check-unlisted = { $count ->
    [one] … ومشكلة أخرى
    [two] … ومشكلتان أخريان
    [few] … و{ $count } مشكلات أخرى
    [many] … و{ $count } مشكلة أخرى
   *[other] … و{ $count } مشكلة أخرى
}
check-sound = { $name }: سليم؛ الهيئات: { $bodies }، الشروط: { $conditions }، المواقف: { $stances }
check-warnings = ؛ التنبيهات: { $warnings }
