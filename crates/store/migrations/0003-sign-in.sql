-- What signing in needs beside a password. See README.md.

-- When the session's owner last gave password and code, if ever: what weighs much asks for it again.
ALTER TABLE sessions ADD COLUMN confirmed BIGINT;

-- Who used it: the account that it was for, or one that there was already.
ALTER TABLE invitations ADD COLUMN accepted_by TEXT;

-- Passwords that were right, and wait for their one-time code.
CREATE TABLE logins (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (account_id),
    expires BIGINT NOT NULL,
    tries BIGINT NOT NULL
);

CREATE INDEX logins_by_account ON logins (account_id);
