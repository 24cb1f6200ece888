-- Each line about a mark says when it was made and when it was sent, NULL where it was not.
ALTER TABLE activity ADD COLUMN acted_at TEXT;
ALTER TABLE activity ADD COLUMN uploaded_at TEXT;
UPDATE activity SET acted_at = (SELECT marked_at FROM marks WHERE id = mark_id)
    WHERE mark_id <> '';
