# استشارة الناس: مجموعات الرأي.

opinion-few = صوّت أقل من خمسة أشخاص، فلا يُقال شيء عمّا قالوه.
opinion-nobody = لم يصوّت أحد.
opinion-groups = { $people ->
    [one] صوّت شخص واحد
    [two] صوّت شخصان
    [few] صوّت { $people } أشخاص
    [many] صوّت { $people } شخصًا
   *[other] صوّت { $people } شخص
}، وتوزّعوا على { $count ->
    [two] مجموعتي رأي
    [few] { $count } مجموعات رأي
   *[other] { $count } مجموعة رأي
}؛ { $agreed ->
    [0] وليس بينهم عبارة يوافق عليها الجميع
    [one] ويوافق الجميع على عبارة واحدة
    [two] ويوافق الجميع على عبارتين
    [few] ويوافق الجميع على { $agreed } عبارات
   *[other] ويوافق الجميع على { $agreed } عبارة
}{ $disagreed ->
    [0] .
    [one] {" "}ويرفضون عبارة واحدة.
    [two] {" "}ويرفضون عبارتين.
    [few] {" "}ويرفضون { $disagreed } عبارات.
   *[other] {" "}ويرفضون { $disagreed } عبارة.
}
opinion-no-groups = { $people ->
    [one] صوّت شخص واحد
    [two] صوّت شخصان
    [few] صوّت { $people } أشخاص
    [many] صوّت { $people } شخصًا
   *[other] صوّت { $people } شخص
}، ولا توجد مجموعات رأي ثابتة؛ { $agreed ->
    [0] وليس بينهم عبارة يوافق عليها الجميع
    [one] ويوافق الجميع على عبارة واحدة
    [two] ويوافق الجميع على عبارتين
    [few] ويوافق الجميع على { $agreed } عبارات
   *[other] ويوافق الجميع على { $agreed } عبارة
}{ $disagreed ->
    [0] .
    [one] {" "}ويرفضون عبارة واحدة.
    [two] {" "}ويرفضون عبارتين.
    [few] {" "}ويرفضون { $disagreed } عبارات.
   *[other] {" "}ويرفضون { $disagreed } عبارة.
}
opinion-base-kept = الحزمة الموصى بها لا تخسر أي مجموعة.
opinion-base-lost = الحزمة الموصى بها تخسر { $count ->
    [one] المجموعة { $list }
    [two] المجموعتين { $list }
   *[other] المجموعات { $list }
}.
opinion-counted = الأصوات المحسوبة: { $votes }؛ ومن صوّتوا بما يكفي لإدراجهم في المجموعات: { $inside }.
opinion-replaced = أصوات حلّت محلها أصوات لاحقة: { $count }.
opinion-unknown = أصوات لا تُحسب لأن عباراتها غير مدرجة: { $count }.
opinion-certificate = هل المجموعات ثابتة؟
opinion-doubt-too-few = لا: عدد الناس قليل، أو لا فرق بين آرائهم.
opinion-doubt-no-structure = لا: الأصوات المخلوطة تُظهر القدر نفسه.
opinion-doubt-not-repeated = لا: لو سُحبت عيّنة أخرى من الناس لتوزّعوا على مجموعات أخرى.
opinion-doubt-number-open = عدد المجموعات غير محسوم: معظم العيّنات تؤدي إلى عدد آخر.
opinion-certificate-figures = في العيّنات المعادة: التشابه { $likeness }، والعدد نفسه في { $same } منها. معامل الظل { $silhouette }. احتمال أن تُظهر المصادفة القدر نفسه لا يتجاوز { $chance }.
opinion-group = المجموعة { $group }
opinion-group-people = المجموعة { $group }: { $count ->
    [one] شخص واحد
    [two] شخصان
    [few] { $count } أشخاص
    [many] { $count } شخصًا
   *[other] { $count } شخص
}
opinion-group-few = المجموعة { $group }: أقل من خمسة أشخاص
opinion-agrees = + { $statement } ({ $count })
opinion-disagrees = − { $statement } ({ $count })
opinion-statement = { $id }. { $text }
opinion-statement-id = العبارة { $id }
opinion-of = { $success } من { $trials }
opinion-withheld = محجوب
opinion-shared = ما يجمع الكل (+ موافقة، − رفض)
opinion-shared-none = ليس هناك ما يجمع الكل.
opinion-all = الكل
opinion-column-condition = المطلوب
opinion-column-package = الرضا عن
opinion-column-statement = العبارة
opinion-column-text = النص
opinion-column-voted = صوّتوا
opinion-column-agree = موافقون
opinion-column-disagree = رافضون
opinion-column-pass = متجاوزون
opinion-base-conditions = ما تطلبه القاعدة الشعبية: الأصوات المؤيدة للشرط من مجموع الأصوات عليه
opinion-base-packages = هل نخسر قاعدتنا الشعبية؟ نسبة من تلبي الحزمة أكثر من نصف مطالبهم
opinion-package-empty = بلا شروط
opinion-unknown-ties = عبارات مرتبطة بما لا وجود له في القضية: { $list }.
opinion-hangs = بمن تتعلق النتيجة؟
opinion-alike = أوراق تصويت تكاد تطابق غيرها: { $count }، في { $sets ->
    [one] مجموعة واحدة
    [two] مجموعتين
    [few] { $sets } مجموعات
   *[other] { $sets } مجموعة
}.
opinion-without-invite = من جاؤوا بالدعوة { $invite }
opinion-without-copies = نسخ أوراق التصويت
opinion-without = بدون { $who } (العدد { $count }): { $groups ->
    [0] لا مجموعات
    [one] مجموعة واحدة
    [two] مجموعتان
    [few] { $groups } مجموعات
   *[other] { $groups } مجموعة
}، والتشابه { $likeness }.
opinion-lost = ما لم يعد يجمع الكل: { $list }.
opinion-gained = ما صار يجمع الكل: { $list }.
opinion-says-agree = { $id } (+)
opinion-says-disagree = { $id } (−)
opinion-channel = القناة { $channel } (العدد { $count }) يجمعها: { $list }.
opinion-channel-nothing = القناة { $channel } (العدد { $count }) لا يجمعها شيء.
opinion-channel-few = القناة { $channel }: أقل من خمسة أشخاص.
opinion-map-title = خريطة الآراء
opinion-map-how = من تتشابه أصواتهم يتقاربون؛ الدوائر هم الناس، وتكبر بعددهم.
opinion-no-column = السطر الأول ليس فيه عمود { $names }؛ والمطلوب أحد هذه الأسماء
opinion-no-field = في هذا السطر ينقص الحقل { $name }
opinion-bad-vote = «{ $said }» ليس صوتًا؛ الصوت 1 أو 0 أو -1، أو: أوافق، محايد، لا أوافق
opinion-bad-time = «{ $said }» ليس وقتًا؛ الوقت عدد صحيح
opinion-twice = العبارة { $id } مكررة هنا؛ كل عبارة ترد مرة واحدة
opinion-long-name = المعرّف لا يتجاوز 128 بايتًا
opinion-long-row = السطر لا يتجاوز 1 MiB؛ لعل علامة اقتباس لم تُغلق
opinion-too-many = { $what }: الحد الأقصى { $limit }
opinion-more-mistakes = …وأخطاء أخرى: { $count }.
opinion-file-too-large = ملف العبارات لا يتجاوز { $limit }
