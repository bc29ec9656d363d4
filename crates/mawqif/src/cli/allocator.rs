//! The allocator: how a server that runs for months gives memory back.
//!
//! Hashing a password takes 19 MiB for a moment. glibc takes such a block from the system, and once it was given
//! back keeps all blocks up to that size among its own, in as many arenas as there are threads: a server so
//! comes to hold several times what it uses (`docs/benchmarks.md`). It can be told where to draw the line, but only
//! by the environment of a process when it begins, or by a call that Rust cannot check. So the server begins
//! once more, as itself, with that said; nothing has happened before. Elsewhere than on glibc nothing is done.

/// What is said to glibc: blocks from 128 KiB on are the system's, and two arenas are enough.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const TUNABLES: &str = "glibc.malloc.mmap_threshold=131072:glibc.malloc.arena_max=2";

/// Begins the program once more, unless somebody has said how memory is to be given back.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub fn settle() {
    use std::{env, os::unix::process::CommandExt, process::Command};

    const NAME: &str = "GLIBC_TUNABLES";
    if env::var_os(NAME).is_some() {
        return;
    }
    let mut arguments = env::args_os();
    let (Ok(program), Some(name)) = (env::current_exe(), arguments.next()) else { return };
    // It comes back only when it did not work; then memory is kept, and all else is the same.
    let error = Command::new(program).arg0(name).args(arguments).env(NAME, TUNABLES).exec();
    tracing::warn!(%error, "memory that was used is kept");
}

/// Nothing is known of other allocators.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn settle() {}
