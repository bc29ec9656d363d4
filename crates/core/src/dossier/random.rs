//! Random dossiers in which every key is used, for tests: texts in several languages full of quotes
//! and line ends, numbers at their limits, names that need quoting.

use crate::{
    consultation::stance::{Language, Stance},
    dossier::{
        Baseline, Body, Commitment, CommitmentKind, Committee, Confidence, Counts, Date, Dossier, Figure,
        FiledStance, Harm, Indicator, Party, Period, Place, PositionKind, Provision, ProvisionStatus, Quote,
        QuoteMode, RedLine, Standing,
    },
    position::{
        quantity::{NUMBER_LIMIT, Quantity, Share},
        rule::{Base, Measure},
        unify::random::{self, Dice},
    },
    text::{Id, Text},
};

/// A sound dossier.
pub fn dossier(seed: u64) -> Dossier {
    let mut dice = Dice(seed);
    let (bodies, conditions) = (1 + dice.roll(5), 1 + dice.roll(5));
    let (mut dossier, _) = random::dossier(seed, bodies, conditions);
    dice.fill_offer(&mut dossier);
    dossier.bodies.iter_mut().for_each(|body| dice.fill_body(body));
    for condition in &mut dossier.conditions {
        condition.text = dice.named(&condition.id, Lines::Several);
        condition.burden = dice.number().max(1);
        condition.stops = dice.some(&dossier.harms, |harm| &harm.id);
        condition.proposed_by = dice.maybe(|dice| dice.text(Lines::One));
    }
    dossier.stances.iter_mut().for_each(|stance| dice.fill_stance(stance));
    dice.fill_rule(&mut dossier);
    dice.fill_rest(&mut dossier);
    dossier
}

/// How many lines a text may have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    One,
    Several,
}

/// What words are made of: whatever TOML, the reader or a line-wise tool could stumble over.
const ONE_LINE: [&str; 22] = [
    "",
    "a",
    " ",
    "  ",
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "\\",
    "\\n",
    "#",
    "# x",
    "سلام",
    "é",
    "e\u{301}",
    "[x]",
    " = ",
    "{}",
    "]]",
    "\u{1F54A}",
    "\u{A0}",
    "\u{FEFF}",
];
const MORE_LINES: [&str; 7] = ["\n", "\n\n\n", "  \n", "\t", "\t\n", "\u{202E}", "\u{2028}"];

impl Dice {
    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.is(2).then(|| make(self))
    }

    fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.roll(of.len())].clone()
    }

    fn some<T>(&mut self, of: &[T], id: impl Fn(&T) -> &Id) -> Vec<Id> {
        of.iter().filter(|_| self.is(3)).map(|it| id(it).clone()).collect()
    }

    fn number(&mut self) -> u64 {
        let any = u64::try_from(self.roll(1_000_000)).unwrap();
        self.one(&[0, 1, 2, any, NUMBER_LIMIT])
    }

    fn words(&mut self, lines: Lines) -> String {
        let mut words = String::new();
        for _ in 0..self.roll(6) {
            let is_line = lines == Lines::Several && self.is(2);
            words += if is_line { self.one(&MORE_LINES) } else { self.one(&ONE_LINE) };
        }
        words
    }

    fn text(&mut self, lines: Lines) -> Text {
        if self.is(2) {
            return Text::plain(self.words(lines));
        }
        let mut tags = vec!["ar", "en", "zh-Hant", "date", "0"];
        let versions = (0..self.roll(4)).map(|_| {
            let tag = tags.remove(self.roll(tags.len()));
            (tag.to_owned(), self.words(lines))
        });
        Text::by_language(versions.collect())
    }

    /// The text of something that has an id, which it is called by when the text says nothing.
    fn named(&mut self, id: &Id, lines: Lines) -> Text {
        let text = self.text(lines);
        if text.is_empty() || self.is(5) { Text::plain(id.as_str()) } else { text }
    }

    fn date(&mut self) -> Date {
        let [year, month, day] = [10_000, 12, 28].map(|sides| self.roll(sides));
        Date {
            year: u16::try_from(year).unwrap(),
            month: u8::try_from(1 + month).unwrap(),
            day: u8::try_from(1 + day).unwrap(),
        }
    }

    /// The first and the last day, each of which may be open.
    fn days(&mut self) -> (Option<Date>, Option<Date>) {
        let (one, other) = (self.date(), self.date());
        (self.maybe(|_| one.min(other)), self.maybe(|_| one.max(other)))
    }

    fn fill_offer(&mut self, dossier: &mut Dossier) {
        for at in 0..self.roll(4) {
            let id = id(&format!("مكان-{at}"));
            let around: Vec<Id> = dossier.places.iter().map(|place| place.id.clone()).collect();
            let within = if around.is_empty() { None } else { self.maybe(|dice| dice.one(&around)) };
            let at = self.maybe(|dice| {
                let [up, along] = [180_000_001, 360_000_001].map(|sides| dice.roll(sides) as f64 / 1e6);
                (up - 90.0, along - 180.0)
            });
            dossier.places.push(Place { name: self.named(&id, Lines::One), id, within, at });
        }
        for at in 0..self.roll(3) {
            let id = id(&format!("party_{at}"));
            dossier.parties.push(Party { name: self.named(&id, Lines::One), id });
        }
        for at in 0..self.roll(4) {
            let id = id(&format!("ظلم{at}"));
            dossier.harms.push(Harm { name: self.named(&id, Lines::One), id });
        }
        let initiative = &mut dossier.initiative;
        initiative.title = self.named(&initiative.id, Lines::One);
        initiative.sponsor = self.maybe(|dice| dice.text(Lines::One));
        (initiative.received, initiative.deadline) = self.days();
        initiative.scope = self.some(&dossier.places, |place| &place.id);
        for at in 0..self.roll(4) {
            let id = id(&format!("{at}"));
            let (from, until) = self.days();
            let mut obliged = self.some(&dossier.parties, |party| &party.id);
            obliged.extend(self.some(&dossier.bodies, |body| &body.id));
            dossier.provisions.push(Provision {
                text: self.named(&id, Lines::Several),
                id,
                obliged,
                stops: self.some(&dossier.harms, |harm| &harm.id),
                places: self.some(&dossier.places, |place| &place.id),
                from,
                until,
                verified_by: self.maybe(|dice| dice.text(Lines::One)),
                on_breach: self.maybe(|dice| dice.text(Lines::Several)),
                status: self.one(&[
                    ProvisionStatus::Draft,
                    ProvisionStatus::Announced,
                    ProvisionStatus::Agreed,
                    ProvisionStatus::Rejected,
                ]),
            });
        }
    }

    fn fill_body(&mut self, body: &mut Body) {
        body.name = self.named(&body.id, Lines::One);
        body.weight = self.number();
        for name in ["a.b", "two words", "e\u{301}", "\"", "'\"\\", ""] {
            if self.is(6) {
                body.measures.push((name.to_owned(), self.number()));
            }
        }
        if self.is(4) {
            body.chambers.push(self.words(Lines::One));
        }
    }

    fn fill_stance(&mut self, stance: &mut FiledStance) {
        // Lists within lists of the same kind are flattened in reading.
        let printed = stance.says.to_string();
        stance.says.stance = Stance::parse(&printed).unwrap().stance;
        stance.says.language = self.one(&[Language::English, Language::Arabic]);
        stance.confidence = self.one(&[Confidence::Open, Confidence::Confidential]);
        stance.standing = self.one(&[Standing::Mandated, Standing::Expected, Standing::Reported]);
        stance.reason = self.maybe(|dice| dice.text(Lines::Several));
        stance.source = self.maybe(|dice| dice.text(Lines::Several));
    }

    fn fill_rule(&mut self, dossier: &mut Dossier) {
        let rule = &mut dossier.rule;
        if self.is(4) {
            *rule = Default::default();
        }
        for alternative in &mut rule.alternatives {
            alternative.name = if self.is(3) { Some(self.text(Lines::One)) } else { None };
        }
        if let Some(quorum) = &mut rule.quorum {
            quorum.base = self.one(&[Base::Members, Base::Present]);
        }
        if self.is(4) {
            rule.support = Measure::Named(self.words(Lines::One));
        }
        if let Measure::Named(name) = &rule.support
            && matches!(name.as_str(), "bodies" | "weight")
        {
            rule.support = Measure::Bodies;
        }
    }

    fn fill_rest(&mut self, dossier: &mut Dossier) {
        // A body's earlier answer, beside the one it has now.
        if let Some(now) = dossier.stances.first().filter(|stance| stance.version > 1).cloned()
            && !dossier.stances.iter().any(|it| it.body == now.body && it.version == 1)
        {
            dossier.stances.push(FiledStance { version: 1, ..now });
        }
        for _ in 0..self.roll(3) {
            let said = Some(self.text(Lines::Several)).filter(|said| !said.is_empty());
            let ends = [self.number(), self.number()];
            dossier.quotes.push(Quote {
                speaker: self.maybe(|dice| dice.text(Lines::One)),
                role: self.maybe(|dice| dice.text(Lines::One)),
                body: self.maybe(|dice| dice.text(Lines::One)),
                outlet: self.maybe(|dice| dice.text(Lines::One)),
                said: said.unwrap_or_else(|| Text::plain("no")),
                mode: self.one(&[QuoteMode::Direct, QuoteMode::Indirect, QuoteMode::Nominal]),
                date: self.maybe(Self::date),
                source: self.maybe(|dice| dice.words(Lines::One)),
                span: self.maybe(|_| (ends[0].min(ends[1]), ends[0].max(ends[1]))),
            });
        }
        for at in 0..self.roll(3) {
            let id = id(&format!("خط-{at}"));
            let mut against = self.some(&dossier.conditions, |condition| &condition.id);
            against.extend(self.some(&dossier.provisions, |provision| &provision.id));
            dossier.red_lines.push(RedLine { text: self.named(&id, Lines::Several), id, against });
        }
        for at in 0..self.roll(3) {
            let id = id(&format!("é-{at}"));
            let kinds = [
                PositionKind::Accept,
                PositionKind::AcceptWithConditions,
                PositionKind::Reject,
                PositionKind::None,
            ];
            dossier.committees.push(Committee {
                name: self.named(&id, Lines::One),
                id,
                members: self.some(&dossier.bodies, |body| &body.id),
                on: kinds.into_iter().filter(|_| self.is(2)).collect(),
            });
        }
        for at in 0..self.roll(3) {
            let commitment = self.commitment(dossier, &id(&format!("عهد-{at}")));
            dossier.commitments.push(commitment);
        }
    }

    fn commitment(&mut self, dossier: &Dossier, id: &Id) -> Commitment {
        let obliged = dossier.parties.iter().map(|it| &it.id).chain(dossier.bodies.iter().map(|it| &it.id));
        let obliged: Vec<Id> = obliged.take(1 + self.roll(3)).cloned().collect();
        let mut rests_on = self.some(&dossier.conditions, |condition| &condition.id);
        rests_on.extend(self.some(&dossier.provisions, |provision| &provision.id));
        let mut days = [self.date(), self.date(), self.date()];
        days.sort();
        let kind = self.one(&[CommitmentKind::Do, CommitmentKind::Abstain, CommitmentKind::Allow]);
        let indicator = Indicator {
            counts: self.one(&[Counts::Events, Counts::Deaths, Counts::DeathsLow, Counts::DeathsHigh]),
            kinds: (0..self.roll(3)).map(|_| self.words(Lines::One)).collect(),
            actors: (0..self.roll(3)).map(|_| self.words(Lines::One)).collect(),
            against: (0..self.roll(3)).map(|_| self.words(Lines::One)).collect(),
            within_days: self.one(&[1, 7, 31, 366]),
            within_km: self.one(&[1, 25, 20_000]),
        };
        let baseline = [
            Baseline::Period(Period { from: days[0], until: days[1] }),
            Baseline::Figure(Figure { count: self.number(), days: self.number().max(1) }),
        ];
        let ceilings = [
            Quantity::Count(self.number()),
            Quantity::Share(Share::new(1, 1 + self.number().min(NUMBER_LIMIT - 1)).unwrap()),
        ];
        let is_rate = kind != CommitmentKind::Do && self.is(2);
        let committee = dossier.committees.first().map(|it| it.id.clone());
        Commitment {
            text: self.named(id, Lines::Several),
            theme: self.named(id, Lines::One),
            id: id.clone(),
            obliged,
            rests_on,
            kind,
            places: self.some(&dossier.places, |place| &place.id),
            from: Some(days[0]).filter(|_| self.is(2)),
            until: Some(days[1]).filter(|_| self.is(2)),
            due: Some(days[2]).filter(|_| self.is(2)),
            indicator: Some(indicator),
            baseline: Some(self.one(&baseline)).filter(|_| is_rate),
            ceiling: Some(self.one(&ceilings)).filter(|_| is_rate),
            judged_by: committee.filter(|_| self.is(2)),
            red_line: self.is(2),
        }
    }
}

fn id(id: &str) -> Id {
    Id::new(id).unwrap()
}
