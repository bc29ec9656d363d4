# الاجتماعات.

tab-meetings = الاجتماعات
meetings-none = لم يُدعَ إلى أي اجتماع بعد. تدعو الأمانة إليه، ثم يُسجَّل هنا حضور الهيئات وتُدوَّن القرارات.
meetings-calendar = هذه المواعيد ملفًا لتقويمك
meetings-all = كل الاجتماعات
meeting-convene = الدعوة إلى اجتماع
meeting-convene-button = ادعُ إلى هذا الاجتماع
meeting-title = عنوانه
meeting-date = اليوم
meeting-time = الساعة
meeting-zone = بتوقيت
meeting-zone-hint = يقرأ كلٌّ الموعد بتوقيته، وتأخذه التقاويم على وجهه الصحيح.
meeting-when = متى
meeting-place = أين
meeting-place-optional = أين (يمكن تركه)
meeting-agenda = جدول الأعمال
meeting-agenda-hint = بند في كل سطر.
meeting-when-unclear = حدّد اليوم والساعة اللذين يبدأ فيهما، بعد عام ١٩٧٠.
meeting-not-begun = لم يبدأ بعد.
meeting-open-since = منعقد منذ { $name }.
meeting-closed-at = انتهى في { $name }.
meeting-presence = الحضور
meeting-here = الحاضر { $count } من { $all } من الهيئات
meeting-no-quorum-asked = لا تشترط القاعدة نصابًا.
seat-here = حاضرة
seat-away = غائبة
meeting-agenda-title = جدول الأعمال والقرارات
meeting-agenda-none = ليس للاجتماع جدول أعمال.
meeting-decide = دوّن قرارًا في البند { $name }
meeting-decision = ما تقرّر
meeting-decision-button = دوّن هذا القرار
meeting-decided = { $at }، { $count ->
    [zero] دون حضور أي هيئة
    [one] بحضور هيئة واحدة
    [two] بحضور هيئتين
    [few] بحضور { $count } هيئات
   *[other] بحضور { $count } هيئة
}؛ { $quorum }
meeting-quorum = { $state ->
    [met] النصاب مكتمل، { $sum } من { $base }
    [lost] لا نصاب، { $sum } من { $base }
   *[none] لا يُشترط نصاب
}
meeting-end-quorum = عند الاختتام: { $name }.
meeting-open = افتتح الاجتماع
meeting-close = اختتام الاجتماع
meeting-close-lead = لا يُفتح الاجتماع بعد اختتامه، ولا يُدوَّن فيه شيء آخر.
meeting-close-button = نعم، اختتمه
meeting-minutes = المحضر
minutes-lead = مسوّدة أُعدّت من السجل. ليس فيها ما قيل من كلام، فأضفه بيدك قبل التوقيع.
minutes-back = عودة إلى الاجتماع
meetings-link = أنشئ رابطًا يتابعه تقويمك
meetings-link-made = أعطِ هذا الرابط لتقويمك. لا يُعرض إلا هذه المرة، وهو صالح حتى { $name }، وتجده بين رموزك حيث يمكنك سحبه. من يملكه يرى هذه المواعيد.
