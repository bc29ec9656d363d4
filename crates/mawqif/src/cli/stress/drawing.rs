//! The state graph as SVG: the agreed state, what improving moves lead to, and the paths of defection.
//!
//! States stand in columns by how many improving moves lead to them, in reading direction. Every state
//! and arc is told in words as well: beside the drawing, and in its description for screen readers.

use std::fmt::Write;

use mawqif_core::{
    dossier::{Dossier, report::Paint},
    initiative::stability::{
        Model,
        answer::Outcome,
        game_of,
        graph::{Arc, Graph},
        stability,
    },
};

use super::words::{Actors, Teller};
use crate::locale::{Language, Locale};

/// The size of a state's circle, and the room around it.
const RADIUS: usize = 22;
const COLUMN: usize = 190;
const ROW: usize = 96;
const MARGIN: usize = 60;

/// The height of a line of words below the drawing.
const LINE: usize = 24;

/// How the arcs of each player are drawn: a colour and a pattern, so that neither is needed alone.
const STROKES: [(&str, &str); 8] = [
    ("#8c2d19", ""),
    ("#1f4e79", "8 4"),
    ("#3b6b35", "2 4"),
    ("#6b4a86", "10 3 2 3"),
    ("#8a6d1d", "14 5"),
    ("#2b6f6b", "4 2"),
    ("#7a3b5e", "1 3"),
    ("#444444", "12 3 1 3 1 3"),
];

/// Draws the graph of a dossier's game.
///
/// # Errors
/// Why the game has no analysis.
pub fn svg(dossier: &Dossier, locale: &Locale) -> Result<String, String> {
    let stability = match stability(dossier) {
        Outcome::Analysed(stability) => stability,
        Outcome::Refused(refusal) => return Err(refusal.message),
    };
    let (_, made) = game_of(dossier).map_err(|refused| refused.to_string())?;
    let model = Model::new(&made.game).map_err(|refused| refused.to_string())?;
    let teller = Teller::new(dossier, locale, Paint::Plain, None);
    let actors = Actors { teller: &teller, stability: &stability };
    let graph = Graph::new(&model);
    Ok(Drawing { actors, model: &model, graph: &graph }.draw())
}

struct Drawing<'a> {
    actors: Actors<'a>,
    model: &'a Model,
    graph: &'a Graph,
}

impl Drawing<'_> {
    fn locale(&self) -> &Locale {
        self.actors.teller.locale
    }

    /// Where each state stands.
    fn places(&self) -> (Vec<(usize, usize)>, usize, usize) {
        let columns = self.graph.states.iter().map(|(_, distance)| distance + 1).max().unwrap_or(1);
        let mut filled = vec![0; columns];
        let width = 2 * MARGIN + COLUMN * (columns - 1).max(2);
        let mut places = Vec::new();
        for &(_, column) in &self.graph.states {
            let along = MARGIN + COLUMN * column;
            let x = match self.locale().language {
                Language::En => along,
                Language::Ar => width - along,
            };
            places.push((x, MARGIN + ROW * filled[column]));
            filled[column] += 1;
        }
        let rows = filled.into_iter().max().unwrap_or(1);
        (places, width, 2 * MARGIN + ROW * (rows - 1))
    }

    /// What a state is, in words: what differs from the agreed one, or the options taken.
    fn told(&self, at: usize) -> String {
        let here = self.graph.states[at].0;
        let words = match self.model.agreed {
            Some(agreed) if agreed == here => self.locale().word("stress-graph-agreed"),
            Some(agreed) => self.actors.changes(&self.model.changes(agreed, here)),
            None => self.actors.state(&self.model.state(here)),
        };
        if self.model.now == Some(here) && self.model.agreed != Some(here) {
            return format!("{words} ({})", self.locale().word("stress-graph-now"));
        }
        words
    }

    fn arc_told(&self, arc: &Arc) -> String {
        let values = [
            ("from", (arc.from + 1).to_string().into()),
            ("to", (arc.to + 1).to_string().into()),
            ("player", self.player(arc).into()),
            ("list", self.actors.changes(&arc.changes).into()),
        ];
        self.locale().tell("stress-graph-arc", &values)
    }

    fn player(&self, arc: &Arc) -> String {
        self.actors.player(&self.model.players[arc.player])
    }

    fn draw(&self) -> String {
        let (places, width, height) = self.places();
        let title = self.locale().word("stress-graph-title");
        let drawn = self.locale().tell(
            "stress-graph-drawn",
            &[("drawn", self.graph.states.len().into()), ("of", self.graph.of.into())],
        );
        let states = (0..self.graph.states.len()).map(|at| format!("{}: {}", at + 1, self.told(at)));
        let mut lines: Vec<String> = states.collect();
        // The paths of defection first.
        let (leaving, others): (Vec<&Arc>, Vec<&Arc>) =
            self.graph.arcs.iter().partition(|arc| arc.is_defection);
        lines.extend(leaving.iter().map(|arc| self.arc_told(arc)));
        let described: Vec<String> = std::iter::once(drawn.clone())
            .chain(lines.clone())
            .chain(others.iter().map(|arc| self.arc_told(arc)))
            .collect();
        let tall = height + LINE * (lines.len() + self.model.players.len() + 3);
        // Room for the longest line: letters of this size are rarely wider than half their height.
        let longest = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
        let wide = width.max(640).max(48 + longest * 8);
        let direction = match self.locale().language {
            Language::En => "ltr",
            Language::Ar => "rtl",
        };
        let mut svg = String::new();
        // Writing to a string cannot fail.
        let _ = write!(
            svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {tall}\" role=\"img\" \
             aria-labelledby=\"title desc\" xml:lang=\"{}\" direction=\"{direction}\" font-family=\"serif\" \
             font-size=\"15\">\n<title id=\"title\">{}</title>\n<desc id=\"desc\">{}</desc>\n\
             <rect width=\"{wide}\" height=\"{tall}\" fill=\"#fffdf8\"/>\n",
            self.locale().language.tag(),
            escaped(&title),
            escaped(&described.join("\n"))
        );
        for arc in &self.graph.arcs {
            self.arc(arc, &places, &mut svg);
        }
        for (at, &(x, y)) in places.iter().enumerate() {
            let is_agreed = self.model.agreed == Some(self.graph.states[at].0);
            let (fill, stroke) = if is_agreed { ("#e7efe2", 3) } else { ("#ffffff", 1) };
            let _ = writeln!(
                svg,
                "<circle cx=\"{x}\" cy=\"{y}\" r=\"{RADIUS}\" fill=\"{fill}\" stroke=\"#222222\" stroke-width=\"{stroke}\"/>\
                 <text x=\"{x}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
                y + 5,
                at + 1
            );
        }
        self.legend(&drawn, &lines, (wide, height), &mut svg);
        svg.push_str("</svg>\n");
        svg
    }

    fn arc(&self, arc: &Arc, places: &[(usize, usize)], svg: &mut String) {
        let [from, to] = [places[arc.from], places[arc.to]].map(|(x, y)| (float(x), float(y)));
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = (dx * dx + dy * dy).sqrt().max(1.0);
        let (ux, uy) = (dx / length, dy / length);
        let radius = float(RADIUS);
        // Bent to one side, so that moves there and back do not cover each other.
        let bend = 14.0 + 6.0 * float(arc.player);
        let (start, end) = (
            (from.0 + ux * radius, from.1 + uy * radius),
            (to.0 - ux * (radius + 7.0), to.1 - uy * (radius + 7.0)),
        );
        let middle = ((start.0 + end.0) / 2.0 - uy * bend, (start.1 + end.1) / 2.0 + ux * bend);
        let (colour, dashes) = STROKES[arc.player % STROKES.len()];
        let weight = if arc.is_defection { 3.5 } else { 1.3 };
        // The head points from the bend to the state.
        let (hx, hy) = (end.0 - middle.0, end.1 - middle.1);
        let head = (hx * hx + hy * hy).sqrt().max(1.0);
        let (hx, hy) = (hx / head, hy / head);
        let tip = (end.0 + hx * 7.0, end.1 + hy * 7.0);
        let _ = writeln!(
            svg,
            "<g stroke=\"{colour}\" fill=\"none\"><title>{}</title>\
             <path d=\"M{:.1} {:.1} Q{:.1} {:.1} {:.1} {:.1}\" stroke-width=\"{weight}\" stroke-dasharray=\"{dashes}\"/>\
             <path d=\"M{:.1} {:.1} L{:.1} {:.1} L{:.1} {:.1} Z\" fill=\"{colour}\"/></g>",
            escaped(&self.arc_told(arc)),
            start.0,
            start.1,
            middle.0,
            middle.1,
            end.0,
            end.1,
            tip.0,
            tip.1,
            end.0 - hy * 4.0,
            end.1 + hx * 4.0,
            end.0 + hy * 4.0,
            end.1 - hx * 4.0,
        );
    }

    fn legend(&self, drawn: &str, lines: &[String], (wide, height): (usize, usize), svg: &mut String) {
        let (start, line_to) = match self.locale().language {
            Language::En => (24, 64),
            Language::Ar => (wide - 24, wide - 64),
        };
        let words = match self.locale().language {
            Language::En => line_to + 12,
            Language::Ar => line_to - 12,
        };
        let mut y = height + LINE;
        for (player, id) in self.model.players.iter().enumerate() {
            let (colour, dashes) = STROKES[player % STROKES.len()];
            let _ = writeln!(
                svg,
                "<path d=\"M{start} {} L{line_to} {}\" stroke=\"{colour}\" stroke-width=\"3\" stroke-dasharray=\"{dashes}\"/>\
                 <text x=\"{words}\" y=\"{y}\" text-anchor=\"start\">{}</text>",
                y - 5,
                y - 5,
                escaped(&self.actors.player(id))
            );
            y += LINE;
        }
        for line in std::iter::once(drawn).chain(lines.iter().map(String::as_str)) {
            let _ =
                writeln!(svg, "<text x=\"{start}\" y=\"{y}\" text-anchor=\"start\">{}</text>", escaped(line));
            y += LINE;
        }
    }
}

/// A coordinate; a drawing is never as large as would lose one.
fn float(coordinate: usize) -> f64 {
    u32::try_from(coordinate).map_or(f64::from(u32::MAX), f64::from)
}

/// Words as XML.
fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
