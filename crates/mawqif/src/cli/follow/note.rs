//! The answer of a follow-up as a note for a person at a terminal.

use std::io::Write;

use mawqif_core::{
    dossier::{Commitment, CommitmentKind, Counts, Date, Dossier, report::Paint},
    followup::answer::{Alarm, AreaKept, Before, FollowUp, Kept, PeriodKept, Score, ToldReport, Why},
    text::{Id, Text},
};

use super::refused::tame;
use crate::{
    cli::{
        Failure,
        table::{Align, banded},
        terminal::{bold, broken},
    },
    locale::Locale,
};

/// Lines of this width where the output is no terminal.
const WIDTH: usize = 100;

/// The most rows in doubt that are told one by one.
const DOUBTS: usize = 20;

/// The most pairs that are told one by one.
const PAIRS: usize = 10;

/// Writes a note line by line.
pub struct Note<'a> {
    dossier: &'a Dossier,
    locale: &'a Locale,
    paint: Paint,
    width: Option<usize>,
}

impl<'a> Note<'a> {
    /// A note about a dossier; broken where it would leave a terminal of this width.
    pub fn new(dossier: &'a Dossier, locale: &'a Locale, paint: Paint, width: Option<usize>) -> Self {
        Self { dossier, locale, paint, width }
    }

    fn line(&self, words: &str, out: &mut dyn Write) -> Result<(), Failure> {
        for line in broken(words, self.width.unwrap_or(WIDTH)) {
            writeln!(out, "{}{line}", self.locale.line_start())?;
        }
        Ok(())
    }

    fn point(&self, words: &str, out: &mut dyn Write) -> Result<(), Failure> {
        self.line(&format!("  {words}"), out)
    }

    fn title(&self, words: &str, out: &mut dyn Write) -> Result<(), Failure> {
        writeln!(out)?;
        self.line(&bold(words, self.paint), out)
    }

    /// Writes the whole answer.
    pub fn tell(&self, answer: &FollowUp, out: &mut dyn Write) -> Result<(), Failure> {
        self.line(&bold(&self.sentence(answer), self.paint), out)?;
        self.read(answer, out)?;
        for kept in &answer.commitments {
            self.kept(kept, out)?;
        }
        self.themes(answer, out)?;
        if !answer.commitments.is_empty() {
            writeln!(out)?;
            self.line(&self.locale.word("follow-legend"), out)?;
        }
        self.doubts(answer, out)?;
        self.alike(answer, out)
    }

    /// Writes what the table is, and nothing of what follows from it.
    pub fn table(&self, answer: &FollowUp, out: &mut dyn Write) -> Result<(), Failure> {
        self.read(answer, out)?;
        self.title(&self.locale.word("follow-columns"), out)?;
        for (field, column) in &answer.reports.columns {
            self.point(&format!("{field} = {}", self.quoted(column)), out)?;
        }
        self.doubts(answer, out)
    }

    fn sentence(&self, answer: &FollowUp) -> String {
        let locale = self.locale;
        let (lenient, strict) = (answer.kept.lenient, answer.kept.strict);
        if answer.commitments.is_empty() {
            return locale.word("follow-no-commitments");
        }
        let alarms = answer.commitments.iter().flat_map(|it| &it.areas).filter_map(|it| it.alarm.as_ref());
        let alarms = alarms.filter(|it| it.day.is_some()).count();
        let alarms = locale.tell("follow-alarms", &[("count", alarms.into())]);
        match (lenient, strict) {
            (Some(lenient), Some(strict)) => locale.tell(
                "follow-sentence",
                &[
                    ("count", answer.commitments.len().into()),
                    ("lenient", self.number(lenient, 0).into()),
                    ("strict", self.number(strict, 0).into()),
                    ("alarms", alarms.into()),
                ],
            ),
            _ => locale.tell(
                "follow-sentence-unseen",
                &[("count", answer.commitments.len().into()), ("alarms", alarms.into())],
            ),
        }
    }

    fn read(&self, answer: &FollowUp, out: &mut dyn Write) -> Result<(), Failure> {
        let told = &answer.reports;
        let format = self.locale.word(match told.format {
            "ucdp-ged" => "follow-format-ucdp",
            "acled" => "follow-format-acled",
            _ => "follow-format-plain",
        });
        let values = [
            ("rows", u64::from(told.rows).into()),
            ("format", format.into()),
            ("taken", u64::from(told.taken).into()),
            ("left", u64::from(told.left_out).into()),
        ];
        self.line(&self.locale.tell("follow-read", &values), out)?;
        if let (Some(first), Some(last)) = (told.first, told.last) {
            let days = [("from", self.day(first).into()), ("until", self.day(last).into())];
            self.line(&self.locale.tell("follow-days", &days), out)?;
        }
        Ok(())
    }

    fn kept(&self, kept: &Kept, out: &mut dyn Write) -> Result<(), Failure> {
        let known = self.dossier.commitments.iter().find(|it| it.id == kept.id);
        let text = known.map_or_else(String::new, |it: &Commitment| self.text(&it.text));
        let red = if kept.red_line {
            format!(" · {}", self.locale.word("follow-red-line"))
        } else {
            String::new()
        };
        self.title(&format!("{text}{red}"), out)?;
        if let Some(known) = known {
            let obliged: Vec<String> = known.obliged.iter().map(|id| self.name(id)).collect();
            let owed = self.locale.word(match kept.kind {
                CommitmentKind::Do => "follow-kind-do",
                CommitmentKind::Abstain => "follow-kind-abstain",
                CommitmentKind::Allow => "follow-kind-allow",
            });
            let values = [("list", self.locale.list(&obliged).into()), ("kind", owed.into())];
            self.point(&self.locale.tell("follow-owed", &values), out)?;
        }
        if let Some(committee) = &kept.judged_by {
            let name = self.dossier.committees.iter().find(|it| it.id == *committee);
            let name = name.map_or_else(|| committee.to_string(), |it| self.text(&it.name));
            self.point(&self.locale.tell("follow-judged", &[("name", name.into())]), out)?;
        }
        if kept.areas.is_empty() {
            return self.point(&self.locale.word("follow-not-counted"), out);
        }
        self.rates(kept, out)?;
        for area in &kept.areas {
            let place = self.place(area);
            if let Some(before) = &area.baseline {
                self.point(&self.before(&place, before), out)?;
            }
            if let Some(alarm) = &area.alarm {
                self.point(&self.alarm(&place, alarm), out)?;
            }
            for (key, count) in [("follow-undated", area.undated), ("follow-uncounted", area.uncounted)] {
                if count > 0 {
                    let values = [("place", place.clone().into()), ("count", count.into())];
                    self.point(&self.locale.tell(key, &values), out)?;
                }
            }
        }
        Ok(())
    }

    fn rates(&self, kept: &Kept, out: &mut dyn Write) -> Result<(), Failure> {
        let counted = match kept.counts {
            Some(Counts::Events) | None => "follow-events",
            Some(Counts::Deaths) => "follow-deaths",
            Some(Counts::DeathsLow) => "follow-deaths-low",
            Some(Counts::DeathsHigh) => "follow-deaths-high",
        };
        let heads = [
            "follow-where",
            "follow-when",
            "follow-seen",
            counted,
            "follow-a-day",
            "follow-of-before",
            "follow-score",
        ];
        let mut rows = vec![heads.iter().map(|key| self.locale.word(key)).collect::<Vec<_>>()];
        for area in &kept.areas {
            for period in &area.periods {
                rows.push(self.row(area, period));
            }
        }
        let aligns =
            [Align::Start, Align::Start, Align::End, Align::End, Align::End, Align::Start, Align::Start];
        for line in banded(&rows, &aligns, self.locale.language, self.width) {
            writeln!(out, "{}  {line}", self.locale.line_start())?;
        }
        Ok(())
    }

    fn themes(&self, answer: &FollowUp, out: &mut dyn Write) -> Result<(), Failure> {
        if answer.by_theme.is_empty() {
            return Ok(());
        }
        self.title(&self.locale.word("follow-themes"), out)?;
        let heads = ["follow-theme", "follow-lenient", "follow-strict", "follow-unobserved"];
        let mut rows = vec![heads.iter().map(|key| self.locale.word(key)).collect::<Vec<_>>()];
        let share = |it: Option<f64>| {
            it.map_or_else(
                || "–".to_owned(),
                |it| self.locale.tell("follow-share", &[("share", self.number(it, 0).into())]),
            )
        };
        for it in &answer.by_theme {
            let name = it.theme.as_ref().map(|theme| self.text(theme));
            rows.push(vec![
                name.unwrap_or_else(|| self.locale.word("follow-no-theme")),
                share(it.kept.lenient),
                share(it.kept.strict),
                self.locale.figures(&it.kept.not_observed.to_string()),
            ]);
        }
        let aligns = [Align::Start, Align::End, Align::End, Align::End];
        for line in banded(&rows, &aligns, self.locale.language, self.width) {
            writeln!(out, "{}  {line}", self.locale.line_start())?;
        }
        Ok(())
    }

    fn row(&self, area: &AreaKept, period: &PeriodKept) -> Vec<String> {
        let score = match period.score {
            Some(Score::Of(score)) => self.locale.figures(&score.to_string()),
            Some(Score::NotObserved) => self.locale.word("follow-not-observed"),
            None => "–".to_owned(),
        };
        let of_before = match (period.ratio, period.ratio_low, period.ratio_high) {
            (Some(ratio), Some(low), Some(high)) => {
                format!("{} ({}–{})", self.number(ratio, 2), self.number(low, 2), self.number(high, 2))
            }
            _ => "–".to_owned(),
        };
        vec![
            self.place(area),
            format!("{} – {}", self.day(period.from), self.day(period.until)),
            self.locale.figures(&format!("{}/{}", period.seen_days, period.days)),
            self.locale.figures(&period.count.to_string()),
            period.per_day.map_or_else(|| "–".to_owned(), |it| self.number(it, 2)),
            of_before,
            format!("{score} · {}", self.locale.word(why(period.why))),
        ]
    }

    fn before(&self, place: &str, before: &Before) -> String {
        let per_day = before.per_day.map_or_else(|| "–".to_owned(), |it| self.number(it, 2));
        let mut values = vec![
            ("place", place.into()),
            ("rate", per_day.into()),
            ("count", before.count.into()),
            ("days", before.days.into()),
            ("dispersion", self.number(before.dispersion, 2).into()),
        ];
        match (before.from, before.until) {
            (Some(from), Some(until)) => {
                values.push(("from", self.day(from).into()));
                values.push(("until", self.day(until).into()));
                self.locale.tell("follow-before", &values)
            }
            _ => self.locale.tell("follow-before-figure", &values),
        }
    }

    fn alarm(&self, place: &str, alarm: &Alarm) -> String {
        let mut values = vec![
            ("place", place.into()),
            ("height", self.number(alarm.height, 1).into()),
            ("stands", self.number(alarm.stands, 1).into()),
            ("peak", self.number(alarm.peak, 1).into()),
        ];
        match alarm.day {
            Some(day) => {
                values.push(("day", self.day(day).into()));
                self.locale.tell("follow-alarm", &values)
            }
            None => self.locale.tell("follow-no-alarm", &values),
        }
    }

    fn doubts(&self, answer: &FollowUp, out: &mut dyn Write) -> Result<(), Failure> {
        self.title(&self.locale.word("follow-doubts"), out)?;
        if answer.doubts.is_empty() {
            return self.point(&self.locale.word("follow-no-doubts"), out);
        }
        for (kind, count) in &answer.reports.doubted {
            let values = [("kind", self.doubt(kind).into()), ("count", u64::from(*count).into())];
            self.point(&self.locale.tell("follow-doubted", &values), out)?;
        }
        // What is not counted comes first; rows that only lack a point are many and say little.
        let left_out = answer.doubts.iter().filter(|doubt| doubt.left_out);
        let others = answer.doubts.iter().filter(|doubt| !doubt.left_out && doubt.kind != "no-point");
        let told: Vec<_> = left_out.chain(others).take(DOUBTS).collect();
        for doubt in &told {
            let key = if doubt.left_out { "follow-row-left-out" } else { "follow-row" };
            let words = Some(&doubt.words).filter(|words| !words.is_empty());
            let words = words.map_or_else(|| "–".to_owned(), |words| self.quoted(words));
            let values = [
                ("line", self.locale.figures(&doubt.line.to_string()).into()),
                ("kind", self.doubt(doubt.kind).into()),
                ("words", words.into()),
            ];
            self.line(&format!("    {}", self.locale.tell(key, &values)), out)?;
        }
        let listed = answer.doubts.len().saturating_sub(told.len());
        let more = u64::try_from(listed).unwrap_or(0).saturating_add(answer.doubts_unlisted);
        if more > 0 {
            self.line(&format!("    {}", self.locale.tell("follow-more", &[("count", more.into())])), out)?;
        }
        Ok(())
    }

    fn doubt(&self, kind: &str) -> String {
        self.locale.tell("follow-doubt", &[("kind", kind.into())])
    }

    fn alike(&self, answer: &FollowUp, out: &mut dyn Write) -> Result<(), Failure> {
        let alike = &answer.alike;
        self.title(&self.locale.word("follow-alike"), out)?;
        if alike.found == 0 {
            return self.point(&self.locale.word("follow-none-alike"), out);
        }
        self.point(&self.locale.tell("follow-found-alike", &[("count", alike.found.into())]), out)?;
        if !alike.complete {
            self.point(&self.locale.word("follow-alike-incomplete"), out)?;
        }
        for pair in alike.pairs.iter().take(PAIRS) {
            let distance = match pair.metres {
                Some(metres) => self.locale.tell("follow-metres", &[("count", u64::from(metres).into())]),
                None => self.locale.word("follow-same-place"),
            };
            let mut reasons =
                vec![self.locale.tell("follow-days-apart", &[("count", u64::from(pair.days).into())])];
            reasons.push(distance);
            let others = [
                ("follow-same-kind", pair.same_kind),
                ("follow-same-sides", pair.same_sides),
                ("follow-same-deaths", pair.same_deaths),
                ("follow-other-origin", pair.other_origin),
            ];
            reasons
                .extend(others.into_iter().filter(|(_, holds)| *holds).map(|(key, _)| self.locale.word(key)));
            let values = [
                ("first", self.report(&pair.first).into()),
                ("second", self.report(&pair.second).into()),
                ("reasons", reasons.join(&self.locale.word("follow-comma")).into()),
            ];
            self.line(&format!("    {}", self.locale.tell("follow-pair", &values)), out)?;
        }
        Ok(())
    }

    fn report(&self, report: &ToldReport) -> String {
        let place =
            if report.place.is_empty() { String::new() } else { format!(", {}", tame(&report.place)) };
        format!("{} ({}{place})", tame(&report.id), report.day)
    }

    fn quoted(&self, words: &str) -> String {
        format!("`{}`", tame(words))
    }

    fn place(&self, area: &AreaKept) -> String {
        area.place.as_ref().map_or_else(|| self.locale.word("follow-everywhere"), |id| self.name(id))
    }

    /// What a place, a party or a body is called.
    fn name(&self, id: &Id) -> String {
        let places = self.dossier.places.iter().map(|it| (&it.id, &it.name));
        let parties = self.dossier.parties.iter().map(|it| (&it.id, &it.name));
        let bodies = self.dossier.bodies.iter().map(|it| (&it.id, &it.name));
        let mut known = places.chain(parties).chain(bodies);
        known.find(|(known, _)| *known == id).map_or_else(|| id.to_string(), |(_, name)| self.text(name))
    }

    fn text(&self, text: &Text) -> String {
        text.in_language(self.locale.language.tag()).to_owned()
    }

    fn day(&self, day: Date) -> String {
        self.locale.figures(&day.to_string())
    }

    fn number(&self, number: f64, decimals: usize) -> String {
        self.locale.figures(&format!("{number:.decimals$}"))
    }
}

/// The message for why a score is what it is.
fn why(why: Why) -> &'static str {
    match why {
        Why::Nothing => "follow-why-nothing",
        Why::UnderCeiling => "follow-why-under-ceiling",
        Why::MuchLess => "follow-why-much-less",
        Why::Less => "follow-why-less",
        Why::NotLess => "follow-why-not-less",
        Why::Some => "follow-why-some",
        Why::NotSeen => "follow-why-not-seen",
        Why::Done => "follow-why-done",
        Why::Late => "follow-why-late",
        Why::Missed => "follow-why-missed",
        Why::NotDue => "follow-why-not-due",
        Why::NotBinding => "follow-why-not-binding",
        Why::Judged => "follow-why-judged",
        Why::RedLine => "follow-why-red-line",
        Why::Untold => "follow-why-untold",
    }
}
