-- Kept: cannot be fetched again. Cache: can be.

-- Kept. Secrets are in the keyring, never here.
CREATE TABLE accounts (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,  -- no number is ever given twice
    name        TEXT NOT NULL UNIQUE COLLATE NOCASE,
    system      TEXT NOT NULL,
    address     TEXT NOT NULL DEFAULT '',
    options     TEXT NOT NULL DEFAULT '{}',     -- JSON object of text
    colour      TEXT NOT NULL DEFAULT '',
    shown       INTEGER NOT NULL DEFAULT 1,
    state       TEXT NOT NULL DEFAULT 'new',
    state_text  TEXT NOT NULL DEFAULT '',
    last_sync   TEXT                            -- ISO 8601, UTC
) STRICT;

-- Kept. Choices of the person: columns, last exports, operator, desk name.
CREATE TABLE settings (
    name   TEXT PRIMARY KEY,
    value  TEXT NOT NULL                        -- JSON
) STRICT, WITHOUT ROWID;

-- Cache. `starts` and `ends` are domain.event.sort_seconds; `expected` and `attended` are counted
-- here from the attendees once they were fetched, else as the system tells them.
CREATE TABLE events (
    id            INTEGER PRIMARY KEY,
    account_id    INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE,
    ref           TEXT NOT NULL,
    fingerprint   INTEGER NOT NULL,
    title         TEXT NOT NULL,
    start         TEXT,
    end           TEXT,
    starts        INTEGER,
    ends          INTEGER,
    status        TEXT NOT NULL,
    kind          TEXT NOT NULL DEFAULT '',
    place         TEXT NOT NULL DEFAULT '',
    fold          TEXT NOT NULL DEFAULT '',     -- folded words of all that is searched
    body          BLOB NOT NULL,                -- JSON of the remaining fields of domain.Event
    gone          INTEGER NOT NULL DEFAULT 0,   -- no longer at the system, kept for unsettled marks
    expected      INTEGER,
    attended      INTEGER,
    attendees_at  TEXT,                         -- when the parts were last fetched, NULL: never
    orders_at     TEXT,
    tickets_at    TEXT,
    indexed       INTEGER NOT NULL DEFAULT 1,   -- 0: attendee_search lacks some rows of this event
    UNIQUE (account_id, ref)
) STRICT;
CREATE INDEX events_by_time ON events (starts, ends);

-- Cache, with the mark of this desk that is shown over it (kept in `marks`).
CREATE TABLE attendees (
    id            INTEGER PRIMARY KEY,
    event_id      INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    ref           TEXT NOT NULL,
    fingerprint   INTEGER NOT NULL,
    name          TEXT NOT NULL,
    sort_key      TEXT NOT NULL,                -- domain.text.name_sort_key
    email         TEXT NOT NULL DEFAULT '',
    status        TEXT NOT NULL DEFAULT '',     -- what the system holds
    person        TEXT NOT NULL DEFAULT '',
    guest         INTEGER NOT NULL DEFAULT 0,
    ticket        TEXT NOT NULL DEFAULT '',
    order_ref     TEXT NOT NULL DEFAULT '',
    code          TEXT NOT NULL DEFAULT '',
    fold          TEXT NOT NULL DEFAULT '',     -- folded words of all that is searched
    body          BLOB,                         -- JSON of the remaining fields, NULL: none set
    gone          INTEGER NOT NULL DEFAULT 0,
    label         INTEGER,                      -- place in name order and rowid in attendee_search
    shown_status  TEXT NOT NULL DEFAULT '',     -- what is shown: the mark's status or the system's
    mark_state    TEXT,
    mark_id       TEXT,
    marked_at     TEXT,
    marked_by     TEXT,
    UNIQUE (event_id, ref)
) STRICT;
CREATE UNIQUE INDEX attendees_by_label ON attendees (label) WHERE label IS NOT NULL;
CREATE INDEX attendees_without_place ON attendees (event_id) WHERE label IS NULL;
CREATE INDEX attendees_by_person ON attendees (event_id, person) WHERE person <> '';

-- Cache. Every suffix of every folded word is a token, so that a prefix query finds any part of a
-- word; prefix indexes keep one and two letters quick. Contentless: tokens are made from `fold`.
CREATE VIRTUAL TABLE attendee_search USING fts5 (
    tokens, content = '', detail = none, tokenize = 'ascii', prefix = '1 2'
);

-- Cache. Orders, tickets and ticket types of an event; `body` is JSON of the domain value.
CREATE TABLE details (
    event_id     INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    part         TEXT NOT NULL,                 -- order, ticket, type
    ref          TEXT NOT NULL,
    position     INTEGER NOT NULL,
    fingerprint  INTEGER NOT NULL,
    body         BLOB NOT NULL,
    PRIMARY KEY (event_id, part, ref)
) STRICT, WITHOUT ROWID;

-- Cache. Contact cards, answers, histories and pictures, each fetched once and shown with its age.
CREATE TABLE cards (
    account_id  INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE,
    kind        TEXT NOT NULL,                  -- contact, picture, answers, history
    ref         TEXT NOT NULL,
    body        BLOB NOT NULL,
    fetched_at  TEXT NOT NULL,
    PRIMARY KEY (account_id, kind, ref)
) STRICT, WITHOUT ROWID;

-- Kept. The outbox: domain.attendance.Mark, a row each; no foreign keys, so that a mark outlives
-- every cache. `number` gives the order of the acts.
CREATE TABLE marks (
    number        INTEGER PRIMARY KEY,
    id            TEXT NOT NULL UNIQUE,
    account_id    INTEGER NOT NULL,
    event_ref     TEXT NOT NULL,
    attendee_ref  TEXT NOT NULL,
    person        TEXT NOT NULL DEFAULT '',
    name          TEXT NOT NULL,
    event_title   TEXT NOT NULL,
    status        TEXT NOT NULL,
    base          TEXT NOT NULL,
    previous      TEXT NOT NULL,
    by            TEXT NOT NULL DEFAULT '',
    desk          TEXT NOT NULL DEFAULT '',
    marked_at     TEXT NOT NULL,
    state         TEXT NOT NULL,
    uploaded_at   TEXT,
    settled_at    TEXT,
    tries         INTEGER NOT NULL DEFAULT 0,
    next_try_at   TEXT,
    remote        TEXT,
    reason        TEXT NOT NULL DEFAULT '',
    undo_of       TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX marks_by_attendee ON marks (account_id, event_ref, attendee_ref);
CREATE INDEX marks_by_person ON marks (account_id, event_ref, person) WHERE person <> '';
CREATE INDEX marks_by_undone ON marks (undo_of) WHERE undo_of <> '';
CREATE INDEX marks_open ON marks (account_id, state)
    WHERE state IN ('pending', 'sending', 'unknown', 'refused', 'conflict');

-- Kept, never rewritten.
CREATE TABLE activity (
    number        INTEGER PRIMARY KEY,
    at            TEXT NOT NULL,
    kind          TEXT NOT NULL,
    account       TEXT NOT NULL,
    event_ref     TEXT NOT NULL DEFAULT '',
    event_title   TEXT NOT NULL DEFAULT '',
    attendee_ref  TEXT NOT NULL DEFAULT '',
    name          TEXT NOT NULL DEFAULT '',
    status        TEXT NOT NULL DEFAULT '',
    by            TEXT NOT NULL DEFAULT '',
    desk          TEXT NOT NULL DEFAULT '',
    outcome       TEXT NOT NULL DEFAULT '',
    reason        TEXT NOT NULL DEFAULT '',
    mark_id       TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX activity_by_event ON activity (account, event_ref);
