"""What is kept on this computer: SQLite, one file a profile. Functions over a connection."""
