//! `mawqif account`: what whoever runs the server can do about accounts: make the first one, and help where
//! a password, a phone or a laptop was lost.
//!
//! Everybody else is invited. Whoever can open the database may do this, also while the server runs.

use std::{
    io::{Read, Write},
    net::{Ipv4Addr, SocketAddr},
};

use mawqif_core::{
    case::{AccountId, CaseId},
    record::encoding,
    text::Text,
};

use super::{
    Failure,
    serve::{Place, runtime},
};
use crate::{
    desk::{
        Desk, Fault,
        access::Caller,
        keys::random,
        people::{
            Refused, Via, Who,
            account::NewAccount,
            address::Address,
            mail::Delivery,
            token::{NewToken, Scope},
        },
    },
    locale::Language,
};

/// Longest password that is read, in bytes.
const PASSWORD_LIMIT: u64 = 4_096;

/// Make an account, or help somebody who cannot get into theirs
#[derive(clap::Args)]
#[command(after_help = "Examples:
  mawqif account add --data /var/lib/mawqif --email salma@example.org Salma
  mawqif account add --email omar@example.org --password-from - --opens wadi-nahr Omar < password
  mawqif account set-password omar@example.org < password
  mawqif account reset-codes omar@example.org
  mawqif account shut omar@example.org")]
pub struct Args {
    #[command(subcommand)]
    wish: Wish,
}

#[derive(clap::Subcommand)]
enum Wish {
    /// Make an account, and print a token for it
    Add(Add),
    /// Set a password that was forgotten, read from standard input; all sessions end
    SetPassword(Whose),
    /// Take one-time codes away, when phone and recovery codes are lost; all sessions end
    ResetCodes(Whose),
    /// Shut an account: its sessions and tokens end at once, and what it did stays in the records
    Shut(Whose),
    /// Open an account again that was shut
    Reopen(Whose),
}

/// Whose account.
#[derive(clap::Args)]
struct Whose {
    /// The address of its mails, or its id
    #[arg(value_name = "ADDRESS")]
    email: String,
    #[command(flatten)]
    place: Place,
}

/// An account to be made.
#[derive(clap::Args)]
#[command(
    after_help = "The token is shown once. Send it as `Authorization: Bearer TOKEN`. Without a password
the account can only be used by the token, until one is set."
)]
struct Add {
    /// What people call it
    person: String,
    /// The address of its mails
    #[arg(long)]
    email: String,
    /// Take the password from standard input
    #[arg(long, value_name = "-", value_parser = ["-"])]
    password_from: Option<String>,
    /// What the token allows (repeatable)
    #[arg(long, value_enum, default_values_t = [Allowed::Read, Allowed::Act])]
    allow: Vec<Allowed>,
    /// How many days the token is good
    #[arg(long, default_value_t = 30)]
    days: u64,
    /// Open a case with this id, with the account in its secretariat
    #[arg(long, value_name = "CASE")]
    opens: Option<String>,
    /// The account's language
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
    #[command(flatten)]
    place: Place,
    /// Print JSON: account and token
    #[arg(long)]
    json: bool,
}

/// What a token allows.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Allowed {
    /// Looking
    Read,
    /// Acting
    Act,
    /// Changing rule, roll, mandates and secretariat while bodies are consulted
    Manage,
}

impl Allowed {
    fn scope(self) -> Scope {
        match self {
            Self::Read => Scope::Read,
            Self::Act => Scope::Act,
            Self::Manage => Scope::Manage,
        }
    }
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<(), Failure> {
    match &args.wish {
        Wish::Add(add) => made(add, out),
        Wish::SetPassword(whose) => {
            let password = typed()?;
            at(&whose.place, async |desk, now| {
                desk.people().set_password(&known(desk, whose).await?, &password, now).await
            })
        }
        Wish::ResetCodes(whose) => at(&whose.place, async |desk, now| {
            desk.people().reset_codes(&known(desk, whose).await?, now).await
        }),
        Wish::Shut(whose) => {
            at(&whose.place, async |desk, now| desk.people().shut(&known(desk, whose).await?, now).await)
        }
        Wish::Reopen(whose) => {
            at(&whose.place, async |desk, _| desk.people().reopen(&known(desk, whose).await?).await)
        }
    }
}

/// Does something at the desk of a place, and closes it.
fn at<T, E>(place: &Place, wish: impl AsyncFnOnce(&Desk, u64) -> Result<T, E>) -> Result<T, Failure>
where
    Fault: From<E>,
{
    runtime()?.block_on(async {
        let nowhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let desk = Desk::open(&place.options(nowhere, Delivery::Shown)).await?;
        let done = wish(&desk, desk.clock().now().micros()).await;
        desk.close().await;
        Ok(done.map_err(Fault::from)?)
    })
}

async fn known(desk: &Desk, whose: &Whose) -> Result<mawqif_store::AccountId, Refused> {
    let missing = Refused::Missing("account");
    if !whose.email.contains('@') {
        let id = mawqif_store::AccountId::new(&whose.email).ok_or(missing.clone())?;
        return desk.store().account(&id).await.map(|account| account.id).map_err(|_| missing);
    }
    let address = Address::new(&whose.email)?;
    let found = desk.store().namesakes(address.as_str()).await?;
    let (first, later) = found.split_first().ok_or(missing)?;
    if !later.is_empty() {
        // Whoever accepts an invitation may give an address that others have.
        eprintln!(
            "Several accounts have this address. This is about the first, {}; name another by its id:",
            first.id
        );
        for account in later {
            eprintln!("  {}  {}", account.id, account.name);
        }
    }
    Ok(first.id.clone())
}

/// A password from standard input, without the end of its line.
fn typed() -> Result<String, Failure> {
    let mut read = String::new();
    std::io::stdin().lock().take(PASSWORD_LIMIT).read_to_string(&mut read)?;
    Ok(read.trim_end_matches(['\r', '\n']).to_owned())
}

fn made(add: &Add, out: &mut dyn Write) -> Result<(), Failure> {
    let password = match &add.password_from {
        Some(_) => typed()?,
        None => encoding::to_hex(&random::<32>()?),
    };
    let (account, token) = at(&add.place, async |desk, now| make(add, desk, &password, now).await)?;
    if add.json {
        writeln!(out, "{}", serde_json::json!({ "account": account, "token": token }))?;
    } else {
        writeln!(out, "{token}")?;
    }
    Ok(())
}

async fn make(add: &Add, desk: &Desk, password: &str, now: u64) -> Result<(String, String), Fault> {
    let people = desk.people();
    let new = NewAccount { name: &add.person, address: &add.email, password, language: add.lang };
    let account = people.create_account(new, now).await?;
    let scopes: Vec<Scope> = add.allow.iter().map(|it| it.scope()).collect();
    let new = NewToken { label: "mawqif account", scopes: &scopes, days: add.days };
    let token = people.issue_token(&account, new, now).await?;
    if let Some(case) = &add.opens {
        let case = CaseId::new(case).map_err(|_| Fault::CaseIdForm)?;
        let via = Via::Token { id: mawqif_core::record::hash::Hash::empty(), scopes };
        let caller = Caller::new(Who { account: account.clone(), via })?;
        desk.open_case(&case, Text::default(), Vec::<AccountId>::new(), &caller, None).await?;
    }
    Ok((account.to_string(), token.reveal().to_owned()))
}
