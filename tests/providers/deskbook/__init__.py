"""Tests of the desk book, on real SQLite files."""
