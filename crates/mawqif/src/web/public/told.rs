//! A result as pages tell it: words before pictures, pictures before tables.
//!
//! Only what may be published comes here: counts below five are withheld before. Groups that do not hold are not told at all, since
//! a name and a colour would make them believed.

mod support;

use std::collections::BTreeMap;

use mawqif_core::consultation::public::{
    BaseCluster,
    figures::Side,
    report::{Cell, FEW, Hangs, Opinion, Says, held_up},
};

pub use self::support::Support;
use super::{Said, base::Names};
use crate::{
    desk::public::{ByChannel, Channel, Outcome},
    opinion::{
        map,
        words::{self as terms, letter, percent},
    },
    web::words::Words,
};

/// How long a bar is drawn, in its own units.
const BAR: usize = 300;

/// The most statements of a list of what divides.
const DIVIDING: usize = 5;

/// The most rows of a table on a page; the files have all.
const ROWS_SHOWN: usize = 300;

/// What came of a consultation.
pub struct Told {
    /// All of it in a sentence.
    pub sentence: String,
    /// What was counted, and when.
    pub lines: Vec<String>,
    /// Whether the groups hold, in words.
    pub holds: Vec<String>,
    /// What all share.
    pub shared: Vec<Line>,
    /// What divides.
    pub divides: Vec<Divided>,
    /// What each group stands for.
    pub groups: Vec<Group>,
    /// Where people stand, as SVG in which every word is escaped.
    pub map: Option<String>,
    /// What the base asks for.
    pub base: Option<Support>,
    /// The ways that people came by, beside each other.
    pub channels: Option<Table>,
    /// Everything, as a table.
    pub table: Table,
    /// How many rows are left out of it.
    pub left_out: usize,
}

/// A statement, and who says what to it.
pub struct Line {
    /// Agreeing or disagreeing, for the style.
    pub class: &'static str,
    /// The same in a word.
    pub side: String,
    /// The statement.
    pub said: Said,
    /// How many of how many.
    pub count: String,
    /// The same as a picture.
    pub bar: Option<Bar>,
}

/// A statement that some agree with and others do not.
pub struct Divided {
    /// The statement.
    pub said: Said,
    /// Who says what: a name, words, a picture.
    pub parts: Vec<(String, String, Option<Bar>)>,
}

/// A group.
pub struct Group {
    /// What it is called, and how many are in it.
    pub head: String,
    /// What it stands for.
    pub stands_for: Vec<Line>,
}

/// Three parts of a whole, as lengths: who agrees, who passes, who disagrees.
pub struct Bar {
    /// Who agrees.
    pub agree: usize,
    /// Who passes.
    pub pass: usize,
    /// Who disagrees.
    pub disagree: usize,
}

impl Bar {
    /// Where those begin who disagree, for templates.
    pub fn from(&self) -> usize {
        self.agree + self.pass
    }

    fn of(cell: &Cell) -> Option<Self> {
        let (voted, agree, disagree) = (cell.voted?, cell.agree?, cell.disagree?);
        let long = |count: usize| (count * BAR).checked_div(voted);
        let (agree, disagree) = (long(agree)?, long(disagree)?);
        Some(Self { agree, disagree, pass: BAR.saturating_sub(agree + disagree) })
    }
}

/// A table: its head, and its rows by what stands first.
pub struct Table {
    /// The names of columns.
    pub head: Vec<String>,
    /// A statement or a name, and cells.
    pub rows: Vec<(Said, Vec<String>)>,
}

/// Statements by number.
pub type Texts = BTreeMap<u64, Said>;

/// What may be published of a result: statements that are shown, in the reader's words; nobody's invitations; and no groups that
/// do not hold.
pub fn published(outcome: &Outcome, texts: &Texts) -> Opinion {
    let mut opinion = outcome.opinion.clone();
    opinion.manipulation = None;
    opinion.statements.retain(|it| !it.is_out && text(texts, &it.statement).is_some());
    for statement in &mut opinion.statements {
        if let Some(said) = text(texts, &statement.statement) {
            statement.text.clone_from(&said.words);
        }
    }
    held_up(opinion)
}

/// The same for everybody: without what statements are tied to, which says what the coalition weighs.
pub fn open(outcome: &Outcome, texts: &Texts) -> Opinion {
    let mut opinion = published(outcome, texts);
    opinion.base = None;
    opinion
}

/// The map of a published result.
pub fn drawn(outcome: &Outcome, opinion: &Opinion, words: &Words) -> Option<String> {
    let mut base: Vec<BaseCluster> = outcome.map.clone();
    if opinion.groups.is_empty() {
        base.iter_mut().for_each(|it| it.group = 0);
    }
    let base = map::published(&base);
    // One circle is no map.
    (base.len() > 1).then(|| map::svg(&base, opinion, words.locale()))
}

fn text<'t>(texts: &'t Texts, id: &str) -> Option<&'t Said> {
    texts.get(&id.parse::<u64>().ok()?)
}

/// Tells a result that may be published.
pub fn told(outcome: &Outcome, opinion: &Opinion, (texts, names): (&Texts, &Names), words: &Words) -> Told {
    let teller = Teller { opinion, texts, names, words };
    let rows = opinion.statements.len();
    Told {
        sentence: words.digits(&terms::sentence(opinion, words.locale())),
        lines: lines(outcome, opinion, words),
        holds: teller.holds(),
        shared: teller.shared(),
        divides: teller.divides(),
        groups: teller.groups(),
        map: drawn(outcome, opinion, words),
        base: opinion.base.as_ref().map(|base| teller.support(base)),
        channels: teller.channels(&outcome.channels),
        table: teller.table(),
        left_out: rows.saturating_sub(ROWS_SHOWN),
    }
}

/// What the base asks for, as a result tells it.
pub fn support(opinion: &Opinion, names: &Names, words: &Words) -> Option<Support> {
    let teller = Teller { opinion, texts: &Texts::new(), names, words };
    opinion.base.as_ref().map(|base| teller.support(base))
}

fn lines(outcome: &Outcome, opinion: &Opinion, words: &Words) -> Vec<String> {
    let at = words.moment(outcome.at);
    let when = if outcome.is_final { "result-final" } else { "result-computed" };
    let counted = [("votes", opinion.votes.into()), ("inside", opinion.in_conversation.into())];
    let mut lines = vec![words.about(when, &at)];
    if !opinion.few {
        lines.insert(0, words.tell("opinion-counted", &counted));
    }
    if !outcome.is_final {
        lines.push(words.word("result-steps"));
    }
    match outcome.without_blocked {
        Some(0) => {}
        Some(count) if count >= FEW => lines.push(words.count("result-blocked", count)),
        _ => lines.push(words.word("result-blocked-few")),
    }
    lines
}

/// On whom a result hangs, for whoever runs the consultation.
pub fn hangs(hangs: &Hangs, texts: &Texts, words: &Words) -> Vec<(String, Vec<String>)> {
    let locale = words.locale();
    let mut told = Vec::new();
    if !hangs.alike.is_empty() {
        let ballots: usize = hangs.alike.iter().sum();
        let values = [("count", ballots.into()), ("sets", hangs.alike.len().into())];
        told.push((words.tell("opinion-alike", &values), Vec::new()));
    }
    for without in &hangs.without {
        let who = match &without.invite {
            Some(invite) => {
                let values = [("invite", terms::shown(invite).into())];
                words.tell("opinion-without-invite", &values)
            }
            None => words.word("opinion-without-copies"),
        };
        let values = [
            ("who", who.into()),
            ("count", without.people.into()),
            ("groups", without.groups.into()),
            ("likeness", words.digits(&terms::figure(without.likeness)).into()),
        ];
        let changes = [("opinion-lost", &without.lost), ("opinion-gained", &without.gained)];
        let changes = changes.into_iter().filter(|(_, says)| !says.is_empty());
        let list = |says: &[Says]| {
            let each: Vec<String> = says.iter().map(|it| says_in_words(it, texts, words)).collect();
            locale.list(&each)
        };
        let changes = changes.map(|(key, says)| words.tell(key, &[("list", list(says).into())]));
        told.push((words.tell("opinion-without", &values), changes.collect()));
    }
    told
}

fn says_in_words(says: &Says, texts: &Texts, words: &Words) -> String {
    let (_, key) = side(says.side);
    let said = text(texts, &says.statement).map_or(says.statement.as_str(), |it| it.words.as_str());
    let values = [("side", words.word(key).into()), ("name", terms::shown(said).into())];
    words.tell("result-says", &values)
}

fn side(side: Side) -> (&'static str, &'static str) {
    match side {
        Side::Agree => ("agree", "result-agree"),
        Side::Disagree => ("disagree", "result-disagree"),
    }
}

/// The message that names a channel.
pub fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Verified => "channel-verified",
        Channel::Open => "channel-open",
        Channel::Paper => "channel-paper",
    }
}

struct Teller<'a> {
    opinion: &'a Opinion,
    texts: &'a Texts,
    names: &'a Names,
    words: &'a Words,
}

impl Teller<'_> {
    fn cell(&self, id: &str) -> Option<&Cell> {
        self.opinion.statements.iter().find(|it| it.statement == id).map(|it| &it.all)
    }

    /// A statement with what is said to it; nothing of one that is not shown.
    fn line(
        &self,
        id: &str,
        on: Side,
        count: (Option<usize>, Option<usize>),
        cell: Option<&Cell>,
    ) -> Option<Line> {
        let (class, key) = side(on);
        // That most say so is why the statement stands in its list; how many may be withheld.
        let count = match (count, cell.and_then(|cell| cell.voted)) {
            ((Some(success), trials), _) => terms::count(Some(success), trials, self.words.locale()),
            ((None, _), Some(voted)) => self.words.count("result-most", voted),
            _ => self.words.word("opinion-withheld"),
        };
        Some(Line {
            class,
            side: self.words.word(key),
            said: text(self.texts, id)?.clone(),
            count,
            bar: cell.and_then(Bar::of),
        })
    }

    fn holds(&self) -> Vec<String> {
        let Some(certificate) = &self.opinion.certificate else { return Vec::new() };
        let locale = self.words.locale();
        let mut lines = terms::doubts(certificate, locale);
        if certificate.is_stable {
            lines.insert(0, self.words.word("result-holds"));
        }
        lines.push(self.words.digits(&terms::certificate_figures(certificate, locale)));
        lines
    }

    fn shared(&self) -> Vec<Line> {
        let lists = [(&self.opinion.agreed, Side::Agree), (&self.opinion.disagreed, Side::Disagree)];
        let all = lists.into_iter().flat_map(|(list, side)| list.iter().map(move |it| (it, side)));
        all.filter_map(|(it, side)| {
            self.line(&it.statement, side, (it.success, it.trials), self.cell(&it.statement))
        })
        .collect()
    }

    fn groups(&self) -> Vec<Group> {
        let told = self.opinion.groups.iter().map(|group| {
            let name = ("group", letter(group.group, self.words.locale()).into());
            let head = match group.people {
                Some(people) => self.words.tell("opinion-group-people", &[name, ("count", people.into())]),
                None => self.words.tell("opinion-group-few", &[name]),
            };
            let at = group.group.saturating_sub(1);
            let stands_for = group.stands_for.iter().filter_map(|it| {
                let said = self.opinion.statements.iter().find(|said| said.statement == it.statement);
                let cell = said.and_then(|said| said.groups.get(at));
                self.line(&it.statement, it.side, (it.success, it.trials), cell)
            });
            Group { head, stands_for: stands_for.collect() }
        });
        told.collect()
    }

    /// What divides: where groups are furthest apart, or everybody when there are no groups.
    fn divides(&self) -> Vec<Divided> {
        let share = |cell: &Cell| Some(cell.agree? as f64 / cell.voted.filter(|voted| *voted > 0)? as f64);
        let mut found: Vec<(f64, usize)> = Vec::new();
        for (at, it) in self.opinion.statements.iter().enumerate() {
            let apart = if self.opinion.groups.len() > 1 {
                let shares: Option<Vec<f64>> = it.groups.iter().map(share).collect();
                let bounds = shares.map(|all| {
                    all.iter().fold((1.0_f64, 0.0_f64), |(low, high), it| (low.min(*it), high.max(*it)))
                });
                bounds.map(|(low, high)| high - low).filter(|apart| *apart >= 0.4)
            } else {
                let (agree, disagree, voted) = (it.all.agree, it.all.disagree, it.all.voted);
                let both = agree.zip(disagree).zip(voted).filter(|(_, voted)| *voted > 0);
                both.map(|((agree, disagree), voted)| agree.min(disagree) as f64 / voted as f64)
                    .filter(|apart| *apart >= 0.25)
            };
            found.extend(apart.map(|apart| (apart, at)));
        }
        found.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let told = found.into_iter().take(DIVIDING).filter_map(|(_, at)| {
            let it = self.opinion.statements.get(at)?;
            let parts = if self.opinion.groups.len() > 1 {
                let named = |(at, cell): (usize, &Cell)| {
                    let name = [("group", letter(at + 1, self.words.locale()).into())];
                    (self.words.tell("opinion-group", &name), self.parts(cell), Bar::of(cell))
                };
                it.groups.iter().enumerate().map(named).collect()
            } else {
                vec![(self.words.word("opinion-all"), self.parts(&it.all), Bar::of(&it.all))]
            };
            Some(Divided { said: text(self.texts, &it.statement)?.clone(), parts })
        });
        told.collect()
    }

    /// A cell in words.
    fn parts(&self, cell: &Cell) -> String {
        let Some(voted) = cell.voted else { return self.words.word("opinion-withheld") };
        let share = |part: Option<usize>| match part {
            Some(_) if voted == 0 => "–".to_owned(),
            Some(part) => self.words.digits(&percent(part as f64 / voted as f64)),
            None => self.words.word("opinion-withheld"),
        };
        let values = [
            ("agree", share(cell.agree).into()),
            ("disagree", share(cell.disagree).into()),
            ("pass", share(cell.pass).into()),
            ("count", voted.into()),
        ];
        self.words.tell("result-parts", &values)
    }

    fn group_names(&self) -> impl Iterator<Item = String> {
        let name = |group: usize| {
            let values = [("group", letter(group, self.words.locale()).into())];
            self.words.tell("opinion-group", &values)
        };
        self.opinion.groups.iter().map(move |it| name(it.group))
    }

    fn table(&self) -> Table {
        let mut head = vec![self.words.word("opinion-column-statement"), self.words.word("opinion-all")];
        head.extend(self.group_names());
        let rows = self.opinion.statements.iter().take(ROWS_SHOWN).filter_map(|it| {
            let cells = std::iter::once(&it.all).chain(&it.groups).map(|cell| self.parts(cell)).collect();
            Some((text(self.texts, &it.statement)?.clone(), cells))
        });
        Table { head, rows: rows.collect() }
    }

    /// Which way people came by, beside each other; nothing when there was one way alone.
    fn channels(&self, channels: &[ByChannel]) -> Option<Table> {
        let channels: Vec<&ByChannel> = channels.iter().filter(|it| it.people != Some(0)).collect();
        if channels.len() < 2 {
            return None;
        }
        let mut head = vec![self.words.word("opinion-column-statement")];
        head.extend(channels.iter().map(|it| {
            let name = ("name", self.words.word(channel(it.channel)).into());
            match it.people {
                Some(people) => self.words.tell("result-channel", &[name, ("count", people.into())]),
                None => self.words.tell("result-channel-few", &[name]),
            }
        }));
        let rows = self.texts.iter().take(ROWS_SHOWN).map(|(number, said)| {
            let cells = channels.iter().map(|it| {
                let cell = it.votes.iter().find(|(own, _)| own == number).map(|(_, cell)| cell);
                match (it.people, cell) {
                    (None, _) => self.words.word("opinion-withheld"),
                    (_, Some(cell)) => self.parts(cell),
                    (_, None) => "–".to_owned(),
                }
            });
            (said.clone(), cells.collect())
        });
        Some(Table { head, rows: rows.collect() })
    }
}
