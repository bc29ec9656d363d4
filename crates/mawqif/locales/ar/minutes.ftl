# محضر اجتماع.

minutes-title = محضر الاجتماع { $number }: { $title }
minutes-case = الملف: { $case }
minutes-convened = موعد الانعقاد: { $time }
minutes-place = المكان: { $place }
minutes-not-opened = لم يُفتتح الاجتماع بعد.
minutes-opened = افتُتح الاجتماع في { $time }.
minutes-quorum = { $state ->
    [met] النصاب مكتمل: { $sum } من { $base }.
    [lost] النصاب غير مكتمل: { $sum } من { $base }.
   *[none] لا تشترط القاعدة نصابًا، والحضور { $sum } من { $base }.
}
minutes-present = { $count ->
    [zero] لم تحضر الافتتاح أي هيئة.
    [one] حضرت الافتتاح هيئة واحدة: { $list }.
    [two] حضرت الافتتاح هيئتان: { $list }.
    [few] حضرت الافتتاح { $count } هيئات: { $list }.
    [many] حضرت الافتتاح { $count } هيئة: { $list }.
   *[other] حضرت الافتتاح { $count } هيئة: { $list }.
}
minutes-absent = { $count ->
    [zero] لم تغب عن الافتتاح أي هيئة.
    [one] غابت عن الافتتاح هيئة واحدة: { $list }.
    [two] غابت عن الافتتاح هيئتان: { $list }.
    [few] غابت عن الافتتاح { $count } هيئات: { $list }.
    [many] غابت عن الافتتاح { $count } هيئة: { $list }.
   *[other] غابت عن الافتتاح { $count } هيئة: { $list }.
}

minutes-agenda = جدول الأعمال
minutes-no-agenda = لم يوضع جدول أعمال.
minutes-item = { $number }. { $title }

minutes-events = مجريات الاجتماع
minutes-nothing = لم يُسجَّل شيء.
minutes-came = { $time }: التحق وفد { $body } بالاجتماع.
minutes-left = { $time }: غادر وفد { $body } الاجتماع.
minutes-decision = { $time }: قرار في البند { $number }، { $count ->
    [zero] من دون حضور أي هيئة
    [one] بحضور هيئة واحدة
    [two] بحضور هيئتين
    [few] بحضور { $count } هيئات
    [many] بحضور { $count } هيئة
   *[other] بحضور { $count } هيئة
}. { $quorum }
minutes-closed = اختُتم الاجتماع في { $time }.
minutes-open = لم يُختتم الاجتماع بعد.

minutes-drafted = { $count ->
    [one] صيغ هذا المحضر من القيد الأول في السجل { $origin }.
    [two] صيغ هذا المحضر من القيدين الأولين في السجل { $origin }.
   *[other] صيغ هذا المحضر من القيود الـ{ $count } الأولى في السجل { $origin }.
}
