# اختبار العرض على الصفحات.

test-page-title = اختبار العرض
test-title = كيف يُختبر العرض
test-lead = الكلمات التي يُقرأ بها العرض، والشروط التي تأتي بمن يتحقق وبرد على الخرق.
test-pack = المجال
test-pack-hint = به تُختار الكلمات التي يُنتظر أن ترد في اتفاق من هذا المجال.
test-pack-found = ما وردت كلماته أكثر من غيرها
test-verifies = شروط تأتي بمن يتحقق
test-responds = شروط تأتي برد على الخرق
test-responds-hint = إذا لم يُختر شيء في أي من القائمتين فالحكم لكلمات الشروط.

standing-covered = مغطى
standing-partial = مغطى جزئيًا
standing-open = مكشوف
standing-whole = إجمالًا
standing-reasons = السبب
standing-why = { $place }، { $period }: { $standing }

findings-counted = تجد القواعد { $list }.
findings-errors = { $count ->
    [one] خطأ واحدًا
    [two] خطأين
    [few] { $count } أخطاء
   *[other] { $count } خطأً
}
findings-warnings = { $count ->
    [one] تحذيرًا واحدًا
    [two] تحذيرين
    [few] { $count } تحذيرات
   *[other] { $count } تحذيرًا
}
findings-notes = { $count ->
    [one] تنبيهًا واحدًا
    [two] تنبيهين
    [few] { $count } تنبيهات
   *[other] { $count } تنبيهًا
}
findings-allowed = { $count ->
    [one] ملاحظة واحدة مسموحًا بها
    [two] ملاحظتين مسموحًا بهما
    [few] { $count } ملاحظات مسموحًا بها
   *[other] { $count } ملاحظة مسموحًا بها
}
findings-of-offer = ملاحظات على العرض كله
findings-draft = ما تجده القواعد في هذا
findings-none-here = لا شيء حتى الآن.
findings-here = { $count ->
    [one] ملاحظة واحدة:
    [two] ملاحظتان:
    [few] { $count } ملاحظات:
   *[other] { $count } ملاحظة:
}
findings-check = افحصه أولًا
finding-why = السبب، وما يمكن أن يُكتب
finding-there = إلى البند
finding-allow = اسمح بها مع ذكر السبب
finding-disallow = لم تعد مسموحًا بها
confirm-disallow-finding = لم تعد الملاحظة «{ $name }» مسموحًا بها

allow-title = السماح بملاحظة
allow-lead = تبقى الملاحظة ظاهرة مع السبب الذي تكتبه، ولا تُحسب بعد ذلك. ويثبت السبب في السجل وفي الملف.
allow-rule = الملاحظة
allow-on = بشأن
allow-reason = لماذا تُقبل
allow-reason-hint = مثل: «اتفق الطرفان على تسمية المراقبين قبل العاشر من الشهر».

game-title = اكتب اللعبة بنفسك
game-change = عدّل اللعبة
game-lead = من يقرر ماذا، وما لا يجتمع، وما يفضّله كل طرف، بكلمات الملف. وهي كما تظهر هنا مأخوذة من البنود أو مكتوبة من قبل. وإذا تُركت فارغة أُخذت من البنود من جديد.
game-field = اللعبة
game-hint = [game]، ثم [[game.player]] لكل طرف: id وoptions وprefers.
game-long = اللعبة أطول مما يجوز.
game-none = ابدأ بالسطر [game].
game-problem = { $place }: { $problem } { $help }

today-ways = ما تفضي إليه من الوضع الحالي تحركات يكسب بها أصحابها، من حالات تصمد
graph-in-words = الرسم بالكلمات
concepts-meaning = ‏Nash: من يبقى ليس له تحرك يكسب به. GMR: كل تحرك كهذا يمكن الرد عليه. SMR: ولا مهرب من الرد. SEQ وSSEQ: مثلهما، على أن يكسب من يرد.

rules-title = قواعد الاختبار
rules-lead = ما يُبحث عنه في عرض. تذكر كل ملاحظة قاعدتها، وهنا سبب أهميتها، وما يمكن أن يُكتب، ومن أين أُخذت.
rules-of-shape = أي اتفاق: ما تقوله بنوده
rule-reason = السبب
rule-suggest = صياغة مقترحة
rule-source = المصدر

beside-title = إلى جانب قضية أخرى
beside-choose = قضية أخرى
beside-button = ضعها إلى جانبه

board-tested = في اختبار العرض:
board-covers = يوقف { $list }، وهو غير مغطى
board-adds = يأتي بما تطلبه الملاحظات: { $list }
board-deters = وهو، بوصفه ردًا يُنفَّذ، يردع { $list }
