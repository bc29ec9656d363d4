//! Words for pages: messages in the reader's language, and names, numbers and dates as they are read in it.
//!
//! Messages isolate every value by themselves; templates put foreign words into `<bdi>`.

use std::rc::Rc;

use mawqif_core::{
    case::Moment,
    consultation::stance,
    dossier::Date,
    text::{Id, Text},
};

use crate::locale::{Language, Locale, Value, arabic_digits};

/// The words of one language. Cheap to clone; stays on its thread.
#[derive(Clone)]
pub struct Words(Rc<Locale>);

thread_local! {
    // Reading the messages takes a while, and a thread makes many pages.
    static LOCALES: [Words; 2] = [Language::En, Language::Ar].map(|it| Words(Rc::new(Locale::for_pages(it))));
}

impl Words {
    /// The words of a language.
    pub fn of(language: Language) -> Self {
        LOCALES
            .with(|[english, arabic]| if language == Language::Ar { arabic.clone() } else { english.clone() })
    }

    /// The messages themselves.
    pub fn locale(&self) -> &Locale {
        &self.0
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.0.language
    }

    /// Its tag.
    pub fn tag(&self) -> &'static str {
        self.0.language.tag()
    }

    /// The direction it is read in, as HTML has it.
    pub fn direction(&self) -> &'static str {
        if self.language() == Language::Ar { "rtl" } else { "ltr" }
    }

    /// A message without values.
    pub fn word(&self, key: &str) -> String {
        self.0.word(key)
    }

    /// A message with values.
    pub fn tell(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        self.0.tell(key, values)
    }

    /// A message about one thing with a name.
    pub fn about(&self, key: &str, name: &str) -> String {
        self.0.tell(key, &[("name", name.into())])
    }

    /// A message about how many there are.
    pub fn count(&self, key: &str, count: usize) -> String {
        self.0.tell(key, &[("count", count.into())])
    }

    /// A number.
    pub fn number(&self, number: impl std::fmt::Display) -> String {
        self.digits(&number.to_string())
    }

    /// Words with figures in them.
    pub fn digits(&self, words: &str) -> String {
        if self.language() == Language::Ar { arabic_digits(words) } else { words.to_owned() }
    }

    /// A text as this reader has it.
    pub fn text<'t>(&self, text: &'t Text) -> &'t str {
        text.in_language(self.tag())
    }

    /// A day.
    pub fn date(&self, date: &Date) -> String {
        self.day(date.year.into(), date.month.into(), date.day.into())
    }

    /// A moment, by the clock of Greenwich, which everybody at the case can agree on.
    pub fn moment(&self, moment: Moment) -> String {
        let time =
            i64::try_from(moment.micros()).ok().and_then(|it| jiff::Timestamp::from_microsecond(it).ok());
        let Some(time) = time.map(|it| jiff::tz::Offset::UTC.to_datetime(it)) else { return String::new() };
        let part = |number: i8| u64::try_from(number).unwrap_or_default();
        let year = u64::try_from(time.year()).unwrap_or_default();
        let date = self.day(year, part(time.month()), part(time.day()));
        let clock = self.digits(&format!("{:02}:{:02}", time.hour(), time.minute()));
        self.tell("moment", &[("date", date.into()), ("clock", clock.into())])
    }

    fn day(&self, year: u64, month: u64, day: u64) -> String {
        let month = self.tell("month", &[("month", month.into())]);
        let (year, day) = (self.number(year), self.number(day));
        self.tell("date", &[("year", year.into()), ("month", month.into()), ("day", day.into())])
    }

    /// The language that stances are written out in.
    pub fn stances(&self) -> stance::Language {
        match self.language() {
            Language::En => stance::Language::English,
            Language::Ar => stance::Language::Arabic,
        }
    }

    /// What something with an id is called, its id when nobody knows it.
    pub fn name_of<'n>(&self, id: &'n Id, mut all: impl Iterator<Item = (&'n Id, &'n Text)>) -> String {
        let found = all.find(|(own, _)| *own == id).map(|(_, name)| self.text(name));
        found.filter(|name| !name.is_empty()).map_or_else(|| id.to_string(), str::to_owned)
    }
}
