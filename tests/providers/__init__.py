"""Tests of the systems, each against a server or a database of its own."""
