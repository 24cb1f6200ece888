"""Tests of how the window lives."""
