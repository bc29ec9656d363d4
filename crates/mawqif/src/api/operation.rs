//! Operation: is the server well, and what is it doing? For whoever runs it; nothing here is about a case.

use std::{
    collections::BTreeMap,
    fmt::Write,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use axum::{
    extract::State,
    http::{Method, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{Api, STREAM_LIMIT, problem::Problem};
use crate::desk::{Closing, Fault};

/// Upper ends of the histogram's buckets, in milliseconds.
const BUCKETS: [u64; 8] = [1, 5, 25, 100, 250, 1_000, 5_000, 30_000];

/// What is counted of a route's answers.
#[derive(Default)]
struct Counted {
    buckets: [u64; BUCKETS.len()],
    count: u64,
    micros: u64,
}

/// What is counted. Routes and methods are known, so that this cannot grow.
#[derive(Default)]
pub struct Metrics {
    answers: Mutex<BTreeMap<(String, String, u16), u64>>,
    times: Mutex<BTreeMap<String, Counted>>,
}

impl Metrics {
    /// Counts an answer.
    pub fn count(&self, method: &Method, route: &str, status: u16, took: Duration) {
        // Anybody can make up a method.
        let known = [Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::DELETE, Method::OPTIONS];
        let method = if known.contains(method) { method.as_str() } else { "other" };
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        *answers.entry((route.to_owned(), method.to_owned(), status)).or_default() += 1;
        drop(answers);
        let mut times = self.times.lock().unwrap_or_else(PoisonError::into_inner);
        let counted = times.entry(route.to_owned()).or_default();
        counted.count += 1;
        counted.micros += u64::try_from(took.as_micros()).unwrap_or_default();
        for (bucket, most) in counted.buckets.iter_mut().zip(BUCKETS) {
            *bucket += u64::from(took <= Duration::from_millis(most));
        }
    }

    fn write(&self, text: &mut String) -> std::fmt::Result {
        writeln!(text, "# TYPE mawqif_requests_total counter")?;
        for ((route, method, status), count) in &*self.answers.lock().unwrap_or_else(PoisonError::into_inner)
        {
            writeln!(
                text,
                "mawqif_requests_total{{route=\"{route}\",method=\"{method}\",status=\"{status}\"}} {count}"
            )?;
        }
        writeln!(text, "# TYPE mawqif_request_seconds histogram")?;
        for (route, counted) in &*self.times.lock().unwrap_or_else(PoisonError::into_inner) {
            for (most, count) in BUCKETS.iter().zip(counted.buckets) {
                let seconds = seconds(most * 1_000);
                writeln!(
                    text,
                    "mawqif_request_seconds_bucket{{route=\"{route}\",le=\"{seconds}\"}} {count}"
                )?;
            }
            let Counted { count, micros, .. } = counted;
            writeln!(text, "mawqif_request_seconds_bucket{{route=\"{route}\",le=\"+Inf\"}} {count}")?;
            writeln!(text, "mawqif_request_seconds_sum{{route=\"{route}\"}} {}", seconds(*micros))?;
            writeln!(text, "mawqif_request_seconds_count{{route=\"{route}\"}} {count}")?;
        }
        Ok(())
    }
}

fn seconds(micros: u64) -> String {
    format!("{}.{:06}", micros / 1_000_000, micros % 1_000_000)
}

/// The server runs.
pub async fn health() -> &'static str {
    "ok\n"
}

/// The server can do its work: its database answers, and it is not about to end.
pub async fn readiness(State(api): State<Api>) -> Result<&'static str, Problem> {
    if *api.desk.closing().borrow() == Closing::Yes {
        let detail = "the server is about to end";
        return Err(Problem::new(StatusCode::SERVICE_UNAVAILABLE, "closing", "About to end", detail));
    }
    api.desk.store().ping().await.map_err(Fault::from)?;
    Ok("ready\n")
}

/// Figures, as Prometheus reads them.
pub async fn metrics(State(api): State<Api>) -> Response {
    let mut text = String::new();
    let entries: u64 = api.desk.all().iter().map(|held| held.now().entries()).sum();
    let gauges = [
        ("mawqif_cases", api.desk.all().len() as u64),
        ("mawqif_entries", entries),
        ("mawqif_writer_waiting", api.desk.writer().waiting() as u64),
        ("mawqif_passwords_hashed", api.desk.people().passwords_hashed()),
        ("mawqif_streams", (STREAM_LIMIT - api.streams.available_permits()) as u64),
    ];
    for (name, value) in gauges {
        text += &format!("# TYPE {name} gauge\n{name} {value}\n");
    }
    // Writing to a string cannot fail.
    let _ = api.metrics.write(&mut text);
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
}
