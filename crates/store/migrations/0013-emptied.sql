-- Public consultations: what was destroyed, what was taken back, and in which order results were told. See README.md, and src/poll.rs.

-- Once nothing is left of the ballots, in the tables and in the files of the database: 1.
ALTER TABLE polls ADD COLUMN emptied BIGINT;

-- Why a ballot on paper does not count, as a blocked code says it of those who came by it. One that was withdrawn has its mark and no
-- longer its `ballot`, so that another one with this mark can be entered.
ALTER TABLE poll_participants ADD COLUMN blocked TEXT;

-- Counts what was told: two results of as many voters can be two results. NULL is 0.
ALTER TABLE poll_told ADD COLUMN serial BIGINT;
