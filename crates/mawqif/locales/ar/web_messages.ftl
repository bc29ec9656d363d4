# رسائل الهواتف، والبوابات التي تحملها.

messages-title = الرسائل
messages-lead = ما يرسله الناس من هواتفهم. لا تصير الرسالة بلاغًا حتى يصوغ أحدكم منها بلاغًا بمكانه ودرجته، وما ليس من هذا الشأن يُطرح.
messages-waiting-title = في الانتظار
messages-waiting = { $count ->
    [zero] لا شيء ينتظر.
    [one] رسالة واحدة تنتظر.
    [two] رسالتان تنتظران.
    [few] { $count } رسائل تنتظر، الأقدم أولًا.
   *[other] { $count } رسالة تنتظر، الأقدم أولًا.
}
messages-waiting-more = { $count ->
    [one] وتنتظر رسالة أخرى تظهر متى نُظر في واحدة من هذه.
    [two] وتنتظر رسالتان أخريان تظهران متى نُظر في هذه.
    [few] وتنتظر { $count } رسائل أخرى تظهر متى نُظر في هذه.
   *[other] وتنتظر { $count } رسالة أخرى تظهر متى نُظر في هذه.
}
messages-message = الرسالة { $name }
messages-sender = من
messages-nobody = لم يُذكر أحد
messages-sent = أُرسلت
messages-words = النص
messages-came = وصلت
messages-on-that-day = { $name }؛ والساعة غير مذكورة
messages-by-gateway = عبر «{ $name }»
messages-by-paste = ألصقها { $name }
messages-somebody = أحدهم
messages-places = لعل المكان: { $name }
messages-make = صياغة بلاغ منها
messages-discard = طرحها
messages-discard-hint = يُحذف نصها، ويبقى أنها طُرحت ومن طرحها ولماذا.
messages-paste-title = لصق رسائل
messages-paste = الرسائل كما تُنسخ من الهاتف
messages-paste-hint = واحدة أو أكثر: محادثة كما يصدّرها تطبيق المراسلة، أو «من: … التاريخ: … النص»، أو أسطر مثل «الرقم | التاريخ والوقت | النص»، أو نص وحده، لكل رسالة فقرة.
messages-limit = { $name } على الأكثر في المرة الواحدة.
messages-look = انظروا ما فُهم منها
messages-nothing = الصقوا رسالة أو أكثر.
messages-understood-title = ما فُهم
messages-understood = { $count ->
    [one] رسالة واحدة. لم يُحفظ منها شيء بعد.
    [two] رسالتان. لم يُحفظ منهما شيء بعد.
    [few] { $count } رسائل. لم يُحفظ منها شيء بعد.
   *[other] { $count } رسالة. لم يُحفظ منها شيء بعد.
}
messages-two-ways = من الأيام ما يُقرأ على وجهين. بيّنوا أدناه كيف كُتبت؛ وإن بقيت كما هي حُفظت رسائلها بلا يوم.
messages-more = بعدها { $count }، ولا يُقرأ أكثر من { $limit } في المرة الواحدة. الصقوا الباقي وحده بعد هذه.
messages-when-two-ways = يحتمل يومين
messages-when-unread = لا يُقرأ
messages-when-unsaid = غير مذكور
messages-twin = مثل { $name } أعلاه.
messages-before = وصلت من قبل، وهي الرسالة { $name }.
messages-keep = حفظ
messages-keep-these = حفظ المختارة
messages-keep-hint = تنتظر حتى يصوغ أحد من كل منها بلاغًا أو يطرحها. لا يُحفظ الرقم، إذ ليس للجنة مفاتيح يُختم لها، بل تحل محله علامة هي نفسها كلما كتب ذلك الرقم. وللرقم الوارد بلا رمز بلده، وللاسم، علامة أخرى.
messages-keep-hint-sealed = تنتظر حتى يصوغ أحد من كل منها بلاغًا أو يطرحها. يُختم الرقم لمفاتيح اللجنة، وتحل محله علامة هي نفسها كلما كتب ذلك الرقم. وللرقم الوارد بلا رمز بلده، وللاسم، علامة أخرى.
messages-number = الرقم
messages-number-sealed = مختوم لمفاتيح اللجنة، ويرافق البلاغ
messages-number-gone = لم يُحفظ
messages-none-chosen = اختاروا الرسائل التي تُحفظ.
messages-full = { $name } من الرسائل تنتظر، وهذا هو الحد. انظروا في بعضها أولًا.
messages-reason = اذكروا السبب في { $name } حرف على الأكثر.
messages-discarded = طُرحت الرسالة { $name }.
messages-kept = { $count ->
    [zero] لم يُحفظ جديد.
    [one] رسالة واحدة تنتظر الآن.
    [two] رسالتان تنتظران الآن.
    [few] { $count } رسائل تنتظر الآن.
   *[other] { $count } رسالة تنتظر الآن.
} { $before ->
    [zero] { "" }
    [one] وواحدة كانت قد وصلت.
    [two] واثنتان كانتا قد وصلتا.
    [few] و{ $before } كانت قد وصلت.
   *[other] و{ $before } كانت قد وصلت.
}
messages-filed = نُظر في الرسالة.
messages-ended-title = نُظر فيها
messages-ended = { $how ->
    [report] صاغ منها { $name } بلاغًا، { $date } (القيد { $entry }).
    [expired] لم ينظر فيها أحد، فحُذف نصها، { $date }.
   *[discarded] طرحها { $name }، { $date }:
}
messages-age = ما لم ينظر فيه أحد يُحذف نصه بعد { $name } يومًا.
messages-goes = يُحذف نصها
messages-again = تكررت
messages-again-times = { $count ->
    [one] مرة واحدة، { $date }
    [two] مرتين، آخرهما { $date }
    [few] { $count } مرات، آخرها { $date }
   *[other] { $count } مرة، آخرها { $date }
}
messages-has-number = يبدو أن فيه رقمًا. احذفوه حين تصوغون البلاغ.
messages-ahead = هذا وقت لم يحن بعد: ساعة الهاتف متقدمة، أو قُرئ اليوم على غير وجهه.
messages-goes-on = تتمة ما قبلها: لا تزيد الرسالة على { $name } حرف، فتُحفظ هذه أجزاء.
messages-number-stale = مختوم لمفاتيح لم تعد مفاتيح اللجنة، فلا يرافق البلاغ
messages-discard-all = { $count ->
    [one] طرحها
    [two] طرح رسالتي هذا المرسل
    [few] طرح رسائل هذا المرسل كلها، وهي { $count }
   *[other] طرح رسائل هذا المرسل كلها، وهي { $count }
}
messages-all-discarded = { $count ->
    [zero] لم تعد تنتظر من هذا المرسل رسالة.
    [one] طُرحت رسالة واحدة.
    [two] طُرحت رسالتان.
    [few] طُرحت { $count } رسائل.
   *[other] طُرحت { $count } رسالة.
}
messages-over = كان قد نُظر في الرسالة { $name }، وهي مذكورة أدناه.
messages-claimed = هناك من يصوغ بلاغًا من الرسالة { $name } في هذه اللحظة. انظروا بعد قليل إلامَ آل أمرها.
message-what-number-hint = يبدو أن في النص رقمًا. احذفوه ما لم تدعُ إليه حاجة، فقد يستدل به قارئ السجل على صاحبه.
message-origin-local = علامة رقم ورد بلا رمز بلده. وقد يكون لهاتفه علامة أخرى، فلا يُعد معها وحده شاهدًا ثانيًا.
message-origin-name = علامة اسم سمّى به أحدهم المرسل. وقد يكون لهاتفه علامة أخرى، فلا يُعد معها وحده شاهدًا ثانيًا.
message-number-stale = الرقم مختوم لمفاتيح لم تعد مفاتيح اللجنة. لا يمكن أن يرافق البلاغ، ويُحذف متى صيغ.
message-without-number = صياغة البلاغ بلا الرقم
message-number-lost = بيّنوا أن البلاغ يُصاغ بلا الرقم، أو اتركوا الرسالة حتى تعود المفاتيح كما كانت.
message-title = بلاغ من رسالة
message-lead = النص هو نص الرسالة. احذفوا منه ما يدل على مرسلها وما ليس مما وقع. لا يدخل السجل إلا ما هو مكتوب هنا.
message-what-hint = يجوز اختصاره وتصحيح حرف ناقص فيه، وما وقع يبقى بكلام المرسل.
message-choose = اختاروا
message-where-guessed = تخمين من أسماء الأماكن في النص. تحققوا من صحته.
message-where-hint = لم يُذكر في النص مكان من أماكن القضية.
message-when-hint = متى وقع. والمكتوب هنا وقت إرسال الرسالة.
message-origin-hint = من كتب، كما تعرفونه. لا يراه إلا الأمانة واللجنة.
message-origin-known = علامة الهاتف. كل ما يأتي منه شاهد واحد، مهما كثر.
gateways-title = البوابات
gateways-lead = البوابة هاتف عليه برنامج، أو مزود رسائل نصية، أو استمارة في موقع آخر، ترسل الرسائل إلى هذه القضية. ورمزها لا يصلح لغير ذلك.
gateways-make = إنشاء بوابة
gateways-label = اسمها
gateways-label-hint = مثل «هاتف مكتب الشمال».
gateways-label-wrong = سمّوها باسم لا يزيد على { $name } حرفًا.
gateways-full = البوابات { $name }، وهذا هو الحد. اسحبوا واحدة لم تعد مستعملة.
gateways-made-title = أُنشئت البوابة
gateways-once = يظهر الرمز هذه المرة وحدها. ضعوه الآن في إعدادات البوابة؛ وإن ضاع فاسحبوا البوابة وأنشئوا غيرها.
gateways-token = الرمز
gateways-address = العنوان
gateways-try = لتجربتها:
gateways-all = بوابات هذه القضية
gateways-none = لا بوابة.
gateways-made = أنشأها { $name }، { $date }
gateways-used = آخر استعمال { $name }
gateways-unused = لم تُستعمل بعد
gateways-received = { $count ->
    [zero] لم تصل عبرها رسالة
    [one] وصلت عبرها رسالة واحدة
    [two] وصلت عبرها رسالتان
    [few] وصلت عبرها { $count } رسائل
   *[other] وصلت عبرها { $count } رسالة
}
gateways-turned-away = { $count ->
    [zero] لم تُردّ رسالة
    [one] رُدّت رسالة واحدة، إذ كثر ما ينتظر من مرسلها أو من هذه البوابة
    [two] رُدّت رسالتان، إذ كثر ما ينتظر من مرسلهما أو من هذه البوابة
    [few] رُدّت { $count } رسائل، إذ كثر ما ينتظر من مرسليها أو من هذه البوابة
   *[other] رُدّت { $count } رسالة، إذ كثر ما ينتظر من مرسليها أو من هذه البوابة
}
gateways-revoked = سُحبت { $name }
gateways-revoke = سحبها

muted-title = مرسلون مكتومون
muted-lead = ما تحمله البوابات من هؤلاء لا يُحفظ بل يُعدّ. ويبقى لصق رسائلهم ممكنًا لمن شاء.
muted-mute = طرحها وكتم هذا المرسل
muted-unmute = رفع الكتم عنه
muted-by = كتمه { $name }، { $date }: { $why }
muted-turned = { $count ->
    [zero] لم يُردّ شيء منذ ذلك
    [one] رُدّت منذ ذلك رسالة واحدة
    [two] رُدّت منذ ذلك رسالتان
    [few] رُدّت منذ ذلك { $count } رسائل
   *[other] رُدّت منذ ذلك { $count } رسالة
}
muted-done = كُتم المرسل. { $count ->
    [zero] لا ينتظر منه شيء.
    [one] طُرحت رسالة واحدة.
    [two] طُرحت رسالتان.
    [few] طُرحت { $count } رسائل.
   *[other] طُرحت { $count } رسالة.
}
muted-heard = صار ما يكتبه هذا المرسل يُحفظ من جديد.
muted-full = المكتومون { $name }، وهذا هو الحد. ارفعوا الكتم عن أحدهم أولًا.
