//! The state graph as SVG: the agreed state, what improving moves lead to, and the paths of defection.
//!
//! States stand in columns by how many improving moves lead to them, in reading direction. Every state
//! and arc is told in words as well: beside the drawing, and in its description for screen readers.

use std::fmt::Write;

use mawqif_core::{
    dossier::Dossier,
    initiative::stability::{
        Model,
        answer::Outcome,
        game_of,
        graph::{Arc, Drawn, Graph},
        stability,
    },
};

use super::{Actors, Teller};
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
    let teller = Teller::new(dossier, locale);
    let actors = Actors { teller: &teller, stability: &stability };
    Ok(Picture::new(&Graph::new(&model), &actors).svg(locale))
}

/// The graph as it is drawn, in the direction in which its reader reads.
pub struct Picture {
    /// The room that states and arcs take.
    pub width: usize,
    /// The same, downwards.
    pub height: usize,
    /// The states, numbered from 1 in this order.
    pub states: Vec<Spot>,
    /// The moves between them.
    pub arcs: Vec<Curve>,
    /// Who moves.
    pub players: Vec<String>,
    /// How much of the graph it is.
    pub drawn: String,
}

/// A state in its place.
pub struct Spot {
    /// The middle of its circle.
    pub x: usize,
    /// The same, downwards.
    pub y: usize,
    /// Whether it is the agreed one.
    pub is_agreed: bool,
    /// What it is, in words.
    pub told: String,
}

/// A move as a line with a head.
pub struct Curve {
    /// Who makes it.
    pub player: usize,
    /// Whether it leaves the agreed state.
    pub is_defection: bool,
    /// The line, as SVG has paths.
    pub line: String,
    /// Its head.
    pub head: String,
    /// What it is, in words.
    pub told: String,
}

impl Picture {
    /// Draws a graph.
    pub fn new(graph: &Graph, actors: &Actors<'_>) -> Self {
        let locale = actors.teller.locale;
        let (places, width, height) = places(graph, locale.language);
        let states = graph.states.iter().zip(&places).map(|(state, &(x, y))| {
            let (is_agreed, told) = (state.is_agreed, state_told(state, actors));
            Spot { x, y, is_agreed, told }
        });
        let arcs = graph.arcs.iter().map(|arc| {
            let player = graph.players.get(arc.player).map(|id| actors.player(id)).unwrap_or_default();
            let values = [
                ("from", (arc.from + 1).into()),
                ("to", (arc.to + 1).into()),
                ("player", player.into()),
                ("list", actors.changes(&arc.changes).into()),
            ];
            let (line, head) = curve(arc, &places);
            let told = locale.tell("stress-graph-arc", &values);
            Curve { player: arc.player, is_defection: arc.is_defection, line, head, told }
        });
        let drawn = [("drawn", graph.states.len().into()), ("of", graph.of.into())];
        Self {
            width,
            height,
            states: states.collect(),
            arcs: arcs.collect(),
            players: graph.players.iter().map(|id| actors.player(id)).collect(),
            drawn: locale.tell("stress-graph-drawn", &drawn),
        }
    }

    /// The drawing as a file of its own, with everything in words below it.
    fn svg(&self, locale: &Locale) -> String {
        let title = locale.word("stress-graph-title");
        let states = self.states.iter().zip(1..).map(|(state, number)| format!("{number}: {}", state.told));
        let mut lines: Vec<String> = states.collect();
        // The paths of defection first.
        let (leaving, others): (Vec<&Curve>, Vec<&Curve>) =
            self.arcs.iter().partition(|arc| arc.is_defection);
        lines.extend(leaving.iter().map(|arc| arc.told.clone()));
        let described: Vec<&str> = std::iter::once(self.drawn.as_str())
            .chain(lines.iter().map(String::as_str))
            .chain(others.iter().map(|arc| arc.told.as_str()))
            .collect();
        let tall = self.height + LINE * (lines.len() + self.players.len() + 3);
        // Room for the longest line: letters of this size are rarely wider than half their height.
        let longest = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
        let wide = self.width.max(640).max(48 + longest * 8);
        let direction = match locale.language {
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
            locale.language.tag(),
            escaped(&title),
            escaped(&described.join("\n"))
        );
        for arc in &self.arcs {
            let (colour, dashes) = STROKES[arc.player % STROKES.len()];
            let weight = if arc.is_defection { 3.5 } else { 1.3 };
            let _ = writeln!(
                svg,
                "<g stroke=\"{colour}\" fill=\"none\"><title>{}</title>\
                 <path d=\"{}\" stroke-width=\"{weight}\" stroke-dasharray=\"{dashes}\"/>\
                 <path d=\"{}\" fill=\"{colour}\"/></g>",
                escaped(&arc.told),
                arc.line,
                arc.head,
            );
        }
        for (state, number) in self.states.iter().zip(1..) {
            let Spot { x, y, .. } = state;
            let (fill, stroke) = if state.is_agreed { ("#e7efe2", 3) } else { ("#ffffff", 1) };
            let _ = writeln!(
                svg,
                "<circle cx=\"{x}\" cy=\"{y}\" r=\"{RADIUS}\" fill=\"{fill}\" stroke=\"#222222\" stroke-width=\"{stroke}\"/>\
                 <text x=\"{x}\" y=\"{}\" text-anchor=\"middle\">{number}</text>",
                y + 5,
            );
        }
        self.legend(&lines, wide, locale.language, &mut svg);
        svg.push_str("</svg>\n");
        svg
    }

    fn legend(&self, lines: &[String], wide: usize, language: Language, svg: &mut String) {
        let (start, line_to) = match language {
            Language::En => (24, 64),
            Language::Ar => (wide - 24, wide - 64),
        };
        let words = match language {
            Language::En => line_to + 12,
            Language::Ar => line_to - 12,
        };
        let mut y = self.height + LINE;
        for (player, name) in self.players.iter().enumerate() {
            let (colour, dashes) = STROKES[player % STROKES.len()];
            let _ = writeln!(
                svg,
                "<path d=\"M{start} {} L{line_to} {}\" stroke=\"{colour}\" stroke-width=\"3\" stroke-dasharray=\"{dashes}\"/>\
                 <text x=\"{words}\" y=\"{y}\" text-anchor=\"start\">{}</text>",
                y - 5,
                y - 5,
                escaped(name)
            );
            y += LINE;
        }
        for line in std::iter::once(&self.drawn).chain(lines) {
            let _ =
                writeln!(svg, "<text x=\"{start}\" y=\"{y}\" text-anchor=\"start\">{}</text>", escaped(line));
            y += LINE;
        }
    }
}

/// Where each state stands, and the room that all take.
fn places(graph: &Graph, language: Language) -> (Vec<(usize, usize)>, usize, usize) {
    let columns = graph.states.iter().map(|state| state.distance + 1).max().unwrap_or(1);
    let mut filled = vec![0; columns];
    let width = 2 * MARGIN + COLUMN * (columns - 1).max(2);
    let mut places = Vec::new();
    for &Drawn { distance: column, .. } in &graph.states {
        let along = MARGIN + COLUMN * column;
        let x = match language {
            Language::En => along,
            Language::Ar => width - along,
        };
        places.push((x, MARGIN + ROW * filled[column]));
        filled[column] += 1;
    }
    let rows = filled.into_iter().max().unwrap_or(1);
    (places, width, 2 * MARGIN + ROW * rows.saturating_sub(1))
}

/// What a state is, in words: what differs from the agreed one, or the options taken.
fn state_told(state: &Drawn, actors: &Actors<'_>) -> String {
    let locale = actors.teller.locale;
    let words = match &state.changes {
        Some(_) if state.is_agreed => locale.word("stress-graph-agreed"),
        Some(changes) => actors.changes(changes),
        None => actors.state(&state.taken),
    };
    if state.is_now && !state.is_agreed {
        return format!("{words} ({})", locale.word("stress-graph-now"));
    }
    words
}

/// The line of a move and its head.
fn curve(arc: &Arc, places: &[(usize, usize)]) -> (String, String) {
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
    // The head points from the bend to the state.
    let (hx, hy) = (end.0 - middle.0, end.1 - middle.1);
    let head = (hx * hx + hy * hy).sqrt().max(1.0);
    let (hx, hy) = (hx / head, hy / head);
    let tip = (end.0 + hx * 7.0, end.1 + hy * 7.0);
    let line =
        format!("M{:.1} {:.1} Q{:.1} {:.1} {:.1} {:.1}", start.0, start.1, middle.0, middle.1, end.0, end.1);
    let head = format!(
        "M{:.1} {:.1} L{:.1} {:.1} L{:.1} {:.1} Z",
        tip.0,
        tip.1,
        end.0 - hy * 4.0,
        end.1 + hx * 4.0,
        end.0 + hy * 4.0,
        end.1 - hx * 4.0
    );
    (line, head)
}

/// A coordinate; a drawing is never as large as would lose one.
fn float(coordinate: usize) -> f64 {
    u32::try_from(coordinate).map_or(f64::from(u32::MAX), f64::from)
}

/// Words as XML.
fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
