# البيانات: صياغتها وإصدارها، وما يقرؤه الجميع.

statement-told = ما كُتب
statement-begin = اكتب:
statement-public = الصفحة التي يقرؤها الجميع
statement-public-all = ما يقرؤه الجميع
statement-waits-second = طلب شخص إصداره، ولا يصدر حتى يؤكد شخص ثان.
statement-to-changes = إلى ما ينتظر التأكيد
statement-held-back = حُجب قبل أن يراه أحد من خارج القضية
statement-with = الموقف، مع ما تختاره هنا
statement-with-lead = تُصاغ المسودة مما اعتُمد، ويدخلها ما تختاره هنا، ويمكن تغيير كل كلمة فيها قبل إصدارها.
statement-voters = من قرر
statement-voters-counts = عدد الهيئات
statement-voters-names = أسماء الهيئات، ما لم يكن موقف سرّيًا
statement-review = يُعاد النظر في الموقف يوم
statement-reply-by = يُطلب الجواب حتى يوم
statement-quotes = أقوال من السجل يوردها البيان
statement-with-button = صُغه
statement-led = كل جملة صيغت من القضية تقود إلى ما تستند إليه.
statement-differences = اللغتان لا تقولان الشيء نفسه
statement-versions = نسخ البيان
statement-rests = يستند إلى قيود السجل:
statement-embargo = لا يراه أحد خارج القضية قبل { $name }.
statement-stale = المعلَّم يستند إلى ما تغيّر منذ صياغته. راجعه.
statement-edit = اكتب نسخة تالية
statement-release = اطلب إصداره
statement-correct = صحّحه
statement-withdraw = اسحبه
statement-version-by = { $name }، { $date }
statement-sheet-new = بيان
statement-sheet-change = نسخة تالية من البيان
statement-sheet-lead = لا يُرى إلا في القضية حتى يُصدره شخصان من الأمانة. وتُحفظ كل نسخة.
statement-sheet-kind = نوعه
statement-sheet-about = يتعلق بـ
statement-sheet-title = العنوان
statement-sheet-text = النص
statement-sheet-text-hint = يبدأ السطر الفارغ فقرة جديدة. قل في الجملة الأولى ما تقرّر.
statement-sheet-embargo = ليس قبل
statement-sheet-embargo-hint = لا يراه أحد خارج القضية قبل هذا الوقت بحسب ساعتك. إن تُرك فارغًا نُشر فور صدوره.
statement-sheet-untranslated = سبب غياب إحدى اللغتين
statement-sheet-untranslated-hint = يقرأ الجميع السبب، ويتحمّله شخصان. اتركه فارغًا إن وُجدت اللغتان.
statement-sheet-rests = القيود التي يستند إليها
statement-sheet-rests-hint = أرقامها في السجل وبينها مسافات.
statement-sheet-rests-wrong = اكتب أرقام القيود وبينها مسافات.
statement-sheet-moved = أثناء كتابتك حُفظت النسخة { $name }. اطّلع عليها؛ وما ترسله الآن يُحفظ بعدها.
statement-sheet-gone = لا وجود لهذا البيان.
confirm-release-statement = أتطلب إصدار البيان { $number }؟
public-title = المنشور
public-lead = ما نشره هذا التحالف. ما صُحّح أو سُحب يبقى هنا ويُذكر ذلك فوقه.
public-since = منشور منذ { $name }
public-instead = اقرأه
public-about = يتعلق بالبيان { $name }
public-all = كل ما نُشر هنا
public-proof = النص بحروفه
public-proof-lead = بصمة SHA-256 للنص بكل لغة كما هو في ملفه النصي. من كانت لديه نسخة استطاع المقارنة.

# التواقيع وأصحابها والتحقق، وما يقال في المسودة.
change-set-signers = من يوقّع باسم التحالف
signers-heading = من يوقّع باسم التحالف
signers-none = لم يُحدَّد بعد أي المفاتيح توقّع باسم التحالف.
signers-change = حدّد من يوقّع
signers-how-many = المطلوب
signers-needed = { $coalition } من التحالف، { $bodies ->
    [0] ولا هيئة
    [one] وهيئة واحدة
    [two] وهيئتان
    [few] و{ $bodies } هيئات
   *[other] و{ $bodies } هيئة
} بمفتاحها الخاص
signers-from = ابتداءً من { $name }
signers-until = حتى { $name }
signers-sheet = من يوقّع باسم التحالف
signers-sheet-lead = يرى الأسماء والمفاتيح العامة كل من يتحقق من بيان. ويؤكدها شخص ثان من الأمانة. المفتاح الذي مضى يومه الأخير يبقى له ما وقّعه، والمفتاح الذي يُزال يفقده.
signers-sheet-coalition = كم يجب أن يوقّع من التحالف
signers-sheet-coalition-hint = ممن لديهم مفتاح للتحالف، كل شخص مرة واحدة.
signers-sheet-bodies = كم هيئة يجب أن توقّع بمفتاحها الخاص
signers-sheet-bodies-hint = 0 إن كانت الهيئات لا توقّع بنفسها.
signers-sheet-signer = الموقّع { $name }
signers-sheet-signer-hint = الاسم عنوان مثل salma@coalition.example، والمفتاح العام يبدأ بـssh-ed25519 أو بـRW إن كان من minisign. تُكتب الأيام هكذا: 2031-12-31. الصف الفارغ لا أحد.
signers-sheet-name = الاسم
signers-sheet-key = المفتاح العام
signers-sheet-for = عن
signers-sheet-from = اليوم الأول
signers-sheet-until = اليوم الأخير
signing-draft = موقّع من الخادم بصفته مسودة
signing-draft-lead = للخادم مفتاح خاص بالمسودات. توقيعه يدل على أن المسودة صدرت من هنا ولم تُغيَّر، ولا يعني أبدًا أن أحدًا يتبنّاها.
signing-heading = التواقيع
signing-lead = يُوقَّع النص حيث المفتاح، لا هنا. نزّله واقرأه ووقّعه، ثم سلّم ما كتبته الأداة.
signing-no-signers = لم يُحدَّد بعد أي المفاتيح توقّع باسم التحالف.
signing-to-signers = إلى من يوقّع
signing-coalition = وقّع من التحالف { $count }، والمطلوب { $needed }.
signing-bodies = عدد الهيئات الموقّعة { $count }، والمطلوب { $needed }.
signing-for-coalition = التحالف
signing-missing = لم يوقّع بعد:
signing-download = النص بحروفه:
signing-how = كيف يُوقَّع
signing-how-lead = كل أمر من هذه يكتب ملفًا يمكن تسليمه، وKEY هو ملف مفتاحك.
signing-hand-in = سلّم توقيعًا
signing-file = الملف (sig أو minisig)
signing-paste = أو نصه ملصوقًا
signing-button = سلّم
signing-bundle = كل شيء دليلًا (zip)
checking-title = تحقق من بيان
checking-link = تحقق منه
checking-ask = هل ما لديك من بياناتنا؟
checking-ask-lead = اختر الملف أو ألصق نصه كاملًا. يُقارَن بايتًا ببايت بكل ما نُشر هنا، ولا يُحفظ.
checking-file = الملف
checking-paste = أو نصه
checking-button = قارن
checking-arabic = العربية
checking-english = الإنجليزية
checking-same = بايتًا ببايت: هذا هو البيان { $statement }، النسخة { $version }، باللغة { $language }.
checking-near = تقريبًا: هذه كلمات البيان { $statement }، النسخة { $version }، باللغة { $language }، لكن ليس بايتًا ببايت. تختلف مسافات أو أسطر أو حروف لا يراها أحد. النص بحروفه في صفحته.
checking-other = ليس هذا نصًا نُشر هنا. يكفي لذلك حرف زاد أو نقص.
checking-nothing = لم يكن هناك ما يُقارَن.
checking-commands = الأوامر جاهزة
checking-commands-lead = ضع النص والتواقيع وملف المفاتيح في مجلد واحد، ونفّذ فيه:
checking-unsigned = لم يوقّع هذا النص أي مفتاح معتدّ به.
checking-keys = المفاتيح المعتدّ بها
checking-keys-lead = قارنها بما وصلك من مصدر آخر: من استطاع تغيير هذه الصفحة استطاع تغيير ما عليها من مفاتيح.
checking-bundle = كل ما يلزم للتحقق منه (zip)
checking-leaflet = كيف تتحقق، بصيغة PDF
talk-heading = فقرة فقرة
talk-title = العنوان
talk-paragraph = الفقرة { $name }
talk-open = { $count ->
    [one] تعليق واحد ينتظر أن يُبتّ فيه.
    [two] تعليقان ينتظران أن يُبتّ فيهما.
    [few] { $count } تعليقات تنتظر أن يُبتّ فيها.
   *[other] { $count } تعليقًا ينتظر أن يُبتّ فيه.
}
talk-say = علّق عليها
talk-words = ما تريد قوله
talk-button = قُله
talk-settle = بُتّ فيه
talk-settled = بتّ فيه { $name }، { $date }
talk-earlier = عن كلام تغيّر
talk-earlier-about = عن النسخة { $version }: «{ $words }»
