//! Quotation marks in pairs, and the text cut into sentences, those inside quotations on their own.
//!
//! Marks pair within a paragraph, nested as deep as `DEPTH`. What opens and never closes quotes to the
//! end of its paragraph, as newspapers do that cut a sentence out; what closes and never opened pairs with
//! nothing. A short quotation («القاعدة») is a name, and no sentence ends or begins in it.

use std::ops::Range;

use super::words::{Facing, Kind, Token};

/// How deep quotations can nest; what is deeper is a mark without a partner.
const DEPTH: usize = 8;
/// Words from which on a quotation has sentences of its own.
const LONG: usize = 5;
/// Words of a quotation that are counted.
const COUNTED: usize = 9;

/// A sentence, as a range of tokens; what is quoted in it at length belongs to it and is a segment as well.
pub type Segment = Range<usize>;

/// The sentences of a text.
#[derive(Debug)]
pub struct Segments {
    /// All of them, in the order of their ends.
    pub all: Vec<Segment>,
    /// For each token the index of the innermost sentence it is in.
    pub of: Vec<usize>,
    /// For each sentence whether it stands in a quotation.
    pub quoted: Vec<bool>,
}

/// Pairs the quotation marks; every token's partner is set.
pub fn pair(tokens: &mut [Token]) {
    let mut open: Vec<(usize, Facing)> = Vec::with_capacity(DEPTH);
    for at in 0..tokens.len() {
        match tokens[at].kind {
            Kind::Paragraph | Kind::Line => {
                let last = at.saturating_sub(1);
                for (begun, _) in open.drain(..) {
                    // To the end of the paragraph; the partner is its last token, which is no mark itself.
                    tokens[begun].partner = last.max(begun);
                }
            }
            Kind::Quote(Facing::Opening) if open.len() < DEPTH => open.push((at, Facing::Opening)),
            Kind::Quote(Facing::Closing) => {
                if let Some(place) = open.iter().rposition(|(_, facing)| *facing == Facing::Opening) {
                    let begun = open[place].0;
                    open.truncate(place);
                    (tokens[begun].partner, tokens[at].partner) = (at, begun);
                }
            }
            Kind::Quote(Facing::Either) => {
                match open.iter().rposition(|(_, facing)| *facing == Facing::Either) {
                    Some(place) => {
                        let begun = open[place].0;
                        open.truncate(place);
                        (tokens[begun].partner, tokens[at].partner) = (at, begun);
                    }
                    None if open.len() < DEPTH => open.push((at, Facing::Either)),
                    None => {}
                }
            }
            _ => {}
        }
    }
    let last = tokens.len().saturating_sub(1);
    for (begun, _) in open {
        tokens[begun].partner = last.max(begun);
    }
}

/// Whether the token opens a quotation; then its partner closes it or ends the paragraph.
pub fn opens(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Quote(_)) && token.partner > at)
}

/// Whether the token closes a quotation.
pub fn closes(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| matches!(token.kind, Kind::Quote(_)) && token.partner < at)
}

/// How many words the quotation that opens here has, up to `COUNTED`.
pub fn words_within(tokens: &[Token], open: usize) -> usize {
    let inner = tokens.get(open + 1..tokens[open].partner).unwrap_or(&[]);
    inner.iter().filter(|token| token.is_solid()).take(COUNTED).count()
}

/// Cuts the text into sentences.
pub fn cut(text: &str, tokens: &[Token]) -> Segments {
    let mut all: Vec<Segment> = Vec::with_capacity(tokens.len() / 16 + 1);
    let mut of = vec![0; tokens.len()];
    // The sentences that are open, outermost first: their index, and the token that ends their quotation.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut current = 0;
    all.push(0..0);
    let mut quoted = vec![false];
    for at in 0..tokens.len() {
        of[at] = current;
        if open.last().is_some_and(|(_, end)| *end == at) && open.len() <= DEPTH {
            let token_closes = closes(tokens, at);
            all[current].end = if token_closes { at } else { at + 1 };
            let (outer, _) = open.pop().unwrap_or((current, at));
            current = outer;
            of[at] = if token_closes { current } else { of[at] };
            if token_closes && stops_behind(text, tokens, at) {
                all[current].end = at + 1;
                current = all.len();
                all.push(at + 1..at + 1);
                quoted.push(!open.is_empty());
                continue;
            }
        }
        if opens(tokens, at) && words_within(tokens, at) >= LONG {
            open.push((current, tokens[at].partner));
            current = all.len();
            all.push(at + 1..at + 1);
            quoted.push(!open.is_empty());
        } else if ends_sentence(tokens, at) {
            all[current].end = at + 1;
            current = all.len();
            all.push(at + 1..at + 1);
            quoted.push(!open.is_empty());
        }
    }
    let mut left = vec![current];
    left.extend(open.iter().map(|(outer, _)| *outer));
    for segment in left {
        all[segment].end = tokens.len();
    }
    for segment in &mut all {
        segment.end = segment.end.max(segment.start);
    }
    Segments { all, of, quoted }
}

/// Whether a sentence ends with this token.
fn ends_sentence(tokens: &[Token], at: usize) -> bool {
    match tokens[at].kind {
        Kind::Paragraph | Kind::Line => true,
        Kind::Stop => {
            // An initial (د. خالد, U.S.), or dots in the middle of a sentence.
            let initial = at > 0
                && tokens[at - 1].is_word()
                && tokens[at - 1].end == tokens[at].start
                && (tokens[at - 1].key.length() == 1 || tokens[at - 1].has(super::small::TITLE));
            // يو.بي.اس, U.N.: no sentence ends before a letter.
            let letters =
                tokens.get(at + 1).is_some_and(|next| next.is_word() && next.start == tokens[at].end)
                    && at > 0
                    && tokens[at - 1].is_word()
                    && tokens[at - 1].key.length() <= 4;
            let goes_on = tokens.get(at + 1).is_some_and(|next| {
                next.kind == Kind::Stop
                    || matches!(next.kind, Kind::Comma | Kind::Close | Kind::Colon)
                    || (matches!(next.kind, Kind::Quote(_))
                        && next.partner < at
                        && tokens[at].end == next.start)
            });
            !initial && !letters && !goes_on
        }
        _ => false,
    }
}

/// Whether the sentence around a quotation ends with it: the quotation ended with a stop, and what follows
/// begins anew.
fn stops_behind(text: &str, tokens: &[Token], close: usize) -> bool {
    let stopped = close > 0 && tokens[close - 1].kind == Kind::Stop;
    let next = tokens.get(close + 1).filter(|next| next.is_solid());
    let begins = next.and_then(|next| text.get(next.span())).and_then(|word| word.chars().next());
    stopped && begins.is_some_and(|first| !first.is_lowercase())
}
