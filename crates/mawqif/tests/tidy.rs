//! The shape of the code itself: who may import whom, how long a file may be, which words must agree.

#![allow(missing_docs, clippy::unwrap_used)]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every file below a folder with one of the extensions, generated folders left out.
fn files(folder: &Path, extensions: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if !name.starts_with('.') && !matches!(name.as_str(), "target" | "node_modules") {
                found.extend(files(&path, extensions));
            }
        } else if extensions.iter().any(|extension| name.ends_with(&format!(".{extension}"))) {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn no_source_file_passes_five_hundred_lines() {
    let sources = files(&top(), &["rs", "py", "js", "css", "sh"]);
    assert!(sources.len() > 30);
    for path in sources {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= 500, "{} has {lines} lines", path.display());
    }
}

#[test]
fn every_file_says_what_it_is() {
    for path in files(&top().join("crates"), &["rs"]) {
        let source = fs::read_to_string(&path).unwrap();
        assert!(source.starts_with("//!"), "{} has no header", path.display());
    }
}

#[test]
fn the_core_is_pure() {
    let forbidden = [
        "std::fs",
        "std::net",
        "std::io",
        "std::process",
        "std::env",
        "Instant",
        "SystemTime",
        "async fn",
        "unsafe",
    ];
    for path in files(&top().join("crates/core/src"), &["rs"]) {
        let is_test = path.ends_with("tests.rs") || path.ends_with("random.rs");
        let source = fs::read_to_string(&path).unwrap();
        for (number, line) in
            source.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"))
        {
            for word in forbidden {
                assert!(is_test || !line.contains(word), "{}:{}: {word}", path.display(), number + 1);
            }
        }
    }
    let manifest = fs::read_to_string(top().join("crates/core/Cargo.toml")).unwrap();
    for import in ["mawqif-store", "mawqif-print", "tokio", "sqlx", "axum", "clap"] {
        assert!(!manifest.contains(import), "the core imports {import}");
    }
}

/// What a crate imports, by its manifest.
fn imports(krate: &str) -> BTreeSet<String> {
    let manifest = fs::read_to_string(top().join("crates").join(krate).join("Cargo.toml")).unwrap();
    let section = manifest.split("[dependencies]\n").nth(1).unwrap();
    let lines = section.lines().take_while(|line| !line.starts_with('['));
    let names = lines.filter_map(|line| line.split(['.', ' ', '=']).next());
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

#[test]
fn the_store_imports_the_core_and_its_drivers_only() {
    let allowed = ["mawqif-core", "futures-util", "sqlx", "thiserror", "tokio"];
    assert_eq!(imports("store"), BTreeSet::from(allowed.map(str::to_owned)));
    for krate in fs::read_dir(top().join("crates")).unwrap() {
        let krate = krate.unwrap().file_name().into_string().unwrap();
        assert!(krate == "store" || !imports(&krate).contains("sqlx"), "{krate} imports sqlx");
    }
}

#[test]
fn the_press_imports_the_core_and_its_drivers_only() {
    let allowed = ["flate2", "krilla", "mawqif-core", "parley", "skrifa", "thiserror", "tiny-skia"];
    assert_eq!(imports("print"), BTreeSet::from(allowed.map(str::to_owned)));
    // Another version of either would change one file.
    for path in files(&top().join("crates"), &["rs"]) {
        let source = fs::read_to_string(&path).unwrap();
        let names =
            source.lines().any(|line| line.starts_with("use krilla") || line.starts_with("use parley"));
        assert!(!names || path.ends_with("print/src/press.rs"), "{} names krilla or parley", path.display());
    }
}

#[test]
fn sql_stands_in_the_store_alone() {
    for path in files(&top().join("crates"), &["rs"]) {
        if path.starts_with(top().join("crates/store")) || path.ends_with("tests/tidy.rs") {
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        for statement in ["SELECT ", "INSERT INTO", "DELETE FROM", "CREATE TABLE"] {
            assert!(!source.contains(statement), "{} has SQL", path.display());
        }
    }
}

#[test]
fn both_languages_have_the_same_messages() {
    let keys = |language: &str| -> BTreeSet<(String, String)> {
        let folder = top().join("crates/mawqif/locales").join(language);
        let mut keys = BTreeSet::new();
        for path in files(&folder, &["ftl"]) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            for line in fs::read_to_string(&path).unwrap().lines() {
                if let Some((key, _)) = line.split_once(" = ")
                    && !line.starts_with([' ', '#', '[', '*'])
                {
                    keys.insert((name.clone(), key.to_owned()));
                }
            }
        }
        keys
    };
    let (english, arabic) = (keys("en"), keys("ar"));
    assert!(english.len() > 40);
    assert_eq!(english.difference(&arabic).collect::<Vec<_>>(), Vec::<&(String, String)>::new());
    assert_eq!(arabic.difference(&english).collect::<Vec<_>>(), Vec::<&(String, String)>::new());
}

#[test]
fn no_message_stands_twice() {
    // The later one would be told wherever the earlier is asked for.
    for language in ["en", "ar"] {
        let mut known: BTreeSet<String> = BTreeSet::new();
        for path in files(&top().join("crates/mawqif/locales").join(language), &["ftl"]) {
            for line in fs::read_to_string(&path).unwrap().lines() {
                if let Some((key, _)) = line.split_once(" =")
                    && !line.starts_with([' ', '#', '[', '*'])
                {
                    assert!(
                        known.insert(key.to_owned()),
                        "{}: {key} stands elsewhere as well",
                        path.display()
                    );
                }
            }
        }
    }
}

#[test]
fn every_message_is_used() {
    let mut sources = String::new();
    let shown = [("crates/mawqif/src", "rs"), ("crates/mawqif/templates", "html")];
    for path in shown.iter().flat_map(|(folder, extension)| files(&top().join(folder), &[extension])) {
        sources += &fs::read_to_string(&path).unwrap();
    }
    for path in files(&top().join("crates/mawqif/locales/en"), &["ftl"]) {
        for line in fs::read_to_string(&path).unwrap().lines() {
            if let Some((key, _)) = line.split_once(" = ")
                && !line.starts_with([' ', '#', '[', '*'])
            {
                assert!(sources.contains(&format!("\"{key}\"")), "{key} is never told");
            }
        }
    }
}

/// libFuzzer starts no target when a line of its dictionary is not what it takes: a word in quotes, in which a backslash stands before another, before
/// a quote, or before a byte in hexadecimal.
#[test]
fn the_words_for_fuzzing_are_what_libfuzzer_takes() {
    let words = fs::read_to_string(top().join("fuzz/words.dict")).unwrap();
    let words: Vec<&str> = words.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    assert!(words.len() > 30);
    for line in words {
        let word = line.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
        let mut rest = word.unwrap_or_else(|| panic!("{line} is not in quotes"));
        while let Some((_, escape)) = rest.split_once('\\') {
            let hex = escape.strip_prefix('x').and_then(|it| it.get(..2));
            rest = match hex {
                Some(byte) if u8::from_str_radix(byte, 16).is_ok() => &escape[3..],
                _ => {
                    escape.strip_prefix(['\\', '"']).unwrap_or_else(|| panic!("{line} has an unknown escape"))
                }
            };
        }
    }
}
