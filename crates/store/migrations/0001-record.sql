-- The record of each case. See README.md before changing anything here.

CREATE TABLE cases (
    case_id TEXT NOT NULL PRIMARY KEY,
    -- The name of the record, which is that of the key that signs its checkpoints.
    origin TEXT NOT NULL UNIQUE,
    created BIGINT NOT NULL,
    -- How many entries there are: what other processes ask for to see that there are more.
    size BIGINT NOT NULL
);

CREATE TABLE entries (
    case_id TEXT NOT NULL REFERENCES cases (case_id),
    seq BIGINT NOT NULL,
    time BIGINT NOT NULL,
    actor TEXT NOT NULL,
    kind TEXT NOT NULL,
    version BIGINT NOT NULL,
    -- Both are NULL once the payload was erased.
    salt BYTEA,
    payload TEXT,
    commitment BYTEA NOT NULL,
    -- The hash of the leaf: the tree can be built without reading payloads, and an entry that was
    -- changed is found by itself.
    leaf BYTEA NOT NULL,
    PRIMARY KEY (case_id, seq)
);

CREATE TABLE checkpoints (
    case_id TEXT NOT NULL REFERENCES cases (case_id),
    size BIGINT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (case_id, size)
);

-- What acts with an idempotency key came to.
CREATE TABLE outcomes (
    case_id TEXT NOT NULL REFERENCES cases (case_id),
    account_id TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    outcome TEXT NOT NULL,
    time BIGINT NOT NULL,
    PRIMARY KEY (case_id, account_id, idempotency_key)
);
