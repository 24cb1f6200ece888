-- Kept, never rewritten. Every badge that was printed, so that nobody gets two by accident. No
-- foreign keys, so that it outlives every cache.
CREATE TABLE badge_prints (
    number        INTEGER PRIMARY KEY,
    account_id    INTEGER NOT NULL,
    event_ref     TEXT NOT NULL,
    attendee_ref  TEXT NOT NULL,
    name          TEXT NOT NULL,
    printed_at    TEXT NOT NULL,                -- ISO 8601, UTC
    printer       TEXT NOT NULL,                -- or the PDF file
    reprint       INTEGER NOT NULL,             -- 1: the guest had one before
    template      TEXT NOT NULL,
    size          TEXT NOT NULL,
    by            TEXT NOT NULL DEFAULT '',
    desk          TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX badge_prints_by_attendee ON badge_prints (account_id, event_ref, attendee_ref);
