-- Senders of whom gateways bring nothing more to a case, by their marks. See README.md and src/messages/muted.rs.

CREATE TABLE muted_senders (
    case_id TEXT NOT NULL REFERENCES cases (case_id),
    -- A keyed hash of the sender in letters, as messages have it.
    sender TEXT NOT NULL,
    -- Who has muted it, when and why.
    account_id TEXT NOT NULL,
    time BIGINT NOT NULL,
    reason TEXT NOT NULL,
    -- How many messages were turned away since, and when the last one was.
    turned_away BIGINT NOT NULL,
    last_turned BIGINT,
    PRIMARY KEY (case_id, sender)
);
