//! The documents keep their word: their commands run, their excerpts are what the program shows,
//! their dossiers are sound, and their links lead somewhere.

#![allow(missing_docs, clippy::unwrap_used)]

use std::{
    collections::BTreeSet,
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The documents whose commands are run, each in a folder of its own, from top to bottom.
const WITH_COMMANDS: [&str; 3] = ["README.md", "docs/guide.en.md", "docs/guide.ar.md"];

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// Every document below a folder.
fn documents(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && !name.starts_with('.') && !matches!(name.as_str(), "target" | "node_modules") {
            found.extend(documents(&path));
        } else if name.ends_with(".md") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The fenced blocks of a document: what stands behind the fence, and the lines; and the lines
/// outside of all blocks.
fn blocks(document: &str) -> (Vec<(String, Vec<String>)>, Vec<String>) {
    let (mut blocks, mut outside) = (Vec::new(), Vec::new());
    let mut open: Option<(String, Vec<String>)> = None;
    for line in document.lines() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(kind), None) => open = Some((kind.trim().to_owned(), Vec::new())),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (None, Some((_, lines))) => lines.push(line.to_owned()),
            (None, None) => outside.push(line.to_owned()),
        }
    }
    assert!(open.is_none(), "a block is not closed");
    (blocks, outside)
}

/// The line without what only sets its direction.
fn plain(line: &str) -> String {
    line.chars()
        .filter(|it| !matches!(it, '\u{200F}' | '\u{2066}'..='\u{2069}'))
        .collect::<String>()
        .trim()
        .to_owned()
}

/// What a command shows, run by a shell in a folder.
fn shown(command: &str, folder: &Path) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_mawqif")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    let output =
        Command::new("sh").args(["-c", command]).current_dir(folder).env("PATH", path).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command}: {told}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_command_runs_and_every_excerpt_is_shown() {
    for name in WITH_COMMANDS {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("docs").join(name.replace('/', "-"));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("examples")).unwrap();
        for entry in fs::read_dir(top().join("examples")).unwrap() {
            let path = entry.unwrap().path();
            fs::copy(&path, folder.join("examples").join(path.file_name().unwrap())).unwrap();
        }
        let (blocks, _) = blocks(&fs::read_to_string(top().join(name)).unwrap());
        let mut commands = 0;
        let mut last: BTreeSet<String> = BTreeSet::new();
        for (kind, lines) in blocks {
            match kind.as_str() {
                "sh" => {
                    last.clear();
                    for line in lines {
                        let command = line.replace("cargo run --release -- ", "mawqif ");
                        // What follows a pipe need not be installed.
                        if command.starts_with("mawqif ") && !command.contains(" | ") {
                            last.extend(shown(&command, &folder).lines().map(plain));
                            commands += 1;
                        }
                    }
                }
                "text" => {
                    for line in lines.iter().map(|line| plain(line)).filter(|line| !line.is_empty()) {
                        assert!(last.contains(&line), "{name}: the last command does not show: {line}");
                    }
                }
                _ => {}
            }
        }
        assert!(commands >= 10, "{name}: {commands} commands");
    }
}

#[test]
fn the_picture_is_of_this_program() {
    let picture = fs::read_to_string(top().join("docs/pictures/unify.svg")).unwrap();
    let picture = picture.replace("&#x27;", "'").replace("&quot;", "\"").replace("&amp;", "&");
    for word in shown("mawqif unify examples/wadi-nahr.toml", &top()).split_whitespace() {
        let is_there = picture.contains(&format!(">{word}</tspan>"));
        assert!(is_there, "the picture lacks {word}; draw it again with docs/pictures/unify.py");
    }
}

#[test]
fn every_dossier_in_the_documents_is_sound() {
    let mut dossiers = 0;
    for path in documents(&top()) {
        let (blocks, _) = blocks(&fs::read_to_string(&path).unwrap());
        for (_, lines) in blocks.iter().filter(|(kind, _)| kind == "toml") {
            let dossier = lines.join("\n") + "\n";
            if !dossier.contains("mawqif = 1") {
                continue;
            }
            let mut check = Command::new(env!("CARGO_BIN_EXE_mawqif"));
            let check = check.args(["check", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped());
            let mut check = check.spawn().unwrap();
            check.stdin.take().unwrap().write_all(dossier.as_bytes()).unwrap();
            let output = check.wait_with_output().unwrap();
            let told = String::from_utf8(output.stdout).unwrap();
            assert!(output.status.success() && !told.contains("warning"), "{}: {told}", path.display());
            dossiers += 1;
        }
    }
    assert!(dossiers >= 2);
}

/// The targets of a line's links.
fn links(line: &str) -> Vec<&str> {
    line.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link).collect()
}

/// A heading as the part of a link behind `#`.
fn anchor(heading: &str) -> String {
    let words = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = words.chars().filter(|it| it.is_alphanumeric() || matches!(it, ' ' | '-' | '_'));
    kept.map(|it| if it == ' ' { '-' } else { it }).collect()
}

#[test]
fn every_link_leads_somewhere() {
    let mut followed = 0;
    for path in documents(&top()) {
        let (_, outside) = blocks(&fs::read_to_string(&path).unwrap());
        for link in outside.iter().flat_map(|line| links(line)) {
            if link.contains("://") {
                continue;
            }
            let (file, wanted) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { path.clone() } else { path.parent().unwrap().join(file) };
            followed += 1;
            let Ok(target) = target.canonicalize() else {
                panic!("{}: {link} leads nowhere", path.display());
            };
            if !wanted.is_empty() {
                let (_, lines) = blocks(&fs::read_to_string(&target).unwrap());
                let mut headings = lines.iter().filter(|line| line.starts_with('#'));
                let is_there = headings.any(|heading| anchor(heading) == wanted);
                assert!(is_there, "{}: {link} names no heading", path.display());
            }
        }
    }
    assert!(followed > 30);
}
