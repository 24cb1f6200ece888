"""The detail pane, driven as a person would."""
