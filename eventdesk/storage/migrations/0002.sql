-- Accounts that are only looked at: nothing is written to their systems.
ALTER TABLE accounts ADD COLUMN read_only INTEGER NOT NULL DEFAULT 0;
