//! What a field of a file of votes says: a vote, or a time.

use crate::consultation::public::ballots::Vote;

/// A vote as it is written: +1, 0 and −1, or words.
pub fn vote(said: &[u8]) -> Option<Vote> {
    match said {
        b"1" | b"+1" => Some(Vote::Agree),
        b"-1" => Some(Vote::Disagree),
        b"0" => Some(Vote::Pass),
        _ => match std::str::from_utf8(said).ok()?.to_lowercase().as_str() {
            "agree" | "أوافق" | "موافق" => Some(Vote::Agree),
            "disagree" | "−1" | "لا أوافق" | "غير موافق" => Some(Vote::Disagree),
            "pass" | "أتجاوز" | "محايد" => Some(Vote::Pass),
            _ => None,
        },
    }
}

/// A time: a whole number with or without a sign.
pub(super) fn time_of(said: &[u8]) -> Option<i64> {
    digits(said).or_else(|| std::str::from_utf8(said).ok()?.parse().ok())
}

/// A whole number of so few digits that it always fits, and of nothing else: nearly every time is one.
pub(super) fn digits(said: &[u8]) -> Option<i64> {
    if said.is_empty() || said.len() > 18 {
        return None;
    }
    let (eights, rest) = said.as_chunks::<8>();
    let number =
        eights.iter().try_fold(0, |number, eight| Some(number * 100_000_000 + eight_digits(*eight)?))?;
    rest.iter().try_fold(number, |number, byte| match byte.wrapping_sub(b'0') {
        digit @ 0..=9 => Some(number * 10 + i64::from(digit)),
        _ => None,
    })
}

/// The number of eight digits: neighbours are put together three times, all at once.
fn eight_digits(written: [u8; 8]) -> Option<i64> {
    const ZEROS: u64 = u64::from_le_bytes([b'0'; 8]);
    const UPPER: u64 = u64::from_le_bytes([0xF0; 8]);
    let word = u64::from_le_bytes(written);
    // Six more than a digit is still below the next sixteen, and six more than `:` is not.
    let is_digits = word & UPPER == ZEROS && (word + u64::from_le_bytes([6; 8])) & UPPER == ZEROS;
    let pairs = (word ^ ZEROS).wrapping_mul(10 << 8 | 1) >> 8 & 0x00FF_00FF_00FF_00FF;
    let fours = pairs.wrapping_mul(100 << 16 | 1) >> 16 & 0x0000_FFFF_0000_FFFF;
    let all = fours.wrapping_mul(10_000 << 32 | 1) >> 32;
    if is_digits { i64::try_from(all).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn digits_are_the_number_that_they_are_parsed_as(said in "[0-9:/+a]{0,24}") {
            let number = said.parse::<i64>().ok();
            proptest::prop_assert_eq!(time_of(said.as_bytes()), number);
            let is_plain = (1..=18).contains(&said.len()) && said.bytes().all(|byte| byte.is_ascii_digit());
            proptest::prop_assert_eq!(digits(said.as_bytes()), number.filter(|_| is_plain));
        }

        #[test]
        fn whatever_the_digits_all_are_read(number in 0..1_000_000_000_000_000_000_i64) {
            proptest::prop_assert_eq!(digits(number.to_string().as_bytes()), Some(number));
        }
    }

    #[test]
    fn one_byte_that_is_no_digit_makes_no_number() {
        for byte in (0..=u8::MAX).filter(|byte| !byte.is_ascii_digit()) {
            for at in 0..13 {
                let mut said = *b"1435654192085";
                said[at] = byte;
                assert_eq!(digits(&said), None, "{byte} at {at}");
            }
        }
    }
}
