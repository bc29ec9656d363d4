//! The `mawqif` program: a coalition answers an outside offer with one voice.

use std::process::ExitCode;

mod cli;
mod desk;
mod locale;

fn main() -> ExitCode {
    cli::run()
}
