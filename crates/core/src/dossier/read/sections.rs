//! The sections of a dossier, each read by its table of keys.

use super::{
    BODY_LIMIT, CONDITION_LIMIT, SECTION_LIMIT,
    commitment::{ReadCommitment, read_commitments},
    fields::{At, Fields, Length},
    game::{ReadGame, ReadStress, read_game, read_stress},
    places::WordPlace,
    rule::{ReadRule, read_rule},
};
use crate::{
    consultation::stance::{NameUse, Parsed, Stance},
    dossier::{
        Confidence, Date, PositionKind, ProvisionStatus, Quote, QuoteMode, Standing,
        problem::{Problem, ProblemKind, Table},
    },
    text::{Id, Text},
};

/// A dossier whose references have not been followed yet.
pub struct Sections {
    pub initiative: Option<ReadInitiative>,
    pub places: Vec<ReadPlace>,
    pub parties: Vec<Named>,
    pub harms: Vec<Named>,
    pub provisions: Vec<ReadProvision>,
    pub bodies: Vec<ReadBody>,
    pub conditions: Vec<ReadCondition>,
    pub stances: Vec<ReadStance>,
    pub rule: ReadRule,
    pub quotes: Vec<Quote>,
    pub red_lines: Vec<ReadRedLine>,
    pub committees: Vec<ReadCommittee>,
    pub commitments: Vec<ReadCommitment>,
    pub game: Option<ReadGame>,
    pub stress: ReadStress,
}

pub struct ReadInitiative {
    pub id: At<Id>,
    pub title: Text,
    pub sponsor: Option<Text>,
    pub received: Option<At<Date>>,
    pub deadline: Option<At<Date>>,
    pub scope: Vec<At<Id>>,
    pub version: u64,
}

pub struct Named {
    pub id: At<Id>,
    pub name: Text,
}

pub struct ReadPlace {
    pub id: At<Id>,
    pub name: Text,
    pub within: Option<At<Id>>,
    pub at: Option<(f64, f64)>,
}

pub struct ReadProvision {
    pub id: At<Id>,
    pub text: Text,
    pub obliged: Vec<At<Id>>,
    pub stops: Vec<At<Id>>,
    pub places: Vec<At<Id>>,
    pub from: Option<At<Date>>,
    pub until: Option<At<Date>>,
    pub verified_by: Option<Text>,
    pub on_breach: Option<Text>,
    pub status: ProvisionStatus,
}

pub struct ReadBody {
    pub id: At<Id>,
    pub name: Text,
    pub chambers: Vec<At<String>>,
    pub weight: u64,
    pub measures: Vec<(At<String>, u64)>,
}

pub struct ReadCondition {
    pub id: At<Id>,
    pub text: Text,
    pub burden: u64,
    pub stops: Vec<At<Id>>,
    pub implies: Vec<At<Id>>,
    pub excludes: Vec<At<Id>>,
    pub proposed_by: Option<Text>,
}

pub struct ReadStance {
    pub body: At<Id>,
    pub says: SaidAt,
    pub version: Option<At<u64>>,
    pub confidence: Confidence,
    pub standing: Standing,
    pub reason: Option<Text>,
    pub source: Option<Text>,
}

/// What a stance says, and where its words stand in the file.
pub struct SaidAt {
    /// The stance, unless it cannot be read.
    pub parsed: Option<Parsed>,
    /// The names in it, as far as it can be read.
    pub names: Vec<NameUse>,
    pub place: WordPlace,
}

pub struct ReadRedLine {
    pub id: At<Id>,
    pub text: Text,
    pub against: Vec<At<Id>>,
}

pub struct ReadCommittee {
    pub id: At<Id>,
    pub name: Text,
    pub members: Vec<At<Id>>,
    pub on: Vec<PositionKind>,
}

impl Sections {
    /// Reads every section.
    pub fn read(fields: &mut Fields<'_, '_>) -> Self {
        format_version(fields);
        if !fields.has("initiative") {
            fields.report(Problem::error(0..0, ProblemKind::MissingInitiative));
        }
        Self {
            initiative: fields.table("initiative", Table::Initiative, initiative).flatten(),
            places: fields
                .tables("place", Table::Place, SECTION_LIMIT, place)
                .into_iter()
                .flatten()
                .collect(),
            parties: fields
                .tables("party", Table::Party, SECTION_LIMIT, named)
                .into_iter()
                .flatten()
                .collect(),
            harms: fields.tables("harm", Table::Harm, SECTION_LIMIT, named).into_iter().flatten().collect(),
            provisions: fields
                .tables("provision", Table::Provision, SECTION_LIMIT, provision)
                .into_iter()
                .flatten()
                .collect(),
            bodies: fields.tables("body", Table::Body, BODY_LIMIT, body).into_iter().flatten().collect(),
            conditions: fields
                .tables("condition", Table::Condition, CONDITION_LIMIT, condition)
                .into_iter()
                .flatten()
                .collect(),
            stances: fields
                .tables("stance", Table::Stance, SECTION_LIMIT, stance)
                .into_iter()
                .flatten()
                .collect(),
            rule: read_rule(fields),
            quotes: fields
                .tables("quote", Table::Quote, SECTION_LIMIT, quote)
                .into_iter()
                .flatten()
                .collect(),
            red_lines: fields
                .tables("red_line", Table::RedLine, SECTION_LIMIT, red_line)
                .into_iter()
                .flatten()
                .collect(),
            committees: fields
                .tables("committee", Table::Committee, SECTION_LIMIT, committee)
                .into_iter()
                .flatten()
                .collect(),
            commitments: read_commitments(fields),
            game: read_game(fields),
            stress: read_stress(fields),
        }
    }
}

/// The format's version stands first in a dossier and is 1.
fn format_version(fields: &mut Fields<'_, '_>) {
    if !fields.has("mawqif") {
        fields.report(Problem::error(0..0, ProblemKind::MissingVersion));
    }
    if let Some(version) = fields.number("mawqif", 1)
        && version.value != 1
    {
        fields.report(Problem::error(version.span, ProblemKind::OtherFormat(version.value)));
    }
}

pub(super) fn or_id(text: Option<Text>, id: &At<Id>) -> Text {
    text.filter(|text| !text.is_empty()).unwrap_or_else(|| Text::plain(id.value.as_str()))
}

fn initiative(fields: &mut Fields<'_, '_>) -> Option<ReadInitiative> {
    let id = fields.id("id");
    let title = fields.text("title", Length::Short);
    let sponsor = fields.text("sponsor", Length::Short);
    let received = fields.date("received");
    let deadline = fields.date("deadline");
    let scope = fields.ids("scope");
    let version = fields.number("version", 1).map_or(1, |version| version.value);
    let id = id?;
    Some(ReadInitiative { title: or_id(title, &id), id, sponsor, received, deadline, scope, version })
}

fn named(fields: &mut Fields<'_, '_>) -> Option<Named> {
    let id = fields.id("id");
    let name = fields.text("name", Length::Short);
    let id = id?;
    Some(Named { name: or_id(name, &id), id })
}

fn place(fields: &mut Fields<'_, '_>) -> Option<ReadPlace> {
    let id = fields.id("id");
    let name = fields.text("name", Length::Short);
    let within = fields.optional_id("within");
    let at = fields.pair("at");
    if let Some(At { value: (latitude, longitude), span }) = &at
        && !(latitude.abs() <= 90.0 && longitude.abs() <= 180.0)
    {
        fields.report(Problem::error(span.clone(), ProblemKind::NotOnEarth));
    }
    let id = id?;
    Some(ReadPlace { name: or_id(name, &id), id, within, at: at.map(|at| at.value) })
}

fn provision(fields: &mut Fields<'_, '_>) -> Option<ReadProvision> {
    const STATUSES: [(&str, ProvisionStatus); 4] = [
        ("draft", ProvisionStatus::Draft),
        ("announced", ProvisionStatus::Announced),
        ("agreed", ProvisionStatus::Agreed),
        ("rejected", ProvisionStatus::Rejected),
    ];
    let id = fields.id("id");
    let text = fields.text("text", Length::Long);
    let obliged = fields.ids("obliged");
    let stops = fields.ids("stops");
    let places = fields.ids("where");
    let from = fields.date("from");
    let until = fields.date("until");
    let verified_by = fields.text("verified_by", Length::Short);
    let on_breach = fields.text("on_breach", Length::Long);
    let status = fields.choice("status", &STATUSES).unwrap_or_default();
    let id = id?;
    Some(ReadProvision {
        text: or_id(text, &id),
        id,
        obliged,
        stops,
        places,
        from,
        until,
        verified_by,
        on_breach,
        status,
    })
}

fn body(fields: &mut Fields<'_, '_>) -> Option<ReadBody> {
    let id = fields.id("id");
    let name = fields.text("name", Length::Short);
    let chambers = fields.one_or_more_words("chamber");
    let weight = fields.number("weight", 0).map_or(1, |weight| weight.value);
    let measures = fields.numbers("measures");
    for (name, _) in &measures {
        if matches!(name.value.as_str(), "bodies" | "weight") {
            let kind = ProblemKind::ReservedMeasure(name.value.clone());
            fields.report(Problem::error(name.span.clone(), kind));
        }
    }
    let id = id?;
    Some(ReadBody { name: or_id(name, &id), id, chambers, weight, measures })
}

fn condition(fields: &mut Fields<'_, '_>) -> Option<ReadCondition> {
    let id = fields.id("id");
    let text = fields.text("text", Length::Long);
    let burden = fields.number("burden", 1).map_or(1, |burden| burden.value);
    let stops = fields.ids("stops");
    let implies = fields.ids("implies");
    let excludes = fields.ids("excludes");
    let proposed_by = fields.text("proposed_by", Length::Short);
    let id = id?;
    Some(ReadCondition { text: or_id(text, &id), id, burden, stops, implies, excludes, proposed_by })
}

fn stance(fields: &mut Fields<'_, '_>) -> Option<ReadStance> {
    const STANDINGS: [(&str, Standing); 3] = [
        ("mandated", Standing::Mandated),
        ("expected", Standing::Expected),
        ("reported", Standing::Reported),
    ];
    let body = fields.id("body");
    let says = said(fields);
    let version = fields.number("version", 1);
    let confidence = match fields.flag("confidential") {
        Some(true) => Confidence::Confidential,
        _ => Confidence::Open,
    };
    let standing = fields.choice("standing", &STANDINGS).unwrap_or_default();
    let reason = fields.text("reason", Length::Long);
    let source = fields.text("source", Length::Long);
    Some(ReadStance { body: body?, says: says?, version, confidence, standing, reason, source })
}

fn said(fields: &mut Fields<'_, '_>) -> Option<SaidAt> {
    if !fields.has("says") {
        fields.missing("says");
    }
    let says = fields.long_words("says")?;
    let place = WordPlace::new(fields.source(), &says);
    let (read, names) = Stance::parse_with_names(&says.value);
    let parsed = match read {
        Ok(parsed) => {
            for doubt in &parsed.doubts {
                let kind = ProblemKind::Stance(doubt.kind.clone());
                fields.report(Problem::warning(place.of(&doubt.span), kind));
            }
            Some(parsed)
        }
        Err(problems) => {
            for problem in problems {
                let kind = ProblemKind::Stance(problem.kind);
                fields.report(Problem::error(place.of(&problem.span), kind));
            }
            None
        }
    };
    Some(SaidAt { parsed, names, place })
}

fn quote(fields: &mut Fields<'_, '_>) -> Option<Quote> {
    const MODES: [(&str, QuoteMode); 3] =
        [("direct", QuoteMode::Direct), ("indirect", QuoteMode::Indirect), ("nominal", QuoteMode::Nominal)];
    let quote = Quote {
        speaker: fields.text("speaker", Length::Short),
        role: fields.text("role", Length::Short),
        body: fields.text("body", Length::Short),
        outlet: fields.text("outlet", Length::Short),
        said: fields.text("said", Length::Long).unwrap_or_default(),
        mode: fields.choice("mode", &MODES).unwrap_or_default(),
        date: fields.date("date").map(|date| date.value),
        source: fields.words("source").map(|source| source.value),
        span: fields.span_of("span"),
    };
    if quote.said.is_empty() {
        fields.missing("said");
    }
    Some(quote)
}

fn red_line(fields: &mut Fields<'_, '_>) -> Option<ReadRedLine> {
    let id = fields.id("id");
    let text = fields.text("text", Length::Long);
    let against = fields.ids("against");
    let id = id?;
    Some(ReadRedLine { text: or_id(text, &id), id, against })
}

fn committee(fields: &mut Fields<'_, '_>) -> Option<ReadCommittee> {
    const POSITIONS: [(&str, PositionKind); 4] = [
        ("accept", PositionKind::Accept),
        ("accept-with-conditions", PositionKind::AcceptWithConditions),
        ("reject", PositionKind::Reject),
        ("none", PositionKind::None),
    ];
    let id = fields.id("id");
    let name = fields.text("name", Length::Short);
    let members = fields.ids("members");
    let on = fields.choices("on", &POSITIONS);
    let id = id?;
    Some(ReadCommittee { name: or_id(name, &id), id, members, on })
}
