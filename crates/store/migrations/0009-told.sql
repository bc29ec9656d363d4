-- Public consultations: which codes were made together, and what was told last. See README.md, and src/poll.rs.

-- Codes that one order made. The order has a key of the page that it was sent from: whoever presses twice makes them once.
CREATE TABLE poll_batches (
    case_id TEXT NOT NULL,
    poll BIGINT NOT NULL,
    -- SHA-256 of the key.
    batch BYTEA NOT NULL,
    -- The number of its first code, and how many it has; they follow each other.
    first_code BIGINT NOT NULL,
    made BIGINT NOT NULL,
    PRIMARY KEY (case_id, poll, batch)
);

-- The result that everybody sees while people vote: another one takes its place only when so many more have voted that nobody's
-- votes follow from the two. It stands here so that several servers tell the same, and one that begins anew goes on from it.
CREATE TABLE poll_told (
    case_id TEXT NOT NULL,
    poll BIGINT NOT NULL,
    -- How many had voted.
    people BIGINT NOT NULL,
    -- The result, as JSON.
    told TEXT NOT NULL,
    PRIMARY KEY (case_id, poll)
);
