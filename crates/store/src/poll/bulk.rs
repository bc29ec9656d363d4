//! Many rows in one statement: whoever holds the row of a consultation keeps others waiting, and each statement takes its time.

/// How many rows a statement has: few forms, so that the databases prepare each once.
const ROWS: [usize; 4] = [256, 32, 4, 1];

/// A list in parts for one statement each.
pub(super) fn parts<T>(all: &[T]) -> impl Iterator<Item = &[T]> {
    let mut rest = all;
    std::iter::from_fn(move || {
        let size = ROWS.into_iter().find(|size| *size <= rest.len())?;
        let (now, later) = rest.split_at(size);
        rest = later;
        Some(now)
    })
}

/// The values of so many rows: the consultation's two, then so many of each row's own, then what is the same in all.
pub(super) fn rows(count: usize, own: usize, same: &str) -> String {
    let row = |row: usize| format!("($1, $2, {}{same})", places(3 + row * own, own));
    (0..count).map(row).collect::<Vec<String>>().join(", ")
}

/// So many places of values, from a number on.
pub(super) fn places(from: usize, count: usize) -> String {
    (from..from + count).map(|at| format!("${at}")).collect::<Vec<String>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_falls_into_few_forms_and_nothing_is_lost() {
        for length in [0, 1, 3, 4, 31, 32, 300, 1_000] {
            let all: Vec<usize> = (0..length).collect();
            let back: Vec<usize> = parts(&all).flatten().copied().collect();
            assert_eq!(back, all);
            assert!(parts(&all).all(|part| ROWS.contains(&part.len())));
        }
        assert_eq!(rows(2, 2, ", 0"), "($1, $2, $3, $4, 0), ($1, $2, $5, $6, 0)");
        assert_eq!(places(3, 3), "$3, $4, $5");
    }
}
