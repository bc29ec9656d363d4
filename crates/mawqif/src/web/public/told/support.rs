//! What the base asks for, and what the packages of the frontier would make of it, in words.

use mawqif_core::consultation::public::report::Base;

use super::{Said, Table, Teller};
use crate::opinion::words as terms;

/// The most packages whose support is told.
const PACKAGES_SHOWN: usize = 8;

/// What the base asks for, and what packages would make of it.
pub struct Support {
    /// Whether the recommended package would lose a group.
    pub sentence: Option<String>,
    /// By condition.
    pub conditions: Table,
    /// By package.
    pub packages: Table,
    /// That there are more packages, and where.
    pub more: Option<String>,
    /// Ties to what the case does not have.
    pub unknown: Option<String>,
}

impl Teller<'_> {
    pub(super) fn support(&self, base: &Base) -> Support {
        let locale = self.words.locale();
        let name =
            |id: &str| terms::shown(self.names.get(id).filter(|it| !it.is_empty()).map_or(id, |it| it));
        let head = |key: &str| {
            let mut head = vec![self.words.word(key), self.words.word("opinion-all")];
            head.extend(self.group_names());
            head
        };
        let digits = |words: String| self.words.digits(&words);
        let conditions = base.conditions.iter().map(|it| {
            let cells = std::iter::once(&it.all).chain(&it.groups);
            (
                Said::plain(&name(&it.condition), ""),
                cells.map(|cell| digits(terms::share(cell, locale))).collect(),
            )
        });
        let packages = base.packages.iter().take(PACKAGES_SHOWN).map(|it| {
            let names: Vec<String> = it.package.iter().map(|id| name(id)).collect();
            let named =
                if names.is_empty() { self.words.word("opinion-package-empty") } else { locale.list(&names) };
            let mark = if it.is_recommended { "● " } else { "○ " };
            let cells = std::iter::once(&it.all).chain(&it.groups);
            let cells = cells.map(|content| digits(terms::content(content, locale)));
            // The list sets its names apart itself.
            let said = Said {
                words: format!("{mark}{named}"),
                direction: self.words.direction(),
                tag: String::new(),
            };
            (said, cells.collect())
        });
        let unknown: Vec<String> = base.unknown_ties.iter().map(|id| terms::shown(id)).collect();
        Support {
            sentence: terms::base(self.opinion, locale),
            conditions: Table { head: head("opinion-column-condition"), rows: conditions.collect() },
            packages: Table { head: head("opinion-column-package"), rows: packages.collect() },
            more: (base.packages.len() > PACKAGES_SHOWN)
                .then(|| self.words.count("base-packages-more", base.packages.len() - PACKAGES_SHOWN)),
            unknown: (!unknown.is_empty())
                .then(|| self.words.tell("opinion-unknown-ties", &[("list", locale.list(&unknown).into())])),
        }
    }
}

#[cfg(test)]
mod tests {
    use mawqif_core::consultation::public::{
        Alone, Asked, groups,
        read::Consultation,
        report::{Content, Package, Wanting, opinion},
    };

    use super::*;
    use crate::{locale::Language, web::words::Words};

    #[test]
    fn packages_that_are_not_shown_are_counted() {
        let of = Consultation::default();
        let found = groups(&of.ballots, &[], &Asked::default(), &Alone);
        let mut opinion = opinion(&of, &found, &Wanting::default(), &Alone);
        let mut told = |count: usize, language: Language| {
            let package = |at: usize| Package {
                package: vec![format!("condition-{at}")],
                is_recommended: at == 0,
                all: Content::default(),
                groups: Vec::new(),
            };
            let packages = (0..count).map(package).collect();
            opinion.base = Some(Base { conditions: Vec::new(), packages, unknown_ties: Vec::new() });
            let support = super::super::support(&opinion, &Default::default(), &Words::of(language)).unwrap();
            (support.packages.rows.len(), support.more)
        };
        assert_eq!(told(PACKAGES_SHOWN, Language::En), (8, None));
        let (rows, more) = told(PACKAGES_SHOWN + 3, Language::En);
        assert_eq!(rows, 8);
        let more = more.unwrap();
        assert!(
            more.contains('3') && more.contains(" more packages that the coalition could take"),
            "{more}"
        );
        let arabic = told(PACKAGES_SHOWN + 1, Language::Ar).1.unwrap();
        assert!(arabic.contains("حزمة أخرى"), "{arabic}");
    }
}
