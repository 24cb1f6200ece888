"""Tests of the exports: files are read back by other people's readers."""
