-- Messages that came to a case from telephones, by a gateway or pasted, and the gateways' tokens. See README.md, and src/messages.rs.
-- They are in no record: what somebody makes a report of is entered there, and everything else is discarded. Once that is done the words go.

CREATE TABLE gateways (
    case_id TEXT NOT NULL REFERENCES cases (case_id),
    gateway BIGINT NOT NULL,
    token_hash BYTEA NOT NULL,
    -- What whoever made it calls it, who that was, and when.
    label TEXT NOT NULL,
    account_id TEXT NOT NULL,
    created BIGINT NOT NULL,
    -- When it was last used, and how many messages came by it.
    used BIGINT,
    received BIGINT NOT NULL,
    revoked BIGINT,
    PRIMARY KEY (case_id, gateway)
);

CREATE UNIQUE INDEX gateways_by_token ON gateways (token_hash);

CREATE TABLE messages (
    case_id TEXT NOT NULL REFERENCES cases (case_id),
    message BIGINT NOT NULL,
    -- What the same message has when it comes again, and what another with its sender, time and words has: keyed hashes.
    name BYTEA NOT NULL,
    content BYTEA NOT NULL,
    -- By which gateway it came, or who pasted it.
    gateway BIGINT,
    account_id TEXT,
    -- When it came, when it was sent as far as that is known, and to what that is exact: minute or day.
    time BIGINT NOT NULL,
    sent BIGINT,
    sent_to TEXT,
    -- A keyed hash of the sender in letters, empty when nobody is named; and the sender sealed to the committee's keys.
    sender TEXT NOT NULL,
    sealed BYTEA,
    -- What it says, until somebody has dealt with it.
    words TEXT,
    -- What became of it: report or discarded; when, by whom, the entry or the reason.
    ended TEXT,
    ended_time BIGINT,
    ended_by TEXT,
    entry BIGINT,
    reason TEXT,
    PRIMARY KEY (case_id, message)
);

CREATE UNIQUE INDEX messages_by_name ON messages (case_id, name);

CREATE INDEX messages_by_content ON messages (case_id, content);
