//! Findings as SARIF 2.1.0 (OASIS), so that editors and forges show them at their lines.

use mawqif_core::{
    dossier::report,
    initiative::{
        lint::{catalogue::explained, spans::spans},
        stress::StressTest,
    },
};
use serde_json::{Value, json};

use crate::locale::Language;

/// The log of a test of the dossier with these bytes.
pub fn log(test: &StressTest, name: &str, bytes: &[u8], language: Language) -> Value {
    let tag = language.tag();
    let rules: Vec<Value> = explained()
        .iter()
        .map(|rule| {
            json!({
                "id": rule.id,
                "shortDescription": { "text": rule.title.in_language(tag) },
                "fullDescription": { "text": rule.reason.in_language(tag) },
                "help": { "text": format!("{}\n{}", rule.suggest.in_language(tag), rule.source) },
                "defaultConfiguration": { "level": rule.severity.name() },
            })
        })
        .collect();
    let source = String::from_utf8_lossy(bytes);
    let spans = spans(&source);
    let results: Vec<Value> = test
        .lint
        .findings
        .iter()
        .map(|finding| {
            let place = finding.about.iter().find_map(|id| spans.get(id.as_str()));
            let region = place.map(|span| {
                let (start, end) = (report::place(bytes, span.start), report::place(bytes, span.end));
                json!({
                    "startLine": start.line, "startColumn": start.column,
                    "endLine": end.line, "endColumn": end.column,
                })
            });
            let artifact = json!({ "uri": name });
            let physical = match region {
                Some(region) => json!({ "artifactLocation": artifact, "region": region }),
                None => json!({ "artifactLocation": artifact }),
            };
            let mut result = json!({
                "ruleId": finding.rule,
                "level": finding.severity.name(),
                "message": { "text": finding.says.in_language(tag) },
                "locations": [{ "physicalLocation": physical }],
            });
            if let Some(reason) = &finding.allowed {
                let justification = reason.in_language(tag);
                result["suppressions"] = json!([{ "kind": "inSource", "justification": justification }]);
            }
            result
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "mawqif", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "language": tag,
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}
