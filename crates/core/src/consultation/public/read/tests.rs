//! Files of votes and statements, good and bad.

use super::{super::figures::About, *};
use crate::consultation::public::tests::cast;

fn read(votes: &str, listed: Option<&str>) -> Result<Consultation, Mistakes> {
    let mut reader = VoteReader::default();
    reader.push(votes.as_bytes());
    reader.finish(listed.map(|listed| statements(listed.as_bytes()).unwrap()))
}

fn kinds(mistakes: &Mistakes) -> Vec<(u64, MistakeKind)> {
    mistakes.told.iter().map(|mistake| (mistake.line, mistake.kind.clone())).collect()
}

#[test]
fn both_forms_of_a_file_say_the_same() {
    let polis = "timestamp,datetime,comment-id,voter-id,vote\n3,Mon,10,2,1\n4,Mon,9,2,-1\n2,Sun,9,11,0\n";
    let plain = "\u{feff}participant;statement;vote\r\n2;10;agree\r\n2;9;disagree\r\n11;9;pass\r\n";
    let arabic = "مشارك\tعبارة\tصوت\n2\t10\tأوافق\n2\t9\tلا أوافق\n11\t9\tمحايد";
    let wanted = read(polis, None).unwrap();
    assert_eq!(wanted.people, [Name::Number(2), Name::Number(11)]);
    assert_eq!(wanted.ballots.row(0), [cast(0, -1), cast(1, 1)]);
    for other in [plain, arabic] {
        let other = read(other, None).unwrap();
        assert_eq!((&other.ballots, &other.people), (&wanted.ballots, &wanted.people));
    }
}

#[test]
fn the_last_vote_counts_by_its_time_wherever_it_stands() {
    let votes = "participant,statement,vote,timestamp\na,1,1,20\na,1,-1,10\n";
    let read = read(votes, None).unwrap();
    assert_eq!(read.ballots.row(0), [cast(0, 1)]);
    assert_eq!(read.replaced, 1);
}

#[test]
fn votes_on_statements_that_are_not_listed_are_counted_and_left_out() {
    let read =
        read("participant,statement,vote\na,1,1\na,7,1\n", Some("statement,text\n1,One\n2,Two\n")).unwrap();
    assert_eq!((read.unknown, read.ballots.votes(), read.statements.len()), (1, 1, 2));
}

#[test]
fn every_mistake_is_told_with_its_line_and_nothing_is_read() {
    let votes = "participant,statement,vote,timestamp\na,1,maybe,1\n,1,1,1\nb,,1,1\nb,1,1,soon\n";
    let mistakes = read(votes, None).unwrap_err();
    assert_eq!(
        kinds(&mistakes),
        [
            (2, MistakeKind::BadVote("maybe".to_owned())),
            (3, MistakeKind::NoField("participant")),
            (4, MistakeKind::NoField("statement")),
            (5, MistakeKind::BadTime("soon".to_owned())),
        ]
    );
    assert_eq!(kinds(&read("a,b\n1,2\n", None).unwrap_err()).len(), 3);
    assert_eq!(read("", None).unwrap_err().count(), 1);
    let many = format!("participant,statement,vote\n{}", "a,1,no\n".repeat(100));
    assert_eq!(read(&many, None).unwrap_err().count(), 100);
    assert_eq!(read("participant,statement,vote\n", None).unwrap().ballots.participants(), 0);
}

#[test]
fn too_much_of_anything_ends_the_reading() {
    let long = format!("participant,statement,vote\n{},1,1\n", "x".repeat(NAME_LIMIT + 1));
    assert_eq!(kinds(&read(&long, None).unwrap_err()), [(2, MistakeKind::LongName)]);
    let mut reader = VoteReader::default();
    reader.push(b"participant,statement,vote\n\"");
    (0..=ROW_LIMIT / 1024).for_each(|_| reader.push(&[b'x'; 1024]));
    assert!(reader.is_done());
    assert_eq!(kinds(&reader.finish(None).unwrap_err()), [(2, MistakeKind::LongRow)]);
    let mut reader = VoteReader::default();
    reader.push(b"participant,statement,vote\n");
    (0..=STATEMENT_LIMIT).for_each(|at| reader.push(format!("a,{at},1\n").as_bytes()));
    let told = kinds(&reader.finish(None).unwrap_err());
    assert_eq!(told, [(2 + STATEMENT_LIMIT as u64, MistakeKind::TooMany("statements", STATEMENT_LIMIT))]);
}

#[test]
fn statements_have_words_ties_and_moderation() {
    let file = "comment-id,moderated,is-meta,comment-body,tie\n\
        3,1,false,\"Roads, and \"\"bread\"\"\",routes !ground\n4,-1,false,Spam,\n5,0,true,I live here,\n";
    let read = statements(file.as_bytes()).unwrap();
    assert_eq!(read[0].text, "Roads, and \"bread\"");
    assert_eq!(read[0].ties, ["routes", "!ground"].map(|tie| Tie::new(tie).unwrap()));
    assert_eq!(read.iter().map(|statement| statement.is_out).collect::<Vec<_>>(), [false, true, true]);
    assert_eq!(read[2].about, About::Person);
    let twice = statements(b"statement,text\n1,a\n1,b\n").unwrap_err();
    assert_eq!(kinds(&twice), [(3, MistakeKind::Twice("1".to_owned()))]);
    assert!(statements(b"").is_err());
}

#[test]
fn a_field_of_many_lines_is_read_in_one_go_wherever_it_is_cut() {
    let lines = "\n".repeat(500_000);
    let file = format!("participant,statement,vote,beside\na,1,1,\"{lines}\"\nb,1,0,x\n");
    // The first piece ends within the field; trying again at each line end would take hours.
    let (first, rest) = file.as_bytes().split_at(50);
    let mut reader = VoteReader::default();
    reader.push(first);
    reader.push(rest);
    let read = reader.finish(None).unwrap();
    assert_eq!((read.people.len(), read.ballots.votes()), (2, 2));
}
