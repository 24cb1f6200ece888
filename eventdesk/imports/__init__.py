"""Files to records: attendee lists in the formats that people have them in."""
