# صفحات حساب المرء نفسه.

account-title = حسابك
account-profile = الاسم واللغة والأرقام
account-language = اللغة
account-digits = الأرقام في العربية
account-zone = الأوقات بتوقيت
account-save = حفظ
account-done = حُفظ.
account-password = كلمة المرور
account-password-before = كلمة المرور الحالية
account-password-new = كلمة المرور الجديدة
account-password-ends = تنتهي سائر الجلسات ورموز البرامج كلها.
account-password-button = غيّر كلمة المرور
account-password-done = تغيّرت كلمة المرور، وانتهت الجلسات الأخرى والرموز.
account-codes = رموز المرة الواحدة
account-codes-on = مفعّلة: يُطلب عند الدخول رمز من تطبيق المصادقة أيضًا.
account-codes-left = { $count ->
    [zero] لم يبقَ أي رمز استرداد.
    [one] بقي رمز استرداد واحد.
    [two] بقي رمزا استرداد.
    [few] بقيت { $count } رموز استرداد.
   *[other] بقي { $count } رمز استرداد.
}
account-codes-off = غير مفعّلة. الأمور الثقيلة، مثل تغيير القاعدة بعد فتح باب التشاور، تحتاج إلى رمز.
account-codes-set-up = فعّل رموز المرة الواحدة
account-codes-again = فعّل تطبيق مصادقة آخر
account-fresh-until = أعطيت كلمة المرور والرمز، ويُعتدّ بهما حتى { $name }.
account-sessions = أين أنت داخل الآن
account-session-own = هنا
account-session-unknown = متصفح غير معروف
account-session-told = منذ { $began }، وآخر استعمال { $seen }.
account-session-end = أنهِ
account-session-end-of = أنهِ جلسة { $name }
account-sessions-end = أنهِ كل ما سواها
account-sessions-done = انتهت.
account-tokens = رموز للبرامج
account-tokens-lead = البرنامج الذي يحمل رمزًا يعمل باسمك، في حدود ما يسمح به الرمز.
account-token-label = لأي غرض هذا الرمز
account-token-scopes = ما يجوز للبرنامج
account-scope-read = قراءة ما يجوز لك أن تقرأه
account-scope-act = العمل باسمك: المواقف والتصويت والتقارير
account-scope-manage = ما يُطلب لأجله رمز منك: القاعدة وقائمة الهيئات والأشخاص
account-scope-calendar = متابعة اجتماعات قضية
account-token-days = لكم يومًا
account-token-days-hint = ٣٦٥ على الأكثر، و٣٠ على الأكثر لرمز يقوم بما يُطلب لأجله رمز منك.
account-token-button = أنشئ رمزًا
account-token-made = انسخ الرمز الآن، فهو لا يُعرض إلا هذه المرة.
account-token-told = يجوز له: { $scopes }. صالح حتى { $until }.
account-token-no-scope = اختر ما يجوز للبرنامج.
account-token-revoke = اسحب
account-token-revoke-of = اسحب الرمز { $name }
account-token-revoked = سُحب الرمز.

codes-title = تفعيل رموز المرة الواحدة
codes-lead = يعرض تطبيق المصادقة على هاتفك رمزًا جديدًا كل ٣٠ ثانية، فلا يستطيع أحد الدخول باسمك بكلمة المرور وحدها.
codes-again = الرموز مفعّلة من قبل. يحلّ التطبيق الجديد محلّ السابق، ومعه رموز الاسترداد.
codes-scan = امسح هذه الصورة بتطبيق المصادقة.
codes-picture = رمز استجابة سريعة فيه السر المكتوب تحته بالحروف
codes-type = إن تعذّر المسح فاكتب هذا السر:
codes-confirm = اكتب الرمز الذي يعرضه التطبيق وكلمة مرورك.
codes-button = فعّل الرموز
recovery-title = رموز الاسترداد
recovery-done = فُعّلت رموز المرة الواحدة، وانتهت جلساتك الأخرى كلها.
recovery-lead = يصلح كل رمز من هذه مرة واحدة إذا فُقد هاتفك. دوّنها واحفظها بعيدًا عنه، فهي لا تُعرض إلا هذه المرة.
recovery-on = حفظتها
account-fresh-title = كلمة المرور والرمز من جديد
account-fresh-lead = هذا أمر ثقيل، لذلك يُطلب منك ذلك مرة أخرى، ثم يُعتدّ به عشر دقائق.
account-fresh-button = تابع
account-fresh-no-codes = يحتاج هذا إلى رمز لمرة واحدة، ولم تفعّل الرموز بعد.

ended-title = انتهت جلستك
ended-lead = لم يُرسَل شيء. ما كتبته محفوظ في هذه الصفحة: أبقها مفتوحة، وسجّل الدخول في نافذة بجانبها، ثم عد إليها.
ended-sign-in = سجّل الدخول في نافذة أخرى
ended-on = سجّلتُ الدخول: تابع
again-title = ما كتبته
again-lead = كله هنا. أرسله الآن، أو ارجع وعدّله.
again-send = أرسله
