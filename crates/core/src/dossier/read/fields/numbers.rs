//! Fields that hold numbers: whole ones that decide something, and those that only tell a place.

use toml::de::DeValue;

use super::{At, Fields, Length, Value};
use crate::{
    dossier::problem::{Problem, ProblemKind, Wanted},
    position::quantity::NUMBER_LIMIT,
};

impl Fields<'_, '_> {
    /// A number that decides something, from `least` to 10^12.
    pub fn number(&mut self, key: &'static str, least: u64) -> Option<At<u64>> {
        let value = self.take(key)?;
        self.read_number(key, &value, least)
    }

    fn read_number(&mut self, key: &str, value: &Value<'_>, least: u64) -> Option<At<u64>> {
        let DeValue::Integer(number) = value.get_ref() else {
            self.wrong_kind(key, value, Wanted::Number, "3");
            return None;
        };
        match i128::from_str_radix(number.as_str(), number.radix()).ok().and_then(|it| u64::try_from(it).ok())
        {
            Some(number) if (least..=NUMBER_LIMIT).contains(&number) => {
                Some(At { value: number, span: value.span() })
            }
            _ => {
                let kind = ProblemKind::NumberOutOfRange { key: key.to_owned(), least };
                self.report(Problem::error(value.span(), kind));
                None
            }
        }
    }

    /// Named numbers.
    pub fn numbers(&mut self, key: &'static str) -> Vec<(At<String>, u64)> {
        let Some(value) = self.take(key) else {
            return Vec::new();
        };
        let DeValue::Table(table) = value.get_ref() else {
            self.wrong_kind(key, &value, Wanted::NamedNumbers, "{ population = 83 }");
            return Vec::new();
        };
        let mut read = Vec::new();
        for (name, number) in table.iter() {
            let is_clean = self.check_words(key, name.get_ref(), name.span(), Length::Short);
            if let Some(number) = self.read_number(name.get_ref(), number, 0)
                && is_clean
            {
                read.push((At { value: name.get_ref().to_string(), span: name.span() }, number.value));
            }
        }
        read
    }

    /// A threshold's quantity: an integer, or a string to be read as a share.
    pub fn quantity(&mut self, key: &'static str) -> Option<At<Result<u64, String>>> {
        let value = self.take(key)?;
        if let DeValue::String(share) = value.get_ref() {
            return Some(At { value: Err(share.to_string()), span: value.span() });
        }
        if matches!(value.get_ref(), DeValue::Integer(_)) {
            let number = self.read_number(key, &value, 0)?;
            return Some(At { value: Ok(number.value), span: number.span });
        }
        self.wrong_kind(key, &value, Wanted::Quantity, "\"2/3\"");
        None
    }

    /// Two numbers.
    pub fn pair(&mut self, key: &'static str) -> Option<At<(f64, f64)>> {
        let value = self.take(key)?;
        let pair = value.get_ref().as_array().and_then(|items| {
            let mut numbers = items.iter().map(|item| match item.get_ref() {
                DeValue::Float(number) => number.as_str().parse().ok(),
                DeValue::Integer(number) => {
                    // Far from 2^53 on the earth, so that nothing is lost.
                    i32::from_str_radix(number.as_str(), number.radix()).ok().map(f64::from)
                }
                _ => None,
            });
            match (numbers.next(), numbers.next(), numbers.next()) {
                (Some(Some(first)), Some(Some(second)), None) => Some((first, second)),
                _ => None,
            }
        });
        if pair.is_none() {
            self.wrong_kind(key, &value, Wanted::Pair, "[36.2, 37.16]");
        }
        Some(At { value: pair?, span: value.span() })
    }

    /// Two places in a text, the first before the second.
    pub fn span_of(&mut self, key: &'static str) -> Option<(u64, u64)> {
        let items = self.items(key, Wanted::Span);
        let numbers: Vec<At<u64>> = items.iter().filter_map(|item| self.read_number(key, item, 0)).collect();
        match numbers.as_slice() {
            [] => None,
            [first, second] if first.value <= second.value => Some((first.value, second.value)),
            [first, ..] => {
                self.report(Problem::error(first.span.clone(), ProblemKind::BadSpan(key)));
                None
            }
        }
    }
}
