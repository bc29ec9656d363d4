//! The frontier as a small plot: support upwards, burden in the reading direction.

/// Rows of the plot.
const HEIGHT: usize = 6;

/// Columns of the plot.
const WIDTH: usize = 48;

/// A point: burden and support.
pub type Point = (u64, u64);

/// Draws the points; the chosen one is filled. Empty for fewer than two points.
pub fn plot(points: &[Point], chosen: Point) -> Vec<String> {
    let (Some(&first), Some(&last)) = (points.first(), points.last()) else {
        return Vec::new();
    };
    if points.len() < 2 {
        return Vec::new();
    }
    let mut grid = vec![vec![' '; WIDTH]; HEIGHT];
    let scaled = |value: u64, from: u64, to: u64, steps: usize| -> usize {
        let (value, span) = (u128::from(value - from), u128::from((to - from).max(1)));
        usize::try_from(value * (steps as u128 - 1) / span).unwrap_or(0)
    };
    for &(burden, support) in points {
        let column = scaled(burden, first.0, last.0, WIDTH);
        let row = HEIGHT - 1 - scaled(support, first.1, last.1, HEIGHT);
        grid[row][column] = if (burden, support) == chosen { '●' } else { '○' };
    }
    if points.contains(&chosen) {
        let column = scaled(chosen.0, first.0, last.0, WIDTH);
        grid[HEIGHT - 1 - scaled(chosen.1, first.1, last.1, HEIGHT)][column] = '●';
    }
    let margin = last.1.to_string().len().max(first.1.to_string().len());
    let mut lines: Vec<String> = grid
        .iter()
        .enumerate()
        .map(|(row, cells)| {
            let label = match row {
                0 => last.1.to_string(),
                row if row + 1 == HEIGHT => first.1.to_string(),
                _ => String::new(),
            };
            format!("{label:>margin$} │ {}", cells.iter().collect::<String>().trim_end())
        })
        .collect();
    let (from, to) = (first.0.to_string(), last.0.to_string());
    lines.push(format!("{} └{}", " ".repeat(margin), "─".repeat(WIDTH + 1)));
    let room = WIDTH.saturating_sub(from.len() + to.len());
    lines.push(format!("{}   {from}{}{to}", " ".repeat(margin), " ".repeat(room)));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_trade_is_filled() {
        insta::assert_snapshot!(plot(&[(9, 21), (11, 22), (12, 23)], (11, 22)).join("\n"));
    }

    #[test]
    fn one_trade_is_no_plot() {
        assert!(plot(&[(0, 3)], (0, 3)).is_empty());
        assert!(plot(&[], (0, 0)).is_empty());
    }
}
