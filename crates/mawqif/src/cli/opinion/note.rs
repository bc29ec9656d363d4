//! The result as a note for a person: one sentence, whether the groups hold, what each stands for, what all share, what the base
//! makes of the packages, and on whom the result hangs.

use std::io::Write;

use mawqif_core::{
    consultation::public::{
        figures::Side,
        report::{Opinion, Says},
    },
    dossier::report::Paint,
};

use crate::{
    cli::{
        Failure,
        table::{Align, banded},
        terminal::{bold, broken},
    },
    locale::{Locale, Value},
    opinion::words::{certificate_figures, content, count, doubts, figure, letter, sentence, share, shown},
};

/// Lines of this width where the output is no terminal.
const WIDTH: usize = 100;

/// The most lines of a list in a note.
const LINES: usize = 12;

/// Writes the note.
pub struct Note<'a> {
    told: &'a Opinion,
    locale: &'a Locale,
    paint: Paint,
    width: usize,
}

impl<'a> Note<'a> {
    /// A note in these words; broken where it would leave a terminal of this width.
    pub fn new(told: &'a Opinion, locale: &'a Locale, paint: Paint, width: Option<usize>) -> Self {
        Self { told, locale, paint, width: width.unwrap_or(WIDTH) }
    }

    fn line(&self, words: &str, out: &mut dyn Write) -> Result<(), Failure> {
        for line in broken(words, self.width) {
            writeln!(out, "{}{line}", self.locale.line_start())?;
        }
        Ok(())
    }

    fn heading(&self, words: &str, out: &mut dyn Write) -> Result<(), Failure> {
        writeln!(out)?;
        self.line(&bold(words, self.paint), out)
    }

    fn table(&self, rows: &[Vec<String>], out: &mut dyn Write) -> Result<(), Failure> {
        let mut aligns = vec![Align::Start];
        aligns.resize(rows.first().map_or(1, Vec::len), Align::End);
        for line in banded(rows, &aligns, self.locale.language, Some(self.width)) {
            writeln!(out, "{}{line}", self.locale.line_start())?;
        }
        Ok(())
    }

    /// Writes all of it.
    pub fn tell(&self, out: &mut dyn Write) -> Result<(), Failure> {
        self.line(&bold(&sentence(self.told, self.locale), self.paint), out)?;
        self.notices(out)?;
        if self.told.participants == 0 {
            return Ok(());
        }
        self.certificate(out)?;
        self.groups(out)?;
        self.shared(out)?;
        self.base(out)?;
        self.hangs(out)
    }

    fn notices(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let told = self.told;
        let values = [("votes", told.votes.into()), ("inside", told.in_conversation.into())];
        self.line(&self.locale.tell("opinion-counted", &values), out)?;
        for (key, count) in [("opinion-replaced", told.replaced), ("opinion-unknown", told.unknown)] {
            if count > 0 {
                self.line(&self.locale.tell(key, &[("count", count.into())]), out)?;
            }
        }
        Ok(())
    }

    fn certificate(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let Some(certificate) = &self.told.certificate else { return Ok(()) };
        self.heading(&self.locale.word("opinion-certificate"), out)?;
        for doubt in doubts(certificate, self.locale) {
            self.line(&format!("  {doubt}"), out)?;
        }
        self.line(&format!("  {}", certificate_figures(certificate, self.locale)), out)
    }

    /// A statement's id and words.
    fn statement(&self, id: &str) -> String {
        let text =
            self.told.statements.iter().find(|said| said.statement == id).map(|said| shown(&said.text));
        match text.filter(|text| !text.is_empty()) {
            Some(text) => {
                self.locale.tell("opinion-statement", &[("id", shown(id).into()), ("text", text.into())])
            }
            None => self.locale.tell("opinion-statement-id", &[("id", shown(id).into())]),
        }
    }

    fn groups(&self, out: &mut dyn Write) -> Result<(), Failure> {
        for group in &self.told.groups {
            let name = ("group", Value::from(letter(group.group, self.locale)));
            let head = match group.people {
                Some(people) => self.locale.tell("opinion-group-people", &[name, ("count", people.into())]),
                None => self.locale.tell("opinion-group-few", &[name]),
            };
            self.heading(&head, out)?;
            for stands in &group.stands_for {
                let words = self.statement(&stands.statement);
                let count = count(stands.success, stands.trials, self.locale);
                let values = [("statement", words.into()), ("count", count.into())];
                self.line(&format!("  {}", self.locale.tell(side_key(stands.side), &values)), out)?;
            }
        }
        Ok(())
    }

    fn shared(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let lists = [(&self.told.agreed, Side::Agree), (&self.told.disagreed, Side::Disagree)];
        if lists.iter().all(|(list, _)| list.is_empty()) {
            return self.heading(&self.locale.word("opinion-shared-none"), out);
        }
        self.heading(&self.locale.word("opinion-shared"), out)?;
        for (list, side) in lists {
            for shared in list {
                let values = [
                    ("statement", self.statement(&shared.statement).into()),
                    ("count", count(shared.success, shared.trials, self.locale).into()),
                ];
                self.line(&format!("  {}", self.locale.tell(side_key(side), &values)), out)?;
            }
        }
        Ok(())
    }

    fn head(&self, first: &str) -> Vec<String> {
        let mut head = vec![self.locale.word(first), self.locale.word("opinion-all")];
        head.extend(self.told.groups.iter().map(|group| letter(group.group, self.locale)));
        head
    }

    fn base(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let Some(base) = &self.told.base else { return Ok(()) };
        let share = |cell: &_| share(cell, self.locale);
        let content = |it: &_| content(it, self.locale);
        self.heading(&self.locale.word("opinion-base-conditions"), out)?;
        let mut rows = vec![self.head("opinion-column-condition")];
        for wanted in &base.conditions {
            let mut row = vec![shown(&wanted.condition), share(&wanted.all)];
            row.extend(wanted.groups.iter().map(share));
            rows.push(row);
        }
        self.table(&rows, out)?;
        if !base.unknown_ties.is_empty() {
            let ids: Vec<String> = base.unknown_ties.iter().map(|id| shown(id)).collect();
            self.line(
                &self.locale.tell("opinion-unknown-ties", &[("list", self.locale.list(&ids).into())]),
                out,
            )?;
        }
        if base.packages.is_empty() {
            return Ok(());
        }
        self.heading(&self.locale.word("opinion-base-packages"), out)?;
        let mut rows = vec![self.head("opinion-column-package")];
        for package in base.packages.iter().take(LINES) {
            let names: Vec<String> = package.package.iter().map(|id| shown(id)).collect();
            let words = if names.is_empty() {
                self.locale.word("opinion-package-empty")
            } else {
                self.locale.list(&names)
            };
            let mark = if package.is_recommended { "● " } else { "○ " };
            let mut row = vec![format!("{mark}{words}"), content(&package.all)];
            row.extend(package.groups.iter().map(content));
            rows.push(row);
        }
        self.table(&rows, out)
    }

    fn says(&self, says: &[Says]) -> String {
        let told = says.iter().map(|says| {
            let key = match says.side {
                Side::Agree => "opinion-says-agree",
                Side::Disagree => "opinion-says-disagree",
            };
            self.locale.tell(key, &[("id", shown(&says.statement).into())])
        });
        self.locale.list(&told.collect::<Vec<_>>())
    }

    fn hangs(&self, out: &mut dyn Write) -> Result<(), Failure> {
        let Some(hangs) = &self.told.manipulation else { return Ok(()) };
        if hangs.alike.is_empty() && hangs.without.is_empty() && hangs.channels.is_empty() {
            return Ok(());
        }
        let locale = self.locale;
        self.heading(&locale.word("opinion-hangs"), out)?;
        if !hangs.alike.is_empty() {
            let ballots: usize = hangs.alike.iter().sum();
            let values = [("count", ballots.into()), ("sets", hangs.alike.len().into())];
            self.line(&format!("  {}", locale.tell("opinion-alike", &values)), out)?;
        }
        for without in hangs.without.iter().take(LINES) {
            let who = match &without.invite {
                Some(invite) => locale.tell("opinion-without-invite", &[("invite", shown(invite).into())]),
                None => locale.word("opinion-without-copies"),
            };
            let values = [
                ("who", who.into()),
                ("count", without.people.into()),
                ("groups", without.groups.into()),
                ("likeness", figure(without.likeness).into()),
            ];
            self.line(&format!("  {}", locale.tell("opinion-without", &values)), out)?;
            for (key, says) in [("opinion-lost", &without.lost), ("opinion-gained", &without.gained)] {
                if !says.is_empty() {
                    self.line(
                        &format!("    {}", locale.tell(key, &[("list", self.says(says).into())])),
                        out,
                    )?;
                }
            }
        }
        for channel in &hangs.channels {
            let name = ("channel", Value::from(shown(&channel.channel)));
            let words = match channel.people {
                None => locale.tell("opinion-channel-few", &[name]),
                Some(people) if channel.says.is_empty() => {
                    locale.tell("opinion-channel-nothing", &[name, ("count", people.into())])
                }
                Some(people) => {
                    let says = ("list", Value::from(self.says(&channel.says)));
                    locale.tell("opinion-channel", &[name, ("count", people.into()), says])
                }
            };
            self.line(&format!("  {words}"), out)?;
        }
        Ok(())
    }
}

fn side_key(side: Side) -> &'static str {
    match side {
        Side::Agree => "opinion-agrees",
        Side::Disagree => "opinion-disagrees",
    }
}
