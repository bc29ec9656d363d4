//! A client: one request, one connection, and everything that came back.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use serde_json::Value;

/// How long an answer may take. The machine may be busy with other tests.
const PATIENCE: Duration = Duration::from_secs(60);

/// What came back.
#[derive(Clone, Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Reply {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The body of an answer of this status.
    #[track_caller]
    pub fn text(&self, status: u16) -> String {
        assert_eq!(self.status, status, "{}", self.body);
        self.body.clone()
    }

    /// The answer, if it has this status.
    #[track_caller]
    pub fn of(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.body);
        if self.body.is_empty() { Value::Null } else { self.json() }
    }

    /// The code of a problem of this status.
    #[track_caller]
    pub fn problem(&self, status: u16) -> String {
        let problem = self.of(status);
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{self:?}");
        assert_eq!(problem["status"], status);
        for part in ["title", "detail"] {
            assert!(problem[part].as_str().is_some_and(|words| words.len() > 3), "{problem}");
        }
        problem["code"].as_str().unwrap().to_owned()
    }
}

/// A request.
#[derive(Clone, Default)]
pub struct Ask<'a> {
    pub method: &'a str,
    pub path: &'a str,
    pub token: Option<&'a str>,
    pub headers: Vec<(&'a str, &'a str)>,
    pub body: Option<&'a [u8]>,
}

impl Ask<'_> {
    fn write(&self, site: SocketAddr) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(site).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let mut head =
            format!("{} {} HTTP/1.1\r\nHost: {site}\r\nConnection: close\r\n", self.method, self.path);
        if let Some(token) = self.token {
            head += &format!("Authorization: Bearer {token}\r\n");
        }
        for (name, value) in &self.headers {
            head += &format!("{name}: {value}\r\n");
        }
        if let Some(body) = self.body {
            head += &format!("Content-Length: {}\r\n", body.len());
        }
        stream.write_all((head + "\r\n").as_bytes()).unwrap();
        // A server that refuses a long body may close before it has read all of it.
        let _ = stream.write_all(self.body.unwrap_or_default());
        BufReader::new(stream)
    }

    /// Sends it and reads the answer to its end.
    pub fn send(&self, site: SocketAddr) -> Reply {
        let mut stream = self.write(site);
        let (status, headers) = head(&mut stream);
        let mut body = Vec::new();
        if let Err(error) = stream.read_to_end(&mut body) {
            assert!(status == 413, "{} {}: {error}", self.method, self.path);
        }
        Reply { status, headers, body: String::from_utf8(body).unwrap() }
    }

    /// Sends it and listens to a stream of events.
    pub fn listen(&self, site: SocketAddr) -> Events {
        let mut stream = self.write(site);
        let (status, headers) = head(&mut stream);
        assert_eq!(status, 200, "{headers:?}");
        assert!(
            headers.contains(&("content-type".to_owned(), "text/event-stream".to_owned())),
            "{headers:?}"
        );
        Events { stream }
    }
}

fn head(stream: &mut impl BufRead) -> (u16, Vec<(String, String)>) {
    let mut line = String::new();
    stream.read_line(&mut line).unwrap();
    let status = line.split(' ').nth(1).unwrap_or_else(|| panic!("no answer: {line:?}")).parse().unwrap();
    let mut headers = Vec::new();
    loop {
        line.clear();
        stream.read_line(&mut line).unwrap();
        match line.trim_end().split_once(": ") {
            Some((name, value)) => headers.push((name.to_ascii_lowercase(), value.to_owned())),
            None => return (status, headers),
        }
    }
}

/// A stream of events.
pub struct Events {
    stream: BufReader<TcpStream>,
}

impl Iterator for Events {
    /// Its id, and what it says.
    type Item = (u64, Value);

    fn next(&mut self) -> Option<Self::Item> {
        let (mut id, mut line) = (None, String::new());
        loop {
            line.clear();
            if self.stream.read_line(&mut line).unwrap_or(0) == 0 {
                return None;
            }
            // Lengths of chunks and signs of life are passed over: only what has a name counts.
            if let Some(value) = line.strip_prefix("id: ") {
                id = value.trim_end().parse().ok();
            } else if let Some(value) = line.strip_prefix("data: ") {
                return Some((id?, serde_json::from_str(value).unwrap()));
            }
        }
    }
}
