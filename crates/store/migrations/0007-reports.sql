-- Tables of reports that were brought to a case: their files as they came, and their rows. See README.md, and src/reports.rs.
-- What of them counts says the record alone; a table that is in no entry waits to be looked at.

CREATE TABLE report_imports (
    case_id TEXT NOT NULL REFERENCES cases (case_id),
    number BIGINT NOT NULL,
    -- Who brought it, and when.
    account_id TEXT NOT NULL,
    time BIGINT NOT NULL,
    -- What the file was called, its hash and its length.
    name TEXT NOT NULL,
    sha256 BYTEA NOT NULL,
    size BIGINT NOT NULL,
    -- How its columns are read, as JSON.
    mapping TEXT NOT NULL,
    -- How its source is graded, such as B2.
    grade TEXT,
    -- Its kind, its rows, those that count and those in doubt, and the root of those that count, once they were read.
    format TEXT,
    rows_read BIGINT,
    rows_taken BIGINT,
    rows_doubted BIGINT,
    root BYTEA,
    -- How many of its rows were left out because an earlier table has them.
    rows_before BIGINT,
    -- The commitments and places that its tallies were counted for, as a hash.
    basis BYTEA,
    PRIMARY KEY (case_id, number)
);

-- The file, cut into parts.
CREATE TABLE report_parts (
    case_id TEXT NOT NULL REFERENCES cases (case_id),
    number BIGINT NOT NULL,
    part BIGINT NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (case_id, number, part)
);

-- Names that rows share: kinds, sides, places, sources.
CREATE TABLE report_names (
    case_id TEXT NOT NULL REFERENCES cases (case_id),
    number BIGINT NOT NULL,
    name BIGINT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (case_id, number, name)
);

CREATE TABLE reports (
    case_id TEXT NOT NULL REFERENCES cases (case_id),
    number BIGINT NOT NULL,
    -- The row under the first, from 1.
    report BIGINT NOT NULL,
    -- Days since 0001-01-01, so that none is negative; to how many days the first is known.
    first_day BIGINT NOT NULL,
    last_day BIGINT NOT NULL,
    within_days BIGINT NOT NULL,
    -- Millionths of a degree, counted from the South Pole and from 180 degrees west.
    latitude BIGINT,
    longitude BIGINT,
    -- Numbers of names; 0 is none.
    kind BIGINT NOT NULL,
    subkind BIGINT NOT NULL,
    actor BIGINT NOT NULL,
    against BIGINT NOT NULL,
    place BIGINT NOT NULL,
    district BIGINT NOT NULL,
    region BIGINT NOT NULL,
    origin BIGINT NOT NULL,
    killed_low BIGINT,
    killed BIGINT,
    killed_high BIGINT,
    -- What the source calls it.
    external_id TEXT,
    PRIMARY KEY (case_id, number, report)
);

-- Rows in doubt, the first of each kind: the line of the file, what is doubtful, what stands there.
CREATE TABLE report_doubts (
    case_id TEXT NOT NULL REFERENCES cases (case_id),
    number BIGINT NOT NULL,
    doubt BIGINT NOT NULL,
    report BIGINT NOT NULL,
    line BIGINT NOT NULL,
    kind TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (case_id, number, doubt)
);

-- What each commitment counts in each area, day by day in one value, so that a board looks at no report.
CREATE TABLE report_tallies (
    case_id TEXT NOT NULL REFERENCES cases (case_id),
    number BIGINT NOT NULL,
    commitment TEXT NOT NULL,
    area TEXT NOT NULL,
    days BYTEA NOT NULL,
    undated BIGINT NOT NULL,
    uncounted BIGINT NOT NULL,
    PRIMARY KEY (case_id, number, commitment, area)
);
