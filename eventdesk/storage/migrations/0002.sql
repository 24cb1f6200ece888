-- Accounts that are only looked at: nothing is written to their systems.
ALTER TABLE accounts ADD COLUMN read_only INTEGER NOT NULL DEFAULT 0;

-- Events are read anew once: more of each is kept and searched now.
UPDATE events SET fingerprint = -id;

-- Cache. Which days of an account were listed in full, and up to when what changed since is known.
CREATE TABLE listings (
    account_id  INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE,
    first       TEXT NOT NULL,                  -- included; "" where everything was listed
    last        TEXT NOT NULL,                  -- excluded
    settings    TEXT NOT NULL,                  -- what the account was set to then
    listed_at   TEXT NOT NULL,
    asked_at    TEXT NOT NULL,                  -- of the last list of changes, else as `listed_at`
    PRIMARY KEY (account_id, first, last)
) STRICT, WITHOUT ROWID;
