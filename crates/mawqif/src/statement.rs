//! Statements as files: every form in which one goes out, and the bundle by which anybody can check it.
//!
//! The words are the core's, the PDF the press's; here they are given names and put together. Nothing is read or written.

pub mod bundle;

use mawqif_core::{
    case::{Case, Moment, statement::Statement},
    statement::{
        Language,
        form::{Sheet, card::card, html, json, markdown},
        signature::signers::Signers,
    },
};
use mawqif_print::{Paper, PrintError, card::card as picture, print};

/// A file of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Its name.
    pub name: String,
    /// Its type, as HTTP names it.
    pub mime: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Form {
    fn new(name: impl Into<String>, mime: &'static str, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), mime, bytes: bytes.into() }
    }
}

const TEXT: &str = "text/plain; charset=utf-8";
const MARKDOWN: &str = "text/markdown; charset=utf-8";
const HTML: &str = "text/html; charset=utf-8";
const JSON: &str = "application/json";
const PDF: &str = "application/pdf";
const SVG: &str = "image/svg+xml";
const PNG: &str = "image/png";

/// Every form of a statement: the canonical texts, Markdown, HTML, JSON, the card as SVG and PNG, and PDF in each language and in both.
///
/// # Errors
/// [`PrintError`].
pub fn forms(sheet: &Sheet) -> Result<Vec<Form>, PrintError> {
    let mut forms = without_paper(sheet);
    forms.extend(papers(sheet, "statement")?);
    for (language, _) in &sheet.texts {
        let name = format!("statement.{}.png", language.tag());
        forms.push(Form::new(name, PNG, picture(sheet, *language)?));
    }
    Ok(forms)
}

/// The leaflet on how anybody checks a statement, as text, page and PDF.
///
/// # Errors
/// [`PrintError`].
pub fn leaflet() -> Result<Vec<Form>, PrintError> {
    let sheet = Sheet::leaflet();
    let mut forms = words(&sheet, "how-to-check");
    forms.retain(|it| it.mime != MARKDOWN);
    let languages: Vec<Language> = sheet.texts.iter().map(|(language, _)| *language).collect();
    let pdf = print(&Paper { sheet: &sheet, languages: &languages })?;
    forms.push(Form::new(LEAFLET, PDF, pdf));
    Ok(forms)
}

/// The leaflet as PDF.
pub const LEAFLET: &str = "how-to-check.pdf";

/// The files that say whose signatures count.
pub const SIGNERS: [&str; 2] = ["signers.toml", "allowed_signers"];

/// One of the files that say whose signatures count in a case, by its name.
pub fn signers_file(case: &Case, name: &str) -> Option<Form> {
    let signers = case.signers()?;
    match name {
        "signers.toml" => Some(Form::new(name, "application/toml", signers.policy().to_toml())),
        "allowed_signers" => Some(allowed_signers(signers)),
        _ => None,
    }
}

/// The signatures over the texts of the version of a statement that counts, as far as they count themselves.
pub fn signature_files(case: &Case, number: u64, statement: &Statement, now: Moment) -> Vec<Form> {
    let version = statement.signable();
    let tallies = Language::BOTH.into_iter().filter_map(|it| case.tally(number, version, it, now));
    let kept = tallies.flat_map(|tally| {
        tally
            .signed
            .into_iter()
            .flat_map(|(_, kept)| kept)
            .map(|it| {
                let mime = "text/plain; charset=utf-8";
                Form::new(it.file_name(), mime, it.signature.as_str())
            })
            .collect::<Vec<_>>()
    });
    kept.collect()
}

/// What `ssh-keygen -Y verify` and `mawqif statement verify` go by.
pub fn allowed_signers(signers: &Signers) -> Form {
    Form::new("allowed_signers", TEXT, signers.allowed_signers())
}

/// One form of a statement by its name, for whoever asks for one; nothing when there is none of that name.
///
/// # Errors
/// [`PrintError`].
pub fn form(sheet: &Sheet, name: &str) -> Result<Option<Form>, PrintError> {
    let languages: Vec<Language> = sheet.texts.iter().map(|(language, _)| *language).collect();
    let papers = match name.strip_prefix("statement.").and_then(|rest| rest.strip_suffix("pdf")) {
        None => None,
        Some("") => Some(languages.clone()),
        Some(tag) => languages.iter().find(|it| tag == format!("{}.", it.tag())).map(|it| vec![*it]),
    };
    if let Some(languages) = papers {
        return Ok(Some(Form::new(name, PDF, print(&Paper { sheet, languages: &languages })?)));
    }
    let drawn = languages.iter().find(|it| name == format!("statement.{}.png", it.tag()));
    if let Some(language) = drawn {
        return Ok(Some(Form::new(name, PNG, picture(sheet, *language)?)));
    }
    Ok(without_paper(sheet).into_iter().find(|form| form.name == name))
}

fn without_paper(sheet: &Sheet) -> Vec<Form> {
    let mut forms = words(sheet, "statement");
    forms.extend(json::json(sheet).map(|it| Form::new("statement.json", JSON, it)));
    for (language, _) in &sheet.texts {
        let name = format!("statement.{}.svg", language.tag());
        forms.extend(card(sheet, *language).map(|it| Form::new(name, SVG, it)));
    }
    forms
}

fn words(sheet: &Sheet, stem: &str) -> Vec<Form> {
    let mut forms = Vec::new();
    for (language, text) in &sheet.texts {
        let tag = language.tag();
        forms.push(Form::new(format!("{stem}.{tag}.txt"), TEXT, text.as_str()));
        forms.extend(
            markdown::markdown(sheet, *language)
                .map(|it| Form::new(format!("{stem}.{tag}.md"), MARKDOWN, it)),
        );
    }
    forms.push(Form::new(format!("{stem}.html"), HTML, html::page(sheet)));
    forms
}

fn papers(sheet: &Sheet, stem: &str) -> Result<Vec<Form>, PrintError> {
    let languages: Vec<Language> = sheet.texts.iter().map(|(language, _)| *language).collect();
    let mut forms =
        vec![Form::new(format!("{stem}.pdf"), PDF, print(&Paper { sheet, languages: &languages })?)];
    if languages.len() > 1 {
        for language in languages {
            let pdf = print(&Paper { sheet, languages: &[language] })?;
            forms.push(Form::new(format!("{stem}.{}.pdf", language.tag()), PDF, pdf));
        }
    }
    Ok(forms)
}
