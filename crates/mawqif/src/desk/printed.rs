//! Whether a statement can be printed, which is asked before it goes out: everybody is offered its paper from then on.

use mawqif_core::{
    case::Case,
    statement::{
        Language,
        form::{Mark, Sheet, Subject},
    },
};
use mawqif_print::PrintError;

use super::{Desk, Fault, access::Caller};
use crate::statement::form;

impl Desk {
    /// Refuses to let a version out that has a letter which no font of the paper has. What is wrong with the version
    /// otherwise is the case's to say, and only its secretariat is told of its letters.
    ///
    /// # Errors
    /// [`Fault::Unprintable`], [`Fault::Busy`].
    pub(super) async fn is_printable(
        &self,
        case: &Case,
        (statement, version): (u64, u64),
        caller: &Caller,
    ) -> Result<(), Fault> {
        let found = case.statements().get(&statement).and_then(|it| it.versions.get(&version));
        let Some(found) = found.filter(|_| case.secretariat().contains(&caller.actor)) else { return Ok(()) };
        let text = |language: Language| Some((language, found.draft.canonical(language)?));
        let sheet = Sheet {
            subject: Subject::Statement(found.draft.kind),
            issued: None,
            coalition: Some(case.title().clone()).filter(|it| !it.is_empty()),
            letterhead: None,
            texts: Language::BOTH.into_iter().filter_map(text).collect(),
            signed: Vec::new(),
            mark: Mark::Stands,
            address: None,
        };
        match self.reckon(move || form(&sheet, "statement.pdf")).await? {
            Err(PrintError::Glyph { character, words }) => {
                Err(Fault::Unprintable { letter: character, words })
            }
            _ => Ok(()),
        }
    }
}
