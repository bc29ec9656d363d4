# ما تقوله الصفحات.

site-name = موقف
skip = إلى محتوى الصفحة
sign-out = خروج
tabs = صفحات القضية
foot = لا شيء في هذه الصفحات يأتي من غير هذا الخادم أو يذهب إلى سواه.
date = {"\u200F"}{ $day } { $month } { $year }
moment = {"\u200F"}{ $date }، الساعة { $clock } (بتوقيت { $city }، غرينتش{ $ahead })
moment-utc = {"\u200F"}{ $date }، الساعة { $clock } بتوقيت غرينتش
zone = { $zone ->
    [UTC] غرينتش
    [Damascus] دمشق
    [Aden] عدن
    [Amman] عمّان
    [Baghdad] بغداد
    [Beirut] بيروت
    [Dubai] دبي
    [Jerusalem] القدس
    [Kolkata] كولكاتا
    [Kuwait] الكويت
    [Karachi] كراتشي
    [Qatar] الدوحة
    [Riyadh] الرياض
    [Shanghai] شنغهاي
    [Tehran] طهران
    [Tokyo] طوكيو
    [Algiers] الجزائر
    [Cairo] القاهرة
    [Casablanca] الدار البيضاء
    [Khartoum] الخرطوم
    [Lagos] لاغوس
    [Nairobi] نيروبي
    [Tripoli] طرابلس
    [Tunis] تونس
    [Chicago] شيكاغو
    [Los_Angeles] لوس أنجلس
    [New_York] نيويورك
    [Sao_Paulo] ساو باولو
    [Sydney] سيدني
    [Berlin] برلين
    [Istanbul] إسطنبول
    [London] لندن
    [Moscow] موسكو
    [Paris] باريس
    [Stockholm] ستوكهولم
    [Zurich] زيورخ
   *[other] { $name }
}
month = { $month ->
    [1] كانون الثاني
    [2] شباط
    [3] آذار
    [4] نيسان
    [5] أيار
    [6] حزيران
    [7] تموز
    [8] آب
    [9] أيلول
    [10] تشرين الأول
    [11] تشرين الثاني
   *[12] كانون الأول
}

sign-in-title = الدخول
sign-in-lead = هذه الصفحات للمشاركين في قضية. ترسل إليك الأمانةُ رابط الدعوة.
address = البريد الإلكتروني
password = كلمة المرور
password-hint = ١٢ حرفًا أو أكثر.
name = اسمك
sign-in-button = دخول
code-title = رمز لمرة واحدة
code-lead = اكتب الرمز الذي يعرضه تطبيق المصادقة، أو رمز استرداد.
code = الرمز
enter-title = الدخول برابط
enter-lead = يُدخلك هذا الرابط مرة واحدة، ثم لا يعود صالحًا.
invitation-title = دعوة
invitation-leads = أنت مدعوّ إلى «{ $case }» بصفة { $role }.
invitation-as = تقبل الدعوة باسم { $name }.
invitation-accept = قبول الدعوة
invitation-has-account = لديك حساب؟ ادخل أولًا.

cases-title = قضاياك
cases-none = ليس لك دور في أي قضية بعد. يمكن لأمانة القضية أن ترسل إليك دعوة.
head-version = النسخة { $version } من العرض
head-due = الرد مطلوب في { $date }
stage-empty = فارغة
stage-preparing = قيد الإعداد
stage-consulting = قيد التشاور
stage-adopted = اعتُمد الموقف
role-secretariat = الأمانة
role-delegate = مندوب { $name }
role-invited = مدعوّ للتحدث باسم { $name }
role-committee = اللجنة
role-observer = مراقب
role-reporter = مُبلِّغ
role-participant = مشارك في التشاور العام
role-observer-awaited = مدعوّ إلى المتابعة مراقبًا
role-reporter-awaited = مدعوّ إلى التبليغ
role-participant-awaited = مدعوّ إلى التشاور العام

tab-initiative = العرض
tab-bodies = الهيئات
tab-stances = مواقف الهيئات
tab-board = الموقف المشترك
tab-record = السجل

done = تمّ، ودُوّن في السجل.
done-receipt = خذ الإيصال معك
news-grown = تغيّرت القضية، والصفحة تعرضها كما هي الآن.

board-no-offer = لم يَرِد أي عرض بعد. تُدخله الأمانة، ثم تُستشار الهيئات.
board-working = يجري حساب الجواب. تتبعه هذه الصفحة من نفسها.
board-working-first = هذه الشروط تكسب القرار. أما هل يكفي أقل منها أو أخف، وما سوى ذلك من خيارات، فقيد الحساب؛ وتتبعه هذه الصفحة من نفسها.
board-no-bodies = ليس في الائتلاف أي هيئة بعد. تُدخل الأمانة الهيئات قبل أن تُسأل.
board-can-accept-with = يستطيع الائتلاف أن يقبل { $count ->
    [one] بشرط واحد.
    [two] بشرطين.
    [few] بـ{ $count } شروط.
   *[other] بـ{ $count } شرطًا.
}
board-legend = ● تشترطه · ◐ واحد من عدة سبل · ✕ لا تقبل معه أبدًا · ◌ قد يضر · ± قد ينفع أو يضر · · لا أثر له. الأعمدة المعلَّمة في المجموعة، والهيئات ذات ◆ تسقط المجموعة من دونها.
bodies-word = الهيئات
matrix-body = الهيئة
matrix-in = (في المجموعة)
mark-needs = تشترطه
mark-helps = واحد من عدة سبل
mark-never = لا تقبل معه أبدًا
mark-hurts = قد يضر
mark-mixed = قد ينفع أو يضر
mark-none = غير معروف
pivotal = تسقط المجموعة من دون هذه الهيئة.
gauge-met = متحقق
gauge-unmet = غير متحقق
axis-burden = العبء على الطرف الآخر ←
axis-support = ↑ التأييد
adopted-accept = اعتُمد في { $date }: يقبل الائتلاف العرض.
adopted-with = اعتُمد في { $date }: يقبل الائتلاف { $count ->
    [one] بشرط واحد.
    [two] بشرطين.
    [few] بـ{ $count } شروط.
   *[other] بـ{ $count } شرطًا.
}
adopted-reject = اعتُمد في { $date }: يرفض الائتلاف العرض.
adopted-none = اعتُمد في { $date }: ليس للائتلاف موقف مشترك.
adopted-reopened = قيد المراجعة منذ { $date }: { $reason }
committee-formed = شُكّلت للمتابعة: { $name } ({ $list }).

what-if-title = ماذا لو؟
what-if-lead = افترض ما تشاء: لا يدخل شيء منه السجل، ولا يراه سواك.
what-if-as-is = كما هو
what-if-free = كما يجد الحساب
what-if-with = مطلوب دائمًا
what-if-without = غير مطلوب أبدًا
what-if-button = انظر ماذا ينتج
what-if-end = عودة إلى الواقع
what-if-left-out = { $count ->
    [zero] لم يُستبعد من هذا الحساب أي موقف من النسخة الحالية، ومع ذلك قد يصل الائتلاف إلى غيره.
    [one] لا يشمل هذا الحساب موقفًا سريًا واحدًا ليس لك الاطلاع عليه، وقد يصل الائتلاف إلى غيره.
    [two] لا يشمل هذا الحساب موقفين سريين ليس لك الاطلاع عليهما، وقد يصل الائتلاف إلى غيره.
    [few] لا يشمل هذا الحساب { $count } مواقف سرية ليس لك الاطلاع عليها، وقد يصل الائتلاف إلى غيره.
    [many] لا يشمل هذا الحساب { $count } موقفًا سريًا ليس لك الاطلاع عليها، وقد يصل الائتلاف إلى غيره.
   *[other] لا يشمل هذا الحساب { $count } موقف سري ليس لك الاطلاع عليها، وقد يصل الائتلاف إلى غيره.
}
what-if-made = { $count ->
    [one] هذا يفترض أمرًا واحدًا فقط.
    [two] هذا يفترض أمرين فقط.
    [few] هذا يفترض { $count } أمور فقط.
   *[other] هذا يفترض { $count } أمرًا فقط.
} ولا شيء منه في السجل.

next-title = ما يمكنك فعله الآن
do-file-stance = قل ما موقف { $name }
do-cast-ballot = صوّت باسم { $name }
do-open-consultation = افتح باب التشاور
do-compute-position = احسب الموقف
do-open-ballot = اطلب من الهيئات أن تصادق على: { $name }
do-close-ballot = أغلق التصويت واحسب الأصوات
do-adopt-position = اعتمد الموقف
do-accept-mandate = اقبل تفويض { $name }
do-cancel-ballot = ألغِ التصويت
cancel-reason = لماذا يُلغى التصويت
do-reopen-position = ضع الموقف قيد المراجعة
reopen-reason = لماذا يُعاد النظر في الموقف المعتمد
vote-accept = قبول
vote-reject = رفض
vote-abstain = امتناع
ballots-title = عمليات التصويت
ballot-title = التصويت { $name }
ballot-asks = السؤال: هل تأخذ الهيئات بما يلي: { $name }
ballot-open = مفتوح: صوّتت { $count } من { $all }.
ballot-closed = { $outcome ->
    [ratified] صودق عليه
    [no-quorum] لا نصاب
   *[not-ratified] لم يصادَق عليه
}: قبول { $accept }، رفض { $reject }، امتناع { $abstain }، لم يصوّت { $absent }.
ballot-cancelled = أُلغي: { $name }
ballot-voted = صوّتت
ballot-secret = سري: يُعرف من صوّت ولا يُعرف كيف

confirm-act = { $act ->
    [open-consultation] أتفتح باب التشاور؟ تقول الهيئات بعدها موقفها، ويلزم شخصان لتغيير الهيئات أو القاعدة.
    [compute-position] أتحسب الموقف وتدوّن النتيجة في السجل؟
    [open-ballot] أتفتح التصويت على هذه الشروط؟ ما دام مفتوحًا تبقى المواقف والشروط والقاعدة كما هي.
    [close-ballot] أتغلق التصويت وتحسب الأصوات؟
    [cancel-ballot] أتلغي التصويت؟
    [adopt-position] أتعتمد الموقف؟ يصبح عندها رد الائتلاف.
   *[reopen-position] أتضع الموقف المعتمد قيد المراجعة؟
}
confirm-file-stance = هذا ما ستقوله { $name }
confirm-file-stance-button = قدّم هذا الموقف
confirm-cast-ballot = صوت { $name }: { $choice }
confirm-accept-mandate = أتقبل التفويض بالتحدث باسم { $name }؟
confirm-for-good = يدخل ذلك السجل، ويرى كل من في القضية أنه تمّ، ومتى، ومن فعله.
confirm-button = نعم، نفّذ
confirm-back = عودة دون تنفيذ

stances-none = لم تقل أي هيئة شيئًا عن هذه النسخة بعد مما يمكنك رؤيته.
stances-hidden = { $count ->
    [one] موقف واحد آخر سري.
    [two] موقفان آخران سريان.
    [few] { $count } مواقف أخرى سرية.
   *[other] { $count } موقفًا آخر سري.
} تُحتسب المواقف السرية في النتيجة، ولا تراها إلا هيئاتها.
stances-silent = لم تقل شيئًا بعد
standing-mandated = قررته الهيئة
standing-expected = كلام المندوب، ولم تقرر الهيئة بعد
standing-reported = معروف من الأخبار فقط
stance-confidential = سري
stance-title = ما موقف { $name }
stance-problems = لا يمكن قراءة هذا موقفًا بعد:
stance-by-choices = بالاختيار
stance-by-words = أو بالكلمات
stance-with-it = ومعه
stance-verdict = نقول في العرض
stance-accept = قبول
stance-reject = رفض
stance-abstain = امتناع
wish-nothing = لا يهم
wish-need = لا بد منه
wish-any = واحد من هذه
wish-never = لا نقبل معه أبدًا
stance-least = كم يلزم من «واحد من هذه»
stance-waits = فقط إذا قبلت هذه الهيئات أيضًا
stance-otherwise = وإلا
stance-preview-choices = تابع بهذا
stance-says = الموقف
stance-names = أسماء يمكن أن ترد فيه:
stance-preview-words = تابع بهذه الكلمات
stance-make-confidential = سري: لا تراه إلا هذه الهيئة، ويرى الآخرون الأعداد
stance-is-expected = لم تقرره الهيئة بعد
stance-reason = السبب (يمكن تركه)
stance-confidential-note = هذا الموقف سري: لا يرى عبارته سوى هذه الهيئة، ويُحتسب في النتيجة.
stance-empty = لم يُقل شيء. اكتب «قبول» أو «رفض» أو «امتناع»، أو مثلًا «قبول إذا» ثم شرطًا.
stance-long = العبارة أطول مما يجوز.
stance-deep = الأقواس متداخلة أكثر مما يجوز.
stance-ends = تنتهي العبارة قبل أن تكتمل.
stance-unexpected = لا يصح أن ترد «{ $name }» هنا.
stance-meant = هل تقصد «{ $name }»؟
stance-name = لا تصلح «{ $name }» اسمًا.
stance-misplaced = لا يمكن إلا انتظار قبول الهيئة: لا يصح أن ترد «{ $name }» بعد نفي أو استثناء.
stance-number = العدد «{ $name }» أكبر مما يجوز.
stance-unreachable = لا يُبلغ «{ $name }» أبدًا، لأن ما قبله يصح دائمًا.
stance-unattainable = تطلب «{ $name }» أكثر مما سُمّي.
stance-unknown-body = لا توجد هيئة «{ $name }».
stance-unknown-condition = لا يوجد شرط «{ $name }».

bodies-none = ليس في الائتلاف أي هيئة بعد.
body-weight = الوزن { $name }
delegate-none = لا أحد يتحدث باسمها بعد
delegate-invited = مدعوّ ولم يحضر بعد
delegate-waits = { $name } (لم يقبل بعد)
invite-title = ادعُ أحدًا
invite-for = بصفة
invite-address = بريده الإلكتروني (يمكن تركه)
invite-button = أنشئ دعوة
invite-link = أعط هذا الرابط لمن تدعوه. يُعرض هذه المرة فقط، ويصلح مرة واحدة، وينتهي بعد ٧٢ ساعة.
invite-mailed = الدعوة في طريقها بالبريد.
invitations-title = الدعوات
invitation-is-used = استُعملت
invitation-is-over = انتهت
invitation-waits = صالحة حتى { $date }

offer-sponsor = من
offer-received = ورد في
offer-deadline = الرد مطلوب في
offer-version = النسخة
offer-scope = بشأن
deadline-today = اليوم
deadline-left = { $count ->
    [one] غدًا
    [two] بعد يومين
    [few] بعد { $count } أيام
    [many] بعد { $count } يومًا
   *[other] بعد { $count } يوم
}
deadline-past = { $count ->
    [one] أمس
    [two] قبل يومين
    [few] قبل { $count } أيام
    [many] قبل { $count } يومًا
   *[other] قبل { $count } يوم
}
provisions-title = ما هو معروض
provisions-none = لم يُدخل أي بند.
provision-draft = مقترح
provision-announced = أُعلن
provision-agreed = اتُفق عليه
provision-rejected = رُفض
provision-obliged = من عليه أن يلتزم
provision-stops = ما الذي يوقفه
provision-where = أين
provision-from = من
provision-until = حتى
provision-verified = من يتحقق
provision-breach = عند الإخلال
provision-nothing = غير مذكور
harms-title = ما يجب أن يتوقف
parties-title = الأطراف
places-title = الأماكن

record-lead = عدد القيود { $name }، الأحدث أولًا. يُثبت الإيصال لاحقًا، من دون هذا الخادم، أن القيد كان هنا.
record-receipt = إيصال
record-receipt-of = إيصال القيد { $name }
record-older = قيود أقدم
record-newer = قيود أحدث
entry-hidden = ليس لك أن تراه، أو مُحي
entry-kind = { $kind ->
    [case-opened] فُتحت القضية
    [secretary-appointed] انضم شخص إلى الأمانة
    [secretary-dismissed] غادر شخص الأمانة
    [observer-admitted] قُبل مراقب
    [observer-dismissed] أُعفي مراقب
    [initiative-received] ورد العرض
    [initiative-revised] عُدّل العرض
    [place-entered] أُدخل مكان
    [place-withdrawn] سُحب مكان
    [party-entered] أُدخل طرف
    [party-withdrawn] سُحب طرف
    [harm-entered] أُدخل ضرر
    [harm-withdrawn] سُحب ضرر
    [provision-entered] أُدخل بند
    [provision-withdrawn] سُحب بند
    [red-line-entered] أُدخل خط أحمر
    [red-line-withdrawn] سُحب خط أحمر
    [quote-entered] أُدخل اقتباس
    [quote-withdrawn] سُحب اقتباس
    [committee-planned] خُطط للجنة
    [committee-withdrawn] سُحبت لجنة
    [commitment-entered] أُدخل التزام
    [commitment-withdrawn] سُحب التزام
    [game-set] حُدّد نموذج الصمود
    [test-set] حُدّدت كيفية اختبار العرض
    [finding-allowed] سُمح بملاحظة
    [finding-disallowed] لم تعد ملاحظة مسموحًا بها
    [body-admitted] انضمت هيئة
    [body-changed] عُدّلت هيئة
    [body-dismissed] غادرت هيئة
    [rule-set] حُددت القاعدة
    [change-proposed] اقتُرح تغيير
    [change-confirmed] أُكّد تغيير
    [change-dropped] تُرك تغيير
    [delegate-mandated] فُوّض مندوب
    [mandate-accepted] قُبل التفويض
    [mandate-ended] انتهى التفويض
    [consultation-opened] فُتح باب التشاور
    [meeting-convened] دُعي إلى اجتماع
    [attendance-taken] سُجّل الحضور
    [meeting-opened] افتُتح الاجتماع
    [decision-taken] اتُخذ قرار
    [meeting-closed] اختُتم الاجتماع
    [condition-proposed] اقتُرح شرط
    [condition-changed] عُدّل شرط
    [condition-withdrawn] سُحب شرط
    [wording-offered] عُرضت صياغة
    [wording-agreed] قُبلت صياغة
    [wording-refused] رُفضت صياغة
    [wording-taken] اعتُمدت صياغة
    [wording-retracted] سُحبت صياغة
    [stance-filed] قُدّم موقف
    [stance-withdrawn] سُحب موقف
    [position-computed] حُسب الموقف
    [ballot-opened] فُتح التصويت
    [ballot-cast] أُدلي بصوت
    [ballot-marked] أُدلي بصوت سري
    [urn-opened] فُتح الصندوق
    [ballot-closed] أُغلق التصويت
    [ballot-cancelled] أُلغي التصويت
    [position-adopted] اعتُمد الموقف
    [committee-formed] شُكّلت لجنة
    [committee-members-changed] تغيّر أعضاء لجنة
    [position-reopened] وُضع الموقف قيد المراجعة
    [statement-drafted] صيغ بيان
    [statement-released] صدر بيان
    [signers-set] حُدّد من يوقّع
    [statement-signed] وُقّع بيان
    [statement-commented] عُلّق على مسودة
    [comment-resolved] بُتّ في تعليق
    [press-conference-called] حُدّد مؤتمر صحفي
    [press-conference-called-off] أُلغي مؤتمر صحفي
    [journalist-listed] صحفي يطلب الاعتماد
    [admission-decided] بُتّ في طلب اعتماد
    [press-line-written] كُتب نص لمكتب الصحافة
    [press-line-agreed] وُوفق على نص لمكتب الصحافة
    [press-line-dropped] أُزيل نص لمكتب الصحافة
    [remark-noted] ما قاله عضو بعد البيان
    [house-template-set] تغيّرت عبارات الدار
    [follow-up-set] ضُبطت شروط المتابعة
    [report-received] سُجّل وصول بلاغ
    [incident-reported] أُبلغ عن واقعة
    [incident-opened] أُدخلت واقعة
    [incident-changed] وُصفت واقعة من جديد
    [incident-sensitivity-set] ضُبط ما يراه الناس من واقعة
    [report-linked] أُسندت واقعة إلى بلاغ
    [report-graded] قُيّم بلاغ
    [report-unlinked] أُخرج بلاغ من واقعة
    [incident-attributed] نُسبت واقعة
    [incident-reviewed] حُكم هل حدثت واقعة
    [finding-made] قيست واقعة بالتزام
    [finding-dissented] خولف حكم
    [performance-noted] قيل كيف يُلتزم بالتزام
    [access-noted] سُجّل إمكان الوصول
    [outside-change-noted] سُجّل تغيّر من الخارج
    [obstacle-noted] عائق قيد المراقبة
    [obstacle-cleared] زال عائق
    [trigger-fired] أُطلق أثر
    [trigger-answered] أُجيب عن أثر
    [trigger-escalated] عُرض أثر على الجميع
    [reports-imported] أُدخل جدول بلاغات
    [import-taken-back] سُحب جدول بلاغات
    [seal-keys-set] حُدّدت مفاتيح الأدلة
    [evidence-received] ورد دليل تحت الختم
    [evidence-taken] أُخذ دليل مختوم
    [evidence-handed] سُلّم دليل
    [evidence-resealed] أُعيد ختم دليل
    [evidence-destroyed] أُتلف دليل
    [task-given] أُسندت مهمة
    [task-ended] انتهت مهمة
    [public-consultation-opened] فُتحت استشارة عامة
    [public-consultation-changed] عُدّلت استشارة عامة
    [public-consultation-closed] أُغلقت استشارة عامة
    [public-words-withheld] حُجبت كلمات من استشارة عامة
    [public-words-shown] أُظهرت كلمات من استشارة عامة ثانية
    [public-ballots-forgotten] أُتلفت أصوات استشارة عامة
   *[other] { $kind }
}
