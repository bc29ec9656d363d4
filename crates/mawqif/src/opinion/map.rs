//! The map: where people stand, as SVG. Each circle is those who stand close together, the larger the more; colour and letter say
//! which group. Nobody's id is in it. In a map that is published no circle is fewer than five people.

use std::fmt::Write;

use mawqif_core::consultation::public::{
    BaseCluster,
    report::{FEW, Opinion},
};

use super::words::{letter, sentence};
use crate::locale::{Language, Locale};

/// The size of the picture, and the margin around what stands in it.
const SIDE: f64 = 640.0;
const MARGIN: f64 = 48.0;

/// How many letters stand in a line of the words below, and how high a line is.
const LINE: usize = 76;
const LEADING: f64 = 20.0;

/// A colour for each group that can be told from the others without colour vision.
const COLOURS: [&str; 5] = ["#1f4e79", "#b0481d", "#3b6b35", "#6b4a86", "#8a6d1d"];

/// The circles as they may be published: those of fewer than [`FEW`] people go into the nearest of the same group, and groups of
/// fewer are left out, since a circle of one would say where that one stands, and circles can be counted.
pub fn published(base: &[BaseCluster]) -> Vec<BaseCluster> {
    let mut told = base.to_vec();
    while let Some(at) = (0..told.len()).filter(|&at| told[at].people < FEW).min_by_key(|&at| told[at].people)
    {
        let few = told.swap_remove(at);
        let apart = |near: &BaseCluster| {
            (near.centre[0] - few.centre[0]).powi(2) + (near.centre[1] - few.centre[1]).powi(2)
        };
        let own = told.iter_mut().filter(|near| near.group == few.group);
        if let Some(near) = own.min_by(|one, other| apart(one).total_cmp(&apart(other))) {
            let people = near.people + few.people;
            let middle = |axis: usize| {
                (near.centre[axis] * near.people as f64 + few.centre[axis] * few.people as f64)
                    / people as f64
            };
            near.centre = [middle(0), middle(1)];
            near.people = people;
        }
    }
    told
}

/// Draws the map of those who stand close together.
pub fn svg(base: &[BaseCluster], told: &Opinion, locale: &Locale) -> String {
    let reach = base.iter().flat_map(|near| near.centre).fold(1e-9, |most: f64, part| most.max(part.abs()));
    let scale = (SIDE / 2.0 - MARGIN) / reach;
    let at = |centre: [f64; 2]| (SIDE / 2.0 + scale * centre[0], SIDE / 2.0 - scale * centre[1]);
    let most = base.iter().map(|near| near.people).max().unwrap_or(1).max(1) as f64;
    let direction = match locale.language {
        Language::En => "ltr",
        Language::Ar => "rtl",
    };
    let title = escaped(&locale.word("opinion-map-title"));
    let sentence = sentence(told, locale);
    let lines = broken(&sentence);
    let words = escaped(&sentence);
    let below = SIDE + 12.0 + LEADING * lines.len() as f64;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {SIDE} {}\" role=\"img\" direction=\"{direction}\" \
         font-family=\"sans-serif\" lang=\"{}\">\n<title>{title}</title>\n<desc>{words}</desc>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n",
        below + 2.5 * LEADING,
        locale.language.tag(),
    );
    let _ = writeln!(
        svg,
        "<path d=\"M{MARGIN} {half}H{end}M{half} {MARGIN}V{end}\" stroke=\"#ccc\"/>",
        half = SIDE / 2.0,
        end = SIDE - MARGIN,
    );
    for near in base {
        let (x, y) = at(near.centre);
        // Area goes by people.
        let radius = 5.0 + 17.0 * (near.people.max(FEW) as f64 / most.max(FEW as f64)).sqrt();
        let colour = COLOURS.get(usize::from(near.group)).copied().unwrap_or("#444");
        let _ = writeln!(
            svg,
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\" fill=\"{colour}\" fill-opacity=\"0.55\" \
             stroke=\"{colour}\"/>"
        );
    }
    for group in &told.groups {
        let own = || base.iter().filter(|near| usize::from(near.group) + 1 == group.group);
        if own().next().is_none() {
            continue;
        }
        let people: f64 = own().map(|near| near.people as f64).sum();
        let middle = |axis: usize| {
            own().map(|near| near.people as f64 * near.centre[axis]).sum::<f64>() / people.max(1.0)
        };
        let (x, y) = at([middle(0), middle(1)]);
        let _ = writeln!(
            svg,
            "<text x=\"{x:.1}\" y=\"{:.1}\" font-size=\"30\" font-weight=\"bold\" text-anchor=\"middle\" fill=\"#111\" \
             stroke=\"#fff\" stroke-width=\"4\" paint-order=\"stroke\">{}</text>",
            y + 10.0,
            escaped(&letter(group.group, locale)),
        );
    }
    for (at, line) in lines.iter().enumerate() {
        let _ = writeln!(
            svg,
            "<text x=\"{half}\" y=\"{y}\" font-size=\"14\" text-anchor=\"middle\" fill=\"#111\">{line}</text>",
            half = SIDE / 2.0,
            y = SIDE + 12.0 + LEADING * at as f64,
            line = escaped(line),
        );
    }
    let _ = writeln!(
        svg,
        "<text x=\"{half}\" y=\"{y}\" font-size=\"12\" text-anchor=\"middle\" fill=\"#555\">{how}</text>\n</svg>",
        half = SIDE / 2.0,
        y = below + LEADING / 2.0,
        how = escaped(&locale.word("opinion-map-how")),
    );
    svg
}

/// Words in lines that the picture has room for.
fn broken(words: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= LINE => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Text as it may stand in XML, without what turns the direction around.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            control if control.is_control() => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_published_map_has_no_circle_of_few_people() {
        let near = |group, people, x| BaseCluster { group, people, centre: [x, 0.0] };
        let base = [near(0, 9, 0.0), near(0, 1, 1.0), near(0, 6, 3.0), near(1, 2, 5.0), near(1, 2, 6.0)];
        let told = published(&base);
        assert_eq!(told.len(), 2, "the second group is four people");
        assert_eq!(told[0], near(0, 10, 0.1));
        assert_eq!(told[1], near(0, 6, 3.0));
        let few: Vec<_> = (0_u8..4).map(|at| near(1, 2, f64::from(at))).collect();
        let told = published(&few);
        assert!(told.iter().all(|near| near.people >= FEW), "{told:?}");
        assert_eq!(told.iter().map(|near| near.people).sum::<usize>(), 8);
    }
}
