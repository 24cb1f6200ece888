-- Names alone, so that a door finds those who are called so among many who only have it somewhere.
-- Only a query that says the condition may read it: others are quicker by their own indexes.
CREATE INDEX attendees_by_name ON attendees (event_id, sort_key, ref) WHERE sort_key <> '';
