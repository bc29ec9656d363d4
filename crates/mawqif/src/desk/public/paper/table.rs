//! Ballots on paper as a table: a vote in each row, and the rows of one mark are one ballot, wherever they stand.
//!
//! Every refusal names the line at which its row begins. Two rows that say something to the same statement for the same ballot are
//! told with both lines, whether or not they agree: either somebody slipped, or two ballots have one mark.

use std::collections::BTreeMap;

use mawqif_core::consultation::public::{csv, read};

use super::{PAPER_LIMIT, PaperBallot, PaperFault, PaperMistake, TOLD_LIMIT, form, marked, number};
use crate::desk::public::{codes, statements::POLL_STATEMENT_LIMIT};

/// What the column of codes is called.
const CODE: &[&str] = &["code", "رمز"];

/// Where the columns are.
struct Columns {
    mark: usize,
    statement: usize,
    vote: usize,
    code: Option<usize>,
    invite: Option<usize>,
}

/// Ballots as they come together, by what tells them apart.
#[derive(Default)]
struct Sheet {
    ballots: Vec<PaperBallot>,
    places: BTreeMap<String, usize>,
}

/// Reads ballots from a table: participant, statement, vote, and if wanted code and invite; other columns are left alone.
pub fn read_csv(bytes: &[u8]) -> (Vec<PaperBallot>, Vec<PaperMistake>) {
    let mut mistakes = Vec::new();
    let mut rows = csv::rows(bytes);
    let (line, head) = rows.next().unwrap_or((1, Vec::new()));
    let columns = match columns(&head) {
        Ok(columns) => columns,
        Err(missing) => {
            let told =
                missing.into_iter().map(|name| PaperMistake { line, kind: PaperFault::NoColumn(name) });
            return (Vec::new(), told.collect());
        }
    };
    let mut sheet = Sheet::default();
    for (line, row) in rows {
        if let Err(kind) = sheet.take(line, &row, &columns) {
            let is_full = matches!(kind, PaperFault::TooMany(_));
            mistakes.push(PaperMistake { line, kind });
            if is_full || mistakes.len() >= TOLD_LIMIT {
                break;
            }
        }
    }
    (sheet.ballots, mistakes)
}

/// Where the columns are; the names of those that are missing.
fn columns(head: &[String]) -> Result<Columns, Vec<&'static str>> {
    let head: Vec<String> = head.iter().map(|name| name.to_lowercase()).collect();
    let at = |names: &[&str]| names.iter().find_map(|name| head.iter().position(|own| own == name));
    match (at(read::PERSON), at(read::STATEMENT), at(read::VOTE)) {
        (Some(mark), Some(statement), Some(vote)) => {
            Ok(Columns { mark, statement, vote, code: at(CODE), invite: at(read::INVITE) })
        }
        (mark, statement, vote) => {
            let all = [(mark, read::PERSON), (statement, read::STATEMENT), (vote, read::VOTE)];
            let missing = all.into_iter().filter(|(at, _)| at.is_none());
            Err(missing.filter_map(|(_, names)| names.first().copied()).collect())
        }
    }
}

impl Sheet {
    fn take(&mut self, line: usize, row: &[String], columns: &Columns) -> Result<(), PaperFault> {
        let field = |at: usize| row.get(at).map(String::as_str).filter(|it| !it.is_empty());
        let given = |at: usize, name: &'static str| field(at).ok_or(PaperFault::Column(name));
        let mark = marked(given(columns.mark, "participant")?)?;
        let written = given(columns.statement, "statement")?;
        let statement = number(written).ok_or_else(|| PaperFault::NoNumber(cut(written)))?;
        let said = given(columns.vote, "vote")?;
        let vote = read::vote(said.as_bytes()).ok_or_else(|| PaperFault::NoVote(cut(said)))?;
        let code = columns.code.and_then(field).filter(|code| !matches!(*code, "-" | "–" | "—"));
        if code.is_some_and(|code| codes::plain(code).is_none()) {
            return Err(PaperFault::CodeUnknown);
        }
        let invite = columns.invite.and_then(field);
        if codes::invite_path(invite.unwrap_or_default()).is_err() {
            return Err(PaperFault::BadInvite(cut(invite.unwrap_or_default())));
        }
        let form = form(&mark);
        let Some(&at) = self.places.get(&form) else {
            if self.ballots.len() >= PAPER_LIMIT {
                return Err(PaperFault::TooMany(PAPER_LIMIT));
            }
            self.places.insert(form, self.ballots.len());
            let (code, invite) = (code.map(str::to_owned), invite.map(str::to_owned));
            let (votes, lines) = (vec![(statement, vote)], vec![line]);
            self.ballots.push(PaperBallot { line, ballot: mark, code, votes, lines, invite });
            return Ok(());
        };
        let ballot = &mut self.ballots[at];
        if let Some(before) = ballot.votes.iter().position(|(on, _)| *on == statement) {
            let is_same = ballot.votes[before].1 == vote;
            let (ballot, other) = (mark, ballot.lines[before]);
            return Err(match is_same {
                true => PaperFault::Again { ballot, statement, other },
                false => PaperFault::Contradicts { ballot, statement, other },
            });
        }
        let plain = |code: Option<&str>| code.and_then(codes::plain);
        let differs = [
            ("code", code.is_some() && plain(code) != plain(ballot.code.as_deref())),
            ("invite", invite.is_some() && invite != ballot.invite.as_deref()),
        ];
        if let Some((column, _)) = differs.into_iter().find(|(_, differs)| *differs) {
            return Err(PaperFault::Differs { ballot: mark, column, other: ballot.line });
        }
        if ballot.votes.len() >= POLL_STATEMENT_LIMIT {
            return Err(PaperFault::TooMany(POLL_STATEMENT_LIMIT));
        }
        ballot.votes.push((statement, vote));
        ballot.lines.push(line);
        Ok(())
    }
}

/// What stands in a table, cut to a length that can be told.
fn cut(written: &str) -> String {
    written.chars().filter(|it| !it.is_control()).take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::public::Vote;

    fn faults(table: &str) -> Vec<(usize, PaperFault)> {
        read_csv(table.as_bytes()).1.into_iter().map(|it| (it.line, it.kind)).collect()
    }

    #[test]
    fn rows_of_one_mark_are_one_ballot_however_it_is_typed() {
        let table = "\u{feff}Participant;statement;vote;code;invite\r\nB-17;1;agree;-;north/a\r\n\r\nB-18;2;لا أوافق;;\r\nb ١٧;٢;0;;north/a\r\n";
        let (ballots, mistakes) = read_csv(table.as_bytes());
        assert_eq!(mistakes, []);
        assert_eq!(ballots.len(), 2);
        assert_eq!(ballots[0].votes, [(1, Vote::Agree), (2, Vote::Pass)]);
        assert_eq!((ballots[0].line, &ballots[0].lines), (2, &vec![2, 5]));
        assert_eq!(ballots[0].invite.as_deref(), Some("north/a"));
        assert_eq!((ballots[1].line, &ballots[1].votes), (4, &vec![(2, Vote::Disagree)]));
        assert_eq!((ballots[0].code.as_ref(), ballots[1].code.as_ref()), (None, None));
    }

    #[test]
    fn every_refusal_names_its_line_and_a_contradiction_both() {
        let table = "participant,statement,vote,invite\nB-1,1,1,a\nB-1,x,1,a\nB-1,2,perhaps,a\n,3,1,a\nB-2,1,1,a\n\
                     \"b\n1\",9,1,a\nB-2,1,-1,a\nB-2,1,1,a\nB-2,4,1,b\nB-3,,1,a\nB-3,1,1,a b\n";
        let again = |other| PaperFault::Again { ballot: "B-2".to_owned(), statement: 1, other };
        assert_eq!(
            faults(table),
            [
                (3, PaperFault::NoNumber("x".to_owned())),
                (4, PaperFault::NoVote("perhaps".to_owned())),
                (5, PaperFault::Column("participant")),
                (7, PaperFault::LongId),
                (9, PaperFault::Contradicts { ballot: "B-2".to_owned(), statement: 1, other: 6 }),
                (10, again(6)),
                (11, PaperFault::Differs { ballot: "B-2".to_owned(), column: "invite", other: 6 }),
                (12, PaperFault::Column("statement")),
                (13, PaperFault::BadInvite("a b".to_owned())),
            ]
        );
        assert_eq!(
            faults(""),
            [
                (1, PaperFault::NoColumn("participant")),
                (1, PaperFault::NoColumn("statement")),
                (1, PaperFault::NoColumn("vote")),
            ]
        );
        assert_eq!(faults("\n\nwho,statement,vote\n"), [(3, PaperFault::NoColumn("participant"))]);
        assert_eq!(faults("participant,statement,vote,code\nB-1,1,1,abc"), [(2, PaperFault::CodeUnknown)]);
    }

    #[test]
    fn there_is_an_end_to_ballots_and_to_mistakes() {
        let mut table = "participant,statement,vote\n".to_owned();
        (0..PAPER_LIMIT + 5).for_each(|at| table += &format!("B{at},1,1\n"));
        let (ballots, mistakes) = read_csv(table.as_bytes());
        assert_eq!(ballots.len(), PAPER_LIMIT);
        assert_eq!(
            mistakes,
            [PaperMistake { line: PAPER_LIMIT + 2, kind: PaperFault::TooMany(PAPER_LIMIT) }]
        );
        let table = format!("participant,statement,vote\n{}", "B-1,1,?\n".repeat(200));
        assert_eq!(read_csv(table.as_bytes()).1.len(), TOLD_LIMIT);
    }
}
