//! Evidence in words.

use mawqif_core::{
    case::{
        Case,
        change::Change,
        followup::evidence::{Custody, Evidence, EvidenceKind, Item, Link, REPORT_FILE_LIMIT},
    },
    text::isolate,
};
use mawqif_store::Stored;

use crate::{
    desk::evidence::{
        intake::{FILE_BYTES_LIMIT, REPORT_BYTES_LIMIT},
        kind::FileFault,
    },
    web::{consultation::names::Names, words::Words},
};

/// How much evidence there is.
pub fn sentence(evidence: &Evidence, words: &Words) -> String {
    let kept = evidence.kept().fold(0_u64, |sum, it| sum.saturating_add(it.size));
    let values = [("count", evidence.all().len().into()), ("size", size(kept, words).into())];
    words.tell("evidence-sentence", &values)
}

/// Whether a change of the keys waits for a second person.
pub fn is_changing(case: &Case) -> bool {
    case.proposals().values().any(|it| matches!(it.change, Change::SetSealKeys(_)))
}

/// What a piece is called.
pub fn heading(number: u64, item: &Item, words: &Words) -> String {
    words.tell(
        "evidence-heading",
        &[("number", number.into()), ("kind", kind(item.sealed.kind, words).into())],
    )
}

/// What a kind is called.
pub fn kind(kind: EvidenceKind, words: &Words) -> String {
    words.tell("evidence-kind", &[("kind", kind.name().into())])
}

/// What is known of a piece.
pub fn facts(case: &Case, item: &Item, words: &Words) -> Vec<(String, String)> {
    let known = case.follow_up().seal_keys();
    let opens = item.sealed.under.keys.iter().map(|fingerprint| {
        let name = known.iter().find(|it| it.fingerprint() == *fingerprint);
        let gone = || words.about("evidence-key-gone", fingerprint.to_hex().get(..16).unwrap_or_default());
        name.map_or_else(gone, |it| words.text(&it.name).to_owned())
    });
    let opens: Vec<String> = opens.collect();
    let mut facts = vec![
        (words.word("evidence-report"), words.number(item.report)),
        (words.word("evidence-came"), words.moment(item.at)),
        (words.word("evidence-size"), size(item.sealed.size, words)),
        (words.word("evidence-opens"), words.locale().list(&opens)),
    ];
    facts.extend(item.same_as.map(|it| (words.word("evidence-same"), words.number(it))));
    facts
}

/// How what is kept compares with the record, and the class that goes with it.
pub fn state(item: &Item, stored: Option<Stored>, words: &Words) -> (String, &'static str) {
    let (key, class) = match stored {
        _ if item.is_destroyed => ("evidence-destroyed", "refuted"),
        Some(Stored::Whole) => ("evidence-whole", "verified"),
        Some(Stored::Other) => ("evidence-other", "refuted"),
        Some(Stored::Missing) => ("evidence-missing", "refuted"),
        None => ("evidence-not-compared", "received"),
    };
    (words.word(key), class)
}

/// A link of its custody.
pub fn link(link: &Link, people: &Names, words: &Words) -> String {
    let name = people.get(&link.by).cloned().unwrap_or_else(|| link.by.to_string());
    let mut values = vec![("name", name.into()), ("moment", words.moment(link.at).into())];
    let key = match &link.what {
        Custody::Taken => "custody-taken",
        Custody::Handed(handing) => {
            values.extend([
                ("to", words.text(&handing.to).to_owned().into()),
                ("when", words.moment(handing.at).into()),
                ("why", words.text(&handing.reason).to_owned().into()),
            ]);
            if handing.opened { "custody-handed-open" } else { "custody-handed" }
        }
        Custody::Resealed { reason, .. } => {
            values.push(("why", words.text(reason).to_owned().into()));
            "custody-resealed"
        }
        Custody::Destroyed { reason } => {
            values.push(("why", words.text(reason).to_owned().into()));
            "custody-destroyed"
        }
    };
    words.tell(key, &values)
}

/// Why a file is not taken.
pub fn fault(name: &str, fault: FileFault, words: &Words) -> String {
    let key = match fault {
        FileFault::Empty => "file-empty",
        FileFault::TooLong => "file-too-long",
        FileFault::TooLongInAll => "file-too-long-in-all",
        FileFault::TooMany => "file-too-many",
        FileFault::Archive => "file-archive",
        FileFault::NoKind => "file-no-kind",
        FileFault::Lies { .. } => "file-lies",
        FileFault::NotAsked => "file-not-asked",
        FileFault::NoKeys => "file-no-keys",
        FileFault::NotKept => "file-not-kept",
    };
    let (says, is) = match fault {
        FileFault::Lies { says, is } => (kind(says, words), kind(is, words)),
        _ => (String::new(), String::new()),
    };
    let values = [
        ("name", name.into()),
        ("says", says.into()),
        ("is", is.into()),
        ("each", (FILE_BYTES_LIMIT >> 20).into()),
        ("all", (REPORT_BYTES_LIMIT >> 20).into()),
        ("most", REPORT_FILE_LIMIT.into()),
    ];
    words.tell(key, &values)
}

/// Which files must be chosen again.
pub fn again(names: &[String], words: &Words) -> String {
    let names: Vec<String> = names.iter().map(|name| isolate(name)).collect();
    words.about("reporter-files-again", &words.locale().list(&names))
}

fn size(bytes: u64, words: &Words) -> String {
    match bytes {
        0..=1_023 => words.tell("size-bytes", &[("count", bytes.into())]),
        1_024..=1_048_575 => words.tell("size-kilobytes", &[("count", bytes.div_ceil(1_024).into())]),
        _ => words.tell("size-megabytes", &[("count", bytes.div_ceil(1_048_576).into())]),
    }
}
