"""The centre of the window: the month, the agenda, and the filters beside them. Widgets only."""
