//! The test as a note for a person at a terminal.

use std::io::Write;

use mawqif_core::{
    dossier::{Dossier, report::Paint},
    initiative::{
        coverage::{Coverage, Slot, Standing},
        stability::answer::Outcome,
        stress::StressTest,
    },
    text::Id,
};

use super::around;
use crate::{
    cli::{
        Failure,
        table::{Align, banded},
        terminal::{self, bold, broken},
    },
    stress::{
        Teller,
        coverage::{brings, days, mend, verdict, why},
        mark, severity_key, stability,
    },
};

/// Lines of this width where the output is no terminal.
const WIDTH: usize = 100;

/// The most slots that are told line by line.
const TOLD_LIMIT: usize = 40;

/// Writes a note line by line.
pub struct Note<'a> {
    /// Its words.
    pub teller: Teller<'a>,
    paint: Paint,
    width: usize,
}

impl<'a> Note<'a> {
    /// A note in these words; broken where it would leave a terminal of this width.
    pub fn new(teller: Teller<'a>, paint: Paint, width: Option<usize>) -> Self {
        Self { teller, paint, width: width.unwrap_or(WIDTH) }
    }

    /// A line, broken where it would leave the terminal.
    pub fn line(&self, words: &str, out: &mut dyn Write) -> Result<(), Failure> {
        for line in broken(words, self.width) {
            writeln!(out, "{}{line}", self.teller.locale.line_start())?;
        }
        Ok(())
    }

    /// A line below a heading.
    pub fn point(&self, words: &str, out: &mut dyn Write) -> Result<(), Failure> {
        self.line(&format!("  {words}"), out)
    }

    fn heading(&self, key: &str, out: &mut dyn Write) -> Result<(), Failure> {
        self.title(&self.teller.locale.word(key), out)
    }

    /// A heading in words behind an empty line.
    pub fn title(&self, words: &str, out: &mut dyn Write) -> Result<(), Failure> {
        writeln!(out)?;
        self.line(&bold(words, self.paint), out)
    }

    /// Writes the whole test.
    pub fn tell(&self, test: &StressTest, others: &[Dossier], out: &mut dyn Write) -> Result<(), Failure> {
        self.line(&bold(&verdict(&self.teller, &test.coverage.verdict), self.paint), out)?;
        self.findings(test, out)?;
        self.coverage(&test.coverage, out)?;
        self.stability(&test.stability, out)?;
        for (beside, other) in test.beside.iter().zip(others) {
            around::tell(self, beside, other, out)?;
        }
        Ok(())
    }

    fn findings(&self, test: &StressTest, out: &mut dyn Write) -> Result<(), Failure> {
        let (teller, locale) = (&self.teller, self.teller.locale);
        self.heading("stress-lint", out)?;
        if test.lint.findings.is_empty() {
            self.line(&locale.word("stress-lint-none"), out)?;
        }
        for finding in &test.lint.findings {
            let severity = locale.word(severity_key(finding.severity));
            let says = finding.says.in_language(teller.language());
            self.point(&format!("{severity} {}: {says}", teller.code(finding.rule)), out)?;
            if let Some(reason) = &finding.allowed {
                let reason = reason.in_language(teller.language());
                let words = locale.tell("stress-finding-allowed", &[("reason", reason.into())]);
                self.line(&format!("    {words}"), out)?;
            }
        }
        if test.lint.untold > 0 {
            self.line(&locale.tell("stress-untold", &[("count", test.lint.untold.into())]), out)?;
        }
        self.line(&locale.word("stress-explain-hint"), out)
    }

    fn coverage(&self, coverage: &Coverage, out: &mut dyn Write) -> Result<(), Failure> {
        if coverage.verdict.harms == 0 {
            return Ok(());
        }
        let teller = &self.teller;
        self.heading("stress-coverage", out)?;
        if !coverage.is_complete {
            return self.line(&teller.locale.word("stress-too-large"), out);
        }
        self.matrix(coverage, out)?;
        let mut told = 0;
        for row in &coverage.harms {
            for cell in &row.cells {
                for (slot, period) in cell.slots.iter().zip(&coverage.periods) {
                    told += 1;
                    if told <= TOLD_LIMIT && slot.standing != Standing::Open {
                        let values = [
                            ("harm", teller.name(&row.harm).into()),
                            ("place", self.place(cell.place.as_ref()).into()),
                            ("period", days(teller, period, &ToString::to_string).into()),
                            ("standing", why(teller, slot).into()),
                        ];
                        self.point(&teller.locale.tell("stress-cell", &values), out)?;
                    }
                }
            }
        }
        if !coverage.conditions.is_empty() {
            self.heading("stress-brings", out)?;
            for condition in &coverage.conditions {
                let id = teller.code(condition.condition.as_str());
                self.point(&format!("{id}: {}", brings(teller, condition)), out)?;
            }
        }
        if let Some(least) = &coverage.mend {
            self.heading("stress-mend", out)?;
            mend(teller, least).iter().try_for_each(|line| self.point(line, out))?;
        }
        Ok(())
    }

    fn place(&self, place: Option<&Id>) -> String {
        place.map_or_else(|| self.teller.locale.word("stress-everywhere"), |id| self.teller.name(id))
    }

    fn matrix(&self, coverage: &Coverage, out: &mut dyn Write) -> Result<(), Failure> {
        let places = coverage.harms.first().map_or(&[][..], |row| row.cells.as_slice());
        let heads = places.iter().map(|cell| self.place(cell.place.as_ref()));
        let mut rows: Vec<Vec<String>> = vec![std::iter::once(String::new()).chain(heads).collect()];
        for row in &coverage.harms {
            // The worst of the periods, or each of them when there are several.
            let cell =
                |slots: &[Slot]| slots.iter().map(|slot| mark(slot.standing)).collect::<Vec<_>>().join(" ");
            let cells = row.cells.iter().map(|it| cell(&it.slots));
            rows.push(std::iter::once(self.teller.name(&row.harm)).chain(cells).collect());
        }
        let mut aligns = vec![Align::Start];
        aligns.resize(rows[0].len(), Align::Centre);
        let locale = self.teller.locale;
        for line in banded(&rows, &aligns, locale.language, terminal::width()) {
            writeln!(out, "{}  {line}", locale.line_start())?;
        }
        self.point(&locale.word("stress-legend"), out)
    }

    fn stability(&self, outcome: &Outcome, out: &mut dyn Write) -> Result<(), Failure> {
        self.heading("stress-stability", out)?;
        let told = match outcome {
            Outcome::Refused(refusal) => {
                let lines = stability::refused(&self.teller, refusal);
                let mut lines = lines.iter();
                lines.by_ref().take(1).try_for_each(|line| self.line(line, out))?;
                return lines.try_for_each(|line| self.point(line, out));
            }
            Outcome::Analysed(stability) => stability::told(&self.teller, stability),
        };
        let lines = std::iter::once(&told.game)
            .chain(&told.holds)
            .chain(told.defections.iter().flatten())
            .chain(&told.coalitions)
            .chain(&told.today);
        for line in lines {
            self.point(line, out)?;
        }
        self.heading("stress-equilibria", out)?;
        told.equilibria.iter().chain(&told.notices).try_for_each(|line| self.point(line, out))
    }
}
