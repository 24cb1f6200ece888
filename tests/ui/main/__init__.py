"""Tests of the main window: its shell, its accounts, and the sync behind it."""
