"""Tests of reading attendee lists. The files are made by tests/data/make_lists.py."""
