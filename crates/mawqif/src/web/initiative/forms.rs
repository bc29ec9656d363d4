//! The sheets of the offer: the offer itself and its next version, and everything that the dossier says of
//! it: provisions, harms, parties, places, red lines, quotes, and committees to be formed.

use mawqif_core::{
    case::{Act, act::Part},
    dossier::{
        Committee, Date, Harm, Initiative, Party, Place, PositionKind, Provision, ProvisionStatus, Quote,
        QuoteMode, RedLine,
    },
    text::Id,
};

use super::super::{
    page::Tab,
    sheet::{
        About, Kind, Tests, Written,
        field::{Fields, Need, Size},
        reading::Reading,
    },
};

/// The sheets, by the end of their address.
pub const SHEETS: &[Kind] = &[
    Kind {
        lead: "offer-lead",
        fields: offer_fields,
        written: new_offer,
        read: receive,
        ..sheet("offer", ["offer-new", "offer-new"], "/initiative")
    },
    Kind {
        lead: "revision-lead",
        fields: offer_fields,
        written: next_version,
        read: revise,
        ..sheet("revision", ["revision-title", "revision-title"], "/initiative/versions")
    },
    Kind {
        lead: "provision-lead",
        fields: provision_fields,
        written: provision_written,
        read: provision,
        row: "provision-",
        tests: Tests::Provision,
        removes: Some("withdraw-part"),
        ..sheet("provision", ["provision-new", "provision-change"], "/initiative#provisions")
    },
    Kind {
        lead: "harm-lead",
        fields: name_fields,
        written: harm_written,
        read: harm,
        row: "harm-",
        removes: Some("withdraw-part"),
        ..sheet("harm", ["harm-new", "harm-change"], "/initiative#harms")
    },
    Kind {
        lead: "party-lead",
        fields: name_fields,
        written: party_written,
        read: party,
        row: "party-",
        removes: Some("withdraw-part"),
        ..sheet("party", ["party-new", "party-change"], "/initiative#parties")
    },
    Kind {
        fields: place_fields,
        written: place_written,
        read: place,
        row: "place-",
        removes: Some("withdraw-part"),
        ..sheet("place", ["place-new", "place-change"], "/initiative#places")
    },
    Kind {
        lead: "red-line-lead",
        fields: red_line_fields,
        written: red_line_written,
        read: red_line,
        row: "red-line-",
        removes: Some("withdraw-part"),
        ..sheet("red-line", ["red-line-new", "red-line-change"], "/initiative#red-lines")
    },
    Kind {
        lead: "quote-lead",
        fields: quote_fields,
        written: quote_written,
        read: quote,
        ..sheet("quote", ["quote-new", "quote-new"], "/initiative#quotes")
    },
    Kind {
        lead: "committee-lead",
        fields: committee_fields,
        written: committee_written,
        read: committee,
        row: "committee-",
        removes: Some("withdraw-part"),
        ..sheet("committee", ["committee-new", "committee-change"], "/initiative#committees")
    },
];

const fn sheet(name: &'static str, headings: [&'static str; 2], on: &'static str) -> Kind {
    Kind { shows: super::with, ..Kind::new(name, Tab::Initiative, headings, on) }
}

/// The section with the id that a sheet is about; `None` within when something new is entered, `None` when
/// there is nothing of that id.
fn known<'d, T>(about: &About<'_>, all: &'d [T], id: impl Fn(&T) -> &Id) -> Option<Option<&'d T>> {
    if about.id.is_empty() {
        return Some(None);
    }
    all.iter().find(|it| id(it).as_str() == about.id).map(Some)
}

fn offer_fields(fields: &mut Fields<'_>) {
    let dossier = fields.about.at.case.dossier();
    fields.text("title", "offer-title", "offer-title-hint", Size::Line);
    fields.text("sponsor", "offer-sponsor", "offer-sponsor-hint", Size::Line);
    fields.day("received", "offer-received", "");
    fields.day("deadline", "offer-deadline", "offer-deadline-hint");
    let places = fields.named(dossier.places.iter().map(|it| (&it.id, &it.name)));
    fields.any("scope", "offer-scope", "", places);
}

fn new_offer(_: &About<'_>, _: &mut Written) -> Option<()> {
    Some(())
}

fn next_version(about: &About<'_>, written: &mut Written) -> Option<()> {
    about.at.case.received()?;
    let offer = &about.at.case.dossier().initiative;
    written.text("title", &offer.title, about.words);
    if let Some(sponsor) = &offer.sponsor {
        written.text("sponsor", sponsor, about.words);
    }
    days(written, &[("received", offer.received), ("deadline", offer.deadline)]);
    written.all("scope", &offer.scope);
    Some(())
}

fn days(written: &mut Written, days: &[(&str, Option<Date>)]) {
    for (name, day) in days {
        if let Some(day) = day {
            written.put(name, day);
        }
    }
}

fn receive(reading: &mut Reading<'_>) -> Option<Act> {
    let title = reading.text("title", Need::Given, Size::Line, None);
    let id = reading.id(&title)?;
    let initiative = offered(reading, id, title, None);
    Some(Act::ReceiveInitiative { initiative })
}

fn revise(reading: &mut Reading<'_>) -> Option<Act> {
    let before = reading.about.at.case.dossier().initiative.clone();
    let title = reading.text("title", Need::Given, Size::Line, Some(&before.title));
    let initiative = offered(reading, before.id.clone(), title, Some(&before));
    Some(Act::ReviseInitiative { initiative })
}

fn offered(
    reading: &mut Reading<'_>,
    id: Id,
    title: mawqif_core::text::Text,
    before: Option<&Initiative>,
) -> Initiative {
    Initiative {
        id,
        title,
        sponsor: reading.maybe("sponsor", Size::Line, before.and_then(|it| it.sponsor.as_ref())),
        received: reading.day("received"),
        deadline: reading.day("deadline"),
        scope: reading.ids("scope"),
        version: before.map_or(1, |it| it.version.saturating_add(1)),
    }
}

const STATUSES: [(ProvisionStatus, &str, &str); 4] = [
    (ProvisionStatus::Draft, "draft", "provision-draft"),
    (ProvisionStatus::Announced, "announced", "provision-announced"),
    (ProvisionStatus::Agreed, "agreed", "provision-agreed"),
    (ProvisionStatus::Rejected, "rejected", "provision-rejected"),
];

fn provision_fields(fields: &mut Fields<'_>) {
    let dossier = fields.about.at.case.dossier();
    fields.text("text", "provision-text", "", Size::Lines);
    let words = fields.about.words;
    let statuses = STATUSES.map(|(_, value, key)| (value.to_owned(), words.word(key)));
    fields.one("status", "provision-status", "", statuses.to_vec());
    let parties = dossier.parties.iter().map(|it| (&it.id, &it.name));
    let bodies = dossier.bodies.iter().map(|it| (&it.id, &it.name));
    let anybody = fields.named(parties.chain(bodies));
    fields.any("obliged", "provision-obliged", "provision-obliged-hint", anybody);
    let harms = fields.named(dossier.harms.iter().map(|it| (&it.id, &it.name)));
    fields.any("stops", "provision-stops", "", harms);
    let places = fields.named(dossier.places.iter().map(|it| (&it.id, &it.name)));
    fields.any("where", "provision-where", "", places);
    fields.day("from", "provision-from", "");
    fields.day("until", "provision-until", "");
    fields.text("verified_by", "provision-verified", "provision-unsaid-hint", Size::Line);
    fields.text("on_breach", "provision-breach", "provision-unsaid-hint", Size::Lines);
    fields.id("sheet-id-hint");
}

fn provision_written(about: &About<'_>, written: &mut Written) -> Option<()> {
    if let Some(it) = known(about, &about.at.case.dossier().provisions, |it| &it.id)? {
        written.text("text", &it.text, about.words);
        let status = STATUSES.iter().find(|(status, ..)| *status == it.status);
        written.put("status", status.map_or("", |(_, value, _)| value));
        written.all("obliged", &it.obliged);
        written.all("stops", &it.stops);
        written.all("where", &it.places);
        days(written, &[("from", it.from), ("until", it.until)]);
        for (name, text) in [("verified_by", &it.verified_by), ("on_breach", &it.on_breach)] {
            if let Some(text) = text {
                written.text(name, text, about.words);
            }
        }
    }
    Some(())
}

fn provision(reading: &mut Reading<'_>) -> Option<Act> {
    let about = reading.about;
    let before = known(about, &about.at.case.dossier().provisions, |it| &it.id).flatten();
    let text = reading.text("text", Need::Given, Size::Lines, before.map(|it| &it.text));
    let id = reading.id(&text)?;
    let status = STATUSES.iter().find(|(_, value, _)| *value == reading.get("status"));
    let provision = Provision {
        id,
        text,
        obliged: reading.ids("obliged"),
        stops: reading.ids("stops"),
        places: reading.ids("where"),
        from: reading.day("from"),
        until: reading.day("until"),
        verified_by: reading.maybe("verified_by", Size::Line, before.and_then(|it| it.verified_by.as_ref())),
        on_breach: reading.maybe("on_breach", Size::Lines, before.and_then(|it| it.on_breach.as_ref())),
        status: status.map(|(status, ..)| *status).unwrap_or_default(),
    };
    Some(Act::EnterPart { part: Part::Provision(provision) })
}

fn name_fields(fields: &mut Fields<'_>) {
    fields.text("name", "sheet-name", "", Size::Line);
    fields.id("sheet-id-hint");
}

fn harm_written(about: &About<'_>, written: &mut Written) -> Option<()> {
    if let Some(it) = known(about, &about.at.case.dossier().harms, |it| &it.id)? {
        written.text("name", &it.name, about.words);
    }
    Some(())
}

fn harm(reading: &mut Reading<'_>) -> Option<Act> {
    let about = reading.about;
    let before = known(about, &about.at.case.dossier().harms, |it| &it.id).flatten();
    let name = reading.text("name", Need::Given, Size::Line, before.map(|it| &it.name));
    let id = reading.id(&name)?;
    Some(Act::EnterPart { part: Part::Harm(Harm { id, name }) })
}

fn party_written(about: &About<'_>, written: &mut Written) -> Option<()> {
    if let Some(it) = known(about, &about.at.case.dossier().parties, |it| &it.id)? {
        written.text("name", &it.name, about.words);
    }
    Some(())
}

fn party(reading: &mut Reading<'_>) -> Option<Act> {
    let about = reading.about;
    let before = known(about, &about.at.case.dossier().parties, |it| &it.id).flatten();
    let name = reading.text("name", Need::Given, Size::Line, before.map(|it| &it.name));
    let id = reading.id(&name)?;
    Some(Act::EnterPart { part: Part::Party(Party { id, name }) })
}

/// What is asked of a place.
pub fn place_fields(fields: &mut Fields<'_>) {
    let about = fields.about;
    fields.text("name", "sheet-name", "", Size::Line);
    let others = about.at.case.dossier().places.iter().filter(|it| it.id.as_str() != about.id);
    let mut choices = vec![(String::new(), about.words.word("place-nowhere"))];
    choices.extend(fields.named(others.map(|it| (&it.id, &it.name))));
    fields.one("within", "place-within", "", choices);
    fields.id("sheet-id-hint");
}

/// What is known of a place.
pub fn place_written(about: &About<'_>, written: &mut Written) -> Option<()> {
    if let Some(it) = known(about, &about.at.case.dossier().places, |it| &it.id)? {
        written.text("name", &it.name, about.words);
        written.all("within", it.within.as_slice());
    }
    Some(())
}

/// A place, to be entered or put in place of the one with its id.
pub fn place(reading: &mut Reading<'_>) -> Option<Act> {
    let about = reading.about;
    let before = known(about, &about.at.case.dossier().places, |it| &it.id).flatten();
    let name = reading.text("name", Need::Given, Size::Line, before.map(|it| &it.name));
    let id = reading.id(&name)?;
    let within = reading.one("within");
    // Where on the earth it is comes with a dossier, and stays.
    let at = before.and_then(|it| it.at);
    Some(Act::EnterPart { part: Part::Place(Place { id, name, within, at }) })
}

fn red_line_fields(fields: &mut Fields<'_>) {
    let dossier = fields.about.at.case.dossier();
    fields.text("text", "red-line-text", "", Size::Lines);
    let conditions = dossier.conditions.iter().map(|it| (&it.id, &it.text));
    let provisions = dossier.provisions.iter().map(|it| (&it.id, &it.text));
    let choices = fields.named(conditions.chain(provisions));
    fields.any("against", "red-line-against", "", choices);
    fields.id("sheet-id-hint");
}

fn red_line_written(about: &About<'_>, written: &mut Written) -> Option<()> {
    if let Some(it) = known(about, &about.at.case.dossier().red_lines, |it| &it.id)? {
        written.text("text", &it.text, about.words);
        written.all("against", &it.against);
    }
    Some(())
}

fn red_line(reading: &mut Reading<'_>) -> Option<Act> {
    let about = reading.about;
    let before = known(about, &about.at.case.dossier().red_lines, |it| &it.id).flatten();
    let text = reading.text("text", Need::Given, Size::Lines, before.map(|it| &it.text));
    let id = reading.id(&text)?;
    let against = reading.ids("against");
    Some(Act::EnterPart { part: Part::RedLine(RedLine { id, text, against }) })
}

const MODES: [(QuoteMode, &str, &str); 3] = [
    (QuoteMode::Direct, "direct", "quote-direct"),
    (QuoteMode::Indirect, "indirect", "quote-indirect"),
    (QuoteMode::Nominal, "nominal", "quote-nominal"),
];

fn quote_fields(fields: &mut Fields<'_>) {
    let words = fields.about.words;
    fields.text("said", "quote-said", "", Size::Lines);
    fields.text("speaker", "quote-speaker", "", Size::Line);
    fields.text("role", "quote-role", "", Size::Line);
    fields.text("outlet", "quote-outlet", "", Size::Line);
    fields.day("date", "quote-date", "");
    fields.line("source", "quote-source", "quote-source-hint");
    let modes = MODES.map(|(_, value, key)| (value.to_owned(), words.word(key)));
    fields.one("mode", "quote-mode", "", modes.to_vec());
}

/// Quotes are entered and taken out again, not changed.
fn quote_written(about: &About<'_>, _: &mut Written) -> Option<()> {
    about.id.is_empty().then_some(())
}

fn quote(reading: &mut Reading<'_>) -> Option<Act> {
    let mode = MODES.iter().find(|(_, value, _)| *value == reading.get("mode"));
    let source = reading.get("source");
    let quote = Quote {
        said: reading.text("said", Need::Given, Size::Lines, None),
        speaker: reading.maybe("speaker", Size::Line, None),
        role: reading.maybe("role", Size::Line, None),
        body: None,
        outlet: reading.maybe("outlet", Size::Line, None),
        mode: mode.map(|(mode, ..)| *mode).unwrap_or_default(),
        date: reading.day("date"),
        source: (!source.is_empty()).then(|| source.to_owned()),
        span: None,
    };
    Some(Act::EnterPart { part: Part::Quote(quote) })
}

const POSITIONS: [(PositionKind, &str, &str); 4] = [
    (PositionKind::Accept, "accept", "committee-on-accept"),
    (PositionKind::AcceptWithConditions, "accept-with-conditions", "committee-on-with"),
    (PositionKind::Reject, "reject", "committee-on-reject"),
    (PositionKind::None, "none", "committee-on-none"),
];

/// Who sits in a committee, and which answer calls it into being.
pub fn committee_fields(fields: &mut Fields<'_>) {
    let (words, dossier) = (fields.about.words, fields.about.at.case.dossier());
    fields.text("name", "sheet-name", "", Size::Line);
    let bodies = fields.named(dossier.bodies.iter().map(|it| (&it.id, &it.name)));
    fields.any("members", "committee-members", "", bodies);
    let positions = POSITIONS.map(|(_, value, key)| (value.to_owned(), words.word(key)));
    fields.any("on", "committee-on", "committee-on-hint", positions.to_vec());
    fields.id("sheet-id-hint");
}

/// A committee that is planned.
pub fn committee_written(about: &About<'_>, written: &mut Written) -> Option<()> {
    if let Some(it) = known(about, &about.at.case.dossier().committees, |it| &it.id)? {
        written.text("name", &it.name, about.words);
        written.all("members", &it.members);
        for (kind, value, _) in POSITIONS {
            if it.on.contains(&kind) {
                written.put("on", value);
            }
        }
    }
    Some(())
}

fn committee(reading: &mut Reading<'_>) -> Option<Act> {
    Some(Act::EnterPart { part: Part::Committee(committee_read(reading)?) })
}

/// The committee that a sheet has.
pub fn committee_read(reading: &mut Reading<'_>) -> Option<Committee> {
    let about = reading.about;
    let before = known(about, &about.at.case.dossier().committees, |it| &it.id).flatten();
    let name = reading.text("name", Need::Given, Size::Line, before.map(|it| &it.name));
    let id = reading.id(&name)?;
    let on: Vec<&str> = about.form.every("on").collect();
    let on = POSITIONS.iter().filter(|(_, value, _)| on.contains(value)).map(|(kind, ..)| *kind);
    Some(Committee { id, name, members: reading.ids("members"), on: on.collect() })
}
