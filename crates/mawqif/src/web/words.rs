//! Words for pages: messages in the reader's language, and names, numbers and dates as they are read in it.
//!
//! Messages isolate every value by themselves; templates put foreign words into `<bdi>`. Which digits somebody
//! reads, and by whose clock, goes with the whole answer to a request, so that no page can forget them.

use std::{future::Future, rc::Rc};

use jiff::tz::TimeZone;
use mawqif_core::{
    case::Moment,
    consultation::stance,
    dossier::Date,
    text::{Id, Text},
};

use super::zone;
use crate::locale::{Digits, Language, Locale, Value, latin_digits};

/// The words of one language. Cheap to clone; stays on its thread.
#[derive(Clone)]
pub struct Words {
    locale: Rc<Locale>,
    digits: Digits,
}

thread_local! {
    // Reading the messages takes a while, and a thread makes many pages.
    static LOCALES: [Words; 3] = [
        (Language::En, Digits::Latin),
        (Language::Ar, Digits::Arabic),
        (Language::Ar, Digits::Latin),
    ]
    .map(|(language, digits)| Words { locale: Rc::new(Locale::for_pages(language, digits)), digits });
}

/// How somebody reads figures and times.
#[derive(Clone)]
pub struct Reader {
    /// The digits.
    pub digits: Digits,
    /// By whose clock.
    pub zone: TimeZone,
}

tokio::task_local! {
    static READ: Reader;
}

/// Answers a request as its reader has chosen.
pub async fn read_by<T>(reader: Reader, answer: impl Future<Output = T>) -> T {
    READ.scope(reader, answer).await
}

/// The digits that the reader has chosen; those of Arabic when nobody has.
pub fn chosen_digits() -> Digits {
    READ.try_with(|reader| reader.digits).unwrap_or(Digits::Arabic)
}

/// The time zone that the reader has chosen; that of Greenwich when nobody has.
pub fn chosen_zone() -> TimeZone {
    READ.try_with(|reader| reader.zone.clone()).unwrap_or(TimeZone::UTC)
}

impl Words {
    /// The words of a language, in the digits that the reader has chosen; those of the language when nobody
    /// has. English has one kind.
    pub fn of(language: Language) -> Self {
        let digits = chosen_digits();
        LOCALES.with(|[english, arabic, latin]| match (language, digits) {
            (Language::En, _) => english.clone(),
            (Language::Ar, Digits::Arabic) => arabic.clone(),
            (Language::Ar, Digits::Latin) => latin.clone(),
        })
    }

    /// The digits that numbers are written in.
    pub fn figures(&self) -> Digits {
        self.digits
    }

    /// The messages themselves.
    pub fn locale(&self) -> &Locale {
        &self.locale
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.locale.language
    }

    /// Its tag.
    pub fn tag(&self) -> &'static str {
        self.locale.language.tag()
    }

    /// The direction it is read in, as HTML has it.
    pub fn direction(&self) -> &'static str {
        if self.language() == Language::Ar { "rtl" } else { "ltr" }
    }

    /// A message without values.
    pub fn word(&self, key: &str) -> String {
        let word = self.locale.word(key);
        // Messages that hold a figure themselves hold the language's own.
        if self.digits == Digits::Latin { latin_digits(&word) } else { word }
    }

    /// A message with values.
    pub fn tell(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        self.locale.tell(key, values)
    }

    /// A message about one thing with a name.
    pub fn about(&self, key: &str, name: &str) -> String {
        self.locale.tell(key, &[("name", name.into())])
    }

    /// A message about how many there are.
    pub fn count(&self, key: &str, count: usize) -> String {
        self.locale.tell(key, &[("count", count.into())])
    }

    /// A number.
    pub fn number(&self, number: impl std::fmt::Display) -> String {
        self.digits(&number.to_string())
    }

    /// Words with figures in them.
    pub fn digits(&self, words: &str) -> String {
        self.locale.figures(words)
    }

    /// A text as this reader has it.
    pub fn text<'t>(&self, text: &'t Text) -> &'t str {
        text.in_language(self.tag())
    }

    /// A day.
    pub fn date(&self, date: &Date) -> String {
        self.day(date.year.into(), date.month.into(), date.day.into())
    }

    /// A moment, by the reader's clock, and whose clock that is.
    pub fn moment(&self, moment: Moment) -> String {
        let zone = chosen_zone();
        let Some((time, ahead)) = zone::local(moment, &zone) else { return String::new() };
        let part = |number: i8| u64::try_from(number).unwrap_or_default();
        let year = u64::try_from(time.year()).unwrap_or_default();
        let date = self.day(year, part(time.month()), part(time.day()));
        let clock = self.digits(&format!("{:02}:{:02}", time.hour(), time.minute()));
        let key = if zone == TimeZone::UTC { "moment-utc" } else { "moment" };
        let values = [
            ("date", date.into()),
            ("clock", clock.into()),
            ("city", zone::city(&zone, self).into()),
            ("ahead", self.digits(&ahead).into()),
        ];
        self.tell(key, &values)
    }

    /// A message about whose clock a time is written by, which is the reader's.
    pub fn by_clock(&self, key: &str) -> String {
        self.about(key, &zone::city(&chosen_zone(), self))
    }

    fn day(&self, year: u64, month: u64, day: u64) -> String {
        let month = self.tell("month", &[("month", month.into())]);
        let (year, day) = (self.number(year), self.number(day));
        self.tell("date", &[("year", year.into()), ("month", month.into()), ("day", day.into())])
    }

    /// The language that stances are written out in.
    pub fn stances(&self) -> stance::Language {
        self.language().of_core()
    }

    /// What something with an id is called, its id when nobody knows it.
    pub fn name_of<'n>(&self, id: &'n Id, mut all: impl Iterator<Item = (&'n Id, &'n Text)>) -> String {
        let found = all.find(|(own, _)| *own == id).map(|(_, name)| self.text(name));
        found.filter(|name| !name.is_empty()).map_or_else(|| id.to_string(), str::to_owned)
    }
}
