"""Teamwork.com: the calendar of the Projects API v1 (apis/teamwork.md)."""
