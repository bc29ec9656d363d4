//! The `mawqif` program.
fn main() {}
