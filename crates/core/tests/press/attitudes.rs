//! Stances, conditions and commitments, each class of words in a sentence of its own.

use mawqif_core::initiative::press::{
    Options, read,
    reading::{Frame, Verdict},
};

use super::words;

/// The stance, its condition and the words of the commitment of the first frame, in short.
fn told(text: &str) -> String {
    let reading = read(text, &Options::default());
    let Some(frame) = reading.frames.first() else { return "no frame".to_owned() };
    short(text, frame)
}

fn short(text: &str, frame: &Frame) -> String {
    let mut told = match frame.stance.as_ref().map(|stance| stance.verdict) {
        None => "-".to_owned(),
        Some(Verdict::Accept) => "accept".to_owned(),
        Some(Verdict::Reject) => "reject".to_owned(),
        Some(Verdict::Conditional) => "conditional".to_owned(),
    };
    let commitment = frame.commitment.as_ref();
    let condition = frame.stance.as_ref().and_then(|stance| stance.condition);
    if let Some(condition) = condition.or_else(|| commitment.and_then(|it| it.condition)) {
        told.push_str(&format!(" | {}", words(text, condition)));
    }
    if let Some(commitment) = commitment {
        told.push_str(&format!(" | does: {}", words(text, commitment.words)));
    }
    if let Some(party) = commitment.and_then(|it| it.party) {
        told.push_str(&format!(" | {}", words(text, party)));
    }
    told
}

#[track_caller]
fn all(cases: &[(&str, &str)]) {
    let wrong = cases.iter().filter(|(text, expected)| told(text) != *expected);
    let wrong: Vec<String> =
        wrong.map(|(text, expected)| format!("{text}\n   {expected}\n   {}", told(text))).collect();
    assert!(wrong.is_empty(), "text, expected, told:\n{}", wrong.join("\n"));
}

#[test]
fn acceptance_and_rejection_are_the_speakers_own() {
    all(&[
        ("قال رئيس النقابة إن نقابته ترفض الخطة.", "reject"),
        ("قالت الناطقة إننا نؤيد وقف العمل في الميناء.", "accept"),
        ("أكد سامر رفض تسليم المفاتيح.", "reject"),
        ("قال سامر إن عدم قبول العرض قرار نهائي.", "-"),
        ("رحب اتحاد المزارعين بجدول الضخ.", "accept"),
        ("نددت النقابة بمقتل اثنين من الحراس.", "-"),
        ("وقال سامر: لن نشارك في لجنة لا نعرف أعضاءها.", "reject | does: لن"),
        ("واعتبر المجلس القرار باطلا.", "reject"),
        ("قالت اللجنة إن هذه الإجراءات هي تمييز بين القرى.", "reject"),
        ("قال الوزير إن السكان يرفضون الخطة.", "-"),
        ("Mona said the committee had talked about a rejection by others.", "-"),
        ("Mona said that they support the timetable.", "accept"),
        ("“The fee is unfair,” said Mona.", "reject"),
    ]);
}

#[test]
fn a_condition_goes_to_its_answer_or_over_its_parts() {
    all(&[
        (
            "قال سامر إنه إذا فُتحت البوابة قبل الصيف فسنوقع على الورقة.",
            "conditional | إذا فُتحت البوابة قبل الصيف | does: فسنوقع",
        ),
        (
            "قالت النقابة إنها توافق على الخطة شريطة نشر الجدول، وتعويض الصيادين، وفتح المرسى.",
            "conditional | شريطة نشر الجدول، وتعويض الصيادين، وفتح المرسى",
        ),
        (
            "قال سامر إن الاتحاد لن يشارك في المحادثات إلا إذا عاد المراقبون.",
            "conditional | إلا إذا عاد المراقبون | does: لن | الاتحاد",
        ),
        ("قال سامر: لن نفاوض قبل فتح البوابة.", "conditional | قبل فتح البوابة | does: لن"),
        ("اشترط الاتحاد نشر الحصص لاستئناف المحادثات.", "conditional | نشر الحصص"),
        ("قال سامر إن موافقتنا مرهونة بفتح البوابة.", "conditional | مرهونة بفتح البوابة"),
        ("وأعلن سامر تشكيل لجنة، على أن تجتمع غدا.", "- | does: تشكيل"),
        (
            "Mona said they would accept the fee if the mill stays open.",
            "conditional | if the mill stays open | does: would",
        ),
        (
            "“We will not sit down with them unless the gate is opened,” Mona said.",
            "conditional | unless the gate is opened | does: will",
        ),
        (
            "Mona said they accept the fee as long as it is the same for all.",
            "conditional | as long as it is the same for all",
        ),
    ]);
}

#[test]
fn a_commitment_names_its_party_and_not_what_others_say() {
    all(&[
        ("قال سامر إن الشركة ستفتح البوابة قبل الصيف.", "- | does: ستفتح | الشركة"),
        ("أعلن سامر استقالته من المجلس.", "- | does: استقالته"),
        ("أعلنت الشرطة مقتل حارس.", "-"),
        ("تعهدت الشركة بفتح البوابة.", "- | does: تعهدت"),
        ("نفى سامر أن تكون النقابة قررت الإضراب.", "-"),
        ("هدد الصيادون بإغلاق المرسى إذا بيعت القوارب.", "reject | إذا بيعت القوارب | does: هدد"),
        ("هدد الصيادون بإغلاق المرسى إذا لم تُدفع الأجور.", "- | إذا لم تُدفع الأجور | does: هدد"),
        ("طالب سامر الشركة بأن تلتزم بالجدول.", "-"),
        ("أبدى سامر استعداده للحوار مع الشركة.", "accept | does: استعداده"),
        ("The company announced the closure of the mill.", "- | does: closure"),
    ]);
}
