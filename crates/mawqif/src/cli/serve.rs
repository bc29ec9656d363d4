//! `mawqif serve`: the server.

use std::{io::Write, net::SocketAddr, path::PathBuf};

use jiff::tz::TimeZone;
use tokio::net::TcpListener;

use super::{Failure, allocator, sign};
use crate::{
    desk::{
        self,
        people::mail::{Delivery, smtp::Smtp},
    },
    server::{self, Ending},
    web,
};

/// Serve the cases of a coalition over HTTP
#[derive(clap::Args)]
#[command(after_help = "Examples:
  mawqif serve --data /var/lib/mawqif --name coalition.example --time-zone Asia/Damascus
  mawqif serve --database postgres://mawqif@localhost/mawqif --listen 127.0.0.1:8081
  mawqif serve --site https://desk.example.org --mail smtp://localhost --mail-from desk@example.org

The folder holds the seed of all signing keys: back it up, and give every server of one database the same.
TLS, and whoever may come from outside, are a reverse proxy's business.")]
pub struct Args {
    /// Where to listen; port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    #[command(flatten)]
    place: Place,
    /// The mail server: smtps://USER:PASSWORD@HOST or smtp://HOST?tls=required; without one, the links of
    /// invitations are shown to the secretariat
    #[arg(long, value_name = "URL", env = "MAWQIF_MAIL", hide_env_values = true, requires = "mail_from")]
    mail: Option<String>,
    /// Whom mails are from, such as desk@example.org
    #[arg(long, value_name = "ADDRESS", env = "MAWQIF_MAIL_FROM")]
    mail_from: Option<String>,
    /// By whose clock times are told to whoever has chosen no time zone
    #[arg(long, value_name = "ZONE", default_value = "UTC", value_parser = web::zone::named)]
    time_zone: TimeZone,
    /// A sealed key of the server's own, which signs drafts and nothing else; those who sign statements keep theirs
    #[arg(long, value_name = "FILE", requires = "draft_passphrase_file")]
    draft_key: Option<PathBuf>,
    /// The file with the passphrase of that key
    #[arg(long, value_name = "FILE", requires = "draft_key")]
    draft_passphrase_file: Option<PathBuf>,
    /// How the log is written
    #[arg(long, value_enum, default_value_t)]
    log: Log,
}

/// Where a server keeps what it knows, and what its records are called.
#[derive(clap::Args, Clone)]
pub struct Place {
    /// The folder for the seed of the keys, kept checkpoints, and the SQLite database
    #[arg(long, default_value = "mawqif-data")]
    data: PathBuf,
    /// The database, if it is not the folder's: sqlite:PATH or postgres://USER@HOST/NAME
    #[arg(long, env = "MAWQIF_DATABASE", hide_env_values = true)]
    database: Option<String>,
    /// What records are named after, such as the host's name; it stands in every checkpoint
    #[arg(long, default_value = "localhost")]
    name: String,
    /// Where people reach the server, for links in invitations; http:// and the address by default
    #[arg(long)]
    site: Option<String>,
}

impl Place {
    /// What the desk is opened with.
    pub fn options(&self, address: SocketAddr, delivery: Delivery) -> desk::Options {
        desk::Options {
            folder: self.data.clone(),
            database: self.database.clone(),
            name: self.name.clone(),
            site: self.site.clone().unwrap_or_else(|| format!("http://{address}")),
            delivery,
            freshness: Default::default(),
        }
    }
}

/// How the log is written, on standard error.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
pub enum Log {
    /// Lines for people.
    #[default]
    Text,
    /// JSON for programs.
    Json,
    /// Not at all.
    Off,
}

impl Args {
    /// The mail server, if there is to be one.
    fn smtp(&self) -> Result<Option<Smtp>, Failure> {
        let Some((server, from)) = self.mail.as_deref().zip(self.mail_from.as_deref()) else {
            return Ok(None);
        };
        Smtp::new(server, from).map(Some).map_err(|error| Failure::Usage(format!("--mail: {error}")))
    }
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<(), Failure> {
    begin_log(args.log);
    allocator::settle();
    runtime()?.block_on(async {
        let mut ending = Ending::listen()?;
        let smtp = args.smtp()?;
        let draft_key = args.draft_key.as_deref();
        let draft_key = draft_key.map(|key| sign::secret(key, args.draft_passphrase_file.as_deref()));
        let draft_key = draft_key.transpose()?;
        let delivery = if smtp.is_some() { Delivery::Mail } else { Delivery::Shown };
        let listener = TcpListener::bind(args.listen).await;
        let listener = listener.map_err(|error| Failure::File(args.listen.to_string(), error))?;
        let address = listener.local_addr()?;
        let options = args.place.options(address, delivery);
        let desk = tokio::select! {
            desk = desk::Desk::open(&options) => desk?,
            // Nobody has been served yet.
            () = ending.asked() => return Ok(()),
        };
        if let Some(smtp) = smtp {
            desk.carry_mails(smtp);
        }
        if let Some(key) = draft_key {
            desk.sign_drafts_by(key);
        }
        writeln!(out, "http://{address}")?;
        out.flush()?;
        server::serve(listener, web::router(desk.clone(), args.time_zone.clone()), &desk, ending.asked())
            .await;
        desk.close().await;
        Ok(())
    })
}

/// What the server's tasks run on.
pub fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Failure::Output)
}

/// Lets the log begin; the second time in a process nothing happens.
fn begin_log(log: Log) {
    let builder = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::INFO)
        .with_ansi(false)
        .with_target(false)
        .with_writer(std::io::stderr);
    let _ = match log {
        Log::Text => builder.try_init(),
        Log::Json => builder.json().flatten_event(true).try_init(),
        Log::Off => Ok(()),
    };
}
