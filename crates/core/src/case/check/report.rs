//! Reports: what the press tells enters a case in one act, with the report.

use super::{
    Checking,
    consultation::said,
    sound::sound,
    words::{self, Length},
};
use crate::{
    case::{
        Fact, Refusal, Stage,
        act::Part,
        fold::file,
        refusal::{State, WordFault},
        report::{Heard, REPORT_LIMIT, REPORT_PART_LIMIT, REPORT_TEXT_LIMIT, Report, Told},
    },
    dossier::{Confidence, Dossier, FiledStance, Quote, Standing},
    text::Text,
};

impl Checking<'_> {
    /// The report, and what it tells. Nothing that stands in the case already is changed by it.
    pub(super) fn report(self, report: &Report, told: &Told) -> Result<Vec<Fact>, Refusal> {
        let sha256 = self.kept(report)?;
        self.fits(told)?;
        let mut changed = self.case.dossier.clone();
        if let Some(initiative) = &told.initiative {
            changed.initiative = initiative.clone();
        }
        told.parts.iter().for_each(|part| add(&mut changed, part));
        changed.bodies.extend(told.bodies.iter().cloned());
        changed.conditions.extend(told.conditions.iter().cloned());
        for heard in &told.stances {
            self.hear(&mut changed, heard, report)?;
        }
        let read = sound(&changed, None)?;
        let kept = Fact::ReportKept { report: report.clone(), sha256 };
        let quotes: Vec<&Quote> = read.quotes.iter().skip(self.case.dossier.quotes.len()).collect();
        let remarks = self.case.remarks_in(report, &quotes, self.now);
        self.fits_remarks(remarks.len())?;
        let remarks = remarks.into_iter().map(|remark| Fact::RemarkNoted { remark });
        let remarks: Vec<Fact> = remarks.collect();
        Ok([kept].into_iter().chain(facts(told, read, &self.case.dossier)).chain(remarks).collect())
    }

    fn kept(self, report: &Report) -> Result<String, Refusal> {
        words::check("name", &Text::plain(&report.name), Length::Line)?;
        let fault = if report.text.trim().is_empty() {
            WordFault::Missing
        } else if report.text.len() > REPORT_TEXT_LIMIT {
            WordFault::Long { limit: REPORT_TEXT_LIMIT }
        } else {
            let sha256 = report.sha256();
            let is_new = !self.case.reports.contains_key(&sha256);
            if is_new && self.case.reports.len() >= REPORT_LIMIT {
                return Err(Refusal::Limit { what: "reports of a case", limit: REPORT_LIMIT });
            }
            return Ok(sha256);
        };
        Err(Refusal::Words { field: "text", fault })
    }

    fn fits(self, told: &Told) -> Result<(), Refusal> {
        let longest = [told.parts.len(), told.bodies.len(), told.conditions.len(), told.stances.len()]
            .into_iter()
            .max();
        if longest.unwrap_or_default() > REPORT_PART_LIMIT {
            return Err(Refusal::Limit { what: "parts that one report enters", limit: REPORT_PART_LIMIT });
        }
        match (&told.initiative, self.case.received) {
            (Some(_), Some(_)) => return Err(Refusal::State(State::InitiativeReceived)),
            (None, None) if !(told.stances.is_empty() && told.conditions.is_empty()) => {
                return Err(Refusal::State(State::NoInitiative));
            }
            _ => {}
        }
        let is_quote = |part: &Part| matches!(part, Part::Quote(_));
        let is_more =
            !told.conditions.is_empty() || !told.stances.is_empty() || !told.parts.iter().all(is_quote);
        if self.case.stage == Stage::Adopted && is_more {
            let needs = vec![Stage::Preparing, Stage::Consulting];
            return Err(Refusal::Stage { stage: self.case.stage, needs });
        }
        if !told.bodies.is_empty() && self.case.stage != Stage::Preparing {
            return Err(Refusal::Stage { stage: self.case.stage, needs: vec![Stage::Preparing] });
        }
        Ok(())
    }

    /// A stance that was only reported stands in for none that its body has filed.
    fn hear(self, changed: &mut Dossier, heard: &Heard, report: &Report) -> Result<(), Refusal> {
        let version = changed.initiative.version;
        let is_filed = |it: &FiledStance| it.body == heard.body && it.version == version;
        if self.case.dossier.stances.iter().any(|it| is_filed(it) && it.standing != Standing::Reported) {
            return Err(Refusal::State(State::MandatedStanceStands));
        }
        let stance = FiledStance {
            body: heard.body.clone(),
            says: said(&heard.says)?,
            version,
            confidence: Confidence::Open,
            standing: Standing::Reported,
            reason: heard.reason.clone(),
            source: Some(Text::plain(report.source())),
        };
        file(&mut changed.stances, stance);
        Ok(())
    }
}

/// Puts a part behind the others; the reader of dossiers sees when its id is taken.
fn add(changed: &mut Dossier, part: &Part) {
    match part.clone() {
        Part::Place(place) => changed.places.push(place),
        Part::Party(party) => changed.parties.push(party),
        Part::Harm(harm) => changed.harms.push(harm),
        Part::Provision(provision) => changed.provisions.push(provision),
        Part::RedLine(red_line) => changed.red_lines.push(red_line),
        Part::Committee(committee) => changed.committees.push(committee),
        Part::Quote(quote) => changed.quotes.push(quote),
        Part::Commitment(commitment) => changed.commitments.push(commitment),
    }
}

/// What was told, as the reader of dossiers has read it: what stands behind what stood there before.
fn facts(told: &Told, read: Dossier, before: &Dossier) -> Vec<Fact> {
    fn new<T>(read: Vec<T>, before: &[T]) -> impl Iterator<Item = T> {
        read.into_iter().skip(before.len())
    }
    let version = read.initiative.version;
    let mut facts = Vec::new();
    if told.initiative.is_some() {
        facts.push(Fact::InitiativeReceived { initiative: read.initiative });
    }
    facts.extend(new(read.places, &before.places).map(|place| Fact::PlaceEntered { place }));
    facts.extend(new(read.parties, &before.parties).map(|party| Fact::PartyEntered { party }));
    facts.extend(new(read.harms, &before.harms).map(|harm| Fact::HarmEntered { harm }));
    facts.extend(new(read.bodies, &before.bodies).map(|body| Fact::BodyAdmitted { body }));
    facts.extend(
        new(read.provisions, &before.provisions).map(|provision| Fact::ProvisionEntered { provision }),
    );
    facts.extend(
        new(read.conditions, &before.conditions).map(|condition| Fact::ConditionProposed { condition }),
    );
    facts.extend(new(read.quotes, &before.quotes).map(|quote| Fact::QuoteEntered { quote }));
    facts.extend(new(read.red_lines, &before.red_lines).map(|red_line| Fact::RedLineEntered { red_line }));
    facts.extend(
        new(read.committees, &before.committees).map(|committee| Fact::CommitteePlanned { committee }),
    );
    facts.extend(
        new(read.commitments, &before.commitments).map(|commitment| Fact::CommitmentEntered { commitment }),
    );
    for heard in &told.stances {
        let filed = read.stances.iter().find(|it| it.body == heard.body && it.version == version);
        facts.extend(filed.cloned().map(|stance| Fact::StanceFiled { stance }));
    }
    facts
}
