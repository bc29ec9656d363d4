//! The leading eigenvectors of a symmetric matrix that is known only by what it makes of a vector.
//!
//! Lanczos' method, every step made orthogonal to all before it, the small tridiagonal matrix solved by QL
//! steps (Golub and Van Loan, *Matrix Computations*, ch. 8 and 10). It stops when the residual is at the
//! limit of the arithmetic, which power iteration with a fixed number of steps does not promise. The start is fixed, so
//! that the result is. Of an eigenvalue that occurs several times some vectors are found, which is all there can be.

use super::dice::Dice;

/// The most steps.
pub const STEP_LIMIT: usize = 320;

/// How near a residual must come to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Care {
    /// To the limit of the arithmetic.
    Exact,
    /// As near as groups of a sample need, which are compared with others and never told.
    Rough,
}

impl Care {
    /// Residuals below this share of the largest eigenvalue count as nothing.
    fn nothing(self) -> f64 {
        match self {
            Self::Exact => 2e-15,
            Self::Rough => 1e-5,
        }
    }
}

/// A symmetric matrix without negative eigenvalues.
pub(super) trait Symmetric {
    /// Its rows.
    fn order(&self) -> usize;
    /// What it makes of a vector.
    fn times(&self, vector: &[f64]) -> Vec<f64>;
}

/// An eigenvalue with its vector of length 1.
#[derive(Clone, Debug)]
pub(super) struct Eigen {
    pub value: f64,
    pub vector: Vec<f64>,
}

/// The eigenvectors of the largest eigenvalues; fewer when the matrix has fewer rows. Those of an earlier, similar
/// matrix shorten the way.
pub(super) fn leading(matrix: &impl Symmetric, wanted: usize, care: Care, earlier: &[&[f64]]) -> Vec<Eigen> {
    let order = matrix.order();
    let wanted = wanted.min(order);
    let mut basis: Vec<Vec<f64>> = Vec::new();
    let (mut diagonal, mut beside): (Vec<f64>, Vec<f64>) = (Vec::new(), Vec::new());
    let mut dice = Dice::new(0x4D61_7771_6966);
    let Some(mut next) = fresh(order, &basis, &mut dice, earlier) else { return Vec::new() };
    let steps = order.min(STEP_LIMIT);
    let mut check = 12.max(wanted);
    loop {
        let mut product = matrix.times(&next);
        let along = dot(&product, &next);
        basis.push(next);
        diagonal.push(along);
        // Twice is enough (Kahan).
        for _ in 0..2 {
            for known in &basis {
                let part = dot(&product, known);
                subtract(&mut product, known, part);
            }
        }
        let rest = dot(&product, &product).sqrt();
        let scale = diagonal.iter().copied().fold(0.0, f64::max);
        let is_last = basis.len() == steps;
        let is_cut = rest <= 1e-14 * scale || scale == 0.0;
        if is_last || basis.len() >= check || (is_cut && basis.len() >= wanted) {
            check = basis.len() + basis.len().max(12) / 2;
            let ritz = solved(&diagonal, &beside);
            let largest = ritz.first().map_or(0.0, |eigen| eigen.value);
            let residual = |eigen: &Eigen| rest * eigen.vector.last().copied().unwrap_or(0.0).abs();
            let is_found = ritz.len() >= wanted
                && ritz.iter().take(wanted).all(|eigen| residual(eigen) <= care.nothing() * largest);
            // An exhausted space can hide the second of two equal eigenvalues; one step elsewhere shows it.
            if is_last || is_found && (!is_cut || basis.len() > wanted + 2) {
                return ritz.into_iter().take(wanted).map(|eigen| composed(&eigen, &basis)).collect();
            }
        }
        if is_cut {
            beside.push(0.0);
            let Some(other) = fresh(order, &basis, &mut dice, &[]) else {
                let ritz = solved(&diagonal, &beside[..beside.len() - 1]);
                return ritz.into_iter().take(wanted).map(|eigen| composed(&eigen, &basis)).collect();
            };
            next = other;
        } else {
            beside.push(rest);
            product.iter_mut().for_each(|part| *part /= rest);
            next = product;
        }
    }
}

/// A vector of length 1 outside the space that is known: near the earlier ones if there are any.
fn fresh(order: usize, basis: &[Vec<f64>], dice: &mut Dice, earlier: &[&[f64]]) -> Option<Vec<f64>> {
    for _ in 0..4 {
        let stray = if earlier.is_empty() { 1.0 } else { 1e-3 };
        let mut vector: Vec<f64> = (0..order)
            .map(|at| {
                let known: f64 = earlier.iter().filter_map(|vector| vector.get(at)).sum();
                known + stray * (dice.share() - 0.5)
            })
            .collect();
        for _ in 0..2 {
            for known in basis {
                let part = dot(&vector, known);
                subtract(&mut vector, known, part);
            }
        }
        let length = dot(&vector, &vector).sqrt();
        if length > 1e-9 {
            vector.iter_mut().for_each(|part| *part /= length);
            return Some(vector);
        }
    }
    None
}

fn composed(eigen: &Eigen, basis: &[Vec<f64>]) -> Eigen {
    let mut vector = vec![0.0; basis.first().map_or(0, Vec::len)];
    for (part, known) in eigen.vector.iter().zip(basis) {
        subtract(&mut vector, known, -part);
    }
    let length = dot(&vector, &vector).sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|part| *part /= length);
    }
    Eigen { value: eigen.value.max(0.0), vector }
}

/// All eigenvectors of the tridiagonal matrix, the largest first: implicit QL steps with Wilkinson's shift.
fn solved(diagonal: &[f64], beside: &[f64]) -> Vec<Eigen> {
    const STEPS: usize = 60;
    let size = diagonal.len();
    let mut values = diagonal.to_vec();
    let mut off = beside.to_vec();
    off.resize(size, 0.0);
    let mut vectors: Vec<Vec<f64>> = (0..size).map(|_| vec![0.0; size]).collect();
    vectors.iter_mut().enumerate().for_each(|(at, vector)| vector[at] = 1.0);
    for low in 0..size {
        for _ in 0..STEPS {
            let is_split =
                |at: &usize| off[*at].abs() <= f64::EPSILON * (values[*at].abs() + values[*at + 1].abs());
            let high = (low..size - 1).find(is_split).unwrap_or(size - 1);
            if high == low {
                break;
            }
            step(&mut values, &mut off, &mut vectors, low, high);
        }
    }
    let mut found: Vec<Eigen> =
        values.into_iter().zip(vectors).map(|(value, vector)| Eigen { value, vector }).collect();
    found.sort_by(|a, b| b.value.total_cmp(&a.value));
    found
}

/// One QL step on the rows from `low` to `high`: a chase of plane rotations from below.
fn step(values: &mut [f64], off: &mut [f64], vectors: &mut [Vec<f64>], low: usize, high: usize) {
    let ratio = (values[low + 1] - values[low]) / (2.0 * off[low]);
    let mut bulge = values[high] - values[low] + off[low] / (ratio + ratio.hypot(1.0).copysign(ratio));
    let (mut sine, mut cosine, mut shift) = (1.0, 1.0, 0.0);
    for at in (low..high).rev() {
        let (outer, inner) = (sine * off[at], cosine * off[at]);
        let length = outer.hypot(bulge);
        off[at + 1] = length;
        if length == 0.0 {
            values[at + 1] -= shift;
            off[high] = 0.0;
            return;
        }
        (sine, cosine) = (outer / length, bulge / length);
        let moved = values[at + 1] - shift;
        let turned = (values[at] - moved) * sine + 2.0 * cosine * inner;
        shift = sine * turned;
        values[at + 1] = moved + shift;
        bulge = cosine * turned - inner;
        let (below, above) = vectors.split_at_mut(at + 1);
        for (one, two) in below[at].iter_mut().zip(&mut above[0]) {
            (*one, *two) = (cosine * *one - sine * *two, sine * *one + cosine * *two);
        }
    }
    values[low] -= shift;
    off[low] = bulge;
    off[high] = 0.0;
}

/// All eigenvectors of a dense symmetric matrix by cyclic Jacobi rotations, the largest eigenvalue first.
#[cfg(test)]
pub(super) fn jacobi(mut dense: Vec<f64>, size: usize) -> Vec<Eigen> {
    let mut turned = vec![0.0; size * size];
    (0..size).for_each(|at| turned[at * size + at] = 1.0);
    let scale = dense.iter().map(|part| part * part).sum::<f64>();
    for _ in 0..60 {
        let mut off = 0.0;
        for row in 0..size {
            off += dense[row * size + row + 1..(row + 1) * size].iter().map(|part| part * part).sum::<f64>();
        }
        if off <= 1e-34 * scale {
            break;
        }
        for row in 0..size {
            for column in row + 1..size {
                rotate(&mut dense, &mut turned, size, row, column);
            }
        }
    }
    let mut found: Vec<Eigen> = (0..size)
        .map(|at| Eigen { value: dense[at * size + at], vector: turned[at * size..(at + 1) * size].to_vec() })
        .collect();
    found.sort_by(|a, b| b.value.total_cmp(&a.value));
    found
}

#[cfg(test)]
fn rotate(dense: &mut [f64], turned: &mut [f64], size: usize, row: usize, column: usize) {
    let off = dense[row * size + column];
    let (one, two) = (dense[row * size + row], dense[column * size + column]);
    if off == 0.0 || off.abs() <= 1e-18 * (one.abs() * two.abs()).sqrt() {
        return;
    }
    let ratio = (two - one) / (2.0 * off);
    let tangent = ratio.signum() / (ratio.abs() + ratio.hypot(1.0));
    let cosine = 1.0 / tangent.hypot(1.0);
    let sine = tangent * cosine;
    for at in 0..size {
        let (a, b) = (dense[at * size + row], dense[at * size + column]);
        dense[at * size + row] = cosine * a - sine * b;
        dense[at * size + column] = sine * a + cosine * b;
    }
    for at in 0..size {
        let (a, b) = (dense[row * size + at], dense[column * size + at]);
        dense[row * size + at] = cosine * a - sine * b;
        dense[column * size + at] = sine * a + cosine * b;
        let (a, b) = (turned[row * size + at], turned[column * size + at]);
        turned[row * size + at] = cosine * a - sine * b;
        turned[column * size + at] = sine * a + cosine * b;
    }
    dense[row * size + column] = 0.0;
    dense[column * size + row] = 0.0;
}

/// The inner product, in eight sums side by side: one sum would wait for each addition.
pub(super) fn dot(one: &[f64], two: &[f64]) -> f64 {
    let ((ones, one), (twos, two)) = (one.as_chunks::<8>(), two.as_chunks::<8>());
    let mut sums = [0.0; 8];
    for (one, two) in ones.iter().zip(twos) {
        for (sum, (one, two)) in sums.iter_mut().zip(one.iter().zip(two)) {
            *sum += one * two;
        }
    }
    let [a, b, c, d, e, f, g, h] = sums;
    let rest: f64 = one.iter().zip(two).map(|(one, two)| one * two).sum();
    ((a + e) + (b + f)) + ((c + g) + (d + h)) + rest
}

fn subtract(vector: &mut [f64], known: &[f64], part: f64) {
    for (own, known) in vector.iter_mut().zip(known) {
        *own -= part * known;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    struct Dense(Vec<f64>, usize);

    impl Symmetric for Dense {
        fn order(&self) -> usize {
            self.1
        }

        fn times(&self, vector: &[f64]) -> Vec<f64> {
            self.0.chunks(self.1.max(1)).map(|row| dot(row, vector)).collect()
        }
    }

    /// The product of a matrix with its transpose: symmetric, and no eigenvalue is negative.
    fn square(rows: &[Vec<f64>], size: usize) -> Vec<f64> {
        let mut gram = vec![0.0; size * size];
        for row in rows {
            for one in 0..size {
                for two in 0..size {
                    gram[one * size + two] += row[one] * row[two];
                }
            }
        }
        gram
    }

    proptest! {
        #[test]
        fn lanczos_finds_what_jacobi_finds(
            (size, rows) in (1_usize..24).prop_flat_map(|size| {
                let row = prop::collection::vec(-1.0..1.0_f64, size);
                (Just(size), prop::collection::vec(row, 1..40))
            })
        ) {
            let gram = square(&rows, size);
            let dense = jacobi(gram.clone(), size);
            let found = leading(&Dense(gram.clone(), size), 2, Care::Exact, &[]);
            prop_assert_eq!(found.len(), size.min(2));
            let largest = dense[0].value.max(1e-300);
            for (found, dense) in found.iter().zip(&dense) {
                prop_assert!((found.value - dense.value).abs() <= 1e-12 * largest);
                let times = Dense(gram.clone(), size).times(&found.vector);
                for (part, own) in times.iter().zip(&found.vector) {
                    prop_assert!((part - found.value * own).abs() <= 1e-12 * largest);
                }
            }
            if let [first, second] = found.as_slice() {
                prop_assert!(dot(&first.vector, &second.vector).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn equal_eigenvalues_give_two_vectors_and_nothing_gives_none() {
        let one = |at: usize, value: f64| if at.is_multiple_of(5) { value } else { 0.0 };
        let same = Dense((0..16).map(|at| one(at, 3.0)).collect(), 4);
        let found = leading(&same, 2, Care::Exact, &[]);
        assert_eq!(found.len(), 2);
        assert!(found.iter().all(|eigen| (eigen.value - 3.0).abs() < 1e-14));
        assert!(dot(&found[0].vector, &found[1].vector).abs() < 1e-14);
        assert!(leading(&Dense(Vec::new(), 0), 2, Care::Exact, &[]).is_empty());
        let zero = leading(&Dense(vec![0.0; 9], 3), 2, Care::Exact, &[]);
        assert!(zero.iter().all(|eigen| eigen.value == 0.0));
    }
}
