//! Where a story is told: a database of its own, a server on it, and people.

use std::{
    env, fs,
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use serde_json::{Value, json};

use crate::client::{Ask, Events, Reply};

/// Tests of the same stories on both databases.
macro_rules! stories {
    ($($story:ident),+ $(,)?) => {
        mod sqlite {
            $(#[test] fn $story() { $crate::place::on_sqlite(super::$story) })+
        }
        mod postgres {
            $(#[test] fn $story() { $crate::place::on_postgres(super::$story) })+
        }
    };
}
pub(crate) use stories;

pub const PASSWORD: &str = "seven olive trees";

/// A place before its server runs.
pub struct Place {
    database: Option<String>,
    pub folder: tempfile::TempDir,
}

impl Place {
    /// A folder in which nothing has happened, for SQLite.
    pub fn empty() -> Self {
        Self { database: None, folder: tempfile::tempdir().unwrap() }
    }
}

pub fn on_sqlite(story: fn(Place)) {
    story(Place::empty());
}

pub fn on_postgres(story: fn(Place)) {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let Ok(server) = env::var("MAWQIF_TEST_POSTGRES") else {
        eprintln!("skipped: MAWQIF_TEST_POSTGRES is not set, so this story was not told on PostgreSQL");
        return;
    };
    let name = format!("desk_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
    tool("createdb", &[&format!("--maintenance-db={server}"), &name]);
    let database = Some(format!("{}/{name}", server.rsplit_once('/').unwrap().0));
    story(Place { database, folder: tempfile::tempdir().unwrap() });
    tool("dropdb", &["--force", &format!("--maintenance-db={server}"), &name]);
}

/// A program of PostgreSQL's, on the path or where Debian keeps it.
fn tool(name: &str, arguments: &[&str]) {
    let kept = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = kept.map(|it| it.path().join("bin").join(name)).collect();
    found.retain(|path| path.exists());
    let program = found.pop().unwrap_or_else(|| PathBuf::from(name));
    assert!(Command::new(program).args(arguments).status().unwrap().success(), "{name} {arguments:?}");
}

impl Place {
    /// The address of the database, as a store opens it.
    pub fn address(&self) -> String {
        let file = || format!("sqlite:{}", self.folder.path().join("mawqif.db").display());
        self.database.clone().unwrap_or_else(file)
    }

    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mawqif"));
        command.args(words).args(["--name", "coalition.example", "--data"]).arg(self.folder.path());
        if let Some(database) = &self.database {
            command.args(["--database", database]);
        }
        command.stdin(Stdio::null()).stderr(Stdio::inherit());
        command
    }

    /// An account made by whoever runs the server: its id, and a token that may do everything.
    pub fn account(&self, name: &str, more: &[&str]) -> (String, String) {
        let email = format!("{name}@example.org");
        let words =
            ["account", "add", name, "--email", &email, "--json", "--allow", "read", "--allow", "act"];
        let words = [&words, ["--allow", "manage"].as_slice(), more].concat();
        let output = self.command(&words).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        let made: Value = serde_json::from_slice(&output.stdout).unwrap();
        let word = |key: &str| made[key].as_str().unwrap().to_owned();
        (word("account"), word("token"))
    }

    pub fn serve(self, more: &[&str]) -> Server {
        Server::begin(Arc::new(self), more)
    }
}

/// A server that runs, and ends with the story.
pub struct Server {
    pub site: SocketAddr,
    process: Child,
    pub place: Arc<Place>,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Server {
    fn begin(place: Arc<Place>, more: &[&str]) -> Self {
        let words = [&["serve", "--listen", "127.0.0.1:0", "--log", "off"], more].concat();
        let mut process = place.command(&words).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let site = line.trim_end().strip_prefix("http://").expect("the server says where it is");
        Self { site: site.parse().unwrap(), process, place }
    }

    /// Another server on the same database.
    pub fn beside(&self) -> Self {
        Self::begin(self.place.clone(), &[])
    }

    /// Kills the server, whatever it is doing.
    pub fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Asks the server to end, and waits until it has; whether all went well.
    pub fn end(&mut self) -> bool {
        let id = self.process.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        self.process.wait().unwrap().success()
    }

    pub fn get(&self, token: &str, path: &str) -> Reply {
        Ask { method: "GET", path, token: Some(token), ..Ask::default() }.send(self.site)
    }

    /// Looks without showing who it is.
    pub fn get_openly(&self, path: &str) -> Reply {
        Ask { method: "GET", path, ..Ask::default() }.send(self.site)
    }

    pub fn post(&self, token: Option<&str>, path: &str, body: &Value) -> Reply {
        self.post_with(token, path, body, &[])
    }

    pub fn post_with(&self, token: Option<&str>, path: &str, body: &Value, more: &[(&str, &str)]) -> Reply {
        let body = body.to_string();
        let headers = [&[("Content-Type", "application/json")], more].concat();
        Ask { method: "POST", path, token, headers, body: Some(body.as_bytes()) }.send(self.site)
    }

    pub fn delete(&self, token: &str, path: &str) -> Reply {
        Ask { method: "DELETE", path, token: Some(token), ..Ask::default() }.send(self.site)
    }

    pub fn import(&self, token: &str, case: &str, dossier: &str) -> Reply {
        let path = format!("/api/cases/{case}/dossier");
        let headers = vec![("Content-Type", "application/toml")];
        Ask { method: "POST", path: &path, token: Some(token), headers, body: Some(dossier.as_bytes()) }
            .send(self.site)
    }

    pub fn events(&self, token: &str, path: &str, headers: &[(&str, &str)]) -> Events {
        let headers = headers.to_vec();
        Ask { method: "GET", path, token: Some(token), headers, ..Ask::default() }.listen(self.site)
    }

    /// Invites somebody to a case; the secret of the link, and the invitation.
    pub fn invite(&self, token: &str, case: &str, wish: &Value) -> (String, Value) {
        let invited = self.post(Some(token), &format!("/api/cases/{case}/invitations"), wish).of(201);
        let link = invited["link"].as_str().unwrap();
        (link.rsplit('/').next().unwrap().to_owned(), invited)
    }

    /// A delegate who has come by an invitation: the token of the session.
    pub fn delegate(&self, token: &str, case: &str, body: &str, name: &str) -> String {
        let (link, _) = self.invite(token, case, &json!({ "role": "delegate", "body": body }));
        let accepted = self.post(None, &format!("/api/invitations/{link}"), &newcomer(name)).of(201);
        accepted["session"]["token"].as_str().unwrap().to_owned()
    }
}

/// What somebody new says of themselves.
pub fn newcomer(name: &str) -> Value {
    json!({ "name": name, "address": format!("{name}@example.org"), "password": PASSWORD })
}

/// An example's dossier.
pub fn example(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name);
    fs::read_to_string(path).unwrap()
}

/// The show case without anybody's stance.
pub fn offer() -> String {
    let dossier = example("wadi-nahr.toml");
    let sections = dossier.split("\n[");
    let kept: Vec<&str> = sections.filter(|section| !section.starts_with("[stance]]")).collect();
    kept.join("\n[")
}
