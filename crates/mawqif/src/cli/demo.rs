//! `mawqif demo`: the example cases and the positions their coalitions can take, and then a server on
//! this machine that holds them, with an account for each role.
//!
//! It needs neither file nor network, and ends with its standard input, so that it can stand in a script.

mod agreed;
mod asked;
mod bulletin;
mod watched;

use std::{
    io::{self, Read, Write},
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
};

use jiff::tz::TimeZone;
use mawqif_core::{
    case::{AccountId, Act, Case, CaseId, guest::Guest},
    dossier::read,
    record::{encoding, hash::Hash},
    text::{Id, Text},
};
use tokio::net::TcpListener;

use super::{Failure, serve::runtime, terminal::Colour, unify};
use crate::{
    desk::{
        Desk, Fault, Options,
        access::Caller,
        held::Held,
        keys::random,
        people::{
            Freshness, Refused, Via, Who,
            account::NewAccount,
            mail::Delivery,
            token::{NewToken, Scope},
        },
    },
    locale::{Language, Locale},
    server::{self, Ending},
    web,
};

/// The example cases: id, file, contents.
const CASES: [(&str, &str, &str); 2] = [
    ("wadi-nahr", "examples/wadi-nahr.toml", include_str!("../../../../examples/wadi-nahr.toml")),
    ("kilis", "examples/kilis.toml", include_str!("../../../../examples/kilis.toml")),
];

/// The cases that the server holds, and what they are called when not as their offer.
fn served() -> [(&'static str, &'static str, Text); 3] {
    let [show, press] = CASES;
    [
        (show.0, show.2, Text::default()),
        (press.0, press.2, Text::default()),
        (agreed::CASE, show.2, agreed::title()),
    ]
}

/// Where the server listens, if that is free.
const PORT: u16 = 8080;

/// How many days a token of the demo is good.
const DAYS: u64 = 1;

/// Show the two example cases and the positions their coalitions can take, then serve them here
#[derive(clap::Args)]
#[command(after_help = "Examples:
  mawqif demo
  mawqif demo --lang ar
  mawqif demo --print
  mawqif demo --data ./demo

The server ends with standard input (Ctrl-D) or Ctrl-C. Without --data what was done in it is gone then.")]
pub struct Args {
    /// Only show the positions
    #[arg(long)]
    print: bool,
    /// Keep the demo's cases and accounts in this folder
    #[arg(long, conflicts_with = "print")]
    data: Option<PathBuf>,
    /// The language of the answer
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
    /// By whose clock times are told to whoever has chosen no time zone
    #[arg(long, value_name = "ZONE", default_value = "UTC", value_parser = web::zone::named, conflicts_with = "print")]
    time_zone: TimeZone,
    #[command(flatten)]
    colour: Colour,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Result<(), Failure> {
    for (_, name, source) in CASES {
        let reading = read(source.as_bytes());
        let dossier = reading.dossier.ok_or(Failure::BadDossier(reading.problems.len()))?;
        writeln!(out, "$ mawqif unify {name}\n")?;
        unify::tell(
            &dossier,
            &unify::Asked::default(),
            unify::note::Columns::Most,
            args.lang,
            args.colour,
            out,
        )?;
        writeln!(out)?;
    }
    if args.print {
        return Ok(());
    }
    out.flush()?;
    match &args.data {
        Some(folder) => runtime()?.block_on(serve(args, folder, out)),
        None => {
            let folder =
                std::env::temp_dir().join(format!("mawqif-demo-{}", encoding::to_hex(&random::<8>()?)));
            let served = runtime()?.block_on(serve(args, &folder, out));
            // Whatever is left is the system's to remove.
            let _ = std::fs::remove_dir_all(&folder);
            served
        }
    }
}

async fn serve(args: &Args, folder: &Path, out: &mut dyn Write) -> Result<(), Failure> {
    let (language, zone) = (args.lang, args.time_zone.clone());
    let mut ending = Ending::listen()?;
    let listener = match TcpListener::bind((Ipv4Addr::LOCALHOST, PORT)).await {
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
            TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?
        }
        bound => bound?,
    };
    let address = listener.local_addr()?;
    let desk = Desk::open(&Options {
        folder: folder.to_owned(),
        database: None,
        name: "demo".to_owned(),
        site: format!("http://{address}"),
        delivery: Delivery::Shown,
        // Nobody sets one-time codes up to try something out.
        freshness: Freshness::Password,
    })
    .await?;
    let password = password()?;
    let tokens = prepare(&desk, language, &password).await?;
    tell(language, address, &tokens, &password, out)?;
    let (closed, is_closed) = tokio::sync::oneshot::channel::<()>();
    // A thread of its own: it ends with the process, also when nobody closes the input.
    std::thread::spawn(move || {
        let mut rest = [0; 256];
        while io::stdin().lock().read(&mut rest).is_ok_and(|length| length > 0) {}
        drop(closed);
    });
    let end = async {
        tokio::select! {
            _ = is_closed => {}
            () = ending.asked() => {}
        }
    };
    server::serve(listener, web::router(desk.clone(), zone), &desk, end).await;
    desk.close().await;
    Ok(())
}

/// Who may sign in by which link, and ask by which token, as the demo tells it.
struct Told {
    case: &'static str,
    role: &'static str,
    bodies: Vec<String>,
    link: String,
    token: String,
}

/// Sees to it that the cases and accounts are there.
async fn prepare(desk: &Desk, language: Language, password: &str) -> Result<Vec<Told>, Fault> {
    let mut told = Vec::new();
    let account = async |case: &str, role: &str| account(desk, case, role, language, password).await;
    for (case, source, title) in served() {
        let id = CaseId::new(case).map_err(|_| Fault::CaseIdForm)?;
        let (secretary, keys) = account(case, "secretariat").await?;
        // What two people have to do needs two of them.
        let (second, second_keys) = account(case, "deputy").await?;
        let held = match desk.held(&id) {
            Some(held) if held.now().entries() > 0 => held,
            _ => {
                let both = vec![second.actor.clone()];
                let (held, _) = desk.open_case(&id, title, both, &secretary, None).await?;
                let dossier = source.to_owned();
                desk.act(&held, Act::ImportDossier { dossier }, &secretary, None).await?;
                held
            }
        };
        told.push(keys.told(case, "secretariat", Vec::new()));
        told.push(second_keys.told(case, "deputy", Vec::new()));
        let mut delegates = Vec::new();
        for (at, bodies) in shared_out(&held.now()).into_iter().enumerate() {
            let (delegate, keys) = account(case, DELEGATES[at % DELEGATES.len()]).await?;
            for body in &bodies {
                mandate(desk, &held, &secretary, &delegate, body).await?;
            }
            told.push(keys.told(case, "delegate", bodies.iter().map(ToString::to_string).collect()));
            delegates.push((delegate, bodies));
        }
        if case == CASES[0].0 {
            asked::ask(desk, &held, &secretary).await?;
        }
        let mut sitting = None;
        if case == agreed::CASE {
            agreed::decide(desk, &held, (&secretary, &second), &delegates).await?;
            let formed = held.now();
            if let Some(body) = formed.committees().first().and_then(|it| it.members.last()) {
                let (member, keys) = account(case, "committee").await?;
                mandate(desk, &held, &secretary, &member, body).await?;
                told.push(keys.told(case, "committee", vec![body.to_string()]));
                sitting = Some(member);
            }
        }
        for (role, guest) in GUESTS {
            let (caller, keys) = account(case, role).await?;
            admit(desk, &held, &secretary, &caller, guest).await?;
            told.push(keys.told(case, role, Vec::new()));
            if let (Guest::Reporter, Some(member)) = (guest, &sitting) {
                let secretariat = (&secretary, &second);
                let people = watched::People { secretariat, reporter: &caller, member };
                watched::watch(desk, &held, &people).await?;
                bulletin::tell(desk, &held, secretariat).await?;
            }
        }
    }
    Ok(told)
}

/// Those of the demo who are in a case without speaking in it.
const GUESTS: [(&str, Guest); 3] =
    [("observer", Guest::Observer), ("reporter", Guest::Reporter), ("participant", Guest::Participant)];

/// Lets somebody be a guest, who accepts.
async fn admit(
    desk: &Desk,
    held: &std::sync::Arc<Held>,
    secretary: &Caller,
    caller: &Caller,
    guest: Guest,
) -> Result<(), Fault> {
    let (case, account) = (held.now(), caller.actor.clone());
    let wanted = (guest, account.clone());
    if case.observers().contains(&account) && guest == Guest::Observer || case.guests().contains(&wanted) {
        return Ok(());
    }
    if !case.awaited().contains(&wanted) {
        desk.act(held, Act::AdmitGuest { account, guest }, secretary, None).await?;
    }
    desk.act(held, Act::AcceptRole { guest }, caller, None).await?;
    Ok(())
}

/// The demo's delegates, so that few people can take a case to its end: one for the bodies of each chamber,
/// the last one for all that are left.
const DELEGATES: [&str; 3] = ["delegate", "delegate2", "delegate3"];

fn shared_out(case: &Case) -> Vec<Vec<Id>> {
    let mut shares: Vec<(&[String], Vec<Id>)> = Vec::new();
    for body in &case.dossier().bodies {
        let own = shares.iter().position(|(chambers, _)| *chambers == body.chambers.as_slice());
        match own.or((shares.len() == DELEGATES.len()).then(|| shares.len() - 1)) {
            Some(at) => shares[at].1.push(body.id.clone()),
            None => shares.push((&body.chambers, vec![body.id.clone()])),
        }
    }
    shares.into_iter().map(|(_, bodies)| bodies).collect()
}

/// By what somebody comes in.
struct Keys {
    link: String,
    token: String,
}

impl Keys {
    fn told(self, case: &'static str, role: &'static str, bodies: Vec<String>) -> Told {
        Told { case, role, bodies, link: self.link, token: self.token }
    }
}

/// A password for all accounts of the demo, short enough to be typed and good as long as it runs.
fn password() -> Result<String, Fault> {
    let hex = encoding::to_hex(&random::<6>()?);
    let groups: Vec<&str> = (0..hex.len()).step_by(4).filter_map(|at| hex.get(at..at + 4)).collect();
    Ok(groups.join("-"))
}

/// The account of a role in a case, with a new token and a new link.
async fn account(
    desk: &Desk,
    case: &str,
    role: &str,
    language: Language,
    password: &str,
) -> Result<(Caller, Keys), Fault> {
    let (people, now) = (desk.people(), desk.clock().now().micros());
    let address = format!("{role}.{case}@example.org");
    let name = format!("{role}, {case}");
    let new = NewAccount { name: &name, address: &address, password, language };
    let account = match desk.store().account_by_email(&address).await? {
        Some(account) => {
            people.set_password(&account.id, password, now).await?;
            account.id
        }
        None => people.create_account(new, now).await?,
    };
    for earlier in desk.store().api_tokens(&account).await? {
        desk.store().revoke_api_token(&account, &earlier.token, now).await?;
    }
    let new = NewToken { label: "demo", scopes: &Scope::ALL, days: DAYS };
    let token = people.issue_token(&account, new, now).await?;
    let link = people.sign_in_link(&account, now).await?;
    let keys = Keys { link: link.reveal().to_owned(), token: token.reveal().to_owned() };
    let via = Via::Token { id: Hash::empty(), scopes: Scope::ALL.to_vec() };
    Ok((Caller::new(Who { account, via })?, keys))
}

async fn mandate(
    desk: &Desk,
    held: &std::sync::Arc<Held>,
    secretary: &Caller,
    delegate: &Caller,
    body: &Id,
) -> Result<(), Fault> {
    let has = |account: &AccountId| {
        held.now().mandates().values().any(|it| it.account == *account && it.body == *body)
    };
    if has(&delegate.actor) {
        return Ok(());
    }
    let (account, body) = (delegate.actor.clone(), body.clone());
    let give = Act::MandateDelegate { account, body, from: None, until: None, scope: Vec::new() };
    desk.act(held, give, secretary, None).await?;
    let number = held.now().mandates().keys().next_back().copied();
    let mandate = number.ok_or(Refused::Missing("mandate"))?;
    desk.act(held, Act::AcceptMandate { mandate }, delegate, None).await?;
    Ok(())
}

/// Says where the server is, who may come in by which token, and what to try.
fn tell(
    language: Language,
    address: SocketAddr,
    tokens: &[Told],
    password: &str,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let locale = Locale::new(language);
    let start = locale.line_start();
    let site = format!("http://{address}");
    let role = |told: &Told| {
        let role = match told.role {
            "secretariat" => locale.word("demo-secretariat"),
            "deputy" => locale.word("demo-deputy"),
            "delegate" => locale.tell("demo-delegate", &[("body", locale.list(&told.bodies).into())]),
            "committee" => locale.tell("demo-committee", &[("body", locale.list(&told.bodies).into())]),
            "reporter" => locale.word("demo-reporter"),
            "participant" => locale.word("demo-participant"),
            _ => locale.word("demo-observer"),
        };
        locale.tell("demo-token", &[("case", told.case.into()), ("role", role.into())])
    };
    writeln!(out, "{start}{}\n", locale.word("demo-links"))?;
    for told in tokens {
        writeln!(out, "{start}{}\n  {}", role(told), told.link)?;
    }
    writeln!(out, "\n{start}{}", locale.tell("demo-password", &[("password", password.into())]))?;
    writeln!(out, "\n{start}{}\n", locale.tell("demo-listens", &[("site", site.as_str().into())]))?;
    for told in tokens {
        writeln!(out, "{start}{}\n  {}", role(told), told.token)?;
    }
    writeln!(out, "\n{start}{}\n", locale.word("demo-try"))?;
    if let Some(first) = tokens.first() {
        writeln!(out, "TOKEN={}", first.token)?;
        writeln!(out, "curl -s -H \"Authorization: Bearer $TOKEN\" {site}/api/cases")?;
        writeln!(
            out,
            "curl -s -H \"Authorization: Bearer $TOKEN\" \\\n  '{site}/api/cases/{}/position?assume=northern-brigade%3Dreject'",
            first.case
        )?;
    }
    let public = format!("{site}/public/{}", agreed::CASE);
    writeln!(out, "\n{start}{}", locale.tell("demo-public", &[("address", public.as_str().into())]))?;
    let asked = format!("{site}/p/{}/1", CASES[0].0);
    writeln!(out, "\n{start}{}", locale.tell("demo-asked", &[("address", asked.as_str().into())]))?;
    writeln!(out, "\n{start}{}", locale.word("demo-ends"))?;
    out.flush()?;
    Ok(())
}
