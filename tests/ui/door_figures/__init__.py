"""Figures, recent scans, walk-ins, rules and the list of the door."""
