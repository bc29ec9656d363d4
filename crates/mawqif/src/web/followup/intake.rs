//! Forms with evidence in them: read while they come, their files sealed on the way.
//!
//! Words come first, files last, so that whatever is wrong with a file, the page can give the words back. A file that is not taken
//! is read to its end without being kept, since browsers show an answer only when they have sent everything; but not for ever: after
//! [`DRAINED_LIMIT`] or [`PATIENCE`] the answer is given, and the line is cut.

mod metered;

use std::time::{Duration, Instant};

use axum::{
    body::Body,
    http::{HeaderMap, header},
};
use mawqif_core::{case::followup::evidence::REPORT_FILE_LIMIT, record::hash::Hash};

use self::metered::{Part, Parts};
use crate::{
    desk::{
        Fault,
        evidence::{
            intake::{Intake, REPORT_BYTES_LIMIT, Stopped},
            kind::FileFault,
        },
        held::Held,
    },
    web::{
        Web,
        admit::Visitor,
        form::{self, Came, FIELD_LIMIT, FORM_LIMIT, Form},
        trouble::Trouble,
    },
};

/// The most bytes of files that are not taken that are read all the same.
pub const DRAINED_LIMIT: u64 = 128 << 20;

/// How long they are read.
const PATIENCE: Duration = Duration::from_secs(20);

/// The longest name of a file that is kept, in characters.
const NAME: usize = 120;

/// The field that says which files were left behind when a session had ended.
pub const LEFT: &str = "files.left";

/// Reads a form of whoever may report or follow up, and seals its files.
///
/// # Errors
/// [`Trouble::NotForYou`], [`Trouble::Foreign`] before any file is kept; [`Trouble::TooLong`] for words that are too long, and for a
/// form that is none.
pub async fn read(web: &Web, visitor: &Visitor, headers: &HeaderMap, body: Body) -> Result<Form, Trouble> {
    let Some(boundary) = boundary(headers) else { return Form::read(headers, body, FORM_LIMIT).await };
    let at = visitor.at()?;
    let takes = Takes::at(visitor.path.split('?').next().unwrap_or_default());
    if !at.sight.is_follow_up() && (takes != Takes::OfReport || !at.sight.is_reporter()) {
        return Err(Trouble::NotForYou);
    }
    let (web, held, token) = (web.clone(), at.held.clone(), visitor.guest()?.token.clone());
    // By itself, so that a line which is cut leaves nothing behind: whoever waits here is dropped with it.
    let reading = tokio::spawn(async move {
        let (came, spent) = (Came::default(), Spent::default());
        let mut coming = Coming { web: &web, held: &held, takes, came, spent };
        match coming.read(body, boundary, &token).await {
            Ok(fields) => {
                let mut form = Form::of(fields);
                form.came = coming.came;
                Ok(form)
            }
            Err(trouble) => {
                let sealed: Vec<_> = coming.came.sealed.into_iter().map(|(_, sealed)| sealed).collect();
                web.desk.forget_sealed(&held, &sealed).await;
                Err(trouble)
            }
        }
    });
    reading.await.unwrap_or(Err(Trouble::Fault(Fault::Busy)))
}

/// Reads the words of a form whose files nobody may send, and remembers what these were called.
///
/// # Errors
/// [`Trouble::TooLong`].
pub async fn fields(headers: &HeaderMap, body: Body) -> Result<Form, Trouble> {
    let Some(boundary) = boundary(headers) else { return Form::read(headers, body, FORM_LIMIT).await };
    let mut parts = Parts::new(body, boundary);
    let (mut fields, mut left, mut room) = (Vec::new(), Vec::new(), FORM_LIMIT);
    let mut spent = Spent::default();
    while let Some(mut part) = parts.next().await? {
        if fields.len() + left.len() >= FIELD_LIMIT {
            return Err(Trouble::TooLong);
        }
        let field = part.head().name().unwrap_or_default().to_owned();
        room = room.checked_sub(field.len()).ok_or(Trouble::TooLong)?;
        let Some(file) = named(&part) else {
            fields.push((field, words(&mut part, &mut room).await?));
            continue;
        };
        left.extend(Some(file).filter(|file| !file.is_empty()));
        if spent.drain(&mut part).await? == Rest::Cut {
            break;
        }
    }
    if !left.is_empty() {
        fields.push((LEFT.to_owned(), left.join(" · ")));
    }
    Ok(Form::of(fields))
}

/// Which files a form takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Takes {
    /// Those of a report.
    OfReport,
    /// The one that is sealed anew, when the form asks for that; those who follow up send it.
    Resealing,
}

impl Takes {
    /// Those of the form at an address.
    fn at(path: &str) -> Self {
        if path.ends_with("/follow-up/evidence") { Self::Resealing } else { Self::OfReport }
    }

    /// Whether one more file belongs to a form with these fields, so far.
    fn asks(self, fields: &[(String, String)], held: &Held, came: &Came) -> bool {
        let given = |wanted: &str| {
            let field = fields.iter().find(|(name, _)| name == wanted);
            field.map(|(_, value)| value.trim()).unwrap_or_default()
        };
        match self {
            Self::OfReport => true,
            Self::Resealing => {
                let case = held.now();
                let piece =
                    given("number").parse().ok().and_then(|it| case.follow_up().evidence().all().get(&it));
                given("step") == "reseal"
                    && came.sealed.is_empty()
                    && piece.is_some_and(|it| !it.is_destroyed)
            }
        }
    }
}

/// A form while it comes.
struct Coming<'r> {
    web: &'r Web,
    held: &'r Held,
    takes: Takes,
    came: Came,
    spent: Spent,
}

impl Coming<'_> {
    async fn read(
        &mut self,
        body: Body,
        boundary: String,
        token: &str,
    ) -> Result<Vec<(String, String)>, Trouble> {
        let mut parts = Parts::new(body, boundary);
        let (mut fields, mut room) = (Vec::<(String, String)>::new(), FORM_LIMIT);
        while let Some(mut part) = parts.next().await? {
            if fields.len() + self.came.sealed.len() + self.came.refused.len() >= FIELD_LIMIT {
                return Err(Trouble::TooLong);
            }
            let field = part.head().name().unwrap_or_default().to_owned();
            room = room.checked_sub(field.len()).ok_or(Trouble::TooLong)?;
            let Some(file) = named(&part) else {
                fields.push((field, words(&mut part, &mut room).await?));
                continue;
            };
            // A form that is not one of ours has nothing kept.
            let given = fields.iter().find(|(name, _)| name == "token").map(|(_, value)| value.trim());
            if !form::is_token(given.unwrap_or_default(), token) {
                return Err(Trouble::Foreign);
            }
            let asked = self.takes.asks(&fields, self.held, &self.came);
            let asked = if asked { Ok(()) } else { Err(FileFault::NotAsked) };
            if self.file(&mut part, file, asked).await? == Rest::Cut {
                break;
            }
        }
        Ok(fields)
    }

    /// Seals a file, or says why it is not taken.
    async fn file(
        &mut self,
        part: &mut Part,
        file: String,
        asked: Result<(), FileFault>,
    ) -> Result<Rest, Trouble> {
        let media = part.head().content_type().map(ToString::to_string).unwrap_or_default();
        let first = part.some().await?;
        // A browser sends a file without a name and without bytes when none was chosen.
        if first.is_none() && file.is_empty() {
            return Ok(Rest::Whole);
        }
        let count = self.came.sealed.len() + self.came.refused.len();
        let called = if file.is_empty() { format!("#{}", count + 1) } else { file.clone() };
        let taken = self.came.sealed.iter();
        let taken = taken.fold(0_u64, |sum, (_, sealed)| sum.saturating_add(sealed.size));
        let room = REPORT_BYTES_LIMIT.saturating_sub(taken);
        let begun = match (asked, count) {
            (Err(fault), _) => Err(Stopped::File(fault)),
            (Ok(()), REPORT_FILE_LIMIT..) => Err(Stopped::File(FileFault::TooMany)),
            (Ok(()), _) => Intake::begin(&self.web.desk, self.held, (&file, &media), room),
        };
        let sealed = match begun {
            Ok(mut intake) => {
                let mut chunk = first;
                let stopped = loop {
                    let Some(bytes) = chunk.take() else { break None };
                    if let Err(stopped) = intake.write(&bytes).await {
                        break Some(stopped);
                    }
                    match part.some().await {
                        Ok(next) => chunk = next,
                        Err(trouble) => {
                            intake.give_up().await;
                            return Err(trouble);
                        }
                    }
                };
                match stopped {
                    None => intake.finish().await,
                    Some(stopped) => {
                        intake.give_up().await;
                        Err(stopped)
                    }
                }
            }
            Err(stopped) => Err(stopped),
        };
        match sealed {
            Ok(sealed) => self.came.sealed.push((called, sealed)),
            Err(stopped) => {
                let fault = match stopped {
                    Stopped::File(fault) => fault,
                    Stopped::Desk(fault) => {
                        tracing::error!(%fault, "a file cannot be kept");
                        FileFault::NotKept
                    }
                };
                self.came.refused.push((called, fault));
                return self.spent.drain(part).await;
            }
        }
        Ok(Rest::Whole)
    }
}

/// Whether the rest of a form is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rest {
    /// It is.
    Whole,
    /// There is too much of it, or it takes too long.
    Cut,
}

/// What was read of files that are not taken.
#[derive(Default)]
struct Spent {
    bytes: u64,
    since: Option<Instant>,
}

impl Spent {
    async fn drain(&mut self, part: &mut Part) -> Result<Rest, Trouble> {
        let since = *self.since.get_or_insert_with(Instant::now);
        loop {
            let left = PATIENCE.saturating_sub(since.elapsed());
            let Ok(chunk) = tokio::time::timeout(left, part.some()).await else { return Ok(Rest::Cut) };
            let Some(chunk) = chunk? else { return Ok(Rest::Whole) };
            self.bytes = self.bytes.saturating_add(u64::try_from(chunk.len()).unwrap_or(u64::MAX));
            if self.bytes > DRAINED_LIMIT {
                return Ok(Rest::Cut);
            }
        }
    }
}

fn boundary(headers: &HeaderMap) -> Option<String> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok())?;
    multer::parse_boundary(kind).ok()
}

/// What a file is called, without the way to it; none when the part is a field.
fn named(part: &Part) -> Option<String> {
    let name = part.head().file_name()?;
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let shown = mawqif_core::text::without_directions(name);
    Some(shown.chars().filter(|it| !it.is_control()).take(NAME).collect())
}

/// The words of a part, as long as there is room for words.
async fn words(part: &mut Part, room: &mut usize) -> Result<String, Trouble> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.some().await? {
        *room = room.checked_sub(chunk.len()).ok_or(Trouble::TooLong)?;
        bytes.extend_from_slice(&chunk);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// What the files of a form were called, with the SHA-256 of each.
pub fn names(came: &Came) -> Vec<(String, Hash)> {
    came.sealed.iter().map(|(name, sealed)| (name.clone(), sealed.sha256)).collect()
}
