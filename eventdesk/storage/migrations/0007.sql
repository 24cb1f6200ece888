-- How many of those who are expected are known not to come any more. Who is in counts as expected
-- from now on, listed or not.
ALTER TABLE events ADD COLUMN no_shows INTEGER NOT NULL DEFAULT 0;
UPDATE events SET (expected, attended, no_shows) = (
    SELECT coalesce(sum(shown_status = 'attended' OR gone = 0 AND shown_status <> 'declined'), 0),
        coalesce(sum(shown_status = 'attended'), 0),
        coalesce(sum(gone = 0 AND shown_status = 'no-show'), 0)
    FROM attendees WHERE event_id = events.id)
    WHERE attendees_at IS NOT NULL;
