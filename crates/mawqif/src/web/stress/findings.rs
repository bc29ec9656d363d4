//! Findings of the rules as pages tell them: what was found, why it matters, what could be written, and whether
//! it is allowed and why.

use mawqif_core::{
    case::Case,
    initiative::{
        lint::{Finding, Lint, catalogue::Severity},
        stress::Allowance,
    },
    text::Id,
};

use super::super::{sheet::escaped, words::Words};
use crate::stress::severity_key;

/// A finding.
pub struct Found {
    /// The rule, by which it is explained.
    pub rule: &'static str,
    /// How much it matters: for the style, and in a word.
    pub class: &'static str,
    /// The word.
    pub severity: String,
    /// What was found.
    pub says: String,
    /// Why it matters.
    pub reason: String,
    /// What could be written.
    pub suggest: String,
    /// The provision that it is about, when there is one, by its id.
    pub at: Option<String>,
    /// Where that stands, on pages on which it does not.
    pub there: Option<String>,
    /// Why it is allowed, when it is.
    pub allowed: Option<String>,
    /// Where it can be allowed, for whoever may.
    pub allow: Option<String>,
    /// By what it is no longer allowed, for whoever may: the ids of the allowance, with spaces between.
    pub disallow: Option<String>,
}

impl Found {
    fn new(finding: &Finding, words: &Words) -> Self {
        Self {
            rule: finding.rule,
            class: match (&finding.allowed, finding.severity) {
                (Some(_), _) => "allowed",
                (None, Severity::Error) => "error",
                (None, Severity::Warning) => "warning",
                (None, Severity::Note) => "note",
            },
            severity: words.word(severity_key(finding.severity)),
            says: words.text(&finding.says).to_owned(),
            reason: words.text(finding.reason).to_owned(),
            suggest: words.tell("stress-suggest", &[("words", words.text(finding.suggest).into())]),
            at: None,
            there: None,
            allowed: finding
                .allowed
                .as_ref()
                .map(|reason| words.tell("stress-finding-allowed", &[("reason", words.text(reason).into())])),
            allow: None,
            disallow: None,
        }
    }

    /// The same, with what whoever looks may do about it.
    fn of(finding: &Finding, case: &Case, is_editor: bool, words: &Words) -> Self {
        let mut found = Self::new(finding, words);
        let is_provision = |id: &&Id| case.dossier().provisions.iter().any(|it| it.id == **id);
        found.at = finding.about.iter().find(is_provision).map(ToString::to_string);
        if !is_editor {
            return found;
        }
        if finding.allowed.is_none() {
            // What is allowed for a provision is not allowed for everything that names the same place or side.
            let is_on = |id: &&Id| found.at.is_none() || is_provision(id);
            let on = finding.about.iter().filter(is_on);
            let on: String = on.map(|id| format!("&on={}", escaped(id.as_str()))).collect();
            found.allow = Some(format!("/cases/{}/stress/allow?rule={}{on}", case.id(), finding.rule));
        } else {
            let allowance = case.dossier().stress.allow.iter().find(|it| covers(it, finding));
            let ids = |it: &Allowance| it.on.iter().map(Id::as_str).collect::<Vec<_>>().join(" ");
            found.disallow = allowance.map(ids);
        }
        found
    }
}

/// Whether a finding is allowed by this.
fn covers(allowance: &Allowance, finding: &Finding) -> bool {
    let is_on = allowance.on.is_empty() || finding.about.iter().any(|id| allowance.on.contains(id));
    allowance.rule == finding.rule && is_on
}

/// What is found in a provision.
pub fn of_provision(lint: &Lint, id: &Id, case: &Case, is_editor: bool, words: &Words) -> Vec<Found> {
    let own = lint.findings.iter().filter(|finding| finding.about.contains(id));
    own.map(|finding| Found::of(finding, case, is_editor, words)).collect()
}

/// What is found in the offer beside that: in what it is silent about, and in harms, places and parties.
pub fn of_offer(lint: &Lint, case: &Case, is_editor: bool, words: &Words) -> Vec<Found> {
    let all = all(lint, case, is_editor, words);
    all.into_iter().filter(|found| found.at.is_none()).collect()
}

/// Everything that is found.
pub fn all(lint: &Lint, case: &Case, is_editor: bool, words: &Words) -> Vec<Found> {
    let all = lint.findings.iter().map(|finding| Found::of(finding, case, is_editor, words));
    let there = |at: &String| format!("/cases/{}/initiative#provision-{}", case.id(), escaped(at));
    all.map(|found| Found { there: found.at.as_ref().map(there), ..found }).collect()
}

/// What is found in a provision that is being written.
pub fn of_draft(lint: &Lint, id: &Id, words: &Words) -> Vec<Found> {
    let own = lint.findings.iter().filter(|finding| finding.about.contains(id));
    own.map(|finding| Found::new(finding, words)).collect()
}

/// How many findings there are of each weight, in a sentence.
pub fn counted(lint: &Lint, words: &Words) -> String {
    let allowed = lint.findings.iter().filter(|finding| finding.allowed.is_some()).count();
    let parts = [
        ("findings-errors", lint.count(Severity::Error)),
        ("findings-warnings", lint.count(Severity::Warning)),
        ("findings-notes", lint.count(Severity::Note)),
        ("findings-allowed", allowed),
    ];
    let told = parts.into_iter().filter(|(_, count)| *count > 0).map(|(key, count)| words.count(key, count));
    let told: Vec<String> = told.collect();
    if told.is_empty() {
        return words.word("stress-lint-none");
    }
    words.tell("findings-counted", &[("list", words.locale().list(&told).into())])
}
