//! What the terminal can do: colours only where they are seen, and the width of a line.

use std::io::IsTerminal;

use mawqif_core::dossier::report::Paint;

/// Whether to use colours.
#[derive(Clone, Copy, Debug, clap::Args)]
pub struct Colour {
    /// Use no colours (also when NO_COLOR is set or the output is not a terminal)
    #[arg(long)]
    no_color: bool,
}

impl Colour {
    /// The paint for standard output.
    pub fn on_output(self) -> Paint {
        self.on(std::io::stdout().is_terminal())
    }

    /// The paint for standard error.
    pub fn on_error(self) -> Paint {
        self.on(std::io::stderr().is_terminal())
    }

    fn on(self, is_terminal: bool) -> Paint {
        let is_unwanted =
            self.no_color || std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        if is_terminal && !is_unwanted { Paint::Colours } else { Paint::Plain }
    }
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
