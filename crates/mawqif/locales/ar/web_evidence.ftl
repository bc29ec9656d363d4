# الأدلة: ملفات وأسماء تحت الختم، وأصحاب المفاتيح التي تفتحها، ومن مرّت بأيديهم.

evidence-title = الأدلة
evidence-lead = الملفات والأسماء التي ترافق البلاغات تُختم قبل أن تُحفظ: من استولى على الخادم لا يقرؤها، والخادم نفسه لا يقرؤها. لا تُفتح إلا على حواسيب من مفاتيحهم هنا، وكل من يأخذ شيئًا منها أو يسلّمه أو يتلفه يترك قيدًا في السجل.
evidence-all = الأدلة كلها
evidence-pieces = المحفوظ
evidence-none = لم يرد شيء بعد.
evidence-sentence = { $count ->
    [0] لم يرد شيء بعد.
    [one] ورد دليل واحد، والمحفوظ تحت الختم { $size }.
    [two] ورد دليلان، والمحفوظ تحت الختم { $size }.
    [few] وردت { $count } أدلة، والمحفوظ تحت الختم { $size }.
    [many] ورد { $count } دليلًا، والمحفوظ تحت الختم { $size }.
   *[other] ورد { $count } دليل، والمحفوظ تحت الختم { $size }.
}
evidence-heading = الدليل { $number }: { $kind }
evidence-kind = { $kind ->
    [names] أسماء
    [jpeg] صورة (JPEG)
    [png] صورة (PNG)
    [webp] صورة (WebP)
    [heic] صورة (HEIC)
    [pdf] وثيقة (PDF)
    [mp4] فيلم (MP4)
    [three-gp] فيلم (3GP)
    [mov] فيلم (MOV)
    [mp3] تسجيل (MP3)
    [ogg] تسجيل (OGG)
    [m4a] تسجيل (M4A)
    [text] نص
   *[other] { $kind }
}
evidence-which = الدليل
evidence-report = رافق البلاغ
evidence-came = ورد
evidence-size = الحجم
evidence-opens = يفتحه مفتاح
evidence-key-gone = مفتاح لم يعد معتمدًا ({ $name }…)
evidence-same = الملف نفسه في الدليل
evidence-sha256 = بصمة ما ورد (SHA-256)
evidence-sealed-sha256 = بصمة المحفوظ (SHA-256)
evidence-whole = المحفوظ هو ما خُتم
evidence-other = المحفوظ ليس ما خُتم
evidence-missing = لم يبق منه شيء
evidence-destroyed = أُتلف
evidence-not-compared = لم يُقارن في هذه الصفحة
evidence-take = خذه مختومًا
evidence-bundle = خذ الكل في حزمة
evidence-bundle-hint = ملف zip فيه الملفات المختومة وبصماتها ومن مرّت بأيديهم، حتى ٢٠٠ ميغابايت و٢٠٠ دليل، الأحدث أولًا. ويُقيَّد أنك أخذت كل واحد منها.
evidence-older = أدلة أسبق
evidence-no-file = اختر الملف المفتوح أولًا.
report-sealed = تحت الختم

seal-keys-title = أصحاب المفاتيح التي تفتحها
seal-keys-none = ليس للجنة مفاتيح بعد. وإلى أن تكون لها، لا يُقبل مع البلاغ ملف ولا اسم.
seal-keys-changing = تغيير المفاتيح ينتظر شخصًا ثانيًا.
seal-keys-confirm = انظر فيه
seal-keys-set = حدّد المفاتيح
seal-keys-lead = يصنع كل عضو مفتاحًا على حاسوبه بالأمر «age-keygen -o key.txt» (البرنامج age، وهو حزمة بهذا الاسم في دبيان وغيره) أو «mawqif backup --new-key key.txt»، ويضع هنا السطر الذي يبدأ بـ age1. ويبقى الملف key.txt عند صاحبه، في نسختين، ولا يصل إلى هنا أبدًا. ومن أضاع المفاتيح كلها أضاع كل ما خُتم بها، فضعوا اثنين على الأقل. ويؤكد التغيير شخص ثان، ويبقى ما خُتم من قبل تحت ختمه القديم إلى أن يعيد أحد ختمه.
seal-key-number = المفتاح { $name }
seal-key-name = لمن
seal-key-key = المفتاح العلني، age1…
seal-key-hint = السطر الفارغ ليس مفتاحًا.
seal-key-secret = هذا مفتاح سري. لم يُحفظ، لكنه انتقل عبر الشبكة: اصنع زوجًا جديدًا، وضع السطر الذي يبدأ بـ age1.
seal-key-whose = قل لمن هذا المفتاح.
seal-key-none = ضع مفتاحًا واحدًا على الأقل.
change-set-seal-keys = أصحاب المفاتيح التي تفتح الأدلة

refusal-seal-key = { $fault ->
    [secret] المفتاح { $number } سري. لم يُحفظ، لكنه انتقل عبر الشبكة: اصنع زوجًا جديدًا، وضع السطر الذي يبدأ بـ age1.
    [no-key] المفتاح { $number } ليس مفتاحًا علنيًا لبرنامج age. المفتاح العلني يبدأ بـ age1 وفيه ٦٢ حرفًا.
    [misspelt] في المفتاح { $number } حرف ناقص أو خطأ. انسخه من جديد.
    [weak] ما يُختم بالمفتاح { $number } يفتحه أي أحد. اصنع مفتاحًا بالأمر age-keygen.
   *[twice] المفتاح { $number } مكرر.
}

custody-title = من مرّ بأيديهم
custody-none = لم يأخذه أحد.
custody-taken = { $moment }: أخذ { $name } الملف المختوم.
custody-handed = { $moment }: قيّد { $name } أنه سُلّم مختومًا إلى { $to } ({ $when }): { $why }
custody-handed-open = { $moment }: قيّد { $name } أنه سُلّم مفتوحًا إلى { $to } ({ $when }): { $why }
custody-resealed = { $moment }: أعاد { $name } ختمه: { $why }
custody-destroyed = { $moment }: أتلفه { $name }: { $why }

handing-title = قيّد تسليمًا
handing-lead = من أعطى دليلًا لغيره يقيّد لمن ومتى ولماذا. ويبقى ذلك في السجل ولا تراه إلا الأمانة واللجنة: سمِّ جهة لا شخصًا حيث يكفي ذلك.
handing-to = لمن
handing-to-hint = كنيابة محكمة أو أرشيف.
handing-at = متى ({ $name })
handing-opened = كيف
handing-is-opened = سُلّم مفتوحًا لا مختومًا

destruction-title = أتلفه
destruction-lead = تُزال البيانات المختومة بلا رجعة، وتبقى في النسخ الاحتياطية إلى أن تُزال هذه. أما البصمات ومن مرّ بأيديهم والسبب فتبقى في السجل.

reseal-title = أعد ختمه
reseal-lead = هو تحت ختم لمفاتيح غير مفاتيح اللجنة اليوم. خذه وافتحه على حاسوبك بالأمر «age -d -i key.txt -o file file.age» ثم أرسل الملف المفتوح: يجب أن تكون بصمته بصمة ما ورد، ثم يُختم بالمفاتيح الحالية قبل أن يُحفظ.
reseal-file = الملف المفتوح
reseal-button = أعد ختمه

reporter-told-by = من أخبرك (مختوم)
reporter-told-by-hint = مكان الأسماء هنا لا غير. هذا السطر والذي يليه يُختمان قبل الحفظ: لا تفتحهما إلا مفاتيح اللجنة، ولا تظهرهما أي صفحة.
reporter-reach = كيف نصل إليهم (مختوم)
reporter-names-long = هذا أطول من أن يُختم: ٢٠٠٠ حرف على الأكثر.
reporter-files = ملفات
reporter-files-hint = خمسة على الأكثر، كل منها حتى ٢٠ ميغابايت ومجموعها حتى ٤٠: صور (JPEG وPNG وWebP وHEIC) وأفلام (MP4 و3GP وMOV) وتسجيلات (MP3 وOGG وM4A) وPDF ونصوص. تُختم قبل أن تُحفظ. ومن دون شبكة يمكن أن تنتظر على هذا الجهاز، حتى ١٠٠ ميغابايت في المجموع؛ أما الأسماء المختومة فلا.
reporter-files-again = اختر هذه الملفات من جديد، فلم يُحفظ منها شيء: { $name }
reporter-no-keys = لا يمكن قبول ملفات ولا أسماء: لم تحدد اللجنة مفاتيح تُختم بها. أما البلاغ نفسه فيمكن إرساله.
reporter-left-out = تعذّر الإرسال الآن، والأسماء المختومة لا تُحفظ على هذا الجهاز. هل يُحفظ البلاغ هنا من دونها؟
reporter-large = أكبر من ٢٠ ميغابايت، فلا يمكن إرساله:
reporter-many = لا يتسع البلاغ لأكثر من خمسة ملفات مجموعها ٤٠ ميغابايت. أرسل سائرها مع بلاغ آخر.

file-empty = { $name } ليس فيه شيء.
file-too-long = { $name } أكبر من { $each } ميغابايت، وهو الحد لكل ملف. وبقية الحقول كما كتبتها.
file-too-long-in-all = مع { $name } يتجاوز مجموع الملفات { $all } ميغابايت. اترك واحدًا منها، وأرسله مع بلاغ آخر.
file-too-many = { $name } زائد: البلاغ يقبل { $most } ملفات.
file-archive = { $name } أرشيف أو ملف مكتبي. لا يُفتح هنا أرشيف، فلا يُقبل: أرسل ما فيه صورًا أو PDF.
file-no-kind = { $name } ليس من الأنواع المقبولة، أو أن اسمه ينتهي كنوع آخر. المقبول صور وأفلام وتسجيلات وPDF ونصوص بترميز UTF-8.
file-lies = { $name } يقول اسمه إنه { $says }، وهو { $is }. سمِّه بما هو، أو أرسل الملف الذي قصدته.
file-not-asked = لا شأن لـ«{ $name }» بما طُلب هنا، فلم يُحفظ. يُرسل الملف مع بلاغ، أو ليُختم من جديد.
file-no-keys = لا يمكن قبول { $name }: لم تحدد اللجنة مفاتيح يُختم بها.
file-not-kept = لا يمكن حفظ { $name } الآن. حاول لاحقًا، أو أرسل البلاغ من دونه.

size-bytes = { $count } بايت
size-kilobytes = { $count } كيلوبايت
size-megabytes = { $count } ميغابايت
