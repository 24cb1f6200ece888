"""Tests of the dialogs around lists and marks."""
