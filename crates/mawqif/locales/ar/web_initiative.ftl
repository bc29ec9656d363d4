# استمارات الإدخال وصفحات العرض.

sheet-button = أدخِل
sheet-back = عودة دون إدخال شيء
sheet-change = تعديل
sheet-remove = إزالة
sheet-problems = لم يُدخَل شيء بعد. ما يلزم إصلاحه:
sheet-needed = لا بد من كتابة شيء هنا.
sheet-number = اكتب هنا عددًا صحيحًا.
sheet-day = اكتب اليوم على هذا النحو: 2030-04-30.
sheet-moment = اكتب اليوم والساعة على هذا النحو: 2030-04-30 18:00.
sheet-unknown = لا شيء باسم «{ $name }».
sheet-name = الاسم
sheet-id = الاسم المختصر
sheet-id-hint = به يُشار إليه، ولا يتغير لاحقًا. يُصاغ من الكلمات إذا تُرك فارغًا.
sheet-id-taken = «{ $name }»، أو ما يشبهه، مستعمل من قبل.
sheet-id-character = لا يصح { $name } في اسم مختصر: فيه حروف وأرقام و- و_ فقط.
sheet-id-keyword = لكلمة «{ $name }» معنى في المواقف، فلا تصلح اسمًا مختصرًا.
sheet-id-long = لا يزيد الاسم المختصر على ١٢٨ حرفًا.
sheet-sent-before = ما كان في هذه الاستمارة أُدخل من قبل. ما فيها الآن سيكون شيئًا إضافيًا: أرسلها من جديد إن كنت تقصد ذلك.
sheet-problem = { $code ->
    [too-long] هذا أطول مما يجوز.
    [too-many] هذه أكثر مما يجوز.
    [bad-character] فيه حرف لا يراه أحد.
    [unknown-id] يذكر شيئًا غير موجود.
    [duplicate-id] الاسم المختصر مستعمل من قبل.
    [look-alike-id] الاسم المختصر يشبه اسمًا مستعملًا.
    [date-order] اليوم الأخير قبل اليوم الأول.
    [cyclic-place] لا يقع مكان ضمن نفسه.
    [excludes-itself] لا يستبعد الشرط نفسه.
    [out-of-range] العدد أصغر أو أكبر مما يجوز.
    [bad-measure] لا يصلح هذا اسمًا لمقياس.
    [bad-quorum] يُحسب النصاب قبل أن يجيب أحد، فلا يكون نسبة ممن حسموا رأيهم.
    [stance] سيفقد موقف مقدَّم سلامته، لأنه يذكر ما سيُزال.
   *[other] { $problem } { $help }
}

fresh-title = للتأكد من أنك أنت
fresh-lead = هذا يغيّر من يقرر أو من يتحدث أو كيف يُقرَّر، ولذلك تُطلب كلمة مرورك من جديد.
fresh-codes-first = هذا يغيّر من يقرر أو من يتحدث أو كيف يُقرَّر، ولذلك يلزمه رمز لمرة واحدة. أعِدّ رموزك أولًا، ويبقى ما كتبته هنا.
fresh-account = إلى حسابك

new-case-title = افتح قضية
new-case-lead = القضية عرض واحد من الخارج، وكل ما يصل به الائتلاف إلى رده. ستكون أمانتها لك، ويُدعى الآخرون بعد ذلك.
new-case-name = اسم القضية
new-case-hint = تكفي لغة واحدة، ومع اللغتين يقرأ كلٌّ بلغته.
new-case-button = افتح القضية
new-case-untitled = سمِّ القضية بإحدى اللغتين.

offer-new = سجّل عرضًا ورد
offer-lead = ما الذي ورد، وممن، ومتى يُطلب الرد. تُدخل بنوده بعد ذلك واحدًا واحدًا.
offer-title = ما المعروض، في كلمات قليلة
offer-title-hint = مثل: «تجميد القتال في المدينة».
offer-sponsor-hint = من قدّمه أو حمله.
offer-deadline-hint = يرى الجميع كم يومًا بقي.
revision-title = وردت نسخة جديدة
revision-lead = كل موقف يجيب عن نسخة واحدة. مع النسخة الجديدة تُسأل الهيئات كلها من جديد، ويبقى في السجل ما قيل عن القديمة.
versions-title = نسخ العرض
versions-back = إلى العرض
version-number = النسخة { $name }
version-since = منذ { $name }
version-same = لم يتغير شيء مما أُدخل.
change-added = جديد
change-altered = تغيّر
change-removed = أُزيل
diff-gone = من قبل:
diff-new = الآن:

provision-new = أدخِل بندًا
provision-change = عدّل بندًا
provision-lead = بند واحد من العرض بكلماته هو. ما لا يقوله يُترك فارغًا، فمعرفة أنه لم يُذكر مفيدة.
provision-text = نصّه
provision-status = أين وصل
provision-obliged-hint = تُدخل الأطراف في صفحة العرض.
provision-unsaid-hint = يُترك فارغًا إذا لم يذكره العرض.
harm-new = أدخِل ما يجب أن يتوقف
harm-change = عدّل ما يجب أن يتوقف
harm-lead = شيء يريد الائتلاف أن ينتهي، كالقصف. تذكر البنود والشروط أيًّا منها توقفه.
harms-none = لم يُدخل شيء.
party-new = أدخِل طرفًا
party-change = عدّل طرفًا
party-lead = طرف من خارج الائتلاف يُلزمه العرض أو يخدمه.
parties-none = لم يُدخل أي طرف.
place-new = أدخِل مكانًا
place-change = عدّل مكانًا
place-within = يقع ضمن
place-nowhere = لا يقع ضمن مكان آخر
places-none = لم يُدخل أي مكان.
red-line-new = أدخِل خطًا أحمر
red-line-change = عدّل خطًا أحمر
red-line-lead = ما لا يتنازل عنه الائتلاف، بكلماته هو.
red-line-text = نصّه
red-line-against = ما الذي يتجاوزه
red-line-crossed-by = يتجاوزه { $name }
red-lines-none = لم يُدخل أي خط أحمر.
quotes-title = من قال ماذا
quotes-none = لم يُدخل أي قول.
quote-new = أدخِل قولًا
quote-lead = ما قاله أحدهم في العرض، وأين يُقرأ ذلك.
quote-said = الكلام
quote-speaker = القائل
quote-role = صفته
quote-outlet = لمن قاله، كصحيفة مثلًا
quote-date = متى
quote-source = أين يُقرأ
quote-source-hint = عنوان أو اسم ملف.
quote-mode = كيف ينقله المصدر
quote-direct = بنصّه
quote-indirect = بمعناه
quote-nominal = عرضًا
committee-new = خطّط للجنة
committee-change = عدّل لجنة
committee-lead = من يتابع. تُشكَّل اللجنة المخطط لها عند اعتماد الموقف، كي لا تُنسى المتابعة.
committee-members = الهيئات التي تجلس فيها
committee-on = متى تُشكَّل
committee-on-hint = إذا لم تختر شيئًا: أيًّا كان الرد.
committee-on-accept = عند قبول العرض
committee-on-with = عند قبوله بشروط
committee-on-reject = عند رفضه
committee-on-none = عند غياب موقف مشترك
committees-title = اللجان
committees-none = لا لجنة مخططًا لها.

dossier-title = القضية في ملف
dossier-lead = الملف هو القضية كلها في نص واحد يقرؤه الناس والبرامج. ليس فيه ما هو سري على غيرك من المواقف.
dossier-export = خذ القضية معك ملفًا
import-title = خذ القضية من ملف
import-file = ملف
import-paste = أو ألصق نصّه هنا
import-button = خذه كما هو
import-empty = اختر ملفًا، أو ألصق نصّه.
import-problems = لم يؤخذ شيء. ما يلزم إصلاحه، حيث هو:
import-place = السطر { $line }، الحرف { $column }
import-unlisted = { $count ->
    [one] وواحدة أخرى.
    [two] واثنتان أخريان.
    [few] و{ $count } أخرى.
   *[other] و{ $count } أخرى.
}

draft-kept = عاد ما كتبته هنا ولم ترسله.
draft-drop = ابدأ من جديد من دونه
