-- Who deals with a message or a table of reports now, so that no other server does, and until when at most; what is told of messages that
-- came again or were turned away. See README.md, src/messages.rs and src/reports.rs.

ALTER TABLE messages ADD COLUMN claim BYTEA;
ALTER TABLE messages ADD COLUMN claimed_until BIGINT;

-- How often the same came again by a gateway, and when it last did.
ALTER TABLE messages ADD COLUMN repeats BIGINT;
ALTER TABLE messages ADD COLUMN repeated BIGINT;

CREATE INDEX messages_by_sender ON messages (case_id, sender);

-- Messages that were turned away, since too many of their sender or of the gateway wait.
ALTER TABLE gateways ADD COLUMN turned_away BIGINT;

-- A table that was taken in is claimed for ever.
ALTER TABLE report_imports ADD COLUMN claim BYTEA;
ALTER TABLE report_imports ADD COLUMN claimed_until BIGINT;
