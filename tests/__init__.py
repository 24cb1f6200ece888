"""Tests of Event Desk, and the servers they run against."""
