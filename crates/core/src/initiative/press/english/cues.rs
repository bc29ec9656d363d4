//! The English cues: verbs of saying, with what they take.
//!
//! Four forms (base, third person, past, participle), what the verb takes, and nouns that tell the same when they are
//! somebody's (the guild's warning that). What they take: `that` a clause, `"` a quotation, `=` a noun; `to`, `of`,
//! `on`, `for`, `against`, `about`, `as`: this word; `~to` and so on: somebody first (accused him of it). `+` `-` `&` `^` `*` are as in the
//! Arabic [table](super::super::cues): acceptance, rejection, a commitment, an attitude without words, a thought.

use super::super::cues::{Cue, takes};

/// The words that a cue can take, in the order of their bits.
pub const PARTICLES: [&str; 7] = ["to", "of", "on", "for", "against", "about", "as"];

/// All English cues.
pub fn all() -> impl Iterator<Item = Cue> {
    TABLE.lines().map(str::trim).filter(|line| !line.is_empty()).filter_map(read)
}

fn read(line: &'static str) -> Option<Cue> {
    let (forms, taken) = line.split_once('|')?;
    let (taken, nouns) = taken.split_once('|').unwrap_or((taken, ""));
    let mut forms = forms.split_whitespace();
    Some(Cue {
        past: forms.next()?,
        short: forms.next()?,
        present: forms.next()?,
        participle: forms.next()?,
        nouns: nouns.trim(),
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

/// Base, third person, past, participle | what it takes | nouns.
const TABLE: &str = r#"
say says said saying | that "
tell tells told telling | that " ~to
add adds added adding | that "
announce announces announced announcing | that = " of | announcement
declare declares declared declaring | that = "
state states stated stating | that "
stress stresses stressed stressing | that = "
emphasise emphasises emphasised emphasising | that =
emphasize emphasizes emphasized emphasizing | that =
note notes noted noting | that "
explain explains explained explaining | that "
reveal reveals revealed revealing | that =
claim claims claimed claiming | that " | claim
argue argues argued arguing | that "
insist insists insisted insisting | that " on | insistence
maintain maintains maintained maintaining | that
believe believes believed believing | that *
think thinks thought thinking | that *
warn warns warned warning | that " of against ~of ~against ~to | warning
threaten threatens threatened threatening | to ~to & | threat
promise promises promised promising | that to ~to = " & | promise
pledge pledges pledged pledging | that to = " & | pledge
vow vows vowed vowing | that to " & | vow
swear swears swore swearing | that to &
deny denies denied denying | that = " of | denial
reject rejects rejected rejecting | = ^ -
accept accepts accepted accepting | = ^ +
support supports supported supporting | = ^ +
back backs backed backing | = ^ +
oppose opposes opposed opposing | = ^ -
refuse refuses refused refusing | to ^ - | refusal
agree agrees agreed agreeing | that to on ^ +
welcome welcomes welcomed welcoming | = +
condemn condemns condemned condemning | = -
denounce denounces denounced denouncing | = -
criticise criticises criticised criticising | = -
criticize criticizes criticized criticizing | = -
praise praises praised praising | =
accuse accuses accused accusing | ~of
blame blames blamed blaming | ~for
demand demands demanded demanding | that = " for | demand
call calls called calling | on for ~to ~for | call appeal
urge urges urged urging | ~to that =
ask asks asked asking | " ~to for ~for
request requests requested requesting | that =
propose proposes proposed proposing | that = | proposal
suggest suggests suggested suggesting | that "
confirm confirms confirmed confirming | that = "
admit admits admitted admitting | that " | admission
acknowledge acknowledges acknowledged acknowledging | that =
concede concedes conceded conceding | that "
expect expects expected expecting | that = ~to *
hope hopes hoped hoping | that to *
predict predicts predicted predicting | that = | prediction
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
complain complains complained complaining | that " about | complaint
assert asserts asserted asserting | that " | assertion
allege alleges alleged alleging | that | allegation accusation
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
describe describes described describing | ~as
dismiss dismisses dismissed dismissing | ~as =
hail hails hailed hailing | ~as = +
repeat repeats repeated repeating | that "
hint hints hinted hinting | that
imply implies implied implying | that
testify testifies testified testifying | that
contend contends contended contending | that
lament laments lamented lamenting | that = "
retort retorts retorted retorting | that "
confess confesses confessed confessing | that to "
estimate estimates estimated estimating | that
forecast forecasts forecast forecasting | that =
signal signals signalled signalling | that
guarantee guarantees guaranteed guaranteeing | that = &
dispute disputes disputed disputing | that = -
object objects objected objecting | that to " -
protest protests protested protesting | that against
appeal appeals appealed appealing | for ~to ~for
plead pleads pleaded pleading | for that "
speak speaks spoke speaking | of about
recommend recommends recommended recommending | that =
question questions questioned questioning | =
joke jokes joked joking | that "
whisper whispers whispered whispering | that "
boast boasts boasted boasting | that of "
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
