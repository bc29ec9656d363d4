# وزن القرار الذي تعطيه القاعدة.

power-title = الوزن الذي تعطيه القاعدة وحدها لكل هيئة
power-lead = أكبر وزن في القرار: { $list }، { $count ->
    [one] ونصيبها
   *[other] ونصيب كل منها
} { $share } من الترتيبات الحاسمة.
power-nobody = لا يمكن اتخاذ أي قرار بهذه القاعدة ولو قبلت الهيئات كلها.
power-null = لا أثر لها في أي حال: { $list }.
power-sampled = العدد أكبر من أن يُحصى كله: سُحب { $draws } ترتيب عشوائي، والنسب ضمن ±{ $within } بثقة 95٪.
power-column-body = الهيئة
power-column-shapley = شابلي–شوبك
power-column-banzhaf = بانزاف
