"""The door as its operator uses it."""
