//! `mawqif account`: accounts made by whoever runs the server, to begin with.
//!
//! Everybody else is invited. Whoever can read the database's address may do this.

use std::io::Write;

use super::{
    Failure,
    serve::{Place, runtime},
};
use crate::desk::{
    Desk,
    access::{self, Allowance},
};

/// Make an account, and print a token for it
#[derive(clap::Args)]
#[command(after_help = "Examples:
  mawqif account --data /var/lib/mawqif --name coalition.example --email salma@example.org Salma
  mawqif account --email reader@example.org --allow read Reader

The token is shown once. Send it as `Authorization: Bearer TOKEN`.")]
pub struct Args {
    /// What people call it
    person: String,
    /// The address of its mails
    #[arg(long)]
    email: String,
    /// What the token allows (repeatable)
    #[arg(long, value_enum, default_values_t = Allowance::ALL)]
    allow: Vec<Allowance>,
    #[command(flatten)]
    place: Place,
    /// Print JSON: account and token
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<(), Failure> {
    let (account, token) = runtime()?.block_on(async {
        let desk = Desk::open(&args.place.options()).await?;
        let account = access::create_account(&desk, &args.person, &args.email).await?;
        let token = access::create_token(&desk, &account, "mawqif account", &args.allow).await?;
        desk.close().await;
        Ok::<_, Failure>((account, token))
    })?;
    if args.json {
        writeln!(out, "{}", serde_json::json!({ "account": account.as_str(), "token": token }))?;
    } else {
        writeln!(out, "{token}")?;
    }
    Ok(())
}
