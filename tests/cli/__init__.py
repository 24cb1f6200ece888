"""The command line: its documents, its exit statuses, its one line when something fails."""
