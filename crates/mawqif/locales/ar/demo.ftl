# ما يقوله `mawqif demo` عن الخادم الذي يشغّله.

demo-links = افتح أحد هذه الروابط في المتصفح، ويُدخلك كل منها مرة واحدة بصفة:
demo-password = تطلب بعض الخطوات، كتغيير القاعدة أثناء التشاور، كلمة المرور من جديد بعد عشر دقائق، وهي في هذا العرض { $password } للجميع.
demo-listens = واجهة البرمجة متاحة على { $site }، ووصفها في { $site }/api/openapi.json.
demo-token = { $case }: { $role }
demo-secretariat = الأمانة
demo-deputy = شخص ثانٍ من الأمانة
demo-delegate = مندوب { $body }
demo-committee = عضو في لجنة المتابعة عن { $body }
demo-observer = مراقب
demo-reporter = مُبلِّغ، يرى ما يُنشر
demo-participant = مشارك في التشاور العام، يرى ما يُنشر
demo-try = الرموز أعلاه صالحة ليوم واحد. لتجربة أحدها:
demo-public = ما نُشر يقرؤه أي شخص: { $address }
demo-asked = هنا تُستشار القاعدة الشعبية، ولأي شخص أن يصوّت: { $address }
demo-ends = يتوقف الخادم بـ Ctrl-C، أو عند إغلاق دخله (Ctrl-D).
