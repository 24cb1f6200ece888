"""Use cases in plain synchronous Python, shared by the window and the command line."""
