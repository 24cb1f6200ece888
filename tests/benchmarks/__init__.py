"""Figures, each beside a peer measured in the same run. No test fails on a time."""
