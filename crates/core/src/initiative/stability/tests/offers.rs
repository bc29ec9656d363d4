//! Games made of an offer's provisions.

use crate::{
    dossier::{Dossier, read},
    initiative::stability::{
        answer::{Outcome, Source, Stability},
        concepts::Concept,
        stability,
    },
};

fn offer(provisions: &str) -> Dossier {
    let source = format!(
        "mawqif = 1\n[initiative]\nid = \"freeze\"\n[[party]]\nid = \"government\"\n[[harm]]\nid = \"shelling\"\n\
         [[body]]\nid = \"council\"\n{provisions}"
    );
    read(source.as_bytes()).dossier.unwrap()
}

fn analysed(dossier: &Dossier) -> Stability {
    match stability(dossier) {
        Outcome::Analysed(stability) => *stability,
        Outcome::Refused(refusal) => panic!("{}", refusal.message),
    }
}

fn stable_under(stability: &Stability) -> Vec<Concept> {
    stability.agreed_stable.iter().filter(|it| it.is_equilibrium).map(|it| it.concept).collect()
}

const STOP: &str = "[[provision]]\nid = \"stop\"\nobliged = [\"government\"]\nstops = [\"shelling\"]\n";

#[test]
fn a_breach_without_an_answer_pays_and_one_that_is_verified_and_answered_does_not() {
    let bare = analysed(&offer(STOP));
    assert_eq!(bare.source, Source::Provisions);
    assert_eq!(stable_under(&bare), []);
    let [defection] = &bare.defections[..] else { panic!("{:?}", bare.defections) };
    assert_eq!((defection.player.as_str(), defection.answer.is_some()), ("government", false));
    assert!(defection.deterrents.iter().any(|it| it.stays_under.contains(&Concept::Seq)));

    let threat = analysed(&offer(&format!("{STOP}on_breach = \"the freeze ends\"\n")));
    assert_eq!(stable_under(&threat), [Concept::Gmr, Concept::Smr]);
    assert!(threat.defections[0].answer.is_some() && !threat.defections[0].is_credible);

    let verified = format!("{STOP}on_breach = \"the freeze ends\"\nverified_by = \"monitors\"\n");
    let verified = analysed(&offer(&verified));
    assert_eq!(stable_under(&verified), [Concept::Gmr, Concept::Smr, Concept::Seq, Concept::Sseq]);
    assert!(verified.defections[0].is_credible);
}

#[test]
fn two_sides_that_owe_each_other_hold_by_what_each_could_take_back() {
    let both = analysed(&offer(&format!("{STOP}[[provision]]\nid = \"hold\"\nobliged = [\"council\"]\n")));
    assert_eq!(both.players.len(), 2);
    // A prisoners' dilemma: no move is answered by nothing, and none pays when it is answered.
    assert!(stable_under(&both).contains(&Concept::Seq) && !stable_under(&both).contains(&Concept::Nash));
    assert!(both.is_coalition_stable);
}

#[test]
fn a_harm_that_no_provision_stops_goes_on() {
    let open = analysed(&offer(&format!("[[harm]]\nid = \"siege\"\n{STOP}")));
    let changed: Vec<&str> = open.defections[0].changes.iter().map(|change| change.option.as_str()).collect();
    assert_eq!(changed, ["stop", "siege-goes-on"]);
    assert_eq!(open.now.as_ref().map(Vec::len), Some(1));
}

#[test]
fn many_provisions_of_a_side_become_one_option() {
    let many: String = (0..9).map(|at| STOP.replace("\"stop\"", &format!("\"stop{at}\""))).collect();
    let stability = analysed(&offer(&many));
    assert_eq!(stability.players[0].options.len(), 1);
}

#[test]
fn an_offer_that_obliges_nobody_and_leaves_nothing_open_has_no_game() {
    let source = "mawqif = 1\n[initiative]\nid = \"x\"\n[[provision]]\nid = \"p\"\n";
    let dossier = read(source.as_bytes()).dossier.unwrap();
    assert!(matches!(stability(&dossier), Outcome::Refused(_)));
}

#[test]
fn more_sides_than_a_game_holds_are_told_as_such() {
    let parties: String = (0..8)
        .map(|at| format!("[[party]]\nid = \"p{at}\"\n[[provision]]\nid = \"stop{at}\"\nobliged = [\"p{at}\"]\nstops = [\"shelling\"]\n"))
        .collect();
    let dossier = offer(&format!("{parties}[[provision]]\nid = \"hold\"\nobliged = [\"council\"]\n"));
    match stability(&dossier) {
        Outcome::Refused(refusal) => assert!(refusal.message.contains("9 sides"), "{}", refusal.message),
        Outcome::Analysed(_) => panic!("nine players"),
    }
}
