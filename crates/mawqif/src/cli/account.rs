//! `mawqif account`: accounts made by whoever runs the server, to begin with.
//!
//! Everybody else is invited. Whoever can open the database may do this.

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
            Via, Who,
            account::NewAccount,
            token::{NewToken, Scope},
        },
    },
    locale::Language,
};

/// Longest password that is read, in bytes.
const PASSWORD_LIMIT: u64 = 4_096;

/// Make an account, and print a token for it
#[derive(clap::Args)]
#[command(after_help = "Examples:
  mawqif account --data /var/lib/mawqif --email salma@example.org Salma
  mawqif account --email omar@example.org --password-from - --opens wadi-nahr Omar < password

The token is shown once. Send it as `Authorization: Bearer TOKEN`. Without a password the account can
only be used by the token, until whoever runs the server sets one.")]
pub struct Args {
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
    /// Changing rule, roll and secretariat while bodies are consulted
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
    let password = match &args.password_from {
        Some(_) => {
            let mut read = String::new();
            std::io::stdin().lock().take(PASSWORD_LIMIT).read_to_string(&mut read)?;
            read.trim_end_matches(['\r', '\n']).to_owned()
        }
        None => encoding::to_hex(&random::<32>()?),
    };
    let (account, token) = runtime()?.block_on(async {
        let nowhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let desk = Desk::open(&args.place.options(nowhere)).await?;
        let made = make(args, &desk, &password).await;
        desk.close().await;
        made
    })?;
    if args.json {
        writeln!(out, "{}", serde_json::json!({ "account": account, "token": token }))?;
    } else {
        writeln!(out, "{token}")?;
    }
    Ok(())
}

async fn make(args: &Args, desk: &Desk, password: &str) -> Result<(String, String), Fault> {
    let (people, now) = (desk.people(), desk.clock().now().micros());
    let new = NewAccount { name: &args.person, address: &args.email, password, language: args.lang };
    let account = people.create_account(new, now).await?;
    let scopes: Vec<Scope> = args.allow.iter().map(|it| it.scope()).collect();
    let new = NewToken { label: "mawqif account", scopes: &scopes, days: args.days };
    let token = people.issue_token(&account, new, now).await?;
    if let Some(case) = &args.opens {
        let case = CaseId::new(case).map_err(|_| Fault::CaseIdForm)?;
        let via = Via::Token { id: mawqif_core::record::hash::Hash::empty(), scopes };
        let caller = Caller::new(Who { account: account.clone(), via })?;
        desk.open_case(&case, Text::default(), Vec::<AccountId>::new(), &caller, None).await?;
    }
    Ok((account.to_string(), token.reveal().to_owned()))
}
