"""Teamwork.com against its strict server."""
