# ما يقوله «توحيد الموقف» لقارئه.

title-line = { $title } · النسخة { $version }
due = موعد الجواب { $date }

can-accept = يستطيع الائتلاف قبول العرض كما هو.
can-accept-with = يستطيع الائتلاف القبول { $count ->
    [one] بشرط واحد
    [two] بشرطين
    [few] بـ{ $count } شروط
    [many] بـ{ $count } شرطًا
   *[other] بـ{ $count } شرط
}: { $list }.
must-reject = لا توجد مجموعة شروط تفوز، فموقف الائتلاف رفض العرض.
no-package = لا توجد مجموعة شروط تفوز، فلا موقف مشتركًا للائتلاف.
no-quorum = النصاب غير مكتمل، فلا موقف بعد.
only-counted = حُسبت المواقف المقررة وحدها.
assumed = افتُرض في هذا الجواب: { $list }.

who-accepts = يقبل { $bodies } من أصل { $all } من الهيئات ({ $support } من { $base } بحسب { $measure })، والعبء { $burden }.
hidden-stances = المواقف السرية: { $accept } قبول، { $reject } رفض، { $abstain } امتناع.
measure-weight = الوزن
measure-bodies = العدد
pivotal-one = { $list } هيئة حاسمة: تسقط المجموعة من دونها.
pivotal-many = كل هيئة من هذه الهيئات ({ $count }) حاسمة وحدها: { $list }.
margin = لا تسقط المجموعة إلا إذا تراجع { $count } من القابلين.

not-proven = هذه أفضل مجموعة وُجدت في الوقت المتاح، ولا يُستبعد وجود أفضل منها.
not-proven-bound = هذه أفضل مجموعة وُجدت في الوقت المتاح، ولا يمكن أن يقل العبء عن { $bound }.
nothing-proven = لم يُعثر على مجموعة فائزة في الوقت المتاح، وليس هذا دليلًا على عدم وجودها.
cut-short = توقف البحث عند حد العمل في: { $list }.

part-position = الموقف نفسه
part-ties = المفاضلة بين مجموعات متساوية
part-minimal-packages = المجموعات التي لا يمكن تصغيرها
part-frontier = المقايضات بين العبء والتأييد
part-burden-without = كلفة الاستغناء عن شرط
part-margin = بُعد المجموعة عن السقوط
part-unlock = من يلزم قبوله
part-clash = أصغر تعارض
part-power = أرقام القوة (بالعينة)

rule-title = القاعدة
rule-quorum = النصاب، بحسب { $measure }
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
condition-role-unneeded = غير لازم
condition-needed-by = تحتاجه { $list }
condition-opposed-by = يمنع قبول { $list }
condition-without = أقل عبء من دونه { $burden }
condition-burden = العبء { $burden }

bodies-title = الهيئات والشروط
column-now = كما عُرض
column-with = مع الشروط
legend = ● تحتاجه · ◐ واحد من عدة سبل · ✕ لا تقبل معه · ◌ قد يضر · ± الأمران · الأعمدة المعلّمة هي الشروط الموصى بها · ◆ هيئة حاسمة
waits-for = { $body } مع { $list }
waits-line = لا تقبل بعض الهيئات إلا إذا قبلت غيرها: { $list }.
verdict-accept = تقبل
verdict-reject = ترفض
verdict-abstain = تمتنع
verdict-absent = غائبة
verdict-hidden = سري

frontier-title = تأييد أوسع بعبء أكبر
frontier-line = العبء { $burden } والتأييد { $support }: { $list }
frontier-adds = العبء { $burden } والتأييد { $support }: بإضافة { $list } تُكسب { $bodies }
frontier-adds-hidden = العبء { $burden } والتأييد { $support }: بإضافة { $list } يُكسب موقف سري
frontier-axis = التأييد ↑   العبء →
nothing-asked = بلا شروط
nobody = لا أحد

others-title = مجموعات أخرى تفوز ولا يمكن تصغيرها

unlock-title = ما الذي يلزم
unlock-none = لا تتحقق القاعدة ولو قبلت الهيئات كلها.
unlock-size = { $count ->
    [one] يلزم أن تقبل هيئة واحدة أخرى:
    [two] يلزم أن تقبل هيئتان أخريان:
    [few] يلزم أن تقبل { $count } هيئات أخرى:
   *[other] يلزم أن تقبل { $count } هيئة أخرى:
}
unlock-line = { $bodies }، مقابل { $list }
unlock-more = … و{ $count } غيرها.
unlock-empty = العرض كما هو

clash-title = ما لا يجتمع
clash-line = لا بد أن يتنازل واحد على الأقل من هذه: { $list }.
clash-stance = موقف { $body }
clash-absence = غياب موقف { $body }
clash-requirement = قاعدة «{ $who }: { $needs }»
clash-veto = حق النقض لـ{ $body }
clash-objections = الحد الأقصى للاعتراضات
clash-hidden = { $count ->
    [one] موقف سري واحد
    [two] موقفان سريان
    [few] { $count } مواقف سرية
   *[other] { $count } موقفًا سريًا
}

ask-line = يُطلب الموقف من: { $list }.
ask-again = موقفها يخص نسخة أقدم، فيُطلب من جديد: { $list }.
reported-line = معروف من الأخبار وحدها لا من الهيئة نفسها: { $list }.
try-assume = لمعرفة أثر موقف ما: --assume { $body }="accept"

red-lines-title = الخطوط الحمراء
red-line-crossed = يتجاوزه { $list }
red-lines-more = … و{ $count } غيرها.
committee-line = المتابعة: { $name } ({ $list }).
