//! Makes the program smaller: packs the messages of each language into one file, deflated, since words are a good part of it and
//! are read once; packs style sheets and scripts as browsers take them, without comments in scripts; lets the linker pack the relocations, where what starts programs can read them so; and lets it keep one of functions
//! that are the same, where it can.

use std::{
    env,
    error::Error,
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::Command,
};

use flate2::{
    Compression,
    write::{GzEncoder, ZlibEncoder},
};

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo:rerun-if-changed=locales");
    for language in ["ar", "en"] {
        fs::write(out.join(format!("{language}.ftl.zz")), packed(&Path::new("locales").join(language))?)?;
    }
    println!("cargo:rerun-if-changed=static");
    for file in files(Path::new("static"), &["css", "js", "svg"])? {
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        let text = fs::read_to_string(&file)?;
        // Comments are for those who read the source.
        let is_comment = |line: &str| line.trim_start().starts_with("//");
        let is_script = file.extension().is_some_and(|it| it == "js");
        for line in text.split_inclusive('\n').filter(|line| !is_script || !is_comment(line)) {
            packed.write_all(line.as_bytes())?;
        }
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        fs::write(out.join(format!("{name}.gz")), packed.finish()?)?;
    }
    if reads_packed_relocations() {
        println!("cargo:rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
    if folds_what_is_the_same(&out) {
        println!("cargo:rustc-link-arg-bins={FOLD}");
    }
    Ok(())
}

/// What asks a linker to keep one of functions that are the same. Rust promises nothing of where functions are; C does, and is kept
/// whole by .cargo/config.toml.
const FOLD: &str = "-Wl,--icf=all";

/// Whether the linker that will be used knows that: LLVM's does, which Rust brings along for most machines.
fn folds_what_is_the_same(out: &Path) -> bool {
    println!("cargo:rerun-if-env-changed=CFLAGS");
    if !env::var("CFLAGS").is_ok_and(|it| it.contains("-fno-function-sections")) {
        return false;
    }
    let (Ok(rustc), Ok(target)) = (env::var("RUSTC"), env::var("TARGET")) else { return false };
    let (source, program) = (out.join("linked.rs"), out.join("linked"));
    let made = fs::write(&source, "fn main() {}").and_then(|()| {
        let mut asked = Command::new(rustc);
        asked.args(["--target", &target, "-C"]).arg(format!("link-arg={FOLD}"));
        asked.arg("-o").arg(&program).arg(&source).output()
    });
    made.is_ok_and(|it| it.status.success())
}

/// Whether the program is for this machine, and its C library is glibc 2.36 or later.
fn reads_packed_relocations() -> bool {
    let is = |name: &str, wanted: &str| env::var(name).is_ok_and(|it| it == wanted);
    let is_for_here = env::var("HOST").ok() == env::var("TARGET").ok();
    let is_glibc = is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu");
    if !is_for_here || !is_glibc {
        return false;
    }
    let told = Command::new("getconf").arg("GNU_LIBC_VERSION").output();
    let told = told.map(|it| String::from_utf8_lossy(&it.stdout).into_owned()).unwrap_or_default();
    let mut numbers = told.trim().trim_start_matches("glibc ").split('.').map(str::parse);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(major)), Some(Ok(minor))) => (major, minor) >= (2_u32, 36_u32),
        _ => false,
    }
}

/// The files of a folder one after the other, by name.
fn packed(folder: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    for file in files(folder, &["ftl"])? {
        packed.write_all(&fs::read(file)?)?;
        packed.write_all(b"\n")?;
    }
    Ok(packed.finish()?)
}

/// The files of a folder that end so, by name.
fn files(folder: &Path, ends: &[&str]) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut files = fs::read_dir(folder)?.map(|it| it.map(|it| it.path())).collect::<Result<Vec<_>, _>>()?;
    files.retain(|it| it.extension().is_some_and(|it| ends.iter().any(|end| it == *end)));
    files.sort();
    for file in &files {
        println!("cargo:rerun-if-changed={}", file.display());
    }
    Ok(files)
}
