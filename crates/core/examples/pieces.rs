use mawqif_core::position::{model::*, power::power};
fn main() {
    let bytes = std::fs::read(std::env::args().nth(1).unwrap()).unwrap();
    let d = mawqif_core::dossier::read(&bytes).dossier.unwrap();
    for _ in 0..3 {
        let t = std::time::Instant::now();
        let m = Model::new(&d, &Default::default()).unwrap();
        println!("model {:?}", t.elapsed());
        let t = std::time::Instant::now();
        power(&m);
        println!("power {:?}", t.elapsed());
        let t = std::time::Instant::now();
        mawqif_core::position::unify::unify(&d, &Default::default()).unwrap();
        println!("all {:?}", t.elapsed());
    }
}
