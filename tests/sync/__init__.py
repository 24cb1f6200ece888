"""Tests of pull, push and the rules of a mark against real SQLite files."""
