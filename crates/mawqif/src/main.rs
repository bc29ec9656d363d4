//! The `mawqif` program.
fn main() {
    let path = std::env::args().nth(1).unwrap_or_default();
    let bytes = std::fs::read(path).unwrap_or_default();
    let t = std::time::Instant::now();
    let reading = mawqif_core::dossier::read(&bytes);
    eprintln!("read {:?}", t.elapsed());
    for p in &reading.problems {
        eprintln!("{p:?}");
    }
    if let Some(d) = reading.dossier {
        let t = std::time::Instant::now();
        let a = mawqif_core::position::unify::unify(&d, &Default::default()).unwrap();
        eprintln!("unify {:?}", t.elapsed());
        println!("{}", serde_json::to_string(&a).unwrap());
    }
}
