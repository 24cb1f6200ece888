"""Sample data in memory in the shape of any system: for the demo, and no account can be of it."""
