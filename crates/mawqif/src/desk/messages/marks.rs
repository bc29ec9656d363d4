//! Marks: what stands in place of a sender, and by what messages are known again.
//!
//! Of a number there is a keyed hash. Its key grows from the server's seed and is another for each case, so that neither a copy of the
//! database nor another case finds the number by trying all there are.

use hmac::{Hmac, KeyInit, Mac};
use mawqif_core::{
    case::followup::origin::{Known, TELEPHONE},
    followup::messages::is_number,
    record::hash::Hash,
};
use sha2::Sha256;

/// Letters of a sender's mark: none looks like another.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Letters of a sender's mark. Of two to the fiftieth, no two of a case's senders have the same.
const MARK: usize = 10;

/// From how many digits on a number that does not begin with 0 has its country's code in front.
const WITH_CODE: usize = 11;

/// What tells senders and messages of one case from each other.
pub struct Marks(Hash);

impl Marks {
    /// Marks by a key.
    pub(super) fn new(key: Hash) -> Self {
        Self(key)
    }

    /// A keyed hash of parts, none of which runs into another.
    pub(super) fn hash(&self, parts: &[&[u8]]) -> Hash {
        // A key of any length is taken.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(self.0.as_bytes()) else { return Hash::of(parts) };
        for part in parts {
            // With its length in front.
            mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            mac.update(part);
        }
        Hash::from_bytes(mac.finalize().into_bytes().into())
    }

    /// The mark of a sender: ten letters, the same for one number however it is written. In front of it stands when it is of a number
    /// without its country, or of a name: then it may be a telephone that has another mark as well.
    pub fn sender(&self, sender: &str) -> String {
        let (known, plain) = plain_sender(sender);
        let hash = self.hash(&[b"sender", plain.as_bytes()]);
        let bits = hash.as_bytes().iter().fold(0_u128, |bits, byte| (bits << 8) | u128::from(*byte));
        let letter = |at: usize| {
            let place = usize::try_from((bits >> (5 * at)) & 31).unwrap_or(0);
            LETTERS.get(place).map_or('0', |letter| char::from(*letter))
        };
        let letters: String = (0..MARK).map(letter).collect();
        let (one, two) = letters.split_at(MARK / 2);
        format!("{}{one}-{two}", known.prefix())
    }

    /// What every message with this sender, time and words has.
    pub fn content(&self, sender: &str, when: &str, words: &str) -> Hash {
        let words: Vec<&str> = words.split_whitespace().collect();
        self.hash(&[b"content", sender.as_bytes(), when.as_bytes(), words.join(" ").as_bytes()])
    }
}

/// A sender as it is compared: a number by its digits alone, a name without regard to space and case.
fn plain_sender(sender: &str) -> (Known, String) {
    let folded = mawqif_core::followup::calendar::folded(sender);
    if !is_number(sender) {
        return (Known::Name, folded.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    let digits: String = folded.chars().filter(char::is_ascii_digit).collect();
    let is_marked = folded.trim_start().starts_with('+') || digits.starts_with("00");
    let has_code = is_marked || (digits.len() >= WITH_CODE && !digits.starts_with('0'));
    let digits = digits.trim_start_matches('0');
    // A country's code is never taken for a number within the country.
    if has_code { (Known::Whole, format!("+{digits}")) } else { (Known::Local, digits.to_owned()) }
}

/// Where a report says that it comes from: the mark of the message's sender.
pub fn origin(mark: &str) -> String {
    format!("{TELEPHONE}{mark}")
}

#[cfg(test)]
mod tests {
    use mawqif_core::case::followup::origin::telephone;

    use super::*;

    #[test]
    fn one_telephone_has_one_mark_however_its_number_is_written() {
        let marks = Marks(Hash::of(&[b"ours"]));
        let mark = marks.sender("+963 933-000-001");
        assert_eq!(mark.len(), MARK + 1);
        for same in [
            "+963933000001",
            "00963933000001",
            "٠٠٩٦٣٩٣٣٠٠٠٠٠١",
            "+٩٦٣ (٩٣٣) ٠٠٠٠٠١",
            "963933000001",
            "963 933 000 001",
        ] {
            assert_eq!(marks.sender(same), mark, "{same}");
        }
        for other in ["+963933000002", "0933000001", "Abu Sami"] {
            assert_ne!(marks.sender(other), mark, "{other}");
        }
        assert_eq!(marks.sender("0933000001"), marks.sender("933 000 001"));
        assert_eq!(marks.sender(" Abu  SAMI "), marks.sender("abu sami"));
        assert_ne!(Marks(Hash::of(&[b"theirs"])).sender("+963933000001"), mark, "another case knows it not");
        assert!(mark.chars().all(|it| it == '-' || LETTERS.contains(&u8::try_from(it).unwrap())));
        // What is known of each stands in the mark, where the record reads it.
        for (sender, known) in
            [("+963933000001", Known::Whole), ("0933000001", Known::Local), ("Abu Sami", Known::Name)]
        {
            let own = origin(&marks.sender(sender));
            assert_eq!(telephone(&own).map(|(known, _)| known), Some(known), "{own}");
        }
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        let marks = Marks(Hash::of(&[b"ours"]));
        assert_ne!(marks.content("a", "b", "c"), marks.content("ab", "", "c"));
        assert_eq!(marks.content("a", "b", "c  d\n"), marks.content("a", "b", "c d"));
    }
}
