//! Everything at one moment as a file, and the file as a database again.

use std::sync::Arc;

use mawqif_core::{
    case::ballot::{Slip, Urn},
    consultation::stance::Verdict::Reject,
    record::tree::Tree,
};
use mawqif_store::{AtUrn, Error, Kind, SCHEMA_VERSION, Store, Writer};

use crate::harness::*;

stories!(
    what_is_loaded_is_what_was_dumped,
    a_dump_is_of_one_moment,
    a_dump_that_was_changed_is_not_loaded,
    a_dump_of_a_damaged_record_is_not_loaded,
    only_an_empty_database_is_loaded_into,
    a_dump_of_a_later_program_is_refused,
    a_dump_with_a_hash_that_fits_is_no_reason_to_trust_it,
);

async fn dumped(store: &Store) -> Vec<u8> {
    let mut bytes = Vec::new();
    let dumped = store.dump(&mut bytes).await.unwrap();
    assert!(bytes.ends_with(dumped.hash.as_bytes()));
    bytes
}

/// A database with something in every table, and the odder values that columns may have.
async fn filled(place: &Place) -> Store {
    let store = place.open().await;
    let writer = Writer::start(store.clone(), sign(), None);
    // Orders of languages put a hyphen elsewhere than bytes do.
    for case in [case_id("a-b"), case_id("aa"), case_id("kilis")] {
        store.create_case(&case, &origin(&case), NOW).await.unwrap();
        for number in 0..20 {
            let mut act =
                after(&case, last(&store, &case).await, &format!("نقطة {number}: 'it' \\\"is\\\" \\u0001"));
            act.idempotency = keyed("delegate-7", &format!("click-{number}"), "done");
            act.urn = (number % 4 == 0).then_some(AtUrn::Cast(Slip { ballot: 1, choice: Reject }));
            writer.append(act).await.unwrap();
        }
        store.erase(&case, 7).await.unwrap();
    }
    store.create_case(&case_id("empty"), "mawqif.example/empty", u64::MAX >> 1).await.unwrap();
    let mut intruder = place.intruder().await;
    for account in ["amal", "badr-al-din", "badr"] {
        intruder
            .execute(&format!(
                "INSERT INTO accounts (account_id, name, email, password, totp_step, locale, created)
                 VALUES ('{account}', 'مندوب', '{account}@example.org', '$argon2id$…', 0, 'ar', {NOW})"
            ))
            .await;
    }
    for (at, sql) in [
        "UPDATE accounts SET totp = $1, disabled = 9 WHERE account_id = 'badr'",
        "INSERT INTO recovery_codes (account_id, code_hash) VALUES ('amal', $1)",
        "INSERT INTO sessions (token_hash, account_id, created, seen, expires, agent)
         VALUES ($1, 'amal', 1, 2, 3, '')",
        "INSERT INTO invitations (token_hash, case_id, role, account_id, expires)
         VALUES ($1, 'aa', 'observer', 'badr', 5)",
        "INSERT INTO api_tokens (token_hash, account_id, label, scopes, created)
         VALUES ($1, 'badr', 'feed', 'read', 5)",
        "INSERT INTO mails (mail_id, recipient, subject, body, due, attempts)
         SELECT 'mail-1', 'amal@example.org', 'موضوع', '', 5, 0 WHERE $1 IS NOT NULL",
    ]
    .into_iter()
    .enumerate()
    {
        let bytes: Vec<u8> = (0..if at == 0 { 0 } else { 32 }).map(|byte| (byte * 8) | 0x80).collect();
        intruder.set_bytes(sql, &bytes).await;
    }
    store
}

/// Runs a part of a story on a new database of the same kind, and then on one of SQLite. On PostgreSQL it
/// has the order of a language, which is not that of bytes.
async fn elsewhere<F: Future<Output = ()>>(place: &Place, part: impl Fn(Place) -> F) {
    if let Some((server, name)) = place.address.rsplit_once('/').filter(|_| place.address.starts_with("post"))
    {
        let mut intruder = place.intruder().await;
        let locale = "TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en' LOCALE 'C.UTF-8'";
        intruder.execute(&format!("CREATE DATABASE {name}_other {locale}")).await;
        let folder = tempfile::tempdir().unwrap();
        part(Place { address: format!("{server}/{name}_other"), folder }).await;
        intruder.execute(&format!("DROP DATABASE {name}_other WITH (FORCE)")).await;
    }
    let folder = tempfile::tempdir().unwrap();
    let address = folder.path().join("other.db").to_str().unwrap().to_owned();
    part(Place { address, folder }).await;
}

async fn what_is_loaded_is_what_was_dumped(place: Arc<Place>) {
    let store = filled(&place).await;
    let bytes = dumped(&store).await;
    assert_eq!(dumped(&store).await, bytes);
    elsewhere(&place, async |other| {
        let there = other.open().await;
        let loaded = there.load(bytes.as_slice()).await.unwrap();
        assert_eq!(loaded.cases, store.cases().await.unwrap());
        assert!(loaded.rows > 100);
        assert!(dumped(&there).await == bytes, "the dump of what was loaded differs");
        for case in &loaded.cases {
            let audited = there.audit(&case.id, &key(&case.id), None).await.unwrap();
            assert_eq!(audited.tree.size(), case.size);
        }
        let slips = there.urn(&case_id("aa"), 1, 20).await.unwrap();
        assert_eq!(slips, Urn::Opened(vec![Reject; 5]));
        // Life goes on there, and a repetition is known.
        let writer = Writer::start(there.clone(), sign(), None);
        let mut again = after(&case_id("aa"), (0, None), "again");
        again.idempotency = keyed("delegate-7", "click-3", "another");
        assert_eq!(writer.append(again).await.unwrap(), mawqif_store::Reply::Replayed("done".to_owned()));
        say(&there, &writer, &case_id("aa"), "further").await;
    })
    .await;
}

async fn a_dump_is_of_one_moment(place: Arc<Place>) {
    let (store, case) = (place.open().await, case_id("kilis"));
    store.create_case(&case, &origin(&case), NOW).await.unwrap();
    let writer = Writer::start(store.clone(), sign(), None);
    let working = {
        let (store, case) = (store.clone(), case.clone());
        tokio::spawn(async move {
            for number in 0..200 {
                say(&store, &writer, &case, &format!("act {number}")).await;
            }
        })
    };
    let mut sizes = Vec::new();
    while !working.is_finished() {
        let bytes = dumped(&store).await;
        let folder = tempfile::tempdir().unwrap();
        let other = Store::open(folder.path().join("copy.db").to_str().unwrap()).await.unwrap();
        // Loading compares entries, size and checkpoints, which were written in one transaction.
        sizes.push(other.load(bytes.as_slice()).await.unwrap().cases[0].size);
        other.close().await;
    }
    working.await.unwrap();
    assert!(sizes.is_sorted() && sizes.len() > 1, "{sizes:?}");
}

/// That a failed load has left nothing, and another one succeeds, is asked at the end.
async fn a_dump_that_was_changed_is_not_loaded(place: Arc<Place>) {
    let store = filled(&place).await;
    let bytes = dumped(&store).await;
    elsewhere(&place, async |other| {
        let there = other.open().await;
        let refused = async |bytes: &[u8], how: String| {
            let result = there.load(bytes).await;
            assert!(
                matches!(result, Err(Error::Corrupt { .. } | Error::Shortened { .. } | Error::Newer { .. })),
                "{how}: {result:?}"
            );
        };
        let length = bytes.len() as u64;
        let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
        for _ in 0..60 {
            let (at, bit) = (usize::try_from(chance.below(length)).unwrap(), chance.below(8));
            let mut changed = bytes.clone();
            changed[at] ^= 1 << bit;
            refused(&changed, format!("bit {bit} of byte {at}")).await;
        }
        for _ in 0..20 {
            let end = usize::try_from(chance.below(length)).unwrap();
            refused(&bytes[..end], format!("the first {end} bytes")).await;
        }
        refused(&[bytes.as_slice(), b"\0"].concat(), "a byte too many".to_owned()).await;
        refused(&[], "nothing".to_owned()).await;
        // An array that says it has 2^63 values, a text that says it has 2^63 bytes.
        for kind in [0x9B, 0x7B] {
            refused(&[&[0x82, kind][..], &[0x7F; 8]].concat(), format!("kind {kind}")).await;
        }
        assert_eq!(there.cases().await.unwrap(), []);
        there.load(bytes.as_slice()).await.unwrap();
    })
    .await;
}

async fn a_dump_of_a_damaged_record_is_not_loaded(place: Arc<Place>) {
    let (store, case) = (place.open().await, case_id("kilis"));
    store.create_case(&case, &origin(&case), NOW).await.unwrap();
    let mut tree = Tree::new();
    for _ in 0..4 {
        store.append(&[batch(&case, &mut tree, 2)]).await.unwrap();
    }
    let whole = dumped(&store).await;
    let mut intruder = place.intruder().await;
    for (sql, what) in [
        ("UPDATE entries SET actor = 'delegate-8' WHERE seq = 3", "entry 3"),
        ("UPDATE entries SET actor = 'delegate-7' WHERE seq = 3", ""),
        ("UPDATE checkpoints SET size = 99 WHERE size = 4", "another record, or another size"),
        ("UPDATE checkpoints SET size = 4 WHERE size = 99", ""),
        ("UPDATE cases SET size = 9", "entries 8 to 8 are missing"),
        ("UPDATE cases SET size = 7", "entry 7"),
        ("UPDATE cases SET size = 8, origin = 'other'", "another record"),
        ("UPDATE cases SET origin = 'mawqif.example/kilis'", ""),
        ("DELETE FROM entries WHERE seq = 7", "entries 7 to 7 are missing"),
        ("DELETE FROM entries WHERE seq = 5", "entry 5"),
    ] {
        intruder.execute(sql).await;
        let bytes = dumped(&store).await;
        let folder = tempfile::tempdir().unwrap();
        let other = Store::open(folder.path().join("copy.db").to_str().unwrap()).await.unwrap();
        match other.load(bytes.as_slice()).await {
            Ok(_) => assert!(what.is_empty() && bytes == whole, "{sql}"),
            Err(error) => {
                assert!(!what.is_empty() && error.to_string().contains(what), "{sql}: {error}");
                assert_eq!(other.cases().await.unwrap(), []);
            }
        }
        other.close().await;
    }
}

async fn only_an_empty_database_is_loaded_into(place: Arc<Place>) {
    let store = filled(&place).await;
    let bytes = dumped(&store).await;
    assert!(matches!(store.load(bytes.as_slice()).await, Err(Error::Taken(_))));
    assert!(dumped(&store).await == bytes);
    let nothing = b"this is not a dump";
    elsewhere(&place, async |other| {
        let there = other.open().await;
        assert!(matches!(there.load(nothing.as_slice()).await, Err(Error::Corrupt { .. })));
        other
            .intruder()
            .await
            .execute("INSERT INTO mails VALUES ('m', 'someone', 'subject', 'body', 0, 0, NULL)")
            .await;
        assert!(matches!(there.load(bytes.as_slice()).await, Err(Error::Taken(_))));
        assert_eq!(there.cases().await.unwrap(), []);
    })
    .await;
}

async fn a_dump_of_a_later_program_is_refused(place: Arc<Place>) {
    let store = place.open().await;
    let mut bytes = dumped(&store).await;
    // The array, the text of 12 bytes, the form's version, the schema's.
    assert_eq!(
        &bytes[..16],
        b"\x83\x6Cmawqif store\x01".iter().chain(&[bytes[15]]).copied().collect::<Vec<_>>()
    );
    assert_eq!(u64::from(bytes[15]), SCHEMA_VERSION);
    bytes[15] += 1;
    let newer = Error::Newer { found: SCHEMA_VERSION + 1, known: SCHEMA_VERSION };
    assert_eq!(store.load(bytes.as_slice()).await, Err(newer));
    if store.kind() == Kind::Sqlite {
        bytes[15] -= 2;
        // An earlier schema is no reason to refuse; that the bytes were changed is.
        assert!(matches!(store.load(bytes.as_slice()).await, Err(Error::Corrupt { .. })));
    }
}

/// The hash protects from accidents; whoever writes a dump makes one that fits. So bytes are changed, dropped,
/// doubled and moved, and the end is made anew: the reader takes the whole of it or nothing, and never panics.
async fn a_dump_with_a_hash_that_fits_is_no_reason_to_trust_it(place: Arc<Place>) {
    let store = filled(&place).await;
    let whole = dumped(&store).await;
    // `["end", rows, hash]`: the array and its word, the number, 32 bytes behind two.
    let end = whole.windows(5).rposition(|window| window == b"\x83\x63end").unwrap();
    let (inside, number) = (&whole[..end], &whole[end + 5..whole.len() - 34]);
    let sealed = |inside: &[u8]| {
        let hash = mawqif_core::record::hash::Hash::of(&[inside]);
        [inside, b"\x83\x63end", number, b"\x58\x20", hash.as_bytes()].concat()
    };
    assert_eq!(sealed(inside), whole);
    elsewhere(&place, async |other| {
        let mut there = other.open().await;
        let mut chance = Chance(0xD1B5_4A32_D192_ED03);
        let (mut refused, mut taken) = (0, 0);
        for round in 0..300 {
            let mut changed = inside.to_vec();
            for _ in 0..=chance.below(3) {
                let length = u64::try_from(changed.len()).unwrap();
                let at = usize::try_from(chance.below(length)).unwrap();
                let count = usize::try_from(1 + chance.below(40)).unwrap().min(changed.len() - at);
                match chance.below(4) {
                    0 => changed[at] ^= 1 << chance.below(8),
                    1 => drop(changed.drain(at..at + count)),
                    2 => {
                        let part = changed[at..at + count].to_vec();
                        changed.splice(at..at, part);
                    }
                    _ => changed[at] = u8::try_from(chance.below(256)).unwrap(),
                }
            }
            match there.load(sealed(&changed).as_slice()).await {
                Err(_) => {
                    refused += 1;
                    assert_eq!(there.cases().await.unwrap(), [], "round {round}");
                }
                // What no hash of a record covers, such as a name, may be anything that its column takes.
                Ok(_) => {
                    taken += 1;
                    let folder = tempfile::tempdir().unwrap();
                    there.close().await;
                    there = Store::open(folder.keep().join("again.db").to_str().unwrap()).await.unwrap();
                }
            }
        }
        assert!(refused > 200, "{refused} refused, {taken} taken");
    })
    .await;
}
