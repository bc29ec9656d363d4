//! What the terminal can do: colours only where they are seen, and the width of a line.

use std::{borrow::Cow, ffi::OsString, io::IsTerminal};

use mawqif_core::dossier::report::Paint;

/// Narrower terminals get lines of this width all the same.
const MIN_WIDTH: usize = 20;

/// Whether to use colours.
#[derive(Clone, Copy, Debug, clap::Args)]
pub struct Colour {
    /// Use no colours (also when NO_COLOR is set, TERM is dumb, or the output is not a terminal)
    #[arg(long)]
    no_color: bool,
}

impl Colour {
    /// The paint for standard output.
    pub fn on_output(self) -> Paint {
        self.on(std::io::stdout().is_terminal(), |name| std::env::var_os(name))
    }

    /// The paint for standard error.
    pub fn on_error(self) -> Paint {
        self.on(std::io::stderr().is_terminal(), |name| std::env::var_os(name))
    }

    fn on(self, is_terminal: bool, variable: impl Fn(&str) -> Option<OsString>) -> Paint {
        let is_unwanted = self.no_color
            || variable("NO_COLOR").is_some_and(|value| !value.is_empty())
            || variable("TERM").is_some_and(|value| value == "dumb");
        if is_terminal && !is_unwanted { Paint::Colours } else { Paint::Plain }
    }
}

/// The columns of the terminal that standard output goes to; `None` when it goes anywhere else.
pub fn width() -> Option<usize> {
    terminal_size::terminal_size_of(std::io::stdout()).map(|(width, _)| width.0.into())
}

/// A line broken between words where it would leave the terminal; what follows is set in a little.
pub fn broken(line: &str, width: usize) -> Vec<String> {
    let margin: String = line.chars().take_while(|character| *character == ' ').collect();
    let indent = format!("{margin}  ");
    let options = textwrap::Options::new(width.max(MIN_WIDTH))
        .subsequent_indent(&indent)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(line, options).into_iter().map(Cow::into_owned).collect()
}

/// The words in bold where that can be seen.
pub fn bold(words: &str, paint: Paint) -> String {
    painted(words, "1", paint)
}

/// The words in a colour by its ANSI code where that can be seen.
pub fn painted(words: &str, code: &str, paint: Paint) -> String {
    match paint {
        Paint::Plain => words.to_owned(),
        Paint::Colours => format!("\u{1b}[{code}m{words}\u{1b}[0m"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_for_terminals_that_have_them_and_people_who_want_them() {
        let paint = |no_color: bool, is_terminal: bool, set: &[(&str, &str)]| {
            let value =
                |name: &str| set.iter().find(|(own, _)| *own == name).map(|(_, value)| (*value).into());
            Colour { no_color }.on(is_terminal, value)
        };
        for set in [&[][..], &[("TERM", "xterm-256color")], &[("NO_COLOR", "")]] {
            assert_eq!(paint(false, true, set), Paint::Colours);
            assert_eq!(paint(true, true, set), Paint::Plain);
            assert_eq!(paint(false, false, set), Paint::Plain);
        }
        assert_eq!(paint(false, true, &[("TERM", "dumb")]), Paint::Plain);
        assert_eq!(paint(false, true, &[("TERM", "xterm"), ("NO_COLOR", "1")]), Paint::Plain);
    }

    #[test]
    fn a_line_is_broken_between_words_and_what_follows_is_set_in() {
        let line = "  ■ response: every breach, until 2031-03-08, meets an agreed response";
        let lines = broken(line, 40);
        assert_eq!(lines, ["  ■ response: every breach, until", "    2031-03-08, meets an agreed response"]);
        // Colours take no room, and a word that is too long is broken rather than lost.
        assert_eq!(broken("\u{1b}[1mtwenty characters or so\u{1b}[0m", 24).len(), 1);
        assert_eq!(broken(&"x".repeat(50), 7).concat().replace(' ', ""), "x".repeat(50));
    }
}
