"""What a door's window is made of: large type, one field, five outcomes. No logic."""
