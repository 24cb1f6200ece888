"""Tests of what a door looks like: nothing cut, nothing that jumps, at every size."""
