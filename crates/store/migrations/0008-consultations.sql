-- Public consultations: what people say, beside the record. See README.md, and src/poll.rs.
--
-- There is no name, no address and no time finer than the day in any of these tables, and no way from a participant to a person but
-- the code that somebody handed out. Everything has case_id first in its key, by which a distributed database would part it. Who
-- writes holds the row of `polls`, so that the others need no foreign key to be whole.

CREATE TABLE polls (
    case_id TEXT NOT NULL REFERENCES cases (case_id),
    poll BIGINT NOT NULL,
    -- From then on nothing is taken. The record says so, too; it is written in the same transaction.
    closes BIGINT NOT NULL,
    -- Until when nothing is taken because the votes are being counted, and by whom, who alone may take the seal off. It loses its
    -- force by itself, so that whoever died over it has shut nobody out.
    sealed BIGINT,
    sealer BYTEA,
    -- Counts every change: a server reads what came after the turn that it saw last.
    turn BIGINT NOT NULL,
    -- The turn at which what is shown or blocked changed last: votes are held against these.
    rules BIGINT NOT NULL,
    -- The turn at which a tie, or anything else of statements that changes no vote, changed last.
    lists BIGINT NOT NULL,
    -- The numbers given last.
    people BIGINT NOT NULL,
    statements BIGINT NOT NULL,
    codes BIGINT NOT NULL,
    -- The result as it was published when it was closed: once it is there, nothing changes. And what the hash in the record that
    -- holds to statements and votes begins with.
    result TEXT,
    salt BYTEA,
    PRIMARY KEY (case_id, poll)
);

CREATE TABLE poll_statements (
    case_id TEXT NOT NULL,
    poll BIGINT NOT NULL,
    statement BIGINT NOT NULL,
    -- The words by language, as the record writes a text.
    text TEXT NOT NULL,
    -- SHA-256 of the words without what does not tell two statements apart.
    form BYTEA NOT NULL,
    -- The participant who added it; none when the secretariat did.
    author BIGINT,
    -- waiting, shown, out
    state TEXT NOT NULL,
    reason TEXT,
    -- Conditions and provisions, parted by blanks, with ! before those that agreeing speaks against.
    ties TEXT NOT NULL,
    -- matter, person
    about TEXT NOT NULL,
    PRIMARY KEY (case_id, poll, statement)
);

CREATE UNIQUE INDEX poll_statements_by_form ON poll_statements (case_id, poll, form);

CREATE TABLE poll_codes (
    case_id TEXT NOT NULL,
    poll BIGINT NOT NULL,
    code BIGINT NOT NULL,
    code_hash BYTEA NOT NULL,
    label TEXT NOT NULL,
    -- For how many people it is, and how many came by it.
    quota BIGINT NOT NULL,
    used BIGINT NOT NULL,
    -- How often somebody who had come by it came in again.
    again BIGINT NOT NULL,
    -- Which invitations it hangs on, as a/b.
    path TEXT NOT NULL,
    -- verified, open
    channel TEXT NOT NULL,
    -- Why it is blocked; what came by it does not count as long as it is.
    blocked TEXT,
    PRIMARY KEY (case_id, poll, code)
);

CREATE UNIQUE INDEX poll_codes_by_hash ON poll_codes (case_id, poll, code_hash);

CREATE TABLE poll_participants (
    case_id TEXT NOT NULL,
    poll BIGINT NOT NULL,
    participant BIGINT NOT NULL,
    -- SHA-256 of what the browser keeps; none of those on paper.
    token_hash BYTEA,
    -- What is printed on the ballot, without what does not tell two ballots apart, and as it was written; none of those who came by
    -- a browser.
    ballot TEXT,
    mark TEXT,
    code BIGINT,
    -- verified, open, paper
    channel TEXT NOT NULL,
    path TEXT NOT NULL,
    -- Days since 1970-01-01.
    day BIGINT NOT NULL,
    PRIMARY KEY (case_id, poll, participant)
);

CREATE UNIQUE INDEX poll_participants_by_token ON poll_participants (case_id, poll, token_hash);

CREATE UNIQUE INDEX poll_participants_by_ballot ON poll_participants (case_id, poll, ballot);

CREATE INDEX poll_participants_by_code ON poll_participants (case_id, poll, code);

CREATE TABLE poll_votes (
    case_id TEXT NOT NULL,
    poll BIGINT NOT NULL,
    participant BIGINT NOT NULL,
    statement BIGINT NOT NULL,
    -- 0 disagrees, 1 passes, 2 agrees.
    vote BIGINT NOT NULL,
    turn BIGINT NOT NULL,
    PRIMARY KEY (case_id, poll, participant, statement)
);

CREATE INDEX poll_votes_by_turn ON poll_votes (case_id, poll, turn);
