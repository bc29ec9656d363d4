//! The case that statements are tied to: what ties may name, and the packages that win.

use mawqif_core::{consultation::public::report::Offer, dossier::Dossier, position::unify::Answer, text::Id};

/// The conditions and provisions of a case, and its winning packages as far as they are known.
pub fn of(dossier: &Dossier, answer: Option<&Answer>) -> Offer {
    let words = |package: &[Id]| package.iter().map(Id::to_string).collect::<Vec<String>>();
    let recommended = answer.and_then(|it| it.package.as_deref()).map(words);
    let mut packages: Vec<Vec<String>> = recommended.iter().cloned().collect();
    for trade in answer.iter().flat_map(|it| &it.frontier) {
        let package = words(&trade.package);
        if !packages.contains(&package) {
            packages.push(package);
        }
    }
    let conditions = dossier.conditions.iter().map(|condition| condition.id.to_string());
    let provisions = dossier.provisions.iter().map(|provision| provision.id.to_string());
    Offer {
        known: conditions.chain(provisions).collect(),
        packages,
        is_first_recommended: recommended.is_some(),
    }
}
