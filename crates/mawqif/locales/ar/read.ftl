# تقرير صحفي كما قُرئ.

read-lead = { $name }: { $count ->
    [0] لم يُنقل فيه كلام أحد
    [one] تصريح واحد
    [two] تصريحان
    [few] { $count } تصريحات
    [many] { $count } تصريحًا
   *[other] { $count } تصريح
}
read-dateline = المصدر: { $list }
read-legend = العلامات: { $marks }
read-mark-said = الكلام المنقول
read-mark-speaker = قائله
read-mark-verb = لفظ النقل
read-mark-condition = الشرط
read-mark-red-line = ما يجب ألا يقع
read-speaker = { $who } ({ $how })
read-sure = مذكور في الجملة، وقراءته موثوقة
read-check = مذكور في الجملة؛ يُرجى التحقق من آخر الاسم
read-shared = فاعل الفعل السابق
read-guessed = غير مذكور في الجملة؛ يُرجَّح مما سبقها ويحتاج إلى تأكيد
read-nearest = الاقتباس قائم وحده؛ يُرجَّح أنه لأقرب متحدث ويحتاج إلى تأكيد
read-nobody = المتحدث غير مذكور
read-alone = بلا فعل
read-direct = بنصه
read-indirect = في جملة الكاتب
read-nominal = بإيجاز الكاتب
read-words-sure = حدود الكلام موثوقة
read-words-check = يُرجى التحقق من أول الكلام وآخره
read-said = { $verb } ({ $mode }؛ { $sure }): { $content }
read-outlet = قيل لـ: { $outlet }
read-accepts = مؤيد
read-rejects = معارض
read-accepts-if = مؤيد بشرط
read-stance = الموقف المنقول: { $verdict }
read-stance-if = الموقف المنقول: { $verdict }. والشرط: { $condition }
read-commitment = فيه التزام، بدلالة: { $words }
read-commitment-of = فيه التزام على: { $party }، بدلالة: { $words }
read-attitudes = مواقف ذُكرت من غير كلام منقول
read-attitude = { $who } – { $verb }: { $content }
read-red-lines = ما يجب ألا يقع أو لا تنازل عنه
read-events = اجتماعات ومؤتمرات صحفية ولجان
read-meeting = اجتماع
read-press-conference = مؤتمر صحفي
read-committee = لجنة
read-event = { $kind }: { $words }
read-days = أيام
read-day = { $words }: { $date }
read-notices = مما ينبغي معرفته قبل الاعتماد على هذه القراءة
read-nothing-said = لا ينقل النص كلام أحد.
read-cut-short = لم يُقرأ من النص إلا أول عشرة ميبيبايت.
read-direction-control = عند البايت { $place } محرف يغيّر اتجاه النص، وقد جرى تجاوزه.
read-date-needed = في النص أيام من قبيل «اليوم» و«أمس»؛ أضف تاريخ النشر بالخيار ‎--date.
read-open-quotation = عند البايت { $place } اقتباس يُفتح ولا يُغلق في فقرته.
read-unconfirmed = كل ما سبق منقول، ولا يدخل القضية شيء منه قبل أن يؤكده أحد.
read-draft-head =
    مسودة أُعدّت من تقرير صحفي بالأمر `mawqif read --dossier`.
    كل ما فيها منقول ولا شيء منه مؤكد: راجع كل قول على مصدره، وسمّ الهيئات، وقدّر أعباء الشروط،
    واكتب القاعدة، ثم اعمل بها.
