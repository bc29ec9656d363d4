-- What witnesses have signed, beside the checkpoints that they signed. See README.md.

CREATE TABLE cosignatures (
    case_id TEXT NOT NULL REFERENCES cases (case_id),
    -- The witness's key, as people write it.
    witness TEXT NOT NULL,
    -- The checkpoint: the latest of this witness's, which covers all that an earlier one did.
    size BIGINT NOT NULL,
    -- The signature's line, as it stands in the note.
    line TEXT NOT NULL,
    -- Who brought a signature of this witness first, and when this one came.
    account_id TEXT NOT NULL,
    time BIGINT NOT NULL,
    PRIMARY KEY (case_id, witness)
);

CREATE INDEX cosignatures_by_size ON cosignatures (case_id, size);
