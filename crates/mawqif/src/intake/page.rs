//! Web pages: their words, in the order of the file. Scripts, styles and what a page says of itself in its head are
//! left out; a paragraph begins where the markup begins one.
//!
//! Only tokens are looked at, one after the other (WHATWG HTML, 13.2.5): no tree is built, so that nothing
//! depends on how deep or how wrongly a page nests.

use std::cell::RefCell;

use html5ever::{
    tendril::StrTendril,
    tokenizer::{
        BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
        states::RawKind,
    },
};

use super::Refused;

/// Whether a text is a web page rather than words.
pub fn is_page(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(512).collect::<String>().to_ascii_lowercase();
    start.starts_with("<!doctype html")
        || start.starts_with("<html")
        || (start.starts_with("<?xml") && start.contains("<html"))
}

/// The words of a web page.
///
/// # Errors
/// [`Refused::NoText`].
pub fn text(html: &str) -> Result<String, Refused> {
    let tokenizer = Tokenizer::new(Words::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    while !input.is_empty() {
        // A script asks to be run before what follows; it is not.
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    let words = tokenizer.sink.0.into_inner();
    let lines = words.text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    if lines.is_empty() { Err(Refused::NoText("a web page without text")) } else { Ok(lines.join("\n")) }
}

#[derive(Default)]
struct Words(RefCell<Taken>);

#[derive(Default)]
struct Taken {
    text: String,
    /// The element whose words are left out, while it lasts.
    within: Option<&'static str>,
}

/// Elements whose words nobody reads.
const UNREAD: [&str; 6] = ["script", "style", "head", "template", "noscript", "svg"];

/// Elements that stand within a line.
const INLINE: [&str; 22] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "ins", "kbd", "mark", "q", "s",
    "small", "span", "strong", "sub", "sup", "time", "u",
];

impl TokenSink for Words {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut taken = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(words) if taken.within.is_none() => {
                // Breaks of the file's own lines are space.
                taken.text.extend(words.chars().map(|it| if it == '\n' || it == '\r' { ' ' } else { it }));
            }
            Token::TagToken(tag) => return taken.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Taken {
    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        match (self.within, tag.kind) {
            (Some(within), TagKind::EndTag) if within == name => self.within = None,
            // Whoever forgets to end the head begins the body.
            (Some("head"), TagKind::StartTag) if name == "body" => self.within = None,
            (None, TagKind::StartTag) if !tag.self_closing => {
                self.within = UNREAD.into_iter().find(|unread| *unread == name);
            }
            _ => {}
        }
        if self.within.is_none() && !INLINE.contains(&name) {
            self.text.push('\n');
        }
        match (tag.kind, name) {
            (TagKind::StartTag, "script") => TokenSinkResult::RawData(RawKind::ScriptData),
            (TagKind::StartTag, "style" | "noscript" | "iframe" | "xmp" | "noembed" | "noframes") => {
                TokenSinkResult::RawData(RawKind::Rawtext)
            }
            (TagKind::StartTag, "title" | "textarea") => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_web_page_gives_its_words_and_nothing_that_runs() {
        let html = "<!DOCTYPE html><html><head><title>t</title><style>p{}</style><script>alert(1)</script></head>\
                    <body><p>قال سامر:\n <b>نعم</b> &amp; لا.</p><script>if (a</b) alert(2)</script><p>وانتهى.</p>";
        assert!(is_page(html));
        assert!(!is_page("قال سامر <نعم>"));
        assert_eq!(text(html).unwrap(), "قال سامر: نعم & لا.\nوانتهى.");
        assert_eq!(text("<html><script>x</script></html>"), Err(Refused::NoText("a web page without text")));
        assert_eq!(text("<html><head><title>x</title><body>قال نعم."), Ok("قال نعم.".to_owned()));
    }

    #[test]
    fn tables_and_depths_that_make_no_sense_are_words_like_others() {
        let table = "<html><table><tr><td colspan=18446744073709551615>a<td rowspan=0>b</tr></table>";
        assert_eq!(text(table).unwrap(), "a\nb");
        assert_eq!(text(&format!("<html>{}x", "<div>".repeat(100_000))).unwrap(), "x");
        assert_eq!(text(&format!("<html>{}x", "<b>".repeat(100_000))).unwrap(), "x");
    }

    proptest! {
        #[test]
        fn any_page_is_read(inside in "[<>/!a-c \"'=&;#-]{0,200}") {
            let _ = text(&format!("<html>{inside}"));
        }
    }
}
