-- What is not in any record: who the people are, and how they get in. See README.md.

CREATE TABLE accounts (
    account_id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL UNIQUE,
    -- An argon2 hash in PHC form.
    password TEXT NOT NULL,
    totp BYTEA,
    -- The last time step whose code was used, since a code is good for one use.
    totp_step BIGINT NOT NULL,
    locale TEXT NOT NULL,
    created BIGINT NOT NULL,
    disabled BIGINT
);

CREATE TABLE recovery_codes (
    account_id TEXT NOT NULL REFERENCES accounts (account_id),
    code_hash BYTEA NOT NULL,
    used BIGINT,
    PRIMARY KEY (account_id, code_hash)
);

CREATE TABLE sessions (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (account_id),
    created BIGINT NOT NULL,
    seen BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    agent TEXT NOT NULL
);

CREATE INDEX sessions_by_account ON sessions (account_id);

CREATE TABLE invitations (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (case_id),
    role TEXT NOT NULL,
    body TEXT,
    account_id TEXT NOT NULL,
    expires BIGINT NOT NULL,
    used BIGINT
);

CREATE INDEX invitations_by_case ON invitations (case_id);

CREATE TABLE api_tokens (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (account_id),
    label TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created BIGINT NOT NULL,
    expires BIGINT,
    revoked BIGINT
);

CREATE INDEX api_tokens_by_account ON api_tokens (account_id);

CREATE TABLE mails (
    mail_id TEXT NOT NULL PRIMARY KEY,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    due BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    sent BIGINT
);

CREATE INDEX mails_by_due ON mails (due);
