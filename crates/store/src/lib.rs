//! Mawqif's store: the record of every case, and what is not in any record, on SQLite or PostgreSQL.
//!
//! All the SQL of the workspace stands here, and each statement once: the text is the same for both
//! databases, within the part of SQL that they and PostgreSQL's distributed relatives share.
//! [`Store`] answers and changes; [`Writer`] is the one place of a process through which acts reach
//! the record, many in one transaction; [`Follower`] tells what other processes have appended.
//!
//! The store knows neither rights nor the meaning of a payload, makes no ids, no secrets and no
//! salts, and keeps no signing key: whoever calls brings them along.

mod database;
mod dump;
mod error;
mod follower;
mod id;
mod kept;
mod messages;
mod migrations;
mod people;
mod poll;
mod record;
mod reports;
mod sealed;
mod urn;
mod writer;

pub use database::{Kind, Options, Store};
pub use dump::{DUMP_VALUE_LIMIT, Dumped, Loaded, Trusted};
pub use error::Error;
pub use follower::{Follower, Growth};
pub use id::{AccountId, CaseId, MailId};
pub use kept::Kept;
pub use messages::{
    Claim, Ended, Ending, MessageRoom, MessageRow, NewMessage, Received, Which as WhichMessages,
    gateway::GatewayRow, muted::MutedRow,
};
pub use migrations::LATEST as SCHEMA_VERSION;
pub use people::{
    account::{Account, NAMESAKE_LIMIT, Rank},
    invitation::Invitation,
    login::Login,
    mail::Mail,
    session::Session,
    token::ApiToken,
};
pub use poll::{
    AGAIN_LIMIT, Added, AtPoll, Blocked, Cast, Caster, CodeRow, Door, Entering, FORGOTTEN, Hand, Made,
    NewCode, NewStatement, PaperFault, PaperRow, ParticipantRow, PollId, PollRow, Room, SEALED, SHARE,
    StatementRow, Taken, ToldRow, VoteRow, Which,
};
pub use record::{
    Case,
    append::{Appended, Batch, Idempotency},
    audit::Audited,
    cosignature::{COSIGNATURE_LIMIT, Cosignature, Cosigned, Handed},
};
pub use reports::{
    BroughtReports, FILE_PART, NewTable, REPORT_BATCH, Read, listed::ListedRow, rows::StoredDoubt,
};
pub use sealed::{Blob, SEALED_PART, SealedFile, Stored};
pub use urn::AtUrn;
pub use writer::{Act, Reply, Sent, Sign, Writer, Written};

/// Microseconds since 1970-01-01 UTC, at most 2^63 − 1.
pub type Micros = u64;
