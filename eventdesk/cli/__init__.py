"""The command line (design: cli): the same services without a window. No Qt here."""
