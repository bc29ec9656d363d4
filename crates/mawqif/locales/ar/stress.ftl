# اختبار العرض: ما ينقصه، ومن يحمي وأين ومتى، وهل يصمد.

stress-watertight = محكم: { $harms ->
    [one] الضرر الوحيد مغطى
    [two] الضرران مغطيان
    [few] الأضرار الـ{ $harms } كلها مغطاة
   *[other] الأضرار كلها مغطاة، وعددها { $harms }
} في كل مكان، مع من يتحقق ورد على الخرق.
stress-partial = جزئي: من { $harms ->
    [one] ضرر واحد
    [two] ضررين
    [few] { $harms } أضرار
    [many] { $harms } ضررًا
   *[other] { $harms } ضرر
}: { $list }.
stress-covered = { $count ->
    [one] واحد مغطى
    [two] اثنان مغطيان
   *[other] { $count } مغطاة
}
stress-partly = { $count ->
    [one] واحد مغطى جزئيًا
    [two] اثنان مغطيان جزئيًا
   *[other] { $count } مغطاة جزئيًا
}
stress-open = { $count ->
    [one] واحد مكشوف
    [two] اثنان مكشوفان
   *[other] { $count } مكشوفة
}
stress-no-harms = لا يذكر الملف ضررًا، فليس ما يُغطى. أدخلوا ما يريد الائتلاف وقفه.
stress-too-large = الأضرار والأماكن والفترات أكثر من أن توضع في جدول.
stress-nobody-verifies = لا أحد يتحقق.
stress-some-verified = { $count } من { $of } من البنود تذكر من يتحقق.
stress-no-answer = لا رد على الخرق.
stress-some-answered = { $count } من { $of } من البنود تذكر ما يترتب على الخرق.
stress-nobody-bound = لا أحد مُلزَم.
stress-one-bound = طرف واحد فقط مُلزَم.
stress-coverage = التغطية
stress-legend = ● مغطى   ◐ جزئيًا   ○ مكشوف
stress-everywhere = (بلا مكان)
stress-period-both = من { $from } إلى { $until }
stress-period-from = ابتداءً من { $from }
stress-period-until = حتى { $until }
stress-period-always = في أي وقت
stress-cell = { $harm }، { $place }، { $period }: { $standing }
stress-is-covered = يغطيه { $by }
stress-is-partial = يغطيه جزئيًا { $by }، وينقص: { $list }
stress-is-open = مكشوف
stress-obliged = من يجب عليه التنفيذ
stress-place = المكان
stress-start = يوم البداية
stress-verifier = من يتحقق
stress-response = ما يترتب على الخرق
stress-brings = ما يأتي به كل شرط وحده
stress-brings-stops = يوقف { $list }
stress-brings-elements = يضيف إلى كل بند { $list }
stress-brings-nothing = لا شيء مما ينظر فيه الجدول
stress-mend = أقل ما يجعل العرض محكمًا
stress-mend-conditions = { $list }: العبء { $burden }.
stress-mend-nothing = لا حاجة إلى أي شرط من الشروط المطروحة.
stress-mend-drafts = لا شرط يأتي بالباقي، فتجب صياغته: { $list }.
stress-mend-not-least = لم يُحسم هل يكفي ما هو أقل.
stress-draft-verifier = من يتحقق، للعرض كله
stress-draft-response = ما يترتب على الخرق، للعرض كله
stress-draft-amendment = { $element } في { $provision }
stress-draft-provision = بند ضد { $harm }
stress-lint = الملاحظات
stress-lint-none = لا تجد القواعد شيئًا.
stress-finding-allowed = مسموح: { $reason }
stress-untold = { $count ->
    [one] ملاحظة أخرى لم تُذكر.
    [two] ملاحظتان أخريان لم تُذكرا.
    [few] { $count } ملاحظات أخرى لم تُذكر.
    [many] { $count } ملاحظة أخرى لم تُذكر.
   *[other] { $count } ملاحظة أخرى لم تُذكر.
}
stress-explain-hint = الأسباب والصياغات: ‎mawqif stress --explain RULE --lang ar
stress-error = خطأ
stress-warning = تحذير
stress-note = تنبيه
stress-reason = السبب: { $words }
stress-suggest = صياغة مقترحة: { $words }
stress-source = المصدر: { $words }
stress-pack = المجال: { $words }
stress-stability = الصمود
stress-refused = لا تحليل لهذه اللعبة: { $message }.
stress-helpful-one = يفيد ألا يجتمع من خيارات { $player } أكثر من واحد: infeasible = ["{ $pattern }"]
stress-helpful-unspoken = لا تفضيل يذكر الخيار { $option }، فاحذفوه.
stress-from-dossier = اللعبة كما في الملف؛ عدد اللاعبين { $players }، وعدد الحالات { $states }.
stress-from-provisions = لعبة مأخوذة من البنود: لكل طرف مُلزَم أن يفي بها أو يخرقها؛ عدد اللاعبين { $players }، وعدد الحالات { $states }.
stress-no-agreed = لا تذكر اللعبة أي الحالات هي المتفق عليها (agreed = […])، فلا تُذكر إلا حالات التوازن.
stress-holds = الحالة المتفق عليها تصمد: لا أحد يكسب بتركها.
stress-holds-under = الحالة المتفق عليها تصمد وفق { $list }.
stress-holds-not = الحالة المتفق عليها لا تصمد وفق أي مفهوم.
stress-fails-under = ولا تصمد وفق { $list }.
stress-gains = الكاسب من تركها: { $player }، بما يأتي: { $list }.
stress-no-reply = ليس في اللعبة ما يتيح لأحد الرد على ذلك.
stress-reply-expected = سيُرد عليه، ومن يرد يكسب: { $path }.
stress-reply-threat = يمكن الرد عليه، ولكن من يرد يخسر: { $path }.
# Stands in other sentences, where nothing but the mark at its beginning would tell its direction.
stress-move = ‏{ $player }: { $list }
stress-breaks = خرق { $provision }
stress-keeps = الوفاء بـ{ $provision }
stress-goes-on = الاستمرار في { $harm }
stress-ends = وقف { $harm }
stress-answers = الرد على خرق { $provision }
stress-answers-no-more = الكف عن الرد على خرق { $provision }
stress-takes = اختيار { $option }
stress-drops = ترك { $option }
stress-deters = ما يردع ذلك: رد من { $list } يجري التحقق من موجبه ويُنفَّذ فعلًا، فيصمد الاتفاق وفق { $concepts }. أما مجرد التهديد: { $threat }.
stress-would-stay = لا يبقى دافع إلى تركها لو قُدّر الاتفاق بقدر هذه الحالة: { $state } ({ $concepts }).
stress-nothing-taken = لا شيء من ذلك كله
stress-nothing = لا شيء
stress-together = كسب مشترك من تركها لـ{ $members }: { $list }.
stress-together-stays = ويبقون مع ذلك وفق { $concepts }، لما يمكن أن يرد به الآخرون.
stress-together-leaves = ولا يبقيهم شيء مما يمكن أن يرد به الآخرون.
stress-no-coalition = لا يكسب أي تحالف بتركها معًا.
stress-now-improving = من الوضع الحالي تفضي إليها تحركات يكسب بها أصحابها: { $path }.
stress-now-any = من الوضع الحالي يمكن بلوغها، لكن ليس بما يكسب منه كل متحرك: { $path }.
stress-now-never = من الوضع الحالي لا تفضي إليها أي تحركات.
stress-now-there = وهي الوضع الحالي.
stress-equilibria = حالات التوازن
stress-equilibrium = { $concept }: { $count ->
    [0] لا شيء
   *[other] { $list }
}
stress-more = و{ $count } غيرها
stress-notice-idle = { $player }: العبارة «{ $statement }» صحيحة في كل حالة أو لا تصح في أي منها، فلا تحسم شيئًا.
stress-notice-same = { $player }: العبارة «{ $statement }» تكرر «{ $by }».
stress-notice-opposite = { $player }: العبارة «{ $statement }» تناقض «{ $by }» السابقة لها، وتلك حسمت.
stress-notice-indifferent = لا تفضيلات لـ{ $player }، فالحالات كلها سواء.
stress-the-coalition = الائتلاف
stress-beside = إلى جانبه: { $title }
stress-beside-verdict = مغطى { $covered }، وجزئيًا { $partial }، ومكشوف { $open }
stress-beside-harm = الضرر
stress-beside-here = هنا
stress-beside-there = هناك
stress-beside-unknown = غير مذكور
stress-beside-clauses = بنود هناك وليست هنا: { $list }.
stress-beside-own = بنود هنا وليست هناك: { $list }.
stress-beside-no-follow-up = كيف آل أمره: ليس في الملف متابعة بعد.
stress-graph-title = الحالة المتفق عليها وما تفضي إليه تحركات يكسب بها أصحابها
stress-graph-drawn = رُسمت { $drawn } من { $of } من الحالات. والخط الغليظ يترك الحالة المتفق عليها.
stress-graph-agreed = متفق عليها
stress-graph-now = الوضع الحالي
stress-graph-arc = { $from } ← { $to }: { $player }، { $list }
stress-rules = عدد القواعد { $count }
stress-unknown-rule = لا قاعدة بهذا الاسم؛ ‎mawqif stress --rules يعرضها
stress-refused-no-state = الأنماط الممتنعة تستبعد كل جمع بين الخيارات
stress-refused-too-many = عدد الخيارات { $options }، وتنتج عنها حالات أكثر من { $most }
stress-refused-ruled = الحالة { $state } يستبعدها نمط ممتنع
stress-refused-unranked = ترتيب { $player } تنقصه { $missing } من الحالات وعددها { $states }، وأولاها { $first }
stress-refused-twice = في ترتيب { $player } تتكرر الحالة { $state }
stress-refused-players = { $sides } أطراف مُلزَمة بشيء، ولا تتسع اللعبة إلا لـ{ $most }: حدد في `[game]` من يلعب
stress-refused-nothing = لا أحد مُلزَم بشيء، فليس ما يُوفى به أو يُخرق
