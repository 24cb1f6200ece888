-- Kept. Walk-ins whom no system knows. No foreign keys, so that they outlive every cache.
CREATE TABLE walk_ins (
    number      INTEGER PRIMARY KEY,
    account_id  INTEGER NOT NULL,
    event_ref   TEXT NOT NULL,
    ref         TEXT NOT NULL UNIQUE,           -- of the attendee that shows them
    name        TEXT NOT NULL,
    email       TEXT NOT NULL DEFAULT '',
    ticket      TEXT NOT NULL DEFAULT '',
    note        TEXT NOT NULL DEFAULT '',
    by          TEXT NOT NULL DEFAULT '',
    desk        TEXT NOT NULL DEFAULT '',
    added_at    TEXT NOT NULL                   -- ISO 8601, UTC
) STRICT;
CREATE INDEX walk_ins_by_event ON walk_ins (account_id, event_ref);

-- 1: shows a row of `walk_ins`; no list of the system takes it away.
ALTER TABLE attendees ADD COLUMN desk_only INTEGER NOT NULL DEFAULT 0;

-- Grows whenever a word by which some attendee of the event is found may have changed.
ALTER TABLE events ADD COLUMN words_version INTEGER NOT NULL DEFAULT 0;

-- What was scanned, in lines of a door about codes.
ALTER TABLE activity ADD COLUMN code TEXT NOT NULL DEFAULT '';

-- Scans, parties, figures of a door.
CREATE INDEX attendees_by_code ON attendees (event_id, code COLLATE NOCASE) WHERE code <> '';
CREATE INDEX attendees_by_order ON attendees (event_id, order_ref COLLATE NOCASE)
    WHERE order_ref <> '';
CREATE INDEX attendees_by_ticket ON attendees (event_id, ticket, shown_status, gone);
CREATE INDEX attendees_in ON attendees (event_id, shown_status, marked_at)
    WHERE shown_status = 'attended';

-- Who has no label yet, in the order in which labels are given.
DROP INDEX attendees_without_place;
CREATE INDEX attendees_without_place ON attendees (event_id, sort_key, ref) WHERE label IS NULL;
