//! The `mawqif` program: a coalition answers an outside offer with one voice.

use std::process::ExitCode;

mod api;
mod cli;
mod desk;
mod intake;
mod locale;
mod server;
mod statement;
mod stress;
mod told;
mod web;

fn main() -> ExitCode {
    cli::run()
}
