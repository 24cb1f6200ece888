"""The main window: its bars, its panes and its list of accounts."""
