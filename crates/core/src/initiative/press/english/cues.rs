//! The English cues: verbs of saying, with what they take.
//!
//! Four forms (base, third person, past, participle), then what the verb takes: `that` a clause, `"` a quotation, `=` a noun; `to`, `of`,
//! `on`, `for`, `against`, `about`: this word; `~to` and so on: somebody first (accused him of it). `+` `-` `&` `^` `*` are as in the
//! Arabic [table](super::super::cues): acceptance, rejection, a commitment, an attitude without words, a thought.

use super::super::cues::{Cue, takes};

/// The words that a cue can take, in the order of their bits.
pub const PARTICLES: [&str; 6] = ["to", "of", "on", "for", "against", "about"];

/// All English cues.
pub fn all() -> impl Iterator<Item = Cue> {
    TABLE.lines().map(str::trim).filter(|line| !line.is_empty()).filter_map(read)
}

fn read(line: &'static str) -> Option<Cue> {
    let (forms, taken) = line.split_once('|')?;
    let mut forms = forms.split_whitespace();
    Some(Cue {
        past: forms.next()?,
        short: forms.next()?,
        present: forms.next()?,
        participle: forms.next()?,
        nouns: "",
        takes: taken.split_whitespace().filter_map(bit).fold(0, |all, bit| all | bit),
    })
}

fn bit(word: &str) -> Option<u32> {
    let particle =
        |word: &str, first: u32| Some(first << PARTICLES.iter().position(|particle| *particle == word)?);
    match word {
        "that" => Some(takes::THAT),
        "\"" => Some(takes::QUOTE),
        "=" => Some(takes::DIRECT),
        "+" => Some(takes::ACCEPT),
        "-" => Some(takes::REJECT),
        "&" => Some(takes::COMMIT),
        "^" => Some(takes::POSITION),
        "*" => Some(takes::THOUGHT),
        _ => match word.strip_prefix('~') {
            Some(word) => particle(word, takes::OBJECT_B),
            None => particle(word, takes::B),
        },
    }
}

/// Base, third person, past, participle | what it takes.
const TABLE: &str = r#"
say says said saying | that "
tell tells told telling | that " ~to
add adds added adding | that "
announce announces announced announcing | that = "
declare declares declared declaring | that = "
state states stated stating | that "
stress stresses stressed stressing | that = "
emphasise emphasises emphasised emphasising | that =
emphasize emphasizes emphasized emphasizing | that =
note notes noted noting | that "
explain explains explained explaining | that "
reveal reveals revealed revealing | that =
claim claims claimed claiming | that "
argue argues argued arguing | that "
insist insists insisted insisting | that " on
maintain maintains maintained maintaining | that
believe believes believed believing | that *
think thinks thought thinking | that *
warn warns warned warning | that " of against ~of ~against ~to
threaten threatens threatened threatening | to &
promise promises promised promising | that to = " &
pledge pledges pledged pledging | that to = " &
vow vows vowed vowing | that to " &
swear swears swore swearing | that to &
deny denies denied denying | that = "
reject rejects rejected rejecting | = ^ -
accept accepts accepted accepting | = ^ +
support supports supported supporting | = ^ +
back backs backed backing | = ^ +
oppose opposes opposed opposing | = ^ -
refuse refuses refused refusing | to ^ -
agree agrees agreed agreeing | that to on ^ +
welcome welcomes welcomed welcoming | = +
condemn condemns condemned condemning | = -
denounce denounces denounced denouncing | = -
criticise criticises criticised criticising | = -
criticize criticizes criticized criticizing | = -
praise praises praised praising | =
accuse accuses accused accusing | ~of
blame blames blamed blaming | ~for
demand demands demanded demanding | that = "
call calls called calling | on for ~to
urge urges urged urging | ~to that =
ask asks asked asking | " ~to for
request requests requested requesting | that =
propose proposes proposed proposing | that =
suggest suggests suggested suggesting | that "
confirm confirms confirmed confirming | that = "
admit admits admitted admitting | that "
acknowledge acknowledges acknowledged acknowledging | that =
concede concedes conceded conceding | that "
expect expects expected expecting | that = ~to *
hope hopes hoped hoping | that to *
predict predicts predicted predicting | that =
write writes wrote writing | that "
reply replies replied replying | that "
respond responds responded responding | that "
answer answers answered answering | that "
continue continues continued continuing | "
recall recalls recalled recalling | that "
mention mentions mentioned mentioning | that
indicate indicates indicated indicating | that
affirm affirms affirmed affirming | that = "
reaffirm reaffirms reaffirmed reaffirming | that =
reiterate reiterates reiterated reiterating | that =
complain complains complained complaining | that " about
assert asserts asserted asserting | that "
allege alleges alleged alleging | that
caution cautions cautioned cautioning | that " against
remark remarks remarked remarking | that "
observe observes observed observing | that "
comment comments commented commenting | that "
conclude concludes concluded concluding | that "
disclose discloses disclosed disclosing | that =
chant chants chanted chanting | "
shout shouts shouted shouting | that "
report reports reported reporting | that
inform informs informed informing | that ~of
regret regrets regretted regretting | that =
express expresses expressed expressing | =
"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_takes_something() {
        let what = takes::THAT | takes::QUOTE | takes::DIRECT | takes::PREPOSITION | takes::OBJECT;
        let cues: Vec<Cue> = all().collect();
        assert_eq!(cues.len(), TABLE.lines().filter(|line| !line.trim().is_empty()).count());
        assert!(cues.iter().all(|cue| cue.takes & what != 0));
    }
}
