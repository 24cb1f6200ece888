"""The pane on the right: one event, its tabs, and marking. Widgets only."""
