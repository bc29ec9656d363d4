//! Intake: a file that comes with a report, sealed while it comes.
//!
//! Its kind is judged by its leading bytes, and it is refused as soon as it is clear that it is not taken; what was kept of it by
//! then is removed. The server has a part of it in memory at a time, and nothing of it anywhere else that is not sealed.

use mawqif_core::case::followup::evidence::Sealed;
use mawqif_store::{Blob, SEALED_PART, SealedFile};

use super::{
    kind::{FileFault, Judge},
    seal::Sealing,
};
use crate::desk::{Desk, Fault, held::Held, keys::random};

/// The longest file that is taken, in bytes.
pub const FILE_BYTES_LIMIT: u64 = 20 << 20;

/// The most bytes of all files of one report.
pub const REPORT_BYTES_LIMIT: u64 = 40 << 20;

/// Why a file is not taken, or cannot be taken now.
#[derive(Debug)]
pub enum Stopped {
    /// It is not taken.
    File(FileFault),
    /// It cannot be kept.
    Desk(Fault),
}

impl From<FileFault> for Stopped {
    fn from(fault: FileFault) -> Self {
        Self::File(fault)
    }
}

impl From<Fault> for Stopped {
    fn from(fault: Fault) -> Self {
        Self::Desk(fault)
    }
}

impl From<mawqif_store::Error> for Stopped {
    fn from(error: mawqif_store::Error) -> Self {
        Self::Desk(error.into())
    }
}

/// A file on its way in.
pub struct Intake<'d> {
    desk: &'d Desk,
    held: &'d Held,
    judge: Judge,
    sealing: Sealing,
    blob: Blob,
    parts: u64,
    bytes: u64,
    /// Bytes that there is room for.
    room: u64,
}

impl<'d> Intake<'d> {
    /// Begins with a file of which a browser says this; `room` bytes are left for all files of its report.
    ///
    /// # Errors
    /// [`FileFault::NoKeys`]; [`Fault::Random`].
    pub fn begin(
        desk: &'d Desk,
        held: &'d Held,
        (name, media): (&str, &str),
        room: u64,
    ) -> Result<Self, Stopped> {
        let case = held.now();
        let keys = case.follow_up().seal_keys();
        if keys.is_empty() {
            return Err(FileFault::NoKeys.into());
        }
        let (judge, sealing) = (Judge::new(name, media), Sealing::begin(keys)?);
        Ok(Self { desk, held, judge, sealing, blob: random()?, parts: 0, bytes: 0, room })
    }

    /// Takes in the next bytes.
    ///
    /// # Errors
    /// When the file is not taken, or cannot be kept.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), Stopped> {
        self.bytes = self.bytes.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        if self.bytes > FILE_BYTES_LIMIT {
            return Err(FileFault::TooLong.into());
        }
        if self.bytes > self.room {
            return Err(FileFault::TooLongInAll.into());
        }
        self.judge.look(bytes)?;
        self.sealing.write(bytes)?;
        while let Some(part) = self.sealing.ready(SEALED_PART) {
            self.keep(&part).await?;
        }
        Ok(())
    }

    /// Ends the file.
    ///
    /// # Errors
    /// As [`Intake::write`].
    pub async fn finish(self) -> Result<Sealed, Stopped> {
        let Self { desk, held, judge, sealing, blob, mut parts, .. } = self;
        let time = desk.clock().now().micros();
        let kept = async {
            let (sealed, rest) = sealing.finish(judge.finish()?)?;
            for bytes in rest.chunks(SEALED_PART) {
                desk.store().keep_sealed_part(held.stored(), &blob, parts, time, bytes).await?;
                parts = parts.saturating_add(1);
            }
            let file = SealedFile { sha256: sealed.under.sha256, size: sealed.under.size, blob, time };
            desk.store().keep_sealed(held.stored(), &file).await?;
            Ok(sealed)
        };
        let kept: Result<Sealed, Stopped> = kept.await;
        if kept.is_err() {
            forget(desk, held, &blob).await;
        }
        kept
    }

    /// Removes what was kept of a file that is not taken.
    pub async fn give_up(self) {
        forget(self.desk, self.held, &self.blob).await;
    }

    async fn keep(&mut self, part: &[u8]) -> Result<(), Stopped> {
        let time = self.desk.clock().now().micros();
        self.desk.store().keep_sealed_part(self.held.stored(), &self.blob, self.parts, time, part).await?;
        self.parts = self.parts.saturating_add(1);
        Ok(())
    }
}

async fn forget(desk: &Desk, held: &Held, blob: &Blob) {
    if let Err(error) = desk.store().drop_sealed(held.stored(), blob).await {
        // The next sweep does it.
        tracing::warn!(%error, "parts of a file that is not taken cannot be removed now");
    }
}
