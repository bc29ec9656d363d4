# السجل: الإيصالات وحالاته الموقّعة والقيود.

verify-included = ثبت أن القيد رقم { $seq } في السجل { $origin }، وكان فيه عند توقيعه { $size ->
    [one] قيد واحد
    [two] قيدان
    [few] { $size } قيود
    [many] { $size } قيدًا
   *[other] { $size } قيد
}.
verify-entry = نوعه { $kind }، وصاحبه { $actor }، وسُجّل في { $time }.
verify-erased = مُحي مضمونه، ووروده في السجل ثابت مع ذلك.
verify-continues = ثبت أن السجل { $origin } يبدأ بالقيود نفسها، وكان عددها { $old } ثم صار { $size }، فلم يُغيَّر منها شيء ولم يُحذف.
verify-same = ثبت أن الحالتين الموقّعتين حالة واحدة للسجل { $origin }، وفيها { $size ->
    [one] قيد واحد
    [two] قيدان
    [few] { $size } قيود
    [many] { $size } قيدًا
   *[other] { $size } قيد
}.
verify-witnessed = عاين الشاهد { $witness } هذا السجل في { $time }.
verify-failed = لم يثبت: { $reason }.
verify-two-files = يلزم إيصال مع ‎--entry
verify-three-files = يلزم مع ‎--consistency الحالة الموقّعة السابقة ثم اللاحقة ثم البرهان

record-long = حجم الملف أكبر من { $limit } بايت
record-byte = البايت { $at } محرف تحكم أو ليس من UTF-8
record-line = ينبغي أن يكون السطر { $line } { $wanted }
record-part-receipt-header = «c2sp.org/tlog-proof@v1»
record-part-extra = كلمة «extra» يليها نص Base64
record-part-old = كلمة «old» يليها عدد القيود
record-part-index = كلمة «index» يليها رقم القيد
record-part-proof-hash = بصمة من البرهان بترميز Base64
record-part-blank = فارغًا
record-part-origin = اسم السجل
record-part-size = عدد القيود
record-part-root = البصمة الجذرية بترميز Base64
record-part-extension = من أسطر إضافية قليلة ليس بينها سطر فارغ
record-part-signature = «— » يليها اسم المفتاح ثم التوقيع بترميز Base64
record-unsigned = التواقيع ناقصة، ومكانها بعد سطر فارغ في أسطر تبدأ بـ«— »
record-signatures = التواقيع أكثر من { $limit }
record-note-text = النص الموقّع ينتهي بسطر جديد وليس فيه محارف تحكم
record-key-form = شكل المفتاح example.org/record+1a2b3c4d+AbC…= وليس هذا كذلك
record-key-name = طول اسم المفتاح من 1 إلى { $limit } بايت، بلا مسافات ولا علامة +
record-key-type = نوع المفتاح { $found }، ولا يُستعمل إلا النوع 1 للسجل والنوع 4 للشاهد
record-key-hash = المفتاح { $written } كان ينبغي أن يكون { $computed }، فقد تغيّر منه حرف أو سقط
record-key-point = ليس المفتاح نقطة يُعتمد عليها في Ed25519
record-key-not-record = المفتاح { $key } مفتاح شاهد (النوع 4)، والمطلوب مفتاح سجل (النوع 1)
record-key-not-witness = المفتاح { $key } مفتاح سجل (النوع 1)، والمطلوب مفتاح شاهد (النوع 4)
record-entry-number = ‏seq وtime عددان من 0 إلى 9223372036854775807
record-actor = طول معرّف صاحب القيد من 1 إلى { $limit } بايت، بلا مسافات ولا محارف خفية
record-kind = النوع من 1 إلى { $limit } من الحروف اللاتينية الصغيرة والأرقام والوصلات، وأوله حرف، وإصداره 1 أو أكثر
record-payload = المضمون نص JSON لا يزيد على { $limit } بايت
record-content = في القيد إما salt وpayload، وإما commitment وحدها بعد المحو
record-entry-file = تعذّرت قراءة القيد: { $why }
record-head = عدد القيود والبصمة الجذرية لا يتفقان
record-origin = الحالة الموقّعة للسجل { $checkpoint } لا للسجل { $wanted }
record-not-signed = لا توقيع للمفتاح { $key } على هذه الحالة
record-bad-signature = توقيع المفتاح { $key } لا يطابق النص، فقد غُيّر أحدهما
record-other-entry = رقم القيد { $entry }، والإيصال للقيد رقم { $receipt }
record-beyond = القيد رقم { $index } خارج الحالة الموقّعة، وفيها { $size ->
    [zero] لا شيء
    [one] قيد واحد
    [two] قيدان
    [few] { $size } قيود
    [many] { $size } قيدًا
   *[other] { $size } قيد
}
record-short = في السجل { $have ->
    [zero] لا شيء
    [one] قيد واحد
    [two] قيدان
    [few] { $have } قيود
    [many] { $have } قيدًا
   *[other] { $have } قيد
} والمطلوب { $wanted }، فآخره مفقود
record-shrunk = في الحالة اللاحقة { $new ->
    [zero] لا شيء
    [one] قيد واحد
    [two] قيدان
    [few] { $new } قيود
    [many] { $new } قيدًا
   *[other] { $new } قيد
}، وكان العدد في السابقة { $old }
record-other-size = يبدأ الطلب من القيد { $asked } وقد رأى هذا الشاهد { $seen }، فاطلبوا من هناك
record-proof-length = في البرهان { $found ->
    [zero] لا شيء من البصمات
    [one] بصمة واحدة
    [two] بصمتان
    [few] { $found } بصمات
    [many] { $found } بصمة
   *[other] { $found } بصمة
}، وينبغي أن يكون العدد هنا { $wanted }
record-not-included = القيد رقم { $index } لا يؤدي إلى البصمة الجذرية للقيود وعددها { $size }، فقد غُيّر القيد أو الإيصال
record-not-consistent = لم يتبيّن أن السجل وعدد قيوده { $old } هو بداية السجل وعدد قيوده { $new }، فقد غُيّر شيء
witness-made = صار للشاهد { $name } مفتاح. سلّموا السطر التالي إلى كل من يعتمد على السجل:
witness-signed = وُقّع: السجل { $origin } وفيه { $size ->
    [zero] لا شيء
    [one] قيد واحد
    [two] قيدان
    [few] { $size } قيود
    [many] { $size } قيدًا
   *[other] { $size } قيد
}، وهو استمرار لما سبق أن رآه الشاهد ({ $old }).
witness-first = وُقّع: السجل { $origin } وفيه { $size ->
    [zero] لا شيء
    [one] قيد واحد
    [two] قيدان
    [few] { $size } قيود
    [many] { $size } قيدًا
   *[other] { $size } قيد
}. هذه أول حالة يراها الشاهد من هذا السجل، ومفتاحه { $key }.
witness-refused = لم يُوقَّع: { $reason }
witness-unknown = لا يعرف هذا الشاهد السجل { $origin } بعد؛ أعطوا مفتاحه بالخيار --record من مصدر تثقون به
witness-other-key = يعرف هذا الشاهد السجل { $origin } بمفتاح آخر هو { $known }، والسجل لا يغيّر مفتاحه
witness-not-new = في { $folder } شاهد من قبل
witness-none = لا شاهد في { $folder }؛ أنشئوه بالأمر ‎`mawqif witness new { $folder } --name NAME`
witness-busy = عملية أخرى توقّع في { $folder }؛ حاولوا ثانية
verify-archive = ثبت أن في الأرشيف السجل { $origin } كاملًا كما وُقّع، وفيه { $size ->
    [zero] لا شيء
    [one] قيد واحد
    [two] قيدان
    [few] { $size } قيود
    [many] { $size } قيدًا
   *[other] { $size } قيد
}{ $erased ->
    [0] .
    [one] ، مُحي مضمون واحد منها.
    [two] ، مُحي مضمون اثنين منها.
   *[other] ، مُحي مضمون { $erased } منها.
}
verify-archive-lost = الناقص: { $count ->
    [one] ملف أدلة مختوم واحد يحفظه السجل وليس في الأرشيف.
    [two] ملفا أدلة مختومان يحفظهما السجل وليسا في الأرشيف.
    [few] { $count } ملفات أدلة مختومة يحفظها السجل وليست في الأرشيف.
    [many] { $count } ملفًا من الأدلة المختومة يحفظها السجل وليست في الأرشيف.
   *[other] { $count } ملف من الأدلة المختومة يحفظها السجل وليست في الأرشيف.
}
archive-at = { $file }، السطر { $line }: { $reason }
