-- What was voted in a secret ballot, until it is closed. See README.md, and src/urn.rs for what it protects.

CREATE TABLE urns (
    case_id TEXT NOT NULL REFERENCES cases (case_id),
    ballot BIGINT NOT NULL,
    choice TEXT NOT NULL,
    -- How many slips say so: a number has no order, and there is no row that belongs to a vote. It is
    -- counted from 2^40, so that it takes as much room when it has grown, and a page of the file does not
    -- show which of them was first to need more.
    slips BIGINT NOT NULL,
    PRIMARY KEY (case_id, ballot, choice)
);
