-- Evidence that came with reports, sealed to a committee's keys: nothing here can be read without one of them. See README.md, and
-- src/sealed.rs. What each is, and which of them are to be kept, says the record alone.

CREATE TABLE sealed_files (
    case_id TEXT NOT NULL REFERENCES cases (case_id),
    -- Of the sealed bytes.
    sha256 BYTEA NOT NULL,
    -- By what its parts are known: 16 bytes of chance, since they are written before the hash is.
    blob BYTEA NOT NULL,
    size BIGINT NOT NULL,
    time BIGINT NOT NULL,
    PRIMARY KEY (case_id, sha256)
);

CREATE INDEX sealed_files_by_blob ON sealed_files (case_id, blob);

CREATE TABLE sealed_parts (
    case_id TEXT NOT NULL REFERENCES cases (case_id),
    blob BYTEA NOT NULL,
    part BIGINT NOT NULL,
    -- When it was written, so that what was never finished can be removed.
    time BIGINT NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (case_id, blob, part)
);
