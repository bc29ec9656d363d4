//! A line on the terminal that says how long a command has been at work, from its second second on until it writes its answer.

use std::{
    io::{self, IsTerminal, Write},
    sync::mpsc::{self, RecvTimeoutError, Sender},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

/// How often the line is written anew.
const TURN: Duration = Duration::from_secs(1);

/// Takes what a command writes. Only where somebody sees it, and does not type at the same time, is there a line.
pub struct Waiting<W: Write> {
    out: W,
    line: Option<(Sender<()>, JoinHandle<()>)>,
}

impl<W: Write> Waiting<W> {
    /// For a command that works for long, if it does.
    pub fn new(out: W, is_long: bool) -> Self {
        let is_typed = io::stdin().is_terminal() && std::env::args().any(|argument| argument == "-");
        let is_seen = is_long && io::stderr().is_terminal() && !is_typed;
        Self { out, line: is_seen.then(|| begin(io::stderr(), TURN)) }
    }

    /// Takes the line away.
    pub fn end(&mut self) {
        if let Some((stop, line)) = self.line.take() {
            drop(stop);
            let _ = line.join();
        }
    }
}

fn begin(mut on: impl Write + Send + 'static, turn: Duration) -> (Sender<()>, JoinHandle<()>) {
    let (stop, stopped) = mpsc::channel();
    let begun = Instant::now();
    let line = thread::spawn(move || {
        let mut is_written = false;
        while stopped.recv_timeout(turn) == Err(RecvTimeoutError::Timeout) {
            is_written = true;
            let _ = write!(on, "\r\u{1b}[2Kmawqif … {} s", begun.elapsed().as_secs());
            let _ = on.flush();
        }
        if is_written {
            let _ = write!(on, "\r\u{1b}[2K");
            let _ = on.flush();
        }
    });
    (stop, line)
}

impl<W: Write> Write for Waiting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.end();
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.end();
        self.out.flush()
    }
}

impl<W: Write> Drop for Waiting<W> {
    fn drop(&mut self) {
        self.end();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Screen(Arc<Mutex<Vec<u8>>>);

    impl Write for Screen {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn screen(turn: Duration, until: impl Fn(&Screen) -> bool) -> (String, Vec<u8>) {
        let screen = Screen::default();
        let mut waiting = Waiting { out: Vec::new(), line: Some(begin(screen.clone(), turn)) };
        while !until(&screen) {
            thread::sleep(Duration::from_millis(1));
        }
        waiting.write_all(b"answer").unwrap();
        let shown = String::from_utf8(screen.0.lock().unwrap().clone()).unwrap();
        (shown, std::mem::take(&mut waiting.out))
    }

    #[test]
    fn the_line_is_there_while_nothing_is_written_and_gone_after() {
        let (shown, out) = screen(Duration::from_millis(1), |screen| !screen.0.lock().unwrap().is_empty());
        assert!(shown.starts_with("\r\u{1b}[2Kmawqif … 0 s"), "{shown:?}");
        assert!(shown.ends_with("s\r\u{1b}[2K"), "{shown:?}");
        assert_eq!(out, b"answer");
        let (shown, out) = screen(Duration::from_secs(1_000), |_| true);
        assert_eq!((shown.as_str(), out.as_slice()), ("", b"answer".as_slice()));
    }
}
