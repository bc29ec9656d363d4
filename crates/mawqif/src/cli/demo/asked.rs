//! The base of the demo's first case is asked: forty statements, and what four thousand people said to them by code and on paper.
//!
//! Nobody of them exists. Their votes follow from numbers alone, the same at every start: three groups, of which all want the routes
//! and the detained, and one wants no foreign force at all. They are put into the store together, as ballots on paper are.

mod statements;

use std::sync::Arc;

use mawqif_core::{
    case::{
        Act, Moment,
        poll::{Doors, Results, Terms},
    },
    record::hash::Hash,
    text::Text,
};
use mawqif_store::{NewCode, PaperRow, PollId};

use self::statements::{STATEMENTS, Told};
use crate::desk::{
    Desk, Fault,
    access::Caller,
    held::Held,
    people::Refused,
    public::{About, PARTICIPANT_LIMIT, Seed, Tie, Trouble},
};

/// How many people there are in each of the groups.
const GROUPS: [u64; 3] = [1_700, 1_300, 1_000];

/// How many of a hundred statements somebody votes on.
const SEEN: u64 = 60;

/// How many of a hundred votes pass.
const PASSES: u64 = 7;

/// How many ballots are put into the store at once.
const AT_ONCE: usize = 2_000;

/// Who handed codes out: what these are called, on which path they hang, and for how many people each is.
const CODES: [(&str, &str, u64); 4] = [
    ("المدينة القديمة · Old town", "city/old-town", 1_200),
    ("الضفة الشرقية · East bank", "city/east-bank", 1_200),
    ("مخيم النهر · Camp by the river", "camps/river", 1_200),
    ("اتحاد عمال الإغاثة · Union of relief workers", "relief", 1_200),
];

/// How long people may vote, in microseconds.
const OPEN: u64 = 3 * 86_400_000_000;

/// Opens the consultation, with its statements and votes; what an earlier start did not come to is done now.
pub async fn ask(desk: &Desk, held: &Arc<Held>, secretary: &Caller) -> Result<(), Fault> {
    let is_new = held.now().polls().is_empty();
    let now = desk.clock().now().micros();
    let terms = Terms {
        title: both("رأي الناس في التجميد", "What people say to the freeze"),
        question: both(
            "ماذا نطلب قبل أن نقبل بالتجميد؟",
            "What should we ask for before we accept the freeze?",
        ),
        asks: both("أمانة تحالف وادي نهر (مُتخيَّل)", "The secretariat of the Wadi Nahr coalition (invented)"),
        closes: Moment::from_micros(now.saturating_add(OPEN)),
        doors: Doors::Both,
        results: Results::Always,
    };
    if is_new {
        desk.act(held, Act::OpenPublicConsultation { terms }, secretary, None).await?;
    }
    let seeds = STATEMENTS.iter().map(|it| Seed {
        text: both(it.ar, it.en),
        ties: it.ties.split(' ').filter_map(Tie::new).collect(),
        about: About::Matter,
    });
    let statements = match desk.public().seed(held, 1, secretary, seeds.collect()).await {
        Ok(numbers) => numbers,
        Err(Trouble::Twice(_)) => (1..).take(STATEMENTS.len()).collect(),
        Err(Trouble::Closed(_)) => return Ok(()),
        Err(trouble) => return Err(fault(trouble)),
    };
    let of = PollId { case: held.stored().clone(), poll: 1 };
    let codes = CODES.map(|(label, path, quota)| NewCode {
        hash: Hash::of(&[b"mawqif demo\0", path.as_bytes()]),
        label: label.to_owned(),
        quota,
        path: path.to_owned(),
        channel: "verified",
    });
    let order = Hash::of(&[b"mawqif demo, codes"]);
    desk.store().add_poll_codes(&of, (now, 1_000), Some(order), &codes).await?;
    let ballots = ballots(&statements);
    for part in ballots.chunks(AT_ONCE) {
        let faults = desk.store().enter_poll_papers(&of, (now, PARTICIPANT_LIMIT), part, false).await?;
        // Somebody may have blocked a code or withheld a statement since an earlier start.
        if is_new && faults.is_none_or(|faults| !faults.is_empty()) {
            return Err(Refused::Missing("ballot").into());
        }
    }
    Ok(())
}

/// What everybody has said.
fn ballots(statements: &[u64]) -> Vec<PaperRow> {
    let people = GROUPS.iter().enumerate().flat_map(|(group, count)| (0..*count).map(move |_| group));
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    let ballot = |(number, group): (usize, usize)| {
        // Whoever has a code brought the ballot by a browser.
        let by_code = chance.of(100) < 65;
        let code = CODES[usize::try_from(chance.of(4)).unwrap_or(0)].1;
        let mut votes = Vec::new();
        for (statement, told) in statements.iter().zip(&STATEMENTS) {
            if chance.of(100) < SEEN {
                votes.push((*statement, said(told, group, &mut chance)));
            }
        }
        PaperRow {
            ballot: format!("w{number}"),
            mark: format!("W-{number}"),
            code: by_code.then(|| Hash::of(&[b"mawqif demo\0", code.as_bytes()])),
            path: String::new(),
            channel: if by_code { "verified" } else { "paper" },
            votes,
        }
    };
    people.enumerate().map(|(at, group)| (at + 1, group)).map(ballot).collect()
}

/// What somebody of a group says to a statement: 0 disagrees, 1 passes, 2 agrees.
fn said(told: &Told, group: usize, chance: &mut Chance) -> u8 {
    if chance.of(100) < PASSES {
        return 1;
    }
    let agree = told.agree.get(group).copied().unwrap_or_default();
    if chance.of(100) < u64::from(agree) { 2 } else { 0 }
}

/// Numbers that look like chance and are the same each time (Marsaglia, "Xorshift RNGs", 2003).
struct Chance(u64);

impl Chance {
    /// A number below this one.
    fn of(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % below.max(1)
    }
}

fn fault(trouble: Trouble) -> Fault {
    match trouble {
        Trouble::Desk(fault) => fault,
        _ => Refused::Missing("statement").into(),
    }
}

fn both(ar: &str, en: &str) -> Text {
    Text::by_language(vec![("ar".to_owned(), ar.to_owned()), ("en".to_owned(), en.to_owned())])
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeSet, HashSet};

    use mawqif_core::dossier::read;

    use super::*;
    use crate::desk::public::words;

    #[test]
    fn statements_can_stand_and_are_tied_to_what_the_case_has() {
        let dossier = read(crate::cli::demo::CASES[0].2.as_bytes()).dossier.unwrap();
        let known: BTreeSet<&str> = dossier.conditions.iter().map(|it| it.id.as_str()).collect();
        let mut forms = HashSet::new();
        for told in &STATEMENTS {
            for said in [told.ar, told.en] {
                assert_eq!(words::check(said), Ok(()), "{said}");
            }
            assert!(forms.insert(words::form(&both(told.ar, told.en)).to_hex()), "{}", told.en);
            for tie in told.ties.split(' ').filter_map(Tie::new) {
                assert!(known.contains(tie.to.as_str()), "{}", tie.to);
            }
        }
        let tied = |id: &str| STATEMENTS.iter().any(|it| it.ties.trim_start_matches('!') == id);
        assert!(known.iter().all(|id| tied(id)), "every condition is asked about");
    }

    #[test]
    fn everybody_votes_the_same_at_every_start_and_no_code_is_used_up() {
        let numbers: Vec<u64> = (1..=40).collect();
        let all = ballots(&numbers);
        assert_eq!(all.len(), 4_000);
        assert_eq!(all, ballots(&numbers));
        assert!(all.iter().all(|it| it.votes.len() >= 5));
        for (_, path, quota) in CODES {
            let hash = Hash::of(&[b"mawqif demo\0", path.as_bytes()]);
            let came = all.iter().filter(|it| it.code == Some(hash)).count();
            assert!((400..1_100).contains(&came) && came < usize::try_from(quota).unwrap(), "{path}: {came}");
        }
        assert!(all.iter().filter(|it| it.channel == "paper").count() > 1_000);
    }
}
